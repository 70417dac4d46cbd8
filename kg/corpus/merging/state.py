"""What a merge remembers, so that the next one need not compare again what has not changed: an SQLite file.

It can be removed at any time: the next merge then starts from the articles. Decisions are not in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from kg.corpus.merging.decisions import Decision
from kg.corpus.merging.told import Layer, Told, packed, unpacked
from kg.corpus.merging.verdict import Keys
from kg.errors import StoreError

_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE source (name TEXT PRIMARY KEY, stamp TEXT);
CREATE TABLE article (iri TEXT PRIMARY KEY, source TEXT, digest TEXT);
CREATE INDEX article_source ON article (source);
CREATE TABLE item (iri TEXT PRIMARY KEY, layer TEXT, article TEXT, data TEXT, whole TEXT);
CREATE INDEX item_article ON item (article);
CREATE INDEX item_whole ON item (whole);
CREATE TABLE key (layer TEXT, key TEXT, iri TEXT, PRIMARY KEY (layer, key, iri)) WITHOUT ROWID;
CREATE INDEX key_iri ON key (iri);
CREATE TABLE pair (
  one TEXT, other TEXT, layer TEXT, score REAL, reason TEXT, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX pair_other ON pair (other);
CREATE TABLE part (actor TEXT, fact TEXT, PRIMARY KEY (actor, fact)) WITHOUT ROWID;
CREATE INDEX part_fact ON part (fact);
CREATE TABLE node (whole TEXT PRIMARY KEY, layer TEXT, text TEXT);
CREATE TABLE answer (
  reply TEXT, asked TEXT, score REAL, reason TEXT, PRIMARY KEY (reply, asked)
) WITHOUT ROWID;
CREATE INDEX answer_asked ON answer (asked);
CREATE TABLE decision (one TEXT, other TEXT, same INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
"""
_KEPT: Final = 20_000
"""How many items are kept in memory."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings that were compared, their score, and the wholes that they are in."""

    one: str
    other: str
    layer: Layer
    score: float
    reason: str
    apart: bool


