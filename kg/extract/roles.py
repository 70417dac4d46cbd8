"""Who holds which office: titles before names, appositions, copulas, appointments.

A title is a head noun of office with what narrows it down (`titles`), before or after a person's name or with
a verb (`naming`); the state or organisation beside it is whom the office serves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.dealing import dealt_in_order
from kg.extract.naming import Name, apposition_stop, goes_on, titles_after, titles_before, titles_of_verbs
from kg.extract.slots import (
    MODIFIERS,
    SUBJECTS,
    actors,
    children,
    coordinated,
    governors,
    preposition,
    told_more_of,
)
from kg.extract.titles import (
    PLURAL,
    POSSESSIVE,
    Title,
    before_head,
    fields,
    first_of,
    is_head,
    is_plural_head,
    narrows,
    served_by,
    singular,
    title_around,
)
from kg.gazetteer import PlaceEntry, gazetteer
from kg.lexicon import words
from kg.model import ActorKey, Mention, Role, Span
from kg.nlp.headings import dateline, is_heading
from kg.nlp.reading import Reading
from kg.nlp.tree import Doc, Token
from kg.nlp.tree import Span as DocSpan

UNITED_STATES = "united-states"
PRESIDENT = frozenset({"President", "PRESIDENT"})  # as who leads a state is called before his name
NEXT_TO_HIM = frozenset({"Vice", "Deputy", "Interim", "Acting", "Transitional", "First", "Caretaker"})
EUROPEAN = ("european-commission", "european-union")
SOLE_OWNERS = {  # whose offices the lists of the lexicon hold
    ("united-kingdom",): "british",
    ("ireland",): "irish",
    EUROPEAN: "european",
}
GOVERNED_FROM = frozenset({"The Hague"})  # seats of governments that are no capitals
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ALIKE = 4  # letters that the names of a people and of its land share
_LABEL = 30  # characters that the label of a paragraph has
QUOTES = frozenset({'"', "“", "”"})
CONFIDENCE = {"before": 0.95, "after": 0.9, "verb": 0.75, "office": 0.85, "counterpart": 0.95, "list": 0.85}
COMPLETED = 0.8  # the highest confidence of a role whose owner stands elsewhere


def roles(reading: Reading) -> Iterator[Role]:
    """The offices that the article says persons hold or held, each once."""
    found: dict[tuple[ActorKey, str], Role] = {}
    for role in candidates(_names_only(reading)):
        key = (role.person, " ".join(role.title.lower().replace("-", " ").split()))
        found[key] = _joined(found[key], role) if key in found else role
    told = [_beside_counterpart(reading, role) for role in found.values()]
    taken = {role.trigger for role in told if role.rule in ("role-before", "role-after")}
    for role in office_mentions(reading):
        if role.trigger not in taken and not any(
            role.person == each.person and (not role.former or _alike(role, each)) for each in told
        ):
            told.append(role)
    for role in told:
        if not any(_fuller(other, role) for other in told):
            yield _of_authority(reading, _completed(reading, _dated(reading, role), told))


def _names_only(reading: Reading) -> Reading:
    """The reading without mentions of offices: "Russian" in "the Russian foreign minister" is a state.

    What owns an office stays: "the bloc's top diplomat".
    """
    states: dict[str, Mention] = {}
    for mention in reading.mentions:
        if mention.form in ("name", "demonym", "metonym") and _states(reading, mention.actors):
            states.setdefault(reading.words(mention.span).lower(), mention)
    by_token: dict[int, Mention] = {}
    doc = reading.doc
    for i, mention in sorted(reading.by_token.items()):
        if mention.form not in ("office", "nominal") or _owns(reading, i, mention):
            by_token[i] = mention
        elif two := states.get(doc[i : i + 2].text.lower()):
            by_token[i] = by_token[i + 1] = two
        elif i not in by_token and (one := states.get(doc[i].lower_)):
            by_token[i] = one
    return replace(reading, by_token=by_token)


def _owns(reading: Reading, i: int, mention: Mention) -> bool:
    """Whether a common noun is the state or body to which an office belongs.

    "The *bloc's* envoy", "a member of the Libyan *committee*".
    """
    token = reading.doc[i]
    actors = [reading.actors[key] for key in mention.actors]
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "at", "for"):
        return all(each.type == "Organization" and not each.label.islower() for each in actors)
    return token.dep_ == "poss" and all(each.type in ("State", "Organization") for each in actors)


def _fuller(other: Role, role: Role) -> bool:
    """Whether another role of the person tells this office more fully, or a real one beside "official"."""
    if other is role or other.person != role.person:
        return False
    mine, theirs = role.title.lower().split(), other.title.lower().split()
    if set(mine) < set(theirs) and (not role.of or not other.of or role.of == other.of):
        return True
    generic = words("role")["generic"]
    apart = role.former != other.former or (
        role.of and other.of != role.of and (other.of or mine[-1] == "member")
    )
    return mine[-1] in generic and theirs[-1] not in generic and not apart


def _alike(role: Role, other: Role) -> bool:
    """Whether two offices of a person may be one: a noun is the same, or both are over."""
    return other.former or role.title.lower().split()[-1] in other.title.lower().split()


def _joined(first: Role, second: Role) -> Role:
    """Two tellings of one role."""
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    return replace(first, of=first.of or second.of, evidence=evidence)


def _completed(reading: Reading, role: Role, others: list[Role]) -> Role:
    """A role whose owner the sentence leaves out takes it from elsewhere, and is less sure then."""
    role = _of_rebels(reading, _of_body(reading, role))
    if role.of:
        return role
    role = _without_ministry(role)
    told = f" {role.title} "  # an envoy to a land is another's
    of = _owner_elsewhere(reading, role, others)
    of = tuple(key for key in of if f" {reading.actors[key].label} " not in told)
    return replace(role, of=of, confidence=min(role.confidence, COMPLETED)) if of else role


def _of_body(reading: Reading, role: Role) -> Role:
    """A role in a body that its title names by its last word alone: "a *Commission* spokesman", of the
    European Commission."""
    body, _, office = role.title.partition(" ")
    if role.of or not office or not body.istitle() or body.lower() not in words("role")["clipped"]:
        return role
    named = [
        key
        for key, actor in reading.actors.items()
        if actor.type == "Organization" and actor.label.endswith(f" {body}")
    ]
    return replace(role, title=office, of=(named[0],)) if len(named) == 1 else role


def _of_rebels(reading: Reading, role: Role) -> Role:
    """A role among those who fight a state as theirs, not as the state's: "Chadian *rebel* leader Ali Quill",
    "leader of the Chadian *rebels*"."""
    camp_word = _camp_word(reading, role)
    if camp_word and (not role.of or _states(reading, role.of)):
        camp = _camp(reading, camp_word)
        if camp is not None:
            return replace(role, of=(camp,))
        clear = not role.of or camp_word in role.title.lower()
        return role if clear else replace(role, title=f"{camp_word} {role.title}")
    head, of, rest = role.title.partition(" of ")
    if not of or rest.lower().split()[-1].removesuffix("s") not in words("role")["camps"]:
        return role
    told = reading.doc.char_span(role.trigger.begin, role.trigger.begin + len(role.title))
    rebels = reading.by_token.get(told[-1].i) if told is not None else None
    return role if rebels is None else replace(role, title=head, of=rebels.actors)


def _owner_elsewhere(reading: Reading, role: Role, others: list[Role]) -> tuple[ActorKey, ...]:
    """Whose an office is by the person's other roles or affiliation, or by what the text around it tells."""
    if owner := next((each for each in _sole_owners(role.title.lower()) if each in reading.actors), None):
        return (owner,)
    if _is_of_talks(role):
        return ()
    affiliation = reading.actors[role.person].affiliation
    elsewhere = affiliation in reading.actors and affiliation != UNITED_STATES
    elsewhere = elsewhere and affiliation is not None and _states(reading, (affiliation,))
    if _is_american(role.title.lower()) and UNITED_STATES in reading.actors and not elsewhere:
        state = _of_fellows(reading, role) or (_other_land(reading, role) if affiliation is None else None)
        return () if _is_owned(reading, role) else (state or UNITED_STATES,)
    for other in others:
        if other.person == role.person and _states(reading, other.of):
            return other.of
    if role.title.lower().replace("-", " ") in words("role")["of_a_body"]:
        return ()  # a secretary-general serves none but his organisation
    personal = role.title.lower() in words("actors")["personal"]
    if (
        affiliation in reading.actors
        and affiliation
        and (personal or _is_of_home(reading, role, affiliation))
    ):
        return (affiliation,)
    if role.rule != "role-counterpart" and _of_a_state(reading, role):
        if (label := _labelled(reading, role)) or _is_abroad(reading, role):
            return (label,) if label is not None and label in reading.actors else ()
        state = _told_beside(reading, role) or _topic(reading, role, others)
        state = None if state == UNITED_STATES and _is_unamerican(role) else state
        state = None if state is not None and _is_faced(reading, role, state) else state
        return (state,) if state and not _is_led(state, role, others) else ()
    body = _speaking_before(reading, role) if personal else None
    return (body,) if body else ()


