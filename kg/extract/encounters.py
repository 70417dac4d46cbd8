"""Mentions of encounters: who meets whom in the words of one sentence.

A noun is mutual ("talks between A and B", "A's visit to B", "A held talks with B", "US-Iranian talks"), a
verb takes its subject and the other side ("A met B", "A and B conferred"). `merging` makes one meeting of
the mentions of the same event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.extract import slots
from kg.extract.adjuncts import steps
from kg.extract.dates import Dated, date_of
from kg.extract.parties import (
    Parties,
    add,
    company,
    is_bare,
    keys_of,
    names_press,
    parties_of_talks,
    parties_of_visit,
    sides,
)
from kg.extract.places import Named, place_of, places, visited
from kg.extract.status import VERBAL, Told, negated, status_of, verb_of
from kg.lexicon import entries, words
from kg.model import ActorKey, Date, MeetingKind, Place, Span
from kg.nlp.headings import is_heading
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "both", "such"})
PARTNERS = frozenset({"with", "other", "visited"})  # slots of those whom the subject meets
LONG_TOPIC = 16  # words
LINKING = frozenset({"by", "over", "on", "via"})  # before what one speaks over
# what stands with a "be" that says where somebody is, and no more
SOMEWHERE = frozenset({"nsubj", "aux", "prep", "advmod", "npadvmod", "punct", "mark", "cc", "conj", "advcl"})


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of `meeting.toml`: a word that tells of an encounter and where its parties stand."""

    word: str
    pos: Literal["noun", "verb"]
    kind: MeetingKind
    also: tuple[str, ...] = ()
    plural: bool = False
    lead: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    alone: bool = False
    to: Literal["any", "person", "place"] = "any"
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Encounter:
    """One mention of an encounter; `named` are its participants with the slots that name them, `features`
    tell how it was read."""

    trigger: Token
    kind: MeetingKind
    participants: tuple[ActorKey, ...]
    told: Told
    rule: str
    named: tuple[tuple[str, ActorKey], ...] = ()
    place: Place | None = None
    date: Date | None = None
    excluded: tuple[ActorKey, ...] = ()
    host: tuple[ActorKey, ...] = ()
    mediator: tuple[ActorKey, ...] = ()
    attributed_to: tuple[ActorKey, ...] = ()
    met_apart: tuple[ActorKey, ...] = ()  # whom the same words say to be met another time
    topic: Span | None = None
    definite: bool = False
    heading: bool = False
    order: str = ""
    features: frozenset[str] = frozenset()


def encounters(reading: Reading, found: tuple[Dated, ...]) -> Iterator[Encounter]:
    """Every mention of an encounter, in the order of the text; some name no participant."""
    named = places(reading)
    told: list[Encounter] = []
    known = _words()
    for token in reading.doc:
        if token.lower_ not in known and token.lemma_.lower() not in known:
            continue
        for entry in _entries(token):
            mention = _noun(reading, token, entry) if entry.pos == "noun" else _verb(reading, token, entry)
            if mention is not None and not _is_denied(token):
                told.extend(_in_turn(reading, mention, found, named))
                break
    for mention in told:
        yield _going_on(_beside(mention, told), told)


@cache
def _lexicon() -> dict[tuple[str, str], tuple[Word, ...]]:
    """The entries by part of speech and word, those that need another word beside them first."""
    by_word: dict[tuple[str, str], tuple[Word, ...]] = {}
    for entry in entries("meeting", Word):
        for form in (entry.word, *entry.also):
            by_word[entry.pos, form] = (*by_word.get((entry.pos, form), ()), entry)
    return {key: tuple(sorted(listed, key=_is_plain)) for key, listed in by_word.items()}


def _is_plain(entry: Word) -> bool:
    return not (entry.lead or entry.particle)


@cache
def _words() -> frozenset[str]:
    """The words of the lexicon, whatever their part of speech."""
    return frozenset(word for _, word in _lexicon())


