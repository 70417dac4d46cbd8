"""Several at once: "U.S. officials", "both leaders", "the two Koreas"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Part
from kg.nlp.name import Name
from kg.nlp.phrases import Phrase, phrase
from kg.nlp.scene import Scene, Seen
from kg.nlp.tree import Token

_FEWEST = 3  # names that make a list
_OPENING = frozenset("-–—(:") | {"--"}
_CLOSING = frozenset("-–—).") | {"--"}
_LINKS = frozenset({"and", "the", ","})
EACH = frozenset({"each", "either", "neither"})  # of two: "*each* side accused the other"
_NUMBERS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3} | dict.fromkeys(EACH, 2)
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})
_ANYBODY = {"Person", "State", "Organization", "Group"}
_KNOWN = frozenset({"the", "both", "these", "those", "all"}) | EACH
_NEAR = 2  # sentences back in which "the countries", unnumbered, were named together
_SOME = 4  # and "the leaders"
_REACH = 6  # sentences back in which "both sides" were named
_WEIGHTIER = 3  # times as often named: what an article is about, not who comments on it
_PAIRS = ("pair_of_people", "pair_of_states", "pair_of_any")
_FAR = 12  # and "the two ministers", whom their office tells apart


def namesakes(head: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """ "the two Koreas": the states of the article that share the name; nobody when they are not several."""
    return sharing(head.text.removesuffix("s"), scene)


def sharing(name: str, scene: Scene) -> tuple[ActorKey, ...]:
    """The states of the article whose names end in a name, if several do."""
    named = tuple(
        key
        for key, part in scene.cast.parts.items()
        if part.type == "State" and part.label.split()[-1] == name
    )
    return named if len(named) > 1 else ()


def pair(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """ "both leaders", "the two countries", "the three sides": the actors last spoken of together."""
    lexicon = words("actors")
    inside = {t.lower_ for t in scene.doc[said.start : said.head.i]}
    if said.names or said.possessive is not None or inside & lexicon["number"] - set(_NUMBERS):
        return ()
    number = next((_NUMBERS[word] for word in inside if word in _NUMBERS), None)
    alike = _of_namesakes(said, scene)
    every = said.determiner == "all" and said.lemma == "side" and not any(said.head.rights)
    fielded = said.lemma in lexicon["told_apart"] and lexicon["domain"].issuperset(said.modifiers)
    if number is None and not ((said.determiner == "the" or every) and (said.bare or alike or fielded)):
        return ()
    if number is not None and not inside & _KNOWN:  # "two officials said": some that nobody has named before
        paired = any(said.lemma in lexicon[table] for table in _PAIRS) or said.lemma == "member"
        return _named_after(said, number, scene) if paired else ()
    if said.lemma in lexicon["pair_of_people"]:
        types = {"Person"}
    elif said.lemma in lexicon["pair_of_states"]:
        types = {"State"}
    elif said.lemma in lexicon["pair_of_any"]:
        types = {"State", "Organization", "Group"}
    else:
        return ()
    return _named_after(said, number, scene) or _together(said, types, number or len(alike) or None, scene)


def _of_namesakes(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """The states that one adjective names: the two of the "*Korean* leaders"."""
    return next((states for word in said.modifiers if (states := sharing(word.title()[:-1], scene))), ())


def counted(head: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """ "the two met", "the pair met", "the three agreed": as many, of any kind, as were told together."""
    number = _NUMBERS.get(head.lower_)
    if number is None or head.dep_ not in _ARGUMENTS:
        return ()
    if head.i == 0 or head.doc[head.i - 1].lower_ not in _KNOWN or any(head.rights):
        return ()
    return _together(phrase(head, scene.by_token), _ANYBODY, number, scene)


def _named_after(said: Phrase, number: int | None, scene: Scene) -> tuple[ActorKey, ...]:
    """Those that the phrase itself names: "the two sides in the dispute, *Norway* and *Iceland*"."""
    doc, end = scene.doc, said.head.right_edge.i + 1
    commas = [i for i in range(said.head.i + 1, end) if doc[i].text == ","]
    for comma in commas:
        listed: list[Name] = []
        for i in range(comma + 1, end):
            name = scene.by_token.get(i)
            if name is None and doc[i].lower_ not in ("and", "the", ","):
                break
            if name is not None and name not in listed:
                listed.append(name)
        else:
            keys = tuple(key for name in listed for key in scene.cast_of(name))
            if len(listed) == len(keys) == number:
                return keys
    return ()


def apposed_names(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """The persons whom a plural noun describes: "the ministers of Peru and Chile, *Quill and Roe*,",
    "Presidents *Quill of Peru and Roe* of Chile"."""
    doc, tree = scene.doc, {said.head.i} | {each.i for each in said.head.subtree}
    end: int | None = said.head.i + 1
    if end not in scene.by_token:
        behind = range(said.head.i + 1, said.head.right_edge.i)
        comma = next((i for i in behind if _opens_names(i, scene)), None)
        end = comma + 1 if comma is not None else None
    listed: list[Name] = []
    while end is not None and end < len(doc) and end in tree:
        of = scene.by_token.get(end + 1)
        if (name := _person_from(end, scene)) is not None:
            listed.append(name)
            end = name.end
        elif doc[end].lower_ in _LINKS:
            end += 1
        elif listed and doc[end].lower_ == "of" and of is not None:
            end = of.end
        else:
            break
    if len(listed) < 2 or not any(doc[i].lower_ == "and" for i in range(listed[-2].end, listed[-1].start)):
        return ()
    return tuple(key for name in listed for key in scene.cast_of(name))


def _person_from(i: int, scene: Scene) -> Name | None:
    """The person whose name begins at a token, or what stands before it: "*Cabinet Secretary* Ana Quill"."""
    token = scene.doc[i]
    while token.dep_ in ("compound", "amod", "nmod") and token.head.i > i:
        token = token.head
    name = scene.by_token.get(token.i)
    return name if name is not None and name.kind == "Person" and name.end > i else None


def _opens_names(i: int, scene: Scene) -> bool:
    """Whether a comma stands before the name of a person."""
    return scene.doc[i].text == "," and _person_from(i + 1, scene) is not None


def told_apart(head: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """The states and bodies that a plural noun tells at once: "two countries, *Chad and Mali*, left"."""
    if head.tag_ not in ("NNS", "NNPS"):
        return ()
    for first in head.rights:
        if first.dep_ == "appos" and first.i in scene.by_token:
            listed = [scene.by_token.get(each.i) for each in (first, *first.conjuncts) if each.i >= first.i]
            names = [name for name in listed if name is not None and name.kind in ("State", "Organization")]
            keys = tuple(key for name in names for key in scene.cast_of(name))
            if len(listed) == len(names) == len(keys) > 1:
                return keys
    return ()


def enumerated(said: Phrase, scene: Scene) -> tuple[ActorKey, ...]:
    """Those whom a phrase lists in dashes or brackets: "the other members - *Peru, Chile and Mali* -",
    "leaders of three states (*Peru, Chile and Mali*)"."""
    doc, end = scene.doc, said.head.right_edge.i + 2
    opened = next((i for i in range(said.head.i + 1, min(end, len(doc))) if doc[i].text in _OPENING), None)
    if not said.definite and all(each.dep_ != "nummod" for each in doc[said.start : opened or said.start]):
        return ()
    listed: list[Name] = []
    for token in doc[opened + 1 :] if opened is not None else ():
        name = scene.by_token.get(token.i)
        if name is not None and name not in listed:
            listed.append(name)
        elif name is None and token.lower_ not in _LINKS:
            if token.text not in _CLOSING or len(listed) < _FEWEST:
                return ()
            return tuple(key for each in listed for key in scene.cast_of(each))
    return ()


def _together(said: Phrase, types: set[str], number: int | None, scene: Scene) -> tuple[ActorKey, ...]:
    """The actors of these types coordinated last or facing each other, else those last mentioned.

    Of more in one sentence its subject comes first, then who is named most.
    """
    apart = _who_turns_to(said, scene)
    serving: set[tuple[ActorKey, ...]] = set()  # pairs of whom only their "Libyan and Malawian *officers*" do
    kinds = {"Person"} if "Person" in types else types
    alike = _of_namesakes(said, scene)

    def fits(key: ActorKey) -> bool:
        return _fits(key, said, scene) and not _is_one_of(key, apart, scene) and _is_of(key, alike, scene)

    def told(mentions: Sequence[Seen]) -> Iterator[tuple[ActorKey, ...]]:
        for keys in _told_together(mentions, scene, faced=faced):
            sides = filter(fits, _sides(keys, types, number, scene))
            together = _opposed(sides, types, scene)
            if len(together) == number or (number is None and len(together) > 1):
                if all(scene.part(key).type == "Group" for key in keys):
                    serving.add(together)
                yield together

    alone = said.lemma in words("actors")["pair_of_people"] and not any(said.head.rights)
    faced = number is not None or alone
    reach = _REACH if number is not None else _SOME if said.lemma == "leader" else _NEAR
    if number is not None and said.lemma in words("actors")["told_apart"]:
        reach = _FAR
    sentences = list(_backwards(said, scene, reach))
    found: dict[ActorKey, bool] = {}  # whether as the subject of a sentence

    def pairs(within: Iterable[Sequence[Seen]] = sentences) -> Iterator[tuple[ActorKey, ...]]:
        return (each for mentions in within for each in told(mentions))

    def most_told(together: tuple[ActorKey, ...], *, told_as_pair: bool = True) -> tuple[ActorKey, ...]:
        weak = together in serving
        far = weak or not told_as_pair
        known = pairs(_backwards(said, scene, scene.sentence[said.head.i])) if far else pairs()
        times = 1 if weak else _WEIGHTIER
        return next((each for each in known if _outweighs(each, together, times, scene)), together)

    for mentions in sentences:
        for together in told(mentions):
            return most_told(together)
        if number is None or _is_of_states(mentions, types, scene):
            if number is not None or any(_is_another_group(seen, said, scene) for seen in mentions):
                return ()
            continue
        for seen in mentions:
            if _stands_by(scene.doc[seen.head]):
                continue
            listed = scene.listed_with(scene.doc[seen.head])
            if len(listed) > max(number, 2) or (len(listed) > 1 and not apart.isdisjoint(listed)):
                continue  # a longer list, or of who turns to the two with another
            nobody = seen.form in ("group", "nominal") or scene.tells_whose_place(seen)
            for key in () if nobody else seen.keys:
                if scene.part(key).type in kinds and fits(key) and not _is_forum(key, seen, scene):
                    found[key] = found.get(key, False) or seen.main
        ranked = sorted(found, key=lambda key: (not found[key], -scene.weight[key]))
        if len(several := _opposed(ranked, types, scene)) >= number:
            several = _with_whom_told(several[:number], found, pairs())
            return most_told(several, told_as_pair=False)
    return ()


def _with_whom_told(
    several: tuple[ActorKey, ...], main: Mapping[ActorKey, bool], pairs: Iterable[tuple[ActorKey, ...]]
) -> tuple[ActorKey, ...]:
    """The pair told together before of which only one is what the text goes on about: "Roe met Quill. ...
    *Roe* denied what Hadi alleged. The two"."""
    subjects = {key for key in several if main[key]}
    fitting = (pair for pair in pairs if len(subjects) == 1 and subjects <= set(pair))
    return next(fitting, several)


