"""Identifiers for actors that have none: items of Wikidata, looked up by name, checked by state and office.

Nothing is guessed. An actor gets an item only when just one of those that bear its name fits what the graph
says of it: a person's office and state, an organisation's state. Where several fit, or there is nothing to
check them by, that is reported. Links stand in a graph of their own, so that an article that is read again
keeps them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, Literal, Protocol

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.gazetteer import gazetteer
from kg.rdf.formats import write
from kg.stores.local import Store, graph_from_files
from kg.vocab import BASE, DIP, LINKS, RDFS, SCHEMA, WD
from kg.wikidata import Item, Kind, Post

Outcome = Literal["linked", "ambiguous", "unfit", "unknown", "unchecked"]
SAME_AS: Final = NamedNode(f"{SCHEMA}sameAs")


class Lookup(Protocol):
    """Who knows the items of names."""

    def items(self, names: Iterable[str], kind: Kind) -> Mapping[str, tuple[Item, ...]]:
        """The items that bear each name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An actor without an item, and what the graph says of it that an item may be checked by."""

    iri: str
    kind: Kind
    names: tuple[str, ...]
    titles: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()  # items of the states and bodies that it belongs to or serves
    dates: tuple[str, ...] = ()  # of the articles that name it


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one actor: its item, or why it got none."""

    subject: Subject
    outcome: Outcome
    items: tuple[str, ...] = ()
    reason: str = ""


def link(graph: pyoxigraph.Store, lookup: Lookup) -> tuple[Finding, ...]:
    """What can be found of the actors of a graph that have no item yet, by label; nothing is written."""
    found: dict[str, Finding] = {}
    everyone = subjects(graph)
    for kind in ("Person", "Organization"):
        some = [one for one in everyone if one.kind == kind]
        items = lookup.items({name for one in some for name in one.names}, kind)
        for one in some:
            found[one.iri] = decided(one, _bearers(one.names, items))
    return tuple(sorted(found.values(), key=lambda one: (one.subject.names[:1], one.subject.iri)))


def quads(graph: pyoxigraph.Store, findings: Iterable[Finding]) -> set[Quad]:
    """The graph of links as it should be: those that stand, of actors still spoken of, and the new."""
    name = NamedNode(LINKS)
    kept = {
        quad
        for quad in graph.quads_for_pattern(None, None, None, name)
        if any(one.graph_name != name for one in graph.quads_for_pattern(quad.subject, _LABEL, None))
    }
    new = {
        Quad(NamedNode(one.subject.iri), SAME_AS, NamedNode(f"{WD}{one.items[0]}"), name)
        for one in findings
        if one.outcome == "linked"
    }
    return kept | new


def decided(subject: Subject, items: Sequence[Item]) -> Finding:
    """Which of the items that bear its name an actor is, if that is sure."""
    if not items:
        reason = "no item bears this name" if subject.names else "only part of a name is known"
        return Finding(subject, "unknown", (), reason)
    fitting = [item for item in items if _born(item, subject.dates) and _fits(item, subject)]
    if len(fitting) == 1:
        return Finding(subject, "linked", (fitting[0].id,), _why(fitting[0], subject))
    if fitting:
        return Finding(subject, "ambiguous", tuple(item.id for item in fitting), "several fit")
    known = tuple(item.id for item in items)
    if not _checkable(subject):
        return Finding(subject, "unchecked", known, "the graph tells neither office nor state to check it by")
    return Finding(subject, "unfit", known, "neither office nor state agree")


def line(found: Finding) -> str:
    """A finding for people and scripts: outcome, name, items, reason, IRI, parted by tabs."""
    name = max(found.subject.names, key=len, default=found.subject.iri.rsplit("/", 1)[-1])
    said = (found.outcome, name, " ".join(found.items), found.reason, found.subject.iri)
    return "\t".join(said) + "\n"


# ---- stores and files


def link_store(path: Path, lookup: Lookup, *, dry_run: bool = False) -> tuple[Finding, ...]:
    """Link the actors of the embedded store; the links are its graph of links, written in one transaction."""
    with Store(path, make=False) as store:
        findings = link(store.graph, lookup)
        if not dry_run and (links := quads(store.graph, findings)):
            store.add(links)
    return findings


def link_file(
    path: Path, lookup: Lookup, *, output: Path | None = None, dry_run: bool = False
) -> tuple[Finding, ...]:
    """Link the actors of a graph file, which is written again with the links, or written to another file."""
    graph = graph_from_files([path])
    findings = link(graph, lookup)
    if not dry_run:
        links = quads(graph, findings)
        rest = (quad for quad in graph if quad.graph_name != NamedNode(LINKS))
        write(chain(rest, links), output or path)
    return findings


# ---- what the graph says


_ACTORS: Final = f"""
PREFIX dip: <{DIP}> PREFIX rdfs: <{RDFS}> PREFIX schema: <{SCHEMA}>
SELECT DISTINCT ?actor ?kind ?what ?value WHERE {{
  VALUES ?kind {{ dip:Person dip:Organization }}
  ?actor a ?kind .
  FILTER NOT EXISTS {{ ?actor schema:sameAs ?item . FILTER(STRSTARTS(STR(?item), "{WD}")) }}
  {{ ?actor rdfs:label|dip:alias ?value BIND("name" AS ?what) }}
  UNION {{ ?actor dip:affiliation|dip:country ?value BIND("state" AS ?what) }}
  UNION {{ ?role dip:person ?actor ; dip:title ?value BIND("title" AS ?what) }}
  UNION {{ ?role dip:person ?actor ; dip:of ?value BIND("state" AS ?what) }}
  UNION {{ ?article schema:mentions ?actor ; schema:datePublished ?value BIND("date" AS ?what) }}
}}"""
_LABEL: Final = NamedNode(f"{RDFS}label")
_KNOWN: Final = f"{BASE}actor/"


