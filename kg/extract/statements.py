"""Who said what: reported clauses and quotations, each with its speaker.

A *cue* is the word that reports ("said", "according to"); around it stand the speaker and the words reported.
Candidates are gathered generously, each with named features; `kept` then decides which are told as facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from kg.extract.page import Page
from kg.extract.quotes import Quotation
from kg.extract.slots import (
    OBJECTS,
    actors,
    actors_of,
    child,
    children,
    coordinated,
    doers,
    governors,
    nominal_doers,
    preposition,
)
from kg.extract.status import negated
from kg.lexicon import entries
from kg.model import ActorKey, Span, Statement
from kg.nlp.reading import Reading

VERBAL = frozenset({"VERB", "AUX"})
EXTENT = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "dobj", "dative", "npadvmod"})
EXTENT_AFTER = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "npadvmod"})
CLAUSAL = ("say", "tell", "think", "ask", "promise")
SPOKEN = ("say", "tell", "quote", "ask", "promise")


@dataclass(frozen=True, slots=True)
class Frame:
    """One table of `statement.toml`: words that report, and how the words reported stand to them."""

    frame: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be one, with what speaks for and against it."""

    statement: Statement
    features: Mapping[str, str | float] = field(default_factory=dict)


@cache
def frames() -> Mapping[str, frozenset[str]]:
    """The reporting words by their frame."""
    return {each.frame: frozenset(each.words) for each in entries("statement", Frame)}


def statements(reading: Reading) -> Iterator[Statement]:
    """The statements that the article reports, in the order of the text."""
    yield from distinct([each.statement for each in candidates(reading) if kept(each)])


def kept(candidate: Candidate) -> bool:
    """Whether a candidate is told as a fact."""
    features = candidate.features
    if not candidate.statement.speaker or features["negated"]:
        return False
    if features["frame"] in ("think", "promise", "ask") and (
        features["nested"] or features["rule"] == "clause-before"
    ):
        return False
    if features["question"]:
        return False
    if features["rule"] == "according" and features["cue_in_content"]:
        return False
    return not (features["rule"] == "clause-before" and features["cue_in_content"])


def distinct(found: list[Statement]) -> list[Statement]:
    """Each statement once: of two that give one speaker the same words, the earlier rule's stays."""
    out: list[Statement] = []
    for each in found:
        if not any(set(each.speaker) & set(other.speaker) and _same(each, other) for other in out):
            out.append(each)
    return sorted(out, key=lambda each: (each.content_spans, each.trigger))


def _same(a: Statement, b: Statement) -> bool:
    shared = sum(
        max(0, min(x.end, y.end) - max(x.begin, y.begin)) for x in a.content_spans for y in b.content_spans
    )
    shorter = min(_length(a.content_spans), _length(b.content_spans))
    return shared > 0.5 * shorter


def _length(spans: tuple[Span, ...]) -> int:
    return sum(span.end - span.begin for span in spans)


def candidates(reading: Reading) -> Iterator[Candidate]:
    """All statements that there may be: quotations first, then clauses, then the rest."""
    page = Page.of(reading)
    yield from quoted(page)
    for token in page.doc:
        yield from clauses(page, token)
        yield from phrases(page, token)


# --- quotations ---------------------------------------------------------------------------------------------


def quoted(page: Page) -> Iterator[Candidate]:
    """A statement for every quotation that somebody is said to have spoken, its parts joined."""
    used: set[int] = set()
    last: tuple[ActorKey, ...] = ()
    last_end = 0
    for n, quotation in enumerate(page.quotations):
        if n in used or not _speech(page, quotation):
            continue
        cue, rule = cue_after(page, quotation), "quote-after"
        if cue is None:
            cue, rule = cue_before(page, quotation), "quote-before"
        if cue is None:
            cue, rule = cue_above(page, quotation), "quote-below"
        parts = [quotation.inner]
        if cue is not None and rule == "quote-after":
            parts = [page.from_sentence_start(quotation)]
            for m in range(n + 1, len(page.quotations)):
                if not _goes_on(page, page.quotations[m - 1], page.quotations[m], cue):
                    break
                used.add(m)
                parts.append(page.quotations[m].inner)
        if cue is None:
            rule = "quote-free"
            if not _stands_alone(page, quotation):
                continue
            speaker = _speaker_before(page, quotation, last, last_end)
        else:
            speaker = speakers(page, cue)
        if speaker:
            last, last_end = speaker, parts[-1].end
        yield candidate(page, cue, speaker, tuple(parts), rule)