def _is_another_group(seen: Seen, said: Phrase, scene: Scene) -> bool:
    """Whether several of the kind were told of who stay unnamed: "European *leaders* met"."""
    same = scene.doc[seen.head].lemma_.lower() == said.lemma
    return same and seen.form == "group" and len(seen.keys) == 1


def _is_of_states(mentions: Sequence[Seen], types: set[str], scene: Scene) -> bool:
    """Whether a sentence is about a state, so that "the two" behind it are no persons named before."""
    mains = (seen for seen in mentions if seen.main and seen.form in ("name", "metonym"))
    return types == _ANYBODY and any(scene.part(key).type == "State" for seen in mains for key in seen.keys)


def _is_of(key: ActorKey, states: tuple[ActorKey, ...], scene: Scene) -> bool:
    """Whether an actor is or serves one of some states; everybody, when none are asked for."""
    return not states or key in states or bool(scene.part(key).of.intersection(states))


def _outweighs(keys: Sequence[ActorKey], others: Sequence[ActorKey], times: int, scene: Scene) -> bool:
    """Whether the article is so much more about some actors than about others that it must mean them; of two
    pairs with one in common the other one tells."""
    here, there = ({scene.state_of([key]) or key for key in each} for each in (keys, others))
    if common := here & there:
        keys, others = sorted(here - common), sorted(there - common)
        if len(keys) != 1 or len(others) != 1 or scene.part(others[0]).type == "Group":
            return False
    least, most = (min(scene.weight[key] for key in each) for each in (keys, others))
    return least > most if times == 1 else least >= times * most


