"""The parties of an encounter: whom the words around its noun or verb name, and in which slot.

"talks between A and B", "A's talks with B", "US-Iranian talks", "six-party talks", "A's visit to B".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract import slots
from kg.extract.places import is_here, visited
from kg.gazetteer import gazetteer
from kg.lexicon import entries, words
from kg.model import ActorKey
from kg.nlp.headings import dateline
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

DASHES = frozenset({"-", "–", "—"})
BETWEEN = frozenset({"DATE", "TIME", "GPE"})  # names of what may stand between talks and their parties
LONG_AIM = 14  # words from talks to those between whom they are to make peace
# how who pays a visit stands to it: "is *on* a visit", "embarks *upon* one"
PAID = ("on", "upon", "during", "for", "in", "with", "before", "after", "of", "at", "as")
NAMED_LATER = ("after", "following", "before", "at", "during", "in")
SAYING = frozenset({"it", "they"})  # may stand for who says so


@dataclass(frozen=True, slots=True)
class Format:
    """An entry of `format.toml`: a name of talks and who sits at the table, by their known ids."""

    word: str
    parties: tuple[ActorKey, ...]
    also: tuple[str, ...] = ()


class Parties(list[tuple[str, ActorKey]]):
    """Who takes part, each with the slot of the phrase that names it."""

    def keys(self) -> tuple[ActorKey, ...]:
        """The actors, each once, in order."""
        return tuple(dict.fromkeys(key for _, key in self))


def keys_of(reading: Reading, head: Token) -> tuple[ActorKey, ...]:
    """The actors of a phrase; "U.S. and Iranian officials" are the two sides, "officials" those of their
    side."""
    if "korea" in head.lower_ or head.lower_ in words("encounter")["sides"]:
        start, end = max(head.left_edge.i, head.i - 4), min(head.right_edge.i, head.i + 4) + 1
        if named := _of_format(reading, head.doc[start:end].text):
            return named
    several = _sides_of(reading, head) if head.lower_ in words("encounter")["sides"] else ()
    found = slots.actors_of(reading, head)
    person = len(found) == 1 and reading.actors[found[0]].type == "Person"  # "the *US Mali* envoy"
    if len(several) > 1 and len(found) < 2 and not person:
        return several
    if head.lower_ in words("encounter")["sides"] and (not found or _is_nobodys(reading, head, found)):
        found = _seated(reading, head) or found
    if found or head.lower_ in SAYING:
        return found or _speaker(reading, head)
    if head.pos_ == "PROPN" or head.nbor(-1 if head.i else 0).text in DASHES:
        for child in slots.children(head, "compound"):
            if found := reading.actors_at(child):
                return found
    return several


def _speaker(reading: Reading, pronoun: Token) -> tuple[ActorKey, ...]:
    """Who speaks of himself: "*Chad* said *it* was ready for talks"."""
    clause = next((each for each in slots.governors(pronoun) if each.dep_ not in ("conj", "xcomp")), pronoun)
    if clause.dep_ != "ccomp":
        return ()
    return slots.actors(reading, slots.children(clause.head, "nsubj"))


def _is_nobodys(reading: Reading, head: Token, found: tuple[ActorKey, ...]) -> bool:
    """Whether a phrase does not tell on whose side the group is that it names."""
    groups = all(reading.actors[key].type == "Group" and not reading.actors[key].affiliation for key in found)
    return groups and not any(each.pos_ == "PROPN" for each in slots.children(head, *slots.MODIFIERS))


def _seated(reading: Reading, head: Token) -> tuple[ActorKey, ...]:
    """The states in whose towns they sit: "officials in *Algiers*", "negotiators from *Lima* and *Quito*"."""
    towns = [each for one in slots.preposition(head, "in") for each in slots.coordinated(one)]
    origins = [each for one in slots.preposition(head, "from") for each in slots.coordinated(one)]
    if len(origins) == 1 and slots.actors_of(reading, origins[0]):
        return ()  # "officials from *Peru* in Quito"
    towns += origins if len(origins) > 1 else []
    return tuple(dict.fromkeys(key for each in towns for key in visited(reading, each)))


def _sides_of(reading: Reading, head: Token) -> tuple[ActorKey, ...]:
    """The states or groups that the words around "officials", "leaders" name."""
    beside = [child for child in slots.children(head, *slots.MODIFIERS) if child.pos_ != "PRON"]
    around = [each for child in beside for each in slots.coordinated(child)]
    around += [each for one in slots.preposition(head, "of", "from") for each in slots.coordinated(one)]
    keys = dict.fromkeys(key for each in around for key in reading.actors_at(each))
    return tuple(key for key in keys if reading.actors[key].type in ("State", "Group", "Organization"))


def add(
    reading: Reading,
    parties: Parties,
    slot: str,
    heads: Iterable[Token],
    *,
    clause: Token | None = None,
    known: bool = False,
) -> bool:
    """Add the actors of phrases that stand in a slot; gives whether there were any.

    Of a relative `clause` not those who follow it: "Quill, who *visited* Chad, and Roe said". Of an event
    that is `known`, "*the two sides*" only points back to its parties; so it does as a subject.
    """
    before = len(parties)
    end = clause.i if clause is not None and clause.dep_ == "relcl" else len(reading.doc)
    for head in heads:
        for each in _each_of(head):
            if head.i < end < each.i:
                continue
            if each.lower_ in words("encounter")["audience"] or _asks(reading, each):
                continue
            found = keys_of(reading, each)
            if is_bare(each) and (known or slot == "subject" or len(found) < 2):
                continue
            for key in found:
                # a state does not travel, its people do ("Pakistanis visiting India"); the press only asks
                travels = slot != "visitor" or reading.actors[key].type != "State"
                if travels and not is_press(reading, key):
                    parties.append((slot, key))
    return len(parties) > before


def _each_of(head: Token) -> list[Token]:
    """What is coordinated in a phrase, and whom it lists: "six powers -- *Chile*, *Peru* ..."."""
    found = slots.coordinated(head)
    while (stray := _stray(found[-1])) is not None:
        found += slots.coordinated(stray)
    listed = [one for each in found if _is_several(each) for one in slots.children(each, "appos")]
    listed += [one for each in found for one in _led_by(each)]
    return [*found, *(each for one in listed for each in slots.coordinated(one))]


def _led_by(head: Token) -> list[Token]:
    """Who leads those who come: "a delegation *led by the minister*"."""
    clauses = slots.children(head, "acl") if head.lemma_ in words("encounter")["led"] else []
    return [by for each in clauses if each.lemma_ in ("lead", "head") for by in slots.preposition(each, "by")]


def honoured(meal: Token) -> list[Token]:
    """For whom a meal is given: "gave a banquet *in honour of the envoys*", "hosted a dinner *for Quill*"."""
    if meal.lemma_ not in words("encounter")["occasions"]:
        return []
    around = (meal, *([meal.head] if meal.dep_ in ("dobj", "nsubjpass") else []))
    honours = [each for one in around for each in slots.preposition(one, "in")]
    guests = [each for one in around for each in slots.preposition(one, "for")]
    for honour in honours:
        if honour.lower_ in ("honor", "honour"):
            guests += [*slots.preposition(honour, "of"), *slots.children(honour, "poss")]
    return guests


def _stray(last: Token) -> Token | None:
    """The next name of a list that the parser ties to the verb: "talks with Ali Quill, the Chadian premier
    *Omar Hadi* and ..."."""
    at = last.right_edge.i + 1
    doc = last.doc
    if not at + 2 < last.sent.end or doc[at].lower_ not in (",", "and") or last.pos_ != "PROPN":
        return None
    following = doc[at + 2] if doc[at].text == "," and doc[at + 1].lower_ == "and" else doc[at + 1]
    for token in (following, *slots.governors(following)):
        if token.left_edge.i < at:
            return None
        named = token.pos_ == "PROPN" or (
            token.lower_ in words("encounter")["envoys"] and bool(slots.children(token, "appos"))
        )
        if named and token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
            return token if token.head.i < at else None
    return None


