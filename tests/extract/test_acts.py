"""Acts, on parses made by hand: slots, factuality, attribution, and the decision apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import LexiconError
from kg.extract import acts as module
from kg.extract import targets
from kg.extract.acts import acts, candidates, decided, distinct
from kg.extract.attribution import attributed, speech
from kg.extract.dates import Dated
from kg.extract.dating import with_date
from kg.extract.evidence import kindred
from kg.extract.factuality import factuality
from kg.extract.predicates import Frame, frames
from kg.extract.ranking import Candidate, Ranker
from kg.lexicon import parse_entries
from kg.model import Act, Actor, Date, Span, Statement
from kg.nlp.reading import Reading
from tests.extract.parsed import reading

REJECTS = reading(
    "Peru reject the plan of Chile.",
    "Peru/NNP/nsubj/1 reject/VBP/ROOT/1 the/DT/det/3 plan/NN/dobj/1 of/IN/prep/3 "
    "Chile/NNP/pobj/4 ././punct/1",
    states="Peru;Chile",
)
DOES_NOT = reading(
    "Peru did not reject the plan.",
    "Peru/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 reject/VB/ROOT/3 the/DT/det/5 plan/NN/dobj/3 ././punct/3",
    states="Peru",
)
WILL_NOT = reading(
    "Peru will not accept the plan.",
    "Peru/NNP/nsubj/3 will/MD/aux/3 not/RB/neg/3 accept/VB/ROOT/3 the/DT/det/5 plan/NN/dobj/3 ././punct/3",
    states="Peru",
)
NOBODY = reading(
    "Storms reject the plan.",
    "Storms/NNS/nsubj/1 reject/VBP/ROOT/1 the/DT/det/3 plan/NN/dobj/1 ././punct/1",
)
SAID = reading(
    "Chile said Peru reject the plan.",
    "Chile/NNP/nsubj/1 said/VBD/ROOT/1 Peru/NNP/nsubj/3 reject/VBP/ccomp/1 the/DT/det/5 "
    "plan/NN/dobj/3 ././punct/1",
    states="Chile;Peru",
)

CARRIED = reading(
    "Peru give full backing to the plan.",
    "Peru/NNP/nsubj/1 give/VBP/ROOT/1 full/JJ/amod/3 backing/NN/dobj/1 to/IN/dative/1 the/DT/det/6 "
    "plan/NN/pobj/4 ././punct/1",
    states="Peru",
)
GIVES_TIME = reading(
    "Peru give Chile a week to leave.",
    "Peru/NNP/nsubj/1 give/VBP/ROOT/1 Chile/NNP/dative/1 a/DT/det/4 week/NN/dobj/1 to/TO/aux/6 "
    "leave/VB/acl/4 ././punct/1",
    states="Peru;Chile",
)

HUNG_ON_THE_NAME = reading(
    "Peru accuse Chile of blackmail.",
    "Peru/NNP/nsubj/1 accuse/VBP/ROOT/1 Chile/NNP/dobj/1 of/IN/prep/2 blackmail/NN/pobj/3 ././punct/1",
    states="Peru;Chile",
)


@pytest.fixture(autouse=True)
def _by_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lexicon decides, whatever weights are shipped."""
    monkeypatch.setattr(module, "ranker", lambda _: None)
    monkeypatch.setattr(targets, "ranker", lambda _: None)


def statement(speaker: str, begin: int, end: int) -> Statement:
    return Statement(
        trigger=Span(begin, begin + 1),
        evidence=(Span(begin, end),),
        rule="test",
        speaker=(speaker,),
        content="",
        content_spans=(Span(begin, end),),
    )


def only(read: Reading, said: tuple[Statement, ...] = ()) -> Act:
    (act,) = acts(read, said)
    return act


def test_slots_of_a_plain_act() -> None:
    act = only(REJECTS)
    assert (act.type, act.actor, act.target) == ("Rejection", ("state/peru",), ("state/chile",))
    assert act.content == "the plan of Chile"
    assert act.content_span is not None
    assert act.content_span.of(REJECTS.document.text) == act.content
    assert act.trigger.of(REJECTS.document.text) == "reject"
    assert act.evidence[0].of(REJECTS.document.text) == "Peru reject the plan of Chile"
    assert act.modality == "asserted"
    assert act.attributed_to == ()


