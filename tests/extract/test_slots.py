"""Who does what, on parses made by hand."""

from __future__ import annotations

import pytest

from kg.extract.slots import (
    actors,
    actors_of,
    clause_span,
    doers,
    is_passive,
    sentence_span,
    subtree_span,
    tidied,
)
from kg.nlp.reading import Reading
from tests.extract.parsed import reading

ACTIVE = reading(
    "Peru and Chile rejected the plan.",
    "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 rejected/VBD/ROOT/3 the/DT/det/5 "
    "plan/NN/dobj/3 ././punct/3",
    states="Peru;Chile",
)
PASSIVE = reading(
    "The plan was rejected by Peru.",
    "The/DT/det/1 plan/NN/nsubjpass/3 was/VBD/auxpass/3 rejected/VBN/ROOT/3 by/IN/agent/3 "
    "Peru/NNP/pobj/4 ././punct/3",
    states="Peru",
)
CONTROL = reading(
    "Peru urged Chile to leave.",
    "Peru/NNP/nsubj/1 urged/VBD/ROOT/1 Chile/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1 ././punct/1",
    states="Peru;Chile",
)
PROMISE = reading(
    "Peru promise Chile to leave.",
    "Peru/NNP/nsubj/1 promise/VBP/ROOT/1 Chile/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1 ././punct/1",
    states="Peru;Chile",
)
RESOLVED = reading(
    "The refusal of Peru to leave hurt Chile.",
    "The/DT/det/1 refusal/NN/nsubj/6 of/IN/prep/1 Peru/NNP/pobj/2 to/TO/aux/5 leave/VB/acl/1 "
    "hurt/VBD/ROOT/6 Chile/NNP/dobj/6 ././punct/6",
    states="Peru;Chile",
)
BY_WITHIN = reading(
    "The closure of ports by Peru hurt Chile.",
    "The/DT/det/1 closure/NN/nsubj/6 of/IN/prep/1 ports/NNS/pobj/2 by/IN/prep/3 Peru/NNP/pobj/4 "
    "hurt/VBD/ROOT/6 Chile/NNP/dobj/6 ././punct/6",
    states="Peru;Chile",
)
COUNTED = reading(
    "Peru make a string of charges.",
    "Peru/NNP/nsubj/1 make/VBP/ROOT/1 a/DT/det/3 string/NN/dobj/1 of/IN/prep/3 charges/NNS/pobj/4 "
    "././punct/1",
    states="Peru",
)
PASSED_ON = reading(
    "The Peruvian offer, passed by Oman, stood.",
    "The/DT/det/2 Peruvian/JJ/amod/2 offer/NN/nsubj/8 ,/,/punct/2 passed/VBN/acl/2 by/IN/agent/4 "
    "Oman/NNP/pobj/5 ,/,/punct/2 stood/VBD/ROOT/8 ././punct/8",
    states="Oman",
)
RELATIVE = reading(
    "Peru, which rejected it, left.",
    "Peru/NNP/nsubj/6 ,/,/punct/0 which/WDT/nsubj/3 rejected/VBD/relcl/0 it/PRP/dobj/3 ,/,/punct/0 "
    "left/VBD/ROOT/6 ././punct/6",
    states="Peru",
)
SECOND_VERB = reading(
    "Peru met Chile and rejected it.",
    "Peru/NNP/nsubj/1 met/VBD/ROOT/1 Chile/NNP/dobj/1 and/CC/cc/1 rejected/VBD/conj/1 "
    "it/PRP/dobj/4 ././punct/1",
    states="Peru;Chile",
)
PARTICIPLE = reading(
    "Peru met Chile, rejecting it.",
    "Peru/NNP/nsubj/1 met/VBD/ROOT/1 Chile/NNP/dobj/1 ,/,/punct/1 rejecting/VBG/advcl/1 "
    "it/PRP/dobj/4 ././punct/1",
    states="Peru;Chile",
)
POSSESSOR = reading(
    "Peru's rejection of it hurt Chile.",
    "Peru/NNP/poss/2 's/POS/case/0 rejection/NN/nsubj/5 of/IN/prep/2 it/PRP/pobj/3 hurt/VBD/ROOT/5 "
    "Chile/NNP/dobj/5 ././punct/5",
    states="Peru;Chile",
)
BY_PHRASE = reading(
    "The rejection by Peru hurt Chile.",
    "The/DT/det/1 rejection/NN/nsubj/4 by/IN/prep/1 Peru/NNP/pobj/2 hurt/VBD/ROOT/4 "
    "Chile/NNP/dobj/4 ././punct/4",
    states="Peru;Chile",
)
LIGHT_VERB = reading(
    "Peru make a demand.",
    "Peru/NNP/nsubj/1 make/VBP/ROOT/1 a/DT/det/3 demand/NN/dobj/1 ././punct/1",
    states="Peru",
)
HEAVY_VERB = reading(
    "Peru buy a demand.",
    "Peru/NNP/nsubj/1 buy/VBP/ROOT/1 a/DT/det/3 demand/NN/dobj/1 ././punct/1",
    states="Peru",
)
REDUCED = reading(
    "The plan rejected by Peru failed.",
    "The/DT/det/1 plan/NN/nsubj/5 rejected/VBN/acl/1 by/IN/agent/2 Peru/NNP/pobj/3 "
    "failed/VBD/ROOT/5 ././punct/5",
    states="Peru",
)
HYPHEN = reading(
    "The Peru - backed plan failed.",
    "The/DT/det/4 Peru/NNP/npadvmod/3 -/:/punct/3 backed/VBN/amod/4 plan/NN/nsubj/5 "
    "failed/VBD/ROOT/5 ././punct/5",
    states="Peru",
)


