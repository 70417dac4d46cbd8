"""Whether a graph has the shape that it promises, told so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

import rdflib
from pyoxigraph import Quad
from rdflib.namespace import RDF, RDFS, SH

from kg.errors import ShapeError
from kg.rdf.graphs import to_rdflib_graph
from kg.resources import ontology_file

Severity = Literal["Violation", "Warning", "Info"]
_ORDER: tuple[Severity, ...] = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a shape has to say of one node."""

    severity: Severity
    message: str
    focus: str  # the node's IRI
    label: str  # what people call the node; its IRI when nothing does
    path: str | None  # the property that is wrong, when it is one
    value: str | None  # the value that is wrong, when it is one
    shape: str  # the name of the shape


def report(graph: Iterable[Quad] | rdflib.Graph, *, shapes: Path | None = None) -> tuple[Finding, ...]:
    """What the shapes find in a graph, the gravest first; nothing when it is as it should be.

    The shapes are the installed ontology's unless a file is named. Named graphs are taken together.
    """
    import pyshacl

    data = graph if isinstance(graph, rdflib.Graph) else to_rdflib_graph(graph)
    _, results, text = pyshacl.validate(data, shacl_graph=_shapes(shapes or ontology_file("shapes.ttl")))
    if not isinstance(results, rdflib.Graph):
        raise ShapeError(f"the graph cannot be checked: {text}")
    found = {_finding(one, results, data) for one in results.subjects(RDF.type, SH.ValidationResult)}
    return tuple(sorted(found, key=_gravest_first))


def violated(findings: Iterable[Finding]) -> bool:
    """Whether any finding is a violation, not a remark."""
    return any(one.severity == "Violation" for one in findings)


@cache
def _shapes(path: Path) -> rdflib.Graph:
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except OSError as error:
        raise ShapeError(f"{path}: cannot be read: {error.strerror or error}") from error
    except Exception as error:  # its parsers raise whatever they meet
        raise ShapeError(f"{path}: not Turtle: {' '.join(str(error).split())[:200]}") from error


def _finding(result: rdflib.term.Node, results: rdflib.Graph, data: rdflib.Graph) -> Finding:
    def one(name: str) -> rdflib.term.Node | None:
        return results.value(result, SH[name])

    focus = one("focusNode")
    value, path = one("value"), one("resultPath")
    severity = str(one("resultSeverity")).rpartition("#")[2]
    messages = sorted(str(text) for text in results.objects(result, SH.resultMessage))
    return Finding(
        severity=cast("Severity", severity),
        message=messages[0] if messages else "does not conform",
        focus=str(focus),
        label=str(data.value(focus, RDFS.label) or focus),
        path=_short(path) if path else None,
        value=str(value) if value is not None and value != focus else None,
        shape=_short(one("sourceShape")),
    )


def _short(term: rdflib.term.Node | None) -> str:
    """The last part of an IRI."""
    return str(term).replace("/", "#").rpartition("#")[2] if isinstance(term, rdflib.URIRef) else str(term)


def _gravest_first(one: Finding) -> tuple[int, str, str, str]:
    rank = _ORDER.index(one.severity) if one.severity in _ORDER else len(_ORDER)
    return rank, one.shape, one.focus, one.value or ""
