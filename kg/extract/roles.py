"""Who holds which office: titles before names, appositions, copulas, appointments.

Titles are read off the surface around a person's name: the parse of long title chains is not to be trusted, their
order is. A title is a head noun of office with what narrows it down; the state or organisation beside it is whom
the office serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.extract.slots import child, children, coordinated
from kg.lexicon import words
from kg.model import ActorKey, Mention, Role, Span
from kg.nlp.reading import Reading

REACH = 14  # tokens between a title's head and the name, at most
NARROWING = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "X"})
LINKS = frozenset({"of", "for", "to", "on", "in", "at", "with"})
POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: its tokens (first and last, inclusive), whom it serves, and whether it is over."""

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
    for role in candidates(reading):
        key = (role.person, " ".join(role.title.lower().replace("-", " ").split()))
        found[key] = _joined(found[key], role) if key in found else role
    for role in found.values():
        yield _completed(reading, role, list(found.values()))


def _joined(first: Role, second: Role) -> Role:
    """Two tellings of one role."""
    of = first.of or second.of
    return replace(first, of=of, evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))))


def _completed(reading: Reading, role: Role, others: list[Role]) -> Role:
    """A role whose owner the sentence leaves out takes it from the person's other roles or affiliation."""
    if role.of:
        return role
    for other in others:
        if (
            other.person == role.person
            and other.of
            and any(reading.actors[key].type == "State" for key in other.of)
        ):
            return replace(role, of=other.of)
    affiliation = reading.actors[role.person].affiliation
    return replace(role, of=(affiliation,)) if affiliation and affiliation != role.person else role


def candidates(reading: Reading) -> Iterator[Role]:
    """Every telling of a role, in the order of the text."""
    previous: list[tuple[Name, Role]] = []
    for name in names(reading):
        for title, rule in (
            *((each, "role-before") for each in titles_before(reading, name)),
            *((each, "role-after") for each in titles_after(reading, name)),
            *((each, "role-verb") for each in titles_of_verbs(reading, name)),
        ):
            role = _role(reading, name, title, rule)
            if role is not None:
                previous.append((name, role))
                yield role
        if role := _counterpart(reading, name, previous):
            yield role
    yield from office_mentions(reading)


def names(reading: Reading) -> Iterator[Name]:
    """The names of persons, without titles and forms of address that a mention takes in."""
    doc = reading.doc
    spans: dict[int, tuple[Mention, int]] = {}
    for i, mention in sorted(reading.by_token.items()):
        begin, _ = spans.get(id(mention), (mention, i))[1], mention
        spans[id(mention)] = (mention, begin)
    ends: dict[int, int] = {}
    for i, mention in sorted(reading.by_token.items()):
        ends[id(mention)] = i
    for ident, (mention, begin) in spans.items():
        if mention.form != "name" or len(mention.actors) != 1:
            continue
        if reading.actors[mention.actors[0]].type != "Person":
            continue
        end = ends[ident]
        while begin < end and (_is_head(doc[begin]) or _bare(doc[begin]) in words("role")["honorifics"]):
            begin += 1
        yield Name(mention.actors[0], begin, end)


# --- before the name ----------------------------------------------------------------------------------------


