"""How good and how fast merging is: precision and recall on pairs of actors, cost of one more article.

    python benchmarks/merge.py pairs GRAPH GOLD...   # GRAPH: N-Quads that kg built of annotated
                                                     # articles whose URLs end in the names of GOLD/*.json
    python benchmarks/merge.py growth [SIZE...]      # made-up articles: CPU time for one more, by size

`pairs` compares every two articles: do they speak of the same person or body? The truth is that annotations
give both the same name (spaces, accents and case aside). Pairs that only the merge has are listed with their
names, to be judged by eye: annotations follow each article's spelling.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kg.corpus.merging import decided
from kg.corpus.merging.articles import in_file
from kg.corpus.merging.growth import grow
from kg.corpus.merging.names import folded
from kg.corpus.merging.state import State
from kg.corpus.merging.told import Encounter, Party, Request, Side, Told
from kg.vocab import BASE, RDF, RDFS, dip


@dataclass(frozen=True)
class Spoken:
    """An annotated actor that an article's graph has: its nodes, and whether the gazetteer has them all."""

    article: str
    name: str
    nodes: frozenset[str]
    known: bool


# ---- pairs


def pairs(graph: Path, gold: Iterable[Path]) -> Iterator[str]:
    """The figures, line by line."""
    names = {path.stem: _names(path) for folder in gold for path in sorted(folder.glob("*.json"))}
    with State(None, "benchmark") as state:
        articles = list(in_file(graph))
        grow(state, [(one.iri, one.told()) for one in articles], decided(Path("-none-")))
        found: dict[tuple[str, str], tuple[set[str], list[bool]]] = defaultdict(lambda: (set(), []))
        for one in articles:
            slug = one.iri.rsplit("/", 1)[-1]
            for iri, type_, labels in _actors(one.quads):
                name = _gold(labels, type_, names.get(slug, {}))
                if name and any(
                    word[:1].isupper() for word in name.split()
                ):  # "a diplomat" is another each time
                    found[slug, name][0].add(state.whole(iri))
                    found[slug, name][1].append(iri.startswith(f"{BASE}actor/"))
    spoken = [
        Spoken(slug, name, frozenset(nodes), all(known)) for (slug, name), (nodes, known) in found.items()
    ]
    yield from _figures("all persons and bodies", spoken)
    yield from _figures("of them, not both in the gazetteer", spoken, unknown=True)


def _figures(title: str, spoken: list[Spoken], *, unknown: bool = False) -> Iterator[str]:
    both = merge_only = gold_only = 0
    odd: list[str] = []
    for one, other in combinations(spoken, 2):
        if one.article == other.article or (unknown and one.known and other.known):
            continue
        same, gold = bool(one.nodes & other.nodes), folded(one.name) == folded(other.name)
        both += same and gold
        merge_only += same and not gold
        gold_only += gold and not same
        if same != gold:
            which = "merge only" if same else "gold only "
            odd.append(f"    {which}  {one.name} | {other.name}  ({one.article}, {other.article})\n")
    precision, recall = both / max(1, both + merge_only), both / max(1, both + gold_only)
    yield f"{title}: {both} pairs in both, {merge_only} in the merge only, {gold_only} annotated only; "
    yield f"precision {precision:.3f} (before the eye), recall {recall:.3f}\n"
    yield from sorted(odd)


def _names(path: Path) -> dict[tuple[str, ...], tuple[str, str]]:
    """An article's annotated actors by each of their names: type and name."""
    out: dict[tuple[str, ...], tuple[str, str]] = {}
    for actor in json.loads(path.read_text(encoding="utf-8"))["actors"]:
        for alias in (*actor["aliases"], actor["name"]):
            out[folded(alias)] = (actor["type"], actor["name"])
    return out