def _entries(token: Token) -> tuple[Word, ...]:
    """What the lexicon says of a token."""
    pos = "noun" if _is_noun(token) else "verb" if token.pos_ in VERBAL else ""
    if not pos:
        return ()
    listed = _lexicon().get((pos, token.lemma_.lower())) or _lexicon().get((pos, token.lower_), ())
    if not listed or (pos == "verb" and not _tells(token)):
        return ()
    return listed


def _is_noun(token: Token) -> bool:
    """Whether a token is a noun, though the model may tag it a participle: "at a ministers *meeting*"."""
    return token.pos_ in ("NOUN", "PROPN") or (
        token.tag_ == "VBG" and any(child.dep_ == "det" for child in token.children)
    )


def _tells(token: Token) -> bool:
    """Whether a token is a verb that may tell of an encounter: "be" only where somebody is, or is due,
    somewhere."""
    if token.lemma_ != "be":
        return token.pos_ == "VERB"
    due = _due(token)
    return token.pos_ in VERBAL and all(child.dep_ in SOMEWHERE or child is due for child in token.children)


def _due(verb: Token) -> Token | None:
    """The adjective of "is due in Rome"."""
    return next((child for child in slots.children(verb, "acomp") if child.lower_ == "due"), None)


def _is_denied(event: Token) -> bool:
    """Whether somebody denies that it took place: "denied *meeting* him", "denied that they held *talks*"."""
    verb = verb_of(event)
    above = verb.head if verb is not None and verb.dep_ in ("ccomp", "xcomp") else None
    return above is not None and above.lemma_ in words("encounter")["denying"] and not negated(above)


# Nouns


def _noun(reading: Reading, noun: Token, entry: Word) -> Encounter | None:
    if noun.dep_ in ("compound", "nmod", "amod") and noun.head.pos_ in ("NOUN", "PROPN"):
        return None
    leads = {child.lower_ for child in noun.lefts}
    if leads & words("encounter")["excluded_leads"] or _names_body(reading, noun):
        return None
    if entry.plural and noun.tag_ not in ("NNS", "NNPS"):
        return None
    if entry.lead and noun.lemma_ in words("encounter")["phases"] and slots.preposition(noun, "of"):
        return None  # "another round *of talks*", "of voting"
    carrier = slots.light_verb(noun)
    partners = {prep.lower_ for each in (noun, carrier) if each for prep in slots.children(each, "prep")}
    named = leads & set(entry.lead) or partners & set(entry.partner)
    nouns = phases(noun)
    verb, relation = governor(nouns[-1])
    phoned = _is_line(noun) and verb is not None and verb.lemma_ in words("encounter")["addressing"]
    shared = entry.partner and (_is_shared(carrier) or _is_given(noun) or phoned)
    if ((entry.lead or entry.partner) and not named and not shared) or _is_unplanned(nouns):
        return None
    parties = Parties()
    if verb is not None and phoned:
        rule = "phone"
        add(reading, parties, "subject", slots.surface_subjects(verb))
        add(reading, parties, "addressee", slots.children(verb, "dobj", "dative"))
    elif entry.kind == "visit":
        rule = parties_of_visit(reading, parties, nouns, verb, relation)
    else:
        rule = parties_of_talks(reading, parties, nouns, verb, relation)
    told = status_of(noun, nouns, verb, relation)
    features = {f"rel:{relation}", f"noun:{noun.lemma_.lower()}"}
    if verb is not None:
        features.add(f"verb:{verb.lemma_.lower()}")
    return Encounter(
        noun,
        entry.kind,
        parties.keys(),
        told,
        rule,
        tuple(parties),
        host=_by(reading, nouns, verb, "hosting"),
        mediator=_by(reading, nouns, verb, "mediating"),
        attributed_to=_claimed_by(reading, noun),
        topic=_topic(noun),
        excluded=_excluded(reading, noun, verb, relation),
        met_apart=_absent(reading, noun, verb),
        definite=_definite(nouns),
        order=_order(nouns),
        features=frozenset(features),
    )


