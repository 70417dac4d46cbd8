"""Who met whom, where and when: one `Meeting` for each event of the article, all its mentions merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date as day
from datetime import timedelta
from typing import NamedTuple

from kg.extract import slots
from kg.extract.dates import dates
from kg.extract.encounter import ANSWER, LEADING, Encounter, is_beside
from kg.extract.encounters import encounters
from kg.extract.joining import Party, parties, taking_part
from kg.extract.lasting import days_of, lasting
from kg.extract.merging import DONE, TALKS, Cluster, dates_apart, merged
from kg.extract.parties import sides
from kg.extract.purposes import told_once
from kg.extract.ranking import Candidate, Ranker, ranker
from kg.extract.settling import Option, Scene, options, settled
from kg.extract.status import VERBAL, auxiliaries, is_awaited
from kg.extract.traits import traits
from kg.lexicon import words
from kg.model import ActorKey, Date, Document, Meeting, Place, Span, Status
from kg.nlp.reading import Reading

THRESHOLD = 0.4
NEAR = 150  # tokens between the words for a visit and for the talks held on it


class Proposal(NamedTuple):
    """A meeting as the rules read it, what its date may be and who may take part."""

    candidate: Candidate[Meeting]
    options: tuple[Option, ...]
    parties: tuple[Party, ...]


def meetings(reading: Reading) -> Iterator[Meeting]:
    """The encounters of the article that are likely enough, in the order of the text."""
    weights = ranker("meeting")
    if weights is None:
        likely = [each.fact for each in candidates(reading) if each.fact.confidence >= THRESHOLD]
        yield from likely
        return
    weighed = [
        replace(each.fact, confidence=round(weights.probability(each.features), 3))
        for each in candidates(reading)
    ]
    yield from chosen(weighed, weights.threshold)


def chosen(weighed: Iterable[Meeting], threshold: float) -> list[Meeting]:
    """The meetings likely enough, in the order of the text; a likelier one's twin must be twice as sure."""
    kept: list[Meeting] = []
    for meeting in sorted(weighed, key=lambda each: (-each.confidence, each.trigger)):
        alike = any(_may_be_one(meeting, other) for other in kept)
        if meeting.confidence >= threshold * (2 if alike else 1):
            kept.append(meeting)
    return sorted(kept, key=lambda each: each.trigger)


def _may_be_one(one: Meeting, other: Meeting) -> bool:
    """Whether only a doubtful outcome keeps two events apart: then the likelier stands for both."""
    dated_apart = one.date is not None and other.date is not None and str(one.date) != str(other.date)
    return set(one.participants) == set(other.participants) and one.kind == other.kind and not dated_apart


def candidates(reading: Reading) -> Iterator[Candidate[Meeting]]:
    """Every event with a participant, its date and parties settled, with the features that speak for and
    against it."""
    when, who = ranker("meeting-date"), ranker("meeting-party")
    for proposal in proposals(reading):
        read = decided(proposal, when, who)
        if read.fact.participants:
            yield read


def decided(proposal: Proposal, when: Ranker | None, who: Ranker | None) -> Candidate[Meeting]:
    """The event with the date and the parties that these rankers choose."""
    read = proposal.candidate
    date = settled(read.fact, proposal.options, when)
    if read.fact.status == "refused":  # the day on which somebody refuses is not the day on which they meet
        date = None
    if who is None or not proposal.parties:
        return Candidate(replace(read.fact, date=date), read.features)
    joined = taking_part(proposal.parties, who)
    meeting = replace(read.fact, date=date, participants=joined.keys)
    return Candidate(meeting, read.features | joined.features)


