"""Every question on the sample graph, in every engine at hand; and how questions are found and bound."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import queries
from kg.answers import Answer, plain
from kg.errors import QueryError
from kg.queries import ask, ask_rdflib, bound, find, form, literal, parse

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
NAMES = [query.name for query in queries.queries()]
QUESTIONS = [name for name in NAMES if not name.startswith("checks/")]
CHECKS = [name for name in NAMES if name.startswith("checks/")]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The sample, one named graph an article."""
    graph = ox.Store()
    graph.load(path=str(SAMPLE))
    return graph


@pytest.fixture(scope="module")
def merged(store: ox.Store) -> ox.Store:
    """The sample's triples all in the default graph, as a Turtle file gives them."""
    graph = ox.Store()
    graph.extend(ox.Quad(one.subject, one.predicate, one.object) for one in store)
    return graph


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(SAMPLE)
    return graph


def found(answer: Answer) -> set[tuple[str | float | None, ...]]:
    """Rows or triples as a set; numbers by their value, since engines write them differently."""
    rows = answer.rows
    if rows is None:
        rows = ((one.subject, one.predicate, one.object) for one in answer.triples or ())
    return {tuple(map(told, row)) for row in rows}


def told(term: object) -> str | float | None:
    if term is None or plain(term) == "\0":
        return None
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(("decimal", "integer", "int", "double")):
        return float(term.value)
    return plain(term)


def columns(store: ox.Store, name: str, *wanted: str, **values: str) -> list[tuple[str, ...]]:
    """Chosen columns of a question's rows, in their order."""
    return [tuple(row.get(one, "") for one in wanted) for row in ask(find(name), store, values)]


# ---- the files


def test_there_are_as_many_questions_as_promised() -> None:
    assert len(QUESTIONS) >= 15
    assert len(CHECKS) >= 5
    assert sum(find(name).form == "CONSTRUCT" for name in NAMES) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_what_it_asks(name: str) -> None:
    query = find(name)
    assert query.summary.endswith("?"), "a summary is a question in the users' words"
    assert query.topic
    assert all(parameter.summary and parameter.default == '""' for parameter in query.parameters)
    assert "GRAPH" not in query.text, "a question must run over one default graph as well"


@pytest.mark.parametrize("name", NAMES)
def test_rows_come_in_one_order_only(name: str) -> None:
    query = find(name)
    if query.form == "CONSTRUCT":
        return
    parsed = ask(query, ox.Store())
    ordered = query.text.rsplit("ORDER BY", 1)[1]
    missing = [one for one in parsed.variables if f"?{one}" not in ordered]
    grouped = "GROUP BY" in query.text.rsplit("}", 1)[1]
    keys = query.text.rsplit("GROUP BY", 1)[1] if grouped else ""
    assert not [one for one in missing if not grouped or f"?{one}" in keys.split("ORDER BY")[0]]


@pytest.mark.parametrize("name", NAMES)
def test_same_rows_in_every_engine(
    name: str, store: ox.Store, merged: ox.Store, dataset: rdflib.Dataset
) -> None:
    query = find(name)
    expected = found(ask(query, store))
    assert found(ask(query, merged)) == expected, "default graph and named graphs differ"
    assert found(ask_rdflib(query, dataset)) == expected, "rdflib differs"


SHARED = (
    "agreed",
    "disputed",
    "shared-actors",
    "shared-demands",
    "shared-meetings",
)  # tests/corpus/test_merge.py


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name not in ("agreements", *SHARED)])
def test_the_sample_answers(name: str, store: ox.Store) -> None:
    assert found(ask(find(name), store))


ROQET = (
    *("concessions", "demands", "evidence", "excluded", "meetings", "offers", "open-demands"),
    *("planned-meetings", "rejections", "roles", "statements", "support", "timeline"),
)


