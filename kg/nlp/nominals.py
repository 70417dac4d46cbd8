"""Nouns that stand for actors: "the minister", "U.S. officials", "his government", "both sides"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.bodies import institution, is_named_band, organisation, partial
from kg.nlp.cast import Part
from kg.nlp.groups import EACH, apposed_names, counted, enumerated, group, namesakes, pair, told_apart
from kg.nlp.name import Name
from kg.nlp.phrases import Phrase, phrase
from kg.nlp.places import SUBJECT
from kg.nlp.pronouns import referent
from kg.nlp.roles import alone, bearer, company, latter, person, some_of, tells_age, voice
from kg.nlp.scene import Scene
from kg.nlp.states import bygone, country, government, seated
from kg.nlp.tree import Token

Resolved = tuple[tuple[ActorKey, ...], str]
NOBODY: Resolved = ((), "nominal")
_TABLES = (
    "office", "voice", "person", "group", "collective", "government", "country", "institution", "bloc",
    "pair_of_any", "pair_of_states", "pair_of_people", "epithet", "career", "company",
)  # fmt: skip


def resolved(head: Token, scene: Scene) -> Resolved:
    """The actors that a noun stands for, and the form of the mention; nobody when it is no actor's word."""
    lemma = head.lemma_.lower()
    lexicon = words("actors")
    acting = head.head.lemma_ if head.tag_ == "NNS" and head.dep_ == "nsubj" else ""
    speaking = acting in lexicon["say_strictly"] or acting in lexicon["rallying"]
    if lemma in lexicon["alone"] or head.tag_ == "CD" or head.lower_ in lexicon["numbering"]:
        some = some_of(head, scene) or (alone if lemma in lexicon["alone"] else counted)(head, scene)
        return some, "nominal" if lemma in lexicon["alone"] else "group"
    if lemma in lexicon["latter"]:
        return latter(head, scene), "office"
    if head.tag_ == "NNPS" and (states := namesakes(head, scene)):
        return states, "group"
    if _tells_how(head):
        return NOBODY
    double = _is_body_of_two_words(head)
    aged = head.dep_ in SUBJECT and tells_age(head)
    if head.dep_ in ("attr", "oprd", "compound") or not (lemma in _nouns() or speaking or double or aged):
        return NOBODY
    if _serves_another(head, scene):
        return NOBODY
    if keys := told_apart(head, scene):
        return keys, "group"
    if keys := _apposed(head, scene):
        _side_with(head, scene.part(keys[0]), scene)
        return keys, "office"
    said = phrase(head, scene.by_token)
    if lemma in lexicon["grounds"] and _is_ground(said):
        return NOBODY
    served = _served(said, scene)
    if said.plural or said.determiner == "neither":
        return _plural(said, served, scene)
    each = said.determiner in EACH and lemma in lexicon["pair_of_any"] and not any(head.rights)
    if each and (keys := pair(said, scene)):
        return keys, "group"
    if lemma in lexicon["ruling"] and (
        set(said.modifiers) & lexicon["partial"] or _is_of_a_part(said, served, scene)
    ):
        return partial(said, served, scene), "nominal"
    if past := bygone(said, served, scene):
        return (past,), "group"
    if lemma in lexicon["government"] and (state := government(said, served, scene)):
        return (state,), "nominal"
    if lemma in lexicon["country"] and (state := country(said, scene)):
        return (state,), "nominal"
    if (aged or lemma in lexicon["epithet"] or lemma in lexicon["career"]) and (keys := bearer(said, scene)):
        return keys, "office"
    if lemma in lexicon["company"]:
        return company(said, scene), "office"
    if lemma in lexicon["office"] or lemma in lexicon["person"]:
        return person(said, served, scene)
    if lemma in lexicon["voice"]:
        return voice(said, served, scene)
    if lemma in lexicon["attitude"] and _is_attitude(said):
        return NOBODY
    if lemma in lexicon["collective"]:
        plain = not served and words("actors")["many"].issuperset(said.modifiers)
        meant = said.definite and (plain or is_named_band(said))
        named = organisation(said, scene) if meant else None
        return ((named,), "nominal") if named else (group(said, served, scene), "group")
    if lemma in lexicon["kind_party"] and (own := _own_party(said, scene)):
        return own, "nominal"
    if lemma in lexicon["institution"] or lemma in lexicon["bloc"] or (double and served):
        return institution(said, served, scene), "nominal"
    return NOBODY


