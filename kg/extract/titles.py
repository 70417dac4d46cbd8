"""The words of a title: what narrows its head down, whom it serves, whether it is over.

Titles are read off the surface: the parse of long title chains is not to be trusted, their order is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.slots import actors, child, children, preposition
from kg.lexicon import words
from kg.model import ActorKey, Mention
from kg.nlp.reading import Reading
from kg.nlp.titles import leaning
from kg.nlp.tree import Doc, Token
from kg.nlp.tree import Span as DocSpan

LINKS = frozenset({"of", "for", "to", "on", "in", "at", "with"})
AFTER_HEAD = frozenset(
    {"general", "elect", "designate", "emeritus", "delegate", "plenipotentiary"}
)  # "secretary general"
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT"})
_TERMS = frozenset(
    {("from", "to"), ("from", "until"), ("from", "till"), ("from", "through"), ("between", "and")}
)  # what stands before two years
_WITHIN = frozenset({"amod", "compound", "nmod", "npadvmod", "poss"})
PLURAL = ("s", "men", "s.")
BREAKS = frozenset(',;:.()[]—–"“”')


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: its first, last and head token, whom it serves, and whether it is over."""

    begin: int
    end: int
    head: int
    of: tuple[ActorKey, ...] = ()
    former: bool = False
    reach: int = 0  # the first token that was read: the evidence begins there
    field: str = (
        ""  # what alone of the words before the head is of this title: "*foreign* and trade ministers"
    )


def title_around(reading: Reading, head: int, last: int) -> Title | None:
    """The title with head `head` whose words end at token `last` at the latest."""
    doc = reading.doc
    if _ends_name(reading, head):
        return None
    end, right_of = _right(reading, head, last)
    begin, left_of, former, reach = before_head(reading, head, bool(right_of))
    if left_of and right_of and doc[head + 1].lower_ == "of":
        left_of = ()
    told = (end + 1, _behind_owner(reading, end + 1))
    former = former or any(_at_the_time(doc, i) or _in_years_past(doc, i) for i in told)
    if _is_unheld(doc, begin, reach):
        return None
    former = former or doc[max(0, reach - 2) : reach].text.lower() == "predecessor as"
    title = Title(begin, end, head, right_of or left_of, former, reach)
    if doc[head].lower_ in words("role")["weak"] and begin == head == end and not title.of:
        return None
    return title


def _behind_owner(reading: Reading, i: int) -> int:
    """The token behind whom an office is of, told at token `i`: "minister *of Peru* at the time"."""
    doc = reading.doc
    at = i + 2 if doc[i + 1 : i + 2].text == "the" else i + 1
    return _last(reading, at) + 1 if doc[i : i + 1].text == "of" and at in reading.by_token else i


def _is_unheld(doc: Doc, begin: int, reach: int) -> bool:
    """Whether words before an office tell that nobody holds it yet: "the *would-be* president", "*if* elected
    president"."""
    before = {doc[i].lower_ for i in (begin - 1, reach - 1) if i >= 0}
    wished = begin > 2 and doc[begin - 3 : begin].text.lower() == "would-be"
    wished = wished or (begin > 1 and doc[begin - 2 : begin].text.lower() == "if elected")
    return wished or not before.isdisjoint(words("role")["unheld"])


def _ends_name(reading: Reading, head: int) -> bool:
    """Whether a word is the last of a body's name: "the International Court of *Justice*"."""
    name = reading.by_token.get(head) if reading.doc[head].lower_ in words("role")["weak"] else None
    if name is None or name.form != "name" or not head or reading.by_token.get(head - 1) is not name:
        return False
    return all(reading.actors[key].type == "Organization" for key in name.actors)


def _at_the_time(doc: Doc, i: int) -> bool:
    """Whether words tell of an office that was held then: "who was envoy *at the time*"."""
    return [each.lower_ for each in doc[i : i + 3]] == ["at", "the", "time"]