def _is_shared(carrier: Token | None) -> bool:
    """Whether several have something together: "A and B *had* lunch", "*held* a call"."""
    if carrier is None or carrier.lemma_ not in words("encounter")["sharing"]:
        return False
    return len(slots.surface_subjects(carrier)) > 1


def _is_given(noun: Token) -> bool:
    """Whether somebody gives what others come to: "a dinner *hosted* by the king"."""
    return any(
        clause.lemma_ in words("encounter")["giving"] and slots.is_passive(clause)
        for clause in slots.children(noun, "acl", "relcl")
    )


def _is_line(noun: Token) -> bool:
    """Whether a telephone is what somebody speaks by: "told him *by telephone*"."""
    return noun.lower_ in words("encounter")["lines"] and noun.dep_ == "pobj" and noun.head.lower_ in LINKING


def _is_unplanned(nouns: list[Token]) -> bool:
    """ "There are *no plans* for a meeting"."""
    return any(each.lemma_ in words("encounter")["intents"] and negated(each) for each in nouns[1:])


def _names_body(reading: Reading, noun: Token) -> bool:
    """Whether the noun is part of the name of a standing body: "General Assembly", "National Congress"."""
    return (
        noun.pos_ == "PROPN"
        and noun.lemma_.lower() not in ("summit", "meeting", "talk")
        and any(reading.actors[key].type == "Organization" for key in reading.actors_at(noun))
    )


def phases(noun: Token) -> list[Token]:
    """The noun and the nouns above it that name a part of the event or its making: "a round of talks", "a
    date for the summit", "an invitation to a meeting"."""
    nouns = [noun]
    while True:
        top = nouns[-1]
        while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
            top = top.head
        prep = top.head
        if top.dep_ != "pobj" or prep.head.pos_ != "NOUN":
            return nouns
        listed = words("encounter")["phases" if prep.lower_ == "of" else "makings"]
        if prep.lower_ not in ("of", "for", "to", "on") or not {prep.head.lower_, prep.head.lemma_} & listed:
            return nouns
        nouns.append(prep.head)


def governor(noun: Token) -> tuple[Token | None, str]:
    """The verb that an event noun depends on, and how: "dobj", "nsubj", or the preposition between them."""
    relation = ""
    token = noun
    for _ in range(8):
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
            continue
        head = token.head
        if head.i == token.i:
            return None, relation
        if head.pos_ in VERBAL and head.dep_ != "prep":
            relation = relation or (token.lower_ if token.dep_ == "prep" else token.dep_)
            return head, relation
        if token.dep_ == "prep":
            relation = relation or token.lower_
        elif token.dep_ == "pobj":
            relation = relation or head.lower_
        elif not relation:
            relation = token.dep_
        token = head
    return None, relation


def _by(reading: Reading, nouns: list[Token], verb: Token | None, listed: str) -> tuple[ActorKey, ...]:
    """The actors that a participle at a noun, or its verb, says to host or mediate it."""
    heads: list[Token] = []
    for noun in nouns:
        for clause in slots.children(noun, "acl", "relcl"):
            if clause.lemma_ in words("encounter")[listed]:
                heads.extend(slots.preposition(clause, "by"))
        for participle in slots.children(noun, "amod"):  # "*U.N.*-mediated talks"
            if participle.lemma_ in words("encounter")[listed]:
                heads.extend(slots.children(participle, "npadvmod"))
    if verb is not None and verb.lemma_ in words("encounter")[listed] and not slots.is_passive(verb):
        heads.extend(slots.surface_subjects(verb))
    return tuple(
        dict.fromkeys(
            key for head in heads for each in slots.coordinated(head) for key in keys_of(reading, each)
        )
    )


def _claimed_by(reading: Reading, event: Token) -> tuple[ActorKey, ...]:
    """Who alone says that it took place: "he claimed that they had met"."""
    for above in slots.governors(event):
        if above.pos_ in VERBAL and above.lemma_ in words("encounter")["claiming"]:
            return tuple(
                dict.fromkeys(key for head in slots.surface_subjects(above) for key in keys_of(reading, head))
            )
    return ()


