"""Whether an act is asserted, only possible, or denied, as the annotation guide draws the line.

An act of words is done even if its content lies ahead: who "would oppose" a plan opposes it. Possible is what
may or could be done, what is likely, weighed or conditional; denied is what is negated, what somebody denies
or fails to do, and what there is "no sign of".
"""

from __future__ import annotations

from collections.abc import Container

from kg.extract.moods import is_ahead, is_bar, is_nothing, is_only_way
from kg.extract.slots import (
    children,
    finite_tag,
    governors,
    is_infinitive,
    is_inverted,
    light_verb,
    opens_with,
    preposition,
)
from kg.extract.status import auxiliaries, negated
from kg.lexicon import words
from kg.model import Modality
from kg.nlp.tree import Token, remembered

PREDICATIVE = frozenset({"acomp", "attr", "oprd"})
FUTURE = frozenset({"will", "would", "'ll", "’ll", "wo"})
AWAITING = frozenset({"until", "unless", "before", "after", "when", "once"})
YET = frozenset({"until", "unless", "before"})
BELOW = frozenset({"xcomp", "ccomp", "pcomp", "acl", "prep", "pobj", "dobj", "conj", "relcl", "advcl"})


@remembered
def factuality(token: Token) -> Modality:
    """Whether the text asserts what the word tells, leaves it possible, or denies it."""
    return _factuality(token, deed=False)


@remembered
def factuality_of_deed(token: Token) -> Modality:
    """The same of a deed, which is only possible when somebody means to do it ("hopes to sign it").

    Who means to say or ask a thing is as good as doing so ("plans to propose it").
    """
    return _factuality(token, deed=True)


def _factuality(token: Token, *, deed: bool) -> Modality:
    if is_denied_itself(token):
        return "denied"
    lists = words("factuality")
    verb = token.head if token.dep_ in PREDICATIVE else token
    helping = auxiliaries(verb)
    told = {each.lower_ for each in helping}
    # the second of "*had* they signed", the third of "*would have* signed"
    if told & lists["possible_modals"] or any(map(is_inverted, helping)) or _is_imagined(verb, told):
        return "possible"
    if deed and (("would" in told and is_draft(verb)) or any(map(_is_put_first, helping))):
        return "possible"
    opened: list[Token] = []
    for each in verb.children:
        word, dep = each.lower_, each.dep_
        if word in lists["conditional"] and dep == "mark":
            return "possible"
        if word in lists["perhaps"] and dep in ("advmod", "amod"):
            return "possible"
        if word in lists["short_of_it"] and dep == "advmod" and each.i < verb.i:
            return "denied"  # "*almost* signed"
        if dep == "advcl":
            opened += _ifs(each)
        if word in lists["providing"] and dep in ("prep", "advcl"):
            opened.append(each)
    if token.pos_ == "NOUN" and _is_supposed(token):
        return "possible"
    if any(map(is_only_way, opened)) or (deed and opened and told & FUTURE):
        return "possible"
    carrier = light_verb(token)
    if carrier is not None and carrier.lemma_ not in lists["ending"]:  # "could *make* an offer"
        return factuality_of_deed(carrier) if deed else factuality(carrier)
    return _above(verb, deed=deed)


def _is_imagined(verb: Token, helping: Container[str]) -> bool:
    """Whether somebody would have done something, but has not: "*would have* signed"."""
    return "would" in helping and "have" in helping and verb.tag_ in ("VBN", "VBD")


def _is_supposed(deed: Token) -> bool:
    """Whether a noun names what has not been done, by what would follow: "a *rejection* would anger them"."""
    if deed.dep_ != "nsubj" or "would" not in {each.lower_ for each in auxiliaries(deed.head)}:
        return False
    return all(each.lower_ in ("a", "an", "any") for each in children(deed, "det", "poss"))


def _is_past(above: Token) -> bool:
    """Whether somebody was on his way to a thing, which tells nothing of whether he got there."""
    forms = (above.head, *auxiliaries(above)) if above.dep_ == "acomp" else auxiliaries(above)
    return any(each.lower_ in ("was", "were") for each in forms)


def _is_put_first(helping: Token) -> bool:
    """Whether what somebody will do hangs on what stands before: "only then *would* Chad sign it"."""
    subjects = children(helping.head, "nsubj", "nsubjpass")
    return helping.lower_ in FUTURE and any(each.i > helping.i for each in subjects)


def is_draft(verb: Token) -> bool:
    """Whether a clause tells what a paper would do: "a draft resolution that would *impose* sanctions"."""
    return verb.dep_ == "relcl" and verb.head.lemma_.lower() in words("things")["proposals"]


