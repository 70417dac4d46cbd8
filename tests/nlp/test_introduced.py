"""Who is told of before he is named."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document
from kg.nlp import read

LEAD = "A {} said on Monday that Chad would not sign. "


@pytest.mark.parametrize(
    ("first", "then", "speakers"),
    [
        ("Chadian army spokesman", '"We will wait," spokesman Ali Quill said.', {"Ali Quill"}),
        ("Chadian army spokesman", '"We will wait," ambassador Ali Quill said.', None),
        ("senior official", '"We will wait," said Ali Quill, an official of the ministry.', None),
    ],
)
def test_the_unnamed_is_the_one_of_his_office_named_next(
    first: str, then: str, speakers: set[str] | None, nlp: Language
) -> None:
    reading = read(Document(LEAD.format(first) + then), nlp)
    told = next(token for token in reading.doc if token.lower_ in ("spokesman", "official"))
    named = {reading.actors[key].label for key in reading.actors_at(told)}
    assert (named == {"Ali Quill"}) == (speakers is not None)
