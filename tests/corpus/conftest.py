"""A corpus of tiny articles, and a reading of them that needs no model."""

import pytest

from kg.corpus import version
from tests.articles import plain  # noqa: F401  # a fixture


@pytest.fixture
def stub(plain: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """No model; forked workers read as this process does."""
    monkeypatch.setattr(version, "version", lambda model=None: "stub 1")
