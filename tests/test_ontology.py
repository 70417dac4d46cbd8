"""The vocabulary, its shapes and their examples: each says what it should and catches what it should."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad
from rdflib import namespace
from rdflib.namespace import OWL, RDF, SH, SKOS

from kg import vocab
from kg.rdf.describe import describe
from kg.rdf.validate import Finding, report, violated
from kg.resources import ontology_file, ontology_files, ontology_folder
from kg.vocab import CLASSES, DIP, INDIVIDUALS, PROPERTIES
from tests.rdf.samples import SAMPLE

SHAPES = "https://w3id.org/diplomacy/shapes#"
VALID = sorted((ontology_folder() / "examples" / "valid").glob("*.ttl"))
INVALID = sorted((ontology_folder() / "examples" / "invalid").glob("*.ttl"))


def read(path: Path) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object) for t in pyoxigraph.parse(path=str(path))]


VOCABULARY = read(ontology_file("diplomacy.ttl"))


def names(quads: list[Quad], start: str) -> set[str]:
    """The local names of a namespace that stand anywhere in a graph."""
    return {
        term.value.removeprefix(start)
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(start)
    }


# ---- the vocabulary


def test_the_vocabulary_and_python_name_the_same_terms() -> None:
    declared: dict[str, set[str]] = {}
    for quad in VOCABULARY:
        if quad.predicate.value == str(RDF.type) and str(quad.subject).startswith(f"<{DIP}"):
            kind = quad.object.value.rpartition("#")[2]  # type: ignore[union-attr]
            declared.setdefault(kind, set()).add(quad.subject.value.removeprefix(DIP))  # type: ignore[union-attr]
    assert declared["Class"] == CLASSES
    assert declared["ObjectProperty"] | declared["DatatypeProperty"] == PROPERTIES
    assert not declared["ObjectProperty"] & declared["DatatypeProperty"]
    assert declared["NamedIndividual"] == INDIVIDUALS
    assert declared["Modality"] == set(vocab.MODALITIES)
    assert declared["Status"] == set(vocab.STATUSES)


def test_every_term_has_label_definition_and_example() -> None:
    assert report(VOCABULARY) == ()
    without = [quad for quad in VOCABULARY if quad.predicate.value != str(SKOS.example)]
    assert {one.focus for one in report(without)} == {
        DIP + name for name in CLASSES | PROPERTIES | INDIVIDUALS
    }


def test_no_two_terms_share_a_definition_or_differ_in_capitals_alone() -> None:
    definitions = [str(q.object) for q in VOCABULARY if q.predicate.value == str(SKOS.definition)]
    assert len(definitions) == len(set(definitions))
    clashes = {name.lower() for name in PROPERTIES | INDIVIDUALS} & {name.lower() for name in CLASSES}
    # A property that leads to a class of its name is the usual way to write it.
    assert clashes <= {name[0].lower() + name[1:] for name in CLASSES} & PROPERTIES


def test_the_vocabulary_imports_nothing_and_has_a_version_and_a_licence() -> None:
    said = {quad.predicate.value for quad in VOCABULARY if quad.subject == NamedNode(DIP.rstrip("#"))}
    assert str(OWL.versionInfo) in said
    assert "http://purl.org/dc/terms/license" in said
    for path in ontology_files("*.ttl"):
        assert "imports" not in names(read(path), str(OWL)), path.name


# rdflib knows the terms of these; of the others ours must be among those read in their specifications.
CLOSED = ("FOAF", "ORG", "OWL", "PROV", "SDO", "SKOS", "TIME")
OPEN = {
    vocab.OA: {
        "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "hasSource", "hasSelector",
        "hasTarget", "start", "end", "exact",
    },
    vocab.SEM: {
        "Actor", "Event", "Place", "hasActor", "hasPlace", "hasTimeStamp", "hasEarliestBeginTimeStamp",
        "hasLatestEndTimeStamp",
    },
}  # fmt: skip


def test_the_terms_of_other_vocabularies_exist() -> None:
    used = [*VOCABULARY, *read(ontology_file("shapes.ttl")), *describe(SAMPLE)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # rdflib only warns of a term that a closed namespace lacks
        for closed in CLOSED:
            terms = getattr(namespace, closed)
            found = names(used, str(terms)) - {""}
            assert found, closed
            for name in found:
                assert terms[name]
        with pytest.raises(Warning, match="MeetingEvent"):
            namespace.SDO["MeetingEvent"]
    for start, known in OPEN.items():
        found = names(used, start) - {""}
        assert found
        assert found <= known
    assert "Offer" not in names(used, vocab.SCHEMA)


def test_the_context_takes_properties_as_they_are() -> None:
    context = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert context["@vocab"] == DIP
    assert {k: v for k, v in context.items() if v in vocab.PREFIXES.values()} == {
        "@vocab": DIP,
        **vocab.PREFIXES,
    }
    for quad in VOCABULARY:
        name = str(quad.subject)[1:-1].removeprefix(DIP)
        if name in PROPERTIES and quad.predicate.value == str(RDF.type):
            coerced = context.get(name, {}).get("@type")
            assert (coerced in ("@id", "@vocab")) == (quad.object == NamedNode(str(OWL.ObjectProperty))), name


@pytest.mark.parametrize("path", ontology_files("*.ttl"), ids=lambda path: path.name)
def test_the_data_files_use_declared_terms_only(path: Path) -> None:
    undeclared = names(read(path), DIP) - CLASSES - PROPERTIES - INDIVIDUALS
    assert undeclared == set(), path.name


def test_unrealised_events_are_no_events_even_to_a_reasoner() -> None:
    """No superclass, domain or range leads from something unrealised to an event."""
    graph = rdflib.Graph().parse(ontology_file("diplomacy.ttl"))
    event = rdflib.URIRef(DIP + "Event")
    for name in ("UnrealizedEvent", "UnrealizedAct", "UnrealizedMeeting"):
        above = set(graph.transitive_objects(rdflib.URIRef(DIP + name), rdflib.RDFS.subClassOf))
        assert event not in above
        assert rdflib.URIRef(vocab.SEM + "Event") not in above
    domains = set(graph.objects(None, rdflib.RDFS.domain))
    below = set(graph.transitive_subjects(rdflib.RDFS.subClassOf, event))
    assert rdflib.URIRef(DIP + "Demand") in below
    assert not domains & below
    ours = {rdflib.URIRef(DIP + name) for name in PROPERTIES}
    assert not [p for p in ours for q in graph.objects(p, rdflib.RDFS.subPropertyOf) if vocab.SEM in str(q)]


# ---- the shapes


def test_there_are_examples() -> None:
    assert len(VALID) >= 8
    assert len(INVALID) >= 60


def test_every_shape_has_its_invalid_example() -> None:
    graph = rdflib.Graph().parse(ontology_file("shapes.ttl"))
    named = {
        str(shape).removeprefix(SHAPES)
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in graph.subjects(RDF.type, kind)
        if isinstance(shape, rdflib.URIRef) and (shape, SH.message, None) in graph
    } | {str(shape).removeprefix(SHAPES) for shape in graph.subjects(SH.sparql, None)}
    assert named == {path.stem for path in INVALID}


def test_every_shape_has_a_message_and_a_severity() -> None:
    graph = rdflib.Graph().parse(ontology_file("shapes.ttl"))
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        assert graph.value(shape, SH.message), shape
        assert graph.value(shape, SH.severity), shape


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_holds(path: Path) -> None:
    assert report(read(path)) == ()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_its_shape_and_no_other(path: Path) -> None:
    header = re.search(r"^# breaks: shape:(\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert header
    assert header[1] == path.stem
    findings = report(read(path))
    assert {one.shape for one in findings} == {path.stem}
    assert violated(findings) == (path.stem != "article-undated")


def test_what_we_describe_holds() -> None:
    assert report(describe(SAMPLE)) == ()


@pytest.mark.parametrize(
    ("fact", "real"),
    [("unrealized-act", "Act"), ("unrealized-act", "Concession"), ("unrealized-meeting", "Meeting")],
)
def test_what_did_not_happen_is_never_typed_as_if_it_had(fact: str, real: str) -> None:
    quads = read(ontology_folder() / "examples" / "valid" / f"{fact}.ttl")
    subject = next(quad.subject for quad in quads if quad.predicate.value == f"{DIP}wouldBe")
    wrong = Quad(subject, NamedNode(str(RDF.type)), NamedNode(DIP + real))
    findings = report([*quads, wrong])
    assert "unrealized-type" in {one.shape for one in findings}


def test_a_finding_is_for_people() -> None:
    (finding,) = report(read(ontology_folder() / "examples" / "invalid" / "fact-confidence.ttl"))
    assert finding == Finding(
        severity="Violation",
        message="A fact has one confidence, an xsd:decimal from 0 to 1.",
        focus="https://w3id.org/diplomacy/id/0123456789abcdef/demand-20-28",
        label="Demand: Freedonia to Sylvania: that Sylvania apologise",
        path="confidence",
        value="1.8",
        shape="fact-confidence",
    )
