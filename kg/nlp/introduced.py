"""Who is told of before he is named: "a spokesman said", and then "spokesman Tom Quill"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Part
from kg.nlp.scene import Scene, Seen

_SOON = 3  # sentences after which a name is no longer that of an unnamed person


def name_the_introduced(scene: Scene) -> None:
    """Give the mentions of an unnamed person to the one of his office who is named soon after.

    Only if just one of that office is, and of no other state or body.
    """
    first: dict[ActorKey, int] = {}
    for seen in scene.seen:
        for key in seen.keys:
            first.setdefault(key, seen.sentence)
    named = [part for key in first if (part := scene.part(key)).type == "Person" and not part.nameless]
    known: dict[ActorKey, ActorKey] = {}
    for key, sentence in first.items():
        part = scene.part(key)
        if part.type != "Person" or not part.nameless:
            continue
        soon = [each for each in named if 0 < first[each.key] - sentence <= _SOON and _is_one(part, each)]
        soon = soon or _next_to_speak(scene, part, sentence)
        if len(soon) == 1:
            known[key] = soon[0].key
            soon[0].serves |= part.serves
    if known:
        scene.seen = [_named(seen, known) for seen in scene.seen]


def _named(seen: Seen, known: Mapping[ActorKey, ActorKey]) -> Seen:
    """A mention with the names that are known by now; a noun that stood for one without tells his office."""
    if known.keys().isdisjoint(seen.keys):
        return seen
    keys = tuple(dict.fromkeys(known.get(key, key) for key in seen.keys))
    return replace(seen, keys=keys, form="office" if seen.form == "nominal" else seen.form)


def _is_one(unnamed: Part, named: Part) -> bool:
    """Whether a name may be of an unnamed person: the same noun for his office, and nobody else served."""
    nouns = {office.split()[-1] for office in unnamed.offices if office}
    nouns -= words("actors")["unnamed"]
    same = nouns & {office.split()[-1] for office in named.offices if office}
    apart = unnamed.serves and named.serves and not unnamed.serves & named.serves
    return bool(same) and not apart


def _next_to_speak(scene: Scene, unnamed: Part, sentence: int) -> list[Part]:
    """Who speaks next by a bare name: "Peru's *president* said so. 'It is true,' *Rosa Quiroga* told us".

    Only if nobody else is named between, and only for one who alone holds his office.
    """
    if not {office.split()[-1] for office in unnamed.offices if office} & words("actors")["alone_in_office"]:
        return []
    spoke = False
    for seen in scene.seen:
        people = [part for key in seen.keys if (part := scene.part(key)).type == "Person"]
        if seen.sentence < sentence or not people or scene.heading[seen.sentence]:
            continue
        if people[0].key == unnamed.key:
            spoke |= seen.speaks
            continue
        bare = (
            seen.form == "name" and not people[0].offices and not people[0].serves and " " in people[0].label
        )
        near = seen.sentence - sentence <= _SOON
        return people if spoke and near and seen.speaks and bare and len(people) == 1 else []
    return []
