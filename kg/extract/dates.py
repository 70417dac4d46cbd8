"""When: the date expressions of an article resolved against its publication date, with their uncertainty.

`dates` finds them, `date_of` gives the one that an event carries. What the text leaves open stays open: a
month is a month and not its first day, and without a publication date "on Tuesday" has no date at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, get_args

from kg import model
from kg.extract import when
from kg.extract.adjuncts import steps
from kg.extract.encounter import governor, governor_of, phases
from kg.extract.reckoned import reckoned
from kg.extract.slots import upwards
from kg.extract.status import VERBAL, Tense, auxiliaries, has_come, is_awaited, tense, undoes, verb_of
from kg.lexicon import words
from kg.model import Date
from kg.nlp.tree import Doc, Span, Token, remembered

_BESIDE = re.compile(r"\s*[,(]\s*(?:on|in)?\s*")  # what stands between two expressions of one date
_WORD = re.compile(r"\w+")


class Dated(NamedTuple):
    """A date expression: its words in the Doc and when that is."""

    span: Span
    date: Date


@lru_cache(maxsize=2)  # acts and meetings ask for the same article's
def dates(doc: Doc, published: str | None = None) -> tuple[Dated, ...]:
    """Every date expression of `doc` that has an answer, in the order of the text.

    `published` is the ISO day of publication; without it relative expressions are left out.
    """
    day = date.fromisoformat(published[:10]) if published and len(published) >= 10 else None
    written = when.written_on(doc.text, day) if day else None
    text, taken, found = doc.text, bytearray(len(doc.text) + 1), []
    firsts = _first_rules(doc)
    for number, (pattern, resolve) in enumerate(_rules()):
        for hit in _hits(pattern, text, [at for at, first in firsts if first <= number]):
            begin, end = hit.span()
            if any(taken[begin:end]):
                continue
            span = doc.char_span(begin, end)
            if span is not None and len(span) > 1 and span[-1].text == ".":
                span = doc[span.start : span.end - 1]  # the full stop of the sentence hangs on its verb
            if span is None or (resolve is when.ahead and _is_span_of_time(span)) or _is_last_time(span):
                continue
            groups = {name: value for name, value in hit.groupdict().items() if value is not None}
            answer = resolve(when.Match(groups, day, _tense(span), written))
            if day and resolve is when.month_alone and _had_been_planned(span.root):
                answer = when.nearest(resolve(when.Match(groups, day, "past", written)), answer, day)
            if answer is not None or resolve in WHOLE:
                taken[begin:end] = b"\x01" * (end - begin)
            if answer is None:
                continue
            found.append(Dated(span, Date(*answer, model.Span(begin, end))))
    found.sort(key=_begins)
    days = [(_begins(each), (each.date.begin, each.date.end, each.date.precision)) for each in found]
    for begin, end, answer in reckoned(text, days):
        if not any(taken[begin:end]) and (span := doc.char_span(begin, end)) is not None:
            found.append(Dated(span, Date(*answer, model.Span(begin, end))))
    return tuple(_once(text, sorted(found, key=_begins)))


def _once(text: str, found: Sequence[Dated]) -> Iterator[Dated]:
    """The expressions without those that their neighbour tells again or better: "*last month*, on 12 April",
    "yesterday (*Tuesday*)"."""
    dropped: set[int] = set()
    for i, (one, other) in enumerate(pairwise(found)):
        if _BESIDE.fullmatch(text, one.span.end_char, other.span.start_char):
            if _lies_in(one.date, other.date):
                dropped.add(i + 1)
            elif _lies_in(other.date, one.date):
                dropped.add(i)
    yield from (each for i, each in enumerate(found) if i not in dropped)


def _lies_in(one: Date, other: Date) -> bool:
    """Whether a date is another or a part of it."""
    begin, end = other.begin, other.end
    return begin <= one.begin[: len(begin)] and one.end[: len(end)] <= end and len(one.begin) >= len(begin)


def _begins(dated: Dated) -> int:
    return dated.span.start_char


def _tense(span: Span) -> Tense:
    """On which side of today a date lies: what is set "*for* April", put off "*until* April" or proposed,
    "proposes talks in April", is ahead, "*since* April" behind, whatever the clause."""
    if _is_since(span) or _had_been_set(span.root) or is_of_report(span):
        return "past"
    return "future" if _is_set(span.root) or _is_arranged(span.root) else tense(span.root)


def is_of_report(span: Span) -> bool:
    """Whether a date behind a verb of saying tells when that was said, though the parse ties it to what was
    said: "said *last month* she would meet him", not "said that on Monday she would"."""
    clause = verb_of(span.root)
    if clause is None or clause.dep_ != "ccomp" or clause.head.tag_ not in ("VBD", "VBN"):
        return False
    before = span[0].i - 1
    before -= span.doc[before].lower_ in ("on", "in", "at") if before > clause.sent.start else 0
    subject = next((each for each in clause.children if each.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    return clause.head.i == before and subject is not None and subject.i >= span.end


def _is_arranged(date: Token) -> bool:
    """Whether somebody is about to do what is arranged: "*is meeting* him on Friday"."""
    verb = verb_of(date)
    if verb is None or verb.tag_ != "VBG" or verb.lemma_ not in words("status")["scheduled"]:
        return False
    return any(each.lower_ in ("is", "are", "'s", "'re") for each in auxiliaries(verb))


def _had_been_set(date: Token) -> bool:
    """Whether what somebody had set for a day has been held: "the talks *set for Monday* ended early"."""
    verb = verb_of(date)
    if verb is None or verb.dep_ not in ("acl", "relcl") or verb.lemma_ not in words("status")["arranging"]:
        return False
    above, relation = verb.head.head, verb.head.dep_
    return above.pos_ in VERBAL and has_come(above, relation)


def _had_been_planned(date: Token) -> bool:
    """Whether something had been set for a time, which may lie behind: "*had been scheduled* for May"."""
    verb = verb_of(date)
    return verb is not None and any(each.lower_ == "had" for each in auxiliaries(verb))


def _is_set(date: Token) -> bool:
    """Whether somebody sets, proposes or puts off something to a date, or awaits what it names: "ahead of
    *Tuesday*'s summit"."""
    if is_awaited(date.head):
        return True
    before = date if date.dep_ == "prep" else date.head  # a span may begin with its preposition
    verb, done = before.head, before.head.tag_ in ("VBN", "VBD")
    if any(each.lower_ == "due" and each.dep_ == "amod" for each in (before, verb)):
        return True  # "Quill, due in Oslo on Friday"
    if before.lower_ in ("until", "to"):
        return _puts_off(before)
    put = before.lower_ == "for" and done
    put = put or (before.lower_ == "in" and verb.tag_ == "VBD" and _has_object(verb, date))
    while verb.pos_ in ("NOUN", "PROPN", "ADP") and verb.dep_ in ("dobj", "pobj", "prep"):
        put, verb = verb.dep_ == "dobj", verb.head
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG":  # "suggested *holding* talks in May"
        put, verb = True, verb.head
    if any(each.dep_ == "nsubj" and each.lemma_ in ("preparation", "plan") for each in verb.children):
        return True  # "*preparations* are under way for a summit in May"
    return (put or verb.tag_ in ("VBZ", "VBP")) and verb.lemma_ in words("status")["putting"]


