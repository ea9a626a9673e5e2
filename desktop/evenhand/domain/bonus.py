"""A bonus and what has become of it, read from its ledger and from nothing else."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.domain.money import Money
from evenhand.domain.records import Nature


class EntryKind(StrEnum):
    GRANTED = "granted"
    REDEEMED = "redeemed"
    CANCELLED = "cancelled"
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
    order_id: int | None = None
    letter_id: int | None = None  # that extends it
    reverses_id: int | None = None  # the redemption that is taken back
    valid_until: date | None = None  # the later last day
    note: str = ""


class BonusRefused(ValueError):
    """A redemption that can't be. `reason` is 'expired', 'cancelled', 'used', 'too_much' or 'nothing'."""

    def __init__(self, reason: str, bonus: Bonus, left: Money) -> None:
        super().__init__(reason)
        self.reason, self.bonus, self.left = reason, bonus, left


def balance(bonus: Bonus, ledger: Sequence[LedgerEntry]) -> Money:
    """What is left on the bonus, by its ledger alone; a day that has passed doesn't change it."""
    left = Money.zero(bonus.amount.currency)
    for entry in ledger:
        left = left + entry.amount if entry.kind in _ADDS else left - entry.amount
    return left


def last_day(bonus: Bonus, ledger: Sequence[LedgerEntry]) -> date | None:
    """The last day on which it's valid, extensions included; None: it never runs out."""
    extended = [entry.valid_until for entry in ledger if entry.valid_until is not None]
    return max(extended, default=bonus.valid_until) if bonus.valid_until else None


def state(bonus: Bonus, ledger: Sequence[LedgerEntry], today: date) -> BonusState:
    """The bonus's state on a day."""
    left = balance(bonus, ledger)
    if not left:
        gone = [entry.kind for entry in ledger if entry.kind in (EntryKind.CANCELLED, EntryKind.EXCHANGED)]
        return BonusState.CANCELLED if gone else BonusState.REDEEMED
    until = last_day(bonus, ledger)
    if until is not None and today > until:
        return BonusState.EXPIRED
    return BonusState.OUTSTANDING if left == bonus.amount else BonusState.PART_REDEEMED


def check_redemption(bonus: Bonus, ledger: Sequence[LedgerEntry], amount: Money, today: date) -> None:
    """Raises BonusRefused when `amount` can't be redeemed from the bonus today."""
    left = balance(bonus, ledger)
    refusals = {
        BonusState.CANCELLED: "cancelled",
        BonusState.REDEEMED: "used",
        BonusState.EXPIRED: "expired",
    }
    if refusal := refusals.get(state(bonus, ledger, today)):
        raise BonusRefused(refusal, bonus, left)
    if amount.minor <= 0:
        raise BonusRefused("nothing", bonus, left)
    if amount > left:
        raise BonusRefused("too_much", bonus, left)


# Crockford's base 32: no I, L, O or U, so nothing is misheard or misread.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILOU", "110V")


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


def read_code(text: str) -> str | None:
    """The code as it's kept, from one typed without dash, case or spaces; None when a character slipped."""
    bare = "".join(character for character in text.strip().upper().removeprefix("B-") if character.isalnum())
    if len(bare) == 8 and bare[0] == "B":
        bare = bare[1:]
    bare = bare.translate(_MISREAD)
    if len(bare) != 7 or any(character not in _ALPHABET for character in bare):
        return None
    body = bare[:6]
    return f"B-{body[:4]}-{body[4:]}{bare[6]}" if _check_character(body) == bare[6] else None
