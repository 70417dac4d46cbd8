"""Graphs in a store that answers over HTTP: counted, loaded, replaced, retracted, brought back.

Nothing is lost silently: whatever is sent is counted in the store afterwards, graph by graph, and a graph
that does not hold what it should is sent once more and then named in an error.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox

from kg.errors import StoreError
from kg.stores.endpoint import Endpoint
from kg.stores.http import Refusal
from kg.stores.journal import Journal, beside
from kg.stores.lines import Run, Source, runs
from kg.wording import counted

BASE = "https://w3id.org/diplomacy"
_TOO_MUCH = frozenset({400, 413, 414, 500, 507})
"""Statuses with which stores refuse what may pass in smaller pieces."""
_HELD = 4
"""So many chunks' triples are held at most while graphs are gathered."""
_FEW = 50
"""So many graphs are counted one by one where a store scans all it holds for each graph of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to load. `graph_base` and `default_graph` say where triples go that are in no graph."""

    replace: bool = False  # a graph's earlier content goes
    merge: bool = False  # a graph may hold more than the source says
    dry_run: bool = False
    graph_base: str | None = None
    default_graph: str | None = None
    chunk: int | None = None
    journal: Path | None = None
    base: str = BASE


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is; `total` bytes are known for files."""

    triples: int
    graphs: int
    seconds: float

    @property
    def rate(self) -> float:
        """Triples a second."""
        return self.triples / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: triples and graphs that are there now, seconds, and what is worth knowing."""

    triples: int
    graphs: int
    seconds: float
    resumed: int = 0  # chunks that an earlier run had done
    repaired: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def rate(self) -> float:
        """Triples a second."""
        return self.triples / self.seconds if self.seconds else 0.0


@dataclass(slots=True)
class _Chunk:
    number: int
    graphs: dict[bytes, list[bytes]]

    def __len__(self) -> int:
        return sum(map(len, self.graphs.values()))


@dataclass(slots=True)
class Tally:
    """Distinct triples a graph: a 64-bit hash each, so that five million take 40 MB."""

    hashes: dict[bytes, Any] = field(default_factory=dict)
    seen: int = 0

    def add(self, block: Sequence[Run]) -> None:
        """Count a block's triples."""
        for graph, triples in block:
            kept = self.hashes.get(graph)
            if kept is None:
                kept = self.hashes[graph] = array("q")
            kept.extend(map(hash, triples))
            self.seen += len(triples)

    def counts(self) -> dict[str, int]:
        """How many distinct triples each graph has; the default graph's name is empty."""
        return {graph[1:-1].decode(): _distinct(kept) for graph, kept in self.hashes.items()}


def _distinct(hashes: Any) -> int:
    """How many different ones there are; numpy only where a set would take hundreds of megabytes."""
    if len(hashes) < 500_000:
        return len(set(hashes))
    import numpy as np

    return int(np.unique(np.frombuffer(hashes, dtype=np.int64)).size)


def load(
    source: Source,
    endpoint: Endpoint,
    options: Options = Options(),
    *,
    heard: Callable[[Progress], None] = lambda progress: None,
) -> Loaded:
    """Send a source's graphs to a store and make sure that they are there.

    Loading twice changes nothing. Interrupted, the next call with the same source and target goes on where
    this one stopped. `StoreError` names the graphs that do not hold what they should.
    """
    started = time.monotonic()
    if options.dry_run:
        return _rehearsed(source, endpoint, options, started)
    size = options.chunk or _chunk_size(endpoint)
    head = {
        "to": endpoint.graphs or endpoint.update or endpoint.query,
        "source": source.fingerprint(),
        "chunk": size,
        "graphs": [options.graph_base, options.default_graph],
        "replace": options.replace,
    }
    path = options.journal or beside(source.path.resolve(), str(head["to"]))
    tally = Tally()
    with Journal(path, head) as journal:
        sent = _Sender(endpoint, options, journal, started, heard)
        try:
            sent.all(_chunks(_read(source, endpoint, options, tally), size, by_graph=not _by_quads(endpoint)))
        except Refusal:
            for _ in runs(source, base=options.base, strict=True):
                pass  # a line that is broken is named; else the store's own words stand
            raise
        expected = tally.counts()
        repaired = _verified(source, endpoint, options, expected, size)
        journal.finish()
        stale = (
            ("the source has changed since the interrupted load: all of it was sent",)
            if journal.stale
            else ()
        )
    return Loaded(
        triples=sum(expected.values()),
        graphs=len(expected),
        seconds=time.monotonic() - started,
        resumed=len(journal.done),
        repaired=repaired,
        notes=(*stale, *_remarks(endpoint)),
    )


