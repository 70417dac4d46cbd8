"""What acts are about: the issues of `ontology/issues.ttl`, told from words, and made particular by a party.

An issue is a theme ("NATO membership"), or a theme and the party that it concerns ("NATO membership of
Ukraine"). A fact names the first by its id and the second by its label; the slug of either is the end of the
issue's IRI.

>>> [issue.id for issue in themes("to keep ukraine's accession to nato off the agenda".split())]
['nato-membership', 'accession']
>>> issues()["nato-membership"].of("Ukraine")
'NATO membership of Ukraine'
>>> theme("NATO membership of Ukraine").id
'nato-membership'
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

from kg.blocks import Block, blocks
from kg.gazetteer import RDF_TYPE, gazetteer
from kg.resources import ontology_file
from kg.vocab import DIP, SKOS

PARTY: Final = "{party}"
STATE: Final = "{state}"
Group = frozenset[str]
"""Words of which one is enough; one that has spaces stands for words that follow each other."""
_REACH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A theme of diplomacy. `names` starts with the label; each of `terms` is enough to tell it."""

    id: str
    label: str
    names: tuple[str, ...]
    terms: tuple[tuple[Group, ...], ...]
    broader: str | None = None
    of_party: str | None = None
    of_state: bool = False  # whether only a state can be its party
    without: frozenset[str] = frozenset()  # ids of actors that the theme names itself, so no party of it

    def of(self, party: str) -> str | None:
        """The name of this issue as it concerns one party; None where the theme is not told by party."""
        return None if self.of_party is None else self.of_party.replace(PARTY, party)


@cache
def issues() -> Mapping[str, Issue]:
    """The issues of the installed ontology by id, read once."""
    return load(ontology_file("issues.ttl"), actors=gazetteer().entries.keys())


def themes(words: Iterable[str]) -> tuple[Issue, ...]:
    """The issues that words tell of, best first: longer terms, narrower issues, earlier words.

    Words are in lower case and in their order, plain or base forms.
    """
    said, known = tuple(words), _by_word()
    found: dict[str, tuple[int, int, int]] = {}
    places = _places(said)
    for word in filter(known.__contains__, places):
        for issue, term in known[word]:
            hits = [[at for word in group if word in places for at in places[word]] for group in term]
            if all(hits) and _near(hits):
                size = sum(max(len(w.split()) for w in group if w in places) for group in term)
                rank = (-size, -len(broader(issue)), min(min(at) for at in hits))
                found[issue.id] = min(rank, found.get(issue.id, rank))
    return tuple(issues()[key] for key in sorted(found, key=lambda key: (found[key], key)))


def telling(issue: Issue, words: Sequence[str]) -> frozenset[str]:
    """The single words, of those given, that tell of an issue: those of its terms that stand there whole."""
    places = _places(words)
    whole = (term for term in issue.terms if all(any(word in places for word in group) for group in term))
    phrases = (word for term in whole for group in term for word in group if word in places)
    return frozenset(each for phrase in phrases for each in re.split("[ -]", phrase))


def broader(issue: Issue) -> tuple[Issue, ...]:
    """The wider issues of one, nearest first."""
    above: list[Issue] = []
    while (wider := (above[-1] if above else issue).broader) is not None:
        above.append(issues()[wider])
    return tuple(above)


@cache
def theme(name: str) -> Issue | None:
    """The issue that has a name or id, or whose name for a party it is."""
    for issue in issues().values():
        if name in (issue.id, *issue.names):
            return issue
    for issue in issues().values():
        if issue.of_party and re.fullmatch(re.escape(issue.of_party).replace(r"\{party\}", ".+"), name):
            return issue
    return None


def load(path: Path, *, actors: Iterable[str]) -> Mapping[str, Issue]:
    """Read a Turtle file of issues; a malformed entry raises `LexiconError` naming file and entry."""
    known = frozenset(actors)
    found: dict[str, Issue] = {}
    origin: dict[str, Block] = {}
    for block in blocks(path):
        issue = _issue(block)
        found[issue.id], origin[issue.id] = issue, block
    for issue in found.values():
        if issue.broader is not None and issue.broader not in found:
            raise origin[issue.id].fault(f"names the unknown issue {issue.broader}")
        if strange := issue.without - known:
            raise origin[issue.id].fault(f"names the unknown actor {min(strange)}")
        _climb(issue, found, origin[issue.id])
    return found


