"""The values that the stages hand to one another: articles in, facts out.

All are frozen and hold tuples. Offsets are Unicode characters from the start of the article's text, end
exclusive. Actors are named by a key that is unique within one article's `Extraction`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

ActorType = Literal["Person", "State", "Organization", "Group"]
MeetingKind = Literal["talks", "summit", "meeting", "call", "visit", "briefing"]
Status = Literal["held", "ongoing", "planned", "proposed", "postponed", "cancelled", "refused"]
Modality = Literal["asserted", "possible", "denied"]
ActType = Literal[
    "Demand", "Concession", "Rejection", "Offer", "Agreement",
    "Accusation", "Threat", "Support", "Sanction", "Aid",
]  # fmt: skip
Precision = Literal["day", "week", "month", "year", "interval"]
ActorKey: TypeAlias = str


class Span(NamedTuple):
    """A stretch of the article's text, in characters."""

    begin: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span in its article's text."""
        return text[self.begin : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Date:
    """When: ISO 8601 bounds (both the same for one day, month or year) and the precision the text gives.

    `begin` and `end` are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `str()` gives `2025-02-18`, `2025-02` or
    `2025-02-16/2025-02-22`.
    """

    begin: str
    end: str
    precision: Precision = "day"
    words: Span | None = None

    def __str__(self) -> str:
        return self.begin if self.begin == self.end else f"{self.begin}/{self.end}"

    def is_after(self, day: str) -> bool:
        """Whether it begins after an ISO 8601 day, as far as its precision tells.

        >>> Date("2025-03", "2025-03", "month").is_after("2025-02-18")
        True
        >>> Date("2025-02", "2025-02", "month").is_after("2025-02-18")
        False
        """
        return self.begin > day[: len(self.begin)]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as a source gives it. `text` is never altered; offsets count in it."""

    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None  # ISO 8601 day of publication
    publisher: str | None = None
    lang: str | None = None
    source: str = "<text>"  # where it came from, for messages: a path, `path:line`, a URL


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part: `key` is unique in the article; `known` is its id in `actors*.ttl` when it is there."""

    key: ActorKey
    label: str
    type: ActorType
    known: str | None = None
    aliases: tuple[str, ...] = ()  # surface forms in this article, sorted
    affiliation: ActorKey | None = None  # the state or organisation behind a group or an office


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for actors; several when they are coordinated or plural ("both leaders")."""

    span: Span
    actors: tuple[ActorKey, ...]
    form: Literal["name", "office", "metonym", "demonym", "pronoun", "group", "nominal"] = "name"


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, and the gazetteer's id when it is known there."""

    label: str
    known: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact carries: the words that tell it, the rule that read them, and how sure that is.

    `trigger` keys the fact's identity; `evidence` holds the fullest telling first, then the others.
    """

    trigger: Span
    evidence: tuple[Span, ...]
    rule: str
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Fact):
    """An office held: person, title as written without the state, of whom."""

    person: ActorKey
    title: str
    of: tuple[ActorKey, ...] = ()
    former: bool = False
    since: Date | None = None
    until: Date | None = None

    type = "Role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """One real-world encounter, all its mentions merged."""

    participants: tuple[ActorKey, ...]
    kind: MeetingKind = "meeting"
    status: Status = "held"
    place: Place | None = None
    date: Date | None = None
    excluded: tuple[ActorKey, ...] = ()
    host: tuple[ActorKey, ...] = ()
    mediator: tuple[ActorKey, ...] = ()
    topic: str | None = None
    issue: str | None = None
    attributed_to: tuple[ActorKey, ...] = ()

    type = "Meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Fact):
    """What an actor does with words or measures towards a target: one of the ten act types."""

    type: ActType
    actor: tuple[ActorKey, ...]
    content: str
    content_span: Span | None = None
    target: tuple[ActorKey, ...] = ()
    modality: Modality = "asserted"
    attributed_to: tuple[ActorKey, ...] = ()
    date: Date | None = None
    issue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """Somebody's reported words: a direct quote, or the clause that reports them."""

    speaker: tuple[ActorKey, ...]
    content: str
    content_spans: tuple[Span, ...] = ()
    direct: bool = False
    addressee: tuple[ActorKey, ...] = ()
    date: Date | None = None
    place: Place | None = None

    type = "Statement"


@dataclass(frozen=True, slots=True)
class Answer:
    """An act that answers an earlier demand or offer: triggers and types name both facts."""

    act: Span
    answers: Span
    reason: str
    confidence: float = 0.5
    act_type: str = ""
    answers_type: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article tells."""

    document: Document
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    answers: tuple[Answer, ...] = ()
    model: str = ""  # name and version of the spaCy model that read it
    notes: tuple[str, ...] = field(default=())