def _is_several(head: Token) -> bool:
    """Whether a common noun stands for several whom its apposition may list."""
    return head.tag_ == "NNS" and head.lower_ in {*words("encounter")["bare"], *words("encounter")["sides"]}


def sides(reading: Reading, key: ActorKey) -> tuple[ActorKey, ...]:
    """What an actor belongs to, nearest first: the ministry, the state."""
    found: list[ActorKey] = []
    side = reading.actors[key].affiliation
    while side is not None and side in reading.actors and side not in (key, *found):
        found.append(side)
        side = reading.actors[side].affiliation
    return tuple(found)


def is_bare(head: Token) -> bool:
    """ "the two sides", "both countries": words for parties that the text names elsewhere."""
    if head.lower_ not in words("encounter")["bare"]:
        return False
    return all(
        child.dep_ in ("det", "nummod", "predet", "punct") or child.lower_ in ("two", "three", "both")
        for child in head.children
        if child.i < head.i
    ) and not any(child.dep_ == "prep" for child in head.children)


def _asks(reading: Reading, head: Token) -> bool:
    """Whether somebody is named as of a station or a paper: "CNN's Ali Quill"."""
    owners = slots.children(head, "poss", "compound")
    return any(is_press(reading, key) for each in owners for key in reading.actors_at(each))


def names_press(reading: Reading, head: Token) -> bool:
    """Whether a phrase names a newspaper or a station: "*The Star* spoke to him"."""
    return any(is_press(reading, key) for key in keys_of(reading, head))