def _is_new(date: Token) -> bool:
    """Whether a date is the one to which something is put off: "set for May, was put off *until June*"."""
    before = date if date.dep_ == "prep" else date.head
    return before.lower_ in ("until", "to") and _puts_off(before)


def _puts_off(prep: Token) -> bool:
    """Whether something is put off to what stands behind a preposition: "put off *to*", "pushed back to"."""
    verb = prep.head.head if prep.head.lower_ in ("back", "off", "forward") else prep.head
    return verb.tag_ in ("VBN", "VBD") and verb.lemma_ in words("status")["putting_off"]


def _has_object(verb: Token, date: Token) -> bool:
    """Whether what somebody proposes stands before a date: "proposed *a summit* in May"."""
    return any(each.dep_ == "dobj" and each.i < date.i for each in verb.children)


def _is_since(span: Span) -> bool:
    """Whether a time is when something began, so behind us: "since May"."""
    return "since" in (span[0].lower_, span.root.head.lower_)


def _earlier(span: Span) -> Token | None:
    """What happened at a time since when something else is told of: "since his *visit* to Mali in 1983"."""
    noun = span.root.head
    while noun.dep_ in ("prep", "pobj") and noun.pos_ in ("ADP", "NOUN", "PROPN"):
        if noun.dep_ == "pobj" and noun.head.lower_ == "since":
            return noun
        noun = noun.head
    return None


