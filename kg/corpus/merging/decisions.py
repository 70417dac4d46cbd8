"""Decisions: which pairs are one and which are not, as a table that people read and edit.

A file of tab-separated columns in the shape of SSSOM, whatever is decided about: actors, meetings, demands.
Rows that a program wrote (`semapv:CompositeMatching`) are written anew each time. Rows of people stay: those
with `semapv:ManualMappingCuration`, and any with the modifier `Not`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.files import whole

SAME: Final = "skos:exactMatch"
MANUAL: Final = "semapv:ManualMappingCuration"
COMPUTED: Final = "semapv:CompositeMatching"
NOT: Final = "Not"
COLUMNS: Final = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "confidence", "comment",
)  # fmt: skip
_NEEDED: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification")
HEADER: Final = (
    "#curie_map:\n"
    '#  semapv: "https://w3id.org/semapv/vocab/"\n'
    '#  skos: "http://www.w3.org/2004/02/skos/core#"\n'
    "#mapping_set_id: https://w3id.org/diplomacy/id/merged/decisions\n"
    "#license: https://creativecommons.org/publicdomain/zero/1.0/\n"
)


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """A pair, by IRI in order, and whether both are one; `manual` if a person said so."""

    one: str
    other: str
    same: bool
    manual: bool
    score: float = 1.0
    reason: str = ""
    labels: tuple[str, str] = ("", "")

    @property
    def pair(self) -> tuple[str, str]:
        """The two IRIs, the lesser first."""
        return self.one, self.other


def decided(path: Path) -> tuple[Decision, ...]:
    """What people decided, from a file that need not be there; by pair. `StoreError` names a bad line."""
    return tuple(one for one in rows(path) if one.manual)


def rows(path: Path) -> tuple[Decision, ...]:
    """All rows of a table, people's and computed ones, each pair once; of a file that is not there, none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
    found: dict[tuple[str, str], tuple[Decision, int]] = {}
    for number, row in _rows(path, text):
        one = _decision(row, f"{path}:{number}")
        before = found.get(one.pair)
        if before and before[0].manual and one.manual and before[0].same != one.same:
            raise StoreError(f"{path}:{number}: says the opposite of line {before[1]}; remove one of them")
        if before is None or one.manual:
            found[one.pair] = (one, number)
    return tuple(found[pair][0] for pair in sorted(found))


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Put decisions, one of a pair, in place of the file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\")
    writer.writerow(COLUMNS)
    for one in sorted(decisions, key=lambda one: one.pair):
        writer.writerow(_row(one))
    data = (HEADER + out.getvalue()).encode("utf-8")
    if not path.exists() or path.read_bytes() != data:
        with whole(path) as file:
            file.write(data)


def _row(one: Decision) -> Sequence[str]:
    return (
        one.one,
        _flat(one.labels[0]),
        SAME,
        "" if one.same else NOT,
        one.other,
        _flat(one.labels[1]),
        MANUAL if one.manual else COMPUTED,
        f"{one.score:.2f}",
        _flat(one.reason),
    )


def _flat(words: str) -> str:
    return " ".join(words.replace("\\", "/").split())


def _rows(path: Path, text: str) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows with the numbers of their lines."""
    lines = [(i, line) for i, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        return
    header = lines[0][1].split("\t")
    if missing := [name for name in _NEEDED if name not in header]:
        raise StoreError(f"{path}:{lines[0][0]}: no column {missing[0]!r}; wanted are {', '.join(_NEEDED)}")
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(header):
            raise StoreError(f"{path}:{number}: has {len(cells)} cells under {len(header)} columns")
        yield number, dict(zip(header, cells, strict=False))


def _decision(row: dict[str, str], where: str) -> Decision:
    one, other = row.get("subject_id", "").strip(), row.get("object_id", "").strip()
    if not one or not other or one == other:
        raise StoreError(f"{where}: a decision is about two IRIs, subject_id and object_id")
    if row.get("predicate_id") != SAME:
        raise StoreError(f"{where}: predicate_id is {row.get('predicate_id')!r}; only {SAME} is known")
    modifier = row.get("predicate_modifier", "").strip()
    if modifier not in ("", NOT):
        raise StoreError(f"{where}: predicate_modifier is {modifier!r}; it may be {NOT} or empty")
    labels = row.get("subject_label", ""), row.get("object_label", "")
    if one > other:
        one, other, labels = other, one, labels[::-1]
    return Decision(
        one,
        other,
        same=not modifier,
        manual=bool(modifier) or row.get("mapping_justification") != COMPUTED,
        score=_share(row.get("confidence", ""), where),
        reason=row.get("comment", ""),
        labels=labels,
    )


def _share(text: str, where: str) -> float:
    try:
        value = float(text) if text.strip() else 1.0
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise StoreError(f"{where}: confidence is {text!r}, no number from 0 to 1")
    return value
