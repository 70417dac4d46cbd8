"""The stair from articles to their facts: read, understand, extract, each article on its own.

What cannot be read or understood comes out as an error in its place, so that one bad article never stops the
rest. Nothing is written here: `kg.build` and the command line hand the extractions to a file or a store.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import KgError
from kg.model import Document, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

Outcome: TypeAlias = Extraction | KgError


@dataclass(slots=True)
class Tally:
    """What a run has come to so far: counted as the extractions pass by."""

    articles: int = 0
    facts: int = 0
    errors: list[KgError] = field(default_factory=list)


def extractions(
    items: Iterable[Document | KgError], *, model: str | None = None, min_confidence: float = 0.0
) -> Iterator[Outcome]:
    """The facts of each article, in order; an error for an article that has none to give.

    The spaCy model is loaded when the first article comes; `ModelError` is raised when it is not installed.
    """
    for item in items:
        if isinstance(item, KgError):
            yield item
        else:
            yield _extraction(item, language(model), min_confidence)


def extraction(document: Document, *, model: str | None = None, min_confidence: float = 0.0) -> Extraction:
    """The facts of one article; what goes wrong is raised."""
    from kg.extract import extract
    from kg.nlp import read

    return sure(extract(read(document, language(model))), min_confidence)


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


def counted(outcomes: Iterable[Outcome], tally: Tally) -> Iterator[Extraction]:
    """The extractions alone, as they pass by; `tally` counts them and keeps the errors."""
    for outcome in outcomes:
        if isinstance(outcome, KgError):
            tally.errors.append(outcome)
        else:
            tally.articles += 1
            tally.facts += len(outcome.facts)
            yield outcome


@lru_cache(maxsize=1)
def language(model: str | None = None) -> Language:
    """The spaCy pipeline, loaded once."""
    from kg.nlp import load

    return load(model)


def _extraction(document: Document, nlp: Language, least: float) -> Outcome:
    from kg.extract import extract
    from kg.nlp import read

    try:
        return sure(extract(read(document, nlp)), least)
    except KgError as error:
        return error
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        # A fault of ours in one article must not cost the user the other thousand.
        where, what = document.source, f"{type(error).__name__}: {error}"
        return KgError(f"{where}: a fault in kg itself ({what}); please report it, KG_DEBUG=1 shows where")
