"""Fits the rankers of `kg.extract` on an annotated set, and says by cross-validation what they are worth.

Needs scikit-learn (extra `fit`). The articles of the set are split into folds, so that no candidate is
judged by weights that saw its article; the shipped weights are then fitted on all of them. Nothing here is
random: the folds come from the articles' slugs, the solver is deterministic, weights are rounded.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from kg.errors import KgError
from kg.evaluation import Judged, judged
from kg.extract import telling
from kg.extract.ranking import Candidate, Ranker, judging
from kg.model import Fact
from kg.nlp.reading import Reading
from kg.scoring import FlatFact, GoldArticle, flat, gold_set, match_scores

Article: TypeAlias = tuple[GoldArticle, Reading]

WEIGHTS = Path(__file__).parent / "weights"
FOLDS = 5
STRENGTH = 0.15  # inverse of the L2 penalty; chosen by cross-validation
SMALLEST = 0.02  # weights nearer to zero are not worth shipping
AS_GOOD = 0.008  # of soft F1
COMMON = 3  # a feature seen in fewer candidates is not learned


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a gold article: the fact as a person reads it, its features, its best score."""

    slug: str
    fact: FlatFact
    features: frozenset[str]
    score: float  # with the gold fact that it agrees with best; 0 when it matches none

    @property
    def fold(self) -> int:
        """The part of the set that the article belongs to, from its slug."""
        return fold_of(self.slug)


def fold_of(slug: str) -> int:
    """The part of the set that an article belongs to."""
    return zlib.crc32(slug.encode()) % FOLDS


def examples(
    articles: Iterable[tuple[GoldArticle, Reading]],
    candidates: Callable[[Reading], Iterable[Candidate[Fact]]],
) -> Iterator[Example]:
    """The candidates that an extractor proposes on gold articles, scored."""
    for gold, reading in articles:
        proposed = list(candidates(reading))
        facts = flat(telling(reading, [candidate.fact for candidate in proposed]))
        best = [0.0] * len(facts)
        for i, _, score in match_scores(gold, facts):
            best[i] = max(best[i], score)
        for candidate, fact, score in zip(proposed, facts, best, strict=True):
            yield Example(gold.document.id or "", fact, candidate.features, score)


def fit(rows: Sequence[Example], *, strength: float = STRENGTH) -> Ranker:
    """A ranker (threshold one half) fitted on examples; features rarer than `COMMON` are left out.

    What agrees with gold in part counts in part as right and for the rest as wrong, so that a ranker gives
    the agreement to expect, as soft F1 counts it.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise KgError("fitting needs scikit-learn: pip install 'diplomacy-kg[fit]'") from error
    right = [i for i, row in enumerate(rows) if row.score > 0]
    wrong = [i for i, row in enumerate(rows) if row.score < 1]
    if not right or not wrong:
        raise KgError("too few annotated articles to fit on: right and wrong candidates are needed; add some")
    counts: dict[str, int] = {}
    for row in rows:
        for name in row.features:
            counts[name] = counts.get(name, 0) + 1
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{n: 1.0 for n in sorted(row.features) if counts[n] >= COMMON} for row in rows]
    )
    model: Any = LogisticRegression(C=strength, max_iter=2000, tol=1e-6, solver="lbfgs")
    model.fit(
        matrix[[*right, *wrong]],
        [True] * len(right) + [False] * len(wrong),
        sample_weight=[*(rows[i].score for i in right), *(1 - rows[i].score for i in wrong)],
    )
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): round(float(weight), 3)
        for name, weight in zip(names, model.coef_[0], strict=True)
        if abs(weight) >= SMALLEST
    }
    return Ranker(round(float(model.intercept_[0]), 3), weights, 0.5)


def by_fold(rows: Sequence[Example], *, strength: float = STRENGTH) -> dict[int, Ranker]:
    """For each fold the ranker that did not see its articles."""
    return {fold: fit([row for row in rows if row.fold != fold], strength=strength) for fold in range(FOLDS)}


def cross_validated(rows: Sequence[Example], *, strength: float = STRENGTH) -> list[float]:
    """The probability of each example by a ranker that did not see its article."""
    rankers = by_fold(rows, strength=strength)
    return [rankers[row.fold].probability(row.features) for row in rows]


def highest(steps: Sequence[float], score: Callable[[float], float]) -> float:
    """The highest of the thresholds that score as well as the best: a wrong fact costs more than none.

    The curve is flat at its top: `AS_GOOD` is what it moves by chance.
    """
    curve = {step: score(step) for step in steps}
    return max(step for step in steps if curve[step] >= max(curve.values()) - AS_GOOD)


def write(ranker: Ranker, path: Path) -> None:
    """Write a ranker as JSON, weights sorted by name."""
    data = {
        "bias": ranker.bias,
        "threshold": ranker.threshold,
        "weights": dict(sorted(ranker.weights.items())),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def parts() -> dict[str, Callable[[Sequence[Article]], Mapping[str, Ranker]]]:
    """What can be fitted, in the order of fitting: later parts stand on what earlier ones decide."""
    from kg import fitting_acts, fitting_meetings, fitting_statements

    return {
        "statements": fitting_statements.fitted,
        "meetings": fitting_meetings.fitted,
        "acts": fitting_acts.fitted,
    }


def fit_all(
    folder: Path, *, output: Path | None = None, only: Sequence[str] | None = None
) -> Iterator[tuple[str, Path]]:
    """Fit the parts named (all by default) on a gold set and write their rankers; gives names and files."""
    known = parts()
    if unknown := sorted(set(only or ()) - set(known)):
        raise KgError(f"nothing called {unknown[0]!r} can be fitted; there are {', '.join(known)}")
    for name, one in _fitted(_read(folder), only or list(known)):
        path = (output or WEIGHTS) / f"{name}.json"
        write(one, path)
        yield name, path


def unseen(folder: Path) -> Iterator[Judged]:
    """What a gold set's articles tell, each judged by weights that were fitted without its fold.

    As many fits as there are folds: minutes for a hundred articles.
    """
    articles = _read(folder)
    for fold in range(FOLDS):
        others = [(gold, reading) for gold, reading in articles if fold_of(gold.document.id or "") != fold]
        with judging(dict(_fitted(others, list(parts())))):
            told = [judged(*each) for each in articles if fold_of(each[0].document.id or "") == fold]
        yield from told


def _read(folder: Path) -> list[Article]:
    from kg.nlp import load, reads

    golds = list(gold_set(folder))
    return list(zip(golds, reads([gold.document for gold in golds], load()), strict=True))


def _fitted(articles: Sequence[Article], names: Sequence[str]) -> Iterator[tuple[str, Ranker]]:
    """The rankers of the parts named; what is fitted judges at once for the parts after it."""
    done: dict[str, Ranker] = {}
    for name, fitted in parts().items():
        if name in names:
            with judging(done):
                found = fitted(articles)
            done.update(found)
            yield from found.items()
