"""How good the facts are: scores of extracted facts against gold facts, article by article.

A gold set is a folder with `text/SLUG.txt`, `gold/SLUG.json` and `dates.tsv` (slug, day of publication).
A gold file declares the article's actors (name and aliases) and its facts, with the annotation guide's slots.

A fact found matches a gold fact of its type when the leading slot agrees (an actor of the act, the person,
half of the participants, the speaker and half of the words) and, for acts and statements, its evidence stands
within one sentence of the gold's. Pairs are taken one to one, best first. A pair scores the mean agreement of
the slots that either side fills; soft F1 is twice the summed scores over the facts of both sides.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from kg.errors import SourceError
from kg.model import Act, ActType, Document, Extraction, Fact, Meeting, Role, Span, Statement

ACTS: tuple[str, ...] = get_args(ActType)
_ACT_SLOTS = ("actor", "target", "content", "modality", "attributed_to")
SLOTS: Mapping[str, tuple[str, ...]] = {
    "Role": ("person", "title", "of", "former"),
    "Meeting": ("participants", "kind", "place", "date", "status", "excluded"),
    "Statement": ("speaker", "content", "direct"),
    **dict.fromkeys(ACTS, _ACT_SLOTS),
}
ACTOR_SLOTS = {"person", "of", "participants", "excluded", "actor", "target", "attributed_to", "speaker"}
DEFAULTS = {"modality": "asserted", "status": "held", "direct": "false", "former": "false"}
LEADING = {"Role": "person", "Meeting": "participants", "Statement": "speaker"}
_FUNCTION_WORDS = {
    *("the", "a", "an", "of", "to", "in", "on", "for", "and", "or", "that", "which", "who", "its", "their"),
    *("his", "her", "with", "by", "at", "from", "be", "is", "are", "was", "were", "will", "would", "it"),
    *("has", "have", "had", "as", "this"),
}


@dataclass(frozen=True, slots=True)
class FlatFact:
    """A fact as a person reads it: slot to values (labels and literals), and where its evidence stands."""

    type: str
    slots: Mapping[str, tuple[str, ...]]
    spans: tuple[Span, ...]
    confidence: float = 1.0

    def values(self, slot: str) -> tuple[str, ...]:
        """The slot's values, the default when it is empty and has one."""
        filled = self.slots.get(slot, ())
        return filled or ((DEFAULTS[slot],) if slot in DEFAULTS else ())


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with the facts that a careful reader finds in it."""

    document: Document
    names: Names
    facts: tuple[FlatFact, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one type or of all: facts found, gold facts, matches, and the matches' summed scores."""

    found: int = 0
    gold: int = 0
    matched: int = 0
    soft: float = 0.0

    def add(self, other: Tally) -> None:
        """Count another tally's facts too."""
        self.found += other.found
        self.gold += other.gold
        self.matched += other.matched
        self.soft += other.soft

    @property
    def precision(self) -> float:
        """Share of the facts found that match."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold facts that are matched."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.matched / (self.found + self.gold) if self.found + self.gold else 0.0

    @property
    def soft_f1(self) -> float:
        """F1 in which a match counts as much as its slots agree."""
        return 2 * self.soft / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(slots=True)
class Comparison:
    """One article's facts beside its gold: pairs of indexes with their score, and tallies by type."""

    pairs: list[tuple[int, int, float]] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)


def words(value: str) -> list[str]:
    """The content words of a value, in lower case; all words when it has function words only."""
    found = re.sub(r"[^\w ]+", " ", value.lower().replace("’", "'").replace("'s", " ")).split()
    return [word for word in found if word not in _FUNCTION_WORDS] or found


def overlap(left: str, right: str) -> float:
    """F1 of the two values' content words, as bags."""
    a, b = words(left), words(right)
    if not a or not b:
        return float(a == b)
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b))