def _is_span_of_time(span: Span) -> bool:
    """Whether "in twelve years" says how long nothing like it was: "the first visit in twelve years",
    whatever the parse."""
    above, before = span[0].head, span.doc[max(0, span.start - 1)]
    told = [above, before, *(each for each in above.children if each.dep_ == "attr" and each.i < span.start)]
    return span[0].lower_ == "in" and any(map(_is_singled_out, told))


def _is_last_time(span: Span) -> bool:
    """Whether a date is when the one before happened: "his visit, the *first* by a premier *since 1990*",
    "met for the *first time since May*"."""
    before = span.root if span.root.lower_ == "since" else span.root.head
    told = before.head
    times = told.lower_ == "time" and any(
        each.lower_ in ("first", "second", "third") for each in told.children
    )
    again = told.dep_ == "appos" and _is_singled_out(told)  # "the talks, the *third round* since 1990"
    return before.lower_ == "since" and (told.lower_ == "first" or times or again)


def _is_singled_out(noun: Token) -> bool:
    """Whether a noun is told of as one of a few of its kind for a time: "the *first* visit since May",
    "talks, the *first* in two years"."""
    return any(
        each.ent_type_ == "ORDINAL"
        or each.lower_ in ("first", "second", "third", "only", "no")
        or each.tag_ in ("JJS", "RBS")
        for each in (noun, *noun.children)
    )


def is_repeated(event: Token) -> bool:
    """Whether an event is told as several, which have no one date: "have met four *times* since May", "three
    *rounds* of talks"."""
    verb = verb_of(event)
    if verb is not None and any(each.lower_ == "times" for each in verb.children):
        return True
    counted = event.head.head if event.dep_ == "pobj" and event.head.lower_ == "of" else event
    return counted.tag_ == "NNS" and any(each.dep_ == "nummod" for each in counted.children)


@remembered
def is_vague(event: Token) -> bool:
    """Whether an event is told to have been at no time that is named: "met *recently*", "*once* met", "met
    him *in past years*", "met *years ago*", "*the next day*", with no day told before."""
    verb = verb_of(event)
    if verb is None:
        return False
    lists = words("status")
    told = [each for one in {event, verb} for each in one.children]
    if any(each.lower_ in lists["vaguely"] and each.dep_ == "advmod" for each in told):
        return True
    whens = [each for each in told if each.dep_ in ("npadvmod", "tmod")]
    whens += [
        one for each in told if each.dep_ == "advmod" for one in each.children if one.dep_ == "npadvmod"
    ]
    whens += [one for each in told if each.dep_ == "prep" for one in each.children if one.dep_ == "pobj"]
    return any(map(_is_unreckoned, whens))


def _is_unreckoned(time: Token) -> bool:
    """Whether a noun tells of a time that hangs on another or is one of many: "in recent *weeks*", "*days*
    later", "the next *day*", "at the *time*"."""
    lists = words("status")
    beside = {each.lower_ for each in (time.head, *time.children)}
    if time.lower_ in lists["spans"]:
        return "last" not in beside
    if any(each.text.isdecimal() and len(each) == len("2025") for each in time.lefts):
        return True  # "after the 2024 *vote*"
    if time.lower_ == "time":  # not "for the second time", "at the same time"
        return "at" in beside and "same" not in beside
    return time.lower_ in lists["days"] and not beside.isdisjoint(lists["reckoning"])


