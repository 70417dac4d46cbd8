"""What stands in the place of a pipeline's component: the same annotations by another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc


class StandIn:
    """Annotates documents in batches; for all else that a component is asked, the stock one answers."""

    def __init__(self, stock: Any) -> None:
        self._stock = stock

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stock, name)

    def __call__(self, doc: Doc) -> Doc:
        """The document, annotated."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The documents in order, annotated `batch_size` of them at a time."""
        source = iter(stream)
        while batch := list(islice(source, batch_size)):
            yield from self._annotated(batch)

    def _annotated(self, batch: Sequence[Doc]) -> Iterable[Doc]:
        """The documents of a batch, annotated."""
        raise NotImplementedError


def put(nlp: Language, components: Mapping[str, Any]) -> None:
    """Put components in the place of those of their names."""
    nlp._components = [(name, components.get(name, pipe)) for name, pipe in nlp._components]
