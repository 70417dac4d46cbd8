"""Persons whose names the model cuts short or overlooks: with a byname in marks, with "y" between surnames,
with another name that they go by, right behind the land that they are sent to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.lexicon import words
from kg.nlp.name import Name
from kg.nlp.tree import Doc, Token

_MARKS: Mapping[str, frozenset[str]] = {
    '"': frozenset('"'),
    "“": frozenset("”"),
    "``": frozenset({"''", "``"}),
    "'": frozenset("'"),
    "‘": frozenset("’"),
    "(": frozenset(")"),
}
_LONGEST = 3  # words of a byname
_FAR = 14  # tokens between a name and another that the same person goes by
_KNOWN_AS = re.compile(
    r"[,(–—-]* ?(?:who (?:is|was) )?(?:"
    r"(?:\w+ly |better |best |also |once |more )*known (?:(?:to|among|in|at) [\w' ]+ )?(?:as|by|under)"
    r"|also called|nicknamed|alias|aka|a\.k\.a\.|whose (?:real|full|given) name (?:is|was))"
    r"(?: (?:his|her|the) (?:nom de guerre|code ?name|nickname|alias|pseudonym|war name)(?: of)?,?)?"
    r" ?[\"“'‘`]*"
)


def pieced(doc: Doc, found: Sequence[Name]) -> list[Name]:
    """The names, those of a person whole that stand in pieces: 'Tomas "Toto" Quill', "Ana Quill y Roe"."""
    by_token = {i: name for name in found for i in range(name.start, name.end)}
    whole: list[Name] = []
    for start, end in _spans(doc, by_token):
        if whole and start < whole[-1].end:
            continue
        inner = [name for name in found if start <= name.start < end]
        entries = {name.entry for name in inner if name.entry and name.kind == "Person"}
        options = next((name.options for name in reversed(inner) if name.options), ())
        entry = entries.pop() if len(entries) == 1 else None
        whole.append(Name(start, end, "Person", doc[start:end].text, entry, options=options))
    taken = {i for name in whole for i in range(name.start, name.end)}
    kept = [name for name in found if name.start not in taken]
    return sorted((*kept, *whole), key=lambda name: name.start) if whole else list(found)


def _spans(doc: Doc, by_token: Mapping[int, Name]) -> Iterator[tuple[int, int]]:
    """First token and end of each name in pieces."""
    lexicon = words("actors")
    suffixes, between = lexicon["suffix"], lexicon["between_surnames"]
    for token in doc[1:-1]:
        before = by_token.get(token.i - 1)
        if before is None or before.kind != "Person":
            continue
        if token.lower_ in suffixes or (token.text == "," and token.nbor(1).lower_ in suffixes):
            yield before.start, token.i + 1 + (token.text == ",")
        elif (end := _end_of_lineage(token, before, by_token)) is not None:
            yield before.start, end
        elif token.text in _MARKS or token.text in between:
            end = _end_behind(token, before, by_token)
            if end is not None:
                yield before.start, end


def _end_of_lineage(token: Token, before: Name, by_token: Mapping[int, Name]) -> int | None:
    """Where a name ends that goes on with a family's: "Mariam Al Sadig *Al Mahdi*", "Omar *bin Khalid*"."""
    if (
        token.lower_ not in words("actors")["of_lineage"]
        or not token.nbor(1).is_title
        or token.i != before.end
    ):
        return None
    name = by_token.get(token.i) or by_token.get(token.i + 1)
    if name is None:
        return token.i + 2
    return name.end if name.kind == "Person" else None


def _end_behind(token: Token, before: Name, by_token: Mapping[int, Name]) -> int | None:
    """Where a name ends that goes on behind a byname or "y"."""
    after = _behind_byname(token) if token.text in _MARKS else token.i + 1
    several = before.end - before.start > 1
    if after is None or before.entry or before.options or (token.text not in _MARKS and not several):
        return None
    name = by_token.get(after)
    end = name.end if name is not None else after + 1
    known = name is not None and name.kind != "Person" and name.entry is not None
    return None if known or end - after > _LONGEST or not _may_close(token.doc[after]) else end


