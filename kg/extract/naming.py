"""Where titles stand: before a person's name, after it, with the verb that gives or holds an office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.slots import actors, child, children, preposition
from kg.extract.titles import (
    AFTER_HEAD,
    BREAKS,
    FINITE,
    LINKS,
    POSSESSIVE,
    Title,
    carries,
    is_break,
    is_head,
    is_plural_head,
    narrows,
    person_at,
    served_by,
    team,
    title_around,
)
from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.reading import Reading
from kg.nlp.tree import Doc, Token

_NO_TITLE = frozenset({"ADP", "DET", "PRON", "SCONJ", "VERB", "AUX", "CCONJ"})
REACH = 14  # tokens between a title's head and the name, at most


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the text: who it is, its tokens (first and last, inclusive)."""

    person: ActorKey
    begin: int
    end: int


def titles_before(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Russian Foreign Minister Sergei Lavrov", "the head of the delegation, Jane Doe"."""
    doc = reading.doc
    i = _before_honorifics(doc, name.begin - 1)
    comma = i > 0 and doc[i].text == ","
    if comma:
        i = _before_honorifics(doc, i - 1)
    while i > 0 and doc[i].text in ('"', "”", "'", "’", "]"):
        i -= 1
    if i < 0 or doc[i].is_space or (doc[i].pos_ in _NO_TITLE and not _is_portfolio(doc[i])):
        return
    head = _head_before(reading, i)
    if head is None or (comma and not (_closes(doc, name) and _describes(doc, head, name))):
        return
    if reading.actors[name.person].known is None:
        on = any(each.lower_ == "on" for each in doc[head + 1 : i])  # "adviser to the premier *on* trade"
        head = _aide(doc, head) if comma or on else head
        head = _sent_by(doc, head)
    title = title_around(reading, head, i)
    if title is not None and (joined := _joined_before(reading, title)) is not None:
        title = replace(title, of=title.of or joined.of)
        yield joined
    if title is not None:
        yield title
    first = head if title is None else title.reach
    other = None if comma else _explained(doc, name, first)
    if other is not None and (title := title_around(reading, other.i, first - 2)):
        yield title


def _is_portfolio(token: Token) -> bool:
    """Whether what the parse takes for a verb is what a minister sees to: "of Trade and *Worship*"."""
    return token.pos_ == "VERB" and token.is_title and token.lower_ in words("role")["portfolios"]


def _joined_before(reading: Reading, title: Title) -> Title | None:
    """The office joined to a title before a name: "*Deputy Prime Minister* and Foreign Minister Jane Doe"."""
    doc, link = reading.doc, title.reach - 1
    while link > 1 and doc[link].lower_ in words("role")["passing"]:  # "and *current* union chairwoman"
        link -= 1
    if link < 1 or doc[link].lower_ != "and" or not doc[link - 1].is_title:
        return None
    if not doc[title.head].is_title and (_is_article_before(doc, link) or not _heads_party(reading, title)):
        return None
    if doc[link - 1].lower_ in words("role")["portfolios"]:  # "*Minister of State* and Minister Jane Doe"
        first = _head_before(reading, link - 1)
        return title_around(reading, first, link - 1) if first is not None else None
    held = is_head(doc[link - 1]) and not _is_of_name(reading, link - 1)  # "Tom *King* and Minister Jane Doe"
    return title_around(reading, link - 1, link - 1) if held else None


def _is_article_before(doc: Doc, link: int) -> bool:
    """Whether an article opens the office before "and": "*the* President and party leader Jane Doe"."""
    at = link - 1
    while at > 0 and doc[at].pos_ in ("NOUN", "PROPN", "ADJ"):
        at -= 1
    return doc[at].pos_ == "DET"


def _heads_party(reading: Reading, title: Title) -> bool:
    """Whether an office is one of a party, named before it: "President and *Labour Party chief* Jane Doe"."""
    named = (reading.by_token.get(i) for i in range(title.reach, title.head))
    return any(each is not None and each.form == "name" and each.actors == title.of for each in named)


def _is_of_name(reading: Reading, i: int) -> bool:
    """Whether a word that may be an office is a part of a person's name."""
    mention = reading.by_token.get(i)
    if mention is None or mention.form != "name" or reading.by_token.get(i - 1) is not mention:
        return False
    return reading.actors[mention.actors[0]].type == "Person"


def _explained(doc: Doc, name: Name, first: int) -> Token | None:
    """The office that a name with its title explains: "the bloc's *negotiator*, Minister Jane Doe, said"."""
    root = doc[name.begin : name.end + 1].root
    head = root.head
    alone = root.dep_ == "appos" and is_head(head) and head.i < first and not children(root, "conj")
    return head if alone and doc[first - 1].text == "," else None


def _aide(doc: Doc, head: int) -> int:
    """Who works for the holder of an office: "a *spokesman* for the president, Jane Doe"."""
    for i in range(head, max(0, head - REACH), -1):
        if doc[i].is_space or doc[i].text in BREAKS or doc[i].tag_ in FINITE:
            break
        if doc[i].lower_ in ("for", "to") and doc[i - 1].lemma_.lower() in words("actors")["aide"]:
            return i - 1 if is_head(doc[i - 1]) else head
    return head


def _sent_by(doc: Doc, head: int) -> int:
    """Whom the holder of an office sends: "the special *representative* of the Secretary-General for Mali",
    "the special *envoy* of the President of Peru Jane Doe"."""
    at = head - 1
    while at > 0 and (
        (doc[at].dep_ in ("det", "compound", "amod", "nmod") and doc[at].head.i > at)
        or (doc[at].is_upper and doc[at].pos_ == "PROPN")
    ):
        at -= 1
    official = doc[head].lower_ == "secretary" or doc[at + 1].lower_ == "the"
    sends = official and doc[at].lower_ == "of" and at > 0
    return at - 1 if sends and doc[at - 1].lower_ in words("role")["sent"] else head


def _before_honorifics(doc: Doc, i: int) -> int:
    """The last token before the forms of address that end at token `i`: "spokesman *Lt. Col.* Jane Doe".

    A rank of birth or faith is one behind an office: "the minister *Prince* Ali Doe".
    """
    lists, tokens = words("role"), doc.tokens
    while i >= 0 and (
        ((word := tokens[i].lower_) in lists["honorifics"] and not is_head(tokens[i]))
        or (word == "-" and _links_ranks(doc, i))
        or (word in lists["rank_parts"] and _is_in_rank(doc, i))
        or (i and word in lists["ranks"] and is_head(tokens[i - 1]) and not narrows(tokens[i - 1]))
        or (i and word in lists["notables"] and _is_notable(tokens[i]))
    ):
        offices = ("secretary", "attorney", "director", "governor", "consul")
        if i and doc[i - 1].lower_ in offices and word.startswith("gen"):  # "Secretary *General* Jane Doe"
            break
        if i and doc[i - 1].text == "-" and not _links_ranks(doc, i - 1):
            break
        i -= 1
    return i


def _links_ranks(doc: Doc, i: int) -> bool:
    """Whether a hyphen stands within a rank: "spokesman *Colonel-Major* Ali Quill"."""
    ranks = words("role")["honorifics"]
    return 0 < i < len(doc) - 1 and doc[i].text == "-" and {doc[i - 1].lower_, doc[i + 1].lower_} <= ranks


def _is_in_rank(doc: Doc, i: int) -> bool:
    """Whether a word is of a rank of several: "minister *Air Chief* Marshal Ali Quill"."""
    parts = words("role")["rank_parts"]
    last = next((each.lower_ for each in doc.tokens[i:] if each.lower_ not in parts), "")
    return last in ("marshal", "admiral", "adm.", "adm", "commodore", "lieutenant", "captain")


def _is_notable(chief: Token) -> bool:
    """Whether what stands before "Chief" tells that it only addresses: "the envoy, *Chief* Ali Quill".

    Not "Deputy *Chief*".
    """
    before = chief.nbor(-1)
    held = is_head(before) and before.lower_ not in words("role")["narrowing"]
    return chief.is_title and (before.text == "," or held)


def _head_before(reading: Reading, last: int) -> int | None:
    """The head of the title that ends at token `last`: itself, or what an "of" or "for" phrase hangs on."""
    doc = reading.doc
    if doc[last].text == ")":  # "Spokesman of the mission (UNMIK) Jane Doe"
        last = next((i - 1 for i in range(last, max(0, last - 5), -1) if doc[i].text == "("), last)
    if is_head(doc[last]):
        return last
    if doc[last].lower_ in AFTER_HEAD and last > 1:
        head = next((i for i in (last - 1, last - 2) if is_head(doc[i])), None)
        if head is not None or doc[last - 1].text != "-":
            return head
    several: int | None = None  # "chairman of the Joint *Chiefs* of Staff" is one of them
    for i in range(last, max(-1, last - REACH), -1):
        token = doc[i]
        if is_break(doc, i) or token.tag_ in FINITE:
            return several
        before = i - 2 if i > 1 and doc[i - 1].text == "-" else i - 1  # "chief-of-staff"
        if token.lower_ in LINKS and i and is_head(doc[before]) and carries(doc, before, i):
            if not is_plural_head(doc[before]):
                return before
            several = before if several is None else several
        if token.lower_ == "of" and i > 1 and doc[i - 1].lower_ == "general" and is_head(doc[i - 2]):
            return i - 2
        if token.lower_ in LINKS and i > 2 and doc[i - 1].lower_ in AFTER_HEAD and doc[i - 2].text == "-":
            return i - 3 if is_head(doc[i - 3]) else None  # "Secretary-General for Human Rights Jane Doe"
    return several


def _closes(doc: Doc, name: Name) -> bool:
    """Whether a name after a comma ends an apposition: another mark or a verb follows."""
    if name.end + 1 >= len(doc):
        return True
    after = doc[name.end + 1]
    return after.is_punct or after.is_space or after.pos_ in ("VERB", "AUX", "ADP", "CCONJ")


def _describes(doc: Doc, head: int, name: Name) -> bool:
    """Whether an office before a comma is that of the name after it; in the plural, if the parse joins them.

    Not "According to *diplomats*, Ana Quill and Eva Roe agreed".
    """
    root = doc[name.begin : name.end + 1].root
    return not is_plural_head(doc[head]) or (root.dep_ in ("appos", "conj") and root.head.i < root.i)


def titles_after(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Jane Doe, the Russian foreign minister", "Jane Doe, spokeswoman of X and former envoy"."""
    doc, i = reading.doc, name.end + 1
    if i + 2 < len(doc) and doc[i].lower_ in ("himself", "herself"):
        i += 1
    if i + 2 < len(doc) and doc[i].lower_ == "of" and (state := reading.by_token.get(i + 1)) is not None:
        i += 1  # "President Jane Doe *of Mali*, the union's chairwoman"
        while reading.by_token.get(i) is state:
            i += 1
        if doc[i + 1 : i + 2].text.lower() in ("its", "their"):
            return
    if i + 2 >= len(doc) or not (doc[i].text in (",", "(", "—", "–") or _appointed(doc, name, i)):
        return
    if doc[i].text == "(" and (closing := _party_end(doc, i)):  # "Senator Jane Doe (D-Maine), the chairwoman"
        i = closing
    i += 1
    if doc[i].lower_ == "in" and doc[i + 2 : i + 4].text.lower() == "capacity as":
        i += 4  # "Jane Doe, *in her capacity as* chairwoman"
    if doc[i].like_num and i + 2 < len(doc) and doc[i + 1].text == ",":
        i += 2
    was = False
    if i + 1 < len(doc) and doc[i].lower_ == "who" and doc[i + 1].lemma_ == "be":
        was = doc[i + 1].lower_ == "was"
        i += 2
    if doc[i : i + 2].text.lower() == "one of":  # "one of the leaders of the delegation"
        i += 2
    if i + 1 < len(doc) and doc[i].lower_ in ("himself", "herself"):  # "Jane Doe, *herself* a former envoy"
        i += 1
    until = i < len(doc) and doc[i].lower_ == "until"  # "Jane Doe, *until* last week the Peruvian envoy"
    if i >= len(doc) or (
        not until and doc[i].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "ADV", "PRON", "NUM")
    ):
        return
    if doc[i].text in ("and", "or", "but"):
        return
    stop = apposition_stop(reading, i)
    if doc[stop].dep_ == "nsubj" and doc[stop].head.i > stop:  # "in talks with Jane Doe, the minister said"
        return
    named = stop + 2 < len(doc) and doc[stop + 1].text == "," and person_at(reading, stop + 2)
    if named and doc[i].tag_ == "PRP$" and doc[i].lower_ not in ("his", "her"):
        return  # "in a letter to Jane Doe, *its chairman*, Ali Quill, said"
    over = doc[i].lower_ in words("role")["former"]  # "*then* the Dutch minister"
    for title in _titles_in(reading, i, stop):
        officer = doc[title.head]
        if officer.dep_ == "nsubj" and officer.head.i == stop + 1:
            return  # "will meet Jane Doe, an *official* of the ministry said"
        then = was and title.end + 1 < len(doc) and doc[title.end + 1].lower_ in ("when", "before")
        yield replace(title, former=title.former or until or then or (over and doc[i].pos_ == "ADV"))
    yield from _in_a_second(reading, stop)


def _in_a_second(reading: Reading, stop: int) -> Iterator[Title]:
    """The office of one more apposition: "Jane Doe, envoy to Mali, *former president of Peru*, said so"."""
    doc, i = reading.doc, stop + 2
    if i + 1 >= len(doc) or doc[stop + 1].text != ",":
        return
    first = doc[i + 1] if doc[i].lower_ in ("a", "an", "the") else doc[i]
    if first.lower_ not in words("role")["former"] or first.lower_ == "then":
        return
    end = apposition_stop(reading, i)
    closed = end + 1 >= len(doc) or doc[end + 1].is_punct or doc[end + 1].is_space
    if closed and not person_at(reading, end + 2):
        yield from _titles_in(reading, i, end)


def _party_end(doc: Doc, i: int) -> int | None:
    """The comma after the parentheses with somebody's party, if an apposition may follow it."""
    end = next((k for k in range(i, min(i + 8, len(doc) - 3)) if doc[k].text == ")"), None)
    told = end is None or any(is_head(token) for token in doc[i:end])
    return None if told or end is None or doc[end + 1].text != "," else end + 1


def _appointed(doc: Doc, name: Name, i: int) -> bool:
    """Whether "as" after a name tells an office: "named Jane Doe as envoy", "with Jane Doe as envoy"."""
    head = doc[name.begin : name.end + 1].root.head
    if doc[i].lower_ != "as" or any(each.tag_ == "MD" for each in head.children):
        return False  # "would name Jane Doe as envoy"
    return head.lemma_ in words("role")["named"] or head.lower_ == "with"


def apposition_stop(reading: Reading, begin: int) -> int:
    """The last token of the apposition that begins at `begin`: before a mark or a finite verb."""
    doc = reading.doc
    i = begin
    while i < min(len(doc), begin + 25):
        if is_break(doc, i) or doc[i].tag_ in FINITE:
            break
        i += 1
    return i - 1


def _titles_in(reading: Reading, begin: int, stop: int) -> Iterator[Title]:
    """The titles of a noun phrase: one, or several coordinated; none if it is the title of the next name."""
    doc, i, told = reading.doc, begin, begin - 1
    while i <= stop:
        token = doc[i]
        if (
            token.lower_ in LINKS
            or (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod")
            or token.tag_ == "PRP"
        ):
            return
        if not is_head(token) or goes_on(reading, i, stop):
            i += 1
            continue
        last = _before_next(doc, i, stop)
        title = title_around(reading, i, last)
        if title is not None and (mark := _owned_by(reading, i + 1, stop)):
            i = mark + 1
            continue
        if title is None or title.reach < told or person_at(reading, title.end + 1):
            return
        yield title
        told, i = title.end, last + 2


def _owned_by(reading: Reading, begin: int, stop: int) -> int | None:
    """The possessive mark of a person whose title only tells whose office follows: "President *Quill's*
    envoy"."""
    mark, doc = begin, reading.doc
    seat = mark < stop and doc[mark].lower_ == "of"  # "the Archbishop *of Lima's* envoy"
    while mark < stop and (mark in reading.by_token or (seat and doc[mark].lower_ in ("of", "the"))):
        mark += 1
    owned = begin < mark < stop and doc[mark].text in POSSESSIVE and _opens_office(doc, mark + 1, stop)
    return mark if owned and (seat or person_at(reading, begin)) else None


def _opens_office(doc: Doc, begin: int, stop: int) -> bool:
    """Whether nothing but words of an office stands before its noun."""
    lists = words("role")
    telling = lists["narrowing"] | lists["portfolios"] | lists["passing"] | lists["former"]
    while begin < stop and doc[begin].lower_ in telling and not is_head(doc[begin]):
        begin += 1
    return is_head(doc[begin])


def goes_on(reading: Reading, i: int, stop: int) -> bool:
    """Whether a head noun is only the start of a longer title: "cabinet secretary", "president and CEO", "the
    *president's* envoy"."""
    doc = reading.doc
    if _sends(doc, i, stop):
        return True
    if i >= stop or doc[i + 1].lower_ in AFTER_HEAD:
        return False
    if doc[i + 1].text == "and" and i + 2 <= stop and is_head(doc[i + 2]) and doc[i + 2].is_upper:
        return True
    if doc[i].lower_ == "chief" and i + 1 in reading.by_token and _is_over_head(doc, i, stop):
        return True  # "the chief Peruvian negotiator"
    return is_head(doc[i + 1]) or (
        (doc[i + 1].pos_ in ("NOUN", "PROPN") or doc[i + 1].lower_ in ("prime", "managing", "executive"))
        and narrows(doc[i])
        and i + 1 not in reading.by_token
    )


def _sends(doc: Doc, i: int, stop: int) -> bool:
    """Whether an office owns another one: "the *Secretary-General's* special envoy"."""
    mark = next((k for k in range(i + 1, min(i + 4, stop)) if doc[k].text in POSSESSIVE), stop)
    between = all(doc[k].text == "-" or doc[k].lower_ in AFTER_HEAD for k in range(i + 1, mark))
    return between and any(is_head(doc[k]) for k in range(mark + 1, stop + 1))


def _is_over_head(doc: Doc, chief: int, stop: int) -> bool:
    """Whether "chief" narrows an office behind the name of who has it: "the *chief* U.N. arms inspector"."""
    head = doc[chief].head
    return chief < head.i <= stop and is_head(head) and doc[chief].dep_ in ("amod", "compound", "nmod")


def _before_next(doc: Doc, head: int, stop: int) -> int:
    """Where a title ends at the latest when another one is coordinated with it."""
    for j in range(head + 1, stop):
        if doc[j].lower_ == "and" and any(is_head(doc[k]) for k in range(j + 1, min(stop, j + 6) + 1)):
            return j - 1
    return stop


def titles_of_verbs(reading: Reading, name: Name) -> Iterator[Title]:
    """ "Jane Doe is the prime minister of", "who was named special envoy", "who heads the mission"."""
    for verb, relation in _verbs(reading.doc[name.begin : name.end + 1].root):
        lists = words("role")
        ahead = any(each.tag_ == "MD" for each in verb.children)
        leaves = relation == "dobj" and verb.lemma_ in lists["removed"] & lists["taken"]
        if any(each.dep_ == "neg" for each in verb.children) or (ahead and not leaves):
            continue  # "who would be sworn in as" holds no office yet
        if title := _held(reading, verb, relation) or _led(reading, verb, relation):
            yield replace(title, former=title.former and not ahead)  # "will replace *Jane Doe* as envoy"


def _verbs(root: Token) -> Iterator[tuple[Token, str]]:
    """The verbs that tell something of a name, and how it stands to them; "who" stands for it."""
    yield root.head, root.dep_
    if root.dep_ in ("nmod", "compound") and root.head.dep_ == "oprd":  # "has named *Jane Doe* minister"
        yield root.head.head, "dobj"
    for noun in (root, *children(root, "appos")):
        for verb in children(noun, "relcl"):
            yield from ((verb, each.dep_) for each in verb.children if each.tag_ == "WP")
    for verb in children(root, "acl"):
        if verb.tag_ == "VBN" and verb.lemma_ in words("role")["named"]:  # "Jane Doe, *sworn in* as minister"
            yield verb, "nsubjpass"


def _held(reading: Reading, verb: Token, relation: str) -> Title | None:
    """The office that a verb gives, takes or says is held; over, where somebody served or resigned as it."""
    lists = words("role")
    found: Token | None = None
    if relation == "nsubj" and verb.lemma_ in lists["holds"]:
        found = child(verb, "attr")
    elif relation == "attr" and verb.lemma_ == "be":  # "Mali's new premier *is Jane Doe*"
        found = child(verb, "nsubj")
    elif _is_given(verb, relation) or (relation == "nsubj" and verb.lemma_ in lists["served"]):
        acting = (_as(each) for each in children(verb, "xcomp"))  # "named *to act as* mediator"
        found = _as(verb) or child(verb, "oprd", "attr") or next(filter(None, acting), None) or _post(verb)
    elif relation == "nsubjpass" and verb.lemma_ in lists["raised"]:
        found = next(iter(preposition(verb, "to")), None)
    elif (relation == "nsubj" and verb.lemma_ in lists["taken"]) or _is_left(verb, relation):
        assumed = (
            _as(each) for each in children(verb, "dobj", "npadvmod") if each.lemma_ in lists["assumed"]
        )
        whom = (_as(each) for each in children(verb, "dobj"))  # "replaced Jane Doe *as envoy*"
        found = _as(verb) or next(filter(None, assumed), None) or next(filter(None, whom), None)
    if found is not None and found.i and found.lower_ in AFTER_HEAD and is_head(found.nbor(-1)):
        found = found.nbor(-1)  # "was named *secretary* general"
    if found is None or not is_head(found) or _tells_of_deed(found):
        return None
    title = title_around(reading, found.i, apposition_stop(reading, found.i))
    if title is None:
        return None
    of = title.of or (actors(reading, preposition(verb, "by")) if relation == "nsubjpass" else ())
    of = of or (_naming_state(reading, verb) if relation == "dobj" else ())
    over = _is_left(verb, relation) or (verb.lemma_ in lists["served"] and _is_over(verb))
    return replace(title, of=of, former=title.former or over)


def _naming_state(reading: Reading, verb: Token) -> tuple[ActorKey, ...]:
    """The state that names somebody to an office of its own: "*Peru* has named Jane Doe foreign minister"."""
    keys = actors(reading, children(verb, "nsubj"))
    return keys if keys and all(reading.actors[key].type == "State" for key in keys) else ()


def _post(verb: Token) -> Token | None:
    """The office of a post that one is given: "appointed Jane Doe *to the post of* minister"."""
    posts = (each for each in preposition(verb, "to") if each.lemma_ in words("role")["posts"])
    return next((each for post in posts for each in preposition(post, "of")), None)


def _is_given(verb: Token, relation: str) -> bool:
    """Whether a verb gives a name an office: "was named envoy", not "who *appointed* a judge as envoy"."""
    if verb.lemma_ not in words("role")["named"]:
        return False
    acting = relation == "nsubj" and (verb.lemma_ == "act" or verb.tag_ == "VBN")
    return relation in ("nsubjpass", "dobj") or (acting and child(verb, "dobj") is None)


def _is_left(verb: Token, relation: str) -> bool:
    """Whether somebody leaves an office or is made to: "resigned as", "was sacked as", no "stepped in as"."""
    lists = words("role")
    if relation == "nsubj":
        into = any(each.lower_ == "in" and child(each, "pobj") is None for each in verb.children)
        return verb.lemma_ in lists["left"] and not into
    return relation in ("nsubjpass", "dobj") and verb.lemma_ in lists["removed"]


def _is_over(verb: Token) -> bool:
    """Whether a verb tells of an office in the past, and not of one held since."""
    return verb.tag_ in ("VBD", "VBN") and not preposition(verb, "since")


def _tells_of_deed(head: Token) -> bool:
    """Whether an office is named for what its holder does: "the first president to visit"."""
    return any(each.dep_ == "relcl" or _singles_out(each) for each in head.children)


def _singles_out(token: Token) -> bool:
    """Whether a word tells one holder from others, and not a rank, as in "*first* deputy minister"."""
    return token.lower_ in ("first", "only", "last", "latest") and token.nbor(1).lower_ not in (
        "deputy",
        "vice",
    )


def _led(reading: Reading, verb: Token, relation: str) -> Title | None:
    """What somebody heads: "who *heads the Mali section* of the union", "who *chairs* the council"."""
    led = child(verb, "dobj") if relation == "nsubj" and verb.lemma_ in words("role")["leads"] else None
    if led is None or led.lemma_.lower() in words("things")["encounters"]:  # "who chaired the UN meeting"
        return None
    over = _is_over(verb)
    if led.i in reading.by_token and reading.by_token[led.i].form == "name":
        return Title(verb.i, verb.i, verb.i, served_by(reading, led.left_edge.i, led.i), over, verb.i)
    if led.lemma_ in words("role")["companies"]:
        return None  # "headed the rebel delegation" is no office
    of = actors(reading, preposition(led, "of")) or served_by(reading, verb.i + 1, led.i)
    if not of or all(reading.actors[key].type == "Group" for key in of if not team(reading, of)):
        of = served_by(reading, verb.i + 1, led.i) or of
    owned = any(each.text in POSSESSIVE for each in reading.doc[verb.i + 1 : led.i])
    last = verb.i if owned else led.i  # "who heads the *union's* council" is the union's head
    return Title(verb.i, last, verb.i, team(reading, of) or of, over, verb.i) if of else None


def _as(verb: Token) -> Token | None:
    return next((child(prep, "pobj") for prep in children(verb, "prep") if prep.lower_ == "as"), None)
