"""Whom "he", "him" and "the president" are, in short texts read with the default model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document
from kg.nlp import read

QUILL = "Peruvian President Tom Quill arrived in Quito. "


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        (f"{QUILL}Minister Karim Haddad invited him.", "him", "Tom Quill"),
        (f"{QUILL}Minister Karim Haddad wants him to resign.", "him", "Tom Quill"),
        (
            f"{QUILL}He met Chadian President Karim Haddad. The president thanked President Haddad.",
            "president",
            "Tom Quill",
        ),
        (f"{QUILL}In talks with Minister Karim Haddad, he praised the pact.", "he", "Tom Quill"),
        (
            f"{QUILL}In talks with his Chadian counterpart Karim Haddad, the president praised the pact.",
            "president",
            "Tom Quill",
        ),
        (
            f"{QUILL}The talks went well, Quill said, with Karim Haddad reporting to the parliament. "
            "The pact would be signed soon, he added.",
            "he",
            "Tom Quill",
        ),
        (f"{QUILL}Karim Haddad, he said, had refused to come.", "he", "Tom Quill"),
        ("Peru left. Chad appealed to Mali and urged it to stay.", "it", "Mali"),
        ("Peru spoke of claims that Chad had armed rebels, a charge it denies.", "it", "Chad"),
    ],
)
def test_who_is_meant(nlp: Language, text: str, word: str, meant: str) -> None:
    reading = read(Document(text), nlp)
    token = [each for each in reading.doc if each.text == word][-1]
    assert [reading.actors[key].label for key in reading.actors_at(token)] == [meant]


def test_who_regrets_what_two_did_urges_them(nlp: Language) -> None:
    text = (
        "Oman, Qatar and Mali fish there. Peru has rebuked Chile. An envoy, Tom Quill, regretted that both "
        "governments had acted alone and urged them to resume talks."
    )
    reading = read(Document(text), nlp)
    (them,) = (each for each in reading.doc if each.text == "them")
    assert {reading.actors[key].label for key in reading.actors_at(them)} == {"Peru", "Chile"}


@pytest.mark.parametrize(
    "condition",
    [
        "would attack Chad unless it left",
        "would seize Chad's ships if it did not leave",
        "would not talk to Chad until it left",
    ],
)
def test_a_condition_is_put_to_whom_it_would_hit(nlp: Language, condition: str) -> None:
    reading = read(Document(f"Kenya said it {condition}."), nlp)
    it = [each for each in reading.doc if each.text == "it"][-1]
    assert [reading.actors[key].label for key in reading.actors_at(it)] == ["Chad"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Peru urged Chile to halt its tests.", "Chile"),
        ("Peru called on Chile to agree to halt its tests.", "Chile"),
        ("Peru accused Chile of breaking its promises.", "Chile"),
        ("Peru condemned Chile over its tests.", "Chile"),
        ("Peru protested to Chile about its patrols.", "Chile"),
        ("Peru opposes Chile's bid to extend its waters.", "Chile"),
        ("Peru called on its neighbour to halt its tests.", None),
        ("Peru asked Chile to back its claim.", "Peru"),
        ("Peru urged Chile to pull out of its territory.", "Peru"),
        ("Peru vowed to keep its troops in Chile.", "Peru"),
        ("Peru urged the rebels to hand over arms to its troops.", "Peru"),
        ("Peru will respond if Chile shells its ports.", "Peru"),
        ("Peru will respond if Chile shells its own ports.", "Chile"),
        ("Peru said Chile must respect its sovereignty.", "Peru"),
        ("Peru said Chile must respect its promises.", "Chile"),
    ],
)
def test_who_is_to_do_something_does_it_with_his_own(nlp: Language, text: str, meant: str | None) -> None:
    reading = read(Document(text), nlp)
    token = [each for each in reading.doc if each.text == "its"][-1]
    assert [reading.actors[key].label for key in reading.actors_at(token)] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Peru told Chile that it must leave the island.", "Chile"),
        ("Peru imposed sanctions on Chile after it seized a ship.", "Chile"),
        ("Peru was condemned by Chile after it seized a ship.", "Peru"),
        ("Peru closed its border with Chile after it lost the vote.", "Peru"),
        ("Peru warned Chile that it would face sanctions.", "Chile"),
        ("Peru warned Chile that it would impose sanctions.", "Peru"),
        ("Peru accused Chile of saying it would attack.", "Chile"),
        ("Peru slammed Chile for doing what it called harm.", "Peru"),
        ("Peru welcomed Chile's pledge that it would withdraw.", "Chile"),
        ("Peru rejected Chile's demand that it leave the island.", "Peru"),
        ("Peru ignored Chile's warning that it would be punished.", "Peru"),
        ("Peru informed Chile that it was ready for talks.", "Peru"),
        ("Peru informed Chile that it was clear who had won.", None),
    ],
)
def test_whom_a_clause_is_about_that_tells_of_another(nlp: Language, text: str, meant: str | None) -> None:
    reading = read(Document(text), nlp)
    token = [each for each in reading.doc if each.text == "it"][-1]
    assert [reading.actors[key].label for key in reading.actors_at(token)] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Quill and Roe met in Oslo. The acts of the Chadians show their ill will.", "their", "Chad"),
        ("Quill and Roe met in Oslo. The Taliban said they would march.", "they", "Taliban"),
        ("Reuters called Peru on Monday. Later it left.", "it", None),
    ],
)
def test_a_people_or_a_movement_is_they_and_no_agency_is_it(
    nlp: Language, text: str, word: str, meant: str | None
) -> None:
    reading = read(Document(text), nlp)
    token = [each for each in reading.doc if each.text == word][-1]
    assert next((reading.actors[key].label for key in reading.actors_at(token)), None) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ali Roe of Chad left. His spokesman, Omar Quill, said he would return.", "Ali Roe"),
        ("Ali Roe met Omar Quill. Ali Roe was late. He promised to call Roe again.", "Omar Quill"),
        ("Ali Roe spoke. Ana Quill phoned the Peruvian envoy and asked him to go.", "Peruvian envoy"),
        ("Ali Roe said Peru was wrong. Omar Quill had lied. Chile was late, he stressed.", "Ali Roe"),
        ("Ali Roe sat. 'No,' he said. The bloc's secretary-general, Omar Quill, sat. He left.", "Omar Quill"),
        (
            "Ali Roe told us so. He accused Peru. The team's head, Omar Quill, rejected the charge. "
            "''It was they who came with a map,'' he said.",
            "Omar Quill",
        ),
        ('Omar Quill met Ali Roe in Oslo. Quill was angry. "Then he left us," Quill said.', "Ali Roe"),
        ('Omar Quill sat. Quill said the state "lets him sleep".', "Omar Quill"),
        (
            "[Berg] Where is Mr. Roe?\n\n[Quill] Mr. Roe has left.\n\n[Berg] Why?\n\n[Quill] He had no time.",
            "Roe",
        ),
    ],
)
def test_whom_he_stands_for(nlp: Language, text: str, meant: str) -> None:
    reading = read(Document(text), nlp)
    he = [each for each in reading.doc if each.lower_ in ("he", "him")][-1]
    assert [reading.actors[key].label for key in reading.actors_at(he)] == [meant]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Obama raised this with Putin when they spoke on Saturday.", ["Obama", "Putin"]),
        ("Obama told Putin so before they met in Lima.", ["Obama", "Putin"]),
        ("The minister raised this with Putin when they spoke on Saturday.", []),  # whoever he may be
        ("Obama and Putin sat down when they met in Lima.", ["Obama", "Putin"]),
    ],
)
def test_who_met_is_told_by_the_clause_above(nlp: Language, text: str, meant: list[str]) -> None:
    reading = read(Document(f"Peru and Chile signed a pact. {text}"), nlp)
    they = [each for each in reading.doc if each.text == "they"][-1]
    assert [reading.actors[key].label for key in reading.actors_at(they)] == meant
