"""Fits what `kg.extract.meetings` learns: which clusters of mentions are told as meetings, and when
they are.

Judged and written like every ranker (`kg.fitting`), but of several candidates for one gold meeting only the
best is right; the threshold is chosen by cross-validation on the set that is fitted on. Dates and parties are
learned from the candidates that tell of a gold meeting: they are right where they agree with the gold's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract import telling
from kg.extract.joining import Party
from kg.extract.meetings import Proposal, chosen, decided, proposals
from kg.extract.ranking import Candidate, Ranker
from kg.extract.settling import Option
from kg.fitting import FOLDS, Example, cross_validated, fit, fold_of, highest
from kg.fitting_choices import Choice, fit_choices
from kg.model import Meeting
from kg.nlp.reading import Reading
from kg.scoring import FlatFact, GoldArticle, Tally, compare, flat, slot_agreement

STRENGTH = 0.05  # inverse of the L2 penalty; chosen by cross-validation
DATE_STRENGTH = 1 / 3
PARTY_STRENGTH = 0.03
STEPS = tuple(step / 100 for step in range(20, 52, 2))
ENOUGH = 0.5  # from this agreement with the gold's value on, an option is right


@dataclass(slots=True)
class Proposed:
    """The candidates of a gold article, what their dates may be and who may take part."""

    gold: GoldArticle
    reading: Reading
    listed: list[Candidate[Meeting]]
    choices: list[tuple[Option, ...]]
    parties: list[tuple[Party, ...]]

    @property
    def fold(self) -> int:
        """The part of the set that the article belongs to."""
        return fold_of(self.gold.document.id or "")


def fitted(articles: Sequence[tuple[GoldArticle, Reading]]) -> dict[str, Ranker]:
    """The rankers `meeting`, threshold and all, and `meeting-date`, fitted on annotated articles."""
    proposed = [_proposed(gold, reading) for gold, reading in articles]
    told = unseen(proposed)
    rows = list(_examples(told))
    likely = cross_validated(rows, strength=STRENGTH)
    return {
        "meeting": replace(fit(rows, strength=STRENGTH), threshold=_threshold(told, likely)),
        **_settling(proposed, range(FOLDS)),
    }


def _settling(proposed: Sequence[Proposed], folds: Collection[int]) -> dict[str, Ranker]:
    """The rankers that settle the slots of a meeting, fitted on the articles of these folds."""
    seen = [each for each in proposed if each.fold in folds]
    return {
        "meeting-date": fit_choices(list(_choices(seen)), strength=DATE_STRENGTH),
        "meeting-party": fit(list(_party_rows(seen)), strength=PARTY_STRENGTH),
    }


def _proposed(gold: GoldArticle, reading: Reading) -> Proposed:
    listed = list(proposals(reading))
    return Proposed(
        gold,
        reading,
        [each.candidate for each in listed],
        [each.options for each in listed],
        [each.parties for each in listed],
    )


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


def _party_rows(proposed: Sequence[Proposed]) -> Iterator[Example]:
    """Who may take part in the candidates that tell of a gold meeting, and whether they do."""
    for article in proposed:
        facts, names = _flat(article), article.gold.names
        actors = article.reading.actors
        for i, j in _told(article, facts):
            wanted = list(article.gold.facts[j].values("participants"))
            for party in article.parties[i]:
                label = actors[party.key].label
                match = next((name for name in wanted if names.same(label, name)), None)
                if match is not None:
                    wanted.remove(match)
                slug = article.gold.document.id or ""
                yield Example(slug, facts[i], party.features, float(match is not None))


def _told(article: Proposed, facts: Sequence[FlatFact]) -> Iterator[tuple[int, int]]:
    """The candidates and the gold meetings of which they tell: by the words, else by their parties.

    Words first: the parties are what is to be learned.
    """
    golds = [(j, each) for j, each in enumerate(article.gold.facts) if each.type == "Meeting"]
    said: set[int] = set()
    for i, candidate in enumerate(article.listed):
        at = candidate.fact.trigger.begin
        around = [(span, j) for j, gold in golds for span in gold.spans if span.begin <= at < span.end]
        if around:
            said.add(i)
            yield i, min(around, key=lambda each: each[0].end - each[0].begin)[1]
    yield from ((i, j) for i, j, _ in compare(article.gold, tuple(facts)).pairs if i not in said)


def unseen(proposed: Sequence[Proposed]) -> list[Proposed]:
    """The candidates with dates and parties settled by rankers that did not see their article."""
    rankers = {fold: _settling(proposed, set(range(FOLDS)) - {fold}) for fold in range(FOLDS)}
    return [_settled(article, rankers[article.fold]) for article in proposed]


def _settled(article: Proposed, rankers: Mapping[str, Ranker]) -> Proposed:
    when, who = rankers["meeting-date"], rankers["meeting-party"]
    listed = [
        decided(Proposal(*each), when, who)
        for each in zip(article.listed, article.choices, article.parties, strict=True)
    ]
    return replace(article, listed=listed)


def _threshold(proposed: Sequence[Proposed], likely: Sequence[float]) -> float:
    """The highest threshold as good as the best, each article judged by weights that did not see it."""
    return highest(STEPS, lambda step: judged(proposed, likely, step).soft_f1)


def judged(proposed: Sequence[Proposed], likely: Sequence[float], threshold: float) -> Tally:
    """How good the meetings are that are likely enough."""
    total, at = Tally(), 0
    for article in proposed:
        sure = likely[at : at + len(article.listed)]
        at += len(article.listed)
        weighed = [replace(each.fact, confidence=p) for each, p in zip(article.listed, sure, strict=True)]
        told = telling(article.reading, chosen(weighed, threshold))
        total.add(compare(article.gold, flat(told)).tallies["Meeting"])
    return total


def _flat(article: Proposed) -> tuple[FlatFact, ...]:
    return flat(telling(article.reading, [each.fact for each in article.listed]))
