"""What a parser is known to get wrong, put right in a parse as columns, before it is mirrored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.lexicon import words as words_of

_PLURAL = re.compile(r"(?:(i)e|(?<=[sxz])e|(?<=[cs]h)e|(?<!s))s$")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "attr"})
_MUTE_E = frozenset({"hop", "slat", "stag", "din", "fin", "spar"})
_TAKING_OF = frozenset({"accuse", "strip", "deprive"})  # whose "of" is never the object's
_BEFORE_NAMES = frozenset({"amod", "compound", "det"})
_MARKS = frozenset({'"', "”", "''", "’", "'"})  # that close what is quoted
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_TELLING = frozenset({"acl", "relcl"})
_OWN = _SUBJECTS | _AUXILIARIES
_WANTED = frozenset({"xcomp", "ccomp", "advcl"})
_PAST = frozenset({"VBD", "VBZ"})
_PARTICIPLES = frozenset({"VBD", "VBN"})  # tags that the parse gives them
_NOUNS = frozenset({"NNP", "NNPS", "NNS", "NN"})
_NAMING = frozenset({"NNP", "NNPS", "JJ", "NN"})
_MISTAKEN = frozenset({"NN", "JJ", "RB"})  # tags that a verb may get
_PLACING = frozenset({"in", "at", "near", "outside", "to"})
_NEAR = 8  # tokens before a verb where its subject stands
_NAME = 5  # tokens from "and" to the end of a name


@dataclass(frozen=True, slots=True)
class Columns:
    """A parse by columns, a row a token; repairs change them in place."""

    words: Sequence[str]
    blanks: Sequence[int]  # whether one follows
    begins: Sequence[int]  # 1 where a sentence does
    heads: list[int]
    lemmas: list[str]
    poses: list[str]
    tags: list[str]
    deps: list[str]


def repair(parse: Columns) -> None:
    """Put right what is known to go wrong, each mistake on what the ones before have left."""
    for mistake in MISTAKES:
        mistake(parse)


def _singular(parse: Columns) -> None:
    """Give plural proper nouns their singular as lemma, which spaCy leaves as it is: "both Ministers"."""
    words, lemmas, tags = parse.words, parse.lemmas, parse.tags
    for i, tag in enumerate(tags):
        if tag == "NNPS" and lemmas[i] == words[i]:
            lemmas[i] = _PLURAL.sub(lambda found: "y" if found[1] else "", lemmas[i])


def _with_mute_e(parse: Columns) -> None:
    """Give verbs back the "e" that spaCy's rules cut off: "hoping" is of "hope", "hopping" of "hop"."""
    words, lemmas = parse.words, parse.lemmas
    for i, lemma in enumerate(lemmas):
        if lemma in _MUTE_E and lemma + lemma[-1] not in words[i].lower() and words[i].lower() != lemma:
            lemmas[i] = f"{lemma}e"


def _prefixed(parse: Columns) -> None:
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


