"""Names that the gazetteer knows, found in a parsed text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.gazetteer import Candidate, Gazetteer, PlaceEntry, form_key, gazetteer
from kg.nlp.tree import Doc

_HEAD = re.compile(r"\w+")
_BROKEN = re.compile(r"(?<=\w)- ([a-z]+)")  # "Ban Ki- moon", as wires break it


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `start` to `end` (exclusive) are words of the gazetteer: what they may stand for."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    places: tuple[PlaceEntry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The forms of a gazetteer by their first word, longest first."""

    gazetteer: Gazetteer
    forms: Mapping[str, tuple[str, ...]]
    folded: Mapping[str, tuple[str, ...]]  # the same by the first word in lower case, surnames left out
    given: frozenset[str]  # given names of known persons, lower case
    family: frozenset[str]  # and their family names


def index(known: Gazetteer) -> Index:
    """The forms of a gazetteer, ready for matching."""
    heads: dict[str, set[str]] = defaultdict(set)
    folded: dict[str, set[str]] = defaultdict(set)
    for form in (*known.forms, *known.place_forms):
        if head := _HEAD.match(form):
            heads[head.group()].add(form)
            if form in known.place_forms or any(c.form != "surname" for c in known.forms[form]):
                folded[head.group().casefold()].add(form)
    persons = [entry for entry in known.entries.values() if entry.type == "Person"]
    return Index(
        gazetteer=known,
        forms=_longest_first(heads),
        folded=_longest_first(folded),
        given=frozenset(name.split()[0].casefold() for e in persons for name in e.names if " " in name),
        family=frozenset(name.casefold() for e in persons for name in e.surnames),
    )


def _longest_first(heads: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {head: tuple(sorted(forms, key=lambda form: (-len(form), form))) for head, forms in heads.items()}


@cache
def installed() -> Index:
    """The index of the installed gazetteer, made once."""
    return index(gazetteer())


def hits(doc: Doc, known: Index) -> Iterator[Hit]:
    """The longest known names in a text, from left to right, none overlapping."""
    text = doc.text.replace("’", "'").replace("\n", " ").replace("\xa0", " ")
    text = _BROKEN.sub(r"-\1 ", text)
    starts = doc.starts
    reached = -1
    for word in _HEAD.finditer(text):
        forms = known.forms.get(word.group())
        begin = word.start()
        if forms is None or begin < reached:
            continue
        first = bisect_left(starts, begin)
        if first == len(starts) or starts[first] != begin:
            continue
        for form in forms:
            if _stands(text, begin, form):
                reached = begin + len(form)
                key = form_key(form)
                last = bisect_left(starts, reached)
                yield Hit(first, last, known.gazetteer.actors(key), known.gazetteer.places(key))
                break


def _stands(text: str, begin: int, form: str) -> bool:
    end = begin + len(form)
    return text.startswith(form, begin) and not (
        end < len(text) and text[end].isalnum() and form[-1].isalnum()
    )
