"""Apache Jena Fuseki (https://jena.apache.org/documentation/fuseki2/); the URL is that of a dataset."""

from __future__ import annotations

from kg.stores.kind import Kind, server

KIND = Kind(
    name="fuseki",
    title="Apache Jena Fuseki",
    query="/query",
    update="/update",
    graphs="/data",
    endings=("/query", "/sparql", "/update", "/data"),
    quads=True,  # the dataset itself takes N-Quads by POST
    chunk=25_000,
    union={"default-graph-uri": "urn:x-arq:UnionGraph"},  # unless tdb2:unionDefaultGraph is set
    signs=lambda reply: "fuseki-request-id" in reply.headers or "fuseki" in server(reply),
)