def _in_years_past(doc: Doc, i: int) -> bool:
    """Whether years bound an office, past whom it served or not: "president of Peru *from 2001 to 2006*",
    "president *until May*", "president *in the 1990s*"."""
    after = [each.lower_ for each in doc[i : i + 9]]
    if after and (after[0] in words("role")["bounding"] or _opens_decade(after)):
        return True
    return any(
        (opens, link) in _TERMS and since.isdigit() and until.isdigit()
        for opens, since, link, until in zip(after, after[1:], after[2:], after[3:], strict=False)
    )


def _opens_decade(after: list[str]) -> bool:
    """Whether words open with a decade or with years: "in the 1990s", "in the late 1990s", "in 1990-94"."""
    if after[0] != "in":
        return False
    decade = any(re.fullmatch(r"(?:19|20)?\d0s", each) for each in after[1:4])
    return decade or (len(after) > 3 and after[1].isdigit() and after[2] in "-–" and after[3].isdigit())


def before_head(reading: Reading, head: int, served: bool) -> tuple[int, tuple[ActorKey, ...], bool, int]:
    """What stands before a title's head: where the title begins, whom it serves, if it is over, its reach.

    `served`: what follows the head tells whom it serves, so that a state before it may be its subject ("an
    Egypt expert at Georgetown University").
    """
    doc, lists = reading.doc, words("role")
    begin, i, former = head, head - 1, False
    of: tuple[ActorKey, ...] = ()
    while i >= 0:
        token, mention = doc[i], reading.by_token.get(i)
        if token.tag_ in ("WP", "WDT"):  # "*whom* President Quill named"
            break
        if (first := leaning(doc, i)) is not None:  # "the *pro-Russian* president"
            i = first_of(reading, first) - 1 if first in reading.by_token else first - 1
            continue
        if mention is not None and token.tag_ != "PRP$" and token.lower_ not in lists["passing"]:
            if not _is_party(reading, i, head) and (
                token.lower_ in lists["portfolios"] or token.lower_ in lists["narrowing"] or _ministry(doc, i)
            ):
                begin, i = i, i - 1
                of = of or _affiliation(reading, mention)
                continue
            of = (
                of or (_affiliation(reading, mention) if begin <= _last(reading, i) else ()) or mention.actors
            )
            organ = token.lower_ in lists["organs"] and doc[head].lower_ in lists["weak"]
            i = first_of(reading, i) - 1
            if organ:  # "a State Department official"
                begin = i + 1
            if i > 0 and _joins_bodies(reading, i):  # "the EU-Arab League envoy"
                of, i = (*reading.by_token[i - 1].actors, *of), first_of(reading, i - 1) - 1
            sender = _sender(reading, i, of, doc[head].lower_ in lists["sent"]) if i >= 0 else None
            if sender is not None:
                begin, former = _past_passing(doc, sender + 1, former)
                of, i = reading.by_token[sender].actors, first_of(reading, sender) - 1
            if _expert(doc, head) and served:
                begin = i + 1
            if i >= 0 and doc[i].lower_ == "chief" and doc[i].head.i == head:
                begin, i = i, i - 1  # "the *chief* Peruvian *negotiator*"
            i, former = _over(doc, i, former)
            break  # words of rank before the state, "a senior Pentagon official", are left out
        if token.lower_ in lists["addresses"]:
            break
        if _closes_initials(reading, i):  # "the African Union *(AU)* envoy"
            i -= 3
            continue
        if token.lower_ in lists["former"]:
            former, i = True, i - 1
        elif token.lower_ == "under" and "secretary" in (doc[i + 1].lower_, doc[i + 2].lower_):
            begin, i = i, i - 1
        elif token.text in POSSESSIVE and i > 0:
            sender = _office_before(reading, i)
            of, i = _owner(reading, sender), _owner_start(reading, sender)
            break
        elif token.tag_ == "PRP$":
            of = _owner(reading, i)
            break
        elif token.tag_ == "WP$":  # "the union, *whose* leader"
            of = _owner(reading, i - 1 - (doc[i - 1].text == ","))
            break
        elif token.lower_ in lists["passing"] or (
            token.pos_ == "ADJ"
            and token.is_lower
            and token.lower_ not in lists["narrowing"]
            and token.lower_ not in lists["portfolios"]
        ):
            i -= 1
            if token.pos_ == "DET":
                break
        elif token.text == "and" and i > 2 and doc[i - 2].lower_ == "of" and is_head(doc[i - 3]):
            break  # "Minister *of State and* Foreign Minister"
        elif (token.text == "-" and not _is_dash(token)) or (token.text in ("and", "&") and _joins(doc, i)):
            i -= 1
        elif token.lower_ == "and" and i + 1 == begin and _is_twofold(doc, i):
            begin, i = i - 1, i - 2
        elif _may_narrow(doc, i, head):
            if is_head(token) and not narrows(token):
                break
            begin, i = i, i - 1
        else:
            break
    while begin < head and (doc[begin].text in ("-", "and", "&", ",")):
        begin += 1
    return begin, of, former, min(begin, i + 1)


