"""Who may perform an act: its doer, who speaks, or whoever is named near the word that tells it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.attribution import is_first_person, is_plural_first_person, with_side
from kg.extract.content import clause_subjects, related
from kg.extract.moods import held, is_performative
from kg.extract.predicates import Predicate
from kg.extract.slots import (
    MODIFIERS,
    OBJECTS,
    actors,
    behind_number,
    children,
    coordinated,
    doers,
    given_by,
    governors,
    hyphenated,
    is_passive,
    nominal_doers,
    paper_meant,
    preposition,
    receiver_verb,
    sent_by,
    surface_subjects,
)
from kg.extract.speakers import is_medium
from kg.extract.status import auxiliaries
from kg.lexicon import words
from kg.model import ActorKey, Statement
from kg.nlp.reading import Reading
from kg.nlp.tree import Token, remembered

THIRD = frozenset({"it", "he", "she", "they"})
SPEAKER = ("speaker",)
DEFINITE = frozenset({"the", "this", "that"})
ANY_PAPER = frozenset({"text", "document", "paper", "measure"})  # what any paper is called the second time
PAPER_REACH = 150  # how many words back a paper may have been told of
DATELINE = 15  # tokens within which a dateline ends: "GENEVA, 13 March 1999 (AP) -"
SIDE, SELF = "side", "self"  # how the actor of what "we" do is found

Performer = tuple[tuple[ActorKey, ...], list[Statement], str]


def performers(
    reading: Reading, predicate: Predicate, around: list[Statement], also: tuple[ActorKey, ...]
) -> Iterator[Performer]:
    """Who may perform the act, each once: who, the statements left to attribute it to, and how found.

    `also` act with whoever performs it.
    """
    seen: set[frozenset[ActorKey]] = set()
    agency = _filing(reading, predicate.token)
    for told, outer, by in _found(reading, predicate, around):
        found = tuple(key for key in told if key not in agency)
        actor = tuple(dict.fromkeys((*found, *also)))
        if found and frozenset(actor) not in seen:
            seen.add(frozenset(actor))
            yield actor, outer, by


def _found(reading: Reading, predicate: Predicate, around: list[Statement]) -> Iterator[Performer]:
    """By grammar ("doer"), else as who speaks ("speaker"), as the last before a possessive ("owner"), as the
    subject of a verb above ("above") or, where there is none, the nearest actor before the predicate in its
    sentence ("before"), or as what modifies it.

    A speaker's "we" is his side ("side") or he alone ("self"); what he does by saying so he does as a doer.
    """
    if predicate.frame.actor == SPEAKER:
        if around:
            yield around[0].speaker, around[1:], "speaker"
        return
    if "doer" not in predicate.frame.actor:
        yield actors(reading, _givers(predicate)), around, "doer"
        return
    token = predicate.token
    heads = (
        doers(_acting(predicate))
        or _body_left(reading, predicate)
        or _parties(predicate)
        or _senders(predicate)
    )
    if predicate.frame.mark:
        yield from _conditioners(reading, predicate, heads, around)
        return
    if around and is_performative(token) and any(map(is_first_person, heads)):
        yield around[0].speaker, around[1:], "doer"
        yield _side(reading, around[0].speaker), around, SIDE
        return
    if found := actors(reading, heads):
        if any(is_plural_first_person(head) for head in heads):
            yield from _sides(reading, found, around, around)
        else:
            yield found, around, "doer"
        return
    if any(is_first_person(head) for head in heads):
        if around:
            yield from _sides(reading, around[0].speaker, around[1:], around)
        return
    if "of forces" in predicate.frame.needs:  # "*Chadian* tanks pulled out"
        heads = [*heads, *(each for head in heads for each in sent_by(head))]
        if found := actors(reading, heads):
            yield found, around, "doer"
            return
    if "of relief" in predicate.frame.needs:  # "aid from *Chad* arrived"
        yield actors(reading, [each for head in heads for each in given_by(head)]), around, "doer"
        return
    if found := actors(reading, _authors(heads)):
        yield found, around, "doer"
        return
    if predicate.frame.modality == "denied" and (found := actors(reading, _talkers(heads))):
        yield found, around, "doer"
        return
    if around and not around[0].direct and any(head.lower_ in THIRD for head in heads):
        yield around[0].speaker, around[1:], "speaker"
    if _is_turned_down(token) or (hyphenated(token) and token.dep_ == "amod") or _is_done_to_some(token):
        return
    for whose in (head for head in heads if head.tag_ == "PRP$"):  # "sanctions on Chad for *its* refusal"
        yield _before(reading, whose), around, "owner"
    if any(head.lower_ in THIRD or head.lemma_.lower() in words("actors")["office"] for head in heads):
        return  # somebody else does it, though nobody knows who: "*he* asked", "the *general* asked"
    receives = receiver_verb(token)
    for verb in governors(token):
        if verb != receives and verb.pos_ in ("VERB", "AUX") and (found := actors(reading, _subjects(verb))):
            yield found, around, "above"
            break
    else:
        yield _before(reading, token, but=_patients(reading, token)), around, "before"
    modifiers = [each for each in children(token, "amod", "compound", "nmod", "poss") if each.pos_ != "VERB"]
    yield actors(reading, modifiers), around, "modifier"


def _is_done_to_some(verb: Token) -> bool:
    """Whether a participle only tells who somebody is, of whatever others did to him: "those *accused* of
    theft"."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.lower_ in ("those", "anyone", "someone")


