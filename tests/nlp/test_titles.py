"""Which words may stand for which office, and which short forms a text defines."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from kg.nlp.acronyms import acronyms, compared
from kg.nlp.titles import covers, office_noun


@pytest.mark.parametrize(
    ("held", "asked", "fits"),
    [
        ("foreign minister", "foreign minister", True),
        ("foreign minister", "minister", True),
        ("deputy prime minister and foreign minister", "foreign minister", True),
        ("foreign minister", "defense minister", False),
        ("prime minister", "premier", True),
        ("prime minister", "leader", True),
        ("prime minister", "minister", False),
        ("vice president", "president", False),
        ("former president", "president", False),
        ("president", "former president", False),
        ("secretary of state", "secretary of state", True),
        ("secretary general", "secretary-general", True),
        ("ambassador", "diplomat", True),
        ("ambassador", "president", False),
        ("spokeswoman", "president", False),
    ],
)
def test_offices(held: str, asked: str, fits: bool) -> None:
    words = tuple(asked.split())
    assert covers(held, words, office_noun(words)) is fits


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("The Harbour Workers Front (HWF) met.", {"HWF": "Harbour Workers Front"}),
        ("The Front for the Defence of Harbours (FDH) met.", {"FDH": "Front for the Defence of Harbours"}),
        ("Quill's Front of Harbour Workers (HWF) met.", {"HWF": "Front of Harbour Workers"}),
        ("The head of the Workers' Party of Mali (PTM) left.", {"PTM": "Workers' Party of Mali"}),
        ("Mali's Labour Rally (RTM) left.", {"RTM": "Labour Rally"}),
        ("President Ana Quill (PSC) left.", {}),
        ("The harbour (HWF) met.", {}),
        ("He left (AP) for home.", {}),
        ("Harbour Workers Front. (HWF)", {}),
    ],
)
def test_acronyms(text: str, defined: dict[str, str]) -> None:
    assert dict(acronyms(English()(text))) == defined


def test_names_are_compared_without_article_and_possessive() -> None:
    assert compared("The Harbour’s Front") == compared("harbour front")
