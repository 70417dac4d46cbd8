"""Who said what: quotations and reported clauses, each with its speaker.

`quoted` and `reported` gather generously what may be a statement, each with the word that reports it;
`speakers` says who spoke. Every candidate carries named features; a ranker fitted on annotated articles keeps
or drops it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.cues import ASKED, FINITE, VERBAL, frame_of, frames, is_cue
from kg.extract.page import Page, Report
from kg.extract.posts import posts
from kg.extract.quoted import quoted, said_in_turn
from kg.extract.ranking import Candidate, Ranker, ranker
from kg.extract.reports import reported
from kg.extract.slots import OBJECTS, actors, child, children, doers
from kg.extract.speakers import is_medium, speakers
from kg.extract.status import auxiliaries, negated
from kg.lexicon import words
from kg.model import ActorKey, Span, Statement
from kg.nlp.headings import is_heading
from kg.nlp.reading import Reading
from kg.nlp.tree import Token

TURN = "statement-turn"
POST = "statement-post"
VIEW = "statement-view"
REPEATED = 4  # blanks in words that are hardly said twice
LABELLED = 0.9  # how sure it is that who a transcript or a post names says the words
HELD = 0.75  # and that a sentence that tells nothing but what somebody holds tells it
NEAR = 600  # characters that may lie between a speaker and a quotation that names nobody


def statements(reading: Reading) -> Iterator[Statement]:
    """The statements that the article reports, in the order of the text."""
    judge = ranker("statement")
    rated = [(each.fact, _likely(each, judge)) for each in candidates(reading)]
    yield from chosen([(fact, sure) for fact, sure in rated if sure >= (judge.threshold if judge else 0.5)])


def _likely(candidate: Candidate[Statement], judge: Ranker | None) -> float:
    """How likely a statement is told; who has a turn in a transcript, or signs a post, says its words."""
    if candidate.fact.rule in (TURN, POST):
        return LABELLED
    if candidate.fact.rule == VIEW:
        return HELD
    return judge.probability(candidate.features) if judge else _sure(candidate)


def _sure(candidate: Candidate[Statement]) -> float:
    """How sure a candidate is by rule alone, where no ranker was fitted."""
    held = set(candidate.features)
    if held & {"negated", "question", "heading"} or {"rule:according", "reports a report"} <= held:
        return 0.1
    if held & {"frame:think", "frame:promise", "frame:ask"} and held & {"nested", "rule:clause-before"}:
        return 0.2
    weak = held & {"rule:phrase", "rule:call-as", "rule:call-quote", "rule:block", "rule:noun"}
    return 0.3 if weak or {"rule:clause-before", "reports a report"} <= held else 0.75


def chosen(rated: Sequence[tuple[Statement, float]]) -> list[Statement]:
    """Each statement once, with its confidence: of two with the same speaker and words, the surer.

    A quotation in several parts stays whole, however sure its first part is as a clause.
    """
    out: list[Statement] = []
    for each, sure in sorted(rated, key=lambda pair: (len(pair[0].content_spans) == 1, -pair[1])):
        if any(set(each.speaker) & set(other.speaker) and _same(each, other) for other in out):
            continue
        taken = any(each.trigger == other.trigger for other in out)
        trigger = each.content_spans[0] if taken else each.trigger
        out.append(replace(each, trigger=trigger, confidence=round(sure, 3)))
    return sorted(out, key=lambda each: (each.content_spans, each.trigger))


def _same(a: Statement, b: Statement) -> bool:
    """Whether two statements share most of their words, or one repeats what the other says elsewhere."""
    shorter, longer = sorted((_plain(a), _plain(b)), key=len)
    if shorter.count(" ") >= REPEATED and shorter in longer:
        return True
    shared = sum(
        max(0, min(x.end, y.end) - max(x.begin, y.begin)) for x in a.content_spans for y in b.content_spans
    )
    return shared > 0.5 * min(_length(a.content_spans), _length(b.content_spans))


def _plain(statement: Statement) -> str:
    """The words of a statement as they are compared, without marks at the ends."""
    return statement.content.strip(" .,;:!?…\"'“”‘’").lower()


def _length(spans: tuple[Span, ...]) -> int:
    return sum(span.end - span.begin for span in spans)


def candidates(reading: Reading) -> Iterator[Candidate[Statement]]:
    """All statements that there may be whose speaker is known: quotations first, then clauses."""
    page = Page.of(reading)
    clauses = [(report, _speaker(page, report)) for report in reported(page)]
    voices = [(report.cue.idx, speaker) for report, speaker in clauses if report.cue is not None and speaker]
    for report in quoted(page):
        speaker = _speaker(page, report) if report.cue is not None else _voice_before(page, report, voices)
        if speaker:
            voices.append((report.spans[-1].end, speaker))
            yield _candidate(page, report, speaker, voices)
    for report, speaker in clauses:
        if speaker:
            yield _candidate(page, report, speaker, voices)
    for turn in reading.turns:
        if turn.speaker:
            for report in said_in_turn(page, turn):
                yield _candidate(page, report, turn.speaker, voices)
    for post in posts(page):
        if not _of_media(page, post.author):
            yield _candidate(page, Report("post", None, (post.words,)), post.author, voices)


def _speaker(page: Page, report: Report) -> tuple[ActorKey, ...]:
    return speakers(page.reading, report.cue) if report.cue is not None else ()


def _voice_before(
    page: Page, report: Report, voices: list[tuple[int, tuple[ActorKey, ...]]]
) -> tuple[ActorKey, ...]:
    """Who spoke last before a quotation that names nobody, if that was in this or the last paragraph.

    Not who carried his words, if he is told too: "'P,' Doe said, according to the agency. 'Q.'"
    """
    at = report.spans[0].begin
    near = [
        speaker
        for last, speaker in sorted(voices)
        if last < at and at - last < NEAR and page.text.count("\n\n", last, at) <= 1
    ]
    carried = [speaker for speaker in near if not _of_media(page, speaker)]
    return (carried or near or [_told_before(page, at)])[-1]


def _told_before(page: Page, at: int) -> tuple[ActorKey, ...]:
    """Who is told to speak in the sentence before a quotation, in one paragraph: "*Quill* was blunt. 'It is
    over.'", "*Quill* met the press. 'It is over.'"."""
    last = page.token_before(at - 1)
    if last is None or "\n" in page.text[last.idx : at] or is_heading(last):
        return ()
    roots = [each for each in last.sent if each.dep_ == "ROOT" and _leads_up(each)]
    heads = [each for root in roots for each in children(root, "nsubj")]
    mentions = [page.reading.by_token[each.i] for each in heads if each.i in page.reading.by_token]
    named = [each for each in mentions if each.form in ("name", "pronoun", "office")]
    keys = actors(page.reading, heads) if named else ()
    person = len(keys) == 1 and page.reading.actors[keys[0]].type == "Person"
    return keys if person and not any(map(negated, roots)) else ()


