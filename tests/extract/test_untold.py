"""The table of what words that perform acts do not tell."""

from __future__ import annotations

from kg.extract.predicates import ACT_TYPES, Frame
from kg.extract.untold import CASES
from kg.lexicon import entries


def test_each_question_is_asked_of_types_and_relations_that_there_are() -> None:
    relations = {
        name for type_ in ACT_TYPES for frame in entries(type_.lower(), Frame) for name in frame.content
    }
    for case in CASES:
        assert case.types <= set(ACT_TYPES)
        assert case.relations | case.barred <= relations
