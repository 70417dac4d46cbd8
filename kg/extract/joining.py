"""Who takes part in a meeting, weighed among all whom the article names near it.

The grammar around a word for an encounter often names one side only, or somebody who merely speaks of it: the
other side stands elsewhere in the sentence, in another mention, or is the state whose minister came.
`parties` lists who may take part, each with the features that speak for it; the ranker `meeting-party` weighs
them. Without it what the rules read stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.merging import TALKS, Cluster
from kg.extract.parties import is_press, sides
from kg.extract.ranking import Ranker
from kg.extract.settling import Scene
from kg.model import ActorKey, Meeting
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

NEAR = 6  # tokens between a name and the event
LEADING = 4  # the actors named most often in the article
PAIR = 2  # parties that every meeting has
ENOUGH = 0.4  # how likely it must be that more take part, whom the rules do not read as parties


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who may take part, whether the rules read him as a party, whether he is several, what speaks
    for and against it."""

    key: ActorKey
    read: bool
    several: bool
    features: frozenset[str]


class Chosen(NamedTuple):
    """Those who take part, and how sure that is, as features of the meeting."""

    keys: tuple[ActorKey, ...]
    features: frozenset[str]


def taking_part(listed: Sequence[Party], ranker: Ranker) -> Chosen:
    """Those of whom the best agreement is expected: of the likeliest k, for every k, the best.

    Agreement is the F1 of two party lists, none where it is less than half: then it is another meeting. It is
    expected exactly, by the numbers of right ones in and out of the list (Jansche 2007, "A maximum expected
    utility framework for binary sequence labeling"), as if the parties took part independently. Beyond a
    pair, whom the rules do not read as a party takes part only where that is likely enough by itself.
    """
    chances = {each.key: ranker.probability(each.features) for each in listed}
    likeliest = sorted(chances, key=lambda key: -chances[key])
    ordered = [chances[key] for key in likeliest]
    expected = _expected(ordered)
    best = likeliest[: expected.index(max(expected)) + 1]
    sure = {key for key in best if chances[key] >= ENOUGH}
    several = any(each.several for each in listed if each.key == best[0])
    kept = {*best[: 1 if several else PAIR], *sure}
    kept.update(each.key for each in listed if each.read and each.key in best)
    return Chosen(tuple(key for key in chances if key in kept), frozenset(_sureness(ordered, max(expected))))