def proposals(reading: Reading) -> Iterator[Proposal]:
    """Every event that may have a participant as the rules read it, what its date may be and who may take
    part."""
    found = dates(reading.doc, reading.document.date)
    clusters = [each for each in merged(reading, told_once(encounters(reading, found))) if _is_told(each)]
    scene = Scene(reading, found, tuple(clusters), _often(reading))
    for cluster in clusters:
        meeting = _meeting(reading, cluster, clusters)
        read = Candidate(meeting, traits(reading, cluster, clusters))
        when, who = options(scene, cluster, meeting), parties(scene, cluster, meeting)
        yield Proposal(read, tuple(when), tuple(who))


def _is_told(cluster: Cluster) -> bool:
    """Whether an event is one to be told of: it names a party, or when or where the talks are."""
    if all(each.rule in (ANSWER, LEADING) for each in cluster.mentions):
        return False
    if cluster.participants:
        return True
    named = cluster.date is not None or cluster.place is not None
    return named and cluster.kind in TALKS and not cluster.mentions[0].heading


def _often(reading: Reading) -> tuple[ActorKey, ...]:
    """The actors of the article, those named most often first."""
    counts = Counter(key for mention in reading.mentions for key in mention.actors)
    return tuple(sorted(counts, key=lambda key: -counts[key]))


def _meeting(reading: Reading, cluster: Cluster, clusters: Sequence[Cluster]) -> Meeting:
    fullest = max(cluster.mentions, key=_fullness)
    told = [fullest, *(each for each in cluster.mentions if each is not fullest)]
    evidence = dict.fromkeys(slots.sentence_span(reading.doc, each.trigger) for each in told)
    trigger = fullest.trigger
    date = cluster.date
    length = days_of(reading.document.text, (each.trigger for each in cluster.mentions))
    left_out = tuple(dict.fromkeys(key for each in cluster.mentions for key in each.excluded))
    mediators = tuple(dict.fromkeys(key for each in cluster.mentions for key in each.mediator))
    if len(cluster.participants) > 1 and mediators and set(cluster.participants) <= set(mediators):
        mediators = ()  # "both would work to facilitate talks"
    return Meeting(
        trigger=Span(trigger.idx, trigger.idx + len(trigger)),
        evidence=tuple(evidence),
        rule=f"meeting/{fullest.rule}",
        confidence=0.6 if len(cluster.participants) >= 2 and not cluster.inherited else 0.3,
        participants=tuple(key for key in cluster.participants if key not in left_out),
        kind=cluster.kind,
        status=_status(cluster, date, reading.document),
        place=cluster.place or _nearby(reading, cluster, clusters) or _home(reading, cluster),
        date=lasting(reading.doc, date, length) if date else None,
        excluded=left_out,
        host=tuple(dict.fromkeys(key for each in cluster.mentions for key in each.host)),
        mediator=mediators,
        topic=next((each.topic.of(reading.document.text) for each in told if each.topic is not None), None),
        attributed_to=fullest.attributed_to if len(cluster.mentions) == 1 else (),
    )


def _status(cluster: Cluster, date: Date | None, document: Document) -> Status:
    """The status that the words tell, unless the date tells better: what lies ahead is not held yet."""
    told, published = cluster.status, document.date
    if published is None:
        return told
    if date is not None and told in DONE and date.is_after(published):
        return "planned"
    if cluster.kind == "visit" and told in ("held", "planned") and _is_under_way(cluster, date, published):
        return "ongoing"
    if told in ("planned", "held") and date is not None and _is_amid(date, published):
        return "ongoing"  # "the talks, which began on Monday, will end on Friday"
    plain = max(each.told.weight for each in cluster.mentions)
    over = date is not None and date.end < published[: len(date.end)]
    if over and told == "planned" and plain < 2 and not any(map(_would_be, cluster.mentions)):
        return "held"  # "will tell him of his talks last month"
    if over and told == "ongoing" and not plain and not _may_go_on(date, document.text):
        return "held"  # "the envoys in the talks last year"
    return told


def _would_be(mention: Encounter) -> bool:
    """Whether a verb only tells what somebody would do: "said that she *would meet* him"."""
    verb = mention.trigger
    helpers = auxiliaries(verb) if verb.pos_ in VERBAL else ()
    return not words("status")["possible_modals"].isdisjoint(each.lower_ for each in helpers)


