"""Where a graph comes from: the article, the extractor and its version, the model that parsed.

No time of day: the same article read by the same version gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from kg.rdf import iris
from kg.rdf.setting import Node, Pair, Setting, label, types
from kg.rdf.terms import node, words
from kg.vocab import PROV, SCHEMA

DISTRIBUTION: Final = "diplomacy-kg"


@cache
def extractor_version() -> str:
    """The version of this program, as it is installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"


def source(setting: Setting) -> Iterator[Pair]:
    """What every fact says of its origin."""
    yield f"{PROV}wasDerivedFrom", node(setting.article)
    yield f"{PROV}wasGeneratedBy", node(f"{setting.local}extraction")


def origin(setting: Setting, model: str) -> Iterator[Node]:
    """The run of the extractor over the article, the software and the model."""
    software = f"{DISTRIBUTION} {extractor_version()}"
    software_iri = f"{setting.base}software/{_name(software)}"
    model_iri = f"{setting.base}model/{_name(model)}" if model else None

    def run() -> Iterator[Pair]:
        yield from types(f"{PROV}Activity")
        yield from label(f"Extraction with {software}")
        yield f"{PROV}used", node(setting.article)
        yield f"{PROV}wasAssociatedWith", node(software_iri)
        if model_iri:
            yield f"{PROV}used", node(model_iri)

    def agent() -> Iterator[Pair]:
        yield from types(f"{PROV}SoftwareAgent")
        yield from label(software)
        yield f"{SCHEMA}softwareVersion", words(extractor_version())

    def parser() -> Iterator[Pair]:
        yield from types(f"{PROV}Entity")
        yield from label(model)

    yield f"{setting.local}extraction", run()
    yield software_iri, agent()
    if model_iri:
        yield model_iri, parser()


def _name(software: str) -> str:
    """`name version` as one segment of a path."""
    return iris.segment("-".join(software.replace("/", " ").split()))
