"""Parts of a corpus: N-Quads files, each with its manifest, that hold the same bytes however they were made.

An article's part is the head of its hash, so neither workers nor order nor other articles have a say in it.
A part is `3fa.nq`, its articles by IRI, and `3fa.jsonl`, which says what stands there. A new manifest is put
beside as `3fa.next` first, then the quads are replaced, then the manifest: a build that is killed in between
leaves enough to finish or undo it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from kg.corpus.folder import Folder
from kg.errors import StoreError

DIGITS: Final = 3
"""Hexadecimal digits of an article's hash that name its part: 4,096 parts."""
MANIFEST: Final = "manifest.jsonl"
"""All parts' entries, written when a build has come to its end."""
_NAME: Final = re.compile(rf"([0-9a-f]{{{DIGITS}}})\.(nq|jsonl|next)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a part: what it was built from, by what, and how much came of it."""

    article: str
    hash: str
    id: str | None
    digest: str
    facts: int
    quads: int
    version: str

    @property
    def part(self) -> str:
        """The part that the article belongs to."""
        return self.hash[:DIGITS]


@dataclass(frozen=True, slots=True)
class Graph:
    """An article's entry and its quads as sorted lines of N-Quads."""

    entry: Entry
    data: bytes


def names(part: str) -> tuple[str, str, str]:
    """The files of a part: quads, manifest, manifest to be."""
    return f"{part}.nq", f"{part}.jsonl", f"{part}.next"


def entries(place: Folder, part: str) -> tuple[Entry, ...]:
    """What stands in a part, in its order."""
    data = place.read(names(part)[1])
    return _entries(data)[1] if data else ()


def graphs(place: Folder, part: str) -> Iterator[Graph]:
    """The articles of a part with their quads; `StoreError` when they are not what the manifest says."""
    quads, manifest, _ = names(part)
    said = place.read(manifest)
    if said is None:
        return
    digest, listed = _entries(said)
    data = place.read(quads) or b""
    if sha256(data).hexdigest() != digest:
        raise StoreError(f"{quads} is not what {manifest} says; remove both and build again")
    lines = data.splitlines(keepends=True) if b"\r" not in data else re.findall(rb"[^\n]*\n", data)
    reached = 0
    for one in listed:
        yield Graph(one, b"".join(lines[reached : reached + one.quads]))
        reached += one.quads


def commit(place: Folder, part: str, found: Iterable[Graph]) -> None:
    """Put a part in place of what it was: all or nothing, even for a process that is killed."""
    quads, manifest, following = names(part)
    listed = sorted(found, key=lambda graph: graph.entry.article)
    if not listed:
        place.remove(manifest)  # first: quads without a manifest are swept up
        place.remove(quads)
        return
    data = b"".join(graph.data for graph in listed)
    said = _written(part, data, [graph.entry for graph in listed])
    if place.read(manifest) == said and place.read(quads) == data:
        place.remove(following)  # of a worker that was killed when all but this was done
        return
    place.write(following, said)
    place.write(quads, data)
    place.write(manifest, said)
    place.remove(following)


def recovered(place: Folder) -> list[str]:
    """The parts that stand in a folder, once what a killed build left half done is finished or undone."""
    sizes = place.names()
    found: dict[str, set[str]] = {}
    for name in sizes:
        if match := _NAME.fullmatch(name):
            found.setdefault(match[1], set()).add(match[2])
    return [part for part in sorted(found) if _mended(place, part, found[part], sizes)]


def _mended(place: Folder, part: str, kinds: set[str], sizes: dict[str, int]) -> bool:
    """Finish or undo a part; whether it stands then."""
    quads, manifest, following = names(part)
    if "next" in kinds:
        said = place.read(following) or b""
        data = place.read(quads) if "nq" in kinds else None
        if data is not None and _names(said, data):
            place.write(manifest, said)
            kinds.add("jsonl")
        place.remove(following)
    header = place.read(manifest) if "jsonl" in kinds else None
    if "nq" in kinds and header and _header(header).get("bytes") == sizes[quads]:
        return True
    place.remove(manifest)
    place.remove(quads)
    return False


def _names(said: bytes, data: bytes) -> bool:
    """Whether a manifest is of these quads."""
    return _header(said).get("sha256") == sha256(data).hexdigest()


def _header(said: bytes) -> dict[str, object]:
    try:
        found = json.loads(said.split(b"\n", 1)[0])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _entries(said: bytes) -> tuple[str, tuple[Entry, ...]]:
    header, *lines = said.splitlines()
    return str(_header(header).get("sha256")), tuple(_entry(line) for line in lines)


def _entry(line: bytes) -> Entry:
    row = json.loads(line)
    row.pop("part", None)
    return Entry(**row)


def _written(part: str, data: bytes, listed: Sequence[Entry]) -> bytes:
    head = {
        "part": part,
        "articles": len(listed),
        "bytes": len(data),
        "quads": sum(one.quads for one in listed),
        "sha256": sha256(data).hexdigest(),
    }
    return b"".join([json.dumps(head).encode() + b"\n", *map(line, listed)])


def line(entry: Entry) -> bytes:
    """An entry as a line of the manifest."""
    return json.dumps({"part": entry.part} | asdict(entry), ensure_ascii=False).encode() + b"\n"
