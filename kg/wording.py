"""Words for people: how many there are of something."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural unless there is one.

    >>> counted(1, "fact"), counted(0, "article"), counted(1204, "triple")
    ('1 fact', '0 articles', '1,204 triples')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
