"""What a question gives, from whichever engine, and the formats it is written in.

An `Answer` holds rows, triples or a truth value, with pyoxigraph's terms; rows are read as they come, so a
large answer is never held whole, save by `table`, which has to see the widths.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.errors import QueryError
from kg.wording import counted

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | Any
Row: TypeAlias = tuple[Term | None, ...]
Format = Literal["table", "csv", "tsv", "json", "xml", "turtle", "ntriples"]
FORMATS: tuple[Format, ...] = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dip": "https://w3id.org/diplomacy#",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_MOST = 60  # columns of a table are no wider than this unless a width is given


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows (SELECT), triples (CONSTRUCT, DESCRIBE) or a truth value (ASK): one of the three is set."""

    variables: tuple[str, ...] = ()
    rows: Iterable[Row] | None = None
    triples: Iterable[ox.Triple] | None = None
    truth: bool | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, results: Any, *, source: str = "<query>") -> Answer:
        """The answer in pyoxigraph's results; an error while rows are read is a QueryError too."""
        if isinstance(results, ox.QueryBoolean):
            return cls(truth=bool(results))
        if isinstance(results, ox.QuerySolutions):
            variables = tuple(variable.value for variable in results.variables)
            rows = (tuple(row[name] for name in variables) for row in results)
            return cls(variables=variables, rows=_guarded(rows, source))
        triples = (one if isinstance(one, ox.Triple) else one.triple for one in results)
        return cls(triples=_guarded(triples, source))

    def __iter__(self) -> Iterator[dict[str, str]]:
        """Rows as dictionaries of plain strings; what is unbound is left out."""
        for row in self.rows or ():
            yield {
                name: plain(term) for name, term in zip(self.variables, row, strict=True) if term is not None
            }


def written(answer: Answer, format: Format = "table", *, width: int | None = None) -> Iterator[str]:
    """The answer as text, piece by piece. Asking for rows as Turtle, or a graph as CSV, is an error."""
    if answer.truth is not None:
        yield from _truth(answer.truth, format)
    elif answer.rows is not None:
        writers: dict[str, Callable[[], Iterator[str]]] = {
            "table": lambda: _table(answer, width),
            "csv": lambda: _csv(answer),
            "tsv": lambda: _tsv(answer),
            "json": lambda: _json(answer),
            "xml": lambda: _xml(answer),
        }
        if format not in writers:
            raise QueryError(
                f"this question gives rows, which {format} cannot hold: use {', '.join(writers)}"
            )
        yield from writers[format]()
    else:
        yield _graph(answer.triples or (), format)


def plain(term: Term) -> str:
    """A term as a person reads it: its IRI, or its text."""
    return str(term) if isinstance(term, ox.BlankNode) or not hasattr(term, "value") else str(term.value)


def _guarded(items: Iterator[Any], source: str) -> Iterator[Any]:
    """The same items; what fails while they come is told as an error of the question."""
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        except (RuntimeError, ValueError, OSError, SyntaxError) as error:
            raise QueryError(f"{source}: {error}") from error
        yield item


def _truth(truth: bool, format: Format) -> Iterator[str]:
    word = "true" if truth else "false"
    match format:
        case "json":
            yield json.dumps({"head": {}, "boolean": truth}) + "\n"
        case "xml":
            yield f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>\n"
        case "turtle" | "ntriples":
            raise QueryError(f"this question gives yes or no, which {format} cannot hold: use table or json")
        case "table":
            yield ("yes" if truth else "no") + "\n"
        case _:
            yield word + "\n"


def _csv(answer: Answer) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)  # ends lines with CR LF, as the SPARQL 1.1 CSV format does
    for row in chain([answer.variables], answer.rows or ()):
        writer.writerow(
            ["" if term is None else term if isinstance(term, str) else plain(term) for term in row]
        )
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _tsv(answer: Answer) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in answer.variables) + "\n"
    for row in answer.rows or ():
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


