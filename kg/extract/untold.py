"""What words that perform acts do not tell: questions, assertions, silence, calls by telephone."""

from __future__ import annotations

from functools import cache

from kg.extract.cues import ASKED
from kg.extract.evidence import obliges
from kg.extract.factuality import is_draft
from kg.extract.harmless import is_harmless
from kg.extract.moods import is_recall, is_refusal
from kg.extract.performers import SPEAKER
from kg.extract.predicates import Predicate, things
from kg.extract.slots import (
    OBJECTS,
    PREDICATIVE,
    child,
    children,
    finite_tag,
    governors,
    is_infinitive,
    is_passive,
    preposition,
    upwards,
)
from kg.extract.status import auxiliaries, negated
from kg.lexicon import words
from kg.nlp.tree import Token

ANONYMITY = frozenset({"anonymity"})
PROMISED = frozenset({"Agreement", "Sanction", "Aid", "Support"})
DEEDS = frozenset({"Agreement", "Concession", "Sanction", "Aid"})


def is_untold(predicate: Predicate, relation: str, head: Token) -> bool:
    """Whether a predicate with its content, headed by `head`, does not tell the act that it could perform.

    "Vowed *not to attack*" is no threat, "did not say *if* it would leave" no demand, "would *not oppose* it"
    no rejection.
    """
    verb, asks = predicate.token, predicate.type == "Demand"
    return (
        (relation == "condition" and _is_no_condition(verb))
        or (asks and is_recall(verb))
        or (asks and relation in ("infinitive", "object", "that") and _is_expulsion(verb, head))
        or (asks and relation == "that" and _only_asserts(verb, head))
        or (asks and relation == "clause" and _is_unasked(head))
        or (asks and relation in ("clause", "that") and _is_too_late(head))
        or (relation == "infinitive" and (_is_wondered(verb) or _is_undecided(head)))
        or (predicate.type == "Threat" and relation == "infinitive" and _is_forsworn(verb, head))
        or (predicate.type == "Threat" and _harms_nobody(predicate, head))
        or (predicate.type == "Threat" and _warns_ones_own(verb))
        or (predicate.type in DEEDS and _is_only_menaced(verb))
        or (predicate.type == "Threat" and relation == "that" and _is_waived(head))
        or (predicate.type == "Rejection" and not predicate.frame.refuses and is_harmless(verb))
        or (predicate.type == "Agreement" and relation == "infinitive" and _is_defiant(verb, head))
        or (predicate.type == "Agreement" and relation == "self" and _goes_to_war(verb))
        or (predicate.type == "Agreement" and relation == "self" and _breaks_off(verb))
        or _is_feared(predicate, head)
        or _is_silence(predicate, relation, head)
        or _is_appeal(predicate, relation)
        or _asks_nothing(predicate)
        or (predicate.type == "Sanction" and (_is_of_talks(predicate, head) or _is_relief(head)))
        or (predicate.type == "Sanction" and relation == "whole" and _is_kept_out_of(verb))
        or (predicate.type == "Offer" and relation == "self" and _only_brings(verb))
        or (predicate.words == "oppose" and predicate.type == "Rejection" and is_refusal(verb))
        or (relation != "clause" and _is_left_so(predicate))
        or _is_questioned(verb)
        or (relation == "self" and _is_pondered(verb))
        or _only_carries(verb)
        or (predicate.type in ("Aid", "Support") and _is_kept_back(verb))
        or (predicate.type == "Support" and relation == "of" and _is_lent(verb, head))
        or (predicate.type in PROMISED and _is_only_word(verb))
        or (predicate.type != "Concession" and _is_charged(verb, "of"))
        or (predicate.type in PROMISED and _is_charged(verb, "for"))
        or (predicate.type == "Threat" and is_draft(verb))
        or (predicate.type == "Offer" and _is_plot(head))
        or _is_open(verb)
        or (predicate.frame.actor == SPEAKER and _is_disbelieved(verb))
        or (predicate.type == "Sanction" and (_takes_back(verb) or _calls_off(verb)))
        or (
            predicate.type == "Concession"
            and (_is_declared_so(verb, head) or _only_gives(verb) or _is_of_pact(head))
        )
        or (predicate.type == "Threat" and relation == "that" and _is_under_way(verb, head))
        or (predicate.words == "call for" and bool(children(verb, "oprd")))
        or (predicate.type != "Rejection" and _is_scoffed_at(verb))
    )


