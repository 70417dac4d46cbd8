"""The calendar behind date expressions: what "last week" or "March 10" is, counted from publication.

Each reading takes what a rule of `dates` caught and gives ISO 8601 bounds with the precision that the words
have, or None where they tell no certain time. A newspaper's week runs from Sunday to Saturday.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from kg.extract.status import Tense
from kg.lexicon import entries
from kg.model import Precision

AGAINST = 4  # how much farther off a day ahead counts beside a past verb
LATELY = timedelta(days=35)  # how long ago a day told as ahead may lie: the next one would be a year off
SOON = timedelta(days=14)  # how far ahead a day may lie that is told as past

TimeKind = Literal["month", "weekday", "day", "feast", "unit", "number", "season", "shift", "part"]


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of `time.toml`: a word, its other forms, how it is read and its number."""

    word: str
    kind: TimeKind
    value: int
    also: tuple[str, ...] = ()


class Match(NamedTuple):
    """What a rule works on: the groups it caught, the publication day, the tense of the clause, and the day
    on which the article was written."""

    groups: Mapping[str, str]
    published: date | None
    tense: Tense
    written: date | None = None


Bounds = tuple[str, str, Precision]
Resolver = Callable[[Match], Bounds | None]


@cache
def values(kind: TimeKind) -> Mapping[str, int]:
    """The words of a kind, all forms, to their numbers."""
    return {
        form: entry.value
        for entry in entries("time", Word)
        if entry.kind == kind
        for form in (entry.word, *entry.also)
    }


def iso(day: date) -> str:
    """The ISO 8601 form of a day."""
    return day.isoformat()


def _day(day: date) -> Bounds:
    return iso(day), iso(day), "day"


def _week(day: date) -> Bounds:
    first = sunday(day)
    return iso(first), iso(first + timedelta(days=6)), "week"


def _month(year: int, month: int) -> Bounds:
    value = f"{year:04d}-{month:02d}"
    return value, value, "month"


def _year(year: int) -> Bounds:
    return f"{year:04d}", f"{year:04d}", "year"


def _between(first: date, last: date, precision: Precision = "interval") -> Bounds | None:
    if first > last:
        return None
    return (iso(first), iso(last), precision) if first < last else _day(first)


