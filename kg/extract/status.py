"""Whether it happens: tense, negation and modality of a verb, and the status of an encounter.

An event that the text denies, imagines or plans is never told as done, so every door of `extract` asks here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from kg.lexicon import words
from kg.model import Modality, Status
from kg.nlp.tree import Token, remembered

Tense = Literal["past", "present", "future"]

VERBAL = frozenset({"VERB", "AUX"})
NEGATING = frozenset({"det", "preconj", "advmod", "nummod"})
WITH_SUBJECT = VERBAL | {"ADJ"}  # what may have a subject: "with neither side *willing* to go"
ABLE = frozenset({"can", "could", "ca"})
FINITE_AUX = frozenset({"MD", "VBD", "VBZ", "VBP"})
AUXILIARY = frozenset({"aux", "auxpass"})
COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp"})


def verb_of(token: Token) -> Token | None:
    """The verb of the clause that `token` stands in: itself or the nearest verb above it."""
    while True:
        if token.pos_ in VERBAL and token.dep_ not in AUXILIARY:
            return token
        if token.head is token or token.head.i == token.i:
            return None
        token = token.head


@remembered
def auxiliaries(verb: Token) -> tuple[Token, ...]:
    """The auxiliaries of a verb; a coordinated verb without its own shares those of the first."""
    own = tuple(child for child in verb.children if child.dep_ in AUXILIARY)
    return auxiliaries(verb.head) if not own and _shares(verb) else own


def is_able(verb: Token) -> bool:
    """Whether a verb has "can" or "could" of its own, negated or not: "*could* not stop them"."""
    return any(child.dep_ == "aux" and child.lower_ in ABLE for child in verb.children)


def _shares(verb: Token) -> bool:
    """Whether a coordinated verb shares the auxiliaries and negation of the first.

    Not one that is finite beside an infinitive, or beside a participle with a comma between, whatever the
    parse: "could not accept it and insisted on more", "had not come, and ruled it out"; nor one with a finite
    auxiliary of its own: "had not asked for it, but *would* look at it".
    """
    first = verb.head
    if verb.dep_ != "conj" or first.pos_ not in VERBAL or _has_subject(verb):
        return False
    if any(each.dep_ == "aux" and each.tag_ in FINITE_AUX for each in verb.children):
        return False
    if verb.tag_ not in ("VBD", "VBZ"):
        return True
    between = verb.doc[first.i : verb.i].text if first.tag_ == "VBN" else ""
    return first.tag_ != "VB" and ", and" not in between and ", but" not in between


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


@remembered
def negated(token: Token) -> bool:
    """Whether the token itself is negated: "did not meet", "never met", "no talks", "without talks", "*nor*
    would they meet", "*under no circumstances* will they meet", "*no longer* met".

    "Not only met" is more than that.
    """
    listed, nor = words("status")["negation"], False
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ in NEGATING and child.lower_ in listed):
            return not _tells_more(child)
        if child.dep_ == "advmod" and child.lower_ == "longer" and _is_no(child):
            return True
        if child.dep_ == "nsubj" and token.pos_ in WITH_SUBJECT and is_nobody(child):
            return True
        if (
            child.dep_ == "nsubjpass"
            and is_nobody(child)
            and all(each.tag_ != "MD" for each in token.children)
        ):
            return True  # "no deal was struck"; who says that none *will be* struck rules it out
        if child.dep_ == "prep" and token.pos_ in VERBAL and _is_never(child):
            return True
        nor |= child.dep_ == "cc" and child.lower_ == "nor" and child.i < token.i
    if token.pos_ in VERBAL and token.dep_ == "conj":
        if _shares(token):
            return any(child.dep_ == "neg" or child.lower_ == "neither" for child in token.head.children)
        return any(child.lower_ == "nor" and child.i < token.i for child in token.head.children)
    if nor and token.pos_ in VERBAL:
        return True  # "*Nor* did they meet."
    return token.dep_ == "pobj" and token.head.lower_ == "without"


def _is_no(longer: Token) -> bool:
    """Whether "longer" tells of what has ceased: "*no* longer insists on it"."""
    return any(each.lower_ == "no" for each in longer.children)


def _tells_more(negation: Token) -> bool:
    """Whether a negation only says that there is more: "*not just* met but"."""
    after = negation.i + 1
    return after < len(negation.doc) and negation.doc[after].lower_ in words("status")["alone"]


def is_nobody(noun: Token) -> bool:
    """Whether a noun says that there is none: "*no* country", "*neither* side", "*none* of them",
    "*nothing*", not a "*no*-show"."""
    nobody = words("status")["nobody"]
    return noun.lower_ in nobody or any(
        each.dep_ in NEGATING and each.lower_ in nobody for each in noun.children
    )


def _is_never(prep: Token) -> bool:
    """Whether a phrase says that it happens in no case: "*under* no circumstances", "*in* no way"."""
    return any(
        noun.lemma_ in words("status")["cases"] and any(each.lower_ == "no" for each in noun.children)
        for noun in prep.children
    )


def tense(token: Token) -> Tense:
    """When the clause around `token` takes place: what decides whether "on Tuesday" was or will be.

    An infinitive or an arranged participle ("is due to meet", "talks set for Monday") looks ahead unless the
    verb above it lies in the past perfect.
    """
    verb = verb_of(token)
    if verb is None:
        return "past"
    helpers = auxiliaries(verb)
    forms = {helper.lower_ for helper in helpers}
    if _will(verb) or _going_to(verb) or _is_awaited_then(verb):
        return "future"
    if "have" in forms or "has" in forms or "had" in forms or "'ve" in forms:
        return "past"
    arranging = words("status")["arranging"]
    if verb.lemma_.lower() in arranging or any(
        child.dep_ in ("acomp", "oprd") and child.lemma_.lower() in arranging for child in verb.children
    ):
        return "future"
    if forms & words("status")["possible_modals"] or _is_to_do(verb):
        return "future"
    if "to" in forms:
        return _infinitive_tense(verb)
    if "be" in forms:
        return "future"  # "proposed that it *be held* in May"
    if verb.tag_ in ("VBD", "VBN") or "was" in forms or "were" in forms:
        return "past"
    if is_to_start(verb):
        return "future"
    if verb.tag_ == "VBG" and not helpers:
        return tense(verb.head) if verb.head.i != verb.i else "present"
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in words("status")["scheduled"]:
        return "future"
    return "present"


def is_to_start(verb: Token) -> bool:
    """Whether a participle tells when an event is to begin: "at a summit *starting* on Friday"."""
    if (
        verb.tag_ != "VBG"
        or verb.dep_ not in ("acl", "advcl")
        or verb.lemma_ not in ("start", "begin", "open")
    ):
        return False
    return verb.left_edge == verb and verb.i > verb.head.i and verb.nbor(-1).pos_ in ("NOUN", "PROPN")


def _is_awaited_then(verb: Token) -> bool:
    """Whether a past form tells what lay ahead: "hoped that Chad would wait until they *met*"."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBD", "VBN"):
        return False
    if words("status")["until_then"].isdisjoint(each.lower_ for each in verb.lefts):
        return False
    above = {each.lower_ for each in auxiliaries(verb.head)}
    return "would" in above and "have" not in above