def _topic(event: Token) -> Span | None:
    """What they talk about: the phrase after "on", "about", "over", or what they discuss."""
    objects = slots.children(event, "dobj") if event.lemma_ in ("discuss", "negotiate") else []
    for head in (*objects, *slots.preposition(event, "on", "about", "over", "regarding")):
        if head.ent_type_ != "DATE" and head.right_edge.i - head.left_edge.i < LONG_TOPIC:
            return slots.subtree_span(event.doc, head)
    return None


def _excluded(reading: Reading, noun: Token, verb: Token | None, relation: str) -> tuple[ActorKey, ...]:
    """Who is said to be left out: "a meeting that excluded Kiev", "without Ukraine", "except Cuba"."""
    heads: list[Token] = []
    for clause in slots.children(noun, "acl", "relcl"):
        if clause.lemma_ in words("encounter")["leaving_out"]:
            heads.extend(slots.children(clause, "dobj"))
    if verb is not None and _leaves_out(verb, relation):
        heads.extend(slots.children(verb, "dobj" if not slots.is_passive(verb) else "nsubjpass"))
    if verb is not None and (keeping := _kept_from(verb)) is not None:
        heads.extend(slots.children(keeping, "nsubjpass" if slots.is_passive(keeping) else "dobj"))
    for source in (noun, *([verb] if verb is not None else [])):
        for each in slots.preposition(source, "without", "except", "excluding"):
            if each.pos_ != "PRON":  # "without it"
                heads.append(each)
            heads.extend(slots.preposition(each, "of", "from"))
    return tuple(
        dict.fromkeys(
            key for head in heads for each in slots.coordinated(head) for key in reading.actors_at(each)
        )
    )


def _absent(reading: Reading, noun: Token, verb: Token | None) -> tuple[ActorKey, ...]:
    """Who is not there: "was *absent* from the summit"."""
    if verb is None or noun.dep_ != "pobj" or noun.head.head.lower_ != "absent":
        return ()
    heads = [each for one in slots.surface_subjects(verb) for each in slots.coordinated(one)]
    return tuple(key for head in heads for key in keys_of(reading, head))


def _kept_from(verb: Token) -> Token | None:
    """The verb that says that somebody may not: "was *barred* from attending the talks"."""
    above = verb.head.head
    keeps = verb.dep_ == "pcomp" and verb.head.lower_ == "from"
    return above if keeps and above.lemma_ in words("encounter")["keeping_out"] else None


def _leaves_out(verb: Token, relation: str) -> bool:
    """Whether a verb says that somebody is kept from an event: "was not invited to", "kicked out of"."""
    if relation in ("to", "in") and verb.lemma_ in ("invite", "include"):
        return negated(verb)
    if relation in ("from", "of") and verb.lemma_ in ("kick", "expel", "eject"):
        return True
    return verb.lemma_ in words("encounter")["leaving_out"]


def _definite(nouns: list[Token]) -> bool:
    """Whether the noun points back to an event already told."""
    top = nouns[-1]
    return any(
        child.lower_ in DEFINITE or child.dep_ == "poss" for noun in (nouns[0], top) for child in noun.lefts
    )


def _order(nouns: list[Token]) -> str:
    """Which of a series: "next", "last", "first", "new" ..."""
    for noun in nouns:
        for child in noun.lefts:
            if child.lower_ in (
                "next",
                "last",
                "latest",
                "previous",
                "new",
                "further",
                "more",
                "another",
                "future",
            ):
                return str(child.lower_)
            if child.ent_type_ == "ORDINAL" or child.lower_ in (
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
            ):
                return str(child.lower_)
    return ""


# Verbs


