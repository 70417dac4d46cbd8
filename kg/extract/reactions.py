"""Whom a reaction is aimed at: who said or did what it takes up, "X welcomed the *idea*", "Y condemned *it*".

What is taken up stands before, in another clause, where no grammar leads to it: whoever told or did such a
thing last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from kg.extract.attribution import with_side
from kg.extract.parties import is_press
from kg.extract.slots import MODIFIERS, SUBJECTS, actors, children, governors, root_of, upwards
from kg.lexicon import words
from kg.model import Act, ActorKey, Span, Statement
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

NEAR = 500  # characters within which a reaction takes up what was said
FAR = 1500  # and within which it takes up what it names, "the *offer*"
REACH = 3  # words from a penalty up to what would end it: "an *end* to the *sanctions*"
OFTEN = 3  # acts that aim at whom an article is about
FRIENDLY = frozenset({"Support", "Agreement"})
HITTING = frozenset({"Threat", "Rejection", "Accusation", "Sanction"})
HOSTILE = frozenset({"Rejection", "Accusation"})
REACTING = frozenset({"Rejection", "Support", "Accusation"})
ACCEPTING = frozenset({"Agreement", "Concession"})
PUT = frozenset({"Accusation", "Demand", "Offer"})  # what is put to somebody, who may refuse it
DONE = frozenset({"Agreement", "Concession", "Rejection", "Sanction", "Aid"})
POINTING = frozenset({"the", "this", "that", "these", "those", "such"})


def answered(act: Act, others: Sequence[Act], said: Sequence[Statement], reading: Reading) -> Act:
    """The reaction to what was told before, as aimed at who said or did it: "X denies *that*", "X hailed the
    *move*"; `others` and `said` are the acts and statements of the article."""
    if act.content_span is None or act.type not in REACTING | ACCEPTING:
        return act
    if (charge := _denied(act, others, reading)) is not None:
        theirs = act.attributed_to == charge.actor  # the accuser does not say that it is denied
        return replace(act, target=charge.actor, attributed_to=() if theirs else act.attributed_to)
    if (noun := _summed_up(reading, act.content_span)) is not None:
        whom = _last_to_tell(act, others, said, reading, since=noun.sent.start_char)
    elif (noun := _taken_up(reading, act.content_span)) is not None:
        whom = _last_to_put(act, noun, others, said, reading)
        charged = noun.lower_ != "it" and (act.target or _is_charged(act, noun, others, reading))
        if not (whom or charged):
            whom = _whose(act, noun, others, said, reading)
    else:
        return act
    return replace(act, target=whom) if whom else act


def _denied(act: Act, others: Sequence[Act], reading: Reading) -> Act | None:
    """The charge that its sentence tells and who is charged denies: "Chad accused Peru of arming Mali, which
    *Peru denied*"."""
    told = act.content_span
    if act.type != "Rejection" or told is None:
        return None
    ours = set(with_side(reading, act.actor))
    for each in others:
        span = each.content_span
        if each.type != "Accusation" or span is None or ours.isdisjoint(each.target):
            continue
        inside = span.begin <= told.begin < span.end
        if inside and each.trigger.begin < span.begin and told.begin < act.trigger.begin:
            return each
    return None


def punished(act: Act, others: Sequence[Act], reading: Reading) -> Act:
    """The penalty of which the clause does not say whom it hits, as aimed at the state that an article's acts
    aim at most: "Spain has recalled its envoy"."""
    if act.type != "Sanction" or act.target or act.modality != "asserted":
        return act
    ours = set(with_side(reading, act.actor))
    hit: Counter[ActorKey] = Counter()
    for each in others:
        for key in each.target:
            if reading.actors[key].type == "State":
                hit[key] += 2 if each.type == "Sanction" else 1
    worst = max(hit, key=lambda key: (hit[key], key), default=None)
    return replace(act, target=(worst,)) if worst and hit[worst] >= OFTEN and worst not in ours else act


def sided(act: Act, others: Sequence[Act], reading: Reading) -> Act:
    """The backing of what another turns down, as not aimed at him: "the plan, *backed* by Peru, was rejected
    by Chile", "Peru *backed* the plan but Chile rejected it"."""
    if act.type not in FRIENDLY or not act.target or act.content_span is None:
        return _against_no_ally(act, others, reading)
    what = _things(reading, act)
    whose = actors(reading, [each for one in what for each in children(one, *MODIFIERS)])
    if not set(act.target).isdisjoint(whose):
        return act
    opposing = (each for each in others if each.type in HOSTILE and set(each.actor) & set(act.target))
    return (
        replace(act, target=()) if any(_are_one(what, _things(reading, each)) for each in opposing) else act
    )


