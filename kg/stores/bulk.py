"""The stores' own bulk loaders, for a store on this machine: far faster than HTTP, and counted as well."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.stores.endpoint import Endpoint
from kg.stores.lines import Run, Source
from kg.stores.remote import Loaded, Options, Tally, check_counts, counts, drop, placed


def into_oxigraph(source: Source, folder: Path, options: Options) -> Loaded:
    """Load into the folder of an Oxigraph server that is not running, by `oxigraph load`."""
    command = _command("oxigraph", "pip install oxigraph")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kg-", dir=folder.parent) as aside:
        part = Path(aside) / "part.nq"
        expected = _written(source, part, options)
        if options.replace and (folder / "CURRENT").exists():
            store = _opened(folder)
            for graph in expected:
                store.remove_graph(ox.NamedNode(graph) if graph else ox.DefaultGraph())
            store.flush()
            del store
        _run([command, "load", "-l", str(folder), "-f", str(part)], folder)
    store = _opened(folder)
    found = {graph: _size(store, graph) for graph in expected}
    check_counts(found, expected, options)
    return Loaded(sum(expected.values()), len(expected), time.monotonic() - started)


def into_virtuoso(source: Source, endpoint: Endpoint, folder: Path, sql: str, options: Options) -> Loaded:
    """Load by `ld_dir` from a folder that the server may read (DirsAllowed); `sql` is its host:port for SQL.

    The password goes to `isql` on its standard input, where no list of processes shows it.
    """
    command = _command("isql-vt", "apt-get install virtuoso-opensource-7")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kg-", dir=folder) as aside:
        Path(aside).chmod(0o755)
        expected = _written(source, Path(aside) / "part.nq", options)
        if options.replace:
            for graph in expected:
                drop(endpoint, graph)
        script = (
            f"DELETE FROM DB.DBA.LOAD_LIST WHERE ll_file LIKE '{aside}%'; "
            f"ld_dir('{aside}', '*.nq', 'urn:kg:none'); rdf_loader_run(); checkpoint; "
            f"SELECT 'kg:', ll_state, ll_error FROM DB.DBA.LOAD_LIST WHERE ll_file LIKE '{aside}%';"
        )
        who = endpoint.credentials
        said = _run(
            [command, sql, who.user or "dba", "BANNER=OFF", "VERBOSE=OFF", f"EXEC={script}"],
            folder,
            f"{who.password or ''}\n",
        )
    if "kg:" not in said or "NULL" not in said.split("kg:", 1)[1]:
        raise StoreError(f"{endpoint.query}: ld_dir did not load: {' '.join(said.split())[-400:]}")
    check_counts(counts(endpoint, expected), expected, options)
    return Loaded(sum(expected.values()), len(expected), time.monotonic() - started)


def _written(source: Source, path: Path, options: Options) -> dict[str, int]:
    """The source as one N-Quads file; gives the distinct triples of each graph."""
    tally = Tally()
    with path.open("wb") as file:
        for block in placed(source, options):
            tally.add(block)
            file.writelines(_quads(block))
    return tally.counts()


def _quads(block: Iterable[Run]) -> Iterable[bytes]:
    for graph, triples in block:
        end = b" " + graph + b" .\n" if graph else b" .\n"
        yield end.join(triples) + end


def _opened(folder: Path) -> ox.Store:
    try:
        return ox.Store(str(folder))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{folder}: is in use; stop the server before a bulk load ({error})") from error


def _size(store: ox.Store, graph: str) -> int:
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    return sum(1 for _ in store.quads_for_pattern(None, None, None, name))


def _command(name: str, how: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise StoreError(f"no `{name}` on this machine: {how}")
    return found


def _run(command: list[str], folder: Path, words: str = "") -> str:
    done = subprocess.run(command, input=words, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise StoreError(f"{folder}: {Path(command[0]).name} failed: {said[-400:]}")
    return done.stdout
