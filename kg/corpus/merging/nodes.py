"""What is written of a whole: its node in the merged graph, what reports agree on and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import combinations
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.corpus.merging import days, meetings
from kg.corpus.merging.told import Encounter, Party, Request, Side, Told, known
from kg.gazetteer import gazetteer
from kg.vocab import BASE, MERGED, PROV, RDF, RDFS, REAL_STATUSES, XSD, dip

Same: TypeAlias = Callable[[str], str]
Pair: TypeAlias = tuple[str, NamedNode | Literal]

_CLASSES: Final = {"actor": "MergedActor", "meeting": "MergedMeeting", "demand": "MergedDemand"}
_RANK: Final = ("held", "ongoing", "cancelled", "refused", "postponed", "planned", "proposed")
_OFF: Final = frozenset({"cancelled", "refused", "postponed"})
_SPECIFIC: Final = ("summit", "call", "talks", "visit", "briefing", "meeting")


def node(members: Sequence[Told], whole: str, same: Same, called: Same) -> str:
    """The lines of a whole, sorted N-Quads; empty when only one report tells it and it is nobody known.

    `same` gives the whole that an actor is in, `called` the IRI by which the merged graph calls the actor.
    """
    reports = [one for one in members if one.article]
    if len(members) < 2 or not reports:
        return ""
    name = iri(members[0].layer, whole)
    pairs = {*_common(members, reports, name)}
    match reports[0]:
        case Party():
            pairs |= {*_actor([one for one in members if isinstance(one, Party)])}
        case Encounter():
            pairs |= {*_meeting([one for one in reports if isinstance(one, Encounter)], same, called)}
        case Request():
            pairs |= {*_demand([one for one in reports if isinstance(one, Request)], same, called)}
    quads = {Quad(NamedNode(name), NamedNode(said), value, _GRAPH) for said, value in pairs}
    quads |= {Quad(NamedNode(one.iri), _SPECIALIZATION, NamedNode(name), _GRAPH) for one in reports}
    return "".join(sorted(f"{quad} .\n" for quad in quads))


_GRAPH: Final = NamedNode(MERGED)
_SPECIALIZATION: Final = NamedNode(f"{PROV}specializationOf")


def iri(layer: str, whole: str) -> str:
    """The IRI of a whole's node: a known actor's own; else made from the member that names the whole."""
    if layer == "actor" and known(whole):
        return whole
    return f"{BASE}merged/{layer}/{sha256(whole.encode()).hexdigest()[:16]}"


def _common(members: Sequence[Told], reports: Sequence[Told], name: str) -> Iterator[Pair]:
    yield f"{RDF}type", NamedNode(dip(_CLASSES[members[0].layer]))
    yield f"{RDF}type", NamedNode(dip("Merged"))
    yield dip("reports"), Literal(str(len(reports)), datatype=NamedNode(f"{XSD}integer"))


# ---- actors


def _actor(members: Sequence[Party]) -> Iterator[Pair]:
    fixed = next((one for one in members if not one.article), None)
    entry = gazetteer().entries.get(known(fixed.iri) or "") if fixed else None
    label = entry.label if entry else _commonest(one.label for one in members)
    yield f"{RDF}type", NamedNode(dip("Actor"))
    yield f"{RDF}type", NamedNode(dip(_commonest(one.type for one in members)))
    yield f"{RDFS}label", Literal(label)
    for name in {name for one in members for name in (one.label, *one.names) if one.article}:
        yield dip("alias"), Literal(name)
    homes = Counter(home for one in members if one.article for home in one.homes)
    for home in homes:
        yield dip("affiliation"), NamedNode(home)


def _commonest(words: Iterable[str]) -> str:
    """The word that stands most often; of several the longest, then the first of the alphabet."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], -len(word), word))


# ---- meetings


def _meeting(reports: Sequence[Encounter], same: Same, called: Same) -> Iterator[Pair]:
    agreed, differ = _verdicts(reports, same)
    names = sorted({side.label for one in reports for side in one.sides if side.type != "Group"})
    kind = min((one.kind for one in reports), key=_SPECIFIC.index)
    place = None if "place" in differ else _place(reports)
    status = None if "status" in differ else min((one.status for one in reports), key=_rank)
    bounds = _bounds(reports, apart="date" in differ)
    said = [status or "", kind, "of", ", ".join(names[:4]), f"in {place[1]}" if place else ""]
    said.append(f"({'/'.join(dict.fromkeys(bounds))})" if bounds else "")
    yield f"{RDFS}label", Literal(" ".join(word for word in said if word))
    yield dip("kind"), Literal(kind)
    if status:
        yield dip("status"), NamedNode(dip(status))
    if place:
        yield dip("place"), NamedNode(place[0])
    if bounds:
        yield dip("earliest"), _day(bounds[0])
        yield dip("latest"), _day(bounds[1])
    yield from _sides("participant", (side for one in reports for side in one.sides), called)
    yield from _issues(one.issue for one in reports)
    yield from _said(agreed, differ)


