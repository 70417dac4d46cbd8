"""Text to a `Reading`: a parsed article whose mentions carry their actors.

    nlp = load()
    reading = read(document, nlp)
    reading.actors_at(token)

`reads` does the same for many articles at once, with the same results.
"""

from kg.nlp.model import load
from kg.nlp.parse import parse, parses
from kg.nlp.read import read, reads
from kg.nlp.reading import Reading

__all__ = ["Reading", "load", "parse", "parses", "read", "reads"]
