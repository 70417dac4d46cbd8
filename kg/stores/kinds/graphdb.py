"""Ontotext GraphDB (https://graphdb.ontotext.com/documentation/); the URL is that of a repository."""

from __future__ import annotations

from kg.stores.kind import Kind, server

KIND = Kind(
    name="graphdb",
    title="GraphDB",
    query="",
    update="/statements",
    graphs="/rdf-graphs/service",
    endings=("/rdf-graphs/service", "/statements"),
    chunk=50_000,
    # Without FROM a query sees all graphs; what inference adds is told apart by infer=false.
    union={"infer": "false"},
    signs=lambda reply: "graphdb" in server(reply) or "graphdb" in reply.headers.get("vary", "").lower(),
)