@pytest.mark.skipif(not shutil.which("roqet"), reason="no roqet: apt-get install rasqal-utils")
@pytest.mark.parametrize("name", ROQET)
def test_an_engine_of_another_house_agrees(name: str, merged: ox.Store, tmp_path: Path) -> None:
    query = find(name)
    data = tmp_path / "sample.nt"
    merged.dump(str(data), from_graph=ox.DefaultGraph())
    done = subprocess.run(
        ["roqet", "-q", "-r", "xml", "-D", str(data), query.source],
        capture_output=True,
        check=True,
        timeout=60,
    )
    # roqet writes <unbound/>, which is no SPARQL Results XML.
    xml = done.stdout.replace(b"<unbound/>", b"<literal>&#9216;</literal>").replace(
        "␀".encode(), b"\xe2\x90\x80"
    )
    rows = ox.parse_query_results(xml, format=ox.QueryResultsFormat.XML)
    other = {tuple(None if one == "␀" else one for one in row) for row in found(Answer.of(rows))}
    assert other == found(ask(query, merged))


# ---- the flat view

FACTS = ("article", "fact", "type", "slot", "value", "iri", "begin", "end", "confidence", "rule")


def test_facts_has_the_columns_that_others_build_on(store: ox.Store) -> None:
    assert ask(find("facts"), store).variables == FACTS


def facts(store: ox.Store, ending: str) -> list[tuple[str, str, str, str]]:
    rows = [row for row in ask(find("facts"), store) if row["fact"].endswith(ending)]
    return sorted((row["slot"].split("#")[1], row["value"], row["begin"], row["end"]) for row in rows)


def test_facts_shows_every_slot_once_and_the_other_tellings_apart(store: ox.Store) -> None:
    slots = [
        ("date", "2031-03-11"), ("excluded", "island fishermen"), ("issue", "transit of the strait"),
        ("kind", "talks"), ("mediator", "Calder Union"), ("participant", "Estrand"),
        ("participant", "Norvia"), ("place", "Lindqvist"), ("status", "held"),
        ("topic", "passage through the strait"),
    ]  # fmt: skip
    rows = facts(store, "meeting-100-105")
    assert [row for row in rows if row[0] != "furtherEvidence"] == [(*slot, "80", "180") for slot in slots]
    assert [(row[0], *row[2:]) for row in rows if row[0] == "furtherEvidence"] == [
        ("furtherEvidence", "900", "960")
    ]


def test_facts_calls_an_actor_by_the_name_that_the_article_uses() -> None:
    graph = ox.Store()
    graph.load(
        b"""
        @prefix dip: <https://w3id.org/diplomacy#> .
        @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix x: <http://x/> .
        x:zaire rdfs:label "Congo" .
        x:1 dip:names x:zaire ; dip:inArticle x:old ; rdfs:label "Zaire" .
        x:2 dip:names x:zaire ; dip:inArticle x:new ; rdfs:label "DR Congo" .
        x:d a dip:Demand ; dip:confidence 0.5 ; dip:rule "r" ; prov:wasDerivedFrom x:old ; dip:actor x:zaire ;
            dip:target x:kenya ; dip:evidence x:e .
        x:kenya rdfs:label "Kenya" .
        x:e oa:start 1 ; oa:end 5 ; oa:exact "word" .
        """,
        format=ox.RdfFormat.TURTLE,
    )
    rows = facts(graph, "d")
    assert [row[:2] for row in rows] == [("actor", "Zaire"), ("target", "Kenya")]


def test_facts_shows_dates_flags_and_answers_as_a_person_reads_them(store: ox.Store) -> None:
    def value(ending: str, slot: str) -> list[str]:
        return [row[1] for row in facts(store, ending) if row[0] == slot]

    assert value("bbbb/concession-50-54", "date") == ["2031-03-09/2031-03-15"]
    assert value("meeting-700-706", "date") == ["2031-04"]
    assert value("offer-40-46", "date") == ["2031"]
    assert value("role-30-42", "former") == ["true"]
    assert value("role-10-26", "former") == ["false"]
    assert value("statement-1100-1104", "direct") == ["true"]
    assert value("rejection-500-507", "answers") == ["Demand: Norvia to Estrand: open the strait"]


def test_facts_shows_the_class_an_event_would_have_had(store: ox.Store) -> None:
    types = {row["fact"].rsplit("/", 1)[1]: row["type"].split("#")[1] for row in ask(find("facts"), store)}
    assert types["concession-600-608"] == "Concession"
    assert types["meeting-700-706"] == "Meeting", "a planned visit is a Meeting here, its kind is a slot"
    assert types["agreement-100-106"] == "Agreement"


