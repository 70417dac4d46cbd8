"""Reported clauses: what a verb, a noun or "according to" reports, whatever the parse makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.cues import (
    CLAUSAL,
    FINITE,
    SUBJECTS,
    VERBAL,
    cue_extent,
    cue_frames,
    frames,
    has_subject,
    is_cue,
    is_document,
    is_mood,
    is_put,
    misplaced_subject,
    reporting,
)
from kg.extract.factuality import factuality
from kg.extract.page import Page, Report
from kg.extract.slots import (
    OBJECTS,
    child,
    children,
    coordinated,
    finite_tag,
    is_infinitive,
    is_inverted,
    is_unequal,
    preposition,
)
from kg.extract.status import auxiliaries, negated
from kg.lexicon import words
from kg.model import Span
from kg.nlp.tree import Token

WITHIN = 12  # tokens from a verb to the "that" of what it reports
LONG = 4  # words that make an object worth telling
REPORTING = frozenset({"VERB", "AUX", "NOUN"})
TERMS = frozenset({"under", "without", "despite", "with", "unlike", "since", "given"})
PHRASAL = frozenset({"phrase", "own"})
CONCEDING = frozenset({"although", "though", "while", "albeit", "even"})
SAID = ("say", "tell", "promise", "phrase")
TOLD = ("say", "tell", "promise", "call", "phrase", "quote", "refuse")


def reported(page: Page) -> Iterator[Report]:
    """What the article reports without quotation marks, or with them inside a clause."""
    known = reporting()
    for token in page.doc:
        if token.lower_ not in known and token.lemma_.lower() not in known:
            continue
        if is_mood(token):
            yield from _felt(page, token)
            continue
        if token.pos_ not in REPORTING and token.lower_ != "according":
            continue
        names = cue_frames(token)
        if not names.isdisjoint(CLAUSAL) and not (_is_unsaid(token) or _is_asked(token)):
            told = False
            for rule, spans, clause in _contents(page, token):
                told = True
                first = page.doc[page.token_from(spans[0].begin)]
                if is_inverted(first) or (_is_ahead(token) and not page.quoted_share(spans)):
                    continue  # "threatened to leave *should* they fail"
                yield Report(rule, token, page.whole(spans, token), clause)
            if not told and names & PHRASAL:
                yield from _phrase(page, token)
        elif "call" in names and not _is_appeal(token):
            yield from _judgement(page, token)
        elif names & PHRASAL:
            yield from _phrase(page, token)
        elif "show" in names:
            if any(is_document(each) for each in children(token, "nsubj")):
                for rule, spans, clause in _contents(page, token):
                    yield Report(rule, token, page.whole(spans, token), clause)
        elif token.lemma_ == "quote" and token.pos_ == "VERB":
            yield from _quoted_as_saying(page, token)
        elif token.lemma_ == "make" and token.pos_ == "VERB":
            yield from _made_clear(page, token)
        elif is_put(token):
            if span := _as_said(page, token):
                yield Report("clause-as", token, page.whole((span,), token))
        elif token.pos_ == "NOUN" and token.lemma_ in frames()["noun"]:
            yield from _hung_on(page, token)
        elif token.lower_ == "according":
            yield from _according(page, token)
        if token.pos_ == "NOUN" and token.lemma_ in frames()["source"]:
            yield from _in_words_of(page, token)
    yield from _blocks(page)


def _is_asked(verb: Token) -> bool:
    """Whether a question is put to somebody by nobody told: "when *asked* whether he would go"."""
    if verb.lemma_ not in frames()["ask"] or child(verb, "agent") is not None:
        return False
    active = any(each.dep_ == "aux" and each.lemma_ == "have" for each in verb.children)
    unled = verb.dep_ == "advcl" and not has_subject(verb)
    return (verb.tag_ == "VBN" and not active) or (verb.tag_ == "VBD" and (unled or _is_answered(verb)))


def _is_answered(asked: Token) -> bool:
    """Whether the subject of a question answers it: "the envoy, *asked* if he would go, said he would"."""
    answers = (each for each in children(asked, "ccomp") if is_cue(each, *SAID) and not has_subject(each))
    return asked.nbor(-1).text == "," and any(each.i > asked.i for each in answers)


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


def _contents(page: Page, cue: Token) -> Iterator[tuple[str, tuple[Span, ...], Token | None]]:
    """What a verb reports: the rule that found it, its stretches of text, the head of its clause."""
    left, right = cue_extent(cue)
    if around := _around(page, cue, left, right):
        yield "clause-around", around, None
        return
    found, last = False, None
    for clause in children(cue, "ccomp"):
        if _reports_nothing(clause, cue) or _is_condition(clause) or _is_relative(clause, cue):
            continue
        if _tells_when(clause, cue) or _is_parted_off(clause, cue):
            continue
        if clause.i > cue.i:
            before, last = last, clause
            if before is not None and _resumes(page, before, clause):
                continue
            for spans in _following(page, cue, clause):
                found = True
                yield "clause", spans, clause
        elif span := _before(page, cue, clause, left):
            found = True
            yield "clause-before", (span,), clause
    for clause in children(cue, "conj") if found else ():
        if (mark := child(clause, "mark")) is not None and mark.lower_ == "that":
            for spans in _following(page, cue, clause):
                yield "clause", spans, clause
    if not found and (span := _as_said(page, cue)):
        found = True
        yield "clause-as", (span,), None
    if not found and (span := _leading(page, cue, left, right)):
        found = True
        yield "clause-before", (span,), None
    if not found and (span := _announced(page, cue) or _trailing(page, cue, right)):
        yield "clause-rest", (span,), None


def _reports_nothing(clause: Token, cue: Token) -> bool:
    """Whether a clause is no words reported but one more report of them: "'P,' he *said*, the agency said".

    Not "said that Peru would *reply*".
    """
    if not is_cue(clause, "say") or any(each.i > clause.i for each in clause.children if not each.is_punct):
        return False
    parted = child(clause, "mark") is None and any(each.text == "," for each in cue.doc[cue.i : clause.i])
    return clause.i < cue.i or parted


def _tells_when(clause: Token, cue: Token) -> bool:
    """Whether a clause tells when somebody spoke: "'P,' X said on Sunday, hours *after rockets fell*"."""
    mark = child(clause, "mark")
    return clause.i > cue.i and mark is not None and mark.lower_ in ("after", "before")


def _is_parted_off(clause: Token, cue: Token) -> bool:
    """Whether a semicolon parts off what somebody else says: "X said P; Y *said* Q"."""
    subject = child(clause, "nsubj")
    apart = clause.i > cue.i and subject is not None and subject.left_edge.nbor(-1).text == ";"
    return apart and is_cue(clause, "say", "tell")


def _is_condition(clause: Token) -> bool:
    """Whether a clause tells on what terms somebody speaks: "said on condition that *he not be named*"."""
    before = clause.left_edge.i - 1
    return before > 0 and clause.doc[before].lower_ == "condition" and clause.doc[before].dep_ == "pobj"


def _is_relative(clause: Token, cue: Token) -> bool:
    """Whether a clause tells of a noun, though the parse hangs it on the verb.

    "Cited the extent *to which* it was so", "maintain a post and *where* they meet".
    """
    first = clause.left_edge
    if first != clause and first.nbor(1).lower_ in ("which", "whom") and first.tag_ in ("IN", "TO"):
        return True
    held = any(each.i < clause.i and each.dep_ == "dobj" for each in cue.children)
    return first.lower_ == "where" and held and first.nbor(-1).pos_ == "CCONJ"


def _before(page: Page, cue: Token, clause: Token, left: int) -> Span | None:
    """The clause that stands before its cue; not what somebody was asked, nor what a semicolon parts off."""
    begin = page.sentence_start(clause.left_edge.i, cue.i)
    if _is_question(page, begin) or page.doc[left - 1].text == ";" or page.within(cue) > page.within(clause):
        return None
    return page.span(begin, left - 1)


def _is_question(page: Page, begin: int) -> bool:
    """Whether a clause tells what the speaker was asked: "Asked whether he would go, X said no"."""
    first = page.doc[begin + (page.doc[begin].lower_ == "when")]
    return first.lower_ in ("asked", "pressed", "questioned") and first.tag_ == "VBN"


def _following(page: Page, cue: Token, clause: Token) -> Iterator[tuple[Span, ...]]:
    """The clause after its cue; coordinated "and that" clauses apart, further reports cut off."""
    end = _end(page, cue, clause)
    parts = [_begin(page, cue, clause)]
    for each in coordinated(clause)[1:]:
        mark = child(each, "mark")
        if mark is not None and mark.lower_ == "that":
            parts.append(mark.i)
    for n, start in enumerate(parts):
        stop = parts[n + 1] - 1 if n + 1 < len(parts) else end
        if span := page.span(page.opening(start, stop), _cut(page, cue, start, stop)):
            yield (page.to_closing_quotation(span, cue),) if stop == end else (span,)


def _begin(page: Page, cue: Token, clause: Token) -> int:
    """Where a clause begins: with what the parse took from it for an object or an adverbial of its cue.

    "X claims the mayor, despite his denials, is ill", "X says under the new terms, rents will fall".
    """
    begin = max(clause.left_edge.i, cue.i + 1)
    mark = child(clause, "mark")
    if mark is not None and mark.lower_ == "that" and mark.i > begin:
        return mark.i  # "said only *that P*", "said on Sunday, hours after the vote, *that P*"
    if is_cue(cue, "tell") or mark is not None or page.doc[begin].tag_ in ("WRB", "IN", "WDT", "WP"):
        return begin
    if (subject := misplaced_subject(cue)) is not None and subject.left_edge.i < begin:
        return subject.left_edge.i
    for each in cue.children:
        if cue.i < each.i < begin and (
            (each.dep_ in OBJECTS and is_cue(cue, "say") and child(clause, "nsubj", "nsubjpass") is None)
            or (each.dep_ == "prep" and each.lower_ in TERMS and page.doc[begin].text == ",")
        ):
            return each.left_edge.i
    return begin


def _end(page: Page, cue: Token, clause: Token) -> int:
    """Where a clause ends: with what the parse cut off as one more clause of the same cue."""
    end = clause.right_edge.i
    for each in children(cue, "ccomp"):
        if each.i > clause.i and _resumes(page, clause, each):
            end, clause = each.right_edge.i, each
    return end


def _resumes(page: Page, first: Token, second: Token) -> bool:
    """Whether a clause is the rest of the one before it: nothing parts them but marks, no "that" opens it."""
    gap = range(first.right_edge.i + 1, second.left_edge.i)
    mark = child(second, "mark")
    apart = is_cue(second, *CLAUSAL) or (mark is not None and mark.lower_ == "that")
    torn = mark is None and not has_subject(second)  # "provided *the border* could be secured"
    return not apart and (torn or all(page.doc[i].is_punct for i in gap))


def _cut(page: Page, cue: Token, begin: int, end: int, *, any_participle: bool = False) -> int:
    """Where words reported end at the latest: before ", adding that Q" and "but warned that Q"."""
    doc = page.doc
    for i in range(begin + 2, end + 1):
        token = doc[i]
        if page.within(token) != page.within(cue):
            continue
        if token.lower_ == "according" and _follows_comma(token) and _is_last(token, end):
            return i - 2
        if any_participle and token.tag_ == "VBG" and doc[i - 1].text == ",":
            return i - 2
        if _keeps_silent(token):
            return _before_link(page, token, begin)
        if token.lemma_ in words("grammar")["remarks"] and (comment := _comment(token)) > begin + 1:
            return comment - 1
        if (meanwhile := _meanwhile(token, begin)) is not None:
            return meanwhile
        if _concedes(token, begin):
            return min(each.i for each in children(token, "mark")) - 1
        if not is_cue(token, *TOLD):
            if is_unequal(token) and _goes_on(page, cue, token, begin):
                return _before_link(page, token, begin)
            continue
        if token.tag_ == "VBG" and (parted := _mark_before(token)) > begin + 1:
            return parted - 1
        if (carrier := _carried_by(page, token, begin, end)) is not None:
            return carrier - 1
        if _goes_on(page, cue, token, begin):
            return _before_link(page, token, begin)
        mark = child(token, "mark") if token.dep_ == "advcl" and child(token, "ccomp") else None
        if mark is not None and mark.lower_ in ("while", "though", "although") and mark.i > begin + 2:
            return mark.i - 1
        if token.dep_ not in ("conj", "relcl") or not child(token, "ccomp") or token.tag_ != cue.tag_:
            continue
        subject = child(token, "nsubj", "nsubjpass")
        start = (subject.left_edge.i if subject is not None else i) - 1
        if token.dep_ == "conj" and subject is not None and subject.pos_ == "PRON":
            return _before_link(page, subject.left_edge, begin)
        if token.dep_ == "relcl" and doc[start].lower_ in ("which", "who") and doc[start - 1].dep_ != "prep":
            return start - 1
    return end


def _comment(noun: Token) -> int:
    """The mark before what the article itself says of words: "said P*,* a claim that Peru denies"."""
    first = noun.left_edge
    mark = first.nbor(-1) if first.i else first
    apart = mark.text == "," or mark.text in ("—", "–", "-")
    refuting = words("factuality")["refuting"]
    told = any(has_subject(each) or each.lemma_ in refuting for each in children(noun, "relcl", "acl"))
    return mark.i if apart and told and first.lower_ in ("a", "an") else -1


def _mark_before(participle: Token) -> int:
    """The mark that parts off what a speaker adds: "it was late*,* adding", "late *-* albeit stressing"."""
    doc, at = participle.doc, participle.i - 1
    while at > 0 and doc[at].lower_ in CONCEDING:
        at -= 1
    dash = doc[at].text == "-" and at < participle.i - 1
    return at if dash or doc[at].text in (",", "—", "–") else -1


def _carried_by(page: Page, verb: Token, begin: int, end: int) -> int | None:
    """The comma before who carried the words, where they end: "X said that P*,* the agency reported"."""
    subject = child(verb, "nsubj") if verb.tag_ in FINITE and is_cue(verb, "say", "tell") else None
    comma = subject.left_edge.i - 1 if subject is not None and subject.i < verb.i else begin
    if comma <= begin or page.doc[comma].text != "," or not _finite(page, begin, comma - 1):
        return None
    told = child(verb, *OBJECTS) if is_cue(verb, "tell") else None  # "Y told *reporters*"
    last = told.right_edge.i if told is not None and told.i > verb.i else verb.i
    return comma if all(each.is_punct or each.is_space for each in page.doc[last + 1 : end + 1]) else None


def _is_last(token: Token, end: int) -> bool:
    """Whether nothing but a mark or an "and" follows a phrase up to `end`."""
    after = token.doc[token.right_edge.i + 1 : end + 1]
    return all(each.is_punct or each.pos_ == "CCONJ" for each in after)


def _follows_comma(token: Token) -> bool:
    """Whether a comma stands before a token, or before the mark that closes a quotation there."""
    before = token.nbor(-1)
    return before.text == "," or (before.is_quote and before.i > 0 and before.nbor(-1).text == ",")


def _concedes(verb: Token, begin: int) -> bool:
    """Whether a verb without a subject tells what the speaker did: "although later *took* it back"."""
    if verb.dep_ != "advcl" or verb.tag_ not in FINITE or has_subject(verb):
        return False
    return any(each.lower_ in CONCEDING and each.i > begin + 2 for each in children(verb, "mark"))


def _meanwhile(verb: Token, begin: int) -> int | None:
    """The last token before what others did or said meanwhile: "vowed to stay, *as* Chile sent its troops",
    "said it was fine, *while* Chile urged it to go"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBD":
        return None
    mark = child(verb, "mark")
    subject = child(verb, "nsubj")
    links = ("as", "while", "whereas") if verb.lemma_ in words("grammar")["object_control"] else ("as",)
    if (
        mark is None
        or mark.lower_ not in links
        or mark.i < begin + 2
        or subject is None
        or subject.tag_ == "PRP"
    ):
        return None
    last = mark.i - 1 - (mark.nbor(-1).lower_ == "even")
    return last - 1 if verb.doc[last].text == "," else None


