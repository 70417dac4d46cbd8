# ruff: noqa: E501  (a parse is one row)
"""Which deeds harm nobody although their verbs sound hostile, on parses built by hand."""

from __future__ import annotations

import pytest

from kg.extract.harmless import is_harmless
from tests.extract import parsed

LEMMAS = parsed.LEMMAS | {"vowed": "vow", "tariffs": "tariff", "missiles": "missile", "troops": "troop", "towns": "town", "talks": "talk", "rebels": "rebel"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rows", "harmless"),
    [
        ("Oman vowed to scrap tariffs", "tariffs/NNS/dobj/3", True),
        ("Oman vowed to scrap talks", "talks/NNS/dobj/3", False),
        ("Oman vowed to fight poverty", "poverty/NN/dobj/3", True),
        ("Oman vowed to oppose terrorism", "terrorism/NN/dobj/3", False),
        ("Oman vowed to fight rebels", "rebels/NNS/dobj/3", False),
        ("Oman vowed to destroy its missiles", "its/PRP$/poss/5 missiles/NNS/dobj/3", True),
        ("Oman vowed to destroy Chad missiles", "Chad/NNP/poss/5 missiles/NNS/dobj/3", False),
        ("Oman vowed to leave towns", "towns/NNS/dobj/3", True),
        ("Oman vowed to leave talks", "talks/NNS/dobj/3", False),
        (
            "Oman vowed to pull troops out of towns",
            "troops/NNS/dobj/3 out/IN/prep/3 of/IN/prep/5 towns/NNS/pobj/6",
            True,
        ),
        ("Oman vowed to pull troops from NATO", "troops/NNS/dobj/3 from/IN/prep/3 NATO/NNP/pobj/5", False),
        ("Oman vowed to respond to proposals", "to/IN/prep/3 proposals/NNS/pobj/4", True),
        ("Oman vowed to respond to rebels", "to/IN/prep/3 rebels/NNS/pobj/4", False),
    ],
)
def test_what_is_done_away_with_fought_left_or_answered_decides(text: str, rows: str, harmless: bool) -> None:
    verb = text.split()[3]
    opening = f"Oman/NNP/nsubj/1 vowed/VBD/ROOT/1 to/TO/aux/3 {verb}/VB/xcomp/1 "
    lemmas = LEMMAS | {"proposals": "proposal", "nato": "NATO"}
    doc = parsed.reading(text, opening + rows, states="Oman;Chad", lemmas=lemmas).doc
    assert is_harmless(doc[3]) is harmless
