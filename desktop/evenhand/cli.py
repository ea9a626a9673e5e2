"""The commands without a window, such as sample and check. Each ends with a clear line and an exit code."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evenhand import __version__, problem_log, translation
from evenhand.storage.book_folder import chosen
from evenhand.translation import _, ngettext


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line. No command means the window."""

    command: str | None
    data: Path
    named: bool = False  # whether `data` was asked for, and isn't only the platform's own place
    target: Path | None = None
    sample: bool = False
    language: str = ""
    yes: bool = False
    notes: bool = False
    dry_run: bool = False


def own_folder() -> Path:
    """The platform's own place for this owner's data; on Windows the local one, which isn't roamed."""
    import platformdirs

    return platformdirs.user_data_path("Evenhand", appauthor=False)


def environment_language() -> str:
    """The language that the environment asks for, by POSIX's order of variables."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower()
    return "en"


def read(arguments: Sequence[str]) -> Options:
    """Reads the command line. Exits with 2 and a usage line where it can't be understood."""
    translation.use(environment_language())
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=_("the folder of the book"))
    parser = argparse.ArgumentParser(
        prog="evenhand",
        parents=[common],
        description=_("Clients, unhappy-client cases and compensation letters, offline on this computer."),
        epilog=_("Without a command the window opens on your own book."),
    )
    parser.add_argument("--version", action="version", version=f"Evenhand {__version__}")
    parser.add_argument("--sample", action="store_true", help=_("open the window on a throw-away sample business"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    helps = {
        "sample": _("make a new book with a sample business in it"),
        "gallery": _("write every letter kind in every language as PDF, from the sample business"),
        "check": _("verify the book: database, letters, numbering, ledger"),
        "backup": _("write a verified copy of the book to a file"),
        "restore": _("put a copy in the place of the book, which is kept beside it"),
        "import": _("take clients from a CSV or vCard file into the book"),
        "export": _("write everything in the book as CSV and PDF files, to be read without this program"),
        "tone": _("say how a letter will sound to the person who opens it"),
        "wipe-comfort": _("take all that you felt out of the book for good: flags, marks, check-ins"),
    }
    files = {
        "backup": _("the file to write to"),
        "restore": _("the copy to open from now on"),
        "import": _("a CSV file, or address cards as .vcf"),
    }
    for name, text in helps.items():
        command = commands.add_parser(name, parents=[common], help=text, description=text)
        if name == "tone":
            command.add_argument("--language", required=True, metavar="xx", help=_("the letter's language, such as en"))
            command.add_argument("target", type=Path, metavar="FILE", help=_("the letter, as a text file in UTF-8"))
        elif name == "wipe-comfort":
            command.add_argument("--yes", action="store_true", help=_("wipe it; without this it's only counted"))
            command.add_argument("--notes", action="store_true", help=_("wipe the private notes on clients too"))
        elif name in ("backup", "restore", "import"):
            if name == "import":
                command.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
            command.add_argument("target", type=Path, metavar="FILE", help=files[name])
        elif name != "check":
            command.add_argument("target", type=Path, metavar="DIR", help=_("the folder to write to"))
    found = parser.parse_args(arguments)
    if found.sample and found.command:
        parser.error(_("--sample opens the window and takes no command"))
    return Options(
        command=found.command,
        data=getattr(found, "data", None) or chosen() or own_folder(),
        named=getattr(found, "data", None) is not None,
        target=getattr(found, "target", None),
        sample=found.sample,
        language=getattr(found, "language", ""),
        yes=getattr(found, "yes", False),
        notes=getattr(found, "notes", False),
        dry_run=getattr(found, "dry_run", False),
    )


def run(options: Options) -> int:
    """Runs one command. Returns 0, or 1 after one clear line on standard error."""
    from evenhand import wording
    from evenhand.storage.errors import BookReadOnly

    commands = {
        "sample": _make_sample,
        "gallery": _write_gallery,
        "check": _check,
        "tone": _tone,
        "wipe-comfort": _wipe_comfort,
        "backup": _backup,
        "restore": _restore,
        "import": _import,
        "export": _export,
    }
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal or pipe that lacks a letter shows "?" for it
            stream.reconfigure(errors="replace")
    try:
        return commands[options.command or ""](options)
    except BookReadOnly as error:
        refusal = _("Evenhand can't write to {folder}. Make the folder writable, or choose another with --data.")
        print(refusal.format(folder=error.folder), file=sys.stderr)
        return 1
    except wording.KNOWN_ERRORS as error:
        print(wording.sentence(error), file=sys.stderr)
        return 1
    except OSError as error:
        print(wording.sentence_for_file(error), file=sys.stderr)
        return 1
    except Exception as error:  # its text may hold what it stumbled over, so only its kind and place are told
        print(wording.sentence(error), problem_log.note(error), sep="\n", file=sys.stderr)
        return 1


def _make_sample(options: Options) -> int:
    from evenhand import sample

    assert options.target is not None
    sample.make_book(options.target, today=date.today())
    print(_("The sample business is in {folder}.").format(folder=options.target))
    return 0


def _write_gallery(options: Options) -> int:
    from evenhand import sample

    assert options.target is not None
    written = sample.gallery(options.target, today=date.today())
    print(ngettext("{n} letter written.", "{n} letters written.", len(written)))
    return 0


def _check(options: Options) -> int:
    from evenhand.commands.checking import check_book

    return check_book(options.data)


def _tone(options: Options) -> int:
    from evenhand import tone_phrases
    from evenhand.domain import tone

    assert options.target is not None
    known = tone_phrases.languages()
    if options.language not in known:
        sentence = _('There is no tone check for "{language}". Choose one of: {languages}.')
        print(sentence.format(language=options.language, languages=", ".join(known)), file=sys.stderr)
        return 1
    raw = options.target.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        sentence = _("{file} is not text in UTF-8. Save the letter as plain text in UTF-8, then try once more.")
        print(sentence.format(file=options.target), file=sys.stderr)
        return 1
    notes = tone.check(text.replace("\r\n", "\n").replace("\r", "\n"), tone_phrases.phrases(options.language))
    notes = tuple(one for one in notes if one.severity is not tone.Severity.GOOD)
    for one in notes:
        matched = " ".join(one.matched.replace("*", "").split())
        better = one.suggestion.replace("{day}", "…")  # only the letter's writer knows the day
        print(f'{one.line}:{one.column} {one.category} "{matched}" - {better}')
    return 1 if notes else 0


def _wipe_comfort(options: Options) -> int:
    from evenhand.commands.opening import open_book
    from evenhand.wording.comfort import held_lines, notes_line

    with open_book(options.data, to_write=options.yes) as book:
        held = book.comfort.held()
        lines = held_lines(held) + ([notes_line(held)] if options.notes and held.notes else [])
        if options.yes:
            book.comfort.wipe(notes=options.notes)
    if not lines:
        print(_("The book holds nothing of it."))
        return 0
    print(_("Wiped for good:") if options.yes else _("This would go out of the book for good:"))
    for line in lines:
        print(f"- {line}")
    if options.yes:
        print(_("Copies of the book that were made before still hold it."))
        return 0
    print(_("Nothing is wiped yet. Add --yes to wipe it; it can't be undone."), file=sys.stderr)
    return 1


def _backup(options: Options) -> int:
    from evenhand.commands.backups import backup

    assert options.target is not None
    return backup(options.data, options.target)


def _restore(options: Options) -> int:
    from evenhand.commands.backups import restore

    assert options.target is not None
    return restore(options.data, options.target)


def _import(options: Options) -> int:
    from evenhand.commands.importing import import_file

    assert options.target is not None
    return import_file(options.data, options.target, dry_run=options.dry_run)


def _export(options: Options) -> int:
    from evenhand.commands.exporting import export

    assert options.target is not None
    return export(options.data, options.target)