def _verb(reading: Reading, verb: Token, entry: Word) -> Encounter | None:
    if entry.particle and not any(child.lower_ == entry.particle for child in verb.children):
        return None
    appeals = _appeals if "upon" in entry.other else _calls_names
    if verb.dep_ == "amod" and verb.lower_ == "visiting":
        return _as_guest(reading, verb)
    if verb.dep_ == "amod" or (entry.to == "person" and appeals(verb)):
        return None
    if verb.dep_ == "acl" and negated(verb.head):
        return None  # "has no plans to meet"
    parties = Parties()
    if entry.word == "invite":
        return _inviting(reading, verb, parties, entry)
    if entry.word == "send":
        return _sent(reading, verb, parties, entry)
    if slots.is_passive(verb):
        if "dobj" not in entry.other:
            return None
        subjects = slots.surface_subjects(verb)
        others = slots.preposition(verb, "by")
    else:
        subjects = slots.surface_subjects(verb)
        others = slots.children(verb, "dobj") if "dobj" in entry.other else []
        linking = [word for word in entry.other if word != "dobj"]
        others += slots.preposition(verb, *linking)
        if entry.particle and not others:  # "came face to face *with him*", whatever the parse
            around = (each for each in verb.subtree if each.lower_ == entry.particle)
            others += [head for each in around for head in slots.preposition(each, *linking)]
        if not others and entry.word in ("discuss", "negotiate", "exchange"):
            others = [
                each for thing in slots.children(verb, "dobj") for each in slots.preposition(thing, "with")
            ]
    if entry.word == "host" and any(each.lemma_ in _words() for each in subjects):
        return None  # "a dinner hosted by the king": the dinner tells of it
    if entry.kind == "visit":
        invited = verb.dep_ == "acl" and verb.head.lemma_ == "invitation"
        if invited:
            subjects = _invited(verb.head)
        if due := _due(verb):
            others += list(slots.preposition(due, *entry.other))
        along = [*company(verb, subjects), *slots.preposition(verb, "with")]
        add(reading, parties, "visitor", [*subjects, *along], clause=verb)
        mention = _visiting(reading, verb, parties, others)
        return replace(mention, told=_answered(verb.head)) if mention and invited else mention
    if not add(reading, parties, "subject", subjects, clause=verb) and any(
        names_press(reading, each) for each in subjects
    ):
        return None  # "The Star spoke to him"
    add(reading, parties, "company", company(verb, subjects))
    first = len(parties.keys())
    add(reading, parties, "other", others)
    met = len(parties.keys()) > first
    kind = _phoned(verb, entry.kind)
    body = entry.kind == "meeting" and _is_body(reading, parties)
    alone = entry.alone or kind == "call"
    if not met and not (alone and (first >= 2 or _plural(subjects) or body)):
        return None
    if entry.word == "meet" and (_meets_in_thought(verb) if met else _meets_a_thing(verb)):
        return None
    if entry.to == "person" and met and not first and not slots.is_passive(verb) and _is_a_thing(subjects):
        return None  # "applause greeted him"
    if not met and entry.word == "speak" and kind != "call" and (first < 2 or _speaks_up(verb)):
        return None
    if entry.to == "person" and not _has_person(reading, others) and entry.word != "speak":
        return None
    if not parties and not (subjects and all(is_bare(each) or each.lower_ == "they" for each in subjects)):
        return None
    return Encounter(
        verb,
        kind,
        parties.keys(),
        status_of(verb, [], verb, "self"),
        f"verb:{entry.word}" if met else f"verb:{entry.word}-alone",
        tuple(parties),
        excluded=_excluded(reading, verb, verb, "self"),
        attributed_to=_claimed_by(reading, verb),
        topic=_topic(verb),
        definite=not parties,  # "the sides will meet again"
        features=frozenset({f"lemma:{verb.lemma_}"}),
    )


def _as_guest(reading: Reading, visiting: Token) -> Encounter | None:
    """ "told the *visiting* chancellor", "his *visiting* counterpart": a visit to those who deal with him.

    Where they are said to meet him or to talk with him, that is what is told.
    """
    guest, above = visiting.head, verb_of(visiting.head)
    if above is None or above.lemma_ in words("encounter")["receiving"] or guest.head.lower_ == "with":
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
        visiting,
        "visit",
        parties.keys(),
        Told("ongoing", 1),
        "verb:visit",
        tuple(parties),
        features=frozenset({"lemma:visit", "rel:guest"}),
    )