def is_press(reading: Reading, key: ActorKey) -> bool:
    """Whether an actor is a newspaper or a station, works for one, or is a group of reporters."""
    actor = reading.actors[key]
    label = actor.label.lower().split()
    if actor.type == "Group" and label[-1] in words("encounter")["audience"]:
        return True
    if actor.type in ("Group", "Organization") and not words("actors")["press"].isdisjoint(label):
        return True
    owner = reading.actors.get(actor.affiliation or "")
    known = (each.known for each in (actor, owner) if each is not None and each.known is not None)
    return any(
        entry.sector == "media" for each in known if (entry := gazetteer().entries.get(each)) is not None
    )


def parties_of_talks(
    reading: Reading, parties: Parties, nouns: list[Token], verb: Token | None, relation: str
) -> str:
    """Fills in who takes part in the talks that `nouns` name; gives the name of the rule that found them."""
    sources = [*nouns]
    if verb is not None and relation in ("nsubjpass", "dobj", "nsubj"):
        sources += [verb, *slots.children(verb, "xcomp")]
    if nouns[0].lemma_ == "exchange":  # "of views *with her*"
        sources += slots.preposition(nouns[0], "of")
    if (taking := got_on(nouns[0])) is not None:
        sources.append(taking)
    between = [
        each for source in sources for each in slots.preposition(source, "between", "among", "involving")
    ] or _behind_place(sources)
    known = any(each.lower_ in ("the", "those", "these") for each in slots.children(nouns[0], "det"))
    if add(reading, parties, "between", between, known=known):
        _acl_parties(reading, parties, nouns, sources)
        if verb is not None and relation == "dobj" and verb.lemma_ in words("encounter")["joining"]:
            add(reading, parties, "subject", slots.surface_subjects(verb))
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
    if add(reading, parties, "between", between, known=known):
        return "between"
    add(reading, parties, "subject", _coming(nouns[-1]))
    partner = [each for source in sources for each in slots.preposition(source, "with")]
    partner = partner or _after_time(nouns[0]) or behind_topic(reading, sources) or _behind_start(sources)
    if nouns[0].lower_ in ("call", "calls", "audience"):  # "a telephone call from him"
        courtesy = any(child.lower_ == "courtesy" for child in nouns[0].lefts)
        by = ("on", "to") if courtesy else ("from", "to")
        partner += [each for source in sources for each in slots.preposition(source, *by)]
    with_partner = add(reading, parties, "with", partner)
    owned = add(
        reading,
        parties,
        "poss",
        [
            each
            for noun in nouns
            for owner in slots.children(noun, "poss")
            for each in _named_later(owner, verb, relation) or [owner]
        ],
    )
    paired = _modifier_parties(reading, parties, nouns)
    named = len(parties.keys()) < 2 and _format_parties(reading, parties, nouns)
    of = [each for each in slots.preposition(nouns[0], "of", "by") if each not in nouns]
    of += [each for each in slots.preposition(nouns[0], "under", "within") if _is_body(reading, each)]
    grouped = add(reading, parties, "of", of)
    add(reading, parties, "with", honoured(nouns[0]))
    _acl_parties(reading, parties, nouns, sources)
    if verb is not None:
        add(reading, parties, "acl", _gathered(verb, relation))
    if with_partner and not owned and not paired:
        _subject_parties(reading, parties, nouns[-1], verb, relation, engaged=True)
        if len(parties.keys()) < 2:
            add(reading, parties, "subject", _proposing(verb, relation))
        return "with"
    of_body = len(parties.keys()) == 1 and reading.actors[parties.keys()[0]].type == "Organization"
    if not with_partner and (of_body if paired else len(parties.keys()) < 2):
        _subject_parties(reading, parties, nouns[-1], verb, relation, engaged=False)
    if with_partner:
        return "with"
    if named:
        return "format"
    if not parties and add(reading, parties, "between", _at_odds(nouns)):
        return "between"
    return "pair" if paired else "poss" if owned else "of" if grouped else "subject" if parties else "bare"


def keys_of_all(reading: Reading, heads: Iterable[Token]) -> tuple[ActorKey, ...]:
    """The actors of several phrases and of what is coordinated in them, each once."""
    return tuple(
        dict.fromkeys(
            key for head in heads for each in slots.coordinated(head) for key in keys_of(reading, each)
        )
    )


def under(reading: Reading, sources: Iterable[Token], listed: str) -> list[Token]:
    """Under whose chairmanship or mediation it is: "met *under the auspices of Peru*", "through Qatari
    mediation", "with Omar Roe as mediator"."""
    offices = words("encounter")[f"{listed}_under"]
    found: list[Token] = []
    for source in sources:
        for office in slots.preposition(source, "under", "through", "with", "thanks"):
            leads = office.head.lower_ == "with" and office.lower_ in words("actors")["office"]
            if office.lemma_.lower() in offices and not leads:  # "met *with chairman* Ali Quill"
                found += slots.preposition(office, "of", "by")
                found += slots.children(office, "poss", "amod", "compound", "nmod")
            elif any(each.lemma_ in offices for each in slots.preposition(office, "as")):
                found.append(office)
    return [each for each in found if keys_of(reading, each)]


