"""Screen texts in the screen's language: gettext messages, read from the .po files as they lie."""

import re
from collections.abc import Callable
from functools import cache

from evenhand import resources

SCREEN_LANGUAGES = ("en", "ru", "ro", "hy")


Texts = dict[str, str | tuple[str, ...]]

_LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]|)\s*"(.*)"')
_ESCAPED = re.compile(r"\\(.)")


def read(catalogue: str) -> Texts:
    """The texts of a .po file by their English, with the context before it; the plural forms as a tuple.

    Reads what build_spec/catalogues.py writes and no more: Babel would take longer than the window needs to open.
    """
    texts: Texts = {}
    for entry in catalogue.split("\n\n"):
        parts: dict[str, str] = {}
        part = ""
        for line in entry.splitlines():
            if found := _LINE.fullmatch(line):
                part = found[1] or part
                words = _ESCAPED.sub(lambda escaped: "\n" if escaped[1] == "n" else escaped[1], found[2])
                parts[part] = parts.get(part, "") + words
        if not parts.get("msgid"):
            continue
        key = f"{parts['msgctxt']}\x04{parts['msgid']}" if "msgctxt" in parts else parts["msgid"]
        forms = tuple(words for name, words in parts.items() if name.startswith("msgstr["))
        if forms or parts.get("msgstr"):
            texts[key] = forms or parts["msgstr"]
    return texts


@cache
def _catalogue(language: str) -> tuple[Texts, Callable[[int], int]]:
    if language == "en":  # the texts in the code are English
        return {}, lambda n: int(n != 1)
    return read(resources.path("i18n", f"{language}.po").read_text("utf-8")), plural_rule(language)


def plural_rule(language: str) -> Callable[[int], int]:
    """CLDR's form of a noun after a whole number, 0 and above: 0 one, 1 few (in English: all others), 2 many."""
    if language == "ru":
        return lambda n: (
            0 if n % 10 == 1 and n % 100 != 11 else 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2
        )
    if language == "ro":
        return lambda n: 0 if n == 1 else 1 if n == 0 or 1 <= n % 100 <= 19 else 2
    return lambda n: int(n != 1)


_language = "en"


def N_(text: str) -> str:
    """Marks a text for the catalogues where it can't be translated yet, in a table of words for instance."""
    return text


def use(language: str) -> None:
    """Sets the language of the screens; one of SCREEN_LANGUAGES, anything else means English."""
    global _language
    _language = language if language in SCREEN_LANGUAGES else "en"


def language() -> str:
    """The language of the screens now."""
    return _language


def _(text: str) -> str:
    """The text in the screen's language; the English itself where there is no translation."""
    found = _catalogue(_language)[0].get(text)
    return found if isinstance(found, str) else text


def text_in(code: str, text: str) -> str:
    """The text in another language than the screen's."""
    found = _catalogue(code)[0].get(text)
    return found if isinstance(found, str) else text


def pgettext(context: str, text: str) -> str:
    """As _(), for a text that means different things in different places."""
    found = _catalogue(_language)[0].get(f"{context}\x04{text}")
    return found if isinstance(found, str) else text


def ngettext(one: str, many: str, n: int) -> str:
    """The plural form that n takes in the screen's language, with {n} filled in."""
    texts, form = _catalogue(_language)
    found = texts.get(one)
    if isinstance(found, tuple) and form(n) < len(found) and found[form(n)]:
        return found[form(n)].format(n=n)
    return (one if n == 1 else many).format(n=n)
