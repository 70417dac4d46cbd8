"""Turns news about diplomacy into an RDF knowledge graph, with the sentence behind every fact.

What the command line does, from Python:

    import kg

    for article in kg.read("articles/", date="2025-02-19"):
        for fact in kg.facts(article).facts:
            print(fact.type, fact.confidence)
    kg.build("articles/", output="graph.nq")
    for row in kg.ask("demands", data="graph.nq", actor="Russia"):
        print(row)

Importing `kg` is cheap: spaCy and the rest are imported by the call that needs them. All errors
are `kg.KgError`s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import KgError
from kg.model import Document, Extraction
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.answers import Answer
    from kg.pipeline import Tally

__version__ = "0.1.0"
__all__ = ["Document", "Extraction", "KgError", "ask", "build", "facts", "read"]

Source: TypeAlias = str | Path | Document
"""What holds articles: a path, folder, pattern, address, `-` for standard input; or an article itself."""


def read(*sources: str | Path, date: str | None = None, force: bool = False) -> list[Document]:
    """The articles of the sources; the first that cannot be read is raised as a `SourceError`.

    `date` is the publication date of articles that state none, `force` takes other languages than English.

    >>> [article.title for article in read("tests/data/articles/grain.html")]
    ['Hungary and Serbia Sign Grain Accord (fictional)']
    """
    from kg.sources import documents

    found: list[Document] = []
    for item in documents(sources, date=date, force=force):
        if isinstance(item, KgError):
            raise item
        found.append(item)
    return found


def facts(article: Document, *, model: str | None = None, min_confidence: float = 0.0) -> Extraction:
    """What one article tells: facts whose actors are named by key, and those actors.

    >>> told = facts(Document("France rejected the proposal of Germany."))
    >>> [(fact.type, fact.actor, fact.content) for fact in told.facts]
    [('Rejection', ('france',), 'the proposal of Germany')]
    """
    from kg.pipeline import extraction

    return extraction(article, model=model, min_confidence=min_confidence)


def build(
    *sources: Source,
    output: str | Path | None = None,
    store: str | Path | None = None,
    format: str | None = None,
    date: str | None = None,
    model: str | None = None,
    base: str | None = None,
    force: bool = False,
    min_confidence: float = 0.0,
) -> Tally:
    """Write the graph of all articles into a file (`output`) or into the embedded store (`store`).

    Articles that cannot be read are in `Tally.errors`; they do not stop the others.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     tally = build("tests/data/articles/observers.txt", output=f"{folder}/graph.ttl")
    >>> tally.articles, tally.errors
    (1, [])
    """
    from kg import pipeline
    from kg.sources import documents

    if (output is None) == (store is None):
        raise KgError("build into a file or into a store: give one of output and store")
    return pipeline.build(
        documents(sources, date=date, force=force),
        output=None if output is None else Path(output),
        store=None if store is None else Path(store),
        format=format,
        base=base or BASE,
        model=model,
        min_confidence=min_confidence,
    )


def ask(
    question: str,
    *,
    data: str | Path | Iterable[str | Path] = (),
    store: str | Path | None = None,
    **values: str | list[str],
) -> Answer:
    """What a question gives: one of those that ship with kg, by name, or the SPARQL file at a path.

    Its rows are read by iterating, as dictionaries of strings. Parameters are given by name, several values
    of one in a list.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     tally = build(Document("France rejected the proposal of Germany."), output=f"{folder}/graph.ttl")
    ...     [row["content"] for row in ask("rejections", data=f"{folder}/graph.ttl", actor="France")]
    ['the proposal of Germany']
    """
    from kg import queries
    from kg.stores.opening import opened

    asked = queries.find(question)
    with opened([data] if isinstance(data, str | Path) else data, store) as graph:
        answer = queries.ask(asked, graph, values)
        return replace(  # all of it now, before the graph is closed
            answer,
            rows=None if answer.rows is None else tuple(answer.rows),
            triples=None if answer.triples is None else tuple(answer.triples),
        )
