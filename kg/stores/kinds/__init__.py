"""The kinds of store that kg knows, one file each; a new kind is a new file and a line here."""

from __future__ import annotations

from kg.errors import StoreError
from kg.stores.kind import Kind
from kg.stores.kinds import (
    blazegraph,
    fuseki,
    generic,
    graphdb,
    neptune,
    oxigraph,
    qlever,
    rdf4j,
    virtuoso,
)

KINDS: tuple[Kind, ...] = (
    oxigraph.KIND,
    virtuoso.KIND,
    fuseki.KIND,
    graphdb.KIND,  # before RDF4J, whose protocol it speaks
    rdf4j.KIND,
    blazegraph.KIND,
    neptune.KIND,
    qlever.KIND,
    generic.KIND,  # last: it is what none of the others is
)


def named(name: str) -> Kind:
    """The kind of that name."""
    for kind in KINDS:
        if kind.name == name.lower():
            return kind
    known = ", ".join(kind.name for kind in KINDS)
    raise StoreError(f"unknown kind of store `{name}`; known are {known}")