def _leads_up(verb: Token) -> bool:
    """Whether a verb tells of somebody who speaks: "was *blunt*", "*rejected* it", "met *reporters*"."""
    if verb.pos_ not in VERBAL:
        return False
    if verb.lemma_ in words("actors")["say"] | frames()["leading"] or child(verb, "acomp") is not None:
        return True
    return any(each.lemma_.lower() in frames()["heard"] for each in verb.subtree)


def _of_media(page: Page, speaker: tuple[ActorKey, ...]) -> bool:
    """Whether a speaker is a newspaper, an agency, a broadcaster."""
    return any(is_medium(page.reading.actors[key]) for key in speaker)


def _candidate(
    page: Page,
    report: Report,
    speaker: tuple[ActorKey, ...],
    voices: list[tuple[int, tuple[ActorKey, ...]]],
) -> Candidate[Statement]:
    """The statement that a report makes, with its features."""
    cue, spans = report.cue, _ended(page, report.spans)
    begin, end = spans[0].begin, report.spans[-1].end
    trigger = Span(cue.idx, cue.idx + len(cue)) if cue is not None else Span(begin, end)
    told = children(cue, *OBJECTS, "dative") if cue is not None and is_cue(cue, "tell") else []
    statement = Statement(
        trigger=trigger,
        evidence=(Span(min(begin, trigger.begin), max(end, trigger.end)),),
        rule=f"statement-{report.rule}",
        speaker=speaker,
        content=" ".join(page.reading.words(span) for span in spans),
        content_spans=spans,
        direct=report.rule == "turn" or (page.quoted_share(spans) >= 0.5 and not _is_retold(page, report)),
        addressee=tuple(key for key in actors(page.reading, told) if key not in speaker),
    )
    return Candidate(statement, _features(page, report, statement, voices))