def got_on(line: Token) -> Token | None:
    """The verb that says that somebody takes to a telephone: "*got* on the phone with him"."""
    if line.dep_ != "pobj" or line.head.lower_ != "on" or line.lower_ not in words("encounter")["lines"]:
        return None
    verb = line.head.head
    return verb if verb.lemma_ in ("get", "be", "stay") else None


def _behind_place(sources: list[Token]) -> list[Token]:
    """Between whom the talks are where the parser ties it to their place or day: "began in the capital
    *between the ministers*", "talks beginning on Monday *between Mali and Chad*"."""
    seats = [each for source in sources for each in slots.preposition(source, "in", "at")]
    for clause in (each for source in sources for each in slots.children(source, "acl")):
        if clause.lemma_ in words("encounter")["beginning"] | words("status")["arranging"]:
            seats += [
                clause,
                *slots.children(clause, "npadvmod", "dobj"),
                *slots.preposition(clause, "on", "for"),
            ]
    for source in sources:  # "will host talks *beginning* Monday between", whatever the parse
        seats += [each for each in slots.children(source, "prep") if each.lower_ in ("beginning", "starting")]
    return [each for seat in seats for each in slots.preposition(seat, "between")]


def _behind_start(sources: list[Token]) -> list[Token]:
    """With whom the talks are where the parser ties it to when they begin: "talks starting Monday *with the
    envoy*"."""
    beginning = words("encounter")["beginning"]
    clauses = [each for source in sources for each in slots.children(source, "acl", "prep")]
    begun = [each for each in clauses if each.lemma_ in beginning]
    return [each for clause in begun for each in slots.preposition(clause, "with")]


def behind_topic(reading: Reading, sources: Sequence[Token]) -> list[Token]:
    """With whom the talks are where the parser ties it to their topic: "a call on the war *with the
    chancellor*", not "talks on trade with Chad"."""
    topics = [each for source in sources for each in slots.preposition(source, "about", "on", "over")]
    partners = [each for topic in topics for each in slots.preposition(topic, "with")]
    envoys = words("encounter")["envoys"]
    return [
        each
        for each in partners
        if each.lower_ in envoys
        or any(reading.actors[key].type == "Person" for key in slots.actors_of(reading, each))
    ]


def _proposing(verb: Token | None, relation: str) -> list[Token]:
    """Who wants talks with another: "*Mali* proposed that talks with Chad be held"."""
    if verb is None or relation not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp":
        return []
    above = verb.head
    return slots.surface_subjects(above) if above.lemma_ in words("encounter")["engaging"] else []


def _coming(noun: Token) -> list[Token]:
    """Whose coming it is for talks: "the arrival of *the cardinal* for talks", "*his* trip to Oslo for
    talks"."""
    coming = noun.head.head
    if (
        noun.dep_ != "pobj"
        or noun.head.lower_ != "for"
        or coming.lemma_ not in ("arrival", "return", "departure")
    ):
        return []
    return [*slots.preposition(coming, "of"), *slots.children(coming, "poss")]


def _at_odds(nouns: Sequence[Token]) -> list[Token]:
    """Between whom that is which talks are to end or to bring: "talks aimed at ending the war *between Mali
    and Chad*", "talks on a truce *between* them"."""
    if nouns[0].lemma_.lower() not in ("talk", "negotiation"):
        return []
    found: list[Token] = []
    for noun in nouns:
        for token in noun.doc[noun.i + 1 : min(noun.right_edge.i + 1, noun.i + LONG_AIM)]:
            if token.dep_ == "relcl":
                break
            if token.lower_ == "between" and token.dep_ == "prep" and token.head.pos_ in ("NOUN", "PROPN"):
                found += slots.children(token, "pobj")
    return found


def _named_later(owner: Token, verb: Token | None, relation: str) -> list[Token]:
    """Whom a pronoun means that stands before them: "after their meeting, *Quill* and *Roe* said"."""
    if owner.lower_ != "their" or verb is None or relation not in NAMED_LATER:
        return []
    named = [each for one in slots.surface_subjects(verb) for each in slots.coordinated(one)]
    looks_on = len(named) > 1 and all(each.i > owner.i and each.pos_ != "PRON" for each in named)
    return named if looks_on else []


def _is_body(reading: Reading, head: Token) -> bool:
    """Whether a phrase names an organisation: "talks under the *WTO*", not "under its roof"."""
    return any(reading.actors[key].type == "Organization" for key in reading.actors_at(head))


def _after_time(noun: Token) -> list[Token]:
    """ "a meeting later on Monday in Oslo with the minister": the parser ties what follows a time or a place
    elsewhere."""
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 10)]:
        if token.lower_ == "with":
            return slots.children(token, "pobj") if token.i > noun.i + 1 else []
        told = token.ent_type_ in BETWEEN or token.pos_ == "ADV" or token.lower_ in ("on", "in")
        if not told:
            break
    return []


