"""Clauses and phrases hung on the verb or noun that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon import words as words_of
from kg.nlp.repairs.columns import (
    AUXILIARIES,
    FINITE,
    MARKS,
    NEAR,
    SUBJECTS,
    Columns,
    having_subject,
    is_below,
)

_TAKING_OF = frozenset({"accuse", "strip", "deprive"})  # whose "of" is never the object's
_TELLING = frozenset({"acl", "relcl"})
_OF_VERBS = SUBJECTS | AUXILIARIES | {"dobj", "ccomp", "xcomp", "agent"}  # what only a verb governs
_MISPLACED = frozenset({"ccomp", "xcomp", "dep", "conj", "advcl"})
_WITHIN = frozenset({"pobj", "dobj", "prep"})  # relations that lead from a noun up to its verb
_OWN = SUBJECTS | AUXILIARIES
_WANTED = frozenset({"xcomp", "ccomp", "advcl"})
_THEN = frozenset({"after", "before", "since"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_PARTICIPLES = frozenset({"VBD", "VBN"})  # tags that the parse gives them


def accused(parse: Columns) -> None:
    """Hang on "accuse" what somebody is accused of, where the parse hangs it on him: "the rebels of theft",
    and on "strip" what he loses: "the envoy of his immunity".

    Of several the gerund, else the last, "the leader of the rebels of theft", but the first behind who needs
    no other to tell who he is: "the other side *of* a lack of will".
    """
    lemmas, heads, deps, tags = parse.lemmas, parse.heads, parse.deps, parse.tags
    under: dict[int, list[int]] = {}
    for i, lemma in enumerate(lemmas):
        if lemma != "of" or deps[i] != "prep":
            continue
        above = heads[i]
        while deps[above] == "pobj" and lemmas[heads[above]] == "of":
            above = heads[heads[above]]
        verb = above if lemmas[above] in _TAKING_OF else heads[above] if deps[above] == "dobj" else above
        if lemmas[verb] in _TAKING_OF:
            under.setdefault(verb, []).append(i)
    for verb, told in under.items():
        if all(heads[each] != verb for each in told):
            gerunds = [each for each in told if _governs_gerund(each, heads, tags)]
            whom = heads[told[0]]
            known = tags[whom] in ("NNP", "NNPS") or lemmas[whom] in words_of("grammar")["known_alone"]
            heads[(gerunds or (told if known and deps[whom] == "dobj" else told[-1:]))[0]] = verb


def _governs_gerund(prep: int, heads: Sequence[int], tags: Sequence[str]) -> bool:
    after = range(prep + 1, min(prep + 4, len(heads)))
    return any(heads[each] == prep and tags[each] == "VBG" for each in after)


def set_apart(parse: Columns) -> None:
    """Make a clause before a semicolon no object of the verb after it: "X accuses Y; Y *denies* it".

    Nor before a colon, where that verb has an object of its own: "X was angry: Y *said* that it lied".
    """
    words, heads, deps = parse.words, parse.heads, parse.deps
    for i, word in enumerate(words):
        if word == ";":
            clause = heads[i]
            verb = heads[clause]
            if deps[clause] == "ccomp" and clause < i < verb and MARKS.isdisjoint(words[i:verb]):
                deps[clause] = "parataxis"
        if word in (";", ":"):
            verb = heads[i]
            if word == ":" and ("ccomp", verb) not in zip(deps[verb + 1 :], heads[verb + 1 :], strict=True):
                continue
            for each in range(i):
                if heads[each] == verb > i and deps[each] == "ccomp":
                    deps[each] = "parataxis"


def charged_after(parse: Columns) -> None:
    """Make a clause of what the parse takes for when something was done and another deed: "left after
    *Quill*, in a speech, *said* so"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    for verb in range(4, len(words)):
        first = heads[verb]
        if deps[verb] != "conj" or parse.tags[verb] != "VBD" or words[verb - 1] != "," or first > verb:
            continue
        comma = next((i for i in range(verb - 2, first, -1) if words[i] == ","), 0)
        name = comma - 1
        link = heads[name]
        said = parse.tags[name] == "NNP" and deps[name] == "pobj" and words[link] in _THEN
        if comma and said and parse.tags[comma + 1] == "IN" and first < link < name:
            above = heads[link]
            heads[verb], deps[verb] = above, "advcl"
            heads[name], deps[name] = verb, "nsubj"
            heads[link], deps[link] = verb, "mark"


def between_commas(parse: Columns) -> None:
    """Make a participle between commas tell of the noun before it, no clause of the verb behind.

    "The warning, *posted* on Monday, said it was so", "The trip to Chad, *planned* for May, was put off".
    """
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    served = having_subject(parse)
    for aside in range(2, len(words) - 2):
        verb = heads[aside]
        if deps[aside] != "ccomp" or tags[aside] not in _PARTICIPLES or words[aside - 1] != ",":
            continue
        own = [i for i in range(max(0, aside - NEAR), verb) if heads[i] == aside]
        helpers = [i for i in range(aside, verb) if heads[i] == verb and deps[i] in AUXILIARIES]
        if verb < aside or verb in served or words[min([*helpers, verb]) - 1] != ",":
            continue
        if not own or deps[own[0]] != "nsubj" or any(deps[i] in AUXILIARIES for i in own):
            continue
        noun = own[0]
        heads[noun], heads[aside] = verb, noun
        deps[aside], tags[aside] = "acl", "VBN"
        if any(deps[i] == "auxpass" for i in helpers):
            deps[noun] = "nsubjpass"


