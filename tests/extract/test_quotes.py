"""Quotation marks are paired as a reader pairs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quotes import quotations


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"We agree," he said. "It is done."', ["We agree,", "It is done."]),
        ("“We agree,” he said.", ["We agree,"]),
        ("``We agree,'' he said.", ["We agree,"]),
        ("''We agree,'' he said. ''Both of us.''", ["We agree,", "Both of us."]),
        ("'We agree on this,' he said.", ["We agree on this,"]),
        ('He called it "bad”.', ["bad"]),
        ("the workers' rights and the farmers' rights", []),
        ("Iran's plan and Iraq's answer", []),
        ('a 5" gun', []),
        ('He said: "We agree.', ["We agree."]),
        ('It was late."We agree," he said.', ["We agree,"]),
        ('"One. "Two."', ["One.", "Two."]),
    ],
)
def test_pairs(text: str, inner: list[str]) -> None:
    assert [text[each.inner.begin : each.inner.end] for each in quotations(text)] == inner


def test_a_paragraph_that_is_not_closed_goes_on_in_the_next() -> None:
    first, second = quotations('"We came.\n\n"We saw."')
    assert first.continued
    assert not second.continued


def test_a_mark_does_not_reach_into_the_next_paragraph() -> None:
    text = 'A stray " mark.\nHe said "yes, of course" twice.'
    assert [text[each.inner.begin : each.inner.end] for each in quotations(text)] == ["yes, of course"]


@given(st.text(alphabet="aB .,\n\"“”'‘’", max_size=60))
def test_quotations_are_in_order_within_the_text_and_apart(text: str) -> None:
    end = 0
    for each in quotations(text):
        assert end <= each.outer.begin <= each.inner.begin < each.inner.end <= each.outer.end <= len(text)
        end = each.outer.end
