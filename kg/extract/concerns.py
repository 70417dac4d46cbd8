"""The issue that words tell: a theme, made particular by the party that stands where the theme has it.

"Sanctions *on* Chad", "the embargo *against* Chad" and "the *Chad* embargo" are "sanctions on Chad". Peru's
sanctions are not "sanctions on Peru", nor are Peruvian troops in Chad a "deployment of troops in Peru".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.extract.slots import aimed_at, nominal_doers
from kg.gazetteer import gazetteer
from kg.issues import PARTY, Issue, themes
from kg.lexicon import words
from kg.model import Actor, Span
from kg.nlp.reading import Reading
from kg.nlp.tree import Span as Words
from kg.nlp.tree import Token

LEADING: Final[Mapping[str, frozenset[str]]] = {
    "in": frozenset({"in", "within", "inside", "across"}),
    "on": frozenset({"on", "against", "upon"}),
    "from": frozenset({"from"}),
    "to": frozenset({"to", "for"}),
    "for": frozenset({"for", "on", "against", "to"}),
    "with": frozenset({"with", "between"}),
}
"""By the preposition that an issue's name has before its party: what may stand before it in the text."""

LOCAL: Final = frozenset({"in", "from"})
BESIDE: Final = frozenset({"amod", "compound", "nmod", "poss"})


def issue_of(reading: Reading, span: Span) -> str | None:
    """The id of the theme that a stretch of words tells, or its name for the party that they name."""
    inside = reading.doc.char_span(span.begin, span.end)
    if inside is None:
        return None
    found = themes([token.lower_ for token in inside if not token.is_punct and not token.is_space])
    if not found:
        return None
    parties = sorted(_parties(reading, inside, found[0]), key=lambda party: party[0] != "State")
    return (found[0].of(parties[0][1]) if parties else None) or found[0].id


def _parties(reading: Reading, inside: Words, issue: Issue) -> Iterator[tuple[str, str]]:
    """The types and labels of those whom the issue may concern, as the words name them."""
    if issue.of_party is None:
        return
    leading = issue.of_party.partition(f" {PARTY}")[0].rpartition(" ")[2]
    imposed = [each for each in inside if each.lemma_ in words("grammar")["aimed"]]
    imposing = {doer.i for each in imposed for doer in nominal_doers(each)}
    hit = {each.i for noun in imposed for each in aimed_at(noun)}
    for token in inside:
        there = () if token.i in imposing else _there(reading, token, local=leading in LOCAL)
        for actor in there:
            if actor.known in issue.without or actor.type not in ("State", "Organization"):
                continue
            if token.i in hit or _is_led(token, inside, leading):
                yield actor.type, actor.label


def _there(reading: Reading, token: Token, *, local: bool) -> Iterator[Actor]:
    """The actors that a word names, and where the issue is one of a place the state of the place."""
    for key in reading.actors_at(token):
        yield reading.actors[key]
    place = reading.known_place_at(token) if local else None
    state = place.country if place is not None else None
    if state is not None:
        known = gazetteer().entries[state]
        yield Actor(key=state, label=known.label, type=known.type, known=state)


def _is_led(token: Token, inside: Words, leading: str) -> bool:
    """Whether a name stands in the words behind what an issue's name has before its party.

    "Of" and "by" stand for any tie: "Chad's", "Chadian", "Chad should".
    """
    allowed = LEADING.get(leading)
    if allowed is None:
        return True
    beside = token.dep_ in BESIDE
    while token.i != token.head.i and inside[0].i <= token.head.i <= inside[-1].i:
        token = token.head
        if token.pos_ in ("ADP", "SCONJ") and token.lower_ != "of":
            return token.lower_ in allowed
    return beside and leading == "with"
