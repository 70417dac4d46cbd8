"""Graphs as text: Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML; sorted, the same bytes everywhere.

Quads become rows (graph, subject, predicate, object as N-Triples writes them), the rows are sorted, aside
where they are many, and a writer turns the sorted rows into text as they pass by: memory stays flat however
many articles there are. A format that holds no named graphs gets the union of them, each triple once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, Triple

from kg.errors import KgError
from kg.files import sorted_unique, whole
from kg.rdf import jsonld, rdfxml, turtle
from kg.rdf.rows import Row, nquads, ntriples, row
from kg.vocab import BASE

Writer = Callable[[Iterator[Row], str], Iterator[str]]
"""From sorted rows and the base of minted identifiers to text."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a graph: its name, what files of it end in, and whether it holds named graphs."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    named_graphs: bool
    write: Writer


FORMATS: Final = {
    one.name: one
    for one in (
        Format("turtle", (".ttl", ".turtle"), "text/turtle", False, turtle.turtle),
        Format("trig", (".trig",), "application/trig", True, turtle.trig),
        Format("ntriples", (".nt", ".ntriples"), "application/n-triples", False, ntriples),
        Format("nquads", (".nq", ".nquads"), "application/n-quads", True, nquads),
        Format("jsonld", (".jsonld", ".json"), "application/ld+json", True, jsonld.jsonld),
        Format("rdfxml", (".rdf", ".xml", ".owl"), "application/rdf+xml", False, rdfxml.rdfxml),
    )
}
_ALIASES: Final = {
    "ttl": "turtle", "nt": "ntriples", "n-triples": "ntriples", "nq": "nquads", "n-quads": "nquads",
    "json-ld": "jsonld", "json": "jsonld", "rdf": "rdfxml", "xml": "rdfxml", "rdf/xml": "rdfxml",
}  # fmt: skip


def format_named(name: str) -> Format:
    """A format by its name (`turtle`) or what people call it (`ttl`, `RDF/XML`).

    >>> format_named("NT").name
    'ntriples'
    """
    key = name.lower().removeprefix(".")
    key = _ALIASES.get(key, key)
    if key not in FORMATS:
        raise KgError(f"unknown format {name!r}; known are {', '.join(FORMATS)}")
    return FORMATS[key]


def format_of(path: Path) -> Format:
    """The format that a file's ending asks for.

    >>> format_of(Path("graph.nq")).name
    'nquads'
    """
    for one in FORMATS.values():
        if path.suffix.lower() in one.endings:
            return one
    endings = ", ".join(one.endings[0] for one in FORMATS.values())
    said = (
        f"{path.suffix!r} tells no format" if path.suffix else "the name has no ending that tells the format"
    )
    raise KgError(f"{path}: {said}; use one of {endings}, or name the format")


def serialised(quads: Iterable[Quad | Triple], format: Format | str, *, base: str = BASE) -> Iterator[bytes]:
    """Quads as the bytes of a format, piece by piece; their order does not matter.

    >>> from pyoxigraph import Literal, NamedNode
    >>> quad = Quad(NamedNode("urn:x:a"), NamedNode("urn:x:b"), Literal("c"), NamedNode("urn:x:g"))
    >>> b"".join(serialised([quad, quad], "ntriples"))
    b'<urn:x:a> <urn:x:b> "c" .\\n'
    """
    form = format_named(format) if isinstance(format, str) else format
    for text in form.write(_rows(quads, form), base):
        yield text.encode("utf-8")


def write(
    quads: Iterable[Quad | Triple], path: Path, *, format: Format | str | None = None, base: str = BASE
) -> int:
    """Write quads to a file, whole or not at all; gives the number of statements that the file holds.

    The format is the one named, else the one of the path's ending. Quads may be made while they are written
    (`chain.from_iterable(describe(e) for e in ...)`): what is raised there leaves the old file as it was.
    """
    form = format_of(path) if format is None else format_named(format) if isinstance(format, str) else format
    number = 0

    def counted(rows: Iterator[Row]) -> Iterator[Row]:
        nonlocal number
        for one in rows:
            number += 1
            yield one

    with whole(path) as file:
        for text in form.write(counted(_rows(quads, form)), base):
            file.write(text.encode("utf-8"))
    return number


def _rows(quads: Iterable[Quad | Triple], form: Format) -> Iterator[Row]:
    """Sorted rows, each once."""
    lines = (row(quad, named=form.named_graphs) for quad in quads)
    return map(Row.of, sorted_unique(lines))
