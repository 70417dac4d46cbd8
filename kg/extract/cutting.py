"""Where reported words end: before what the speaker adds, does next or leaves out, and what others do."""

from __future__ import annotations

from kg.extract.cues import FINITE, has_subject, is_cue, tells_day
from kg.extract.page import Page
from kg.extract.slots import OBJECTS, child, children, finite_tag, is_unequal
from kg.extract.status import negated
from kg.lexicon import words
from kg.nlp.tree import Token

CONCEDING = frozenset({"although", "though", "while", "albeit", "even"})
TOLD = ("say", "tell", "promise", "call", "phrase", "quote", "refuse")


def cut(page: Page, cue: Token, begin: int, end: int, *, any_participle: bool = False) -> int:
    """Where words reported end at the latest: before ", adding that Q" and "but warned that Q"."""
    doc, inside, remarks = page.doc, page.within(cue), words("grammar")["remarks"]
    for i, token in enumerate(doc.tokens[begin + 2 : end + 1], begin + 2):
        if page.within(token) != inside:
            continue
        if token.lower_ == "according" and _follows_comma(token) and _is_last(token, end):
            return i - 2
        if any_participle and token.tag_ == "VBG" and doc[i - 1].text == ",":
            return i - 2
        if token.lemma_ in remarks and (comment := _comment(token)) > begin + 1:
            return comment - 1
        if token.dep_ == "conj" and _keeps_silent(token):
            return _before_link(page, token, begin)
        if token.dep_ == "advcl":
            if (meanwhile := _meanwhile(token, begin)) is not None:
                return meanwhile
            if _concedes(token, begin):
                return min(each.i for each in children(token, "mark")) - 1
        if not is_cue(token, *TOLD):
            if is_unequal(token) and _goes_on(page, cue, token, begin):
                return _before_link(page, token, begin)
            continue
        aside = token.dep_ == "advcl" and i < token.head.i <= end  # "said that Roe, *citing* his age, quit"
        if token.tag_ == "VBG" and not aside and (parted := _mark_before(token)) > begin + 1:
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
    if doc[at].is_quote and at > 1 and doc[at - 1].text == ",":
        return at - 1
    dash = doc[at].text == "-" and at < participle.i - 1
    return at if dash or doc[at].text in (",", "—", "–") else -1


def _carried_by(page: Page, verb: Token, begin: int, end: int) -> int | None:
    """The comma before who carried the words, where they end: "X said that P*,* the agency reported",
    "P*,* the agency quoted him as saying", "P*,* as reported by the agency"."""
    if verb.lemma_ not in words("grammar")["carrying"] and not is_cue(verb, "say", "tell"):
        return None
    if verb.dep_ == "advcl" and (as_ := child(verb, "mark")) is not None and as_.lower_ == "as":
        first, after = as_, [*children(verb, "agent"), *children(verb, "npadvmod")]
        if child(verb, "agent") is None and not has_subject(verb):
            return None
    else:
        subject = child(verb, "nsubj") if verb.tag_ in FINITE else None
        if subject is None or subject.i > verb.i:
            return None
        first, after = subject.left_edge, []
        told = child(verb, *OBJECTS) if is_cue(verb, "tell") or verb.lemma_ in ("quote", "cite") else None
        if told is not None and told.i > verb.i:  # "Y told *reporters*", "Y quoted *him as saying*"
            after.append(told)
        if verb.lemma_ in ("quote", "cite"):
            after += [each for each in children(verb, "prep") if each.lower_ == "as"]
            if len(after) < 2:
                return None
    comma = first.i - 1
    if comma <= begin or page.doc[comma].text != "," or not finite(page, begin, comma - 1):
        return None
    if verb.lemma_ in words("grammar")["carrying"]:
        after += [each for each in verb.children if each.i > verb.i and tells_day(each)]
    last = max((verb.i, *(each.right_edge.i for each in after)))
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
    """Whether a clause without a subject tells what the speaker did: "although later *took* it back"."""
    if verb.tag_ not in FINITE or has_subject(verb):
        return False
    return any(each.lower_ in CONCEDING and each.i > begin + 2 for each in children(verb, "mark"))


def _meanwhile(verb: Token, begin: int) -> int | None:
    """The last token before what others did or said meanwhile: "vowed to stay, *as* Chile sent its troops",
    "said it was fine, *while* Chile urged it to go"."""
    if verb.tag_ != "VBD":
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
    if has_subject(verb) or any(each.lower_ == "could" for each in verb.children):
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
        and finite(page, begin, verb.i - 2)
    )


def _before_link(page: Page, token: Token, begin: int) -> int:
    """The last token before a verb or subject and the "and also" that links it."""
    last = token.i - 1
    while last > begin and page.doc[last].pos_ in ("ADV", "CCONJ", "PUNCT", "AUX", "PART"):
        last -= 1
    return last


def finite(page: Page, begin: int, end: int) -> bool:
    """Whether a stretch has a verb of its own."""
    return any(page.doc[i].tag_ in FINITE for i in range(begin, end + 1))