def _told_together(mentions: Sequence[Seen], scene: Scene, *, faced: bool) -> Iterator[tuple[ActorKey, ...]]:
    """The actors that the mentions of a sentence coordinate or, if asked for, set face to face."""
    for seen in sorted(mentions, key=lambda seen: not seen.main):
        if _stands_by(scene.doc[seen.head]):
            continue
        if scene.doc[seen.head].dep_ != "conj":  # else what a list ends with
            yield scene.phrase_at(scene.doc[seen.head])
        if faced:
            yield _facing(seen, scene)


def _stands_by(subject: Token) -> bool:
    """Whether somebody is only there for what others do: "*Roe and Quill* attended as guarantors"."""
    while subject.dep_ == "conj":
        subject = subject.head
    role = (each for each in subject.head.children if each.dep_ == "prep" and each.lower_ == "as")
    roles = (one.lemma_.lower() for each in role for one in each.children if one.dep_ == "pobj")
    return subject.dep_ == "nsubj" and not words("actors")["standing_by"].isdisjoint(roles)


def _who_turns_to(said: Phrase, scene: Scene) -> set[ActorKey]:
    """Who deals with several, and so is none of them, nor his state: "*he* appealed to both countries"."""
    above = said.head.head
    if said.head.dep_ == "pobj" and above.lower_ in ("to", "on"):
        above = above.head
    elif said.head.dep_ != "dobj":
        return set()
    if above.pos_ != "VERB":
        return set()
    subjects = [key for each in above.children if each.dep_ == "nsubj" for key in scene.phrase_at(each)]
    states = (scene.state_of([key]) for key in subjects)
    return {*subjects, *(state for state in states if state is not None)}