def _is_unamerican(role: Role) -> bool:
    """Whether the United States have no such office: a foreign minister, a premier, a king."""
    return not words("role")["unamerican"].isdisjoint(role.title.lower().split())


def _beside_counterpart(reading: Reading, role: Role) -> Role:
    """A role whose owner a counterpart's state tells, if nothing else does."""
    return role if role.of or not _of_a_state(reading, role) else replace(role, of=_opposite(reading, role))


def _opposite(reading: Reading, role: Role) -> tuple[ActorKey, ...]:
    """The state of somebody's counterpart whom a title names: "her *Thai* counterpart, Minister Quill"."""
    told = reading.doc.char_span(role.evidence[0].begin, role.evidence[0].end)
    i = told.start - 1 if told is not None and role.rule == "role-before" else 0
    if i < 1 or reading.doc[i].text != ",":
        return ()
    noun = _counterpart_at(reading.doc, i - 1)
    named = before_head(reading, noun, False)[1] if noun is not None else ()
    return tuple(key for key in named if _states(reading, (key,)))


def _labelled(reading: Reading, role: Role) -> ActorKey | None:
    """The state with which a paragraph of a roundup opens: "*CHAD*: Minister Ali Quill said no"."""
    text = reading.document.text
    begin = text.rfind("\n", 0, role.trigger.begin) + 1
    end = text.find(":", begin, min(role.trigger.begin, begin + _LABEL))
    if end < 0:
        return None
    states = (each.entry for each in gazetteer().actors(text[begin:end].title()))
    return next((entry.id for entry in states if entry.type == "State"), None)


def _is_abroad(reading: Reading, role: Role) -> bool:
    """Whether an office is of a state that the article does not name but by its capital: "In *Quito*, the
    minister said"."""
    seats = (place.capital_of for _, place in _seats(reading, role))
    return any(owner and owner not in reading.actors for owner in seats)


def _is_of_home(reading: Reading, role: Role, home: ActorKey) -> bool:
    """Whether an office is of the state that a person comes from; an envoy of whom the gazetteer knows no
    office of it may be another's: "Envoy to Mali Ali Quill"."""
    known = reading.actors[role.person].known
    head = _head(role)
    sent = head in words("actors")["sent"] and head != "ambassador" and known is not None
    of_home = not sent or any(office.of == home for office in gazetteer().offices_of(known or ""))
    return of_home and _states(reading, (home,))


