"""Encounters told by a noun: "talks between A and B", "A's visit to B", "A held talks with B"."""

from __future__ import annotations

from kg.extract import slots
from kg.extract.encounter import ANSWER, Encounter, Word, governor, phases
from kg.extract.encounters.common import (
    claimed_by,
    is_customary,
    is_weighed,
    left_out,
    lexicon,
    telling_words,
    topic_of,
)
from kg.extract.parties import (
    Parties,
    add,
    are_several,
    behind_topic,
    got_on,
    honoured,
    invitation_to,
    keys_of,
    keys_of_all,
    parties_of_talks,
    parties_of_visit,
    under,
)
from kg.extract.status import VERBAL, Told, negated, status_of, tense
from kg.extract.visits import answered, has_person
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "both", "such"})
POINTING = frozenset({"it", "this", "that", "which"})
LINKING = frozenset({"by", "over", "on", "via"})  # before what one speaks over


def told_by_noun(reading: Reading, noun: Token, entry: Word) -> Encounter | None:
    """The encounter that a noun of the lexicon tells; None where it tells none."""
    if noun.dep_ in ("compound", "nmod", "amod") and noun.head.pos_ in ("NOUN", "PROPN"):
        return None
    if entry.word == "invitation":
        return _answer(reading, noun)
    leads = {child.lower_ for child in noun.lefts}
    if leads & words("encounter")["excluded_leads"] or _names_body(reading, noun) or _is_pretext(noun):
        return None
    if _is_barred(noun) or _is_matter_of_view(noun) or _is_in_title(noun):
        return None
    if entry.plural and noun.tag_ not in slots.PLURALS:
        return None
    if entry.particle and all(each.lower_ != entry.particle for each in slots.preposition(noun, "of")):
        return None
    if entry.lead and noun.lemma_ in words("encounter")["phases"] and slots.preposition(noun, "of"):
        return None  # "another round *of talks*", "of voting"
    carrier = slots.light_verb(noun)
    around = [each for each in (noun, carrier, got_on(noun)) if each]
    partners = {prep.lower_ for each in around for prep in slots.children(each, "prep", "dative")}
    named = leads & set(entry.lead) or partners & set(entry.partner)
    nouns = phases(noun)
    if _is_told_again(nouns[-1]):
        return None
    verb, relation = governor(nouns[-1])
    if verb is not None and relation == "dobj" and (is_weighed(verb) or is_customary(verb)):
        return None
    phoned = _is_line(noun) and verb is not None and _is_spoken(verb)
    shared = entry.partner and (
        _is_shared(carrier)
        or _is_given(noun)
        or phoned
        or has_person(reading, honoured(noun))
        or _is_placed(reading, noun)
        or (relation == "for" and verb is not None and verb.lemma_ == "join")
    )
    if ((entry.lead or entry.partner) and not named and not shared) or _is_unplanned(nouns, verb, relation):
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
    if not parties and noun.pos_ == "PROPN" and noun.lemma_.lower() in words("encounter")["bodies"]:
        return None  # "the Forum on Fishing" is a name
    told = status_of(noun, nouns, verb, relation)
    invitation = invitation_to(nouns, verb, relation) if entry.kind == "visit" else None
    if invitation is not None:
        told = answered(invitation)
    mediator = _by(reading, nouns, verb, relation, "mediating")
    parties.extend(("acl", key) for key in mediator)
    absent = _absent(reading, noun, verb)
    parties[:] = [each for each in parties if each[1] not in absent]
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
        host=_by(reading, nouns, verb, relation, "hosting"),
        mediator=mediator,
        attributed_to=claimed_by(reading, noun),
        topic=topic_of(noun, behind_topic(reading, [noun])),
        excluded=left_out(reading, noun, verb, relation),
        met_apart=absent,
        definite=_definite(nouns),
        order="" if verb is not None and relation == "attr" and _is_the_same(verb) else _order(nouns),
        features=frozenset(features),
    )


