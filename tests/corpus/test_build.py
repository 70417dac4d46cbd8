"""Parts: the same bytes whatever the way; only what changed is built; deaths and errors cost nothing else."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus import crew, parts
from kg.corpus.build import Report, build
from kg.corpus.folder import Local, alone
from kg.corpus.parts import MANIFEST
from kg.errors import KgError, SourceError, StoreError
from kg.model import Document

NAMES = ("Peru", "Chile", "Ghana", "Oman", "Togo")
ROOT = Path(__file__).parent.parent.parent


def article(number: int, words: str = "the offer") -> Document:
    name = NAMES[number % len(NAMES)]
    return Document(f"{name} rejected {words}.", url=f"https://news.example/{number}", source=f"a:{number}")


def files(folder: Path) -> dict[str, bytes]:
    """All that a build leaves, but for its lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".lock"}


def built(items: Iterable[Document | KgError], folder: Path, **options: object) -> Report:
    return build(items, folder, **{"workers": 0, **options})  # type: ignore[arg-type]


@pytest.mark.usefixtures("stub")
def test_the_bytes_do_not_depend_on_workers_or_order(tmp_path: Path) -> None:
    corpus = [article(number) for number in range(60)]
    first = built(corpus, tmp_path / "one")
    assert (first.built, first.facts, first.failures) == (60, 60, [])
    mixed = corpus[:]
    random.Random(7).shuffle(mixed)
    built(mixed, tmp_path / "two", workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) == 1 + 2 * first.parts


@pytest.mark.usefixtures("stub")
def test_the_parts_hold_what_a_plain_build_writes(tmp_path: Path) -> None:
    from kg import pipeline

    corpus = [article(number) for number in range(12)]
    pipeline.build(corpus, output=tmp_path / "all.nq")
    report = built(corpus, tmp_path / "parts")
    whole = (tmp_path / "all.nq").read_text().splitlines()
    in_parts = [line for path in (tmp_path / "parts").glob("*.nq") for line in path.read_text().splitlines()]
    assert sorted(in_parts) == sorted(whole)
    assert report.quads == len(whole)


@pytest.mark.usefixtures("stub")
def test_only_what_is_new_or_changed_is_built(tmp_path: Path) -> None:
    corpus = [article(number) for number in range(8)]
    built(corpus, tmp_path)
    before = files(tmp_path)
    again = built([*corpus, corpus[0]], tmp_path)
    assert (again.built, again.unchanged, again.copies, again.parts) == (0, 8, 1, 0)
    assert files(tmp_path) == before
    more = built([*corpus[:7], article(7, "the loan"), article(8)], tmp_path)
    assert (more.built, more.unchanged) == (2, 7)
    other = built(corpus, tmp_path, min_confidence=0.5)
    assert other.built == 8, "another option is another graph"


@pytest.mark.usefixtures("stub")
def test_articles_gone_stay_unless_pruned_and_an_empty_corpus_prunes_nothing(tmp_path: Path) -> None:
    built([article(1), article(2)], tmp_path)
    assert built([article(1)], tmp_path).retracted == 0
    whole = files(tmp_path)
    assert built([SourceError("nowhere: no such folder")], tmp_path, prune=True).retracted == 0
    assert files(tmp_path) == whole
    assert built([article(1)], tmp_path, prune=True).retracted == 1
    built([article(1)], tmp_path / "fresh")
    (tmp_path / "fresh").rename(tmp_path.parent / "fresh")
    assert files(tmp_path) == files(tmp_path.parent / "fresh")


@pytest.mark.usefixtures("stub")
def test_bad_articles_are_named_and_cost_no_other(tmp_path: Path) -> None:
    corpus: list[Document | KgError] = [article(number) for number in range(5)]
    bad = [Document("BUG", id="b", source="b.txt"), Document("UNREADABLE", id="u", source="u.txt")]
    report = built([*corpus, SourceError("x: cannot be read"), *bad], tmp_path)
    assert report.built == 5
    assert [failure.split(":")[0] for failure in report.failures] == ["b.txt", "u.txt", "x"]
    assert "ZeroDivisionError" in report.failures[0]