def _is_of_talks(role: Role) -> bool:
    """Whether an office is one at talks, which serves no state: "chairman of the *conference* on Chad", "the
    *mediator*"."""
    if role.title.lower() in words("encounter")["mediating_under"]:
        return True
    _, _, at = role.title.lower().partition(" of the ")
    return any(word in words("things")["encounters"] for word in at.split())


def _head(role: Role) -> str:
    """The noun of an office: "envoy" of "special envoy to Mali"."""
    return re.split(" (?:of|for|to|in|on) ", role.title.lower())[0].split()[-1]


def _of_authority(reading: Reading, role: Role) -> Role:
    """The role in what governs a people, if the article names that: the "*Palestinian* president" is the
    Palestinian Authority's."""
    serving = ("president", "commissioner")
    if len(role.of) != 1 or not (
        _of_a_state(reading, role) or role.title.lower().split(" for ")[0] in serving
    ):
        return role
    people = reading.actors[role.of[0]].label
    if people == "Europe" and "commissioner" in role.title.lower():
        return replace(role, of=next(((key,) for key in EUROPEAN if key in reading.actors), role.of))
    for key, actor in reading.actors.items():
        first, _, rest = actor.label.partition(" ")
        governs = rest.lower() in words("role")["self_rule"] and actor.type == "Organization"
        if governs and first[:_ALIKE] == people[:_ALIKE]:
            return replace(role, of=(key,))
    return role


def _without_ministry(role: Role) -> Role:
    """A spokesman's role without a ministry named before: "spokesman *for the ministry*"."""
    head, _, body = role.title.partition(" for the ")
    speaks = head.lower() in words("actors")["personal"] and body.lower() in words("role")["organs"]
    return replace(role, title=head) if speaks else role


def _told_beside(reading: Reading, role: Role) -> ActorKey | None:
    """The state that an office serves by what the text around it or the dateline tells."""
    told = _beside_fellow(reading, role) or _led_for(reading, role) or _seat(reading, role)
    return told or _subject_before(reading, role) or _home(reading)


def _beside_fellow(reading: Reading, role: Role) -> ActorKey | None:
    """The state of him beside whom an office holder is named: "met Quill and the *army chief*, Ali Roe"."""
    told = reading.doc.char_span(role.evidence[0].begin, role.evidence[0].end)
    if told is None or told[0].head.i not in range(told.start, told.end):
        return None
    office = told.root
    if office.dep_ != "conj" or office.left_edge.lower_ != "the":
        return None
    keys = reading.actors_at(office.head)
    state = reading.actors[keys[0]].affiliation if len(keys) == 1 else None
    return state if state is not None and _states(reading, (state,)) else None


def _led_for(reading: Reading, role: Role) -> ActorKey | None:
    """The state whose delegation the holder of an office leads: "*Minister* Quill led the Peruvian team"."""
    inside = reading.doc.char_span(role.trigger.begin, role.trigger.end)
    above = governors(inside.root) if inside is not None else ()
    verb = next((each for each in above if each.lemma_ in words("role")["leads_team"]), None)
    if verb is None:
        return None
    for led in children(verb, "dobj", "nsubjpass"):
        owners = (led, *children(led, "amod", "compound", "poss"), *preposition(led, "from", "of"))
        if led.lemma_ in words("role")["teams"]:
            served = (reading.actors_at(each) for each in owners)
            return next((keys[0] for keys in served if keys and _states(reading, keys)), None)
    return None


def _other_land(reading: Reading, role: Role) -> ActorKey | None:
    """Whose an office is that the United States have and others too: "MANILA: *Defense Secretary* Quill"."""
    return _told_beside(reading, role) if _of_a_state(reading, role) else None


def _of_fellows(reading: Reading, role: Role) -> ActorKey | None:
    """Whose the lawmakers are whom the text tells of before: "Some *Peruvian senators* fear it. Sen. Quill
    said"."""
    text, end = reading.document.text, role.trigger.begin
    begin = text.rfind("\n", 0, end) + 1
    for mention in reading.mentions:
        if begin <= mention.span.begin < end and mention.form == "group" and len(mention.actors) == 1:
            state = reading.actors[mention.actors[0]].affiliation
            named = reading.words(mention.span).lower().split()[-1]
            if named in words("role")["lawmakers"] and state is not None and _states(reading, (state,)):
                return state
    return None


def _is_owned(reading: Reading, role: Role) -> bool:
    """Whether a possessive stands in a title, so that the office is not the American one: "*his* adviser"."""
    told = reading.doc.char_span(role.evidence[0].begin, role.evidence[0].end)
    return told is not None and any(each.tag_ == "PRP$" for each in told)


def _is_led(state: ActorKey, role: Role, others: list[Role]) -> bool:
    """Whether somebody else is told to have the office, or to lead the state that would be a president's:
    "*Ghana's leader* Quill wrote to President Roe"."""
    own = {role.title.lower()} if _is_alone(role) else set[str]()
    alike = words("role")["at_head"] if role.title in PRESIDENT else own
    return any(
        other.of == (state,)
        and other.person != role.person
        and not other.former
        and other.title.lower() in alike
        for other in others
    )


def _is_alone(role: Role) -> bool:
    """Whether a state has but one holder of an office: a foreign minister, no "minister" or "spokesman"."""
    return " " in role.title and role.title.lower().split()[-1] in ("minister", "secretary")


def _camp(reading: Reading, told: str) -> ActorKey | None:
    """The rebels or separatists of whom a word of a title tells, "*rebel* leader Ali Quill": those of the
    word itself, else the first who fight their state."""
    camps = {
        key: called.lower().split()[-1].removesuffix("s")
        for mention in reading.mentions
        for key in mention.actors
        if (called := _called(reading, mention, key))
    }
    named = [key for key, camp in camps.items() if camp == told]
    others = [key for key, camp in camps.items() if camp in words("role")["camps"]]
    return next(iter(named or others), None)


