"""The doors: merge files or a store, list the pairs that are in doubt, decide about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import kg
from kg.corpus.merging import articles, decisions, thresholds, words
from kg.corpus.merging.articles import Article
from kg.corpus.merging.decisions import Decision, decided
from kg.corpus.merging.growth import grow
from kg.corpus.merging.state import Pair, State
from kg.corpus.merging.told import LAYERS, Layer, Told
from kg.errors import KgError
from kg.files import whole
from kg.resources import ontology_files
from kg.stores.local import MERGING, Store

Verb = Literal["accept", "refuse", "undo"]
_STORE: Final = "store"
SHAPE: Final = "3"
"""Of the state file and of what is written; another number makes every merge start anew."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a merge came to; `nodes` counts what several articles tell of, and answers between them."""

    articles: int
    changed: int
    nodes: dict[Layer, int]
    differing: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that a person may decide about: its number, what each report tells, and what was decided."""

    number: int
    pair: Pair
    one: Told
    other: Told
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a merge keeps its memory and its decisions."""

    state: Path
    decisions: Path


def beside(output: Path, table: Path | None = None) -> Place:
    """The place of a merge into a file: both stand beside it."""
    return Place(output.with_name(f"{output.name}.state"), table or output.with_suffix(".decisions.tsv"))


def within(store: Path, table: Path | None = None) -> Place:
    """The place of a merge in a store: both stand in its folder."""
    return Place(store / MERGING, table or store / "merge.decisions.tsv")


# ---- merging


def merge_files(sources: Iterable[Path], output: Path, *, table: Path | None = None) -> Summary:
    """Merge the articles of graph files and folders of parts; the merged graph becomes a file of N-Quads.

    Only files that changed since the last merge into this file are read again. `StoreError` when a file
    cannot be read, an article stands in two of them or the table of decisions is malformed.
    """
    place = beside(output, table)
    given = {
        str(path.resolve()): path for path in articles.files(sources) if path.resolve() != output.resolve()
    }
    with State(place.state, version()) as state:
        known = state.stamps()
        stamps = {name: articles.stamp(path) for name, path in given.items()}
        gone = [name for name in known if name not in given]
        again = [name for name in given if known.get(name) != stamps[name]]
        changes = _Changes(state, {name: articles.in_file(given[name]) for name in again}, gone)
        grow(state, changes, decided(place.decisions))
        for name in gone:
            state.stamp(name, None)
        for name in again:
            state.stamp(name, stamps[name])
        with whole(output) as file:
            lines = sorted(line for _, text in state.nodes() for line in text.splitlines())
            file.writelines(f"{line}\n".encode() for line in lines)
        return _done(state, place, changes.number)


def merge_store(path: Path, *, table: Path | None = None) -> Summary:
    """Merge the articles of the embedded store; the merged graph is one of its graphs and no article's.

    The first time all are read; from then on the store notes which change, and only those are read.
    """
    place = within(path, table)
    with Store(path, make=False) as store, State(place.state, version()) as state:
        changes: _Changes | _Noted
        if _STORE in state.stamps():
            changes = _Noted(state, store)
        else:
            store.clear_merged()  # of a merge whose memory is lost
            changes = _Changes(state, {_STORE: articles.in_store(store.graph, path)}, ())
        growth = grow(state, changes, decided(place.decisions))
        store.change_merged(remove=growth.gone, insert=growth.come)
        state.stamp(_STORE, "read")
        summary = _done(state, place, changes.number)
        store.settled()
        return summary


def version() -> str:
    """What makes a state file of use: the same program, thresholds, words and list of actors."""
    said = [SHAPE, kg.__version__, thresholds.digest(), words.digest()]
    parts = [sha256(path.read_bytes()).hexdigest() for path in ontology_files()]
    return sha256("\n".join([*said, *parts]).encode()).hexdigest()


class _Changes:
    """The articles that came, changed or went, each with what it tells now; counted while they are read."""

    def __init__(self, state: State, sources: dict[str, Iterator[Article]], gone: Iterable[str]) -> None:
        self._state, self._sources, self._gone = state, sources, tuple(gone)
        self.number = 0

    def __iter__(self) -> Iterator[tuple[str, tuple[Told, ...]]]:
        here: dict[str, str] = {}
        left = {name: self._state.articles(name) for name in (*self._gone, *self._sources)}
        for name, found in self._sources.items():
            for one in found:
                if one.iri in here:
                    raise _twice(one.iri, here[one.iri], name)
                here[one.iri] = name
                digest = one.digest
                before = left[name].pop(one.iri, None)
                if before == digest:
                    continue
                other = self._state.source_of(one.iri)
                if other not in (None, name, *left):
                    raise _twice(one.iri, str(other), name)
                self.number += 1
                self._state.put_article(one.iri, name, digest)
                yield one.iri, one.told()
        for iris in left.values():
            for iri in iris:
                if iri not in here:
                    self.number += 1
                    self._state.drop_article(iri)
                    yield iri, ()


class _Noted:
    """As `_Changes`, for a store that keeps note of what changes in it."""

    def __init__(self, state: State, store: Store) -> None:
        self._state, self._store = state, store
        self.number = 0

    def __iter__(self) -> Iterator[tuple[str, tuple[Told, ...]]]:
        for name in sorted(self._store.changed()):
            found = articles.named(self._store.graph, name, self._store.path)
            if found is None and self._state.source_of(name):
                self._state.drop_article(name)
            elif found is None or self._state.digest(name) == found.digest:
                continue
            else:
                self._state.put_article(name, _STORE, found.digest)
            self.number += 1
            yield name, found.told() if found else ()


