"""Verbs given the subject that they have in the sentence."""

from __future__ import annotations

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
    lacking_subject,
)

_BEFORE_NAMES = frozenset({"amod", "compound", "det"})
_OBJECTS = frozenset({"dobj", "npadvmod"})
_PAST = frozenset({"VBD", "VBZ"})
_OPENING = frozenset({"after", "before", "following", "during"})
_NOUNS = frozenset({"NNP", "NNPS", "NNS", "NN"})


def with_subject(parse: Columns) -> None:
    """Make a noun right before a verb without a subject its subject, not an apposition to a name in front.

    "In talks with Quill, the Chilean *envoy* said no", "Speaking after talks with Quill, *Roe* said no".
    """
    words, heads, deps = parse.words, parse.heads, parse.deps
    for verb in lacking_subject(parse):
        noun = verb - 1
        while noun > 0 and heads[noun] == verb and deps[noun] == "advmod":
            noun -= 1
        top = noun
        while heads[top] not in (verb, top):
            top = heads[top]
        fronted = heads[top] == verb and deps[top] in ("prep", "advcl")
        if fronted and deps[noun] == "appos" and "," in words[heads[noun] : noun]:
            heads[noun], deps[noun] = verb, "nsubj"


def set_off(parse: Columns) -> None:
    """Make who is named between commas behind a phrase in front the subject of a verb that has none.

    "In talks with Ali Quill, *Ana Roe*, the envoy of Chad, said no".
    """
    words, heads, deps = parse.words, parse.heads, parse.deps
    for verb in lacking_subject(parse):
        chain = [verb - 2 if words[verb - 1] == "," else verb - 1]
        while chain[-1] > 0 and heads[chain[-1]] not in (verb, chain[-1]):
            chain.append(heads[chain[-1]])
        if deps[chain[-1]] != "prep" or heads[chain[-1]] != verb:
            continue
        name = next((each for each in chain if _is_name_behind_comma(parse, each)), None)
        if name is not None:
            heads[name], deps[name] = verb, "nsubj"


def _is_name_behind_comma(parse: Columns, noun: int) -> bool:
    """Whether a noun that the parse makes describe another is a name behind a comma, and no office."""
    if parse.deps[noun] not in ("appos", "conj") or parse.tags[noun] != "NNP":
        return False
    if parse.lemmas[noun].lower() in words_of("actors")["office"]:
        return False
    first = noun - 1
    while first > 0 and parse.heads[first] > first and parse.heads[first] <= noun:
        first -= 1
    return parse.words[first] == ","


def after_place(parse: Columns) -> None:
    """Make an office named after a place in front the subject, its holder an apposition to it.

    "In Quito, the *minister*, Ms Quill, said no", "in Quito the *minister*, Ana Quill, said no".
    """
    words, heads, deps, lemmas = parse.words, parse.heads, parse.deps, parse.lemmas
    first: dict[int, int] = {}
    for i, dep in enumerate(deps):
        if dep in SUBJECTS:
            first.setdefault(heads[i], i)
    for office, dep in enumerate(deps):
        place = heads[office]
        prep = heads[place]
        verb = heads[prep]
        if (dep, deps[place], deps[prep]) != ("appos", "pobj", "prep") or not office < verb == heads[verb]:
            continue
        if lemmas[office].lower() not in words_of("actors")["office"]:
            continue
        named = [i for i in range(office + 1, verb) if heads[i] == place and deps[i] == "appos"]
        holder = first.get(verb, named[0] if named else verb)
        if not office < holder < verb or words[verb - 1] != "," or parse.tags[holder] != "NNP":
            continue
        heads[office], deps[office] = verb, "nsubj"
        for i in (holder, *named):
            heads[i], deps[i] = office, "appos"


