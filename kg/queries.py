"""Find, bind and run the questions in `queries/*.rq`.

A question is a SPARQL file that any engine runs as it stands. Comment lines that begin with `#+` say what it
asks: `#+ summary:` in the user's words, `#+ topic:`, and one `#+ param NAME: what it is` for each parameter.
A parameter has its default in the query itself, alone on a line, where the empty string stands for "any":

    VALUES ?actor { "" }

Binding rewrites that line with an escaped literal and nothing else, so a value can never become syntax.
Only pyoxigraph is imported here: a question must be answered sooner than spaCy or rdflib can be imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.answers import Answer
from kg.errors import QueryError

if TYPE_CHECKING:
    import pyoxigraph

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
Values = Mapping[str, str | Sequence[str]]

TOKEN = re.compile(
    r"(?P<comment>\#[^\n\r]*)"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<long>\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*''')"
    r"|(?P<string>\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*')"
    r"|(?P<brace>[{}])"
    r"|(?P<name>[?$]?[A-Za-z_][\w.-]*:?[\w.-]*|:[\w.-]+)",
    re.DOTALL,
)
_HEADER = re.compile(
    r"^#\+[ \t]*(?P<key>[a-z]+)(?:[ \t]+(?P<name>\w+))?[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$", re.M
)
_LINE = (
    r"^(?P<head>[ \t]*VALUES[ \t]+\?{name}[ \t]*\{{[ \t]*)"
    r"(?P<value>\"[^\"\\\n]*\"|[^\s{{}}\"]+)(?P<tail>[ \t]*\}}[ \t]*)$"
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank in a question: its name, what it is for, and the term that stands in the file."""

    name: str
    summary: str
    default: str  # as written: `""`, `"Russia"`, `0.5`, `<https://...>`

    @property
    def kind(self) -> Literal["text", "number", "flag", "iri"]:
        """What a value must be, told by the default."""
        if self.default.startswith('"'):
            return "text"
        if self.default.startswith("<"):
            return "iri"
        return "flag" if self.default in ("true", "false") else "number"


@dataclass(frozen=True, slots=True)
class Query:
    """One question: the SPARQL text, what its header says, and its parameters in the file's order."""

    name: str
    text: str
    form: Form
    summary: str = ""
    topic: str = ""
    parameters: tuple[Parameter, ...] = ()
    source: str = "<query>"


def queries(folder: Path | None = None) -> tuple[Query, ...]:
    """All questions that ship with kg (or of `folder`), by name; data checks are named `checks/...`."""
    root = folder or _folder()
    return tuple(_read(path, path.relative_to(root).with_suffix("").as_posix()) for path in _paths(root))


def find(name: str, *, folder: Path | None = None) -> Query:
    """The question of that name, or the one in that file (a name that ends in `.rq` is a path first)."""
    path = Path(name)
    if path.suffix == ".rq" and path.is_file():
        return _read(path, path.stem)
    root = folder or _folder()
    wanted = name.removesuffix(".rq").removeprefix("queries/")
    paths = {path.relative_to(root).with_suffix("").as_posix(): path for path in _paths(root)}
    if wanted in paths:
        return _read(paths[wanted], wanted)
    if path.suffix == ".rq":
        raise QueryError(f"{name}: no such query file")
    raise QueryError(f"no query named `{name}`{_nearest(wanted, paths)}; `kg query` lists all")


def parse(text: str, name: str = "query", *, source: str = "<query>") -> Query:
    """The question in a SPARQL text; a header without its VALUES line, or an update, is an error."""
    header = [(m["key"], m["name"], m["value"]) for m in _HEADER.finditer(text)]
    fields = {key: value for key, parameter, value in header if not parameter}
    parameters = tuple(
        _parameter(text, parameter or value, value if parameter else "", source)
        for key, parameter, value in header
        if key == "param"
    )
    return Query(
        name=name,
        text=text,
        form=form(text, source=source),
        summary=fields.get("summary", ""),
        topic=fields.get("topic", ""),
        parameters=parameters,
        source=source,
    )


def form(text: str, *, source: str = "<query>") -> Form:
    """Which kind of question a SPARQL text is; comments, strings and names are never mistaken for it."""
    for word in _words(text):
        match word:
            case "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE":
                return word
            case _ if word in _UPDATES:
                raise QueryError(f"{source}: {word} is an update; only questions are asked here")
            case _:
                continue
    raise QueryError(f"{source}: no SELECT, ASK, CONSTRUCT or DESCRIBE in it")


