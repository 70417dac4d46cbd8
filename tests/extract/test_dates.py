# ruff: noqa: E501  (a parse is one row)
"""Date expressions against a day of publication, and which event they belong to."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.lang.en import English

from kg.extract.dates import date_of, dates
from kg.extract.when import written_on
from kg.nlp.mirror import mirrored
from tests.extract.parsed import reading

BLANK = English()
WEDNESDAY = "2025-02-19"


def told(text: str, published: str | None = WEDNESDAY) -> list[str]:
    return [str(found.date) for found in dates(mirrored(BLANK(text)), published)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on 18 February 2025", "2025-02-18"),
        ("on February 18, 2025", "2025-02-18"),
        ("on the 3rd of March 1998", "1998-03-03"),
        ("OSLO, 16 OCT 89", "1989-10-16"),
        ("signed 2024-12-01", "2024-12-01"),
        ("May 5-7, 1999", "1999-05-05/1999-05-07"),
        ("from 14 to 15 December 2006", "2006-12-14/2006-12-15"),
        ("Aug. 28 to Sept. 2, 1990", "1990-08-28/1990-09-02"),
        ("Dec. 30 - Jan. 2, 1990", "1989-12-30/1990-01-02"),
        ("on Friday, May 3, 2019", "2019-05-03"),
        ("on Friday evening, 3 May 2019", "2019-05-03"),
        ("from 28 April to 2 May 2019", "2019-04-28/2019-05-02"),
        ("on 03.05.2019", "2019-05-03"),
        ("in the spring of 1991", "1991"),
        ("on New Year's Eve, 1999", "1999-12-31"),
        ("in the week beginning 13 October 1992", "1992-10-13/1992-10-19"),
        ("in the week of Oct. 12, 1992", "1992-10-12/1992-10-18"),
        ("in February 2022", "2022-02"),
        ("in late March 2015", "2015-03"),
        ("the 1979 accord", "1979"),
        ("the war of 1950-53", "1950/1953"),
        ("in the 1990s", "1990/1999"),
        ("between 2019 and 2021", "2019/2021"),
        ("from 2019 to 2021", "2019/2021"),
        ("on 18/02/2025", "2025-02-18"),
        ("on 02/18/2025", "2025-02-18"),
        ("on 03/02/2025", "2025"),
    ],
)
def test_absolute_dates_need_no_publication(text: str, wanted: str) -> None:
    assert told(text, None) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on Feb. 18", "2025-02-18"),
        ("on December 30", "2024-12-30"),
        ("on Nov. 4 and 5", "2024-11-04/2024-11-05"),
        ("yesterday", "2025-02-18"),
        ("tonight", "2025-02-19"),
        ("on Tuesday", "2025-02-18"),
        ("on Wednesday", "2025-02-19"),
        ("Thursday evening", "2025-02-13"),
        ("on Thurs. evening", "2025-02-13"),
        ("next Thursday", "2025-02-20"),
        ("last Wednesday", "2025-02-12"),
        ("Monday and Tuesday", "2025-02-17/2025-02-18"),
        ("from Thursday to Sunday", "2025-02-13/2025-02-16"),
        ("they talked from Thursday until Monday", "2025-02-13/2025-02-17"),
        ("in the week of Feb. 26", "2025-02-23/2025-03-01"),
        ("on Friday, February 7", "2025-02-07"),
        ("on Friday, February 7, and left", "2025-02-07"),
        ("on Sunday, 10 March", "2024-03-10"),
        ("Thursday and Friday, February 6 and 7", "2025-02-06/2025-02-07"),
        ("yesterday (Tuesday)", "2025-02-18"),
        ("last month, on 12 January", "2025-01-12"),
        ("last year, in May", "2024-05"),
        ("on the 10th, and left", "2025-02-10"),
        ("a fortnight ago", "2025-02-02/2025-02-08"),
        ("the week before last", "2025-02-02/2025-02-08"),
        ("the year after next", "2027"),
        ("at the start of the week", "2025-02-16/2025-02-22"),
        ("on Christmas Day", "2024-12-25"),
        ("in the week beginning 10 February", "2025-02-10/2025-02-16"),
        ("last week", "2025-02-09/2025-02-15"),
        ("next week", "2025-02-23/2025-03-01"),
        ("earlier this week", "2025-02-16/2025-02-19"),
        ("later this week", "2025-02-19/2025-02-22"),
        ("Monday of last week", "2025-02-10"),
        ("at the weekend", "2025-02-15/2025-02-16"),
        ("next month", "2025-03"),
        ("earlier this month", "2025-02"),
        ("at the end of the month", "2025-02"),
        ("late last year", "2024"),
        ("last summer", "2024"),
        ("last June", "2024-06"),
        ("in June", "2024-06"),
        ("in November last year", "2024-11"),
        ("three days ago", "2025-02-16"),
        ("two weeks ago", "2025-02-02/2025-02-08"),
        ("two months ago", "2024-12"),
        ("five years ago", "2020"),
        ("in three days", "2025-02-22"),
    ],
)
def test_relative_dates_count_from_publication(text: str, wanted: str) -> None:
    assert told(text) == [wanted]
    assert told(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "they may march on",
        "over the last year",
        "the May administration",
        "at 1430 GMT",
        "some $2000",
        "on February 30, 2024",
        "resolution 1995/12",
        "seven years of war",
        "they sat down",
        "THEY SAT DOWN",
        "The Sun wrote",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert told(text) == []


def test_precision_and_words() -> None:
    (found,) = dates(mirrored(BLANK("The pact of late March fell.")), WEDNESDAY)
    assert (found.date.precision, str(found.date)) == ("month", "2024-03")
    assert found.date.words is not None
    assert found.date.words.of("The pact of late March fell.") == "late March"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met on 3 May 1999 and dined the same evening.", ["1999-05-03", "1999-05-03"]),
        ("They met on 30 May 1999.\n\nThe next day they left.", ["1999-05-30", "1999-05-31"]),
        ("They met on 3 May 1999. He had come the day before.", ["1999-05-03", "1999-05-02"]),
        ("They met on 3 May 1999, two days later in Oslo.", ["1999-05-03", "1999-05-05"]),
        ("They met on 3 May 1999; a week later he fell.", ["1999-05-03", "1999-05-09/1999-05-15"]),
        (
            "On 3 May 1999 he came. Two days later he left; the next day he was back.",
            ["1999-05-03", "1999-05-05", "1999-05-06"],
        ),
        ("They met in May 1999. The next day they left.", ["1999-05"]),
        ("He left on 3 May 1999, the day after the vote.", ["1999-05-03"]),
        ("They met in 1998. Two years later it was over.", ["1998", "2000"]),
        ("They met on 3 May 1999, and the following year in Oslo.", ["1999-05-03", "2000"]),
        ("They met in May 1999, and a month earlier in Oslo.", ["1999-05", "1999-04"]),
        ("They met in 1999, and a month earlier in Oslo.", ["1999"]),
        ("They met on 3 May 1999. That day it rained.", ["1999-05-03", "1999-05-03"]),
        ("He left on 3 May 1999, two days later than planned.", ["1999-05-03"]),
        ("He left on 3 May 1999.\n\nSo it was.\n\nTwo days later it rained.", ["1999-05-03"]),
        ("The same day they left.", []),
    ],
)
def test_a_date_may_be_reckoned_from_the_one_told_before(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_two_weekdays_apart_are_two_dates() -> None:
    assert told("on Monday and Friday") == ["2025-02-17", "2025-02-14"]


def test_days_count_from_the_day_of_writing() -> None:
    assert told("They said on Tuesday that six days ago the ship sank.") == ["2025-02-18", "2025-02-12"]
    assert told("Today, as on Tuesday, six days ago counts.")[-1] == "2025-02-13"
    assert written_on("Nobody named a day.", date(2025, 2, 19)).isoformat() == WEDNESDAY


@pytest.mark.parametrize(
    ("text", "rows", "wanted"),
    [
        (
            "They met on Tuesday.",
            "They/PRP/nsubj/1 met/VBD/ROOT/1 on/IN/prep/1 Tuesday/NNP/pobj/2 ././punct/1",
            "2025-02-18",
        ),
        (
            "They will meet on Tuesday.",
            "They/PRP/nsubj/2 will/MD/aux/2 meet/VB/ROOT/2 on/IN/prep/2 Tuesday/NNP/pobj/3 ././punct/2",
            "2025-02-25",
        ),
        (
            "Talks are due to resume on Monday.",
            "Talks/NNS/nsubj/1 are/VBP/ROOT/1 due/JJ/acomp/1 to/TO/aux/4 resume/VB/xcomp/2 on/IN/prep/4 Monday/NNP/pobj/5 ././punct/1",
            "2025-02-24",
        ),
        (
            "They will meet on January 5.",
            "They/PRP/nsubj/2 will/MD/aux/2 meet/VB/ROOT/2 on/IN/prep/2 January/NNP/pobj/3 5/CD/nummod/4 ././punct/2",
            "2026-01-05",
        ),
        (
            "They were to meet on January 28.",
            "They/PRP/nsubj/1 were/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 on/IN/prep/3 January/NNP/pobj/4 28/CD/nummod/5 ././punct/1",
            "2025-01-28",
        ),
        (
            "The March 14 summit was in doubt.",
            "The/DT/det/3 March/NNP/compound/3 14/CD/nummod/1 summit/NN/nsubj/4 was/VBD/ROOT/4 in/IN/prep/4 doubt/NN/pobj/5 ././punct/4",
            "2025-03-14",
        ),
        (
            "They met on June 12.",
            "They/PRP/nsubj/1 met/VBD/ROOT/1 on/IN/prep/1 June/NNP/pobj/2 12/CD/nummod/3 ././punct/1",
            "2024-06-12",
        ),
        (
            "They will meet in June.",
            "They/PRP/nsubj/2 will/MD/aux/2 meet/VB/ROOT/2 in/IN/prep/2 June/NNP/pobj/3 ././punct/2",
            "2025-06",
        ),
        (
            "They propose talks in June.",
            "They/PRP/nsubj/1 propose/VBP/ROOT/1 talks/NNS/dobj/1 in/IN/prep/1 June/NNP/pobj/3 ././punct/1",
            "2025-06",
        ),
        (
            "They would meet again since June.",
            "They/PRP/nsubj/2 would/MD/aux/2 meet/VB/ROOT/2 again/RB/advmod/2 since/IN/prep/2 June/NNP/pobj/4 ././punct/2",
            "2024-06",
        ),
    ],
)
def test_the_tense_says_which_way(text: str, rows: str, wanted: str) -> None:
    (found,) = dates(reading(text, rows).doc, WEDNESDAY)
    assert str(found.date) == wanted


def test_how_long_nothing_like_it_was_is_no_date() -> None:
    rows = "the/DT/det/2 {}/JJ/amod/2 visit/NN/ROOT/2 in/IN/prep/2 two/CD/nummod/5 years/NNS/pobj/3"
    doc = reading("the first visit in two years", rows.format("first")).doc
    assert dates(doc, WEDNESDAY) == ()
    doc = reading("the planned visit in two years", rows.format("planned")).doc
    assert [str(found.date) for found in dates(doc, WEDNESDAY)] == ["2027"]


@pytest.mark.parametrize(
    ("text", "rows", "event", "wanted"),
    [
        (  # the verb's own
            "They met on Monday to mend ties.",
            "They/PRP/nsubj/1 met/VBD/ROOT/1 on/IN/prep/5 Monday/NNP/pobj/2 to/TO/aux/5 mend/VB/advcl/1 ties/NNS/dobj/5 ././punct/1",
            1,
            "2025-02-17",
        ),
        (  # the noun shares its verb's
            "They held talks on Friday.",
            "They/PRP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 on/IN/prep/1 Friday/NNP/pobj/3 ././punct/1",
            2,
            "2025-02-14",
        ),
        (  # a participle tells of its noun
            "A summit set for June will open.",
            "A/DT/det/1 summit/NN/nsubj/6 set/VBN/acl/1 for/IN/prep/2 June/NNP/pobj/3 will/MD/aux/6 open/VB/ROOT/6 ././punct/6",
            1,
            "2025-06",
        ),
        (  # of what came before
            "The talks follow rows on Friday.",
            "The/DT/det/1 talks/NNS/nsubj/2 follow/VBP/ROOT/2 rows/NNS/dobj/2 on/IN/prep/2 Friday/NNP/pobj/4 ././punct/2",
            1,
            None,
        ),
        (
            "The talks follow rows on Friday.",
            "The/DT/det/1 talks/NNS/nsubj/2 follow/VBP/ROOT/2 rows/NNS/dobj/2 on/IN/prep/2 Friday/NNP/pobj/4 ././punct/2",
            3,
            "2025-02-14",
        ),
        (  # another event's
            "The plan discussed on Friday led to talks.",
            "The/DT/det/1 plan/NN/nsubj/5 discussed/VBD/relcl/1 on/IN/prep/2 Friday/NNP/pobj/3 led/VBD/ROOT/5 to/IN/prep/5 talks/NNS/pobj/6 ././punct/5",
            7,
            None,
        ),
    ],
)
def test_the_event_that_a_date_belongs_to(text: str, rows: str, event: int, wanted: str | None) -> None:
    doc = reading(text, rows).doc
    found = dates(doc, WEDNESDAY)
    when = date_of(doc[event], found)
    assert (str(when) if when else None) == wanted


@pytest.mark.parametrize(("word", "wanted"), [("ahead", "2025-02-24"), ("because", "2025-02-17")])
def test_an_event_that_is_awaited_lies_ahead(word: str, wanted: str) -> None:
    rows = f"They/PRP/nsubj/1 argued/VBD/ROOT/1 {word}/RB/advmod/1 of/IN/prep/2 Monday/NNP/poss/6 's/POS/case/4 talks/NNS/pobj/3 ././punct/1"
    doc = reading(f"They argued {word} of Monday's talks.", rows).doc
    assert [str(found.date) for found in dates(doc, WEDNESDAY)] == [wanted]
