"""RSS and Atom feeds: each entry to an article, by the full text that it carries, else by its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urljoin

from kg.errors import SourceError
from kg.model import Document
from kg.sources import html
from kg.sources.dates import day

FEWEST_WORDS: Final = 60
"""Words of an entry's own text below which it is a teaser, and the article is on its page."""
_FULL: Final = ("{http://purl.org/rss/1.0/modules/content/}encoded", "{http://www.w3.org/2005/Atom}content")
_DATES: Final = ("pubDate", "published", "updated", "date", "issued")
_FEED: Final = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")


def is_feed(head: bytes) -> bool:
    """Whether the first bytes are those of a feed."""
    return bool(_FEED.search(head[:2048]))


def articles(
    data: bytes, *, source: str, url: str | None = None, charset: str | None = None
) -> Iterator[Document | SourceError]:
    """The articles of a feed; one that only teases is fetched from its address.

    `url` is where the feed was fetched, for links that start from there.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{source}: this feed cannot be taken apart: {error}") from error
    if root is None:
        raise SourceError(f"{source}: this feed cannot be taken apart")
    entries = [one for one in root.iter() if isinstance(one.tag, str) and _name(one) in ("item", "entry")]
    if not entries:
        raise SourceError(f"{source}: a feed without entries")
    publisher = _text(root, "title") or next(
        (_text(one, "title") for one in root.iter() if isinstance(one.tag, str) and _name(one) == "channel"),
        None,
    )
    for number, entry in enumerate(entries, start=1):
        try:
            yield from _article(entry, f"{source}:{number}", url, publisher)
        except SourceError as error:
            yield error


def _article(entry: Any, where: str, base: str | None, publisher: str | None) -> Iterator[Document]:
    link = _link(entry)
    address = urljoin(base, link) if base and link else link
    address = address if address and address.startswith(("http://", "https://")) else None
    full = next((text for name in _FULL if (text := _markup(entry.find(name)))), None)
    body = _plain(full or _markup(_child(entry, "description")) or _markup(_child(entry, "summary")) or "")
    if full is None and len(body.split()) < FEWEST_WORDS and address:
        yield from _page(address)
        return
    if not body:
        raise SourceError(f"{where}: an entry with neither text nor address")
    stated = next((found for name in _DATES if (found := _day(_text(entry, name)))), None)
    name = _text(entry, "guid") or _text(entry, "id")
    yield Document(
        text=body,
        id=name if name != address else None,
        url=address,
        title=_plain(_text(entry, "title") or "") or None,
        date=stated,
        publisher=publisher,
        source=where,
    )


def _page(address: str) -> Iterator[Document]:
    from kg.sources import web

    page = web.page(address)
    yield from html.articles(page.data, source=address, url=page.url, charset=page.charset)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(entry: Any, name: str) -> Any:
    return next((one for one in entry if isinstance(one.tag, str) and _name(one) == name), None)


def _text(entry: Any, name: str) -> str | None:
    found = _child(entry, name)
    return " ".join("".join(found.itertext()).split()) or None if found is not None else None


def _link(entry: Any) -> str | None:
    """An entry's address: RSS writes it into the element, Atom into an attribute."""
    links = [one for one in entry if isinstance(one.tag, str) and _name(one) == "link"]
    for one in links:
        if one.get("href") and one.get("rel", "alternate") == "alternate":
            return str(one.get("href")).strip()
    return next((text for one in links if (text := "".join(one.itertext()).strip())), None)


def _markup(element: Any) -> str | None:
    """What an element holds as markup: escaped as text, or (in Atom) as elements."""
    if element is None:
        return None
    if len(element):
        from lxml import etree

        return str(etree.tostring(element, encoding="unicode", method="html"))
    return element.text if element.text and element.text.strip() else None


def _plain(markup: str) -> str:
    """The text of a piece of HTML, a paragraph a line."""
    from lxml import html as markup_of

    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree = markup_of.fragment_fromstring(markup, create_parent="div")
    except (ValueError, markup_of.etree.LxmlError):
        return markup.strip()
    for one in tree.iter("script", "style", "figure", "iframe", "table"):
        one.text = None
        for inner in list(one):
            one.remove(inner)
    for one in tree.iter("p", "br", "div", "li", "h1", "h2", "h3", "h4", "blockquote"):
        one.tail = f"\n{one.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def _day(words: str | None) -> str | None:
    """The day that a feed's date names, in the style of mail (RSS) or ISO 8601 (Atom)."""
    if not words:
        return None
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except ValueError:
        return day(words)
