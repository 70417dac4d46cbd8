"""What a verb of speech reports: the clause or stretch of its sentence, whatever the parse makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.cues import CLAUSAL, FINITE, cue_extent, has_subject, is_cue, misplaced_subject, tells_day
from kg.extract.cutting import cut, finite
from kg.extract.page import Page
from kg.extract.slots import OBJECTS, child, children, coordinated
from kg.lexicon import words
from kg.model import Span
from kg.nlp.tree import Doc, Token

WITHIN = 12  # tokens from a verb to the "that" of what it reports
REASONS = frozenset({"because", "since", "although", "though", "whereas"})
TEMPORAL = frozenset({"after", "before", "as", "when", "while"})
PAST = frozenset({"VBD", "VBN"})
TERMS = frozenset({"under", "without", "despite", "with", "unlike", "since", "given"})


def contents(page: Page, cue: Token) -> Iterator[tuple[str, tuple[Span, ...], Token | None]]:
    """What a verb reports: the rule that found it, its stretches of text, the head of its clause."""
    left, right = cue_extent(cue)
    if reason := _reasoned(page, cue, left, right):
        yield "clause-around", (reason,), None
        return
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
            for spans in following(page, cue, clause):
                found = True
                yield "clause", spans, clause
        elif span := _before(page, cue, clause, left):
            found = True
            yield "clause-before", (span,), clause
    for clause in children(cue, "conj") if found else ():
        if (mark := child(clause, "mark")) is not None and mark.lower_ == "that":
            for spans in following(page, cue, clause):
                yield "clause", spans, clause
    if not found and (span := as_said(page, cue)):
        found = True
        yield "clause-as", (span,), None
    if not found and (span := leading(page, cue, left, right)):
        found = True
        yield "clause-before", (span,), None
    if not found and (span := _announced(page, cue) or _trailing(page, cue, right)):
        yield "clause-rest", (span,), None


def _reports_nothing(clause: Token, cue: Token) -> bool:
    """Whether a clause is no words reported but one more report of them: "'P,' he *said*, the agency said".

    Not "said that Peru would *reply*".
    """
    if not is_cue(clause, "say") or any(
        each.i > clause.i and not each.is_punct and not tells_day(each) for each in clause.children
    ):
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
    put = first.lemma_ in words("grammar")["questioning"] or first.lower_ in ("asked", "pressed")
    return put and first.tag_ in ("VBN", "VBD", "JJ")


def following(page: Page, cue: Token, clause: Token) -> Iterator[tuple[Span, ...]]:
    """The clause after its cue; coordinated "and that" clauses apart, further reports cut off."""
    end = _end(page, cue, clause)
    parts = [_begin(page, cue, clause)]
    for each in coordinated(clause)[1:]:
        mark = child(each, "mark")
        if mark is not None and mark.lower_ == "that":
            parts.append(mark.i)
    for n, start in enumerate(parts):
        stop = parts[n + 1] - 1 if n + 1 < len(parts) else end
        if span := page.span(page.opening(start, stop), cut(page, cue, start, stop)):
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
    if begin + 2 < sent.end and doc[begin].lemma_ == "be" and doc[begin + 1].lower_ == "that":
        begin += 2  # "what he said *was that* P"
    end = sent.end - 1
    reduced = _reduced(cue)
    if (
        begin >= end
        or not (reduced or finite(page, begin, end))
        or doc[begin].tag_ in ("VBG", "TO", "CC", "WDT", "WP", "WRB")
    ):
        return None
    end = cut(page, cue, begin, end, any_participle=True)
    verb = next((i for i in range(begin, end + 1) if doc[i].tag_ in FINITE or i == reduced), None)
    if verb == begin and is_cue(doc[begin], "say"):
        return None  # "told Y of it, *said a statement*"
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
        if doc[i].lower_ == "that" and doc[i].head.i != i + 1 and finite(page, i + 1, end):
            return page.span(i + 1, cut(page, cue, i + 1, end))
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
    """The sentence around ", X said today,", whatever the parse makes of it; empty if a clause follows."""
    doc, sent = page.doc, cue.sent
    last = _last_circumstance(cue, right)
    if last > right and last + 2 < len(doc) and page.within(doc[last + 2]):
        return ()  # "on Monday, X said on his page, '*P*'"
    right = last
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
        or _is_led_up_to(page, left, right)
        or follows.tag_ == "VBG"
        or follows.lower_ in ("who", "which")
        or (linked and not _joins(cue, right))
        or (follows.lower_ == "while" and _replies(follows.head))
    ):
        return ()
    begin, end = page.sentence_start(sent.start, cue.i), sent.end - 1
    if any(is_cue(doc[i], "say", "tell") for i in range(begin, left)) or (
        begin < left and page.quoted(begin, left - 1)
    ):
        return ()
    told = left - 1 > begin and not (_is_question(page, begin) or _tells_of_speaker(doc[begin], cue))
    before = page.span(begin, left - 1) if told else None
    after = page.span(right + 2, end)
    if before is not None and _tells_later(doc, begin, left, follows, right > cue.i):
        return ()
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
        and finite(page, begin, left - 1)
        and finite(page, right + 2, end)
        and follows.tag_ not in FINITE
        and follows.dep_ != "mark"
        and not linked
        and not _subordinates(doc[begin], cue)
    ):
        return ()
    return (before, after) if before is not None else (after,)


def _tells_of_speaker(first: Token, cue: Token) -> bool:
    """Whether a sentence opens with what befell or did who speaks: "*Pressed* on it, X said, 'P'"."""
    return first.tag_ in ("VBN", "VBG") and first.dep_ == "advcl" and first.head == cue


def _reasoned(page: Page, cue: Token, left: int, right: int) -> Span | None:
    """What somebody says in between is why or although: "opposes it because, *it says*, it is dear"."""
    doc, end = page.doc, cue.sent.end - 1
    if left - 2 <= cue.sent.start or right + 2 >= end or page.within(cue) or not has_subject(cue):
        return None
    if doc[left - 1].text != "," or doc[right + 1].text != "," or doc[left - 2].lower_ not in REASONS:
        return None
    return page.span(right + 2, cut(page, cue, right + 2, end)) if finite(page, right + 2, end) else None


def _is_led_up_to(page: Page, left: int, right: int) -> bool:
    """Whether only a whole quotation is said: "After talks in Bern, Roe told the press, '*We agree.*'"."""
    at = page.quotation_at.get(right + 3 if page.doc[right + 2].is_quote else right + 2)
    if at is None or any(each.tag_ in FINITE for each in page.doc[page.doc[right].sent.start : left]):
        return False
    return page.text[page.quotations[at].inner.begin].isupper()


def _tells_later(doc: Doc, begin: int, left: int, follows: Token, dated: bool) -> bool:
    """Whether what follows tells when somebody said what is or will be: "Chile will pay, aides said Monday,
    *after the envoys met* in Lima"."""
    if not dated or follows.dep_ != "mark" or follows.lower_ not in TEMPORAL or follows.head.tag_ not in PAST:
        return False
    verbs = [each for each in doc[begin:left] if each.tag_ in FINITE and each.dep_ not in ("relcl", "acl")]
    return bool(verbs) and not any(each.tag_ == "VBD" for each in verbs)


