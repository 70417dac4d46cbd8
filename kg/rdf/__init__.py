"""Facts to quads, pure. Knows RDF, never spaCy."""
