"""Who holds which office: titles before names, appositions, copulas, appointments.

Titles are read off the surface around a person's name: the parse of long title chains is not to be trusted,
their order is. A title is a head noun of office with what narrows it down; the state or organisation beside
it is whom the office serves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.slots import child, children
from kg.gazetteer import gazetteer
from kg.lexicon import words
from kg.model import ActorKey, Mention, Role, Span
from kg.nlp.reading import Reading
from kg.nlp.tree import Doc, Token

REACH = 14  # tokens between a title's head and the name, at most
LINKS = frozenset({"of", "for", "to", "on", "in", "at", "with"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT"})
BREAKS = frozenset(',;:.()[]—–"“”')
CONFIDENCE = {"before": 0.95, "after": 0.9, "verb": 0.75, "office": 0.85, "counterpart": 0.95, "list": 0.85}


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: its first, last and head token, whom it serves, and whether it is over."""

    begin: int
    end: int
    head: int
    of: tuple[ActorKey, ...] = ()
    former: bool = False
    reach: int = 0  # the first token that was read: the evidence begins there


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the text: who it is, its tokens (first and last, inclusive)."""

    person: ActorKey
    begin: int
    end: int


def roles(reading: Reading) -> Iterator[Role]:
    """The offices that the article says persons hold or held, each once."""
    found: dict[tuple[ActorKey, str], Role] = {}
    for role in candidates(_names_only(reading)):
        key = (role.person, " ".join(role.title.lower().replace("-", " ").split()))
        found[key] = _joined(found[key], role) if key in found else role
    told = list(found.values())
    for role in office_mentions(reading):
        if not any(role.person == each.person and (not role.former or _alike(role, each)) for each in told):
            told.append(role)
    for role in told:
        if not any(_fuller(other, role) for other in told):
            yield _completed(reading, _dated(reading, role), told)


def _names_only(reading: Reading) -> Reading:
    """The reading without mentions of offices: "Russian" in "the Russian foreign minister" is a state."""
    states: dict[str, Mention] = {}
    for mention in reading.mentions:
        if mention.form in ("name", "demonym", "metonym") and _states(reading, mention.actors):
            states.setdefault(reading.words(mention.span).lower(), mention)
    by_token: dict[int, Mention] = {}
    doc = reading.doc
    for i, mention in sorted(reading.by_token.items()):
        if mention.form not in ("office", "nominal"):
            by_token[i] = mention
        elif two := states.get(doc[i : i + 2].text.lower()):
            by_token[i] = by_token[i + 1] = two
        elif i not in by_token and (one := states.get(doc[i].lower_)):
            by_token[i] = one
    return replace(reading, by_token=by_token)


def _fuller(other: Role, role: Role) -> bool:
    """Whether another role of the person tells this office more fully, or a real one beside "official"."""
    if other is role or other.person != role.person:
        return False
    mine, theirs = role.title.lower().split(), other.title.lower().split()
    if set(mine) < set(theirs) and (not role.of or not other.of or role.of == other.of):
        return True
    generic = words("role")["generic"]
    apart = role.former != other.former or (role.of and other.of and role.of != other.of)
    return mine[-1] in generic and theirs[-1] not in generic and not apart


def _alike(role: Role, other: Role) -> bool:
    """Whether two offices of a person may be one: a noun is the same, or both are over."""
    return other.former or role.title.lower().split()[-1] in other.title.lower().split()


def _joined(first: Role, second: Role) -> Role:
    """Two tellings of one role."""
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    return replace(first, of=first.of or second.of, evidence=evidence)


def _completed(reading: Reading, role: Role, others: list[Role]) -> Role:
    """A role whose owner the sentence leaves out takes it from the person's other roles or affiliation."""
    if role.of:
        return role
    if role.title.lower() in words("role")["american"] and "united-states" in reading.actors:
        return replace(role, of=("united-states",))
    for other in others:
        if other.person == role.person and _states(reading, other.of):
            return replace(role, of=other.of)
    affiliation = reading.actors[role.person].affiliation
    if affiliation is not None and affiliation in reading.actors and _states(reading, (affiliation,)):
        return replace(role, of=(affiliation,))
    if _of_a_state(reading, role) and (state := _topic(reading, role)):
        return replace(role, of=(state,))
    return role


