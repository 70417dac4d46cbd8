"""Whether a graph has the shape that it promises, told so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

import pyoxigraph
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


def report(quads: Iterable[Quad], *, shapes: Path | None = None) -> tuple[Finding, ...]:
    """What the shapes find in a graph, the gravest first; nothing when it is as it should be.

    The shapes are the installed ontology's unless a file is named. Named graphs are taken together.
    """
    import pyshacl

    path = shapes or ontology_file("shapes.ttl")
    quads = tuple(quads)
    data = to_rdflib_graph(quads)
    _, results, text = pyshacl.validate(data, shacl_graph=_shapes(path).plain)
    if not isinstance(results, rdflib.Graph):
        raise ShapeError(f"the graph cannot be checked: {text}")
    found = {_finding(one, results, data) for one in results.subjects(RDF.type, SH.ValidationResult)}
    found |= set(_asked(quads, data, _shapes(path).questions))
    return tuple(sorted(found, key=_gravest_first))


def violated(findings: Iterable[Finding]) -> bool:
    """Whether any finding is a violation, not a remark."""
    return any(one.severity == "Violation" for one in findings)


@dataclass(frozen=True, slots=True)
class _Question:
    """A shape that asks in SPARQL for the nodes that break it."""

    shape: str
    select: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class _Shapes:
    """A shapes graph without its SPARQL, which is asked of the whole graph at once.

    SHACL binds `$this` and asks once for each node; pyshacl takes 40 ms for that, thousands of times over.
    """

    plain: rdflib.Graph
    questions: tuple[_Question, ...]


@cache
def _shapes(path: Path) -> _Shapes:
    try:
        graph = rdflib.Graph().parse(path, format="turtle")
    except OSError as error:
        raise ShapeError(f"{path}: cannot be read: {error.strerror or error}") from error
    except Exception as error:  # its parsers raise whatever they meet
        raise ShapeError(f"{path}: not Turtle: {' '.join(str(error).split())[:200]}") from error
    questions = tuple(_questions(graph))
    graph.remove((None, SH.sparql, None))
    return _Shapes(plain=graph, questions=questions)


def _questions(graph: rdflib.Graph) -> Iterator[_Question]:
    """The SPARQL of the shapes, each limited to the class that its shape is of."""
    declared = "".join(
        f"PREFIX {graph.value(one, SH.prefix)}: <{graph.value(one, SH.namespace)}>\n"
        for one in sorted(graph.objects(None, SH.declare), key=str)
    )
    for shape, constraint in sorted(graph.subject_objects(SH.sparql), key=str):
        target = graph.value(shape, SH.targetClass)
        select = str(graph.value(constraint, SH.select))
        if target is None or "$this WHERE {" not in select:
            raise ShapeError(f"{_short(shape)}: a SPARQL shape needs sh:targetClass and SELECT $this WHERE")
        limited = select.replace("$this WHERE {", f"$this WHERE {{ $this a <{target}> . ", 1)
        yield _Question(
            shape=_short(shape),
            select=declared + limited,
            message=str(graph.value(constraint, SH.message)),
            severity=_severity(graph.value(shape, SH.severity)),
        )


def _asked(quads: Iterable[Quad], data: rdflib.Graph, questions: Iterable[_Question]) -> Iterator[Finding]:
    """The nodes that the SPARQL shapes find."""
    store = pyoxigraph.Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for one in questions:
        answers = store.query(one.select)
        assert isinstance(answers, pyoxigraph.QuerySolutions)
        for answer in answers:
            focus = answer["this"].value
            label = str(data.value(rdflib.URIRef(focus), RDFS.label) or focus)
            yield Finding(one.severity, one.message, focus, label, None, None, one.shape)


def _finding(result: rdflib.term.Node, results: rdflib.Graph, data: rdflib.Graph) -> Finding:
    def one(name: str) -> rdflib.term.Node | None:
        return results.value(result, SH[name])

    focus = one("focusNode")
    value, path = one("value"), one("resultPath")
    messages = sorted(str(text) for text in results.objects(result, SH.resultMessage))
    return Finding(
        severity=_severity(one("resultSeverity")),
        message=messages[0] if messages else "does not conform",
        focus=str(focus),
        label=str(data.value(focus, RDFS.label) or focus),
        path=_short(path) if path else None,
        value=str(value) if value is not None and value != focus else None,
        shape=_short(one("sourceShape")),
    )


def _severity(term: rdflib.term.Node | None) -> Severity:
    return cast("Severity", _short(term)) if term is not None else "Violation"


def _short(term: rdflib.term.Node | None) -> str:
    """The last part of an IRI."""
    return str(term).replace("/", "#").rpartition("#")[2] if isinstance(term, rdflib.URIRef) else str(term)


def _gravest_first(one: Finding) -> tuple[int, str, str, str]:
    rank = _ORDER.index(one.severity) if one.severity in _ORDER else len(_ORDER)
    return rank, one.shape, one.focus, one.value or ""
