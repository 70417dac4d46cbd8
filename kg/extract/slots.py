"""The shared grammar: who does what a predicate says, to whom, and in which words.

Works on the dependency parse alone (ClearNLP labels, as spaCy's English models give them) plus the mentions
of the `Reading`. Everything climbs or descends the tree once, so the cost is linear in the sentence.

A *surface subject* is what a verb agrees with; a *doer* is who acts: of a passive it is the by-agent, of a
noun ("Moscow's rejection of", "the refusal by X", "US pledges") its possessor, by-phrase or modifier.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice

from kg.lexicon import words
from kg.model import ActorKey, Span
from kg.nlp.reading import Reading
from kg.nlp.tree import Doc, Token, remembered

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
ADPOSITIONS = frozenset({"prep", "dative", "agent", "prt"})
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "relcl", "pcomp", "parataxis"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
REFLEXIVES = frozenset({"itself", "himself", "herself", "themselves"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
PREDICATIVE = frozenset({"acomp", "attr", "oprd"})
QUOTES = "\"“”„«»‘’'`"
EDGE = " \t\n\r,;:.!?–—-()[]…" + QUOTES
PAIRED = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"), ('"', '"'))
PAIRING = re.compile(f"[{re.escape(''.join(mark for pair in PAIRED for mark in pair))}]")
PLURALS = frozenset({"NNS", "NNPS"})
NOUNS = frozenset({"NOUN", "PROPN"})
TENSED = frozenset({"VBD", "VBZ", "VBP"})
OFFICE = 5  # words before a family name in which an office begins: "*Secretary* of State Ana Quill"
TITLED = 3  # words that two offices and a name take at least, before another name
BESIDE = 2  # words behind another at most, with a comma between them
FAR_BEHIND = 16  # words from a group to those of it whom a phrase names
NO_PERSON = frozenset({"GPE", "LOC", "DATE"})
CLOSE = 3  # characters between a stretch and the mark that closes what it opens


def children(token: Token, *deps: str) -> list[Token]:
    """The children of `token` with one of the dependency labels, in order."""
    found = []  # asked for most of all: a loop is twice as fast as a comprehension
    for child in token.children:
        if child.dep_ in deps:
            found.append(child)
    return found


def child(token: Token, *deps: str) -> Token | None:
    """The first child of `token` with one of the dependency labels."""
    for child in token.children:
        if child.dep_ in deps:
            return child
    return None


def opens_with(clause: Token, word: str) -> bool:
    """Whether a conjunction opens a clause: "said *that* he left", "*if* he leaves", "*as* demanded"."""
    return any(each.lower_ == word for each in children(clause, "mark"))


def coordinated(token: Token) -> list[Token]:
    """`token` and what is coordinated with it to its right: "Britain, France and Italy"."""
    found = [token]
    for each in found:
        found.extend(children(each, "conj"))
    if token.pos_ != "PROPN":
        return found
    if len(found) > 1:
        found += _behind_counterpart(token, found)
    elif token.left_edge.i < token.i - TITLED and (first := _officer_before(token)) is not None:
        found.insert(0, first)
    return found


def _behind_counterpart(first: Token, found: list[Token]) -> list[Token]:
    """The name of somebody's counterpart that the parse hangs on himself: "Quill and his Thai counterpart
    *Roe*"."""
    last = found[-1]
    if last.lower_ not in words("role")["counterparts"] or child(last, "appos") is not None:
        return []
    return [
        each for each in children(first, "appos") if last.i < each.i and each.left_edge.i <= last.i + BESIDE
    ]


def _officer_before(token: Token) -> Token | None:
    """Who stands with another under one verb, each with his office, where the parse hangs the first on the
    title or name of the second: "Foreign Minister *Ana Quill* and Defence Minister Ali Roe"."""
    doc, heads = token.doc, words("role")["heads"]
    for above in (token, *children(token, "compound", "nmod")):
        for each in children(above, "nmod"):
            joined = each.i + 1 < above.i and each.pos_ == "PROPN" and each.nbor(1).lower_ == "and"
            if joined and any(doc[i].lower_ in heads for i in range(max(each.i - OFFICE, 0), each.i)):
                behind = any(doc[i].lower_ in heads for i in range(each.i + 2, token.i))
                return each if behind and each.lower_ not in heads else None
    return None


def preposition(token: Token, *lemmas: str) -> list[Token]:
    """The objects of the prepositions `lemmas` under `token`: nouns, gerunds or clauses, in order."""
    found = []
    for prep in token.children:
        if prep.dep_ in ADPOSITIONS and prep.lower_ in lemmas:
            found += children(prep, "pobj", "pcomp")
            for inner in children(prep, "prep"):  # "because of", "out of"
                found += children(inner, "pobj", "pcomp")
    return found


def behind_number(total: Token, name: str) -> list[Token]:
    """What stands after a preposition behind what a number counts: "$9 million in aid to *Chad*"."""
    if total.tag_ != "CD" and not children(total, "nummod"):
        return []
    return [each for thing in preposition(total, "in", "of") for each in preposition(thing, name)]


