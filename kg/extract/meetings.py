"""Who met whom, where and when: one `Meeting` for each event of the article, all its mentions merged."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import slots
from kg.extract.dates import dates
from kg.extract.encounters import Encounter, encounters
from kg.extract.merging import Cluster, merged
from kg.model import Meeting, Span
from kg.nlp.reading import Reading

THRESHOLD = 0.4


def meetings(reading: Reading) -> Iterator[Meeting]:
    """The encounters of the article that are told surely enough, in the order of their triggers."""
    for meeting, _ in candidates(reading):
        if meeting.confidence >= THRESHOLD:
            yield meeting


def candidates(reading: Reading) -> Iterator[tuple[Meeting, frozenset[str]]]:
    """Every event with a participant, each with the features that speak for and against it."""
    found = dates(reading.doc, reading.document.date)
    for cluster in merged(reading, encounters(reading, found)):
        if cluster.participants:
            yield _meeting(reading, cluster), _features(reading, cluster)


def _meeting(reading: Reading, cluster: Cluster) -> Meeting:
    fullest = max(cluster.mentions, key=_fullness)
    told = [fullest, *(each for each in cluster.mentions if each is not fullest)]
    evidence = dict.fromkeys(slots.sentence_span(reading.doc, each.trigger) for each in told)
    trigger = fullest.trigger
    left_out = tuple(dict.fromkeys(key for each in cluster.mentions for key in each.excluded))
    return Meeting(
        trigger=Span(trigger.idx, trigger.idx + len(trigger)),
        evidence=tuple(evidence),
        rule=f"meeting/{fullest.rule}",
        confidence=0.6 if len(cluster.participants) >= 2 else 0.3,
        participants=tuple(key for key in cluster.participants if key not in left_out),
        kind=cluster.kind,
        status=cluster.status,
        place=cluster.place,
        date=cluster.date,
        excluded=left_out,
        host=tuple(dict.fromkeys(key for each in cluster.mentions for key in each.host)),
    )


def _fullness(mention: Encounter) -> tuple[int, int, int]:
    """How much a mention tells: the fullest is the evidence of the event."""
    return len(mention.participants), (mention.date is not None) + (mention.place is not None), mention.told.weight


def _features(reading: Reading, cluster: Cluster) -> frozenset[str]:
    return frozenset({f"rule:{each.rule}" for each in cluster.mentions} | {f"kind:{cluster.kind}", f"n:{min(len(cluster.participants), 4)}"})