def _harms_nobody(predicate: Predicate, head: Token) -> bool:
    """Whether somebody would only do what harms nobody: "vowed to *scrap its mines*"; not what others are to
    do or else, "told Chad to *scrap its mines* or face war"."""
    verb = predicate.token
    if "or" in predicate.frame.needs or _is_menacing(verb):
        return False
    return is_harmless(verb) or is_harmless(head)


def _goes_to_war(verb: Token) -> bool:
    """Whether what somebody will take up is fighting: "will *resume* its raids", "will *open* fire"."""
    if verb.lemma_ not in words("grammar")["reviving"]:
        return False
    fights = words("things")["onslaughts"]
    return any(
        each.lemma_.lower() in fights or each.lower_ == "fire" for each in children(verb, *OBJECTS, "xcomp")
    )


def _warns_ones_own(verb: Token) -> bool:
    """Whether somebody warns his own people of a danger: "warned its *citizens* against travel"."""
    if verb.lemma_ not in words("grammar")["warning"]:
        return False
    own = [each for each in children(verb, *OBJECTS) if each.lemma_.lower() in words("things")["ones_own"]]
    return any(one.tag_ == "PRP$" for each in own for one in each.children)


def _is_only_menaced(deed: Token) -> bool:
    """Whether somebody only warns or threatens that he would do a thing: "warned that it would *cut* aid"."""
    if deed.dep_ != "ccomp" or negated(deed) or deed.head.lemma_ not in words("grammar")["menacing"]:
        return False
    return any(each.tag_ == "MD" for each in auxiliaries(deed))


def _is_feared(predicate: Predicate, head: Token) -> bool:
    """Whether somebody only reckons with what others may do: "*cannot* rule out the possibility of war",
    "cannot exclude an attack *by* Peru"."""
    verb = head if predicate.type == "Threat" and head.lemma_ in ("rule", "exclude") else predicate.token
    if verb.lemma_ not in ("rule", "exclude") or not negated(verb):
        return False
    able = any(each.lower_ in ("can", "could", "ca") for each in children(verb, "aux"))
    things = (head, *children(verb, *OBJECTS))
    likely = any(each.lemma_.lower() in words("factuality")["prospects"] for each in things)
    return able and (likely or any(one.lower_ == "by" for each in things for one in each.rights))


def _only_carries(verb: Token) -> bool:
    """Whether somebody adopts a paper that itself performs an act: "*passed* a motion censuring Chad"."""
    if verb.lemma_ not in words("grammar")["adopting"]:
        return False
    acting = [each for paper in children(verb, "dobj", "nsubjpass") for each in children(paper, "acl")]
    return any(each.tag_ == "VBG" and each.lemma_ in words("grammar")["performing"] for each in acting)


def _is_only_word(deed: Token) -> bool:
    """Whether somebody only gives his word to do a thing, or denies it: "agreed to *send* aid", "vowed to
    impose *sanctions*", "denied *sending* arms"."""
    deed = deed.head if deed.dep_ == "dobj" and deed.pos_ == "NOUN" else deed
    while deed.dep_ == "conj" and deed.head.pos_ == "VERB" and deed.tag_ == deed.head.tag_ == "VB":
        deed = deed.head
    above = deed.head.lemma_.lower()
    if deed.dep_ in ("xcomp", "ccomp") and above == "deny":
        return True
    given = deed.dep_ in ("xcomp", "acl") and is_infinitive(deed)
    return given and above in words("factuality")["promising"]


def _is_plot(plan: Token) -> bool:
    """Whether a plan is one to strike, which offers nobody anything: "drew up *plans* to attack the camp"."""
    return any(
        is_infinitive(each) and each.lemma_ in words("things")["onslaughts"] for each in children(plan, "acl")
    )


