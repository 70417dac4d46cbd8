"""Whom an act turns to: nobody turns to those whom he acts for."""

from __future__ import annotations

from kg.extract.acts import acts, candidates
from kg.extract.attribution import speech
from kg.extract.targets import cast, options
from kg.model import Document
from kg.nlp import load, read

CRITICISM = "accusation:draw criticism:self:doer"


def test_no_doer_turns_to_his_own_state() -> None:
    text = "Norwegian Foreign Minister Ola Lund and Kenyan President Jane Roe promised Chad a truce."
    reading = read(Document(text), load())
    for candidate in candidates(reading, ()):
        if candidate.fact.type == "Agreement":
            act = candidate.fact
            break
    assert {reading.actors[key].label for key in act.actor} == {"Ola Lund", "Jane Roe"}
    turned_to = [each.actors for each in options(act, cast(reading), speech(()))]
    assert turned_to == [("chad",)]


def test_who_are_several_turn_to_none_of_their_own() -> None:
    reading = read(Document("The presidents of Peru, Chile and Cuba agreed to meet."), load())
    (act,) = (each.fact for each in candidates(reading, ()) if each.fact.type == "Agreement")
    assert list(options(act, cast(reading), speech(()))) == []


def test_nobody_threatens_his_own_state_with_what_it_will_do() -> None:
    text = "Kenyan President Jane Roe warned that {} would pay a price if the shelling went on."
    for state, target in (("Kenya", ()), ("Chad", ("chad",))):
        reading = read(Document(text.format(state)), load())
        threats = [each.fact for each in candidates(reading, ()) if each.fact.type == "Threat"]
        (warned,) = (act for act in threats if act.content.startswith(state))
        assert warned.target == target


def test_rebels_turn_to_the_state_that_they_fight() -> None:
    text = "{} demanded on Monday that the prisoners be freed, weeks after talks with Chad failed."
    for doers, turned_to in (("Chadian rebels", ["Chad"]), ("Chadian officials", [])):
        reading = read(Document(text.format(doers)), load())
        act = next(each.fact for each in candidates(reading, ()) if each.fact.type == "Demand")
        found = [each.actors for each in options(act, cast(reading), speech(()))]
        assert sorted(reading.actors[key].label for keys in found for key in keys) == turned_to


def test_where_a_thing_is_to_be_is_nobody_turned_to() -> None:
    reading = read(Document("Peru urged an end to the war in Chad and to talks with Kenya."), load())
    act = next(each.fact for each in candidates(reading, ()) if each.fact.type == "Demand")
    assert [each.actors for each in options(act, cast(reading), speech(()))] == [("kenya",)]


def test_rebels_promise_to_their_own_state_only_by_name() -> None:
    reading = read(Document("Chadian rebels promised in May that the attacks would end."), load())
    act = next(each.fact for each in candidates(reading, ()) if each.fact.type == "Agreement")
    assert list(options(act, cast(reading), speech(()))) == []


def test_whom_a_doer_serves_is_not_whom_he_turns_to() -> None:
    text = "{} demanded that the prisoners be freed."
    for doer in ("Ana Quill, leader of the Oslo League,", "Eva Roe's deputy, Ana Quill,"):
        reading = read(Document(text.format(doer)), load())
        act = next(each.fact for each in candidates(reading, ()) if each.fact.type == "Demand")
        found = [key for each in options(act, cast(reading), speech(())) for key in each.actors]
        assert found == []


def test_nobody_turns_to_a_pact_or_a_fund() -> None:
    text = "Peru threatened in a letter to Chile and to the Andean Trust Fund to quit NAFTA."
    reading = read(Document(text), load())
    act = next(each.fact for each in candidates(reading, ()) if each.fact.type == "Threat")
    found = [key for each in options(act, cast(reading), speech(())) for key in each.actors]
    assert [reading.actors[key].label for key in found] == ["Chile"]


def test_with_whom_something_is_to_be_done_is_not_told_to_do_it() -> None:
    reading = read(Document("Peru insisted that Chad be expelled from the league."), load())
    act = next(each.fact for each in candidates(reading, ()) if each.fact.type == "Demand")
    assert list(options(act, cast(reading), speech(()))) == []


def test_penalties_do_not_hit_whom_the_blow_struck_that_they_answer() -> None:
    text = "France imposed sanctions after Peru's invasion of Chad."
    reading = read(Document(text), load())
    act = next(each.fact for each in candidates(reading, ()) if each.fact.type == "Sanction")
    assert [each.actors for each in options(act, cast(reading), speech(()))] == [("peru",)]


def test_a_deed_is_denied_to_nobody_whom_it_names() -> None:
    reading = read(Document("Iran denied on Monday that it had sent arms to Yemen and Chad."), load())
    denials = [each.fact for each in candidates(reading, ()) if each.fact.type == "Rejection"]
    (act,) = (each for each in denials if each.trigger.of(reading.document.text) == "denied")
    assert list(options(act, cast(reading), speech(()))) == []


