"""How a word tells its act: as a refusal, as a promise, as a stance; a frame may need one of these.

Of a conjunction, how what it opens is tied to what hangs on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extract.slots import children, is_infinitive, is_inverted, is_passive, preposition, upwards
from kg.extract.status import auxiliaries, is_able, is_nobody, negated
from kg.lexicon import words
from kg.nlp.tree import Token, remembered

PROMISING = frozenset({"will", "would", "shall", "'ll", "wo"})


@remembered
def is_refusal(verb: Token) -> bool:
    """Whether a verb is negated in the way of who will not: "will not accept", "does not want"; not who
    only "has not accepted" so far."""
    told = children(verb, "aux")
    refuses = any(each.tag_ in ("MD", "VBZ", "VBP", "VBD", "VB") and each.lemma_ != "have" for each in told)
    return refuses and negated(verb)


def is_standing(verb: Token) -> bool:
    """Whether a verb is negated in the way of who still will not: "does not want", not "did not want"."""
    return is_refusal(verb) and all(each.lower_ != "did" for each in children(verb, "aux"))


def is_reported(verb: Token) -> bool:
    """Whether somebody is said to have told that he will not: "said that it *did not plan* to go"."""
    return verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN") and is_refusal(verb)


def is_of_nobody(verb: Token) -> bool:
    """Whether a verb tells what none will do: "*nothing* will stop it", "*no pressure* will"."""
    return any(map(is_nobody, children(verb, "nsubj")))


@remembered
def is_unwilling(verb: Token) -> bool:
    """Whether a verb says what its subject will not do from now on: "will not pay", "is not going to pay"."""
    told = [each.lemma_.lower() for each in children(verb, "aux")]  # of "won't" too
    ahead = verb.lower_ in ("going", "looking") or not words("status")["ahead"].isdisjoint(told)
    return ahead and negated(verb)


@remembered
def is_promise(verb: Token) -> bool:
    """Whether a verb looks ahead to what its subject will do: "will go", "would go", not "would have", nor
    what somebody is warned of: "warned that they would go"."""
    told = [each.lower_ for each in children(verb, "aux")]
    ahead = not PROMISING.isdisjoint(told) and "have" not in told and not negated(verb)
    return ahead and not (verb.dep_ in ("ccomp", "acl") and verb.head.lemma_ in words("grammar")["warning"])


def is_feasible(verb: Token) -> bool:
    """Whether a verb tells what its subject may do: "*could* quit the pact"."""
    told = [each.lower_ for each in children(verb, "aux")]
    return (
        not words("factuality")["possible_modals"].isdisjoint(told)
        and "have" not in told
        and not negated(verb)
    )


def is_ruled_out(verb: Token) -> bool:
    """Whether a clause says that there will or can be none of something: "no deal will be struck"."""
    told = [each.lower_ for each in children(verb, "aux", "acomp")]
    if words("status")["ahead"].isdisjoint(told):
        return False
    nouns = children(verb, "nsubj", "nsubjpass", "attr")
    return any(each.lower_ in ("no", "not") for noun in nouns for each in noun.children)


def held(mark: Token) -> Token:
    """What hangs on what a conjunction opens: "*stay* until they leave", "*stay* as long as they do"."""
    above = mark.head.head
    return above.head if above.dep_ == "advmod" else above


def is_bar(mark: Token) -> bool:
    """Whether a conjunction opens what must come first: "will *not* talk until they leave"."""
    above = held(mark)
    return negated(above) or is_ruled_out(above) or _is_withheld(above)


def _is_withheld(verb: Token) -> bool:
    """Whether a verb tells what somebody holds back: "*froze* it", "*refused* to talk", "sees *no* way", "is
    *impossible*"."""
    withholding = words("grammar")["withholding"]
    if is_infinitive(verb) and verb.head.lemma_ in withholding:
        return True
    if verb.lemma_ == "rule" and any(each.lower_ == "out" for each in children(verb, "prt")):
        return True
    if verb.lemma_ in withholding or any(each.lower_ in withholding for each in children(verb, "acomp")):
        return True
    return any(each.lower_ == "no" for noun in children(verb, "dobj", "attr") for each in noun.children)


