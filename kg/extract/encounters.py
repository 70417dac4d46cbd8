"""Mentions of encounters: who meets whom in the words of one sentence.

A noun is mutual ("talks between A and B", "A's visit to B", "A held talks with B", "US-Iranian talks"), a
verb takes its subject and the other side ("A met B", "A and B conferred"). `merging` makes one meeting of
the mentions of the same event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from kg.extract import slots
from kg.extract.dates import Dated, date_of
from kg.extract.encounter import (
    ANSWER,
    LEADING,
    PARTNERS,
    Encounter,
    Word,
    governor,
    is_beside,
    keys_in,
    phases,
)
from kg.extract.lasting import first_to_last
from kg.extract.parties import (
    Parties,
    add,
    attending,
    behind_topic,
    company,
    got_on,
    guests_of,
    honoured,
    hosts_of,
    invitation_to,
    inviters_of,
    is_bare,
    is_invited,
    keys_of,
    keys_of_all,
    names_press,
    parties_of_talks,
    parties_of_visit,
    under,
)
from kg.extract.places import MOVING, Named, place_of, places
from kg.extract.status import VERBAL, Told, auxiliaries, judgement, negated, status_of, tense, verb_of
from kg.extract.visits import (
    answered,
    as_guest,
    awaited,
    coming_back,
    expecting,
    goals_of,
    going_on,
    has_person,
    hither,
    inviting,
    sending,
    visiting,
)
from kg.lexicon import entries, words
from kg.model import ActorKey, MeetingKind, Span
from kg.nlp.headings import is_heading
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "both", "such"})
POINTING = frozenset({"it", "this", "that", "which"})
LONG_TOPIC = 16  # words
FUTURE = frozenset({"will", "'ll"})
LINKING = frozenset({"by", "over", "on", "via"})  # before what one speaks over
# what stands with a "be" that says where somebody is, and no more
SOMEWHERE = frozenset({"nsubj", "aux", "prep", "advmod", "npadvmod", "punct", "mark", "cc", "conj", "advcl"})


def encounters(reading: Reading, found: tuple[Dated, ...]) -> Iterator[Encounter]:
    """Every mention of an encounter, in the order of the text; some name no participant."""
    named = places(reading)
    told: list[Encounter] = []
    for token in reading.doc.among(_words()):
        for entry in _entries(token):
            mention = _noun(reading, token, entry) if entry.pos == "noun" else _verb(reading, token, entry)
            if mention is not None and not _is_denied(token):
                told.extend(_in_turn(reading, mention, found, named))
                break
    for mention in told:
        yield going_on(_beside(mention, told), told)


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
    pos = "noun" if _is_noun(token) else "verb" if token.pos_ in VERBAL or _is_due(token) else ""
    if not pos:
        return ()
    listed = _lexicon().get((pos, token.lemma_.lower())) or _lexicon().get((pos, token.lower_), ())
    if not listed or (pos == "verb" and not _tells(token) and not _is_due(token)):
        return ()
    return listed


def _is_due(token: Token) -> bool:
    """Whether an adjective says of a guest that he is awaited: "Quill, *due* in Rome on Friday"."""
    return token.lower_ == "due" and token.dep_ == "amod" and token.i > token.head.i


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
    if due is not None and slots.children(due, "xcomp"):
        return False  # "in Rome he is due to meet her"
    return token.pos_ in VERBAL and all(child.dep_ in SOMEWHERE or child is due for child in token.children)


def _due(verb: Token) -> Token | None:
    """The adjective of "is due in Rome"."""
    return next((child for child in slots.children(verb, "acomp") if child.lower_ == "due"), None)


def _is_denied(event: Token) -> bool:
    """Whether it is told not to have taken place: "denied *meeting* him", "denied that they held *talks*",
    "denied a report that they had *met*", "left without *meeting* him"."""
    verb = verb_of(event)
    if verb is None or (verb.dep_ == "pcomp" and not _keeps_from(verb)):
        return verb is not None and verb.head.lower_ == "without"
    if _is_hearsay_denied(event) or verb.dep_ == "pcomp":
        return True
    hearsay = verb.head.lemma_ in words("encounter")["hearsay"]
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words("status")["arranging"]:
        arranged = verb.head  # "does not *plan* to meet him", "was not *due* to meet him"
        if negated(arranged) or (arranged.dep_ == "acomp" and negated(arranged.head)):
            return True
    if verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in words("encounter")["inducing"]:
        induced = verb.head  # "failed to *get* them to meet", "has not *persuaded* him to meet her"
        tried = induced.head if induced.dep_ == "xcomp" else induced
        if negated(induced) or negated(tried) or tried.lemma_ == "fail":
            return True
    above = verb.head if verb.dep_ in ("ccomp", "xcomp", "acl") or (hearsay and _is_that(verb)) else None
    if above is not None and above.dep_ == "dobj" and hearsay:
        above = above.head
        if above.dep_ == "advcl" and any(each.lower_ == "as" for each in above.children):
            above = above.head  # "*dismissed* as false a report"
    return above is not None and above.lemma_ in words("encounter")["denying"] and not negated(above)


def _keeps_from(verb: Token) -> bool:
    """Whether somebody is kept from meeting at all: "bars it *from holding* talks", not "barred from
    attending"."""
    if verb.lemma_ in words("status")["taking_part"] | words("encounter")["joining"]:
        return False
    return verb.dep_ == "pcomp" and verb.head.lower_ == "from" and _kept_from(verb) is not None


