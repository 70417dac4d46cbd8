"""Fits rankers that choose one of several options, as `kg.extract.settling` does.

Conditional logistic regression (McFadden 1974): the options of one choice compete, so that only what sets
them apart is learned. L2-regularised; deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import KgError
from kg.extract.ranking import Ranker
from kg.fitting import COMMON, SMALLEST


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one choice by their features, how good each is, and the fold of its article."""

    fold: int
    options: list[frozenset[str]]
    scores: list[float]


def fit_choices(choices: Sequence[Choice], *, strength: float) -> Ranker:
    """A ranker under which the best option of each choice is the likeliest; rare features are left out."""
    try:
        import numpy as np
        from scipy.optimize import minimize
        from scipy.sparse import csr_matrix
    except ImportError as error:
        raise KgError("fitting needs scikit-learn: pip install 'diplomacy-kg[fit]'") from error
    listed = [features for choice in choices for features in choice.options]
    counts = Counter(name for features in listed for name in features)
    column = {name: i for i, name in enumerate(sorted(name for name in counts if counts[name] >= COMMON))}
    cells = [
        (row, column[name]) for row, each in enumerate(listed) for name in sorted(each) if name in column
    ]
    rows, columns = zip(*cells, strict=True)
    matrix: Any = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(listed), len(column)))
    right = np.concatenate([_shares(choice) for choice in choices])
    sizes = [len(choice.options) for choice in choices]
    starts = np.cumsum([0, *sizes[:-1]])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        scores = scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)
        chance = np.exp(scores) / np.repeat(np.add.reduceat(np.exp(scores), starts), sizes)
        value = -(right * np.log(chance)).sum() + weights @ weights / (2 * strength)
        return float(value), matrix.T @ (chance - right) + weights / strength

    found: Any = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    weights = {name: round(float(found.x[i]), 3) for name, i in column.items() if abs(found.x[i]) >= SMALLEST}
    return Ranker(0.0, weights, 0.5)


def _shares(choice: Choice) -> list[float]:
    """What part of the choice each option should win: the best options share it."""
    best = max(choice.scores)
    winners = sum(score == best for score in choice.scores)
    return [float(score == best) / winners for score in choice.scores]