def _ifs(clause: Token) -> list[Token]:
    """The "if" that opens a clause: "would back it only *if* they paid"."""
    return [each for each in children(clause, "mark") if each.lower_ == "if"]


@remembered
def is_undone(word: Token) -> bool:
    """Whether what a word tells is only what somebody would have done, or will not do.

    "Urged X to *sign*", "X should *sign*", "demanded that X *sign*", "refused to *back* it", "threatened to
    impose *sanctions*", "needs its *blessing*".
    """
    verb = word
    if _is_wanted(word):
        return True
    if word.pos_ == "NOUN" and word.dep_ == "dobj" and not any(each.ent_type_ for each in word.lefts):
        verb = word.head
    if any(each.lower_ in words("things")["duties"] for each in auxiliaries(verb)):  # "*should* sign"
        return True
    if _is_awaited(verb) or _is_judged(verb) or _is_proposed(verb) or _is_laid_down(verb):
        return True
    if verb.dep_ == "pcomp":
        return _is_forborne(verb) or _is_due_first(verb)
    if verb.tag_ == "VBG" and _is_put_off(verb):
        return True
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG":  # "ruled out *sending* troops"
        return verb.head.lemma_.lower() in words("factuality")["undone_doing"]
    if verb.dep_ == "ccomp" and verb.tag_ == "VBG" and not auxiliaries(verb):  # "prevented Chad *joining* it"
        return verb.head.lemma_ in words("factuality")["forbearing"] and not negated(verb.head)
    while verb.dep_ == "conj" and _is_base(verb) and _is_base(verb.head):
        verb = verb.head
    if verb.dep_ not in ("xcomp", "acl", "ccomp", "advcl") or not (
        is_infinitive(verb) or _is_subjunctive(verb)
    ):
        return False
    lists, above = words("factuality"), verb.head.lemma_.lower()
    return (
        above in lists["undone"]
        or _is_duty(verb.head)
        or _is_of_refusal(verb)
        or (above in lists["wanting"] and bool(children(verb, "nsubj") or children(verb.head, "dobj")))
        or (above in lists["ordering"] and _is_not_brought_about(verb.head))
    )


def _is_duty(verb: Token) -> bool:
    """Whether a verb says what its subject is yet to do because it must: "*has* to sign", not "had to", "has
    yet to"."""
    due = verb.lemma_ in ("have", "need") and verb.tag_ in ("VBZ", "VBP", "VB")
    return due and not _is_still_to_come(verb)


def _is_laid_down(doing: Token) -> bool:
    """Whether a gerund tells what a plan or a demand is: "the plan includes Chad *leaving* the town", "the
    demands were *closing* it and *leaving*"."""
    if doing.tag_ != "VBG":
        return False
    lists, things = words("factuality"), words("things")
    for verb in governors(doing):
        if verb.lemma_ in lists["laying_down"]:
            told = verb.head if verb.dep_ == "relcl" else next(iter(children(verb, "nsubj")), verb)
            return told.lemma_.lower() in things["proposals"] | things["requirements"] | things["pacts"]
        if verb.pos_ in ("VERB", "AUX") and verb.tag_ != "VBG":
            return False
    return False


def _is_not_brought_about(ordering: Token) -> bool:
    """Whether somebody has not got others to do a thing: "urged Oman to *get* Chad to sign it", "tried to
    *persuade* Chad to sign it"."""
    return is_undone(ordering) or factuality_of_deed(ordering) != "asserted"


def _is_of_refusal(verb: Token) -> bool:
    """Whether a verb tells what a noun before it turns down or asks, though the parse hangs it on another
    verb: "stood by its *refusal* on Monday to *sign* it"."""
    undone = words("factuality")["undone"]
    before = [each for each in verb.head.children if verb.head.i < each.i < verb.i]
    told = [each for prep in before if prep.dep_ == "prep" for each in children(prep, "pobj")]
    told += [each for each in before if each.dep_ == "dobj"]
    return any(each.pos_ == "NOUN" and each.lemma_ in undone for each in told)


