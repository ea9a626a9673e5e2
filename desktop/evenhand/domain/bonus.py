"""A bonus and what has become of it, read from its ledger and from nothing else."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.records import Nature


class EntryKind(StrEnum):
    GRANTED = "granted"
    REDEEMED = "redeemed"
    CANCELLED = "cancelled"  # or reduced, when something is left
    EXCHANGED = "exchanged"  # turned back into money
    REVERSED = "reversed"  # a redemption taken back
    EXTENDED = "extended"  # a later last day; its amount is zero


_ADDS = (EntryKind.GRANTED, EntryKind.REVERSED)


class BonusState(StrEnum):
    OUTSTANDING = "outstanding"
    PART_REDEEMED = "part_redeemed"
    REDEEMED = "redeemed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    EXCHANGED = "exchanged"


OPEN_STATES = (BonusState.OUTSTANDING, BonusState.PART_REDEEMED)

# Of a bonus with nothing left, by what took the last of it; and why nothing more can be taken.
_EMPTIED_BY = {
    EntryKind.REDEEMED: (BonusState.REDEEMED, "used"),
    EntryKind.CANCELLED: (BonusState.CANCELLED, "cancelled"),
    EntryKind.EXCHANGED: (BonusState.EXCHANGED, "exchanged"),
}


@dataclass(frozen=True, slots=True)
class Bonus:
    """A voucher for the next order, granted by a letter."""

    id: int
    code: str
    client_id: int
    case_id: int | None
    letter_id: int
    amount: Money
    granted_on: date
    valid_until: date | None  # the last day counts to its end; None: it never runs out
    nature: Nature = Nature.GOODWILL


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the append-only ledger. The amount is positive; the kind says which way it goes."""

    id: int
    bonus_id: int
    kind: EntryKind
    amount: Money
    entered_on: date
    order_id: int | None = None  # that it paid for, also where that was taken back
    letter_id: int | None = None  # that extends it
    reverses_id: int | None = None  # the redemption that is taken back
    valid_until: date | None = None  # the later last day
    note: str = ""


class BonusRefused(ValueError):
    """Something a bonus can't do. `left` is what is left on it, `until` its last day.

    `reason` is 'expired', 'cancelled', 'used', 'exchanged', 'too_much', 'nothing'; 'above_order' and 'order_paid'
    (`left` is then what the order still takes); 'not_owed' (only money owed turns back into money); 'no_end',
    'not_later', 'day_past' (of an extension); 'not_redeemed', 'taken_back' (of taking a redemption back).
    """

    def __init__(self, reason: str, bonus: Bonus, left: Money, until: date | None = None) -> None:
        super().__init__(reason)
        self.reason, self.bonus, self.left, self.until = reason, bonus, left, until or bonus.valid_until


def balance(bonus: Bonus, ledger: Sequence[LedgerEntry]) -> Money:
    """What is left on the bonus, by its ledger alone; a day that has passed doesn't change it.

    Raises CurrencyMismatch for an entry in another currency.
    """
    minor = 0  # counted in whole units, for a list of thousands asks this of each
    for entry in ledger:
        if entry.amount.currency != bonus.amount.currency:
            raise CurrencyMismatch(bonus.amount.currency, entry.amount.currency)
        minor += entry.amount.minor if entry.kind in _ADDS else -entry.amount.minor
    return Money.of_minor(minor, bonus.amount.currency)


