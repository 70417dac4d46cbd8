"""What things are called: identifiers made from content alone, so that the same article gives the same ones.

Everything minted is percent-encoded ASCII below `base`; no label or URL, however odd, can break a line of
N-Triples or leave its namespace.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import KgError
from kg.model import Act, Actor, ActorKey, Document, Fact, Meeting, Role, Span, Statement
from kg.vocab import BASE

_ADDRESS: Final = re.compile(r"(?is)((?:https?|ftp)://[^/?#]+|file://[^/?#]*|(?:urn|tag|doi|info):)(.+)?")
_UNSAFE: Final = re.compile(
    r"%(?![0-9A-Fa-f]{2})|[\x00-\x20<>\"{}|\\^`\[\]\x7f-\xa0\ud800-\uf8ff\ufff0-\uffff]"
)


def slug(label: str) -> str:
    """A short name of letters, digits and hyphens for a label; of its hash when it has no letter or digit.

    >>> slug("The Foreign Minister's dacha"), slug("São Tomé")
    ('the-foreign-ministers-dacha', 'sao-tome')
    """
    folded = unicodedata.normalize("NFKD", label.casefold()).replace("'", "").replace("’", "")
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    words = re.sub(r"[\W_]+", "-", letters).strip("-")[:80].strip("-")
    return words or sha256(label.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@lru_cache(maxsize=8192)  # the same names are asked for in every fact
def segment(name: str) -> str:
    """A name made safe as one or more segments of a path; `/` stays, a segment of dots cannot climb out.

    >>> segment("person/jane doe"), segment("../x")
    ('person/jane%20doe', '%2E%2E/x')
    """
    parts = (quote(part, safe="", errors="surrogatepass") for part in name.split("/"))
    return "/".join(part.replace(".", "%2E") if not part.strip(".") else part for part in parts)


def url(text: str) -> str | None:
    """An article's address as a valid IRI: what may not stand in one is percent-encoded; None if it is none.

    >>> url("https://news.example/a b|c"), url("news.example/a"), url("C:/news.txt")
    ('https://news.example/a%20b%7Cc', None, None)
    """
    parts = _ADDRESS.fullmatch(text.strip())
    if not parts:
        return None
    path, hash_, fragment = (parts[2] or "").partition("#")
    path += hash_ + fragment.replace("#", "%23")
    address = parts[1] + _UNSAFE.sub(lambda m: quote(m[0], safe="", errors="surrogatepass"), path)
    try:
        return NamedNode(address).value
    except ValueError:
        return None


def checked(base: str) -> str:
    """The base, if identifiers can be minted below it; `KgError` if it is no IRI that ends in `/` or `#`."""
    if url(base) != base or base[-1] not in "/#":
        raise KgError(f"{base}: no base for identifiers; give an IRI that ends in / or #, such as {BASE}")
    return base


def article_hash(document: Document) -> str:
    """16 hexadecimal digits that the article's own identifiers hang on: of its URL, else id, else text."""
    address = (document.url or "").strip()
    name = url(address) or address or document.id or document.text
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article(document: Document, *, base: str = BASE) -> str:
    """The IRI of an article, which names its graph too: its URL when it has one.

    >>> article(Document("Talks.", url="https://news.example/talks"))
    'https://news.example/talks'
    """
    return url(document.url or "") or f"{base}article/{article_hash(document)}"


def actor(one: Actor, local: str, *, base: str = BASE) -> str:
    """The IRI of an actor: shared by all articles if the gazetteer knows it, else the article's own."""
    return f"{base}actor/{segment(one.known)}" if one.known else f"{local}actor/{segment(one.key)}"


def facts(found: Sequence[Fact], local: str) -> dict[Fact, str]:
    """An IRI for every fact, from its type and its trigger's offsets; two facts never share one.

    Facts of one type on one trigger (coordinated roles: "ministers A and B") are told apart by who is in
    them, then by number; the order in which they were found does not matter.
    """
    named: dict[str, list[Fact]] = {}
    for fact in dict.fromkeys(found):
        named.setdefault(f"{local}{_kind(fact)}-{fact.trigger.begin}-{fact.trigger.end}", []).append(fact)
    out: dict[Fact, str] = {}
    for name, same in named.items():
        if len(same) == 1:
            out[same[0]] = name
        else:
            out |= _told_apart(name, same)
    return out


def _told_apart(name: str, same: Sequence[Fact]) -> dict[Fact, str]:
    """Names for facts that share type and trigger."""
    out: dict[Fact, str] = {}
    taken: set[str] = set()
    for fact in sorted(same, key=repr):
        first = f"{name}-{segment(slug('-'.join(key.rsplit('/', 1)[-1] for key in leading(fact))))}"
        iri, number = first, 2
        while iri in taken:
            iri, number = f"{first}-{number}", number + 1
        taken.add(iri)
        out[fact] = iri
    return out


def _kind(fact: Fact) -> str:
    """The word for a fact's type in its IRI: `demand`, `meeting`, `role`."""
    name: str = fact.type  # type: ignore[attr-defined]
    return segment(name.lower())


def leading(fact: Fact) -> tuple[ActorKey, ...]:
    """The actors in a fact's leading slot: who holds, meets, does or speaks."""
    match fact:
        case Role():
            return (fact.person,)
        case Meeting():
            return fact.participants
        case Act():
            return fact.actor
        case Statement():
            return fact.speaker
        case _:
            return ()


def evidence(span: Span, local: str) -> str:
    """The IRI of a stretch of the article's text."""
    return f"{local}evidence-{span.begin}-{span.end}"
