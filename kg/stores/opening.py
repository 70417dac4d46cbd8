"""Which graph is asked: files, or the embedded store; the one place that decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError
from kg.stores.local import Store, graph_from_files


@contextmanager
def opened(data: Iterable[str | Path] = (), store: str | Path | None = None) -> Iterator[pyoxigraph.Store]:
    """The graph of these files, or of this store, to be asked while the block lasts.

    Raises `StoreError` when both or neither are given.
    """
    files = [Path(path) for path in data]
    if bool(files) == (store is not None):
        said = "both files and a store" if files else "no graph"
        raise StoreError(f"{said} to ask; give --data FILE or --store DIR")
    if store is None:
        yield graph_from_files(files)
    else:
        with Store(Path(store), read_only=True) as open_store:
            yield open_store.graph