def test_facts_names_the_thing_behind_a_value(store: ox.Store) -> None:
    rows = [row for row in ask(find("facts"), store) if row["fact"].endswith("demand-300-308")]
    things = {row["slot"].split("#")[1]: row.get("iri") for row in rows}
    assert things["actor"] == "https://w3id.org/diplomacy/id/actor/norvia"
    assert things["issue"] == "https://w3id.org/diplomacy/id/issue/strait-transit"
    assert things["content"] is None
    assert {row["article"] for row in rows} == {"https://news.example/strait-talks"}


# ---- what single questions say


def test_who_met_whom(store: ox.Store) -> None:
    wanted = ("who", "whom", "kind", "place_name", "date", "status")
    talks = ("Estrand", "Norvia", "talks", "Lindqvist", "2031-03-11", "held")
    assert columns(store, "meetings", *wanted) == [talks]
    assert columns(store, "meetings", "who", "whom", actor="Norvia") == [("Norvia", "Estrand")]
    assert columns(store, "meetings", "who", actor="Norvia", **{"with": "Port Selma"}) == [("Norvia",)]
    assert columns(store, "meetings", "who", place="LIND") == [("Estrand",)]
    assert columns(store, "meetings", "who", actor="Tomas Reyle") == [], "his visit is only planned"


@pytest.mark.parametrize(
    "name", ["norvia", "Norvia", "NORVIA", "Halden", "https://w3id.org/diplomacy/id/actor/norvia"]
)
def test_an_actor_is_found_by_label_alias_id_or_iri(name: str, store: ox.Store) -> None:
    assert columns(store, "demands", "content", actor=name) == [("open the strait to “all grain ships”",)]


def test_nobody_of_that_name(store: ox.Store) -> None:
    assert columns(store, "demands", "content", actor="Norv") == []
    assert columns(store, "demands", "content", target="Calder Union") == []


def test_demands_show_all_targets_when_one_is_asked_for(store: ox.Store) -> None:
    rows = columns(store, "demands", "demanding", "demanded_of", target="norvia")
    assert rows == [("island fishermen", "Estrand"), ("island fishermen", "Norvia")]
    assert columns(store, "demands", "content", issue="Sea") == [("new talks on the sea border",)]


def test_a_denied_concession_is_no_concession(store: ox.Store) -> None:
    assert columns(store, "concessions", "content", "according_to") == [
        ("halve its patrols", "Estrand officials")
    ]
    assert ("Concession", "denied", "Norvia") in columns(store, "unrealised", "would_be", "how", "who")


def test_open_demands_are_those_nobody_answered(store: ox.Store) -> None:
    assert {row[0] for row in columns(store, "open-demands", "content")} == {
        "give back the licences",
        "new talks on the sea border",
    }


def test_exchange_pairs_a_demand_with_its_answers(store: ox.Store) -> None:
    rows = columns(store, "exchange", "asking", "answering", "answer", "issue_at_stake")
    assert rows == [
        ("Norvia", "Estrand", "Offer", "transit of the strait"),
        ("Norvia", "Estrand", "Rejection", "transit of the strait"),
    ]
    assert columns(store, "exchange", "answer", by="Calder Union") == []


def test_positions_tell_denied_from_done(store: ox.Store) -> None:
    rows = columns(store, "positions", "position", actor="norvia", issue="strait")
    assert sorted(rows) == [("Agreement (possible)",), ("Concession",), ("Concession (denied)",), ("Demand",)]


def test_contradictions_name_both_reports(store: ox.Store) -> None:
    assert columns(store, "contradictions", "about", "who") == [
        ("meeting of 2031-03-11", "Estrand"),
        ("meeting of 2031-03-11", "Norvia"),
        ("transit of the strait", "Norvia"),
    ]


def test_timeline_has_only_what_happened_within_its_bounds(store: ox.Store) -> None:
    assert [row[0] for row in columns(store, "timeline", "date")] == [
        "2031", "2031-03-09/2031-03-15", "2031-03-11", "2031-03-11", "2031-03-11",
    ]  # fmt: skip
    assert columns(store, "timeline", "date", since="2031-03-12", actor="norvia") == [
        ("2031",),
        ("2031-03-09/2031-03-15",),
    ]


def test_roles_tell_former_from_present(store: ox.Store) -> None:
    assert columns(store, "roles", "person_name", "title", "of_whom", "holds", "until_when") == [
        ("Ilsa Brandt", "Foreign Minister", "Norvia", "now", ""),
        ("Tomas Reyle", "President", "Estrand", "formerly", "2030-11"),
    ]


