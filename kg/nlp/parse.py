"""Text to a spaCy `Doc` over the whole article, parsed paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.headings import dateline_end
from kg.nlp.turns import turns

_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+$")
# a sentence right after the stop of another: paragraphs whose break was lost ("to Oslo.Early on Friday")
_GLUED = re.compile(
    r"(?<=[a-z]{3}[.?!])(?:(?P<mark>[\"”])|(?=“))?(?=[“A-Z][A-Z]?[a-z' ])(?!(?:Com|Net|Org|Ru)\b)"
)
_BATCH = 128  # paragraphs handed to the model at a time; the outcome does not depend on it


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, each with the line breaks that follow it: joined they give the text again.

    A dateline is a piece of its own, so that "PARIS (AP) --" does not become the sentence's subject, and so
    is the label of who speaks. Paragraphs whose break was lost are taken apart.
    """
    labels = [turn.label for turn in turns(text)]
    for paragraph in _PARAGRAPH.finditer(text):
        begin, end = paragraph.span()
        ends = [begin + dateline_end(paragraph.group())]
        ends += [at for label in labels if begin <= label.begin < end for at in (label.begin, label.end)]
        for cut in sorted(ends):
            if cut > begin:
                yield from _apart(text[begin:cut])
                begin = cut
        yield from _apart(text[begin:end])


def _apart(paragraph: str) -> Iterator[str]:
    """The pieces of a paragraph that were paragraphs once."""
    begin = 0
    for glued in _GLUED.finditer(paragraph):
        opens = glued["mark"] == '"' and paragraph.count('"', begin, glued.start()) % 2 == 0
        end = glued.start() if opens else glued.end()
        yield paragraph[begin:end]
        begin = end
    yield paragraph[begin:]


def parse(nlp: Language, text: str) -> Doc:
    """One Doc over the whole text; `doc.text == text` and `token.idx` counts in it."""
    return next(parses(nlp, [text]))


def parses(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """A Doc for each text, in order; the paragraphs of many texts go through the model together.

    Parsing by the paragraph keeps a heading or a list item from running into the next sentence.
    """
    numbered = ((part, number) for number, text in enumerate(texts) for part in (*paragraphs(text), ""))
    parsed = nlp.pipe(numbered, as_tuples=True, batch_size=_BATCH)
    for _, group in groupby(parsed, key=lambda pair: pair[1]):
        docs = [doc for doc, _ in group if len(doc)]
        yield Doc.from_docs(docs, ensure_whitespace=False) if docs else nlp.make_doc("")
