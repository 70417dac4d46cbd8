"""Questions to a store that answers over HTTP, through SPARQLWrapper.

The question's kind and the method are set here: SPARQLWrapper would guess them, and a `#+` header fools its
guess. Rows are parsed as they arrive. A store that silently ends its answers after so many rows is asked for
the rest, and the sum is compared with its own count.
"""

from __future__ import annotations

import http.client
import io
import logging
import time
import urllib.error
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.answers import Answer, Row
from kg.errors import QueryError, StoreError
from kg.queries import Form, Query, Values, bound
from kg.stores.endpoint import Endpoint
from kg.stores.http import shown
from kg.stores.paging import anatomy, graph_page, page, solutions, template_size, total

LOG = logging.getLogger("kg")
_BUSY = frozenset({408, 425, 429, 502, 503, 504})
_ROUND = 1_000
"""An answer of a multiple of so many rows may have been cut off by a store whose limit nobody told us."""


def ask(query: Query, endpoint: Endpoint, values: Values | None = None) -> Answer:
    """What the store answers; rows come as they are read."""
    text = bound(query, values)
    response = _answered(endpoint, text, query.form, query.source)
    if query.form in ("CONSTRUCT", "DESCRIBE"):
        return Answer(triples=_triples(endpoint, query, text, response))
    results = _parsed(response, query.source)
    if isinstance(results, ox.QueryBoolean):
        return Answer(truth=bool(results))
    variables = tuple(variable.value for variable in results.variables)
    return Answer(
        variables=variables, rows=_rows(endpoint, query, text, variables, results, _cap(endpoint, response))
    )


def _rows(
    endpoint: Endpoint, query: Query, text: str, variables: tuple[str, ...], results: Any, cap: int | None
) -> Iterator[Row]:
    """All rows: the first answer's, then page after page where the store cut it off."""
    number = 0
    for row in _read(results, query.source):
        number += 1
        yield tuple(row[name] for name in variables)
    if not number and endpoint.kind.union is None:
        _warn_if_hidden(endpoint)
    if not _cut(number, cap):
        return
    parts = anatomy(text)
    whole = None if parts.dataset else _total(endpoint, total(parts), query.source)
    if whole == number:
        return
    if not parts.ordered:
        LOG.warning(
            "%s: the store ends an answer at %d rows, and the question does not order its rows: "
            "the pages may overlap; add ORDER BY over all columns",
            query.name,
            number,
        )
    size = cap or number
    while True:
        response = _answered(endpoint, page(parts, size=size, offset=number), "SELECT", query.source)
        found = 0
        for row in _read(_parsed(response, query.source), query.source):
            found += 1
            yield tuple(row[name] for name in variables)
        number += found
        if found < size:
            break
    if whole is not None and whole != number:
        raise StoreError(
            f"{query.name}: {number} rows came, the store counts {whole}; "
            "it changed meanwhile, or it cuts answers off"
        )


def _warn_if_hidden(endpoint: Endpoint) -> None:
    """Say so when there are graphs but plain questions see none of them."""
    plain, named = (
        bool(_parsed(_answered(endpoint, f"ASK {{ {what} }}", "ASK", "ASK"), "ASK"))
        for what in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }")
    )
    if named and not plain:
        LOG.warning(
            "%s: its default graph is empty and not the union of its graphs, which questions go to: "
            "set the store up so, name its --kind, or load with --default-graph",
            shown(endpoint.query),
        )