def test_what_is_negated_is_denied() -> None:
    assert [(act.type, act.modality) for act in acts(DOES_NOT, ())] == [("Rejection", "denied")]


def test_what_somebody_stops_short_of_is_denied() -> None:
    rows = (
        "Peru/NNP/nsubj/1 stopped/VBD/ROOT/1 short/RB/advmod/1 of/IN/prep/2 blaming/VBG/pcomp/3 "
        "Chile/NNP/dobj/4 ././punct/1"
    )
    doc = reading("Peru stopped short of blaming Chile .", rows, states="Peru;Chile").doc
    assert factuality(doc[4]) == "denied"


def test_a_claim_that_somebody_turns_down_is_denied() -> None:
    rows = (
        "Peru/NNP/nsubj/1 {}/VBD/ROOT/1 the/DT/det/3 claim/NN/dobj/1 that/IN/mark/6 Chile/NNP/nsubj/6 "
        "blocked/VBD/acl/3 talks/NNS/dobj/6 ././punct/1"
    )
    for verb, wanted in (("reject", "denied"), ("report", "asserted")):
        doc = reading(f"Peru {verb} the claim that Chile blocked talks .", rows.format(verb)).doc
        assert factuality(doc[6]) == wanted


def test_who_will_not_accept_rejects() -> None:
    assert only(WILL_NOT).type == "Rejection"
    assert only(WILL_NOT).modality == "asserted"


def test_a_noun_is_completed_by_the_verb_that_carries_it() -> None:
    (act,) = (each.fact for each in candidates(CARRIED, ()) if each.fact.type == "Support")
    assert (act.actor, act.content) == (("state/peru",), "the plan")


def test_what_the_parse_hangs_on_the_name_is_the_accusation() -> None:
    act = only(HUNG_ON_THE_NAME)
    assert (act.type, act.target, act.content) == ("Accusation", ("state/chile",), "blackmail")


def test_an_ultimatum_demands() -> None:
    act = only(GIVES_TIME)
    assert (act.type, act.target, act.content) == ("Demand", ("state/chile",), "leave")


def test_nobody_rejects_nothing() -> None:
    assert list(candidates(NOBODY, ())) == []


def test_an_act_is_attributed_to_who_tells_it() -> None:
    begin = SAID.document.text.index("Peru")
    told = statement("state/chile", begin, len(SAID.document.text) - 1)
    assert only(SAID, (told,)).attributed_to == ("state/chile",)


def test_nobody_vouches_for_himself() -> None:
    around = [statement("state/peru", 0, 9), statement("state/chile", 0, 20)]
    assert attributed(around, ("state/peru",)) == ()
    assert attributed(around, ("state/iran",)) == ("state/peru",)
    assert attributed([], ("state/iran",)) == ()


def test_speech_is_asked_from_the_inside_out() -> None:
    outer, inner = statement("state/chile", 0, 20), statement("state/peru", 5, 9)
    voices = speech([outer, inner])
    assert [said.speaker for said in voices.at(6)] == [("state/peru",), ("state/chile",)]
    assert [said.speaker for said in voices.at(12)] == [("state/chile",)]
    assert voices.at(30) == []


def test_a_candidate_names_its_features() -> None:
    found = {each.fact.type: each for each in candidates(REJECTS, ())}
    features = found["Rejection"].features
    assert "Rejection|word:reject" in features
    assert "actor:State" in features


def test_words_of_one_entry_of_the_lexicon_and_things_of_one_kind_share_features() -> None:
    features = next(each.features for each in candidates(REJECTS, ()) if each.fact.type == "Rejection")
    kin = kindred(frames()["verb", "reject"][0][2])
    assert f"Rejection|like:{kin}" in features
    assert kin == kindred(frames()["verb", "rebuff"][0][2])
    assert {"thing:proposals", "Rejection|thing:proposals", "Rejection|begins:the"} <= features