def _closes_initials(reading: Reading, i: int) -> bool:
    """Whether a bracket closes the initials of the body named before it: "African Union (AU*)*"."""
    doc = reading.doc
    if doc[i].text != ")" or i < 3 or doc[i - 2].text != "(" or not doc[i - 1].is_upper:
        return False
    return i - 3 in reading.by_token


def _joins_bodies(reading: Reading, i: int) -> bool:
    """Whether a mark, or "and" between two organisations, joins a body to another that an office serves: "the
    *UN/OAU* envoy", "the *UN and Arab League* envoy"."""
    doc = reading.doc
    if not _is_body(reading, i - 1) or doc[i].text not in ("-", "/", "and"):
        return False
    first = first_of(reading, i - 1)
    first -= first > 0 and doc[first - 1].lower_ == "the"
    named = reading.by_token[i - 1].form == "name" and _is_body(reading, i + 1)
    return doc[i].text != "and" or (named and (not first or doc[first - 1].lower_ != "between"))


def _is_party(reading: Reading, i: int, head: int) -> bool:
    """Whether what may be a portfolio is the name of the party whose office it is: "*Labour* leader"."""
    mention, token = reading.by_token[i], reading.doc[i]
    named = mention.form == "name" and token.is_title and i + 1 == head
    return named and _is_body(reading, i) and reading.doc[head].lower_ in words("actors")["party_office"]


def _office_before(reading: Reading, mark: int) -> int:
    """The last token before a possessive, past an unnamed official's office: "the *UN* Secretary-General's
    envoy"."""
    doc, i = reading.doc, mark - 1
    while (
        i > 0
        and i not in reading.by_token
        and (is_head(doc[i]) or doc[i].text == "-" or doc[i].lower_ in AFTER_HEAD or _may_title(doc[i]))
    ):
        i -= 1
    return i if i in reading.by_token else mark - 1


def _is_dash(hyphen: Token) -> bool:
    """Whether a hyphen stands for a dash, as behind a dateline: "Oslo, 12 May *-* Foreign Minister Berg"."""
    return bool(hyphen.whitespace_) and hyphen.i > 0 and bool(hyphen.nbor(-1).whitespace_)


def _sender(reading: Reading, i: int, body: tuple[ActorKey, ...], sent: bool) -> int | None:
    """The last token of the state before the body to which it sends somebody: "*Peru's* UN ambassador".

    With a possessive of any official: "*Peru's* senior UN official"; or whose office is for a land, "*Peru's*
    US envoy", "the *US* Mali envoy", "*Peru's* Europe minister".
    """
    doc, lists = reading.doc, words("role")
    land = reading.by_token[i + 1].form == "name"
    while i > 0 and (doc[i].lower_ in lists["passing"] or doc[i].lower_ in lists["narrowing"]):
        i -= 1
    owned = doc[i].text in POSSESSIVE
    state = reading.by_token.get(i - owned)
    if state is None or not (owned or sent):
        return None
    bodies = {"Organization", "State", "Group"} if land or (owned and sent) else {"Organization"}
    fits = all(reading.actors[key].type == "State" for key in state.actors)
    return i - owned if fits and all(reading.actors[key].type in bodies for key in body) else None


