"""Verifying bonuses: that each is the one its letter states, and that its ledger adds up.

Each finding is given as its code and where it is; `checking.Finding` says what the codes mean.
"""

from collections.abc import Iterator

from evenhand.domain.bonus import Bonus, EntryKind, LedgerEntry
from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.records import Nature
from evenhand.storage.connection import Connection
from evenhand.storage.rows import columns, from_row

Found = tuple[str, dict[str, object]]


def granted(book: Connection) -> Iterator[Found]:
    """Letters and bonuses that don't say the same."""
    kinds = [kind.value for kind, one in KINDS.items() if one.grants_bonus]
    for number, kind, code in book.rows(
        """SELECT letters.number, letters.kind, code FROM letters FULL JOIN bonuses ON bonuses.letter_id = letters.id
           AND bonuses.amount = letters.amount AND bonuses.currency = letters.currency
           AND bonuses.client_id = letters.client_id AND bonuses.granted_on = issued_on
           AND (letters.id IN (SELECT letter_id FROM letter_purges)
               OR (code = json_extract(snapshot, '$.bonus.code')
                   AND valid_until IS json_extract(snapshot, '$.bonus.valid_until')))
           WHERE letters.id IS NULL OR bonuses.id IS NULL"""
    ):
        if number is None:
            yield "bonus_letter", {"code": code}
        elif kind in kinds:
            yield "bonus_missing", {"number": number}
    for code, number in book.rows(
        """SELECT code, number FROM bonuses JOIN letters ON letters.id = bonuses.letter_id
           JOIN letter_voids ON letter_voids.letter_id = letters.id WHERE 0 < (
               SELECT total(CASE WHEN bonus_ledger.kind IN ('granted', 'reversed') THEN amount ELSE -amount END)
               FROM bonus_ledger WHERE bonus_id = bonuses.id)"""
    ):
        yield "bonus_outstanding", {"code": code, "number": number}


def ledger(book: Connection) -> Iterator[Found]:
    """Bonuses whose entries can't be."""
    entries: dict[int, list[LedgerEntry]] = {}
    for row in book.rows(f"SELECT {', '.join(columns(LedgerEntry))} FROM bonus_ledger ORDER BY id"):
        entry = from_row(LedgerEntry, row)
        entries.setdefault(entry.bonus_id, []).append(entry)
    for row in book.rows(f"SELECT {', '.join(columns(Bonus))} FROM bonuses ORDER BY id"):
        bonus = from_row(Bonus, row)
        for code in _ledger_faults(bonus, entries.get(bonus.id, [])):
            yield code, {"code": bonus.code}


def _ledger_faults(bonus: Bonus, entries: list[LedgerEntry]) -> Iterator[str]:
    if any(entry.amount.currency != bonus.amount.currency for entry in entries):
        yield "bonus_currency"
    if [entry.amount.minor for entry in entries if entry.kind is EntryKind.GRANTED] != [bonus.amount.minor]:
        yield "bonus_granted"
    redeemed: dict[int, int] = {}  # the minor units of redemptions that stand, by id
    left, until = 0, bonus.valid_until
    for entry in entries:
        adds = entry.kind in (EntryKind.GRANTED, EntryKind.REVERSED)
        left += entry.amount.minor if adds else -entry.amount.minor
        if left < 0:
            yield "bonus_overspent"
            return
        match entry.kind:
            case EntryKind.REDEEMED:
                redeemed[entry.id] = entry.amount.minor
            case EntryKind.REVERSED if redeemed.pop(entry.reverses_id or 0, None) != entry.amount.minor:
                yield "bonus_reversal"
            case EntryKind.EXTENDED:
                if until is None or entry.valid_until is None or entry.valid_until <= until:
                    yield "bonus_extension"
                until = entry.valid_until
            case EntryKind.EXCHANGED if bonus.nature is not Nature.OWED:
                yield "bonus_exchange"
