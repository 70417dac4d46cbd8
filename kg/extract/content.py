"""Where the content and the target of an act stand: the relations that the act tables name, and their words.

Relations, as the tables write them:

* `that`: a finite clause ("said that X would go"); `infinitive`: "to go", with or without a subject;
  `gerund`: "going"; `object`: the direct object, a passive's subject, or what a relative clause modifies;
  `indirect`: "offered *them* a truce"; `or`: what else comes of it ("told them to go *or face war*");
  a preposition by its own word, `for`, `on`: its noun or gerund; `equated`: what a noun is said to be;
* `sentence`: what somebody says in the sentence; `condition`: the clause that a conjunction opens;
* `self`: the predicate's own phrase ("*eased travel rules*"); `clause`: the same with its subject;
* for a target also `owner`: whose the content is ("Iran's claims", "the offer by Iran"), and
  `subject`: who is to do what the content says, `receiver`: the predicate's own subject.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.extract.moods import is_time
from kg.extract.predicates import Predicate
from kg.extract.slots import (
    MODIFIERS,
    OBJECTS,
    RELATIVES,
    SUBJECTS,
    child,
    children,
    clause_span,
    coordinated,
    is_infinitive,
    is_inverted,
    is_passive,
    light_verb,
    opens_with,
    preposition,
    subtree_span,
    surface_subjects,
    trimmed,
    upwards,
)
from kg.lexicon import words
from kg.model import ActType, Span
from kg.nlp.tree import Doc, Token, remembered

VERBS = frozenset({"VERB", "AUX"})
AT = frozenset({"on", "upon", "against", "in", "at", "into", "toward", "towards"})


def related(predicate: Predicate, relation: str) -> list[Token]:
    """The heads of the phrases that stand in `relation` to the predicate, in the order of the text."""
    if relation == "clause":
        return [_clause_of(predicate.token)]
    if relation in ("self", "sentence"):
        return [predicate.token]
    if relation == "condition":
        return [predicate.token.head]
    if found := _under(predicate.parts, predicate, relation):
        return found
    carrier = light_verb(predicate.token) or _equating(predicate.token)
    after = _under((carrier,), predicate, relation) if carrier else []
    return [each for each in after if each.i > predicate.token.i]


def _equating(noun: Token) -> Token | None:
    """The verb that tells what a noun is of: "the demand *is* that they leave"."""
    return noun.head if noun.dep_ == "nsubj" and noun.pos_ == "NOUN" and noun.head.lemma_ == "be" else None


def _equals(noun: Token) -> list[Token]:
    """What a noun is said to be, or what is said to be it: "*autonomy* is their main demand"."""
    if noun.dep_ not in ("attr", "nsubj") or noun.head.lemma_ not in ("be", "remain"):
        return []
    found = children(noun.head, "nsubj" if noun.dep_ == "attr" else "attr")
    return [each for each in found if each.pos_ in ("NOUN", "PROPN") or each.tag_ == "VBG"]


def _under(parts: Iterable[Token], predicate: Predicate, relation: str) -> list[Token]:
    """The heads that stand in the relation to some of a predicate's words, or to the verb that carries it."""
    found: list[Token] = []
    for part in parts:
        if relation == "that":
            found += [
                each
                for each in children(part, "ccomp", "acl", "relcl", "xcomp", "advcl")
                if _is_that_clause(each, part) and (each.pos_ != "ADJ" or each not in predicate.parts)
            ]
        elif relation == "infinitive":
            found += _infinitives(part)
        elif relation == "gerund":
            found += [each for each in children(part, "xcomp", "ccomp", "pcomp") if _is_gerund(each)]
        elif relation == "or":
            clauses = [*_infinitives(part), *children(part, "ccomp")]
            clauses += [each for one in clauses for each in children(one, "xcomp") if each.tag_ == "VBG"]
            choices = [one for one in clauses if any(each.lower_ == "or" for each in children(one, "cc"))]
            found += [each for one in choices for each in children(one, "conj") if each.pos_ in VERBS]
        elif relation == "object":
            found += [each for each in _objects(part) if each not in predicate.parts]
        elif relation == "equated":
            found += _equals(part)
        elif relation == "indirect":
            found += [each for each in children(part, "dative") if each.pos_ != "ADP"] or _given_to(part)
            found += _receivers(part) if not found else []
        else:
            named = _named_beside(part) if relation == "of" else []
            for each in (part, *named):  # the parse may hang it on the name: "accused the West of blackmail"
                told = [one for one in preposition(each, relation) if not _is_aside_noun(one)]
                found += [one for one in told if one.i > each.i]  # "*at* a rally, hinted *at* it"
                found += [one for one in told if one.i < each.i]
            if not found and relation == "of" and part.lemma_ == "accuse":
                found += _charged(part)
            if part.lower_ == relation and part.pos_ in ("ADP", "SCONJ"):
                found += [part.head] if part.dep_ == "mark" else children(part, "pobj", "pcomp")
    return found