def _keeps_silent(verb: Token) -> bool:
    """Whether a verb tells what the speaker left out: "but did not *elaborate*", "and gave no *details*"."""
    if verb.dep_ != "conj" or has_subject(verb) or any(each.lower_ == "could" for each in verb.children):
        return False
    if negated(verb) and verb.lemma_ in words("grammar")["keeping_silent"]:
        return True
    told = child(verb, *OBJECTS)
    silent = negated(verb) or (told is not None and any(each.lower_ == "no" for each in told.children))
    return silent and told is not None and told.lemma_ in words("grammar")["left_out"]


def _goes_on(page: Page, cue: Token, verb: Token, begin: int) -> bool:
    """Whether a verb of speech without a subject tells what the speaker did next: "and refused to go"."""
    tag = finite_tag(verb)
    alike = verb.tag_ == cue.tag_ or (tag and tag == finite_tag(cue) and tag != finite_tag(verb.head))
    return (
        verb.dep_ == "conj"
        and bool(alike or (cue.tag_ not in FINITE and verb.tag_ == "VBD"))
        and not has_subject(verb)
        and _finite(page, begin, verb.i - 2)
    )


def _before_link(page: Page, token: Token, begin: int) -> int:
    """The last token before a verb or subject and the "and also" that links it."""
    last = token.i - 1
    while last > begin and page.doc[last].pos_ in ("ADV", "CCONJ", "PUNCT", "AUX", "PART"):
        last -= 1
    return last