def _is_open(verb: Token) -> bool:
    """Whether nobody knows if somebody does so: "it is not clear *whether* Chad agreed"."""
    clause = verb.head if verb.dep_ in PREDICATIVE else verb
    opened = any(each.lower_ == "whether" for each in children(clause, "mark"))
    return opened and clause.dep_ in ("ccomp", "csubj") and not is_infinitive(clause)


def _only_gives(verb: Token) -> bool:
    """Whether what somebody hands over is a gift: "handed over 200 tons of *flour*", "handed over the
    *donation*"; not arms."""
    if verb.lemma_ not in ("hand", "turn", "give"):
        return False
    lists = words("things")
    given = (lists["gifts"] | lists["kind_gifts"] | lists["provisions"]) - lists["armaments"]
    told = [each for one in children(verb, *OBJECTS) for each in (one, *preposition(one, "of"))]
    return any(each.lemma_.lower() in given for each in told)


def _calls_off(verb: Token) -> bool:
    """Whether what somebody cancels is only an encounter: "cancelled the *visit* of a trade mission"."""
    things = words("things")["encounters"] - words("things")["ties"]
    return any(each.lemma_.lower() in things for each in children(verb, *OBJECTS))


def _takes_back(verb: Token) -> bool:
    """Whether what somebody takes away is only what he held against others: "withdrew its *objections* to
    Chad's membership"."""
    if verb.lemma_ not in words("factuality")["giving_up"]:
        return False
    return any(each.lemma_.lower() in words("things")["stands"] for each in children(verb, *OBJECTS))


def _is_declared_so(verb: Token, head: Token) -> bool:
    """Whether somebody only says how things stand or that others have agreed: "declared the truce *dead*",
    "announced a truce *between* Chad and Mali"."""
    if verb.lemma_ not in words("factuality")["declaring"]:
        return False
    return bool(children(verb, "oprd", "acomp", "ccomp") or preposition(head, "between"))


def _is_under_way(verb: Token, head: Token) -> bool:
    """Whether somebody makes known what he does already: "announced that it was *expelling* them"; not "was
    *preparing* to do so"."""
    lists = words("factuality")
    if verb.lemma_ not in lists["declaring"] or head.tag_ != "VBG":
        return False
    return head.lemma_ not in lists["intending"] and head.lemma_ not in (*lists["likely"], "go")


def _is_disbelieved(verb: Token) -> bool:
    """Whether a speaker says that he or nobody thinks so: "did not believe that Chad *wanted* war"."""
    while verb.dep_ == "conj":
        verb = verb.head
    above = verb.head
    if verb.dep_ != "ccomp" or above.lemma_ not in words("factuality")["believing"]:
        return False
    return negated(above) or any(each.lower_ in ("nobody", "none") for each in children(above, "nsubj"))


def _is_scoffed_at(verb: Token) -> bool:
    """Whether somebody calls it nonsense to say so: "it is *absurd* to suggest that Chad would attack",
    "reports that Chad would attack were *baseless*"."""
    below = verb
    for above in upwards(verb):
        said = (
            below.dep_ == "ccomp"
            and is_infinitive(above)
            and above.dep_ in ("xcomp", "csubj", "advcl", "acl")
        )
        heard = above.dep_ == "nsubj" and above.lemma_ in words("factuality")["claims"] and below is not above
        if said or heard:
            judged = (above.head, *children(above.head, "acomp", "attr"))
            return any(each.lemma_.lower() in words("things")["untruths"] for each in judged)
        below = above
    return False


def _is_charged(doing: Token, behind: str) -> bool:
    """Whether a gerund only tells what somebody is accused of: "accused Chad of *arming* the rebels", "blamed
    it for *arming* them"."""
    while doing.dep_ == "conj" and doing.tag_ == doing.head.tag_ == "VBG":
        doing = doing.head
    charge = doing.head if doing.dep_ == "pcomp" else doing
    return charge.lower_ == behind and charge.head.lemma_ in words("factuality")["charging"]


def _is_kept_back(gift: Token) -> bool:
    """Whether what a noun names is not given any more: "*suspended* its aid to Chad", "*withheld* its
    backing"; not "called on them to *suspend* it"."""
    verb = gift.head
    kept = gift.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in words("grammar")["keeping_back"]
    return kept and finite_tag(verb) is not None