def _is_forum(key: ActorKey, seen: Seen, scene: Scene) -> bool:
    """Whether an organisation of states is only where others deal with each other, "a case *at* the WTO", or
    a third party: named far less often than a state of the article."""
    entry = scene.part(key).entry
    if entry is None or entry.sector != "intergovernmental":
        return False
    states = (scene.weight[each] for each in scene.weight if scene.part(each).type == "State")
    third = max(states, default=0) >= _WEIGHTIER * scene.weight[key]
    return third or scene.doc[seen.head].head.lower_ in ("at", "in", "before")


def _is_one_of(key: ActorKey, keys: set[ActorKey], scene: Scene) -> bool:
    """Whether an actor is among others, or the office of one of them."""
    return key in keys or _side(key, scene) in keys


def _opposed(keys: Iterable[ActorKey], types: set[str], scene: Scene) -> tuple[ActorKey, ...]:
    """The actors of which none is the state of a ministry among the others: the two are one side."""
    if "Person" in types:
        return tuple(keys)
    first: dict[ActorKey, ActorKey] = {}
    for key in keys:
        first.setdefault(_side(key, scene), key)
    return tuple(first.values())


def _side(key: ActorKey, scene: Scene) -> ActorKey:
    """The state of a ministry; whoever else is a side of his own."""
    state = scene.state_of([key]) if _is_office(scene.part(key)) else None
    return state or key


def _is_office(part: Part) -> bool:
    """Whether an actor is an office of its state, as a ministry is."""
    if part.entry is not None:
        return part.entry.sector == "government"
    return part.type == "Organization" and part.label.lower().split()[-1] in words("actors")["state_body"]


def _backwards(said: Phrase, scene: Scene, reach: int) -> Iterator[list[Seen]]:
    """The mentions before a phrase by sentence, the last first."""
    here = scene.sentence[said.head.i]
    before = (seen for seen in reversed(scene.seen) if seen.end <= said.head.i)
    for number, mentions in groupby(before, key=lambda seen: seen.sentence):
        if number < here - reach:
            return
        yield list(mentions)


