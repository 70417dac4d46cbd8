"""Amazon Neptune (https://docs.aws.amazon.com/neptune/).

Requests are not signed: use a signing proxy where IAM is required.
"""

from __future__ import annotations

from kg.stores.kind import Kind

KIND = Kind(
    name="neptune",
    title="Amazon Neptune",
    query="/sparql",
    update="/sparql",
    graphs="/sparql/gsp/",
    endings=("/sparql/gsp", "/sparql"),
    auth="none",
    # A request is cut off at 150 MB and at the query timeout (two minutes by default): small chunks.
    chunk=10_000,
    signs=lambda reply: ".neptune." in reply.url or "dbengineversion" in reply.body.lower(),
)
