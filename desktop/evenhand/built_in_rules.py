"""The house rules that come with the app, read: what they look at and do, and their words in each language."""

import tomllib
from functools import cache
from typing import Any

from evenhand import resources


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path("rules", f"{name}.toml").read_text("utf-8"))


@cache
def data() -> tuple[dict[str, Any], ...]:
    """The rules as they stand in rules.toml, without words, in their order."""
    return tuple(_read("rules")["rule"])


@cache
def words(language: str) -> dict[str, dict[str, str]]:
    """By a rule's id (as text): its name, do, say and for_clients. Raises FileNotFoundError for an unknown language."""
    found: dict[str, dict[str, str]] = _read(language)
    return found