def _actors(quads: Iterable[object]) -> Iterator[tuple[str, str, list[str]]]:
    """The persons and bodies of an article's graph: IRI, type, label and aliases."""
    types: dict[str, str] = {}
    labels: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value  # type: ignore[attr-defined]
        if predicate == f"{RDF}type" and value in (dip("Person"), dip("Organization")):
            types[subject] = value.rsplit("#", 1)[-1]
        elif predicate == f"{RDFS}label":
            labels[subject].insert(0, value)
        elif predicate == dip("alias"):
            labels[subject].append(value)
    for iri, type_ in sorted(types.items()):
        yield iri, type_, labels[iri]


def _gold(labels: list[str], type_: str, names: dict[tuple[str, ...], tuple[str, str]]) -> str | None:
    for label in labels:
        found = names.get(folded(label))
        if found and found[0] == type_:
            return found[1]
    return None


# ---- growth


def growth(sizes: list[int]) -> Iterator[str]:
    """Seconds for each further article when so many are there already."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, State(Path(folder) / "state", "benchmark") as state:
        there = 0
        for size in sizes:
            grow(state, (_article(i, chance) for i in range(there, size)), ())
            state.commit()
            times = []
            for i in range(size, size + 50):
                begin = time.process_time()
                grow(state, [_article(i, chance)], ())
                state.commit()
                times.append(time.process_time() - begin)
            there = size + 50
            times.sort()
            yield f"{size:>7} articles: {times[25] * 1000:6.1f} ms for one more (median of 50), 9 in 10 in "
            yield f"{times[45] * 1000:6.1f} ms; {state.count('node')} wholes\n"


STATES = ("france", "japan", "china", "germany", "brazil", "egypt", "kenya", "peru", "norway", "india")
PLACES = ("geneva", "vienna", "cairo", "nairobi", "lima", "oslo")


def _article(number: int, chance: random.Random) -> tuple[str, tuple[Told, ...]]:
    """An article of the day `number // 40` with two persons, a meeting and a demand; news recurs for days."""
    url, local = f"https://news.example/{number}", f"{BASE}{number:016x}/"
    day = number // 40
    published = time.strftime("%Y-%m-%d", time.gmtime(86_400 * (10_000 + day)))
    event = chance.randrange(max(0, day - 3) * 8, (day + 1) * 8)
    held = time.strftime("%Y-%m-%d", time.gmtime(86_400 * (10_000 + event // 8)))
    cast = random.Random(event)
    homes = cast.sample(STATES, 2)
    told: list[Told] = []
    sides = []
    for home in homes:
        name = f"{_word(cast)} {_word(cast)}".title()
        iri = f"{local}actor/person/{name.lower().replace(' ', '-')}"
        told.append(
            Party(
                iri=iri, article=url, published=published, type="Person", label=name, names=(name,),
                offices=(("envoy", f"{BASE}actor/{home}"),), homes=(f"{BASE}actor/{home}",),
            )
        )  # fmt: skip
        sides.append(Side(iri=iri, type="Person", label=name, parties=(home,)))
    place = cast.choice(PLACES)
    common = {"article": url, "published": published}
    told.append(
        Encounter(
            iri=f"{local}meeting-0-9", label="talks", sides=tuple(sides), kind="talks", status="held",
            place=f"{BASE}place/{place}", place_label=place.title(), earliest=held, latest=held, **common,
        )
    )  # fmt: skip
    content = f"{_word(cast)} the {_word(cast)} and {_word(cast)} the {_word(cast)}"
    told.append(
        Request(
            iri=f"{local}demand-10-19", label="demand", actors=(sides[0],), targets=(sides[1],),
            content=content, modality="asserted", **common,
        )
    )  # fmt: skip
    return url, tuple(sorted(told, key=lambda one: one.iri))


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(3))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["pairs", graph_, first, *more]:
            sys.stdout.writelines(pairs(Path(graph_), map(Path, (first, *more))))
        case ["growth", *sizes_]:
            for line in growth([int(size) for size in sizes_] or [1_000, 10_000]):
                sys.stdout.write(line)
                sys.stdout.flush()
        case _:
            sys.exit(__doc__)
