"""Hustings: who stands where on any set of axes, with the statements behind every position."""

__version__ = "0.1.0"
