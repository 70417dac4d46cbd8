"""Which candidates are facts: small linear models over named features, fitted on annotated articles.

An extractor proposes candidates generously; a ranker says of each how likely it is right, where what is right
in part counts in part. A ranker is L2-regularised logistic regression over indicator features (Berger et al.
1996, "A maximum entropy approach to natural language processing"), so that its verdict on a fact can be read
off: the features and their weights. The weights ship in `kg/weights/` and are made by `kg fit`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Generic, TypeVar

from kg.errors import ModelError
from kg.model import Fact

F = TypeVar("F", bound=Fact, covariant=True)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[F]):
    """A fact that might be one, and what speaks for and against it: names of features that hold."""

    fact: F
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranker:
    """A fitted linear model: weights by feature name, and the probability from which a candidate is kept."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def probability(self, features: Iterable[str]) -> float:
        """How likely a candidate with these features is right, between 0 and 1."""
        total = self.bias + math.fsum(filter(None, map(self.weights.get, features)))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, features: Iterable[str], *, limit: int = 5) -> list[tuple[str, float]]:
        """The features that weigh most for this verdict, strongest first."""
        known = ((name, self.weights[name]) for name in features if name in self.weights)
        return sorted(known, key=lambda item: (-abs(item[1]), item[0]))[:limit]


def ranker(name: str) -> Ranker | None:
    """The ranker called `name` (a fact type, in lower case), or None when none was fitted."""
    return _instead.get().get(name) or _shipped(name)


@contextmanager
def judging(rankers: Mapping[str, Ranker]) -> Iterator[None]:
    """Within it these rankers judge instead of the shipped ones of their names."""
    before = _instead.set(MappingProxyType({**_instead.get(), **rankers}))
    try:
        yield
    finally:
        _instead.reset(before)


_instead: ContextVar[Mapping[str, Ranker]] = ContextVar("_instead", default=MappingProxyType({}))


@cache
def _shipped(name: str) -> Ranker | None:
    file = resources.files("kg") / "weights" / f"{name}.json"
    if not file.is_file():
        return None
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Ranker(data["bias"], data["weights"], data["threshold"])
    except (ValueError, KeyError) as error:
        raise ModelError(
            f"kg/weights/{name}.json is broken ({error}); make it again with `kg fit`"
        ) from error