def is_ahead(mark: Token) -> bool:
    """Whether what hangs on what a conjunction opens is still to come: "*will* stay until they leave"."""
    return any(each.tag_ in ("MD", "TO") for each in children(held(mark), "aux"))


def is_unmet(mark: Token) -> bool:
    """Whether a conjunction opens what is not to go undone: "if they do *not* go", "if *no* pact is made"."""
    clause = mark.head
    nobody = (each for noun in children(clause, "nsubjpass") for each in noun.children)
    return negated(clause) or any(each.lower_ == "no" for each in nobody)


def is_lasting(mark: Token) -> bool:
    """Whether a conjunction tells on what terms something holds: "as *long* as they stay away"; not what has
    to end first, "will not talk as long as they stay"."""
    return mark.head.head.lower_ == "long" and (negated(mark.head) or not negated(held(mark)))


def is_proviso(verb: Token) -> bool:
    """Whether a participle tells on what terms something is done: "*provided* that they leave"."""
    return verb.dep_ in ("prep", "advcl") and verb.lower_ in words("grammar")["provisos"]


def is_attempt(verb: Token) -> bool:
    """Whether somebody tries to do what a verb tells: "*tried* to win their support", "an *effort* to"."""
    return is_infinitive(verb) and verb.head.lemma_.lower() in words("grammar")["attempts"]


def is_foretelling(verb: Token) -> bool:
    """Whether a verb tells of what is to come: "warned that intruders *will* be shot"."""
    clauses = children(verb, "ccomp")
    return any(each.lower_ in PROMISING for clause in clauses for each in children(clause, "aux"))


def is_alternative(verb: Token) -> bool:
    """Whether a verb tells what comes of not doing what somebody must: "must leave *or face* the guns"."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBP") or children(verb, "nsubj"):
        return False
    if first.tag_ == "VBG" and first.dep_ == "xcomp":  # "must stop *firing* or face war"
        ors, first = children(first, "cc"), first.head
    else:
        ors = children(first, "cc")
    must = not words("things")["duties"].isdisjoint(each.lower_ for each in children(first, "aux"))
    has_to = is_infinitive(first) and first.head.lemma_ in ("have", "need")
    return (must or has_to) and any(each.lower_ == "or" for each in ors)


def is_only_way(mark: Token) -> bool:
    """Whether a conjunction opens the one condition that counts: "*only* if they leave", "if they *first*
    leave"."""
    clause = mark.head
    if any(each.lower_ == "first" for each in children(clause, "advmod")):
        return True
    return any(
        each.lower_ == "only" for word in (mark, clause, clause.head) for each in children(word, "advmod")
    )


def is_jussive(verb: Token) -> bool:
    """Whether a verb tells what is to be, not what is: "suggested that they *meet*"."""
    return any(
        (children(each, "auxpass")[:1] or [each])[0].tag_ == "VB"
        or _has_bare_form(each)
        or (verb.tag_ == "VBD" and _is_parley(each))
        for each in children(verb, "ccomp")
        if children(each, "nsubj", "nsubjpass") and not children(each, "aux")
    )


def _has_bare_form(verb: Token) -> bool:
    """Whether a verb has the bare form with a subject that stands alone: "that Chad *withdraw*"."""
    subjects = children(verb, "nsubj")
    alone = bool(subjects) and all(each.tag_ == "NNP" and not children(each, "conj") for each in subjects)
    return verb.tag_ == "VBP" and verb.lemma_ == verb.lower_ and alone


def _is_parley(verb: Token) -> bool:
    """Whether a verb that reads like the present tells how several are to come to terms, where somebody told
    of it in the past: "suggested that both sides *meet*"."""
    return verb.tag_ == "VBP" and (verb.lemma_ == "hold" or verb.lemma_ in words("things")["parleys"])


def is_forswearing(verb: Token) -> bool:
    """Whether somebody vows what he will not do: "vowed *never* to yield"."""
    return any(map(negated, children(verb, "xcomp", "ccomp")))


