"""A reading that needs no model: every "X rejected Y." is a Rejection; for tests of the doors."""

import re
from dataclasses import dataclass

import pytest

from kg.model import Act, Actor, Document, Extraction, Span

REJECTED = re.compile(r"(?P<actor>[A-Z]\w+) (?P<trigger>rejected) (?P<content>[^.\n]+)\.")


@dataclass(frozen=True)
class Plain:
    """What stands in for a parsed article."""

    document: Document


def read(document: Document, nlp: object) -> Plain:
    """A text that says UNREADABLE cannot be parsed."""
    if "UNREADABLE" in document.text:
        raise MemoryError("too long")
    return Plain(document)


def told(reading: Plain) -> Extraction:
    """The rejections of a text; a text that says BUG is one that we cannot cope with."""
    text = reading.document.text
    if "BUG" in text:
        raise ZeroDivisionError("division by zero")
    found = list(REJECTED.finditer(text))
    names = sorted({match["actor"] for match in found})
    acts = (
        Act(
            trigger=Span(*match.span("trigger")),
            evidence=(Span(*match.span()),),
            rule="rejection:reject:object",
            confidence=0.9 if number == 0 else 0.4,
            type="Rejection",
            actor=(match["actor"].lower(),),
            content=match["content"],
            content_span=Span(*match.span("content")),
        )
        for number, match in enumerate(found)
    )
    actors = tuple(Actor(name.lower(), name, "State", known=name.lower()) for name in names)
    return Extraction(reading.document, actors, facts=tuple(acts), model="plain 1.0")


class Model:
    """What stands in for a spaCy pipeline."""


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is loaded; facts are what `told` finds."""
    monkeypatch.setattr("kg.pipeline.language", lambda model=None: Model())
    monkeypatch.setattr("kg.nlp.read", read)
    monkeypatch.setattr("kg.nlp.reads", lambda documents, nlp: (read(one, nlp) for one in documents))
    monkeypatch.setattr("kg.extract.extract", told)
    monkeypatch.setattr("kg.nlp.model.card", lambda nlp: "plain 1.0")
