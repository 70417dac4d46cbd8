"""Sentences of `tests/cases/*.toml` and the facts that they tell, type by type.

A file is called after the type of its facts. Every listed fact must be found, with the slots that it lists
(actors by label, content without regard to quotation marks), and no other fact of the type.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import acts, extract, meetings, statements, targets
from kg.model import Document
from kg.nlp import load
from kg.nlp.read import reads
from kg.scoring import FlatFact, flat, words

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*.toml"))
KEYS = {"text", "date", "facts", "xfail"}


def _cases() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for path in FILES:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        found += [(f"{path.stem}-{n}", path.stem.capitalize(), case) for n, case in enumerate(listed, 1)]
    return found


CASES = _cases()


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[FlatFact, ...]]:
    """The facts of every case by its name, decided by words and grammar alone, without fitted weights."""
    documents = [Document(text=case["text"], id=name, date=case.get("date")) for name, _, case in CASES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(acts, "ranker", lambda _: None)
        patch.setattr(statements, "ranker", lambda _: None)
        patch.setattr(targets, "ranker", lambda _: None)
        patch.setattr(meetings, "ranker", lambda _: None)
        extractions = [extract(reading) for reading in reads(documents, load())]
    return {name: flat(each) for (name, _, _), each in zip(CASES, extractions, strict=True)}


def test_cases_are_found() -> None:
    assert len(FILES) >= 12
    assert len(CASES) >= 150
    assert sum(not case["facts"] for _, _, case in CASES) >= 30


@pytest.mark.parametrize(("name", "kind", "case"), CASES, ids=[name for name, _, _ in CASES])
def test_case(
    name: str,
    kind: str,
    case: dict[str, Any],
    told: dict[str, tuple[FlatFact, ...]],
    request: pytest.FixtureRequest,
) -> None:
    assert set(case) <= KEYS, f"{name}: unknown keys {set(case) - KEYS}"
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    found = [fact for fact in told[name] if fact.type == kind]
    for wanted in case["facts"]:
        assert wanted["type"] == kind, f"{name}: a file holds the facts of one type"
        match = next((fact for fact in found if _tells(fact, wanted)), None)
        assert match is not None, f"{case['text']}\nwanted {wanted}\nfound {_shown(found)}"
        found.remove(match)
    assert not found, f"{case['text']}\nnot wanted: {_shown(found)}"


def _tells(fact: FlatFact, wanted: dict[str, Any]) -> bool:
    return all(_same(slot, fact, value) for slot, value in wanted.items() if slot != "type")


def _same(slot: str, fact: FlatFact, value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    listed = [str(each).lower() if isinstance(each, bool) else str(each) for each in values]
    if slot in ("content", "title"):
        return words(" ".join(fact.values(slot))) == words(" ".join(listed))
    return sorted(fact.values(slot)) == sorted(listed)


def _shown(facts: list[FlatFact]) -> str:
    return "\n      ".join(str({k: v for k, v in fact.slots.items() if v}) for fact in facts) or "nothing"