def _accused(parse: Columns) -> None:
    """Hang on "accuse" what somebody is accused of, where the parse hangs it on him: "the rebels of theft",
    and on "strip" what he loses: "the envoy of his immunity".

    Of several the gerund, else the last: "the leader of the rebels of theft".
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
            heads[(gerunds or told[-1:])[0]] = verb


def _governs_gerund(prep: int, heads: Sequence[int], tags: Sequence[str]) -> bool:
    after = range(prep + 1, min(prep + 4, len(heads)))
    return any(heads[each] == prep and tags[each] == "VBG" for each in after)


def _set_apart(parse: Columns) -> None:
    """Make a clause before a semicolon no object of the verb after it: "X accuses Y; Y *denies* it".

    Nor before a colon, where that verb has an object of its own: "X was angry: Y *said* that it lied".
    """
    words, heads, deps = parse.words, parse.heads, parse.deps
    for i, word in enumerate(words):
        if word in (";", ":"):
            verb = heads[i]
            if word == ":" and ("ccomp", verb) not in zip(deps[verb + 1 :], heads[verb + 1 :], strict=True):
                continue
            for each in range(i):
                if heads[each] == verb > i and deps[each] == "ccomp":
                    deps[each] = "parataxis"


def _served(parse: Columns) -> set[int]:
    """The words that have a subject."""
    return {head for head, dep in zip(parse.heads, parse.deps, strict=True) if dep in _SUBJECTS}


def _unserved(parse: Columns) -> list[int]:
    """The finite main verbs that have no subject."""
    served = _served(parse)
    return [
        verb
        for verb, tag in enumerate(parse.tags)
        if tag in ("VBD", "VBZ", "VBP") and parse.heads[verb] == verb and verb not in served
    ]


def _with_subject(parse: Columns) -> None:
    """Make a noun right before a verb without a subject its subject, not an apposition to a name in front.

    "In talks with Quill, the Chilean *envoy* said no".
    """
    words, heads, deps = parse.words, parse.heads, parse.deps
    for verb in _unserved(parse):
        noun = verb - 1
        while noun > 0 and heads[noun] == verb and deps[noun] == "advmod":
            noun -= 1
        top = noun
        while heads[top] not in (verb, top):
            top = heads[top]
        fronted = heads[top] == verb and deps[top] == "prep"
        if fronted and deps[noun] == "appos" and "," in words[heads[noun] : noun]:
            heads[noun], deps[noun] = verb, "nsubj"


def _addressed(parse: Columns) -> None:
    """Make a form of address part of the name behind it, which takes its place: "the invitation of His
    *Excellency* Ali Quill"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    addresses = words_of("role")["addresses"]
    for address, word in enumerate(words[:-1]):
        name = address + 1
        if not word.istitle() or word.lower() not in addresses or tags[name] != "NNP":
            continue
        while deps[name] == "compound" and heads[name] > name:
            name = heads[name]
        above = heads[address]
        while above not in (name, heads[above]):
            above = heads[above]
        if above != name:
            heads[name], deps[name] = heads[address], deps[address]
            heads[address], deps[address] = name, "compound"


def _set_off(parse: Columns) -> None:
    """Make who is named between commas behind a phrase in front the subject of a verb that has none.

    "In talks with Ali Quill, *Ana Roe*, the envoy of Chad, said no".
    """
    words, heads, deps = parse.words, parse.heads, parse.deps
    for verb in _unserved(parse):
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


def _in_one_name(parse: Columns) -> None:
    """Keep together a state whose name has an "and", where the parse coordinates its first half with what it
    owns: "*Bosnia* and Herzegovina's envoy left"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    twins = words_of("actors")["twin"]
    for first, word in enumerate(words[:-2]):
        if word.lower() not in twins or words[first + 1] != "and":
            continue
        second = first + 2
        thing = heads[second]
        if deps[second] in ("poss", "compound", "nmod") and heads[thing] == first and deps[thing] == "conj":
            heads[thing], deps[thing] = heads[first], deps[first]
            for each, head in enumerate(heads):
                if head == first and each > thing:
                    heads[each] = thing
            heads[first], deps[first] = second, "compound"
            heads[first + 1] = second


def _both_places(parse: Columns) -> None:
    """Coordinate with a name after "from" what "and" joins to it, where the parse makes it another subject or
    coordinates it with those who come from there: "envoys from Lima and *Quito* met"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for link, word in enumerate(parse.words[:-1]):
        name, other = link - 1, link + 1
        prep = heads[name]
        if word != "and" or deps[name] != "pobj" or parse.words[prep] != "from" or tags[name] != "NNP":
            continue
        while deps[other] == "compound":
            other = heads[other]
        group = heads[prep]
        astray = (deps[other], heads[other]) in {("conj", group), ("nsubj", heads[group])}
        several = tags[group] == "NNS" or (parse.begins[group] and parse.words[group].endswith("s"))
        if astray and several and tags[other] == "NNP":
            heads[link] = heads[other] = name
            deps[other] = "conj"