def _modifier_parties(reading: Reading, parties: Parties, nouns: list[Token]) -> bool:
    """ "US-Russia talks", "Israeli-Palestinian negotiations", "the EU summit"."""
    found: list[ActorKey] = []
    for noun in nouns:
        owners = [each for child in slots.children(noun, "poss") for each in child.subtree]
        for token in noun.doc[noun.left_edge.i : noun.i]:
            if token not in owners and not _is_place(reading, token) and not is_mediator(token):
                found.extend(reading.actors_at(token))
    parties.extend(("modifier", key) for key in dict.fromkeys(found))
    return bool(found)


def is_mediator(token: Token) -> bool:
    """Whether a word tells only who brings others together: "*Norwegian*-mediated talks"."""
    return token.dep_ == "npadvmod" and token.head.lemma_ in words("encounter")["mediating"]


def _is_place(reading: Reading, token: Token) -> bool:
    """Whether a name before an event noun is where it is held: "the Beijing talks"."""
    around = token.doc[max(0, token.i - 1) : token.i + 2]
    if not token.text[:1].isupper() or any(each.text in DASHES for each in around):
        return False
    mention = reading.by_token.get(token.i)
    if mention is not None and reading.words(mention.span).lower() in words("encounter")["city_states"]:
        return True
    known = gazetteer().places(token.text)
    return bool(known) and known[0].kind != "country"


def _format_parties(reading: Reading, parties: Parties, nouns: list[Token]) -> bool:
    """ "six-party talks", "the inter-Korean summit": who sits at the table is in the name."""
    before = nouns[0].doc[max(nouns[0].sent.start, nouns[0].i - 6) : nouns[0].i]
    found = _of_format(reading, before.text)
    parties.extend(("format", key) for key in found)
    return bool(found)


@cache
def _formats() -> tuple[tuple[frozenset[str], Format], ...]:
    """The formats of talks with the words for each, as they stand within a phrase."""
    found = []
    for entry in entries("format", Format):
        forms = {f" {form}{end} " for form in (entry.word, *entry.also) for end in ("", "n")}
        found.append((frozenset(forms), entry))
    return tuple(found)


@cache
def _openings() -> frozenset[str]:
    """The words with which the formats of talks begin."""
    return frozenset(form.split()[0] for forms, _ in _formats() for form in forms)


def _of_format(reading: Reading, text: str) -> tuple[ActorKey, ...]:
    """The parties of the format that a phrase names, if the article names two of them, or the only one."""
    told = f" {' '.join(text.lower().replace('–', '-').split())} ".replace(" - ", "-")
    if _openings().isdisjoint(told.split()):
        return ()
    for forms, entry in _formats():
        if any(form in told for form in forms):
            keys = tuple(key for key in entry.parties if key in reading.actors)
            return keys if len(keys) >= min(2, len(entry.parties)) else ()
    return ()


def _acl_parties(reading: Reading, parties: Parties, nouns: list[Token], sources: list[Token]) -> None:
    """ "talks involving A", "a meeting attended by B", "talks hosted by C", "held with the participation of
    D"."""
    add(reading, parties, "acl", attending(sources))
    for noun in nouns:
        for clause in slots.children(noun, "acl", "relcl"):
            if clause.lemma_ in ("involve", "include", "bring", "gather", "group"):
                add(reading, parties, "acl", slots.children(clause, "dobj"))
            elif clause.dep_ == "relcl" and clause.lemma_ in ("have", "hold", "conduct"):
                add(reading, parties, "subject", slots.children(clause, "nsubj"))
                add(reading, parties, "with", slots.preposition(clause, "with"))
            elif (
                clause.lemma_ in ("attend", "chair", "lead", "convene")
                or clause.lemma_ in words("encounter")["giving"]
            ):
                add(reading, parties, "acl", slots.preposition(clause, "by"))
            elif clause.dep_ == "relcl" and _is_meanwhile(clause):
                add(reading, parties, "subject", slots.surface_subjects(clause))
                add(reading, parties, "acl", slots.children(clause, "dobj", "dative"))


def _is_meanwhile(clause: Token) -> bool:
    """Whether a clause tells what one said to the other at an event: "a call *in which* she urged him to
    stay"."""
    return clause.lemma_ in words("encounter")["addressing"] and any(
        each.lower_ == "which" for each in slots.preposition(clause, "in", "at", "during")
    )


def attending(sources: Iterable[Token]) -> list[Token]:
    """Who is there besides: "opened *with the participation of Chad*", "signed in the presence of Chad",
    "met, with *Chad* attending"."""
    there = [each for source in sources for each in slots.preposition(source, "with", "in")]
    looking_on = [each for each in there if each.lemma_ in ("attend", "participate")]
    attending = [each for each in there if each.lower_ in words("encounter")["attending"]]
    present = [each for source in sources for each in _present(source)]
    present += [each for clause in looking_on for each in slots.children(clause, "nsubj")]
    return [*present, *(each for noun in attending for each in slots.preposition(noun, "of"))]


