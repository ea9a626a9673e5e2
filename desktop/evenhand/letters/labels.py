"""The fixed words of the page in each letter language: resources/letters/<language>/labels.toml."""

import tomllib
from functools import cache

from evenhand import resources


@cache
def of(language: str) -> dict[str, str]:
    """The language's labels by name. Raises FileNotFoundError for a language without letters."""
    labels: dict[str, str] = tomllib.loads(resources.path("letters", language, "labels.toml").read_text("utf-8"))
    return labels
