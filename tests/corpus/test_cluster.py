"""The same parts from a dask cluster, of whose workers some are killed."""

import os
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.corpus.build import Report, build
from kg.errors import KgError
from kg.model import Document
from tests.corpus.stubbed import ENDLESS
from tests.corpus.test_build import article, built, files

distributed = pytest.importorskip("distributed")
dask = pytest.importorskip("dask")
STUBBED = Path(__file__).with_name("stubbed.py")


def kill_two(client: object, out: Path, killed: list[int]) -> None:
    """Kill two of the workers once some parts are there."""
    pids = list(client.run(os.getpid).values())  # type: ignore[attr-defined]
    for number, pid in enumerate(pids[:2], start=1):
        while len(list(out.glob("*.nq"))) < 5 * number:
            time.sleep(0.02)
        os.kill(pid, signal.SIGKILL)
        killed.append(pid)


def built_while_two_die(
    corpus: Sequence[Document], out: Path, *, address: str | None = None, **options: object
) -> Report:
    """A build by four workers, two of them killed; `out` is where its parts come to lie."""
    killed: list[int] = []
    with (
        distributed.LocalCluster(
            n_workers=4, threads_per_worker=1, dashboard_address=None, **options
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        murderer = threading.Thread(target=kill_two, args=(client, out, killed), daemon=True)
        murderer.start()
        report = build(corpus, address or out, cluster=cluster.scheduler_address)
        murderer.join(10)
    assert len(killed) == 2
    return report


@pytest.mark.usefixtures("stub")
def test_two_of_four_workers_are_killed_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    corpus = [article(number) for number in range(200)]
    single = built(corpus, tmp_path / "single")
    many = built_while_two_die(corpus, tmp_path / "many", preload=[str(STUBBED)])
    assert (many.built, many.facts, many.quads, many.failures) == (
        single.built,
        single.facts,
        single.quads,
        [],
    )
    assert files(tmp_path / "many") == files(tmp_path / "single")


@pytest.mark.usefixtures("stub")
def test_an_article_that_never_ends_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its neighbours, which dask suspects too, are not."""
    corpus = [article(number) for number in range(12)]
    monkeypatch.setattr("kg.corpus.task.PATIENCE", 8.0)
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=None, preload=[str(STUBBED)]
        ) as cluster,
    ):
        endless = Document("Peru rejected it.", url=ENDLESS, source="endless")
        report = build([*corpus, endless], tmp_path / "many", cluster=cluster.scheduler_address, workers=1)
    assert report.failures == ["endless: reading it kills its process or does not end; it is left out"]
    assert report.built == 12
    built(corpus, tmp_path / "calm")
    assert files(tmp_path / "many") == files(tmp_path / "calm")


@pytest.mark.usefixtures("stub")
def test_a_scheduler_that_does_not_answer_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.corpus.cluster.PATIENCE", "1s")
    with pytest.raises(KgError, match="no scheduler answers"):
        build([article(1)], tmp_path, cluster="tcp://127.0.0.1:9")


@pytest.mark.usefixtures("stub")
def test_a_worker_of_another_version_is_refused(tmp_path: Path) -> None:
    from dataclasses import replace

    from kg.corpus.task import Change, Options, Task
    from kg.corpus.task import built as worked

    task = Task(str(tmp_path), Options(version="stub 1"), (Change("000"),))
    worked(task)
    with pytest.raises(KgError, match="install the same on all"):
        worked(replace(task, options=Options(version="stub 2")))