def date_of(event: Token, found: Sequence[Dated]) -> Date | None:
    """The date that the event told by a verb or noun carries, of those `found` in its sentence."""
    best: tuple[int, Date] | None = None
    sent = event.sent
    for dated in found:
        if dated.span.start < sent.start or dated.span.start >= sent.end:
            continue
        if _names_another(dated.span.root, event) or is_apart(dated.span, event):
            continue
        if _is_singled_out(event) and _earlier(dated.span) not in (None, event):
            continue
        if _is_since(dated.span) and (_is_singled_out(event) or is_repeated(event)):
            continue
        distance = 0 if _follows(dated.span, event) else steps(event, dated.span.root)
        if distance is not None and _is_new(dated.span.root):
            return dated.date
        if distance is not None and (best is None or distance < best[0]):
            best = distance, dated.date
    return best[1] if best else _before_when(event, found)


def is_apart(date: Span, event: Token) -> bool:
    """Whether a date near an event is that of something else: of the event before it, of who tells of it, of
    who calls it off, or the day since when talks have stood still."""
    return (
        _is_of_the_one_before(date, event)
        or is_of_report(date)
        or _is_of_undoing(date, event)
        or _is_of_departure(date, event)
        or _is_of_discussion(date, event)
        or _is_of_standstill(date)
    )


def _is_of_undoing(date: Span, event: Token) -> bool:
    """Whether a date tells when somebody calls an event off, and not when it was to be: "*on Friday*
    cancelled a meeting", "the talks were called off *on Friday*"."""
    noun = phases(event)[-1]
    verb, relation = governor(noun)
    if verb is None or relation not in ("dobj", "nsubjpass") or not undoes(verb):
        return False
    if date.root.head.lower_ in ("for", "until", "to") or date[0].lower_ in ("for", "until", "to"):
        return False  # "rescheduled *for* June"
    if steps(verb, date.root) is None or tense(verb) != "past":
        return False
    return date.start < noun.left_edge.i or (relation == "nsubjpass" and date.start > verb.i)


def _is_of_departure(date: Span, event: Token) -> bool:
    """Whether a date tells when somebody set out for talks that are to come: "left *yesterday* for talks"."""
    noun = phases(event)[-1]
    verb, relation = governor(noun)
    if verb is None or relation != "for" or verb.lemma_ not in ("leave", "depart") or tense(verb) != "past":
        return False
    return date.start < noun.left_edge.i and steps(verb, date.root) is not None


def _is_of_discussion(date: Span, event: Token) -> bool:
    """Whether a date tells when an event is spoken of: "*on Monday* they discussed the prospects of a
    summit"."""
    if event.pos_ in VERBAL:
        return False
    verb, relation = governor_of(event)
    if verb is None or verb.lemma_ not in words("encounter")["discussing"]:
        return False
    if relation not in ("dobj", "of", "on", "about", "for") or date.start > event.i:
        return False
    return steps(event, date.root) is None or date.start < verb.i


def _is_of_standstill(date: Span) -> bool:
    """Whether a date tells since when talks have been held up: "stalled *since May*"."""
    verb = verb_of(date.root)
    return _is_since(date) and verb is not None and verb.lemma_ in words("encounter")["standing_still"]


def _follows(date: Span, event: Token) -> bool:
    """Whether a date stands right behind an event's noun: "told her of the talks *last week*", whatever the
    parse."""
    return date.start == event.i + 1 and event.pos_ == "NOUN"


def _before_when(event: Token, found: Sequence[Dated]) -> Date | None:
    """The date that a clause tells more of: "in *2011*, when the two met"."""
    verb = verb_of(event)
    when = next((each for each in verb.children if each.lower_ == "when"), None) if verb else None
    if when is None or when.i > event.i:
        return None
    at = when.i - 1 if when.i and when.doc[when.i - 1].text == "," else when.i
    return next((each.date for each in found if each.span.end == at and at > event.sent.start), None)


