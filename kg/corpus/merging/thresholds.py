"""When two tellings are one: the thresholds, measured in `docs/merge.md`.

Scores run from 0 to 1. From `MERGE` on a pair is taken to be one, from `DOUBT` on it is shown to people.
Whoever changes a number here measures again: `benchmarks/merge.py`.
"""

from __future__ import annotations

from typing import Final

MERGE: Final = {"actor": 0.75, "meeting": 0.70, "demand": 0.72}
DOUBT: Final = {"actor": 0.50, "meeting": 0.58, "demand": 0.60}

WINDOW: Final = 62
"""Days that may lie between two articles that tell the same demand, or the same meeting without a date."""
SLACK: Final = 1
"""Days by which the dates of one meeting may differ: time zones, and a report of the day after."""
ERA: Final = 30
"""Years between two articles beyond which one name is not taken to be one person."""


def digest() -> str:
    """What changes when a number does: pairs that were measured by others must be measured anew."""
    return repr((sorted(MERGE.items()), sorted(DOUBT.items()), WINDOW, SLACK, ERA))
