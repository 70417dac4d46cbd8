"""Fixtures that all tests may ask for."""

from tests.articles import plain

__all__ = ["plain"]
