# ruff: noqa: E501  (a parse is one row)
"""Who answers for an act, on parses built by hand."""

from __future__ import annotations

import pytest

from kg.extract.attribution import reporters
from tests.extract import parsed

SIGNED = "Oman/NNP/nsubj/1 signed/VBD/{}/{} it/PRP/dobj/1 ,/,/punct/{} "


@pytest.mark.parametrize(
    ("text", "rows", "who"),
    [
        ("Oman signed it, Chad said.", SIGNED.format("ccomp", 5, 5) + "Chad/NNP/nsubj/5 said/VBD/ROOT/5 ././punct/5", ["Chad"]),
        ("Oman signed it, Oman said.", SIGNED.format("ccomp", 5, 5) + "Oman/NNP/nsubj/5 said/VBD/ROOT/5 ././punct/5", []),
        ("Oman signed it, Chad saw.", SIGNED.format("ccomp", 5, 5) + "Chad/NNP/nsubj/5 saw/VBD/ROOT/5 ././punct/5", []),
        (
            "Oman signed it, according to Chad.",
            SIGNED.format("ROOT", 1, 1) + "according/VBG/prep/1 to/IN/prep/4 Chad/NNP/pobj/5 ././punct/1",
            ["Chad"],
        ),
    ],
)  # fmt: skip
def test_who_reports_an_act_answers_for_it_unless_he_did_it(text: str, rows: str, who: list[str]) -> None:
    read = parsed.reading(text, rows, states="Oman;Chad")
    oman = next(key for key, actor in read.actors.items() if actor.label == "Oman")
    told = reporters(read, read.doc[1], (oman,))
    assert [read.actors[key].label for key in told] == who
