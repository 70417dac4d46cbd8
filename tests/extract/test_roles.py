"""Roles on parses built by hand: titles before and after names."""

from __future__ import annotations

import pytest

from kg.extract.roles import roles
from tests.extract.parsed import reading


def told(text: str, rows: str, people: str, states: str = "") -> list[tuple[str, str, tuple[str, ...], bool]]:
    return [
        (each.person.split("/")[1], each.title, tuple(key.split("/")[1] for key in each.of), each.former)
        for each in roles(reading(text, rows, people, states))
    ]


@pytest.mark.parametrize(
    ("text", "rows", "role"),
    [
        (
            "Oman Foreign Minister Jane Doe left.",
            "Oman/NNP/compound/4 Foreign/NNP/compound/4 Minister/NNP/compound/4 Jane/NNP/compound/4 "
            "Doe/NNP/nsubj/5 left/VBD/ROOT/5 ././punct/5",
            ("Foreign Minister", ("oman",), False),
        ),
        (
            "The former Oman minister, Jane Doe, left.",
            "The/DT/det/3 former/JJ/amod/3 Oman/NNP/compound/3 minister/NN/nsubj/8 ,/,/punct/3 "
            "Jane/NNP/compound/6 Doe/NNP/appos/3 ,/,/punct/3 left/VBD/ROOT/8 ././punct/8",
            ("minister", ("oman",), True),
        ),
        (
            "Jane Doe, the prime minister of Oman, left.",
            "Jane/NNP/compound/1 Doe/NNP/nsubj/9 ,/,/punct/1 the/DT/det/5 prime/JJ/amod/5 "
            "minister/NN/appos/1 of/IN/prep/5 Oman/NNP/pobj/6 ,/,/punct/1 left/VBD/ROOT/9 ././punct/9",
            ("prime minister", ("oman",), False),
        ),
        (
            "Oman's chief negotiator, Jane Doe, left.",
            "Oman/NNP/poss/3 's/POS/case/0 chief/JJ/amod/3 negotiator/NN/nsubj/8 ,/,/punct/3 "
            "Jane/NNP/compound/6 Doe/NNP/appos/3 ,/,/punct/3 left/VBD/ROOT/8 ././punct/8",
            ("chief negotiator", ("oman",), False),
        ),
        (
            "Oman Justice Minister Jane Doe left.",
            "Oman/NNP/compound/4 Justice/NNP/compound/4 Minister/NNP/compound/4 Jane/NNP/compound/4 "
            "Doe/NNP/nsubj/5 left/VBD/ROOT/5 ././punct/5",
            ("Justice Minister", ("oman",), False),
        ),
        (
            "Jane Doe is president of Oman.",
            "Jane/NNP/compound/1 Doe/NNP/nsubj/2 is/VBZ/ROOT/2 president/NN/attr/2 of/IN/prep/3 "
            "Oman/NNP/pobj/4 ././punct/2",
            ("president", ("oman",), False),
        ),
        (
            "Secretary of State Jane Doe of Oman left.",
            "Secretary/NNP/nsubj/7 of/IN/prep/0 State/NNP/compound/4 Jane/NNP/compound/4 "
            "Doe/NNP/pobj/1 of/IN/prep/4 Oman/NNP/pobj/5 left/VBD/ROOT/7 ././punct/7",
            ("Secretary of State", ("oman",), False),
        ),
        (
            "Jane Doe, ambassador to Oman, left.",
            "Jane/NNP/compound/1 Doe/NNP/nsubj/7 ,/,/punct/1 ambassador/NN/appos/1 to/IN/prep/3 "
            "Oman/NNP/pobj/4 ,/,/punct/1 left/VBD/ROOT/7 ././punct/7",
            ("ambassador to Oman", (), False),
        ),
    ],
)
def test_titles(text: str, rows: str, role: tuple[str, tuple[str, ...], bool]) -> None:
    assert told(text, rows, "Jane Doe", "Oman") == [("jane-doe", *role)]