def _is_lent(backing: Token, backer: Token) -> bool:
    """Whether somebody does a thing with what another gives him: "with the *support* of Chad"."""
    return backing.dep_ == "pobj" and backing.head.lower_ in ("with", "without") and backer.pos_ == "PROPN"


def _is_defiant(verb: Token, head: Token) -> bool:
    """Whether somebody is not to give in, which promises nobody anything: "promised never to *bow* to it",
    "*vowed* not to pay", but "vowed not to *use* force"."""
    if not negated(head):
        return False
    if head.lemma_ in words("grammar")["yielding"]:
        return True
    return verb.lemma_ in words("harmless")["vowing"] and head.lemma_ not in _forgone()


@cache
def _forgone() -> frozenset[str]:
    """The verbs of what hurts others: who vows not to do so gives his word."""
    return words("harmless")["forgone"] | things(("blows", "exits", "closings", "conquests", "resistances"))


def _is_expulsion(verb: Token, head: Token) -> bool:
    """Whether somebody only puts out another's envoys: "ordered two *diplomats* to leave", "two *diplomats*
    expelled"."""
    if verb.lemma_ not in ("order", "instruct", "tell"):
        return False
    told = (head, *children(head, "acl"))
    ordered = any(each.lemma_ in words("grammar")["leaving"] for each in told)
    envoys = (*children(verb, *OBJECTS, "nsubjpass"), *children(head, "nsubj"))
    return ordered and any(each.lemma_.lower() in words("things")["envoys"] for each in envoys)


def _is_questioned(token: Token) -> bool:
    """Whether a word stands in a question behind what opens it: "*Does* Ghana back the plan?"."""
    if "?" not in token.doc.text:
        return False
    verb = token
    while not _asks(verb, token):
        if verb.head.i == verb.i or verb.dep_ in ("relcl", "advcl"):
            return False
        verb = verb.head
    return True


def _is_pondered(verb: Token) -> bool:
    """Whether the text only asks what is to come: "it was unclear *how Chad would respond*"."""
    coming = any(each.tag_ == "MD" for each in auxiliaries(verb))
    return coming and verb.dep_ in ("ccomp", "csubj") and _is_asked(verb)


def _asks(verb: Token, token: Token) -> bool:
    """Whether a clause asks if, not why, something is so: a helping verb before its subject, then "?"."""
    subject = child(verb, "nsubj", "nsubjpass")
    opens = verb if verb.pos_ == "AUX" else child(verb, "aux", "auxpass")
    if subject is None or opens is None or opens.i > min(subject.i, token.i) or opens.tag_ == "TO":
        return False
    end = verb.right_edge.i
    asked = any(each.text == "?" for each in verb.doc[end - 1 : end + 2])
    return asked and not any(each.tag_ in ("WRB", "WP") for each in verb.children)


def _is_menacing(verb: Token) -> bool:
    """Whether a word makes a threat of whatever it opens: "*threatened* to lift the ban"."""
    return verb.lemma_.lower() in words("harmless")["threatening"]


def _breaks_off(verb: Token) -> bool:
    """Whether somebody will end what is good for others, which promises them nothing: "will *cut* ties with
    Chad", "will *stop* its aid"."""
    if verb.lemma_ not in words("grammar")["keeping_back"]:
        return False
    return any(each.lemma_.lower() in words("things")["bonds"] for each in children(verb, *OBJECTS))


def _is_forsworn(verb: Token, deed: Token) -> bool:
    """Whether somebody vows not to do a thing; who "threatened *not to come*" still threatens."""
    return negated(deed) and verb.lemma_.lower() not in ("threaten", "threat")


def _is_waived(deed: Token) -> bool:
    """Whether somebody makes known that he will not strike: "announced that it *would not impose* tariffs";
    who "will not hesitate to" will."""
    return negated(deed) and deed.lemma_ in things(("blows", "closings"))


