"""Graphs on this machine: the embedded store, an Oxigraph folder, and graph files.

In the store an article is a named graph, and whatever is written to it is one transaction: an article is
there whole, as it was before, or not at all. One process writes at a time; any number may read together.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Literal

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.errors import StoreError
from kg.vocab import DIP, LINKS, MERGED, RDF, RDFS, SCHEMA, dip

Change = Literal["added", "replaced", "unchanged"]

_READABLE: Final = {
    ".ttl": RdfFormat.TURTLE, ".turtle": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES,
    ".ntriples": RdfFormat.N_TRIPLES, ".nq": RdfFormat.N_QUADS, ".nquads": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG, ".jsonld": RdfFormat.JSON_LD, ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML, ".xml": RdfFormat.RDF_XML, ".owl": RdfFormat.RDF_XML,
}  # fmt: skip
MERGING: Final = "merge.state"
"""In a store's folder: what merging remembers."""
CHANGED: Final = "merge.changed"
"""In a store's folder: the articles that changed since they were merged, an IRI a line."""
_PATIENCE: Final = 5.0
"""Seconds that a writer waits for readers to finish, and the other way round."""


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """An article in a store: its IRI (which names its graph), what it is called, and how much it tells."""

    iri: str
    label: str
    date: str | None
    facts: int
    statements: int


def graph_from_files(paths: Iterable[Path]) -> pyoxigraph.Store:
    """Files in any RDF format, told by their endings, in one graph in memory.

    What stands in named graphs stays there; triples of other formats go into the default graph. `StoreError`
    names the file and the line of what cannot be read.
    """
    store = pyoxigraph.Store()
    for path in paths:
        form = _READABLE.get(path.suffix.lower())
        if form is None:
            endings = ", ".join(_READABLE)
            raise StoreError(f"{path}: not a graph file by its ending; known are {endings}")
        if path.is_dir():
            raise StoreError(f"{path}: is a folder, not a graph file; a store is opened with --store")
        try:
            store.bulk_load(path=str(path), format=form, base_iri=path.resolve().as_uri())
        except SyntaxError as error:
            where = f"line {error.lineno}: " if error.lineno else ""
            raise StoreError(f"{path}: {where}not {form.name}: {error.msg}") from error
        except (OSError, ValueError) as error:
            raise StoreError(f"{path}: cannot be read: {_why(error)}") from error
    return store