@remembered
def light_verb(noun: Token) -> Token | None:
    """The verb that carries a noun, and takes its complements too: "*gave* his backing to the plan".

    So does the verb of who gets it: "*won* assurances from X that", or of two words: "*stood by* its threat",
    and a participle: "a demand *made* by X that".
    """
    whole = counting(noun) or noun
    verb, lists = whole.head, words("grammar")
    if noun.pos_ == "NOUN" and whole.dep_ == "pobj":
        return verb.head if f"{verb.head.lemma_} {verb.lower_}" in lists["light_phrases"] else None
    if noun.pos_ == "NOUN" and whole.dep_ == "nsubj" and _is_what_for(verb) and verb.head.i < noun.i:
        return verb.head if verb.head.lemma_ in lists["light_verbs"] else None
    carrying = verb.lemma_ in lists["light_verbs"] or verb.lemma_ in lists["receiving_verbs"]
    if noun.pos_ == "NOUN" and whole.dep_ in OBJECTS and carrying:
        return verb
    if noun.pos_ not in NOUNS:
        return None
    made = (each for each in children(noun, "acl") if each.tag_ == "VBN" and child(each, "agent") is not None)
    return next((each for each in made if each.lemma_ in lists["light_verbs"]), None)


def _is_what_for(verb: Token) -> bool:
    """Whether an infinitive tells what the noun asks that the parse makes its subject: "made an appeal to
    Chad to *leave*"."""
    return verb.dep_ in ("ccomp", "xcomp") and is_infinitive(verb)


def counting(noun: Token) -> Token | None:
    """The noun that only counts or wraps what another names: "issued a *string* of threats"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    above = noun.head.head
    return above if above.lemma_.lower() in words("grammar")["counting"] else None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is told with "to"."""
    return any(each.tag_ == "TO" for each in verb.children)


@remembered
def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: by auxiliary or subject, or as a bare participle after a noun."""
    if child(verb, "auxpass", "nsubjpass", "csubjpass") is not None:
        return True
    if child(verb, "agent") is not None and child(verb, "nsubj") is None:
        return True  # not of "X called the raid *by* Y a crime"
    if verb.tag_ != "VBN" or child(verb, "aux") is not None:
        return False
    if verb.dep_ == "conj":
        return is_passive(verb.head) and child(verb, *SUBJECTS) is None
    if verb.dep_ == "ccomp":  # "found itself *accused* of spying"
        return any(each.lower_ in REFLEXIVES for each in children(verb, "nsubj"))
    if verb.dep_ == "acomp":  # "stands *accused*", not "is *committed* to it"
        return verb.head.lemma_ != "be"
    # not of "a statement that *X called* her"
    return verb.dep_ in ("acl", "advcl", "amod") and child(verb, "nsubj") is None


@remembered
def surface_subjects(predicate: Token) -> list[Token]:
    """Heads of the grammatical subject of a verb, adjective or noun, own or inherited through the tree."""
    for _ in range(12):  # the climb ends at the root; the bound guards against odd trees
        head, dep = predicate.head, predicate.dep_
        if own := children(predicate, "nsubj", "nsubjpass"):
            if dep == "pcomp" and predicate.tag_ == "VBG" and (sender := _writer_to(head)):
                return sender  # the parse takes whom he writes to for the subject
            return [each for one in own for each in _antecedents(one, predicate)]
        if head == predicate:
            return []
        if dep == "xcomp" and not _is_summoned_for(predicate) and (controller := _controller(head)):
            return controller
        if dep in ("relcl", "acl"):
            return _modified(predicate, head)
        if dep in ("ccomp", "csubj") and predicate.tag_ not in ("VBG", "VB", "VBN"):
            return []
        if dep == "prep" or (dep in ("pobj", "pcomp") and head.dep_ in ("prep", "agent")):
            prep, predicate = (head, head.head) if dep != "prep" else (predicate, head)
            if _takes_object_as_subject(predicate, prep) and (objects := _aimed(predicate)):
                return coordinated(objects[0])
            if dep == "pcomp" and prep.lower_ == "of" and (owner := children(predicate, "poss")):
                return coordinated(owner[0])  # "Chad's policy of *arming* them"
            continue
        if is_unequal(predicate) and (verb := _finite_above(head, finite_tag(predicate))) is not None:
            predicate = verb
            continue
        if _comments_on_report(predicate):
            predicate = head.head
            continue
        if dep in CLAUSES or dep in PREDICATIVE or dep in ("conj", "aux", "dep", "dobj"):
            if dep == "dobj" and predicate.pos_ not in ("VERB", "AUX"):
                return []
            predicate = head
            continue
        return []
    return []


def _comments_on_report(verb: Token) -> bool:
    """Whether the parse hangs what a speaker adds on what he said or what it is of: "said it had failed,
    *arguing* that", "slammed reports that it had failed, *telling* the BBC that", "said Peru would send an
    envoy, *warning* that time was short"."""
    said = verb.head
    ahead = verb.lemma_ in words("grammar")["adding_ahead"] and any(
        each.tag_ == "MD" for each in children(said, "aux")
    )
    of_noun = said.dep_ == "acl" and any(each.dep_ == "mark" for each in said.children)
    return (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBG"
        and (
            ahead or verb.lemma_ in words("grammar")["adding"] or (of_noun and verb.lemma_ in ("say", "tell"))
        )
        and (said.dep_ == "ccomp" or of_noun)
        and said.i < verb.i
        and verb.doc[verb.left_edge.i - 1].text == ","
    )


