"""Encounters told by a verb, which takes its subject and the other side: "A met B", "A and B conferred"."""

from __future__ import annotations

from dataclasses import replace

from kg.extract import slots
from kg.extract.encounter import LEADING, Encounter, Word
from kg.extract.encounters.common import (
    claimed_by,
    due_word,
    is_customary,
    is_weighed,
    left_out,
    opens_with_if,
    telling_words,
    topic_of,
)
from kg.extract.parties import (
    Parties,
    add,
    are_several,
    attending,
    company,
    guests_of,
    hosts_of,
    inviters_of,
    is_bare,
    is_invited,
    keys_of,
    keys_of_all,
    names_press,
    under,
)
from kg.extract.places import MOVING
from kg.extract.status import Told, auxiliaries, negated, status_of
from kg.extract.visits import (
    answered,
    as_guest,
    awaited,
    coming_back,
    expecting,
    goals_of,
    has_person,
    hither,
    inviting,
    sending,
    visiting,
)
from kg.lexicon import words
from kg.model import MeetingKind
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

FUTURE = frozenset({"will", "'ll"})


def _uninvited(reading: Reading, verb: Token) -> Encounter | None:
    """Who is left out of the talks told of before: "Chad, which *was not invited*, said"."""
    if not (slots.is_passive(verb) and negated(verb)):
        return None
    if slots.preposition(verb, "to") or slots.children(verb, "xcomp", "advcl", "ccomp"):
        return None
    heads = [each for one in slots.surface_subjects(verb) for each in slots.coordinated(one)]
    left_out = tuple(dict.fromkeys(key for head in heads for key in keys_of(reading, head)))
    told = Told("held", 0)
    return Encounter(verb, "talks", (), told, "bare", excluded=left_out, definite=True) if left_out else None


