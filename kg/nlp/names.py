"""Proper names: the gazetteer's and the model's, each read one way throughout an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.gazetteer import Candidate, Entry, gazetteer
from kg.lexicon import words
from kg.nlp.acronyms import acronyms, compared, is_body
from kg.nlp.gazette import Hit, Index, hits
from kg.nlp.headings import is_heading
from kg.nlp.name import Form, Kind, Name, is_owner
from kg.nlp.pieces import bynamed, pieced, posted
from kg.nlp.places import is_place
from kg.nlp.tagged import is_glued, is_portfolio, merged, tagged, telling
from kg.nlp.tree import Doc, Token
from kg.nlp.vote import missed, titled, voted

_BESIDE = 2  # words between two that are told apart: "and", "and the"
_OF_A_STATE = frozenset({"government", "parliament", "court"})  # sectors
_DASHES = frozenset({"-", "–"})
_LAND_NEAR = 5  # tokens behind a people's name in which the land is told that it lives in
_NAMELESS = ("office", "person", "honorific", "not_person", "calendar")


def names(doc: Doc, known: Index, date: str | None) -> list[Name]:
    """The names of a text in order, none overlapping."""
    short = dict(acronyms(doc, translated=False))
    found = list(_whole(doc, [_defined(_known(doc, hit, date), short) for hit in hits(doc, known)]))
    found = list(_anothers(doc, list(_shared(_seats(list(_at_home(list(_shortened(found)))), date)))))
    found = [name for name in found if not (_is_surname(doc, name, known) or _is_given(doc, name))]
    several = _several(found)
    tags = (name for ent in doc.ents for name in tagged(ent))
    entities = [_apposed(doc, name) for name in tags if name.words.split()[-1] not in several]
    entities = _with_posted(entities, list(posted(doc, found)))
    chosen = titled(doc, telling(doc, pieced(doc, list(merged(doc, found, entities)))))
    speaking = list(_speaking(doc, chosen))
    covered = {i for name in speaking for i in range(name.start, name.end)}
    loose = [*(name for name in chosen if name.start not in covered), *speaking]
    settled = [_ruled(doc, name) for name in _borne(doc, list(voted(doc, loose, date)))]
    halves = {name.start: name for name in _halves(doc, settled)}
    kept = [name for name in settled if name.start not in halves and not _is_unnamed(doc, name)]
    bynames = {byname for _, byname in bynamed(doc, kept)}
    coined = [each for each, full in acronyms(doc) if is_body(full)]
    kept = [replace(name, kind="Person") if name in bynames else name for name in kept]
    return sorted((*kept, *missed(doc, kept, coined), *halves.values()), key=lambda name: name.start)


def _is_surname(doc: Doc, name: Name, known: Index) -> bool:
    """Whether a land's name is a person's, behind his given name: "Ana *Jordan* said", "Mr *Jordan*"."""
    if name.kind != "State" or name.form != "name" or name.end - name.start > 1 or not name.start:
        return False
    last, first = doc[name.start], doc[name.start - 1]
    if first.lower_ in words("actors")["addressed"]:
        return True
    if {first.ent_type_, last.ent_type_} != {"PERSON"} or first.head != last:
        return False
    behind = doc[name.end] if name.end < len(doc) else None
    return first.lower_ in known.given and (behind is None or behind.tag_ not in ("NN", "NNS", "NNP"))


def _is_given(doc: Doc, name: Name) -> bool:
    """Whether a land's name is a person's before his family name: "*Jordan* Quill said"."""
    first, last = doc[name.start], doc[name.end : name.end + 1]
    if name.kind != "State" or not len(last) or first.lower_ not in words("actors")["given_like_lands"]:
        return False
    together = {first.ent_type_, last[0].ent_type_} == {"PERSON"} and first.head == last[0]
    return together and last[0].is_title and last[0].lower_ not in words("actors")["office"]


def _with_posted(tagged: Sequence[Name], persons: Sequence[Name]) -> list[Name]:
    """The tagged names with those persons that the model has not found, nor begun a name with them."""
    known = {name.start for name in tagged if name.kind == "Person"}
    fresh = [name for name in persons if name.start not in known]
    taken = {i for name in fresh for i in range(name.start, name.end)}
    return [*(name for name in tagged if taken.isdisjoint(range(name.start, name.end))), *fresh]


def _whole(doc: Doc, found: Sequence[Name]) -> Iterator[Name]:
    """The known names that are no part of a longer one: neither the party in "Christian *Democrats*" nor the
    newspaper in "minister *Sun* Ling" is the known one, nor is the "Sun" named after her; a "minister of
    *European* Integration" names nobody, nor does the rank of "*Major* Quill"."""
    first = {ent.start: doc[ent.start].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1}
    bearers = {first[name.start] for name in found if _is_paper(name) and name.start in first}
    parties, several = words("actors")["party_kind"], words("actors")["states_kind"]
    for name in found:
        before = doc[name.start - 1] if name.start else None
        paper = before is not None and before.lower_ == "the"
        if _is_paper(name) and name.words in bearers and not paper:
            continue
        if name.kind == "Group" and before is not None and before.is_title and before.lower_ in parties:
            continue
        plural = name.kind == "State" and name.words.endswith("s")
        if plural and before is not None and before.lower_ in several:
            continue
        if plural and not paper and name.words.lower() in words("actors")["with_article"]:
            continue
        if name.form == "demonym" and (is_portfolio(doc, name.start) or _is_language(doc, name)):
            continue
        if name.options and not name.entry and _is_rank(doc, name):
            continue
        if name.kind == "Group" and _is_side_of_land(doc[name.start]):
            continue
        if name.kind == "State" and name.form == "name" and _is_water(doc, name):
            continue
        if name.words.lower() in words("actors")["combining"] and not _is_combined(doc, name, found):
            continue
        if name.form == "demonym" and before is not None and _is_of_continent(before, name):
            if name.words.endswith("s"):
                told = f"{before.text} {name.words}"
                yield replace(name, kind="Group", entry=None, form="name", words=told)
            continue
        if (owner := _owner_of_minority(doc, name, found)) is not None:
            told = f"{owner.words}'s {name.words}"
            yield replace(name, kind="Group", entry=None, form="name", words=told)
            continue
        if (people := _minority(doc, name, found)) is not None:
            yield replace(name, kind="Group", entry=None, form="name", words=people)
            continue
        if (owner := _owner_of_council(doc, name, found)) is not None:
            mark = "" if owner.end == name.start else "'s"
            yield replace(name, entry=None, form="name", words=f"{owner.words}{mark} {name.words}")
            continue
        yield name


