"""Triple stores for the tests, started once a session and stopped by their process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stores.servers import Server, missing_oxigraph, missing_virtuoso, oxigraph, virtuoso


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if missing_oxigraph():
        pytest.skip(missing_oxigraph())
    with oxigraph(tmp_path_factory.mktemp("oxigraph") / "db", union=False) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if missing_virtuoso():
        pytest.skip(missing_virtuoso())
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Either store."""
    found: Server = request.getfixturevalue(f"{request.param}_server")
    return found


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Forty small graphs in one N-Quads file: 4,000 triples."""
    return synthetic(tmp_path / "articles.nq", graphs=40, each=100)


def synthetic(path: Path, *, graphs: int, each: int) -> Path:
    """Graphs of so many triples each, the kind of triples that kg writes: IRIs, strings, numbers, dates."""
    kinds = (
        '"A statement of about the usual length, number {i}, with “quotes”."',
        '"{i}"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "<https://w3id.org/diplomacy/id/actor/{i}>",
        '"2031-03-{day:02}"^^<http://www.w3.org/2001/XMLSchema#date>',
    )
    with path.open("w", encoding="utf-8") as file:
        for graph in range(graphs):
            name = f"https://news.example/{path.stem}/{graph}"
            for i in range(each):
                value = kinds[i % 4].format(i=i, day=i % 28 + 1)
                subject = f"https://w3id.org/diplomacy/id/{graph:016x}/demand-{i // 8}"
                file.write(f"<{subject}> <https://w3id.org/diplomacy#p{i % 8}> {value} <{name}> .\n")
    return path
