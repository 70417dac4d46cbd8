"""A `Reading` to facts: the heart of the project. Pure functions; knows spaCy, never RDF."""