def counts(endpoint: Endpoint, graphs: Iterable[str]) -> dict[str, int]:
    """How many triples each of these graphs holds there; the empty name is the default graph."""
    named = [graph for graph in graphs if graph]
    if endpoint.kind.scans:
        found = _each(endpoint, named) if len(named) <= _FEW else _among_all(endpoint, named)
    else:
        found = _listed(endpoint, named)
    if "" in graphs:
        found[""] = _in_default(endpoint)
    return found


def _in_default(endpoint: Endpoint) -> int:
    """How many triples the default graph holds; where it shows named graphs, too, its own alone."""
    hidden = "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } } LIMIT 1"
    apart = any(select(endpoint, hidden, union=False))
    own = "" if apart else "FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }"
    text = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o {own} }}"
    return int(next(iter(select(endpoint, text, union=False)))["n"])


def graphs(endpoint: Endpoint) -> dict[str, int]:
    """All named graphs there with their sizes, save those that the store keeps for itself."""
    own = endpoint.kind.own_graphs or "\0"
    return {name: size for name, size in _sizes(endpoint).items() if not name.startswith(own)}


def _sizes(endpoint: Endpoint) -> dict[str, int]:
    """All named graphs with their sizes, page by page where the store cuts its answers off."""
    found: dict[str, int] = {}
    step, rows = endpoint.kind.row_cap or 100_000, 0
    grouped = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    while True:
        text = f"SELECT ?g ?n WHERE {{ {{ {grouped} }} }} LIMIT {step} OFFSET {rows}"
        part = {row["g"]: int(row["n"]) for row in select(endpoint, text)}
        found |= part
        rows += len(part)
        if len(part) < step:
            return found


def _listed(endpoint: Endpoint, named: list[str]) -> dict[str, int]:
    """Sizes of graphs, many in one question."""
    found: dict[str, int] = {}
    for start in range(0, len(named), 500):
        part = named[start : start + 500]
        values = " ".join(f"<{graph}>" for graph in part)
        where = f"VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }}"
        text = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ {where} }} GROUP BY ?g"
        rows = {row["g"]: int(row["n"]) for row in select(endpoint, text)}
        found.update({graph: rows.get(graph, 0) for graph in part})
    return found


def _each(endpoint: Endpoint, named: list[str]) -> dict[str, int]:
    """Sizes of graphs, one question each."""
    text = "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return {graph: int(next(iter(select(endpoint, text.format(graph=graph))))["n"]) for graph in named}


def _among_all(endpoint: Endpoint, named: list[str]) -> dict[str, int]:
    """Sizes of graphs out of those of all; one by one where the store will not count so many."""
    try:
        sizes = _sizes(endpoint)
    except Refusal:
        return _each(endpoint, named)
    return {graph: sizes.get(graph, 0) for graph in named}


def select(endpoint: Endpoint, text: str, *, union: bool = True) -> Iterator[dict[str, str]]:
    """Rows of a SELECT of our own, small enough for any store, as plain strings."""
    extra = dict(endpoint.kind.union or {}) if union else {}
    response = endpoint.connection.send(
        "POST",
        endpoint.query,
        data={"query": text, **extra},
        headers={"Accept": "application/sparql-results+json"},
    )
    try:
        rows = response.json()["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{endpoint.query}: answers with no SPARQL JSON results; is it a query endpoint?"
        ) from error
    return ({name: cell["value"] for name, cell in row.items()} for row in rows)


