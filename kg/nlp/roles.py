"""People spoken of by what they do: "the minister", "a senior official"; papers that speak for someone."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Part
from kg.nlp.offices import asked, fits, holder
from kg.nlp.phrases import Phrase
from kg.nlp.places import SUBJECT
from kg.nlp.scene import Scene
from kg.nlp.states import state_at_hand


def person(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> tuple[tuple[ActorKey, ...], str]:
    """Somebody by office or occupation: one of the cast, of the gazetteer, or a new unnamed person."""
    lexicon = words("actors")
    fresh = said.determiner in lexicon["fresh"]
    if said.lemma == "counterpart" or not (said.definite or fresh or said.names or said.modifiers):
        return ((), "nominal")
    if not fresh and (key := _one_of_the_cast(said, served, scene) or _office_holder(said, served, scene)):
        return (key,), "office"
    if said.definite and said.bare:
        return ((), "nominal")
    label = f"{said.determiner} {said.label}" if said.determiner in ("one", "another") else said.label
    part = scene.cast.named("Person", label, fresh=fresh)
    part.serves.update(served)
    part.offices.add(" ".join(asked(said)))
    return (part.key,), "nominal"


def _one_of_the_cast(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """The person mentioned last whose office the words fit."""

    def unnamed(part: Part) -> bool:
        return part.type == "Person" and part.label[:1].islower() and fits(part, said, served)

    if said.lemma in words("actors")["unnamed"] and (key := scene.recent(said.head, unnamed)):
        return key
    if (
        said.lemma in words("actors")["unnamed"]
        and said.lemma != "diplomat"
        and not (served and said.definite)
    ):
        return None
    if key := scene.recent(said.head, lambda part: fits(part, said, served)):
        return key
    return scene.anyone(lambda part: fits(part, said, served)) if served or said.modifiers else None


def _office_holder(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """Who held the office then by the gazetteer."""
    states = [key for key in served if scene.part(key).known] or _own_state(said, scene)
    person = holder(said, states, scene.cast.gazetteer, scene.date)
    if person is None:
        return None
    part = scene.cast.known(scene.cast.gazetteer.entries[person])
    part.serves.update(states)
    part.offices.add(" ".join(asked(said)))
    return part.key


def _own_state(said: Phrase, scene: Scene) -> list[ActorKey]:
    """The state whose "president" an article means without saying: the one mentioned last."""
    if not said.definite or said.lemma not in ("president", "minister", "premier", "king", "chancellor"):
        return []
    state = state_at_hand(said, scene)
    return [state] if state else []


def voice(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> tuple[tuple[ActorKey, ...], str]:
    """A statement that "says" something: who issued it."""
    verb = said.head.head
    if said.head.dep_ not in SUBJECT or verb.lemma_ not in words("actors")["say"] or said.plural:
        return ((), "nominal")
    keys = tuple(served[:1])
    if not keys and said.possessive is None:
        issuer = scene.last_speaker(said.head)
        keys = issuer if said.definite else ()
    return keys, "metonym"