def _is_combined(doc: Doc, name: Name, found: Sequence[Name]) -> bool:
    """Whether what names a state only with another's behind it has that: "*Sino*-Peruvian", not "General
    *Franco*", nor "*Indo*-China"."""
    if doc[name.start : name.end + 2].text.lower() in words("actors")["uncombined"]:
        return False
    beside = (each for each in found if each.start == name.end + 1 and each.kind == "State")
    return doc[name.end : name.end + 1].text in _DASHES and any(each.entry != name.entry for each in beside)


def _is_of_continent(before: Token, name: Name) -> bool:
    """Whether a people's name tells of part of a continent or of another people: "*Latin* Americans"."""
    listed = words("actors")["of_continent"]
    return name.words.startswith("American") and before.is_title and before.lower_ in listed


def _is_side_of_land(token: Token) -> bool:
    """Whether a word is the side of a land that it belongs to the name of: "*West* Bengal"."""
    side = token.lower_ in words("actors")["compass"]
    return side and token.dep_ == "compound" and token.nbor(1).is_title


def _owner_of_minority(doc: Doc, name: Name, found: Sequence[Name]) -> Name | None:
    """The state in which a people lives that is not its own: "*Romania's* Hungarians"."""
    if name.form != "demonym" or name.kind != "State" or not name.words.endswith("s"):
        return None
    if name.start < 2 or doc[name.start - 1].text not in ("'s", "’s", "'", "’"):
        return None
    before = (each for each in found if each.end == name.start - 1 and each.kind == "State")
    return next((each for each in before if each.entry != name.entry), None)