def _tells_how(head: Token) -> bool:
    """Whether a noun only says by whom something is held or led: "the *army*-ruled state"."""
    end = head.i + 2
    return end < len(head.doc) and head.nbor(1).text == "-" and head.nbor(2).tag_ in ("VBN", "VBD")


def _own_party(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """The party of the person whom a possessive stands for: "*Quill* of the Green Party said *his party*"."""
    if said.possessive is None or said.modifiers or said.names or said.possessive.tag_ != "PRP$":
        return ()
    owner = referent(said.possessive, scene)
    of = scene.part(owner[0]).of if len(owner) == 1 and scene.part(owner[0]).type == "Person" else ()
    kind = words("actors")["kind_party"]
    parties = [key for key in of if scene.part(key).type == "Organization"]
    named = [key for key in parties if not kind.isdisjoint(scene.part(key).label.lower().split())]
    return tuple(named) if len(named) == 1 else ()


def _is_ground(said: Phrase) -> bool:
    """Whether a word for those of one mind tells of a place: "the refugee *camp*", "a *camp* near Jenin"; not
    "Quill's *camp*", "the opposition *camp*", "both *camps*"."""
    lexicon = words("actors")
    apart = said.determiner in EACH or any(each.lower_ in lexicon["both"] for each in said.head.children)
    if apart or said.possessive is not None or any(name.kind != "Place" for name in said.names):
        return False
    return not any(word in lexicon["partisan"] or word.startswith(_SIDING) for word in said.modifiers)


def _is_body_of_two_words(head: Token) -> bool:
    """Whether it takes two words to name a body: "the Chadian *air force*", which no other force is."""
    if not head.i or head.tag_ != "NN":
        return False
    return f"{head.nbor(-1).lower_} {head.lower_}" in words("actors")["institution"]


def _is_attitude(said: Phrase) -> bool:
    """Whether a word for a group tells what somebody thinks of a thing: "*opposition* to the plan", "stiff
    *resistance* from Peru", "dropped his *opposition*"."""
    if said.possessive is not None and said.possessive.tag_ == "PRP$" and said.head.dep_ == "dobj":
        return True
    after = {each.lower_ for each in said.head.rights if each.dep_ == "prep"}
    end = said.head.i + 1
    own = said.possessive is not None and end < len(said.head.doc) and said.head.doc[end].lower_ == "to"
    return own or "from" in after or ("to" in after and not said.definite)


_SIDING = ("pro-", "anti-")


@cache
def _nouns() -> frozenset[str]:
    lexicon = words("actors")
    return frozenset().union(*(lexicon[table] for table in _TABLES))


def _apposed(head: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """The named actor that the noun describes: "the foreign minister, Igor Ivanov"."""
    principals = [
        each
        for prep in head.children
        if _leads_to_principal(prep)
        for each in prep.children
        if _serves_another(each, scene)
    ]
    again = [each for each in head.children if each.dep_ == "appos" and each.i not in scene.by_token]
    near = [each for noun in (head, *again, *principals) for each in noun.children]
    far = [each for noun in _ends(head) for each in noun.children]
    for child in (*near, *far):
        if (
            child.dep_ == "appos"
            and (name := scene.by_token.get(child.i))
            and name.kind != "Place"
            and name.form == "name"
        ):
            keys = _all_of(child, scene) if head.tag_ in ("NNS", "NNPS") else scene.cast_of(name)
            part = scene.part(keys[0]) if keys else None
            if part is not None and _agrees(head, part) and (part.type == "Person" or child in near):
                return keys
    if (name := _named_at_the_end(head, scene) or _named_twice(head, scene)) is not None:
        return scene.cast_of(name)
    if head.dep_ == "appos" and (keys := scene.at(head.head)) and _agrees(head, scene.part(keys[0])):
        return keys
    return ()


def _all_of(name: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """Whom several are told to be: "two countries, *Peru* and *Chile*"."""
    named = (scene.by_token.get(each.i) for each in (name, *name.conjuncts))
    return tuple(dict.fromkeys(key for each in named if each is not None for key in scene.cast_of(each)))


def _side_with(head: Token, part: Part, scene: Scene) -> None:
    """Note the state that a person acts for, where only a pronoun tells it: "*its* envoy, Ali Quill"."""
    if part.type != "Person" or part.serves or head.lemma_.lower() in words("actors")["office_of_any"]:
        return
    if any(each.tag_ == "PRP$" for each in head.children):
        part.serves.update(_served(phrase(head, scene.by_token), scene))


def _ends(head: Token) -> Iterator[Token]:
    """The nouns in the phrases behind an office that stand for no person, so that a person apposed is its
    holder: "the envoy to *Chad*, Ali Quill"."""
    lexicon = words("actors")
    for prep in head.children:
        for noun in prep.children if prep.dep_ == "prep" and prep.i > head.i else ():
            lemma = noun.lemma_.lower()
            if noun.dep_ == "pobj" and lemma not in lexicon["office"] and lemma not in lexicon["person"]:
                yield noun
                yield from _ends(noun)


def _named_at_the_end(head: Token, scene: Scene) -> Name | None:
    """Whose name the parse hangs on what his office is of: "head of the delegation *Ali Quill*", "minister of
    trade of Chad *Ali Quill*"."""
    for prep in head.rights:
        if prep.dep_ != "prep" or prep.lower_ not in ("of", "for", "to", "on"):
            continue
        for noun in prep.children:
            name = scene.by_token.get(noun.i + 1)
            named = name is not None and name.kind == "Person" and name.start == noun.i + 1
            if named and noun.dep_ == "pobj" and noun.lemma_.lower() not in words("actors")["office"]:
                return name
            if (own := scene.by_token.get(noun.i)) is not None and _is_behind_body(own, prep, scene):
                return own
            fielded = noun.dep_ == "pobj" and noun.lower_ in words("role")["portfolios"]
            if fielded and (own := _named_at_the_end(noun, scene)) is not None:
                return own
    return None


def _is_behind_body(name: Name, prep: Token, scene: Scene) -> bool:
    """Whether a name that the parse takes for what an office is of stands behind what it is of: "head of the
    *parliament* Ali Quill", "minister of *Kenya* Ali Quill"."""
    at = name.start - 1
    if name.kind != "Person" or at <= prep.i:
        return False
    body, before = scene.by_token.get(at), prep.doc[at]
    if body is not None:
        return body.kind != "Person"
    lexicon = words("actors")
    bodies = lexicon["institution"] | lexicon["government"]
    told = before.lower_ in bodies or (before.is_title and before.lower_ in words("role")["portfolios"])
    return before.dep_ == "compound" and told


def _named_twice(head: Token, scene: Scene) -> Name | None:
    """Who holds two offices named before him: "Deputy *Premier* and Minister of Trade Ali Quill", "Deputy
    *Premier* and Minister of Trade of Chad Ali Quill"."""
    doc, at = head.doc, head.i + 1
    if not head.is_title or at + 1 >= len(doc) or doc[at].lower_ != "and" or not doc[at + 1].is_title:
        return None
    offices = words("actors")["office"]
    others = (each for each in head.children if each.dep_ == "conj")
    named = (
        scene.by_token.get(each.i) or (each.lower_ in offices and _named_at_the_end(each, scene)) or None
        for each in others
    )
    name = next(named, None)
    if name is None or name.kind != "Person" or any(each.dep_ == "det" for each in head.children):
        return None
    return name if any(each.lower_ in offices for each in doc[at + 1 : name.start]) else None


def _serves_another(head: Token, scene: Scene) -> bool:
    """Whether an unknown name after an office is not who holds it, but who works for him.

    "A spokesman for the president, *Ali Quill*": had Quill been president, the world would know.
    """
    if head.dep_ != "pobj" or not _leads_to_principal(head.head):
        return False
    names = (scene.by_token.get(each.i) for each in head.children if each.dep_ == "appos")
    return any(name is not None and name.entry is None and name.kind == "Person" for name in names)


def _leads_to_principal(prep: Token) -> bool:
    return (
        prep.dep_ == "prep" and prep.lower_ in ("for", "to") and prep.head.lemma_ in words("actors")["aide"]
    )


def _agrees(head: Token, part: Part) -> bool:
    lemma = head.lemma_.lower()
    lexicon = words("actors")
    if part.type == "Person":
        is_one = head.tag_ not in ("NNS", "NNPS")
        return is_one and (lemma in lexicon["office"] or lemma in lexicon["person"])
    if part.type == "State":
        return lemma in lexicon["country"]
    return any(lemma in lexicon[name] for name in ("institution", "bloc", "collective", "group"))


def _served(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """The states and organisations that a phrase names as the ones served or meant."""
    keys = [key for name in (*said.names, *said.of) for key in scene.cast_of(name)]
    if said.possessive is not None and not keys:
        keys = list(scene.at(said.possessive) or referent(said.possessive, scene))
    if not keys and (seat := seated(said, scene)):
        keys = [seat]
    served: list[ActorKey] = []
    for key in keys:
        if scene.part(key).type == "Person":
            served += [state] if (state := scene.state_of([key])) else []
        else:
            served.append(key)
    return tuple(dict.fromkeys(served))


def _is_of_a_part(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> bool:
    """Whether a government is not the state's: "the *interim* government", "the *Kurdish* government"."""
    if set(said.modifiers) & words("actors")["partial"]:
        return True
    parts = any(name.kind in ("Group", "Place") for name in said.names)
    return parts and not any(scene.part(key).type == "State" for key in served)


def _is_group(said: Phrase) -> bool:
    """Whether a plural noun is people's: by the word itself, or because it says something."""
    lexicon = words("actors")
    if any(said.lemma in lexicon[table] for table in ("group", "collective", "office", "person")):
        return True
    if said.lemma in lexicon["institution"]:
        return bool(said.modifiers or said.names)
    verb = said.head.head
    speaks = said.head.dep_ == "nsubj" and verb.lemma_ in lexicon["say_strictly"]
    return speaks and said.head.tag_ == "NNS" and said.lemma not in lexicon["saying_thing"] | lexicon["voice"]


def _governed(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> tuple[ActorKey, ...]:
    """The states whose governments are spoken of together: "the military regimes in *Mali and Niger*"."""
    lexicon = words("actors")
    own = lexicon["partial"].isdisjoint(said.modifiers) and said.possessive is None
    several = len(served) > 1 and all(scene.part(key).type == "State" for key in served)
    return tuple(served) if own and several else ()


def _plural(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> Resolved:
    lexicon = words("actors")
    if said.lemma in lexicon["governments"] and (states := _governed(said, served, scene)):
        return states, "nominal"
    people = any(said.lemma in lexicon[each] for each in ("office", "person", "group"))
    if people and (keys := apposed_names(said, scene)):
        return keys, "group"
    counted = said.definite or said.determiner in ("all", "neither") or said.determiner in lexicon["number"]
    if counted and (keys := pair(said, scene)):
        return keys, "group"
    if not _is_group(said):
        return NOBODY
    if keys := enumerated(said, scene):
        return keys, "group"
    if said.lemma in lexicon["government"] and (state := scene.state_of(served)):
        return (state,), "nominal"
    return group(said, served, scene), "group"