def update(endpoint: Endpoint, text: str) -> None:
    """Send one SPARQL Update."""
    if endpoint.update is None:
        raise StoreError(f"{endpoint.query}: no update endpoint is known; give --update-url")
    endpoint.connection.send(
        "POST", endpoint.update, data={"update" if _takes_update(endpoint) else "query": text}
    )


def drop(endpoint: Endpoint, graph: str) -> None:
    """Take a graph away; one that is not there is no error."""
    if endpoint.graphs is not None and endpoint.kind.delete:
        gone = frozenset({404})  # a missing graph may be told as an error
        endpoint.connection.send(
            "DELETE", endpoint.graphs, params={endpoint.kind.graph_parameter: graph}, accept=gone
        )
    else:
        update(endpoint, f"DROP SILENT GRAPH <{graph}>")


def retract(endpoint: Endpoint, article: str) -> tuple[str, int]:
    """Take an article's graph away; gives its IRI and how many triples went. Nothing left is made sure of."""
    graph = article_graph(endpoint, article)
    number = counts(endpoint, [graph])[graph]
    if not number:
        raise StoreError(f"{endpoint.query}: there is no article {article}")
    drop(endpoint, graph)
    left = counts(endpoint, [graph])[graph]
    if left:
        raise StoreError(f"{endpoint.query}: {left} of {number} triples are still in {graph}")
    return graph, number


def article_graph(endpoint: Endpoint, article: str) -> str:
    """The graph of an article named by its IRI, URL or identifier."""
    from kg.queries import literal

    word = literal(article)
    text = (
        "PREFIX dip: <https://w3id.org/diplomacy#> PREFIX schema: <https://schema.org/> "
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?a a dip:Article . OPTIONAL { ?a schema:identifier ?id } "
        "OPTIONAL { ?a schema:url ?url } "
        f"FILTER(STR(?a) = {word} || STR(?id) = {word} || STR(?url) = {word}) }} }}"
    )
    found = sorted(row["g"] for row in select(endpoint, text))
    if len(found) > 1:
        raise StoreError(f"{article} names {len(found)} articles: {', '.join(found)}; give the IRI of one")
    if not found:
        raise StoreError(f"{endpoint.query}: there is no article {article}")
    return found[0]


def quads(endpoint: Endpoint, names: Iterable[str] | None = None) -> Iterator[ox.Quad]:
    """What is there, graph by graph, each counted: a graph that does not come whole is an error.

    Unless graphs are named, what no graph holds comes last.
    """
    sizes = graphs(endpoint) if names is None else counts(endpoint, list(names))
    for name in sorted(sizes):
        graph = ox.NamedNode(name)
        found = {ox.Quad(one.subject, one.predicate, one.object, graph) for one in _fetched(endpoint, name)}
        if len(found) != sizes[name]:  # Virtuoso cuts off graphs as it does rows
            found = {ox.Quad(one.subject, one.predicate, one.object, graph) for one in _asked(endpoint, name)}
        if len(found) != sizes[name]:
            raise StoreError(f"{name}: {sizes[name]} triples are there, {len(found)} came")
        yield from sorted(found, key=str)
    if names is None and endpoint.kind.default_graph:
        yield from sorted((ox.Quad(*triple) for triple in _bare(endpoint)), key=str)


def copy(endpoint: Endpoint) -> ox.Store:
    """All that is there, in memory here."""
    store = ox.Store()
    store.bulk_extend(quads(endpoint))
    return store


# ---- sending