def behind_aside(parse: Columns) -> None:
    """Give a verb the subject that the parse hangs on its auxiliary, where words set off stand between them:
    "*She* did, however, offer to go"."""
    heads, deps = parse.heads, parse.deps
    for subject, dep in enumerate(deps):
        auxiliary = heads[subject]
        verb = heads[auxiliary]
        parted = dep in SUBJECTS and deps[auxiliary] in AUXILIARIES and subject < auxiliary < verb
        if parted and parse.words[auxiliary + 1] == ",":
            heads[subject] = verb


def with_one_subject(parse: Columns) -> None:
    """Leave a verb the later of two subjects, the name after its title or who says what is quoted, and make a
    name behind a comma an apposition to the first.

    "Chad's Minister *Quill* left", "'Tariffs or trade, not both,' *it* said", "the minister, *Quill*, left",
    "the president of Chad, *Ali Quill* on Monday left".
    """
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    first: dict[int, int] = {}
    for subject, dep in enumerate(deps):
        verb = heads[subject]
        if dep != "nsubj" or (before := first.setdefault(verb, subject)) == subject or before > verb:
            continue
        between = range(before + 1, subject)
        named = tags[subject] == "NNP"
        if named and all(i < heads[i] <= subject and deps[i] in _BEFORE_NAMES for i in between):
            heads[before], deps[before] = subject, "compound"
        elif named and (_is_behind_comma(parse, between, subject) or _is_of_office(parse, before, subject)):
            heads[subject], deps[subject] = before, "appos"
        elif not MARKS.isdisjoint(words[before:verb]) and MARKS.isdisjoint(words[subject:verb]):
            deps[before] = "dep"


def _is_behind_comma(parse: Columns, between: range, name: int) -> bool:
    """Whether between a subject and a name nothing stands but a comma and parts of the name."""
    if not between or parse.words[between[0]] != ",":
        return False
    return all(i < parse.heads[i] <= name for i in between[1:])


def _is_of_office(parse: Columns, office: int, name: int) -> bool:
    """Whether all between an office and a name is whose office it is, and a comma: "the president *of Chad*,
    Ali Quill"."""
    heads = parse.heads
    if parse.lemmas[office].lower() not in words_of("actors")["office"]:
        return False
    first = name
    while first - 1 > office and parse.deps[first - 1] in _BEFORE_NAMES and heads[first - 1] in (first, name):
        first -= 1
    comma = first - 1
    served = range(office + 1, comma)
    return comma > office and parse.words[comma] == "," and all(is_below(parse, i, office) for i in served)


def with_own_subject(parse: Columns) -> None:
    """Make a noun right before a second verb its subject, where the parse gives it to the first one's object.

    "Condemned Peru and *Chile* said it would go", "would open the ports and *Chile* would go": no "and" is
    left for the verbs.
    """
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for verb, dep in enumerate(deps):
        first = heads[verb]
        if dep != "conj" or not first < verb or not (_is_finite(parse, verb) and _is_finite(parse, first)):
            continue
        name = next((i for i in range(verb - 1, first, -1) if not _is_auxiliary(parse, i, verb)), first)
        if name == first:
            continue
        thing = heads[name]
        if deps[name] != "conj" or tags[name] not in _NOUNS or not first < thing < name:
            continue
        links = [i for i in range(first + 1, verb) if deps[i] == "cc"]
        under = any(heads[i] == verb and deps[i] in SUBJECTS for i in range(verb))
        if len(links) == 1 and heads[links[0]] == thing and not under:
            heads[name], deps[name] = verb, "nsubj"
            heads[links[0]] = first


def _is_auxiliary(parse: Columns, word: int, verb: int) -> bool:
    return parse.heads[word] == verb and parse.deps[word] in (*AUXILIARIES, "neg")


def _is_finite(parse: Columns, verb: int) -> bool:
    """Whether a verb has a tense, or an auxiliary before it that has one."""
    if parse.tags[verb] in _PAST:
        return True
    near = range(max(0, verb - NEAR), verb)
    return any(parse.tags[i] in FINITE and _is_auxiliary(parse, i, verb) for i in near)


