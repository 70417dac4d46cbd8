"""PLOVER and CAMEO: well-formed concept schemes, and our classes mapped to them."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from kg import vocab
from kg.resources import ontology_file

GRAPH = rdflib.Graph().parse(ontology_file("plover.ttl"))
ID = vocab.BASE
MATCHES = (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, SKOS.exactMatch)
EVENTS = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def scheme(name: str) -> set[rdflib.term.Node]:
    return set(GRAPH.subjects(SKOS.inScheme, rdflib.URIRef(f"{ID}scheme/{name}")))


def matched(subject: rdflib.term.Node) -> set[rdflib.term.Node]:
    return {value for match in MATCHES for value in GRAPH.objects(subject, match)}


def test_the_sixteen_event_types_are_there() -> None:
    assert {str(event).rsplit("/", 1)[-1] for event in scheme("plover")} == EVENTS


@pytest.mark.parametrize("name", ["plover", "plover-mode", "plover-context", "cameo"])
def test_every_concept_has_a_label_and_a_notation_of_its_own(name: str) -> None:
    concepts = scheme(name)
    assert concepts
    notations = [str(GRAPH.value(concept, SKOS.notation)) for concept in concepts]
    assert len(notations) == len(set(notations))
    for concept in concepts:
        assert GRAPH.value(concept, RDF.type) == SKOS.Concept
        assert len(list(GRAPH.objects(concept, SKOS.prefLabel))) == 1
        assert str(concept).endswith(f"/{GRAPH.value(concept, SKOS.notation)}")


def test_every_cameo_code_hangs_below_its_root_and_has_its_plover_type() -> None:
    codes = scheme("cameo")
    assert len(codes) > 250
    for code in codes:
        notation = str(GRAPH.value(code, SKOS.notation))
        roots = {str(one)[-2:] for one in GRAPH.transitive_objects(code, SKOS.broader) if one in codes}
        assert notation[:2] in roots | {notation}, notation
        if len(notation) > 2:
            assert matched(code) & scheme("plover"), notation


def test_every_link_leads_to_a_concept_that_is_declared() -> None:
    declared = set(GRAPH.subjects(RDF.type, SKOS.Concept))
    for link in (*MATCHES, SKOS.broader):
        assert {str(value) for value in GRAPH.objects(None, link) if value not in declared} == set()


@pytest.mark.parametrize("name", ["Statement", "Meeting", *vocab.ACT_TYPES])
def test_every_class_of_event_is_mapped_and_no_unrealised_one(name: str) -> None:
    assert matched(rdflib.URIRef(vocab.DIP + name))
    assert not matched(rdflib.URIRef(vocab.DIP + "UnrealizedAct"))


def test_codes_of_an_act_s_close_match_have_the_type_of_its_plover_match() -> None:
    """What our class matches in CAMEO must lead to what it matches in PLOVER."""
    for name in ("Demand", "Rejection", "Threat", "Aid", "Concession"):
        mine = set(GRAPH.objects(rdflib.URIRef(vocab.DIP + name), SKOS.closeMatch))
        codes = mine & scheme("cameo")
        assert codes
        below = {code for code in GRAPH.subjects(SKOS.broader) if GRAPH.value(code, SKOS.broader) in codes}
        types = {kind for code in below for kind in matched(code) & scheme("plover")}
        assert types & mine, name
