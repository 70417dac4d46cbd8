"""Proper names: the gazetteer's and the model's, each read one way throughout an article.

The model tags a name anew at every mention and errs at some; a vote over the whole article mends that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import Candidate, Entry, PlaceEntry
from kg.lexicon import words
from kg.nlp.acronyms import acronyms, compared
from kg.nlp.gazette import Hit, Index, hits
from kg.nlp.headings import is_heading
from kg.nlp.places import is_place

_NO_NAME = frozenset({"VERB", "AUX", "ADV", "DET", "PRON", "CCONJ", "ADP", "SCONJ"})

Kind = Literal["Person", "State", "Organization", "Group", "Place"]
_KINDS: Mapping[str, Kind] = {
    "PERSON": "Person",
    "ORG": "Organization",
    "NORP": "Group",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) name someone or some place."""

    start: int
    end: int
    kind: Kind
    words: str
    entry: Entry | None = None
    form: Literal["name", "demonym", "metonym"] = "name"
    place: PlaceEntry | None = None
    options: tuple[Entry, ...] = ()  # known persons of this surname


def names(doc: Doc, known: Index, date: str | None) -> list[Name]:
    """The names of a text in order, none overlapping."""
    short = dict(acronyms(doc))
    found = [_defined(_known(doc, hit, date), short) for hit in hits(doc, known)]
    tagged = [name for ent in doc.ents for name in _tagged(ent)]
    voted = list(_voted(doc, _telling(doc, list(_merged(doc, found, tagged)))))
    return sorted((*voted, *_missed(doc, voted)), key=lambda name: name.start)


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


def _telling(doc: Doc, found: list[Name]) -> Iterator[Name]:
    """Names without those that only headings have: title case misleads the model there."""
    body = {name.words for name in found if not is_heading(doc[name.start])}
    for name in found:
        if name.entry or name.options or name.words in body or not is_heading(doc[name.start]):
            yield name
            continue
        for start, end in (
            (name.start + 1, name.end),
            (name.start, name.end - 1),
            (name.end - 1, name.end),
            (name.start, name.start + 1),
        ):
            if start < end and (words := doc[start:end].text) in body:
                yield replace(name, start=start, end=end, words=words)
                break


def _known(doc: Doc, hit: Hit, date: str | None) -> Name:
    """What a name of the gazetteer means here: the reading that existed then, a place where grammar says so."""
    span = doc[hit.start : hit.end]
    place = hit.places[0] if hit.places else None
    persons = tuple(c.entry for c in hit.candidates if c.form == "surname")
    rest = [c for c in hit.candidates if c.form != "surname"]
    if not rest:
        return Name(
            hit.start, hit.end, "Person" if persons else "Place", span.text, place=place, options=persons
        )
    best = _best(rest, date)
    form: Literal["name", "demonym", "metonym"] = (
        best.form if best.form == "demonym" or best.form == "metonym" else "name"
    )
    kind: Kind = best.entry.type
    if form == "metonym" and place is not None and is_place(span):
        kind = "Place"
    return Name(hit.start, hit.end, kind, span.text, best.entry, form, place, persons)


def _best(candidates: list[Candidate], date: str | None) -> Candidate:
    """The candidate that existed at the date; among several the one that still exists, then the first."""
    alive = [c for c in candidates if c.entry.existed(date)] or candidates
    return min(alive, key=lambda c: (c.entry.until is not None, candidates.index(c)))


def _tagged(ent: Span) -> Iterator[Name]:
    """The model's entity without article, title and possessive."""
    kind = _KINDS.get(ent.label_)
    if kind is None:
        return
    doc = ent.doc
    lexicon = words("actors")
    titles = lexicon["honorific"] | lexicon["office"] if kind == "Person" else frozenset()
    start, end = ent.start, ent.end
    while start < end and (_is_edge(doc[start]) or doc[start].lower_ in titles):
        start += 1
    if kind == "Person":
        start, end = _person_span(doc, start, end)
    while end > start and _is_edge(doc[end - 1]) and doc[end - 1].text != ".":
        end -= 1
    text = doc[start:end].text
    if (
        start < end
        and any(char.isupper() for char in text)
        and "\n" not in text
        and _is_name(kind, doc[end - 1], text)
    ):
        yield Name(start, end, kind, text)


def _is_edge(token: Token) -> bool:
    return token.lower_ in ("the", "a", "an", "'s", "’s", "'", "’", "and") or token.is_space or token.is_punct


