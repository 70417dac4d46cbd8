"""Scores are what the annotation guide's scorer says: one to one, best first, slot by slot."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.evaluation import Bin, Judged, digest, evaluation, lines
from kg.model import Act, Actor, Document, Extraction, Role, Span, Statement
from kg.scoring import (
    FlatFact,
    GoldArticle,
    Names,
    compare,
    flat,
    gold_set,
    overlap,
    pair_score,
    slot_agreement,
)

TEXT = "Peru urged Chile to open the road. Chile refused. Peru then thanked Bolivia."
NAMES = Names(
    [
        {"name": "Peru", "aliases": ["Lima"]},
        {"name": "Chile", "aliases": []},
        {"name": "Jorge Andrade", "aliases": ["Andrade"]},
    ]
)


def act(kind: str, actor: str, content: str, span: Span, **slots: tuple[str, ...]) -> FlatFact:
    return FlatFact(kind, {"actor": (actor,), "content": (content,), **slots}, (span,))


DEMAND = act("Demand", "Peru", "open the road", Span(0, 33), target=("Chile",))
GOLD = GoldArticle(Document(text=TEXT, id="road"), NAMES, (DEMAND,))


def test_overlap_counts_content_words() -> None:
    assert overlap("open the road", "the opening of the road") == pytest.approx(0.5)
    assert overlap("the", "the") == 1.0
    assert overlap("", "road") == 0.0


def test_an_alias_is_the_same_actor() -> None:
    assert NAMES.same("Lima", "Peru")
    assert NAMES.same("President Jorge Andrade", "Jorge Andrade")
    assert not NAMES.same("Peru", "Chile")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2024-03-14", "2024-03-14", 1.0),
        ("2024-03", "2024-03-14", 0.5),
        ("2023", "2024", 0.0),
        ("", "2024", 0.0),
    ],
)
def test_a_date_may_be_half_right(left: str, right: str, expected: float) -> None:
    assert slot_agreement(NAMES, "date", (left,), (right,)) == expected


def test_a_pair_scores_the_mean_of_the_slots_that_either_side_fills() -> None:
    without_target = act("Demand", "Lima", "open the road", Span(0, 33))
    assert pair_score(NAMES, DEMAND, DEMAND) == 1.0
    assert pair_score(NAMES, without_target, DEMAND) == pytest.approx(2 / 3)


def test_another_actor_is_no_match() -> None:
    assert pair_score(NAMES, act("Demand", "Chile", "open the road", Span(0, 33)), DEMAND) == 0.0


def test_a_statement_needs_half_of_its_words() -> None:
    gold = FlatFact("Statement", {"speaker": ("Andrade",), "content": ("we shall not open it",)}, ())
    close = FlatFact("Statement", {"speaker": ("Jorge Andrade",), "content": ("shall not open",)}, ())
    far = FlatFact("Statement", {"speaker": ("Jorge Andrade",), "content": ("no",)}, ())
    assert pair_score(NAMES, close, gold) > 0.5
    assert pair_score(NAMES, far, gold) == 0.0


def test_a_gold_fact_is_matched_once() -> None:
    tally = compare(GOLD, (DEMAND, DEMAND)).tallies["Demand"]
    assert (tally.found, tally.gold, tally.matched) == (2, 1, 1)
    assert tally.f1 == pytest.approx(2 / 3)


def test_evidence_far_away_is_no_match() -> None:
    far = act("Demand", "Peru", "open the road", Span(51, 70), target=("Chile",))
    assert compare(GOLD, (far,)).tallies["Demand"].matched == 0


def test_flat_facts_show_labels() -> None:
    span = Span(0, 33)
    extraction = Extraction(
        document=GOLD.document,
        actors=(Actor("peru", "Peru", "State"), Actor("person/a", "Jorge Andrade", "Person")),
        facts=(
            Act(
                trigger=span,
                evidence=(span,),
                rule="r",
                type="Demand",
                actor=("peru",),
                content="open the road",
            ),
            Role(trigger=span, evidence=(span,), rule="r", person="person/a", title="minister", of=("peru",)),
            Statement(
                trigger=span, evidence=(span,), rule="r", speaker=("person/a",), content="no", direct=True
            ),
        ),
    )
    demand, role, statement = flat(extraction)
    assert demand.values("actor") == ("Peru",)
    assert demand.values("modality") == ("asserted",)
    assert role.values("of") == ("Peru",)
    assert statement.values("direct") == ("true",)


def test_losses_are_named_by_cause() -> None:
    span = Span(0, 33)
    chile = Actor("chile", "Chile", "State")
    wrong = Act(
        trigger=span, evidence=(span,), rule="r", type="Demand", actor=("chile",), content="open the road"
    )
    told = evaluation([_judged(chile, told=(wrong,))])
    assert told.losses == {("Demand", "missed: other actor"): 1, ("Demand", "spurious"): 1}
    assert told.points("missed: other actor") == pytest.approx(100.0)
    assert any("missed: other actor" in line for line in lines(told))


def test_what_was_not_told_is_lost_by_what_became_of_its_candidates() -> None:
    span = Span(0, 33)
    peru = Actor("peru", "Peru", "State")
    right = Act(
        trigger=span, evidence=(span,), rule="r", type="Demand", actor=("peru",), content="open the road"
    )
    other = replace(right, type="Offer")
    by_nobody = replace(right, actor=())

    def cause(*proposed: Act) -> str:
        (loss,) = evaluation([_judged(peru, proposed=proposed)]).losses
        return loss[1]

    assert cause() == "missed: no candidate"
    assert cause(other) == "missed: candidates of other types"
    assert cause(other, by_nobody) == "missed: candidates differ"
    assert cause(other, by_nobody, right) == "missed: thought unlikely"


def _judged(actor: Actor, *, told: tuple[Act, ...] = (), proposed: tuple[Act, ...] = ()) -> Judged:
    return Judged(
        GOLD,
        Extraction(GOLD.document, (actor,), facts=told),
        Extraction(GOLD.document, (actor,), facts=proposed),
    )


def test_calibration_bins_hold_every_fact() -> None:
    span = Span(0, 33)
    peru = Actor("peru", "Peru", "State")
    right = Act(
        trigger=span,
        evidence=(span,),
        rule="r",
        confidence=0.85,
        type="Demand",
        actor=("peru",),
        content="open the road",
    )
    told = evaluation([_judged(peru, told=(right,))])
    assert [one for one in told.bins if one.facts] == [Bin(0.8, facts=1, sure=0.85, right=1)]


def test_a_set_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no gold/\*\.json"):
        list(gold_set(tmp_path))


def test_broken_gold_names_its_file(tmp_path: Path) -> None:
    for name in ("gold", "text"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "gold" / "a.json").write_text('{"actors": []}', encoding="utf-8")
    with pytest.raises(SourceError, match=r"gold/a\.json"):
        list(gold_set(tmp_path))


def test_the_digest_changes_with_the_gold(tmp_path: Path) -> None:
    for name in ("gold", "text"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "a.txt").write_text("x", encoding="utf-8")
    gold = tmp_path / "gold" / "a.json"
    gold.write_text(json.dumps({"actors": [], "facts": []}), encoding="utf-8")
    before = digest(tmp_path)
    gold.write_text(json.dumps({"actors": [], "facts": [], "date": "2024-01-01"}), encoding="utf-8")
    assert digest(tmp_path) != before