def _listed(parse: Columns) -> None:
    """Give a group the names that list it, where the parse gives them to the one person it is of: "two aides
    of Quill, the envoy *Roe* and the judge Hadi, left"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for link, word in enumerate(parse.words):
        first = heads[link]
        one = heads[first]
        if word != "and" or deps[first] != "appos" or deps[one] != "pobj" or tags[first] != "NNP":
            continue
        group = heads[heads[one]]
        counted = any(heads[each] == group and deps[each] == "nummod" for each in range(group))
        two = any(heads[each] == first and deps[each] == "conj" for each in range(link, len(heads)))
        if counted and two and tags[group] == "NNS" and tags[one] == "NNP":
            heads[first] = group


def _after_place(parse: Columns) -> None:
    """Make an office named after a place in front the subject, its holder an apposition to it.

    "In Quito, the *minister*, Ms Quill, said no", "in Quito the *minister*, Ana Quill, said no".
    """
    words, heads, deps, lemmas = parse.words, parse.heads, parse.deps, parse.lemmas
    first: dict[int, int] = {}
    for i, dep in enumerate(deps):
        if dep in _SUBJECTS:
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


def _with_one_subject(parse: Columns) -> None:
    """Leave a verb the later of two subjects, the name after its title or who says what is quoted, and make a
    name between commas an apposition to the first.

    "Chad's Minister *Quill* left", "'Tariffs or trade, not both,' *it* said", "the minister, *Quill*, left".
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
        elif named and words[before + 1] == "," and all(i < heads[i] <= subject for i in between[1:]):
            heads[subject], deps[subject] = before, "appos"
        elif not _MARKS.isdisjoint(words[before:verb]) and _MARKS.isdisjoint(words[subject:verb]):
            deps[before] = "dep"


def _after_apposition(parse: Columns) -> None:
    """Coordinate with an office what follows the name of its holder, set off or not, where the parse does so
    with the name: "the envoy, Quill, and *Minister Roe* said", "the envoy Quill and the *judge* Roe said".

    Likewise with a name what follows its office: "Quill, the envoy, and *Roe* said".
    """
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for link, word in enumerate(words):
        name = heads[link]
        office = heads[name]
        if word != "and" or deps[name] != "appos":
            continue
        if tags[office] != "NN" and not any(
            heads[i] == name and deps[i] == "det" for i in range(office, name)
        ):
            continue
        bare = "," not in words[office:link] and parse.lemmas[office] in words_of("actors")["office"]
        if words[link - 1] != "," and not bare:
            continue
        for partner in range(link + 1, len(heads)):
            if heads[partner] == name:
                if deps[partner] == "conj":
                    heads[link] = heads[partner] = office
                break


def _enumerated(parse: Columns) -> None:
    """Coordinate the names of a list, where the parse makes the second an apposition to the first, or to one
    before the verb: "Peru, *Chile* and Mali left".

    No list is "Quill, *Roe* and Hadi, met", where a comma stands behind, nor "in Lima, *Peru* and Mali".
    """
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for second, dep in enumerate(deps):
        first = heads[second]
        if dep != "appos" or second < first or not tags[second].startswith("NNP"):
            continue
        comma = next((i for i in range(second - 1, first, -1) if words[i] == ","), first)
        if any(tags[i].startswith("VB") for i in range(first, comma)):
            first = comma - 1
        elif deps[first] == "pobj" and words[heads[first]].lower() in _PLACING:
            continue
        last, link = second, None
        for each in range(second + 1, len(words)):
            if heads[each] == last and deps[each] == "conj":
                last = each
            elif words[each] == "and" and heads[each] in (second, last):
                link = each
        if link is None or last < link or words[link - 1] == ",":
            continue
        end = max((i for i in range(last, min(last + _NAME, len(heads))) if heads[i] == last), default=last)
        named = tags[first].startswith("NNP") and tags[last].startswith("NNP")
        if named and end + 1 < len(words) and words[end + 1] != ",":
            heads[second], deps[second] = first, "conj"


def _with_own_subject(parse: Columns) -> None:
    """Make a noun right before a second verb its subject, where the parse gives it to the first one's object.

    "Condemned Peru and *Chile* said it would go": no "and" is left for the verbs.
    """
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for verb, dep in enumerate(deps):
        first, name = heads[verb], verb - 1
        if dep != "conj" or tags[verb] not in _PAST or tags[first] not in _PAST or not first < name:
            continue
        thing = heads[name]
        if deps[name] != "conj" or tags[name] not in _NOUNS or not first < thing < name:
            continue
        links = [i for i in range(first + 1, verb) if deps[i] == "cc"]
        under = any(heads[i] == verb and deps[i] in _SUBJECTS for i in range(verb))
        if len(links) == 1 and heads[links[0]] == thing and not under:
            heads[name], deps[name] = verb, "nsubj"
            heads[links[0]] = first


