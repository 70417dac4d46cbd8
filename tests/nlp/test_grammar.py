"""Who a word stands for, decided by grammar on Docs built by hand."""

from __future__ import annotations

from tests.nlp.built import labels, read


def test_a_state_is_known_by_its_name_and_its_adjective() -> None:
    r = read(
        "Chad accused Libyan officials .",
        "Chad/NNP/nsubj/1 accused/VBD/ROOT/1 Libyan/JJ/amod/3 officials/NNS/dobj/1 ./././1",
    )
    assert labels(r, "Chad") == ["Chad"]
    assert labels(r, "Libyan") == ["Libya"]
    assert labels(r, "officials") == ["Libyan officials"]
    assert r.actors[r.actors_at(r.doc[0])[0]].known == "chad"


def test_a_capital_that_acts_is_its_state() -> None:
    r = read("Lisbon said so .", "Lisbon/NNP/nsubj/1 said/VBD/ROOT/1 so/RB/advmod/1 ./././1")
    assert labels(r, "Lisbon") == ["Portugal"]
    assert r.mentions[0].form == "metonym"


def test_a_capital_that_something_happens_in_is_a_place() -> None:
    r = read(
        "They met in Lisbon .",
        "They/PRP/nsubj/1 met/VBD/ROOT/1 in/IN/prep/1 Lisbon/NNP/pobj/2 ./././1",
        "Lisbon=GPE",
    )
    assert labels(r, "Lisbon") == []
    place = r.place_at(r.doc[3])
    assert place is not None
    assert place.label == "Lisbon"


def test_a_surname_is_the_person_of_the_full_name() -> None:
    r = read(
        "Ana Quill met reporters . Quill said no .",
        "Ana/NNP/compound/1 Quill/NNP/nsubj/2 met/VBD/ROOT/2 reporters/NNS/dobj/2 ./././2 "
        "Quill/NNP/nsubj/6 said/VBD/ROOT/6 no/RB/dobj/6 ./././6",
        "Ana Quill=PERSON",
    )
    assert labels(r, "Quill", 1) == ["Ana Quill"], "the model missed the second mention"


def test_two_of_a_name_stay_two() -> None:
    r = read(
        "Ana Quill met Bob Quill . Mrs. Quill smiled .",
        "Ana/NNP/compound/1 Quill/NNP/nsubj/2 met/VBD/ROOT/2 Bob/NNP/compound/4 Quill/NNP/dobj/2 ./././2 "
        "Mrs./NNP/compound/7 Quill/NNP/nsubj/8 smiled/VBD/ROOT/8 ./././8",
        "Ana Quill=PERSON;Bob Quill=PERSON",
    )
    assert labels(r, "Quill", 0) != labels(r, "Quill", 1)
    assert labels(r, "Quill", 2) == ["Ana Quill"], "a title tells the woman"


def test_the_surname_alone_is_the_one_named_most() -> None:
    r = read(
        "Bob Quill spoke . Quill met Ana Quill . Quill left .",
        "Bob/NNP/compound/1 Quill/NNP/nsubj/2 spoke/VBD/ROOT/2 ./././2 "
        "Quill/NNP/nsubj/5 met/VBD/ROOT/5 Ana/NNP/compound/7 Quill/NNP/dobj/5 ./././5 "
        "Quill/NNP/nsubj/10 left/VBD/ROOT/10 ./././10",
        "Bob Quill=PERSON;Ana Quill=PERSON",
    )
    assert labels(r, "Quill", 3) == ["Bob Quill"]


def test_the_surname_alone_is_not_who_tells_who_another_is() -> None:
    r = read(
        "Ana Quill , aide of Bob Quill , spoke . Quill left .",
        "Ana/NNP/compound/1 Quill/NNP/nsubj/8 ,/,/punct/1 aide/NN/appos/1 of/IN/prep/3 Bob/NNP/compound/6 "
        "Quill/NNP/pobj/4 ,/,/punct/1 spoke/VBD/ROOT/8 ./././8 Quill/NNP/nsubj/11 left/VBD/ROOT/11 ./././11",
        "Ana Quill=PERSON;Bob Quill=PERSON",
    )
    assert labels(r, "Quill", 2) == ["Ana Quill"]