def _answer(reading: Reading, invitation: Token) -> Encounter | None:
    """What becomes of the visit to which somebody was invited before: "she accepted *the invitation*"."""
    verb = invitation.head
    if invitation.dep_ not in ("dobj", "nsubjpass") or slots.preposition(invitation, "to", "for"):
        return None
    if any(each.dep_ in ("acl", "relcl") for each in invitation.children):
        return None
    told = answered(invitation)
    if not _definite([invitation]) or verb.pos_ not in VERBAL or told.status == "proposed":
        return None
    parties = Parties()
    passive = slots.is_passive(verb)
    add(
        reading,
        parties,
        "visitor",
        slots.preposition(verb, "by") if passive else slots.surface_subjects(verb),
    )
    told = Told(told.status, 3)
    return Encounter(invitation, "visit", parties.keys(), told, ANSWER, tuple(parties), definite=True)


def _is_told_again(noun: Token) -> bool:
    """Whether a noun only tells which of a series the event before it is: "the talks, *the third round* since
    1990, ended"."""
    if noun.dep_ != "appos" or not _order([noun]):
        return False
    above = [noun.head, *slots.governors(noun.head)]
    return any(each.pos_ == "NOUN" and ("noun", each.lemma_.lower()) in lexicon() for each in above)


def _is_pretext(noun: Token) -> bool:
    """Whether consultations are only what an envoy is called home for: "recalled him *for consultations*"."""
    if noun.lemma_.lower() != "consultation" or noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    return any(each.lemma_ in words("grammar")["calling_back"] for each in list(slots.governors(noun))[1:3])


def _is_in_title(noun: Token) -> bool:
    """Whether talks only tell what post somebody holds: "Chad's *envoy to the talks*, Ana Quill, said", "took
    over the *presidency of the summit*"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        return noun.head.head.lemma_ in words("encounter")["chairs"]
    post = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "for", "at", "in") else noun
    if post.tag_ != "NN" or post.lemma_.lower() not in words("encounter")["posts_at_talks"]:
        return False
    named = any(each.pos_ == "PROPN" for each in slots.children(post, "appos"))
    return named or (post.dep_ == "appos" and post.head.pos_ == "PROPN")


def _is_barred(noun: Token) -> bool:
    """Whether talks are only what is barred: "lifted its *veto* on talks", "*blocked* the start of talks"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun
    lexicon = words("encounter")
    barred = [above]
    if above.pos_ == "VERB" and noun.dep_ == "pobj" and noun.head.lower_ in ("on", "to", "over"):
        barred = slots.children(above, "dobj")
    if any(each.lemma_.lower() in lexicon["barring"] for each in barred):
        return True
    opening = noun.head.lower_ == "of" and above.dep_ == "dobj" and above.head.lemma_ in lexicon["barred_by"]
    return opening and above.lemma_.lower() in lexicon["openings"]


def _is_matter_of_view(noun: Token) -> bool:
    """Whether talks are only what people are for or against, what has no use or chance, or what is lacking:
    "*critics of* talks with the rebels", "*no point in* talks", "*without* talks"."""
    if noun.dep_ != "pobj":
        return False
    above = noun.head.head
    if noun.head.lower_ == "without":
        return True
    if above.pos_ != "NOUN" or noun.head.lower_ not in ("of", "in", "for", "to"):
        return False
    lexicon = words("encounter")
    if above.lemma_.lower() in lexicon["stances"]:
        return True
    little = any(each.lower_ in lexicon["scant"] for each in above.children)
    return above.lemma_.lower() in lexicon["odds"] and (little or negated(above))


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


def _is_placed(reading: Reading, noun: Token) -> bool:
    """Whether a call is to or from a person: "*placed a call to* the chancellor", "granted an audience to
    him", not "a call to arms"."""
    carrier = noun.head
    if noun.lower_ not in ("call", "audience") or noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    if carrier.lemma_ not in words("encounter")["dialling"]:
        return False
    around = (noun, carrier)
    if carrier.lemma_ == "make" and any(slots.is_infinitive(each) for one in around for each in one.children):
        return False  # "made a call to him to leave"
    return has_person(reading, [head for each in around for head in slots.preposition(each, "to", "from")])