def test_a_fitted_ranker_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    never = Ranker(bias=-9.0, weights={}, threshold=0.5)
    monkeypatch.setattr(module, "ranker", lambda name: never if name == "act" else None)
    assert list(acts(REJECTS, ())) == []
    surely = Ranker(bias=-1.0, weights={"Rejection|word:reject": 3.0}, threshold=0.5)
    monkeypatch.setattr(module, "ranker", lambda name: surely if name == "act" else None)
    assert only(REJECTS).confidence == 0.881


def test_a_second_type_for_the_same_words_must_be_likely_in_its_own_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act = only(REJECTS)
    rival = replace(act, type="Accusation", trigger=Span(90, 96))
    elsewhere = replace(rival, type="Threat", actor=("Chile",))
    found = [Candidate(act, ("sure",)), Candidate(rival, ("likely",)), Candidate(elsewhere, ("likely",))]

    def types(likely: float) -> set[str]:
        judge = Ranker(bias=0.0, weights={"sure": 2.0, "likely": likely}, threshold=0.25)
        monkeypatch.setattr(module, "ranker", lambda name: judge if name == "act" else None)
        return {each.type for each in decided(found)}

    assert types(-0.5) == {"Rejection", "Threat"}
    assert types(0.5) == {"Rejection", "Accusation", "Threat"}


def test_a_vow_that_threatens_is_no_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    act = only(REJECTS)
    vow = Candidate(replace(act, type="Agreement"), frozenset({"sure"}))
    threat = Candidate(replace(act, type="Threat"), frozenset({"likely"}))
    judge = Ranker(bias=0.0, weights={"sure": 2.0, "likely": 0.5}, threshold=0.25)
    monkeypatch.setattr(module, "ranker", lambda name: judge if name == "act" else None)
    assert {each.type for each in decided([vow, threat])} == {"Threat"}
    assert {each.type for each in decided([vow])} == {"Agreement"}


def test_what_we_do_is_told_of_the_likelier_when_speaker_and_side_together_are_likely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act = replace(only(REJECTS), rule="rejection:reject:object:side")
    spoken = replace(act, actor=("Chile",), rule="rejection:reject:object:self")
    judge = Ranker(bias=0.0, weights={"side": -0.5, "self": -0.7, "no": -3.0}, threshold=0.45)
    monkeypatch.setattr(module, "ranker", lambda name: judge if name == "act" else None)
    side, speaker, unlikely = Candidate(act, ("side",)), Candidate(spoken, ("self",)), Candidate(act, ("no",))
    assert [each.actor for each in decided([side, speaker])] == [act.actor]
    assert list(decided([side])) == []
    assert list(decided([unlikely, speaker])) == []


def test_what_is_told_twice_is_one_act_with_both_tellings() -> None:
    act = only(REJECTS)
    again = replace(
        act, trigger=Span(90, 96), evidence=(Span(85, 120),), content_span=Span(97, 110), confidence=0.1
    )
    (one,) = distinct([again, act])
    assert one.trigger == act.trigger
    assert one.evidence == (*act.evidence, Span(85, 120))
    other = replace(again, content="a quite different treaty")
    assert len(distinct([act, other])) == 2
    longer = replace(again, content=f"{act.content} which had been long awaited in all of the capitals")
    assert len(distinct([act, longer])) == 1


def test_every_act_type_has_words() -> None:
    types = {type_ for rows in frames().values() for _, type_, _ in rows}
    assert len(types) == 10


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("strength = 0.5", "names no word"),
        ('verb = ["a"]\nstrength = 2.0', "strength"),
        ('verb = ["a"]\nnegated = "Refusal"', "Refusal"),
        ('verb = ["a"]\nabout = ["sorrows"]', "sorrows"),
        ('verb = ["a"]\ntargets = ["object"]', "targets"),
    ],
)
def test_a_broken_entry_is_named(entry: str, message: str) -> None:
    with pytest.raises(LexiconError, match=rf"demand\.toml, \[\[Demand\]\] number 1: .*{message}"):
        parse_entries(f"[[Demand]]\n{entry}\n", "demand.toml", Frame, "Demand")


