"""Names, offices and owners put back into the lists and phrases that they stand in."""

from __future__ import annotations

from kg.lexicon import words as words_of
from kg.nlp.repairs.columns import NEAR, Columns, is_below

_NAMING = frozenset({"NNP", "NNPS", "JJ", "NN"})
_PLACING = frozenset({"in", "at", "near", "outside", "to"})
_BESIDE_EVENTS = frozenset({"at", "during", "for", "of", "after", "before"})
_NAME = 5  # tokens from "and" to the end of a name


def addressed(parse: Columns) -> None:
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


def in_one_name(parse: Columns) -> None:
    """Keep together a state whose name has an "and", where the parse coordinates its first half with what it
    owns: "*Bosnia* and Herzegovina's envoy left", "*Trinidad* and Tobago Premier Quill left"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    twins = words_of("actors")["twin"]
    for first, word in enumerate(words[:-2]):
        if word.lower() not in twins or words[first + 1] != "and":
            continue
        second = first + 2 + (words[first + 2] == "the")
        thing = heads[second]
        while (
            deps[thing] in ("compound", "poss") and heads[thing] != first
        ):  # "Tobago Prime *Minister* Quill"
            thing = heads[thing]
        owns = deps[second] in ("poss", "compound", "nmod", "amod")
        if owns and heads[thing] == first and deps[thing] == "conj":
            heads[thing], deps[thing] = heads[first], deps[first]
            for each, head in enumerate(heads):
                if head == first and each > thing:
                    heads[each] = thing
            heads[first], deps[first] = second, "compound"
            heads[first + 1] = second


def behind_initials(parse: Columns) -> None:
    """Head a phrase by the name behind a body's initials in brackets, where the parse heads it by the body:
    "met with African Union (AU) chairman Ali *Quill*"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    for mark, word in enumerate(words[3:-1], 3):
        if word != ")" or words[mark - 2] != "(" or not words[mark - 1].isupper():
            continue
        name = mark + 1
        while deps[name] == "compound" and heads[name] > name:
            name = heads[name]
        body = mark - 3
        while heads[body] < body and deps[body] in ("pobj", "prep", "compound") and words[body] != "with":
            if deps[body] == "pobj" and words[heads[body]] != "of":
                break
            body = heads[body]
        named = parse.tags[name] == parse.tags[name - 1] == "NNP" and name > mark + 1
        if (
            named
            and deps[body] in ("pobj", "dobj")
            and deps[name] in ("appos", "dobj", "dep", "npadvmod", "conj")
        ):
            heads[name], deps[name] = heads[body], deps[body]
            heads[body], deps[body] = name, "nmod"


def both_places(parse: Columns) -> None:
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


