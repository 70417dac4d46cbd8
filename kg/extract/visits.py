"""Who travels to whom: visits told by a verb of motion, by an invitation, by who is sent or is a guest."""

from __future__ import annotations

from dataclasses import replace

from kg.extract import slots
from kg.extract.encounter import PARTNERS, Encounter, Word, governor, keys_in
from kg.extract.parties import Parties, add, keys_of, land_here, sides
from kg.extract.places import is_here, visited
from kg.extract.status import VERBAL, Told, negated, status_of, verb_of
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.reading import Reading
from kg.nlp.tree import Token


def visiting(reading: Reading, verb: Token, parties: Parties, others: list[Token]) -> Encounter | None:
    """A visit of the parties to whom or where `others` name; None where none is told."""
    if not parties or all(_only_comes(reading, key, verb) for _, key in parties):
        return None
    heads = [each for other in others for each in slots.coordinated(other)]
    goals = [key for each in heads for key in visited(reading, each)]
    if verb.lemma_ == "visit" and not goals:
        hosts = [each for each in heads if not slots.children(each, "poss")]  # "her father, Ali Quill"
        goals = [key for each in hosts for key in keys_of(reading, each) if _receives_guests(reading, key)]
    if verb.lemma_ == "be":  # "is in Rome", not "is in the European Union"
        goals = [key for key in goals if reading.actors[key].type == "State"]
    if not goals and any(map(is_here, heads)):
        goals = list(land_here(reading, [key for _, key in parties]))
    areas = words("encounter")["areas"]
    due = verb.lemma_ in ("be", "expect", "await", "due")  # "is due at the White House"
    seats = (each.ent_type_ in ("GPE", "LOC") or (due and each.i in reading.places) for each in heads)
    if not goals and not any(seats) and not any(each.lemma_ in areas for each in heads):
        return None
    if goals and all(_returns(reading, key, goals) for _, key in parties):
        return None
    parties.extend(("visited", key) for key in goals)
    if goals and len(parties.keys()) < 2:
        return None
    return Encounter(
        verb,
        "visit",
        parties.keys(),
        status_of(verb, [], verb, "self"),
        f"verb:{verb.lemma_}",
        tuple(parties),
        features=frozenset({f"lemma:{verb.lemma_}"}),
    )


def _only_comes(reading: Reading, key: ActorKey, verb: Token) -> bool:
    """Whether who comes is nobody's guest: troops, refugees, an airline that flies somewhere."""
    actor = reading.actors[key]
    if actor.type == "Organization":
        return verb.lemma_ == "fly"
    return actor.type == "Group" and not words("encounter")["no_guests"].isdisjoint(
        actor.label.lower().split()
    )


def _receives_guests(reading: Reading, key: ActorKey) -> bool:
    """Whether an actor is a person of standing: "visited the *Pope*", not "visited her father"."""
    actor = reading.actors[key]
    return actor.type == "Person" and (actor.known is not None or actor.affiliation is not None)


def _returns(reading: Reading, traveller: ActorKey, goals: list[ActorKey]) -> bool:
    """Whether somebody only goes home."""
    return bool(set(goals) & set(sides(reading, traveller)))


def inviting(reading: Reading, verb: Token, parties: Parties, entry: Word) -> Encounter | None:
    """ "invited him to Oslo": a visit that the host proposes."""
    passive = slots.is_passive(verb)
    add(reading, parties, "visitor", slots.children(verb, "nsubjpass" if passive else "dobj"))
    mention = visiting(reading, verb, parties, list(slots.preposition(verb, *entry.other)))
    if mention is None:
        return None
    hosts = Parties(parties)
    add(reading, hosts, "host", slots.preposition(verb, "by") if passive else slots.surface_subjects(verb))
    told = mention.told if mention.told.status in ("refused", "cancelled") else Told("proposed", 2)
    return replace(mention, participants=hosts.keys(), named=tuple(hosts), told=told)


def answered(invitation: Token) -> Told:
    """What becomes of the visit to which somebody is invited: he accepts or declines, or it is proposed."""
    carrier = invitation.head
    if carrier.lemma_ == "accept" and not negated(carrier):
        return Told("planned", 2)
    told = status_of(invitation, [invitation], carrier, invitation.dep_)
    return told if told.status in ("refused", "cancelled") else Told("proposed", 2)


def sending(reading: Reading, verb: Token, parties: Parties, entry: Word) -> Encounter | None:
    """ "sent her envoy to Oslo": a visit of who is sent; not of troops."""
    sent = slots.children(verb, "nsubjpass" if slots.is_passive(verb) else "dobj")
    if not has_person(reading, sent):
        return None
    add(reading, parties, "visitor", sent)
    return visiting(reading, verb, parties, slots.preposition(verb, *entry.other))


