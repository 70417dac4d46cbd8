"""The exchange: what acts are about, and which act answers which demand or offer.

An act's issue is the theme that its content tells, made particular by the party that the content names.
An offer, concession, rejection or agreement answers a demand or offer of somebody else when the two agree on
enough: the same issue, common words, one party addressing the other, or the one naming the other ("rejected
*Iran's demand*"). What speaks for it is kept as the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.concerns import issue_of
from kg.extract.slots import root_of
from kg.issues import broader, theme
from kg.lexicon import words
from kg.model import Act, ActorKey, Answer, Fact, Meeting, Span
from kg.nlp.reading import Reading

ASKING = ("Demand", "Offer")
ANSWERING = ("Offer", "Concession", "Rejection", "Agreement")
ENOUGH = 0.55


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for an answer: how much, and in words."""

    weight: float
    reason: str


def with_issue(act: Act, reading: Reading) -> Act:
    """The act with the issue that its content tells, if it tells one."""
    if act.content_span is None:
        return act
    issue = issue_of(reading, act.content_span)
    return act if issue is None else replace(act, issue=issue)


def with_topic_issue(meeting: Meeting, reading: Reading) -> Meeting:
    """The meeting with the issue that its topic tells, if it tells one."""
    if meeting.topic is None:
        return meeting
    for telling in meeting.evidence:
        begin = reading.document.text.find(meeting.topic, telling.begin, telling.end)
        if begin >= 0:
            span = Span(begin, begin + len(meeting.topic))
            return replace(meeting, issue=issue_of(reading, span))
    return meeting


def answers(reading: Reading, facts: Iterable[Fact]) -> Iterator[Answer]:
    """The answers among an article's acts, each act to the demand or offer that it fits best."""
    acts = [fact for fact in facts if isinstance(fact, Act)]
    asked = [act for act in acts if act.type in ASKING and act.modality != "denied"]
    for act in acts:
        if act.type not in ANSWERING:
            continue
        rated = [(likely, other, why) for other in asked for likely, why in _fit(reading, act, other)]
        if rated:
            likely, other, why = max(
                rated, key=lambda row: (row[0], -abs(row[1].trigger.begin - act.trigger.begin))
            )
            yield Answer(act.trigger, other.trigger, why, likely, act.type, other.type)


def _fit(reading: Reading, act: Act, other: Act) -> Iterator[tuple[float, str]]:
    """How likely an act answers another, with the reason; nothing when it does not."""
    if act.trigger == other.trigger or (act.type == other.type == "Offer"):
        return
    if act.trigger < other.trigger and not _names(reading, act, other):
        return  # an answer comes after what it answers, unless it says itself what that is
    if _side(reading, act.actor) & set(other.actor) or _side(reading, other.actor) & set(act.actor):
        return
    signs = list(_signs(reading, act, other))
    likely = round(min(0.95, sum(sign.weight for sign in signs)), 3)
    if likely >= ENOUGH and any(sign.reason.startswith(("same", "common", "names")) for sign in signs):
        yield likely, "; ".join(sign.reason for sign in signs)


def _signs(reading: Reading, act: Act, other: Act) -> Iterator[Sign]:
    if act.issue and act.issue == other.issue:
        yield Sign(0.4, f"same issue: {_name(act.issue)}")
    elif act.issue and other.issue and _themes(act.issue) & _themes(other.issue):
        yield Sign(0.2, f"same theme: {_name(min(_themes(act.issue) & _themes(other.issue)))}")
    if common := _common(reading, act, other):
        yield Sign(min(0.4, 0.1 * len(common)), f"common words: {', '.join(sorted(common))}")
    if _side(reading, act.target) & _side(reading, other.actor):
        yield Sign(0.35, f"addressed to {_labels(reading, other.actor)}")
    if _side(reading, other.target) & _side(reading, act.actor):
        yield Sign(0.25, f"asked of {_labels(reading, act.actor)}")
    if _names(reading, act, other):
        yield Sign(0.4, f"names the {other.type.lower()}")


def _side(reading: Reading, keys: Iterable[ActorKey]) -> set[ActorKey]:
    """Actors with the state or organisation that stands behind each."""
    found = set(keys)
    found |= {up for key in keys if key in reading.actors and (up := reading.actors[key].affiliation)}
    return found


def _themes(issue: str) -> set[str]:
    known = theme(issue)
    return {known.id, *(wider.id for wider in broader(known))} if known else {issue}


def _name(issue: str) -> str:
    known = theme(issue)
    return known.label if known and issue == known.id else issue


def _common(reading: Reading, act: Act, other: Act) -> set[str]:
    """The words of weight that both contents use."""
    return _weighty(reading, act) & _weighty(reading, other)


def _weighty(reading: Reading, act: Act) -> set[str]:
    span = act.content_span
    inside = reading.doc.char_span(span.begin, span.end) if span else None
    if inside is None:
        return set()
    asking = words("grammar")["asking"]
    return {
        token.lemma_.lower()
        for token in inside
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and len(token) > 3 and token.lemma_ not in asking
    }


def _names(reading: Reading, act: Act, other: Act) -> bool:
    """Whether an act's content is a demand or offer by the other's actor: "rejected Iran's *proposal*"."""
    if act.content_span is None:
        return False
    head = root_of(reading.doc, act.content_span)
    if head.lemma_.lower() not in words("grammar")["asking"]:
        return False
    return bool(_side(reading, act.target) & _side(reading, other.actor))


def _labels(reading: Reading, keys: Iterable[ActorKey]) -> str:
    return ", ".join(sorted(reading.actors[key].label for key in keys if key in reading.actors))
