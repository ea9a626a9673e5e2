"""The one place that knows where the bundled files lie: in a checkout, a wheel or a frozen build."""

import sys
from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The folder of bundled files. Raises FileNotFoundError when the installation is incomplete."""
    package = Path(__file__).resolve().parent
    candidates = [package / "resources", package.parents[1] / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("Evenhand's own files are missing; install it again")


def path(*parts: str) -> Path:
    """One bundled file or folder, for example path("fonts", "LetterSans-Regular.ttf")."""
    return folder().joinpath(*parts)
