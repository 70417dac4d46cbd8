"""Dates that a text reckons from one told before: "the same day", "the next morning", "two weeks later"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from kg.extract import when

NEAR = 400  # characters from the date that is reckoned from, in the same paragraph or the one before

_PARTS = ("day", "morning", "afternoon", "evening", "night")
_PART = "|".join(_PARTS)
# most texts have none of these, which is asked much faster than for the whole pattern
_SIGNS = (
    *(f"{which} {part}" for which in ("same", "next", "following", "previous") for part in _PARTS),
    *(f"{unit} {way}" for unit in ("day", "days", "week", "weeks") for way in ("later", "earlier")),
    *("day after", "day before"),
)


@cache
def _pattern() -> re.Pattern[str]:
    number = "|".join(sorted(map(re.escape, when.values("number")), key=len, reverse=True))
    return re.compile(
        rf"""\b(?: (?P<same>(?:the|that)\ same)\ (?:{_PART})
               | the\ (?:(?P<next>next|following)|previous)\ (?:{_PART})
               | the\ day\ (?:(?P<after>after)|before) (?=[.,;])
               | (?P<n>\d{{1,2}}|{number})\ (?P<unit>day|week)s?\ (?:(?P<later>later)|earlier) (?!\ than)
             )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


def reckoned(text: str, told: Sequence[tuple[int, when.Bounds]]) -> Iterator[tuple[int, int, when.Bounds]]:
    """Begin, end and bounds of each such expression that stands close behind a day that is told.

    `told` has the other dates of the text, each with the character where it begins, in order.
    """
    small = text.lower()
    if not any(sign in small for sign in _SIGNS):
        return
    days = [
        (at, date.fromisoformat(first)) for at, (first, last, unit) in told if unit == "day" and first == last
    ]
    for found in _pattern().finditer(text):
        begin = found.start()
        before = [
            (at, day)
            for at, day in days
            if begin - NEAR < at < begin and len(re.findall(r"\n+", text[at:begin])) < 2
        ]
        if not before:
            continue
        _, anchor = max(before)
        count = when.number(found["n"]) if found["n"] else int(not found["same"])
        if count is None:
            continue
        onward = found["next"] or found["after"] or found["later"]
        unit = (found["unit"] or "day").lower()
        bounds = when.counted_from(anchor, count if onward else -count, unit)
        if unit == "day":
            days.append((begin, date.fromisoformat(bounds[0])))
        yield begin, found.end(), bounds
