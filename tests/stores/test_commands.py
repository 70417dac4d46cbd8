"""The commands that go to a store: what they say, and their exit codes."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.cli import main
from tests.stores.servers import Server, missing_oxigraph, oxigraph

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(bool(missing_oxigraph()), reason=missing_oxigraph()),
]
SAMPLE = Path(__file__).parents[1] / "data" / "sample.trig"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with oxigraph(tmp_path_factory.mktemp("commands") / "db", union=False) as server:
        yield server


@pytest.fixture(autouse=True)
def named(store: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`work` is the store."""
    file = tmp_path / "kg.toml"
    file.write_text(f'[endpoints.work]\nurl = "{store.url}"\n')
    monkeypatch.setenv("KG_CONFIG", str(file))


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Both streams, without the port and without what the clock tells."""
    out, err = capsys.readouterr()
    clean = re.sub(r"127\.0\.0\.1:\d+", "HOST", err)
    return out, re.sub(r"[\d.]+ s, [\d,]+/s", "T", clean)


def test_a_graph_goes_there_answers_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(SAMPLE), "--to", "work", "--dry-run"]) == 0
    assert said(capsys)[1] == (
        "http://HOST/query: to Oxigraph by Graph Store Protocol, 25,000 triples a request\n"
        "http://HOST/query: 3 graphs would be new, 0 added to (0 of the same size)\n"
        "http://HOST/query: 564 triples in 3 graphs would be loaded, T\n"
    )
    for _ in range(2):
        assert main(["load", str(SAMPLE), "--to", "work"]) == 0
        assert said(capsys)[1] == "http://HOST/query: 564 triples in 3 graphs loaded and counted, T\n"
    assert main(["query", "roles", "person=brandt", "--at", "work", "--format", "csv"]) == 0
    assert "Ilsa Brandt,Foreign Minister,Norvia,now" in said(capsys)[0]
    assert main(["dump", "--at", "work", "-o", str(tmp_path / "all.nq")]) == 0
    assert len((tmp_path / "all.nq").read_text().splitlines()) == 564
    assert main(["dump", "strait-talks", "--at", "work", "-o", str(tmp_path / "one.nq")]) == 0
    assert len((tmp_path / "one.nq").read_text().splitlines()) == 305
    capsys.readouterr()
    assert main(["retract", "strait-talks", "--at", "work"]) == 0
    assert said(capsys)[1] == "work: https://news.example/strait-talks retracted, 305 triples\n"
    assert main(["retract", "strait-talks", "--at", "work"]) == 1
    assert said(capsys)[1] == "kg: error: http://HOST/query: there is no article strait-talks\n"


def test_a_remote_graph_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(SAMPLE), "--to", "work", "--replace"]) == 0
    main(["validate", str(SAMPLE)])
    capsys.readouterr()
    main(["validate", str(SAMPLE)])
    here = capsys.readouterr().out
    main(["validate", "--at", "work"])
    assert capsys.readouterr().out == here, "the same findings as for the file"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["load", "no.nq", "--to", "work"], 1, "no.nq: no such file or folder"),
        (["load", str(SAMPLE), "--to", "elsewhere"], 1, "no endpoint named `elsewhere`"),
        (["load", str(SAMPLE), "--to", "work", "--kind", "odd"], 1, "unknown kind of store `odd`"),
        (["load", str(SAMPLE), "--to", "http://127.0.0.1:9", "--retries", "0"], 1, "is the store running?"),
        (["query", "roles", "--at", "work", "--data", "x.nq"], 2, "not several of them"),
        (["retract", "x"], 2, "give --store DIR or --at URL"),
        (["query", "roles", "--at", "work", "--user", "ann"], 1, "no password for ann"),
    ],
)
def test_what_is_wrong_is_one_line(
    arguments: list[str],
    code: int,
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KG_PASSWORD", raising=False)
    monkeypatch.setenv("NETRC", "no-such-file")
    assert main(arguments) == code
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def command_lines() -> Iterator[bytes]:
    """What a list of processes shows."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended meanwhile
            yield path.read_bytes()


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc to list processes from")
def test_no_list_of_processes_shows_a_password() -> None:
    secret = "opensesame-4711"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        load = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "kg",
                "load",
                str(SAMPLE),
                "--to",
                url,
                "--kind",
                "generic",
                "--user",
                "ann",
            ],
            env={**os.environ, "KG_PASSWORD": secret},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            silent.settimeout(60)
            asked, _ = silent.accept()  # it is under way, and waits for an answer
            with asked:
                lines = list(command_lines())
                assert any(url.encode() in line for line in lines), "the load itself is in the list"
                assert not any(secret.encode() in line for line in lines)
        finally:
            load.kill()
            told, _ = load.communicate()
    assert secret.encode() not in told
