"""Packed files, WARC files and feeds: every article in them, and an error for each that cannot be read."""

import gzip
import io
import json
import zlib
from pathlib import Path

import pytest
import zstandard

from kg.errors import SourceError
from kg.model import Document
from kg.sources import documents
from tests.sources.conftest import ARTICLES

ROWS = [{"text": f"Peru rejected the offer of day {number}.", "id": str(number)} for number in range(3)]
LINES = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
PAGE = (ARTICLES / "grain.html").read_bytes()
BODY = (
    "<p>Peru rejected the offer.</p><p>Chile &amp; Peru meet again. " + "They talked for long. " * 15 + "</p>"
)


def read(*sources: Path | str) -> list[Document | SourceError]:
    return list(documents(sources))


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.zst", "a.gz", "a.zstd"])
def test_packed_lines_are_read_as_plain_ones(tmp_path: Path, name: str) -> None:
    """Also packed in pieces that are joined, as archives that grow are."""
    half = len(LINES) // 2
    pack = gzip.compress if name.endswith("gz") else zstandard.ZstdCompressor().compress
    (tmp_path / name).write_bytes(pack(LINES[:half]) + pack(LINES[half:]))
    found = read(tmp_path / name)
    assert [one.text for one in found if isinstance(one, Document)] == [row["text"] for row in ROWS]
    if "json" in name:
        assert read(tmp_path) == found


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_what_is_cut_off_or_no_packing_at_all_is_an_error(tmp_path: Path, name: str) -> None:
    pack = gzip.compress if name.endswith("gz") else zstandard.ZstdCompressor().compress
    noise = bytes(range(256)) * 40
    for data in (pack(LINES + noise.hex().encode() * 9)[:-30], b"not packed at all"):
        (tmp_path / name).write_bytes(data)
        last = read(tmp_path / name)[-1]
        assert isinstance(last, SourceError)
        assert str(tmp_path / name) in str(last)


def record(kind: str, block: bytes, **headers: str) -> bytes:
    lines = [b"WARC/1.1", f"WARC-Type: {kind}".encode(), f"Content-Length: {len(block)}".encode()]
    lines += [f"{name.replace('_', '-')}: {value}".encode() for name, value in headers.items()]
    return b"\r\n".join(lines) + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def response(url: str, block: bytes) -> bytes:
    kind = "application/http; msgtype=response"
    return record("response", block, WARC_Target_URI=url, Content_Type=kind)


