"""Pronouns: the subject of a governing clause, else of the sentence before, with number and gender.

After Hobbs, "Resolving pronoun references" (1978), and the salience order of Lappin and Leass, "An algorithm
for pronominal anaphora resolution" (1994), cut down to what a dependency parse gives at no cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Part
from kg.nlp.control import bidden, punished, struck, told
from kg.nlp.places import SUBJECT
from kg.nlp.scene import Scene, Seen
from kg.nlp.tree import Token

Fits = Callable[[tuple[Part, ...]], bool]


def referent(token: Token, scene: Scene, but: tuple[ActorKey, ...] = ()) -> tuple[ActorKey, ...]:
    """Whom "he", "her", "it", "their" stands for, some excepted; empty when nobody fits or the word is
    empty."""
    if token.tag_ in ("WP", "WDT", "WP$"):
        return _antecedent(token, scene)
    fits = _FITS.get(token.lower_)
    if fits is None or _empty(token):
        return ()
    if others := _others(token, scene) | set(but):
        fits = _but_for(others, fits)
    if keys := _spokesperson(token, scene):
        return keys
    if keys := _issuer(token, scene) or _principal(token, fits, scene) or _spoken_for(token, fits, scene):
        return keys
    if keys := _owner(token, fits, scene):
        return keys
    if keys := _ahead(token, fits, scene) or _put_to_it(token, fits, scene) or _done_to(token, fits, scene):
        return keys
    if (asked := bidden(token)) is not None:
        keys = scene.phrase_at(asked) if token.lower_ in _PLURALS else scene.at(asked)
        if keys and fits(tuple(map(scene.part, keys))):
            return keys
        if not keys and any(each.tag_ == "PRP$" for each in asked.children):  # "called on *its* neighbour"
            return ()
    if keys := _judged(token, fits, scene) or _accused(token, fits, scene):
        return keys
    one = told(token, scene) or struck(token, scene) or punished(token, scene)
    if one is not None and (keys := scene.at(one)) and fits(tuple(map(scene.part, keys))):
        return keys
    if (two := _when_they_met(token)) is not None:
        first, second = map(scene.at, two)
        return (*first, *second) if first and second and first != second else ()
    if _is_of_unknown(token, scene):
        return ()
    for seen in scene.governors(token):
        if keys := _fitting(seen, fits, token, scene) or _speaking_body(seen, token, scene):
            return keys
    if keys := _who_met(token, scene):
        return keys
    best: tuple[float, tuple[ActorKey, ...]] = (-99.0, ())
    for seen in scene.before(token, reach=1 if token.lower_ in _THINGS else 3):
        # "Who is against it? *Kinshasa*, above all. Its minister"
        answer = scene.doc[seen.head].dep_ == "ROOT"
        if token.lower_ in _THINGS and not answer and (not seen.subject or _only_reports(seen, token, scene)):
            continue
        if token.lower_ == "it" and token.dep_ == "dobj" and scene.doc[seen.head].conjuncts:
            continue  # "Peru and Chile backed the pact. Others deplored *it*"
        if keys := _fitting(seen, fits, token, scene):
            best = max(best, (_salience(seen, token, scene, keys), keys), key=lambda pair: pair[0])
    return best[1] or _goes_on(token, scene)


def _owner(token: Token, fits: Fits, scene: Scene) -> tuple[ActorKey, ...]:
    """Whose what a clause is told of: "since *Quill's* speech, in which he said"."""
    clause = token.head
    if clause.dep_ != "relcl" or token.dep_ != "nsubj" or token.lower_ not in ("he", "she"):
        return ()
    behind = any(each.tag_ == "WDT" for one in clause.children if one.dep_ == "prep" for each in one.children)
    if not behind and all(each.lower_ != "where" for each in clause.children):
        return ()
    owners = (scene.at(each) for each in clause.head.children if each.dep_ == "poss")
    return next((keys for keys in owners if keys and fits(tuple(map(scene.part, keys)))), ())


def _is_of_unknown(token: Token, scene: Scene) -> bool:
    """Whether something is of an office holder whom nobody names: "the *president* renewed *his* call"."""
    verb = token.head.head
    if token.dep_ != "poss" or token.lower_ not in _PERSONAL or token.head.dep_ != "dobj":
        return False
    subjects = (each for each in verb.children if each.dep_ == "nsubj" and each.i < token.i)
    return any(
        each.lemma_.lower() in words("actors")["office"] and each.tag_ in ("NN", "NNP") and not scene.at(each)
        for each in subjects
    )


def _antecedent(token: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """Whom "who", "which" and "whose" stand for: the noun that the relative clause hangs on, or the person
    whom it tells of: "*Quill*, a Democrat who"."""
    verb = token.head.head if token.tag_ == "WP$" else token.head
    noun = verb.head
    if token.lower_ == "what" or verb.dep_ != "relcl" or noun.i >= token.i:
        return ()
    named = scene.at(noun.head) if noun.dep_ == "appos" else ()
    return named if named and scene.part(named[0]).type == "Person" else scene.at(noun)


def _but_for(others: set[ActorKey], fits: Fits) -> Fits:
    return lambda parts: fits(parts) and others.isdisjoint(part.key for part in parts)


def _others(token: Token, scene: Scene) -> set[ActorKey]:
    """Whom a pronoun cannot stand for: who does something to him, or deals with him, in the same clause.

    "*Quill* asked him", "*Quill* wants him to leave", "in talks with *Quill*, he said", "he met *Quill*".
    """
    verb = token.head
    if token.dep_ == "pobj" and verb.lower_ in _TOWARDS:
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX") or token.dep_ == "poss" or token.lower_.endswith(("self", "selves")):
        return set()
    if token.dep_ == "nsubj":
        if _is_said_in_between(verb, token):
            return set(scene.at(token.doc[token.i - 2]))
        raised = verb.tag_ == "VB" and verb.dep_ in ("ccomp", "xcomp") and not _finite(verb)
        above = _doers(verb.head, scene) if raised else scene.dealt_with(verb)
        return above | named_below(verb, scene) | _askers(verb, scene)
    doers = _doers(verb, scene) if token.dep_ in ("dobj", "dative", "pobj") else set()
    return doers | _served(doers, scene) if token.lower_ in _THINGS else doers


def _is_said_in_between(verb: Token, token: Token) -> bool:
    """Whether it is put between commas, right behind somebody else, who speaks: "Quill, *he said*, had
    gone"."""
    doc, end = token.doc, verb.i + 1
    if verb.i != token.i + 1 or token.i < 2 or end >= len(doc):
        return False
    within = doc[token.i - 1].text == doc[end].text == ","
    return within and verb.lemma_ in words("actors")["say"]


