"""From spaCy's parse of an article to the plain values that the rules read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from sys import intern

from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    IS_ALPHA,
    IS_PUNCT,
    IS_QUOTE,
    IS_SPACE,
    LEMMA,
    LIKE_NUM,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.strings import StringStore
from spacy.tokens import Doc as Parse

from kg.nlp.repairs import repair
from kg.nlp.repairs.columns import Columns
from kg.nlp.tree import Doc, Span, Token

_STRINGS = (ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)
_FLAGS = (IS_ALPHA, IS_PUNCT, IS_SPACE, IS_QUOTE, LIKE_NUM)


def mirrored(parse: Parse) -> Doc:
    """All that the rules ask of a parse."""
    asked = parse.to_array([IDX, SPACY, HEAD, SENT_START, ENT_IOB, *_STRINGS, *_FLAGS])
    # numbers have a sign: a head may stand before its word
    starts, blanks, offsets, begins, inside = asked[:, : -len(_STRINGS + _FLAGS)].astype("int64").T.tolist()
    columns = asked[:, -len(_STRINGS + _FLAGS) : -len(_FLAGS)].T.tolist()
    words, *strings = [_looked_up(column, parse.vocab.strings) for column in columns]
    heads = [i + offset for i, offset in enumerate(offsets)]
    _, lemmas, poses, tags, deps, _ = strings
    _small_particles(words, tags)
    repair(Columns(words, blanks, begins, heads, lemmas, poses, tags, deps))
    text = "".join([f"{word} " if blank else word for word, blank in zip(words, blanks, strict=True)])
    flags = asked[:, -len(_FLAGS) :].astype(bool).T.tolist()
    doc = Doc(text, list(map(Token, range(len(words)), starts, words, *strings, *flags)))
    doc.sents = _sentences(doc, begins)
    _join(doc, heads)
    doc.ents = tuple(_entities(doc, inside))
    _named_may(doc)
    _joined_by_and(doc)
    return doc


def _looked_up(column: Sequence[int], strings: StringStore) -> list[str]:
    """The strings of a column; each is looked up once, and is the very one that the rules compare it to."""
    known = {key: intern(strings[key]) for key in set(column)}
    return [known[key] for key in column]


def _small_particles(words: list[str], tags: Sequence[str]) -> None:
    """Write the particle of a surname small, which the model was shown with a capital: "Ana *dos* Reis"."""
    for i, word in enumerate(words[:-1]):
        if word == "Dos" and i and tags[i - 1] == tags[i] == tags[i + 1] == "NNP":
            words[i] = "dos"


def _named_may(doc: Doc) -> None:
    """Make "May" a name before a verb that no modal can stand before: "May said"."""
    for token in doc.tokens:
        if token.text == "May" and token.tag_ == "MD" and token.head.tag_ in ("VBD", "VBZ"):
            token.tag_, token.pos_, token.dep_, token.lemma_ = "NNP", "PROPN", "nsubj", "May"


def _joined_by_and(doc: Doc) -> None:
    """Make a name right after "and" a partner, no apposition: "the envoy, Quill, and *Minister Roe* said"."""
    for token in doc.tokens:
        first = token.left_edge.i
        if token.dep_ == "appos" and token.pos_ == "PROPN" and first and doc.tokens[first - 1].dep_ == "cc":
            token.dep_ = "conj"


def _join(doc: Doc, heads: Sequence[int]) -> None:
    """Give the tokens their places in the tree."""
    tokens = doc.tokens
    below: list[list[Token]] = [[] for _ in heads]
    for token, head in zip(tokens, heads, strict=True):
        if head != token.i:
            below[head].append(token)
    lefts, rights = _edges(heads, {sent.start for sent in doc.sents})
    for token, head, kin, left, right in zip(tokens, heads, below, lefts, rights, strict=True):
        token.doc = doc
        token.head = tokens[head]
        token.children = tuple(kin)
        token.left_edge = tokens[left]
        token.right_edge = tokens[right]


def _edges(heads: Sequence[int], begins: set[int]) -> tuple[list[int], list[int]]:
    """The first and last token under each token, as spaCy counts them; `begins` are those of its sentences.

    Each passes its own up to its head, once from left to right and once back. Where arcs cross that may leave
    some short; as spaCy does, it is done again only if a sentence would be cut.
    """
    lefts, rights = list(range(len(heads))), list(range(len(heads)))
    below = [(i, head) for i, head in enumerate(heads) if i != head]
    roots = [i for i, head in enumerate(heads) if i == head]
    for _ in range(12):
        for way in (below, reversed(below)):
            for i, head in way:
                if lefts[i] < lefts[head]:
                    lefts[head] = lefts[i]
                if rights[i] > rights[head]:
                    rights[head] = rights[i]
        if begins.issuperset(lefts[i] for i in roots):
            break
    return lefts, rights


def _sentences(doc: Doc, begins: Sequence[int]) -> tuple[Span, ...]:
    """The sentences, each given to its tokens; a text that was not parsed is one."""
    starts = [i for i, begin in enumerate(begins) if begin == 1 or i == 0]  # none in an empty text
    found = tuple(Span(doc, start, end) for start, end in pairwise((*starts, len(doc))))
    for sent in found:
        for token in sent:
            token.sent = sent
    return found


def _entities(doc: Doc, inside: Sequence[int]) -> Iterator[Span]:
    """The entities, by spaCy's marks: 3 where one begins, 1 within it."""
    start = -1
    for i, mark in enumerate((*inside, 0)):
        if mark != 1 and start >= 0:
            yield Span(doc, start, i, doc.tokens[start].ent_type_)
            start = -1
        if mark == 3 and doc.tokens[i].ent_type_:
            start = i