def _is_of_the_one_before(date: Span, event: Token) -> bool:
    """Whether a date is that of what an event comes after: "the talks followed a call *on Sunday*"."""
    verb = event.head
    if event.dep_ != "nsubj" or verb.lemma_ not in words("status")["coming_after"]:
        return False
    return any(each.dep_ == "dobj" and each.i < date.start for each in verb.children)


def _names_another(date: Token, event: Token) -> bool:
    """Whether a date tells which of its kind another thing is: "on carrying out a *2008* agreement"."""
    thing = date.head
    named = date.dep_ in ("compound", "nummod", "nmod", "amod") and thing.pos_ in ("NOUN", "PROPN")
    before = date.doc[date.i - 1] if date.i else date
    apart = before.head if before.lower_ == "on" else before
    if thing.pos_ == "PROPN" and apart.pos_ == "VERB":
        return False  # "received on *Monday* Ali Quill"
    return named and date.i < thing.i and thing not in upwards(event)


# The rules, most telling first. Blanks stand for any white space, `<name>` for a word of that kind.

RULES: tuple[tuple[str, when.Resolver], ...] = (
    ("<y>-<mm>-<d>", when.iso_date),
    ("<d>[.]<mm>[.]<y>", when.iso_date),
    (r"<d>/(?P<mm>\d\d?)/<y>", when.slashed_date),
    ("<w> ?<to> ?<w2>,? <m> <d> ?(?:-|–|—|to|and) ?<d2>(?:,? <y>)?", when.days_of_month),
    ("<w> ?<to> ?<w2>,? <d> ?(?:-|–|—|to|and) ?<d2> <m>(?:,? <y>)?", when.days_of_month),
    ("<w>(?: <hours>)?,? [(]?(?:the )?<d> (?:of )?<m>(?:,? <y>)?", when.weekday_date),
    ("<w>(?: <hours>)?,? [(]?<m> <d>(?:,? <y>)?", when.weekday_date),
    ("<d> <m>(?:,? <y>)? [(]<w>[)]", when.weekday_date),
    ("<m> <d>(?:,? <y>)? [(]<w>[)]", when.weekday_date),
    ("<d> ?<to> ?<d2> <m>(?:,? <y>)?", when.days_of_month),
    ("<d> <m> ?<to> ?<d2> <m2>(?:,? <y>)?", when.days_of_month),
    ("<m> <d> ?<to> ?<m2> <d2>(?:,? <y>)?", when.days_of_month),
    ("<m> <d> ?<to> ?<d2>(?:,? <y>)?(?! <month>)", when.days_of_month),
    ("week (?:of|(?P<begun>beginning|starting)) <m> <d>(?:,? <y>)?", when.week_of),
    ("week (?:of|(?P<begun>beginning|starting)) <d> <m>(?:,? <y>)?", when.week_of),
    ("<d> (?:of )?<m>,? <y>", when.full_date),
    (r"<d> <m> (?P<y>['’]?\d\d)(?![\d:])", when.full_date),
    ("<m> <d>,? <y>", when.full_date),
    ("(?:the )?<d> (?:of )?<m>", when.day_of_month),
    (r"<m> (?:the )?<d>(?![\d%])", when.day_of_month),
    ("<m> (?:of )?<shift> (?P<year>year)", when.month_shifted),
    ("<shift> (?P<year>year),? in <m>", when.month_shifted),
    ("(?P<unit>week|month|year) (?P<but_one>before last|after next)", when.period_but_one),
    ("<m> ?(?:<to>|or) ?<m2>,? <y>", when.months_of_year),
    ("<m>,? (?:of |in )?<y>", when.month_of_year),
    ("<shift> <m>", when.month_shifted),
    (r"<y>[-–](?P<y2>\d{4}|\d\d)(?![-\d])", when.years),
    (r"(?<=\bbetween\s)<y> and (?P<y2>\d{4})", when.years),
    (r"(?<=\bfrom\s)<y> to (?P<y2>\d{4})", when.years),
    (r"(?P<y>1[5-9]\d0|20\d0)['’]?s", when.decade),
    ("<w> (?:of )?<shift> week", when.weekday_week),
    ("<shift> week on <w>", when.weekday_week),
    ("<w> ?<to> ?<w2>", when.two_weekdays),
    (r"(?:(?<=\blater\s)|(?<=\blater\son\s))<w>", when.later_on_weekday),
    ("(?:<shift> )?<w>(?: <hours>)?", when.weekday_alone),
    ("<day>", when.near_day),
    ("(?:(?:at|over|on) the|<shift>) weekends?", when.weekend),
    (r"(?:<part>[\s-]+)?(?<!the\s)<shift> (?P<unit>week|month|year)", when.period),
    ("end of (?:the|this) (?P<unit>month|year)", when.end_of_period),
    ("(?:start|beginning) of (?:the|this) (?P<unit>week)", when.end_of_period),
    ("(?:the|this) (?P<unit>month|year)['’]s end", when.end_of_period),
    ("<feast>(?:,? <y>)?", when.feast),
    (r"(?<=\bon\sthe\s)(?P<d>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?=[.,;]|$)", when.day_of_this_month),
    ("<season>,? (?:of )?<y>", when.year_alone),
    ("<shift> <season>", when.season),
    ("in (?:the )?<season>", when.season),
    ("<n> <unit> ago", when.ago),
    ("<n> <unit> (?:from now|hence)", when.ahead),
    ("in <n> <unit>(?:['’]s?)?(?: time)?(?! of )", when.ahead),
)  # fmt: skip

