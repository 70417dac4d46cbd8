"""States spoken of without their names: "the government", "his country", "the rogue regime"."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Part
from kg.nlp.headings import dateline, is_heading
from kg.nlp.phrases import Phrase
from kg.nlp.places import SUBJECT
from kg.nlp.pronouns import named_below, referent
from kg.nlp.scene import Scene
from kg.nlp.tree import Token

_NEAR = 3  # sentences back in which a state is at hand
_NEARNESS = 4  # what that weighs, in mentions
_INSIDE = frozenset({"pobj", "prep", "dobj", "acl", "pcomp", "dative"})  # within one clause
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
_BESIDE = 6  # words behind a name that may tell of what camp he is


def government(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """ "the Iraqi government", "his government", "the Blair government", "the government"."""
    if state := _owning(said, scene) or scene.state_of(served) or _seated(said, scene):
        return state
    lexicon = words("actors")
    if said.possessive is not None or said.lemma not in lexicon["ruling"]:
        return None
    if said.determiner not in ("the", "this") or set(said.modifiers) & lexicon["partial"]:
        return None
    if said.lemma == "administration" and "united-states" in scene.cast.parts:
        return "united-states"
    if said.bare and (abroad := _guests(said, scene)):
        return scene.weightiest(said.head, _state_but(abroad), near=_NEAR, nearness=_NEARNESS)
    if said.bare and said.lemma == "government" and (own := _speakers(said, scene)):
        return own
    state = _opposed(said, scene) or _at_home(said, scene) if said.bare else None
    state = state or (_governed_last(said, scene) if said.bare else None) or state_at_hand(said, scene)
    others = _dealt_with(said, scene)
    if state not in others:
        return state
    return scene.weightiest(said.head, _state_but(others), near=_NEAR, nearness=_NEARNESS)


def _dealt_with(said: Phrase, scene: Scene) -> set[ActorKey]:
    """Whom a government names beside itself, and so is not: "the government says it asked *Chad*"."""
    verb = said.head.head
    if said.head.dep_ not in SUBJECT:
        return set()
    others = named_below(verb, scene)
    for clause in verb.children:
        if clause.dep_ == "ccomp" and any(
            each.dep_ == "nsubj" and each.lower_ == "it" for each in clause.children
        ):
            named = (scene.by_token.get(each.i) for each in clause.subtree)
            others |= {key for name in named if name is not None for key in scene.cast_of(name)}
    return others


def _guests(said: Phrase, scene: Scene) -> set[ActorKey]:
    """The states of who holds an office and asks something of "the government", which is another's: "the
    Chilean minister flew to Lima. He urged the *government* to"."""
    asked = next((each for each in _above(said.head) if each.lemma_ in words("actors")["asks_of"]), None)
    asking = next(scene.governors(said.head), None) if asked is not None else None
    if asking is None or len(asking.keys) != 1 or scene.doc[asking.head].head is not asked:
        return set()
    serving = words("actors")["abroad"]
    acts_abroad = any(not serving.isdisjoint(each.split()) for each in scene.part(asking.keys[0]).offices)
    own = scene.state_of(asking.keys)
    return {own} if acts_abroad and own is not None else set()


def _above(token: Token) -> Iterator[Token]:
    """What a word hangs on, up to the next verb but one."""
    verbs = 0
    while token.head is not token and verbs < 2:
        token = token.head
        verbs += token.pos_ == "VERB"
        yield token


def _state_but(others: Container[ActorKey | None]) -> Callable[[Part], bool]:
    """Whether a part of the cast is a state and none of these."""
    return lambda part: part.type == "State" and part.key not in others