def measured(parse: Columns) -> None:
    """Hang on a sum what it is made of, where the parse hangs it on the verb: "gave 9 million euros *in
    aid*"."""
    heads, deps, lemmas, tags = parse.heads, parse.deps, parse.lemmas, parse.tags
    for link, lemma in enumerate(lemmas):
        total = link - 1
        if lemma != "in" or deps[link] != "prep" or deps[total] != "dobj" or heads[total] != heads[link]:
            continue
        counted = tags[total] == "CD" or any(
            heads[each] == total and deps[each] == "nummod" for each in range(total)
        )
        thing = next((each for each in range(link + 1, len(heads)) if heads[each] == link), link)
        if counted and lemmas[thing] in words_of("things")["grants"] | words_of("things")["reliefs"]:
            heads[link] = total


def given_time(parse: Columns) -> None:
    """Make what is given of the time that somebody is given to do a thing: "gave Peru *a week* to leave"."""
    heads, deps, lemmas, tags = parse.heads, parse.deps, parse.lemmas, parse.tags
    for span, dep in enumerate(deps):
        if dep != "npadvmod" or lemmas[heads[span]] != "give" or tags[span + 1 : span + 2] != ["TO"]:
            continue
        measured = tags[span - 1] == "CD" or parse.words[span - 1] == "a"
        if measured and heads[span - 1] == span:
            deps[span] = "dobj"
            task = heads[span + 1]
            if deps[task] in ("advcl", "relcl"):
                heads[task], deps[task] = heads[span], "xcomp"


def with_feeling(parse: Columns) -> None:
    """Keep a feeling apart from whose thing stirs it: "noted *with concern* Peru's refusal"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    feelings = words_of("grammar")["feelings"]
    for feeling, lemma in enumerate(parse.lemmas):
        link = feeling - 1
        if lemma not in feelings or link < 1 or parse.lemmas[link] != "with" or deps[link] != "prep":
            continue
        verb = heads[link]
        thing = next((i for i in range(feeling + 1, len(heads)) if heads[i] == link), None)
        if thing is None or deps[thing] != "pobj" or not tags[verb].startswith("VB") or verb > link:
            continue
        if any(heads[i] == verb and deps[i] == "dobj" for i in range(len(heads))):
            continue
        heads[feeling], deps[feeling] = link, "pobj"
        heads[thing], deps[thing] = verb, "dobj"


def voted(parse: Columns) -> None:
    """Hang what is voted on the vote, where the parse hangs it on its outcome: "voted by a wide margin *to
    back* it"."""
    heads, deps, lemmas = parse.heads, parse.deps, parse.lemmas
    for count, lemma in enumerate(lemmas):
        link = heads[count]
        if lemma not in ("margin", "majority", "vote") or deps[count] != "pobj" or lemmas[link] != "by":
            continue
        verb = heads[link]
        if lemmas[verb] != "vote" or parse.tags[verb][:2] != "VB":
            continue
        for task in range(count + 1, len(heads)):
            if heads[task] == count and deps[task] in ("relcl", "acl") and parse.tags[task] == "VB":
                heads[task], deps[task] = verb, "xcomp"


def led_to(parse: Columns) -> None:
    """Hang "after accusing" on the order, not on what is ordered: "told the envoy to leave *after* accusing
    him"."""
    lemmas, heads, deps, tags = parse.lemmas, parse.heads, parse.deps, parse.tags
    for gerund, dep in enumerate(deps):
        link = heads[gerund]
        done = heads[link]
        if dep != "pcomp" or tags[gerund] != "VBG" or lemmas[link] != "after" or deps[done] != "xcomp":
            continue
        order = heads[done]
        if (
            lemmas[order] in words_of("grammar")["object_control"]
            and lemmas[gerund] in words_of("grammar")["blaming"]
        ):
            heads[link] = order


def says_on(parse: Columns) -> None:
    """Coordinate with "said" what the speaker did besides, where the parse does so with what he said.

    No thing accuses anybody, "said the talks had failed and *accused* Peru", and nobody himself: "said that
    Peru had lied and *urged* it to leave". Nor is both denied: "denied that Chad had lied and *blamed* Peru".
    """
    heads, deps, lemmas, tags = parse.heads, parse.deps, parse.lemmas, parse.tags
    for act, dep in enumerate(deps):
        said = heads[act]
        verb = heads[said]
        if dep != "conj" or deps[said] != "ccomp" or not verb < said < act:
            continue
        if tags[act] != "VBD" or tags[verb] != "VBD" or any(heads[i] == act for i in range(said + 1, act)):
            continue
        subjects = (i for i in range(verb + 1, said) if heads[i] == said)
        subject = next((i for i in subjects if deps[i] in ("nsubj", "nsubjpass")), said)
        others = any(
            heads[i] == act and deps[i] == "dobj" and tags[i] == "PRP" for i in range(act, len(heads))
        )
        passive = deps[subject] == "nsubjpass"
        over = tags[said] == "VBN" and (others or passive or lemmas[verb] == "deny")
        apart = over or _is_thing(subject, lemmas, tags)
        if lemmas[act] in _speech_acts() and apart:
            _coordinate(parse, act, verb)