class Names:
    """An article's actors: whether two names stand for the same one."""

    def __init__(self, actors: Iterable[Mapping[str, Any]]) -> None:
        self._by_form: dict[str, set[str]] = {}
        for actor in actors:
            for form in (actor["name"], *actor.get("aliases", ())):
                self._by_form.setdefault(" ".join(words(form)), set()).add(actor["name"])

    def of(self, name: str) -> set[str]:
        """The declared actors that `name` may stand for, else the name itself."""
        key = " ".join(words(name))
        return self._by_form.get(key) or {key}

    def same(self, left: str, right: str) -> bool:
        """Whether two names share an actor or three quarters of their words."""
        return bool(self.of(left) & self.of(right)) or overlap(left, right) >= 0.75

    def agreement(self, left: tuple[str, ...], right: tuple[str, ...]) -> float:
        """F1 of two sets of names."""
        rest, hits = list(right), 0
        for name in left:
            match = next((other for other in rest if self.same(name, other)), None)
            if match is not None:
                rest.remove(match)
                hits += 1
        return 2 * hits / (len(left) + len(right)) if hits else 0.0


def flat(extraction: Extraction) -> tuple[FlatFact, ...]:
    """The facts of an extraction with the actors' labels in the slots."""
    labels = {actor.key: actor.label for actor in extraction.actors}
    return tuple(_flat(fact, labels) for fact in extraction.facts)


def _flat(fact: Fact, labels: Mapping[str, str]) -> FlatFact:
    def named(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(labels.get(key, key) for key in keys))

    slots: dict[str, tuple[str, ...]]
    match fact:
        case Role():
            kind = "Role"
            slots = {"person": named((fact.person,)), "title": (fact.title,), "of": named(fact.of)}
            slots["former"] = (str(fact.former).lower(),)
        case Meeting():
            kind = "Meeting"
            slots = {
                "participants": named(fact.participants),
                "kind": (fact.kind,),
                "place": (fact.place.label,) if fact.place else (),
                "date": (str(fact.date),) if fact.date else (),
                "status": (fact.status,),
                "excluded": named(fact.excluded),
            }
        case Statement():
            kind = "Statement"
            slots = {
                "speaker": named(fact.speaker),
                "content": (fact.content,),
                "direct": (str(fact.direct).lower(),),
            }
        case Act():
            kind = fact.type
            slots = {
                "actor": named(fact.actor),
                "target": named(fact.target),
                "content": (fact.content,),
                "modality": (fact.modality,),
                "attributed_to": named(fact.attributed_to),
            }
        case _:
            raise TypeError(f"no such fact: {fact!r}")
    return FlatFact(kind, slots, fact.evidence, fact.confidence)


def _texts(value: object) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return (str(value).lower() if isinstance(value, bool) else str(value),)


def _gold_fact(fact: Mapping[str, Any], text: str) -> FlatFact:
    quotes = [quote for quote in (fact.get("evidence"), *fact.get("also", ())) if quote and quote in text]
    spans = tuple(sorted({Span(begin := text.index(quote), begin + len(quote)) for quote in quotes}))
    slots = {slot: _texts(fact.get(slot)) for slot in SLOTS[fact["type"]]}
    return FlatFact(fact["type"], slots, spans)


def gold_set(folder: Path) -> Iterator[GoldArticle]:
    """The gold articles of a set, by slug. Raises `SourceError` where a file is missing or broken."""
    slugs = sorted(path.stem for path in (folder / "gold").glob("*.json"))
    if not slugs:
        raise SourceError(f"{folder}: no gold/*.json here; a set has gold/, text/ and dates.tsv")
    days: dict[str, str] = {}
    if (folder / "dates.tsv").exists():
        for line in (folder / "dates.tsv").read_text(encoding="utf-8").splitlines():
            slug, day = line.split("\t")[:2]
            days[slug] = day
    for slug in slugs:
        try:
            text = (folder / "text" / f"{slug}.txt").read_text(encoding="utf-8")
            gold = json.loads((folder / "gold" / f"{slug}.json").read_text(encoding="utf-8"))
            facts = tuple(_gold_fact(fact, text) for fact in gold["facts"])
        except (OSError, ValueError, KeyError) as error:
            raise SourceError(f"{folder}/gold/{slug}.json: cannot be used as gold ({error!r})") from error
        day = days.get(slug, "unknown")
        document = Document(
            text=text, id=slug, date=None if day == "unknown" else day, source=str(folder / slug)
        )
        yield GoldArticle(document, Names(gold["actors"]), facts)


