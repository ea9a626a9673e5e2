"""Evenhand: a dignified way through an unhappy client, offline on one laptop."""

__version__ = "0.1.0"