def _finite_above(token: Token, tag: str | None) -> Token | None:
    """The nearest verb above a word whose finite form is the same, else the nearest finite one."""
    above = [each for each in governors(token) if each.pos_ in ("VERB", "AUX")]
    same = (each for each in above if finite_tag(each) == tag)
    return next(same, None) or next((each for each in above if each.tag_ in TENSED), None)


@remembered
def doers(predicate: Token) -> list[Token]:
    """Heads of the phrases that name who performs `predicate`; empty when the sentence does not say."""
    if predicate.pos_ in ("NOUN", "PROPN") and predicate.dep_ not in ("xcomp", "ROOT"):
        return nominal_doers(predicate)
    if predicate.pos_ in ("VERB", "AUX") and is_passive(predicate):
        by = [each for agent in children(predicate, "agent") for each in coordinated(agent)]
        agents = [each for agent in by for each in children(agent, "pobj")]  # "by Chad and by Mali"
        agents = agents or preposition(predicate, "by") or _behind_verdict(predicate)
        agents = agents or hyphenated(predicate) or _orderers(predicate)
        if predicate.lemma_ in words("grammar")["felt"] and child(predicate, "auxpass"):
            return surface_subjects(predicate)
        if not agents and predicate.lemma_ in words("grammar")["stative"] and child(predicate, "auxpass"):
            return surface_subjects(predicate)
        return [each for agent in agents for each in coordinated(agent)]
    return (predicate.dep_ == "ccomp" and _orderers(predicate)) or surface_subjects(predicate)


def _behind_verdict(participle: Token) -> list[Token]:
    """Who does it, where the parse hangs him on the verdict or threat: "denounced as *illegal* by Chad",
    "dubbed a *farce* by Mali", "threatened with *war* by Chad"."""
    behind = (each for prep in children(participle, "prep") if prep.lower_ == "as" for each in prep.children)
    verdicts = [*children(participle, "oprd"), *behind]
    if participle.lemma_ in words("grammar")["menacing"]:  # "threatened with war *by Chad*"
        verdicts += preposition(participle, "with")
    return [each for verdict in verdicts for each in preposition(verdict, "by")]


def _orderers(participle: Token) -> list[Token]:
    """Who orders it done: "*Chad* ordered two envoys *expelled*"."""
    noun = participle.head
    if participle.dep_ == "ccomp":  # the parse takes it for a clause: "ordered that they expelled"
        told = participle.tag_ in ("VBN", "VBD") and child(participle, "aux", "auxpass", "mark") is None
        return surface_subjects(noun) if told and _orders(noun) and child(participle, "dobj") is None else []
    if participle.dep_ != "acl" or participle.tag_ != "VBN" or noun.dep_ not in OBJECTS:
        return []
    return surface_subjects(noun.head) if noun.i < participle.i and _orders(noun.head) else []


def _orders(verb: Token) -> bool:
    """Whether somebody orders what a verb's object or clause tells."""
    return verb.lemma_ == "order" and child(verb, "auxpass") is None


def hyphenated(participle: Token) -> list[Token]:
    """Who does it in "US-backed", "Moscow-brokered": the word before the hyphen."""
    if participle.i < 2 or participle.nbor(-1).text not in ("-", "–"):
        return []
    return [participle.nbor(-2)]


@remembered
def nominal_doers(noun: Token) -> list[Token]:
    """Who performs what a noun names: "X's call", "the call by X", "the US call", "X issued a call".

    Of a noun that names who does it, "a *backer* of the plan", himself.
    """
    if noun.lemma_.lower() in words("grammar")["agents"]:
        return _identified(noun)
    for found in (
        children(noun, "poss"),
        preposition(noun, "by"),
        [each for within in preposition(noun, "of") for each in preposition(within, "by")],
        _resolved(noun),
        _participle_agents(noun),
        _withdrawn(noun),
        preposition(noun, *_whence(noun)),
    ):
        if found := [each for each in found if each.pos_ not in ("VERB", "AUX")]:
            return [each for one in found for each in coordinated(one)]
    aims = aimed_at(noun)
    beside = children(noun, "amod", "compound", "nmod")
    named = [each for each in beside if (each.ent_type_ or _hyphened_to(each)) and not _is_scene(each)]
    if modifiers := [each for each in named if each not in aims]:
        both = [each for one in modifiers for each in (*_hyphened_to(one), one)]
        return [each for one in both for each in coordinated(one)]
    if giver := receiver_verb(noun):
        given = preposition(giver, "from", "among", "in") or preposition(noun, "in") or _bestowers(noun)
        return [each for one in given for each in coordinated(one)]
    if whole := counting(noun):
        return nominal_doers(whole)
    return _light_verb_doers(noun)


