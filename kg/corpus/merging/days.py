"""Days as numbers, and how far apart two stretches of them lie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeAlias

Stretch: TypeAlias = tuple[date, date]


def day(iso: str | None) -> date | None:
    """A day from the first ten characters of an ISO date; None for what is none."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def stretch(earliest: str | None, latest: str | None) -> Stretch | None:
    """The days that a fact may have taken place on."""
    first, last = day(earliest), day(latest)
    return (first, last) if first and last else None


def gap(one: Stretch, other: Stretch) -> int:
    """Days between two stretches; 0 when they overlap."""
    return max(0, (other[0] - one[1]).days, (one[0] - other[1]).days)


def length(one: Stretch) -> int:
    """How many days a stretch has."""
    return (one[1] - one[0]).days + 1


def months(first: date, last: date) -> Iterator[str]:
    """The months that a stretch touches, as `2025-02`."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year:04}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def around(middle: date, days: int) -> Stretch:
    """The days that lie not farther than this before or after one; the calendar's ends are kept."""
    reach = timedelta(days=days)
    first = middle - reach if middle - date.min >= reach else date.min
    last = middle + reach if date.max - middle >= reach else date.max
    return first, last
