"""What words that perform acts do not tell, as a table of what is asked of each type of act."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from kg.extract.about import begun
from kg.extract.factuality import is_draft
from kg.extract.harmless import is_harmless
from kg.extract.moods import is_his, is_recall, is_refusal
from kg.extract.performers import SPEAKER
from kg.extract.predicates import ACT_TYPES, Predicate, things
from kg.extract.slots import (
    OBJECTS,
    children,
    finite_tag,
    governors,
    is_infinitive,
    is_passive,
    preposition,
    upwards,
)
from kg.extract.status import auxiliaries, negated
from kg.extract.unasked import (
    asks_nothing,
    is_expulsion,
    is_no_condition,
    is_too_late,
    is_unasked,
    only_asserts,
)
from kg.extract.unsure import (
    is_charged_for,
    is_charged_of,
    is_disbelieved,
    is_feared,
    is_open,
    is_pondered,
    is_questioned,
    is_scoffed_at,
    is_silence,
    is_undecided,
    is_wondered,
    keeps_silent,
)
from kg.lexicon import words
from kg.nlp.tree import Token

Question: TypeAlias = Callable[[Predicate, Token], bool]
"""Asked of a predicate and the head of its content: whether the act is not told."""


class Case(NamedTuple):
    """A question, with the types of acts and the relations of which it is asked: of all, where none is named.

    It is not asked of the relations that are `barred`.
    """

    is_so: Question
    types: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()


def is_untold(predicate: Predicate, relation: str, head: Token) -> bool:
    """Whether a predicate with its content, headed by `head`, does not tell the act that it could perform.

    "Vowed *not to attack*" is no threat, "did not say *if* it would leave" no demand, "would *not oppose* it"
    no rejection. `relation` is how the content hangs on the predicate.
    """
    for is_so in _questions(predicate.type, relation):  # noqa: SIM110 - faster than `any`
        if is_so(predicate, head):
            return True
    return False


@cache
def _questions(type_: str, relation: str) -> tuple[Question, ...]:
    """What is asked of a predicate of a type whose content hangs on it so."""
    return tuple(
        case.is_so
        for case in CASES
        if (not case.types or type_ in case.types)
        and (not case.relations or relation in case.relations)
        and relation not in case.barred
    )


def _of_word(is_so: Callable[[Token], bool]) -> Question:
    """A question about the word that performs the act."""
    return lambda predicate, _: is_so(predicate.token)


def _of_head(is_so: Callable[[Token], bool]) -> Question:
    """A question about the head of the content."""
    return lambda _, head: is_so(head)


def _of_both(is_so: Callable[[Token, Token], bool]) -> Question:
    """A question about the word that performs the act and the head of the content."""
    return lambda predicate, head: is_so(predicate.token, head)


def _harms_nobody(predicate: Predicate, head: Token) -> bool:
    """Whether somebody would only do what harms nobody: "vowed to *scrap its mines*"; not what others are to
    do or else, "told Chad to *scrap its mines* or face war"."""
    verb = predicate.token
    if "or" in predicate.frame.needs or _is_menacing(verb):
        return False
    return is_harmless(verb) or is_harmless(head)


def _goes_to_war(verb: Token) -> bool:
    """Whether what somebody will take up is fighting: "will *resume* its raids", "will *open* fire"."""
    if verb.lemma_ not in words("grammar")["reviving"]:
        return False
    fights = words("things")["onslaughts"]
    return any(
        each.lemma_.lower() in fights or each.lower_ == "fire" for each in children(verb, *OBJECTS, "xcomp")
    )


def _warns_ones_own(verb: Token) -> bool:
    """Whether somebody warns his own people of a danger: "warned its *citizens* against travel"."""
    if verb.lemma_ not in words("grammar")["warning"]:
        return False
    own = [each for each in children(verb, *OBJECTS) if each.lemma_.lower() in words("things")["ones_own"]]
    return any(one.tag_ == "PRP$" for each in own for one in each.children)


def _is_only_menaced(deed: Token) -> bool:
    """Whether somebody only warns or threatens that he would do a thing: "warned that it would *cut* aid"."""
    if deed.dep_ != "ccomp" or negated(deed) or deed.head.lemma_ not in words("grammar")["menacing"]:
        return False
    return any(each.tag_ == "MD" for each in auxiliaries(deed))


def _only_carries(verb: Token) -> bool:
    """Whether somebody adopts a paper that itself performs an act: "*passed* a motion censuring Chad"."""
    if verb.lemma_ not in words("grammar")["adopting"]:
        return False
    acting = [each for paper in children(verb, "dobj", "nsubjpass") for each in children(paper, "acl")]
    return any(each.tag_ == "VBG" and each.lemma_ in words("grammar")["performing"] for each in acting)


def _is_only_word(deed: Token) -> bool:
    """Whether somebody only gives his word to do a thing, or denies it: "agreed to *send* aid", "vowed to
    impose *sanctions*", "denied *sending* arms"."""
    deed = deed.head if deed.dep_ == "dobj" and deed.pos_ == "NOUN" else deed
    while deed.dep_ == "conj" and deed.head.pos_ == "VERB" and deed.tag_ == deed.head.tag_ == "VB":
        deed = deed.head
    above = deed.head.lemma_.lower()
    if deed.dep_ in ("xcomp", "ccomp") and above == "deny":
        return True
    given = deed.dep_ in ("xcomp", "acl") and is_infinitive(deed)
    return given and above in words("factuality")["promising"]


