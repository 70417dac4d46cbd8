"""Organisations and groups by name: acronyms, shorter forms and ministries of a state go to one actor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Cast
from kg.nlp.names import Name

_ACRONYM = re.compile(r"^[A-Z][A-Za-z]?[A-Z&\-]{0,7}[A-Z0-9]?$")
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "de", "del", "y", "la", "&"})


def organisations(doc: Doc, names: Sequence[Name], cast: Cast) -> dict[Name, ActorKey]:
    """The organisation, state or named group that each name stands for; parts are added to the cast."""
    short = dict(acronyms(doc))
    by_words: dict[str, ActorKey] = {}
    for name in names:
        if name.entry and name.kind != "Person":
            by_words[_compared(name.words)] = cast.known(name.entry).key
    full = [n for n in names if n.kind in ("Organization", "Group") and not n.entry]
    for name in sorted(full, key=lambda n: (-len(n.words.split()), n.start)):
        text = short.get(name.words, name.words)
        compared = _compared(text)
        if compared not in by_words:
            key = _longer(compared, by_words) if name.kind == "Organization" else None
            kind = "Group" if name.kind == "Group" else "Organization"
            by_words[compared] = key or cast.named(kind, _label(text)).key  # type: ignore[arg-type]
        by_words.setdefault(_compared(name.words), by_words[compared])
    found: dict[Name, ActorKey] = {}
    for name in names:
        if name.kind in ("Person", "Place"):
            continue
        found[name] = cast.known(name.entry).key if name.entry else by_words[_compared(name.words)]
    return found


def acronyms(doc: Doc) -> Iterator[tuple[str, str]]:
    """Short forms that the text defines: "Front for Peace and Progress (FPP)" gives ("FPP", "Front for ...")."""
    for token in doc[1:-1] if len(doc) > 2 else ():
        if (
            not _ACRONYM.match(token.text)
            or doc[token.i - 1].text not in "(["
            or doc[token.i + 1].text not in ")]"
        ):
            continue
        letters = re.sub(r"[^A-Z]", "", token.text)
        start = token.i - 2
        fits: int | None = None
        while (
            start >= max(0, token.i - 3 * len(letters) - 2)
            and not doc[start].is_space
            and doc[start].text not in ".;,("
        ):
            initials = "".join(
                t.text[0].upper() for t in doc[start : token.i - 1] if t.is_alpha and t.lower_ not in _SMALL
            )
            if initials == letters and doc[start].lower_ not in _SMALL:
                fits = start
            start -= 1
        if fits is not None:
            yield token.text, doc[fits : token.i - 1].text


def _longer(compared: str, by_words: Mapping[str, ActorKey]) -> ActorKey | None:
    """The one longer name that begins or ends with these words."""
    if len(compared) < 4 or compared in words("actors")["institution"]:
        return None
    found = {
        key
        for text, key in by_words.items()
        if text.startswith(f"{compared} ") or text.endswith(f" {compared}")
    }
    return found.pop() if len(found) == 1 else None


def _compared(text: str) -> str:
    return re.sub(r"[^\w ]", "", _label(text).casefold().replace("’s", "").replace("'s", ""))


def _label(text: str) -> str:
    return re.sub(r"^(?:[Tt]he|THE)\s+", "", " ".join(text.split()))