def _askers(verb: Token, scene: Scene) -> set[ActorKey]:
    """Who asked what a verb answers: "asked by *Quill* if it was so, she said no"."""
    asked = (each for each in verb.children if each.dep_ == "advcl" and each.lower_ == "asked")
    agents = (each for clause in asked for each in clause.children if each.dep_ == "agent")
    return {key for by in agents for noun in by.children for key in scene.phrase_at(noun)}


def _served(keys: set[ActorKey], scene: Scene) -> set[ActorKey]:
    """The states and bodies that persons act for: "Peru's envoy accused *it*" is of another."""
    persons = (scene.part(key) for key in keys)
    return {of for part in persons if part.type == "Person" for of in part.of}


_WITH = frozenset({"with", "against"})


def named_below(verb: Token, scene: Scene) -> set[ActorKey]:
    """Whom what a verb says of its subject names: "promised to meet *Quill*", "refused to deal with *Hamas*";
    of states and bodies those that it is done to or with."""
    found: set[ActorKey] = set()
    for child in verb.rights:
        name = scene.by_token.get(child.i)
        done_to = child.dep_ != "pobj" or verb.lower_ in _WITH
        person = name is not None and (name.kind == "Person" or (done_to and name.kind != "Place"))
        if child.dep_ in ("dobj", "dative", "pobj") and name is not None and person:
            found.update(scene.cast_of(name))
        if child.dep_ in ("prep", "xcomp"):
            found |= named_below(child, scene)
    return found


