# ruff: noqa: E501  (a parse is one row)
"""Whether an act is done, possible or denied, on parses built by hand."""

from __future__ import annotations

import pytest

from kg.extract.factuality import factuality, factuality_of_deed, is_undone
from kg.nlp.tree import Token
from tests.extract import parsed

LEMMAS = parsed.LEMMAS | {
    "hopes": "hope", "plans": "plan", "signed": "sign", "rejected": "reject", "had": "have", "are": "be", "reports": "report",
    "feared": "fear", "wants": "want", "suggests": "suggest", "signs": "sign", "left": "leave", "signing": "sign",
    "met": "meet",
}  # fmt: skip


def word(text: str, rows: str, lemma: str) -> Token:
    doc = parsed.reading(text, rows, states="Oman;Chad", lemmas=LEMMAS).doc
    return next(token for token in doc if token.lemma_ == lemma)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Oman hopes to sign it.",
            "Oman/NNP/nsubj/1 hopes/VBZ/ROOT/1 to/TO/aux/3 sign/VB/xcomp/1 it/PRP/dobj/3 ././punct/1",
        ),
        (
            "They are to sign it.",
            "They/PRP/nsubj/1 are/VBP/ROOT/1 to/TO/aux/3 sign/VB/xcomp/1 it/PRP/dobj/3 ././punct/1",
        ),
        (
            "Oman has plans to sign it.",
            "Oman/NNP/nsubj/1 has/VBZ/ROOT/1 plans/NNS/dobj/1 to/TO/aux/4 sign/VB/acl/2 it/PRP/dobj/4 ././punct/1",
        ),
        (
            "Oman is interested in signing it.",
            "Oman/NNP/nsubj/1 is/VBZ/ROOT/1 interested/JJ/acomp/1 in/IN/prep/2 signing/VBG/pcomp/3 it/PRP/dobj/4 ././punct/1",
        ),
    ],
)
def test_a_deed_that_somebody_means_to_do_is_possible_but_words_are_said(text: str, rows: str) -> None:
    assert factuality_of_deed(word(text, rows, "sign")) == "possible"
    assert factuality(word(text, rows, "sign")) == "asserted"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Oman would have signed it.",
            "Oman/NNP/nsubj/3 would/MD/aux/3 have/VB/aux/3 signed/VBN/ROOT/3 it/PRP/dobj/3 ././punct/3",
        ),
        (
            "Had Oman signed it, Chad rejoiced.",
            "Had/VBD/aux/2 Oman/NNP/nsubj/2 signed/VBN/advcl/6 it/PRP/dobj/2 ,/,/punct/6 Chad/NNP/nsubj/6 rejoiced/VBD/ROOT/6 ././punct/6",
        ),
        (
            "Reports that Oman signed it spread.",
            "Reports/NNS/nsubj/5 that/SC/mark/3 Oman/NNP/nsubj/3 signed/VBD/acl/0 it/PRP/dobj/3 spread/VBD/ROOT/5 ././punct/5",
        ),
    ],
)
def test_what_is_imagined_or_rumoured_is_possible(text: str, rows: str) -> None:
    assert factuality(word(text, rows, "sign")) == "possible"


def test_what_hangs_on_a_report_as_a_participle_is_done() -> None:
    rows = "Chad/NNP/nsubj/1 saw/VBD/ROOT/1 reports/NNS/dobj/1 signed/VBN/acl/2 by/IN/agent/3 Oman/NNP/pobj/4 ././punct/1"
    assert factuality(word("Chad saw reports signed by Oman.", rows, "sign")) == "asserted"


@pytest.mark.parametrize(("subject", "undone"), [("It/PRP", True), ("Oman/NNP", False)])
def test_what_it_would_be_wrong_to_do_is_not_done(subject: str, undone: bool) -> None:
    rows = f"{subject}/nsubj/1 was/VBD/ROOT/1 wrong/JJ/acomp/1 to/TO/aux/4 sign/VB/xcomp/1 that/DT/dobj/4 ././punct/1"
    assert is_undone(word(f"{subject.split('/')[0]} was wrong to sign that.", rows, "sign")) == undone


