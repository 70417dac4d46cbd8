"""Whether two articles tell of one meeting: by who was there, when, where, and of what kind it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Final, TypeAlias

from kg.corpus.merging import days
from kg.corpus.merging.names import folded
from kg.corpus.merging.thresholds import SLACK, WINDOW
from kg.corpus.merging.told import Encounter, Side
from kg.corpus.merging.verdict import Keys, Verdict
from kg.gazetteer import PlaceEntry, gazetteer

Same: TypeAlias = Callable[[str], str]
"""From an actor's IRI in an article to that of the node it was merged into."""

_WHO, _WHEN, _WHERE, _KIND, _IN_PERSON = 0.42, 0.30, 0.18, 0.10, 0.06
_REMOTE: Final = frozenset({"call"})
_UNSETTLED: Final = frozenset({"planned", "proposed", "postponed", "cancelled", "refused"})
_ENDLESS: Final = 800
"""Days of a stretch beyond which it dates nothing."""


def keys(one: Encounter, same: Same) -> Keys:
    """By what a meeting is found: its month, and two parties; one and the place, if one is all it tells."""
    present = sorted(parties(one.sides, same))
    months = list(_months(one))
    whos = [f"{a} {b}" for a, b in combinations(present, 2)]
    both = {f"{who} {month}" for who in whos for month in months}
    place = " ".join(folded(one.place_label or ""))
    there = [f"{party} @{place} {month}" for party in present for month in months] if place else []
    alone, among = {f"{key} alone" for key in there}, {f"{key} among" for key in there}
    if len(present) > 1:
        return Keys(frozenset(both | among), frozenset(both | alone))
    return Keys(frozenset(alone), frozenset(alone | among))


def compare(one: Encounter, other: Encounter, same: Same) -> Verdict | None:
    """How likely two meetings are one; None when nothing speaks for it."""
    if one.article == other.article:
        return Verdict(0, "one article tells them apart", barred=True)
    when = _when(one, other)
    if when is None:
        return Verdict(0, "times exclude it", barred=True)
    where, placed = _where(one, other)
    who, whom = _who(one, other, same)
    kind = _kind(one.kind, other.kind)
    if who <= 0 or (whom.startswith("one side") and where < 1):
        return None
    score = _WHO * who + _WHEN * when[0] + _WHERE * where + _KIND * kind
    if whom.startswith("same persons"):
        score += _IN_PERSON
    reason = f"{whom}; {when[1]}; {placed}; {one.kind}, {other.kind}; {one.status}, {other.status}"
    return Verdict(round(max(0.0, min(score, 0.99)), 2), reason)


# ---- who


def parties(sides: Iterable[Side], same: Same) -> frozenset[str]:
    """The sides as parties: the states they act for; who acts for none stands for itself. No groups."""
    return frozenset(_party(side, same) for side in sides if side.parties or side.type != "Group")


def _party(side: Side, same: Same) -> str:
    return side.parties[0] if side.parties else same(side.iri)


def _who(one: Encounter, other: Encounter, same: Same) -> tuple[float, str]:
    """How far the participants agree, from -1 to 1, and in words."""
    here, there = parties(one.sides, same), parties(other.sides, same)
    shared = here & there
    if not shared:
        return -1, "nobody in common"
    ours, theirs = _persons(one.sides, same), _persons(other.sides, same)
    met = {who for who in ours if who in theirs}
    if any(_others(ours, theirs, party) for party in shared):
        return -0.2, "other persons of the same side"
    union, least = len(here | there), min(len(here), len(there))
    share = (len(shared) / union + len(shared) / least) / 2
    if len(shared) == 1:
        if here - there and there - here:
            return -0.2, "one side in common, each with another"
        return share * 0.8, "one side in common"
    named = ", ".join(sorted(one.rsplit("/", 1)[-1] for one in shared))
    return share, f"same persons: {named}" if len(met) > 1 else f"same parties: {named}"


def _persons(sides: Iterable[Side], same: Same) -> dict[str, str]:
    """The persons among the sides, each with its party."""
    return {same(side.iri): _party(side, same) for side in sides if side.type == "Person"}


def _others(ours: dict[str, str], theirs: dict[str, str], party: str) -> bool:
    """Whether both tell who was there for a party, and nobody is the same."""
    here = {who for who, of in ours.items() if of == party}
    there = {who for who, of in theirs.items() if of == party}
    return bool(here and there and not here & there)


# ---- when


