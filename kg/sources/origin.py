"""What a string names (file, folder, pattern, URL, standard input), and the articles found there."""

from __future__ import annotations

import glob
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from kg.errors import SourceError
from kg.model import Document
from kg.sources import feed, html, jsonl, text, warc
from kg.sources.dates import stated
from kg.sources.decoding import LIMIT, MARKS
from kg.sources.language import foreign
from kg.sources.packed import ending, opened

LOG = logging.getLogger(__name__)
Item: TypeAlias = Document | SourceError
Kind = Literal["stdin", "url", "folder", "file", "pattern"]
Reader: TypeAlias = Callable[..., Iterator[Item]]

FORMATS: dict[str, Reader] = {
    ".txt": text.articles,
    ".text": text.articles,
    ".html": html.articles,
    ".htm": html.articles,
    ".xhtml": html.articles,
    ".jsonl": jsonl.articles,
    ".ndjson": jsonl.articles,
    ".rss": feed.articles,
    ".atom": feed.articles,
    ".warc": warc.articles,
}
"""A new input format is one module with `articles` and one line here; any may be packed (`.gz`, `.zst`)."""
LONGEST = 1_000_000
"""Characters of one article beyond which it is a book, and the parser's memory would burst."""


def kind(source: str) -> Kind:
    """What a string names: the only place that guesses. A file that exists wins over a pattern.

    Raises `SourceError` for a name that is nothing here, or an address that is not fetched.
    """
    if source == "-":
        return "stdin"
    if "://" in source:
        if source.lower().startswith(("http://", "https://")):
            return "url"
        raise SourceError(f"{source}: only http and https addresses are fetched; save the article as a file")
    path = Path(source)
    try:
        if path.is_dir():
            return "folder"
        if path.exists():
            return "file"
    except (OSError, ValueError) as error:  # a name that no file can have: too long, a NUL in it
        raise SourceError(f"{_short(source)}: no such file, folder or address") from error
    if any(sign in source for sign in "*?["):
        return "pattern"
    raise SourceError(f"{_short(source)}: no such file, folder or address")


def documents(
    sources: Iterable[str | Path | Document],
    *,
    date: str | None = None,
    force: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Item]:
    """The articles of all sources in order; what cannot be read comes out as a `SourceError` in its place.

    `date` (ISO 8601 day) is the publication date of articles that state none. `force` lets through what is
    not in English. `stdin` stands in for standard input, which the source `-` names.
    """
    for source in sources:
        for item in [source] if isinstance(source, Document) else _items(str(source), stdin):
            yield _checked(item, date=date, force=force)


def expected(sources: Iterable[str | Path]) -> int | None:
    """About how many articles there are, for a progress bar; `None` when only reading would tell."""
    number = 0
    for source in map(str, sources):
        try:
            what = kind(source)
            if what == "stdin":
                return None
            paths = {"folder": _folder, "pattern": _pattern}.get(what, lambda name: [Path(name)])(source)
            number += 1 if what == "url" else sum(map(_lines_in, paths))
        except (SourceError, OSError):
            number += 1
    return number


def _lines_in(path: Path) -> int:
    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        return 1  # or more: what is packed is not unpacked to be counted
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _items(source: str, stdin: BinaryIO | None) -> Iterator[Item]:
    try:
        match kind(source):
            case "stdin":
                yield from _stdin(stdin or sys.stdin.buffer)
            case "url":
                yield from _url(source)
            case "folder":
                yield from _files(_folder(source))
            case "pattern":
                yield from _files(_pattern(source))
            case "file":
                yield from _file(Path(source))
    except SourceError as error:
        yield error


def _folder(source: str) -> list[Path]:
    """Files with a known ending below a folder, by name; nothing that is hidden."""
    root = Path(source)
    found = (path for path in root.rglob("*") if ending(path) in FORMATS and path.is_file())
    files = sorted(path for path in found if not any(part[0] == "." for part in path.relative_to(root).parts))
    if not files:
        raise SourceError(f"{source}: no article in this folder; it takes {', '.join(FORMATS)}")
    return files