def _present(noun: Token) -> list[Token]:
    """Who is told to be there before he is named: "*present at* the talks was *Quill*", "also attending the
    talks were Roe and Hadi"."""
    opening = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("at", "during") else noun.head
    if opening.lower_ not in ("present", "attending") or opening.i > noun.i:
        return []
    verb = opening.head
    named = slots.children(verb, "attr", "nsubj") if verb.lemma_ == "be" and verb.i > noun.i else []
    return [each for each in named if each.i > verb.i]


def _gathered(verb: Token, relation: str) -> list[Token]:
    """Whom an event brings together: "the summit brought together *Chad* and *Niger*"."""
    together = verb.lemma_ == "bring" and any(each.lower_ == "together" for each in verb.children)
    if relation == "nsubj" and (together or verb.lemma_ in ("gather", "involve", "group")):
        return slots.children(verb, "dobj")
    return slots.preposition(verb, "by") if relation == "nsubjpass" and verb.lemma_ == "attend" else []


def _subject_parties(
    reading: Reading, parties: Parties, noun: Token, verb: Token | None, relation: str, *, engaged: bool
) -> None:
    """Adds the subject of the verb that carries the noun, when it takes part in the event."""
    if verb is None or relation in ("nsubj", "nsubjpass"):
        if verb is not None and relation == "nsubjpass":
            add(reading, parties, "agent", slots.preposition(verb, "by"))
        return
    engaging = words("encounter")["engaging"]
    if relation == "dobj" and verb.lemma_ in ("include", "feature"):  # "*her* trip will include talks with"
        owners = [one for each in slots.surface_subjects(verb) for one in slots.children(each, "poss")]
        add(reading, parties, "subject", owners)
        return
    if relation in ("dobj", "pobj"):
        if verb.lemma_ not in engaging and not engaged and not _calls_off(verb):
            return
    elif not engaged and not (
        verb.lemma_ in engaging
        or relation in ("in", "into", "at", "during", "for", "to")
        or (relation in ("after", "following") and _end_together(verb, "concluding"))
        or (relation in ("from", "of") and _end_together(verb, "coming_out"))
    ):
        return
    subjects = slots.surface_subjects(verb)
    if not engaged:
        subjects = [each for each in subjects if not _is_source(each, noun, verb)]
    add(reading, parties, "subject", subjects)
    add(reading, parties, "company", company(verb, subjects))
    received = relation == "for" and verb.lemma_ in words("encounter")["receiving"]
    received = received or verb.lemma_ == "give"  # "gave them a briefing"
    if not engaged and (received or relation in ("in", "during", "at")) and subjects:
        add(reading, parties, "addressee", slots.children(verb, "dobj", "dative"))


def _calls_off(verb: Token) -> bool:
    """ "*put off* a summit", "*called* it *off*", not "called a summit"."""
    listed = words("encounter")["calling_off"]
    return verb.lemma_ in listed and any(each.lower_ in ("off", "back") for each in verb.children)


def _is_source(subject: Token, noun: Token, verb: Token) -> bool:
    """Whether an event only tells who it is that says something: "a *source at the talks* said"."""
    within = subject.pos_ == "NOUN" and subject.left_edge.i <= noun.i <= subject.right_edge.i
    if verb.dep_ == "acl" and verb.head is subject:  # "sources *involved* in the talks said"
        verb = subject.head
    if verb.lemma_ in ("explain", "give", "cite") and noun.dep_ == "pobj":
        return noun.head.head.lemma_ in (
            "reason",
            "explanation",
            "ground",
        )  # "gave the reason for putting it off"
    return within and verb.lemma_ in words("status")["claiming"]


def _end_together(verb: Token, listed: str) -> bool:
    """Whether several do what ends their talks: "the two *signed* it after talks", "*emerged* from talks"."""
    if verb.lemma_ not in words("encounter")[listed]:
        return False
    subjects = [each for head in slots.surface_subjects(verb) for each in slots.coordinated(head)]
    return are_several(subjects)


def are_several(heads: Sequence[Token]) -> bool:
    """Whether heads are more than one party, or stand for more: "the *ministers*", "*they*"."""
    return len(heads) > 1 or any(each.tag_ in slots.PLURALS or each.lower_ == "they" for each in heads)


def company(verb: Token, subjects: Iterable[Token]) -> list[Token]:
    """Who is with the subject of a verb: "Oman, *together with Chad*, met them", "accompanied by *Chad*"."""
    listed = words("encounter")["accompanying"]
    found: list[Token] = []
    for head in (verb, *subjects):
        for clause in slots.children(head, "acl", "advcl"):
            if clause.lemma_ in listed:
                found += slots.preposition(clause, "by")
        for prep in slots.children(head, "prep"):
            beside = any(each.lower_ in ("along", "together") for each in prep.children)
            if prep.lower_ == "along":
                found += slots.preposition(prep, "with")
            elif prep.lower_ == "with" and beside:
                found += slots.children(prep, "pobj")
    return found


