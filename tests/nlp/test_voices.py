"""Who speaks and who is meant, in short texts read with the default model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document
from kg.nlp import read

QUOTED = (
    "Malian Foreign Minister Abdoulaye Diop met reporters in Rabat on Monday.\n\n"
    '"We came with an open mind. Nobody should expect wonders. The border is long. It takes patience.'
    ' We shall see. Trust grows slowly."\n\nHe said the next round would be held in Dakar.'
)
TOPIC = (
    "Envoy Ana Quill said the talks had surprised Bob Sorel. Later Karim Haddad rejected the terms. "
    "He said they were too hard."
)


def labels(nlp: Language, text: str, word: str, date: str | None = None) -> list[str]:
    """Whom the last `word` of a text stands for."""
    reading = read(Document(text, date=date), nlp)
    token = [each for each in reading.doc if each.text == word][-1]
    return [reading.actors[key].label for key in reading.actors_at(token)]


def test_quoted_sentences_put_nobody_out_of_reach(nlp: Language) -> None:
    assert labels(nlp, QUOTED, "He") == ["Abdoulaye Diop"]


def test_he_is_the_main_subject_of_the_sentence_before(nlp: Language) -> None:
    assert labels(nlp, TOPIC, "He") == ["Karim Haddad"]


def test_may_is_a_name_or_a_month(nlp: Language) -> None:
    text = "Theresa May met Bob Sorel on Friday. “We should wait,” May said. May will go to Rabat in May."
    reading = read(Document(text), nlp)
    found = [reading.actors_at(token) for token in reading.doc if token.text == "May"]
    assert [bool(keys) for keys in found] == [True, True, True, False]


def test_the_statement_is_the_one_told_of_before(nlp: Language) -> None:
    text = (
        "Envoy Ana Quill resumed the talks that President Bob Sorel had called off, according to a Malian "
        "statement. The parties will first discuss prisoners, the statement added."
    )
    assert labels(nlp, text, "statement") == ["Mali"]


def test_a_clause_set_before_points_ahead(nlp: Language) -> None:
    text = "Envoy Karim Haddad praised the talks. Asked whether he would go to Rabat, Bob Sorel said no."
    assert labels(nlp, text, "he") == ["Bob Sorel"]
    text = "Envoy Karim Haddad praised the talks. For his part, Bob Sorel said the talks had failed."
    assert labels(nlp, text, "his") == ["Bob Sorel"]


@pytest.mark.parametrize("date", ["2018-05-01", None])
def test_a_surname_alone_is_the_one_who_led(nlp: Language, date: str | None) -> None:
    text = "Mr. Trump said on Monday that the United States would leave the talks."
    assert labels(nlp, text, "Trump", date) == ["Donald Trump"], "no other Trump led a state"


def test_a_known_given_name_makes_no_king(nlp: Language) -> None:
    text = "U.N. spokesman Juan Carlos Brandt said on Friday that the mission would go on."
    assert labels(nlp, text, "Brandt") == ["Juan Carlos Brandt"]


def test_a_name_goes_on_after_its_hyphen(nlp: Language) -> None:
    text = "Lee Han-gyul, a professor in Seoul, said the plan was dead. Nobody asked Lee Han-gyul why."
    assert labels(nlp, text, "Lee") == ["Lee Han-gyul"]


def test_another_is_one_more_of_the_unnamed(nlp: Language) -> None:
    text = "One diplomat said the envoys were tired. Another said they had slept well."
    assert labels(nlp, text, "Another") == ["another diplomat"]


def test_a_commander_of_someone_is_told_by_that(nlp: Language) -> None:
    text = "The commander of rebel forces in the north told reporters that they would keep the truce."
    assert labels(nlp, text, "commander") == ["commander of rebel forces in the north"]


def test_the_words_of_an_office_after_a_state_are_no_organisation(nlp: Language) -> None:
    text = "New Zealand Foreign Affairs Minister Ana Quill said on Monday that the talks would go on."
    assert labels(nlp, text, "Zealand") == ["New Zealand"]


def test_the_president_is_the_one_spoken_of_most(nlp: Language) -> None:
    text = (
        "President Ana Quill arrived on Monday. Quill met farmers. Quill then saw President Karim Haddad. "
        "The president said she was pleased."
    )
    assert labels(nlp, text, "president") == ["Ana Quill"]


def test_who_is_named_in_his_words_is_not_who_says_them(nlp: Language) -> None:
    text = 'Karl Quill met reporters in Oslo. He spoke. "Luis Roe knows that he is weak," he said.'
    assert labels(nlp, text, "he") == ["Karl Quill"]


def test_they_are_those_whose_talks_a_sentence_is_about(nlp: Language) -> None:
    text = "Jane Roe met Karl Quill. Roe and Quill's talks covered the Dutch troops. They agreed on a plan."
    assert labels(nlp, text, "They") == ["Jane Roe", "Karl Quill"]


def test_the_government_is_of_the_state_of_who_speaks_of_it(nlp: Language) -> None:
    text = "Luis Ortega, Peru's trade minister, met Norwegian envoys. Ortega said the government was calm."
    assert labels(nlp, text, "government") == ["Peru"]


def test_a_report_told_of_before_speaks_for_who_made_it(nlp: Language) -> None:
    text = (
        "It follows a report on the vote by Chadian observers. Bob Sorel agreed. The report said it was fair."
    )
    assert labels(nlp, text, "report") == ["Chadian observers"]


def test_a_body_of_another_side_is_another(nlp: Language) -> None:
    text = "The Chadian command said its men would stay. The rebel command said that all would leave."
    assert labels(nlp, text, "command") == ["rebel command"]


def test_an_owner_that_is_coordinated_owns_the_envoys_too(nlp: Language) -> None:
    text = "Norway's and Iceland's foreign ministers said they would stay out of the pact."
    assert labels(nlp, text, "ministers") == ["Norway's and Iceland's foreign ministers"]


def test_the_official_may_be_a_former_one(nlp: Language) -> None:
    text = "A Peruvian official agreed. One former official said it was dear. The official blamed the tax."
    assert labels(nlp, text, "official") == ["one former official"]


def test_the_official_is_the_source_who_spoke_last(nlp: Language) -> None:
    text = (
        '"We waited," a Peruvian source said. Lima has made Ana Quill chief cabinet secretary. '
        '"We will go on waiting," the official said.'
    )
    assert labels(nlp, text, "official") == ["Peruvian source"]


def test_one_of_a_group_is_called_as_the_group_is(nlp: Language) -> None:
    text = 'Norwegian farm economists say the ban failed. "It fooled nobody," one said.'
    assert labels(nlp, text, "one") == ["one Norwegian farm economist"]


def test_another_occupation_is_told_of_who_was_just_quoted(nlp: Language) -> None:
    text = (
        '"It does little," says Peruvian analyst Ana Quill. The Lima-based columnist fears that it will fail.'
    )
    assert labels(nlp, text, "columnist") == ["Ana Quill"]


def test_a_seat_before_what_it_says_is_who_rules_there(nlp: Language) -> None:
    assert labels(nlp, "Diplomats doubted White House warnings of a boycott.", "House") == ["United States"]
    assert labels(nlp, "Diplomats spoke after a White House lunch.", "House") == []


def test_the_government_is_the_one_spoken_of_last(nlp: Language) -> None:
    text = "Peru's government met Norway's envoys. Norway, said its king, was glad. Many fear the government."
    assert labels(nlp, text, "government") == ["Peru"]


def test_what_a_minister_is_of_is_nobody(nlp: Language) -> None:
    text = "The Minister of Foreign Affairs and European Integration of Peru, Ana Quill, left."
    assert labels(nlp, text, "Affairs") == labels(nlp, text, "European") == []


def test_who_spoke_last_also_says_more(nlp: Language) -> None:
    text = (
        "Deputy Foreign Minister Ali Quill met Chilean envoy Omar Roe. “No,” Quill said. Roe bore a message. "
        "The diplomat also blamed Peru."
    )
    assert labels(nlp, text, "diplomat") == ["Ali Quill"]


def test_a_representative_is_no_minister_of_trade(nlp: Language) -> None:
    text = "The representative of the United States was late."
    assert labels(nlp, text, "representative") == ["representative of the United States"]


def test_the_government_in_a_capital_is_of_that_state(nlp: Language) -> None:
    assert labels(nlp, "Russia was angry. In Madrid, the government rejected the claim.", "government") == [
        "Spain"
    ]


def test_one_ministry_is_not_the_other(nlp: Language) -> None:
    text = "In Kabul, the defense ministry left. In Suva, the foreign ministry said no."
    assert labels(nlp, text, "ministry")[-1] == "foreign ministry"


def test_who_leads_in_a_quote_with_a_colon_speaks(nlp: Language) -> None:
    text = "Ana Quill took to the radio: “I met Hadi in Lima.” Omar Roe said so too."
    assert labels(nlp, text, "I") == ["Ana Quill"]


def test_the_army_is_no_band_of_another_name(nlp: Language) -> None:
    assert labels(nlp, "The New Forces left. The army stayed.", "army") == ["army"]


def test_a_family_name_that_stands_first_makes_nobody_known(nlp: Language) -> None:
    text = "South Korea's envoy Park Jin-ho met reporters in Seoul. Park said no."
    assert labels(nlp, text, "Park", "2016-05-03") == ["Park Jin-ho"]
    assert labels(nlp, "Park Guen-hye left Seoul. Park said no.", "Park", "2016-05-03") == ["Park Guen-hye"]


def test_they_may_be_one_who_is_told_of_as_neither_he_nor_she(nlp: Language) -> None:
    text = "Peru sent troops. A spokesperson for Chile said no. “It was late,” they said. They added that"
    assert labels(nlp, text + " it was.", "They") == ["spokesperson for Chile"]
    text = "A spokesman for Chile said the rebels were ready. They said so."
    assert labels(nlp, text, "They") == ["rebels"]


def test_unnamed_people_are_told_apart_by_numbers(nlp: Language) -> None:
    text = "One diplomat told Ana Quill no. A second diplomat said yes. The first diplomat said no again."
    assert labels(nlp, text, "diplomat") == ["one diplomat"]
    assert labels(nlp, text + " The second diplomat left.", "diplomat") == ["second diplomat"]


def test_a_name_behind_an_office_that_somebody_meets_is_its_holder(nlp: Language) -> None:
    text = "Chad's minister met the Special Envoy of the Nigerien Head of State, Colonel Ali Garba, in Lima."
    assert labels(nlp, text, "Envoy") == ["Ali Garba"]


def test_a_known_body_may_be_named_in_small_letters(nlp: Language) -> None:
    text = "Caricom met in Kingston. The international court of justice ruled against Peru."
    assert labels(nlp, text, "court") == ["International Court of Justice"]
    assert labels(nlp, "The Peruvian court ruled against it.", "court") == ["Peruvian court"]


def test_a_presidential_office_says_things(nlp: Language) -> None:
    assert labels(nlp, "The presidential office in Seoul denied it.", "office") == ["presidential office"]
    assert labels(nlp, "Ana Quill ran for presidential office.", "office") == []


def test_who_leans_to_a_state_does_not_serve_it(nlp: Language) -> None:
    for text in ("The pro-Russian president, Ali Quill, left.", "Iran-backed minister Ali Quill left."):
        reading = read(Document(text), nlp)
        quill = next(each for each in reading.actors.values() if each.label == "Ali Quill")
        assert quill.affiliation is None


def test_who_asks_is_not_who_answers(nlp: Language) -> None:
    text = "Chilean envoy Ana Quill spoke. Asked by the BBC's Jane Rowe if she would go, she said no."
    assert labels(nlp, text, "she") == ["Ana Quill"]


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        (
            "Premier Karim Haddad denied it. “No,” the 64-year-old Socialist said.",
            "Socialist",
            "Karim Haddad",
        ),
        ("Premier Karim Haddad told us no. The 58-year-old blamed Chile.", "old", "Karim Haddad"),
        ("Premier Karim Haddad came to Lima. The former general accused Chile.", "general", "Karim Haddad"),
        ("Premier Karim Haddad backed it. The law professor said no.", "professor", "Karim Haddad"),
        ("Premier Karim Haddad of Mali left. The Malian official urged calm.", "official", "Karim Haddad"),
        ("Premier Karim Haddad of Mali left. The Chadian official came.", "official", "Chadian official"),
        ("Senate chairman Bob Sorel replied. The lawmaker called for war.", "lawmaker", "Bob Sorel"),
        ("President Bob Sorel received envoy Karim Haddad. He thanked his guest.", "guest", "Karim Haddad"),
        (
            "President Bob Sorel met President Ana Quill. The latter offered to mediate.",
            "latter",
            "Ana Quill",
        ),
        ("Its leader, the singer Bob Sorel, accused Chile.", "leader", "Bob Sorel"),
        ("Her counterpart, Bob Sorel, left. He said no.", "He", "Bob Sorel"),
    ],
)
def test_who_is_called_by_what_he_is_besides(nlp: Language, text: str, word: str, who: str) -> None:
    assert labels(nlp, text, word) == [who]


def test_an_island_is_no_state_of_the_mainland(nlp: Language) -> None:
    assert labels(nlp, "Malta asked Italy for help. The island wants a loan.", "island") == ["Malta"]
    assert labels(nlp, "Peru asked Italy for help. The island wants a loan.", "island") == []


def test_the_two_are_no_persons_named_long_before(nlp: Language) -> None:
    text = "Premier Bob Sorel came. Envoy Ana Quill left. Peru blocked its neighbor. The two signed a pact."
    assert labels(nlp, text, "two") == []


def test_the_leaders_are_those_who_met(nlp: Language) -> None:
    text = "Premier Bob Sorel spoke with President Ana Quill of Chile. Sorel left. The leaders urged calm."
    assert sorted(labels(nlp, text, "leaders")) == ["Ana Quill", "Bob Sorel"]


def test_a_coalition_government_is_the_state(nlp: Language) -> None:
    assert labels(nlp, "Iceland's new coalition Government rejected it.", "Government") == ["Iceland"]


def test_a_guest_is_who_came(nlp: Language) -> None:
    text = (
        "Envoy Karim Haddad flew to Lima on Monday. Premier Ana Quill is furious. A senior official said so. "
        "President Bob Sorel thanked his guest."
    )
    assert labels(nlp, text, "guest") == ["Karim Haddad"]
