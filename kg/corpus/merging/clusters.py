"""From pairs to wholes: which tellings are one, so that nothing that is told apart is joined by a third."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.corpus.merging.decisions import Decision


@dataclass(slots=True)
class _Cluster:
    members: list[str]
    articles: set[str] = field(default_factory=set)


def clusters(
    members: Mapping[str, str],
    pairs: Iterable[tuple[float, str, str]],
    decisions: Iterable[Decision],
    barred: Callable[[str, str], bool],
) -> list[tuple[str, ...]]:
    """Members, given with their articles, in wholes, each sorted.

    Pairs are joined from the likeliest down, unless that would bring two together that are barred, refused or
    told apart by one article. What people accepted is joined first, whatever speaks against it. The outcome
    does not depend on the order of what is given.
    """
    at = {one: _Cluster([one], {article} - {""}) for one, article in members.items()}
    told = sorted(decisions)
    for one in told:
        if one.same and one.one in at and one.other in at:
            _join(at, one.one, one.other)
    refused = {one.pair for one in told if not one.same}
    for _, one_, other_ in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        here, there = at[one_], at[other_]
        if here is not there and not _apart(here, there, refused, barred):
            _join(at, one_, other_)
    return sorted({id(found): tuple(sorted(found.members)) for found in at.values()}.values())


def _join(at: dict[str, _Cluster], one: str, other: str) -> None:
    here, there = at[one], at[other]
    if here is there:
        return
    here.members += there.members
    here.articles |= there.articles
    for member in there.members:
        at[member] = here


def _apart(
    here: _Cluster,
    there: _Cluster,
    refused: set[tuple[str, str]],
    barred: Callable[[str, str], bool],
) -> bool:
    if here.articles & there.articles:
        return True
    return any(
        (min(one, other), max(one, other)) in refused or barred(one, other)
        for one in here.members
        for other in there.members
    )


def named(cluster: Sequence[str], known: Callable[[str], bool]) -> str:
    """The member that names a whole: the known one, else the first of the alphabet."""
    return next((one for one in cluster if known(one)), cluster[0])
