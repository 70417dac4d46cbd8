"""Quotation marks: which stretches of an article stand within them.

Works on the text, not on the parse, paragraph by paragraph: typographic, straight, doubled and single marks,
marks that do not match, quotations that run on into the next paragraph (which reopens them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span

OPENING = ("“", "„", "«", "``", "‟")
CLOSING = ("”", "»")
STRAIGHT = ('"', "＂", "''")  # old wires set the last one on either side
_MARK = re.compile(r"``|''|[“”„«»‟\"＂]")
_PARAGRAPH = re.compile(r"[^\n]+")
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/")
_FIRST = frozenset("([$£€¿¡'‘’….-–—")
_SINGLE = re.compile(
    r"['‘](?<![^\s(—–]['‘])(?=[^\W_])(?P<inner>[^\n'‘’\"“”]*(?:['’](?=\w)[^\n'‘’\"“”]*)*)['’](?!\w)"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words within quotation marks: `outer` with the marks, `inner` without them and outer blanks.

    `continued`: the marks are not closed before the paragraph ends, for the next one reopens them.
    """

    outer: Span
    inner: Span
    continued: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text in order; they do not overlap."""
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        double = list(_paired(text, paragraph.start(), paragraph.end()))
        single = _single(text, paragraph.start(), paragraph.end())
        found += double
        found += [each for each in single if not any(each.outer.overlaps(other.outer) for other in double)]
    return tuple(sorted(found, key=lambda each: each.outer))


def _paired(text: str, start: int, stop: int) -> Iterator[Quotation]:
    """The quotations between double marks of one paragraph."""
    opened: tuple[int, int] | None = None  # of the opening mark
    for n, mark in enumerate(_MARK.finditer(text, start, stop)):
        opens = _opens(text, mark, start, stop)
        closes = mark.group() in CLOSING or mark.group() in STRAIGHT
        if opened is None and n == 0 and mark.group() == "”":
            opened = (start, start)  # the opening mark was lost, or stands paragraphs above
        if opened is not None and (closes or opens):
            anew = opens and _anew(text, mark)
            if quotation := _quotation(text, opened, (mark.start(), mark.start() if anew else mark.end())):
                yield quotation
            opened = mark.span() if anew else None
        elif opens:
            opened = mark.span()
    if opened is not None and _runs_on(text, opened[0], start, stop):
        quotation = _quotation(text, opened, (stop, stop), continued=True)
        if quotation is not None:
            yield quotation


def _opens(text: str, mark: re.Match[str], start: int, stop: int) -> bool:
    """Whether a mark may open: a word follows, and none stands right before it."""
    after = text[mark.end() : mark.end() + 1] if mark.end() < stop else ""
    if mark.group() in CLOSING or not (after.isalnum() or after in _FIRST) or not after:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    return before in _BEFORE_OPENING or mark.group() in OPENING or (before in ".?!:" and after.isupper())


def _anew(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark met within a quotation opens another one: the first was left open by mistake."""
    return mark.group() in OPENING or text[mark.start() - 1] in _BEFORE_OPENING


def _runs_on(text: str, opened: int, start: int, stop: int) -> bool:
    """Whether a mark that nothing closes opens a quotation that fills the paragraph from there on."""
    head = text[start:opened].rstrip()
    reopened = bool(_MARK.match(text[stop:].lstrip()))
    return not head or head.endswith(":") or (reopened and head.endswith((",", ".")))


def _quotation(
    text: str, opening: tuple[int, int], closing: tuple[int, int], *, continued: bool = False
) -> Quotation | None:
    inner = text[opening[1] : closing[0]]
    words = inner.strip()
    if not words:
        return None
    left = opening[1] + len(inner) - len(inner.lstrip())
    return Quotation(Span(opening[0], closing[1]), Span(left, left + len(words)), continued)


def _single(text: str, start: int, stop: int) -> Iterator[Quotation]:
    """The quotations between single marks, as some papers set all speech; apostrophes are none."""
    for match in _SINGLE.finditer(text, start, stop):
        inner = match.group("inner")
        plural = inner.endswith("s") and text[match.end() : match.end() + 1] not in (".", ",", "\n", "")
        if " " in inner and not plural:  # "the workers' rights" closes nothing
            yield Quotation(Span(match.start(), match.end()), Span(*match.span("inner")))
