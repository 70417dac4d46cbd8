"""Whether the name of a city or a state stands for the place or for who rules there.

"In Paris" is a place, "Paris said" is France: the grammatical role decides nearly always. After Markert
and Nissim, "SemEval-2007 Task 08: Metonymy Resolution at SemEval-2007".
"""

from __future__ import annotations

from kg.lexicon import words
from kg.nlp.tree import Span, Token

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})


def is_place(name: Span) -> bool:
    """Whether a city's name is meant as the place; when the grammar does not say, it is."""
    return _reading(name.root, deep=4) != "actor"


def _reading(root: Token, *, deep: int) -> str:
    lexicon = words("actors")
    role, head = root.dep_, root.head
    if role in ("conj", "appos") and deep and head.i != root.i:
        return _reading(head, deep=deep - 1)
    if role in SUBJECT or role == "poss":
        return "actor"
    if role == "pobj":
        return _after(head)
    if role in ("dobj", "dative"):
        return "place" if head.lemma_ in lexicon["visiting"] else "actor"
    if role in ("compound", "amod", "nmod"):
        acting = ("person", "office", "government", "voice", "utterance")
        return "actor" if any(head.lemma_.lower() in lexicon[each] for each in acting) else "unclear"
    if role in ("npadvmod", "advmod"):
        return "place"
    return "unclear"


def _after(prep: Token) -> str:
    lexicon = words("actors")
    word, governor = prep.lower_, prep.head
    if word == "to":
        moves = governor.pos_ == "VERB" and not _is_addressed(governor)
        return "place" if moves or governor.lemma_ in lexicon["motion"] else "actor"
    if word == "of":
        lemma = governor.lemma_.lower()
        people = lemma in lexicon["government"] or lemma in lexicon["office"]
        told = people or lemma in lexicon["of_rulers"] or lemma in ("part", "behalf", "demand")
        return "actor" if told else "unclear"
    if word == "from" and _is_sent(governor):
        return "actor"
    if word == "for" and governor.lemma_ in lexicon["leaving_for"]:
        return "place"
    if word in lexicon["at_place"]:
        return "place"
    return "actor" if word in lexicon["with_actor"] else "unclear"


def _is_addressed(verb: Token) -> bool:
    """Whether somebody speaks to whom a verb names by "to", or asks him: "*appealed* to Paris", "*turned* to
    Paris for help"."""
    lexicon = words("actors")
    if verb.lemma_ in lexicon["addressing"]:
        return True
    return verb.lemma_ in ("turn", "look") and any(each.lower_ == "for" for each in verb.children)


def _is_sent(word: Token) -> bool:
    """Whether what hangs on a word by "from" gave it: "*praise* from Paris", "*received* tanks from Rome"."""
    lexicon = words("actors")
    told = {word.lemma_.lower()} | {each.lemma_.lower() for each in word.children if each.dep_ == "dobj"}
    if not (told.isdisjoint(lexicon["from_rulers"]) and told.isdisjoint(lexicon["utterance"])):
        return True
    verb = word.head if word.dep_ == "dobj" else word
    return verb.lemma_ in lexicon["taking"]