def _sentences(text: str) -> list[Span]:
    found, start = [], 0
    for gap in re.finditer(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+", text):
        found.append(Span(start, gap.start()))
        start = gap.end()
    return [*found, Span(start, len(text))]


def _near(sentences: list[Span], left: tuple[Span, ...], right: tuple[Span, ...]) -> bool:
    def at(spans: tuple[Span, ...]) -> set[int]:
        touched = (
            (i for i, sent in enumerate(sentences) if span.begin < sent.end and span.end > sent.begin)
            for span in spans
        )
        return {i for found in touched for i in found}

    others = at(right)
    return any({i - 1, i, i + 1} & others for i in at(left))


def slot_agreement(names: Names, slot: str, left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """How far two values of a slot agree, from 0 to 1."""
    if slot in ACTOR_SLOTS:
        return names.agreement(left, right)
    a, b = (left or ("",))[0], (right or ("",))[0]
    if slot == "date":
        if a[:10] == b[:10]:
            return 1.0
        return 0.5 if a and b and (a[:7] == b[:7] or a.startswith(b) or b.startswith(a)) else 0.0
    if slot in DEFAULTS or slot == "kind":
        return float(a.lower() == b.lower())
    return overlap(a, b)


def pair_score(names: Names, found: FlatFact, gold: FlatFact) -> float:
    """Mean agreement of the slots that either fact fills; 0 where the leading slot does not agree."""
    total, count, leading, content = 0.0, 0, 0.0, 0.0
    for slot in SLOTS[gold.type]:
        a, b = found.values(slot), gold.values(slot)
        if not a and not b:
            continue
        agreement = slot_agreement(names, slot, a, b)
        if slot == LEADING.get(gold.type, "actor"):
            leading = agreement
        if slot == "content":
            content = agreement
        if slot in DEFAULTS and agreement == 1.0 and not gold.slots.get(slot) and not found.slots.get(slot):
            continue
        total, count = total + agreement, count + 1
    admissible = leading >= 0.5 if gold.type == "Meeting" else leading > 0
    if gold.type == "Statement":
        admissible = admissible and content >= 0.5
    return total / count if admissible and count else 0.0


def match_scores(gold: GoldArticle, found: tuple[FlatFact, ...]) -> Iterator[tuple[int, int, float]]:
    """Every admissible pair of a fact found and a gold fact, as indexes with their score."""
    sentences = _sentences(gold.document.text)
    for i, fact in enumerate(found):
        for j, other in enumerate(gold.facts):
            if fact.type != other.type:
                continue
            score = pair_score(gold.names, fact, other)
            anchored = fact.type in ("Role", "Meeting") or not (fact.spans and other.spans)
            if score and (anchored or _near(sentences, fact.spans, other.spans)):
                yield i, j, score


def compare(gold: GoldArticle, found: tuple[FlatFact, ...]) -> Comparison:
    """Match the facts found in an article with its gold, one to one and best first, type by type."""
    result = Comparison(tallies={kind: Tally() for kind in SLOTS})
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    for negative, i, j in sorted((-score, i, j) for i, j, score in match_scores(gold, found)):
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            result.pairs.append((i, j, -negative))
            tally = result.tallies[found[i].type]
            tally.matched += 1
            tally.soft -= negative
    for fact in found:
        result.tallies[fact.type].found += 1
    for fact in gold.facts:
        result.tallies[fact.type].gold += 1
    return result
