"""The command line by its exact output and exit codes; mostly with a stand-in for the model."""

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import app, main

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "tests" / "data" / "articles"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`kg` with these words, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_DEBUG", raising=False)

    def ran(*words: object) -> Ran:
        capfdbinary.readouterr()
        code = main([str(word) for word in words])
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return ran


def kg(*words: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """`kg` in a process of its own."""
    command = [sys.executable, "-m", "kg", *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, **options)  # type: ignore[call-overload]


def written(path: str | Path, text: str) -> Path:
    Path(path).write_text(text, encoding="utf-8", newline="")
    return Path(path)


PERU = "Peru rejected the offer of Chile. Chile rejected the reply of Peru.\n"
GRAPH = """
@prefix dip: <https://w3id.org/diplomacy#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/diplomacy/id/actor/peru> a dip:State, dip:Actor ; rdfs:label "Peru" .
"""
RDFS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
NAMES = RDFS + "SELECT ?name WHERE {\n  ?actor rdfs:label ?name\n}\n"


# kg itself


def test_version(run) -> None:
    assert run("--version") == Ran(0, "kg 0.1.0\n", "")


def test_without_a_command_it_says_what_it_can(run) -> None:
    ran = run()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == run("--help").out
    for command in app.registered_commands:
        assert f"  {command.callback.__name__} " in ran.out


def test_bench_alone_says_what_there_is(run) -> None:
    ran = run("bench")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == run("bench", "--help").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], "No such command 'biuld'. Did you mean 'build'?; see kg --help"),
        (["build"], "Missing argument 'source'; see kg build --help"),
        (["build", "a.txt", "--outptu", "b"], "No such option: --outptu"),
        (
            ["build", "a.txt", "--min-confidence", "2"],
            "Invalid value for '--min-confidence': 2.0 is not in the range",
        ),
        (
            ["build", "a.txt", "-o", "a.nt", "--store", "b"],
            "Invalid value: give -o FILE or --store DIR, not both",
        ),
        (["retract", "x"], "Invalid value: give --store DIR or --at URL; see kg retract --help"),
    ],
)
def test_wrong_words_are_one_line_and_exit_code_2(run, words: list[str], said: str) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kg: error: {said}")
    assert ran.err.count("\n") == 1


def test_every_command_and_option_is_documented() -> None:
    from typer.main import get_command

    readme = (ROOT / "README.md").read_text()
    section = readme[readme.index("<!-- commands -->") : readme.index("<!-- /commands -->")]
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert commands
    for name, command in commands.items():
        assert f"`kg {name}" in section, f"README does not tell of kg {name}"
        for parameter in command.params:
            for option in [*parameter.opts, *parameter.secondary_opts]:
                if option.startswith("--") and option != "--help":
                    assert f"`{option}" in section or f" {option}" in section, f"README: kg {name} {option}"


# build


@pytest.mark.usefixtures("plain")
def test_build_writes_the_format_of_the_ending_and_says_what_it_came_to(run) -> None:
    written("a.txt", PERU)
    ran = run("build", "a.txt", "-o", "a.nt")
    lines = Path("a.nt").read_text().splitlines()
    assert ran == Ran(0, "", f"a.nt: 1 article, 2 facts, {len(lines)} triples\n")
    assert sum(line.endswith("<https://w3id.org/diplomacy#Rejection> .") for line in lines) == 2


