"""Mentions of encounters: who meets whom in the words of one sentence.

A noun is mutual ("talks between A and B", "A's visit to B", "A held talks with B", "US-Iranian talks"), a
verb takes its subject and the other side ("A met B", "A and B conferred"). `merging` makes one meeting of
the mentions of the same event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract import slots
from kg.extract.dates import Dated, date_of
from kg.extract.encounter import ANSWER, PARTNERS, Encounter, Word, is_beside, keys_in
from kg.extract.encounters.common import due_word, kept_from, lexicon, telling_words
from kg.extract.encounters.nouns import told_by_noun
from kg.extract.encounters.verbs import told_by_verb
from kg.extract.factuality import is_refuted, is_said_untrue
from kg.extract.lasting import first_to_last
from kg.extract.parties import keys_of
from kg.extract.places import Named, place_of, places
from kg.extract.status import VERBAL, negated, tense, verb_of
from kg.extract.visits import going_on
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.headings import is_heading
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

# what stands with a "be" that says where somebody is, and no more
SOMEWHERE = frozenset({"nsubj", "aux", "prep", "advmod", "npadvmod", "punct", "mark", "cc", "conj", "advcl"})


def encounters(reading: Reading, found: tuple[Dated, ...]) -> Iterator[Encounter]:
    """Every mention of an encounter, in the order of the text; some name no participant."""
    named = places(reading)
    told: list[Encounter] = []
    for token in reading.doc.among(telling_words()):
        for entry in _entries(token):
            told_by = told_by_noun if entry.pos == "noun" else told_by_verb
            mention = told_by(reading, token, entry)
            if mention is not None and not _is_denied(token):
                told.extend(_in_turn(reading, mention, found, named))
                break
    for mention in told:
        yield going_on(_beside(mention, told), told)


def _entries(token: Token) -> tuple[Word, ...]:
    """What the lexicon says of a token."""
    pos = "noun" if _is_noun(token) else "verb" if token.pos_ in VERBAL or _is_due(token) else ""
    if not pos:
        return ()
    listed = lexicon().get((pos, token.lemma_.lower())) or lexicon().get((pos, token.lower_), ())
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
    due = due_word(token)
    if due is not None and slots.children(due, "xcomp"):
        return False  # "in Rome he is due to meet her"
    return token.pos_ in VERBAL and all(child.dep_ in SOMEWHERE or child is due for child in token.children)


def _is_denied(event: Token) -> bool:
    """Whether it is told not to have taken place: "denied *meeting* him", "denied that they held *talks*",
    "denied a report that they had *met*", "left without *meeting* him", "the absence of *talks*"."""
    if event.head.lower_ == "of" and event.head.head.lemma_.lower() in words("encounter")["lacking"]:
        return True
    verb = verb_of(event)
    if verb is None or (verb.dep_ == "pcomp" and not _keeps_from(verb)):
        return verb is not None and verb.head.lower_ == "without"
    if _is_hearsay_denied(event) or verb.dep_ == "pcomp" or _is_unreal(verb):
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
    claimed = verb.dep_ in ("acl", "relcl", "ccomp") and verb.tag_ != "VB"  # no "suggestion that they *meet*"
    if is_said_untrue(verb) or (claimed and is_refuted(verb.head)):
        return True
    above = verb.head if verb.dep_ in ("ccomp", "xcomp", "acl") or (hearsay and _is_that(verb)) else None
    if above is not None and above.dep_ == "dobj" and hearsay:
        above = above.head
        if above.dep_ == "advcl" and any(each.lower_ == "as" for each in above.children):
            above = above.head  # "*dismissed* as false a report"
    return above is not None and above.lemma_ in words("encounter")["denying"] and not negated(above)


def _is_unreal(verb: Token) -> bool:
    """Whether somebody only came near to meeting, or would have met: "*almost* met", "*pretended* to meet",
    "*had* they met, ", "no *plan* for them to meet"."""
    near = any(each.lower_ in words("factuality")["short_of_it"] for each in slots.children(verb, "advmod"))
    if near or any(map(slots.is_inverted, slots.children(verb, "aux"))):
        return True
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_ == "pretend":
        return True
    if verb.dep_ == "ccomp" and verb.tag_ in ("VBD", "VBN") and tense(verb) == "past":
        asked = (each.lower_ in ("whether", "if") for each in slots.children(verb, "mark"))
        if any(asked):  # "would not say whether they had *met*"
            return True
    planned = above.pos_ == "NOUN" and above.lemma_ in words("status")["planned_nouns"]
    return planned and slots.is_infinitive(verb) and negated(above)


def _keeps_from(verb: Token) -> bool:
    """Whether somebody is kept from meeting at all: "bars it *from holding* talks", not "barred from
    attending"."""
    if verb.lemma_ in words("status")["taking_part"] | words("encounter")["joining"]:
        return False
    return verb.dep_ == "pcomp" and verb.head.lower_ == "from" and kept_from(verb) is not None


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
    if report.dep_ not in ("dobj", "nsubjpass"):
        return is_refuted(report)
    return verb.lemma_ in lexicon["denying"] and not negated(verb)


def _is_that(clause: Token) -> bool:
    """Whether a clause tells what a report says: "that they had met"."""
    return clause.dep_ == "relcl" and slots.opens_with(clause, "that")


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
    as_guest = "rel:guest" in told.features  # "on Monday told the *visiting* envoy" dates no visit
    place = place_of(reading, told.trigger, named, parties=parties if told.kind != "visit" else frozenset())
    date = None if as_guest else first_to_last(told.trigger, date_of(told.trigger, found), found)
    if _is_told_of(told.trigger):  # where and when that is done stands before it
        begin = told.trigger.left_edge.idx
        place = place if place is not None and place.span is not None and place.span.begin >= begin else None
        date = date if date is not None and date.words is not None and date.words.begin >= begin else None
    return replace(told, place=place, date=date, heading=is_heading(told.trigger.sent))


def _is_told_of(event: Token) -> bool:
    """Whether somebody only speaks of an event, there and then: "briefed him in Rome on his *talks*"."""
    link = event.head
    return (
        event.dep_ == "pobj"
        and (
            link.lower_ == "about"
            or (link.lower_ == "on" and event.lemma_ not in words("encounter")["touring"])
        )
        and link.head.lemma_ in words("encounter")["telling_of"]
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
