"""Links to Wikidata: against a real server that holds data of its shape, and one that is busy at first."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import pyoxigraph
import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import StoreError
from kg.link import Finding, Subject, decided, link, link_file, link_store, subjects
from kg.model import Actor, Document, Extraction, Meeting, Role, Span
from kg.rdf.describe import describe
from kg.rdf.formats import write
from kg.stores.http import Patience
from kg.stores.local import Store
from kg.vocab import LINKS, SCHEMA
from kg.wikidata import Item, Post, Wikidata
from tests.stores.servers import missing_oxigraph, oxigraph

TEXT = "Ministers and presidents met in the old harbour, and each of them spoke for an hour."
NORWAY, CHAD, EGYPT, JAPAN, CHINA = "Q20", "Q657", "Q79", "Q17", "Q148"

ITEMS = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

wd:Q1001 rdfs:label "Minister of Foreign Affairs of Norway"@en ; wdt:P1001 wd:Q20 .
wd:Q1002 rdfs:label "President of Chad"@en ; wdt:P17 wd:Q657 .
wd:Q1003 rdfs:label "Minister for Foreign Affairs of Japan"@en ; wdt:P1001 wd:Q17 .
wd:Q1004 rdfs:label "Vice President of Norway"@en ; wdt:P1001 wd:Q20 .
wd:Q1005 rdfs:label "Minister of Foreign Affairs of the People's Republic of China"@en ; wdt:P1001 wd:Q148 .
wd:Q7188 wdt:P279 wd:Q43229 .

wd:Q9001 wdt:P31 wd:Q5 ; rdfs:label "Ilsa Brandt"@en ; wdt:P27 wd:Q20 ; wdt:P39 wd:Q1001 ;
    wdt:P569 "1950-03-01T00:00:00Z"^^xsd:dateTime .
wd:Q9002 wdt:P31 wd:Q5 ; rdfs:label "Ilsa Brandt"@en, "Ilsa Brandt"@de ; wdt:P27 wd:Q20 .
wd:Q9003 wdt:P31 wd:Q5 ; rdfs:label "Tomas Reyle"@en ; wdt:P27 wd:Q657 ; wdt:P39 wd:Q1002 .
wd:Q9004 wdt:P31 wd:Q5 ; skos:altLabel "Tomas Reyle"@en ; wdt:P27 wd:Q657 ; wdt:P39 wd:Q1002 .
wd:Q9005 wdt:P31 wd:Q5 ; rdfs:label "Nils Arve"@en ; wdt:P27 wd:Q20 ; wdt:P39 wd:Q1001 .
wd:Q9006 wdt:P31 wd:Q5 ; rdfs:label "Karim Sato"@en ; wdt:P27 wd:Q17 ; wdt:P39 wd:Q1003 .
wd:Q9007 wdt:P31 wd:Q5 ; rdfs:label "Bert Lund"@en ; wdt:P27 wd:Q20 ; wdt:P39 wd:Q1004 .
wd:Q9008 wdt:P31 wd:Q5 ; rdfs:label "E. Malik"@en ; skos:altLabel "Ewa Malik"@en ; wdt:P39 wd:Q1001 .
wd:Q9009 wdt:P31 wd:Q5 ; rdfs:label "Wang Yi"@en ; wdt:P27 wd:Q148 .
wd:Q9010 wdt:P31 wd:Q5 ; rdfs:label "Wang Yi"@en ; wdt:P27 wd:Q148 ; wdt:P39 wd:Q1005 .
wd:Q9011 wdt:P31 wd:Q7188 ; rdfs:label "Harbour Institute"@en ; wdt:P17 wd:Q20 .
wd:Q9012 wdt:P31 wd:Q7188 ; rdfs:label "Harbour Institute"@en ; wdt:P17 wd:Q17 .
wd:Q9013 wdt:P31 wd:Q11424 ; rdfs:label "Petra Vann"@en ; wdt:P17 wd:Q20 .
"""

