"""Loading a model: what it says of itself, and what it says when it cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from spacy.language import Language

from kg.errors import ModelError
from kg.nlp import load
from kg.nlp.model import card


def test_the_card_names_the_model(nlp: Language) -> None:
    told = card(nlp)
    assert told.name == "en_core_web_md"
    assert told.vectors > 1000
    assert "ner" in told.pipes
    assert str(told) == f"{told.name} {told.version}"


def test_a_missing_model_is_named() -> None:
    with pytest.raises(ModelError, match="'no_such_model' is not installed"):
        load("no_such_model")


def test_a_model_without_a_parser_is_refused(tmp_path: pytest.TempPathFactory) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")  # type: ignore[operator]
    with pytest.raises(ModelError, match="has no tagger"):
        load(str(tmp_path / "blank"))  # type: ignore[operator]


def test_loading_warns_of_nothing() -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", "from kg.nlp import load; load()"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_hyphenated_abbreviations_are_two_names(nlp: Language) -> None:
    assert [token.text for token in nlp.make_doc("U.S.-Chad talks")] == ["U.S.", "-", "Chad", "talks"]


def test_a_name_that_a_wire_breaks_is_taken_apart_as_one_that_it_does_not(nlp: Language) -> None:
    assert [token.text for token in nlp.make_doc("Hassan al- Sadiq")] == ["Hassan", "al", "-", "Sadiq"]


def test_no_sentence_ends_with_a_rank(nlp: Language) -> None:
    assert [token.text for token in nlp.make_doc("Lt. Col. Roe")] == ["Lt.", "Col.", "Roe"]


def test_no_sentence_begins_behind_an_old_abbreviation(nlp: Language) -> None:
    for text in ("The Assn. of Banks met at noon.", "It met at 3 p.m. Moscow Time on Friday."):
        assert len(list(nlp(text).sents)) == 1


def test_what_is_done_again_is_one_word(nlp: Language) -> None:
    assert [token.text for token in nlp.make_doc("re-opened it")] == ["re-opened", "it"]
    assert [token.text for token in nlp.make_doc("Kenya-born")] == ["Kenya", "-", "born"]