def is_forgoing(verb: Token) -> bool:
    """Whether somebody says that he will not do a thing: "insisted that it *would not* yield", "made it clear
    that it *would not*"."""
    told = children(verb, "ccomp")
    plain = [each for each in (*told, *children(verb, "acomp", "oprd")) if each.pos_ == "ADJ"]
    clauses = [clause for each in plain for clause in children(each, "ccomp", "advcl")]
    return any(map(_is_forgone, (*told, *clauses)))


def _is_forgone(deed: Token) -> bool:
    """Whether somebody will not do a thing; not who only is not able to, or keeps silent: "*could not stop*
    them", "*would not give* details"."""
    lists = words("things")
    if not is_unwilling(deed) or deed.lemma_ == "be" or deed.lemma_ in words("grammar")["telling"]:
        return False
    things = children(deed, "dobj")
    if any(each.lemma_ in lists["remarks"] for each in things) or (deed.lemma_ == "take" and not things):
        return False
    return (
        not is_able(deed) or deed.lemma_ in lists["bindings"] or deed.lemma_ in ("agree", "allow", "tolerate")
    )


def is_conditional(verb: Token) -> bool:
    """Whether what a verb tells hangs on what somebody does: "will leave *unless* they pay", "*should* they
    go on", "would *otherwise* leave", "warned that it would end *if* they went on"; not on what comes about,
    "if it is not solved", but "*unless* he is freed"."""
    told = (verb, *children(verb, "ccomp"))
    if any(each.lower_ == "otherwise" for one in told for each in children(one, "advmod")):
        return True
    return any(_supposes(clause) for one in told for clause in children(one, "advcl"))


def _supposes(clause: Token) -> bool:
    """Whether a clause opens on what somebody may do: "*if* they pay", "*should* they be attacked"."""
    if any(map(is_inverted, (clause, *children(clause, "aux", "auxpass")))):
        return True
    return any(
        each.lower_ in ("if", "unless")
        for each in children(clause, "mark")
        if children(clause, "nsubj") or (each.lower_ == "unless" and children(clause, "nsubjpass"))
    )


def is_hinging(verb: Token) -> bool:
    """Whether a verb tells what its subject will do if something comes about, by whomever: "will recall its
    envoy *if* the law is passed"; for a blow that hangs on anything is a threat."""
    if is_conditional(verb):
        return True
    clauses = children(verb, "advcl")
    return any(
        each.lower_ == "if" and bool(children(clause, "nsubjpass"))
        for clause in clauses
        for each in children(clause, "mark")
    )


def is_bartered(verb: Token) -> bool:
    """Whether a verb tells what its subject will do for another thing, or if it is done: "would lift it *in
    exchange for* the hostages", "would free them *if* the siege were lifted"."""
    barters = words("things")["barters"]
    told = (verb, *children(verb, "dobj"))
    return is_hinging(verb) or any(each.lower_ in barters for one in told for each in preposition(one, "in"))


def is_withheld(word: Token) -> bool:
    """Whether somebody has not done what a word tells, or shows no sign of it: "has *not* budged", "made *no*
    concessions", "there is *no evidence* that he will budge"; not who says that he never will."""
    if word.pos_ == "VERB" and is_omitted(word):
        return True
    lists = words("factuality")
    for each in upwards(word):
        own = each is word and each.dep_ != "dobj"
        none = is_nobody(each) or any(one.lower_ in lists["none"] for one in each.children)
        if each.pos_ == "NOUN" and (own or each.lemma_ in lists["signs"]) and none:
            return each.head.pos_ not in ("VERB", "AUX") or not is_ahead_of(each.head)
        if each.dep_ in ("relcl", "advcl"):
            return False
    return False


def is_ahead_of(verb: Token) -> bool:
    """Whether a verb looks ahead: "*will* be", not "has been"."""
    return not words("status")["ahead"].isdisjoint(each.lemma_.lower() for each in auxiliaries(verb))


