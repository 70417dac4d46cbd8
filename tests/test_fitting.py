"""Fitting: what is fitted judges at once, and nobody is judged by weights that saw his article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.lang.en import English

from kg import fitting, fitting_acts
from kg.errors import KgError
from kg.extract import telling
from kg.extract.ranking import Candidate, Ranker, judging, ranker
from kg.extract.statements import VIEW
from kg.fitting import Article, Example, fit, fold_of, highest
from kg.model import Act, Actor, Document, Span, Statement
from kg.nlp.lines import joined
from kg.nlp.mirror import mirrored
from kg.nlp.reading import Reading
from kg.scoring import FlatFact, GoldArticle, Names

GOLD = Path(__file__).parent / "gold"


def read_by_hand(document: Document) -> Reading:
    """An article that names Peru, unparsed."""
    peru = Actor(key="a", type="State", label="Peru")
    return Reading(document, mirrored(English()(document.text)), {"a": peru}, ())


def test_rankers_judge_only_within() -> None:
    shipped, other = ranker("statement"), Ranker(1.0, {}, 0.5)
    with judging({"statement": other}):
        assert ranker("statement") is other
        with judging({"meeting": other}):
            assert (ranker("statement"), ranker("meeting")) == (other, other)
        assert ranker("meeting") is not other
    assert ranker("statement") is shipped


def test_each_article_is_judged_once_by_weights_that_did_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str | None]] = []

    def fitted(articles: Sequence[Article]) -> Mapping[str, Ranker]:
        seen.append({gold.document.id for gold, _ in articles})
        return {"statement": Ranker(float(len(seen)), {}, 0.5)}

    monkeypatch.setattr(fitting, "parts", lambda: {"statements": fitted})
    judged = [(each.gold.document.id, each.told.facts) for each in fitting.unseen(GOLD)]
    slugs = sorted(path.stem for path in (GOLD / "gold").glob("*.json"))
    assert sorted(str(slug) for slug, _ in judged) == slugs
    assert seen == [{slug for slug in slugs if fold_of(slug) != fold} for fold in range(fitting.FOLDS)]
    said = [fact for _, facts in judged for fact in facts if isinstance(fact, Statement)]
    told = [fact.confidence for fact in said if fact.rule != VIEW]  # which no weights decide
    biases = {round(Ranker(float(n), {}, 0.5).probability(()), 3) for n in range(1, fitting.FOLDS + 1)}
    assert {round(one, 3) for one in told} <= biases


def test_too_few_articles_are_named_as_such() -> None:
    fact = FlatFact("Demand", {}, ())
    with pytest.raises(KgError, match="too few annotated articles"):
        fit([Example("one", fact, frozenset("a"), 1.0), Example("two", fact, frozenset("a"), 1.0)])


def test_what_is_right_in_part_counts_in_part() -> None:
    fact = FlatFact("Demand", {}, ())
    scores = {"right": 1.0, "half": 0.5, "wrong": 0.0}
    rows = [Example("one", fact, frozenset({name}), score) for name, score in scores.items()] * 100
    likely = {name: fit(rows, strength=1.0).probability({name}) for name in scores}
    assert likely == pytest.approx(scores, abs=0.1)


def test_what_fits_an_act_that_is_told_already_teaches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Peru rejects the plan."
    everything = Span(0, len(text))
    act = Act(
        trigger=Span(5, 12),
        evidence=(everything,),
        rule="",
        type="Rejection",
        actor=("a",),
        content="the plan",
    )
    found = [
        Candidate(act, frozenset({"best"})),
        Candidate(replace(act, content="plan and more"), frozenset({"copy"})),
        Candidate(replace(act, type="Demand"), frozenset({"wrong"})),
    ]
    monkeypatch.setattr(fitting_acts, "candidates", lambda reading: found)
    gold = GoldArticle(
        Document(text=text, id="x"),
        Names([{"name": "Peru"}]),
        (FlatFact("Rejection", {"actor": ("Peru",), "content": ("the plan",)}, (everything,)),),
    )
    rows = list(fitting_acts.told([(gold, read_by_hand(gold.document))]))
    assert [(row.features, row.score) for row in rows] == [({"best"}, 1.0), ({"wrong"}, 0.0)]


def test_candidates_count_in_the_article_s_own_characters() -> None:
    lines = joined("Chad left.\r\nPeru rejects the plan.", lambda word: True)
    document = Document(lines.article)
    reading = replace(read_by_hand(replace(document, text=lines.text)), lines=lines)
    trigger = Span(lines.text.index("rejects"), lines.text.index(" the"))
    act = Act(
        trigger=trigger, evidence=(trigger,), rule="", type="Rejection", actor=("a",), content="the plan"
    )
    told = telling(reading, [act])
    assert told.document == document
    assert [fact.trigger.of(document.text) for fact in told.facts] == ["rejects"]


def test_of_thresholds_as_good_the_highest_is_taken() -> None:
    curve = {0.2: 0.430, 0.3: 0.434, 0.4: 0.431, 0.5: 0.420}
    assert highest(tuple(curve), curve.__getitem__) == 0.4