def _expected(chances: Sequence[float]) -> list[float]:
    """The agreement that is expected of the first k, for every k, by their chances, the likeliest first."""
    within = _numbers(chances)
    without = _numbers(chances[::-1])[::-1]
    return [
        sum(
            within[k][right] * other * 2 * right / (k + right + missed)
            for right in range((k + 2) // 3, k + 1)
            for missed, other in enumerate(without[k][: 3 * right - k + 1])
        )
        for k in range(1, len(chances) + 1)
    ]


def _numbers(chances: Sequence[float]) -> list[list[float]]:
    """The chances that 0, 1, 2, ... of the first k take part, for every k from none to all."""
    found = [[1.0]]
    for chance in chances:
        before = found[-1]
        none, one = [*before, 0.0], [0.0, *before]
        found.append([n * (1 - chance) + o * chance for n, o in zip(none, one, strict=True)])
    return found


def _sureness(chances: Sequence[float], best: float) -> Iterator[str]:
    """How sure it is who takes part, as features of the meeting."""
    second = chances[1] if len(chances) > 1 else 0.0
    yield from (f"parties sure>{step}" for step in (4, 5, 6, 7, 8) if best > step / 10)
    yield from (f"first party>{step}" for step in (4, 5, 6, 7, 8, 9) if chances[0] > step / 10)
    yield from (f"second party>{step}" for step in (3, 4, 5, 6, 7, 8) if second > step / 10)


def parties(scene: Scene, cluster: Cluster, meeting: Meeting) -> Iterator[Party]:
    """Who may take part in the meeting that the rules read in a cluster, its own parties first."""
    reading = scene.reading
    own = {key: sides(reading, key) for key in meeting.participants}
    named = _named(cluster)
    around = _around(reading, cluster)
    often = scene.often
    also = [key for other in scene.clusters if other is not cluster for key in other.participants]
    above = [side for behind in own.values() for side in behind]
    there = _at_the_place(reading, meeting)
    hosts = {side for each in there for side in sides(reading, each)}
    of_event = _of_event(cluster, meeting)
    apart = (key for each in cluster.mentions for key in each.met_apart)
    absent = {*meeting.excluded, *apart, *_of_others(scene, cluster, own)} - {*own}
    for key in dict.fromkeys([*own, *named, *around, *above, *often[:LEADING]]):
        if key in absent or (key not in own and meeting.kind in TALKS and is_press(reading, key)):
            continue  # whom one tells of talks
        where = around.get(key, set())
        told = "+".join(sorted(named.get(key, ()))) or ("around" if where else "afar")
        told = f"{told},{'own' if key in own else 'other'}"
        of_actor = {*_ties(reading, key, own), *_standing(reading, key, often, also), *where}
        if key in there:
            of_actor.add("names the place")
        elif key in hosts:
            of_actor.add("has the place")
        of_actor.add(f"is {reading.actors[key].type} at {meeting.kind}")
        tied = {f"{told},{each}" for each in (*of_actor, *of_event)}
        slots = {f"from:{each}" for each in named.get(key, ())}
        several = reading.actors[key].type == "Group"
        yield Party(key, key in own, several, frozenset({told} | of_actor | tied | slots))


def _of_others(
    scene: Scene, cluster: Cluster, own: Mapping[ActorKey, tuple[ActorKey, ...]]
) -> Iterator[ActorKey]:
    """Whom the same sentence tells to have met one another: "the ministers met a day after *Roe and Hadi*
    spoke"; not those on the side of one who takes part."""
    if len(own) < 2:
        return
    sentences = {each.trigger.sent.start for each in cluster.mentions}
    behind = {*own, *(side for each in own.values() for side in each)}
    for other in scene.clusters:
        if other is cluster or other.inherited or len(other.participants) < 2:
            continue
        if own.keys().isdisjoint(other.participants) and any(
            each.trigger.sent.start in sentences for each in other.mentions
        ):
            for key in other.participants:
                phoned = other.kind == "call" and scene.reading.actors[key].type == "Person"
                if phoned or behind.isdisjoint((key, *sides(scene.reading, key))):
                    yield key


def _at_the_place(reading: Reading, meeting: Meeting) -> set[ActorKey]:
    """Whom the words for the place of the meeting name."""
    place = meeting.place
    if place is None or place.span is None:
        return set()
    span = reading.doc.char_span(place.span.begin, place.span.end)
    return {key for token in span or () for key in reading.actors_at(token)}


def _of_event(cluster: Cluster, meeting: Meeting) -> tuple[str, ...]:
    """How the meeting was read: what a name is worth depends on it."""
    return (
        meeting.kind,
        meeting.rule,
        meeting.status,
        f"of {min(len(meeting.participants), 4)}",
        f"mentions {min(len(cluster.mentions), 3)}",
    )


def _named(cluster: Cluster) -> dict[ActorKey, set[str]]:
    """The slots in which the mentions name their parties, by party."""
    found: dict[ActorKey, set[str]] = {}
    for mention in cluster.mentions:
        for slot, key in mention.named:
            found.setdefault(key, set()).add(f"{slot}{' in heading' if mention.heading else ''}")
    for key in cluster.inherited:
        found.setdefault(key, set()).add("inherited")
    return found


def _around(reading: Reading, cluster: Cluster) -> dict[ActorKey, set[str]]:
    """Whom the sentences of the mentions name, and where they stand in them."""
    found: dict[ActorKey, set[str]] = {}
    for mention in cluster.mentions:
        at = mention.trigger.i
        for token in mention.trigger.sent:
            if token.i not in reading.by_token:  # nearly always
                continue
            for key in reading.actors_at(token):
                marks = found.setdefault(key, set())
                side = "before" if token.i < at else "after"
                marks.add(f"{side} {'near' if abs(token.i - at) <= NEAR else 'far'}")
                if token.head.i not in reading.by_token or token.dep_ not in ("compound", "amod"):
                    marks.add(f"as {_role(token)}")
    return found


def _role(token: Token) -> str:
    """How a name stands in its sentence: what it depends on."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    if token.dep_ == "pobj":
        return f"pobj {token.head.lower_}"
    if token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return f"{token.dep_} {token.head.lemma_.lower()}"
    return str(token.dep_)


def _ties(reading: Reading, key: ActorKey, own: Mapping[ActorKey, tuple[ActorKey, ...]]) -> Iterator[str]:
    """What binds somebody to those whom the rules read as parties, each with the sides behind it."""
    others = {each: behind for each, behind in own.items() if each != key}
    above = sides(reading, key)
    if not others.keys().isdisjoint(above):
        yield "its side takes part"
    if any(key in behind for behind in others.values()):
        yield "one of its own takes part"
    if above and any(above[-1] in behind for behind in others.values()):
        yield "a fellow takes part"
    if not others:
        yield "alone"


def _standing(
    reading: Reading, key: ActorKey, often: Sequence[ActorKey], also: Sequence[ActorKey]
) -> Iterator[str]:
    """What sort of actor it is, and how much the article is about it."""
    actor = reading.actors[key]
    yield f"is {actor.type}{'' if actor.affiliation or actor.known else ' unknown'}"
    rank = often.index(key) if key in often else len(often)
    yield f"rank {'first' if rank < 2 else 'high' if rank < LEADING else 'low'}"
    yield f"meets others {min(also.count(key), 2)}"
    if actor.type == "Group":
        yield f"called {actor.label.lower().split()[-1]}"
