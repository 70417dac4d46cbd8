"""What an extraction is worth on a gold set: scores by type, where points are lost, what confidence means.

The loss table says how many points of soft F1 each cause is worth: what is missed because nothing near was
found, because it was found as another type, for another actor or with other words; what is spurious; and, in
facts that do match, which slot differs. Of what was not found, the candidates tell why: none stands there,
only such as are of other types or differ too much, or a right one was thought too unlikely.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.model import Extraction, Span
from kg.nlp.reading import Reading
from kg.scoring import (
    ACTS,
    LEADING,
    SLOTS,
    FlatFact,
    GoldArticle,
    Tally,
    compare,
    flat,
    gold_set,
    match_scores,
    overlap,
    slot_agreement,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold article, what is told of it, and all that might have been told: its candidates."""

    gold: GoldArticle
    told: Extraction
    proposed: Extraction


SIMILAR = 0.3  # overlap of words from which two contents speak of the same thing
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(slots=True)
class Bin:
    """Facts whose confidence lies in a range: how many, how sure on average, how many match."""

    least: float
    facts: int = 0
    sure: float = 0.0
    right: int = 0

    @property
    def confidence(self) -> float:
        """Mean confidence."""
        return self.sure / self.facts if self.facts else 0.0

    @property
    def precision(self) -> float:
        """Share that matches a gold fact."""
        return self.right / self.facts if self.facts else 0.0


@dataclass(slots=True)
class Evaluation:
    """The scores of a set: tallies by type and by article, losses by type and cause, calibration."""

    by_type: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in SLOTS})
    by_article: dict[str, Tally] = field(default_factory=dict)
    losses: Counter[tuple[str, str]] = field(default_factory=Counter)  # (type, cause): facts lost
    bins: list[Bin] = field(default_factory=lambda: [Bin(least) for least in BINS[:-1]])

    @property
    def total(self) -> Tally:
        """All types together."""
        total = Tally()
        for tally in self.by_type.values():
            total.add(tally)
        return total

    def points(self, cause: str) -> float:
        """Points of soft F1 (0 to 100) that a cause costs, all types together."""
        total = self.total
        lost = sum(count for (_, name), count in self.losses.items() if name == cause)
        size = total.found + total.gold
        if not size:
            return 0.0
        return 100 * lost * (total.soft_f1 if cause == SPURIOUS else 2.0) / size


SPURIOUS = "spurious"


def evaluation(results: Iterable[Judged]) -> Evaluation:
    """Compare the extractions of gold articles with their gold."""
    told = Evaluation()
    for judged in results:
        gold, found = judged.gold, flat(judged.told)
        comparison = compare(gold, found)
        article = told.by_article.setdefault(gold.document.id or "", Tally())
        for kind, tally in comparison.tallies.items():
            told.by_type[kind].add(tally)
            article.add(tally)
        matched = {i: j for i, j, _ in comparison.pairs}
        for i, fact in enumerate(found):
            _count(told.bins, fact, i in matched)
        told.losses.update(_losses(gold, found, flat(judged.proposed), matched))
    return told


def digest(folder: Path) -> str:
    """SHA-256 of a set's texts, gold and dates: a pinned score names the corpus that it was measured on."""
    sha = hashlib.sha256()
    texts, golds = sorted((folder / "text").glob("*.txt")), sorted((folder / "gold").glob("*.json"))
    for path in [*texts, *golds, folder / "dates.tsv"]:
        if path.exists():
            sha.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()


def results(folder: Path, *, model: str | None = None) -> Iterator[Judged]:
    """The extractions of a gold set's articles. Errors as `gold_set` and the model give them."""
    from kg.nlp import reads
    from kg.pipeline import language

    golds = list(gold_set(folder))
    readings = reads([gold.document for gold in golds], language(model))
    yield from map(judged, golds, readings)


def judged(gold: GoldArticle, reading: Reading) -> Judged:
    """What a gold article's reading tells and might tell, by the rankers that judge now."""
    from kg.extract import extract, proposed

    return Judged(gold, extract(reading), proposed(reading))


def as_json(told: Evaluation, folder: Path) -> str:
    """The scores as JSON, with the corpus's digest."""
    data: dict[str, Any] = {"corpus": digest(folder)}
    for kind, tally in [*told.by_type.items(), ("total", told.total)]:
        data[kind] = {
            "found": tally.found,
            "gold": tally.gold,
            "precision": round(tally.precision, 3),
            "recall": round(tally.recall, 3),
            "f1": round(tally.f1, 3),
            "soft_f1": round(tally.soft_f1, 3),
        }
    return json.dumps(data, indent=2) + "\n"


