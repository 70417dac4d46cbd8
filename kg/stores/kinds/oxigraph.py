"""Oxigraph server (https://github.com/oxigraph/oxigraph)."""

from __future__ import annotations

from kg.stores.kind import Kind, server

KIND = Kind(
    name="oxigraph",
    title="Oxigraph",
    query="/query",
    update="/update",
    graphs="/store",
    endings=("/query", "/update", "/store", "/sparql"),
    auth="none",  # it has none of its own; a proxy before it may
    quads=True,
    # One transaction a request halves the rate. A load cut off in the middle is found by the counts.
    load_parameters={"no_transaction": ""},
    chunk=25_000,
    union={"union-default-graph": ""},  # unless it was started with --union-default-graph
    signs=lambda reply: server(reply).startswith("oxigraph"),
    tested=True,
)