def coming_back(reading: Reading, verb: Token, parties: Parties) -> Encounter | None:
    """ "returned *from* Oslo", "came back from Oslo": the visit that is over."""
    back = verb.lemma_ == "return" or any(each.lower_ in ("back", "home") for each in verb.children)
    if not back or not any(reading.actors[key].type == "Person" for _, key in parties):
        return None
    left = [each for one in (verb, *verb.children) for each in slots.preposition(one, "from")]
    mention = visiting(reading, verb, parties, left) if not slots.preposition(verb, "to") else None
    return mention if mention is not None and mention.told.status == "held" else None


def as_guest(reading: Reading, participle: Token) -> Encounter | None:
    """ "told the *visiting* chancellor", "his *visiting* counterpart": a visit to those who deal with him.

    Where they are said to meet him or to talk with him, that is what is told.
    """
    guest, above = participle.head, verb_of(participle.head)
    if above is None or guest.head.lower_ == "with":
        return None
    receiving = words("encounter")["receiving"]
    if any(each.lemma_ in receiving for each in (above, *slots.children(above, "conj", "xcomp"))):
        return None
    subjects = [each for head in slots.surface_subjects(above) for each in slots.coordinated(head)]
    others = [each for each in subjects if each.i != guest.i] or slots.children(above, "dobj", "dative")
    parties, hosts = Parties(), Parties()
    add(reading, parties, "visitor", [guest])
    add(reading, hosts, "host", slots.children(guest, "poss") or others)
    own = {side for _, key in parties for side in (key, *sides(reading, key))}
    states = dict.fromkeys((key, *sides(reading, key))[-1] for _, key in hosts)
    parties.extend(
        ("visited", key) for key in states if key not in own and reading.actors[key].type == "State"
    )
    if len(parties.keys()) < 2:
        return None
    return Encounter(
        participle,
        "visit",
        parties.keys(),
        Told("ongoing", 1),
        "verb:visit",
        tuple(parties),
        features=frozenset({"lemma:visit", "rel:guest"}),
    )


def going_on(mention: Encounter, told: list[Encounter]) -> Encounter:
    """A journey without those whom the traveller met before, "after talks with Roe, Hadi *flew* to Rome", and
    what was before without whom he then visits: "visited Chad after *talks* with Roe"."""
    if _is_journey(mention):
        before = (other for other in told if _is_first(other, mention.trigger))
        met = [each for other in before for each in other.named if each[0] in PARTNERS]
    else:
        journeys = (other for other in told if _is_journey(other) and _is_first(mention, other.trigger))
        met = [each for other in journeys for each in other.named if each[0] == "visited"]
    return replace(mention, met_apart=keys_in(tuple(met))) if met else mention


def _is_journey(mention: Encounter) -> bool:
    """Whether a mention tells that somebody goes somewhere, by a verb."""
    return mention.kind == "visit" and mention.trigger.pos_ == "VERB"


def _is_first(other: Encounter, journey: Token) -> bool:
    """Whether an encounter is over when a journey begins: "*met* him and flew", "flew after *talks*", "held
    *talks* before flying"."""
    event = other.trigger
    if other.kind == "visit" or event.sent != journey.sent:
        return False
    carrier, above = slots.light_verb(event) or event, journey.head
    if journey.dep_ == "pcomp" and above.lower_ == "before":
        return above.head == carrier
    if journey.dep_ == "conj":
        return above == carrier and carrier.pos_ in VERBAL
    verb, relation = governor(event)
    return verb == journey and relation in ("after", "following")


def expecting(reading: Reading, verb: Token, parties: Parties, entry: Word) -> Encounter | None:
    """ "is expected in Oslo": a visit of who is expected."""
    if not slots.is_passive(verb) or negated(verb):
        return None
    add(reading, parties, "visitor", slots.surface_subjects(verb), clause=verb)
    mention = visiting(reading, verb, parties, goals_of(verb, entry))
    return replace(mention, told=Told("planned", 2)) if mention else None


def awaited(reading: Reading, due: Token, entry: Word) -> Encounter | None:
    """ "Quill, *due* in Oslo on Friday": a visit of who is awaited there."""
    parties = Parties()
    add(reading, parties, "visitor", [due.head])
    mention = visiting(reading, due, parties, goals_of(due, entry))
    return replace(mention, rule="verb:be", told=Told("planned", 2)) if mention else None


def goals_of(due: Token, entry: Word) -> list[Token]:
    """Where somebody is due: "is expected *in Oslo*", "due *at the White House*", "due *here*"."""
    return slots.preposition(due, *entry.other, "at") + hither(due, entry)


def hither(verb: Token, entry: Word) -> list[Token]:
    """The word that says that a journey leads to where the article is written: "arrived *here*"."""
    return [each for each in slots.children(verb, "advmod") if is_here(each)] if "here" in entry.other else []


def has_person(reading: Reading, heads: list[Token]) -> bool:
    """Whether phrases name a person, or envoys."""
    return any(
        each.lower_ in words("encounter")["envoys"] or reading.actors[key].type == "Person"
        for head in heads
        for each in slots.coordinated(head)
        for key in keys_of(reading, each)
    )
