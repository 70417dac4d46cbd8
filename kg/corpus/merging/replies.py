"""Which demand or offer of another article an act answers: by issue, words, who is addressed, and time.

As within one article (`kg.extract.exchange`), an answer comes after what it answers and from another side.
Across articles more is asked: one side must have addressed the other, and both be about the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.corpus.merging import days
from kg.corpus.merging.meetings import Same, parties
from kg.corpus.merging.names import gist, stems
from kg.corpus.merging.thresholds import WINDOW
from kg.corpus.merging.told import Reply, Request, Told
from kg.corpus.merging.verdict import Keys, Verdict
from kg.gazetteer import gazetteer
from kg.rdf.terms import share
from kg.vocab import BASE, MERGED, PROV, RDF, RDFS, dip

Asked: TypeAlias = Request | Reply

ENOUGH: Final = 0.65
_ISSUE, _WORD, _WORDS = 0.40, 0.10, 0.40
_ADDRESSED, _ASKED_OF = 0.35, 0.25
_COMMON: Final = 2
"""Words, no names of states, that two acts must share to be about one thing; one less with one issue."""
_SOON: Final = (14, 31)
_LATE: Final = 0.15
"""What an answer loses that comes more than so many days later."""
_OLD: Final = 7
"""Days before its article from which on what is asked without a date may have been asked."""
_MOST: Final = 8
"""How many words of a content an act is found by."""
_GRAPH: Final = NamedNode(MERGED)


def asks(one: Told) -> bool:
    """Whether an act can be answered: a demand or an offer, but none that is only denied."""
    return isinstance(one, Request | Reply) and one.type in ("Demand", "Offer") and one.modality != "denied"


def answers(one: Told) -> bool:
    """Whether an act may answer what another article tells; one that answers in its own article does not."""
    return isinstance(one, Reply) and not one.settled and one.modality != "denied"


def keys(one: Asked, same: Same) -> Keys:
    """By what an act finds what it answers and is found: the two sides in turn, what it is about, a month."""
    published = days.day(one.published)
    if not published:
        return Keys(frozenset(), frozenset())
    first, last = days.around(published, WINDOW)
    abouts = [*sorted(gist(one.content))[:_MOST], *([one.issue] if one.issue else [])]
    mine = [f"{side} {who} {about}" for side, who in _sides(one, same) for about in abouts]
    kept: set[str] = set()
    sought: set[str] = set()
    if asks(one):
        kept |= {f"asks {key} {published:%Y-%m}" for key in mine}
        sought |= {f"answers {key} {month}" for key in mine for month in days.months(published, last)}
    if answers(one):
        kept |= {f"answers {key} {published:%Y-%m}" for key in mine}
        sought |= {f"asks {key} {month}" for key in mine for month in days.months(first, published)}
    return Keys(frozenset(kept), frozenset(sought))


def _sides(one: Asked, same: Same) -> Iterator[tuple[str, str]]:
    """Who asks and who is asked: in an answer, whom it addresses and who gives it."""
    asking, asked = (one.actors, one.targets) if asks(one) else (one.targets, one.actors)
    yield from (("by", who) for who in parties(asking, same))
    yield from (("of", who) for who in parties(asked, same))
    if one.type in ("Offer", "Agreement"):  # an offer is asked and answers, an agreement is made by both
        yield from (("of", who) for who in parties(asking, same))
        yield from (("by", who) for who in parties(asked, same))


def compare(one: Reply, asked: Asked, same: Same) -> Verdict | None:
    """How likely an act answers what another article tells is asked; None when it does not."""
    if one.article == asked.article or not answers(one) or not asks(asked) or one.type == asked.type:
        return None
    here, there = days.day(one.published), days.day(asked.published)
    if not here or not there or not 0 <= (here - there).days <= WINDOW:
        return None
    sides = _between(one, asked, same)
    if sides is None or _before(one, asked):
        return None
    addressed, asked_of = sides
    ours, theirs = stems(one.content), stems(asked.content)
    common = sorted(word for stem, word in theirs.items() if stem in ours and stem not in _names())
    issue = one.issue if one.issue and one.issue == asked.issue else None
    if len(common) < (_COMMON - 1 if issue else _COMMON):
        return None
    apart = (here - there).days
    signs = [
        (_ISSUE, f"same issue: {_name(issue)}") if issue else None,
        (min(_WORDS, _WORD * len(common)), f"common words: {', '.join(common)}") if common else None,
        (_ADDRESSED, f"addressed to {_labels(asked)}") if addressed else None,
        (_ASKED_OF, f"asked of {_labels(one)}") if asked_of else None,
    ]
    told = [sign for sign in signs if sign]
    late = sum(_LATE for limit in _SOON if apart > limit)
    score = round(min(0.95, sum(weight for weight, _ in told)) - late, 2)
    reason = "; ".join([*(why for _, why in told), f"{apart} days later"])
    return Verdict(score, reason) if score >= ENOUGH else None


def _between(one: Reply, asked: Asked, same: Same) -> tuple[bool, bool] | None:
    """Whether an answer addresses who asked, and whether its giver was asked; None if neither, or others.

    Only an agreement is made by both sides; it is addressed to each of them.
    """
    giving, asking = parties(one.actors, same), parties(asked.actors, same)
    shared, giving = giving & asking, giving - asking
    if not giving or not asking or (shared and one.type != "Agreement"):
        return None
    targets, asked_of = parties(one.targets, same) | shared, parties(asked.targets, same)
    if (targets and not targets & asking) or (asked_of and not asked_of & giving):
        return None
    return (bool(targets), bool(asked_of)) if targets or asked_of else None


def _before(one: Reply, asked: Asked) -> bool:
    """Whether an act was over before what it might answer, by its date or the earlier article's."""
    given, wanted = (days.stretch(act.earliest, act.latest) for act in (one, asked))
    published = days.day(asked.published)
    if wanted is None and published:
        wanted = days.around(published, _OLD)
    return bool(given and wanted and given[1] < wanted[0])


