"""Acts: who demands, concedes, rejects, offers, agrees, accuses, threatens, supports, sanctions, aids.

`candidates` finds, generously, every place where the lexicon sees an act, with its slots filled and with
named features; `acts` decides which of them the article tells. A fitted ranker decides where there is one,
else the strength that the lexicon gives.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from kg.extract.about import clauses, is_about, is_barred, is_done_to
from kg.extract.attribution import accusers, attributed, is_claimed, reporters, speech, with_side
from kg.extract.content import (
    clause_subjects,
    content_span,
    first_related,
    imposers,
    owners,
    related,
    undergoes,
    whole_span,
)
from kg.extract.cues import ASKED
from kg.extract.dates import dates
from kg.extract.dating import with_date
from kg.extract.evidence import among, features, headline_end
from kg.extract.factuality import (
    factuality,
    factuality_of_deed,
    is_denied_itself,
    is_dropped,
    is_given_up,
    is_undone,
)
from kg.extract.lists import is_listed, listed
from kg.extract.moods import MOODS, is_refusal
from kg.extract.ours import bodies, spoken_for, together
from kg.extract.performers import SPEAKER, Performer, performers
from kg.extract.predicates import Predicate, predicates
from kg.extract.ranking import Candidate, ranker
from kg.extract.reactions import answered, punished, relieved, sided
from kg.extract.slots import (
    MODIFIERS,
    SUBJECTS,
    actors,
    actors_of,
    aimed_at,
    behind_number,
    children,
    coordinated,
    doers,
    hyphenated,
    is_infinitive,
    is_inverted,
    is_passive,
    preposition,
    receiver_verb,
    sufferers,
    surface_subjects,
    trimmed,
    upwards,
)
from kg.extract.statements import statements
from kg.extract.status import negated
from kg.extract.targets import JUDGING, WANTING, cast, commanded, freed, wanted, with_target
from kg.extract.untold import is_untold
from kg.lexicon import words
from kg.model import Act, ActorKey, ActType, Modality, Role, Span, Statement
from kg.nlp.headings import is_heading
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

ENOUGH = 0.45  # from here an act counts beside a likelier one; without a ranker, from here it counts at all
SAME = 0.5  # the share of the shorter content's words that the other must have for the two to be one
WHOLE = "whole"
LATER = frozenset({"subject", "own", "target", "doer"})  # needs that hang on who acts
GIVEN = frozenset({"Offer", "Agreement", "Aid", "Support"})  # acts of which there may be no more
JOINTLY = frozenset({"on", "upon"})  # how what several agree to hangs on the verb
UPHELD = frozenset({"Threat", "Rejection", "Accusation"})  # of which there is no more once dropped
ALONE = frozenset({"he", "she", "i"})  # who speaks of himself alone
REMOTE = frozenset({"above", "before"})  # how who is only mentioned near a word is found
FORETOLD = frozenset({"promise", "feasible"})  # moods of what somebody is to do, as he or another says
YIELDING = frozenset({"Concession", "Sanction"})  # whose penalties are on others than their owner
MUTUAL = frozenset({"Agreement", "Offer", "Rejection"})  # acts whose content may be to meet somebody
RELIEVING = frozenset({"Concession", "Offer"})  # acts of who ends what he laid on others himself
DEEDS = frozenset({"Agreement", "Concession", "Sanction", "Aid"})  # done by more than words
VERDICTS = frozenset({"Support", "Accusation"})  # of others, not of one's own state


def acts(
    reading: Reading, said: Iterable[Statement] | None = None, posts: Iterable[Role] = ()
) -> Iterator[Act]:
    """The acts that an article tells, in the order of the text; `said` are its statements, if known, `posts`
    the roles of those who say them."""
    said = tuple(statements(reading) if said is None else said)
    voices, people = speech(said), cast(reading)
    sides = bodies(reading, posts)
    kept = [spoken_for(act, reading, sides) for act in decided(list(candidates(reading, said)))]
    days = dates(reading.doc, reading.document.date)
    aimed = [commanded(with_target(act, people, voices), reading) for act in kept]
    for n, act in enumerate(aimed):  # in the order of the text, for a reaction may take up another's target
        aimed[n] = punished(relieved(answered(act, aimed, said, reading), reading), aimed, reading)
    for act in distinct([sided(each, aimed, reading) for each in aimed]):
        yield with_date(act, reading, days)


def candidates(reading: Reading, said: Iterable[Statement] | None = None) -> Iterator[Candidate[Act]]:
    """Every place where an act could be told, with slots and features, in the order of the text.

    The confidence of a candidate's act is the strength that the lexicon gives it.
    """
    voices = speech(statements(reading) if said is None else said)
    best: dict[tuple[str, int, str], list[tuple[Act, Predicate]]] = {}
    begin = headline_end(reading.document.text)
    last: Predicate | None = None
    telling: Telling | None = None
    for predicate in predicates(reading.doc):
        if predicate.token.idx < begin or is_heading(predicate.token):  # the article tells it again
            continue
        key = _place(predicate)
        if key in best and best[key][0][0].confidence >= predicate.frame.strength:
            continue
        if last is None or not _is_alike(predicate, last):
            last, telling = predicate, _telling(reading, predicate, voices.at(predicate.token.idx))
        told = _acts(reading, predicate, telling) if telling else []
        if told and (key not in best or told[0].confidence > best[key][0][0].confidence):
            best[key] = [(act, predicate) for act in told]
    firsts = [told[0] for told in best.values()]
    rows = [*(row for told in best.values() for row in told), *listed(reading, firsts)]
    found = [
        (act, features(reading, predicate, act, voices.at(predicate.token.idx)))
        for act, predicate in sorted(rows, key=lambda row: (row[1].token.i, row[0].type))
    ]
    yield from among(found)


def decided(found: list[Candidate[Act]]) -> Iterator[Act]:
    """The acts of the candidates that are likely enough; of one type and trigger words only the likeliest.

    Words that tell an act of one type seldom tell one of another: beside a likelier act, such a one counts
    only if it is likely in its own right.
    """
    best: dict[tuple[ActType, Span], Act] = {}
    chosen: dict[tuple[ActType, Span], float] = {}
    likelihoods = [_likelihood(each) for each in found]
    judged = zip(found, likelihoods, strict=True) if ranker("act") else ()
    ours = together((each.fact, likely) for each, (likely, _) in judged)
    for each, (likely, enough) in zip(found, likelihoods, strict=True):
        key = each.fact.type, each.fact.trigger
        sure = max(likely, ours.get(key, 0.0))
        if sure >= enough and chosen.get(key, 0.0) < likely:
            chosen[key] = likely
            best[key] = replace(each.fact, confidence=round(sure, 3))
    threatened = {act.trigger for act in best.values() if act.type == "Threat"}
    kept: list[Act] = []
    for act in sorted(best.values(), key=lambda act: (-act.confidence, act.trigger, act.type)):
        if act.type == "Agreement" and act.trigger in threatened:  # who vows to strike promises nothing
            continue
        if any(_is_part(act, other) for other in best.values()):
            continue
        if ranker("act") and any(_is_same_deed(act, other) or _reads_same(act, other) for other in kept):
            continue
        if act.confidence >= ENOUGH or not any(_rivals(act, other) for other in kept):
            kept.append(act)
    yield from sorted(kept, key=lambda act: (act.trigger, act.type))


def _likelihood(candidate: Candidate[Act]) -> tuple[float, float]:
    """How likely a candidate is told, and from where it counts."""
    judge = ranker(candidate.fact.type.lower()) or ranker("act")
    if judge is None:
        return candidate.fact.confidence, ENOUGH
    likely = judge.probability(candidate.features)
    return max(likely, candidate.fact.confidence) if is_listed(candidate.fact) else likely, judge.threshold


def _is_part(one: Act, other: Act) -> bool:
    """Whether the words of an act are only the first of a phrase that tells a deed: "ordered" of "ordered a
    freeze on aid"."""
    if one.trigger != other.trigger or one.type in DEEDS or other.type not in DEEDS:
        return False
    return other.rule.split(":")[1].startswith(f"{one.rule.split(':')[1]} ")


