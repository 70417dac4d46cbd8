"""WARC files of web archives: each page that was answered, to the article in it.

What is no page (pictures, scripts, redirects, errors, revisits) is passed over; a page without an article is
an error in its place, as anywhere else.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from kg.errors import SourceError
from kg.model import Document
from kg.sources import html, text
from kg.sources.decoding import LIMIT

_VERSION: Final = re.compile(rb"WARC/\d")
_LENGTH: Final = re.compile(rb"\d{1,15}")
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEADERS: Final = 200
"""Lines of a header, at most; and how long each may be is bounded as well."""
_LINE: Final = 65_536


def articles(data: bytes, *, source: str) -> Iterator[Document | SourceError]:
    """The articles of a WARC file that is in memory."""
    import io

    yield from of_stream(io.BytesIO(data), source=source)


def of_stream(file: BinaryIO, *, source: str) -> Iterator[Document | SourceError]:
    """The articles of a WARC file, record by record."""
    while (start := file.readline(_LINE)) != b"":
        if not start.strip():
            continue
        if not _VERSION.match(start):
            raise SourceError(f"{source}: no WARC record where one should begin; is the file whole?")
        record = _headers(file)
        length = record.get(b"content-length", b"")
        if not _LENGTH.fullmatch(length):
            raise SourceError(f"{source}: a WARC record does not say how long it is; is the file whole?")
        rest = int(length)
        block = file.read(min(rest, LIMIT + 1))
        if len(block) < min(rest, LIMIT + 1):
            raise SourceError(f"{source}: the last WARC record is cut off")
        _skip(file, rest - len(block))
        if record.get(b"warc-type") == b"response" and record.get(b"content-type", b"").startswith(
            b"application/http"
        ):
            url = record.get(b"warc-target-uri", b"").strip(b"<>").decode("utf-8", "replace")
            yield from _page(block, url, f"{source}: {url}")


def _page(block: bytes, url: str, where: str) -> Iterator[Document | SourceError]:
    """The article of an answer, if it is a page."""
    import io

    file = io.BytesIO(block)
    status = file.readline(_LINE).split(None, 2)
    headers = _headers(file)
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    reader = {
        b"text/html": html.articles,
        b"application/xhtml+xml": html.articles,
        b"text/plain": text.articles,
    }
    if status[1:2] != [b"200"] or kind not in reader:
        return
    if len(block) > LIMIT:
        yield SourceError(f"{where}: more than {LIMIT // 1_000_000} MB; that is no article")
        return
    charset = _CHARSET.search(headers.get(b"content-type", b""))
    try:
        data = _unpacked(_joined(file.read(), headers), headers)
        declared = charset[1].decode("ascii", "ignore") if charset else None
        yield from reader[kind](data, source=where, url=url or None, charset=declared)
    except SourceError as error:
        yield error
    except (ValueError, zlib.error, EOFError, OSError) as error:
        yield SourceError(f"{where}: the answer cannot be unpacked: {error}")


def _headers(file: BinaryIO) -> dict[bytes, bytes]:
    """Header lines up to the empty one."""
    found: dict[bytes, bytes] = {}
    for _ in range(_HEADERS):
        line = file.readline(_LINE)
        if not line.strip():
            break
        name, _, value = line.partition(b":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _skip(file: BinaryIO, number: int) -> None:
    while number > 0 and (piece := file.read(min(number, 1 << 20))):
        number -= len(piece)


def _joined(data: bytes, headers: dict[bytes, bytes]) -> bytes:
    """A body that was sent in chunks, as one; some archives join chunks and leave the header."""
    if headers.get(b"transfer-encoding", b"").lower() != b"chunked":
        return data
    pieces: list[bytes] = []
    at = 0
    while match := re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n").match(data, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(data[match.end() : match.end() + size])
        at = match.end() + size
    return b"".join(pieces) if pieces else data


def _unpacked(data: bytes, headers: dict[bytes, bytes]) -> bytes:
    """A body that was sent packed; bounded, as what unpacks to more is no article."""
    packing = headers.get(b"content-encoding", b"").lower()
    if packing in (b"gzip", b"x-gzip") and data[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits=31)
    elif packing == b"deflate":
        unpacker = zlib.decompressobj(wbits=15 if data[:1] == b"\x78" else -15)
    elif packing in (b"", b"identity", b"gzip", b"x-gzip"):
        return data
    elif packing == b"zstd":
        from zstandard import ZstdDecompressor

        return bytes(ZstdDecompressor().stream_reader(data).read(LIMIT))
    else:
        raise ValueError(f"sent as {packing.decode('ascii', 'replace')}")
    return unpacker.decompress(data, LIMIT)