@pytest.mark.parametrize(
    ("subject", "verb", "helping", "done", "wanted"),
    [
        ("Chad", "feared", "would/MD", "sign/VB", "possible"),
        ("Chad", "said", "would/MD", "sign/VB", "asserted"),
        ("Chad", "feared", "had/VBD", "signed/VBN", "asserted"),
        ("Nothing", "suggests", "has/VBZ", "signed/VBN", "denied"),
        ("Chad", "suggests", "has/VBZ", "signed/VBN", "asserted"),
    ],
)
def test_what_somebody_only_supposes_is_possible(
    subject: str, verb: str, helping: str, done: str, wanted: str
) -> None:
    rows = (
        f"{subject}/NN/nsubj/1 {verb}/VBZ/ROOT/1 that/SC/mark/5 Oman/NNP/nsubj/5 {helping}/aux/5 {done}/ccomp/1 "
        "it/PRP/dobj/5 ././punct/1"
    )
    text = f"{subject} {verb} that Oman {helping.split('/')[0]} {done.split('/')[0]} it."
    assert factuality(word(text, rows, "sign")) == wanted


def test_what_one_wants_of_others_is_not_done() -> None:
    rows = "Chad/NNP/nsubj/1 wants/VBZ/ROOT/1 Oman/NNP/nsubj/4 to/TO/aux/4 sign/VB/ccomp/1 it/PRP/dobj/4 ././punct/1"
    assert is_undone(word("Chad wants Oman to sign it.", rows, "sign"))
    rows = "Chad/NNP/nsubj/1 wants/VBZ/ROOT/1 to/TO/aux/3 sign/VB/xcomp/1 it/PRP/dobj/3 ././punct/1"
    assert not is_undone(word("Chad wants to sign it.", rows, "sign"))


def test_what_may_fail_is_possible() -> None:
    rows = (
        "Oman/NNP/nsubj/2 may/MD/aux/2 fail/VB/ROOT/2 to/TO/aux/4 sign/VB/xcomp/2 it/PRP/dobj/4 ././punct/2"
    )
    assert factuality(word("Oman may fail to sign it.", rows, "sign")) == "possible"


def test_a_deed_on_condition_is_possible() -> None:
    rows = (
        "Oman/NNP/nsubj/2 will/MD/aux/2 sign/VB/ROOT/2 it/PRP/dobj/2 provided/VBN/prep/2 that/IN/mark/7 Chad/NNP/nsubj/7 "
        "leaves/VBZ/pcomp/4 ././punct/2"
    )
    text = "Oman will sign it provided that Chad leaves."
    assert factuality_of_deed(word(text, rows, "sign")) == "possible"


def test_what_a_paper_would_do_is_possible() -> None:
    rows = "Oman/NNP/nsubj/1 wants/VBZ/ROOT/1 a/DT/det/3 draft/NN/dobj/1 that/WDT/nsubj/6 would/MD/aux/6 sign/VB/relcl/3 it/PRP/dobj/6 ././punct/1"
    assert factuality_of_deed(word("Oman wants a draft that would sign it.", rows, "sign")) == "possible"


@pytest.mark.parametrize(("tag", "undone"), [("VBZ", True), ("VBD", False)])
def test_what_is_yet_to_come_before_something_else_is_not_done(tag: str, undone: bool) -> None:
    verb = "signs" if tag == "VBZ" else "signed"
    rows = (
        "Chad/NNP/nsubj/1 left/VBD/ROOT/1 before/SC/mark/4 Oman/NNP/nsubj/4 "
        f"{verb}/{tag}/advcl/1 it/PRP/dobj/4 ././punct/1"
    )
    assert is_undone(word(f"Chad left before Oman {verb} it.", rows, "sign")) == undone


def test_what_a_condition_is_for_is_not_done() -> None:
    rows = "Chad/NNP/nsubj/1 met/VBD/ROOT/1 a/DT/det/3 condition/NN/dobj/1 for/IN/prep/3 signing/VBG/pcomp/4 it/PRP/dobj/5 ././punct/1"
    assert is_undone(word("Chad met a condition for signing it.", rows, "sign"))