def _is_same_deed(deed: Act, other: Act) -> bool:
    """Whether a deed is the very content of its doer's other act: "agreed to *lift* the ban"."""
    span = other.content_span
    if span is None or deed.type not in DEEDS or not set(deed.actor) & set(other.actor):
        return False
    return deed.trigger.begin == span.begin and deed.trigger != other.trigger


def _reads_same(one: Act, other: Act) -> bool:
    """Whether two acts of a doer are made of the same content, so that one of them is misread."""
    same = one.content_span is not None and one.content_span == other.content_span
    return same and one.type != other.type and one.trigger == other.trigger and one.actor == other.actor


def _rivals(one: Act, other: Act) -> bool:
    """Whether two acts read the same words as two types: one word, or the content of one actor.

    An act that is told within another's content is none of its rivals: "dropped its *demand* for a fee".
    """
    if one.type == other.type:
        return False
    if one.trigger == other.trigger:
        return True
    told_within = _within(one, other) != _within(other, one)
    return not told_within and bool(set(one.actor) & set(other.actor)) and _overlap(one, other)


def _within(one: Act, other: Act) -> bool:
    """Whether the words of one act stand in another's content."""
    span = other.content_span
    return span is not None and span.begin <= one.trigger.begin < span.end


def distinct(found: list[Act]) -> list[Act]:
    """Each act once: what the text tells again is further evidence of the surest telling."""
    out: defaultdict[ActType, list[Act]] = defaultdict(list)
    for act in sorted(found, key=lambda each: (-each.confidence, each.trigger, each.type)):
        alike = out[act.type]
        n = next((n for n, other in enumerate(alike) if _same(act, other)), None)
        if n is None:
            alike.append(act)
        else:
            alike[n] = replace(alike[n], evidence=tuple(dict.fromkeys((*alike[n].evidence, *act.evidence))))
    return sorted(chain.from_iterable(out.values()), key=lambda act: (act.trigger, act.type))


