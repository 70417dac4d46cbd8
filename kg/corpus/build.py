"""A corpus to its parts: what is new or other is built, what is not is left, on many cores or machines."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.corpus import parts
from kg.corpus.folder import Folder, Local, alone, folder
from kg.corpus.parts import MANIFEST
from kg.corpus.spool import Spool
from kg.corpus.task import Change, Done, Options, Task, built, digest
from kg.errors import KgError, SourceError
from kg.model import Document
from kg.rdf.iris import checked
from kg.vocab import BASE
from kg.wording import counted

TOGETHER = 32
"""Articles of a task: what a killed build has to read again, at most, for each worker."""
PARTS_TOGETHER = 128
"""Parts of a task that retracts more than it builds."""


@dataclass(slots=True)
class Report:
    """What a build has come to: counted while it runs."""

    waiting: int = 0  # articles to build
    built: int = 0
    unchanged: int = 0
    retracted: int = 0
    copies: int = 0
    facts: int = 0
    quads: int = 0
    words: int = 0
    parts: int = 0
    seconds: float = 0.0
    failed: int = 0  # of those that waited
    failures: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that are left, by what went before."""
        passed = self.built + self.failed
        return (self.waiting - passed) * self.seconds / passed if passed and self.seconds else None

    @property
    def progress(self) -> str:
        """How far a build has come, in a line."""
        left = "" if self.remaining is None else f", {_spell(self.remaining)} left"
        return (
            f"{self.built + self.failed:,} of {counted(self.waiting, 'article')}, "
            f"{counted(self.facts, 'fact')}, {self.failed:,} failed, {self.rate:,.0f} words/s{left}"
        )

    def __str__(self) -> str:
        """What a build came to, in a line."""
        counts = {
            "built": self.built,
            "unchanged": self.unchanged,
            "retracted": self.retracted,
            "copies": self.copies,
            "failed": len(self.failures),
        }
        articles = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
        graph = (
            f"{counted(self.facts, 'fact')}, {counted(self.quads, 'quad')} in {counted(self.parts, 'part')}"
        )
        return (
            f"articles {articles or 'none'}; {graph}; "
            f"{self.words:,} words in {_spell(self.seconds)}, {self.rate:,.0f}/s"
        )


def _spell(seconds: float) -> str:
    """A stretch of time for people.

    >>> _spell(7.25), _spell(75), _spell(3700)
    ('7.2 s', '1 min 15 s', '1 h 1 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def build(
    items: Iterable[Document | KgError],
    out: str | Path,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    prune: bool = False,
    base: str = BASE,
    model: str | None = None,
    min_confidence: float = 0.0,
    heard: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Bring the parts in the folder `out` up to date with a corpus; gives what it came to.

    `workers` processes (one a core unless said; 0 works in this process) or a `cluster` read the articles
    that are new or changed. The bytes in `out` do not depend on either, nor on the order of the articles; a
    build that was stopped goes on where it was. With `prune` articles go that the corpus no longer holds,
    unless it holds none at all. `heard` is told every time something is done.
    """
    from kg.corpus.version import version

    place = folder(str(out))
    options = Options(checked(base), model, min_confidence, version(model))
    report = Report()
    with alone(place), _scratch(place) as scratch, Spool(scratch) as spool:
        standing = parts.recovered(place)
        for part in standing:
            spool.remember(parts.entries(place, part))
        _streamed(items, spool, options, report)
        report.waiting, report.unchanged = spool.waiting(), spool.unchanged()
        changes = spool.changes(prune=prune and spool.seen() > 0)
        size = _size(report.waiting, workers or _cores())
        tasks = (Task(str(out), options, group) for group in _grouped(changes, size))
        _worked(tasks, report, model=model, workers=workers, cluster=cluster, heard=heard)
        _concluded(place)
    return report


def _streamed(items: Iterable[Document | KgError], spool: Spool, options: Options, report: Report) -> None:
    """Take in all articles; what cannot be read, and the lesser of two under one name, is a failure."""
    from kg.rdf.iris import article_hash

    for item in items:
        if isinstance(item, KgError):
            report.failures.append(str(item))
            continue
        taken, other = spool.take(item, article_hash(item), digest(item, options))
        if taken == "copy":
            report.copies += 1
        elif taken == "clash":
            error = SourceError(
                f"{item.source}: another text under the url or id of {other}; the later stands"
            )
            report.failures.append(str(error))


def _grouped(changes: Iterable[Change], size: int) -> Iterator[tuple[Change, ...]]:
    """Changes of consecutive parts together, as many as make a task."""
    group: list[Change] = []
    number = 0
    for change in changes:
        group.append(change)
        number += len(change.documents)
        if number >= size or len(group) >= PARTS_TOGETHER:
            yield tuple(group)
            group, number = [], 0
    if group:
        yield tuple(group)


def _size(waiting: int, workers: int) -> int:
    """Articles of a task: few enough that no worker idles while another has much to do."""
    return max(1, min(TOGETHER, waiting // (4 * workers)))


def _worked(
    tasks: Iterator[Task],
    report: Report,
    *,
    model: str | None,
    workers: int | None,
    cluster: str | None,
    heard: Callable[[Report], None],
) -> None:
    from functools import partial

    started = time.monotonic()
    outcomes: Iterator[Done]
    if cluster:
        from kg.corpus.cluster import done

        outcomes = done(tasks, built, address=cluster, trial=tried, workers=workers)
    elif workers == 0:
        outcomes = map(built, tasks)
    else:
        from kg.corpus import crew

        warm = partial(warmed, model)
        outcomes = crew.done(tasks, built, workers=workers or _cores(), warm=warm, trial=tried)
    for outcome in outcomes:
        report.built += outcome.articles
        report.facts += outcome.facts
        report.quads += outcome.quads
        report.words += outcome.words
        report.parts += outcome.parts
        report.retracted += outcome.retracted
        report.failed += len(outcome.failures)
        report.failures += outcome.failures
        report.seconds = time.monotonic() - started
        heard(report)
    report.failures.sort()


def warmed(model: str | None) -> None:
    """Load what reading needs (model, names, words, weights), for processes that are forked to share."""
    from kg.corpus.task import graphs

    for _ in graphs([Document(_WARMING)], Options(model=model)):
        pass


_WARMING = "Jane Roe, the foreign minister of Peru, rejected the demand of Chile in talks in Oslo on Monday."


def tried(task: Task, document: Document) -> None:
    """Read one article and write nothing: to see whether that kills the process."""
    from kg.corpus.task import graphs

    for _ in graphs([document], task.options):
        pass


def _concluded(place: Folder) -> None:
    """Sweep up after killed workers and write the manifest of the whole corpus, when it is another."""
    place.sweep()
    standing = sorted(name[: parts.DIGITS] for name in place.names() if name.endswith(".nq"))
    said = b"".join(parts.line(one) for part in standing for one in parts.entries(place, part))
    if place.read(MANIFEST) != said:
        place.write(MANIFEST, said)


def _cores() -> int:
    """Cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@contextmanager
def _scratch(place: Folder) -> Iterator[Path]:
    """A folder for what waits: beside the parts, where room must be anyway, or among temporary files."""
    if isinstance(place, Local):
        path = place.path / ".spool"
        shutil.rmtree(path, ignore_errors=True)  # of a killed build
        path.mkdir()
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)
    else:
        with tempfile.TemporaryDirectory(prefix="kg-spool-") as name:
            yield Path(name)
