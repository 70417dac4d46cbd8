"""The issue that words tell: a theme, made particular by the party that stands where the theme has it.

"Sanctions *on* Chad", "the embargo *against* Chad" and "the *Chad* embargo" are "sanctions on Chad". Peru's
sanctions are not "sanctions on Peru", nor are Peruvian troops in Chad a "deployment of troops in Peru".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.slots import ADPOSITIONS, NOUNS, aimed_at, children, nominal_doers
from kg.gazetteer import gazetteer
from kg.issues import PARTY, Issue, telling, themes
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
ASIDE: Final = frozenset({"relcl", "advcl", "acl", "ccomp", "conj"})
"""Where a word opens a clause of its own, to which the names before it do not belong."""
FORMS: Final = frozenset({"talks", "mediation"})
"""Themes that give way to what the talks are for: "talks to end *the war*"."""
BESIDE: Final = frozenset({"amod", "compound", "nmod", "poss"})


def issue_of(reading: Reading, span: Span) -> str | None:
    """The id of the theme that a stretch of words tells, or its name for the party that they name.

    What only tells when or why comes last: "put off the *talks* after the coup" is about talks.
    """
    inside = reading.doc.char_span(span.begin, span.end)
    if inside is None:
        return None
    aside = {
        each for token in inside if token != inside.root and _opens_aside(token) for each in token.subtree
    }
    told = [each for each in inside if each not in aside]
    apart = {each for token in told if _is_apart(token) for each in token.subtree}
    found = _themes([each for each in told if each not in apart])
    if not found or found[0].id in FORMS:
        found = _themes(told)
    if not found:
        return None
    issue = found[0]
    parties = sorted(_parties(reading, inside, aside, issue), key=lambda party: party[0] != "State")
    return (issue.of(parties[0][1]) if parties else None) or issue.id


def _themes(inside: Iterable[Token]) -> tuple[Issue, ...]:
    return themes(_plain(inside))


def _plain(inside: Iterable[Token]) -> list[str]:
    return [token.lower_ for token in inside if not token.is_punct and not token.is_space]


def _opens_aside(token: Token) -> bool:
    """Whether a word opens, or heads the clause that it opens, what tells when or why something else is."""
    if token.dep_ == "prep":
        return token.lower_ in words("grammar")["asides"]
    return token.dep_ == "advcl" and any(
        each.lower_ in words("grammar")["asides"] for each in children(token, "mark", "advmod")
    )


def _is_apart(token: Token) -> bool:
    """Whether a word heads what tells more of another, or what for: "a rally *held* by Chad's rebels", "left
    *to join* the talks"."""
    if token.dep_ in ("relcl", "appos"):
        return True
    return token.dep_ == "advcl" and any(each.tag_ == "TO" for each in children(token, "aux"))


def _parties(reading: Reading, inside: Words, aside: set[Token], issue: Issue) -> Iterator[tuple[str, str]]:
    """The types and labels of those whom the issue may concern, as the words name them, but not `aside`."""
    if issue.of_party is None:
        return
    leading = issue.of_party.partition(f" {PARTY}")[0].rpartition(" ")[2]
    imposed = [each for each in inside if each.lemma_ in words("grammar")["aimed"]]
    imposing = {doer.i for each in imposed for doer in nominal_doers(each)}
    hit = {each.i for noun in imposed for each in aimed_at(noun)}
    named = [
        (token, actor)
        for token in inside
        if token.i not in imposing and token not in aside
        for actor in _there(reading, token, local=leading in LOCAL)
        if _may_concern(issue, actor) and (token.i in hit or _is_led(token, inside, leading))
    ]
    if not named:  # as often as not
        return
    said = telling(issue, _plain(inside))
    tie = _Tie.of([token for token in inside if token.lower_ in said], by=leading == "by")
    for token, actor in named:
        if token.i in hit or tie.holds(token):
            yield actor.type, actor.label