ROLES = {
    "Ilsa Brandt": ("Foreign Minister", "norway"),
    "Tomas Reyle": ("president", "chad"),
    "Karim Sato": ("foreign minister", "egypt"),
    "Bert Lund": ("president", "norway"),
    "Ewa Malik": ("Norwegian foreign minister", "norway"),
    "Petra Vann": ("foreign minister", "norway"),
    "Roe": ("president", "chad"),
}
STATES = {"norway": "Norway", "chad": "Chad", "egypt": "Egypt"}


def extraction(text: str = TEXT) -> Extraction:
    """An article that gives offices to some persons and only names others."""
    span = Span(0, len(text))
    persons = {name: f"person/{name.lower().replace(' ', '-')}" for name in (*ROLES, "Nils Arve")}
    actors = (
        *(Actor(key, label, "State", known=key, aliases=(label,)) for key, label in STATES.items()),
        *(Actor(key, name, "Person", aliases=(name,)) for name, key in persons.items()),
        Actor("wang-yi", "Wang Yi", "Person", known="wang-yi", aliases=("Wang",)),
        Actor("organization/harbour-institute", "Harbour Institute", "Organization", affiliation="norway"),
    )
    roles = [
        Role(
            trigger=Span(n, n + 1), evidence=(span,), rule="test", confidence=0.9,
            person=persons[name], title=title.removeprefix("Norwegian "), of=(of,),
        )
        for n, (name, (title, of)) in enumerate(ROLES.items())
    ]  # fmt: skip
    meeting = Meeting(
        trigger=Span(24, 27), evidence=(span,), rule="test", confidence=0.9,
        participants=(persons["Nils Arve"], "wang-yi", "organization/harbour-institute"),
    )  # fmt: skip
    document = Document(text, id="a", url="https://news.example/a", date="2001-05-06")
    return Extraction(document=document, actors=actors, facts=(*roles, meeting))


