"""Events told twice in one clause: who flies somewhere "for talks", who meets "for a summit".

A journey and the talks for which it is made are one event, talks where they name the other side, else a
visit; those who meet for talks hold them; what is discussed in a phone call is that call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.encounter import PARTNERS, Encounter, carrier_of, governor, governor_of, phases
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.tree import Token

SET_OFF = ("npadvmod", "appos")  # how a phrase behind a comma hangs on its clause
VISITING = frozenset({"visit", "tour"})
MEETING = frozenset({"meet", "gather", "convene", "assemble"})


def told_once(mentions: Iterable[Encounter]) -> list[Encounter]:
    """The mentions, each event with its purpose told once."""
    told = list(mentions)
    kept = dict(enumerate(told))
    for at, talk in enumerate(told):
        first = next((i for i, each in enumerate(told[:at]) if _tells_more(each, talk)), None)
        if first is not None and first in kept:
            kept[first] = replace(
                kept[first], place=kept[first].place or talk.place, date=kept[first].date or talk.date
            )
            del kept[at]
            continue
        relation = next((each for each in TELLING if f"rel:{each}" in talk.features), None)
        if relation is None or (talk.kind == "visit" and relation not in SET_OFF):
            continue
        tells = TELLING[relation]
        before = next((i for i, each in enumerate(told) if tells(each, talk)), None)
        if before is not None and before in kept:
            goes = relation == "for" and told[before].kind == "visit" and _is_talks(told[before], talk)
            larger = relation == "at" and not _is_occasion(talk)
            one, other = (at, before) if goes or larger else (before, at)
            kept[one] = _joined(kept[one], told[other])
            del kept[other]
    reached = [_where_they_go(mention, told) for mention in kept.values()]
    return [each for mention in reached for each in _apart(mention)]


def _where_they_go(mention: Encounter, told: list[Encounter]) -> Encounter:
    """The mention with the place of the journey that is made for it, and its day while that is ahead: "will
    fly to Rome on Monday to meet him"."""
    verb = mention.trigger if mention.trigger.pos_ == "VERB" else mention.trigger.head
    if mention.kind == "visit" or verb.tag_ != "VB" or verb.dep_ not in ("advcl", "xcomp"):
        return mention
    journey = next((each for each in told if each.kind == "visit" and each.trigger is verb.head), None)
    if journey is None:
        return mention
    day = journey.date if journey.told.status == "planned" else None
    return replace(mention, place=mention.place or journey.place, date=mention.date or day)


def _apart(mention: Encounter) -> list[Encounter]:
    """The mention, or one for each partner where they are met one by one: "separate talks with A and B"."""
    partners = dict.fromkeys(key for slot, key in mention.named if slot in PARTNERS)
    rest = [(slot, key) for slot, key in mention.named if key not in partners]
    if len(partners) < 2 or not rest or not _is_one_by_one(mention.trigger):
        return [mention]
    return [_with_one(mention, rest, key, partners) for key in partners]


def _with_one(
    mention: Encounter, rest: Sequence[tuple[str, ActorKey]], partner: ActorKey, partners: Iterable[ActorKey]
) -> Encounter:
    """The mention with this one of the partners: the others are met another time."""
    named = (*rest, *(each for each in mention.named if each[1] == partner))
    return replace(
        mention,
        participants=tuple(dict.fromkeys(key for _, key in named)),
        named=named,
        met_apart=tuple(key for key in partners if key != partner),
    )


def _is_one_by_one(event: Token) -> bool:
    """Whether several are met one after another: "separate talks", "met separately", "meetings with"."""
    around = [event, *([event.head] if event.dep_ == "dobj" else [])]
    told = any(child.lower_ in words("encounter")["one_by_one"] for each in around for child in each.children)
    return told or event.lower_ in ("meetings", "calls", "conversations")


def _is_for(first: Encounter, talk: Encounter) -> bool:
    """Whether somebody goes or meets for these talks: "flew to Rome for talks", "on a visit for talks"."""
    if first.kind != "visit" and first.trigger.lemma_ not in MEETING:
        return False
    if first.trigger.sent != talk.trigger.sent or first.trigger.i > talk.trigger.i:
        return False
    top = phases(talk.trigger)[-1]
    verb, relation = governor(top)
    if relation == "for" and verb is not None and verb.i == first.trigger.i:
        return True
    return top.dep_ == "pobj" and top.head.lower_ == "for" and top.head.head.i == first.trigger.i


