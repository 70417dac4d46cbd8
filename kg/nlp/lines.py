"""Text whose lines were broken at a width, as mail, wires and PDFs have it, with each paragraph on one line.

A word cut by a hyphen at a line's end is made whole. What is read of the joined text is put back on the
article as it was: spans count in its own characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from kg.model import Extraction, Span
from kg.nlp.marks import odd_marks

T = TypeVar("T")

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_BREAK = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")
_RETURN = re.compile(r"\r\n?")
_BLANKS = re.compile(r"[^\S\r\n]{2,}")
_CLOSED = re.compile(r"""[.?!:;…]["”’'»)\]]*$""")
_ITEM = re.compile(r"(?:[-*•–—]|\(?\d{1,2}[.)]|[A-Z][\w .]{0,30}:)\s")
_CUT = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+")
_WIDEST = 140  # characters; who writes longer lines breaks none
_USUAL = 0.9  # of the lines are no longer than the width; an address or a table may be
_FEWEST = 3  # lines that end within a sentence, before a text is taken to be broken at a width
_LEAST = 0.4  # and so much of the lines that another one follows
_FULL = 0.6  # of the width; a shorter line before a capital is a heading, a label, a paragraph's end
_NEARLY = 0.9  # of the width; at the end of a sentence a shorter line had room for the next word


@dataclass(frozen=True, slots=True)
class Lines:
    """A text with its lines joined: from `here[n]` on it has the article's characters from `there[n]` on."""

    article: str
    text: str
    here: tuple[int, ...] = (0,)
    there: tuple[int, ...] = (0,)

    def back(self, told: Extraction) -> Extraction:
        """What is told of the joined text, put back on the article: the document and all spans."""
        if self.text is self.article:
            return told
        document = replace(told.document, text=self.article)
        return replace(_moved(told, self.here, self.there), document=document)

    def forth(self, span: Span) -> Span:
        """A span of the article, in the joined text."""
        return _moved(span, self.there, self.here)


def joined(text: str, common: Callable[[str], bool]) -> Lines:
    """The text with its paragraphs each on one line, which ends in one character on every system, and with
    plain quotation marks.

    Untouched where that is so already. `common` says of a word in lower case whether it is an ordinary one:
    "cease-/fire" may have its hyphen, "inspec-/tors" has none.
    """
    ends = ((Span(*found.span()), "\n") for found in _RETURN.finditer(text))
    changes = [*_wrapped(text, common), *ends, *odd_marks(text)]
    if not changes:
        return Lines(text, text)
    out, here, there = [], [0], [0]
    done = length = 0
    for gap, put in sorted(changes, key=lambda change: (change[0].begin, -change[0].end)):
        if gap.begin < done:  # a line's end within a gap that is closed
            continue
        out += [text[done : gap.begin], put]
        length += gap.begin - done + len(put)
        done = gap.end
        here.append(length)
        there.append(done)
    return Lines(text, "".join([*out, text[done:]]), tuple(here), tuple(there))


def _wrapped(text: str, common: Callable[[str], bool]) -> Iterator[tuple[Span, str]]:
    """The gaps that a text has for its lines' sake, each with what takes its place."""
    lines = list(_LINE.finditer(text))
    lengths = sorted(len(line.group()) for line in lines)
    width = lengths[int(len(lengths) * _USUAL)] if lengths else 0
    if width > _WIDEST:
        return
    follow = [pair for pair in pairwise(lines) if _BREAK.fullmatch(text, pair[0].end(), pair[1].start())]
    cut = sum(not _is_closed(line.group()) for line, _ in follow)
    if cut >= _FEWEST and cut >= _LEAST * len(follow):
        yield from _breaks(follow, width, common)
        yield from _gaps(lines)


def _breaks(
    follow: list[tuple[re.Match[str], re.Match[str]]], width: int, common: Callable[[str], bool]
) -> Iterator[tuple[Span, str]]:
    """The line breaks within paragraphs, and what takes their place."""
    for one, other in follow:
        line, following = one.group(), other.group()
        if not _goes_on(line, following, width) or (_is_closed(line) and _indent(other) > _indent(one)):
            continue
        first, rest = _CUT.search(line), _WORD.match(following)
        if first is None or rest is None:
            yield Span(one.end(), other.start()), " "
        elif following[0].isupper() or _is_hyphened(first[1].lower(), rest[0].lower(), common):
            yield Span(one.end(), other.start()), ""
        else:
            yield Span(one.end() - 1, other.start()), ""


def _gaps(lines: list[re.Match[str]]) -> Iterator[tuple[Span, str]]:
    """The wide gaps within lines that were set flush on both sides."""
    for line in lines:
        for gap in _BLANKS.finditer(line.string, line.start(), line.end()):
            yield Span(gap.start(), gap.end()), " "


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line's paragraph goes on in the next line: within a word or sentence, or for want of room."""
    if _ITEM.match(following):
        return False
    if _is_closed(line):
        return len(line) + len(following.split(maxsplit=1)[0]) >= width * _NEARLY
    return following[0].islower() or _CUT.search(line) is not None or len(line) >= width * _FULL


def _is_closed(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_CLOSED.search(line))


def _indent(line: re.Match[str]) -> int:
    """How far a line is set in, in characters: a paragraph's first one may be, as wires have it."""
    before = line.string[max(0, line.start() - _WIDEST) : line.start()]
    return len(before) - len(before.rstrip(" \t"))


def _is_hyphened(first: str, rest: str, common: Callable[[str], bool]) -> bool:
    """Whether a hyphen at a line's end belongs to the word: both parts are words, and the whole is none."""
    return common(first) and common(rest) and not common(first + rest)


def _moved(value: T, here: tuple[int, ...], there: tuple[int, ...]) -> T:
    """The value with its spans counted elsewhere: frozen values and tuples are made anew, others stay."""
    moved: Any = value
    match value:
        case Span(begin, end):
            first = _at(begin, here, there)
            moved = Span(first, max(first, _at(end - 1, here, there) + 1))
        case tuple():
            moved = tuple(_moved(each, here, there) for each in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            old = ((each.name, getattr(value, each.name)) for each in fields(value) if each.init)
            moved = replace(value, **{name: _moved(one, here, there) for name, one in old})
    return moved  # type: ignore[no-any-return]


def _at(place: int, here: tuple[int, ...], there: tuple[int, ...]) -> int:
    """Where a character stands elsewhere."""
    n = max(0, bisect_right(here, place) - 1)
    return there[n] + place - here[n]