def test_a_thing_asked_for_is_not_asked() -> None:
    reading = read(Document("Saudi Arabia asked for warships, planes and troops on Monday."), load())
    (act,) = (each.fact for each in candidates(reading, ()) if each.fact.type == "Demand")
    assert list(options(act, cast(reading), speech(()))) == []


def test_who_turns_down_what_another_backs_is_not_whom_he_backs() -> None:
    for text, backed in (
        ("The treaty, backed by Peru, was rejected by Chile.", ()),
        ("Peru backed the treaty, but Chile rejected it.", ()),
        ("Peru backed Chile's treaty, but Chile rejected it.", ("chile",)),
    ):
        reading = read(Document(text), load())
        (act,) = (each for each in acts(reading) if each.type == "Support")
        assert (act.actor, act.target) == (("peru",), backed)


def test_who_does_something_else_beside_is_not_turned_to() -> None:
    reading = read(Document("The plan drew criticism from Peru and praise from Chile."), load())
    (act,) = (each.fact for each in candidates(reading, ()) if each.fact.rule == CRITICISM)
    assert list(options(act, cast(reading), speech(()))) == []


def test_the_states_that_somebody_is_among_are_not_turned_to() -> None:
    reading = read(Document("Chad was among the countries that condemned the attack on Mali."), load())
    (act,) = (each.fact for each in candidates(reading, ()) if each.fact.type == "Accusation")
    turned_to = {key for each in options(act, cast(reading), speech(())) for key in each.actors}
    assert {reading.actors[key].label for key in turned_to} <= {"Mali"}


def test_a_claim_that_is_turned_down_turns_to_who_makes_it() -> None:
    for text, turned_to in (
        ("Roe dismissed reports that Peru had met Chile.", set()),
        ("Roe dismissed Chadian reports that Peru had met Chile.", {"Chad"}),
        ("Roe dismissed claims by Chad that Peru had met Chile.", {"Chad"}),
    ):
        reading = read(Document(text), load())
        (act,) = (each.fact for each in candidates(reading, ()) if each.fact.type == "Rejection")
        found = {key for each in options(act, cast(reading), speech(())) for key in each.actors}
        assert {reading.actors[key].label for key in found} == turned_to


def test_who_denies_having_met_somebody_turns_nobody_down() -> None:
    reading = read(Document("Roe denied having met Quill. Roe refused to meet Quill."), load())
    denied, refused = (each.fact for each in candidates(reading, ()) if each.fact.type == "Rejection")
    assert not denied.target
    assert refused.target


def test_a_call_that_others_repeat_or_back_is_not_put_to_them() -> None:
    for text, type_, turned_to in (
        ("Roe repeated Peru's call for a truce.", "Demand", set()),
        ("Chile backed Peru's call for a truce.", "Demand", set()),
        ("Chile backed Peru's call for a truce.", "Support", {"Peru"}),
        ("Chile rejected Peru's call for a truce.", "Demand", {"Chile"}),
    ):
        reading = read(Document(text), load())
        told = [each.fact for each in candidates(reading, ()) if each.fact.type == type_]
        found = [options(each, cast(reading), speech(())) for each in told]
        keys = {key for one in found for each in one for key in each.actors}
        assert {reading.actors[key].label for key in keys} == turned_to


def test_whom_a_text_condemns_is_not_whom_its_backer_or_foe_turns_to() -> None:
    for text, type_ in (
        ("Peru voted for the resolution condemning Chile.", "Support"),
        ("Peru vetoed a resolution condemning Chile.", "Rejection"),
    ):
        reading = read(Document(text), load())
        (act,) = (each.fact for each in candidates(reading, ()) if each.fact.type == type_)
        assert list(options(act, cast(reading), speech(()))) == []


def test_whose_place_something_leads_to_is_not_turned_to() -> None:
    reading = read(Document("China offered to pay for a railway to the Chilean port of Arica."), load())
    act = next(each.fact for each in candidates(reading, ()) if each.fact.type == "Offer")
    assert list(options(act, cast(reading), speech(()))) == []


def test_where_rockets_fall_is_nobody_blamed() -> None:
    for text in (
        "The council condemned the rocket fire on Israel.",
        "The council condemned the firing of rockets from Gaza into Israel.",
    ):
        reading = read(Document(text), load())
        (act,) = (each.fact for each in candidates(reading, ()) if each.fact.type == "Accusation")
        found = {key for each in options(act, cast(reading), speech(())) for key in each.actors}
        assert "Israel" not in {reading.actors[key].label for key in found}


def test_who_does_something_together_with_others_does_not_strike_them() -> None:
    text = "Peru and Chile oppose the ban; Mali backs it, and Lima has vowed to veto anything harsher."
    reading = read(Document(text), load())
    strikes = [
        each for each in acts(reading) if each.type in ("Threat", "Rejection") and each.actor == ("peru",)
    ]
    assert strikes
    assert all("chile" not in each.target for each in strikes)
