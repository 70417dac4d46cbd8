"""Whether two articles tell of one demand: by who demands it of whom, its content, its issue and its time."""

from __future__ import annotations

from itertools import combinations

from kg.corpus.merging import days
from kg.corpus.merging.meetings import Same, parties
from kg.corpus.merging.names import gist
from kg.corpus.merging.thresholds import WINDOW
from kg.corpus.merging.told import Request, Side
from kg.corpus.merging.verdict import Keys, Verdict

_WHO, _WHOM, _WHAT, _WHEN = 0.16, 0.14, 0.60, 0.10
_ISSUE, _OTHERWISE = 0.15, 0.25
_WORDS = 8
"""How many words of a demand it is found by."""


def keys(one: Request, same: Same) -> Keys:
    """By what a demand is found: who demands, two words of what (one, if there is no other), a month."""
    published = days.day(one.published)
    first, last = days.around(published, WINDOW) if published else (None, None)
    stems = sorted(gist(one.content)[:_WORDS])
    whats = [f"{a} {b}" for a, b in combinations(stems, 2)] or stems
    whos = [f"{party} {what}" for party in parties(one.actors, same) for what in whats]
    if not published or not first or not last:
        same_keys = frozenset(f"{who} undated" for who in whos)
        return Keys(same_keys, same_keys)
    kept = frozenset(f"{who} {published:%Y-%m}" for who in whos)
    return Keys(kept, frozenset(f"{who} {month}" for who in whos for month in days.months(first, last)))


def compare(one: Request, other: Request, same: Same) -> Verdict | None:
    """How likely two demands are one; None when nothing speaks for it."""
    if one.article == other.article:
        return Verdict(0, "one article tells them apart", barred=True)
    when = _when(one, other)
    if when is None:
        return Verdict(0, "times exclude it", barred=True)
    who, whom = _agreement(one.actors, other.actors, same), _agreement(one.targets, other.targets, same)
    if who is None or who == 0 or whom == 0:
        return Verdict(0, "other parties", barred=True)
    what = _content(one, other)
    score = _WHO * who + _WHOM * (0.5 if whom is None else whom) + _WHAT * what + _WHEN * when
    parts = [f"content {what:.2f}", "same issue" if one.issue and one.issue == other.issue else ""]
    parts += ["same target" if whom else "target untold", f"time {when:.1f}"]
    return Verdict(round(min(score, 0.99), 2), "; ".join(part for part in parts if part))


def _agreement(ours: tuple[Side, ...], theirs: tuple[Side, ...], same: Same) -> float | None:
    """How far two sets of sides agree, from 0 to 1; None when one of them is not told."""
    here, there = parties(ours, same), parties(theirs, same)
    if not here or not there:
        return None
    if not here & there:
        return 0.0
    people = [{same(side.iri) for side in sides if side.type == "Person"} for sides in (ours, theirs)]
    if people[0] and people[1] and not people[0] & people[1]:
        return 0.4
    return 1.0 if {same(side.iri) for side in ours} & {same(side.iri) for side in theirs} else 0.8


def _content(one: Request, other: Request) -> float:
    """How far what is demanded agrees, from 0 to 1; to open a border is not to close it."""
    first, second = gist(one.content), gist(other.content)
    here, there = frozenset(first), frozenset(second)
    shared = len(here & there)
    if not shared:
        return 0.0
    least = min(len(here), len(there))
    alike = 0.5 * shared / len(here | there) + 0.5 * shared / least * min(1.0, least / 2)
    if first[0] not in there and second[0] not in here:
        alike -= _OTHERWISE
    if one.issue and one.issue == other.issue:
        alike += _ISSUE
    return max(0.0, min(1.0, alike))


def _when(one: Request, other: Request) -> float | None:
    dates = days.stretch(one.earliest, one.latest), days.stretch(other.earliest, other.latest)
    if dates[0] and dates[1] and days.gap(dates[0], dates[1]) > WINDOW:
        return None
    first, second = days.day(one.published), days.day(other.published)
    if not first or not second:
        return 0.2
    apart = abs((first - second).days)
    return None if apart > WINDOW else 1.0 if apart <= 3 else 0.7 if apart <= 14 else 0.4
