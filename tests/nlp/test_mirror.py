"""The mirror of a parse says of every token what spaCy says, but of what we know better."""

from __future__ import annotations

from itertools import combinations

import pytest
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc as Parse

from kg.nlp.mirror import mirrored
from tests.nlp.built import doc

PLAIN = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_",
    "is_alpha", "is_punct", "is_space", "is_quote", "is_title", "is_upper", "is_lower", "like_num",
)  # fmt: skip
KIN = ("head", "left_edge", "right_edge")
MANY = ("children", "lefts", "rights", "subtree", "conjuncts")
TEXT = (
    "ASUNCION (AP) -- Ana Quill, who leads the mission, said: “We won't go.”\n\n"
    "Three envoys and two aides of Chad met on 5 May, and talks went on until Monday. It's over."
)
CROSSED = doc(
    "A hearing is set today on the plan. He left.",
    "A/DT/det/1 hearing/NN/nsubjpass/3 is/VBZ/auxpass/3 set/VBN/ROOT/3 today/NN/npadvmod/3 on/IN/prep/1"
    " the/DT/det/7 plan/NN/pobj/5 ././punct/3 He/PRP/nsubj/10 left/VBD/ROOT/10 ././punct/10",
    "today=DATE",
)


def assert_alike(parse: Parse) -> None:
    mirror = mirrored(parse)
    assert (mirror.text, len(mirror)) == (parse.text, len(parse))
    for one, other in zip(mirror, parse, strict=True):
        for name in PLAIN:
            assert getattr(one, name) == getattr(other, name), (name, one)
        for name in KIN:
            assert getattr(one, name).i == getattr(other, name).i, (name, one)
        for name in MANY:
            assert [t.i for t in getattr(one, name)] == [t.i for t in getattr(other, name)], (name, one)
    for mine, theirs in ((mirror.sents, parse.sents), (mirror.ents, parse.ents)):
        told = [(s.start, s.end, s.label_, s.text, s.start_char, s.end_char, s.root.i) for s in theirs]
        assert [(s.start, s.end, s.label_, s.text, s.start_char, s.end_char, s.root.i) for s in mine] == told
    for begin, end in combinations(range(0, len(parse.text), 3), 2):
        span = parse.char_span(begin, end, alignment_mode="expand")
        found = mirror.char_span(begin, end)
        assert span is not None
        assert found is not None
        assert (found.start, found.end, found.text) == (span.start, span.end, span.text)
        if len(span):
            assert found.root.i == span.root.i


def test_a_text_that_the_model_parsed(nlp: Language) -> None:
    assert_alike(nlp(TEXT))


def test_arcs_that_cross() -> None:
    assert_alike(CROSSED)


def test_a_text_without_a_parse_is_one_sentence() -> None:
    (sent,) = mirrored(English()("Nothing is known. Nothing.")).sents
    assert sent.text == "Nothing is known. Nothing."


def test_an_empty_text() -> None:
    empty = mirrored(English()(""))
    assert (len(empty), empty.sents, empty.text) == (0, (), "")


def test_a_sentence_is_one_object_and_so_is_a_token() -> None:
    mirror = mirrored(CROSSED)
    assert mirror[0].sent is mirror[3].sent is mirror.sents[0]
    assert mirror[0].head is mirror[1]
    assert mirror[2:4][0] is mirror[2]


@pytest.mark.parametrize(("begin", "end"), [(-1, 3), (0, 0), (3, 400)])
def test_characters_outside_the_text_are_no_tokens(begin: int, end: int) -> None:
    assert mirrored(CROSSED).char_span(begin, end) is None


def test_no_neighbour_before_the_first() -> None:
    mirror = mirrored(CROSSED)
    assert mirror[1].nbor(-1) is mirror[0]
    with pytest.raises(IndexError):
        mirror[0].nbor(-1)


def test_words_are_found_by_form_and_by_lemma(nlp: Language) -> None:
    mirror = mirrored(nlp(TEXT))
    wanted = {"meet", "met", "envoy", "and", "asuncion"}
    plainly = [token for token in mirror if {token.lower_, token.lemma_.lower()} & wanted]
    assert mirror.among(wanted) == plainly
    assert [token.text for token in plainly] == ["ASUNCION", "envoys", "and", "met", "and"]
    assert not mirror.among({"no such word"})
