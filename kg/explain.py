"""Why a fact is in the graph: its words, slots, rule, confidence, article, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import StoreError
from kg.model import Document, Span
from kg.rdf.iris import article_hash
from kg.vocab import OA, PROV, RDF, RDFS, dip

SLOTS = (
    "person", "title", "of", "former", "since", "until", "participant", "host", "mediator", "excluded",
    "kind", "status", "actor", "target", "speaker", "addressee", "content", "topic", "direct", "modality",
    "attributedTo", "place", "date", "issue",
)  # fmt: skip
LINKS = (("answeringAct", "answeredAct", "answers"), ("answeredAct", "answeringAct", "answered by"))
NAME = re.compile(r"/(?P<kind>[a-z]+)-(?P<begin>\d+)-(?P<end>\d+)(?:-[^/]*)?$")
WIDTH = 13


def explained(graph: Store, fact: str) -> Iterator[str]:
    """Lines that say why a fact is there; `fact` is its IRI, or the end of it (`demand-727-735`).

    Raises `StoreError` unless that names one fact.
    """
    one = found(graph, fact)
    yield f"{_label(graph, one)}\n"
    yield _line("fact", one.value)
    for name in SLOTS:
        for value in sorted(_read(graph, term) for term in _all(graph, one, dip(name))):
            yield _line(name, value)
    for name in sorted(_read(graph, term) for term in _all(graph, one, dip("wouldBe"))):
        yield _line("not real", f"denied, possible or not (yet) taking place: a {name} only if it were")
    yield from _words(graph, one)
    yield from _reasons(graph, one)
    yield from _source(graph, one)


def place(fact: NamedNode) -> tuple[str, Span]:
    """The class and the trigger that a fact's identifier is made of: `demand-727-735`.

    >>> place(NamedNode("https://w3id.org/diplomacy/id/94a979e076866447/demand-727-735"))
    ('Demand', Span(begin=727, end=735))
    """
    match = NAME.search(fact.value)
    if not match:
        raise StoreError(f"{fact.value}: made by another program: its identifier does not tell its words")
    return match["kind"].capitalize(), Span(int(match["begin"]), int(match["end"]))


def whose(fact: NamedNode, articles: Iterable[Document]) -> Document:
    """The article among these that a fact is from; raises `StoreError` when none is."""
    for article in articles:
        if f"/{article_hash(article)}/" in fact.value:
            return article
    raise StoreError(f"{fact.value}: from another article; give the one that the graph was built from")


def weighed(reasons: Iterable[tuple[str, float]]) -> Iterator[str]:
    """Lines for what weighed in the decision; one that says so when grammar alone decided."""
    lines = [
        _line("" if number else "weighed", f"{weight:+.2f}  {name}")
        for number, (name, weight) in enumerate(reasons)
    ]
    yield from lines or [_line("weighed", "nothing: the rule alone decides")]


def found(graph: Store, fact: str) -> NamedNode:
    """The one fact of that IRI, or whose IRI ends so."""
    facts = {
        quad.subject
        for quad in graph.quads_for_pattern(None, NamedNode(f"{RDF}type"), NamedNode(dip("Fact")))
    }
    named = sorted((one for one in facts if isinstance(one, NamedNode)), key=lambda one: one.value)
    hits = [one for one in named if one.value == fact] or [
        one for one in named if one.value.endswith(f"/{fact}")
    ]
    if not hits:
        raise StoreError(f"no fact {fact!r} in this graph; `kg query facts` lists them")
    if len(hits) > 1:
        first, second = hits[0].value, hits[1].value
        raise StoreError(f"{fact!r} names {len(hits)} facts, such as {first} and {second}; give one in full")
    return hits[0]


def _words(graph: Store, one: NamedNode) -> Iterator[str]:
    for name, said in (("evidence", "evidence"), ("furtherEvidence", "also")):
        spans = []
        for place in _all(graph, one, dip(name)):
            if isinstance(place, NamedNode):
                begin, end = (int(_value(graph, place, f"{OA}{edge}") or 0) for edge in ("start", "end"))
                spans.append((begin, end, _value(graph, place, f"{OA}exact") or ""))
        for begin, end, quote in sorted(spans):
            yield _line(said, f"“{' '.join(quote.split())}” (characters {begin} to {end})")
    trigger = _value(graph, one, dip("trigger"))
    if trigger:
        yield _line("trigger", f"“{trigger}”")


def _reasons(graph: Store, one: NamedNode) -> Iterator[str]:
    yield _line("rule", _value(graph, one, dip("rule")) or "")
    yield _line("confidence", _value(graph, one, dip("confidence")) or "")
    for mine, other, said in LINKS:
        links = {quad.subject for quad in graph.quads_for_pattern(None, NamedNode(dip(mine)), one)}
        for link in sorted(
            (link for link in links if isinstance(link, NamedNode)), key=lambda link: link.value
        ):
            for act in sorted(_all(graph, link, dip(other)), key=str):
                why, sure = _value(graph, link, dip("reason")), _value(graph, link, dip("confidence"))
                yield _line(said, f"{_read(graph, act)} (because: {why}; confidence {sure})")


def _source(graph: Store, one: NamedNode) -> Iterator[str]:
    for article in _all(graph, one, f"{PROV}wasDerivedFrom"):
        yield _line("article", f"{_read(graph, article)} <{getattr(article, 'value', '')}>")
    for run in _all(graph, one, f"{PROV}wasGeneratedBy"):
        if isinstance(run, NamedNode):
            tools = [*_all(graph, run, f"{PROV}wasAssociatedWith"), *_all(graph, run, f"{PROV}used")]
            articles = _all(graph, one, f"{PROV}wasDerivedFrom")
            yield _line("read by", ", ".join(_read(graph, tool) for tool in tools if tool not in articles))


def _all(graph: Store, subject: NamedNode, predicate: str) -> list[NamedNode | Literal]:
    quads = graph.quads_for_pattern(subject, NamedNode(predicate), None)
    return sorted({quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)}, key=str)


def _value(graph: Store, subject: NamedNode, predicate: str) -> str | None:
    return next((term.value for term in _all(graph, subject, predicate)), None)


def _label(graph: Store, subject: NamedNode) -> str:
    local = subject.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return _value(graph, subject, f"{RDFS}label") or local


def _read(graph: Store, term: NamedNode | Literal) -> str:
    return _label(graph, term) if isinstance(term, NamedNode) else term.value


def _line(name: str, value: str) -> str:
    return f"  {name:{WIDTH}} {value}\n"