def _past_passing(doc: Doc, begin: int, former: bool) -> tuple[int, bool]:
    """Where a title begins past a possessive and words that are not of it, and if these say it is over."""
    lists = words("role")
    while (
        doc[begin].text in POSSESSIVE
        or doc[begin].lower_ in lists["passing"]
        or doc[begin].lower_ in lists["former"]
    ):
        former = former or doc[begin].lower_ in lists["former"]
        begin += 1
    return begin, former


def _is_twofold(doc: Doc, i: int) -> bool:
    """Whether "and" joins two offices that one body has in one hand: "president and CEO"."""
    return i > 0 and is_head(doc[i - 1]) and is_head(doc[i + 1]) and doc[i + 1].is_upper


def _is_body(reading: Reading, i: int) -> bool:
    mention = reading.by_token.get(i)
    return mention is not None and all(reading.actors[key].type == "Organization" for key in mention.actors)


def _may_narrow(doc: Doc, i: int, head: int) -> bool:
    """Whether a word before a title's head may belong to it."""
    token = doc[i]
    if token.lower_ in words("role")["narrowing"]:
        return True
    if token.tag_ in ("RB", "RBR", "RBS", "JJR", "JJS", "DT", "IN") or not (
        token.is_alpha or token.text == "No."
    ):
        return False
    if token.lower_ in words("actors")["calendar"]:  # "On 2 *October* Foreign Minister Berg left"
        return False
    if token.tag_ == "CD" and is_plural_head(doc[head]):  # "two senators, Ana Quill and Eva Roe"
        return False
    if doc[head].is_title and token.is_lower:  # "the time Prime Minister Doe took office"
        return False
    return token.pos_ in ("ADJ", "NOUN", "PROPN", "X", "NUM")


def _over(doc: Doc, i: int, former: bool) -> tuple[int, bool]:
    """ "The former US secretary", "ex-Soviet leader": what stands before the state, a rank between or not."""
    rank = i
    while rank >= 0 and doc[rank].lower_ in words("role")["narrowing"]:
        rank -= 1
    if rank >= 0 and doc[rank].lower_ in words("role")["former"]:
        i = rank
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
    """Whether "and" joins two words of a title: "Economic Development and Trade Minister", "*Justice* and
    Home Affairs Minister", "the *trade* and industry minister"."""
    held = words("role")["portfolios"]
    last = next((each for each in doc[i + 1 : i + 4] if each.lower_ not in held), None)
    if last is not None and doc[i - 1].lower_ in held and last.i > i + 1:
        return is_head(last) and not (is_plural_head(last) and last.is_lower)
    return (
        i > 0
        and doc[i - 1].text[:1].isupper()
        and doc[i + 1].text[:1].isupper()
        and (not is_head(doc[i - 1]) or doc[i - 1].lower_ in words("role")["portfolios"])
        and not is_head(doc[i + 1])
        and doc[i - 1].pos_ in ("PROPN", "NOUN", "ADJ")
        and doc[i - 1].ent_type_ != "PERSON"
    )


def narrows(token: Token) -> bool:
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
    return first_of(reading, i) - 1 if i in reading.by_token else i - 1