@pytest.mark.usefixtures("plain")
def test_build_without_a_file_writes_turtle_to_standard_output(run) -> None:
    written("a.txt", PERU)
    ran = run("build", "a.txt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("@prefix ")
    assert ran.out.count("dip:Rejection ;") == 2
    assert run("build", "a.txt", "-o", "-", "--format", "turtle").out == ran.out


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("format", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_build_gives_the_same_bytes_every_time_in_every_format(run, format: str) -> None:
    written("a.txt", PERU)
    written("b.txt", "Bolivia rejected it.\n")
    first = run("build", "a.txt", "b.txt", "--format", format).out
    assert first == run("build", "b.txt", "a.txt", "--format", format).out
    assert "Bolivia" in first


@pytest.mark.usefixtures("plain")
def test_one_bad_article_never_stops_the_others(run) -> None:
    written(
        "week.jsonl",
        f'{json.dumps({"text": PERU, "id": "a"})}\n{{"text": "Peru\n\n{json.dumps({"text": "BUG"})}\n',
    )
    ran = run("build", "week.jsonl", "nowhere.txt", "-o", "a.nq")
    statements = len(Path("a.nq").read_text().splitlines())
    assert ran == Ran(
        1,
        "",
        "kg: error: week.jsonl:2: not JSON at column 10: Unterminated string starting at\n"
        "kg: error: week.jsonl:4: a fault in kg itself (ZeroDivisionError: division by zero); "
        "please report it, KG_DEBUG=1 shows where\n"
        "kg: error: nowhere.txt: no such file, folder or address\n"
        f"a.nq: 1 article, 2 facts, {statements} triples\n"
        "kg: error: 3 of 4 articles could not be read\n",
    )


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file, folder or address"),
        (["empty.txt"], "empty.txt: the text is empty"),
        (["binary.txt"], "binary.txt: this is binary data, not text; save the article as text or HTML first"),
        (
            ["menu.html"],
            "menu.html: no article found in this page; save its text, or give the page of one article",
        ),
        (["paris.txt"], "paris.txt: the text is not in English but 'fr'; skipped, --force reads it anyway"),
        (
            ["a.txt", "--format", "excel"],
            "unknown format 'excel'; known are turtle, trig, ntriples, nquads, jsonld, rdfxml",
        ),
        (["a.txt", "--date", "Tuesday"], "--date 'Tuesday' is no day; write it as 2025-02-19"),
    ],
)
def test_build_of_bad_input_is_one_line_and_leaves_the_old_file(run, words: list[str], said: str) -> None:
    written("a.txt", PERU)
    written("empty.txt", " \n")
    Path("binary.txt").write_bytes(b"Peru\0rejected")
    written("menu.html", "<html><body><p>Home</p></body></html>")
    written("odd.html", "<!><svg><p><p>")
    written("bare.html", "x")
    written(
        "paris.txt", "Le ministre des affaires étrangères a rejeté la proposition de la Russie mardi à Paris."
    )
    written("old.ttl", "# as it was\n")
    ran = run("build", *words, "-o", "old.ttl")
    assert ran == Ran(1, "", f"kg: error: {said}\n")
    assert Path("old.ttl").read_text() == "# as it was\n"


def test_a_model_that_is_not_installed(run) -> None:
    written("a.txt", PERU)
    said = "the spaCy model 'en_nothing' is not installed; install its package or name another with --model"
    assert run("build", "a.txt", "-o", "a.ttl", "--model", "en_nothing") == Ran(1, "", f"kg: error: {said}\n")
    assert run("model", "en_nothing") == Ran(1, "", f"kg: error: {said}\n")
    assert not Path("a.ttl").exists()


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("graph", "graph: the name has no ending that tells the format"),
        ("graph.docx", "graph.docx: '.docx' tells no format"),
        ("no/where/graph.ttl", "no/where/graph.ttl: there is no folder no/where; make it first"),
        ("folder.ttl", "folder.ttl: cannot be written: Is a directory; nothing was changed"),
    ],
)
def test_an_output_that_cannot_be(run, output: str, said: str) -> None:
    written("a.txt", PERU)
    Path("folder.ttl").mkdir()
    ran = run("build", "a.txt", "-o", output)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"kg: error: {said}")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("plain")
def test_force_reads_what_is_not_in_english(run) -> None:
    written(
        "a.txt",
        "Le ministre a dit que Peru rejected la proposition de la Russie mardi dernier à Paris, rien.",
    )
    assert run("build", "a.txt", "-o", "a.nt", "--force").code == 0


@pytest.mark.usefixtures("plain")
def test_quiet_says_nothing_but_errors_wherever_it_stands(run) -> None:
    written("a.txt", PERU)
    assert run("--quiet", "build", "a.txt", "-o", "a.nt") == Ran(0, "", "")
    assert run("build", "a.txt", "-q", "-o", "a.nt") == Ran(0, "", "")
    assert run("build", "nowhere", "-q").err == "kg: error: nowhere: no such file, folder or address\n"


@pytest.mark.usefixtures("plain")
def test_an_article_given_twice_is_taken_once(run) -> None:
    written("a.txt", PERU)
    row = {"id": "peru", "text": PERU}
    other = {"id": "peru", "text": "Peru rejected everything."}
    written("a.jsonl", "".join(json.dumps(one) + "\n" for one in (row, row, other)))
    ran = run("build", "a.jsonl", "a.txt", "a.txt", "-o", "a.nq")
    assert "a.nq: 2 articles, 4 facts, " in ran.err
    assert ran.err.startswith("kg: error: a.jsonl:3: another text under the url or id of a.jsonl:1\n")
    assert ran.code == 1


