"""Names as they are compared across articles: folded, spellings evened out, people's apart from bodies'."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from kg.corpus.merging.words import words
from kg.gazetteer import gazetteer

Likeness = Literal["same", "fuller", "spelt", "surname", "unlike"]
"""How two names of persons compare: the same; one has more given names; one sound in two spellings; only the
surname to go by; two persons' names."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: given names (initials are one letter) and family name, folded."""

    given: tuple[str, ...]
    family: str


@lru_cache(maxsize=50_000)
def folded(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, dots and apostrophes.

    >>> folded("São Tomé's U.S. envoy")
    ('sao', 'tomes', 'us', 'envoy')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"\b((?:[a-z]\.){2,})", lambda m: m[1].replace(".", "") + " ", plain)
    return tuple(re.findall(r"\w+", re.sub(r"['’`.]", lambda m: " " if m[0] == "." else "", plain)))


def person(text: str) -> Name | None:
    """A person's name in its parts; None for words that name nobody ("a senior diplomat").

    Hyphens join, so that Kim Jong-un and Kim Jong Un differ by a space only.

    >>> person("President Jane Q. Doe"), person("Kim Jong-un")
    (Name(given=('jane', 'q'), family='doe'), Name(given=('kim', 'jong'), family='un'))
    """
    if not any(word[:1].isupper() for word in text.split()):
        return None
    parts = [part for part in folded(text.replace("-", " ")) if part not in words().honorifics]
    if any(word[:1].islower() and folded(word)[:1] not in _particles() for word in text.split()):
        return None
    kept = [part for i, part in enumerate(parts) if part not in words().particles or i in (0, len(parts) - 1)]
    return Name(tuple(kept[:-1]), kept[-1]) if kept else None


def _particles() -> frozenset[tuple[str, ...]]:
    return frozenset((one,) for one in words().particles) | {()}


def alike(one: Name, other: Name) -> Likeness:
    """How two names compare.

    >>> alike(Name(("george", "w"), "bush"), Name(("george",), "bush"))
    'fuller'
    >>> alike(Name(("sergei",), "lavrov"), Name(("sergey",), "lavrov"))
    'spelt'
    """
    if one == other or "".join((*one.given, one.family)) == "".join((*other.given, other.family)):
        return "same"
    if not one.given or not other.given:
        return "surname" if _sounds(one.family, other.family) else "unlike"
    if not _sounds(one.family, other.family):
        return "unlike"
    short, long = sorted((one.given, other.given), key=len)
    if not _within(short, long):
        return "unlike"
    exact = one.family == other.family and all(part in long for part in short)
    return "fuller" if exact else "spelt"


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all given names of one are among those of the other, in order, the first with the first."""
    if not _given(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(_given(part, other) for other in rest) for part in short[1:])


def _given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _sounds(one, other)


_SOUNDS: Final = (
    (r"ph", "f"), (r"[kg]h", "g"), (r"[dt]h", "d"), (r"ck|q", "k"), (r"c(?=[aou])", "k"), (r"tch", "ch"),
    (r"sch|sz", "sh"), (r"dj|zh", "j"), (r"tz|ts", "z"), (r"w", "v"), (r"x", "ks"), (r"ou|oo", "u"),
    (r"ee|ey|ei|ie|iy|ij|yi|y|ej(?![aeiou])", "i"), (r"(.)\1", r"\1"), (r"(?<=.)(?:h|e)$", ""),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A word with the spellings of one sound made the same.

    >>> sound("sergei") == sound("sergey"), sound("gaddafi") == sound("ghaddafi")
    (True, True)
    """
    for pattern, plain in _SOUNDS:
        word = re.sub(pattern, plain, word)
    return word


@lru_cache(maxsize=50_000)
def _sounds(one: str, other: str) -> bool:
    """Whether two words are spellings of one name: alike in sound, or in consonants where long enough."""
    if one == other or min(len(one), len(other)) < 4:  # short names differ by a letter: Li and Lei
        return one == other
    here, there = sound(one), sound(other)
    if here == there:
        return True
    bare, barer = (re.sub(r"(?<=.)[aeiou]", "", word) for word in (here, there))
    return bare == barer and len(bare) >= 4


def surname_key(name: Name) -> str:
    """What spellings of one family name share."""
    return re.sub(r"(?<=.)[aeiou]", "", sound(name.family))


# ---- bodies


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name: its words in order of the alphabet, whether any is its own, the states named in it."""

    parts: tuple[str, ...]
    own: bool
    states: frozenset[str]


@lru_cache(maxsize=50_000)
def body(text: str) -> Body:
    """The name of a body that states are taken out of: "Russian Foreign Ministry" is Russia's.

    >>> body("the French Ministry of Defence").parts, body("French Defense Ministry").own
    (('defense', 'ministry'), False)
    """
    states: set[str] = set()
    rest: list[str] = []
    tokens = text.replace("’", "'").split()
    while tokens:
        for size in (3, 2, 1):
            form = re.sub(r"'s?$", "", " ".join(tokens[:size]).strip(",()"))
            found = {one.entry.id for one in gazetteer().actors(form) if one.entry.type == "State"}
            if found and form[:1].isupper():
                states |= found
                tokens = tokens[size:]
                break
        else:
            rest.append(tokens.pop(0))
    lists = words()
    parts = [lists.spelt.get(part, part) for part in folded(" ".join(rest)) if part not in lists.small]
    return Body(tuple(sorted(set(parts))), any(one not in lists.generic for one in parts), frozenset(states))


# ---- what else is compared


def title(text: str) -> frozenset[str]:
    """The words of an office's title, spelt one way."""
    lists = words()
    spelt = " ".join(lists.spelt.get(part, part) for part in folded(text))
    return frozenset(spelt.split()) - lists.small - {"former"}


def gender(texts: Iterable[str]) -> Literal["female", "male"] | None:
    """What titles and forms of address say of a person, when they agree."""
    said = {part for text in texts for part in folded(text)}
    she, he = bool(said & words().female), bool(said & words().male)
    return None if she == he else "female" if she else "male"


@lru_cache(maxsize=50_000)
def gist(content: str) -> tuple[str, ...]:
    """The stems of the words that carry what is demanded, each once.

    >>> gist("that they should withdraw its troops immediately")
    ('withdraw', 'troop')
    """
    return tuple(stems(content))


def stems(content: str) -> dict[str, str]:
    """The words that carry what is demanded, by their stems.

    >>> stems("that they should withdraw its troops immediately")
    {'withdraw': 'withdraw', 'troop': 'troops'}
    """
    lists = words()
    kept = [part for part in folded(content) if part not in lists.idle and part not in lists.small]
    found: dict[str, str] = {}
    for part in kept:
        found.setdefault(_stem(part), part)
    return found


def _stem(word: str) -> str:
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "als",
        "al",
        "ed",
        "es",
        "s",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
