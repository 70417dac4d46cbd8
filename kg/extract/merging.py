"""One meeting of all the mentions of one event: coreference of encounters within an article.

Mentions are taken in the order of the text. Each joins the cluster that it fits best, or opens a new one: a
mention that names its parties fits where they are the same, by person or by side; "the talks" fits the
talks told last. A different date, another round or another outcome keeps events apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from kg.extract.encounter import ANSWER, LEADING, Encounter, carrier_of, governor_of, is_beside, keys_in
from kg.extract.parties import sides
from kg.extract.slots import PLURALS, governors, preposition
from kg.extract.status import Told
from kg.gazetteer import gazetteer
from kg.lexicon import words
from kg.model import ActorKey, Date, MeetingKind, Place, Status
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

TALKS: frozenset[MeetingKind] = frozenset({"talks", "summit", "meeting"})
DONE: frozenset[Status] = frozenset({"held", "ongoing"})
NAMING = frozenset({"pair", "of"})  # rules whose one party names the event: "the G7 summit"
BESIDE = ("at", "during", "on", "before", "ahead", "prior")  # before another event
FARTHER = 100  # tokens by which what is told later, or in another word, counts as farther off
_ABOVE = 2  # words above an event at which it may be told that somebody refuses it at large
FRESH = frozenset({"new", "another", "further", "more", "next", "future"})
POINTERS = frozenset({"the", "its", "his", "members", "member", "of", "visiting", "this", "that"})
PAST = frozenset({"previous", "last", "first", "second", "third", "fourth", "fifth", "sixth"})


@dataclass(slots=True)
class Cluster:
    """The mentions of one event, in the order of the text; `inherited`: parties of the talks it seems part
    of."""

    mentions: list[Encounter]
    inherited: tuple[ActorKey, ...] = ()
    participants: tuple[ActorKey, ...] = field(init=False)
    date: Date | None = field(init=False)

    def __post_init__(self) -> None:
        """Take in what the mentions tell."""
        self.participants, self.date = self._participants(), self._date()

    def join(self, mention: Encounter) -> None:
        """Take in one more mention of the event."""
        self.mentions.append(mention)
        self.participants, self.date = self._participants(), self._date()

    def inherit(self, parties: tuple[ActorKey, ...]) -> None:
        """Take over the parties of the talks that it seems part of."""
        self.inherited = parties
        self.participants = self._participants()

    def _participants(self) -> tuple[ActorKey, ...]:
        """Who takes part, by all that the mentions tell; one that names no pair tells only if none does."""
        # a heading's short names resolve badly: it tells who took part only if the text does not
        mentions = [each for each in self.mentions if not each.heading] or self.mentions
        if any(len(each.participants) > 1 for each in mentions):
            mentions = [each for each in mentions if len(each.participants) > 1 or _tells_who_else(each)]
        told = (key for each in mentions for key in each.participants)
        return tuple(dict.fromkeys([*told, *self.inherited]))

    def _date(self) -> Date | None:
        """The most precise date told, the first of its kind; what is put off has the date that tells so."""
        dated = [each for each in self.mentions if each.date is not None]
        moved = [each for each in dated if each.told.status == "postponed"]
        told = [each.date for each in moved or dated if each.date is not None]
        rank = {"day": 0, "interval": 1, "week": 2, "month": 3, "year": 4}
        return min(told, key=lambda date: rank[date.precision], default=None)

    @property
    def place(self) -> Place | None:
        """The first place told; of a visit, the first that is no house."""
        told = [each.place for each in self.mentions if each.place is not None]
        towns = [place for place in told if not _is_house(place, told)] if self.kind == "visit" else []
        return next(iter(towns or told), None)

    @property
    def status(self) -> Status:
        """What the plainest mention tells; of those equally plain, the first."""
        return max(self.mentions, key=lambda each: each.told.weight).told.status

    @property
    def kind(self) -> MeetingKind:
        """A summit or call if any mention names one, else what the fullest mention calls it."""
        kinds = [each.kind for each in self.mentions]
        for special in ("summit", "call"):
            if special in kinds:
                return special
        return max(self.mentions, key=lambda each: len(each.participants)).kind


def _is_house(place: Place, among: Sequence[Place]) -> bool:
    """Whether a place is known as a house or site in the land of another one."""
    entries = gazetteer().places_by_id
    entry = entries.get(place.known or "")
    lands = {other.country for each in among if (other := entries.get(each.known or "")) and other != entry}
    return entry is not None and entry.kind == "site" and entry.country in lands - {None}


def merged(reading: Reading, mentions: Iterable[Encounter]) -> list[Cluster]:
    """The events that the mentions tell of, in the order in which they are first told.

    Headings come last: they repeat in telegram style what the text tells. A talk that names no parties and
    fits no event told ("earlier negotiations", "a second round in May") is one of the parties that talk
    near it.
    """
    clusters: list[Cluster] = []
    told = sorted(mentions, key=lambda each: each.heading)
    for mention in told:
        best = _best(reading, clusters, mention)
        if best is not None:
            best.join(_without_comers(reading, best, mention))
        else:
            clusters.append(Cluster([mention]))
    named = [cluster for cluster in clusters if len(cluster.participants) > 1]
    for cluster in clusters:
        if len(cluster.participants) < 2 and cluster.mentions[0].kind in TALKS:
            cluster.inherit(_inherited(reading, cluster, named))
    return sorted(clusters, key=lambda cluster: cluster.mentions[0].trigger.i)


def _inherited(reading: Reading, cluster: Cluster, named: Sequence[Cluster]) -> tuple[ActorKey, ...]:
    """The parties of the nearest talks that a mention without parties may be part of; earlier ones first, and
    those told in the same word."""
    at = cluster.mentions[0].trigger.i
    known = set(cluster.participants)
    left_out = {key for mention in cluster.mentions for key in mention.excluded}
    # a body meets without those who send somebody to another's talks
    at_least = 0.6 if all(reading.actors[key].type == "Organization" for key in known) else 0.0
    fitting = [
        other
        for other in named
        if other is not cluster
        and left_out.isdisjoint(other.participants)
        and {each.kind for each in other.mentions} & TALKS
        and (not known or _shared(reading, cluster.participants, other.participants) > at_least)
        and not any(_is_beside_one(other, mention) for mention in cluster.mentions)
    ]
    if not fitting:
        return ()

    word = cluster.mentions[0].trigger.lemma_.lower()

    def distance(other: Cluster) -> int:
        near = min(abs(each.trigger.i - at) + FARTHER * (each.trigger.i > at) for each in other.mentions)
        return near + FARTHER * all(each.trigger.lemma_.lower() != word for each in other.mentions)

    return min(fitting, key=distance).participants


def _best(reading: Reading, clusters: Sequence[Cluster], mention: Encounter) -> Cluster | None:
    scored = [
        (score, index)
        for index, cluster in enumerate(clusters)
        if (score := fit(reading, cluster, mention)) > 0
    ]
    return clusters[max(scored)[1]] if scored else None


def fit(reading: Reading, cluster: Cluster, mention: Encounter) -> float:
    """How well a mention fits an event; 0 when it is another one."""
    moved = mention.told.status == "postponed" and mention.definite  # has another date than before
    if not _same_kind(cluster, mention) or (not moved and dates_apart(cluster.date, mention.date)):
        return 0.0
    if _visitors_apart(reading, cluster, mention) or _is_beside_one(cluster, mention):
        return 0.0
    if _hosted_apart(cluster, mention) or _towns_apart(cluster, mention):
        return 0.0
    same_day = cluster.date is not None and mention.date is not None and cluster.date == mention.date
    published = reading.document.date
    if not same_day and (_outcomes_apart(cluster, mention, published) or _rounds_apart(cluster, mention)):
        return 0.0
    near = _nearness(cluster, mention)
    if mention.rule == ANSWER and not _is_invited(cluster):
        return 0.0
    if mention.rule == LEADING:
        return near if _is_led(reading, cluster, mention) else 0.0
    if len(mention.participants) < 2 and (mention.definite or _names_host_of_summit(mention)):
        shared = _shared(reading, cluster.participants, mention.participants)
        names_another = mention.participants and mention.rule in NAMING and cluster.participants
        return near + bool(shared) if shared or not names_another else 0.0
    if not mention.participants:
        return 0.0
    alike = mention.kind in {each.kind for each in cluster.mentions}
    if alike and mention.definite and _tells_who_else(mention):
        return near
    if not cluster.participants:  # told of before its parties are named
        return near if mention.kind == cluster.kind and (same_day or near > 1.8) else 0.0
    shared = _shared(reading, cluster.participants, mention.participants)
    if not shared and mention.definite and _is_attended(cluster, mention):
        return near
    if shared and not same_day and _is_of_others(reading, cluster, mention):
        return 0.0
    if mention.heading and _has_person_of(reading, cluster, mention):
        shared = 1.0
    if shared and shared < 1 and not same_day and _is_wider(reading, cluster, mention):
        return 0.0
    if (
        shared < 1 and not same_day
    ):  # by sides only: the same words and the same outcome, or it is another event
        like = mention.definite or mention.kind in {each.kind for each in cluster.mentions}
        if not like or (cluster.status in DONE) != (mention.told.status in DONE):
            return 0.0
    return shared * (1 + near + same_day)


def _is_attended(cluster: Cluster, mention: Encounter) -> bool:
    """Whether an event told of before is only told to have others at it: "*the summit*, attended by the
    envoys", where somebody of both is named."""
    slots_named = {slot for slot, _ in mention.named}
    common = set(cluster.participants) & set(mention.participants)
    return bool(common) and "acl" in slots_named and slots_named <= {"acl", "agent", "subject"}


