"""Noun phrases that may stand for actors: their head, what modifies it, whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.lexicon import words
from kg.nlp.name import Name
from kg.nlp.tree import Doc, Token

_SHORT = 12  # words of an "of ..." that may stand in a label
_PLURAL = frozenset({"NNS", "NPPS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase. `modifiers` are lower-case words before the head, names and edges left out."""

    head: Token
    start: int
    lemma: str
    plural: bool
    determiner: str
    possessive: Token | None
    modifiers: tuple[str, ...]
    names: tuple[Name, ...]  # within the phrase before the head
    of: tuple[Name, ...]  # in "of ...", "for ...", "in ..." after it
    label: str

    @property
    def definite(self) -> bool:
        """Whether it points to someone known: "the envoy", "Mali's envoy", "his envoy"."""
        return self.determiner in words("actors")["pointing"] or self.possessive is not None

    @property
    def bare(self) -> bool:
        """Whether nothing but an article stands before the head."""
        return not self.modifiers and not self.names and self.possessive is None


_SENDERS = frozenset({"of", "from", "at"})
_OWNERS = _SENDERS | {"for", "in"}


def phrase(head: Token, by_token: Mapping[int, Name]) -> Phrase:
    """The noun phrase around a head."""
    doc = head.doc
    lexicon = words("actors")
    start = _left(head, by_token)
    before = [doc[i] for i in range(start, head.i)]
    determiner = next(
        (t.lower_ for t in before if t.dep_ in ("det", "predet", "nummod") or t.lower_ in lexicon["fresh"]),
        "",
    )
    possessive = next((t for t in head.children if t.dep_ == "poss" and t.i < head.i), None)
    inner = tuple(dict.fromkeys(by_token[t.i] for t in before if t.i in by_token))
    modifiers = tuple(
        t.lower_
        for t in before
        if t.i not in by_token
        and t.lower_ not in lexicon["edge"]
        and t.is_alpha
        and t.dep_ in ("amod", "compound", "nmod")
    )
    return Phrase(
        head=head,
        start=start,
        lemma=head.lemma_.lower(),
        plural=head.tag_ in _PLURAL or head.lower_ in ("police", "people", "troops", "forces"),
        determiner=determiner,
        possessive=possessive,
        modifiers=modifiers,
        names=inner,
        of=_of(head, by_token),
        label=_label(doc, start, head),
    )


def _left(head: Token, by_token: Mapping[int, Name]) -> int:
    """Where the phrase begins: leftwards over its modifiers, no further than a verb or a comma that lists."""
    start = head.i
    doc = head.doc
    edge = head.left_edge.i
    while start > edge:
        token = doc[start - 1]
        if token.is_space or (
            token.pos_ in ("VERB", "AUX", "PRON", "SCONJ")
            and token.dep_ not in ("amod", "poss", "det", "compound")
        ):
            break
        if token.text in ',;:()[]"“”—–' or (token.dep_ == "punct" and token.text == "--"):
            break
        start -= 1
    return start


def _of(head: Token, by_token: Mapping[int, Name]) -> tuple[Name, ...]:
    """Names that a following "of", "for", "in", "from" hangs on the head; not where one is sent: "an envoy
    *for Mali*"."""
    found: list[Name] = []
    sent = head.lemma_.lower() in words("actors")["sent"]
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in (_SENDERS if sent else _OWNERS):
            for noun in prep.children:
                if noun.dep_ == "pobj":
                    found += [by_token[t.i] for t in (noun, *noun.conjuncts) if t.i in by_token]
    return tuple(dict.fromkeys(found))


def _label(doc: Doc, start: int, head: Token) -> str:
    """The words as written without article and quantifier but "all", with a short "of ..." that says which.

    "In ..." says so only of a bare noun: "villagers in Chad", but "rebel leaders" whom one meets in Paris.
    What somebody does, "for *going*", says no such thing.
    """
    edge = words("actors")["edge"]
    for token in doc.tokens[start : head.i]:
        if token.lower_ not in edge and not token.is_punct and token.lower_ not in ("'s", "’s"):
            break
        start += 1
    end = head.i + 1
    lexicon = words("actors")
    bare = start == head.i or head.lemma_ in lexicon["seated"]
    if start == head.i > 0 and doc[start - 1].lower_ == "all":
        start -= 1
    telling = lexicon["telling_prep"] if bare else lexicon["telling_prep"] - {"in", "at"}
    if head.lemma_ in lexicon["aide"] | lexicon["sent"]:
        telling = telling | {"to"}
    for after in head.rights:
        if after.lower_ == "at" and _is_at_work(after):
            telling = telling | {"at"}
        vague = bare or head.lemma_ in lexicon["vague"]
        close = vague and after.lower_ in lexicon["telling_adj"]
        tells = after.dep_ == "prep" and after.lower_ in telling and after.i + 1 < len(doc)
        tells = tells and not (after.lower_ == "in" and _is_medium(after))
        if after.i == end and (close or (tells and doc[after.i + 1].tag_ != "VBG")):
            last = _before_aside(doc, after.i, after.right_edge.i)
            if last - after.i <= _SHORT:
                end = last + 1
    text = " ".join(doc[start:end].text.split())
    return text.strip(" ,.;:'’\"“”-")


def _is_at_work(at: Token) -> bool:
    """Whether "at" tells where somebody works, not where he is met: "a senior official *at* the ministry"."""
    bodies = words("actors")["institution"]
    return any(each.lemma_.lower() in bodies for each in at.children if each.dep_ == "pobj")


def _is_medium(within: Token) -> bool:
    """Whether "in" tells where somebody says a thing: "the ministry *in* a statement"."""
    return any(
        each.lemma_.lower() in words("actors")["medium"] for each in within.children if each.dep_ == "pobj"
    )


def _before_aside(doc: Doc, begin: int, end: int) -> int:
    """The last word before what a comma sets aside: "envoys of the two *countries*, who met in May"."""
    comma = (i for i in range(begin, end) if doc[i].text == "," and doc[i + 1].tag_ in ("WP", "WDT"))
    return next(comma, end + 1) - 1