def _is_wanted(noun: Token) -> bool:
    """Whether a noun is what somebody would have, asks for or hangs on: "needs its *blessing*", "counts on
    its *support*", "hopes to win its *support*", "called for its *withdrawal*"."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "pobj"):
        return False
    lists = words("factuality")
    if noun.dep_ == "pobj":
        above = noun.head.head.lemma_
        return above in lists["hanging_on"] or f"{above} {noun.head.lower_}" in lists["asking_for"]
    return noun.head.lemma_ in lists["wanting"] or _is_to_be_gained(noun.head)


def _is_to_be_gained(verb: Token) -> bool:
    """Whether somebody only tries to get a thing: "hopes to *win* its support", "a bid to *win* it"."""
    lists = words("factuality")
    hoped = verb.dep_ in ("xcomp", "acl") and verb.head.lemma_.lower() in lists["intending"]
    return verb.lemma_ in lists["gaining"] and is_infinitive(verb) and (hoped or verb.dep_ == "advcl")


def _is_put_off(doing: Token) -> bool:
    """Whether the two words before a gerund say that it is left: "put off *sending* troops"."""
    above = doing.head.lemma_.lower()
    before = {f"{above} {each.lower_}" for each in children(doing.head, "prt") if each.i == doing.i - 1}
    return not before.isdisjoint(words("factuality")["undone_phrases"])


def is_given_up(word: Token) -> bool:
    """Whether there is no more of what a word tells: "withdrew its *offer*", "dropped plans to *send* arms",
    "reneged on its *promise*"."""
    noun = word.head if word.dep_ == "acl" and is_infinitive(word) else word
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return False
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    lists = words("factuality")
    if negated(verb):
        return False
    if noun.dep_ == "pobj":
        return verb.lemma_ in lists["breaking"]
    held = verb.lemma_ in ("put", "place") and any(map(_is_hold, preposition(verb, "on")))
    phrases = {f"{verb.lemma_} {each.lower_}" for each in children(verb, "prt", "advmod")}
    return held or verb.lemma_ in lists["giving_up"] or not phrases.isdisjoint(lists["giving_up_phrases"])


@remembered
def is_dropped(noun: Token) -> bool:
    """Whether somebody gives up, or says that he will, what he asked or threatened: "dropped its *demand*",
    "backed away from its *threat*", "agreed to lift its *veto*"; not "refused to drop it", "may drop it"."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return False
    verb = noun.head
    if noun.dep_ == "pobj":
        if noun.head.lower_ not in ("from", "off", "on"):
            return False
        verb = verb.head.head if verb.head.dep_ == "advmod" else verb.head
        if verb.lemma_ not in words("factuality")["backing_down"] or negated(verb):
            return False
    elif not is_given_up(noun):
        return False
    return not is_undone(verb) and factuality_of_deed(verb) == "asserted"


def _is_hold(noun: Token) -> bool:
    """Whether what is put on it waits: "put the plan on *ice*"."""
    return noun.lemma_ in words("factuality")["on_hold"]


def _is_forborne(doing: Token) -> bool:
    """Whether a gerund tells what somebody does not do or is not to do: "warned X against *arming* Y", "held
    off from *signing* it", "is far from *signing* it"."""
    above = doing.head.head
    if doing.head.lower_ == "against":
        return True
    if doing.head.lower_ == "without":  # "left *without promising* money"
        return doing.lemma_ in words("factuality")["promising"] and doing.lemma_ != "agree"
    if doing.head.lower_ == "to":  # "is open *to* signing it"
        return above.lemma_.lower() in words("factuality")["disposed"]
    if doing.head.lower_ not in ("from", "at", "of"):
        return False
    if above.pos_ in ("ADV", "ADP") and above.lower_ != "far":  # "shied *away* from"
        above = above.head
    return above.lemma_.lower() in words("factuality")["forbearing"] and not negated(above)


def _is_due_first(doing: Token) -> bool:
    """Whether a gerund tells what other things must come before: "a condition for *signing* it", "must leave
    before *signing* it"."""
    prep, above = doing.head, doing.head.head
    if prep.lower_ == "for":
        return above.lemma_.lower() in words("factuality")["due_first"]
    if prep.lower_ != "before":
        return False
    asked = above.lemma_ in words("factuality")["undone"]  # "demanded a truce before *signing* it"
    return asked or any(each.tag_ in ("MD", "TO") for each in auxiliaries(above))


def _is_awaited(verb: Token) -> bool:
    """Whether somebody must do what a clause tells before anything else: "will not talk until they *leave*",
    "will talk only after they *leave*", "will talk once they *leave*"; or is yet to do it: "must leave before
    Chad *signs* it"."""
    if verb.dep_ != "advcl":
        return False
    if verb.head.lower_ == "soon":  # "will talk as *soon* as they leave"
        return any(each.tag_ in ("MD", "TO") for each in auxiliaries(verb.head.head))
    opens = [each for each in verb.children if each.lower_ in AWAITING]
    if any(each.lower_ in YET and verb.tag_ in ("VBZ", "VBP") for each in opens):
        return True
    if any(is_ahead(each) and (is_only_way(each) or is_bar(each)) for each in opens):
        return True
    coming = {each.lower_ for each in auxiliaries(verb.head)} & FUTURE
    return bool(coming) and any(each.lower_ in ("once", "when") for each in opens)