def _minority(doc: Doc, name: Name, found: Sequence[Name]) -> str | None:
    """What a people is called that lives in a state that is not its own: "*Serbs in* the north of *Kosovo*",
    "*Kosovo Serbs*", "*ethnic Serbs*"; not "the Serbs in Kosovo", who may only have come there."""
    if name.form != "demonym" or name.kind != "State" or not name.words.endswith("s"):
        return None
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.lower_ == "ethnic":
        return f"ethnic {name.words}"
    owner = next((each for each in found if each.end == name.start and each.kind == "State"), None)
    if owner is not None and owner.entry != name.entry:
        return f"{owner.words} {name.words}"
    if doc[name.end : name.end + 1].text != "in" or (before is not None and before.tag_ == "DT"):
        return None
    land = next((each for each in found if name.end < each.start <= name.end + _LAND_NEAR), None)
    if land is None or land.kind != "State" or land.form != "name" or land.entry == name.entry:
        return None
    between = {each.lower_ for each in doc[name.end + 1 : land.start]}
    return f"{name.words} in {land.words}" if between <= words("actors")["part_of_land"] else None


def _owner_of_council(doc: Doc, name: Name, found: Sequence[Name]) -> Name | None:
    """The state whose own council bears the name of the world's: "*Armenia's* Security Council"."""
    if name.words.lower() not in words("actors")["council_of_any"] or not name.start:
        return None
    behind = doc[name.end] if name.end < len(doc) else None
    if behind is not None and behind.tag_ in ("NN", "NNS"):  # "Peru's Security Council *seat*"
        return None
    return next((each for each in found if is_owner(doc, each, name)), None)


def _is_water(doc: Doc, name: Name) -> bool:
    """Whether a state's name tells what a water, valley or mountain is called: "Lake *Chad*", "the Sea of
    *Japan*", "the *Jordan* River"."""
    lexicon = words("actors")
    after = doc[name.end : name.end + 1]
    if len(after) and after[0].is_title and after[0].lower_ in lexicon["water_behind"]:
        return True
    if not name.start:
        return False
    before = doc[name.start - 1]
    if before.lower_ == "of" and before.i and before.nbor(-1).is_title:
        return before.nbor(-1).lower_ in lexicon["water_of"]
    return before.is_title and before.lower_ in lexicon["water_before"]


def _is_language(doc: Doc, name: Name) -> bool:
    """Whether a people's name tells in what language something is said: "AFP in *French* 0830 GMT"."""
    if not name.start or doc[name.start - 1].lower_ != "in" or name.words.endswith("s"):
        return False
    after = doc[name.end : name.end + 1]
    return len(after) == 0 or after[0].pos_ not in ("NOUN", "PROPN", "ADJ")


def _is_rank(doc: Doc, name: Name) -> bool:
    """Whether what may be a surname is the rank before one."""
    after = doc[name.end : name.end + 1]
    ranked = name.words.lower() in words("actors")["honorific"] and len(after) == 1
    return ranked and after[0].pos_ == "PROPN" and after[0].is_title


def _is_paper(name: Name) -> bool:
    """Whether a name of one word is a newspaper's."""
    return name.entry is not None and name.entry.sector == "media" and name.words.isalpha()


def _is_unnamed(doc: Doc, name: Name) -> bool:
    """Whether a name stands for nobody: a credit, or what somebody is: "the 64-year-old *Socialist*"."""
    ruling = (
        name.kind == "Organization" and name.entry is None and name.words.lower() in words("actors")["ruling"]
    )
    if ruling:  # "Iceland's coalition *Government*"
        return True
    aged = name.end - name.start == 1 and any(each.lower_ == "old" for each in doc[name.start].lefts)
    return aged or _is_credit(doc, name)


def _is_credit(doc: Doc, name: Name) -> bool:
    """Whether a name only tells whose picture it is: "REUTERS/Ana Quill"."""
    if name.kind != "Person" or name.start < 2 or doc[name.start - 1].text != "/":
        return False
    return doc[name.start - 2].text.isupper() or doc[name.start - 2].lower_ in words("actors")["picture"]


def _anothers(doc: Doc, found: Sequence[Name]) -> Iterator[Name]:
    """A body of one state that is called another's is not the known one: "Pakistan's Foreign Office".

    Nor is it where the article names it again, without a state: "the Chilean Senate", then "the *Senate*".
    """
    anothers: set[str] = set()
    owner: Entry | None = None
    for before, name in zip((None, *found), found, strict=False):
        country = _country(name)
        if country is None or before is None:
            yield name
            continue
        if is_owner(doc, before, name):
            owner = before.entry
        elif _country(before) is None or doc[before.end : name.start].text.lower() != "and":
            owner = None  # else that of "*Chad's* Senate and Congress"
        if owner is not None and owner.id != country:
            anothers.add(name.words)
        known = owner.id == country if owner is not None else name.words not in anothers
        yield name if known else replace(name, entry=None)


