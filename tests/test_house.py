"""The house stands as CONTRIBUTING draws it: floors, rooms, words and documents agree."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from kg.model import ActType

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))

# room -> the rooms whose modules it may import; the ground is open to all
ROOMS = {
    "sources": set(),
    "nlp": {"lexicon", "gazetteer"},
    "extract": {"nlp", "lexicon", "gazetteer", "issues"},
    "rdf": {"gazetteer", "issues"},
    "stores": {"rdf", "queries", "answers"},
    "lexicon": set(),
}
GROUND = {"model", "errors", "vocab", "resources", "files", "answers", "config", "wording"}
KNOWN_TO = {
    "spacy": {"nlp", "bench"},
    "rdflib": {"rdf", "stores", "queries"},
    "sklearn": {"fitting"},
    "typer": {"cli"},
}


def room(path: Path) -> str:
    """The room a module stands in, its own name on the upper floor."""
    parts = path.relative_to(ROOT / "kg").with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    """The modules that a module imports, at the top or inside functions, except for type checking only."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def rooms_used(path: Path) -> set[str]:
    """The rooms of `kg` that a module imports from."""
    found = {name.split(".")[1] for name in imported(path) if name.startswith("kg.") and name.count(".") >= 1}
    return {name for name in found if (ROOT / "kg" / name).is_dir() or (ROOT / "kg" / f"{name}.py").is_file()}


def test_modules_are_found() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_rooms_import_downwards_only(name: str) -> None:
    for path in MODULES:
        if room(path) == name:
            strangers = rooms_used(path) - ROOMS[name] - GROUND - {name}
            assert not strangers, f"{path.relative_to(ROOT)} knows {sorted(strangers)}"


@pytest.mark.parametrize("library", sorted(KNOWN_TO))
def test_libraries_stay_in_their_rooms(library: str) -> None:
    users = {room(path) for path in MODULES if any(n.split(".")[0] == library for n in imported(path))}
    assert users, f"nothing imports {library}: drop it from this table"
    assert users <= KNOWN_TO[library]


def test_every_act_has_words_cases_and_a_class() -> None:
    ontology = (ROOT / "ontology" / "diplomacy.ttl").read_text(encoding="utf-8")
    for act in get_args(ActType):
        assert (ROOT / "kg" / "lexicon" / f"{act.lower()}.toml").is_file(), f"no lexicon for {act}"
        cases = tomllib.loads((ROOT / "tests" / "cases" / f"{act.lower()}.toml").read_text(encoding="utf-8"))
        assert cases["case"], f"no cases for {act}"
        assert re.search(rf"^dip:{act}\b", ontology, re.MULTILINE), f"no class dip:{act}"


def test_there_are_enough_cases_and_many_yield_nothing() -> None:
    cases = [
        case
        for path in sorted((ROOT / "tests" / "cases").glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]
    assert len(cases) >= 150
    assert sum(not case["facts"] for case in cases) >= 40


def test_every_question_stands_in_the_readme_or_is_listed_by_the_command() -> None:
    for path in sorted((ROOT / "queries").rglob("*.rq")):
        assert path.read_text(encoding="utf-8").startswith("#+"), f"{path.name} has no header"


def test_the_readme_names_every_command() -> None:
    from typer.main import get_command

    from kg.cli import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        assert f"kg {name}" in readme, f"the README does not tell of `kg {name}`"


def test_nothing_names_a_machine_or_a_registry() -> None:
    foreign = re.compile(r"pythonhosted\.org|pypi\.org/simple|registry\.npmjs|deb\.debian\.org")
    for path in [*ROOT.glob("*.txt"), *ROOT.glob("*.md"), *ROOT.glob("*.toml"), *MODULES]:
        assert not foreign.search(path.read_text(encoding="utf-8")), path
