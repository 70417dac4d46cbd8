"""The model's entities, cleaned, and how they and the gazetteer's names share the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.lexicon import words
from kg.nlp.headings import is_heading
from kg.nlp.name import Kind, Name
from kg.nlp.tree import Doc, Span, Token

_KINDS: Mapping[str, Kind] = {
    "PERSON": "Person",
    "ORG": "Organization",
    "NORP": "Group",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}
_NO_NAME = frozenset({"VERB", "AUX", "ADV", "DET", "PRON", "CCONJ", "ADP", "SCONJ"})


def tagged(ent: Span) -> Iterator[Name]:
    """The model's entity without article, title and possessive."""
    kind = _KINDS.get(ent.label_)
    if kind is None:
        return
    doc, tokens = ent.doc, ent.doc.tokens
    titles = _titles() if kind == "Person" else frozenset()
    start, end = ent.start, ent.end
    while start < end and (_is_edge(tokens[start]) or _is_title(tokens[start], titles)):
        start += 1
    if kind == "Person" and (rank := _rank_of_several(doc, start, end, titles)) > start:
        start = rank
    if kind == "Person" and start + 1 == end < len(doc) and _opens_rank(tokens[start]):
        return  # "*Field* Marshal Ali Quill"
    if kind == "Person":
        start, end = _person_span(doc, start, end)
        start = _behind_portfolio(doc, start, end)
    if kind == "Organization":
        if end - start > 2 and tokens[start].tag_ == "VBG" and tokens[start + 1].lower_ == "the":
            start += 2  # "*Briefing* the Council, he said"
        end = next((i for i in range(start + 1, end) if _opens_gerund(tokens[i])), end)
        if ")" not in (inside := [each.text for each in tokens[start:end]]) and "(" in inside[1:]:
            end = start + inside.index("(", 1)  # "the Rally of the North *(RPN*)"
    if kind == "Organization" and (holder := _holder(doc, start, end)) < end:
        yield Name(holder, end, "Person", doc[holder:end].text)
        end = holder
    while end > start and _trails(tokens[end - 1]):
        end -= 1
    text = doc[start:end].text
    if (
        start < end
        and any(char.isupper() for char in text)
        and "\n" not in text
        and text.rstrip(".") != "I"
        and _is_name(kind, tokens[end - 1], text)
        and not (kind == "Group" and _is_told_nearer(doc, start, end))
        and not (kind == "Organization" and (_holds_office(doc[start:end].root) or is_portfolio(doc, start)))
    ):
        yield Name(start, end, kind, text)


def _holder(doc: Doc, start: int, end: int) -> int:
    """Where the name of who holds an office of a body begins that is tagged as one with it: "Governor of the
    Central Bank *Ana Quill*"; the end where there is none."""
    lexicon, at = words("actors"), start - 1
    at -= at > 0 and doc[at].lower_ == "the"
    if at < 1 or doc[at].lower_ != "of" or doc[at - 1].lower_ not in lexicon["office"]:
        return end
    bodies = lexicon["institution"] | {"representatives", "staff"}
    last = next((i for i in range(end - 3, start - 1, -1) if doc[i].lower_ in bodies), end)
    plain = lexicon["institution"] | lexicon["office"] | lexicon["not_person"]
    named = all(each.pos_ == "PROPN" and each.is_alpha and each.is_title for each in doc[last + 1 : end])
    return last + 1 if named and all(each.lower_ not in plain for each in doc[last + 1 : end]) else end


def _is_told_nearer(doc: Doc, start: int, end: int) -> bool:
    """Whether a tagged party is one member or a part of it: "the Ohio *Republican*", "Senate *Democrats*"."""
    lexicon = words("actors")
    before = doc[start - 1] if start else None
    part = before is not None and before.is_title and before.lower_ in lexicon["party_kind"]
    return part or doc[end - 1].lower_ in lexicon["office"]


@cache
def _titles() -> frozenset[str]:
    """Words before a name that tell an office, or with which one addresses somebody."""
    return words("actors")["honorific"] | words("actors")["office"]


def _is_title(token: Token, titles: frozenset[str]) -> bool:
    """Whether a word before a name is a title, of one person or several."""
    word = token.lower_
    one = f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    return word in titles or (word.endswith("s") and one in titles)


def _rank_of_several(doc: Doc, start: int, end: int, titles: frozenset[str]) -> int:
    """Where a name begins behind a rank of several words: "*Air Chief Marshal* Ali Quill"."""
    at, parts = start, words("role")["rank_parts"]
    while at < end and doc[at].lower_ in parts:
        at += 1
    return at + 1 if start < at < end and _is_title(doc[at], titles) else start