def _against_no_ally(act: Act, others: Sequence[Act], reading: Reading) -> Act:
    """The blow of one of those who do something together in its sentence, as not aimed at another of them:
    "Peru and Chile oppose it, and *Peru* has threatened a veto"."""
    if act.type not in HITTING or len(act.target) != 1 or len(act.actor) != 1:
        return act
    both = {act.actor[0], act.target[0]}
    together = [each.trigger.begin for each in others if both <= set(each.actor)]
    if not together or _is_named_within(act, reading):
        return act
    sent = root_of(reading.doc, act.trigger).sent
    near = any(sent.start_char <= begin < sent.end_char for begin in together)
    return replace(act, target=()) if near else act


def _are_one(things: set[Token], others: set[Token]) -> bool:
    """Whether two acts are about one thing: the same words, or what "it" takes up in the same sentence."""
    one_sentence = {each.sent.start for each in things | others}
    taken_up = len(one_sentence) == 1 and any(each.lower_ == "it" for each in things | others)
    return taken_up or not things.isdisjoint(others)


def _things(reading: Reading, act: Act) -> set[Token]:
    """What an act is about: the head of its content, or what the verb that is all its content is told of."""
    if act.content_span is None:
        return set()
    head = root_of(reading.doc, act.content_span)
    if head != root_of(reading.doc, act.trigger):
        return {head}
    return {head, *children(head, *SUBJECTS, "dobj")}


def relieved(act: Act, reading: Reading) -> Act:
    """The penalty of which only is told who wants it ended, as aimed at his state: "*Chad* wants an end to
    sanctions imposed by Peru"."""
    if act.type != "Sanction" or act.content_span is None or _is_named_within(act, reading):
        return act
    burden = root_of(reading.doc, act.content_span)
    easing = next((each for each in islice(governors(burden), REACH) if _is_easing(each)), None)
    if easing is None:
        return act
    wanting = next((each for one in upwards(easing) if (each := children(one, "nsubj"))), [])
    side = with_side(reading, actors(reading, wanting))
    states = [key for key in side if reading.actors[key].type == "State"]
    ours = with_side(reading, act.actor)
    return replace(act, target=(states[0],)) if len(states) == 1 and states[0] not in ours else act


def _is_named_within(act: Act, reading: Reading) -> bool:
    """Whether the words of a penalty name whom it hits."""
    span = act.content_span
    return span is not None and any(
        not set(act.target).isdisjoint(each.actors)
        for each in reading.mentions
        if span.begin <= each.span.begin < span.end
    )


def _is_easing(word: Token) -> bool:
    lemma = word.lemma_.lower()
    return lemma in words("factuality")["easing"] or lemma in words("grammar")["relief"]


def _taken_up(reading: Reading, content: Span) -> Token | None:
    """The word by which a content points back, if it says no more: "*this*", "the *idea* as absurd"."""
    first = _first_word(reading, content)
    if first is not None and first.lemma_ in words("factuality")["gainsaying"]:
        return next((each for each in children(first, "dobj") if each.lower_ == "it"), None)  # "denied it"
    if first is None or first.lower_ not in POINTING:
        return None
    noun = first.head if first.dep_ in ("det", "amod", "predet") else first
    beside = (each for each in noun.children if each != first and not each.is_punct)
    plain = all(
        each.lower_ == "as" or (each.dep_ == "amod" and each.i not in reading.by_token) for each in beside
    )
    return noun if plain else None


def _summed_up(reading: Reading, content: Span) -> Token | None:
    """The noun that sums up, behind a comma, what its sentence tells before: "Chad left, a *move* that Peru
    condemned"."""
    first = _first_word(reading, content)
    if first is None or first.lower_ not in ("a", "an") or first.i == 0 or first.nbor(-1).text != ",":
        return None
    noun = first.head
    judged = any(each.dep_ in ("relcl", "acl") for each in noun.children)
    return noun if judged and noun.dep_ not in SUBJECTS else None


def _first_word(reading: Reading, content: Span) -> Token | None:
    inside = reading.doc.char_span(content.begin, content.end)
    return next((each for each in inside or () if not each.is_punct), None)