def _is_to_do(verb: Token) -> bool:
    """Whether somebody *is to* do something: "on Friday he *is* to meet her"."""
    return verb.lemma_ == "be" and any(
        child.dep_ == "xcomp" and {helper.lower_ for helper in auxiliaries(child)} in ({"to"}, {"to", "be"})
        for child in verb.children
    )


def _going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going"


def _infinitive_tense(verb: Token) -> Tense:
    """An infinitive looks ahead, but one of purpose or manner beside a past verb shares its time, and so does
    what one failed, tried or began to do."""
    above = verb.head
    if above.i == verb.i:
        return "future"
    if _had_been_arranged(verb):
        return "past"
    if verb.dep_ == "xcomp" and above.lemma_ in words("status")["doing"]:
        return tense(above)
    if (
        verb.dep_ == "advcl"
        and above.tag_ in ("VBD", "VBN")
        and above.lemma_ not in words("status")["arranging"]
    ):
        return "past"
    return "future"


def modality_of(token: Token) -> Modality:
    """Whether the text asserts what the verb or event noun tells, leaves it possible, or denies it.

    Climbs from the token through the verbs that govern it: "denied that it had agreed" is denied, "asked Iran
    to accept", "could accept" and "if it accepts" are possible.
    """
    if negated(token):
        return "denied"
    lists = words("status")
    if token.pos_ in VERBAL:
        forms = {helper.lower_ for helper in auxiliaries(token)}
        if forms & lists["possible_modals"]:
            return "possible"
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ in lists["conditional"]:
                return "possible"
            if child.dep_ == "advmod" and child.lower_ in lists["doubt"]:
                return "possible"
    return _governed(token)


def _governed(token: Token) -> Modality:
    """What the verb above makes of its complement."""
    above = token.head
    if above.i == token.i:
        return "asserted"
    lists = words("status")
    lemma = above.lemma_.lower()
    if token.dep_ == "conj":
        return _governed(above) if not _has_subject(token) else "asserted"
    if token.dep_ == "xcomp" and lemma in lists["denying"]:
        return "asserted" if negated(above) else "denied"
    if token.dep_ == "ccomp" and lemma in ("deny", "refute", "doubt", "dispute"):
        return "asserted" if negated(above) else "denied"
    if token.dep_ in COMPLEMENT and lemma in lists["opening"]:
        return "denied" if negated(above) else "possible"
    if token.dep_ == "acl" and token.tag_ == "VB":
        return "possible"
    return "asserted"


# Encounters


