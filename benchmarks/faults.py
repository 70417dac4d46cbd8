"""What becomes of a load when something goes wrong on its way: a table, measured on real stores.

    python benchmarks/faults.py

Each fault of `tests/stores/test_remote.py` is injected into a load of 4,000 triples in 40 graphs, then the
store itself is asked what it holds. `silent losses` counts the loads that ended well with less than that.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.errors import StoreError
from kg.stores import remote
from kg.stores.http import Patience
from kg.stores.lines import sources
from kg.stores.remote import Options, counts, load
from tests.stores.conftest import synthetic
from tests.stores.faults import Proxy
from tests.stores.servers import (
    Server,
    missing_oxigraph,
    missing_virtuoso,
    start_oxigraph,
    start_virtuoso,
)
from tests.stores.test_remote import FAULTS, PUT, STORE, at, injected, names


def killed(server: Server, start: Callable[..., Server], path: Path, folder: Path) -> tuple[str, Server]:
    """The store is killed in mid-load, started again, and the load gone on with."""
    options = Options(chunk=500, journal=folder / "journal")
    brief = Patience(timeout=10, retries=1, pause=0.01)
    with Proxy(server.url) as proxy:
        proxy.next("call", on=PUT if server.user else STORE, skip=30 if server.user else 5, call=server.kill)
        with at(server, proxy.url, brief) as endpoint:
            try:
                load(sources([path]), endpoint, options)
                said = "whole"
            except StoreError:
                said = "an error"
        (folder / "db" / "virtuoso.lck").unlink(missing_ok=True)
        again = start(folder / "db", port=server.port)
        with at(again, proxy.url) as endpoint:
            done = load(sources([path]), endpoint, options)
    return f"{said}; resumed after {done.resumed} chunks, whole", again


def table(name: str, start: Callable[..., Server]) -> int:
    """Print a store's rows; gives the number of silent losses."""
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        path = synthetic(Path(folder) / "articles.nq", graphs=40, each=100)
        expected = names(path)
        server = start(Path(folder) / "db")
        try:
            for fault in (*FAULTS, None):
                for journal in Path(folder).glob("*.kg-load-*"):
                    journal.unlink()
                with at(server) as endpoint:
                    for graph in expected:
                        remote.drop(endpoint, graph)
                if fault is None:
                    what = "killed in mid-load"
                    outcome, server = killed(server, start, path, Path(folder))
                else:
                    what = str(fault.id)
                    outcome = injected(str(fault.values[0]), fault.values[1], server, path)  # type: ignore[arg-type]
                with at(server) as endpoint:
                    there = counts(endpoint, expected)
                ended_well = outcome.endswith(("whole", "repaired"))
                lost += ended_well and there != expected
                held = f"{sum(there.values()):,} of {sum(expected.values()):,}"
                print(f"| {name} | {what} | {outcome[:120]} | {held} |", flush=True)
        finally:
            server.stop()
    return lost


def main() -> None:
    """Print the table for the stores that are here."""
    print("| store | fault | outcome | triples there |\n| --- | --- | --- | --- |")
    lost = 0
    for name, missing, start in (
        ("oxigraph", missing_oxigraph(), start_oxigraph),
        ("virtuoso", missing_virtuoso(), start_virtuoso),
    ):
        if missing:
            print(f"| {name} | all | not run: {missing} | |")
        else:
            lost += table(name, start)
    print(f"\nsilent losses: {lost}")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
