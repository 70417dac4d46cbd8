"""Loading, counting, replacing, retracting and bringing back: against real servers, with real faults."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.stores import remote
from kg.stores.endpoint import Endpoint, Target, connected
from kg.stores.http import Credentials, Patience
from kg.stores.journal import beside
from kg.stores.lines import runs, sources
from kg.stores.local import Store
from kg.stores.remote import Options, Progress, counts, graphs, load, quads, retract
from tests.stores.conftest import synthetic
from tests.stores.faults import Proxy
from tests.stores.servers import (
    Server,
    missing_oxigraph,
    missing_virtuoso,
    oxigraph,
    start_oxigraph,
    start_virtuoso,
)

pytestmark = pytest.mark.server
QUICK = Patience(timeout=30, retries=4, pause=0.01)


@contextmanager
def at(server: Server, url: str | None = None, patience: Patience = QUICK) -> Iterator[Endpoint]:
    """The server as an endpoint, perhaps through a proxy."""
    who = Credentials(user=server.user, password=server.password)
    with connected(Target(url=url or server.url, credentials=who, patience=patience)) as endpoint:
        yield endpoint


def names(path: Path) -> dict[str, int]:
    """The graphs of an N-Quads file and how many triples each has."""
    found: dict[str, set[bytes]] = {}
    for block in runs(sources([path]), base="https://example.org"):
        for graph, triples in block:
            found.setdefault(graph[1:-1].decode(), set()).update(triples)
    return {graph: len(triples) for graph, triples in found.items()}


@pytest.fixture
def clean(server: Server, articles: Path) -> Iterator[Server]:
    """A store without the test's graphs, before and after."""
    with at(server) as endpoint:
        for graph in graphs(endpoint):
            remote.drop(endpoint, graph)
        yield server


# ---- loading


def test_all_is_there_and_a_second_load_changes_nothing(clean: Server, articles: Path) -> None:
    expected = names(articles)
    with at(clean) as endpoint:
        first = load(sources([articles]), endpoint)
        assert (first.triples, first.graphs, first.repaired) == (4000, 40, ())
        assert graphs(endpoint) == expected
        load(sources([articles]), endpoint)
        assert graphs(endpoint) == expected


def test_a_corrected_article_replaces_exactly_its_own(clean: Server, articles: Path) -> None:
    corrected = articles.with_name("corrected.nq")
    lines_ = articles.read_text().splitlines()
    mine = [line for line in lines_ if line.endswith("/7> .")]
    corrected.write_text("\n".join(mine[:60]) + "\n")
    with at(clean) as endpoint:
        load(sources([articles]), endpoint)
        with pytest.raises(StoreError, match=r"/7 holds 100 triples, the source has 60: .*--replace"):
            load(sources([corrected]), endpoint)
        assert load(sources([corrected]), endpoint, Options(merge=True)).triples == 60
        load(sources([corrected]), endpoint, Options(replace=True))
        assert graphs(endpoint) == {**names(articles), "https://news.example/articles/7": 60}


def test_large_graphs_go_in_pieces(clean: Server, tmp_path: Path) -> None:
    path = synthetic(tmp_path / "large.nq", graphs=2, each=3000)
    with at(clean) as endpoint:
        for options in (Options(chunk=700), Options(chunk=700, replace=True)):
            load(sources([path]), endpoint, options)
            assert graphs(endpoint) == names(path)


def test_graphs_in_disorder_and_duplicates_are_counted_once(clean: Server, articles: Path) -> None:
    shuffled = articles.with_name("shuffled.nq")
    given = articles.read_text().splitlines()
    shuffled.write_text("\n".join([*given[1::2], *given[::2], *given[:500]]) + "\n")
    with at(clean) as endpoint:
        assert load(sources([shuffled]), endpoint, Options(chunk=300)).triples == 4000
        assert graphs(endpoint) == names(articles)