def _is_proposed(verb: Token) -> bool:
    """Whether a clause tells what a plan asks of somebody: "the plan would have Peru *leave*", "it would see
    Peru *leave*"."""
    above = verb.head
    asks = verb.dep_ == "ccomp" and verb.tag_ == "VB" and above.lemma_ in ("have", "see")
    return asks and any(each.lower_ == "would" for each in auxiliaries(above)) and not auxiliaries(verb)


def _is_judged(verb: Token) -> bool:
    """Whether a clause only says what it would be to do so: "it would be *wrong* to accuse Peru"; not "Chad
    was wrong to accuse Peru"."""
    if verb.dep_ not in ("xcomp", "acl") or not is_infinitive(verb):
        return False
    judging = verb.head if verb.head.lemma_ == "be" else verb.head.head
    judged = any(
        each.lemma_.lower() in words("factuality")["judging"] for each in children(judging, *PREDICATIVE)
    )
    return judged and any(each.lower_ == "it" for each in children(judging, "nsubj"))


def _is_subjunctive(verb: Token) -> bool:
    """Whether a clause tells what ought to be: "demanded that Peru *close* the camp"; not what somebody says
    before the verb or tells others: "We *close* it, they insisted", "told Peru that they *close* it"."""
    above = verb.head
    wanting = verb.dep_ == "ccomp" and verb.i > above.i and above.lemma_ != "tell"
    return wanting and _is_base(verb) and not auxiliaries(verb)


def _is_base(verb: Token) -> bool:
    """Whether a verb has its base form, whatever its tag: "*shut* it down and *cut* the links"."""
    return verb.pos_ == "VERB" and verb.lower_ == verb.lemma_


def is_denied_itself(token: Token) -> bool:
    """Whether the word or its object is negated, not only what is said above it ("no sign that")."""
    return negated(token) or (token.dep_ in PREDICATIVE and negated(token.head)) or is_nothing(token)


def _above(token: Token, *, deed: bool) -> Modality:
    """What the words above make of it: "is likely to", "failed to", "no evidence that"."""
    lists = words("factuality")
    told: Modality = "asserted"
    below = token
    for above in governors(token):
        if below.dep_ not in BELOW or (below.dep_ == "advcl" and any(children(below, "nsubj", "nsubjpass"))):
            break  # "failed to agree after Peru *blocked* it"
        if below.dep_ == "advcl" and below.tag_ == "VBG" and below.lemma_ in words("actors")["say"]:
            break  # "would go, *telling* reporters that"
        if deed and _is_done_before(below):
            break  # "hopes to end the ban *imposed* by Peru"
        lemma = above.lemma_.lower()
        if below.lower_ == "of" and (above.lower_ == "short" or _stops_short(above)):
            return "denied"
        if above.lower_ == "without" and below is token:  # "ended without a *deal*"
            return "denied"
        if below.dep_ == "xcomp" and lemma in ("have", "be") and _is_still_to_come(above):
            return "denied"
        if below.dep_ == "prep" and above.pos_ != "VERB" and above.lower_ in lists["nearing"]:
            return "denied" if negated(above.head) else "possible"
        if deed and below.dep_ == "prep" and lemma in lists["aspiring"] and _is_gerund_of(below, token):
            return "denied" if _is_none(above) or negated(above) or negated(above.head) else "possible"
        if above.pos_ == "NOUN":
            if below.dep_ == "acl" and lemma in lists["failures"]:
                return "denied"
            if (lemma in lists["signs"] and _is_none(above)) or is_refuted(above):
                return "denied"
            if below.dep_ == "acl" and lemma in lists["powers"] and is_infinitive(below) and _is_none(above):
                return "denied"  # "had *no authority* to agree"
            if _is_clause(below) and (lemma in lists["prospects"] or (deed and lemma in lists["intending"])):
                return "possible"
            if below.dep_ == "acl" and finite_tag(below) and lemma in lists["hearsay"]:
                told = "possible"
            if below.dep_ not in ("prep", "pobj", "acl", "conj"):
                break
        elif below.dep_ in ("xcomp", "prep") and token.pos_ == "VERB" and opens_with(above, "if"):
            return "possible"  # "*if* Chad insists on calling for it"
        elif below.dep_ in ("xcomp", "ccomp", "pcomp", "conj") or above.pos_ == "ADP":
            if below.dep_ in ("xcomp", "ccomp", "pcomp") and lemma in lists["denying"]:
                if {each.lower_ for each in auxiliaries(above)} & lists["possible_modals"]:
                    return "possible"  # "may *fail* to agree"
                return "asserted" if negated(above) else "denied"
            meant = lemma in lists["likely"] or (deed and lemma in lists["intending"])
            if below.dep_ == "xcomp" and meant and not preposition(above, "among"):
                return "denied" if negated(above) or negated(above.head) else "possible"
            if below.dep_ == "xcomp" and lemma in lists["meaning"] and negated(above):
                return "denied"
            if below.dep_ == "xcomp" and lemma in ("about", "go") and _is_past(above):
                return "possible"  # "*was about* to sign"
            if below.dep_ == "xcomp" and lemma in lists["unlikely"]:
                return "denied"
            if (
                below.dep_ == "xcomp"
                and lemma in lists["enabling"]
                and (negated(above) or negated(above.head))
            ):
                return "denied"  # "was *not able* to agree"
            if below.dep_ == "xcomp" and any(each.lower_ == "too" for each in children(above, "advmod")):
                return "asserted" if negated(above.head) else "denied"  # "was *too weak* to agree"
            if is_said_untrue(below):
                return "denied"
            if below.dep_ == "ccomp":
                if lemma in ("imagine", "suppose") and not children(above, "nsubj"):
                    return "possible"
                if lemma in lists["supposing"] and {each.lower_ for each in auxiliaries(below)} & FUTURE:
                    return "possible"
                return "denied" if lemma in lists["suggesting"] and negated(above) else told
        below = above
    return told


