"""Proper names: the gazetteer's and the model's, each read one way throughout an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.gazetteer import Candidate
from kg.nlp.acronyms import acronyms, compared
from kg.nlp.gazette import Hit, Index, hits
from kg.nlp.name import Form, Kind, Name
from kg.nlp.places import is_place
from kg.nlp.tagged import merged, tagged, telling
from kg.nlp.tree import Doc, Token
from kg.nlp.vote import missed, titled, voted


def names(doc: Doc, known: Index, date: str | None) -> list[Name]:
    """The names of a text in order, none overlapping."""
    short = dict(acronyms(doc))
    found = [_defined(_known(doc, hit, date), short) for hit in hits(doc, known)]
    entities = [name for ent in doc.ents for name in tagged(ent)]
    chosen = titled(doc, telling(doc, list(merged(doc, found, entities))))
    settled = list(voted(doc, chosen))
    return sorted((*settled, *missed(doc, settled), *_halves(doc, settled)), key=lambda name: name.start)


def _halves(doc: Doc, found: list[Name]) -> Iterator[Name]:
    """ "the North" where the article speaks of one state that begins so: North Korea, South Africa."""
    states = {n.entry.label: n.entry for n in found if n.entry and n.entry.type == "State"}
    for half in ("North", "South", "East", "West"):
        named = [entry for label, entry in states.items() if label.startswith(f"{half} ")]
        if len(named) != 1:
            continue
        taken = {i for name in found for i in range(name.start, name.end)}
        for token in doc[1:]:
            if (
                token.text == half
                and token.i not in taken
                and token.nbor(-1).lower_ == "the"
                and not _goes_on(token)
            ):
                yield Name(token.i, token.i + 1, "State", half, named[0])


def _goes_on(token: Token) -> bool:
    """Whether a direction is part of a longer name: "the North Sea"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).text[:1].isupper()


def _defined(name: Name, short: Mapping[str, str]) -> Name:
    """A known acronym that the article itself defines otherwise is what the article says."""
    full = short.get(name.words)
    if full is None or name.entry is None or name.entry.type == "Person":
        return name
    same = any(
        compared(full).endswith(compared(n)) or compared(n).endswith(compared(full))
        for n in name.entry.names
        if " " in n
    )
    return name if same else replace(name, kind="Organization", entry=None, form="name", place=None)


def _known(doc: Doc, hit: Hit, date: str | None) -> Name:
    """What a name of the gazetteer means here: what existed then, a place where grammar says so."""
    span = doc[hit.start : hit.end]
    place = hit.places[0] if hit.places else None
    persons = tuple(c.entry for c in hit.candidates if c.form == "surname")
    rest = [c for c in hit.candidates if c.form != "surname"]
    if not rest:
        return Name(
            hit.start, hit.end, "Person" if persons else "Place", span.text, place=place, options=persons
        )
    best = _best(rest, date)
    form: Form = best.form if best.form == "demonym" or best.form == "metonym" else "name"
    kind: Kind = best.entry.type
    if form == "metonym" and place is not None and is_place(span):
        kind = "Place"
    return Name(hit.start, hit.end, kind, span.text, best.entry, form, place, persons)


def _best(candidates: list[Candidate], date: str | None) -> Candidate:
    """The candidate that existed at the date; among several the one that still exists, then the first."""
    alive = [c for c in candidates if c.entry.existed(date)] or candidates
    return min(alive, key=lambda c: (c.entry.until is not None, candidates.index(c)))
