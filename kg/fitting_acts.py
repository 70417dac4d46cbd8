"""Fits what `kg.extract.acts` learns: which candidates are acts, and whom an act concerns.

Judged and written like every ranker (`kg.fitting`); the thresholds too are chosen, by cross-validation on
the set that is fitted on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract import telling
from kg.extract.acts import candidates, decided, distinct
from kg.extract.attribution import speech
from kg.extract.ranking import Ranker, judging
from kg.extract.statements import statements
from kg.extract.targets import cast, options
from kg.fitting import Example, by_fold, cross_validated, fit, fold_of, highest
from kg.nlp.reading import Reading
from kg.scoring import ACTS, GoldArticle, Tally, compare, flat, match_scores

STRENGTH = 0.05  # inverse of the L2 penalty; chosen by cross-validation
STEPS = tuple(step / 1000 for step in range(150, 525, 25))


@dataclass(frozen=True, slots=True)
class Choice:
    """Actors that may be the target of a gold act."""

    act: int  # number of the act that it belongs to
    example: Example
    wanted: bool  # whether the gold act has a target at all


def fitted(articles: Sequence[tuple[GoldArticle, Reading]]) -> dict[str, Ranker]:
    """The rankers `act` and `target`, fitted on annotated articles, thresholds and all."""
    acts = list(told(articles))
    targets = list(choices(articles))
    rows = [choice.example for choice in targets]
    return {
        "act": replace(fit(acts, strength=STRENGTH), threshold=_act_threshold(articles, acts)),
        "target": replace(
            fit(rows, strength=STRENGTH),
            threshold=_target_threshold(targets, cross_validated(rows, strength=STRENGTH)),
        ),
    }


def told(articles: Iterable[tuple[GoldArticle, Reading]]) -> Iterator[Example]:
    """The candidates of gold articles to learn from.

    Of several that fit one gold act the best counts as right; the others are left out: they are not wrong,
    but the act is told already.
    """
    for gold, reading in articles:
        proposed = list(candidates(reading))
        facts = flat(telling(reading, [each.fact for each in proposed]))
        scores = {i: score for i, _, score in compare(gold, facts).pairs}
        fitting = {i for i, _, _ in match_scores(gold, facts)}
        for i, (candidate, fact) in enumerate(zip(proposed, facts, strict=True)):
            if i in scores or i not in fitting:
                yield Example(gold.document.id or "", fact, candidate.features, scores.get(i, 0.0))


def choices(articles: Iterable[tuple[GoldArticle, Reading]]) -> Iterator[Choice]:
    """Who could be the target of the candidates that match a gold act."""
    number = 0
    for gold, reading in articles:
        proposed = list(candidates(reading))
        facts = flat(telling(reading, [each.fact for each in proposed]))
        voices, found = speech(statements(reading)), cast(reading)
        for i, j, _ in sorted(compare(gold, facts).pairs):
            number += 1
            wanted = gold.facts[j].values("target")
            for option in options(proposed[i].fact, found, voices):
                labels = tuple(reading.actors[key].label for key in option.actors)
                score = gold.names.agreement(labels, wanted) if wanted else 0.0
                example = Example(gold.document.id or "", facts[i], option.features, score)
                yield Choice(number, example, bool(wanted))


def _act_threshold(articles: Sequence[tuple[GoldArticle, Reading]], rows: Sequence[Example]) -> float:
    """The highest threshold as good as the best, each article judged by weights that did not see it."""
    unseen = by_fold(rows, strength=STRENGTH)
    proposed = [(gold, reading, list(candidates(reading))) for gold, reading in articles]

    def soft(threshold: float) -> float:
        total = Tally()
        for gold, reading, found in proposed:
            judge = replace(unseen[fold_of(gold.document.id or "")], threshold=threshold)
            with judging({"act": judge}):
                kept = distinct(list(decided(found)))
            for kind, tally in compare(gold, flat(telling(reading, kept))).tallies.items():
                if kind in ACTS:
                    total.add(tally)
        return total.soft_f1

    return highest(STEPS, soft)


def _target_threshold(targets: Sequence[Choice], likely: Sequence[float]) -> float:
    """The highest threshold of as good a mean agreement, over acts that have a target or are given one."""
    by_act: dict[int, list[tuple[float, Choice]]] = {}
    for choice, probability in zip(targets, likely, strict=True):
        by_act.setdefault(choice.act, []).append((probability, choice))

    def mean(threshold: float) -> float:
        total = count = 0.0
        for rows in by_act.values():
            probability, best = max(rows, key=lambda row: row[0])
            given = probability >= threshold
            if given or best.wanted:
                count += 1
                total += best.example.score if given else 0.0
        return total / count if count else 0.0

    return highest(STEPS, mean)
