"""Single words put right: lemmas, prefixes and verbs that were tagged as something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.lexicon import words as words_of
from kg.nlp.repairs.columns import AUXILIARIES, FINITE, NEAR, SUBJECTS, Columns

_PLURAL = re.compile(r"(?:(i)e|(?<=[sxz])e|(?<=[cs]h)e|(?<!s))s$")
_MUTE_E = frozenset({"hop", "slat", "stag", "din", "fin", "spar", "wag"})
_APART = "sign|cover|sort|form|count|press|treat|create"  # "re-sign" is not "resign"
_AGAIN = re.compile(rf"^re-(?!(?:{_APART}))(\w+?)(?:(?<=sh|ct|rt|nt|rm|st|nd|en|er)e|(?<=oin|ear)e)?$")
_PAST = {
    "froze": "freeze",
    "forgave": "forgive",
    "wove": "weave",
    "strove": "strive",
    "resupplie": "resupply",
}
_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_MISTAKEN = frozenset({"NN", "JJ", "RB"})  # tags that a verb may get


def singular(parse: Columns) -> None:
    """Give plural proper nouns their singular as lemma, which spaCy leaves as it is: "both Ministers"."""
    words, lemmas, tags = parse.words, parse.lemmas, parse.tags
    for i, tag in enumerate(tags):
        if tag == "NNPS" and lemmas[i] == words[i]:
            lemmas[i] = _PLURAL.sub(lambda found: "y" if found[1] else "", lemmas[i])


def with_mute_e(parse: Columns) -> None:
    """Give verbs back the "e" that spaCy's rules cut off: "hoping" is of "hope", "hopping" of "hop".

    Take it from those that never had one, and the hyphen too: "re-opened" is of "reopen"; not "re-signed".
    """
    words, lemmas = parse.words, parse.lemmas
    for i, lemma in enumerate(lemmas):
        if lemma.startswith("re-"):
            lemma = lemmas[i] = _AGAIN.sub(r"re\1", lemma)
        lemma = lemmas[i] = _PAST.get(lemma, lemma)
        if lemma in _MUTE_E and lemma + lemma[-1] not in words[i].lower() and words[i].lower() != lemma:
            lemmas[i] = f"{lemma}e"


def prefixed(parse: Columns) -> None:
    """Put a prefix below its word where the parse gives both one head: "should re-open", "anti-Soviet".

    What hung on the prefix hangs on the word. A few are another word than their last part, "*non-starter*".
    """
    words, blanks, heads, deps = parse.words, parse.blanks, parse.heads, parse.deps
    for i, word in enumerate(words[1:-1], 1):
        before, after = i - 1, i + 1
        if word != "-" or blanks[before] or blanks[i]:
            continue
        whole = f"{words[before]}-{parse.lemmas[after]}".lower()
        if whole in words_of("grammar")["hyphened"]:
            parse.lemmas[after] = whole
        if words[before].lower() == "no" and heads[before] == after:  # "the *no*-show" is one
            deps[before] = "compound"
        if (
            heads[before] == heads[after] not in (before, after)
            and words[before].isalpha()
            and words[after].isalpha()
        ):
            deps[before], deps[i], deps[after] = "compound", "punct", deps[before]
            for each, head in enumerate(heads):
                if head == before:
                    heads[each] = after
            heads[before] = heads[i] = after


def with_verb(parse: Columns) -> None:
    """Make a participle that a sentence's head noun is told of its verb, where it has no other; or one that
    is told of what it is said in.

    "A leading Kenyan group *called* on the army to leave." is no heading: it ends with a stop. "The ministry
    in a statement *called* on the army to leave."
    """
    lemmas, heads, deps, tags, begins = parse.lemmas, parse.heads, parse.deps, parse.tags, parse.begins
    starts = [i for i, begin in enumerate(begins) if begin == 1 or i == 0]
    for start, end in pairwise((*starts, len(heads))):
        noun = next((i for i in range(start, end) if heads[i] == i), start)
        if not tags[noun].startswith("NN") or "." not in tags[max(start, end - 2) : end]:
            continue
        below = [i for i in range(noun + 1, end) if heads[i] == noun]
        within = [i for i in below if parse.words[i] == "in"]
        told = [i for i in range(noun + 1, end) if deps[i] == "pobj" and heads[i] in within]
        below += [i for i in range(noun + 1, end) if heads[i] in told]
        verb = next((i for i in below if deps[i] == "acl" and tags[i] == "VBN"), None)
        if verb is None or not _has_active(range(start, end), verb, lemmas, heads, deps=deps, tags=tags):
            continue
        for i in range(start, end):
            if heads[i] == noun and i != verb and (i > verb or deps[i] in ("advmod", "npadvmod", "cc")):
                heads[i] = verb
        heads[noun] = heads[verb] = verb
        deps[noun], deps[verb], tags[verb] = "nsubj", "ROOT", "VBD"


def _has_active(
    sentence: range,
    verb: int,
    lemmas: Sequence[str],
    heads: Sequence[int],
    *,
    deps: Sequence[str],
    tags: Sequence[str],
) -> bool:
    """Whether a participle governs what only an active verb does, in a sentence without a finite one."""
    finite = (i for i in sentence if tags[i] in ("VBD", "VBZ", "VBP", "MD"))
    if any(deps[i] not in ("relcl", "ccomp", "advcl") for i in finite):
        return False
    under = {deps[i] for i in sentence if heads[i] == verb and i > verb}
    told = "prep" in under or lemmas[verb] not in words_of("grammar")["object_control"]
    return "agent" not in under and (("xcomp" in under and told) or not under.isdisjoint(("dobj", "ccomp")))


def verbal(parse: Columns) -> None:
    """Make a verb of what governs a subject or "to" and an object, whatever its tag: "Peru and Chile *back*
    the plan", "is set to *host* them"; or what they are to do: "Peru and Chile *plan* to sign it"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, dep in enumerate(deps):
        verb = heads[i]
        if dep not in ("dobj", "xcomp") or i < verb or tags[verb] not in _MISTAKEN:
            continue
        if dep == "xcomp" and (tags[verb] != "NN" or words[verb + 1] != "to" or heads[verb + 1] != i):
            continue
        before = [each for each in range(max(0, verb - NEAR), verb) if heads[each] == verb]
        infinite = any(tags[each] == "TO" for each in before)
        if not infinite and all(deps[each] != "nsubj" for each in before):
            continue
        word = words[verb].lower()
        past = word.endswith("ed")
        parse.poses[verb], tags[verb] = "VERB", "VB" if infinite else "VBD" if past else "VBP"
        bare = word[:-1] if word.endswith(("ised", "ized")) else word[:-2] if past else word
        parse.lemmas[verb] = _PAST.get(bare, bare)


