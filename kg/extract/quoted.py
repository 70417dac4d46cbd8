"""Quotations and who spoke them: the verb that a quotation hangs on, and the parts that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.cues import SPOKEN, cue_extent, frames, has_subject, is_cue, is_put_to, is_read
from kg.extract.page import Page, Report
from kg.extract.quotes import Quotation
from kg.extract.slots import TENSED
from kg.extract.speakers import is_medium, speakers
from kg.lexicon import words as words_of
from kg.model import Span
from kg.nlp.tree import Token
from kg.nlp.turns import Turn

HEARERS = frozenset({"dobj", "dative"})
PARAGRAPHS = 4  # through which one quotation may run before it is said whose it is
FEW = 4  # words that a sentence of a turn needs to say something


def quoted(page: Page) -> Iterator[Report]:
    """A report for every quotation that somebody is said to have spoken, its parts joined.

    One that stands alone has no cue: who spoke last may have spoken it.
    """
    used: set[int] = set()
    for n, quotation in enumerate(page.quotations):
        if n in used or not _speech(page, quotation):
            continue
        cue, rule = _cue(page, quotation)
        if cue is None and quotation.continued and _opens_paragraph(page, quotation):
            cue = _cue_beyond(page, n)
        if cue is None and not _stands_alone(page, quotation):
            continue
        parts = [quotation.inner]
        if cue is not None and rule == "quote-after":
            parts = [_to_cue(page, page.from_sentence_start(quotation), cue)]
            for m in range(n + 1, len(page.quotations)):
                if not _goes_on(page, page.quotations[m - 1], page.quotations[m], cue):
                    break
                used.add(m)
                parts.append(page.quotations[m].inner)
        yield Report(rule, cue, tuple(parts))


def said_in_turn(page: Page, turn: Turn) -> Iterator[Report]:
    """A report for each sentence of a turn in a transcript that says more than yes or no; one if recorded."""
    if turn.recorded:
        yield Report("turn", None, (turn.words,))
        return
    begin, end = page.token_from(turn.words.begin), page.token_from(turn.words.end)
    while begin < end:
        stop = min(page.doc[begin].sent.end, end)
        span = page.span(begin, stop - 1)
        if span is not None and len(page.text[span.begin : span.end].split()) >= FEW:
            yield Report("turn", None, (span,))
        begin = stop


def _cue(page: Page, quotation: Quotation) -> tuple[Token | None, str]:
    """The verb that a quotation hangs on, and the rule that found it."""
    cue = cue_after(page, quotation)
    if cue is not None and not _leads(page, quotation, cue):
        told = _told_before_medium(page, quotation, cue)
        return (told, "quote-before") if told is not None else (cue, "quote-after")
    for rule, find in (("quote-before", cue_before), ("quote-below", cue_above)):
        if cue := find(page, quotation):
            return cue, rule
    return None, "quote-free"


def _told_before_medium(page: Page, quotation: Quotation, after: Token) -> Token | None:
    """The verb of who speaks where a medium only carries it: "Quill *told* us, 'P,' Radio Oslo said"."""
    told = cue_before(page, quotation)
    if (
        told is None
        or not is_cue(told, "say", "tell")
        or told.i + FEW < page.token_from(quotation.outer.begin)
    ):
        return None
    heads = [each for each in after.children if each.dep_ == "nsubj"]
    found = [page.reading.actors[key] for head in heads for key in page.reading.actors_at(head)]
    return told if found and all(map(is_medium, found)) else None


def _opens_paragraph(page: Page, quotation: Quotation) -> bool:
    """Whether nothing stands before a quotation in its paragraph."""
    before = page.text[: quotation.outer.begin].rstrip(" \t")
    return not before or before.endswith("\n")


def _to_cue(page: Page, span: Span, cue: Token) -> Span:
    """Words that close with a quotation, with what goes on behind it up to who says them: "The pact 'has no
    worth' *for Peru*, Quill said"."""
    if not page.text[span.end - 1].isalnum() or page.text[span.end + 1 : span.end + 2] == ",":
        return span
    last = page.token_before(page.doc[cue_extent(cue)[0]].idx)
    if last is None or last.idx < span.end or page.within(last) or page.doc[last.i + 1].text != ",":
        return span
    return Span(span.begin, last.idx + len(last))


def _cue_beyond(page: Page, n: int) -> Token | None:
    """The verb of a quotation that the next paragraph reopens, if it stands only there: "'Q,' he *said*"."""
    for first, second in pairwise(page.quotations[n : n + PARAGRAPHS]):
        if not first.continued or page.text[first.outer.end : second.outer.begin].strip():
            return None
        if (cue := cue_after(page, second)) is not None:
            return cue
    return None