def _charged(verb: Token) -> list[Token]:
    """The deed of which somebody is accused, where the parse hangs it on what is told of him: "accused the
    bloc that led the march on the palace of *seeking* power"."""
    within = [each for one in _objects(verb) for each in one.subtree if each.i > one.i]
    deeds = [each for each in within if each.dep_ == "pcomp" and each.head.lower_ == "of"]
    return [each for each in deeds if _is_gerund(each)][-1:]


def _named_beside(verb: Token) -> list[Token]:
    """Names on which the parse may hang what somebody is told of: "accused *the West* of blackmail",
    "was warned by *Chad* of war", not "was warned by Quill of Chad"."""
    agents = [each for agent in children(verb, "agent") for each in children(agent, "pobj")]
    apart = [each for each in agents if all(one.text[0].islower() for one in preposition(each, "of"))]
    return [each for each in (*_objects(verb), *apart) if each.text[0].isupper()]


def _is_gerund(verb: Token) -> bool:
    """Whether a verb stands as a noun, without a subject: "suggested *going*", "denied *having gone*", not
    "he is going"."""
    told = children(verb, "aux", "auxpass")[:1] or [verb]
    return told[0].tag_ == "VBG" and not children(verb, "nsubj", "nsubjpass")


def _is_aside_noun(noun: Token) -> bool:
    """Whether what a preposition governs is a time, or no thing, or stands beside: "for its part", "for the
    sake of", "as well as *backing* it, he condemned"."""
    before = noun.head.nbor(-1).lower_ if noun.head.lower_ == "as" and noun.head.i else ""
    if before == "well":
        return True
    if is_time(noun) or noun.lower_ in words("grammar")["no_things"]:
        return True
    if noun.lower_ == "time":  # "for the first time"
        return any(each.ent_type_ == "ORDINAL" or each.lower_ == "last" for each in noun.children)
    return noun.lower_ == "part" and bool(children(noun, "poss"))


def first_related(predicate: Predicate, relations: tuple[str, ...]) -> tuple[str, Token] | None:
    """The first of the relations that is filled, with its head."""
    for relation in relations:
        if found := related(predicate, relation):
            return relation, found[0]
    return None


def content_span(doc: Doc, predicate: Predicate, relation: str, head: Token) -> Span:
    """The words of the content headed by `head`, without remarks that trail after a comma.

    "Against" is a part of what somebody is warned of: "warned Chad *against arming* them".
    """
    span = _words(doc, predicate, relation, head)
    if relation == "against" and predicate.token.lemma_ in words("grammar")["warning"]:
        span = Span(min(span.begin, head.head.idx), span.end)
    return without_trail(doc, span, predicate.token, head)


def _words(doc: Doc, predicate: Predicate, relation: str, head: Token) -> Span:
    if relation == "self":
        return _own_phrase(doc, predicate)
    if relation == "clause":
        return _clause(doc, head)
    if relation == "condition":
        not_ = child(head, "neg") if predicate.token.lower_ == "if" else None
        begin = (not_ or predicate.token).i + 1  # "if they do not *pay* us"
        return trimmed(doc, min(begin, head.right_edge.i), head.right_edge.i)
    if relation == "infinitive":
        subjects = [each for each in children(head, *SUBJECTS) if each not in predicate.parts]
        own = {each.i for each in subjects if not _is_named(each)}
        return clause_span(
            doc,
            head,
            lambda each: _aside(each) or _is_reason(each) or (each.dep_ in SUBJECTS and each.i not in own),
        )
    if head.pos_ in VERBS or relation == "that":
        span = clause_span(doc, head, _aside)
        opened = relation == "that" and doc.text.startswith("that ", span.begin)  # no mark to the parse
        return Span(span.begin + len("that "), span.end) if opened else span
    inside = {part.i for part in predicate.parts} if not _tells_of(predicate, head) else set()
    span = subtree_span(
        doc,
        head,
        lambda each: (
            _aside(each) or _is_receiver(each) or any(part in inside for part in (each.i, each.left_edge.i))
        ),
    )
    if relation == "for" and predicate.type == "Demand" and (bidden := _bidden_behind(predicate, head)):
        return Span(span.begin, clause_span(doc, bidden, _aside).end)
    judged = _judged(predicate.token, head) if relation == "object" else None
    return span if judged is None else Span(span.begin, max(span.end, judged.idx + len(judged)))


