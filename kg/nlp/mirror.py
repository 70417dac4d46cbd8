"""From spaCy's parse of an article to the plain values that the rules read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    IS_ALPHA,
    IS_PUNCT,
    IS_QUOTE,
    IS_SPACE,
    LEMMA,
    LIKE_NUM,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.strings import StringStore
from spacy.tokens import Doc as Parse

from kg.lexicon import words as words_of
from kg.nlp.tree import Doc, Span, Token

_STRINGS = (ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)
_PLURAL = re.compile(r"(?:(i)e|(?<=[sxz])e|(?<=[cs]h)e|(?<!s))s$")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "attr"})
_MUTE_E = frozenset({"hop", "slat", "stag", "din", "spar"})
_BEFORE_NAMES = frozenset({"amod", "compound", "det"})
_MARKS = frozenset({'"', "”", "''", "’", "'"})  # that close what is quoted
_NAMING = frozenset({"NNP", "NNPS", "JJ", "NN"})
_RECEIVING = frozenset({"meet", "receive", "host", "greet", "welcome", "tell", "inform", "assure", "brief"})
_FLAGS = (IS_ALPHA, IS_PUNCT, IS_SPACE, IS_QUOTE, LIKE_NUM)


def mirrored(parse: Parse) -> Doc:
    """All that the rules ask of a parse."""
    asked = parse.to_array([IDX, SPACY, HEAD, SENT_START, ENT_IOB, *_STRINGS, *_FLAGS])
    # numbers have a sign: a head may stand before its word
    starts, blanks, offsets, begins, inside = asked[:, : -len(_STRINGS + _FLAGS)].astype("int64").T.tolist()
    columns = asked[:, -len(_STRINGS + _FLAGS) : -len(_FLAGS)].T.tolist()
    words, *strings = [_looked_up(column, parse.vocab.strings) for column in columns]
    heads = [i + offset for i, offset in enumerate(offsets)]
    _singular(words, lemmas=strings[1], tags=strings[3])
    _with_mute_e(words, lemmas=strings[1])
    _prefixed(words, blanks, heads, deps=strings[4])
    _accused(strings[1], heads, deps=strings[4], tags=strings[3])
    _set_apart(words, heads, deps=strings[4])
    _with_subject(words, heads, deps=strings[4], tags=strings[3])
    _with_one_subject(words, heads, deps=strings[4], tags=strings[3])
    _after_apposition(words, heads, deps=strings[4], tags=strings[3])
    _with_verb(strings[1], heads, deps=strings[4], tags=strings[3], sentences=begins)
    _visitors(words, heads, deps=strings[4], lemmas=strings[1], tags=strings[3])
    text = "".join([f"{word} " if blank else word for word, blank in zip(words, blanks, strict=True)])
    flags = asked[:, -len(_FLAGS) :].astype(bool).T.tolist()
    doc = Doc(text, list(map(Token, range(len(words)), starts, words, *strings, *flags)))
    doc.sents = _sentences(doc, begins)
    _join(doc, heads)
    doc.ents = tuple(_entities(doc, inside))
    _named_may(doc)
    _joined_by_and(doc)
    return doc


def _looked_up(column: Sequence[int], strings: StringStore) -> list[str]:
    """The strings of a column; each is looked up once."""
    known = {key: strings[key] for key in set(column)}
    return [known[key] for key in column]


def _singular(words: Sequence[str], lemmas: list[str], tags: Sequence[str]) -> None:
    """Give plural proper nouns their singular as lemma, which spaCy leaves as it is: "both Ministers"."""
    for i, tag in enumerate(tags):
        if tag == "NNPS" and lemmas[i] == words[i]:
            lemmas[i] = _PLURAL.sub(lambda found: "y" if found[1] else "", lemmas[i])


def _prefixed(words: Sequence[str], blanks: Sequence[int], heads: list[int], deps: list[str]) -> None:
    """Put a prefix below its word where the parse gives both one head: "should re-open", "anti-Soviet".

    What hung on the prefix hangs on the word.
    """
    for i, word in enumerate(words[1:-1], 1):
        before, after = i - 1, i + 1
        if (
            word == "-"
            and not blanks[before]
            and not blanks[i]
            and heads[before] == heads[after] not in (before, after)
            and words[before].isalpha()
            and words[after].isalpha()
        ):
            deps[before], deps[i], deps[after] = "compound", "punct", deps[before]
            for each, head in enumerate(heads):
                if head == before:
                    heads[each] = after
            heads[before] = heads[i] = after


def _accused(lemmas: Sequence[str], heads: list[int], *, deps: Sequence[str], tags: Sequence[str]) -> None:
    """Hang on "accuse" what somebody is accused of, where the parse hangs it on him: "the rebels of theft".

    Of several the gerund, else the last: "the leader of the rebels of theft".
    """
    under: dict[int, list[int]] = {}
    for i, lemma in enumerate(lemmas):
        if lemma != "of" or deps[i] != "prep":
            continue
        above = heads[i]
        while deps[above] == "pobj" and lemmas[heads[above]] == "of":
            above = heads[heads[above]]
        verb = above if lemmas[above] == "accuse" else heads[above] if deps[above] == "dobj" else above
        if lemmas[verb] == "accuse":
            under.setdefault(verb, []).append(i)
    for verb, told in under.items():
        if all(heads[each] != verb for each in told):
            gerunds = [each for each in told if _governs_gerund(each, heads, tags)]
            heads[(gerunds or told[-1:])[0]] = verb


def _governs_gerund(prep: int, heads: Sequence[int], tags: Sequence[str]) -> bool:
    after = range(prep + 1, min(prep + 4, len(heads)))
    return any(heads[each] == prep and tags[each] == "VBG" for each in after)


def _set_apart(words: Sequence[str], heads: Sequence[int], deps: list[str]) -> None:
    """Make a clause before a semicolon no object of the verb after it: "X accuses Y; Y *denies* it"."""
    for i, word in enumerate(words):
        if word == ";":
            verb = heads[i]
            for each in range(i):
                if heads[each] == verb > i and deps[each] == "ccomp":
                    deps[each] = "parataxis"


def _with_subject(words: Sequence[str], heads: list[int], deps: list[str], tags: Sequence[str]) -> None:
    """Make a noun right before a verb without a subject its subject, not an apposition to a name in front.

    "In talks with Quill, the Chilean *envoy* said no".
    """
    served = {head for head, dep in zip(heads, deps, strict=True) if dep in _SUBJECTS}
    for verb, tag in enumerate(tags):
        if tag not in ("VBD", "VBZ", "VBP") or heads[verb] != verb or verb in served:
            continue
        noun = verb - 1
        while noun > 0 and heads[noun] == verb and deps[noun] == "advmod":
            noun -= 1
        top = noun
        while heads[top] not in (verb, top):
            top = heads[top]
        fronted = heads[top] == verb and deps[top] == "prep"
        if fronted and deps[noun] == "appos" and "," in words[heads[noun] : noun]:
            heads[noun], deps[noun] = verb, "nsubj"


def _with_one_subject(words: Sequence[str], heads: list[int], deps: list[str], tags: Sequence[str]) -> None:
    """Leave a verb the later of two subjects, the name after its title or who says what is quoted.

    "Chad's Minister *Quill* left", "'Tariffs or trade, not both,' *it* said".
    """
    first: dict[int, int] = {}
    for subject, dep in enumerate(deps):
        verb = heads[subject]
        if dep != "nsubj" or (before := first.setdefault(verb, subject)) == subject or before > verb:
            continue
        between = range(before + 1, subject)
        named = tags[subject] == "NNP"
        if named and all(i < heads[i] <= subject and deps[i] in _BEFORE_NAMES for i in between):
            heads[before], deps[before] = subject, "compound"
        elif not _MARKS.isdisjoint(words[before:verb]) and _MARKS.isdisjoint(words[subject:verb]):
            deps[before] = "dep"


def _after_apposition(
    words: Sequence[str], heads: list[int], deps: Sequence[str], tags: Sequence[str]
) -> None:
    """Coordinate with an office what follows the name of its holder and a comma, where the parse does so with
    the name: "the envoy, Quill, and *Minister Roe* said"."""
    for link, word in enumerate(words):
        name = heads[link]
        if word != "and" or deps[name] != "appos" or words[link - 1] != "," or tags[heads[name]] != "NN":
            continue
        for partner in range(link + 1, len(heads)):
            if heads[partner] == name:
                if deps[partner] == "conj":
                    heads[link] = heads[partner] = heads[name]
                break


def _with_verb(
    lemmas: Sequence[str], heads: list[int], deps: list[str], tags: list[str], sentences: Sequence[int]
) -> None:
    """Make a participle that a sentence's head noun is told of its verb, where it has no other.

    "A leading Kenyan group *called* on the army to leave." is no heading: it ends with a stop.
    """
    starts = [i for i, begin in enumerate(sentences) if begin == 1 or i == 0]
    for start, end in pairwise((*starts, len(heads))):
        noun = next((i for i in range(start, end) if heads[i] == i), start)
        if not tags[noun].startswith("NN") or "." not in tags[max(start, end - 2) : end]:
            continue
        below = [i for i in range(noun + 1, end) if heads[i] == noun]
        verb = next((i for i in below if deps[i] == "acl" and tags[i] == "VBN"), None)
        if verb is None or not _has_active(range(start, end), verb, lemmas, heads, deps=deps, tags=tags):
            continue
        for i in range(start, end):
            if heads[i] == noun and i != verb and (i > verb or deps[i] in ("advmod", "npadvmod", "cc")):
                heads[i] = verb
        heads[noun] = heads[verb] = verb
        deps[noun], deps[verb], tags[verb] = "nsubj", "ROOT", "VBD"


def _has_active(
    sentence: range,
    verb: int,
    lemmas: Sequence[str],
    heads: Sequence[int],
    *,
    deps: Sequence[str],
    tags: Sequence[str],
) -> bool:
    """Whether a participle governs what only an active verb does, in a sentence without a finite one."""
    finite = (i for i in sentence if tags[i] in ("VBD", "VBZ", "VBP", "MD"))
    if any(deps[i] not in ("relcl", "ccomp", "advcl") for i in finite):
        return False
    under = {deps[i] for i in sentence if heads[i] == verb and i > verb}
    told = "prep" in under or lemmas[verb] not in words_of("grammar")["object_control"]
    return "agent" not in under and (("xcomp" in under and told) or not under.isdisjoint(("dobj", "ccomp")))


def _visitors(
    words: Sequence[str], heads: list[int], *, deps: list[str], lemmas: Sequence[str], tags: Sequence[str]
) -> None:
    """Make "visiting" before a name tell of a guest, not what somebody does: "met *visiting* Ali Quill".

    What hung on it tells of the meeting: "met visiting Ali Quill on Monday".
    """
    for i, word in enumerate(words[:-1]):
        if word != "visiting" or tags[i] != "VBG" or tags[i + 1] not in _NAMING:
            continue
        above, dep = heads[i], deps[i]
        if dep == "conj" and i > 1 and deps[i - 2] == "pobj":
            above = i - 2  # "between Omar Hadi and visiting Ali Quill"
        met = dep in ("xcomp", "ccomp") and lemmas[above] in _RECEIVING
        met = met or (dep == "pcomp" and words[above] in ("with", "between"))
        met = met or (dep == "conj" and tags[above].startswith("NN"))
        guest = next(
            (each for each in range(i + 1, len(heads)) if heads[each] == i and deps[each] == "dobj"), i
        )
        if not met or tags[guest] != "NNP":
            continue
        heads[guest], deps[guest] = above, {"pcomp": "pobj", "conj": "conj"}.get(dep, "dobj")
        event = heads[above] if dep == "pcomp" else above
        for each in range(i + 1, len(heads)):
            if heads[each] == i:
                heads[each] = event
        heads[i], deps[i] = guest, "amod"


def _with_mute_e(words: Sequence[str], lemmas: list[str]) -> None:
    """Give verbs back the "e" that spaCy's rules cut off: "hoping" is of "hope", "hopping" of "hop"."""
    for i, lemma in enumerate(lemmas):
        if lemma in _MUTE_E and lemma + lemma[-1] not in words[i].lower() and words[i].lower() != lemma:
            lemmas[i] = f"{lemma}e"


