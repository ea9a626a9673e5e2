"""Breaks the program itself, one line at a time: each mistake must be caught by the test named beside it.

A harness that has never failed proves nothing. python tests/faults/mutants.py [WORDS ...]
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FAULTS = "tests/faults/run.py"


@dataclass(frozen=True)
class Mutant:
    """A mistake: what it replaces in one or more modules, and what has to notice. A row of faults, or a test's name."""

    name: str
    changes: tuple[tuple[str, str, str], ...]  # module, what stands there, what is put in its place
    caught_by: tuple[str, ...]


def _pragma(name: str, from_: str, to: str) -> tuple[str, str, str]:
    return "storage/database.py", f'("{name}", {from_}),', f'("{name}", {to}),'


MUTANTS = (
    Mutant(
        "synchronous=NORMAL",
        (_pragma("synchronous", '"extra", 3', '"normal", 1'),),
        (_FAULTS, "torn and reordered writes: issue letters"),
    ),
    Mutant(
        "journal_mode=DELETE with synchronous=FULL",
        (
            _pragma("locking_mode", '"exclusive", "exclusive"', '"normal", "normal"'),  # or else no journal is deleted
            _pragma("journal_mode", '"truncate", "truncate"', '"delete", "delete"'),
            _pragma("synchronous", '"extra", 3', '"full", 2'),
        ),
        (_FAULTS, "torn and reordered writes: issue letters"),
    ),
    Mutant(
        "the number is taken in a transaction of its own",
        (
            (
                "actions/once.py",
                "        with book.transaction():\n            found = known()\n            return do()",
                "        with nullcontext():\n            found = known()\n            return do()",
            ),
            ("actions/once.py", "from typing import TypeVar", "from contextlib import nullcontext\nfrom typing import TypeVar"),
            ("storage/counters.py", "if not book.in_transaction:", "if False:"),
            ("storage/counters.py", "    return int(book.value(", "    with book.transaction():\n        return int(book.value("),
        ),
        (_FAULTS, "kill -9 at each system call: issue letters"),
    ),
    Mutant(
        "said to be done before the commit",
        (
            ("storage/connection.py", "            self.db.begin()\n", "            self.handle.in_transaction and self.db.commit()\n            self.db.begin()\n"),
            ("storage/connection.py", "        try:\n            self.db.commit()\n        except", "        try:\n            pass\n        except"),
            ("storage/connection.py", "        self._db = None\n        with suppress(driver.Error, AttributeError):", "        with suppress(driver.Error, AttributeError):\n            self.handle.in_transaction and self.handle.commit()\n        self._db = None\n        with suppress(driver.Error, AttributeError):"),
        ),
        (_FAULTS, "kill -9 at each system call: issue letters"),
    ),
    Mutant(
        "the folder isn't flushed after a rename",
        (("storage/backup.py", 'if os.name == "posix":', "if False:"),),
        (_FAULTS, "torn and reordered writes: back up"),
    ),
    Mutant(
        "the row first, the PDF's bytes later",
        (("storage/letters.py", '"pdf": pdf,', '"pdf": b"later",'),),
        ("tests/actions/test_issuing.py", "commit_error_never_issues_twice"),
    ),
    Mutant(
        "trying again blindly after an error at commit",
        (
            (
                "actions/once.py",
                "        if error.at_commit and (found := known()) is not None:\n            return found\n        raise",
                "        with book.transaction():\n            return do()",
            ),
        ),
        ("tests/actions/test_issuing.py", "commit_error_never_issues_twice"),
    ),
    Mutant(
        "the trigger that keeps letters is gone",
        (("storage/schema_05.py", "CREATE TRIGGER letters_unchanged BEFORE UPDATE ON letters WHEN NOT (", "CREATE TRIGGER letters_unchanged BEFORE UPDATE ON letters WHEN 0 AND NOT ("),),
        ("tests/storage/test_letters.py", "can_not_be_changed_or_taken_away"),
    ),
    Mutant(
        "values are not escaped",
        (("letters/template.py", "out.append(escape(value))", "out.append(value)"),),
        ("tests/letters/test_hostile_facts.py", "any_name_at_all or full_of_markup"),
    ),
    Mutant(
        "private notes in the search's index",
        (
            (
                "storage/comfort.py",
                "                notes.insert(client_id=client_id, note=text).on_conflict_replace().execute(self._book.db)\n",
                "                notes.insert(client_id=client_id, note=text).on_conflict_replace().execute(self._book.db)\n"
                "                self._book.rows(\"UPDATE clients SET folded = folded || ' ' || ? WHERE id = ?\", (text, client_id))\n",
            ),
            (
                "storage/clients.py",
                '"folded": search.client_text(record.name, record.phone, record.email),',
                '"folded": search.client_text(record.name, record.phone, record.email) + " " + str(self._book.value('
                '"SELECT note FROM private_notes WHERE client_id = ?", (record.id,))),',
            ),
        ),
        ("tests/test_privacy.py", "can_be_searched_for"),
    ),
    Mutant(
        "an empty passphrase makes an unencrypted book",
        (("storage/keys.py", "if not same:", "if False:"),),
        ("tests/storage/test_keys.py", "empty_passphrase"),
    ),
    Mutant(
        "a book of a newer program is opened",
        (("storage/migrations.py", "if found > len(STEPS):", "if False:"),),
        ("tests/storage/test_book.py", "newer_book_is_refused"),
    ),
    Mutant(
        "a restored book gives numbers again",
        (("actions/safekeeping.py", "lost = give_on(connection, _highest([one.counters for one in sources]), today)", "lost = []"),),
        (_FAULTS, "system call: restore one backup after another"),
    ),
    Mutant(
        "an older copy that its owner goes on with gives numbers again",
        (("actions/safekeeping.py", "lost = give_on(book.connection, known.counters, today)", "lost = []"),),
        ("tests/actions/test_going_on.py", "goes_on_behind"),
    ),
    Mutant(
        "an older copy isn't noticed",
        (("storage/seen.py", "return Standing.AHEAD if written > known.writes else Standing.OLDER", "return Standing.AHEAD"),),
        ("tests/storage/test_first_look.py", "owner_has_to_decide"),
    ),
    Mutant(
        "a backup that nobody read through",
        (("storage/backups.py", "counts = read_through(self.path, self.key)", "counts = counts_of(self.path, self.key)"),),
        ("tests/storage/test_backups.py", "points_nowhere or damaged_book_makes_no_backup"),
    ),
    Mutant(
        "thinning lets go of what seems to come",
        (("domain/backups.py", "for at in stamps if at <= now}", "for at in stamps}"),),
        ("tests/domain/test_backups.py", "seems_to_come"),
    ),
    Mutant(
        "a wrong passphrase is taken for none",
        (("storage/connection.py", "                return PassphraseWrong(path)", "                return PassphraseMissing(path)"),),
        ("tests/commands/test_opening.py", "wrong_passphrase_gets_one_line"),
    ),
    Mutant(
        "a first passphrase encrypts nothing",
        (
            ("storage/rekeying.py", """key.pragma.strip('"') if key else \"\"))""", '""))'),
            ("storage/rekeying.py", "if not is_under(half, key):", "if False:"),
            ("storage/rekeying.py", "new = open_database(half, key, read_only=True)", "new = open_database(half, None, read_only=True)"),
        ),
        ("tests/actions/test_passphrase.py", "leaves_nothing_behind"),
    ),
    Mutant(
        "a first passphrase leaves a backup without one",
        (("actions/passphrase.py", "    if book.connection.key is not None:\n        back_up", "    if True:\n        back_up"),),
        ("tests/actions/test_passphrase.py", "leaves_nothing_behind"),
    ),
    Mutant(
        "saved into a file that was taken away",
        (("storage/connection.py", 'if os.name == "posix" and not self.in_place:', "if False:"),),
        ("tests/storage/test_taken_away.py", "not_said_to_be_saved"),
    ),
    Mutant(
        "an import in more than one transaction",
        (("actions/importing.py", "    return once(book, lambda: book.imports.of_operation(operation_id), do)", "    return do()"),),
        ("tests/actions/test_importing.py", "stopping_leaves_nothing or failure_halfway"),
    ),
    Mutant(
        "an import's triggers stay away",
        (("storage/imports.py", "            for _name, sql in triggers:\n                handle.execute(sql)", "            pass"),),
        (_FAULTS, "system call: import many clients"),
    ),
)  # fmt: skip


