"""OpenLink Virtuoso 7, open source (https://vos.openlinksw.com)."""

from __future__ import annotations

from kg.stores.kind import Kind, server

KIND = Kind(
    name="virtuoso",
    title="Virtuoso",
    query="/sparql",
    update="/sparql-auth",
    graphs="/sparql-graph-crud-auth",
    endings=("/sparql-auth", "/sparql-graph-crud-auth", "/sparql-graph-crud", "/sparql"),
    guarded={"query": "/sparql-auth"},
    auth="digest",  # Basic gives 401
    graph_parameter="graph-uri",
    # Quads without a graph in the URL: 200 and nothing stored. A PUT that fails keeps what came before that.
    chunk=25_000,
    update_chunk=500,  # about 1,000 triples pass, 2,000 fail
    row_cap=10_000,  # ResultSetMaxRows, silently
    # 2,000 graphs of a million triples: listed 140 s, one by one 32 s, all in one grouped question 0.4 s.
    scans=True,
    default_graph=False,  # ?default answers 500
    own_graphs=(
        "http://www.openlinksw.com/",
        "http://localhost:8890/",
        "http://localuriqaserver/",
        "http://www.w3.org/2002/07/owl#",
        "http://www.w3.org/ns/ldp#",
        "virtrdf-label",
        "urn:activitystreams-owl:map",
        "urn:core:services:sparql",
    ),
    signs=lambda reply: server(reply).startswith("virtuoso"),
    tested=True,
)
