"""Whom an act addresses or concerns, chosen among the actors around it.

Grammar names the target often enough ("urged *Greece* to"), but half of the time it stands elsewhere: in the
content ("the withdrawal of *Turkish* troops"), in the sentence, or before it. `options` lists who could be
meant, each with named features; a ranker fitted on annotated articles chooses. Without one, grammar alone
counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.extract.attribution import Speech, with_side
from kg.extract.content import is_struck, owners, undergoes
from kg.extract.cues import is_cue
from kg.extract.lists import is_listed
from kg.extract.parties import names_press
from kg.extract.ranking import ranker
from kg.extract.slots import (
    RELATIVES,
    SUBJECTS,
    actors,
    children,
    coordinated,
    governors,
    preposition,
    root_of,
)
from kg.lexicon import words
from kg.model import Act, Actor, ActorKey, ActType, Mention, Span, Statement
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

LONGEST = 5  # relations of a way that is told in full
MUTUAL = frozenset({("each", "other"), ("one", "another"), ("the", "other")})
WANTING = frozenset({"Demand", "Offer"})  # acts whose content may be somebody
JUDGING = frozenset({"Support", "Rejection", "Accusation"})  # acts that judge what somebody does
PUNISHING = frozenset({"Sanction", "Threat"})  # acts that strike whoever struck first
# Acts that a movement faces its own state with.
FACING = frozenset({"Demand", "Offer", "Rejection", "Accusation", "Threat"})


@dataclass(frozen=True, slots=True)
class Option:
    """Actors that may be the target, named together, and what speaks for and against them."""

    actors: tuple[ActorKey, ...]
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is mentioned where in an article, made once."""

    reading: Reading
    begins: tuple[int, ...]  # of the mentions
    often: dict[ActorKey, int]  # rank by frequency, 0 for the most frequent
    roots: dict[int, Token] = field(default_factory=dict)  # of the mentions asked for, by their begin
    listed: dict[int, tuple[ActorKey, ...]] = field(default_factory=dict)  # with whom they are coordinated

    def root(self, mention: Mention) -> Token:
        """The head word of a mention."""
        begin = mention.span.begin
        if begin not in self.roots:
            self.roots[begin] = root_of(self.reading.doc, mention.span)
        return self.roots[begin]

    def together(self, mention: Mention) -> tuple[ActorKey, ...]:
        """The actors of a mention, with those that it is coordinated with: "Peru, *Chile* and Cuba"."""
        begin = mention.span.begin
        if begin not in self.listed:
            root = self.root(mention)
            keys = {
                key: None
                for head in sorted((root, *root.conjuncts), key=lambda head: head.i)
                for key in (mention.actors if head == root else self.reading.actors_at(head))
            }
            self.listed[begin] = tuple(keys)
        return self.listed[begin]


def cast(reading: Reading) -> Cast:
    """The mentions of an article, ready to be looked up by place."""
    counts = Counter(key for mention in reading.mentions for key in mention.actors)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return Cast(
        reading,
        tuple(mention.span.begin for mention in reading.mentions),
        {key: n for n, key in enumerate(ranked)},
    )


def commanded(act: Act, reading: Reading) -> Act:
    """The demand that troops leave, as put to their state: "demanded that *Chadian* troops go"."""
    if act.type != "Demand" or act.content_span is None or len(act.target) != 1:
        return act
    troops = reading.actors[act.target[0]]
    state = troops.affiliation
    if state is None or troops.type != "Group" or state in with_side(reading, act.actor):
        return act
    soldiers = troops.label.rpartition(" ")[2].lower() in words("grammar")["soldiery"]
    if not soldiers or "-" in troops.label or reading.actors[state].type != "State":
        return act
    inside = reading.doc.char_span(act.content_span.begin, act.content_span.end) or ()
    leaves = any(each.lemma_.lower() in words("grammar")["clearing_out"] for each in inside)
    return replace(act, target=(state,)) if leaves else act


def with_target(act: Act, found: Cast, voices: Speech) -> Act:
    """The act with the likeliest target, if one is likely enough; what several do to one another is aimed
    at them all."""
    if len(act.actor) > 1 and _is_mutual(root_of(found.reading.doc, act.trigger), act.type):
        return replace(act, target=act.actor)
    judge = ranker("target")
    if judge is None or (is_listed(act) and act.target):
        return act
    rated = [(judge.probability(each.features), each) for each in options(act, found, voices)]
    likely = [row for row in rated if row[0] >= judge.threshold]
    if not likely:
        return replace(act, target=())
    best = max(likely, key=lambda row: row[0])[1]
    return act if best.actors == act.target else replace(act, target=best.actors)


