"""`evenhand import`: takes the people of a CSV or vCard file into the book, and says what became of each row."""

import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from evenhand.actions import importing
from evenhand.actions.importing import Do, Known, Line, Plan
from evenhand.commands.opening import open_book
from evenhand.translation import N_, _, ngettext
from evenhand.wording.import_refusals import bad_row

_LEFT_OUT = {
    Known.CLIENT: N_("Line {line}: {name} is in the book already, and the file says nothing new."),
    Known.TWICE: N_("Line {line}: {name} stands in line {twin} already."),
}


def import_file(data: Path, target: Path, *, dry_run: bool = False) -> int:
    """Adds who is new and fills in what's empty at who is known. Returns 0, or 1 when rows couldn't be taken.

    Raises what opening the book, reading the file and writing raise.
    """
    with open_book(data, to_write=not dry_run) as book:
        owner = book.owner.get()
        found = importing.read_file(target, country=owner.country if owner else "")
        plan = importing.preview(book, found)
        if found.table is not None and not found.sure:
            print(_("Read as {encoding}.").format(encoding=found.encoding))
        lines = _told(plan)
        if dry_run:
            counts = plan.counts()
            _say(counts[Do.ADD], counts[Do.UPDATE], counts[Do.SKIP] + len(plan.bad))
            lines.append(_("Nothing is taken yet. Leave out --dry-run to take them."))
        else:
            done = importing.take(
                book, plan, operation_id=uuid.uuid4().hex, now=datetime.now(UTC), progress=_progress()
            )
            _say(done.added, done.updated, done.skipped)
    for line in lines:
        print(line)
    for row in plan.bad:
        print(bad_row(row), file=sys.stderr)
    return 1 if plan.bad else 0


def _say(added: int, updated: int, skipped: int) -> None:
    print(ngettext("{n} client added.", "{n} clients added.", added))
    print(ngettext("{n} client filled in.", "{n} clients filled in.", updated))
    print(ngettext("{n} row skipped.", "{n} rows skipped.", skipped))


def _told(plan: Plan) -> list[str]:
    """The rows that aren't taken though they can be read, and why."""
    return [_reason(line) for line in plan.lines if line.do is Do.SKIP]


def _reason(line: Line) -> str:
    return _(_LEFT_OUT[line.known]).format(line=line.person.line, name=line.person.name, twin=line.twin)


def _progress() -> importing.Progress | None:
    """Percents that overwrite each other, where somebody is looking."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{done * 100 // max(total, 1)} %", end=end, file=sys.stderr, flush=True)

    return show