def _authors(heads: list[Token]) -> list[Token]:
    """Who made the papers that act: "*Kenya's* plan demands", "a letter by the *council* urged"; nobody who
    only turns one down or is yet to vote on it."""
    meant = (paper_meant(head) or head for head in heads)
    papers = (head for head in meant if head.lemma_.lower() in words("grammar")["papers"])
    return [author for paper in papers for author in _made_by(paper) or _made_before(paper)]


def _talkers(heads: list[Token]) -> list[Token]:
    """Who holds the talks of which a verb tells how they ended: "*talks between Peru and Chile* broke up"."""
    talks = [head for head in heads if head.lemma_.lower() in words("things")["encounters"]]
    named = [each for one in talks for each in preposition(one, "between", "among") or nominal_doers(one)]
    return [each for one in named for each in coordinated(one)]


def _made_by(paper: Token) -> list[Token]:
    return _makers(paper) or _adopters(paper)


def _made_before(paper: Token) -> list[Token]:
    """Who made the paper that a text goes on about: "*The council* adopted a resolution. It was backed by
    Mali. The *resolution* demands"."""
    if not any(each.lower_ in DEFINITE for each in children(paper, "det")):
        return []
    lemma, papers = paper.lemma_.lower(), words("grammar")["papers"]
    for i in range(paper.sent.start - 1, max(-1, paper.sent.start - PAPER_REACH), -1):
        before = paper.doc[i]
        other = before.lemma_.lower()
        if before.pos_ != "NOUN" or (other != lemma if lemma not in ANY_PAPER else other not in papers):
            continue
        if found := _made_by(before):
            return found
        if not any(each.lower_ in DEFINITE for each in children(before, "det")):
            return []
    return []


def _makers(paper: Token) -> list[Token]:
    found = nominal_doers(paper)
    others = surface_subjects(paper.head) if found and _is_not_his(paper) else []
    return [each for each in found if each not in others]


def _adopters(paper: Token) -> list[Token]:
    """Who makes a paper his own: "*the council* adopted a resolution urging Chad to leave"."""
    verb = paper.head
    if paper.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in words("grammar")["adopting"]:
        return []
    return doers(verb)


def _before(reading: Reading, token: Token, but: tuple[ActorKey, ...] = ()) -> tuple[ActorKey, ...]:
    """Who is mentioned last before a word in its sentence, `but` for some."""
    start = _past_dateline(token)
    places = range(token.i - 1, start - 1, -1)
    found = (mention.actors for i in places if (mention := reading.by_token.get(i)))
    return next((keys for keys in found if not set(keys) & set(but)), ())


def _past_dateline(token: Token) -> int:
    """Where a word's sentence starts behind the agency that filed it: "Bern (AFP) - *Attempts* to"."""
    start = token.sent.start
    end = _dateline_end(token.doc[start])
    return end if start < end <= token.i else start


@remembered
def _dateline_end(first: Token) -> int:
    """Where the dateline ends with which a sentence begins; its first token where there is none."""
    doc, last = first.doc, first.sent.end - 1
    for i in range(first.i + 1, min(first.i + DATELINE, last)):
        if doc[i].text == ")" and doc[i + 1].text in ("-", "--", "–", "—", "_"):
            return i + 2
    return first.i


def _filing(reading: Reading, token: Token) -> frozenset[ActorKey]:
    """The agency that filed the article, where it stands before a word in its sentence."""
    places = range(token.sent.start, _past_dateline(token))
    keys = (key for i in places if (found := reading.by_token.get(i)) for key in found.actors)
    return frozenset(key for key in keys if is_medium(reading.actors[key]))


def _patients(reading: Reading, verb: Token) -> tuple[ActorKey, ...]:
    """To whom a passive says that something is done, and his side: "*they* are accused of theft"."""
    if verb.pos_ != "VERB" or not is_passive(verb):
        return ()
    subjects = surface_subjects(verb)
    owners = [each for one in subjects for each in children(one, "poss", "amod", "compound")]
    return actors(reading, [*subjects, *owners])


def _subjects(verb: Token) -> list[Token]:
    """Who does what a verb tells, with those coordinated with him; the subject of a passive does nothing."""
    return [each for one in children(verb, "nsubj") for each in coordinated(one)]


