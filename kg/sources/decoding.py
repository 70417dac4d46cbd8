"""Bytes to text, once for all formats: byte-order marks, UTF-8, declared and detected encodings."""

from __future__ import annotations

import codecs
import re

from kg.errors import SourceError

LIMIT = 10_000_000
"""The most bytes that one article may have; more is a mistake or an attack, not news."""

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # UTF-32 before UTF-16: the mark of the one begins with the mark of the other
FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(data: bytes, *, source: str, declared: str | None = None) -> str:
    """The text that the bytes write, line breaks and all; a byte-order mark is not text.

    In order: the byte-order mark, UTF-8, what the carrier declared, what charset-normalizer detects.
    Raises `SourceError` for bytes that are no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise SourceError(
                    f"{source}: marked as {encoding.upper()}, but byte {error.start} is not"
                ) from error
    for start, name in FORMATS:
        if data.startswith(start):
            raise SourceError(f"{source}: this is {name}, not text; save the article as text or HTML first")
    if CONTROLS.search(data):
        raise SourceError(f"{source}: this is binary data, not text; save the article as text or HTML first")
    return _unmarked(data, source, declared)


def _unmarked(data: bytes, source: str, declared: str | None) -> str:
    for encoding in ("utf-8", declared):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _detected(data, source)


def _detected(data: bytes, source: str) -> str:
    """Among equally likely readings the Western one, in which most English has been written."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise SourceError(f"{source}: the encoding cannot be detected; save the article as UTF-8")
    likely = (
        match.encoding for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)
    )
    return data.decode("cp1252" if "cp1252" in likely else best.encoding)
