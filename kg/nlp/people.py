"""Persons: which names in an article are one person's.

A full name opens a person; surname, given name and shorter forms go to the person who bears them, the nearest
before, else the first soon after. A known surname alone goes to who held an office at the article's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from kg.gazetteer import Entry, Gazetteer
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Cast, Gender, Part
from kg.nlp.name import Name
from kg.nlp.pieces import bynamed
from kg.nlp.tree import Doc

_MARKS = re.compile(r"[\"“”‘`(),]+|(?<!\w)'|'(?!\w)")  # around a byname
_ALIKE = 0.75  # how far two spellings of a name's first word are the same
_NEARLY = 0.85  # and of the name behind a family name that stands first
_REMEMBERED = 10  # years around an office in which a surname alone may mean who held it
_SOON = 70  # tokens within which a headline's or a lead's surname is followed by the full name


@dataclass(slots=True)
class _Person:
    """A person while the names are being sorted."""

    parts: tuple[str, ...]
    names: list[Name]
    entry: Entry | None = None
    genders: set[Gender] = field(default_factory=set)


def people(doc: Doc, names: Sequence[Name], cast: Cast, *, date: str | None) -> dict[Name, ActorKey]:
    """The person that each personal name stands for; parts are added to the cast."""
    persons: list[_Person] = []
    personal = [name for name in names if name.kind == "Person"]
    options = {split_name(name.words): name.options for name in personal if name.options}
    for name in personal:
        if len(parts := split_name(name.words)) > 1 or name.entry:
            _open(persons, name, parts, _gender(doc, name))
    for name in personal:
        if len(parts := split_name(name.words)) == 1 and not name.entry:
            person = _bearer(doc, persons, parts[0], name.start, _gender(doc, name))
            if person is None:
                person = _Person(parts, [], _held_office(options.get(parts, ()), cast.gazetteer, date, names))
                person.genders |= _gender(doc, name)
                persons.append(person)
            person.names.append(name)
    _join_bynamed(doc, personal, persons)
    return {
        name: key for person in persons for key in [_part(person, cast, date).key] for name in person.names
    }


def _join_bynamed(doc: Doc, names: Sequence[Name], persons: list[_Person]) -> None:
    """Make one of two that are told to be one person: "Ali Quill, better known as Abu Roe"."""
    for name, byname in bynamed(doc, names):
        one, other = (next(each for each in persons if it in each.names) for it in (name, byname))
        if one is other or (one.entry and other.entry):
            continue
        one.names += [each for each in other.names if each not in one.names]
        one.entry = one.entry or other.entry
        one.genders |= other.genders
        persons.remove(other)


@lru_cache(maxsize=512)  # asked of every mention
def split_name(text: str) -> tuple[str, ...]:
    """The words of a name as they are compared: lower case, no initials, no "al-", "Jr."."""
    text = re.sub(r"\s*-\s*", "-", text.replace("’", "'").replace("'s", "")).lower()
    text = _MARKS.sub(" ", text)
    text = re.sub(r"\b(?:al|el|as|ash|ad|an|ar)-(?=\w)", "", text)
    suffixes = words("actors")["suffix"]
    kept = [w for w in text.split() if w not in suffixes and not re.fullmatch(r"\w\.?|i{2,3}|iv|al|el", w)]
    return tuple(kept or text.split())


def _open(persons: list[_Person], name: Name, parts: tuple[str, ...], gender: set[Gender]) -> None:
    for person in persons:
        if (name.entry and person.entry and name.entry.id == person.entry.id) or _same(person, name, parts):
            if name not in person.names:
                person.names.append(name)
            if len(parts) > len(person.parts):
                person.parts = parts
            person.entry = person.entry or name.entry
            person.genders |= gender
            return
    persons.append(_Person(parts, [name], name.entry, set(gender)))


def _same(person: _Person, name: Name, parts: tuple[str, ...]) -> bool:
    """Whether two full names are one: the shorter in the longer, first and last word alike."""
    if name.entry and person.entry and name.entry.id != person.entry.id:
        return False
    short, long = sorted((parts, person.parts), key=len)
    if len(short) < 2:
        return False
    if set(short) <= set(long):
        return True
    return short[-1] == long[-1] and _like(short[0], long[0])


def _like(one: str, other: str, least: float = _ALIKE) -> bool:
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= least


def _bearer(doc: Doc, persons: list[_Person], word: str, at: int, gender: set[Gender]) -> _Person | None:
    """Who in the article bears a name: of those met before the one named most, else the first soon after."""
    for position in ("end", "any"):
        fits = [
            p
            for p in persons
            if _has(p, word, position) and not (gender and p.genders and not gender & p.genders)
        ]
        fits = [p for p in fits if gender & p.genders] or fits
        before = [p for p in fits if any(n.start < at for n in p.names)]
        if before:
            return _foremost(doc, before, at)
        soon = [p for p in fits if p.names[0].start - at < _SOON]
        if soon:
            return min(soon, key=lambda p: p.names[0].start)
    return None


def _foremost(doc: Doc, persons: list[_Person], at: int) -> _Person:
    """The person named most before a place in the text; among equals not who only tells who another is, else
    the one named last: "*Park Min-ji*, the sister of Park Ho, said so"."""

    def rank(person: _Person) -> tuple[int, bool, int]:
        before = [name for name in person.names if name.start < at]
        return len(before), not all(_describes(doc, name) for name in before), before[-1].start

    return max((p for p in persons if any(n.start < at for n in p.names)), key=rank)


def _describes(doc: Doc, name: Name) -> bool:
    """Whether a name stands in what somebody else is: "the sister of *Park Ho*"."""
    root = doc[name.start : name.end].root
    return root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.dep_ == "appos"


def _has(person: _Person, word: str, position: str) -> bool:
    parts = person.parts
    if position == "end":  # family names stand last, in much of Asia first
        return word in (parts[-1], parts[0]) or parts[-1].endswith(f"-{word}")
    return word in parts


def _gender(doc: Doc, name: Name) -> set[Gender]:
    lexicon = words("actors")
    before = {token.lower_ for token in doc[max(0, name.start - 2) : name.start]}
    if before & lexicon["she_title"]:
        return {"female"}
    if before & lexicon["he_title"]:
        return {"male"}
    parts = split_name(name.words)
    if len(parts) > 1:
        if parts[0] in lexicon["she_name"]:
            return {"female"}
        return {"male"} if parts[0] in lexicon["he_name"] else set()
    return set()


def _held_office(
    options: tuple[Entry, ...], known: Gazetteer, date: str | None, names: Iterable[Name]
) -> Entry | None:
    """The known person of a surname who held an office then, for a state that the article names."""
    if not options:
        return None
    held = [e for e in options if any(o.held(date) for o in known.offices_of(e.id))] if date else []
    if len(held) == 1:
        return held[0]
    here = {name.entry.id for name in names if name.entry and name.entry.type == "State"}
    recent = [e for e in options if not date or _is_remembered(e, known, date)]
    near = [e for e in held or recent if e.country in here or {o.of for o in known.offices_of(e.id)} & here]
    if len(near) > 1:
        near = [e for e in near if _led(e, known, date)]
    return near[0] if len(near) == 1 else None


def _is_remembered(entry: Entry, known: Gazetteer, date: str) -> bool:
    """Whether a surname alone may mean a person: one who led a state, or held an office not long ago or
    soon."""
    year = int(date[:4])
    offices = known.offices_of(entry.id)
    if any(office.title.casefold() in words("actors")["top"] for office in offices):
        return True
    return any(
        int((office.since or date)[:4]) - _REMEMBERED <= year <= int((office.until or date)[:4]) + _REMEMBERED
        for office in offices
    )


def _led(entry: Entry, known: Gazetteer, date: str | None) -> bool:
    """Whether a person held an office at the top of a state then: "Bush" is the president, no governor."""
    top = words("actors")["top"]
    return any(office.held(date) and office.title.casefold() in top for office in known.offices_of(entry.id))


def _part(person: _Person, cast: Cast, date: str | None) -> Part:
    """The person's part, labelled by the fullest form in the article."""
    entry = person.entry or _by_likeness(person, cast.gazetteer)
    fullest = max(person.names, key=lambda n: (len(split_name(n.words)), -n.start))
    full = len(split_name(fullest.words)) > 1
    label = re.sub(r"\s*-\s+", "-", " ".join(fullest.words.split()))
    if entry:
        part = cast.known(entry, label if full else None)
        for office in cast.gazetteer.offices_of(entry.id):
            former = date is not None and not office.held(date)
            if former and office.since and date and office.since > date:
                continue
            part.offices.add(f"former {office.title.casefold()}" if former else office.title.casefold())
            part.serves[cast.known(cast.gazetteer.entries[office.of]).key] += 1 if former else 3
        if bodies := _bodies(entry, cast.gazetteer, date):
            part.serves.clear()
            part.serves.update({cast.known(body).key: 3 for body in bodies})
    else:
        part = cast.named("Person", label)
    if len(person.genders) == 1:
        part.gender = part.gender or next(iter(person.genders))
    return part


