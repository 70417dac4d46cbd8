"""What has been mentioned so far: the memory that nominals and pronouns are resolved against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.lexicon import words
from kg.model import ActorKey
from kg.nlp.cast import Cast, Part
from kg.nlp.headings import is_heading
from kg.nlp.name import Name
from kg.nlp.places import SUBJECT
from kg.nlp.tree import Doc, Span, Token

Form = str
_NAMING = frozenset({"name", "metonym", "demonym"})  # forms that are somebody's alias, as "he" is not
_REACH = 4  # sentences back that a pronoun may look for a recent mention, quoted ones left out
_LABEL = 10  # more tokens than a label has
_FARTHEST = 10  # and with quoted ones


@dataclass(frozen=True, slots=True)
class Seen:
    """A resolved mention: its tokens, its head, whom it stands for."""

    start: int
    end: int
    head: int
    keys: tuple[ActorKey, ...]
    form: Form
    sentence: int
    subject: bool
    main: bool  # subject of a sentence's main clause, its coordinated verbs included
    speaks: bool  # subject of a verb of saying


@dataclass(slots=True)
class Scene:
    """The article's cast and its mentions in order, while it is read from left to right."""

    doc: Doc
    cast: Cast
    by_token: dict[int, Name]
    date: str | None
    keys: dict[Name, ActorKey]
    seen: list[Seen] = field(default_factory=list)
    by_head: dict[int, Seen] = field(default_factory=dict)
    sentence: list[int] = field(default_factory=list)
    heading: list[bool] = field(default_factory=list)
    weight: Counter[ActorKey] = field(default_factory=Counter)
    reports: list[tuple[int, Seen]] = field(default_factory=list)  # verbs of saying and who says
    quoted: set[int] = field(default_factory=set)  # tokens within quotation marks
    told: list[int] = field(default_factory=list)  # before each sentence, how many the article itself tells

    def __post_init__(self) -> None:
        self.weight = Counter(self.keys.values())
        for number, sent in enumerate(self.doc.sents):
            self.sentence += [number] * (sent.end - sent.start)
            self.heading.append(is_heading(sent))
        self.told = list(range(len(self.heading)))

    def hear(self, quotes: Sequence[tuple[int, int]]) -> None:
        """Note what stands within quotation marks, by first token and end: sentences that nobody narrates.

        Nor does a mark that the parse sets apart tell anything, nor a label: "[Quill]", "Q:".
        """
        self.quoted.update(i for start, end in quotes for i in range(start, end))
        count = 0
        for number, sent in enumerate(self.doc.sents):
            self.told[number] = count
            opening = next((token for token in sent if not (token.is_space or token.is_punct)), None)
            count += opening is not None and opening.i not in self.quoted and not _is_label(sent)

    def add(self, start: int, end: int, keys: Sequence[ActorKey], form: Form) -> None:
        """Remember that tokens stand for actors."""
        span = self.doc[start:end]
        head = span.root
        verb = _governor(self._told_of(head)) or (
            _saying_next(self.doc, end) if form == "name" and head.dep_ != "pobj" else None
        )
        seen = Seen(
            start=start,
            end=end,
            head=head.i,
            keys=tuple(dict.fromkeys(keys)),
            form=form,
            sentence=self.sentence[head.i],
            subject=verb is not None,
            main=verb is not None and _is_main(verb),
            speaks=verb is not None and verb.lemma_ in words("actors")["say"] and not _absolute(verb),
        )
        self.seen.append(seen)
        if verb is not None and seen.speaks:
            self.reports.append((verb.i, seen))
        for i in range(start, end):
            self.by_head[i] = seen
        if form in _NAMING:
            for key in seen.keys:
                self.cast[key].forms.add(span.text)

    def _told_of(self, name: Token) -> Token:
        """The noun whose holder a name tells, if it stands for nobody itself: "the *guest*, Ali Quill"."""
        return name.head if name.dep_ == "appos" and name.head.i not in self.by_head else name

    def cast_of(self, name: Name) -> tuple[ActorKey, ...]:
        """The actor of a name; nobody for a place."""
        return (self.keys[name],) if name in self.keys else ()

    def anyone(self, fits: Callable[[Part], bool]) -> ActorKey | None:
        """The only one of the whole cast that fits."""
        found = [part.key for part in self.cast.parts.values() if fits(part)]
        return found[0] if len(found) == 1 else None

    def at(self, token: Token) -> tuple[ActorKey, ...]:
        """Whom a token stands for, its coordinated partners not included."""
        seen = self.by_head.get(token.i)
        return seen.keys if seen else ()

    def phrase_at(self, token: Token) -> tuple[ActorKey, ...]:
        """Whom a noun phrase stands for, coordination included: "Bush and Putin"."""
        keys = [key for noun in (token, *token.conjuncts) if noun.i >= token.i for key in self.at(noun)]
        return tuple(dict.fromkeys(keys))

    def listed_with(self, token: Token) -> tuple[ActorKey, ...]:
        """Who is coordinated with a noun, before and behind, itself included."""
        return tuple(key for noun in (token, *token.conjuncts) for key in self.at(noun))

    def part(self, key: ActorKey) -> Part:
        """The part of a key."""
        return self.cast[key]

    def state_of(self, keys: Sequence[ActorKey]) -> ActorKey | None:
        """The state that actors are or act for, when it is one."""
        states: list[ActorKey] = []
        for key in keys:
            part = self.cast[key]
            sides = [key] if part.type == "State" else part.states(self.cast)
            states += sides[:1]
        return states[0] if len(set(states)) == 1 else None

    def apart(self, seen: Seen, token: Token) -> int:
        """How many sentences outside quotation marks lie from a mention to a token, the first counted."""
        return self.told[self.sentence[token.i]] - self.told[seen.sentence]

    def told_since(self, seen: Seen, token: Token) -> int:
        """How many sentences lie from a mention to a token, without those that a quotation goes on with."""
        here = self.sentence[token.i]
        narrated = self.told[seen.sentence] < self.told[min(seen.sentence + 1, here)]
        return self.apart(seen, token) + (seen.sentence < here and not narrated)

    def is_last_told(self, seen: Seen, token: Token) -> bool:
        """Whether a mention stands in the last sentence before a token's that opens outside of quotes."""
        return self.apart(seen, token) == 1 and self.told[seen.sentence] < self.told[seen.sentence + 1]

    def before(self, token: Token, *, reach: int = _REACH) -> Iterator[Seen]:
        """Mentions before a token, the nearest sentence first; within a sentence subjects first, in order.

        Sentences within quotation marks do not count as far as `reach` goes, up to a limit.
        """
        here = self.sentence[token.i]
        by_sentence: dict[int, list[Seen]] = {}
        for seen in reversed(self.seen):
            if seen.sentence < here - _FARTHEST or self.apart(seen, token) > reach:
                break
            if seen.head < token.i and not (self.heading[seen.sentence] and seen.sentence != here):
                by_sentence.setdefault(seen.sentence, []).append(seen)
        for number in sorted(by_sentence, reverse=True):
            yield from sorted(by_sentence[number], key=lambda s: (not s.subject, s.head))

    def recent(self, token: Token, fits: Callable[[Part], bool], *, reach: int = 10_000) -> ActorKey | None:
        """The actor mentioned last before a token that fits."""
        here = self.sentence[token.i]
        for seen in reversed(self.seen):
            if seen.sentence < here - reach:
                return None
            if seen.end <= token.i:
                for key in seen.keys:
                    if fits(self.cast[key]):
                        return key
        return None

    def foremost(self, token: Token, fits: Callable[[Part], bool]) -> ActorKey | None:
        """The actor that fits, of the last sentence that names one: what that tells of, else the one named
        last."""
        last: tuple[int, ActorKey | None] = (0, None)
        for seen in reversed(self.seen):
            key = next((key for key in seen.keys if fits(self.cast[key])), None)
            if seen.end > token.i or key is None:
                continue
            if last[1] is None:
                last = seen.sentence, key
            if seen.sentence < last[0]:
                break
            if seen.main:
                return key
        return last[1]

    def weightiest(
        self, token: Token, fits: Callable[[Part], bool], *, near: int, nearness: int
    ) -> ActorKey | None:
        """Of the actors before a token that fit, the one named most; being near adds `nearness`."""
        here = self.sentence[token.i]
        best: tuple[int, ActorKey | None] = (0, None)
        met: set[ActorKey] = set()
        for seen in reversed(self.seen):
            is_near = seen.sentence >= here - near
            only_where = is_near and self._is_where(seen)  # it may be named otherwise before
            for key in seen.keys:
                if seen.end <= token.i and key not in met and fits(self.cast[key]):
                    if not only_where:
                        met.add(key)
                    value = self.weight[key] + (nearness if is_near and not only_where else 0)
                    best = max(best, (value, key), key=lambda pair: pair[0])
        return best[1]

    def _is_where(self, seen: Seen) -> bool:
        """Whether a mention only tells where something is done: "talks in *Gabon*"."""
        head = self.doc[seen.head]
        head = head.head if self.tells_whose_place(seen) else head
        return head.dep_ == "pobj" and head.head.lower_ == "in"

    def tells_whose_place(self, seen: Seen) -> bool:
        """Whether a mention only tells whose a place is: "the *Gabonese* capital"."""
        head = self.doc[seen.head]
        beside = head.dep_ in ("amod", "compound", "poss")
        return beside and head.head.lemma_ in words("actors")["place_word"]

    def last_speaker(self, token: Token) -> tuple[ActorKey, ...]:
        """Who spoke last before a token."""
        last = self.last_report(token)
        return last.keys if last is not None else ()

    def last_report(self, token: Token) -> Seen | None:
        """The mention that spoke last before a token; what is told within quotation marks does not count."""
        quoted = token.i in self.quoted
        for verb, seen in reversed(self.reports):
            if verb < token.i and (quoted or verb not in self.quoted):
                return seen
        return None

    def dealt_with(self, verb: Token) -> set[ActorKey]:
        """With whom the subject of a verb deals, by what precedes it: "in talks with *Quill*, he said"."""
        talks = (
            prep
            for prep in self.doc[verb.left_edge.i : verb.i]
            if prep.dep_ == "prep" and prep.lower_ in ("with", "to") and prep.head.pos_ != "VERB"
        )
        ahead = (prep for prep in talks if _child_above(prep, verb).dep_ == "prep")
        nouns = (each for prep in ahead for each in prep.children if each.dep_ == "pobj")
        return {key for noun in nouns for key in self.phrase_at(noun)}

    def governors(self, token: Token) -> Iterator[Seen]:
        """The subjects of the clauses around a token, from the inside out."""
        verb = token
        while verb.head.i != verb.i:
            child, verb = verb, verb.head
            for sub in verb.children:
                if sub.dep_ in SUBJECT and sub.i != child.i and sub.i in self.by_head:
                    yield self.by_head[sub.i]


