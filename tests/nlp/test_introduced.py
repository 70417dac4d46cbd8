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


OFFICE = "Samoa's foreign minister has warned that the reef is not for sale.\n\n"


@pytest.mark.parametrize(
    ("then", "same"),
    [
        ("Speaking in Apia, Maria Faleolo said it was nobody's.", True),
        ("Maria Faleolo, an analyst in Apia, said it was nobody's.", False),
        ("Maria Faleolo lives in Apia.", False),
        ("The Fijian envoy Mere Vula listened. Maria Faleolo said it was nobody's.", False),
    ],
)
def test_a_bare_name_that_speaks_next_is_of_the_minister_told_of_before(
    then: str, same: bool, nlp: Language
) -> None:
    reading = read(Document(OFFICE + then), nlp)
    minister = next(token for token in reading.doc if token.lower_ == "minister")
    assert ([reading.actors[key].label for key in reading.actors_at(minister)] == ["Maria Faleolo"]) == same


def test_one_of_two_ministers_is_a_minister(nlp: Language) -> None:
    reading = read(Document("But two ministers said they had been there. One of them said he was ill."), nlp)
    assert "one minister" in {each.label for each in reading.actors.values()}
