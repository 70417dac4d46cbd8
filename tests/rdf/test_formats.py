"""Writing: what is read back is what was written, the same bytes always, and never half a file."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import KgError, StoreError
from kg.files import sorted_unique, whole
from kg.rdf.describe import describe
from kg.rdf.formats import FORMATS, Format, format_named, format_of, serialised, write
from kg.rdf.graphs import to_rdflib, to_rdflib_graph
from tests.rdf.samples import SAMPLE

OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
RDFLIB = {"turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads", "jsonld": "json-ld",
          "rdfxml": "xml"}  # fmt: skip
OTHER = replace(SAMPLE, document=replace(SAMPLE.document, url="https://news.example/other", id=None))
TWO = [*describe(SAMPLE), *describe(OTHER)]

formats = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)


def text(quads: list[Quad], form: Format | str) -> bytes:
    return b"".join(serialised(quads, form))


def statements(quads: Iterator[Quad] | list[Quad], form: Format) -> set[str]:
    return {str(quad if form.named_graphs else quad.triple) for quad in quads}


def parsed(content: bytes, form: Format) -> list[Quad]:
    return list(pyoxigraph.parse(content, OXIGRAPH[form.name]))


# ---- what is read back


@formats
def test_what_is_read_back_is_what_was_written(form: Format) -> None:
    back = parsed(text(TWO, form), form)
    assert {str(quad if form.named_graphs else quad.triple) for quad in back} == statements(TWO, form)
    assert len(back) == len(statements(TWO, form))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@formats
def test_rdflib_reads_it_too(form: Format) -> None:
    expected = to_rdflib(TWO) if form.named_graphs else to_rdflib_graph(TWO)
    found = type(expected)()
    found.parse(text(TWO, form), format=RDFLIB[form.name])
    if isinstance(expected, rdflib.Dataset):
        assert isinstance(found, rdflib.Dataset)
        assert set(found.quads()) == set(expected.quads())
    else:
        assert set(found) == set(expected)


@formats
@given(words=st.text(), language=st.sampled_from(["en", "de-at", None]))
def test_any_words_survive(form: Format, words: str, language: str | None) -> None:
    if form.name == "rdfxml":
        words = "".join(c for c in words if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    words = words.encode("utf-8", "ignore").decode()
    literal = Literal(words, language=language) if language else Literal(words)
    quad = Quad(NamedNode("urn:x:s"), NamedNode("https://w3id.org/diplomacy#content"), literal)
    (back,) = parsed(text([quad], form), form)
    assert back.object == literal


XSD = "http://www.w3.org/2001/XMLSchema#"
OBJECTS: list[Literal | NamedNode] = [
    Literal("a"),
    Literal("a", language="en"),
    Literal("007", datatype=NamedNode(f"{XSD}integer")),
    Literal("0.80", datatype=NamedNode(f"{XSD}decimal")),
    Literal("1", datatype=NamedNode(f"{XSD}decimal")),
    Literal("1", datatype=NamedNode(f"{XSD}boolean")),
    Literal("true", datatype=NamedNode(f"{XSD}boolean")),
    Literal("1e3", datatype=NamedNode(f"{XSD}double")),
    Literal("x", datatype=NamedNode("urn:x:type")),
    NamedNode("https://x.example/s?a=1&b=%3C2%3E"),
    NamedNode("https://w3id.org/diplomacy/id/actor/a.b/c"),
]


@formats
def test_any_kind_of_term_survives(form: Format) -> None:
    subject = NamedNode("https://x.example/s?a=1&b=%3C2%3E")
    ours = ("date", "confidence", "actor", "modality", "direct")
    properties = [NamedNode("urn:x#p"), *(NamedNode(f"https://w3id.org/diplomacy#{name}") for name in ours)]
    quads = [Quad(subject, one, value) for one in properties for value in OBJECTS]
    assert statements(parsed(text(quads, form), form), form) == statements(quads, form)


@formats
def test_a_blank_node_is_one_node(form: Format) -> None:
    blank, node, verb = BlankNode("b1"), NamedNode("urn:x#s"), NamedNode("urn:x#p")
    back = parsed(text([Quad(blank, verb, Literal("a")), Quad(node, verb, blank)], form), form)
    assert {quad.subject for quad in back} == {node, *(q.object for q in back if q.subject == node)}


@formats
def test_nothing_is_a_document_too(form: Format) -> None:
    assert parsed(text([], form), form) == []


@formats
def test_quads_outside_of_any_graph_stay_there(form: Format) -> None:
    bare = [Quad(quad.subject, quad.predicate, quad.object) for quad in describe(SAMPLE)]
    mixed = [*bare, *describe(OTHER)]
    assert statements(parsed(text(mixed, form), form), form) == statements(mixed, form)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="raptor2-utils is not installed")
@pytest.mark.parametrize("name", ["ntriples", "turtle", "rdfxml"])
def test_raptor_counts_what_we_count(tmp_path: Path, name: str) -> None:
    path = tmp_path / "graph"
    number = write(TWO, path, format=name)
    command = ["rapper", "-i", name, "-c", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"Parsing returned {number} triples" in ran.stderr
    assert number == len({quad.triple for quad in TWO}) < len(TWO)


# ---- the same bytes


@formats
def test_the_order_and_repetition_of_quads_do_not_matter(form: Format) -> None:
    shuffled = [*TWO, *describe(SAMPLE)]
    random.Random(0).shuffle(shuffled)
    assert text(shuffled, form) == text(TWO, form)


WRITING = """
import sys
from kg.rdf.formats import FORMATS, serialised
from tests.rdf.test_formats import TWO
for name in FORMATS:
    sys.stdout.buffer.write(b"".join(serialised(TWO, name)))
