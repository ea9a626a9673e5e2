"""What languages are called. Apart from the other words, since the menus want it before the first screen."""

from evenhand.translation import language

_LANGUAGES = {"en": "English", "ru": "Русский", "ro": "Română", "hy": "Հայերեն"}


def language_name(code: str) -> str:
    """A language by its own name, which its speakers find in any screen language."""
    return _LANGUAGES.get(code, code)


def language_here(code: str) -> str:
    """A language's name in the screen's language (CLDR)."""
    from babel import Locale

    return str(Locale(language()).languages[code])
