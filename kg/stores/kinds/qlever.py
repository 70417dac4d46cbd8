"""QLever (https://github.com/ad-freiburg/qlever).

One address serves everything; writing wants an access token.
"""

from __future__ import annotations

from kg.stores.kind import Kind

KIND = Kind(
    name="qlever",
    title="QLever",
    query="",
    update="",
    graphs="",
    # PUT and DELETE of graphs are not in every version, CLEAR is refused, DROP is not: DROP and POST.
    put=False,
    delete=False,
    auth="bearer",
    chunk=50_000,
    signs=lambda reply: '"git-hash-index"' in reply.body or '"name-index"' in reply.body,
)