def lines(told: Evaluation) -> Iterator[str]:
    """The evaluation as a person reads it."""
    yield f"{'type':14}{'found':>7}{'gold':>7}{'P':>8}{'R':>8}{'F1':>8}{'soft F1':>9}"
    for kind, tally in [*told.by_type.items(), ("total", told.total)]:
        yield (
            f"{kind:14}{tally.found:7}{tally.gold:7}{tally.precision:8.3f}{tally.recall:8.3f}"
            f"{tally.f1:8.3f}{tally.soft_f1:9.3f}"
        )
    yield ""
    yield f"{'lost by':34}{'points':>8}  most in"
    causes = sorted({cause for _, cause in told.losses}, key=lambda cause: (-told.points(cause), cause))
    for cause in causes:
        kinds = Counter({kind: n for (kind, name), n in told.losses.items() if name == cause})
        most = ", ".join(f"{kind} {n:.0f}" for kind, n in kinds.most_common(3))
        yield f"{cause:34}{told.points(cause):8.1f}  {most}"
    yield ""
    yield f"{'confidence':14}{'facts':>7}{'mean':>8}{'right':>8}"
    for low, high, one in zip(BINS, BINS[1:], told.bins, strict=False):
        yield f"{low:.1f} to {min(high, 1):.1f}{one.facts:11}{one.confidence:8.2f}{one.precision:8.2f}"


def _count(bins: list[Bin], fact: FlatFact, right: bool) -> None:
    one = [each for each in bins if each.least <= fact.confidence][-1]
    one.facts += 1
    one.sure += fact.confidence
    one.right += right


def _losses(
    gold: GoldArticle, found: tuple[FlatFact, ...], proposed: tuple[FlatFact, ...], matched: dict[int, int]
) -> Counter[tuple[str, str]]:
    losses: Counter[tuple[str, str]] = Counter()
    for i, j in matched.items():
        for slot, share in _differences(gold, found[i], gold.facts[j]):
            losses[found[i].type, f"slot {slot}"] += share  # type: ignore[assignment]
    got = set(matched.values())
    rest = tuple(fact for i, fact in enumerate(found) if i not in matched)
    fitting = {j for _, j, _ in match_scores(gold, proposed)}
    for j, fact in enumerate(gold.facts):
        if j not in got:
            why = _why_missed(gold, rest, fact)
            if why is None:
                why = "thought unlikely" if j in fitting else _why_unseen(proposed, fact)
            losses[fact.type, f"missed: {why}"] += 1
    for i, fact in enumerate(found):
        if i not in matched:
            losses[fact.type, SPURIOUS] += 1
    return losses


def _differences(gold: GoldArticle, fact: FlatFact, other: FlatFact) -> Iterator[tuple[str, float]]:
    filled = [slot for slot in SLOTS[fact.type] if fact.values(slot) or other.values(slot)]
    for slot in filled:
        agreement = slot_agreement(gold.names, slot, fact.values(slot), other.values(slot))
        if agreement < 1:
            yield slot, (1 - agreement) / len(filled)


def _why_missed(gold: GoldArticle, found: tuple[FlatFact, ...], fact: FlatFact) -> str | None:
    """How a gold fact was told wrongly, by the facts that match none; None where it was not told at all."""
    near = [each for each in found if _touch(each.spans, fact.spans) or _alike(each, fact)]
    leading = LEADING.get(fact.type, "actor")
    same = [each for each in near if each.type == fact.type]
    if any(gold.names.agreement(each.values(leading), fact.values(leading)) == 0 for each in same):
        return f"other {leading}"
    if same:
        return "other words" if fact.type == "Statement" else f"too few {leading}"
    if any(_alike(each, fact) for each in near):
        return "told as another type"
    return None


def _why_unseen(proposed: tuple[FlatFact, ...], fact: FlatFact) -> str:
    """Why no candidate is the gold fact: there is none, or those that stand there differ too much."""
    near = {each.type for each in proposed if _touch(each.spans, fact.spans)}
    if fact.type in near:
        return "candidates differ"
    return "candidates of other types" if fact.type in ACTS and near & {*ACTS} else "no candidate"


def _alike(fact: FlatFact, other: FlatFact) -> bool:
    a, b = fact.values("content"), other.values("content")
    return bool(a and b) and overlap(a[0], b[0]) > SIMILAR


def _touch(left: tuple[Span, ...], right: tuple[Span, ...]) -> bool:
    return any(a.overlaps(b) for a in left for b in right)
