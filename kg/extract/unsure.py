"""What a text only asks, doubts, fears or keeps silent about: words tell nothing there."""

from __future__ import annotations

from kg.extract.cues import ASKED
from kg.extract.predicates import Predicate
from kg.extract.slots import (
    OBJECTS,
    PREDICATIVE,
    child,
    children,
    is_infinitive,
    is_passive,
    preposition,
    upwards,
)
from kg.extract.status import auxiliaries, is_able, negated
from kg.lexicon import words
from kg.nlp.tree import Token

ANONYMITY = frozenset({"anonymity"})


def is_questioned(token: Token) -> bool:
    """Whether a word stands in a question behind what opens it: "*Does* Ghana back the plan?"."""
    if "?" not in token.doc.text:
        return False
    verb = token
    while not _asks(verb, token):
        if verb.head.i == verb.i or verb.dep_ in ("relcl", "advcl"):
            return False
        verb = verb.head
    return True


def _asks(verb: Token, token: Token) -> bool:
    """Whether a clause asks if, not why, something is so: a helping verb before its subject, then "?"."""
    subject = child(verb, "nsubj", "nsubjpass")
    opens = verb if verb.pos_ == "AUX" else child(verb, "aux", "auxpass")
    if subject is None or opens is None or opens.i > min(subject.i, token.i) or opens.tag_ == "TO":
        return False
    end = verb.right_edge.i
    asked = any(each.text == "?" for each in verb.doc[end - 1 : end + 2])
    return asked and not any(each.tag_ in ("WRB", "WP") for each in verb.children)


def is_pondered(verb: Token) -> bool:
    """Whether the text only asks what is to come: "it was unclear *how Chad would respond*"."""
    coming = any(each.tag_ == "MD" for each in auxiliaries(verb))
    return coming and verb.dep_ in ("ccomp", "csubj") and is_asked(verb)


def is_wondered(willing: Token) -> bool:
    """Whether the text only wonders what somebody would do: "depending on *what* he is willing to give"."""
    if any(_is_put_to(each) for each in (willing, willing.head)):
        return True
    return willing.dep_ in PREDICATIVE and is_asked(willing.head)


def _is_put_to(clause: Token) -> bool:
    """Whether a clause is what somebody is asked: "*asked* under what terms he *would be* willing to go"."""
    asking = clause.head
    return (
        clause.dep_ == "ccomp" and asking.lemma_ == "ask" and asking.tag_ == "VBN" and asking.dep_ == "advcl"
    )


def is_asked(clause: Token) -> bool:
    """Whether a clause opens as a question does: "*how* it should end"; not what follows another clause, "if
    they pay, it should end", nor what is told of somebody, "a state which should"."""
    first = clause.left_edge
    if first.lower_ not in ASKED or first.tag_ == "WDT" or clause.dep_ == "relcl":
        return False
    return not any(each.left_edge == first for each in children(clause, "advcl"))


def is_undecided(head: Token) -> bool:
    """Whether it is open if or how something is done: "decided *whether* to go", "agreed *where* to meet"."""
    first = head.left_edge
    return first.tag_ in ("WRB", "WP$") or any(each.lower_ == "whether" for each in head.children)


def is_open(verb: Token) -> bool:
    """Whether nobody knows if somebody does so: "it is not clear *whether* Chad agreed"."""
    clause = verb.head if verb.dep_ in PREDICATIVE else verb
    opened = any(each.lower_ == "whether" for each in children(clause, "mark"))
    return opened and clause.dep_ in ("ccomp", "csubj") and not is_infinitive(clause)


def is_disbelieved(verb: Token) -> bool:
    """Whether a speaker says that he or nobody thinks so: "did not believe that Chad *wanted* war"."""
    while verb.dep_ == "conj":
        verb = verb.head
    above = verb.head
    if verb.dep_ != "ccomp" or above.lemma_ not in words("factuality")["believing"]:
        return False
    return negated(above) or any(each.lower_ in ("nobody", "none") for each in children(above, "nsubj"))


