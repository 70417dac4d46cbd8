"""Graphs as lines of N-Quads, read in a steady stream: what a load sends, never held whole.

A canonical line (one blank between terms, as every serialiser writes) is taken as it stands, without a
parser; any other line goes through one and comes out canonical. Blank nodes become IRIs, since a store would
give each request's blank nodes new names and a second load would double them.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from operator import itemgetter, methodcaller
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import StoreError

Line = tuple[bytes, bytes]
"""`subject predicate object` and the graph's `<IRI>`, empty for the default graph."""
Run = tuple[bytes, list[bytes]]
"""A graph's `<IRI>` and triples of it that follow one another."""

BLOCK = 1 << 20
FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS, ".nquads": ox.RdfFormat.N_QUADS, ".nt": ox.RdfFormat.N_TRIPLES,
    ".ntriples": ox.RdfFormat.N_TRIPLES, ".ttl": ox.RdfFormat.TURTLE, ".turtle": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG, ".jsonld": ox.RdfFormat.JSON_LD, ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML, ".owl": ox.RdfFormat.RDF_XML,
}  # fmt: skip
_PLAIN = (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES)
_LINE = re.compile(
    rb"^((?:<[^<>\"{}|^`\x00-\x20]*>|_:[^\s<>\"]+) <[^<>\"{}|^`\x00-\x20]*> "
    rb"(?:<[^<>\"{}|^`\x00-\x20]*>|_:[^\s<>\"]+"
    rb"|\"[^\"\\\n\r]*(?:\\.[^\"\\\n\r]*)*\"(?:@[A-Za-z][A-Za-z0-9-]*|\^\^<[^<>\"{}|^`\x00-\x20]*>)?))"
    rb"(?: (<[^<>\"{}|^`\x00-\x20]*>))? ?\.\n",
    re.MULTILINE,
)
_BLANKS = methodcaller("count", b" ")
_BLANK = re.compile(rb"_:([^\s<>\"]+)")


