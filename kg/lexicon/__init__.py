"""Words to meaning, as data: TOML tables and their strict loader.

Two kinds of file stand beside this module:

* a **table** holds entries, `[[Demand]]` over and over, each with named fields: `entries("demand", Frame)`;
* a **list** holds named arrays of words, `negation = ["not", "never"]`: `words("grammar")`.

A new word is a word in a file. Anything that the reader of a file does not know is an error that names the
file and the entry, so that a typing slip never silently loses a word.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from kg.errors import LexiconError

Entry = TypeVar("Entry")


def entries(name: str, shape: type[Entry], table: str | None = None) -> tuple[Entry, ...]:
    """The entries of the table file `name`.toml as values of the dataclass `shape`, in the file's order.

    The file's only table is called `table` (default: the file's name, capitalised). Lists become tuples.
    Raises `LexiconError` on an unknown table or field, a missing field or a value of the wrong type.
    """
    return parse_entries(source(name), f"{name}.toml", shape, table or name.capitalize())


@cache
def words(name: str) -> Mapping[str, frozenset[str]]:
    """The word lists of the file `name`.toml: name of the list to its words."""
    return parse_words(source(name), f"{name}.toml")


def source(name: str) -> str:
    """The text of the lexicon file `name`.toml."""
    try:
        return (files(__name__) / f"{name}.toml").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError(f"there is no lexicon file {name}.toml") from error


def parse_entries(text: str, file: str, shape: type[Entry], table: str) -> tuple[Entry, ...]:
    """What `entries` does, on the text of a file; `file` is named in messages."""
    data = _toml(text, file)
    if unknown := set(data) - {table}:
        raise LexiconError(f"{file}: unknown table {sorted(unknown)[0]!r}; this file holds [[{table}]] only")
    rows = data.get(table, [])
    if not isinstance(rows, list) or not rows:
        raise LexiconError(f"{file}: no [[{table}]] entry")
    return tuple(_entry(row, shape, f"{file}, [[{table}]] number {i}") for i, row in enumerate(rows, 1))


def parse_words(text: str, file: str) -> Mapping[str, frozenset[str]]:
    """What `words` does, on the text of a file; `file` is named in messages."""
    lists = {}
    for name, value in _toml(text, file).items():
        if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
            raise LexiconError(f"{file}: {name!r} must be a list of words")
        if double := _first_double(value):
            raise LexiconError(f"{file}: {name!r} lists {double!r} twice")
        lists[name] = frozenset(value)
    return MappingProxyType(lists)


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: {error}") from error


def _entry(row: object, shape: type[Entry], where: str) -> Entry:
    if not isinstance(row, dict):
        raise LexiconError(f"{where}: not a table")
    fields = {field.name: field for field in dataclasses.fields(shape)}  # type: ignore[arg-type]
    if unknown := sorted(set(row) - set(fields)):
        raise LexiconError(f"{where}: unknown field {unknown[0]!r}; known are {', '.join(sorted(fields))}")
    required = {
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    if missing := sorted(required - set(row)):
        raise LexiconError(f"{where}: field {missing[0]!r} is missing")
    hints = get_type_hints(shape)
    try:
        return shape(
            **{name: _value(value, hints[name], f"{where}, {name!r}") for name, value in row.items()}
        )
    except ValueError as error:  # what the shape itself refuses
        raise LexiconError(f"{where}: {error}") from error


def _value(value: object, hint: object, where: str) -> object:
    """`value` as a field of type `hint` holds it; lists of words become tuples."""
    if isinstance(value, list):
        if not all(isinstance(word, str) for word in value):
            raise LexiconError(f"{where}: a list of words is wanted")
        if double := _first_double(value):
            raise LexiconError(f"{where}: {double!r} stands twice")
        value = tuple(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    wanted = (
        tuple if str(hint).startswith("tuple") else str if str(hint).startswith("typing.Literal") else hint
    )
    if isinstance(wanted, type) and (not isinstance(value, wanted) or (wanted is not bool and value is True)):
        raise LexiconError(f"{where}: {value!r} is not of type {wanted.__name__}")
    return value


def _first_double(listed: list[str]) -> str | None:
    seen: set[str] = set()
    for word in listed:
        if word in seen:
            return word
        seen.add(word)
    return None
