"""Parts in an object store, one that speaks S3 over HTTP for one: the same bytes as in a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.corpus.build import build
from kg.corpus.folder import folder
from kg.errors import StoreError
from kg.model import Document
from tests.corpus.test_build import article, built, files
from tests.corpus.test_cluster import built_while_two_die
from tests.stores.servers import free_port, missing_rclone, s3

s3fs = pytest.importorskip("s3fs")
PARTS = "s3://news/parts"
TEXTS = sorted((Path(__file__).parent.parent / "gold" / "text").glob("*.txt"))


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty bucket that a server of its own keeps in this folder."""
    if missing_rclone():
        pytest.skip(missing_rclone())
    kept = tmp_path / "store" / "news"
    kept.mkdir(parents=True)
    with s3(kept.parent, user="key", password="secret") as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        s3fs.S3FileSystem.clear_instance_cache()  # of the test before: it knows another address
        yield kept


@pytest.mark.usefixtures("stub", "bucket")
@pytest.mark.parametrize("address", [PARTS, "memory://corpus/parts"])
def test_what_is_added_and_removed_leaves_the_bytes_of_a_folder(tmp_path: Path, address: str) -> None:
    corpus = [article(number) for number in range(9)]
    built(corpus, tmp_path / "here")
    assert built(corpus, address).built == 9  # type: ignore[arg-type]
    assert built(corpus[:8], address, prune=True).retracted == 1  # type: ignore[arg-type]
    again = built(corpus, address)  # type: ignore[arg-type]
    assert (again.built, again.unchanged) == (1, 8)
    place = folder(address)
    assert {name: place.read(name) for name in place.names()} == files(tmp_path / "here")


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
    many = built_while_two_die(corpus, bucket / "parts", address=PARTS)
    assert (many.built, many.facts, many.quads) == (single.built, single.facts, single.quads)
    assert files(bucket / "parts") == files(tmp_path / "single")
