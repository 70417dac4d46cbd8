"""Preloaded by processes of their own: articles are read slowly, without a model; one of them never."""

import time

import kg.extract
import kg.nlp
import kg.nlp.model
import kg.pipeline
from kg.corpus import version
from kg.model import Extraction
from tests import articles

PAUSE = 0.02
ENDLESS = "https://news.example/endless"


def slow(reading: articles.Plain) -> Extraction:
    time.sleep(PAUSE)
    while reading.document.url == ENDLESS:
        time.sleep(1)
    return articles.told(reading)


def dask_setup(worker: object) -> None:
    """Called by dask in each worker; by hand elsewhere."""
    version.version = lambda model=None: "stub 1"  # type: ignore[assignment]
    kg.pipeline.language = lambda model=None: articles.Model()  # type: ignore[assignment]
    kg.nlp.read = articles.read  # type: ignore[assignment]
    kg.nlp.reads = lambda documents, nlp: (articles.read(one, nlp) for one in documents)  # type: ignore
    kg.extract.extract = slow  # type: ignore[assignment]
    kg.nlp.model.card = lambda nlp: "plain 1.0"  # type: ignore