def subjects(graph: pyoxigraph.Store) -> tuple[Subject, ...]:
    """The persons and organisations that have no item, by IRI."""
    said: dict[tuple[str, Kind], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = graph.query(_ACTORS, use_default_graph_as_union=True)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    for row in rows:
        kind: Kind = "Person" if row["kind"].value == f"{DIP}Person" else "Organization"
        said[row["actor"].value, kind][row["what"].value].add(row["value"].value)
    return tuple(
        _subject(graph, iri, kind, told) for (iri, kind), told in sorted(said.items()) if told["name"]
    )


def _subject(graph: pyoxigraph.Store, iri: str, kind: Kind, told: Mapping[str, set[str]]) -> Subject:
    """An actor with what the graph tells of it, and the gazetteer if it is known there."""
    known = iri.removeprefix(_KNOWN) if iri.startswith(_KNOWN) else ""
    offices = gazetteer().offices_of(known)
    served = {*told.get("state", ()), *(f"{_KNOWN}{office.of}" for office in offices)}
    return Subject(
        iri=iri,
        kind=kind,
        names=tuple(sorted(name for name in told["name"] if _whole(name, kind))),
        titles=frozenset(title.casefold() for title in (*told.get("title", ()), *(o.title for o in offices))),
        states=frozenset(item for state in served for item in _states(graph, state)),
        dates=tuple(sorted(told.get("date", ()))),
    )


def _whole(name: str, kind: Kind) -> bool:
    """Whether a name is one that an item may be found by: of a person, more than one word, each a name's."""
    words = name.split()
    if kind == "Person":
        return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()
    return len(name) > 2 and name[:1].isupper()


def _states(graph: pyoxigraph.Store, actor: str) -> Iterator[str]:
    """The item of a state or body, and of the state that it belongs to."""
    node = NamedNode(actor)
    for quad in graph.quads_for_pattern(node, SAME_AS, None):
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(WD):
            yield quad.object.value.removeprefix(WD)
    entry = gazetteer().entries.get(actor.removeprefix(_KNOWN)) if actor.startswith(_KNOWN) else None
    for known in (entry, gazetteer().entries.get(entry.country or "") if entry else None):
        if known and known.wikidata:
            yield known.wikidata


# ---- whether an item fits


_SMALL: Final = frozenset({"of", "the", "for", "to", "and", "in", "at", "a", "an", "on", "s"})
_LESSER: Final = frozenset({
    "vice", "deputy", "assistant", "acting", "under", "associate", "former", "shadow", "junior", "interim",
})  # fmt: skip
_SPELT: Final = {
    "defence": "defense", "premier": "prime minister", "foreign secretary": "foreign minister",
    "secretary of defense": "defense minister", "defense secretary": "defense minister",
    "adviser": "advisor", "spokeswoman": "spokesperson", "spokesman": "spokesperson",
    "chairwoman": "chairperson", "chairman": "chairperson", "secretary general": "secretary-general",
    "affairs": "",
}  # fmt: skip


def _fits(item: Item, subject: Subject) -> bool:
    """Whether what an item tells agrees with what the graph does, in state and office."""
    if subject.kind == "Organization":
        return bool(item.states & subject.states)
    return any(_held(post, item, subject) for post in item.posts)


def _held(post: Post, item: Item, subject: Subject) -> bool:
    """Whether a post is one that the graph gives the person, for a state that the graph gives it."""
    where = post.of | (item.states if not post.of else frozenset())
    if subject.states and where and not where & subject.states:
        return False
    return any(_covers(post.name, title) for title in subject.titles)


def _covers(post: str, title: str) -> bool:
    """Whether the name of a post says all that a title does, and is of the same rank.

    >>> _covers("Minister of Foreign Affairs of Freedonia", "foreign minister")
    True
    >>> _covers("Vice President of Freedonia", "president")
    False
    """
    held, asked = _words(post), _words(title)
    return bool(asked) and asked <= held and not (held & _LESSER) - asked


def _words(text: str) -> frozenset[str]:
    folded = text.casefold().replace("’", "'")
    for old, new in _SPELT.items():
        folded = re.sub(rf"\b{old}\b", new, folded)
    return frozenset(re.findall(r"[\w-]+", folded)) - _SMALL


def _born(item: Item, dates: Sequence[str]) -> bool:
    """Whether an item was in the world when it was written of."""
    return not (dates and item.born and item.born[:4].isdigit() and item.born[:4] > max(dates)[:4])


def _checkable(subject: Subject) -> bool:
    return bool(subject.states if subject.kind == "Organization" else subject.titles)


def _why(item: Item, subject: Subject) -> str:
    if subject.kind == "Organization":
        return "name and state agree"
    post = next(post for post in item.posts if _held(post, item, subject))
    return f"name and office agree: {post.name}"


def _bearers(names: Iterable[str], items: Mapping[str, tuple[Item, ...]]) -> tuple[Item, ...]:
    """The items that bear one of an actor's names, each once."""
    found = {item.id: item for name in names for item in items.get(name, ())}
    return tuple(found[key] for key in sorted(found, key=lambda key: (len(key), key)))