def _verdicts(reports: Sequence[Encounter], same: Same) -> tuple[set[str], set[str]]:
    """The slots that reports agree on, and those in which they exclude one another."""
    agreed: set[str] = set()
    differ: set[str] = set()
    dates = [found for one in reports if (found := days.stretch(one.earliest, one.latest))]
    if len(dates) > 1:
        (differ if any(days.gap(*pair) for pair in combinations(dates, 2)) else agreed).add("date")
    placed = [pair for pair in combinations(reports, 2) if pair[0].place_label and pair[1].place_label]
    if any(not meetings.same_place(*pair) and meetings.within(*pair) is False for pair in placed):
        differ.add("place")
    elif any(meetings.same_place(*pair) or meetings.within(*pair) for pair in placed):
        agreed.add("place")
    statuses = {one.status for one in reports}
    if statuses & REAL_STATUSES and statuses & _OFF:
        differ.add("status")
    elif len(statuses) == 1:
        agreed.add("status")
    kinds = {one.kind for one in reports}
    if "call" in kinds and kinds - {"call", "meeting"}:
        differ.add("kind")
    elif len(kinds) == 1:
        agreed.add("kind")
    parties = [meetings.parties(one.sides, same) for one in reports]
    if any(one & other for one, other in combinations(parties, 2)):
        agreed.add("participant")
    return agreed, differ


def _bounds(reports: Sequence[Encounter], *, apart: bool) -> tuple[str, str] | None:
    """The days that all dates have in common; where they have none, all days that any of them means."""
    dates = [found for one in reports if (found := days.stretch(one.earliest, one.latest))]
    if not dates:
        return None
    first, last = [date[0] for date in dates], [date[1] for date in dates]
    bounds = (min(first), max(last)) if apart else (max(first), min(last))
    return bounds[0].isoformat(), bounds[1].isoformat()


def _place(reports: Sequence[Encounter]) -> tuple[str, str] | None:
    """The narrowest place that is told, and its name; one that only an article knows if there is no other."""
    placed = [one for one in reports if one.place and one.place_label]
    if not placed:
        return None
    counts = Counter(one.place for one in placed)
    best = min(placed, key=lambda one: (_width(one), -counts[one.place], one.place or ""))
    return best.place or "", best.place_label or ""


_WIDTHS: Final = {"site": 0, "city": 1, "region": 2, "country": 4}


def _width(one: Encounter) -> int:
    found = gazetteer().places_by_id.get((one.place or "").rpartition("/place/")[2])
    return _WIDTHS[found.kind] if found else 3


def _rank(status: str) -> int:
    return _RANK.index(status) if status in _RANK else len(_RANK)


# ---- demands


def _demand(reports: Sequence[Request], same: Same, called: Same) -> Iterator[Pair]:
    content = max((one.content for one in reports), key=lambda words: (len(words), words))
    actors = sorted({side.label for one in reports for side in one.actors})
    targets = sorted({side.label for one in reports for side in one.targets})
    whom = f" to {', '.join(targets[:3])}" if targets else ""
    yield f"{RDFS}label", Literal(f"Demand: {', '.join(actors[:3])}{whom}: {content}")
    yield dip("content"), Literal(content)
    yield from _sides("actor", (side for one in reports for side in one.actors), called)
    yield from _sides("target", (side for one in reports for side in one.targets), called)
    yield from _issues(one.issue for one in reports)
    moods = {one.modality for one in reports}
    agreed = {"modality"} if len(moods) == 1 else set()
    differ = {"modality"} if "denied" in moods and len(moods) > 1 else set()
    issues = [one.issue for one in reports if one.issue]
    if len(issues) > len(set(issues)):
        agreed.add("issue")
    agreed |= {slot for slot in ("actor", "target") if _shared(reports, slot, same)}
    yield from _said(agreed, differ)


def _shared(reports: Sequence[Request], slot: str, same: Same) -> bool:
    filled = [
        {same(side.iri) for side in (one.actors if slot == "actor" else one.targets)} for one in reports
    ]
    return any(one & other for one, other in combinations(filled, 2))


# ---- shared


def _sides(slot: str, sides: Iterable[Side], called: Same) -> Iterator[Pair]:
    """Who fills a slot; no group of one article, which nothing makes the same in another."""
    for side in sides:
        if side.type != "Group" or known(side.iri):
            yield dip(slot), NamedNode(called(side.iri))


def _issues(found: Iterable[str | None]) -> Iterator[Pair]:
    for issue in found:
        if issue:
            yield dip("issue"), NamedNode(issue)


def _said(agreed: set[str], differ: set[str]) -> Iterator[Pair]:
    for slot in agreed:
        yield dip("agreesOn"), NamedNode(dip(slot))
    for slot in differ:
        yield dip("differsOn"), NamedNode(dip(slot))


def _day(iso: str) -> Literal:
    return Literal(iso, datatype=NamedNode(f"{XSD}date"))
