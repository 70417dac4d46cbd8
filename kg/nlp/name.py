"""A proper name found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.gazetteer import Entry, PlaceEntry
from kg.nlp.tree import Doc

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


def is_owner(doc: Doc, name: Name, owned: Name) -> bool:
    """Whether a state's name stands before another as its owner: "*Peru's* Congress", "*Chilean* Senate"."""
    if name.kind != "State":
        return False
    if name.end == owned.start:
        return doc[name.start].dep_ in ("amod", "compound", "nmod")
    between = doc[name.end : owned.start]
    return len(between) == 1 and between[0].lower_ in ("'s", "’s", "'", "’")