@dataclass(frozen=True, slots=True)
class Source:
    """What is loaded: files (a folder's parts among them), or an embedded store's folder."""

    path: Path
    files: tuple[Path, ...] = ()
    store: bool = False

    def fingerprint(self) -> str:
        """A digest that changes when the source does: names, sizes, times."""
        digest = hashlib.sha256()
        tables = (*self.path.glob("*.sst"), *self.path.glob("[0-9]*.log"))  # what a store's folder holds
        for path in self.files or sorted(tables):
            state = path.stat()
            digest.update(f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
        return digest.hexdigest()[:16]

    def expected(self) -> int | None:
        """About how many triples there are, told by the first megabyte; None where that cannot be told."""
        if self.store:
            from kg.stores.local import Store

            with Store(self.path, read_only=True) as opened:
                return len(opened)
        if any(FORMATS[path.suffix.lower()] not in _PLAIN for path in self.files):
            return None
        size, number = sum(path.stat().st_size for path in self.files), 0
        with self.files[0].open("rb") as file:
            head = file.read(BLOCK)
            number = head.count(b"\n")
        return size * number // len(head) if head and number else None


def sources(paths: Iterable[str | Path]) -> Source:
    """The source that these paths name: graph files, one folder of them, or one embedded store."""
    given = [Path(path) for path in paths]
    if not given:
        raise StoreError("nothing to load: name graph files, a folder of them, or an embedded store")
    for path in given:
        if not path.exists():
            raise StoreError(f"{path}: no such file or folder")
    if len(given) == 1 and given[0].is_dir() and (given[0] / "CURRENT").exists():
        return Source(given[0], store=True)
    files = [file for path in given for file in (_parts(path) if path.is_dir() else [path])]
    for file in files:
        if file.suffix.lower() not in FORMATS:
            raise StoreError(f"{file}: not a graph file by its ending; known are {', '.join(FORMATS)}")
    return Source(given[0], files=tuple(files))


def runs(
    source: Source, *, base: str, graph_base: str | None = None, strict: bool = False
) -> Iterator[list[Run]]:
    """Blocks of runs of lines, in the source's order, the same at every reading.

    `base` is where blank nodes get their IRIs; with `graph_base` a file's triples that are in no graph go
    into the graph `graph_base` + the file's name without its ending. Lines are looked at one by one when
    `strict`; else a run whose first line is sound and whose lines end alike is trusted, and the store refuses
    what is broken.
    """
    if source.store:
        yield from _of_store(source.path, base)
        return
    for file in source.files:
        graph = f"<{graph_base}{file.stem}>".encode() if graph_base else b""
        for block in _of_file(file, base, strict):
            yield [(name or graph, triples) for name, triples in block] if graph else block


def _parts(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in FORMATS and path.is_file())
    if not found:
        raise StoreError(f"{folder}: neither an embedded store nor a folder of graph files")
    return found


def _of_store(folder: Path, base: str) -> Iterator[list[Run]]:
    """The store's graphs, dumped one after the other by the store itself into a file that is read back."""
    from kg.stores.local import Store

    with Store(folder, read_only=True) as opened, tempfile.TemporaryFile() as spool:
        graphs: list[ox.NamedNode | ox.DefaultGraph] = [ox.DefaultGraph()]
        graphs += sorted(
            (one for one in opened.graph.named_graphs() if isinstance(one, ox.NamedNode)), key=str
        )
        for graph in graphs:
            spool.seek(0)
            spool.truncate()
            opened.graph.dump(spool, ox.RdfFormat.N_TRIPLES, from_graph=graph)
            spool.seek(0)
            name = b"" if isinstance(graph, ox.DefaultGraph) else str(graph).encode()
            for block in _blocks(spool, str(folder), partial(_skolem, base, graph.__str__), _triples):
                yield [(name, triples) for _, triples in block]


def _of_file(path: Path, base: str, strict: bool) -> Iterator[list[Run]]:
    form = FORMATS[path.suffix.lower()]
    with ExitStack() as stack:
        try:
            if form in _PLAIN:
                file: IO[bytes] = stack.enter_context(path.open("rb"))
            else:
                file = stack.enter_context(tempfile.TemporaryFile())
                _convert(path, form, file)
        except OSError as error:
            raise StoreError(f"{path}: cannot be read: {error.strerror or error}") from error
        cut = _never if strict else _triples if form == ox.RdfFormat.N_TRIPLES else _trusted
        yield from _blocks(file, str(path), cache(partial(_skolem, base, partial(_digest, path))), cut)


def _convert(path: Path, form: ox.RdfFormat, file: IO[bytes]) -> None:
    """The file as N-Quads. Where it has blank nodes, they get canonical names first (RDFC-1.0)."""
    blank = False

    def quads() -> Iterator[ox.Quad]:
        nonlocal blank
        for quad in ox.parse(path=str(path), format=form, base_iri=path.resolve().as_uri()):
            blank = blank or isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
            yield quad

    try:
        ox.serialize(quads(), file, ox.RdfFormat.N_QUADS)
        if blank:
            dataset = ox.Dataset(ox.parse(path=str(path), format=form, base_iri=path.resolve().as_uri()))
            dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
            file.seek(0)
            file.truncate()
            ox.serialize(sorted(dataset, key=str), file, ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        line = f"line {error.lineno}: " if error.lineno else ""
        raise StoreError(f"{path}: {line}not {form.name}: {error.msg}") from error
    file.seek(0)


def _blocks(
    file: IO[bytes], name: str, skolem: Callable[[], bytes], cut: Callable[[bytes], list[Run] | None]
) -> Iterator[list[Run]]:
    """The lines of an open N-Quads file, about a megabyte at a time."""
    number, rest = 0, b""
    while True:
        data = file.read(BLOCK)
        if not data:
            if rest:  # the file's end, without a line feed
                yield _careful(rest + b"\n", name, number, skolem)
            return
        data = rest + data
        end = data.rfind(b"\n") + 1
        rest, data = data[end:], data[:end]
        trusted = None if b"_:" in data else cut(data)
        yield _careful(data, name, number, skolem) if trusted is None else trusted
        number += data.count(b"\n")


def _trusted(data: bytes) -> list[Run] | None:
    """Runs of quads, cut where lines end as a sound line before them does; None when that cannot be.

    The window grows while lines go on in the same graph, so that neither many small graphs nor one large one
    are slow.
    """
    found: list[Run] = []
    at, window = 0, 1 << 12
    while at < len(data):
        first = _LINE.match(data, at)
        if first is None or first[2] is None:
            return None
        tail = b" " + first[2] + b" .\n"
        piece = data[at : max(at + window, first.end())]
        triples = piece.split(tail)
        good = len(triples) - 1  # what follows the last such end is no triple of this run
        if piece.count(b"\n", 0, len(piece) - len(triples[-1])) != good:
            good = next(i for i, one in enumerate(triples) if b"\n" in one)
        del triples[good:]
        if min(map(_BLANKS, triples)) < 2:  # a triple in no graph, whose object is the graph
            return None
        at += sum(map(len, triples)) + len(tail) * good
        window = window * 2 if good > 20 else 1 << 12
        found.append((first[2], triples))
    return found


def _triples(data: bytes) -> list[Run] | None:
    """The run of a block of N-Triples, where a statement's end is a line's end; None when a line is odd."""
    triples = data.split(b" .\n")
    triples.pop()
    sound = len(triples) == data.count(b"\n") and _LINE.match(data) and min(map(_BLANKS, triples)) >= 2
    return [(b"", triples)] if sound else None


def _never(data: bytes) -> None:
    """No block is trusted."""


def _careful(data: bytes, name: str, number: int, skolem: Callable[[], bytes]) -> list[Run]:
    """Runs of lines that were looked at one by one; those that are not canonical go through a parser."""
    found = _LINE.findall(data)
    if len(found) != data.count(b"\n"):
        found = _parsed(data, name, number)
    if b"_:" in data:
        found = [(_named(triple, skolem()), graph) for triple, graph in found]
    return [(graph, [triple for triple, _ in run]) for graph, run in groupby(found, itemgetter(1))]


def _parsed(data: bytes, name: str, before: int) -> list[Line]:
    """Lines of which some are not canonical, through a parser; what is broken is named by its line."""
    out: list[Line] = []
    for offset, line in enumerate(data.splitlines(keepends=True), start=1):
        if plain := _LINE.fullmatch(line):
            out.append((plain[1], plain[2] or b""))
            continue
        try:
            quads = list(ox.parse(line, format=ox.RdfFormat.N_QUADS, rename_blank_nodes=False))
        except SyntaxError as error:
            raise StoreError(f"{name}: line {before + offset}: not N-Quads: {error.msg}") from error
        for quad in quads:
            graph = b"" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name).encode()
            out.append((str(quad.triple).encode(), graph))
    return out


def _named(triple: bytes, skolem: bytes) -> bytes:
    """The triple with IRIs for blank nodes; a literal that looks like one stays as it is."""
    subject, predicate, value = triple.split(b" ", 2)
    subject, value = (
        _BLANK.sub(rb"<" + skolem + rb"\1>", term) if term.startswith(b"_:") else term
        for term in (subject, value)
    )
    return b" ".join((subject, predicate, value))


def _skolem(base: str, scope: Callable[[], str]) -> bytes:
    digest = hashlib.sha256(scope().encode()).hexdigest()[:16]
    return f"{base.rstrip('/')}/.well-known/genid/{digest}/".encode()


def _digest(path: Path) -> str:
    """What tells one document's blank nodes from another's: its bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
