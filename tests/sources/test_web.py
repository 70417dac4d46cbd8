"""Addresses, against a real server on 127.0.0.1."""

import time
from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import SourceError
from kg.model import Document
from kg.sources import documents
from kg.sources.web import page


def one(url: str) -> Document | SourceError:
    (found,) = documents([url])
    return found


def test_a_page_is_an_article_under_its_address(server: str) -> None:
    article = one(f"{server}/grain")
    assert isinstance(article, Document)
    assert article.url == article.source == f"{server}/grain"
    assert (article.date, article.publisher) == ("2024-05-14", "The Example Courier")
    assert article.text.startswith("Hungary and Serbia")


def test_a_redirect_is_followed_to_the_address_that_answers(server: str) -> None:
    article = one(f"{server}/old#top")
    assert isinstance(article, Document)
    assert article.url == f"{server}/grain"
    assert article.source == f"{server}/old#top"


def test_plain_text_is_untouched(server: str) -> None:
    article = one(f"{server}/plain")
    assert isinstance(article, Document)
    assert article.text == "Peru rejected the offer.\r\n"


def test_the_declared_encoding_is_used(server: str) -> None:
    article = one(f"{server}/latin")
    assert isinstance(article, Document)
    assert article.text == "Perú rejected the offer. Bogotá did not reply. "


def test_json_lines_from_an_address(server: str) -> None:
    found = list(documents([f"{server}/lines"]))
    assert [item.id for item in found if isinstance(item, Document)] == ["chile-lithium", "kenya-border"]


def test_a_file_whose_kind_the_server_does_not_know_is_told_by_its_ending(server: str) -> None:
    found = list(documents([f"{server}/nameless.jsonl"]))
    assert [item.id for item in found if isinstance(item, Document)] == ["chile-lithium", "kenya-border"]
    assert "this is application/octet-stream" in str(one(f"{server}/nameless.bin"))


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/missing", "the server answers 404 Not Found"),
        ("/broken", "the server answers 500 Internal Server Error"),
        ("/loop", "more than 10 redirects; open it in a browser and save the article"),
        ("/elsewhere", "cannot be fetched: Request URL has an unsupported protocol 'ftp://'."),
        ("/menu", "no article found in this page; save its text, or give the page of one article"),
        ("/empty", "no article found in this page; save its text, or give the page of one article"),
        ("/pdf", "this is application/pdf, not a page with an article"),
        ("/lying", "this is a PDF, not text; save the article as text or HTML first"),
    ],
)
def test_what_cannot_be_had(server: str, path: str, what: str) -> None:
    assert str(one(server + path)) == f"{server}{path}: {what}"


def test_the_command_line_says_so_in_one_line(
    server: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", f"{server}/missing", "-o", str(tmp_path / "a.ttl")]) == 1
    assert capfd.readouterr() == ("", f"kg: error: {server}/missing: the server answers 404 Not Found\n")
    assert list(tmp_path.iterdir()) == []


def test_nobody_listens() -> None:
    assert str(one("http://127.0.0.1:9/")).startswith("http://127.0.0.1:9/: cannot be fetched: ")


def test_an_address_that_is_none() -> None:
    assert str(one("http://[::1")).startswith("http://[::1: cannot be fetched: ")


def test_size_is_bounded(server: str) -> None:
    with pytest.raises(SourceError) as caught:
        page(f"{server}/huge", limit=100_000)
    assert str(caught.value) == f"{server}/huge: more than 0.1 MB; that is no article"


def test_a_silent_server_is_given_up(server: str) -> None:
    with pytest.raises(SourceError) as caught:
        page(f"{server}/silent", timeout=0.2)
    assert str(caught.value) == f"{server}/silent: no answer within 0.2 s; try again later"


def test_a_dripping_page_is_given_up(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(SourceError) as caught:
        page(f"{server}/drip", deadline=0.3)
    assert str(caught.value) == f"{server}/drip: too slow; the page was not complete in time"
    assert time.monotonic() - start < 1.5
