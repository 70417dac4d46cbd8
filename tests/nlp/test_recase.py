"""Text in capitals takes its usual case, and not one character moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kg.nlp.gazette import installed
from kg.nlp.recase import Common, dictionary, recase


@pytest.fixture(scope="module")
def common(nlp: Language) -> Common:
    return dictionary(nlp)


@pytest.mark.parametrize(
    ("shouted", "usual"),
    [
        ("THE MALIAN GOVERNMENT REJECTED THE PROPOSAL OF THE UNITED NATIONS TODAY.",
         "The Malian government rejected the proposal of the United Nations today."),
        ("IT IS HARD FOR US TO SAY WHO IS RIGHT, THE US AMBASSADOR SAID ON MONDAY.",
         "It is hard for us to say who is right, the US ambassador said on Monday."),
        ("ACCORDING TO ZARKANO, MALI IS PREPARED TO WAIT.",
         "According to Zarkano, Mali is prepared to wait."),
        ("THE HARBOUR FRONT (HFX) SAID THE HFX'S LEADERS WOULD LEAVE IN OCTOBER.",
         "The harbour front (HFX) said the HFX's leaders would leave in October."),
        ("PRESIDENT ZARKANO VILLALOBAN TOLD REPORTERS THAT HE WILL NEVER SIGN THE AGREEMENT.",
         "President Zarkano Villaloban told reporters that he will never sign the agreement."),
    ],
)  # fmt: skip
def test_usual_case(common: Common, shouted: str, usual: str) -> None:
    assert recase(shouted, common, installed()) == usual


def test_the_dateline_stays(common: Common) -> None:
    text = "RABAT, 6 OCT 89 (DPA) -- THE ENVOYS OF MALI AND CHAD HAVE MET HERE TODAY."
    assert recase(text, common, installed()).startswith(
        "RABAT, 6 OCT 89 (DPA) -- The envoys of Mali and Chad"
    )


def test_a_heading_in_capitals_stays(common: Common) -> None:
    text = "ENVOYS MEET IN RABAT\n\nThe envoys of Mali met in Rabat. They will meet again, an aide said."
    assert recase(text, common, installed()) is text


def test_ordinary_text_is_untouched(common: Common) -> None:
    text = "NATO and the UN met in Rabat."
    assert recase(text, common, installed()) is text


def test_an_old_wire_sets_no_word_after_an_abbreviation_as_a_name(common: Common) -> None:
    text = "The U.S. Has agreed. The U.S. Imposed a tax on sales to the U.S. In May, U.S. Senators said."
    usual = "The U.S. has agreed. The U.S. imposed a tax on sales to the U.S. in May, U.S. Senators said."
    assert recase(text, common, installed()) == usual
    assert recase(f"{text} A U.S. aide left.", common, installed()) == f"{text} A U.S. aide left."


def test_what_a_monitor_sets_in_brackets_is_read_as_in_round_ones(common: Common) -> None:
    text = "The union [FMX] and the guild [word indistinct] met [Ruiz] in Rabat. [Text]"
    round_ones = "The union (FMX) and the guild (word indistinct) met [Ruiz] in Rabat. [Text]"
    assert recase(text, common, installed()) == round_ones


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("SOREN VAN DRIEL (Kenya) said so.", "Soren Van Driel (Kenya) said so."),
        ("The envoy, SOREN DRIEL, said so.", "The envoy, Soren Driel, said so."),
        ("The envoy, Vladimir DRIEL, said so.", "The envoy, Vladimir Driel, said so."),
        ("KUALA LUMPUR (Bernama) -- They met.", "KUALA LUMPUR (Bernama) -- They met."),
        ("Of the blocs, ASEAN, NATO, said so. Visiting ASEAN pleased Vladimir.", ""),
    ],
)
def test_surnames_in_capitals_are_set_as_elsewhere(common: Common, text: str, usual: str) -> None:
    assert recase(text, common, installed()) == (usual or text)


@given(
    st.lists(
        st.sampled_from(["THE", "MALI", "U.S.", "İSTANBUL", "STRASSE", "ß", "’S", "--", "(FMX)", "\n", "1."]),
        max_size=30,
    )
)
def test_the_length_never_changes(words: list[str]) -> None:
    text = " ".join(words)
    assert len(recase(text, lambda word: True, installed())) == len(text)


def test_said_before_a_name_and_a_colon_is_a_verb(common: Common) -> None:
    text = 'Roe left. Said Ana Quill: "Never." Said Pasha smiled.'
    assert recase(text, common, installed()) == 'Roe left. said Ana Quill: "Never." Said Pasha smiled.'


def test_a_weeklys_verb_before_a_long_name_is_one(common: Common) -> None:
    text = 'Roe left.\nWarned Premier J. E. de Roe, an old hand: "Never." Said Ali told us: "Never."'
    want = 'Roe left.\nwarned Premier J. E. de Roe, an old hand: "Never." Said Ali told us: "Never."'
    assert recase(text, common, installed()) == want


@pytest.mark.parametrize("credit", [".--N.Z.P.A.-Reuter Copyright.", ".—Reuter.", ". —(A.P.)"])
def test_an_agencys_credit_is_blank(common: Common, credit: str) -> None:
    text = f"Talks will open in May{credit}"
    read = recase(text, common, installed())
    assert read.strip() == "Talks will open in May."
    assert len(read) == len(text)