def _is_turned_down(token: Token) -> bool:
    """Whether somebody only turns down what does it: "vetoed a resolution *condemning* Chad"."""
    return token.dep_ == "acl" and _is_not_his(token.head)


def _is_not_his(paper: Token) -> bool:
    """Whether somebody does not make a paper his own: "*vetoed* it", "*discussed* it", "*voted on* it"."""
    above = paper.head
    verb = above.head if above.dep_ == "prep" else above
    if verb.lemma_ == "vote":
        return above.lower_ in ("on", "against")
    lists = words("grammar")
    return verb.lemma_ in lists["turning_down"] or verb.lemma_ in lists["weighing"]


def _body_left(reading: Reading, predicate: Predicate) -> list[Token]:
    """Who put somebody out where no agent is told: "expelled *from a bloc*", "told to quit *Peru*"."""
    verb = predicate.token
    if not is_passive(verb):
        return []
    own = set(_patients(reading, verb))
    left = [each for part in predicate.parts[1:] for each in children(part, *OBJECTS)]
    left = [each for each in left if own.isdisjoint(reading.actors_at(each))]
    named = (left if name == "object" else preposition(verb, name) for name in predicate.frame.actor)
    return next((heads for heads in named if heads), [])


def _givers(predicate: Predicate) -> list[Token]:
    """Who acts upon the subject: "got arms *from Chad*", "came under fire *from Chad* over its vote"."""
    things = related(predicate, "object")
    found: list[Token] = []
    for name in predicate.frame.actor:
        found += related(predicate, name)
        for thing in things:
            found += preposition(thing, name) or behind_number(thing, name) or _named_after(thing, name)
    return [each for one in found for each in coordinated(one)]


def _named_after(total: Token, name: str) -> list[Token]:
    """Whose what a sum consists of is: "got 3 million dollars in *Chadian* aid"."""
    if name != "from":
        return []
    return [
        each for thing in preposition(total, "in") for each in children(thing, *MODIFIERS) if each.ent_type_
    ]


def _parties(predicate: Predicate) -> list[Token]:
    """Between whom a pact is of which a passive tells no agent: "the *Peru-Chile* pact signed in May", "was
    signed between *Peru and Chile*"."""
    verb = predicate.token
    if predicate.type != "Agreement" or not is_passive(verb) or children(verb, "ccomp"):
        return []  # "*Chad's whites* were promised that" another will do it
    found = [each for pact in related(predicate, "object") for each in nominal_doers(pact)]
    return found or [each for one in preposition(verb, "between", "among") for each in coordinated(one)]


def _senders(predicate: Predicate) -> list[Token]:
    """Whose envoys or troops are called back where a passive tells no agent: "*its* envoy was recalled"."""
    verb = predicate.token
    if verb.lemma_ not in words("grammar")["calling_back"] or not is_passive(verb):
        return []
    return [
        each for one in children(verb, "nsubjpass") for sent in coordinated(one) for each in sent_by(sent)
    ]


def _conditioners(
    reading: Reading, predicate: Predicate, heads: list[Token], around: list[Statement]
) -> Iterator[Performer]:
    """Who sets a condition: whoever will do or leave what hangs on it, or who says so.

    Who "cannot" or "should not" do it is told so by the speaker. Nobody asks himself to meet a condition.
    """
    asked = set(actors(reading, clause_subjects(predicate.token.head)))
    for actor, outer, by in _holders(reading, predicate, heads, around):
        if not asked & set(actor):
            yield actor, outer, by


def _holders(
    reading: Reading, predicate: Predicate, heads: list[Token], around: list[Statement]
) -> Iterator[Performer]:
    """Who holds back or gives what hangs on a condition, or says so."""
    if any(is_first_person(head) for head in heads) and around:
        yield from _sides(reading, around[0].speaker, around[1:], around)
        return
    modals = {each.lower_ for each in auxiliaries(_acting(predicate))}
    if not around or modals.isdisjoint(words("grammar")["beyond_will"]):
        yield actors(reading, heads), around, "doer"
    if around:
        yield around[0].speaker, around[1:], "speaker"


def _sides(
    reading: Reading, speaker: tuple[ActorKey, ...], outer: list[Statement], around: list[Statement]
) -> Iterator[Performer]:
    """Who a speaker's "we" is: his state or organisation, or he himself."""
    yield _side(reading, speaker), around, SIDE
    yield speaker, outer, SELF


def _side(reading: Reading, speaker: tuple[ActorKey, ...]) -> tuple[ActorKey, ...]:
    """The states or organisations that speakers speak for."""
    return tuple(key for key in with_side(reading, speaker) if key not in speaker)


def _acting(predicate: Predicate) -> Token:
    """The word whose doer performs the act: of a condition, the verb of the clause that it hangs on."""
    if predicate.frame.mark:
        return held(predicate.token)
    return predicate.token