def _country(name: Name) -> str | None:
    """The state of which a name is a body as the gazetteer knows it."""
    body = name.entry
    return body.country if body is not None and body.sector in _OF_A_STATE else None


def _shortened(found: Sequence[Name]) -> Iterator[Name]:
    """ "the Serbs" are the Bosnian Serbs in an article that names these and not Serbia; not where it tells
    them apart: "*Serbs* and Bosnian Serbs"."""
    apart = {_people(one) for one, other in pairwise(found) if _are_told_apart(one, other)}
    longer: dict[str, set[Entry]] = {}
    for name in found:
        if name.entry and len(name.words.split()) > 1:
            longer.setdefault(_people(name), set()).add(name.entry)
    named = {name.entry.id for name in found if name.entry and name.form == "name"}
    for name in found:
        entry = name.entry
        short = name.form == "demonym" and " " not in name.words and _people(name) not in apart
        others = longer.get(_people(name), set()) - {entry} if short else set()
        if entry is not None and entry.id not in named and len(others) == 1:
            other = others.pop()
            yield replace(name, kind=other.type, entry=other)
        else:
            yield name


def _are_told_apart(one: Name, other: Name) -> bool:
    """Whether a people and one that bears its name stand side by side: "*Serbs* and *Bosnian Serbs*"."""
    alike = _people(one) == _people(other) and one.words != other.words
    return alike and other.start - one.end <= _BESIDE


def _at_home(found: Sequence[Name]) -> Iterator[Name]:
    """The names without those of a body that many states have, where the article tells of other states only:
    "the *Senate*" of Pakistan is not the American one."""
    common = words("actors")["common_body"]
    named = [name for name in found if name.words.lower() not in common]
    states = {name.entry.id for name in named if name.entry and name.kind == "State"}
    countries = {each.country for name in named for each in (name.entry, *name.options) if each}
    told = states | countries | {name.place.country for name in named if name.place}
    for name in found:
        shared = bool(states) and name.words.lower() in common
        if not shared or name.entry is None or name.entry.country in told:
            yield name


def _seats(found: Sequence[Name], date: str | None) -> list[Name]:
    """A capital of several states, one after another, is of the one that the article names, else of the one
    that was there at the date: "Moscow" of the Soviet Union in 1982."""
    named = Counter(name.entry.id for name in found if name.entry and name.form != "metonym")

    def settled(name: Name) -> Name:
        alike = gazetteer().actors(name.words) if name.form == "metonym" else ()
        states = [each.entry for each in alike if each.entry.type == "State" and each.entry.existed(date)]
        if len(states) < 2 or name.entry not in states:
            return name
        past = date is not None
        best = max(states, key=lambda entry: (named[entry.id], past and entry.until is not None))
        return replace(name, entry=best)

    return list(map(settled, found))


def _shared(found: Sequence[Name]) -> Iterator[Name]:
    """A name of two peoples is of the state that the article names, else of the larger: "Dominican"."""
    named = {name.entry.id for name in found if name.entry and name.form != "demonym"}
    for name in found:
        alike = gazetteer().actors(name.words) if name.form == "demonym" else ()
        states = [each.entry for each in alike if each.form == "demonym" and each.entry.type == "State"]
        if len(states) > 1 and name.entry in states:
            told = [entry for entry in states if entry.id in named] or states
            yield replace(name, entry=max(told, key=lambda entry: _places()[entry.id]))
        else:
            yield name


@cache
def _places() -> Counter[str]:
    """How many places of each state the gazetteer knows."""
    return Counter(place.country for place in gazetteer().places_by_id.values() if place.country)


def _several(found: Sequence[Name]) -> set[str]:
    """The plurals that are no name, but stand for states that share one: "the two Koreas"."""
    states = {name.entry.label for name in found if name.entry and name.entry.type == "State"}
    shared = Counter(label.split()[-1] for label in states)
    return {f"{word}s" for word, number in shared.items() if number > 1}