def _is_mutual(verb: Token, type_: ActType) -> bool:
    """Whether a verb is told of "each other": "blamed each other", "put tariffs on one another's goods",
    "each blamed the other", or of what two sides can but aim at each other: "*traded* insults"."""
    if type_ in ("Accusation", "Threat") and verb.lemma_ in words("grammar")["trading"]:
        return True
    whom = [each for each in verb.children if each.dep_ in ("dobj", "dative", "prep")]
    whom += [each for one in whom for each in one.children if each.dep_ in ("pobj", "poss", "prep")]
    whom += [each for one in whom for each in one.children if each.dep_ in ("pobj", "poss")]
    return any(each.i > 0 and (each.nbor(-1).lower_, each.lower_) in MUTUAL for each in whom)


def options(act: Act, found: Cast, voices: Speech) -> Iterator[Option]:
    """Who could be the target of an act: whom grammar names, then each actor mentioned around it, once.

    Nobody turns to his own side unless grammar says so.
    """
    reading = found.reading
    token = root_of(reading.doc, act.trigger)
    around = voices.at(act.trigger.begin)
    places: dict[ActorKey, set[str]] = {}
    groups: dict[ActorKey, tuple[ActorKey, ...]] = {}
    met: set[tuple[str, ActorKey]] = set()
    patients = _treated(act, reading) | _owning(reading, token) | _seconding(act, reading, token)
    for place, mention in _mentions(act, found, token):
        kind = place.partition(":")[0]
        if _is_own_body(found, mention, act) or _is_no_party(reading, mention):
            continue
        if _tells_press(found, mention) or (kind == "content" and _is_of_title(found, mention)):
            continue
        root = found.root(mention)
        if patients.issuperset(mention.actors) or _is_held_or_mediates(root) or _does_beside(root, token):
            continue
        others = tuple(key for key in found.together(mention) if key not in act.actor)
        if others and all(key in act.attributed_to and _is_source(reading.actors[key]) for key in others):
            continue
        if fresh := [key for key in others if (kind, key) not in met]:
            told = {place, *_of_mention(found, mention, kind, token, act)}
            for key in fresh:
                met.add((kind, key))
                places.setdefault(key, set()).update(told)
                groups.setdefault(key, others)
    if named := tuple(key for key in act.target if key not in patients):
        for key in named:
            places.setdefault(key, set()).add("grammar")
            groups[key] = named
    seen: set[tuple[ActorKey, ...]] = set()
    for key, names in places.items():
        group = groups[key]
        if group in seen or (
            "grammar" not in names and any(_is_own_side(act, reading, each) for each in group)
        ):
            continue
        seen.add(group)
        yield Option(group, _features(act, found, key, names, around))


def _mentions(act: Act, found: Cast, token: Token) -> Iterator[tuple[str, Mention]]:
    """The mentions around an act, each with its place: in the content, or in the sentence before or after.

    Who is only named in a sentence before is hardly ever whom an act concerns.
    """
    reading, sent = found.reading, token.sent
    content = act.content_span
    claim = None if content is None or act.type != "Rejection" else _claim(root_of(reading.doc, content))
    judging = act.type in JUDGING and not (act.type == "Rejection" and _is_deed(reading, content))
    got: set[ActorKey] = set()
    if act.type == "Rejection" and token.lemma_ == "deny" and _is_deed(reading, content):
        return  # to whom, if to anybody, is told before: whoever charges him with it
    if content is not None:
        head = root_of(reading.doc, content)
        got.update(wanted(reading, head) if act.type in WANTING else ())
        got.update(freed(reading, head))
    order = {"content": 0, "after": 0}
    before: list[Mention] = []
    first, last = bisect_left(found.begins, sent.start_char), bisect_left(found.begins, sent.end_char)
    for mention in reading.mentions[first:last]:
        root = found.root(mention)
        if act.type in PUNISHING and is_struck(root):
            continue
        if content is not None and content.begin <= mention.span.begin < content.end:
            if _is_place(found, mention) or _is_whose_place(root) or not got.isdisjoint(mention.actors):
                continue
            if judging and undergoes(root, act.type):
                continue
            if claim is not None and _is_in_claim(root, claim):
                continue
            yield f"content:{min(order['content'], 2)}", mention
            order["content"] += 1
        elif mention.span.begin > token.idx:
            if judging and root.dep_ == "pobj" and root.head.lower_ == "into" and undergoes(root, act.type):
                continue
            yield f"after:{min(order['after'], 2)}", mention
            order["after"] += 1
        else:
            before.append(mention)
    for n, mention in enumerate(reversed(before)):
        yield f"before:{min(n, 2)}", mention