def _right(reading: Reading, head: int, last: int) -> tuple[int, tuple[ActorKey, ...]]:
    """What follows a title's head: where the title ends, and whom it serves if that is told there."""
    doc = reading.doc
    end = i = head
    i += 1
    while (
        i + 1 <= last and doc[i].text == "-" and doc[i + 1].is_alpha
    ):  # "Secretary-General", "president-elect"
        end, i = i + 1, i + 2
    if i <= last and doc[i].lower_ in AFTER_HEAD:
        end, i = i, i + 1
    elif i < last and doc[i : i + 2].text.lower() in ("pro tempore", "pro tem"):
        end, i = i + 1, i + 2
    if i >= last or doc[i].lower_ not in LINKS or not carries(doc, head, i) or _at_the_time(doc, i):
        return end, ()
    stop = _phrase_stop(doc, i + 1, last)
    if (portfolio := _portfolio(reading, i)) is not None:  # "Secretary of State for .."
        end = min(portfolio, last)
        i = end + 1
        if i < stop and lists_portfolios(doc, i):
            return stop, ()
        if i > stop or doc[i].lower_ not in LINKS:
            return end, ()
    if (unit := _unit(reading, i, stop)) is not None:
        return unit
    served = served_by(reading, i + 1, stop)
    if served and (state := team(reading, served)):  # "head of the Russian delegation" serves Russia
        return stop, state
    if state := _mission(reading, i, stop):
        return end, state
    link = doc[i].lower_
    served = served + _served_too(reading, served, i + 1, stop)
    if portfolio is not None and link in ("to", "for") and _is_person(reading, served):
        return end, served  # "chief of staff *to President Quill*"
    acts_for = link == "for" and doc[head].lower_ in words("role")["acting_for"]
    if acts_for and served and _is_body_at(reading, served, stop):  # "mediator for the regional bloc ABC"
        return end, served
    if served and (link == "of" or (_expert(doc, head) and link in ("for", "at", "with", "in", "to"))):
        return end, served
    if link == "in" and _fills(reading, served, i + 1, stop):  # "secretary *in* the Ministry of Health"
        return end, served
    for j in range(i + 1, stop):  # "director of the Balkans program at an institute"
        if doc[j].lower_ in ("of", "at") and (inner := served_by(reading, j + 1, stop)):
            return j - 1, inner
    return stop, ()


def _mission(reading: Reading, link: int, stop: int) -> tuple[ActorKey, ...]:
    """The state whose embassy somebody serves: "secretary at *Mali's* embassy", "spokesman of the *Malian*
    mission in Lima"."""
    doc = reading.doc
    at = link + 2 if doc[link + 1].lower_ in ("the", "a", "an") else link + 1
    state = reading.by_token.get(at)
    if doc[link].lower_ not in ("at", "of", "for", "in") or state is None:
        return ()
    after = _last(reading, at) + 1
    after += after <= stop and doc[after].text in POSSESSIVE
    seat = after <= stop and doc[after].lower_ in words("actors")["seated"]
    of_state = all(reading.actors[key].type == "State" for key in state.actors)
    return state.actors if seat and of_state else ()


def _is_person(reading: Reading, keys: tuple[ActorKey, ...]) -> bool:
    return bool(keys) and all(reading.actors[key].type == "Person" for key in keys)


def _served_too(
    reading: Reading, served: tuple[ActorKey, ...], begin: int, stop: int
) -> tuple[ActorKey, ...]:
    """The other of two organisations that somebody serves: "envoy of the United Nations and *the OAS*"."""
    doc = reading.doc
    link = next((i for i in range(begin, stop) if doc[i].lower_ == "and"), None)
    if link is None or len(served) != 1 or not _is_body(reading, link - 1):
        return ()
    at = link + 2 if doc[link + 1].lower_ == "the" else link + 1
    first, other = reading.by_token[link - 1], reading.by_token.get(at)
    both = other is not None and first.actors == served and first.form == other.form == "name"
    return other.actors if both and other is not None and _is_body(reading, at) else ()


def _is_body_at(reading: Reading, served: tuple[ActorKey, ...], stop: int) -> bool:
    """Whether the name of a body that somebody serves is the last of a phrase."""
    mention = reading.by_token.get(stop)
    named = mention is not None and mention.form == "name" and mention.actors == served
    return named and all(reading.actors[key].type == "Organization" for key in served)


def _fills(reading: Reading, served: tuple[ActorKey, ...], begin: int, stop: int) -> bool:
    """Whether a body's name, which has an "of" of its own, is the whole of a phrase."""
    whole = (
        bool(served)
        and all(each.i in reading.by_token or each.pos_ == "DET" for each in reading.doc[begin : stop + 1])
        and all(reading.by_token[stop] is reading.by_token.get(i) for i in range(begin + 1, stop))
    )
    return whole and all(reading.actors[key].type == "Organization" for key in served)