def _borne(doc: Doc, found: Sequence[Name]) -> Iterator[Name]:
    """A people's name that a person of the article bears is his, "Turk" after "Volker Turk", and so is a
    place's that speaks: "Medina said" after "Ana Medina", though not "in Medina"."""
    persons = {name.words.split()[-1]: name for name in found if name.kind == "Person" and " " in name.words}
    alike = [name for name in found if name.kind == "Place" and name.words in persons]
    speaking = {name.words for name in alike if _speaks(doc[name.end - 1])}
    locative = words("grammar")["locative"]
    for name in found:
        bearer = persons.get(name.words)
        person = name.kind == "Place" and name.words in speaking
        if person and doc[name.start].dep_ == "pobj" and doc[name.start].head.lower_ in locative:
            person = False
        if bearer is not None and (name.form == "demonym" or person):
            yield replace(name, kind="Person", entry=bearer.entry, form="name", place=None)
        else:
            yield name


def _ruled(doc: Doc, name: Name) -> Name:
    """A city or land beside the office of who rules it is a body: "*Texas* Governor Ana Quill"."""
    seat = name.kind == "State" and name.form == "metonym"
    if not (seat or name.kind == "Place"):
        return name
    kind_of_land = doc[name.end : name.end + 1].text.lower() in words("actors")["land_kind"]
    after = name.end + kind_of_land
    after += doc[after : after + 1].text in ("'s", "’s")
    after += doc[after : after + 1].text.lower() in words("actors")["party_between"]
    told = {doc[after : after + 1].text.lower(), doc[after : after + 2].text.lower()}
    if doc[max(0, name.start - 1) : name.start].text.lower() == "of" and name.start > 1:
        told |= {doc[name.start - 2].lower_, doc[max(0, name.start - 3) : name.start - 1].text.lower()}
    lexicon = words("actors")
    rules = lexicon["local_office"] | lexicon["police_office"]
    if not seat:
        rules |= lexicon["land_office"] | lexicon["seat_for_land"]
    if rules.isdisjoint(told) and (seat or not _is_sat_for(doc, name.start)):
        return name
    end = name.end + (kind_of_land and doc[name.end].is_title)  # "Quill *City* Mayor"
    return Name(name.start, end, "Organization", doc[name.start : end].text, place=name.place)


def _is_sat_for(doc: Doc, start: int) -> bool:
    """Whether a land is told behind the name of who sits for it: "Sen. Ana Quill *of Ohio*"."""
    if start < 3 or doc[start - 1].lower_ != "of":
        return False
    before = doc[max(0, start - 5) : start - 1]
    named = [each.is_title or len(each) < 3 for each in before]
    offices = words("actors")["seat_for_land"]
    return any(each.lower_ in offices and all(named[i:]) for i, each in enumerate(before[:-1]))


def _people(name: Name) -> str:
    """The last word of a people's name, in the singular: "Serb" of "Bosnian Serbs"."""
    return name.words.split()[-1].removesuffix("s")


def _apposed(doc: Doc, name: Name) -> Name:
    """A name of several words that tells who holds an office is a person's, one right behind a kind of body a
    body's: "the envoy, Ana Quill,", "the rebel group Quill"."""
    root = doc[name.start : name.end].root
    if name.kind in ("Person", "Place", "Group") and _names_body(root, name.start):
        return replace(name, kind="Organization")
    if (
        name.kind in ("Organization", "Place")
        and name.end - name.start > 1
        and (_tells_of_office(root) or _is_told_of_office(root))
        and all(
            (token.is_title and _names(token)) or token.text == "-" for token in doc[name.start : name.end]
        )
    ):
        return replace(name, kind="Person")
    return name


def _tells_of_office(token: Token) -> bool:
    """Whether a word is apposed to an office, or to whom an aide speaks for: "the envoy, Ana *Quill*,", "an
    aide to the ministry, Ana *Quill*,"."""
    office = token.head
    if office.dep_ == "pobj" and office.head.lower_ in ("for", "to"):
        office = office.head.head
        return token.dep_ == "appos" and office.lemma_ in words("actors")["aide"]
    return (
        token.dep_ == "appos" and office.tag_ in ("NN", "NNP") and office.lower_ in words("actors")["office"]
    )


def _names_body(token: Token, start: int) -> bool:
    """Whether a name that begins at a token and ends in another stands right behind a kind of body."""
    if not start:
        return False
    body = token.doc[start - 1]
    tied = body.dep_ == "compound" and body.head.i == token.i
    tied = tied or (token.dep_ == "appos" and token.head.i == body.i)
    return tied and body.tag_ == "NN" and body.is_lower and body.lower_ in words("actors")["named_body"]