"""


def test_the_same_bytes_in_every_process() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", WRITING],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 100_000


def test_many_lines_are_sorted_aside() -> None:
    lines = [f"line {random.Random(i).randrange(500)}\tü" for i in range(2000)]
    assert list(sorted_unique(lines, run=64)) == sorted(set(lines))
    assert list(sorted_unique(lines, run=10_000)) == sorted(set(lines))
    assert list(sorted_unique([], run=1)) == []
    assert list(sorted_unique(iter("cab"), run=1)) == ["a", "b", "c"]


def test_memory_does_not_grow_with_the_number_of_lines() -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        for _ in sorted_unique((f"{i * 7919 % number:050d}" for i in range(number)), run=2_000):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(60_000) < 1.6 * peak(15_000)


# ---- for people


def test_turtle_is_readable() -> None:
    lines = text(list(describe(SAMPLE)), "turtle").decode().splitlines()
    assert "@prefix dip: <https://w3id.org/diplomacy#> ." in lines
    begin = next(i for i, line in enumerate(lines) if line.startswith("this:demand-97-105 "))
    assert lines[begin] == "this:demand-97-105 a dip:Act, dip:Demand, dip:Event, dip:Fact ;"
    block = lines[begin : lines.index("", begin)]
    assert "    dip:actor actor:russia ;" in block
    assert "    dip:confidence 0.8 ;" in block
    assert not [line for line in block if "https://w3id.org" in line]


def test_json_readers_find_facts_with_their_evidence() -> None:
    document = json.loads(text(list(describe(SAMPLE)), "jsonld"))
    (article,) = document["@graph"]
    assert article["@id"] == "https://news.example/talks"
    nodes: list[dict[str, Any]] = article["@graph"]
    (demand,) = [one for one in nodes if "Demand" in one.get("@type", [])]
    assert demand["content"] == "withdraw its promise of membership"
    assert demand["actor"] == "https://w3id.org/diplomacy/id/actor/russia"
    assert demand["modality"] == "asserted"
    assert demand["evidence"]["exact"] == "Moscow demanded that NATO withdraw its promise of membership."
    assert demand["evidence"]["start"] == 90
    assert demand["furtherEvidence"]["exact"] == "promise of membership"
    assert not [one for one in nodes if "Evidence" in one.get("@type", [])]


def test_rdfxml_says_what_it_cannot_name() -> None:
    quad = Quad(NamedNode("urn:x:s"), NamedNode("https://x.example/1"), Literal("a"))
    with pytest.raises(KgError, match="cannot name the property"):
        text([quad], "rdfxml")


# ---- formats by name and ending


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ttl", "turtle"),
        ("Turtle", "turtle"),
        ("JSON-LD", "jsonld"),
        ("rdf/xml", "rdfxml"),
        (".nq", "nquads"),
    ],
)
def test_a_format_has_several_names(name: str, form: str) -> None:
    assert format_named(name) is FORMATS[form]


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(KgError, match="unknown format 'docx'; known are turtle"):
        format_named("docx")
    with pytest.raises(KgError, match=r"graph\.docx: '\.docx' tells no format"):
        format_of(Path("graph.docx"))
    with pytest.raises(KgError, match="graph: the name has no ending"):
        format_of(Path("graph"))


# ---- whole files


def failing() -> Iterator[Quad]:
    yield from describe(SAMPLE)
    raise KgError("the second article is broken")


def test_an_error_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("old")
    with pytest.raises(KgError, match="the second article is broken"):
        write(failing(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(StoreError, match="File too large; nothing was changed"):
            write(TWO, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


KILLED = """
import sys, time
from pathlib import Path
from kg.rdf.formats import write
from kg.files import whole
with whole(Path(sys.argv[1])) as file:
    file.write(b"new " * 1_000_000)
    file.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


def test_a_killed_writer_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("old")
    writer = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    assert writer.stdout.readline() == "writing\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert path.read_text() == "old"
    assert [one.suffix for one in tmp_path.iterdir() if one != path] == [".part"]
    assert write(describe(SAMPLE), path) == len(set(describe(SAMPLE)))
    assert list(tmp_path.iterdir()) == [path]


def test_two_writers_of_one_file_do_not_touch_each_other(tmp_path: Path) -> None:
    path = tmp_path / "graph[1].nq"
    with whole(path) as one:
        one.write(b"one")
        with whole(path) as other:
            other.write(b"other")
        assert path.read_text() == "other"
    assert path.read_text() == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_goes_on_pointing_and_permissions_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "real.nq", tmp_path / "link.nq"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write(describe(SAMPLE), link)
    assert link.is_symlink()
    assert target.read_bytes() == text(list(describe(SAMPLE)), "nquads")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_files_have(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write(describe(SAMPLE), tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_device_is_written_directly(tmp_path: Path) -> None:
    assert write(describe(SAMPLE), Path(os.devnull), format="nt") > 300
    with pytest.raises(StoreError, match="No space left on device"):
        write(describe(SAMPLE), Path("/dev/full"), format="nt")


def test_what_cannot_be_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Is a directory"):
        write([], tmp_path, format="nt")
    with pytest.raises(StoreError, match="No such file or directory"), whole(tmp_path / "no" / "graph.nt"):
        pass
