"""Short forms that an article defines, and names as they are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.lexicon import words
from kg.nlp.tree import Doc

_SHORT = re.compile(r"[(\[](?P<short>[A-Z][A-Za-z]?[A-Z&\-]{0,7}[A-Z0-9])[)\]]")
_STOPS = re.compile(r"[()\[\]\n.;]")
_FAR = 120  # characters before the parenthesis
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "de", "del", "y", "la"})
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w'’-]*")
_MARK = re.compile(r"[^\w ]")
_ARTICLE = re.compile(r"^(?:[Tt]he|THE)\s+")


def acronyms(doc: Doc, *, translated: bool = True) -> Iterator[tuple[str, str]]:
    """Short forms with what they stand for: "Front for Peace and Progress (FPP)" gives ("FPP", "Front ...").

    The initials of the words before the parenthesis must spell the short form, small words left out or not.
    If it may be of another language, they may stand in another order, "Union for Peace in Chad (PUC)", or be
    other letters where a body of some kind is named: "Workers' Party of Chad (PTT)".
    """
    text = doc.text
    for found in _SHORT.finditer(text):
        letters = re.sub(r"[^A-Z]", "", found["short"])
        before = _STOPS.split(text[max(0, found.start() - _FAR) : found.start()])[-1]
        full = _spelled(before, letters, sorted if translated else "".join)
        if full is None and translated:
            full = _body(before, letters)
        if full is not None:
            yield found["short"], full


def _spelled(before: str, letters: str, order: Callable[[str], Sequence[str]]) -> str | None:
    """The words right before a short form whose initials, put in some order, spell it."""
    listed = list(_WORD.finditer(before))
    for count in range(2, min(len(listed), len(letters) + 4) + 1):
        told = listed[-count:]
        first = told[0].group()
        telling = "".join(w.group()[0].upper() for w in told if w.group().lower() not in _SMALL)
        every = "".join(w.group()[0].upper() for w in told)
        spelled = order(letters) in (order(telling), order(every))
        if spelled and first[0].isupper() and first.lower() not in _SMALL:
            return before[told[0].start() :].strip()
    return None


def _body(before: str, letters: str) -> str | None:
    """The name of a body right before a short form that does not spell it: "Workers' Party (PTT)"."""
    name = " ".join(_capitalised(before.split())) if before.endswith(" ") and len(letters) > 2 else ""
    return name if is_body(name) else None


def is_body(name: str) -> bool:
    """Whether a name of several words tells that it is a body's, by its head: "Workers' *Party* of Chad"."""
    said = name.lower().split()
    heads = (word for word, link in pairwise((*said, "of")) if link in ("of", "for"))
    return len(said) > 1 and not words("actors")["coined_body"].isdisjoint((said[0], *heads))


def _capitalised(before: Sequence[str]) -> list[str]:
    """The last words that may be a name, with the small ones between them, without who owns it or leads it.

    "Ali Quill's *Party of Unity*", "Chairman of the *Party of Unity*".
    """
    run: list[str] = []
    lexicon = words("actors")
    for word in reversed(before):
        lower = word.lower()
        owner = lower.endswith(("'s", "’s")) and lower[:-2] not in lexicon["owning_people"]
        if owner or lower in lexicon["office"] or not (lower in _SMALL or _CAPITALISED.fullmatch(word)):
            break
        run.insert(0, word)
    while run and run[0].lower() in _SMALL:
        run.pop(0)
    return run


def compared(text: str) -> str:
    """A name as it is compared: lower case, no article, no possessive, no stops."""
    return _MARK.sub("", bare(text).casefold().replace("’s", "").replace("'s", ""))


def bare(text: str) -> str:
    """A name without its article, single spaces."""
    return _ARTICLE.sub("", " ".join(text.split()))