def is_scoffed_at(verb: Token) -> bool:
    """Whether somebody calls it nonsense to say so: "it is *absurd* to suggest that Chad would attack",
    "reports that Chad would attack were *baseless*"."""
    below = verb
    for above in upwards(verb):
        said = (
            below.dep_ == "ccomp"
            and is_infinitive(above)
            and above.dep_ in ("xcomp", "csubj", "advcl", "acl")
        )
        heard = above.dep_ == "nsubj" and above.lemma_ in words("factuality")["claims"] and below is not above
        if said or heard:
            judged = (above.head, *children(above.head, "acomp", "attr"))
            return any(each.lemma_.lower() in words("things")["untruths"] for each in judged)
        below = above
    return False


def is_feared(predicate: Predicate, head: Token) -> bool:
    """Whether somebody only reckons with what others may do: "*cannot* rule out the possibility of war",
    "cannot exclude an attack *by* Peru"."""
    verb = head if predicate.type == "Threat" and head.lemma_ in ("rule", "exclude") else predicate.token
    if verb.lemma_ not in ("rule", "exclude") or not negated(verb):
        return False
    things = (head, *children(verb, *OBJECTS))
    likely = any(each.lemma_.lower() in words("factuality")["prospects"] for each in things)
    return is_able(verb) and (likely or any(one.lower_ == "by" for each in things for one in each.rights))


def is_charged_of(doing: Token) -> bool:
    """Whether a gerund only tells what somebody is accused of: "accused Chad of *arming* the rebels"."""
    return _is_charged(doing, "of")


def is_charged_for(doing: Token) -> bool:
    """Whether a gerund only tells what somebody is blamed for: "blamed Chad for *arming* the rebels"."""
    return _is_charged(doing, "for")


def _is_charged(doing: Token, behind: str) -> bool:
    """Whether a gerund only tells what somebody is accused of: "accused Chad of *arming* the rebels", "blamed
    it for *arming* them"."""
    while doing.dep_ == "conj" and doing.tag_ == doing.head.tag_ == "VBG":
        doing = doing.head
    charge = doing.head if doing.dep_ == "pcomp" else doing
    return charge.lower_ == behind and charge.head.lemma_ in words("factuality")["charging"]


def is_silence(predicate: Predicate, head: Token) -> bool:
    """Whether somebody only will not tell, or not by name.

    "Refused to give details", "would neither confirm nor deny it" turn nothing down, "asked for anonymity to
    discuss the talks" demands nothing.
    """
    verb, told = predicate.token, words("grammar")["telling"]
    if _declines(verb) and any(each.lemma_.lower() in told for each in (head, *children(head, *OBJECTS))):
        return True
    return _is_for_silence(verb, head) or _is_left_open(verb)


def keeps_silent(predicate: Predicate, head: Token) -> bool:
    """Whether somebody will not speak, or asks not to be named: "declined to *comment*"."""
    if head.lemma_.lower() not in words("grammar")["keeping_silent"]:
        return False
    return _declines(predicate.token) or (negated(head) and is_passive(head))


def _declines(verb: Token) -> bool:
    return verb.lemma_.lower() in ("decline", "refuse")


def _is_left_open(verb: Token) -> bool:
    """Whether somebody does neither a thing nor its contrary: "neither *confirmed* nor denied it", "did not
    *accept* or reject it"."""
    contraries = words("grammar")["contraries"]
    return any(f"{verb.lemma_} {each.lemma_}" in contraries for each in verb.conjuncts)


def _is_for_silence(verb: Token, head: Token) -> bool:
    """Whether somebody asks not to be named: "asked for *anonymity* to discuss the talks"."""
    if not verb.doc.among(ANONYMITY):  # as in most articles
        return False
    asked_for = (head, *children(verb, *OBJECTS), *preposition(verb, "for"))
    return any(each.lower_ in ANONYMITY for each in asked_for)