def _speaks_up(verb: Token) -> bool:
    """Whether several speak each for himself, not with one another: "spoke at a rally", "to reporters", "on
    condition of anonymity"; not "spoke on Tuesday about the war"."""
    return any(
        prep.lower_ != "about" and not all(each.ent_type_ in ("DATE", "TIME") for each in prep.children)
        for prep in slots.children(verb, "prep", "dative")
    )


def _meets_in_thought(verb: Token) -> bool:
    """ "met *resistance* at home", "met with *criticism*", "will meet them *half way*"."""
    met = [*slots.children(verb, "dobj"), *slots.preposition(verb, "with")]
    return any(
        each.lemma_ in words("encounter")["hurdles"] and not slots.children(each, "det", "poss", "nmod")
        for each in met
    ) or any(each.lower_ in ("halfway", "way") for each in verb.children)


def _is_a_thing(subjects: list[Token]) -> bool:
    """Whether what is told to act is nobody: nouns that name no actor."""
    return bool(subjects) and all(each.pos_ == "NOUN" for each in subjects)


def _meets_a_thing(verb: Token) -> bool:
    """ "met the demand", "met resistance"; not "met in Oslo, their first such talks", whatever the parse."""
    thing = slots.child(verb, "dobj")
    if thing is None or thing.lemma_ in words("encounter")["manners"]:
        return False
    return not any(each.text == "," for each in verb.doc[verb.i + 1 : thing.left_edge.i])


def _inviting(reading: Reading, verb: Token, parties: Parties, entry: Word) -> Encounter | None:
    """ "invited him to Oslo": a visit that the host proposes."""
    passive = slots.is_passive(verb)
    add(reading, parties, "visitor", slots.children(verb, "nsubjpass" if passive else "dobj"))
    mention = _visiting(reading, verb, parties, list(slots.preposition(verb, *entry.other)))
    if mention is None:
        return None
    hosts = Parties(parties)
    add(reading, hosts, "host", slots.preposition(verb, "by") if passive else slots.surface_subjects(verb))
    told = mention.told if mention.told.status in ("refused", "cancelled") else Told("proposed", 2)
    return replace(mention, participants=hosts.keys(), named=tuple(hosts), told=told)


def _sent(reading: Reading, verb: Token, parties: Parties, entry: Word) -> Encounter | None:
    """ "sent her envoy to Oslo": a visit of who is sent; not of troops."""
    sent = slots.children(verb, "nsubjpass" if slots.is_passive(verb) else "dobj")
    if not _has_person(reading, sent):
        return None
    add(reading, parties, "visitor", sent)
    return _visiting(reading, verb, parties, slots.preposition(verb, *entry.other))


def _invited(invitation: Token) -> list[Token]:
    """Who may come: who accepts or gets an "invitation to visit Oslo", or to whom it is extended."""
    carrier = invitation.head if invitation.dep_ == "dobj" else None
    guests = slots.preposition(invitation, "to", "for")
    if carrier is None or guests:
        return guests
    return slots.preposition(carrier, "to") or slots.surface_subjects(carrier)


def _answered(invitation: Token) -> Told:
    """What becomes of the visit to which somebody is invited: he accepts or declines, or it is proposed."""
    carrier = invitation.head
    if carrier.lemma_ == "accept" and not negated(carrier):
        return Told("planned", 2)
    told = status_of(invitation, [invitation], carrier, invitation.dep_)
    return told if told.status in ("refused", "cancelled") else Told("proposed", 2)


def _visiting(reading: Reading, verb: Token, parties: Parties, others: list[Token]) -> Encounter | None:
    if not parties:
        return None
    heads = [each for other in others for each in slots.coordinated(other)]
    goals = [key for each in heads for key in visited(reading, each)]
    if verb.lemma_ == "visit" and not goals:
        hosts = [each for each in heads if not slots.children(each, "poss")]  # "her father, Ali Quill"
        goals = [key for each in hosts for key in keys_of(reading, each) if _receives_guests(reading, key)]
    if verb.lemma_ == "be":  # "is in Rome", not "is in the European Union"
        goals = [key for key in goals if reading.actors[key].type == "State"]
    areas = words("encounter")["areas"]
    if not goals and not any(each.ent_type_ in ("GPE", "LOC") or each.lemma_ in areas for each in heads):
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