def _bidden_behind(predicate: Predicate, asked: Token) -> Token | None:
    """What those whom somebody calls for are to do, though the parse hangs it on the call: "called for the
    rebels and the army to *lay down* their arms"."""
    told = children(predicate.token, "xcomp", "advcl")
    return next((each for each in told if is_infinitive(each) and _follows(each, asked)), None)


def _follows(clause: Token, noun: Token) -> bool:
    """Whether a clause begins where a noun with all that belongs to it ends."""
    return clause.left_edge.i == noun.right_edge.i + 1


def _clause(doc: Doc, verb: Token) -> Span:
    """A clause with the subject that it shares with the one before, up to the next that has its own.

    "*Peru is late and must pay*, and Chile must wait".
    """
    span = clause_span(doc, verb, lambda each: _aside(each) or _is_another(each))
    first = verb.head
    if verb.dep_ != "conj" or children(verb, *SUBJECTS) or not children(first, *SUBJECTS):
        return span
    return Span(min(span.begin, clause_span(doc, first, _aside).begin), span.end)


def _is_another(clause: Token) -> bool:
    """Whether a coordinated clause has a subject of its own."""
    return clause.dep_ == "conj" and bool(children(clause, *SUBJECTS))


def _tells_of(predicate: Predicate, head: Token) -> bool:
    """Whether a predicate only tells which thing is meant: "the sanctions *imposed by Chad*"."""
    verb = predicate.token
    meant = predicate.type in ("Sanction", "Rejection", "Support", "Agreement")
    return meant and verb.dep_ in ("acl", "relcl") and verb.head == head


def _judged(verb: Token, thing: Token) -> Token | None:
    """Where what somebody takes a thing for ends: "dismissed the plan *as a ploy*"."""
    if verb.lemma_ not in words("grammar")["judging"]:
        return None
    told = (*verb.children, *thing.children)
    judged = [each for each in told if each.dep_ == "prep" and each.lower_ == "as"]
    judged += [each for each in told if each.pos_ == "ADJ" and any(one.lower_ == "as" for one in each.lefts)]
    return next((each.right_edge for each in judged if each.i > thing.i), None)


def _is_reason(token: Token) -> bool:
    """Whether a child of what one would do tells why: "because he is ill", "in light of the vote"."""
    if token.dep_ == "advcl":
        return any(
            each.dep_ in ("mark", "advmod") and each.lower_ in words("grammar")["reasons"]
            for each in token.children
        )
    if token.dep_ != "prep":
        return False
    told = " ".join((token.lower_, *(each.lower_ for each in token.children if each.dep_ == "pobj")))
    return token.lower_ in ("because", "due", "amid") or told in words("grammar")["reasons"]


def whole_span(doc: Doc, predicate: Predicate, head: Token, content: Span) -> Span:
    """The predicate with what it governs, its content too: "praised Peru in Oslo", "the US-backed army"."""
    if predicate.token.head == head:
        return trimmed(doc, head.left_edge.i, head.i)
    span = without_trail(doc, _own_phrase(doc, predicate), predicate.token, predicate.token)
    behind = predicate.token.dep_ == "advcl" and content.begin > span.end  # "*rebuffed by Chad*, Peru left"
    return span if behind else Span(span.begin, max(span.end, content.end))


def clause_subjects(head: Token) -> list[Token]:
    """Who is to do what a content clause says: "that *Chile* leave"."""
    return [each for one in children(head, "nsubj", "nsubjpass") for each in coordinated(one)]


def imposers(burden: Token) -> list[Token]:
    """Who laid on a burden, as it is told: "a ban imposed by *Chad*", "that *Chad* imposed", "*Chad's*"."""
    return [*children(burden, "poss"), *_makers(burden)]


