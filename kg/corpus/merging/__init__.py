"""Many articles, one world: the same actor, meeting or demand told in several of them, under one node.

    merged = merge_files([Path("parts")], Path("merged.nq"))

An article's own graph is never touched. What reports share stands in a graph of its own, `id/merged`: a node
for every actor, meeting and demand that two articles or more speak of, to which each report is linked by
`prov:specializationOf`. The result depends on the articles and on the decisions in a table that people may
edit, never on the order in which they came.
"""

from __future__ import annotations

from kg.corpus.merging.decisions import Decision, decided
from kg.corpus.merging.doors import (
    Doubt,
    Place,
    Summary,
    Verb,
    beside,
    merge_files,
    merge_store,
    pairs,
    settle,
    side_by_side,
    within,
)

__all__ = [
    "Decision", "Doubt", "Place", "Summary", "Verb", "beside", "decided", "merge_files", "merge_store",
    "pairs", "settle", "side_by_side", "within",
]  # fmt: skip