def redemptions(ledger: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The redemptions that stand: those that weren't taken back."""
    taken_back = {entry.reverses_id for entry in ledger if entry.kind is EntryKind.REVERSED}
    return [entry for entry in ledger if entry.kind is EntryKind.REDEEMED and entry.id not in taken_back]


def last_day(bonus: Bonus, ledger: Sequence[LedgerEntry]) -> date | None:
    """The last day on which it's valid, extensions included; None: it never runs out."""
    extended = [entry.valid_until for entry in ledger if entry.valid_until is not None]
    return max(extended, default=bonus.valid_until) if bonus.valid_until else None


def _emptied_by(ledger: Sequence[LedgerEntry]) -> tuple[BonusState, str]:
    taken_back = {entry.reverses_id for entry in ledger if entry.kind is EntryKind.REVERSED}
    last = next(
        (entry.kind for entry in reversed(ledger) if entry.kind in _EMPTIED_BY and entry.id not in taken_back),
        EntryKind.CANCELLED,  # a ledger that never granted anything
    )
    return _EMPTIED_BY[last]


def state(bonus: Bonus, ledger: Sequence[LedgerEntry], today: date) -> BonusState:
    """The bonus's state on a day. An empty one is what took the last of it: used, cancelled or exchanged."""
    if not balance(bonus, ledger):
        return _emptied_by(ledger)[0]
    until = last_day(bonus, ledger)
    if until is not None and today > until:
        return BonusState.EXPIRED
    return BonusState.PART_REDEEMED if redemptions(ledger) else BonusState.OUTSTANDING


def may_be_owed(bonus: Bonus, ledger: Sequence[LedgerEntry], today: date) -> bool:
    """Whether something may still have to be given for it: money owed doesn't run out with its last day."""
    return owed_in(state(bonus, ledger, today), bonus)


def owed_in(now: BonusState, bonus: Bonus) -> bool:
    """The same of a bonus whose state is known."""
    return now in OPEN_STATES or (now is BonusState.EXPIRED and bonus.nature is Nature.OWED)


def check_open(bonus: Bonus, ledger: Sequence[LedgerEntry]) -> Money:
    """What is left, whether or not its day has passed. Raises BonusRefused ('used', 'cancelled', 'exchanged')."""
    left = balance(bonus, ledger)
    if not left:
        raise BonusRefused(_emptied_by(ledger)[1], bonus, left)
    return left


def check_redemption(
    bonus: Bonus, ledger: Sequence[LedgerEntry], amount: Money, today: date, *, after_expiry: bool = False
) -> None:
    """Raises BonusRefused when `amount` can't be redeemed from the bonus today.

    `after_expiry` honours a bonus whose last day has passed: the owner's deliberate act, never the usual way.
    """
    left, until = check_open(bonus, ledger), last_day(bonus, ledger)
    if until is not None and today > until and not after_expiry:
        raise BonusRefused("expired", bonus, left, until)
    if amount.minor <= 0:
        raise BonusRefused("nothing", bonus, left)
    if amount > left:
        raise BonusRefused("too_much", bonus, left)


def check_reversal(bonus: Bonus, ledger: Sequence[LedgerEntry], entry: LedgerEntry) -> None:
    """Raises BonusRefused ('not_redeemed', 'taken_back') when the entry isn't a redemption that stands."""
    left = balance(bonus, ledger)
    if entry.kind is not EntryKind.REDEEMED or entry.bonus_id != bonus.id:
        raise BonusRefused("not_redeemed", bonus, left)
    if entry.id not in {one.id for one in redemptions(ledger)}:
        raise BonusRefused("taken_back", bonus, left)


def check_exchange(bonus: Bonus, ledger: Sequence[LedgerEntry]) -> Money:
    """What is turned back into money: all that is left, also after the last day, for what is owed doesn't run out.

    Raises BonusRefused ('not_owed', 'used', 'cancelled', 'exchanged').
    """
    left = check_open(bonus, ledger)
    if bonus.nature is not Nature.OWED:
        raise BonusRefused("not_owed", bonus, left)
    return left


def check_extension(bonus: Bonus, ledger: Sequence[LedgerEntry], until: date, today: date) -> None:
    """Raises BonusRefused ('no_end', 'not_later', 'day_past', 'used', 'cancelled', 'exchanged')."""
    left, before = check_open(bonus, ledger), last_day(bonus, ledger)
    if before is None:
        raise BonusRefused("no_end", bonus, left)
    if until <= before:
        raise BonusRefused("not_later", bonus, left, before)
    if until < today:
        raise BonusRefused("day_past", bonus, left, before)


@dataclass(frozen=True, slots=True)
class Due:
    """What may still be owed on the bonuses whose last day lies in one month."""

    month: date | None  # its first day; None: they never run out
    amount: Money
    bonuses: int


def liability(rows: Iterable[tuple[Bonus, Sequence[LedgerEntry]]], today: date) -> dict[str, tuple[Due, ...]]:
    """What may still be owed on a day, per currency and month of the last day, the soonest first.

    What was used up, cancelled or exchanged isn't owed any more, and neither is a gesture that ran out.
    """
    found: dict[str, dict[date | None, list[int]]] = {}
    for bonus, ledger in rows:
        if may_be_owed(bonus, ledger, today):
            until = last_day(bonus, ledger)
            months = found.setdefault(bonus.amount.currency, {})
            months.setdefault(until.replace(day=1) if until else None, []).append(balance(bonus, ledger).minor)
    return {
        currency: tuple(
            Due(month, Money.of_minor(sum(months[month]), currency), len(months[month]))
            for month in sorted(months, key=lambda month: month or date.max)
        )
        for currency, months in found.items()
    }


# Crockford's base 32: no I, L, O or U, so nothing is misheard or misread.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILOU", "110V")
# Cyrillic capitals that look like Latin ones, from a keyboard that stands on Russian.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХ", "ABEKMH0PCTYX")
_LENGTH = 7


class Slip(StrEnum):
    """What is wrong with a typed code."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_LETTER = "no_letter"  # a character that no code has, such as a letter of another alphabet
    WRONG = "wrong"  # one character is another, or two have changed places


def _check_character(body: str) -> str:
    """What makes the code divisible in GF(32), x^5 + x^2 + 1: any one wrong character shows, and any two swapped."""
    value = 0
    for character in [*body, "0"]:
        value = (value << 1) ^ (0b100101 if value & 0b10000 else 0) ^ _ALPHABET.index(character)
    return _ALPHABET[value]


def bonus_code(seed: str) -> str:
    """A code made from a seed, "B-7F4M-2QK": six characters and a check character that catches typing slips."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4])
    body = "".join(_ALPHABET[number >> shift & 31] for shift in range(0, 30, 5))
    return f"B-{body[:4]}-{body[4:]}{_check_character(body)}"


def _bare(text: str) -> str:
    """The typed characters that count, without the leading B."""
    upper = text.strip().upper().translate(_LOOK_ALIKES)
    bare = "".join(character for character in upper.removeprefix("B-") if character.isalnum())
    if len(bare) == _LENGTH + 1 and bare[0] == "B":
        bare = bare[1:]
    return bare.translate(_MISREAD)


def read_code(text: str) -> str | None:
    """The code as it's kept, from one typed without dash, case or spaces; None when a character slipped."""
    return None if slip_in(text) else f"B-{_bare(text)[:4]}-{_bare(text)[4:]}"


def slip_in(text: str) -> Slip | None:
    """What slipped in a typed code; None when nothing did."""
    bare = _bare(text)
    if any(character not in _ALPHABET for character in bare):
        return Slip.NO_LETTER
    if len(bare) != _LENGTH:
        return Slip.TOO_SHORT if len(bare) < _LENGTH else Slip.TOO_LONG
    return None if _check_character(bare[:-1]) == bare[-1] else Slip.WRONG
