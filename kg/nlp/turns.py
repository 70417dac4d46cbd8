"""Conversations in print, each turn with a label before it: "Q: ...", "MR. OKORO: ...", "[Okoro] ...".

A transcript is told by its labels: at least three paragraphs open with one, and some label comes back.
Monitors of broadcasts set labels in brackets, and mark what they heard: "[begin recording]", "[begin Okoro
recording]".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.lexicon import words
from kg.model import ActorKey, Span
from kg.nlp.headings import is_closed
from kg.nlp.scene import Scene

_LABEL = re.compile(
    r"""^[ \t]* (?P<name> [A-Z][\w.’'-]* (?: ,?[ ] (?: [A-Z(][\w.’')-]* | of|the|de|van|von|al|bin ) ){0,6} )
         (?: [ \t]* : | (?<=\b[QA]) [.] ) [ \t]+ (?=[^\s"“'‘])""",
    re.MULTILINE | re.VERBOSE,
)
_BEGUN = r"(?i:\[begin[ ] (?:\w+[ ])? recording\])"
_NAME = r"[A-Z][\w.’'-]* (?: ,?[ ][\w.’'-]+ ){0,6}"
_BRACKETED = re.compile(
    rf"""(?: ^ | (?<=[.?!\]:]\ ) ) (?:
         (?P<begun> {_BEGUN} [ ]+ )? \[ (?P<name> {_NAME}? ) \] [ ]+ (?P<begins> {_BEGUN} [ ]+ )?
         | (?i:\[begin) [ ] (?P<heard> {_NAME}? ) [ ] (?i:recording\]) [ ]+ ) (?=["“‘'A-Z])""",
    re.MULTILINE | re.VERBOSE,
)
_HEARD = re.compile(r"\n|\s*\[end", re.IGNORECASE)  # where recorded words end at the latest
_INITIALS = re.compile(r"[^\W\d_]{2,4}")
_FEWEST = 3  # labels that a transcript has


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before the next: the label with its colon, the words, whom the label names.

    `recorded`: a monitor of broadcasts gives the words as one quotation.
    """

    label: Span
    words: Span
    name: str
    speaker: tuple[ActorKey, ...] = ()
    recorded: bool = False


def turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript in order, nobody named yet; none in running text.

    A turn goes on until the next label; the last ends with its paragraph, for an article may go on after it.
    A heading ("Haddad: no deal in sight") opens none.
    """
    if "[" in text and (heard := tuple(_monitored(text))):
        return heard
    labels = [label for label in _LABEL.finditer(text) if is_closed(text[label.end() :].split("\n", 1)[0])]
    names = Counter(label["name"].lower() for label in labels)
    if len(labels) < _FEWEST or len(names) < 2 or max(names.values()) < 2:
        return ()
    found = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        end = following.start() if following else text.find("\n", label.end())
        said = text[label.end() : end if end >= 0 else len(text)].rstrip()
        found.append(
            Turn(Span(*label.span()), Span(label.end(), label.end() + len(said)), label["name"].lower())
        )
    return tuple(found)


def _monitored(text: str) -> Iterator[Turn]:
    """The turns that a monitor of broadcasts labels in brackets: those of a talk, or what is recorded."""
    labels = list(_BRACKETED.finditer(text))
    names = Counter((label["name"] or label["heard"]).lower() for label in labels)
    talk = len(labels) >= _FEWEST and len(names) > 1 and max(names.values()) > 1
    for label in labels:
        recorded = bool(label["begun"] or label["begins"] or label["heard"])
        if talk or recorded:
            heard = _HEARD.search(text, label.end())
            end = heard.start() if heard else len(text)
            following = next((each.start() for each in labels if label.end() <= each.start() < end), end)
            words_said = Span(label.end(), label.end() + len(text[label.end() : following].rstrip()))
            name = (label["name"] or label["heard"]).lower()
            yield Turn(Span(*label.span()), words_said, name, recorded=recorded)


def voiced(scene: Scene, found: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns with who speaks: whom the label names, or who is interviewed; nobody asks the questions."""
    asking, answering = words("actors")["asking"], words("actors")["answering"]
    begin = next((turn.label.begin for turn in found if turn.name in asking | answering), 0)
    told = []
    for turn in found:
        if turn.name in answering:
            speaker = _interviewed(scene, begin)
        elif turn.name in asking:
            speaker = ()
        else:
            speaker = _named(scene, turn.label) or _surnamed(scene, turn) or _with_initials(scene, turn.name)
        told.append(replace(turn, speaker=speaker))
    return tuple(told)


def _interviewed(scene: Scene, begin: int) -> tuple[ActorKey, ...]:
    """The person whom the words before a conversation name most."""
    named: Counter[ActorKey] = Counter()
    for seen in scene.seen:
        if scene.doc[seen.start].idx < begin and seen.form == "name":
            named.update(key for key in seen.keys if scene.part(key).type == "Person")
    return tuple(key for key, _ in named.most_common(1))


def _named(scene: Scene, label: Span) -> tuple[ActorKey, ...]:
    """The person whom a label names."""
    for seen in scene.seen:
        people = tuple(key for key in seen.keys if scene.part(key).type == "Person")
        if people and label.begin <= scene.doc[seen.head].idx < label.end:
            return people
    return ()


def _surnamed(scene: Scene, turn: Turn) -> tuple[ActorKey, ...]:
    """The person whose last name stands in a label that was not read as a name: "QUILL: ..."."""
    last = turn.name.rsplit(" ", 1)[-1]
    for seen in scene.seen:
        if seen.form == "name" and scene.doc[seen.end - 1].lower_ == last:
            return seen.keys if scene.part(seen.keys[0]).type == "Person" else ()
    return ()


def _with_initials(scene: Scene, name: str) -> tuple[ActorKey, ...]:
    """The person first named whose initials a label gives, those of his last names at least: "AQ: ..."."""
    if not _INITIALS.fullmatch(name):
        return ()
    for seen in scene.seen:
        if seen.form == "name" and scene.part(seen.keys[0]).type == "Person":
            parts = re.split(r"[ -]", scene.doc[seen.start : seen.end].text.lower())
            if "".join(part[:1] for part in parts).endswith(name):
                return seen.keys
    return ()
