"""What any mention of an encounter may tell beside who meets: on what, without whom, who claims it,
whether it is only weighed."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from kg.extract import slots
from kg.extract.encounter import Word
from kg.extract.parties import keys_of
from kg.extract.status import VERBAL, auxiliaries, judgement, negated
from kg.lexicon import entries, words
from kg.model import ActorKey, Span
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

LONG_TOPIC = 16  # words


@cache
def lexicon() -> dict[tuple[str, str], tuple[Word, ...]]:
    """The entries by part of speech and word, those that need another word beside them first."""
    by_word: dict[tuple[str, str], tuple[Word, ...]] = {}
    for entry in entries("meeting", Word):
        for form in (entry.word, *entry.also):
            by_word[entry.pos, form] = (*by_word.get((entry.pos, form), ()), entry)
    return {key: tuple(sorted(listed, key=_is_plain)) for key, listed in by_word.items()}


def _is_plain(entry: Word) -> bool:
    return not (entry.lead or entry.particle)


@cache
def telling_words() -> frozenset[str]:
    """The words of the lexicon, whatever their part of speech."""
    return frozenset(word for _, word in lexicon())


def due_word(verb: Token) -> Token | None:
    """The adjective of "is due in Rome"."""
    return next((child for child in slots.children(verb, "acomp") if child.lower_ == "due"), None)


def claimed_by(reading: Reading, event: Token) -> tuple[ActorKey, ...]:
    """Who alone says that it took place: "he claimed that they had met"."""
    for above in slots.governors(event):
        if above.pos_ in VERBAL and above.lemma_ in words("encounter")["claiming"]:
            return tuple(
                dict.fromkeys(key for head in slots.surface_subjects(above) for key in keys_of(reading, head))
            )
    return ()


def topic_of(event: Token, partners: Collection[Token] = ()) -> Span | None:
    """What they talk about: the phrase after "on", "about", "over", or what they discuss, without those
    `partners` whom the parse hangs on it."""
    apart = {each.head for each in partners}
    objects = slots.children(event, "dobj") if event.lemma_ in ("discuss", "negotiate") else []
    on = () if event.pos_ == "VERB" and event.lemma_ not in words("encounter")["talking"] else ("on",)
    for head in (*objects, *slots.preposition(event, *on, "about", "over", "regarding")):
        if head.lemma_ in words("encounter")["margins"] or head.lower_ in words("encounter")["lines"]:
            continue  # "their meeting on the *sidelines* of the forum", "spoke over the *phone*"
        if head.lemma_.lower() in words("encounter")["no_topics"] or head.pos_ in ("PRON", "DET"):
            continue  # "met over a *beer*"
        if head.ent_type_ != "DATE" and head.right_edge.i - head.left_edge.i < LONG_TOPIC:
            return slots.subtree_span(event.doc, head, drop=lambda token: token in apart)
    return None


def left_out(reading: Reading, noun: Token, verb: Token | None, relation: str) -> tuple[ActorKey, ...]:
    """Who is said to be left out: "a meeting that excluded Kiev", "without Ukraine", "except Cuba"."""
    heads: list[Token] = []
    for clause in slots.children(noun, "acl", "relcl"):
        if clause.lemma_ in words("encounter")["leaving_out"]:
            heads.extend(slots.children(clause, "dobj"))
        if clause.dep_ == "relcl" and any(
            each.lower_ == "which" and _leaves_out(clause, relating)
            for relating in ("to", "in", "from")
            for each in slots.preposition(clause, relating)
        ):
            heads.extend(slots.children(clause, "nsubjpass"))  # "a summit *to which* Chad was not invited"
    if verb is not None and _leaves_out(verb, relation):
        heads.extend(slots.children(verb, "dobj" if not slots.is_passive(verb) else "nsubjpass"))
    if verb is not None and (keeping := kept_from(verb)) is not None:
        heads.extend(slots.children(keeping, "nsubjpass" if slots.is_passive(keeping) else "dobj"))
    for source in (noun, *([verb] if verb is not None else [])):
        for each in slots.preposition(source, "without", "except", "excluding"):
            if each.pos_ != "PRON":  # "without it"
                heads.append(each)
            heads.extend(slots.preposition(each, "of", "from"))
    return tuple(
        dict.fromkeys(
            key for head in heads for each in slots.coordinated(head) for key in reading.actors_at(each)
        )
    )


def kept_from(verb: Token) -> Token | None:
    """The verb that says that somebody may not: "was *barred* from attending the talks"."""
    above = verb.head.head
    keeps = verb.dep_ == "pcomp" and verb.head.lower_ == "from"
    return above if keeps and above.lemma_ in words("encounter")["keeping_out"] else None


def _leaves_out(verb: Token, relation: str) -> bool:
    """Whether a verb says that somebody is kept from an event: "was not invited to", "kicked out of"."""
    if relation in ("to", "in") and verb.lemma_ in ("invite", "include"):
        return negated(verb)
    if relation in ("from", "of") and verb.lemma_ in ("kick", "expel", "eject"):
        return True
    return verb.lemma_ in words("encounter")["leaving_out"]


def is_weighed(verb: Token) -> bool:
    """Whether somebody only says that it had better not be, or what would have been: "*should not* meet him",
    "*if* he *had* met him, the war *would have* ended"."""
    forms = {each.lower_ for each in auxiliaries(verb)}
    if forms & {"should", "must"} and negated(verb):
        return True
    if "had" not in forms or verb.dep_ != "advcl" or not opens_with_if(verb):
        return False
    above = {each.lower_ for each in auxiliaries(verb.head)}
    return "have" in above and not above.isdisjoint(words("status")["possible_modals"])


def is_customary(verb: Token) -> bool:
    """Whether the present tense tells what is or is not done as a rule: "*often* meets envoys", "*rarely*
    visit"."""
    judged = judgement(verb)
    if judged is not None and judged.head.tag_ in ("VBZ", "VBP"):
        return judged.lemma_ in words("encounter")["unruly"]  # "it is *rare* for them to meet"
    if verb.tag_ not in ("VBZ", "VBP") or auxiliaries(verb):
        return False
    customary = words("encounter")["as_a_rule"]
    return any(each.lower_ in customary for each in slots.children(verb, "advmod"))


def opens_with_if(clause: Token) -> bool:
    """Whether a clause tells on what something hangs: "*if* the rains had stopped"."""
    return any(each.dep_ == "mark" and each.lower_ in ("if", "unless", "had") for each in clause.children)