def test_a_folder_of_parts_and_the_embedded_store_load_alike(
    clean: Server, articles: Path, tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    given = articles.read_text().splitlines(keepends=True)
    for number in range(4):
        (parts / f"part-{number}.nq").write_text("".join(given[number * 1000 : (number + 1) * 1000]))
    with Store(tmp_path / "store") as store:
        store.graph.load(path=str(articles), format=ox.RdfFormat.N_QUADS)
    with at(clean) as endpoint:
        for source in (parts, tmp_path / "store"):
            assert load(sources([source]), endpoint, Options(replace=True)).triples == 4000
            assert graphs(endpoint) == names(articles)


def test_a_dry_run_writes_nothing(clean: Server, articles: Path) -> None:
    with at(clean) as endpoint:
        done = load(sources([articles]), endpoint, Options(dry_run=True))
        assert done.dry_run
        assert done.triples == 4000
        assert "40 graphs would be new" in " ".join(done.notes)
        assert graphs(endpoint) == {}
    assert not list(articles.parent.glob("*.kg-load-*"))


def test_progress_is_told(clean: Server, articles: Path) -> None:
    heard: list[int] = []
    with at(clean) as endpoint:
        load(sources([articles]), endpoint, Options(chunk=500), heard=lambda now: heard.append(now.triples))
    assert heard == sorted(heard)
    assert heard[-1] == 4000
    assert len(heard) > 1


def test_retracting_takes_one_article(clean: Server) -> None:
    sample = Path(__file__).parents[1] / "data" / "sample.trig"
    with at(clean) as endpoint:
        load(sources([sample]), endpoint)
        assert retract(endpoint, "strait-talks") == ("https://news.example/strait-talks", 305)
        assert "https://news.example/strait-talks" not in graphs(endpoint)
        assert sum(graphs(endpoint).values()) == 564 - 305
        with pytest.raises(StoreError, match="there is no article strait-talks"):
            retract(endpoint, "strait-talks")


def test_what_was_loaded_comes_back(clean: Server, articles: Path) -> None:
    with at(clean) as endpoint:
        load(sources([articles]), endpoint)
        back = list(quads(endpoint))
    assert len(back) == 4000
    if clean.user is None:  # Virtuoso rewrites literals
        assert set(back) == set(ox.parse(path=str(articles)))


def test_triples_in_no_graph(oxigraph_server: Server, virtuoso_server: Server, tmp_path: Path) -> None:
    path = tmp_path / "talks.ttl"
    path.write_text('<https://x.example/a> <https://x.example/p> "1", "2" .')
    base = "https://x.example/graphs/"
    for server in (oxigraph_server, virtuoso_server):
        with at(server) as endpoint:
            load(sources([path]), endpoint, Options(default_graph="https://x.example/g", replace=True))
            load(sources([path]), endpoint, Options(graph_base=base, replace=True))
            wanted = ["https://x.example/g", f"{base}talks"]
            assert counts(endpoint, wanted) == dict.fromkeys(wanted, 2)
            for graph in wanted:
                remote.drop(endpoint, graph)
    with (
        at(virtuoso_server) as endpoint,
        pytest.raises(StoreError, match=r"--default-graph IRI, or --graph-base"),
    ):
        load(sources([path]), endpoint)
    with at(oxigraph_server) as endpoint:
        load(sources([path]), endpoint)
        assert counts(endpoint, [""]) == {"": 2}
        remote.update(endpoint, "CLEAR DEFAULT")


@pytest.mark.skipif(bool(missing_oxigraph()), reason=missing_oxigraph())
def test_triples_without_a_graph_are_counted_beside_the_same_in_a_graph(
    oxigraph_server: Server, tmp_path: Path
) -> None:
    bare, named = tmp_path / "bare.nt", tmp_path / "named.nq"
    spo = "<https://x.example/{}> <https://x.example/p> <https://x.example/o>"
    bare.write_text("".join(f"{spo.format(n)} .\n" for n in range(9)))
    named.write_text("".join(f"{spo.format(n)} <https://x.example/g> .\n" for n in (0, "else")))
    with at(oxigraph_server) as endpoint:
        remote.update(endpoint, "CLEAR ALL")  # what other tests left
        load(sources([named]), endpoint)
        load(sources([bare]), endpoint)
        assert counts(endpoint, ["", "https://x.example/g"]) == {"": 9, "https://x.example/g": 2}
        remote.update(endpoint, f"DELETE DATA {{ {spo.format(0)} }}")
        assert counts(endpoint, [""]) == {"": 8}
        back = {(one.subject.value, one.graph_name) for one in quads(endpoint)}  # type: ignore[union-attr]
        graph = ox.NamedNode("https://x.example/g")
        assert back == {(f"https://x.example/{n}", ox.DefaultGraph()) for n in range(1, 9)} | {
            ("https://x.example/0", graph), ("https://x.example/else", graph)
        }  # fmt: skip
        remote.update(endpoint, "CLEAR ALL")


def test_blank_nodes_become_the_same_iris_each_time(clean: Server, tmp_path: Path) -> None:
    path = tmp_path / "blank.trig"
    path.write_text(
        "PREFIX : <https://x.example/> :g { :a :p [ :q 1 ], [ :q 2 ; :r [ :s _:x ] ] . _:x :q 'of _:x' . }"
    )
    with at(clean) as endpoint:
        for _ in range(2):
            load(sources([path]), endpoint)
            assert counts(endpoint, ["https://x.example/g"]) == {"https://x.example/g": 7}
        back = list(quads(endpoint))
        assert not any(
            isinstance(term, ox.BlankNode) for quad in back for term in (quad.subject, quad.object)
        )
        assert any(quad.object == ox.Literal("of _:x") for quad in back), "a literal is no blank node"


def test_a_broken_line_is_named_before_anything_is_lost(clean: Server, articles: Path) -> None:
    given = articles.read_text().splitlines()
    given[1234] = given[1234].replace("> <", "> ", 1)
    articles.write_text("\n".join(given) + "\n")
    with at(clean) as endpoint, pytest.raises(StoreError, match=r"articles\.nq: line 1235: not N-Quads"):
        load(sources([articles]), endpoint)


def lines(path: Path, *, strict: bool = False) -> list[tuple[bytes, bytes]]:
    read = runs(sources([path]), base="https://x.example", strict=strict)
    return [(triple, graph) for part in read for graph, triples in part for triple in triples]


@pytest.mark.parametrize("each", [1, 7, 3000])
def test_trusted_lines_are_the_lines(each: int, tmp_path: Path) -> None:
    path = synthetic(tmp_path / "t.nq", graphs=9000 // each, each=each)
    with path.open("a") as file:
        file.write(
            '<urn:a> <urn:p> "a <urn:g> .\\n" <urn:g> .\n'
            '<urn:a> <urn:p> <urn:g> .\n<urn:a> <urn:p> "x" <urn:g> .'
        )
    found = lines(path)
    assert found == lines(path, strict=True)
    assert len(found) == 9000 // each * each + 3
    assert found[-3:] == [
        (b'<urn:a> <urn:p> "a <urn:g> .\\n"', b"<urn:g>"),
        (b"<urn:a> <urn:p> <urn:g>", b""),
        (b'<urn:a> <urn:p> "x"', b"<urn:g>"),
    ]
    triples = tmp_path / "t.nt"
    triples.write_bytes(b"".join(triple + b" .\n" for triple, _ in found))
    assert lines(triples) == [(triple, b"") for triple, _ in found]


def test_lines_that_are_not_canonical_are_read_by_a_parser(tmp_path: Path) -> None:
    path = tmp_path / "loose.nq"
    path.write_text(
        '# a comment\n\n<urn:a>\t<urn:p>   "caf\\u00E9"@EN   <urn:g>.\n<urn:a> <urn:p> "x"^^<urn:t> . # end\n'
        '<urn:a> <urn:p> "ends with <urn:g>" .\n_:b <urn:p> _:b <urn:g> .'
    )
    block = lines(path)
    assert block[0] == ('<urn:a> <urn:p> "café"@en'.encode(), b"<urn:g>")
    assert block[1] == (b'<urn:a> <urn:p> "x"^^<urn:t>', b"")
    assert block[2] == (b'<urn:a> <urn:p> "ends with <urn:g>"', b"")
    assert block[3][0].count(b"<https://x.example/.well-known/genid/") == 2


def test_sources_that_are_none() -> None:
    for wrong, said in (
        ([], "nothing to load"),
        (["no/such.nq"], "no such file"),
        ([__file__], "by its ending"),
    ):
        with pytest.raises(StoreError, match=said):
            sources(wrong)


# ---- faults: the table. Each ends with exact counts, or with an error that names what is wrong.

STORE, PUT = "POST /store", "POST /sparql-graph-crud-auth"
FAULTS = [
    pytest.param("drop", {"times": 2}, "whole", id="connection dropped before the store takes the chunk"),
    pytest.param("drop", {"word": "after"}, "whole", id="connection dropped after the store took the chunk"),
    pytest.param("delay", {"word": "0.3", "times": 3}, "whole", id="slow"),
    pytest.param("status", {"word": "429 0.05", "times": 3}, "whole", id="429 with Retry-After"),
    pytest.param("status", {"word": "503", "times": 2}, "whole", id="503"),
    pytest.param("status", {"word": "500"}, "whole", id="500 once"),
    pytest.param("status", {"word": "500", "times": 3}, "whole", id="500 until the chunk is halved"),
    pytest.param("status", {"word": "401", "times": 99}, "401", id="401"),
    pytest.param("status", {"word": "403", "times": 99}, "403", id="403"),
    pytest.param("status", {"word": "413", "times": 2}, "whole", id="413 until the chunk is halved"),
    pytest.param("status", {"word": "500", "times": 10_000}, "500", id="500 for ever"),
    pytest.param("status", {"word": "503", "times": 10_000}, "503", id="503 for ever"),
    pytest.param("cut_request", {}, "whole or repaired", id="body truncated on its way"),
    pytest.param("cut_line", {}, "repaired", id="body truncated at a line's end: the store cannot know"),
    pytest.param("lie", {}, "repaired", id="204 and nothing stored"),
    pytest.param(
        "lie", {"times": 99}, r"holds 0 triples, the source has 100", id="204 and nothing stored, always"
    ),
    pytest.param("cut_answer", {}, "whole", id="answer cut off"),
    pytest.param("miscount", {"word": "100 99"}, "repaired", id="wrong count, once"),
]


def injected(what: str, how: dict[str, Any], server: Server, path: Path) -> str:
    """What a load through a proxy that does this wrong comes to: `whole`, `repaired`, or its error."""
    virtuoso = bool(server.user)
    if what == "miscount":
        on, skip = ("POST /sparql-auth", 0) if virtuoso else ("POST /query", 0)
    else:  # Virtuoso's first request is its challenge
        on, skip = (PUT, 0 if how.get("word", "").startswith("401") else 1) if virtuoso else (STORE, 0)
    with Proxy(server.url) as proxy:
        proxy.next(what, on=on, skip=skip, **how)
        with at(server, proxy.url) as endpoint:
            try:
                done = load(sources([path]), endpoint, Options(chunk=1000))
                outcome = "repaired" if done.repaired else "whole"
            except StoreError as error:
                outcome = str(error)
        assert what in proxy.done, "the fault was never met"
    return outcome


@pytest.mark.parametrize(("what", "how", "outcome"), FAULTS)
def test_no_fault_loses_anything_silently(
    what: str, how: dict[str, Any], outcome: str, clean: Server, articles: Path
) -> None:
    came = injected(what, how, clean, articles)
    with at(clean) as endpoint:
        there = counts(endpoint, names(articles))
    if outcome.startswith(("whole", "repaired")):
        assert came in outcome
        assert there == names(articles)
    else:
        assert re.search(outcome, came)
        assert there != names(articles), "an error, though all was there"


def test_a_store_that_takes_little_gets_little(clean: Server, articles: Path) -> None:
    with Proxy(clean.url) as proxy:
        proxy.largest = 5_000 if clean.user else 200_000
        with at(clean, proxy.url) as endpoint:
            load(sources([articles]), endpoint)
        assert "too large" in proxy.done
    with at(clean) as endpoint:
        assert graphs(endpoint) == names(articles)


def test_the_pause_is_the_one_that_the_store_asks_for(oxigraph_server: Server, articles: Path) -> None:
    paused: list[float] = []
    with Proxy(oxigraph_server.url) as proxy, at(oxigraph_server, proxy.url) as endpoint:
        endpoint.connection._sleep = paused.append
        proxy.next("status", on=STORE, word="429 7").next("status", on=STORE, word="503", times=2)
        load(sources([articles]), endpoint, Options(replace=True))
    assert paused == [7.0, QUICK.pause * 2, QUICK.pause * 4]


def test_a_store_that_asks_for_an_hour_is_left_alone(oxigraph_server: Server, articles: Path) -> None:
    with Proxy(oxigraph_server.url) as proxy, at(oxigraph_server, proxy.url) as endpoint:
        proxy.next("status", on=STORE, word="503 3600")
        with pytest.raises(StoreError, match="left alone for 3600 s"):
            load(sources([articles]), endpoint)


# ---- interrupted


def _killed_in_the_middle(server: Server, articles: Path, path: str, skip: int) -> None:
    """Load through a proxy that kills the store after so many requests; the load gives up."""
    with (
        Proxy(server.url) as proxy,
        at(server, proxy.url, Patience(timeout=10, retries=1, pause=0.01)) as endpoint,
    ):
        proxy.next("call", on=path, skip=skip, call=server.kill)
        with pytest.raises(StoreError, match=r"broke|reached"):
            load(sources([articles]), endpoint, Options(chunk=500))
    assert beside_of(articles), "no journal"


def beside_of(path: Path) -> list[Path]:
    return list(path.parent.glob(f"{path.name}.kg-load-*"))


@pytest.mark.skipif(bool(missing_oxigraph()), reason=missing_oxigraph())
def test_a_killed_oxigraph_is_loaded_on_after_its_restart(articles: Path, tmp_path: Path) -> None:
    server = start_oxigraph(tmp_path / "db")
    _killed_in_the_middle(server, articles, STORE, 3)
    again = start_oxigraph(tmp_path / "db", port=server.port)
    try:
        _resumed(again, articles)
    finally:
        again.stop()


def test_a_killed_virtuoso_is_loaded_on_after_its_restart(
    virtuoso_server: Server, articles: Path, tmp_path: Path
) -> None:
    assert virtuoso_server, "its fixture skips where there is none"
    server = start_virtuoso(tmp_path / "db")
    _killed_in_the_middle(server, articles, PUT, 30)
    (tmp_path / "db" / "virtuoso.lck").unlink(missing_ok=True)
    again = start_virtuoso(tmp_path / "db", port=server.port)
    try:
        _resumed(again, articles)
    finally:
        again.stop()


def _resumed(server: Server, articles: Path) -> None:
    # The proxy's port is in the journal's name; resume as the same target.
    (journal,) = beside_of(articles)
    text = journal.read_text().splitlines()
    done = len(text) - 1
    assert done >= 1
    with at(server) as endpoint:
        mine = beside(articles.resolve(), str(endpoint.graphs))
        mine.write_text(
            "\n".join([text[0].replace(_target(text[0]), str(endpoint.graphs)), *text[1:], "1"[:0]])
        )
        loaded = load(sources([articles]), endpoint, Options(chunk=500))
        assert loaded.resumed == done
        assert graphs(endpoint) == names(articles)
        assert not mine.exists(), "a finished load leaves no journal"


def _target(head: str) -> str:
    import json

    return str(json.loads(head)["to"])


def test_an_interrupted_load_sends_only_the_rest(oxigraph_server: Server, articles: Path) -> None:
    with Proxy(oxigraph_server.url) as proxy, at(oxigraph_server, proxy.url) as endpoint:
        for graph in graphs(endpoint):
            remote.drop(endpoint, graph)
        proxy.next("status", on=STORE, skip=3, times=99, word="403")
        with pytest.raises(StoreError, match="403"):
            load(sources([articles]), endpoint, Options(chunk=500))
        proxy.faults.clear()
        before = len(proxy.seen)
        done = load(sources([articles]), endpoint, Options(chunk=500))
        assert done.resumed == 3
        assert proxy.seen[before:].count("POST /store") == 8 - 3
        assert graphs(endpoint) == names(articles)


def test_a_changed_source_starts_afresh(oxigraph_server: Server, articles: Path) -> None:
    with Proxy(oxigraph_server.url) as proxy, at(oxigraph_server, proxy.url) as endpoint:
        for graph in graphs(endpoint):
            remote.drop(endpoint, graph)
        proxy.next("status", on=STORE, skip=2, times=99, word="403")
        with pytest.raises(StoreError):
            load(sources([articles]), endpoint, Options(chunk=500))
        proxy.faults.clear()
        articles.write_text(articles.read_text() + "<urn:a> <urn:p> <urn:o> <urn:g> .\n")
        done = load(sources([articles]), endpoint, Options(chunk=500))
        assert done.resumed == 0
        assert "has changed" in " ".join(done.notes)
        assert graphs(endpoint) == {**names(articles), "urn:g": 1}
        remote.drop(endpoint, "urn:g")


def test_two_loads_to_two_stores_have_two_journals(articles: Path) -> None:
    assert beside(articles, "http://one/") != beside(articles, "http://two/")


# ---- who we are


def test_digest(virtuoso_server: Server, articles: Path) -> None:
    target = Target(
        url=virtuoso_server.url, credentials=Credentials(user="dba", password="wrong-word"), patience=QUICK
    )
    with connected(target) as endpoint, pytest.raises(StoreError, match="401") as error:
        load(sources([articles]), endpoint)
    assert "wrong-word" not in str(error.value)


@pytest.mark.parametrize("who", [Credentials(user="ann", password="s3cret"), Credentials(token="t0ken")])
def test_basic_and_bearer_and_nothing_shown(
    who: Credentials, oxigraph_server: Server, articles: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Proxy(oxigraph_server.url) as proxy:
        if who.user:
            proxy.basic = "ann:s3cret"
        else:
            proxy.bearer = "t0ken"
        proxy.next("status", on=STORE, word="503 0.01")
        with connected(Target(url=proxy.url, credentials=who, patience=QUICK)) as endpoint:
            load(sources([articles]), endpoint, Options(replace=True))
        nobody = Target(url=proxy.url, patience=QUICK, kind="oxigraph")
        with connected(nobody) as endpoint, pytest.raises(StoreError, match=r"401.*KG_PASSWORD"):
            load(sources([articles]), endpoint)
    shown = caplog.text + repr(who) + repr(Target(url="http://x", credentials=who))
    assert "s3cret" not in shown
    assert "t0ken" not in shown


def test_netrc(
    oxigraph_server: Server, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ann password s3cret\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with Proxy(oxigraph_server.url) as proxy:
        proxy.basic = "ann:s3cret"
        with connected(Target(url=proxy.url, patience=QUICK)) as endpoint:
            assert load(sources([articles]), endpoint, Options(replace=True)).triples == 4000


def test_a_password_in_an_address_is_refused() -> None:
    with (
        pytest.raises(StoreError, match="seen by everybody") as error,
        connected(Target(url="http://ann:s3cret@127.0.0.1:1")),
    ):
        pass
    assert "s3cret" not in str(error.value)


@pytest.mark.skipif(bool(missing_oxigraph()), reason=missing_oxigraph())
def test_a_server_that_only_reads(articles: Path, tmp_path: Path) -> None:
    with oxigraph(tmp_path / "db"):
        pass
    with oxigraph(tmp_path / "db", read_only=True) as server, at(server) as endpoint:
        with pytest.raises(StoreError, match="read only"):
            load(sources([articles]), endpoint)
        assert graphs(endpoint) == {}


def test_nobody_there() -> None:
    with (
        pytest.raises(StoreError, match="is the store running"),
        connected(Target(url="http://127.0.0.1:9", patience=Patience(retries=0))),
    ):
        pass


def test_no_address() -> None:
    with pytest.raises(StoreError, match="begins with http"), connected(Target(url="localhost:7878")):
        pass


# ---- many


class Interrupted(Exception):  # noqa: N818 - what a user does
    """The user has had enough."""


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
def test_a_million_triples_in_two_thousand_graphs(name: str, tmp_path: Path) -> None:
    """Interrupted in the middle, gone on with, each graph counted there: none is short, none is new."""
    missing, start = {
        "oxigraph": (missing_oxigraph(), start_oxigraph),
        "virtuoso": (missing_virtuoso(), partial(start_virtuoso, buffers=100_000)),
    }[name]
    if missing:
        pytest.skip(missing)
    path = synthetic(tmp_path / "million.nq", graphs=2000, each=500)
    running = start(tmp_path / "db")

    def enough(now: Progress) -> None:
        if now.triples >= 500_000:
            raise Interrupted

    try:
        with at(running, patience=Patience()) as endpoint:
            with pytest.raises(Interrupted):
                load(sources([path]), endpoint, heard=enough)
            half = sum(graphs(endpoint).values())
            assert 500_000 <= half < 1_000_000
            done = load(sources([path]), endpoint)
            assert (done.triples, done.graphs, done.repaired) == (1_000_000, 2000, ())
            assert done.resumed >= 5
            assert graphs(endpoint) == {
                f"https://news.example/million/{number}": 500 for number in range(2000)
            }
    finally:
        running.stop()


def test_two_loads_at_once_do_not_disturb_each_other(oxigraph_server: Server, tmp_path: Path) -> None:
    paths = [synthetic(tmp_path / f"{name}.nq", graphs=20, each=100) for name in ("one", "two")]
    failed: list[Exception] = []

    def work(path: Path) -> None:
        try:
            with at(oxigraph_server) as endpoint:
                load(sources([path]), endpoint, Options(chunk=300, replace=True))
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with at(oxigraph_server) as endpoint:
        for path in paths:
            assert counts(endpoint, names(path)) == names(path)
