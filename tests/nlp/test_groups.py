"""Whom "both sides" and "the two ministers" are, in short texts read with the default model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document
from kg.nlp import read

FACING = (
    "Peruvian Foreign Minister Ana Quill, also a member of the Communist Party, met in Lima with Chilean "
    "envoy Tomas Rojas. The two sides believe that the border should open."
)
GOES_ON = (
    "Peru and Chile issued a statement on Monday. They back a conference that is recognized by Russia and "
    "Ukraine. Both sides oppose the use of force."
)
MINISTERS = (
    "Peruvian Foreign Minister Ana Quill met her Chilean counterpart, Tomas Rojas, on Monday. "
    "President Luis Arce of Bolivia saw President Santiago Pena of Paraguay. "
    "The two ministers will meet again."
)
LEADERS = (
    "Peruvian President Ana Quill will call Chilean President Tomas Rojas, the Kremlin said. "
    "Spokesman Karim Haddad and spokeswoman Eva Lind gave no details. The two leaders last spoke in May."
)
MEDIA = (
    "Peru will sign the treaty with Chile. Xinhua said Peru had agreed. "
    "Both sides confirmed the date to Xinhua."
)

MINISTRY = (
    "Peru has left the talks with Chile. Its foreign ministry said that Peru had lost patience. "
    "Both sides met in Lima."
)
APPOSED = "Bolivia objects. The two sides in the oldest dispute, Peru and Chile, will hold talks in Quito."
FORUM = (
    "Peru and Chile met on Monday. Peru will withdraw its complaint at the World Trade Organization. "
    "Both sides condemned Bolivia."
)
ENVOY = (
    "Peru wants Chile to open the border, a paper of the US State Department says. "
    "American envoy Tom Reed urged both sides to meet."
)
ABOUT = (
    "Peru and Chile agreed to resume talks on Monday. Peru will open its ports to Chile, and Chile will "
    "drop its claim against Peru. Oman and Qatar welcomed the news. "
    "The envoy urged the two neighbours to hurry."
)
APPEAL = (
    "Peru and Chile met on Monday. Bolivia, which is tired of waiting, and Chile signed nothing. "
    "Bolivia appealed to both countries to settle the matter."
)

KOREANS = (
    "South Korean President Moon Jae-in saw North Korean leader Kim Jong Un on Friday. "
    "US President Donald Trump called Kim. The Korean leaders want peace."
)

HELP = (
    "Peru and Chile met on Monday. Oman and Qatar offered to watch the border. "
    "Oman supports the two countries in their talks."
)


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        (FACING, "sides", {"Peru", "Chile"}),
        (GOES_ON, "sides", {"Peru", "Chile"}),
        (MINISTERS, "ministers", {"Ana Quill", "Tomas Rojas"}),
        (LEADERS, "leaders", {"Ana Quill", "Tomas Rojas"}),
        (MEDIA, "sides", {"Peru", "Chile"}),
        (MINISTRY, "sides", {"Peru", "Chile"}),
        (APPOSED, "sides", {"Peru", "Chile"}),
        (FORUM, "sides", {"Peru", "Chile"}),
        (ENVOY, "sides", {"Peru", "Chile"}),
        (ABOUT, "neighbours", {"Peru", "Chile"}),
        (APPEAL, "countries", {"Peru", "Chile"}),
        (HELP, "countries", {"Peru", "Chile"}),
        (KOREANS, "leaders", {"Moon Jae-in", "Kim Jong Un"}),
        (KOREANS.replace("The Korean", "The two Korean"), "leaders", {"Moon Jae-in", "Kim Jong Un"}),
        (GOES_ON.replace("Both sides oppose", "both Governments oppose"), "Governments", {"Peru", "Chile"}),
        (GOES_ON.replace("Both sides oppose", "Each side opposes"), "side", {"Peru", "Chile"}),
    ],
)
def test_two_at_once(nlp: Language, text: str, word: str, meant: set[str]) -> None:
    reading = read(Document(text), nlp)
    token = next(each for each in reading.doc if each.text == word)
    assert {reading.actors[key].label for key in reading.actors_at(token)} == meant


LISTED = "Envoys of Peru, Chile, Mali and Oman met in Bern. Ana Quill asked both parties to leave."
WITH_ANOTHER = (
    "Peru and Chile closed the road. Oman and Mali advised Chile. "
    "The Omani envoy, Ali Roe, asked both capitals to reopen it."
)


def test_the_end_of_a_list_is_no_pair(nlp: Language) -> None:
    reading = read(Document(LISTED), nlp)
    parties = next(each for each in reading.doc if each.text == "parties")
    assert {reading.actors[key].label for key in reading.actors_at(parties)} == {"parties"}


def test_who_turns_to_two_is_named_with_neither(nlp: Language) -> None:
    reading = read(Document(WITH_ANOTHER), nlp)
    capitals = next(each for each in reading.doc if each.text == "capitals")
    assert {reading.actors[key].label for key in reading.actors_at(capitals)} == {"Peru", "Chile"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Quillian Liberation Army met envoys of Peru. The rebels left.", "Quillian Liberation Army"),
        ("Hamas and Hezbollah met envoys of Peru. The rebels left.", "rebels"),
    ],
)
def test_the_rebels_are_the_only_movement_named(nlp: Language, text: str, meant: str) -> None:
    reading = read(Document(text), nlp)
    rebels = next(each for each in reading.doc if each.text == "rebels")
    assert [reading.actors[key].label for key in reading.actors_at(rebels)] == [meant]


def test_the_pope_is_who_was_at_the_time(nlp: Language) -> None:
    reading = read(Document("The Pope appealed to Peru.", date="2009-05-15"), nlp)
    assert "Pope Benedict XVI" in {actor.label for actor in reading.actors.values()}


@pytest.mark.parametrize(
    ("text", "noun", "meant"),
    [
        ("Two neighbours, Peru and Chile, vetoed the plan.", "neighbours", ["Peru", "Chile"]),
        ("It was vetoed by two permanent members, Peru and Chile.", "members", ["Peru", "Chile"]),
        ("Leaders of three states (Peru, Chile and Bolivia) met.", "Leaders", ["Peru", "Chile", "Bolivia"]),
        ("Many States condemned Peru.", "States", []),
        ("The President met Chancellor Olaf Scholz of Germany. The President left.", "President", []),
        (
            "Secretary Antony Blinken met Foreign Minister Wang Yi. The Secretary left.",
            "Secretary",
            ["Antony Blinken"],
        ),
        (
            "Human Rights Watch welcomed the vote of the Security Council. The group had urged it.",
            "group",
            ["Human Rights Watch"],
        ),
        ("The United Nations met on Monday. Peru urged the group to wait.", "group", ["group"]),
        (
            "Chad accused the Malian government of lying. The Kenyan parliament backed the government.",
            "government",
            ["Kenya"],
        ),
        (
            "Brunei announced the decision. The shadow government welcomed it.",
            "government",
            ["shadow government"],
        ),
        (
            "Kenya and Somalia own it. Kenya left. Somalia stayed. Kenya paid. Somalia wept. Kenya spoke. "
            "Somalia laughed. Kenya ate. The African Union worries that Somalia errs. "
            "Ethiopia urged both sides on.",
            "sides",
            ["Kenya", "Somalia"],
        ),
        (
            "Mozambique and Renamo had a pact. SADC met on Monday in the Zimbabwean capital. "
            "Both parties sulk.",
            "parties",
            ["Mozambique", "RENAMO"],
        ),
        (
            "President Barack Obama phoned Prime Minister Ana Quill. Chad praised the negotiators.",
            "negotiators",
            ["negotiators"],
        ),
    ],
)
def test_whom_a_phrase_stands_for(nlp: Language, text: str, noun: str, meant: list[str]) -> None:
    reading = read(Document(text, date="2023-05-15"), nlp)
    head = [each for each in reading.doc if each.text == noun][-1]
    assert [reading.actors[key].label for key in reading.actors_at(head)] == meant


@pytest.mark.parametrize(
    ("date", "known"),
    [("1995-03-01", "william-perry"), ("2024-03-01", None)],  # in office, and long after
)
def test_a_surname_alone_is_no_minister_of_long_ago(nlp: Language, date: str, known: str | None) -> None:
    reading = read(Document("Perry said on Monday that the United States would help.", date=date), nlp)
    perry = reading.actors[reading.actors_at(reading.doc[0])[0]]
    assert perry.known == known
