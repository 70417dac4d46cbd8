"""Known actors and places: what the installed files hold, and how strictly files are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from kg.errors import LexiconError
from kg.gazetteer import Sector, form_key, gazetteer, load
from kg.resources import ontology_files

PREFIXES = """
@prefix actor: <https://w3id.org/diplomacy/id/actor/> .
@prefix dip: <https://w3id.org/diplomacy#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix office: <https://w3id.org/diplomacy/id/office/> .
@prefix place: <https://w3id.org/diplomacy/id/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
RURITANIA = """
actor:ruritania a dip:State ; rdfs:label "Ruritania" ; dip:formerName "Old Ruritania" ;
    dip:demonym "Ruritanian" ; dip:metonym "Strelsau" ; schema:sameAs wd:Q1 .
place:strelsau a dip:Place ; rdfs:label "Strelsau" ; dip:placeKind "city" ; dip:capitalOf actor:ruritania .
actor:rudolf a dip:Person ; rdfs:label "Rudolf Elphberg" ; foaf:familyName "Elphberg" ; dip:gender "male" .
actor:flavia a dip:Person ; rdfs:label "Flavia Elphberg" ; foaf:familyName "Elphberg" ; dip:gender "female" .
office:rudolf-1 a dip:Office ; dip:heldBy actor:rudolf ; dip:title "king" ; dip:of actor:ruritania ;
    dip:since "1990-05" ; dip:until "1999" .
office:flavia-1 a dip:Office ; dip:heldBy actor:flavia ; dip:title "king" ; dip:of actor:ruritania ;
    dip:since "1999-03-02" .
"""


def file(folder: Path, turtle: str, name: str = "actors-x.ttl") -> Path:
    path = folder / name
    path.write_text(PREFIXES + turtle)
    return path


def labels(form: str) -> list[str]:
    return [candidate.entry.label for candidate in gazetteer().actors(form)]


# --- how files are read


def test_a_form_gives_every_actor_that_bears_it_and_says_which_form_it_is(tmp_path: Path) -> None:
    known = load([file(tmp_path, RURITANIA)])
    assert {c.entry.id: c.form for c in known.actors("Elphberg")} == {
        "rudolf": "surname",
        "flavia": "surname",
    }
    forms = ("Ruritania", "Old Ruritania", "Ruritanian", "Strelsau")
    assert [known.actors(form)[0].form for form in forms] == ["name", "former", "demonym", "metonym"]
    assert known.entries["ruritania"].wikidata == "Q1"


def test_the_land_of_a_state_is_a_place_and_its_capital_another(tmp_path: Path) -> None:
    known = load([file(tmp_path, RURITANIA)])
    assert [place.kind for place in known.places("Ruritania")] == ["country"]
    assert [place.capital_of for place in known.places("Strelsau")] == ["ruritania"]


def test_who_held_an_office_is_told_by_the_day_and_by_coarser_dates(tmp_path: Path) -> None:
    known = load([file(tmp_path, RURITANIA)])
    assert known.holders("King", of="ruritania", at="1994") == ("rudolf",)
    assert known.holders("king", of="ruritania", at="1999-03-01") == ("rudolf",)
    assert known.holders("king", of="ruritania", at="1999-03") == ("flavia", "rudolf")
    assert known.holders("king", of="ruritania", at="2001-01-01") == ("flavia",)
    assert known.holders("king", of="ruritania", at="1990-04-30") == ()
    assert known.holders("queen", of="ruritania") == ()


def test_words_are_compared_without_article_and_odd_spaces_and_in_capitals_when_asked(tmp_path: Path) -> None:
    known = load([file(tmp_path, RURITANIA)])
    assert form_key("the  Old\nRuritania") == "Old Ruritania"
    assert known.actors("RURITANIA") == ()
    assert known.actors_folded("THE RURITANIA")[0].entry.id == "ruritania"
    assert known.places_folded("STRELSAU")[0].id == "strelsau"


