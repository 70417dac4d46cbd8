"""Where the articles are: graph files, folders of parts, the embedded store; which of them changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import groupby
from json import loads
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.corpus.merging.told import Told, told
from kg.errors import StoreError
from kg.stores.local import graph_from_files
from kg.vocab import LINKS, MERGED, RDF, dip

_ENDINGS: Final = (".nq", ".nquads", ".trig", ".ttl", ".nt", ".jsonld", ".rdf")
_NO_ARTICLES: Final = frozenset({LINKS, MERGED})


@dataclass(frozen=True, slots=True)
class Article:
    """An article's graph: its IRI and quads."""

    iri: str
    quads: tuple[Quad, ...]

    @property
    def digest(self) -> str:
        """The same for the same quads, however they stand."""
        return sha256("\n".join(sorted(map(str, self.quads))).encode()).hexdigest()

    def told(self) -> tuple[Told, ...]:
        """What it tells that others may tell, too."""
        return told(self.iri, self.quads)


def files(sources: Iterable[Path]) -> list[Path]:
    """The graph files that are meant: those named, and those in the folders named, by name."""
    found: list[Path] = []
    for source in sources:
        if source.is_dir():
            inside = sorted(path for path in source.iterdir() if path.suffix in _ENDINGS and path.is_file())
            if not inside:
                raise StoreError(f"{source}: no graph files in the folder; a store is merged with --store")
            found += inside
        elif source.is_file():
            found.append(source)
        else:
            raise StoreError(f"{source}: no such file or folder")
    return list({path.resolve(): path for path in found}.values())


def stamp(path: Path) -> str:
    """What stays as long as a file does: of a part, the digest in its manifest; else that of its bytes."""
    try:
        with path.with_suffix(".jsonl").open(encoding="utf-8") as file:
            said = loads(file.readline())
        if said["bytes"] == path.stat().st_size:
            return str(said["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no part of a corpus
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def in_file(path: Path) -> Iterator[Article]:
    """The articles of a graph file, one at a time where the file has them one after another."""
    if path.suffix in (".nq", ".nquads") and _in_order(path):
        for name, quads in groupby(_parsed(path), key=lambda quad: quad.graph_name):
            yield from _article(name, tuple(quads), path)
    else:
        yield from _in_graph(graph_from_files([path]), path)


def in_store(graph: pyoxigraph.Store, path: Path) -> Iterator[Article]:
    """The articles of a store."""
    yield from _in_graph(graph, path)


def named(graph: pyoxigraph.Store, name: str, path: Path) -> Article | None:
    """The article of that IRI in a store, if it is there."""
    node = NamedNode(name)
    return next(_article(node, tuple(graph.quads_for_pattern(None, None, None, node)), path), None)


def _in_graph(graph: pyoxigraph.Store, path: Path) -> Iterator[Article]:
    names = [*graph.named_graphs(), DefaultGraph()]
    for name in names:
        yield from _article(name, tuple(graph.quads_for_pattern(None, None, None, name)), path)


def _parsed(path: Path) -> Iterator[Quad]:
    try:
        yield from pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: not N-Quads: {error}") from error


def _in_order(path: Path) -> bool:
    """Whether each graph's quads stand together."""
    seen: set[str] = set()
    for name, _ in groupby(_parsed(path), key=lambda quad: quad.graph_name):
        if str(name) in seen:
            return False
        seen.add(str(name))
    return True


def _article(name: object, quads: tuple[Quad, ...], path: Path) -> Iterator[Article]:
    """The article that a graph is of, if it is of one."""
    if isinstance(name, NamedNode):
        if name.value not in _NO_ARTICLES and any(_is_article(quad) for quad in quads):
            yield Article(name.value, quads)
        return
    found = {
        quad.subject.value for quad in quads if _is_article(quad) and isinstance(quad.subject, NamedNode)
    }
    if len(found) > 1:
        raise StoreError(
            f"{path}: holds {len(found)} articles in one graph; N-Quads, TriG and JSON-LD keep them apart"
        )
    for one in found:
        yield Article(one, quads)


def _is_article(quad: Quad) -> bool:
    return quad.predicate.value == f"{RDF}type" and quad.object == _ARTICLE


_ARTICLE: Final = NamedNode(dip("Article"))