@pytest.mark.usefixtures("plain")
def test_facts_that_are_not_sure_enough_are_left_out(run) -> None:
    written("a.txt", PERU)
    assert "1 article, 1 fact," in run("build", "a.txt", "-o", "a.nq", "--min-confidence", "0.5").err


@pytest.mark.usefixtures("plain")
def test_identifiers_live_under_the_base(run) -> None:
    written("a.txt", PERU)
    assert (
        "<https://a.example/id/actor/peru>"
        in run("build", "a.txt", "--format", "nt", "--base", "https://a.example/id/").out
    )


@pytest.mark.parametrize("base", ["a.example/id/", "https://a.example/id", "https://a example/", "#"])
@pytest.mark.parametrize("target", [["-o", "a.nq"], ["--store", "s"], ["--out", "parts", "--workers", "0"]])
@pytest.mark.usefixtures("plain")
def test_what_is_no_base_is_told_before_anything_is_read(run, base: str, target: list[str]) -> None:
    written("a.txt", PERU)
    ran = run("build", "a.txt", *target, "--base", base)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"kg: error: {base}: no base for identifiers; give an IRI that ends in / or #")
    assert sorted(path.name for path in Path().iterdir() if path.is_file()) == ["a.txt"]


@pytest.mark.usefixtures("plain")
def test_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    written("a.txt", PERU)
    with Path("a.txt").open() as file:
        monkeypatch.setattr("sys.stdin", file)
        piped = run("build", "-", "--format", "nt").out
    assert piped == run("build", "a.txt", "--format", "nt").out


# the embedded store


@pytest.mark.usefixtures("plain")
def test_a_store_takes_replaces_and_gives_up_articles(run) -> None:
    def build(text: str) -> str:
        written("a.jsonl", json.dumps({"url": "https://a.example/1", "text": text}))
        return run("build", "a.jsonl", "--store", "graph").err

    first = build(PERU)
    assert first.startswith("graph: 1 article added, 2 facts, ")
    assert build(PERU) == first.replace("added", "unchanged")
    assert build("Peru rejected everything.").startswith("graph: 1 article replaced, 1 fact, ")
    answer = run("query", "facts", "--store", "graph", "--format", "csv").out
    assert "everything" in answer
    assert "Chile" not in answer
    ran = run("retract", "https://a.example/1", "--store", "graph")
    assert ran.code == 0
    assert ran.err.startswith("graph: https://a.example/1 retracted, ")
    assert run("query", "facts", "--store", "graph", "--format", "csv").out.count("\n") == 1
    ran = run("retract", "https://a.example/1", "--store", "graph")
    said = "graph: holds no article 'https://a.example/1'; `kg query articles` lists them"
    assert ran == Ran(1, "", f"kg: error: {said}\n")


# query


def test_query_alone_lists_the_questions(run) -> None:
    ran = run("query")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert any(line.startswith("  demands ") and line.endswith("[actor= target= issue=]") for line in lines)
    assert lines[-1] == "Ask one: kg query NAME [param=value]... --data FILE | --store DIR"


def test_query_formats(run) -> None:
    written("g.ttl", GRAPH)
    written("names.rq", NAMES)
    ask = ["query", "names.rq", "--data", "g.ttl"]
    assert run(*ask) == Ran(0, "name\n----\nPeru\n(1 row)\n", "")
    assert run(*ask, "--format", "csv") == Ran(0, "name\r\nPeru\r\n", "")
    assert run(*ask, "--format", "tsv") == Ran(0, '?name\n"Peru"\n', "")
    json_out = json.loads(run(*ask, "--format", "json").out)
    assert json_out["results"]["bindings"] == [{"name": {"type": "literal", "value": "Peru"}}]
    assert "<literal>Peru</literal>" in run(*ask, "--format", "xml").out


