"""The bundled phrase lists of the tone check, read. `evenhand.domain.tone` looks for them in a letter."""

import tomllib
from functools import cache

from evenhand import resources
from evenhand.domain.tone import Phrases


def languages() -> tuple[str, ...]:
    """The languages that have a phrase list."""
    return tuple(sorted(path.stem for path in resources.path("tone").glob("*.toml")))


@cache
def phrases(language: str) -> Phrases:
    """A language's phrase list. Raises FileNotFoundError when there is none."""
    return Phrases.from_data(tomllib.loads(resources.path("tone", f"{language}.toml").read_text("utf-8")))