def _made_clear(page: Page, verb: Token) -> Iterator[Report]:
    """What somebody "made clear", "made it known": the that-clause under the adjective."""
    for adjective in children(verb, "ccomp", "oprd", "acomp", "xcomp"):
        if adjective.lower_ not in frames()["clear"]:
            continue
        for clause in (*children(adjective, "ccomp", "advcl", "csubj"), *children(verb, "ccomp", "advcl")):
            mark = child(clause, "mark")
            if mark is not None and mark.lower_ == "that" and mark.i > adjective.i:
                for spans in _following(page, verb, clause):
                    yield Report("clause", verb, page.whole(spans, verb), clause)


def _trailing(page: Page, cue: Token, right: int) -> Span | None:
    """The rest of the sentence after "X said" where the parse sees no clause."""
    doc, sent = page.doc, cue.sent
    if (
        not has_subject(cue)
        or cue.lemma_ not in ("say", "tell")
        or page.within(cue)
        or cue.dep_ == "relcl"
        or cue.i - 1 in page.quotation_at
        or any(each.lower_ in words("grammar")["silence"] for each in children(cue, *OBJECTS))
    ):
        return None
    begin = cue.i + 1
    for each in cue.children:
        if each.left_edge.i == begin and each.dep_ in ("npadvmod", "prep", "advmod", "prt", "dative"):
            begin = each.right_edge.i + 1
        elif each.left_edge.i == begin and each.dep_ == "dobj" and is_cue(cue, "tell"):
            begin = each.i + 1
    while begin < sent.end - 1 and (doc[begin].is_punct or doc[begin].lower_ == "that"):
        begin += 1
    end = sent.end - 1
    reduced = _reduced(cue)
    if (
        begin >= end
        or not (reduced or _finite(page, begin, end))
        or doc[begin].tag_ in ("VBG", "TO", "CC", "WDT", "WP", "WRB")
    ):
        return None
    end = _cut(page, cue, begin, end, any_participle=True)
    verb = next((i for i in range(begin, end + 1) if doc[i].tag_ in FINITE or i == reduced), None)
    if verb is None or any(
        doc[i].lower_ in ("who", "which", "as", "when", "after", "while") for i in range(begin, verb)
    ):
        return None
    if is_cue(doc[verb], "say") and all(doc[i].is_punct for i in range(verb + 1, end + 1)):
        return None  # "'P,' X said, *the agency reported*"
    return page.span(begin, end)