def test_query_several_files_and_parameters(run) -> None:
    written("g.ttl", GRAPH)
    written("h.ttl", GRAPH.replace("peru", "chile").replace("Peru", "Chile"))
    where = 'WHERE {\n  VALUES ?name { "Peru" }\n  ?actor rdfs:label ?name\n}\n'
    written("n.rq", f"#+ param name: a name\n{RDFS}SELECT ?name {where}")
    ask = ["query", "n.rq", "--data", "g.ttl", "--data", "h.ttl", "--format", "csv"]
    assert run(*ask).out == "name\r\nPeru\r\n"
    assert run(*ask, "name=Chile").out == "name\r\nChile\r\n"
    assert run(*ask, "name=Chile", "name=Peru").out.count("\r\n") == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ["demnads", "--data", "g.ttl"],
            1,
            "no query named `demnads` (did you mean `demands`?); `kg query` lists all",
        ),
        (["mine.rq", "--data", "g.ttl"], 1, "mine.rq: no such query file"),
        (["broken.rq", "--data", "g.ttl"], 1, "broken.rq: syntax error at line 2, column "),
        (
            ["demands", "actr=Peru", "--data", "g.ttl"],
            1,
            "demands has no parameter `actr` (did you mean `actor`?)",
        ),
        (
            ["demands", "Peru", "--data", "g.ttl"],
            1,
            "'Peru' is no parameter: write name=value (and --data before each",
        ),
        (
            ["demands", "--data", "g.ttl", "--format", "excel"],
            1,
            "unknown format 'excel'; known are table, csv, tsv,",
        ),
        (
            ["demands", "--data", "g.ttl", "--format", "turtle"],
            1,
            "this question gives rows, which turtle cannot hold",
        ),
        (["demands"], 1, "no graph to ask; give --data FILE or --store DIR"),
        (
            ["demands", "--data", "g.ttl", "--store", "s"],
            1,
            "both files and a store to ask; give --data FILE or --store DIR",
        ),
        (["demands", "--data", "no.ttl"], 1, "no.ttl: cannot be read: No such file or directory"),
        (["demands", "--data", "bad.ttl"], 1, "bad.ttl: line 1: not Turtle: "),
        (["demands", "--data", "a.txt"], 1, "a.txt: not a graph file by its ending; known are .ttl, "),
        (["demands", "--store", "no"], 1, "no: there is no store; `kg build ... --store no` makes one"),
    ],
)
def test_query_of_bad_input_is_one_line(run, words: list[str], code: int, said: str) -> None:
    written("g.ttl", GRAPH)
    written("bad.ttl", "this is no Turtle")
    written("a.txt", PERU)
    written("broken.rq", "SELECT ?name WHERE {\n  ?actor a a a }\n")
    ran = run("query", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"kg: error: {said}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [["retract", "a1"], ["merge"], ["link", "--endpoint", "http://127.0.0.1:1/"]],
    ids=lambda each: each[0],
)
def test_a_mistyped_store_is_no_new_one(run, words: list[str]) -> None:
    ran = run(*words, "--store", "no")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "kg: error: no: there is no store; `kg build ... --store no` makes one\n"
    assert not Path("no").exists()


# show, explain, model


@pytest.mark.usefixtures("plain")
def test_show_marks_the_facts_and_lists_them(run) -> None:
    written("a.txt", PERU)
    ran = run("show", "a.txt", "--date", "2031-02-08")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "a.txt · published 2031-02-08"
    assert "Peru rejected[1] the offer of Chile. Chile rejected[2] the reply of Peru." in ran.out
    assert "\x1b" not in ran.out
    assert run("show", "nowhere") == Ran(1, "", "kg: error: nowhere: no such file, folder or address\n")


@pytest.mark.usefixtures("plain")
def test_explain_names_words_slots_rule_and_article(run) -> None:
    written("a.jsonl", json.dumps({"url": "https://a.example/1", "title": "Talks", "text": PERU}))
    run("build", "a.jsonl", "-o", "a.nq")
    ran = run("explain", "rejection-5-13", "--data", "a.nq")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Rejection: Peru: the offer of Chile"
    assert lines[2:] == [
        "  actor         Peru",
        "  content       the offer of Chile",
        "  modality      asserted",
        "  evidence      “Peru rejected the offer of Chile.” (characters 0 to 33)",
        "  trigger       “rejected”",
        "  rule          rejection:reject:object",
        "  confidence    0.9",
        "  article       Talks <https://a.example/1>",
        "  read by       diplomacy-kg 0.1.0, plain 1.0",
    ]
    assert run("explain", lines[1].split()[1], "--data", "a.nq") == ran
    said = "no fact 'demand-1-2' in this graph; `kg query facts` lists them"
    assert run("explain", "demand-1-2", "--data", "a.nq") == Ran(1, "", f"kg: error: {said}\n")