def test_a_deed_that_hangs_on_what_stands_first_is_possible() -> None:
    rows = "Only/RB/advmod/1 then/RB/advmod/4 would/MD/aux/4 Chad/NNP/nsubj/4 sign/VB/ROOT/4 it/PRP/dobj/4 ././punct/4"
    assert factuality_of_deed(word("Only then would Chad sign it.", rows, "sign")) == "possible"


def test_what_one_does_not_mean_to_do_is_denied() -> None:
    rows = "Chad/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 plan/VB/ROOT/3 to/TO/aux/5 sign/VB/xcomp/3 it/PRP/dobj/5 ././punct/3"
    assert factuality(word("Chad did not plan to sign it.", rows, "sign")) == "denied"


def test_what_was_done_to_a_thing_is_done_whatever_is_hoped_for_it() -> None:
    rows = "Oman/NNP/nsubj/1 hopes/VBZ/ROOT/1 to/TO/aux/3 end/VB/xcomp/1 bans/NNS/dobj/3 signed/VBN/acl/4 by/IN/agent/5 Chad/NNP/pobj/6 ././punct/1"
    assert factuality_of_deed(word("Oman hopes to end bans signed by Chad.", rows, "sign")) == "asserted"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Oman was not able to sign it.",
            "Oman/NNP/nsubj/1 was/VBD/ROOT/1 not/RB/neg/1 able/JJ/acomp/1 to/TO/aux/5 sign/VB/xcomp/3 it/PRP/dobj/5 ././punct/1",
        ),
        (
            "Oman had no authority to sign it.",
            "Oman/NNP/nsubj/1 had/VBD/ROOT/1 no/DT/det/3 authority/NN/dobj/1 to/TO/aux/5 sign/VB/acl/3 it/PRP/dobj/5 ././punct/1",
        ),
        (
            "Oman was too weak to sign it.",
            "Oman/NNP/nsubj/1 was/VBD/ROOT/1 too/RB/advmod/3 weak/JJ/acomp/1 to/TO/aux/5 sign/VB/xcomp/3 it/PRP/dobj/5 ././punct/1",
        ),
    ],
)
def test_what_one_has_no_power_to_do_is_denied(text: str, rows: str) -> None:
    assert factuality_of_deed(word(text, rows, "sign")) == "denied"


def test_what_one_comes_near_to_is_not_done() -> None:
    rows = "Oman/NNP/nsubj/2 almost/RB/advmod/2 signed/VBD/ROOT/2 it/PRP/dobj/2 ././punct/2"
    assert factuality(word("Oman almost signed it.", rows, "sign")) == "denied"
    rows = "Oman/NNP/nsubj/2 allegedly/RB/advmod/2 signed/VBD/ROOT/2 it/PRP/dobj/2 ././punct/2"
    assert factuality(word("Oman allegedly signed it.", rows, "sign")) == "possible"


@pytest.mark.parametrize(("verb", "told"), [("was", "possible"), ("is", "asserted")])
def test_what_one_was_about_to_do_is_possible(verb: str, told: str) -> None:
    rows = f"Oman/NNP/nsubj/1 {verb}/VBD/ROOT/1 about/JJ/acomp/1 to/TO/aux/4 sign/VB/xcomp/2 it/PRP/dobj/4 ././punct/1"
    assert factuality(word(f"Oman {verb} about to sign it.", rows, "sign")) == told


@pytest.mark.parametrize(("det", "told"), [("A", "possible"), ("The", "asserted")])
def test_what_would_follow_from_a_deed_does_not_tell_that_it_is_done(det: str, told: str) -> None:
    rows = f"{det}/DT/det/1 veto/NN/nsubj/3 would/MD/aux/3 hurt/VB/ROOT/3 Chad/NNP/dobj/3 ././punct/3"
    assert factuality(word(f"{det} veto would hurt Chad.", rows, "veto")) == told