def _add_months(year: int, month: int, count: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def sunday(day: date) -> date:
    """The Sunday on which the week of `day` begins; a newspaper's week ends on Saturday."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def _full_year(digits: str) -> int:
    number = int(digits.lstrip("'’"))
    return number if number > 99 else number + (1900 if number > 40 else 2000)


def _make(year: int, month: int, day: int) -> date | None:
    if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def _nearest(published: date, month: int, day: int, when: Tense) -> date | None:
    """The day and month without its year: the nearest to publication, on the side that the tense tells.

    A report may look back with a future verb; with a past one it may look ahead even to a day far nearer than
    the last one: "the June 12 summit was in doubt".
    """
    options = [made for shift in (-1, 0, 1) if (made := _make(published.year + shift, month, day))]
    if when == "future":
        options = [option for option in options if option >= published - LATELY] or options
    against = published + SOON if when == "past" else date.max
    farness = {option: abs(option - published) * (AGAINST if option > against else 1) for option in options}
    return min(options, key=farness.__getitem__, default=None)


def _month_year(published: date, month: int, when: Tense) -> int:
    """The year of a month told without one."""
    if when == "future":
        return published.year + (month < published.month)
    return published.year - (month > published.month)


@lru_cache(maxsize=2)  # each meeting of an article asks
def written_on(text: str, published: date) -> date:
    """The day on which an article was written: the day before, when its news is of that weekday and not of
    today.

    An article of Wednesday that tells what happened "on Tuesday" counts "six days ago" from Tuesday.
    """
    names = {value: form for form, value in values("weekday").items() if len(form) > 5}
    text, before = text.lower(), published - timedelta(days=1)
    if _tells(text, names[before.weekday()]) and not any(
        _tells(text, day) for day in (names[published.weekday()], "today", "tonight")
    ):
        return before
    return published


def _tells(text: str, word: str) -> bool:
    """Whether a word stands in a text."""
    return word in text and re.search(rf"\b{word}\b", text) is not None


# The readings of what a rule caught


def number(text: str) -> int | None:
    """What a figure or a word counts: "12", "twelve"; None if neither."""
    return int(text) if text.isdigit() else values("number").get(text.lower())


def _value(kind: TimeKind, text: str) -> int:
    return values(kind)[text.lower().rstrip(".")]


def full_date(match: Match) -> Bounds | None:
    """ "18 February 2025", "February 18, 2025", "16 OCT 89"."""
    made = _make(_full_year(match.groups["y"]), _value("month", match.groups["m"]), int(match.groups["d"]))
    return _day(made) if made else None


def iso_date(match: Match) -> Bounds | None:
    """ "2025-02-18"."""
    made = _make(int(match.groups["y"]), int(match.groups["mm"]), int(match.groups["d"]))
    return _day(made) if made else None


def slashed_date(match: Match) -> Bounds | None:
    """ "18/02/2025", "02/18/2025"; of "03/02/2025" only the year is sure."""
    year, first, second = (int(match.groups[name]) for name in ("y", "d", "mm"))
    if first <= 12 and second <= 12 and first != second:
        return _year(year)
    made = _make(year, second, first) or _make(year, first, second)
    return _day(made) if made else None


def day_of_month(match: Match) -> Bounds | None:
    """ "February 18": the nearest such day, on the side that the tense tells."""
    if match.published is None:
        return None
    made = _nearest(match.published, _value("month", match.groups["m"]), int(match.groups["d"]), match.tense)
    return _day(made) if made else None


def weekday_date(match: Match) -> Bounds | None:
    """ "Friday, May 3", "Friday, 3 May 2019": the day of the month; without its year, that of the nearest
    year in which it falls on the day of the week."""
    if "y" in match.groups or match.published is None:
        return full_date(match) if "y" in match.groups else None
    month, day = _value("month", match.groups["m"]), int(match.groups["d"])
    around = (_make(match.published.year + shift, month, day) for shift in (0, -1, 1))
    fitting = [made for made in around if made and made.weekday() == _value("weekday", match.groups["w"])]
    if not fitting:
        return day_of_month(match)
    return _day(min((abs(made - match.published), made) for made in fitting)[1])


def day_of_this_month(match: Match) -> Bounds | None:
    """ "on the 10th", with no month: the nearest such day, on the side that the tense tells."""
    now = match.published
    if now is None:
        return None
    months = (_add_months(now.year, now.month, shift) for shift in (-1, 0, 1))
    days = [made for month in months if (made := _make(*month, int(match.groups["d"])))]
    ahead = match.tense == "future"
    told = [made for made in days if (made >= now if ahead else made <= now)]
    nearest = min(told, key=lambda made: abs(made - now), default=None)
    return _day(nearest) if nearest else None


def feast(match: Match) -> Bounds | None:
    """ "New Year's Day", "on Christmas Eve 1991": the day, of its year or the nearest."""
    month, day = divmod(_value("feast", match.groups["feast"]), 100)
    if "y" in match.groups:
        made = _make(int(match.groups["y"]), month, day)
    else:
        made = _nearest(match.published, month, day, match.tense) if match.published else None
    return _day(made) if made else None


def days_of_month(match: Match) -> Bounds | None:
    """ "May 5-7", "14-15 December", "Aug. 28 to Sept. 2"."""
    groups = match.groups
    months = [_value("month", groups["m"]), _value("month", groups.get("m2", groups["m"]))]
    days = [int(groups["d"]), int(groups["d2"])]
    if "y" in groups:
        year = _full_year(groups["y"])
        first = _make(year - (months[0] > months[1]), months[0], days[0])
    elif match.published:
        first = _nearest(match.published, months[0], days[0], match.tense)
    else:
        return None
    if first is None:
        return None
    last = _make(first.year + (months[1] < months[0]), months[1], days[1])
    return _between(first, last) if last else None


def month_of_year(match: Match) -> Bounds | None:
    """ "February 2022"."""
    return _month(_full_year(match.groups["y"]), _value("month", match.groups["m"]))


def months_of_year(match: Match) -> Bounds | None:
    """ "February-March 2022", "May or June 1990": from the first month to the last."""
    year = _full_year(match.groups["y"])
    first, last = (_value("month", match.groups[name]) for name in ("m", "m2"))
    if first == last:
        return _month(year, first)
    return f"{year - (first > last):04d}-{first:02d}", f"{year:04d}-{last:02d}", "interval"


def month_shifted(match: Match) -> Bounds | None:
    """ "last June", "March this year", "November last year", "next September"."""
    if match.published is None:
        return None
    month, shift = _value("month", match.groups["m"]), _value("shift", match.groups["shift"])
    year = match.published.year
    if "year" in match.groups or shift == 0:
        return _month(year + shift, month)
    if shift < 0:
        return _month(year - (month >= match.published.month), month)
    return _month(year + (month <= match.published.month), month)


def month_alone(match: Match) -> Bounds | None:
    """ "in June": the last one, or the next if the clause looks ahead."""
    if match.published is None:
        return None
    month = _value("month", match.groups["m"])
    return _month(_month_year(match.published, month, match.tense), month)


def year_alone(match: Match) -> Bounds | None:
    """ "in 1979"."""
    return _year(int(match.groups["y"]))


def years(match: Match) -> Bounds | None:
    """ "1950-53"."""
    first, last = int(match.groups["y"]), match.groups["y2"]
    end = int(last) if len(last) == 4 else int(str(first)[:2] + last)
    return (str(first), str(end), "interval") if first < end else None


def decade(match: Match) -> Bounds | None:
    """ "the 1990s"."""
    first = int(match.groups["y"])
    return str(first), str(first + 9), "interval"


def near_day(match: Match) -> Bounds | None:
    """ "yesterday", "tonight"."""
    if match.published is None:
        return None
    return _day(match.published + timedelta(days=values("day")[match.groups["day"].lower()]))


def weekday_alone(match: Match) -> Bounds | None:
    """ "on Tuesday": the last one on or before publication, or the first on or after it if it lies ahead."""
    if match.published is None:
        return None
    wanted = _value("weekday", match.groups["w"])
    shift = _value("shift", match.groups["shift"]) if "shift" in match.groups else None
    back = (match.published.weekday() - wanted) % 7
    if shift == -1:
        return _day(match.published - timedelta(days=back or 7))
    if shift == 1:
        return _day(match.published + timedelta(days=7 - back))
    ahead = match.tense == "future" or (shift == 0 and match.tense != "past")
    return _day(match.published + timedelta(days=(7 - back) % 7 if ahead else -back))


def later_on_weekday(match: Match) -> Bounds | None:
    """ "was to meet him later on Friday": the day of which the article tells, if it is today or yesterday."""
    if match.published is None:
        return None
    back = (match.published.weekday() - _value("weekday", match.groups["w"])) % 7
    return _day(match.published - timedelta(days=back)) if back < 2 else weekday_alone(match)


def weekday_week(match: Match) -> Bounds | None:
    """ "Monday next week", "Tuesday of last week"."""
    if match.published is None:
        return None
    start = sunday(match.published) + timedelta(weeks=_value("shift", match.groups["shift"]))
    return _day(start + timedelta(days=(_value("weekday", match.groups["w"]) + 1) % 7))


def two_weekdays(match: Match) -> Bounds | None:
    """ "Wednesday and Thursday", "from Thursday to Sunday": days in a row are an interval; two that are only
    coordinated are so when they are near."""
    if match.published is None:
        return None
    first, last = (_value("weekday", match.groups[name]) for name in ("w", "w2"))
    length = (last - first) % 7
    if not length or (length > 2 and match.groups["to"].lower() in ("and", "&")):
        return None
    back = (match.published.weekday() - last) % 7
    end = match.published - timedelta(days=back)
    if match.tense == "future":
        end = match.published + timedelta(days=length + (first - match.published.weekday()) % 7)
    return _between(end - timedelta(days=length), end)


def week_of(match: Match) -> Bounds | None:
    """ "the week of Oct. 12", "the week beginning 12 October 1992": from that day where it is said to begin
    then or the day is a Monday, else the week in which the day lies."""
    found = full_date(match) if "y" in match.groups else day_of_month(match)
    if found is None:
        return None
    first = date.fromisoformat(found[0])
    if "begun" in match.groups or first.weekday() == 0:
        return iso(first), iso(first + timedelta(days=6)), "week"
    return _week(first)


def weekend(match: Match) -> Bounds | None:
    """ "at the weekend", "this past weekend", "next weekend"."""
    if match.published is None:
        return None
    shift = _value("shift", match.groups["shift"]) if "shift" in match.groups else None
    today = match.published.weekday()
    saturday = match.published - timedelta(days=(today + 2) % 7)
    ahead = match.tense == "future" and today < 5
    if shift == 1 or (shift is None and ahead) or (shift == 0 and ahead and today > 1):
        saturday += timedelta(weeks=1)
    return _between(saturday, saturday + timedelta(days=1))


def period(match: Match) -> Bounds | None:
    """ "last week", "earlier this month", "next year", "late last year"."""
    if match.published is None:
        return None
    shift, unit = _value("shift", match.groups["shift"]), match.groups["unit"].lower()
    part = _value("part", match.groups["part"]) if "part" in match.groups else None
    day = match.published
    if unit == "week":
        start = sunday(day) + timedelta(weeks=shift)
        end = start + timedelta(days=6)
        if shift == 0 and part == -1:
            return _between(start, day, "week")
        if shift == 0 and part == 1:
            return _between(day, end, "week")
        return _between(start, end, "week")
    if unit == "month":
        return _month(*_add_months(day.year, day.month, shift))
    return _year(day.year + shift) if unit == "year" else None


def period_but_one(match: Match) -> Bounds | None:
    """ "the week before last", "the year after next"."""
    if match.published is None:
        return None
    shift = -2 if match.groups["but_one"].lower().startswith("before") else 2
    unit = match.groups["unit"].lower()
    if unit == "week":
        return _week(match.published + timedelta(weeks=shift))
    if unit == "month":
        return _month(*_add_months(match.published.year, match.published.month, shift))
    return _year(match.published.year + shift)


def season(match: Match) -> Bounds | None:
    """A season is told by its year: where it begins and ends depends on who counts."""
    if match.published is None:
        return None
    start = _value("season", match.groups["season"])
    if "shift" not in match.groups:
        return _year(_month_year(match.published, start, match.tense))
    shift = _value("shift", match.groups["shift"])
    if shift < 0:
        return _year(match.published.year - (match.published.month < start + 2))
    return _year(match.published.year + (shift > 0 and match.published.month >= start))


def end_of_period(match: Match) -> Bounds | None:
    """ "at the end of the month", "by the end of the year", "before the month's end", "at the start of the
    week"."""
    if match.published is None:
        return None
    if match.groups["unit"].lower() == "week":
        return _week(match.published)
    if match.groups["unit"].lower() == "month":
        return _month(match.published.year, match.published.month)
    return _year(match.published.year) if match.groups["unit"].lower() == "year" else None


def ago(match: Match) -> Bounds | None:
    """ "six days ago", "two weeks ago", "five years ago": as precise as the unit."""
    return _counted(match, -1)


def ahead(match: Match) -> Bounds | None:
    """ "in two weeks", "three days from now"."""
    return _counted(match, 1)


def _counted(match: Match, sign: int) -> Bounds | None:
    count = number(match.groups["n"])
    if match.published is None or count is None or count > 400:
        return None
    unit = match.groups["unit"].lower().rstrip("s")
    count *= sign
    now = match.written or match.published
    if unit == "month":
        return _month(*_add_months(match.published.year, match.published.month, count))
    if unit == "year":
        return _year(match.published.year + count)
    if unit == "decade":
        return None
    return counted_from(now, count, unit)


def counted_from(day: date, count: int, unit: str) -> Bounds:
    """The day some days from another, or the week of the one that lies some weeks from it."""
    days = values("unit")[unit]
    found = day + timedelta(days=count * days)
    return _day(found) if days == 1 else _week(found)


def reckoned_from(anchor: str, count: int, unit: str) -> Bounds:
    """The day, week, month or year that lies some of them from a date, which is told as finely at least."""
    if unit == "year":
        return _year(int(anchor[:4]) + count)
    if unit == "month":
        return _month(*_add_months(int(anchor[:4]), int(anchor[5:7]), count))
    return counted_from(date.fromisoformat(anchor), count, unit)


def nearest(one: Bounds | None, other: Bounds | None, day: date) -> Bounds | None:
    """Of two months the one that lies nearer to a day; whatever is told, of one alone."""
    told = [each for each in (one, other) if each is not None]
    now = day.year * 12 + day.month

    def distance(bounds: Bounds) -> int:
        return abs(int(bounds[0][:4]) * 12 + int(bounds[0][5:7]) - now)

    return min(told, key=distance, default=None)