def _is_scene(name: Token) -> bool:
    """Whether a land is only where peace is to be made: "the *Kosovo* peace plan"."""
    land = name.ent_type_ == "GPE" and name.dep_ == "compound" and not name.is_upper
    return land and name.i + 1 < len(name.doc) and name.nbor(1).lower_ == "peace"


def _identified(noun: Token) -> list[Token]:
    """Who is said to be what a noun names: "*Quill*, a lawyer and critic", "*Quill* is one of its foes"."""
    while noun.dep_ == "conj" or (noun.dep_ == "pobj" and noun.head.lower_ == "of"):
        noun = noun.head if noun.dep_ == "conj" else noun.head.head
    if noun.dep_ == "appos":
        return [noun.head]
    return surface_subjects(noun.head) if noun.dep_ in PREDICATIVE else [noun]


def aimed_at(noun: Token) -> list[Token]:
    """The state that a penalty is named after and hits: "*Iran* sanctions", not "Iranian" or "U.S." ones."""
    if noun.lemma_ not in words("grammar")["aimed"]:
        return []
    return [
        each
        for each in children(noun, "compound", "nmod")
        if each.ent_type_ == "GPE"
        and each.is_alpha
        and each.is_title
        and each.lower_ not in words("grammar")["unions"]
    ]


def sufferers(penalty: Token) -> list[Token]:
    """Who is told to be under a penalty: "*Chad* is under Peruvian sanctions", "*Chad*, hit by Peru's
    embargo", "*Chad* defies the embargo", "the sanctions crippled *Chad's* trade"."""
    above, lists = penalty.head, words("grammar")
    if penalty.dep_ == "pobj":
        verb, link = above.head, above.lower_
        hit = link in ("by", "with") and verb.lemma_ in lists["hurting"] and is_passive(verb)
        return surface_subjects(verb) if hit or (link == "under" and not children(verb, "dobj")) else []
    if penalty.dep_ == "dobj" and above.lemma_ in lists["undergoing"]:
        return surface_subjects(above)
    if penalty.dep_ == "nsubj" and above.lemma_ in lists["hurting"]:
        return [each for one in children(above, "dobj") for each in (one, *children(one, *MODIFIERS))]
    return []


def _hyphened_to(name: Token) -> list[Token]:
    """The name that a hyphen ties to the next: "the *Peru*-Chile pact"."""
    if name.i < 2 or name.nbor(-1).text not in ("-", "–"):
        return []
    first = name.nbor(-2)
    return [first] if first.ent_type_ in ("GPE", "NORP", "ORG") else []


def _resolved(noun: Token) -> list[Token]:
    """Who is resolved to do something: "the refusal *of the senate* to ratify it"."""
    if not any(map(is_infinitive, children(noun, "acl"))):
        return []
    return [each for each in preposition(noun, "of") if each.pos_ == "PROPN"]


def _withdrawn(noun: Token) -> list[Token]:
    """Whose troops leave: "the withdrawal of *Chadian* troops from Mali began"; not where it is only
    called for."""
    if noun.dep_ not in SUBJECTS or noun.lemma_.lower() not in words("grammar")["clearing_out"]:
        return []
    return [each for one in preposition(noun, "of") for each in sent_by(one)]


def _whence(noun: Token) -> tuple[str, ...]:
    """The prepositions before who does what a noun names: "a call *from* Chad", no withdrawal from there."""
    lemma = noun.lemma_.lower()
    if lemma in words("grammar")["standing_for"] and noun.dep_ in ("attr", "nsubj"):
        owned = all(each.lower_ != "no" for each in noun.children)  # "a key demand *of* the rebels"
        return ("of", "from") if owned else ("from",)
    leaves = lemma in words("grammar")["clearing_out"]
    return ("between", "among") if leaves else ("from", "between", "among")


def sent_by(sent: Token) -> list[Token]:
    """Whose envoys or troops a noun names: "*Chad's* envoy", "200 *Chadian* soldiers"."""
    things = words("things")
    lemma = sent.lemma_.lower()
    if lemma not in things["envoys"] and lemma not in things["forces"]:
        return []
    return children(sent, "poss") or [each for each in children(sent, *MODIFIERS) if each.ent_type_]


def given_by(gift: Token) -> list[Token]:
    """Who sends what a noun names: "*Chad's* aid", "a *Chadian* plane with rice", "rice from *Chad*"."""
    told = [gift, *preposition(gift, "of", "with")]
    for freight in children(gift, "acl"):
        told += children(freight, *OBJECTS)
    owned = [each for one in told for each in children(one, *MODIFIERS) if each.ent_type_]
    return owned or [each for one in told for each in preposition(one, "from", "by")]


