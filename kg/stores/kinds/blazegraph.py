"""Blazegraph (https://github.com/blazegraph/database/wiki/REST_API).

The URL is that of a namespace's endpoint.
"""

from __future__ import annotations

from kg.stores.kind import Kind, path

KIND = Kind(
    name="blazegraph",
    title="Blazegraph",
    query="",
    update="",
    # No Graph Store Protocol: POST of a document with `context-uri` adds to that graph, and PUT means
    # something else (delete by query, then add), so that replacing is DROP and POST.
    graphs="",
    graph_parameter="context-uri",
    put=False,
    delete=False,
    auth="none",
    chunk=50_000,
    signs=lambda reply: (
        path(reply).startswith(("/bigdata/", "/blazegraph/")) or "bigdata" in reply.body.lower()
    ),
)