def is_past_deed(noun: Token) -> bool:
    """Whether a noun tells what was done, by where it stands: "the *release* of X was hailed", "after the
    *release* of X"; not "discussed the *release* of X", "talks on the *release*"."""
    if noun.dep_ == "pobj":
        return noun.head.lower_ in words("grammar")["in_the_wake"]
    return noun.dep_ in ("nsubj", "nsubjpass") and is_fact(noun)


def is_fruitless(verb: Token) -> bool:
    """Whether something ends with none of what was sought: "broke up *with no* agreement"."""
    return any(map(negated, preposition(verb, "with")))


def is_done(verb: Token) -> bool:
    """Whether a verb tells what somebody did, not what he is at: "*mediated* it", not "is *mediating*"."""
    return verb.tag_ in ("VBD", "VBN") and not negated(verb)


def is_provoked(verb: Token) -> bool:
    """Whether a verb tells what somebody does on account of another: "put it off *after the raid*", "*in
    protest*", not "after May"."""
    provoking = words("grammar")["provoking"]
    told = [each for one in (verb, *children(verb, "dobj")) for each in children(one, "prep")]
    clauses = [each for clause in children(verb, "advcl") for each in children(clause, "mark")]
    things = [thing for prep in told if prep.lower_ == "in" for thing in children(prep, "pobj")]
    return any(each.lower_ in provoking and not tells_when(each) for each in (*told, *clauses, *things))


def tells_when(prep: Token) -> bool:
    """Whether a preposition stands before a time: "*until* May"."""
    return any(is_time(each) for each in children(prep, "pobj"))


def is_time(noun: Token) -> bool:
    """Whether a noun names a time: "called for it on *Monday*", not "called for a *day* of mourning"."""
    if noun.ent_type_ not in ("DATE", "TIME"):
        return False
    filled = noun.head.lower_ == "for" and any(each.lower_ == "a" for each in children(noun, "det"))
    return not (filled and preposition(noun, "of"))


def is_of_provocation(verb: Token) -> bool:
    """Whether a verb tells what would come of a provocation: "any *raid* would draw a response"."""
    dared = words("things")["provocations"]
    return any(each.lemma_.lower() in dared for each in children(verb, "nsubj", "nsubjpass"))


def is_open(verb: Token) -> bool:
    """Whether what a verb tells goes on or is to come: "is *considering* it", "would *consider* it"."""
    return verb.tag_ in ("VBG", "VB")


def is_none(noun: Token) -> bool:
    """Whether there is none of what a noun names: "has *no* intention", "did *not* show any interest"; there
    is a plan that somebody "did not drop", or another's that he "did not accept"."""
    if negated(noun):
        return True
    verb = noun.head
    return noun.dep_ in ("dobj", "attr") and verb.lemma_ in words("grammar")["having"] and negated(verb)


def is_nothing(verb: Token) -> bool:
    """Whether somebody does what a verb tells with none of it: "wants *no part* of it", "threatened
    *nobody*", "backs *neither* side", "would be left with *no choice*"."""
    return any(
        map(is_nobody, (*children(verb, "dobj"), *(preposition(verb, "with") if is_passive(verb) else ())))
    )


def is_omitted(verb: Token) -> bool:
    """Whether a verb says what somebody does not do, or has not done: "has *never apologised*", "does *not
    listen*", "does *nothing*"."""
    if not (negated(verb) or is_nothing(verb)) or not children(verb, "nsubj"):
        return False
    return all(each.lemma_ in ("have", "do", "be") for each in auxiliaries(verb))


def is_out_of_question(verb: Token) -> bool:
    """Whether a verb says what must or can not be: "*cannot* be part of it", "is *not possible*"."""
    if not negated(verb):
        return False
    told = {each.lower_ for each in verb.children if each.dep_ in ("aux", "acomp")}
    return not told.isdisjoint(words("status")["barring"])


def is_bound(verb: Token) -> bool:
    """Whether a verb says what must be: "*has to* go", "is *needed*"; not "has a plan to go"."""
    if children(verb, "dobj") or _is_left(verb):
        return False
    return is_passive(verb) or any(map(is_infinitive, children(verb, "xcomp")))


