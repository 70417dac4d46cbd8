"""What a kind of triple store is: where its endpoints are, how it wants to be loaded, what it does wrong.

A kind is a value; each stands in its own small file in `kinds/`, with its quirks as comments beside the
fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Reply:
    """What a store said to a probe: where, its status, its headers (lower case), its first words."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of store. Paths are appended to the base URL: what is left once `endings` are cut off."""

    name: str
    title: str
    query: str = ""
    update: str | None = ""
    graphs: str | None = None  # Graph Store Protocol; None: there is none, SPARQL Update is used
    endings: tuple[str, ...] = ()  # what users write behind the base: cut off
    guarded: Mapping[str, str] = field(
        default_factory=dict
    )  # other paths for query, update, graphs when there are credentials

    auth: Literal["digest", "basic", "bearer", "none"] = "basic"
    graph_parameter: str = "graph"
    put: bool = True  # PUT replaces a graph in one go
    delete: bool = True  # DELETE removes a graph
    quads: bool = False  # N-Quads of many graphs may be sent at once to `graphs`
    load_parameters: Mapping[str, str] = field(default_factory=dict)

    chunk: int = 20_000  # triples in one request of the Graph Store Protocol
    update_chunk: int = 1_000  # triples in one INSERT DATA
    row_cap: int | None = None  # results end silently at so many rows
    union: Mapping[str, str] | None = field(default_factory=dict)
    """Query parameters that make the default graph the union of all; None when the store has no such way."""
    default_graph: bool = True  # takes triples without a graph
    scans: bool = False  # a question that lists graphs is slow: graphs are counted one by one, or all at once
    own_graphs: tuple[str, ...] = ()  # beginnings of the names of graphs that the store keeps for itself

    signs: Callable[[Reply], bool] = lambda reply: False
    tested: bool = False  # the tests run against the real server

    def base(self, url: str) -> str:
        """The URL without the endings that this kind knows, and without a slash at its end."""
        url = url.rstrip("/")
        for ending in self.endings:
            if url.endswith(ending):
                return url.removesuffix(ending)
        return url


def server(reply: Reply) -> str:
    """The Server header, in lower case."""
    return reply.headers.get("server", "").lower()


def path(reply: Reply) -> str:
    """The path that was asked."""
    return urlsplit(reply.url).path