def _owning(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state whose name stands before it, wherever it is: "the *Chadian* government in Qatar"."""
    named = [key for name in said.names for key in scene.cast_of(name)]
    return scene.state_of([key for key in named if scene.part(key).type == "State"])


def _governed_last(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state whose government was spoken of last by the same word, or what is beside the state: "Peru's
    *government* ... the *government*", "the interim *government* ... the *government*"."""
    for seen in reversed(scene.seen):
        if seen.end <= said.head.i and scene.doc[seen.head].lemma_.lower() == said.lemma:
            last = scene.part(seen.keys[0]) if len(seen.keys) == 1 else None
            if last is not None and last.type == "Organization":
                return last.key
            return scene.state_of(seen.keys)
    return None


def bygone(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """The administration of who governs no longer, which is not the state of today: "the *Carter
    administration*" in an article of 1990."""
    if said.lemma != "administration" or scene.date is None:
        return None
    names = [each for each in (*said.names, *said.of) if each.kind == "Person"]
    if len(names) != 1 or not (names[0].entry or names[0].options):
        return None
    offices = [office for key in scene.cast_of(names[0]) for office in scene.part(key).offices]
    if not all(office.startswith("former ") for office in offices):
        return None
    surname = scene.doc[names[0].end - 1].text
    part = scene.cast.named("Group", f"{surname} administration")
    part.serves.update(served)
    return part.key


def _speakers(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state of who speaks of "the government" without saying whose."""
    speaker = next((seen for seen in scene.governors(said.head) if seen.speaks), None)
    return scene.state_of(speaker.keys) if speaker is not None else None


def _opposed(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state at home of an opposition that turns on "the government": its own, the one that the article is
    written from, or the one that it names most."""
    opponent = next(scene.governors(said.head), None)
    if opponent is None:
        return None
    head = scene.doc[opponent.head]
    first, last = head.left_edge.i, min(head.right_edge.i, head.i + _BESIDE)
    if all(each.lower_ != "opposition" for each in scene.doc[first : last + 1]):
        return None
    states = [key for key in scene.weight if scene.part(key).type == "State"]
    own = scene.state_of(opponent.keys) or _home(scene)
    return own or max(states, key=lambda key: scene.weight[key], default=None)


def _at_home(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state of those who deal with no government but their own: "the *Chadian* parliament backed the
    government"."""
    home = next(scene.governors(said.head), None)
    if home is None or scene.doc[home.head].lemma_.lower() not in words("actors")["domestic"]:
        return None
    return scene.state_of(home.keys)


def _seated(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state in whose capital or land a government sits: "the government *in Khartoum*"."""
    within = (each for prep in said.head.children if prep.lower_ == "in" for each in prep.children)
    names = (name for each in within if (name := scene.by_token.get(each.i)))
    entries = (name.entry for name in names if name.entry is not None)
    return next((scene.cast.known(entry).key for entry in entries if entry.type == "State"), None)


def seated(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state in whose capital a government or ministry acts: "*in Madrid*, the government said"."""
    lexicon = words("actors")
    if said.determiner != "the" or said.names or said.possessive is not None or said.of:
        return None
    ruling = said.lemma in lexicon["ruling"] or said.lemma in lexicon["state_body"]
    if not ruling or said.head.dep_ not in SUBJECT:
        return None
    fronted = (prep for prep in said.head.head.lefts if prep.dep_ == "prep" and prep.lower_ == "in")
    names = (scene.by_token.get(each.i) for prep in fronted if prep.i < said.start for each in prep.children)
    states = (name.place.capital_of for name in names if name is not None and name.place is not None)
    gazetteer = scene.cast.gazetteer
    return next((scene.cast.known(gazetteer.entries[state]).key for state in states if state), None)


def country(said: Phrase, scene: Scene) -> ActorKey | None:
    """ "the country", "his country", "the Himalayan kingdom"."""
    lexicon = words("actors")
    if said.possessive is not None and (said.possessive.pos_ == "PRON" or said.possessive.tag_ == "WP$"):
        mine = said.lemma in lexicon["own_country"] and not said.names
        return scene.state_of(referent(said.possessive, scene)) if mine else None
    if said.determiner not in ("the", "this") or said.names or said.possessive is not None:
        return None
    if said.lemma in lexicon["vague_country"] and said.bare:
        return None
    return state_at_hand(said, scene)


def state_at_hand(said: Phrase, scene: Scene) -> ActorKey | None:
    """The state that the text is about here: named often in the article and close before; of its first
    words, the one that it is written from.

    Who calls a state "the regime" speaks of another's, and who comes to "the country" or does something to it
    is of another.
    """
    visit = _visit_to(said)
    other = bool(said.modifiers) or said.lemma == "regime" or visit is not None
    own = {scene.state_of(seen.keys) for seen in scene.governors(said.head)} if other else set()
    for owner in visit.children if visit is not None else ():
        if owner.dep_ == "poss":
            own.add(scene.state_of(scene.at(owner) or referent(owner, scene)))
    acting = {scene.state_of(scene.at(each)) for each in _acting(said.head)} - {None}
    own = acting or own  # the clause around may well be the state's then

    lands = words("actors").get(f"land_{said.lemma}")
    named = any(each.kind == "State" for each in said.of)
    if lands is not None and not named and any(each.lower_ == "of" for each in said.head.rights):
        return None  # "the island of Elba"

    def fits(part: Part) -> bool:
        return part.type == "State" and part.key not in own and (lands is None or part.key in lands)

    if visit is not None and (last := scene.recent(said.head, fits, reach=_NEAR)):
        return last
    near = scene.weightiest(said.head, fits, near=_NEAR, nearness=_NEARNESS)
    if near or lands is not None or (other and said.lemma != "minister"):
        return near
    return _written_from(scene)


def _acting(state: Token) -> Iterator[Token]:
    """Who does something to a state: "*Libyan* raids into the country", "blamed *Libya* for raiding it"."""
    toward = words("actors")["toward"]
    below = state
    while (above := below.head) is not below and below.dep_ in _INSIDE:
        aimed = below.dep_ != "prep" or below.lower_ in toward
        if above.pos_ == "NOUN" and aimed:
            owners = [each for each in above.children if each.dep_ in _OWNING and each.i < above.i]
            yield from (one for each in owners for one in (each, *each.conjuncts))
        elif below.dep_ == "pcomp":
            yield from (each for each in above.head.children if each.dep_ == "dobj")
        below = above


def _visit_to(said: Phrase) -> Token | None:
    """The word by which somebody comes to a state: "a *visit* to the country", "*arrived* in the country"."""
    above = said.head.head
    if said.head.dep_ != "pobj" or above.lower_ not in ("to", "in"):
        return None
    comes = above.head
    noun = comes.pos_ == "NOUN" and comes.lemma_.lower() in words("actors")["motion"]
    return comes if noun or comes.lemma_ == "arrive" else None


def _written_from(scene: Scene) -> ActorKey | None:
    """The state from whose capital an article is written that has named nobody yet: "*NAIROBI* - The
    government"."""
    if any(not is_heading(scene.doc[seen.head]) for seen in scene.seen):
        return None
    return _home(scene)


def _home(scene: Scene) -> ActorKey | None:
    """The state whose capital a dateline names."""
    span = dateline(scene.doc)
    if span is None:
        return None
    gazetteer = scene.cast.gazetteer
    found = gazetteer.places_folded(scene.doc.text[slice(*span)])
    states = [gazetteer.entries[place.capital_of] for place in found if place.capital_of]
    return scene.cast.known(states[0]).key if states else None
