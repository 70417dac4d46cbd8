# ruff: noqa: E501  (a parse is one row)
"""Meetings on parses built by hand: who takes part, what is one event, where it takes place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract import meetings as subject
from kg.extract.encounter import Encounter
from kg.extract.encounters import encounters
from kg.extract.meetings import candidates, meetings
from kg.extract.merging import merged
from kg.extract.status import Told
from kg.model import Actor, Date, Document, MeetingKind, Place, Span, Status
from kg.nlp.reading import Reading
from tests.extract.parsed import reading

LEMMAS = {
    "talks": "talk", "met": "meet", "held": "hold", "ended": "end", "excluded": "exclude", "called": "call",
    "visited": "visit", "demands": "demand", "briefed": "brief", "mediated": "mediate",
}  # fmt: skip


def read(text: str, rows: str, people: str = "", states: str = "Oman;Chad") -> Reading:
    built = reading(text, rows, people, states)
    for token in built.doc:
        token.lemma_ = LEMMAS.get(token.lower_, token.lemma_)
    return built


@pytest.mark.parametrize(
    ("text", "rows", "kind", "parties"),
    [
        (
            "The talks between Oman and Chad ended.",
            "The/DT/det/1 talks/NNS/nsubj/6 between/IN/prep/1 Oman/NNP/pobj/2 and/CC/cc/3 Chad/NNP/conj/3 ended/VBD/ROOT/6 ././punct/6",
            "talks",
            {"oman", "chad"},
        ),
        (
            "Oman-Chad talks ended.",
            "Oman/NNP/compound/2 -/:/punct/2 Chad/NNP/compound/3 talks/NNS/nsubj/4 ended/VBD/ROOT/4 ././punct/4",
            "talks",
            {"oman", "chad"},
        ),
        (
            "Oman held talks with Chad.",
            "Oman/NNP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 with/IN/prep/2 Chad/NNP/pobj/3 ././punct/1",
            "talks",
            {"oman", "chad"},
        ),
        (
            "Jane's visit to Chad ended.",
            "Jane/NNP/poss/2 's/POS/case/0 visit/NN/nsubj/5 to/IN/prep/2 Chad/NNP/pobj/3 ended/VBD/ROOT/5 ././punct/5",
            "visit",
            {"jane", "chad"},
        ),
        (
            "Oman and Chad met in Oslo.",
            "Oman/NNP/nsubj/3 and/CC/cc/0 Chad/NNP/conj/0 met/VBD/ROOT/3 in/IN/prep/3 Oslo/NNP/pobj/4 ././punct/3",
            "meeting",
            {"oman", "chad"},
        ),
        (
            "Oman was met by Chad.",
            "Oman/NNP/nsubjpass/2 was/VBD/auxpass/2 met/VBN/ROOT/2 by/IN/agent/2 Chad/NNP/pobj/3 ././punct/2",
            "meeting",
            {"oman", "chad"},
        ),
        (
            "Jane Doe briefed Chad.",
            "Jane/NNP/compound/1 Doe/NNP/nsubj/2 briefed/VBD/ROOT/2 Chad/NNP/dobj/2 ././punct/2",
            "briefing",
            {"jane-doe", "chad"},
        ),
    ],
)
def test_who_takes_part(text: str, rows: str, kind: str, parties: set[str]) -> None:
    (mention,) = encounters(read(text, rows, "Jane Doe" if "Doe" in text else "Jane"), ())
    assert mention.kind == kind
    assert {key.split("/")[1] for key in mention.participants} == parties


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Oman met demands.", "Oman/NNP/nsubj/1 met/VBD/ROOT/1 demands/NNS/dobj/1 ././punct/1"),
        (
            "Oman called Jane Doe a liar.",
            "Oman/NNP/nsubj/1 called/VBD/ROOT/1 Jane/NNP/compound/3 Doe/NNP/dobj/1 a/DT/det/5 liar/NN/oprd/1 ././punct/1",
        ),
        (
            "The press conference ended.",
            "The/DT/det/2 press/NN/compound/2 conference/NN/nsubj/3 ended/VBD/ROOT/3 ././punct/3",
        ),
        (  # people travel, states do not
            "Oman visited Chad.",
            "Oman/NNP/nsubj/1 visited/VBD/ROOT/1 Chad/NNP/dobj/1 ././punct/1",
        ),
        ("The talk ended.", "The/DT/det/1 talk/NN/nsubj/2 ended/VBD/ROOT/2 ././punct/2"),
    ],
)
def test_what_is_no_encounter(text: str, rows: str) -> None:
    assert list(encounters(read(text, rows, "Jane Doe" if "Doe" in text else ""), ())) == []


def test_a_call_to_a_person_is_one_by_telephone() -> None:
    text, rows = (
        "Oman called Jane Doe.",
        "Oman/NNP/nsubj/1 called/VBD/ROOT/1 Jane/NNP/compound/3 Doe/NNP/dobj/1 ././punct/1",
    )
    (mention,) = encounters(read(text, rows, "Jane Doe"), ())
    assert mention.kind == "call"


def test_a_body_meets_a_state_does_not() -> None:
    state = read("Oman met.", "Oman/NNP/nsubj/1 met/VBD/ROOT/1 ././punct/1")
    actors = {key: replace(each, type="Organization") for key, each in state.actors.items()}
    assert not list(encounters(state, ()))
    assert [each.kind for each in encounters(replace(state, actors=actors), ())] == ["meeting"]


def test_sides_named_elsewhere_meet_too() -> None:
    """ "The two sides" point back to those whom the text names."""
    text, rows = (
        "The sides met in Oslo.",
        "The/DT/det/1 sides/NNS/nsubj/2 met/VBD/ROOT/2 in/IN/prep/2 Oslo/NNP/pobj/3 ././punct/2",
    )
    (mention,) = encounters(read(text, rows), ())
    assert (mention.participants, mention.definite) == ((), True)


def test_they_meet_whoever_they_are() -> None:
    text, rows = (
        "They met in Oslo.",
        "They/PRP/nsubj/1 met/VBD/ROOT/1 in/IN/prep/1 Oslo/NNP/pobj/2 ././punct/1",
    )
    (mention,) = encounters(read(text, rows), ())
    assert (mention.participants, mention.definite) == ((), True)


def test_who_was_left_out() -> None:
    text = "A meeting that excluded Chad ended."
    rows = "A/DT/det/1 meeting/NN/nsubj/5 that/WDT/nsubj/3 excluded/VBD/relcl/1 Chad/NNP/dobj/3 ended/VBD/ROOT/5 ././punct/5"
    (mention,) = encounters(read(text, rows), ())
    assert mention.excluded == ("state/chad",)
    assert mention.participants == ()


def test_the_place_is_where_they_met() -> None:
    text = "Oman and Chad met in Oslo."
    rows = (
        "Oman/NNP/nsubj/3 and/CC/cc/0 Chad/NNP/conj/0 met/VBD/ROOT/3 in/IN/prep/3 Oslo/NNP/pobj/4 ././punct/3"
    )
    built = replace(read(text, rows), places={5: Place("Oslo", "oslo", Span(21, 25))})
    (mention,) = encounters(built, ())
    assert mention.place is not None
    assert (mention.place.label, mention.place.known) == ("Oslo", "oslo")


def test_a_place_in_the_phrase_of_another_noun_is_not_where_they_met() -> None:
    text = "Oman met Chad over the war in Oslo."
    rows = "Oman/NNP/nsubj/1 met/VBD/ROOT/1 Chad/NNP/dobj/1 over/IN/prep/1 the/DT/det/5 war/NN/pobj/3 in/IN/prep/5 Oslo/NNP/pobj/6 ././punct/1"
    built = replace(read(text, rows), places={7: Place("Oslo", "oslo", Span(30, 34))})
    (mention,) = encounters(built, ())
    assert mention.place is None


# Which mentions are one event: the words do not matter here, only what the mentions tell


STATES = {
    key: Actor(key=key, label=key, type="State") for key in ("oman", "chad", "peru")
} | {"jane": Actor(key="jane", label="jane", type="Person", affiliation="oman")}  # fmt: skip


def mention(
    at: int,
    parties: str = "",
    *,
    kind: MeetingKind = "talks",
    status: Status = "held",
    weight: int = 2,
    date: str | None = None,
    definite: bool = True,
    order: str = "",
) -> Encounter:
    doc = reading("The talks. " * 5 + "The talks.", " ".join(
        f"The/DT/det/{3 * n + 1} talks/NNS/ROOT/{3 * n + 1} ././punct/{3 * n + 1}" for n in range(6)
    )).doc  # fmt: skip
    return Encounter(
        doc[3 * at + 1],
        kind,
        tuple(parties.split()),
        Told(status, weight),
        "test",
        date=Date(date, date) if date else None,
        definite=definite,
        order=order,
    )


def events(*mentions: Encounter) -> list[tuple[str, ...]]:
    read = Reading(Document(""), mentions[0].trigger.doc, STATES, ())
    return [
        tuple(f"{each.trigger.i // 3}" for each in cluster.mentions) for cluster in merged(read, mentions)
    ]


def test_the_talks_are_those_told_before() -> None:
    assert events(mention(0, "oman chad"), mention(1)) == [("0", "1")]


def test_the_same_parties_meet_once_unless_something_says_otherwise() -> None:
    assert events(mention(0, "oman chad"), mention(1, "chad oman")) == [("0", "1")]
    assert events(mention(0, "oman chad"), mention(1, "oman peru")) == [("0",), ("1",)]


def test_a_minister_stands_for_the_state() -> None:
    assert events(mention(0, "oman chad"), mention(1, "jane chad")) == [("0", "1")]


@pytest.mark.parametrize(
    "other",
    [
        mention(1, "oman chad", date="2024-05-03"),
        mention(1, "oman chad", status="planned"),
        mention(1, "oman chad", order="next"),
        mention(1, "oman chad", kind="visit"),
    ],
    ids=["date", "outcome", "round", "kind"],
)
def test_what_keeps_events_apart(other: Encounter) -> None:
    assert events(mention(0, "oman chad", date="2024-01-02"), other) == [("0",), ("1",)]


@pytest.mark.parametrize(("second", "told"), [("jane", [("0", "1")]), ("peru", [("0",), ("1",)])])
def test_visits_of_others_are_others(second: str, told: list[tuple[str, ...]]) -> None:
    first = replace(mention(0, "jane", kind="visit"), named=(("visitor", "jane"),))
    other = replace(mention(1, f"{second} oman", kind="visit"), named=(("visitor", second),))
    assert events(first, other) == told


def test_one_day_is_one_event_whatever_the_verb() -> None:
    planned = mention(1, "oman chad", status="planned", date="2024-01-02")
    assert events(mention(0, "oman chad", date="2024-01-02"), planned) == [("0", "1")]


def test_an_event_is_what_the_fullest_mention_calls_it() -> None:
    read = Reading(Document(""), mention(0).trigger.doc, STATES, ())
    (cluster,) = merged(read, [mention(0, "oman"), mention(1, "oman chad", kind="meeting")])
    assert cluster.kind == "meeting"


def test_talks_without_parties_are_of_those_that_talk_near() -> None:
    read = Reading(Document(""), mention(0).trigger.doc, STATES, ())
    earlier = mention(1, status="held", date="1999", definite=False, order="previous")
    _, cluster = merged(read, [mention(0, "oman chad", date="2024-01-02"), earlier])
    assert cluster.participants == cluster.inherited == ("oman", "chad")


# The facts


def test_a_meeting_has_its_evidence_and_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "ranker", lambda _: None)
    text = "Oman held talks with Chad."
    rows = "Oman/NNP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 with/IN/prep/2 Chad/NNP/pobj/3 ././punct/1"
    (meeting,) = meetings(read(text, rows))
    assert meeting.trigger.of(text) == "talks"
    assert [span.of(text) for span in meeting.evidence] == [text]
    assert meeting.rule == "meeting/with"
    assert (meeting.status, meeting.kind, meeting.date, meeting.place) == ("held", "talks", None, None)
    assert 0 < meeting.confidence < 1


def test_candidates_carry_features() -> None:
    text = "Oman held talks with Chad."
    rows = "Oman/NNP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 with/IN/prep/2 Chad/NNP/pobj/3 ././punct/1"
    (candidate,) = candidates(read(text, rows))
    assert {"rule=with", "status=held", "parties=named,2"} <= candidate.features


def test_what_they_talk_about_and_who_brings_them_together() -> None:
    text = "Peru mediated talks between Oman and Chad on grain prices."
    rows = "Peru/NNP/nsubj/1 mediated/VBD/ROOT/1 talks/NNS/dobj/1 between/IN/prep/2 Oman/NNP/pobj/3 and/CC/cc/4 Chad/NNP/conj/4 on/IN/prep/2 grain/NN/compound/9 prices/NNS/pobj/7 ././punct/1"
    built = read(text, rows, states="Oman;Chad;Peru")
    built.doc[1].lemma_ = "mediate"
    (mention,) = encounters(built, ())
    assert mention.mediator == ("state/peru",)
    assert mention.topic is not None
    assert mention.topic.of(text) == "grain prices"
    assert mention.participants == ("state/oman", "state/chad", "state/peru")  # who mediates takes part


@pytest.mark.parametrize(("over", "topic"), [("beer", None), ("grain", "grain")])
def test_what_one_talks_over_may_be_no_topic(over: str, topic: str | None) -> None:
    text = f"Oman held talks with Chad over {over}."
    rows = f"Oman/NNP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 with/IN/prep/2 Chad/NNP/pobj/3 over/IN/prep/2 {over}/NN/pobj/5 ././punct/1"
    (mention,) = encounters(read(text, rows), ())
    assert (mention.topic and mention.topic.of(text)) == topic


def test_parties_that_bring_about_their_own_talks_do_not_mediate() -> None:
    text = "Oman and Chad facilitated talks."
    rows = "Oman/NNP/nsubj/3 and/CC/cc/0 Chad/NNP/conj/0 facilitated/VBD/ROOT/3 talks/NNS/dobj/3 ././punct/3"
    built = read(text, rows)
    built.doc[3].lemma_ = "facilitate"
    (mention,) = encounters(built, ())
    assert mention.mediator == ("state/oman", "state/chad")
    (candidate,) = candidates(built)
    assert candidate.fact.participants == ("state/oman", "state/chad")
    assert candidate.fact.mediator == ()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The talks were mediated by Peru.",
            "The/DT/det/1 talks/NNS/nsubjpass/3 were/VBD/auxpass/3 mediated/VBN/ROOT/3 by/IN/agent/3 Peru/NNP/pobj/4 ././punct/3",
        ),
        (
            "The talks began under mediation of Peru.",
            "The/DT/det/1 talks/NNS/nsubj/2 began/VBD/ROOT/2 under/IN/prep/2 mediation/NN/pobj/3 of/IN/prep/4 Peru/NNP/pobj/5 ././punct/2",
        ),
    ],
)
def test_who_mediates_talks_is_named_behind_their_verb(text: str, rows: str) -> None:
    built = read(text, rows, states="Peru")
    (mention,) = encounters(built, ())
    assert mention.mediator == ("state/peru",)


def test_who_alone_says_that_they_met() -> None:
    text = "Peru claimed that Oman had met Chad."
    rows = "Peru/NNP/nsubj/1 claimed/VBD/ROOT/1 that/SC/mark/5 Oman/NNP/nsubj/5 had/VBD/aux/5 met/VBN/ccomp/1 Chad/NNP/dobj/5 ././punct/1"
    built = read(text, rows, states="Oman;Chad;Peru")
    built.doc[1].lemma_ = "claim"
    (mention,) = encounters(built, ())
    assert mention.attributed_to == ("state/peru",)


def test_a_parse_whose_root_is_a_preposition_is_read_to_its_end() -> None:
    """Headlines in capitals are parsed like this."""
    text, rows = (
        "Posts Oslo, Oman and Chad met.",
        "Posts/IN/ROOT/0 Oslo/NNP/dobj/0 ,/,/punct/1 Oman/NNP/nsubj/6 and/CC/cc/3 Chad/NNP/conj/3 met/VBD/conj/0 ././punct/0",
    )
    built = replace(read(text, rows), places={1: Place("Oslo", "oslo", Span(6, 10))})
    (mention,) = encounters(built, ())
    assert mention.place is None
