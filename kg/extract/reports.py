"""Reported clauses: what a verb, a noun or "according to" reports, whatever the parse makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.according import according, in_words_of
from kg.extract.clauses import as_said, contents, following, leading
from kg.extract.cues import (
    CLAUSAL,
    FINITE,
    SAID,
    SUBJECTS,
    VERBAL,
    cue_extent,
    cue_frames,
    frames,
    has_subject,
    is_as_saying,
    is_cue,
    is_document,
    is_mood,
    is_put,
    reporting,
    voicer,
)
from kg.extract.factuality import factuality
from kg.extract.page import Page, Report
from kg.extract.slots import OBJECTS, child, children, is_infinitive, is_inverted, preposition
from kg.extract.status import auxiliaries, negated
from kg.lexicon import words
from kg.model import Span
from kg.nlp.tree import Token

_BLOCK = re.compile(r"(?<=:)\s*\n+(?P<block>[^\s\"“”'‘«][^\n]{40,})")
_NEXT = re.compile(r"\s*\n+(?P<block>[^\s\"“”'‘«(\[-][^\n]{40,}[.!?…])[ ]*(?:-0-)?[ ]*(?=\n|$)")
LONG = 4  # words that make an object worth telling
REPORTING = frozenset({"VERB", "AUX", "NOUN"})
PHRASAL = frozenset({"phrase", "own"})


def reported(page: Page) -> Iterator[Report]:
    """What the article reports without quotation marks, or with them inside a clause."""
    for token in page.doc.among(reporting()):
        if is_mood(token):
            yield from _felt(page, token)
            continue
        if (token.pos_ not in REPORTING and token.lower_ != "according") or _is_awaited(token):
            continue
        names = cue_frames(token)
        if not names.isdisjoint(CLAUSAL) and not (_is_unsaid(token) or _is_asked(token)):
            told = False
            for rule, spans, clause in contents(page, token):
                told = True
                first = page.doc[page.token_from(spans[0].begin)]
                if is_inverted(first) or (_is_ahead(token) and not page.quoted_share(spans)):
                    continue  # "threatened to leave *should* they fail"
                yield Report(rule, token, page.whole(spans, token), clause)
            if not told and names & PHRASAL:
                yield from _phrase(page, token)
        elif "call" in names and not _is_appeal(token):
            yield from _judgement(page, token)
        elif is_as_saying(token):
            yield from _quoted_as_saying(page, token)
        elif names & PHRASAL:
            yield from _phrase(page, token)
        elif "show" in names:
            if any(is_document(each) for each in children(token, "nsubj")):
                for rule, spans, clause in contents(page, token):
                    yield Report(rule, token, page.whole(spans, token), clause)
        elif token.lemma_ in ("make", "let") and token.pos_ == "VERB":
            yield from _made_clear(page, token)
        elif is_put(token):
            if span := as_said(page, token):
                yield Report("clause-as", token, page.whole((span,), token))
        elif token.pos_ == "NOUN" and token.lemma_ in frames()["noun"] | frames()["voiced"]:
            yield from _hung_on(page, token)
        elif token.lower_ == "according":
            yield from according(page, token)
        if token.pos_ == "NOUN" and token.lemma_ in frames()["source"]:
            yield from in_words_of(page, token)
    yield from _blocks(page)


def _is_awaited(verb: Token) -> bool:
    """Whether somebody has yet to say so: "no talks until Chad *admits* it"."""
    return any(each.lower_ in ("until", "unless", "till") for each in children(verb, "mark"))


def _is_asked(verb: Token) -> bool:
    """Whether a question is put to somebody by nobody told: "when *asked* whether he would go"."""
    if verb.lemma_ not in frames()["ask"] or child(verb, "agent") is not None:
        led = verb.dep_ in ("advcl", "acl") and not has_subject(verb)
        return verb.lemma_ == "ask" and verb.tag_ == "VBN" and led
    active = any(each.dep_ == "aux" and each.lemma_ == "have" for each in verb.children)
    unled = verb.dep_ == "advcl" and not has_subject(verb)
    return (verb.tag_ == "VBN" and not active) or (verb.tag_ == "VBD" and (unled or _is_answered(verb)))


def _is_answered(asked: Token) -> bool:
    """Whether the subject of a question answers it: "the envoy, *asked* if he would go, said he would"."""
    answers = (each for each in children(asked, "ccomp") if is_cue(each, *SAID) and not has_subject(each))
    return asked.i > 0 and asked.nbor(-1).text == "," and any(each.i > asked.i for each in answers)


def _is_unsaid(verb: Token) -> bool:
    """Whether nobody says it: "did not *say* that", "if Peru *says* that", "declined to *confirm* that"."""
    if is_cue(verb, *SAID) and factuality(verb) != "asserted":
        return True
    first = verb.head if verb.dep_ == "conj" else verb
    above = first.head
    if first.dep_ == "pcomp" and above.lower_ == "of" and above.head.lower_ == "short":
        above = above.head.head  # "stopped short of promising that"
    elif first.dep_ != "xcomp" or verb.tag_ != "VB":
        return False
    elif above.tag_ == "VBN" and is_cue(above, "urge") and child(above, "auxpass") is not None:
        return True  # "was asked to confirm that"
    return above.lemma_.lower() in frames()["refuse"] and not negated(above) and not negated(verb)


def _is_ahead(verb: Token) -> bool:
    """Whether somebody has not spoken yet: "will *say* that", "is expected to *announce* that".

    Not who announces what he says: "I will *say* that".
    """
    if not is_cue(verb, *SAID) or any(each.lower_ in ("i", "we") for each in children(verb, "nsubj")):
        return False
    if not words("status")["future_modals"].isdisjoint(each.lower_ for each in auxiliaries(verb)):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words("status")["arranging"]


def _made_clear(page: Page, verb: Token) -> Iterator[Report]:
    """What somebody "made clear", "made it known", "let it be known": the that-clause under the adjective."""
    for adjective in children(verb, "ccomp", "oprd", "acomp", "xcomp"):
        if adjective.lower_ not in frames()["clear"]:
            continue
        for clause in (*children(adjective, "ccomp", "advcl", "csubj"), *children(verb, "ccomp", "advcl")):
            mark = child(clause, "mark")
            if mark is not None and mark.lower_ == "that" and mark.i > adjective.i:
                for spans in following(page, verb, clause):
                    yield Report("clause", verb, page.whole(spans, verb), clause)


def _quoted_as_saying(page: Page, cue: Token) -> Iterator[Report]:
    """ "P, X was quoted as saying", "P, the agency quoted X as saying"."""
    left, _ = cue_extent(cue)
    clause = child(cue, "ccomp")
    if clause is not None and clause.i < cue.i:
        span = page.span(page.sentence_start(clause.left_edge.i, cue.i), left - 1)
    else:
        span = leading(page, cue, left, cue.sent.end - 1)
    if span is not None:
        yield Report("clause-before", cue, page.whole((span,), cue), clause)


def _phrase(page: Page, cue: Token) -> Iterator[Report]:
    """ "X expressed concern over Y", "X voiced his readiness to go", "X claimed responsibility"."""
    target = child(cue, *OBJECTS)
    if target is None or target.pos_ != "NOUN" or target.i < cue.i:
        return
    if any(child(each, "mark", *SUBJECTS) is not None for each in children(target, "acl", "ccomp")):
        return
    owns = is_cue(cue, "own") and target.lemma_ == "responsibility"
    long = is_cue(cue, "phrase") and target.right_edge.i - target.left_edge.i >= LONG
    span = page.span(cue.i if owns else target.left_edge.i, target.right_edge.i)
    if span is not None and (owns or long):
        yield Report("phrase", cue, page.whole((span,), cue))


def _blocks(page: Page) -> Iterator[Report]:
    """A paragraph without marks that another one announces: "The minister wrote on his page:".

    All paragraphs up to one with marks or a heading, where it is said that words follow: "gave the following
    answer:".
    """
    done = 0
    for found in _BLOCK.finditer(page.text):
        last = page.token_before(found.start())
        cue = None
        if last is not None and found.start() >= done:
            sentence = list(last.sent)
            cue = next((each for each in reversed(sentence) if is_cue(each, "say", "tell", "quote")), None)
            follows = any(each.lower_ in ("following", "follows") for each in sentence)
            cue = cue or next(filter(None, map(_given, sentence if follows else ())), None)
        if cue is None:
            continue
        block: re.Match[str] | None = found
        while block is not None:
            done = block.end()
            yield Report("block", cue, (Span(*block.span("block")),))
            block = _NEXT.match(page.text, done) if follows else None


def _given(noun: Token) -> Token | None:
    """The verb by which somebody makes words that follow his own: "*gave* the following answer"."""
    if noun.dep_ not in (*OBJECTS, "nsubjpass") or noun.head.pos_ != "VERB":
        return None
    uttered = noun.lemma_ in frames()["uttered"] | frames()["document"]
    return noun.head if uttered and any(each.lower_ == "following" for each in noun.children) else None


def _is_appeal(verb: Token) -> bool:
    """Whether a verb asks for something: "called *for* talks", not "for his part, called them a farce"."""
    return any(each.i > verb.i for each in preposition(verb, "for", "on"))


def _judgement(page: Page, cue: Token) -> Iterator[Report]:
    """ "X called Y 'a step forward'", "X described Y as a friend"."""
    told = [each for each in children(cue, *OBJECTS) if each.i > cue.i]
    last = min(
        cue.right_edge.i + bool(told), cue.sent.end - 1
    )  # "called the vote 'a shame'", however the quotation hangs
    within = [
        each
        for each in page.quotations
        if cue.i < page.token_from(each.outer.begin) <= last
        and len(page.text[each.inner.begin : each.inner.end].split()) > 1
        and page.doc[page.token_from(each.inner.begin)].tag_ != "IN"  # "welcomed it 'with open arms'"
        and not _is_anothers(page.doc[page.token_from(each.inner.begin)], cue)
    ]
    complements = [
        each for each in children(cue, "oprd", "prep") if each.dep_ == "oprd" or each.lower_ == "as"
    ]
    if is_cue(cue, "phrase") and told and not complements:
        yield from _phrase(page, cue)
        return
    if within:
        yield Report("call-quote", cue, (within[0].inner,))
        return
    targets = [*children(cue, *OBJECTS, "nsubjpass"), *preposition(cue, "to")]
    for each in children(cue, "oprd", "prep"):
        if each.i < cue.i or not targets or (each.dep_ == "prep" and each.lower_ != "as"):
            continue
        target = targets[0]
        begin = (
            target.left_edge.i if cue.i < target.i < each.i and target.pos_ != "PRON" else each.left_edge.i
        )
        if begin == each.i and each.dep_ == "prep":
            begin += 1
        if span := page.span(begin, each.right_edge.i):
            yield Report("call-as", cue, (span,))
        return


def _before_judgement(page: Page, noun: Token, begin: int, end: int) -> int:
    """Where words end that one judges: "dismissed the claim that 'P' *as a trick*"."""
    if not is_cue(noun.head, "call"):
        return end
    judged = (i for i in range(begin + 1, end) if page.doc[i].lower_ == "as" and page.doc[i - 1].is_quote)
    return next(judged, end + 1) - 1


def _is_anothers(first: Token, cue: Token) -> bool:
    """Whether words are told as what another says: "dismissed Peru's *claim that 'P'* as a trick"."""
    below, above = first, first.head
    while above not in (cue, below):
        if below.dep_ in ("acl", "ccomp") and above.pos_ == "NOUN" and above.lemma_ in frames()["noun"]:
            return child(below, "mark") is not None
        below, above = above, above.head
    return False


def _hung_on(page: Page, noun: Token) -> Iterator[Report]:
    """ "The claim that P", "voiced hope that P", "X's position is that P"."""
    if noun.tag_ == "NNS" and noun.dep_ == "pobj" and noun.head.lower_ == "in":
        return  # "in *remarks* that his aides handed out"
    voiced = _is_voiced(page, noun)
    if not voiced and noun.lemma_ not in frames()["noun"]:
        return
    clauses = children(noun, "acl", "ccomp")
    for owner in preposition(noun, "of", "from"):  # "the view of critics *that P*", hung on the critics
        clauses += [
            each for each in children(owner, "relcl", "acl", "ccomp") if child(each, "mark") is not None
        ]
    carries = noun.dep_ in OBJECTS and noun.head.pos_ == "VERB" and cue_frames(noun.head).isdisjoint(CLAUSAL)
    held = noun.dep_ in ("nsubj", "attr") and noun.head.lemma_ in ("be", "remain")
    if carries or held:
        clauses += [each for each in children(noun.head, "ccomp") if each.left_edge.i > noun.i]
    for clause in clauses:
        mark = child(clause, "mark")
        bare = mark is None and clause.dep_ == "acl" and has_subject(clause) and not is_infinitive(clause)
        if bare or (mark is not None and mark.lower_ == "that"):
            begin = page.opening(clause.left_edge.i, clause.right_edge.i)
            end = _before_judgement(page, noun, begin, clause.right_edge.i)
            if span := page.span(begin, end):
                rule = "view" if voiced or (held and _is_own_view(page, noun)) else "noun"
                yield Report(rule, noun, page.whole((span,), noun), clause)


def _is_voiced(page: Page, noun: Token) -> bool:
    """Whether somebody is told to have made what a noun names his own words: "*gave notice* that P"."""
    verb = voicer(noun)
    if verb is None or page.within(noun) or verb.tag_ not in FINITE | {"VBG", "VBN"}:
        return False
    unhidden = noun.lower_ == "doubt" or noun.head.head.lower_ == "secret"
    modal = any(each.tag_ == "MD" for each in verb.children)
    return not modal and (unhidden or (not negated(verb) and factuality(verb) == "asserted"))


def _is_own_view(page: Page, noun: Token) -> bool:
    """Whether a sentence tells nothing but what somebody holds: "*Peru's position* is that P"."""
    verb = noun.head
    owned = child(noun, "poss") is not None or bool(preposition(noun, "of", "from"))
    plain = (
        not negated(verb) and verb.tag_ in FINITE and not any(each.dep_ == "aux" for each in verb.children)
    )
    return owned and plain and not page.within(noun) and verb.dep_ in ("ROOT", "conj")


def _is_bare(clause: Token, mood: Token) -> bool:
    """Whether a clause stands right behind a mood without a "that": "is adamant *it will pay*"."""
    return clause.left_edge.i == mood.i + 1 and has_subject(clause) and child(clause, "mark") is None


def _felt(page: Page, mood: Token) -> Iterator[Report]:
    """ "X is confident that P", "X is angry and alarmed that P", "X is doubtful about whether P"."""
    first = mood.head if mood.dep_ == "acomp" else mood
    clauses = children(mood, "ccomp") or [
        each
        for each in children(first, "ccomp")
        if first != mood and (each.left_edge.lower_ == "that" or _is_bare(each, mood))
    ]
    for clause in (*clauses, *preposition(mood, "about")):
        if clause.i > mood.i and clause.pos_ in VERBAL and clause.tag_ != "VBG":
            for spans in following(page, mood, clause):
                rule = "view" if _is_stance(page, mood, first) else "adjective"
                yield Report(rule, mood, page.whole(spans, mood), clause)


def _is_stance(page: Page, mood: Token, verb: Token) -> bool:
    """Whether a sentence tells nothing but what somebody is sure of: "Peru *is adamant* that P"."""
    if mood.lower_ not in frames()["stance"] or page.within(mood) or verb.dep_ not in ("ROOT", "conj"):
        return False
    helped = any(each.tag_ == "MD" for each in auxiliaries(verb))
    return not helped and not negated(verb) and not negated(mood) and factuality(verb) == "asserted"