def _is_silence(predicate: Predicate, relation: str, head: Token) -> bool:
    """Whether somebody only will not speak, or not by name.

    "Declined to comment", "refused to give details", "would neither confirm nor deny it" turn nothing down,
    "asked not to be named", "asked for anonymity to discuss the talks" demand nothing.
    """
    lists = words("grammar")
    declines = predicate.token.lemma_.lower() in ("decline", "refuse")
    if declines and any(
        each.lemma_.lower() in lists["telling"] for each in (head, *children(head, *OBJECTS))
    ):
        return True
    verb = predicate.token
    if _is_for_silence(verb, head):
        return True
    if _is_left_open(verb):
        return True
    if relation != "infinitive" or head.lemma_.lower() not in lists["keeping_silent"]:
        return False
    return declines or (negated(head) and is_passive(head))


def _is_left_open(verb: Token) -> bool:
    """Whether somebody does neither a thing nor its contrary: "neither *confirmed* nor denied it", "did not
    *accept* or reject it"."""
    contraries = words("grammar")["contraries"]
    return any(f"{verb.lemma_} {each.lemma_}" in contraries for each in verb.conjuncts)


def _is_for_silence(verb: Token, head: Token) -> bool:
    """Whether somebody asks not to be named: "asked for *anonymity* to discuss the talks"."""
    if not verb.doc.among(ANONYMITY):  # as in most articles
        return False
    asked_for = (head, *children(verb, *OBJECTS), *preposition(verb, "for"))
    return any(each.lower_ in ANONYMITY for each in asked_for)


def _is_appeal(predicate: Predicate, relation: str) -> bool:
    """Whether a verb of judging is none: "called *on* them to be calm", "called him to discuss it"."""
    verb = predicate.token
    if relation != "self" or predicate.words != "call":
        return False
    aims = any(map(is_infinitive, children(verb, "advcl", "xcomp")))
    called_on = preposition(verb, "on", "upon", "for")
    if any(
        each.ent_type_ not in ("DATE", "TIME") for each in called_on
    ):  # not "called it a crime *on Monday*"
        return True
    return aims and not children(verb, "oprd", "ccomp")


def _asks_nothing(predicate: Predicate) -> bool:
    """Whether a call is made by telephone, or an order only tells what for.

    "A *phone* call to discuss the talks", "*in order* to discuss them".
    """
    noun = predicate.token
    if predicate.words == "call":
        kinds = children(noun, "compound", "amod", "nmod")
        return any(each.lower_ in words("grammar")["phoning"] for each in kinds)
    return predicate.words == "order" and noun.dep_ == "pobj" and noun.left_edge == noun


def _is_of_talks(predicate: Predicate, head: Token) -> bool:
    """Whether somebody only keeps himself away: "announced a *boycott* of the summit", "suspended its
    *participation* in the talks"."""
    things = words("things")["encounters"] | words("things")["treaties"]
    told = (head, *children(predicate.token, *OBJECTS))
    left = [
        *(each for one in told if one.lemma_ == "boycott" for each in preposition(one, "of")),
        *(each for one in told if _is_own_part(one) for each in preposition(one, "in")),
    ]
    return any(each.lemma_.lower() in things for each in left)


def _is_own_part(noun: Token) -> bool:
    """Whether a noun tells that its owner takes part: "*its* participation"."""
    return noun.lemma_ == "participation" and any(each.tag_ == "PRP$" for each in noun.children)


def _is_of_pact(head: Token) -> bool:
    """Whether what somebody gives notice of is that he leaves a pact or talks, which yields nothing:
    "announced its *withdrawal* from the treaty"."""
    if head.lemma_.lower() not in words("grammar")["clearing_out"]:
        return False
    things = words("things")["treaties"] | words("things")["bodies"] | words("things")["encounters"]
    return any(each.lemma_.lower() in things for each in preposition(head, "from", "of"))


def _is_relief(plan: Token) -> bool:
    """Whether what is announced takes a burden away: "announced *plans* to lift the ban"."""
    return any(map(is_harmless, children(plan, "acl")))


