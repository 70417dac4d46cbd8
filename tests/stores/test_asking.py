"""Questions asked elsewhere: the same rows as at home, whole answers, the store's own words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import queries
from kg.errors import QueryError, StoreError
from kg.queries import Query, ask_rdflib, find, parse
from kg.queries import ask as ask_here
from kg.stores import remote
from kg.stores.asking import ask
from kg.stores.endpoint import Endpoint, Target, connected
from kg.stores.http import Credentials, Patience
from kg.stores.lines import sources
from kg.stores.local import Store
from kg.stores.paging import anatomy, page
from kg.stores.remote import Options, load
from tests.stores.conftest import synthetic
from tests.stores.faults import Proxy
from tests.stores.servers import Server
from tests.test_queries import HOSTILE, found

pytestmark = pytest.mark.server
SAMPLE = Path(__file__).parents[1] / "data" / "sample.trig"
QUICK = Patience(timeout=60, retries=3, pause=0.01)
NAMES = [query.name for query in queries.queries()]
DEMAND = "https://w3id.org/diplomacy#p1"


def opened(server: Server, tmp: Path, *, url: str | None = None) -> Iterator[Endpoint]:
    who = Credentials(user=server.user, password=server.password)
    with connected(Target(url=url or server.url, credentials=who, patience=QUICK)) as endpoint:
        for graph in remote.graphs(endpoint):
            remote.drop(endpoint, graph)
        load(sources([SAMPLE]), endpoint, Options(journal=tmp / "journal"))
        yield endpoint


@pytest.fixture(scope="module")
def in_oxigraph(oxigraph_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    yield from opened(oxigraph_server, tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def in_virtuoso(virtuoso_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    yield from opened(virtuoso_server, tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("embedded") / "store") as store:
        store.graph.load(path=str(SAMPLE))
        yield store


@pytest.fixture(scope="module")
def union() -> rdflib.Graph:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(SAMPLE)
    return graph


# ---- the same rows everywhere


@pytest.mark.parametrize("name", NAMES)
def test_the_same_rows_everywhere(
    name: str, embedded: Store, union: rdflib.Graph, in_oxigraph: Endpoint, in_virtuoso: Endpoint
) -> None:
    query = find(name)
    expected = found(ask_here(query, embedded.graph))
    assert found(ask_rdflib(query, union)) == expected, "rdflib"
    assert found(ask(query, in_oxigraph)) == expected, "Oxigraph server"
    assert found(ask(query, in_virtuoso)) == expected, "Virtuoso"


@pytest.mark.parametrize("value", ["norvia", "Port Selma", HOSTILE[0], HOSTILE[3], HOSTILE[6]])
def test_parameters_mean_the_same_everywhere(
    value: str, embedded: Store, in_oxigraph: Endpoint, in_virtuoso: Endpoint
) -> None:
    query = find("demands")
    expected = found(ask_here(query, embedded.graph, {"target": value}))
    assert found(ask(query, in_oxigraph, {"target": value})) == expected
    assert found(ask(query, in_virtuoso, {"target": value})) == expected


@pytest.mark.parametrize("name", [query.name for query in queries.queries() if query.parameters])
def test_virtuoso_keeps_to_a_parameter(name: str, embedded: Store, in_virtuoso: Endpoint) -> None:
    """Its planner pushes filters into unions where they mean something else: unions stand in sub-selects."""
    query = find(name)
    values = {query.parameters[-1 if name == "attributed" else 0].name: "port selma"}
    assert found(ask(query, in_virtuoso, values)) == found(ask_here(query, embedded.graph, values))


def test_a_comment_is_never_the_question(in_oxigraph: Endpoint, in_virtuoso: Endpoint) -> None:
    text = "#+ summary: select, construct or delete?\n# INSERT DATA {}\nASK { ?s ?p ?o } # SELECT"
    for endpoint in (in_oxigraph, in_virtuoso):
        assert ask(parse(text), endpoint).truth is True


# ---- whole answers

ROWS = 12_345


@pytest.fixture(scope="module")
def many(virtuoso_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """More than the 10,000 rows at which Virtuoso ends an answer without a word."""
    folder = tmp_path_factory.mktemp("many")
    path = synthetic(folder / "many.nq", graphs=1, each=ROWS)
    who = Credentials(user=virtuoso_server.user, password=virtuoso_server.password)
    with connected(Target(url=virtuoso_server.url, credentials=who, patience=QUICK)) as endpoint:
        load(sources([path]), endpoint)
        yield endpoint
        remote.drop(endpoint, "https://news.example/many/0")


def wide(form: str, tail: str = "") -> Query:
    return parse(f"# LIMIT 5\n{form} WHERE {{ GRAPH <https://news.example/many/0> {{ ?s ?p ?o }} }}{tail}")


def test_an_answer_beyond_the_cap_comes_whole(many: Endpoint) -> None:
    rows = list(ask(wide("SELECT ?s ?p ?o", " ORDER BY ?s ?p ?o # all\n"), many).rows or ())
    assert len(rows) == len(set(rows)) == ROWS


def test_without_an_order_the_user_is_warned(many: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    try:
        rows = list(ask(wide("SELECT ?s ?p ?o"), many).rows or ())
    except StoreError as error:
        assert "the store counts 12345" in str(error)  # noqa: PT017 - either is honest
    else:
        assert len(rows) == ROWS
    assert "does not order its rows" in caplog.text


def test_a_graph_beyond_the_cap_comes_whole(many: Endpoint) -> None:
    query = wide("CONSTRUCT { ?s ?p ?o . ?s a ?p }")
    triples = set(ask(query, many).triples or ())
    local = {one for one in triples if one.predicate.value.startswith("https://w3id.org/diplomacy#p")}
    assert len(local) == ROWS


def test_a_dump_is_not_cut_off(many: Endpoint) -> None:
    assert sum(1 for _ in remote.quads(many, ["https://news.example/many/0"])) == ROWS


def test_rows_come_before_the_last_is_there(many: Endpoint) -> None:
    rows = iter(ask(wide("SELECT ?s", " ORDER BY ?s"), many).rows or ())
    assert next(rows)[0] is not None


def test_a_question_is_paged_by_a_subselect() -> None:
    text = "PREFIX a: <urn:x> # {\nSELECT ?x WHERE { { SELECT ?x { ?x a:b '}' } LIMIT 3 } } ORDER BY ?x # end"
    parts = anatomy(text)
    assert (parts.ordered, parts.limited, parts.dataset) == (True, False, False)
    paged = page(parts, size=10, offset=20)
    assert paged.startswith("PREFIX a: <urn:x> # {\nSELECT * WHERE { {\nSELECT ?x WHERE")
    assert paged.endswith("LIMIT 10 OFFSET 20")
    assert len(list(ox.Store().query(paged))) == 0


# ---- refusals


def test_the_store_speaks_for_itself(in_oxigraph: Endpoint, in_virtuoso: Endpoint) -> None:
    broken = parse("SELECT ?x WHERE { ?x }", source="mine.rq")
    with pytest.raises(QueryError, match=r"mine\.rq: http://127.* refuses the question: .*1:23"):
        ask(broken, in_oxigraph)
    with pytest.raises(QueryError, match=r"mine\.rq: http://127.* refuses the question: .*syntax error"):
        ask(broken, in_virtuoso)


def test_a_busy_store_is_asked_again(in_oxigraph: Endpoint, oxigraph_server: Server) -> None:
    query = find("demands")
    expected = found(ask(query, in_oxigraph))
    with Proxy(oxigraph_server.url) as proxy, connected(Target(url=proxy.url, patience=QUICK)) as endpoint:
        proxy.next("status", on="POST /query", word="503 0.01", times=2).next("drop", on="POST /query")
        assert found(ask(query, endpoint)) == expected
        assert proxy.done == ["status", "status", "drop"]


def test_an_answer_that_is_cut_off_is_an_error(oxigraph_server: Server, in_oxigraph: Endpoint) -> None:
    assert in_oxigraph, "holds the sample"
    for name in ("facts", "sem"):
        with (
            Proxy(oxigraph_server.url) as proxy,
            connected(Target(url=proxy.url, patience=QUICK)) as endpoint,
        ):
            proxy.next("cut_answer", on="POST /query")
            answer = ask(find(name), endpoint)
            with pytest.raises(StoreError, match=r"broke off|cut off|cannot be read"):
                list(answer.rows if answer.rows is not None else answer.triples or ())


def test_a_slow_store_is_not_waited_for(oxigraph_server: Server) -> None:
    short = Patience(timeout=1, retries=0)
    with Proxy(oxigraph_server.url) as proxy, connected(Target(url=proxy.url, patience=short)) as endpoint:
        proxy.next("delay", on="POST /query", word="3")
        with pytest.raises(StoreError, match="no answer in time; --timeout allows more"):
            ask(find("demands"), endpoint)


def test_a_stranger_is_told_how_to_say_who_he_is(
    oxigraph_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Proxy(oxigraph_server.url) as proxy:
        proxy.basic = "ann:s3cret"
        nobody = Target(url=proxy.url, kind="oxigraph", patience=QUICK)
        with connected(nobody) as endpoint, pytest.raises(StoreError, match=r"401 Unauthorized.*KG_PASSWORD"):
            ask(find("demands"), endpoint)
        ann = Target(url=proxy.url, kind="oxigraph", credentials=Credentials("ann", "s3cret"), patience=QUICK)
        with connected(ann) as endpoint:
            assert list(ask(find("articles"), endpoint).rows or ())
    assert "s3cret" not in caplog.text
