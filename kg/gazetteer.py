"""Known actors and places, read from `ontology/actors*.ttl` and `ontology/places.ttl`.

States, organisations, groups and persons with every name that news gives them, who held which office when,
and the places where people meet. The Turtle files are the data; a surface form may belong to several of them,
so a look-up gives candidates and the reader decides.

>>> [c.entry.label for c in gazetteer().actors("Kremlin")]
['Russia', 'Soviet Union']
>>> gazetteer().holders("Foreign Minister", of="russia", at="2014-03-01")
('sergey-lavrov',)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from kg.blocks import SAME_AS, Block, blocks
from kg.errors import LexiconError
from kg.model import ActorType
from kg.resources import ontology_file, ontology_files
from kg.vocab import BASE, DIP, FOAF, RDF, RDFS, SKOS, WD

RDFS_LABEL = f"{RDFS}label"
RDF_TYPE = f"{RDF}type"
FAMILY_NAME = f"{FOAF}familyName"
GEONAMES = "https://sws.geonames.org/"

Form = Literal["name", "former", "demonym", "metonym", "surname"]
Gender = Literal["female", "male"]
Sector = Literal[
    "intergovernmental",
    "government",
    "parliament",
    "court",
    "armed-group",
    "party",
    "media",
    "ngo",
    "company",
]
PlaceKind = Literal["city", "region", "site", "country"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A known actor. `names` starts with the label; demonyms, metonyms and surnames stand apart."""

    id: str
    label: str
    type: ActorType
    names: tuple[str, ...]
    former_names: tuple[str, ...] = ()  # names that a state or body has shed: "Burma"; in `names` too
    demonyms: tuple[str, ...] = ()  # adjective and nouns: "French", "Israelis"
    metonyms: tuple[str, ...] = ()  # capital and seats that stand for it: "Paris", "Elysee"
    surnames: tuple[str, ...] = ()  # a person's family name, in each spelling
    wikidata: str | None = None
    iso2: str | None = None
    iso3: str | None = None
    gender: Gender | None = None
    country: str | None = None  # id of the state it belongs to or acts for
    part_of: str | None = None  # id of the organisation it is a body of
    sector: Sector | None = None
    since: str | None = None  # ISO 8601 day, month or year
    until: str | None = None
    successor: str | None = None

    def existed(self, at: str | None) -> bool:
        """Whether it existed on a day, month or year; always true without a date."""
        return _within(at, self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that a person held: `of` which state or organisation, since and until when."""

    id: str
    person: str
    title: str
    of: str
    since: str | None = None
    until: str | None = None

    def held(self, at: str | None) -> bool:
        """Whether it was held on a day, month or year; always true without a date."""
        return _within(at, self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """A known place: a city, region or site of `places.ttl`, or the land of a state (with its id)."""

    id: str
    label: str
    kind: PlaceKind
    names: tuple[str, ...]
    country: str | None = None
    capital_of: str | None = None
    wikidata: str | None = None
    geonames: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a surface form: the actor, and which of its forms this is."""

    entry: Entry
    form: Form


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All entries by id, and look-ups by surface form.

    A form is compared with its case kept, apostrophes straightened, one space between words, a leading
    article left off. `actors_folded` and `places_folded` are for text in capitals.
    """

    entries: Mapping[str, Entry]
    places_by_id: Mapping[str, PlaceEntry]
    offices: tuple[Office, ...]
    forms: Mapping[str, tuple[Candidate, ...]] = field(repr=False)
    place_forms: Mapping[str, tuple[PlaceEntry, ...]] = field(repr=False)
    offices_by_person: Mapping[str, tuple[Office, ...]] = field(repr=False)

    def actors(self, form: str) -> tuple[Candidate, ...]:
        """The actors that words may stand for; names first, then demonyms, metonyms, surnames."""
        return self.forms.get(form_key(form), ())

    def places(self, form: str) -> tuple[PlaceEntry, ...]:
        """The places that words may name."""
        return self.place_forms.get(form_key(form), ())

    def actors_folded(self, form: str) -> tuple[Candidate, ...]:
        """As `actors`, for words in capitals."""
        return _folded(self)[0].get(form_key(form).casefold(), ())

    def places_folded(self, form: str) -> tuple[PlaceEntry, ...]:
        """As `places`, for words in capitals."""
        return _folded(self)[1].get(form_key(form).casefold(), ())

    def offices_of(self, person: str) -> tuple[Office, ...]:
        """The offices that a person held, earliest first."""
        return self.offices_by_person.get(person, ())

    def holders(self, title: str, *, of: str, at: str | None = None) -> tuple[str, ...]:
        """The persons who held an office, at a day, month or year if given; latest first."""
        wanted = title.casefold()
        found = [o for o in self.offices if o.of == of and o.title.casefold() == wanted and o.held(at)]
        return tuple(
            dict.fromkeys(o.person for o in sorted(found, key=lambda o: o.since or "", reverse=True))
        )


def form_key(form: str) -> str:
    """A surface form as the look-ups compare it."""
    words = " ".join(form.replace("’", "'").split())
    return words[4:] if words.startswith(_ARTICLES) and len(words) > 4 else words


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the installed ontology, read once."""
    return load((*ontology_files("actors*.ttl"), ontology_file("places.ttl")))


def load(paths: Iterable[Path]) -> Gazetteer:
    """Read Turtle files into a gazetteer; a malformed entry raises `LexiconError` naming file and entry."""
    entries: dict[str, Entry] = {}
    places: dict[str, PlaceEntry] = {}
    offices: dict[str, Office] = {}
    origin: dict[str, Path] = {}
    for path in paths:
        for block in blocks(path):
            if block.iri in origin:
                raise block.fault(f"stands in {origin[block.iri].name} already")
            origin[block.iri] = path
            value = _value(block)
            if isinstance(value, Entry):
                entries[value.id] = value
            elif isinstance(value, PlaceEntry):
                places[value.id] = value
            else:
                offices[value.id] = value
    _check_references(entries, places, offices, origin)
    places |= _countries(entries, places, origin)
    return _indexed(entries, places, tuple(sorted(offices.values(), key=_office_order)))


# --- from Turtle to values

_ACRONYM = re.compile("[A-Z]{2,5}")
_ARTICLES = ("the ", "The ", "THE ")
_CLASSES: Mapping[str, str] = {f"{DIP}{name}": name for name in (*get_args(ActorType), "Place", "Office")}
_ACTOR_TERMS = frozenset(
    {
        RDF_TYPE, RDFS_LABEL, f"{SKOS}altLabel", f"{SKOS}note", SAME_AS, FAMILY_NAME,
        *(f"{DIP}{t}" for t in (
            "formerName", "demonym", "metonym", "iso2", "iso3", "gender", "country", "partOf", "sector",
            "since", "until", "successor",
        )),
    }
)  # fmt: skip
_PLACE_TERMS = frozenset(
    {
        RDF_TYPE, RDFS_LABEL, f"{SKOS}altLabel", f"{SKOS}note", SAME_AS,
        f"{DIP}country", f"{DIP}capitalOf", f"{DIP}placeKind",
    }
)  # fmt: skip
_OFFICE_TERMS = frozenset({RDF_TYPE, f"{DIP}heldBy", f"{DIP}title", f"{DIP}of", f"{DIP}since", f"{DIP}until"})


def _value(block: Block) -> Entry | PlaceEntry | Office:
    kind = _CLASSES.get(block.one(RDF_TYPE))
    if kind is None:
        raise block.fault(f"class must be one of dip:{', dip:'.join(sorted(_CLASSES.values()))}")
    if kind == "Place":
        return _place(block)
    if kind == "Office":
        return _office(block)
    return _actor(block, cast("ActorType", kind))


def _actor(block: Block, kind: ActorType) -> Entry:
    block.known(_ACTOR_TERMS)
    label = _label(block)
    former = block.many(f"{DIP}formerName")
    return Entry(
        id=block.local(block.iri, "actor"),
        label=label,
        type=kind,
        names=_unique((label, *block.many(f"{SKOS}altLabel"), *former)),
        former_names=former,
        demonyms=_demonyms(block),
        metonyms=block.many(f"{DIP}metonym"),
        surnames=block.many(FAMILY_NAME),
        wikidata=_wikidata(block),
        iso2=block.at_most_one(f"{DIP}iso2"),
        iso3=block.at_most_one(f"{DIP}iso3"),
        gender=cast("Gender | None", block.choice(f"{DIP}gender", get_args(Gender))),
        country=block.reference(f"{DIP}country"),
        part_of=block.reference(f"{DIP}partOf"),
        sector=cast("Sector | None", block.choice(f"{DIP}sector", get_args(Sector))),
        since=block.date(f"{DIP}since"),
        until=block.date(f"{DIP}until"),
        successor=block.reference(f"{DIP}successor"),
    )


def _place(block: Block) -> PlaceEntry:
    block.known(_PLACE_TERMS)
    label = _label(block)
    kind = block.choice(f"{DIP}placeKind", ("city", "region", "site"))
    if kind is None:
        raise block.fault("needs exactly one dip:placeKind, has 0")
    return PlaceEntry(
        id=block.local(block.iri, "place"),
        label=label,
        kind=cast("PlaceKind", kind),
        names=_unique((label, *block.many(f"{SKOS}altLabel"))),
        country=block.reference(f"{DIP}country"),
        capital_of=block.reference(f"{DIP}capitalOf"),
        wikidata=_wikidata(block),
        geonames=block.external(GEONAMES),
    )


def _office(block: Block) -> Office:
    block.known(_OFFICE_TERMS)
    since, until = block.date(f"{DIP}since"), block.date(f"{DIP}until")
    if since and until and until < since[: len(until)]:
        raise block.fault(f"ends ({until}) before it begins ({since})")
    return Office(
        id=block.local(block.iri, "office"),
        person=block.local(block.one(f"{DIP}heldBy"), "actor", f"{DIP}heldBy"),
        title=block.one(f"{DIP}title"),
        of=block.local(block.one(f"{DIP}of"), "actor", f"{DIP}of"),
        since=since,
        until=until,
    )


def _label(block: Block) -> str:
    label = block.one(RDFS_LABEL)
    if not label.strip():
        raise block.fault("its rdfs:label is empty")
    return label


def _demonyms(block: Block) -> tuple[str, ...]:
    demonyms = block.many(f"{DIP}demonym")
    for each in demonyms:
        if not any(map(str.isalpha, each)):
            raise block.fault(f"its dip:demonym names no people: {each}")
    return demonyms


def _wikidata(block: Block) -> str | None:
    found = block.external(WD)
    if found is not None and not re.fullmatch(r"Q[1-9]\d*", found):
        raise block.fault(f"not a Wikidata item: {found}")
    return found


# --- checks across entries, and the indexes


def _check_references(
    entries: Mapping[str, Entry],
    places: Mapping[str, PlaceEntry],
    offices: Mapping[str, Office],
    origin: Mapping[str, Path],
) -> None:
    """Every id that an entry names must exist, and only persons hold offices."""

    def check(kind: str, id: str, *named: str | None) -> None:
        for ref in named:
            if ref is not None and ref not in entries:
                iri = f"{BASE}{kind}/{id}"
                raise LexiconError(f"{origin[iri]}: <{iri}>: names the unknown actor {ref}")

    for entry in entries.values():
        check("actor", entry.id, entry.country, entry.part_of, entry.successor)
    for place in places.values():
        check("place", place.id, place.country, place.capital_of)
    for office in offices.values():
        check("office", office.id, office.person, office.of)
    for office in offices.values():
        if entries[office.person].type != "Person":
            path = origin[f"{BASE}office/{office.id}"]
            raise LexiconError(
                f"{path}: <{BASE}office/{office.id}>: held by {office.person}, which is no person"
            )


def _countries(
    entries: Mapping[str, Entry], places: Mapping[str, PlaceEntry], origin: Mapping[str, Path]
) -> dict[str, PlaceEntry]:
    """The land of every state as a place, so that nobody writes it twice."""
    states = [entry for entry in entries.values() if entry.type == "State"]
    for state in states:
        if state.id in places:
            iri = f"{BASE}place/{state.id}"
            raise LexiconError(f"{origin[iri]}: <{iri}>: a state has this id; its land is a place already")
    return {
        s.id: PlaceEntry(
            id=s.id, label=s.label, kind="country", names=s.names, country=s.id, wikidata=s.wikidata
        )
        for s in states
    }


def _indexed(
    entries: Mapping[str, Entry], places: Mapping[str, PlaceEntry], offices: tuple[Office, ...]
) -> Gazetteer:
    forms: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for form in get_args(Form):
        for entry in entries.values():
            if words := _forms(entry, form):
                candidate = Candidate(entry, form)
                for key in map(form_key, words):
                    # the first form by which an entry is known under these words is the one that counts
                    forms[key].setdefault(entry.id, candidate)
    place_forms: dict[str, list[PlaceEntry]] = defaultdict(list)
    for place in places.values():
        for key in dict.fromkeys(map(form_key, place.names)):
            place_forms[key].append(place)
    by_person: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        by_person[office.person].append(office)
    return Gazetteer(
        entries=entries,
        places_by_id=places,
        offices=offices,
        forms={key: tuple(found.values()) for key, found in forms.items()},
        place_forms={key: tuple(found) for key, found in place_forms.items()},
        offices_by_person={person: tuple(held) for person, held in by_person.items()},
    )


@cache
def _folded(
    known: Gazetteer,
) -> tuple[Mapping[str, tuple[Candidate, ...]], Mapping[str, tuple[PlaceEntry, ...]]]:
    """The two indexes of a gazetteer without case; made when a text in capitals first asks for them."""
    actors: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for key, candidates in known.forms.items():
        for candidate in candidates:
            actors[key.casefold()].setdefault(candidate.entry.id, candidate)
    places: dict[str, dict[str, PlaceEntry]] = defaultdict(dict)
    for key, found in known.place_forms.items():
        for place in found:
            places[key.casefold()].setdefault(place.id, place)
    return (
        {key: tuple(by_id.values()) for key, by_id in actors.items()},
        {key: tuple(by_id.values()) for key, by_id in places.items()},
    )


def _forms(entry: Entry, form: Form) -> tuple[str, ...]:
    if form == "name":
        return _dotted(entry, tuple(name for name in entry.names if name not in entry.former_names))
    if form == "former":
        return _dotted(entry, entry.former_names)
    if form == "demonym":
        return entry.demonyms
    if form == "metonym":
        return entry.metonyms
    return entry.surnames


def _dotted(entry: Entry, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names with the acronyms among them as some papers and stations write these, too: "O.A.S.", "O-A-S"."""
    short = [] if entry.type == "Person" else list(filter(_ACRONYM.fullmatch, names))
    return (*names, *(f"{'.'.join(name)}." for name in short), *("-".join(name) for name in short))


def _unique(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names)) if len(names) > 1 else names


def _office_order(office: Office) -> tuple[str, str, str]:
    return (office.person, office.since or "", office.id)


def _within(at: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date may lie between bounds, compared at the coarser precision of the two."""
    if at is None:
        return True
    return not (
        (since is not None and at[: len(since)] < since[: len(at)])
        or (until is not None and at[: len(until)] > until[: len(at)])
    )
