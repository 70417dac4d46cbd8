"""Dates that a text reckons from one told before: "the same day", "the next morning", "two weeks later"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract import when

NEAR = 400  # characters from the date that is reckoned from, in the same paragraph or the one before

_PARTS = ("day", "morning", "afternoon", "evening", "night")
_PART = "|".join(_PARTS)
_UNITS = ("day", "week", "month", "year")
_UNIT = "|".join(_UNITS)
_LENGTH = {"day": 10, "week": 10, "month": 7, "year": 4}  # characters of the date that each is reckoned from
# most texts have none of these, which is asked much faster than for the whole pattern
_SIGN = re.compile(
    rf"(?:same|next|following|previous|that) (?:{_PART}|{_UNIT})|(?:{_UNIT})s? (?:later|earlier)"
    "|day (?:after|before)"
)


@cache
def _pattern() -> re.Pattern[str]:
    number = "|".join(sorted(map(re.escape, when.values("number")), key=len, reverse=True))
    return re.compile(
        rf"""\b(?: (?P<same>(?:the|that)\ same)\ (?P<same_unit>{_PART}|{_UNIT})
               | (?P<that>that)\ (?P<that_unit>day|month|year)
               | the\ (?:(?P<next>next|following)|previous)\ (?P<next_unit>{_PART}|{_UNIT})
               | the\ day\ (?:(?P<after>after)|before) (?=[.,;])
               | (?P<n>\d{{1,2}}|{number})\ (?P<unit>{_UNIT})s?\ (?:(?P<later>later)|earlier) (?!\ than)
             )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


def reckoned(text: str, told: Sequence[tuple[int, when.Bounds]]) -> Iterator[tuple[int, int, when.Bounds]]:
    """Begin, end and bounds of each such expression that stands close behind a date that is told.

    `told` has the other dates of the text, each with the character where it begins, in order. Days and weeks
    are reckoned from a day, months from what lies in one month, years from what lies in one year.
    """
    if not _SIGN.search(text.lower()):
        return
    dates = [(at, first, last) for at, (first, last, _) in told]
    for found in _pattern().finditer(text):
        begin = found.start()
        unit = (
            found["unit"] or found["next_unit"] or found["same_unit"] or found["that_unit"] or "day"
        ).lower()
        unit = "day" if unit in _PARTS else unit
        anchor = _anchor(text, begin, dates, unit)
        back = bool(found["same"] or found["that"])
        count = when.number(found["n"]) if found["n"] else int(not back)
        if anchor is None or count is None:
            continue
        onward = found["next"] or found["after"] or found["later"]
        bounds = when.reckoned_from(anchor, count if onward else -count, unit)
        dates.append((begin, bounds[0], bounds[1]))
        yield begin, found.end(), bounds


def _anchor(text: str, begin: int, dates: Sequence[tuple[int, str, str]], unit: str) -> str | None:
    """The date close before that tells the unit, the last."""
    size = _LENGTH[unit]
    near = [
        (at, first)
        for at, first, last in dates
        if begin - NEAR < at < begin and len(re.findall(r"\n+", text[at:begin])) < 2
        if len(first) >= size and first[:size] == last[:size]
    ]
    return max(near)[1] if near else None
