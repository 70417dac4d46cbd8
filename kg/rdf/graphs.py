"""The door to rdflib, for tools that speak nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

Term: TypeAlias = rdflib.URIRef | rdflib.BNode | rdflib.Literal


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Dataset:
    """Quads as an rdflib dataset whose default graph, when it is asked, is the union of all."""
    dataset = rdflib.Dataset(default_union=True)
    for quad in quads:
        name = quad.graph_name
        graph = dataset.graph(DATASET_DEFAULT_GRAPH_ID if isinstance(name, DefaultGraph) else _node(name))
        graph.add((_node(quad.subject), _iri(quad.predicate.value), _term(quad.object)))
    return dataset


def to_rdflib_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """The triples of quads, whatever graph they are in, as one rdflib graph."""
    graph = rdflib.Graph()
    for quad in quads:
        graph.add((_node(quad.subject), _iri(quad.predicate.value), _term(quad.object)))
    return graph


_iri = cache(rdflib.URIRef)


def _node(term: object) -> rdflib.URIRef | rdflib.BNode:
    if isinstance(term, NamedNode):
        return _iri(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    raise ValueError(f"rdflib cannot hold {term} here")


def _term(term: object) -> Term:
    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return rdflib.Literal(term.value)
    # Left as it is written: rdflib would make 0.80 of 0.8 and lose the identity of what it stands for.
    return rdflib.Literal(term.value, datatype=_iri(term.datatype.value), normalize=False)
