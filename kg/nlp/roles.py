"""People spoken of by what they do: "the minister", "a senior official"; papers that speak for someone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.lexicon import words
from kg.model import ActorKey, ActorType
from kg.nlp.cast import Part
from kg.nlp.offices import asked, fits, holder
from kg.nlp.phrases import Phrase, phrase
from kg.nlp.places import SUBJECT
from kg.nlp.pronouns import named_below, referent
from kg.nlp.scene import Scene
from kg.nlp.states import state_at_hand
from kg.nlp.tree import Token

_COMPANY = 6  # sentences back in which somebody was told of who is a guest
_NEAR = 4  # sentences back in which those were spoken of whom "another" is one of


def person(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> tuple[tuple[ActorKey, ...], str]:
    """Somebody by office or occupation: one of the cast, of the gazetteer, or a new unnamed person."""
    lexicon = words("actors")
    fresh = said.determiner in lexicon["fresh"]
    ours = said.possessive is not None and said.possessive.lower_ in ("our", "my")
    if ours and said.head.i not in scene.quoted:
        return ((), "nominal")  # the writer's own, whom nobody has named
    if said.lemma == "counterpart":
        return (_counterpart(said, scene), "office")
    if not (said.definite or fresh or said.names or said.modifiers):
        return ((), "nominal")
    if not fresh and said.lemma in lexicon["personal"] and (lord := _lord(said, scene)):
        return ((_servant(said, lord, served, scene),), "office")
    if said.lemma in lexicon["unnamed"] and served and (key := _compatriot(said, served, scene)):
        return (key,), "office"
    if not fresh and (key := _one_of_the_cast(said, served, scene) or _office_holder(said, served, scene)):
        return (key,), "office"
    if said.definite and said.bare and " " not in said.label:
        return (_sitting(said, scene), "office")
    if key := _told_more_of(said, served, scene):
        return (key,), "office"
    label = f"{said.determiner} {said.label}" if said.determiner in ("one", "another") else said.label
    part = scene.cast.named("Person", label, fresh=fresh)
    part.nameless = True
    part.serves.update(served)
    part.offices.update(_offices(said))
    return (part.key,), "nominal"


def _counterpart(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """Who has the office of another state that somebody has of his: "met *her Malian counterpart*" where the
    minister of Mali has a name elsewhere."""
    owner = referent(said.possessive, scene) if said.possessive is not None else ()
    states = {key for name in said.names for key in scene.cast_of(name) if scene.part(key).type == "State"}
    if len(owner) != 1 or len(states) != 1 or said.plural or not said.head.is_alpha:
        return ()
    held = scene.part(owner[0]).offices
    alike = [
        part.key
        for part in scene.cast.parts.values()
        if part.type == "Person"
        and part.key != owner[0]
        and part.of.issuperset(states)
        and not held.isdisjoint(part.offices)
    ]
    return tuple(alike) if len(alike) == 1 else ()


def _offices(said: Phrase) -> Iterator[str]:
    """What an unnamed person may be called later: "a former official" is "the official" too."""
    told = asked(said)
    yield " ".join(told)
    if said.lemma in words("actors")["unnamed"]:
        yield " ".join(word for word in told if word not in words("role")["former"])


def _told_more_of(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """The person just quoted of whom the next sentence tells another occupation.

    "'No,' said analyst Ali Quill. *The Lagos-based columnist* warned that"
    """
    lexicon = words("actors")
    if not said.definite or said.lemma not in lexicon["person"]:
        return None
    if said.lemma in lexicon["unnamed"]:
        return _compatriot(said, served, scene)
    if said.lemma in lexicon["office"]:
        return None
    last = scene.last_report(said.head) if said.head.dep_ in SUBJECT else None
    if last is None or last.form != "name" or scene.sentence[said.head.i] - last.sentence != 1:
        about = _told_before(said, scene) if said.head.dep_ in SUBJECT and not served else ()
        named = len(about) == 1 and not scene.part(about[0]).nameless
        return about[0] if named and said.possessive is None else None
    person, state = last.keys[0], scene.state_of(served)
    if scene.part(person).type != "Person" or said.possessive is not None:
        return None
    own = scene.state_of([person])
    return person if own is None or state in (None, own) else None


def _compatriot(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """The office holder of whom the next sentence tells whose he is: "*Minister Quill* said so. The *Malian
    official* left"; of a diplomat who serves no state, where he is from."""
    if said.determiner != "the" or said.head.dep_ not in SUBJECT or said.modifiers or len(served) != 1:
        return None
    about = _told_before(said, scene)
    if len(about) != 1:
        return None
    part = scene.part(about[0])
    if part.nameless or part.type != "Person" or not part.offices:
        return None
    own = scene.state_of(about)
    stateless = own is None and (said.lemma == "diplomat" or not part.of)
    return part.key if own in served or stateless else None


