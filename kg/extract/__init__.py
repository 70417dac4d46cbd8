"""A `Reading` to facts: the heart of the project. Pure functions; knows spaCy, never RDF."""

from __future__ import annotations

from kg.model import Extraction, Fact
from kg.nlp.reading import Reading


def extract(reading: Reading) -> Extraction:
    """All that one article tells: its actors and mentions, its facts in the order of the text.

    The same reading gives the same extraction, fact for fact.
    """
    from kg.extract.acts import acts
    from kg.extract.meetings import meetings
    from kg.extract.roles import roles
    from kg.extract.statements import statements

    said = tuple(statements(reading))
    facts: list[Fact] = [*roles(reading), *meetings(reading), *acts(reading, said), *said]
    return Extraction(
        document=reading.document,
        actors=tuple(sorted(reading.actors.values(), key=lambda actor: actor.key)),
        mentions=reading.mentions,
        facts=tuple(sorted(facts, key=_order)),
    )


def _order(fact: Fact) -> tuple[int, int, str, str]:
    return fact.trigger.begin, fact.trigger.end, str(fact.type), repr(fact)  # type: ignore[attr-defined]