def nominal(parse: Columns) -> None:
    """Make a noun of what names what is offered or asked, though it was tagged as a verb: "called the
    ceasefire *offer* a trick"; not what somebody lets it do, "let the truce *move* ahead"."""
    heads, deps, tags, lists = parse.heads, parse.deps, parse.tags, words_of("grammar")
    for i, word in enumerate(parse.words[1:], 1):
        before, above = i - 1, heads[i]
        if word not in lists["nominal"] or not tags[i].startswith("VB") or tags[before] != "NN":
            continue
        if parse.words[before] not in lists["offered"] or not _is_whole(parse, before):
            continue
        if parse.lemmas[above] in lists["letting"] and tags[i] == "VB":
            continue
        behind = [each for each in range(i + 1, len(heads)) if heads[each] == i]
        if heads[before] != i:
            heads[i], deps[i] = heads[before], deps[before]
        for each in range(before):
            if heads[each] == before:
                heads[each] = i
        heads[before], deps[before] = i, "compound"
        parse.poses[i], tags[i], parse.lemmas[i] = "NOUN", "NN", word
        if deps[i] == "ccomp" and tags[i + 1] in FINITE and heads[i + 1] == heads[i]:  # "said the offer was"
            heads[i], deps[i] = i + 1, "nsubj"
        for each in behind:  # "called it *a trick*"
            if deps[each] in ("dobj", "attr") and heads[i] == above != i:
                heads[each], deps[each] = above, "oprd"


