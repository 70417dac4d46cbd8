"""Where an event takes place: the city, state or building that its words name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.extract.adjuncts import steps
from kg.extract.slots import children
from kg.extract.status import VERBAL, verb_of
from kg.gazetteer import PlaceEntry, gazetteer
from kg.lexicon import words
from kg.model import ActorKey, Place, Span
from kg.nlp.headings import dateline
from kg.nlp.reading import Reading
from kg.nlp.tree import Span as DocSpan
from kg.nlp.tree import Token

TAGGED = frozenset({"GPE", "LOC", "FAC"})
WHERE = frozenset({"in", "at", "near", "outside", "aboard", "inside"})
OVER = frozenset({"after", "following"})  # before what somebody goes on from
MEANWHILE = frozenset({"at", "in", "over", "during"})  # before what one meets at
GOALS = frozenset({"to", "into", "for"})
MOVING = frozenset(
    {"travel", "fly", "head", "go", "come", "arrive", "visit", "return", "tour", "trip", "invite"}
)
SENDING = frozenset({"send", "dispatch", "lead", "bring", "welcome"})  # where these tell of a visit
LEAVING = frozenset({"leave", "depart", "embark"})
ARRANGING = frozenset({"set", "schedule", "slate", "plan", "book"})
LEFT = frozenset({"compound", "nmod", "amod"})


class Named(NamedTuple):
    """The name of a place in the text and how its phrase is joined."""

    span: DocSpan
    joined: str  # the preposition before it, "visited", "before" an event noun, or ""
    known: str | None  # its id when it is known


def places(reading: Reading) -> tuple[Named, ...]:
    """The names of places in the text, in its order: those resolved, and those that the model tags."""
    found: dict[int, tuple[int, str | None]] = {}  # first token to the end and the place's id
    start = -1
    for index, place in sorted(reading.places.items()):
        if start in found and found[start][0] == index and reading.places[start] == place:
            found[start] = (index + 1, place.known)
        else:
            start = index
            found[index] = (index + 1, place.known)
    for entity in reading.doc.ents:
        if entity.label_ in TAGGED and not any(token.i in reading.places for token in entity):
            first, last = _trimmed(entity)
            found[first] = (last, None)
    for begin, end, capital in _capitals_told(reading):
        found[begin] = (end, capital)
    spans = [(reading.doc[begin:end], known) for begin, (end, known) in sorted(found.items())]
    return tuple(
        Named(span, _joined(span.root), known) for span, known in spans if not _is_in_name(reading, span)
    )


def _is_in_name(reading: Reading, place: DocSpan) -> bool:
    """Whether the name of a place is only a part of an organisation's: "Bank for Trade in *Europe*"."""
    mention = reading.by_token.get(place.start)
    return (
        mention is not None
        and mention.span.begin < place.start_char
        and any(reading.actors[key].type == "Organization" for key in mention.actors)
    )