def titles_before(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Russian Foreign Minister Sergei Lavrov", "the head of the delegation, Jane Doe"."""
    doc, i = reading.doc, name.begin - 1
    while i >= 0 and (_bare(doc[i]) in words("role")["honorifics"] and not _is_head(doc[i])):
        i -= 1
    comma = i >= 0 and doc[i].text == ","
    if comma:
        i -= 1
        while i >= 0 and _bare(doc[i]) in words("role")["honorifics"]:
            i -= 1
    if i < 0 or doc[i].is_space:
        return
    head = _head_before(reading, i, name.begin, comma)
    if head is None:
        return
    title = _title_around(reading, head, i)
    if title is None or (comma and not _apposed(reading, title, name)):
        return
    yield title


def _head_before(reading: Reading, last: int, start: int, comma: bool) -> int | None:
    """The head of the title that ends at token `last`: itself, or before an "of" phrase."""
    doc = reading.doc
    if doc[last].text in "\"”’'])" and last:
        last -= 1
    if _is_head(doc[last]):
        return last
    linked = False
    for i in range(last, max(-1, last - REACH), -1):
        token = doc[i]
        if token.is_space or token.text in ",;:." or (token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG"):
            return None
        if linked and _is_head(token):
            return i
        linked = token.lower_ in LINKS or (
            linked and token.pos_ in ("DET", "PUNCT", "PART", "ADJ", "PROPN", "NOUN") and False
        )
        if linked and i and not _is_head(doc[i - 1]):
            linked = False
    return None


def _title_around(reading: Reading, head: int, last: int) -> Title | None:
    """The title with head `head` whose words end at token `last` at the latest."""
    doc = reading.doc
    begin, of, former, reach = _left(reading, head)
    end, right_of = _right(reading, head, last, bool(of))
    title = Title(begin, end, head, of or right_of, former, reach)
    lowered = _bare(doc[head])
    if lowered in words("role")["weak"] and begin == head and end == head and not title.of:
        return None
    return title


def _left(reading: Reading, head: int) -> tuple[int, tuple[ActorKey, ...], bool, int]:
    """What stands before a title's head: where the title begins, whom it serves, whether it is over."""
    doc, lists = reading.doc, words("role")
    begin, former, of = head, False, ()
    i = head - 1
    while i >= 0:
        token = doc[i]
        mention = reading.by_token.get(i)
        if mention is not None and not _organ(reading, mention, doc):
            of = tuple(
                key
                for key in mention.actors
                if reading.actors[key].type != "Person" or _owned(doc, mention, i)
            )
            i = _first(reading, i) - 1
            if not of:
                break
            if mention.form == "pronoun":
                break
            # "former US Secretary", "the former Russian president"
            while i >= 0 and (_bare(doc[i]) in lists["former"] or doc[i].text == "-"):
                former = former or _bare(doc[i]) in lists["former"]
                i -= 1
            break
        bare = _bare(token)
        if bare in lists["former"]:
            former, i = True, i - 1
            continue
        if token.text in POSSESSIVE:
            owner = reading.by_token.get(i - 1)
            of = owner.actors if owner else ()
            i -= 1
            break
        if token.text in ("-", "–") and i and not doc[i].whitespace_ and doc[i + 1].is_alpha:
            i -= 1
            continue
        if bare in lists["passing"]:
            i -= 1
            if token.pos_ == "DET":
                break
            continue
        if (
            token.text in ("and", "&")
            and i
            and doc[i - 1].text[:1].isupper()
            and doc[i + 1].text[:1].isupper()
            and not _is_head(doc[i - 1])
        ):
            i -= 1
            continue
        if token.pos_ in NARROWING and token.is_alpha or token.text in ("No.", "U.N."):
            if _is_head(token) and not _narrows(doc, i):
                break
            begin = i
            i -= 1
            continue
        if token.tag_ == "PRP$":
            owner = reading.by_token.get(i)
            of = owner.actors if owner else ()
        break
    return begin, of, former, max(i + 1, 0) if i < head else head


def _narrows(doc: Doc, i: int) -> bool:
    """Whether a head noun within a title only narrows the next one: "chief negotiator", "deputy minister"."""
    return _bare(doc[i]) in (
        "chief",
        "deputy",
        "vice",
        "head",
        "secretary",
        "attorney",
        "president",
        "minister",
        "member",
        "justice",
        "cabinet",
        "general",
        "opposition",
        "parliamentary",
        "commander",
        "press",
        "chancellor",
    )


def _right(reading: Reading, head: int, last: int, owned: bool) -> tuple[int, tuple[ActorKey, ...]]:
    """What follows a title's head: where the title ends, and whom it serves if that is told there."""
    doc, i = reading.doc, head + 1
    end = head
    lists = words("role")
    while (
        i + 1 <= last and doc[i].text == "-" and doc[i + 1].is_alpha
    ):  # "Secretary-General", "president-elect"
        end, i = i + 1, i + 2
    if i <= last and (doc[i].lower_ in ("general", "elect", "designate", "emeritus")):
        end, i = i, i + 1
    if i > last or doc[i].lower_ not in LINKS:
        return end, ()
    link = doc[i].lower_
    stop = i + 1
    while stop <= last and not (
        doc[stop].text in ",;:()—–"
        or doc[stop].is_space
        or doc[stop].tag_ in ("VBD", "VBZ", "VBP", "WDT", "WP", "MD")
    ):
        stop += 1
    stop -= 1
    if stop <= i:
        return end, ()
    target, at = _served(reading, i + 1, stop)
    bare = _bare(doc[head])
    if (
        target
        and not owned
        and (link == "of" or (bare in lists["serving"] and link in ("for", "at", "with", "in", "to")))
    ):
        return end, target
    if target and owned and link == "of" and at == i + 1:
        return end, ()
    # the phrase stays in the title, up to a second "of X" that names whom it serves
    for j in range(i + 1, stop):
        if doc[j].lower_ in ("of", "at", "for") and not owned:
            inner, _ = _served(reading, j + 1, stop)
            if inner and doc[j].lower_ in ("of", "at"):
                return j - 1, inner
    return stop, ()


def _served(reading: Reading, begin: int, stop: int) -> tuple[tuple[ActorKey, ...], int]:
    """The state, organisation or person that a phrase names right at its start, and where."""
    doc = reading.doc
    i = begin
    while (
        i <= stop
        and (
            doc[i].pos_ in ("DET", "ADJ")
            or _bare(doc[i]) in words("role")["passing"]
            or doc[i].tag_ == "PRP$"
        )
        and i not in reading.by_token
    ):
        i += 1
    mention = reading.by_token.get(i) if i <= stop else None
    if mention is None:
        return (), begin
    after = _last(reading, i) + 1
    # "the African section of ..": an adjective in a longer phrase is not whom the office serves
    if mention.form == "demonym" and after <= stop and doc[after].pos_ in ("NOUN", "PROPN"):
        later = reading.by_token.get(after)
        if later is not None:
            return later.actors, i
    if after <= stop and doc[after].text in POSSESSIVE:
        return (mention.actors, i) if stop - after > 3 else (mention.actors, i)
    return mention.actors, i


# --- after the name -----------------------------------------------------------------------------------------


def titles_after(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Jane Doe, the Russian foreign minister", "Jane Doe, a spokeswoman for the council and former envoy"."""
    doc, i = reading.doc, name.end + 1
    while i < len(doc) and doc[i].text in ('"', "”"):
        i += 1
    if i + 1 >= len(doc) or doc[i].text not in (",", "(", "—", "–"):
        return
    i += 1
    if doc[i].like_num and i + 2 < len(doc) and doc[i + 1].text == ",":
        i += 2
    if doc[i].lower_ == "who" and i + 1 < len(doc) and doc[i + 1].lemma_ == "be":
        i += 2
    stop = _phrase_end(reading, i)
    yield from _titles_in(reading, i, stop)


def _phrase_end(reading: Reading, begin: int) -> int:
    """The last token of the apposition that begins at `begin`: before a comma, a verb or another name."""
    doc = reading.doc
    i = begin
    while i < min(len(doc), begin + 25):
        token = doc[i]
        if token.is_space or token.text in (",", ";", ":", ".", ")", "—", "–", '"', "“", "”"):
            break
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT") or (token.pos_ == "AUX"):
            break
        i += 1
    return i - 1


def _titles_in(reading: Reading, begin: int, stop: int) -> Iterator[Title]:
    """The titles of a noun phrase without finite verbs: one, or several coordinated."""
    doc = reading.doc
    i = begin
    while i <= stop:
        if (
            doc[i].lower_ in LINKS
            or doc[i].pos_ in ("VERB", "AUX", "PRON")
            and doc[i].tag_ not in ("PRP$", "VBN", "VBG")
        ):
            return
        if _is_head(doc[i]) and not (i < stop and _is_head(doc[i + 1])) and not _compound(reading, i, stop):
            last = stop
            for j in range(i + 1, stop + 1):  # "an official and president of": two titles
                if doc[j].lower_ == "and" and any(
                    _is_head(doc[k]) for k in range(j + 1, min(stop, j + 6) + 1)
                ):
                    last = j - 1
                    break
            title = _title_around(reading, i, last)
            if title is not None and title.reach >= begin - 1:
                yield title
            i = last + 2
            continue
        i += 1


def _compound(reading: Reading, i: int, stop: int) -> bool:
    """Whether a head noun is the first part of a longer title: "chief of staff" is not, "cabinet secretary" is."""
    doc = reading.doc
    return (
        i < stop
        and doc[i + 1].pos_ in ("NOUN", "PROPN")
        and (i + 1) not in reading.by_token
        and _narrows(doc, i)
    )


# --- verbs --------------------------------------------------------------------------------------------------


def titles_of_verbs(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Jane Doe is the prime minister of", "was named special envoy", "appointed Jane Doe as envoy"."""
    doc, lists = reading.doc, words("role")
    root = doc[name.begin : name.end + 1].root
    verb, found = root.head, None
    if root.dep_ == "nsubj" and verb.lemma_ in lists["holds"]:
        found = child(verb, "attr")
    elif root.dep_ in ("nsubjpass", "nsubj") and verb.lemma_ in lists["named"]:
        found = child(verb, "oprd", "attr") or _as(verb)
    elif root.dep_ in ("dobj", "nsubj") and verb.lemma_ in lists["named"]:
        found = _as(verb) or child(verb, "oprd")
    if found is None or not _is_head(found):
        return
    if any(each.dep_ == "neg" for each in verb.children):
        return
    stop = _phrase_end(reading, found.i + 1) if found.i + 1 < len(doc) else found.i
    if title := _title_around(reading, found.i, max(stop, found.i)):
        yield title


def _as(verb: Token) -> Token | None:
    for prep in children(verb, "prep"):
        if prep.lower_ == "as":
            return child(prep, "pobj")
    return None


# --- the rest -----------------------------------------------------------------------------------------------


def office_mentions(reading: Reading) -> Iterator[Role]:
    """ "The Russian foreign minister" where the reading knows who that is."""
    doc = reading.doc
    seen: set[int] = set()
    for i, mention in sorted(reading.by_token.items()):
        if mention.form != "office" or id(mention) in seen or len(mention.actors) != 1:
            continue
        seen.add(id(mention))
        if reading.actors[mention.actors[0]].type != "Person":
            continue
        last = _last(reading, i)
        heads = [j for j in range(i, last + 1) if _is_head(doc[j])]
        if not heads:
            continue
        without = replace(reading, by_token={k: m for k, m in reading.by_token.items() if m is not mention})
        title = _title_around(without, heads[-1] if len(heads) < 3 else heads[0], last)
        if title is None:
            continue
        role = _role(reading, Name(mention.actors[0], last, last), title, "role-office")
        if role is not None:
            yield role


def _counterpart(reading: Reading, name: Name, previous: list[tuple[Name, Role]]) -> Role | None:
    """ "His Russian counterpart Sergei Lavrov": the title of whoever "his" is."""
    doc = reading.doc
    i = name.begin - 1
    if i >= 0 and doc[i].text == ",":
        i -= 1
    if i < 1 or doc[i].lower_ not in words("role")["counterparts"]:
        return None
    begin, of, _, reach = _left(reading, i)
    owner = next(
        (
            reading.by_token[j].actors
            for j in range(reach - 1, max(-1, reach - 4), -1)
            if j in reading.by_token
        ),
        (),
    )
    for earlier, role in reversed(previous):
        if name.begin - earlier.end > 120 or earlier.person == name.person:
            continue
        if (not owner or earlier.person in owner or earlier.person not in owner) and of and role.of != of:
            span = _span(doc, reach, name.end)
            return replace(
                role,
                person=name.person,
                of=of,
                former=False,
                rule="role-counterpart",
                trigger=_span(doc, i, i),
                evidence=(span,),
                confidence=0.7,
            )
    return None


def _role(reading: Reading, name: Name, title: Title, rule: str) -> Role | None:
    doc = reading.doc
    span = _span(doc, title.begin, title.end)
    text = reading.words(span).strip(" \"“”'‘’[]()")
    of = tuple(key for key in title.of if key != name.person)
    begin, end = min(title.reach, title.begin, name.begin), max(title.end, name.end)
    return Role(
        trigger=_span(doc, title.head, title.head),
        evidence=(_span(doc, begin, end),),
        rule=rule,
        person=name.person,
        title=" ".join(text.split()),
        of=of,
        former=title.former,
        confidence=0.8,
    )


def _apposed(reading: Reading, title: Title, name: Name) -> bool:
    """Whether the title before a comma belongs to the name after it: a whole noun phrase, closed after the name."""
    doc = reading.doc
    after = doc[name.end + 1] if name.end + 1 < len(doc) else None
    return (
        after is None
        or after.text in ',.;:)"”—–'
        or after.is_space
        or after.pos_ in ("VERB", "AUX")
        or doc[title.head].i == title.head
        and after.pos_ in ("VERB", "AUX", "ADP", "CCONJ")
    )


def _is_head(token: Token) -> bool:
    """Whether a token is a head noun of office, singular or plural."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X", "VERB"):
        return False
    heads = words("role")["heads"]
    bare = _bare(token)
    return bare in heads or (
        bare.endswith("s")
        and bare[:-1] in heads
        and bare not in ("heads", "chairs")
        or token.lemma_.lower() in heads
        and token.pos_ == "NOUN"
    )


def _bare(token: Token) -> str:
    return token.lower_


def _organ(reading: Reading, mention: Mention, doc: Doc) -> bool:
    """Whether a mention is a body of a government that stays in the title ("the Foreign Ministry spokesman")."""
    last = reading.words(mention.span).lower().split()[-1:]
    return bool(last) and last[0] in words("role")["organs"] and len(reading.words(mention.span).split()) <= 2


def _owned(doc: Doc, mention: Mention, i: int) -> bool:
    return mention.form == "pronoun" or (i + 1 < len(doc) and doc[i + 1].text in POSSESSIVE)


def _first(reading: Reading, i: int) -> int:
    mention = reading.by_token[i]
    while i - 1 >= 0 and reading.by_token.get(i - 1) is mention:
        i -= 1
    return i


def _last(reading: Reading, i: int) -> int:
    mention = reading.by_token[i]
    while reading.by_token.get(i + 1) is mention:
        i += 1
    return i


def _span(doc: Doc, begin: int, end: int) -> Span:
    return Span(doc[begin].idx, doc[end].idx + len(doc[end]))