def _coordinate(parse: Columns, verb: int, first: int) -> None:
    """Coordinate a verb with another than the parse does, and with it the "and" and the marks before it."""
    heads, before = parse.heads, parse.heads[verb]
    heads[verb] = first
    for i in range(before + 1, verb):
        if heads[i] == before and parse.deps[i] in ("cc", "punct"):
            heads[i] = first


def behind_quotation(parse: Columns) -> None:
    """Coordinate with "said" what another said, where the parse does so with what closes in quotation marks
    or before a comma: 'Quill said it was "a mistake," and Roe *urged* Peru to stay', "Quill said he would go,
    and an aide *said* Peru agreed"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for act, dep in enumerate(deps):
        said = heads[act]
        if dep == "ccomp":  # the parse may take both for what is said
            said = next((i for i in range(act - 1, said, -1) if heads[i] == said and deps[i] == dep), said)
        verb = heads[said]
        if dep not in ("conj", "ccomp") or deps[said] != "ccomp":
            continue
        if not verb < said < act or tags[act] != tags[verb]:
            continue
        link = next((i for i in range(said + 1, act) if heads[i] == said and deps[i] == "cc"), 0)
        subject = next((i for i in range(link, act) if heads[i] == act and deps[i] == "nsubj"), 0)
        closed = words[link - 1] in MARKS and words[link - 2] in (",", ".")
        speaks = words[link - 1] == "," and tags[subject] != "PRP" and _speaks(parse, act)
        if link and subject and (speaks or (closed and parse.lemmas[act] in _speech_acts())):
            heads[act] = heads[link] = verb
            deps[act] = "conj"


def _speaks(parse: Columns, verb: int) -> bool:
    """Whether a verb reports what somebody says."""
    return parse.lemmas[verb] in words_of("actors")["say"] and any(_under(parse, verb, "ccomp"))


def patrolling(parse: Columns) -> None:
    """Make a participle tell of who speaks, where the parse makes it the subject: "troops *guarding* the line
    say that P"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for deed, dep in enumerate(deps):
        verb = heads[deed]
        if dep != "csubj" or tags[deed] != "VBG" or tags[verb] not in FINITE or not _speaks(parse, verb):
            continue
        subject = next((i for i in _under(parse, deed, "nsubj") if i < deed), None)
        if subject is not None and not any(_under(parse, deed, "aux")):
            heads[subject], deps[subject] = verb, "nsubj"
            heads[deed], deps[deed] = subject, "acl"


def to_start(parse: Columns) -> None:
    """Let when an event is to begin tell of it, where the parse hangs it on the verb: "spoke at a *summit* in
    Oslo *starting* on Friday"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for verb, dep in enumerate(deps):
        if dep != "advcl" or tags[verb] != "VBG" or parse.lemmas[verb] not in ("start", "begin", "open"):
            continue
        at = verb - 1
        while (
            at > heads[verb] and at > verb - NEAR and deps[at] in ("pobj", "prep", "compound", "amod", "det")
        ):
            if parse.lemmas[at] in words_of("things")["encounters"]:
                heads[verb], deps[verb] = at, "acl"
                break
            at -= 1


def said_on_day(parse: Columns) -> None:
    """Make a main verb of one of speech with its day, or of any behind a name, where the parse makes it tell
    of who speaks: "Arab ministers *called* Sunday for talks", "ministers meeting in Bern with Quill *called*
    Sunday for talks", "Chad's envoy, Ali Quill, *offered* help"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for said, dep in enumerate(deps[:-1]):
        if dep != "acl" or tags[said] not in ("VBN", "VBD"):
            continue
        dated = heads[said + 1] == said and parse.words[said + 1].lower() in words_of("actors")["calendar"]
        dated = dated and parse.lemmas[said] in _speech_acts()
        apposed = parse.words[said - 1] == "," and any(
            deps[i] == "appos" and heads[i] == heads[said] for i in range(heads[said] + 1, said)
        )
        if not dated and not (apposed and tags[said] == "VBD"):
            continue
        root = heads[said]
        while heads[root] != root:
            root = heads[root]
        subject = root if parse.poses[root] in ("NOUN", "PROPN") else next(_under(parse, root, "nsubj"), said)
        aided = any(deps[i] in AUXILIARIES for i, head in enumerate(heads) if head == root)
        if subject >= said or root > said or aided or (subject != root and tags[root] != "VBG"):
            continue
        for i, head in enumerate(heads):
            if head == root and i > said:
                heads[i] = said
        heads[said], deps[said], tags[said] = said, "ROOT", "VBD"
        if root != subject:
            heads[root], deps[root] = subject, "acl"
        heads[subject], deps[subject] = said, "nsubj"