def _finite(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ != "to" for child in verb.children)


def _doers(verb: Token, scene: Scene) -> set[ActorKey]:
    """Who does what a verb says; of a verb without a subject, the object or subject of the one above it.

    Nobody for sure where the parse coordinates forms that differ: "said that they *had gone* and *urged*".
    """
    while True:
        subjects = [each for each in verb.children if each.dep_ in SUBJECT]
        if subjects or verb.dep_ not in ("xcomp", "conj", "advcl") or verb.head.i == verb.i:
            return {key for each in subjects for key in scene.phrase_at(each)}
        if verb.dep_ == "conj" and verb.tag_ != verb.head.tag_:
            return set()
        objects = [each for each in verb.head.children if each.dep_ == "dobj" and verb.dep_ == "xcomp"]
        if objects:
            return {key for each in objects for key in scene.phrase_at(each)}
        verb = verb.head


def _ahead(token: Token, fits: Fits, scene: Scene) -> tuple[ActorKey, ...]:
    """The named subject that a clause set before it already points to: "Asked if *he* would, X said no"."""
    below, verb = token, token.head
    while verb.head.i != verb.i and not (below.i < verb.i and below.dep_ in _FRONTED and verb.pos_ == "VERB"):
        below, verb = verb, verb.head
    if below.dep_ not in _FRONTED or not below.right_edge.i < verb.i:
        return ()
    if token.dep_ == "poss" and below.lower_ == "asked":  # "Asked about her words, the spokesman said"
        return ()
    if any(
        seen.sentence == scene.sentence[token.i] and _fitting(seen, fits, token, scene)
        for seen in scene.seen[-_SEEN:]
    ):
        return ()
    for subject in verb.children:
        if subject.dep_ in SUBJECT and subject.i > below.right_edge.i:
            keys = scene.cast_of(scene.by_token[subject.i]) if subject.i in scene.by_token else ()
            return keys if keys and fits(tuple(scene.part(key) for key in keys)) else ()
    return ()


def _put_to_it(token: Token, fits: Fits, scene: Scene) -> tuple[ActorKey, ...]:
    """Who has to meet a condition, the only one whom it would hit: "will strike Peru unless *it* leaves",
    "will not talk to Peru until *it* leaves"."""
    clause = token.head
    verb = clause.head
    if token.dep_ != "nsubj" or clause.dep_ != "advcl" or clause.i < verb.i:
        return ()
    if not (_is_unmet(clause) or (_is_awaited(clause) and any(map(_holds_back, _up_to_clause(verb))))):
        return ()
    begin = clause.left_edge.i
    hit = [each for each in verb.subtree if each.i < begin and each.dep_ in _HIT and each.head.lower_ != "by"]
    hit = hit if _is_unmet(clause) else [each for each in hit if each.i > verb.i]
    found = {keys for each in hit if (keys := scene.at(each)) and fits(tuple(map(scene.part, keys)))}
    others = [keys for keys in found if _doers(verb, scene).isdisjoint(keys)]
    return others[0] if len(others) == 1 else ()


