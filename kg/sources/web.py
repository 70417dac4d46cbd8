"""A URL to bytes: the only socket of the sources. Redirects, size and time are bounded."""

from __future__ import annotations

import time
from collections.abc import Container
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import SourceError
from kg.sources.decoding import LIMIT

if TYPE_CHECKING:
    from httpx import Response

REDIRECTS = 10
TIMEOUT = 20.0
"""Seconds to connect, and to wait for the next bytes."""
DEADLINE = 60.0
"""Seconds that a page may take in all, so that one which drips does not hold up the rest."""
TEXTUAL = (
    "text/", "application/xhtml+xml", "application/json", "application/x-ndjson", "application/jsonl",
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
)  # fmt: skip
NAMELESS = "application/octet-stream"
"""What a server calls a file whose kind it does not know."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL answered: its bytes, the address that answered in the end, what it declares itself to be."""

    data: bytes
    url: str
    type: str
    charset: str | None


def page(
    url: str,
    *,
    endings: Container[str] = (),
    timeout: float = TIMEOUT,
    deadline: float = DEADLINE,
    limit: int = LIMIT,
) -> Page:
    """What stands at `url`, after at most ten redirects; raises `SourceError` when it cannot be had.

    What a server cannot name ("application/octet-stream") is taken where its address ends as a file that is
    read: `endings`, such as ".jsonl".
    """
    import httpx

    headers = {"User-Agent": f"diplomacy-kg/{__version__}", "Accept": "text/html, text/plain, */*;q=0.5"}
    until = time.monotonic() + deadline
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=REDIRECTS, timeout=timeout, headers=headers
            ) as client,
            client.stream("GET", url) as response,
        ):
            kind = _kind(url, response, endings)
            return Page(
                _body(url, response, until, limit),
                str(response.url).split("#")[0],
                kind,
                response.charset_encoding,
            )
    except httpx.TooManyRedirects as error:
        raise SourceError(
            f"{url}: more than {REDIRECTS} redirects; open it in a browser and save the article"
        ) from error
    except httpx.TimeoutException as error:
        raise SourceError(f"{url}: no answer within {timeout:g} s; try again later") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceError(f"{url}: cannot be fetched: {str(error) or type(error).__name__}") from error


def _kind(url: str, response: Response, endings: Container[str]) -> str:
    if not response.is_success:
        raise SourceError(
            f"{url}: the server answers {response.status_code} {response.reason_phrase}".rstrip()
        )
    kind = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    named = kind == NAMELESS and PurePosixPath(response.url.path).suffix.lower() in endings
    if not (named or kind.startswith(TEXTUAL)):
        raise SourceError(f"{url}: this is {kind}, not a page with an article")
    return str(kind)


def _body(url: str, response: Response, until: float, limit: int) -> bytes:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limit:
            raise SourceError(f"{url}: more than {limit / 1_000_000:g} MB; that is no article")
        if time.monotonic() > until:
            raise SourceError(f"{url}: too slow; the page was not complete in time")
    return bytes(data)
