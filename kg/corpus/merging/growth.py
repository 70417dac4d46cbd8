"""The merge itself: what articles that came, changed or went do to the wholes; nothing else is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.corpus.merging import actors, demands, meetings, replies
from kg.corpus.merging.clusters import clusters, named
from kg.corpus.merging.decisions import Decision
from kg.corpus.merging.nodes import iri as node_iri
from kg.corpus.merging.nodes import node
from kg.corpus.merging.state import State
from kg.corpus.merging.thresholds import DOUBT, MERGE
from kg.corpus.merging.told import LAYERS, Encounter, Layer, Party, Reply, Request, Told, known
from kg.corpus.merging.verdict import Keys, Verdict

FACTS: Final[tuple[Layer, ...]] = ("meeting", "demand")


@dataclass(slots=True)
class Growth:
    """What a merge changed: lines of N-Quads that went and came."""

    gone: set[str] = field(default_factory=set)
    come: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Touched:
    """What must be looked at again: items that are new, and items whose wholes may have changed."""

    fresh: dict[str, set[str]] = field(default_factory=lambda: {layer: set() for layer in LAYERS})
    stale: dict[str, set[str]] = field(default_factory=lambda: {layer: set() for layer in LAYERS})


def grow(
    state: State,
    changed: Iterable[tuple[str, tuple[Told, ...]]],
    decisions: Iterable[Decision],
) -> Growth:
    """Take articles in as they are now; one that tells nothing any more is taken out."""
    touched, growth = _Touched(), Growth()
    for article, told in changed:
        _retract(state, article, touched)
        for one in told:
            state.put(one, _parts(one))
            touched.fresh[one.layer].add(one.iri)
    for iri in state.decide(decisions):
        if known(iri) and state.item(iri) is None and (candidate := actors.of_known(iri)):
            state.put(candidate)
        for stale in touched.stale.values():
            stale.add(iri)
    moved = _layer(state, "actor", touched, growth)
    for fact in {fact for actor in moved for fact in state.facts_with(actor)}:
        held = state.item(fact)
        if held:
            touched.fresh[held.layer].add(fact)
    for layer in FACTS:
        _layer(state, layer, touched, growth)
    _answers(state, touched, growth)
    growth.gone, growth.come = growth.gone - growth.come, growth.come - growth.gone
    return growth


def _parts(one: Told) -> Iterator[str]:
    match one:
        case Encounter():
            yield from (side.iri for side in one.sides)
        case Request() | Reply():
            yield from (side.iri for side in (*one.actors, *one.targets))
        case Party():
            return


def _retract(state: State, article: str, touched: _Touched) -> None:
    for iri, layer in state.items_of(article):
        touched.stale[layer].update(state.members(state.whole(iri)))
        if layer != "reply":
            touched.stale[layer].update(_neighbours(state, layer, iri))
        touched.stale["reply"] |= state.unanswer(iri)
        touched.fresh[layer].discard(iri)
        state.drop(iri)


def _neighbours(state: State, layer: Layer, iri: str) -> set[str]:
    return {end for _, *ends in state.links(iri, MERGE[layer]) for end in ends} - {iri}


# ---- one layer: compare what is new, then cut the components anew


def _layer(state: State, layer: Layer, touched: _Touched, growth: Growth) -> set[str]:
    """Bring a layer up to date; the items whose whole became another or is written otherwise."""
    stale = touched.stale[layer]
    for iri in touched.fresh[layer]:
        stale |= {iri, *state.members(state.whole(iri)), *_neighbours(state, layer, iri)}
        state.unpair(iri)
    for iri in sorted(touched.fresh[layer]):
        _compared(state, layer, iri)
    moved: set[str] = set()
    seen: set[str] = set()
    for iri in sorted(stale):
        one = state.item(iri)
        if one and one.layer == layer and iri not in seen:
            component = _component(state, layer, iri)
            seen |= set(component)
            moved |= _settled(state, layer, component)
    _written(state, layer, moved, stale, growth)
    return moved


def _compared(state: State, layer: Layer, iri: str) -> None:
    """Compare an item with all that share a key with it, and keep what may be one."""
    one = state.item(iri)
    assert one
    for other_iri in sorted(state.block(layer, iri, _keys(one, state))):
        other = state.item(other_iri)
        verdict = _verdict(one, other, state) if other else None
        if verdict and verdict.score >= DOUBT[layer]:
            state.pair(layer, iri, other_iri, verdict.score, verdict.reason)


def _keys(one: Told, state: State) -> Keys:
    match one:
        case Reply():
            return replies.keys(one, state.whole)
        case Encounter():
            return meetings.keys(one, state.whole)
        case Request():
            return demands.keys(one, state.whole)
        case Party():
            for candidate in actors.candidates(one):  # the known stand in line like everybody
                if state.item(candidate.iri) is None:
                    state.put(candidate)
                    state.block("actor", candidate.iri, actors.keys(candidate))
            return actors.keys(one)


def _verdict(one: Told, other: Told, state: State) -> Verdict | None:
    """What two items come to, whichever is named first."""
    match (one, other) if one.iri < other.iri else (other, one):
        case Encounter() as first, Encounter() as second:
            return meetings.compare(first, second, state.whole)
        case Request() as first, Request() as second:
            return demands.compare(first, second, state.whole)
        case Party() as first, Party() as second:
            return actors.compare(first, second)
        case _:
            return None


def _component(state: State, layer: Layer, start: str) -> dict[str, Told]:
    """All items that hang together with one by likely pairs and accepted decisions."""
    found: dict[str, Told] = {}
    waiting = [start]
    while waiting:
        iri = waiting.pop()
        one = None if iri in found else state.item(iri)
        if one and one.layer == layer:
            found[iri] = one
            waiting += _neighbours(state, layer, iri)
    return found


def _settled(state: State, layer: Layer, component: dict[str, Told]) -> set[str]:
    """Cut a component into wholes; the items whose whole is another one now, or is one of several."""

    def barred(one: str, other: str) -> bool:
        verdict = _verdict(component[one], component[other], state)
        return verdict is not None and verdict.barred

    pairs = {pair for iri in component for pair in state.links(iri, MERGE[layer]) if pair[0] <= 1}
    inside = [pair for pair in pairs if pair[1] in component and pair[2] in component]
    articles = {iri: one.article for iri, one in component.items()}
    moved: set[str] = set()
    for whole in clusters(articles, inside, state.decisions_of(component), barred):
        name = named(whole, lambda iri: known(iri) is not None)
        for iri in whole:
            before = state.whole(iri)
            if len(whole) > 1 or before != name or state.node(before):
                moved |= {iri, before}
            if before != name:
                state.move(iri, name)
    return moved


def _written(state: State, layer: Layer, moved: set[str], stale: set[str], growth: Growth) -> None:
    """Write the wholes of these items anew, and forget those that are no more."""

    def called(actor: str) -> str:
        whole = state.whole(actor)
        return node_iri("actor", whole) if len(state.members(whole)) > 1 else actor

    for whole in sorted({state.whole(iri) for iri in moved} | moved | stale):  # a whole bears a member's name
        members = [one for iri in state.members(whole) if (one := state.item(iri))]
        text = node(sorted(members, key=lambda one: one.iri), whole, state.whole, called)
        _put(state, whole, layer, text, growth)


def _put(state: State, name: str, layer: Layer, text: str, growth: Growth) -> None:
    """Write a text in place of the one that stood under a name."""
    old = state.node(name)
    if text != old:
        growth.gone |= set(old.splitlines())
        growth.come |= set(text.splitlines())
        state.put_node(name, layer, text)


# ---- answers: each act to the one demand or offer of another article that it fits best


def _answers(state: State, touched: _Touched, growth: Growth) -> None:
    fresh = touched.fresh["demand"] | touched.fresh["reply"]
    again = touched.stale["reply"] | touched.fresh["reply"]
    for iri in fresh:
        again |= state.unanswer(iri)
    for iri in touched.fresh["reply"]:
        state.unpair(iri)
    for iri in sorted(fresh):
        again |= _rated(state, iri)
    for iri in sorted(again):
        _put(state, f"answer of {iri}", "reply", _best(state, iri), growth)


def _rated(state: State, iri: str) -> set[str]:
    """Compare an act with those that it may answer and that may answer it; the answering ones of them."""
    one = state.item(iri)
    assert isinstance(one, Request | Reply)
    found: set[str] = set()
    for other_iri in sorted(state.block("answer", iri, replies.keys(one, state.whole))):
        other = state.item(other_iri)
        assert isinstance(other, Request | Reply)
        for reply, asked in ((one, other), (other, one)):
            verdict = replies.compare(reply, asked, state.whole) if isinstance(reply, Reply) else None
            if verdict:
                state.answer(reply.iri, asked.iri, verdict.score, verdict.reason)
                found.add(reply.iri)
    return found


def _best(state: State, iri: str) -> str:
    """What is written of the likeliest answer that an act gives; of equals the latest asked."""
    one = state.item(iri)
    if not isinstance(one, Reply):
        return ""
    rows = [
        (score, asked.published or "", asked, reason)
        for name, score, reason in state.answered(iri)
        if isinstance(asked := state.item(name), Request | Reply)
    ]
    if not rows:
        return ""
    score, _, asked, reason = max(rows, key=lambda row: (row[0], row[1], row[2].iri))
    return replies.lines(one, asked, score, reason)
