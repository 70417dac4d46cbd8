"""What weighed for and against a fact, where a fitted ranker decided it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import acts, meetings, statements
from kg.extract.ranking import Candidate, ranker
from kg.model import Fact, Span
from kg.nlp.reading import Reading

Reason = tuple[str, float]
"""A feature that holds, and its weight: above 0 it speaks for the fact."""


def reasons(reading: Reading, type: str, trigger: Span, *, limit: int = 8) -> list[Reason]:
    """The features that weighed most in the decision on the fact of that type at that trigger.

    None where no candidate stands there, or where grammar alone decides.
    """
    judge = ranker(type.lower()) or (ranker("act") if type not in ("Meeting", "Statement", "Role") else None)
    if judge is None:
        return []
    place = reading.lines.forth(trigger) if reading.lines else trigger
    found = [
        each.features
        for each in _candidates(reading, type)
        if each.fact.trigger == place and each.fact.rule != statements.TURN
    ]
    likeliest = max(found, key=judge.probability, default=())
    return judge.reasons(likeliest, limit=limit)


def _candidates(reading: Reading, type: str) -> Iterator[Candidate[Fact]]:
    match type:
        case "Meeting":
            yield from meetings.candidates(reading)
        case "Statement":
            yield from statements.candidates(reading)
        case "Role":
            return
        case _:
            yield from (each for each in acts.candidates(reading) if each.fact.type == type)
