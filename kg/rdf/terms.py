"""Terms of RDF from plain values: names, words, numbers, truth and dates, safe in every format."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.model import Date
from kg.vocab import XSD

node = cache(NamedNode)
"""The node of an IRI; the same few hundred are asked for again and again."""

# XML 1.0 cannot hold these even escaped, nor UTF-8 surrogates: one mark for each keeps the length.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GREGORIAN: Final = {4: node(f"{XSD}gYear"), 7: node(f"{XSD}gYearMonth"), 10: node(f"{XSD}date")}


def words(text: str) -> Literal:
    """A plain string; characters that no format can hold become U+FFFD, one for one."""
    return Literal(_UNWRITABLE.sub("�", text))


def number(value: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(str(value), datatype=node(f"{XSD}integer"))


def share(value: float) -> Literal:
    """An `xsd:decimal` of at most two digits, as confidences are written.

    Without the zeros at the end that stores take away: what comes back is what was put in.

    >>> share(0.9).value, share(0.875).value, share(1).value
    ('0.9', '0.88', '1')
    """
    return Literal(f"{value:.2f}".rstrip("0").rstrip("."), datatype=node(f"{XSD}decimal"))


def truth(value: bool) -> Literal:
    """An `xsd:boolean`."""
    return Literal("true" if value else "false", datatype=node(f"{XSD}boolean"))


def day(value: datetime.date) -> Literal:
    """An `xsd:date`."""
    return Literal(value.isoformat(), datatype=node(f"{XSD}date"))


def moment(iso: str) -> Literal:
    """A date as ISO 8601 writes it: typed by its precision, a plain string for an interval or anything else.

    >>> str(moment("2025-02")), str(moment("2025-02-16/2025-02-22"))
    ('"2025-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', '"2025-02-16/2025-02-22"')
    """
    try:
        days(iso)
    except ValueError:
        return words(iso)
    return Literal(iso, datatype=_GREGORIAN[len(iso)])


def days(iso: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `ValueError` for anything else.

    >>> days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso, re.ASCII)
    if not parts:
        raise ValueError(f"not a day, month or year in ISO 8601: {iso!r}")
    year, month, one = int(parts[1]), parts[2], parts[3]
    if one:
        return datetime.date(year, int(month), int(one)), datetime.date(year, int(month), int(one))
    if month:
        first = datetime.date(year, int(month), 1)
        return first, first.replace(day=monthrange(year, int(month))[1])
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def bounds(date: Date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a date may mean."""
    return days(date.begin)[0], days(date.end)[1]
