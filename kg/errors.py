"""What can go wrong: one base class, a handful of children, caught once at the command line.

A message says what is wrong, where (file, line, entry) and what to do about it.
"""


class KgError(Exception):
    """Base of every error that a user can mend; the command line prints it as one line."""


class SourceError(KgError):
    """An article cannot be read: missing, unreadable, binary, empty, broken or not an article."""


class LexiconError(KgError):
    """A lexicon table or the ontology's data is malformed; names the file and the entry."""


class ModelError(KgError):
    """The spaCy model is not installed or lacks a component that the extraction stands on."""


class QueryError(KgError):
    """A query file is missing or broken, or a parameter is unknown or unusable."""


class StoreError(KgError):
    """A store, local or remote, refused, failed or does not hold what it should."""


class ShapeError(KgError):
    """A graph or an ontology does not conform to its shapes."""
