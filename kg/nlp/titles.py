"""Words for an office, compared: may "the foreign minister" be a "deputy prime and foreign minister"?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.lexicon import words
from kg.nlp.tree import Doc

_LINKS = frozenset({"of", "for", "to", "in", "on", "at"})
_LOWER = frozenset({"vice", "deputy", "under", "assistant", "former", "ex", "acting", "prime"})
_LASTING = frozenset(
    {"deputy", "acting", "assistant"}
)  # "the minister" may be the deputy minister just named


@lru_cache(maxsize=4096)
def covers(held: str, asked: tuple[str, ...], noun: str) -> bool:
    """Whether who holds the office `held` may be called by the words `asked`, whose noun is `noun`."""
    return any(_same(tuple(part.split()), asked, noun) for part in _single(held))


def leaning(doc: Doc, i: int) -> int | None:
    """The first token of a word with a hyphen that ends at a token and tells whose friend somebody is, not
    whose office he holds: "*pro-Russian* president", "*U.S.-backed* president", "*far-right* minister"."""
    if i < 2 or doc[i - 1].text != "-" or doc[i].head.i == i - 2:
        return None
    lists = words("role")
    if doc[i - 2].lower_ in lists["leaning_to"] or doc[i].lower_ in lists["leaning_by"]:
        return i - 2
    return None


def office_noun(office: Sequence[str]) -> str:
    """The noun of an office: "secretary" in "secretary of state"."""
    for i, word in enumerate(office):
        if i and word in _LINKS:
            return office[i - 1]
    return office[-1] if office else ""


def _single(held: str) -> list[str]:
    plain = re.sub(r"[-.]", " ", held.casefold())
    plain = re.sub(r"\b(secretary) general\b|\bgeneral (secretary)\b", "secretary general", plain)
    return [part.strip() for part in re.split(r"\band\b|,|/|;", plain) if part.strip()]


def _same(held: tuple[str, ...], asked: tuple[str, ...], noun: str) -> bool:
    lexicon = words("actors")
    plain = tuple(word for part in asked for word in re.sub(r"[-.]", " ", part).split())
    telling = {word for word in plain if word in lexicon["domain"]} - {noun}
    if telling - set(held):
        return False
    missing = (_LOWER & set(held)) - set(plain)
    prime = missing == {"prime"} and noun in lexicon["covers_prime"]
    untold = _LASTING if noun in lexicon["ranked"] or noun in lexicon["unnamed"] else frozenset()
    if not prime and missing - untold:
        return False
    head = office_noun(held)
    if noun == head or noun.replace("-", " ") == " ".join(held[-2:]):
        return noun in lexicon["office"] or noun in lexicon["person"]
    if noun in lexicon["fielded"] and not telling:  # "the *foreign* secretary" may be a minister
        return False
    wide = lexicon.get(f"covers_{noun}", frozenset())
    return any(
        set(w.replace("-", " ").split()) <= set(held) and w.replace("-", " ").split()[-1] == head
        for w in wide
    ) or (head == "general" and f"{held[-2] if len(held) > 1 else ''}-general" in wide)
