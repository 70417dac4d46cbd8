"""A proper name found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.gazetteer import Entry, PlaceEntry

Kind = Literal["Person", "State", "Organization", "Group", "Place"]
Form = Literal["name", "demonym", "metonym"]


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) name someone or some place."""

    start: int
    end: int
    kind: Kind
    words: str
    entry: Entry | None = None
    form: Form = "name"
    place: PlaceEntry | None = None
    options: tuple[Entry, ...] = ()  # known persons of this surname

    def __hash__(self) -> int:
        """By where it stands: names are looked up often, and all that an entry holds is much to hash."""
        return hash((self.start, self.end))