def named_behind(parse: Columns) -> None:
    """Make a name between commas behind an office an apposition to it, where the parse takes it for a
    circumstance: "the league's director-general, *Ali Quill*, left", "met the envoy, Colonel *Ali Quill*, in
    Lima"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    for name, dep in enumerate(deps):
        office = heads[name]
        if dep != "npadvmod" or parse.tags[name] != "NNP" or not name < len(words) - 1:
            continue
        if deps[office] in SUBJECTS and office + 1 < name and words[office + 1] == words[name + 1] == ",":
            deps[name] = "appos"
        elif words[name + 1] in (",", ".") and (met := _office_before(parse, name)) is not None:
            heads[name], deps[name] = met, "appos"


def _office_before(parse: Columns, name: int) -> int | None:
    """The office that ends at the comma before a name, an object of the verb that the name hangs on."""
    first = name
    while first > 1 and parse.heads[first - 1] == name and parse.deps[first - 1] == "compound":
        first -= 1
    at = first - 2
    if at < 0 or parse.words[first - 1] != ",":
        return None
    while parse.heads[at] != parse.heads[name] and parse.heads[at] != at:
        at = parse.heads[at]
    held = parse.deps[at] == "dobj" and parse.lemmas[at].lower() in words_of("actors")["office"]
    return at if held and parse.heads[at] == parse.heads[name] else None


def told_of(parse: Columns) -> None:
    """Make a name right after a verb of saying the subject of what is said that lacks one, not its object.

    "Said *Quill* on Monday had left", "claim *Quill*, for all his words, is late".
    """
    heads, deps, lemmas, tags = parse.heads, parse.deps, parse.lemmas, parse.tags
    for clause, dep in enumerate(deps):
        verb = heads[clause]
        if dep != "ccomp" or verb > clause or lemmas[verb] not in words_of("grammar")["claiming"]:
            continue
        under = [i for i in range(verb + 1, clause) if heads[i] == clause]
        finite = tags[clause] in FINITE or any(tags[i] in FINITE for i in under if deps[i] in AUXILIARIES)
        if not finite or any(deps[i] in SUBJECTS for i in under):
            continue
        for name in range(verb + 1, clause):
            if heads[name] == verb and deps[name] == "dobj" and tags[name] == "NNP":
                heads[name], deps[name] = clause, "nsubj"


def behind_event(parse: Columns) -> None:
    """Make a subject of who is named behind an event that opens a sentence, where the parse makes one clause
    of both: "After talks with Roe, *Quill* left"."""
    heads, deps, words, tags = parse.heads, parse.deps, parse.words, parse.tags
    for opening, begins in enumerate(parse.begins):
        verb = heads[opening]
        if (opening and begins != 1) or deps[opening] != "mark" or words[opening].lower() not in _OPENING:
            continue
        event = next((i for i in range(opening + 1, verb) if heads[i] == verb and deps[i] == "nsubj"), None)
        if event is None or heads[verb] != verb:
            continue
        apposed = (i for i in range(event + 2, verb) if deps[i] == "appos" and is_below(parse, i, event))
        name = next(apposed, None)
        if name is None or tags[name] not in _NOUNS:
            continue
        first = min(i for i in range(heads[name] + 1, name + 1) if is_below(parse, i, name))
        if words[first - 1] == "," and "," not in words[first:verb]:
            heads[name], deps[name], heads[first - 1] = verb, "nsubj", verb
            heads[event], deps[event], deps[opening] = opening, "pobj", "prep"


def behind_source(parse: Columns) -> None:
    """Make a subject of who is named behind a source that opens a sentence, where the parse makes one name of
    both: "According to Ana Roe, *Chile* left"."""
    heads, deps, words, tags = parse.heads, parse.deps, parse.words, parse.tags
    served = having_subject(parse)
    for opening, begins in enumerate(parse.begins):
        verb, to = heads[opening], opening + 1
        if (opening and begins != 1) or words[opening : to + 1] not in (
            ["According", "to"],
            ["ACCORDING", "TO"],
        ):
            continue
        if heads[verb] != verb or verb < to or verb in served:
            continue
        source = next((i for i in range(to, verb) if heads[i] == to and deps[i] == "pobj"), verb)
        name = next((i for i in range(source, verb) if heads[i] == source and deps[i] == "appos"), None)
        if name is None or tags[name] not in _NOUNS:
            continue
        first = min(i for i in range(source + 1, name + 1) if is_below(parse, i, name))
        if words[first - 1] == "," and "," not in words[first:verb]:
            heads[name], deps[name], heads[first - 1] = verb, "nsubj", verb


def behind_participle(parse: Columns) -> None:
    """Make a subject of who is named behind a participle that opens a sentence, where the parse joins him to
    it: "Meeting in Lima, *Quill* and Roe signed"."""
    heads, deps, words = parse.heads, parse.deps, parse.words
    for opening, begins in enumerate(parse.begins):
        verb = heads[opening]
        if (opening and begins != 1) or parse.tags[opening] != "VBG" or verb < opening:
            continue
        if deps[opening] not in SUBJECTS:
            continue
        joined = (i for i in range(opening + 2, verb) if deps[i] == "conj" and is_below(parse, i, opening))
        name = next(joined, None)
        if name is None:
            continue
        first = min(i for i in range(heads[name] + 1, name + 1) if is_below(parse, i, name))
        if words[first - 1] == ",":
            heads[name], deps[name], deps[opening], heads[first - 1] = verb, "nsubj", "advcl", verb


def told_whom(parse: Columns) -> None:
    """Part who hears from whom the clause is about, where the parse takes the two for one name: "told *Quill*
    Peru is ready"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for verb, lemma in enumerate(parse.lemmas[:-3]):
        hearer, name, behind = verb + 1, verb + 2, verb + 3
        if lemma != "tell" or not tags[verb].startswith("VB") or heads[hearer] != name:
            continue
        named = deps[hearer] == "compound" and tags[hearer] == tags[name] == "NNP"
        if not named or tags[behind] not in FINITE:
            continue
        clause = heads[behind] if deps[behind] in AUXILIARIES else behind
        if deps[clause] != "ccomp" or heads[clause] != verb or heads[name] not in (clause, verb):
            continue
        heads[hearer], deps[hearer] = verb, "dobj"
        heads[name], deps[name] = clause, "nsubj"