def _same(one: Act, other: Act) -> bool:
    """Whether two tellings of one type are of one act: a common actor, and mostly the same content.

    "An envoy warned that Peru is ready to strike" is one threat, whoever makes it.
    """
    if one.modality != other.modality:
        return False
    if not set(one.actor) & set(other.actor):
        told = {*one.attributed_to} & {*other.actor} or {*other.attributed_to} & {*one.actor}
        return bool(told) and one.type == "Threat" and _overlap(one, other)
    if _overlap(one, other):
        return True
    left, right = _words(one.content), _words(other.content)
    return len(left & right) >= SAME * max(min(len(left), len(right)), 1)


def _overlap(one: Act, other: Act) -> bool:
    """Whether the contents of two acts share more than half of the shorter one."""
    a, b = one.content_span, other.content_span
    if not (a and b):
        return False
    shared = min(a.end, b.end) - max(a.begin, b.begin)
    return shared > 0.5 * min(a.end - a.begin, b.end - b.begin)


def _words(content: str) -> frozenset[str]:
    return frozenset(word for word in content.lower().split() if len(word) > 3) or frozenset(content.split())


def _place(predicate: Predicate) -> tuple[str, int, str]:
    """What counts as one place: a word performs each type once, what is said once a sentence."""
    if predicate.frame.said:
        return predicate.type, predicate.token.sent.start, "said"
    return predicate.type, predicate.token.i, ""


def _is_alike(one: Predicate, other: Predicate) -> bool:
    """Whether two predicates differ in nothing but the type of act that they perform."""
    return one.token is other.token and one.parts == other.parts and one.frame == other.frame


@dataclass(frozen=True, slots=True)
class Telling:
    """What words tell, whatever type of act they perform: the content, and who may act, each with whom it
    concerns."""

    relation: str
    head: Token
    span: Span
    evidence: Span
    performers: list[tuple[Performer, tuple[ActorKey, ...]]]


