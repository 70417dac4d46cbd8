"""What of an article is not running text: headings, bylines, datelines."""

from __future__ import annotations

import re

from kg.gazetteer import gazetteer
from kg.nlp.tree import Doc, Span, Token

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
# what a monitor of broadcasts notes before the text: "[Report] [Ana Quill] [Text] "
_NOTES = r"(?:(?:\[[A-Z][^\]\n]{2,60}\]\s+){0,3}\[(?i:text|excerpts?|report|summary)\]\s+)?"
# [(agency)] CITY[, Country][, date] [(agency)] -- ; the dash ends it; a city in small letters has an agency
# or a day, or is one that the gazetteer knows
_DATELINE = re.compile(
    r"""\s*(?:\([A-Z][\w.\- ]{1,20}\)\s+)?(?P<place>
            [A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]+){0,4}
          | [A-Z]\w+(?:[ ][A-Z]\w+){0,2}(?=
              \s*\([A-Z][\w.\- ]+\) | ,\s[A-Z]\w+\s\( | ,?\s(?:\d{1,2}\sMONTH|MONTH\s\d{1,2})\b
              | (?P<bare>(?:,\s[A-Z]\w+(?:\s[A-Z]\w+)?)?\s+(?:--|—|–|-)\s+["“]?[A-Z]))
        )
        (?:\s*[,/]\s*(?:[\w.'’ ]|(?<=\w)-(?=\w)){2,30}){0,3}
        (?:\s*\([^()\n]{2,40}\)){0,2}
        (?:\s*,?\s*(?:\d{1,2}\s[A-Z][A-Za-z]{2,8}\.?(?:\s\d{2,4})?|MONTH\s\d{1,2}\b))?
        (?:\s*\([^()\n]{2,40}\))?
        \s*\.?(?:
            (?:_|--|—|–|-|•|·)+\s+
          | (?:(?<=\))|(?<=[A-Z]{5}))(?:--|—)(?=["“]?[A-Z][a-z])
        )NOTES""".replace("MONTH", _MONTH).replace("NOTES", _NOTES),
    re.VERBOSE,
)
# "ACCRA/LAGOS: ", "ACCRA, May 3 (GNA): ", "Accra, 3 May: "
_BEFORE_COLON = re.compile(
    r"""\s*(?P<place>[A-Z]{3,}(?:[ ][A-Z]{2,}){0,2} | [A-Z]\w+(?:[ ][A-Z]\w+)?(?=,\s*\d))
        (?:/[A-Z ]{3,20})?(?:,\s*(?:MONTH[ ]\d{1,2}|\d{1,2}[ ]MONTH))?
        (?:\s*\([^()\n]{2,40}\))?:\s+NOTES""".replace("MONTH", _MONTH).replace("NOTES", _NOTES),
    re.VERBOSE,
)
# "NEW DELHI, Sep 7 (PTI) ", "Colombo, May 3 (IANS) ": no mark ends it
_BEFORE_AGENCY = re.compile(
    r"""\s*(?P<place>[A-Z]\w+(?:[ ][A-Z]\w+){0,2}),\s*(?:MONTH[ ]\d{1,2}|\d{1,2}[ ]MONTH)
        (?:,?[ ]\d{4})?[ ]\([A-Z]{2,8}\)[ ]+(?=["“]?[A-Z])""".replace("MONTH", _MONTH),
    re.VERBOSE,
)
# "ANKARA" in a line of its own
_ALONE = re.compile(r"(?P<place>[A-Z][A-Z.' \-]{2,25})(?:/[A-Z.' \-]{3,25})?,?\s*")
_CLOSED = re.compile(
    r"""[.!?…:;][)\]"'’”»*]*\s*$|[.!?…][)\]"'’”»]*\s*\(?\w*\)?\s*$|["”]\s*$|[.!?]\s*\[\d+\]\s*$"""
)
# what an editor notes of the article itself: "CORRECTION: An earlier version of this story said ..."
_EDITORS_NOTE = re.compile(
    r"""[\W_]*(?:(?:corrections?|clarifications?|editor['’]?s['’]?\ note|eds)\b(?:\ to\ this\ \w+)?[\W_]*:
        |an?\ (?:earlier|previous)\ version\ of\ this\ (?:story|article|report|dispatch)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_DATELINES = (_DATELINE, _BEFORE_COLON, _BEFORE_AGENCY)
_PARAGRAPH = re.compile(r"[^\n]+")
_LONG = 26  # words that no heading has


def dateline_end(paragraph: str) -> int:
    """How many characters the dateline at a paragraph's start takes, its dash included; 0 without one."""
    found = _DATELINE.match(paragraph)
    known = found is not None and found["bare"] is None
    found = found or _BEFORE_COLON.match(paragraph) or _BEFORE_AGENCY.match(paragraph)
    if not found or found.end() >= len(paragraph.rstrip()):
        return 0
    return found.end() if known or gazetteer().places_folded(found["place"]) else 0


def is_heading(sent: Span | Token) -> bool:
    """Whether words stand in a heading, a byline or a dateline: a short paragraph without a final stop.

    Facts are not taken from these: a heading repeats what the text says in telegram style.
    """
    first = sent if isinstance(sent, Token) else sent[0]
    return bool(_marks(first.doc)[first.idx])


def is_closed(paragraph: str) -> bool:
    """Whether a paragraph ends as running text does: with a stop, a closing quotation mark, a wire's note."""
    return bool(_CLOSED.search(paragraph))


def _marks(doc: Doc) -> bytearray:
    """For each character whether it stands in a heading or dateline; asked for each word, so remembered."""
    known: dict[int, bytearray] = doc.remembered[_marks]
    if not known:
        known[0] = _marked(doc.text)
    return known[0]


def _marked(text: str) -> bytearray:
    marks = bytearray(len(text))
    for found in _PARAGRAPH.finditer(text):
        paragraph, begin = found.group(), found.start()
        short = not is_closed(paragraph) and len(paragraph.split()) < _LONG
        if short or _EDITORS_NOTE.match(paragraph):
            marks[begin : found.end()] = b"\1" * len(paragraph)
        elif cut := dateline_end(paragraph):
            marks[begin : begin + cut] = b"\1" * cut
    return marks


def dateline(doc: Doc) -> tuple[int, int] | None:
    """Where the name of the place that the article is written from stands, in characters."""
    for start in [0, *(m.end() for m in re.finditer(r"\n+", doc.text))][:6]:
        end = doc.text.find("\n", start)
        paragraph = doc.text[start : end if end >= 0 else len(doc.text)]
        found = next(filter(None, (each.match(paragraph) for each in _DATELINES)), None)
        if found and dateline_end(paragraph):
            return start + found.start("place"), start + found.end("place")
        alone = _ALONE.fullmatch(paragraph)
        if alone and start and any(each.capital_of for each in gazetteer().places_folded(alone["place"])):
            return start + alone.start("place"), start + alone.end("place")
    return None
