"""The model's entity recogniser, token by token decided as spaCy decides, but all tokens of a batch at once.

Outside an entity the next step depends on the token alone, so one product of matrices scores every token of
a batch; only tokens within an entity are scored one after another, the entities side by side. spaCy asks one
token at a time which of its 74 moves are allowed, taking Python's lock for each. The entities are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.nlp.standin import StandIn, put

_READ: Any = (IS_SPACE, SENT_START)
_FEATURES = 3
"""What a state is seen by: the token, the first token of the open entity, the token before."""


class Entities(StandIn):
    """Stands in for a greedy transition-based entity recogniser, with its weights."""

    def __init__(self, stock: Any, vocab: Vocab) -> None:
        super().__init__(stock)
        model = stock.model
        self._tok2vec, self._lower = model.get_ref("tok2vec"), model.get_ref("lower")
        self._bias = self._lower.get_param("b")
        upper = model.get_ref("upper")
        self._weights, self._upper_bias = upper.get_param("W"), upper.get_param("b")
        self._gemm = upper.ops.gemm
        names = (stock.moves.get_class_name(number) for number in range(stock.moves.n_moves))
        moves = [name.partition("-") for name in names]
        self._begin = np.array([kind == "B" and bool(label) for kind, _, label in moves])
        self._unit = np.array([kind == "U" and bool(label) for kind, _, label in moves])
        self._never = ~(self._begin | self._unit | np.array([kind == "O" for kind, _, _ in moves]))
        at = {(kind, label): number for number, (kind, _, label) in enumerate(moves)}
        self._inside = np.array([at.get(("I", label), -1) for _, _, label in moves])
        self._last = np.array([at.get(("L", label), -1) for _, _, label in moves])
        self._label = [vocab.strings[label] if label else 0 for _, _, label in moves]

    def _annotated(self, batch: Sequence[Doc]) -> Iterable[Doc]:
        # what is set already binds the stock one; of an empty text spaCy says that all is set
        if any(len(doc) and doc.has_annotation("ENT_IOB") for doc in batch):
            return self._stock.pipe(batch, batch_size=len(batch))  # type: ignore[no-any-return]
        full = [doc for doc in batch if len(doc)]
        for doc, found in zip(full, self._found(full) if full else (), strict=True):
            doc.set_ents([Span(doc, *one) for one in found], default="outside")
        return batch

    def _found(self, docs: list[Doc]) -> Iterator[list[tuple[int, int, int]]]:
        """The entities of each document: first token, end, label."""
        features = self._lower.predict(self._tok2vec.predict(docs))
        padding, tokens = features[0], features[1:]
        lengths = [len(doc) for doc in docs]
        ends = np.cumsum(lengths)
        is_space, starts = np.concatenate([doc.to_array(_READ) for doc in docs]).T
        stop = np.zeros(len(tokens), dtype=bool)  # tokens after which no entity goes on
        stop[:-1] = starts[1:] == 1
        stop[ends - 1] = True
        move = self._outside(tokens, padding, stop, is_space == 1)
        begins = np.flatnonzero(self._begin[move])
        reach = dict(
            zip(begins.tolist(), self._reach(tokens, begins, move[begins], stop).tolist(), strict=True)
        )
        units = set(np.flatnonzero(self._unit[move]).tolist())
        opening = sorted((*reach, *units))
        at = 0
        for first, end in zip((ends - lengths).tolist(), ends.tolist(), strict=True):
            found, free = [], first
            while at < len(opening) and opening[at] < end:
                token = opening[at]
                if token >= free:
                    free = reach.get(token, token + 1)
                    found.append((token - first, free - first, self._label[move[token]]))
                at += 1
            yield found

    def _outside(self, tokens: Any, padding: Any, stop: Any, is_space: Any) -> Any:
        """The move at each token if no entity is open there."""
        hidden = _maxout(tokens[:, 0] + padding[1] + padding[2] + self._bias)
        scores = self._gemm(hidden, self._weights, trans2=True) + self._upper_bias
        scores[:, self._never] = -np.inf
        scores[np.ix_(stop | is_space, self._begin)] = -np.inf
        scores[np.ix_(is_space, self._unit)] = -np.inf
        return scores.argmax(axis=1)

    def _reach(self, tokens: Any, begins: Any, moves: Any, stop: Any) -> Any:
        """Where the entity that begins at each of some tokens ends."""
        ends = begins.copy()
        open_ = np.arange(len(begins))
        while len(open_):
            ends[open_] += 1
            at, first, move = ends[open_], begins[open_], moves[open_]
            hidden = _maxout(tokens[at, 0] + tokens[first, 1] + tokens[at - 1, 2] + self._bias)
            on, off = self._score(hidden, self._inside[move]), self._score(hidden, self._last[move])
            earlier = self._inside[move] < self._last[move]  # of two equal scores the first move wins
            goes_on = ~stop[at] & ((on > off) | ((on == off) & earlier))
            open_ = open_[goes_on]
        return ends + 1

    def _score(self, hidden: Any, moves: Any) -> Any:
        return np.einsum("ij,ij->i", hidden, self._weights[moves]) + self._upper_bias[moves]


def _maxout(pieces: Any) -> Any:
    """The largest of the pieces of each unit; numpy's `max` is slow over an axis as short as theirs."""
    return reduce(np.maximum, np.moveaxis(pieces, 2, 0))


def hasten(nlp: Language) -> None:
    """Put `Entities` in the place of a pipeline's recogniser, if that decides as `Entities` does."""
    stock: Any = nlp.get_pipe("ner")
    model = stock.model
    if (
        "lower" not in model.ref_names
        or model.get_ref("lower").maybe_get_dim("nF") != _FEATURES
        or not model.attrs.get("has_upper")
        or model.attrs.get("unseen_classes")
        or stock.cfg.get("beam_width") != 1
        or type(stock).__name__ != "EntityRecognizer"
    ):
        return
    put(nlp, {"ner": Entities(stock, nlp.vocab)})
