"""What of a load is done: a file beside the source, so that an interrupted load goes on where it stopped.

One line a chunk that the store has taken. The chunks of a source are the same at every reading, so their
numbers are enough. A journal of another source, of another chunking or of an older version counts for
nothing.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from kg.errors import StoreError

VERSION = 1


class Journal:
    """The chunks that are done; use it in a `with` block, and `finish` it when all is there and counted."""

    def __init__(self, path: Path, head: dict[str, Any]) -> None:
        self.path = path
        self.head = {"version": VERSION, **head}
        self.done: frozenset[int] = frozenset()
        self.stale = False  # there was one, of another source or another way of loading
        self._file: IO[str] | None = None

    def __enter__(self) -> Journal:
        self._read()
        try:
            self._file = self.path.open("a" if self.done else "w", encoding="utf-8")
            if not self.done:
                self._write(self.head)
        except OSError as error:
            raise StoreError(
                f"{self.path}: the load's journal cannot be written ({error.strerror}); "
                "--journal FILE puts it elsewhere"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def add(self, chunk: int) -> None:
        """This chunk is in the store."""
        self._write(chunk)

    def finish(self) -> None:
        """All is there: the journal is not wanted any more."""
        if self._file:
            self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)

    def _write(self, value: Any) -> None:
        if self._file:
            self._file.write(json.dumps(value) + "\n")
            self._file.flush()

    def _read(self) -> None:
        """Take up what an earlier run did; its last line may be cut off."""
        if not self.path.exists():
            return
        values = []
        for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                values.append(json.loads(line))
            except ValueError:
                break
        if values[:1] == [self.head]:
            self.done = frozenset(value for value in values[1:] if isinstance(value, int))
        else:
            self.stale = True


def beside(source: Path, target: str) -> Path:
    """Where the journal of a load from there to that target stands."""
    tag = hashlib.sha256(target.encode()).hexdigest()[:8]
    return source.parent / f"{source.name}.kg-load-{tag}"
