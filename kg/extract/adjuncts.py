"""Which event a time or a place belongs to: how far up the tree its words hang from the words of the
event."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.slots import upwards
from kg.extract.status import VERBAL, verb_of
from kg.lexicon import words
from kg.nlp.tree import Token

INNER = frozenset({"xcomp", "aux", "auxpass", "pcomp"})  # verbs that share the clause of the one above
SHARING = frozenset(
    {"of", "in", "at", "on", "during", "after", "following", "for", "with", "to", "into", "from", "by", "as"}
)
WITH_PARTY = frozenset({"between", "with", "to", "by", "of", "among"})  # "a visit *to* Mali set for May"
AHEAD = frozenset({"ahead", "prior"})  # before what comes later than the event
APART = frozenset({"ccomp", "relcl", "advcl", "acl"})  # clauses with a time and place of their own


def steps(event: Token, adjunct: Token, *, through: Callable[[Token], bool] | None = None) -> int | None:
    """Steps from the head of a time or place up to its event; None when it is another's.

    It belongs to the verbs and nouns on its way up to the verb of its clause, that included, and an event
    noun shares the adjuncts of the verb that carries it ("held talks on Tuesday"). `through` tells which
    nouns on the way let it pass: "discussed the war in Yemen" tells of no place.
    """
    carriers = _carriers(event)
    for count, token in enumerate(_way_up(adjunct)):
        if token.i == event.i:
            return count
        if token.i in carriers:
            if _is_of_decision(token, adjunct, event) or _is_of_the_first(token, adjunct, event):
                return None
            return count + 10 + carriers[token.i]
        if token.lower_ in AHEAD and token.i < adjunct.i:
            return None  # "talks ahead of the summit in *Rome*"
        if (
            through is not None
            and token.i != adjunct.i
            and token.pos_ in ("NOUN", "PROPN")
            and not through(token)
        ):
            return None
    return None


def _is_of_decision(verb: Token, adjunct: Token, event: Token) -> bool:
    """Whether a time or place tells when or where somebody decides on an event that is to come: "agreed on
    *Monday* to meet", not "agreed to meet on *Monday*"."""
    return verb.i < adjunct.i < event.i and verb.lemma_ in words("status")["deciding"]


def _is_of_the_first(verb: Token, adjunct: Token, event: Token) -> bool:
    """Whether a time or place stands with the first of two clauses: "received him in *Oslo*, and later he met
    her", not "in *Oslo* she received him, and he met her"; or of two things that one is told of: "accused him
    of a raid on *Monday* and of leaving the talks"."""
    if any(each.dep_ == "conj" and each.pos_ == "ADP" and adjunct.i < each.i for each in upwards(event)):
        return True
    clause = verb_of(event)
    if clause is None or clause.dep_ != "conj" or not verb.i < adjunct.i < clause.i:
        return False
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.i > adjunct.i for child in clause.children)


def _way_up(token: Token) -> Iterator[Token]:
    """The token and those above it, up to the verb of the clause, that included."""
    adjunct = token
    yield token
    while token.head.i != token.i:
        through = _opens_later(token, adjunct) or _tells_of_its_noun(token)
        if _is_verb(token) and not through:
            return
        arranged = through and _is_arranged(token)
        token = token.head
        yield token
        if through and token.pos_ not in VERBAL:
            if arranged:
                yield from _up_to_event(token)
            return


def _is_arranged(verb: Token) -> bool:
    """Whether a clause tells that something is arranged for a time, or that it was held: no party is."""
    lists = words("status")
    if verb.lemma_ in lists["arranging"]:
        return True
    return verb.lemma_ in lists["coming_about"] and verb.head.pos_ == "PROPN"  # not "rebels held in Oslo"


def _up_to_event(party: Token) -> Iterator[Token]:
    """What stands between a party and the noun of what is arranged with it, that included, whatever the
    parse: "a *meeting with* Mali set for May"."""
    token = party
    while True:
        while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
            yield token
        prep = token.head
        if token.dep_ != "pobj" or prep.lower_ not in WITH_PARTY:
            return
        yield prep
        token = prep.head
        yield token
        if token.pos_ != "PROPN":
            return


def _opens_later(verb: Token, adjunct: Token) -> bool:
    """Whether the clause of a verb begins only after the adjunct: "met on Monday to mend ties"."""
    return verb.dep_ in ("advcl", "acl", "relcl") and any(
        child.i > adjunct.i and child.i < verb.i and (child.tag_ == "TO" or child.dep_ in ("mark", "nsubj"))
        for child in verb.children
    )


def _tells_of_its_noun(verb: Token) -> bool:
    """Whether a clause says of its noun that it happens: "a summit set for May", "talks, which began on
    Monday", "the talks *that* they had in Oslo", "talks *due* in May"."""
    if verb.lower_ == "due":
        return verb.dep_ == "amod"
    if verb.dep_ == "acl":
        return verb.tag_ == "VBN"
    return verb.dep_ == "relcl" and any(
        child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.lower_ in ("which", "that")
        for child in verb.children
    )


def _carriers(event: Token) -> dict[int, int]:
    """The tokens above an event, up to the verb of its clause, whose adjuncts are its own: token to steps.

    A participle shares those of the clause beside it: "speaking at a meeting in Rome, he said on Monday".
    """
    carriers: dict[int, int] = {}
    token = event
    while token.head.i != token.i and (token.dep_ not in APART or _beside(token)) and _shares(token):
        if _is_verb(token) and carriers and not _beside(token) and not _goes_on(event, token):
            break
        token = token.head
        carriers[token.i] = len(carriers) + 1
        if _is_verb(token) and not _beside(token) and not _goes_on(event, token):
            break
    return carriers


def _goes_on(event: Token, verb: Token) -> bool:
    """Whether an event is what the subject of the verb before had next: "visited Oslo last week and *held
    talks*"."""
    if verb.dep_ != "conj" or event.dep_ != "dobj" or event.head is not verb:
        return False
    return verb.tag_ == verb.head.tag_ == "VBD" and not any(each.dep_ == "nsubj" for each in verb.children)


def _is_verb(token: Token) -> bool:
    """A verb with a clause of its own, "met him before *flying* to Oslo" too; "following" may be a
    preposition."""
    later = token.dep_ == "pcomp" and token.head.lower_ == "before"
    return token.pos_ in VERBAL and (later or token.dep_ not in INNER) and token.dep_ != "prep"


def _shares(token: Token) -> bool:
    """Whether what stands beside the words above tells of this one too: not through "despite the talks",
    and not from "the preparations for the summit were over on Monday"."""
    if token.dep_ != "prep":
        return token.lower_ != "ahead"
    if token.head.pos_ in ("NOUN", "PROPN"):
        outcome = token.head.dep_ == "dobj" and token.head.lemma_ in words("encounter")["outcomes"]
        return token.lower_ == "of" or (token.lower_ in ("in", "at") and outcome)
    return token.lower_ in SHARING


def _beside(token: Token) -> bool:
    return (
        token.dep_ == "advcl"
        and token.tag_ == "VBG"
        and not any(child.dep_ in ("mark", "nsubj") for child in token.children)
    )
