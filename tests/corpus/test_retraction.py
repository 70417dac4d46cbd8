"""With the model that reads: what was added, corrected and removed leaves the graph of what is there now."""

import random
from pathlib import Path

import pytest

from kg.corpus import merging
from kg.corpus.build import build
from kg.model import Document
from tests.corpus.test_build import files

TEXTS = sorted((Path(__file__).parent.parent / "gold" / "text").glob("*.txt"))[-5:]


def article(path: Path, *, corrected: bool) -> Document:
    """An article of our own; corrected, it lacks its first paragraph."""
    text = path.read_text(encoding="utf-8")
    return Document(
        text.split("\n\n", 1)[-1] if corrected else text,
        url=f"https://news.example/{path.stem}",
        date="2025-02-18",
        source=path.name,
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_way_to_a_corpus_gives_the_graph_of_it_built_afresh(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    grown, fresh = tmp_path / "grown", tmp_path / "fresh"
    assert len(TEXTS) == 5
    for _ in range(3):
        chosen = chance.sample(TEXTS, chance.randint(1, 4))
        corpus = [article(path, corrected=chance.random() < 0.4) for path in chosen]
        assert build(corpus, grown, workers=0, prune=True).failures == []
        merging.merge_files([grown], tmp_path / "grown.merged.nq")
    report = build(corpus, fresh, workers=0)
    merging.merge_files([fresh], tmp_path / "fresh.merged.nq")
    assert report.facts
    assert files(grown) == files(fresh)
    merged = [(tmp_path / f"{name}.merged.nq").read_bytes() for name in ("grown", "fresh")]
    assert merged[0] == merged[1]