def and_that(parse: Columns) -> None:
    """Coordinate with what somebody says what he says besides, where the parse does so with an infinitive in
    it: "says Quill plans *to leave* and that there *is* no hope"."""
    heads, deps, words = parse.heads, parse.deps, parse.words
    for link, word in enumerate(words):
        if word != "that" or deps[link] != "mark" or words[link - 1] not in ("and", "but"):
            continue
        act = heads[link]
        if deps[act] != "conj":
            continue
        said = heads[act]
        while deps[said] in ("xcomp", "advcl", "acl", "relcl", "conj") and heads[said] != said:
            said = heads[said]
        if said != heads[act] and deps[said] == "ccomp" and said < act and _speaks(parse, heads[said]):
            heads[act] = said
            if deps[link - 1] == "cc":
                heads[link - 1] = said


def raided(parse: Columns) -> None:
    """Let a clause tell of the attack or rumour of which it tells what somebody makes, where the parse makes
    it tell of what was attacked: "an *attack* on the bus which Chad blames on Mali"."""
    heads, deps = parse.heads, parse.deps
    for verb, dep in enumerate(deps):
        blames = dep == "relcl" and parse.lemmas[verb] in words_of("grammar")["blamed_for"]
        if not blames and (dep != "relcl" or parse.lemmas[verb] not in words_of("factuality")["refuting"]):
            continue
        struck = heads[verb]
        link = heads[struck]
        raid = heads[link]
        near = (
            deps[struck] == "pobj" and parse.words[link] in ("on", "of", "against", "about") and raid < link
        )
        told = words_of("things")["onslaughts"] if blames else words_of("factuality")["claims"]
        if near and parse.lemmas[raid] in told:
            heads[verb] = raid


def pleaded(parse: Columns) -> None:
    """Make who is pleaded with the object of "with", where the parse makes him the subject of what he is
    asked to do: "pleaded with *Peru* to leave"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    for link, word in enumerate(words):
        if word != "with":
            continue
        marks = deps[link] == "mark"
        verb = heads[heads[link]] if marks else heads[link]
        if parse.lemmas[verb] != "plead":
            continue
        act = heads[link] if marks else next(_under(parse, link, "pcomp"), link)
        hearer = next(_under(parse, act, "nsubj"), None)
        if hearer is not None and act != link and parse.tags[act] == "VB":
            heads[link], deps[link] = verb, "prep"
            heads[hearer], deps[hearer] = link, "pobj"
            heads[act], deps[act] = verb, "xcomp"


def _under(parse: Columns, head: int, *of: str) -> Iterator[int]:
    """The words of a sentence that hang on another by one of the relations `of`."""
    first = head
    while first and parse.begins[first] != 1:
        first -= 1
    for i in range(first, len(parse.heads)):
        if i > head and parse.begins[i] == 1:
            return
        if parse.heads[i] == head and parse.deps[i] in of:
            yield i


def after_circumstance(parse: Columns) -> None:
    """Hang on "told" what is told behind its circumstances, where the parse hangs it on these: "told
    reporters as he *left* Peru that Chile had lied"."""
    words, heads, deps, lemmas = parse.words, parse.heads, parse.deps, parse.lemmas
    telling = words_of("actors")["speaking"]
    for mark, word in enumerate(words):
        if word != "that" or deps[mark] != "mark" or deps[heads[mark]] != "ccomp":
            continue
        clause = heads[mark]
        aside = heads[clause]
        told = heads[aside]
        if deps[aside] != "advcl":
            continue
        follows = told < aside < mark and not any(each in (",", ";") for each in words[told:mark])
        if follows and lemmas[told] in telling and lemmas[aside] not in words_of("actors")["say"]:
            heads[clause] = told


def after_hearer(parse: Columns) -> None:
    """Hang on "told" what is told behind a clause about who hears it, where the parse hangs it on him: "told
    the paper, which Peru owns, that Chile had *lied*"."""
    words, heads, deps, lemmas = parse.words, parse.heads, parse.deps, parse.lemmas
    telling = words_of("actors")["speaking"]
    for mark, word in enumerate(words):
        clause = heads[mark]
        if word != "that" or deps[mark] != "mark" or deps[clause] not in _TELLING or clause < mark:
            continue
        hearer = heads[clause]
        told = heads[hearer]
        if deps[hearer] == "dobj" and lemmas[told] in telling and told < hearer < mark:
            heads[clause], deps[clause] = told, "ccomp"


def told_of_deed(parse: Columns) -> None:
    """Make a clause of what somebody is told, where the parse makes it a second object with a participle:
    "told reporters the *rebels aimed* to win"."""
    heads, deps, lemmas = parse.heads, parse.deps, parse.lemmas
    telling = words_of("actors")["speaking"]
    for deed, dep in enumerate(deps):
        who, verb = heads[deed], heads[heads[deed]]
        if dep != "acl" or parse.tags[deed] != "VBN" or deps[who] != "dobj" or lemmas[verb] not in telling:
            continue
        hearer = next(_under(parse, verb, "dobj"), who)
        below = {deps[each] for each in range(deed + 1, len(deps)) if heads[each] == deed}
        active = "agent" not in below and not below.isdisjoint(("xcomp", "dobj", "ccomp"))
        if verb < hearer < who < deed and active and not any(_under(parse, verb, "ccomp")):
            heads[deed], deps[deed], heads[who], deps[who] = verb, "ccomp", deed, "nsubj"
            parse.tags[deed] = "VBD"


