"""How far a long run has come, on standard error; silent where nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.corpus.build import Report
    from kg.pipeline import Outcome
    from kg.stores.remote import Progress


@contextmanager
def progress(
    total: int | None, *, shown: bool, complain: Callable[[str], None]
) -> Iterator[Callable[[Outcome], None]]:
    """A listener for `pipeline.build`: errors are complained of as they come, articles move the bar on.

    `total` is the number of articles that are expected, where that is known. Without `shown` there is no bar.
    """
    if not shown:
        yield lambda outcome: complain(str(outcome)) if isinstance(outcome, KgError) else None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    facts_so_far = TextColumn("articles, {task.fields[facts]} facts")
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), facts_so_far, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, facts=0)
        facts = 0

        def heard(outcome: Outcome) -> None:
            nonlocal facts
            if isinstance(outcome, KgError):
                complain(str(outcome))
            else:
                facts += len(outcome.facts)
            bar.update(task, advance=1, facts=facts)

        yield heard


@contextmanager
def working(*, shown: bool, spoken: bool, pause: float = 30.0) -> Iterator[Callable[[Report], None]]:
    """A listener for a corpus build: a bar at a terminal, elsewhere a line every `pause` seconds."""
    if shown:
        with _bar() as moved:
            yield moved
        return
    said = time.monotonic()

    def heard(report: Report) -> None:
        nonlocal said
        if spoken and time.monotonic() - said >= pause:
            said = time.monotonic()
            sys.stderr.write(f"kg: {report.progress}\n")

    yield heard


@contextmanager
def _bar() -> Iterator[Callable[[Report], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(
        BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("reading the corpus", total=None)

        def heard(report: Report) -> None:
            bar.update(
                task,
                total=report.waiting,
                completed=report.built + report.failed,
                description=report.progress,
            )

        yield heard


@contextmanager
def loading(total: int | None, *, shown: bool) -> Iterator[Callable[[Progress], None]]:
    """A listener for a load: triples so far, their rate, the time that is left where the total is known."""
    if not shown:
        yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    words = TextColumn(
        "{task.completed:,.0f} triples, {task.fields[graphs]:,} graphs, {task.fields[rate]:,.0f}/s"
    )
    columns = (TextColumn("loading"), BarColumn(), words, TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, graphs=0, rate=0.0)
        yield lambda now: bar.update(task, completed=now.triples, graphs=now.graphs, rate=now.rate)
