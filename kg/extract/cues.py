"""The words that report speech ("said", "told") and the stretch that they take with their subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import entries, words
from kg.nlp.tree import Token

VERBAL = frozenset({"VERB", "AUX"})
ASKED = frozenset({"whether", "if", "what", "which", "how", "why", "who", "when", "where"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
EXTENT = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "dobj", "dative", "npadvmod"})
EXTENT_AFTER = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "npadvmod"})
CLAUSAL = ("say", "tell", "think", "ask", "promise")
SAID = ("say", "tell", "promise", "phrase")
_DAY = 5  # words that tell a day at most: "on Monday this week"
SPOKEN = ("say", "tell", "quote", "ask", "promise", "retort")


@dataclass(frozen=True, slots=True)
class Frame:
    """One table of `statement.toml`: words that report, and how the words reported stand to them."""

    frame: str
    words: tuple[str, ...]


@cache
def frames() -> Mapping[str, frozenset[str]]:
    """The reporting words by their frame."""
    return {each.frame: frozenset(each.words) for each in entries("statement", Frame)}


@cache
def _by_word() -> Mapping[str, frozenset[str]]:
    """The frames by their reporting words."""
    words = {word for listed in frames().values() for word in listed}
    return {word: frozenset(name for name, listed in frames().items() if word in listed) for word in words}


@cache
def reporting() -> frozenset[str]:
    """All words by which something may be reported."""
    return frozenset({"according", "make", "let", "quote", "cite"}).union(*frames().values())


def is_as_saying(token: Token) -> bool:
    """Whether a verb tells whom somebody quotes: "was *quoted* as saying", "*cited* him as saying"."""
    if token.pos_ != "VERB" or token.lemma_ not in ("quote", "cite"):
        return False
    as_ = (each for each in token.children if each.dep_ == "prep" and each.lower_ == "as")
    return any(each.dep_ == "pcomp" for prep in as_ for each in prep.children)


def cue_frames(token: Token) -> frozenset[str]:
    """The frames of which a token is a verb, told as done."""
    if token.pos_ not in VERBAL or token.dep_ in ("aux", "auxpass", "amod"):
        return frozenset()
    names = _by_word().get(token.lemma_.lower(), frozenset())
    if "that" in names and not _has_that(token):
        return names - {"that", "say"}
    if "retort" in names:
        if token.i + 1 == len(token.doc) or token.nbor(1).lower_ != "back":
            return names - {"retort"}  # "shot *back*"
        return names | {"say"} if _has_that(token) else names
    return names


def _has_that(verb: Token) -> bool:
    """Whether a clause with "that" hangs on a verb: "*held* that P", "*submitted* that P"."""
    return any(
        each.dep_ == "ccomp" and each.i > verb.i and any(mark.lower_ == "that" for mark in each.children)
        for each in verb.children
    )


def is_put_to(verb: Token) -> bool:
    """Whether a question is put to whoever the sentence tells of: "*asked* by reporters if he would go"."""
    put = verb.lemma_ in words("grammar")["questioning"] and verb.tag_ == "VBN"
    return put and not has_subject(verb) and verb.dep_ != "conj"


def is_cue(token: Token, *names: str) -> bool:
    """Whether a token is a verb of one of the frames, told as done."""
    return not cue_frames(token).isdisjoint(names)


def is_document(token: Token) -> bool:
    """Whether a noun is a paper or speech that speaks for whoever issued it."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in frames()["document"]


def tells_day(each: Token) -> bool:
    """Whether a phrase tells the day of what its verb tells: "the agency said *on Monday*"."""
    if each.dep_ not in ("npadvmod", "prep", "advmod") or each.right_edge.i - each.left_edge.i > _DAY:
        return False
    days = words("actors")["calendar"] | words("grammar")["spoken_when"]
    return any(token.lower_ in days for token in each.doc[each.left_edge.i : each.right_edge.i + 1])


def is_read(verb: Token) -> bool:
    """Whether a verb tells the words of a paper: "the statement *read*"."""
    return verb.lemma_ == "read" and any(is_document(each) for each in verb.children if each.dep_ == "nsubj")


def is_mood(token: Token) -> bool:
    """Whether a word tells what its subject is sure or afraid of: "is *adamant* that", "were *convinced*"."""
    if token.pos_ != "ADJ" and (token.tag_ != "VBN" or any(each.dep_ == "dobj" for each in token.children)):
        return False
    return token.lower_ in frames()["mood"]