def _leads(page: Page, quotation: Quotation, cue: Token) -> bool:
    """Whether the words before a quotation report it already: "X called it 'a start,' and Y said"."""
    before = [token for token in page.stretch_before(quotation) if not token.is_space]
    if not before:
        return False
    if before[-1].text in (":", ","):
        return _is_carried(page, cue) and cue_before(page, quotation) is not None
    return cue.tag_ == "VBG" or any(is_cue(token, *SPOKEN, "call", "think") for token in before)


def _is_carried(page: Page, cue: Token) -> bool:
    """Whether an agency only carries what another says: "Roe added, 'P,' *Interfax reported*"."""
    found = speakers(page.reading, cue) if cue.lemma_ in words_of("grammar")["carrying"] else ()
    return bool(found) and all(is_medium(page.reading.actors[key]) for key in found)


def _speech(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation holds speech rather than a title or a word at arm's length."""
    words = page.text[quotation.inner.begin : quotation.inner.end].split()
    return (len(words) >= 3 or words[-1][-1:] in ",.?!") and not _is_title(page, quotation, words)


def _is_title(page: Page, quotation: Quotation, words: list[str]) -> bool:
    """Whether words in capitals name a programme or a work: "told Radio Oslo's 'Morning Talk,'"."""
    before = page.stretch_before(quotation)
    capitals = len(words) > 1 and words[-1][-1] not in ".?!" and all(each[0].isupper() for each in words)
    return capitals and bool(before) and before[-1].tag_ in ("POS", "IN")


def cue_after(page: Page, quotation: Quotation) -> Token | None:
    """The verb of "'...,' X said" and "'...,' said X"."""
    stretch = page.stretch_after(quotation)
    if not stretch:
        return None
    ends = page.text[quotation.inner.end - 1]
    closed = ends == "." and page.text[quotation.outer.end : quotation.outer.end + 1] != ","
    words = [token for token in stretch if not token.is_punct]
    if not words or words[0].pos_ == "CCONJ" or (words[0].lower_ in ("that", "which", "in", "and")):
        return None
    if not closed and (noun := _called(words)) is not None:
        return noun
    for n, token in enumerate(words):
        if is_cue(token, *SPOKEN) or is_read(token) or (not closed and is_cue(token, "behind")):
            if closed and (words[0].text[:1].isupper() and (len(words) > 8 or n > 4)):
                return None
            if any(each.i > token.i and each.dep_ == "ccomp" for each in token.children) and (
                closed or ends.isalnum()
            ):
                return None  # "Alarmed at 'the great noise' there, X said that P"
            if n and ends.isalnum() and token.dep_ == "conj" and not has_subject(token):
                return None  # "He 'felt deep concern' over it and asked X to go"
            if closed and not is_cue(token, "tell") and any(each.dep_ == "dobj" for each in token.children):
                return None  # "'We won.' He praised the crew"
            return token
        if n > 25 or (
            token.pos_ == "VERB" and token.tag_ in TENSED and token.dep_ not in ("relcl", "acl", "ccomp")
        ):
            return None
    return None


def _called(words: list[Token]) -> Token | None:
    """The noun that tells behind a quotation whose it is: "'P,' was his *reply*"."""
    if words[0].lemma_ != "be" or len(words) < 3:
        return None
    noun = next((each for each in words[1:5] if each.pos_ == "NOUN"), None)
    if noun is None or noun.lemma_ not in frames()["uttered"] | frames()["speech"]:
        return None
    owned = any(each.dep_ == "poss" or each.lower_ in ("of", "from") for each in noun.children)
    return noun if owned else None


def cue_before(page: Page, quotation: Quotation) -> Token | None:
    """The verb of "X said: '...'", "X said, '...'" and "X said '...'"."""
    stretch = [token for token in page.stretch_before(quotation) if not token.is_space]
    if not stretch:
        return None
    mark = stretch[-1]
    words = [token for token in stretch if not token.is_punct]
    if not words:
        return None
    if _owned_words(words[-1]) and mark.text != ":":
        return words[-1]
    if mark.text in (":", ",", "--", "–", "—", "-"):
        if _opens_with(words[0]):
            return words[0]
        for token in reversed(words):
            if (is_cue(token, *SPOKEN) and not is_put_to(token)) or is_read(token):
                return token
            if mark.text != ":" and token.dep_ in ("nsubj", "nsubjpass"):
                return None
        if mark.text == ":":
            for token in reversed(words):
                if is_cue(token, "call", "think") or (
                    token.pos_ == "NOUN"
                    and token.lemma_ in frames()["noun"] | frames()["document"] | frames()["uttered"]
                ):
                    return (_leading_up(page, words) if _is_aside(token) else None) or token
            return _leading_up(page, words)
        return None
    if is_cue(words[-1], *SPOKEN) or (words[-1].dep_ == "prt" and is_cue(words[-1].head, *SPOKEN)):
        return words[-1] if words[-1].dep_ != "prt" else words[-1].head
    if len(words) > 1 and words[-1].lower_ in ("that", "reporters") and is_cue(words[-2], *SPOKEN):
        return words[-2]
    return _completed(words)


def _owned_words(noun: Token) -> bool:
    """Whether a noun names what somebody said, right before a quotation: "Quill's *words*, 'P,' hurt"."""
    named = noun.pos_ == "NOUN" and noun.lemma_ in frames()["uttered"]
    return named and any(each.dep_ == "poss" for each in noun.children)


def _leading_up(page: Page, words: list[Token]) -> Token | None:
    """The verb of what somebody does before a colon to say something: "Quill *took* to the radio: 'P'"."""
    for token in reversed(words):
        blunt = any(each.dep_ == "acomp" for each in token.children)  # "was *blunt*: 'P'"
        acts = token.pos_ == "VERB" or blunt
        if acts and token.dep_ in ("ROOT", "ccomp") and token.tag_ in TENSED:
            subjects = [each for each in token.children if each.dep_ == "nsubj"]
            keys = [key for each in subjects for key in page.reading.actors_at(each)]
            return token if keys and page.reading.actors[keys[0]].type == "Person" else None
    return None


def _is_aside(noun: Token) -> bool:
    """Whether a noun only tells where somebody spoke: "*in an interview*, Quill was blunt: 'P'"."""
    owned = any(each.dep_ == "poss" or each.lower_ in ("from", "by", "of") for each in noun.children)
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "at") and not owned


