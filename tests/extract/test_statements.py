"""Statements on parses built by hand: the grammar, not the model, is under test."""

from __future__ import annotations

import pytest

from kg.extract import statements as module
from kg.extract.page import Page, Report
from kg.extract.statements import candidates, statements
from kg.model import Span, Statement
from tests.extract.parsed import reading


@pytest.fixture(autouse=True)
def grammar_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing fitted has a say in these tests."""
    monkeypatch.setattr(module, "ranker", lambda _: None)


def told(text: str, rows: str, people: str = "", states: str = "") -> list[tuple[tuple[str, ...], str, bool]]:
    found = list(statements(reading(text, rows, people, states)))
    assert all(isinstance(each, Statement) for each in found)
    for each in found:
        assert each.content == " ".join(text[span.begin : span.end] for span in each.content_spans)
    return [(tuple(key.split("/")[1] for key in each.speaker), each.content, each.direct) for each in found]


def test_a_reported_clause() -> None:
    assert told(
        "Jane Doe said that Oman had left.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/2 said/VBD/ROOT/2 that/SC/mark/6 Oman/NNP/nsubj/6 "
        "had/VBD/aux/6 left/VBN/ccomp/2 ././punct/2",
        people="Jane Doe",
        states="Oman",
    ) == [(("jane-doe",), "Oman had left", False)]


def test_a_clause_before_its_speaker() -> None:
    assert told(
        "Oman had left, Jane Doe said.",
        "Oman/NNP/nsubj/2 had/VBD/aux/2 left/VBN/ccomp/6 ,/,/punct/6 Jane/NNP/compound/5 "
        "Doe/NNP/nsubj/6 said/VBD/ROOT/6 ././punct/6",
        people="Jane Doe",
        states="Oman",
    ) == [(("jane-doe",), "Oman had left", False)]


def test_what_somebody_was_asked_he_does_not_say() -> None:
    assert (
        told(
            "Asked whether Oman left, Doe said little.",
            "Asked/VBN/advcl/6 whether/SC/mark/3 Oman/NNP/nsubj/3 left/VBD/ccomp/0 ,/,/punct/6 "
            "Doe/NNP/nsubj/6 said/VBD/ROOT/6 little/RB/advmod/6 ././punct/6",
            people="Doe",
            states="Oman",
        )
        == []
    )


def test_a_semicolon_parts_what_somebody_says_from_what_the_article_tells() -> None:
    assert (
        told(
            "Oman has left; Doe said little.",
            "Oman/NNP/nsubj/2 has/VBZ/aux/2 left/VBN/ccomp/5 ;/:/punct/5 Doe/NNP/nsubj/5 "
            "said/VBD/ROOT/5 little/RB/advmod/5 ././punct/5",
            people="Doe",
            states="Oman",
        )
        == []
    )


def test_a_name_right_before_a_verb_without_a_subject_speaks() -> None:
    assert told(
        "Iran left but the lead Jane Doe said Oman stayed.",
        "Iran/NNP/nsubj/1 left/VBD/ROOT/1 but/CC/cc/1 the/DT/det/4 lead/VB/conj/1 Jane/NNP/compound/6 "
        "Doe/NNP/dobj/4 said/VBD/conj/1 Oman/NNP/nsubj/9 stayed/VBD/ccomp/7 ././punct/1",
        people="Jane Doe",
        states="Iran;Oman",
    ) == [(("jane-doe",), "Oman stayed", False)]


def test_who_goes_on_is_not_who_carried_his_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_of_media", lambda _, speaker: speaker == ("agency",))
    page = Page.of(reading("Oman left.", "Oman/NNP/nsubj/1 left/VBD/ROOT/1 ././punct/1"))
    report = Report("quote-free", None, (Span(9, 10),))
    assert module._voice_before(page, report, [(2, ("doe",)), (4, ("agency",))]) == ("doe",)
    assert module._voice_before(page, report, [(4, ("agency",))]) == ("agency",)
    assert module._voice_before(page, report, []) == ()


def proposed(text: str, rows: str, people: str) -> list[str]:
    return [each.fact.content for each in candidates(reading(text, rows, people))]


def test_what_something_is_called() -> None:
    assert proposed(
        "Jane Doe called the truce a farce.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/2 called/VBD/ROOT/2 the/DT/det/4 truce/NN/dobj/2 "
        "a/DT/det/6 farce/NN/oprd/2 ././punct/2",
        "Jane Doe",
    ) == ["the truce a farce"]


def test_who_judges_for_his_part_asks_for_nothing() -> None:
    assert proposed(
        "Doe for his part called it a farce.",
        "Doe/NNP/nsubj/4 for/IN/prep/4 his/PRP$/poss/3 part/NN/pobj/1 called/VBD/ROOT/4 it/PRP/dobj/4 "
        "a/DT/det/7 farce/NN/oprd/4 ././punct/4",
        "Doe",
    ) == ["a farce"]


def test_what_somebody_says_he_would_do() -> None:
    assert proposed(
        "Doe did express his readiness to open the bridge.",
        "Doe/NNP/nsubj/2 did/VBD/aux/2 express/VB/ROOT/2 his/PRP$/poss/4 readiness/NN/dobj/2 to/TO/aux/6 "
        "open/VB/acl/4 the/DT/det/8 bridge/NN/dobj/6 ././punct/2",
        "Doe",
    ) == ["his readiness to open the bridge"]


def test_who_claims_responsibility_says_so() -> None:
    assert proposed(
        "Doe did claim responsibility.",
        "Doe/NNP/nsubj/2 did/VBD/aux/2 claim/VB/ROOT/2 responsibility/NN/dobj/2 ././punct/2",
        "Doe",
    ) == ["claim responsibility"]


def test_what_is_described_at_length() -> None:
    assert proposed(
        "Doe did describe a phase lasting two years.",
        "Doe/NNP/nsubj/2 did/VBD/aux/2 describe/VB/ROOT/2 a/DT/det/4 phase/NN/dobj/2 lasting/VBG/acl/4 "
        "two/CD/nummod/7 years/NNS/dobj/5 ././punct/2",
        "Doe",
    ) == ["a phase lasting two years"]


def test_a_hope_told_without_that() -> None:
    assert proposed(
        "Doe's hope Oman had left.",
        "Doe/NNP/poss/2 's/POS/case/0 hope/NN/ROOT/2 Oman/NNP/nsubj/5 had/VBD/aux/5 left/VBN/acl/2 "
        "././punct/2",
        "Doe",
    ) == ["Oman had left"]


def test_what_a_position_is() -> None:
    assert proposed(
        "Doe's position is that Oman had left.",
        "Doe/NNP/poss/2 's/POS/case/0 position/NN/nsubj/3 is/VBZ/ROOT/3 that/SC/mark/7 Oman/NNP/nsubj/7 "
        "had/VBD/aux/7 left/VBN/ccomp/3 ././punct/3",
        "Doe",
    ) == ["Oman had left"]


def test_what_it_is_called_without_its_pronoun() -> None:
    assert proposed(
        "Jane Doe called it a farce.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/2 called/VBD/ROOT/2 it/PRP/dobj/2 a/DT/det/5 farce/NN/oprd/2 "
        "././punct/2",
        "Jane Doe",
    ) == ["a farce"]


def test_clauses_joined_by_and_that_are_two() -> None:
    assert told(
        "Doe said that Oman left and that Iran stayed.",
        "Doe/NNP/nsubj/1 said/VBD/ROOT/1 that/SC/mark/4 Oman/NNP/nsubj/4 left/VBD/ccomp/1 "
        "and/CC/cc/4 that/SC/mark/8 Iran/NNP/nsubj/8 stayed/VBD/conj/4 ././punct/1",
        people="Doe",
        states="Oman;Iran",
    ) == [(("doe",), "Oman left", False), (("doe",), "Iran stayed", False)]


QUOTE = (
    '"We will go," Doe said. "Nobody stays here."',
    "\"/``/punct/7 We/PRP/nsubj/3 will/MD/aux/3 go/VB/ccomp/7 ,/,/punct/7 \"/''/punct/7 "
    "Doe/NNP/nsubj/7 said/VBD/ROOT/7 ././punct/7  "
    "\"/``/punct/11 Nobody/NN/nsubj/11 stays/VBZ/ROOT/11 here/RB/advmod/11 ././punct/11 \"/''/punct/11",
)


def test_a_quotation_split_by_its_speaker_is_one_statement() -> None:
    assert told(*QUOTE, people="Doe") == [(("doe",), "We will go, Nobody stays here.", True)]


def test_the_comma_before_who_speaks_is_none_of_his_words() -> None:
    text, rows = (
        '"We go," Doe said.',
        (
            "\"/``/punct/6 We/PRP/nsubj/2 go/VBP/ccomp/6 ,/,/punct/6 \"/''/punct/6 Doe/NNP/nsubj/6 "
            "said/VBD/ROOT/6 ././punct/6"
        ),
    )
    assert told(text, rows, people="Doe") == [(("doe",), "We go", True)]


def test_a_quotation_without_a_known_speaker_is_no_statement() -> None:
    assert told(*QUOTE) == []


def test_a_quotation_that_names_nobody_is_the_last_speakers() -> None:
    text = 'Doe said Oman left. "It was time to go."'
    rows = (
        "Doe/NNP/nsubj/1 said/VBD/ROOT/1 Oman/NNP/nsubj/3 left/VBD/ccomp/1 ././punct/1 "
        '"/``/punct/7 It/PRP/nsubj/7 was/VBD/ROOT/7 time/NN/attr/7 to/TO/aux/10 go/VB/relcl/8 '
        "././punct/7 \"/''/punct/7"
    )
    found = told(text, rows, people="Doe", states="Oman")
    assert (("doe",), "It was time to go.", True) in found


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Doe did not say Oman left.",
            "Doe/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 say/VB/ROOT/3 Oman/NNP/nsubj/5 "
            "left/VBD/ccomp/3 ././punct/3",
        ),
        (
            "Doe said whether Oman left.",
            "Doe/NNP/nsubj/1 said/VBD/ROOT/1 whether/SC/mark/4 Oman/NNP/nsubj/4 left/VBD/ccomp/1 ././punct/1",
        ),
        (
            'Doe saw "The Long Road" twice.',
            'Doe/NNP/nsubj/1 saw/VBD/ROOT/1 "/``/punct/5 The/DT/det/5 Long/JJ/amod/5 Road/NN/dobj/1 '
            "\"/''/punct/5 twice/RB/advmod/1 ././punct/1",
        ),
    ],
)
def test_what_is_no_statement(text: str, rows: str) -> None:
    assert told(text, rows, people="Doe", states="Oman") == []


def test_who_is_quoted_as_saying_speaks() -> None:
    assert told(
        "Doe was quoted as saying that Oman left.",
        "Doe/NNP/nsubjpass/2 was/VBD/auxpass/2 quoted/VBN/ROOT/2 as/IN/prep/2 saying/VBG/pcomp/3 "
        "that/SC/mark/7 Oman/NNP/nsubj/7 left/VBD/ccomp/4 ././punct/2",
        people="Doe",
        states="Oman",
    ) == [(("doe",), "Oman left", False)]


def test_a_parenthesis_is_taken_out_of_what_it_reports() -> None:
    assert told(
        "The harvest, Doe said, was bad.",
        "The/DT/det/1 harvest/NN/nsubj/6 ,/,/punct/6 Doe/NNP/nsubj/4 said/VBD/parataxis/6 "
        ",/,/punct/6 was/VBD/ROOT/6 bad/JJ/acomp/6 ././punct/6",
        people="Doe",
    ) == [(("doe",), "The harvest was bad", False)]


def test_what_the_speaker_did_next_is_not_reported() -> None:
    assert told(
        "Jane Doe said Oman had left and warned Fiji.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/2 said/VBD/ROOT/2 Oman/NNP/nsubj/5 had/VBD/aux/5 left/VBN/ccomp/2 "
        "and/CC/cc/5 warned/VBD/conj/5 Fiji/NNP/dobj/7 ././punct/2",
        people="Jane Doe",
        states="Oman",
    ) == [(("jane-doe",), "Oman had left", False)]


def test_a_clause_that_the_parse_cut_in_two() -> None:
    assert told(
        "Jane Doe said the fort, an old one, was sold.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/2 said/VBD/ROOT/2 the/DT/det/4 fort/NN/ccomp/2 ,/,/punct/4 "
        "an/DT/det/8 old/JJ/amod/8 one/NN/appos/4 ,/,/punct/2 was/VBD/auxpass/11 sold/VBN/ccomp/2 "
        "././punct/2",
        people="Jane Doe",
    ) == [(("jane-doe",), "the fort, an old one, was sold", False)]


def test_a_subject_that_the_parse_took_for_an_object() -> None:
    assert told(
        "Jane Doe said the fort was sold.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/2 said/VBD/ROOT/2 the/DT/det/4 fort/NN/dobj/2 "
        "was/VBD/auxpass/6 sold/VBN/ccomp/2 ././punct/2",
        people="Jane Doe",
    ) == [(("jane-doe",), "the fort was sold", False)]


def test_terms_that_open_a_clause() -> None:
    assert told(
        "Jane Doe said under the plan, Oman wins.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/2 said/VBD/ROOT/2 under/IN/prep/2 the/DT/det/5 plan/NN/pobj/3 "
        ",/,/punct/8 Oman/NNP/nsubj/8 wins/VBZ/ccomp/2 ././punct/2",
        people="Jane Doe",
        states="Oman",
    ) == [(("jane-doe",), "under the plan, Oman wins", False)]


def test_a_clause_that_the_parse_hangs_on_the_day() -> None:
    assert told(
        "Jane Doe said after the talks that Oman will wait.",
        "Jane/NNP/compound/1 Doe/NNP/nsubj/2 said/VBD/ROOT/2 after/IN/prep/2 the/DT/det/5 talks/NNS/pobj/3 "
        "that/WDT/dobj/9 Oman/NNP/nsubj/9 will/MD/aux/9 wait/VB/relcl/5 ././punct/2",
        people="Jane Doe",
        states="Oman",
    ) == [(("jane-doe",), "Oman will wait", False)]


def test_a_clause_that_the_parse_takes_for_a_measure() -> None:
    assert told(
        "The fall points to a leak that will grow, Doe said.",
        "The/DT/det/2 fall/NN/compound/2 points/NNS/npadvmod/11 to/IN/prep/2 a/DT/det/5 leak/NN/pobj/3 "
        "that/WDT/nsubj/8 will/MD/aux/8 grow/VB/relcl/5 ,/,/punct/11 Doe/NNP/nsubj/11 said/VBD/ROOT/11 "
        "././punct/11",
        people="Doe",
    ) == [(("doe",), "The fall points to a leak that will grow", False)]


def test_a_name_between_commas_speaks() -> None:
    assert told(
        "The host, Oman, has said that talks failed.",
        "The/DT/det/1 host/NN/dep/6 ,/,/punct/1 Oman/NNP/appos/1 ,/,/punct/1 has/VBZ/aux/6 said/VBN/ROOT/6 "
        "that/SC/mark/9 talks/NNS/nsubj/9 failed/VBD/ccomp/6 ././punct/6",
        states="Oman",
    ) == [(("oman",), "talks failed", False)]


def test_a_clause_of_the_noun_that_the_parse_hangs_on_its_verb() -> None:
    rows = (
        "Fiji/NNP/nsubj/1 met/VBD/ROOT/1 Doe/NNP/poss/4 's/POS/case/2 claim/NN/dobj/1 Monday/NNP/npadvmod/1 "
        "that/SC/mark/9 Oman/NNP/nsubj/9 had/VBD/aux/9 left/VBN/ccomp/1 ././punct/1"
    )
    page = reading("Fiji met Doe's claim Monday that Oman had left.", rows, "Doe", "Oman;Fiji")
    found = [each.fact for each in candidates(page)]
    assert [(each.speaker, each.content) for each in found] == [(("person/doe",), "Oman had left")]


def test_how_the_words_open_and_whether_they_have_a_verb_are_features() -> None:
    page = reading(
        "Doe said it was a start.",
        "Doe/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 was/VBD/ccomp/1 a/DT/det/5 start/NN/attr/3 "
        "././punct/1",
        "Doe",
    )
    (clause,) = candidates(page)
    assert "opens:PRP" in clause.features
    assert "no verb" not in clause.features


def test_who_speaks_stands_after_the_verb_that_opens_a_sentence() -> None:
    assert told(
        'Commented Doe: "Oman must be happy."',
        'Commented/VBD/advcl/6 Doe/NNP/dobj/0 :/:/punct/6 "/``/punct/6 Oman/NNP/nsubj/6 must/MD/aux/6 '
        "be/VB/ROOT/6 happy/JJ/acomp/6 ././punct/6 \"/''/punct/6",
        people="Doe",
        states="Oman",
    ) == [(("doe",), "Oman must be happy.", True)]


def test_a_subject_that_the_parse_gives_to_the_wrong_verb() -> None:
    assert told(
        "Doe said Fiji's talks in Oman, Muscat, had failed.",
        "Doe/NNP/nsubj/1 said/VBD/ROOT/1 Fiji/NNP/poss/4 's/POS/case/2 talks/NNS/nsubj/1 in/IN/prep/4 "
        "Oman/NNP/pobj/5 ,/,/punct/6 Muscat/NNP/appos/6 ,/,/punct/1 had/VBD/aux/11 failed/VBN/ccomp/1 "
        "././punct/1",
        people="Doe",
        states="Fiji;Oman",
    ) == [(("doe",), "Fiji's talks in Oman, Muscat, had failed", False)]


def test_a_question_may_open_a_text() -> None:
    text, rows = (
        "Asked Doe said Oman left.",
        ("Asked/VBD/ROOT/0 Doe/NNP/dobj/0 said/VBD/ccomp/0 Oman/NNP/nsubj/4 left/VBD/ccomp/2 ././punct/0"),
    )
    lemmas = {"asked": "ask", "said": "say"}
    found = list(statements(reading(text, rows, "Doe", "Oman", lemmas)))
    assert found
    assert all(each.content in text for each in found)
