"""Who speaks: from the verb or noun that reports to the actors behind its subject."""

from __future__ import annotations

from kg.extract.cues import (
    FINITE,
    VERBAL,
    fronted_subject,
    has_subject,
    is_as_saying,
    is_cue,
    is_document,
    is_mood,
    loose_subject,
    misplaced_subject,
    voicer,
)
from kg.extract.slots import (
    OBJECTS,
    actors,
    actors_of,
    child,
    children,
    coordinated,
    doers,
    governors,
    is_infinitive,
    nominal_doers,
    paper_meant,
    preposition,
    surface_subjects,
    upwards,
)
from kg.gazetteer import gazetteer
from kg.lexicon import words
from kg.model import Actor, ActorKey
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

BACK, AHEAD = 150, 60  # tokens in which to look for who issued a document
_SOON = 7  # tokens behind a verb in which it is told whom a paper cites
_STEM = 4  # letters that a verb and the noun made of it share at least


def is_medium(actor: Actor) -> bool:
    """Whether an actor is a newspaper, an agency, a broadcaster: by the gazetteer or by its own name."""
    entry = gazetteer().entries.get(actor.known) if actor.known else None
    if entry is not None:
        return entry.sector == "media"
    named = actor.label.lower().split()
    lists = words("actors")
    telling = named[-1] in lists["press"]
    if len(named) > 1 and named[-1] in lists["airs"] and named[-2] in lists["airing"]:  # "Quill *TV channel*"
        telling = True
    return actor.type == "Organization" and telling


def speakers(reading: Reading, cue: Token) -> tuple[ActorKey, ...]:
    """Who speaks: the doers of the cue; a document speaks for whoever issued it, and where a paper or a
    station cites somebody, he does."""
    found = _doers(reading, cue)
    if cue.pos_ not in VERBAL or not found or not all(is_medium(reading.actors[key]) for key in found):
        return found
    return _cited(reading, cue) or found


def _cited(reading: Reading, cue: Token) -> tuple[ActorKey, ...]:
    """Whom a paper cites where it tells something: "the daily, *citing officials*, said that P"."""
    sent = cue.sent
    for i in range(sent.start, min(sent.end, cue.i + _SOON)):
        token = cue.doc[i]
        opened = i == sent.start or token.nbor(-1).text == ","
        if token.lower_ not in words("grammar")["citing"] or not opened:
            continue
        if any(each.pos_ in VERBAL and is_cue(each, "say", "tell") for each in _between(token, cue)):
            continue
        return _named(reading, [one for each in children(token, *OBJECTS) for one in coordinated(each)])
    return ()


def _between(first: Token, second: Token) -> tuple[Token, ...]:
    """The tokens between two, whichever comes first."""
    begin, end = sorted((first.i, second.i))
    return first.doc.tokens[begin + 1 : end]


