"""The model's dependency parser, step by step decided as spaCy decides, without its wait for Python's lock.

spaCy lets go of Python's lock to parse, then takes it anew for each of the hundred moves that a step may
choose from, to see whether one has failed. Here the lock is kept, as spaCy keeps it when it trains, and the
steps of more documents are scored together. The arcs are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc


class Arcs:
    """Stands in for a greedy transition-based dependency parser, with its weights."""

    def __init__(self, stock: Any) -> None:
        self._stock = stock

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stock, name)

    def __call__(self, doc: Doc) -> Doc:
        """Set the heads, dependencies and sentences of one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Set them in documents, `batch_size` of them at a time."""
        source = iter(stream)
        while batch := list(islice(source, batch_size)):
            self._stock.set_annotations(batch, self.predict(batch))
            yield from batch

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        """The state of each document when no step is left."""
        states: list[Any] = self._stock.moves.init_batch(docs)
        unfinished = [state for state in states if not state.is_final()]
        if unfinished:
            model = self._stock.model.predict(docs)
            while unfinished:
                unfinished = self._stock.transition_states(unfinished, model.predict(unfinished))
            model.clear_memory()
        return states


def hasten(nlp: Language) -> None:
    """Put `Arcs` in the place of a pipeline's parser, if that decides as `Arcs` does."""
    stock: Any = nlp.get_pipe("parser")
    if stock.cfg.get("beam_width") != 1 or type(stock).__name__ != "DependencyParser":
        return
    mine = Arcs(stock)
    nlp._components = [(name, mine if pipe is stock else pipe) for name, pipe in nlp._components]
