"""Settings: flags over environment over file; nothing secret in any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Settings, config_file, endpoints, target
from kg.errors import KgError

FILE = """
[endpoints.work]
url = "https://graphs.example.org/sparql"
kind = "virtuoso"
user = "ann"
password-env = "WORK_PASSWORD"
timeout = 600
graph-base = "https://graphs.example.org/"

[endpoints.home]
url = "http://127.0.0.1:7878"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kg.toml"
    path.write_text(FILE)
    return path


def test_a_name_means_what_the_file_says(file: Path) -> None:
    aim, settings = target("work", environment={"WORK_PASSWORD": "s3cret"}, path=file)
    assert (aim.url, aim.kind) == ("https://graphs.example.org/sparql", "virtuoso")
    assert (aim.credentials.user, aim.credentials.password) == ("ann", "s3cret")
    assert aim.patience.timeout == 600
    assert settings.graph_base == "https://graphs.example.org/"
    assert "s3cret" not in repr(aim) + repr(settings)


def test_environment_over_file_and_flags_over_both(file: Path) -> None:
    env = {"KG_TIMEOUT": "5", "KG_KIND": "generic", "WORK_PASSWORD": "x"}
    assert target("work", environment=env, path=file)[0].patience.timeout == 5
    aim, _ = target("work", Settings(timeout=1, kind="fuseki"), environment=env, path=file)
    assert (aim.patience.timeout, aim.kind) == (1, "fuseki")


def test_an_address_needs_no_file(tmp_path: Path) -> None:
    env = {"KG_USER": "bob", "KG_PASSWORD": "p", "KG_TOKEN": "t"}
    aim, _ = target("http://127.0.0.1:1/x", environment=env, path=tmp_path / "none.toml")
    assert aim.url == "http://127.0.0.1:1/x"
    assert (aim.credentials.user, aim.credentials.password, aim.credentials.token) == ("bob", "p", "t")


def test_the_environment_names_the_usual_store(file: Path) -> None:
    assert target(None, environment={"KG_ENDPOINT": "home"}, path=file)[0].url == "http://127.0.0.1:7878"
    with pytest.raises(KgError, match="which store"):
        target(None, environment={}, path=file)


def test_a_password_that_is_nowhere(file: Path) -> None:
    with pytest.raises(KgError, match="WORK_PASSWORD is not set"):
        target("work", environment={}, path=file)
    with pytest.raises(KgError, match="no password for ann: set KG_PASSWORD"):
        target("http://h.example", Settings(user="ann"), environment={}, path=file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[endpoint.work]\nurl='x'", r"unknown table \[endpoint\]"),
        ("[endpoints.work]\nurl='x'\nusr='y'", r"\[endpoints.work\]: unknown key `usr`; known are url, kind"),
        ("[endpoints.work]\nurl='x'\npassword='y'", "no password in a file; name a variable: password-env"),
        ("[endpoints.work]\nurl='x'\ntimeout='soon'", "`timeout` cannot be 'soon'"),
        ("[endpoints.work]\nkind='x'", "no url"),
        ("[endpoints.work", r"kg\.toml: cannot be read"),
    ],
)
def test_a_file_that_is_wrong_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(text)
    with pytest.raises(KgError, match=said):
        endpoints(path)


def test_an_unknown_name_names_the_known_ones(file: Path) -> None:
    with pytest.raises(KgError, match=r"no endpoint named `wrok` in .*kg\.toml; there are home, work"):
        target("wrok", environment={}, path=file)


def test_where_the_file_is(tmp_path: Path) -> None:
    assert config_file({"KG_CONFIG": str(tmp_path / "own.toml")}) == tmp_path / "own.toml"
    assert config_file({}).name == "kg.toml"
    assert endpoints(tmp_path / "none.toml") == {}