def _is_clause(below: Token) -> bool:
    """Whether what hangs on a noun tells what it is about: "plans *to sign* it", "chance *of* signing it",
    "hope *that they sign* it", not "a plan *drawn up* by both"."""
    told = is_infinitive(below) or finite_tag(below) or any(each.tag_ == "MD" for each in auxiliaries(below))
    return below.lower_ == "of" or (below.dep_ == "acl" and bool(told))


def _is_done_before(clause: Token) -> bool:
    """Whether a clause tells what was done to the thing that it hangs on: "bans *imposed* by Peru", "which
    Peru *imposed*"; not what a claim says: "reports that Peru had *imposed* it"."""
    if children(clause, "mark"):
        return False
    if clause.dep_ == "acl":
        return clause.tag_ == "VBN"
    return clause.dep_ == "relcl" and clause.tag_ == "VBD"


def _is_gerund_of(prep: Token, word: Token) -> bool:
    """Whether a word, or what it is coordinated with, is the doing behind a preposition: "on *joining*"."""
    return any(each is word or word in children(each, "conj") for each in children(prep, "pcomp"))


def _stops_short(verb: Token) -> bool:
    """Whether somebody does not go as far as what hangs on a verb: "*stopped* short of accusing Peru"."""
    return verb.lemma_ == "stop" and any(each.lower_ == "short" for each in children(verb, "advmod"))


def _is_still_to_come(verb: Token) -> bool:
    """Whether something is left to do: "has *yet* to agree"."""
    return any(each.lower_ in ("yet", "still") for each in children(verb, "advmod"))


def _is_none(noun: Token) -> bool:
    """Whether a noun is negated by its determiner or number: "no sign", "zero evidence"."""
    return any(each.lower_ in words("factuality")["none"] for each in noun.children) or (
        noun.dep_ in ("dobj", "attr") and negated(noun.head)
    )


@remembered
def is_refuted(claim: Token) -> bool:
    """Whether a noun is a claim that is not so, or that somebody turns down: "rejected the *charge* that he
    had blocked it", "*reports* that he had were denied", "*rumours* of it proved false", "no truth in
    *reports*"."""
    lists = words("factuality")
    if claim.lemma_.lower() not in lists["claims"]:
        return False
    above = claim.head
    if claim.dep_ in ("dobj", "nsubjpass"):
        return above.lemma_.lower() in lists["refuting"] and not negated(above)
    if claim.dep_ == "nsubj":
        return _is_untrue(above)
    truth = above.head
    return claim.dep_ == "pobj" and truth.lemma_ in lists["truths"] and _is_none(truth)


def is_said_untrue(clause: Token) -> bool:
    """Whether a clause tells what is not so: "it is not true that they *met*", "it is false that"."""
    return clause.dep_ in ("ccomp", "csubj") and _is_untrue(clause.head)


def _is_untrue(verb: Token) -> bool:
    """Whether a verb says of something that it is not so: "*are* false", "*proved* baseless", "*is* not
    true"."""
    lists = words("factuality")
    judged = {each.lemma_.lower() for each in children(verb, *PREDICATIVE)}
    return not judged.isdisjoint(lists["true"] if negated(verb) else lists["untrue"])
