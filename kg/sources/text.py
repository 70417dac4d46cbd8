"""Plain text to a `Document`: the content is the text, untouched."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Document
from kg.sources.decoding import decoded


def articles(
    data: bytes, *, source: str, url: str | None = None, charset: str | None = None
) -> Iterator[Document]:
    """The one article that a plain text is: every character of it, line breaks as they are."""
    yield Document(decoded(data, source=source, declared=charset), url=url, source=source)