def _camp_word(reading: Reading, role: Role) -> str:
    """The word of a title, or right before it, that tells of rebels or separatists, if there is one."""
    before = reading.document.text[: role.trigger.begin].rstrip(' "“').rsplit(None, 1)[-1:]
    told = (word.lower() for word in (*role.title.split(), *before))
    return next((word for word in told if word in words("role")["camps"]), "")


def _called(reading: Reading, mention: Mention, key: ActorKey) -> str:
    """What a group is called, or a movement where it is spoken of as one: "the *rebels*"."""
    actor = reading.actors[key]
    if actor.type == "Group":
        return actor.label
    return reading.words(mention.span) if actor.type == "Organization" and mention.form == "group" else ""


def _seat(reading: Reading, role: Role) -> ActorKey | None:
    """The state in whose capital, or city that is told to be its, a sentence's subject does something: "in
    Quito, the *minister* said", "in Guayaquil, Ecuador, the *minister* said"."""
    for city, place in _seats(reading, role):
        behind = reading.by_token.get(city.i + 2) if reading.doc[city.i + 1].text == "," else None
        told = behind is not None and behind.actors == (place.country,)
        told = told and place.label not in words("role")["seats_of_many"]
        owner = place.capital_of or (place.country if told else None)
        if owner in reading.actors:
            return owner
    return None


def _seats(reading: Reading, role: Role) -> Iterator[tuple[Token, PlaceEntry]]:
    """The places before a subject with an office in which it does something."""
    inside = reading.doc.char_span(role.trigger.begin, role.trigger.end)
    if inside is None:
        return
    verb = inside.root.sent.root
    subject = next(iter(children(verb, *SUBJECTS)), None)
    if subject is None or not subject.left_edge.i <= inside.start <= subject.right_edge.i:
        return
    aside = range(subject.i + 2, min(subject.i + 4, verb.i))  # "Minister Quill, *in Quito*, said"
    for city in (*preposition(verb, "in"), *preposition(subject, "in")):
        place = reading.known_place_at(city) if city.i < subject.i or city.i in aside else None
        if place is not None:
            yield city, place


def _speaking_before(reading: Reading, role: Role) -> ActorKey | None:
    """For whom a spokesman speaks who is told of without it: the body that spoke in the sentence before.

    "The *health ministry* said so. 'We knew,' spokesman Ali Quill added."
    """
    inside = reading.doc.char_span(role.trigger.begin, role.trigger.end)
    before = _sentence_before(inside)
    if before is None:
        return None
    said = before.root.lemma_ in words("actors")["say"]
    keys = actors(reading, children(before.root, *SUBJECTS)) if said else ()
    bodies = [key for key in keys if reading.actors[key].type in ("Organization", "State")]
    return bodies[0] if len(bodies) == len(keys) == 1 else None


def _is_american(title: str) -> bool:
    """Whether only the United States have an office: "under secretary of defense for policy".

    Britain has secretaries of state for something too.
    """
    office = title.split(" for ")[0].removeprefix("acting ")
    return office in words("role")["american"] and (" for " not in title or office != "secretary of state")


def _sole_owners(title: str) -> Iterator[ActorKey]:
    """The state or body that alone has an office, by the names that an article may know it by: "Brexit
    Secretary"."""
    for owners, offices in SOLE_OWNERS.items():
        if title.removeprefix("deputy ") in words("role")[offices]:
            yield from owners


def _of_a_state(reading: Reading, role: Role) -> bool:
    """Whether an office is one of a state: a minister's, a government spokesman's."""
    before = reading.document.text[: role.trigger.begin].rsplit(None, 1)[-1:]
    lists = words("role")
    governing = {word.lower() for word in (*role.title.split()[:-1], *before)} & lists["governing"]
    heads_state = role.rule == "role-before" and _is_president(role.title)
    head = re.split(" (?:of|for) ", role.title.lower())[0]  # "minister *of energy*"
    return bool(governing) or heads_state or not lists["of_a_state"].isdisjoint((head, head.split()[-1]))


def _is_president(title: str) -> bool:
    """Whether a title is that of a state's president or of who stands by or in for him: "Vice President"."""
    *before, head = title.title().split()
    return title[0].isupper() and head == "President" and NEXT_TO_HIM.issuperset(before)


def _sentence_before(inside: DocSpan | None) -> DocSpan | None:
    """The last sentence before that of some words, in the same paragraph, that opens outside of quotes."""
    if inside is None:
        return None
    doc, before = inside.doc, list[DocSpan]()
    start = inside.root.sent.start
    while start > 0 and "\n" not in doc[start - 1].text:
        before.append(doc[start - 1].sent)
        start = before[-1].start
    found, quoted = None, False
    for sent in reversed(before):
        if not (quoted or sent[0].text in QUOTES):
            found = sent
        quoted ^= sum(token.text in QUOTES for token in sent) % 2 == 1
    return found


def _subject_before(reading: Reading, role: Role) -> ActorKey | None:
    """The state of which this sentence tells something, else the one before it.

    Nothing of the one before if this one has named a state already.
    """
    inside = reading.doc.char_span(role.trigger.begin, role.trigger.end)
    if inside is None:
        return None
    here = inside.root.sent
    before = _sentence_before(inside)
    if _in_other_clause(inside.root):
        return None
    if _is_called_on(reading, inside.root, here.root):
        return None
    if (state := _state_told_of(reading, here.root, inside.start)) or before is None:
        return state
    named = (reading.by_token.get(i) for i in range(here.start, inside.start))
    if any(each and each.form != "pronoun" and _states(reading, each.actors[:1]) for each in named):
        return None
    return _state_told_of(reading, before.root, here.start)


