"""Whether it happens: tense, negation and modality of a verb, and the status of an encounter.

An event that the text denies, imagines or plans is never told as done, so every door of `extract` asks here.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from kg.lexicon import words
from kg.model import Modality

Tense = Literal["past", "present", "future"]

VERBAL = frozenset({"VERB", "AUX"})
AUXILIARY = frozenset({"aux", "auxpass"})
COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp"})


def verb_of(token: Token) -> Token | None:
    """The verb of the clause that `token` stands in: itself or the nearest verb above it."""
    while True:
        if token.pos_ in VERBAL and token.dep_ not in AUXILIARY:
            return token
        if token.head is token or token.head.i == token.i:
            return None
        token = token.head


def auxiliaries(verb: Token) -> tuple[Token, ...]:
    """The auxiliaries of a verb; a coordinated verb without its own shares those of the first."""
    own = tuple(child for child in verb.children if child.dep_ in AUXILIARY)
    if own or verb.dep_ != "conj" or _has_subject(verb):
        return own
    return auxiliaries(verb.head) if verb.head.pos_ in VERBAL else own


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def negated(token: Token) -> bool:
    """Whether the token itself is negated: "did not meet", "never met", "no talks", "without talks"."""
    listed = words("status")["negation"]
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ in ("det", "preconj", "advmod") and child.lower_ in listed):
            return True
    if token.pos_ in VERBAL and token.dep_ == "conj" and not _has_subject(token):
        return token.head.pos_ in VERBAL and any(child.dep_ == "neg" for child in token.head.children)
    return token.dep_ == "pobj" and token.head.lower_ == "without"


def tense(token: Token) -> Tense:
    """When the clause around `token` takes place: what decides whether "on Tuesday" was or will be.

    An infinitive or an arranged participle ("is due to meet", "talks set for Monday") looks ahead unless the
    verb above it lies in the past perfect.
    """
    verb = verb_of(token)
    if verb is None:
        return "past"
    helpers = auxiliaries(verb)
    forms = {helper.lower_ for helper in helpers}
    if forms & words("status")["future_modals"] or _going_to(verb):
        return "future"
    if "have" in forms or "has" in forms or "had" in forms or "'ve" in forms:
        return "past"
    if verb.lemma_.lower() in words("status")["arranging"]:
        return "future"
    if forms & words("status")["possible_modals"]:
        return "future"
    if verb.tag_ == "VB" and "to" in forms:
        return _infinitive_tense(verb)
    if verb.tag_ in ("VBD", "VBN") or "was" in forms or "were" in forms:
        return "past"
    if verb.tag_ == "VBG" and not helpers:
        return tense(verb.head) if verb.head.i != verb.i else "present"
    return "present"


def _going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going"


def _infinitive_tense(verb: Token) -> Tense:
    """An infinitive looks ahead, but one of purpose or manner beside a past verb shares its time."""
    above = verb.head
    if above.i == verb.i:
        return "future"
    if (
        verb.dep_ == "advcl"
        and above.tag_ in ("VBD", "VBN")
        and above.lemma_ not in words("status")["arranging"]
    ):
        return "past"
    return "future"


def modality_of(token: Token) -> Modality:
    """Whether the text asserts what the verb or event noun tells, leaves it possible, or denies it.

    Climbs from the token through the verbs that govern it: "denied that it had agreed" is denied, "asked Iran
    to accept", "could accept" and "if it accepts" are possible.
    """
    if negated(token):
        return "denied"
    lists = words("status")
    if token.pos_ in VERBAL:
        forms = {helper.lower_ for helper in auxiliaries(token)}
        if forms & lists["possible_modals"]:
            return "possible"
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ in lists["conditional"]:
                return "possible"
            if child.dep_ == "advmod" and child.lower_ in lists["doubt"]:
                return "possible"
    return _governed(token)


def _governed(token: Token) -> Modality:
    """What the verb above makes of its complement."""
    above = token.head
    if above.i == token.i:
        return "asserted"
    lists = words("status")
    lemma = above.lemma_.lower()
    if token.dep_ == "conj":
        return _governed(above) if not _has_subject(token) else "asserted"
    if token.dep_ == "xcomp" and lemma in lists["denying"]:
        return "asserted" if negated(above) else "denied"
    if token.dep_ == "ccomp" and lemma in ("deny", "refute", "doubt", "dispute"):
        return "asserted" if negated(above) else "denied"
    if token.dep_ in COMPLEMENT and lemma in lists["opening"]:
        return "denied" if negated(above) else "possible"
    if token.dep_ == "acl" and token.tag_ == "VB":
        return "possible"
    return "asserted"
