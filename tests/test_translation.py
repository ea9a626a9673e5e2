from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from cldr_names import FILE, names

from evenhand import resources, translation


@pytest.mark.parametrize("language", ["ru", "ro", "hy"])
def test_a_catalogue_is_read_as_babel_reads_it(language: str) -> None:
    path = resources.path("i18n", f"{language}.po")
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    expected: translation.Texts = {}
    for message in catalogue:
        if message.id and message.string:
            english = message.id if isinstance(message.id, str) else message.id[0]
            key = english if message.context is None else f"{message.context}\x04{english}"
            expected[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    assert translation.read(path.read_text("utf-8")) == expected
    assert len(expected) > 500


def test_a_text_without_translation_stays_english() -> None:
    translation.use("ru")
    assert translation._("no such text") == "no such text"
    assert translation.ngettext("{n} thing", "{n} things", 2) == "2 things"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", (1, 2, 5, 21)),
        ("ru", (1, 2, 5, 11, 21, 22, 25, 111)),
        ("ro", (0, 1, 2, 19, 20, 101, 120)),
        ("hy", (1, 2)),
    ],
)
def test_plural_forms_follow_cldr(language: str, forms: tuple[int, ...]) -> None:
    from babel import Locale
    from babel.plural import to_python

    rule = to_python(Locale(language).plural_form)
    tags = {"en": ("one", "other"), "ru": ("one", "few", "many"), "ro": ("one", "few", "other"), "hy": ("one", "other")}
    translation.use(language)
    for n in forms:
        assert tags[language][translation.plural_rule(language)(n)] == rule(n), n


def test_an_unknown_screen_language_means_english() -> None:
    translation.use("xx")
    assert translation.language() == "en"


def test_the_kept_names_are_cldrs_own(tmp_path: Path) -> None:
    import json

    assert json.loads(FILE.read_text("utf-8")) == names()