def _lay_out(place: Path) -> None:
    """The project in another place: its code copied, all else linked to."""
    shutil.copytree(ROOT / "desktop", place / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tests", "resources", "build_spec", "pyproject.toml"):
        (place / name).symlink_to(ROOT / name)


def _run(place: Path, caught_by: tuple[str, ...]) -> tuple[int, str]:
    where, words = caught_by
    if where == _FAULTS:
        command = [sys.executable, str(place / where), words]
    else:
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n0", str(place / where), "-k", words]
    environment = os.environ | {
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": f"{place}/desktop:{place}/tests",
        "CI": "true",
    }
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _mutate(place: Path, mutant: Mutant) -> None:
    for module, old, new in mutant.changes:
        path = place / "desktop" / "evenhand" / module
        source = path.read_text(encoding="utf-8")
        if source.count(old) != 1:
            raise SystemExit(f"{mutant.name}: {module} has changed; say anew what the mistake would be")
        path.write_text(source.replace(old, new), encoding="utf-8")


def _caught(mutant: Mutant) -> tuple[bool, str]:
    with tempfile.TemporaryDirectory(prefix="evenhand-mutant-") as folder:
        place = Path(folder)
        _lay_out(place)
        _mutate(place, mutant)
        code, text = _run(place, mutant.caught_by)
        return code == 1, text


def main(words: list[str]) -> int:
    """Runs all mutants, or those with one of the words in their name. Returns 1 when one survives."""
    chosen = [one for one in MUTANTS if not words or any(word in one.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="evenhand-mutant-") as folder:
        _lay_out(Path(folder))
        for caught_by in sorted({one.caught_by for one in chosen}):
            code, text = _run(Path(folder), caught_by)
            if code:
                print(f"{' '.join(caught_by)} fails without any mistake:\n{text[-3000:]}")
                return 1
    survived = 0
    print(f"{'mistake':<55} {'caught by':<70} {'seconds':>8}", flush=True)
    for mutant in chosen:
        begun = time.monotonic()
        caught, text = _caught(mutant)
        survived += not caught
        by = f"{Path(mutant.caught_by[0]).name}: {mutant.caught_by[1]}" if caught else "NOBODY"
        print(f"{mutant.name:<55} {by:<70} {time.monotonic() - begun:>8.0f}", flush=True)
        if not caught:
            print(text[-1500:], flush=True)
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
