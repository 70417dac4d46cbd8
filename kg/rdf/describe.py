"""What an article tells, as RDF: one named graph an article, no blank nodes, the same quads every time.

The shape is fixed by `ontology/shapes.ttl`. Superclasses are written out, so that no query needs inference:
a demand is a `dip:Demand`, a `dip:Act` and a `dip:Fact`. What is denied, possible or not (yet) taking place
is none of the first two: it is a `dip:UnrealizedEvent` that names the class it would have had.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import zip_longest
from typing import Literal

from pyoxigraph import Literal as Value
from pyoxigraph import Quad

from kg.model import Actor, Answer, Date, Extraction, Fact, Place, Role, Span
from kg.rdf import iris, known
from kg.rdf.provenance import origin, source
from kg.rdf.setting import Node, Pair, Setting, cast, fact_type, label, setting, slot, types
from kg.rdf.slots import described
from kg.rdf.terms import bounds, day, moment, node, number, share, words
from kg.vocab import BASE, OA, SCHEMA, SKOS, TIME, XSD, dip


def describe(extraction: Extraction, *, base: str = BASE) -> Iterator[Quad]:
    """The quads of one article, each once, all in the graph that the article's IRI names.

    `base` is where minted identifiers live; it ends in `/` or `#`. `ValueError` for an extraction that
    contradicts itself (a fact naming an actor that is not there).

    >>> from kg.model import Document
    >>> str(next(describe(Extraction(Document("Talks.", url="https://news.example/talks")))).graph_name)
    '<https://news.example/talks>'
    """
    place = setting(extraction, base=base)
    graph = node(place.article)
    told: dict[str, set[Pair]] = {}
    for subject, pairs in _nodes(extraction, place):
        seen = told.setdefault(subject, set())
        about = node(subject)
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield Quad(about, node(pair[0]), pair[1], graph)


def _nodes(extraction: Extraction, setting: Setting) -> Iterator[Node]:
    """All that the graph speaks of, one after another; some of it more than once."""
    actors = _actors(extraction, setting)
    yield setting.article, _article(setting, tuple(actors))
    if setting.document.publisher:
        yield setting.publisher(setting.document.publisher), _publisher(setting.document.publisher)
    for iri, one in actors.items():
        yield iri, _actor(one, setting)
        if one.known:
            yield setting.naming(iri), _naming(iri, one.label, setting)
            yield from _country(one.known, "actor", setting)
    for fact, iri in setting.facts.items():
        yield iri, described(fact, setting)
        yield from _around(fact, setting)
    for answer in extraction.answers:
        yield from _answer(answer, setting)
    yield from origin(setting, extraction.model)


def _actors(extraction: Extraction, setting: Setting) -> dict[str, Actor]:
    """The actors that fill a slot of some fact, and those they belong to, by IRI."""
    keys = list(dict.fromkeys(key for fact in setting.facts for key in cast(fact)))
    for key in keys:  # grows while it is walked: an affiliation may have one of its own
        behind = setting.actors[key].affiliation
        if behind is not None and behind in setting.actors and behind not in keys:
            keys.append(behind)
    out: dict[str, Actor] = {}
    for one in (one for one in extraction.actors if one.key in keys):
        same = out.setdefault(setting.actor(one.key), one)
        if same is not one:
            out[setting.actor(one.key)] = replace(same, aliases=(*same.aliases, *one.aliases))
    return out


# ---- the article, and who and what it speaks of


def _article(setting: Setting, actors: tuple[str, ...]) -> Iterator[Pair]:
    document = setting.document
    yield from types(dip("Article"), f"{SCHEMA}NewsArticle")
    yield from label(
        document.title or document.url or document.id or f"Article {iris.article_hash(document)}"
    )
    if document.title:
        yield f"{SCHEMA}headline", words(document.title)
    if document.url:
        yield f"{SCHEMA}url", Value(words(document.url).value, datatype=node(f"{XSD}anyURI"))
    if document.id:
        yield f"{SCHEMA}identifier", words(document.id)
    if document.date:
        yield f"{SCHEMA}datePublished", moment(document.date)
    if document.publisher:
        yield f"{SCHEMA}publisher", node(setting.publisher(document.publisher))
    if document.lang:
        yield f"{SCHEMA}inLanguage", words(document.lang)
    yield dip("sha256"), words(sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest())
    yield dip("length"), number(len(document.text))
    for iri in actors:
        yield f"{SCHEMA}mentions", node(iri)


def _publisher(name: str) -> Iterator[Pair]:
    yield from types(f"{SCHEMA}Organization")
    yield from label(name)


def _actor(one: Actor, setting: Setting) -> Iterator[Pair]:
    yield from types(dip(one.type), dip("Actor"))
    yield from label((known.actor_label(one.known) if one.known else None) or one.label)
    for alias in one.aliases:
        yield dip("alias"), words(alias)
    if one.affiliation is not None and one.affiliation in setting.actors and one.affiliation != one.key:
        yield from slot("affiliation", setting.actor(one.affiliation))
    if one.known:
        yield from known.actor(one.known, base=setting.base)


def _naming(iri: str, called: str, setting: Setting) -> Iterator[Pair]:
    """What this article calls a known actor or place, whose label is the same in all articles."""
    yield from types(dip("Naming"))
    yield from slot("names", iri)
    yield from slot("inArticle", setting.article)
    yield from label(called)


def _around(fact: Fact, setting: Setting) -> Iterator[Node]:
    """What a fact leads to that is no actor: its place, issue, date and evidence."""
    place: Place | None = getattr(fact, "place", None)
    if place:
        yield setting.place(place), _place(place, setting)
        if place.known:
            yield setting.naming(setting.place(place)), _naming(setting.place(place), place.label, setting)
            yield from _country(place.known, "place", setting)
    issue: str | None = getattr(fact, "issue", None)
    if issue:
        yield from _issues(issue, setting)
    date: Date | None = getattr(fact, "date", None)
    if date:
        yield from _time(date, setting)
    for span in fact.evidence or (fact.trigger,):
        yield setting.evidence(span), _evidence(span, setting)


def _country(known_as: str, kind: Literal["actor", "place"], setting: Setting) -> Iterator[Node]:
    """The name of a state that the article need not speak of; no more, for it is no actor there."""
    state = known.country(known_as, kind)
    if state:
        yield f"{setting.base}actor/{iris.segment(state[0])}", label(state[1])


def _place(place: Place, setting: Setting) -> Iterator[Pair]:
    yield from types(dip("Place"))
    name = known.place_label(place.known) if place.known else None
    yield from label(name or place.label)
    if place.known:
        yield from known.place(place.known, base=setting.base)


def _issues(issue: str, setting: Setting) -> Iterator[Node]:
    """An issue and the wider ones that it belongs to."""
    line = known.issue_line(issue)
    for one, wider in zip_longest(line, line[1:]):
        yield setting.issue(one.key), _issue(one, wider, setting)


def _issue(one: known.Issue, wider: known.Issue | None, setting: Setting) -> Iterator[Pair]:
    yield from types(dip("Issue"), f"{SKOS}Concept")
    yield from label(one.label)
    yield f"{SKOS}prefLabel", words(one.label)
    if wider:
        yield f"{SKOS}broader", node(setting.issue(wider.key))


def _evidence(span: Span, setting: Setting) -> Iterator[Pair]:
    """A stretch of the text: a Web Annotation target and both its selectors in one node."""
    here = setting.evidence(span)
    yield from types(dip("Evidence"), *(f"{OA}{name}" for name in _SELECTORS))
    yield f"{OA}hasSource", node(setting.article)
    yield f"{OA}hasSelector", node(here)
    yield f"{OA}start", number(span.begin)
    yield f"{OA}end", number(span.end)
    yield f"{OA}exact", words(span.of(setting.document.text))


_SELECTORS = ("SpecificResource", "TextPositionSelector", "TextQuoteSelector")


def _time(date: Date, setting: Setting) -> Iterator[Node]:
    """A date as OWL-Time: an instant for a day, else an interval between two of them."""
    first, last = bounds(date)
    for one in dict.fromkeys((first, last)):
        yield setting.time(one.isoformat()), _instant(one)
    if first != last:
        yield setting.time(str(date)), _interval(str(date), first, last, setting)


def _instant(one: datetime.date) -> Iterator[Pair]:
    yield from types(f"{TIME}Instant")
    yield from label(one.isoformat())
    yield f"{TIME}inXSDDate", day(one)


def _interval(iso: str, first: datetime.date, last: datetime.date, setting: Setting) -> Iterator[Pair]:
    yield from types(f"{TIME}Interval")
    yield from label(iso)
    yield f"{TIME}hasBeginning", node(setting.time(first.isoformat()))
    yield f"{TIME}hasEnd", node(setting.time(last.isoformat()))


# ---- the exchange


def _answer(answer: Answer, setting: Setting) -> Iterator[Node]:
    """An answer, straight and with its reason; nothing when one of the facts is not (or no longer) there."""
    act = _event_at(answer.act, setting, (answer.act_type, *_ANSWERS))
    demand = _event_at(answer.answers, setting, (answer.answers_type, *_ANSWERED))
    if act is None or demand is None or act is demand:
        return
    one, other = setting.facts[act], setting.facts[demand]
    name = f"{setting.local}answer-{one.removeprefix(setting.local)}-to-{other.removeprefix(setting.local)}"

    def reasons() -> Iterator[Pair]:
        yield from types(dip("Answer"))
        yield from label(f"{fact_type(act)} answers {fact_type(demand)}")
        yield from slot("answeringAct", one)
        yield from slot("answeredAct", other)
        yield dip("reason"), words(answer.reason)
        yield dip("confidence"), share(answer.confidence)
        yield from source(setting)

    yield one, slot("answers", other)
    yield name, reasons()


_ANSWERS = ("Rejection", "Concession", "Agreement", "Offer", "Support", "Accusation", "Threat")
_ANSWERED = ("Demand", "Offer", "Threat", "Accusation")


def _event_at(trigger: Span, setting: Setting, preferred: tuple[str, ...]) -> Fact | None:
    """The fact on a trigger: where an answer's words carry several, the likeliest kind for its side of it."""
    found = [fact for fact in setting.facts if fact.trigger == trigger and not isinstance(fact, Role)]
    rank = {name: i for i, name in enumerate(dict.fromkeys(preferred))}
    found.sort(key=lambda fact: (rank.get(fact_type(fact), len(rank)), setting.facts[fact]))
    return found[0] if found else None