class Told(NamedTuple):
    """The status that one mention tells, and how plainly: 0 (by default) to 3 (in so many words)."""

    status: Status
    weight: int


RARE: tuple[Status, ...] = ("cancelled", "postponed", "refused")
PARTICLES: Mapping[Status, Mapping[str, str]] = {  # verbs that undo what they take only with a particle
    "cancelled": {"call": "off", "pull": "out", "back": "out"},
    "postponed": {"put": "off", "push": "back", "hold": "off"},
    "refused": {"rule": "out", "turn": "down", "stay": "away", "keep": "away"},
}
ORDER: tuple[Status, ...] = (*RARE, "proposed", "planned", "ongoing", "held")


def status_of(event: Token, nouns: Sequence[Token], verb: Token | None, relation: str) -> Told:
    """What becomes of an encounter, as this mention tells it.

    `event` is its noun or verb; `nouns` the noun and the nouns of which it is a part ("round",
    "cancellation"); `verb` the verb that carries them and `relation` how: "dobj", "nsubj", a preposition,
    or "self".
    """
    told = _told(event, nouns, verb, relation)
    return (_called_off_with(event) if told.status == "planned" else None) or told


def _called_off_with(event: Token) -> Told | None:
    """What becomes of what was to be done on a visit that is called off: "cancelled a trip to Rome, where he
    was *to meet* her"."""
    clause = event
    while clause.dep_ != "relcl" and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "relcl" or not any(_is_there_where(each) for each in clause.children):
        return None
    noun = clause.head
    while noun.dep_ in ("pobj", "prep"):
        noun = noun.head
    told = _undone(noun.head, noun.dep_) if noun.dep_ in ("dobj", "nsubjpass") else None
    return told if told is not None and told.status in ("cancelled", "postponed") else None


def _is_there_where(child: Token) -> bool:
    """ "*where* he was to meet her", "*during* which"."""
    which = child.dep_ == "prep" and any(each.lower_ == "which" for each in child.children)
    return which or child.lower_ in ("where", "when")


def _told(event: Token, nouns: Sequence[Token], verb: Token | None, relation: str) -> Told:
    if nouns and _is_over(nouns[0]) and not _is_told_ongoing(nouns[0]):
        return Told("held", 2)
    if nouns and verb is not None and (told := _undone(verb, relation)) is not None:
        return told
    if nouns and verb is not None and relation in ("nsubj", "nsubjpass"):
        for then in verb.children:  # "had been set for May but *was put off*"
            if (
                then.dep_ == "conj"
                and not _has_subject(then)
                and (told := _undone(then, relation)) is not None
            ):
                return told
    if nouns and verb is not None and relation in ("dobj", "nsubjpass") and _is_brushed_off(nouns, verb):
        return Told("refused", 3)
    if nouns and verb is not None and _is_turned_down(nouns[-1], verb, relation):
        return Told("refused", 3)
    beside = _beside(nouns) if nouns else None
    if beside is not None and beside.status == "held" and is_awaited(nouns[-1]):
        return Told("planned", 2)  # "ahead of their *first* summit"
    outdone = beside is not None and (
        (verb is not None and _is_outdone(beside, verb, relation))
        or (beside.status == "held" and _is_gone_for(nouns, verb, relation))
    )
    if beside is not None and not outdone:
        return beside
    if verb is None:
        return Told("held", 0)
    if relation == "self":
        return _verb_status(verb)
    if _is_readiness(nouns[-1]):
        return Told("proposed", 2)
    return _carried(nouns, verb, relation)


def _is_brushed_off(nouns: Sequence[Token], verb: Token) -> bool:
    """ "*dismissed* the *idea* of talks", not "dismissed the talks as a farce"."""
    return (
        verb.lemma_ in words("status")["brushing_off"]
        and nouns[-1].lemma_.lower() in _listed("proposed", "nouns")
        and tense(verb) != "future"
        and modality_of(verb) == "asserted"
    )


def _is_outdone(beside: Told, verb: Token, relation: str) -> bool:
    """Whether a verb tells more of an event than the words beside its noun: "*will* hold their first talks",
    "the planned talks *ended*"."""
    later = relation in ("at", "after", "following", "during") and tense(verb) == "future"
    return (beside.status == "held" and (_will(verb) or later)) or (
        beside.status == "planned" and has_come(verb, relation)
    )


def _is_gone_for(nouns: Sequence[Token], verb: Token | None, relation: str) -> bool:
    """Whether an event is only what somebody sets out or prepares for: "left for their *first* round of
    talks"."""
    return relation == "for" and verb is not None and verb.lemma_.lower() in _listed("planned", "above")


def has_come(verb: Token, relation: str) -> bool:
    """Whether what was planned is told to have come about or to an end: "the talks set for Monday *ended*",
    "*were held*", "*took* place"."""
    if relation not in ("nsubj", "nsubjpass") or negated(verb) or tense(verb) != "past":
        return False
    if not _comes_about(verb) and verb.lemma_ not in words("status")["ended"]:
        return False
    return modality_of(verb) == "asserted" and not any(c.dep_ == "xcomp" for c in verb.children)


