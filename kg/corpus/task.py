"""What a worker does, in whatever process, on whatever machine: some parts of a corpus, read and written.

The same task gives the same files, however often and wherever it is done: one that is done twice, because its
worker was thought lost, does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from kg.corpus import parts
from kg.corpus.folder import folder
from kg.corpus.parts import Entry, Graph
from kg.errors import KgError
from kg.model import Document
from kg.vocab import BASE

PATIENCE = 60.0
"""Seconds that any task may take, and one more for each `SLOWEST` characters that it reads."""
SLOWEST = 1_000  # a fortieth of what a slow machine reads in a second


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are to be built; part of every article's digest."""

    base: str = BASE
    model: str | None = None
    min_confidence: float = 0.0
    version: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in one part: articles that are new or other, and hashes of those that go."""

    part: str
    documents: tuple[Document, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Parts to bring up to date in a folder."""

    out: str
    options: Options
    changes: tuple[Change, ...]
    failures: tuple[str, ...] = ()  # of articles that were taken out because they killed their worker

    @property
    def documents(self) -> tuple[Document, ...]:
        """All articles to read."""
        return tuple(one for change in self.changes for one in change.documents)

    def without(self, lost: Mapping[Document, str]) -> Task:
        """The task without these articles: what reading each does is why it is a failure."""
        failures = (f"{one.source}: reading it {why}; it is left out" for one, why in lost.items())
        kept = (
            replace(change, documents=tuple(one for one in change.documents if one not in lost))
            for change in self.changes
        )
        return replace(self, changes=tuple(kept), failures=(*self.failures, *failures))


@dataclass(frozen=True, slots=True)
class Done:
    """What a task came to."""

    articles: int = 0
    facts: int = 0
    quads: int = 0
    words: int = 0
    retracted: int = 0
    parts: int = 0
    failures: tuple[str, ...] = ()


def patience(documents: Iterable[Document]) -> float:
    """Seconds after which who reads these articles hangs."""
    return PATIENCE + sum(len(document.text) for document in documents) / SLOWEST


def digest(document: Document, options: Options) -> str:
    """What the graph of an article depends on, as 32 hexadecimal digits."""
    said = (
        document.text, document.id, document.url, document.title, document.date, document.publisher,
        document.lang, options.base, options.model, options.min_confidence, options.version,
    )  # fmt: skip
    return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def built(task: Task) -> Done:
    """Read the articles of a task and write its parts; one that cannot be read is a failure, no more."""
    from kg.corpus import version

    mine = version.version(task.options.model)
    if task.options.version != mine:
        raise KgError(f"a worker runs kg {mine}, the build {task.options.version}; install the same on all")
    found = graphs(task.documents, task.options)
    done = Done(failures=task.failures)
    for change in task.changes:
        fresh, failures = [], []
        for document in change.documents:
            graph = next(found)
            if isinstance(graph, KgError):
                failures.append(str(graph))
            else:
                fresh.append(graph)
                done = replace(done, words=done.words + len(document.text.split()))
        retracted = _brought(task, change, fresh)
        done = replace(
            done,
            articles=done.articles + len(fresh),
            facts=done.facts + sum(graph.entry.facts for graph in fresh),
            quads=done.quads + sum(graph.entry.quads for graph in fresh),
            retracted=done.retracted + retracted,
            parts=done.parts + 1,
            failures=(*done.failures, *failures),
        )
    return done


def _brought(task: Task, change: Change, fresh: Sequence[Graph]) -> int:
    """Write a part: what stays of the old, and the new; how many articles were retracted."""
    from kg.rdf.iris import article_hash

    place = folder(task.out)
    old = list(parts.graphs(place, change.part))
    gone = set(change.gone)
    out = gone | {article_hash(document) for document in change.documents}
    parts.commit(place, change.part, [*(one for one in old if one.entry.hash not in out), *fresh])
    return sum(one.entry.hash in gone for one in old)


def graphs(documents: Sequence[Document], options: Options) -> Iterator[Graph | KgError]:
    """The graph of each article, in order, or why it has none."""
    from kg.pipeline import Tally, described, extractions
    from kg.rdf.formats import serialised
    from kg.rdf.iris import article, article_hash

    outcomes = extractions(documents, model=options.model, min_confidence=options.min_confidence)
    for document, outcome in zip(documents, outcomes, strict=True):
        tally = Tally()
        listed = list(described([outcome], tally, base=options.base))
        if not listed:
            yield tally.errors[0]
            continue
        data = b"".join(serialised(listed[0], "nquads", base=options.base))
        entry = Entry(
            article=article(document, base=options.base),
            hash=article_hash(document),
            id=document.id,
            digest=digest(document, options),
            facts=tally.facts,
            quads=data.count(b"\n"),
            version=options.version,
        )
        yield Graph(entry, data)