def _with_verb(parse: Columns) -> None:
    """Make a participle that a sentence's head noun is told of its verb, where it has no other.

    "A leading Kenyan group *called* on the army to leave." is no heading: it ends with a stop.
    """
    lemmas, heads, deps, tags, begins = parse.lemmas, parse.heads, parse.deps, parse.tags, parse.begins
    starts = [i for i, begin in enumerate(begins) if begin == 1 or i == 0]
    for start, end in pairwise((*starts, len(heads))):
        noun = next((i for i in range(start, end) if heads[i] == i), start)
        if not tags[noun].startswith("NN") or "." not in tags[max(start, end - 2) : end]:
            continue
        below = [i for i in range(noun + 1, end) if heads[i] == noun]
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


def _visitors(parse: Columns) -> None:
    """Make "visiting" before a name tell of a guest, not what somebody does: "met *visiting* Ali Quill".

    What hung on it tells of the meeting: "met visiting Ali Quill on Monday".
    """
    words, heads, deps, lemmas, tags = parse.words, parse.heads, parse.deps, parse.lemmas, parse.tags
    for i, word in enumerate(words[:-1]):
        if word != "visiting" or tags[i] != "VBG" or tags[i + 1] not in _NAMING:
            continue
        above, dep = heads[i], deps[i]
        if dep == "conj" and i > 1 and deps[i - 2] == "pobj":
            above = i - 2  # "between Omar Hadi and visiting Ali Quill"
        met = dep in ("xcomp", "ccomp") and lemmas[above] in words_of("grammar")["receiving"]
        met = met or (dep == "pcomp" and words[above] in ("with", "between"))
        met = met or (dep == "conj" and tags[above].startswith("NN"))
        guest = next(
            (each for each in range(i + 1, len(heads)) if heads[each] == i and deps[each] == "dobj"), i
        )
        if not met or tags[guest] != "NNP":
            continue
        heads[guest], deps[guest] = above, {"pcomp": "pobj", "conj": "conj"}.get(dep, "dobj")
        event = heads[above] if dep == "pcomp" else above
        for each in range(i + 1, len(heads)):
            if heads[each] == i:
                heads[each] = event
        heads[i], deps[i] = guest, "amod"


def _between_commas(parse: Columns) -> None:
    """Make a participle between commas tell of the noun before it, no clause of the verb behind.

    "The warning, *posted* on Monday, said it was so", "The trip to Chad, *planned* for May, was put off".
    """
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    served = _served(parse)
    for aside in range(2, len(words) - 2):
        verb = heads[aside]
        if deps[aside] != "ccomp" or tags[aside] not in _PARTICIPLES or words[aside - 1] != ",":
            continue
        own = [i for i in range(max(0, aside - _NEAR), verb) if heads[i] == aside]
        helpers = [i for i in range(aside, verb) if heads[i] == verb and deps[i] in _AUXILIARIES]
        if verb < aside or verb in served or words[min([*helpers, verb]) - 1] != ",":
            continue
        if not own or deps[own[0]] != "nsubj" or any(deps[i] in _AUXILIARIES for i in own):
            continue
        noun = own[0]
        heads[noun], heads[aside] = verb, noun
        deps[aside], tags[aside] = "acl", "VBN"
        if any(deps[i] == "auxpass" for i in helpers):
            deps[noun] = "nsubjpass"


def _named_behind(parse: Columns) -> None:
    """Make a name between commas behind a subject an apposition to it, where the parse takes it for a
    circumstance: "the league's director-general, *Ali Quill*, left"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    for name, dep in enumerate(deps):
        office = heads[name]
        if dep != "npadvmod" or parse.tags[name] != "NNP" or deps[office] not in _SUBJECTS:
            continue
        if office + 1 < name < len(words) - 1 and words[office + 1] == words[name + 1] == ",":
            deps[name] = "appos"


def _owned_jointly(parse: Columns) -> None:
    """Give both owners what both own, where the parse coordinates the first with it: "*Peru's* and Chile's
    envoys said"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    for link, word in enumerate(words[:-2]):
        owner = heads[link]
        if word != "and" or owner >= link or deps[link - 1] != "case" or heads[link - 1] != owner:
            continue
        second = next(
            (i for i in range(link + 1, min(link + _NAME, len(words))) if deps[i] == "poss" and heads[i] > i),
            None,
        )
        thing = heads[second] if second is not None else owner
        if second is None or heads[thing] != owner or deps[thing] != "conj":
            continue
        heads[thing], deps[thing] = (heads[owner] if heads[owner] != owner else thing), deps[owner]
        for i, head in enumerate(heads):
            if head == owner and i > thing:
                heads[i] = thing
        heads[owner], deps[owner] = thing, "poss"
        heads[second], deps[second] = owner, "conj"