def _opens_with(first: Token) -> bool:
    """Whether a sentence opens with its verb, which the parse takes for an adjective: "Added Quill: 'P'"."""
    return first.dep_ == "amod" and first.i == first.sent.start and first.lemma_.lower() in frames()["say"]


def _completed(words: list[Token]) -> Token | None:
    """The verb whose object or infinitive leads up to a quotation: "told X 'to P'", "urged X to 'P'"."""
    last = words[-1]
    if last.tag_ == "TO":
        verb = last.head.head
        return verb if last.head.dep_ == "xcomp" and verb.i < last.i and is_cue(verb, "urge") else None
    told = next((each for each in reversed(words) if is_cue(each, "tell")), None)
    if (
        told is None
        or last.tag_ == "POS"
        or not any(each.right_edge.i == last.i for each in told.children if each.dep_ in HEARERS)
    ):
        return None
    return told


def cue_above(page: Page, quotation: Quotation) -> Token | None:
    """The verb of a paragraph that ends "X said:" right above a quotation."""
    before = page.text[: quotation.outer.begin]
    if not before.endswith("\n") or not before.rstrip().endswith(":"):
        return None
    last = page.token_before(quotation.outer.begin)
    if last is None:
        return None
    return next((token for token in reversed(list(last.sent)) if is_cue(token, *SPOKEN)), None)


def _goes_on(page: Page, first: Quotation, second: Quotation, cue: Token) -> bool:
    """Whether `second` is the rest of what `first` began: "'...,' he said. '...'"."""
    between = page.text[first.outer.end : second.outer.begin]
    if "\n" in between or cue_after(page, second) is not None:
        return False
    if first.outer.end > cue.idx:  # already past the cue: nothing but blanks may part them
        return not between.strip()
    inner = between.rstrip()
    if not inner.endswith((",", ".", ":", ";", "—", "–", "-")):
        return False
    stretch = page.stretch_after(first)
    if not stretch or stretch[-1].idx + len(stretch[-1]) < first.outer.end + len(inner) - 1:
        return False
    return not any(token.i > cue.i and _reports_anew(token) for token in stretch)


def _reports_anew(verb: Token) -> bool:
    """Whether a verb after the one that reports a quotation reports another.

    Not "as saying", ", adding", "the daily reported" or "who was told so".
    """
    if not is_cue(verb, *SPOKEN) or verb.lemma_ == "report" or verb.dep_ == "relcl":
        return False
    return any(each.dep_ == "nsubj" for each in verb.children)


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation without a cue is a sentence of its own."""
    before = page.text[: quotation.outer.begin].rstrip(" \t")
    inner = page.text[quotation.inner.begin : quotation.inner.end]
    opens = not before or before[-1] in '\n.?!:”"’…'
    return (
        opens
        and (inner[:1].isupper() or before.endswith(":"))
        and len(inner.split()) >= 4
        and inner[-1] in ".?!…,"
    )
