"""Words that an article shows whole, signed: "Talks go on. — Anna Quill (@annaquill) May 5, 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.page import Page
from kg.model import ActorKey, Span

_POST = re.compile(
    r"""^ (?: \d+ / \d* [.:)]? \s+ )?                       # "2/3."
        (?P<words> [^\n]*? \S )
        (?: \s+ (?: pic\.twitter\.com/ | https?:// ) \S+ )*
        \s+ [—–-]{1,2} [ ]? (?P<author> [^—–\n]{2,80}? ) [ ] \( @\w{2,15} \) [^\n]{0,25} $""",
    re.MULTILINE | re.VERBOSE,
)
_SIGNED = re.compile(
    r"""^ ["“] (?P<words> [^"“”\n]{15,} ) ["”] \s{0,2}      # a paragraph between quotation marks
        [—–-]{1,2} \s* (?P<author> [^"“”\n]{4,120} ) $""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody posted or signed, and who."""

    words: Span
    author: tuple[ActorKey, ...]


def posts(page: Page) -> Iterator[Post]:
    """The posts and signed quotations of an article whose author is known; the name below tells it."""
    for found in _SIGNED.finditer(page.text):
        if author := _signer(page, Span(*found.span("author"))):
            yield Post(Span(*found.span("words")), author)
    if "(@" not in page.text:
        return
    for found in _POST.finditer(page.text):
        if author := _named(page, Span(*found.span("author"))):
            yield Post(Span(*found.span("words")), author)


def _named(page: Page, line: Span) -> tuple[ActorKey, ...]:
    """Whom the name of an account tells last: "U.S. Envoy *Anna Quill*"."""
    mentions = (page.reading.by_token.get(token.i) for token in reversed(page.tokens(line)))
    return next((each.actors for each in mentions if each is not None and each.form == "name"), ())


def _signer(page: Page, line: Span) -> tuple[ActorKey, ...]:
    """The first person whom a line below a quotation names: "– *Anna Quill*, Prime Minister of Malta"."""
    mentions = (page.reading.by_token.get(token.i) for token in page.tokens(line))
    persons = (
        each.actors
        for each in mentions
        if each is not None and all(page.reading.actors[key].type == "Person" for key in each.actors)
    )
    return next(persons, ())
