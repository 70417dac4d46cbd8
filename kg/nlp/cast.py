"""Who takes part in an article, as it is being found out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kg.gazetteer import Entry, Gazetteer
from kg.model import Actor, ActorKey, ActorType

Gender = Literal["female", "male"]


@dataclass(slots=True)
class Part:
    """What the article has told so far of one actor."""

    key: ActorKey
    label: str
    type: ActorType
    entry: Entry | None = None
    forms: set[str] = field(default_factory=set)
    gender: Gender | None = None
    offices: set[str] = field(default_factory=set)  # as written, lower case: "foreign minister"
    serves: Counter[ActorKey] = field(default_factory=Counter)  # states and organisations, by how often told
    plural: bool = False
    nameless: bool = False  # a person known by what he does only: "a senior official"
    names: set[str] = field(default_factory=set)  # the names that the article uses for it, no metonyms

    def called(self) -> str:
        """Its label in this article: the usual one, or the fullest name of the article that lacks it.

        States go by their usual name; an article's own "WTO" or "G-7" is easier to find again in its text.
        """
        if self.entry is None or self.type in ("State", "Person") or not self.names:
            return self.label
        usual = {name for name in self.names if name.casefold() == self.label.casefold()}
        return self.label if usual else max(self.names, key=lambda name: (len(name), name))

    @property
    def of(self) -> set[ActorKey]:
        """The states and organisations that it belongs to or acts for."""
        return set(self.serves)

    def states(self, cast: Cast) -> list[ActorKey]:
        """The states that it acts for, the surest first."""
        return [key for key, _ in self.serves.most_common() if cast[key].type == "State"]

    @property
    def known(self) -> str | None:
        """The gazetteer's id, when it is in there."""
        return self.entry.id if self.entry else None


class Cast:
    """The parts by key, growing while an article is read; `actors` freezes them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.parts: dict[ActorKey, Part] = {}

    def __getitem__(self, key: ActorKey) -> Part:
        return self.parts[key]

    def known(self, entry: Entry, label: str | None = None) -> Part:
        """The part of a gazetteer entry."""
        part = self.parts.get(entry.id)
        if part is None:
            part = Part(entry.id, label or entry.label, entry.type, entry, gender=entry.gender)
            part.plural = entry.type == "Group"
            self.parts[entry.id] = part
            if entry.country and entry.type != "State":
                part.serves[self.known(self.gazetteer.entries[entry.country]).key] += 2
        return part

    def named(self, type: ActorType, label: str, *, fresh: bool = False) -> Part:
        """The part with this type and label; with `fresh` a new one, its key numbered when that is taken."""
        key = f"{type.lower()}/{slug(label)}"
        if fresh and key in self.parts:
            number = 2
            while f"{key}-{number}" in self.parts:
                number += 1
            key = f"{key}-{number}"
        if key not in self.parts:
            self.parts[key] = Part(key, label, type, plural=type == "Group")
        return self.parts[key]

    def actors(self, used: Iterable[ActorKey]) -> dict[ActorKey, Actor]:
        """The actors that mentions refer to and their affiliations, frozen, by key in order."""
        found: dict[ActorKey, Actor] = {}
        open_keys = list(used)
        while open_keys:
            key = open_keys.pop()
            if key not in found:
                found[key] = self._actor(self.parts[key])
                open_keys.extend(filter(None, [found[key].affiliation]))
        return {key: found[key] for key in sorted(found)}

    def _actor(self, part: Part) -> Actor:
        sides = [key for key, _ in part.serves.most_common() if key != part.key]
        states = [of for of in sides if self.parts[of].type == "State"]
        if part.type == "Group" and len({part.serves[of] for of in states}) < len(states):
            states = sides = []  # "the ministers of Peru and Chile" are on no one side
        return Actor(
            key=part.key,
            label=part.called(),
            type=part.type,
            known=part.known,
            aliases=tuple(sorted(part.forms)),
            affiliation=next(iter(states or sides), None),
        )


def slug(label: str) -> str:
    """A label as part of a key: ASCII letters, digits and hyphens."""
    folded = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or format(hash_of(label), "x")


def hash_of(label: str) -> int:
    """A number for a label without a letter of the Latin script, the same in every process."""
    value = 0
    for char in label:
        value = (value * 131 + ord(char)) % (1 << 32)
    return value
