"""The exchange: what acts are about, and which act answers which demand or offer.

An act's issue is the theme that its content tells, made particular by the party that the content names.
An offer, concession, rejection or agreement answers a demand or offer of another side when the two agree on
enough: the same issue, common words, one party addressing the other, or the one naming the other ("rejected
*Iran's demand*"). It answers none that is about another matter, or whose side it does not address. What
speaks for it is kept as the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from kg.extract.concerns import issue_of
from kg.extract.slots import children, root_of
from kg.gazetteer import gazetteer
from kg.issues import broader, theme
from kg.lexicon import words
from kg.model import Act, ActorKey, Answer, Fact, Meeting, Span
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

ASKING = ("Demand", "Offer")
ANSWERING = ("Offer", "Concession", "Rejection", "Agreement")
ENOUGH = 0.55
MATTERS = ("same issue", "same deed", "common words", "names the")  # one of these reasons must be there


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for an answer: how much, and in words."""

    weight: float
    reason: str


def with_issue(act: Act, reading: Reading) -> Act:
    """The act with the issue that its content tells, if it tells one."""
    if act.content_span is None:
        return act
    issue = issue_of(reading, act.content_span)
    return act if issue is None else replace(act, issue=issue)


def with_topic_issue(meeting: Meeting, reading: Reading) -> Meeting:
    """The meeting with the issue that its topic tells, if it tells one."""
    if meeting.topic is None:
        return meeting
    for telling in meeting.evidence:
        begin = reading.document.text.find(meeting.topic, telling.begin, telling.end)
        if begin >= 0:
            span = Span(begin, begin + len(meeting.topic))
            return replace(meeting, issue=issue_of(reading, span))
    return meeting


def answers(reading: Reading, facts: Iterable[Fact]) -> Iterator[Answer]:
    """The answers among an article's acts, each act to the demand or offer that it fits best."""
    acts = [fact for fact in facts if isinstance(fact, Act)]
    asked = [act for act in acts if act.type in ASKING and act.modality != "denied"]
    for act in acts:
        if act.type not in ANSWERING:
            continue
        rated = [(likely, other, why) for other in asked for likely, why in _fit(reading, act, other)]
        if rated:
            likely, other, why = max(
                rated, key=lambda row: (row[0], -abs(row[1].trigger.begin - act.trigger.begin))
            )
            yield Answer(act.trigger, other.trigger, why, likely, act.type, other.type)


def _fit(reading: Reading, act: Act, other: Act) -> Iterator[tuple[float, str]]:
    """How likely an act answers another, with the reason; nothing when it does not."""
    if act.trigger == other.trigger or (act.type == other.type == "Offer"):
        return
    if act.trigger < other.trigger and not _names(reading, act, other):
        return  # an answer comes after what it answers, unless it says itself what that is
    if (
        other.content_span is not None
        and other.content_span.begin <= act.trigger.begin < other.content_span.end
    ):
        return  # "demanded that Oslo *accept* the plan": it is what is asked
    if not _faces(reading, act, other) or (_denies(reading, act) and not _names(reading, act, other)):
        return
    signs = list(_signs(reading, act, other))
    likely = round(min(0.95, sum(sign.weight for sign in signs)), 3)
    if likely >= ENOUGH and any(sign.reason.startswith(MATTERS) for sign in signs):
        yield likely, "; ".join(sign.reason for sign in signs)


def _denies(reading: Reading, act: Act) -> bool:
    """Whether an act says that a thing is not so, which turns no demand down: "*denied* that it has arms"."""
    verb = root_of(reading.doc, act.trigger)
    return act.type == "Rejection" and verb.lemma_ in words("factuality")["gainsaying"]


def _faces(reading: Reading, act: Act, other: Act) -> bool:
    """Whether an act may speak to those of another: its own side answers another one, and neither addresses a
    third.

    Rebels and their government count for one state, too, so that who addresses the other answers it.
    """
    if _side(reading, act.actor) & set(other.actor) or _side(reading, other.actor) & set(act.actor):
        return False
    if act.target:
        return _reach(reading, act.target, other.actor)
    if other.target and not _reach(reading, other.target, act.actor):
        return False
    return not _side(reading, act.actor) & _side(reading, other.actor)


def _signs(reading: Reading, act: Act, other: Act) -> Iterator[Sign]:
    common = _common(reading, act, other)
    if act.issue and act.issue == other.issue:
        yield Sign(0.4, f"same issue: {_name(act.issue)}")
    elif act.issue and other.issue and _themes(act.issue) & _themes(other.issue):
        yield Sign(0.2, f"same theme: {_name(min(_themes(act.issue) & _themes(other.issue)))}")
    if deed := _deed(reading, act) & _deed(reading, other):
        yield Sign(0.2, f"same deed: {min(deed)}")
    if common:
        yield Sign(min(0.4, 0.15 * len(common)), f"common words: {', '.join(sorted(common))}")
    if _reach(reading, act.target, other.actor):
        yield Sign(0.35, f"addressed to {_labels(reading, other.actor)}")
    if _reach(reading, other.target, act.actor):
        yield Sign(0.25, f"asked of {_labels(reading, act.actor)}")
    if _names(reading, act, other) and (common or not _matter(reading, act)):
        yield Sign(0.4, f"names the {other.type.lower()}")
    if _is_right_after(reading, act, other):
        yield Sign(0.15, "told right after it")