_TERMS = frozenset(
    {RDF_TYPE, *(f"{SKOS}{t}" for t in ("prefLabel", "altLabel", "broader")),
     *(f"{DIP}{t}" for t in ("term", "ofParty", "without"))}
)  # fmt: skip


def _issue(block: Block) -> Issue:
    block.known(_TERMS)
    if block.one(RDF_TYPE) != f"{DIP}Issue":
        raise block.fault("class must be dip:Issue")
    label = block.one(f"{SKOS}prefLabel")
    of_party = block.at_most_one(f"{DIP}ofParty")
    if not label.strip():
        raise block.fault("its skos:prefLabel is empty")
    if of_party is not None and of_party.count(PARTY) + of_party.count(STATE) != 1:
        raise block.fault(f"dip:ofParty must hold {PARTY} or {STATE} once, is {of_party!r}")
    return Issue(
        id=block.local(block.iri, "issue"),
        label=label,
        names=tuple(dict.fromkeys((label, *block.many(f"{SKOS}altLabel")))),
        terms=tuple(_term(block, term) for term in block.many(f"{DIP}term")),
        broader=block.reference(f"{SKOS}broader", "issue"),
        of_party=of_party and of_party.replace(STATE, PARTY),
        of_state=of_party is not None and STATE in of_party,
        without=frozenset(block.local(iri, "actor", f"{DIP}without") for iri in block.many(f"{DIP}without")),
    )


def _term(block: Block, term: str) -> tuple[Group, ...]:
    groups = [group.split("/") for group in term.split()]
    if term != term.lower() or not groups or not all(all(group) for group in groups):
        raise block.fault(f"dip:term must be words in lower case, parted by spaces and '/', is {term!r}")
    return tuple(frozenset(form for word in group for form in _inflected(word)) for group in groups)


def _inflected(word: str) -> Iterator[str]:
    """A word with the endings that news puts to it, so that plain words do as well as base forms."""
    if "_" in word:
        yield word.replace("_", " ")
        return
    stem = word.removesuffix("e")
    yield from (word, f"{word}s", f"{stem}ing", f"{stem}ed")
    if word.endswith("y"):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    if word.endswith(("s", "x", "ch", "sh")):
        yield f"{word}es"


def _climb(issue: Issue, found: Mapping[str, Issue], block: Block) -> None:
    """Wider issues must end somewhere."""
    seen = {issue.id}
    wider = issue.broader
    while wider is not None and wider in found:
        if wider in seen:
            raise block.fault("is wider than itself")
        seen.add(wider)
        wider = found[wider].broader


def _near(hits: Sequence[Sequence[int]]) -> bool:
    """Whether the groups of a term stand close enough together to be one phrase."""
    return any(max(one) - min(one) <= _REACH for one in product(*hits))


@cache
def _by_word() -> Mapping[str, tuple[tuple[Issue, tuple[Group, ...]], ...]]:
    """The terms by each word of their first group."""
    index: dict[str, list[tuple[Issue, tuple[Group, ...]]]] = defaultdict(list)
    for issue in issues().values():
        for term in issue.terms:
            for word in term[0]:
                index[word].append((issue, term))
    return {word: tuple(terms) for word, terms in index.items()}


@cache
def _openings() -> frozenset[str]:
    """The first words of what is written in the terms as words that follow each other."""
    groups = (group for issue in issues().values() for term in issue.terms for group in term)
    return frozenset(word.split()[0] for group in groups for word in group if " " in word)


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    """Where words stand, and pairs and triples of words that begin like one of the terms; compounds with a
    hyphen both whole and in parts."""
    flat: list[str] = []
    compounds: dict[str, int] = {}
    for word in re.sub(r" ?- ?", "-", " ".join(words).replace("’", "'")).split():
        bare = word.strip(".,;:!?\"'()").removesuffix("'s")
        if "-" in bare:
            compounds.setdefault(bare, len(flat))
        flat.extend(part for part in bare.split("-") if part)
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(flat):
        places[word].append(at)
    begun = [at for at, word in enumerate(flat) if word in _openings()]
    for size in (2, 3):
        for at in begun:
            if at + size <= len(flat):
                places[" ".join(flat[at : at + size])].append(at)
    for bare, at in compounds.items():
        places[bare].append(at)
    return dict(places)
