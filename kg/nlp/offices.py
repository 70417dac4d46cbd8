"""Persons by their office: "the Russian foreign minister", "the president", "the Israeli leader".

What titles and appositions say of a person in the article comes first, then who held the office at the
article's date by the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.gazetteer import Gazetteer, Office
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Cast, Gender, Part
from kg.nlp.name import Name
from kg.nlp.phrases import Phrase, phrase
from kg.nlp.titles import covers, leaning
from kg.nlp.tree import Doc, Token

_TITLE_REACH = 9


def describe(doc: Doc, names: Mapping[Name, ActorKey], by_token: Mapping[int, Name], cast: Cast) -> None:
    """Note for each person the offices that titles, appositions and copulas give, and whom they serve."""
    lexicon = words("actors")
    for name, key in names.items():
        if name.kind != "Person":
            continue
        _title(doc, name, by_token, names, cast[key])
        cast[key].serves.update(names[land] for land in _of_land(doc, name, by_token))
        cast[key].offices.update(_party(doc, name))
        for head in _described_by(doc[name.start : name.end].root):
            lemma = head.lemma_.lower()
            if head.i not in by_token and (lemma in lexicon["office"] or lemma in lexicon["person"]):
                said = phrase(head, by_token)
                _note(
                    cast,
                    cast[key],
                    (*said.modifiers, said.lemma, *_of_words(said)),
                    (*(each for each in said.names if not _leans(doc, each)), *said.of),
                    names,
                )


def _title(
    doc: Doc, name: Name, by_token: Mapping[int, Name], names: Mapping[Name, ActorKey], part: Part
) -> None:
    """The words before a name: "Russian Foreign Minister Sergei Lavrov"."""
    start = name.start
    root = doc[name.start : name.end].root
    serves_it = (
        root.head.i if root.dep_ == "pobj" else -1
    )  # in "spokesman for Ana Quill" the title is another's
    served: list[Name] = []
    said: list[str] = []
    while start > max(0, name.start - _TITLE_REACH):
        token = doc[start - 1]
        if (first := leaning(doc, token.i)) is not None:
            start = by_token[first].start if first in by_token else first
            continue
        if token.i in by_token:
            other = by_token[token.i]
            if other.kind == "Person":
                break
            served.append(other)
            start = other.start
            continue
        if token.i == serves_it:
            break
        linking = token.lower_ in ("of", "for", "'s", "’s", "-")
        if not linking and (token.pos_ not in ("PROPN", "NOUN", "ADJ") or token.is_punct or token.is_space):
            break
        if not linking or token.lower_ in ("of", "for"):
            said.insert(0, token.lower_)
        start -= 1
    lexicon = words("actors")
    if not all(lexicon[name].isdisjoint(said) for name in ("office", "person", "short_office")):
        part.gender = part.gender or _gender(said)
        part.offices.add(" ".join(said).strip())
        part.serves.update(names[n] for n in served if n in names)


def _leans(doc: Doc, name: Name) -> bool:
    """Whether a name is a part of a word that tells whose friend somebody is: "*U.S.*-backed president"."""
    ends = (name.end - 1, name.end + 1)
    return any(at < len(doc) and leaning(doc, at) is not None for at in ends)


def _of_land(doc: Doc, name: Name, by_token: Mapping[int, Name]) -> list[Name]:
    """The state that a person's name is followed by: "Foreign Minister Ali Quill *of Kenya*", "Ali Quill
    *(Kenya)*"."""
    link = name.end
    land = by_token.get(link + 1) if link < len(doc) and doc[link].lower_ in ("of", "(") else None
    return [land] if land is not None and land.kind == "State" and land.form == "name" else []


def _party(doc: Doc, name: Name) -> frozenset[str]:
    """The party that a letter behind a lawmaker's name tells: "Sen. Ali Quill *(R-Ohio)*"."""
    behind = [token.lower_ for token in doc[name.end : name.end + 3]]
    marked = len(behind) == 3 and behind[0] in ("(", ",") and behind[2] == "-"
    return words("actors").get(f"party_{behind[1]}", frozenset()) if marked else frozenset()


def _described_by(head: Token) -> Iterator[Token]:
    """Nouns that say what a named person is: by apposition either way, by "is" and "as"."""
    for child in head.children:
        if child.dep_ == "appos":
            yield child
        if child.dep_ == "relcl" and child.lemma_ == "be":
            yield from (c for c in child.children if c.dep_ == "attr")
    if head.dep_ == "appos":
        yield head.head
    if head.dep_ == "nsubj" and head.head.lemma_ in ("be", "become", "remain"):
        yield from (c for c in head.head.children if c.dep_ == "attr")


def _of_words(said: Phrase) -> tuple[str, ...]:
    """ "of state" in "secretary of state"."""
    for prep in said.head.rights:
        if prep.lower_ == "of" and prep.i == said.head.i + 1:
            return tuple(
                t.lower_ for t in (prep, *prep.children) if t.lower_ in ("of", "state", "staff", "government")
            )
    return ()


def _note(
    cast: Cast, part: Part, said: Sequence[str], served: Sequence[Name], names: Mapping[Name, ActorKey]
) -> None:
    part.offices.add(" ".join(said))
    part.gender = part.gender or _gender(said)
    part.serves.update(names[n] for n in served if n in names)


def _gender(said: Sequence[str]) -> Gender | None:
    """What an office tells of its holder: "spokeswoman", "king"."""
    lexicon = words("actors")
    if lexicon["she_title"] & set(said):
        return "female"
    return "male" if lexicon["he_title"] & set(said) else None


def fits(part: Part, said: Phrase, served: Sequence[ActorKey]) -> bool:
    """Whether a person may be meant by words for an office, served states or organisations given."""
    if part.type != "Person" or (served and not set(served) & part.of):
        return False
    rivals = words("actors").get(f"unlike_{said.lemma}", frozenset())
    if rivals and any(not rivals.isdisjoint(office.split()) for office in part.offices):
        return False
    return any(covers(office, asked(said), said.lemma) for office in part.offices)


def asked(said: Phrase) -> tuple[str, ...]:
    """The words of a phrase that tell the office."""
    return (*said.modifiers, said.lemma, *_of_words(said))


def holder(said: Phrase, states: Sequence[ActorKey], known: Gazetteer, date: str | None) -> str | None:
    """The gazetteer's person who held the office of a state at the article's date, if it was one only."""
    if not date or not states:
        return None
    offices = [o for o in _offices_by_state(id(known), known).get(states[0], ()) if o.held(date)]
    wanted = asked(said)
    exact = [o for o in offices if o.title.casefold() == " ".join(wanted)]
    if not exact and said.lemma in words("actors")["sent"]:  # of those a state has many
        return None
    persons = {o.person for o in exact or offices if exact or covers(o.title, wanted, said.lemma)}
    return persons.pop() if len(persons) == 1 else None


_OFFICES: dict[int, Mapping[str, tuple[Office, ...]]] = {}


def _offices_by_state(identity: int, known: Gazetteer) -> Mapping[str, tuple[Office, ...]]:
    if identity not in _OFFICES:
        table: dict[str, list[Office]] = {}
        for office in known.offices:
            table.setdefault(office.of, []).append(office)
        _OFFICES[identity] = {of: tuple(offices) for of, offices in table.items()}
    return _OFFICES[identity]