# Where these find no such day ("February 30, 2024"), no lesser rule may read a part of it.
WHOLE = frozenset({when.iso_date, when.full_date, when.weekday_date, when.days_of_month})

# "may" and "march" are months only after a word that leads to one.
MONTH_LEADERS = "in|since|by|until|till|from|through|during|of|after|around|early|mid|late|last|next|and|to"
SETTING = (
    "planned",
    "scheduled",
    "set",
    "slated",
    "due",
    "fixed",
    "timetabled",
    "expected",
    "called",
    "mooted",
)


# Words with which an expression may begin but which tell no time: behind them one that does must follow.
LEADING = frozenset({"the", "a", "an", "at", "over", "on", "end", "in", *MONTH_LEADERS.split("|")})
PERIODS = frozenset(
    f"{period}{end}"
    for period in ("weekend", "day", "week", "fortnight", "month", "year", "decade")
    for end in ("", "s")
)


def _openings(doc: Doc) -> list[int]:
    """Where a date expression may begin: to look there alone is ten times as fast as everywhere."""
    telling = _telling()
    found, leads = [], False  # leads: whether a word that tells of time follows, behind such as lead to it
    for token in reversed(doc.tokens):
        for offset, word in ((0, token.lower_),) if token.is_alpha else _words_within(token):
            leads = word in telling or word[0].isdecimal() or (leads and word in LEADING)
            if leads:
                found.append(token.idx + offset)
    return found[::-1]


def _words_within(token: Token) -> list[tuple[int, str]]:
    """The words of a token that is more or less than one, the last first, and where in it they begin."""
    if token.is_punct:
        return []
    small = token.text.replace("İ", "i").lower()  # the one letter that lower() makes two of
    return [(match.start(), match[0]) for match in _WORD.finditer(small)][::-1]


@cache
def _telling() -> frozenset[str]:
    """The words that tell of time, in lower case."""
    forms = (form for kind in get_args(when.TimeKind) for form in when.values(kind))
    return frozenset(word for form in forms for word in _WORD.findall(form)) - LEADING | PERIODS


def _first_rules(doc: Doc) -> list[tuple[int, int]]:
    """Where a date expression may begin, with the number of the first rule that may catch it there."""
    any_rule = _any_rule()
    found = ((at, any_rule.match(doc.text, at)) for at in _openings(doc))
    return [(at, int(hit.lastgroup[1:])) for at, hit in found if hit and hit.lastgroup]


def _hits(pattern: re.Pattern[str], text: str, openings: Sequence[int]) -> Iterator[re.Match[str]]:
    """What a rule catches, from left to right, none overlapping."""
    reached = 0
    for at in openings:
        if at >= reached and (hit := pattern.match(text, at)):
            reached = hit.end()
            yield hit