def _is_left(verb: Token) -> bool:
    """Whether what is told has not come yet: "has *yet* to receive an answer"."""
    return any(each.lower_ == "yet" for word in (verb, *children(verb, "xcomp")) for each in word.children)


def is_bound_now(verb: Token) -> bool:
    """Whether a verb says what somebody is yet to do: "*has to* go", not "had to go", "needs to know"."""
    if verb.tag_ not in ("VBZ", "VBP") or not is_bound(verb) or negated(verb):
        return False
    return all(each.lemma_ not in words("things")["musings"] for each in children(verb, "xcomp"))


def is_of_door(word: Token) -> bool:
    """Whether a word tells of the proverbial door: "the *door* remains open"."""
    return any(each.lemma_.lower() in ("door", "window") for each in children(word.head, "nsubj"))


def is_epithet(noun: Token) -> bool:
    """Whether a noun says what somebody is: "Quill, a *critic* of the pact", "is among its *critics*"."""
    return noun.dep_ in ("appos", "attr") or (noun.dep_ == "pobj" and noun.head.lower_ in ("of", "among"))


def is_equated(noun: Token) -> bool:
    """Whether a clause says what a noun is or that a thing is it: "the *condition* is a truce", "a truce is a
    *condition*", not "is *no* condition"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "attr") or verb.lemma_ not in ("be", "remain") or negated(verb):
        return False
    return bool(children(verb, "attr", "ccomp")) and all(each.lower_ != "no" for each in noun.children)


def is_voiced(noun: Token) -> bool:
    """Whether a noun is what somebody voices: "expressed its *outrage*", not "drew *outrage*"."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in words("grammar")["voicing"]


def is_kept(noun: Token) -> bool:
    """Whether nobody gives up what a noun names: not "dropped its *veto*", "backed off from its *veto*"."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("from", "on"):
        above = noun.head.head
        verb = above.head if above.dep_ == "advmod" else above
        return verb.lemma_ not in words("factuality")["backing_down"]
    return noun.dep_ not in ("dobj", "nsubjpass") or noun.head.lemma_ not in words("factuality")["giving_up"]


def is_upheld(noun: Token) -> bool:
    """Whether a penalty is not told to be over: not "lifted its *embargo*", nor "announced an end to its
    *embargo*"; but "demanded an end to it", "would lift it"."""
    lists = words("factuality")
    above = noun.head.head if noun.dep_ == "pobj" else noun
    if above.lemma_.lower() in words("things")["loosenings"] and above.dep_ in ("dobj", "nsubjpass"):
        return above.head.lemma_ not in lists["declaring"]
    eased = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in lists["easing"] | lists["pausing"]
    return not (eased and is_fact(noun.head))


def is_of_pact(verb: Token) -> bool:
    """Whether a verb tells what a pact lays down: "the *accord* commits Chad to it"."""
    return any(each.lemma_.lower() in words("things")["pacts"] for each in children(verb, "nsubj"))


def is_of_person(verb: Token) -> bool:
    """Whether a verb is done to people: "freed two *nurses*", "two *Danes*", "a *group* of them", "*pilot*
    Quill", not "a video of them"."""
    people = words("things")["persons"] | words("things")["captives"] | words("things")["freed"]
    things = children(verb, "dobj", "nsubjpass")
    if verb.dep_ in ("acl", "relcl"):
        things = [*things, verb.head]
    told = [
        each
        for noun in things
        if noun.lemma_.lower() not in words("grammar")["papers"]
        for each in (noun, *preposition(noun, "of"))
    ]
    told += [
        each for one in told if one.pos_ == "PROPN" for each in children(one, "compound", "nmod", "appos")
    ]
    return any(
        each.lemma_.lower() in people or (each.ent_type_ == "NORP" and each.tag_ in ("NNS", "NNPS"))
        for one in told
        for each in (one, *one.conjuncts)
    )


