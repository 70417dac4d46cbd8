"""Fits what `kg.extract.meetings` learns: which clusters of mentions are told as meetings.

Judged and written like every ranker (`kg.fitting`), but of several candidates for one gold meeting only the
best is right; the threshold is chosen by cross-validation on the set that is fitted on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.meetings import candidates, chosen
from kg.extract.ranking import Candidate, Ranker
from kg.fitting import Example, cross_validated, fit
from kg.model import Extraction, Meeting
from kg.nlp.reading import Reading
from kg.scoring import GoldArticle, Tally, compare, flat

STRENGTH = 0.05  # inverse of the L2 penalty; chosen by cross-validation
STEPS = tuple(step / 100 for step in range(30, 52, 2))
AS_GOOD = 0.005
Proposed = list[tuple[GoldArticle, Reading, list[Candidate[Meeting]]]]


def fitted(articles: Sequence[tuple[GoldArticle, Reading]]) -> dict[str, Ranker]:
    """The ranker `meeting`, fitted on annotated articles, threshold and all."""
    proposed = [(gold, reading, list(candidates(reading))) for gold, reading in articles]
    rows = list(_examples(proposed))
    likely = cross_validated(rows, strength=STRENGTH)
    return {"meeting": replace(fit(rows, strength=STRENGTH), threshold=_threshold(proposed, likely))}


def _examples(proposed: Proposed) -> Iterator[Example]:
    for gold, reading, listed in proposed:
        facts = flat(_extraction(gold, reading, [each.fact for each in listed]))
        right = {i: score for i, _, score in compare(gold, facts).pairs}
        for i, (candidate, fact) in enumerate(zip(listed, facts, strict=True)):
            yield Example(gold.document.id or "", fact, candidate.features, right.get(i, 0.0))


def _threshold(proposed: Proposed, likely: Sequence[float]) -> float:
    """The threshold of the best soft F1, each article judged by weights that did not see it.

    The curve is flat at its top: of thresholds as good the highest is taken, for a wrong fact costs more.
    """

    def soft(threshold: float) -> float:
        total, at = Tally(), 0
        for gold, reading, listed in proposed:
            sure = likely[at : at + len(listed)]
            at += len(listed)
            weighed = [replace(each.fact, confidence=p) for each, p in zip(listed, sure, strict=True)]
            told = _extraction(gold, reading, chosen(weighed, threshold))
            total.add(compare(gold, flat(told)).tallies["Meeting"])
        return total.soft_f1

    curve = {step: soft(step) for step in STEPS}
    return max(step for step in STEPS if curve[step] >= max(curve.values()) - AS_GOOD)


def _extraction(gold: GoldArticle, reading: Reading, meetings: Sequence[Meeting]) -> Extraction:
    return Extraction(document=gold.document, actors=tuple(reading.actors.values()), facts=tuple(meetings))