def _person_span(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A tagged person without verbs at its edges, with given names that the tag left out."""
    while start < end and doc[start].pos_ in _NO_NAME:
        start += 1
    end = next((i for i in range(start, end) if not _in_person(doc[i])), end)
    while end > start and doc[end - 1].pos_ in _NO_NAME:
        end -= 1
    lexicon = words("actors")
    while (
        start
        and end > start
        and _is_given(doc[start - 1])
        and doc[start - 1].lower_ not in lexicon["honorific"] | lexicon["office"]
    ):
        start -= 1
    return start, end


def _is_given(token: Token) -> bool:
    """Whether a token before a person's name is an untagged part of it."""
    return (
        token.pos_ == "PROPN"
        and token.dep_ == "compound"
        and token.is_alpha
        and token.is_title
        and not token.ent_type_
    )


def _in_person(token: Token) -> bool:
    """Whether a token may be a part of a person's name."""
    return token.text[:1].isupper() or token.text in "-.'’" or token.lower_ in words("actors")["particle"]


def _is_name(kind: Kind, last: Token, text: str) -> bool:
    """Whether a tagged name may be an actor's: no law, deal or event, no adjective."""
    if kind == "Group":
        return last.pos_ in ("NOUN", "PROPN") and last.dep_ not in ("amod", "compound", "nmod")
    if kind == "Organization":
        return last.lower_ not in words("actors")["not_actor"] and not text.islower()
    return True


def _merged(doc: Doc, found: list[Name], tagged: list[Name]) -> Iterator[Name]:
    """Known names and tagged ones without overlap."""
    by_token = {i: name for name in found for i in range(name.start, name.end)}
    kept: list[Name] = []
    beaten: set[Name] = set()
    for name in tagged:
        inner = list(dict.fromkeys(by_token[i] for i in range(name.start, name.end) if i in by_token))
        if not inner:
            kept.append(name)
        elif rest := _outvotes(doc, name, inner):
            beaten.update(i for i in inner if i.start < rest.end and i.end > rest.start)
            kept.append(rest)
    yield from sorted([*(name for name in found if name not in beaten), *kept], key=lambda n: n.start)


def _outvotes(doc: Doc, name: Name, inner: list[Name]) -> Name | None:
    """The tagged name, or what is left of it, where it says more than the known names in it."""
    first, last = inner[0], inner[-1]
    if first.start <= name.start and last.end >= name.end:
        return None
    if name.kind == "Person":
        if first.start <= name.start and first.kind in ("State", "Organization") and len(inner) == 1:
            rest = replace(name, start=first.end, words=doc[first.end : name.end].text)
            return rest if rest.words[:1].isupper() else None
        person = last.kind == "Person" or last.end < name.end or last.kind == "Place"
        return name if person or last.entry is None or last.form != "name" else None
    if name.kind == "Organization" and not any(i.kind == "Organization" for i in inner):
        tail = doc[name.end - 1]
        if first.start == name.start and (
            tail.lower_ in words("actors")["government"] or tail.text[:1].islower()
        ):
            return None
        # "Russia-US", "Israel, Egypt" are lists, not names
        listed = any(token.text in "-/,–" for token in doc[name.start : name.end])
        return None if listed and len(inner) > 1 else name
    return None


def _voted(doc: Doc, found: Iterable[Name]) -> Iterator[Name]:
    """Each unknown name with the kind that most of its mentions have; parts of a person's name are that person."""
    listed = list(found)
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    surnames: Counter[str] = Counter()
    for name in listed:
        if name.entry is None or name.entry.type == "Person":
            votes[name.words][name.kind] += 1
            parts = name.words.split()
            if name.kind == "Person" and len(parts) > 1:
                surnames[parts[-1]] += 1
                surnames[parts[0]] += 0
    for name in listed:
        if name.entry is not None and name.entry.type != "Person":
            yield name
            continue
        kind = _vote(votes[name.words], name.words, surnames)
        if name.kind == "Person" and name.options and not name.entry and not _personal(doc, name, surnames):
            continue
        yield name if kind == name.kind else replace(name, kind=kind)


def _missed(doc: Doc, found: Sequence[Name]) -> Iterator[Name]:
    """Mentions that the model did not tag of names that it tagged elsewhere, and names after a title."""
    lexicon = words("actors")
    taken = {i for name in found for i in range(name.start, name.end)}
    bearers: dict[str, Kind] = {}
    for name in found:
        parts = name.words.split()
        if name.kind == "Person" and len(parts) > 1 and len(parts[-1]) > 2:
            bearers[parts[-1]] = "Person"
        elif (
            name.kind in ("Person", "Organization")
            and name.entry is None
            and len(parts) == 1
            and len(name.words) > 2
        ):
            bearers.setdefault(name.words, name.kind)
    for token in doc:
        text = token.text
        if (
            token.i in taken
            or not text[:1].isupper()
            or token.pos_ not in ("PROPN", "NOUN", "ADJ", "VERB", "INTJ", "X")
        ):
            continue
        if text in bearers and not _dated(token):
            yield Name(token.i, token.i + 1, bearers[text], text)
        elif (
            token.i
            and token.pos_ == "PROPN"
            and text.isalpha()
            and not text.isupper()
            and text.lower() not in lexicon["not_person"]
        ):
            title = doc[token.i - 1]
            if title.i not in taken and title.lower_ in lexicon["title"] and title.text[:1].isupper():
                end = token.i + 1
                while (
                    end < len(doc)
                    and end not in taken
                    and doc[end].pos_ == "PROPN"
                    and _in_person(doc[end])
                    and doc[end].is_alpha
                ):
                    end += 1
                if not is_heading(token):
                    taken.update(range(token.i, end))
                    yield Name(token.i, end, "Person", doc[token.i : end].text)


def _dated(token: Token) -> bool:
    """Whether a word like "May" is the month here."""
    around = [
        t
        for t in (
            token.nbor(-1) if token.i else None,
            token.nbor(1) if token.i + 1 < len(token.doc) else None,
        )
        if t
    ]
    return token.lower_ in words("actors")["calendar"] and any(
        t.like_num or t.lower_ in ("in", "of", "by", "until", "since", "early", "late", "mid", "last", "next")
        for t in around
    )


def _vote(votes: Counter[Kind], text: str, surnames: Counter[str]) -> Kind:
    if surnames[text] > 0:
        return "Person"
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _personal(doc: Doc, name: Name, surnames: Counter[str]) -> bool:
    """Whether a known surname is one here: somebody in the article bears it, or the model or a title says so."""
    token = doc[name.start]
    before = doc[name.start - 1].lower_ if name.start else ""
    return (
        surnames[name.words.split()[-1]] > 0
        or token.ent_type_ == "PERSON"
        or before in words("actors")["honorific"]
    )


def head(doc: Doc, name: Name) -> Token:
    """The token by which the sentence holds the name."""
    return doc[name.start : name.end].root