def _json(answer: Answer) -> Iterator[str]:
    yield '{"head":{"vars":' + json.dumps(list(answer.variables)) + '},"results":{"bindings":['
    between = "\n"
    for row in answer.rows or ():
        pairs = zip(answer.variables, row, strict=True)
        bindings = {name: _json_term(term) for name, term in pairs if term is not None}
        yield between + json.dumps(bindings, ensure_ascii=False)
        between = ",\n"
    yield "\n]}}\n"


def _json_term(term: Term) -> dict[str, Any]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal() if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        case ox.Literal() if term.datatype.value != _XSD_STRING:
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        case ox.Literal():
            return {"type": "literal", "value": term.value}
        case _:
            raise QueryError(f"{term} has no place in SPARQL 1.1 results")


_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(answer: Answer) -> Iterator[str]:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
    yield f"{_XML_HEAD}<head>{head}</head><results>\n"
    for row in answer.rows or ():
        cells = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(answer.variables, row, strict=True)
            if term is not None
        )
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results></sparql>\n"


def _xml_term(term: Term) -> str:
    value = _json_term(term)
    text = escape(value["value"])
    match value["type"]:
        case "literal" if "xml:lang" in value:
            return f"<literal xml:lang={quoteattr(value['xml:lang'])}>{text}</literal>"
        case "literal" if "datatype" in value:
            return f"<literal datatype={quoteattr(value['datatype'])}>{text}</literal>"
        case kind:
            return f"<{kind}>{text}</{kind}>"


def _graph(triples: Iterable[ox.Triple], format: Format) -> str:
    kinds = {
        "table": ox.RdfFormat.TURTLE,
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "json": ox.RdfFormat.JSON_LD,
        "xml": ox.RdfFormat.RDF_XML,
    }
    if format not in kinds:
        raise QueryError(f"this question gives a graph, which {format} cannot hold: use {', '.join(kinds)}")
    ordered = sorted(set(triples), key=str)
    quads: Iterable[Any] = ordered
    if format == "json":
        quads = (ox.Quad(one.subject, one.predicate, one.object) for one in ordered)
    data = ox.serialize(quads, format=kinds[format], prefixes=dict(PREFIXES))
    return (data or b"").decode()


def _table(answer: Answer, width: int | None) -> Iterator[str]:
    """Columns side by side; a cell too long for its column goes on below."""
    head = [name.replace("_", " ") for name in answer.variables]
    rows = [["" if term is None else short(term) for term in row] for row in answer.rows or ()]
    if not rows:
        yield "(no rows)\n"
        return
    widths = _widths([head, *rows], width)
    yield _lines([head], widths)
    yield "  ".join("-" * size for size in widths) + "\n"
    for row in rows:
        yield _lines([row], widths)
    yield f"({counted(len(rows), 'row')})\n"


def short(term: Term) -> str:
    """A term for a table: a prefixed name where a prefix is known, one line."""
    text = plain(term)
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace) and text[len(namespace) :].isidentifier():
                return f"{prefix}:{text[len(namespace) :]}"
    return " ".join(text.split())


def _wide(text: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _widths(rows: list[list[str]], width: int | None) -> list[int]:
    """A width for each column; the widest give way until the table fits."""
    widths = [max(map(_wide, column)) for column in zip(*rows, strict=True)]
    if width is None:
        return [min(size, _MOST) for size in widths]
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _lines(rows: list[list[str]], widths: list[int]) -> str:
    out = []
    for row in rows:
        cells = [_folded(text, size) for text, size in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            parts = [(cell[number] if number < len(cell) else "") for cell in cells]
            padded = (part + " " * (size - _wide(part)) for part, size in zip(parts, widths, strict=True))
            out.append("  ".join(padded).rstrip() + "\n")
    return "".join(out)


def _folded(text: str, size: int) -> list[str]:
    """The text in lines of at most `size` columns, broken at blanks where that is possible."""
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if _wide(joined) <= size:
            line = joined
            continue
        if line:
            lines.append(line)
        while _wide(word) > size:
            cut = max(1, size - sum(_wide(char) - 1 for char in word[:size]))
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line]