def told_by_verb(reading: Reading, verb: Token, entry: Word) -> Encounter | None:
    """The encounter that a verb of the lexicon tells; None where it tells none."""
    if entry.particle and not _has_particle(verb, entry.particle):
        return None
    appeals = _appeals if "upon" in entry.other else _calls_names
    if verb.dep_ == "amod" and verb.lower_ == "visiting":
        return as_guest(reading, verb)
    if verb.lower_ == "due":
        return awaited(reading, verb, entry)
    if verb.dep_ == "amod" or (entry.to == "person" and appeals(verb)):
        return None
    if (verb.dep_ == "acl" and negated(verb.head)) or _is_never(verb):
        return None  # "has no plans to meet"
    if entry.word == "see" and not (_goes_to_see(verb) and has_person(reading, slots.surface_subjects(verb))):
        return None
    if entry.word == "represent":
        return _leading(reading, verb)
    parties = Parties()
    if entry.word == "invite":
        return _uninvited(reading, verb) or inviting(reading, verb, parties, entry)
    if entry.word == "send":
        return sending(reading, verb, parties, entry)
    if entry.word == "expect":
        return expecting(reading, verb, parties, entry)
    if slots.is_passive(verb):
        if "dobj" not in entry.other:
            return None
        subjects = slots.surface_subjects(verb)
        others = slots.preposition(verb, "by")
    else:
        subjects = _asked(verb) or _sent(reading, verb) or slots.surface_subjects(verb)
        others = slots.children(verb, "dobj") if "dobj" in entry.other else []
        if entry.kind == "call" and not others:
            others = _called(verb)
        linking = [word for word in entry.other if word != "dobj"]
        others += slots.preposition(verb, *linking)
        if entry.particle and not others:  # "came face to face *with him*", whatever the parse
            around = (each for each in verb.subtree if each.lower_ == entry.particle)
            others += [head for each in around for head in slots.preposition(each, *linking)]
        if not others:  # "met in turn *with the envoys*", "conferred by telephone *with her*"
            aside = slots.preposition(verb, "in", "by", "over", "on") if "with" in linking else []
            how = words("encounter")["ways"] | words("encounter")["lines"]
            aside = [each for each in aside if each.lower_ in how]
            others += [head for each in aside for head in slots.preposition(each, "with")]
        if not others and entry.word in ("host", "meet"):
            others = _behind_day(verb)
        if not others and entry.word in ("discuss", "negotiate", "exchange"):
            others = [
                each for thing in slots.children(verb, "dobj") for each in slots.preposition(thing, "with")
            ]
    if entry.word in ("host", "call") and any(each.lemma_ in telling_words() for each in subjects):
        return None  # "a dinner hosted by the king", "a summit called by her": the noun tells of it
    if entry.kind == "visit":
        invited = is_invited(verb)
        if invited:
            subjects = guests_of(verb.head)
        due = due_word(verb)
        if due is not None:
            others += goals_of(due, entry)
        others += hither(verb, entry)
        along = [*company(verb, subjects), *slots.preposition(verb, "with")]
        add(reading, parties, "visitor", [*subjects, *along], clause=verb)
        mention = visiting(reading, verb, parties, others) or coming_back(reading, verb, parties)
        if mention is not None and (hosts := hosts_of(verb.head) if invited else inviters_of(verb)):
            own = Parties(mention.named)
            add(reading, own, "host", hosts)
            mention = replace(mention, participants=own.keys(), named=tuple(own))
        if mention and due is not None and mention.told.status == "held":
            missed = any(each.lower_ == "had" for each in verb.children)
            return replace(mention, told=Told("cancelled" if missed else "planned", 2))  # "*was due* in Oslo"
        return replace(mention, told=answered(verb.head)) if mention and invited else mention
    if not slots.is_passive(verb):
        subjects = [*subjects, *_and_others(verb, subjects)]
    if not add(reading, parties, "subject", subjects, clause=verb) and any(
        names_press(reading, each) for each in subjects
    ):
        return None  # "The Star spoke to him"
    add(reading, parties, "company", [*company(verb, subjects), *attending([verb])])
    first = len(parties.keys())
    mediating = [each for each in others if _is_mediator(each)]
    add(reading, parties, "other", [each for each in others if each not in mediating])
    met = len(parties.keys()) > first
    add(reading, parties, "acl", mediating)
    told = status_of(verb, [], verb, "self")
    if entry.word == "shake" and told.status != "held":
        return None  # who will not shake hands may talk
    kind = _phoned(verb, entry.kind)
    body = entry.kind == "meeting" and _is_body(reading, parties)
    alone = entry.alone or kind == "call" or bool(mediating)
    if not met and not (alone and (first >= 2 or are_several(subjects) or body)):
        return None
    if entry.word == "meet" and (_is_played(verb) or _is_among_own(others)):
        return None
    if entry.word == "meet" and (_meets_in_thought(verb) if met else _meets_a_thing(verb)):
        return None
    if entry.to == "person" and met and not first and not slots.is_passive(verb) and _is_a_thing(subjects):
        return None  # "applause greeted him"
    if entry.word == "speak" and kind != "call" and _is_told_to(reading, verb):
        return None  # "*speaking* to the Star, he said that P"
    if not met and entry.word == "speak" and kind != "call" and (first < 2 or _speaks_up(verb)):
        return None
    known = others or (subjects if entry.alone else [])
    if entry.to == "person" and not has_person(reading, known) and entry.word != "speak":
        return None
    if not parties and not (subjects and all(is_bare(each) or each.lower_ == "they" for each in subjects)):
        return None
    return Encounter(
        verb,
        kind,
        parties.keys(),
        told,
        f"verb:{entry.word}" if met else f"verb:{entry.word}-alone",
        tuple(parties),
        host=keys_of_all(reading, under(reading, [verb], "hosting")),
        mediator=keys_of_all(reading, [*under(reading, [verb], "mediating"), *mediating]),
        excluded=left_out(reading, verb, verb, "self"),
        attributed_to=claimed_by(reading, verb),
        topic=topic_of(verb),
        definite=not parties,  # "the sides will meet again"
        order=next(
            (each.lower_ for each in verb.children if each.lower_ in words("encounter")["series"]), ""
        ),
        features=frozenset({f"lemma:{verb.lemma_}"}),
    )


def _leading(reading: Reading, verb: Token) -> Encounter | None:
    """Who leads a side at the talks told of before: "the Malian delegation *is led* by Quill", "Quill *heads*
    the Malian team", "Mali *is represented* by Quill"."""
    if verb.dep_ not in ("ROOT", "conj", "ccomp", "advcl", "relcl") or negated(verb):
        return None
    passive = slots.is_passive(verb)
    sides = slots.surface_subjects(verb) if passive else slots.children(verb, "dobj")
    leaders = slots.preposition(verb, "by") if passive else slots.surface_subjects(verb)
    team = [each for each in sides if each.lemma_ in words("encounter")["led"] | {"side"}]
    if not (team or (passive and verb.lemma_ == "represent" and sides)):
        return None
    keys = tuple(key for key in keys_of_all(reading, leaders) if reading.actors[key].type == "Person")
    led = {key for each in sides for token in each.subtree for key in reading.actors_at(token)}
    if not keys or not led:
        return None
    named = tuple(("acl", key) for key in keys)
    return Encounter(verb, "talks", keys, Told("held", 0), LEADING, named, definite=True)


