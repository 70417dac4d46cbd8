"""Fits what `kg.extract.statements` learns: which candidates are told as statements.

Judged and written like every ranker (`kg.fitting`); the threshold is chosen by cross-validation on the set
that is fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract import telling
from kg.extract.ranking import Ranker
from kg.extract.statements import candidates, chosen
from kg.fitting import cross_validated, examples, fit, highest
from kg.nlp.reading import Reading
from kg.scoring import GoldArticle, Tally, compare, flat

STRENGTH = 0.15  # inverse of the L2 penalty; chosen by cross-validation
STEPS = tuple(step / 100 for step in range(30, 65, 5))


def fitted(articles: Sequence[tuple[GoldArticle, Reading]]) -> dict[str, Ranker]:
    """The ranker `statement`, fitted on annotated articles, threshold and all."""
    rows = list(examples(articles, candidates))
    likely = cross_validated(rows, strength=STRENGTH)
    return {"statement": replace(fit(rows, strength=STRENGTH), threshold=_threshold(articles, likely))}


def _threshold(articles: Sequence[tuple[GoldArticle, Reading]], likely: Sequence[float]) -> float:
    """The highest threshold that scores as well as any, each article judged by weights that saw it not."""
    proposed = [(gold, reading, list(candidates(reading))) for gold, reading in articles]

    def soft(threshold: float) -> float:
        total, at = Tally(), 0
        for gold, reading, listed in proposed:
            rated = list(zip(listed, likely[at : at + len(listed)], strict=True))
            at += len(listed)
            facts = chosen([(each.fact, sure) for each, sure in rated if sure >= threshold])
            total.add(compare(gold, flat(telling(reading, facts))).tallies["Statement"])
        return total.soft_f1

    return highest(STEPS, soft)
