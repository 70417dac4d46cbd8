"""Stand-ins for stores whose servers cannot be had here: each answers as its documentation says.

They hold their triples in pyoxigraph and refuse what the real one is documented to refuse. They show that kg
keeps to the documents; whether the documents keep to the server, they cannot show.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

Answer = tuple[int, str, bytes]
JSON, TRIPLES, TEXT = "application/sparql-results+json", "application/n-triples", "text/plain"
NOTHING: Answer = (204, "", b"")


@dataclass(slots=True)
class Asked:
    """A request, read."""

    method: str
    path: str
    params: dict[str, str]
    form: dict[str, str]
    media: str
    accept: str
    token: str
    body: bytes


@dataclass
class Stub:
    """A store in this process; `paths` says which of its paths does what."""

    name: str
    base: str  # what users write behind host and port
    query: str
    update: str
    graphs: str | None
    graph_parameter: str = "graph"
    headers: dict[str, str] = field(default_factory=dict)
    methods: tuple[str, ...] = ("GET", "POST", "PUT", "DELETE")
    union: Callable[[Asked], bool] = lambda asked: True
    quads: bool = False
    token: str = ""
    unknown: bytes = b""  # what a GET without a question gets
    url: str = ""
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = ox.Store()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                status, media, body = stub.answer(stub.read(self))
                self.send_response_only(status)
                for name, value in {**stub.headers, **({"Content-Type": media} if media else {})}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}{self.base}"

    def __enter__(self) -> Stub:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def read(self, request: BaseHTTPRequestHandler) -> Asked:
        """A request's parts."""
        assert "chunked" not in request.headers.get("Transfer-Encoding", ""), "a body without Content-Length"
        parts = urlsplit(request.path)
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        media = request.headers.get("Content-Type", "").split(";")[0]
        form = _pairs(body.decode()) if media == "application/x-www-form-urlencoded" else {}
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        params = _pairs(parts.query)
        self.seen.append(f"{request.command} {parts.path}")
        return Asked(
            request.command, parts.path, params, form, media, request.headers.get("Accept", ""), token, body
        )

    def answer(self, asked: Asked) -> Answer:
        """What the store says."""
        words = {**asked.params, **asked.form}
        try:
            if "query" in words and asked.path == self.base + self.query:
                return self._questioned(asked, words["query"])
            if "update" in words and asked.path == self.base + self.update:
                return self._updated(asked, words["update"])
            if self.graphs is not None and asked.path == self.base + self.graphs:
                return self._graph(asked)
        except SyntaxError as error:
            return 400, TEXT, f"syntax error: {error}".encode()
        if asked.method == "GET" and self.unknown:
            return 200, TEXT, self.unknown
        return 404, TEXT, b"not found"

    def _questioned(self, asked: Asked, text: str) -> Answer:
        results = self.store.query(text, use_default_graph_as_union=self.union(asked))
        if isinstance(results, ox.QueryTriples):
            return 200, TRIPLES, results.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return 200, JSON, results.serialize(format=ox.QueryResultsFormat.JSON) or b""

    def _updated(self, asked: Asked, text: str) -> Answer:
        if self.token and asked.token != self.token:
            return 403, TEXT, b"wrong access token"
        self.store.update(text)
        return NOTHING

    def _graph(self, asked: Asked) -> Answer:
        if asked.method not in self.methods:
            return 405, TEXT, b"not allowed"
        if self.token and asked.method != "GET" and asked.token != self.token:
            return 403, TEXT, b"wrong access token"
        named = asked.params.get(self.graph_parameter)
        graph = ox.NamedNode(named) if named else ox.DefaultGraph()
        if asked.method == "GET":
            triples = [quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph)]
            return 200, TRIPLES, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        if (
            not named
            and "default" not in asked.params
            and not (self.quads and asked.media == "application/n-quads")
        ):
            return 400, TEXT, b"no graph named"
        if asked.method in ("PUT", "DELETE"):
            self.store.clear_graph(graph)
        if asked.method != "DELETE":
            form = ox.RdfFormat.from_media_type(asked.media)
            if form is None:
                return 415, TEXT, b"unknown media type"
            self.store.load(
                asked.body, format=form, **({"to_graph": graph} if form == ox.RdfFormat.N_TRIPLES else {})
            )
        return NOTHING


def _pairs(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}


def stubs() -> dict[str, Stub]:
    """One stand-in a kind, not yet answering."""
    return {
        # https://jena.apache.org/documentation/fuseki2/fuseki-server-protocol.html
        "fuseki": Stub(
            "fuseki", "/news", "/query", "/update", "/data",
            headers={"Fuseki-Request-Id": "7"}, quads=True,
            union=lambda asked: asked.form.get("default-graph-uri") == "urn:x-arq:UnionGraph",
        ),
        # https://graphdb.ontotext.com/documentation/10.8/using-graphdb-with-the-rdf4j-api.html
        "graphdb": Stub(
            "graphdb", "/repositories/news", "", "/statements", "/rdf-graphs/service",
            headers={"Server": "GraphDB/10.8.0 RDF4J/4.3.15"},
        ),
        # https://rdf4j.org/documentation/reference/rest-api/
        "rdf4j": Stub("rdf4j", "/rdf4j-server/repositories/news", "", "/statements", "/rdf-graphs/service"),
        # https://github.com/blazegraph/database/wiki/REST_API
        "blazegraph": Stub(
            "blazegraph", "/bigdata/namespace/kb/sparql", "", "", "", graph_parameter="context-uri",
            methods=("POST",), unknown=b"<rdf:RDF> bigdata service description",
        ),
        # https://docs.qlever.dev
        "qlever": Stub(
            "qlever", "", "/", "/", "/", methods=("GET", "POST"), token="t0ken",
            unknown=b'{"git-hash-index": "abc", "name-index": "news"}',
        ),
        # https://docs.aws.amazon.com/neptune/latest/userguide/sparql-graph-store-protocol.html
        "neptune": Stub(
            "neptune", "", "/sparql", "/sparql", "/sparql/gsp/",
            unknown=b'{"status": "healthy", "dbEngineVersion": "1.4.0.0"}',
        ),
        # any SPARQL 1.1 endpoint, with query and update at one address
        "generic": Stub("generic", "/rdf", "", "", None),
    }  # fmt: skip