def _measured(parse: Columns) -> None:
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


def _given_time(parse: Columns) -> None:
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


def _led_to(parse: Columns) -> None:
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


def _says_on(parse: Columns) -> None:
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
        subject = next((i for i in range(verb + 1, said) if heads[i] == said and deps[i] == "nsubj"), said)
        others = any(
            heads[i] == act and deps[i] == "dobj" and tags[i] == "PRP" for i in range(act, len(heads))
        )
        over = tags[said] == "VBN" and (others or lemmas[verb] == "deny")
        apart = over or _is_thing(subject, lemmas, tags)
        if lemmas[act] in _speech_acts() and apart:
            heads[act] = verb
            for i in range(said + 1, act):
                if heads[i] == said and deps[i] in ("cc", "punct"):
                    heads[i] = verb


def _behind_quotation(parse: Columns) -> None:
    """Coordinate with "said" what another said, where the parse does so with what closes in quotation marks:
    'Quill said it was "a mistake," and Roe *urged* Peru to stay'."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for act, dep in enumerate(deps):
        if dep != "conj" or deps[heads[act]] != "ccomp":
            continue
        said = heads[act]
        verb = heads[said]
        if not verb < said < act or tags[act] != tags[verb]:
            continue
        link = next((i for i in range(said + 1, act) if heads[i] == said and deps[i] == "cc"), 0)
        subject = any(heads[i] == act and deps[i] == "nsubj" for i in range(link, act))
        closed = words[link - 1] in _MARKS and words[link - 2] in (",", ".")
        if link and closed and subject and parse.lemmas[act] in _speech_acts():
            heads[act] = heads[link] = verb


def _pleaded(parse: Columns) -> None:
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


def _under(parse: Columns, head: int, dep: str) -> Iterator[int]:
    """The words that hang on another as `dep`."""
    return (i for i, each in enumerate(parse.heads) if each == head and parse.deps[i] == dep)


def _after_circumstance(parse: Columns) -> None:
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


def _is_thing(subject: int, lemmas: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a noun is nobody's who could speak."""
    lexicon = words_of("actors")
    nobody = all(lemmas[subject] not in lexicon[each] for each in ("office", "person", "group", "collective"))
    return tags[subject] in ("NN", "NNS") and nobody and lemmas[subject] not in lexicon["institution"]


@cache
def _speech_acts() -> frozenset[str]:
    """The verbs for which it takes somebody who can speak."""
    return words_of("actors")["say"] | words_of("grammar")["object_control"]