def is_put(verb: Token) -> bool:
    """Whether a verb only carries words said: "as Quill *put* it"."""
    if verb.pos_ != "VERB" or verb.lemma_ not in frames()["put"]:
        return False
    kids = [each.lower_ for each in verb.children]
    return "as" in kids and "it" in kids


def frame_of(cue: Token | None) -> str:
    """The frame of a cue, the first that knows its word."""
    lemma = cue.lemma_.lower() if cue is not None else ""
    return next((name for name, listed in frames().items() if lemma in listed), "")


def voicer(noun: Token) -> Token | None:
    """The verb by which its subject makes a noun his own words: "*voiced* the hope that", "*gave* notice
    that", "*was* of the view that", "*made* no secret of his view that", "*left* no doubt that".
    """
    head, lists = noun.head, frames()
    if noun.dep_ == "pobj" and head.lower_ == "of":
        above = head.head
        if above.pos_ in VERBAL:
            return above if above.lemma_ == "be" else None
        return above.head if above.lower_ == "secret" and above.head.lemma_ == "make" else None
    if noun.dep_ not in ("dobj", "npadvmod") or head.pos_ != "VERB":
        return None
    if noun.lower_ == "doubt":
        none = any(each.lower_ in ("no", "little") for each in noun.children)
        return head if none and head.lemma_ in ("leave", "have") else None
    light = head.lemma_ in lists["light"] and noun.lemma_ in lists["speech"]
    return head if light or head.lemma_ in lists["voice"] else None


def misplaced_subject(verb: Token) -> Token | None:
    """The subject of words reported that the parse gives to the verb: "X said *his talks* in Oslo failed"."""
    own = [each for each in verb.children if each.dep_ == "nsubj"]
    if len(own) < 2 or not own[0].i < verb.i < own[-1].i or fronted_subject(verb):
        return None
    return own[-1] if any(each.dep_ == "ccomp" and each.i > own[-1].i for each in verb.children) else None


def fronted_subject(verb: Token) -> Token | None:
    """The subject of words reported around who says them, which the parse gives to his verb: "*Peru*, said
    Quill, will wait". Behind an apposition the verb is its own: "Peru, a member, said".
    """
    own = [each for each in verb.children if each.dep_ == "nsubj"]
    if len(own) < 2 or not own[0].i < verb.i < own[-1].i or verb.nbor(-1).text != ",":
        return None
    first, doc = own[0], verb.doc
    plain = all(each.text != "," for each in doc[first.left_edge.i : verb.i - 1])
    behind = own[-1].right_edge.i + 1
    return first if plain and behind < len(doc) and doc[behind].text == "," else None


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own, before or after it."""
    return any(each.dep_ in SUBJECTS for each in verb.children)


def cue_extent(cue: Token) -> tuple[int, int]:
    """The first and last token of "X said" or "said X", without the words reported."""
    left = right = cue.i
    fronted = fronted_subject(cue)
    for each in cue.children:
        if (
            each != fronted
            and each.dep_ in EXTENT
            and not each.is_punct
            and each.i < cue.i
            and not _parted(each)
        ):
            left = min(left, each.left_edge.i)
        elif each.dep_ in EXTENT_AFTER and each.i > cue.i:
            right = max(right, each.right_edge.i)
    if not any(each.dep_ in ("nsubj", "nsubjpass") for each in cue.children):
        left = min(left, loose_subject(cue))
    return left, right


def _parted(each: Token) -> bool:
    """Whether a comma parts a measure from what follows: the parse takes words reported for one."""
    end = each.right_edge.i + 1
    return each.dep_ == "npadvmod" and end < len(each.doc) and each.doc[end].text == ","


def loose_subject(cue: Token) -> int:
    """The first token of the noun phrase right before a verb whose parse has no subject; the verb if none."""
    doc, start = cue.doc, cue.sent.start
    begin = cue.i
    for i in range(cue.i - 1, start - 1, -1):
        token = doc[i]
        if (
            token.text in (",", ";", ":", "—", "–")
            or token.is_space
            or token.is_quote
            or token.dep_ == "mark"
        ):
            break
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "CC", "WDT", "WP", "IN", "TO") and token.lower_ not in (
            "of",
            "at",
            "for",
            "in",
            "from",
        ):
            return cue.i
        begin = i
    nouns = any(doc[i].pos_ in ("NOUN", "PROPN", "PRON") for i in range(begin, cue.i))
    return begin if nouns and begin > start else cue.i