def _may_go_on(date: Date | None, text: str) -> bool:
    """Whether a date tells when something began that may go on, or only of which day's news it is: "talks
    since *May*"."""
    if date is None or date.words is None or date.precision in ("day", "interval"):
        return True
    return "since" in text[max(0, date.words.begin - 12) : date.words.end].lower().split()


def _is_amid(date: Date, published: str) -> bool:
    """Whether the first day of an event lies behind the day of publication and its last one ahead."""
    if date.precision != "interval":
        return False
    return date.begin < published[: len(date.begin)] and published[: len(date.end)] < date.end


def _is_under_way(cluster: Cluster, date: Date | None, published: str) -> bool:
    """A visitor who has arrived, or is told of as on a visit, is still there unless that was days ago."""
    if date is not None and not _is_recent(date, published):
        return False
    return any(
        (each.trigger.lemma_ == "arrive" and each.told.status == "held")
        or (each.trigger.lower_ in ("visiting", "touring") and each.told.status == "held")
        or (
            each.rule == "visit"
            and {"rel:on", "rel:of", "rel:for"} & each.features
            and not is_awaited(each.trigger)
            and (each.told.weight < 2 or each.order == "first")
        )
        for each in cluster.mentions
    )


def _is_recent(date: Date, published: str) -> bool:
    if date.precision != "day" or len(published) < 10:
        return False
    passed = day.fromisoformat(published[:10]) - day.fromisoformat(date.begin)
    return timedelta(0) <= passed <= timedelta(days=2)


def _nearby(reading: Reading, cluster: Cluster, clusters: Sequence[Cluster]) -> Place | None:
    """Where a larger event is beside which it takes place, or where one side is visiting the other."""
    for mention in cluster.mentions:
        for other in clusters:
            if other is not cluster and any(
                each.trigger.sent == mention.trigger.sent and is_beside(mention.trigger, each.trigger)
                for each in other.mentions
            ):
                return other.place
    if cluster.kind not in TALKS or cluster.inherited or cluster.status == "proposed":
        return None
    for other in clusters:
        if other.kind == "visit" and _receives(reading, other, cluster):
            return other.place or _home(reading, other)
    return None


def _receives(reading: Reading, visit: Cluster, talks: Cluster) -> bool:
    """Whether a visitor meets those whom he visits, as far as the dates and outcomes told allow."""
    visitors = {key for each in visit.mentions for slot, key in each.named if slot == "visitor"}
    visited = {key for each in visit.mentions for slot, key in each.named if slot == "visited"}
    hosts = [key for key in talks.participants if key not in visitors]
    return (
        bool(visitors & set(talks.participants))
        and any(key in visited or visited & set(sides(reading, key)) for key in hosts)
        and not dates_apart(visit.date, talks.date)
        and (visit.status in DONE) == (talks.status in DONE)
        and min(abs(a.trigger.i - b.trigger.i) for a in visit.mentions for b in talks.mentions) <= NEAR
    )


def _home(reading: Reading, cluster: Cluster) -> Place | None:
    """Where nothing else is said: a visit is where the visited state is, a meeting where the host state
    is."""
    hosts = [key for each in cluster.mentions for key in each.host]
    if cluster.kind == "visit":
        hosts = [key for each in cluster.mentions for key in each.participants[1:]]
    states = [actor for key in hosts if (actor := reading.actors[key]).type == "State"]
    if states and (cluster.kind == "visit" or len(set(hosts)) == 1):
        return Place(states[0].label, states[0].known)
    return None


def _fullness(mention: Encounter) -> tuple[int, int, int]:
    """How much a mention tells: the fullest is the evidence of the event."""
    return (
        len(mention.participants),
        (mention.date is not None) + (mention.place is not None),
        mention.told.weight,
    )