def _is_told_ongoing(noun: Token) -> bool:
    """Whether an encounter that began is told to go on: "their *ongoing* talks that began in May"."""
    return any(each.lower_ in _listed("ongoing", "words") for each in noun.children if each.dep_ == "amod")


def _is_over(noun: Token) -> bool:
    """Whether a clause says how an encounter began or ended, or who had it: they resume "talks *that broke
    down*", "the talks *that he held* on Monday"."""
    if any(
        clause.dep_ == "relcl"
        and clause.tag_ == "VBD"
        and clause.lemma_ in ("hold", "have", "conduct", "attend")
        and any(child.dep_ == "dobj" and child.lower_ in ("that", "which") for child in clause.children)
        for clause in noun.children
    ):
        return True
    return any(
        clause.dep_ == "relcl"
        and clause.tag_ == "VBD"
        and clause.lemma_ in _listed("held", "subjects") | _listed("ongoing", "subjects")
        and not any(child.dep_ == "xcomp" for child in clause.children)  # "that were to have begun"
        and any(child.dep_ == "nsubj" and child.lower_ in ("that", "which") for child in clause.children)
        for clause in noun.children
    )


def _is_readiness(noun: Token) -> bool:
    """ "*ready* for talks", "*open* to a meeting"."""
    adjective = noun.head.head
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("for", "to")
        and adjective.pos_ == "ADJ"
        and adjective.lower_ in _listed("proposed", "above")
    )


def _will(verb: Token) -> bool:
    """Whether a verb says of itself that it lies ahead: "*will* hold their first talks"."""
    return any(helper.lower_ in words("status")["future_modals"] for helper in auxiliaries(verb))


def _is_ruled_out(noun: Token, verb: Token) -> bool:
    """ "there *will* be *no* talks until they withdraw", "*no* talks *will* be held"."""
    forms = {helper.lower_ for helper in auxiliaries(verb)}
    there = any(child.dep_ == "expl" for child in verb.children)
    there = there or (verb.lemma_ in words("status")["coming_about"] and "be" in forms)
    ahead = words("status")["future_modals"] | {"would", "can"}
    return there and negated(noun) and not forms.isdisjoint(ahead)


def _is_turned_down(noun: Token, verb: Token, relation: str) -> bool:
    """Whether somebody will not have an event: "*refused* to hold talks", "there *will be no* talks", "talks
    are *out of the question*"."""
    refused = _is_refused(verb, relation) or _is_ruled_out(noun, verb)
    return refused or _is_out_of_question(verb, relation)


def _is_out_of_question(verb: Token, relation: str) -> bool:
    """ "talks *are out of the question*"."""
    if relation != "nsubj" or verb.lemma_ not in ("be", "remain") or negated(verb):
        return False
    out = (each for each in verb.children if each.lower_ == "out" and each.dep_ in ("prep", "advmod"))
    of = (each for one in out for each in one.children if each.lower_ == "of")
    return any(each.lower_ == "question" for one in of for each in one.children)


def _is_refused(verb: Token, relation: str) -> bool:
    """ "refused to hold direct talks", not what was refused there, "refused to greet him *at* the summit",
    nor what somebody would not tell of: "declined to *confirm* the meeting"."""
    above = verb.head
    refuses = verb.dep_ == "xcomp" and above.lemma_.lower() in _listed("refused", "above")
    there = relation in words("status")["meanwhile"] and verb.lemma_ not in words("status")["taking_part"]
    if verb.lemma_ in words("status")["disclosing"] or (verb.lemma_ == "give" and relation != "dobj"):
        return False
    return refuses and not there and not negated(above) and tense(above) != "future"


def _beside(nouns: Sequence[Token]) -> Told | None:
    """What the adjectives of the noun and the nouns above it tell: "planned talks", "the cancellation of"."""
    if any(child.dep_ == "acl" and _looks_ahead(child) for noun in nouns for child in noun.children):
        return Told("planned", 2)
    beside = {
        form
        for noun in nouns
        for child in noun.children
        if child.dep_ in ("amod", "compound", "acl", "det", "advmod", "nmod")
        for form in (child.lower_, child.lemma_.lower())
        if child.dep_ != "acl" or child.tag_ == "VBN"
    }
    above = {noun.lemma_.lower() for noun in nouns[1:]} | {noun.lower_ for noun in nouns[1:]}
    if above and any(negated(noun) for noun in nouns[1:]):
        return Told("proposed", 2)  # "no date for a meeting", "no plans for talks"
    for status in ORDER:
        if above & _listed(status, "nouns"):
            return Told(status, 3 if status in RARE else 2)
        if beside & _listed(status, "words"):
            return Told(status, 3 if status in RARE else 2)
    return None