def _when(one: Encounter, other: Encounter) -> tuple[float, str] | None:
    """How far the times agree, from 0 to 1, and in words; None when they exclude that it is one meeting."""
    here, there = _dated(one), _dated(other)
    if here and there:
        return _dates(here, there)
    if here or there:
        dated, undated = (here, other) if here else (there, one)
        assert dated
        both = one.status in _UNSETTLED and other.status in _UNSETTLED
        return _date_and_report(dated, undated, expected=both)
    first, second = days.day(one.published), days.day(other.published)
    if not first or not second:
        return 0.0, "no dates"
    apart = abs((first - second).days)
    if apart > WINDOW:
        return None
    return (0.3 if apart <= 2 else 0.2 if apart <= 10 else 0.1), f"no dates, {apart} days between the reports"


def _dated(one: Encounter) -> days.Stretch | None:
    found = days.stretch(one.earliest, one.latest)
    return found if found and days.length(found) <= _ENDLESS else None


def _dates(here: days.Stretch, there: days.Stretch) -> tuple[float, str] | None:
    apart = days.gap(here, there)
    said = f"{_iso(here)} and {_iso(there)}"
    if apart > SLACK:
        return None
    if apart:
        return 0.55, said
    if here == there and days.length(here) == 1:
        return 1.0, said
    widest = max(days.length(here), days.length(there))
    return (0.85 if widest <= 8 else 0.6 if widest <= 31 else 0.2), said


def _date_and_report(dated: days.Stretch, undated: Encounter, *, expected: bool) -> tuple[float, str] | None:
    """A date here, there only the day of the article: what it tells as held was before, as planned after.

    What both tell as `expected`, or called off, may well lie weeks ahead.
    """
    published = days.day(undated.published)
    if not published:
        return 0.1, "one date"
    before, after = (published - dated[1]).days, (dated[0] - published).days
    said = f"{_iso(dated)}, and reported on {published}"
    if days.length(dated) > 31:
        return (0.1, said) if before <= WINDOW and after <= WINDOW else None
    if before > WINDOW or after > WINDOW:
        return None
    if undated.status in _UNSETTLED:
        return (0.5 if -2 <= after <= 14 else (0.35 if expected else 0.2) if after > 14 else 0.05), said
    if after > 1:
        return 0.05, said
    return (0.6 if before <= 4 else 0.35 if before <= 14 else 0.1), said


def _iso(one: days.Stretch) -> str:
    return one[0].isoformat() if one[0] == one[1] else f"{one[0].isoformat()}/{one[1].isoformat()}"


def _months(one: Encounter) -> Iterator[str]:
    """The months in which it may have taken place, with some slack."""
    dated, published = _dated(one), days.day(one.published)
    if dated:
        first, last = days.around(dated[0], SLACK)[0], days.around(dated[1], SLACK)[1]
    elif published:
        first, last = days.around(published, WINDOW)
    else:
        yield "undated"
        return
    yield from days.months(first, last)


# ---- where, and what


def _where(one: Encounter, other: Encounter) -> tuple[float, str]:
    """How far the places agree, from -1 to 1, and in words."""
    if not one.place_label or not other.place_label:
        return 0.3, f"place: {one.place_label or other.place_label or 'untold'}"
    if same_place(one, other):
        return 1.0, f"same place: {one.place_label}"
    said = f"place: {one.place_label} and {other.place_label}"
    return {True: 0.6, None: 0.25, False: -0.8}[within(one, other)], said


def same_place(one: Encounter, other: Encounter) -> bool:
    """Whether two meetings are told of one place."""
    return one.place == other.place or folded(one.place_label or "") == folded(other.place_label or "")


def within(one: Encounter, other: Encounter) -> bool | None:
    """Whether one place is the land or may be the city that the other lies in; None if nothing tells."""
    here, there = _place(one), _place(other)
    if here is None or there is None:
        return None
    if here.id == there.country or there.id == here.country:
        return True
    if here.country == there.country and "site" in (here.kind, there.kind):
        return None
    return False


def _place(one: Encounter) -> PlaceEntry | None:
    """The gazetteer's entry; None for a place of one article only."""
    name = (one.place or "").rpartition("/place/")[2]
    return gazetteer().places_by_id.get(name)


def _kind(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if (one in _REMOTE) != (other in _REMOTE):
        return -1.5 if "meeting" not in (one, other) else -1.0
    if "briefing" in (one, other):
        return -1.0
    return 0.7 if "meeting" in (one, other) else 0.4