def _is_plot(plan: Token) -> bool:
    """Whether a plan is one to strike, which offers nobody anything: "drew up *plans* to attack the camp"."""
    return any(
        is_infinitive(each) and each.lemma_ in words("things")["onslaughts"] for each in children(plan, "acl")
    )


def _only_gives(verb: Token) -> bool:
    """Whether what somebody hands over is a gift, a paper or an office: "handed over 200 tons of *flour*",
    "handed over a *letter*", "the *chair* of the union"; not arms, nor what was taken, "captured *ships*"."""
    if verb.lemma_ not in ("hand", "turn", "give"):
        return False
    lists = words("things")
    given = lists["gifts"] | lists["kind_gifts"] | lists["provisions"] | lists["presents"]
    given = (given - lists["armaments"]) | lists["messages"] | lists["chairs"]
    told = [each for one in children(verb, *OBJECTS) for each in (one, *preposition(one, "of"))]
    taken = any(word.lower_ in lists["taken"] for each in told for word in children(each, "amod"))
    return not taken and any(each.lemma_.lower() in given for each in told)


def _calls_off(verb: Token) -> bool:
    """Whether what somebody cancels is only an encounter: "cancelled the *visit* of a trade mission"."""
    things = words("things")["encounters"] - words("things")["ties"]
    return any(each.lemma_.lower() in things for each in children(verb, *OBJECTS))


def _takes_back(verb: Token) -> bool:
    """Whether what somebody takes away is only what he held against others: "withdrew its *objections* to
    Chad's membership", "ended a *freeze* on aid", "suspended its *tariffs*"."""
    lists, things = words("factuality"), children(verb, *OBJECTS)
    penalties = words("things")["strictures"]
    if verb.lemma_ in lists["pausing"] and any(each.lemma_.lower() in penalties for each in things):
        return True
    if verb.lemma_ in lists["easing"] and any(each.lemma_.lower() in lists["holds"] for each in things):
        return True
    if verb.lemma_ not in lists["giving_up"]:
        return False
    return any(each.lemma_.lower() in words("things")["stands"] for each in things)


def _is_declared_so(verb: Token, head: Token) -> bool:
    """Whether somebody only says how things stand or that others have agreed: "declared the truce *dead*",
    "announced a truce *between* Chad and Mali"."""
    if verb.lemma_ not in words("factuality")["declaring"]:
        return False
    return bool(children(verb, "oprd", "acomp", "ccomp") or preposition(head, "between"))


def _is_under_way(verb: Token, head: Token) -> bool:
    """Whether somebody makes known what he does already: "announced that it was *expelling* them"; not "was
    *preparing* to do so"."""
    lists = words("factuality")
    if verb.lemma_ not in lists["declaring"] or head.tag_ != "VBG":
        return False
    return head.lemma_ not in lists["intending"] and head.lemma_ not in (*lists["likely"], "go")


def _is_kept_back(gift: Token) -> bool:
    """Whether what a noun names is not given any more: "*suspended* its aid to Chad", "*withheld* its
    backing", "its aid *dried up*"; not "called on them to *suspend* it"."""
    verb = gift.head
    kept = gift.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in words("grammar")["keeping_back"]
    ended = gift.dep_ == "nsubj" and verb.lemma_ in words("grammar")["drying_up"]
    return (kept or ended) and finite_tag(verb) is not None


