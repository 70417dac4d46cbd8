"""What an article tells that others may tell as well, or answer: actors, meetings, acts of its graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, TypeAlias

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, Quad

from kg.gazetteer import Entry, gazetteer
from kg.vocab import DIP, OA, RDF, RDFS, SCHEMA, dip

Layer = Literal["actor", "meeting", "demand", "reply"]
LAYERS: Final[tuple[Layer, ...]] = ("actor", "meeting", "demand", "reply")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Somebody at a meeting or in a demand: IRI in the article, type, and the known parties it acts for."""

    iri: str
    type: str
    label: str
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor that the gazetteer does not know, as one article speaks of it."""

    iri: str
    article: str
    published: str | None
    type: str
    label: str
    names: tuple[str, ...]
    offices: tuple[tuple[str, str], ...] = ()  # title, IRI or folded name of what it is of
    homes: tuple[str, ...] = ()  # IRIs of the known states and bodies that it belongs to or serves
    quote: str = ""

    layer = "actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A meeting as one article tells it."""

    iri: str
    article: str
    published: str | None
    label: str
    sides: tuple[Side, ...]
    kind: str
    status: str
    place: str | None = None
    place_label: str | None = None
    earliest: str | None = None
    latest: str | None = None
    issue: str | None = None
    quote: str = ""

    layer = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A demand as one article tells it."""

    iri: str
    article: str
    published: str | None
    label: str
    actors: tuple[Side, ...]
    targets: tuple[Side, ...]
    content: str
    modality: str
    issue: str | None = None
    earliest: str | None = None
    latest: str | None = None
    quote: str = ""

    layer = "demand"
    type = "Demand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An act that may answer what another article tells; `settled` when it answers in its own article."""

    iri: str
    article: str
    published: str | None
    label: str
    type: str
    actors: tuple[Side, ...]
    targets: tuple[Side, ...]
    content: str
    modality: str
    issue: str | None = None
    settled: bool = False
    earliest: str | None = None
    latest: str | None = None
    quote: str = ""

    layer = "reply"


Told: TypeAlias = Party | Encounter | Request | Reply
_KINDS: Final[dict[str, type[Party] | type[Encounter] | type[Request] | type[Reply]]] = {
    "actor": Party, "meeting": Encounter, "demand": Request, "reply": Reply,
}  # fmt: skip
_REPLIES: Final = ("Agreement", "Concession", "Offer", "Rejection")
_LOCAL: Final = re.compile(r"(?:.*[/#])?[0-9a-f]{16}/actor/")


def known(iri: str) -> str | None:
    """The gazetteer's id in an actor's IRI, or None for an actor of one article only.

    >>> known("https://w3id.org/diplomacy/id/actor/russia")
    'russia'
    """
    if _LOCAL.match(iri):
        return None
    head, _, key = iri.rpartition("/actor/")
    return key if head and "/" not in key else None


def told(article: str, quads: Iterable[Quad]) -> tuple[Told, ...]:
    """The actors, meetings, demands and replies of an article's graph, by IRI."""
    graph = _Graph(quads)
    published = graph.word(article, f"{SCHEMA}datePublished")
    found: list[Told] = []
    for node in graph.typed(dip("Actor")):
        party = _party(node, graph, article, published)
        if party:
            found.append(party)
    meetings = {*graph.typed(dip("Meeting")), *graph.typed(dip("UnrealizedMeeting"))}
    found += [_encounter(node, graph, article, published) for node in meetings]
    found += [_request(node, graph, article, published) for node in graph.acts("Demand")]
    for kind in _REPLIES:
        found += [_reply(node, kind, graph, article, published) for node in graph.acts(kind)]
    return tuple(sorted(found, key=lambda one: one.iri))


def packed(one: Told) -> dict[str, Any]:
    """A value as JSON can hold it."""
    return asdict(one)


