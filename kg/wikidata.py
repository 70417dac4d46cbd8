"""What Wikidata, or an endpoint of its shape, knows under a name: asked seldom, slowly, and once.

Answers are kept on disk, a file a name. Between two requests there is a pause; a server that says that it is
busy is asked again after the time that it wishes (`Retry-After`).
"""

from __future__ import annotations

import json
import logging
import time
import urllib.error
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from kg.errors import StoreError
from kg.files import whole
from kg.stores.http import Patience, shown
from kg.vocab import WD

LOG = logging.getLogger("kg")
AGENT: Final = "diplomacy-kg (adds identifiers to a local graph, on demand)"
BATCH: Final = 20
"""Names in one request."""
KEPT: Final = 30 * 86_400.0
"""Seconds for which an answer on disk is as good as a new one."""
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})

Kind = Literal["Person", "Organization"]


@dataclass(frozen=True, slots=True)
class Post:
    """An office that somebody held: its name, and the items of the states or bodies that it belongs to."""

    name: str
    of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item that bears a name as its label or alias, with what tells it from its namesakes."""

    id: str
    states: frozenset[str] = frozenset()
    posts: tuple[Post, ...] = ()
    born: str | None = None


@dataclass(slots=True, kw_only=True)
class Wikidata:
    """An endpoint, how to treat it, and the folder of its answers.

    `interval` is the least time between two requests, in seconds; `fresh` asks again what is on disk already.
    """

    endpoint: str
    cache: Path
    interval: float = 1.0
    agent: str = AGENT
    patience: Patience = field(default_factory=Patience)
    fresh: bool = False
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    requests: int = 0
    _last: float | None = None

    def items(self, names: Iterable[str], kind: Kind) -> Mapping[str, tuple[Item, ...]]:
        """The items of each name; the names that no file answers are asked for, some at a time."""
        wanted = sorted(set(names))
        found = {} if self.fresh else {n: known for n in wanted if (known := self._kept(n, kind)) is not None}
        missing = [name for name in wanted if name not in found]
        for start in range(0, len(missing), BATCH):
            some = missing[start : start + BATCH]
            answers = _items(self._asked(question(some, kind)))
            for name in some:
                found[name] = answers.get(name, ())
                self._keep(name, kind, found[name])
        return found

    # ---- the answers on disk

    def _file(self, name: str, kind: Kind) -> Path:
        key = sha256("\n".join((self.endpoint, kind, name)).encode()).hexdigest()[:32]
        return self.cache / f"{key}.json"

    def _kept(self, name: str, kind: Kind) -> tuple[Item, ...] | None:
        """The answer of an earlier day; None where there is none, an old one, or one that is damaged."""
        try:
            held = json.loads(self._file(name, kind).read_text(encoding="utf-8"))
            if held["name"] != name or not 0 <= self.clock() - held["asked"] < KEPT:
                return None
            return tuple(_item(one) for one in held["items"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, name: str, kind: Kind, items: tuple[Item, ...]) -> None:
        self.cache.mkdir(parents=True, exist_ok=True)
        held = {"name": name, "kind": kind, "endpoint": self.endpoint, "asked": self.clock(),
                "items": [asdict(item) for item in items]}  # fmt: skip
        with whole(self._file(name, kind)) as file:
            file.write(json.dumps(held, default=sorted, ensure_ascii=False, indent=1).encode())

    # ---- one request

    def _asked(self, text: str) -> list[Mapping[str, str]]:
        """The rows of an answer; tried again while the server is busy or out of reach."""
        attempt = 0
        while True:
            self._pause()
            try:
                self.requests += 1
                return _rows(self._wrapper(text).query().convert())
            except Exception as error:  # noqa: BLE001 - told apart below; what is unknown is raised again
                trouble, again, wish = _trouble(error, self.endpoint)
            if not again or attempt >= self.patience.retries:
                raise trouble from None
            wait = self.patience.before(attempt, wish)
            LOG.warning("%s; asking again in %.0f s", trouble, wait)
            self.sleep(wait)
            attempt += 1

    def _pause(self) -> None:
        """Keep the distance to the request before."""
        now = time.monotonic()
        if self._last is not None and (left := self._last + self.interval - now) > 0:
            self.sleep(left)
        self._last = time.monotonic()

    def _wrapper(self, text: str) -> Any:
        from SPARQLWrapper import JSON, POST, URLENCODED, SPARQLWrapper

        wrapper = SPARQLWrapper(self.endpoint, agent=self.agent)
        wrapper.setQuery(text)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)
        wrapper.setReturnFormat(JSON)
        wrapper.setTimeout(max(1, round(self.patience.timeout)))
        return wrapper


def cache_folder() -> Path:
    """Where answers are kept unless somebody says otherwise: the user's folder for caches."""
    import platformdirs

    return platformdirs.user_cache_path("kg") / "wikidata"


