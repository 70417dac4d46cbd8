"""How fast `kg load` is beside the bare fastest HTTP path, and how much memory it takes.

    python benchmarks/load.py                          # 1,000,000 triples in 2,000 graphs, both stores
    python benchmarks/load.py --graphs 200 --rounds 3  # less
    python benchmarks/load.py --memory 5000000         # peak memory of the `kg load` process

The bare path is what a script would do: for Virtuoso one `httpx` PUT a graph, for Oxigraph one POST of the
whole file. Both and `kg load` run by turns in the same run, into an empty store each time; kg's time has its
probe, its reading and its counting in it.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.stores.endpoint import Target, connected
from kg.stores.http import Credentials
from kg.stores.lines import sources
from kg.stores.remote import load
from tests.stores.conftest import synthetic
from tests.stores.servers import (
    Server,
    missing_oxigraph,
    missing_virtuoso,
    start_oxigraph,
    start_virtuoso,
)


def bare_virtuoso(server: Server, path: Path) -> None:
    """One PUT a graph, nothing else."""
    url = f"{server.url}/sparql-graph-crud-auth"
    with httpx.Client(auth=httpx.DigestAuth("dba", "dba"), timeout=600) as client, path.open("rb") as file:
        graph, held = b"", []
        for line in [*file, b" <> .\n"]:
            at = line.rfind(b" <")
            if line[at + 2 : -4] != graph:
                if held:
                    client.put(
                        url,
                        params={"graph-uri": graph.decode()},
                        content=b"".join(held),
                        headers={"Content-Type": "application/n-triples"},
                    ).raise_for_status()
                graph, held = line[at + 2 : -4], []
            held.append(line[:at] + b" .\n")


def bare_oxigraph(server: Server, path: Path) -> None:
    """The whole file in one POST."""
    httpx.post(
        f"{server.url}/store?no_transaction",
        content=path.read_bytes(),
        headers={"Content-Type": "application/n-quads"},
        timeout=3600,
    ).raise_for_status()


def by_kg(server: Server, path: Path) -> None:
    """What `kg load` does, from the probe to the last count."""
    who = Credentials(user=server.user, password=server.password)
    with connected(Target(url=server.url, credentials=who)) as endpoint:
        load(sources([path]), endpoint)


def timed(start: Callable[[Path], Server], work: Callable[[Server, Path], None], path: Path) -> float:
    """Seconds of the work on a fresh store."""
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder) / "db")
        try:
            begun = time.monotonic()
            work(server, path)
            return time.monotonic() - begun
        finally:
            server.stop()


def rates(path: Path, triples: int, rounds: int, only: str | None) -> None:
    """Print both rates of each store, by turns, and their ratio."""
    stores: list[tuple[str, str, Callable[[Path], Server], Callable[[Server, Path], None]]] = [
        ("oxigraph", missing_oxigraph(), start_oxigraph, bare_oxigraph),
        ("virtuoso", missing_virtuoso(), lambda at: start_virtuoso(at, buffers=100_000), bare_virtuoso),
    ]
    for name, missing, start, bare in stores:
        if missing or only not in (None, name):
            print(f"{name:9} skipped{': ' if missing else ''}{missing}")
            continue
        found: dict[str, list[float]] = {"bare": [], "kg load": []}
        for number in range(rounds):
            turns = [("bare", bare), ("kg load", by_kg)]
            for what, work in turns if number % 2 == 0 else reversed(turns):
                found[what].append(triples / timed(start, work, path))
                print(f"{name:9} {what:8} {found[what][-1]:9,.0f} triples/s", flush=True)
        plain, ours = (statistics.median(found[what]) for what in ("bare", "kg load"))
        print(f"{name:9} median: bare {plain:,.0f}/s, kg load {ours:,.0f}/s, ratio {ours / plain:.2f}")


def memory(path: Path, triples: int) -> None:
    """Print the peak memory of a `kg load` process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        server = start_oxigraph(Path(folder) / "db")
        try:
            command = [sys.executable, "-m", "kg", "load", str(path), "--to", server.url]
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            process = subprocess.Popen(command)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            assert before >= 0
            print(f"{triples:,} triples: peak {used.ru_maxrss / 1024:.0f} MB, exit code {process.returncode}")
        finally:
            server.stop()


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--graphs", type=int, default=2000)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--store", choices=["oxigraph", "virtuoso"])
    parser.add_argument("--memory", type=int, metavar="TRIPLES")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "synthetic.nq"
        if chosen.memory:
            memory(synthetic(path, graphs=max(1, chosen.memory // 500), each=500), chosen.memory)
        else:
            synthetic(path, graphs=chosen.graphs, each=chosen.each)
            rates(path, chosen.graphs * chosen.each, chosen.rounds, chosen.store)


if __name__ == "__main__":
    main()