def _last_circumstance(cue: Token, right: int) -> int:
    """Where what tells when, where or in what somebody speaks ends: "said *on Monday in a statement*,"."""
    for each in cue.children:
        if each.left_edge.i == right + 1 and each.dep_ in ("prep", "npadvmod", "advmod"):
            right = each.right_edge.i
    return right


def _joins(cue: Token, right: int) -> bool:
    """Whether a clause with a subject of its own goes on after ", X said, and"."""
    added = (each for each in children(cue.head, "conj") if each.i > right and has_subject(each))
    first = next(added, None) if cue.dep_ == "parataxis" else None
    return first is not None and not _replies(first)


def _replies(verb: Token) -> bool:
    """Whether a clause tells what another says to it: "but Chile *said* no", "but Chile *denied* it", "and
    Quill *agreed*"."""
    if is_cue(verb, "say", "tell") and child(verb, "dobj", "ccomp") is not None:
        return verb.tag_ in FINITE
    if verb.lemma_ in words("grammar")["agreeing"]:
        return verb.tag_ in FINITE and all(each.dep_ in ("nsubj", "cc", "punct") for each in verb.children)
    thing = child(verb, "dobj")
    taken_up = thing is not None and (thing.pos_ == "PRON" or thing.lemma_ in words("factuality")["claims"])
    return taken_up and verb.lemma_ in words("factuality")["refuting"]


def _subordinates(first: Token, cue: Token) -> bool:
    """Whether a sentence opens with a clause that hangs on the next: "*If* it fails, X said, Y will go"."""
    return (
        first.dep_ in ("mark", "advmod") and first.head.dep_ == "advcl" and first.head.head in (cue, cue.head)
    )


def leading(page: Page, cue: Token, left: int, right: int) -> Span | None:
    """The sentence before ", X said" where the parse hangs it elsewhere."""
    doc, sent = page.doc, cue.sent
    if left - 1 <= sent.start or doc[left - 1].text != "," or page.within(cue):
        return None
    inverted = left == cue.i and child(cue, *OBJECTS) is not None and cue.tag_ in FINITE
    if left == cue.i and not has_subject(cue) and not inverted:
        return None
    if doc[left - 2].dep_ == "mark":
        return None  # "it goes on because, *X said*, P"
    begin = page.sentence_start(sent.start, cue.i)
    if page.within(doc[left - 2]) or not _tells(page, begin, left - 1) or _is_question(page, begin):
        return None
    if any(
        each.dep_ == "parataxis" and is_cue(each, "say", "tell") for each in cue.children if each.i < left
    ):
        return None  # "Quill said, in Lima, *both confirmed it*"
    ends = sent.end - right <= 6 and not finite(page, right + 1, sent.end - 1)
    if (cue.dep_ in ("relcl", "acl") and not ends) or any(
        each.lower_ in ("who", "which", "when", "where", "as") for each in cue.children
    ):
        return None
    if any(
        each.i > cue.i and each.dep_ in ("ccomp", "xcomp", "dobj") and each.i > right for each in cue.children
    ):
        return None
    return page.span(begin, left - 1)


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


def as_said(page: Page, cue: Token) -> Span | None:
    """The sentence around "as X reported"; not around "as X *concluded talks*", where he does something. Of a
    denial what is denied: "denied that *P*, as X alleged"."""
    if cue.dep_ != "advcl" or not any(each.lower_ == "as" for each in cue.children):
        return None
    if not is_cue(cue, "tell") and any(each.dep_ == "dobj" and each.pos_ == "NOUN" for each in cue.children):
        return None
    first, last, sent = cue.left_edge.i, cue.right_edge.i, cue.sent
    told = cue.head if cue.head.dep_ == "ccomp" else child(cue.head, "ccomp")
    if told is not None and told.i < first and told.head.lemma_ in words("factuality")["refuting"]:
        return page.span(page.opening(told.left_edge.i, told.i), min(told.right_edge.i, first - 1))
    if first - sent.start < 2:
        return page.span(last + 1, sent.end - 1)
    return page.span(page.sentence_start(sent.start, cue.i), first - 1) if last >= sent.end - 2 else None