@pytest.mark.usefixtures("stub")
def test_an_article_that_can_be_read_no_more_leaves_the_graph(tmp_path: Path) -> None:
    built([article(1), article(2)], tmp_path)
    report = built([replace(article(1), text="BUG"), article(2)], tmp_path)
    assert len(report.failures) == 1
    assert b"news.example/1>" not in b"".join(files(tmp_path).values())


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_texts_under_one_name_the_later_stands_in_any_order(tmp_path: Path, turned: bool) -> None:
    first, second = replace(article(1), date="2025-02-18"), replace(article(1, "the loan"), date="2025-02-19")
    report = built([second, first] if turned else [first, second], tmp_path)
    assert report.built == 1
    assert "another text under the url or id" in report.failures[0]
    assert b"the loan" in b"".join(files(tmp_path).values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(st.integers(0, 5), st.sampled_from(["the offer", "the loan", "BUG"]), min_size=1),
        min_size=1,
        max_size=5,
    )
)
@pytest.mark.usefixtures("stub")
def test_any_sequence_of_changes_gives_the_graph_of_the_last_corpus_built_afresh(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[int, str]]
) -> None:
    """Add, change, remove, break and mend articles: nothing of what was before is left."""
    grown, fresh = tmp_path_factory.mktemp("grown"), tmp_path_factory.mktemp("fresh")
    for state in states:
        built([article(number, words) for number, words in state.items()], grown, prune=True)
    built([article(number, words) for number, words in states[-1].items()], fresh)
    assert files(grown) == files(fresh)


@pytest.mark.usefixtures("stub")
def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first reading of one article kills its process, the second does not."""
    corpus = [article(number) for number in range(20)]
    built(corpus, tmp_path / "calm")
    from tests import articles

    told, mark = articles.told, tmp_path / "killed"

    def fatal(reading: articles.Plain) -> object:
        if reading.document.url == "https://news.example/7" and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return told(reading)

    monkeypatch.setattr("kg.extract.extract", fatal)
    report = built(corpus, tmp_path / "torn", workers=2)
    assert mark.exists()
    assert (report.built, report.failures) == (20, [])
    assert files(tmp_path / "torn") == files(tmp_path / "calm")


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize("moment", [".next", ".nq", ".jsonl", "the end"])
def test_a_worker_that_is_killed_while_it_writes_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Killed before a file takes its name, or when all that is left is to remove the manifest to be."""
    corpus = [article(number) for number in range(20)]
    built(corpus, tmp_path / "calm")
    mark, replace_, remove = tmp_path / "killed", Path.replace, Local.remove

    def killed(now: bool) -> None:
        if now and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    def replaced(path: Path, target: Path) -> Path:
        killed(target.suffix == moment)
        return replace_(path, target)

    def removed(place: Local, name: str) -> None:
        killed(moment == "the end" and name.endswith(".next"))
        remove(place, name)

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Local, "remove", removed)
    report = built(corpus, tmp_path / "torn", workers=2)
    assert mark.exists()
    assert (report.built, report.failures) == (20, [])
    assert files(tmp_path / "torn") == files(tmp_path / "calm")


@pytest.mark.usefixtures("stub")
def test_an_article_that_always_kills_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests import articles

    told = articles.told

    def fatal(reading: articles.Plain) -> object:
        if reading.document.url == "https://news.example/7":
            os.kill(os.getpid(), signal.SIGKILL)
        return told(reading)

    monkeypatch.setattr("kg.extract.extract", fatal)
    report = built([article(number) for number in range(20)], tmp_path, workers=2)
    assert report.built == 19
    assert report.failures == ["a:7: reading it kills the process; it is left out"]


@pytest.mark.usefixtures("stub")
def test_an_article_that_never_ends_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests import articles

    told = articles.told

    def endless(reading: articles.Plain) -> object:
        while reading.document.url == "https://news.example/7":
            time.sleep(1)
        return told(reading)

    monkeypatch.setattr("kg.extract.extract", endless)
    monkeypatch.setattr("kg.corpus.task.PATIENCE", 1.0)
    report = built([article(number) for number in range(20)], tmp_path, workers=2)
    assert report.built == 19
    assert report.failures == ["a:7: reading it does not end; it is left out"]