def _announced(page: Page, cue: Token) -> Span | None:
    """The rest of the sentence after "X said on Monday that" where the parse hangs the clause elsewhere."""
    doc, end = page.doc, cue.sent.end - 1
    if page.within(cue) or not is_cue(cue, "say", "tell"):
        return None
    above = cue.head
    if cue.dep_ == "ccomp" and above.i > cue.i and is_cue(above, "say", "tell"):
        end = cue_extent(above)[0] - 1  # "told Y that P, *Z said*"
    for i in range(cue.i + 1, min(cue.i + WITHIN, end)):
        if doc[i - 1].lower_ == "condition":
            return None
        if doc[i].lower_ == "that" and doc[i].head.i != i + 1 and _finite(page, i + 1, end):
            return page.span(i + 1, _cut(page, cue, i + 1, end))
        if doc[i].pos_ in ("VERB", "AUX", "PUNCT", "CCONJ") and doc[i].dep_ != "prep":
            return None  # but go on past "following", "including"
    return None


def _reduced(cue: Token) -> int | None:
    """The verb that the parse takes for a participle: "X said the outbreak added urgency"."""
    for each in children(cue, *OBJECTS):
        for verb in children(each, "acl", "amod"):
            if verb.tag_ == "VBN" and verb.lower_.endswith("ed") and not child(verb, "agent"):
                return verb.i
    return None


