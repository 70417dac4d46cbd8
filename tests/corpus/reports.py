"""Articles for the tests of merging, built by hand: who says what, without a model that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import Quad

from kg.model import Act, Actor, Date, Document, Extraction, Fact, Meeting, Place, Role, Span, Statement
from kg.rdf.describe import describe


@dataclass
class Report:
    """An article in the making; each fact gets a sentence of its own in the text."""

    name: str
    date: str | None = "2031-03-12"
    text: str = ""
    actors: dict[str, Actor] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The article's address, which is its IRI."""
        return f"https://news.example/{self.name}"

    def known(self, key: str, label: str | None = None, type: str = "State") -> str:
        """An actor of the gazetteer."""
        self.actors[key] = Actor(key, label or key.title(), type, known=key)  # type: ignore[arg-type]
        return key

    def person(self, label: str, *, home: str | None = None, title: str | None = None) -> str:
        """A person that the gazetteer does not know, with an office if there is a title."""
        return self._own("Person", label, home, title)

    def body(self, label: str, *, home: str | None = None) -> str:
        """An organisation that the gazetteer does not know."""
        return self._own("Organization", label, home, None)

    def group(self, label: str) -> str:
        """A group, as "diplomats"."""
        return self._own("Group", label, None, None)

    def _own(self, type: str, label: str, home: str | None, title: str | None) -> str:
        key = f"{type.lower()}/{label.lower().replace(' ', '-')}"
        if home:
            self.known(home)
        self.actors[key] = Actor(key, label, type, aliases=(label,), affiliation=home)  # type: ignore[arg-type]
        span = self._sentence(f"{label} spoke")
        if title:
            fact: Fact = Role(
                trigger=span, evidence=(span,), rule="r", person=key, title=title, of=(home,) if home else ()
            )
        else:
            fact = Statement(trigger=span, evidence=(span,), rule="r", speaker=(key,), content="So it is")
        self.facts.append(fact)
        return key

    def meeting(
        self,
        *participants: str,
        on: str | None = None,
        at: str | None = None,
        kind: str = "talks",
        status: str = "held",
    ) -> str:
        """A meeting; `on` is a day, month or `begin/end`, `at` a place of the gazetteer by its id."""
        span = self._sentence(f"{' and '.join(participants)} met {on} {at}")
        self.facts.append(
            Meeting(
                trigger=span,
                evidence=(span,),
                rule="r",
                participants=participants,
                kind=kind,
                status=status,
                date=_date(on),  # type: ignore[arg-type]
                place=Place(at.title(), known=at) if at else None,
            )
        )
        return f"meeting-{span.begin}-{span.end}"

    def demand(
        self,
        actor: str,
        target: str | None,
        content: str,
        *,
        modality: str = "asserted",
        issue: str | None = None,
    ) -> str:
        """A demand."""
        return self.act("Demand", actor, target, content, modality=modality, issue=issue)

    def act(
        self,
        type: str,
        actor: str,
        target: str | None,
        content: str,
        *,
        modality: str = "asserted",
        issue: str | None = None,
        on: str | None = None,
    ) -> str:
        """An act, of several actors if they are parted by spaces; gives the end of its IRI."""
        span = self._sentence(f"{actor} {type.lower()} {content}")
        self.facts.append(
            Act(
                trigger=span,
                evidence=(span,),
                rule="r",
                type=type,  # type: ignore[arg-type]
                actor=tuple(actor.split()),
                content=content,
                target=(target,) if target else (),
                modality=modality,  # type: ignore[arg-type]
                issue=issue,
                date=_date(on),
            )
        )
        return f"{type.lower()}-{span.begin}-{span.end}"

    def quads(self) -> list[Quad]:
        """The article's graph."""
        document = Document(self.text, url=self.url, date=self.date)
        return list(describe(Extraction(document, tuple(self.actors.values()), facts=tuple(self.facts))))

    def _sentence(self, words: str) -> Span:
        begin = len(self.text)
        self.text += f"{words}. "
        return Span(begin, begin + len(words) + 1)


def _date(words: str | None) -> Date | None:
    if words is None:
        return None
    begin, _, end = words.partition("/")
    precision = "interval" if end else "day" if len(begin) == 10 else "month"
    return Date(begin, end or begin, precision)  # type: ignore[arg-type]


def written(reports: Sequence[Report]) -> str:
    """The graphs of reports as N-Quads."""
    return "".join(sorted(f"{quad} .\n" for report in reports for quad in report.quads()))