def _named_may(doc: Doc) -> None:
    """Make "May" a name before a verb that no modal can stand before: "May said"."""
    for token in doc.tokens:
        if token.text == "May" and token.tag_ == "MD" and token.head.tag_ in ("VBD", "VBZ"):
            token.tag_, token.pos_, token.dep_, token.lemma_ = "NNP", "PROPN", "nsubj", "May"


def _joined_by_and(doc: Doc) -> None:
    """Make a name right after "and" a partner, no apposition: "the envoy, Quill, and *Minister Roe* said"."""
    for token in doc.tokens:
        first = token.left_edge.i
        if token.dep_ == "appos" and token.pos_ == "PROPN" and first and doc.tokens[first - 1].dep_ == "cc":
            token.dep_ = "conj"


def _join(doc: Doc, heads: Sequence[int]) -> None:
    """Give the tokens their places in the tree."""
    tokens = doc.tokens
    below: list[list[Token]] = [[] for _ in heads]
    for token, head in zip(tokens, heads, strict=True):
        if head != token.i:
            below[head].append(token)
    lefts, rights = _edges(heads, {sent.start for sent in doc.sents})
    for token, head, kin, left, right in zip(tokens, heads, below, lefts, rights, strict=True):
        token.doc = doc
        token.head = tokens[head]
        token.children = tuple(kin)
        token.left_edge = tokens[left]
        token.right_edge = tokens[right]