def test_model_names_the_default_and_how_to_use_another(run) -> None:
    ran = run("model")
    assert ran.code == 0
    assert ran.out.startswith("en_core_web_md 3.7.1 (spaCy 3.")
    assert "kg build --model NAME" in ran.out


# validate


@pytest.mark.usefixtures("plain")
def test_validate_passes_what_build_writes(run) -> None:
    written("a.txt", PERU)
    run("build", "a.txt", "--date", "2031-02-08", "-o", "a.ttl")
    number = len(run("build", "a.txt", "--date", "2031-02-08", "--format", "nt").out.splitlines())
    assert run("validate", "a.ttl") == Ran(0, f"no findings in {number} statements\n", "")
    run("build", "a.txt", "--date", "2031-02-08", "--store", "graph")
    assert run("validate", "--store", "graph") == Ran(0, f"no findings in {number} statements\n", "")


@pytest.mark.usefixtures("plain")
def test_validate_names_every_fault(run) -> None:
    written("a.txt", PERU)
    graph = run("build", "a.txt", "--date", "2031-02-08", "--format", "nt").out
    fact = next(line.split()[0] for line in graph.splitlines() if "#trigger" in line)
    without = [line for line in graph.splitlines() if not (line.startswith(fact) and "#evidence>" in line)]
    written("a.nt", "\n".join(without) + "\n")
    ran = run("validate", "a.nt")
    assert (ran.code, ran.err) == (1, "")
    *faults, last = ran.out.splitlines()
    assert any(
        line.startswith("violation: Rejection: Chile: the reply of Peru: A fact has exactly one dip:evidence")
        for line in faults
    )
    assert any(line.startswith("violation: checks/no-evidence: ") for line in faults)
    assert len(faults) == 2
    assert last == f"{len(faults)} findings in {len(without)} statements"


def test_validate_without_a_graph(run) -> None:
    assert run("validate") == Ran(1, "", "kg: error: no graph to ask; give --data FILE or --store DIR\n")


# at a terminal


CODES = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")


def test_completion_knows_commands_and_questions() -> None:
    def completed(line: str) -> list[str]:
        words = {
            "_KG_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
        }
        return kg(env=os.environ | words).stdout.decode().split()

    assert completed("kg bu") == ["build"]
    assert completed("kg query dem") == ["demands"]


def seen(script: str, folder: Path) -> str:
    """What a terminal of 80 columns shows of a script that runs with the stand-in for the model."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-c", PLAINLY + script]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side has closed
                break
            if not more:
                break
            shown += more
        process.wait(60)
    os.close(ours)
    return shown.decode()


def test_a_progress_bar_is_for_terminals_and_not_for_the_quiet(tmp_path: Path) -> None:
    written(
        tmp_path / "a.jsonl",
        "".join(json.dumps({"text": PERU, "id": str(i)}) + "\n" for i in range(5)) + "{\n",
    )
    shown = CODES.sub("", seen('main(["build", "a.jsonl", "-o", "a.nq"])', tmp_path))
    assert "6/6 articles, 10 facts" in shown
    assert "kg: error: a.jsonl:6: not JSON at column 2" in shown
    assert "a.nq: 5 articles, 10 facts" in shown
    assert "articles, 10 facts" not in seen('main(["-q", "build", "a.jsonl", "-o", "a.nq"])', tmp_path)


def test_show_marks_facts_in_colour_at_a_terminal(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", PERU)
    shown = seen('main(["show", "a.txt"])', tmp_path)
    assert "\x1b[1;38;5;196mrejected" in shown
    assert "\x1b[4;38;5;196mthe offer of Chile" in shown
    assert max(len(line) for line in CODES.sub("", shown).splitlines()) <= 80


# what ends a run


def test_ctrl_c_is_quiet_and_exit_code_130(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.queries.find", interrupted)
    assert run("query", "demands", "--data", "g.ttl") == Ran(130, "", "")


def test_a_reader_that_goes_away_hears_no_complaint(tmp_path: Path) -> None:
    written(tmp_path / "g.nt", "".join(f'<urn:a:{i}> <urn:p> "{"x" * 100}" .\n' for i in range(20_000)))
    written(tmp_path / "all.rq", "SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    command = [sys.executable, "-m", "kg", "query", "all.rq", "--data", "g.nt", "--format", "csv"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"s,p,o\r\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_standard_output(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "kg", "query"]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (1, b"kg: error: No space left on device\n")


PLAINLY = """
import sys, os, signal, resource
from pathlib import Path
import pytest
from tests.articles import plain
from kg import pipeline
from kg.cli import main
patch = pytest.MonkeyPatch()
plain.__wrapped__(patch) if hasattr(plain, "__wrapped__") else plain.__pytest_wrapped__.obj(patch)
"""


def plainly(script: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """A script in a process of its own, with the stand-in for the model."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PLAINLY + script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120, check=False)