def lines(one: Reply, asked: Asked, score: float, reason: str) -> str:
    """What is written of an answer across articles, as sorted N-Quads."""
    digest = sha256(f"{one.iri} {asked.iri}".encode()).hexdigest()[:16]
    name = NamedNode(f"{BASE}merged/answer/{digest}")
    pairs: list[tuple[str, NamedNode | Literal]] = [
        (f"{RDF}type", NamedNode(dip("MergedAnswer"))),
        (f"{RDFS}label", Literal(f"{one.type} answers {asked.type}")),
        (dip("answeringAct"), NamedNode(one.iri)),
        (dip("answeredAct"), NamedNode(asked.iri)),
        (dip("reason"), Literal(reason)),
        (dip("confidence"), share(score)),
        (f"{PROV}wasDerivedFrom", NamedNode(one.article)),
        (f"{PROV}wasDerivedFrom", NamedNode(asked.article)),
    ]
    quads = [Quad(name, NamedNode(said), value, _GRAPH) for said, value in pairs]
    quads.append(Quad(NamedNode(one.iri), NamedNode(dip("answers")), NamedNode(asked.iri), _GRAPH))
    return "".join(sorted(f"{quad} .\n" for quad in quads))


@cache
def _names() -> frozenset[str]:
    """The stems of the words by which states are called: sharing them makes no two acts alike."""
    states = (entry for entry in gazetteer().entries.values() if entry.type == "State")
    return frozenset(
        stem for state in states for form in (*state.names, *state.demonyms) for stem in gist(form)
    )


def _name(issue: str) -> str:
    return issue.rpartition("/")[2].replace("-", " ")


def _labels(one: Asked) -> str:
    return ", ".join(sorted({side.label for side in one.actors}))
