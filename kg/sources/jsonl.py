"""JSON Lines to `Document`s: one article a line, each with at least its `text`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.errors import SourceError
from kg.model import Document
from kg.sources.dates import day
from kg.sources.decoding import LIMIT, MARKS, decoded

FIELDS = ("id", "url", "title", "date", "publisher", "lang")


def articles(
    data: bytes, *, source: str, url: str | None = None, charset: str | None = None
) -> Iterator[Document | SourceError]:
    """The articles of JSON Lines in memory; a broken line comes out as a `SourceError` that names it."""
    if any(data.startswith(mark) for mark, _ in MARKS):
        data = decoded(data, source=source).encode()
    yield from of_lines(data.splitlines(), source=source)


def of_lines(lines: Iterable[bytes], *, source: str) -> Iterator[Document | SourceError]:
    """The articles of lines of UTF-8; blank lines are passed over, `Document.source` is `source:line`."""
    for number, line in enumerate(lines, start=1):
        if number == 1 and line.strip() in (b"{", b"[", b"[{"):
            yield SourceError(f"{source}: JSON spread over lines; JSON Lines have one whole article on each")
            return
        if line.strip():
            try:
                yield _article(line.rstrip(b"\r\n"), f"{source}:{number}")
            except SourceError as error:
                yield error


def _article(line: bytes, where: str) -> Document:
    if len(line) > LIMIT:
        raise SourceError(f"{where}: more than {LIMIT // 1_000_000} MB in one line; one line is one article")
    row = _row(line, where)
    text = row.get("text")
    if not isinstance(text, str):
        raise SourceError(f'{where}: the field "text" is missing or is no string; it holds the article')
    values = {field: _value(row, field, where) for field in FIELDS}
    if values["date"] is not None and day(values["date"]) is None:
        raise SourceError(
            f"{where}: {values['date']!r} is no date; write the day of publication as 2025-02-19"
        )
    return Document(text=text, source=where, **values | {"date": day(values["date"])})


def _row(line: bytes, where: str) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{where}: byte {error.start + 1} is not UTF-8, the encoding of JSON Lines"
        ) from error
    except json.JSONDecodeError as error:
        raise SourceError(f"{where}: not JSON at column {error.colno}: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise SourceError(f"{where}: not JSON that can be read: {error}") from error
    if not isinstance(row, dict):
        raise SourceError(f'{where}: not a JSON object; write one article a line, like {{"text": "..."}}')
    return row


def _value(row: dict[str, object], field: str, where: str) -> str | None:
    value = row.get(field)
    if field == "id" and type(value) is int:
        return str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise SourceError(f'{where}: the field "{field}" is no string')
    return value