def _is_label(sent: Span) -> bool:
    """Whether a sentence only tells who has a turn in a transcript."""
    told = [token.text for token in sent if not token.is_space] if len(sent) < _LABEL else []
    return bool(told) and told[-1] in ("]", ":")


def _child_above(token: Token, verb: Token) -> Token:
    """The child of a verb under which a token stands; the head of all when it stands elsewhere."""
    while token.head.i not in (verb.i, token.i):
        token = token.head
    return token


def _governor(head: Token) -> Token | None:
    """The verb whose subject a noun is, coordination followed."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head.head if head.dep_ in SUBJECT else None


def _saying_next(doc: Doc, end: int) -> Token | None:
    """The verb of saying right after a name that the parse gives no subject: "the lead Ana Quill said"."""
    verb = doc[end] if end < len(doc) else None
    if verb is None or verb.tag_ not in ("VBD", "VBZ") or verb.lemma_ not in words("actors")["say"]:
        return None
    loose = verb.dep_ not in ("ROOT", "relcl") and not any(each.dep_ in SUBJECT for each in verb.children)
    return verb if loose else None


def _is_main(verb: Token) -> bool:
    if verb.dep_ == "advcl" and verb.i > verb.head.i and _reports(verb):
        return True
    while verb.dep_ in ("conj", "ccomp", "parataxis") and verb.head.i != verb.i:
        if verb.dep_ == "ccomp" and not verb.i < verb.head.i:
            return False
        verb = verb.head
    return verb.dep_ == "ROOT"


def _absolute(verb: Token) -> bool:
    """Whether a verb only goes with what another says: "with Quill *reporting* back to the summit"."""
    return verb.tag_ == "VBG" and not any(child.dep_ == "aux" for child in verb.children)


def _reports(verb: Token) -> bool:
    """Whether a verb reports the sentence before it, though the parse makes it part of it: "P, X said"."""
    opened = any(child.dep_ == "mark" or child.tag_ in ("WRB", "WDT", "WP") for child in verb.children)
    return verb.tag_ in ("VBD", "VBZ", "VBP") and verb.lemma_ in words("actors")["say"] and not opened
