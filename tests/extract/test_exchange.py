"""Which act answers which, on acts and parses made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.concerns import issue_of
from kg.extract.exchange import answers, with_issue, with_topic_issue
from kg.model import Act, ActType, Meeting, Span
from kg.nlp.reading import Reading
from tests.extract.parsed import reading

TALK = reading(
    "Peru demand sanctions relief . Chile rule out sanctions relief . Cuba sign treaties .",
    "Peru/NNP/nsubj/1 demand/VBP/ROOT/1 sanctions/NNS/compound/3 relief/NN/dobj/1 ././punct/1 "
    "Chile/NNP/nsubj/6 rule/VBP/ROOT/6 out/RB/prt/6 sanctions/NNS/compound/9 relief/NN/dobj/6 ././punct/6 "
    "Cuba/NNP/nsubj/12 sign/VBP/ROOT/12 treaties/NNS/dobj/12 ././punct/12",
    states="Peru;Chile;Cuba",
)
PERU, CHILE, CUBA = "state/peru", "state/chile", "state/cuba"


def act(
    type_: ActType, actor: str, content: str, *, target: str = "", nth: int = 0, read: Reading = TALK
) -> Act:
    """An act whose content is the nth place where the words stand."""
    text, begin = read.document.text, -1
    for _ in range(nth + 1):
        begin = text.index(content, begin + 1)
    span = Span(begin, begin + len(content))
    return Act(
        trigger=Span(begin - 1, begin),
        evidence=(span,),
        rule="test",
        type=type_,
        actor=(actor,),
        target=(target,) if target else (),
        content=content,
        content_span=span,
    )


DEMAND = with_issue(act("Demand", PERU, "sanctions relief"), TALK)
REJECTION = with_issue(act("Rejection", CHILE, "sanctions relief", target=PERU, nth=1), TALK)


def test_content_tells_the_issue() -> None:
    assert DEMAND.issue == REJECTION.issue == issue_of(TALK, Span(12, 28))
    assert DEMAND.issue is not None
    assert "sanctions" in DEMAND.issue
    assert with_issue(act("Demand", CUBA, "Cuba"), TALK).issue is None


def test_who_imposes_a_penalty_is_not_whom_it_is_about() -> None:
    read = reading(
        "Mali sign Peru's sanction on Chile .",
        "Mali/NNP/nsubj/1 sign/VBP/ROOT/1 Peru/NNP/poss/4 's/POS/case/2 sanction/NN/dobj/1 on/IN/prep/4 "
        "Chile/NNP/pobj/5 ././punct/1",
        states="Mali;Peru;Chile",
    )
    assert issue_of(read, Span(10, 34)) == "sanctions on Chile"
    assert issue_of(read, Span(10, 25)) == "sanctions"


def test_a_rejection_answers_the_demand_it_turns_down() -> None:
    (answer,) = answers(TALK, [DEMAND, REJECTION])
    assert (answer.act, answer.answers) == (REJECTION.trigger, DEMAND.trigger)
    assert "same issue" in answer.reason
    assert "addressed to Peru" in answer.reason
    assert 0.55 <= answer.confidence <= 0.95


def test_nobody_answers_himself() -> None:
    own = with_issue(act("Rejection", PERU, "sanctions relief", nth=1), TALK)
    assert list(answers(TALK, [DEMAND, own])) == []


def test_another_matter_is_no_answer() -> None:
    treaty = with_issue(act("Agreement", CUBA, "treaties", target=PERU), TALK)
    assert list(answers(TALK, [DEMAND, treaty])) == []


def test_a_demand_answers_nothing() -> None:
    other = with_issue(act("Demand", CHILE, "sanctions relief", target=PERU, nth=1), TALK)
    assert list(answers(TALK, [DEMAND, other])) == []


@pytest.mark.parametrize(
    ("named", "rest"),
    [
        ("the demand of Peru", "of/IN/prep/7 Peru/NNP/pobj/8"),
        ("the demand as absurd", "as/IN/prep/7 absurd/JJ/amod/8"),  # how it is judged is no matter of it
    ],
)
def test_who_names_the_demand_answers_it(named: str, rest: str) -> None:
    read = reading(
        f"Peru demand ports . Chile reject {named} .",
        "Peru/NNP/nsubj/1 demand/VBP/ROOT/1 ports/NNS/dobj/1 ././punct/1 Chile/NNP/nsubj/5 reject/VBP/ROOT/5 "
        f"the/DT/det/7 demand/NN/dobj/5 {rest} ././punct/5",
        states="Peru;Chile",
    )
    demand = act("Demand", PERU, "ports", read=read)
    (answer,) = answers(read, [demand, act("Rejection", CHILE, named, target=PERU, read=read)])
    assert "names the demand" in answer.reason


OFFERED = reading(
    "Peru offer cheap gas . Chile reject the proposal of Peru on ports .",
    "Peru/NNP/nsubj/1 offer/VBP/ROOT/1 cheap/JJ/amod/3 gas/NN/dobj/1 ././punct/1 Chile/NNP/nsubj/6 "
    "reject/VBP/ROOT/6 the/DT/det/8 proposal/NN/dobj/6 of/IN/prep/8 Peru/NNP/pobj/9 on/IN/prep/8 "
    "ports/NNS/pobj/11 ././punct/6",
    states="Peru;Chile;Cuba",
)


def test_who_names_a_proposal_on_another_matter_does_not_answer() -> None:
    offer = act("Offer", PERU, "cheap gas", target=CHILE, read=OFFERED)
    of_ports = act("Rejection", CHILE, "the proposal of Peru on ports", target=PERU, read=OFFERED)
    bare = act("Rejection", CHILE, "the proposal of Peru", target=PERU, read=OFFERED)
    assert list(answers(OFFERED, [offer, of_ports])) == []
    assert len(list(answers(OFFERED, [offer, bare]))) == 1


def test_who_addresses_a_third_side_does_not_answer() -> None:
    aside = with_issue(act("Rejection", CHILE, "sanctions relief", target=CUBA, nth=1), TALK)
    assert list(answers(TALK, [DEMAND, aside])) == []


def test_what_is_asked_is_no_answer() -> None:
    asked = replace(DEMAND, content_span=Span(0, REJECTION.trigger.end))
    assert list(answers(TALK, [asked, REJECTION])) == []


def test_whom_it_was_not_asked_of_does_not_answer() -> None:
    of_cuba = replace(DEMAND, target=(CUBA,))
    unaddressed = replace(REJECTION, target=())
    assert list(answers(TALK, [of_cuba, unaddressed])) == []
    (answer,) = answers(TALK, [replace(DEMAND, target=(CHILE,)), unaddressed])
    assert "asked of Chile" in answer.reason


@pytest.mark.parametrize(("verb", "number"), [("reject", 1), ("deny", 0)])
def test_who_denies_that_a_thing_is_so_turns_nothing_down(verb: str, number: int) -> None:
    read = reading(
        f"Peru demand nuclear talks . Chile {verb} nuclear talks .",
        f"Peru/NNP/nsubj/1 demand/VBP/ROOT/1 nuclear/JJ/amod/3 talks/NNS/dobj/1 ././punct/1 "
        f"Chile/NNP/nsubj/6 {verb}/VBP/ROOT/6 nuclear/JJ/amod/8 talks/NNS/dobj/6 ././punct/6",
        states="Peru;Chile",
    )
    demand = with_issue(act("Demand", PERU, "nuclear talks", read=read), read)
    told = with_issue(act("Rejection", CHILE, "nuclear talks", target=PERU, nth=1, read=read), read)
    begin = read.document.text.index(verb)
    told = replace(told, trigger=Span(begin, begin + len(verb)))
    assert len(list(answers(read, [demand, told]))) == number


PAID = reading(
    "Peru ask Chile to pay damages . Chile refuse to pay .",
    "Peru/NNP/nsubj/1 ask/VBP/ROOT/1 Chile/NNP/dobj/1 to/TO/aux/4 pay/VB/xcomp/1 damages/NNS/dobj/4 "
    "././punct/1 Chile/NNP/nsubj/8 refuse/VBP/ROOT/8 to/TO/aux/10 pay/VB/xcomp/8 ././punct/8",
    states="Peru;Chile",
)


def test_who_will_not_do_what_was_asked_of_him_a_sentence_before_answers() -> None:
    demand = act("Demand", PERU, "pay damages", target=CHILE, read=PAID)
    (answer,) = answers(PAID, [demand, act("Rejection", CHILE, "pay", nth=1, read=PAID)])
    assert "same deed: pay" in answer.reason
    assert "told right after it" in answer.reason


def test_the_names_of_the_sides_are_no_common_words() -> None:
    read = reading(
        "Peru demand ports in Chile . Chile reject roads to Chile .",
        "Peru/NNP/nsubj/1 demand/VBP/ROOT/1 ports/NNS/dobj/1 in/IN/prep/2 Chile/NNP/pobj/3 ././punct/1 "
        "Chile/NNP/nsubj/7 reject/VBP/ROOT/7 roads/NNS/dobj/7 to/IN/prep/8 Chile/NNP/pobj/9 ././punct/7",
        states="Peru;Chile",
    )
    demand = act("Demand", PERU, "ports in Chile", target=CHILE, read=read)
    rejection = act("Rejection", CHILE, "roads to Chile", target=PERU, read=read)
    assert list(answers(read, [demand, rejection])) == []


def _within(state: str) -> Reading:
    """The talk, with both of Peru and Chile standing for one state."""
    actors = {
        key: replace(one, affiliation=state if key in (PERU, CHILE) else None)
        for key, one in TALK.actors.items()
    }
    return replace(TALK, actors=actors)


def test_those_of_one_state_answer_each_other_only_by_name() -> None:
    same = _within(CUBA)
    unaddressed = replace(REJECTION, target=())
    assert list(answers(same, [replace(DEMAND, target=(CHILE,)), unaddressed])) == []
    assert len(list(answers(same, [DEMAND, REJECTION]))) == 1


def test_a_topic_tells_the_issue_of_a_meeting() -> None:
    met = Meeting(
        trigger=Span(0, 4),
        evidence=(Span(0, 29),),
        rule="test",
        participants=(PERU,),
        topic="sanctions relief",
    )
    assert with_topic_issue(met, TALK).issue == DEMAND.issue
    assert with_topic_issue(replace(met, topic=None), TALK).issue is None
    assert with_topic_issue(replace(met, topic="Peru"), TALK).issue is None
