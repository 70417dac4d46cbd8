"""A question taken apart, so that an answer that a store cuts off can be asked for page by page.

A page is exact when the question orders its rows by all their columns, as those that ship with kg do, and the
store does not change meanwhile; otherwise rows may come twice or never, and the caller is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.queries import TOKEN


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Where a question's parts are: offsets into its text."""

    text: str
    head: int  # SELECT or CONSTRUCT begins here; the prologue stands before
    first: int  # the first brace at the top
    end: int  # behind the last brace at the top
    braces: int  # groups at the top: the template and the pattern of a CONSTRUCT, the pattern of a SELECT
    template: int = 0  # behind the template's brace
    dataset: bool = False  # it has FROM, which a sub-select cannot have
    ordered: bool = False
    limited: bool = False

    @property
    def prologue(self) -> str:
        """PREFIX and BASE, with the comments that stand before."""
        return self.text[: self.head]


def anatomy(text: str) -> Anatomy:
    """Take a SELECT or CONSTRUCT apart; comments, strings and IRIs are never mistaken for parts."""
    head = first = end = template = braces = depth = 0
    began = False
    words: set[str] = set()
    for token in TOKEN.finditer(text):
        if brace := token["brace"]:
            depth += 1 if brace == "{" else -1
            if brace == "{" and depth == 1:
                first, braces = (first or token.start()), braces + 1
            elif depth == 0:
                end = token.end()
                template = template or end
        elif (word := token["name"]) and depth == 0 and word[0] not in "?$:" and ":" not in word:
            if not began and word.upper() in ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE"):
                head, began = token.start(), True
            elif began:
                words.add(word.upper())
    return Anatomy(
        text, head, first, end, braces, template,
        dataset="FROM" in words, ordered="ORDER" in words, limited=bool(words & {"LIMIT", "OFFSET"}),
    )  # fmt: skip


def page(parts: Anatomy, *, size: int, offset: int) -> str:
    """The SELECT for so many rows from there on.

    The question goes into a sub-select, because Virtuoso refuses LIMIT and OFFSET beside an ORDER BY of more
    than 10,000 rows.
    """
    if parts.dataset:
        return f"{parts.text}\nLIMIT {size} OFFSET {offset}"
    inner = parts.text[parts.head :]
    return f"{parts.prologue}SELECT * WHERE {{ {{\n{inner}\n}} }}\nLIMIT {size} OFFSET {offset}"


def total(parts: Anatomy) -> str:
    """The SELECT that counts the question's rows."""
    inner = parts.text[parts.head :]
    return f"{parts.prologue}SELECT (COUNT(*) AS ?total) WHERE {{ {{\n{inner}\n}} }}"


def solutions(parts: Anatomy) -> Anatomy | None:
    """The SELECT of a CONSTRUCT's solutions, ordered; None where it cannot be made."""
    names = sorted(set(_variables(_template(parts))))
    rest = re.sub(r"^\s*WHERE\b", "", parts.text[parts.template :], flags=re.IGNORECASE)
    if parts.braces != 2 or parts.dataset or parts.ordered or parts.limited or not names:
        return None
    columns = " ".join(names)
    return anatomy(f"{parts.prologue}SELECT DISTINCT {columns} WHERE {rest}\nORDER BY {columns}")


def graph_page(parts: Anatomy, rows: Anatomy, *, size: int, offset: int) -> str:
    """The CONSTRUCT from so many of its solutions from there on."""
    inner = rows.text[rows.head :]
    return (
        f"{parts.prologue}CONSTRUCT {_template(parts)} WHERE {{ {{ SELECT * WHERE {{ {{\n{inner}\n}} }} "
        f"LIMIT {size} OFFSET {offset} }} }}"
    )


def template_size(parts: Anatomy) -> int:
    """No fewer than the triples that one solution of a CONSTRUCT gives."""
    return 1 + sum(_template(parts).count(mark) for mark in (" ;", " ,", " ."))


def _template(parts: Anatomy) -> str:
    return parts.text[parts.first : parts.template]


def _variables(text: str) -> list[str]:
    names = (token["name"] for token in TOKEN.finditer(text))
    return [f"?{name[1:]}" for name in names if name and name[0] in "?$"]
