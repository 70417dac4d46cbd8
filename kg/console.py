"""What the commands tell people: text on standard output, reports and errors in lines on standard error."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.wording import counted

if TYPE_CHECKING:
    from kg.corpus.merging import Summary as MergeSummary
    from kg.pipeline import Tally
    from kg.queries import Query
    from kg.rdf.validate import Finding
    from kg.stores.remote import Loaded

LOG = logging.getLogger("kg")
CHECKS = "checks/"
"""How the names of questions begin that find faults."""


def is_spoken() -> bool:
    """Whether more than errors is to be said."""
    return LOG.level < logging.ERROR


def log_to_stderr() -> None:
    """Our own notes go to standard error; what libraries below us grumble is not for the user."""
    if not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())  # else Python prints what nobody handles
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("kg: %(message)s"))
    LOG.handlers = [handler]


def deafen() -> None:
    """If standard output takes no more, let what is left in it go nowhere, without a complaint at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    line = "".join(char if char.isprintable() else " " for char in " ".join(message.split()))
    sys.stderr.write(f"kg: error: {line.encode(errors='replace').decode()}\n")


def is_debugged() -> bool:
    """Whether an error is to come with its traceback."""
    return bool(os.environ.get("KG_DEBUG")) or LOG.level == logging.DEBUG


def is_watched() -> bool:
    """Whether somebody sits at the terminal to see a progress bar."""
    return sys.stderr.isatty() and is_spoken()


def built(tally: Tally, target: Path | None) -> None:
    """What a run came to, in a line, and how many articles failed."""
    if target and target != Path("-") and tally.articles and is_spoken():
        counts = tally.changes or {"": tally.articles}
        told = [f"{counted(number, 'article')} {change}".rstrip() for change, number in counts.items()]
        told += [counted(tally.facts, "fact"), counted(tally.statements, "triple")]
        sys.stderr.write(f"{target}: {', '.join(told)}\n")
    failed, all_ = len(tally.errors), tally.articles + len(tally.errors)
    if failed and all_ > 1:
        complain(f"{failed} of {all_} articles could not be read")


def merged(done: MergeSummary, target: Path) -> None:
    """What a merge came to, in a line."""
    if is_spoken():
        counts = {layer: number for layer, number in done.nodes.items() if layer != "reply"}
        told = ", ".join(counted(number, layer) for layer, number in counts.items())
        sys.stderr.write(
            f"{target}: {counted(done.articles, 'article')}, {done.changed} new or changed; "
            f"several tell of {told}; {done.differing} with contradictions; "
            f"{counted(done.doubtful, 'pair')} in doubt (--review); "
            f"{counted(done.nodes['reply'], 'answer')} across articles\n"
        )


def loaded(done: Loaded, target: str) -> None:
    """What a load came to: notes, then one line."""
    if not is_spoken():
        return
    notes = [*done.notes]
    if done.resumed:
        notes.append(f"resumed: {counted(done.resumed, 'chunk')} already there")
    if done.repaired:
        notes.append(f"sent once more: {', '.join(done.repaired)}")
    for note in notes:
        sys.stderr.write(f"{target}: {note}\n")
    verb = "would be loaded" if done.dry_run else "loaded and counted"
    sys.stderr.write(
        f"{target}: {counted(done.triples, 'triple')} in {counted(done.graphs, 'graph')} {verb}, "
        f"{done.seconds:.1f} s, {done.rate:,.0f}/s\n"
    )


def questions(queries: Iterable[Query]) -> Iterator[str]:
    """The questions by topic, each with what it asks and its parameters."""
    asked = [query for query in queries if not query.name.startswith(CHECKS)]
    longest = max((len(query.name) for query in asked), default=0)
    for topic, group in groupby(
        sorted(asked, key=lambda one: (one.topic, one.name)), key=lambda one: one.topic
    ):
        yield f"{topic or 'other'}\n"
        for query in group:
            names = " ".join(f"{parameter.name}=" for parameter in query.parameters)
            yield f"  {query.name:{longest}}  {query.summary}{f'  [{names}]' if names else ''}\n"
    yield "Ask one: kg query NAME [param=value]... --data FILE | --store DIR\n"


def finding(one: Finding) -> str:
    """What the shapes find wrong, in a line."""
    where = "".join(f"; {part}" for part in (one.path, one.value) if part)
    return _flat(f"{one.severity.lower()}: {one.label}: {one.message}{where} <{one.focus}>")


def fault(check: Query, row: dict[str, str]) -> str:
    """What a check among the questions finds wrong, in a line."""
    said = row.get("fault", check.summary)
    where = ", ".join(value for name, value in row.items() if name != "fault")
    return _flat(f"violation: {check.name}: {said}; {where}")


def _flat(words: str) -> str:
    return f"{' '.join(words.split())}\n"


def write(pieces: Iterable[str]) -> None:
    """Text to standard output, byte for byte (CSV ends its lines with CR LF whatever the system does)."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


def width() -> int | None:
    """Columns of the terminal that output goes to; `None` when it goes elsewhere."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None
