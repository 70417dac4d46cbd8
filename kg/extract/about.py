"""What a content is about, by the word lists of `things.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.content import related
from kg.extract.harmless import is_harmless
from kg.extract.predicates import Predicate, things
from kg.extract.slots import children, is_infinitive, opens_with, preposition
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
    told beside it: "pulled out of the talks, *blaming the army*"; of who calls a thing something, in what he
    calls it: "called the end of the occupation a *blessing*"."""
    wanted = things(lists)
    if head is predicate.token and _is_calling(predicate):
        return any(_says(each, wanted) for one in _verdicts(head) for each in _own_words(one, predicate))
    for each in _own_words(head, predicate):
        if (each.lemma_.lower() in wanted or each.lower_ in wanted) and each not in predicate.parts:
            return True
    return False


def _says(word: Token, wanted: frozenset[str]) -> bool:
    """Whether a word of a verdict is one of some, alone or with what goes before its hyphen: "*non-starter*";
    the end of what says the contrary is none: "*counter-productive*", nor the begin of another word:
    "*right*-wing"."""
    if (before := begun(word)) and f"{before}-{word.lower_}" in wanted:
        return True
    if word.lemma_.lower() not in wanted and word.lower_ not in wanted:
        return False
    doc = word.doc
    begins = word.i + 1 < len(doc) and doc[word.i + 1].text == "-"
    return not (begins or _is_contrary(word))


def _verdicts(verb: Token) -> list[Token]:
    """What somebody calls a thing: "called the raid a *crime*", "described it as *void*"; where the parse
    hangs it on another word, all that is told."""
    if found := children(verb, "oprd") or preposition(verb, "as"):
        return found
    if verb.lemma_ not in words("grammar")["depicting"]:
        return [verb]
    return [each for each in verb.rights if any(word.lower_ == "as" for word in each.subtree)]


def begun(word: Token) -> str:
    """What a word goes on with after a hyphen: "*counter*-productive"."""
    doc = word.doc
    return doc[word.i - 2].lower_ if word.i > 1 and doc[word.i - 1].text == "-" else ""


def _is_contrary(word: Token) -> bool:
    """Whether a word is said to be the contrary of what it means: "*counter*-productive", "*not*
    acceptable", "*far from* helpful"."""
    contrary = words("grammar")["contrary"]
    if before := begun(word):
        return before in contrary
    return word.i > 0 and word.doc[word.i - 1].lower_ in words("grammar")["unsaying"]


def _is_calling(predicate: Predicate) -> bool:
    """Whether somebody calls a thing something: "*described* it as void", "*branded* them traitors"."""
    return predicate.words in words("grammar")["calling"]


def is_done_to(predicate: Predicate, lists: tuple[str, ...]) -> bool:
    """Whether the object itself is a word of the lists: "backed the *coup*", "resorted to *terror*", not
    "backed a ban on *terror*"."""
    wanted = things(lists)
    objects = related(predicate, "object") or [
        each for part in predicate.parts[1:] for each in children(part, "pobj")
    ]
    return any(each.lemma_.lower() in wanted for one in objects for each in (one, *one.conjuncts))


def is_barred(predicate: Predicate, head: Token, lists: tuple[str, ...]) -> bool:
    """Whether a content is headed by a word of the lists, or tells that somebody is so or plans it: "must be
    *happy*", "plans to *lift* it"; a deed that harms nobody is not barred for its verb. What somebody calls
    a thing is barred by any word of it: "called it a *dangerous* step"."""
    if _is_calling(predicate):
        return is_about(predicate, head, lists)
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