def _is_called_on(reading: Reading, holder: Token, verb: Token) -> bool:
    """Whether somebody goes to the holder of an office, who is no countryman of his for that: "Iran's envoy
    called on *President* Quill"."""
    whom = [*children(verb, "dobj"), *preposition(verb, "on", "with", "to")]
    subjects = actors(reading, children(verb, "nsubj"))
    return (
        told_more_of(holder) in whom
        and bool(subjects)
        and all(reading.actors[key].type != "State" for key in subjects)
    )


def _in_other_clause(word: Token) -> bool:
    """Whether a word stands in a clause that follows the sentence's first: "Peru left, and the *minister*
    stayed"."""
    clauses = (each for each in governors(word) if each.dep_ == "conj" and each.head.dep_ == "ROOT")
    return any(bool(children(clause, *SUBJECTS)) for clause in clauses)


def _state_told_of(reading: Reading, verb: Token, end: int) -> ActorKey | None:
    """The state that is the subject of a sentence and named before a token: "*Peru* left, with Minister",
    "*Peruvian* lawmakers left"."""
    heads = [each for each in children(verb, *SUBJECTS) if each.i < end]
    keys = actors(reading, heads)
    if len(keys) != 1:
        return None
    if reading.actors[keys[0]].type == "State":
        return keys[0]
    state = reading.actors[keys[0]].affiliation
    speaks = reading.actors[keys[0]].type == "Person" and verb.lemma_ in words("actors")["say"]
    acts_for_it = speaks or heads[0].lemma_.lower() in words("role")["state_people"]
    return state if acts_for_it and state is not None and _states(reading, (state,)) else None


def _home(reading: Reading) -> ActorKey | None:
    """The state from whose capital an article is written, if it tells of it: "HARARE: ... the minister"; not
    where its writer only sits: "NAIROBI, Kenya -- The Sudanese minister"."""
    span = dateline(reading.doc)
    if span is None:
        return _land_of_headline(reading) or _land_of_header(reading)
    found = gazetteer().places_folded(reading.document.text[slice(*span)])
    seats = [place.capital_of or (place.country if place.label in GOVERNED_FROM else None) for place in found]
    states = [state for state in seats if state in reading.actors]
    if not states:
        return None
    running = (each for i, each in reading.by_token.items() if not is_heading(reading.doc[i]))
    told = {key for each in running for key in each.actors}
    return next((state for state in states if state in told), None)


def _first_line(reading: Reading) -> str:
    return reading.document.text.lstrip().partition("\n")[0]


def _land_of_header(reading: Reading) -> ActorKey | None:
    """The state whose capital a dated line in capitals names at the top: "BRIEFING, SEOUL, 7 APRIL 2009"."""
    line = _first_line(reading)
    if not line.isupper() or not _YEAR.search(line):
        return None
    named = (place for part in line.split(",") for place in gazetteer().places_folded(part.strip()))
    states = {place.capital_of for place in named} - {None}
    return next(iter(states)) if len(states) == 1 and states <= reading.actors.keys() else None


def _land_of_headline(reading: Reading) -> ActorKey | None:
    """The state before whose colon a headline stands, as where an article is filed: "Kenya: Talks Begin"."""
    land, colon, _ = _first_line(reading).partition(": ")
    found = gazetteer().actors(land) if colon else ()
    states = [each.entry.id for each in found if each.entry.type == "State" and each.form == "name"]
    return next((key for key in states if key in reading.actors), None)


def _topic(reading: Reading, role: Role, others: list[Role]) -> ActorKey | None:
    """The state that an article clearly speaks of most before it names a minister without saying whose; not
    one told of but once in an article that says where it was written: "ISLAMABAD: Kabul lied, Minister Ali
    Quill said", nor one that has but sent somebody: "the *American* envoy met President Ali Quill"."""
    times = Counter(
        key
        for mention in reading.mentions
        if mention.span.begin < role.trigger.begin and not _is_hyphened(reading, mention.span)
        for key in mention.actors
        if reading.actors[key].type in ("State", "Group")
    )
    if _is_unamerican(role):
        times.pop(UNITED_STATES, None)
    most = [*times.most_common(2), (None, 0), (None, 0)]
    topic = most[0][0]
    clear = topic is not None and reading.actors[topic].type == "State" and 3 * most[0][1] > 4 * most[1][1]
    clear = clear and (most[0][1] > 1 or dateline(reading.doc) is None)
    sent = [each for each in others if topic in each.of and _head(each) in words("actors")["sent"]]
    clear = clear and most[0][1] > sum(each.person != role.person for each in sent)
    return topic if clear and topic is not None and not _is_met_by(reading, role, topic) else None


def _is_met_by(reading: Reading, role: Role, state: ActorKey) -> bool:
    """Whether somebody of a state meets the holder of an office, who is another's then: "the *Peruvian*
    minister held talks with *President* Quill"."""
    inside = reading.doc.char_span(role.trigger.begin, role.trigger.end)
    above = list(governors(inside.root)) if inside is not None else []
    meeting = words("things")["encounters"] | words("encounter")["receiving"] | words("encounter")["talking"]
    if meeting.isdisjoint(each.lemma_.lower() for each in above):
        return False
    subjects = (subject for verb in above for subject in children(verb, *SUBJECTS))
    return any(
        state in (key, reading.actors[key].affiliation)
        for subject in subjects
        if subject not in above
        for key in reading.actors_at(subject)
    )


