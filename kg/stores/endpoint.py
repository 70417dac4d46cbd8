"""A store that somebody runs: its kind, its addresses, who we are to it; found by asking it.

`connected(...)` opens one; everything that is done to a remote store starts there.
"""

from __future__ import annotations

import netrc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from kg.errors import StoreError
from kg.stores.http import Connection, Credentials, Patience, Refusal
from kg.stores.kind import Kind, Reply
from kg.stores.kinds import KINDS, named


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to go, as the user says it; `kind` None asks the store what it is."""

    url: str
    kind: str | None = None
    credentials: Credentials = field(default_factory=Credentials)
    patience: Patience = field(default_factory=Patience)
    update_url: str | None = None
    graphs_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A store that can be talked to: addresses, kind, and an open connection."""

    kind: Kind
    query: str
    update: str | None
    graphs: str | None
    credentials: Credentials
    connection: Connection

    @property
    def patience(self) -> Patience:
        """How long we wait for it."""
        return self.connection.patience


@contextmanager
def connected(target: Target) -> Iterator[Endpoint]:
    """The endpoint while the block lasts; its kind is asked for unless it is told."""
    url = _address(target.url)
    credentials = target.credentials or from_netrc(url)
    with Connection(credentials, target.patience) as connection:
        kind = named(target.kind) if target.kind else found(url, connection)
        yield _endpoint(kind, url, target, credentials, connection)


def found(url: str, connection: Connection) -> Kind:
    """What kind of store answers at a URL; the generic kind when it does not tell."""
    replies = [_reply(connection, url, {"query": "ASK{}"})]
    parts = urlsplit(url)
    root = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    for address, params in ((url, {"cmd": "stats"}), (f"{root}/status", {})):
        for kind in KINDS:
            if any(kind.signs(reply) for reply in replies):
                return kind
        replies.append(_reply(connection, address, params))
    return next((kind for kind in KINDS if any(kind.signs(reply) for reply in replies)), KINDS[-1])


def from_netrc(url: str) -> Credentials:
    """User and password for the URL's host from the user's netrc (or the file that NETRC names), if there."""
    path = Path(os.environ.get("NETRC", "") or Path.home() / ".netrc")
    if not path.is_file():
        return Credentials()
    try:
        entry = netrc.netrc(str(path)).authenticators(urlsplit(url).hostname or "")
    except (netrc.NetrcParseError, OSError) as error:
        reason = error.msg if isinstance(error, netrc.NetrcParseError) else error.strerror
        raise StoreError(f"{path}: cannot be read: {reason}") from None
    return Credentials(user=entry[0], password=entry[2]) if entry else Credentials()


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StoreError(f"`{url}` is not the address of a store: it begins with http:// or https://")
    if parts.username or parts.password:
        raise StoreError(
            "a password in an address is seen by everybody who lists processes: "
            "give the user with --user and the password in KG_PASSWORD or netrc"
        )
    return url


def _endpoint(
    kind: Kind, url: str, target: Target, credentials: Credentials, connection: Connection
) -> Endpoint:
    base = kind.base(url)

    def at(which: str, path: str | None) -> str | None:
        if credentials and which in kind.guarded:
            path = kind.guarded[which]
        return None if path is None else base + path

    return Endpoint(
        kind=kind,
        query=at("query", kind.query) or base,
        update=target.update_url or at("update", kind.update),
        graphs=target.graphs_url or at("graphs", kind.graphs),
        credentials=credentials,
        connection=connection,
    )


def _reply(connection: Connection, url: str, params: Mapping[str, str]) -> Reply:
    """What the store says, whatever it says; only silence is an error."""
    everything = frozenset(range(300, 500)) | {501}
    try:
        response = connection.send("GET", url, params=params, accept=everything)
    except Refusal as refusal:
        return Reply(url, refusal.status, {}, str(refusal))
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(url, response.status_code, headers, response.text[:4000])