def _opens_rank(token: Token) -> bool:
    """Whether a word is but the first of a rank: "*Field* Marshal Ali Quill"."""
    after = token.nbor(1)
    return token.lower_ in words("role")["rank_parts"] and after.is_title and _is_title(after, _titles())


def _behind_portfolio(doc: Doc, start: int, end: int) -> int:
    """Where a name begins behind what a minister is of: "Minister of Trade and *Industry* Ana Quill"."""
    at, lists = start, words("role")
    while at < end - 1 and doc[at].lower_ in lists["portfolios"] | lists["narrowing"]:
        at += 1
    return at if at > start and is_portfolio(doc, start) else start


def _holds_office(root: Token) -> bool:
    """Whether a tagged organisation is who holds an office: "the Foreign Ministers of Peru", "the Permanent
    Representative of Peru"."""
    word, offices = root.lower_, words("actors")["office"]
    return word in offices or (word.endswith("s") and word != "chiefs" and word[:-1] in offices)


def is_portfolio(doc: Doc, start: int) -> bool:
    """Whether a name begins what a minister is of: "Minister of *Foreign Affairs* and *European
    Integration*"."""
    tokens, i = doc.tokens, start - 1
    while i > 0 and _goes_on(tokens[i]):
        if tokens[i].ent_type_ == "PERSON":  # "Minister for Trade Ana Quill and *Indian* envoys"
            return False
        i -= 1
    return i > 0 and tokens[i].lower_ in ("of", "for") and tokens[i - 1].lower_ in ("minister", "ministers")


def _goes_on(token: Token) -> bool:
    """Whether a word stands in the list of what a minister is of."""
    return token.lower_ != "of" and (token.is_title or token.lower_ in ("and", "&", "the", ","))


def _is_edge(token: Token) -> bool:
    return token.lower_ in ("the", "a", "an", "'s", "’s", "'", "’", "and") or token.is_space or token.is_punct


def _trails(token: Token) -> bool:
    """Whether a word at the end of an entity is no part of its name."""
    return (_is_edge(token) or token.lower_ == "of") and token.text != "."


def _opens_gerund(token: Token) -> bool:
    """Whether a preposition tells what somebody does: "accused the Council *of* using its powers"."""
    if token.pos_ != "ADP" or token.i + 1 == len(token.doc):
        return False
    following = token.nbor(1)
    return following.tag_ == "VBG" and bool(following.text.islower())