def _telling(reading: Reading, predicate: Predicate, around: list[Statement]) -> Telling | None:
    """What a predicate tells; None when nobody performs it or it lacks what it needs."""
    frame = predicate.frame
    if (frame.actor == SPEAKER and not around) or is_inverted(predicate.token):
        return None
    told_off = predicate.type == "Threat" and frame.refuses and frame.actor == SPEAKER  # "must *not* test us"
    if is_undone(predicate.token) and not told_off and "alternative" not in frame.needs:
        return None
    stated = _content(reading, predicate)
    if stated is None:
        return None
    relation, head = stated
    if not _has_needs(predicate, relation):
        return None
    if frame.about:
        told = (each for each in clauses(head, relation) if is_about(predicate, each, frame.about))
        if (about := next(told, None)) is None:
            return None
        head = about
    if frame.barred and is_barred(predicate, head, frame.barred):
        return None
    if frame.of and not is_done_to(predicate, frame.of):
        return None
    if is_untold(predicate, relation, head):
        return None
    also = tuple(key for name in frame.partner for key in _named(reading, predicate, name, relation, head))
    also += _joined(reading, predicate.token)
    acting = [
        (one, target)
        for one in performers(reading, predicate, around, also)
        if "subject" not in frame.needs or _has_other_subject(reading, head, one[0])
        if "own" not in frame.needs or not _has_other_subject(reading, head, one[0])
        if not _is_epithet(reading, predicate, one[0])
        if not (predicate.type in RELIEVING and _eases_anothers(reading, head, one[0]))
        if "doer" not in frame.needs or one[2] not in REMOTE
        if (target := _target(reading, predicate, relation, head, one[0])) or "target" not in frame.needs
        if not (predicate.type in VERDICTS and one[2] == "speaker" and _is_ours(reading, one[0], target))
        or "active" in frame.needs
        if not (predicate.type in VERDICTS and one[2] == "speaker" and _serves(reading, one[0], target))
        if not (predicate.type == "Threat" and _looks_on(reading, one[0]))
    ]
    if not acting:
        return None
    span = _span(reading, predicate, relation, head, around)
    if reading.words(span).lower() in ASKED:  # "What did they offer?" tells of no offer
        return None
    return Telling(relation, head, span, _evidence(predicate, span), acting)


def _acts(reading: Reading, predicate: Predicate, told: Telling) -> list[Act]:
    """The act that a predicate performs, once for everybody who may perform it, the likeliest first."""
    token = predicate.token
    type_, modality = _factuality(predicate, told.relation)
    claimed = is_claimed(token)
    return [
        Act(
            trigger=Span(token.idx, token.idx + len(token)),
            evidence=(told.evidence,),
            rule=f"{type_.lower()}:{predicate.words}:{told.relation}:{by}",
            confidence=_strength(predicate, modality, by),
            type=type_,
            actor=actor,
            target=target,
            content=reading.words(told.span),
            content_span=told.span,
            modality=modality,
            attributed_to=_claimant(reading, token, actor, outer if claimed else None),
        )
        for (actor, outer, by), target in told.performers
        if not ((type_ in GIVEN or token.pos_ == "VERB") and is_given_up(token))
        and not (type_ in UPHELD and is_dropped(token))
        and not (type_ == "Demand" and _is_own_refusal(reading, told.head, actor))
        and not (type_ == "Demand" and _binds_himself(reading, predicate, told.head, actor))
        and not (type_ == "Threat" and _is_anothers(reading, predicate, told.head, actor))
        and not (type_ == "Threat" and _strikes_himself(reading, predicate, told.head, actor))
        and not (type_ == "Threat" and outer and _is_foretold(reading, predicate, actor, outer[0].speaker))
    ]


def _content(reading: Reading, predicate: Predicate) -> tuple[str, Token] | None:
    """The relation and head of the content."""
    relations = predicate.frame.content
    whole = WHOLE in relations
    plain = tuple(name for name in relations if name != WHOLE) if whole else relations
    if found := first_related(predicate, plain):
        return _undergone(reading, predicate) or found if found[0] == "self" else found
    if whole:
        return WHOLE, predicate.token
    if receiver_verb(predicate.token) and "none" not in predicate.frame.needs:
        return "self", predicate.token  # "won strong backing": there is no more to say
    return None


def _undergone(reading: Reading, predicate: Predicate) -> tuple[str, Token] | None:
    """What a passive is told of, if not somebody: "*the pact* left by Chad", "*talks were broken off*"."""
    verb = predicate.token
    if verb.pos_ != "VERB" or not is_passive(verb):
        return None
    if verb.dep_ in ("relcl", "acl"):
        return None if actors_of(reading, verb.head) else ("object", verb.head)
    things = children(verb, "nsubjpass")
    return ("clause", verb) if things and verb.dep_ != "advcl" and not actors(reading, things) else None