def said_behind(parse: Columns) -> None:
    """Make who is named between commas right before a verb of saying its subject, where the parse gives him
    to what he says: "the truce held in Lima, the *envoy*, Ali Quill, said"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    served = having_subject(parse)
    for verb, lemma in enumerate(parse.lemmas):
        if tags[verb] not in _PAST or lemma not in words_of("actors")["speaking"] or verb in served:
            continue
        second = _between_commas(parse, verb - 1)
        first = _between_commas(parse, second[0] - 1) if second else None
        if second is None or first is None or not _is_holder(parse, first[1], second[1]):
            continue
        clause = heads[verb]
        if clause != verb and (deps[verb] != "conj" or not clause < first[0] or deps[clause] != "ROOT"):
            continue
        if clause != verb:
            heads[verb], deps[verb] = verb, "ROOT"
            heads[clause], deps[clause] = verb, "ccomp"
            for mark in range(verb + 1, len(heads)):
                if heads[mark] == clause and deps[mark] == "punct":
                    heads[mark] = verb
        elif not any(heads[i] == verb and deps[i] == "ccomp" for i in range(first[0])):
            continue
        heads[first[1]], deps[first[1]] = verb, "nsubj"
        heads[second[1]], deps[second[1]] = first[1], "appos"
        for comma in (first[0] - 1, second[0] - 1, verb - 1):
            heads[comma] = verb


def _between_commas(parse: Columns, comma: int) -> tuple[int, int] | None:
    """The first word and the head of the phrase that ends before a comma and begins behind another."""
    if comma < 2 or parse.words[comma] != ",":
        return None
    begin = comma - 1
    while begin > 0 and parse.words[begin - 1] != "," and parse.begins[begin] != 1:
        begin -= 1
    if not begin or parse.words[begin - 1] != ",":
        return None
    tops = [i for i in range(begin, comma) if not begin <= parse.heads[i] < comma]
    return (begin, tops[0]) if len(tops) == 1 else None


def _is_holder(parse: Columns, one: int, other: int) -> bool:
    """Whether of two phrases that the parse makes stand beside another noun one is a name, one an office."""
    beside = all(parse.deps[each] in ("appos", "conj", "npadvmod") for each in (one, other))
    names = [parse.tags[each] == "NNP" for each in (one, other)]
    office = other if names[0] else one
    held = parse.lemmas[office].lower() in words_of("actors")["office"]
    return beside and sum(names) == 1 and held


def said_within(parse: Columns) -> None:
    """Make who is named right after "said" its subject, and who stands before it that of what goes on behind.

    "'The truce,' said the *envoy*, Ali Quill, 'is dead'".
    """
    words, heads, deps = parse.words, parse.heads, parse.deps
    for clause, dep in enumerate(deps):
        verb = heads[clause]
        if dep != "ccomp" or verb > clause or parse.lemmas[verb] not in words_of("actors")["speaking"]:
            continue
        subject = next((i for i in range(verb) if heads[i] == verb and deps[i] == "nsubj"), None)
        speaker = next(
            (i for i in range(verb + 1, clause) if heads[i] == clause and deps[i] in SUBJECTS), None
        )
        if subject is None or speaker is None or words[subject + 1 : verb].count(",") != 1:
            continue
        parted = words[verb - 1] == "," or (words[verb - 1] in MARKS and words[verb - 2] == ",")
        inner = range(verb + 1, speaker)
        if parted and "," in words[speaker:clause] and all(verb < heads[i] <= speaker for i in inner):
            heads[subject], heads[speaker] = clause, verb
            deps[speaker] = "nsubj"
            heads[clause] = heads[verb] if heads[verb] != verb else clause
            deps[clause], heads[verb], deps[verb] = deps[verb], clause, "parataxis"
            for mark in (*range(subject), *range(clause + 1, len(heads))):
                if heads[mark] == verb and deps[mark] == "punct":
                    heads[mark] = clause
            last = max(i for i in range(speaker, clause) if words[i] == ",")
            heads[last] = verb


def issued_after(parse: Columns) -> None:
    """Make what a paper was issued after no second subject of what it says: "a statement issued after the
    *talks* said"."""
    heads, deps = parse.heads, parse.deps
    for mark, dep in enumerate(deps):
        verb = heads[mark]
        if parse.words[mark].lower() not in ("after", "before") or dep not in ("mark", "prep"):
            continue
        if dep == "prep" and deps[verb] == "nsubj" and verb < mark:
            verb = heads[verb]
        if verb < mark:
            continue
        subjects = [i for i in range(verb) if heads[i] == verb and deps[i] == "nsubj"]
        if len(subjects) == 2 and subjects[0] < mark < subjects[1]:
            issued = next(
                (i for i in range(subjects[0], mark) if heads[i] == subjects[0] and deps[i] == "acl"), None
            )
            heads[mark], deps[mark] = issued or subjects[0], "prep"
            heads[subjects[1]], deps[subjects[1]] = mark, "pobj"