def _claim(content: Token) -> Token | None:
    """The claim that is turned down, which turns to whoever makes it, not to whom it is about: "dismissed
    *reports* that Chad had left", "*claims* about Chad are false"."""
    claims = words("factuality")["claims"]
    heads = (content, *children(content, *SUBJECTS), *children(content.head, *SUBJECTS))
    return next((each for each in heads if each.pos_ == "NOUN" and each.lemma_.lower() in claims), None)


def _is_in_claim(root: Token, claim: Token) -> bool:
    """Whether somebody is only told of by a claim, that is not his."""
    return root.i > claim.i and root not in owners(claim)


def _treated(act: Act, reading: Reading) -> set[ActorKey]:
    """With whom others are to do what a demand asks of them: "insisted that *Chad* be put on trial"."""
    if act.type != "Demand" or act.content_span is None:
        return set()
    return set(actors(reading, children(root_of(reading.doc, act.content_span), "nsubjpass")))


def _owning(reading: Reading, verb: Token) -> set[ActorKey]:
    """Whose the doer is told to be: "*Quill*, whose party threatened to go", "Peru is among the *states* that
    left"."""
    subjects = children(verb, "nsubj") if verb.dep_ == "relcl" else []
    owned = any(each.tag_ == "WP$" for subject in subjects for each in children(subject, "poss"))
    belongs = any(each.lower_ in RELATIVES for each in subjects)
    return set(reading.actors_at(verb.head)) if owned or belongs else set()


def _seconding(act: Act, reading: Reading, word: Token) -> set[ActorKey]:
    """Who repeats or backs what another asks or says, and for whom: "*Quill* repeated the *Chadian* call"."""
    told = word.dep_ == "dobj" and word.pos_ == "NOUN"
    verb = word.head if told else word
    if verb.pos_ != "VERB" or verb.lemma_ not in words("grammar")["seconding"]:
        return set()
    if told:
        return set(actors(reading, children(verb, "nsubj")))
    if act.type in JUDGING:
        return set()
    nouns = [each for each in children(verb, "dobj") if each.lemma_ in words("grammar")["seconded"]]
    return set(
        actors(reading, [each for noun in nouns for each in children(noun, "poss", "amod", "compound")])
    )


def _is_deed(reading: Reading, content: Span | None) -> bool:
    """Whether a content is what one is to do: "refuses *to lift the sanctions on Chad*" concerns Chad."""
    return content is not None and root_of(reading.doc, content).pos_ in ("VERB", "AUX")


def wanted(reading: Reading, content: Token) -> tuple[ActorKey, ...]:
    """Who is asked for or offered, whom that does not address: "asked for *observers*", "asked for tents
    and *troops*", "demanded the release of *Ali Quill*"."""
    if content.lemma_ in words("grammar")["freeing"]:
        return actors(reading, preposition(content, "of"))
    mentions = (reading.by_token.get(each.i) for each in coordinated(content))
    asked_for = (each for each in mentions if each is not None and each.form in ("group", "nominal"))
    return tuple(key for each in asked_for for key in each.actors)


def freed(reading: Reading, content: Token) -> tuple[ActorKey, ...]:
    """Whom one is to let go, or the forces that one moves, whom that does not address: "agreed to free *Ali
    Quill*", "withdrew its *troops*", "the withdrawal of *2,000 soldiers*"."""
    if content.pos_ == "NOUN" and content.lemma_.lower() in words("grammar")["clearing_out"]:
        return actors(reading, [each for one in preposition(content, "of") for each in coordinated(one)])
    objects = children(content, "dobj")
    if not objects:
        return ()
    letting_go = content.lemma_ in words("grammar")["letting_go"]
    whom = [each for one in objects for each in coordinated(one) if letting_go or _is_own_force(each)]
    return actors(reading, whom)


def _is_own_force(troops: Token) -> bool:
    """Whether troops are those of him who is told of: "its *troops*", "will send *troops*"."""
    if troops.lemma_.lower() not in words("harmless")["troops"]:
        return False
    own = any(each.tag_ == "PRP$" for each in children(troops, "poss"))
    return own or (troops.left_edge is troops and troops.pos_ == "NOUN")