def _behind_day(verb: Token) -> list[Token]:
    """Who is received where the parse makes one name of him and the day before him: "received on *Monday Ali
    Quill*"."""
    days = [each for prep in slots.children(verb, "prep") for each in slots.children(prep, "pobj")]
    days += slots.children(verb, "npadvmod")
    return [each for each in days if each.pos_ == "PROPN" and _begins_with_day(each)]


def _begins_with_day(name: Token) -> bool:
    first = name.left_edge
    return first is not name and first.ent_type_ == "DATE" and first.dep_ == "compound"


def _is_never(verb: Token) -> bool:
    """Whether what a verb tells has not been and is not to be: "has *never* met him", "has *yet* to meet
    him", "has no intention *of meeting* him", "should *have* met him", "*had* he met him, she would"."""
    if verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN" and negated(verb.head.head):
        return True
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_ == "have":
        return any(each.lower_ == "yet" and each.i < verb.i for each in (*above.children, *verb.children))
    helpers = auxiliaries(verb)
    forms = {each.lower_ for each in helpers}
    if any(each.lower_ == "never" for one in verb.children for each in (one, *one.children)):
        return verb.tag_ in ("VBD", "VBN") and forms.isdisjoint(FUTURE)
    if is_weighed(verb) or is_customary(verb):
        return True
    if "have" in forms and forms & {"should", "could", "would"}:
        weighed = any(each.dep_ == "advcl" and opens_with_if(each) for each in verb.children)
        return "would" not in forms or weighed
    subject = slots.child(verb, "nsubj")
    return verb.dep_ in ("advcl", "ccomp") and any(
        each.lower_ == "had" and subject is not None and each.i < subject.left_edge.i for each in helpers
    )


def _asked(verb: Token) -> list[Token]:
    """Who answers a call to meet: "*Quill* rejected calls to meet him"."""
    call = verb.head
    infinite = verb.dep_ in ("acl", "relcl") and slots.is_infinitive(verb)
    if not infinite or call.lemma_ not in words("encounter")["makings"] or call.dep_ != "dobj":
        return []
    answer = call.head
    answered = answer.lemma_ in words("status")["refused_objects"] | {"accept", "ignore", "heed"}
    return slots.surface_subjects(answer) if answered and not slots.is_passive(answer) else []


def _sent(reading: Reading, verb: Token) -> list[Token]:
    """Whom somebody sends to meet another: "sent *her aide* to meet him"."""
    above = verb.head
    if verb.dep_ not in ("advcl", "xcomp") or above.lemma_ not in ("send", "dispatch"):
        return []
    sent = slots.children(above, "dobj") if slots.is_infinitive(verb) else []
    return sent if has_person(reading, sent) else []


def _has_particle(verb: Token, particle: str) -> bool:
    """Whether a verb has the word that its entry asks for: "sat *down*", "his letters of *credence*"."""
    return any(
        each.lower_ == particle
        for child in verb.children
        for each in (child, *(slots.preposition(child, "of") if child.dep_ == "dobj" else ()))
    )


def _is_told_to(reading: Reading, verb: Token) -> bool:
    """Whether somebody only says a thing to a body that hears him: "*speaking* to the Star, he said P"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.head.lemma_ not in words("actors")["say"]:
        return False
    keys = [key for each in slots.preposition(verb, "to") for key in reading.actors_at(each)]
    return bool(keys) and all(reading.actors[key].type == "Organization" for key in keys)


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


def _is_played(verb: Token) -> bool:
    """Whether it is at a game that they meet: "met Ruritania *in the final*"."""
    return any(
        each.lemma_.lower() in words("encounter")["games"] for each in slots.preposition(verb, "in", "for")
    )


def _is_mediator(other: Token) -> bool:
    """Whether who is named after "with" only brings the others together: "negotiated in Oslo, with *Chad* as
    mediator"."""
    after = other.right_edge.i + 1
    role = other.doc[after] if after < len(other.doc) else other
    if role.lower_ != "as":
        return False
    return any(each.lemma_ in words("encounter")["mediating_under"] for each in slots.children(role, "pobj"))


