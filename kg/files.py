"""Files written whole or not at all, and more lines sorted than memory holds."""

from __future__ import annotations

import heapq
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from kg.errors import StoreError

PART: Final = ".part"
RUN: Final = 250_000
"""Lines that are sorted in memory at a time; some 60 MB."""


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its name only when it is complete and on the disk.

    Until then the old file stays as it was, whatever happens: an error, a full disk, a killed process. A link
    is followed, so that it goes on pointing where it did; a device or pipe is written directly.
    `StoreError` when the operating system refuses.
    """
    try:
        target = path.resolve()
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            if target.is_dir():
                raise IsADirectoryError(21, "Is a directory")
            with target.open("wb") as device:
                yield device
            return
        with _aside(target) as file:
            yield file
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {error.strerror or error}; nothing was changed"
        ) from error


@contextmanager
def _aside(target: Path) -> Iterator[BinaryIO]:
    """A new file beside the target, renamed to it in the end, removed on any failure."""
    _swept(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=PART, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            held(file, without_locks=False)
            yield file
            file.flush()
            os.fchmod(file.fileno(), _mode(target))
            os.fsync(file.fileno())
            part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _sync(target.parent)


def _swept(target: Path) -> None:
    """Remove what a killed writer of the same file left: a part that nobody holds."""
    for part in target.parent.glob(f".{escape(target.name)}.*{PART}"):
        with suppress(OSError), part.open("rb") as file:
            if held(file, without_locks=False):
                part.unlink()


def held(file: BinaryIO, *, without_locks: bool) -> bool:
    """Whether this process has got hold of a file; the hold ends when the file is closed.

    `without_locks` is what a system without locks answers: whether nobody else is taken to hold it.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return without_locks
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new one would get."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync(folder: Path) -> None:
    """Make a rename in the folder last; not every file system lets one."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sorted_unique(lines: Iterable[str], *, run: int = RUN) -> Iterator[str]:
    """Lines in the order of their code points, each once, in memory that does not grow with their number.

    No line may hold a line feed. Runs that are too many to keep wait in temporary files.
    """
    source = iter(lines)
    first = sorted(set(islice(source, run)))
    more = next(source, None)
    if more is None:
        yield from first
        return
    with tempfile.TemporaryDirectory(prefix="kg-sort-") as folder:
        runs = [_spilled(first, Path(folder), 0)]
        del first
        while more is not None:
            runs.append(_spilled(sorted({more, *islice(source, run - 1)}), Path(folder), len(runs)))
            more = next(source, None)
        last = None
        for line in heapq.merge(*map(_lines, runs)):
            if line != last:
                yield line
            last = line


def _spilled(lines: list[str], folder: Path, number: int) -> Path:
    path = folder / f"{number}.run"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    return path


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:-1]
