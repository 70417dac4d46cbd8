"""One reading of each name throughout an article.

The model tags a name anew at every mention and errs at some; a vote over the whole article mends that, a
title before the name decides, and mentions that it missed are found by the names it has found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.gazetteer import gazetteer
from kg.lexicon import words
from kg.nlp.headings import is_heading
from kg.nlp.name import Kind, Name
from kg.nlp.tagged import begins_again
from kg.nlp.tree import Doc, Token


def titled(doc: Doc, found: Iterable[Name]) -> list[Name]:
    """The names, with what stands after a title read as a person: "President Thabo Mbeki" is no city."""
    listed = list(found)
    by_token = {i: name for name in listed for i in range(name.start, name.end)}
    lexicon = words("actors")
    persons: list[Name] = []
    for token in doc[1:]:
        if not _may_begin(token):
            continue
        before = doc[_before_elect(token)]
        if before.lower_ not in lexicon["title"] or not before.text[:1].isupper():
            continue
        end = token.i
        while (
            end < len(doc)
            and not (end > token.i and doc[end].lower_ in lexicon["calendar"])
            and _may_follow(doc[end], by_token.get(end))
            and not begins_again(doc, token.i, end)
        ):
            end += 1
        last = by_token.get(end - 1)
        if (
            end > token.i
            and not is_heading(token)
            and not (last and last.kind == "Person" and last.start <= token.i)
        ):
            persons.append(Name(token.i, end, "Person", doc[token.i : end].text))
    taken = {i for name in persons for i in range(name.start, name.end)}
    kept = [name for name in listed if not taken & set(range(name.start, name.end))]
    return sorted((*kept, *persons), key=lambda name: name.start)


def _before_elect(token: Token) -> int:
    """The token before a name, past what follows an office not held yet: "President*-elect* Thabo Mbeki"."""
    at, doc = token.i - 1, token.doc
    coming = at > 1 and doc[at].lower_ in ("elect", "designate") and doc[at - 1].text == "-"
    return at - 2 if coming else at


def _may_begin(token: Token) -> bool:
    if token.pos_ != "PROPN" or not token.is_alpha or not token.is_title:
        return False
    lexicon, word = words("actors"), token.lower_
    parts = words("role")["rank_parts"]
    if word in parts and token.i + 1 < len(token.doc):  # "*Air Chief* Marshal Thabo Mbeki"
        after = token.nbor(1).lower_
        return after not in lexicon["honorific"] and after not in parts
    return word not in lexicon["not_person"] and word not in lexicon["title"] and not _addresses(token)


def _addresses(token: Token) -> bool:
    """Whether a word only addresses whom a full name behind it tells: "Prime Minister *Shri* Thabo Mbeki"."""
    if token.lower_ not in words("role")["honorifics"]:
        return False
    behind = [each for each in token.doc.tokens[token.i + 1 : token.i + 4] if each.text != "."]
    return len(behind) > 1 and all(each.pos_ == "PROPN" and each.is_title for each in behind[:2])


def _may_follow(token: Token, name: Name | None) -> bool:
    """Whether a token belongs to the personal name before it; a known state or place does not."""
    if name is not None and (name.entry is not None or name.place is not None) and name.kind != "Person":
        return False
    return (token.pos_ == "PROPN" and token.is_alpha and token.text[:1].isupper()) or (
        name is not None and name.kind == "Person"
    )


def voted(doc: Doc, found: Sequence[Name], date: str | None) -> Iterator[Name]:
    """Each unknown name with the kind that most of its mentions have; a person's surname is a person."""
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    surnames: Counter[str] = Counter()
    for name in found:
        if name.entry is None or name.entry.type == "Person":
            votes[name.words][name.kind] += 1
            if name.kind == "Person":
                surnames.update(_bearing(name))
    for name in found:
        if (name.entry is not None and name.entry.type != "Person") or (
            name.place is not None and not name.options
        ):
            yield name
            continue
        bare = name.kind == "Person" and name.options and not name.entry
        if bare and not _personal(doc, name, surnames) and not _in_office(doc, name, date):
            continue
        if name.kind == "Person" and name.end == name.start + 1 and _in_month(doc[name.start]):
            continue
        kind: Kind = "Person" if surnames[name.words] else _most(votes[name.words])
        if kind == "Person" and name.kind in ("Place", "Organization", "Group") and name.words.isupper():
            kind = name.kind
        yield name if kind == name.kind else replace(name, kind=kind)


def _bearing(name: Name) -> list[str]:
    """The words of a full name by which somebody may be called alone."""
    parts = name.words.split()
    if len(parts) == 1:
        return []
    family = name.entry.surnames if name.entry else ()
    return [part for part in (parts[0], parts[-1], *family) if len(part) > 2 and part[0].isupper()]


def _most(votes: Counter[Kind]) -> Kind:
    return min(votes, key=lambda kind: (-votes[kind], kind))


def missed(doc: Doc, found: Sequence[Name], short: Iterable[str] = ()) -> Iterator[Name]:
    """Mentions that the model did not tag of names that it tagged elsewhere, or that the article defines."""
    taken = {i for name in found for i in range(name.start, name.end)}
    bearers: dict[str, Kind] = dict.fromkeys((each for each in short if len(each) > 2), "Organization")
    for name in found:
        if name.kind == "Person":
            bearers.update(dict.fromkeys(_bearing(name), "Person"))
        if (
            name.kind in ("Person", "Organization")
            and not name.entry
            and " " not in name.words
            and len(name.words) > 2
        ):
            bearers.setdefault(name.words, name.kind)
    for token in doc if bearers else ():
        if token.text in bearers and token.i not in taken and token.text[:1].isupper():
            if _dated(token) or _in_month(token):
                continue
            yield Name(token.i, token.i + 1, bearers[token.text], token.text)


def _dated(token: Token) -> bool:
    """Whether a word like "May" is the month here."""
    if token.lower_ not in words("actors")["calendar"]:
        return False
    around = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return any(t.like_num or t.lower_ in _AROUND_MONTHS for t in around)


def _in_month(token: Token) -> bool:
    """Whether a word like "May", tagged as a name, is the month by what stands before it: "in May"."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    month = token.lower_ == "may" or token.lower_ in words("actors")["calendar"]
    return month and before in _BEFORE_MONTHS


_BEFORE_MONTHS = frozenset({"in", "until", "since", "early", "late", "mid", "last", "next", "this"})
_AROUND_MONTHS = _BEFORE_MONTHS | {"of", "by", "and"}


def _personal(doc: Doc, name: Name, surnames: Counter[str]) -> bool:
    """Whether a known surname is one here: somebody bears it, or the model or a title says so."""
    token = doc[name.start]
    before = doc[name.start - 1].lower_ if name.start else ""
    return (
        surnames[name.words.split()[-1]] > 0
        or token.ent_type_ == "PERSON"
        or before in words("actors")["honorific"]
    )


def _in_office(doc: Doc, name: Name, date: str | None) -> bool:
    """Whether a surname by itself, which takes part in a clause, is of one who holds an office on the day."""
    token = doc[name.start]
    return (
        date is not None
        and len(name.options) == 1
        and any(office.held(date) for office in gazetteer().offices_of(name.options[0].id))
        and token.dep_ in ("nsubj", "nsubjpass", "dobj", "conj")
        and not any(each.pos_ == "PROPN" for each in token.children if each.dep_ != "conj")
        and not is_heading(token)
    )
