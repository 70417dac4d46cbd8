"""Issues: what words tell of, how a theme becomes particular, and how strictly the file is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.issues import broader, issues, load, theme, themes

PREFIXES = """
@prefix actor: <https://w3id.org/diplomacy/id/actor/> .
@prefix dip: <https://w3id.org/diplomacy#> .
@prefix issue: <https://w3id.org/diplomacy/id/issue/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def first(content: str) -> str | None:
    found = themes(content.lower().split())
    return found[0].id if found else None


@pytest.mark.parametrize(
    ("content", "issue"),
    [
        ("Ruritania joining NATO", "nato-membership"),
        ("Ruritania's bid for NATO membership", "nato-membership"),
        ("that the EU admit Ruritania", "eu-membership"),
        ("lifting of the sanctions", "sanctions-relief"),
        ("new sanctions against the regime", "sanctions"),
        ("an immediate cease-fire", "ceasefire"),
        ("an immediate cease - fire", "ceasefire"),
        ("a halt to all hostilities in the valley", "ceasefire"),
        ("to pull its troops out of the province", "troop-withdrawal"),
        ("stop enriching uranium", "enrichment"),
        ("that inspectors be let into the plant", "inspections"),
        ("freeze on building in the settlements", "settlements"),
        ("set free all prisoners", "prisoners"),
        ("to free the hostages", "hostages"),
        ("a two-state solution", "statehood"),
        ("that it take part in the talks", "participation"),
        ("a seat at the negotiating table", "participation"),
        ("duties on steel", "tariffs"),
        ("a free trade agreement", "trade-agreement"),
        ("to extradite the suspects", "extradition"),
        ("called off the meeting of the two leaders", "talks"),
        ("arming the rebels in the north", "armed-groups"),
        ("its support for the separatists", "armed-groups"),
        ("bring its soldiers home", "troop-withdrawal"),
        ("the president must go", "government-formation"),
        ("suspend the island from the organisation", "withdrawal-from-organization"),
        ("quit the nuclear deal", "nuclear-programme"),
        ("in protest at the ruling", None),
        ("the opposition candidate", None),
        ("the vote in the Security Council", None),
        ("the visit was long and warm", None),
    ],
)
def test_words_tell_the_issue(content: str, issue: str | None) -> None:
    assert first(content) == issue


def test_the_narrower_of_two_issues_comes_first() -> None:
    assert [i.id for i in themes(["sanction"])] == ["sanctions"]
    assert [i.id for i in themes(["ease", "the", "sanctions"])] == ["sanctions-relief", "sanctions"]
    assert [i.id for i in broader(issues()["enrichment"])] == ["nuclear-programme", "security"]


def test_words_far_apart_tell_no_issue_together() -> None:
    far = "the strike will end before the ministers of all five states can agree to stop using sanctions"
    assert [i.id for i in themes(far.split())][:1] == ["sanctions"]
    assert first("lift the old and rather harmless sanctions") == "sanctions-relief"


def test_the_party_makes_a_theme_particular_and_the_theme_is_found_again() -> None:
    membership = issues()["nato-membership"]
    assert membership.of("Ruritania") == "NATO membership of Ruritania"
    assert "nato" in membership.without
    assert theme("NATO membership of Ruritania") is membership
    assert theme("accession to NATO") is membership
    assert theme("nato-membership") is membership
    assert theme("the price of tea") is None
    assert issues()["timetable"].of("Ruritania") is None


def test_every_issue_is_told_by_a_label_of_its_own() -> None:
    silent = [i.id for i in issues().values() if all(i not in themes(n.lower().split()) for n in i.names)]
    assert silent == []


def test_no_name_belongs_to_two_issues() -> None:
    names = [name.casefold() for issue in issues().values() for name in issue.names]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


WRONG = {
    "property": ('issue:x a dip:Issue ; skos:prefLabel "x" ; skos:related issue:x .', "unknown property"),
    "class": ('issue:x a dip:State ; skos:prefLabel "x" .', "class must be dip:Issue"),
    "no label": ('issue:x a dip:Issue ; skos:altLabel "x" .', "exactly one skos:prefLabel"),
    "case": ('issue:x a dip:Issue ; skos:prefLabel "x" ; dip:term "NATO" .', "lower case"),
    "group": ('issue:x a dip:Issue ; skos:prefLabel "x" ; dip:term "a /b" .', "parted by spaces and '/'"),
    "party": (
        'issue:x a dip:Issue ; skos:prefLabel "x" ; dip:ofParty "x of y" .',
        "or {state} once",
    ),
    "broader": ('issue:x a dip:Issue ; skos:prefLabel "x" ; skos:broader issue:y .', "unknown issue y"),
    "actor": ('issue:x a dip:Issue ; skos:prefLabel "x" ; dip:without actor:y .', "unknown actor y"),
    "circle": (
        'issue:x a dip:Issue ; skos:prefLabel "x" ; skos:broader issue:y .'
        ' issue:y a dip:Issue ; skos:prefLabel "y" ; skos:broader issue:x .',
        "wider than itself",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_malformed_entry_is_refused_with_the_file_s_name_and_the_reason(case: str, tmp_path: Path) -> None:
    turtle, reason = WRONG[case]
    path = tmp_path / "issues-wrong.ttl"
    path.write_text(PREFIXES + turtle)
    with pytest.raises(LexiconError, match=re.escape(reason)) as error:
        load(path, actors=())
    assert "issues-wrong.ttl" in str(error.value)
