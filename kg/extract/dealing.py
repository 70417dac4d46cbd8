"""Offices of several dealt out by the order of both: "ministers of Peru and Chile, Ana Quill and Eva Roe"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.naming import Name
from kg.extract.slots import SUBJECTS
from kg.extract.titles import (
    Title,
    before_head,
    fields,
    is_head,
    is_plural_head,
    narrows,
    plural,
    title_around,
)
from kg.lexicon import words
from kg.model import ActorKey, Mention
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

_BETWEEN = frozenset({",", ";", ":", "(", ")", "[", "]", "-", "--", "–", "—", "and", "&", "the", "of"})
_LONGEST = 8  # words of a name
_OWNING = frozenset({"State", "Organization"})

Owner = tuple[ActorKey, ...]
Begun = Mapping[int, Name | Mention]  # who is named from a token on
Dealt = Mapping[Name, Title]  # the title of each name, with whom it serves


def dealt_in_order(reading: Reading, names: Sequence[Name]) -> Dealt:
    """The titles of names that stand behind an office in the plural, one for each that it serves."""
    found: dict[Name, Title] = {}
    heads = [each for each in reading.doc.among(_offices()) if is_plural_head(each)]
    if heads:
        begun: dict[int, Name | Mention] = {name.begin: name for name in names}
        starts = {token.idx: token.i for token in reading.doc}
        for each in reading.mentions:
            if each.form in ("name", "demonym") and _owns(reading, each.actors) and each.span.begin in starts:
                begun.setdefault(starts[each.span.begin], each)
        for head in heads:
            found.update(_of_head(reading, head, begun))
    return found


@cache
def _offices() -> frozenset[str]:
    """The words for several who have an office: "ministers", "chairmen"."""
    return frozenset(map(plural, words("role")["heads"]))


def _of_head(reading: Reading, head: Token, begun: Begun) -> Iterator[tuple[Name, Title]]:
    listed = list(_listed(reading, head.i + 1, begun))
    named = [each for each in listed if isinstance(each, Name)]
    if len(named) < 2 or _act_on_their_own(reading, head, named[0], named[-1]):
        return
    owners: Sequence[Owner] = [each for each in listed if not isinstance(each, Name)]
    if len(owners) < 2 and len(told := fields(head)) == len(named):
        _, of, former, reach = before_head(reading, told[0].start, bool(owners))
        of = of or next(iter(owners), ())
        for name, field in zip(named, told, strict=True):
            yield name, Title(head.i, head.i, head.i, of, former, reach, field.text)
        return
    if not owners:
        owners = _before(reading, head, begun)
    elif reading.doc[head.i + 1].lower_ != "of" or not (_is_apart(listed) or _alternates(listed)):
        return
    title = title_around(reading, head.i, head.i) if len(owners) == len(named) else None
    if title is not None:
        for name, of in zip(named, owners, strict=True):
            yield name, replace(title, of=of)


def _listed(reading: Reading, begin: int, begun: Begun) -> Iterator[Owner | Name]:
    """The states, bodies and persons that follow with nothing between but what links them."""
    doc, i = reading.doc, begin
    while i < len(doc):
        named = begun.get(i)
        if isinstance(named, Name):
            yield named
            i = named.end + 1
        elif named is not None:
            yield named.actors
            while i < len(doc) and doc[i].idx < named.span.end:
                i += 1
        elif doc[i].lower_ in _BETWEEN or doc[i].lower_ in words("role")["honorifics"]:
            i += 1
        else:
            return


def _owns(reading: Reading, keys: Owner) -> bool:
    return len(keys) == 1 and reading.actors[keys[0]].type in _OWNING


def _is_apart(told: Sequence[Owner | Name]) -> bool:
    """Whether all who are served stand before all names: "of Peru and Chile, Ana Quill and Eva Roe"."""
    kinds = [isinstance(each, Name) for each in told]
    return kinds == sorted(kinds)


def _alternates(told: Sequence[Owner | Name]) -> bool:
    """Whether a name follows each who is served: "of Peru (Ana Quill) and Chile (Eva Roe)"."""
    return all(isinstance(each, Name) == (n % 2 == 1) for n, each in enumerate(told))


def _before(reading: Reading, head: Token, begun: Begun) -> list[Owner]:
    """Whom an office in the plural serves by what stands before it: "*Peruvian and Chilean* ministers", "Peru
    and Chile sent *their* ministers", "the leaders *of Peru and Chile*, Presidents Ana Quill and Eva Roe"."""
    doc, i = reading.doc, head.i - 1
    lists = words("role")
    telling = lists["portfolios"] | lists["narrowing"] | lists["passing"]
    while i >= 0 and (doc[i].lower_ in telling or (is_head(doc[i]) and narrows(doc[i]))):
        i -= 1
    if i >= 0 and doc[i].lower_ == "their" and i in reading.by_token:
        keys = reading.by_token[i].actors
        return [(key,) for key in keys] if all(_owns(reading, (key,)) for key in keys) else []
    apposed = i > 0 and doc[i].text == ","
    found: list[Owner] = []
    i -= apposed
    while i >= 0 and (first := _ends_at(doc[i], begun)) is not None:
        named = begun[first]
        assert not isinstance(named, Name)
        found.insert(0, named.actors)
        i = first - 1
        while i >= 0 and doc[i].lower_ in ("and", ",", "the"):
            i -= 1
    of_plural = i > 0 and doc[i].lower_ == "of" and is_plural_head(doc[i - 1])
    return found if of_plural or not apposed else []


def _ends_at(token: Token, begun: Begun) -> int | None:
    """The first token of whom a name that ends with a token calls, if that is no person."""
    end = token.idx + len(token)
    for i in range(token.i, max(-1, token.i - _LONGEST), -1):
        named = begun.get(i)
        if named is not None:
            return i if not isinstance(named, Name) and named.span.end == end else None
    return None


def _act_on_their_own(reading: Reading, head: Token, first: Name, last: Name) -> bool:
    """Whether who is named is not whom the office tells of, but does something beside: "After talks with the
    *ministers* of Peru and Chile, *Ana Quill* and Eva Roe left"."""
    doc = reading.doc
    if head.dep_ in SUBJECTS or doc[first.begin - 1].text != ",":
        return False
    return last.end + 1 < len(doc) and doc[last.end + 1].pos_ in ("VERB", "AUX")