def graph() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(describe(extraction()))
    return store


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if reason := missing_oxigraph():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("wikidata")
    filled = pyoxigraph.Store(str(folder / "store"))
    filled.load(ITEMS.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    filled.flush()
    del filled
    with oxigraph(folder / "store", union=False, read_only=True) as server:
        yield f"{server.url}/query"


def wikidata(endpoint: str, cache: Path, **more: object) -> Wikidata:
    return Wikidata(endpoint=endpoint, cache=cache, interval=0, **more)  # type: ignore[arg-type]


def outcomes(findings: tuple[Finding, ...]) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    return {one.subject.iri.rsplit("/", 1)[-1]: (one.outcome, one.items) for one in findings}


def item(link: pyoxigraph.Quad | pyoxigraph.Triple) -> str:
    """The item that a link leads to."""
    return str(link.object).strip("<>").rsplit("/", 1)[-1]


# --- what is linked and what is not


def test_only_those_whose_name_office_and_state_agree_are_linked(endpoint: str, tmp_path: Path) -> None:
    assert outcomes(link(graph(), wikidata(endpoint, tmp_path))) == {
        "ilsa-brandt": ("linked", ("Q9001",)),  # her namesake held no office
        "ewa-malik": ("linked", ("Q9008",)),  # by an alias
        "wang-yi": ("linked", ("Q9010",)),  # by an office that the gazetteer knows
        "harbour-institute": ("linked", ("Q9011",)),  # the one of the state that it belongs to
        "tomas-reyle": ("ambiguous", ("Q9003", "Q9004")),
        "karim-sato": ("unfit", ("Q9006",)),  # the same office of another state
        "bert-lund": ("unfit", ("Q9007",)),  # a vice president is no president
        "nils-arve": ("unchecked", ("Q9005",)),
        "petra-vann": ("unknown", ()),  # a film of that name is nobody
        "roe": ("unknown", ()),
    }


def test_who_has_an_item_is_not_asked_about() -> None:
    assert {one.iri.rsplit("/", 1)[-1] for one in subjects(graph())} & set(STATES) == set()


def test_who_was_born_after_the_article_is_another() -> None:
    post = Post("Foreign Minister of Norway", frozenset({NORWAY}))
    subject = Subject(
        iri="x", kind="Person", names=("Ilsa Brandt",), titles=frozenset({"foreign minister"}),
        states=frozenset({NORWAY}), dates=("1980-01-02",),
    )  # fmt: skip
    young = Item(id="Q1", posts=(post,), born="1981-05-01T00:00:00Z")
    old = Item(id="Q2", posts=(post,), born="1930-05-01T00:00:00Z")
    assert decided(subject, [young]).outcome == "unfit"
    assert decided(subject, [young, old]).items == ("Q2",)


# --- where the links go


def test_links_stand_in_their_own_graph_and_outlive_the_article(endpoint: str, tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        store.add(describe(extraction()))
    found = link_store(tmp_path / "store", wikidata(endpoint, tmp_path / "cache"))
    linked = {one.subject.iri: one.items[0] for one in found if one.outcome == "linked"}
    with Store(tmp_path / "store") as store:
        assert len(store.articles()) == 1
        store.add(describe(extraction(TEXT + " Then they left.")))
        held = list(store.graph.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(LINKS)))
        assert {str(q.subject).strip("<>"): item(q) for q in held} == linked
        assert {q.predicate.value for q in held} == {f"{SCHEMA}sameAs"}
        assert len(store.articles()) == 1
    again = link_store(tmp_path / "store", wikidata(endpoint, tmp_path / "cache"))
    assert not {one.outcome for one in again} & {"linked"}


def test_links_of_actors_that_nobody_speaks_of_any_more_go(endpoint: str, tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        store.add(describe(extraction()))
    link_store(tmp_path / "store", wikidata(endpoint, tmp_path / "cache"))
    few = extraction()
    kept = Extraction(document=few.document, actors=few.actors, facts=few.facts[:1])
    with Store(tmp_path / "store") as store:
        store.add(describe(kept))
    link_store(tmp_path / "store", wikidata(endpoint, tmp_path / "cache"))
    with Store(tmp_path / "store") as store:
        held = store.graph.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(LINKS))
        assert [item(quad) for quad in held] == ["Q9001"]


def test_a_dry_run_changes_nothing(endpoint: str, tmp_path: Path) -> None:
    write(describe(extraction()), path := tmp_path / "a.trig")
    before = path.read_bytes()
    found = link_file(path, wikidata(endpoint, tmp_path / "cache"), dry_run=True)
    assert any(one.outcome == "linked" for one in found)
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", ["trig", "nq", "jsonld", "ttl", "nt", "rdf"])
def test_a_file_keeps_what_it_said_and_gets_the_links(endpoint: str, tmp_path: Path, ending: str) -> None:
    write(describe(extraction()), path := tmp_path / f"a.{ending}")
    link_file(path, wikidata(endpoint, tmp_path / "cache"))
    form = {"ttl": "TURTLE", "nt": "N_TRIPLES", "nq": "N_QUADS", "jsonld": "JSON_LD", "rdf": "RDF_XML"}
    loaded = pyoxigraph.Store()
    loaded.load(path=str(path), format=getattr(pyoxigraph.RdfFormat, form.get(ending, "TRIG")))
    triples = {quad.triple for quad in loaded}
    told = {quad.triple for quad in describe(extraction())}
    assert told < triples
    assert {item(triple) for triple in triples - told} == {"Q9001", "Q9008", "Q9010", "Q9011"}


# --- how the endpoint is treated


def test_what_was_asked_once_is_not_asked_again(endpoint: str, tmp_path: Path) -> None:
    first, second = wikidata(endpoint, tmp_path), wikidata(endpoint, tmp_path)
    assert outcomes(link(graph(), first)) == outcomes(link(graph(), second))
    assert (first.requests, second.requests) == (2, 0)  # one for persons, one for organisations
    fresh = wikidata(endpoint, tmp_path, fresh=True)
    link(graph(), fresh)
    assert fresh.requests == 2


def test_an_old_or_damaged_answer_is_asked_for_again(endpoint: str, tmp_path: Path) -> None:
    wikidata(endpoint, tmp_path).items(["Ilsa Brandt", "Nils Arve"], "Person")
    for path in tmp_path.glob("*.json"):
        path.write_text(path.read_text()[:40])
    damaged = wikidata(endpoint, tmp_path)
    assert [item.id for item in damaged.items(["Ilsa Brandt"], "Person")["Ilsa Brandt"]] == ["Q9001", "Q9002"]
    assert damaged.requests == 1
    later = wikidata(endpoint, tmp_path, clock=lambda: 4e9)
    later.items(["Ilsa Brandt"], "Person")
    assert later.requests == 1


def test_requests_keep_their_distance(endpoint: str, tmp_path: Path) -> None:
    pauses: list[float] = []
    slow = Wikidata(endpoint=endpoint, cache=tmp_path, interval=30, sleep=pauses.append)
    slow.items([f"Person Number{n}" for n in range(45)], "Person")
    assert slow.requests == 3
    assert len(pauses) == 2
    assert all(25 < pause <= 30 for pause in pauses)


def test_names_with_quotes_and_backslashes_are_only_names(endpoint: str, tmp_path: Path) -> None:
    hostile = 'X" } UNION { ?item ?p ?o } #\\'
    assert wikidata(endpoint, tmp_path).items([hostile, "O'Neil Ännä"], "Person") == {
        hostile: (),
        "O'Neil Ännä": (),
    }


class Busy(http.server.BaseHTTPRequestHandler):
    """Says that it is busy as often as it is told to, then gives an empty table."""

    refusals: ClassVar[list[tuple[int, str]]] = []
    agents: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        Busy.agents.append(self.headers["User-Agent"])
        body = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()
        status, wish = Busy.refusals.pop(0) if Busy.refusals else (200, "")
        self.send_response(status)
        if wish:
            self.send_header("Retry-After", wish)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def busy() -> Iterator[str]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Busy)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Busy.refusals.clear()
    Busy.agents.clear()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_busy_server_is_left_alone_for_the_time_that_it_asks(busy: str, tmp_path: Path) -> None:
    Busy.refusals[:] = [(429, "7"), (503, "")]
    pauses: list[float] = []
    asked = wikidata(busy, tmp_path, sleep=pauses.append, agent="tester/1 (mail@example.org)")
    assert asked.items(["Ilsa Brandt"], "Person") == {"Ilsa Brandt": ()}
    assert pauses == [7.0, 1.0]
    assert Busy.agents == ["tester/1 (mail@example.org)"] * 3


