"""The examples in docstrings run and give what they say."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import kg

MODULES = sorted(
    one.name for one in pkgutil.walk_packages(kg.__path__, "kg.") if not one.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["kg", *MODULES])
def test_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    results = doctest.testmod(importlib.import_module(name))
    assert results.failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [test for name in ("kg", *MODULES) for test in finder.find(importlib.import_module(name))]
    assert sum(bool(test.examples) for test in examples) >= 10
