"""How long an event lasts: the days of "a two-day visit" that began on Friday are that one and the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date as day
from datetime import timedelta

from kg.extract.dates import Dated
from kg.extract.slots import governors, surface_subjects
from kg.extract.status import verb_of
from kg.extract.when import values
from kg.lexicon import words
from kg.model import Date
from kg.nlp.tree import Doc, Token

OVER = frozenset({"after", "following"})
ENDS = frozenset({"end", "close", "conclusion"})
_LENGTH = re.compile(r"\b(\w+)[- ]days?,? (?:[\w-]+ ){0,3}$")  # just before the event's word
_REACH = 60  # characters in which a length stands before its event
_LONGEST = 31  # days; what lasts longer is no one meeting


def days_of(text: str, events: Iterable[Token]) -> int:
    """How many days the words that tell of an event give it; 0 when they do not say."""
    return next((days for each in events if (days := _length(text, each))), 0)


def lasting(doc: Doc, date: Date, length: int) -> Date:
    """The days of an event of `length` days, if the text says that `date` is the first or last of them.

    Any other date is given back as it is.
    """
    if date.precision != "day" or date.words is None or not 2 <= length <= _LONGEST:
        return date
    span = doc.char_span(date.words.begin, date.words.end)
    if span is None:
        return date
    told, rest = day.fromisoformat(date.begin), timedelta(days=length - 1)
    if not day.min + rest <= told <= day.max - rest:
        return date
    edge = _edge(span.root)
    if edge == "beginning":
        return replace(date, end=(told + rest).isoformat(), precision="interval")
    if edge == "ending":
        return replace(date, begin=(told - rest).isoformat(), precision="interval")
    return date


def first_to_last(event: Token, date: Date | None, found: Iterable[Dated]) -> Date | None:
    """The days of an event from its first to its last, where its sentence tells both: "the talks began on
    *Wednesday* and will end on *Friday*"; else the date as it is."""
    if date is None or date.precision != "day" or _length(event.doc.text, event):
        return date
    edges: dict[str, Date] = {}
    for each in found:
        if each.date.precision == "day" and event.sent.start <= each.span.start < event.sent.end:
            verb, edge = verb_of(each.span.root), _edge(each.span.root)
            if edge is not None and verb is not None and _is_about(verb, event):
                edges[edge] = each.date
    if len(edges) < 2 or date not in edges.values():
        return date
    first, last = edges["beginning"].begin, edges["ending"].begin
    days = (day.fromisoformat(last) - day.fromisoformat(first)).days
    return replace(date, begin=first, end=last, precision="interval") if 0 < days < _LONGEST else date


def _is_about(verb: Token, event: Token) -> bool:
    """Whether a verb tells what becomes of an event: its noun stands in the subject, or the verb in a clause
    within its phrase."""
    if verb.dep_ == "relcl" and event.left_edge.i < verb.i <= event.right_edge.i:
        return True
    return any(each.left_edge.i <= event.i <= each.right_edge.i for each in surface_subjects(verb))


def _length(text: str, event: Token) -> int:
    """The days that the words just before an event give it, or 0."""
    found = _LENGTH.search(text, max(0, event.idx - _REACH), event.idx)
    if not found:
        return 0
    count = found[1].lower()
    return int(count) if count.isdecimal() else values("number").get(count, 0)


def _edge(when: Token) -> str | None:
    """Whether the clause of a date tells of a beginning or of an end."""
    lists = words("encounter")
    for token in governors(when):
        for each in (token, *(child for child in token.children if child.dep_ == "acomp")):
            for edge in ("beginning", "ending"):
                if each.lemma_.lower() in lists[edge]:
                    return "beginning" if _sets_out(each) else edge
        if token.pos_ in ("VERB", "AUX"):
            return "ending" if _is_over(token) else None
    return None


def _is_over(verb: Token) -> bool:
    """Whether somebody does something when an event is over: "flew home *after* a visit", "said at the *end*
    of the talks"."""
    return any(
        child.lower_ in OVER or any(noun.lower_ in ENDS for noun in child.children)
        for child in verb.children
        if child.dep_ == "prep"
    )


def _sets_out(verb: Token) -> bool:
    """Whether who leaves is only on his way there: "left *for* Oslo", not "left for home *after* a visit"."""
    beside = {child.lower_ for child in verb.children}
    return verb.lemma_ in ("leave", "depart") and "for" in beside and beside.isdisjoint(OVER)
