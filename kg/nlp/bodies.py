"""Organisations spoken of by their kind: "the ministry", "the alliance", "its army"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Part
from kg.nlp.phrases import Phrase
from kg.nlp.scene import Scene
from kg.nlp.states import state_at_hand

# of a body of states, not it, or of all states
_ORGANS = ("commission", "parliament", "court", "security council", "united nations")
Bodies = tuple[ActorKey, ...]
_KINDS = {
    "intergovernmental": "kind_intergovernmental",
    "media": "kind_media",
    "company": "kind_company",
    "party": "kind_party",
    "armed-group": "kind_armed",
    "ngo": "kind_ngo",
}


def institution(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Bodies:
    """A ministry, a party, an army: its own actor with its state; with "the" alone, one already named."""
    lexicon = words("actors")
    if said.lemma == "station" and not _airs(said):
        return ()
    if _airs(said) and (spoken := _medium(said, served, scene)):
        return spoken
    if said.determiner in lexicon["fresh"] and not said.names:
        return ()
    if said.lemma in ("office", "conference", "service", "campaign", "intelligence"):
        return _office_of(said, served, scene)
    if known := _known(said, scene):
        return (known,)
    if said.definite and not served and not _of_a_side(said) and (key := organisation(said, scene)):
        return (key,)
    state = scene.state_of(served)
    if same := _same_of(said, state, scene):
        return (same,)
    if served or said.lemma in lexicon["body"]:
        if not served and not said.modifiers and said.lemma in lexicon["state_body"]:
            state = _of_who_orders(said, scene) or state_at_hand(said, scene)
            if same := _same_of(said, state, scene):
                return (same,)
        part = scene.cast.named("Organization", said.label)
        part.serves.update(served or filter(None, [state]))
        return (part.key,)
    return ()


def _airs(said: Phrase) -> bool:
    """Whether a noun is that of a paper or a station that speaks: "the rebel *radio*", "a radio *station*",
    not "a police *station*"."""
    lexicon = words("actors")
    if said.lemma not in ("station", "channel", "agency"):
        return said.lemma in lexicon["airs"]
    named = {word for name in said.names for word in name.words.lower().split()}
    return not lexicon["airing"].isdisjoint({*said.modifiers, *named})


def _medium(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Bodies:
    """A station right behind its own name is what the name tells, "the *Radio Quill* station"; one that is
    told to be somebody's is an actor of its own: "*state* radio", "a *private* television station"."""
    last = said.names[-1] if said.names else None
    if last is not None and last.kind == "Organization" and scene.by_token.get(said.head.i - 1) is last:
        return scene.cast_of(last)
    placed = last is not None and last.kind == "Place" and scene.by_token.get(said.head.i - 1) is last
    told = words("actors")["owned_medium"].intersection(said.label.lower().replace("-", " ").split())
    if served or not (placed or told):
        return ()
    if said.definite and not _of_a_side(said) and (key := organisation(said, scene)):
        return (key,)
    part = scene.cast.named("Organization", said.label)
    return (part.key,)


def _known(said: Phrase, scene: Scene) -> ActorKey | None:
    """The known body whose name a paper writes in small letters: "the *international court of justice*"."""
    if " " not in said.label or (said.label.count(" ") < 2 and said.label.islower()):
        return None
    found = {each.entry.id: each.entry for each in scene.cast.gazetteer.actors_folded(said.label)}
    bodies = [entry for entry in found.values() if entry.type == "Organization"]
    return scene.cast.known(bodies[0]).key if len(bodies) == 1 else None


def _of_a_side(said: Phrase) -> bool:
    """Whether a word tells whose a body is, though not by name: "the *rebel* command"."""
    return not words("actors")["side"].isdisjoint(said.modifiers)


def _of_who_orders(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state of whoever gives a body orders: "he *instructed* the army to leave"."""
    verb = said.head.head
    ordered = {verb.lemma_, verb.head.lemma_} & words("actors")["command"]
    if not ordered or said.head.dep_ not in ("dobj", "nsubj"):
        return None
    return next((state for seen in scene.governors(said.head) if (state := scene.state_of(seen.keys))), None)


def partial(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Bodies:
    """ "the interim government": an actor beside the state."""
    part = scene.cast.named("Organization", said.label)
    part.serves.update(served)
    return (part.key,)


def organisation(said: Phrase, scene: Scene) -> ActorKey | None:
    """The organisation mentioned last whose name has this noun, else the last of the noun's kind."""

    fields = words("actors")["domain"].intersection(said.modifiers)  # "the *foreign* ministry"

    def named(part: Part) -> bool:
        if part.type != "Organization" or said.lemma not in part.label.lower().split(" of ")[0].split():
            return False
        return fields <= set(part.label.lower().split())

    def of_kind(part: Part) -> bool:
        sector = part.entry.sector if part.entry else None
        if said.lemma in words("actors")["of_states"] and part.label.lower().endswith(_ORGANS):
            return False
        return part.type == "Organization" and sector is not None and said.lemma in _nouns(sector)

    def unknown(part: Part) -> bool:
        named = part.type == "Organization" and part.entry is None and not part.label.islower()
        return named and said.lemma in words("actors")["bloc"]

    if found := scene.recent(said.head, named):
        return found
    if fields and said.lemma in _ORGANS:  # "the *election* commission"
        return None
    told = any(said.lemma in _nouns(sector) for sector in _KINDS)
    if told and (found := scene.foremost(said.head, of_kind)):
        return found
    return scene.recent(said.head, unknown, reach=2)


def is_named_band(said: Phrase) -> bool:
    """Whether words only describe an armed group that has a name: "the *militant* group"."""
    lexicon = words("actors")
    told = said.determiner == "the" and said.possessive is None and said.lemma in lexicon["kind_armed"]
    before = {*said.modifiers, *(name.words.lower() for name in said.names)}
    return told and before <= lexicon["militant"] and not said.of


def _nouns(sector: str) -> frozenset[str]:
    return words("actors")[_KINDS[sector]] if sector in _KINDS else frozenset()


def _office_of(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Bodies:
    """ "the president's office", "the presidential office", "the Trump campaign", "US intelligence"; a press
    conference is nobody."""
    if said.lemma == "conference" and {"press", "news"} & set(said.label.lower().split()):
        return ()
    owned = said.possessive is not None and said.possessive.pos_ != "PRON"
    owned = owned or (said.definite and not words("actors")["officed"].isdisjoint(said.modifiers))
    if not owned and not (said.names and said.lemma in ("campaign", "intelligence", "service", "office")):
        return ()
    part = scene.cast.named("Organization", said.label)
    part.serves.update(served or filter(None, [state_at_hand(said, scene)]))
    return (part.key,)


def _same_of(said: Phrase, state: ActorKey | None, scene: Scene) -> ActorKey | None:
    """The organisation of this state that goes by the same last words already."""
    if state is None:
        return None
    tail = tail_of(said.label)
    for part in scene.cast.parts.values():
        if part.type == "Organization" and state in part.of and tail_of(part.label)[-len(tail) :] == tail:
            return part.key
    return None


def tail_of(label: str) -> tuple[str, ...]:
    """The last words of an organisation's label, its state left out: "foreign ministry"."""
    return tuple(label.lower().replace("’s", "'s").replace("'s", "").split()[1:][-2:]) or (label.lower(),)