def owners(head: Token) -> list[Token]:
    """Whose a content is: "*Iran's* claims", "the offer by *Iran*", "*US* sanctions", or the head itself.

    Also who did what it tells of: "the truce offered by *Iran*", "the decision that *Iran* took".
    """
    found = [head, *children(head, *MODIFIERS), *preposition(head, "by", "from", "of", "in")]
    return [*found, *_makers(head)]


def _makers(thing: Token) -> list[Token]:
    """Who did to a thing what its participle or relative clause tells."""
    found = [each for clause in children(thing, "acl") for each in preposition(clause, "by")]
    for clause in children(thing, "relcl"):
        subjects = children(clause, "nsubj")
        if _objects(clause) == [thing] and not any(each.lower_ in RELATIVES for each in subjects):
            found += subjects
    return found


def undergoes(token: Token, type_: ActType) -> bool:
    """Whether who stands there only suffers, or shares, what is praised, opposed or blamed: "the invasion of
    *Chad*", "sanctions imposed on *Chad*", "backs the deal with *Chad*"; an act does not address him."""
    if token.dep_ in ("amod", "poss", "compound", "nmod") and token.head.dep_ == "pobj":
        return _befalls(token, type_) or _befalls(token.head, type_)
    return _befalls(token, type_)


def is_struck(token: Token) -> bool:
    """Whether a word names whom a blow strikes: "the invasion of *Chad*", "the attack on *Chadian* ships"."""
    if token.dep_ in ("amod", "poss", "compound", "nmod") and token.head.dep_ == "pobj":
        token = token.head
    noun, prep = _noun_before(token)
    if _is_assault(noun):
        return prep in AT
    return (prep == "of" or prep in AT) and noun.lemma_.lower() in words("grammar")["befalling"]


def _noun_before(token: Token) -> tuple[Token, str]:
    """The noun on which a word hangs, and the preposition between them, if any."""
    if token.dep_ != "pobj":
        return token.head, ""
    noun = token.head.head
    if token.head.lower_ == "into" and noun.pos_ == "VERB":  # "condemned the firing of rockets into *Chad*"
        noun = next((each for each in children(noun, "dobj") if each.i < token.i), noun)
    return noun.head if noun.dep_ == "acl" else noun, token.head.lower_


def _is_assault(noun: Token) -> bool:
    grammar = words("grammar")
    return noun.lemma_.lower() in grammar["assaults"] and noun.head.lemma_ not in grammar["launching"]


def _befalls(token: Token, type_: ActType) -> bool:
    """Whether a word names whom a blow strikes, or for approval, with whom a bond is."""
    noun, prep = _noun_before(token)
    if token.dep_ == "dobj" and noun.dep_ in ("acl", "relcl"):
        # "backed a resolution condemning *Chad*"
        return type_ != "Accusation" and noun.lemma_ in words("grammar")["blaming"]
    if not prep and token.dep_ not in ("compound", "nmod"):
        return False
    told = noun.lemma_.lower()
    grammar = words("grammar")
    if prep == "on" and noun.head.lemma_ == "blame":  # "blamed the raid on *Chad*"
        return False
    if _is_assault(noun):
        return prep in AT
    if type_ == "Support" and told in grammar["shared"]:
        return prep in ("", "with", "on", "about", "over", "in")
    if prep == "to" and told in grammar["affronts"]:
        return True  # "called it an insult to *Chad*"
    if prep == "of":
        return told in grammar["befalling"] or told in grammar["freeing"]
    return prep in AT and (told in grammar["befalling"] or told in grammar["aimed"])


def _is_that_clause(clause: Token, part: Token) -> bool:
    if clause.dep_ == "ccomp":
        if any(map(is_inverted, children(clause, "aux", "auxpass"))):  # "warned of war *should* they fail"
            return False
        return not is_infinitive(clause) and (
            clause.tag_ != "VBG" or any(each.dep_ in SUBJECTS for each in clause.children)
        )
    if clause.dep_ == "advcl":  # "made it clear *that they would go*"
        return part.pos_ == "ADJ" and opens_with(clause, "that")
    if clause.dep_ in ("acl", "relcl"):
        that = [each for each in clause.children if each.lower_ == "that"]
        return part.pos_ == "NOUN" and any(each.dep_ == "mark" or _is_bidden(clause) for each in that)
    return False


def _is_bidden(clause: Token) -> bool:
    """Whether a clause tells what one is to do, whatever the parse makes of its "that": "the demand that
    *Chad leave*", not "that *Chad made*"."""
    base = clause.tag_ in ("VB", "VBP") and clause.lower_ == clause.lemma_
    return base and any(each.tag_ in ("NN", "NNP") for each in children(clause, "nsubj"))