def test_a_title_makes_a_person_of_what_the_model_calls_a_city() -> None:
    r = read(
        "President Zed Zarkan left .",
        "President/NNP/compound/2 Zed/NNP/compound/2 Zarkan/NNP/nsubj/3 left/VBD/ROOT/3 ./././3",
        "Zed Zarkan=GPE",
    )
    assert [actor.type for actor in r.actors.values()] == ["Person"]
    assert labels(r, "Zarkan") == ["Zed Zarkan"]


def test_an_office_is_its_holder() -> None:
    r = read(
        "Malian Foreign Minister Oumar Zed arrived . The minister smiled .",
        "Malian/JJ/amod/2 Foreign/NNP/compound/2 Minister/NNP/compound/4 Oumar/NNP/compound/4 "
        "Zed/NNP/nsubj/5 "
        "arrived/VBD/ROOT/5 ./././5 The/DT/det/8 minister/NN/nsubj/9 smiled/VBD/ROOT/9 ./././9",
        "Oumar Zed=PERSON",
    )
    assert labels(r, "minister") == ["Oumar Zed"]
    key = r.actors_at(r.doc[4])[0]
    assert r.actors[key].affiliation == "mali"


def test_an_apposition_tells_the_office() -> None:
    r = read(
        "Oumar Zed , the Malian envoy , spoke . The envoy left .",
        "Oumar/NNP/compound/1 Zed/NNP/nsubj/7 ,/,/punct/1 the/DT/det/5 Malian/JJ/amod/5 "
        "envoy/NN/appos/1 ,/,/punct/1 "
        "spoke/VBD/ROOT/7 ./././7 The/DT/det/10 envoy/NN/nsubj/11 left/VBD/ROOT/11 ./././11",
        "Oumar Zed=PERSON",
    )
    assert labels(r, "envoy", 0) == ["Oumar Zed"]
    assert labels(r, "envoy", 1) == ["Oumar Zed"]


def test_who_holds_an_office_by_apposition_is_a_person() -> None:
    r = read(
        "The envoy , Zoran Quill , left .",
        "The/DT/det/1 envoy/NN/nsubj/6 ,/,/punct/1 Zoran/NNP/compound/4 Quill/NNP/appos/1 ,/,/punct/1 "
        "left/VBD/ROOT/6 ./././6",
        "Zoran Quill=ORG",
    )
    assert [actor.type for actor in r.actors.values()] == ["Person"]


def test_the_president_is_no_vice_president() -> None:
    r = read(
        "Vice President Oumar Zed arrived . The president smiled .",
        "Vice/NNP/compound/1 President/NNP/compound/3 Oumar/NNP/compound/3 Zed/NNP/nsubj/4 "
        "arrived/VBD/ROOT/4 ./././4 "
        "The/DT/det/7 president/NN/nsubj/8 smiled/VBD/ROOT/8 ./././8",
        "Oumar Zed=PERSON",
    )
    assert labels(r, "president") == []


def test_an_office_by_the_date() -> None:
    rows = "The/DT/det/3 French/JJ/amod/3 foreign/JJ/amod/3 minister/NN/nsubj/4 left/VBD/ROOT/4 ./././4"
    text = "The French foreign minister left ."
    then = labels(read(text, rows, date="2010-03-01"), "minister")
    later = labels(read(text, rows, date="2014-03-01"), "minister")
    assert then == ["Bernard Kouchner"]
    assert later == ["Laurent Fabius"]
    assert labels(read(text, rows), "minister") == ["French foreign minister"], (
        "without a date nobody is guessed"
    )