def _around(page: Page, cue: Token, left: int, right: int) -> tuple[Span, ...]:
    """The sentence around ", X said,", whatever the parse makes of it; empty if a clause follows."""
    doc, sent = page.doc, cue.sent
    if not (
        sent.start < left
        and right + 1 < sent.end
        and doc[left - 1].text == ","
        and doc[right + 1].text == ","
    ):
        return ()
    if not has_subject(cue) or page.within(cue) or right + 2 >= sent.end or cue.dep_ == "relcl":
        return ()
    if child(cue, *OBJECTS) is not None and not is_cue(cue, "tell"):
        return ()  # "the two sides, negotiators concluded talks, ..."
    follows = doc[right + 2]
    linked = follows.pos_ == "CCONJ" or follows.lower_ in ("but", "and")
    meanwhile = follows.lower_ == "as" and follows.dep_ == "mark" and right > cue.i and is_cue(cue, "tell")
    if (
        meanwhile
        or follows.tag_ == "VBG"
        or follows.lower_ in ("who", "which")
        or (linked and not _joins(cue, right))
    ):
        return ()
    begin, end = page.sentence_start(sent.start, cue.i), sent.end - 1
    if any(is_cue(doc[i], "say", "tell") for i in range(begin, left)) or (
        begin < left and page.quoted(begin, left - 1)
    ):
        return ()
    before = page.span(begin, left - 1) if left - 1 > begin and not _is_question(page, begin) else None
    after = page.span(right + 2, end)
    if (
        before is not None
        and not page.quoted(begin, left)
        and all(each.pos_ in ("ADV", "CCONJ", "SCONJ", "PUNCT") for each in doc[begin:left])
    ):
        before = None
    if after is None:
        return ()
    if (
        before is not None
        and _finite(page, begin, left - 1)
        and _finite(page, right + 2, end)
        and follows.tag_ not in FINITE
        and follows.dep_ != "mark"
        and not linked
        and not _subordinates(doc[begin], cue)
    ):
        return ()
    return (before, after) if before is not None else (after,)


