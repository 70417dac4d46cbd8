"""Nouns that stand for actors: "the minister", "U.S. officials", "his government", "both sides"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Part
from kg.nlp.offices import asked, fits, holder
from kg.nlp.phrases import Phrase, phrase
from kg.nlp.places import SUBJECT
from kg.nlp.pronouns import referent
from kg.nlp.scene import Scene

Resolved = tuple[tuple[ActorKey, ...], str]
NOBODY: Resolved = ((), "nominal")


def resolved(head: Token, scene: Scene) -> Resolved:
    """The actors that a noun stands for, and the form of the mention; nobody when it is no actor's word."""
    lemma = head.lemma_.lower()
    lexicon = words("actors")
    if head.dep_ in ("attr", "oprd") or not _countable(lemma):
        return NOBODY
    if head.dep_ == "compound" and head.i + 1 < len(head.doc):
        return NOBODY
    if keys := _apposed(head, scene):
        return keys, "office"
    said = phrase(head, scene.by_token)
    served = _served(said, scene)
    if said.plural:
        return _plural(said, served, scene)
    if lemma in lexicon["government"] and (found := _government(said, served, scene)):
        return (found,), "nominal"
    if lemma in lexicon["country"] and (found := _country(said, scene)):
        return (found,), "nominal"
    if lemma in lexicon["office"] | lexicon["person"]:
        return _person(said, served, scene)
    if lemma in lexicon["voice"]:
        return _voice(said, served, scene)
    if lemma in lexicon["collective"]:
        if said.definite and (named := _organisation(said, scene)):
            return (named,), "nominal"
        return _group(said, served, scene)
    if lemma in lexicon["institution"] | lexicon["bloc"]:
        return _institution(said, served, scene)
    return NOBODY


def _countable(lemma: str) -> bool:
    lexicon = words("actors")
    return any(
        lemma in lexicon[table]
        for table in (
            "office",
            "voice",
            "person",
            "group",
            "collective",
            "government",
            "country",
            "institution",
            "bloc",
            "pair_of_any",
            "pair_of_states",
            "pair_of_people",
        )
    )


