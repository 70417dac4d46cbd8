"""When an act was done: only a date that the grammar ties to the very word that tells the act.

A date in what is demanded or promised says when that shall be, not when it was demanded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.dates import Dated
from kg.extract.slots import root_of
from kg.model import Act
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

PREDICATIVE = frozenset({"acomp", "attr", "oprd"})


def with_date(act: Act, reading: Reading, found: Sequence[Dated]) -> Act:
    """The act with its date, if one of those `found` in the article hangs on its word."""
    token = root_of(reading.doc, act.trigger)
    verb = token.head if token.dep_ in PREDICATIVE else token
    if act.modality != "asserted" or _looks_ahead(verb):
        return act
    mine = [dated for dated in found if _when(dated.span.root, verb)]
    if verb.lemma_ == "invite":  # "invited them back in *September*"
        mine = [dated for dated in mine if dated.date.precision in ("day", "week")]
    return replace(act, date=mine[0].date) if len(mine) == 1 else act


def _when(date: Token, verb: Token) -> bool:
    """Whether a date hangs on a verb or noun, by itself or by a preposition of time."""
    if date.dep_ == "pobj" and date.head.lower_ in ("on", "in", "during", "at"):
        date = date.head
    return date.head == verb and date.dep_ in ("npadvmod", "prep", "advmod", "tmod", "nmod")


def _looks_ahead(verb: Token) -> bool:
    """Whether a verb tells what is still to be done: "will send", "to send"."""
    return any(each.dep_ in ("aux", "auxpass") and each.tag_ in ("MD", "TO") for each in verb.children)
