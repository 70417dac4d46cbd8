"""The model's dependency parser, step by step decided as spaCy decides, without its wait for Python's lock.

spaCy lets go of Python's lock to parse, then takes it anew for each of the hundred moves that a step may
choose from, to see whether one has failed. Here the lock is kept, as spaCy keeps it when it trains, and the
steps of more documents are scored together. The arcs are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.standin import StandIn, put


class Arcs(StandIn):
    """Stands in for a greedy transition-based dependency parser, with its weights."""

    def _annotated(self, batch: Sequence[Doc]) -> Iterable[Doc]:
        self._stock.set_annotations(batch, self.predict(batch))
        return batch

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
    put(nlp, {"parser": Arcs(stock)})
