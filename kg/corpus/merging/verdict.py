"""What a comparison comes to."""

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