def test_statements_by_speaker_and_words(store: ox.Store) -> None:
    assert columns(store, "statements", "content", "direct", speaker="brandt") == [
        ("Nobody owns a wave", "quoted")
    ]
    assert columns(store, "statements", "speaker_name", words="PATROLS") == [("Tomas Reyle",)]


def test_who_was_left_out(store: ox.Store) -> None:
    assert {row[0] for row in columns(store, "excluded", "left_out")} == {"island fishermen"}


def test_evidence_of_one_fact(store: ox.Store) -> None:
    assert columns(store, "evidence", "begin", "end", fact="meeting-100-105") == [
        ("80", "180"),
        ("900", "960"),
    ]


def test_acts_by_type(store: ox.Store) -> None:
    assert columns(store, "acts", "act", "acting", type="aid") == [("Aid", "Calder Union")]


def test_the_network_of_one_actor(store: ox.Store) -> None:
    triples = list(ask(find("network"), store, {"actor": "calder-union"}).triples or ())
    facts = {
        one.subject.value.rsplit("/", 1)[1] for one in triples if one.predicate.value.endswith("#target")
    }
    assert facts == {"support-200-207", "aid-500-504"}


def test_sem_holds_only_what_took_place(store: ox.Store) -> None:
    triples = list(ask(find("sem"), store).triples or ())
    events = {
        one.subject.value.rsplit("/", 1)[1] for one in triples if one.predicate.value.endswith("eventType")
    }
    assert "meeting-100-105" in events
    assert not events & {"meeting-200-205", "meeting-700-706", "concession-600-608", "agreement-100-106"}


# ---- checks: silent on a sound graph, loud on each fault