def _receives_guests(reading: Reading, key: ActorKey) -> bool:
    """Whether an actor is a person of standing: "visited the *Pope*", not "visited her father"."""
    actor = reading.actors[key]
    return actor.type == "Person" and (actor.known is not None or actor.affiliation is not None)


def _returns(reading: Reading, traveller: ActorKey, goals: list[ActorKey]) -> bool:
    """Whether somebody only goes home."""
    return bool(set(goals) & set(sides(reading, traveller)))


def _calls_names(verb: Token) -> bool:
    """ "called him a liar", "called on him to go", "called for it": no telephone."""
    if verb.lemma_ != "call":
        return False
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    called = slots.children(verb, "dobj")
    if any(each.left_edge.tag_ == "DT" for one in called for each in slots.children(one, "appos")):
        return True
    return following.lower_ in ("for", "on", "upon", "off", "out") or any(
        child.dep_ in ("oprd", "ccomp", "xcomp", "attr", "acomp", "prt") for child in verb.children
    )


def _appeals(verb: Token) -> bool:
    """ "called on him to go", "called upon him for help", not "called on him in Oslo"."""
    after = [each for each in verb.subtree if each.i > verb.i]
    return any(each.tag_ == "TO" or each.lower_ == "for" for each in after)


def _is_body(reading: Reading, parties: Parties) -> bool:
    """Whether it is a body that meets: "the Security Council met on Monday"."""
    return any(reading.actors[key].type == "Organization" for _, key in parties)


def _plural(subjects: list[Token]) -> bool:
    return len(subjects) > 1 or any(
        subject.tag_ in ("NNS", "NNPS") or subject.lower_ == "they" for subject in subjects
    )


def _has_person(reading: Reading, heads: list[Token]) -> bool:
    return any(
        each.lower_ in words("encounter")["envoys"] or reading.actors[key].type == "Person"
        for head in heads
        for each in slots.coordinated(head)
        for key in keys_of(reading, each)
    )


def _phoned(token: Token, kind: MeetingKind) -> MeetingKind:
    """A talk is a call when its words say that it was by telephone: "spoke by *phone*", "in a *call*"."""
    if kind in ("talks", "meeting") and any(
        each.lower_ in words("encounter")["lines"]
        for each in slots.preposition(token, "by", "on", "over", "in", "during", "via")
    ):
        return "call"
    return kind


def _in_turn(
    reading: Reading, mention: Encounter, found: tuple[Dated, ...], named: tuple[Named, ...]
) -> Iterator[Encounter]:
    """The mention with its place and date; another for whom the same verb says to be met next: "met Omar Hadi
    in Oslo on Monday and Ali Quill in Riga on Tuesday"."""
    following = _met_next(reading, mention)
    if following is None:
        yield _placed(reading, mention, found, named)
        return
    cut, end = following.left_edge.i, mention.trigger.sent.end
    slot = next(slot for slot, _ in mention.named if slot in PARTNERS)
    next_met = tuple((slot, key) for key in keys_of(reading, following))
    mention = _of(mention, tuple(each for each in mention.named if each not in next_met))
    when = next((each.date for each in found if cut < each.span.start < end), None)
    where = place_of(reading, following, [each for each in named if cut < each.span.start])
    if when is None and where is None and following.dep_ == "conj":
        yield _placed(reading, _of(mention, (*mention.named, *next_met)), found, named)
        return
    earlier = tuple(each for each in found if each.span.start < cut)
    nearer = tuple(each for each in named if each.span.start < cut)
    first_met = tuple(each for each in mention.named if each[0] in PARTNERS)
    yield _placed(reading, replace(mention, met_apart=_keys(next_met)), earlier, nearer)
    rest = tuple(each for each in mention.named if each not in first_met)
    yield replace(_of(mention, (*rest, *next_met)), met_apart=_keys(first_met), date=when, place=where)