def _done_to(token: Token, fits: Fits, scene: Scene) -> tuple[ActorKey, ...]:
    """To whom something was done before, by the same subject: "called Quill and urged *him* to go"."""
    verb = token.head
    if token.dep_ != "dobj" or verb.dep_ != "conj" or any(each.dep_ in SUBJECT for each in verb.children):
        return ()
    if any(each.dep_ == "ccomp" for each in verb.head.children):  # of whom that tells
        return ()
    objects = [each for each in verb.head.children if each.dep_ == "dobj" and each.i < verb.i]
    if not objects and verb.lemma_ in words("grammar")["object_control"]:  # "appealed to Peru and urged *it*"
        preps = [each for each in verb.head.children if each.lower_ in ("to", "with") and each.i < verb.i]
        objects = [each for prep in preps for each in prep.children if each.dep_ == "pobj"]
    return next(
        (keys for each in objects if (keys := scene.at(each)) and fits(tuple(map(scene.part, keys)))), ()
    )


def _judged(token: Token, fits: Fits, scene: Scene) -> tuple[ActorKey, ...]:
    """Who is blamed, praised or sacked for what he says: "Quill slammed Roe after *he* called her a liar"."""
    clause, verb = token.head, token.head.head
    lexicon = words("actors")
    if token.dep_ != "nsubj" or clause.dep_ != "advcl" or verb.lemma_ not in lexicon["judging"]:
        return ()
    after = any(each.dep_ == "mark" and each.lower_ == "after" for each in clause.children)
    if not after or clause.i < verb.i or clause.lemma_ not in lexicon["say"]:
        return ()
    preps = (each for each in verb.children if each.dep_ == "prep" and each.i < clause.i)
    judged = (each for head in (verb, *preps) for each in head.children if each.dep_ in ("dobj", "pobj"))
    return next(
        (keys for each in judged if (keys := scene.at(each)) and fits(tuple(map(scene.part, keys)))), ()
    )


def _accused(token: Token, fits: Fits, scene: Scene) -> tuple[ActorKey, ...]:
    """Who denies what another accuses him of: "Quill accused Roe of theft, a charge *he* denied"; so in the
    sentence after: "*He* denied the charge"."""
    deny, lists = token.head, words("factuality")
    if token.dep_ != "nsubj" or deny.lemma_ not in lists["refuting"]:
        return ()
    told = _charged_in(deny.head) if deny.dep_ == "relcl" and deny.head.lemma_ in lists["claims"] else ()
    if keys := next(filter(None, map(scene.at, told)), ()):
        return keys if fits(tuple(map(scene.part, keys))) else ()
    charge = deny
    while charge.dep_ != "ROOT" and charge.lemma_ not in lists["charging"]:
        charge = charge.head
    if charge.lemma_ not in lists["charging"] and deny.dep_ == "ROOT":
        claims = (each for each in deny.children if each.dep_ == "dobj" and each.lemma_ in lists["claims"])
        before = token.doc[token.sent.start - 1] if token.sent.start and any(claims) else token
        charge = before.sent.root if before.sent.root.i < token.sent.start else charge
    if charge.lemma_ not in lists["charging"] or not charge.i < token.i:
        return ()
    accused = (each for each in charge.children if each.dep_ in ("dobj", "nsubjpass"))
    return next(
        (keys for each in accused if (keys := scene.at(each)) and fits(tuple(map(scene.part, keys)))), ()
    )


def _charged_in(charge: Token) -> Iterator[Token]:
    """Of whom the clause tells that a charge sums up: "over allegations that *Chad* lied, a charge"."""
    doc, start = charge.doc, charge.left_edge.i
    if start < 2 or doc[start - 1].text != ",":
        return
    clause = doc[start - 2]
    while clause.head is not clause and clause.dep_ not in ("acl", "ccomp"):
        clause = clause.head
    if clause.dep_ in ("acl", "ccomp"):
        yield from (each for each in clause.children if each.dep_ in SUBJECT)


