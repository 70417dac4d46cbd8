"""Whether an article is in English, the one language that is read so far."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.errors import KgError

RULED_OUT = 0.001
"""English paragraphs of our articles never score lower, be they four words long or in capitals."""
SAMPLE = 4_000
"""Characters that decide: an article does not change its language after two pages."""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into a temporary file
        raise KgError(f"the language cannot be checked: {error.strerror}; --force goes without") from error


def foreign(text: str, declared: str | None = None) -> str | None:
    """The code of the article's language if that is surely not English, else `None`.

    A declared language (`en`, `en-GB`, `fr`) is believed; without one the text itself is asked. Words too few
    to tell pass as English: their facts, if any, carry their words.
    """
    if declared:
        return None if declared.replace("_", "-").split("-")[0].lower() in ("en", "eng") else declared
    ranks: Mapping[str, float] = dict(_identifier().rank(text[:SAMPLE]))
    return None if ranks["en"] >= RULED_OUT else max(ranks, key=lambda language: ranks[language])