ID = "https://w3id.org/diplomacy/id/aaaaaaaaaaaaaaaa/"
FAULTS = {
    "actorless": (f"DELETE WHERE {{ <{ID}demand-300-308> dip:actor ?x }}", "an act without an actor"),
    "answers": (f"INSERT DATA {{ <{ID}demand-300-308> dip:answers <{ID}demand-300-308> }}", "answers itself"),
    "dates": (f"DELETE WHERE {{ <{ID}demand-300-308> dip:latest ?x }}", "a date without bounds"),
    "factuality": (
        f"INSERT DATA {{ <{ID}concession-600-608> a dip:Act }}",
        "an act that the text does not assert",
    ),
    "left-out": (
        f"INSERT {{ <{ID}meeting-100-105> dip:excluded ?x }} "
        f"WHERE {{ <{ID}meeting-100-105> dip:participant ?x }}",
        "both participant and left out",
    ),
    "nameless": (f"DELETE WHERE {{ <{ID}actor/person/ilsa-brandt> rdfs:label ?x }}", "no rdfs:label"),
    "no-evidence": (
        f"DELETE WHERE {{ <{ID}demand-300-308> dip:evidence ?x }}",
        "no evidence with a quote and offsets",
    ),
    "offsets": (
        "DELETE { ?e oa:end ?x } INSERT { ?e oa:end 5000 } WHERE { ?e oa:start 280 ; oa:end ?x }",
        "ends after the article",
    ),
    "provenance": (f"DELETE WHERE {{ <{ID}demand-300-308> dip:rule ?x }}", "no rule"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_its_fault_and_nothing_in_a_sound_graph(name: str, merged: ox.Store) -> None:
    short = name.removeprefix("checks/")
    update, fault = FAULTS[short]
    sound = ox.Store()
    sound.extend(merged)
    assert list(ask(find(name), sound)) == []
    sound.update(
        "PREFIX dip: <https://w3id.org/diplomacy#> PREFIX oa: <http://www.w3.org/ns/oa#> "
        f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {update}"
    )
    assert fault in {row["fault"] for row in ask(find(name), sound)}


# ---- finding, binding, refusing


def test_a_name_a_path_or_nothing(tmp_path: Path) -> None:
    own = tmp_path / "mine.rq"
    own.write_text("SELECT ?x WHERE { ?x ?y ?z }")
    assert find(str(own)).name == "mine"
    assert find("queries/facts.rq").name == "facts"
    assert find("checks/dates").name == "checks/dates"
    with pytest.raises(QueryError, match=r"no query named `demand`.*did you mean `demands`"):
        find("demand")
    with pytest.raises(QueryError, match="no such query file"):
        find(str(tmp_path / "none.rq"))


def test_an_unknown_parameter_names_the_known_ones() -> None:
    with pytest.raises(
        QueryError, match=r"no parameter `acter` \(did you mean `actor`\?\); it takes actor, target"
    ):
        bound(find("demands"), {"acter": "Norvia"})
    with pytest.raises(QueryError, match="it takes none"):
        bound(find("facts"), {"actor": "Norvia"})


HOSTILE = [
    'x" } ?s ?p ?o . VALUES ?z { "',
    "back\\slash",
    "ends in \\",
    "\\u0022 } #",
    "\\\\u0022",
    "\\U00000022",
    "two\nlines\r\tand a tab",
    'quote\'s "both"',
    "$1 \\1 \\g<head>",
    "Ж 中 𝄞 \u2028",
    "} UNION { ?s ?p ?o",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_never_becomes_syntax(value: str, store: ox.Store, dataset: rdflib.Dataset) -> None:
    query = parse('#+ param text: any\nSELECT ?text WHERE {\n  VALUES ?text { "" }\n}')
    assert list(ask(query, store, {"text": value})) == [{"text": value}]
    assert list(ask_rdflib(query, dataset, {"text": value})) == [{"text": value}]
    assert columns(store, "demands", "content", actor=value) == []


def test_text_that_sparql_cannot_hold_is_refused() -> None:
    for value in ("\ud800", "a\0b"):
        with pytest.raises(QueryError, match="not text that SPARQL can hold"):
            literal(value)


def test_several_values_mean_any_of_them(store: ox.Store) -> None:
    answer = ask(find("demands"), store, {"actor": ["Norvia", "Estrand"]})
    assert {row["demanding"] for row in answer} == {"Norvia", "Estrand"}


def test_a_default_tells_what_a_value_must_be() -> None:
    text = (
        "#+ param least: a number\n#+ param yes: a flag\n#+ param thing: an IRI\nSELECT * WHERE {\n"
        "  VALUES ?least { 0.5 }\n  VALUES ?yes { true }\n  VALUES ?thing { <https://example.org/> }\n}"
    )
    query = parse(text)
    assert [one.kind for one in query.parameters] == ["number", "flag", "iri"]
    changed = bound(query, {"least": "1", "yes": "false", "thing": "urn:x"})
    assert "{ 1 }" in changed
    assert "{ false }" in changed
    assert "{ <urn:x> }" in changed
    for name, value in (("least", "1 } ?s ?p ?o {"), ("yes", "maybe"), ("thing", "urn:x> } {")):
        with pytest.raises(QueryError, match=f"parameter `{name}` must be"):
            bound(query, {name: value})


def test_a_header_without_its_line_is_an_error() -> None:
    with pytest.raises(QueryError, match=r"own\.rq: parameter `who` has no line of its own"):
        parse("#+ param who: anybody\nSELECT * WHERE { ?s ?p ?o }", source="own.rq")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# SELECT or DELETE\nASK {}", "ASK"),
        (
            "#+ summary: select\nPREFIX ask: <urn:select#> CONSTRUCT { ?s ask:x ?o } WHERE { ?s ?p ?o }",
            "CONSTRUCT",
        ),
        ("PREFIX a: <http://x/#SELECT> DESCRIBE a:b", "DESCRIBE"),
        ("BASE <http://select/> select ?ask {}", "SELECT"),
    ],
)  # fmt: skip
def test_the_kind_of_a_question_is_never_read_off_a_comment(text: str, expected: str) -> None:
    assert form(text) == expected


@pytest.mark.parametrize(
    "text", ["DELETE WHERE { ?s ?p ?o }", "# SELECT\nDROP ALL", "WITH <urn:x> INSERT {} WHERE {}"]
)
def test_an_update_is_no_question(text: str) -> None:
    with pytest.raises(QueryError, match="is an update"):
        parse(text)


def test_a_syntax_error_has_line_and_column(store: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"own\.rq: syntax error at line 2, column 10: expected"):
        ask(parse("SELECT * WHERE {\n  ?s ?p }", source="own.rq"), store)
    with pytest.raises(QueryError, match="no SELECT, ASK, CONSTRUCT or DESCRIBE"):
        parse("")
