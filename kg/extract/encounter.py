"""One mention of an encounter: what it tells, the phrase and the clause that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.extract.adjuncts import AHEAD, steps
from kg.extract.status import VERBAL, Told
from kg.lexicon import words
from kg.model import ActorKey, Date, MeetingKind, Place, Span
from kg.nlp.tree import Token

LEADING = "leading"  # the rule of a mention that only tells who leads one side
ANSWER = "answer"  # the rule of a mention that only tells what becomes of an invitation
PARTNERS = frozenset({"with", "other", "visited"})  # slots of those whom the subject meets


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of `meeting.toml`: a word that tells of an encounter and where its parties stand."""

    word: str
    pos: Literal["noun", "verb"]
    kind: MeetingKind
    also: tuple[str, ...] = ()
    plural: bool = False
    lead: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    alone: bool = False
    to: Literal["any", "person", "place"] = "any"
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Encounter:
    """One mention of an encounter; `named` are its participants with the slots that name them, `features`
    tell how it was read."""

    trigger: Token
    kind: MeetingKind
    participants: tuple[ActorKey, ...]
    told: Told
    rule: str
    named: tuple[tuple[str, ActorKey], ...] = ()
    place: Place | None = None
    date: Date | None = None
    excluded: tuple[ActorKey, ...] = ()
    host: tuple[ActorKey, ...] = ()
    mediator: tuple[ActorKey, ...] = ()
    attributed_to: tuple[ActorKey, ...] = ()
    met_apart: tuple[ActorKey, ...] = ()  # whom the same words say to be met another time
    topic: Span | None = None
    definite: bool = False
    heading: bool = False
    order: str = ""
    features: frozenset[str] = frozenset()


def keys_in(named: tuple[tuple[str, ActorKey], ...]) -> tuple[ActorKey, ...]:
    """Who is named, each once."""
    return tuple(dict.fromkeys(key for _, key in named))


def phases(noun: Token) -> list[Token]:
    """The noun and the nouns above it that name a part of the event or its making: "a round of talks", "a
    date for the summit", "an invitation to a meeting"."""
    nouns = [noun]
    while True:
        top = nouns[-1]
        while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
            top = top.head
        prep = top.head
        if top.dep_ != "pobj" or prep.head.pos_ != "NOUN":
            return nouns
        listed = words("encounter")["phases" if prep.lower_ == "of" else "makings"]
        if prep.lower_ not in ("of", "for", "to", "on") or not {prep.head.lower_, prep.head.lemma_} & listed:
            return nouns
        nouns.append(prep.head)


def governor(noun: Token) -> tuple[Token | None, str]:
    """The verb that an event noun depends on, and how: "dobj", "nsubj", or the preposition between them."""
    relation = ""
    token = noun
    for _ in range(8):
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
            continue
        head = token.head
        if head.i == token.i:
            return None, relation
        if head.pos_ in VERBAL and head.dep_ != "prep":
            relation = relation or (token.lower_ if token.dep_ == "prep" else token.dep_)
            return head, relation
        if token.dep_ == "prep":
            relation = relation or token.lower_
        elif token.dep_ == "pobj":
            relation = relation or head.lower_
        elif not relation:
            relation = token.dep_
        token = head
    return None, relation


def governor_of(event: Token) -> tuple[Token | None, str]:
    """The verb that an event depends on with all that its noun is told to be a phase of, and how."""
    return governor(phases(event)[-1])


def carrier_of(event: Token) -> Token | None:
    """The verb that tells an event: its own word, or the one that its noun depends on."""
    return event if event.pos_ == "VERB" else governor_of(event)[0]


def is_beside(
    event: Token, larger: Token, *, by: tuple[str, ...] = ("at", "during", "on", "for", "in")
) -> bool:
    """Whether the words for one event say, by one of these prepositions, that it is part of, or beside, a
    larger one."""
    top = phases(larger)[-1] if larger.pos_ in ("NOUN", "PROPN") else larger
    larger = (
        top if top.lemma_ in words("encounter")["openings"] else larger
    )  # "before the *start* of the summit"
    prep = larger.head if larger.dep_ == "pobj" else None
    apart = prep is not None and prep.lower_ == "of" and prep.head.lemma_ in words("encounter")["margins"]
    if prep is not None and apart:
        prep = prep.head.head
    if prep is not None and prep.head.lower_ in AHEAD:  # "*ahead* of the summit"
        prep = prep.head
    if prep is None or prep.lower_ not in by:
        return False
    if prep.lower_ == "for" and prep.head.lemma_ in words("encounter")["preparing"]:
        return False  # "met in *preparation for* her trip to Oslo"
    return (apart or prep.i > event.i) and steps(event, prep) is not None