def _is_hearsay_denied(event: Token) -> bool:
    """ "denied *reports of* a meeting", "*rumours of* a meeting are false"."""
    report = event.head.head
    lexicon = words("encounter")
    if (
        event.dep_ != "pobj"
        or event.head.lower_ not in ("of", "about")
        or report.lemma_ not in lexicon["hearsay"]
    ):
        return False
    verb = report.head
    if verb.pos_ not in VERBAL or negated(verb):
        return False
    if report.dep_ == "nsubj" and verb.lemma_ == "be":
        judged = slots.children(verb, "acomp", "attr")
        return any(each.lemma_.lower() in lexicon["untrue"] for each in judged)
    return report.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in lexicon["denying"]


def _is_that(clause: Token) -> bool:
    """Whether a clause tells what a report says: "that they had met"."""
    return clause.dep_ == "relcl" and slots.opens_with(clause, "that")


# Nouns


def _noun(reading: Reading, noun: Token, entry: Word) -> Encounter | None:
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
    if verb is not None and relation == "dobj" and (_is_weighed(verb) or _is_customary(verb)):
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
        attributed_to=_claimed_by(reading, noun),
        topic=_topic(noun, behind_topic(reading, [noun])),
        excluded=_excluded(reading, noun, verb, relation),
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
    return any(each.pos_ == "NOUN" and ("noun", each.lemma_.lower()) in _lexicon() for each in above)


def _is_pretext(noun: Token) -> bool:
    """Whether consultations are only what an envoy is called home for: "recalled him *for consultations*"."""
    if noun.lemma_.lower() != "consultation" or noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    return any(each.lemma_ in words("grammar")["calling_back"] for each in list(slots.governors(noun))[1:3])