def _is_faced(reading: Reading, role: Role, state: ActorKey) -> bool:
    """Whether the holder of an office comes to a state or turns to it, and so is another's: "*Minister* Quill
    flew to Lima to ask Peru for help"."""
    inside = reading.doc.char_span(role.trigger.begin, role.trigger.end)
    above = (inside.root, *governors(inside.root)) if inside is not None else ()
    holder = next((each for each in above if each.dep_ in SUBJECTS), None)
    if holder is None or holder.head.lemma_ not in words("role")["setting_out"]:
        return False
    verb = holder.head
    goals = [*preposition(verb, "to", "in", "with"), *children(verb, "dobj", "dative")]
    goals += [each for aim in children(verb, "advcl", "xcomp") for each in children(aim, "dobj", "nsubj")]
    places = (reading.known_place_at(each) for each in goals)
    lands = {place.country for place in places if place is not None}
    return state in lands or any(state in reading.actors_at(each) for each in goals)


def _is_hyphened(reading: Reading, span: Span) -> bool:
    """Whether words are a part of one with a hyphen: "the pro-*Russian* president"."""
    text = reading.document.text
    return text[span.begin - 1 : span.begin] == "-" or text[span.end : span.end + 1] == "-"


def _dated(reading: Reading, role: Role) -> Role:
    """A role as the person's known offices have it at the article's date: of whom, and if it is over."""
    known, at = reading.actors[role.person].known, reading.document.date
    if known is None or at is None:
        return role
    title = role.title.casefold().replace("-", " ")
    alike = [
        office
        for office in gazetteer().offices_of(known)
        if ((held := office.title.casefold().replace("-", " ")) in title or title in held)
        and (not role.of or office.of in role.of)
    ]
    if not alike:
        return role
    now = [office for office in alike if office.held(at)]
    of = (now or alike)[-1].of
    over = not now and all(office.until is not None and office.until < at for office in alike)
    return replace(role, former=role.former or over, of=role.of or ((of,) if of in reading.actors else ()))


def _states(reading: Reading, keys: tuple[ActorKey, ...]) -> bool:
    return bool(keys) and all(reading.actors[key].type == "State" for key in keys)


def candidates(reading: Reading) -> Iterator[Role]:
    """Every telling of a role by a person's name, in the order of the text."""
    previous: list[tuple[Name, Role]] = []
    earlier: list[Name] = []
    used: set[int] = set()  # heads of titles that an earlier name took
    named = list(names(reading))
    dealt = dealt_in_order(reading, named)
    for name in named:
        if name in dealt and (role := _role(reading, name, dealt[name], "list")):
            earlier.append(name)
            used.add(dealt[name].head)
            previous.append((name, role))
            yield role
            continue
        found = [
            *((title, "before") for title in titles_before(reading, name) if title.head not in used),
            *((title, "after") for title in titles_after(reading, name)),
            *((title, "verb") for title in titles_of_verbs(reading, name)),
        ]
        told = [role for title, rule in found if (role := _role(reading, name, title, rule))]
        told = [one for role in told for one in _of_all(reading, name, earlier, role)]
        earlier.append(name)
        used.update(title.head for title, _ in found)
        if counterpart := _counterpart(reading, name, previous) or _forerunner(reading, name, previous):
            told.append(counterpart)
        told.extend(_shared(reading, name, previous) if not told else ())
        previous.extend((name, role) for role in told)
        yield from told
    for pronoun in _pronouns(reading):
        for title in titles_of_verbs(reading, pronoun):
            if role := _role(reading, pronoun, title, "verb"):
                yield role


def _pronouns(reading: Reading) -> Iterator[Name]:
    """What stands for a person who does something: "*he* was named envoy"."""
    for mention, first, last in _mentions(reading):
        if mention.form != "pronoun" or len(mention.actors) != 1 or reading.doc[first].tag_ != "PRP":
            continue
        if reading.actors[mention.actors[0]].type == "Person":
            yield Name(mention.actors[0], first, last)


def names(reading: Reading) -> Iterator[Name]:
    """The names of persons, without the titles and forms of address that a mention takes in."""
    doc = reading.doc
    for mention, first, last in _mentions(reading):
        if mention.form != "name" or len(mention.actors) != 1:
            continue
        if reading.actors[mention.actors[0]].type != "Person":
            continue
        begin = first
        while begin < last and (_is_titular(doc[begin]) or (narrows(doc[begin]) and is_head(doc[begin + 1]))):
            begin += 1
        yield Name(mention.actors[0], begin, last)


def _is_titular(token: Token) -> bool:
    """Whether a word at a mention's start is an office or a form of address."""
    return is_head(token) or token.lower_ in words("role")["honorifics"]


def _mentions(reading: Reading) -> Iterator[tuple[Mention, int, int]]:
    """The mentions with their first and last token."""
    current: Mention | None = None
    first = last = -1
    for i, mention in sorted(reading.by_token.items()):
        if mention is current:
            last = i
            continue
        if current is not None:
            yield current, first, last
        current, first, last = mention, i, i
    if current is not None:
        yield current, first, last


def office_mentions(reading: Reading) -> Iterator[Role]:
    """ "The Russian foreign minister", where the reading knows who that is and no name tells the role."""
    doc = reading.doc
    told: set[ActorKey] = set()
    named = {each.actors[0] for each in reading.mentions if each.form == "name" and len(each.actors) == 1}
    for mention, first, last in _mentions(reading):
        if mention.form != "office" or len(mention.actors) != 1 or mention.actors[0] in told:
            continue
        person = mention.actors[0]
        if person not in named:
            continue  # who holds an office is for the reading to say; a role is told of whom the text names
        head = next(
            (i for i in range(first, last + 1) if is_head(doc[i]) and not goes_on(reading, i, last)), None
        )
        if reading.actors[person].type != "Person" or head is None:
            continue
        rest = {i: each for i, each in reading.by_token.items() if each is not mention}
        title = title_around(replace(reading, by_token=rest), head, apposition_stop(reading, head))
        role = _role(reading, Name(person, last, last), title, "office") if title is not None else None
        if role is not None:
            told.add(person)
            state = reading.actors[person].affiliation
            yield replace(role, of=role.of or ((state,) if state in reading.actors and state else ()))


