"""HTTP to a triple store: who we are, how long we wait, what is tried again and what is not.

A request is tried again when the connection fails or the store says that it is busy (408, 425, 429, 502, 503,
504; 500 twice), after the time it asks for (`Retry-After`) or a growing one. All that is ever sent may be
sent twice: triples without blank nodes are a set. No secret is put into a message, a log or a URL.
"""

from __future__ import annotations

import contextlib
import email.utils
import logging
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from types import TracebackType

import httpx

from kg.errors import StoreError

LOG = logging.getLogger("kg")
_BUSY = frozenset({408, 425, 429, 502, 503, 504})
_LONGEST = 120.0  # seconds; a store that asks for more is told of instead


class Refusal(StoreError):  # noqa: N818 - named for what it is
    """The store took the request and said no; `status` tells why, the message is its own."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to a store. Never shown: neither the password nor the token is in `repr`."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for an answer, how often to try again, and how long to pause before that (seconds)."""

    timeout: float = 300.0
    retries: int = 7
    pause: float = 0.5

    def before(self, attempt: int, asked: str | None) -> float:
        """Seconds before another try: what the store asked for, or twice as long as last time."""
        wished = _seconds(asked)
        if wished is not None and wished > _LONGEST:
            raise StoreError(f"the store asks to be left alone for {wished:.0f} s; try again later")
        return wished if wished is not None else min(self.pause * 2**attempt, 30.0)


class Answering(httpx.Auth):
    """Answers the store's own challenge: digest where it asks for that, Basic where it asks for Basic.

    Nothing is sent before it is asked for, and digest is never weakened to Basic once it was digest.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The exchange of one request, as httpx wants it."""
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        asked = response.headers.get("www-authenticate", "").lower()
        if response.status_code != 401 or not asked:
            return
        user, password = self._credentials.user or "", self._credentials.password or ""
        if "digest" not in asked:
            self._chosen = httpx.BasicAuth(user, password)
            yield from self._chosen.auth_flow(request)
            return
        self._chosen = httpx.DigestAuth(user, password)
        flow = self._chosen.auth_flow(request)
        next(flow)  # it would ask first; the answer to that is here already
        with contextlib.suppress(StopIteration):
            yield flow.send(response)


class Connection:
    """An open line to a store; use it in a `with` block."""

    def __init__(
        self,
        credentials: Credentials = Credentials(),
        patience: Patience = Patience(),
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        headers = {"User-Agent": "diplomacy-kg"}
        if credentials.token:
            headers["Authorization"] = f"Bearer {credentials.token}"
        auth = Answering(credentials) if credentials.user and not credentials.token else None
        limits = httpx.Limits(max_connections=4, keepalive_expiry=5)
        self._client = httpx.Client(headers=headers, auth=auth, timeout=patience.timeout, limits=limits)
        self.patience = patience
        self._sleep = sleep
        self.retried = 0

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        accept: frozenset[int] = frozenset(),
    ) -> httpx.Response:
        """The store's answer; `Refusal` when it says no, `StoreError` when it cannot be reached.

        `accept` holds statuses beyond 2xx that are no errors here.
        """
        attempt = 0
        while True:
            try:
                response = self._client.request(
                    method, url, params=params, content=content, data=data, headers=headers
                )
            except httpx.TransportError as error:
                trouble = StoreError(f"{shown(url)}: {unreachable(error)}")
                again, asked = not isinstance(error, httpx.UnsupportedProtocol), None
            else:
                if response.is_success or response.status_code in accept:
                    return response
                trouble = Refusal(refused(url, response), response.status_code)
                again = response.status_code in _BUSY or (response.status_code == 500 and attempt < 1)
                asked = response.headers.get("retry-after")
            if not again or attempt >= self.patience.retries:
                raise trouble
            pause = self.patience.before(attempt, asked)
            LOG.debug("%s; trying again in %.1f s", trouble, pause)
            self._sleep(pause)
            attempt += 1
            self.retried += 1


def shown(url: str) -> str:
    """A URL as it may be shown: without user, password and query."""
    parts = httpx.URL(url)
    return str(parts.copy_with(userinfo=b"", query=None, fragment=None))


def refused(url: str, response: httpx.Response) -> str:
    """One line of what the store said."""
    hints = {
        401: "; give a user with --user and the password in KG_PASSWORD or netrc, or a token in KG_TOKEN",
        403: "; this user may not do that there, or the store is read only",
        404: "; is the address right, does the dataset exist, and is this the right --kind?",
        405: "; the store does not take that here: it may be read only, or of another --kind",
    }
    status = response.status_code
    return f"{shown(url)}: {status} {response.reason_phrase}{_said(response)}{hints.get(status, '')}"


def unreachable(error: Exception) -> str:
    """Why there was no answer, in a few words."""
    match error:
        case httpx.ConnectError():
            return f"cannot be reached ({error}); is the store running?"
        case httpx.TimeoutException():
            return "no answer in time; --timeout allows more"
        case _:
            return f"the connection broke ({error or type(error).__name__})"


def _said(response: httpx.Response) -> str:
    text = response.text if "html" not in response.headers.get("content-type", "") else _words(response.text)
    line = " ".join(text.split())
    return f": {line[:400]}" if line else ""


def _words(html: str) -> str:
    import re

    return re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(style|script|head).*?</\1>", " ", html))


def _seconds(asked: str | None) -> float | None:
    """`Retry-After` in seconds: a number, or a date."""
    if not asked:
        return None
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(asked).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
