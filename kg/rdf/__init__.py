"""Facts as RDF, and RDF as text: pure, and no parser of language is known here.

- `describe.describe(extraction)` gives an article's quads.
- `formats.write(quads, path)` and `formats.serialised(quads, format)` write them, sorted.
- `validate.report(graph)` checks a graph against the shapes.
- `graphs.to_rdflib(quads)` hands them to rdflib.
"""
