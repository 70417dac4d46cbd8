"""Whether two articles speak of one person or body: by name, office, home, gender and time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from kg.corpus.merging import names
from kg.corpus.merging.thresholds import ERA
from kg.corpus.merging.told import Party, known, states_of
from kg.corpus.merging.verdict import APART, Keys, Verdict
from kg.gazetteer import Entry, gazetteer

_NAME = {"same": 0.80, "fuller": 0.72, "spelt": 0.66, "surname": 0.35}
_OFFICE, _HOME, _ABROAD, _LONG = 0.15, 0.10, -0.30, -0.20
_HOLDER = 0.20  # of one office at one time, for a surname
_BODY, _NAMELESS = 0.80, 0.40
_TERM = 2  # years within which an office is taken to be held by the same person of that surname


def keys(one: Party) -> Keys:
    """By what a party is found: sound of the family name and first letter of the first; a body's words."""
    if one.type == "Person":
        name = names.person(one.label)
        return _person_keys(name) if name else Keys(frozenset(), frozenset())
    same = frozenset(f"body {' '.join(found.parts)}" for found in _bodies(one) if found.parts)
    return Keys(same, same)


def _person_keys(name: names.Name) -> Keys:
    """Who is told by the family name alone looks among all of that name, and they look among such."""
    family = f"person {names.surname_key(name)}"
    if not name.given:
        return Keys(frozenset({f"{family} only"}), frozenset({f"{family} only", f"{family} full"}))
    exact = f"{family} {name.given[0][0]}"
    return Keys(frozenset({exact, f"{family} full"}), frozenset({exact, f"{family} only"}))


def compare(one: Party, other: Party) -> Verdict | None:
    """How likely two parties are one; None when nothing speaks for it."""
    if (one.type == "Person") != (other.type == "Person"):
        return None
    if one.article == other.article:
        return Verdict(0, "one article tells them apart", barred=True)
    return _persons(one, other) if one.type == "Person" else _bodies_compared(one, other)


def candidates(one: Party) -> Iterator[Party]:
    """The known persons that an unknown one may turn out to be, as parties of no article."""
    name = names.person(one.label)
    if one.type != "Person" or name is None:
        return
    base = one.iri.rpartition("/actor/")[0][:-16]
    for entry in _known_persons().get(names.surname_key(name), ()):
        yield _as_party(entry, base)


def of_known(iri: str) -> Party | None:
    """A known actor as a party of no article."""
    entry = gazetteer().entries.get(known(iri) or "")
    return _as_party(entry, iri.removesuffix(f"actor/{entry.id}")) if entry else None


# ---- persons


def _persons(one: Party, other: Party) -> Verdict | None:
    here, there = names.person(one.label), names.person(other.label)
    if here is None or there is None:
        return None
    likeness = names.alike(here, there)
    if likeness == "unlike":
        return APART if here.given and there.given else None
    she, he = (names.gender((party.label, *party.names, *_titles(party))) for party in (one, other))
    if she and he and she != he:
        return Verdict(0, "a woman and a man", barred=True)
    if not (here.given and there.given):
        likeness = "surname"
    found = _weighed(_NAME[likeness], f"name: {likeness}", one, other)
    if likeness == "surname" and _office(one, other) and _in_one_term(one, other):
        return Verdict(round(found.score + _HOLDER, 2), f"{found.reason}; same term")
    return found


def _weighed(score: float, reason: str, one: Party, other: Party) -> Verdict:
    """A score with what office, home and time add to it or take from it."""
    reasons = [reason]
    if _office(one, other):
        score += _OFFICE
        reasons.append("same office")
    here, there = _states(one), _states(other)
    if shared := (here & there) or (_served(one) & _served(other)):
        score += _HOME
        reasons.append(f"same home: {', '.join(sorted(shared))}")
    elif here and there:
        score += _ABROAD
        reasons.append(f"homes differ: {', '.join(sorted(here))}; {', '.join(sorted(there))}")
    if _years_apart(one, other) > ERA:
        score += _LONG
        reasons.append("long apart")
    return Verdict(round(min(score, 0.99), 2), "; ".join(reasons))