def _joins(cue: Token, right: int) -> bool:
    """Whether a clause with a subject of its own goes on after ", X said, and"."""
    return cue.dep_ == "parataxis" and any(
        each.i > right and has_subject(each) for each in children(cue.head, "conj")
    )


def _subordinates(first: Token, cue: Token) -> bool:
    """Whether a sentence opens with a clause that hangs on the next: "*If* it fails, X said, Y will go"."""
    return (
        first.dep_ in ("mark", "advmod") and first.head.dep_ == "advcl" and first.head.head in (cue, cue.head)
    )


def _leading(page: Page, cue: Token, left: int, right: int) -> Span | None:
    """The sentence before ", X said" where the parse hangs it elsewhere."""
    doc, sent = page.doc, cue.sent
    if left - 1 <= sent.start or doc[left - 1].text != "," or page.within(cue):
        return None
    inverted = left == cue.i and child(cue, *OBJECTS) is not None and cue.tag_ in FINITE
    if left == cue.i and not has_subject(cue) and not inverted:
        return None
    begin = page.sentence_start(sent.start, cue.i)
    if page.within(doc[left - 2]) or not _tells(page, begin, left - 1) or _is_question(page, begin):
        return None
    ends = sent.end - right <= 6 and not _finite(page, right + 1, sent.end - 1)
    if (cue.dep_ in ("relcl", "acl") and not ends) or any(
        each.lower_ in ("who", "which", "when", "where", "as") for each in cue.children
    ):
        return None
    if any(
        each.i > cue.i and each.dep_ in ("ccomp", "xcomp", "dobj") and each.i > right for each in cue.children
    ):
        return None
    return page.span(begin, left - 1)


