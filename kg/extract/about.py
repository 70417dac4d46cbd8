"""What a content is about, by the word lists of `things.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.content import related
from kg.extract.harmless import is_harmless
from kg.extract.predicates import Predicate, things
from kg.extract.slots import children, is_infinitive, opens_with
from kg.lexicon import words
from kg.nlp.tree import Token


def clauses(head: Token, relation: str) -> list[Token]:
    """The clauses of a content, each by itself: "that *all is well* and that *Chad must leave*"."""
    return [head, *filter(_is_clause_apart, head.conjuncts)] if relation == "that" else [head]


def _is_clause_apart(clause: Token) -> bool:
    """Whether a clause goes beside another one and is opened anew: "that all is well and *that* he left"."""
    return clause.dep_ == "conj" and opens_with(clause, "that")


def is_about(predicate: Predicate, head: Token, lists: tuple[str, ...]) -> bool:
    """Whether one of the words of the lists stands in the content, the predicate itself apart, nor what is
    told beside it: "pulled out of the talks, *blaming the army*"."""
    wanted = things(lists)
    for each in _own_words(head, predicate):
        if (each.lemma_.lower() in wanted or each.lower_ in wanted) and each not in predicate.parts:
            return True
    return False


def is_done_to(predicate: Predicate, lists: tuple[str, ...]) -> bool:
    """Whether the object itself is a word of the lists: "backed the *coup*", "resorted to *terror*", not
    "backed a ban on *terror*"."""
    wanted = things(lists)
    objects = related(predicate, "object") or [
        each for part in predicate.parts[1:] for each in children(part, "pobj")
    ]
    return any(each.lemma_.lower() in wanted for one in objects for each in (one, *one.conjuncts))


def is_barred(head: Token, lists: tuple[str, ...]) -> bool:
    """Whether a content is headed by a word of the lists, or tells that somebody is so or plans it: "must be
    *happy*", "plans to *lift* it"; a deed that harms nobody is not barred for its verb."""
    if is_harmless(head):
        return False
    barred = things(lists)
    told = (head, *children(head, "acomp")) if head.lemma_ == "be" else (head,)
    if head.lemma_ in words("grammar")["planning"]:
        told = (head, *filter(is_infinitive, children(head, "acl")))
    return any(each.lemma_.lower() in barred for each in told)


def _own_words(head: Token, predicate: Predicate) -> Iterator[Token]:
    """A word with all that hangs on it, clauses and circumstances told beside it apart, nor who does what it
    tells by itself: "the *union* suspended him".

    Nobody threatens with what would do a thing: "warned that *war* would harm the country".
    """
    found = [head]
    at = predicate.token if "self" in predicate.frame.content else None
    if predicate.type == "Threat" and any(each not in predicate.parts for each in children(head, "dobj")):
        at = head
    for word in found:
        yield word
        for each in word.children:
            dep = each.dep_
            if (dep == "nsubj" and word is at) or dep in ("advcl", "relcl", "parataxis"):
                continue
            if not (_is_circumstance(each) or _is_clause_apart(each)):
                found.append(each)


def _is_circumstance(prep: Token) -> bool:
    """Whether a phrase only tells when or how something is done: "left *without a deal*"."""
    return prep.dep_ == "prep" and prep.lower_ in words("grammar")["circumstances"]