def _speech(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation holds speech rather than a title or a word at arm's length."""
    words = page.text[quotation.inner.begin : quotation.inner.end].split()
    return len(words) >= 3 or words[-1][-1:] in ",.?!"


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
    for n, token in enumerate(words):
        if is_cue(token, *SPOKEN):
            if closed and (words[0].text[:1].isupper() and (len(words) > 8 or n > 4)):
                return None
            if any(each.i > token.i and each.dep_ == "ccomp" for each in token.children) and closed:
                return None
            return token
        if n > 25 or (
            token.pos_ == "VERB"
            and token.tag_ in ("VBD", "VBZ", "VBP")
            and token.dep_ not in ("relcl", "acl", "ccomp")
        ):
            return None
    return None


def cue_before(page: Page, quotation: Quotation) -> Token | None:
    """The verb of "X said: '...'", "X said, '...'" and "X said '...'"."""
    stretch = [token for token in page.stretch_before(quotation) if not token.is_space]
    if not stretch:
        return None
    mark = stretch[-1]
    words = [token for token in stretch if not token.is_punct]
    if not words:
        return None
    if mark.text in (":", ",", "--", "–", "—", "-"):
        for token in reversed(words):
            if is_cue(token, *SPOKEN):
                return token
            if mark.text != ":" and token.dep_ in ("nsubj", "nsubjpass"):
                return None
        if mark.text == ":":
            for token in reversed(words):
                if is_cue(token, "call", "think") or (
                    token.pos_ == "NOUN" and token.lemma_ in frames()["noun"] | frames()["document"]
                ):
                    return token
        return None
    if is_cue(words[-1], *SPOKEN) or (words[-1].dep_ == "prt" and is_cue(words[-1].head, *SPOKEN)):
        return words[-1] if words[-1].dep_ != "prt" else words[-1].head
    if len(words) > 1 and words[-1].lower_ in ("that", "reporters") and is_cue(words[-2], *SPOKEN):
        return words[-2]
    return None


def cue_above(page: Page, quotation: Quotation) -> Token | None:
    """The verb of a paragraph that ends "X said:" right above a quotation."""
    before = page.text[: quotation.outer.begin]
    if not before.endswith("\n") or not before.rstrip().endswith(":"):
        return None
    last = page.token_before(quotation.outer.begin)
    sent = last.sent if last is not None else []
    return next((token for token in reversed(list(sent)) if is_cue(token, *SPOKEN)), None)


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
    return not any(is_cue(token, *SPOKEN) and token.i > cue.i for token in stretch)


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation without a cue is a sentence of its own."""
    before = page.text[: quotation.outer.begin].rstrip(" \t")
    inner = page.text[quotation.inner.begin : quotation.inner.end]
    opens = not before or before[-1] in '\n.?!:”"’…'
    return opens and inner[:1].isupper() and len(inner.split()) >= 4 and inner[-1] in ".?!…,"


def _speaker_before(
    page: Page, quotation: Quotation, last: tuple[ActorKey, ...], last_end: int
) -> tuple[ActorKey, ...]:
    """Who spoke last before a quotation that names nobody, if that was in this or the last paragraph."""
    between = page.text[last_end : quotation.outer.begin]
    return last if between.count("\n\n") <= 1 and len(between) < 600 else ()


# --- clauses ------------------------------------------------------------------------------------------------


def clauses(page: Page, cue: Token) -> Iterator[Candidate]:
    """The clauses that a verb reports: "X said that P", "P, X said", "P1, X said, P2", "as X said, P"."""
    if not is_cue(cue, *CLAUSAL):
        return
    speaker: tuple[ActorKey, ...] | None = None
    for rule, spans, clause in _contents(page, cue):
        if speaker is None:
            speaker = speakers(page, cue)
        yield candidate(page, cue, speaker, page.whole(spans, cue), rule, clause=clause)


def _contents(page: Page, cue: Token) -> Iterator[tuple[str, tuple[Span, ...], Token | None]]:
    """What a verb reports: the rule that found it, its stretches of text, the head of its clause."""
    left, right = cue_extent(cue)
    if around := _around(page, cue, left, right):
        yield "clause-around", around, None
        return
    found = False
    for clause in children(cue, "ccomp"):
        if clause.i > cue.i:
            for spans in _following(page, cue, clause):
                found = True
                yield "clause", spans, clause
        elif span := page.span(page.sentence_start(clause.left_edge.i, cue.i), left - 1):
            found = True
            yield "clause-before", (span,), clause
    if not found and (span := _leading(page, cue, left, right)):
        found = True
        yield "clause-before", (span,), None
    if (
        not found
        and page.has_subject(cue)
        and cue.lemma_ in ("say", "tell")
        and (span := _trailing(page, cue, right))
    ):
        yield "clause-rest", (span,), None


def _following(page: Page, cue: Token, clause: Token) -> Iterator[tuple[Span, ...]]:
    """The clause after its cue; coordinated "and that" clauses apart, further reports cut off."""
    end = clause.right_edge.i
    parts = [max(clause.left_edge.i, cue.i + 1)]
    for each in coordinated(clause)[1:]:
        mark = child(each, "mark")
        if mark is not None and mark.lower_ == "that":
            parts.append(mark.i)
    for n, start in enumerate(parts):
        stop = parts[n + 1] - 1 if n + 1 < len(parts) else end
        if span := page.span(page.opening(start, stop), _cut(page, cue, start, stop)):
            yield (span,)


def _cut(page: Page, cue: Token, begin: int, end: int) -> int:
    """Where words reported end at the latest: before ", adding that Q" and "but warned that Q"."""
    doc = page.doc
    for i in range(begin + 2, end + 1):
        token = doc[i]
        if page.within(token) != page.within(cue) or not is_cue(token, "say", "tell", "promise"):
            continue
        if token.tag_ == "VBG" and doc[i - 1].text in (",", "—", "–") and doc[i - 1].i > begin + 1:
            return i - 2
        own = any(each.dep_ in ("nsubj", "nsubjpass", "aux") for each in token.children)
        if token.dep_ == "conj" and token.tag_ == cue.tag_ and not own and child(token, "ccomp"):
            start = i - 1
            while start > begin and doc[start].pos_ in ("ADV", "CCONJ", "PUNCT"):
                start -= 1
            return start
    return end


def _trailing(page: Page, cue: Token, right: int) -> Span | None:
    """The rest of the sentence after "X said" where the parse sees no clause."""
    doc, sent = page.doc, cue.sent
    if page.within(cue) or cue.dep_ == "relcl" or cue.i - 1 in page.quotation_at:
        return None
    begin = cue.i + 1
    for each in cue.children:
        if each.left_edge.i == begin and each.dep_ in ("npadvmod", "prep", "advmod", "prt", "dative"):
            begin = each.right_edge.i + 1
        elif each.left_edge.i == begin and each.dep_ == "dobj" and is_cue(cue, "tell"):
            begin = each.i + 1
    while begin < sent.end - 1 and (doc[begin].is_punct or doc[begin].lower_ == "that"):
        begin += 1
    end = sent.end - 1
    if (
        begin >= end
        or not _finite(page, begin, end)
        or doc[begin].tag_ in ("VBG", "TO", "CC", "WDT", "WP", "WRB")
    ):
        return None
    end = _cut(page, cue, begin, end)
    verb = next((i for i in range(begin, end + 1) if doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    if verb is None or any(
        doc[i].lower_ in ("who", "which", "as", "when", "after", "while") for i in range(begin, verb)
    ):
        return None
    return page.span(begin, end)


def _around(page: Page, cue: Token, left: int, right: int) -> tuple[Span, ...]:
    """The sentence around ", X said,", whatever the parse makes of it; nothing when a clause follows "said"."""
    doc, sent = page.doc, cue.sent
    if not (
        sent.start < left
        and right + 1 < sent.end
        and doc[left - 1].text == ","
        and doc[right + 1].text == ","
    ):
        return ()
    if not page.has_subject(cue) or page.within(cue) or right + 2 >= sent.end or cue.dep_ == "relcl":
        return ()
    follows = doc[right + 2]
    if follows.tag_ == "VBG" or follows.pos_ == "CCONJ" or follows.lower_ in ("who", "which", "but", "and"):
        return ()
    begin, end = page.sentence_start(sent.start, cue.i), sent.end - 1
    if any(is_cue(doc[i], "say", "tell") for i in range(begin, left)) or (
        begin < left and page.quoted(begin, left - 1)
    ):
        return ()
    before = page.span(begin, left - 1) if left - 1 > begin else None
    after = page.span(right + 2, end)
    if (
        before is not None
        and not page.quoted(begin, left)
        and all(each.pos_ in ("ADV", "CCONJ", "SCONJ", "PUNCT") for each in doc[begin:left])
    ):
        before = None
    if after is None:
        return ()
    if (
        before is not None
        and _finite(page, begin, left - 1)
        and _finite(page, right + 2, end)
        and doc[right + 2].tag_ not in ("VBD", "VBZ", "VBP", "MD")
    ):
        return ()
    return (before, after) if before is not None else (after,)


def _leading(page: Page, cue: Token, left: int, right: int) -> Span | None:
    """The sentence before ", X said" where the parse hangs it elsewhere."""
    doc, sent = page.doc, cue.sent
    if left - 1 <= sent.start or doc[left - 1].text != "," or page.within(cue):
        return None
    if left == cue.i and not page.has_subject(cue):
        return None
    begin = page.sentence_start(sent.start, cue.i)
    if page.within(doc[left - 2]) or not _finite(page, begin, left - 1):
        return None
    if cue.dep_ in ("relcl", "acl") or any(
        each.lower_ in ("who", "which", "when", "where", "as") for each in cue.children
    ):
        return None
    if any(
        each.i > cue.i and each.dep_ in ("ccomp", "xcomp", "dobj") and each.i > right for each in cue.children
    ):
        return None
    return page.span(begin, left - 1)


def _finite(page: Page, begin: int, end: int) -> bool:
    """Whether a stretch has a verb of its own."""
    return any(page.doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in range(begin, end + 1))


def cue_extent(cue: Token) -> tuple[int, int]:
    """The first and last token of "X said" or "said X", without the words reported."""
    left = right = cue.i
    for each in cue.children:
        if each.dep_ in EXTENT and not each.is_punct and each.i < cue.i:
            left = min(left, each.left_edge.i)
        elif each.dep_ in EXTENT_AFTER and each.i > cue.i:
            right = max(right, each.right_edge.i)
    if not any(each.dep_ in ("nsubj", "nsubjpass") for each in cue.children):
        left = min(left, loose_subject(cue))
    return left, right


def loose_subject(cue: Token) -> int:
    """The first token of the noun phrase right before a verb whose parse has no subject; the verb if none."""
    doc, start = cue.doc, cue.sent.start
    begin = cue.i
    for i in range(cue.i - 1, start - 1, -1):
        token = doc[i]
        if token.text in (",", ";", ":", "—", "–") or token.is_space or token.is_quote:
            break
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "CC", "WDT", "WP", "IN", "TO") and token.lower_ not in (
            "of",
            "at",
            "for",
            "in",
            "from",
        ):
            return cue.i
        begin = i
    nouns = any(doc[i].pos_ in ("NOUN", "PROPN", "PRON") for i in range(begin, cue.i))
    return begin if nouns and begin > start else cue.i


# --- phrases ------------------------------------------------------------------------------------------------


def phrases(page: Page, token: Token) -> Iterator[Candidate]:
    """What no verb reports: "according to X", "the claim that P"."""
    if token.lower_ == "according" or (
        token.lower_ == "to" and token.i and token.nbor(-1).lower_ == "according"
    ):
        yield from _according(page, token)
    elif token.pos_ == "NOUN" and token.lemma_ in frames()["noun"]:
        for clause in children(token, "acl", "ccomp"):
            mark = child(clause, "mark")
            if mark is not None and mark.lower_ == "that":
                span = page.span(page.opening(clause.left_edge.i, clause.right_edge.i), clause.right_edge.i)
                if span:
                    speaker = actors(page.reading, nominal_doers(token))
                    yield candidate(page, token, speaker, page.whole((span,), token), "noun", clause=clause)


def _according(page: Page, token: Token) -> Iterator[Candidate]:
    """The sentence around "according to X"."""
    if token.lower_ != "according":
        return
    end = token.right_edge.i
    source = next(iter(preposition(token, "to")), None)
    if source is None:
        return
    sent = token.sent
    before = (
        page.span(page.sentence_start(sent.start, token.i), token.i - 1) if token.i > sent.start else None
    )
    after = page.span(end + 1, sent.end - 1) if end + 1 < sent.end else None
    spans = tuple(each for each in (before, after) if each is not None and each.end - each.begin > 15)
    if spans:
        yield candidate(
            page,
            token,
            speaker_of(page, source),
            page.whole(spans[:1] if before in spans else spans, token),
            "according",
        )


# --- shared -------------------------------------------------------------------------------------------------


def is_cue(token: Token, *names: str) -> bool:
    """Whether a token is a verb of one of the frames, told as done."""
    if token.pos_ not in VERBAL or token.dep_ in ("aux", "auxpass", "amod"):
        return False
    lemma = token.lemma_.lower()
    return any(lemma in frames()[name] for name in names)


def frame_of(cue: Token | None) -> str:
    """The frame of a cue, the first that knows its word."""
    lemma = cue.lemma_.lower() if cue is not None else ""
    return next((name for name, listed in frames().items() if lemma in listed), "")


def _question(page: Page, cue: Token | None, clause: Token | None) -> bool:
    """Whether what is reported is a question or a thing left open: "would not say whether", "said what"."""
    if clause is None:
        return False
    asked = ("whether", "if", "what", "which", "how", "why", "who", "when", "where")
    first = page.doc[page.opening(clause.left_edge.i, clause.i)]
    return (
        first.lower_ in asked
        and (first.head == clause or first.head.head == clause)
        and first.dep_ != "nsubj"
    )


def _has_cue(page: Page, spans: tuple[Span, ...]) -> bool:
    """Whether the words reported report words themselves."""
    return any(
        is_cue(token, "say", "tell") and not page.within(token) and child(token, "nsubj") is not None
        for span in spans
        for token in page.tokens(span)
    )


def speakers(page: Page, cue: Token) -> tuple[ActorKey, ...]:
    """Who speaks: the doers of the cue; a document speaks for whoever issued it."""
    if cue.pos_ not in VERBAL:
        return _named(page, nominal_doers(cue))
    if cue.lemma_ == "quote":  # "was quoted as saying", "the agency quoted him as saying"
        return _named(
            page, [each for kid in children(cue, "nsubjpass", *OBJECTS) for each in coordinated(kid)]
        )
    cue = _first_of_chain(cue)
    heads = doers(cue)
    if not heads:
        begin = loose_subject(cue)
        heads = [token for token in cue.doc[begin : cue.i] if token.pos_ in ("NOUN", "PROPN", "PRON")][-1:]
    found = _named(page, heads)
    if (
        not found and cue.tag_ == "VBG"
    ):  # "Kerry stressed the break would hurt, saying": hung on the wrong verb
        for verb in governors(cue):
            if (
                verb.pos_ in VERBAL
                and verb.dep_ in ("ROOT", "conj", "ccomp")
                and (found := _named(page, doers(verb)))
            ):
                return found
    return found


def _named(page: Page, heads: list[Token]) -> tuple[ActorKey, ...]:
    """The actors whom several heads stand for, each once."""
    return tuple(dict.fromkeys(key for each in heads for key in speaker_of(page, each)))


def _first_of_chain(cue: Token) -> Token:
    """The cue whose subject speaks: "he said P but warned that Q" may hang "warned" on P's verb."""
    if cue.dep_ != "conj" or any(each.dep_ in ("nsubj", "nsubjpass", "aux") for each in cue.children):
        return cue
    head = cue.head
    for _ in range(6):
        if head.pos_ not in VERBAL or is_cue(head, "say", "tell", "promise"):
            return cue
        if (
            head.dep_ == "ccomp"
            and is_cue(head.head, "say", "tell", "promise")
            and head.head.tag_ == cue.tag_
        ):
            return head.head
        if head.dep_ != "conj":
            return cue
        head = head.head
    return cue


def speaker_of(page: Page, token: Token) -> tuple[ActorKey, ...]:
    """Whom the phrase headed by `token` stands for as a speaker."""
    if found := actors_of(page.reading, token):
        return found
    if token.lemma_.lower() not in frames()["document"] or token.pos_ != "NOUN":
        return ()
    owners = [
        *nominal_doers(token),
        *preposition(token, "from", "by", "of"),
        *children(token, "compound", "amod"),
    ]
    for each in owners:
        if found := actors_of(page.reading, each):
            return found
    return _issuer(page, token)


def _issuer(page: Page, document: Token) -> tuple[ActorKey, ...]:
    """Who issued "the statement": who did so in the sentences before."""
    for i in range(document.i - 1, max(-1, document.i - 150), -1):
        token = page.doc[i]
        if token.lemma_ != document.lemma_ or token.pos_ != "NOUN":
            continue
        if found := actors(page.reading, nominal_doers(token)):
            return found
        for verb in governors(token):
            if verb.pos_ in VERBAL and (found := actors(page.reading, doers(verb))):
                return found
    return ()


def candidate(
    page: Page,
    cue: Token | None,
    speaker: tuple[ActorKey, ...],
    spans: tuple[Span, ...],
    rule: str,
    clause: Token | None = None,
) -> Candidate:
    """A candidate with its features."""
    content = " ".join(page.reading.words(span) for span in spans)
    begin, end = spans[0].begin, spans[-1].end
    trigger = Span(begin, end)
    if cue is not None:
        trigger = Span(cue.idx, cue.idx + len(cue))
        begin, end = min(begin, trigger.begin), max(end, trigger.end)
    direct = page.quoted_share(spans) > 0.5
    addressee: tuple[ActorKey, ...] = ()
    if cue is not None and cue.lemma_.lower() in frames()["tell"]:
        addressee = tuple(
            key for key in actors(page.reading, list(children(cue, *OBJECTS, "dative"))) if key not in speaker
        )
    statement = Statement(
        trigger=trigger,
        evidence=(Span(begin, end),),
        rule=f"statement-{rule}",
        speaker=speaker,
        content=content,
        content_spans=spans,
        direct=direct,
        addressee=addressee,
    )
    features: dict[str, str | float] = {
        "rule": rule,
        "cue": cue.lemma_.lower() if cue is not None else "",
        "words": len(content.split()),
        "frame": frame_of(cue),
        "question": float(_question(page, cue, clause)),
        "cue_in_content": float(_has_cue(page, spans)),
        "negated": float(cue is not None and negated(cue)),
        "nested": float(cue is not None and page.within(cue)),
    }
    return Candidate(statement, features)
