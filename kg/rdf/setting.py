"""What the description of one article stands on: its identifiers, its actors, its facts by their IRIs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.model import Act, Actor, ActorKey, Document, Extraction, Fact, Meeting, Place, Role, Span, Statement
from kg.rdf import iris
from kg.rdf.terms import node, words
from kg.vocab import RDF, RDFS, dip

Pair: TypeAlias = tuple[str, NamedNode | Literal]
"""A property and its value, of a subject known from the context."""
Node: TypeAlias = tuple[str, Iterator[Pair]]
"""A subject and what is said of it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One article's identifiers. `local` begins whatever is the article's own."""

    document: Document
    base: str
    article: str
    local: str
    actors: Mapping[ActorKey, Actor]
    facts: Mapping[Fact, str]

    def actor(self, key: ActorKey) -> str:
        """The IRI of one of the article's actors."""
        return iris.actor(self.actors[key], self.local, base=self.base)

    def place(self, place: Place) -> str:
        """The IRI of a place: the gazetteer's, else one of the article's own."""
        if place.known:
            return f"{self.base}place/{iris.segment(place.known)}"
        return f"{self.local}place/{iris.segment(iris.slug(place.label))}"

    def issue(self, key: str) -> str:
        """The IRI of an issue, which all articles share."""
        return f"{self.base}issue/{iris.segment(key)}"

    def publisher(self, name: str) -> str:
        """The IRI of a publisher."""
        return f"{self.base}publisher/{iris.segment(iris.slug(name))}"

    def time(self, iso: str) -> str:
        """The IRI of a day, month, year or interval, which all articles share."""
        return f"{self.base}time/{iris.segment(iso.replace('/', '--'))}"

    def evidence(self, span: Span) -> str:
        """The IRI of a stretch of the article's text."""
        return f"{self.local}evidence-{span.begin}-{span.end}"

    def naming(self, iri: str) -> str:
        """The IRI of what this article calls something that all articles share."""
        return f"{self.local}called/{iri.removeprefix(self.base)}"

    def labels(self, keys: tuple[ActorKey, ...]) -> str:
        """Actors as people read them."""
        return ", ".join(self.actors[key].label for key in keys)


def setting(extraction: Extraction, *, base: str) -> Setting:
    """The setting of an article; `ValueError` when a fact names an actor that is not there."""
    local = f"{base}{iris.article_hash(extraction.document)}/"
    actors = {one.key: one for one in extraction.actors}
    for fact in extraction.facts:
        for key in cast(fact):
            if key not in actors:
                where = extraction.document.source
                raise ValueError(f"{where}: a {fact_type(fact)} names an actor that is not there: {key!r}")
    return Setting(
        document=extraction.document,
        base=base,
        article=iris.article(extraction.document, base=base),
        local=local,
        actors=actors,
        facts=iris.facts(extraction.facts, local),
    )


def cast(fact: Fact) -> tuple[ActorKey, ...]:
    """Every actor in a slot of a fact."""
    match fact:
        case Role():
            return (fact.person, *fact.of)
        case Meeting():
            return (*fact.participants, *fact.excluded, *fact.host, *fact.mediator, *fact.attributed_to)
        case Act():
            return (*fact.actor, *fact.target, *fact.attributed_to)
        case Statement():
            return (*fact.speaker, *fact.addressee)
        case _:
            raise TypeError(f"not a kind of fact that can be described: {type(fact).__name__}")


def fact_type(fact: Fact) -> str:
    """The class of the annotation guide that a fact belongs to."""
    match fact:
        case Role() | Meeting() | Act() | Statement():
            return fact.type
        case _:
            raise TypeError(f"not a kind of fact that can be described: {type(fact).__name__}")


def types(*classes: str) -> Iterator[Pair]:
    """What something is, by IRI."""
    for one in classes:
        yield f"{RDF}type", node(one)


def label(text: str) -> Iterator[Pair]:
    """What people read for something."""
    yield f"{RDFS}label", words(text)


def slot(name: str, *values: str) -> Iterator[Pair]:
    """A property of ours with the nodes it leads to."""
    for value in values:
        yield dip(name), node(value)