def _any(kind: when.TimeKind) -> str:
    """A pattern for any word of a kind, the longest first."""
    return "|".join(
        re.escape(form) for form in sorted(when.values(kind), key=lambda form: (-len(form), form))
    )


def _no_weekday() -> str:
    """A pattern for what only looks like the short name of a day: "they sat", "THEY SAT", "the Sun wrote"."""
    short = "|".join(sorted(form for form in when.values("weekday") if len(form) < len("friday")))
    return rf"(?-i:{short}|{short.upper()})\b|(?<=\bthe\s)(?:{short})\b"


@cache
def _blanks() -> dict[str, str]:
    """What the `<name>`s of the rules stand for."""
    day, month, weekday = (
        r"0?[1-9]|[12]\d|3[01]",
        rf"(?:{_any('month')})\b\.?",
        rf"(?!{_no_weekday()})(?:{_any('weekday')})\b\.?",
    )
    blanks = {
        "<y>": r"(?P<y>1[5-9]\d\d|20\d\d)",
        "<mm>": r"(?P<mm>\d\d)",
        "<m>": rf"(?P<m>{month})",
        "<m2>": rf"(?P<m2>{month})",
        "<month>": month,
        "<hours>": "(?:morning|afternoon|evening|night)",
        "<d>": rf"(?P<d>{day})(?:st|nd|rd|th)?(?!\d)",
        "<d2>": rf"(?P<d2>{day})(?:st|nd|rd|th)?(?!\d)",
        "<w>": rf"(?P<w>{weekday})",
        "<w2>": rf"(?P<w2>{weekday})",
        "<to>": r"(?P<to>-+|–|—|&|to\b|and\b|until\b|through\b)",
        "<n>": rf"(?P<n>\d{{1,3}}|{_any('number')})",
        "<unit>": r"(?P<unit>(?:day|week|fortnight|month|year|decade)s?)",
    }
    return blanks | {
        f"<{kind}>": rf"(?P<{kind}>{_any(kind)})" for kind in ("day", "feast", "shift", "part", "season")
    }


@cache
def _rules() -> tuple[tuple[re.Pattern[str], when.Resolver], ...]:
    """The rules as patterns over the text."""
    rules = []
    for rule, resolve in RULES:
        pattern = re.sub(
            r"(?<!P)<\w+>",
            lambda name: _blanks()[name[0]],
            rule.replace(" ", r"\s+").replace(r"\s+?", r"\s*"),
        )
        rules.append((re.compile(rf"(?<![\w$€£#/-])(?:{pattern})(?!\w)", re.IGNORECASE), resolve))
    forms = sorted(when.values("month"), key=len, reverse=True)
    sure = "|".join(form.capitalize() for form in forms if len(form) > 5 or form in ("june", "july", "april"))
    unsure = rf"(?<=\s)(?i:{MONTH_LEADERS})[\s-]+(?P<m>May|March)(?!\s+\d)(?!\w)"
    rules.append((re.compile(rf"(?<!\w)(?P<m>{sure})(?!\w)"), when.month_alone))
    rules.append((re.compile(unsure), when.month_alone))
    due = "|".join(rf"(?<=\s{word}\sfor\s)" for word in SETTING)  # "set for *May*", not "voted for May"
    rules.append((re.compile(rf"(?:{due})(?P<m>May|March)(?!\s+\d)(?!\w)"), when.month_alone))
    year = r"(?<![\w$€£#/.,-])(?P<y>19\d\d|20[0-4]\d)(?![\w%]|[,./]\d|-\d| GMT| hours)"
    rules.append((re.compile(year), when.year_alone))
    return tuple(rules)


@cache
def _any_rule() -> re.Pattern[str]:
    """What any rule catches, as a group that tells which: most places where an expression may begin are ruled
    out at once."""
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern, _ in _rules())
    return re.compile("|".join(f"(?P<r{i}>{one})" for i, one in enumerate(nameless)), re.IGNORECASE)