def _tells_who_else(mention: Encounter) -> bool:
    """Whether the talks told of before are said to have others there: "*the talks*, chaired by Chad, were
    attended by the envoy"."""
    if mention.rule == LEADING:
        return True
    named = {slot for slot, _ in mention.named}
    return mention.trigger.tag_ in PLURALS and "acl" in named and named <= {"acl", "agent"}


def _is_invited(cluster: Cluster) -> bool:
    """Whether somebody is invited to an event, so that he may accept or decline."""
    return cluster.kind == "visit" and any(each.told.status == "proposed" for each in cluster.mentions)


def _is_led(reading: Reading, cluster: Cluster, mention: Encounter) -> bool:
    """Whether the side whose leader is told takes part in talks told of shortly before."""
    if cluster.kind not in TALKS or len(cluster.participants) < 2:
        return False
    behind = mention.trigger.i - cluster.mentions[-1].trigger.i
    return 0 < behind < FARTHER and _shared(reading, cluster.participants, mention.participants) > 0


def _is_of_others(reading: Reading, cluster: Cluster, mention: Encounter) -> bool:
    """Whether persons meet others besides in one of two, told in other words: "drove there for *talks* with
    Roe", "*greeted* Roe and Hadi"."""
    if mention.definite or mention.heading or any(each.kind == mention.kind for each in cluster.mentions):
        return False
    one, other = (
        {key for key in keys if reading.actors[key].type == "Person"}
        for keys in (cluster.participants, mention.participants)
    )
    fewer = min((one, other), key=len)
    return one != other and len({(key, *sides(reading, key))[-1] for key in fewer}) > 1