def receiver_verb(noun: Token) -> Token | None:
    """The verb whose subject gets what a noun names: "*won* praise from X", "*met* with opposition",
    "*ran* into criticism"."""
    noun = counting(noun) or noun
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("with", "into") else noun.head
    if noun.dep_ not in (*OBJECTS, "pobj"):
        return None
    receives = verb.lemma_ in words("grammar")["receiving_verbs"] or (
        verb.lemma_ == "run" and noun.dep_ == "pobj"
    )
    return verb if receives or (verb.lemma_ == "have" and bool(_bestowers(noun))) else None


def _bestowers(noun: Token) -> list[Token]:
    """Who gives what one has or wins: "has *Chad's* blessing", "enjoys the backing of *Chad*"."""
    if noun.lemma_.lower() not in words("grammar")["bestowed"]:
        return []
    return [each for each in (*children(noun, "poss"), *preposition(noun, "of")) if each.tag_ != "PRP$"]


def actors_of(reading: Reading, token: Token) -> tuple[ActorKey, ...]:
    """The actors that the phrase headed by `token` stands for, without what is coordinated with it.

    Falls back from the head to its name-like modifiers: "Ankara's position" is not an actor, "the Ankara
    government", "the government of Turkey" and "Minister Fidan" are. Several stand with those who are told
    to be of them: "five states, including *Peru*".
    """
    if actors := _with_members(reading, token):
        return actors
    if token.lower_ in words("grammar")["stand_for_their_owner"]:
        for each in (*children(token, "poss", "compound", "amod", "nmod"), *preposition(token, "of")):
            if actors := reading.actors_at(each):
                return actors
    for each in children(token, "appos"):
        if actors := reading.actors_at(each):
            return actors
    if token.lower_ in words("grammar")["parts_of_a_group"]:
        for each in preposition(token, "of"):
            if actors := _with_members(reading, each):
                return actors
    return ()


def _with_members(reading: Reading, group: Token) -> tuple[ActorKey, ...]:
    """Whom a word stands for, and who is told to be of them: "five states, including *Peru*", "some states,
    among them *Peru*, met"."""
    actors = reading.actors_at(group)
    if not actors or group.tag_ not in PLURALS:
        return actors
    told = preposition(group, "including") or _named_of(group)
    end = bisect_left(group.doc.starts, reading.by_token[group.i].span.end)
    *behind, first = group.doc.tokens[end : end + 4] or (group,)
    if [each.lower_ for each in behind] == [",", "among", "them"]:
        told.append(told_more_of(first))
    named = (each for one in told for each in coordinated(one))
    return (*actors, *(key for each in named for key in reading.actors_at(each)))


def _named_of(group: Token) -> list[Token]:
    """Whom a phrase names of those it tells of, wherever the parse hangs it: "called several leaders about
    the war, *including Quill*"; persons alone, for a state there may be what is talked of."""
    if group.lower_ not in words("encounter")["sides"]:
        return []
    for token in group.doc[group.i + 1 : min(group.sent.end, group.i + FAR_BEHIND)]:
        if token.lower_ == "including":
            named = children(token, "pobj")
            return [each for each in named if each.pos_ == "PROPN" and each.ent_type_ not in NO_PERSON]
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "acl":
            return []
    return []


def actors(reading: Reading, heads: list[Token]) -> tuple[ActorKey, ...]:
    """The actors of several heads, each once, in order."""
    if not heads:  # as often as not
        return ()
    return tuple(dict.fromkeys([key for head in heads for key in actors_of(reading, head)]))


def subtree_span(doc: Doc, token: Token, drop: Callable[[Token], bool] | None = None) -> Span:
    """The words under `token` as one stretch of text, without quotation marks and punctuation at its ends.

    `drop` names children of `token` that do not belong; the stretch ends before the first one to the right of
    `token` and begins after the last one to its left.
    """
    begin, end = token.left_edge.i, token.right_edge.i
    if drop is not None:
        for each in token.children:
            if drop(each) and each.i > token.i:
                end = min(end, each.left_edge.i - 1)
            elif drop(each):
                begin = max(begin, each.right_edge.i + 1)
    below = doc.tokens[token.i : end + 1]
    stray = next((each for each in below if each.dep_ == "conj" and is_unequal(each)), None)
    if stray is not None:
        end = stray.left_edge.i - 1
    return trimmed(doc, begin, max(end, begin))


def clause_span(doc: Doc, verb: Token, drop: Callable[[Token], bool] | None = None) -> Span:
    """The words of a complement clause, without the "that" or "to" that opens it."""
    begin, end = verb.left_edge.i, verb.right_edge.i
    for each in verb.children:
        if is_unequal(each):
            end = min(end, each.left_edge.i - 1, *(cc.i - 1 for cc in children(verb, "cc") if cc.i < each.i))
        elif drop is not None and drop(each):
            if each.i > verb.i:
                end = min(end, each.left_edge.i - 1)
            else:
                begin = max(begin, each.right_edge.i + 1)
        elif each.i < verb.i and each.left_edge.i == begin and opens_clause(each):
            begin = each.right_edge.i + 1
    return trimmed(doc, begin, max(end, verb.i))


