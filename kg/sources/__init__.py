"""Anything that holds articles to `Document`s: text, HTML, JSON Lines, folders, URLs, standard input.

    for item in documents(["articles/", "https://example.org/summit"]):
        ...  # a Document, or the SourceError that says why there is none

One bad article never stops the others: it comes out as a `SourceError` in its place. Formats live in one file
each (`text`, `html`, `jsonl`); `origin` alone decides what a string names; `web` owns the only socket.
"""

from kg.sources.origin import documents, expected

__all__ = ["documents", "expected"]