def _capitals_told(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """The capitals told by their states, "the Chinese capital", "Qatar's capital": first token, end, id."""
    for token in reading.doc.among(frozenset({"capital"})):
        if token.lower_ != "capital" or _says_of_which(token):
            continue
        for owner in children(token, "amod", "poss", "compound", "nmod"):
            capitals = [_capitals()[key] for key in reading.actors_at(owner) if key in _capitals()]
            if capitals and not any(child.dep_ == "appos" for child in token.children):
                yield owner.left_edge.i, token.i + 1, capitals[0]


@cache
def _capitals() -> Mapping[str, str]:
    """The states with one capital, and the capital of each."""
    found: dict[str, list[str]] = {}
    for place in gazetteer().places_by_id.values():
        if place.capital_of is not None:
            found.setdefault(place.capital_of, []).append(place.id)
    return {state: capitals[0] for state, capitals in found.items() if len(capitals) == 1}


def _trimmed(entity: DocSpan) -> tuple[int, int]:
    """A tagged name without an article before it and stray words after it."""
    start, end = entity.start, entity.end
    if entity[0].lower_ == "the" and len(entity) > 1:
        start += 1
    while end > start + 1 and (
        entity.doc[end - 1].lower_ == "and" or not entity.doc[end - 1].text[:1].isalnum()
    ):
        end -= 1
    return start, end


def place_of(
    reading: Reading, event: Token, named: Iterable[Named], *, parties: frozenset[ActorKey] = frozenset()
) -> Place | None:
    """The place of the event told by a verb or noun, of those named in its sentence.

    `parties` are those who take part: "the Paris talks" are held there, "the US-Iran talks" in neither.
    """
    best: tuple[int, Named] | None = None
    sent = event.sent
    for place in named:
        if not sent.start <= place.span.start < sent.end:
            continue
        distance = _distance(reading, event, place, parties)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, place
    chosen = best[1] if best is not None else _where(event, named)
    if chosen is not None:
        return _place(reading, chosen)
    return _here(reading, event) or _site(reading, event)


def _where(event: Token, named: Iterable[Named]) -> Named | None:
    """The place that a clause tells of: "returned to Doha, where they have held talks"."""
    verb = verb_of(event)
    while verb is not None and verb.dep_ in ("xcomp", "conj") and verb.head.pos_ in VERBAL:
        verb = verb.head
    if verb is None or verb.dep_ != "relcl" or not any(child.lower_ == "where" for child in verb.subtree):
        return None
    where = next(token for token in verb.subtree if token.lower_ == "where")
    if where.i > event.i or verb_of(where) != verb:
        return None
    before = [each for each in named if each.span.end <= where.i and _leads_to(each.span, where)]
    return before[-1] if before else None


def _leads_to(place: DocSpan, where: Token) -> bool:
    """Whether a clause tells of a place, at most a date between: "to Oslo on Monday, where"."""
    between = where.doc[place.end : where.i]
    return len(between) <= 2 or all(
        each.ent_type_ in ("DATE", "TIME") or each.lower_ in (",", "on", "in") for each in between
    )


def visited(reading: Reading, token: Token) -> tuple[ActorKey, ...]:
    """The states or organisations that a goal of travel stands for: a city's is its state."""
    token = next((each for each in token.children if _is_before_day(each)), token)
    keys = tuple(
        key for key in reading.actors_at(token) if reading.actors[key].type in ("State", "Organization")
    )
    if keys:
        return keys
    start = token.i
    while start > token.left_edge.i and token.doc[start - 1].pos_ == "PROPN":
        start -= 1
    return tuple(
        entry.country
        for entry in _known(token.doc[start : token.i + 1])[:1]
        if entry.country is not None and entry.country in reading.actors
    )


def _distance(reading: Reading, event: Token, place: Named, parties: frozenset[ActorKey]) -> int | None:
    root = place.span.root
    if place.joined == "before":
        around = reading.doc[max(0, place.span.start - 1) : place.span.end + 1]
        if parties & set(reading.actors_at(root)) or any("-" in each.text for each in around):
            return None
        if around[-1].lower_ in words("encounter")["named_after"]:
            return None  # "the next *Astana format* summit"
        if root.head.i == event.i:
            return 0
        return steps(event, root.head) if _names_event(root.head) else None
    if place.joined in WHERE:
        if _tells_whose(root) or _is_of_topic(event, place):
            return None
        town = _is_town(place)
        return steps(
            event, root, through=lambda token: _lets_pass(reading, token) or (town and _is_subject_of(token))
        )
    if place.joined in GOALS or place.joined == "visited":
        top = _top(root)
        goal = top.head.head if place.joined in GOALS else top.head
        if goal.pos_ in ("NOUN", "PROPN") and goal.i != event.i:
            return None  # another's journey
        away = steps(event, root)
        if _is_over(event, goal):  # "left Oslo *after* talks with him"
            return 1 if place.joined == "visited" and goal.lemma_ in LEAVING else None
        goes = _moves(event, root) or (place.joined == "for" and (_leaves(event) or _is_set(root)))
        return away + 1 if away is not None and goes else None
    return None


def _tells_whose(root: Token) -> bool:
    """Whether several lands only tell whom somebody deals with: "called his counterparts in *Peru* and
    *Chile*"."""
    several = root.dep_ == "conj" or bool(children(root, "conj"))
    people = _top(root).head.head
    return several and people.tag_ == "NNS" and people.lower_ in words("encounter")["sides"]


def _is_of_topic(event: Token, place: Named) -> bool:
    """Whether a land right behind what is discussed belongs to it, whatever the parse: "discussed the war in
    *Libya* over lunch"."""
    top = _top(place.span.root)
    if event.lemma_ not in words("encounter")["agreeing"] or top.head.head is not event or _is_town(place):
        return False
    return any(thing.right_edge.i == top.head.i - 1 for thing in children(event, "dobj"))


def _is_town(place: Named) -> bool:
    entry = gazetteer().places_by_id.get(place.known or "")
    return entry is not None and entry.kind != "country"


def _is_subject_of(token: Token) -> bool:
    """Whether a bare noun only tells on what somebody is or confers: "a conference on *fishing* in Lima", "on
    *holiday* in Lima"."""
    return token.dep_ == "pobj" and token.head.lower_ in ("on", "about") and token.left_edge.i == token.i


def _lets_pass(reading: Reading, token: Token) -> bool:
    """Whether a noun between a place and an event leaves the place to the event: parts of places, and
    persons, to whom the parser likes to tie what follows ("met his colleague in Oslo", "on the sidelines of
    the assembly in Oslo")."""
    named = any(reading.actors_at(each) for each in children(token, "amod", "compound"))
    if token.lower_ in words("encounter")["seated"] and not named:
        return False  # "the government in Oslo", not "Norwegian authorities in Oslo"
    return (
        token.lemma_.lower() in words("encounter")["parts_of_places"]
        or token.lemma_ in words("encounter")["margins"]
        or token.lemma_ in words("encounter")["manners"]
        or (token.lemma_ in words("encounter")["occasions"] and token.head.lower_ in MEANWHILE)
        or token.lower_ in words("encounter")["sides"]
        or token.ent_type_ in TAGGED
        or token.ent_type_ in ("DATE", "TIME")  # "met for two hours in Oslo"
        or token.head.lower_ == "without"  # "ended without agreement in Oslo"
        or bool(reading.actors_at(token))
    )


def _names_event(noun: Token) -> bool:
    """Whether a name of an event tells where another is: "during the Munich Security Conference"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("at", "during", "in")
        and noun.lemma_.lower() in ("conference", "summit", "forum", "session", "meeting", "talk", "ceremony")
    )


def _moves(event: Token, root: Token) -> bool:
    """Whether the phrase is the goal of a journey: the event itself or the verb that carries it."""
    head = root.head
    while head.head.i != head.i and (head.dep_ in ("prep", "conj", "appos") or head.pos_ == "ADP"):
        head = head.head
    return head.lemma_ in MOVING or event.lemma_ in MOVING | SENDING


def _is_over(event: Token, journey: Token) -> bool:
    """Whether somebody goes on from an event: "flew to Oslo *after* talks with him"."""
    prep = event.head
    return event.dep_ in ("pobj", "pcomp") and prep.lower_ in OVER and prep.head.i == journey.i


def _leaves(event: Token) -> bool:
    """ "*left* for Oslo"."""
    return event.lemma_ in LEAVING


def _is_set(root: Token) -> bool:
    """ "a summit set for Washington in April"."""
    return root.dep_ == "pobj" and root.head.lower_ == "for" and root.head.head.lemma_ in ARRANGING


def _top(root: Token) -> Token:
    """The head of the phrase that a place stands in: "on the *outskirts* of Oslo"."""
    token = root
    while token.head.i != token.i:
        above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
        part = above.lemma_.lower() in words("encounter")["parts_of_places"]
        if not part and token.dep_ not in ("conj", "appos") and not _is_before_day(token):
            break
        token = above
    return token


def _is_before_day(place: Token) -> bool:
    """Whether the parse makes one name of a place and the day behind it: "a visit to *Chad Sunday*"."""
    return place.dep_ in LEFT and place.head.ent_type_ == "DATE" and place.ent_type_ != "DATE"


def _joined(root: Token) -> str:
    if root.dep_ in (*LEFT, "poss") and _says_of_which(root.head):
        return ""  # "the Red Sea resort of Hurghada", "Egypt's resort of Hurghada" is Hurghada
    token = _top(root)
    if token.dep_ == "pobj":
        word = str(token.head.lower_)
        return (
            "in" if word == "on" and token.lemma_.lower() in words("encounter")["parts_of_places"] else word
        )
    if token.dep_ == "dobj":
        return "visited"
    return "before" if root.dep_ in LEFT else ""


def _says_of_which(noun: Token) -> bool:
    """Whether a part or sort of place says which place it is: "the resort *of Sochi*", "Kenya's capital,
    *Nairobi*", "Kenya's capital *Nairobi*"."""
    if noun.pos_ == "PROPN":
        return any(_is_sort_of_place(each) for each in children(noun, "compound", "nmod"))
    named = any(each.dep_ == "pobj" for of in noun.children if of.lower_ == "of" for each in of.children)
    named = named or any(each.pos_ == "PROPN" for each in children(noun, "appos"))
    return named and _is_sort_of_place(noun)


def _is_sort_of_place(noun: Token) -> bool:
    return noun.lemma_.lower() in words("encounter")["parts_of_places"]


def _known(span: DocSpan) -> tuple[PlaceEntry, ...]:
    return gazetteer().places(span.text) or (
        gazetteer().places_folded(span.text) if span.text.isupper() and len(span.text) > 4 else ()
    )


def _place(reading: Reading, named: Named) -> Place:
    begin, end = named.span.start_char, named.span.end_char
    head = named.span.root.head
    if head.i == named.span.end and head.lemma_.lower() in words("encounter")["sites"]:
        end = head.idx + len(head)
    label = reading.document.text[begin:end].strip()
    return Place(label, named.known, Span(begin, end))


def _site(reading: Reading, event: Token) -> Place | None:
    """A site without a name: "at *the presidential palace*", where no place is named."""
    for token in event.sent:
        if token.dep_ != "pobj" or token.head.lower_ != "at" or token.pos_ not in ("NOUN", "PROPN"):
            continue
        away = steps(event, token, through=lambda between: _lets_pass(reading, between))
        if token.lemma_.lower() in words("encounter")["sites"] and away is not None:
            begin, end = token.left_edge.idx, token.idx + len(token)
            return Place(reading.document.text[begin:end], None, Span(begin, end))
    return None


def _here(reading: Reading, event: Token) -> Place | None:
    """ "here" is where the article is written from."""
    here = [token for token in event.sent if is_here(token)]
    if not any(steps(event, token) is not None for token in here):
        return None
    span = dateline(reading.doc)
    if span is None:
        return None
    label = reading.document.text[span[0] : span[1]].rstrip(".")
    entries = gazetteer().places(label) or gazetteer().places_folded(label)
    name = entries[0].label if entries else label.title() if label.isupper() else label
    return Place(name, entries[0].id if entries else None, Span(*span))


def is_here(token: Token) -> bool:
    """Whether a word tells of where the article is written: not "*here* are the main points"."""
    return token.lower_ == "here" and not (token.head.lemma_ == "be" and token.i < token.head.i)
