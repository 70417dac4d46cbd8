"""The stair from articles to their graph: read, understand, extract, describe, store.

What cannot be read, understood or described comes out as an error in its place, so that one bad article never
stops the rest. `build` walks the stair to its end: a file, a stream or a store.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, TypeVar

from kg.errors import KgError, SourceError, StoreError
from kg.model import Document, Extraction, Span
from kg.vocab import BASE

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.extract.reasons import Reason
    from kg.nlp.reading import Reading

T = TypeVar("T")
Outcome: TypeAlias = Extraction | KgError

LOG = logging.getLogger(__name__)
BATCH = 8
"""Articles that are parsed together: a quarter faster than one by one, and soon enough to be seen."""


@dataclass(slots=True)
class Tally:
    """What a run has come to so far: counted as the articles pass by."""

    articles: int = 0
    facts: int = 0
    statements: int = 0
    errors: list[KgError] = field(default_factory=list)
    changes: dict[str, int] = field(default_factory=dict)


def build(
    items: Iterable[Document | KgError],
    *,
    output: Path | BinaryIO | None = None,
    store: Path | None = None,
    format: str | None = None,
    base: str = BASE,
    model: str | None = None,
    min_confidence: float = 0.0,
    heard: Callable[[Outcome], None] = lambda _: None,
) -> Tally:
    """Read articles and put their facts into a file, an open stream, or a store; gives what it came to.

    A file is written whole or not at all, and not when no article could be read; in a store each article
    takes the place of what it said before. `heard` is told of every article and error as it comes.
    """
    from kg.rdf.iris import checked

    checked(base)
    written = _format(output, format) if store is None else ""
    tally = Tally()
    outcomes = extractions(distinct(items), model=model, min_confidence=min_confidence)
    graphs = described(outcomes, tally, base=base, heard=heard)
    first = next(graphs, None)
    if first is None:
        return tally
    graphs = chain([first], graphs)
    if store is not None:
        _into_store(graphs, store, tally)
    elif output is not None:
        _into_file(graphs, output, written, base, tally)
    return tally


def extractions(
    items: Iterable[Document | KgError], *, model: str | None = None, min_confidence: float = 0.0
) -> Iterator[Outcome]:
    """The facts of each article, in order; an error for an article that has none to give.

    The spaCy model is loaded when the first article comes; `ModelError` is raised when it is not installed.
    """
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        documents = [item for item in batch if isinstance(item, Document)]
        readings = iter(_readings(documents, language(model)) if documents else ())
        for item in batch:
            yield item if isinstance(item, KgError) else _extraction(next(readings), model, min_confidence)


def extraction(document: Document, *, model: str | None = None, min_confidence: float = 0.0) -> Extraction:
    """The facts of one article; what goes wrong is raised."""
    from kg.nlp import read

    return sure(_told(read(document, language(model)), model), min_confidence)


def reasons(document: Document, type: str, trigger: Span, *, model: str | None = None) -> list[Reason]:
    """What weighed for and against the fact of that type and trigger, when the article is read again."""
    from kg.extract.reasons import reasons
    from kg.nlp import read

    return reasons(read(document, language(model)), type, trigger)


def sure(extraction: Extraction, least: float) -> Extraction:
    """The extraction without the facts that are less sure than `least`, and without answers left dangling."""
    if least <= 0:
        return extraction
    facts = tuple(fact for fact in extraction.facts if fact.confidence >= least)
    triggers = {fact.trigger for fact in facts}
    answers = tuple(
        answer
        for answer in extraction.answers
        if answer.act in triggers and answer.answers in triggers and answer.confidence >= least
    )
    return replace(extraction, facts=facts, answers=answers)


def described(
    outcomes: Iterable[Outcome],
    tally: Tally,
    *,
    base: str = BASE,
    heard: Callable[[Outcome], None] = lambda _: None,
) -> Iterator[Sequence[Quad]]:
    """The quads of each article; `tally` counts what passes by and keeps the errors."""
    from kg.rdf.describe import describe

    for outcome in outcomes:
        if isinstance(outcome, KgError):
            quads: Sequence[Quad] | KgError = outcome
        else:
            quads = _guarded(outcome.document, lambda told=outcome: tuple(describe(told, base=base)))  # type: ignore[misc]
        if isinstance(quads, KgError):
            tally.errors.append(quads)
            heard(quads)
        else:
            assert isinstance(outcome, Extraction)
            tally.articles += 1
            tally.facts += len(outcome.facts)
            heard(outcome)
            yield quads


def distinct(items: Iterable[Document | KgError]) -> Iterator[Document | KgError]:
    """Each article once: a copy is passed over, another text under the same name is an error."""
    from kg.rdf.iris import article_hash

    seen: dict[str, tuple[str, str]] = {}
    for item in items:
        if isinstance(item, Document):
            name, text = article_hash(item), sha256(item.text.encode()).hexdigest()
            if name in seen:
                before, where = seen[name]
                if before == text:
                    LOG.info("%s: the same article as %s, taken once", item.source, where)
                else:
                    yield SourceError(f"{item.source}: another text under the url or id of {where}")
                continue
            seen[name] = (text, item.source)
        yield item


@lru_cache(maxsize=1)
def language(model: str | None = None) -> Any:
    """The spaCy pipeline (whose type only `nlp` knows), loaded once."""
    from kg.nlp import load
    from kg.nlp.model import DEFAULT

    nlp = load(model)
    if model not in (None, DEFAULT):
        LOG.warning(
            "%s is not the model that the weights were fitted on: facts and confidences differ", model
        )
    return nlp


# How a step is taken without falling


def _readings(documents: Sequence[Document], nlp: Any) -> Iterable[Reading | KgError]:
    """The articles parsed together, or one by one when one of them cannot be."""
    from kg.nlp import read, reads

    together = _guarded(documents[0], lambda: list(reads(documents, nlp)))
    if not isinstance(together, KgError):
        return together
    return [_guarded(document, lambda one=document: read(one, nlp)) for document in documents]  # type: ignore[misc]


def _extraction(reading: Reading | KgError, model: str | None, least: float) -> Outcome:
    if isinstance(reading, KgError):
        return reading
    return _guarded(reading.document, lambda: sure(_told(reading, model), least))


def _told(reading: Reading, model: str | None) -> Extraction:
    from kg.extract import extract
    from kg.nlp.model import card

    return replace(extract(reading), model=str(card(language(model))))


def _guarded(document: Document, step: Callable[[], T]) -> T | KgError:
    """What a step gives for an article, or the error that says why it gives nothing.

    A fault of ours in one article must not cost the user the other thousand.
    """
    try:
        return step()
    except KgError as error:
        return error
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        return KgError(
            f"{document.source}: a fault in kg itself ({what}); please report it, KG_DEBUG=1 shows where"
        )


# Where graphs go


def _format(output: Path | BinaryIO | None, format: str | None) -> str:
    """The format of the output, found out before an hour of reading rather than after."""
    from kg.rdf.formats import format_named, format_of

    if isinstance(output, Path) and not output.parent.is_dir():
        raise StoreError(f"{output}: there is no folder {output.parent}; make it first")
    if format is None and isinstance(output, Path):
        return format_of(output).name
    return format_named(format or "turtle").name


def _into_file(
    graphs: Iterable[Sequence[Quad]], output: Path | BinaryIO, format: str, base: str, tally: Tally
) -> None:
    from kg.rdf.formats import serialised, write

    quads = chain.from_iterable(graphs)
    if isinstance(output, Path):
        tally.statements = write(quads, output, format=format, base=base)
    else:
        for piece in serialised(quads, format, base=base):
            output.write(piece)


def _into_store(graphs: Iterable[Sequence[Quad]], store: Path, tally: Tally) -> None:
    from kg.stores.local import Store

    with Store(store) as opened:
        for quads in graphs:
            change = opened.add(quads)
            tally.changes[change] = tally.changes.get(change, 0) + 1
        tally.statements = len(opened)