def _is_wider(reading: Reading, cluster: Cluster, mention: Encounter) -> bool:
    """Whether more sides take part in one than in the other, where two persons meet: "he met Roe", "talks
    between Peru, Chile and Mali"."""
    one, other = (
        {(key, *sides(reading, key))[-1] for key in keys}
        for keys in (cluster.participants, mention.participants)
    )
    few = min((cluster.participants, mention.participants), key=len)
    return len(one) != len(other) and all(reading.actors[key].type == "Person" for key in few)


def _is_beside_one(cluster: Cluster, mention: Encounter) -> bool:
    """Whether one is held on the sidelines of the other, or before it: "met at the summit in Rome",
    "met ahead of the summit"."""
    if mention.kind not in TALKS:
        return False
    near = [each for each in cluster.mentions if each.trigger.sent == mention.trigger.sent]
    if any(_leads_to(each, mention) for each in near):
        return True
    if any(
        _is_discussed(one.trigger, two.trigger)
        for each in near
        for one, two in ((each, mention), (mention, each))
    ):
        return True
    pairs = [(each.trigger, mention.trigger) for each in near if each.kind in TALKS]
    return any(
        is_beside(one, other, by=BESIDE) or is_beside(other, one, by=BESIDE) or _prepares(one, other)
        for one, other in pairs
    )


def _is_discussed(verb: Token, noun: Token) -> bool:
    """Whether an event is only what is spoken of at another: "they *discussed* the agenda of the summit"."""
    if verb.pos_ != "VERB" or verb.lemma_ not in words("encounter")["agreeing"] or noun.i < verb.i:
        return False
    above, relation = governor_of(noun)
    return above == verb and relation in ("dobj", "of", "on", "about", "for", "to")


def _leads_to(talks: Encounter, mention: Encounter) -> bool:
    """Whether it is at an event that another is agreed or proposed: "*in talks* with Chad, Mali proposed a
    summit"."""
    if {"rel:in", "rel:at", "rel:during", "rel:after", "rel:following"}.isdisjoint(talks.features):
        return False
    if talks.told.status not in DONE or mention.told.status in DONE or mention.definite:
        return False
    verb, _ = governor_of(talks.trigger)
    told = carrier_of(mention.trigger)
    return verb is not None and told is not None and verb in (told, told.head)


