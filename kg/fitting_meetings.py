"""Fits what `kg.extract.meetings` learns: which clusters of mentions are told as meetings, and when
they are.

Judged and written like every ranker (`kg.fitting`), but of several candidates for one gold meeting only the
best is right; the threshold is chosen by cross-validation on the set that is fitted on. Dates are learned
from the candidates that match a gold meeting: a date is right where it agrees with the gold's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.meetings import chosen, proposals
from kg.extract.ranking import Candidate, Ranker
from kg.extract.settling import Option, settled
from kg.fitting import FOLDS, Example, cross_validated, fit, fold_of
from kg.fitting_choices import Choice, fit_choices
from kg.model import Extraction, Meeting
from kg.nlp.reading import Reading
from kg.scoring import FlatFact, GoldArticle, Tally, compare, flat, slot_agreement

STRENGTH = 0.05  # inverse of the L2 penalty; chosen by cross-validation
DATE_STRENGTH = 1 / 3
STEPS = tuple(step / 100 for step in range(30, 52, 2))
AS_GOOD = 0.005
ENOUGH = 0.5  # from this agreement with the gold's value on, an option is right


@dataclass(slots=True)
class Proposed:
    """The candidates of a gold article, and what their dates may be."""

    gold: GoldArticle
    reading: Reading
    listed: list[Candidate[Meeting]]
    choices: list[tuple[Option, ...]]

    @property
    def fold(self) -> int:
        """The part of the set that the article belongs to."""
        return fold_of(self.gold.document.id or "")


def fitted(articles: Sequence[tuple[GoldArticle, Reading]]) -> dict[str, Ranker]:
    """The rankers `meeting`, threshold and all, and `meeting-date`, fitted on annotated articles."""
    proposed = [_proposed(gold, reading) for gold, reading in articles]
    choices = list(_choices(proposed))
    rows = list(_examples(proposed))
    likely = cross_validated(rows, strength=STRENGTH)
    threshold = _threshold(unseen(proposed, choices), likely)
    return {
        "meeting": replace(fit(rows, strength=STRENGTH), threshold=threshold),
        "meeting-date": fit_choices(choices, strength=DATE_STRENGTH),
    }


def _proposed(gold: GoldArticle, reading: Reading) -> Proposed:
    listed = list(proposals(reading))
    return Proposed(gold, reading, [each.candidate for each in listed], [each.options for each in listed])


def _examples(proposed: Sequence[Proposed]) -> Iterator[Example]:
    for article in proposed:
        facts = _flat(article)
        right = {i: score for i, _, score in compare(article.gold, facts).pairs}
        for i, (candidate, fact) in enumerate(zip(article.listed, facts, strict=True)):
            yield Example(article.gold.document.id or "", fact, candidate.features, right.get(i, 0.0))


def _choices(proposed: Sequence[Proposed]) -> Iterator[Choice]:
    """The dates that the candidates which match a gold meeting may have, and how well each agrees with it."""
    for article in proposed:
        for i, j, _ in compare(article.gold, _flat(article)).pairs:
            wanted = article.gold.facts[j].values("date")
            listed = article.choices[i]
            agreed = [_agreement(article.gold, option, wanted) for option in listed]
            if max(agreed) >= ENOUGH:
                yield Choice(article.fold, [each.features for each in listed], agreed)


def _agreement(gold: GoldArticle, option: Option, wanted: tuple[str, ...]) -> float:
    told = () if option.value is None else (str(option.value),)
    return (
        float(told == wanted) if not (told and wanted) else slot_agreement(gold.names, "date", told, wanted)
    )


def unseen(proposed: Sequence[Proposed], choices: Sequence[Choice]) -> list[Proposed]:
    """The candidates with dates settled by rankers that did not see their article."""
    rankers = {
        fold: fit_choices([each for each in choices if each.fold != fold], strength=DATE_STRENGTH)
        for fold in range(FOLDS)
    }
    return [_settled(article, rankers[article.fold]) for article in proposed]


def _settled(article: Proposed, ranker: Ranker) -> Proposed:
    listed = [
        Candidate(settled(each.fact, choices, ranker), each.features)
        for each, choices in zip(article.listed, article.choices, strict=True)
    ]
    return replace(article, listed=listed)


def _threshold(proposed: Sequence[Proposed], likely: Sequence[float]) -> float:
    """The threshold of the best soft F1, each article judged by weights that did not see it.

    The curve is flat at its top: of thresholds as good the highest is taken, for a wrong fact costs more.
    """
    curve = {step: judged(proposed, likely, step).soft_f1 for step in STEPS}
    return max(step for step in STEPS if curve[step] >= max(curve.values()) - AS_GOOD)


def judged(proposed: Sequence[Proposed], likely: Sequence[float], threshold: float) -> Tally:
    """How good the meetings are that are likely enough."""
    total, at = Tally(), 0
    for article in proposed:
        sure = likely[at : at + len(article.listed)]
        at += len(article.listed)
        weighed = [replace(each.fact, confidence=p) for each, p in zip(article.listed, sure, strict=True)]
        told = _extraction(article, chosen(weighed, threshold))
        total.add(compare(article.gold, flat(told)).tallies["Meeting"])
    return total


def _flat(article: Proposed) -> tuple[FlatFact, ...]:
    return flat(_extraction(article, [each.fact for each in article.listed]))


def _extraction(article: Proposed, meetings: Sequence[Meeting]) -> Extraction:
    actors = tuple(article.reading.actors.values())
    return Extraction(document=article.gold.document, actors=actors, facts=tuple(meetings))
