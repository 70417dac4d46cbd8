"""The embedded store: articles come, change and go without touching one another."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import StoreError
from kg.model import Extraction, Fact
from kg.rdf.describe import describe
from kg.rdf.formats import FORMATS, write
from kg.stores.local import Store, graph_from_files
from tests.rdf.samples import DEMAND, SAMPLE, TALKS

TALKS_IRI = "https://news.example/talks"


def renamed(url: str | None, *, id: str | None = None, facts: tuple[Fact, ...] | None = None) -> Extraction:
    """The sample as another article."""
    return replace(
        SAMPLE,
        document=replace(SAMPLE.document, url=url, id=id),
        facts=SAMPLE.facts if facts is None else facts,
        answers=SAMPLE.answers if facts is None else (),
    )


def everything(store: Store) -> set[str]:
    return {str(quad) for quad in store.quads()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "graph"


def test_the_same_article_again_changes_nothing(folder: Path) -> None:
    with Store(folder) as store:
        assert store.add(describe(SAMPLE)) == "added"
        before = everything(store)
        assert store.add(describe(SAMPLE)) == "unchanged"
        assert everything(store) == before == {str(quad) for quad in describe(SAMPLE)}


def test_a_corrected_article_replaces_exactly_its_own(folder: Path) -> None:
    other = renamed("https://news.example/other")
    corrected = renamed(TALKS_IRI, id="talks-1", facts=(replace(DEMAND, content="go home"), TALKS))
    with Store(folder) as store:
        store.add(describe(SAMPLE))
        store.add(describe(other))
        assert store.add(describe(corrected)) == "replaced"
        expected = {str(quad) for quad in (*describe(corrected), *describe(other))}
        assert everything(store) == expected
        assert [one.facts for one in store.articles()] == [len(other.facts), 2]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (renamed(None, id="talks-1"), renamed(TALKS_IRI, id="talks-1", facts=(DEMAND,))),
        (renamed(TALKS_IRI, id="talks-1"), renamed(None, id="talks-1", facts=(DEMAND,))),
        (renamed(None, id="talks-1"), renamed(None, id="talks-1", facts=(DEMAND,))),
    ],
)
def test_an_article_is_the_same_by_its_identifier(
    folder: Path, before: Extraction, after: Extraction
) -> None:
    with Store(folder) as store:
        store.add(describe(before))
        assert store.add(describe(after)) == "replaced"
        assert everything(store) == {str(quad) for quad in describe(after)}
        assert len(store.articles()) == 1


def test_two_addresses_are_two_articles_whatever_their_identifier(folder: Path) -> None:
    with Store(folder) as store:
        store.add(describe(renamed("https://a.example/1", id="1")))
        assert store.add(describe(renamed("https://b.example/1", id="1"))) == "added"
        assert len(store.articles()) == 2
        with pytest.raises(StoreError, match="'1' names 2 articles"):
            store.find("1")


def test_retracting_one_article_keeps_what_another_says(folder: Path) -> None:
    other = renamed("https://news.example/other")
    russia = pyoxigraph.NamedNode("https://w3id.org/diplomacy/id/actor/russia")
    with Store(folder) as store:
        store.add(describe(SAMPLE))
        store.add(describe(other))
        assert store.retract("talks-1") == len(set(describe(SAMPLE)))
        assert everything(store) == {str(quad) for quad in describe(other)}
        assert list(store.graph.quads_for_pattern(russia, None, None))
        assert [one.iri for one in store.articles()] == ["https://news.example/other"]
        with pytest.raises(StoreError, match="holds no article 'talks-1'"):
            store.retract("talks-1")


def test_what_is_written_stays_when_the_store_is_opened_again(folder: Path) -> None:
    with Store(folder) as store:
        store.add(describe(SAMPLE))
    with Store(folder, read_only=True) as store:
        assert everything(store) == {str(quad) for quad in describe(SAMPLE)}
        assert store.find("talks-1") == store.find(TALKS_IRI) == TALKS_IRI
        (article,) = store.articles()
        assert (article.iri, article.label, article.date) == (TALKS_IRI, SAMPLE.document.title, "2025-02-19")
        assert article.facts == len(SAMPLE.facts)
        with pytest.raises(StoreError, match="read only"):
            store.retract(TALKS_IRI)


def test_counts_are_of_facts_by_class(folder: Path) -> None:
    with Store(folder) as store:
        store.add(describe(SAMPLE))
        counts = store.counts()
    assert counts["articles"] == 1
    assert counts["facts"] == len(SAMPLE.facts) == 9
    assert (counts["Demand"], counts["Talks"], counts["Role"], counts["UnrealizedAct"]) == (1, 1, 2, 2)
    assert "Concession" not in counts


def test_an_article_is_one_named_graph(folder: Path) -> None:
    two = [*describe(SAMPLE), *describe(renamed("https://news.example/other"))]
    with Store(folder) as store:
        with pytest.raises(ValueError, match="these quads are in 2"):
            store.add(two)
        assert len(store) == 0


# ---- folders that are no good


def test_readers_read_together_and_a_writer_keeps_them_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.stores.local._PATIENCE", 0.1)
    with Store(folder) as store:
        store.add(describe(SAMPLE))
        for read_only in (True, False):
            with pytest.raises(StoreError, match="in use"):
                Store(folder, read_only=read_only)
    with Store(folder, read_only=True) as one, Store(folder, read_only=True) as other:
        assert len(one) == len(other) > 0
        with pytest.raises(StoreError, match="in use"):
            Store(folder)
    with Store(folder) as store:
        assert len(store) > 0


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear Sir")
    with pytest.raises(StoreError, match="other things and no store"):
        Store(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["letters.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("")
    with pytest.raises(StoreError, match="--data"):
        Store(path)


def test_there_is_nothing_to_read_in_no_store(folder: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store(folder, read_only=True)
    assert not folder.exists()


def test_a_damaged_store_says_so(folder: Path) -> None:
    with Store(folder) as store:
        store.add(describe(SAMPLE))
    (folder / "CURRENT").write_text("nonsense")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="damaged"):
            Store(folder, read_only=read_only)


def test_a_closed_store_says_so(folder: Path) -> None:
    with Store(folder) as store:
        pass
    with pytest.raises(StoreError, match="closed"):
        len(store)


ADDING = """
import sys
from dataclasses import replace
from pathlib import Path
from kg.rdf.describe import describe
from kg.stores.local import Store
from tests.rdf.samples import SAMPLE
with Store(Path(sys.argv[1])) as store:
    for number in range(100_000):
        url = f"https://news.example/{number % 50}"
        document = replace(SAMPLE.document, url=url, id=None)
        facts = SAMPLE.facts[: 1 + number % len(SAMPLE.facts)]
        store.add(describe(replace(SAMPLE, document=document, facts=facts)))
        print(number, flush=True)
