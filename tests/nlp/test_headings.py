"""Headings, bylines and datelines are told from running text."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from kg.nlp.headings import dateline, dateline_end, is_heading
from kg.nlp.mirror import mirrored

BLANK = English()
BLANK.add_pipe("sentencizer")


@pytest.mark.parametrize(
    ("paragraph", "line"),
    [
        ("RABAT (Reuters) - Envoys met.", "RABAT (Reuters) - "),
        ("RABAT, Morocco (AP)_ Envoys met.", "RABAT, Morocco (AP)_ "),
        ("RABAT, April 3, 1997 (AFP) -- Envoys met.", "RABAT, April 3, 1997 (AFP) -- "),
        ("SAN MARINO, 6 OCT 89 (DPA) -- [TEXT] ENVOYS MET.", "SAN MARINO, 6 OCT 89 (DPA) -- [TEXT] "),
        (
            "Rabat, 6 Oct 89 (MAP) -- [Report] [Ana Quill] [Text] They met.",
            "Rabat, 6 Oct 89 (MAP) -- [Report] [Ana Quill] [Text] ",
        ),
        ("Rabat, 6 Oct 89 (MAP) -- [Quill] They met.", "Rabat, 6 Oct 89 (MAP) -- "),
        ("Rabat, 3 April: Envoys met.", "Rabat, 3 April: "),
        ("Rabat, 3 April (MAP): Envoys met.", "Rabat, 3 April (MAP): "),
        ("Envoys, 3 of them: Ana Quill.", ""),
        ("Rabat (AFP) – Envoys met.", "Rabat (AFP) – "),
        ("RABAT — Envoys met.", "RABAT — "),
        ("RABAT/TUNIS, Aug 3 (Reuters) - Envoys met.", "RABAT/TUNIS, Aug 3 (Reuters) - "),
        ("Rabat, 3 April 1997 – Envoys met.", "Rabat, 3 April 1997 – "),
        ("New Delhi, Sept. 3 - Envoys met.", "New Delhi, Sept. 3 - "),
        ("RABAT, Sep 3 (PTI) Envoys met.", "RABAT, Sep 3 (PTI) "),
        ("Rabat, 3 April 1997 (MAP) Envoys met.", "Rabat, 3 April 1997 (MAP) "),
        ("Envoys from Rabat (MAP) met.", ""),
        ("Rabat, Mar 8 (EFE).- Envoys met.", "Rabat, Mar 8 (EFE).- "),
        ("Rabat -- Envoys met.", "Rabat -- "),
        ("Rabat, April 3 (MAP)--Envoys met.", "Rabat, April 3 (MAP)--"),
        ("RABAT • Envoys met.", "RABAT • "),
        ("USA--China ties are cool.", ""),
        ("Doha, Qatar - Envoys met.", "Doha, Qatar - "),
        ("Haddad — He met envoys.", ""),
        ("Envoys met in Rabat - again.", ""),
        ("Morocco, in April 1997 - or later - left.", ""),
        ("The U.S.-led talks - in Rabat - went on.", ""),
        ("NATO said on Monday that it would stay.", ""),
        ("RABAT - ", ""),
        ("PALE, Bosnia-Herzegovina, July 20 (AFP) - They met.", "PALE, Bosnia-Herzegovina, July 20 (AFP) - "),
        ("RABAT/TUNIS: Envoys met.", "RABAT/TUNIS: "),
        ("WATCH: Envoys met.", ""),
        ("(Kyodo) Rabat, Nov. 18 -- They met.", "(Kyodo) Rabat, Nov. 18 -- "),
        ("MOSCOW. Aug 20 (Interfax) - They met.", "MOSCOW. Aug 20 (Interfax) - "),
    ],
)
def test_datelines(paragraph: str, line: str) -> None:
    assert paragraph[: dateline_end(paragraph)] == line


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("Envoys Meet in Rabat", True),
        ("By Ana Quill", True),
        ("‘Nothing to add’", True),
        ("Envoys met in Rabat.", False),
        ("He said: “We will come.”", False),
        ("Envoys met in Rabat (pfm)", True),
        ("The envoys will meet again next week, the ministry said (Reporting by A. Quill.)", False),
    ],
)
def test_headings(paragraph: str, heading: bool) -> None:
    doc = mirrored(BLANK(f"Before it.\n{paragraph}\nAfter it."))
    token = next(token for token in doc if token.idx >= doc.text.index(paragraph))
    assert is_heading(token) is heading
    assert not is_heading(doc[0])


def test_a_dateline_is_no_running_text() -> None:
    doc = mirrored(BLANK("RABAT (AP) - Envoys met."))
    assert is_heading(doc[0])
    assert not is_heading(next(token for token in doc if token.text == "Envoys"))
    assert dateline(doc) == (0, 5)


def test_no_dateline() -> None:
    assert dateline(mirrored(BLANK("Envoys met."))) is None


def test_what_an_editor_notes_is_no_running_text() -> None:
    text = "Chad left.\n\nCorrection: Chad did not leave.\n\nCorrection of the map was asked for."
    marks = [is_heading(token) for token in mirrored(BLANK(text)) if token.text in ("left", "not", "map")]
    assert marks == [False, True, False]