def _is_of_a_party(token: Token) -> bool:
    """Whether letters before an office name the party whose it is: "*ABC* leader Ana Quill"."""
    lexicon = words("actors")
    if not (token.is_upper and len(token) > 2) and token.lower_ not in lexicon["short_party"]:
        return False
    office = token.nbor(1) if token.i + 1 < len(token.doc) else token
    before = token.is_alpha and not token.is_lower and token.dep_ in ("compound", "amod") and _names(token)
    return (
        before and (office.text == "MP" or not office.is_upper) and office.lower_ in lexicon["party_office"]
    )


def _is_ruled(token: Token) -> bool:
    """Whether a word is the last of a city's or land's name before who rules it: "Quill City *Mayor*"."""
    after = [each.lower_ for each in token.doc[token.i + 1 : token.i + 3]]
    offices = words("actors")["local_office"]
    return not offices.isdisjoint((*after[:1], " ".join(after))) and not is_heading(token)


def _is_of_land(token: Token) -> bool:
    """Whether a proper noun stands before another word as its name."""
    return token.pos_ == "PROPN" and token.is_title and token.dep_ == "compound" and _names(token)


def _is_of_long_party(token: Token, taken: set[int]) -> bool:
    """Whether two words that nothing has told to be a name are a party's: "*Fuerza Nueva* leader Quill"."""
    if not token.i or token.i - 1 in taken or token.i + 1 == len(token.doc):
        return False
    office = token.nbor(1)
    if not (office.is_lower and office.lower_ in words("actors")["party_office"]) or is_heading(token):
        return False
    both, lists = (token.nbor(-1), token), words("role")
    plain = lists["portfolios"] | lists["narrowing"] | lists["heads"] | lists["organs"] | lists["passing"]
    return all(_is_of_land(each) and each.lower_ not in plain for each in both)


def _is_told_of_office(token: Token) -> bool:
    """Whether an office that persons alone hold is apposed to a word: "Ana *Quill*, the envoy,"."""
    if token.i + 1 >= len(token.doc) or token.nbor(1).text != ",":
        return False
    lexicon = words("actors")
    return any(
        each.dep_ == "appos"
        and each.i > token.i
        and each.tag_ in ("NN", "NNP")
        and each.lower_ in lexicon["office"]
        and each.lower_ not in lexicon["office_of_any"]
        for each in token.children
    )


def _speaking(doc: Doc, found: list[Name]) -> Iterator[Name]:
    """Proper nouns that nothing has told to be names, though they speak or hold an office: "Quill News said",
    "its envoy, Yegor Quill, left"."""
    taken = {i for name in found for i in range(name.start, name.end)}
    loose = {name.start for name in found if name.options and not name.entry and name.end == name.start + 1}
    unsure = {i for name in found if _is_unsure(name) for i in range(name.start, name.end)}
    free = loose | unsure
    for token in doc:
        if token.i in taken and token.i not in unsure:
            continue
        holds = _holds_office(token)
        body = token.tag_ == "NNP" and token.i not in taken and _names_body(token, token.i)
        body = body or (token.i not in taken and _is_of_a_party(token))
        if token.i not in taken and _is_of_land(token):
            if _is_of_long_party(token, taken):
                yield Name(token.i - 1, token.i + 1, "Organization", doc[token.i - 1 : token.i + 1].text)
                continue
            if _is_ruled(token):
                first = token.i
                while first and first - 1 not in taken and _is_of_land(doc[first - 1]):
                    first -= 1
                if first - 1 not in taken or not _is_of_land(doc[first - 1]):
                    yield Name(first, token.i + 1, "Place", doc[first : token.i + 1].text)
                continue
        if not (holds or body or (token.i not in taken and _speaks(token))):
            continue
        start = token.i
        while start and (start - 1 not in taken or start - 1 in free) and _belongs(doc[start - 1], token):
            start -= 1
        if doc[start].text == "-" or (holds and start == token.i):
            continue
        given = start < token.i and doc[token.i - 1].text != "-"
        kind: Kind = "Person" if given or not all(_names(each) for each in token.lefts) else "Organization"
        yield Name(start, token.i + 1, kind, doc[start : token.i + 1].text)


