"""Who says that he will not do a thing, told apart from who only cannot, or keeps silent."""

from __future__ import annotations

import pytest

from kg.extract.moods import is_forgoing
from kg.nlp.mirror import mirrored
from tests.nlp.built import doc


@pytest.mark.parametrize(
    ("told", "forgone"),
    [
        ("would/MD/aux/5 not/RB/neg/5 yield/VB/ccomp/1", True),
        ("could/MD/aux/5 not/RB/neg/5 yield/VB/ccomp/1", False),
        ("could/MD/aux/5 not/RB/neg/5 accept/VB/ccomp/1", True),
        ("did/VBD/aux/5 not/RB/neg/5 yield/VB/ccomp/1", False),
    ],
)
def test_who_will_not_do_it(told: str, forgone: bool) -> None:
    words = " ".join(row.split("/")[0] for row in told.split())
    mirror = mirrored(
        doc(f"Chile said it {words}.", f"Chile/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/5 {told} ././punct/1")
    )
    assert is_forgoing(mirror[1]) is forgone
