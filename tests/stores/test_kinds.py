"""Every kind of store: found by asking, loaded, counted, questioned, dumped, in a stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.queries import ask as ask_here
from kg.queries import find
from kg.stores import remote
from kg.stores.asking import ask
from kg.stores.endpoint import Target, connected
from kg.stores.http import Credentials, Patience
from kg.stores.kinds import KINDS, named
from kg.stores.lines import sources
from kg.stores.local import graph_from_files
from kg.stores.remote import Options, counts, graphs, load, quads
from tests.stores.stubs import Stub, stubs
from tests.test_queries import found

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "data" / "sample.trig"
STUBS = sorted(stubs())
REAL = {"oxigraph", "virtuoso"}


@pytest.fixture(params=STUBS)
def stub(request: pytest.FixtureRequest) -> Iterator[Stub]:
    with stubs()[request.param] as running:
        yield running


def target(stub: Stub, *, kind: str | None = None, url: str | None = None) -> Target:
    who = Credentials(token=stub.token or None)
    return Target(url=url or stub.url, kind=kind, credentials=who, patience=Patience(retries=1, pause=0.01))


def test_a_store_tells_what_it_is(stub: Stub) -> None:
    with connected(target(stub)) as endpoint:
        assert endpoint.kind.name == stub.name


def test_a_store_is_loaded_counted_and_brought_back(stub: Stub) -> None:
    with connected(target(stub)) as endpoint:
        for options in (Options(), Options(), Options(replace=True), Options(chunk=50, replace=True)):
            assert load(sources([SAMPLE]), endpoint, options).triples == 564
        assert sum(graphs(endpoint).values()) == 564
        local = graph_from_files([SAMPLE])
        assert set(quads(endpoint)) == set(local)
        graph, number = remote.retract(endpoint, "strait-talks")
        assert number == 305
        assert counts(endpoint, [graph]) == {graph: 0}


@pytest.mark.parametrize("name", ["demands", "facts", "sem"])
def test_a_store_answers_as_at_home(stub: Stub, name: str) -> None:
    if stub.name == "generic":
        pytest.skip("whose default graph is the union is not known of a generic endpoint")
    local = graph_from_files([SAMPLE])
    with connected(target(stub)) as endpoint:
        load(sources([SAMPLE]), endpoint)
        assert found(ask(find(name), endpoint)) == found(ask_here(find(name), local))


def test_a_default_graph_that_hides_the_graphs_is_told(caplog: pytest.LogCaptureFixture) -> None:
    hidden = stubs()["generic"]
    hidden.union = lambda asked: False
    with hidden as running, connected(target(running)) as endpoint:
        load(sources([SAMPLE]), endpoint, Options(merge=True))
        assert found(ask(find("demands"), endpoint)) == set()
        assert "not the union of its graphs" in caplog.text


def test_a_store_refuses_with_its_own_words(stub: Stub, tmp_path: Path) -> None:
    if not stub.token:
        return
    with (
        connected(Target(url=stub.url, patience=Patience(retries=0))) as endpoint,
        pytest.raises(StoreError, match=r"403.*wrong access token"),
    ):
        load(sources([SAMPLE]), endpoint, Options(journal=tmp_path / "journal"))


def test_the_endings_that_people_write_are_cut_off(stub: Stub) -> None:
    for ending in named(stub.name).endings:
        with connected(target(stub, kind=stub.name, url=stub.url + ending)) as endpoint:
            assert load(sources([SAMPLE]), endpoint).triples == 564


def test_every_kind_is_tested_and_has_its_page() -> None:
    assert {kind.name for kind in KINDS} == set(STUBS) | REAL
    for kind in KINDS:
        page = (ROOT / "docs" / "stores" / f"{kind.name}.md").read_text(encoding="utf-8")
        assert kind.tested == (kind.name in REAL)
        assert ("not run against the real server" in page) == (not kind.tested and kind.name != "generic")
        assert "kg load" in page


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(StoreError, match="known are oxigraph, virtuoso"):
        named("stardog")
