"""An article read: parsed, its actors named, its mentions resolved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Actor, Document, Mention, Span
from kg.nlp.parse import parses
from kg.nlp.reading import Reading
from kg.nlp.standin import ROWS


def read(document: Document, nlp: Language) -> Reading:
    """The article parsed with `nlp`, its mentions resolved to actors."""
    return next(reads([document], nlp))


def reads(documents: Iterable[Document], nlp: Language) -> Iterator[Reading]:
    """A reading for each document, in order; faster than one by one, with the same results."""
    documents = list(documents)
    docs = parses(nlp, (document.text for document in documents))
    for document, doc in zip(documents, docs, strict=True):
        yield reading(document, doc)


def reading(document: Document, doc: Doc) -> Reading:
    """Who the words of a parsed article stand for."""
    table = {}
    for key, name, places, demonyms in ROWS:
        for form in (name, *places):
            table[tuple(form.split())] = (key, name, "name")
        for form in demonyms:
            table[tuple(form.split())] = (key, name, "demonym")
    words = [t.text for t in doc]
    found: list[tuple[int, int, str, str, str, str | None, str]] = []
    taken: set[int] = set()
    i = 0
    while i < len(words):
        for n in (4, 3, 2, 1):
            hit = table.get(tuple(words[i : i + n]))
            if hit:
                found.append((i, i + n, hit[0], hit[1], "State", hit[0], hit[2]))
                taken.update(range(i, i + n))
                i += n
                break
        else:
            i += 1
    people: dict[str, str] = {}
    for ent in doc.ents:
        if ent.label_ not in ("PERSON", "ORG") or any(t.i in taken for t in ent):
            continue
        tokens = [t for t in ent if t.text not in ("the", "The", "'s", "’s")]
        if not tokens:
            continue
        label = doc[tokens[0].i : tokens[-1].i + 1].text.strip()
        kind = "Person" if ent.label_ == "PERSON" else "Organization"
        if kind == "Person":
            last = label.split()[-1]
            label = people.setdefault(last, label)
        key = f"{kind.lower()}/" + re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
        found.append((tokens[0].i, tokens[-1].i + 1, key, label, kind, None, "name"))
    actors: dict[str, Actor] = {}
    mentions, by_token = [], {}
    forms: dict[str, set[str]] = defaultdict(set)
    for start, end, key, label, kind, known, form in sorted(found):
        if start in by_token:
            continue
        actors.setdefault(key, Actor(key=key, label=label, type=kind, known=known))  # type: ignore[arg-type]
        mention = Mention(Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])), (key,), form)  # type: ignore[arg-type]
        mentions.append(mention)
        forms[key].add(mention.span.of(document.text))
        by_token.update(dict.fromkeys(range(start, end), mention))
    return Reading(document, doc, actors, tuple(mentions), by_token)