def _span(
    reading: Reading, predicate: Predicate, relation: str, head: Token, around: list[Statement]
) -> Span:
    """The words of the content; of what somebody says, never more than he says."""
    if relation == "sentence" and around:
        sent = predicate.token.sent
        stretch = next(
            each for each in around[0].content_spans if each.begin <= predicate.token.idx < each.end
        )
        starts = reading.doc.starts
        first = max(sent.start, bisect_left(starts, stretch.begin))
        last = min(sent.end, bisect_left(starts, stretch.end)) - 1
        if first <= last and starts[last] + len(reading.doc[last]) > stretch.end:
            last -= 1
        return trimmed(reading.doc, first, last) if first <= last else stretch
    span = content_span(reading.doc, predicate, relation, head)
    if predicate.type not in ("Demand", "Agreement") and _is_only_somebody(reading, head, span):
        return whole_span(reading.doc, predicate, head, span)
    return span


def _is_only_somebody(reading: Reading, head: Token, span: Span) -> bool:
    """Whether a content only names actors, with their titles: nobody is what is praised, but praising him is.

    "Peru", "*Prime Minister* Quill", "Peru, Chile and Mali".
    """
    if not reading.actors_at(head):
        return False
    inside = reading.doc.char_span(span.begin, span.end)
    return inside is not None and all(_only_names(reading, each) for each in inside)


def _only_names(reading: Reading, token: Token) -> bool:
    """Whether a word within a name, a title or a list of such says nothing else."""
    mention = reading.by_token.get(token.i)
    if mention is not None and mention.actors:
        return True
    return (
        token.is_punct
        or token.dep_ in ("cc", "det", "case")
        or (token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "PROPN")
    )


def _has_needs(predicate: Predicate, relation: str) -> bool:
    """Whether everything that the frame needs is there, whoever acts."""
    for need in predicate.frame.needs:
        if need == "content":
            if relation == WHOLE:
                return False
        elif need not in LATER and need not in MOODS and not related(predicate, need):
            return False
    return True


def _is_epithet(reading: Reading, predicate: Predicate, actor: tuple[ActorKey, ...]) -> bool:
    """Whether a hyphened participle only says of what camp somebody is: "the Western-backed leader", "the
    army-backed cabinet"."""
    vague = all(reading.actors[key].type == "Group" or reading.actors[key].label.islower() for key in actor)
    return vague and predicate.type == "Support" and bool(hyphenated(predicate.token))


def _has_other_subject(reading: Reading, head: Token, actor: tuple[ActorKey, ...]) -> bool:
    """Whether the content has a subject that is not who acts."""
    subjects = children(head, *SUBJECTS)
    return bool(subjects) and not set(actors(reading, subjects)) & set(actor)


def _is_ours(reading: Reading, actor: tuple[ActorKey, ...], target: tuple[ActorKey, ...]) -> bool:
    """Whether what persons say is about the state that they speak for, which none of their words blame, nor
    praise as another would: "Chile's envoy said that *Chile* was disappointed", "its stance was fair"."""
    parts = [reading.actors[key] for key in actor]
    return any(part.type == "Person" and part.affiliation in target for part in parts)


def _looks_on(reading: Reading, actor: tuple[ActorKey, ...]) -> bool:
    """Whether who warns of a blow will not deal it himself: "*analysts* warned of a war"."""
    groups = (reading.actors[key] for key in actor)
    onlookers = words("actors")["onlookers"]
    return all(each.type == "Group" and each.label.lower().split()[-1] in onlookers for each in groups)


def _serves(reading: Reading, actor: tuple[ActorKey, ...], target: tuple[ActorKey, ...]) -> bool:
    """Whether a state or its officials only tell what it or its troops did: "Chadian *officials* said that
    *Chad* had armed them", "Chad said that its *jets* had bombed a camp"."""
    sides = {_side(reading, key) for key in actor} - {None}
    if not sides:
        return False
    return any((key in sides and key not in actor) or _of_forces(reading, key) in sides for key in target)


def _side(reading: Reading, key: ActorKey) -> ActorKey | None:
    """The state that a state is or that a group or body of its servants speaks for."""
    one = reading.actors[key]
    if one.type == "State":
        return key
    if one.type == "Person" or one.label.lower().split()[-1] not in words("grammar")["servants"]:
        return None
    return one.affiliation