WE = reading(
    "Quito said we reject the plan .",
    "Quito/NNP/nsubj/1 said/VBD/ROOT/1 we/PRP/nsubj/3 reject/VBP/ccomp/1 the/DT/det/5 plan/NN/dobj/3 "
    "././punct/1",
    people="Quito",
    states="Peru",
)


def test_a_speakers_we_is_his_side_or_he() -> None:
    person, state = "person/quito", "state/peru"
    actors = dict(WE.actors)
    actors[state] = Actor(key=state, label="Peru", type="State")
    actors[person] = replace(actors[person], affiliation=state)
    read = replace(WE, actors=actors)
    said = [statement(person, 11, 29)]
    found = [each.fact for each in candidates(read, said) if each.fact.type == "Rejection"]
    assert [(act.actor, act.attributed_to) for act in found] == [((person,), ()), ((state,), (person,))]
    assert [act.type for act in acts(read, said)].count("Rejection") == 1


def test_a_heading_tells_no_act() -> None:
    rows = "Peru/NNP/nsubj/1 reject/VBP/ROOT/1 the/DT/det/3 plan/NN/dobj/1"
    assert list(candidates(reading("Peru reject the plan", rows, states="Peru"), ())) == []
    told = reading("Peru reject the plan.", f"{rows} ././punct/1", states="Peru")
    assert "Rejection" in [each.fact.type for each in candidates(told, ())]


def dated(verb: str, rows: str, words: str) -> tuple[Act, Dated]:
    """The act of a hand-made sentence, and a date that stands in it."""
    read = reading(f"Peru {verb} the plan on Monday .", rows, states="Peru")
    begin = read.document.text.index(words)
    span = read.doc.char_span(begin, begin + len(words))
    day = Dated(span, Date("2024-05-06", "2024-05-06", words=Span(begin, begin + len(words))))
    (act,) = (each.fact for each in candidates(read, ()) if each.fact.type == "Rejection")
    return with_date(act, read, [day]), day


def test_an_act_has_the_date_that_hangs_on_its_word() -> None:
    rows = (
        "Peru/NNP/nsubj/1 reject/VBP/ROOT/1 the/DT/det/3 plan/NN/dobj/1 "
        "on/IN/prep/{head} Monday/NNP/pobj/4 ././punct/1"
    )
    act, day = dated("reject", rows.format(head=1), "Monday")
    assert act.date == day.date
    act, _ = dated("reject", rows.format(head=3), "Monday")  # the plan is of Monday
    assert act.date is None


def test_a_date_of_what_is_still_to_be_done_is_not_the_acts() -> None:
    rows = (
        "Peru/NNP/nsubj/2 will/MD/aux/2 reject/VB/ROOT/2 the/DT/det/4 plan/NN/dobj/2 "
        "on/IN/prep/2 Monday/NNP/pobj/5 ././punct/2"
    )
    act, _ = dated("will reject", rows, "Monday")
    assert act.date is None


@pytest.mark.parametrize(("verb", "found"), [("comment", False), ("withdraw", True)])
def test_who_declines_to_comment_turns_nothing_down(verb: str, found: bool) -> None:
    read = reading(
        f"Peru decline to {verb} .",
        f"Peru/NNP/nsubj/1 decline/VBP/ROOT/1 to/TO/aux/3 {verb}/VB/xcomp/1 ././punct/1",
        states="Peru",
    )
    rejected = [each for each in candidates(read, ()) if each.fact.rule.startswith("rejection:decline")]
    assert bool(rejected) is found


def test_who_insists_that_he_will_not_demands_nothing() -> None:
    read = reading(
        "Peru insist Peru will not accept plans .",
        "Peru/NNP/nsubj/1 insist/VBP/ROOT/1 Peru/NNP/nsubj/5 will/MD/aux/5 not/RB/neg/5 accept/VB/ccomp/1 "
        "plans/NNS/dobj/5 ././punct/1",
        states="Peru",
    )
    assert [act.type for act in acts(read, ())] == ["Rejection"]


