"""The publication date of an article: an ISO 8601 day or nothing."""

from __future__ import annotations

import calendar
import re
from datetime import date

ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}.*)?", re.S)
HEAD = 10
"""Lines, blank ones left out, in which an article may state its own day."""

_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DAY = rf"""(?:{_WEEKDAY},?\s+)? (?:
    (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})
  | (?P<us_month>{_MONTH})\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{{4}})
  | (?P<iso>\d{{4}}-\d{{2}}-\d{{2}}) )"""
_LINE = re.compile(  # "Published: 3 March 2025, 10:30 GMT", "By Ana Quill | March 3, 2025"
    rf"""(?: (?:by|posted|published|updated|issued|released|dated?)\b .{{0,60}}? [\s:,|–—-] \s* )?
         {_DAY} (?: [\s,|@T–—-]+ (?:at\s)? \d{{1,2}}[:.]?\d{{0,2}} .{{0,20}} )?""",
    re.VERBOSE | re.IGNORECASE,
)
_DATELINE = re.compile(  # "VIENNA, 3 March 2025 (AP) -- Envoys met"
    rf"""[A-Z][\w.'’-]+ (?:[ /][A-Z][\w.'’-]+){{0,4}} (?:,\s[A-Z]\w+)? ,?\s {_DAY}
         (?:\s*\([^()]{{2,40}}\))? \s*(?:--|—|–|-)\s""",
    re.VERBOSE,
)


def day(words: str | None) -> str | None:
    """The day of an ISO 8601 date or time (`2025-02-19`, `2025-02-19T08:30:00Z`); `None` for anything else.

    >>> day("2025-02-19T08:30:00Z")
    '2025-02-19'
    >>> day("2025-02-30") is None
    True
    """
    match = ISO.fullmatch((words or "").strip())
    if not match:
        return None
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        return None


def stated(text: str) -> str | None:
    """The day that an article states in its head: in a line of its own, a byline or the dateline.

    A day within a sentence is none: it is one that the article tells of.

    >>> stated("Envoys meet\\n\\nPublished: Monday, 3 March 2025, 10:30 GMT\\n\\nEnvoys met.")
    '2025-03-03'
    >>> stated("VIENNA, March 3, 2025 (AP) -- Envoys met.")
    '2025-03-03'
    >>> stated("Envoys met on 3 March 2025.") is None
    True
    """
    lines = [line.strip() for line in text[:5000].splitlines() if line.strip()]
    for line in lines[:HEAD]:
        if found := _LINE.fullmatch(line) or _DATELINE.match(line):
            return day(found["iso"] or _iso(found))
    return None


def _iso(found: re.Match[str]) -> str:
    month = _MONTHS[(found["month"] or found["us_month"])[:3].lower()]
    return f"{found['year'] or found['us_year']}-{month:02}-{int(found['day'] or found['us_day']):02}"
