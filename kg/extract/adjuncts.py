"""Which event a time or a place belongs to: how far up the tree its words hang from the words of the event."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.status import VERBAL

INNER = frozenset({"xcomp", "aux", "auxpass", "pcomp"})  # verbs that share the clause of the one above
APART = frozenset({"ccomp", "relcl", "advcl", "acl"})  # clauses with a time and place of their own


def steps(event: Token, adjunct: Token) -> int | None:
    """Steps from the head of a time or place up to its event; None when it is another's.

    It belongs to the verbs and nouns on its way up to the verb of its clause, that included, and an event noun
    shares the adjuncts of the verb that carries it ("held talks on Tuesday").
    """
    carriers = _carriers(event)
    for count, token in enumerate(_way_up(adjunct)):
        if token.i == event.i:
            return count
        if token.i in carriers:
            return count + 10 + carriers[token.i]
    return None


def _way_up(token: Token) -> Iterator[Token]:
    """The token and those above it, up to the verb of the clause, that included."""
    yield token
    while token.head.i != token.i:
        if token.pos_ in VERBAL and token.dep_ not in INNER:
            return
        token = token.head
        yield token


def _carriers(event: Token) -> dict[int, int]:
    """The tokens above an event, up to the verb of its clause, whose adjuncts are its own: token to steps."""
    carriers: dict[int, int] = {}
    token = event
    while token.head.i != token.i and token.dep_ not in APART:
        if token.pos_ in VERBAL and token.dep_ not in INNER and carriers:
            break
        token = token.head
        carriers[token.i] = len(carriers) + 1
        if token.pos_ in VERBAL and token.dep_ not in INNER:
            break
    return carriers
