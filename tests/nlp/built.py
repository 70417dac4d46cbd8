"""Docs built by hand, so that no model decides whether a grammar test passes."""

from __future__ import annotations

from spacy.lang.en import English
from spacy.tokens import Doc, Span

from kg.model import Document
from kg.nlp.read import reading
from kg.nlp.reading import Reading

VOCAB = English().vocab  # knows what is lower case, a number, a mark
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "JJ": "ADJ",
    "RB": "ADV", "RP": "ADP", "DT": "DET", "IN": "ADP", "TO": "PART", "MD": "AUX",
    "CC": "CCONJ", "CD": "NUM", "POS": "PART",
    ",": "PUNCT", ":": "PUNCT", ".": "PUNCT", "``": "PUNCT", "''": "PUNCT", "WP": "PRON", "WDT": "DET",
    "VBD": "VERB", "VBZ": "VERB",
    "VBG": "VERB", "VBN": "VERB", "VB": "VERB", "VBP": "VERB", "-LRB-": "PUNCT", "-RRB-": "PUNCT",
    "SP": "SPACE",
}  # fmt: skip
LEMMAS = {
    "said": "say", "told": "tell", "met": "meet", "was": "be", "is": "be", "ministers": "minister",
    "leaders": "leader", "officials": "official", "sides": "side", "presidents": "president",
    "warned": "warn", "countries": "country", "analysts": "analyst", "signed": "sign", "arrived": "arrive",
    "visited": "visit", "accusing": "accuse", "accused": "accuse", "talks": "talk", "denied": "deny",
    "planned": "plan", "urged": "urge",
}  # fmt: skip


def doc(text: str, rows: str, ents: str = "") -> Doc:
    """The Doc of `text` whose rows are `word/TAG/dep/head`, the head by its number from 0.

    `ents` are `words=LABEL`, separated by ";": every place where the words stand is such an entity.
    """
    parts = [row.rsplit("/", 3) for row in rows.split()]
    words = [part[0] for part in parts]
    spaces, at = [], 0
    for word in words:
        at = text.index(word, at) + len(word)
        spaces.append(text[at : at + 1] == " ")
    built = Doc(
        VOCAB, words=words, spaces=spaces, tags=[part[1] for part in parts], deps=[part[2] for part in parts],
        heads=[int(part[3]) for part in parts], pos=[POS[part[1]] for part in parts],
        lemmas=[LEMMAS.get(word.lower(), word.lower()) for word in words],
    )  # fmt: skip
    assert built.text == text
    spans: list[Span] = []
    for ent in filter(None, ents.split(";")):
        form, label = ent.split("=")
        begin = text.find(form)
        assert begin >= 0
        while begin >= 0:
            span = built.char_span(begin, begin + len(form), label=label)
            assert span is not None
            spans.append(span)
            begin = text.find(form, begin + 1)
    built.ents = tuple(spans)
    return built


def read(text: str, rows: str, ents: str = "", *, date: str | None = None) -> Reading:
    """The reading of a Doc built by hand, with the installed gazetteer."""
    return reading(Document(text, date=date), doc(text, rows, ents))


def labels(reading: Reading, word: str, nth: int = 0) -> list[str]:
    """Whom the nth token with this text stands for."""
    tokens = [token for token in reading.doc if token.text == word]
    return [reading.actors[key].label for key in reading.actors_at(tokens[nth])]
