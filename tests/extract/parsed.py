"""Readings built by hand, so that no model decides whether a grammar test passes."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.lang.en import English
from spacy.tokens import Doc

from kg.model import Actor, Document, Mention, Span
from kg.nlp.mirror import mirrored
from kg.nlp.reading import Reading

VOCAB = English().vocab  # knows what is lower case, a number, a mark
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "JJ": "ADJ",
    "RB": "ADV", "DT": "DET", "IN": "ADP", "TO": "PART", "MD": "AUX", "CC": "CCONJ", "CD": "NUM",
    "POS": "PART",
    ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "WP": "PRON", "WDT": "PRON",
    "VBD": "VERB", "VBZ": "VERB", "VBG": "VERB", "VBN": "VERB", "VB": "VERB", "VBP": "VERB", "SC": "SCONJ",
}  # fmt: skip
LEMMAS = {
    "said": "say", "told": "tell", "warned": "warn", "adding": "add", "quoted": "quote", "saying": "say",
    "commented": "comment", "called": "call", "is": "be", "was": "be", "were": "be", "has": "have",
}  # fmt: skip


def reading(
    text: str, rows: str, people: str = "", states: str = "", lemmas: Mapping[str, str] = LEMMAS
) -> Reading:
    """A reading of `text` whose rows are `word/TAG/dep/head`, the head by its number from 0.

    `people` and `states` are names separated by ";"; each place where one stands is a mention of it.
    `lemmas` are those of words in lower case that are not their own.
    """
    parts = [row.rsplit("/", 3) for row in rows.split()]
    words = [part[0] for part in parts]
    tags = ["IN" if part[1] == "SC" else part[1] for part in parts]
    spaces, at = [], 0
    for word in words:
        at = text.index(word, at) + len(word)
        spaces.append(text[at : at + 1] == " ")
    parse = Doc(
        VOCAB, words=words, spaces=spaces, tags=tags, deps=[part[2] for part in parts],
        heads=[int(part[3]) for part in parts], pos=[POS[part[1]] for part in parts],
        lemmas=[lemmas.get(word.lower(), word.lower()) for word in words],
    )  # fmt: skip
    doc = mirrored(parse)
    assert doc.text == text
    actors, mentions, by_token = {}, [], {}
    for kind, names in (("Person", people), ("State", states)):
        for name in filter(None, names.split(";")):
            key = f"{kind.lower()}/{name.lower().replace(' ', '-')}"
            actors[key] = Actor(key=key, label=name, type=kind)
            begin = text.find(name)
            while begin >= 0:
                mention = Mention(Span(begin, begin + len(name)), (key,))
                mentions.append(mention)
                by_token.update((token.i, mention) for token in doc if begin <= token.idx < mention.span.end)
                begin = text.find(name, begin + 1)
    mentions.sort(key=lambda mention: mention.span)
    return Reading(Document(text), doc, actors, tuple(mentions), by_token)
