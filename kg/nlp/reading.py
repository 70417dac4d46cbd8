"""A read article: its parse and who its words stand for; what `extract` works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.gazetteer import PlaceEntry, gazetteer
from kg.model import Actor, ActorKey, Document, Extraction, Mention, Place, Span
from kg.nlp.lines import Lines
from kg.nlp.tree import Doc, Token
from kg.nlp.turns import Turn


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole article parsed, with actors resolved.

    Where the article's lines were broken at a width, `document` has them joined, and all offsets count in its
    text; `lines` puts what is found back on the article.
    `doc` covers the whole text: `token.idx` is the character offset in `document.text`. Where the text is in
    capitals `doc` may be recased (same length), so words shown to people come from `document.text`.
    `mentions` are sorted and do not overlap; `by_token` maps a token's index to the mention that covers it,
    `places` to the place it names ("in Iran" is both an actor's name and a place; "in Geneva" a place only).
    `turns` are those of a transcript.
    """

    document: Document
    doc: Doc
    actors: Mapping[ActorKey, Actor]
    mentions: tuple[Mention, ...]
    by_token: Mapping[int, Mention] = field(default_factory=dict)
    places: Mapping[int, Place] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    lines: Lines | None = None

    def told(self, extraction: Extraction) -> Extraction:
        """What the article tells, counted in its own characters."""
        return self.lines.back(extraction) if self.lines else extraction

    def actors_at(self, token: Token) -> tuple[ActorKey, ...]:
        """The actors that the mention covering `token` stands for; empty when there is none."""
        mention = self.by_token.get(token.i)
        return mention.actors if mention else ()

    def place_at(self, token: Token) -> Place | None:
        """The place whose name covers `token`: a city, a region, a state's land; None when there is none."""
        return self.places.get(token.i)

    def known_place_at(self, token: Token) -> PlaceEntry | None:
        """The gazetteer's place whose name covers `token`; None when there is none or it does not know it."""
        place = self.places.get(token.i)
        return gazetteer().places_by_id.get(place.known) if place is not None and place.known else None

    def words(self, span: Span) -> str:
        """The article's own words for a span of characters."""
        return self.document.text[span.begin : span.end]
