"""What is said of one fact: its classes, slots, date, evidence, confidence and source."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Act, ActorKey, Date, Fact, Meeting, Role, Statement
from kg.rdf.known import issue_line
from kg.rdf.provenance import source
from kg.rdf.setting import Pair, Setting, fact_type, label, slot, types
from kg.rdf.terms import bounds, day, moment, node, share, truth, words
from kg.vocab import MEETING_KINDS, REAL_STATUSES, TIME, dip


def described(fact: Fact, setting: Setting) -> Iterator[Pair]:
    """Everything that is said of a fact."""
    yield from types(dip("Fact"))
    yield from label(line(fact, setting))
    match fact:
        case Role():
            yield from _role(fact, setting)
        case Meeting():
            yield from _meeting(fact, setting)
        case Act():
            yield from _act(fact, setting)
        case Statement():
            yield from _statement(fact, setting)
    yield from _support(fact, setting)


def line(fact: Fact, setting: Setting) -> str:
    """A fact in a line, for people; never longer than some 160 characters."""
    match fact:
        case Role():
            of = setting.labels(fact.of)
            said = f"{setting.labels((fact.person,))}, {fact.title}" + (f" of {of}" if of else "")
        case Meeting():
            said = f"{fact.status} {fact.kind} of {setting.labels(fact.participants)}"
        case Act():
            target = setting.labels(fact.target)
            said = f"{setting.labels(fact.actor)}{f' to {target}' if target else ''}: {fact.content}"
        case Statement():
            said = f"{setting.labels(fact.speaker)}: {fact.content}"
        case _:
            said = ""
    said = f"{fact_type(fact)}: {' '.join(said.split())}"
    return said if len(said) <= 160 else f"{said[:159].rstrip()}…"


def _actors(name: str, keys: tuple[ActorKey, ...], setting: Setting) -> Iterator[Pair]:
    """A slot that actors fill."""
    yield from slot(name, *(setting.actor(key) for key in keys))


def _role(fact: Role, setting: Setting) -> Iterator[Pair]:
    yield from types(dip("Role"))
    yield from _actors("person", (fact.person,), setting)
    yield from _actors("of", fact.of, setting)
    yield dip("title"), words(fact.title)
    yield dip("former"), truth(fact.former)
    if fact.since:
        yield dip("since"), moment(str(fact.since))
    if fact.until:
        yield dip("until"), moment(str(fact.until))


def _meeting(fact: Meeting, setting: Setting) -> Iterator[Pair]:
    classes = tuple(dict.fromkeys(("Meeting", MEETING_KINDS.get(fact.kind, "Meeting"))))
    yield from _classes(*classes, unreal=None if fact.status in REAL_STATUSES else "UnrealizedMeeting")
    yield dip("kind"), words(fact.kind)
    yield from slot("status", dip(fact.status))
    yield from _actors("participant", fact.participants, setting)
    yield from _actors("excluded", fact.excluded, setting)
    yield from _actors("host", fact.host, setting)
    yield from _actors("mediator", fact.mediator, setting)
    yield from _actors("attributedTo", fact.attributed_to, setting)
    if fact.place:
        yield from slot("place", setting.place(fact.place))
    if fact.topic:
        yield dip("topic"), words(fact.topic)
    if fact.issue:
        yield from slot("issue", setting.issue(issue_line(fact.issue)[0].key))
    yield from _when(fact.date, setting)


def _act(fact: Act, setting: Setting) -> Iterator[Pair]:
    if fact.modality == "asserted":
        yield from _classes(fact.type, "Act")
    else:
        yield from _classes(fact.type, unreal="UnrealizedAct")
    yield from slot("modality", dip(fact.modality))
    yield from _actors("actor", fact.actor, setting)
    yield from _actors("target", fact.target, setting)
    yield from _actors("attributedTo", fact.attributed_to, setting)
    yield dip("content"), words(fact.content)
    if fact.issue:
        yield from slot("issue", setting.issue(issue_line(fact.issue)[0].key))
    yield from _when(fact.date, setting)


def _statement(fact: Statement, setting: Setting) -> Iterator[Pair]:
    yield from _classes("Statement")
    yield from _actors("speaker", fact.speaker, setting)
    yield from _actors("addressee", fact.addressee, setting)
    yield dip("content"), words(fact.content)
    yield dip("direct"), truth(fact.direct)
    if fact.place:
        yield from slot("place", setting.place(fact.place))
    yield from _when(fact.date, setting)


def _classes(*names: str, unreal: str | None = None) -> Iterator[Pair]:
    """The classes of an event; of one that is not real, the class of such and those it would have had."""
    if unreal:
        yield from types(dip(unreal), dip("UnrealizedEvent"))
        yield from slot("wouldBe", *map(dip, names))
    else:
        yield from types(*map(dip, names), dip("Event"))


def _when(date: Date | None, setting: Setting) -> Iterator[Pair]:
    """A date as a literal, with its bounds and precision, and as OWL-Time."""
    if date is None:
        return
    first, last = bounds(date)
    yield dip("date"), moment(str(date))
    yield dip("earliest"), day(first)
    yield dip("latest"), day(last)
    yield dip("precision"), words(date.precision)
    yield f"{TIME}hasTime", node(setting.time(str(date)))


def _support(fact: Fact, setting: Setting) -> Iterator[Pair]:
    """Why a fact is believed: the words, the rule, the confidence, the article."""
    spans = tuple(dict.fromkeys(fact.evidence or (fact.trigger,)))
    yield from slot("evidence", setting.evidence(spans[0]))
    yield from slot("furtherEvidence", *map(setting.evidence, spans[1:]))
    yield dip("trigger"), words(fact.trigger.of(setting.document.text))
    yield dip("confidence"), share(fact.confidence)
    yield dip("rule"), words(fact.rule)
    yield from source(setting)