def _person_span(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A tagged person without verbs and offices at its edges, with what the tag left out of the name."""
    domains, titles = words("actors")["domain"], _titles()
    while start < end and (
        doc[start].pos_ in _NO_NAME
        or _is_common(doc[start])
        or (start and doc[start - 1].lower_ == "of" and doc[start].lower_ in domains)
    ):
        start += 1
    end = next((i for i in range(start, end) if not _in_person(doc, i) or begins_again(doc, start, i)), end)
    while end > start and (doc[end - 1].pos_ in _NO_NAME or _is_day(doc, start, end - 1)):
        end -= 1
    while start and end > start and _is_part(doc[start - 1]) and not _is_title(doc[start - 1], titles):
        if doc[start - 1].dep_ != "compound" or doc[start - 1].ent_type_ == "DATE":
            break  # "received on *Monday* Ana Quill"
        if doc[start - 1].ent_type_ == "ORG" and doc[start - 1].lower_ in words("actors")["institution"]:
            break  # "chairman of the National *Assembly* Ana Quill"
        start -= 1
    while start < end < len(doc) and (
        _is_hyphened(doc, end)
        or (
            _is_part(doc[end])
            and doc[end - 1].head.i == end
            and not _is_title(doc[end], titles)
            and not _is_day(doc, start, end)
        )
    ):
        end += 2 if _is_hyphened(doc, end) else 1
    return start, end


def _is_common(token: Token) -> bool:
    """Whether a word at the start of a tagged person is an ordinary one: "*bloc* al-Wefaq"."""
    return token.pos_ == "NOUN" and token.is_lower and token.lower_ not in words("actors")["particle"]


def begins_again(doc: Doc, start: int, at: int) -> bool:
    """Whether a name begins anew, as in pages stripped of markup: "Jane Doe Jane Mary DoeElections".

    A part told twice is none: "Sabah al-Ahmad al-*Sabah*", "*Tun Tun* Hein", "Ali Quill *Ali* said"; nor is a
    given name in one word: "*AnnaMaria* Quill".
    """
    token = doc[at]
    if at - start == 2 and token.text == doc[start].text and not doc[at + 1 : at + 2].text[:1].isupper():
        return False
    if at and (doc[at - 1].text == "-" or doc[at - 1].text == token.text):
        return False
    glued = at > start and len(token) > 6 and is_glued(token.text)
    return glued or (at > start and token.text in {t.text for t in doc[start:at]} and token.is_title)


def is_glued(word: str) -> bool:
    """Whether a capital within a word opens the next: "DoeElections", not "MacArthur"."""
    inner = next((i for i in range(3, len(word)) if word[i - 1].islower() and word[i].isupper()), None)
    return inner is not None and word[:inner].lower() not in words("actors")["particle"]


def _is_hyphened(doc: Doc, end: int) -> bool:
    """Whether a name goes on after a hyphen: "Jae-in"."""
    return (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_
        and doc[end + 1].is_alpha
        and not doc[end - 1].is_punct
        and len(doc[end + 1]) > 1
    )


def _is_day(doc: Doc, start: int, at: int) -> bool:
    """Whether a word after a full name is when something happens: "Jane Doe *Friday* said"."""
    return at - start > 1 and doc[at].lower_ in words("actors")["calendar"]


def _is_part(token: Token) -> bool:
    """Whether a token beside a tagged person is an untagged part of the name."""
    return (
        token.pos_ == "PROPN"
        and token.is_alpha
        and token.is_title
        and token.ent_type_ in ("", "GPE", "DATE", "ORG")
    )


def _in_person(doc: Doc, at: int) -> bool:
    """Whether a token may be a part of a person's name; after a hyphen also in lower case: "Jae-in"."""
    token = doc[at]
    if token.text[:1].isupper() or token.text in "-.'’" or token.lower_ in words("actors")["particle"]:
        return True
    return at > 0 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and token.is_alpha


def _is_name(kind: Kind, last: Token, text: str) -> bool:
    """Whether a tagged name may be an actor's: no law, deal or event, no adjective."""
    if kind == "Group":
        return last.pos_ in ("NOUN", "PROPN") and last.dep_ not in ("amod", "compound", "nmod")
    if kind == "Organization":
        lexicon = words("actors")
        plain = text.lower() in lexicon["domain"] or text.lower() in lexicon["not_person"]
        acts = last.lower_ not in lexicon["not_actor"] or _is_body_for(text)
        return acts and not text.islower() and not plain
    return True


def _is_body_for(text: str) -> bool:
    """Whether a name is of a body for something: "Institute of International Relations"."""
    told, bodies = text.lower().split(), words("actors")["institution"]
    return any(body in bodies and link in ("of", "for", "on") for body, link in pairwise(told))


def merged(doc: Doc, found: list[Name], tagged: list[Name]) -> Iterator[Name]:
    """Known names and tagged ones without overlap."""
    by_token = {i: name for name in found for i in range(name.start, name.end)}
    kept: list[Name] = []
    beaten: set[Name] = set()
    for name in tagged:
        inner = list(dict.fromkeys(by_token[i] for i in range(name.start, name.end) if i in by_token))
        if not inner:
            kept.append(name)
        elif rest := _outvotes(doc, name, inner):
            beaten.update(i for i in inner if i.start < rest.end and i.end > rest.start)
            kept.append(rest)
    yield from sorted([*(name for name in found if name not in beaten), *kept], key=lambda n: n.start)


def _outvotes(doc: Doc, name: Name, inner: list[Name]) -> Name | None:
    """The tagged name, or what is left of it, where it says more than the known names in it."""
    first, last = inner[0], inner[-1]
    if name.kind == "Organization" and _of_another_people(doc, name, inner):
        return name
    if first.start <= name.start and last.end >= name.end and not _one_person(name, inner):
        return None
    if name.kind == "Person":
        alone = len(inner) == 1 or (
            first.start < name.start and all(each.kind == "Person" and not each.entry for each in inner[1:])
        )
        if first.start <= name.start and first.kind in ("State", "Organization") and alone:
            rest = replace(name, start=first.end, words=doc[first.end : name.end].text)
            return rest if rest.words[:1].isupper() else None
        person = last.kind == "Person" or last.end < name.end or last.kind == "Place"
        person = person or (len(inner) == 1 and _is_borne(doc, name, last))
        return name if person or last.entry is None or last.form != "name" else None
    if name.kind == "Organization" and (
        longer(doc, name, inner) or not any(i.kind == "Organization" for i in inner)
    ):
        tail = doc[name.end - 1]
        if first.start == name.start and (
            tail.lower_ in words("actors")["government"]
            or tail.text[:1].islower()
            or _is_office(doc, first.end, name.end)
        ):
            return None
        # "Russia-US", "Israel, Egypt" are lists, not names; "Council — China" ends one phrase, begins another
        listed = any(token.text in "-/,–" for token in doc[name.start : name.end])
        parted = any(token.text in ("—", "--") for token in doc[name.start : name.end])
        return None if parted or (listed and len(inner) > 1) else name
    return name if name.kind == "Place" and _is_namesake(doc, name, inner) else None


def _is_borne(doc: Doc, name: Name, known: Name) -> bool:
    """Whether the last word of a person's name only happens to be a body's: "Ana *Wagner*", not "militant
    Hamas"."""
    if known.kind != "Organization" or known.end - known.start > 1 or known.end != name.end:
        return False
    last, lexicon = doc[known.start], words("actors")
    before = [doc[i] for i in range(name.start, known.start)]
    plain = (each.tag_ == "NNP" and each.is_title and each.is_alpha and each.head == last for each in before)
    told = lexicon["office"] | lexicon["honorific"] | lexicon["not_person"] | lexicon["militant"]
    return bool(before) and last.is_title and all(plain) and told.isdisjoint(each.lower_ for each in before)


def _is_namesake(doc: Doc, name: Name, inner: list[Name]) -> bool:
    """Whether a tagged place is called after the known one in it: "*New* Mexico", "*La* Palma"."""
    opening = doc[name.start]
    after = opening.is_title and opening.lower_ in words("actors")["namesake"]
    return after and len(inner) == 1 and (inner[0].start, inner[0].end) == (name.start + 1, name.end)


def _is_office(doc: Doc, begin: int, end: int) -> bool:
    """Whether words after a state's name are of an office: "Malian Foreign Affairs" before "Minister",
    "Malian National Security" before "Adviser"."""
    lexicon = words("actors")
    telling = lexicon["domain"] | lexicon["not_person"] | lexicon["office"] | words("role")["narrowing"]
    last, after = doc[end - 1].lower_, doc[end : end + 1].text.lower()
    if after.endswith("s") and after[:-1] in lexicon["ministerial"]:  # "French Foreign and Trade" before it
        telling, after = telling | {"and"}, after[:-1]
    if not lexicon["ministerial"].isdisjoint((last, after)):  # "French Armed Forces" before "Minister"
        telling = telling | words("role")["portfolios"]
    return all(token.lower_ in telling for token in doc[begin:end]) and bool(
        {last, after} & lexicon["office"]
    )


def _one_person(name: Name, inner: list[Name]) -> bool:
    """Whether several known names within a tagged person are he.

    "Juan Carlos Quill" is not the king, and "Volker Turk" no Turk.
    """
    if name.kind != "Person" or len(inner) < 2 or inner[0].kind != "Person":
        return False
    if inner[-1].form == "demonym":
        return True
    if inner[-1].entry is not None or any(each.kind != "Person" for each in inner):
        return False
    return inner[0].entry is not None or all(each.options for each in inner)


def longer(doc: Doc, name: Name, inner: list[Name]) -> bool:
    """Whether a tagged organisation ends in the name of a known one and is another: "Indian Youth Congress",
    of parties also "the Mizo *National Front*"."""
    extra = [doc[i] for i in range(name.start, inner[-1].start)]
    proper = [token for token in extra if token.text[:1].isupper()]
    fewest = 1 if _is_party(inner[0]) and name.start > doc[name.start].sent.start else 2
    return (
        len(inner) == 1
        and inner[0].end == name.end
        and len(proper) >= fewest
        and all(t.pos_ in ("PROPN", "ADP", "ADJ") for t in extra)
    )


def _is_party(name: Name) -> bool:
    return name.entry is not None and name.entry.sector == "party"


def _of_another_people(doc: Doc, name: Name, inner: list[Name]) -> bool:
    """Whether a known party's name goes on with whose it is: "the *Democratic Party* of Albanians"."""
    first, last = inner[0], inner[-1]
    if len(inner) != 2 or not _is_party(first) or doc[first.end : last.start].text.lower() != "of":
        return False
    own = first.entry.country if first.entry is not None else None
    return last.entry is not None and own is not None and last.entry.id != own


def telling(doc: Doc, found: list[Name]) -> Iterator[Name]:
    """Names without those that only headings have: title case misleads the model there."""
    body = {name.words for name in found if not is_heading(doc[name.start])}
    labels = {token.nbor(-1).lower_ for token in doc[1:] if token.text == ":"}
    for name in found:
        speaks = name.kind == "Person" and doc[name.end - 1].lower_ in labels  # in the turns of a transcript
        if speaks or name.entry or name.options or name.words in body or not is_heading(doc[name.start]):
            yield name
            continue
        for start, end in (
            (name.start + 1, name.end),
            (name.start, name.end - 1),
            (name.end - 1, name.end),
            (name.start, name.start + 1),
        ):
            if start < end and (words := doc[start:end].text) in body:
                yield replace(name, start=start, end=end, words=words)
                break
