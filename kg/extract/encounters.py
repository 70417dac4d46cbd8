"""Mentions of encounters: who meets whom in the words of one sentence.

A noun is mutual ("talks between A and B", "A's visit to B", "A held talks with B", "US-Iranian talks"), a
verb takes its subject and the other side ("A met B", "A and B conferred"). `merging` makes one meeting of
the mentions of the same event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.extract import slots
from kg.extract.adjuncts import steps
from kg.extract.dates import Dated, date_of
from kg.extract.places import Named, place_of, places, visited
from kg.extract.status import VERBAL, Told, status_of
from kg.gazetteer import gazetteer
from kg.lexicon import entries, words
from kg.model import ActorKey, Date, MeetingKind, Place, Span
from kg.nlp.headings import is_heading
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "both", "such"})
LONG_TOPIC = 16  # words
DASHES = frozenset({"-", "–", "—"})
# what stands with a "be" that says where somebody is, and no more
SOMEWHERE = frozenset({"nsubj", "aux", "prep", "advmod", "npadvmod", "punct", "mark", "cc", "conj", "advcl"})
LEFT = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})


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
class Format:
    """An entry of `format.toml`: a name of talks and who sits at the table, by their known ids."""

    word: str
    parties: tuple[ActorKey, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Encounter:
    """One mention of an encounter; `features` tell how it was read."""

    trigger: Token
    kind: MeetingKind
    participants: tuple[ActorKey, ...]
    told: Told
    rule: str
    place: Place | None = None
    date: Date | None = None
    excluded: tuple[ActorKey, ...] = ()
    host: tuple[ActorKey, ...] = ()
    mediator: tuple[ActorKey, ...] = ()
    attributed_to: tuple[ActorKey, ...] = ()
    topic: Span | None = None
    definite: bool = False
    heading: bool = False
    order: str = ""
    features: frozenset[str] = frozenset()


class Parties(list[tuple[str, ActorKey]]):
    """Who takes part, each with the slot of the phrase that names it."""

    def keys(self) -> tuple[ActorKey, ...]:
        """The actors, each once, in order."""
        return tuple(dict.fromkeys(key for _, key in self))


def encounters(reading: Reading, found: tuple[Dated, ...]) -> Iterator[Encounter]:
    """Every mention of an encounter, in the order of the text; some name no participant."""
    named = places(reading)
    told: list[Encounter] = []
    for token in reading.doc:
        for entry in _entries(token):
            mention = _noun(reading, token, entry) if entry.pos == "noun" else _verb(reading, token, entry)
            if mention is not None:
                told.append(_placed(reading, mention, found, named))
                break
    for mention in told:
        yield _beside(mention, told)


@cache
def _lexicon() -> dict[tuple[str, str], tuple[Word, ...]]:
    by_word: dict[tuple[str, str], tuple[Word, ...]] = {}
    for entry in entries("meeting", Word):
        for form in (entry.word, *entry.also):
            by_word[entry.pos, form] = (*by_word.get((entry.pos, form), ()), entry)
    return by_word


def _entries(token: Token) -> tuple[Word, ...]:
    """What the lexicon says of a token, entries that need a leading word first."""
    pos = "noun" if token.pos_ in ("NOUN", "PROPN") else "verb" if token.pos_ in VERBAL else ""
    if not pos:
        return ()
    listed = _lexicon().get((pos, token.lemma_.lower())) or _lexicon().get((pos, token.lower_), ())
    if not listed or (pos == "verb" and not _tells(token)):
        return ()
    return tuple(sorted(listed, key=lambda entry: not entry.lead))


def _tells(token: Token) -> bool:
    """Whether a token is a verb that may tell of an encounter: "be" only where somebody is somewhere."""
    if token.lemma_ != "be":
        return token.pos_ == "VERB"
    return token.pos_ in VERBAL and {child.dep_ for child in token.children} <= SOMEWHERE


# Nouns


def _noun(reading: Reading, noun: Token, entry: Word) -> Encounter | None:
    if noun.dep_ in ("compound", "nmod", "amod") and noun.head.pos_ in ("NOUN", "PROPN"):
        return None
    leads = {child.lower_ for child in noun.lefts}
    if leads & words("encounter")["excluded_leads"] or _names_body(reading, noun):
        return None
    if entry.plural and noun.tag_ not in ("NNS", "NNPS"):
        return None
    partners = {prep.lower_ for prep in noun.children if prep.dep_ == "prep"}
    if (entry.lead or entry.partner) and not (leads & set(entry.lead) or partners & set(entry.partner)):
        return None
    nouns = _phases(noun)
    verb, relation = _governor(nouns[-1])
    parties = Parties()
    if entry.kind == "visit":
        rule = _visit_parties(reading, parties, nouns, verb, relation)
    else:
        rule = _parties(reading, parties, nouns, verb, relation)
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
        host=_by(reading, nouns, verb, "hosting"),
        mediator=_by(reading, nouns, verb, "mediating"),
        attributed_to=_claimed_by(reading, noun),
        topic=_topic(noun),
        excluded=_excluded(reading, noun, verb),
        definite=_definite(nouns),
        order=_order(nouns),
        features=frozenset(features),
    )


def _names_body(reading: Reading, noun: Token) -> bool:
    """Whether the noun is part of the name of a standing body: "General Assembly", "National Congress"."""
    return (
        noun.pos_ == "PROPN"
        and noun.lemma_.lower() not in ("summit", "meeting", "talk")
        and any(reading.actors[key].type == "Organization" for key in reading.actors_at(noun))
    )


def _phases(noun: Token) -> list[Token]:
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


def _governor(noun: Token) -> tuple[Token | None, str]:
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


def _keys(reading: Reading, head: Token) -> tuple[ActorKey, ...]:
    """The actors of a phrase; "U.S. and Iranian officials" are the two sides, "officials" those of their
    side."""
    if "korea" in head.lower_ or head.lower_ in words("encounter")["sides"]:
        start, end = max(head.left_edge.i, head.i - 4), min(head.right_edge.i, head.i + 4) + 1
        if named := _of_format(reading, head.doc[start:end].text):
            return named
    several = _sides_of(reading, head) if head.lower_ in words("encounter")["sides"] else ()
    found = slots.actors_of(reading, head)
    if len(several) > 1 and len(found) < 2:
        return several
    if found:
        return found
    if head.pos_ == "PROPN" or head.nbor(-1 if head.i else 0).text in DASHES:
        for child in slots.children(head, "compound"):
            if found := reading.actors_at(child):
                return found
    return several


def _sides_of(reading: Reading, head: Token) -> tuple[ActorKey, ...]:
    """The states or groups that the words around "officials", "leaders" name."""
    around = [each for child in slots.children(head, *slots.MODIFIERS) for each in slots.coordinated(child)]
    around += [each for one in slots.preposition(head, "of", "from") for each in slots.coordinated(one)]
    keys = dict.fromkeys(key for each in around for key in reading.actors_at(each))
    return tuple(key for key in keys if reading.actors[key].type in ("State", "Group", "Organization"))


def _add(reading: Reading, parties: Parties, slot: str, heads: Iterable[Token]) -> bool:
    before = len(parties)
    for head in heads:
        for each in slots.coordinated(head):
            if each.lower_ in words("encounter")["audience"] or _is_bare(each):
                continue
            for key in _keys(reading, each):
                # a state does not travel, its people do ("Pakistanis visiting India"); the press only asks
                travels = slot != "visitor" or reading.actors[key].type != "State"
                if travels and not _is_press(reading, key):
                    parties.append((slot, key))
    return len(parties) > before


def _is_bare(head: Token) -> bool:
    """ "the two sides", "both countries": words for parties that the text names elsewhere."""
    if head.lower_ not in words("encounter")["bare"]:
        return False
    return all(
        child.dep_ in ("det", "nummod", "predet", "punct") or child.lower_ in ("two", "three", "both")
        for child in head.children
        if child.i < head.i
    ) and not any(child.dep_ == "prep" for child in head.children)


def _is_press(reading: Reading, key: ActorKey) -> bool:
    """Whether an actor is a newspaper or a station, or works for one."""
    actor = reading.actors[key]
    owner = reading.actors.get(actor.affiliation or "")
    known = (each.known for each in (actor, owner) if each is not None and each.known is not None)
    return any(
        entry.sector == "media" for each in known if (entry := gazetteer().entries.get(each)) is not None
    )


def _parties(
    reading: Reading, parties: Parties, nouns: list[Token], verb: Token | None, relation: str
) -> str:
    """Fills in who takes part in the talks that `nouns` name; gives the name of the rule that found them."""
    sources = [*nouns]
    if verb is not None and relation in ("nsubjpass", "dobj", "nsubj"):
        sources += [verb, *slots.children(verb, "xcomp")]
    between = [
        each for source in sources for each in slots.preposition(source, "between", "among", "involving")
    ]
    if _add(reading, parties, "between", between):
        _acl_parties(reading, parties, nouns)
        return "between"
    if (
        relation == "nsubj"
        and verb is not None
        and verb.lemma_ in ("be", "mark", "represent", "become", "bring")
    ):
        sources += slots.children(verb, "attr", "dobj")
    between = between or [
        each for source in sources[1:] for each in slots.preposition(source, "between", "among")
    ]
    if _add(reading, parties, "between", between):
        return "between"
    partner = [each for source in sources for each in slots.preposition(source, "with")] or _after_time(
        nouns[0]
    )
    with_partner = _add(reading, parties, "with", partner)
    owned = _add(reading, parties, "poss", (each for noun in nouns for each in slots.children(noun, "poss")))
    paired = _modifier_parties(reading, parties, nouns)
    named = len(parties.keys()) < 2 and _format_parties(reading, parties, nouns)
    of = [each for each in slots.preposition(nouns[0], "of", "by") if each not in nouns]
    grouped = _add(reading, parties, "of", of)
    _acl_parties(reading, parties, nouns)
    if with_partner and not owned and not paired:
        _subject_parties(reading, parties, verb, relation, engaged=True)
        return "with"
    of_body = len(parties.keys()) == 1 and reading.actors[parties.keys()[0]].type == "Organization"
    if not with_partner and (of_body if paired else len(parties.keys()) < 2):
        _subject_parties(reading, parties, verb, relation, engaged=False)
    if with_partner:
        return "with"
    if named:
        return "format"
    return "pair" if paired else "poss" if owned else "of" if grouped else "subject" if parties else "bare"


def _after_time(noun: Token) -> list[Token]:
    """ "a meeting later on Monday with the minister": the parser ties what follows a time elsewhere."""
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 5)]:
        if token.lower_ == "with":
            return slots.children(token, "pobj") if token.i > noun.i + 1 else []
        if token.ent_type_ not in ("DATE", "TIME") and token.pos_ != "ADV" and token.lower_ != "on":
            break
    return []


def _modifier_parties(reading: Reading, parties: Parties, nouns: list[Token]) -> bool:
    """ "US-Russia talks", "Israeli-Palestinian negotiations", "the EU summit"."""
    found: list[ActorKey] = []
    for noun in nouns:
        owners = [each for child in slots.children(noun, "poss") for each in child.subtree]
        for token in noun.doc[noun.left_edge.i : noun.i]:
            if token not in owners and not _is_place(reading, token):
                found.extend(reading.actors_at(token))
    parties.extend(("modifier", key) for key in dict.fromkeys(found))
    return bool(found)


def _is_place(reading: Reading, token: Token) -> bool:
    """Whether a name before an event noun is where it is held: "the Beijing talks"."""
    around = token.doc[max(0, token.i - 1) : token.i + 2]
    if not token.text[:1].isupper() or any(each.text in DASHES for each in around):
        return False
    known = gazetteer().places(token.text)
    return bool(known) and known[0].kind != "country"


def _format_parties(reading: Reading, parties: Parties, nouns: list[Token]) -> bool:
    """ "six-party talks", "the inter-Korean summit": who sits at the table is in the name."""
    before = nouns[0].doc[max(nouns[0].sent.start, nouns[0].i - 6) : nouns[0].i]
    found = _of_format(reading, before.text)
    parties.extend(("format", key) for key in found)
    return bool(found)


@cache
def _formats() -> tuple[Format, ...]:
    return entries("format", Format)


def _of_format(reading: Reading, text: str) -> tuple[ActorKey, ...]:
    """The parties of the format that a phrase names, if the article names two of them, or the only one."""
    told = f" {' '.join(text.lower().replace('–', '-').split())} ".replace(" - ", "-")
    for entry in _formats():
        if any(f" {form} " in told or f" {form}n " in told for form in (entry.word, *entry.also)):
            keys = tuple(key for key in entry.parties if key in reading.actors)
            return keys if len(keys) >= min(2, len(entry.parties)) else ()
    return ()


def _acl_parties(reading: Reading, parties: Parties, nouns: list[Token]) -> None:
    """ "talks involving A", "a meeting attended by B", "talks hosted by C"."""
    for noun in nouns:
        for clause in slots.children(noun, "acl", "relcl"):
            if clause.lemma_ in ("involve", "include", "bring", "gather", "group"):
                _add(reading, parties, "acl", slots.children(clause, "dobj"))
            elif clause.dep_ == "relcl" and clause.lemma_ in ("have", "hold", "conduct"):
                _add(reading, parties, "subject", slots.children(clause, "nsubj"))
                _add(reading, parties, "with", slots.preposition(clause, "with"))
            elif clause.lemma_ in ("attend", "host", "chair", "lead", "hold", "convene"):
                _add(reading, parties, "acl", slots.preposition(clause, "by"))


def _subject_parties(
    reading: Reading, parties: Parties, verb: Token | None, relation: str, *, engaged: bool
) -> None:
    """Adds the subject of the verb that carries the noun, when it takes part in the event."""
    if verb is None or relation in ("nsubj", "nsubjpass"):
        if verb is not None and relation == "nsubjpass":
            _add(reading, parties, "agent", slots.preposition(verb, "by"))
        return
    engaging = words("encounter")["engaging"]
    if relation in ("dobj", "pobj"):
        if verb.lemma_ not in engaging and not engaged:
            return
    elif not engaged and not (
        verb.lemma_ in engaging or relation in ("in", "into", "at", "during", "for", "to")
    ):
        return
    subjects = slots.surface_subjects(verb)
    _add(reading, parties, "subject", subjects)
    if not engaged and relation in ("in", "during", "at") and subjects:
        _add(reading, parties, "addressee", slots.children(verb, "dobj", "dative"))


def _visit_parties(
    reading: Reading, parties: Parties, nouns: list[Token], verb: Token | None, relation: str
) -> str:
    """ "A's visit to B", "A paid a visit to B", "A is on a tour of B"."""
    visitors = [each for noun in nouns for each in slots.children(noun, "poss")]
    visitors += slots.preposition(nouns[0], "by")
    if not _add(reading, parties, "visitor", visitors) and verb is not None:
        if relation in ("dobj", "on", "during", "for", "in", "with", "before", "after", "of", "at", "as"):
            _add(reading, parties, "visitor", slots.surface_subjects(verb))
        elif relation == "nsubjpass":
            _add(reading, parties, "visitor", slots.preposition(verb, "by"))
    sources = [*nouns, *([verb] if verb is not None and relation in ("dobj", "on", "for") else [])]
    goals = [each for source in sources for each in slots.preposition(source, "to", "of", "in")]
    if parties:
        for goal in goals:
            for each in slots.coordinated(goal):
                parties.extend(("visited", key) for key in visited(reading, each))
        _add(reading, parties, "with", (each for noun in nouns for each in slots.preposition(noun, "with")))
    return "visit"


def _by(reading: Reading, nouns: list[Token], verb: Token | None, listed: str) -> tuple[ActorKey, ...]:
    """The actors that the participle on a noun, or its verb, says to host it."""
    heads: list[Token] = []
    for noun in nouns:
        for clause in slots.children(noun, "acl", "relcl"):
            if clause.lemma_ in words("encounter")[listed]:
                heads.extend(slots.preposition(clause, "by"))
    if verb is not None and verb.lemma_ in words("encounter")[listed] and not slots.is_passive(verb):
        heads.extend(slots.surface_subjects(verb))
    return tuple(
        dict.fromkeys(
            key for head in heads for each in slots.coordinated(head) for key in _keys(reading, each)
        )
    )


def _claimed_by(reading: Reading, event: Token) -> tuple[ActorKey, ...]:
    """Who alone says that it took place: "he claimed that they had met"."""
    for above in slots.governors(event):
        if above.pos_ in VERBAL and above.lemma_ in words("encounter")["claiming"]:
            return tuple(
                dict.fromkeys(key for head in slots.surface_subjects(above) for key in _keys(reading, head))
            )
    return ()


def _topic(event: Token) -> Span | None:
    """What they talk about: the phrase after "on", "about", "over", or what they discuss."""
    objects = slots.children(event, "dobj") if event.lemma_ in ("discuss", "negotiate") else []
    for head in (*objects, *slots.preposition(event, "on", "about", "over", "regarding")):
        if head.ent_type_ != "DATE" and head.right_edge.i - head.left_edge.i < LONG_TOPIC:
            return slots.subtree_span(event.doc, head)
    return None


def _excluded(reading: Reading, noun: Token, verb: Token | None) -> tuple[ActorKey, ...]:
    """Who is said to be left out: "a meeting that excluded Kiev", "without Ukraine", "except Cuba"."""
    heads: list[Token] = []
    for clause in slots.children(noun, "acl", "relcl"):
        if clause.lemma_ in words("encounter")["leaving_out"]:
            heads.extend(slots.children(clause, "dobj"))
    if verb is not None and verb.lemma_ in words("encounter")["leaving_out"]:
        heads.extend(slots.children(verb, "dobj" if not slots.is_passive(verb) else "nsubjpass"))
    for source in (noun, *([verb] if verb is not None else [])):
        for each in slots.preposition(source, "without", "except", "excluding"):
            heads.append(each)
            heads.extend(slots.preposition(each, "of", "from"))
    return tuple(
        dict.fromkeys(
            key for head in heads for each in slots.coordinated(head) for key in reading.actors_at(each)
        )
    )


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
    if verb.dep_ == "amod" or (entry.to == "person" and _calls_names(verb)):
        return None
    parties = Parties()
    if slots.is_passive(verb):
        if "dobj" not in entry.other:
            return None
        subjects = slots.surface_subjects(verb)
        others = slots.preposition(verb, "by")
    else:
        subjects = slots.surface_subjects(verb)
        others = slots.children(verb, "dobj") if "dobj" in entry.other else []
        others += list(slots.preposition(verb, *(word for word in entry.other if word != "dobj")))
    if entry.kind == "visit":
        _add(reading, parties, "visitor", subjects)
        return _visiting(reading, verb, parties, others)
    _add(reading, parties, "subject", subjects)
    first = len(parties.keys())
    _add(reading, parties, "other", others)
    met = len(parties.keys()) > first
    if not met and not (entry.alone and (first >= 2 or _plural(subjects))):
        return None
    if not met and entry.word == "meet" and others and slots.child(verb, "dobj") is not None:
        return None  # "met the demand", "met resistance"
    if entry.to == "person" and not _has_person(reading, others) and entry.word != "speak":
        return None
    if not parties:
        return None
    kind = _phoned(verb, entry.kind)
    return Encounter(
        verb,
        kind,
        parties.keys(),
        status_of(verb, [], verb, "self"),
        f"verb:{entry.word}" if met else f"verb:{entry.word}-alone",
        excluded=_excluded(reading, verb, verb),
        attributed_to=_claimed_by(reading, verb),
        topic=_topic(verb),
        features=frozenset({f"lemma:{verb.lemma_}"}),
    )


def _visiting(reading: Reading, verb: Token, parties: Parties, others: list[Token]) -> Encounter | None:
    if not parties:
        return None
    heads = [each for other in others for each in slots.coordinated(other)]
    goals = [key for each in heads for key in visited(reading, each)]
    if not goals and not any(each.ent_type_ in ("GPE", "LOC") for each in heads):
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
        features=frozenset({f"lemma:{verb.lemma_}"}),
    )


def _calls_names(verb: Token) -> bool:
    """ "called him a liar", "called on him to go", "called for it": no telephone."""
    if verb.lemma_ != "call":
        return False
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return following.lower_ in ("for", "on", "upon", "off", "out") or any(
        child.dep_ in ("oprd", "ccomp", "xcomp", "attr", "acomp", "prt") for child in verb.children
    )


def _plural(subjects: list[Token]) -> bool:
    return len(subjects) > 1 or any(subject.tag_ in ("NNS", "NNPS") for subject in subjects)


def _has_person(reading: Reading, heads: list[Token]) -> bool:
    return any(
        reading.actors[key].type == "Person"
        for head in heads
        for each in slots.coordinated(head)
        for key in _keys(reading, each)
    )


def _phoned(token: Token, kind: MeetingKind) -> MeetingKind:
    """A talk is a call when its words say that it was by telephone."""
    if kind in ("talks", "meeting") and any(
        each.lower_ in ("phone", "telephone", "telephoned")
        for each in slots.preposition(token, "by", "on", "over")
    ):
        return "call"
    return kind


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
        if other.trigger.sent == mention.trigger.sent and _is_beside(mention.trigger, other.trigger):
            return replace(mention, place=mention.place or other.place, date=mention.date or other.date)
    return mention


def _is_beside(event: Token, larger: Token) -> bool:
    prep = larger.head if larger.dep_ == "pobj" else None
    if prep is not None and prep.lower_ == "of" and prep.head.lemma_ in ("sideline", "margin", "fringe"):
        prep = prep.head.head
    if prep is None or prep.lower_ not in ("at", "during", "on", "for", "in"):
        return False
    return prep.i > event.i and steps(event, prep) is not None
