"""Anything that holds articles to `Document`s."""