def _of_forces(reading: Reading, key: ActorKey) -> ActorKey | None:
    """Whose troops a group is."""
    one = reading.actors[key]
    last = one.label.lower().split()[-1]
    known = words("things")["forces"]
    return one.affiliation if last in known or last.removesuffix("s") in known else None


def _is_own_refusal(reading: Reading, head: Token, actor: tuple[ActorKey, ...]) -> bool:
    """Whether a content is what the actor himself will not do: "Chile insists it will not accept"."""
    return is_refusal(head) and bool(set(actors(reading, clause_subjects(head))) & set(actor))


def _binds_himself(reading: Reading, predicate: Predicate, head: Token, actor: tuple[ActorKey, ...]) -> bool:
    """Whether who speaks only tells what he himself has to do: "Quill said *he* must stand for election"."""
    if predicate.frame.actor != SPEAKER or "clause" not in predicate.frame.content:
        return False
    own = [each for each in clause_subjects(head) if each.lower_ in ALONE]
    return bool(own) and any(each.lower_ == "i" or set(actors(reading, [each])) & set(actor) for each in own)


def _is_anothers(reading: Reading, predicate: Predicate, head: Token, actor: tuple[ActorKey, ...]) -> bool:
    """Whether the blow that somebody warns of is dealt by others: "Chile warned that *Peru* would attack"."""
    warned = predicate.token.lemma_ in words("grammar")["warning"]
    if not (warned and head.lemma_ in words("things")["blows"]):
        return False
    doers = actors(reading, [*children(head, "nsubj"), *preposition(head, "between", "by")])
    ours, theirs = ({*keys, *(reading.actors[key].affiliation for key in keys)} for keys in (actor, doers))
    return bool(theirs) and not (ours & theirs) - {None}


def _eases_anothers(reading: Reading, deed: Token, actor: tuple[ActorKey, ...]) -> bool:
    """Whether the burden that a state would end is laid on by another: "Chad hopes to end the ban imposed by
    *Peru*", which only Peru can yield."""
    burdens = [each for one in children(deed, "dobj", "nsubjpass") for each in coordinated(one)]
    known = words("things")["penalties"]
    whose = [each for one in burdens if one.lemma_.lower() in known for each in imposers(one)]
    ours, theirs = _states(reading, actor), _states(reading, actors(reading, whose))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _is_foretold(
    reading: Reading, predicate: Predicate, actor: tuple[ActorKey, ...], speaker: tuple[ActorKey, ...]
) -> bool:
    """Whether what a state will do is only what another says of it: "Chile said *Peru* would strike"."""
    if FORETOLD.isdisjoint(predicate.frame.needs):
        return False
    ours, theirs = _states(reading, actor), _states(reading, speaker)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _states(reading: Reading, keys: tuple[ActorKey, ...]) -> set[ActorKey]:
    """The states among actors and of those that serve one."""
    return {key for key in with_side(reading, keys) if reading.actors[key].type == "State"}


def _strikes_himself(
    reading: Reading, predicate: Predicate, head: Token, actor: tuple[ActorKey, ...]
) -> bool:
    """Whether what a speaker foretells falls on his own side: "Chile's envoy said that *Chile* would pay"."""
    if predicate.frame.actor != SPEAKER or "subject" not in predicate.frame.target:
        return False
    ours = {*actor, *(reading.actors[key].affiliation for key in actor)}
    struck = actors(reading, clause_subjects(head))
    return bool(struck) and ours.issuperset(struck)


def _target(
    reading: Reading, predicate: Predicate, relation: str, head: Token, actor: tuple[ActorKey, ...]
) -> tuple[ActorKey, ...]:
    """Whom the act addresses or concerns: the first of the frame's relations that names other actors."""
    no_targets = (*actor, *freed(reading, head))
    no_targets += wanted(reading, head) if predicate.type in WANTING else ()
    for name in predicate.frame.target:
        found = [key for key in _named(reading, predicate, name, relation, head) if key not in no_targets]
        if predicate.type == "Threat" and name == "subject":  # "warned that his country would act"
            found = [key for key in found if not any(reading.actors[a].affiliation == key for a in actor)]
        if found:
            return tuple(dict.fromkeys(found))
    if receives := receiver_verb(predicate.token):
        return tuple(key for key in actors(reading, surface_subjects(receives)) if key not in actor)
    if predicate.type not in MUTUAL or predicate.token.lemma_ in words("factuality")["gainsaying"]:
        return ()
    return tuple(key for key in _met(reading, head) if key not in actor)


