"""How fast a corpus is built, beside spaCy alone as it comes out of the box, on the same articles."""

from __future__ import annotations

import gc
import math
import random
import re
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

from kg.errors import KgError
from kg.model import Document
from kg.wording import counted

WORDS: Final = 450
"""Words of an article that is made of the paragraphs of others."""
ROUNDS: Final = 5
"""Times that each stage is run; the best counts, since others may use the machine."""
TOGETHER: Final = 12
"""Articles that go through all stages before the next do: a machine is now fast, now slow."""
PAIRS: Final = 5
"""Races of a whole build; the median counts."""


@dataclass(slots=True)
class Race:
    """What spaCy alone and a whole build take for the same articles, run after run."""

    workers: int
    words: int
    stock: list[float] = field(default_factory=list)  # seconds
    ours: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """How many times as fast the whole build is as spaCy alone, slowest first.

        Each by the two runs that stood beside one another: a machine that others use, too, is now fast, now
        slow.
        """
        return sorted(stock / ours for stock, ours in zip(self.stock, self.ours, strict=True))

    def __str__(self) -> str:
        cores = counted(self.workers, "core")
        slowest, *_, fastest = self.ratios
        return (
            f"{cores}: spaCy alone {self.words / median(self.stock):,.0f} words/s, "
            f"whole build {self.words / median(self.ours):,.0f} words/s, "
            f"ratio {median(self.ratios):.2f} ({slowest:.2f} to {fastest:.2f})"
        )


@dataclass(slots=True)
class Stages:
    """Seconds of the processor for each stage of a build in one process."""

    words: int
    seconds: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        whole = sum(self.seconds.values())
        rows = (
            f"  {name:11} {one:7.2f} s {one / whole:6.1%} {1e6 * one / self.words:7.0f} µs/word"
            for name, one in self.seconds.items()
        )
        return "\n".join(rows)


def articles(number: int, *, seed: int = 1) -> list[Document]:
    """Articles made of the paragraphs of the project's own; the same ones for the same seed."""
    root = Path(__file__).resolve().parent.parent
    paths = sorted([*root.glob("tests/gold/text/*.txt"), *root.glob("examples/*.txt")])
    if not paths:
        raise KgError("no articles of the project are here to be recombined; name a corpus")
    paragraphs = [
        one.strip()
        for path in paths
        for one in re.split(r"\n+", path.read_text(encoding="utf-8"))
        if one.strip()
    ]
    chance = random.Random(seed)
    return [_article(paragraphs, chance, number) for number in range(number)]


def _article(paragraphs: Sequence[str], chance: random.Random, number: int) -> Document:
    chosen: list[str] = []
    words = 0
    while words < WORDS:
        chosen.append(chance.choice(paragraphs))
        words += len(chosen[-1].split())
    day = f"2025-{1 + number % 12:02}-{1 + number % 28:02}"
    return Document(
        "\n".join(chosen), url=f"https://news.example/{number}", date=day, source=f"made:{number}"
    )


def build(
    documents: Sequence[Document], workers: Sequence[int], *, model: str | None = None
) -> Iterator[Race]:
    """spaCy's own pipe and a whole build, turn and turn about, with each number of workers."""
    from kg.pipeline import language

    stock = _stock(model)
    language(model)
    words = sum(len(one.text.split()) for one in documents)
    for number in workers:
        race = Race(number, words)
        for _ in range(PAIRS):
            race.stock.append(_timed(lambda: _piped(stock, documents, number)))  # noqa: B023
            race.ours.append(_timed(lambda: _built(documents, number, model)))  # noqa: B023
        yield race


def stages(documents: Sequence[Document], *, model: str | None = None) -> tuple[Stages, float]:
    """What each stage takes, in one process; and what spaCy alone takes as it comes, in seconds of it.

    Turn and turn about, some articles at a time, and the least of each. What is loaded once a process (the
    model, names, words, weights) is loaded before, on both sides, and out of reach of the garbage collector,
    which runs as seldom as in a build's workers.
    """
    from kg.corpus.build import warmed
    from kg.corpus.crew import YOUNG

    stock = _stock(model)
    warmed(model)
    gc.collect()
    gc.freeze()
    thresholds = gc.get_threshold()
    gc.set_threshold(YOUNG)
    out = Stages(sum(len(one.text.split()) for one in documents))
    alone = 0.0
    for begin in range(0, len(documents), TOGETHER):
        some = documents[begin : begin + TOGETHER]
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            stock_alone = _timed(lambda: _piped(stock, some, 1), time.process_time)  # noqa: B023
            for name, seconds in [("", stock_alone), *_through(some, model)]:
                best[name] = min(seconds, best.get(name, math.inf))
        alone += best.pop("")
        for name, seconds in best.items():
            out.seconds[name] = out.seconds.get(name, 0.0) + seconds
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    return out, alone


def _through(documents: Sequence[Document], model: str | None) -> Iterator[tuple[str, float]]:
    """The seconds of each stage, one after another."""
    from kg.extract import extract
    from kg.nlp.parse import parses
    from kg.nlp.read import reading
    from kg.pipeline import language
    from kg.rdf.describe import describe
    from kg.rdf.formats import serialised

    found: list[Any] = []

    def stage(name: str, step: Callable[[], Iterable[Any]]) -> tuple[str, float]:
        start = time.process_time()
        found[:] = step()
        return name, time.process_time() - start

    nlp = language(model)
    yield stage("spaCy", lambda: parses(nlp, (one.text for one in documents)))
    yield stage("actors", lambda: list(map(reading, documents, found)))
    yield stage("extraction", lambda: list(map(extract, found)))
    yield stage("RDF", lambda: [list(describe(one)) for one in found])
    yield stage("writing", lambda: [b"".join(serialised(one, "nquads")) for one in found])


def _stock(model: str | None) -> Any:
    """The model as it comes, with what it runs by default."""
    from kg.nlp import model as ours

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ours._loaded(model or ours.DEFAULT)


def _piped(nlp: Any, documents: Sequence[Document], workers: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in nlp.pipe((one.text for one in documents), n_process=workers):
            pass


def _built(documents: Sequence[Document], workers: int, model: str | None) -> None:
    from kg.corpus.build import build

    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        report = build(documents, folder, workers=workers, model=model)
        if report.built != len(documents):
            raise KgError(
                f"only {report.built} of {len(documents)} articles were built: {report.failures[:1]}"
            )


def _timed(step: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> float:
    start = clock()
    step()
    return clock() - start