def _is_place(found: Cast, mention: Mention) -> bool:
    """Whether a state only tells where something is to be: "end the war in *Chad*"."""
    root = found.root(mention)
    if root.dep_ != "pobj" or root.head.lower_ not in words("grammar")["locative"]:
        return False
    return all(found.reading.actors[key].type == "State" for key in mention.actors)


def _is_whose_place(root: Token) -> bool:
    """Whether a state only tells whose the place is where something leads: "a road to the *Chilean* port"."""
    place = root.head
    beside = (
        root.dep_ in ("amod", "compound", "poss") and place.lemma_.lower() in words("actors")["place_word"]
    )
    return beside and place.dep_ == "pobj" and place.head.lower_ in words("grammar")["leading_to"]


def _of_mention(found: Cast, mention: Mention, place: str, token: Token, act: Act) -> set[str]:
    """How the mention stands in its sentence, and by which way the grammar leads to it from the act."""
    root = found.root(mention)
    relation = root.dep_
    if relation == "pobj":
        relation = f"pobj-{root.head.lower_}"
    told = {
        f"{place}|form:{mention.form}",
        f"{place}|dep:{relation}",
        f"{act.type}|{place}|dep:{relation}",
        f"{place}|many" if len(mention.actors) > 1 else f"{place}|one",
    }
    if root.sent == token.sent:
        way = _way(token, root)
        told |= {f"way|{way}", f"{act.type}|way|{way}"}
    return told


def _way(token: Token, root: Token) -> str:
    """The relations that lead up from a word and then down to another: "^conj dobj prep-with pobj"."""
    above = [token, *governors(token)]
    down = []
    while root not in above:
        down.append(f"prep-{root.lower_}" if root.dep_ == "prep" else root.dep_)
        root = root.head
    up = [f"^{each.dep_}" for each in above[: above.index(root)]]
    way = [*up, *reversed(down)]
    return " ".join(way) if len(way) <= LONGEST else f"{len(up)} up {' '.join(way[-2:])}"


def _is_own_side(act: Act, reading: Reading, key: ActorKey) -> bool:
    """Whether an actor is whom a doer serves, serves one of them, or is named in the words for one of them.

    "The presidents of Chad and Mali", "Chad's and Mali's presidents" are of both. A movement may well turn to
    the state that it belongs to.
    """
    actor = reading.actors[key]
    if actor.affiliation in act.actor:
        return True
    doers = [reading.actors[doer] for doer in act.actor]
    serving = [doer for doer in doers if doer.affiliation == key]
    if serving and actor.type == "State" and act.type in FACING and all(map(_is_movement, doers)):
        return False
    return any(
        doer.affiliation == key or (doer.affiliation is None and f" {actor.label} " in _plain(doer.label))
        for doer in doers
        if doer.type != "State"
    )


def _is_held_or_mediates(root: Token) -> bool:
    """Whether a word names captives or who is to be freed, or only who brings others together: "a truce
    brokered by *Norway*"."""
    if root.lemma_.lower() in words("grammar")["held"]:
        return True
    made = root.head.head if root.dep_ == "pobj" else root.head
    if root.head.lower_ == "of" and made.lemma_.lower() in words("grammar")["freeing"]:
        return True  # "in exchange for the release of two *soldiers*"
    return root.head.dep_ == "agent" and made.lemma_ in words("encounter")["mediating"]


def _does_beside(root: Token, verb: Token) -> bool:
    """Whether a word names who does what is told beside: "drew fire from Peru, praise from *Chile*"."""
    if root.dep_ != "pobj" or root.head.lower_ not in ("from", "of"):
        return False
    told = root.head.head
    return told.dep_ == "conj" and told.head.dep_ == "dobj" and told.head.head == verb


def _is_of_title(found: Cast, mention: Mention) -> bool:
    """Whether a mention only tells what office somebody else holds: "will meet *Chadian* President Quill"."""
    root = found.root(mention)
    if root.dep_ not in ("amod", "compound", "nmod", "poss"):
        return False
    heads = (root.head, root.head.head) if root.head.dep_ == "compound" else (root.head,)
    named = [head for head in heads if head.pos_ == "PROPN"]
    people = [key for head in named for key in found.reading.actors_at(head) if key not in mention.actors]
    return any(found.reading.actors[key].type == "Person" for key in people)