def _shared(reading: Reading, name: Name, previous: list[tuple[Name, Role]]) -> Iterator[Role]:
    """ "Diplomats Jane Doe and John Roe": the title in the plural holds for those who follow.

    So does one in the singular for who is another state's: "President Jane Doe and John Roe of Peru",
    "Minister Jane Doe, Peru's John Roe and Chile's Eva Quill".
    """
    doc = reading.doc
    if not previous:
        return
    earlier, role = previous[-1]
    begin, own = _owner_before(reading, name)
    own = _of_name(reading, name) or own
    between = [token for token in doc[earlier.end + 1 : begin] if not token.is_space]
    if role.rule not in ("role-before", "role-list", "role-counterpart") or not between or len(between) > 6:
        return
    many = role.rule == "role-list" or role.trigger.of(reading.document.text).lower().endswith(PLURAL)
    another = _states(reading, own) and _states(reading, role.of) and own != role.of
    listed = begin < name.begin and role.title.split()[-1].lower() in words("role")["of_a_state"]
    if not many and not (another and (between[-1].lower_ == "and" or listed)):
        return
    if between[-1].lower_ not in ("and", ",") or any(token.pos_ in ("VERB", "AUX") for token in between):
        return
    yield replace(
        role,
        person=name.person,
        of=own or _dealt_to(reading, previous) or (role.of if not _of_name(reading, earlier) else ()),
        rule="role-list",
        confidence=CONFIDENCE["list"],
        trigger=_span(doc, name.begin, name.end),
        evidence=(Span(role.evidence[0].begin, _span(doc, name.begin, name.end).end),),
    )


def _dealt_to(reading: Reading, previous: list[tuple[Name, Role]]) -> tuple[ActorKey, ...]:
    """Whom the next of several named after an office in the plural serves, by the order of both."""
    after = 1
    for _, role in reversed(previous):
        if role.rule != "role-list":
            head = reading.doc.char_span(role.trigger.begin, role.trigger.end)
            dealt = _dealt_out(reading, head.root) if head is not None else []
            return dealt[after] if after < len(dealt) else ()
        after += 1
    return ()


def _of_all(reading: Reading, last: Name, earlier: list[Name], role: Role) -> Iterator[Role]:
    """The roles of all whom an office in the plural after their names describes, each for its own state or
    field: "*Ana Quill* and *Eva Roe*, the ministers of Peru and Chile"; else the role itself."""
    inside = reading.doc.char_span(role.trigger.begin, role.trigger.end)
    head = inside.root if inside is not None else None
    if role.rule != "role-after" or head is None or not is_plural_head(head):
        yield role
        return
    dealt, told = _dealt_out(reading, head), fields(head)
    together = [last]
    linking = words("role")["honorifics"] | {"and", ","}
    for name in reversed(earlier):
        between = reading.doc[name.end + 1 : together[0].begin]
        if not len(between) or any(each.lower_ not in linking for each in between):
            break
        together.insert(0, name)
    for at, name in enumerate(together):
        yield replace(
            role,
            person=name.person,
            of=dealt[at] if len(dealt) == len(together) else role.of,
            title=f"{told[at].text} {singular(head.text)}" if len(told) == len(together) else role.title,
            rule=role.rule if name is last else "role-list",
            evidence=(Span(_span(reading.doc, name.begin, name.end).begin, role.evidence[0].end),),
        )


def _dealt_out(reading: Reading, head: Token) -> list[tuple[ActorKey, ...]]:
    """The states or bodies that an office in the plural serves: "the ministers of *Peru and Chile*, Quill and
    Roe"."""
    if not (is_plural_head(head) or head.lower_ in words("role")["counterparts"]):
        return []
    before = children(head.head, "amod") if head.dep_ == "compound" else []
    owners = [*before, *children(head, *MODIFIERS), *preposition(head, "of")]
    served = [reading.actors_at(each) for owner in owners for each in coordinated(owner)]
    bodies = ("State", "Organization")
    dealt = [keys for keys in served if keys and all(reading.actors[key].type in bodies for key in keys)]
    return dealt if len(dealt) > 1 else []


def _owner_before(reading: Reading, name: Name) -> tuple[int, tuple[ActorKey, ...]]:
    """Where a name begins with its possessive, and whom that names: "*Peru's* Jane Doe"."""
    mark = name.begin - 1
    if mark < 1 or reading.doc[mark].text not in POSSESSIVE or mark - 1 not in reading.by_token:
        return name.begin, ()
    return first_of(reading, mark - 1), reading.by_token[mark - 1].actors


def _counterpart(reading: Reading, name: Name, previous: list[tuple[Name, Role]]) -> Role | None:
    """ "His Russian counterpart Sergei Lavrov": the title of whoever "his" is."""
    doc, lists = reading.doc, words("role")
    tokens, i = doc.tokens, name.begin - 1
    if i > 0 and tokens[i].lower_ == "including":  # "his counterparts, *including* Sergei Lavrov of Russia"
        i -= 1
    while i > 0 and tokens[i].lower_ in lists["honorifics"]:
        i -= 1
    if i >= 0 and tokens[i].text == ",":
        i -= 1
    noun = _counterpart_at(doc, i)
    if noun is None and (noun := _counterpart_behind(doc, name)) is None:
        return None
    i = noun
    _, named, _, reach = before_head(reading, i, False)
    if doc[i].lower_ == "colleague" and not _states(reading, named):
        return None  # one of another state holds the same office, not one of his own
    whose = reading.by_token.get(reach - 1)
    if whose is not None and doc[reach - 1].tag_ == "PRP$" and _are_unnamed(reading, whose.actors):
        return None
    owners = {key for key in named if reading.actors[key].type == "Person"}  # "*his* counterpart"
    state = reading.actors[name.person].affiliation
    of_his = (state,) if owners and state is not None and state in reading.actors else ()
    own = _of_name(reading, name) or of_his
    dealt = _dealt_out(reading, doc[i])
    of = dealt[0] if dealt else tuple(key for key in named if key not in owners) or own
    for earlier, role in reversed(previous):
        if earlier.person == name.person or name.begin - earlier.end >= 120 or (of and role.of == of):
            continue
        if of or earlier.person in owners:
            return replace(
                role,
                person=name.person,
                of=of,
                former=False,
                rule="role-counterpart",
                trigger=_span(doc, i, i),
                evidence=(_span(doc, min(reach, name.begin), max(i, name.end)),),
                confidence=CONFIDENCE["counterpart"],
            )
    return None


