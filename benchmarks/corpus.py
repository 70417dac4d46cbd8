"""What a corpus costs by its size, and that stopping a build at any moment costs nothing but time.

    python benchmarks/corpus.py reading [SIZE...]     # short articles, read as `kg build` reads them
    python benchmarks/corpus.py keeping [SIZE...]     # no reading: parts, manifest, resuming, pruning
    python benchmarks/corpus.py kills [NUMBER]        # kill -9 a build at random moments; compare the bytes

Articles are made of the project's own, recombined. Times are the processor's, of all processes together, so
that other work on the machine counts little; memory is the largest resident size of any process.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from kg import bench
from kg.corpus import task
from kg.corpus.build import Report, build, warmed
from kg.corpus.parts import Entry, Graph
from kg.corpus.task import Options
from kg.model import Document
from kg.rdf.iris import article, article_hash

SHORT = 20
"""Words of an article where only the number of articles matters."""
KILLED = 160
"""Articles of the build that is killed."""


def short(number: int) -> list[Document]:
    """Articles of some twenty words: a sentence, or two."""
    return [replace(one, text=" ".join(one.text.split()[:SHORT])) for one in bench.articles(number)]


# ---- reading


def reading(sizes: Sequence[int]) -> Iterator[str]:
    """The whole build, each size afresh."""
    warmed(None)
    for size in sizes:
        documents = short(size)
        with tempfile.TemporaryDirectory() as folder:
            spent, _ = _spent(lambda: build(documents, folder))  # noqa: B023
        yield f"{size:>7} articles: {_each(spent, size)}; a worker has at most {_mebibytes():,.0f} MB\n"


# ---- all but reading


def keeping(sizes: Sequence[int]) -> Iterator[str]:
    """A build, the same again, and one of which a hundredth changed and a hundredth went."""
    task.graphs = _unread  # type: ignore[assignment]  # workers are forked from here
    with tempfile.TemporaryDirectory() as folder:
        build([_bare(0)], folder)  # what is loaded once
    for size in sizes:
        documents = [_bare(number) for number in range(size)]
        few = size // 100
        changed = [*(replace(one, title="corrected") for one in documents[:few]), *documents[few:-few]]
        with tempfile.TemporaryDirectory() as folder:
            first, _ = _spent(lambda: build(documents, folder))  # noqa: B023
            again, same = _spent(lambda: build(documents, folder))  # noqa: B023
            later, other = _spent(lambda: build(changed, folder, prune=True))  # noqa: B023
        assert same.unchanged == size
        assert (other.built, other.retracted) == (few, few)
        yield f"{size:>7} articles: {_each(first, size)}; again {_each(again, size)}; "
        yield f"with {few} changed and {few} gone {_each(later, size)}; "
        yield f"at most {_mebibytes():,.0f} MB\n"


def _bare(number: int) -> Document:
    return Document("Nothing is read of this.", url=f"https://news.example/{number}", date="2025-02-18")


def _unread(documents: Sequence[Document], options: Options) -> Iterator[Graph]:
    """A graph of thirty quads for each article, whatever it says."""
    for one in documents:
        name = article(one, base=options.base)
        lines = [
            f'<{name}> <https://news.example/said> "{i} {one.title}" <{name}> .\n' for i in range(10, 40)
        ]
        entry = Entry(
            article=name, hash=article_hash(one), id=one.id, digest=task.digest(one, options), facts=3,
            quads=len(lines), version=options.version,
        )  # fmt: skip
        yield Graph(entry, "".join(lines).encode())


# ---- killing


def kills(number: int) -> Iterator[str]:
    """Builds that are killed one after another, the last left to end; then one that nobody disturbs."""
    chance = random.Random(number)
    with tempfile.TemporaryDirectory() as folder:
        torn, calm = Path(folder) / "torn", Path(folder) / "calm"
        started = time.monotonic()
        _run(calm).wait()
        whole = time.monotonic() - started
        killed = 0
        while killed < number:
            with _run(torn) as process:
                # Starting takes a while, and what is done is not done again: strike at any moment of it all.
                time.sleep(chance.uniform(0, whole))
                if process.poll() is None:
                    process.kill()
                    killed += 1
                    yield f"killed {killed} times, {len(list(torn.glob('*.nq')))} parts are there\n"
                    continue
            shutil.rmtree(torn)  # it had come to its end: from the beginning
        _run(torn).wait()
        same = _digest(torn) == _digest(calm)
    yield f"after {killed} kills the bytes are {'the same' if same else 'OTHERS'}\n"
    if not same:
        sys.exit(1)


def _run(out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, "victim", str(out)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _digest(folder: Path) -> str:
    """Of all that a build leaves, but for its lock."""
    files = sorted(path for path in folder.iterdir() if path.name != ".lock")
    return sha256(repr([(path.name, path.read_bytes()) for path in files]).encode()).hexdigest()


# ---- shared


def _spent(step: Callable[[], Report]) -> tuple[float, Report]:
    """Seconds of the processor that a step takes, here and in its workers."""
    before = _seconds()
    found = step()
    return _seconds() - before, found


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _mebibytes() -> float:
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(used) / 1024


def _each(seconds: float, size: int) -> str:
    return f"{1000 * seconds / size:.2f} ms an article"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["victim", out_]:
            build(short(KILLED), out_, workers=2)
        case ["reading", *sizes_]:
            found_ = reading([int(size) for size in sizes_] or [1_000, 10_000, 100_000])
        case ["keeping", *sizes_]:
            found_ = keeping([int(size) for size in sizes_] or [1_000, 10_000, 100_000])
        case ["kills", *number_]:
            found_ = kills(int(number_[0]) if number_ else 20)
        case _:
            sys.exit(__doc__)
    for line_ in found_ if sys.argv[1] != "victim" else ():
        sys.stdout.write(line_)
        sys.stdout.flush()