def _prepares(event: Token, later: Token) -> bool:
    """Whether an event is held for one that is to come: "gathered to *prepare for* the summit"."""
    preparing = later.head.head
    if later.dep_ != "pobj" or preparing.lemma_ not in words("encounter")["preparing"]:
        return False
    return event in governors(preparing)


def _visitors_apart(reading: Reading, cluster: Cluster, mention: Encounter) -> bool:
    """Whether two visits are paid by others: one's visitor is neither the other's nor on his side."""
    coming = {key for slot, key in mention.named if slot == "visitor"}
    before = {key for each in cluster.mentions for slot, key in each.named if slot == "visitor"}
    return bool(coming and before) and not _shared(reading, tuple(coming), tuple(before))


def _names_host_of_summit(mention: Encounter) -> bool:
    """Whether a summit is told of by its host alone, "a summit *hosted by Chad*": the one told of before."""
    return mention.kind == "summit" and set(mention.host) >= set(mention.participants) > set()


def _hosted_apart(cluster: Cluster, mention: Encounter) -> bool:
    """Whether only the host is the same of two events of another kind: "a summit hosted by Chad", "Chad will
    host talks with Mali"."""
    if mention.definite or mention.kind in {each.kind for each in cluster.mentions}:
        return False
    hosts = {key for each in cluster.mentions for key in each.host}
    return hosts >= {*cluster.participants} > set() or {*mention.host} >= {*mention.participants} > set()


def _has_person_of(reading: Reading, cluster: Cluster, mention: Encounter) -> bool:
    """Whether a person meets in both: in a heading that is enough, the rest of it is easily misread."""
    common = set(cluster.participants) & set(mention.participants)
    alike = any(each.kind == mention.kind for each in cluster.mentions)
    return alike and any(reading.actors[key].type == "Person" for key in common)


def _nearness(cluster: Cluster, mention: Encounter) -> float:
    """How likely words that only point back mean this event: it is near, in the same words, or in the
    sentence."""
    nearest = min(cluster.mentions, key=lambda each: abs(mention.trigger.i - each.trigger.i))
    near = 1.0 / (1.0 + abs(mention.trigger.i - nearest.trigger.i) / 200)
    same_word = any(each.trigger.lemma_ == mention.trigger.lemma_ for each in cluster.mentions)
    same_kind = any(each.kind == mention.kind for each in cluster.mentions)
    same_end = (cluster.status in DONE) == (mention.told.status in DONE)
    return (
        near
        + 0.5 * same_end
        + 0.5 * same_kind
        + 0.5 * same_word
        + 0.5 * (nearest.trigger.sent == mention.trigger.sent)
    )


def _same_kind(cluster: Cluster, mention: Encounter) -> bool:
    kinds = {each.kind for each in cluster.mentions}
    if mention.kind in kinds:
        return True
    if mention.kind in TALKS:
        return bool(kinds & TALKS) or ("call" in kinds and _is_told_of_call(cluster, mention))
    return mention.kind == "call" and "talks" in kinds and not mention.participants


def _is_told_of_call(cluster: Cluster, mention: Encounter) -> bool:
    """Whether who telephoned are said to have done something together: "the two *discussed* the truce"."""
    jointly = mention.trigger.lemma_ in words("actors")["jointly"]
    return jointly and set(cluster.participants) == set(mention.participants)


def _towns_apart(cluster: Cluster, mention: Encounter) -> bool:
    """Whether both are told to be in a town, and not in the same one: "met in Oslo", "the talks in Rome"; of
    visits, in towns of two lands."""
    town = _town(mention)
    towns = {found for each in cluster.mentions if (found := _town(each)) is not None}
    return town is not None and bool(towns) and town not in towns


def _town(mention: Encounter) -> str | None:
    """The town, no land or site, that a mention of talks names; of a visit, its land."""
    known = mention.place.known if mention.place is not None else None
    entry = gazetteer().places_by_id.get(known) if known is not None else None
    if entry is None or entry.kind != "city":
        return None
    return entry.id if mention.kind in TALKS else entry.country if mention.kind == "visit" else None


def dates_apart(one: Date | None, other: Date | None) -> bool:
    """Whether two dates, where both are told, cannot be the same."""
    if one is None or other is None:
        return False
    first, second = sorted((one, other), key=lambda date: date.begin)
    return first.end < second.begin and not second.begin.startswith(first.end)