def _doers(reading: Reading, cue: Token) -> tuple[ActorKey, ...]:
    """Who speaks by the cue itself."""
    if cue.lower_ == "according":
        return _named(reading, preposition(cue, "to")[:1])
    if is_mood(cue):
        return _named(reading, surface_subjects(cue))
    if cue.dep_ == "prep":  # "*in* the words of X"
        words_of = children(cue, "pobj")
        owners = [
            each for noun in words_of[:1] for each in (*children(noun, "poss"), *preposition(noun, "of"))
        ]
        return _named(reading, owners) or (_of_noun(reading, words_of[0]) if words_of else ())
    if cue.pos_ not in VERBAL:
        carried = cue.dep_ in OBJECTS and cue.head.pos_ in VERBAL and not children(cue, "poss")
        first = _first_of_chain(cue.head) if carried else cue
        if carried and first != cue.head:
            return _named(reading, doers(first))
        verb = voicer(cue)
        return (verb is not None and _named(reading, doers(verb))) or _of_noun(reading, cue)
    if cue.lemma_ == "quote" or is_as_saying(cue):  # "was quoted as saying", "the daily cited him as saying"
        return _named(
            reading, [each for kid in children(cue, "nsubjpass", *OBJECTS) for each in coordinated(kid)]
        )
    if cue.dep_ == "amod":  # "*Added* Senator Quill: 'P'"
        noun = next(each for each in upwards(cue.head) if each.dep_ != "compound")
        return _named(reading, [noun])
    if named := _right_before(reading, cue):
        return named
    cue = _first_of_chain(_outer(cue))
    told = misplaced_subject(cue) or fronted_subject(cue)
    heads = [each for each in _apposed(cue) or doers(cue) if each != told]
    if (
        not is_cue(cue, "tell")
        and (cue.i == cue.sent.start or cue.nbor(-1).text == "," or cue.nbor(-1).is_quote)
        and child(cue, "nsubj", "nsubjpass") is None
        and cue.tag_ == "VBD"
    ):
        heads = children(cue, *OBJECTS) or heads  # "P, reported the agency", "Added the agency: 'P'"
    if not heads:
        begin = loose_subject(cue)
        nouns = [token for token in cue.doc[begin : cue.i] if token.pos_ in ("NOUN", "PROPN", "PRON")]
        heads = ([token for token in nouns if token.i in reading.by_token] or nouns)[-1:]
    found = _named(reading, heads)
    if not found and len(heads) == 1 and (paper := paper_meant(heads[0])) is not None:
        return _of_noun(reading, paper)
    if (
        not found and cue.tag_ == "VBG"
    ):  # "Kerry stressed the break would hurt, saying": hung on the wrong verb
        for verb in governors(cue):
            if (
                verb.pos_ in VERBAL
                and verb.lemma_ != "quote"
                and verb.dep_ in ("ROOT", "conj", "ccomp", "advcl")
                and (found := _named(reading, doers(verb)))
            ):
                return found
        return _before(reading, cue)
    return found


def _outer(cue: Token) -> Token:
    """The verb whose subject goes on to speak: "*X* said that Y would not yield, *saying* that", though the
    parse hangs the participle on what Y will do."""
    below = cue.head
    trails = cue.tag_ == "VBG" and cue.dep_ == "advcl" and cue.i > below.i and cue.nbor(-1).text == ","
    if not trails or below.dep_ != "ccomp" or not is_cue(below.head, "say", "tell"):
        return cue
    return below.head if any(each.tag_ == "MD" for each in children(below, "aux")) else cue


def _of_noun(reading: Reading, noun: Token) -> tuple[ActorKey, ...]:
    """Whose words a noun names: "*Peru's* claim that", "the view *of critics* that"."""
    owners = (nominal_doers(noun), preposition(noun, "of"))
    return next((found for each in owners if (found := _named(reading, each))), ())


def _before(reading: Reading, cue: Token) -> tuple[ActorKey, ...]:
    """Who does what the clause before a participle tells: "as *X* dismissed it, calling it a ruse"."""
    if not cue.i or cue.nbor(-1).text != ",":
        return ()
    for verb in reversed(cue.doc[cue.sent.start : cue.i]):
        if verb.pos_ in VERBAL and has_subject(verb) and not is_infinitive(verb):
            return _named(reading, doers(verb))
    return ()


def _named(reading: Reading, heads: list[Token]) -> tuple[ActorKey, ...]:
    """The actors whom several heads stand for, each once."""
    return tuple(dict.fromkeys(key for each in heads for key in speaker_of(reading, each)))


def _right_before(reading: Reading, cue: Token) -> tuple[ActorKey, ...]:
    """Whom a name right before a verb without a subject stands for: "the lead Jane Doe said"."""
    if has_subject(cue) or cue.tag_ not in FINITE or not cue.i or cue.dep_ in ("relcl", "ROOT"):
        return ()
    before = cue.nbor(-1)
    mention = reading.by_token.get(before.i)
    named = mention is not None and mention.form == "name" and before.dep_ != "pobj"
    return mention.actors if mention is not None and named and before.pos_ == "PROPN" else ()