def _counterpart_behind(doc: Doc, name: Name) -> int | None:
    """Where a name is followed by whose counterpart it is: "Ana Quill, *his Thai counterpart*"."""
    at = name.end + 2
    if at + 1 >= len(doc) or doc[at - 1].text != "," or doc[at].tag_ != "PRP$":
        return None
    return next((i for i in range(at + 1, min(at + 4, len(doc))) if _counterpart_at(doc, i) == i), None)


def _counterpart_at(doc: Doc, i: int) -> int | None:
    """Where words that end at a token tell of a counterpart: "his *opposite* number"."""
    lists = words("role")
    if i > 1 and f"{doc[i - 1].lower_} {doc[i].lower_}" in lists["counterparts"]:
        return i - 1
    return i if i > 0 and doc[i].lower_ in lists["counterparts"] else None


def _forerunner(reading: Reading, name: Name, previous: list[tuple[Name, Role]]) -> Role | None:
    """ "His predecessor, Ana Quill": she held the office that he holds."""
    doc, i = reading.doc, name.begin - 1
    if i > 0 and doc[i].text == ",":
        i -= 1
    if i < 1 or doc[i].lower_ != "predecessor":
        return None
    owner = i - 1
    while owner > 0 and (doc[owner].text in POSSESSIVE or doc[owner].pos_ == "ADJ"):
        owner -= 1
    whose = reading.by_token.get(owner)
    held = [role for _, role in previous if whose is not None and whose.actors == (role.person,)]
    if not held or held[0].person == name.person:
        return None
    return replace(
        held[0],
        person=name.person,
        former=True,
        rule="role-counterpart",
        trigger=_span(doc, i, i),
        evidence=(_span(doc, owner, name.end),),
        confidence=CONFIDENCE["verb"],
    )


def _are_unnamed(reading: Reading, keys: tuple[ActorKey, ...]) -> bool:
    """Whether actors are but a group, whose office no name tells: "the ministers met *their* counterpart"."""
    return bool(keys) and all(reading.actors[key].type == "Group" for key in keys)


def _of_name(reading: Reading, name: Name) -> tuple[ActorKey, ...]:
    """ "Senator Jane Doe of Maine": what follows the name."""
    i = name.end + 1
    if i + 1 < len(reading.doc) and reading.doc[i].lower_ == "of":
        return served_by(reading, i + 1, min(i + 4, len(reading.doc) - 1))
    return ()


def _role(reading: Reading, name: Name, title: Title, rule: str) -> Role | None:
    """The role that a title gives to a name; `list`: one of several names, whose share the title holds."""
    doc = reading.doc
    text = " ".join(reading.words(_span(doc, title.begin, title.end)).strip(" \"“”'‘’[]()-").split())
    head, second = doc[title.head], reading.by_token.get(title.begin + 1)
    text = f"{title.field} {head.text}" if title.field else text
    if doc[title.begin].lower_ == "chief" and second and second.actors == title.of:
        text = text.replace(f" {reading.words(second.span)} ", " ")  # "the *chief* Peruvian *negotiator*"
    if head.pos_ == "VERB" and title.begin == title.end:  # "who chairs the union" is its chair
        text = head.lemma_
    elif is_plural_head(head):  # "Presidents Jane Doe and John Roe": each is one
        many = reading.words(_span(doc, title.head, title.head))
        text = text.replace(many, singular(many), 1)
    of = tuple(key for key in title.of if key != name.person)
    dealt = _dealt_out(reading, head)
    if dealt and rule in ("before", "after"):
        of = dealt[0] if rule == "before" else dealt[-1]
    if not of and rule == "before":
        of = _of_name(reading, name)
    if head.lower_ in words("role")["of_a_state"]:
        of = _led_by(reading, of)
    begin, end = min(title.reach, title.begin, name.begin), max(title.end, name.end)
    if not text or (rule == "before" and text.lower() in words("role")["honorifics"]):
        return None
    return Role(
        trigger=_span(doc, title.head, title.head),
        evidence=(_span(doc, begin, end),),
        rule=f"role-{rule}",
        person=name.person,
        title=text,
        of=of,
        former=title.former,
        confidence=CONFIDENCE[rule],
    )


def _led_by(reading: Reading, of: tuple[ActorKey, ...]) -> tuple[ActorKey, ...]:
    """Whom an office of a state serves that is told as somebody's: "*Quill's* finance minister" is his
    state's."""
    if len(of) != 1 or reading.actors[of[0]].type != "Person":
        return of
    state = reading.actors[of[0]].affiliation
    return (state,) if state is not None and state in reading.actors and _states(reading, (state,)) else ()


def _span(doc: Doc, begin: int, end: int) -> Span:
    first, last = doc.tokens[begin], doc.tokens[end]
    return Span(first.idx, last.idx + len(last))