def _is_relative(clause: Token) -> bool:
    """Whether a clause tells which thing is meant: "the idea *that Chad turned down*", even if it is parsed
    as what the thing says, for its particle ends it without an object."""
    if clause.dep_ != "acl":
        return clause.dep_ == "relcl"
    return bool(children(clause, "prt")) and bool(children(clause, "mark")) and not children(clause, *OBJECTS)


@remembered
def _infinitives(part: Token) -> list[Token]:
    """To-infinitives under a word, or under the addressee that it takes ("called on X to go").

    What opens a sentence tells what for: "*to save the talks*, X ordered them to go"; so does "in order to",
    and so does what money is given for: "offered three million dollars *to clear the mines*".
    """
    given = children(part, "dobj")
    paid = bool(given) and all(map(_is_money, given))
    found = [
        each
        for each in children(part, "xcomp", "ccomp", "acl", "relcl", "advcl")
        if is_infinitive(each) and not (each.dep_ == "advcl" and (each.i < part.i or paid))
    ]
    if found or part.pos_ not in VERBS | {"ADP"}:
        return found or _behind_addressee(part)
    for noun in (
        *children(part, *OBJECTS, "pobj", "dative"),
        *(o for p in children(part, "prep") for o in p.children if not _is_purpose(o)),
    ):
        put = noun.dep_ in OBJECTS and noun.lemma_ in words("grammar")["asking"]  # "refused *demands* to go"
        if noun.dep_ in OBJECTS and not put and _is_for_itself(part, noun):
            continue  # "proposed *a truce* to bury the dead"
        if noun.pos_ != "VERB" and not (put and children(noun, *MODIFIERS)) and not _is_money(noun):
            if any(each.tag_ != "PRP$" for each in children(noun, "poss")):
                continue  # "accepted *Chad's* decision to go"
            found += [each for each in children(noun, "acl", "relcl") if is_infinitive(each)]
    return found


def _behind_addressee(noun: Token) -> list[Token]:
    """What somebody is called on to do, where the parse hangs it elsewhere: "the call on Chad *to leave*"."""
    if noun.pos_ != "NOUN" or noun.lemma_ not in words("grammar")["put_as_demand"]:
        return []
    for one in preposition(noun, "on", "upon", "to"):
        after = one.right_edge.i + 1
        if after < len(one.doc) and one.doc[after].tag_ == "TO" and is_infinitive(one.doc[after].head):
            return [one.doc[after].head]
    return []


def _is_for_itself(verb: Token, thing: Token) -> bool:
    """Whether a verb asks for or begins a thing, and an infinitive only tells what for: "demanded *a pullout*
    to end the row", "will undertake *sanctions* to press Chad"; not "demanded *the rebels* to leave"."""
    if verb.lemma_ == "propose":
        return True
    vague = not any(each.lower_ == "the" for each in children(thing, "det"))
    return vague and thing.pos_ == "NOUN" and verb.lemma_ in words("grammar")["asking_for_things"]


def _is_money(noun: Token) -> bool:
    """Whether a noun is of money that is given for something: "three million *dollars*"."""
    return noun.lemma_.lower() in words("things")["sums"]


def _is_purpose(noun: Token) -> bool:
    """Whether a noun only tells what for something is done, or which of several: "in *order* to end it", "in
    a *bid* to", "in the first *step* to end it"."""
    counted = any(each.lower_ in ("first", "last", "latest", "next", "only") for each in noun.children)
    aims = counted or noun.lower_ == "order" or noun.lemma_.lower() in words("grammar")["attempts"]
    return aims and noun.head.lower_ == "in"


def _shared_objects(verb: Token) -> list[Token]:
    """The object that a verb shares with one coordinated behind it: "condemned and opposed *the plan*"."""
    if verb.i + 1 == len(verb.doc) or verb.nbor(1).dep_ != "cc":
        return []
    if not all(each.dep_ in ("cc", "conj") or each.is_punct for each in verb.rights if each.i > verb.i + 1):
        return []
    partners = [
        each
        for each in children(verb, "conj")
        if each.tag_ == verb.tag_ and not children(each, "nsubj") and each.i <= verb.i + 3
    ]
    return [each for partner in partners for each in children(partner, "dobj")]


