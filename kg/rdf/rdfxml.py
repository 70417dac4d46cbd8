"""RDF/XML, for tools that read nothing else; a graph without names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from kg.errors import KgError
from kg.rdf.rows import Row, iri, literal, subjects
from kg.vocab import PREFIXES

_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*$", re.ASCII)
_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def rdfxml(rows: Iterator[Row], base: str) -> Iterator[str]:
    """RDF/XML: a description a subject. `KgError` for a property that XML cannot name."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for name, start in sorted(PREFIXES.items()):
        yield f'\n    xmlns:{name}="{_attribute(start)}"'
    yield ">\n"
    for subject, group in subjects(rows):
        yield f"  <rdf:Description {_node('about', subject)}>\n"
        for one in group:
            yield f"    {_property(one)}\n"
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _property(one: Row) -> str:
    """A property and its value as an element."""
    name, declared = _name(one.predicate)
    words = literal(one.object)
    if words is None:
        return f"<{name}{declared} {_node('resource', one.object)}/>"
    said = ""
    if words.language:
        said = f' xml:lang="{_attribute(words.language)}"'
    elif words.datatype:
        said = f' rdf:datatype="{_attribute(words.datatype)}"'
    text = escape(_UNHOLDABLE.sub("�", words.text), {"\r": "&#xD;"})
    return f"<{name}{declared}{said}>{text}</{name}>"


def _name(predicate: str) -> tuple[str, str]:
    """A property as the name of an element, and the declaration that the name needs."""
    full = iri(predicate) or ""
    local = _LOCAL_NAME.search(full)
    if not local or local[0] == full:
        raise KgError(f"RDF/XML cannot name the property {predicate}; use another format")
    start = full[: local.start()]
    for name, one in PREFIXES.items():
        if one == start:
            return f"{name}:{local[0]}", ""
    return f"p:{local[0]}", f' xmlns:p="{_attribute(start)}"'


def _node(attribute: str, term: str) -> str:
    """A node as an attribute: by its IRI, or by its label when it is blank."""
    name = iri(term)
    if name is not None:
        return f'rdf:{attribute}="{_attribute(name)}"'
    if not term.startswith("_:"):
        raise KgError(f"RDF/XML cannot hold {term[:60]}; use another format")
    return f'rdf:nodeID="{_attribute(term[2:])}"'


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
