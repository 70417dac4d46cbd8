"""Fitting: what is fitted judges at once, and nobody is judged by weights that saw his article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kg import fitting
from kg.errors import KgError
from kg.extract.ranking import Ranker, judging, ranker
from kg.fitting import Article, Example, fit, fold_of
from kg.scoring import FlatFact

GOLD = Path(__file__).parent / "gold"


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
    judged = [(gold.document.id, extraction.facts) for gold, extraction in fitting.unseen(GOLD)]
    slugs = sorted(path.stem for path in (GOLD / "gold").glob("*.json"))
    assert sorted(str(slug) for slug, _ in judged) == slugs
    assert seen == [{slug for slug in slugs if fold_of(slug) != fold} for fold in range(fitting.FOLDS)]
    told = [fact.confidence for _, facts in judged for fact in facts if type(fact).__name__ == "Statement"]
    biases = {round(Ranker(float(n), {}, 0.5).probability(()), 3) for n in range(1, fitting.FOLDS + 1)}
    assert {round(one, 3) for one in told} <= biases


def test_too_few_articles_are_named_as_such() -> None:
    fact = FlatFact("Demand", {}, ())
    with pytest.raises(KgError, match="too few annotated articles"):
        fit([Example("one", fact, ("a",), 1.0), Example("two", fact, ("a",), 0.5)])