def _bodies(entry: Entry, known: Gazetteer, date: str | None) -> list[Entry]:
    """The organisations of states that a person serves at the date, if no state: a Secretary-General's."""
    held = [known.entries[office.of] for office in known.offices_of(entry.id) if date and office.held(date)]
    return held if all(body.sector == "intergovernmental" for body in held) else []


def _is_within(name: str, parts: tuple[str, ...]) -> bool:
    """Whether a full name is told by a longer one."""
    told = split_name(name)
    return 1 < len(told) < len(parts) and set(told) <= set(parts)


def _by_likeness(person: _Person, known: Gazetteer) -> Entry | None:
    """The known person whose name differs by its spelling only, or tells less: "Pik Quill" of 'R. "Pik"
    Quill'."""
    options = {e.id: e for n in person.names for e in n.options}
    within = [e for e in options.values() if any(_is_within(name, person.parts) for name in e.names)]
    if len(within) == 1:
        return within[0]
    like = [e for e in options.values() if len(person.parts) > 1 and _is_likely(person.parts, e)]
    return like[0] if len(like) == 1 else None


def _is_likely(parts: tuple[str, ...], entry: Entry) -> bool:
    """Whether a name is a known person's but for its spelling; a family name that stands first tells nothing:
    "Roh Min-ji" is not "Roh Ji-ho"."""
    known = split_name(entry.label)
    if len(known) < 2 or not {name.casefold() for name in entry.surnames} >= {known[0], parts[0]}:
        return _like(parts[0], known[0])
    return _like(" ".join(parts[1:]), " ".join(known[1:]), _NEARLY)