@remembered
def _objects(part: Token) -> list[Token]:
    """The direct object, or what stands for it: a passive's subject, the noun of a relative clause."""
    if part.pos_ not in VERBS:
        return []
    passive = is_passive(part)
    found = children(part, "nsubjpass") if passive and not _given_to(part) else children(part, *OBJECTS)
    if not found and passive and part.dep_ in ("acl", "amod"):
        found = [_answered(part) or part.head]
    if not found and passive and part.dep_ == "conj" and part.head.dep_ in ("acl", "amod"):
        found = [part.head.head]
    if not found and passive and part.dep_ == "conj":
        found = children(part.head, "nsubjpass", "nsubj")  # "made an offer but was *rebuffed*" too
    if not found and passive and part.dep_ in ("pcomp", "advcl") and not opens_with(part, "as"):
        found = surface_subjects(part)[:1]  # "after being rejected", not "left, *as demanded* by Peru"
    if not found and not passive:
        found = _shared_objects(part) or _judged_things(part)
    resolved = []
    for each in found:
        if each.lower_ in RELATIVES and each.i < part.i:
            above = [g.head for g in upwards(part) if g.dep_ == "relcl"][:1]
            denied = part.lemma_ in words("factuality")["gainsaying"] and _comma_before(each)
            resolved += [(denied and _charged_with(noun)) or _summed_up(noun) for noun in above]
        else:
            resolved.append(each)
    if not found and not passive and _is_relative(part):
        subjects = children(part, "nsubj")
        acts = any(each.lower_ in RELATIVES for each in subjects)  # "Iran, *who* rejected giving way"
        if subjects and not acts:  # "the offer Iran rejected", "whose offer Iran rejected"
            whose = (each for each in subjects[:-1] if any(one.lower_ == "whose" for one in each.children))
            resolved = [next(whose, None) or _summed_up(part.head)]
    return resolved


def _answered(participle: Token) -> Token | None:
    """What somebody answers, where a participle behind it tells of that: "its rejection of the *plan*, put
    forward by Chad"."""
    noun = participle.head
    if noun.lemma_.lower() not in words("grammar")["answering"] or not _comma_before(participle):
        return None
    return next((each for each in preposition(noun, "of") if each.i < participle.i), None)


def _given_to(verb: Token) -> list[Token]:
    """Whom a passive says to be given what it keeps as its object: "*Chad* was lent a boat"."""
    if verb.lemma_ not in words("grammar")["granting"] or not is_passive(verb) or not children(verb, "dobj"):
        return []
    return children(verb, "nsubjpass")


def _receivers(verb: Token) -> list[Token]:
    """Who is given something, where the parse takes a name for part of it: "gave *Chad* cheap loans"."""
    if verb.lemma_ not in words("grammar")["granting"] or verb.i + 1 == len(verb.doc):
        return []
    first = verb.nbor(1)
    return [first] if _is_receiver(first) and first.head.head == verb else []


def _is_receiver(name: Token) -> bool:
    """Whether a state's name stands right before what its people are given, as no adjective does."""
    if name.dep_ not in ("nmod", "compound") or name.ent_type_ != "GPE" or not name.is_title:
        return False
    things = name.head
    verb = things.head
    if things.dep_ not in OBJECTS or verb.lemma_ not in words("grammar")["granting"] or verb.i + 1 != name.i:
        return False
    return things.tag_ in ("NNS", "NN") and name.lower_ not in words("grammar")["unions"]


def _judged_things(verb: Token) -> list[Token]:
    """What somebody says to be so: "declared *the pact* dead"."""
    told = (each for each in children(verb, "ccomp") if each.pos_ == "ADJ" and not children(each, "mark"))
    return [thing for each in told for thing in children(each, "nsubj")]


def _summed_up(noun: Token) -> Token:
    """What somebody is accused of, where a noun only sums it up: "of *theft*, a charge that he rejects", "of
    *arming* them, a charge that he rejects"."""
    left = noun.left_edge.i
    if noun.lemma_.lower() not in words("factuality")["claims"] or not _comma_before(noun):
        return noun
    before = next((each for each in reversed(noun.doc[: left - 1]) if not each.is_punct), noun)
    return _charged_with(before, left) or noun