def _before_that(parse: Columns) -> None:
    """Hang on a verb the adverb between it and "that": "said *only* that the talks would go on"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, word in enumerate(words[1:], 1):
        clause, before = heads[i], i - 1
        if word != "that" or deps[i] != "mark" or heads[clause] >= before:
            continue
        if (heads[before], deps[before], tags[before]) == (clause, "advmod", "RB"):
            heads[before] = heads[clause]


def _told_of(parse: Columns) -> None:
    """Make a name right after a verb of saying the subject of what is said that lacks one, not its object.

    "Said *Quill* on Monday had left", "claim *Quill*, for all his words, is late".
    """
    heads, deps, lemmas, tags = parse.heads, parse.deps, parse.lemmas, parse.tags
    for clause, dep in enumerate(deps):
        verb = heads[clause]
        if dep != "ccomp" or verb > clause or lemmas[verb] not in words_of("grammar")["claiming"]:
            continue
        under = [i for i in range(verb + 1, clause) if heads[i] == clause]
        finite = tags[clause] in _FINITE or any(tags[i] in _FINITE for i in under if deps[i] in _AUXILIARIES)
        if not finite or any(deps[i] in _SUBJECTS for i in under):
            continue
        for name in range(verb + 1, clause):
            if heads[name] == verb and deps[name] == "dobj" and tags[name] == "NNP":
                heads[name], deps[name] = clause, "nsubj"


def _barred(parse: Columns) -> None:
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


def _alike(parse: Columns) -> None:
    """Coordinate a verb with one of its form, where the parse does so with the one that this hangs on or that
    hangs on this: "urged them to wait, *show* patience and talk", "asked him to go and *accused* him",
    "telling Peru to wait and *warning* Chile"."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    for i, dep in enumerate(deps):
        above = heads[i]
        if dep != "conj" or above >= i:
            continue
        own = {deps[each] for each in range(above, i) if heads[each] == i}
        if tags[i] == "VB" and tags[above] in _FINITE and own.isdisjoint(_OWN):
            told = (each for each in range(i - 1, above + 1, -1) if heads[each] == above)
            wanted = (each for each in told if tags[each] == "VB" and parse.words[each - 1].lower() == "to")
            heads[i] = next(wanted, above)
        elif tags[i] == "VBD" and tags[above] == "VB" and deps[above] in _WANTED:
            if tags[heads[above]] in _FINITE and own.isdisjoint(_OWN):
                heads[i] = heads[above]
        elif tags[i] == tags[heads[above]] == "VBG" and tags[above] == "VB" and heads[above] < above:
            for each in range(above + 1, i):
                if heads[each] == above and deps[each] in ("cc", "punct"):
                    heads[each] = heads[above]
            heads[i] = heads[above]
        elif tags[i] == "IN" and tags[above].startswith("VB"):
            words, word = parse.words, parse.words[i]
            first = (each for each in range(i - 1, above, -1) if words[each] == word)
            heads[i] = next((each for each in first if deps[each] == "prep"), above)


def _verbal(parse: Columns) -> None:
    """Make a verb of what governs a subject or "to" and an object, whatever its tag: "Peru and Chile *back*
    the plan", "is set to *host* them"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, dep in enumerate(deps):
        verb = heads[i]
        if dep != "dobj" or i < verb or tags[verb] not in _MISTAKEN:
            continue
        before = [each for each in range(max(0, verb - _NEAR), verb) if heads[each] == verb]
        infinite = any(tags[each] == "TO" for each in before)
        if not infinite and all(deps[each] != "nsubj" for each in before):
            continue
        word = words[verb].lower()
        past = word.endswith("ed")
        parse.poses[verb], tags[verb] = "VERB", "VB" if infinite else "VBD" if past else "VBP"
        parse.lemmas[verb] = word[:-1] if word.endswith(("ised", "ized")) else word[:-2] if past else word


def _taken_for(parse: Columns) -> None:
    """Make the object of a verb what stands behind "as" and a bare adjective: "dismissed as false the
    *reports*"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, word in enumerate(words):
        if word != "as" or not i or not tags[i - 1].startswith("VB"):
            continue
        verb = i - 1
        judged = next((each for each in range(i + 1, min(i + 3, len(words))) if words[each] not in _MARKS), i)
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
            if heads[each] == before and (each == judged or words[each] in _MARKS):
                heads[each] = i
        heads[thing], deps[thing] = verb, "dobj"
        clause = heads[thing + 1] if words[thing + 1 : thing + 2] == ["that"] else verb
        if heads[clause] == verb and deps[clause] == "ccomp":
            heads[clause], deps[clause] = thing, "acl"


def _over_to(parse: Columns) -> None:
    """Hang a particle on the verb before it, not on the number behind: "handed *over* two suspects"."""
    for i, dep in enumerate(parse.deps):
        if dep == "quantmod" and parse.tags[i] == "RP" and i and parse.tags[i - 1].startswith("VB"):
            parse.heads[i], parse.deps[i] = i - 1, "prt"


def _besides_order(parse: Columns) -> None:
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


MISTAKES = (
    _singular,
    _with_mute_e,
    _prefixed,
    _accused,
    _set_apart,
    _in_one_name,
    _addressed,
    _with_subject,
    _set_off,
    _both_places,
    _listed,
    _after_place,
    _with_one_subject,
    _after_apposition,
    _enumerated,
    _with_own_subject,
    _with_verb,
    _visitors,
    _between_commas,
    _named_behind,
    _owned_jointly,
    _measured,
    _given_time,
    _led_to,
    _says_on,
    _behind_quotation,
    _after_circumstance,
    _pleaded,
    _before_that,
    _told_of,
    _barred,
    _alike,
    _verbal,
    _taken_for,
    _over_to,
    _besides_order,
)
