"""Turns of a transcript are told by their labels, and said by whom these name."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract.statements import statements
from kg.model import Document
from kg.nlp import Reading, read
from kg.nlp.parse import paragraphs
from kg.nlp.turns import turns

INTERVIEW = """INTERVIEW: Iceland's Foreign Minister on Fish

Gudrun Helgadottir has been Iceland's foreign minister since May.

Q: Will you meet the Norwegians?

A: I will meet them. We reject their quota.

It is far too low.

Q: What does Norway say?

A: Yes. Norway says our boats must leave.

The minister is a former trawler captain.
"""
BRIEFING = """MODERATOR: We have twenty minutes.

MS. HELGADOTTIR, ICELAND: Our government wants peace at sea.

REPORTER: When will you sign?

MS. HELGADOTTIR, ICELAND: We will sign on Monday.
"""


@pytest.fixture(scope="module")
def interview(nlp: Language) -> Reading:
    return read(Document(INTERVIEW), nlp)


def test_a_turn_goes_on_to_the_next_label_and_the_last_to_the_end_of_its_paragraph() -> None:
    said = [turn.words.of(INTERVIEW) for turn in turns(INTERVIEW) if turn.name == "a"]
    assert said == [
        "I will meet them. We reject their quota.\n\nIt is far too low.",
        "Yes. Norway says our boats must leave.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Date: Monday\nPlace: Rabat\nTopic: fish\n",
        "Analysis: What does Oslo want?\n\nIt wants fish.\n\nNote: it has fish.\n",
        "Q: Why?\n\nA: Because.\n",
        "Doe: no deal in sight\n\nOslo waits.\n\nRoe: too late\n\nBaku is.\n\nDoe: never\n\nRabat is.\n",
        "Doe: 'No deal.'\n\nOslo waits.\n\nRoe: 'Too late.'\n\nBaku is.\n\nDoe: 'Never.'\n\nRabat is.\n",
    ],
)
def test_running_text_and_lists_have_no_turns(text: str) -> None:
    assert turns(text) == ()


def test_labels_are_parsed_apart() -> None:
    parts = list(paragraphs(BRIEFING))
    assert "".join(parts) == BRIEFING
    assert parts[2:4] == ["MS. HELGADOTTIR, ICELAND: ", "Our government wants peace at sea.\n\n"]


def test_who_is_interviewed_answers(interview: Reading) -> None:
    told = [
        ([interview.actors[key].label for key in each.speaker], each.content, each.direct)
        for each in statements(interview)
        if each.rule == "statement-turn"
    ]
    assert told == [
        (["Gudrun Helgadottir"], "I will meet them", True),
        (["Gudrun Helgadottir"], "We reject their quota", True),
        (["Gudrun Helgadottir"], "It is far too low", True),
        (["Gudrun Helgadottir"], "Norway says our boats must leave", True),
    ]


def test_first_persons_in_a_turn_are_who_has_it(interview: Reading) -> None:
    first = next(token for token in interview.doc if token.text == "We")
    assert [interview.actors[key].label for key in interview.actors_at(first)] == ["Gudrun Helgadottir"]


def test_a_label_names_who_speaks(nlp: Language) -> None:
    reading = read(Document(BRIEFING), nlp)
    speakers = [[reading.actors[key].label for key in turn.speaker] for turn in reading.turns]
    assert speakers[0] == speakers[2] == []
    assert speakers[1] == speakers[3] != []


def test_a_label_of_an_acronym_keeps_its_capitals(nlp: Language) -> None:
    text = (
        "Helga Moen: We met.\n\nXNTV: And Peru?\n\nHelga Moen: Peru was there.\n\n"
        "XNTV: And Chile?\n\nHelga Moen: No.\n\n"
    )
    doc = read(Document(text), nlp).doc
    assert [token.text for token in doc if token.lower_ == "xntv"] == ["XNTV", "XNTV"]


MONITORED = """Praia, 3 Feb 87 (Voz da Ilha) -- [Text] The quarrel over the reef goes on.

Iceland's foreign minister, Gudrun Helgadottir, spoke of it:

[Begin recording] [Helgadottir] We asked for observers. They come before Easter. [end recording]

The island waits.
"""
TALKED = """[Presenter] Tonight we ask Iceland's foreign minister, Gudrun Helgadottir, about the reef. \
Will you go there? [Helgadottir] I will surely go. [Presenter] When? [Helgadottir] When the rain stops.
"""


def test_what_a_monitor_heard_is_one_statement(nlp: Language) -> None:
    reading = read(Document(MONITORED), nlp)
    told = [each for each in statements(reading) if each.rule == "statement-turn"]
    assert [each.content for each in told] == ["We asked for observers. They come before Easter."]
    assert [reading.actors[key].label for each in told for key in each.speaker] == ["Gudrun Helgadottir"]


@pytest.mark.parametrize("capitals", [False, True])
def test_the_mark_of_a_recording_may_name_who_is_heard(nlp: Language, capitals: bool) -> None:
    text = (
        "Reykjavik, 3 Feb 87 (RUV) -- [Text] Foreign Minister Gudrun Helgadottir wants a dialogue. "
        "[begin Helgadottir recording] We are not looking for a quarrel. We wait. [end recording] She left."
    )
    reading = read(Document(text.upper() if capitals else text), nlp)
    told = [each for each in statements(reading) if each.rule == "statement-turn"]
    assert [each.content.lower() for each in told] == ["we are not looking for a quarrel. we wait."]
    assert [reading.actors[key].label for each in told for key in each.speaker] == ["Gudrun Helgadottir"]


def test_labels_in_brackets_part_a_conversation(nlp: Language) -> None:
    reading = read(Document(TALKED), nlp)
    told = [each for each in statements(reading) if each.rule == "statement-turn"]
    assert [each.content for each in told] == ["I will surely go", "When the rain stops"]
    assert (
        turns("The minister [Saturday] slept. [Helgadottir] was there. [Helgadottir] left. [ISL] too.") == ()
    )


def test_a_stop_closes_the_label_of_a_question() -> None:
    asked = INTERVIEW.replace("Q:", "Q.").replace("A:", "A.")
    assert [turn.name for turn in turns(asked)] == ["q", "a", "q", "a"]


def test_initials_name_who_has_a_turn(nlp: Language) -> None:
    reading = read(Document(INTERVIEW.replace("Q:", "OHM:").replace("A:", "GH:")), nlp)
    speakers = [[reading.actors[key].label for key in turn.speaker] for turn in reading.turns]
    assert speakers == [[], ["Gudrun Helgadottir"], [], ["Gudrun Helgadottir"]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Answers of the chief spokesman of the ministry, Gylfi Helgadottir, about the reef\n\n"
            "Question: Is the reef shut?\n\nAnswer: Our side has closed it.\n\n"
            "Question: Since when?\n\nAnswer: Since Monday at noon.\n",
            "Gylfi Helgadottir",
        ),
        (  # the last name is the label
            "Briefing by the spokesperson of the ministry, Ms. Gudrun Helgadottir, Reykjavik, 4 May 2010\n\n"
            "HELGADOTTIR: The reef is shut.\n\nREPORTER: Since when?\n\n"
            "HELGADOTTIR: It was shut on Monday.\n",
            "Gudrun Helgadottir",
        ),
    ],
)
def test_a_heading_may_name_who_answers(nlp: Language, text: str, speaker: str) -> None:
    reading = read(Document(text), nlp)
    told = {reading.actors[key].label for each in statements(reading) for key in each.speaker}
    assert told == {speaker}
