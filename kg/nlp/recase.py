"""Text in capitals, as old wires and monitoring services sent it, in the case that a model was trained on.

The length never changes, so offsets in the recased text are offsets in the article. Names of the gazetteer
get their own case; of the other words those are taken for names that the model's dictionary does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache
from itertools import pairwise

from spacy.language import Language

from kg.lexicon import words
from kg.nlp.gazette import Index
from kg.nlp.headings import dateline_end, is_closed
from kg.nlp.turns import turns

_WORD = re.compile(r"[^\W\d_]+")
_PARAGRAPH = re.compile(r"[^\n]+")
_ACRONYM = re.compile(r"[(\[]([A-Z]{2,8}(?:-[A-Z]+)?)[)\]]")
_START = re.compile(r"(?:^|[.?!:]\s+|[.?!:][\"“]?\s+[\"“]|^[\"“]|^\s*(?:[-*•]|\d+[.)])\s+|(?i:ding\]\s+))$")
_PARTICLE = re.compile(r"(?<=[a-z] )dos(?= [A-Z])")  # of a surname, to the model a verb: "Ana *dos* Reis"
_BRACKETS = re.compile(  # "the union [COB] said", "the talks [words indistinct] went on"
    r"(?<=[\w,] )\[([A-Z]{2,8}(?:-[A-Z]+)?|(?i:words?|as|name|number|few) [^\[\]\n]{2,30})\](?=[ ,.;:'’])"
)
_CALLED = re.compile(
    r"""(?m: (?P<opens>^) | (?<=,[ ]) | \b (?P<given> [A-Z][a-z]+ (?:-[A-Z][a-z]+)? ) [ ] )
        (?P<called> (?(given) [A-Z][A-Z'’-]{3,} | (?:[A-Z][A-Z'’.-]+[ ]){1,3} [A-Z][A-Z'’-]{2,} ) )
        (?(opens) (?=[ ]\([A-Z][a-z]) | (?(given) \b(?![ ][A-Z]{2}) | (?=,) ) )""",
    re.VERBOSE,
)
# A verb set before the speaker's name where words follow: "Said Quill: 'Never.'"; "Said" is a name too,
# as a label that opens a line is.
_SAID = re.compile(  # what a weekly tells first, before a name or "one envoy": "*Said* Quill: 'P'"
    r"(?:(?<=[.?!\"”)]\s)|(?<=\n)|^)(?P<verb>[A-Z][a-z]+)"
    r"(?= (?:one |an? |the )?(?:\b[A-Z][\w-]{0,3}\.|[^\n.?!:\"“”]){2,140}: ?[\"“])"
    r"(?![^:\n]* (?:said|says|told|asked|added|wrote|put|warned|declared|insisted|explained)\b[^:\n]*:)"
)
_OPENED = (': "', ':"', ": “", ":“")  # what opens a quotation told of before
_CREDIT = re.compile(  # what an old paper closes a piece with: "in May.--N.Z.P.A.-Reuter Copyright."
    r"(?<=[.?!\"”])\s?(?:--|[—–-])\s?\(?(?:(?:[A-Z]\.){2,5}|Reuters?|Reuter's|A\.?F\.?P|U\.?P\.?I|A\.?A\.?P)"
    r"(?:-(?:[A-Z]\.){2,5}|-Reuters?)?(?: Copyright)?[.)]{0,2}(?=\s*(?:\n|$))"
)
_VOWEL = re.compile("[AEIOUY]")
_ABBREVIATED = re.compile(r"\bU\.S\. (?P<word>[A-Za-z][a-z]+)\b")
_FEWEST = 3  # words after "U.S." that show how a wire set them
_SHOUTED = 0.7  # share of capitals among letters
_LONG = 8  # words; a shorter line in capitals is a heading and stays, unless all the text is in capitals
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("er", ""), ("er", "e"), ("est", ""), ("ers", ""), ("izing", "ize"), ("ting", ""),
    ("ted", ""), ("ings", ""), ("ning", ""), ("ned", ""), ("red", ""), ("ring", ""), ("ling", ""),
    ("led", ""), ("able", ""), ("ability", "able"),
)  # fmt: skip

Common = Callable[[str], bool]


@lru_cache(maxsize=1)  # asked for with every batch of articles
def dictionary(nlp: Language) -> Common:
    """Whether a word in lower case is an ordinary word, by the lemmas and stop words that the model knows."""
    tables = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    tagged = [tables.get_table(name, {}) for name in ("lemma_index", "lemma_exc")] if tables else []
    lemmas = frozenset(word for by_tag in tagged for table in by_tag.values() for word in table)
    stops: Container[str] = nlp.Defaults.stop_words

    def common(word: str) -> bool:
        if word in stops or word in lemmas or not lemmas:
            return True
        stems = (
            word[: -len(end)] + put
            for end, put in _ENDINGS
            if word.endswith(end) and len(word) > len(end) + 2
        )
        return any(stem in lemmas for stem in stems)

    return common


def recase(text: str, common: Common, known: Index) -> str:
    """The text with its paragraphs in capitals put in usual case, a monitor's brackets within a sentence
    round and an agency's credit blank, which the model reads better; the same object when there are none."""
    if any(mark in text for mark in _OPENED):
        text = _SAID.sub(_told_first, text)
    text = _CREDIT.sub(lambda credit: " " * len(credit[0]), text)
    if " dos " in text:
        text = _PARTICLE.sub("Dos", text)
    if "[" in text:
        text = _BRACKETS.sub(r"(\1)", text)
    shouted = [m for m in _PARAGRAPH.finditer(text) if _share(m.group()) > _SHOUTED]
    if shouted and _share(text) <= _SHOUTED:
        shouted = [m for m in shouted if len(m.group().split()) >= _LONG and is_closed(m.group())]
    if not shouted:
        return _labels(_after_abbreviations(_surnames(text, known), common), known)
    names = _Names(" ".join(m.group() for m in shouted), common, known)
    pieces, reached = [], 0
    for found in shouted:
        begin = found.start() + dateline_end(found.group())
        pieces += [text[reached:begin], _paragraph(text[begin : found.end()], names, known)]
        reached = found.end()
    return "".join((*pieces, text[reached:]))


def _told_first(found: re.Match[str]) -> str:
    """A word before a name and a quotation, small if it reports: "*Warned* Quill: 'P'"."""
    verb = found["verb"].lower()
    return verb if verb in words("grammar")["told_first"] else found[0]


def _surnames(text: str, known: Index) -> str:
    """The text with the names of persons that minutes and communiques set in capitals put as elsewhere.

    "ALI QUILL (Kenya) said", "the envoy, ALI QUILL, said"; a surname behind a given name: "Omar QUILL".
    Neither datelines nor acronyms are such.
    """

    def cased(name: re.Match[str]) -> str:
        called = name["called"]
        if name["given"] and name["given"].lower() not in known.given:
            return name[0]
        if name["opens"] is not None and dateline_end(text[name.start() :].split("\n", 1)[0]):
            return name[0]
        if any(
            word in known.gazetteer.forms or not _VOWEL.search(word)
            for word in _WORD.findall(called)
            if len(word) > 2
        ):
            return name[0]
        capitalised = _WORD.sub(lambda word: word[0].capitalize(), called)
        return name[0].replace(called, capitalised)

    return _CALLED.sub(cased, text)


def _after_abbreviations(text: str, common: Common) -> str:
    """The text of an old wire that set all words after "U.S." with a capital, some of them without.

    "The U.S. Has agreed": told by never having a word in lower case there. Nouns may be names and stay.
    """
    found = list(_ABBREVIATED.finditer(text))
    if len(found) < _FEWEST or any(each["word"][0].islower() for each in found):
        return text
    linking, chars = words("grammar")["linking"], list(text)
    for each in found:
        lower = each["word"].lower()
        if lower in linking or (lower.endswith("ed") and common(lower)):
            chars[each.start("word")] = lower[0]
    return "".join(chars)


def _labels(text: str, known: Index) -> str:
    """The text with the capitals of labels before the turns of a transcript put as in names: "Ms. Abara:".

    Acronyms stay: those of the gazetteer, and words without a vowel.
    """
    pieces, reached = [], 0
    for turn in turns(text):
        label = turn.label.of(text)
        if label.isupper():
            pieces += [text[reached : turn.label.begin], _labelled(label, known)]
            reached = turn.label.end
    return "".join((*pieces, text[reached:])) if pieces else text


def _labelled(label: str, known: Index) -> str:
    fixed = _known_names(label, known)
    titles = words("actors")["honorific"]

    def cased(word: re.Match[str]) -> str:
        spoken = _VOWEL.search(word[0]) or word[0].lower() in titles
        return fixed.get(word.start()) or (word[0].capitalize() if spoken else word[0])

    return _WORD.sub(cased, label)


def _share(text: str) -> float:
    """How many of the letters are capitals."""
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) / letters if letters else 0.0


class _Names:
    """Words of a text in capitals that are names or acronyms there."""

    def __init__(self, text: str, common: Common, known: Index) -> None:
        self.acronyms = frozenset(_ACRONYM.findall(text))
        self.calendar = words("actors")["calendar"]
        listed = [word.group().lower() for word in _WORD.finditer(text)]
        rare = {word for word in set(listed) if len(word) > 2 and not common(word)}
        given = known.given - words("actors")["never_name"]
        pairs = list(pairwise(listed))
        beside = {a for a, b in pairs if a in given and (b in rare or b in given)}
        beside |= {b for a, b in pairs if a in given and b in known.family}
        between = {b for (a, b), (_, c) in pairwise(pairs) if a in rare and c in rare and not _small(b)}
        self.proper = frozenset(rare | beside | between)
        self.titles = words("actors")["honorific"] | words("actors")["office"]


def _small(word: str) -> bool:
    """Whether a word between two names is no name: "Rabat and Algiers"."""
    return len(word) < 4 or word in words("actors")["edge"] or word in words("actors")["between_names"]


def _paragraph(text: str, names: _Names, known: Index) -> str:
    chars = list(text)
    fixed = _known_names(text, known)
    for found in _WORD.finditer(text):
        begin, word = found.start(), found.group()
        if begin in fixed or word in names.acronyms or not word.isupper():
            continue
        lower = word.lower()
        if len(lower) != len(word):
            continue
        after_apostrophe = begin > 0 and text[begin - 1] in "'’" and len(word) < 3
        named = (
            lower in names.proper or lower in names.calendar or lower == "i" or _is_title(text, found, names)
        )
        if not after_apostrophe and (
            named or _START.search(text[max(0, begin - 6) : begin] if begin > 6 else text[:begin])
        ):
            lower = lower[0].upper() + lower[1:]
        chars[begin : found.end()] = lower
    for begin, form in fixed.items():
        chars[begin : begin + len(form)] = form
    return "".join(chars)


def _is_title(text: str, found: re.Match[str], names: _Names) -> bool:
    """Whether a word is a title before a name: "President Cristiani"."""
    after = _WORD.match(text, found.end() + 1)
    return bool(
        after
        and text[found.end()] == " "
        and found.group().lower() in names.titles
        and after.group().lower() in names.proper
    )


def _known_names(text: str, known: Index) -> dict[int, str]:
    """Where the gazetteer's names stand, in their own case; every word's start is a key."""
    folded = text.casefold().replace("’", "'")
    if len(folded) != len(text):
        return {}
    fixed: dict[int, str] = {}
    reached = 0
    for found in _WORD.finditer(folded):
        if found.start() < reached:
            continue
        for form in known.folded.get(found.group(), ()):
            end = found.start() + len(form)
            if folded.startswith(form.casefold(), found.start()) and not folded[end : end + 1].isalnum():
                if _is_word(folded, found.start(), form):
                    break
                for word in _WORD.finditer(form):
                    fixed[found.start() + word.start()] = word.group()
                reached = end
                break
    return fixed


def _is_word(folded: str, begin: int, form: str) -> bool:
    """Whether a short name is the ordinary word here: "who", "is", "it is hard for us"."""
    if form == "US":
        return bool(
            re.search(r"\b(?:to|of|for|with|by|let|give|tell|told|gave|from|on)\s$", folded[:begin][-8:])
        )
    return form.casefold() in words("actors")["never_name"]
