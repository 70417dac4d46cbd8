"""Names that the gazetteer knows, found in a parsed text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.attrs import IDX
from spacy.tokens import Doc

from kg.gazetteer import Candidate, Gazetteer, PlaceEntry, form_key, gazetteer

_HEAD = re.compile(r"\w+")


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


def index(known: Gazetteer) -> Index:
    """The forms of a gazetteer, ready for matching."""
    heads: dict[str, set[str]] = defaultdict(set)
    for form in (*known.forms, *known.place_forms):
        if head := _HEAD.search(form):
            heads[head.group() if head.start() == 0 else form[0]].add(form)
    return Index(known, {head: tuple(sorted(forms, key=_longest)) for head, forms in heads.items()})


@cache
def installed() -> Index:
    """The index of the installed gazetteer, made once."""
    return index(gazetteer())


def hits(doc: Doc, known: Index) -> Iterator[Hit]:
    """The longest known names in a text, from left to right, none overlapping."""
    text = doc.text.replace("’", "'").replace("\n", " ").replace("\xa0", " ")
    starts: list[int] = doc.to_array([IDX]).flatten().tolist()
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


def _longest(form: str) -> tuple[int, str]:
    return -len(form), form
