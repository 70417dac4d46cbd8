"""Where an event takes place: the city, state or building that its words name."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract import slots
from kg.extract.status import VERBAL
from kg.model import ActorKey, Place, Span
from kg.nlp.reading import Reading

PLACES = frozenset({"GPE", "LOC", "FAC"})
WHERE = ("in", "at", "near", "outside", "aboard", "to")


def place_of(reading: Reading, event: Token) -> Place | None:
    """The place of the event told by a verb or noun."""
    for token in _where(event):
        if (span := _name(token)) is not None:
            begin, end = span.start_char, span.end_char
            return Place(reading.document.text[begin:end].strip(), span=Span(begin, end))
    return None


def visited(reading: Reading, token: Token) -> tuple[ActorKey, ...]:
    """The states, organisations or persons that a goal of travel stands for."""
    keys = reading.actors_at(token)
    return tuple(key for key in keys if reading.actors[key].type in ("State", "Organization", "Group"))


def _where(event: Token) -> Iterator[Token]:
    """Heads that may name the place, nearest first: own phrases, words before the noun, those of its verb."""
    yield from slots.preposition(event, "in", "at", "near", "aboard")
    if event.pos_ not in VERBAL:
        yield from (child for child in event.lefts if child.dep_ in ("compound", "nmod", "amod"))
        if event.lemma_ in ("visit", "trip", "tour"):
            yield from slots.preposition(event, "to", "of")
    elif event.lemma_ in ("visit", "travel", "fly", "head", "arrive", "go", "return", "come", "tour"):
        yield from slots.children(event, "dobj")
        yield from slots.preposition(event, "to")
    for above in _carriers(event):
        yield from slots.preposition(above, "in", "at", "near", "aboard")
        if above.lemma_ in ("travel", "fly", "head", "go", "come", "arrive", "visit", "return"):
            yield from slots.preposition(above, "to", "for")
            yield from slots.children(above, "dobj")


def _carriers(event: Token) -> Iterator[Token]:
    """The words above an event noun up to the verb of its clause."""
    token = event
    while token.head.i != token.i and (token.pos_ not in VERBAL):
        token = token.head
        if token.pos_ in VERBAL or token.pos_ in ("NOUN", "PROPN"):
            yield token


def _name(token: Token) -> DocSpan | None:
    """The name of a place headed by `token`, without "the" and what follows a comma."""
    for entity in token.doc[token.left_edge.i : token.i + 1].ents:
        if entity.start <= token.i < entity.end and entity.label_ in PLACES:
            return entity[1:] if entity[0].lower_ == "the" and len(entity) > 1 else entity
    for each in (*slots.children(token, "appos"), *slots.preposition(token, "of")):
        if each.ent_type_ in PLACES:
            return _name(each)
    return None
