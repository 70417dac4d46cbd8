# ruff: noqa: E501  (a parse is one row)
"""When a meeting is: what its date may be, and that the ranker decides among it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import LexiconError
from kg.extract import meetings as subject
from kg.extract.meetings import candidates, proposals
from kg.extract.parties import Format
from kg.extract.ranking import Ranker
from kg.fitting_choices import Choice, fit_choices
from kg.lexicon import entries, parse_entries
from kg.model import Document
from kg.nlp import load
from kg.nlp import read as parsed
from kg.nlp.reading import Reading
from tests.extract.parsed import reading

TEXT = "Oman met Chad. They parted on 3 May 2021."
ROWS = (
    "Oman/NNP/nsubj/1 met/VBD/ROOT/1 Chad/NNP/dobj/1 ././punct/1 "
    "They/PRP/nsubj/5 parted/VBD/ROOT/5 on/IN/prep/5 3/CD/nummod/8 May/NNP/pobj/6 2021/CD/nummod/8 ././punct/5"
)


def read(published: str | None) -> Reading:
    built = reading(TEXT, ROWS, "", "Oman;Chad")
    built.doc[1].lemma_ = "meet"
    return replace(built, document=Document(TEXT, date=published))


def settled_date(monkeypatch: pytest.MonkeyPatch, ranker: Ranker | None) -> str | None:
    monkeypatch.setattr(subject, "ranker", lambda name: ranker if name == "meeting-date" else None)
    (candidate,) = candidates(read("2021-05-04"))
    return str(candidate.fact.date) if candidate.fact.date else None


def test_a_date_near_the_meeting_the_day_of_publication_and_none_are_weighed() -> None:
    (proposal,) = proposals(read("2021-05-04"))
    assert {str(each.value) for each in proposal.options} == {"2021-05-03", "2021-05-04", "None"}
    (proposal,) = proposals(read(None))
    assert {str(each.value) for each in proposal.options} == {"2021-05-03", "None"}


def test_no_date_that_is_past_is_weighed_for_a_meeting_that_is_yet_to_be() -> None:
    built = reading(
        "Oman will meet Chad. They parted on 3 May 2021.",
        "Oman/NNP/nsubj/2 will/MD/aux/2 meet/VB/ROOT/2 Chad/NNP/dobj/2 ././punct/2 They/PRP/nsubj/6 parted/VBD/ROOT/6 on/IN/prep/6 3/CD/nummod/9 May/NNP/pobj/7 2021/CD/nummod/9 ././punct/6",
        "",
        "Oman;Chad",
    )
    (proposal,) = proposals(replace(built, document=Document(built.document.text, date="2021-05-04")))
    assert proposal.candidate.fact.status == "planned"
    assert {str(each.value) for each in proposal.options} == {"2021-05-04", "None"}


def test_without_a_ranker_what_the_rules_read_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settled_date(monkeypatch, None) is None


@pytest.mark.parametrize(
    ("source", "date"), [("next sentence", "2021-05-03"), ("written", "2021-05-04"), ("none", None)]
)
def test_the_likeliest_date_is_taken(monkeypatch: pytest.MonkeyPatch, source: str, date: str | None) -> None:
    assert settled_date(monkeypatch, Ranker(0.0, {source: 2.0}, 0.5)) == date


def test_a_choice_is_learned_from_what_sets_its_options_apart() -> None:
    choices = [
        Choice(n, [frozenset({"always", "near"}), frozenset({"always", "far"})], [1.0, 0.0]) for n in range(6)
    ]
    ranker = fit_choices(choices, strength=1.0)
    assert ranker.probability(("always", "near")) > 0.5 > ranker.probability(("always", "far"))
    assert "always" not in ranker.weights  # what all options share says nothing
    assert fit_choices(choices, strength=1.0) == ranker


def test_a_feature_too_rare_is_not_learned() -> None:
    choices = [
        Choice(0, [frozenset({"near", f"once {n}"}), frozenset({"far"})], [1.0, 0.0]) for n in range(4)
    ]
    assert set(fit_choices(choices, strength=1.0).weights) == {"near", "far"}


def test_formats_are_read_strictly() -> None:
    assert all(entry.parties for entry in entries("format", Format))
    with pytest.raises(LexiconError, match="parties"):
        parse_entries('[[Format]]\nword = "quartet"\n', "format.toml", Format, "Format")


@pytest.mark.parametrize(
    ("when", "today"),
    [
        ("", True),
        (" at the same time", True),
        (" recently", False),
        (" in recent weeks", False),
        (" years ago", False),
        (" days later", False),
        (" after the 2024 vote", False),
    ],
)
def test_what_was_at_no_time_that_is_named_was_not_today(when: str, today: bool) -> None:
    told = parsed(Document(f"Ana Roe met Juan Quill{when}.", date="2025-02-19"), load())
    (proposal,) = proposals(told)
    assert ("2025-02-19" in {str(each.value) for each in proposal.options}) == today