def _is_unsure(name: Name) -> bool:
    """Whether the model alone takes a name for a place's or a body's."""
    return name.kind in ("Place", "Organization") and not name.entry and name.place is None


def _holds_office(token: Token) -> bool:
    """Whether a proper noun tells, set off by commas, who holds an office, or an office so who it is."""
    return (
        token.tag_ == "NNP"
        and token.is_title
        and token.i + 1 < len(token.doc)
        and token.nbor(1).text == ","
        and (_is_told_of_office(token) or (_tells_of_office(token) and _is_set_off(token)))
        and _calls(token)
    )


def _is_set_off(token: Token) -> bool:
    """Whether a comma stands before a name."""
    return token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","


def _speaks(token: Token) -> bool:
    """Whether a proper noun in running text is the subject of a verb of saying."""
    return (
        token.pos_ == "PROPN"
        and token.dep_ == "nsubj"
        and token.head.lemma_ in words("actors")["speaking"]
        and token.text[:1].isupper()
        and not is_heading(token)
        and not is_glued(token.text)
        and token.lemma_.lower() not in words("actors")["group"]
        and _names(token)
    )


def _names(token: Token) -> bool:
    """Whether a word may name somebody, as no title and no day does."""
    lexicon = words("actors")
    return not any(token.lower_ in lexicon[each] for each in _NAMELESS)


def _calls(token: Token) -> bool:
    """Whether a word may be of a person's name, as no kind of body is."""
    word, lexicon = token.lower_, words("actors")
    return _names(token) and word not in lexicon["institution"] and word not in lexicon["bloc"]


def _belongs(token: Token, head: Token) -> bool:
    """Whether a word is a part of the name that ends in `head`."""
    if token.text == "-":
        return not token.whitespace_ and token.head.i == head.i
    return token.pos_ == "PROPN" and token.dep_ == "compound" and token.head.i == head.i and _names(token)


def _halves(doc: Doc, found: list[Name]) -> Iterator[Name]:
    """ "the North" where the article speaks of one state that begins so: North Korea, South Africa."""
    states = {n.entry.label: n.entry for n in found if n.entry and n.entry.type == "State"}
    for half in ("North", "South", "East", "West"):
        named = [entry for label, entry in states.items() if label.startswith(f"{half} ")]
        if len(named) != 1:
            continue
        taken = {i for name in found if name.words != half for i in range(name.start, name.end)}
        for token in doc[1:]:
            if (
                token.text == half
                and token.i not in taken
                and token.nbor(-1).lower_ == "the"
                and not _goes_on(token)
            ):
                yield Name(token.i, token.i + 1, "State", half, named[0])


def _goes_on(token: Token) -> bool:
    """Whether a direction is part of a longer name: "the North Sea"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).text[:1].isupper()


def _defined(name: Name, short: Mapping[str, str]) -> Name:
    """A known acronym that the article itself defines otherwise is what the article says."""
    full = short.get(name.words)
    if full is None or name.entry is None or name.entry.type == "Person":
        return name
    same = any(
        compared(full).endswith(compared(n)) or compared(n).endswith(compared(full))
        for n in name.entry.names
        if " " in n
    )
    return name if same else replace(name, kind="Organization", entry=None, form="name", place=None)


def _known(doc: Doc, hit: Hit, date: str | None) -> Name:
    """What a name of the gazetteer means here: what existed then, a place where grammar says so."""
    span = doc[hit.start : hit.end]
    place = hit.places[0] if hit.places else None
    persons = tuple(c.entry for c in hit.candidates if c.form == "surname")
    rest = [c for c in hit.candidates if c.form != "surname"]
    if not rest:
        return Name(
            hit.start, hit.end, "Person" if persons else "Place", span.text, place=place, options=persons
        )
    best = _best(rest, date)
    form: Form = best.form if best.form == "demonym" or best.form == "metonym" else "name"
    kind: Kind = best.entry.type
    if form == "metonym" and place is not None and is_place(span):
        kind = "Place"
    return Name(hit.start, hit.end, kind, span.text, best.entry, form, place, persons)


def _best(candidates: list[Candidate], date: str | None) -> Candidate:
    """The candidate that existed at the date; among several the one that still exists, then the first."""
    alive = [c for c in candidates if c.entry.existed(date)] or candidates
    return min(alive, key=lambda c: (c.entry.until is not None, candidates.index(c)))
