"""What the gazetteer and the list of issues add to what an article names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from kg.gazetteer import GEONAMES, gazetteer
from kg.issues import broader, theme
from kg.rdf import iris
from kg.rdf.setting import Pair, slot
from kg.rdf.terms import node, words
from kg.vocab import SCHEMA, WD, dip


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
    """The country, the Wikidata item and the GeoNames feature of a known place."""
    entry = gazetteer().places_by_id.get(known)
    if entry is None:
        return
    if entry.country:
        yield from slot("country", f"{base}actor/{iris.segment(entry.country)}")
    if entry.wikidata:
        yield f"{SCHEMA}sameAs", node(f"{WD}{entry.wikidata}")
    if entry.geonames:
        yield f"{SCHEMA}sameAs", node(f"{GEONAMES}{entry.geonames}/")


def country(known: str, kind: Literal["actor", "place"]) -> tuple[str, str] | None:
    """The id and the name of the state that a known actor or place belongs to."""
    found = gazetteer().entries.get(known) if kind == "actor" else gazetteer().places_by_id.get(known)
    state = gazetteer().entries.get(found.country) if found and found.country else None
    return (state.id, state.label) if state else None


def actor_label(known: str) -> str | None:
    """The name of a known actor."""
    entry = gazetteer().entries.get(known)
    return entry.label if entry else None


def place_label(known: str) -> str | None:
    """The name of a known place."""
    entry = gazetteer().places_by_id.get(known)
    return entry.label if entry else None


class Issue(NamedTuple):
    """An issue by the end of its IRI and its name."""

    key: str
    label: str


@cache
def issue_line(issue: str) -> tuple[Issue, ...]:
    """An issue, and those that it is a part of, nearest first.

    A fact names a theme by its id, and a theme as it concerns one party by its name.

    >>> [one.key for one in issue_line("NATO membership of Ukraine")][:2]
    ['nato-membership-of-ukraine', 'nato-membership']
    """
    known = theme(issue)
    if known is None:
        return (Issue(iris.slug(issue), issue),)
    own = () if issue in (known.id, *known.names) else (Issue(iris.slug(issue), issue),)
    return (*own, *(Issue(one.id, one.label) for one in (known, *broader(known))))
