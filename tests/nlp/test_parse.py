"""One Doc over the whole text, whatever its white space; the same whatever the batch."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.model import Document
from kg.nlp import parse, parses, read, reads
from kg.nlp.parse import paragraphs

BITS = st.sampled_from(
    [
        "Chad", "said", "U.S.-Mali", "“no”", "--", "\n", "\n\n", " ", "  ", "\t", "\r\n", "\xa0", "…", "(AP)",
        "1.", "é", "👍", "‘so’", ".", "PARIS (AP) - ",
    ]
)  # fmt: skip
TEXTS = st.lists(BITS, max_size=25).map("".join)

ARTICLES = (
    "RABAT (AP) - Envoys of Mali and Chad met. They agreed to meet again.\n\n“We will come,” Ana Quill said.",
    "",
    "\n\n\n",
    "One paragraph without an end\n\tand another   one.",
    "- first, the army leaves;\n- second, talks begin.\n",
)


@given(TEXTS)
def test_paragraphs_joined_are_the_text(text: str) -> None:
    assert "".join(paragraphs(text)) == text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_offsets_count_in_the_text(nlp: Language, text: str) -> None:
    doc = parse(nlp, text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_batches_change_nothing(nlp: Language) -> None:
    alone = [parse(nlp, text) for text in ARTICLES]
    together = list(parses(nlp, ARTICLES))
    assert [doc.text for doc in together] == list(ARTICLES)
    for one, other in zip(alone, together, strict=True):
        assert [(t.tag_, t.dep_, t.head.i, t.ent_type_) for t in one] == [
            (t.tag_, t.dep_, t.head.i, t.ent_type_) for t in other
        ]


def test_readings_come_in_order_and_as_one_by_one(nlp: Language) -> None:
    documents = [Document(text) for text in ARTICLES]
    together = list(reads(iter(documents), nlp))
    assert [r.document for r in together] == documents
    assert [r.mentions for r in together] == [read(document, nlp).mentions for document in documents]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_text_is_a_reading_without_actors(nlp: Language, text: str) -> None:
    reading = read(Document(text), nlp)
    assert reading.mentions == ()
    assert reading.doc.text == text