def _ended(page: Page, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Words that end without the comma that only leads over to who said them: "We go[,]" he said."""
    *before, last = spans
    comma = last.end - last.begin > 1 and page.text[last.end - 1] == ","
    return (*before, Span(last.begin, last.end - comma))


def _is_retold(page: Page, report: Report) -> bool:
    """Whether words stand in marks only because who retells them is quoted: '"X said that P," says Y'."""
    at = page.quotation_at.get(report.cue.i) if report.cue is not None else None
    return at is not None and page.quotations[at].outer.overlaps(report.spans[0])


def _features(
    page: Page, report: Report, statement: Statement, voices: list[tuple[int, tuple[ActorKey, ...]]]
) -> frozenset[str]:
    """The features that hold: words, frame, mood, subject, place in the article."""
    cue, rule = report.cue, report.rule
    lemma = cue.lemma_.lower() if cue is not None else "none"
    first = page.doc[min(page.token_from(statement.content_spans[0].begin), len(page.doc) - 1)]
    found = {
        f"rule:{rule}",
        f"cue:{lemma}",
        f"{rule}|cue:{lemma}",
        f"frame:{frame_of(cue)}",
        f"speaker:{'+'.join(sorted({page.reading.actors[key].type for key in statement.speaker}))}",
        f"words:{_size(len(statement.content.split()))}",
        f"{rule}|words:{_size(len(statement.content.split()))}",
        "direct" if statement.direct else "indirect",
    }
    tokens = [token for span in statement.content_spans for token in page.tokens(span)]
    found.add(f"opens:{tokens[0].tag_}" if tokens else "opens:none")
    if not any(token.tag_ in FINITE for token in tokens):
        found.update(("no verb", f"{rule}|no verb"))
    if statement.content[:1].islower() and statement.direct:
        found.add("direct in lower case")
    if is_heading(first):
        found.add("heading")
    media = _of_media(page, statement.speaker)
    if media:
        found.update(("medium speaks", f"{rule}|medium speaks"))
    if _reports(page, report):
        found.update(("reports a report", f"{rule}|reports a report"))
        if media:
            found.add("medium reports a report")
    if "\n" not in page.text[: statement.trigger.begin].strip()[:1000]:
        found.add("first paragraph")
    if rule == "noun" and cue is not None and _carries_own(page, statement, cue):
        found.add("noun of its speaker")
    if rule == "according" and cue is not None and cue.i and not cue.nbor(-1).is_punct and not cue.is_title:
        found.add("according without a comma")
    if cue is not None:
        found |= _of_cue(page, report, cue, rule)
        found |= _of_subject(page, statement, cue, voices)
    return frozenset(found)


def _carries_own(page: Page, statement: Statement, noun: Token) -> bool:
    """Whether the speaker himself voices a noun: "*X* repeated his claim that", not "Y knew X's claim"."""
    verb = noun.head
    if noun.dep_ not in OBJECTS or verb.pos_ not in VERBAL:
        return False
    return not set(actors(page.reading, doers(verb))).isdisjoint(statement.speaker)


def _size(words: int) -> str:
    return next((f"<{limit}" for limit in (3, 5, 8, 12, 20, 35, 60) if words < limit), ">60")


def _of_cue(page: Page, report: Report, cue: Token, rule: str) -> set[str]:
    """What the reporting word tells: form, mood, what governs it, how its clause opens."""
    insists = cue.dep_ == "xcomp" and cue.head.lemma_ in words("grammar")["insisting"]
    told = cue.head if insists else cue  # "*continues* to say that P" tells as "says that P" does
    found = {f"tag:{told.tag_}", f"dep:{told.dep_}", f"{rule}|tag:{told.tag_}"}
    if page.within(cue):
        found.update(("nested", f"nested|cue:{cue.lemma_.lower()}", f"{rule}|nested"))
    copula = cue.head if cue.dep_ == "acomp" else cue
    if (
        negated(cue)
        or negated(copula)
        or any(each.lower_ in ("neither", "nobody", "no") for each in _subjects(cue))
    ):
        found.add("negated")
    if cue.pos_ in VERBAL:
        found.update(
            f"aux:{each.lower_}" for each in auxiliaries(cue) if each.lower_ not in ("has", "have", "had")
        )
    if told.tag_ == "VB" or told.dep_ == "xcomp":
        found.add(f"governor:{cue.head.lemma_.lower()}")
        if cue.head.lemma_.lower() in frames()["refuse"]:
            found.add("negated")
    clause = report.clause
    if clause is not None:
        mark = child(clause, "mark")
        found.add(f"mark:{mark.lower_}" if mark is not None else "mark:none")
        opening = page.doc[page.opening(clause.left_edge.i, clause.i)]
        if (
            opening.lower_ in ASKED
            and opening.dep_ != "nsubj"
            and clause in (opening.head, opening.head.head)
        ):
            found.add("question")
        if not any(each.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for each in clause.children):
            found.add("clause without subject")
    return found


def _subjects(cue: Token) -> list[Token]:
    return [each for one in children(cue, "nsubj") for each in (one, *one.children)]


def _of_subject(
    page: Page, statement: Statement, cue: Token, voices: list[tuple[int, tuple[ActorKey, ...]]]
) -> set[str]:
    """How the speaker is told: by name, by pronoun, by a common noun, at all; and whether he spoke last."""
    heads = doers(cue) if cue.pos_ in VERBAL else []
    if not heads:
        return {"subject:none"}
    head = heads[0]
    mention = page.reading.by_token.get(head.i)
    form = mention.form if mention is not None else "unresolved"
    found = {f"subject:{form}", f"subject:{head.pos_}", f"subject:{form}|{head.pos_}"}
    if head.pos_ == "PRON":
        found.add(f"subject:{head.lower_}")
    if form in ("pronoun", "nominal", "office", "group"):
        earlier = [
            each
            for each in voices
            if each[0] < statement.trigger.begin and each[0] < statement.content_spans[0].begin
        ]
        last = max(earlier)[1] if earlier else ()
        found.add(f"{form}|{'speaks on' if set(last) & set(statement.speaker) else 'takes over'}")
    if len(heads) > 1:
        found.add("several subjects")
    return found


def _reports(page: Page, report: Report) -> bool:
    """Whether the words reported report words themselves."""
    return any(
        token.pos_ in VERBAL
        and is_cue(token, "say", "tell")
        and token is not report.cue
        and not page.within(token)
        and child(token, "nsubj") is not None
        for span in report.spans
        for token in page.tokens(span)
    )
