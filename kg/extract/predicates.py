"""Which words of an article could perform an act: the act tables of the lexicon, found in a parsed text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from kg.extract.moods import MOODS, REFUSALS, tells_when
from kg.extract.slots import child, children
from kg.lexicon import entries, words
from kg.model import ActType, Modality
from kg.nlp.tree import Doc, Token

ACT_TYPES: tuple[ActType, ...] = get_args(ActType)
WordClass = Literal["verb", "noun", "adjective", "modal", "mark", "said"]
ANY = "*"
CLASSES: Mapping[str, WordClass] = {
    "VERB": "verb",
    "AUX": "modal",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADV": "adjective",
    "ADP": "adjective",
}
DIRECT = frozenset(
    {
        *("prt", "prep", "advmod", "dobj", "acomp", "pobj", "pcomp", "amod", "compound", "attr", "oprd"),
        *("dative", "agent", "xcomp", "intj", "nsubjpass"),
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of an act table: words that perform an act, and where its actor, target and content stand.

    `content` and `target` name relations, the first that is filled counts (`kg.extract.content` lists
    them); `actor` is the doer or who speaks, or what stands after a preposition, of a passive without
    agent ("expelled *from* the bloc") or in the doer's stead ("got arms *from* Chad"), `partner` names
    relations of who acts with him; `about` names word lists of `things.toml`, one of whose words must be
    in the content, `of` such of which one must be the object itself, `barred` such of which none may head
    it; `needs` names relations that must be filled
    ("doer": by who acts, not by whoever is named near by); `strength` is how often the words mean the
    act; `negated` is the act that they perform when negated ("did not accept").
    `mark` lists conjunctions whose clause is the content ("*unless* X goes"), `said` words that make what
    somebody says an act of the speaker, wherever they stand in it; the verb `*` is any
    verb with an auxiliary or a complement that fills what the frame needs.
    """

    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()
    modal: tuple[str, ...] = ()
    mark: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("doer",)
    partner: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    content: tuple[str, ...] = ("that", "infinitive", "object")
    about: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    strength: float = 0.5
    modality: Modality = "asserted"
    negated: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the negation is what makes the words the act: "will *not* go", "has *no* intention"."""
        return not REFUSALS.isdisjoint(self.needs)

    def __post_init__(self) -> None:
        """Refuse what no reader of the frame would understand."""
        if not (self.verb or self.noun or self.adjective or self.modal or self.mark or self.said):
            raise ValueError("names no word")
        if not 0 < self.strength < 1:
            raise ValueError("strength must lie between 0 and 1")
        if self.negated and self.negated not in ACT_TYPES:
            raise ValueError(f"negated: {self.negated!r} is no act type")
        for name in (*self.about, *self.of, *self.barred):
            if name not in words("things"):
                raise ValueError(f"there is no list {name!r} in things.toml")


class Predicate(NamedTuple):
    """Words of the text that could perform an act of `type`: the head word and the rest of a fixed phrase."""

    type: ActType
    frame: Frame
    token: Token
    parts: tuple[Token, ...]  # the head word first
    words: str  # as the lexicon writes them


@cache
def frames() -> Mapping[tuple[WordClass, str], tuple[tuple[tuple[str, ...], ActType, Frame], ...]]:
    """All entries by word class and first word; phrases of more words come first."""
    index: dict[tuple[WordClass, str], list[tuple[tuple[str, ...], ActType, Frame]]] = {}
    for type_ in ACT_TYPES:
        for frame in entries(type_.lower(), Frame):
            for field in fields(Frame)[:6]:
                for phrase in getattr(frame, field.name):
                    first, *rest = phrase.split()
                    index.setdefault((field.name, first), []).append(((first, *rest), type_, frame))  # type: ignore[arg-type]
    return MappingProxyType({key: tuple(sorted(rows, key=_longest_first)) for key, rows in index.items()})


def predicates(doc: Doc) -> Iterator[Predicate]:
    """Every predicate of the text that an act table knows, in the order of the text.

    A word may perform several types of act, and one type by several frames: the longest phrase comes first.
    """
    known = _rows()
    anything = known.get(ANY, {}).get("verb", NO_ROWS).alone
    lemmas, forms = doc.lemmas, [token.lower_ for token in doc]
    around, end = frozenset[str](), 0
    for token, lemma in zip(doc, lemmas, strict=True):
        if lemma not in known and token.pos_ not in ("VERB", "AUX"):
            continue
        if token.i >= end:
            begin, end = token.sent.start, token.sent.end
            around = ANYTHING.union(lemmas[begin:end], forms[begin:end])
        kind, of_word = _word_class(token), known.get(lemma, {})
        if rows := of_word.get(kind):
            yield from _performed(token, rows, around)
        for row in of_word.get("said", NO_ROWS).alone:
            if not row.about.isdisjoint(around) and _is_told(token, row.moods):
                yield Predicate(row.type, row.frame, token, (token,), row.words)
        if kind == "verb" and _is_helped(token):
            for row in anything:
                if not row.about.isdisjoint(around) and _is_told(token, row.moods):
                    yield Predicate(row.type, row.frame, token, (token,), ANY)


def _is_helped(verb: Token) -> bool:
    """Whether a verb has an auxiliary or a complement: "*will* go", "is *impossible*"."""
    return child(verb, "aux", "acomp") is not None


def _performed(token: Token, rows: Rows, around: frozenset[str]) -> Iterator[Predicate]:
    """What a word performs by the rows that begin with it, each with the rest of its phrase."""
    particles: list[Token] | None = None
    for row in _fitting(token, rows):
        if row.about.isdisjoint(around) or (row.moods and not _is_told(token, row.moods)):
            continue
        if particles is None:
            particles = children(token, "prt")
        parts = _parts(token, row.phrase) if row.second else (token,)
        if parts and all(map(parts.__contains__, particles)):
            yield Predicate(row.type, row.frame, token, parts, row.words)  # "*backed off* it" is no backing


def _fitting(token: Token, rows: Rows) -> Sequence[Row]:
    """The rows whose second word, if they have one, may hang on a word; the longest phrase comes first."""
    if not rows.by_second:
        return rows.alone
    found = [row for word in _below(token, rows.by_second) for row in rows.by_second[word]]
    if not found:
        return rows.alone
    return sorted((*found, *rows.alone), key=lambda row: row.rank)


def _below(token: Token, seconds: Container[str]) -> set[str]:
    """Those of the words `seconds` that may go on a phrase that a word begins."""
    found = {
        form
        for each in token.children
        for form in (each.lemma_.lower(), each.lower_)
        if form in seconds and _goes_on(each)
    }
    return found | {"for"} if "for" in seconds and _wished(token) else found


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase of an act table with what is asked of its first word."""

    phrase: tuple[str, ...]
    second: str  # its second word, if it has one
    type: ActType
    frame: Frame
    moods: tuple[Callable[[Token], bool], ...]
    about: frozenset[str]  # words of which one must stand in the content
    words: str
    rank: int  # the longest phrase comes first


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that begin with a word: those of that word alone, and the others by their second word."""

    alone: tuple[Row, ...]
    by_second: Mapping[str, tuple[Row, ...]]


NO_ROWS = Rows((), {})
ANYTHING = frozenset({""})  # what every sentence holds


@cache
def _rows() -> Mapping[str, Mapping[WordClass, Rows]]:
    """The frames as they are asked for each word of a text: by first word and its class."""
    found: defaultdict[str, dict[WordClass, Rows]] = defaultdict(dict)
    for (kind, word), listed in frames().items():
        found[word][kind] = _indexed(listed)
    return dict(found)


def _indexed(listed: Sequence[tuple[tuple[str, ...], ActType, Frame]]) -> Rows:
    alone: list[Row] = []
    by_second: defaultdict[str, list[Row]] = defaultdict(list)
    for rank, (phrase, type_, frame) in enumerate(listed):
        second = phrase[1] if len(phrase) > 1 else ""
        moods = tuple(MOODS[need] for need in frame.needs if need in MOODS)
        about = things(frame.about) or things(frame.of) or ANYTHING
        row = Row(phrase, second, type_, frame, moods, about, " ".join(phrase), rank)
        (by_second[second] if second else alone).append(row)
    return Rows(tuple(alone), {second: tuple(rows) for second, rows in by_second.items()})


@cache
def things(lists: tuple[str, ...]) -> frozenset[str]:
    """All words of some lists of things."""
    return frozenset[str]().union(*(words("things")[name] for name in lists))


def _longest_first(row: tuple[tuple[str, ...], ActType, Frame]) -> tuple[int, tuple[str, ...], str, float]:
    phrase, type_, frame = row
    return -len(phrase), phrase, type_, -frame.strength


def _word_class(token: Token) -> WordClass:
    if token.dep_ == "mark" or (
        token.dep_ == "advmod" and token.tag_ == "WRB" and token.head.dep_ == "advcl"
    ):
        return "mark"
    if token.tag_ == "MD" or (token.pos_ == "AUX" and token.lemma_ == "have"):
        return "modal"
    if token.pos_ == "AUX" and token.lemma_ == "need":
        return "verb"
    return CLASSES.get(token.pos_, "modal")


def _is_told(token: Token, moods: tuple[Callable[[Token], bool], ...]) -> bool:
    """Whether a word has the moods that a frame needs."""
    for mood in moods:  # noqa: SIM110 - asked for each frame of a word, and twice as fast as `all`
        if not mood(token):
            return False
    return True


def _wished(verb: Token) -> Token | None:
    """The "for" before what somebody is to do: "called *for* the army to leave"."""
    clauses = (each for each in children(verb, "advcl", "ccomp", "xcomp") if each.i > verb.i)
    marks = (each for clause in clauses for each in children(clause, "mark"))
    return next((each for each in marks if each.lower_ == "for"), None)


def _parts(token: Token, phrase: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of a fixed phrase: each word hangs on one before it ("take" > "issue" > "with")."""
    found = [token]
    for word in phrase[1:]:
        nxt = next(
            (
                each
                for part in reversed(found)
                for each in part.children
                if _goes_on(each)
                and word in (each.lemma_.lower(), each.lower_)
                and (word == "until" or not tells_when(each))
            ),
            _wished(token) if word == "for" else None,
        )
        if nxt is None:
            return ()
        found.append(nxt)
    return tuple(found)


def _goes_on(token: Token) -> bool:
    """Whether a word may go on the phrase of the one that it hangs on."""
    if token.dep_ in DIRECT:
        return True
    if token.dep_ == "advcl":  # "set *free* two pilots"
        return token.pos_ == "ADJ" and token.i == token.head.i + 1
    return (token.dep_ == "ccomp" and (token.pos_ in ("ADJ", "ADV") or token.tag_ in ("VB", "VBP"))) or (
        token.dep_ == "relcl" and token.tag_ == "VB"
    )