def is_unequal(verb: Token) -> bool:
    """Whether the parse coordinates a finite verb with one that is none of its kind.

    "Ruled out sending troops but *offered* ships"; "said they must pay and *asked* for more", "said it was
    so, and *offered* help", "urged them to wait when they meet and *warned*": in these three, whoever says
    the first does the second.
    """
    if verb.dep_ != "conj" or (tense := finite_tag(verb)) is None:
        return False
    first = verb.head
    said = _tag_above(first) == tense and not children(verb, *SUBJECTS)
    if first.tag_ in ("VB", "VBG"):
        return said or (verb.tag_ == tense and not any(each.tag_ == "MD" for each in first.children))
    if first.tag_ == verb.tag_:
        return said and _set_off(verb) and not _is_like_it_alone(verb)
    return said and finite_tag(first) != tense and (first.tag_ in TENSED or finite_tag(first) is None)


def _is_like_it_alone(verb: Token) -> bool:
    """Whether a verb is in the perfect with the one before, not with what that hangs on: "said he *had met*
    her, and *had asked* her"."""
    first = verb.head
    perfect, before, above = (bool(_having(each)) for each in (verb, first, first.head))
    return perfect and before and not above


def _having(verb: Token) -> list[Token]:
    return [each for each in children(verb, "aux") if each.lemma_ == "have"]


def _tag_above(clause: Token) -> str | None:
    """The finite form above a clause: of "*said* it was so", "*issued* a paper saying it is so"."""
    if clause.dep_ == "advcl" or (clause.dep_ == "ccomp" and clause.head.tag_ == "VBG"):
        return next((tag for each in governors(clause) if (tag := finite_tag(each))), None)
    said = clause.dep_ == "ccomp" and clause.head.i < clause.i  # not "met X and *said* so, Y told us"
    return finite_tag(clause.head) if said else None


def finite_tag(verb: Token) -> str | None:
    """The tag of a verb's finite form, "has" of "has warned"; None where it has none, or a modal."""
    if verb.tag_ in TENSED:
        return verb.tag_
    return next((each.tag_ for each in children(verb, "aux", "auxpass") if each.tag_ in TENSED), None)


def _set_off(verb: Token) -> bool:
    """Whether a comma parts a coordinated verb from the one before."""
    link = next((each for each in reversed(children(verb.head, "cc")) if each.i < verb.i), None)
    return link is not None and link.i > 0 and verb.doc[link.i - 1].text == ","


def opens_clause(token: Token) -> bool:
    """Whether a word only opens a complement and says nothing: "that", infinitival "to", "for", and what ties
    a relative clause to its noun, "*under* which"."""
    if token.dep_ == "prep":
        return any(each.tag_ == "WDT" for each in token.children)
    return (token.dep_ == "mark" and token.lower_ in ("that", "for")) or token.tag_ == "TO"


def is_inverted(token: Token) -> bool:
    """Whether an auxiliary before its subject opens a condition or a question: "*should* they fail"."""
    if token.lower_ not in ("should", "had", "were"):
        return False
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    return any(each.dep_ in SUBJECTS and each.i > token.i for each in verb.children)


def trimmed(doc: Doc, begin: int, end: int) -> Span:
    """The characters of tokens `begin`..`end`, both within, without quotes, punctuation and a dangling "and"
    at the ends."""
    start, stop = extent(doc, begin, end)
    return tidied(doc.text, start, stop) or Span(start, stop)


def extent(doc: Doc, begin: int, end: int) -> tuple[int, int]:
    """The characters of tokens `begin`..`end`, both within, up to the last that is neither mark, blank nor a
    dangling "and"."""
    tokens = doc.tokens
    while end > begin and (_dangles(tokens[end]) or tokens[end].is_punct or tokens[end].is_space):
        end -= 1
    return tokens[begin].idx, tokens[end].idx + len(tokens[end])


def _dangles(token: Token) -> bool:
    return token.dep_ == "cc" or token.pos_ == "CCONJ"


def tidied(text: str, begin: int, end: int) -> Span | None:
    """A stretch of the text without quotes and punctuation at its ends, except those that close or open what
    stands within; None where it is nothing else."""
    words = text[begin:end]
    begin, end = end - len(words.lstrip(EDGE)), begin + len(words.rstrip(EDGE))
    if begin >= end:
        return None
    words = text[begin:end]
    if not PAIRING.search(words):
        return Span(begin, end)
    for opening, closing in PAIRED:
        if opening == closing:
            lacks_end = lacks_start = words.count(opening) % 2 == 1
        else:
            lacks_end = words.count(opening) > words.count(closing)
            lacks_start = words.count(opening) < words.count(closing)
        after, before = text[end : end + CLOSE], text[max(0, begin - CLOSE) : begin]
        if lacks_end and (place := after.find(closing)) >= 0 and _is_close(after[:place]):
            end += place + 1
        elif lacks_start and (place := before.rfind(opening)) >= 0 and not before[place:].strip(EDGE):
            begin -= len(before) - place
    return Span(begin, end)