def test_he_is_the_subject_of_the_sentence_before() -> None:
    r = read(
        "Oumar Zed met Ana Quill in May . He said no .",
        "Oumar/NNP/compound/1 Zed/NNP/nsubj/2 met/VBD/ROOT/2 Ana/NNP/compound/4 Quill/NNP/dobj/2 "
        "in/IN/prep/2 "
        "May/NNP/pobj/5 ./././2 He/PRP/nsubj/9 said/VBD/ROOT/9 no/RB/dobj/9 ./././9",
        "Oumar Zed=PERSON;Ana Quill=PERSON",
    )
    assert labels(r, "He") == ["Oumar Zed"]


def test_he_is_who_reported_the_sentence_before() -> None:
    r = read(
        "Oumar Zed will rest , Piet Quill said . He said no .",
        "Oumar/NNP/compound/1 Zed/NNP/nsubj/3 will/MD/aux/3 rest/VB/ROOT/3 ,/,/punct/3 "
        "Piet/NNP/compound/6 Quill/NNP/nsubj/7 said/VBD/advcl/3 ./././3 "
        "He/PRP/nsubj/10 said/VBD/ROOT/10 no/RB/dobj/10 ./././10",
        "Oumar Zed=PERSON;Piet Quill=PERSON",
    )
    assert labels(r, "He") == ["Piet Quill"]


def test_it_is_who_issued_the_statement_that_spoke_last() -> None:
    r = read(
        "Chad's statement said no to Togo . Togo left . It said yes .",
        "Chad/NNP/poss/2 's/POS/case/0 statement/NN/nsubj/3 said/VBD/ROOT/3 no/RB/dobj/3 to/IN/prep/3 "
        "Togo/NNP/pobj/5 ./././3 Togo/NNP/nsubj/9 left/VBD/ROOT/9 ./././9 "
        "It/PRP/nsubj/12 said/VBD/ROOT/12 yes/RB/dobj/12 ./././12",
    )
    assert labels(r, "It") == ["Chad"]


def test_who_speaks_within_quotation_marks_did_not_issue_the_statement() -> None:
    r = read(
        'Chad said " Togo said no " . The statement said so .',
        'Chad/NNP/nsubj/1 said/VBD/ROOT/1 "/``/punct/4 Togo/NNP/nsubj/4 said/VBD/ccomp/1 no/RB/dobj/4 '
        "\"/''/punct/4 ./././1 The/DT/det/9 statement/NN/nsubj/10 said/VBD/ROOT/10 so/RB/advmod/10 ./././10",
    )
    assert labels(r, "statement") == ["Chad"]


def test_she_is_no_man() -> None:
    r = read(
        "Mr. Zed met Mrs. Quill . She said no .",
        "Mr./NNP/compound/1 Zed/NNP/nsubj/2 met/VBD/ROOT/2 Mrs./NNP/compound/4 Quill/NNP/dobj/2 ./././2 "
        "She/PRP/nsubj/7 said/VBD/ROOT/7 no/RB/dobj/7 ./././7",
        "Zed=PERSON;Quill=PERSON",
    )
    assert labels(r, "She") == ["Quill"]


def test_a_given_name_tells_a_man() -> None:
    r = read(
        "Ruth Quill met Edward Zed . Edward Zed left . She said no .",
        "Ruth/NNP/compound/1 Quill/NNP/nsubj/2 met/VBD/ROOT/2 Edward/NNP/compound/4 Zed/NNP/dobj/2 ./././2 "
        "Edward/NNP/compound/7 Zed/NNP/nsubj/8 left/VBD/ROOT/8 ./././8 "
        "She/PRP/nsubj/11 said/VBD/ROOT/11 no/RB/dobj/11 ./././11",
        "Ruth Quill=PERSON;Edward Zed=PERSON",
    )
    assert labels(r, "She") == ["Ruth Quill"]


def test_it_is_a_state_or_body_and_sometimes_nothing() -> None:
    r = read(
        "Chad left . It said no . It is clear that Chad left .",
        "Chad/NNP/nsubj/1 left/VBD/ROOT/1 ./././1 It/PRP/nsubj/4 said/VBD/ROOT/4 no/RB/dobj/4 ./././4 "
        "It/PRP/nsubj/8 is/VBZ/ROOT/8 clear/JJ/acomp/8 that/IN/mark/12 Chad/NNP/nsubj/12 "
        "left/VBD/ccomp/8 ./././8",
    )
    assert labels(r, "It", 0) == ["Chad"]
    assert labels(r, "It", 1) == []