def _outcomes_apart(cluster: Cluster, mention: Encounter, published: str | None) -> bool:
    """Whether one is over and the other still to come, each told plainly."""
    told = max((_outcome(each, published) for each in cluster.mentions), key=lambda told: told.weight)
    other = _outcome(mention, published)
    if _is_long_over(cluster, mention, published):
        return True
    if min(told.weight, other.weight) < 2:
        return False
    if told.status != other.status and "refused" in (told.status, other.status):
        refusals = (each for each in (*cluster.mentions, mention) if each.told.status == "refused")
        if all(_is_at_large(each.trigger) for each in refusals):
            return True
    if set(mention.participants) - set(cluster.participants) and "refused" in (told.status, other.status):
        return told.status != other.status  # one refuses to receive the envoys of those whom he meets
    return (told.status in DONE) != (other.status in DONE)


def _is_at_large(event: Token) -> bool:
    """Whether a refusal is of more than one event: "rejects *any* talks", "*repeatedly* refused to meet"."""
    about = [event, *islice(governors(event), _ABOVE)]
    return any(each.lower_ in words("encounter")["at_large"] for word in about for each in word.children)


def _is_long_over(cluster: Cluster, mention: Encounter, published: str | None) -> bool:
    """Whether one is told to go on and the other was held in an earlier month: "are holding talks", "they
    met in Oslo a month ago"."""
    told = (cluster.status, cluster.date), (mention.told.status, mention.date)
    for (one, undated), (other, date) in (told, told[::-1]):
        over = (
            date is not None and published is not None and len(date.end) > 4 and date.end[:7] < published[:7]
        )
        if one == "ongoing" and undated is None and other == "held" and over:
            return True
    return False


def _outcome(mention: Encounter, published: str | None) -> Told:
    """What a mention tells of the outcome: plainly, too, by a day that is still to come."""
    told = mention.told
    if mention.date is not None and published and mention.date.is_after(published):
        return Told("planned" if told.status in DONE else told.status, max(told.weight, 2))
    return told


def _rounds_apart(cluster: Cluster, mention: Encounter) -> bool:
    if any(_sorts_apart(each.trigger, mention.trigger) for each in cluster.mentions):
        return True
    orders = {each.order for each in cluster.mentions if each.order}
    if not mention.order or (mention.order == "first" and mention.kind == "visit"):
        return False  # "making his first visit to Oslo": of his, not of those that the article tells
    if mention.order in FRESH:
        return not orders & FRESH
    return mention.order in PAST and mention.order not in orders


def _sorts_apart(one: Token, other: Token) -> bool:
    """Whether one of two is held out of turn: "an *emergency* summit", "their *regular* summit"."""
    first, second = (
        {each.lower_ for noun in (event, *preposition(event, "for", "at")) for each in noun.lefts}
        for event in (one, other)
    )
    urgent, due = words("encounter")["out_of_turn"], words("encounter")["in_turn"]
    return bool((first & urgent and second & due) or (first & due and second & urgent))


def _shared(reading: Reading, one: Sequence[ActorKey], other: Sequence[ActorKey]) -> float:
    """How far the smaller party list is covered by the other: 1 in person, less only by sides, 0 when it is
    not."""
    small, large = sorted((set(one), set(other)), key=len)
    if not small or not all(_covered(reading, key, large) for key in small):
        return 0.0
    return 1.0 if small & large else 0.6


def _without_comers(reading: Reading, cluster: Cluster, mention: Encounter) -> Encounter:
    """The mention without the words that only point back to those who came: "members of the delegation"."""
    named = tuple(
        (slot, key)
        for slot, key in mention.named
        if reading.actors[key].type != "Group" or not _points_back(reading, key, cluster.participants)
    )
    return mention if named == mention.named else replace(mention, named=named, participants=keys_in(named))


def _points_back(reading: Reading, key: ActorKey, among: Iterable[ActorKey]) -> bool:
    """Whether a group is told by a word alone for one of those named."""
    comers = _comers(reading, key)
    return bool(comers) and any(
        comers in reading.actors[each].label.lower().split() for each in among if each != key
    )


def _comers(reading: Reading, key: ActorKey) -> str:
    """The word alone by which a group points back to those who came: "members of the *delegation*"."""
    told = [each for each in reading.actors[key].label.lower().split() if each not in POINTERS]
    return told[0] if len(told) == 1 and told[0] in words("encounter")["comers"] else ""


def _covered(reading: Reading, key: ActorKey, among: set[ActorKey]) -> float:
    """Whether an actor is among others, itself or by its side: a minister by his state, a state by its
    minister."""
    if key in among:
        return 1.0
    own = set(sides(reading, key))
    if among & own or any(key in sides(reading, each) for each in among):
        return 1.0
    if reading.actors[key].type != "Group":
        return 0.0
    if _points_back(reading, key, among):
        return 1.0
    return float(
        any(reading.actors[each].type == "Group" and own & set(sides(reading, each)) for each in among)
    )
