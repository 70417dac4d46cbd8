# ruff: noqa: E501  (a parse is one row)
"""Who takes part: who is weighed, and that the ranker decides among them."""

from __future__ import annotations

import pytest

from kg.extract import meetings as subject
from kg.extract.meetings import candidates, proposals
from kg.extract.ranking import Ranker
from kg.nlp.reading import Reading
from tests.extract.parsed import reading

TEXT = "Peru said that Oman met Chad."
ROWS = "Peru/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/4 Oman/NNP/nsubj/4 met/VBD/ccomp/1 Chad/NNP/dobj/4 ././punct/1"


def read() -> Reading:
    built = reading(TEXT, ROWS, "", "Peru;Oman;Chad")
    built.doc[4].lemma_ = "meet"
    return built


def those_who_meet(monkeypatch: pytest.MonkeyPatch, ranker: Ranker | None) -> set[str]:
    monkeypatch.setattr(subject, "ranker", lambda name: ranker if name == "meeting-party" else None)
    built = read()
    (candidate,) = candidates(built)
    return {built.actors[key].label for key in candidate.fact.participants}


def test_all_whom_the_sentence_names_are_weighed() -> None:
    built = read()
    (proposal,) = proposals(built)
    told = {built.actors[each.key].label: set(each.features) for each in proposal.parties}
    assert set(told) == {"Oman", "Chad", "Peru"}
    assert {"subject,own", "as nsubj meet"} <= told["Oman"]
    assert {"other,own", "as dobj meet"} <= told["Chad"]
    assert {"around,other", "as nsubj say"} <= told["Peru"]


def test_without_a_ranker_what_the_rules_read_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert those_who_meet(monkeypatch, None) == {"Oman", "Chad"}


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"subject,own": 6.0, "other,own": 6.0}, {"Oman", "Chad"}),
        ({"subject,own": 6.0, "other,own": 6.0, "as nsubj say": 6.0}, {"Oman", "Chad", "Peru"}),
        ({"other,own": 6.0}, {"Chad"}),
        (
            {"subject,own": 6.0, "other,own": 6.0, "as nsubj say": 3.4},
            {"Oman", "Chad"},
        ),  # too unlikely a third
        ({}, {"Oman", "Chad", "Peru"}),  # nothing known: all of equal doubt, as good as any
    ],
)
def test_those_of_whom_most_is_expected_take_part(
    monkeypatch: pytest.MonkeyPatch, weights: dict[str, float], expected: set[str]
) -> None:
    bias = -4.0 if weights else 0.0
    assert those_who_meet(monkeypatch, Ranker(bias, weights, 0.5)) == expected


def test_how_sure_it_is_who_takes_part_is_told_of_the_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    ranker = Ranker(-4.0, {"subject,own": 6.0, "other,own": 6.0}, 0.5)
    monkeypatch.setattr(subject, "ranker", lambda name: ranker if name == "meeting-party" else None)
    (candidate,) = candidates(read())
    assert {"first party>8", "second party>8", "parties sure>8"} <= set(candidate.features)


def test_who_is_met_another_time_is_not_weighed() -> None:
    built = reading(
        "Oman held separate talks with Chad and Peru.",
        "Oman/NNP/nsubj/1 held/VBD/ROOT/1 separate/JJ/amod/3 talks/NNS/dobj/1 with/IN/prep/3 Chad/NNP/pobj/4"
        " and/CC/cc/5 Peru/NNP/conj/5 ././punct/1",
        "",
        "Oman;Chad;Peru",
    )
    built.doc[1].lemma_, built.doc[3].lemma_ = "hold", "talk"
    told = [{built.actors[each.key].label for each in one.parties} for one in proposals(built)]
    assert told == [{"Oman", "Chad"}, {"Oman", "Peru"}]


def test_who_met_one_another_in_the_same_sentence_is_not_weighed() -> None:
    built = reading(
        "Oman met Chad after Peru met Mali.",
        "Oman/NNP/nsubj/1 met/VBD/ROOT/1 Chad/NNP/dobj/1 after/IN/mark/5 Peru/NNP/nsubj/5 met/VBD/advcl/1"
        " Mali/NNP/dobj/5 ././punct/1",
        "",
        "Oman;Chad;Peru;Mali",
    )
    for verb in (1, 5):
        built.doc[verb].lemma_ = "meet"
    told = [{built.actors[each.key].label for each in proposal.parties} for proposal in proposals(built)]
    assert told == [{"Oman", "Chad"}, {"Peru", "Mali"}]