class _Sender:
    """Sends chunks one after the other while the next is being read; keeps the journal."""

    def __init__(
        self,
        endpoint: Endpoint,
        options: Options,
        journal: Journal | None,
        started: float,
        heard: Callable[[Progress], None],
    ) -> None:
        self.endpoint, self.options, self.journal = endpoint, options, journal
        self.started, self.heard = started, heard
        self.begun: set[bytes] = set()  # graphs whose earlier content is gone
        self.triples = 0

    def all(self, chunks: Iterable[_Chunk]) -> None:
        """Send what an earlier run has not."""
        done = self.journal.done if self.journal else frozenset()
        pending: Future[None] | None = None
        with ThreadPoolExecutor(1) as worker:
            for chunk in chunks:
                if pending:
                    pending.result()
                pending = worker.submit(self._one, chunk, chunk.number in done)
            if pending:
                pending.result()

    def _one(self, chunk: _Chunk, done: bool) -> None:
        new = chunk.graphs.keys() - self.begun
        self.begun |= new
        if not done:
            put = self.options.replace
            if put and (_by_quads(self.endpoint) or not self._puts()):
                for graph in new:
                    drop(self.endpoint, graph[1:-1].decode()) if graph else None
                put = False
            if _by_quads(self.endpoint):
                send_quads(self.endpoint, chunk.graphs)
            else:
                for graph, triples in chunk.graphs.items():
                    send(self.endpoint, graph, triples, put=put and graph in new)
            if self.journal:
                self.journal.add(chunk.number)
        self.triples += len(chunk)
        self.heard(Progress(self.triples, len(self.begun), time.monotonic() - self.started))

    def _puts(self) -> bool:
        return self.endpoint.graphs is not None and self.endpoint.kind.put


def send(endpoint: Endpoint, graph: bytes, triples: list[bytes], *, put: bool = False) -> None:
    """Add triples to one graph (or put them in its place), in halves when the store refuses them whole."""
    try:
        if endpoint.graphs is None:
            _insert(endpoint, graph, triples)
        else:
            name = {endpoint.kind.graph_parameter: graph[1:-1].decode()} if graph else {"default": ""}
            _post(endpoint, b" .\n".join(triples) + b" .\n", "application/n-triples", name, put=put)
    except Refusal as refusal:
        if refusal.status not in _TOO_MUCH or len(triples) == 1:
            raise
        half = len(triples) // 2
        send(endpoint, graph, triples[:half], put=put)
        send(endpoint, graph, triples[half:])


def send_quads(endpoint: Endpoint, parts: dict[bytes, list[bytes]]) -> None:
    """Add triples of many graphs in one request, in halves when the store refuses them whole."""
    body = b"".join(
        (b" " + graph + b" .\n").join(triples) + b" " + graph + b" .\n"
        if graph
        else b" .\n".join(triples) + b" .\n"
        for graph, triples in parts.items()
    )
    try:
        _post(endpoint, body, "application/n-quads", {}, put=False)
    except Refusal as refusal:
        flat = [(graph, triple) for graph, triples in parts.items() for triple in triples]
        if refusal.status not in _TOO_MUCH or len(flat) == 1:
            raise
        half = len(flat) // 2
        for piece in (flat[:half], flat[half:]):
            again: dict[bytes, list[bytes]] = {}
            for graph, triple in piece:
                again.setdefault(graph, []).append(triple)
            send_quads(endpoint, again)


def _post(
    endpoint: Endpoint, body: bytes, media: str, params: dict[str, str], *, put: bool
) -> httpx.Response:
    assert endpoint.graphs is not None
    return endpoint.connection.send(
        "PUT" if put else "POST",
        endpoint.graphs,
        params={**params, **endpoint.kind.load_parameters},
        content=body,  # bytes: a Content-Length is sent, never chunked transfer
        headers={"Content-Type": media},
    )