def test_those_who_issue_a_statement_do_so_together() -> None:
    issued = reading(
        "Peru and Chile issued statements backing Cuba.",
        "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 issued/VBD/ROOT/3 statements/NNS/dobj/3 "
        "backing/VBG/acl/4 Cuba/NNP/dobj/5 ././punct/3",
        states="Peru;Chile;Cuba",
    )
    for token in issued.doc:
        token.lemma_ = {"issued": "issue", "backing": "back"}.get(token.text, token.lemma_)
    backing = [each.fact.actor for each in candidates(issued, ()) if each.fact.type == "Support"]
    assert ("state/peru", "state/chile") in backing


def test_against_is_a_part_of_what_one_is_warned_of() -> None:
    warned = reading(
        "Peru warned Chile against arming them.",
        "Peru/NNP/nsubj/1 warned/VBD/ROOT/1 Chile/NNP/dobj/1 against/IN/prep/1 arming/VBG/pcomp/3 "
        "them/PRP/dobj/4 ././punct/1",
        states="Peru;Chile",
    )
    warned.doc[1].lemma_ = "warn"
    told = [each.fact for each in candidates(warned, ()) if each.fact.type == "Demand"]
    assert [act.content for act in told] == ["against arming them"]


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("Peru/NNP/nsubj/4 must/MD/aux/4 go/VB/ccomp/1", True),
        ("how/RB/advmod/4 must/MD/aux/4 go/VB/ccomp/1", False),
        ("I/PRP/nsubj/4 must/MD/aux/4 say/VB/ccomp/1", False),
        ("Peru/NNP/nsubj/5 must/MD/aux/5 have/VB/aux/5 gone/VBN/ccomp/1", False),
    ],
)
def test_a_question_and_what_is_too_late_are_no_demands(clause: str, found: bool) -> None:
    rows = f"Chile/NNP/nsubj/1 said/VBD/ROOT/1 {clause} ././punct/1"
    text = " ".join(row.partition("/")[0] for row in rows.split())
    said = (statement("state/chile", 11, len(text)),)
    read = reading(text, rows, states="Chile;Peru")
    rules = [each.fact.rule for each in candidates(read, said)]
    assert any(rule.startswith("demand:must:clause") for rule in rules) == found


@pytest.mark.parametrize(
    ("rest", "found"),
    [("to/TO/aux/5 go/VB/xcomp/3", True), ("plans/NNS/dobj/3 to/TO/aux/6 go/VB/acl/4", False)],
)
def test_who_has_to_is_bound_but_not_who_has_a_plan_to(rest: str, found: bool) -> None:
    rows = f"Chile/NNP/nsubj/1 said/VBD/ROOT/1 Peru/NNP/nsubj/3 has/VBZ/ccomp/1 {rest} ././punct/1"
    text = " ".join(row.partition("/")[0] for row in rows.split())
    read = reading(text, rows, states="Chile;Peru")
    read.doc[3].lemma_ = "have"
    said = (statement("state/chile", 11, len(text)),)
    rules = [each.fact.rule for each in candidates(read, said)]
    assert any(rule.startswith("demand:have") for rule in rules) == found


def test_a_possessive_stands_for_who_is_named_last_before_it() -> None:
    read = reading(
        "Chile punished Peru over its refusal to go.",
        "Chile/NNP/nsubj/1 punished/VBD/ROOT/1 Peru/NNP/dobj/1 over/IN/prep/1 its/PRP$/poss/5 "
        "refusal/NN/pobj/3 to/TO/aux/7 go/VB/acl/5 ././punct/1",
        states="Chile;Peru",
    )
    refusals = [each.fact for each in candidates(read, ()) if each.fact.type == "Rejection"]
    assert refusals[0].actor == ("state/peru",)


@pytest.mark.parametrize(
    ("verb", "found"),
    [("is/VBZ/aux/2 considering/VBG/ROOT/2", True), ("has/VBZ/aux/2 considered/VBN/ROOT/2", False)],
)
def test_who_weighs_a_thing_may_offer_it_but_not_who_has_weighed_it(verb: str, found: bool) -> None:
    rows = f"Peru/NNP/nsubj/2 {verb} talks/NNS/dobj/2 ././punct/2"
    read = reading(" ".join(row.partition("/")[0] for row in rows.split()), rows, states="Peru")
    read.doc[2].lemma_ = "consider"
    offers = [each.fact for each in candidates(read, ()) if each.fact.type == "Offer"]
    assert bool(offers) == found


