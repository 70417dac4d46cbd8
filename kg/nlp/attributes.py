"""Part of speech, morphology and lemma, remembered: what the model's rules say of a word they said before.

spaCy runs its attribute ruler's matcher and its lemmatizer anew over every token. Their outcome depends on a
token's word, tag and dependency alone, save where a rule spans several tokens ("gon" "na"); so it is looked
up, and the stock components are asked, on a small `Doc`, only about what has not been met. The annotations
are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.nlp.standin import StandIn, put

Key: TypeAlias = tuple[int, int, int]
"""Word, tag and dependency of a token."""

_READ: Any = (ORTH, TAG, DEP)
_TAGGED: Any = (TAG, DEP)
_WRITTEN: Any = (TAG, DEP, POS, MORPH, LEMMA)
_MOST = 200_000
"""Words remembered before memory is given back; some 50 MB."""


class Attributes(StandIn):
    """Stands in for the attribute ruler and the lemmatizer behind it; what it does not know it asks them."""

    def __init__(self, ruler: Any, lemmatizer: Any, vocab: Vocab) -> None:
        super().__init__(ruler)
        self._lemmatizer = lemmatizer
        self._vocab = vocab
        self._first, self._reach = _firsts(ruler, vocab)
        self._known: dict[tuple[Key, ...], list[list[int]]] = {}
        self._begins: dict[Key, bool] = {}

    def _annotated(self, batch: Sequence[Doc]) -> Iterable[Doc]:
        """What is new in a batch is asked about together."""
        free = [doc for doc in batch if not _bound(doc)]
        self._write(free)
        unbound = {id(doc) for doc in free}
        return (doc if id(doc) in unbound else self._asked(doc) for doc in batch)

    def _write(self, docs: Sequence[Doc]) -> None:
        """Look the tokens of documents up, once what is not known has been asked."""
        if len(self._known) > _MOST:
            self._known.clear()
            self._begins.clear()
        listed: list[list[Key]] = [[tuple(row) for row in doc.to_array(_READ).tolist()] for doc in docs]
        self._learn_begins({key: None for keys in listed for key in keys if key not in self._begins})
        windows = [list(self._windows(keys)) for keys in listed]
        known = self._known
        self._learn({one: None for each in windows for one in each if one not in known})
        for doc, each in zip(docs, windows, strict=True):
            if each:
                doc.from_array(_WRITTEN, _array([row for one in each for row in known[one]]))

    def _windows(self, keys: list[Key]) -> Iterator[tuple[Key, ...]]:
        """Tokens one by one, but those together over which a rule of several tokens may reach."""
        begins = self._begins
        i, length = 0, len(keys)
        while i < length:
            end, j = i + 1, i
            while j < end:
                if begins[keys[j]]:
                    end = min(length, max(end, j + self._reach))
                j += 1
            yield tuple(keys[i:end])
            i = end

    def _learn_begins(self, keys: Iterable[Key]) -> None:
        """Find out with which words a rule of several tokens may begin."""
        new = tuple(keys)
        found = {start for _, start, _ in self._first(self._doc(new))} if new else set()
        self._begins.update((key, number in found) for number, key in enumerate(new))

    def _learn(self, windows: Iterable[tuple[Key, ...]]) -> None:
        """Ask about windows; those of one word together, since no rule reaches from one into the next."""
        alone: list[tuple[Key, ...]] = []
        for window in windows:
            if len(window) > 1 or self._begins[window[0]]:
                self._known[window] = self._looked_up(window)
            else:
                alone.append(window)
        if alone:
            rows = self._looked_up(tuple(key for (key,) in alone))
            self._known.update((window, [row]) for window, row in zip(alone, rows, strict=True))

    def _looked_up(self, window: tuple[Key, ...]) -> list[list[int]]:
        found: list[list[int]] = self._asked(self._doc(window)).to_array(_WRITTEN).tolist()
        return found

    def _asked(self, doc: Doc) -> Doc:
        asked: Doc = self._lemmatizer(self._stock(doc))
        return asked

    def _doc(self, window: tuple[Key, ...]) -> Doc:
        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[word] for word, _, _ in window])
        doc.from_array(_TAGGED, _array([key[1:] for key in window]))
        return doc


def _array(rows: Sequence[Sequence[int]]) -> Any:
    """Rows of values as a `Doc` takes them."""
    return np.array(rows, dtype="uint64")


def _bound(doc: Doc) -> bool:
    """Whether something is set already, which the stock components would heed."""
    return bool(len(doc) and (doc.has_annotation("LEMMA") or doc.has_annotation("POS")))


def remember(nlp: Language) -> None:
    """Put `Attributes` in the place of a pipeline's attribute ruler, if a rule lemmatizer comes next."""
    names = nlp.pipe_names
    if "attribute_ruler" not in names or "lemmatizer" not in names:
        return
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    together = names.index("lemmatizer") == names.index("attribute_ruler") + 1
    if not together or getattr(lemmatizer, "mode", "") != "rule" or getattr(lemmatizer, "overwrite", True):
        return
    _index(lemmatizer)
    both = Attributes(ruler, lemmatizer, nlp.vocab)
    put(nlp, {"attribute_ruler": both, "lemmatizer": Done(lemmatizer)})


def _index(lemmatizer: Any) -> None:
    """Let the lemmatizer look its lemmas up, which it keeps in lists of thousands."""
    if "lemma_index" in lemmatizer.lookups:
        table = lemmatizer.lookups.get_table("lemma_index")
        for part, lemmas in list(table.items()):
            table[part] = dict.fromkeys(lemmas)


class Done(StandIn):
    """Stands where the lemmatizer stood, whose work is done."""

    def _annotated(self, batch: Sequence[Doc]) -> Iterable[Doc]:
        return batch


def _firsts(ruler: Any, vocab: Vocab) -> tuple[Matcher, int]:
    """What finds the first tokens of rules over several, and how many tokens the longest spans."""
    matcher, reach = Matcher(vocab), 1
    for rule in ruler.patterns:
        for pattern in rule["patterns"]:
            if any("OP" in token for token in pattern):
                raise ValueError("a rule of the attribute ruler repeats tokens")
            if len(pattern) > 1:
                matcher.add("first", [[pattern[0]]])
                reach = max(reach, len(pattern))
    return matcher, reach