def _portfolio(reading: Reading, link: int) -> int | None:
    """Where ends what a title is "of" within a government, and not whom it serves: "Secretary of the
    *Treasury*", "Minister of Foreign Affairs and European *Integration*"."""
    doc = reading.doc
    at = link + 2 if doc[link + 1].lower_ == "the" else link + 1
    staff = doc[at : at + 2].text.lower() == "general staff" and doc[at + 1].dep_ not in _WITHIN
    at += staff  # "chief of the *general staff*", no academy of it
    if doc[link].lower_ != "of" or at >= len(doc):
        return None
    if doc[at].lower_ not in words("role")["portfolios"]:
        return _last(reading, at) if _is_ministry(reading, link - 1, at) else None
    named = at > link + 1 and at in reading.by_token and _last(reading, at) > at  # "of the State Department"
    last = _last_portfolio(reading, at)
    return None if named or _narrows_unit(doc, last) else last


def _narrows_unit(doc: Doc, i: int) -> bool:
    """Whether a portfolio only tells what part of a body is meant: "of the *foreign* policy program"."""
    unit = doc[i]
    while unit.dep_ in _WITHIN and unit.head.i > unit.i:
        unit = unit.head
    return unit.i > i and unit.lower_ in words("role")["units"]


def _last_portfolio(reading: Reading, first: int) -> int:
    """The last word of the portfolios that begin at a word; behind "and" may be one that no list has."""
    doc = reading.doc
    last, linked = first, False
    for token in doc[first + 1 :]:
        if token.lower_ in ("and", "&"):
            linked = True
        elif token.lower_ in words("role")["portfolios"]:
            last = token.i
        elif not (linked and token.is_title) or is_head(token) or person_at(reading, token.i):
            break
        else:
            last = token.i
    return last


def _is_ministry(reading: Reading, head: int, at: int) -> bool:
    """Whether what a minister is "of" can only be what he sees to: "minister of *Regional Planning*"."""
    doc, mention = reading.doc, reading.by_token.get(at)
    if mention is None or doc[head].lower_ != "minister" or _may_title(doc[head - 1]):
        return False
    bodies = [reading.actors[key] for key in mention.actors]
    return all(each.type == "Organization" and each.known is None for each in bodies)


def carries(doc: Doc, head: int, link: int) -> bool:
    """Whether what follows a link word belongs to the title: "ambassador to Oman", not "leader to Oman"."""
    follows = doc[link + 1]
    if follows.ent_type_ in ("DATE", "TIME"):  # "the chief on Tuesday demanded"
        return False
    one_of = follows.lower_ == "one" and doc[link].lower_ == "of"  # "head of *one* wing of the union"
    if follows.tag_ in ("VB", "PRP$", "PRP", "CD") and not one_of:
        return False
    if follows.lower_ in ("about", "his", "her", "their"):
        return False
    if doc[link].lower_ == "in" and follows.lower_ in words("role")["circumstances"]:
        return False  # "named Jane Doe envoy *in place* of her"
    if follows.tag_ == "VBG" and doc[link].lower_ == "of" and follows.dep_ == "pcomp":
        return False  # "accused the chief of *stalling*"
    near = {doc[head].lower_, doc[head + 1].lower_}
    lists = words("role")
    if doc[link].lower_ == "with":
        return bool(near & (lists["sent"] | lists["serving"]))
    return doc[link].lower_ != "to" or bool(near & lists["sent"])


def team(reading: Reading, served: tuple[ActorKey, ...]) -> tuple[ActorKey, ...]:
    """The state behind a delegation or team; what a party sends or splits into is a body of its own, and a
    people is, too: "the leader of the *Bosnian Serbs*"."""
    groups = (each for key in served if (each := reading.actors[key]).type == "Group")
    sides = [
        each.affiliation for each in groups if each.known is None and not each.label.split()[-1].istitle()
    ]
    return tuple(
        side
        for side in sides
        if side is not None and side in reading.actors and reading.actors[side].type == "State"
    )