def _finite(page: Page, begin: int, end: int) -> bool:
    """Whether a stretch has a verb of its own."""
    return any(page.doc[i].tag_ in FINITE for i in range(begin, end + 1))


def _tells(page: Page, begin: int, end: int) -> bool:
    """Whether a stretch has a verb of its own, not one that tells of a noun: "In Oslo, *which is* cold"."""
    verbs = [page.doc[i] for i in range(begin, end + 1) if page.doc[i].tag_ in FINITE]
    fronted = page.doc[begin].dep_ == "prep"
    return any(not (fronted and _is_aside(each, begin)) for each in verbs)


def _is_aside(verb: Token, begin: int) -> bool:
    """Whether a verb stands under a "which" or "who" that begins no earlier than `begin`."""
    while verb.i >= begin and verb.head != verb:
        if verb.dep_ == "relcl" and any(each.tag_ in ("WDT", "WP") for each in verb.children):
            return verb.head.i >= begin
        verb = verb.head
    return False


def _quoted_as_saying(page: Page, cue: Token) -> Iterator[Report]:
    """ "P, X was quoted as saying", "P, the agency quoted X as saying"."""
    if not any(each.lower_ == "as" and child(each, "pcomp") is not None for each in children(cue, "prep")):
        return
    left, _ = cue_extent(cue)
    clause = child(cue, "ccomp")
    if clause is not None and clause.i < cue.i:
        span = page.span(page.sentence_start(clause.left_edge.i, cue.i), left - 1)
    else:
        span = _leading(page, cue, left, cue.sent.end - 1)
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
    """A paragraph without marks that another one announces: "The minister wrote on his page:"."""
    for found in re.finditer(r"(?<=:)\s*\n+(?P<block>[^\s\"“”'‘«][^\n]{40,})", page.text):
        last = page.token_before(found.start())
        cue = None
        if last is not None:
            cue = next(
                (each for each in reversed(list(last.sent)) if is_cue(each, "say", "tell", "quote")), None
            )
        if cue is not None:
            yield Report("block", cue, (Span(*found.span("block")),))


def _as_said(page: Page, cue: Token) -> Span | None:
    """The sentence around "as X reported"."""
    if cue.dep_ != "advcl" or not any(each.lower_ == "as" for each in cue.children):
        return None
    first, last, sent = cue.left_edge.i, cue.right_edge.i, cue.sent
    if first - sent.start < 2:
        return page.span(last + 1, sent.end - 1)
    return page.span(page.sentence_start(sent.start, cue.i), first - 1) if last >= sent.end - 2 else None


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
    clauses = children(noun, "acl", "ccomp")
    for owner in preposition(noun, "of", "from"):  # "the view of critics *that P*", hung on the critics
        clauses += [
            each for each in children(owner, "relcl", "acl", "ccomp") if child(each, "mark") is not None
        ]
    carries = noun.dep_ in OBJECTS and noun.head.pos_ == "VERB" and cue_frames(noun.head).isdisjoint(CLAUSAL)
    if carries or (noun.dep_ in ("nsubj", "attr") and noun.head.lemma_ == "be"):
        clauses += [each for each in children(noun.head, "ccomp") if each.left_edge.i > noun.i]
    for clause in clauses:
        mark = child(clause, "mark")
        bare = mark is None and clause.dep_ == "acl" and has_subject(clause) and not is_infinitive(clause)
        if bare or (mark is not None and mark.lower_ == "that"):
            begin = page.opening(clause.left_edge.i, clause.right_edge.i)
            end = _before_judgement(page, noun, begin, clause.right_edge.i)
            if span := page.span(begin, end):
                yield Report("noun", noun, page.whole((span,), noun), clause)


