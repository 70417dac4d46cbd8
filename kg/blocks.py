"""Entries of Turtle files that are data, read strictly: a block a subject, ids in IRIs, no blank nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph

from kg.errors import LexiconError
from kg.vocab import BASE, DIP, SCHEMA, SKOS

SAME_AS: Final = f"{SCHEMA}sameAs"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NAMELESS = (pyoxigraph.BlankNode, pyoxigraph.Triple)


@dataclass(frozen=True, slots=True)
class Block:
    """All that one file says of one subject."""

    path: Path
    iri: str
    values: Mapping[str, tuple[str, ...]]

    def fault(self, what: str) -> LexiconError:
        """An error that names file and entry."""
        return LexiconError(f"{self.path}: <{self.iri}>: {what}")

    def many(self, term: str) -> tuple[str, ...]:
        """All values of a property, in the order of the file."""
        return self.values.get(term, ())

    def one(self, term: str) -> str:
        """The value of a property that an entry must have once."""
        found = self.many(term)
        if len(found) != 1:
            raise self.fault(f"needs exactly one {short(term)}, has {len(found)}")
        return found[0]

    def at_most_one(self, term: str) -> str | None:
        """The value of a property that an entry may have once."""
        return self.one(term) if term in self.values else None

    def reference(self, term: str, kind: str = "actor") -> str | None:
        """The id of the one entry that a property names."""
        iri = self.at_most_one(term)
        return None if iri is None else self.local(iri, kind, term)

    def local(self, iri: str, kind: str, term: str | None = None) -> str:
        """The id in the IRI of an actor, place or office; `term` is None for the subject itself."""
        start = f"{BASE}{kind}/"
        if not iri.startswith(start) or iri == start:
            what = short(term) if term else f"the IRI of this {kind}"
            raise self.fault(f"{what} must be an IRI under {start}, is {iri}")
        return iri[len(start) :]

    def date(self, term: str) -> str | None:
        """A day, month or year."""
        found = self.at_most_one(term)
        if found is not None and not _DATE.fullmatch(found):
            raise self.fault(f"{short(term)} must be an ISO 8601 day, month or year, is {found!r}")
        return found

    def external(self, start: str) -> str | None:
        """The identifier that another data set, whose IRIs begin so, has for it."""
        same = self.values.get(SAME_AS)
        if same is None:
            return None
        found = [iri[len(start) :].strip("/") for iri in same if iri.startswith(start)]
        if len(found) > 1:
            raise self.fault(f"has {len(found)} identifiers under {start}")
        return found[0] if found else None

    def choice(self, term: str, allowed: tuple[str, ...]) -> str | None:
        """A value out of few."""
        found = self.at_most_one(term)
        if found is not None and found not in allowed:
            raise self.fault(f"{short(term)} must be one of {', '.join(allowed)}, is {found!r}")
        return found

    def known(self, terms: frozenset[str]) -> None:
        """Refuse properties that no reader asks for."""
        if strange := self.values.keys() - terms:
            raise self.fault(f"unknown property {short(min(strange))}")


def blocks(path: Path) -> Iterator[Block]:
    """The subjects of a Turtle file in the order in which they first stand, each with what is said of it."""
    subjects: dict[str, dict[str, list[str]]] = {}
    try:
        for subject, predicate, value, _ in pyoxigraph.parse(
            path=str(path), format=pyoxigraph.RdfFormat.TURTLE
        ):
            if isinstance(subject, _NAMELESS) or isinstance(value, _NAMELESS):
                raise LexiconError(f"{path}: only IRIs and literals are allowed, no blank nodes: {subject}")
            said = subjects.get(subject.value)
            if said is None:
                said = subjects[subject.value] = {}
            said.setdefault(predicate.value, []).append(value.value)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror or error}") from error
    except SyntaxError as error:
        raise LexiconError(f"{path}: line {error.lineno}: not Turtle: {error.msg}") from error
    for iri, said in subjects.items():
        yield Block(path, iri, {term: tuple(values) for term, values in said.items()})


def short(term: str) -> str:
    """A property as people write it: `dip:since`."""
    for prefix, start in (("dip:", DIP), ("skos:", SKOS)):
        if term.startswith(start):
            return prefix + term[len(start) :]
    return f"<{term}>"
