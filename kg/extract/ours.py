"""Whose act a speaker's "we" tells: his own, or that of the state or body that he speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.extract.attribution import PLURAL
from kg.extract.performers import SELF, SIDE
from kg.lexicon import words
from kg.model import Act, Actor, ActorKey, ActType, Role, Span
from kg.nlp.reading import Reading

Place = tuple[ActType, Span]
OURS = frozenset({SIDE, SELF, "doer"})  # how who "we" are is found; a doer who has a side speaks for it


def together(judged: Iterable[tuple[Act, float]]) -> Mapping[Place, float]:
    """How likely the words of a speaker's "we" tell an act, by type and words.

    "*We* will not pay", "*we* condemn it" is the word of his side or his own, and each is judged by itself;
    that one of the two turns it down is as likely as both together.
    """
    best: dict[Place, dict[str, float]] = {}
    for act, likely in judged:
        _, relation, by = act.rule.rsplit(":", 2)
        if by in OURS and relation != "condition":
            ways = best.setdefault((act.type, act.trigger), {})
            ways[by] = max(ways.get(by, 0.0), likely)
    both = {place: ways for place, ways in best.items() if SIDE in ways and len(ways) > 1}
    return {place: min(sum(ways.values()), 1.0) for place, ways in both.items()}


def bodies(reading: Reading, posts: Iterable[Role]) -> Mapping[ActorKey, ActorKey]:
    """For whom persons say "we", by the posts that the article tells of: a spokesman's or a minister's is his
    state or body; who stands at its top may speak for himself."""
    found: dict[ActorKey, ActorKey] = {}
    for post in posts:
        if post.former or len(post.of) != 1 or post.of[0] not in reading.actors:
            continue
        of = reading.actors[post.of[0]]
        if of.type in ("State", "Organization") and not _is_top(post.title.lower().split()):
            found.setdefault(post.person, _state_or_body(reading, of))
    return found


def _is_top(title: list[str]) -> bool:
    """Whether a title is that of the first in a state or body, no deputy's."""
    return not words("actors")["top"].isdisjoint(title) and words("actors")["deputy"].isdisjoint(title)


def _state_or_body(reading: Reading, body: Actor) -> ActorKey:
    """The state of a ministry or department; any other body itself."""
    state = body.affiliation
    if state not in reading.actors or words("actors")["ministry"].isdisjoint(body.label.lower().split()):
        return body.key
    return state or body.key


def spoken_for(act: Act, reading: Reading, sides: Mapping[ActorKey, ActorKey]) -> Act:
    """An act of a speaker's "we" as that of whom he speaks for, if the article says for whom; what "I" do is
    his own."""
    by = act.rule.rsplit(":", 1)[1]
    told = act.type == "Rejection" and act.rule.endswith(":that:doer") and _opens_with_us(act.content)
    speaker = act.actor if by == SELF or told else act.attributed_to if by == SIDE else ()
    body = sides.get(speaker[0]) if len(speaker) == 1 else None
    if body is None or not _opens_with_us(reading.words(act.evidence[0])):
        return act
    target = tuple(key for key in act.target if key != body)
    return replace(act, actor=(body,), target=target, attributed_to=speaker)


def _opens_with_us(told: str) -> bool:
    """Whether words open with "we" or "our": "We're ready", "our refusal"."""
    return re.split(r"\W", told.lower(), maxsplit=1)[0] in PLURAL