def is_of_penalty(verb: Token) -> bool:
    """Whether what a verb is done to is itself a penalty: "lifted the *ban*", not "ended the talks on it"."""
    told = [*children(verb, "dobj", "nsubjpass"), *([verb.head] if verb.dep_ in ("acl", "relcl") else [])]
    return any(each.lemma_.lower() in words("things")["easeds"] for each in told)


def is_of_lull(verb: Token) -> bool:
    """Whether what a verb announces is a lull in fighting: "declared a *truce*", not "the terms of one"."""
    lulls = words("things")["lulls"]
    told = [each for each in children(verb, "dobj") if each.lemma_.lower() in lulls]
    return any(each.lower_ != "fire" or children(each, "compound") for each in told)


def is_of_money(verb: Token) -> bool:
    """Whether what a verb gives is a sum: "announced 3 million *dollars*", not "a plan to save 3 million"."""
    sums = words("things")["sums"] | {"million", "billion"}
    return any(each.lemma_.lower() in sums for each in children(verb, "dobj", "nsubjpass"))


def is_of_state(verb: Token) -> bool:
    """Whether what a verb is done to is a state, its rule or its independence: "recognized *Chad*", "the
    *council*"."""
    things = [*children(verb, "dobj", "nsubjpass"), *([verb.head] if verb.dep_ in ("acl", "relcl") else [])]
    rules = words("things")["statehoods"]
    return any(
        each.ent_type_ == "GPE" or each.lemma_.lower() in rules
        for one in things
        for each in (one, *one.conjuncts)
    )


def is_of_relief(verb: Token) -> bool:
    """Whether a verb tells how relief goes: "the *aid* arrived", "a *plane* with tents left for Chad"."""
    lists = words("things")
    relief = lists["provisions"] | lists["alms"] | lists["gifts"]
    for noun in children(verb, "nsubj", "nsubjpass"):
        lemma = noun.lemma_.lower()
        if lemma in relief or lemma in lists["shares"]:
            told = [noun, *children(noun, "compound", "amod"), *preposition(noun, "of", "with")]
            return any(each.lemma_.lower() in relief or each.lower_ in lists["relieving"] for each in told)
        if lemma in lists["carriers"]:
            freight = [*preposition(noun, "with", "of"), *children(noun, "acl")]
            told = [word for each in freight for word in each.subtree]
            return any(each.lemma_.lower() in relief for each in told)
    return False


def is_of_forces(verb: Token) -> bool:
    """Whether a verb tells how troops go: "the last *soldiers* left the island", not whither they are sent,
    "left home *for the front*"."""
    if any(each.text[0].isupper() or children(each, "det") for each in preposition(verb, "for")):
        return False
    forces = words("things")["forces"]
    return any(
        each.lemma_.lower() in forces
        for noun in children(verb, "nsubj")
        for each in (noun, *preposition(noun, "of"))
    )


def is_felt(verb: Token) -> bool:
    """Whether a participle tells what its subject feels: "*was angered* by it", not "angered Chad"."""
    return bool(children(verb, "auxpass")) and verb.lemma_.lower() in words("grammar")["felt"]


def is_stance(word: Token) -> bool:
    """Whether a word tells what its subject is: "Chad *is against* it"."""
    return word.head.lemma_ == "be" and word.i > word.head.i


def is_recall(verb: Token) -> bool:
    """Whether a verb orders one's own forces back: "ordered *his troops* to pull back", "*its men* out"."""
    things = words("things")
    ordered = [each for one in children(verb, "dobj") for each in (one, *preposition(one, "of"))]
    if not any(each.lemma_.lower() in things["forces"] and _is_his(each) for each in ordered):
        return False
    clauses = children(verb, "xcomp", "ccomp")
    told = [each for clause in clauses for each in (clause, *children(clause, "dobj"))]
    away = [each for each in verb.rights if each.dep_ in ("prep", "advmod", "prt")]
    return any(each.lemma_.lower() in things["halts"] for each in told) or any(
        each.lower_ in ("out", "back", "home") for each in away
    )


def is_his(verb: Token) -> bool:
    """Whether what a verb does is done to its subject's own: "halted *its* attacks"."""
    return any(map(_is_his, children(verb, "dobj")))


