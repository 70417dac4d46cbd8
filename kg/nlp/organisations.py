"""Organisations and groups by name: acronyms, shorter forms and ministries of a state go to one actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.gazetteer import gazetteer
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.acronyms import acronyms, bare, compared
from kg.nlp.cast import Cast
from kg.nlp.name import Name, is_owner
from kg.nlp.tree import Doc


def organisations(doc: Doc, names: Sequence[Name], cast: Cast) -> dict[Name, ActorKey]:
    """The organisation, state or named group that each name stands for; parts are added to the cast."""
    short = dict(acronyms(doc))
    by_words: dict[str, ActorKey] = {}
    for name in names:
        if name.entry and name.kind not in ("Person", "Place"):
            by_words[compared(name.words)] = cast.known(name.entry).key
    full = [n for n in names if n.kind in ("Organization", "Group") and not n.entry]
    owned = _owned_ministries(doc, names)
    told = {name: _plain(owned.get(name) or short.get(name.words, name.words)) for name in full}
    meant = _ministries_meant(names, told)
    for name in sorted(full, key=lambda n: (-len(told[n].split()), n.start)):
        text, plain = owned.get(name) or short.get(name.words, name.words), told[name]
        if plain not in by_words and name not in meant:
            organisation = name.kind == "Organization" and not plain.endswith("ministry")
            key = _longer(plain, by_words) if organisation else None
            kind = "Group" if name.kind == "Group" else "Organization"
            by_words[plain] = key or cast.named(kind, bare(text)).key  # type: ignore[arg-type]
    found: dict[Name, ActorKey] = {}
    for name in names:
        if name.kind in ("Person", "Place"):
            continue
        if name in meant:
            found[name] = found[meant[name]]
        else:
            found[name] = cast.known(name.entry).key if name.entry else by_words[told[name]]
        if name.form == "name":
            cast[found[name]].names.add(bare(name.words))
    for owner, name in pairwise(names):
        if owner.entry and name in found and not name.entry and is_owner(doc, owner, name):
            cast[found[name]].serves[owner.entry.id] += 1
    return found


def _owned_ministries(doc: Doc, names: Sequence[Name]) -> dict[Name, str]:
    """Ministries with the state whose they are, which is no part of the name: "*Peru's* Foreign Ministry"."""
    return {
        name: doc[owner.start : name.end].text
        for owner, name in pairwise(names)
        if name.kind == "Organization"
        and not name.entry
        and name.words.lower().endswith("ministry")
        and is_owner(doc, owner, name)
    }


def _plain(text: str) -> str:
    """A name as it is compared; a ministry's by its state, however that is told: "Latvian" or "Latvia's"."""
    plain = compared(text)
    if not plain.endswith(" ministry"):
        return plain
    said = bare(text).replace("’", "'").split()
    for words_of_state in (2, 1):
        called = " ".join(said[:words_of_state]).removesuffix("'s")
        for each in gazetteer().actors(called):
            if each.entry.type == "State":
                return f"{each.entry.label.casefold()} {compared(' '.join(said[words_of_state:]))}"
    return plain


def _ministries_meant(names: Sequence[Name], told: Mapping[Name, str]) -> dict[Name, Name]:
    """For a ministry without its state the one named last before it: "the Foreign Ministry"."""
    meant: dict[Name, Name] = {}
    for at, name in enumerate(names):
        plain = told.get(name, "")
        if plain.endswith("ministry"):
            before = (each for each in reversed(names[:at]) if each.kind == "Organization")
            longer = (each for each in before if _plain_of(each, told).endswith(f" {plain}"))
            if (last := next(longer, None)) is not None:
                meant[name] = last
    return meant


def _plain_of(name: Name, told: Mapping[Name, str]) -> str:
    return told.get(name) or compared(name.words)


def _longer(plain: str, by_words: Mapping[str, ActorKey]) -> ActorKey | None:
    """The one longer name that begins or ends with these words."""
    if len(plain) < 4 or plain in words("actors")["institution"]:
        return None
    found = {
        key for text, key in by_words.items() if text.startswith(f"{plain} ") or text.endswith(f" {plain}")
    }
    return found.pop() if len(found) == 1 else None
