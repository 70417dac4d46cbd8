"""The vocabulary's names: namespaces, prefixes and the terms of `ontology/diplomacy.ttl`.

Strings only, so that every room may import it at no cost. A test holds `CLASSES`, `PROPERTIES` and
`INDIVIDUALS` equal to what the ontology declares.
"""

from __future__ import annotations

from typing import Final

DIP: Final = "https://w3id.org/diplomacy#"
BASE: Final = "https://w3id.org/diplomacy/id/"
"""Where minted identifiers live unless the user gives another base."""
LINKS: Final = f"{BASE}links"
"""The graph of links to other data sets; it is no article's, so that rebuilding an article keeps them."""
MERGED: Final = f"{BASE}merged"
"""The graph of what several articles tell of the same actor, meeting or demand; it is no article's either."""

FOAF: Final = "http://xmlns.com/foaf/0.1/"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
TIME: Final = "http://www.w3.org/2006/time#"
WD: Final = "http://www.wikidata.org/entity/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final = {
    "dip": DIP,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "time": TIME,
    "wd": WD,
    "xsd": XSD,
}
"""The prefixes that our graphs are written with."""

ACTOR_TYPES: Final = ("Person", "State", "Organization", "Group")
ACT_TYPES: Final = (
    "Demand", "Concession", "Rejection", "Offer", "Agreement",
    "Accusation", "Threat", "Support", "Sanction", "Aid",
)  # fmt: skip
MEETING_KINDS: Final = {
    "talks": "Talks", "summit": "Summit", "call": "Call", "visit": "Visit", "briefing": "Briefing",
}  # fmt: skip
"""The kinds of meeting that have a class of their own; a plain `meeting` is a `dip:Meeting`."""

MODALITIES: Final = ("asserted", "possible", "denied")
STATUSES: Final = ("held", "ongoing", "planned", "proposed", "postponed", "cancelled", "refused")
REAL_STATUSES: Final = frozenset({"held", "ongoing"})

CLASSES: Final = frozenset({
    "Actor", *ACTOR_TYPES, "Place", "Issue", "Article", "Evidence", "Answer", "Naming", "Modality", "Status",
    "Office", "Fact", "Event", "Act", *ACT_TYPES, "Meeting", *MEETING_KINDS.values(), "Statement", "Role",
    "UnrealizedEvent", "UnrealizedAct", "UnrealizedMeeting",
    "Merged", "MergedActor", "MergedMeeting", "MergedDemand", "MergedAnswer",
})  # fmt: skip
PROPERTIES: Final = frozenset({
    "participant", "host", "mediator", "excluded", "actor", "target", "attributedTo", "speaker", "addressee",
    "person", "title", "of", "former", "since", "until", "content", "direct", "topic", "kind", "status",
    "modality", "wouldBe", "place", "country", "issue", "date", "earliest", "latest", "precision",
    "answers", "answeringAct", "answeredAct", "reason", "alias", "affiliation", "iso2", "iso3",
    "formerName", "demonym", "metonym", "gender", "partOf", "sector", "successor", "heldBy",
    "capitalOf", "placeKind", "term", "ofParty", "without",
    "evidence", "furtherEvidence", "names", "inArticle", "trigger", "confidence", "rule", "sha256", "length",
    "reports", "agreesOn", "differsOn",
})  # fmt: skip
INDIVIDUALS: Final = frozenset({*MODALITIES, *STATUSES, "Modalities", "Statuses"})


def dip(name: str) -> str:
    """The IRI of a term of our vocabulary; `KeyError` for a name that it does not have.

    >>> dip("Demand")
    'https://w3id.org/diplomacy#Demand'
    """
    if name not in CLASSES and name not in PROPERTIES and name not in INDIVIDUALS:
        raise KeyError(f"no term dip:{name} in the vocabulary")
    return DIP + name