def _is_thing(subject: int, lemmas: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a noun is nobody's who could speak."""
    lexicon = words_of("actors")
    nobody = all(lemmas[subject] not in lexicon[each] for each in ("office", "person", "group", "collective"))
    return tags[subject] in ("NN", "NNS") and nobody and lemmas[subject] not in lexicon["institution"]


@cache
def _speech_acts() -> frozenset[str]:
    """The verbs for which it takes somebody who can speak."""
    return words_of("actors")["say"] | words_of("grammar")["object_control"]


def before_that(parse: Columns) -> None:
    """Hang on a verb the adverb between it and "that": "said *only* that the talks would go on"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, word in enumerate(words[1:], 1):
        clause, before = heads[i], i - 1
        if word != "that" or deps[i] != "mark" or heads[clause] >= before:
            continue
        if (heads[before], deps[before], tags[before]) == (clause, "advmod", "RB"):
            heads[before] = heads[clause]


def barred(parse: Columns) -> None:
    """Hang "until" on what is not done before, where the parse hangs it on what only tells of its object.

    "Will *not lift* the curbs put on Peru *until* it pays".
    """
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, word in enumerate(words):
        clause = heads[i]
        told = heads[clause]
        if word != "until" or deps[i] != "mark" or deps[clause] != "advcl" or deps[told] not in _TELLING:
            continue
        above = heads[told]
        while not tags[above].startswith("VB") and heads[above] != above:
            above = heads[above]
        negated = any(heads[each] == above and deps[each] == "neg" for each in range(above))
        if negated and above < told < clause:
            heads[clause] = above


def alike(parse: Columns) -> None:
    """Coordinate a verb with one of its form, where the parse does so with the one that this hangs on or that
    hangs on this: "urged them to wait, *show* patience and talk", "asked him to go and *accused* him",
    "telling Peru to wait and *warning* Chile", "denies arming them and *accuses* Peru"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for i, dep in enumerate(deps):
        above = heads[i]
        if dep != "conj" or above >= i:
            continue
        own = {deps[each] for each in range(above, i) if heads[each] == i}
        if tags[i] == "VB" and tags[above] in FINITE and own.isdisjoint(_OWN):
            told = (each for each in range(i - 1, above + 1, -1) if heads[each] == above)
            wanted = (each for each in told if tags[each] == "VB" and parse.words[each - 1].lower() == "to")
            heads[i] = next(wanted, above)
        elif tags[i] == "VBD" and tags[above] == "VB" and deps[above] in _WANTED:
            if tags[heads[above]] in FINITE and own.isdisjoint(_OWN):
                heads[i] = heads[above]
        elif tags[i] in _TENSED and tags[above] == "VBG" and own.isdisjoint(_OWN):
            over = heads[heads[above]] if deps[above] == "pcomp" else heads[above]
            if tags[over] == tags[i] and over < above and deps[above] in ("xcomp", "pcomp"):
                _coordinate(parse, i, over)
        elif tags[i] == tags[heads[above]] == "VBG" and tags[above] == "VB" and heads[above] < above:
            _coordinate(parse, i, heads[above])
        elif tags[i] == "IN" and tags[above].startswith("VB"):
            words, word = parse.words, parse.words[i]
            first = (each for each in range(i - 1, above, -1) if words[each] == word)
            heads[i] = next((each for each in first if deps[each] == "prep"), above)


def taken_for(parse: Columns) -> None:
    """Make the object of a verb what stands behind "as" and a bare adjective: "dismissed as false the
    *reports*"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, word in enumerate(words):
        if word != "as" or not i or not tags[i - 1].startswith("VB"):
            continue
        verb = i - 1
        judged = next((each for each in range(i + 1, min(i + 3, len(words))) if words[each] not in MARKS), i)
        before = thing = heads[judged]
        while thing > judged and deps[thing] in ("amod", "poss", "compound"):
            thing = heads[thing]
        known = parse.lemmas[verb] in words_of("grammar")["judging"]
        if not known or deps[judged] != "amod" or not i < judged < thing or heads[thing] not in (verb, i):
            continue
        own = {deps[each] for each, head in enumerate(heads) if head == verb and each != thing}
        if "nsubj" not in own or own & {"dobj", "auxpass"}:
            continue
        heads[i], deps[i] = verb, "prep"
        for each in range(i + 1, judged + 2):
            if heads[each] == before and (each == judged or words[each] in MARKS):
                heads[each] = i
        heads[thing], deps[thing] = verb, "dobj"
        clause = heads[thing + 1] if words[thing + 1 : thing + 2] == ["that"] else verb
        if heads[clause] == verb and deps[clause] == "ccomp":
            heads[clause], deps[clause] = thing, "acl"


def deemed(parse: Columns) -> None:
    """Make an adjective behind the object of a verb of judging what the object is taken for: "held Chile
    *responsible* for it"."""
    heads, deps = parse.heads, parse.deps
    for i, dep in enumerate(deps):
        thing = heads[i]
        if dep != "amod" or thing >= i or deps[thing] != "dobj" or parse.tags[i] != "JJ":
            continue
        if parse.lemmas[heads[thing]] in words_of("grammar")["deeming"] and heads[thing] < thing:
            heads[i], deps[i] = heads[thing], "oprd"


def besides_order(parse: Columns) -> None:
    """Hang a participle behind a comma on the order, not on what is ordered: "told Peru to go, *waving* aside
    its plea"."""
    heads, deps = parse.heads, parse.deps
    for i, dep in enumerate(deps):
        if dep != "advcl" or parse.tags[i] != "VBG" or parse.words[i - 1] != ",":
            continue
        done = heads[i]
        order = heads[done]
        if (
            deps[done] == "xcomp"
            and order < done < i
            and parse.lemmas[order] in words_of("factuality")["undone"]
        ):
            heads[i] = heads[i - 1] = order


def besides_place(parse: Columns) -> None:
    """Hang on the verb a participle behind a comma that the parse hangs on the noun before: "marched past the
    *embassy*, demanding his return"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for i, dep in enumerate(deps):
        if dep != "acl" or tags[i] != "VBG" or parse.words[i - 1] != "," or heads[i] > i:
            continue
        above = heads[i]
        while deps[above] in _WITHIN and heads[above] < above:
            above = heads[above]
        if above == heads[i] or not tags[above].startswith("VB") or above > i:
            continue
        heads[i], deps[i] = above, "advcl"
        if heads[i - 1] > above:
            heads[i - 1] = above


def called(parse: Columns) -> None:
    """Make the object of a verb what the parse makes stand beside what it is taken for: "rejected as
    "blackmail" *the plan*"."""
    heads, deps = parse.heads, parse.deps
    for thing, dep in enumerate(deps):
        judged = heads[thing]
        link = heads[judged]
        verb = heads[link]
        if dep != "appos" or deps[judged] != "pobj" or parse.words[link] != "as" or verb != link - 1:
            continue
        if parse.lemmas[verb] in words_of("grammar")["judging"] and not any(_under(parse, verb, "dobj")):
            heads[thing], deps[thing] = verb, "dobj"


def in_missive(parse: Columns) -> None:
    """Hang on a letter what it says, not on whom it goes to: "sent a *letter* to the rebels *proposing*
    talks"."""
    heads, deps, lemmas, missives = parse.heads, parse.deps, parse.lemmas, words_of("grammar")["missives"]
    for told, dep in enumerate(deps):
        who = heads[told]
        if dep != "acl" or parse.tags[told] != "VBG" or deps[who] not in ("pobj", "dobj"):
            continue
        link = heads[who]
        if parse.words[link] != "to" or heads[link] > link:
            continue
        above = heads[link]
        sent = [above, *_under(parse, above, "dobj")]
        paper = next((each for each in sent if each < link and lemmas[each] in missives), None)
        if paper is not None:
            heads[told] = paper


def in_interview(parse: Columns) -> None:
    """Hang on the verb where somebody says a thing, not on the thing: "rejected the deadline *in* an
    interview"."""
    heads, deps, lemmas = parse.heads, parse.deps, parse.lemmas
    for link, word in enumerate(parse.words):
        thing = heads[link]
        verb = heads[thing]
        if word != "in" or deps[link] != "prep" or deps[thing] != "dobj" or not verb < thing < link:
            continue
        told = next(_under(parse, link, "pobj"), None)
        if told is None or lemmas[told] not in words_of("grammar")["speeches"]:
            continue
        first = [parse.words[each] for each in _under(parse, told, "det", "poss")]
        if first and first[0] in ("a", "an", "his", "her", "its"):
            heads[link] = verb


def denied(parse: Columns) -> None:
    """Hang on what somebody is said to do the clause that says that he denies it: "accused Peru of *arming*
    the rebels, which it *denies*" denies no rebels."""
    heads, deps, words, things = parse.heads, parse.deps, parse.words, words_of("things")
    for link, word in enumerate(words):
        deny = heads[link]
        if word != "which" or words[link - 1] != "," or deps[link] != "dobj":
            continue
        if parse.lemmas[deny] not in words_of("factuality")["refuting"]:
            continue
        noun = parse.lemmas[heads[deny]]
        if deps[deny] == "relcl" and noun not in things["proposals"] and noun not in things["pacts"]:
            deed = _charged(parse, heads[deny])
            if deed is not None or (
                parse.lemmas[deny] == "deny" and (deed := _told(parse, heads[deny])) is not None
            ):
                heads[deny] = deed
        elif deps[deny] == "advcl" and noun in words_of("factuality")["charging"]:
            links = (each for each in _under(parse, heads[deny], "prep") if words[each] in ("of", "for"))
            deeds = (deed for each in links for dep in ("pobj", "pcomp") for deed in _under(parse, each, dep))
            heads[deny] = next(deeds, heads[deny])
            deps[deny] = "relcl"


def _charged(parse: Columns, noun: int) -> int | None:
    """What somebody is accused of, at or above a noun: "of *arming* the rebels"."""
    heads, charging = parse.heads, words_of("factuality")["charging"]
    deed = noun
    while parse.deps[deed] in (*_WITHIN, "pcomp") and heads[deed] < deed:
        link = heads[deed]
        if parse.words[link] in ("of", "for") and parse.lemmas[heads[link]] in charging:
            return deed
        deed = link
    return None


def _told(parse: Columns, noun: int) -> int | None:
    """The clause of what somebody says, above a noun: "says that they *arm* the rebels"."""
    while parse.deps[noun] in _WITHIN and parse.heads[noun] < noun:
        noun = parse.heads[noun]
    return noun if parse.deps[noun] == "ccomp" else None


def proposed_for(parse: Columns) -> None:
    """Hang on a proposal what it is for, where somebody calls it something: "called the plan *for a vote* a
    trap" calls for no vote."""
    heads, deps, lemmas = parse.heads, parse.deps, parse.lemmas
    for link, word in enumerate(parse.words):
        plan, verb = link - 1, heads[link]
        if word != "for" or deps[plan] != "dobj" or heads[plan] != verb or deps[link] != "prep":
            continue
        if (
            lemmas[verb] not in words_of("grammar")["naming"]
            or lemmas[plan] not in words_of("things")["proposals"]
        ):
            continue
        heads[link] = plan
        what = next(_under(parse, link, "pobj"), None)
        for named in () if what is None else _under(parse, what, "appos"):
            heads[named], deps[named] = verb, "oprd"


def asked_for(parse: Columns) -> None:
    """Hang on a noun what it asks for, where the parse hangs it on the verb as a purpose: "spurned appeals to
    *release* them"; not on what somebody gives up: "dropped the demand to *end* the row"."""
    heads, deps, lemmas = parse.heads, parse.deps, parse.lemmas
    for deed, dep in enumerate(deps):
        if dep != "advcl" or parse.words[deed - 1] != "to" or heads[deed - 1] != deed:
            continue
        verb, noun, asking = heads[deed], deed - 2, words_of("grammar")["asking"]
        while heads[noun] < noun and lemmas[noun] not in asking:
            noun = heads[noun]
        known = verb < noun and lemmas[noun] in asking and parse.tags[noun].startswith("NN")
        if (
            known
            and lemmas[verb] not in words_of("factuality")["giving_up"]
            and not is_below(parse, noun, deed)
        ):
            heads[deed], deps[deed] = noun, "acl"


def met_for(parse: Columns) -> None:
    """Make a purpose of who meets or telephones somebody what the parse lets the other do: "phoned Quill to
    *thank* him"."""
    heads, deps = parse.heads, parse.deps
    for deed, dep in enumerate(deps):
        verb = heads[deed]
        if dep != "xcomp" or parse.words[deed - 1] != "to" or heads[deed - 1] != deed or deed < verb:
            continue
        meets = parse.lemmas[verb] in words_of("grammar")["coming_together"]
        if meets and any(_under(parse, verb, "dobj")):
            deps[deed] = "advcl"


def sent_to(parse: Columns) -> None:
    """Hang on an envoy where he is sent, behind who sends him, where the parse hangs that on the verb: "met
    the ambassador of Peru *to* Chad"."""
    heads, deps = parse.heads, parse.deps
    meeting = words_of("actors")["meeting"] | words_of("encounter")["receiving"]
    for link, word in enumerate(parse.words):
        if word != "to" or deps[link] not in ("prep", "dative") or heads[link] >= link:
            continue
        verb = heads[link]
        if parse.lemmas[verb] not in meeting:
            continue
        envoys = (i for i in range(link - 2, verb, -1) if heads[i] == verb and deps[i] in ("dobj", "nsubj"))
        envoy = next(envoys, link)
        if parse.lemmas[envoy].lower() not in words_of("actors")["sent"]:
            continue
        if all(is_below(parse, i, envoy) for i in range(envoy + 1, link)):
            heads[link], deps[link] = envoy, "prep"


def made_by(parse: Columns) -> None:
    """Hang on what somebody judges whose it is, where the parse hangs that on the verb: "criticized appeals
    *by* Peru to the council", not "accepted the offer *by* Monday"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    things, days = words_of("things"), words_of("actors")["calendar"]
    for link, word in enumerate(parse.words):
        noun, verb = link - 1 - (parse.words[link - 1] in MARKS), heads[link]
        if word != "by" or deps[link] != "prep" or verb > noun or (heads[noun], deps[noun]) != (verb, "dobj"):
            continue
        lemma = parse.lemmas[noun]
        if all(lemma not in things[each] for each in ("requirements", "appeals", "remarks", "misdeeds")):
            continue
        agents = [i for i in _under(parse, link, "pobj") if tags[i] in ("NNP", "NNPS", "NNS")]
        if any(parse.words[i].lower() not in days for i in agents):
            heads[link] = noun


def before_semicolon(parse: Columns) -> None:
    """Part a clause before a semicolon from a verb of saying that has its own behind it: "Roe *left*; on
    Monday he said that he would be back"."""
    heads, deps, words = parse.heads, parse.deps, parse.words
    for clause, dep in enumerate(deps):
        verb = heads[clause]
        if dep not in ("ccomp", "parataxis") or verb < clause:
            continue
        if parse.lemmas[verb] not in words_of("actors")["speaking"]:
            continue
        semicolon = next((i for i in range(clause, verb) if words[i] == ";" and heads[i] == verb), None)
        own = any(heads[i] == verb and deps[i] == "ccomp" for i in range(verb, len(heads)))
        if semicolon is None or not own or heads[verb] != verb or not _is_finite_clause(parse, clause):
            continue
        heads[clause], deps[clause] = clause, "ROOT"
        heads[verb], deps[verb], heads[semicolon] = clause, "conj", clause


def _is_finite_clause(parse: Columns, verb: int) -> bool:
    """Whether a verb has a subject and a tense."""
    below = [i for i, head in enumerate(parse.heads) if head == verb]
    return _is_tensed(parse, verb, below) and any(parse.deps[i] in SUBJECTS for i in below)


def _is_tensed(parse: Columns, verb: int, below: Sequence[int]) -> bool:
    """Whether a verb has a tense, or an auxiliary among those below it that has one."""
    aided = any(parse.deps[i] in AUXILIARIES and parse.tags[i] in FINITE for i in below)
    return parse.tags[verb] in FINITE or aided


def from_each(parse: Columns) -> None:
    """Hang on the second of two nouns whose it is, where the parse hangs that on the verb: "drew criticism
    from Peru and praise *from* Chile"."""
    heads, deps = parse.heads, parse.deps
    for link, word in enumerate(parse.words):
        second = link - 1
        if word not in ("from", "for", "of") or deps[link] != "prep" or deps[second] != "conj":
            continue
        first = heads[second]
        beside = heads[first] == heads[link] and deps[first] in ("dobj", "nsubj")
        if beside and any(parse.words[each] == word for each in _under(parse, first, "prep")):
            heads[link] = second


def done_by(parse: Columns) -> None:
    """Hang on a passive who does it, where the parse hangs that on what it is done for or what is to be done:
    "was urged to leave *by* Chile", "was criticized for its stance *by* Mali".

    A bare noun may have a doer of its own: "was criticized for the attack *by* its troops".
    """
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    judged = words_of("grammar")["accusing"] | words_of("grammar")["object_control"]
    for link, word in enumerate(parse.words):
        above = heads[link]
        if word != "by" or deps[link] not in ("prep", "agent") or above > link:
            continue
        if not (tags[above] in ("VB", "VBG") or any(_under(parse, above, "poss"))):
            continue
        if above == link - 1 and parse.lemmas[above] in words_of("grammar")["keeping_to"]:
            continue
        verb = heads[above] if deps[above] in ("xcomp", "advcl") else heads[heads[above]]
        if parse.lemmas[verb] not in judged or not any(_under(parse, verb, "auxpass")) or verb > above:
            continue
        if not any(_under(parse, verb, "agent")) and any(
            _acts(parse, i) for i in _under(parse, link, "pobj")
        ):
            heads[link], deps[link] = verb, "agent"


def _acts(parse: Columns, noun: int) -> bool:
    """Whether a noun names somebody: no day, no way of doing something."""
    if parse.tags[noun] in ("NNP", "NNPS"):
        return parse.words[noun].lower() not in words_of("actors")["calendar"]
    return any(parse.lemmas[noun] in words_of("actors")[each] for each in ("group", "body", "person"))


def arranged(parse: Columns) -> None:
    """Make a participle that says for when something is set tell of it, where the parse makes it the verb of
    what becomes of that: "a meeting of Peru and Chile *planned* for Monday never took place".

    A past tense that tells of a noun and has no object is such a participle, too.
    """
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    governing = {head for head, dep in zip(heads, deps, strict=True) if dep in _OF_VERBS}
    set_for = words_of("status")["arranging"]
    for i, tag in enumerate(tags):
        if tag == "VBD" and deps[i] == "acl" and i not in governing:
            tags[i] = "VBN"
        elif tag in _PARTICIPLES and tags[i + 1 : i + 2] == ["IN"] and parse.lemmas[i] in set_for:
            _make_participle(parse, i)


def _make_participle(parse: Columns, participle: int) -> None:
    """Give what is arranged the verb that stands behind the time for which it is."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    below = [i for i, head in enumerate(heads) if head == participle and i != participle]
    subject = next((i for i in below if i < participle and deps[i] in ("nsubj", "nsubjpass")), None)
    if subject is None or any(deps[i] in ("dobj", "aux", "auxpass", "cc", "mark") for i in below):
        return
    if deps[participle] in ("csubj", "csubjpass"):
        verb = heads[participle]
    else:
        behind = (i for i in below if i > participle and deps[i] in _MISPLACED and _is_finite(parse, i))
        verb = next(behind, participle)
        if verb == participle:
            return
        heads[verb] = verb if heads[participle] == participle else heads[participle]
        deps[verb] = deps[participle]
        for i in below:
            if i > verb or (i < subject and deps[i] != "punct"):
                heads[i] = verb
    passive = any(heads[i] == verb and deps[i] == "auxpass" for i in range(participle, verb))
    heads[subject], deps[subject] = verb, "nsubjpass" if passive else "nsubj"
    heads[participle], deps[participle], tags[participle] = subject, "acl", "VBN"


def _is_finite(parse: Columns, verb: int) -> bool:
    """Whether a verb without a subject has a tense, or an auxiliary that has one."""
    below = [i for i, head in enumerate(parse.heads) if head == verb]
    if any(parse.deps[i] in SUBJECTS or parse.deps[i] == "mark" for i in below):
        return False
    return _is_tensed(parse, verb, below)
