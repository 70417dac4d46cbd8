"""The model, loaded once."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.nlp import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default model."""
    return load()