def _and_others(verb: Token, subjects: list[Token]) -> list[Token]:
    """Who else meets, where the parser ties him to the name before him: "the government of Chad and *the
    rebels* have been negotiating"."""
    finite = next((each for each in auxiliaries(verb) if each.tag_ in ("VBP", "VBD")), verb)
    several = finite.lower_ in ("have", "are", "were") and finite is not verb
    if len(subjects) != 1 or subjects[0].tag_ != "NN" or not several:
        return []
    owners = slots.preposition(subjects[0], "of")
    return [each for owner in owners for each in slots.coordinated(owner) if each is not owner]


def _is_among_own(others: list[Token]) -> bool:
    """Whether somebody only sits with his own people: "met with *his staff*"."""
    return bool(others) and all(
        each.lower_ in words("encounter")["own_people"]
        and any(one.lower_ in ("his", "her", "their", "its") for one in slots.children(each, "poss"))
        and not slots.children(each, "conj", "appos")
        for each in others
    )


def _is_a_thing(subjects: list[Token]) -> bool:
    """Whether what is told to act is nobody: nouns that name no actor."""
    return bool(subjects) and all(each.pos_ == "NOUN" for each in subjects)


def _meets_a_thing(verb: Token) -> bool:
    """ "met the demand", "met resistance"; not "met in Oslo, their first such talks", whatever the parse."""
    thing = slots.child(verb, "dobj")
    if thing is None or thing.lemma_ in words("encounter")["manners"]:
        return False
    return not any(each.text == "," for each in verb.doc[verb.i + 1 : thing.left_edge.i])


def _goes_to_see(verb: Token) -> bool:
    """Whether who is seen is met: "flew in to *see* her", "will *see* her", "*saw* her on Monday"; not "saw
    her leave", "sees her as a foe", "wants to see her", "has not seen her"."""
    if negated(verb) or any(
        child.dep_ in ("ccomp", "xcomp", "oprd", "advcl", "prt") or child.lower_ in ("as", "through")
        for child in verb.children
    ):
        return False
    if verb.tag_ == "VB":
        due = verb.head.lemma_ in MOVING | words("status")["arranging"] | {"be"}
        return due or not FUTURE.isdisjoint(each.lower_ for each in verb.children)
    told = [each for each in verb.subtree if each.ent_type_ in ("DATE", "TIME")]
    seat = any(each.ent_type_ == "GPE" for each in slots.preposition(verb, "in", "at"))
    return verb.tag_ in ("VBD", "VBN") and (bool(told) or seat)


def _calls_names(verb: Token) -> bool:
    """ "called him a liar", "called on him to go", "called for it", "called back its envoy": no telephone."""
    if verb.lemma_ != "call":
        return False
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    called = slots.children(verb, "dobj") or _called(verb)
    if any(each.left_edge.tag_ == "DT" for one in called for each in slots.children(one, "appos")):
        return True
    return following.lower_ in ("for", "on", "upon", "off", "out", "back") or any(
        child.dep_ in ("oprd", "ccomp", "xcomp", "attr", "acomp", "prt") and child not in called
        for child in verb.children
    )


def _called(verb: Token) -> list[Token]:
    """Who is telephoned where the parser takes his name for what somebody is called: "she *called Omar
    Roe*"."""
    if slots.is_passive(verb) or not slots.children(verb, "nsubj") or slots.children(verb, "dobj"):
        return []
    return [each for each in slots.children(verb, "oprd") if each.pos_ == "PROPN"]


def _appeals(verb: Token) -> bool:
    """ "called on him to go", "called upon him for help", not "called on him in Oslo"."""
    after = [each for each in verb.subtree if each.i > verb.i]
    return any(each.tag_ == "TO" or each.lower_ == "for" for each in after)


def _is_body(reading: Reading, parties: Parties) -> bool:
    """Whether it is a body that meets: "the Security Council met on Monday"."""
    return any(reading.actors[key].type == "Organization" for _, key in parties)


def _phoned(token: Token, kind: MeetingKind) -> MeetingKind:
    """A talk is a call when its words say that it was by telephone: "spoke by *phone*", "in a *call*"."""
    if kind not in ("talks", "meeting", "briefing"):
        return kind
    told = slots.preposition(token, "by", "on", "over", "in", "during", "via")
    for thing in slots.children(token, "dobj"):  # "exchanged views with her *over the phone*"
        told += slots.preposition(thing, "by", "over", "via")
    return "call" if any(each.lower_ in words("encounter")["lines"] for each in told) else kind