def _of_a_state(reading: Reading, role: Role) -> bool:
    """Whether an office is one of a state: a minister's, a government spokesman's."""
    before = reading.document.text[: role.trigger.begin].split()[-1:]
    lists = words("role")
    governing = {word.lower() for word in (*role.title.split()[:-1], *before)} & lists["governing"]
    return bool(governing) or role.title.split()[-1].lower() in lists["of_a_state"]


def _topic(reading: Reading, role: Role) -> ActorKey | None:
    """The state that an article clearly speaks of most before it names a minister without saying whose."""
    times = Counter(
        key
        for mention in reading.mentions
        if mention.span.begin < role.trigger.begin
        for key in mention.actors
        if reading.actors[key].type in ("State", "Group")
    )
    most = [*times.most_common(2), (None, 0), (None, 0)]
    topic = most[0][0]
    clear = topic is not None and reading.actors[topic].type == "State" and 3 * most[0][1] > 4 * most[1][1]
    return topic if clear else None


def _dated(reading: Reading, role: Role) -> Role:
    """A role as the person's known offices have it at the article's date: of whom, and if it is over."""
    known, at = reading.actors[role.person].known, reading.document.date
    if known is None or at is None:
        return role
    title = role.title.casefold()
    alike = [
        office
        for office in gazetteer().offices_of(known)
        if (office.title.casefold() in title or title in office.title.casefold())
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
    used: set[int] = set()  # heads of titles that an earlier name took
    for name in names(reading):
        found = [
            *((title, "before") for title in titles_before(reading, name) if title.head not in used),
            *((title, "after") for title in titles_after(reading, name)),
            *((title, "verb") for title in titles_of_verbs(reading, name)),
        ]
        told = [role for title, rule in found if (role := _role(reading, name, title, rule))]
        used.update(title.head for title, _ in found)
        told.extend(_shared(reading, name, previous) if not told else ())
        if counterpart := _counterpart(reading, name, previous):
            told.append(counterpart)
        previous.extend((name, role) for role in told)
        yield from told


def names(reading: Reading) -> Iterator[Name]:
    """The names of persons, without the titles and forms of address that a mention takes in."""
    doc = reading.doc
    for mention, first, last in _mentions(reading):
        if mention.form != "name" or len(mention.actors) != 1:
            continue
        if reading.actors[mention.actors[0]].type != "Person":
            continue
        begin = first
        while begin < last and (_is_head(doc[begin]) or doc[begin].lower_ in words("role")["honorifics"]):
            begin += 1
        yield Name(mention.actors[0], begin, last)


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


# --- before the name ----------------------------------------------------------------------------------------


def titles_before(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Russian Foreign Minister Sergei Lavrov", "the head of the delegation, Jane Doe"."""
    doc = reading.doc
    i = _before_honorifics(doc, name.begin - 1)
    comma = i > 0 and doc[i].text == ","
    if comma:
        i = _before_honorifics(doc, i - 1)
    while i > 0 and doc[i].text in ('"', "”", "'", "’", "]"):
        i -= 1
    if i < 0 or doc[i].is_space or doc[i].pos_ in ("ADP", "DET", "PRON", "SCONJ", "VERB", "AUX", "CCONJ"):
        return
    head = _head_before(reading, i)
    if head is None or (comma and not _closes(doc, name)):
        return
    title = _title_around(reading, head, i)
    if title is not None:
        yield title


def _before_honorifics(doc: Doc, i: int) -> int:
    """The last token before the forms of address that end at token `i`."""
    while i >= 0 and doc[i].lower_ in words("role")["honorifics"] and not _is_head(doc[i]):
        if i and doc[i - 1].lower_ in ("secretary", "attorney", "director", "governor", "-"):
            break
        i -= 1
    return i


def _head_before(reading: Reading, last: int) -> int | None:
    """The head of the title that ends at token `last`: itself, or what an "of" or "for" phrase hangs on."""
    doc = reading.doc
    if doc[last].text == ")":  # "Spokesman of the mission (UNMIK) Jane Doe"
        last = next((i - 1 for i in range(last, max(0, last - 5), -1) if doc[i].text == "("), last)
    if _is_head(doc[last]):
        return last
    if doc[last].lower_ in ("general", "elect", "designate") and last > 1:
        return next((i for i in (last - 1, last - 2) if _is_head(doc[i])), None)
    for i in range(last, max(-1, last - REACH), -1):
        token = doc[i]
        if token.is_space or token.text in BREAKS or token.tag_ in FINITE:
            return None
        if token.lower_ in LINKS and i and _is_head(doc[i - 1]) and _carries(doc, i - 1, i):
            return i - 1
        if token.lower_ == "of" and i > 1 and doc[i - 1].lower_ == "general" and _is_head(doc[i - 2]):
            return i - 2
    return None


def _closes(doc: Doc, name: Name) -> bool:
    """Whether a name after a comma ends an apposition: another mark or a verb follows."""
    if name.end + 1 >= len(doc):
        return True
    after = doc[name.end + 1]
    return after.is_punct or after.is_space or after.pos_ in ("VERB", "AUX", "ADP", "CCONJ")


def _title_around(reading: Reading, head: int, last: int) -> Title | None:
    """The title with head `head` whose words end at token `last` at the latest."""
    doc = reading.doc
    end, right_of = _right(reading, head, last)
    begin, left_of, former, reach = _left(reading, head, bool(right_of))
    if left_of and right_of and doc[head + 1].lower_ == "of":
        left_of = ()
    title = Title(begin, end, head, right_of or left_of, former, reach)
    if doc[head].lower_ in words("role")["weak"] and begin == head == end and not title.of:
        return None
    return title


def _left(reading: Reading, head: int, served: bool) -> tuple[int, tuple[ActorKey, ...], bool, int]:
    """What stands before a title's head: where the title begins, whom it serves, if it is over, its reach.

    `served`: what follows the head tells whom it serves, so that a state before it may be its subject ("an
    Egypt expert at Georgetown University").
    """
    doc, lists = reading.doc, words("role")
    begin, i, former = head, head - 1, False
    of: tuple[ActorKey, ...] = ()
    while i >= 0:
        token, mention = doc[i], reading.by_token.get(i)
        if mention is not None and token.tag_ != "PRP$" and token.lower_ not in lists["passing"]:
            if token.lower_ in lists["portfolios"] or token.lower_ in lists["narrowing"] or _ministry(doc, i):
                begin, i = i, i - 1
                of = of or _affiliation(reading, mention)
                continue
            of = (
                of or (_affiliation(reading, mention) if begin <= _last(reading, i) else ()) or mention.actors
            )
            i = _first(reading, i) - 1
            if _expert(doc, head) and served:
                begin = i + 1
            i, former = _over(doc, i, former)
            break  # words of rank before the state, "a senior Pentagon official", are left out
        if token.lower_ in lists["former"]:
            former, i = True, i - 1
        elif token.text in POSSESSIVE:
            of, i = _owner(reading, i - 1), _owner_start(reading, i - 1)
            break
        elif token.tag_ == "PRP$":
            of = _owner(reading, i)
            break
        elif token.lower_ in lists["passing"] or (
            token.pos_ == "ADJ" and token.is_lower and token.lower_ not in lists["narrowing"]
        ):
            i -= 1
            if token.pos_ == "DET":
                break
        elif token.text == "-" or (token.text in ("and", "&") and _joins(doc, i)):
            i -= 1
        elif token.lower_ == "under" and doc[i + 1].lower_ == "secretary":
            begin, i = i, i - 1
        elif _may_narrow(doc, i, head):
            if _is_head(token) and not _narrows(token):
                break
            begin, i = i, i - 1
        else:
            break
    while begin < head and (doc[begin].text in ("-", "and", "&", ",")):
        begin += 1
    return begin, of, former, min(begin, i + 1)


def _may_narrow(doc: Doc, i: int, head: int) -> bool:
    """Whether a word before a title's head may belong to it."""
    token = doc[i]
    if token.lower_ in words("role")["narrowing"]:
        return True
    if token.tag_ in ("RB", "RBR", "RBS", "JJR", "JJS", "DT", "IN") or not (
        token.is_alpha or token.text == "No."
    ):
        return False
    if doc[head].is_title and token.is_lower:  # "the time Prime Minister Doe took office"
        return False
    return token.pos_ in ("ADJ", "NOUN", "PROPN", "X", "NUM")


def _over(doc: Doc, i: int, former: bool) -> tuple[int, bool]:
    """ "The former US secretary", "ex-Soviet leader": what stands before the state."""
    while i >= 0 and (
        doc[i].lower_ in words("role")["former"] or (doc[i].text == "-" and doc[i - 1].lower_ == "ex")
    ):
        former, i = True, i - 1
    return i, former


def _ministry(doc: Doc, i: int) -> bool:
    """Whether a token is part of "Foreign Ministry", which stays in the title of its spokesman."""
    return doc[i].lower_ == "ministry" or (
        i + 1 < len(doc) and doc[i + 1].lower_ == "ministry" and doc[i].ent_type_ not in ("NORP", "GPE")
    )


def _affiliation(reading: Reading, mention: Mention) -> tuple[ActorKey, ...]:
    """The state behind a ministry."""
    return tuple(
        key for each in mention.actors if (key := reading.actors[each].affiliation) in reading.actors and key
    )


def _expert(doc: Doc, head: int) -> bool:
    serving = words("role")["serving"]
    return doc[head].lower_ in serving or (head + 1 < len(doc) and doc[head + 1].lower_ in serving)


def _joins(doc: Doc, i: int) -> bool:
    """Whether "and" joins two words of a title: "Economic Development and Trade Minister"."""
    return (
        i > 0
        and doc[i - 1].text[:1].isupper()
        and doc[i + 1].text[:1].isupper()
        and not _is_head(doc[i - 1])
        and not _is_head(doc[i + 1])
        and doc[i - 1].pos_ in ("PROPN", "NOUN", "ADJ")
        and doc[i - 1].ent_type_ != "PERSON"
    )


def _narrows(token: Token) -> bool:
    """Whether a head noun within a title narrows the next one: "chief negotiator", "deputy minister"."""
    return token.lower_ in words("role")["narrowing"] or token.lower_ in (
        "secretary",
        "attorney",
        "member",
        "commander",
        "counsel",
        "president",
        "chancellor",
        "justice",
    )


def _owner(reading: Reading, i: int) -> tuple[ActorKey, ...]:
    mention = reading.by_token.get(i)
    return mention.actors if mention else ()


def _owner_start(reading: Reading, i: int) -> int:
    return _first(reading, i) - 1 if i in reading.by_token else i - 1


def _right(reading: Reading, head: int, last: int) -> tuple[int, tuple[ActorKey, ...]]:
    """What follows a title's head: where the title ends, and whom it serves if that is told there."""
    doc = reading.doc
    end = i = head
    i += 1
    while (
        i + 1 <= last and doc[i].text == "-" and doc[i + 1].is_alpha
    ):  # "Secretary-General", "president-elect"
        end, i = i + 1, i + 2
    if i <= last and doc[i].lower_ in ("general", "elect", "designate", "emeritus"):
        end, i = i, i + 1
    if i >= last or doc[i].lower_ not in LINKS or not _carries(doc, head, i):
        return end, ()
    stop = _phrase_stop(doc, i + 1, last)
    if (
        doc[i].lower_ == "of" and doc[i + 1].lower_ in words("role")["portfolios"]
    ):  # "Secretary of State for .."
        end, i = i + 1, i + 2
        if i > stop or doc[i].lower_ not in LINKS:
            return end, ()
    served = _served(reading, i + 1, stop)
    if served and (team := _team(reading, served)):  # "head of the Russian delegation" serves Russia
        return stop, team
    link = doc[i].lower_
    if served and (link == "of" or (_expert(doc, head) and link in ("for", "at", "with", "in", "to"))):
        return end, served
    for j in range(i + 1, stop):  # "director of the Americas program at the institute"
        if doc[j].lower_ in ("of", "at") and (inner := _served(reading, j + 1, stop)):
            return j - 1, inner
    return stop, ()


def _carries(doc: Doc, head: int, link: int) -> bool:
    """Whether what follows a link word belongs to the title: "ambassador to Oman", not "leader to Oman"."""
    follows = doc[link + 1]
    if follows.tag_ in ("VB", "PRP$", "PRP", "CD") or follows.lower_ in ("about", "his", "her", "their"):
        return False
    near = {doc[head].lower_, doc[head + 1].lower_}
    lists = words("role")
    if doc[link].lower_ == "with":
        return bool(near & (lists["sent"] | lists["serving"]))
    return doc[link].lower_ != "to" or bool(near & lists["sent"])


def _team(reading: Reading, served: tuple[ActorKey, ...]) -> tuple[ActorKey, ...]:
    """The state behind a delegation or team."""
    actors = [reading.actors[key] for key in served]
    return tuple(
        each.affiliation
        for each in actors
        if each.type == "Group" and each.affiliation in reading.actors and each.affiliation is not None
    )


def _phrase_stop(doc: Doc, begin: int, last: int) -> int:
    """The last token of a phrase that begins at `begin`: before a mark, a verb, an infinitive."""
    i = begin
    while i <= last:
        token = doc[i]
        if token.text in BREAKS or token.is_space or token.tag_ in FINITE:
            break
        if i > begin and "DATE" in (
            token.ent_type_,
            doc[i + 1].ent_type_ if i < last and token.pos_ == "ADP" else "",
        ):
            break
        if (
            token.tag_ in ("TO", "VBG", "VB")
            and token.dep_ not in ("amod", "compound")
            and i > begin
            and token.head.pos_ in ("VERB", "AUX")
        ):
            break
        i += 1
    while i - 1 > begin and doc[i - 1].pos_ in ("CCONJ", "ADP", "DET", "PART", "SCONJ"):
        i -= 1
    return i - 1


def _served(reading: Reading, begin: int, stop: int) -> tuple[ActorKey, ...]:
    """The state, organisation or person that a phrase names, not one that only narrows a longer name down."""
    doc, i = reading.doc, begin
    lists = words("role")
    while (
        i <= stop
        and i not in reading.by_token
        and (doc[i].pos_ in ("DET", "ADJ") or doc[i].lower_ in lists["passing"] or _is_head(doc[i]))
    ):
        i += 1
    mention = reading.by_token.get(i) if i <= stop else None
    if mention is None:
        return ()
    after = _last(reading, i) + 1
    name = after
    while name <= stop and name not in reading.by_token and (_is_head(doc[name]) or _may_title(doc[name])):
        name += 1
    if (
        after < name <= stop
        and any(_is_head(doc[k]) for k in range(after, name))
        and _person_at(reading, name)
    ):
        return reading.by_token[name].actors
    if after <= stop and (mention.form == "demonym" or doc[after].text in POSSESSIVE):
        later = reading.by_token.get(after + 1 if doc[after].text in POSSESSIVE else after)
        return later.actors if later else mention.actors
    return mention.actors


def _may_title(token: Token) -> bool:
    """Whether a word may stand in the title before a name: "Secretary of State"."""
    return token.lower_ == "of" or token.lower_ in words("role")["portfolios"] | words("role")["narrowing"]


# --- after the name -----------------------------------------------------------------------------------------


def titles_after(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Jane Doe, the Russian foreign minister", "Jane Doe, spokeswoman of X and former envoy"."""
    doc, i = reading.doc, name.end + 1
    if i + 2 < len(doc) and doc[i].lower_ in ("himself", "herself"):
        i += 1
    if i + 2 >= len(doc) or not (doc[i].text in (",", "(", "—", "–") or _appointed(doc, name, i)):
        return
    i += 1
    if doc[i].like_num and i + 2 < len(doc) and doc[i + 1].text == ",":
        i += 2
    if i + 1 < len(doc) and doc[i].lower_ == "who" and doc[i + 1].lemma_ == "be":
        i += 2
    if i >= len(doc) or doc[i].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "ADV", "PRON", "NUM"):
        return
    if doc[i].text in ("and", "or", "but"):
        return
    yield from _titles_in(reading, i, _apposition_stop(reading, i))


def _appointed(doc: Doc, name: Name, i: int) -> bool:
    """Whether "as" after a name tells an office: "named Jane Doe as envoy", "with Jane Doe as envoy"."""
    head = doc[name.begin : name.end + 1].root.head
    return doc[i].lower_ == "as" and (head.lemma_ in words("role")["named"] or head.lower_ == "with")


def _apposition_stop(reading: Reading, begin: int) -> int:
    """The last token of the apposition that begins at `begin`: before a mark or a finite verb."""
    doc = reading.doc
    i = begin
    while i < min(len(doc), begin + 25):
        if doc[i].is_space or doc[i].text in BREAKS or doc[i].tag_ in FINITE:
            break
        i += 1
    return i - 1


def _titles_in(reading: Reading, begin: int, stop: int) -> Iterator[Title]:
    """The titles of a noun phrase: one, or several coordinated; none if it is the title of the next name."""
    doc, i, told = reading.doc, begin, begin - 1
    while i <= stop:
        token = doc[i]
        if (
            token.lower_ in LINKS
            or (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod")
            or token.tag_ == "PRP"
        ):
            return
        if not _is_head(token) or _goes_on(reading, i, stop):
            i += 1
            continue
        last = _before_next(doc, i, stop)
        title = _title_around(reading, i, last)
        if title is None or title.reach < told or _person_at(reading, title.end + 1):
            return
        yield title
        told, i = title.end, last + 2


def _goes_on(reading: Reading, i: int, stop: int) -> bool:
    """Whether a head noun is only the start of a longer title: "cabinet secretary", "president and CEO"."""
    doc = reading.doc
    if i >= stop:
        return False
    if doc[i + 1].text == "and" and i + 2 <= stop and _is_head(doc[i + 2]) and doc[i + 2].is_upper:
        return True
    return _is_head(doc[i + 1]) or (
        doc[i + 1].pos_ in ("NOUN", "PROPN") and _narrows(doc[i]) and i + 1 not in reading.by_token
    )


def _before_next(doc: Doc, head: int, stop: int) -> int:
    """Where a title ends at the latest when another one is coordinated with it."""
    for j in range(head + 1, stop):
        if doc[j].lower_ == "and" and any(_is_head(doc[k]) for k in range(j + 1, min(stop, j + 6) + 1)):
            return j - 1
    return stop


def _person_at(reading: Reading, i: int) -> bool:
    """Whether a person's name stands at token `i`, past forms of address."""
    doc = reading.doc
    while i < len(doc) and doc[i].lower_ in words("role")["honorifics"]:
        i += 1
    if i >= len(doc):
        return False
    mention = reading.by_token.get(i)
    if mention is not None and mention.form == "name":
        return any(reading.actors[key].type == "Person" for key in mention.actors)
    return doc[i].ent_type_ == "PERSON"


# --- verbs --------------------------------------------------------------------------------------------------


def titles_of_verbs(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Jane Doe is the prime minister of", "was named special envoy", "appointed Jane Doe as envoy"."""
    doc, lists = reading.doc, words("role")
    root = doc[name.begin : name.end + 1].root
    verb = root.head
    found: Token | None = None
    if root.dep_ == "nsubj" and verb.lemma_ in lists["holds"]:
        found = child(verb, "attr")
    elif root.dep_ in ("nsubjpass", "nsubj", "dobj") and verb.lemma_ in lists["named"]:
        found = _as(verb) or child(verb, "oprd", "attr")
    if found is None or not _is_head(found) or any(each.dep_ == "neg" for each in verb.children):
        return
    if any(
        each.lower_ in ("first", "only", "last", "latest") or each.dep_ == "relcl" for each in found.children
    ):
        return  # "the first president to visit" tells of a visit
    if title := _title_around(reading, found.i, _apposition_stop(reading, found.i)):
        yield title


def _as(verb: Token) -> Token | None:
    return next((child(prep, "pobj") for prep in children(verb, "prep") if prep.lower_ == "as"), None)


# --- the rest -----------------------------------------------------------------------------------------------


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
            (i for i in range(first, last + 1) if _is_head(doc[i]) and not _goes_on(reading, i, last)), None
        )
        if reading.actors[person].type != "Person" or head is None:
            continue
        rest = {i: each for i, each in reading.by_token.items() if each is not mention}
        title = _title_around(replace(reading, by_token=rest), head, _apposition_stop(reading, head))
        role = _role(reading, Name(person, last, last), title, "office") if title is not None else None
        if role is not None:
            told.add(person)
            state = reading.actors[person].affiliation
            yield replace(role, of=role.of or ((state,) if state in reading.actors and state else ()))


def _shared(reading: Reading, name: Name, previous: list[tuple[Name, Role]]) -> Iterator[Role]:
    """ "Diplomats Jane Doe and John Roe": the title in the plural holds for those who follow."""
    doc = reading.doc
    if not previous:
        return
    earlier, role = previous[-1]
    between = [token for token in doc[earlier.end + 1 : name.begin] if not token.is_space]
    plural = role.trigger.of(reading.document.text).lower().endswith("s")
    if not plural or role.rule not in ("role-before", "role-list") or not between or len(between) > 6:
        return
    if between[-1].lower_ not in ("and", ",") or any(token.pos_ in ("VERB", "AUX") for token in between):
        return
    of = _of_name(reading, name) or (role.of if not _of_name(reading, earlier) else ())
    yield replace(
        role,
        person=name.person,
        of=of,
        rule="role-list",
        confidence=CONFIDENCE["list"],
        trigger=_span(doc, name.begin, name.end),
        evidence=(Span(role.evidence[0].begin, _span(doc, name.begin, name.end).end),),
    )


def _counterpart(reading: Reading, name: Name, previous: list[tuple[Name, Role]]) -> Role | None:
    """ "His Russian counterpart Sergei Lavrov": the title of whoever "his" is."""
    doc, i = reading.doc, name.begin - 1
    if i >= 0 and doc[i].text == ",":
        i -= 1
    if i < 1 or doc[i].lower_ not in words("role")["counterparts"]:
        return None
    _, of, _, reach = _left(reading, i, False)
    for earlier, role in reversed(previous):
        if of and earlier.person != name.person and role.of != of and name.begin - earlier.end < 120:
            return replace(
                role,
                person=name.person,
                of=of,
                former=False,
                rule="role-counterpart",
                trigger=_span(doc, i, i),
                evidence=(_span(doc, reach, name.end),),
                confidence=CONFIDENCE["counterpart"],
            )
    return None


def _of_name(reading: Reading, name: Name) -> tuple[ActorKey, ...]:
    """ "Senator Jane Doe of Maine": what follows the name."""
    i = name.end + 1
    if i + 1 < len(reading.doc) and reading.doc[i].lower_ == "of":
        return _served(reading, i + 1, i + 4)
    return ()


def _role(reading: Reading, name: Name, title: Title, rule: str) -> Role | None:
    """The role that a title gives to a name."""
    doc = reading.doc
    text = " ".join(reading.words(_span(doc, title.begin, title.end)).strip(" \"“”'‘’[]()-").split())
    of = tuple(key for key in title.of if key != name.person)
    if not of and rule == "before":
        of = _of_name(reading, name)
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


def _is_head(token: Token) -> bool:
    """Whether a token is a head noun of office, singular or plural."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
        return False
    heads, bare = words("role")["heads"], token.lower_
    if bare == "representatives" and token.i > 1 and token.nbor(-2).lower_ == "house":
        return False
    if bare in heads:
        return True
    return bare not in ("heads", "chairs") and bare.endswith("s") and bare[:-1] in heads


def _first(reading: Reading, i: int) -> int:
    mention = reading.by_token[i]
    while reading.by_token.get(i - 1) is mention:
        i -= 1
    return i


def _last(reading: Reading, i: int) -> int:
    mention = reading.by_token[i]
    while reading.by_token.get(i + 1) is mention:
        i += 1
    return i


def _span(doc: Doc, begin: int, end: int) -> Span:
    return Span(doc[begin].idx, doc[end].idx + len(doc[end]))