"""


def test_a_killed_writer_leaves_whole_articles(folder: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert writer.stdout
    for line in writer.stdout:
        if int(line) >= 60:
            time.sleep(0.003)
            break
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    with Store(folder) as store:
        articles = store.articles()
        assert len(articles) == 50
        for article in articles:
            document = replace(SAMPLE.document, url=article.iri, id=None)
            whole = replace(SAMPLE, document=document, facts=SAMPLE.facts[: article.facts])
            assert {str(q) for q in store.quads(article.iri)} == {str(q) for q in describe(whole)}


def test_a_full_disk_is_an_error_and_the_store_stays(folder: Path) -> None:
    with Store(folder) as store:
        store.add(describe(SAMPLE))
    limit = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({64 * 1024},) * 2)\n"
    ran = subprocess.run(
        [sys.executable, "-c", ADDING.replace("with Store", f"{limit}with Store"), str(folder)],
        capture_output=True,
        text=True,
        cwd=Path.cwd(),
        timeout=60,
    )
    assert ran.returncode == 1
    assert "kg.errors.StoreError" in ran.stderr
    with Store(folder) as store:
        assert {str(q) for q in store.quads(TALKS_IRI)} == {str(q) for q in describe(SAMPLE)}


# ---- graph files


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_by_its_ending(tmp_path: Path, name: str) -> None:
    form = FORMATS[name]
    for ending in form.endings:
        path = tmp_path / f"graph{ending.upper()}"
        write(describe(SAMPLE), path, format=form)
        store = graph_from_files([path])
        assert {str(quad.triple) for quad in store} == {str(quad.triple) for quad in describe(SAMPLE)}
        named = [graph.value for graph in store.named_graphs()]
        assert named == ([TALKS_IRI] if form.named_graphs else [])


def test_several_files_make_one_graph(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.nq"):
        write(describe(SAMPLE), tmp_path / name)
    store = graph_from_files([tmp_path / "a.ttl", tmp_path / "b.nq"])
    assert len(store) == 2 * len(set(describe(SAMPLE)))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.docx", "", "not a graph file by its ending"),
        ("graph", "", "not a graph file by its ending"),
        ("broken.ttl", "<urn:a> <urn:b> .\n", "line 1: not Turtle"),
        ("broken.nq", "<urn:a> <urn:b> <urn:c> .\nnonsense\n", "line 2: not N-Quads"),
        ("broken.jsonld", '{"@id": ', "not JSON-LD"),
        ("broken.rdf", "<rdf", "not RDF/XML"),
    ],
)
def test_a_file_that_is_no_graph_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(StoreError, match=message) as caught:
        graph_from_files([path])
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.ttl: cannot be read: No such file"):
        graph_from_files([tmp_path / "none.ttl"])
    folder = tmp_path / "graphs.ttl"
    folder.mkdir()
    with pytest.raises(StoreError, match="is a folder"):
        graph_from_files([folder])