def _insert(endpoint: Endpoint, graph: bytes, triples: list[bytes]) -> None:
    step = endpoint.kind.update_chunk
    for start in range(0, len(triples), step):
        data = b" .\n".join(triples[start : start + step]).decode() + " ."
        inside = f"GRAPH {graph.decode()} {{\n{data}\n}}" if graph else data
        try:
            update(endpoint, f"INSERT DATA {{\n{inside}\n}}")
        except Refusal as refusal:
            part = triples[start : start + step]
            if refusal.status not in _TOO_MUCH or len(part) == 1:
                raise
            for half in (part[: len(part) // 2], part[len(part) // 2 :]):
                _insert(endpoint, graph, half)


# ---- reading and counting


def _read(source: Source, endpoint: Endpoint, options: Options, tally: Tally) -> Iterator[list[Run]]:
    """The source's runs with their graphs, counted as they pass."""
    for block in placed(source, options):
        tally.add(block)
        if b"" in tally.hashes and not _takes_default(endpoint):
            raise StoreError(
                f"{source.path}: some triples are in no graph, and {endpoint.kind.title} has no place for "
                "them: name one with --default-graph IRI, or --graph-base IRI for one graph a file"
            )
        yield block


def placed(source: Source, options: Options) -> Iterator[list[Run]]:
    """The source's runs, those that are in no graph in the one that is named for them."""
    default = f"<{options.default_graph}>".encode() if options.default_graph else b""
    for block in runs(source, base=options.base, graph_base=options.graph_base):
        yield [(graph or default, triples) for graph, triples in block] if default else block


def _chunks(blocks: Iterable[list[Run]], size: int, *, by_graph: bool) -> Iterator[_Chunk]:
    """Chunks of at most about `size` triples.

    Where a request names one graph, a graph's triples are gathered until they fill a chunk or too much is
    held; the same source gives the same chunks at every reading.
    """
    number, held = 0, 0
    most = size * _HELD if by_graph else size
    parts: dict[bytes, list[bytes]] = {}
    for graph, triples in chain.from_iterable(blocks):
        start = 0
        while start < len(triples):
            part = parts.setdefault(graph, [])
            room = min(size - len(part), most - held)
            part += triples[start : start + room]
            held += min(room, len(triples) - start)
            start += room
            if by_graph and len(part) >= size:
                yield _Chunk(number, {graph: parts.pop(graph)})
                number, held = number + 1, held - len(part)
            elif held >= most:
                yield _Chunk(number, parts)
                number, held, parts = number + 1, 0, {}
    if parts:
        yield _Chunk(number, parts)


def _verified(
    source: Source, endpoint: Endpoint, options: Options, expected: dict[str, int], size: int
) -> tuple[str, ...]:
    """Names of graphs that had to be sent a second time; an error names those that still are not right."""
    wrong = _wrong(counts(endpoint, expected), expected, options)
    if not wrong:
        return ()
    short = {name for name, number in wrong.items() if number < expected[name] or options.replace}
    if short:
        again = (
            [(graph, triples) for graph, triples in block if graph[1:-1].decode() in short]
            for block in _read(source, endpoint, options, Tally())
        )
        sender = _Sender(endpoint, options, None, time.monotonic(), lambda progress: None)
        sender.all(_chunks(again, size, by_graph=not _by_quads(endpoint)))
    check_counts(counts(endpoint, wrong), {name: expected[name] for name in wrong}, options)
    return tuple(sorted(short))


def check_counts(found: dict[str, int], expected: dict[str, int], options: Options) -> None:
    """Raise a StoreError that names a graph which does not hold what it should, with both numbers."""
    if wrong := _wrong(found, expected, options):
        raise StoreError(_mismatch(wrong, expected))


def _wrong(found: dict[str, int], expected: dict[str, int], options: Options) -> dict[str, int]:
    return {
        name: found[name]
        for name, number in expected.items()
        if found[name] < number or (found[name] > number and not options.merge)
    }


def _mismatch(wrong: dict[str, int], expected: dict[str, int]) -> str:
    name = min(wrong)
    more = f" (and {len(wrong) - 1} more graphs)" if len(wrong) > 1 else ""
    told = f"graph {name or '(default)'} holds {wrong[name]} triples, the source has {expected[name]}{more}"
    if all(number > expected[graph] for graph, number in wrong.items()):
        return f"{told}: it held others before; --replace puts the source in their place, --merge keeps both"
    return f"{told}: the store lost some, though it said that it took them; see its log, and load again"


def _rehearsed(source: Source, endpoint: Endpoint, options: Options, started: float) -> Loaded:
    """What a load would do, without doing it."""
    tally = Tally()
    for _ in _read(source, endpoint, options, tally):
        pass
    expected = tally.counts()
    before = counts(endpoint, expected)
    there = sum(1 for number in before.values() if number)
    same = sum(1 for name, number in before.items() if number and number == expected[name])
    what = "replaced" if options.replace else "added to"
    size = options.chunk or _chunk_size(endpoint)
    way = "Graph Store Protocol" if endpoint.graphs is not None else "SPARQL Update"
    return Loaded(
        triples=sum(expected.values()),
        graphs=len(expected),
        seconds=time.monotonic() - started,
        notes=(
            f"to {endpoint.kind.title} by {way}, {counted(size, 'triple')} a request",
            f"{counted(len(expected) - there, 'graph')} would be new, "
            f"{there} {what} ({same} of the same size)",
        ),
        dry_run=True,
    )


def _fetched(endpoint: Endpoint, graph: str) -> Iterator[ox.Triple]:
    """A graph's triples by the Graph Store Protocol; by a question where the store has none."""
    if endpoint.graphs is None or not endpoint.kind.delete:
        yield from _asked(endpoint, graph)
        return
    response = endpoint.connection.send(
        "GET",
        endpoint.graphs,
        params={endpoint.kind.graph_parameter: graph},
        headers={"Accept": "application/n-triples, text/plain;q=0.9, text/turtle;q=0.5"},
    )
    media = response.headers.get("content-type", "").split(";")[0]
    form = ox.RdfFormat.TURTLE if "turtle" in media else ox.RdfFormat.N_TRIPLES
    yield from (quad.triple for quad in ox.parse(response.content, format=form, rename_blank_nodes=False))


def _asked(endpoint: Endpoint, graph: str) -> Iterator[ox.Triple]:
    """A graph's triples by a question."""
    return _matched(endpoint, f"GRAPH <{graph}> {{ ?s ?p ?o }}")


def _bare(endpoint: Endpoint) -> Iterator[ox.Triple]:
    """The triples that no named graph holds."""
    return _matched(endpoint, "?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }")


def _matched(endpoint: Endpoint, pattern: str) -> Iterator[ox.Triple]:
    """The triples of a pattern, page by page where the store cuts its answers off."""
    from kg.queries import parse
    from kg.stores.asking import ask

    text = f"SELECT ?s ?p ?o WHERE {{ {pattern} }} ORDER BY ?s ?p ?o"
    rows: Iterable[tuple[Any, ...]] = ask(parse(text, "dump"), endpoint).rows or ()
    for subject, predicate, value in rows:
        yield ox.Triple(subject, predicate, value)


# ---- what a kind can do


def _chunk_size(endpoint: Endpoint) -> int:
    return endpoint.kind.chunk if endpoint.graphs is not None else endpoint.kind.update_chunk


def _by_quads(endpoint: Endpoint) -> bool:
    return endpoint.kind.quads and endpoint.graphs is not None


def _takes_default(endpoint: Endpoint) -> bool:
    return endpoint.kind.default_graph


def _takes_update(endpoint: Endpoint) -> bool:
    """Virtuoso before 7.2.6 wants an update in the parameter `query`."""
    return endpoint.kind.name != "virtuoso"


def _remarks(endpoint: Endpoint) -> tuple[str, ...]:
    plain = endpoint.credentials and endpoint.query.startswith("http://")
    local = any(name in endpoint.query for name in ("//127.", "//localhost", "//[::1]"))
    if plain and not local and endpoint.kind.auth != "digest":
        return ("the password went over an unencrypted connection; use https",)
    return ()