def _felt(page: Page, mood: Token) -> Iterator[Report]:
    """ "X is confident that P", "X is angry and alarmed that P", "X is doubtful about whether P"."""
    first = mood.head if mood.dep_ == "acomp" else mood
    clauses = children(mood, "ccomp") or [
        each for each in children(first, "ccomp") if first != mood and each.left_edge.lower_ == "that"
    ]
    for clause in (*clauses, *preposition(mood, "about")):
        if clause.i > mood.i and clause.pos_ in VERBAL and clause.tag_ != "VBG":
            for spans in _following(page, mood, clause):
                yield Report("adjective", mood, page.whole(spans, mood), clause)


def _according(page: Page, token: Token) -> Iterator[Report]:
    """The sentence around "according to X"; around "according to X, quoting Y" it is Y who says it."""
    source = next(iter(preposition(token, "to")), None)
    if source is None:
        return
    cue, end = token, token.right_edge.i
    if (cited := _cited(page, end)) is not None:
        commas = (i for i in range(cited.i, token.sent.end) if page.doc[i].text == ",")
        cue, end = cited.head, next(commas, end + 1) - 1
    if spans := _around_source(page, token, end):
        yield Report("according", cue, page.whole(spans, token))


def _in_words_of(page: Page, noun: Token) -> Iterator[Report]:
    """The sentence around "in the words of X", "in his view", "by Peru's account"."""
    prep, last = noun.head, noun.right_edge.i
    end = next(
        (i - 1 for i in range(noun.i, last) if page.doc[i].text == "," and page.doc[i + 1].is_quote), last
    )
    if noun.dep_ != "pobj" or prep.lower_ not in ("in", "by", "from") or page.within(noun):
        return
    owned = child(noun, "poss") or (child(noun, "det") and preposition(noun, "of"))
    begun = prep.i == page.sentence_start(prep.sent.start, prep.i) or prep.nbor(-1).text == ","
    ended = end + 1 >= noun.sent.end or page.doc[end + 1].is_punct
    if owned and begun and ended and (spans := _around_source(page, prep, end)):
        yield Report("according", prep, page.whole(spans, prep))


def _cited(page: Page, last: int) -> Token | None:
    """Whom a source quotes right after it is named: "according to X, quoting *Y*"."""
    verb = page.doc[last + 2] if last + 2 < len(page.doc) and page.doc[last + 1].text == "," else None
    return child(verb, *OBJECTS) if verb is not None and verb.lower_ in ("quoting", "citing") else None


def _around_source(page: Page, token: Token, end: int) -> tuple[Span, ...]:
    """What stands around "according to X", which ends with token `end`: before it, else after it.

    Both are one where it parts a subject from its verb: "*The port*, according to X, *is open*".
    """
    if spans := _of_relative(page, token, end):
        return spans
    sent, start = token.sent, page.sentence_start(token.sent.start, token.i)
    parts = token.i - start > 2 and page.doc[token.i - 1].text == "," and page.doc[token.i - 2].pos_ == "AUX"
    if parts:  # "the accord *is*, according to X, dead"
        end = next((i - 1 for i in range(token.i, sent.end) if page.doc[i].text == ","), end)
    before = page.span(start, token.i - 1) if token.i - start > 2 else None
    after = page.span(end + 1, sent.end - 1) if sent.end - end > 3 else None
    if before is None or after is None:
        return tuple(each for each in (before, after) if each is not None)
    if parts:
        return (before, after)
    if _finite(page, start, token.i - 1) or not _finite(page, end + 1, sent.end - 1):
        return (before,)
    told = any(each.dep_ in SUBJECTS and each.head.i > end for each in page.doc[start : token.i])
    return (before, after) if told else (after,)  # not "*In return*, according to X, P"


def _of_relative(page: Page, token: Token, end: int) -> tuple[Span, ...]:
    """What a relative clause around "according to X" says of its noun: "men who, according to X, fled"."""
    at = token.i - 1 if page.doc[token.i - 1].text != "," else token.i - 2
    verb = page.doc[at].head if at > 0 else token
    if page.doc[at].tag_ not in ("WDT", "WP") or verb.dep_ != "relcl" or verb.i <= end:
        return ()
    noun, rest = page.span(verb.head.left_edge.i, at - 1), page.span(end + 1, verb.right_edge.i)
    return (noun, rest) if noun is not None and rest is not None else ()