def _looks_ahead(clause: Token) -> bool:
    """ "a conference to be held in June", "a summit starting on Friday"."""
    if is_to_start(clause):
        return any(each.dep_ in ("prep", "npadvmod", "advmod") for each in clause.children)
    return any(child.tag_ == "TO" for child in clause.children) and clause.lemma_ in (
        "hold",
        "take",
        "begin",
        "open",
    )


@cache
def _listed(status: Status, where: str) -> frozenset[str]:
    return words("status").get(f"{status}_{where}", frozenset())


def _undone(verb: Token, relation: str) -> Told | None:
    """ "postponed a planned visit", "called off the talks", "pulled out of the summit", "ruled out talks"."""
    if relation in ("for", "to", "at") and _is_absent(verb):
        return Told("refused", 3)
    if relation in ("nsubj", "nsubjpass") and _is_lost(verb):
        weighed = _conditional(verb) or verb.head.lemma_ in _listed("proposed", "nouns")  # "a chance that it"
        return Told("planned", 1) if weighed else Told("cancelled", 3)
    if relation not in ("dobj", "nsubjpass", "pobj", "of", "from"):
        return None
    for status in RARE:
        particle = PARTICLES.get(status, {}).get(verb.lemma_)
        if particle is not None and any(child.lower_ == particle for child in verb.children):
            return _if_real(verb, status)
    if relation in ("of", "from"):
        return None
    for status in RARE:
        if verb.lemma_.lower() in _listed(status, "objects"):
            return _if_real(verb, status)
    return None


def undoes(verb: Token) -> bool:
    """Whether a verb calls off, puts off or turns down what it takes: "*cancelled* it", "*called* it off"."""
    particles = (PARTICLES.get(status, {}).get(verb.lemma_) for status in RARE)
    if any(each.lower_ in particles for each in verb.children):
        return True
    return any(verb.lemma_.lower() in _listed(status, "objects") for status in RARE)


def _is_lost(verb: Token) -> bool:
    """ "the meeting *fell through*", "did not *take place*", "*failed* to take place", "was not *held*"; not
    "could not", "not held since"."""
    if verb.lemma_ == "fall":
        return any(child.lower_ == "through" for child in verb.children)
    if verb.lemma_ == "fail" and not negated(verb):
        return any(child.dep_ == "xcomp" and _comes_about(child) for child in verb.children)
    forms = {helper.lower_ for helper in auxiliaries(verb)}
    if not negated(verb) or forms & words("status")["possible_modals"] or _is_since(verb):
        return False
    return _comes_about(verb)


def _comes_about(verb: Token) -> bool:
    """ "*take* place", "*materialise*", "be *held*"."""
    if verb.lemma_ == "take":
        return any(child.lower_ == "place" for child in verb.children)
    return verb.lemma_ in words("status")["coming_about"]


def _is_since(verb: Token) -> bool:
    """Whether what is negated did happen before: "have not met *since*"."""
    return any(child.lower_ in ("since", "until") for child in verb.children)


def _is_absent(verb: Token) -> bool:
    """ "did not *show* up for the summit", "failed to *turn* up at the talks"."""
    missed = negated(verb) or (verb.dep_ == "xcomp" and verb.head.lemma_ == "fail")
    return missed and verb.lemma_ in ("show", "turn") and any(each.lower_ == "up" for each in verb.children)


def _carried(nouns: Sequence[Token], verb: Token, relation: str) -> Told:
    """What the verb tells that an event noun depends on."""
    direct = relation in ("dobj", "nsubjpass", "pobj", "")
    lemma = verb.lemma_.lower()
    if relation in ("after", "following"):
        return Told("held", 2)
    if relation == "by" and lemma == "follow" and verb.tag_ == "VBN" and verb.head.i != verb.i:
        first = verb.head  # "proposed a truce *followed by* talks"
        if first.dep_ == "dobj" and first.head.lemma_ in _listed("proposed", "above"):
            return Told("proposed", 1)
        return Told("planned" if tense(first) == "future" else "held", 1)
    if relation == "before" or is_awaited(nouns[-1]):
        return Told("planned", 1)
    if relation == "nsubj" and _is_to_be(verb):
        missed = any(_is_missed(clause) for clause in verb.children)
        return Told("cancelled" if missed else "planned", 2)
    if relation == "nsubj" and _is_judged(nouns[0], verb):
        return Told("proposed", 1)
    if relation == "for":
        return _purpose(verb, lemma)
    if relation == "against" and lemma in ("be", "remain", "stand") and not negated(verb):
        return Told("refused", 3)  # "*is against* talks with the rebels"
    if relation in ("by", "through", "via") and _is_urged(verb):
        return Told("proposed", 1)
    if relation in words("status")["meanwhile"]:
        return _meanwhile(verb, relation, nouns[-1])
    if relation == "to" and lemma == "invite" and negated(verb):
        return _by_default(nouns, verb)  # for those who were invited it takes place
    if relation == "into" and tense(verb) == "past":
        return _verb_status(verb)  # "*went* straight *into* talks"
    if relation in ("to", "into") and lemma in _listed("planned", "above"):
        return Told("planned", 2)
    if relation in ("to", "into") and lemma in _listed("proposed", "above"):
        return Told("proposed", 2)
    if direct and lemma in _listed("proposed", "objects"):
        return Told("proposed", 2)
    if direct and lemma in _listed("planned", "objects"):
        return Told("planned", 2)
    begun = _listed("ongoing", "objects" if direct else "subjects")
    if lemma in begun or (relation == "nsubj" and _is_under_way(verb)):
        return _verb_status(verb, ongoing=True)
    if lemma in _listed("held", "objects" if direct else "subjects") or relation in ("into", "to", "with"):
        return _verb_status(verb)
    return _by_default(nouns, verb)