def is_of_others(verb: Token) -> bool:
    """Whether what a verb does is not done to its subject's own: "ordered the *inspectors* out"."""
    return not is_his(verb)


def _is_his(noun: Token) -> bool:
    """Whether a noun is told of as somebody's own: "*his* troops"."""
    return any(each.tag_ == "PRP$" for each in noun.children)


def is_ousting(verb: Token) -> bool:
    """Whether a verb takes its object out of something good: "removed Chad *from the bloc*", not "from the
    *blacklist*"."""
    return all(each.lemma_.lower() not in words("things")["registers"] for each in preposition(verb, "from"))


def is_hortative(verb: Token) -> bool:
    """Whether who says so calls on himself and others together: "*let us* meet"."""
    if verb.tag_ != "VB" or children(verb, "nsubj", "aux"):
        return False
    clauses = (verb, *children(verb, "ccomp", "xcomp"))
    return any(
        each.lower_ in ("us", "'s", "’s") for told in clauses for each in children(told, "nsubj", "dobj")
    )


def is_no_more(verb: Token) -> bool:
    """Whether somebody gives up what he did: "*no longer* opposes it"."""
    return any(each.lower_ == "longer" for each in children(verb, "advmod")) and negated(verb)


def is_performative(verb: Token) -> bool:
    """Whether who says so does it by saying so: "we *urge* Chad", "I *reject* that" (Austin 1962)."""
    plain = verb.lower_ == verb.lemma_ and not negated(verb) and not children(verb, "aux", "auxpass")
    return plain and verb.lemma_.lower() in words("grammar")["performing"]


def is_active(verb: Token) -> bool:
    """Whether a verb's subject does what it tells: "Chad *insulted* them", not "Chad was *insulted*"."""
    return not is_passive(verb)


def is_plain(verb: Token) -> bool:
    """Whether a verb tells of nothing to be done: "agreed *with Chad*", not "agreed *to go* with Chad"."""
    return not preposition(verb, "to", "on") and not any(map(is_infinitive, children(verb, "xcomp", "ccomp")))


@remembered
def is_fact(word: Token) -> bool:
    """Whether a word stands in a clause of what is or was, not of what may be, is to be or is averted.

    "It *violates* the pact", not "it would *violate* the pact", "an end to the *violations*".
    """
    averting = words("factuality")["averting"]
    for each in upwards(word):
        if each.lemma_.lower() in averting and each is not word:
            return False
        if each.pos_ in ("VERB", "AUX") and not (_is_so(each) and _is_gerund(each)):
            return _is_so(each)
    return True


def is_afoot(verb: Token) -> bool:
    """Whether somebody does what a verb tells, goes on with it or is out to do it: "*violates* it",
    "continues to *violate* it", "is trying to *drive* a wedge"."""
    if is_passive(verb) or verb.pos_ == "NOUN":  # "backed a ban on *torture*"
        return False
    striven = verb.dep_ == "xcomp" and is_infinitive(verb) and not negated(verb)
    if striven and verb.head.lemma_ in words("factuality")["striving"]:
        return is_fact(verb.head)
    return is_fact(verb)


def _is_gerund(verb: Token) -> bool:
    """Whether a verb only tells what the clause around it does: "by *violating* it"."""
    return verb.tag_ == "VBG" and not auxiliaries(verb)


def _is_so(verb: Token) -> bool:
    """Whether a clause tells what is or was."""
    if verb.tag_ == "VB" or negated(verb) or any(each.tag_ in ("MD", "TO") for each in auxiliaries(verb)):
        return False
    return all(each.lower_ not in words("grammar")["supposing"] for each in children(verb, "mark"))


def _is_supposed(verb: Token) -> bool:
    """Whether a clause tells what is not, or what may be: "would be a step *if* they came"."""
    told = {each.lower_ for each in auxiliaries(verb)}
    if negated(verb) or not told.isdisjoint(words("factuality")["possible_modals"]):
        return True
    marks = (each for clause in (verb, *children(verb, "advcl")) for each in children(clause, "mark"))
    return any(each.lower_ in words("grammar")["supposing"] for each in marks)


