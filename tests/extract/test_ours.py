"""Whose act a speaker's "we" tells, and that it is told."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.ours import bodies, spoken_for, together
from kg.model import Act, Actor, Role, Span
from tests.extract.parsed import reading

SPAN = Span(0, 16)
ACT = Act(
    trigger=Span(12, 15),
    evidence=(SPAN,),
    rule="rejection:pay:self:self",
    type="Rejection",
    actor=("person/quill",),
    content="pay",
    content_span=Span(12, 15),
)
POST = Role(trigger=SPAN, evidence=(SPAN,), rule="", person="person/quill", title="envoy", of=("state/peru",))
SAID = reading(
    "We will not pay.",
    "We/PRP/nsubj/3 will/MD/aux/3 not/RB/neg/3 pay/VB/ROOT/3 ././punct/3",
    people="Quill",
    states="Peru",
)


def test_what_we_do_is_as_likely_as_the_sides_word_and_ones_own_together() -> None:
    side = replace(ACT, rule="rejection:pay:self:side", actor=("state/peru",))
    assert together([(side, 0.25), (ACT, 0.2), (ACT, 0.3)]) == {("Rejection", ACT.trigger): 0.55}
    assert together([(ACT, 0.6)]) == {}
    asks = replace(side, rule="demand:if:condition:side")
    assert together([(asks, 0.3), (replace(asks, rule="demand:if:condition:self"), 0.3)]) == {}


def test_an_envoys_we_is_his_state_a_presidents_may_be_himself() -> None:
    told = spoken_for(ACT, SAID, bodies(SAID, [POST]))
    assert (told.actor, told.attributed_to) == (("state/peru",), ("person/quill",))
    for other in (replace(POST, title="President"), replace(POST, former=True), replace(POST, of=())):
        assert spoken_for(ACT, SAID, bodies(SAID, [other])) == ACT
    assert bodies(SAID, [replace(POST, title="Vice President")])


def test_what_i_do_is_my_own() -> None:
    own = reading(
        "I will not pay.",
        "I/PRP/nsubj/3 will/MD/aux/3 not/RB/neg/3 pay/VB/ROOT/3 ././punct/3",
        states="Peru",
    )
    assert spoken_for(ACT, own, bodies(SAID, [POST])) == ACT


def test_a_ministry_speaks_for_its_state_a_party_for_itself() -> None:
    ministry = Actor(
        key="ministry", label="Peruvian Foreign Ministry", type="Organization", affiliation="peru"
    )
    party = Actor(key="party", label="Quill Party", type="Organization", affiliation="peru")
    state = Actor(key="peru", label="Peru", type="State")
    known = replace(SAID, actors={each.key: each for each in (ministry, party, state)})
    assert bodies(known, [replace(POST, of=("ministry",))]) == {"person/quill": "peru"}
    assert bodies(known, [replace(POST, of=("party",))]) == {"person/quill": "party"}