def _is_at(first: Encounter, talk: Encounter) -> bool:
    """Whether those who discuss or meet do so at this very event: "they met at a summit in Rome", "met her at
    a dinner", "will host them at a summit"."""
    here = first.rule.endswith("-alone") or first.rule in ("verb:host", "verb:shake") or _is_occasion(talk)
    if not here or talk.definite or talk.trigger.i < first.trigger.i:
        return False
    return governor_of(talk.trigger)[0] == first.trigger


def _is_occasion(talk: Encounter) -> bool:
    """Whether an event is only what others meet at: a dinner."""
    return talk.trigger.lemma_ in words("encounter")["occasions"]


def _is_called(first: Encounter, talk: Encounter) -> bool:
    """Whether an event is named once more behind it: "flew to Rome, *the first visit* by a premier"."""
    if (first.kind == "visit") != (talk.kind == "visit") or talk.trigger.i < first.trigger.i:
        return False
    return governor_of(talk.trigger)[0] == first.trigger


def _is_on_phone(first: Encounter, talk: Encounter) -> bool:
    """Whether those who talk do so in this very call: "discussed it with her in a phone call"."""
    return talk.kind == "call" and first.kind == "talks" and governor(talk.trigger)[0] == first.trigger


def _tells_more(first: Encounter, talk: Encounter) -> bool:
    """Whether an event only tells what the one before it is about, or at what it is held."""
    return _is_what_of(first, talk) or _is_where(first, talk)


def _is_where(first: Encounter, talk: Encounter) -> bool:
    """Whether a conference is only where the two met, no party of its own named: "held talks *during the
    climate conference* in Oslo"."""
    if (
        talk.kind != "meeting"
        or talk.rule not in ("subject", "bare")
        or first.trigger.sent != talk.trigger.sent
    ):
        return False
    if first.kind not in ("talks", "meeting") or {"rel:at", "rel:during"}.isdisjoint(talk.features):
        return False
    if first.trigger.lemma_ in words("encounter")["agreeing"]:
        return False  # "discussed it at a meeting": that is the event
    if talk.definite and talk.trigger.pos_ != "PROPN":
        return False  # "at the gathering": one told of before
    verb = governor_of(talk.trigger)[0]
    if verb is None or verb != carrier_of(first.trigger):
        return False
    return not _is_occasion(talk) and len(first.participants) > 1


def _is_what_of(first: Encounter, talk: Encounter) -> bool:
    """Whether it is only told on what the two speak in a call: "they spoke by telephone and *discussed*
    it"."""
    if first.kind != "call" or not talk.rule.endswith("-alone") or talk.kind != "talks":
        return False
    if talk.trigger.lemma_ not in words("encounter")["agreeing"] or first.trigger.sent != talk.trigger.sent:
        return False
    verb = carrier_of(first.trigger)
    joined = talk.trigger.dep_ in ("conj", "advcl", "xcomp") and talk.trigger.head is verb
    return joined and talk.trigger.i > first.trigger.i


def _is_talks(first: Encounter, talk: Encounter) -> bool:
    """Whether a journey for talks is told as talks: not as a "visit", and with the other side named."""
    if first.trigger.lemma_ == "invite":
        return False
    if talk.definite or talk.kind == "summit":
        return True
    return first.trigger.lemma_ not in VISITING and len(talk.participants) > 1


def _joined(one: Encounter, other: Encounter) -> Encounter:
    """The mention of an event with what the other words for it tell besides."""
    told = {"with", "between"} if other.kind != "visit" else {"visited"} if one.kind == "visit" else {""}
    partners = tuple(each for each in other.named if each[0] in told)
    met_for = one.kind == "meeting" or one.trigger.lemma_ == "invite"
    met_for = met_for and not other.rule.startswith("verb:")
    return replace(
        one,
        kind=other.kind if met_for or other.kind == "call" else one.kind,
        participants=tuple(dict.fromkeys([*one.participants, *(key for _, key in partners)])),
        named=(*one.named, *partners),
        place=one.place or other.place,
        date=one.date or other.date,
        topic=one.topic or other.topic,
    )


TELLING: Mapping[str, Callable[[Encounter, Encounter], bool]] = {  # how an event is told once more
    "for": _is_for,
    "at": _is_at,
    "in": _is_on_phone,
    "during": _is_on_phone,
    **dict.fromkeys(SET_OFF, _is_called),
}
