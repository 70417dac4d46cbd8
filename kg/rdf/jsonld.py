"""JSON-LD that people and plain JSON readers can make sense of, by `ontology/context.jsonld`.

The context is written into the file: nothing is fetched to read it. A fact holds its evidence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

from kg.rdf.rows import Row, Words, iri, literal, subjects
from kg.resources import ontology_file
from kg.vocab import DIP, RDF, XSD

_EMBEDDED: Final = frozenset({f"<{DIP}evidence>", f"<{DIP}furtherEvidence>"})
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Context:
    """The context: for a property its term and the kind of its values; for a namespace its prefix."""

    terms: Mapping[str, tuple[str, str | None]]
    prefixes: Mapping[str, str]
    taken: frozenset[str]
    vocabulary: str

    def key(self, name: str) -> str:
        """A property or class as a key."""
        local = name.removeprefix(self.vocabulary)
        if local != name and local not in self.taken and _NAME.fullmatch(local):
            return local
        cut = max(name.rfind("/"), name.rfind("#")) + 1
        prefix = self.prefixes.get(name[:cut])
        return f"{prefix}:{name[cut:]}" if prefix and _NAME.fullmatch(name[cut:]) else name


@cache
def context_text() -> dict[str, Any]:
    """The context as the file has it."""
    found: dict[str, Any] = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))[
        "@context"
    ]
    return found


@cache
def context() -> Context:
    """The context, made ready for writing."""
    text = context_text()
    prefixes = {k: v for k, v in text.items() if isinstance(v, str) and v[-1] in "#/" and k[0] != "@"}

    def full(name: str) -> str:
        prefix, colon, local = name.partition(":")
        return prefixes[prefix] + local if colon and prefix in prefixes else name

    terms: dict[str, tuple[str, str | None]] = {}
    for term, said in text.items():
        if term[0] == "@" or term in prefixes:
            continue
        known = said if isinstance(said, dict) else {"@id": said}
        kind = known.get("@type")
        terms[full(known["@id"])] = (term, full(kind) if kind else None)
    return Context(
        terms=terms,
        prefixes={start: name for name, start in prefixes.items()},
        taken=frozenset(term for _, (term, _) in terms.items()) | prefixes.keys(),
        vocabulary=text["@vocab"],
    )


def jsonld(rows: Iterator[Row], base: str) -> Iterator[str]:
    """JSON-LD: one object whose `@graph` holds an object for each named graph."""
    yield '{\n"@context": ' + json.dumps(context_text(), ensure_ascii=False, indent=1) + ',\n"@graph": ['
    comma = ""
    for graph, group in groupby(rows, key=lambda one: one.graph):
        nodes = _nodes(group)
        for one in [{"@id": _id(graph), "@graph": nodes}] if graph else nodes:
            yield f"{comma}\n{json.dumps(one, ensure_ascii=False, indent=1)}"
            comma = ","
    yield "\n]\n}\n"


def _nodes(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The nodes of a graph; evidence stands within the first fact that it speaks for."""
    said = dict(subjects(iter(rows)))
    host: dict[str, str] = {}
    for subject, group in said.items():
        for one in group:
            if one.predicate in _EMBEDDED and one.object in said and one.object != subject:
                host.setdefault(one.object, subject)
    whole = {subject: _node(subject, group) for subject, group in said.items() if subject in host}
    out = []
    for subject, group in said.items():
        if subject not in host:
            within = {inner: whole[inner] for inner, outer in host.items() if outer == subject}
            out.append(_node(subject, group, within))
    return out


def _node(
    subject: str, rows: list[Row], within: Mapping[str, dict[str, Any]] | None = None
) -> dict[str, Any]:
    """A node: its identifier, its types, its properties."""
    here = context()
    out: dict[str, Any] = {"@id": _id(subject)}
    for predicate, group in groupby(rows, key=lambda one: one.predicate):
        name = iri(predicate) or predicate
        objects = [one.object for one in group]
        if name == f"{RDF}type" and all(map(iri, objects)):
            out["@type"] = _one_or_all([here.key(iri(one) or one) for one in objects])
            continue
        term, kind = here.terms.get(name, (here.key(name), None))
        embedded = within or {}
        out[term] = _one_or_all(
            [
                embedded[one] if one in embedded and predicate in _EMBEDDED else _value(one, kind)
                for one in objects
            ]
        )
    return out


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _id(term: str) -> str:
    return iri(term) or term


def _value(term: str, kind: str | None) -> Any:
    """A value, as short as its property's kind allows."""
    words = literal(term)
    if words is None:
        name = _id(term)
        if kind == "@id":
            return name
        local = name.removeprefix(context().vocabulary)
        return local if kind == "@vocab" and local != name and _NAME.fullmatch(local) else {"@id": name}
    return _literal(words, kind)


def _literal(words: Words, kind: str | None) -> Any:
    if words.language:
        return {"@value": words.text, "@language": words.language}
    if words.datatype is None:
        return words.text if kind is None else {"@value": words.text}
    if words.datatype == kind:
        return words.text
    if kind is None and words.datatype == f"{XSD}boolean" and words.text in ("true", "false"):
        return words.text == "true"
    if kind is None and words.datatype == f"{XSD}integer" and re.fullmatch(r"0|[1-9]\d{0,14}", words.text):
        return int(words.text)
    return {"@value": words.text, "@type": context().key(words.datatype)}
