"""An article read: parsed, its actors named, its mentions resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee

from spacy.language import Language
from spacy.tokens import Doc as Parse

from kg.lexicon import words
from kg.model import ActorKey, Document, Mention, Place, Span
from kg.nlp.cast import Cast
from kg.nlp.gazette import Index, installed
from kg.nlp.introduced import name_the_introduced
from kg.nlp.lines import joined
from kg.nlp.mirror import mirrored
from kg.nlp.name import Name
from kg.nlp.names import names
from kg.nlp.nominals import resolved
from kg.nlp.offices import describe
from kg.nlp.organisations import organisations
from kg.nlp.parse import parses
from kg.nlp.people import people
from kg.nlp.places import SUBJECT
from kg.nlp.pronouns import referent
from kg.nlp.reading import Reading
from kg.nlp.recase import dictionary, recase
from kg.nlp.roles import tells_age
from kg.nlp.scene import Scene
from kg.nlp.speech import quotes, speak, speak_in_turn, speak_jointly
from kg.nlp.tree import Token
from kg.nlp.turns import Turn, turns, voiced


def read(document: Document, nlp: Language) -> Reading:
    """The article parsed with `nlp`, its mentions resolved to actors."""
    return next(reads([document], nlp))


def reads(documents: Iterable[Document], nlp: Language) -> Iterator[Reading]:
    """A reading for each document, in order; faster than one by one, with the same results."""
    common = dictionary(nlp)
    ahead, behind = tee((document, joined(document.text, common)) for document in documents)
    parsed = parses(nlp, (recase(lines.text, common, installed()) for _, lines in ahead))
    for (document, lines), parse in zip(behind, parsed, strict=True):
        yield replace(reading(replace(document, text=lines.text), parse), lines=lines)


def reading(document: Document, parse: Parse, known: Index | None = None) -> Reading:
    """Who the words of a parsed article stand for, by the installed gazetteer or the one given."""
    doc = mirrored(parse)
    known = known or installed()
    found = names(doc, known, document.date)
    by_token = {i: name for name in found for i in range(name.start, name.end)}
    cast = Cast(known.gazetteer)
    keys = {
        **organisations(doc, found, cast),
        **people(doc, found, cast, date=document.date),
    }
    describe(doc, keys, by_token, cast)
    scene = Scene(doc, cast, by_token, document.date, keys)
    listed = quotes(doc)
    scene.hear([(quote.start, quote.end) for quote in listed])
    _resolve(scene)
    speak(scene, listed)
    conversation = voiced(scene, turns(doc.text))
    speak_in_turn(scene, conversation)
    speak_jointly(scene)
    name_the_introduced(scene)
    return _frozen(document, scene, found, conversation)


def _resolve(scene: Scene) -> None:
    """Go through the text once, from left to right."""
    starts = {name.start: name for name in scene.keys}
    alone = words("actors")["alone"]
    for i, token in enumerate(scene.doc):
        if name := starts.get(i):
            scene.add(name.start, name.end, [scene.keys[name]], name.form)
        elif i in scene.by_token:
            continue
        elif token.pos_ == "PRON" and token.lower_ not in alone:
            if found := referent(token, scene):
                scene.add(i, i + 1, found, "pronoun")
        elif token.pos_ in ("NOUN", "PROPN", "NUM") or token.lower_ in alone or _stands_alone(token):
            actors, form = resolved(token, scene)
            if actors:
                scene.add(i, i + 1, actors, form)


def _stands_alone(token: Token) -> bool:
    """Whether an adjective stands for somebody: "the 58-year-*old* said", "the *latter* said"."""
    if token.pos_ != "ADJ" or token.dep_ not in SUBJECT:
        return False
    return tells_age(token) or token.lower_ in words("actors")["latter"]


def _frozen(document: Document, scene: Scene, found: list[Name], conversation: tuple[Turn, ...]) -> Reading:
    doc, tokens = scene.doc, scene.doc.tokens
    mentions = []
    by_token: dict[int, Mention] = {}
    used: list[ActorKey] = []
    for seen in sorted(scene.seen, key=lambda s: s.start):
        last = tokens[seen.end - 1]
        mention = Mention(Span(tokens[seen.start].idx, last.idx + len(last)), seen.keys, seen.form)  # type: ignore[arg-type]
        mentions.append(mention)
        used += seen.keys
        by_token.update(dict.fromkeys(range(seen.start, seen.end), mention))
    places = {}
    for name in found:
        if name.kind == "Place" or name.place is not None or (name.kind == "State" and name.form == "name"):
            last = tokens[name.end - 1]
            span = Span(tokens[name.start].idx, last.idx + len(last))
            label = name.place.label if name.place else name.entry.label if name.entry else name.words
            known = name.place.id if name.place else name.entry.id if name.entry else None
            place = Place(label, known, span)
            places.update(dict.fromkeys(range(name.start, name.end), place))
    return Reading(document, doc, scene.cast.actors(used), tuple(mentions), by_token, places, conversation)