def _is_urged(verb: Token) -> bool:
    """Whether it is only said what ought to be done: "*should be* settled by talks"."""
    forms = {helper.lower_ for helper in auxiliaries(verb)}
    return not forms.isdisjoint({"should", "must", "can", "could", "may", "might"})


def _is_to_be(verb: Token) -> bool:
    """ "the talks *are to begin* on Friday", not "are to end"."""
    return verb.lemma_ == "be" and any(
        clause.dep_ == "xcomp"
        and clause.lemma_ not in words("encounter")["ending"]
        and any(child.tag_ == "TO" for child in clause.children)
        for clause in verb.children
    )


def _is_judged(noun: Token, verb: Token) -> bool:
    """Whether it is only told what an event would be like, or how likely it is: "a summit *would be a
    mistake*", "*seems likely*", not "would be their first", "the summit would be"."""
    if any(
        each.lemma_.lower() in words("status")["likely"]
        for each in verb.children
        if each.dep_ in ("acomp", "oprd")
    ):
        return True
    if all(child.lower_ not in ("a", "an", "any") for child in noun.children):
        return False
    forms = {helper.lower_ for helper in auxiliaries(verb)}
    if verb.lemma_ != "be" or forms.isdisjoint({"would", "could", "might"}):
        return False
    judged = [each for each in verb.children if each.dep_ in ("attr", "acomp")]
    ordinals = (one.ent_type_ == "ORDINAL" for each in judged for one in (each, *each.children))
    return bool(judged) and not any(ordinals)


def _is_under_way(verb: Token) -> bool:
    """ "the talks are *under way*", "were in *progress*"."""
    return verb.lemma_ in ("be", "remain") and any(
        noun.lower_ in words("status")["lasting"]
        for prep in verb.children
        if prep.lower_ in ("under", "in")
        for noun in prep.children
    )


def is_awaited(noun: Token) -> bool:
    """Whether an event is still to come when something is done: "*ahead of* the talks"."""
    return noun.dep_ == "pobj" and noun.head.head.lower_ == "ahead"


def _meanwhile(verb: Token, relation: str, noun: Token) -> Told:
    """ "is in talks", "said at the summit", "agreed to meet during a call"."""
    if relation == "in" and verb.lemma_ in ("be", "engage", "remain", "lock"):
        apart = noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.dep_ == "attr"
        if not (apart and tense(verb) == "past"):  # "*were envoys* in the talks"
            return _verb_status(verb, ongoing=True)
    refused = verb.head.lemma_.lower() in _listed("refused", "above")
    if verb.dep_ == "xcomp" and (relation == "during" or refused):
        verb = verb.head
    when = tense(verb)
    return Told("held", 1) if when == "past" else Told("ongoing" if when == "present" else "planned", 1)


def _by_default(nouns: Sequence[Token], verb: Token) -> Told:
    """Where the verb tells nothing of the event: long talks go on, a meeting is as past as the clause."""
    if nouns and nouns[0].lemma_.lower() in ("talk", "negotiation", "dialogue"):
        return Told("ongoing", 0)
    return Told("planned" if tense(verb) == "future" else "held", 0)


def _if_real(verb: Token, status: Status) -> Told:
    """A cancellation that is only weighed, threatened or hangs on something leaves the encounter planned; one
    that is announced, "*will* be postponed", does not."""
    if _is_decided(verb):
        return Told(status, 3)
    sure = tense(verb) != "future" or (_will(verb) and not _hangs_on(verb))
    return Told(status, 3) if sure and modality_of(verb) == "asserted" else Told("planned", 1)


