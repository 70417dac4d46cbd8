"""The publication date of an article: an ISO 8601 day or nothing."""

from __future__ import annotations

import re
from datetime import date

ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}.*)?", re.S)


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