def test_they_are_those_named_together() -> None:
    r = read(
        "Chad and Niger signed . They said so .",
        "Chad/NNP/nsubj/3 and/CC/cc/0 Niger/NNP/conj/0 signed/VBD/ROOT/3 ./././3 They/PRP/nsubj/6 "
        "said/VBD/ROOT/6 "
        "so/RB/advmod/6 ./././6",
    )
    assert labels(r, "They") == ["Chad", "Niger"]


def test_both_sides_are_the_two_named_together() -> None:
    r = read(
        "Chad met Niger and Mali . The two countries signed . Both sides left .",
        "Chad/NNP/nsubj/1 met/VBD/ROOT/1 Niger/NNP/dobj/1 and/CC/cc/2 Mali/NNP/conj/2 ./././1 "
        "The/DT/det/8 two/CD/nummod/8 countries/NNS/nsubj/9 signed/VBD/ROOT/9 ./././9 "
        "Both/DT/det/12 sides/NNS/nsubj/13 left/VBD/ROOT/13 ./././13",
    )
    assert labels(r, "countries") == ["Niger", "Mali"]
    assert labels(r, "sides") == ["Niger", "Mali"]


def test_leaders_of_two_states_are_two_groups() -> None:
    r = read(
        "Chadian and Malian leaders met .",
        "Chadian/JJ/amod/3 and/CC/cc/0 Malian/JJ/conj/0 leaders/NNS/nsubj/4 met/VBD/ROOT/4 ./././4",
    )
    assert labels(r, "leaders") == ["Chadian leaders", "Malian leaders"]
    assert {a.affiliation for a in r.actors.values() if a.type == "Group"} == {"chad", "mali"}


def test_a_government_is_its_state() -> None:
    r = read(
        "The Malian government met Zed . His government left .",
        "The/DT/det/2 Malian/JJ/amod/2 government/NN/nsubj/3 met/VBD/ROOT/3 Zed/NNP/dobj/3 ./././3 "
        "His/PRP$/poss/7 government/NN/nsubj/8 left/VBD/ROOT/8 ./././8",
        "Zed=PERSON",
    )
    assert labels(r, "government", 0) == ["Mali"]
    assert labels(r, "government", 1) == [], "nobody said whose Zed is"


def test_an_interim_government_is_not_the_state() -> None:
    r = read(
        "The interim government left Mali .",
        "The/DT/det/2 interim/JJ/amod/2 government/NN/nsubj/3 left/VBD/ROOT/3 Mali/NNP/dobj/3 ./././3",
    )
    assert labels(r, "government") == ["interim government"]


def test_unnamed_officials_are_persons_one_by_one() -> None:
    r = read(
        "A senior Malian official spoke . The official left . One diplomat stayed . One diplomat slept .",
        "A/DT/det/3 senior/JJ/amod/3 Malian/JJ/amod/3 official/NN/nsubj/4 spoke/VBD/ROOT/4 ./././4 "
        "The/DT/det/7 official/NN/nsubj/8 left/VBD/ROOT/8 ./././8 "
        "One/CD/nummod/11 diplomat/NN/nsubj/12 stayed/VBD/ROOT/12 ./././12 "
        "One/CD/nummod/15 diplomat/NN/nsubj/16 slept/VBD/ROOT/16 ./././16",
    )
    assert labels(r, "official", 0) == ["senior Malian official"]
    assert labels(r, "official", 1) == ["senior Malian official"]
    assert labels(r, "diplomat", 0) == labels(r, "diplomat", 1) == ["one diplomat"]
    assert r.actors_at(r.doc[11]) != r.actors_at(r.doc[15]), "two of them, called alike"


