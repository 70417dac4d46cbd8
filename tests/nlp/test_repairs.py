"""Parses with known mistakes are put right where they are mirrored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.mirror import mirrored
from tests.nlp.built import doc


def test_a_prefix_hangs_on_its_word() -> None:
    mirror = mirrored(
        doc(
            "Chile must re-open it.",
            "Chile/NNP/nsubj/2 must/MD/aux/2 re/VB/ROOT/2 -/VB/dep/2 open/VB/dep/2 it/PRP/dobj/4 ././punct/2",
        )
    )
    assert mirror[2].dep_ == "ROOT"  # a word that heads itself stays

    mirror = mirrored(
        doc(
            "Ruiz urged Chile to re-open it.",
            "Ruiz/NNP/nsubj/1 urged/VBD/ROOT/1 Chile/NNP/nsubj/4 to/TO/aux/4 re/VB/ccomp/1 -/VB/dep/1"
            " open/VB/dep/1 it/PRP/dobj/6 ././punct/1",
        )
    )
    told = [(token.dep_, token.head.text) for token in mirror[2:8]]
    assert told == [
        ("nsubj", "open"),
        ("aux", "open"),
        ("compound", "open"),
        ("punct", "open"),
        ("ccomp", "urged"),
        ("dobj", "open"),
    ]


def test_a_noun_right_before_a_verb_is_its_subject() -> None:
    mirror = mirrored(
        doc(
            "In talks with Quill, the envoy said no.",
            "In/IN/prep/7 talks/NNS/pobj/0 with/IN/prep/1 Quill/NNP/pobj/2 ,/,/punct/3 the/DT/det/6"
            " envoy/NN/appos/3 said/VBD/ROOT/7 no/NN/dobj/7 ././punct/7",
        )
    )
    assert [(token.dep_, token.head.text) for token in mirror[5:7]] == [("det", "envoy"), ("nsubj", "said")]


def test_a_clause_before_a_semicolon_is_no_object_of_the_verb_after_it() -> None:
    mirror = mirrored(
        doc(
            "Peru blames Chile; Chile denies it.",
            "Peru/NNP/nsubj/1 blames/VBZ/ccomp/5 Chile/NNP/dobj/1 ;/./punct/5 Chile/NNP/nsubj/5"
            " denies/VBZ/ROOT/5 it/PRP/dobj/5 ././punct/5",
        )
    )
    assert mirror[1].dep_ == "parataxis"


@pytest.mark.parametrize(
    ("words", "parse", "root"),
    [
        (
            "Soon a Kenyan group called on them to leave.",
            "Soon/RB/advmod/3 a/DT/det/3 Kenyan/JJ/amod/3 group/NN/ROOT/3 called/VBN/acl/3 on/IN/prep/4 "
            "them/PRP/pobj/5 to/TO/aux/8 leave/VB/xcomp/4 ././punct/3",
            "called",
        ),
        (
            "A group called by Kenya to leave.",
            "A/DT/det/1 group/NN/ROOT/1 called/VBN/acl/1 by/IN/agent/2 Kenya/NNP/pobj/3 to/TO/aux/6 "
            "leave/VB/xcomp/2 ././punct/1",
            "group",
        ),
    ],
)
def test_a_participle_is_the_verb_of_a_sentence_without_one(words: str, parse: str, root: str) -> None:
    (sent,) = mirrored(doc(words, parse)).sents
    assert sent.root.text == root
    assert sent[-1].head.text == root


def test_a_title_before_a_name_is_no_second_subject() -> None:
    mirror = mirrored(
        doc(
            "The Minister Ali Quill denounced it.",
            "The/DT/det/1 Minister/NNP/nsubj/4 Ali/NNP/compound/3 Quill/NNP/nsubj/4 denounced/VBD/ROOT/4"
            " it/PRP/dobj/4 ././punct/4",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (1, 3)] == [
        ("compound", "Quill"),
        ("nsubj", "denounced"),
    ]


def test_visiting_before_a_name_tells_of_a_guest() -> None:
    mirror = mirrored(
        doc(
            "Ruiz met visiting Premier Quill on Monday.",
            "Ruiz/NNP/nsubj/1 met/VBD/ROOT/1 visiting/VBG/xcomp/1 Premier/NNP/compound/4 Quill/NNP/dobj/2"
            " on/IN/prep/2 Monday/NNP/pobj/5 ././punct/1",
        )
    )
    told = [(mirror[i].dep_, mirror[i].head.text) for i in (2, 4, 5)]
    assert told == [("amod", "Quill"), ("dobj", "met"), ("prep", "met")]

    mirror = mirrored(
        doc(
            "He enjoyed visiting Rome.",
            "He/PRP/nsubj/1 enjoyed/VBD/ROOT/1 visiting/VBG/xcomp/1 Rome/NNP/dobj/2 ././punct/1",
        )
    )
    assert mirror[3].head.text == "visiting"


def test_the_ministers_meeting_after_which_one_leaves_is_an_event() -> None:
    mirror = mirrored(
        doc(
            "Chad left after the trade ministers meeting there.",
            "Chad/NNP/nsubj/1 left/VBD/ROOT/1 after/IN/prep/1 the/DT/det/5 trade/NN/compound/5"
            " ministers/NNS/pobj/2 meeting/VBG/acl/5 there/RB/advmod/6 ././punct/1",
        )
    )
    told = [(mirror[i].dep_, mirror[i].head.text) for i in (3, 5, 6)]
    assert told == [("det", "meeting"), ("compound", "meeting"), ("pobj", "after")]

    mirror = mirrored(
        doc(
            "Chad watched ministers meeting there.",
            "Chad/NNP/nsubj/1 watched/VBD/ROOT/1 ministers/NNS/dobj/1 meeting/VBG/acl/2"
            " there/RB/advmod/3 ././punct/1",
        )
    )
    assert mirror[3].head.text == "ministers"


def test_two_owners_own_one_thing() -> None:
    mirror = mirrored(
        doc(
            "Peru's and Chile's envoys left.",
            "Peru/NNP/nsubj/6 's/POS/case/0 and/CC/cc/0 Chile/NNP/poss/5 's/POS/case/3 envoys/NNS/conj/0"
            " left/VBD/ROOT/6 ././punct/6",
        )
    )
    told = [(mirror[i].dep_, mirror[i].head.text) for i in (0, 3, 5)]
    assert told == [("poss", "envoys"), ("conj", "Peru"), ("nsubj", "left")]


def test_a_participle_between_commas_tells_of_the_noun_before_it() -> None:
    mirror = mirrored(
        doc(
            "The letter, posted Monday, said no.",
            "The/DT/det/1 letter/NN/nsubj/3 ,/,/punct/3 posted/VBD/ccomp/6 Monday/NNP/npadvmod/3 ,/,/punct/3"
            " said/VBD/ROOT/6 no/RB/advmod/6 ././punct/6",
        )
    )
    told = [(mirror[i].dep_, mirror[i].head.text) for i in (1, 3)]
    assert told == [("nsubj", "said"), ("acl", "letter")]


def test_a_participle_between_commas_leaves_the_noun_to_a_passive() -> None:
    mirror = mirrored(
        doc(
            "The trip to Peru, set for May, was delayed.",
            "The/DT/det/1 trip/NN/nsubj/5 to/IN/prep/1 Peru/NNP/pobj/2 ,/,/punct/5 set/VBN/ccomp/10"
            " for/IN/prep/5 May/NNP/pobj/6 ,/,/punct/10 was/VBD/auxpass/10 delayed/VBN/ROOT/10 ././punct/10",
        )
    )
    told = [(mirror[i].dep_, mirror[i].head.text) for i in (1, 5)]
    assert told == [("nsubjpass", "delayed"), ("acl", "trip")]


def test_a_sum_is_in_what_it_is_made_of() -> None:
    mirror = mirrored(
        doc(
            "Peru gave 9 pounds in aid.",
            "Peru/NNP/nsubj/1 gave/VBD/ROOT/1 9/CD/nummod/3 pounds/NNS/dobj/1 in/IN/prep/1 aid/NN/pobj/4"
            " ././punct/1",
        )
    )
    assert mirror[4].head.text == "pounds"

    mirror = mirrored(
        doc(
            "Peru gave 9 pounds in May.",
            "Peru/NNP/nsubj/1 gave/VBD/ROOT/1 9/CD/nummod/3 pounds/NNS/dobj/1 in/IN/prep/1 May/NNP/pobj/4"
            " ././punct/1",
        )
    )
    assert mirror[4].head.text == "gave"


def test_what_must_come_first_hangs_on_what_is_not_done_before() -> None:
    mirror = mirrored(
        doc(
            "Kenya will not lift curbs put on Chad until Chad pays.",
            "Kenya/NNP/nsubj/3 will/MD/aux/3 not/RB/neg/3 lift/VB/ROOT/3 curbs/NNS/dobj/3 put/VBN/acl/4 "
            "on/IN/prep/5 Chad/NNP/pobj/6 until/IN/mark/10 Chad/NNP/nsubj/10 pays/VBZ/advcl/5 ././punct/3",
        )
    )
    assert mirror[10].head.text == "lift"


def test_a_name_after_said_is_the_subject_of_what_lacks_one() -> None:
    mirror = mirrored(
        doc(
            "He said Quill on Monday had left.",
            "He/PRP/nsubj/1 said/VBD/ROOT/1 Quill/NNP/dobj/1 on/IN/prep/6 Monday/NNP/pobj/3 had/VBD/aux/6 "
            "left/VBN/ccomp/1 ././punct/1",
        )
    )
    assert (mirror[2].dep_, mirror[2].head.text) == ("nsubj", "left")


def test_a_name_between_commas_is_apposed_to_the_subject() -> None:
    mirror = mirrored(
        doc(
            "The Minister, Ms Quill, left.",
            "The/DT/det/1 Minister/NNP/nsubj/6 ,/,/punct/1 Ms/NNP/compound/4 Quill/NNP/nsubj/6 ,/,/punct/4 "
            "left/VBD/ROOT/6 ././punct/6",
        )
    )
    assert (mirror[4].dep_, mirror[4].head.text) == ("appos", "Minister")


def test_an_office_after_a_place_in_front_is_the_subject() -> None:
    mirror = mirrored(
        doc(
            "In Suva, the minister, Ms Quill, said no.",
            "In/IN/prep/9 Suva/NNP/pobj/0 ,/,/punct/1 the/DT/det/4 minister/NN/appos/1 ,/,/punct/1 "
            "Ms/NNP/compound/7 Quill/NNP/appos/1 ,/,/punct/1 said/VBD/ROOT/9 no/NN/dobj/9 ././punct/9",
        )
    )
    assert (mirror[4].dep_, mirror[4].head.text) == ("nsubj", "said")
    assert (mirror[7].dep_, mirror[7].head.text) == ("appos", "minister")


def test_who_accused_somebody_is_who_gave_the_order() -> None:
    mirror = mirrored(
        doc(
            "Chad told him to leave after accusing Mali.",
            "Chad/NNP/nsubj/1 told/VBD/ROOT/1 him/PRP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1 after/IN/prep/4 "
            "accusing/VBG/pcomp/5 Mali/NNP/dobj/6 ././punct/1",
        )
    )
    assert mirror[5].head.text == "told"


def test_what_no_thing_does_the_speaker_does() -> None:
    mirror = mirrored(
        doc(
            "Chad said talks failed and accused Mali.",
            "Chad/NNP/nsubj/1 said/VBD/ROOT/1 talks/NNS/nsubj/3 failed/VBD/ccomp/1 and/CC/cc/3 "
            "accused/VBD/conj/3 Mali/NNP/dobj/5 ././punct/1",
        )
    )
    assert mirror[5].head.text == mirror[4].head.text == "said"


@pytest.mark.parametrize(
    ("sentence", "parse", "verb", "wanted"),
    [
        (
            "Peru and Chile back it.",
            "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 back/RB/ROOT/3 it/PRP/dobj/3 ././punct/3",
            3,
            ("VERB", "VBP", "back"),
        ),
        (
            "Peru normalised ties.",
            "Peru/NNP/nsubj/1 normalised/JJ/ROOT/1 ties/NNS/dobj/1 ././punct/1",
            1,
            ("VERB", "VBD", "normalise"),
        ),
    ],
)
def test_what_governs_a_subject_and_an_object_is_a_verb(
    sentence: str, parse: str, verb: int, wanted: tuple[str, str, str]
) -> None:
    token = mirrored(doc(sentence, parse))[verb]
    assert (token.pos_, token.tag_, token.lemma_) == wanted


def test_envoys_from_two_places_are_from_both() -> None:
    mirror = mirrored(
        doc(
            "Envoys from Lima and Quito met.",
            "Envoys/NNS/nsubj/5 from/IN/prep/0 Lima/NNP/pobj/1 and/CC/cc/2 Quito/NNP/nsubj/5 met/VBD/ROOT/5"
            " ././punct/5",
        )
    )
    assert (mirror[4].dep_, mirror[4].head.text) == ("conj", "Lima")

    mirror = mirrored(
        doc(
            "Quill from Norway and Hadi met.",
            "Quill/NNP/nsubj/5 from/IN/prep/0 Norway/NNP/pobj/1 and/CC/cc/0 Hadi/NNP/conj/0 met/VBD/ROOT/5"
            " ././punct/5",
        )
    )
    assert mirror[4].head.text == "Quill"


def test_names_that_list_a_group_are_not_the_one_person_it_is_of() -> None:
    mirror = mirrored(
        doc(
            "Two aides of Quill, Roe and Hadi, left.",
            "Two/CD/nummod/1 aides/NNS/nsubj/9 of/IN/prep/1 Quill/NNP/pobj/2 ,/,/punct/3 Roe/NNP/appos/3"
            " and/CC/cc/5 Hadi/NNP/conj/5 ,/,/punct/1 left/VBD/ROOT/9 ././punct/9",
        )
    )
    assert (mirror[5].dep_, mirror[5].head.text) == ("appos", "aides")


def test_an_adverb_before_that_tells_of_the_verb() -> None:
    mirror = mirrored(
        doc(
            "Quill said only that talks failed.",
            "Quill/NNP/nsubj/1 said/VBD/ROOT/1 only/RB/advmod/5 that/IN/mark/5 talks/NNS/nsubj/5 "
            "failed/VBD/ccomp/1 ././punct/1",
        )
    )
    assert mirror[2].head.text == "said"


def test_who_is_named_between_commas_does_what_lacks_a_subject() -> None:
    mirror = mirrored(
        doc(
            "With Hadi, Quill, envoy of Chad, left.",
            "With/IN/prep/9 Hadi/NNP/pobj/0 ,/,/punct/1 Quill/NNP/appos/1 ,/,/punct/3 envoy/NN/appos/3"
            " of/IN/prep/5 Chad/NNP/pobj/6 ,/,/punct/9 left/VBD/ROOT/9 ././punct/9",
        )
    )
    assert (mirror[3].dep_, mirror[3].head.text) == ("nsubj", "left")


def test_a_form_of_address_is_part_of_the_name_behind_it() -> None:
    mirror = mirrored(
        doc(
            "With His Excellency Hadi, Quill left.",
            "With/IN/prep/6 His/PRP$/poss/2 Excellency/NNP/pobj/0 Hadi/NNP/nsubj/6 ,/,/punct/3"
            " Quill/NNP/appos/3 left/VBD/ROOT/6 ././punct/6",
        )
    )
    assert (mirror[3].dep_, mirror[3].head.text) == ("pobj", "With")
    assert (mirror[5].dep_, mirror[5].head.text) == ("nsubj", "left")


def test_a_state_whose_name_has_an_and_is_one() -> None:
    mirror = mirrored(
        doc(
            "Trinidad and Tobago's envoy left.",
            "Trinidad/NNP/nsubj/5 and/CC/cc/0 Tobago/NNP/poss/4 's/POS/case/2 envoy/NN/conj/0"
            " left/VBD/ROOT/5 ././punct/5",
        )
    )
    assert (mirror[4].dep_, mirror[4].head.text) == ("nsubj", "left")


def test_the_second_of_a_list_does_not_tell_who_the_first_is() -> None:
    rows = (
        "Peru/NNP/nsubj/{0} ,/,/punct/0 Chile/NNP/appos/0 and/CC/cc/2 Mali/NNP/conj/2 {1}left/VBD/ROOT/{0}"
        " ././punct/{0}"
    )
    mirror = mirrored(doc("Peru, Chile and Mali left.", rows.format(5, "")))
    assert mirror[2].dep_ == "conj"

    mirror = mirrored(doc("Peru, Chile and Mali, left.", rows.format(6, ",/,/punct/0 ")))
    assert mirror[2].dep_ == "appos"


def test_who_follows_a_name_and_its_office_is_a_third_person_no_holder() -> None:
    mirror = mirrored(
        doc(
            "Quill, the Envoy, and Roe left.",
            "Quill/NNP/nsubj/7 ,/,/punct/0 the/DT/det/3 Envoy/NNP/appos/0 ,/,/punct/3 and/CC/cc/3"
            " Roe/NNP/conj/3 left/VBD/ROOT/7 ././punct/7",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (3, 6)] == [("appos", "Quill"), ("conj", "Quill")]


def test_who_denies_something_denies_not_what_he_does_besides() -> None:
    mirror = mirrored(
        doc(
            "He denied Chad was harmed and accused Mali.",
            "He/PRP/nsubj/1 denied/VBD/ROOT/1 Chad/NNP/nsubjpass/4 was/VBD/auxpass/4 harmed/VBN/ccomp/1 "
            "and/CC/cc/4 accused/VBD/conj/4 Mali/NNP/dobj/6 ././punct/1",
        )
    )
    assert mirror[6].head.text == mirror[5].head.text == "denied"


def test_a_name_between_commas_tells_who_the_subject_is() -> None:
    mirror = mirrored(
        doc(
            "The head, Quill, left.",
            "The/DT/det/1 head/NN/nsubj/5 ,/,/punct/1 Quill/NNP/npadvmod/1 ,/,/punct/1 left/VBD/ROOT/5 "
            "././punct/5",
        )
    )
    assert mirror[3].dep_ == "appos"


def test_the_time_that_somebody_is_given_is_what_he_is_given() -> None:
    mirror = mirrored(
        doc(
            "They give Chad a week to leave.",
            "They/PRP/nsubj/1 give/VBP/ROOT/1 Chad/NNP/dative/1 a/DT/det/4 week/NN/npadvmod/1 to/TO/aux/6"
            " leave/VB/relcl/4 ././punct/1",
        )
    )
    assert mirror[4].dep_ == "dobj"
    assert (mirror[6].dep_, mirror[6].head.text) == ("xcomp", "give")


def test_a_hyphened_word_may_be_another_than_its_last_part() -> None:
    mirror = mirrored(
        doc(
            "It is a non-starter.",
            "It/PRP/nsubj/1 is/VBZ/ROOT/1 a/DT/det/5 non/JJ/compound/5 -/NN/punct/5 starter/NN/attr/1"
            " ././punct/1",
        )
    )
    assert mirror[5].lemma_ == "non-starter"


def test_what_stands_behind_as_and_an_adjective_is_the_object() -> None:
    mirror = mirrored(
        doc(
            "They dismiss as false reports that Chile left.",
            "They/PRP/nsubj/1 dismiss/VBP/ROOT/1 as/IN/prep/1 false/JJ/amod/4 reports/NNS/pobj/2"
            " that/IN/mark/7 Chile/NNP/nsubj/7 left/VBD/ccomp/1 ././punct/1",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (3, 4, 7)] == [
        ("amod", "as"),
        ("dobj", "dismiss"),
        ("acl", "reports"),
    ]


def test_what_somebody_is_told_of_as_stays_what_he_is() -> None:
    mirror = mirrored(
        doc(
            "They describe them as false friends.",
            "They/PRP/nsubj/1 describe/VBP/ROOT/1 them/PRP/dobj/1 as/IN/prep/1 false/JJ/amod/5"
            " friends/NNS/pobj/3 ././punct/1",
        )
    )
    assert (mirror[5].dep_, mirror[5].head.text) == ("pobj", "as")


def test_what_another_says_behind_a_quotation_is_no_more_of_it() -> None:
    mirror = mirrored(
        doc(
            'He said it was "over," and Roe accused Peru.',
            'He/PRP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 was/VBD/ccomp/1 "/``/punct/3 over/RB/advmod/3 '
            ",/,/punct/3 \"/''/punct/3 and/CC/cc/3 Roe/NNP/nsubj/10 accused/VBD/conj/3 Peru/NNP/dobj/10 "
            "././punct/1",
        )
    )
    assert mirror[10].head.text == mirror[8].head.text == "said"


def test_who_is_pleaded_with_is_no_subject_of_what_he_is_to_do() -> None:
    mirror = mirrored(
        doc(
            "They plead with Peru to leave.",
            "They/PRP/nsubj/1 plead/VBP/ROOT/1 with/IN/prep/1 Peru/NNP/nsubj/5 to/TO/aux/5 leave/VB/pcomp/2 "
            "././punct/1",
        )
    )
    assert (mirror[3].dep_, mirror[3].head.text) == ("pobj", "with")
    assert (mirror[5].dep_, mirror[5].head.text) == ("xcomp", "plead")


def test_a_bare_verb_goes_on_an_infinitive_and_a_past_one_the_verb_around_it() -> None:
    mirror = mirrored(
        doc(
            "Chad told Mali to wait, show patience.",
            "Chad/NNP/nsubj/1 told/VBD/ROOT/1 Mali/NNP/dobj/1 to/TO/aux/4 wait/VB/xcomp/1 ,/,/punct/1"
            " show/VB/conj/1 patience/NN/dobj/6 ././punct/1",
        )
    )
    assert mirror[6].head.text == "wait"

    mirror = mirrored(
        doc(
            "Chad told Mali to go and thanked Peru.",
            "Chad/NNP/nsubj/1 told/VBD/ROOT/1 Mali/NNP/dobj/1 to/TO/aux/4 go/VB/xcomp/1 and/CC/cc/4"
            " thanked/VBD/conj/4 Peru/NNP/dobj/6 ././punct/1",
        )
    )
    assert mirror[6].head.text == "told"


def test_a_preposition_behind_and_goes_on_the_one_before() -> None:
    mirror = mirrored(
        doc(
            "Chad condemned the murder of Quill and of Roe.",
            "Chad/NNP/nsubj/1 condemned/VBD/ROOT/1 the/DT/det/3 murder/NN/dobj/1 of/IN/prep/3"
            " Quill/NNP/pobj/4 and/CC/cc/1 of/IN/conj/1 Roe/NNP/pobj/7 ././punct/1",
        )
    )
    assert (mirror[7].dep_, mirror[7].head.i) == ("conj", 4)


def test_a_particle_before_a_number_belongs_to_the_verb() -> None:
    mirror = mirrored(
        doc(
            "Chad handed over two spies.",
            "Chad/NNP/nsubj/1 handed/VBD/ROOT/1 over/RP/quantmod/3 two/CD/nummod/4 spies/NNS/dobj/1 "
            "././punct/1",
        )
    )
    assert (mirror[2].dep_, mirror[2].head.text) == ("prt", "handed")


def test_a_participle_goes_with_the_one_before_it() -> None:
    mirror = mirrored(
        doc(
            "Mali left, telling Chad to wait and warning Togo.",
            "Mali/NNP/nsubj/1 left/VBD/ROOT/1 ,/,/punct/1 telling/VBG/advcl/1 Chad/NNP/dobj/3 to/TO/aux/6 "
            "wait/VB/xcomp/3 and/CC/cc/6 warning/VBG/conj/6 Togo/NNP/dobj/8 ././punct/1",
        )
    )
    assert mirror[8].head.text == mirror[7].head.text == "telling"


def test_a_participle_behind_a_comma_goes_with_the_order() -> None:
    mirror = mirrored(
        doc(
            "Mali told Chad to go, waving aside its plea.",
            "Mali/NNP/nsubj/1 told/VBD/ROOT/1 Chad/NNP/dobj/1 to/TO/aux/4 go/VB/xcomp/1 ,/,/punct/4 "
            "waving/VBG/advcl/4 aside/RB/advmod/6 its/PRP$/poss/9 plea/NN/dobj/6 ././punct/1",
        )
    )
    assert mirror[6].head.text == "told"


def test_who_is_prepared_is_told_of_as_who_is_ready() -> None:
    mirror = mirrored(
        doc(
            "Mali was prepared to go.",
            "Mali/NNP/nsubjpass/2 was/VBD/auxpass/2 prepared/VBN/ROOT/2 to/TO/aux/4 go/VB/xcomp/2 "
            "././punct/2",
        )
    )
    assert (mirror[0].dep_, mirror[0].head.text) == ("nsubj", "was")
    assert (mirror[2].pos_, mirror[2].dep_, mirror[2].head.text) == ("ADJ", "acomp", "was")


def test_how_an_object_ends_up_hangs_on_the_verb() -> None:
    mirror = mirrored(
        doc(
            "Mali set free two men.",
            "Mali/NNP/nsubj/1 set/VBD/ROOT/1 free/JJ/amod/4 two/CD/nummod/4 men/NNS/dobj/1 ././punct/1",
        )
    )
    assert (mirror[2].dep_, mirror[2].head.text) == ("acomp", "set")


def test_what_somebody_has_done_is_no_thing_that_he_has() -> None:
    mirror = mirrored(
        doc(
            "Mali has frozen ties.",
            "Mali/NNP/nsubj/1 has/VBZ/ROOT/1 frozen/JJ/amod/3 ties/NNS/dobj/1 ././punct/1",
        )
    )
    assert (mirror[1].pos_, mirror[1].dep_, mirror[1].head.text) == ("AUX", "aux", "frozen")
    assert (mirror[2].tag_, mirror[2].lemma_, mirror[2].dep_) == ("VBN", "freeze", "ROOT")
    assert [each.head.text for each in (mirror[0], mirror[3], mirror[4])] == ["frozen"] * 3


def test_what_several_do_is_a_verb() -> None:
    mirror = mirrored(
        doc(
            "The talks resume in Rome.",
            "The/DT/det/2 talks/NNS/compound/2 resume/NN/ROOT/2 in/IN/prep/2 Rome/NNP/pobj/3 ././punct/2",
        )
    )
    assert (mirror[2].pos_, mirror[2].tag_, mirror[2].lemma_) == ("VERB", "VBP", "resume")
    assert (mirror[0].head.text, mirror[1].dep_) == ("talks", "nsubj")


def test_a_bare_verb_with_a_subject_is_finite() -> None:
    rows = "Talks/NNS/nsubj/1 resume/VB/ROOT/1 today/NN/npadvmod/1 ././punct/1"
    assert mirrored(doc("Talks resume today.", rows))[1].tag_ == "VBP"
    rows = "Talks/NNS/nsubj/2 will/MD/aux/2 resume/VB/ROOT/2 ././punct/2"
    assert mirrored(doc("Talks will resume.", rows))[2].tag_ == "VB"


def test_a_participle_behind_a_comma_goes_with_the_verb() -> None:
    mirror = mirrored(
        doc(
            "Farmers marched past the embassy, demanding aid.",
            "Farmers/NNS/nsubj/1 marched/VBD/ROOT/1 past/IN/prep/1 the/DT/det/4 embassy/NN/pobj/2 "
            ",/,/punct/4 demanding/VBG/acl/4 aid/NN/dobj/6 ././punct/1",
        )
    )
    assert (mirror[6].dep_, mirror[6].head.text) == ("advcl", "marched")


def test_a_hyphenated_name_is_no_part_of_the_next() -> None:
    mirror = mirrored(
        doc(
            "Ruiz met Ali al-Quill and envoy Omar Roe.",
            "Ruiz/NNP/nsubj/1 met/VBD/ROOT/1 Ali/NNP/compound/5 al/NNP/compound/5 -/,/punct/5"
            " Quill/NNP/nmod/9 and/CC/cc/5 envoy/NN/conj/5 Omar/NNP/compound/9 Roe/NNP/dobj/1 ././punct/1",
        )
    )
    told = [(token.dep_, token.head.text) for token in mirror[5:10]]
    names = [("compound", "Roe"), ("compound", "Roe"), ("conj", "Quill")]
    assert told == [("dobj", "met"), ("cc", "Quill"), *names]


def test_what_an_appeal_asks_for_hangs_on_it() -> None:
    mirror = mirrored(
        doc(
            "They spurn one plea to free him.",
            "They/PRP/nsubj/1 spurn/VBP/ROOT/1 one/CD/nummod/3 plea/NN/dobj/1 to/TO/aux/5 free/VB/advcl/1 "
            "him/PRP/dobj/5 ././punct/1",
        )
    )
    assert (mirror[5].dep_, mirror[5].head.text) == ("acl", "plea")


def test_what_somebody_gives_an_appeal_up_for_is_not_what_it_asks_for() -> None:
    mirror = mirrored(
        doc(
            "They drop one plea to save time.",
            "They/PRP/nsubj/1 drop/VBP/ROOT/1 one/CD/nummod/3 plea/NN/dobj/1 to/TO/aux/5 save/VB/advcl/1 "
            "time/NN/dobj/5 ././punct/1",
        )
    )
    assert mirror[5].head.text == "drop"


def test_what_is_taken_for_something_is_the_object() -> None:
    mirror = mirrored(
        doc(
            'They reject as "theft" a fee.',
            "They/PRP/nsubj/1 reject/VBP/ROOT/1 as/IN/prep/1 \"/``/punct/2 theft/NN/pobj/2 \"/''/punct/4 "
            "a/DT/det/7 fee/NN/appos/4 ././punct/1",
        )
    )
    assert (mirror[7].dep_, mirror[7].head.text) == ("dobj", "reject")


def test_what_an_appeal_stands_above_does_not_hang_on_it() -> None:
    mirror = mirrored(
        doc(
            "They act without pleas to free him.",
            "They/PRP/nsubj/1 act/VBP/ROOT/1 without/IN/mark/5 pleas/NNS/nsubj/5 to/TO/aux/5 free/VB/advcl/1 "
            "him/PRP/dobj/5 ././punct/1",
        )
    )
    assert [token.head.i for token in mirror] == [1, 1, 5, 5, 5, 1, 5, 1]


WORDS = (
    "plea/NN", "demands/NNS", "envoy/NN", "Roe/NNP", "Chad/NNP", "to/TO", "of/IN", "with/IN", "that/IN",
    "as/IN", "free/VB", "led/VBN", "told/VBD", "said/VBD", "accusing/VBG", "is/VBZ", "may/MD", ",/,",
    "and/CC", "he/PRP", "his/PRP$", "on/IN", "Monday/NNP", "new/JJ",
)  # fmt: skip
RELATIONS = (
    "nsubj", "dobj", "pobj", "prep", "conj", "cc", "appos", "advcl", "acl", "relcl", "xcomp", "ccomp", "aux",
    "mark", "amod", "compound", "punct", "npadvmod", "poss",
)  # fmt: skip


@given(st.data())
def test_a_parse_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 12))
    tokens = data.draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    order = data.draw(st.permutations(range(size)))  # each word hangs on one before it in this order
    heads = {word: order[data.draw(st.integers(0, n - 1))] if n else word for n, word in enumerate(order)}
    deps = [
        "ROOT" if heads[i] == i else data.draw(st.sampled_from(RELATIONS), label=f"relation of {i}")
        for i in range(size)
    ]
    rows = " ".join(f"{token}/{deps[i]}/{heads[i]}" for i, token in enumerate(tokens))
    mirror = mirrored(doc(" ".join(token.rpartition("/")[0] for token in tokens), rows))
    for token in mirror:
        above = token
        for _ in range(size):
            above = above.head
        assert above.head is above


def test_a_feeling_is_not_part_of_whose_thing_stirs_it() -> None:
    mirror = mirrored(
        doc(
            "They welcomed with caution Chile's decision.",
            "They/PRP/nsubj/1 welcomed/VBD/ROOT/1 with/IN/prep/1 caution/NN/compound/4 Chile/NNP/poss/6"
            " 's/POS/case/4 decision/NN/pobj/2 ././punct/1",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (3, 6)] == [("pobj", "with"), ("dobj", "welcomed")]


def test_what_is_voted_hangs_on_the_vote() -> None:
    mirror = mirrored(
        doc(
            "They vote by a margin to back it.",
            "They/PRP/nsubj/1 vote/VBP/ROOT/1 by/IN/agent/1 a/DT/det/4 margin/NN/pobj/2 to/TO/aux/6"
            " back/VB/relcl/4 it/PRP/dobj/6 ././punct/1",
        )
    )
    assert (mirror[6].dep_, mirror[6].head.text) == ("xcomp", "vote")


def test_what_is_offered_is_a_noun() -> None:
    mirror = mirrored(
        doc(
            "They called the truce offer a trick.",
            "They/PRP/nsubj/1 called/VBD/ROOT/1 the/DT/det/3 truce/NN/dobj/1 offer/VBP/oprd/1 a/DT/det/6"
            " trick/NN/dobj/4 ././punct/1",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (2, 3, 4, 6)] == [
        ("det", "offer"),
        ("compound", "offer"),
        ("dobj", "called"),
        ("oprd", "called"),
    ]
    assert mirror[4].tag_ == "NN"


def test_what_somebody_lets_a_truce_do_is_a_verb() -> None:
    mirror = mirrored(
        doc(
            "They let the truce move on.",
            "They/PRP/nsubj/1 let/VBD/ROOT/1 the/DT/det/3 truce/NN/nsubj/4 move/VB/ccomp/1 on/RP/prt/4"
            " ././punct/1",
        )
    )
    assert mirror[4].tag_ == "VB"


def test_what_a_proposal_is_for_hangs_on_it_where_it_is_called_something() -> None:
    mirror = mirrored(
        doc(
            "They call the plan for talks a trap.",
            "They/PRP/nsubj/1 call/VBP/ROOT/1 the/DT/det/3 plan/NN/dobj/1 for/IN/prep/1 talks/NNS/pobj/4"
            " a/DT/det/7 trap/NN/appos/5 ././punct/1",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (4, 7)] == [("prep", "plan"), ("oprd", "call")]


def test_what_somebody_is_accused_of_is_what_he_denies() -> None:
    mirror = mirrored(
        doc(
            "Peru accused Chile of arming rebels, which Chile denied.",
            "Peru/NNP/nsubj/1 accused/VBD/ROOT/1 Chile/NNP/dobj/1 of/IN/prep/1 arming/VBG/pcomp/3"
            " rebels/NNS/dobj/4 ,/,/punct/5 which/WDT/dobj/9 Chile/NNP/nsubj/9 denied/VBD/relcl/5"
            " ././punct/1",
        )
    )
    assert (mirror[9].dep_, mirror[9].head.text) == ("relcl", "arming")


def test_what_several_plan_to_do_is_a_verb() -> None:
    mirror = mirrored(
        doc(
            "Peru and Chile plan to meet.",
            "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 plan/NN/ROOT/3 to/TO/aux/5 meet/VB/xcomp/3"
            " ././punct/3",
        )
    )
    assert (mirror[3].pos_, mirror[3].tag_) == ("VERB", "VBP")


def test_who_hold_an_office_each_are_of_no_common_state() -> None:
    mirror = mirrored(
        doc(
            "Presidents Quill of Peru and Roe of Chile met.",
            "Presidents/NNPS/compound/1 Quill/NNP/nsubj/8 of/IN/prep/1 Peru/NNP/pobj/2 and/CC/cc/3"
            " Roe/NNP/conj/3 of/IN/prep/5 Chile/NNP/pobj/6 met/VBD/ROOT/8 ././punct/8",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (4, 5)] == [("cc", "Quill"), ("conj", "Quill")]


def test_a_letter_says_it_and_not_whom_it_goes_to() -> None:
    mirror = mirrored(
        doc(
            "Peru sent a letter to Chile demanding it.",
            "Peru/NNP/nsubj/1 sent/VBD/ROOT/1 a/DT/det/3 letter/NN/dobj/1 to/IN/dative/1 Chile/NNP/pobj/4"
            " demanding/VBG/acl/5 it/PRP/dobj/6 ././punct/1",
        )
    )
    assert mirror[6].head.text == "letter"


def test_what_is_set_for_a_day_tells_of_what_never_took_place() -> None:
    mirror = mirrored(
        doc(
            "Talks planned for Monday never took place.",
            "Talks/NNS/nsubj/1 planned/VBD/ROOT/1 for/IN/prep/1 Monday/NNP/pobj/2 never/RB/neg/5"
            " took/VBD/dep/1 place/NN/dobj/5 ././punct/1",
        )
    )
    told = [(token.dep_, token.head.text) for token in (mirror[0], mirror[1], mirror[5], mirror[7])]
    assert told == [("nsubj", "took"), ("acl", "Talks"), ("ROOT", "took"), ("punct", "took")]
    assert mirror[1].tag_ == "VBN"


def test_a_name_behind_an_office_of_somebody_and_a_comma_is_its_holders() -> None:
    mirror = mirrored(
        doc(
            "The mayor of Lima, Ana Quill on Monday left.",
            "The/DT/det/1 mayor/NN/nsubj/9 of/IN/prep/1 Lima/NNP/pobj/2 ,/,/punct/9 Ana/NNP/compound/6"
            " Quill/NNP/nsubj/9 on/IN/prep/9 Monday/NNP/pobj/7 left/VBD/ROOT/9 ././punct/9",
        )
    )
    assert (mirror[6].dep_, mirror[6].head.text) == ("appos", "mayor")


def test_who_is_told_is_no_part_of_the_name_behind() -> None:
    mirror = mirrored(
        doc(
            "Roe told Quill Peru is ready.",
            "Roe/NNP/nsubj/1 told/VBD/ROOT/1 Quill/NNP/compound/3 Peru/NNP/nsubj/4 is/VBZ/ccomp/1"
            " ready/JJ/acomp/4 ././punct/1",
        )
    )
    assert [(token.dep_, token.head.text) for token in mirror[2:4]] == [("dobj", "told"), ("nsubj", "is")]


def test_what_is_judged_is_of_who_made_it() -> None:
    text = "Roe criticized appeal by Peru."
    parse = "Roe/NNP/nsubj/1 criticized/VBD/ROOT/1 appeal/NN/dobj/1 by/IN/prep/1 Peru/NNP/pobj/3 ././punct/1"
    assert mirrored(doc(text, parse))[3].head.text == "appeal"
    due = mirrored(doc(text.replace("Peru", "Monday"), parse.replace("Peru", "Monday")))
    assert due[3].head.text == "criticized"


def test_what_somebody_does_in_a_statement_is_no_deed_of_the_statement() -> None:
    mirror = mirrored(
        doc(
            "The ministry in a note called on Peru to go.",
            "The/DT/det/1 ministry/NN/ROOT/1 in/IN/prep/1 a/DT/det/4 note/NN/pobj/2 called/VBN/acl/4"
            " on/IN/prep/5 Peru/NNP/pobj/6 to/TO/aux/9 go/VB/xcomp/5 ././punct/1",
        )
    )
    assert (mirror[5].dep_, mirror[1].dep_, mirror[1].head.text) == ("ROOT", "nsubj", "called")


@pytest.mark.parametrize(
    ("text", "rows", "told"),
    [
        (
            "Ruiz told them the rebels aimed to win.",
            "Ruiz/NNP/nsubj/1 told/VBD/ROOT/1 them/PRP/dobj/1 the/DT/det/4 rebels/NNS/dobj/1 aimed/VBN/acl/4 "
            "to/TO/aux/7 win/VB/xcomp/5 ././punct/1",
            [("nsubj", "aimed"), ("ccomp", "told")],
        ),
        (
            "Ruiz told them the story written by rebels.",
            "Ruiz/NNP/nsubj/1 told/VBD/ROOT/1 them/PRP/dobj/1 the/DT/det/4 story/NN/dobj/1 written/VBN/acl/4 "
            "by/IN/agent/5 rebels/NNS/pobj/6 ././punct/1",
            [("dobj", "told"), ("acl", "story")],
        ),
    ],
)
def test_what_somebody_is_told_has_a_subject(text: str, rows: str, told: list[tuple[str, str]]) -> None:
    mirror = mirrored(doc(text, rows))
    assert [(token.dep_, token.head.text) for token in mirror[4:6]] == told


def test_who_is_named_behind_an_opening_participle_is_the_subject() -> None:
    mirror = mirrored(
        doc(
            "Meeting in Lima, Ruiz and Roe signed.",
            "Meeting/VBG/nsubj/7 in/IN/prep/0 Lima/NNP/pobj/1 ,/,/punct/0 Ruiz/NNP/conj/0 and/CC/cc/4 "
            "Roe/NNP/conj/4 signed/VBD/ROOT/7 ././punct/7",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (0, 3, 4, 6)] == [
        ("advcl", "signed"),
        ("punct", "signed"),
        ("nsubj", "signed"),
        ("conj", "Ruiz"),
    ]


def test_what_has_an_article_and_a_nouns_place_is_a_noun() -> None:
    rows = "The/DT/det/2 Oslo/NNP/compound/2 talks/VBZ/nsubj/3 failed/VBD/ROOT/3 ././punct/3"
    mirror = mirrored(doc("The Oslo talks failed.", rows))
    assert (mirror[2].pos_, mirror[2].tag_, mirror[2].lemma_) == ("NOUN", "NNS", "talk")


def test_a_noun_right_before_the_auxiliary_of_a_second_verb_is_its_subject() -> None:
    mirror = mirrored(
        doc(
            "Ruiz would help Peru and Chile would go.",
            "Ruiz/NNP/nsubj/2 would/MD/aux/2 help/VB/ROOT/2 Peru/NNP/dobj/2 and/CC/cc/3 Chile/NNP/conj/3 "
            "would/MD/aux/7 go/VB/conj/2 ././punct/2",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (4, 5, 7)] == [
        ("cc", "help"),
        ("nsubj", "go"),
        ("conj", "help"),
    ]


def test_who_is_named_behind_an_opening_event_is_the_subject() -> None:
    mirror = mirrored(
        doc(
            "After talks with Roe, Ana Ruiz left.",
            "After/IN/mark/7 talks/NNS/nsubj/7 with/IN/prep/1 Roe/NNP/pobj/2 ,/,/punct/3 Ana/NNP/compound/6 "
            "Ruiz/NNP/appos/3 left/VBD/ROOT/7 ././punct/7",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (0, 1, 4, 6)] == [
        ("prep", "left"),
        ("pobj", "After"),
        ("punct", "left"),
        ("nsubj", "left"),
    ]


def test_who_is_named_behind_what_he_does_besides_is_the_subject() -> None:
    mirror = mirrored(
        doc(
            "Speaking after talks with Roe, Ana Ruiz left.",
            "Speaking/VBG/advcl/8 after/IN/prep/0 talks/NNS/pobj/1 with/IN/prep/2 Roe/NNP/pobj/3 ,/,/punct/4 "
            "Ana/NNP/compound/7 Ruiz/NNP/appos/4 left/VBD/ROOT/8 ././punct/8",
        )
    )
    assert (mirror[7].dep_, mirror[7].head.text) == ("nsubj", "left")


def test_who_does_what_a_passive_tells_stands_behind_what_it_is_done_for() -> None:
    mirror = mirrored(
        doc(
            "Roe was accused of his deeds by Chile.",
            "Roe/NNP/nsubjpass/2 was/VBD/auxpass/2 accused/VBN/ROOT/2 of/IN/prep/2 his/PRP$/poss/5 "
            "deeds/NNS/pobj/3 by/IN/prep/5 Chile/NNP/pobj/6 ././punct/2",
        )
    )
    assert (mirror[6].dep_, mirror[6].head.text) == ("agent", "accused")
    mirror = mirrored(
        doc(
            "Roe was urged to stand by Chile.",
            "Roe/NNP/nsubjpass/2 was/VBD/auxpass/2 urged/VBN/ROOT/2 to/TO/aux/4 stand/VB/xcomp/2 "
            "by/IN/prep/4 Chile/NNP/pobj/5 ././punct/2",
        )
    )
    assert (mirror[5].dep_, mirror[5].head.text) == ("prep", "stand")


def test_each_of_two_nouns_has_its_own_whence() -> None:
    mirror = mirrored(
        doc(
            "It drew fire from Peru and praise from Mali.",
            "It/PRP/nsubj/1 drew/VBD/ROOT/1 fire/NN/dobj/1 from/IN/prep/2 Peru/NNP/pobj/3 and/CC/cc/2 "
            "praise/NN/conj/2 from/IN/prep/1 Mali/NNP/pobj/7 ././punct/1",
        )
    )
    assert [mirror[i].head.text for i in (3, 7)] == ["fire", "praise"]


def test_who_is_named_behind_a_source_is_the_subject() -> None:
    mirror = mirrored(
        doc(
            "According to Roe, Chile left.",
            "According/VBG/prep/5 to/IN/prep/0 Roe/NNP/pobj/1 ,/,/punct/2 Chile/NNP/appos/2 left/VBD/ROOT/5 "
            "././punct/5",
        )
    )
    assert (mirror[4].dep_, mirror[4].head.text) == ("nsubj", "left")


def test_an_official_behind_what_he_says_is_the_subject_though_the_parse_adds_it() -> None:
    mirror = mirrored(
        doc(
            "Roe left Lima, a diplomat there said.",
            "Roe/NNP/nsubj/1 left/VBD/ROOT/1 Lima/NNP/dobj/1 ,/,/punct/2 a/DT/det/5 diplomat/NN/appos/2 "
            "there/RB/advmod/5 said/VBD/conj/1 ././punct/1",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (1, 5, 7)] == [
        ("ccomp", "said"),
        ("nsubj", "said"),
        ("ROOT", "said"),
    ]


def test_a_will_that_opens_a_question_is_no_name() -> None:
    mirror = mirrored(doc("Will Peru go?", "Will/NNP/compound/1 Peru/NNP/nsubj/2 go/VB/ROOT/2 ?/./punct/2"))
    assert (mirror[0].dep_, mirror[0].tag_, mirror[0].head.text) == ("aux", "MD", "go")


def test_a_clause_before_a_semicolon_is_not_what_somebody_says_behind_it() -> None:
    mirror = mirrored(
        doc(
            "Ruiz left; today he said he was ill.",
            "Ruiz/NNP/nsubj/1 left/VBD/ccomp/5 ;/:/punct/5 today/NN/npadvmod/5 he/PRP/nsubj/5 "
            "said/VBD/ROOT/5 he/PRP/nsubj/7 was/VBD/ccomp/5 ill/JJ/acomp/7 ././punct/5",
        )
    )
    assert [(mirror[i].dep_, mirror[i].head.text) for i in (1, 5)] == [("ROOT", "left"), ("conj", "left")]


def test_where_somebody_says_a_thing_is_no_part_of_it() -> None:
    mirror = mirrored(
        doc(
            "Roe rejected it all in an interview.",
            "Roe/NNP/nsubj/1 rejected/VBD/ROOT/1 it/PRP/dobj/1 all/DT/appos/2 in/IN/prep/2 an/DT/det/6 "
            "interview/NN/pobj/4 ././punct/1",
        )
    )
    assert (mirror[4].dep_, mirror[4].head.text) == ("prep", "rejected")
