"""Word vectors, remembered.

The first half of a model's token vectors looks at one token at a time: its word, its norm, whether a blank
follows. What came of it is looked up for words met before. That gives the same numbers only because spaCy's
own library of matrix products, BLIS, computes a row in the same way whatever rows stand beside it; numpy's
does not. So the models keep BLIS: the graph of an article must not depend on its neighbours in a batch.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from spacy.attrs import (  # type: ignore[import-not-found]
    IDS,
    IS_SPACE,
    LOWER,
    NORM,
    ORTH,
    PREFIX,
    SHAPE,
    SPACY,
    SUFFIX,
)
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

Key: TypeAlias = tuple[int, int, int]
"""Word, norm, and whether a blank follows."""

_READ: Any = (ORTH, NORM, SPACY)
_SEEN_BY = frozenset({ORTH, NORM, LOWER, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE})
_MOST = 60_000
"""Vectors remembered before memory is given back; some 25 MB."""


class Memo:
    """Vectors of words met before, for one embedding layer."""

    def __init__(self, layer: Model[Any, Any], vocab: Any) -> None:
        self._layer, self._vocab = layer, vocab
        self._rows: dict[Key, int] = {}
        self._table = np.zeros((0, 0), dtype="float32")

    def __call__(self, docs: list[Doc]) -> list[Any]:
        """The vectors of all tokens, a matrix a document."""
        listed = [[tuple(row) for row in doc.to_array(_READ).tolist()] for doc in docs]
        if len(self._rows) > _MOST:
            self._rows.clear()
        rows = self._rows
        new = list(dict.fromkeys(key for keys in listed for key in keys if key not in rows))
        if new or not self._table.size:
            self._learn(new)
        return [self._table[[rows[key] for key in keys]] for keys in listed]

    def _learn(self, keys: list[Any]) -> None:
        """Ask the layer about words it was not asked about."""
        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[key[0]] for key in keys], spaces=[bool(key[2]) for key in keys])
        for token, key in zip(doc, keys, strict=True):
            token.norm_ = strings[key[1]]
        (found,) = self._layer.predict([doc])
        start = len(self._rows)
        if start + len(found) > len(self._table):
            grown = np.zeros((2 * (start + len(found)), found.shape[1]), dtype="float32")
            grown[:start] = self._table[:start] if start else 0
            self._table = grown
        self._table[start : start + len(found)] = found
        self._rows.update((key, start + number) for number, key in enumerate(keys))


def remember(nlp: Language) -> None:
    """Let a pipeline's models look vectors up, where their embedding looks at single tokens only."""
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            layers = node._layers
            if len(layers) == 2 and _is_embedding(layers[0]):
                layers[0] = _remembering(layers[0], nlp.vocab)


def _is_embedding(layer: Model[Any, Any]) -> bool:
    """Whether a layer is spaCy's embedding of single tokens, by attributes that belong to words."""
    if not (layer.name.startswith("extract_features>>") and layer.name.endswith(">>ragged2list")):
        return False
    read = [node.attrs["columns"] for node in layer.walk() if node.name == "extract_features"]
    return all({IDS.get(column, column) for column in columns} <= _SEEN_BY for columns in read)


def _remembering(layer: Model[Any, Any], vocab: Any) -> Model[Any, Any]:
    memo = Memo(layer, vocab)
    return Model("remembered", lambda model, docs, is_train: (memo(docs), _untrained), layers=[layer])


def _untrained(gradient: Any) -> Any:
    raise NotImplementedError("remembered vectors are not for training")