def test_a_clause_begins_with_the_subject_it_shares_and_ends_before_another() -> None:
    rows = (
        "Chile/NNP/nsubj/1 said/VBD/ROOT/1 Peru/NNP/nsubj/3 left/VBD/ccomp/1 and/CC/cc/3 must/MD/aux/6 "
        "pay/VB/conj/3 and/CC/cc/6 Chad/NNP/nsubj/9 waits/VBZ/conj/6 ././punct/1"
    )
    text = " ".join(row.partition("/")[0] for row in rows.split())
    said = (statement("state/chile", 11, len(text)),)
    found = candidates(reading(text, rows, states="Chile;Peru;Chad"), said)
    told = [each.fact.content for each in found if each.fact.rule.startswith("demand:must:clause")]
    assert told == ["Peru left and must pay"]


def test_who_is_accused_accuses_nobody() -> None:
    accused = reading(
        "Peru be accuse of theft.",
        "Peru/NNP/nsubjpass/2 be/VBP/auxpass/2 accuse/VBN/ROOT/2 of/IN/prep/2 theft/NN/pobj/3 ././punct/2",
        states="Peru",
    )
    assert list(candidates(accused, [])) == []


def test_who_says_that_others_agree_praises_nobody() -> None:
    rows = "Chile/NNP/nsubj/1 agree/VBP/ROOT/1 that/IN/mark/4 Peru/NNP/nsubj/4 pay/VBP/ccomp/1 ././punct/1"
    text = " ".join(row.partition("/")[0] for row in rows.split())
    found = candidates(reading(text, rows, states="Chile;Peru"), (statement("state/chad", 0, len(text)),))
    assert {each.fact.type for each in found} == {"Agreement"}


@pytest.mark.parametrize(("states", "likelier"), [("Chile;Peru", True), ("Chile", False)])
def test_what_must_be_is_likelier_a_demand_where_somebody_is_asked(states: str, likelier: bool) -> None:
    rows = "Chile/NNP/nsubj/1 said/VBD/ROOT/1 Peru/NNP/nsubj/4 must/MD/aux/4 go/VB/ccomp/1 ././punct/1"
    read = reading("Chile said Peru must go.", rows, states=states)
    (found,) = candidates(read, (statement("state/chile", 11, 23),))
    assert (found.fact.confidence > 0.4) == likelier


def test_what_is_done_on_one_condition_alone_is_possible() -> None:
    rows = (
        "Chile/NNP/nsubj/2 would/MD/aux/2 praise/VB/ROOT/2 it/PRP/dobj/2 only/RB/advmod/7 if/IN/mark/7 "
        "Peru/NNP/nsubj/7 left/VBD/advcl/2 ././punct/2"
    )
    read = reading("Chile would praise it only if Peru left.", rows, states="Chile;Peru")
    assert factuality(read.doc[2]) == "possible"


def test_of_two_clauses_the_one_that_says_what_must_be_is_what_is_asked() -> None:
    read = reading(
        "Peru emphasize that all be well and that Chile must leave.",
        "Peru/NNP/nsubj/1 emphasize/VBP/ROOT/1 that/IN/mark/4 all/DT/nsubj/4 be/VBP/ccomp/1 well/RB/acomp/4 "
        "and/CC/cc/4 that/IN/mark/10 Chile/NNP/nsubj/10 must/MD/aux/10 leave/VB/conj/4 ././punct/1",
        states="Peru;Chile",
    )
    found = [each.fact for each in candidates(read, ())]
    (demand,) = (act for act in found if act.rule.startswith("demand:emphasize"))
    assert (demand.content, demand.target) == ("Chile must leave", ("state/chile",))


def test_who_is_said_to_be_no_friend_is_accused() -> None:
    rows = "Peru/NNP/nsubj/1 is/VBZ/ROOT/1 no/DT/det/3 friend/NN/attr/1 ././punct/1"
    read = reading("Peru is no friend.", rows, states="Peru;Chile")
    (found,) = candidates(read, (statement("state/chile", 0, 18),))
    assert found.fact.type == "Accusation"