def test_an_acronym_means_what_the_article_says() -> None:
    r = read(
        "The Greater Harbour Congress (GHC) met . The GHC left .",
        "The/DT/det/3 Greater/NNP/compound/3 Harbour/NNP/compound/3 Congress/NNP/nsubj/7 (/-LRB-/punct/3 "
        "GHC/NNP/appos/3 )/-RRB-/punct/3 met/VBD/ROOT/7 ./././7 The/DT/det/10 GHC/NNP/nsubj/11 "
        "left/VBD/ROOT/11 ./././11",
        "Greater Harbour Congress=ORG;GHC=ORG",
    )
    assert labels(r, "GHC", 1) == ["Greater Harbour Congress"]
    assert len(r.actors) == 1


def test_i_is_who_speaks() -> None:
    r = read(
        '" I agree , " Ana Quill said .',
        "\"/``/punct/2 I/PRP/nsubj/2 agree/VBP/ccomp/7 ,/,/punct/7 \"/''/punct/7 Ana/NNP/compound/6 "
        "Quill/NNP/nsubj/7 "
        "said/VBD/ROOT/7 ./././7",
        "Ana Quill=PERSON",
    )
    assert labels(r, "I") == ["Ana Quill"]


def test_i_outside_quotation_marks_is_nobody() -> None:
    r = read(
        "I agree , Ana Quill said .",
        "I/PRP/nsubj/1 agree/VBP/ccomp/5 ,/,/punct/5 Ana/NNP/compound/4 Quill/NNP/nsubj/5 "
        "said/VBD/ROOT/5 ./././5",
        "Ana Quill=PERSON",
    )
    assert labels(r, "I") == []


def test_a_spokesman_is_his_who_is_named() -> None:
    r = read(
        "Quill 's spokesman said no . Zed 's spokesman said yes . Quill 's spokesman left .",
        "Quill/NNP/poss/2 's/POS/case/0 spokesman/NN/nsubj/3 said/VBD/ROOT/3 no/RB/dobj/3 ./././3 "
        "Zed/NNP/poss/8 's/POS/case/6 spokesman/NN/nsubj/9 said/VBD/ROOT/9 yes/RB/dobj/9 ./././9 "
        "Quill/NNP/poss/14 's/POS/case/12 spokesman/NN/nsubj/15 left/VBD/ROOT/15 ./././15",
        "Quill=PERSON;Zed=PERSON",
    )
    said = [labels(r, "spokesman", n) for n in range(3)]
    assert said == [["Quill 's spokesman"], ["Zed 's spokesman"], ["Quill 's spokesman"]]


def test_laws_and_adjectives_are_no_actors() -> None:
    r = read(
        "The Clean Harbour Act and Islamist ideas spread .",
        "The/DT/det/3 Clean/NNP/compound/3 Harbour/NNP/compound/3 Act/NNP/nsubj/7 and/CC/cc/3 "
        "Islamist/JJ/amod/6 "
        "ideas/NNS/conj/3 spread/VBD/ROOT/7 ./././7",
        "Clean Harbour Act=ORG;Islamist=NORP",
    )
    assert r.mentions == ()


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    r = read(
        "Chad and Niger signed . They said so .",
        "Chad/NNP/nsubj/3 and/CC/cc/0 Niger/NNP/conj/0 signed/VBD/ROOT/3 ./././3 They/PRP/nsubj/6 "
        "said/VBD/ROOT/6 "
        "so/RB/advmod/6 ./././6",
    )
    assert list(r.mentions) == sorted(r.mentions, key=lambda m: m.span)
    assert all(a.span.end <= b.span.begin for a, b in zip(r.mentions, r.mentions[1:], strict=False))
    assert r.actors["chad"].aliases == ("Chad",), "a pronoun is no alias"


def test_of_two_named_as_often_the_one_named_last() -> None:
    r = read(
        "Bob Quill met Ana Quill . Quill left .",
        "Bob/NNP/compound/1 Quill/NNP/nsubj/2 met/VBD/ROOT/2 Ana/NNP/compound/4 Quill/NNP/dobj/2 ./././2 "
        "Quill/NNP/nsubj/7 left/VBD/ROOT/7 ./././7",
        "Bob Quill=PERSON;Ana Quill=PERSON",
    )
    assert labels(r, "Quill", 2) == ["Ana Quill"]