def _is_kept_out_of(sanctions: Token) -> bool:
    """Whether somebody will have no part in penalties: "would not take part in the *embargo*"."""
    verb = next((each for each in governors(sanctions) if each.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ not in words("grammar")["sharing"]:
        return False
    neither = any(
        each.lower_ == "neither" for subject in children(verb, "nsubj") for each in subject.children
    )
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in words("grammar")["refusing"]
    return neither or refused or negated(verb)


def _only_brings(verb: Token) -> bool:
    """Whether somebody but carries what another offers: "conveyed an invitation *from* the king"."""
    brought = verb.lemma_ in words("grammar")["bringing"]
    return brought and any(bool(preposition(each, "from")) for each in children(verb, "dobj"))


def _is_left_so(predicate: Predicate) -> bool:
    """Whether somebody leaves a thing as it is, or takes it for so: "left the *talks open*", "left no
    *doubt*", "did not consider them *closed*"; not for a wrong: "considers it *unlawful*"."""
    verb = predicate.token
    kept = predicate.words in ("leave", "consider") and predicate.type != "Accusation"
    doubt = any(each.lemma_ in words("grammar")["left_behind"] for each in children(verb, *OBJECTS))
    return kept and (doubt or bool(children(verb, "oprd", "acomp", "ccomp")))


def _is_no_condition(mark: Token) -> bool:
    """Whether nothing hangs on what a conjunction opens: "did not say *if* it was so", "*even if* it is",
    "*until* the court rules", or another is to wait for it: "told Chad to stop *until* a deal is struck"."""
    opened = mark.lower_ == "if" and mark.i and mark.nbor(-1).lower_ in ("even", "as")
    if mark.head.dep_ == "ccomp" or bool(opened):
        return True
    if mark.lower_ != "until":
        return False
    awaited = words("things")["awaited"]
    deed = mark.head.head
    told = deed.dep_ in ("xcomp", "advcl") and is_infinitive(deed)
    told = told and bool(children(deed.head, *OBJECTS) or preposition(deed.head, "on", "upon"))
    return told or any(each.lemma_.lower() in awaited for each in children(mark.head, "nsubj", "nsubjpass"))


def _only_asserts(verb: Token, head: Token) -> bool:
    """Whether somebody insists that a thing is so, and does not demand it: "insists it *is* in force", "that
    it *can* be formed"."""
    if verb.lemma_ not in words("grammar")["asserting"] or obliges(head) or _is_wanted(head):
        return False
    if any(each.lemma_ in words("grammar")["necessary"] for each in head.subtree):
        return False
    return finite_tag(head) is not None or any(each.tag_ == "MD" for each in auxiliaries(head))


def _is_wanted(verb: Token) -> bool:
    """Whether a clause's form says that it is wanted: a verb without ending whose subject asks for one
    ("insisted that Chad *leave*")."""
    subjects = children(verb, "nsubj") if verb.tag_ in ("VB", "VBP") and not auxiliaries(verb) else []
    return any(
        (each.tag_ in ("NN", "NNP") or each.lower_ in ("he", "she", "it")) and not children(each, "conj")
        for each in subjects
    )


def _is_wondered(willing: Token) -> bool:
    """Whether the text only wonders what somebody would do: "depending on *what* he is willing to give"."""
    return willing.dep_ in PREDICATIVE and _is_asked(willing.head)


def _is_asked(clause: Token) -> bool:
    """Whether a clause opens as a question does: "*how* it should end"; not what follows another clause, "if
    they pay, it should end", nor what is told of somebody, "a state which should"."""
    first = clause.left_edge
    if first.lower_ not in ASKED or first.tag_ == "WDT" or clause.dep_ == "relcl":
        return False
    return not any(each.left_edge == first for each in children(clause, "advcl"))


def _is_undecided(head: Token) -> bool:
    """Whether it is open if or how something is done: "decided *whether* to go", "agreed *where* to meet"."""
    first = head.left_edge
    return first.tag_ in ("WRB", "WP$") or any(each.lower_ == "whether" for each in head.children)


def _is_unasked(verb: Token) -> bool:
    """Whether a clause with "should" or "must" asks nothing of anybody.

    It is a question ("agreed on *how it should end*") or only opens what somebody says ("I must say").
    """
    return _is_asked(verb) or verb.lemma_ in words("grammar")["admitting"]


def _is_too_late(verb: Token) -> bool:
    """Whether a clause tells what was to be done and was not: "argued that Chad *should have left*"."""
    told = [each.lemma_.lower() for each in children(verb, "aux")]
    return verb.tag_ == "VBN" and "have" in told and len(told) > 1
