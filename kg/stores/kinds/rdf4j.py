"""Eclipse RDF4J server (https://rdf4j.org/documentation/reference/rest-api/).

The URL is that of a repository.
"""

from __future__ import annotations

import re

from kg.stores.kind import Kind, path

KIND = Kind(
    name="rdf4j",
    title="RDF4J",
    query="",
    update="/statements",
    graphs="/rdf-graphs/service",
    endings=("/rdf-graphs/service", "/statements"),
    chunk=50_000,
    # Its answers carry no name; the path of a repository is its own.
    signs=lambda reply: reply.status < 500 and re.search(r"/repositories/[^/]+$", path(reply)) is not None,
)