def _charged_with(last: Token, left: int | None = None) -> Token | None:
    """What somebody is accused of in words that end with one: "of *arming* Chad, which he denies"."""
    while last.dep_ in ("compound", "amod", "prep", "pobj", "dobj", "pcomp", "acomp") and (
        left is None or last.head.i < left
    ):
        of = last.head
        if last.dep_ == "pobj" and of.lower_ == "of" and (of.head.pos_ == "VERB" or of.head.dep_ == "dobj"):
            return last
        if last.dep_ == "pcomp" and of.lower_ in ("of", "for"):
            return last
        last = last.head
    return None


def _own_phrase(doc: Doc, predicate: Predicate) -> Span:
    """The predicate with what it governs to its right, without its subject and auxiliaries."""
    token = predicate.token
    end = token.right_edge.i
    for each in token.children:
        if each.i > token.i and (_aside(each) or each.dep_ in ("conj", "cc")):
            end = min(end, each.left_edge.i - 1)
    begin = token.i
    if token.pos_ not in VERBS:
        begin = token.left_edge.i
    return trimmed(doc, begin, max(begin, end))


def _aside(token: Token) -> bool:
    """Whether a child only comments on the clause: who said it, a condition that hangs on it, what another
    does meanwhile."""
    if token.dep_ in ("parataxis", "intj") or token.lower_ == "according" or _is_proviso(token):
        return True
    if token.dep_ == "advcl":
        if token.tag_ == "VBG" and token.lemma_ in words("grammar")["commenting"]:
            return True
        marks = {each.lower_ for each in token.children if each.dep_ == "mark"}
        return not marks.isdisjoint(("until", "unless")) or (
            not marks.isdisjoint(("while", "whereas")) and _is_of_another(token)
        )
    return token.dep_ == "relcl" and token.head.right_edge.i == token.right_edge.i and _comma_before(token)


def _is_of_another(clause: Token) -> bool:
    """Whether a clause tells of another actor: "that Chad pull out, *while Mali waits*"."""
    subjects = children(clause, "nsubj", "nsubjpass")
    return any(map(_is_named, (each for one in subjects for each in (one, *children(one, *MODIFIERS)))))


def _is_proviso(token: Token) -> bool:
    """Whether a child tells on what terms: "as long as they leave", "provided that", "on condition that"."""
    return token.dep_ in ("advmod", "advcl", "prep") and any(
        each.lower_ in words("grammar")["provisos"] and bool(children(each, "advcl", "ccomp", "acl"))
        for each in (token, *children(token, "pobj"))
    )


def without_trail(doc: Doc, span: Span, trigger: Token, head: Token) -> Span:
    """A stretch of words cut before the first remark set off by a comma or dash: ", which", ", saying".

    Not before its own head: "that the plan, which gives them half, is a start".
    """
    words = doc.char_span(span.begin, span.end)
    if words is None:
        return span
    for before, token in pairwise(doc.tokens[words.start + 1 : words.end]):
        if token.i <= head.i or before.text not in (",", "-", "–", "—", "--"):
            continue
        clause = _opened_clause(token)
        own = clause is not None and clause.i == trigger.i and clause.head == head
        if clause is None or own or not words.start <= clause.head.i < token.i:
            continue
        return trimmed(doc, words.start, max(words.start, token.i - 2))
    return span


def _opened_clause(token: Token) -> Token | None:
    """The relative or adverbial clause that begins with `token`, or noun that sums up: ", a step that"."""
    for each in upwards(token):
        if each.left_edge.i != token.i:
            return None
        if each.dep_ in ("relcl", "advcl") or _sums_up(each):
            return each
    return None


def _sums_up(noun: Token) -> bool:
    """Whether a noun only stands for what was said before it, to say more of that."""
    second = noun.dep_ == "dobj" and noun.left_edge.lower_ in ("a", "an")  # "sent guards, *a charge* that"
    return (
        (noun.dep_ in ("appos", "npadvmod") or second)
        and noun.lemma_.lower() in words("grammar")["summing_up"]
        and any(each.dep_ in ("relcl", "acl") for each in noun.children)
    )


def _is_named(token: Token) -> bool:
    return token.ent_type_ in ("GPE", "NORP", "PERSON", "ORG") or token.pos_ == "PRON"


def _clause_of(token: Token) -> Token:
    """The verb of the clause that a modal, an adjective or a noun that it equates belongs to."""
    if _equating(token) or token.dep_ in ("aux", "auxpass", "acomp", "attr", "oprd", "neg"):
        return token.head
    return token


def _comma_before(token: Token) -> bool:
    left = token.left_edge.i
    return left > 0 and token.doc[left - 1].text == ","
