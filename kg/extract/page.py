"""An article as the reader of statements sees it: tokens, quotations, and which token stands in which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.cues import FINITE
from kg.extract.quotes import Quotation, quotations
from kg.extract.slots import extent, tidied
from kg.lexicon import words
from kg.model import Span
from kg.nlp.reading import Reading
from kg.nlp.tree import Doc, Token

STOPS = frozenset({".", "?", "!", ";", "..."})


@dataclass(frozen=True, slots=True)
class Report:
    """Words reported: the rule that found them, the word that reports, their stretches, their clause."""

    rule: str
    cue: Token | None
    spans: tuple[Span, ...]
    clause: Token | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A reading with its quotations; `quotation_at` maps the index of a token within one to its number."""

    reading: Reading
    quotations: tuple[Quotation, ...]
    quotation_at: Mapping[int, int]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, reading: Reading) -> Page:
        """The page of a reading."""
        found = quotations(reading.document.text)
        starts = reading.doc.starts
        at = {}
        for number, each in enumerate(found):
            for i in range(bisect_left(starts, each.outer.begin), bisect_left(starts, each.outer.end)):
                at[i] = number
        return cls(reading, found, at, starts)

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.reading.doc

    @property
    def text(self) -> str:
        """The article's own words."""
        return self.reading.document.text

    def within(self, token: Token) -> bool:
        """Whether a token stands within quotation marks."""
        return token.i in self.quotation_at

    def token_from(self, at: int) -> int:
        """The index of the first token at or after a character."""
        return bisect_left(self.starts, at)

    def token_before(self, at: int) -> Token | None:
        """The last token before a character that is neither blank nor mark."""
        i, tokens = bisect_left(self.starts, at) - 1, self.doc.tokens
        while i >= 0 and (tokens[i].is_space or tokens[i].is_punct):
            i -= 1
        return tokens[i] if i >= 0 else None

    def quoted(self, begin: int, end: int) -> bool:
        """Whether all of the tokens `begin`..`end` but marks stand within quotation marks."""
        tokens = self.doc.tokens
        return all(i in self.quotation_at or tokens[i].is_punct for i in range(begin, end + 1))

    def stretch_after(self, quotation: Quotation) -> list[Token]:
        """The tokens from a quotation's end to the end of the sentence or the next quotation."""
        found = []
        for token in self.doc.tokens[bisect_left(self.starts, quotation.outer.end) :]:
            if "\n" in token.text or token.i in self.quotation_at or self._stops(token):
                break
            found.append(token)
        return found

    def _stops(self, token: Token) -> bool:
        """Whether a mark ends a sentence; the dot of "No. 2" does not."""
        if token.text != ".":
            return token.text in STOPS
        return token.i + 1 == len(self.doc) or not self.doc[token.i + 1].text.isdigit()

    def stretch_before(self, quotation: Quotation) -> list[Token]:
        """The tokens of a sentence before a quotation, back to its start or to another quotation."""
        found: list[Token] = []
        tokens = self.doc.tokens
        for i in range(bisect_left(self.starts, quotation.outer.begin) - 1, -1, -1):
            token = tokens[i]
            if "\n" in token.text or i in self.quotation_at or self._stops(token):
                break
            found.append(token)
        return found[::-1]

    def from_sentence_start(self, quotation: Quotation) -> Span:
        """A quotation with the words that lead up to it: all that "'...,' X said" reports."""
        before = [token for token in self.stretch_before(quotation) if not token.is_space]
        if before and (earlier := self._quoted_in_passing(before[0].i - 1)) is not None:
            return Span(self.from_sentence_start(earlier).begin, quotation.inner.end)
        while before and (before[0].pos_ == "CCONJ" or before[0].is_punct):
            before.pop(0)
        if not before or before[-1].text in (":", ","):
            return quotation.inner
        return Span(before[0].idx, quotation.inner.end)

    def _quoted_in_passing(self, last: int) -> Quotation | None:
        """The quotation that a token ends, if it is but part of a clause: "it was '*a lie*' and a '...'"."""
        number = self.quotation_at.get(last)
        each = self.quotations[number] if number is not None else None
        if each is None or not self.text[each.inner.begin].islower():
            return None
        return each if self.text[each.inner.end - 1].isalnum() else None

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """The tokens within a span."""
        return self.doc.tokens[bisect_left(self.starts, span.begin) : bisect_left(self.starts, span.end)]

    def span(self, begin: int, end: int) -> Span | None:
        """The characters of tokens `begin`..`end` (inclusive) without marks and blanks at the ends."""
        if end < begin:
            return None
        return tidied(self.text, *extent(self.doc, begin, end))

    def opening(self, begin: int, end: int) -> int:
        """The first token of a clause after its "that", the marks and the day of its cue before it."""
        calendar = words("actors")["calendar"]
        for token in self.doc.tokens[begin:end]:
            if not (
                token.is_punct
                or (token.lower_ == "that" and _links(token))
                or (token.lower_ in calendar and token.dep_ == "npadvmod")
            ):
                return token.i
        return max(begin, end)

    def sentence_start(self, begin: int, cue: int) -> int:
        """Where the sentence of token `begin` starts, without a word that links it to the one before."""
        tokens = self.doc.tokens
        start = min(tokens[begin].sent.start, begin)
        while start < cue and (
            tokens[start].is_space
            or tokens[start].is_punct
            or tokens[start].pos_ == "CCONJ"
            or tokens[start].lower_ in ("however", "meanwhile", "but", "and")
        ):
            start += 1
        return self._behind_speaker(start, cue)

    def _behind_speaker(self, start: int, cue: int) -> int:
        """Where words begin behind a colon before which the text tells how he speaks: "Roe was blunt: *Peru*
        would not pay, she said"."""
        tokens = self.doc.tokens
        colon = next((i for i in range(start, cue) if tokens[i].text == ":"), None)
        if colon is None or self.within(tokens[colon]):
            return start
        names = (each for each in tokens[start:colon] if each.dep_ == "nsubj" and each.ent_type_ == "PERSON")
        he = any(each.dep_ == "nsubj" and each.lower_ in ("he", "she") for each in tokens[cue].children)
        return colon + 1 if he and any(names) else start

    def whole(self, spans: tuple[Span, ...], cue: Token) -> tuple[Span, ...]:
        """The spans, with quotations that they cut taken in whole (but not one that the cue stands in)."""
        out = []
        for span in spans:
            begin, end = span.begin, span.end
            for each in self.quotations:
                if each.outer.begin <= cue.idx < each.outer.end:
                    continue
                if each.outer.begin < end < each.inner.end:
                    end = each.inner.end
                if each.inner.begin < begin < each.outer.end:
                    begin = each.inner.begin
            out.append(Span(begin, end))
        return tuple(out)

    def to_closing_quotation(self, span: Span, cue: Token) -> Span:
        """A clause with the quotation that ends its sentence: "said he would come, *'but not soon.'*"."""
        following = self.token_from(span.end)
        while following < len(self.doc) and self.doc[following].text == ",":
            following += 1
        number = self.quotation_at.get(following)
        if number is None or self.within(cue) or self.quotations[number].outer.begin < span.end:
            return span
        each = self.quotations[number]
        last, after = self.text[each.inner.end - 1], self.text[each.outer.end : each.outer.end + 1]
        ends = last in ".?!" or after == "."
        return Span(span.begin, each.inner.end) if ends and self.text[each.inner.begin].islower() else span

    def quoted_share(self, spans: tuple[Span, ...]) -> float:
        """How much of the spans stands within quotation marks: by characters or words, whichever is less."""
        total = sum(span.end - span.begin for span in spans)
        shared = [
            Span(max(span.begin, each.outer.begin), min(span.end, each.outer.end))
            for span in spans
            for each in self.quotations
            if each.outer.overlaps(span)
        ]
        if not shared or not total:
            return 0.0
        words = sum(len(self.reading.words(span).split()) for span in spans)
        quoted = sum(len(self.reading.words(span).split()) for span in shared)
        return min(sum(span.end - span.begin for span in shared) / total, quoted / words)


def _links(that: Token) -> bool:
    """Whether "that" opens a clause, and is no subject, however it is parsed: "said *that* time ran"."""
    after = that.nbor(1)
    if that.tag_ == "WDT" and that.dep_ != "mark":  # behind a place: "told them in Oslo *that* Chad had left"
        return after.pos_ in ("PROPN", "PRON", "DET")
    return that.dep_ == "mark" or (that.tag_ in ("IN", "WRB") and after.tag_ not in FINITE)