def _unit(reading: Reading, link: int, stop: int) -> tuple[int, tuple[ActorKey, ...]] | None:
    """Where a title ends that tells what part of a body somebody heads, and whom that serves.

    "Head of the Asia department at the Peruvian foreign ministry" serves Peru.
    """
    doc = reading.doc
    unit = child(doc[link], "pobj") if doc[link].lower_ == "of" else None
    if unit is None or unit.i > stop or unit.lower_ not in words("role")["units"]:
        return None
    if reading.by_token.get(unit.i, unit) is reading.by_token.get(unit.i + 1):  # "of the *Office of* Trade"
        return None
    owners = [each for each in (*children(unit, "poss"), *preposition(unit, "of", "at")) if each.i <= stop]
    if not owners or not (body := actors(reading, owners[:1])):
        return None
    if owners[0].lower_ == "ministry":
        return max(unit.i, owners[0].i), _affiliation(reading, reading.by_token[owners[0].i])
    return unit.i, body


def fields(head: Token) -> list[DocSpan]:
    """What each of several is minister of, in order: "*foreign* and *trade* ministers", "*foreign*, *trade*
    and *home affairs* ministers"; empty where the office is one."""
    doc, telling = head.doc, words("role")["portfolios"] | words("role")["narrowing"]
    found, end, joined = list[DocSpan](), head.i, False
    while end:
        begin = end
        while begin and doc[begin - 1].lower_ in telling:
            begin -= 1
        if begin == end:
            return []
        found.insert(0, doc[begin:end])
        if not begin or doc[begin - 1].lower_ not in (("and", "&") if not joined else (",",)):
            break
        joined, end = True, begin - 1
        if end and doc[end - 1].text == ",":  # "foreign, finance, and trade ministers"
            end -= 1
    return found if joined and is_plural_head(head) else []


def is_break(doc: Doc, i: int) -> bool:
    """Whether a token parts a title from what follows."""
    token = doc.tokens[i]
    return token.is_space or (token.text in BREAKS and not (token.text == "," and lists_portfolios(doc, i)))


def lists_portfolios(doc: Doc, i: int) -> bool:
    """Whether a comma stands in the list of what a minister is of: "of trade, industry and fisheries"."""
    first, links = i - 1, ("of", "for")
    while first > 0 and doc[first].lower_ not in links and (_is_thing(doc[first]) or doc[first].text == ","):
        first -= 1
    ministers = ("minister", "ministry", "secretary")
    if first == i - 1 or doc[first].lower_ not in links or doc[first - 1].lower_ not in ministers:
        return False
    after = next((k for k in range(i + 1, min(i + 6, len(doc))) if not _is_thing(doc[k])), None)
    if after is None or after == i + 1:
        return False
    return doc[after].lower_ == "and" or (doc[after].text == "," and lists_portfolios(doc, after))


