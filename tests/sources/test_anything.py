"""Whatever the bytes are: an article or an error that says why, never anything else."""

import json
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Document
from kg.sources import documents, html, jsonl, text
from kg.sources.decoding import decoded
from kg.sources.origin import kind

SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<article>", "<!--", "-->", "<![CDATA[", "<script>", "</html", "&#x110000;",
        "<meta charset=x>", "<?xml version='1.0' encoding='utf-7'?>", "<title>", "\x0b", "<svg>", "<!>",
        "<p/>" * 50, "Peru rejected the offer of Chile. " * 8, "<time datetime=x>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 7}</script>',
    ]
)  # fmt: skip
FIELDS = st.dictionaries(st.sampled_from(["text", "date", "id", "lang"]), st.text())


@SOME
@given(st.binary(max_size=400))
def test_bytes_become_text_or_an_error(data: bytes) -> None:
    try:
        words = decoded(data, source="a")
    except SourceError:
        return
    words.encode()


@SOME
@given(st.text(max_size=400))
def test_text_comes_out_as_it_went_in(words: str) -> None:
    if any(char < " " and char not in "\t\n\x0b\x0c\r\x1b" for char in words) or words.startswith("\ufeff"):
        return
    if words.encode().startswith((b"%PDF", b"GIF8", b"{\\rtf", b"PK\x03\x04")):
        return
    (article,) = text.articles(words.encode(), source="a")
    assert article.text == words


@SOME
@given(st.one_of(st.binary(max_size=400), st.lists(TAGS, max_size=12).map("".join).map(str.encode)))
def test_a_page_has_an_article_or_is_an_error(data: bytes) -> None:
    try:
        (article,) = html.articles(data, source="a")
    except SourceError:
        return
    assert article.text


@SOME
@given(st.one_of(st.binary(max_size=400), FIELDS.map(json.dumps).map(str.encode)))
def test_lines_are_articles_or_errors(data: bytes) -> None:
    try:
        found = list(jsonl.articles(data, source="a"))
    except SourceError:
        return
    assert all(isinstance(one, Document | SourceError) for one in found)


@SOME
@given(st.binary(max_size=200))
def test_standard_input_is_articles_or_errors(data: bytes) -> None:
    found = list(documents(["-"], stdin=BytesIO(data)))
    assert all(isinstance(one, Document | SourceError) for one in found)


@SOME
@given(st.text(max_size=60))
def test_a_name_names_something_or_is_an_error(name: str) -> None:
    try:
        assert kind(name) in ("stdin", "url", "folder", "file", "pattern")
    except SourceError:
        return


@pytest.mark.parametrize("data", [b"<" * 100_000, b"<div>" * 20_000, b"<p>Peru rejected. " * 20_000])
def test_a_page_of_a_madman(data: bytes) -> None:
    try:
        (article,) = html.articles(data, source="a")
    except SourceError:
        return
    assert article.text