def _who_met(token: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """The two of whom the sentence before tells that they met: "Quill met Roe. *They* agreed"."""
    if token.lower_ != "they":
        return ()
    for seen in scene.before(token, reach=1):
        if seen.main and len(seen.keys) == 1 and scene.is_last_told(seen, token):
            met = next(_met(scene.doc[seen.head].head), None)
            other = scene.at(met) if met is not None else ()
            both = (*seen.keys, *other) if len(other) == 1 and other != seen.keys else ()
            if met is None or not all(_is_single(scene.part(key)) for key in both):
                return ()
            return () if _tells_of_others(met, token, scene) else both
    return ()


def _when_they_met(token: Token) -> tuple[Token, Token] | None:
    """The two of whom a clause tells that they met, the subject and whom he dealt with: "*Quill* raised it
    with *Roe* when they spoke", "*Quill* told *Roe* so before they met"."""
    clause, verb = token.head, token.head.head
    lexicon = words("actors")
    if token.lower_ != "they" or clause.dep_ != "advcl" or clause.i < verb.i:
        return None
    if clause.lemma_ not in lexicon["meeting"] | lexicon["conferring"]:
        return None
    if any(each.dep_ in _OBJECTS or each.lower_ == "with" for each in clause.children):
        return None
    subjects = [each for each in verb.children if each.dep_ in SUBJECT and each.i < verb.i]
    preps = [each for each in verb.children if each.lower_ in ("with", "to") and each.i < clause.i]
    objects = [each for each in verb.children if each.dep_ in _OBJECTS]
    preps += [prep for each in objects for prep in each.children if prep.lower_ in ("with", "to")]
    whom = [each for prep in preps for each in prep.children if each.dep_ == "pobj"]
    whom = [each for each in (*whom, *objects) if each.tag_ == "NNP" or each.lower_ in ("him", "her")]
    if not subjects or subjects[0].tag_ not in _SINGULAR or not whom:
        return None
    return subjects[0], whom[0]


def _tells_of_others(met: Token, token: Token, scene: Scene) -> bool:
    """Whether "they" may be others, told of behind whom one met: "met Quill on the *rebels*. They fled"."""
    if token.head.lemma_ in words("actors")["jointly"]:
        return False
    behind = (seen for seen in scene.seen if seen.head > met.i and seen.sentence == scene.sentence[met.i])
    return any(_several(tuple(map(scene.part, seen.keys))) for seen in behind)


def _met(verb: Token) -> Iterator[Token]:
    """Whom the subject of a verb meets: "met *Quill*", "held talks with *Quill*", "spoke after talks with
    *Quill*"."""
    lexicon = words("actors")
    if verb.lemma_ in lexicon["meeting"]:
        yield from (each for each in verb.children if each.dep_ == "dobj")
    events = [each for each in verb.children if each.dep_ == "dobj" and _is_encounter(each)]
    preps = (each for each in verb.children if each.dep_ == "prep" and each.lower_ in _AT_TALKS)
    events += [noun for prep in preps for noun in prep.children if _is_encounter(noun)]
    events += [verb] if verb.lemma_ in lexicon["meeting"] | lexicon["conferring"] else []
    for event in events:
        for prep in event.children:
            if prep.lower_ == "with":
                yield from (each for each in prep.children if each.dep_ == "pobj")


def _is_encounter(noun: Token) -> bool:
    return noun.lemma_.lower() in words("things")["encounters"]


def _is_single(part: Part) -> bool:
    return part.type in ("Person", "State", "Organization") and not part.plural


def _is_unmet(clause: Token) -> bool:
    """Whether a clause tells what is not to go undone: "unless it leaves", "if it does not leave"."""
    marks = {each.lower_ for each in clause.children if each.dep_ == "mark"}
    negated = any(each.dep_ == "neg" for each in clause.children)
    return "unless" in marks or ("if" in marks and negated)


def _is_awaited(clause: Token) -> bool:
    """Whether a clause tells what others are to do first: "until it *leaves*", not "until it *knows*"."""
    opened = any(each.dep_ == "mark" and each.lower_ == "until" for each in clause.children)
    return opened and clause.lemma_ not in words("actors")["getting_ready"]


def _up_to_clause(verb: Token) -> Iterator[Token]:
    """A verb and those above it that it only goes on: "*refused* to *hold* talks"."""
    yield verb
    while verb.dep_ == "xcomp":
        verb = verb.head
        yield verb


def _holds_back(verb: Token) -> bool:
    """Whether somebody does not do what a verb tells: "will *not* talk", "*refuses* to talk", "no talks"."""
    return verb.lemma_ in words("grammar")["withholding"] or any(
        each.dep_ == "neg" or (each.dep_ == "prt" and verb.lemma_ == "rule") for each in verb.children
    )


def _issuer(token: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """Who issued the statement that "it said" goes on with, when that spoke last."""
    lexicon = words("actors")
    if token.lower_ != "it" or token.dep_ != "nsubj" or token.head.lemma_ not in lexicon["say"]:
        return ()
    last = scene.last_report(token)
    if last is None or scene.doc[last.head].lemma_ not in lexicon["voice"] or scene.apart(last, token) > 2:
        return ()
    return last.keys


def _spokesperson(token: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """Who spoke last and is told of so that nobody knows if it is a he or a she: "A spokesperson for Peru
    refused. 'It was late,' *they* added"."""
    lexicon = words("actors")
    if token.lower_ != "they" or token.dep_ != "nsubj" or token.head.lemma_ not in lexicon["say"]:
        return ()
    last = scene.last_report(token)
    if last is None or len(last.keys) != 1 or scene.apart(last, token) > 1:
        return ()
    noun = scene.doc[last.head]
    alone = noun.lower_ == "they" or (noun.tag_ == "NN" and noun.lemma_.lower() in lexicon["he_or_she"])
    return last.keys if alone and scene.part(last.keys[0]).type == "Person" else ()


def _goes_on(token: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """Who said so in a statement that "it said" goes on with, or the single group that spoke last."""
    last = scene.last_report(token) if token.lower_ == "it" and token.dep_ == "nsubj" else None
    if last is None or token.head.lemma_ not in words("actors")["say"] or scene.apart(last, token) > 2:
        return ()
    noun = scene.doc[last.head]
    papers = (each.lemma_ for prep in noun.head.children if prep.lower_ == "in" for each in prep.children)
    wrote = not words("actors")["voice"].isdisjoint(papers)
    return last.keys if wrote or (last.form == "group" and noun.tag_ == "NN") else ()


def _principal(token: Token, fits: Fits, scene: Scene) -> tuple[ActorKey, ...]:
    """The subject of what an aide says, where that comes first: "Doe regretted it, said *his* spokesman"."""
    aide, verb = token.head, token.head.head
    lexicon = words("actors")
    if token.dep_ != "poss" or aide.lemma_ not in lexicon["aide"] or verb.lemma_ not in lexicon["say"]:
        return ()
    subjects = (
        each
        for clause in verb.children
        if clause.dep_ == "ccomp" and clause.i < aide.i
        for each in clause.children
        if each.dep_ in SUBJECT
    )
    return next(
        (keys for each in subjects if (keys := scene.at(each)) and fits(tuple(map(scene.part, keys)))), ()
    )


def _spoken_for(token: Token, fits: Fits, scene: Scene) -> tuple[ActorKey, ...]:
    """Of whom a person's spokesman tells: "Doe's spokesman, Ali Quill, said that *he* would go"."""
    clause = token.head
    verb = clause.head
    if token.dep_ != "nsubj" or clause.dep_ != "ccomp" or verb.lemma_ not in words("actors")["say"]:
        return ()
    for subject in verb.children:
        if subject.dep_ in SUBJECT and subject.lemma_ in words("actors")["spokesman"]:
            owners = [each for each in subject.children if each.dep_ == "poss"]
            keys = scene.at(owners[0]) if owners else ()
            return keys if keys and fits(tuple(map(scene.part, keys))) else ()
    return ()


def _salience(seen: Seen, token: Token, scene: Scene, keys: tuple[ActorKey, ...]) -> float:
    """How much a mention suggests itself; the weights were fitted to who speaks in annotated articles."""
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in words("actors")["say"]
    distance = scene.sentence[token.i] - seen.sentence
    value = -_STEP * (scene.told_since(seen, token) + distance) / 2 + _SUBJECT * seen.subject
    if not (distance or speaks):
        value += _SAME
    if seen.main and distance and scene.is_last_told(seen, token):
        value += _TOPIC
    if distance and _owns_subject(seen, scene):
        value += _OWNER
    if speaks and _is_told_of(seen, token, scene):
        value -= _TOLD_OF
    if seen.keys == scene.last_speaker(token):
        value += _LAST_SPEAKER
    if speaks and seen.speaks:
        value += _SPEAKER
        if seen.keys == scene.last_speaker(token) and _trails(seen, token, scene):
            value += _TRAILED
    if seen.head in scene.quoted and token.i not in scene.quoted:
        value -= _QUOTED
    if speaks and not distance and _leads_to(seen, token, scene):
        value += _LEADS
    if token.lower_ in _WOMEN and scene.part(keys[0]).gender == "female":
        value += _WOMAN
    return value


def _trails(seen: Seen, token: Token, scene: Scene) -> bool:
    """Whether a paragraph goes on with what somebody said, in no quotation marks: "Quill said the talks had
    failed. Roe had lied, *he* said"."""
    told = next((each for each in token.head.children if each.dep_ == "ccomp"), None)
    if told is None or not told.right_edge.i < token.i or told.i in scene.quoted:
        return False
    return not any("\n" in each.text for each in scene.doc[seen.end : token.i])


def _owns_subject(seen: Seen, scene: Scene) -> bool:
    """Whether a mention owns what a sentence is about: "*Peru and Chile's* talks covered trade"; not one's
    equal, who is a subject of his own."""
    head = scene.doc[seen.head]
    subject = scene.doc[head.i + 1 : head.head.i + 1]
    if head.dep_ != "poss" or any(each.lemma_ in words("actors")["equal"] for each in subject):
        return False
    return head.head.dep_ in SUBJECT and head.head.head.dep_ == "ROOT"


def _is_told_of(seen: Seen, token: Token, scene: Scene) -> bool:
    """Whether somebody is named in the words that the pronoun says: he says them of another."""
    clauses = [each for each in token.head.children if each.dep_ == "ccomp"]
    return bool(clauses) and any(
        each.form == "name"
        and each.keys == seen.keys
        and clauses[-1].left_edge.i <= each.head <= clauses[-1].right_edge.i
        for each in scene.seen[-_SEEN:]
    )


def _leads_to(seen: Seen, token: Token, scene: Scene) -> bool:
    """Whether a colon leads from a clause about somebody to his words: "X disagreed: 'No,' *he* said"."""
    verb = scene.doc[seen.head].head
    colon = next((i for i in range(seen.end, token.i) if scene.doc[i].text == ":"), None)
    return seen.subject and verb.pos_ == "VERB" and colon is not None and colon + 2 in scene.quoted


def _fitting(seen: Seen, fits: Fits, token: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """The actors of a mention if they fit; with its coordinated partners when a plural is sought."""
    head = scene.doc[seen.head]
    demonym = seen.form == "demonym"
    people = demonym and head.tag_ in ("NNPS", "NNS") and token.lower_ in _PLURALS
    if seen.start <= token.i < seen.end or (demonym and not people):
        return ()
    together = scene.phrase_at(head) if token.lower_ in _PLURALS else seen.keys
    if together and (people or fits(tuple(scene.part(key) for key in together))):
        return together
    return ()


def _speaking_body(seen: Seen, token: Token, scene: Scene) -> tuple[ActorKey, ...]:
    """The organisation that says what "they" will do: "the league said *they* would march".

    Not one of states, which says what its members will do.
    """
    said = len(seen.keys) == 1 and seen.speaks and token.dep_ == "nsubj" and token.lower_ in _PLURALS
    if not said or scene.part(seen.keys[0]).type != "Organization":
        return ()
    return () if _sector(seen, scene) == "intergovernmental" else seen.keys


def _only_reports(seen: Seen, token: Token, scene: Scene) -> bool:
    """Whether a mention is of reporters, who are spoken to and do little but say things."""
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in words("actors")["say"]
    return not speaks and _sector(seen, scene) == "media"


def _sector(seen: Seen, scene: Scene) -> str | None:
    """Of what sector the world knows an actor to be."""
    entry = scene.part(seen.keys[0]).entry
    return entry.sector if entry is not None else None


def _man(parts: tuple[Part, ...]) -> bool:
    return len(parts) == 1 and parts[0].type == "Person" and parts[0].gender != "female"


def _woman(parts: tuple[Part, ...]) -> bool:
    return len(parts) == 1 and parts[0].type == "Person" and parts[0].gender != "male"


def _thing(parts: tuple[Part, ...]) -> bool:
    return len(parts) == 1 and parts[0].type in ("State", "Organization")


def _several(parts: tuple[Part, ...]) -> bool:
    return len(parts) > 1 or parts[0].plural or parts[0].type == "Group"


_FITS: dict[str, Fits] = {
    **dict.fromkeys(("he", "him", "his", "himself"), _man),
    **dict.fromkeys(("she", "her", "hers", "herself"), _woman),
    **dict.fromkeys(("it", "its", "itself"), _thing),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), _several),
}
_PLURALS = frozenset({"they", "them", "their", "theirs", "themselves"})
_WOMEN = frozenset({"she", "her", "hers", "herself"})
_TOWARDS = frozenset({"to", "with", "against", "by", "for"})
_AT_TALKS = frozenset({"after", "following", "during", "before", "in", "at"})
_SEEN = 12  # mentions before a pronoun that may stand in its sentence
_HIT = frozenset({"dobj", "dative", "pobj", "poss"})
_FRONTED = frozenset({"advcl", "prep"})
_OBJECTS = frozenset({"dobj", "dative"})
_SINGULAR = frozenset({"NN", "NNP", "PRP"})
_STEP = 1.1  # what a sentence of distance costs
_SUBJECT = 0.2
_SAME = 1.0  # of a mention in the same sentence, for a pronoun that does not speak
_TOPIC = 1.8  # main subject of the last sentence that the article itself tells
_LAST_SPEAKER = 1.1
_SPEAKER = 0.6  # of a mention that speaks, for a pronoun that speaks
_TRAILED = 2.0  # of who spoke last, for a pronoun that speaks behind words reported freely
_OWNER = 1.5  # of whom the subject of a sentence before belongs to
_TOLD_OF = 3.0  # what being named in the words said costs
_LEADS = 4.0  # of whom a colon gives the word to
_QUOTED = 1.6  # what standing within quotation marks costs, for a pronoun outside
_WOMAN = 2.0
_PERSONAL = frozenset({"his", "her"})
_THINGS = frozenset({"it", "its", "itself"})


def _empty(token: Token) -> bool:
    """Whether "it" points nowhere: "it is clear that", "it seems", "to go *it* alone"."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl" or (token.dep_ == "dobj" and verb.lemma_ == "go"):
        return True
    if any(
        child.dep_ == "acomp" and child.lower_ in words("grammar")["of_somebody"] for child in verb.children
    ):
        return False
    clause = any(child.dep_ in ("ccomp", "csubj", "xcomp", "advcl", "acomp") for child in verb.children)
    return (
        token.dep_ in ("nsubj", "nsubjpass")
        and verb.lemma_ in ("be", "seem", "appear", "take", "happen", "remain", "become")
        and clause
    )
