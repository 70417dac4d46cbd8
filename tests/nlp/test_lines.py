"""Lines broken at a width are joined before an article is read, and offsets stay those of the article."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kg.extract import extract
from kg.extract.reasons import reasons
from kg.model import Act, Document, Extraction, Span, Statement
from kg.nlp import read
from kg.nlp.lines import joined

PARAGRAPHS = (
    "The government of Mali demanded on Monday that Chad withdraw all of its soldiers from the salt "
    "mines of the north before the rains begin.",
    '"No soldier of ours will leave those mines before the two governments have talked about the salt," '
    "Foreign Minister Amina Quill of Chad said on Tuesday.",
    "Chad rejected the demand of Mali, and the talks about the salt mines that were planned for Friday "
    "were postponed.",
)
WORDS = frozenset({"cease", "fire", "long", "term", "with", "draw", "withdraw"})


def common(word: str) -> bool:
    """Whether it is one of the few words that these tests know."""
    return word in WORDS


def wrapped(width: int = 60, end: str = "\n") -> str:
    """The paragraphs broken at a width."""
    return (end * 2).join(textwrap.fill(one, width).replace("\n", end) for one in PARAGRAPHS)


def told(text: str, nlp: Language) -> Extraction:
    """What an article tells."""
    return extract(read(Document(text), nlp))


def said(extraction: Extraction) -> list[tuple[str, str]]:
    """Type and content of the acts and statements."""
    return [(one.type, one.content) for one in extraction.facts if isinstance(one, (Act, Statement))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n    "])
def test_an_article_tells_the_same_whatever_its_lines(nlp: Language, end: str) -> None:
    whole, broken = told("\n\n".join(PARAGRAPHS), nlp), told(wrapped(end=end), nlp)
    assert len(said(whole)) >= 3
    assert said(broken) == said(whole)


def test_evidence_is_the_article_s_own_words(nlp: Language) -> None:
    text = wrapped(end="\r\n")
    extraction = told(text, nlp)
    assert extraction.document.text == text
    for one in extraction.facts:
        if isinstance(one, Act) and one.content_span:
            assert " ".join(one.content_span.of(text).split()) == one.content
        assert all(span.of(text).strip() == span.of(text) for span in one.evidence)


def test_reasons_are_found_by_the_article_s_own_offsets(nlp: Language) -> None:
    document = Document(wrapped(end="\r\n"))
    reading = read(document, nlp)
    demand = next(one for one in extract(reading).facts if isinstance(one, Act) and one.type == "Demand")
    assert reasons(reading, demand.type, demand.trigger)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("nego-\ntiations", "negotiations"), ("cease-\nfire", "cease-fire"), ("with-\ndraw", "withdraw"),
     ("Anglo-\nFrench", "Anglo-French")],
)  # fmt: skip
def test_words_cut_at_a_line_s_end(broken: str, whole: str) -> None:
    filler = "\n".join(["who said that there was nothing to be said about"] * 4)
    assert whole in joined(f"{filler}\n{broken} and more", common).text


def test_a_paragraph_may_begin_by_a_line_set_in() -> None:
    lines = ["The envoys of Mali and Chad", "talked about the salt mines."]
    lines += ["An aide said that the two", "would talk again."]
    first, second = (" ".join(each) for each in (lines[:2], lines[2:]))
    for indent, between in (("", " "), ("    ", "\n    ")):
        text = indent + "\n".join([*lines[:2], indent + lines[2], lines[3], "no more of it, it was", "said."])
        assert joined(text, common).text == f"{indent}{first}{between}{second}\nno more of it, it was said."


def test_one_long_line_leaves_the_others_as_they_are() -> None:
    text = wrapped(40)
    address = f"https://salt.example/{'a' * 150}"
    assert joined(f"{text}\n\n{address}", common).text == f"{joined(text, common).text}\n\n{address}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Envoys Meet In Rabat\nThe envoys of Mali met in Rabat.\nThey will meet again.\nAn aide said so.",
        "Q: Who came?\nA: The envoys of Mali and Chad\nQ: When?\nA: On Monday\nQ: Why?\nA: For the salt",
        "\n\n".join(PARAGRAPHS),
    ],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    assert joined(text, common).text is text


@given(st.text(alphabet="ab -.\r\nA", max_size=300))
def test_every_character_finds_its_place(text: str) -> None:
    lines = joined(text, common)
    assert "\r" not in lines.text
    everywhere = tuple(Span(i, i + 1) for i, char in enumerate(lines.text) if not char.isspace())
    back = lines.back(Extraction(Document(lines.text), notes=everywhere))  # type: ignore[arg-type]
    assert back.document.text == text
    for here, there in zip(everywhere, back.notes, strict=True):
        assert here.of(lines.text) == there.of(text)  # type: ignore[attr-defined]
        assert lines.forth(there) == here  # type: ignore[arg-type]