def _is_in_title(noun: Token) -> bool:
    """Whether talks only tell what post somebody holds: "Chad's *envoy to the talks*, Ana Quill, said", "took
    over the *presidency of the summit*"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        return noun.head.head.lemma_ in ("presidency", "chairmanship", "leadership")
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
        verb.lemma_ in lists["agreeing"] and _plural(slots.surface_subjects(verb))
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


def _claimed_by(reading: Reading, event: Token) -> tuple[ActorKey, ...]:
    """Who alone says that it took place: "he claimed that they had met"."""
    for above in slots.governors(event):
        if above.pos_ in VERBAL and above.lemma_ in words("encounter")["claiming"]:
            return tuple(
                dict.fromkeys(key for head in slots.surface_subjects(above) for key in keys_of(reading, head))
            )
    return ()


def _topic(event: Token, partners: Collection[Token] = ()) -> Span | None:
    """What they talk about: the phrase after "on", "about", "over", or what they discuss, without those
    `partners` whom the parse hangs on it."""
    apart = {each.head for each in partners}
    objects = slots.children(event, "dobj") if event.lemma_ in ("discuss", "negotiate") else []
    on = () if event.pos_ == "VERB" and event.lemma_ not in words("encounter")["talking"] else ("on",)
    for head in (*objects, *slots.preposition(event, *on, "about", "over", "regarding")):
        if head.lemma_ in words("encounter")["margins"] or head.lower_ in words("encounter")["lines"]:
            continue  # "their meeting on the *sidelines* of the forum", "spoke over the *phone*"
        if head.ent_type_ != "DATE" and head.right_edge.i - head.left_edge.i < LONG_TOPIC:
            return slots.subtree_span(event.doc, head, drop=lambda token: token in apart)
    return None


def _excluded(reading: Reading, noun: Token, verb: Token | None, relation: str) -> tuple[ActorKey, ...]:
    """Who is said to be left out: "a meeting that excluded Kiev", "without Ukraine", "except Cuba"."""
    heads: list[Token] = []
    for clause in slots.children(noun, "acl", "relcl"):
        if clause.lemma_ in words("encounter")["leaving_out"]:
            heads.extend(slots.children(clause, "dobj"))
        if clause.dep_ == "relcl" and any(
            each.lower_ == "which" and _leaves_out(clause, relating)
            for relating in ("to", "in", "from")
            for each in slots.preposition(clause, relating)
        ):
            heads.extend(slots.children(clause, "nsubjpass"))  # "a summit *to which* Chad was not invited"
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


def _is_the_same(verb: Token) -> bool:
    """Whether what an encounter is said to be is one told before: "*it* was their first meeting since May",
    "the *visit* was his third trip"."""
    return any(
        each.lower_ in POINTING or each.lemma_.lower() in _words() for each in slots.children(verb, "nsubj")
    )


# Verbs


def _verb(reading: Reading, verb: Token, entry: Word) -> Encounter | None:
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
    if entry.word in ("host", "call") and any(each.lemma_ in _words() for each in subjects):
        return None  # "a dinner hosted by the king", "a summit called by her": the noun tells of it
    if entry.kind == "visit":
        invited = is_invited(verb)
        if invited:
            subjects = guests_of(verb.head)
        due = _due(verb)
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
    if not met and not (alone and (first >= 2 or _plural(subjects) or body)):
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
        excluded=_excluded(reading, verb, verb, "self"),
        attributed_to=_claimed_by(reading, verb),
        topic=_topic(verb),
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
    if _is_weighed(verb) or _is_customary(verb):
        return True
    if "have" in forms and forms & {"should", "could", "would"}:
        weighed = any(each.dep_ == "advcl" and _opens_with_if(each) for each in verb.children)
        return "would" not in forms or weighed
    subject = slots.child(verb, "nsubj")
    return verb.dep_ in ("advcl", "ccomp") and any(
        each.lower_ == "had" and subject is not None and each.i < subject.left_edge.i for each in helpers
    )


def _is_weighed(verb: Token) -> bool:
    """Whether somebody only says that it had better not be, or what would have been: "*should not* meet him",
    "*if* he *had* met him, the war *would have* ended"."""
    forms = {each.lower_ for each in auxiliaries(verb)}
    if forms & {"should", "must"} and negated(verb):
        return True
    if "had" not in forms or verb.dep_ != "advcl" or not _opens_with_if(verb):
        return False
    above = {each.lower_ for each in auxiliaries(verb.head)}
    return "have" in above and not above.isdisjoint(words("status")["possible_modals"])


def _is_customary(verb: Token) -> bool:
    """Whether the present tense tells what is or is not done as a rule: "*often* meets envoys", "*rarely*
    visit"."""
    judged = judgement(verb)
    if judged is not None and judged.head.tag_ in ("VBZ", "VBP"):
        return judged.lemma_ in words("encounter")["unruly"]  # "it is *rare* for them to meet"
    if verb.tag_ not in ("VBZ", "VBP") or auxiliaries(verb):
        return False
    customary = words("encounter")["as_a_rule"]
    return any(each.lower_ in customary for each in slots.children(verb, "advmod"))


