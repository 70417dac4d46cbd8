"""A parsed article as plain values: what the rules read, with spaCy's names for everything.

spaCy makes an object anew for each token that is asked for, and looks each string up anew; the rules ask some
hundred times for every word. Here every token is one object that knows its strings and its place in the tree,
so that two tokens are the same when they are the same object. `kg.nlp.mirror` makes a `Doc` of spaCy's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import wraps
from typing import Any, TypeVar, overload

Answer = TypeVar("Answer")


class Token:
    """A word of a parsed article, with the attributes of spaCy's `Token`; a root is its own head."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_quote",
        "is_space",
        "left_edge",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "sent",
        "tag_",
        "text",
    )

    doc: Doc
    head: Token
    children: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    sent: Span

    def __init__(
        self,
        i: int,
        idx: int,
        text: str,
        lower: str,
        lemma: str,
        pos: str,
        tag: str,
        dep: str,
        entity: str,
        alpha: bool,
        punct: bool,
        space: bool,
        quote: bool,
        number: bool,
    ) -> None:
        """The word alone; whoever makes the `Doc` gives it its place in the tree."""
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = entity
        self.is_alpha = alpha
        self.is_punct = punct
        self.is_space = space
        self.is_quote = quote
        self.like_num = number

    def __len__(self) -> int:
        """How many characters it has."""
        return len(self.text)

    def __bool__(self) -> bool:
        """A token is never nothing."""
        return True

    def __repr__(self) -> str:
        """The word itself."""
        return self.text

    @property
    def is_title(self) -> bool:
        """Whether it begins with the only capital."""
        return self.text.istitle()

    @property
    def is_upper(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()

    @property
    def is_lower(self) -> bool:
        """Whether none of its letters is a capital."""
        return self.text.islower()

    @property
    def whitespace_(self) -> str:
        """The blank after it, if there is one."""
        end = self.idx + len(self.text)
        starts = self.doc.starts
        return self.doc.text[end : starts[self.i + 1] if self.i + 1 < len(starts) else None]

    @property
    def lefts(self) -> tuple[Token, ...]:
        """The children before it."""
        return tuple(child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> tuple[Token, ...]:
        """The children after it."""
        return tuple(child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> list[Token]:
        """It and all below it: what hangs on its left, it, what hangs on its right."""
        found: list[Token] = []
        _gather(self, found)
        return found

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """What is coordinated with it, on either side."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for each in found:
            for child in each.children:
                if child.dep_ == "conj" and child.i > each.i:
                    found.append(child)
        return tuple([each for each in found if each is not self])

    def nbor(self, i: int = 1) -> Token:
        """The token that stands `i` after it, or before it where `i` is negative."""
        at = self.i + i
        if not 0 <= at < len(self.doc):
            raise IndexError(f"no token stands {i} from token {self.i}")
        return self.doc.tokens[at]


def _gather(token: Token, found: list[Token]) -> None:
    before = True
    for child in token.children:
        if before and child.i > token.i:
            found.append(token)
            before = False
        _gather(child, found)
    if before:
        found.append(token)


class Span:
    """Tokens `start` to `end` (exclusive) of an article; a sentence is the same object for all its tokens."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        """`label` is an entity's."""
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label
        self._root: Token | None = None

    def __len__(self) -> int:
        """How many tokens it has."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        """Its tokens."""
        return iter(self.doc.tokens[self.start : self.end])

    def __repr__(self) -> str:
        """Its words."""
        return self.text

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        """A token, or a part."""
        if isinstance(key, slice):
            start, stop, _ = key.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, stop))
        return self.doc.tokens[self.start : self.end][key]

    @property
    def start_char(self) -> int:
        """Where its first token begins."""
        return self.doc.starts[self.start]

    @property
    def end_char(self) -> int:
        """Where its last token ends."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they stand in the article."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence, the first of those equally near."""
        if self._root is None:
            self._root = self._found_root()
        return self._root

    def _found_root(self) -> Token:
        start, end, tokens = self.start, self.end, self.doc.tokens[self.start : self.end]
        if len(tokens) == 1:  # as often as not
            return tokens[0]
        for token in tokens:
            if token.head is token:
                return token
        tops = [token for token in tokens if not start <= token.head.i < end] or [self.doc.tokens[start]]
        return min(tops, key=_depth) if len(tops) > 1 else tops[0]


def _depth(token: Token) -> int:
    """Steps up to the root; a lone mark or blank is never a root, so it counts as farthest."""
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc) - 1
    steps = 0
    while token.head is not token:
        token, steps = token.head, steps + 1
    return steps


class Doc:
    """A parsed article: its tokens, sentences and the model's entities, in the order of the text."""

    __slots__ = ("_by_word", "_lemmas", "_spans", "ents", "remembered", "sents", "starts", "text", "tokens")

    ents: tuple[Span, ...]
    sents: tuple[Span, ...]

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        """`text` is the whole article, blanks between the tokens included."""
        self.text = text
        self.tokens = tuple(tokens)
        self.starts = tuple(token.idx for token in tokens)  # where they begin, to look tokens up by character
        self._spans: dict[tuple[int, int], Span | None] = {}  # asked for by their characters
        self._by_word: Mapping[str, list[int]] | None = None  # where each form and each lemma stands
        self._lemmas: list[str] | None = None
        self.remembered: defaultdict[object, dict[int, Any]] = defaultdict(dict)  # see `remembered`

    def __len__(self) -> int:
        """How many tokens it has."""
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        """Its tokens."""
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        """A token, or the tokens from one to another."""
        if type(key) is int:  # nearly always
            return self.tokens[key]
        if isinstance(key, slice):
            start, stop, _ = key.indices(len(self.tokens))
            return Span(self, start, max(start, stop))
        return self.tokens[key]

    def among(self, words: Set[str]) -> list[Token]:
        """The tokens whose form or lemma, in lower case, is one of the words; in the order of the text."""
        if self._by_word is None:
            self._by_word = self._indexed()
        by_word = self._by_word
        found = {i for word in words & by_word.keys() for i in by_word[word]}
        return [self.tokens[i] for i in sorted(found)]

    @property
    def lemmas(self) -> list[str]:
        """The lemmas of its tokens, in lower case."""
        if self._lemmas is None:
            self._lemmas = [token.lemma_.lower() for token in self.tokens]
        return self._lemmas

    def _indexed(self) -> Mapping[str, list[int]]:
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for i, (token, lemma) in enumerate(zip(self.tokens, self.lemmas, strict=True)):
            form = token.lower_
            by_word[form].append(i)
            if lemma != form:
                by_word[lemma].append(i)
        return by_word

    def char_span(self, begin: int, end: int) -> Span | None:
        """The tokens of which characters `begin` to `end` are a part; None where there is no text."""
        asked = begin, end
        if asked not in self._spans:
            self._spans[asked] = self._found_span(begin, end)
        return self._spans[asked]

    def _found_span(self, begin: int, end: int) -> Span | None:
        if begin < 0 or end <= 0 or max(begin, end - 1) >= len(self.text):
            return None
        first = bisect_right(self.starts, begin) - 1
        if begin == self.starts[first] + len(self.tokens[first].text):  # the blank after a token
            first += 1
        return Span(self, first, bisect_right(self.starts, end - 1))


def remembered(ask: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """A question that many rules ask of the same token, answered once; nobody may change the answer."""

    @wraps(ask)
    def answer(token: Token) -> Answer:
        known: dict[int, Answer] = token.doc.remembered[ask]
        i = token.i
        if i not in known:
            known[i] = ask(token)
        return known[i]

    return answer