def all_signed(parse: Columns) -> None:
    """Give a verb all of its subjects, where the parse hangs the first on the paper that is named in front.

    "In a statement, *Peru*, Chile and Mali said no".
    """
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for paper, dep in enumerate(deps):
        prep = heads[paper]
        verb = heads[prep]
        if (
            dep != "pobj"
            or deps[prep] != "prep"
            or not prep < paper < verb
            or tags[paper] not in ("NN", "NNS")
        ):
            continue
        if parse.lemmas[paper].lower() not in words_of("actors")["voice"]:
            continue
        subject = next((i for i in range(paper, verb) if heads[i] == verb and deps[i] == "nsubj"), None)
        if subject is None or tags[subject] != "NNP":
            continue
        for name in range(paper + 1, subject):
            beside = deps[name] == "conj" or (deps[name] == "appos" and heads[name] == paper)
            beside = beside and tags[name] == "NNP" != tags[heads[name]]
            listed = all(tags[i] in ("NNP", "NNPS", "CC", ",") for i in range(name, subject))
            if beside and listed and words[name + 1] == "," and paper <= heads[name] < name:
                heads[name], deps[name] = verb, "nsubj"
                heads[subject], deps[subject] = name, "conj"
                break


def said_by_official(parse: Columns) -> None:
    """Make an office right before a verb of saying its subject, where the parse makes it tell of a name in
    what he says: "will meet Quill, an *official* of the ministry said"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    served = having_subject(parse)
    for verb, lemma in enumerate(parse.lemmas):
        if parse.tags[verb] not in _PAST or lemma not in words_of("actors")["speaking"] or verb in served:
            continue
        clause = _added_to(parse, verb)
        if words[verb - 1] == "," or (heads[verb] != verb and clause is None):
            continue
        told = clause is not None or any(heads[i] == verb and deps[i] == "ccomp" for i in range(verb))
        officer = verb - 1
        while heads[officer] < verb and deps[officer] != "appos" and heads[officer] != officer:
            officer = heads[officer]
        begin = officer
        while begin > 0 and is_below(parse, begin - 1, officer):
            begin -= 1
        lists = words_of("actors")
        held = parse.lemmas[officer].lower() in lists["office"] | lists["voice"] | lists["person"]
        whole = words[begin - 1] == "," and all(is_below(parse, i, officer) for i in range(officer, verb))
        if told and held and whole and deps[officer] == "appos" and words[begin] in ("a", "an", "the"):
            heads[officer], deps[officer] = verb, "nsubj"
            if clause is not None:
                heads[verb], deps[verb], heads[begin - 1] = verb, "ROOT", verb
                heads[clause], deps[clause] = verb, "ccomp"


def _added_to(parse: Columns, verb: int) -> int | None:
    """The main clause that the parse adds a verb to without an "and": what is said may be that."""
    clause = parse.heads[verb]
    if parse.deps[verb] != "conj" or parse.heads[clause] != clause or clause > verb:
        return None
    joined = any(parse.heads[i] == clause and parse.deps[i] == "cc" for i in range(clause, verb))
    return None if joined else clause


def said_last(parse: Columns) -> None:
    """Make the subject of a verb of saying a name or a paper right behind it, where the parse makes it its
    object: "'No,' read the *statement*", "Chad is ill, reports *Andina*"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    served = having_subject(parse)
    for verb, lemma in enumerate(parse.lemmas):
        if not verb or parse.tags[verb] not in _PAST or verb in served or lemma == "tell":
            continue
        if lemma != "read" and lemma not in words_of("actors")["speaking"]:
            continue
        if words[verb - 1] != "," and words[verb - 1] not in MARKS:
            continue
        told = any(heads[i] == verb and deps[i] == "ccomp" for i in range(verb))
        thing = next(
            (i for i in range(verb + 1, len(heads)) if heads[i] == verb and deps[i] in _OBJECTS), None
        )
        if not told or thing is None:
            continue
        if parse.tags[thing] == "NNP" or parse.lemmas[thing].lower() in words_of("actors")["voice"]:
            deps[thing] = "nsubj"
