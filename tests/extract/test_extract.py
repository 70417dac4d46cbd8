"""What is cut out of an article is read as well as a whole one."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Document
from kg.nlp import load, read


@pytest.mark.parametrize(
    "text",
    [
        '"a model for all of the others." She thanked Peru.',
        "'S SPECIAL ENVOY, ANA QUILL OF PERU, SAID THAT CHAD HAD AGREED TO TALKS.",
        "Talks, in words of, Peru said.",
        "\n\n",
        "",
    ],
)
def test_a_fragment_is_read(text: str) -> None:
    told = extract(read(Document(text, date="2031-02-08"), load()))
    for fact in told.facts:
        assert all(0 <= span.begin < span.end <= len(text) for span in fact.evidence)
