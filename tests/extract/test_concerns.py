"""Which issue words tell, and whom it concerns."""

from __future__ import annotations

import pytest

from kg.extract.concerns import issue_of
from kg.model import Document, Span
from kg.nlp import load, read


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Mali wants sanctions on Chad.", "sanctions on Chad"),
        ("Mali wants Peru's sanctions against Chad lifted.", "sanctions relief for Chad"),
        ("Mali fears the sanctions imposed by Peru.", "sanctions"),
        ("Mali wants Peruvian troops out of the way.", None),
        ("Mali wants to withdraw its troops from Chad.", "withdrawal of troops from Chad"),
        ("Mali wants the withdrawal of Peruvian troops.", "troop-withdrawal"),
        ("Mali wants the withdrawal of Peruvian troops from Mombasa.", "withdrawal of troops from Kenya"),
        ("Mali suspended its military aid to Chad.", "military aid to Chad"),
        ("Mali backs Ukraine's membership of NATO.", "NATO membership of Ukraine"),
        ("Mali sent peacekeepers.", "peacekeepers"),
        ("Mali hailed the deployment of peacekeepers in Chad.", "peacekeepers in Chad"),
        ("Mali asked for Chadian help to resolve the refugee crisis.", "refugees"),
        ("Mali criticised the sanctions imposed on Chad by Peru.", "sanctions on Chad"),
        ("Mali denounced Peru's refusal to suspend uranium enrichment.", "uranium enrichment by Peru"),
        ("Mali praised a premier of Peru who backed a two-state solution.", "statehood"),
        ("Mali backs the sovereignty and unity of Chad.", "territorial integrity of Chad"),
        ("Mali wants a state recognized by Chad.", "recognition"),
        ("Mali wants Chad to recognize the minority.", "recognition"),
        ("Mali wants Peru to renounce membership of NATO.", "NATO membership of Peru"),
        ("Mali wants Peru to recognize Chad.", "recognition of Chad"),
        ("Mali postponed the talks after soldiers were disarmed.", "talks"),
        ("Mali left the talks in protest.", "talks"),
        ("Mali wants talks that end the sanctions on Chad.", "sanctions relief for Chad"),
        ("Mali wants sanctions on Chad, which left the talks on prisoners.", "sanctions on Chad"),
        ("Mali will free prisoners to win recognition of Chad.", "prisoners"),
        ("Mali wants to take part in the elections.", "elections"),
        ("Mali wants an end to the war in Chad's south.", "peace-agreement"),
        ("Mali wants exceptions to Chad's trade rules.", "trade"),
        ("Mali urged Peru to halt its missile tests.", "missile tests by Peru"),
        ("Mali fears Chad's role but a refugee crisis.", "refugees"),
        ("Mali will attend the talks held in Chad.", "participation"),
        ("Mali will implement its own agenda.", None),
    ],
)
def test_an_issue_concerns_who_stands_where_its_name_has_the_party(text: str, issue: str | None) -> None:
    begin = text.index(" ", 5)
    assert issue_of(read(Document(text), load()), Span(begin + 1, len(text) - 1)) == issue