def _met(reading: Reading, deal: Token) -> tuple[ActorKey, ...]:
    """Whom somebody is to meet or to talk with: "refused to meet *Ali Quill*", "is ready to talk to *Chad*",
    but none of a kind, "refused to talk to terrorists"."""
    if deal.lemma_ not in words("grammar")["dealing"]:
        return ()
    whom = (*children(deal, "dobj"), *preposition(deal, "with", "to"))
    return actors(reading, [each for each in whom if each.pos_ == "PROPN" or each.left_edge is not each])


def _named(
    reading: Reading, predicate: Predicate, name: str, relation: str, head: Token
) -> tuple[ActorKey, ...]:
    """The actors that stand in the relation `name`."""
    if name == "owner":
        heads = owners(_object_of(predicate) if relation in ("self", "clause") else head)
        if predicate.type in JUDGING:
            heads = [each for each in heads if not undergoes(each, predicate.type)]
        if predicate.type in YIELDING and _is_imposed(_object_of(predicate)):
            return ()
        return next((keys for each in heads if (keys := actors(reading, _all(each)))), ())
    if name == "subject":
        own = clause_subjects(head)
        return actors(reading, own)
    if name == "subject-here":
        clause = next((each for each in upwards(head) if any(children(each, *SUBJECTS))), head)
        subjects = clause_subjects(clause)
        whose = (
            actors(reading, [*children(each, *MODIFIERS), *preposition(each, "by")]) for each in subjects
        )
        return actors(reading, subjects) or next(filter(None, whose), ())
    if name == "receiver":
        return actors(reading, surface_subjects(predicate.token))
    if name == "subject-owner":
        token = predicate.token  # "Chad's *claim* has no value", "Chad's *claim* is null"
        clause = token if token.pos_ == "VERB" else token.head
        heads = [owner for each in clause_subjects(clause) for owner in owners(each)]
        return next((keys for each in heads if (keys := actors_of(reading, each))), ())
    if name == "goods":
        return actors(reading, _whose_goods(predicate))
    if name == "sufferer":
        return actors(reading, sufferers(predicate.token))
    if name == "aim":
        return actors(reading, [*aimed_at(predicate.token), *aimed_at(_object_of(predicate))])
    if name == "helped":
        return actors(reading, _helped(predicate.token))
    plain = name.partition("-")[0]
    thing = _object_of(predicate)
    heads = related(predicate, plain) or preposition(thing, plain) or behind_number(thing, plain)
    heads = heads or [each for worth in _worth(thing) for each in preposition(worth, plain)]
    if not heads and predicate.type == "Sanction":  # "unleashed a barrage of sanctions *on Chad*"
        heads = [each for one in preposition(thing, "of") for each in preposition(one, plain)]
    if not heads and plain == "to" and predicate.type == "Aid":  # "sent tents and 3 tons of rice *to Chad*"
        heads = [each for one in coordinated(thing)[1:] for each in preposition(one, plain)]
    if predicate.type in JUDGING:
        heads = [each for each in heads if not undergoes(each, predicate.type)]
    return tuple(key for each in heads for key in actors(reading, _all(each)) or _by_capital(reading, each))


def _is_imposed(penalty: Token) -> bool:
    """Whether a penalty is told to be against somebody, so that its owner imposes it: "eased *US* sanctions
    against the island"."""
    return penalty.lemma_.lower() in words("things")["penalties"] and bool(
        preposition(penalty, "against", "on")
    )


def _whose_goods(predicate: Predicate) -> list[Token]:
    """Whose things a penalty hits: "tariffs on *Peruvian* steel", "a ban on flights to *Peru*"."""
    noun = _object_of(predicate)
    things = [
        *preposition(predicate.token, "on", "against"),
        *(
            each
            for one in (noun, *preposition(noun, "of"))
            for each in preposition(one, "on", "against", "of", "for")
        ),
    ]
    found = [each for one in things for each in children(one, *MODIFIERS)]
    return found or [each for one in things for each in preposition(one, "to", "from", "with")]