def _is_lent(backing: Token, backer: Token) -> bool:
    """Whether somebody does a thing with what another gives him: "with the *support* of Chad"."""
    return backing.dep_ == "pobj" and backing.head.lower_ in ("with", "without") and backer.pos_ == "PROPN"


def _is_defiant(verb: Token, head: Token) -> bool:
    """Whether somebody is not to give in, which promises nobody anything: "promised never to *bow* to it",
    "*vowed* not to pay", but "vowed not to *use* force"."""
    if not negated(head):
        return False
    if head.lemma_ in words("grammar")["yielding"]:
        return True
    return verb.lemma_ in words("harmless")["vowing"] and head.lemma_ not in _forgone()


@cache
def _forgone() -> frozenset[str]:
    """The verbs of what hurts others: who vows not to do so gives his word."""
    return words("harmless")["forgone"] | things(("blows", "exits", "closings", "conquests", "resistances"))


def _is_menacing(verb: Token) -> bool:
    """Whether a word makes a threat of whatever it opens: "*threatened* to lift the ban"."""
    return verb.lemma_.lower() in words("harmless")["threatening"]


def _breaks_off(verb: Token) -> bool:
    """Whether somebody will end what is good for others, which promises them nothing: "will *cut* ties with
    Chad", "will *stop* its aid"."""
    if verb.lemma_ not in words("grammar")["keeping_back"]:
        return False
    return any(each.lemma_.lower() in words("things")["bonds"] for each in children(verb, *OBJECTS))


def _is_forsworn(verb: Token, deed: Token) -> bool:
    """Whether somebody vows not to do a thing; who "threatened *not to come*" still threatens."""
    return negated(deed) and verb.lemma_.lower() not in ("threaten", "threat")


def _is_protective(verb: Token, deed: Token) -> bool:
    """Whether somebody only gives his word to stand by others: "*pledged* to defend Chad"."""
    return verb.lemma_ in ("pledge", "promise") and deed.lemma_ in words("harmless")["protecting"]


def _is_waived(deed: Token) -> bool:
    """Whether somebody makes known that he will not strike: "announced that it *would not impose* tariffs";
    who "will not hesitate to" will."""
    return negated(deed) and deed.lemma_ in things(("blows", "closings"))


def _is_appeal(predicate: Predicate, _: Token) -> bool:
    """Whether a verb of judging is none: "called *on* them to be calm", "called him to discuss it"."""
    verb = predicate.token
    if predicate.words != "call":
        return False
    aims = any(map(is_infinitive, children(verb, "advcl", "xcomp")))
    first = min((each.i for each in children(verb, "dobj")), default=len(verb.doc))
    called_on = [
        each for each in preposition(verb, "on", "upon", "for") if each.i < first
    ]  # not "a crime on us"
    if any(each.ent_type_ not in ("DATE", "TIME") for each in called_on):
        return True
    return aims and not children(verb, "oprd", "ccomp")


def _would_talk(head: Token) -> bool:
    """Whether what somebody plans is to talk, whatever about: "plans to *hold* a dialogue on the war"."""
    talks = words("things")["encounters"]
    objects = children(head, "dobj") if head.lemma_ in words("encounter")["coming_to"] else []
    return any(each.lemma_.lower() in talks or each.lower_.removesuffix("s") in talks for each in objects)


def _sends_forces(verb: Token, head: Token) -> bool:
    """Whether somebody sends troops to do a thing and promises nothing: "*committed troops* to defend it"."""
    sent = things(("forces", "warriors"))
    objects = [each for each in children(verb, "dobj") if each.i < head.i]
    return verb.lemma_ == "commit" and any(each.lemma_.lower() in sent for each in objects)


def _only_asks(verb: Token, head: Token) -> bool:
    """Whether somebody only puts a question: "*asked* the council: 'How long must we wait?'"."""
    return verb.lemma_ == "ask" and head.left_edge.tag_ in ("WRB", "WP", "WDT") and head.i > verb.i


