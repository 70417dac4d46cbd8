"""The day that an article states of itself is told from the days that it tells of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.sources import documents
from kg.sources.dates import stated


@pytest.mark.parametrize(
    "head",
    [
        "3 March 2025",
        "Monday, March 3rd, 2025",
        "Published: 3 March 2025, 10:30 GMT",
        "Updated on Mar. 3, 2025 | 4:15 p.m. EST",
        "By Ana Quill, 3 March 2025",
        "Date: 2025-03-03T09:00:00Z",
        "Vienna, 3 March 2025 – Envoys of both states met.",
        "VIENNA, Austria, March 3, 2025 (AP) -- Envoys of both states met.",
    ],
)
def test_a_day_in_the_head_is_the_articles_own(head: str) -> None:
    assert stated(f"Envoys Meet\n\n{head}\n\nThey met for an hour.") == "2025-03-03"


@pytest.mark.parametrize(
    "text",
    [
        "Envoys met on 3 March 2025.",
        "The treaty of 3 March 2025 - the first of its kind - was signed.",
        "3 March\n\nEnvoys met.",
        "VIENNA, March 3 (AP) -- Envoys met.",
        "31 February 2025\n\nEnvoys met.",
        "\n".join(["Envoys met."] * 12) + "\n3 March 2025",
    ],
)
def test_other_days_are_not(text: str) -> None:
    assert stated(text) is None


def test_a_day_given_counts_before_the_articles_words(tmp_path: Path) -> None:
    path = tmp_path / "envoys.txt"
    path.write_text("Envoys Meet\n\n3 March 2025\n\nThey met for an hour.", encoding="utf-8")
    days = [next(documents([path], date=given)).date for given in (None, "2025-03-04")]
    assert days == ["2025-03-03", "2025-03-04"]