def unpacked(layer: str, data: Mapping[str, Any]) -> Told:
    """The value that was packed."""
    fields = dict(data)
    for name in ("sides", "actors", "targets"):
        if name in fields:
            fields[name] = tuple(Side(**{**side, "parties": tuple(side["parties"])}) for side in fields[name])
    for name in ("names", "homes"):
        if name in fields:
            fields[name] = tuple(fields[name])
    if "offices" in fields:
        fields["offices"] = tuple((title, of) for title, of in fields["offices"])
    return _KINDS[layer](**fields)


# ---- reading


class _Graph:
    """An article's triples, to be looked up by subject and by class."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._of: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._by: dict[tuple[str, str], set[str]] = defaultdict(set)
        for quad in quads:
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Value):
                continue
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
            self._of[subject][predicate].append(value)
            self._by[predicate, value].add(subject)

    def typed(self, cls: str) -> list[str]:
        return sorted(self._by.get((f"{RDF}type", cls), ()))

    def objects_of(self, predicate: str, value: str) -> list[str]:
        return sorted(self._by.get((predicate, value), ()))

    def acts(self, kind: str) -> set[str]:
        """The acts of a class, also those that are denied or imagined."""
        return {*self.typed(dip(kind)), *self.objects_of(dip("wouldBe"), dip(kind))}

    def words(self, node: str, predicate: str) -> list[str]:
        found = self._of.get(node)
        return sorted(set(found.get(predicate, ()))) if found else []

    def word(self, node: str, predicate: str) -> str | None:
        found = self.words(node, predicate)
        return found[0] if found else None

    def type(self, node: str) -> str:
        types = self.words(node, f"{RDF}type")
        names = [one.removeprefix(DIP) for one in types]
        return next((one for one in names if one in ("Person", "State", "Organization", "Group")), "")

    def quote(self, fact: str) -> str:
        evidence = self.word(fact, dip("evidence"))
        return (self.word(evidence, f"{OA}exact") if evidence else None) or ""


def _party(node: str, graph: _Graph, article: str, published: str | None) -> Party | None:
    """An actor of this article alone; groups are never the same in two articles."""
    kind = graph.type(node)
    label = graph.word(node, f"{RDFS}label")
    if known(node) or kind not in ("Person", "Organization", "State") or not label:
        return None
    roles = graph.objects_of(dip("person"), node)
    served = [(role, of) for role in roles for of in graph.words(role, dip("of"))]
    offices = {
        (title, of if known(of) else (graph.word(of, f"{RDFS}label") or of))
        for role, of in served
        for title in graph.words(role, dip("title"))
    }
    behind = [*graph.words(node, dip("affiliation")), *(of for _, of in served)]
    behind += [far for near in behind for far in graph.words(near, dip("affiliation"))]
    return Party(
        iri=node,
        article=article,
        published=published,
        type=kind,
        label=label,
        names=tuple(graph.words(node, dip("alias"))),
        offices=tuple(sorted(offices)),
        homes=tuple(sorted({one for one in behind if known(one)})),
        quote=_telling(node, graph, roles),
    )


_SLOTS: Final = ("speaker", "actor", "participant", "target", "addressee", "attributedTo", "host", "mediator")


def _telling(node: str, graph: _Graph, roles: list[str]) -> str:
    """The words of a fact that speaks of an actor: of its office if there is one."""
    facts = roles or next((found for slot in _SLOTS if (found := graph.objects_of(dip(slot), node))), [])
    return min((graph.quote(fact) for fact in facts), default="")


def _encounter(node: str, graph: _Graph, article: str, published: str | None) -> Encounter:
    place = graph.word(node, dip("place"))
    return Encounter(
        iri=node,
        article=article,
        published=published,
        label=graph.word(node, f"{RDFS}label") or "",
        sides=tuple(_sides(node, "participant", graph, published)),
        kind=graph.word(node, dip("kind")) or "meeting",
        status=(graph.word(node, dip("status")) or "").removeprefix(DIP),
        place=place,
        place_label=graph.word(place, f"{RDFS}label") if place else None,
        earliest=graph.word(node, dip("earliest")),
        latest=graph.word(node, dip("latest")),
        issue=graph.word(node, dip("issue")),
        quote=graph.quote(node),
    )


def _request(node: str, graph: _Graph, article: str, published: str | None) -> Request:
    return Request(
        iri=node,
        article=article,
        published=published,
        label=graph.word(node, f"{RDFS}label") or "",
        actors=tuple(_sides(node, "actor", graph, published)),
        targets=tuple(_sides(node, "target", graph, published)),
        content=graph.word(node, dip("content")) or "",
        modality=(graph.word(node, dip("modality")) or "").removeprefix(DIP),
        issue=graph.word(node, dip("issue")),
        earliest=graph.word(node, dip("earliest")),
        latest=graph.word(node, dip("latest")),
        quote=graph.quote(node),
    )


def _reply(node: str, kind: str, graph: _Graph, article: str, published: str | None) -> Reply:
    return Reply(
        iri=node,
        article=article,
        published=published,
        label=graph.word(node, f"{RDFS}label") or "",
        type=kind,
        actors=tuple(_sides(node, "actor", graph, published)),
        targets=tuple(_sides(node, "target", graph, published)),
        content=graph.word(node, dip("content")) or "",
        modality=(graph.word(node, dip("modality")) or "").removeprefix(DIP),
        issue=graph.word(node, dip("issue")),
        settled=bool(graph.words(node, dip("answers"))),
        earliest=graph.word(node, dip("earliest")),
        latest=graph.word(node, dip("latest")),
        quote=graph.quote(node),
    )


def _sides(fact: str, slot: str, graph: _Graph, published: str | None) -> Iterator[Side]:
    for iri in graph.words(fact, dip(slot)):
        parties = {party for one in _behind(iri, graph) for party in parties_of(one, published)}
        yield Side(
            iri=iri,
            type=graph.type(iri),
            label=graph.word(iri, f"{RDFS}label") or iri,
            parties=tuple(sorted(parties, key=lambda party: (not _is_state(party), party))),
        )


def _behind(iri: str, graph: _Graph) -> Iterator[str]:
    """An actor and whom the article puts behind it."""
    yield iri
    yield from graph.words(iri, dip("affiliation"))
    for role in graph.objects_of(dip("person"), iri):
        if graph.word(role, dip("former")) not in ("true", "1"):
            yield from graph.words(role, dip("of"))


def parties_of(iri: str, at: str | None) -> frozenset[str]:
    """The known states and bodies, by id, that a known actor is or acts for on a day.

    A ministry acts for its state; an armed group, a party or a league of states for itself.

    >>> sorted(parties_of("https://w3id.org/diplomacy/id/actor/france", None))
    ['france']
    """
    entry = _entry(known(iri))
    if entry is None:
        return frozenset()
    if entry.type != "Person":
        return frozenset({_principal(entry)})
    near = [entry.country, *(office.of for office in gazetteer().offices_of(entry.id) if office.held(at))]
    return frozenset(_principal(found) for one in near if (found := _entry(one)))


def states_of(iri: str) -> frozenset[str]:
    """The known states, by id, that a known actor belongs to, whomever it acts for."""
    entry = _entry(known(iri))
    if entry is None:
        return frozenset()
    if entry.type == "State":
        return frozenset({entry.id})
    near = [entry.country, *(office.of for office in gazetteer().offices_of(entry.id))]
    found = [one for name in near if (one := _entry(name))]
    return frozenset(
        state for one in found for state in [one.id if one.type == "State" else one.country] if state
    )


_OF_STATES: Final = frozenset({"government", "parliament", "court"})


def _principal(entry: Entry) -> str:
    """The state that an organ of one acts for; anybody else is its own master."""
    return entry.country if entry.country and entry.sector in _OF_STATES else entry.id


def _is_state(name: str) -> bool:
    entry = _entry(name)
    return entry is not None and entry.type == "State"


def _entry(name: str | None) -> Entry | None:
    return gazetteer().entries.get(name) if name else None
