"""An article in the terminal: its text with the facts marked, and the facts as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from kg.model import Act, ActorKey, Date, Extraction, Fact, Meeting, Place, Role, Span, Statement

COLOURS = {
    "Role": "grey62", "Meeting": "dodger_blue1", "Statement": "grey70",
    "Demand": "orange1", "Concession": "green3", "Rejection": "red1", "Offer": "spring_green1",
    "Agreement": "green1", "Accusation": "magenta", "Threat": "red3", "Support": "cyan",
    "Sanction": "deep_pink3", "Aid": "turquoise2",
}  # fmt: skip
Slot = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A fact with the number that ties its mark in the text to its line in the table."""

    number: int
    fact: Fact
    type: str


def view(extraction: Extraction) -> Group:
    """The whole view: title line, marked text, table of facts, what answers what."""
    facts = numbered(extraction)
    answers = Text("\n").join(Text(line) for line in answered(extraction, facts))
    return Group(
        headline(extraction), Text(), marked(extraction, facts), Text(), table(extraction, facts), answers
    )


def numbered(extraction: Extraction) -> tuple[Numbered, ...]:
    """The facts in the order of the text, from 1."""
    ordered = sorted(extraction.facts, key=lambda fact: (fact.trigger, type_of(fact), fact.evidence))
    return tuple(Numbered(number, fact, type_of(fact)) for number, fact in enumerate(ordered, start=1))


def headline(extraction: Extraction) -> Text:
    """Where the article is from and when; says so when relative dates have no day to count from."""
    document = extraction.document
    parts = [document.title, document.publisher, document.url or document.source]
    dated = (
        f"published {document.date}" if document.date else "no publication date: give --date for full dates"
    )
    return Text(" · ".join([*(part for part in parts if part), dated]), style="bold")


def marked(extraction: Extraction, facts: Sequence[Numbered]) -> Text:
    """The article's own text; each fact's trigger in its colour and followed by the fact's number."""
    text = extraction.document.text
    shown = Text(text)
    for one in facts:
        colour = COLOURS.get(one.type, "white")
        for span in content(one.fact):
            shown.stylize(f"underline {colour}", span.begin, span.end)
    for one in facts:
        shown.stylize(f"bold {COLOURS.get(one.type, 'white')}", one.fact.trigger.begin, one.fact.trigger.end)
    ends = sorted({one.fact.trigger.end for one in facts} - {0, len(text)})
    pieces = shown.divide(ends) if ends else [shown]
    out = Text()
    for piece, end in zip(pieces, [*ends, len(text)], strict=True):
        numbers = [one for one in facts if one.fact.trigger.end == end]
        out.append_text(piece)
        for one in numbers:
            out.append(f"[{one.number}]", style=f"dim {COLOURS.get(one.type, 'white')}")
    return out


def table(extraction: Extraction, facts: Sequence[Numbered]) -> Table:
    """One line a fact: number, type, slots, confidence."""
    rows = Table("#", "fact", "who", "what", "how", "sure", box=SIMPLE_HEAD, pad_edge=False)
    for one in facts:
        slots = dict(slots_of(one.fact, extraction))
        who = "\n".join(f"{name}: {slots.pop(name)}" for name in WHO if name in slots)
        what = slots.pop("content", slots.pop("topic", slots.pop("title", "")))
        how = "\n".join(f"{name}: {value}" for name, value in slots.items())
        sure = f"{one.fact.confidence:.2f}"
        rows.add_row(
            str(one.number), Text(one.type, COLOURS.get(one.type, "")), Text(who), Text(what), Text(how), sure
        )
    return rows


WHO = (
    "person", "of", "participant", "host", "mediator", "excluded", "actor", "target", "speaker", "addressee",
    "attributedTo",
)  # fmt: skip


def answered(extraction: Extraction, facts: Sequence[Numbered]) -> Iterator[str]:
    """A line for each act that answers another: `7 answers 3 (same issue)`."""
    numbers = {one.fact.trigger: one.number for one in facts if isinstance(one.fact, Act)}
    for answer in extraction.answers:
        if answer.act in numbers and answer.answers in numbers:
            yield f"{numbers[answer.act]} answers {numbers[answer.answers]} ({answer.reason})"


def type_of(fact: Fact) -> str:
    """The name of a fact's class."""
    match fact:
        case Role() | Meeting() | Act() | Statement():
            return fact.type
        case _:
            return "Fact"


def content(fact: Fact) -> tuple[Span, ...]:
    """The words that say what an act or a statement is about."""
    match fact:
        case Act(content_span=Span() as span):
            return (span,)
        case Statement():
            return fact.content_spans
        case _:
            return ()


def slots_of(fact: Fact, extraction: Extraction) -> Iterator[Slot]:
    """What a fact says, slot by slot, for people to read; what is as usual (asserted, held) is left out."""
    labels = {actor.key: actor.label for actor in extraction.actors}

    def names(slot: str, keys: Sequence[ActorKey]) -> Iterator[Slot]:
        if keys:
            yield slot, ", ".join(labels.get(key, key) for key in keys)

    def value(slot: str, word: str | Date | Place | None, usual: str | None = None) -> Iterator[Slot]:
        if word is not None and word != usual:
            yield slot, word.label if isinstance(word, Place) else str(word)

    match fact:
        case Role():
            yield from names("person", (fact.person,))
            yield from names("of", fact.of)
            yield from value("title", fact.title)
            yield from value("former", "yes" if fact.former else None)
            yield from value("since", fact.since)
            yield from value("until", fact.until)
        case Meeting():
            yield from names("participant", fact.participants)
            yield from names("host", fact.host)
            yield from names("mediator", fact.mediator)
            yield from names("excluded", fact.excluded)
            yield from names("attributedTo", fact.attributed_to)
            yield from value("topic", fact.topic)
            yield from value("kind", fact.kind, "meeting")
            yield from value("status", fact.status)
            yield from value("place", fact.place)
            yield from value("date", fact.date)
        case Act():
            yield from names("actor", fact.actor)
            yield from names("target", fact.target)
            yield from names("attributedTo", fact.attributed_to)
            yield from value("content", fact.content)
            yield from value("modality", fact.modality, "asserted")
            yield from value("date", fact.date)
            yield from value("issue", fact.issue)
        case Statement():
            yield from names("speaker", fact.speaker)
            yield from names("addressee", fact.addressee)
            yield from value("content", fact.content)
            yield from value("direct", "quoted" if fact.direct else None)
            yield from value("date", fact.date)
            yield from value("place", fact.place)
