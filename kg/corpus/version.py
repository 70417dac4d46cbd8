"""What an article's graph was made by: the program, its rules, words and weights, and the model."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from kg.rdf.provenance import extractor_version
from kg.resources import ontology_files

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_ROOMS: Final = ("nlp", "extract", "lexicon", "rdf", "weights")


@cache
def version(model: str | None = None) -> str:
    """Version of the program, a digest of all that decides what is a fact, and the model.

    A changed rule, word or weight gives another version, and articles are built again, without anybody
    having to remember to raise a number.
    """
    from kg.nlp.model import card
    from kg.pipeline import language

    return f"{extractor_version()}+{fingerprint()} {card(language(model))}"


@cache
def fingerprint() -> str:
    """Twelve hexadecimal digits over the code, words, weights and names that extraction stands on."""
    rooms = (path for room in _ROOMS for path in (_PACKAGE / room).rglob("*") if path.is_file())
    named = {path.relative_to(_PACKAGE).as_posix(): path for path in rooms if "__pycache__" not in path.parts}
    named |= {f"ontology/{path.name}": path for path in ontology_files()}
    named |= {path.name: path for path in (_PACKAGE / f"{name}.py" for name in _GROUND)}
    digest = sha256()
    for name in sorted(named):
        digest.update(f"{name}\0".encode())
        digest.update(sha256(named[name].read_bytes()).digest())
    return digest.hexdigest()[:12]


_GROUND: Final = ("model", "vocab", "gazetteer", "issues", "pipeline")