# ---- the question and its answer

_KINDS: Mapping[Kind, str] = {
    "Person": "?item wdt:P31 wd:Q5 .",
    "Organization": "?item wdt:P31/wdt:P279* wd:Q43229 .",
}


def question(names: Sequence[str], kind: Kind) -> str:
    """Which items bear the names, and what is known of their states, offices and year of birth."""
    values = " ".join(f"{_quoted(name)}@{language}" for name in names for language in ("en", "mul"))
    return f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <{WD}>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
SELECT DISTINCT ?name ?item ?what ?value ?text ?of WHERE {{
  VALUES ?name {{ {values} }}
  {{ ?item rdfs:label ?name }} UNION {{ ?item skos:altLabel ?name }}
  {_KINDS[kind]}
  {{ BIND("item" AS ?what) }}
  UNION {{ ?item wdt:P27 ?value BIND("state" AS ?what) }}
  UNION {{ ?item wdt:P17 ?value BIND("state" AS ?what) }}
  UNION {{ ?item wdt:P569 ?value BIND("born" AS ?what) }}
  UNION {{ ?item wdt:P39 ?value . ?value rdfs:label ?text . FILTER(LANG(?text) IN ("en", "mul"))
    OPTIONAL {{ {{ ?value wdt:P1001 ?of }} UNION {{ ?value wdt:P17 ?of }} UNION {{ ?value wdt:P2389 ?of }} }}
    BIND("post" AS ?what) }}
}}"""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def _rows(answer: Any) -> list[Mapping[str, str]]:
    try:
        rows = answer["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in rows]
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a table of results: {error}") from error


def _items(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[Item, ...]]:
    """The items by the name that they bear."""
    told: dict[str, dict[str, list[Mapping[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["item"].startswith(WD):
            told[row["name"]][row["item"].removeprefix(WD)].append(row)
    return {
        name: tuple(_told(key, items[key]) for key in sorted(items, key=lambda key: (len(key), key)))
        for name, items in told.items()
    }


def _told(key: str, rows: Sequence[Mapping[str, str]]) -> Item:
    def values(what: str) -> Iterator[str]:
        return (row["value"] for row in rows if row["what"] == what)

    posts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["what"] == "post":
            posts[row["text"]].update([row["of"].removeprefix(WD)] if "of" in row else [])
    return Item(
        id=key,
        states=frozenset(value.removeprefix(WD) for value in values("state")),
        posts=tuple(Post(name, frozenset(of)) for name, of in sorted(posts.items())),
        born=min(values("born"), default=None),
    )


def _item(held: Mapping[str, Any]) -> Item:
    return Item(
        id=held["id"],
        states=frozenset(held["states"]),
        posts=tuple(Post(post["name"], frozenset(post["of"])) for post in held["posts"]),
        born=held["born"],
    )


def _trouble(error: Exception, endpoint: str) -> tuple[Exception, bool, str | None]:
    """What to say of an error, whether to try again, and what pause the server asked for."""
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    where = shown(endpoint)
    match error:
        case SPARQLWrapperException():
            busy = type(error).__name__ == "EndPointInternalError"
            return StoreError(f"{where}: {type(error).__name__}: {error.msg}"), busy, None
        case urllib.error.HTTPError():
            wish = error.headers.get("Retry-After") if error.headers else None
            return StoreError(f"{where}: {error.code} {error.reason}"), error.code in _BUSY, wish
        case urllib.error.URLError():
            return StoreError(f"{where}: cannot be reached ({error.reason})"), True, None
        case OSError():
            return StoreError(f"{where}: the connection broke ({error or type(error).__name__})"), True, None
        case ValueError():
            return StoreError(f"{where}: its answer cannot be read: {error}"), False, None
        case _:
            return error, False, None
