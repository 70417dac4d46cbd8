# ruff: noqa: E501  (a parse is one row)
"""Tense, negation and modality of a verb, and what becomes of an encounter, on parses built by hand."""

from __future__ import annotations

import pytest

from kg.extract.encounters import encounters
from kg.extract.status import modality_of, negated, status_of, tense
from kg.nlp.reading import Reading
from kg.nlp.tree import Doc, Token
from tests.extract import parsed

LEMMAS = parsed.LEMMAS | {
    "talks": "talk", "met": "meet", "held": "hold", "refused": "refuse", "denied": "deny", "agreed": "agree",
    "hopes": "hope", "postponed": "postpone", "planned": "plan", "considered": "consider", "cancelling": "cancel",
    "called": "call", "collapsed": "collapse", "spoke": "speak", "began": "begin", "asked": "ask",
}  # fmt: skip


def read(text: str, rows: str) -> Reading:
    return parsed.reading(text, rows, states="Oman;Chad", lemmas=LEMMAS)


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "rows", "modality"),
    [
        ("Oman met Chad.", "Oman/NNP/nsubj/1 met/VBD/ROOT/1 Chad/NNP/dobj/1 ././punct/1", "asserted"),
        (
            "Oman could meet Chad.",
            "Oman/NNP/nsubj/2 could/MD/aux/2 meet/VB/ROOT/2 Chad/NNP/dobj/2 ././punct/2",
            "possible",
        ),
        (
            "Oman did not meet Chad.",
            "Oman/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 meet/VB/ROOT/3 Chad/NNP/dobj/3 ././punct/3",
            "denied",
        ),
        (
            "Oman refused to meet Chad.",
            "Oman/NNP/nsubj/1 refused/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Chad/NNP/dobj/3 ././punct/1",
            "denied",
        ),
        (
            "Oman asked Chad to meet.",
            "Oman/NNP/nsubj/1 asked/VBD/ROOT/1 Chad/NNP/dobj/1 to/TO/aux/4 meet/VB/xcomp/1 ././punct/1",
            "possible",
        ),
    ],
)
def test_modality(text: str, rows: str, modality: str) -> None:
    doc = read(text, rows).doc
    assert modality_of(next(token for token in doc if token.lemma_ == "meet")) == modality


def test_what_somebody_denies_is_denied() -> None:
    doc = read(
        "Oman denied that Chad had agreed.",
        "Oman/NNP/nsubj/1 denied/VBD/ROOT/1 that/SC/mark/5 Chad/NNP/nsubj/5 had/VBD/aux/5 agreed/VBN/ccomp/1 ././punct/1",
    ).doc
    assert modality_of(word(doc, "agreed")) == "denied"
    assert modality_of(word(doc, "denied")) == "asserted"
    assert not negated(word(doc, "agreed"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Oman left, nor would Chad meet.",
            "Oman/NNP/nsubj/1 left/VBD/ROOT/1 ,/,/punct/1 nor/CC/cc/1 would/MD/aux/6 Chad/NNP/nsubj/6 meet/VB/conj/1 ././punct/1",
        ),
        (
            "Under no circumstances would Oman meet.",
            "Under/IN/prep/5 no/DT/det/2 circumstances/NNS/pobj/0 would/MD/aux/5 Oman/NNP/nsubj/5 meet/VB/ROOT/5 ././punct/5",
        ),
    ],
)
def test_a_fronted_refusal_negates(text: str, rows: str) -> None:
    doc = parsed.reading(
        text, rows, states="Oman;Chad", lemmas=LEMMAS | {"circumstances": "circumstance"}
    ).doc
    assert negated(word(doc, "meet"))


