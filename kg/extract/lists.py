"""Acts told as items of a list: "They made demands. These include X and Y", "its terms, which include X",
"set out five demands, including X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.predicates import Predicate, frames
from kg.extract.slots import (
    OBJECTS,
    RELATIVES,
    actors,
    child,
    children,
    clause_span,
    coordinated,
    nominal_doers,
    subtree_span,
    surface_subjects,
)
from kg.lexicon import words
from kg.model import Act, Span
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

LISTED = ("Demand", "Concession")  # of others, "the deal includes X" tells no act of its own
SURE = 0.6  # what a list makes of an act's strength: whoever lists demands means it


def listed(reading: Reading, found: Iterable[tuple[Act, Predicate]]) -> Iterator[tuple[Act, Predicate]]:
    """An act for every item that a sentence lists under an act's noun, with that act's actor and target."""
    told, listing = list(found), words("grammar")["listing"]
    for verb in reading.doc.among(listing):
        if verb.lemma_ not in listing or verb.pos_ != "VERB":
            continue
        subject = child(verb, "nsubj") or _whole(verb)
        if subject is None or (base := _base(reading, subject, verb, told)) is None:
            continue
        act, predicate = base
        if act.type not in LISTED:
            continue
        for item in _items(verb):
            span = _span(reading, item)
            if act.content_span == span:
                continue
            mark = Span(item.idx, item.idx + len(item))
            yield (
                replace(
                    act,
                    trigger=mark,
                    evidence=(Span(min(verb.idx, span.begin), span.end),),
                    rule=f"{act.type.lower()}:listed:list:doer",
                    content=reading.words(span),
                    content_span=span,
                    confidence=max(act.confidence, SURE),
                ),
                predicate,
            )


def is_listed(act: Act) -> bool:
    """Whether an act is an item of a list: then the list's own act vouches for its slots."""
    return act.rule.split(":")[1] == "listed"


def _base(
    reading: Reading, subject: Token, verb: Token, told: list[tuple[Act, Predicate]]
) -> tuple[Act, Predicate] | None:
    """The act whose parts are listed: the one told by the noun that the list's subject is or stands for."""
    noun: Token | None = subject
    if subject.lower_ in RELATIVES:
        noun = verb.head if verb.dep_ == "relcl" else None
    elif subject.tag_ in ("DT", "PRP"):
        noun = _noun_before(subject)
    if noun is None or not _is_act(noun):
        return None
    over = [row for row in told if _tells(row[0], noun)]
    return max(over, key=lambda row: row[0].confidence, default=None) or _by_noun(reading, noun)


def _by_noun(reading: Reading, noun: Token) -> tuple[Act, Predicate] | None:
    """The act that a noun alone tells of: "Iranian *demands*", "outlined its *terms*"."""
    found = actors(reading, nominal_doers(noun)) or actors(reading, surface_subjects(noun.head))
    if not found:
        return None
    phrase, type_, frame = max(
        frames()["noun", noun.lemma_.lower()], key=lambda row: (len(row[0]) == 1, row[2].strength)
    )
    mark = Span(noun.idx, noun.idx + len(noun))
    act = Act(
        trigger=mark,
        evidence=(mark,),
        rule="",
        confidence=0.0,
        type=type_,
        actor=found,
        content=noun.text,
        content_span=mark,
    )
    return act, Predicate(type_, frame, noun, (noun,), " ".join(phrase))


def _tells(act: Act, noun: Token) -> bool:
    types = {type_ for _, type_, _ in frames().get(("noun", noun.lemma_.lower()), ())}
    span = act.content_span
    return act.type in types and (
        act.trigger.begin == noun.idx or (span is not None and span.begin <= noun.idx < span.end)
    )


def _noun_before(pronoun: Token) -> Token | None:
    """The last plural noun of an act in the sentence before."""
    start = pronoun.sent.start
    if start == 0:
        return None
    before = [each for each in pronoun.doc[start - 1].sent if each.tag_ == "NNS" and _is_act(each)]
    return before[-1] if before else None


def _is_act(noun: Token) -> bool:
    return ("noun", noun.lemma_.lower()) in frames()


def _whole(including: Token) -> Token | None:
    """Of what several a preposition gives one: "five *demands*, including a truce"."""
    noun = including.head
    if including.dep_ != "prep" or noun.dep_ != "dobj" or noun.lemma_ not in words("things")["requirements"]:
        return None
    return noun if noun.head.lemma_ in words("grammar")["putting_forth"] else None


def _items(verb: Token) -> list[Token]:
    heads = children(verb, *OBJECTS, "xcomp", "ccomp", "pobj")
    return [each for head in heads[:1] for each in coordinated(head)]


def _span(reading: Reading, item: Token) -> Span:
    def follows(each: Token) -> bool:
        return each.dep_ in ("cc", "conj") or (each.dep_ == "punct" and each.i > item.i)

    of = clause_span if item.pos_ == "VERB" else subtree_span
    return of(reading.doc, item, follows)