@pytest.mark.parametrize(
    ("read", "predicate", "labels"),
    [
        (ACTIVE, 3, ["Peru", "Chile"]),
        (PASSIVE, 3, ["Peru"]),
        (CONTROL, 1, ["Peru"]),
        (CONTROL, 4, ["Chile"]),
        (PROMISE, 4, ["Peru"]),
        (RELATIVE, 3, ["Peru"]),
        (SECOND_VERB, 4, ["Peru"]),
        (PARTICIPLE, 4, ["Peru"]),
        (POSSESSOR, 2, ["Peru"]),
        (BY_PHRASE, 1, ["Peru"]),
        (LIGHT_VERB, 3, ["Peru"]),
        (HEAVY_VERB, 3, []),
        (COUNTED, 5, ["Peru"]),
        (REDUCED, 2, ["Peru"]),
        (HYPHEN, 3, ["Peru"]),
        (RESOLVED, 1, ["Peru"]),
        (BY_WITHIN, 1, ["Peru"]),
        (PASSED_ON, 2, []),
    ],
)
def test_doers(read: Reading, predicate: int, labels: list[str]) -> None:
    found = actors(read, doers(read.doc[predicate]))
    assert [read.actors[key].label for key in found] == labels


def test_the_object_of_a_passive_does_nothing() -> None:
    assert (
        doers(
            reading(
                "Peru was rejected.",
                "Peru/NNP/nsubjpass/2 was/VBD/auxpass/2 rejected/VBN/ROOT/2 ././punct/2",
                states="Peru",
            ).doc[2]
        )
        == []
    )


@pytest.mark.parametrize(
    ("read", "verb", "passive"), [(ACTIVE, 3, False), (PASSIVE, 3, True), (REDUCED, 2, True)]
)
def test_is_passive(read: Reading, verb: int, passive: bool) -> None:
    assert is_passive(read.doc[verb]) is passive


def test_a_government_stands_for_its_owner() -> None:
    read = reading(
        "The government of Peru left.",
        "The/DT/det/1 government/NN/nsubj/4 of/IN/prep/1 Peru/NNP/pobj/2 left/VBD/ROOT/4 ././punct/4",
        states="Peru",
    )
    assert actors_of(read, read.doc[1]) == ("state/peru",)


def test_a_song_does_not_stand_for_its_owner() -> None:
    read = reading(
        "The song of Peru left.",
        "The/DT/det/1 song/NN/nsubj/4 of/IN/prep/1 Peru/NNP/pobj/2 left/VBD/ROOT/4 ././punct/4",
        states="Peru",
    )
    assert actors_of(read, read.doc[1]) == ()


def test_spans_leave_marks_and_openers_out() -> None:
    read = reading(
        'Peru said that "it left".',
        'Peru/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/5 "/``/punct/5 it/PRP/nsubj/5 '
        "left/VBD/ccomp/1 \"/''/punct/5 ././punct/1",
        states="Peru",
    )
    assert clause_span(read.doc, read.doc[5]).of(read.document.text) == "it left"
    assert sentence_span(read.doc, read.doc[5]).of(read.document.text) == 'Peru said that "it left".'


def test_a_span_drops_what_does_not_belong() -> None:
    read = ACTIVE
    assert subtree_span(read.doc, read.doc[0]).of(read.document.text) == "Peru and Chile"
    alone = subtree_span(read.doc, read.doc[0], lambda each: each.dep_ in ("cc", "conj"))
    assert alone.of(read.document.text) == "Peru"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“it left”,", "it left"),
        ("it was “a trap", "it was “a trap”"),
        ('praised its "silence', 'praised its "silence"'),
        ("it was “a trap,", "it was “a trap,”"),
        ("freedom” of trade", "“freedom” of trade"),
        ("the text (2024", "the text (2024)"),
        ("its ‘plan’ and", "its ‘plan’ and"),
        (" – ", None),
    ],
)
def test_marks_at_the_ends_stay_where_they_close_what_stands_within(words: str, expected: str | None) -> None:
    text = (
        'He said “it left”, it was “a trap,” it was “a trap”, praised its "silence" '
        "– on “freedom” of trade, the text (2024) its ‘plan’ and"
    )
    begin = text.index(words if words != "it was “a trap" else "it was “a trap”")
    span = tidied(text, begin, begin + len(words))
    assert (span.of(text) if span else None) == expected