def test_a_full_disk_under_a_file_leaves_the_old_one(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", PERU * 200)
    written(tmp_path / "old.nt", "# as it was\n")
    script = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.exit(main(["build", "a.txt", "-o", "old.nt", "--force"]))
"""
    ran = plainly(script, tmp_path)
    said = b"kg: error: old.nt: cannot be written: File too large; nothing was changed\n"
    assert (ran.returncode, ran.stderr) == (1, said)
    assert (tmp_path / "old.nt").read_text() == "# as it was\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "old.nt"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("target", [["-o", "old.nq"], ["--store", "graph"]])
def test_a_killed_build_leaves_the_old_graph(
    tmp_path: Path, number: signal.Signals, target: list[str]
) -> None:
    script = f"""
target = {target!r}
Path("old.jsonl").write_text('{{"id": "old", "text": "Peru rejected the offer."}}')
assert main(["-q", "build", "old.jsonl", *target]) == 0
if target[0] == "-o":
    print(Path("old.nq").read_text(), flush=True)
told = pipeline._told
def deadly(reading, model):
    if "BUG" in reading.document.text:
        os.kill(os.getpid(), {int(number)})
    return told(reading, model)
pipeline._told = deadly
Path("new.jsonl").write_text('{{"id": "old", "text": "Peru rejected."}}\\n{{"id": "b", "text": "BUG"}}')
main(["build", "new.jsonl", *target])
"""
    ran = plainly(script, tmp_path)
    assert ran.returncode == (-9 if number == signal.SIGKILL else 143)
    if target[0] == "-o":
        assert (tmp_path / "old.nq").read_bytes() + b"\n" == ran.stdout
        if number == signal.SIGTERM:
            assert not list(tmp_path.glob(".*"))
    else:
        asked = kg("query", "articles", "--store", tmp_path / "graph", "--format", "csv")
        assert (asked.returncode, asked.stdout.count(b"\r\n")) == (0, 2)


def test_a_fault_of_ours_shows_where_when_asked(tmp_path: Path) -> None:
    ran = kg("query", "nothing", "--data", "x", env=os.environ | {"KG_DEBUG": "1"})
    assert b"Traceback" in ran.stderr
    assert b"Traceback" in kg("--verbose", "query", "nothing", "--data", "x").stderr


def test_an_error_stays_one_printable_line(run) -> None:
    assert (
        run("build", "no\nwhere\x1b31m").err == "kg: error: no where 31m: no such file, folder or address\n"
    )


# what it costs


HEAVY = {
    "spacy",
    "rdflib",
    "trafilatura",
    "numpy",
    "httpx",
    "pydantic",
    "rich",
    "pyshacl",
    "SPARQLWrapper",
    "py3langid",
}


@pytest.mark.parametrize("words", [["--version"], ["query"], ["query", "names.rq", "--data", "g.ttl"]])
def test_nothing_heavy_is_imported_for_a_question(tmp_path: Path, words: list[str]) -> None:
    written(tmp_path / "g.ttl", GRAPH)
    written(tmp_path / "names.rq", NAMES)
    script = f"""
import sys
from kg.cli import main
assert main({words!r}) == 0
print(*sys.modules, file=sys.stderr)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, timeout=60, check=True
    )
    assert set(ran.stderr.decode().split()) & HEAVY == set()


def test_importing_kg_is_cheap() -> None:
    script = "import sys, kg; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=True)
    assert set(ran.stdout.decode().split()) & (HEAVY | {"typer", "pyoxigraph"}) == set()


def test_a_question_on_a_small_graph_takes_less_than_0_8_seconds(tmp_path: Path) -> None:
    written(tmp_path / "g.ttl", GRAPH)
    costs = []
    for _ in range(3):
        before = os.times()
        assert kg("query", "demands", "--data", tmp_path / "g.ttl").returncode == 0
        after = os.times()
        costs.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    assert min(costs) < 0.8  # of the processor: what else the machine does is not ours


def test_who_calls_a_command_keeps_his_own_way_to_end() -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert main(["--version"]) == 0
    assert signal.getsignal(signal.SIGTERM) is before
