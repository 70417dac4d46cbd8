"""A `Reading` to facts: the heart of the project. Pure functions; knows neither spaCy nor RDF."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from kg.model import Extraction, Fact
from kg.nlp.reading import Reading


def extract(reading: Reading) -> Extraction:
    """All that one article tells: actors, mentions, facts in the order of the text, and answers.

    The same reading gives the same extraction, fact for fact.
    """
    from kg.extract.acts import acts
    from kg.extract.exchange import answers, with_issue, with_topic_issue
    from kg.extract.meetings import meetings
    from kg.extract.roles import roles
    from kg.extract.statements import statements

    said = tuple(statements(reading))
    posts = tuple(roles(reading))
    done = [with_issue(act, reading) for act in acts(reading, said, posts)]
    met = [with_topic_issue(meeting, reading) for meeting in meetings(reading)]
    facts: list[Fact] = [*posts, *met, *done, *said]
    return reading.told(
        Extraction(
            document=reading.document,
            actors=tuple(sorted(reading.actors.values(), key=lambda actor: actor.key)),
            mentions=reading.mentions,
            facts=tuple(sorted(facts, key=_order)),
            answers=tuple(sorted(answers(reading, done), key=lambda answer: (answer.act, answer.answers))),
        )
    )


def proposed(reading: Reading) -> Extraction:
    """All that one article might tell, likely or not: the candidates that are decided on."""
    from kg.extract import acts, meetings, statements
    from kg.extract.roles import roles

    listed = chain(acts.candidates(reading), meetings.candidates(reading), statements.candidates(reading))
    return telling(reading, [*roles(reading), *(each.fact for each in listed)])


def telling(reading: Reading, facts: Iterable[Fact]) -> Extraction:
    """Facts of an article as its extraction, in the article's own characters, as gold facts are."""
    return reading.told(Extraction(reading.document, tuple(reading.actors.values()), facts=tuple(facts)))


def _order(fact: Fact) -> tuple[int, int, str]:
    return fact.trigger.begin, fact.trigger.end, fact.type  # type: ignore[attr-defined]
