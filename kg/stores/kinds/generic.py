"""Any SPARQL 1.1 endpoint: query and update at the URL itself, INSERT DATA in small chunks."""

from __future__ import annotations

from kg.stores.kind import Kind

KIND = Kind(name="generic", title="SPARQL 1.1 endpoint", union=None)
