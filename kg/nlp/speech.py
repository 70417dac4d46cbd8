"""Who speaks: the words between quotation marks and the subject of the verb that reports them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.places import SUBJECT
from kg.nlp.scene import Scene

_OPEN = frozenset({"“", "``", "«"})
_CLOSE = frozenset({"”", "''", "»"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `start` to `end` (exclusive) stand between quotation marks; `paragraph` counts paragraphs."""

    start: int
    end: int
    paragraph: int


def quotes(doc: Doc) -> list[Quote]:
    """What stands between double quotation marks, paragraph by paragraph; an open quote ends with its paragraph."""
    found: list[Quote] = []
    start: int | None = None
    paragraph = 0
    for token in doc:
        text = token.text
        if "\n" in text:
            if start is not None:
                found.append(Quote(start, token.i, paragraph))
            start = None
            paragraph += 1
        elif start is None and (text in _OPEN or text == '"'):
            start = token.i + 1
        elif start is not None and (text in _CLOSE or text == '"'):
            found.append(Quote(start, token.i, paragraph))
            start = None
    if start is not None:
        found.append(Quote(start, len(doc), paragraph))
    return [quote for quote in found if quote.end > quote.start]


def speak(scene: Scene, listed: list[Quote]) -> None:
    """Give "I" and "we" within quotation marks to who says so."""
    speakers = _speakers(scene, listed)
    for quote, speaker in zip(listed, speakers, strict=True):
        if not speaker:
            continue
        for token in scene.doc[quote.start : quote.end]:
            if token.lower_ not in _FIRST or token.i in scene.by_head:
                continue
            scene.add(token.i, token.i + 1, speaker, "pronoun")
            owned = token.head
            state = scene.state_of(speaker)
            if token.dep_ == "poss" and state and owned.i not in scene.by_head and owned.lemma_ in _own():
                scene.add(owned.i, owned.i + 1, [state], "nominal")


def _own() -> frozenset[str]:
    """Nouns by which a speaker means his state: "our government", "my country"."""
    lexicon = words("actors")
    return lexicon["own_country"] | lexicon["ruling"]


def _speakers(scene: Scene, listed: list[Quote]) -> list[tuple[ActorKey, ...]]:
    """The speaker of each quote: by a verb of saying in its sentence or beside it, else who spoke before."""
    inside = {i for quote in listed for i in range(quote.start, quote.end)}
    speakers: list[tuple[ActorKey, ...]] = []
    last: tuple[ActorKey, ...] = ()
    last_paragraph = -9
    for quote in listed:
        found = _reported(scene, quote, inside)
        if not found and quote.paragraph - last_paragraph <= 2:
            found = last
        speakers.append(found)
        if found:
            last, last_paragraph = found, quote.paragraph
    return speakers


def _reported(scene: Scene, quote: Quote, inside: set[int]) -> tuple[ActorKey, ...]:
    doc = scene.doc
    best: tuple[int, tuple[ActorKey, ...]] | None = None
    for i in range(max(0, quote.start - _NEAR), min(len(doc), quote.end + _NEAR)):
        token = doc[i]
        if (
            i in inside
            or token.pos_ not in ("VERB", "ADP", "AUX")
            or "\n" in doc[min(i, quote.start) : max(i, quote.end)].text.strip("\n")
        ):
            continue
        if not (keys := reporter(token, scene)):
            continue
        distance = quote.start - i if i < quote.start else i - quote.end
        if scene.sentence[i] not in (scene.sentence[quote.start], scene.sentence[quote.end - 1]):
            distance += 8
        if best is None or distance < best[0]:
            best = distance, keys
    return best[1] if best else ()


_NEAR = 30


def reporter(token: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """Who speaks by a verb of saying or by "according to"."""
    if token.lower_ == "according" or (
        token.lower_ == "to" and token.i and token.nbor(-1).lower_ == "according"
    ):
        return next((scene.phrase_at(child) for child in token.children if child.dep_ == "pobj"), ())
    if token.lemma_ not in words("actors")["say"]:
        return ()
    return next((scene.phrase_at(child) for child in token.children if child.dep_ in SUBJECT), ())