def _edges(heads: Sequence[int], begins: set[int]) -> tuple[list[int], list[int]]:
    """The first and last token under each token, as spaCy counts them; `begins` are those of its sentences.

    Each passes its own up to its head, once from left to right and once back. Where arcs cross that may leave
    some short; as spaCy does, it is done again only if a sentence would be cut.
    """
    lefts, rights = list(range(len(heads))), list(range(len(heads)))
    below = [(i, head) for i, head in enumerate(heads) if i != head]
    roots = [i for i, head in enumerate(heads) if i == head]
    for _ in range(12):
        for way in (below, reversed(below)):
            for i, head in way:
                if lefts[i] < lefts[head]:
                    lefts[head] = lefts[i]
                if rights[i] > rights[head]:
                    rights[head] = rights[i]
        if begins.issuperset(lefts[i] for i in roots):
            break
    return lefts, rights


def _sentences(doc: Doc, begins: Sequence[int]) -> tuple[Span, ...]:
    """The sentences, each given to its tokens; a text that was not parsed is one."""
    starts = [i for i, begin in enumerate(begins) if begin == 1 or i == 0]  # none in an empty text
    found = tuple(Span(doc, start, end) for start, end in pairwise((*starts, len(doc))))
    for sent in found:
        for token in sent:
            token.sent = sent
    return found


def _entities(doc: Doc, inside: Sequence[int]) -> Iterator[Span]:
    """The entities, by spaCy's marks: 3 where one begins, 1 within it."""
    start = -1
    for i, mark in enumerate((*inside, 0)):
        if mark != 1 and start >= 0:
            yield Span(doc, start, i, doc.tokens[start].ent_type_)
            start = -1
        if mark == 3 and doc.tokens[i].ent_type_:
            start = i