def _office(one: Party, other: Party) -> bool:
    """Whether both hold an office of the same title and of the same state or body."""
    return any(
        names.title(title) == names.title(titled) and of == office_of
        for (title, of), (titled, office_of) in product(one.offices, other.offices)
    )


def _in_one_term(one: Party, other: Party) -> bool:
    """Whether the articles are of one time; for a known person, whether it held an office then."""
    for party, fixed in ((one, other), (other, one)):
        if not fixed.article:
            return _only_holder(fixed, party)
    return bool(one.published and other.published) and _years_apart(one, other) <= _TERM


def _only_holder(fixed: Party, party: Party) -> bool:
    """Whether a known person alone of all with that surname held an office of the party's, at its time."""
    name = names.person(fixed.label)
    bearers = _known_persons().get(names.surname_key(name), ()) if name else ()
    return [entry.id for entry in bearers if _held(entry, party)] == [known(fixed.iri)]


def _held(entry: Entry, party: Party) -> bool:
    return any(
        names.title(office.title) == names.title(title)
        and office.of == known(of)
        and (party.published is None or office.held(party.published))
        for office, (title, of) in product(gazetteer().offices_of(entry.id), party.offices)
    )


def _titles(one: Party) -> tuple[str, ...]:
    return tuple(title for title, _ in one.offices)


def _states(one: Party) -> frozenset[str]:
    found = {state for home in one.homes for state in states_of(home)}
    return frozenset(found | {state for body in _bodies(one) for state in body.states})


def _served(one: Party) -> frozenset[str]:
    """The known bodies that a party belongs to, and those that these are part of."""
    ids = [name for home in one.homes if (name := known(home))]
    found = [gazetteer().entries[name] for name in ids if name in gazetteer().entries]
    return frozenset(name for entry in found for name in (entry.id, entry.part_of) if name)


def _years_apart(one: Party, other: Party) -> int:
    if not one.published or not other.published:
        return 0
    return abs(int(one.published[:4]) - int(other.published[:4]))


# ---- bodies


def _bodies(one: Party) -> tuple[names.Body, ...]:
    """A body's names: its label, and other names that are not just a word of it."""
    if one.type == "Person":
        return ()
    label = names.body(one.label)
    others = (names.body(name) for name in one.names if name[:1].isupper())
    return (label, *(body for body in others if body.own and not set(body.parts) < set(label.parts)))


def _bodies_compared(one: Party, other: Party) -> Verdict | None:
    shared = [
        (here, there)
        for here, there in product(_bodies(one), _bodies(other))
        if here.parts == there.parts and here.parts
    ]
    if not shared:
        return None
    here, there = _states(one), _states(other)
    if here and there and not here & there:
        return APART
    if any(body.own for body, _ in shared):
        return _weighed(_BODY, "name: same", one, other)
    found = _weighed(_NAMELESS, "name: a sort of body", one, other)
    return Verdict(round(found.score + 0.3, 2), found.reason) if here & there else found


# ---- the known


@cache
def _known_persons() -> dict[str, tuple[Entry, ...]]:
    """Known persons by the keys of their family names."""
    found: dict[str, list[Entry]] = {}
    for entry in gazetteer().entries.values():
        name = names.person(entry.label) if entry.type == "Person" else None
        if name and name.given:
            found.setdefault(names.surname_key(name), []).append(entry)
    return {key: tuple(some) for key, some in found.items()}


def _as_party(entry: Entry, base: str) -> Party:
    offices = gazetteer().offices_of(entry.id)
    homes = {office.of for office in offices} | ({entry.country} if entry.country else set())
    return Party(
        iri=f"{base}actor/{entry.id}",
        article="",
        published=None,
        type=entry.type,
        label=entry.label,
        names=(),
        offices=tuple(sorted({(office.title, f"{base}actor/{office.of}") for office in offices})),
        homes=tuple(sorted(f"{base}actor/{home}" for home in homes)),
    )