def test_a_span_does_not_end_in_a_conjunction() -> None:
    read = reading(
        "Peru urged Chile to leave and .",
        "Peru/NNP/nsubj/1 urged/VBD/ROOT/1 Chile/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1 and/CC/cc/4 "
        "././punct/1",
        states="Peru;Chile",
    )
    assert clause_span(read.doc, read.doc[4]).of(read.document.text) == "leave"


def test_what_ties_a_clause_to_its_noun_is_no_part_of_it() -> None:
    read = reading(
        "an accord under which it must leave",
        "an/DT/det/1 accord/NN/ROOT/1 under/IN/prep/6 which/WDT/pobj/2 it/PRP/nsubj/6 must/MD/aux/6 "
        "leave/VB/relcl/1",
    )
    assert clause_span(read.doc, read.doc[6]).of(read.document.text) == "it must leave"


def test_who_urges_warns_though_a_clause_stands_between() -> None:
    warning = reading(
        "Peru urged Chile to wait when they meet and warned Fiji.",
        "Peru/NNP/nsubj/1 urged/VBD/ROOT/1 Chile/NNP/dobj/1 to/TO/aux/4 wait/VB/xcomp/1 when/IN/advmod/7 "
        "they/PRP/nsubj/7 meet/VBP/advcl/4 and/CC/cc/7 warned/VBD/conj/7 Fiji/NNP/dobj/9 ././punct/1",
        states="Peru;Chile;Fiji",
    )
    assert [each.text for each in doers(warning.doc[9])] == ["Peru"]


def test_who_issues_a_paper_saying_so_acts_after_it() -> None:
    helping = reading(
        "Peru issued it, saying that Fiji remains, and helped Oman.",
        "Peru/NNP/nsubj/1 issued/VBD/ROOT/1 it/PRP/dobj/1 ,/,/punct/1 saying/VBG/advcl/1 that/SC/mark/7 "
        "Fiji/NNP/nsubj/7 remains/VBZ/ccomp/4 ,/,/punct/7 and/CC/cc/7 helped/VBD/conj/7 Oman/NNP/dobj/10 "
        "././punct/1",
        states="Peru;Fiji;Oman",
    )
    assert [each.text for each in doers(helping.doc[10])] == ["Peru"]
    span = clause_span(helping.doc, helping.doc[7])
    assert helping.document.text[span.begin : span.end] == "Fiji remains"


def test_who_acts_though_somebody_else_stands_in_a_by_phrase() -> None:
    calling = reading(
        "Peru called the raid by Chile a crime.",
        "Peru/NNP/nsubj/1 called/VBD/ROOT/1 the/DT/det/3 raid/NN/dobj/1 by/IN/agent/1 Chile/NNP/pobj/4 "
        "a/DT/det/7 crime/NN/oprd/1 ././punct/1",
        states="Peru;Chile",
    )
    assert [each.text for each in doers(calling.doc[1])] == ["Peru"]


def test_a_critic_is_whoever_is_said_to_be_one() -> None:
    told = reading(
        "Peru met Chile, a rival and critic of the pact.",
        "Peru/NNP/nsubj/1 met/VBD/ROOT/1 Chile/NNP/dobj/1 ,/,/punct/2 a/DT/det/5 rival/NN/appos/2 "
        "and/CC/cc/5 critic/NN/conj/5 of/IN/prep/7 the/DT/det/10 pact/NN/pobj/8 ././punct/1",
        states="Peru;Chile",
    )
    assert [each.text for each in doers(told.doc[7])] == ["Chile"]
    among = reading(
        "Peru is one of the backers of Chile.",
        "Peru/NNP/nsubj/1 is/VBZ/ROOT/1 one/NN/attr/1 of/IN/prep/2 the/DT/det/5 backers/NNS/pobj/3 "
        "of/IN/prep/5 Chile/NNP/pobj/6 ././punct/1",
        states="Peru;Chile",
        lemmas={"is": "be", "backers": "backer"},
    )
    assert [each.text for each in doers(among.doc[5])] == ["Peru"]


def test_who_calls_something_so_stands_beside_the_name_that_he_gives_it() -> None:
    called = reading(
        "Plans dubbed a folly by Oman failed.",
        "Plans/NNS/nsubj/6 dubbed/VBN/acl/0 a/DT/det/3 folly/NN/oprd/1 by/IN/prep/3 Oman/NNP/pobj/4 "
        "failed/VBD/ROOT/6 ././punct/6",
        states="Oman",
    )
    assert [each.text for each in doers(called.doc[1])] == ["Oman"]
