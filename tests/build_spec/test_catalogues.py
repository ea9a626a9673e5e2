"""A stale translation is told before a reader meets it."""

from pathlib import Path

import catalogues
import pytest
from catalogues import Text, faults, texts_in, update

from evenhand import translation

ENGLISH = {
    text.key: text
    for text in (
        Text("Save", files={"a.py"}),
        Text("Only {left} is left.", files={"a.py"}),
        Text("{n} letter", plural="{n} letters", files={"a.py"}),
        Text("Left", context="client", files={"a.py"}),
    )
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    return tmp_path


def write(folder: Path, *messages: str) -> None:
    (folder / "ru.po").write_text(catalogues.header("ru") + "\n\n".join(messages) + "\n", encoding="utf-8")


GOOD = (
    'msgid "Save"\nmsgstr "Сохранить"',
    'msgid "Only {left} is left."\nmsgstr "Осталось {left}."',
    'msgid "{n} letter"\nmsgid_plural "{n} letters"\n'
    'msgstr[0] "{n} письмо"\nmsgstr[1] "{n} письма"\nmsgstr[2] "{n} писем"',
    'msgctxt "client"\nmsgid "Left"\nmsgstr "Ушёл"',
)


def test_a_full_catalogue_has_no_faults(folder: Path) -> None:
    write(folder, *GOOD)
    assert list(faults(ENGLISH, "ru")) == []


@pytest.mark.parametrize(
    ("place", "message", "fault"),
    [
        (0, "", "lacks 'Save'"),
        (0, 'msgid "Save"\nmsgstr ""', "lacks a translation"),
        (0, '#, fuzzy\nmsgid "Save"\nmsgstr "Сохранить"', "fuzzy"),
        (1, 'msgid "Only {left} is left."\nmsgstr "Осталось {rest}."', "placeholders"),
        (1, 'msgid "Only {left} is left."\nmsgstr "Осталось."', "placeholders"),
        (1, 'msgid "Only {left} is left."\nmsgstr "Осталось {left."', "brace"),
        (
            2,
            'msgid "{n} letter"\nmsgid_plural "{n} letters"\nmsgstr[0] "{n} письмо"\nmsgstr[1] "{n} письма"',
            "3 forms",
        ),
        (
            2,
            'msgid "{n} letter"\nmsgid_plural "{n} letters"\n'
            'msgstr[0] "письмо"\nmsgstr[1] "{n} письма"\nmsgstr[2] "{n} писем"',
            "placeholders",  # 21 takes the first form in Russian
        ),
        (3, 'msgid "Left"\nmsgstr "Ушёл"', "lacks 'Left'"),
    ],
)
def test_each_fault_is_named(folder: Path, place: int, message: str, fault: str) -> None:
    messages = list(GOOD)
    messages[place] = message
    write(folder, *messages)
    assert any(fault in line for line in faults(ENGLISH, "ru")), list(faults(ENGLISH, "ru"))


def test_what_the_code_no_longer_says_is_named(folder: Path) -> None:
    write(folder, *GOOD, 'msgid "Gone"\nmsgstr "Нет"', '#~ msgid "Long gone"\n#~ msgstr "Давно нет"')
    assert len(list(faults(ENGLISH, "ru"))) == 2


def test_a_missing_catalogue_is_named(folder: Path) -> None:
    assert list(faults(ENGLISH, "hy")) == ["hy.po is missing"]


def test_an_update_keeps_translations_drops_what_is_gone_and_changes_nothing_twice(folder: Path) -> None:
    write(folder, *GOOD[:3], 'msgid "Gone"\nmsgstr "Нет"')
    update(ENGLISH, "ru")
    once = (folder / "ru.po").read_text(encoding="utf-8")
    assert "Сохранить" in once
    assert "писем" in once
    assert "Gone" not in once
    assert "POT-Creation-Date" not in once
    assert list(faults(ENGLISH, "ru")) == ["ru.po: 'Left' lacks a translation (1 form needed)"]
    update(ENGLISH, "ru")
    assert (folder / "ru.po").read_text(encoding="utf-8") == once


def test_the_app_reads_what_the_update_wrote(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, *GOOD)
    update(ENGLISH, "ru")
    monkeypatch.setattr(translation.resources, "path", lambda *parts: folder / parts[-1])
    translation._catalogue.cache_clear()
    try:
        translation.use("ru")
        assert translation._("Save") == "Сохранить"
        assert [translation.ngettext("{n} letter", "{n} letters", n) for n in (1, 3, 5, 21)] == [
            "1 письмо",
            "3 письма",
            "5 писем",
            "21 письмо",
        ]
        assert translation.pgettext("client", "Left") == "Ушёл"
    finally:
        translation._catalogue.cache_clear()


@pytest.mark.parametrize(
    "code",
    ['_(f"Hello {name}")', '_("a" + b)', '_("Hello {}".format(x))', "N_(text)", 'ngettext("one", many, 2)', "_()"],
)
def test_a_text_that_is_not_a_literal_is_told(code: str) -> None:
    assert [found for found in texts_in(code, "a.py") if isinstance(found, str)]


def test_a_table_of_marked_texts_may_be_translated_later() -> None:
    assert list(texts_in('TABLE = {1: N_("Save")}\n_(TABLE[1])\n_(text)', "a.py")) == [Text("Save", files={"a.py"})]


def test_a_plural_fills_nothing_but_its_number() -> None:
    found = list(texts_in('ngettext("{n} of {name}", "{n} of {name}", 2)', "a.py"))
    assert any("fills {n} alone" in line for line in found if isinstance(line, str))