def test_an_aide_serves_the_person_and_not_the_state_in_his_title() -> None:
    assert told(
        "Jane Doe, spokeswoman for Oman President Ali Zed, left.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/10 ,/,/punct/1 spokeswoman/NN/appos/1 for/IN/prep/3 "
        "Oman/NNP/compound/8 President/NNP/compound/8 Ali/NNP/compound/8 Zed/NNP/pobj/4 ,/,/punct/1 "
        "left/VBD/ROOT/10 ././punct/10",
        "Jane Doe;Ali Zed",
        "Oman",
    ) == [("jane-doe", "spokeswoman", ("ali-zed",), False), ("ali-zed", "President", ("oman",), False)]


def test_a_former_official_may_hold_an_office_now() -> None:
    found = told(
        "Jane Doe, a former Oman official, left. Jane Doe is president of Mali.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/8 ,/,/punct/1 a/DT/det/6 former/JJ/amod/6 Oman/NNP/compound/6 "
        "official/NN/appos/1 ,/,/punct/1 left/VBD/ROOT/8 ././punct/8 "
        "Jane/NNP/compound/11 Doe/NNP/nsubj/12 is/VBZ/ROOT/12 president/NN/attr/12 of/IN/prep/13 "
        "Mali/NNP/pobj/14 ././punct/12",
        "Jane Doe",
        "Oman;Mali",
    )
    assert found == [("jane-doe", "official", ("oman",), True), ("jane-doe", "president", ("mali",), False)]


def test_a_title_after_a_comma_may_be_the_next_names() -> None:
    assert told(
        "Jane Doe, President John Roe and others left.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/8 ,/,/punct/1 President/NNP/compound/5 "
        "John/NNP/compound/5 Roe/NNP/conj/1 and/CC/cc/5 others/NNS/conj/5 left/VBD/ROOT/8 "
        "././punct/8",
        "Jane Doe;John Roe",
    ) == [("john-roe", "President", (), False)]


def test_what_follows_a_name_may_end_the_article() -> None:
    assert told(
        "Oman accused Minister Jane Doe of lying.",
        "Oman/NNP/nsubj/1 accused/VBD/ROOT/1 Minister/NNP/compound/4 Jane/NNP/compound/4 "
        "Doe/NNP/dobj/1 of/IN/prep/1 lying/VBG/pcomp/5 ././punct/1",
        "Jane Doe",
    ) == [("jane-doe", "Minister", (), False)]


def test_a_role_is_told_once() -> None:
    assert told(
        "President Doe left. President Doe came.",
        "President/NNP/compound/1 Doe/NNP/nsubj/2 left/VBD/ROOT/2 ././punct/2 "
        "President/NNP/compound/5 Doe/NNP/nsubj/6 came/VBD/ROOT/6 ././punct/6",
        "Doe",
    ) == [("doe", "President", (), False)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Mr Doe left.", "Mr/NNP/compound/1 Doe/NNP/nsubj/2 left/VBD/ROOT/2 ././punct/2"),
        (
            "Doe, a journalist, left.",
            "Doe/NNP/nsubj/5 ,/,/punct/0 a/DT/det/3 journalist/NN/appos/0 ,/,/punct/0 left/VBD/ROOT/5 "
            "././punct/5",
        ),
        ("General Doe left.", "General/NNP/compound/1 Doe/NNP/nsubj/2 left/VBD/ROOT/2 ././punct/2"),
    ],
)
def test_what_is_no_role(text: str, rows: str) -> None:
    assert told(text, rows, "Doe") == []


def test_a_possessive_that_opens_a_text_tells_of_nobody() -> None:
    text = "'s envoy, Jane Doe, left."
    rows = (
        "'s/POS/case/1 envoy/NN/nsubj/6 ,/,/punct/1 Jane/NNP/compound/4 Doe/NNP/appos/1 ,/,/punct/1 "
        "left/VBD/ROOT/6 ././punct/6"
    )
    (role,) = roles(reading(text, rows, "Jane Doe"))
    assert (role.title, role.of) == ("envoy", ())
    assert [span.of(text) for span in role.evidence] == ["envoy, Jane Doe"]
