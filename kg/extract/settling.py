"""When a meeting is, weighed among all the dates that the article tells near it.

A mention often leaves the date open that its neighbours tell: the day of writing, a date one sentence
earlier. `options` lists what it may be, nothing included, each with the features that speak for it; the
ranker `meeting-date` takes the likeliest. Without it what the rules read stands. (Kind, status and place are
not learned: what the rules read was as good, measured by cross-validation.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.dates import Dated, is_apart, is_repeated, is_vague
from kg.extract.lasting import days_of, lasting
from kg.extract.merging import Cluster
from kg.extract.ranking import Ranker
from kg.extract.when import written_on
from kg.model import ActorKey, Date, Document, Meeting
from kg.nlp.headings import is_heading
from kg.nlp.reading import Reading
from kg.nlp.tree import Span as DocSpan

_UNMET = frozenset({"proposed", "postponed", "cancelled", "refused"})
FAR = 12  # tokens between a date and the event, from which on it is far


@dataclass(frozen=True, slots=True)
class Option:
    """What the date may be, or None for none, and what speaks for and against it."""

    value: Date | None
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands around the mentions of an event: the article, its dates, its other events, and its actors,
    those named most often first."""

    reading: Reading
    dated: tuple[Dated, ...]
    clusters: tuple[Cluster, ...]
    often: tuple[ActorKey, ...]


def settled(meeting: Meeting, choices: Sequence[Option], ranker: Ranker | None) -> Date | None:
    """The likeliest date of a meeting; its own without a ranker."""
    if ranker is None:
        return meeting.date
    return max(choices, key=lambda each: ranker.probability(each.features)).value


def options(scene: Scene, cluster: Cluster, meeting: Meeting) -> Iterator[Option]:
    """What the date of a meeting may be that the rules read in a cluster."""
    own = meeting.date
    about = (
        f"{meeting.status}",
        f"{meeting.kind}",
        f"{meeting.status},{meeting.kind}",
    )
    doc = scene.reading.doc
    length = days_of(doc.text, (each.trigger for each in cluster.mentions))
    seen: set[str] = set()
    for source, told in _told_dates(scene, cluster, meeting):
        value = lasting(doc, told, length) if told else None
        if source != "own" and _is_too_late(value, meeting, scene.reading.document):
            continue
        if str(value) in seen:
            continue
        seen.add(str(value))
        marks = [
            source,
            f"{source},own={own is not None}",
            f"{source},{value.precision if value else ''}",
            f"{source},{_time(value, scene.reading.document)}",
            f"{_time(value, scene.reading.document)},{meeting.status}",
            *(f"{source},{each}" for each in about),
        ]
        if own is None:
            marks += [f"{source},open,{each}" for each in about]
            marks.append(f"{source},open,{value.precision if value else ''}")
        yield Option(value, frozenset(marks))


def _is_too_late(date: Date | None, meeting: Meeting, document: Document) -> bool:
    """Whether a date lies behind a meeting that is yet to be."""
    return meeting.status in ("planned", "proposed") and _time(date, document) == "past"


def _time(date: Date | None, document: Document) -> str:
    """Where a date lies, seen from the day of publication."""
    published = document.date
    if date is None:
        return "none"
    if published is None or len(published) < 10:
        return "unknown"
    day = published[:10]
    if date.end[:10] < day[: len(date.end)]:
        return "past"
    if date.is_after(day):
        return "ahead"
    return "today" if date.begin == day else "now"


def _told_dates(scene: Scene, cluster: Cluster, meeting: Meeting) -> Iterator[tuple[str, Date | None]]:
    """The dates that may be the event's, each with how the text ties it, the closest first."""
    if meeting.date is not None:
        yield "own", meeting.date
    for mention in cluster.mentions:
        if mention.date is not None:
            yield "other mention", mention.date
    for mention in cluster.mentions:
        for dated in _within(scene.dated, mention.trigger.sent):
            if is_apart(dated.span, mention.trigger):
                continue
            far = abs(dated.span.start - mention.trigger.i) > FAR
            yield f"sentence{' far' if far else ''}", dated.date
    for mention in cluster.mentions:
        for sent in _neighbours(mention.trigger.sent):
            for dated in _within(scene.dated, sent):
                yield "next sentence" if sent.start > mention.trigger.i else "sentence before", dated.date
    for other in _of_same(scene, cluster):
        if other.date is not None:
            yield "same parties", other.date
    undated = any(is_repeated(each.trigger) or is_vague(each.trigger) for each in cluster.mentions)
    if meeting.status not in _UNMET and not undated:
        yield from _published(scene.reading)
    yield "none", None


def _published(reading: Reading) -> Iterator[tuple[str, Date | None]]:
    published = reading.document.date
    if published is None or len(published) < 10:
        return
    day = date.fromisoformat(published[:10])
    written = written_on(reading.document.text, day)
    yield "written", Date(written.isoformat(), written.isoformat())
    yield "published", Date(published[:10], published[:10])


def _within(found: tuple[Dated, ...], sent: DocSpan) -> Iterator[Dated]:
    return (each for each in found if sent.start <= each.span.start < sent.end)


def _neighbours(sent: DocSpan) -> Iterator[DocSpan]:
    """The sentence before and the one after, headings left out."""
    tokens = sent.doc.tokens
    for at in (sent.start - 1, sent.end):
        while 0 <= at < len(tokens) and tokens[at].is_space:
            at += 1 if at >= sent.end else -1
        if 0 <= at < len(tokens) and not is_heading(tokens[at].sent):
            yield tokens[at].sent


def _of_same(scene: Scene, cluster: Cluster) -> Iterator[Cluster]:
    """The article's other events that share a party."""
    parties = set(cluster.participants)
    return (each for each in scene.clusters if each is not cluster and parties & set(each.participants))