def _is_decided(verb: Token) -> bool:
    """Whether who calls it off has made up his mind, or had no choice: "*agreed to* postpone the talks", "was
    *forced to* cancel them"."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.lemma_ not in words("status")["settling"] or negated(above):
        return False
    return tense(above) == "past" and modality_of(above) == "asserted"


def _hangs_on(verb: Token) -> bool:
    """Whether a clause says on what it hangs: "will be called off *if* they come"."""
    marks = (each for clause in verb.children if clause.dep_ == "advcl" for each in clause.children)
    return any(each.dep_ == "mark" and each.lower_ in words("factuality")["conditional"] for each in marks)


def _purpose(verb: Token, lemma: str) -> Told:
    """ "called for talks", "headed to Cairo for talks", "met for talks"."""
    if lemma in (
        "call",
        "press",
        "push",
        "appeal",
        "ask",
        "invite",
        "wait",
        "hope",
        "plead",
        "prepare",
        "ready",
    ):
        return Told("proposed", 2)
    if lemma in ("meet", "gather", "convene", "host", "receive"):
        return _verb_status(verb)
    if any(c.dep_ == "nsubj" and c.lemma_ in words("status")["planned_nouns"] for c in verb.children):
        return Told("planned", 2)  # "*preparations* are under way for a summit"
    if lemma in _listed("planned", "above"):
        return Told("planned", 1)
    return Told("planned", 0) if tense(verb) != "past" else Told("held", 0)


def _verb_status(verb: Token, *, ongoing: bool = False) -> Told:
    """What the form of a verb and the verbs above it tell: "met", "will meet", "agreed to meet", "could
    meet"."""
    forms = {helper.lower_ for helper in auxiliaries(verb)}
    if _conditional(verb):
        return Told("proposed", 1)
    if is_to_start(verb):
        return Told("planned", 1)
    if negated(verb) and (_will(verb) or "would" in forms):
        return Told("refused", 1)
    if (_will(verb) or "would" in forms) and "have" not in forms and _hangs_on(verb):
        return Told("proposed", 2)  # "would meet him if he apologised"
    if _will(verb) or _going_to(verb) or _is_awaited_then(verb):
        return Told("planned", 2)
    if _is_missed(verb) or {"would", "have"} <= forms:
        return Told("cancelled", 2)
    if forms & words("status")["possible_modals"]:
        return Told("planned" if "would" in forms else "proposed", 2 if "would" not in forms else 1)
    if negated(verb):
        return Told("held", 2) if _is_since(verb) and tense(verb) == "past" else Told("refused", 0)
    if "did" in forms:
        return Told("held", 2)
    while verb.dep_ == "conj" and verb.tag_ == "VB" == verb.head.tag_:  # "refused to sit or *meet* with him"
        verb = verb.head
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_ in words("status")["setting_out"]:
        return _verb_status(above, ongoing=True)
    asked = verb.dep_ == "relcl" and verb.tag_ == "VB" and "to" in forms  # "calls to meet him"
    governed = verb.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "advcl") or asked
    bare = "be" in forms and forms.isdisjoint({"will", "would", "to"})  # "proposes that talks *be held*"
    bare = bare or (verb.tag_ == "VBP" and not forms and above.tag_ == "VBD")  # "proposed that they *meet*"
    governed = governed and (verb.tag_ in ("VB", "VBG") or "to" in forms or bare)  # "is to *be received*"
    governed = governed and not _is_beside(verb)
    if governed and above.i != verb.i and _is_pioneer(above):
        ahead = (outer := verb_of(above)) is not None and _will(outer)
        return Told("planned" if ahead else "held", 2)
    if governed and above.i != verb.i and (told := _above(verb, above)) is not None:
        return told
    if (planned := _next_planned(verb)) is not None:
        return planned
    if "to" in forms and "have" not in forms and verb.tag_ == "VBN":
        return Told("planned", 1 if verb.dep_ == "advcl" else 2)
    if verb.tag_ == "VBG" and forms & {"is", "are", "'re", "'s", "was", "were", "been"}:
        return Told("ongoing", 2)
    if verb.tag_ in ("VBD", "VBN") or forms & {"have", "has", "had", "was", "were"}:
        return Told("ongoing" if ongoing else "held", 2)
    if verb.tag_ in ("VBP", "VBZ"):
        return Told("ongoing" if ongoing or _is_there(verb) else "planned", 1)
    later = verb.dep_ == "pcomp" and verb.head.lower_ != "after" and tense(verb) == "future"
    if verb.tag_ == "VB" or later:  # "will go to Oslo before meeting him"
        return Told("planned", 1)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "after" and tense(verb.head) == "past":
        return Told("held", 2)  # "told reporters after meeting him"
    return Told("ongoing" if ongoing else "held", 1)


def _is_pioneer(noun: Token) -> bool:
    """Whether whoever an infinitive tells of has done it, as one in a row: "the *first* envoy to come"."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in words("things")["encounters"]:
        return False
    return any(
        each.ent_type_ == "ORDINAL" or each.lower_ in words("status")["in_a_row"] for each in noun.children
    )


def _next_planned(verb: Token) -> Told | None:
    """What is told of the first of two events of which the second was to come after it: "had hoped to visit
    Oslo before *meeting* him"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "before" or verb.head.head.pos_ not in VERBAL:
        return None
    above = verb.head.head
    first = above if _is_scheduled(above) else None
    if first is None:
        aims = (each for each in above.children if each.dep_ == "xcomp" and each.i < verb.i)
        first = next((each for each in aims if _is_scheduled(each)), None)
    told = _verb_status(first) if first is not None else None
    return told if told is not None and told.status in ("planned", "proposed", "cancelled") else None