def _pattern(source: str) -> list[Path]:
    files = [path for path in map(Path, sorted(glob.glob(source, recursive=True))) if path.is_file()]  # noqa: PTH207
    if not files:
        raise SourceError(f"{source}: no file matches this pattern")
    return files


def _files(paths: Iterable[Path]) -> Iterator[Item]:
    for path in paths:
        try:
            yield from _file(path)
        except SourceError as error:
            yield error


def _file(path: Path) -> Iterator[Item]:
    """The articles of one file; JSON Lines are read line by line, so a corpus need not fit in memory."""
    try:
        with opened(path) as file:
            head = file.peek(8192)
            reader = FORMATS.get(ending(path)) or sniffed(head)
            if reader is warc.articles:
                yield from warc.of_stream(file, source=str(path))
            elif reader is jsonl.articles and not any(head.startswith(mark) for mark, _ in MARKS):
                yield from jsonl.of_lines(_lines(file), source=str(path))
            else:
                yield from reader(_bounded(file, str(path)), source=str(path))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is longer than any article only the start, which is refused later."""
    while line := file.readline(LIMIT + 1):
        rest = line
        while len(rest) > LIMIT and not rest.endswith(b"\n"):
            rest = file.readline(LIMIT + 1)
        yield line


def _stdin(stream: BinaryIO) -> Iterator[Item]:
    """Standard input, told by its first line; JSON Lines are read as they come."""
    first = stream.readline(LIMIT + 1)
    if sniffed(first) is jsonl.articles and not any(first.startswith(mark) for mark, _ in MARKS):
        yield from jsonl.of_lines(chain([first], _lines(stream)), source="<stdin>")
    else:
        data = first + stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise SourceError(f"<stdin>: more than {LIMIT // 1_000_000} MB; many articles go into JSON Lines")
        yield from sniffed(data)(data, source="<stdin>")


def _url(source: str) -> Iterator[Item]:
    from kg.sources import web

    page = web.page(source, endings=FORMATS)
    reader = text.articles if page.type == "text/plain" else sniffed(page.data)
    if page.type in ("text/html", "application/xhtml+xml") and reader is not feed.articles:
        reader = html.articles
    yield from reader(page.data, source=source, url=page.url, charset=page.charset)


def sniffed(head: bytes) -> Reader:
    """The format that the first bytes show: by the tag, the brace of JSON Lines, else plain text."""
    if head.startswith(b"WARC/"):
        return warc.articles
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and feed.is_feed(head):
        return feed.articles
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--", b"<head", b"<body")):
        return html.articles
    if start.startswith(b"{") and b'"' in start:
        return jsonl.articles
    return text.articles


def _bounded(file: BinaryIO, source: str) -> bytes:
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise SourceError(
            f"{source}: more than {LIMIT // 1_000_000} MB; one file is one article, many go into JSON Lines"
        )
    return data


def _checked(item: Item, *, date: str | None, force: bool) -> Item:
    """The article with its day, or why it cannot be read for facts.

    What came with the article counts first, then `date`, then what its own words state.
    """
    if isinstance(item, SourceError):
        return item
    if not item.text.strip():
        return SourceError(f"{item.source}: the text is empty")
    if len(item.text) > LONGEST:
        return SourceError(
            f"{item.source}: {len(item.text):,} characters are more than one article; split it"
        )
    if _halved("".join(value or "" for value in (item.text, item.id, item.url, item.title))):
        return SourceError(
            f"{item.source}: the text holds half a character (a lone surrogate); mend its encoding"
        )
    language = None if force else foreign(item.text, item.lang)
    if language:
        return SourceError(
            f"{item.source}: the text is not in English but {language!r}; skipped, --force reads it anyway"
        )
    if item.date and date and item.date != date:
        LOG.info(
            "%s: its own day, %s, is kept; the one given is for articles without", item.source, item.date
        )
    known = item.date or date or stated(item.text)
    return item if item.date == known else replace(item, date=known)


def _halved(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return True
    return False


def _short(source: str) -> str:
    return source if len(source) <= 80 else f"{source[:77]}..."