def _twice(article: str, one: str, other: str) -> KgError:
    return KgError(f"{article} stands in {Path(one).name} and in {Path(other).name}; name one of them only")


def _done(state: State, place: Place, changed: int) -> Summary:
    """Keep what was done, write the table, say what it came to."""
    pairs = sorted(state.pairs(), key=_order)
    _write_table(state, place.decisions, pairs)
    counts: dict[Layer, int] = dict.fromkeys(LAYERS, 0)
    differing = 0
    for layer, text in state.nodes():
        counts[layer] += 1
        differing += "#differsOn>" in text
    total = state.count("article")
    state.commit()
    manual = {one.pair for one in decided(place.decisions)}
    doubtful = sum(1 for pair in pairs if pair.apart and (pair.one, pair.other) not in manual)
    return Summary(total, changed, counts, differing, doubtful)


def _write_table(state: State, path: Path, pairs: Sequence[Pair]) -> None:
    """The table as it should be: what people decided, and the likely pairs that are one now."""
    manual = {one.pair: one for one in decided(path)}
    rows = list(manual.values())
    for pair in pairs:
        if (
            not pair.apart
            and pair.score >= thresholds.MERGE[pair.layer]
            and (pair.one, pair.other) not in manual
        ):
            rows.append(
                Decision(
                    pair.one, pair.other, same=True, manual=False, score=pair.score, reason=pair.reason,
                    labels=(_label(state, pair.one), _label(state, pair.other)),
                )
            )  # fmt: skip
    if rows or path.exists():
        decisions.write(path, rows)


def _label(state: State, iri: str) -> str:
    one = state.item(iri)
    return one.label if one else ""


def _order(pair: Pair) -> tuple[int, float, str, str]:
    return LAYERS.index(pair.layer), -pair.score, pair.one, pair.other


# ---- deciding


def pairs(place: Place) -> list[Doubt]:
    """The pairs in doubt and those that people decided, likeliest first, numbered from 1.

    The numbers stay as they are while decisions are made; they change when articles do.
    """
    made = {one.pair: one for one in decided(place.decisions)}
    if not place.state.exists():
        raise KgError(f"{place.state}: nothing was merged there; run kg merge first")
    found: list[Doubt] = []
    with State(place.state, version()) as state:
        for pair in sorted(state.pairs(), key=_order):
            decision = made.get((pair.one, pair.other))
            one, other = state.item(pair.one), state.item(pair.other)
            if (pair.apart or decision) and one and other:
                found.append(Doubt(len(found) + 1, pair, one, other, decision))
    return found


def settle(place: Place, verbs: Iterable[tuple[Verb, int]]) -> list[Doubt]:
    """Accept, refuse or undo pairs by their numbers; gives them as they stand then.

    Nothing is merged yet: the next merge goes by it. `KgError` for a number that no pair has.
    """
    listed = {doubt.number: doubt for doubt in pairs(place)}
    made = {one.pair: one for one in decided(place.decisions)}
    changed: list[Doubt] = []
    for verb, number in verbs:
        if number not in listed:
            raise KgError(f"no pair has the number {number}; kg merge --review lists {len(listed) or 'none'}")
        doubt = listed[number]
        key = (doubt.pair.one, doubt.pair.other)
        made.pop(key, None)
        decision = None if verb == "undo" else _by_hand(doubt, same=verb == "accept")
        if decision:
            made[key] = decision
        changed.append(replace(doubt, decision=decision))
    computed = _computed(place.decisions)
    rows = {**{one.pair: one for one in computed}, **made}
    decisions.write(place.decisions, rows.values())
    return changed


def _by_hand(doubt: Doubt, *, same: bool) -> Decision:
    return Decision(
        doubt.pair.one, doubt.pair.other, same=same, manual=True, score=1.0,
        reason=doubt.pair.reason, labels=(doubt.one.label, doubt.other.label),
    )  # fmt: skip


def _computed(path: Path) -> list[Decision]:
    """The rows of a table that a program wrote."""
    return [one for one in decisions.rows(path) if not one.manual]


def side_by_side(doubts: Iterable[Doubt], *, width: int = 100) -> Iterator[str]:
    """The pairs for people: number, score and reason, then both reports, one beside the other."""
    from textwrap import wrap

    column = max(20, (width - 7) // 2)
    for doubt in doubts:
        verdict = "" if not doubt.decision else "  accepted" if doubt.decision.same else "  refused"
        yield f"{doubt.number:>4}  {doubt.pair.layer}  {doubt.pair.score:.2f}{verdict}  {doubt.pair.reason}\n"
        cells = [
            [line for text in _cell(one) for line in wrap(text, column) or [""]]
            for one in (doubt.one, doubt.other)
        ]
        for i in range(max(map(len, cells))):
            left, right = (cell[i] if i < len(cell) else "" for cell in cells)
            yield f"    {left:<{column}} | {right}".rstrip() + "\n"
        yield "\n"


def _cell(one: Told) -> tuple[str, ...]:
    when = f"{one.article} {one.published or ''}".strip() or "known actor"
    return one.label, when, f"“{' '.join(one.quote.split())}”" if one.quote else ""
