"""What speaks for and against a candidate act: the named features that a ranker weighs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from kg.extract import moods
from kg.extract.content import clause_subjects
from kg.extract.moods import is_refusal
from kg.extract.predicates import Frame, Predicate
from kg.extract.ranking import Candidate
from kg.extract.slots import doers, is_passive
from kg.extract.status import auxiliaries, negated
from kg.lexicon import words
from kg.model import Act, ActorKey, Statement
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

SURE = 0.45  # the strength from which an act around another one counts


def features(reading: Reading, predicate: Predicate, act: Act, around: list[Statement]) -> set[str]:
    """The features that hold: words, frame, actors, mood, place in the sentence and article."""
    found = _of_predicate(predicate, act)
    found.add(f"type:{act.type}")
    found |= _of_slots(reading, predicate, act)
    found |= _of_setting(reading, predicate, act, around)
    return found


def among(found: list[tuple[Act, set[str]]]) -> Iterator[Candidate[Act]]:
    """The candidates with what each owes to the others: rivals at one word, acts within acts, repetitions."""
    at = defaultdict(list)
    alike = defaultdict(list)  # of one type at one word
    of = defaultdict(set)
    told: dict[tuple[str, ActorKey], list[tuple[int, set[str]]]] = defaultdict(list)
    for act, _ in found:
        at[act.trigger].append(act)
        alike[act.type, act.trigger].append(act)
        of[act.content_span].add(act.type)
    outer: list[Act] = []
    for act, held in found:
        here, begin = at[act.trigger], act.trigger.begin
        outer = [other for other in outer if other.content_span and other.content_span.end > begin]
        extra = {f"rival:{other.type}" for other in here if other.type != act.type}
        extra |= {f"{act.type}|{name}" for name in extra}
        extra |= {f"{act.type}|shares:{other}" for other in of[act.content_span] if other != act.type}
        extra.add(f"rivals:{min(len({other.type for other in here}) - 1, 3)}")
        extra |= _of_performers(act, alike[act.type, act.trigger])
        for other in outer:
            span = other.content_span
            if span and span.begin <= begin < span.end and other.trigger != act.trigger:
                sure = "surely" if other.confidence >= SURE else "maybe"
                extra |= {f"inside:{other.type}:{sure}", f"{act.type}|inside:{sure}"}
                if other.type == act.type:
                    extra.add(f"{act.type}|inside-same:{sure}")
        content = {word for word in act.content.lower().split() if len(word) > 3}
        for key in act.actor:
            before = told[act.type, key]
            known: set[str] = set().union(*[old for mark, old in before if mark != begin])
            if content and len(content & known) >= 0.6 * len(content):
                extra |= {"told-before", f"{act.type}|told-before"}
            before.append((begin, content))
        outer.append(act)
        yield Candidate(act, frozenset().union(held, extra))


def _of_performers(act: Act, alike: list[Act]) -> set[str]:
    """How the actor stands among all who may perform the same act."""
    others = [each for each in alike if each.actor != act.actor]
    by = act.rule.rsplit(":", 1)[1]
    found = {f"{by}|or:{each.rule.rsplit(':', 1)[1]}" for each in others}
    found.add("only-actor" if not others else f"actor-of-{min(len(others), 3) + 1}")
    if any(set(each.actor) < set(act.actor) for each in others):
        found.add("actor-holds-another")
    return found


def _of_predicate(predicate: Predicate, act: Act) -> set[str]:
    token = predicate.token
    _, relation, by = act.rule.rsplit(":", 2)
    governor = token.head.lemma_.lower() if token.head != token else "ROOT"
    kin = kindred(predicate.frame)
    found = {
        f"{act.type}|like:{kin}",
        f"{act.type}|like:{kin}|{relation}",
        f"{act.type}|like:{kin}|{by}",
        f"{act.type}|word:{predicate.words}",
        f"{act.type}|word:{predicate.words}|{relation}",
        f"{act.type}|word:{predicate.words}|{token.tag_}",
        f"{act.type}|pos:{token.pos_}",
        f"tag:{token.tag_}",
        f"{token.tag_}|relation:{relation}",
        f"{token.tag_}|{token.dep_}",
        f"{token.pos_}|relation:{relation}|by:{by}",
        f"dep:{token.dep_}",
        f"{token.pos_}|dep:{token.dep_}",
        f"{act.type}|relation:{relation}",
        f"by:{by}",
        f"{token.pos_}|by:{by}",
        f"{act.type}|by:{by}",
        f"strength:{round(predicate.frame.strength * 10)}",
        f"governor:{governor}",
        f"{act.type}|governor:{governor}",
        f"{act.type}|dep:{token.dep_}",
        f"modality:{act.modality}",
        f"modality:{act.modality}|by:{by}",
        f"{act.type}|modality:{act.modality}",
    }
    if token.pos_ == "NOUN":
        which = _determiner(token)
        found |= {f"noun:{which}", f"{act.type}|noun:{which}"}
    if predicate.frame.mark and negated(moods.held(token)):
        found.add("hangs-on-negated")
    found.update(f"aux:{each.lower_}" for each in auxiliaries(token))
    done = "fact" if moods.is_fact(token) else "no fact"
    found |= {f"{act.type}|{done}", f"{act.type}|like:{kin}|{done}"}
    if is_passive(token):
        found.add("passive")
    if negated(token):
        found.add("negated")
    return found | _of_dependents(token, act)


def _of_dependents(token: Token, act: Act) -> set[str]:
    """What hangs on the word: which relations, marks, adverbs, and which prepositions on a verb."""
    found = set()
    for each in token.children:
        if not each.is_punct:
            found.add(f"with:{each.dep_}")
        if each.dep_ == "mark":
            found.add(f"mark:{each.lower_}")
        elif each.dep_ == "advmod":
            found.add(f"adverb:{each.lower_}")
        elif each.dep_ == "prep" and token.pos_ == "VERB":
            found.add(f"{act.type}|with:{each.lower_}")
    return found


def _determiner(noun: Token) -> str:
    """How a noun is told of: as one of many, "*a* deal", as known, "*the* deal", as somebody's; or barely."""
    if any(each.dep_ == "poss" for each in noun.children):
        return "owned"
    return next((each.lower_ for each in noun.children if each.dep_ == "det"), "bare")