def is_told_to(verb: Token) -> bool:
    """Whether a verb bids somebody do a thing, not tells him that it is done: "told them *to* leave"."""
    return not any(not is_infinitive(each) for each in children(verb, "ccomp"))


def is_announced(pact: Token) -> bool:
    """Whether somebody makes a pact of others known: "announced a *truce* between Chad and Mali"."""
    verb = pact.head
    told = pact.dep_ == "dobj" and verb.lemma_ in words("grammar")["making_known"] and not is_nobody(pact)
    return told and not negated(verb) and bool(preposition(pact, "between"))


def is_verdict(word: Token) -> bool:
    """Whether a word says what its clause takes a thing for: "was a *great* day", "marks a *milestone*"."""
    noun = word
    while noun.dep_ in ("amod", "compound", "nmod", "conj") and noun.pos_ in ("NOUN", "ADJ", "PROPN", "VERB"):
        noun = noun.head
    verb = noun.head
    if noun.dep_ not in ("attr", "dobj") or verb.lemma_.lower() not in words("grammar")["equating"]:
        return False
    return verb.i < word.i and not _is_supposed(verb) and bool(children(verb, "nsubj"))


def is_asking(hope: Token) -> bool:
    """Whether a hope is of what somebody will do, not of what he may: "hopes that they *will* come"."""
    told = {each.lower_ for clause in children(hope, "ccomp", "acl") for each in auxiliaries(clause)}
    return told.isdisjoint(words("grammar")["beyond_will"])


REFUSALS = frozenset(
    {
        "refusal",
        "standing",
        "reported",
        "nobody",
        "unwilling",
        "ruled out",
        "none",
        "nothing",
        "out of question",
        "no more",
        "omitted",
    }
)

MOODS: Mapping[str, Callable[[Token], bool]] = {
    "refusal": is_refusal,
    "standing": is_standing,
    "reported": is_reported,
    "nobody": is_of_nobody,
    "unwilling": is_unwilling,
    "promise": is_promise,
    "feasible": is_feasible,
    "ruled out": is_ruled_out,
    "none": is_none,
    "nothing": is_nothing,
    "omitted": is_omitted,
    "out of question": is_out_of_question,
    "jussive": is_jussive,
    "forswearing": is_forswearing,
    "forgoing": is_forgoing,
    "conditional": is_conditional,
    "hinging": is_hinging,
    "bartered": is_bartered,
    "done": is_done,
    "fruitless": is_fruitless,
    "withheld": is_withheld,
    "past": is_past_deed,
    "foretelling": is_foretelling,
    "alternative": is_alternative,
    "provoked": is_provoked,
    "open": is_open,
    "provoked by": is_of_provocation,
    "bound": is_bound,
    "equated": is_equated,
    "bound now": is_bound_now,
    "door": is_of_door,
    "epithet": is_epithet,
    "felt": is_felt,
    "of forces": is_of_forces,
    "of relief": is_of_relief,
    "of state": is_of_state,
    "money": is_of_money,
    "lull": is_of_lull,
    "eased": is_of_penalty,
    "person": is_of_person,
    "voiced": is_voiced,
    "his": is_his,
    "others": is_of_others,
    "kept": is_kept,
    "upheld": is_upheld,
    "pact": is_of_pact,
    "stance": is_stance,
    "announced": is_announced,
    "told to": is_told_to,
    "bar": is_bar,
    "only": is_only_way,
    "ahead": is_ahead,
    "unmet": is_unmet,
    "lasting": is_lasting,
    "proviso": is_proviso,
    "attempt": is_attempt,
    "recall": is_recall,
    "passive": is_passive,
    "active": is_active,
    "plain": is_plain,
    "asking": is_asking,
    "fact": is_fact,
    "afoot": is_afoot,
    "verdict": is_verdict,
    "ousting": is_ousting,
    "hortative": is_hortative,
    "no more": is_no_more,
}