def _is_own_body(found: Cast, mention: Mention, act: Act) -> bool:
    """Whether a mention only tells who the doer is or whom he serves: "Quill, head of the *league*", "*Roe's*
    deputy", "Quill, a *Democrat*"."""
    root = found.root(mention)
    if root.dep_ == "appos":
        return bool(doer := found.reading.actors_at(root.head)) and set(doer) <= set(act.actor)
    behind = root.dep_ == "pobj" and root.head.lower_ in ("of", "at", "with", "in", "from")
    office = root.head.head if behind else root.head
    if not behind and root.dep_ != "poss":
        return False
    doer = found.reading.actors_at(office)
    holds = office.lemma_.lower() not in words("actors")["office_of_any"]
    return bool(doer) and holds and set(doer) <= set(act.actor)


def _is_no_party(reading: Reading, mention: Mention) -> bool:
    """Whether nobody turns to what a mention names: a pact, a fund, a paper."""
    told = (reading.actors[key] for key in mention.actors)
    things = words("grammar")["no_addressee"]
    return all(
        each.type == "Organization" and not things.isdisjoint(each.label.lower().split()) for each in told
    )


def _tells_press(found: Cast, mention: Mention) -> bool:
    """Whether a mention only tells which paper or station reports or is told of an act: "the *Chilean* daily
    Quill said that Peru had refused"."""
    root = found.root(mention)
    noun = root.head if root.dep_ in ("amod", "compound", "nmod", "poss") else root
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun.head
    if noun.dep_ not in ("nsubj", "dobj", "dative", "pobj"):
        return False
    if not (is_cue(verb, "say", "tell") or verb.lower_ == "according"):
        return False
    kinds = words("actors")["kind_media"]
    named = (noun, *children(noun, "amod", "compound", "nmod", "appos"))
    return names_press(found.reading, noun) or any(each.lemma_.lower() in kinds for each in named)


def _plain(label: str) -> str:
    """A label between blanks, without the marks of possession: "Chad and Mali presidents"."""
    return f" {label} ".replace("'s ", " ").replace("’s ", " ")


def _is_source(actor: Actor) -> bool:
    """Whether an actor has no name: "*diplomats* said that Chad would turn it down"."""
    return actor.type == "Group" and actor.known is None


def _is_movement(actor: Actor) -> bool:
    """Whether an actor belongs to a state without acting for it: "Hamas", "the rebels", no ministry."""
    told = set(actor.label.lower().replace("-", " ").split())
    if actor.type == "Organization":
        return told.isdisjoint(words("actors")["body"] | words("actors")["state_service"])
    return actor.type == "Group" and not told.isdisjoint(words("actors")["opposing"])


def _features(
    act: Act, found: Cast, key: ActorKey, names: set[str], around: list[Statement]
) -> frozenset[str]:
    reading = found.reading
    actor = reading.actors[key]
    doer = reading.actors.get(act.actor[0]) if act.actor else None
    bare = [each for each in names if "|" not in each]  # its places, and whether grammar names it
    out = {*names, *(f"{act.type}|{each}" for each in bare if ":" in each)}
    out.add(f"type:{actor.type}")
    out.add(f"{act.type}|type:{actor.type}")
    out.add(f"{act.type}")
    if doer is not None:
        out.add(f"pair:{doer.type}-{actor.type}")
        if "grammar" in names and _is_own_side(act, reading, key):  # else it is no option
            out.add("same-side")
        if actor.affiliation is not None and actor.affiliation == doer.affiliation:
            out.add("same-affiliation")
    out.add(f"{act.type}|doers:{min(len(act.actor), 2)}")
    rank = found.often.get(key, 9)
    out.add(f"often:{rank if rank < 4 else 'less'}")
    if "grammar" in names:
        out.add(f"{act.type}|grammar")
        out.add(f"grammar|{act.rule.split(':')[1]}")
    elif act.target:
        out.add("grammar-names-another")
        out.add(f"{act.type}|grammar-names-another")
    if around and key in around[0].speaker:
        out.add("speaks")
    if any(key in said.speaker for said in around):
        out.add("speaks-around")
    if around and key in around[0].addressee:
        out.add("addressed")
    places = "+".join(sorted({each.partition(":")[0] for each in bare}))
    out.add(f"places:{places}")
    out.add(f"{act.type}|places:{places}")
    out.add("modality:" + act.modality)
    return frozenset(out)