def _may_concern(issue: Issue, actor: Actor) -> bool:
    """Whether an issue can be one of an actor's: of a state's, or of an organisation's that is known."""
    if actor.known in issue.without:
        return False
    body = actor.type == "Organization" and actor.known is not None and not issue.of_state
    return body or actor.type == "State"


@dataclass(frozen=True, slots=True)
class _Tie:
    """How a name is tied to a theme: it hangs on what tells it, or stands behind what that hangs on.

    `told` are the words that tell the theme with the nouns that they describe ("its *NATO* *bid*"), `above`
    what those depend on ("*deploy* peacekeepers in Chad", "the *use* of gas in Chad"), `doers` who is to do
    it where the theme is told by who does it ("*Chad's* refusal to stop enrichment") or is the doer's own.
    """

    told: frozenset[Token]
    above: frozenset[Token]
    doers: frozenset[Token]

    @classmethod
    def of(cls, telling: Sequence[Token], *, by: bool) -> _Tie:
        told = {each for token in telling for each in _described(token)}
        above = {up for token in told for up in _governing(token)}
        doers = {each for token in telling for each in (_doers(token) if by else _pursuers(token))}
        return cls(frozenset(told), frozenset(above), frozenset(doers))

    def holds(self, name: Token) -> bool:
        """Whether a name is tied to the theme: through no clause of its own, and not as who else does it."""
        token = name
        while token not in self.told and token not in self.doers:
            head = token.head
            if head is token or token.dep_ == "agent":
                return False
            if token.dep_ in ASIDE and head not in self.told:
                return False
            if token.dep_ == "nsubj" and head in self.told - self.doers and not self._is_whole(head):
                return False
            if head in self.above and token.dep_ in ADPOSITIONS:
                return True
            token = head
        return True

    def _is_whole(self, verb: Token) -> bool:
        """Whether a verb tells the theme with its object: "*join* NATO", no "recognize *Chad*"."""
        return all(each in self.told for each in children(verb, "dobj"))


def _described(token: Token) -> Iterator[Token]:
    """A word, and the nouns that it goes on: "its *NATO* *bid*"."""
    yield token
    while token.dep_ in BESIDE or (token.dep_ == "conj" and token.pos_ in NOUNS and _shares(token)):
        token = token.head
        yield token


def _shares(noun: Token) -> bool:
    """Whether what goes before the first of several goes for another too: "Chad's unity and *peace*", not
    "Chad's role but a *crisis*"."""
    return not children(noun, "det", "poss")


def _governing(token: Token) -> Iterator[Token]:
    """The verb that a word is the object of, or the noun that it is "of"."""
    if token.dep_ in ("dobj", "nsubjpass"):
        yield token.head
    elif token.dep_ == "pobj" and token.head.lower_ == "of":
        yield token.head.head


def _pursuers(token: Token) -> Iterator[Token]:
    """Who does with what tells the theme what one does with one's own: "*Chad* renounce membership"."""
    if token.dep_ == "dobj" and token.head.lemma_ in words("grammar")["of_ones_own"]:
        yield from children(token.head, "nsubj")


def _doers(token: Token) -> Iterator[Token]:
    """The subjects and owners of all that a word depends on."""
    while True:
        yield from children(token, "nsubj", "poss")
        if token.head is token:
            return
        token = token.head


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

    "Of" and "by" stand for any tie but that of a place: "Chad's", "Chadian", "Chad should". Who owns what
    stands there is not it but for land: "exceptions to *Chad's* rules", though "out of *Chad's* soil".
    """
    allowed = LEADING.get(leading)
    if allowed is None:
        return token.dep_ != "pobj" or token.head.lower_ not in LEADING["in"]
    beside = token.dep_ in BESIDE
    if token.dep_ == "poss" and token.head.lemma_.lower() not in words("grammar")["lands"]:
        return False
    while token.i != token.head.i and inside[0].i <= token.head.i <= inside[-1].i:
        token = token.head
        if token.pos_ in ("ADP", "SCONJ") and token.lower_ != "of":
            return token.lower_ in allowed
    return beside and leading == "with"