def parties_of_visit(
    reading: Reading, parties: Parties, nouns: list[Token], verb: Token | None, relation: str
) -> str:
    """ "A's visit to B", "A paid a visit to B", "A is on a tour of B", "a trip that took A to B"."""
    visitors = [each for noun in nouns for each in slots.children(noun, "poss")]
    visitors += slots.preposition(nouns[0], "by")
    visitors += [each for each in slots.preposition(nouns[0], "of") if _is_guest(reading, each)]
    invitation = invitation_to(nouns, verb, relation)
    if invitation is not None:
        visitors += guests_of(invitation)
    if verb is not None and relation == "after":
        visitors += _coming_home(verb)
    if verb is not None and relation == "dobj":  # "hailed a visit to Oslo by him", whatever the parse
        visitors += slots.preposition(verb, "by")
    taking = [each for noun in nouns for each in slots.children(noun, "relcl") if each.lemma_ == "take"]
    if verb is not None and relation == "nsubj" and verb.lemma_ == "take":
        taking.append(verb)
    visitors += [each for one in taking for each in slots.children(one, "dobj")]
    if not add(reading, parties, "visitor", visitors) and verb is not None and invitation is None:
        paid = relation == "dobj" and verb.lemma_ in words("encounter")["paying"]
        paid = paid or (relation == "from" and verb.lemma_ in words("encounter")["returning"])
        if paid or relation in PAID:
            add(reading, parties, "visitor", slots.surface_subjects(verb))
        elif relation == "nsubjpass":
            add(reading, parties, "visitor", slots.preposition(verb, "by"))
    if verb is not None and relation == "dobj" and verb.lemma_ in words("encounter")["calling_off"]:
        called_off = slots.surface_subjects(verb)
    else:
        called_off = []
    sources = [*nouns, *([verb] if verb is not None and relation in ("dobj", "on", "for") else [])]
    goals = [each for source in sources for each in slots.preposition(source, "to", "of", "in", "through")]
    goals += [each for one in taking for each in slots.preposition(one, "to")]
    if verb is not None and relation == "after" and verb.lemma_ in ("leave", "depart"):
        goals += slots.children(verb, "dobj")  # "left Oslo after a visit"
    if parties:
        for goal in goals:
            for each in slots.coordinated(goal):
                parties.extend(("visited", key) for key in visited(reading, each))
        add(reading, parties, "with", (each for noun in nouns for each in slots.preposition(noun, "with")))
        hosts = hosts_of(invitation) if invitation is not None else inviters_of(verb)
        if add(reading, parties, "with", hosts) and all(slot != "visited" for slot, _ in parties):
            _at_home(reading, parties)
        if verb is not None and verb.lemma_ in ("pay", "make"):  # "paid a courtesy visit to *the president*"
            called_on = [each for source in sources for each in slots.preposition(source, "to", "on")]
            add(reading, parties, "with", (each for each in called_on if _is_guest(reading, each)))
        if goals and len(parties.keys()) < 2 and not any(map(_may_receive, goals)):
            parties.clear()  # "paid a visit to *his mother*"
        if _stays_home(reading, parties):
            parties.clear()  # "the Peruvian premier made a stop in *Lima*"
        if called_off and all(slot != "visited" for slot, _ in parties):
            _receiving(reading, parties, called_off)
        here = any(is_here(each) for source in sources for each in slots.children(source, "advmod"))
        if verb is not None and verb.lemma_ == "arrive":  # "arrived on Monday for a visit"
            here = here or not slots.preposition(verb, "in", "to", "at")
        if here and all(slot != "visited" for slot, _ in parties):
            guests = [key for _, key in parties]
            parties.extend(("visited", key) for key in land_here(reading, guests))
    return "visit"


def _coming_home(verb: Token) -> list[Token]:
    """Who is back from a visit where somebody meets him: "received *them* on their return after a visit"."""
    back = [each for each in slots.preposition(verb, "on", "upon") if each.lemma_ in ("return", "arrival")]
    owned = any(
        each.lower_ in ("its", "their", "his", "her") for one in back for each in slots.children(one, "poss")
    )
    return slots.children(verb, "dobj") if owned else []


def _stays_home(reading: Reading, parties: Parties) -> bool:
    """Whether a visitor goes nowhere but to a place in his own land."""
    goals = {key for slot, key in parties if slot == "visited"}
    own = {side for slot, key in parties if slot == "visitor" for side in sides(reading, key)}
    return bool(goals) and goals <= own and all(slot in ("visitor", "visited") for slot, _ in parties)


def _may_receive(goal: Token) -> bool:
    """Whether a goal may be a place, and is not only somebody unnamed."""
    named = goal.pos_ == "PROPN" or bool(goal.ent_type_) or any(each.ent_type_ for each in goal.children)
    return named or goal.lemma_ in words("encounter")["areas"] | words("encounter")["parts_of_places"]