def _is_scheduled(verb: Token) -> bool:
    return verb.lemma_ in words("status")["scheduled"]


def _had_been_arranged(verb: Token) -> bool:
    """Whether an infinitive tells what had once been arranged: "*had been due to meet* him"."""
    above = verb.head
    carrier = above.head if above.dep_ == "acomp" else above
    if verb.dep_ != "xcomp" or above.lemma_ not in words("status")["arranging"] or above.lemma_ == "hope":
        return False
    return any(helper.lower_ == "had" for helper in auxiliaries(carrier))


def judgement(verb: Token) -> Token | None:
    """What is said of doing so: "it is *important* for them to meet", "it is *rare* for them to meet"."""
    above = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "advcl", "acl", "relcl", "ccomp"):
        return None
    if above.dep_ in ("acomp", "attr"):
        return above
    if above.lemma_ not in ("be", "seem", "become") or not any(
        each.lower_ == "it" and each.dep_ in ("nsubj", "expl") for each in above.children
    ):
        return None
    return next((each for each in above.children if each.dep_ in ("acomp", "attr")), None)


def _is_missed(verb: Token) -> bool:
    """Whether an infinitive tells what was arranged and not done: "was to *have met* him", "had been due to
    *meet* him"."""
    if _had_been_arranged(verb):
        return True
    if verb.dep_ != "xcomp" or not {"to", "have"} <= {helper.lower_ for helper in auxiliaries(verb)}:
        return False
    above = verb.head
    arranged = above.lemma_ in ("be", "suppose") or above.lemma_ in words("status")["arranging"]
    return arranged and tense(above) == "past"


def _is_beside(verb: Token) -> bool:
    """Whether a participle tells what somebody does meanwhile, before or after: "*meeting* him, he urged
    restraint", "he told them after *meeting* him"."""
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in words("status")["at_a_time"]
    set_off = verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == ","
    return verb.tag_ == "VBG" and (verb.dep_ == "advcl" or (verb.dep_ == "acl" and set_off))


def _is_there(verb: Token) -> bool:
    """ "is in Damascus", not "is due in Damascus"."""
    return verb.lemma_ == "be" and not any(child.dep_ == "acomp" for child in verb.children)


def _conditional(verb: Token) -> bool:
    return any(
        child.dep_ in ("mark", "advmod") and child.lower_ in ("if", "unless", "whether")
        for child in verb.children
    )


def _above(verb: Token, above: Token) -> Told | None:
    """What the verb, adjective or noun that governs an infinitive makes of it."""
    lemma = above.lemma_.lower()
    if above.dep_ == "pobj" or (verb.dep_ == "pcomp" and above.pos_ == "ADP"):
        above = above.head if verb.dep_ == "pcomp" else above
        lemma = above.lemma_.lower()
    if lemma in ("have", "send", "dispatch", "let") and above.dep_ == "xcomp":
        offered = _above(above, above.head)  # "*offered to have* her meet him"
        if offered is not None:
            return offered
    if above.pos_ in VERBAL and any(c.lower_ == "out" for c in above.children) and lemma == "rule":
        return _if_real(above, "refused")  # "*ruled out* meeting him"
    judged = judgement(verb)
    if judged is not None and judged.lemma_ in words("status")["worth"]:
        return Told("proposed", 1)
    for status in RARE:
        named = above.pos_ == "NOUN" and lemma in _listed(status, "nouns")  # "its *refusal* to meet him"
        if named or lemma in _listed(status, "above"):
            return Told(status, 3) if not negated(above) else Told("planned", 1)
    if above.pos_ == "NOUN" and above.dep_ == "dobj" and above.head.lemma_ in _listed("refused", "objects"):
        return _if_real(above.head, "refused")  # "*rejected* calls to meet him"
    if above.pos_ == "NOUN" and above.dep_ == "dobj" and above.head.lemma_ == "accept":
        return Told("planned", 2)
    if lemma in _listed("proposed", "above") or lemma in _listed("proposed", "nouns"):
        unready = above.dep_ == "acomp" and negated(above.head)  # "is *not* willing to meet them"
        return Told("refused", 3) if unready else Told("proposed", 2)
    if lemma in _listed("planned", "above") or lemma in _listed("planned", "nouns"):
        if (
            verb.dep_ == "advcl"
            and above.tag_ in ("VBD", "VBN")
            and lemma not in words("status")["arranging"]
        ):
            return Told("planned", 1)
        return Told("planned", 2)
    if lemma in _listed("ongoing", "above"):
        return Told("ongoing", 2)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "to" and above.pos_ in VERBAL:
        return Told("planned", 1) if lemma not in words("status")["owning"] else None  # "looks forward to"
    return None
