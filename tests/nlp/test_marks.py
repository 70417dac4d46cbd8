"""Quotation marks as papers and archives set them are read as the plain ones."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.model import Document, Statement
from kg.nlp import read
from kg.nlp.lines import joined


def plain(text: str) -> str:
    """The text as it is read."""
    return joined(text, lambda word: True).text


@pytest.mark.parametrize(
    "text",
    [
        "″The mill stays shut,″ Minister Ana Quill of Chad said.",
        "‘‘The mill stays shut,’’ Minister Ana Quill of Chad said.",
        "“The mill stays shut,’’ Minister Ana Quill of Chad said.",
        "``The mill stays shut,`` Minister Ana Quill of Chad said.",
        "„The mill stays shut,“ Minister Ana Quill of Chad said.",
        "”The mill stays shut,” Minister Ana Quill of Chad said.",
    ],
)
def test_whatever_marks_stand_around_it_a_quotation_is_one(nlp: Language, text: str) -> None:
    found = extract(read(Document(text=text, id="x"), nlp)).facts
    said = next(each for each in found if isinstance(each, Statement))
    assert said.direct
    assert said.content == "The mill stays shut"
    begin, end = said.content_spans[0].begin, said.content_spans[0].end
    assert text[begin:end] == "The mill stays shut"


def test_a_single_grave_is_an_apostrophe() -> None:
    assert plain("The guerrillas` camp isn`t far.") == "The guerrillas' camp isn't far."


@pytest.mark.parametrize(
    "text",
    [
        "“It’s ‘over,’” he said. “Go.”",
        "``It's over,'' he said. ``Go.''",
        "no mark opened,” he said, “but this one.”",
        "‘It is the workers’ mill,’ he said.",
    ],
)
def test_plain_marks_stay(text: str) -> None:
    assert plain(text) == text