@pytest.mark.usefixtures("stub")
def test_workers_make_room_for_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(crew, "ROUNDS", 2)
    assert built([article(number) for number in range(40)], tmp_path, workers=2).built == 40
    assert not caplog.records, "none is taken for dead"


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize("after", ["next", "nq", "jsonl"])
def test_a_part_half_replaced_is_finished_or_undone(tmp_path: Path, after: str) -> None:
    """Stop after each of the steps that replace a part."""
    place = Local(tmp_path)
    built([article(1)], tmp_path)
    part = article_part(tmp_path)
    old = files(tmp_path)
    steps: list[str] = []

    class Stopped(Local):
        def write(self, name: str, data: bytes) -> None:
            super().write(name, data)
            steps.append(name.rsplit(".")[-1])
            if name.endswith(after):
                raise KeyboardInterrupt

    graph = next(parts.graphs(place, part))
    changed = parts.Graph(replace(graph.entry, quads=1), graph.data[: graph.data.index(b"\n") + 1])
    with pytest.raises(KeyboardInterrupt):
        parts.commit(Stopped(tmp_path), part, [changed])
    assert parts.recovered(place) == [part]
    listed = [one.entry.quads for one in parts.graphs(place, part)]
    assert listed == [graph.entry.quads if after == "next" else 1]
    built([article(1)], tmp_path)
    if after == "next":
        assert files(tmp_path) == old


def article_part(folder: Path) -> str:
    (quads,) = folder.glob("*.nq")
    return quads.stem


@pytest.mark.usefixtures("stub")
def test_quads_that_are_not_what_their_manifest_says_are_built_anew_or_refused(tmp_path: Path) -> None:
    built([article(1)], tmp_path)
    whole, part = files(tmp_path), article_part(tmp_path)
    (tmp_path / f"{part}.nq").write_bytes(b"")
    assert built([article(1)], tmp_path).built == 1
    assert files(tmp_path) == whole
    (tmp_path / f"{part}.nq").write_bytes(whole[f"{part}.nq"].replace(b"offer", b"oddly"))
    with pytest.raises(StoreError, match="is not what"):
        built([article(1, "the loan")], tmp_path)


def test_two_builds_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with (
        alone(Local(tmp_path)),
        pytest.raises(StoreError, match="another build"),
        alone(Local(tmp_path), patience=0.2),
    ):
        pass


SLOW = """
import sys
sys.path.insert(0, {root!r})
from kg.corpus.build import build
from tests.corpus import stubbed
from tests.corpus.test_build import article

stubbed.dask_setup(None)
report = build([article(n) for n in range({number})], sys.argv[1], workers=2)
print(report.built, report.unchanged)
"""


@pytest.mark.usefixtures("stub")
def test_a_build_killed_at_any_moment_goes_on_and_ends_in_the_same_bytes(tmp_path: Path) -> None:
    """Kill -9 after random times; the last run is left to end."""
    number, kills, chance = 150, int(os.environ.get("KG_KILLS", "2")), random.Random(11)
    script = tmp_path / "slow.py"
    script.write_text(SLOW.format(root=str(ROOT), number=number))
    out = tmp_path / "torn"
    command = [sys.executable, str(script), str(out)]
    grown, killed = 0, 0
    for _ in range(kills):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            until = time.monotonic() + 60
            while not list(out.glob("*.nq"))[grown:] and process.poll() is None and time.monotonic() < until:
                time.sleep(0.02)
            time.sleep(chance.uniform(0, 0.5))
            killed += process.poll() is None
            process.kill()
        grown = len(list(out.glob("*.nq")))
    assert killed
    last = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    fresh, kept = map(int, last.stdout.split())
    assert fresh + kept == number
    assert kept, "nothing was kept of what the killed builds had done"
    built([article(n) for n in range(number)], tmp_path / "calm")
    assert files(out) == files(tmp_path / "calm")
    assert MANIFEST in files(out)
