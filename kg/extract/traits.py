"""What speaks for and against a meeting: named features of a cluster of mentions, for the ranker to weigh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.encounter import Encounter
from kg.extract.merging import Cluster
from kg.extract.parties import sides
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.reading import Reading


def traits(reading: Reading, cluster: Cluster, others: Sequence[Cluster]) -> frozenset[str]:
    """The features that hold of a cluster among the clusters of its article."""
    fullest = max(cluster.mentions, key=lambda each: len(each.participants))
    named = {
        *_telling(cluster, fullest),
        *_of_parties(reading, cluster),
        *_of_words(fullest),
        *_of_rivals(cluster, others),
        *_of_mentions(cluster),
    }
    position = cluster.mentions[0].trigger.i / max(1, len(reading.doc))
    named.add(f"position={'lead' if position < 0.15 else 'middle' if position < 0.6 else 'end'}")
    return frozenset(named)


def _telling(cluster: Cluster, fullest: Encounter) -> Iterator[str]:
    told = max((each.told for each in cluster.mentions), key=lambda each: each.weight)
    yield f"kind={cluster.kind}"
    yield f"rule={fullest.rule}"
    yield f"status={cluster.status}"
    yield f"told={told.weight}"
    yield f"mentions={min(len(cluster.mentions), 4)}"
    yield f"date={cluster.date.precision if cluster.date else 'none'}"
    yield f"place={'some' if cluster.place else 'none'}"
    yield f"date,place={cluster.date is not None},{cluster.place is not None}"
    yield f"heading={all(each.heading for each in cluster.mentions)}"
    yield f"kind,status={cluster.kind},{cluster.status}"
    yield from (f"also={each.rule}" for each in cluster.mentions if each is not fullest)


def _of_parties(reading: Reading, cluster: Cluster) -> Iterator[str]:
    parties = cluster.participants
    source = "inherited" if cluster.inherited else "named"
    yield f"parties={source},{min(len(parties), 5)}"
    types = sorted(reading.actors[key].type for key in parties[:3])
    yield f"types={','.join(types)}"
    yield f"kind,parties={cluster.kind},{source},{min(len(parties), 3)}"
    if cluster.inherited:
        yield f"inherited,date={cluster.date is not None},{cluster.place is not None}"
    tops = {_top(reading, key) for key in parties}
    if len(parties) > 1 and len(tops) == 1:
        yield "parties=of one side"
    for key in parties:
        actor = reading.actors[key]
        if actor.type == "Group":
            yield f"group={actor.label.lower().split()[-1]}"
            yield f"group of={'a side' if actor.affiliation else 'nobody'}"
        elif actor.known is None and actor.affiliation is None:
            yield f"stranger={actor.type}"


def _top(reading: Reading, key: ActorKey) -> ActorKey:
    above = sides(reading, key)
    return above[-1] if above else key


def _of_words(fullest: Encounter) -> Iterator[str]:
    trigger = fullest.trigger
    yield f"word={trigger.lemma_.lower()}"
    yield from fullest.features
    yield f"order={fullest.order or 'none'}"
    yield f"definite={fullest.definite}"
    yield f"number={trigger.tag_}"
    for child in trigger.lefts:
        if child.dep_ in ("amod", "compound", "det"):
            yield f"left={child.lower_}"
    if trigger.head.i != trigger.i:
        yield f"head={trigger.head.lemma_.lower()}"
    before = trigger.doc[trigger.sent.start : trigger.i]
    if sum(token.text in ('"', "“", "”") for token in before) % 2:
        yield "quoted"
    if any(token.lower_ in words("status")["conditional"] for token in before):
        yield "conditional"


def _of_rivals(cluster: Cluster, others: Sequence[Cluster]) -> Iterator[str]:
    """Whether another event of the article has the same parties: twins are often one event told apart."""
    parties = set(cluster.participants)
    twins = [other for other in others if other is not cluster and parties.issubset(other.participants)]
    yield f"twins={min(len(twins), 3)}"
    if any(other.kind == cluster.kind and other.status == cluster.status for other in twins):
        yield "twin alike"
    if any(len(other.mentions) > len(cluster.mentions) for other in twins):
        yield "twin told more"


def _of_mentions(cluster: Cluster) -> Iterator[str]:
    """How often and where the event is told of."""
    yield f"full mentions={min(sum(len(each.participants) > 1 for each in cluster.mentions), 3)}"
    yield f"indefinite={sum(not each.definite for each in cluster.mentions) > 0}"
    yield f"dated mentions={min(sum(each.date is not None for each in cluster.mentions), 2)}"
    yield f"placed mentions={min(sum(each.place is not None for each in cluster.mentions), 2)}"
    yield f"in heading={any(each.heading for each in cluster.mentions)}"
    yield f"told plainly={min(sum(each.told.weight > 1 for each in cluster.mentions), 3)}"
