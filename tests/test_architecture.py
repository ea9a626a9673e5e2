"""The house in words. Which floor may import which is in pyproject.toml, and `make check` walks it."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from evenhand.domain.records import Letterhead, Owner
from evenhand.storage.book import Book

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "desktop" / "evenhand"
FLOORS = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
FLOORS -= {"__init__"}

# What may know a library, by the name of the contract that says so.
ALLOWED = {
    "PySide6 only in the window": {"ui", "app", "__main__"},  # __main__ has a contract of its own: it imports app
    "peewee and SQLCipher only in storage": {"storage"},
    "reportlab only in letters": {"letters"},
}
# What the first screen must not wait for.
HEAVY = (
    "peewee",
    "playhouse",
    "reportlab",
    "pypdfium2",
    "PIL",
    "holidays",
    "markdown_it",
    "zxingcpp",
    "uharfbuzz",
    "email",
)
OWN_HEAVY = {
    "evenhand.domain.country_facts",
    "evenhand.domain.tone",
    "evenhand.tone_phrases",
    "evenhand.letters.fields",
    "evenhand.domain.bonus",
    "evenhand.domain.case",
    "evenhand.domain.economics",
    "evenhand.domain.letter_kinds",
    "evenhand.domain.line",
    "evenhand.domain.load",
    "evenhand.domain.records",
    "evenhand.storage.cases",
    "evenhand.storage.letters",
    "evenhand.storage.following",
    "evenhand.storage.load",
    "evenhand.ui.load_guard",
    "evenhand.ui.today_ends",
    "evenhand.wording.refusals",
    "evenhand.wording.values",
}
# Modules above 300 lines, and why they stay whole.
LONG = {
    "domain/records.py": "every fact the book keeps, in one place; a list without behaviour",
    "storage/tables.py": "one table after another, as they lie in the book",
    "storage/schema_01.py": "one schema is read in one piece",
    "ui/case_screen.py": "the five pages and the one footer that leads through them",
    "ui/clients_screen.py": "a list, its search and the commands on whoever is chosen",
}


def modules() -> Iterator[tuple[str, str]]:
    """Every module as its path below the package, and its source."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, object]] = settings["tool"]["importlinter"]["contracts"]
    return found


def loaded_after(code: str) -> set[str]:
    """What a fresh Python has imported once it has run the code."""
    program = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment
    )
    assert result.returncode == 0, result.stderr
    return set(result.stdout.split())


def test_every_module_has_a_floor() -> None:
    layers = next(contract for contract in contracts() if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    named = {name.strip() for layer in layers["layers"] for name in layer.split("|")}  # type: ignore[attr-defined]
    assert named >= FLOORS - {"__init__"}


@pytest.mark.parametrize("contract", ALLOWED)
def test_every_floor_but_one_is_barred_from_a_library(contract: str) -> None:
    barred = next(one for one in contracts() if one["name"] == contract)["source_modules"]
    assert {f"evenhand.{floor}" for floor in FLOORS - ALLOWED[contract]} <= set(barred)  # type: ignore[call-overload]


def test_comfort_never_reaches_a_letter() -> None:
    names = [name for name, _source in modules() if name.startswith("letters/") and "__init__" not in name]
    assert names
    imports = "\n".join(f"import evenhand.{name.removesuffix('.py').replace('/', '.')}" for name in names)
    loaded = loaded_after(imports)
    assert "evenhand.letters.page" in loaded
    assert not loaded & {"evenhand.domain.comfort", "evenhand.domain.case"}


def test_no_letter_text_asks_for_comfort() -> None:
    for path in (ROOT / "resources" / "letters").rglob("*.*"):
        assert "comfort." not in path.read_text(encoding="utf-8"), path


def test_the_commands_do_without_qt() -> None:
    loaded = loaded_after("import evenhand.cli, evenhand.wording, evenhand.sample, evenhand.actions")
    assert not {name for name in loaded if name.startswith(("PySide6", "shiboken6"))}


def test_the_first_screen_waits_for_nothing_heavy(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        book.owner.save(Owner((Letterhead("en", "Merrow Tailoring", "Ellen Merrow"),)))
    loaded = loaded_after(
        "from datetime import date\n"
        "from evenhand import app\n"
        "from pathlib import Path\n"
        "application = app.QApplication([])\n"
        f"book = app.Book.open(Path({str(tmp_path)!r}))\n"
        "window = app.MainWindow(book, app.Preferences(), today=lambda: date(2026, 11, 11))\n"
        "window.show()\n"
    )
    assert "evenhand.ui.main_window" in loaded
    assert not {name.partition(".")[0] for name in loaded} & set(HEAVY)
    assert not loaded & OWN_HEAVY


def test_a_word_that_is_loaded_late_says_all_it_knows() -> None:
    loaded_after(
        "from evenhand import wording\n"
        "from evenhand.letters.refusal import LetterRefused\n"
        "refused = LetterRefused('missing_glyph', character='@@', codepoint='U+1F600', place='text')\n"
        "assert '@@' in wording.sentence(refused), wording.sentence(refused)\n"
        "assert all(getattr(wording, name) for name in wording.__all__)\n"
    )


def test_only_the_outermost_floors_ask_what_day_it_is() -> None:
    for name, source in modules():
        if name.startswith(("ui/", "commands/")) or name in ("app.py", "cli.py", "__main__.py"):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                asks = owner in ("date", "datetime", "time") and node.attr in ("today", "now", "utcnow", "time")
                assert not asks, f"{name}:{node.lineno} asks the clock; the day is an argument"


def test_a_class_is_named_for_what_it_is() -> None:
    for name, source in modules():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                vague = [word for word in ("Manager", "Helper", "Util", "Base") if word in node.name]
                assert not vague, f"{name}:{node.lineno} {node.name}"


def test_a_long_module_has_a_reason() -> None:
    long = {name for name, source in modules() if source.count("\n") > 300}
    assert long <= set(LONG), f"split, or say why not: {sorted(long - set(LONG))}"


def test_a_reason_to_be_long_is_dropped_with_the_length() -> None:
    long = {name for name, source in modules() if source.count("\n") > 300}
    assert set(LONG) <= long


def test_a_migration_never_looks_at_the_tables_of_today() -> None:
    for name, source in modules():
        if name.startswith("storage/") and ("migration" in name or "schema_" in name):
            imported = {
                alias.name
                for node in ast.walk(ast.parse(source))
                if isinstance(node, ast.Import | ast.ImportFrom)
                for alias in [*node.names, ast.alias(getattr(node, "module", None) or "")]
            }
            assert not any("tables" in one for one in imported), f"{name} would break on an old book"
