"""What the gazetteer and the list of issues add to what an article names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pyoxigraph

from kg.gazetteer import gazetteer
from kg.rdf import iris
from kg.rdf.setting import Pair, slot
from kg.rdf.terms import node, words
from kg.resources import ontology_files
from kg.vocab import DIP, RDF, SCHEMA, SKOS, WD, dip


def actor(known: str, *, base: str) -> Iterator[Pair]:
    """Codes, country and Wikidata item of a known actor; nothing for an id that is not in the gazetteer."""
    entry = gazetteer().entries.get(known)
    if entry is None:
        return
    if entry.iso2:
        yield dip("iso2"), words(entry.iso2)
    if entry.iso3:
        yield dip("iso3"), words(entry.iso3)
    if entry.country and entry.country != known:
        yield from slot("country", f"{base}actor/{iris.segment(entry.country)}")
    if entry.wikidata:
        yield f"{SCHEMA}sameAs", node(f"{WD}{entry.wikidata}")


def place(known: str, *, base: str) -> Iterator[Pair]:
    """The country and the Wikidata item of a known place."""
    entry = gazetteer().places_by_id.get(known)
    if entry is None:
        return
    if entry.country:
        yield from slot("country", f"{base}actor/{iris.segment(entry.country)}")
    if entry.wikidata:
        yield f"{SCHEMA}sameAs", node(f"{WD}{entry.wikidata}")


def place_label(known: str) -> str | None:
    """The name of a known place."""
    entry = gazetteer().places_by_id.get(known)
    return entry.label if entry else None


def issue_label(issue: str) -> str | None:
    """The name of a known issue, by its id."""
    return _issues().get(iris.slug(issue))


@cache
def _issues() -> Mapping[str, str]:
    """The names of the issues of the ontology, by id."""
    issues: set[str] = set()
    names: dict[str, str] = {}
    for path in ontology_files("issues.ttl"):
        for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            if not isinstance(triple.subject, pyoxigraph.NamedNode):
                continue
            key = triple.subject.value.rsplit("/", 1)[-1]
            if triple.predicate.value == f"{RDF}type" and triple.object.value == f"{DIP}Issue":
                issues.add(key)
            elif triple.predicate.value == f"{SKOS}prefLabel":
                names.setdefault(key, triple.object.value)
    return {key: names[key] for key in sorted(issues & names.keys())}
