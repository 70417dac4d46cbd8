"""What looks like a demand and asks nothing of anybody: assertions, expulsions, calls by telephone."""

from __future__ import annotations

from kg.extract.evidence import obliges
from kg.extract.predicates import Predicate
from kg.extract.slots import OBJECTS, children, finite_tag, is_infinitive, preposition
from kg.extract.status import auxiliaries
from kg.extract.unsure import is_asked
from kg.lexicon import words
from kg.nlp.tree import Token


def is_expulsion(verb: Token, head: Token) -> bool:
    """Whether somebody only puts out another's envoys: "ordered two *diplomats* to leave", "two *diplomats*
    expelled"."""
    if verb.lemma_ not in ("order", "instruct", "tell"):
        return False
    told = (head, *children(head, "acl"))
    ordered = any(each.lemma_ in words("grammar")["leaving"] for each in told)
    envoys = (*children(verb, *OBJECTS, "nsubjpass"), *children(head, "nsubj"))
    return ordered and any(each.lemma_.lower() in words("things")["envoys"] for each in envoys)


def only_asserts(verb: Token, head: Token) -> bool:
    """Whether somebody insists that a thing is so, and does not demand it: "insists it *is* in force", "that
    it *can* be formed"."""
    if verb.lemma_ not in words("grammar")["asserting"] or obliges(head) or _is_wanted(head):
        return False
    if any(each.lemma_ in words("grammar")["necessary"] or _is_only_way(each) for each in head.subtree):
        return False
    return finite_tag(head) is not None or any(each.tag_ == "MD" for each in auxiliaries(head))


def _is_only_way(word: Token) -> bool:
    """Whether there is one way out: "the *only* solution is a pullout", "*only* once they leave"; not where
    it makes a thing small: "was *only* an agenda"."""
    return word.lower_ == "only" and not (word.dep_ == "advmod" and word.head.dep_ == "attr")


def _is_wanted(verb: Token) -> bool:
    """Whether a clause's form says that it is wanted: a verb without ending whose subject asks for one
    ("insisted that Chad *leave*")."""
    subjects = children(verb, "nsubj") if verb.tag_ in ("VB", "VBP") and not auxiliaries(verb) else []
    return any(
        (each.tag_ in ("NN", "NNP") or each.lower_ in ("he", "she", "it")) and not children(each, "conj")
        for each in subjects
    )


def is_unasked(verb: Token) -> bool:
    """Whether a clause with "should" or "must" asks nothing of anybody.

    It is a question ("agreed on *how it should end*"), only opens what somebody says ("I must say"), or tells
    for what case something is done ("sent ships in case it *has to* flee").
    """
    first = verb.left_edge
    if first.i > 1 and first.nbor(-1).lower_ == "case" and first.nbor(-2).lower_ == "in":
        return True
    return is_asked(verb) or verb.lemma_ in words("grammar")["admitting"]


def is_too_late(verb: Token) -> bool:
    """Whether a clause tells what was to be done and was not: "argued that Chad *should have left*"."""
    told = [each.lemma_.lower() for each in children(verb, "aux")]
    return verb.tag_ == "VBN" and "have" in told and len(told) > 1


def asks_nothing(predicate: Predicate, _: Token) -> bool:
    """Whether a call is made by telephone, or an order only tells what for.

    "A *phone* call to discuss the talks", "*in order* to discuss them".
    """
    noun = predicate.token
    if predicate.words == "call":
        kinds = children(noun, "compound", "amod", "nmod")
        return any(each.lower_ in words("grammar")["phoning"] for each in kinds)
    return predicate.words == "order" and noun.dep_ == "pobj" and noun.left_edge == noun


def is_no_condition(mark: Token) -> bool:
    """Whether nothing hangs on what a conjunction opens: "did not say *if* it was so", "*even if* it is",
    "*until* the court rules", or another is to wait for it: "told Chad to stop *until* a deal is struck"."""
    opened = mark.lower_ == "if" and mark.i and mark.nbor(-1).lower_ in ("even", "as")
    if mark.head.dep_ == "ccomp" or bool(opened):
        return True
    if mark.lower_ != "until":
        return False
    awaited = words("things")["awaited"]
    deed = mark.head.head
    told = deed.dep_ in ("xcomp", "advcl") and is_infinitive(deed)
    told = told and bool(children(deed.head, *OBJECTS) or preposition(deed.head, "on", "upon"))
    return told or any(each.lemma_.lower() in awaited for each in children(mark.head, "nsubj", "nsubjpass"))