WRONG = {
    "property": ('actor:x a dip:State ; rdfs:label "X" ; dip:capital "Y" .', "unknown property dip:capital"),
    "class": ('actor:x a dip:Planet ; rdfs:label "X" .', "class must be one of"),
    "no label": ("actor:x a dip:State .", "exactly one"),
    "two labels": ('actor:x a dip:State ; rdfs:label "X", "Y" .', "exactly one"),
    "empty label": ('actor:x a dip:State ; rdfs:label " " .', "rdfs:label is empty"),
    "demonym": ('actor:x a dip:State ; rdfs:label "X" ; dip:demonym "2011" .', "names no people: 2011"),
    "item": ('actor:x a dip:State ; rdfs:label "X" ; schema:sameAs wd:P31 .', "not a Wikidata item: P31"),
    "date": ('actor:x a dip:State ; rdfs:label "X" ; dip:since "May 1990" .', "ISO 8601"),
    "gender": ('actor:x a dip:Person ; rdfs:label "X" ; dip:gender "m" .', "must be one of female, male"),
    "reference": ('actor:x a dip:Group ; rdfs:label "X" ; dip:country actor:y .', "unknown actor y"),
    "kind": ('place:x a dip:Place ; rdfs:label "X" .', "dip:placeKind"),
    "IRI": ('place:x a dip:State ; rdfs:label "X" .', "must be an IRI under"),
    "office": (
        RURITANIA
        + 'office:o a dip:Office ; dip:heldBy actor:ruritania ; dip:title "x" ; dip:of actor:rudolf .',
        "which is no person",
    ),
    "term": (
        RURITANIA
        + 'office:o a dip:Office ; dip:heldBy actor:rudolf ; dip:title "x" ; dip:of actor:ruritania ;'
        ' dip:since "2001" ; dip:until "2000-05" .',
        "ends (2000-05) before it begins (2001)",
    ),
    "blank node": ('actor:x a dip:State ; rdfs:label "X" ; schema:sameAs [] .', "no blank nodes"),
    "syntax": ('actor:x a dip:State ; rdfs:label "X ;', "not Turtle"),
    "land": ('place:ruritania a dip:Place ; rdfs:label "R" ; dip:placeKind "site" .' + RURITANIA, "already"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_malformed_entry_is_refused_with_the_file_s_name_and_the_reason(case: str, tmp_path: Path) -> None:
    turtle, reason = WRONG[case]
    with pytest.raises(LexiconError, match=re.escape(reason)) as error:
        load([file(tmp_path, turtle, "actors-wrong.ttl")])
    assert "actors-wrong.ttl" in str(error.value)


def test_an_entry_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    first = file(tmp_path, RURITANIA)
    second = file(tmp_path, 'actor:ruritania a dip:State ; rdfs:label "R" .', "actors-y.ttl")
    with pytest.raises(LexiconError, match=r"actors-y.ttl.*stands in actors-x.ttl already"):
        load([first, second])


def test_a_missing_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        load([tmp_path / "none.ttl"])


# --- what the installed files hold


@pytest.mark.parametrize(
    ("form", "label"),
    [
        ("U.S.", "United States"), ("the United States", "United States"), ("American", "United States"),
        ("Kremlin", "Russia"), ("Burma", "Myanmar"), ("Zaire", "Zaire"), ("EU", "European Union"),
        ("Downing Street", "United Kingdom"), ("Hezbollah", "Hezbollah"), ("IAEA", "IAEA"),
        ("DPRK", "North Korea"), ("Palestinians", "Palestinians"),
    ],
)  # fmt: skip
def test_names_that_news_uses_lead_to_their_actor(form: str, label: str) -> None:
    assert label in labels(form)


def test_every_state_of_today_has_its_codes_and_its_item() -> None:
    states = [e for e in gazetteer().entries.values() if e.type == "State" and not e.until]
    assert len(states) > 190
    assert [e.id for e in states if e.wikidata is None] == []
    coded = [e.iso2 for e in states if e.iso2]
    assert len(coded) > 190
    assert len(coded) == len(set(coded))


def test_no_wikidata_item_belongs_to_two_actors() -> None:
    items = [e.wikidata for e in gazetteer().entries.values() if e.wikidata]
    assert sorted(item for item in set(items) if items.count(item) > 1) == []


def test_sectors_are_those_that_the_type_names() -> None:
    used = {e.sector for e in gazetteer().entries.values() if e.sector}
    assert used <= set(get_args(Sector))
    assert {"intergovernmental", "government", "armed-group", "media"} <= used


@pytest.mark.parametrize(
    ("form", "person"),
    [
        ("Zelenskiy", "volodymyr-zelensky"), ("Khadafy", "moammar-gadhafi"), ("Kim Jong Un", "kim-jong-un"),
        ("Mao Tse-tung", "mao-zedong"), ("Abu Mazen", "mahmoud-abbas"), ("Erdoğan", "recep-tayyip-erdogan"),
        ("de Hoop Scheffer", "jaap-de-hoop-scheffer"), ("Bashar Assad", "bashar-al-assad"),
    ],
)  # fmt: skip
def test_persons_are_found_under_each_spelling(form: str, person: str) -> None:
    assert person in [candidate.entry.id for candidate in gazetteer().actors(form)]


@pytest.mark.parametrize(
    ("title", "of", "at", "person"),
    [
        ("president", "united-states", "2001-06", "george-w-bush"),
        ("president", "united-states", "2021-01-20", "joe-biden"),
        ("secretary of state", "united-states", "2014", "john-kerry"),
        ("foreign minister", "russia", "2014-03-01", "sergey-lavrov"),
        ("president", "russia", "2009", "dmitry-medvedev"),
        ("prime minister", "israel", "1995-01", "yitzhak-rabin"),
        ("chancellor", "germany", "2015-09-01", "angela-merkel"),
        ("secretary-general", "united-nations", "2003", "kofi-annan"),
        ("secretary-general", "nato", "2008", "jaap-de-hoop-scheffer"),
        ("director-general", "iaea", "2005", "mohamed-elbaradei"),
        ("prime minister", "united-kingdom", "1956-11", "anthony-eden"),
        ("president", "south-vietnam", "1960", "ngo-dinh-diem"),
        ("secretary-general", "united-nations", "1950", "trygve-lie"),
    ],
)
def test_offices_have_their_holder_at_a_date(title: str, of: str, at: str, person: str) -> None:
    assert person in gazetteer().holders(title, of=of, at=at)


SINGLE = {
    "president": ("united-states", "russia", "france", "ukraine", "iran", "south-korea", "egypt", "turkey"),
    "prime minister": ("united-kingdom", "israel", "japan", "india", "pakistan", "iraq", "canada"),
    "secretary-general": ("united-nations", "nato"),
    "foreign minister": ("russia", "france", "japan"),
}


@pytest.mark.parametrize(("title", "of"), [(title, of) for title, many in SINGLE.items() for of in many])
def test_one_office_has_one_holder_but_on_the_day_that_it_changes_hands(title: str, of: str) -> None:
    held = [o for o in gazetteer().offices if o.of == of and o.title == title]
    changes = {day for office in held for day in (office.since, office.until)}
    days = {f"{year}-{month:02}-17" for year in range(1980, 2026) for month in range(1, 13)} - changes
    assert {day: who for day in days if len(who := gazetteer().holders(title, of=of, at=day)) > 1} == {}


def test_every_person_has_a_gender_and_those_with_a_family_name_are_found_by_it() -> None:
    persons = [e for e in gazetteer().entries.values() if e.type == "Person"]
    assert len(persons) > 1000
    assert [p.id for p in persons if p.gender is None] == []
    for person in persons:
        for surname in person.surnames:
            assert person in [c.entry for c in gazetteer().actors(surname)]


@pytest.mark.parametrize("path", ontology_files("actors*.ttl"), ids=lambda path: path.name)
def test_blocks_stand_in_the_order_of_their_ids(path: Path) -> None:
    ids = re.findall(r"^actor:(\S+) a dip:", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert ids == sorted(ids)
