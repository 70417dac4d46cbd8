"""An HTML page to a `Document`: the article's body with the title, date, publisher and language it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.model import Document
from kg.sources.dates import day
from kg.sources.decoding import decoded

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
FEWEST_WORDS = 20
"""Words in whole sentences below which a page holds no article but menus, notices or a picture."""
DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
"""Stated dates only: a date guessed from the running text would put every "last week" wrong."""


def articles(
    data: bytes, *, source: str, url: str | None = None, charset: str | None = None
) -> Iterator[Document]:
    """The one article of a page; raises `SourceError` when it has none.

    `url` is where the page was fetched; a saved page is known by the address it states for itself.
    """
    page = _page(decoded(data, source=source, declared=charset or _declared(data)), url, source)
    text = (page.text or "").strip() if page is not None else ""
    if _sentence_words(text) < FEWEST_WORDS:
        raise SourceError(
            f"{source}: no article found in this page; save its text, or give the page of one article"
        )
    yield Document(
        text=text,
        url=url or _absolute(page.url),
        title=page.title,
        date=day(page.date),
        publisher=page.sitename,
        source=source,
    )


def _page(html: str, url: str | None, source: str) -> Any:
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            html,
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=DATE_SEARCH,
        )
    except Exception as error:  # lxml below it raises what it likes, AssertionError among them
        raise SourceError(f"{source}: this page cannot be taken apart; save its text") from error


def _declared(data: bytes) -> str | None:
    match = META_CHARSET.search(data[:4096])
    return match[1].decode("ascii", "ignore") if match else None


def _absolute(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _sentence_words(text: str) -> int:
    lines = (line.rstrip("\"'”’)] ") for line in text.splitlines())
    return sum(len(line.split()) for line in lines if line.endswith((".", "!", "?", "…")))
