"""What is compared with what, and what a comparison comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely two tellings are one, and why; `barred` when they cannot be, whatever others suggest."""

    score: float
    reason: str
    barred: bool = False


APART: Final = Verdict(0, "names or homes exclude it", barred=True)


@dataclass(frozen=True, slots=True)
class Keys:
    """Under which keys a telling is found, and under which it looks for others; the rest is not compared."""

    kept: frozenset[str]
    sought: frozenset[str]
