"""A parse by columns, which the repairs change in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "attr"})
MARKS = frozenset({'"', "”", "''", "’", "'"})  # that close what is quoted
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
AUXILIARIES = frozenset({"aux", "auxpass"})
NEAR = 8  # tokens before a verb where its subject stands


@dataclass(frozen=True, slots=True)
class Columns:
    """A parse by columns, a row a token; repairs change them in place."""

    words: Sequence[str]
    blanks: Sequence[int]  # whether one follows
    begins: Sequence[int]  # 1 where a sentence does
    heads: list[int]
    lemmas: list[str]
    poses: list[str]
    tags: list[str]
    deps: list[str]


def is_below(parse: Columns, word: int, above: int) -> bool:
    """Whether a word is another or hangs on it, by whatever steps."""
    seen = set()
    while word != above and word not in seen:
        seen.add(word)
        word = parse.heads[word]
    return word == above


def having_subject(parse: Columns) -> set[int]:
    """The words that have a subject."""
    return {head for head, dep in zip(parse.heads, parse.deps, strict=True) if dep in SUBJECTS}


def lacking_subject(parse: Columns) -> list[int]:
    """The finite main verbs that have no subject."""
    served = having_subject(parse)
    return [
        verb
        for verb, tag in enumerate(parse.tags)
        if tag in ("VBD", "VBZ", "VBP") and parse.heads[verb] == verb and verb not in served
    ]