def test_a_server_that_stays_busy_or_wants_an_hour_is_an_error(busy: str, tmp_path: Path) -> None:
    Busy.refusals[:] = [(503, "1")] * 9
    with pytest.raises(StoreError, match="503"):
        wikidata(busy, tmp_path, sleep=lambda _: None, patience=Patience(retries=2)).items(["A B"], "Person")
    Busy.refusals[:] = [(429, "3600")]
    with pytest.raises(StoreError, match="3600 s"):
        wikidata(busy, tmp_path, sleep=lambda _: None).items(["A B"], "Person")
    assert list(tmp_path.glob("*.json")) == []


def test_nobody_there_is_an_error_that_names_the_address(tmp_path: Path) -> None:
    gone = wikidata("http://127.0.0.1:9/sparql", tmp_path, patience=Patience(retries=0))
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9.*cannot be reached"):
        gone.items(["A B"], "Person")


# --- the command


def test_the_command_tells_each_actor_s_fate(
    endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(describe(extraction()), path := tmp_path / "a.trig")
    command = ["link", str(path), "--endpoint", endpoint, "--interval", "0", "-o", str(tmp_path / "b.trig")]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    told = {line.split("\t")[1]: line.split("\t")[0] for line in result.stdout.splitlines()}
    assert told["Ilsa Brandt"] == "linked"
    assert told["Tomas Reyle"] == "ambiguous"
    assert "Q9001" in (tmp_path / "b.trig").read_text()
    assert "Q9001" not in path.read_text()
    assert list((tmp_path / "cache").rglob("*.json"))


def test_the_command_wants_a_graph_and_an_endpoint() -> None:
    assert CliRunner().invoke(app, ["link", "--endpoint", "http://127.0.0.1:9/"]).exit_code == 2
    assert CliRunner().invoke(app, ["link", "a.trig"]).exit_code == 2