def _opens_with_if(clause: Token) -> bool:
    """Whether a clause tells on what something hangs: "*if* the rains had stopped"."""
    return any(each.dep_ == "mark" and each.lower_ in ("if", "unless", "had") for each in clause.children)


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


def _plural(subjects: list[Token]) -> bool:
    return len(subjects) > 1 or any(
        subject.tag_ in slots.PLURALS or subject.lower_ == "they" for subject in subjects
    )


def _phoned(token: Token, kind: MeetingKind) -> MeetingKind:
    """A talk is a call when its words say that it was by telephone: "spoke by *phone*", "in a *call*"."""
    if kind not in ("talks", "meeting", "briefing"):
        return kind
    told = slots.preposition(token, "by", "on", "over", "in", "during", "via")
    for thing in slots.children(token, "dobj"):  # "exchanged views with her *over the phone*"
        told += slots.preposition(thing, "by", "over", "via")
    return "call" if any(each.lower_ in words("encounter")["lines"] for each in told) else kind


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
    yield _placed(reading, replace(mention, met_apart=keys_in(next_met)), earlier, nearer)
    rest = tuple(each for each in mention.named if each not in first_met)
    yield replace(_of(mention, (*rest, *next_met)), met_apart=keys_in(first_met), date=when, place=where)


def _of(mention: Encounter, named: tuple[tuple[str, ActorKey], ...]) -> Encounter:
    """The mention with these parties."""
    return replace(mention, named=named, participants=keys_in(named))


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
        astray = token.dep_ == "pobj" and token.ent_type_ == "PERSON" and token.head.lower_ in ("on", "in")
        met = mention.kind == "visit" or bool(set(keys_of(reading, token)) & set(mention.participants))
        if not (listed or ((torn or again or astray) and not met)):
            continue
        before = event.doc[token.left_edge.i - 3 : token.left_edge.i]
        before = event.doc[token.head.i : token.i] if astray else before
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
    if told.rule == ANSWER:
        return told
    parties = frozenset(told.participants)
    return replace(
        told,
        place=place_of(
            reading, told.trigger, named, parties=parties if told.kind != "visit" else frozenset()
        ),
        date=first_to_last(told.trigger, date_of(told.trigger, found), found),
        heading=is_heading(told.trigger.sent),
    )


def _beside(mention: Encounter, told: list[Encounter]) -> Encounter:
    """A talk at or beside a larger event shares its place and date: "met on the sidelines of a summit in
    Rome"."""
    if mention.place is not None and mention.date is not None:
        return mention
    for other in told:
        if other.trigger.sent != mention.trigger.sent:
            continue
        if is_beside(mention.trigger, other.trigger) or _opens_at(other, mention.trigger):
            return replace(mention, place=mention.place or other.place, date=mention.date or other.date)
    return mention


def _opens_at(larger: Encounter, event: Token) -> bool:
    """Whether a sentence begins with the summit at which the event is: "*At the summit in Rome*, she met
    him"."""
    noun = larger.trigger
    opens = noun.dep_ == "pobj" and noun.head.lower_ in ("at", "during") and noun.head.i == noun.sent.start
    return opens and larger.kind == "summit" and verb_of(event) is noun.head.head