class Store:
    """The embedded store: an Oxigraph folder that is open while the `with` block lasts.

    >>> from tempfile import mkdtemp
    >>> with Store(Path(mkdtemp()) / "graph") as store:
    ...     len(store.articles())
    0
    """

    def __init__(self, path: Path, *, read_only: bool = False, make: bool = True) -> None:
        """Open the folder; one that is new or empty becomes a store unless it is only read or not `make`.

        `StoreError` when there is none, or it is in use, damaged, something else's, or cannot be opened.
        """
        self.path = path
        self.read_only = read_only
        self._open: pyoxigraph.Store | None = None
        self._lock: IO[bytes] | None = None
        _check(path, make=make and not read_only)
        try:
            self._lock = _locked(path, shared=read_only)
            self._open = pyoxigraph.Store.read_only(str(path)) if read_only else pyoxigraph.Store(str(path))
        except (OSError, RuntimeError, ValueError) as error:
            self.close()
            raise StoreError(f"{path}: {_trouble(error)}") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write out what is still in memory and let others in."""
        if self._open is not None and not self.read_only:
            with suppress(OSError, RuntimeError):  # what was committed is in the log already
                self._open.flush()
        self._open = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def graph(self) -> pyoxigraph.Store:
        """The Oxigraph store, to ask; query it with the union of its graphs as the default graph."""
        if self._open is None:
            raise StoreError(f"{self.path}: the store is closed")
        return self._open

    # ---- writing

    def add(self, quads: Iterable[Quad]) -> Change:
        """Put an article's quads in place of all that the store had of that article.

        All must be in one named graph, the article's. An article is the same when its IRI is, or when it has
        the same identifier and one of the two has no URL. Nothing is written when nothing would change.
        """
        new = set(quads)
        graph = _only_graph(new)
        same = {graph, *self._namesakes(new)}
        old = {quad for one in same for quad in self.graph.quads_for_pattern(None, None, None, one)}
        if new == old:
            return "unchanged"
        self._change(remove=old - new, insert=new - old)
        self._forget(same - {graph})
        return "replaced" if old else "added"

    def retract(self, article: str) -> int:
        """Take an article out, named by its IRI, URL or identifier; gives the number of quads removed.

        What other articles say of the same actors stays. `StoreError` when there is no such article.
        """
        graph = NamedNode(self.find(article))
        old = set(self.graph.quads_for_pattern(None, None, None, graph))
        self._change(remove=old, insert=set())
        self._forget({graph})
        return len(old)

    def change_merged(self, *, remove: Iterable[str] = (), insert: Iterable[str] = ()) -> None:
        """Change the graph of what articles share, by lines of N-Quads."""
        gone, come = (
            set(pyoxigraph.parse("\n".join(lines).encode(), format=RdfFormat.N_QUADS))
            for lines in (remove, insert)
        )
        if gone or come:
            self._change(remove=gone, insert=come)

    def clear_merged(self) -> None:
        """Empty the graph of what articles share."""
        old = set(self.graph.quads_for_pattern(None, None, None, NamedNode(MERGED)))
        if old:
            self._change(remove=old, insert=set())

    def _change(self, *, remove: set[Quad], insert: set[Quad]) -> None:
        """One transaction: a process killed in it has changed nothing."""
        self._writable()
        self._note(remove | insert)
        parts = [
            f"{verb} DATA {{\n{_data(quads)}}}"
            for verb, quads in (("DELETE", remove), ("INSERT", insert))
            if quads
        ]
        try:
            if remove:
                self.graph.update(" ;\n".join(parts))
            else:
                self.graph.extend(insert)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: cannot be written: {_trouble(error)}") from error

    def _note(self, quads: set[Quad]) -> None:
        """Where merging is in use, tell it which articles change; before they do, so that none is missed."""
        if (self.path / MERGING).exists():
            names = sorted(
                {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
            )
            try:
                with (self.path / CHANGED).open("a", encoding="utf-8") as file:
                    file.writelines(f"{name}\n" for name in names if name not in (LINKS, MERGED))
            except OSError as error:
                raise StoreError(f"{self.path}: cannot be written: {_why(error)}") from error

    def changed(self) -> set[str]:
        """The articles that were noted as added, replaced or retracted since `settled`."""
        try:
            return set((self.path / CHANGED).read_text(encoding="utf-8").split("\n")) - {""}
        except FileNotFoundError:
            return set()

    def settled(self) -> None:
        """Forget which articles changed: they were merged."""
        (self.path / CHANGED).unlink(missing_ok=True)

    def _forget(self, graphs: set[NamedNode]) -> None:
        """Drop the names of graphs that have become empty."""
        for graph in graphs:
            self.graph.remove_graph(graph)

    def _writable(self) -> None:
        if self.read_only:
            raise StoreError(f"{self.path}: the store was opened to be read only")

    # ---- reading

    def __len__(self) -> int:
        """The number of quads."""
        return len(self.graph)

    def __contains__(self, article: object) -> bool:
        """Whether an article is there, by its IRI."""
        return isinstance(article, str) and any(one.value == article for one in self._graphs())

    def quads(self, article: str | None = None) -> Iterator[Quad]:
        """All quads, or those of one article (IRI, URL or identifier)."""
        graph = None if article is None else NamedNode(self.find(article))
        return iter(self.graph.quads_for_pattern(None, None, None, graph))

    def find(self, article: str) -> str:
        """The IRI of an article named by its IRI, URL or identifier; `StoreError` unless it is just one."""
        if article in self:
            return article
        wanted = (pyoxigraph.Literal(article), pyoxigraph.Literal(article, datatype=_ANY_URI))
        found = sorted(
            {
                quad.graph_name.value
                for term in wanted
                for quad in self.graph.quads_for_pattern(None, None, term)
                if quad.predicate in (_IDENTIFIER, _URL) and isinstance(quad.graph_name, NamedNode)
            }
        )
        if not found:
            raise StoreError(f"{self.path}: holds no article {article!r}; `kg query articles` lists them")
        if len(found) > 1:
            raise StoreError(f"{self.path}: {article!r} names {len(found)} articles: {', '.join(found)}")
        return found[0]

    def articles(self) -> tuple[Article, ...]:
        """The articles, by IRI."""
        facts, statements = self._per_graph("?s a dip:Fact"), self._per_graph("?s ?p ?o")
        labels, dates = self._of_graph(_LABEL), self._of_graph(_PUBLISHED)
        return tuple(
            Article(iri, labels.get(iri, iri), dates.get(iri), facts.get(iri, 0), statements.get(iri, 0))
            for iri in sorted(one.value for one in self._graphs())
        )

    def counts(self) -> dict[str, int]:
        """How many articles, facts and quads there are, and how many facts of each class."""
        out = {"articles": sum(1 for _ in self._graphs()), "facts": 0, "quads": len(self)}
        for quad in self.graph.quads_for_pattern(None, _TYPE, _FACT):
            out["facts"] += 1
            for kind in self.graph.quads_for_pattern(quad.subject, _TYPE, None, quad.graph_name):
                name = kind.object.value.removeprefix(DIP)  # type: ignore[union-attr]
                if name != "Fact":
                    out[name] = out.get(name, 0) + 1
        return dict(sorted(out.items()))

    def _graphs(self) -> Iterator[NamedNode]:
        graphs = self.graph.named_graphs()
        return (one for one in graphs if isinstance(one, NamedNode) and one.value not in (LINKS, MERGED))

    def _per_graph(self, pattern: str) -> dict[str, int]:
        """How often a pattern holds in each named graph."""
        rows = self.graph.query(
            f"PREFIX dip: <{DIP}> SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ {pattern} }} }} GROUP BY ?g"
        )
        assert isinstance(rows, pyoxigraph.QuerySolutions)
        return {row["g"].value: int(row["n"].value) for row in rows}

    def _of_graph(self, predicate: NamedNode) -> dict[str, str]:
        """What each graph says of the article that it is named after."""
        out: dict[str, str] = {}
        for quad in self.graph.quads_for_pattern(None, predicate, None):
            if quad.subject == quad.graph_name and isinstance(quad.subject, NamedNode):
                value = quad.object.value  # type: ignore[union-attr]
                out[quad.subject.value] = min(value, out.get(quad.subject.value, value))
        return out

    def _namesakes(self, new: set[Quad]) -> Iterator[NamedNode]:
        """Graphs of the same article under another name: the same identifier, and no URL in one of them."""
        graph = _only_graph(new)
        mine = [quad.object for quad in new if quad.subject == graph and quad.predicate == _IDENTIFIER]
        has_url = any(quad.subject == graph and quad.predicate == _URL for quad in new)
        for identifier in mine:
            for quad in self.graph.quads_for_pattern(None, _IDENTIFIER, identifier):
                other = quad.graph_name
                if isinstance(other, NamedNode) and quad.subject == other != graph:
                    theirs = self.graph.quads_for_pattern(other, _URL, None, other)
                    if not has_url or next(iter(theirs), None) is None:
                        yield other


_TYPE: Final = NamedNode(f"{RDF}type")
_LABEL: Final = NamedNode(f"{RDFS}label")
_FACT: Final = NamedNode(dip("Fact"))
_IDENTIFIER: Final = NamedNode(f"{SCHEMA}identifier")
_URL: Final = NamedNode(f"{SCHEMA}url")
_PUBLISHED: Final = NamedNode(f"{SCHEMA}datePublished")
_ANY_URI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")


def _only_graph(quads: set[Quad]) -> NamedNode:
    graphs = {quad.graph_name for quad in quads}
    if len(graphs) != 1:
        raise ValueError(f"an article is one graph; these quads are in {len(graphs)}")
    graph = graphs.pop()
    if not isinstance(graph, NamedNode):
        raise ValueError("an article's graph has a name; these quads are in none")
    return graph


def _data(quads: Sequence[Quad] | set[Quad]) -> str:
    """Quads of an update; N-Triples' terms are SPARQL's as well."""
    return "".join(
        f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}\n" for quad in quads
    )


# ---- opening a folder


def _check(path: Path, *, make: bool) -> None:
    """Refuse what is no store, and may not become one, before Oxigraph writes into it."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: is a file, not a store's folder; a graph file is asked with --data")
    inside = {one.name for one in path.iterdir()} if path.exists() else set()
    if "CURRENT" in inside or (_LOCK in inside and make):
        return
    if inside - {_LOCK}:
        raise StoreError(f"{path}: the folder holds other things and no store; name a new or empty folder")
    if not make:
        raise StoreError(f"{path}: there is no store; `kg build ... --store {path}` makes one")


_LOCK: Final = "kg.lock"


def _locked(path: Path, *, shared: bool) -> IO[bytes] | None:
    """The store's own lock, which lets readers in together and a writer alone.

    Oxigraph keeps two writers apart but lets a reader open what is being written, and calls the outcome
    undefined. None where the folder or the operating system has no locks to give.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    file = _lock_file(path, shared=shared)
    if file is None:
        return None
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                file.close()
                raise
            time.sleep(0.05)
        else:
            return file


def _lock_file(path: Path, *, shared: bool) -> IO[bytes] | None:
    if not shared:
        path.mkdir(parents=True, exist_ok=True)
    try:
        return (path / _LOCK).open("ab")
    except PermissionError:
        if shared:  # a store on a medium that cannot be written cannot be written by others either
            return None
        raise


def _trouble(error: Exception) -> str:
    """What went wrong, for people."""
    said = str(error)
    if isinstance(error, BlockingIOError) or "lock" in said.lower():
        return "the store is in use by another process; wait for it or end it"
    if "orruption" in said or "invalid" in said.lower() or "checksum" in said:
        return f"the store is damaged ({_why(error)}); restore it from a copy or build it anew"
    return f"the store cannot be opened or written: {_why(error)}"


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split())[:300] or type(error).__name__
