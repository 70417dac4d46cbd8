"""Whole short articles, read with the default model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document
from kg.nlp import Reading, read

ARTICLE = """Envoys Meet Again

RABAT (Reuters) - Malian Foreign Minister Abdoulaye Diop met his Chadian counterpart in Rabat on Monday.

"We want peace," Diop told reporters. He said Mali would sign the agreement if Chad withdrew its troops.

A senior U.S. official said both sides were close. The official declined to name a date.

Chad's government rejected the demand. "It is unacceptable to us," said spokeswoman Amina Saleh.
She blamed Mali.
"""


@pytest.fixture(scope="module")
def reading(nlp: Language) -> Reading:
    return read(Document(ARTICLE, date="2022-03-01"), nlp)


def who(reading: Reading, words: str, word: str | None = None) -> list[str]:
    """Whom `word`, the last of `words` unless told, stands for where `words` stand."""
    begin = ARTICLE.index(words)
    end = begin + len(words)
    tokens = [t for t in reading.doc if begin <= t.idx < end and t.text == (word or words.split()[-1])]
    return [reading.actors[key].label for key in reading.actors_at(tokens[-1])]


@pytest.mark.parametrize(
    ("words", "word", "actors"),
    [
        ("Abdoulaye Diop met", "Diop", ["Abdoulaye Diop"]),
        ("Diop told reporters", "Diop", ["Abdoulaye Diop"]),
        ("We want", "We", ["Abdoulaye Diop"]),
        ("He said", "He", ["Abdoulaye Diop"]),
        ("Mali would", "Mali", ["Mali"]),
        ("Chad withdrew", "Chad", ["Chad"]),
        ("its troops", "its", ["Chad"]),
        ("A senior U.S. official", "official", ["senior U.S. official"]),
        ("The official declined", "official", ["senior U.S. official"]),
        ("Chad's government", "government", ["Chad"]),
        ("to us", "us", ["Amina Saleh"]),
        ("She blamed", "She", ["Amina Saleh"]),
        ("RABAT", "RABAT", []),
        ("counterpart in Rabat", "Rabat", []),
    ],
)
def test_who(reading: Reading, words: str, word: str, actors: list[str]) -> None:
    assert who(reading, words, word) == actors


def test_known_actors_carry_their_id(reading: Reading) -> None:
    assert reading.actors["mali"].label == "Mali"
    assert reading.actors["chad"].type == "State"


def test_the_minister_serves_his_state(reading: Reading) -> None:
    (key,) = (key for key, actor in reading.actors.items() if actor.label == "Abdoulaye Diop")
    assert reading.actors[key].affiliation == "mali"


@pytest.mark.parametrize(
    "text",
    [
        "Mali left the talks. It did so in protest at Chadian sanctions imposed in May on the desert state.",
        "Mali rejected the plan. It criticised Chad for imposing sanctions on the landlocked country.",
        "Mali agreed to talks. Chadian and Nigerian raids into the country went on.",
    ],
)
def test_who_does_something_to_a_state_is_another(nlp: Language, text: str) -> None:
    reading = read(Document(text), nlp)
    (state,) = (token for token in reading.doc if token.text in ("state", "country"))
    assert reading.actors_at(state) == ("mali",)


def test_by_whom_a_state_is_ruled_is_nobody_told_of(nlp: Language) -> None:
    reading = read(Document("Mali agreed. Chad put sanctions on the military-ruled country."), nlp)
    assert {actor.label for actor in reading.actors.values()} == {"Mali", "Chad"}


def test_who_serves_the_united_nations_does_not_act_for_his_country(nlp: Language) -> None:
    text = "Antonio Guterres spoke in New York."
    for date, side in (("2020-03-01", "united-nations"), ("1999-03-01", "portugal")):
        read_then = read(Document(text, date=date), nlp)
        (guterres,) = (actor for actor in read_then.actors.values() if actor.type == "Person")
        assert guterres.affiliation == side


def test_capitals_read_the_same(nlp: Language) -> None:
    text = "THE MALIAN FOREIGN MINISTER ACCUSED CHAD OF STALLING THE TALKS WITH THE UNITED NATIONS."
    reading = read(Document(text), nlp)
    assert {"chad", "mali", "united-nations"} <= set(reading.actors)
    assert all(mention.span.of(text).isupper() for mention in reading.mentions)


def test_reading_twice_gives_the_same(nlp: Language) -> None:
    document = Document(ARTICLE, date="2022-03-01")
    one, other = read(document, nlp), read(document, nlp)
    assert one.mentions == other.mentions
    assert dict(one.actors) == dict(other.actors)


def labels(text: str, nlp: Language, kind: str) -> set[str]:
    return {actor.label for actor in read(Document(text), nlp).actors.values() if actor.type == kind}


def test_a_person_with_two_names_that_others_are_known_by_is_one(nlp: Language) -> None:
    text = "Liu Wen spoke in Beijing on Monday. China would stay calm, Liu Wen said."
    assert labels(text, nlp, "Person") == {"Liu Wen"}


def test_what_a_council_does_is_no_part_of_its_name(nlp: Language) -> None:
    text = "She accused Western members of the Council of using the Mission as an instrument of pressure."
    assert not any("Mission" in label and "using" in label for label in labels(text, nlp, "Organization"))


def test_a_press_conference_is_no_organisation(nlp: Language) -> None:
    text = "The minister's press conference in Rabat was short. Morocco's foreign minister left early."
    assert not any("onference" in label for label in labels(text, nlp, "Organization"))


def test_a_people_is_the_one_that_the_article_names_in_full(nlp: Language) -> None:
    text = "The leader of the Bosnian Serbs said his men would stay. The Serbs rejected the plan."
    serbia = "Serbia did not comment."
    for article, meant in ((text, "Bosnian Serbs"), (f"{text} {serbia}", "Serbia")):
        reading = read(Document(article), nlp)
        last = [each for each in reading.doc if each.text == "Serbs"][-1]
        assert [reading.actors[key].label for key in reading.actors_at(last)] == [meant]


def test_who_makes_a_joint_statement_is_we(nlp: Language) -> None:
    text = (
        "We, the Foreign Ministers of Canada, France and Japan, condemn the attacks in Yemen. "
        'We urge Iran to listen. "We will stay," said Oman.'
    )
    reading = read(Document(text), nlp)
    meant = [
        {reading.actors[key].label for key in reading.actors_at(each)}
        for each in reading.doc
        if each.text == "We"
    ]
    assert meant == [{"Canada", "France", "Japan"}, {"Canada", "France", "Japan"}, {"Oman"}]
    assert not any("Ministers" in actor.label for actor in reading.actors.values())


def test_another_state_s_foreign_office_is_not_the_british_one(nlp: Language) -> None:
    for owner, side in (("Pakistan", "pakistan"), ("Britain", "united-kingdom")):
        reading = read(Document(f"{owner}'s Foreign Office rejected the claim."), nlp)
        offices = [actor for actor in reading.actors.values() if "Office" in actor.label]
        assert [actor.affiliation for actor in offices] == [side]


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("Peru's Congress rejected the pact. The Congress met again.", [None, None]),
        ("The Chilean Senate rejected the pact. The Senate met again.", [None, None]),
        ("Mali praised Nigeria's Senate and House of Representatives.", [None, None]),
        ("Mali praised the US Congress. Congress met again.", ["us-congress", "us-congress"]),
    ],
)
def test_another_state_s_congress_is_not_the_american_one(
    told: str, known: list[str | None], nlp: Language
) -> None:
    reading = read(Document(told), nlp)
    bodies = [reading.actors[m.actors[0]] for m in reading.mentions]
    assert [each.known for each in bodies if each.type == "Organization"] == known


def test_ministers_of_several_states_are_on_no_one_side(nlp: Language) -> None:
    reading = read(Document("The foreign ministers of Britain, France and Germany said they would act."), nlp)
    (group,) = (actor for actor in reading.actors.values() if actor.type == "Group")
    assert (group.label, group.affiliation) == ("foreign ministers of Britain, France and Germany", None)


def test_who_is_called_like_a_people_is_none_of_it(nlp: Language) -> None:
    text = "Karl Swede spoke in Oslo. Norway backed Swede's appeal."
    reading = read(Document(text), nlp)
    assert {actor.label for actor in reading.actors.values()} == {"Karl Swede", "Norway"}


def test_a_foreign_ministry_named_without_its_state_is_not_the_one_named_later(nlp: Language) -> None:
    text = (
        "Japan lodged a protest with China on Monday, the Foreign Ministry said. "
        "The Chinese Foreign Ministry rejected the protest."
    )
    found = read(Document(text, date="2022-03-01"), nlp)
    first, second = (found.actors_at(token)[0] for token in found.doc if token.text == "Ministry")
    assert found.actors[second].affiliation == "china"
    assert first != second


def test_what_two_peoples_are_called_is_the_larger_or_the_one_named(nlp: Language) -> None:
    for text, state in (
        ("The Dominican president warned Haiti.", "dominican-republic"),
        ("The Dominican prime minister warned Haiti. Dominica has closed its ports.", "dominica"),
    ):
        reading = read(Document(text), nlp)
        assert {"dominica", "dominican-republic"} & set(reading.actors) == {state}


def test_states_that_share_a_name_are_told_together(nlp: Language) -> None:
    told = read(Document("Sudan and South Sudan sent envoys. The two Sudans rejected the plan."), nlp)
    (sudans,) = (token for token in told.doc if token.text == "Sudans")
    assert told.actors_at(sudans) == ("sudan", "south-sudan")


def test_who_gives_an_army_orders_does_so_to_his_own(nlp: Language) -> None:
    text = "Sudanese leader Omar al-Bashir met Kenya's president. Kenya urged calm. Bashir {} to leave."
    for told, state in (("ordered the army", "sudan"), ("left, and nobody expected the army", "kenya")):
        reading = read(Document(text.format(told)), nlp)
        assert [each.affiliation for each in reading.actors.values() if each.label == "army"] == [state]


def test_a_surname_by_itself_is_of_who_holds_an_office_on_the_day(nlp: Language) -> None:
    text = "Lavrov met Fidan in Ankara."
    for date, persons in (("2024-03-01", {"sergey-lavrov", "hakan-fidan"}), ("1985-03-01", set())):
        reading = read(Document(text, date=date), nlp)
        assert {key for key in reading.actors if key in ("sergey-lavrov", "hakan-fidan")} >= persons
        assert ("sergey-lavrov" in reading.actors) == bool(persons)


def test_a_government_is_of_where_it_sits(nlp: Language) -> None:
    reading = read(Document("Russia sent an envoy. The government in Khartoum rejected the plan."), nlp)
    (government,) = (token for token in reading.doc if token.text == "government")
    assert reading.actors_at(government) == ("sudan",)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Senior members of the Peruvian parliament left.", "Senior members of the Peruvian parliament"),
        ("Villagers in Chad rejected the plan.", "Villagers in Chad"),
        ("Rebel leaders in Paris rejected the plan.", "Rebel leaders"),
    ],
)
def test_a_group_is_called_by_what_tells_it_apart(text: str, label: str, nlp: Language) -> None:
    assert label in labels(text, nlp, "Group")


def test_a_spokesman_serves_the_one_whose_mind_he_tells(nlp: Language) -> None:
    text = (
        "Tunisian minister Karim Haddad met envoys on Friday. He asked for time.\n"
        "Prime Minister Ali Quill regretted the delay, said his spokesman, Omar Zed."
    )
    reading = read(Document(text), nlp)
    (his,) = (token for token in reading.doc if token.text == "his")
    assert [reading.actors[key].label for key in reading.actors_at(his)] == ["Ali Quill"]


@pytest.mark.parametrize(
    ("text", "date", "state"),
    [
        ("Moscow rejected the plan.", "1982-05-23", "soviet-union"),
        ("Moscow rejected the plan.", "1994-05-23", "russia"),
        (
            "Zaire sent an envoy. Kinshasa rejected the plan.",
            "1997-06-01",
            "democratic-republic-of-the-congo",
        ),
        ("Zaire sent an envoy. Kinshasa rejected the plan.", None, "zaire"),
    ],
)
def test_a_capital_is_of_the_state_that_was_there(
    text: str, date: str | None, state: str, nlp: Language
) -> None:
    reading = read(Document(text, date=date), nlp)
    (capital,) = (token for token in reading.doc if token.text in ("Moscow", "Kinshasa"))
    assert reading.actors_at(capital) == (state,)


def test_a_part_of_a_name_may_come_twice(nlp: Language) -> None:
    reading = read(Document("The emir, Sheikh Jaber al-Zaid al-Jaber, met envoys."), nlp)
    assert "Jaber al-Zaid al-Jaber" in {actor.label for actor in reading.actors.values()}


def test_who_holds_an_office_is_no_organisation(nlp: Language) -> None:
    reading = read(
        Document("The Permanent Representative of Mali thanked members. His country rejected it."), nlp
    )
    (country,) = (token for token in reading.doc if token.text == "country")
    assert reading.actors_at(country) == ("mali",)


def test_what_somebody_does_to_a_council_is_no_part_of_its_name(nlp: Language) -> None:
    reading = read(Document("Briefing the Council earlier in the day, the envoy said that it was late."), nlp)
    assert "Briefing the Council" not in {actor.label for actor in reading.actors.values()}


def test_a_part_of_a_longer_name_is_not_who_is_known_by_it(nlp: Language) -> None:
    text = "Minister Sun Lingwei met the Christian Democrats in Oslo. Sun thanked them. The Sun reported it."
    found = read(Document(text, id="x", date="2024-05-15"), nlp)
    assert "United States" not in {actor.label for actor in found.actors.values()}
    assert len([each for each in found.mentions if found.actors[each.actors[0]].label == "Sun Lingwei"]) == 2


def test_whom_a_minister_serves_may_follow_his_name(nlp: Language) -> None:
    read_ = read(Document("Foreign Minister Ali Quill of Kenya met Omar Roe."), nlp)
    (quill,) = (each for each in read_.actors.values() if each.label == "Ali Quill")
    assert quill.affiliation == "kenya"


def test_a_state_may_stand_in_brackets_behind_who_serves_it(nlp: Language) -> None:
    read_ = read(Document("Ali Quill (Kenya) said that the report was late."), nlp)
    (quill,) = (each for each in read_.actors.values() if each.label == "Ali Quill")
    assert quill.affiliation == "kenya"


def test_a_people_or_a_region_has_a_government_of_its_own(nlp: Language) -> None:
    read_ = read(Document("Peru left. The Puntland government urged Kenya to pay."), nlp)
    (government,) = (each for each in read_.doc if each.text == "government")
    assert read_.actors_at(government) == ("organization/puntland-government",)


def test_the_election_commission_is_no_body_of_states(nlp: Language) -> None:
    read_ = read(Document("The European Commission met. Quill urged the election commission to act."), nlp)
    commission = [each for each in read_.doc if each.text == "commission"][-1]
    assert read_.actors_at(commission) == ("organization/election-commission",)


@pytest.mark.parametrize(
    "office",
    [
        "Deputy Finance Minister of Georgia",
        "First deputy head of the Chechen government",
        "The deputy chairman of the Knesset",
    ],
)
def test_a_name_behind_what_an_office_is_of_is_its_holder(nlp: Language, office: str) -> None:
    read_ = read(Document(f"{office} Movladi Quill rejected the plan."), nlp)
    (quill,) = (each for each in read_.doc if each.text == "Quill")
    (rejects,) = (each for each in read_.doc if each.text == "rejected")
    (subject,) = (each for each in rejects.children if each.dep_ == "nsubj")
    assert [each.label for each in read_.actors.values() if each.type == "Person"] == ["Movladi Quill"]
    assert read_.actors_at(subject) == read_.actors_at(quill)


@pytest.mark.parametrize(
    ("text", "person", "others"),
    [
        ('Tomas "Toto" Quill met Ana Roe in Lima.', 'Tomas "Toto" Quill', ["Ana Roe"]),
        ("Minister Tomas F. (Toto) Quill met Ana Roe.", "Tomas F. (Toto) Quill", ["Ana Roe"]),
        ("The mediator, Arturo Quill y Roe, met Ana Doe.", "Arturo Quill y Roe", ["Ana Doe"]),
        ("Ali Quill, better known as Abu Roe, met Ana Doe. Abu Roe said no.", "Ali Quill", ["Ana Doe"]),
        ("Ali Quill, alias Comandante Roe, refused to meet Ana Doe.", "Ali Quill", ["Ana Doe"]),
        ('Reagan called the plan "Hope" Monday and met Ana Doe.', "Ana Doe", ["Ronald Reagan"]),
        ("Ali Quill, known to Tom Roe, met Ana Doe.", "Ali Quill", ["Ana Doe", "Tom Roe"]),
        ("Minister Jordan Smith told Jordan that Ana Doe had left.", "Jordan Smith", ["Ana Doe"]),
    ],
)
def test_a_name_in_pieces_is_one_persons(nlp: Language, text: str, person: str, others: list[str]) -> None:
    found = read(Document(text, date="1985-03-01"), nlp).actors.values()
    assert sorted(each.label for each in found if each.type == "Person") == sorted([person, *others])


def test_a_byname_leads_to_the_known_person(nlp: Language) -> None:
    reading = read(Document('Foreign Minister Roelof F. "Pik" Botha left.', date="1985-03-01"), nlp)
    assert "pik-botha" in reading.actors
    assert "p-w-botha" not in reading.actors


def test_a_person_is_named_behind_the_land_of_his_office(nlp: Language) -> None:
    reading = read(Document("The High Representative for Bosnia Valentin Inzko accused Chad of lies."), nlp)
    assert {"person/valentin-inzko", "bosnia-herzegovina"} <= set(reading.actors)


@pytest.mark.parametrize(
    "text",
    [
        "Troops massed near Lake Chad on Friday.",
        "Patrols met in the Gulf of Guinea.",
        "The governor of New Mexico said no.",
        "Settlers left the Jordan Valley.",
    ],
)
def test_a_land_or_water_called_after_a_state_is_not_it(nlp: Language, text: str) -> None:
    assert not [each for each in read(Document(text), nlp).actors.values() if each.type == "State"]


def test_an_ambassador_is_one_of_many(nlp: Language) -> None:
    reading = read(Document("The Chinese ambassador accused Japan of lies.", date="2012-03-01"), nlp)
    assert "person/chinese-ambassador" in reading.actors


def test_acronyms_may_have_full_stops(nlp: Language) -> None:
    found = read(Document("The O.A.S. envoy accused the K.G.B. of lies.", date="1985-03-01"), nlp).actors
    assert {"organization-of-american-states", "kgb"} <= set(found)


def test_a_rank_in_short_ends_no_sentence(nlp: Language) -> None:
    doc = read(Document("Peru accused Lieut. Gen. Ana Quill and Amb. Eva Roe of lies."), nlp).doc
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize("name", ["Ali Quill, Jr.,", "Ali Quill 3d", "Ali Quill Jr."])
def test_who_is_called_like_his_father_is_one_person(nlp: Language, name: str) -> None:
    found = read(Document(f"{name} met Ana Doe. Mr. Quill said no."), nlp).actors.values()
    assert sorted(each.label for each in found) == ["Ali " + name[4:].strip(","), "Ana Doe"]
