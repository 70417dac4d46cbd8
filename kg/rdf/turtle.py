"""Turtle and TriG for people to read: prefixes, a subject a block, its type first.

Whatever belongs to one article is written under prefixes that are declared anew for each article (`this:`,
`person:`, `group:` ...), as Turtle allows: long identifiers would hide the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from kg.rdf.rows import Row, iri, literal, subjects
from kg.vocab import PREFIXES, RDF, XSD

_LOCAL_NAME: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_NUMBER: Final = {f"{XSD}integer": re.compile(r"[+-]?\d+"), f"{XSD}decimal": re.compile(r"[+-]?\d*\.\d+")}
_OWN: Final = {
    "this": "",
    "person": "actor/person/",
    "state": "actor/state/",
    "organization": "actor/organization/",
    "group": "actor/group/",
    "spot": "place/",
}
_SHARED: Final = {"actor": "actor/", "place": "place/", "issue": "issue/", "at": "time/"}


def prefixes(base: str) -> dict[str, str]:
    """The prefixes of a file: the vocabularies', and those of what articles share."""
    return dict(sorted((PREFIXES | {name: base + path for name, path in _SHARED.items()}).items()))


def turtle(rows: Iterator[Row], base: str) -> Iterator[str]:
    """Turtle: the graph without names."""
    shared = _Names(prefixes(base))
    yield _declared(shared.prefixes)
    names, own = shared, ""
    for subject, group in subjects(rows):
        found = _own(subject, base)
        if found and found != own:
            own = found
            names = shared.plus({name: own + path for name, path in _OWN.items()})
            yield "\n" + _declared({name: own + path for name, path in _OWN.items()})
        yield "\n" + _block(subject, group, names, indent="")


def trig(rows: Iterator[Row], base: str) -> Iterator[str]:
    """TriG: a block a graph; the default graph's subjects stand outside of any."""
    shared = _Names(prefixes(base))
    yield _declared(shared.prefixes)
    for graph, group in groupby(rows, key=lambda one: one.graph):
        blocks = list(subjects(group))
        names = shared
        own = next(filter(None, (_own(subject, base) for subject, _ in blocks)), "")
        if own:
            names = shared.plus({name: own + path for name, path in _OWN.items()})
            yield "\n" + _declared({name: own + path for name, path in _OWN.items()})
        if graph:
            yield f"\n{names.short(graph)} {{\n"
            yield "\n".join(_block(subject, said, names, indent="    ") for subject, said in blocks)
            yield "}\n"
        else:
            yield from ("\n" + _block(subject, said, names, indent="") for subject, said in blocks)


class _Names:
    """Prefixes, and the short names they give."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(prefixes)
        self._by_start = {start: name for name, start in self.prefixes.items()}

    def plus(self, more: Mapping[str, str]) -> _Names:
        """These and some more."""
        return _Names({**self.prefixes, **more})

    def short(self, term: str) -> str:
        """A term as Turtle writes it shortest; left as it is in N-Triples where that is not safe."""
        name = iri(term)
        if name is not None:
            return self._short_iri(name) or term
        words = literal(term)
        if words is None or words.datatype is None:
            return term
        number = _NUMBER.get(words.datatype)
        if (number and number.fullmatch(words.text)) or (
            words.datatype == f"{XSD}boolean" and words.text in ("true", "false")
        ):
            return words.text
        datatype = self._short_iri(words.datatype)
        return f"{term[: term.rindex('^^')]}^^{datatype}" if datatype else term

    def _short_iri(self, name: str) -> str | None:
        cut = max(name.rfind("/"), name.rfind("#")) + 1
        prefix = self._by_start.get(name[:cut])
        local = name[cut:]
        return f"{prefix}:{local}" if prefix is not None and _LOCAL_NAME.fullmatch(local) else None


def _declared(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {name}: <{start}> .\n" for name, start in prefixes.items())


def _own(subject: str, base: str) -> str:
    """Where the identifiers of an article's own begin, if the subject is one of them."""
    if not subject.startswith(f"<{base}"):
        return ""
    head, slash, _ = subject[len(base) + 1 :].partition("/")
    return f"{base}{head}/" if slash and re.fullmatch(r"[0-9a-f]{16}", head) else ""


def _block(subject: str, rows: list[Row], names: _Names, *, indent: str) -> str:
    """All that is said of a subject: a line a property."""
    lines = []
    for predicate, group in groupby(rows, key=lambda one: one.predicate):
        verb = "a" if predicate == f"<{RDF}type>" else names.short(predicate)
        lines.append(f"{verb} {', '.join(names.short(one.object) for one in group)}")
    said = f" ;\n{indent}    ".join(lines)
    return f"{indent}{names.short(subject)} {said} .\n"
