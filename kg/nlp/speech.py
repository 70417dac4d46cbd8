"""Who speaks: the words between quotation marks and the subject of the verb that reports them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.pronouns import referent
from kg.nlp.scene import Scene
from kg.nlp.tree import Doc
from kg.nlp.turns import Turn

_MARK = re.compile(r"[“”«»\"]|``|''|\n+")
_OPENING = frozenset({"“", "«", "``"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_THIRD = frozenset({"he", "him", "his", "she", "her"})
_DASHES = frozenset({"-", "–", "—", "--"})
_LINE = 12  # tokens of a line that names who signs
_NEAR = 30  # tokens between a quote and the verb that reports it
_ELSEWHERE = 8  # what standing in another sentence counts, in tokens
_SILENT = 2  # paragraphs after which a quote without a verb is nobody's


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `start` to `end` (exclusive) stand between quotation marks; `paragraph` counts paragraphs."""

    start: int
    end: int
    paragraph: int


def quotes(doc: Doc) -> list[Quote]:
    """What stands between double quotation marks; a quote left open ends with its paragraph."""
    starts = doc.starts
    found: list[Quote] = []
    begin: int | None = None
    paragraph = 0

    def close(end: int) -> None:
        if begin is not None:
            found.append(Quote(bisect_left(starts, begin), bisect_left(starts, end), paragraph))

    for mark in _MARK.finditer(doc.text):
        if mark.group().startswith("\n"):
            close(mark.start())
            begin, paragraph = None, paragraph + 1
        elif begin is None:
            begin = mark.end() if mark.group() in _OPENING or _may_open(doc.text, mark) else None
        elif mark.group() not in _OPENING:
            close(mark.start())
            begin = None
    close(len(doc.text))
    return [quote for quote in found if quote.end > quote.start]


