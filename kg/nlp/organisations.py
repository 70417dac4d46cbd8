"""Organisations and groups by name: acronyms, shorter forms and ministries of a state go to one actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

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
    first = {compared(name.words): name.start for name in reversed(names)}
    full = [n for n in names if n.kind in ("Organization", "Group") and not n.entry]
    for name in sorted(full, key=lambda n: (-len(n.words.split()), n.start)):
        text = short.get(name.words, name.words)
        plain = compared(text)
        if plain not in by_words:
            longer = by_words
            if plain.endswith("ministry"):  # without its state it is one named before, and none named later
                longer = {told: by_words[told] for told in by_words if first.get(told, 0) <= name.start}
            key = _longer(plain, longer) if name.kind == "Organization" else None
            kind = "Group" if name.kind == "Group" else "Organization"
            by_words[plain] = key or cast.named(kind, bare(text)).key  # type: ignore[arg-type]
        by_words.setdefault(compared(name.words), by_words[plain])
    found: dict[Name, ActorKey] = {}
    for name in names:
        if name.kind in ("Person", "Place"):
            continue
        found[name] = cast.known(name.entry).key if name.entry else by_words[compared(name.words)]
        if name.form == "name":
            cast[found[name]].names.add(bare(name.words))
    for owner, name in pairwise(names):
        if owner.entry and name in found and not name.entry and is_owner(doc, owner, name):
            cast[found[name]].serves[owner.entry.id] += 1
    return found


def _longer(plain: str, by_words: Mapping[str, ActorKey]) -> ActorKey | None:
    """The one longer name that begins or ends with these words."""
    if len(plain) < 4 or plain in words("actors")["institution"]:
        return None
    found = {
        key for text, key in by_words.items() if text.startswith(f"{plain} ") or text.endswith(f" {plain}")
    }
    return found.pop() if len(found) == 1 else None