def _triples(endpoint: Endpoint, query: Query, text: str, response: Any) -> Iterator[ox.Triple]:
    """A graph: the first answer's triples, or the same from pages of the solutions where it was cut off."""
    cap = _cap(endpoint, response)
    first = [quad.triple for quad in _parsed_graph(response, query.source)] if cap else None
    if first is None:
        yield from (quad.triple for quad in _parsed_graph(response, query.source))
        return
    assert cap is not None
    parts = anatomy(text)
    rows = solutions(parts) if query.form == "CONSTRUCT" else None
    whole = _total(endpoint, total(rows), query.source) if rows else None
    if len(first) < cap and (whole is None or whole < cap):
        yield from first
        return
    if rows is None or whole is None:
        LOG.warning("%s: the store may have cut the graph off at %d triples", query.name, len(first))
        yield from first
        return
    size = max(1, cap // template_size(parts))
    for offset in range(0, whole, size):
        answer = _answered(
            endpoint, graph_page(parts, rows, size=size, offset=offset), "CONSTRUCT", query.source
        )
        yield from (quad.triple for quad in _parsed_graph(answer, query.source))


def _cut(number: int, cap: int | None) -> bool:
    return number > 0 and (number >= cap if cap else number % _ROUND == 0)


def _cap(endpoint: Endpoint, response: Any) -> int | None:
    """How many rows the store gives at most: as it says, or as its kind is known to."""
    told = response.headers.get("X-SPARQL-MaxRows", "")
    return int(told) if told.isdigit() else endpoint.kind.row_cap


def _total(endpoint: Endpoint, text: str, source: str) -> int:
    results = _parsed(_answered(endpoint, text, "SELECT", source), source)
    return int(next(iter(results))["total"].value)


# ---- one request


def _answered(endpoint: Endpoint, text: str, form: Form, source: str) -> Any:
    """The store's answer as a stream, tried again while the store is busy or out of reach."""
    attempt = 0
    while True:
        try:
            return _wrapper(endpoint, text, form).query().response
        except Exception as error:  # noqa: BLE001 - told apart below; what is unknown is raised again
            trouble, again, asked = _trouble(error, endpoint, source)
        if not again or attempt >= endpoint.patience.retries:
            raise trouble from None
        pause = endpoint.patience.before(attempt, asked)
        LOG.debug("%s; asking again in %.1f s", trouble, pause)
        time.sleep(pause)
        attempt += 1


def _wrapper(endpoint: Endpoint, text: str, form: Form) -> Any:
    from SPARQLWrapper import BASIC, DIGEST, JSON, POST, TURTLE, URLENCODED, SPARQLWrapper

    wrapper = SPARQLWrapper(endpoint.query, agent="diplomacy-kg")
    wrapper.setQuery("SELECT * WHERE { }")  # what it is shown to guess from
    wrapper.queryString, wrapper.queryType = text, form
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(URLENCODED)  # Virtuoso hangs on a direct POST
    wrapper.setOnlyConneg(True)
    wrapper.setReturnFormat(TURTLE if form in ("CONSTRUCT", "DESCRIBE") else JSON)
    wrapper.setTimeout(max(1, round(endpoint.patience.timeout)))
    for name, value in (endpoint.kind.union or {}).items():
        wrapper.addParameter(name, value)
    who = endpoint.credentials
    if who.token:
        wrapper.addCustomHttpHeader("Authorization", f"Bearer {who.token}")
    elif who.user:
        wrapper.setHTTPAuth(DIGEST if endpoint.kind.auth == "digest" else BASIC)
        wrapper.setCredentials(who.user, who.password or "")
    return wrapper


def _trouble(error: Exception, endpoint: Endpoint, source: str) -> tuple[Exception, bool, str | None]:
    """What to say of an error, whether to try again, and what pause the store asked for."""
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    where = shown(endpoint.query)
    match error:
        case SPARQLWrapperException():
            said = _plain(error.args[0] if error.args else "")
            name = type(error).__name__
            if name == "QueryBadFormed":
                return QueryError(f"{source}: {where} refuses the question: {said}"), False, None
            if name == "Unauthorized":
                hint = "give --user and KG_PASSWORD, netrc, or KG_TOKEN"
                return StoreError(f"{where}: 401 Unauthorized; {hint}"), False, None
            return StoreError(f"{where}: {said or name}"), False, None
        case urllib.error.HTTPError():
            said = _plain(error.read())
            busy = error.code in _BUSY
            asked = error.headers.get("Retry-After") if error.headers else None
            return StoreError(f"{where}: {error.code} {error.reason}: {said}"), busy, asked
        case urllib.error.URLError():
            slow = isinstance(error.reason, TimeoutError)
            why = (
                "no answer in time; --timeout allows more" if slow else f"cannot be reached ({error.reason})"
            )
            return StoreError(f"{where}: {why}"), not slow, None
        case TimeoutError():
            return StoreError(f"{where}: no answer in time; --timeout allows more"), False, None
        case http.client.HTTPException() | OSError():
            return StoreError(f"{where}: the connection broke ({error or type(error).__name__})"), True, None
        case _:
            return error, False, None


def _plain(said: object) -> str:
    """One line of what a store said, without the markup of an error page."""
    import re

    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    text = text.replace("EndPointInternalError: ", "").strip()
    found = re.search(r"Response:\s*b'(.*)'$", text, re.DOTALL)  # SPARQLWrapper shows the bytes' repr
    if found:
        text = found[1].encode().decode("unicode_escape", "replace")
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())[:600]


# ---- reading


class _Whole(io.RawIOBase):
    """A response that tells when it ends before its Content-Length."""

    def __init__(self, response: Any) -> None:
        self._response = response
        length = response.headers.get("Content-Length", "")
        self._left = int(length) if length.isdigit() else None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._response.read(len(buffer))
        if self._left is not None:
            self._left -= len(data)
            if not data and self._left > 0:
                raise OSError("the answer was cut off")
        buffer[: len(data)] = data
        return len(data)


def _stream(response: Any) -> io.BufferedReader:
    return io.BufferedReader(_Whole(response), buffer_size=1 << 16)


def _parsed(response: Any, source: str) -> Any:
    try:
        return ox.parse_query_results(_stream(response), format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, OSError, http.client.HTTPException) as error:
        raise StoreError(f"{source}: the store's answer cannot be read: {error}") from error


def _read(results: Any, source: str) -> Iterator[Any]:
    while True:
        try:
            row = next(results)
        except StopIteration:
            return
        except (SyntaxError, ValueError, OSError, http.client.HTTPException) as error:
            raise StoreError(f"{source}: the store's answer broke off: {error}") from error
        yield row


def _parsed_graph(response: Any, source: str) -> Iterator[ox.Quad]:
    media = (response.headers.get("Content-Type") or "").split(";")[0].strip()
    form = ox.RdfFormat.from_media_type(media) or ox.RdfFormat.TURTLE
    parsed = ox.parse(_stream(response), format=form, rename_blank_nodes=False)
    yield from _read(parsed, source)