def hyphenated(parse: Columns) -> None:
    """Coordinate with a hyphenated name the one behind "and", where the parse makes it a part of that: "met
    Ali al-*Quill* and the envoy Omar Roe"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for link, word in enumerate(words):
        name = heads[link]
        other = heads[name]
        if word != "and" or deps[name] != "nmod" or words[name - 1] != "-" or not name < link < other:
            continue
        if tags[name] != "NNP" or tags[other] != "NNP":
            continue
        for each, head in enumerate(heads):
            if head == name and deps[each] == "conj":
                heads[each], deps[each] = other, "compound"
            elif head == other and each < name:
                heads[each] = name
        heads[name], deps[name] = heads[other], deps[other]
        heads[other], deps[other] = name, "conj"


def met_in_turn(parse: Columns) -> None:
    """Coordinate with whom a relative clause tells of whom it names next, where the parse does so with the
    noun above: "*Quill*, who met Roe in Lima and *Hadi* in Quito on Friday, said no"."""
    words, heads, deps = parse.words, parse.heads, parse.deps
    for link, word in enumerate(words):
        verb = heads[link]
        noun = heads[verb]
        if word != "and" or deps[verb] != "relcl" or verb > link:
            continue
        whom = next((i for i in range(verb + 1, link) if heads[i] == verb and deps[i] == "dobj"), None)
        behind = (i for i in range(link + 1, len(words)) if heads[i] == noun)
        name = next((i for i in behind if deps[i] in ("conj", "appos")), None)
        if whom is None or name is None or parse.tags[name] != "NNP" or words[name - 1] == ",":
            continue
        heads[name] = heads[link] = whom
        deps[name] = "conj"
        for i in range(name + 1, len(words)):
            if words[i] == ",":
                break
            if heads[i] == noun:
                heads[i] = verb


def listed(parse: Columns) -> None:
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


def after_apposition(parse: Columns) -> None:
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


def holders(parse: Columns) -> None:
    """Coordinate who hold one office of several: "Presidents *Ana Quill* of Peru and *Bob Roe* of Chile" are
    of no common state."""
    heads, deps, tags = parse.heads, parse.deps, parse.tags
    named: set[int] = set()
    for other, dep in enumerate(deps):
        place = heads[other]
        link = heads[place]
        first = heads[link]
        if dep != "conj" or deps[place] != "pobj" or parse.words[link] != "of" or tags[other] != "NNP":
            continue
        titled = any(
            heads[each] == first and deps[each] == "compound" and _is_of_several(parse, each)
            for each in range(max(0, first - NEAR), first)
        )
        behind = range(other + 1, min(other + 3, len(heads)))
        if not (titled or first in named) or all(
            parse.words[each] != "of" or heads[each] != other for each in behind
        ):
            continue
        for each in range(place + 1, other):
            if heads[each] == place and deps[each] in ("cc", "punct"):
                heads[each] = first
        heads[other] = first
        named.add(other)


def _is_of_several(parse: Columns, title: int) -> bool:
    """Whether a title is that of more than one: "Foreign *Ministers*"."""
    word = parse.words[title].lower()
    return parse.tags[title] in ("NNS", "NNPS") or (
        word.endswith("s") and word[:-1] in words_of("actors")["office"]
    )


def enumerated(parse: Columns) -> None:
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


def convened(parse: Columns) -> None:
    """Make a noun of "meeting" behind those who meet where somebody attends or holds it, where the parse
    makes it what they do: "will host the foreign ministers *meeting* in May"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, word in enumerate(words):
        those = i - 1
        if word.lower() != "meeting" or tags[i] != "VBG" or deps[i] != "acl" or heads[i] != those:
            continue
        above = heads[those]
        at = deps[those] == "pobj" and words[above].lower() in _BESIDE_EVENTS
        held = deps[those] == "dobj" and parse.lemmas[above] in words_of("encounter")["convening"]
        if not (at or held) or tags[those] != "NNS":
            continue
        heads[i], deps[i] = above, deps[those]
        parse.poses[i], tags[i], parse.lemmas[i] = "NOUN", "NN", "meeting"
        heads[those], deps[those] = i, "compound"
        for each, head in enumerate(heads):
            if head == those and (each > i or deps[each] == "det"):
                heads[each] = i


def opposite(parse: Columns) -> None:
    """Make a name tell who an opposite number is, where the parse makes it a subject: "with his Peruvian
    opposite *number* Luis Vega"."""
    words, heads, deps, tags = parse.words, parse.heads, parse.deps, parse.tags
    for i, word in enumerate(words[1:-1], 1):
        if word != "number" or words[i - 1] != "opposite" or not tags[i + 1].startswith("NNP"):
            continue
        name = i + 1
        while deps[name] == "compound" and name < heads[name] < i + _NAME and tags[name] == "NNP":
            name = heads[name]
        if tags[name] == "NNP" and heads[name] != name and not is_below(parse, i, name):
            heads[name], deps[name] = i, "appos"


def visitors(parse: Columns) -> None:
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


def owned_jointly(parse: Columns) -> None:
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