def _deed(reading: Reading, act: Act) -> set[str]:
    """What is done by the content, if it is a verb: "*pay* the damages"."""
    if act.content_span is None:
        return set()
    head = root_of(reading.doc, act.content_span)
    return {head.lemma_.lower()} - words("grammar")["idle"] if head.pos_ == "VERB" else set()


def _is_right_after(reading: Reading, act: Act, other: Act) -> bool:
    """Whether an act is told in the same sentence as another, or in the one after it."""
    asked, given = (reading.doc.char_span(each.trigger.begin, each.trigger.end) for each in (other, act))
    return (
        asked is not None
        and given is not None
        and asked.root.sent.end in (given.root.sent.start, given.root.sent.end)
    )


def _reach(reading: Reading, told: Iterable[ActorKey], actors: Iterable[ActorKey]) -> bool:
    """Whether those spoken to are some actors, or stand behind them, or they behind those: "told *Oslo*"."""
    told, actors = set(told), set(actors)
    if _side(reading, told) & actors or told & _side(reading, actors):
        return True
    persons = [{key for key in keys if reading.actors[key].type == "Person"} for keys in (told, actors)]
    return bool(_side(reading, persons[0]) & _side(reading, persons[1]))


def _side(reading: Reading, keys: Iterable[ActorKey]) -> set[ActorKey]:
    """Actors with the state or organisation that stands behind each."""
    found = set(keys)
    found |= {up for key in keys if key in reading.actors and (up := reading.actors[key].affiliation)}
    return found


def _themes(issue: str) -> set[str]:
    known = theme(issue)
    return {known.id, *(wider.id for wider in broader(known))} if known else {issue}


def _name(issue: str) -> str:
    known = theme(issue)
    return known.label if known and issue == known.id else issue


def _common(reading: Reading, act: Act, other: Act) -> set[str]:
    """The words of weight that both contents use, the names of the two sides aside."""
    sides = _side(reading, (*act.actor, *act.target, *other.actor, *other.target))
    return _weighty(reading, act, sides) & _weighty(reading, other, sides)


def _matter(reading: Reading, act: Act) -> set[str]:
    """The words that tell what an act is about, the parties' names aside: none in "an offer made by Iran"."""
    return _weighty(reading, act, _side(reading, (*act.actor, *act.target)), made=False)


def _weighty(reading: Reading, act: Act, sides: Set[ActorKey], *, made: bool = True) -> set[str]:
    """The words of weight in a content; with `made`, also those that tell what became of it."""
    span = act.content_span
    inside = reading.doc.char_span(span.begin, span.end) if span else None
    if inside is None:
        return set()
    idle = words("grammar")["asking"] | words("grammar")["idle"]
    past = () if made else {each for token in inside if _is_past(token) for each in token.subtree}
    return {
        lemma
        for token in inside
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
        and len(token) > 2
        and (lemma := token.lemma_.lower()) not in idle
        and token not in past
        and not _is_party(reading, token, sides)
    }


def _is_past(token: Token) -> bool:
    """Whether a word tells what became of a demand: "one *made* by X", "that X *spurned*", "*as* absurd"."""
    return (
        token.dep_ == "relcl"
        or (token.dep_ == "acl" and token.tag_ == "VBN")
        or (token.dep_ == "prep" and token.lower_ == "as")
    )


def _is_party(reading: Reading, token: Token, sides: Set[ActorKey]) -> bool:
    """Whether a word names one of the sides or any state: sharing it makes no two acts alike."""
    if not sides.isdisjoint(reading.actors_at(token)):
        return True
    return any(each.entry.type == "State" for each in gazetteer().actors(token.text))


def _names(reading: Reading, act: Act, other: Act) -> bool:
    """Whether an act's content is a demand or offer by the other's actor: "rejected Iran's *proposal*"."""
    if act.content_span is None:
        return False
    head = root_of(reading.doc, act.content_span)
    nouns = (head, *children(head, "nsubj", "nsubjpass"))  # "said Iran's *proposal* was unacceptable"
    if not any(noun.lemma_.lower() in words("grammar")["asking"] for noun in nouns):
        return False
    return _reach(reading, act.target, other.actor)


def _labels(reading: Reading, keys: Iterable[ActorKey]) -> str:
    return ", ".join(sorted(reading.actors[key].label for key in keys if key in reading.actors))