def is_invited(verb: Token) -> bool:
    """Whether a verb tells to what somebody is invited: "accepted an invitation to *pay* a visit"."""
    return verb.dep_ in ("acl", "relcl") and verb.head.lemma_ == "invitation" and slots.is_infinitive(verb)


def invitation_to(nouns: Sequence[Token], verb: Token | None, relation: str) -> Token | None:
    """The invitation to a visit: "an *invitation* for a visit", "an *invitation* to pay a visit", "got an
    *invitation* from Chad for a visit"."""
    if len(nouns) > 1 and nouns[-1].lemma_ == "invitation":
        return nouns[-1]
    if verb is None:
        return None
    if relation == "dobj" and is_invited(verb):
        return verb.head
    named = slots.children(verb, "dobj", "nsubjpass") if relation == "for" else []
    return next((each for each in named if each.lemma_ == "invitation"), None)


def guests_of(invitation: Token) -> list[Token]:
    """Who may come: who accepts or gets an "invitation to visit Oslo", or to whom it is extended."""
    carrier = invitation.head if invitation.dep_ in ("dobj", "nsubjpass") else None
    guests = [
        each
        for each in slots.preposition(invitation, "to", "for")
        if each.pos_ != "NOUN"
        or each.lower_ in words("encounter")["sides"]
        or any(one.pos_ == "PROPN" for one in each.children)
    ]
    if carrier is None or guests:
        return guests
    guests = [*slots.preposition(carrier, "to"), *slots.children(carrier, "dative")]
    if guests or carrier.lemma_ in words("encounter")["extending"] or slots.is_passive(carrier):
        return guests
    return slots.surface_subjects(carrier)


def hosts_of(invitation: Token) -> list[Token]:
    """Whose an invitation is: "an invitation *from Chad*", "*her* invitation", "*Chad* extended one to
    him"."""
    hosts = [*slots.preposition(invitation, "by", "from", "of"), *slots.children(invitation, "poss")]
    for prep in slots.children(invitation, "prep"):  # "for a visit *from the president*", whatever the parse
        hosts += [each for one in slots.children(prep, "pobj") for each in slots.preposition(one, "from")]
    carrier = invitation.head if invitation.dep_ in ("dobj", "nsubjpass") else None
    if carrier is not None and not hosts:
        hosts += slots.preposition(carrier, "from", "by")
        if carrier.lemma_ in words("encounter")["extending"] and not slots.is_passive(carrier):
            hosts += slots.surface_subjects(carrier)
    return hosts


def inviters_of(verb: Token | None) -> list[Token]:
    """Who invites somebody to do what a verb tells: "*Chad* invited him to *pay* a visit"."""
    if verb is None or verb.dep_ not in ("xcomp", "ccomp", "advcl") or verb.head.lemma_ != "invite":
        return []
    inviting = verb.head
    passive = slots.is_passive(inviting)
    return slots.preposition(inviting, "by") if passive else slots.surface_subjects(inviting)


def _at_home(reading: Reading, parties: Parties) -> None:
    """Adds the state of those who invite: a visit at their invitation is to their land."""
    hosts = [key for slot, key in parties if slot == "with"]
    guests = {side for slot, key in parties if slot == "visitor" for side in (key, *sides(reading, key))}
    lands = dict.fromkeys((key, *sides(reading, key))[-1] for key in hosts)
    parties.extend(
        ("visited", key) for key in lands if reading.actors[key].type == "State" and key not in guests
    )


def _is_guest(reading: Reading, head: Token) -> bool:
    """Whether a visit "of" somebody is his: "the visit of *the premier* to Oslo", not "a tour of Chad"."""
    named = any(reading.actors[key].type == "Person" for key in keys_of(reading, head))
    return named or head.lower_ in words("encounter")["envoys"]


def _receiving(reading: Reading, parties: Parties, subjects: Iterable[Token]) -> None:
    """Adds who calls off the visit of somebody else: he was to receive him."""
    guests = {side for _, key in parties for side in (key, *sides(reading, key))}
    hosts = Parties()
    add(reading, hosts, "visited", subjects)
    if all(guests.isdisjoint((key, *sides(reading, key))) for _, key in hosts):
        parties.extend(hosts)


def land_here(reading: Reading, guests: Collection[ActorKey]) -> tuple[ActorKey, ...]:
    """The state from which an article is written: that of its dateline or, where it has none, the one that it
    names most often besides the guests' own."""
    if (span := dateline(reading.doc)) is not None:
        found = gazetteer().places_folded(reading.document.text[slice(*span)])
        return tuple(c for each in found[:1] if (c := each.country) is not None and c in reading.actors)
    own = {side for key in guests for side in (key, *sides(reading, key))}
    named = Counter(
        key
        for mention in reading.mentions
        for key in mention.actors
        if reading.actors[key].type == "State" and key not in own
    )
    return tuple(key for key, _ in named.most_common(1))