def in_nouns_place(parse: Columns) -> None:
    """Make a noun of what stands in a noun's place with an article, though it was tagged as a verb: "the Oslo
    *talks* with Peru"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for i, tag in enumerate(tags):
        if tag != "VBZ" or deps[i] not in _OF_NOUNS:
            continue
        if any(heads[each] == i and deps[each] == "det" for each in range(max(0, i - NEAR), i)):
            parse.poses[i], tags[i], parse.lemmas[i] = "NOUN", "NNS", _PLURAL.sub(r"\1", parse.words[i])


def _is_whole(parse: Columns, noun: int) -> bool:
    """Whether a noun has an article or an owner before it, so that a bare verb would not agree with it."""
    near = range(max(0, noun - NEAR), noun)
    return any(parse.heads[each] in (noun, noun + 1) and parse.deps[each] in ("det", "poss") for each in near)


def resumed(parse: Columns) -> None:
    """Make a verb of what follows several who or that do so: "before the talks *resume* on Monday", not "the
    talks resume is short"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, word in enumerate(words[1:], 1):
        noun = i - 1
        if word not in words_of("grammar")["plural_verbs"] or tags[i] not in ("NN", "JJ"):
            continue
        if deps[i] == "pobj":
            _resumed_between(parse, i)
        if deps[noun] != "compound" or heads[noun] != i:  # "talks *between Peru and Chile* resume"
            noun = next((each for each in range(i) if heads[each] == i and deps[each] == "nsubj"), noun)
        if tags[noun] not in ("NNS", "NNPS") or heads[noun] != i or deps[noun] not in ("compound", "nsubj"):
            continue
        if noun < i - 1 and any(heads[each] == i and each != noun for each in range(i)):
            continue  # "talks between them *an* open wound"
        if deps[i] in SUBJECTS or any(heads[each] == i and deps[each] in AUXILIARIES for each in range(i)):
            continue
        for each in range(noun):
            if heads[each] == i and deps[each] in ("det", "amod", "compound", "poss", "nummod", "nmod"):
                heads[each] = noun
        deps[noun] = "nsubj"
        parse.poses[i], tags[i], parse.lemmas[i] = "VERB", "VBP", word


def _resumed_between(parse: Columns, verb: int) -> None:
    """What those do who stand after "between": "Talks between Peru and Chile *resume* on Monday."."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    link = heads[verb]
    noun = heads[link]
    first = next((each for each in range(link + 1, verb) if heads[each] == verb), verb)
    if parse.lemmas[link] != "between" or tags[noun] != "NNS" or heads[noun] != noun or deps[first] != "nmod":
        return
    for each, head in enumerate(heads):
        if head == noun and each > link:
            heads[each] = verb
    heads[first], deps[first] = link, "pobj"
    heads[verb] = heads[noun] = verb
    deps[verb], deps[noun] = "ROOT", "nsubj"
    parse.poses[verb], tags[verb], parse.lemmas[verb] = "VERB", "VBP", parse.words[verb]


def asked(parse: Columns) -> None:
    """Make an auxiliary of the "will" that opens a question, where the parse takes it for a name: "*Will*
    Peru go?"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for i, word in enumerate(parse.words):
        if word != "Will" or tags[i] != "NNP" or deps[i] != "compound":
            continue
        verb = heads[heads[i]]
        if deps[heads[i]] != "nsubj" or tags[verb] != "VB" or verb < i:
            continue
        aided = any(heads[each] == verb and deps[each] in AUXILIARIES for each in range(i, verb))
        if not aided and any(parse.words[each] == "?" for each in range(verb, min(verb + NEAR, len(heads)))):
            heads[i], deps[i], tags[i] = verb, "aux", "MD"
            parse.poses[i], parse.lemmas[i] = "AUX", "will"


