"""Whose words an act stands in: the statements around it, and who they make answerable for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.cues import SAID, is_cue
from kg.extract.slots import actors, doers, governors, opens_with, preposition, upwards
from kg.lexicon import words
from kg.model import ActorKey, Statement
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

FIRST_PERSON = frozenset({"i", "we", "me", "us", "our", "my", "ours", "mine", "ourselves", "myself"})

PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})

KNOWN = frozenset({"acl", "relcl", "amod", "compound", "poss", "pobj", "nmod", "appos"})


@dataclass(frozen=True, slots=True)
class Speech:
    """The statements of an article, to be asked who speaks at a character."""

    stretches: tuple[tuple[int, int, Statement], ...]  # begin, end of a stretch of words, sorted
    heard: dict[int, list[Statement]] = field(default_factory=dict)  # what `at` has found before

    def at(self, offset: int) -> list[Statement]:
        """The statements whose words cover the character, innermost first."""
        if offset not in self.heard:
            begun = self.stretches[: bisect_left(self.stretches, (offset + 1,))]
            over = [row for row in begun if offset < row[1]]
            over.sort(key=lambda row: (row[1] - row[0], row[0]))
            self.heard[offset] = [said for _, _, said in over]
        return self.heard[offset]


def speech(statements: Iterable[Statement]) -> Speech:
    """The stretches of an article that somebody says."""
    rows = [
        (span.begin, span.end, said) for said in statements for span in said.content_spans if said.speaker
    ]
    return Speech(tuple(sorted(rows, key=lambda row: (row[0], row[1], row[2].trigger))))


def is_first_person(token: Token) -> bool:
    """Whether a token stands for who speaks."""
    return token.lower_ in FIRST_PERSON and token.text != "US"


def is_plural_first_person(token: Token) -> bool:
    """Whether a token stands for who speaks and his side."""
    return token.lower_ in PLURAL and token.text != "US"


def with_side(reading: Reading, speakers: tuple[ActorKey, ...]) -> tuple[ActorKey, ...]:
    """Speakers with the state or organisation that they speak for: a minister's "we" is his country too."""
    sides = [reading.actors[key].affiliation for key in speakers if key in reading.actors]
    return tuple(dict.fromkeys((*speakers, *(key for key in sides if key in reading.actors and key))))


def is_claimed(token: Token) -> bool:
    """Whether the clause itself claims the act; "the sanctions imposed by X" only takes it as known."""
    for each in upwards(token):
        if each.dep_ in ("acl", "relcl") and opens_with(each, "that"):
            return True  # "a message that it disagreed"
        if each.dep_ in KNOWN:
            return False
        if each.dep_ in ("ccomp", "ROOT", "parataxis"):
            return True
    return True


def accusers(reading: Reading, token: Token, actor: tuple[ActorKey, ...]) -> tuple[ActorKey, ...]:
    """Whose claim an act is that somebody is accused, or praised, of: "X accused Y of *rejecting* it"."""
    below = token
    if (
        token.dep_ == "relcl" and token.doc[token.left_edge.i - 1].text == ","
    ):  # "of arming Y, which Y denied"
        return ()
    for verb in governors(token):
        if verb.lemma_ in words("grammar")["accusing"] and verb.pos_ == "VERB" and below.dep_ == "prep":
            found = actors(reading, doers(verb))
            return found if not set(found) & set(actor) else ()
        if verb.dep_ in ("ccomp", "relcl"):
            return ()
        below = verb
    return ()


def reporters(reading: Reading, token: Token, actor: tuple[ActorKey, ...]) -> tuple[ActorKey, ...]:
    """Who reports an act in a clause that is no statement of his own: "Peru has signed it, *Chile* said",
    "according to *Chile*, Peru has signed it"."""
    below: Token | None = None
    for above in upwards(token):
        sources = [
            noun for each in above.children if each.lower_ == "according" for noun in preposition(each, "to")
        ]
        if below is not None and below.dep_ == "ccomp" and is_cue(above, *SAID):
            sources += doers(above)
        if found := actors(reading, sources):
            return found if not set(found) & set(actor) else ()
        below = above
    return ()


def attributed(around: list[Statement], actor: tuple[ActorKey, ...]) -> tuple[ActorKey, ...]:
    """Who says that the act took place: the innermost speaker, unless he is its actor or the article."""
    for said in around:
        if not set(said.speaker) & set(actor):
            return said.speaker
        return ()
    return ()