@pytest.mark.parametrize(
    ("text", "rows", "when"),
    [
        ("Oman met.", "Oman/NNP/nsubj/1 met/VBD/ROOT/1 ././punct/1", "past"),
        ("Oman will meet.", "Oman/NNP/nsubj/2 will/MD/aux/2 meet/VB/ROOT/2 ././punct/2", "future"),
        (
            "Oman is due to meet.",
            "Oman/NNP/nsubj/1 is/VBZ/ROOT/1 due/JJ/acomp/1 to/TO/aux/4 meet/VB/xcomp/2 ././punct/1",
            "future",
        ),
    ],
)
def test_tense(text: str, rows: str, when: str) -> None:
    doc = read(text, rows).doc
    assert tense(next(token for token in doc if token.lemma_ == "meet")) == when


@pytest.mark.parametrize(
    ("text", "rows", "status"),
    [
        (
            "Oman held talks with Chad.",
            "Oman/NNP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 with/IN/prep/2 Chad/NNP/pobj/3 ././punct/1",
            "held",
        ),
        (
            "Oman will hold talks with Chad.",
            "Oman/NNP/nsubj/2 will/MD/aux/2 hold/VB/ROOT/2 talks/NNS/dobj/2 with/IN/prep/3 Chad/NNP/pobj/4 ././punct/2",
            "planned",
        ),
        (
            "Oman is in talks with Chad.",
            "Oman/NNP/nsubj/1 is/VBZ/ROOT/1 in/IN/prep/1 talks/NNS/pobj/2 with/IN/prep/3 Chad/NNP/pobj/4 ././punct/1",
            "ongoing",
        ),
        (
            "Oman called for talks with Chad.",
            "Oman/NNP/nsubj/1 called/VBD/ROOT/1 for/IN/prep/1 talks/NNS/pobj/2 with/IN/prep/3 Chad/NNP/pobj/4 ././punct/1",
            "proposed",
        ),
        (
            "Oman hopes to meet Chad.",
            "Oman/NNP/nsubj/1 hopes/VBZ/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Chad/NNP/dobj/3 ././punct/1",
            "proposed",
        ),
        (
            "Oman agreed to meet Chad.",
            "Oman/NNP/nsubj/1 agreed/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Chad/NNP/dobj/3 ././punct/1",
            "planned",
        ),
        (
            "Oman refused to meet Chad.",
            "Oman/NNP/nsubj/1 refused/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Chad/NNP/dobj/3 ././punct/1",
            "refused",
        ),
        (
            "Oman postponed a planned visit to Chad.",
            "Oman/NNP/nsubj/1 postponed/VBD/ROOT/1 a/DT/det/4 planned/VBN/amod/4 visit/NN/dobj/1 to/IN/prep/4 Chad/NNP/pobj/5 ././punct/1",
            "postponed",
        ),
        (
            "Oman called off the talks.",
            "Oman/NNP/nsubj/1 called/VBD/ROOT/1 off/RB/prt/1 the/DT/det/4 talks/NNS/dobj/1 ././punct/1",
            "cancelled",
        ),
        (
            "Oman considered cancelling the talks.",
            "Oman/NNP/nsubj/1 considered/VBD/ROOT/1 cancelling/VBG/xcomp/1 the/DT/det/4 talks/NNS/dobj/2 ././punct/1",
            "planned",
        ),
        (
            "Oman spoke after talks with Chad.",
            "Oman/NNP/nsubj/1 spoke/VBD/ROOT/1 after/IN/prep/1 talks/NNS/pobj/2 with/IN/prep/3 Chad/NNP/pobj/4 ././punct/1",
            "held",
        ),
        (
            "Oman has not met Chad since May.",
            "Oman/NNP/nsubj/3 has/VBZ/aux/3 not/RB/neg/3 met/VBN/ROOT/3 Chad/NNP/dobj/3 since/IN/prep/3 May/NNP/pobj/5 ././punct/3",
            "held",
        ),
    ],
)
def test_status(text: str, rows: str, status: str) -> None:
    (mention,) = encounters(read(text, rows), ())
    assert mention.told.status == status


def test_a_noun_without_a_verb_tells_nothing_plainly() -> None:
    doc = read("Oman talks.", "Oman/NNP/compound/1 talks/NNS/ROOT/1 ././punct/1").doc
    assert status_of(doc[1], [doc[1]], None, "").weight == 0