def _apposed(cue: Token) -> list[Token]:
    """The name between commas right before a verb whose parse has no subject: "the host, Oman, has said"."""
    if has_subject(cue) or cue.tag_ not in FINITE | {"VBN"}:
        return []
    at = cue.i - 1
    while at > 0 and cue.doc[at].head.i == cue.i and cue.doc[at].dep_ in ("aux", "advmod"):
        at -= 1
    name = cue.doc[at - 1] if at > 0 and cue.doc[at].text == "," else None
    return [name] if name is not None and name.dep_ == "appos" and name.pos_ == "PROPN" else []


def _first_of_chain(cue: Token) -> Token:
    """The cue whose subject speaks: "he said P but warned that Q" may hang "warned" on P's verb.

    Not one behind it: "*he* met Q and said P, the agency reported".
    """
    if cue.dep_ != "conj" or any(each.dep_ in ("nsubj", "nsubjpass", "aux") for each in cue.children):
        return cue
    head = cue.head
    for _ in range(6):
        if head.pos_ not in VERBAL or is_cue(head, "say", "tell", "promise"):
            return cue
        if (
            head.dep_ == "ccomp"
            and is_cue(head.head, "say", "tell", "promise")
            and head.head.tag_ == cue.tag_
            and head.head.i < cue.i
        ):
            return head.head
        if head.dep_ != "conj":
            return cue
        head = head.head
    return cue


def speaker_of(reading: Reading, token: Token) -> tuple[ActorKey, ...]:
    """Whom the phrase headed by `token` stands for as a speaker: a document, for whoever issued it."""
    if token.lower_ in words("actors")["calendar"]:  # "the agency *Friday* reported": the parse heads it so
        return _named(reading, children(token, "compound"))
    if not is_document(token):
        return actors_of(reading, token)
    return _author(reading, token) or _issuer(reading, token) or actors_of(reading, token)


def _author(reading: Reading, document: Token) -> tuple[ActorKey, ...]:
    """Whom the phrase itself calls the author of a document, not who saw or got it."""
    heard = words("grammar")["hearing"]
    owners = [
        *(
            each
            for each in nominal_doers(document)
            if each.head.head.lemma_ not in heard or each.head.dep_ != "agent"
        ),
        *(
            each
            for clause in children(document, "acl")
            if clause.lemma_ not in heard
            for each in preposition(clause, "by")
        ),
        *preposition(document, "from", "by", "of"),
        *children(document, "compound", "amod"),
    ]
    aired = any(each.lemma_ in words("grammar")["airing"] for each in children(document, "acl"))
    return next(
        (
            found
            for each in owners
            if (found := _with_others(reading, each))
            and not (aired and all(is_medium(reading.actors[key]) for key in found))
        ),
        (),
    )


def _with_others(reading: Reading, owner: Token) -> tuple[ActorKey, ...]:
    """Whom a noun and those coordinated with it stand for: "a joint statement by *Peru*, Chile and Mali"."""
    return actors(reading, coordinated(owner)) if actors_of(reading, owner) else ()


def _issuer(reading: Reading, document: Token) -> tuple[ActorKey, ...]:
    """Who issued "the statement": who is told to in the sentences before, else in those soon after."""
    tokens, at = reading.doc.tokens, document.i
    for token in (*reversed(tokens[max(0, at - BACK + 1) : at]), *tokens[at + 1 : at + AHEAD]):
        if _says_what(token, document) and (found := actors(reading, doers(token))):
            return found
        if token.lemma_ != document.lemma_ or token.pos_ != "NOUN":
            continue
        if found := _author(reading, token):
            return found
        for verb in governors(token):
            if verb.pos_ in VERBAL and (found := actors(reading, doers(verb))):
                return found
    return ()


def _says_what(verb: Token, document: Token) -> bool:
    """Whether a verb tells who says what a noun names: "Peru *warned* of storms. The *warning* said"."""
    stem = verb.lemma_.removesuffix("e")
    if verb.pos_ != "VERB" or len(stem) < _STEM or not document.lemma_.startswith(stem):
        return False
    return any(each.lower_ in words("actors")["pointing"] for each in children(document, "det"))