def finite(parse: Columns) -> None:
    """Make a finite verb of a bare one that heads a sentence and has a subject before it: "Talks between Peru
    and Chile *resume* on Monday"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for i, tag in enumerate(tags):
        if tag != "VB" or heads[i] != i:
            continue
        before = {deps[each] for each in range(max(0, i - NEAR), i) if heads[each] == i}
        if "nsubj" in before and before.isdisjoint(AUXILIARIES):
            tags[i] = "VBP"


def over_to(parse: Columns) -> None:
    """Hang a particle on the verb before it, not on the number behind: "handed *over* two suspects"."""
    for i, dep in enumerate(parse.deps):
        if dep == "quantmod" and parse.tags[i] == "RP" and i and parse.tags[i - 1].startswith("VB"):
            parse.heads[i], parse.deps[i] = i - 1, "prt"


def fully_empowered(parse: Columns) -> None:
    """Make an ambassador of what the parse takes for his name: "the *Ambassador* Extraordinary and
    Plenipotentiary of Chad"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    for i, word in enumerate(words[:-1]):
        envoy = i - 1
        if word != "Extraordinary" or words[i + 1] != "and" or not i or heads[envoy] != i:
            continue
        rank = {i, i + 1, i + 2}
        outside = next((each for each in (i, i + 2) if each < len(words) and heads[each] not in rank), i)
        heads[envoy], deps[envoy] = heads[outside], deps[outside]
        for each, head in enumerate(heads):
            if each in rank:
                heads[each], deps[each], parse.tags[each] = envoy, "amod", "JJ"
            elif head in rank and each != envoy:
                heads[each] = envoy


def disposed(parse: Columns) -> None:
    """Make an adjective of what says what somebody would do, under its "be": "was *prepared* to go"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for i, word in enumerate(parse.words):
        if word.lower() != "prepared" or i + 1 == len(heads) or tags[i + 1] != "TO":
            continue
        below = (each for each in range(i) if heads[each] == i and parse.lemmas[each] == "be")
        verb = next((each for each in below if deps[each] in AUXILIARIES), None)
        if verb is None and deps[i] != "acomp":
            continue
        first = heads[i] if verb is None else verb
        if any(heads[each] in (i, first) and deps[each] in SUBJECTS for each in range(first + 1, i)):
            continue  # "Is Mali *prepared* to go?"
        parse.poses[i], tags[i], parse.lemmas[i] = "ADJ", "JJ", "prepared"
        if verb is None:
            continue
        for each, dep in enumerate(deps):
            if heads[each] == i and (each < i or dep not in ("xcomp", "advmod")):
                heads[each] = verb
        heads[verb], deps[verb] = verb if heads[i] == i else heads[i], deps[i]
        heads[i], deps[i] = verb, "acomp"
        for each, dep in enumerate(deps):
            if heads[each] == verb and dep == "nsubjpass":
                deps[each] = "nsubj"


def resulting(parse: Columns) -> None:
    """Hang on a verb how its object ends up, where it stands before it: "set *free* two pilots"."""
    for i, dep in enumerate(parse.deps):
        verb = i - 1
        if dep != "amod" or parse.heads[parse.heads[i]] != verb or parse.deps[parse.heads[i]] != "dobj":
            continue
        if f"{parse.lemmas[verb]} {parse.words[i].lower()}" in words_of("grammar")["resultative"]:
            parse.heads[i], parse.deps[i] = verb, "acomp"


def done(parse: Columns) -> None:
    """Make of what somebody "has" what he has done: "has *frozen* ties with Chad" owns no frozen ties."""
    heads, deps, lemmas = parse.heads, parse.deps, parse.lemmas
    verbs = _participles()
    for i, dep in enumerate(deps):
        noun, has = heads[i], i - 1
        if dep != "amod" or parse.words[i].lower() not in verbs:
            continue
        if parse.words[has].lower() not in ("has", "have", "had"):
            continue
        if deps[noun] != "dobj" or heads[noun] != has or parse.tags[has] not in ("VBZ", "VBP", "VBD", "VB"):
            continue
        top, named = heads[has] == has, deps[has]
        for each, head in enumerate(heads):
            if head == has and each != has:
                heads[each] = i
        heads[i], deps[i] = i if top else heads[has], named
        heads[has], deps[has] = i, "aux"
        parse.poses[has], parse.poses[i] = "AUX", "VERB"
        parse.tags[i], lemmas[i] = "VBN", verbs[parse.words[i].lower()]


@cache
def _participles() -> dict[str, str]:
    """The participles that tell what somebody has done, with their verbs."""
    return dict(pair.split() for pair in words_of("grammar")["done"])