def chunked(data: bytes) -> bytes:
    parts = [data[i : i + 700] for i in range(0, len(data), 700)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


HTML = "Content-Type: text/html; charset=utf-8"
WARC = b"".join(
    [
        record("warcinfo", b"software: x\r\n", Content_Type="application/warc-fields"),
        response("https://news.example/plain", answer(PAGE, HTML)),
        response("https://news.example/image", answer(b"\x89PNG", "Content-Type: image/png")),
        response("https://news.example/gone", answer(b"<html>", HTML, status="404 Not Found")),
        response(
            "https://news.example/packed",
            answer(
                chunked(gzip.compress(PAGE)), HTML, "Transfer-Encoding: chunked", "Content-Encoding: gzip"
            ),
        ),
        response(
            "https://news.example/deflated", answer(zlib.compress(PAGE), HTML, "Content-Encoding: deflate")
        ),
        response("https://news.example/menu", answer(b"<html><body><ul><li>Home</ul></body></html>", HTML)),
        response("https://news.example/odd", answer(PAGE, HTML, "Content-Encoding: br")),
        record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http; msgtype=request"),
    ]
)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_the_pages_of_a_warc_file_are_articles(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(WARC) if name.endswith("gz") else WARC)
    found = read(tmp_path / name)
    pages = [one for one in found if isinstance(one, Document)]
    assert [page.url for page in pages] == [
        f"https://news.example/{n}" for n in ("plain", "packed", "deflated")
    ]
    assert len({page.text for page in pages}) == 1
    assert [str(one).rsplit("/", 1)[-1].split(":")[0] for one in found if isinstance(one, SourceError)] == [
        "menu",
        "odd",
    ]


@pytest.mark.parametrize("cut", [40, 600, len(WARC) - 20])
def test_a_warc_file_that_is_cut_off_says_so(tmp_path: Path, cut: int) -> None:
    (tmp_path / "a.warc").write_bytes(WARC[:cut])
    last = read(tmp_path / "a.warc")[-1]
    assert isinstance(last, SourceError)
    assert "whole?" in str(last) or "cut off" in str(last)


def rss(items: str) -> str:
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    channel = f"<channel><title>The Wire</title>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {content}>{channel}</rss>'


def test_a_feed_with_full_texts_gives_articles_without_fetching(tmp_path: Path) -> None:
    item = (
        "<item><title>No &amp; no</title><link>https://news.example/1</link><guid>n-1</guid>"
        "<pubDate>Wed, 19 Feb 2025 08:30:00 GMT</pubDate><description>Short.</description>"
        f"<content:encoded><![CDATA[{BODY}]]></content:encoded></item><item><title>Nothing</title></item>"
    )
    (tmp_path / "a.rss").write_text(rss(item), encoding="utf-8")
    first, second = read(tmp_path)
    assert isinstance(first, Document)
    assert (first.url, first.id, first.title, first.date, first.publisher) == (
        "https://news.example/1", "n-1", "No & no", "2025-02-19", "The Wire",
    )  # fmt: skip
    assert first.text.startswith("Peru rejected the offer.\nChile & Peru meet again. They")
    assert isinstance(second, SourceError)


def test_atom_is_told_by_its_first_tag(tmp_path: Path) -> None:
    atom = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>'
        '<entry><id>urn:x:1</id><link href="https://news.example/2"/><updated>2025-02-20T01:00:00Z</updated>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        "<p>Peru rejected the offer.</p></div>"
        "</content></entry></feed>"
    )
    (tmp_path / "a.xml").write_text(atom, encoding="utf-8")
    (only,) = read(tmp_path / "a.xml")
    assert isinstance(only, Document)
    assert (only.url, only.date, only.text) == (
        "https://news.example/2", "2025-02-20", "Peru rejected the offer.",
    )  # fmt: skip


def test_a_teaser_leads_to_its_page(tmp_path: Path, server: str) -> None:
    item = f"<item><title>Grain</title><link>{server}/grain</link><description>Short.</description></item>"
    missing = f"<item><title>Gone</title><link>{server}/nowhere</link></item>"
    (tmp_path / "a.rss").write_text(rss(item + missing), encoding="utf-8")
    page, gone = read(tmp_path / "a.rss")
    assert isinstance(page, Document)
    assert page.url == f"{server}/grain"
    assert isinstance(gone, SourceError)
    assert "404" in str(gone)


@pytest.mark.parametrize("data", ["<rss", "<rss></rss>", "\0\0"])
def test_a_broken_feed_is_an_error(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.rss").write_text(data, encoding="utf-8")
    (error,) = read(tmp_path / "a.rss")
    assert isinstance(error, SourceError)


def test_a_feed_reads_no_other_file(tmp_path: Path) -> None:
    """An entity of the document type does not bring a local file into an article."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Peru rejected the secret.")
    feed = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + rss(
        "<item><description>&x; " + "word " * 80 + "</description></item>"
    ).removeprefix('<?xml version="1.0"?>')
    (tmp_path / "a.rss").write_text(feed, encoding="utf-8")
    assert all("secret" not in getattr(one, "text", "") for one in read(tmp_path / "a.rss"))


def test_standard_input_may_be_a_feed() -> None:
    item = f"<item><description><![CDATA[{BODY}]]></description></item>"
    (only,) = documents(["-"], stdin=io.BytesIO(rss(item).encode()))
    assert isinstance(only, Document)