def _is_spoken(verb: Token) -> bool:
    """Whether somebody is spoken to: "*told* him by telephone", "the two *agreed* over the phone"."""
    lists = words("encounter")
    return verb.lemma_ in lists["addressing"] or (
        verb.lemma_ in lists["agreeing"] and are_several(slots.surface_subjects(verb))
    )


def _is_unplanned(nouns: list[Token], verb: Token | None, relation: str) -> bool:
    """ "There are *no plans* for a meeting", "*no* meeting is *scheduled*", "*no* talks were *held*"; not "no
    talks will be held"."""
    if any(each.lemma_ in words("encounter")["intents"] and negated(each) for each in nouns[1:]):
        return True
    if verb is None or not slots.is_passive(verb):
        return False
    none = negated(nouns[0]) or negated(nouns[-1])
    if none and verb.lemma_ in words("status")["coming_about"]:
        return tense(verb) == "past"
    return verb.lemma_ in words("status")["arranging"] and (
        none or (relation == "nsubjpass" and negated(verb))
    )


def _names_body(reading: Reading, noun: Token) -> bool:
    """Whether the noun is part of the name of a standing body: "General Assembly", "National Congress"."""
    return (
        noun.pos_ == "PROPN"
        and noun.lemma_.lower() not in ("summit", "meeting", "talk")
        and any(reading.actors[key].type == "Organization" for key in reading.actors_at(noun))
    )


def _by(
    reading: Reading, nouns: list[Token], verb: Token | None, relation: str, listed: str
) -> tuple[ActorKey, ...]:
    """The actors that a participle at a noun, or its verb, says to host or mediate it, or under whose
    chairmanship or mediation it is."""
    heads: list[Token] = []
    for noun in nouns:
        for clause in slots.children(noun, "acl", "relcl"):
            if clause.lemma_ in words("encounter")[listed]:
                heads.extend(slots.preposition(clause, "by"))
        for participle in slots.children(noun, "amod"):  # "*U.N.*-mediated talks"
            if participle.lemma_ in words("encounter")[listed]:
                heads.extend(slots.children(participle, "npadvmod"))
    if verb is not None and verb.lemma_ in words("encounter")[listed]:
        if not slots.is_passive(verb):
            heads.extend(slots.surface_subjects(verb))
        elif relation == "nsubjpass":  # "the talks were mediated *by Chad*"
            heads.extend(slots.preposition(verb, "by"))
    carrier = [verb] if verb is not None and relation in ("nsubj", "nsubjpass", "dobj") else []
    heads.extend(under(reading, [*nouns, *carrier], listed))
    return keys_of_all(reading, heads)


def _absent(reading: Reading, noun: Token, verb: Token | None) -> tuple[ActorKey, ...]:
    """Who is not there: "was *absent* from the summit", "was not *represented* at it", "none of them
    *attended* it"."""
    if verb is None or noun.dep_ not in ("pobj", "dobj"):
        return ()
    missed = negated(verb) and tense(verb) != "future"
    stayed_away = missed and noun.dep_ == "dobj" and verb.lemma_ == "attend"
    stayed_away |= missed and noun.head.head == verb and verb.lemma_ in ("participate", "take")
    unrepresented = verb.lemma_ == "represent" and noun.head.head == verb and negated(verb)
    if noun.head.head.lower_ != "absent" and not unrepresented and not stayed_away:
        return ()
    heads = [each for one in slots.surface_subjects(verb) for each in slots.coordinated(one)]
    return tuple(key for head in heads for key in keys_of(reading, head))


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


def _is_the_same(verb: Token) -> bool:
    """Whether what an encounter is said to be is one told before: "*it* was their first meeting since May",
    "the *visit* was his third trip"."""
    return any(
        each.lower_ in POINTING or each.lemma_.lower() in telling_words()
        for each in slots.children(verb, "nsubj")
    )
