"""Who is told of before he is named: "a spokesman said", and then "spokesman Tom Quill"."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Part
from kg.nlp.scene import Scene

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
        if len(soon) == 1:
            known[key] = soon[0].key
            soon[0].serves |= part.serves
    if known:
        scene.seen = [
            replace(seen, keys=tuple(dict.fromkeys(known.get(key, key) for key in seen.keys)))
            for seen in scene.seen
        ]


def _is_one(unnamed: Part, named: Part) -> bool:
    """Whether a name may be of an unnamed person: the same noun for his office, and nobody else served."""
    nouns = {office.split()[-1] for office in unnamed.offices if office}
    nouns -= words("actors")["unnamed"]
    same = nouns & {office.split()[-1] for office in named.offices if office}
    apart = unnamed.serves and named.serves and not unnamed.serves & named.serves
    return bool(same) and not apart
