"""Statements as rows of text: what is sorted, and what every format is written from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from pyoxigraph import DefaultGraph, Quad, Triple

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LITERAL: Final = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?:\^\^<(?P<type>[^>]*)>|@(?P<lang>\S+))?')


class Row(NamedTuple):
    """A statement, each term as N-Triples writes it; the graph is empty for the default graph."""

    graph: str
    subject: str
    predicate: str
    object: str

    @classmethod
    def of(cls, line: str) -> Row:
        """A row from its line."""
        return cls(*line.split("\t"))


class Words(NamedTuple):
    """A literal: its characters, its datatype (None for a plain string) and its language."""

    text: str
    datatype: str | None
    language: str | None


def row(quad: Quad | Triple, *, named: bool) -> str:
    """A statement as a line that sorts by graph, subject, predicate, object; a tab is in none of them."""
    graph = ""
    if named and isinstance(quad, Quad) and not isinstance(quad.graph_name, DefaultGraph):
        graph = str(quad.graph_name)
    return f"{graph}\t{quad.subject}\t{quad.predicate}\t{quad.object}"


def iri(term: str) -> str | None:
    """The IRI that a term is, or None for a literal or a blank node."""
    return term[1:-1] if term.startswith("<") and not term.startswith("<<") else None


def literal(term: str) -> Words | None:
    """The literal that a term is, its escapes undone, or None for a node."""
    parts = _LITERAL.fullmatch(term)
    return Words(_unescaped(parts["text"]), parts["type"], parts["lang"]) if parts else None


def subjects(rows: Iterator[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Sorted rows, a subject at a time: its type first, then its label, then the rest."""
    for subject, group in groupby(rows, key=lambda one: one.subject):
        yield subject, sorted(group, key=lambda one: _FIRST.get(one.predicate, 2))


_FIRST: Final = {
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>": 0,
    "<http://www.w3.org/2000/01/rdf-schema#label>": 1,
}


def ntriples(rows: Iterator[Row], base: str) -> Iterator[str]:
    """N-Triples, a line a statement."""
    for one in rows:
        yield f"{one.subject} {one.predicate} {one.object} .\n"


def nquads(rows: Iterator[Row], base: str) -> Iterator[str]:
    """N-Quads, a line a statement, graph after graph."""
    for one in rows:
        graph = f" {one.graph}" if one.graph else ""
        yield f"{one.subject} {one.predicate} {one.object}{graph} .\n"


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _PLAIN.get(m[3], m[3]), text)