def _facing(seen: Seen, scene: Scene) -> tuple[ActorKey, ...]:
    """The two who deal with each other in a clause, of which one is its subject: "X met with Y", "X held
    talks with Y"."""
    if not seen.main or seen.speaks:
        return ()
    verb = scene.doc[seen.head].head
    objects = [each for each in verb.children if each.dep_ in ("dobj", "dative")]
    talks = [each for each in objects if each.lemma_.lower() in words("actors")["dealings"]]
    for prep in (each for word in (verb, *talks) for each in word.children):
        if prep.dep_ == "prep" and prep.lower_ == "with":
            objects += [each for each in prep.children if each.dep_ == "pobj"]
    others = [key for each in objects for key in scene.phrase_at(each) if key not in seen.keys]
    return (*seen.keys, *others) if others else ()


def _fits(key: ActorKey, said: Phrase, scene: Scene) -> bool:
    """Whether an actor may be one of several: no agency is a side, no president one of two ministers or
    of the negotiators."""
    part, lexicon = scene.part(key), words("actors")
    if part.entry is not None and part.entry.sector == "media":
        return False
    held = [each for each in part.offices if "counterpart" not in each]
    if said.lemma == "leader":
        return not held or any(word in lexicon["leading"] for each in held for word in each.split())
    if said.lemma in lexicon["below_the_top"] and not lexicon["top"].isdisjoint(held):
        return False
    if said.lemma not in lexicon["told_apart"]:
        return True
    office = {*said.modifiers, said.lemma}
    if office == {"minister"} and any("prime minister" in each for each in held):
        return False
    return not held or any(office <= set(each.split()) for each in held)


def _sides(
    keys: Sequence[ActorKey], types: set[str], number: int | None, scene: Scene
) -> tuple[ActorKey, ...]:
    """Coordinated actors as sides: "Greek and Turkish negotiators" are Greece and Turkey."""
    sides: list[ActorKey] = []
    for key in keys:
        part = scene.part(key)
        if part.type in types and not (part.type == "Group" and part.entry is None):
            sides.append(key)
        elif "State" in types and (part.type == "Group" or (part.type == "Person" and number)):
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
        band = scene.anyone(_is_band) if said.lemma in words("actors")["rebels"] else None
        if band is not None and (scene.weight[band] > 1 or scene.recent(said.head, _is_band)):
            scene.part(band).plural = True  # "they"
            return (band,)
    parts = []
    for label, keys in _split(said, served, scene):
        part = scene.cast.named("Group", label)
        part.serves.update(keys)
        part.plural = True
        parts.append(part.key)
    return tuple(parts)


def _is_band(part: Part) -> bool:
    """Whether an organisation fights its state: "the rebels" of an article that names but one."""
    if part.type != "Organization":
        return False
    if part.entry is not None:
        return part.entry.sector == "armed-group"
    return not words("actors")["band"].isdisjoint(part.label.lower().split())


def _last_noun(label: str) -> str:
    return label.lower().split(" of ")[0].split(" in ")[0].split()[-1]


def _split(said: Phrase, served: Sequence[ActorKey], scene: Scene) -> list[tuple[str, tuple[ActorKey, ...]]]:
    """ "Israeli and Palestinian leaders" are two groups, "Dutch, Danish and Swedish ministers" three, "Peru's
    and Chile's envoys" one."""
    named = [name for name in said.names if name.form == "demonym" or name.kind in ("State", "Organization")]
    if _are_listed(named, scene) and scene.doc[named[-1].end].tag_ != "POS":
        named = [*_before(named[0], said.head, scene), *named]
        tail = " ".join(scene.doc[named[-1].end : said.head.i + 1].text.split())
        return [(f"{name.words} {tail}", scene.cast_of(name)) for name in named]
    return [(said.label, tuple(served))]


def _are_listed(named: Sequence[Name], scene: Scene) -> bool:
    """Whether two names are coordinated."""
    return len(named) == 2 and any(t.lower_ == "and" for t in scene.doc[named[0].end : named[1].start])


def _before(first: Name, head: Token, scene: Scene) -> list[Name]:
    """The adjectives of peoples that a list begins with, before the comma where its phrase is cut off."""
    found: list[Name] = []
    at = first.start
    while at - 2 >= head.left_edge.i and scene.doc[at - 1].text == ",":
        name = scene.by_token.get(at - 2)
        if name is None or name.form != "demonym":
            break
        found.insert(0, name)
        at = name.start
    return found