def _leaves_pact(verb: Token) -> bool:
    """Whether somebody blames nobody but is done with his own pact: "*denounced* its treaty with Chad"."""
    pacts = words("things")["treaties"]
    return (
        verb.lemma_ == "denounce"
        and is_his(verb)
        and any(each.lemma_.lower() in pacts for each in children(verb, "dobj"))
    )


def _may_bring(head: Token) -> bool:
    """Whether a clause only tells what may come of a thing: "the *visit* should give them heart", "the
    *rains* should end soon"."""
    subjects = children(head, "nsubj")
    if any(each.lemma_.lower() in words("things")["hazards"] for each in subjects):
        return True
    if head.lemma_ not in words("things")["fruits"] or is_passive(head):
        return False
    hopeful = things(("encounters", "pacts", "proposals", "boons"))
    return bool(subjects) and all(each.lemma_.lower() in hopeful for each in subjects)


def _is_of_talks(predicate: Predicate, head: Token) -> bool:
    """Whether somebody only keeps himself away: "announced a *boycott* of the summit", "suspended its
    *participation* in the talks"."""
    things = words("things")["encounters"] | words("things")["treaties"]
    told = (head, *children(predicate.token, *OBJECTS))
    left = [
        *(each for one in told if one.lemma_ == "boycott" for each in preposition(one, "of")),
        *(each for one in told if _is_own_part(one) for each in preposition(one, "in")),
    ]
    return any(each.lemma_.lower() in things for each in left)


def _is_own_part(noun: Token) -> bool:
    """Whether a noun tells that its owner takes part: "*its* participation"."""
    return noun.lemma_ == "participation" and any(each.tag_ == "PRP$" for each in noun.children)


def _is_of_pact(head: Token) -> bool:
    """Whether what somebody gives notice of is that he leaves a pact, a body or talks, which yields nothing:
    "announced its *withdrawal* from the treaty", "from the bloc ECOWAS"."""
    if head.lemma_.lower() not in words("grammar")["clearing_out"]:
        return False
    things = words("things")["treaties"] | words("things")["bodies"] | words("things")["encounters"]
    left = preposition(head, "from", "of")
    kinds = (kind for name in left for kind in (name, *children(name, "compound", "nmod")))
    if any(each.lemma_.lower() in things for each in kinds):
        return True
    return not preposition(head, "of") and any(name.ent_type_ == "ORG" for name in left)


def _is_relief(plan: Token) -> bool:
    """Whether what is announced takes a burden away: "announced *plans* to lift the ban"."""
    return any(map(is_harmless, children(plan, "acl")))