def _helped(verb: Token) -> list[Token]:
    """Whom somebody sends or gives things to help: "sent boats to help *Chad*", "to help *Chad* rebuild"."""
    aims = [
        each for one in (verb, *children(verb, "dobj")) for each in children(one, "advcl", "xcomp", "acl")
    ]
    found: list[Token] = []
    for aim in aims:
        if is_infinitive(aim) and aim.lemma_ in words("grammar")["helping"]:
            clauses = (
                each for clause in children(aim, "ccomp", "xcomp") for each in children(clause, "nsubj")
            )
            found += children(aim, "dobj") or list(clauses)
    return [each for one in found for each in coordinated(one)]


def _worth(thing: Token) -> list[Token]:
    """The sum that a thing is worth, on which the parse may hang whom it is for: "a package worth 3 million
    *dollars* for Chad"."""
    sums = [each for each in children(thing, "appos", "amod", "npadvmod") if each.i > thing.i]
    return [
        each for each in sums if each.lower_ == "worth" or each.doc[each.left_edge.i - 1].lower_ == "worth"
    ]


def _joined(reading: Reading, verb: Token) -> tuple[ActorKey, ...]:
    """Who did so before: "joined *Chile* in condemning it"."""
    above = verb.head
    joins = verb.dep_ == "pcomp" and above.lower_ == "in" and above.head.lemma_ == "join"
    others = children(above.head, "dobj") if joins else []
    return actors(reading, [each for one in others for each in coordinated(one)])


def _by_capital(reading: Reading, token: Token) -> tuple[ActorKey, ...]:
    """The state of the article whose capital a place is: whom "concessions to Moscow" are made to."""
    place = reading.known_place_at(token)
    state = place.capital_of if place else None
    return (state,) if state is not None and state in reading.actors else ()


def _all(head: Token) -> list[Token]:
    return [head, *(each for each in head.conjuncts if each.i > head.i)]


def _claimant(
    reading: Reading, token: Token, actor: tuple[ActorKey, ...], around: list[Statement] | None
) -> tuple[ActorKey, ...]:
    """Who says that an act took place; `around` are the statements that claim it, None where it is known."""
    told = () if around is None else attributed(around, actor) or reporters(reading, token, actor)
    return told or accusers(reading, token, actor)


def _object_of(predicate: Predicate) -> Token:
    objects = related(predicate, "object")
    return objects[0] if objects else predicate.parts[-1]


def _factuality(predicate: Predicate, relation: str) -> tuple[ActType, Modality]:
    """The type and modality: what is negated is denied, or the act that the frame says it becomes."""
    frame = predicate.frame
    tells = factuality_of_deed if predicate.type in DEEDS else factuality
    modality = tells(predicate.token)
    if frame.refuses or (modality == "denied" and _says_none_itself(predicate)):
        return predicate.type, "asserted"
    if modality == "denied" and frame.negated and is_denied_itself(predicate.token):
        if predicate.words == "agree" and relation in JOINTLY:  # "could not *agree on* a date"
            return predicate.type, modality
        return frame.negated, "asserted"  # type: ignore[return-value]
    if modality == "asserted":
        modality = frame.modality
    return predicate.type, modality


def _says_none_itself(predicate: Predicate) -> bool:
    """Whether the only negation is a word of the phrase: "said *no* to talks", "will have *none* of it"."""
    nobody = words("status")["nobody"]
    return any(each.lower_ in nobody for each in predicate.parts[1:]) and not negated(predicate.token)


def _strength(predicate: Predicate, modality: Modality, by: str) -> float:
    """The lexicon's strength, less where the act is only thought of or its actor guessed."""
    sure = predicate.frame.strength * (0.6 if modality == "possible" else 1.0)
    return sure * (1.0 if by in ("doer", "speaker", "side", "self") else 0.5)


def _evidence(predicate: Predicate, content: Span) -> Span:
    """The words from the doer to the end of the content, within the sentence."""
    sent = predicate.token.sent
    marks = [predicate.token, *(head for head in doers(predicate.token) if head.sent == sent)]
    begin = min(each.left_edge.idx if each != predicate.token else each.idx for each in marks)
    end = max(each.idx + len(each) for each in marks)
    return Span(max(min(begin, content.begin), sent.start_char), max(end, content.end))