def _may_open(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark opens a quotation; two single ones do before a word: "''No,'' he said"."""
    return mark.group() == '"' or (mark.group() == "''" and text[mark.end() : mark.end() + 1].isalnum())


def speak(scene: Scene, listed: list[Quote]) -> None:
    """Give "I" and "we" within quotation marks to who says so."""
    speakers = _speakers(scene, listed)
    for quote, speaker in zip(listed, speakers, strict=True):
        if speaker:
            _speaks(scene, quote.start, quote.end, speaker)
            if scene.doc[quote.start].is_title:
                _speak_of_another(scene, quote.start, quote.end, speaker)


def speak_in_turn(scene: Scene, conversation: Sequence[Turn]) -> None:
    """Give "I" and "we" in a turn of a transcript to who has it."""
    voices = tuple(key for turn in conversation for key in turn.speaker)
    for turn in conversation:
        if turn.speaker:
            starts, said = scene.doc.starts, turn.words
            start, end = bisect_left(starts, said.begin), bisect_left(starts, said.end)
            _speaks(scene, start, end, turn.speaker)
            _speak_of_another(scene, start, end, voices)


def speak_jointly(scene: Scene) -> None:
    """Give "we" outside of quotation marks to those who make a joint statement.

    "We, the leaders of Peru and Chile, condemn": from there on they are meant.
    """
    for token in scene.doc:
        if token.text != "We" or token.i in scene.quoted:
            continue
        office = next((each for each in token.children if each.dep_ == "appos"), None)
        if office is None or not office.lower_.endswith("s"):
            continue
        named = range(office.left_edge.i, token.right_edge.i + 1)
        found = dict.fromkeys(scene.by_token[i] for i in named if i in scene.by_token)
        speakers = tuple(dict.fromkeys(key for name in found for key in scene.cast_of(name)))
        if speakers:
            _speaks(scene, token.i, len(scene.doc), speakers)
            return


def _speaks(scene: Scene, start: int, end: int, speaker: tuple[ActorKey, ...]) -> None:
    state = scene.state_of(speaker)
    for token in scene.doc[start:end]:
        if token.lower_ not in _FIRST or token.i in scene.by_head or token.text == "US":
            continue
        scene.add(token.i, token.i + 1, speaker, "pronoun")
        owned = token.head
        if token.dep_ == "poss" and state and owned.i not in scene.by_head and owned.lemma_ in _own():
            scene.add(owned.i, owned.i + 1, [state], "nominal")


def _speak_of_another(scene: Scene, start: int, end: int, voices: tuple[ActorKey, ...]) -> None:
    """Give "he" and "she" to another than those who speak: "'*He* lied,' Quill said"."""
    mistaken = [
        (n, seen)
        for n, seen in enumerate(scene.seen)
        if start <= seen.start < end
        and seen.keys[0] in voices
        and seen.form == "pronoun"
        and scene.doc[seen.start].lower_ in _THIRD
    ]
    for n, seen in mistaken:
        keys = referent(scene.doc[seen.start], scene, but=voices)
        scene.seen[n] = scene.by_head[seen.start] = replace(seen, keys=keys)
    scene.seen = [seen for seen in scene.seen if seen.keys]


def _own() -> frozenset[str]:
    """Nouns by which a speaker means his state: "our government", "my country", "our side"."""
    lexicon = words("actors")
    return lexicon["own_country"] | lexicon["ruling"] | lexicon["own_side"]


def _speakers(scene: Scene, listed: list[Quote]) -> list[tuple[ActorKey, ...]]:
    """The speaker of each quote: by a verb of saying in its sentence or beside it, else who spoke before."""
    inside = {i for quote in listed for i in range(quote.start, quote.end)}
    speakers: list[tuple[ActorKey, ...]] = []
    last: tuple[ActorKey, ...] = ()
    last_paragraph = -_SILENT - 1
    for quote in listed:
        found = _led_in(scene, quote) or _signed(scene, quote) or _reported(scene, quote, inside)
        if not found and quote.paragraph - last_paragraph <= _SILENT:
            found = last
        speakers.append(found)
        if found:
            last, last_paragraph = found, quote.paragraph
    return speakers


def _led_in(scene: Scene, quote: Quote) -> tuple[ActorKey, ...]:
    """The last subject before a colon that leads to a quote: "*Quill* took to the radio: 'I will go.'"."""
    colon = quote.start - 2
    if colon < 1 or scene.doc[colon].text != ":":
        return ()
    before = (seen for seen in reversed(scene.seen) if seen.end <= colon)
    for seen in takewhile(lambda seen: scene.sentence[seen.head] == scene.sentence[colon], before):
        if seen.subject and scene.doc[seen.head].head.dep_ in ("ROOT", "ccomp"):
            return seen.keys if len(seen.keys) == 1 and scene.part(seen.keys[0]).type == "Person" else ()
    return ()


def _signed(scene: Scene, quote: Quote) -> tuple[ActorKey, ...]:
    """Whose name a dash sets below a quote: "'I will go.' – *Ana Quill*, Prime Minister of Malta"."""
    dash = quote.end + 1
    if dash >= len(scene.doc) or scene.doc[dash].text not in _DASHES:
        return ()
    line = takewhile(lambda token: "\n" not in token.text, scene.doc[dash + 1 : dash + _LINE])
    names = (name for token in line if (name := scene.by_token.get(token.i)) is not None)
    name = next((each for each in names if each.kind == "Person"), None)
    verb = any(token.pos_ == "VERB" for token in scene.doc[dash + 1 : name.start]) if name else True
    return scene.cast_of(name) if name is not None and not verb else ()


def _reported(scene: Scene, quote: Quote, inside: set[int]) -> tuple[ActorKey, ...]:
    """The subject of the nearest verb of saying in the quote's paragraph."""
    best: tuple[int, tuple[ActorKey, ...]] | None = None
    sentences = (scene.sentence[quote.start], scene.sentence[quote.end - 1])
    for verb, speaker in scene.reports:
        if verb in inside or not quote.start - _NEAR <= verb < quote.end + _NEAR:
            continue
        distance = quote.start - verb if verb < quote.start else verb - quote.end
        distance += 0 if scene.sentence[verb] in sentences else _ELSEWHERE
        between = scene.doc[min(verb, quote.end) : max(verb, quote.start)]
        if (best is None or distance < best[0]) and not any("\n" in token.text for token in between):
            best = distance, speaker.keys
    return best[1] if best else ()
