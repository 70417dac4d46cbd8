"""Names made from content: the same for the same, never one for two, never a broken line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.model import Actor, Document, Span
from kg.rdf import iris
from tests.rdf.samples import DEMAND, MINISTER, SAID, TALKS

LOCAL = "https://w3id.org/diplomacy/id/0123456789abcdef/"


def holds(iri: str) -> bool:
    """Whether an IRI survives N-Triples."""
    quad = Quad(NamedNode(iri), NamedNode("urn:x:p"), Literal("o"))
    line = f"{quad.subject} {quad.predicate} {quad.object} .\n"
    (back,) = parse(line, RdfFormat.N_TRIPLES)
    return back.subject == quad.subject and line.count("\n") == 1


@given(st.text())
def test_a_slug_is_never_empty_and_safe_in_a_path(label: str) -> None:
    slug = iris.slug(label)
    assert slug
    assert "/" not in slug
    assert holds(LOCAL + iris.segment(slug))


@given(st.text(min_size=1))
def test_any_key_makes_an_iri_that_stays_in_its_place(key: str) -> None:
    iri = iris.actor(Actor(key, "label", "Person"), LOCAL)
    assert iri.isascii()
    assert iri.startswith(f"{LOCAL}actor/")
    assert "/./" not in f"{iri}/"
    assert "/../" not in f"{iri}/"
    assert holds(iri)


@given(st.text(), st.text())
def test_two_keys_never_share_an_iri(one: str, other: str) -> None:
    same = iris.segment(one) == iris.segment(other)
    assert same == (one == other)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("https://news.example/talks", "https://news.example/talks"),
        ("  https://news.example/talks\n", "https://news.example/talks"),
        ("https://news.example/a b|c", "https://news.example/a%20b%7Cc"),
        ("https://news.example/<script>", "https://news.example/%3Cscript%3E"),
        ("https://news.example/50%", "https://news.example/50%25"),
        ("https://news.example/a%20b", "https://news.example/a%20b"),
        ("https://news.example/[1]?q={x}#a#b", "https://news.example/%5B1%5D?q=%7Bx%7D#a%23b"),
        ("https://новини.example/мир", "https://новини.example/мир"),
        ("urn:x:1", "urn:x:1"),
        ("news.example/talks", None),
        ("C:/news.txt", None),
        ("http://", None),
        ("http://a b/c", None),
        ("javascript:alert(1)", None),
        ("> <urn:x:evil> <urn:x:evil", None),
        ("", None),
    ],
)
def test_an_address_is_an_iri_or_none(text: str, iri: str | None) -> None:
    assert iris.url(text) == iri


@given(st.text())
def test_any_address_gives_an_article_an_iri_that_holds(text: str) -> None:
    for address in (text, f"https://news.example/{text}", f"https://{text}"):
        assert holds(iris.article(Document("Words.", url=address)))


def test_an_article_is_named_by_url_then_id_then_text() -> None:
    text, other = Document("One."), Document("Two.")
    assert iris.article(text) != iris.article(other)
    assert iris.article(replace(text, id="1")) == iris.article(replace(other, id="1"))
    assert iris.article(replace(text, id="1")) != iris.article(replace(text, id="2"))
    assert iris.article(replace(text, id="1", url="https://a.example/")) == "https://a.example/"
    assert iris.article_hash(replace(text, url="no address 1")) != iris.article_hash(
        replace(text, url="no address 2")
    )


def test_facts_are_named_by_type_and_trigger() -> None:
    found = iris.facts((DEMAND, TALKS), LOCAL)
    assert found[DEMAND] == f"{LOCAL}demand-{DEMAND.trigger.begin}-{DEMAND.trigger.end}"
    assert found[TALKS] == f"{LOCAL}meeting-{TALKS.trigger.begin}-{TALKS.trigger.end}"


def test_facts_on_one_trigger_are_told_apart_whatever_their_order() -> None:
    other = replace(MINISTER, person="person/john-roe")
    again = replace(MINISTER, title="minister of defence")
    found = iris.facts((MINISTER, other, again, SAID, MINISTER), LOCAL)
    assert len(found) == len(set(found.values())) == 4
    assert found == iris.facts((SAID, again, other, MINISTER), LOCAL)
    stem = f"{LOCAL}role-{MINISTER.trigger.begin}-{MINISTER.trigger.end}"
    assert found[other] == f"{stem}-john-roe"
    assert sorted((found[MINISTER], found[again])) == [f"{stem}-jane-doe", f"{stem}-jane-doe-2"]


def test_what_is_told_apart_never_takes_a_name_that_another_has() -> None:
    two = replace(DEMAND, actor=("a",), content="x"), replace(DEMAND, actor=("a",), content="y")
    numbered = replace(DEMAND, actor=("a-2",))
    found = iris.facts((*two, numbered), LOCAL)
    assert len(set(found.values())) == 3


def test_a_trigger_moved_is_another_fact() -> None:
    moved = replace(DEMAND, trigger=Span(0, 3))
    assert len(set(iris.facts((DEMAND, moved), LOCAL).values())) == 2
