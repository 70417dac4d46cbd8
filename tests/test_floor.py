"""The score on our own gold articles does not fall, and the floor names the corpus that it stands on.

After a rise, or when articles are added: `kg score tests/gold --json > tests/gold/floor.json`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.evaluation import Evaluation, digest, evaluation, results

GOLD = Path(__file__).parent / "gold"
FLOOR = json.loads((GOLD / "floor.json").read_text(encoding="utf-8"))
SLACK = 0.005  # other processors round otherwise; more than this is a fall


@pytest.fixture(scope="module")
def told() -> Evaluation:
    return evaluation(results(GOLD))


def test_the_floor_was_measured_on_this_corpus() -> None:
    assert FLOOR["corpus"] == digest(GOLD), "the gold articles changed: measure again and write the floor"


def test_there_are_enough_articles_and_one_that_tells_nothing(told: Evaluation) -> None:
    assert len(told.by_article) >= 12
    assert told.by_article["quiet-day"].gold == 0


def test_the_score_does_not_fall(told: Evaluation) -> None:
    total = told.total
    assert total.soft_f1 >= FLOOR["total"]["soft_f1"] - SLACK
    assert total.precision >= FLOOR["total"]["precision"] - SLACK


def test_an_article_that_tells_nothing_yields_nothing(told: Evaluation) -> None:
    assert told.by_article["quiet-day"].found == 0