def _is_close(between: str) -> bool:
    """Whether only punctuation stands between a stretch and the mark that closes it: no blank, behind which
    a mark opens the next quotation."""
    return not between.strip(EDGE) and " " not in between


def sentence_span(doc: Doc, token: Token) -> Span:
    """The sentence around `token`, without the blanks at its ends."""
    sent = token.sent
    text = sent.text
    left = len(text) - len(text.lstrip())
    return Span(sent.start_char + left, sent.end_char - (len(text) - len(text.rstrip())))


def root_of(doc: Doc, span: Span) -> Token:
    """The head word of a stretch of the text."""
    words = doc.char_span(span.begin, span.end)
    if words is None:
        raise ValueError(f"characters {span.begin} to {span.end} are not in the text")
    root: Token = words.root
    return root


def governors(token: Token) -> Iterator[Token]:
    """The tokens above `token`, nearest first."""
    while token.head is not token:
        token = token.head
        yield token


def upwards(token: Token) -> Iterator[Token]:
    """`token` and the tokens above it, nearest first."""
    yield token
    while token.head is not token:
        token = token.head
        yield token


def told_more_of(word: Token) -> Token:
    """The noun that a modifier stands before, itself if it is none: "*President* Ana *Quill*"."""
    return next((each for each in upwards(word) if each.dep_ not in MODIFIERS), word)


def _antecedents(subject: Token, predicate: Token) -> list[Token]:
    """A subject with its coordination; a relative pronoun stands for the noun that its clause modifies."""
    if any(each.lower_ == "whom" for each in preposition(subject, "of")) and predicate.dep_ == "relcl":
        return coordinated(predicate.head)  # "X and Y, *both* of whom"
    if subject.lower_ in RELATIVES and subject.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
        for each in upwards(predicate):
            if each.dep_ == "relcl":
                return _before(each)
            if each.dep_ not in ("conj", "xcomp", "ccomp"):
                break
        if subject.tag_ != "DT":
            return []
    return coordinated(subject)


def _before(clause: Token) -> list[Token]:
    """The nouns that a clause tells of, none that follows it: "*Quill*, who left, and Roe said".

    Of those to whom somebody is told to belong, himself: "*Quill* was among those who left", "among those who
    left was *Quill*"; of what he is told to be, too: "*Chad* was the first state to sign".
    """
    if belonging := _belonging(clause.head):
        named = children(belonging, "nsubj") or children(belonging, "attr")
        return [each for one in named for each in coordinated(one)]
    last = clause.head
    if last.dep_ == "conj" and last.pos_ == "PROPN" and _is_of_several(clause):
        return sorted((last, *last.conjuncts), key=lambda each: each.i)  # "*Chad* and Mali, which have left"
    return [each for each in coordinated(last) if each.i < clause.i]


def _is_of_several(verb: Token) -> bool:
    """Whether the form of a verb tells that several do what it tells: "*have* left", "*are* ready"."""
    forms = (verb, *children(verb, "aux", "auxpass"))
    return finite_tag(verb) == "VBP" or any(each.lower_ == "were" for each in forms)


def _belonging(those: Token) -> Token | None:
    """The verb that tells who is of those whom a word names: "*is* among those", "*is* one of the few",
    "*became* the first state"."""
    prep = those.head
    if those.dep_ == "attr" and those.pos_ != "PROPN":
        named = those.pos_ != "PRON" and prep.lemma_ in words("grammar")["equating"]
        return prep if named and any(each.pos_ != "PRON" for each in children(prep, "nsubj")) else None
    if those.dep_ != "pobj" or prep.lower_ not in ("among", "of"):
        return None
    one = prep.head
    if prep.lower_ == "of":
        if one.lower_ != "one" or one.dep_ not in PREDICATIVE:
            return None
        one = one.head
    inverted = prep.lower_ == "among" and prep.i < one.i and child(one, "attr") is not None
    return one if one.lemma_ == "be" and (inverted or child(one, "nsubj") is not None) else None


def _controller(head: Token) -> list[Token]:
    """Who is to do what an infinitive says: the object of "urge", not of "promise"; else go on climbing."""
    if head.pos_ in ("VERB", "AUX") and head.lemma_ not in words("grammar")["subject_control"]:
        for each in children(head, *OBJECTS, "dative"):
            if each.pos_ in ("NOUN", "PROPN", "PRON"):
                return coordinated(each)
        if head.lemma_ in words("grammar")["object_control"] and is_passive(head):
            return children(head, "nsubjpass")
    return []