def _of_slots(reading: Reading, predicate: Predicate, act: Act) -> set[str]:
    found = {f"actor:{reading.actors[key].type}" for key in act.actor if key in reading.actors}
    found |= {f"target:{reading.actors[key].type}" for key in act.target if key in reading.actors}
    found |= {f"{act.type}|{each}" for each in found}
    for key in act.actor:
        found |= _standing(reading, key, act)
    found |= {"target"} if act.target else {"no-target"}
    found.add(f"actors:{min(len(act.actor), 3)}")
    length = len(act.content.split())
    found.add(
        f"content-length:{'1' if length < 2 else '2-3' if length < 4 else '4-8' if length < 9 else '9-'}"
    )
    if act.content_span is not None:
        head = _head(reading, act, predicate)
        if head is not None:
            found.add(f"{act.type}|content:{head.lemma_.lower()}")
            found.add(f"content-tag:{head.tag_}")
            found |= _content_mood(act, predicate.words, head)
        found |= _content_words(reading, act)
    heads = doers(predicate.token)
    if heads:
        found.add(f"doer:{heads[0].pos_}")
        if heads[0].pos_ == "PRON":
            found.add(f"doer:{heads[0].lower_}")
        if heads[0].sent != predicate.token.sent:
            found.add("doer-far")
    return found


def obliges(head: Token) -> bool:
    """Whether a clause tells what should be: "Chad must leave", "that Chad leave"."""
    told = {each.lower_ for each in auxiliaries(head)}
    if told & {"must", "should", "ought"}:
        return True
    return (
        (head.tag_ == "VB" or head.lower_ == "be")
        and not told
        and any(each.dep_ == "nsubj" for each in head.children)
    )


def _obligation(head: Token) -> str:
    """Whether a content is a clause of what should be, of what is, or a thing."""
    return "must" if obliges(head) else "is" if head.pos_ in ("VERB", "AUX") else "thing"


def _content_mood(act: Act, performing: str, head: Token) -> set[str]:
    """The auxiliaries and negation of a content that is a clause, and beside the words that perform the act
    whether it tells what should be."""
    found = {f"{act.type}|content-aux:{each.lower_}" for each in auxiliaries(head)}
    if negated(head):
        found |= {"content-negated", f"{act.type}|content-negated"}
    found.add(f"{act.type}|{performing}|{_obligation(head)}")
    found |= {
        f"{act.type}|content-subject:{each.lower_}"
        for each in head.children
        if each.dep_ == "nsubj" and each.pos_ == "PRON"
    }
    return found