def test_a_statement_speaks_for_who_issued_it() -> None:
    r = read(
        "A Malian statement said no . Chad said yes . The statement said more . The letter said less .",
        "A/DT/det/2 Malian/JJ/amod/2 statement/NN/nsubj/3 said/VBD/ROOT/3 no/RB/dobj/3 ./././3 "
        "Chad/NNP/nsubj/7 said/VBD/ROOT/7 yes/RB/dobj/7 ./././7 "
        "The/DT/det/11 statement/NN/nsubj/12 said/VBD/ROOT/12 more/RB/dobj/12 ./././12 "
        "The/DT/det/16 letter/NN/nsubj/17 said/VBD/ROOT/17 less/RB/dobj/17 ./././17",
    )
    assert labels(r, "statement", 0) == ["Mali"]
    assert labels(r, "statement", 1) == ["Mali"], "the one told of before"
    assert labels(r, "letter") == ["Mali"], "who spoke last"


def test_the_south_is_the_state_that_begins_so() -> None:
    rows = (
        "South/NNP/compound/1 Africa/NNP/nsubj/2 left/VBD/ROOT/2 ./././2 The/DT/det/5 South/NNP/nsubj/6 "
        "stayed/VBD/ROOT/6 ./././6"
    )
    assert labels(read("South Africa left . The South stayed .", rows), "South", 1) == ["South Africa"]


def test_a_proper_noun_that_speaks_is_a_name() -> None:
    r = read(
        "Broadcaster Kanal9 said Oman left .",
        "Broadcaster/NN/compound/1 Kanal9/NNP/nsubj/2 said/VBD/ROOT/2 Oman/NNP/nsubj/4 left/VBD/ccomp/2 "
        "./././2",
    )
    assert labels(r, "Kanal9") == ["Kanal9"]


def test_a_direction_alone_is_nobody() -> None:
    r = read("The South stayed .", "The/DT/det/1 South/NNP/nsubj/2 stayed/VBD/ROOT/2 ./././2")
    assert labels(r, "South") == []


def test_who_is_the_noun_before() -> None:
    r = read(
        "Ana Quill , who left , smiled .",
        "Ana/NNP/compound/1 Quill/NNP/nsubj/6 ,/,/punct/1 who/WP/nsubj/4 left/VBD/relcl/1 ,/,/punct/1 "
        "smiled/VBD/ROOT/6 ./././6",
        "Ana Quill=PERSON",
    )
    assert labels(r, "who") == ["Ana Quill"]


def test_whoever_says_something_in_the_plural_is_a_group() -> None:
    r = read(
        "Fishermen said no . Boats sank .",
        "Fishermen/NNS/nsubj/1 said/VBD/ROOT/1 no/RB/dobj/1 ./././1 Boats/NNS/nsubj/5 sank/VBD/ROOT/5 "
        "./././5",
    )
    assert labels(r, "Fishermen") == ["Fishermen"]
    assert labels(r, "Boats") == []


def test_the_countries_are_those_just_named_together() -> None:
    r = read(
        "Chad and Niger met . The countries signed .",
        "Chad/NNP/nsubj/3 and/CC/cc/0 Niger/NNP/conj/0 met/VBD/ROOT/3 ./././3 The/DT/det/6 "
        "countries/NNS/nsubj/7 "
        "signed/VBD/ROOT/7 ./././7",
    )
    assert labels(r, "countries") == ["Chad", "Niger"]


def test_our_government_is_the_speaker_s() -> None:
    r = read(
        'Malian envoy Ana Quill said " our government agrees " .',
        "Malian/JJ/amod/3 envoy/NN/compound/3 Ana/NNP/compound/3 Quill/NNP/nsubj/4 "
        'said/VBD/ROOT/4 "/``/punct/8 '
        "our/PRP$/poss/7 government/NN/nsubj/8 agrees/VBZ/ccomp/4 \"/''/punct/8 ./././4",
        "Ana Quill=PERSON",
    )
    assert labels(r, "government") == ["Mali"]
