"""The articles of a corpus, streamed once: what is new or other waits on disk, by part, to be built.

Nothing here grows in memory with the number of articles: names and digests are in a SQLite file, texts in a
file beside it. Both are scratch: a build that was killed streams its sources anew.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Literal

from kg.corpus.parts import DIGITS, Entry
from kg.corpus.task import Change
from kg.model import Document

Taken = Literal["new", "changed", "same", "copy", "clash"]
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE old (hash TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID;
CREATE TABLE seen (hash TEXT PRIMARY KEY, date TEXT, digest TEXT, source TEXT, start INT, length INT)
WITHOUT ROWID;
"""


class Spool:
    """What a corpus holds against what its parts hold."""

    def __init__(self, folder: Path) -> None:
        self._texts = (folder / "texts").open("w+b")
        self._index = sqlite3.connect(folder / "index", isolation_level=None)
        self._index.executescript(_TABLES)
        self._index.execute("BEGIN")

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._index.close()
        self._texts.close()

    def remember(self, entries: Iterable[Entry]) -> None:
        """Note what was built before."""
        rows = ((one.hash, one.digest) for one in entries)
        self._index.executemany("INSERT OR REPLACE INTO old VALUES (?, ?)", rows)

    def take(self, document: Document, hash: str, digest: str) -> tuple[Taken, str]:
        """Take an article in; what it is against what is known, and the source of one of the same name.

        Of two texts under one name the later by date stands, then the greater digest: in whatever order they
        come, the same one does.
        """
        rank = (document.date or "", digest)
        before = self._row("SELECT date, digest, source FROM seen WHERE hash = ?", hash)
        if before and before[1] == digest:
            return "copy", before[2]
        if before is None or rank > before[:2]:
            built = self._row("SELECT digest FROM old WHERE hash = ?", hash)
            same = built is not None and built[0] == digest
            start, length = (None, None) if same else self._put(document)
            row = (hash, *rank, document.source, start, length)
            self._index.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)", row)
            if before is None:
                return ("same" if same else "changed" if built else "new"), ""
        return "clash", before[2]

    def waiting(self) -> int:
        """Articles to build."""
        return int(self._count("SELECT count(*) FROM seen WHERE start IS NOT NULL"))

    def unchanged(self) -> int:
        """Articles that stand as they are."""
        return int(self._count("SELECT count(*) FROM seen WHERE start IS NULL"))

    def seen(self) -> int:
        """Articles of the corpus."""
        return int(self._count("SELECT count(*) FROM seen"))

    def changes(self, *, prune: bool) -> Iterator[Change]:
        """What is to change, part by part; with `prune` the articles that the corpus no longer holds go."""
        rows = self._index.execute(_PRUNED if prune else _WAITING)
        for part, group in groupby(rows, key=lambda row: row[0][:DIGITS]):
            listed = list(group)
            yield Change(
                part,
                tuple(self._got(start, length) for _, start, length in listed if start is not None),
                tuple(hash for hash, start, _ in listed if start is None),
            )

    def _put(self, document: Document) -> tuple[int, int]:
        data = zlib.compress(json.dumps(asdict(document)).encode(), 1)
        start = self._texts.seek(0, 2)
        return start, self._texts.write(data)

    def _got(self, start: int, length: int) -> Document:
        self._texts.seek(start)
        return Document(**json.loads(zlib.decompress(self._texts.read(length))))

    def _row(self, question: str, hash: str) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._index.execute(question, (hash,)).fetchone()
        return row

    def _count(self, question: str) -> int:
        return int(self._index.execute(question).fetchone()[0])


_WAITING = "SELECT hash, start, length FROM seen WHERE start IS NOT NULL ORDER BY hash"
_PRUNED = """
SELECT hash, start, length FROM seen WHERE start IS NOT NULL
UNION ALL SELECT hash, NULL, NULL FROM old WHERE hash NOT IN (SELECT hash FROM seen)
ORDER BY hash
"""
