"""Several at once: "U.S. officials", "both leaders", "the two Koreas"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.phrases import Phrase
from kg.nlp.scene import Scene

_NUMBERS = {"both": 2, "two": 2, "three": 3}
_NEAR = 2  # sentences back in which "the countries", unnumbered, were named together
_REACH = 6  # sentences back in which "both sides" were named


def namesakes(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """ "the two Koreas": the states of the article that bear the name."""
    name = said.head.text[:-1]
    if not name.istitle() or not said.head.text.endswith("s"):
        return ()
    return tuple(
        key
        for key, part in scene.cast.parts.items()
        if part.type == "State" and part.label.endswith(f" {name}")
    )


def pair(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """ "both leaders", "the two countries", "the three sides": the actors last spoken of together."""
    lexicon = words("actors")
    inside = {t.lower_ for t in scene.doc[said.start : said.head.i]}
    if said.names or said.possessive is not None or inside & lexicon["number"] - set(_NUMBERS):
        return ()
    number = next((_NUMBERS[word] for word in inside if word in _NUMBERS), None)
    if number is None and not (said.determiner == "the" and said.bare):
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


def _together(said: Phrase, types: set[str], number: int | None, scene: Scene) -> tuple[ActorKey, ...]:
    """The actors of these types coordinated last, else those last mentioned."""
    here = scene.sentence[said.head.i]
    found: list[ActorKey] = []
    for seen in reversed(scene.seen):
        if seen.sentence < here - (_REACH if number else _NEAR):
            break
        if seen.end > said.head.i:
            continue
        together = _sides(scene.phrase_at(scene.doc[seen.head]), types, scene)
        if len(together) == number or (number is None and len(together) > 1):
            return together
        if number is None:
            continue
        if seen.form not in ("group", "nominal"):
            found += [key for key in seen.keys if scene.part(key).type in types and key not in found]
        if len(found) >= number:
            break
    return tuple(found[:number][::-1]) if number and len(found) >= number else ()


def _sides(keys: Sequence[ActorKey], types: set[str], scene: Scene) -> tuple[ActorKey, ...]:
    """Coordinated actors as sides: "Greek and Turkish negotiators" are Greece and Turkey."""
    sides: list[ActorKey] = []
    for key in keys:
        part = scene.part(key)
        if part.type in types and not (part.type == "Group" and part.entry is None):
            sides.append(key)
        elif part.type == "Group" and "State" in types:
            sides += part.states(scene.cast)[:1] or ([key] if part.type in types else [])
    return tuple(dict.fromkeys(sides))


def group(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> tuple[ActorKey, ...]:
    """A group by its words; "the officials" is the group of officials mentioned last."""
    if said.definite and said.bare:
        same = scene.recent(
            said.head, lambda part: part.type == "Group" and _last_noun(part.label) == said.head.lower_
        )
        if same:
            return (same,)
    parts = []
    for label, keys in _split(said, served, scene):
        part = scene.cast.named("Group", label)
        part.serves.update(keys)
        part.plural = True
        parts.append(part.key)
    return tuple(parts)


def _last_noun(label: str) -> str:
    return label.lower().split(" of ")[0].split(" in ")[0].split()[-1]


def _split(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> list[tuple[str, tuple[ActorKey, ...]]]:
    """ "Israeli and Palestinian leaders" are two groups."""
    named = [name for name in said.names if name.form == "demonym" or name.kind in ("State", "Organization")]
    if len(named) == 2 and any(t.lower_ == "and" for t in scene.doc[named[0].end : named[1].start]):
        tail = " ".join(scene.doc[named[1].end : said.head.i + 1].text.split())
        return [(f"{name.words} {tail}", scene.cast_of(name)) for name in named]
    return [(said.label, tuple(served))]
