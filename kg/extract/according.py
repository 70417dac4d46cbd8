"""What a sentence says by a source that it names aside: "according to X", "in the words of X"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.cues import SUBJECTS
from kg.extract.cutting import finite
from kg.extract.page import Page, Report
from kg.extract.slots import OBJECTS, child, preposition
from kg.model import Span
from kg.nlp.tree import Token


def according(page: Page, token: Token) -> Iterator[Report]:
    """The sentence around "according to X"; around "according to X, quoting Y" it is Y who says it."""
    source = next(iter(preposition(token, "to")), None)
    if source is None:
        return
    cue, end = token, token.right_edge.i
    if (cited := _cited(page, end)) is not None:
        commas = (i for i in range(cited.i, token.sent.end) if page.doc[i].text == ",")
        cue, end = cited.head, next(commas, end + 1) - 1
    if spans := _around_source(page, token, end):
        yield Report("according", cue, page.whole(spans, token))


def in_words_of(page: Page, noun: Token) -> Iterator[Report]:
    """The sentence around "in the words of X", "in his view", "by Peru's account"."""
    prep, last = noun.head, noun.right_edge.i
    end = next(
        (i - 1 for i in range(noun.i, last) if page.doc[i].text == "," and page.doc[i + 1].is_quote), last
    )
    end -= page.doc[end].text == ","  # the parse gives the comma to the name
    if noun.dep_ != "pobj" or prep.lower_ not in ("in", "by", "from") or page.within(noun):
        return
    owned = child(noun, "poss") or (child(noun, "det") and preposition(noun, "of"))
    begun = prep.i == page.sentence_start(prep.sent.start, prep.i) or prep.nbor(-1).text == ","
    begun = begun or (prep.nbor(-1).is_quote and prep.nbor(-2).text == ",")  # "'a lie,' *in* his words"
    ended = end + 1 >= noun.sent.end or page.doc[end + 1].is_punct
    if owned and begun and ended and (spans := _around_source(page, prep, end)):
        yield Report("according", prep, page.whole(spans, prep))


def _cited(page: Page, last: int) -> Token | None:
    """Whom a source quotes right after it is named: "according to X, quoting *Y*"."""
    verb = page.doc[last + 2] if last + 2 < len(page.doc) and page.doc[last + 1].text == "," else None
    return child(verb, *OBJECTS) if verb is not None and verb.lower_ in ("quoting", "citing") else None


def _around_source(page: Page, token: Token, end: int) -> tuple[Span, ...]:
    """What stands around "according to X", which ends with token `end`: before it, else after it.

    Both are one where it parts a subject from its verb: "*The port*, according to X, *is open*".
    """
    if spans := _of_relative(page, token, end):
        return spans
    sent, start = token.sent, page.sentence_start(token.sent.start, token.i)
    parts = token.i - start > 2 and page.doc[token.i - 1].text == "," and page.doc[token.i - 2].pos_ == "AUX"
    if parts:  # "the accord *is*, according to X, dead"
        end = next((i - 1 for i in range(token.i, sent.end) if page.doc[i].text == ","), end)
    before = page.span(start, token.i - 1) if token.i - start > 2 else None
    after = page.span(end + 1, sent.end - 1) if sent.end - end > 3 else None
    if before is None or after is None:
        return tuple(each for each in (before, after) if each is not None)
    if parts:
        return (before, after)
    if finite(page, start, token.i - 1) or not finite(page, end + 1, sent.end - 1):
        return (before,)
    told = any(each.dep_ in SUBJECTS and each.head.i > end for each in page.doc[start : token.i])
    return (before, after) if told else (after,)  # not "*In return*, according to X, P"


def _of_relative(page: Page, token: Token, end: int) -> tuple[Span, ...]:
    """What a relative clause around "according to X" says of its noun: "men who, according to X, fled"."""
    at = token.i - 1 if page.doc[token.i - 1].text != "," else token.i - 2
    verb = page.doc[at].head if at > 0 else token
    if page.doc[at].tag_ not in ("WDT", "WP") or verb.dep_ != "relcl" or verb.i <= end:
        return ()
    noun, rest = page.span(verb.head.left_edge.i, at - 1), page.span(end + 1, verb.right_edge.i)
    return (noun, rest) if noun is not None and rest is not None else ()