def _is_kept_out_of(sanctions: Token) -> bool:
    """Whether somebody will have no part in penalties: "would not take part in the *embargo*"."""
    verb = next((each for each in governors(sanctions) if each.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ not in words("grammar")["sharing"]:
        return False
    neither = any(
        each.lower_ == "neither" for subject in children(verb, "nsubj") for each in subject.children
    )
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in words("grammar")["refusing"]
    return neither or refused or negated(verb)


def _only_brings(verb: Token) -> bool:
    """Whether somebody but carries what another offers: "conveyed an invitation *from* the king"."""
    brought = verb.lemma_ in words("grammar")["bringing"]
    return brought and any(bool(preposition(each, "from")) for each in children(verb, "dobj"))


def _is_left_so(predicate: Predicate, _: Token) -> bool:
    """Whether somebody leaves a thing as it is, or takes it for so: "left the *talks open*", "left no
    *doubt*", "did not consider them *closed*"; not for a wrong: "considers it *unlawful*"."""
    verb = predicate.token
    kept = predicate.words in ("leave", "consider") and predicate.type != "Accusation"
    doubt = any(each.lemma_ in words("grammar")["left_behind"] for each in children(verb, *OBJECTS))
    return kept and (doubt or bool(children(verb, "oprd", "acomp", "ccomp")))


def _drops_own(predicate: Predicate, _: Token) -> bool:
    """Whether somebody gives up what he himself held against others, and turns nothing down: "abandoned its
    *demand* for talks"."""
    verb = predicate.token
    if verb.lemma_ not in words("factuality")["giving_up"]:
        return False
    stands = [each for each in children(verb, "dobj") if each.lemma_.lower() in words("things")["stands"]]
    return any(one.tag_ == "PRP$" for each in stands for one in each.children)


def _only_raises(verb: Token) -> bool:
    """Whether what somebody lifts goes up and not away: "*lifted* its tariffs to 60 percent"."""
    levels = preposition(verb, "to", "from", "by", "above") if verb.lemma_ == "lift" else []
    return any(each.lemma_ in ("percent", "%", "percentage") or each.tag_ == "CD" for each in levels)


def _is_joint(predicate: Predicate, _: Token) -> bool:
    """Whether several only do not come to terms, which turns nobody down: "could not *agree on* a date"."""
    return predicate.words == "agree" and bool(preposition(predicate.token, "on", "upon"))


def _is_unopposed(predicate: Predicate, _: Token) -> bool:
    """Whether somebody refuses to oppose a thing: "would *not oppose* the plan"."""
    return predicate.words == "oppose" and is_refusal(predicate.token)


def _spares_others(predicate: Predicate, _: Token) -> bool:
    """Whether what somebody will not do would harm others: "will not *close* the border"."""
    return not predicate.frame.refuses and is_harmless(predicate.token)


def _is_not_thought(predicate: Predicate, _: Token) -> bool:
    """Whether a speaker, whose act it would be, does not think so."""
    return predicate.frame.actor == SPEAKER and is_disbelieved(predicate.token)


def _is_only_feared(predicate: Predicate, _: Token) -> bool:
    """Whether a speaker only thinks that ill will come of it: "*fears* that it would harm relations"."""
    verb = predicate.token
    return (
        predicate.frame.actor == SPEAKER
        and verb.dep_ == "ccomp"
        and verb.head.lemma_ in words("factuality")["supposing"]
    )


def _commits_things(predicate: Predicate, _: Token) -> bool:
    """Whether somebody gives things rather than his word: "*committed* 500 troops to the force"."""
    verb = predicate.token
    if verb.lemma_ != "commit" or "doer" not in predicate.frame.actor:
        return False
    return any(each.tag_ in ("NN", "NNS") for each in children(verb, "dobj"))


def _is_judged(predicate: Predicate, _: Token) -> bool:
    """Whether somebody only says what a thing is: "*called* the plan *for* a vote a *trap*"."""
    return predicate.words == "call for" and bool(children(predicate.token, "oprd"))


def _is_of_blameless(word: Token) -> bool:
    """Whether what is said to be so can be blamed on nobody: "the *drought* is a disaster"; whose it is may
    be to blame: "Chad's *losses* are a disgrace"."""
    verb = next((each for each in (word, *upwards(word)) if each.pos_ in ("AUX", "VERB")), None)
    if verb is None or verb.lemma_ not in words("grammar")["equating"]:
        return False
    blameless = words("things")["blameless"]
    subjects = children(verb, "nsubj")
    return any(each.lemma_ in blameless and not children(each, "poss") for each in subjects)


def _is_of_contrary(predicate: Predicate, _: Token) -> bool:
    """Whether what goes before a hyphen makes a word the contrary of praise: "*counter-productive*"."""
    contrary = words("grammar")["contrary"]
    return any(begun(each) in contrary for each in predicate.parts)


def _is_thanked_for(predicate: Predicate, _: Token) -> bool:
    """Whether somebody thanks another for what he offered, and so has had: "thanked Chad for the aid it
    *offered*"."""
    token = predicate.token
    if token.dep_ not in ("relcl", "acl") or token.tag_ not in ("VBD", "VBN"):
        return False
    if children(token, "xcomp", "ccomp") or any(each.tag_ == "NN" for each in children(token, *OBJECTS)):
        return False  # "praised Chad, which *offered* to come"
    link = token.head.head
    thanking = link.head if link.pos_ == "ADP" else link
    return thanking.lemma_.lower() in words("grammar")["thanking"]


def _is_of_terror(_: Predicate, head: Token) -> bool:
    """Whether what somebody is said to back is what nobody owns up to: "supports *terrorist* groups"."""
    return not words("things")["terrors"].isdisjoint(
        each.lemma_.lower()
        for each in (head, *children(head, "amod", "compound"))
        if not each.i or each.nbor(-1).text != "-"  # "counter-terrorism"
    )


def _is_put_forward(verb: Token, head: Token) -> bool:
    """Whether what somebody suggests is what is to be done: "suggested that the talks *be held* in Bern"."""
    modal = any(each.tag_ == "MD" for each in auxiliaries(head))
    return verb.lemma_ in ("suggest", "propose") and not modal and finite_tag(head) is None


def _is_to_strike(verb: Token) -> bool:
    """Whether an attack is one with arms that somebody is about to make: "is preparing to *attack* Chad"."""
    if verb.lemma_ != "attack" or not is_infinitive(verb):
        return False
    lists = words("harmless")
    plans = (words("status")["arranging"], lists["threatening"], lists["girding"])
    return any(verb.head.lemma_ in each for each in plans)


def _is_only_urged(verb: Token, head: Token) -> bool:
    """Whether it is not told what somebody is urged to do: "agreed after being *pressed* by Chad"."""
    hearer = head.i < verb.i and verb.dep_ in ("pcomp", "advcl") and verb.tag_ == "VBN"
    return hearer and verb.lemma_ in words("grammar")["object_control"]


def _only_requires(verb: Token, head: Token) -> bool:
    """Whether who warns only says what is to be done, not what else comes: "warned that they *must* go"."""
    duty = any(each.lower_ in words("things")["duties"] for each in auxiliaries(head))
    menaced = any(each.lower_ in ("or", "otherwise", "lest", "if", "unless") for each in head.subtree)
    return duty and not menaced and verb.lemma_ in words("grammar")["warning"]


def _is_of_hazard(verb: Token, head: Token) -> bool:
    """Whether who warns only tells of what no one does, or of what a third party is up to: "warned that
    *floods* would hit the port", "that Chad *planned* to attack"; not "any *raid* would be met with fire"."""
    if verb.lemma_ not in words("grammar")["warning"]:
        return False
    subjects = children(head, "nsubj", "nsubjpass")
    if any(each.lemma_.lower() in things(("scourges", "hazards")) for each in subjects):
        return True
    plans = head.lemma_ in words("grammar")["scheming"] and finite_tag(head) is not None
    return plans and any(each.pos_ != "PRON" for each in subjects)


def _is_foreseen(deed: Token) -> bool:
    """Whether who watches from afar foretells another's deed: "analysts said that Chad would *retaliate*"."""
    if deed.dep_ != "ccomp":
        return False
    seers = children(deed.head, "nsubj")
    return any(each.lemma_.lower() in words("things")["foretellers"] for each in seers)


def _only_announces(head: Token) -> bool:
    """Whether who is glad only opens what he says so: "was pleased to *announce* a deal"."""
    return head.lemma_.lower() in words("actors")["say"]


def _is_only_expected(verb: Token) -> bool:
    """Whether somebody only trusts that others will do a thing: "was confident that Chad would *comply*"."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ in ("ccomp", "acl") and verb.head.lemma_.lower() in words("factuality")["trusting"]


def _is_fought(said: Token) -> bool:
    """Whether what sounds like a charge is only what somebody fights: "tackling the scourge of *terror*"."""
    below = said
    for above in upwards(said):
        if above.pos_ == "VERB":
            fights = above.lemma_.lower() in words("harmless")["combating"]
            return fights and (below.dep_ in (*OBJECTS, "nsubjpass") or below.lower_ == "against")
        if above.pos_ == "NOUN" and below.lower_ in ("against", "on") and _is_struggle(above):
            return True
        if above.pos_ not in ("NOUN", "ADP"):
            return False
        below = above
    return False


def _is_struggle(noun: Token) -> bool:
    return noun.lemma_.lower() in words("harmless")["struggles"]


def _of(*names: str) -> frozenset[str]:
    return frozenset(names)


ALL: Final = frozenset[str](ACT_TYPES)
DEEDS: Final = _of("Agreement", "Concession", "Sanction", "Aid")
PROMISED: Final = _of("Agreement", "Sanction", "Aid", "Support")

CASES: Final = (
    Case(_of_word(is_no_condition), relations=_of("condition")),
    Case(_of_word(is_wondered), relations=_of("infinitive")),
    Case(_of_head(is_undecided), relations=_of("infinitive")),
    Case(keeps_silent, relations=_of("infinitive")),
    Case(_is_appeal, relations=_of("self")),
    Case(_of_word(is_pondered), relations=_of("self")),
    Case(_is_left_so, barred=_of("clause")),
    Case(asks_nothing),
    Case(is_feared),
    Case(is_silence),
    Case(_of_word(is_questioned)),
    Case(_of_word(is_open)),
    Case(_of_word(_only_carries)),
    Case(_is_not_thought),
    Case(_is_judged),
    Case(_of_word(is_scoffed_at), ALL - {"Rejection"}),
    Case(_of_word(is_charged_of), ALL - {"Concession"}),
    Case(_of_word(is_charged_for), PROMISED),
    Case(_of_word(_is_only_word), PROMISED),
    Case(_of_word(_is_only_menaced), DEEDS),
    Case(_is_thanked_for, _of("Offer")),
    Case(_is_of_terror, _of("Support"), _of("object")),
    Case(_of_word(is_recall), _of("Demand")),
    Case(_of_both(is_expulsion), _of("Demand"), _of("infinitive", "object", "that")),
    Case(_of_both(only_asserts), _of("Demand"), _of("that")),
    Case(_of_both(_only_asks), _of("Demand"), _of("that")),
    Case(_of_head(is_unasked), _of("Demand"), _of("clause")),
    Case(_of_head(_may_bring), _of("Demand"), _of("clause")),
    Case(_of_word(_leaves_pact), _of("Accusation")),
    Case(_of_both(_is_only_urged), _of("Demand"), _of("object")),
    Case(_of_head(is_too_late), _of("Demand"), _of("clause", "that")),
    Case(_of_word(_only_brings), _of("Offer"), _of("self")),
    Case(_of_head(_is_plot), _of("Offer")),
    Case(_of_both(_sends_forces), _of("Agreement"), _of("infinitive")),
    Case(_of_word(_is_fought), _of("Accusation"), _of("sentence")),
    Case(_of_word(_is_only_expected), _of("Agreement"), _of("self")),
    Case(_of_both(_is_defiant), _of("Agreement"), _of("infinitive")),
    Case(_commits_things, _of("Agreement"), _of("to")),
    Case(_of_word(_goes_to_war), _of("Agreement"), _of("self")),
    Case(_of_word(_breaks_off), _of("Agreement"), _of("self")),
    Case(_of_both(_is_declared_so), _of("Concession")),
    Case(_of_word(_only_gives), _of("Concession")),
    Case(_of_head(_is_of_pact), _of("Concession")),
    Case(_of_word(_only_raises), _of("Concession", "Agreement")),
    Case(_spares_others, _of("Rejection")),
    Case(_is_unopposed, _of("Rejection")),
    Case(_of_head(_would_talk), _of("Threat"), _of("infinitive", "gerund")),
    Case(_is_joint, _of("Rejection")),
    Case(_drops_own, _of("Rejection"), _of("self")),
    Case(_of_word(is_draft), _of("Threat")),
    Case(_is_only_feared, _of("Threat")),
    Case(_of_word(_warns_ones_own), _of("Threat")),
    Case(_harms_nobody, _of("Threat")),
    Case(_of_both(_is_forsworn), _of("Threat"), _of("infinitive")),
    Case(_of_both(_is_protective), _of("Threat"), _of("infinitive")),
    Case(_of_head(_is_waived), _of("Threat"), _of("that")),
    Case(_of_both(_is_put_forward), _of("Threat"), _of("that")),
    Case(_of_both(_only_requires), _of("Threat"), _of("that")),
    Case(_of_both(_is_of_hazard), _of("Threat"), _of("that")),
    Case(_of_word(_is_foreseen), _of("Threat"), _of("self", "clause")),
    Case(_of_word(_is_to_strike), _of("Accusation")),
    Case(_of_both(_is_under_way), _of("Threat"), _of("that")),
    Case(_of_word(_is_kept_back), _of("Aid", "Support")),
    Case(_of_both(_is_lent), _of("Support"), _of("of")),
    Case(_is_of_contrary, _of("Support")),
    Case(_of_word(_is_of_blameless), _of("Accusation", "Support"), _of("sentence", "clause")),
    Case(_of_head(_only_announces), _of("Support", "Offer"), _of("infinitive")),
    Case(_is_of_talks, _of("Sanction")),
    Case(_of_head(_is_relief), _of("Sanction")),
    Case(_of_word(_takes_back), _of("Sanction")),
    Case(_of_word(_calls_off), _of("Sanction")),
    Case(_of_word(_is_kept_out_of), _of("Sanction"), _of("whole")),
)