def _content_words(reading: Reading, act: Act) -> set[str]:
    """The words that carry the content, the kinds of things that they name, and its first word."""
    span = act.content_span
    inside = reading.doc.char_span(span.begin, span.end) if span else None
    if inside is None:
        return set()
    lemmas = {
        each.lemma_.lower()
        for each in inside
        if each.pos_ in ("NOUN", "VERB", "ADJ", "ADV", "AUX") and each.is_alpha
    }
    first = inside[0].lower_
    known = _kinds()
    kinds = {kind for lemma in lemmas & known.keys() for kind in known[lemma]}
    return {
        f"begins:{first}",
        f"{act.type}|begins:{first}",
        *(f"{act.type}|has:{lemma}" for lemma in lemmas),
        *(f"thing:{kind}" for kind in kinds),
        *(f"{act.type}|thing:{kind}" for kind in kinds),
    }


def _standing(reading: Reading, key: ActorKey, act: Act) -> set[str]:
    """Whether an actor is known to belong to somebody, as ministers and spokesmen do, and is known beyond
    the article, as states are."""
    actor = reading.actors[key]
    side = "affiliated" if actor.affiliation else "unaffiliated"
    fame = "known" if actor.known else "stranger"
    return {side, f"{act.type}|{actor.type}|{side}", fame, f"{act.type}|{fame}"}


@cache
def kindred(frame: Frame) -> str:
    """What stands for all words of a lexicon's entry: what one of them means, the others mean too."""
    listed = frame.verb or frame.noun or frame.adjective or frame.modal or frame.mark or frame.said
    return f"{listed[0]} {frame.strength} {' '.join(frame.content[:2])}"


@cache
def _kinds() -> Mapping[str, tuple[str, ...]]:
    """The kinds of things that a word stands for, by the lists of `things.toml`."""
    kinds = defaultdict(list)
    for kind, listed in sorted(words("things").items()):
        for word in listed:
            kinds[word].append(kind)
    return {word: tuple(names) for word, names in kinds.items()}


def _of_setting(reading: Reading, predicate: Predicate, act: Act, around: list[Statement]) -> set[str]:
    token = predicate.token
    place = token.idx / max(1, len(reading.document.text))
    found = {f"place:{'first' if place < 0.15 else 'middle' if place < 0.7 else 'last'}"}
    if not around:
        found.add("told")
    else:
        direct = around[0].direct and not moods.is_performative(token)
        found.add("said-directly" if direct else "said-indirectly")
        found.add(f"{act.type}|" + ("said-directly" if direct else "said-indirectly"))
        if set(around[0].speaker) & set(act.actor):
            found.add("speaker-acts")
            found.add(f"{act.type}|speaker-acts")
    if is_refusal(token):
        found |= _of_refusal(token, act, spoken="speaker-acts" in found)
    if predicate.frame.mark:
        found.add(f"{predicate.words}|{_whose_condition(reading, predicate, act)}")
    if act.attributed_to:
        found.add("attributed")
        found.add(f"{act.type}|attributed")
    length = f"sentence-length:{min((token.sent.end - token.sent.start) // 10, 5)}"
    found |= {length, f"{act.type}|{length}"}
    if token.i == token.sent.start or token.sent.start_char == 0:
        found.add("opens-sentence")
    return found


def _of_refusal(token: Token, act: Act, *, spoken: bool) -> set[str]:
    """How somebody will not do something, and whether he says so himself (`spoken`)."""
    found = {f"{act.type}|refuses:{each.lower_}" for each in auxiliaries(token)}
    found.add(f"{act.type}|refuses|by:{act.rule.rsplit(':', 1)[1]}")
    if spoken:
        found.add(f"{act.type}|speaker-refuses")
    return found


def _whose_condition(reading: Reading, predicate: Predicate, act: Act) -> str:
    """Who is to meet a condition: nobody that the article knows, who sets it himself, or another."""
    keys = {key for each in clause_subjects(predicate.token.head) for key in reading.actors_at(each)}
    return "nobody's" if not keys else "his own" if keys & set(act.actor) else "another's"


def headline_end(text: str) -> int:
    """Where a headline ends: a short first line that does not close like a sentence; else 0."""
    line = text.split("\n", 1)[0]
    return 0 if line == text or line.rstrip()[-1:] in (".", "”", '"') or len(line.split()) > 20 else len(line)


def _head(reading: Reading, act: Act, predicate: Predicate) -> Token | None:
    """The head word of the content."""
    span = act.content_span
    if span is None:
        return None
    inside = reading.doc.char_span(span.begin, span.end)
    return inside.root if inside is not None else None
