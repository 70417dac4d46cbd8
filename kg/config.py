"""Settings of the user's: named endpoints in `kg.toml`, the environment over the file, flags over both.

The file is `kg.toml` in the user's configuration folder, or the one that KG_CONFIG names:

    [endpoints.work]
    url = "https://graphs.example.org/sparql"
    kind = "virtuoso"
    user = "analyst"              # the password: KG_PASSWORD, or netrc
    password-env = "WORK_PASSWORD"  # or the name of another variable

No password stands in it. An unknown key is an error that names file and key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.stores.endpoint import Endpoint, Target, connected
from kg.stores.http import Credentials, Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may be set of an endpoint, in the file (with hyphens), the environment (KG_...) or by flags."""

    url: str | None = None
    kind: str | None = None
    user: str | None = None
    password_env: str | None = None
    token_env: str | None = None
    timeout: float | None = None
    retries: int | None = None
    update_url: str | None = None
    graphs_url: str | None = None
    graph_base: str | None = None
    default_graph: str | None = None

    def over(self, other: Settings) -> Settings:
        """These settings, and the other's where these say nothing."""
        mine = {one.name: getattr(self, one.name) for one in fields(self)}
        return Settings(
            **{name: getattr(other, name) if value is None else value for name, value in mine.items()}
        )


_TYPES = {"timeout": (int, float), "retries": (int,)}


def config_file(environment: Mapping[str, str] | None = None) -> Path:
    """Where the settings stand: the file that KG_CONFIG names, else `kg.toml` in the configuration folder."""
    named = (os.environ if environment is None else environment).get("KG_CONFIG")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_config_path("kg") / "kg.toml"


def endpoints(path: Path | None = None) -> dict[str, Settings]:
    """The named endpoints of the configuration file; none when there is no file."""
    file = path or config_file()
    if not file.exists():
        return {}
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KgError(f"{file}: cannot be read: {error}") from error
    if unknown := sorted(table.keys() - {"endpoints"}):
        raise KgError(f"{file}: unknown table [{unknown[0]}]; there is only [endpoints.NAME]")
    named = table.get("endpoints", {})
    if not isinstance(named, dict):
        raise KgError(f"{file}: endpoints are tables: [endpoints.NAME]")
    return {name: _settings(file, name, value) for name, value in named.items()}


def target(
    name: str | None,
    flags: Settings = Settings(),
    *,
    environment: Mapping[str, str] | None = None,
    path: Path | None = None,
) -> tuple[Target, Settings]:
    """The store that a name or an address means, and all that is set of it.

    Without a name, KG_ENDPOINT is taken. The password comes from the variable that the file names, else
    KG_PASSWORD, else (later) netrc; a token from KG_TOKEN. Neither is ever a flag: flags are seen by others.
    """
    env = os.environ if environment is None else environment
    wanted = name or env.get("KG_ENDPOINT")
    if not wanted:
        raise KgError("which store? give its address or its name in kg.toml, or set KG_ENDPOINT")
    known = {} if "://" in wanted else endpoints(path)
    if "://" not in wanted and wanted not in known:
        there = f"there are {', '.join(sorted(known))}" if known else "there are none yet"
        raise KgError(f"no endpoint named `{wanted}` in {path or config_file(env)}; {there}")
    chosen = flags.over(_from(env)).over(known.get(wanted, Settings(url=wanted)))
    password = env.get(chosen.password_env or "KG_PASSWORD")
    token = env.get(chosen.token_env or "KG_TOKEN")
    for variable in (chosen.password_env, chosen.token_env):
        if variable and variable not in env:
            raise KgError(f"{wanted}: the variable {variable} is not set")
    if chosen.user and password is None and not token:
        password = _from_netrc(chosen.url or wanted, chosen.user)
    usual = Patience()
    return (
        Target(
            url=chosen.url or wanted,
            kind=chosen.kind,
            credentials=Credentials(
                user=chosen.user, password=password if chosen.user else None, token=token
            ),
            patience=Patience(
                timeout=usual.timeout if chosen.timeout is None else chosen.timeout,
                retries=usual.retries if chosen.retries is None else chosen.retries,
            ),
            update_url=chosen.update_url,
            graphs_url=chosen.graphs_url,
        ),
        chosen,
    )


@contextmanager
def opened(name: str | None, flags: Settings = Settings()) -> Iterator[tuple[Endpoint, Settings]]:
    """The store that a name or an address means, open while the block lasts, and all that is set of it."""
    aim, settings = target(name, flags)
    with connected(aim) as endpoint:
        yield endpoint, settings


def _from(env: Mapping[str, str]) -> Settings:
    """What KG_KIND, KG_USER, KG_TIMEOUT, KG_RETRIES, KG_GRAPH_BASE and KG_DEFAULT_GRAPH set."""
    try:
        return Settings(
            kind=env.get("KG_KIND"),
            user=env.get("KG_USER"),
            timeout=float(env["KG_TIMEOUT"]) if "KG_TIMEOUT" in env else None,
            retries=int(env["KG_RETRIES"]) if "KG_RETRIES" in env else None,
            graph_base=env.get("KG_GRAPH_BASE"),
            default_graph=env.get("KG_DEFAULT_GRAPH"),
        )
    except ValueError as error:
        raise KgError(f"KG_TIMEOUT and KG_RETRIES are numbers: {error}") from error


def _from_netrc(url: str, user: str) -> str:
    from kg.stores.endpoint import from_netrc

    found = from_netrc(url)
    if found.user == user and found.password is not None:
        return found.password
    raise KgError(f"no password for {user}: set KG_PASSWORD, or put it into netrc")


def _settings(file: Path, name: str, value: Any) -> Settings:
    if not isinstance(value, dict):
        raise KgError(f"{file}: [endpoints.{name}] is a table")
    known = {one.name.replace("_", "-"): one.name for one in fields(Settings)}
    for key, given in value.items():
        if key in ("password", "token"):
            raise KgError(f"{file}: [endpoints.{name}]: no {key} in a file; name a variable: {key}-env")
        if key not in known:
            raise KgError(f"{file}: [endpoints.{name}]: unknown key `{key}`; known are {', '.join(known)}")
        if not isinstance(given, _TYPES.get(key, (str,))) or isinstance(given, bool):
            raise KgError(f"{file}: [endpoints.{name}]: `{key}` cannot be {given!r}")
    if "url" not in value:
        raise KgError(f"{file}: [endpoints.{name}]: no url")
    return Settings(**{known[key]: given for key, given in value.items()})
