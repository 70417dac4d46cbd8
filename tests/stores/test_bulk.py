"""The stores' own loaders: the same graphs as over HTTP, counted the same way."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.stores.bulk import into_oxigraph, into_virtuoso
from kg.stores.endpoint import Target, connected
from kg.stores.http import Credentials
from kg.stores.lines import sources
from kg.stores.remote import Options, graphs
from tests.stores.servers import Server, missing_oxigraph, oxigraph

pytestmark = pytest.mark.server


@pytest.mark.skipif(bool(missing_oxigraph()), reason=missing_oxigraph())
def test_oxigraph_load(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "db"
    for options in (Options(), Options(), Options(replace=True)):
        assert into_oxigraph(sources([articles]), folder, options).triples == 4000
    articles.write_text("".join(articles.read_text().splitlines(keepends=True)[:150]))
    with pytest.raises(StoreError, match=r"holds 100 triples, the source has 50: .*--replace"):
        into_oxigraph(sources([articles]), folder, Options())
    into_oxigraph(sources([articles]), folder, Options(replace=True))
    with oxigraph(folder) as server:
        with connected(Target(url=server.url)) as endpoint:
            assert sum(graphs(endpoint).values()) == 4000 - 50
        with pytest.raises(StoreError, match="db: "):
            into_oxigraph(sources([articles]), folder, Options())


def test_virtuoso_ld_dir(virtuoso_server: Server, articles: Path) -> None:
    renamed = articles.with_name("bulk.nq")
    renamed.write_text(articles.read_text().replace("/articles/", "/bulk/"))
    who = Credentials(user="dba", password=virtuoso_server.password)
    sql = f"127.0.0.1:{virtuoso_server.sql_port}"
    with connected(Target(url=virtuoso_server.url, credentials=who)) as endpoint:
        for options in (Options(), Options(replace=True)):
            done = into_virtuoso(sources([renamed]), endpoint, virtuoso_server.folder, sql, options)
            assert (done.triples, done.graphs) == (4000, 40)
        mine = {graph: size for graph, size in graphs(endpoint).items() if "/bulk/" in graph}
        assert sum(mine.values()) == 4000