def _behind_byname(mark: Token) -> int | None:
    """The token behind a byname that a mark opens: '"Pik" *Botha*'."""
    doc, at = mark.doc, mark.i + 1
    while at < len(doc) and at - mark.i <= _LONGEST and _calls(doc[at], mark):
        at += 1
    closed = mark.i + 1 < at < len(doc) - 1 and doc[at].text in _MARKS[mark.text]
    return at + 1 if closed else None


def _calls(token: Token, mark: Token) -> bool:
    """Whether a word may be of a byname; within brackets an acronym is a body's and a name a land's."""
    bodies = ("GPE", "NORP", "ORG")
    sides = words("actors")["compass"]
    if mark.text == "(" and (token.is_upper or token.ent_type_ in bodies or token.lower_ in sides):
        return False
    return token.is_alpha and token.text[:1].isupper()


def _may_close(token: Token) -> bool:
    """Whether a word behind a byname may be the surname."""
    lexicon = words("actors")
    particle = token.lower_ in lexicon["particle"] and token.text != "-"
    named = token.pos_ == "PROPN" and token.text[:1].isupper()
    return particle or (named and not any(token.lower_ in lexicon[each] for each in ("office", "calendar")))


def posted(doc: Doc, found: Sequence[Name]) -> Iterator[Name]:
    """Persons named right behind the land that they are sent to or minister of: "Ambassador to Peru *Ana
    Quill*", "its ambassador to Peru, *Ana Quill*,"."""
    lexicon = words("actors")
    for land in found:
        if land.form != "name" or land.kind not in ("State", "Place", "Organization"):
            continue
        at = land.start - 1
        at -= at > 0 and doc[at].lower_ == "the"
        if at < 1 or doc[at].lower_ not in ("to", "for", "of", "in"):
            continue
        office = _before_field(doc, at - 1) if doc[at].lower_ == "of" else at - 1
        if doc[office].lower_ not in (lexicon["sent"] if doc[at].lower_ == "in" else lexicon["posted"]):
            continue
        start = land.end + (doc[land.end : land.end + 1].text == ",")
        end = start
        while end < len(doc) and _names(doc[end], end > start):
            end += 1
        if start > land.end and (
            doc[end : end + 1].text != "," or any(start <= each.start < end for each in found)
        ):
            continue
        if end - start > 1 and doc[end - 1].text[:1].isupper():
            yield Name(start, end, "Person", doc[start:end].text)


def _before_field(doc: Doc, at: int) -> int:
    """The office whose field ends at a token: "*Minister* of Foreign Affairs"; else the token itself."""
    field, before = words("role")["portfolios"] | words("actors")["domain"], at
    while before > 0 and doc[before].lower_ in field and doc[before].is_title:
        before -= 1
    return before - 1 if 0 < before < at and doc[before].lower_ == "of" else at


def _names(token: Token, inner: bool) -> bool:
    """Whether a word may be of a name that nothing has told to be one."""
    lexicon, word = words("actors"), token.lower_
    if inner and word in lexicon["particle"] and token.text != "-":
        return True
    plain = any(word in lexicon[each] for each in ("not_person", "office", "calendar", "institution", "bloc"))
    return token.pos_ == "PROPN" and token.is_title and token.is_alpha and not plain


def bynamed(doc: Doc, found: Sequence[Name]) -> list[tuple[Name, Name]]:
    """A person's name and the other that he goes by: "Ali Quill, better known as *Abu Roe*"."""
    return [
        (name, other)
        for name, other in pairwise(found)
        if name.kind == "Person"
        and (other.kind == "Person" or not (other.entry or other.place or other.options))
        and other.start - name.end <= _FAR
        and _tells_byname(doc[name.end : _before_rank(doc, other.start)].text, other)
    ]


def _before_rank(doc: Doc, at: int) -> int:
    """Where the rank before a byname begins: "alias *Comandante* Quill"."""
    return at - 1 if doc[at - 1].is_title and doc[at - 1].lower_ in words("actors")["honorific"] else at


def _tells_byname(between: str, other: Name) -> bool:
    """Whether the words between two names tell that they are one person's."""
    if between.strip() == "(":
        return other.words.startswith("Abu ")
    return _KNOWN_AS.fullmatch(" ".join(between.split())) is not None