def _last_to_put(
    act: Act, noun: Token, others: Sequence[Act], said: Sequence[Statement], reading: Reading
) -> tuple[ActorKey, ...]:
    """Who else made the last offer, demand, charge, promise or threat, when a noun names one; a charge
    against others gives way to what somebody has said since."""
    for type_ in ("Offer", "Demand", "Accusation", "Agreement", "Threat"):
        if noun.lemma_.lower() in words("grammar")[f"put_as_{type_.lower()}"]:
            put = _last_act(act, frozenset({type_}), others, reading)
            if put is None or type_ != "Accusation" or _concerns(put, act, reading):
                return put.actor if put is not None else ()
            return _last_to_tell(act, others, said, reading, since=put.trigger.begin)
    return ()


def _is_charged(act: Act, noun: Token, others: Sequence[Act], reading: Reading) -> bool:
    """Whether a charge that is taken up has just been made by one who does not act for who reacts, so that
    nobody else has made it."""
    if noun.lemma_.lower() not in words("grammar")["put_as_accusation"]:
        return False
    near = range(act.trigger.begin - NEAR, act.trigger.begin)
    told = (each for each in others if each.type == "Accusation" and each.trigger.begin in near)
    return any(set(act.actor).isdisjoint(with_side(reading, each.actor)) for each in told)


def _concerns(charge: Act, act: Act, reading: Reading) -> bool:
    """Whether a charge is against the side of who reacts, or against nobody who is named."""
    ours = set(with_side(reading, act.actor))
    return not charge.target or not ours.isdisjoint(with_side(reading, charge.target))


def _whose(
    act: Act, noun: Token, others: Sequence[Act], said: Sequence[Statement], reading: Reading
) -> tuple[ActorKey, ...]:
    """Who told or did what a noun that points back names."""
    lists, lemma = words("grammar"), noun.lemma_.lower()
    if act.type in REACTING and lemma in lists["put_in_words"]:
        return _last_to_say(act, others, said, reading)
    if act.type == "Rejection" and (lemma in ("this", "that", "it") or lemma in lists["put_forward"]):
        return _last_to_say(act, others, said, reading)
    if act.type in REACTING and lemma in lists["carried_out"]:
        return _judged_before(act, noun, others, reading) or _last_to_do(act, DONE, others, reading)
    return ()


def _last_to_say(
    act: Act, others: Sequence[Act], said: Sequence[Statement], reading: Reading
) -> tuple[ActorKey, ...]:
    """Who else spoke, or put something to somebody, last before a reaction."""
    put = [each for each in others if each.type in PUT]
    return _last_to_tell(act, put, said, reading, since=act.trigger.begin - NEAR)


def _last_to_tell(
    act: Act, others: Sequence[Act], said: Sequence[Statement], reading: Reading, since: int
) -> tuple[ActorKey, ...]:
    """Who else spoke or did something last before a reaction; no paper or station, which only carries it."""
    told = [(each.trigger.begin, each.actor) for each in others]
    told += [(each.content_spans[0].begin, each.speaker) for each in said if each.content_spans]
    ours = set(with_side(reading, act.actor))
    near = [
        row
        for row in told
        if since <= row[0] < act.trigger.begin and row[1] and ours.isdisjoint(with_side(reading, row[1]))
    ]
    near = [row for row in near if not any(is_press(reading, key) for key in row[1])]
    return max(near, key=lambda row: row[0])[1] if near else ()


def _last_to_do(
    act: Act, types: frozenset[str], others: Sequence[Act], reading: Reading
) -> tuple[ActorKey, ...]:
    """Who else did such a thing last before a reaction."""
    last = _last_act(act, types, others, reading)
    return last.actor if last is not None else ()


def _last_act(act: Act, types: frozenset[str], others: Sequence[Act], reading: Reading) -> Act | None:
    """The last such act of another before a reaction; one's own state is another, if it did so to oneself."""
    ours = set(with_side(reading, act.actor))
    for each in _backwards(act, others):
        apart = ours.isdisjoint(with_side(reading, each.actor)) or set(act.actor) <= set(each.target)
        if each.type in types and apart:
            return each
    return None


def _judged_before(act: Act, noun: Token, others: Sequence[Act], reading: Reading) -> tuple[ActorKey, ...]:
    """At whom others aimed what they said of the same thing: "praised the Chadian *move*"."""
    for each in _backwards(act, others):
        told = each.content_span if each.type in REACTING and each.target else None
        if told is not None and root_of(reading.doc, told).lemma_ == noun.lemma_:
            return each.target
    return ()


def _backwards(act: Act, others: Sequence[Act]) -> Iterator[Act]:
    """The acts before another, the last first."""
    at = act.trigger.begin
    near = (each for each in others if at - FAR < each.trigger.begin < at)
    return iter(sorted(near, key=lambda each: -each.trigger.begin))