class State:
    """The memory of a merge, open while the `with` block lasts; what is not committed is forgotten."""

    def __init__(self, path: Path | None, version: str) -> None:
        """Open the file; one of another version is begun anew. `None` keeps it in memory."""
        self._items: dict[
            str, Told
        ] = {}  # what was read lately, so that a block is not unpacked for each of it
        self._wholes: dict[str, str] = {}
        try:
            self._db = sqlite3.connect(path or ":memory:", timeout=5, isolation_level=None)
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN IMMEDIATE")
            if self._version() != version:
                self._begin(version)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: no state of a merge, or in use ({error}); remove it") from error

    def __enter__(self) -> State:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def commit(self) -> None:
        """Keep what was done."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    def _version(self) -> str | None:
        has = self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
        row = self._db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone() if has else None
        return row[0] if row else None

    def _begin(self, version: str) -> None:
        names = [row[0] for row in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            self._db.execute(f"DROP TABLE {name}")
        for statement in _TABLES.strip().split(";"):
            if statement.strip():
                self._db.execute(statement)
        self._db.execute("INSERT INTO meta VALUES ('version', ?)", (version,))

    # ---- sources and articles

    def stamps(self) -> dict[str, str]:
        """The sources of the last merge, each with its stamp."""
        return dict(self._db.execute("SELECT name, stamp FROM source"))

    def stamp(self, source: str, stamp: str | None) -> None:
        """Remember the stamp of a source; None forgets the source."""
        self._db.execute("DELETE FROM source WHERE name = ?", (source,))
        if stamp is not None:
            self._db.execute("INSERT INTO source VALUES (?, ?)", (source, stamp))

    def articles(self, source: str) -> dict[str, str]:
        """The articles of a source, each with its digest."""
        return dict(self._db.execute("SELECT iri, digest FROM article WHERE source = ?", (source,)))

    def source_of(self, article: str) -> str | None:
        """The source that an article was in."""
        row = self._db.execute("SELECT source FROM article WHERE iri = ?", (article,)).fetchone()
        return row[0] if row else None

    def digest(self, article: str) -> str | None:
        """The digest of an article as it was merged."""
        row = self._db.execute("SELECT digest FROM article WHERE iri = ?", (article,)).fetchone()
        return row[0] if row else None

    def put_article(self, article: str, source: str, digest: str) -> None:
        """Remember an article and its digest."""
        self._db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", (article, source, digest))

    def drop_article(self, article: str) -> None:
        """Forget an article; its items are dropped one by one."""
        self._db.execute("DELETE FROM article WHERE iri = ?", (article,))

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self._db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])

    # ---- items

    def item(self, iri: str) -> Told | None:
        """What an article tells under an IRI."""
        found = self._items.get(iri)
        if found is None:
            row = self._db.execute("SELECT layer, data FROM item WHERE iri = ?", (iri,)).fetchone()
            if row is None:
                return None
            found = unpacked(row[0], json.loads(row[1]))
            if len(self._items) >= _KEPT:
                self._items.clear()
            self._items[iri] = found
        return found

    def items_of(self, article: str) -> list[tuple[str, Layer]]:
        """The items of an article."""
        return self._db.execute("SELECT iri, layer FROM item WHERE article = ?", (article,)).fetchall()

    def put(self, one: Told, parts: Iterable[str] = ()) -> None:
        """Remember what an article tells, as a whole of its own; `parts` are the actors in a fact."""
        data = json.dumps(packed(one), ensure_ascii=False)
        try:
            self._db.execute(
                "INSERT INTO item VALUES (?, ?, ?, ?, ?)", (one.iri, one.layer, one.article, data, one.iri)
            )
        except sqlite3.IntegrityError as error:
            raise StoreError(f"{one.iri} stands in two articles; one is {one.article}") from error
        self._db.executemany("INSERT OR IGNORE INTO part VALUES (?, ?)", [(part, one.iri) for part in parts])

    def drop(self, iri: str) -> None:
        """Forget an item, its keys and pairs."""
        self._items.pop(iri, None)
        self._wholes.pop(iri, None)
        self.unpair(iri)
        self._db.execute("DELETE FROM item WHERE iri = ?", (iri,))
        self._db.execute("DELETE FROM part WHERE fact = ?", (iri,))

    def facts_with(self, actor: str) -> list[str]:
        """The meetings and demands that an actor is in."""
        return [row[0] for row in self._db.execute("SELECT fact FROM part WHERE actor = ?", (actor,))]

    # ---- keys and pairs

    def block(self, layer: str, iri: str, keys: Keys) -> set[str]:
        """Give an item its keys; the others that are found under those it looks for."""
        rows = [(layer, key, iri) for key in keys.kept]
        self._db.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", rows)
        found: set[str] = set()
        for key in keys.sought:
            same = self._db.execute("SELECT iri FROM key WHERE layer = ? AND key = ?", (layer, key))
            found.update(row[0] for row in same)
        return found - {iri}

    def pair(self, layer: Layer, one: str, other: str, score: float, reason: str) -> None:
        """Remember what two items came to."""
        one, other = min(one, other), max(one, other)
        self._db.execute(
            "INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?)", (one, other, layer, score, reason)
        )

    def unpair(self, iri: str) -> None:
        """Forget an item's keys and pairs."""
        self._db.execute("DELETE FROM key WHERE iri = ?", (iri,))
        self._db.execute("DELETE FROM pair WHERE one = ?", (iri,))
        self._db.execute("DELETE FROM pair WHERE other = ?", (iri,))

    def links(self, iri: str, least: float) -> list[tuple[float, str, str]]:
        """An item's pairs from a score on, and those that people accepted."""
        found: list[tuple[float, str, str]] = []
        for side in ("one", "other"):
            rows = self._db.execute(
                f"SELECT score, one, other FROM pair WHERE {side} = ? AND score >= ?", (iri, least)
            )
            found += rows.fetchall()
            rows = self._db.execute(f"SELECT 2.0, one, other FROM decision WHERE {side} = ? AND same", (iri,))
            found += rows.fetchall()
        return found

    def pairs(self) -> Iterator[Pair]:
        """All pairs, and whether they are in two wholes; decided ones even if they were never compared."""
        rows = self._db.execute(
            "SELECT p.one, p.other, p.layer, p.score, p.reason, a.whole != b.whole FROM pair p "
            "JOIN item a ON a.iri = p.one JOIN item b ON b.iri = p.other UNION "
            "SELECT d.one, d.other, a.layer, 0.0, 'never compared', a.whole != b.whole FROM decision d "
            "JOIN item a ON a.iri = d.one JOIN item b ON b.iri = d.other AND b.layer = a.layer "
            "WHERE NOT EXISTS (SELECT 1 FROM pair p WHERE p.one = d.one AND p.other = d.other)"
        )
        for one, other, layer, score, reason, apart in rows:
            yield Pair(one, other, layer, score, reason, bool(apart))

    # ---- answers

    def answer(self, reply: str, asked: str, score: float, reason: str) -> None:
        """Remember that an act may answer another."""
        self._db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (reply, asked, score, reason))

    def unanswer(self, iri: str) -> set[str]:
        """Forget what an act answers and what answers it; the acts that lose an answer by it."""
        rows = self._db.execute("SELECT reply FROM answer WHERE reply = ? OR asked = ?", (iri, iri))
        replies = {row[0] for row in rows}
        self._db.execute("DELETE FROM answer WHERE reply = ? OR asked = ?", (iri, iri))
        return replies

    def answered(self, reply: str) -> list[tuple[str, float, str]]:
        """What an act may answer, with score and reason, the likeliest first."""
        return self._db.execute(
            "SELECT asked, score, reason FROM answer WHERE reply = ? ORDER BY score DESC, asked", (reply,)
        ).fetchall()

    # ---- wholes

    def whole(self, iri: str) -> str:
        """The whole that an item is in; of what is no item, itself."""
        found = self._wholes.get(iri)
        if found is not None:
            return found
        row = self._db.execute("SELECT whole FROM item WHERE iri = ?", (iri,)).fetchone()
        if not row:
            return iri
        if len(self._wholes) >= _KEPT:
            self._wholes.clear()
        self._wholes[iri] = row[0]
        return str(row[0])

    def members(self, whole: str) -> list[str]:
        """The items of a whole."""
        return [row[0] for row in self._db.execute("SELECT iri FROM item WHERE whole = ?", (whole,))]

    def move(self, iri: str, whole: str) -> None:
        """Put an item into a whole."""
        self._wholes[iri] = whole
        self._db.execute("UPDATE item SET whole = ? WHERE iri = ?", (whole, iri))

    def node(self, whole: str) -> str:
        """What is written of a whole; empty for one that only one article tells."""
        row = self._db.execute("SELECT text FROM node WHERE whole = ?", (whole,)).fetchone()
        return row[0] if row else ""

    def put_node(self, whole: str, layer: Layer, text: str) -> None:
        """Remember what is written of a whole; nothing is forgotten."""
        self._db.execute("DELETE FROM node WHERE whole = ?", (whole,))
        if text:
            self._db.execute("INSERT INTO node VALUES (?, ?, ?)", (whole, layer, text))

    def nodes(self) -> Iterator[tuple[Layer, str]]:
        """What is written of all wholes."""
        return iter(self._db.execute("SELECT layer, text FROM node"))

    # ---- decisions

    def decide(self, decisions: Iterable[Decision]) -> set[str]:
        """Put decisions in place of the earlier; the items that one was made, changed or withdrawn about."""
        new = {(one.one, one.other): one.same for one in decisions}
        old = {(one, other): bool(same) for one, other, same in self._db.execute("SELECT * FROM decision")}
        changed = {pair for pair in new.keys() | old.keys() if new.get(pair) != old.get(pair)}
        for pair in changed:
            self._db.execute("DELETE FROM decision WHERE one = ? AND other = ?", pair)
            if pair in new:
                self._db.execute("INSERT INTO decision VALUES (?, ?, ?)", (*pair, new[pair]))
        return {iri for pair in changed for iri in pair}

    def decisions_of(self, iris: Iterable[str]) -> list[Decision]:
        """The decisions about these items."""
        rows = [
            row for iri in iris for row in self._db.execute("SELECT * FROM decision WHERE one = ?", (iri,))
        ]
        return [Decision(one, other, same=bool(same), manual=True) for one, other, same in rows]