def _sitting(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """Who sits in a parliament, as the sentence before tells: "*Senator Quill* left. The *lawmaker*"."""
    lexicon = words("actors")
    if said.lemma not in lexicon["sitting"] or said.head.dep_ not in SUBJECT:
        return ()
    about = _told_before(said, scene)
    parts = [scene.part(key) for key in about]
    told = [each for part in parts for each in (*part.offices, *(scene.part(of).label for of in part.of))]
    held = {word for each in told for word in each.lower().split()}
    return about if len(about) == 1 and not lexicon["sits"].isdisjoint(held) else ()


def _lord(said: Phrase, scene: Scene) -> ActorKey | None:
    """The person whose spokesman or aide a phrase names: "Quill's spokesman"."""
    owner = scene.at(said.possessive) if said.possessive is not None else ()
    return owner[0] if len(owner) == 1 and scene.part(owner[0]).type == "Person" else None


def _servant(said: Phrase, lord: ActorKey, served: Sequence[ActorKey], scene: Scene) -> ActorKey:
    """Somebody's own spokesman or aide: one who is told to be his, else an unnamed person."""
    if key := scene.recent(said.head, lambda part: fits(part, said, (lord,))):
        return key
    if key := scene.anyone(lambda part: fits(part, said, (lord,))):
        return key
    part = scene.cast.named("Person", said.label)
    part.nameless = True
    part.serves.update((*served, lord))
    part.offices.add(" ".join(asked(said)))
    return part.key


def bearer(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """Whom a word calls by what he is besides: who the sentence before is about, "*Ali Quill* left. The
    tycoon said so". His age or what he was says as much before any verb: "The *former general* left"."""
    lexicon = words("actors")
    if said.head.dep_ not in SUBJECT or said.plural or not said.definite or said.possessive is not None:
        return ()
    once = not lexicon["once"].isdisjoint(said.modifiers)
    calls = said.lemma in lexicon["epithet"] and said.head.head.lemma_ in lexicon["say"]
    if not (calls or tells_age(said.head) or once):
        return ()
    return _told_before(said, scene)


def tells_age(head: Token) -> bool:
    """Whether a noun phrase tells somebody's age: "the *64-year-old* Socialist"."""
    noun = next((each for each in head.children if each.lower_ == "old"), head)
    return noun.lower_ == "old" and any(each.lower_ == "year" for each in noun.children)


def _told_before(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """The person whom the sentence before is about; nobody for one told apart: "the professor *of law*"."""
    if any(each.dep_ in ("prep", "acl", "relcl") for each in said.head.rights):
        return ()
    for seen in reversed(scene.seen):
        if scene.told_since(seen, said.head) > 1:
            break
        about = seen.main and seen.sentence < scene.sentence[said.head.i]
        if about and all(scene.part(key).type == "Person" for key in seen.keys):
            return seen.keys
    return ()


def company(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """Who is with somebody: "Roe received *Quill*. He thanked his *visitor*"."""
    if said.possessive is None or said.plural:
        return ()
    owner = scene.at(said.possessive) or referent(said.possessive, scene)
    if len(owner) != 1 or scene.part(owner[0]).type != "Person":
        return ()

    def named(part: Part) -> bool:
        return part.type == "Person" and not part.nameless and part.key not in owner

    key = scene.recent(said.head, lambda part: named(part) and _comes(part, said.head, scene), reach=_COMPANY)
    key = key or scene.recent(said.head, named, reach=1)
    return (key,) if key else ()


def _comes(part: Part, token: Token, scene: Scene) -> bool:
    """Whether the text told before a word that a person came or was received: "*Quill* flew to Lima"."""
    verbs = (
        scene.doc[seen.head].head.lemma_
        for seen in scene.seen
        if seen.end <= token.i and part.key in seen.keys and scene.doc[seen.head].dep_ in ("nsubj", "dobj")
    )
    return not words("actors")["coming"].isdisjoint(verbs)


def latter(head: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """Of two persons or states that the sentence before names the second: "Roe met *Quill*. The *latter*"."""
    here = scene.sentence[head.i]
    if not head.i or head.nbor(-1).lower_ != "the" or head.dep_ not in SUBJECT:
        return ()
    for kind in ("Person", "State"):
        named = [
            key
            for seen in scene.seen
            if seen.sentence == here - 1 and seen.form in ("name", "office")
            for key in seen.keys
            if scene.part(key).type == kind
        ]
        if len(two := tuple(dict.fromkeys(named))) == 2:
            return two[1:]
    return ()


def some_of(head: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """ "Two of the officials said": some of those told of, one of them a person."""
    lexicon = words("actors")
    those = (noun for prep in head.children if prep.lower_ == "of" for noun in prep.children)
    noun = next((each for each in those if each.lemma_.lower() in lexicon["group"]), None)
    if noun is None or head.dep_ != "nsubj" or head.head.lemma_ not in lexicon["say"]:
        return ()
    one = head.lower_ in lexicon["alone"]
    label = " ".join(scene.doc[head.i : noun.i + 1].text.lower().split())
    part = scene.cast.named("Person" if one else "Group", label, fresh=one)
    part.nameless = one
    part.offices.add(noun.lemma_.lower())
    return (part.key,)


def alone(head: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """ "Another said": one more of the unnamed people spoken of last."""
    if head.dep_ != "nsubj" or head.head.lemma_ not in words("actors")["say_strictly"]:
        return ()

    def unnamed(part: Part) -> bool:
        return part.nameless or part.type == "Group"

    said = next((key for key in scene.last_speaker(head) if unnamed(scene.part(key))), None)
    like = said or scene.recent(head, unnamed, reach=_NEAR)
    if like is None:
        return ()
    part = scene.cast.named("Person", f"{head.lower_} {_one_of(like, scene)}", fresh=True)
    part.nameless = True
    part.serves.update(scene.part(like).serves)
    part.offices.add(_one_of(like, scene))
    return (part.key,)


def _one_of(like: ActorKey, scene: Scene) -> str:
    """What one of the unnamed is called: "diplomat", of "two Western experts" a "Western expert"."""
    if offices := sorted(scene.part(like).offices):
        return offices[0].split()[-1]
    heads = (scene.doc[seen.head] for seen in reversed(scene.seen) if like in seen.keys)
    noun = next((each for each in heads if each.pos_ == "NOUN"), None)
    if noun is None:
        return "person"
    counted = {each.text for each in noun.children if each.dep_ == "nummod"}
    *which, last = (word for word in scene.part(like).label.split() if word not in counted)
    return " ".join((*which, noun.lemma_.lower())) if last == noun.text else noun.lemma_.lower()


def _one_of_the_cast(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """The person mentioned last whose office the words fit; of presidents, the one spoken of most."""
    verb = said.head.head
    others = scene.dealt_with(verb) | named_below(verb, scene) if said.head.dep_ in SUBJECT else set()

    def suits(part: Part) -> bool:
        return part.key not in others and fits(part, said, served)

    def unnamed(part: Part) -> bool:
        return part.nameless and suits(part)

    spoke = scene.last_speaker(said.head)
    if said.bare and len(spoke) == 1 and not served and _goes_on(said) and suits(scene.part(spoke[0])):
        return spoke[0]
    if said.lemma in words("actors")["unnamed"]:
        if said.definite and not served and (key := _numbered(said, scene)):
            return key
        if said.bare and len(spoke) == 1 and unnamed(scene.part(spoke[0])):
            return spoke[0]
        if said.bare and said.lemma == "source" and len(spoke) == 1 and scene.part(spoke[0]).nameless:
            return spoke[0]
        if key := scene.recent(said.head, unnamed):
            return key
    if (
        said.lemma in words("actors")["unnamed"]
        and said.lemma != "diplomat"
        and not (served and said.definite)
    ):
        return None
    if said.bare and not served and said.lemma in words("actors")["top"]:
        return scene.weightiest(said.head, suits, near=_NEAR, nearness=_NEAR)
    if key := (scene.foremost if said.bare and not served else scene.recent)(said.head, suits):
        return key
    return scene.anyone(suits) if served or said.modifiers else None


def _numbered(said: Phrase, scene: Scene) -> ActorKey | None:
    """Which of several unnamed people is meant by a number: "One diplomat said so. A second one denied it.
    The *first* diplomat"."""
    number = next((each for each in said.modifiers if each in words("actors")["ordinal"]), None)
    if number is None:
        return None
    those = dict.fromkeys(
        key
        for seen in scene.seen
        for key in seen.keys
        if (part := scene.part(key)).nameless
        and any(each.split()[-1:] == [said.lemma] for each in part.offices)
    )
    if number == "first":
        return next(iter(those), None) if len(those) > 1 else None
    return next((key for key in those if number in scene.part(key).label.split()), None)


def _goes_on(said: Phrase) -> bool:
    """Whether somebody does one thing more after what he said: "the minister *also* called on"."""
    further = words("actors")["further"]
    return said.head.dep_ in SUBJECT and any(each.lower_ in further for each in said.head.head.children)


def _office_holder(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> ActorKey | None:
    """Who held the office then by the gazetteer; a state has many officials and spokesmen."""
    if said.lemma in words("actors")["unnamed"] or said.lemma in words("actors")["spokesman"]:
        return None
    states = [key for key in served if scene.part(key).known] or _own_state(said, scene)
    person = holder(said, states, scene.cast.gazetteer, scene.date)
    if person is None:
        return None
    part = scene.cast.known(scene.cast.gazetteer.entries[person])
    part.serves.update(states)
    part.offices.add(" ".join(asked(said)))
    return part.key


def _own_state(said: Phrase, scene: Scene) -> list[ActorKey]:
    """The state whose "president" an article means without saying: the one mentioned last; the Pope's.

    Nobody's if he was told of before any state was: readers of "The *President* met Chancellor Quill of Peru"
    know whose he is.
    """
    if said.lemma in ("pope", "pontiff") and said.definite:
        return [scene.cast.known(scene.cast.gazetteer.entries["vatican"]).key]
    if not said.definite or said.lemma not in ("president", "minister", "premier", "king", "chancellor"):
        return []
    if said.bare and any(_is_unknown(each, said, scene) for each in scene.doc.tokens[: said.start]):
        return []
    state = state_at_hand(said, scene)
    return [state] if state else []


def _is_unknown(before: Token, said: Phrase, scene: Scene) -> bool:
    """Whether the same words stood for nobody before."""
    same = before.lower_ == said.head.lower_ and before.text == said.head.text and before.i > 0
    return same and before.nbor(-1).lower_ == said.determiner and not scene.at(before)


def voice(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> tuple[tuple[ActorKey, ...], str]:
    """A statement that "says" something: who issued it."""
    verb = said.head.head
    if said.head.dep_ != "nsubj" or verb.pos_ != "VERB" or said.plural:
        return ((), "nominal")
    keys = tuple(served[:1]) or _issued_by(said, scene) or _of_kind(said, scene) or _same_paper(said, scene)
    if not keys and said.definite and said.possessive is None and not said.names:
        keys = scene.last_speaker(said.head)
    return keys, "metonym"


def _same_paper(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """Whose "the statement" is when one was told of before: "according to a *U.S.* statement"."""
    if not said.definite or not said.bare:
        return ()
    for token in reversed(scene.doc[: said.start]):
        if scene.sentence[said.head.i] - scene.sentence[token.i] > _NEAR:
            break
        if token.lemma_.lower() == said.lemma and token.pos_ == "NOUN":
            earlier = phrase(token, scene.by_token)
            names = [name for name in earlier.names if name.kind in ("State", "Organization")]
            return tuple(key for name in names[:1] for key in scene.cast_of(name)) or _made_by(token, scene)
    return ()


def _made_by(paper: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """ "a report on the vote by *observers*"."""
    by = (each for each in scene.doc[paper.i + 1 : paper.right_edge.i + 1] if each.lower_ == "by")
    nouns = (noun for each in by if each.dep_ == "prep" for noun in each.children if noun.dep_ == "pobj")
    return next(map(scene.phrase_at, nouns), ())


def _issued_by(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """ "a statement released by Chad"."""
    by = [w for verb in said.head.rights if verb.dep_ == "acl" for w in verb.children if w.dep_ == "agent"]
    nouns = [noun for word in by for noun in word.children if noun.dep_ == "pobj"]
    every = [name for noun in nouns for n in (noun, *noun.conjuncts) if (name := scene.by_token.get(n.i))]
    return tuple(key for name in every for key in scene.cast_of(name))


def _of_kind(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """ "a foreign ministry statement", "a rebel communique"."""
    lexicon = words("actors")
    noun = said.head.nbor(-1) if said.head.i else said.head
    if (
        noun.head.i != said.head.i
        or noun.i in scene.by_token
        or noun.dep_ not in ("compound", "nmod", "amod")
    ):
        return ()
    if noun.lemma_.lower() not in lexicon["institution"] | lexicon["group"]:
        return ()
    start = next((i for i in range(said.start, noun.i) if scene.doc[i].lower_ not in lexicon["edge"]), noun.i)
    kind: ActorType = "Organization" if noun.lemma_.lower() in lexicon["institution"] else "Group"
    return (scene.cast.named(kind, scene.doc[start : noun.i + 1].text).key,)
