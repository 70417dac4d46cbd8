"""Short forms that an article defines, and names as they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.tree import Doc

_SHORT = re.compile(r"[(\[](?P<short>[A-Z][A-Za-z]?[A-Z&\-]{0,7}[A-Z0-9])[)\]]")
_STOPS = re.compile(r"[()\[\]\n.;]")
_FAR = 120  # characters before the parenthesis
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "de", "del", "y", "la"})
_WORD = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"[^\w ]")
_ARTICLE = re.compile(r"^(?:[Tt]he|THE)\s+")


def acronyms(doc: Doc) -> Iterator[tuple[str, str]]:
    """Short forms with what they stand for: "Front for Peace and Progress (FPP)" gives ("FPP", "Front ...").

    The initials of the words before the parenthesis must spell the short form, small words left out or not.
    """
    text = doc.text
    for found in _SHORT.finditer(text):
        letters = re.sub(r"[^A-Z]", "", found["short"])
        before = _STOPS.split(text[max(0, found.start() - _FAR) : found.start()])[-1]
        listed = list(_WORD.finditer(before))
        for count in range(2, min(len(listed), len(letters) + 4) + 1):
            words = listed[-count:]
            first = words[0].group()
            telling = "".join(w.group()[0].upper() for w in words if w.group().lower() not in _SMALL)
            every = "".join(w.group()[0].upper() for w in words)
            if letters in (telling, every) and first[0].isupper() and first.lower() not in _SMALL:
                yield found["short"], before[words[0].start() :].strip()
                break


def compared(text: str) -> str:
    """A name as it is compared: lower case, no article, no possessive, no stops."""
    return _MARK.sub("", bare(text).casefold().replace("’s", "").replace("'s", ""))


def bare(text: str) -> str:
    """A name without its article, single spaces."""
    return _ARTICLE.sub("", " ".join(text.split()))