def bound(query: Query, values: Values | None = None) -> str:
    """The SPARQL text with these values in the place of its defaults; several values mean any of them."""
    text = query.text
    known = {parameter.name: parameter for parameter in query.parameters}
    for name, value in (values or {}).items():
        if name not in known:
            has = f"it takes {', '.join(known)}" if known else "it takes none"
            raise QueryError(f"{query.name} has no parameter `{name}`{_nearest(name, known)}; {has}")
        terms = " ".join(_term(known[name], one) for one in ([value] if isinstance(value, str) else value))
        text = _rewritten(text, name, terms)
    return text


def ask(query: Query, store: pyoxigraph.Store, values: Values | None = None) -> Answer:
    """What a local store answers; its default graph is the union of its named graphs and its own."""
    text = bound(query, values)
    try:
        results = store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(f"{query.source}: {_syntax(error)}") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"{query.source}: {error}") from error
    return Answer.of(results, source=query.source)


def ask_rdflib(query: Query, graph: Any, values: Values | None = None) -> Answer:
    """What an rdflib Graph answers, or a Dataset (made with `default_union=True`)."""
    import io

    import pyoxigraph as ox

    result = graph.query(bound(query, values))
    if result.type in ("CONSTRUCT", "DESCRIBE"):
        data = result.graph.serialize(format="nt", encoding="utf-8")
        return Answer.of(ox.parse(data, format=ox.RdfFormat.N_TRIPLES), source=query.source)
    data = result.serialize(format="json")
    return Answer.of(
        ox.parse_query_results(io.BytesIO(data), format=ox.QueryResultsFormat.JSON), source=query.source
    )


def _folder() -> Path:
    from kg.resources import queries_folder

    return queries_folder()


def _paths(root: Path) -> list[Path]:
    return sorted(root.rglob("*.rq"))


@cache
def _read(path: Path, name: str) -> Query:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error
    return parse(text, name, source=str(path))


def _parameter(text: str, name: str, summary: str, source: str) -> Parameter:
    line = re.search(_LINE.format(name=re.escape(name)), text, flags=re.M)
    if not line:
        raise QueryError(f'{source}: parameter `{name}` has no line of its own: VALUES ?{name} {{ "" }}')
    return Parameter(name, summary, line["value"])


def _rewritten(text: str, name: str, terms: str) -> str:
    """The text with these terms between the braces of the parameter's line, wherever that line stands."""

    def line(found: re.Match[str]) -> str:
        return found["head"] + terms + found["tail"]

    return re.sub(_LINE.format(name=re.escape(name)), line, text, flags=re.MULTILINE)


def _words(text: str) -> Iterator[str]:
    """Keywords in order, upper case: what is no comment, string, IRI, variable or prefixed name."""
    for token in TOKEN.finditer(text):
        word = token["name"]
        if word and word[0] not in "?$:" and ":" not in word:
            yield word.upper()


def _term(parameter: Parameter, value: str) -> str:
    match parameter.kind:
        case "number" if not _NUMBER.fullmatch(value):
            raise QueryError(f"parameter `{parameter.name}` must be a number, not {value!r}")
        case "flag" if value not in ("true", "false"):
            raise QueryError(f"parameter `{parameter.name}` must be true or false, not {value!r}")
        case "iri" if not _IRI.fullmatch(value):
            raise QueryError(f"parameter `{parameter.name}` must be an IRI, not {value!r}")
        case "iri":
            return f"<{value}>"
        case "text":
            return literal(value)
        case _:
            return value


def literal(value: str) -> str:
    r"""A SPARQL string literal of the value, on one line.

    Engines may resolve `\u0022` before they read the grammar, so an escaped backslash is never left standing
    before a `u`.
    """
    if any("\ud800" <= char <= "\udfff" or char == "\0" for char in value):
        raise QueryError(f"{value!r} is not text that SPARQL can hold")
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    text = re.sub(r"(?<=\\\\)[uU]", lambda m: f"\\U{ord(m[0]):08X}", text)
    text = re.sub(r"[\x01-\x1f\x7f\u0085\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04X}", text)
    return f'"{text}"'


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f" (did you mean `{near[0]}`?)" if near else ""


def _syntax(error: SyntaxError) -> str:
    """`line 4, column 12: expected ...` from the parser's `error at 4:12: ...`."""
    found = re.match(r"(?:error at )?(\d+):(\d+):?\s*(.*)", str(error), re.DOTALL)
    if not found:
        return f"syntax error: {error}"
    line, column, rest = found.groups()
    return f"syntax error at line {line}, column {column}: {' '.join(rest.split())}"
