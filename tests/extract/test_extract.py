"""What is cut out of an article is read as well as a whole one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Document, Statement
from kg.nlp import load, reads

GOLD = Path(__file__).parent.parent / "gold" / "text"
APART, LENGTH = 587, 290  # characters


def cuts() -> Iterator[str]:
    """Stretches that begin and end anywhere, some of them in capitals or in lines broken at a width."""
    for path in sorted(GOLD.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for begin in range(len(path.stem), len(text), APART):
            cut = text[begin : begin + LENGTH]
            yield (cut, cut.upper(), cut.replace(" ", "\n", begin % 40))[begin % 3]


@pytest.mark.parametrize(
    "texts",
    [
        ['"a model for all of the others." She thanked Peru.'],
        ["'S SPECIAL ENVOY, ANA QUILL OF PERU, SAID THAT CHAD HAD AGREED TO TALKS."],
        ["", "\n\n", ".", '"', "“ ”"],
        list(cuts()),
    ],
    ids=["quotation", "owner", "nothing", "cuts"],
)
def test_fragments_are_read(texts: list[str]) -> None:
    documents = [Document(text, date="2031-02-08") for text in texts]
    for document, reading in zip(documents, reads(documents, load()), strict=True):
        told = extract(reading)
        assert told.document == document
        for fact in told.facts:
            assert all(0 <= span.begin < span.end <= len(document.text) for span in fact.evidence), fact


def test_all_paragraphs_that_are_said_to_follow_are_told() -> None:
    text = (
        "The Foreign Ministry of Chad issued the following statement on Monday:\n\n"
        "The movement of our guards along the river is routine and threatens nobody.\n\n"
        "Chad has kept each of the promises that it made to its neighbours.\n\n"
        '"Nobody believes a word of it," Minister Ana Quill of Mali said.'
    )
    (reading,) = reads([Document(text, date="2031-02-08")], load())
    said = [each for each in extract(reading).facts if isinstance(each, Statement)]
    speakers = [[reading.actors[key].label for key in each.speaker] for each in said]
    assert speakers == [["Foreign Ministry of Chad"], ["Foreign Ministry of Chad"], ["Ana Quill"]]