def _of(mention: Encounter, named: tuple[tuple[str, ActorKey], ...]) -> Encounter:
    """The mention with these parties."""
    return replace(mention, named=named, participants=_keys(named))


def _keys(named: tuple[tuple[str, ActorKey], ...]) -> tuple[ActorKey, ...]:
    return tuple(dict.fromkeys(key for _, key in named))


def _met_next(reading: Reading, mention: Encounter) -> Token | None:
    """Who is met next by the same verb, at another time or place."""
    event = mention.trigger
    verb = event if event.pos_ in VERBAL else event.head
    if not any(slot in PARTNERS for slot, _ in mention.named):
        return None
    for token in event.doc[event.i + 1 : event.sent.end]:
        torn = token.dep_ == "conj" and token.pos_ == "PROPN" and token.head is verb
        again = token.dep_ == "pobj" and token.head.lower_ == "with" and token.head.dep_ == "conj"
        beside = (token.dep_ == "conj" and token.head.i > event.i) or (
            token.dep_ == "dobj" and token.head is verb
        )
        listed = beside and _is_dated_apart(token)
        met = mention.kind == "visit" or bool(set(keys_of(reading, token)) & set(mention.participants))
        if not (listed or ((torn or again) and not met)):
            continue
        before = event.doc[token.left_edge.i - 3 : token.left_edge.i]
        if keys_of(reading, token) and any(each.lower_ == "and" for each in before):
            return token
    return None


def _is_dated_apart(name: Token) -> bool:
    """Whether two of a list have each a day of their own: "met Hadi on Monday and *Quill* on Tuesday"."""
    if name.pos_ != "PROPN":
        return False
    before, after = name.doc[name.head.i : name.left_edge.i], name.doc[name.i : name.sent.end]
    return all(any(each.ent_type_ == "DATE" for each in side) for side in (before, after))


def _placed(
    reading: Reading, told: Encounter, found: tuple[Dated, ...], named: tuple[Named, ...]
) -> Encounter:
    """The mention with its place and date, where its words name them."""
    parties = frozenset(told.participants)
    return replace(
        told,
        place=place_of(
            reading, told.trigger, named, parties=parties if told.kind != "visit" else frozenset()
        ),
        date=date_of(told.trigger, found),
        heading=is_heading(told.trigger.sent),
    )


def _beside(mention: Encounter, told: list[Encounter]) -> Encounter:
    """A talk at or beside a larger event shares its place and date: "met on the sidelines of a summit in
    Rome"."""
    if mention.place is not None and mention.date is not None:
        return mention
    for other in told:
        if other.trigger.sent == mention.trigger.sent and is_beside(mention.trigger, other.trigger):
            return replace(mention, place=mention.place or other.place, date=mention.date or other.date)
    return mention


def _going_on(mention: Encounter, told: list[Encounter]) -> Encounter:
    """A journey without those whom the traveller met before: "after talks with Roe, Hadi *flew* to Rome"."""
    if mention.kind != "visit" or mention.trigger.pos_ != "VERB":
        return mention
    met = [each for other in told if _is_first(other, mention.trigger) for each in other.named]
    return replace(mention, met_apart=_keys(tuple(each for each in met if each[0] in PARTNERS)))


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


def is_beside(
    event: Token, larger: Token, *, by: tuple[str, ...] = ("at", "during", "on", "for", "in")
) -> bool:
    """Whether the words for one event say, by one of these prepositions, that it is part of, or beside, a
    larger one."""
    prep = larger.head if larger.dep_ == "pobj" else None
    apart = prep is not None and prep.lower_ == "of" and prep.head.lemma_ in words("encounter")["margins"]
    if prep is not None and apart:
        prep = prep.head.head
    if prep is None or prep.lower_ not in by:
        return False
    return (apart or prep.i > event.i) and steps(event, prep) is not None
