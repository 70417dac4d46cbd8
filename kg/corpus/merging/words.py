"""The words by which names are compared, from `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from kg.errors import LexiconError

_FILE = "words.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The lists of `words.toml`; what each is for is said there."""

    honorifics: frozenset[str]
    particles: frozenset[str]
    small: frozenset[str]
    generic: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    idle: frozenset[str]
    spelt: Mapping[str, str]


@cache
def words() -> Words:
    """The lists, read once; an unknown, missing or ill-typed one is a `LexiconError`."""
    found = tomllib.loads(_text())
    wanted = {field.name for field in fields(Words)}
    if set(found) != wanted:
        odd = ", ".join(sorted(set(found) ^ wanted))
        raise LexiconError(f"{_FILE}: unknown or missing: {odd}")
    for name, value in found.items():
        said = value.values() if name == "spelt" and isinstance(value, dict) else value
        if isinstance(value, str) or not all(isinstance(one, str) for one in said):
            raise LexiconError(f"{_FILE}: {name} must hold words")
    lists: dict[str, Any] = {name: frozenset(value) for name, value in found.items() if name != "spelt"}
    return Words(spelt=found["spelt"], **lists)


@cache
def digest() -> str:
    """A digest of the lists: pairs that were compared by other words must be compared anew."""
    return sha256(_text().encode()).hexdigest()


def _text() -> str:
    return files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
