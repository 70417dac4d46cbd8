"""Text to a `Reading`: a parsed article whose mentions carry their actors."""