def _is_summoned_for(verb: Token) -> bool:
    """Whether who summons somebody does so to speak himself: "summoned the envoy to *protest*"."""
    lists = words("grammar")
    return verb.head.lemma_ in lists["summoning"] and verb.lemma_ in lists["remonstrating"]


def _aimed(verb: Token) -> list[Token]:
    """Whom a verb is done to: "punished *Chad* for lying", "retaliated against *Chad* for ousting them"."""
    return children(verb, *OBJECTS) or (preposition(verb, "against") if verb.lemma_ == "retaliate" else [])


def _takes_object_as_subject(verb: Token, prep: Token) -> bool:
    """ "accused X of lying", "prevented X from going": the object is who lies and goes; not "told X after
    going"."""
    at_a_time = prep.lower_ in words("status")["at_a_time"]
    return not at_a_time and verb.lemma_ in words("grammar")["object_control"]


def _modified(predicate: Token, noun: Token) -> list[Token]:
    """The subject of a clause that modifies a noun: "troops withdrawing", "their pledge to withdraw"."""
    addressed = predicate.dep_ == "acl" and predicate.tag_ == "VBG" and noun.dep_ == "pobj"
    if addressed and (sender := _writer_to(noun.head)):
        return sender
    if predicate.dep_ == "relcl" or predicate.tag_ in ("VBG", "VBN"):
        return _before(predicate)
    return nominal_doers(noun)


def paper_meant(pronoun: Token) -> Token | None:
    """The paper that the sentence before is about and that "it" takes up: "The *statement* by Chad named
    nobody. *It* condemned the raid"."""
    start = pronoun.sent.start
    if pronoun.lower_ != "it" or not start:
        return None
    before = pronoun.doc[start - 1].sent
    subjects = (each for each in before if each.dep_ in ("nsubj", "nsubjpass") and each.head.dep_ == "ROOT")
    subject = next(subjects, None)
    return subject if subject is not None and subject.lemma_.lower() in words("grammar")["papers"] else None


def _writer_to(prep: Token) -> list[Token]:
    """Who writes to somebody behind whose name it is told what for: "*Chad* sent a note to Peru demanding",
    "*Chad* replied to Peru rejecting"; `prep` stands before whom he writes to."""
    if prep.lower_ not in ("to", "with"):
        return []
    lists = words("grammar")
    if prep.head.lemma_ in lists["corresponding"] and prep.head.pos_ == "VERB":
        return surface_subjects(prep.head)
    letters = children(prep.head, "dobj") if prep.head.pos_ == "VERB" else [prep.head]
    for letter in letters:
        if letter.lemma_.lower() in lists["letters"]:
            verb = letter.head
            active = letter.dep_ == "dobj" and verb.pos_ in ("VERB", "AUX")
            return nominal_doers(letter) or (surface_subjects(verb) if active else _opening(letter))
    return []


def _opening(letter: Token) -> list[Token]:
    """Who tells by a letter that opens a sentence: "in a *letter* to Peru demanding it, *Chad* said"."""
    prep = letter.head
    return surface_subjects(prep.head) if prep.dep_ == "prep" and prep.head.pos_ == "VERB" else []


def _participle_agents(noun: Token) -> list[Token]:
    """Who made the thing: "a demand made by X", "the plan that X put forward"; not ", passed on by X"."""
    for clause in children(noun, "acl", "relcl"):
        if clause.dep_ == "acl" and clause.left_edge.i and clause.left_edge.nbor(-1).text == ",":
            continue
        if clause.lemma_ in words("grammar")["backing"]:
            continue
        if agents := preposition(clause, "by"):
            return [each for one in agents for each in coordinated(one)]
        if clause.dep_ == "relcl":
            subjects = [each for each in children(clause, "nsubj") if each.lower_ not in RELATIVES]
            if subjects and clause.lemma_ in words("grammar")["light_verbs"]:
                return subjects
    return []


def _light_verb_doers(noun: Token) -> list[Token]:
    """Who does it when a verb only carries the noun: "X issued a threat", "X is a backer"."""
    head, dep = noun.head, noun.dep_
    if dep == "conj":
        return nominal_doers(head) if head.pos_ == "NOUN" else []
    if dep in OBJECTS and head.lemma_ in words("grammar")["light_verbs"]:
        return doers(head)
    if dep in PREDICATIVE:
        return surface_subjects(head)
    if dep == "nsubjpass" and head.lemma_ in words("grammar")["light_verbs"]:
        return doers(head)
    if dep == "pobj" and head.lower_ in ("in", "with", "on") and head.head.pos_ in ("VERB", "AUX"):
        return surface_subjects(head.head)
    if dep == "pobj" and head.lower_ == "on" and noun.lemma_ in words("grammar")["provisos"]:
        above = (each for each in governors(head) if each.pos_ in ("VERB", "AUX"))
        return [each for verb in islice(above, 1) for each in surface_subjects(verb)]
    carrier = light_verb(noun) if dep in ("pobj", "nsubj") else None
    return doers(carrier) if carrier is not None else []