def _is_thing(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and token.ent_type_ not in ("GPE", "PERSON", "NORP")


def _phrase_stop(doc: Doc, begin: int, last: int) -> int:
    """The last token of a phrase that begins at `begin`: before a mark, a verb, an infinitive."""
    i = begin
    while i <= last:
        token = doc[i]
        if is_break(doc, i) or token.tag_ in FINITE:
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


def served_by(reading: Reading, begin: int, stop: int) -> tuple[ActorKey, ...]:
    """The state, organisation or person that a phrase names, not one that only narrows a longer name down."""
    doc, i = reading.doc, begin
    lists = words("role")
    if after_epithet := _past_epithet(doc, i, stop):
        i = after_epithet
    while (
        i <= stop
        and i not in reading.by_token
        and (
            doc[i].pos_ in ("DET", "ADJ")
            or doc[i].dep_ == "amod"
            or (i + 2 <= stop and doc[i + 1].text == "-" and doc[i].is_lower)  # "the *right*-wing union"
            or (doc[i].text == "-" and i > begin and doc[i + 1].is_lower)
            or doc[i].lower_ in lists["passing"]
            or is_head(doc[i])
            or _before_name(reading, i, stop)
        )
    ):
        i += 1
    mention = reading.by_token.get(i) if i <= stop else None
    if mention is None:
        return ()
    after = _last(reading, i) + 1
    if whole := _whole(reading, after - 1, stop):
        return whole
    name = after
    while name <= stop and name not in reading.by_token and (is_head(doc[name]) or _may_title(doc[name])):
        name += 1
    if after < name <= stop and any(is_head(doc[k]) for k in range(after, name)) and person_at(reading, name):
        return reading.by_token[name].actors
    if after <= stop and (mention.form == "demonym" or doc[after].text in POSSESSIVE):
        later = reading.by_token.get(after + 1 if doc[after].text in POSSESSIVE else after)
        return later.actors if later else mention.actors
    return mention.actors


def _past_epithet(doc: Doc, begin: int, stop: int) -> int | None:
    """What follows where a body has its seat or whose it is, in a phrase: "the *Lima-based* union", "the
    *self-styled* republic"."""
    epithets = words("role")["epithets"]
    last = next((i for i in range(begin + 2, min(begin + 5, stop)) if doc[i].lower_ in epithets), None)
    return last + 1 if last is not None and doc[last - 1].text == "-" else None


def _before_name(reading: Reading, i: int, stop: int) -> bool:
    """Whether a noun stands before the name that ends a phrase: "the *opposition* Libyan Congress"."""
    token = reading.doc[i]
    while token.i not in reading.by_token:
        if token.dep_ not in ("compound", "nmod"):
            return False
        token = token.head
    after = _last(reading, token.i) + 1
    return after > stop or reading.doc[after].pos_ not in ("NOUN", "PROPN")


def _whole(reading: Reading, last: int, stop: int) -> tuple[ActorKey, ...]:
    """The body whose name or description holds a name: "the *European* commission"."""
    doc, head = reading.doc, reading.doc[last]
    while head.dep_ in _WITHIN and last < head.head.i <= stop:
        head = head.head
    mention = reading.by_token.get(head.i)
    if head.i == last or mention is None:
        return ()
    bodies = all(reading.actors[key].type in ("Organization", "State") for key in mention.actors)
    return mention.actors if bodies and not any(is_head(each) for each in doc[last + 1 : head.i]) else ()


def _may_title(token: Token) -> bool:
    """Whether a word may stand in the title before a name: "Secretary of State"."""
    word, lists = token.lower_, words("role")
    return word == "of" or word in lists["portfolios"] or word in lists["narrowing"]


def person_at(reading: Reading, i: int) -> bool:
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


def is_head(token: Token) -> bool:
    """Whether a token is a head noun of office, singular or plural."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
        return False
    heads, bare = words("role")["heads"], token.lower_
    if bare == "representatives" and token.i > 1 and token.nbor(-2).lower_ == "house":
        return False
    if bare in words("role")["only_of"] and token.doc[token.i + 1 : token.i + 2].text != "of":
        return False
    return bare in heads or is_plural_head(token)


def is_plural_head(token: Token) -> bool:
    """Whether a token is a head noun of office in the plural."""
    heads, bare = words("role")["heads"], token.lower_
    if bare in heads or bare in ("heads", "chairs"):
        return False
    return bare.endswith(PLURAL) and singular(bare) in heads


def singular(word: str) -> str:
    """One of those whom a plural office names: "secretaries", "spokesmen", "Sens."."""
    if word.lower().endswith("ies"):
        return word[:-3] + ("Y" if word.isupper() else "y")
    if word.lower().endswith("men"):
        return word[:-2] + ("AN" if word.isupper() else "an")
    return word[:-2] + "." if word.endswith(".") else word[:-1]


def plural(word: str) -> str:
    """What several are called who have an office, in lower case; what `singular` undoes."""
    if word.endswith("man"):
        return f"{word[:-2]}en"
    if word.endswith("y"):
        return f"{word[:-1]}ies"
    return f"{word[:-1]}s." if word.endswith(".") else f"{word}s"


def first_of(reading: Reading, i: int) -> int:
    """The first token of the mention that a token is part of."""
    mention = reading.by_token[i]
    while reading.by_token.get(i - 1) is mention:
        i -= 1
    return i


def _last(reading: Reading, i: int) -> int:
    mention = reading.by_token[i]
    while reading.by_token.get(i + 1) is mention:
        i += 1
    return i
