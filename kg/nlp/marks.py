"""Quotation marks as some papers and archives set them, with the plain ones that stand for them.

What opens and what closes a quotation is told by the marks themselves in all that is read after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

_ODD = re.compile(
    r"""(?P<straight> ″ | (?<![‘’])‘‘(?![‘’]) | (?<![‘’])’’(?![‘’]) )   # primes, two single marks
      | (?P<single> ′ | (?<!`)`(?!`) )                                  # "it`s over", "′No′"
      | (?P<grave> (?<=[^\s([`—–-])``(?!`|\w) )                         # ``P,`` he said
      | (?P<closes> (?<=[^\s([—–-])“(?=[\s.,;:!?)\]]|$) )               # „P,“ he said
      | (?P<opens> (?:(?<=^)|(?<=[\s([—–]))”(?=\w) )                    # ”P,” he said
    """,
    re.MULTILINE | re.VERBOSE,
)
_PLAIN = {"straight": '"', "single": "'", "grave": "''", "closes": "”", "opens": "“"}


def odd_marks(text: str) -> Iterator[tuple[Span, str]]:
    """The marks of a text that are set otherwise than most do, each with the plain one in its place."""
    for found in _ODD.finditer(text):
        yield Span(*found.span()), _PLAIN[found.lastgroup or "straight"]