def _apposed(head: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """The named actor that the noun describes: "the foreign minister, Igor Ivanov"."""
    for child in head.children:
        if (
            child.dep_ == "appos"
            and (name := scene.by_token.get(child.i))
            and name.kind != "Place"
            and name.form == "name"
        ):
            keys = scene.cast_of(name)
            if keys and _agrees(head, scene.part(keys[0])):
                return keys
    if head.dep_ == "appos" and (keys := scene.at(head.head)) and _agrees(head, scene.part(keys[0])):
        return keys
    return ()


def _agrees(head: Token, part: Part) -> bool:
    lemma = head.lemma_.lower()
    lexicon = words("actors")
    if part.type == "Person":
        return head.tag_ not in ("NNS", "NNPS") and lemma in lexicon["office"] | lexicon["person"]
    if part.type == "State":
        return lemma in lexicon["country"]
    return lemma in lexicon["institution"] | lexicon["bloc"] | lexicon["collective"] | lexicon["group"]


def _served(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """The states and organisations that a phrase names as the ones served or meant."""
    keys = [key for name in (*said.names, *said.of) for key in scene.cast_of(name)]
    if said.possessive is not None and not keys:
        keys = list(scene.at(said.possessive) or referent(said.possessive, scene))
    served: list[ActorKey] = []
    for key in keys:
        if scene.part(key).type == "Person":
            served += [state] if (state := scene.state_of([key])) else []
        else:
            served.append(key)
    return tuple(dict.fromkeys(served))


def _government(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """ "the Iraqi government", "his government", "the Blair government", "the government"."""
    if state := scene.state_of(served):
        return state
    lexicon = words("actors")
    if said.possessive is not None or said.lemma not in lexicon["ruling"]:
        return None
    if said.determiner not in ("the", "this") or set(said.modifiers) & lexicon["partial"]:
        return None
    if said.lemma == "administration" and "united-states" in scene.cast.parts:
        return "united-states"
    return _state_at_hand(said, scene)


def _state_at_hand(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state that the text is about here: of those mentioned close before, the one named most in the article.

    Who calls a state "the regime" speaks of another's.
    """
    own = (
        {scene.state_of(seen.keys) for seen in scene.governors(said.head)}
        if said.modifiers or said.lemma == "regime"
        else set()
    )
    return scene.weightiest(said.head, lambda part: part.type == "State" and part.key not in own, reach=3)


def _country(said: Phrase, scene: Scene) -> ActorKey | None:
    """ "the country", "his country", "the Himalayan kingdom"."""
    if (
        said.possessive is not None
        and said.possessive.pos_ == "PRON"
        and said.bare is False
        and not said.names
    ):
        return (
            scene.state_of(referent(said.possessive, scene))
            if said.lemma in ("country", "nation", "homeland")
            else None
        )
    if said.determiner not in ("the", "this") or said.names:
        return None
    if (
        said.lemma in ("power", "ally", "neighbor", "neighbour", "state", "province", "republic")
        and said.bare
    ):
        return None
    return _state_at_hand(said, scene)


def _person(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Resolved:
    """Somebody by office or occupation: one of the cast, of the gazetteer, or a new unnamed person."""
    lexicon = words("actors")
    fresh = said.determiner in lexicon["fresh"]
    if said.lemma == "counterpart" or not (said.definite or fresh or said.names or said.modifiers):
        return NOBODY
    if not fresh and (key := _one_of_the_cast(said, served, scene) or _office_holder(said, served, scene)):
        return (key,), "office"
    if said.definite and said.bare:
        return NOBODY
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


def _voice(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Resolved:
    """A statement that "says" something: who issued it."""
    verb = said.head.head
    if said.head.dep_ not in SUBJECT or verb.lemma_ not in words("actors")["say"] or said.plural:
        return NOBODY
    keys = tuple(served[:1])
    if not keys and said.possessive is None:
        issuer = scene.last_speaker(said.head)
        keys = issuer if said.definite else ()
    return keys, "metonym"


def _own_state(said: Phrase, scene: Scene) -> list[ActorKey]:
    """The state whose "president" an article means without saying: the one mentioned last."""
    if not said.definite or said.lemma not in ("president", "minister", "premier", "king", "chancellor"):
        return []
    state = _state_at_hand(said, scene)
    return [state] if state else []


def _organisation(said: Phrase, scene: Scene) -> ActorKey | None:
    """The organisation mentioned last whose name ends in this noun, or whose kind it tells."""

    def named(part: Part) -> bool:
        last = part.label.lower().split(" of ")[0].split()[-1]
        return part.type in ("Organization", "Group") and (
            last == said.lemma or said.lemma in part.label.lower().split()
        )

    return scene.recent(said.head, named)


def _institution(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Resolved:
    """A ministry, a party, an army: its own actor with its state; with "the" alone, one already named."""
    if said.determiner in words("actors")["fresh"] and not said.names:
        return NOBODY
    if said.lemma == "office" and said.possessive is not None and said.possessive.pos_ != "PRON":
        return (scene.cast.named("Organization", said.label).key,), "nominal"
    if said.lemma in ("office", "conference", "service"):
        return NOBODY
    if said.definite and not served and (key := _organisation(said, scene)):
        return (key,), "nominal"
    if served or said.modifiers:
        state = scene.state_of(served)
        for part in list(scene.cast.parts.values()):
            if (
                part.type == "Organization"
                and state
                and state in part.of
                and _tail(part.label) == _tail(said.label)
            ):
                return (part.key,), "nominal"
        if served or said.lemma in (
            "ministry",
            "committee",
            "council",
            "commission",
            "party",
            "parliament",
            "court",
        ):
            part = scene.cast.named("Organization", said.label)
            part.serves.update(served)
            return (part.key,), "nominal"
    if said.definite and said.lemma in words("actors")["bloc"]:
        key = scene.recent(said.head, lambda part: part.type == "Organization" or part.plural, reach=3)
        return ((key,), "nominal") if key else NOBODY
    return NOBODY


def _tail(label: str) -> tuple[str, ...]:
    return tuple(label.lower().replace("’s", "'s").split()[-2:])


def _plural(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Resolved:
    lexicon = words("actors")
    if said.definite or said.determiner in lexicon["number"]:
        if keys := _namesakes(said, scene) or _pair(said, scene):
            return keys, "group"
    if said.lemma not in lexicon["group"]:
        return NOBODY
    if said.lemma in lexicon["government"] and served and (state := scene.state_of(served)):
        return (state,), "nominal"
    return _group(said, served, scene)


def _namesakes(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """ "the two Koreas": the states of the article that bear the name."""
    name = said.head.text[:-1]
    if not name.istitle() or not said.head.text.endswith("s"):
        return ()
    return tuple(
        key
        for key, part in scene.cast.parts.items()
        if part.type == "State" and part.label.endswith(f" {name}")
    )


def _pair(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """ "both leaders", "the two countries", "the three sides": the actors last spoken of together."""
    lexicon = words("actors")
    inside = {t.lower_ for t in scene.doc[said.start : said.head.i]}
    if not inside & (lexicon["both"] | lexicon["number"]) or said.names:
        return ()
    number = 3 if "three" in inside else 2
    if inside & lexicon["number"] - {"two", "three"} or said.possessive is not None:
        return ()
    if said.lemma in lexicon["pair_of_people"]:
        types = {"Person"}
    elif said.lemma in lexicon["pair_of_states"]:
        types = {"State"}
    elif said.lemma in lexicon["pair_of_any"]:
        types = {"State", "Organization", "Group"}
    else:
        return ()
    return _together(said, types, number, scene)


def _together(said: Phrase, types: set[str], number: int, scene: Scene) -> tuple[ActorKey, ...]:
    """The actors of these types coordinated last, else those last mentioned."""
    here = scene.sentence[said.head.i]
    found: list[ActorKey] = []
    for seen in reversed(scene.seen):
        if seen.sentence < here - 6 or seen.end > said.head.i:
            continue
        together = [k for k in scene.phrase_at(scene.doc[seen.head]) if scene.part(k).type in types]
        if len(together) == number:
            return tuple(together)
        found += [k for k in seen.keys if scene.part(k).type in types and k not in found]
        if len(found) >= number:
            break
    return tuple(found[:number][::-1]) if len(found) >= number else ()


def _group(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Resolved:
    """A group by its words; "the officials" is the group of officials mentioned last."""
    if said.definite and said.bare or said.bare and said.lemma in words("actors")["unnamed"]:
        same = scene.recent(
            said.head, lambda part: part.type == "Group" and _last_noun(part.label) == said.head.lower_
        )
        if same:
            return (same,), "group"
    parts = []
    for label, keys in _split(said, served, scene):
        part = scene.cast.named("Group", label)
        part.serves.update(keys)
        part.plural = True
        parts.append(part.key)
    return tuple(parts), "group"


def _last_noun(label: str) -> str:
    return label.lower().split(" of ")[0].split(" in ")[0].split()[-1]


def _split(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> list[tuple[str, tuple[ActorKey, ...]]]:
    """ "Israeli and Palestinian leaders" are two groups."""
    named = [name for name in said.names if name.form == "demonym" or name.kind in ("State", "Organization")]
    if len(named) == 2 and any(t.lower_ == "and" for t in scene.doc[named[0].end : named[1].start]):
        tail = " ".join(scene.doc[named[1].end : said.head.i + 1].text.split())
        return [(f"{name.words} {tail}", scene.cast_of(name)) for name in named]
    return [(said.label, tuple(served))]
