"""A bonus is what its ledger says, and its code forgives the reader but not a slip."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.bonus import (
    Bonus,
    BonusRefused,
    BonusState,
    EntryKind,
    LedgerEntry,
    balance,
    bonus_code,
    check_redemption,
    read_code,
    state,
)
from evenhand.domain.money import CurrencyMismatch, Money

GRANTED_ON = date(2026, 11, 30)
LAST_DAY = date(2027, 2, 28)
BONUS = Bonus(1, bonus_code("one"), 1, 1, 1, Money(50, "EUR"), GRANTED_ON, LAST_DAY)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def entry(kind: EntryKind, amount: str) -> LedgerEntry:
    return LedgerEntry(0, 1, kind, Money(Decimal(amount), "EUR"), GRANTED_ON)


def granted(*redeemed: str) -> list[LedgerEntry]:
    return [entry(EntryKind.GRANTED, "50"), *(entry(EntryKind.REDEEMED, amount) for amount in redeemed)]


@pytest.mark.parametrize(
    ("ledger", "today", "expected"),
    [
        (granted(), GRANTED_ON, BonusState.OUTSTANDING),
        (granted(), LAST_DAY, BonusState.OUTSTANDING),
        (granted(), LAST_DAY + timedelta(1), BonusState.EXPIRED),
        (granted("20"), LAST_DAY, BonusState.PART_REDEEMED),
        (granted("20"), LAST_DAY + timedelta(1), BonusState.EXPIRED),
        (granted("20", "30"), GRANTED_ON, BonusState.REDEEMED),
        (granted("50"), LAST_DAY + timedelta(1), BonusState.REDEEMED),
        ([*granted("20"), entry(EntryKind.CANCELLED, "30")], GRANTED_ON, BonusState.CANCELLED),
        ([*granted(), entry(EntryKind.CANCELLED, "50")], LAST_DAY + timedelta(1), BonusState.CANCELLED),
    ],
)
def test_the_state_follows_from_the_ledger_and_the_day(
    ledger: list[LedgerEntry], today: date, expected: BonusState
) -> None:
    assert state(BONUS, ledger, today) is expected


def test_a_bonus_without_a_last_day_never_runs_out() -> None:
    assert state(replace(BONUS, valid_until=None), granted(), date(2099, 1, 1)) is BonusState.OUTSTANDING


@given(st.lists(st.integers(1, 5000), max_size=6))
def test_what_is_left_and_what_was_used_make_the_whole(cents: list[int]) -> None:
    ledger = granted()
    for amount in (Money.of_minor(n, "EUR") for n in cents):
        try:
            check_redemption(BONUS, ledger, amount, LAST_DAY)
        except BonusRefused:
            continue
        ledger.append(replace(ledger[0], kind=EntryKind.REDEEMED, amount=amount))
    left = balance(BONUS, ledger)
    used = sum(one.amount.minor for one in ledger[1:])
    assert left.minor >= 0
    assert left.minor + used == BONUS.amount.minor
    assert (state(BONUS, ledger, LAST_DAY) is BonusState.REDEEMED) == (not left)


@pytest.mark.parametrize(
    ("ledger", "amount", "today", "reason"),
    [
        (granted(), "50.01", GRANTED_ON, "too_much"),
        (granted("20"), "30.01", GRANTED_ON, "too_much"),
        (granted(), "0", GRANTED_ON, "nothing"),
        (granted(), "-1", GRANTED_ON, "nothing"),
        (granted("50"), "1", GRANTED_ON, "used"),
        (granted(), "1", LAST_DAY + timedelta(1), "expired"),
        ([*granted(), entry(EntryKind.CANCELLED, "50")], "1", GRANTED_ON, "cancelled"),
    ],
)
def test_a_redemption_that_cannot_be_says_why_and_what_is_left(
    ledger: list[LedgerEntry], amount: str, today: date, reason: str
) -> None:
    with pytest.raises(BonusRefused) as refused:
        check_redemption(BONUS, ledger, Money(Decimal(amount), "EUR"), today)
    assert refused.value.reason == reason
    assert refused.value.left == balance(BONUS, ledger)


def test_all_that_is_left_can_be_redeemed_on_the_last_day() -> None:
    check_redemption(BONUS, granted("20"), Money(30, "EUR"), LAST_DAY)


def test_a_bonus_in_euros_does_not_pay_in_pounds() -> None:
    with pytest.raises(CurrencyMismatch):
        check_redemption(BONUS, granted(), Money(1, "GBP"), GRANTED_ON)


@given(st.text())
def test_a_code_is_short_and_reads_back(seed: str) -> None:
    code = bonus_code(seed)
    assert re.fullmatch("B-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}", code)
    assert code == bonus_code(seed)
    for typed in (code, code.lower(), code.replace("-", ""), code[2:], code.replace("-", " "), f" {code} "):
        assert read_code(typed) == code


@given(st.text(), st.data())
def test_letters_that_look_like_digits_are_read_as_those(seed: str, data: st.DataObject) -> None:
    code = bonus_code(seed)
    twins = {"1": "ILil", "0": "Oo", "V": "Uu"}
    misread = "B-" + "".join(
        data.draw(st.sampled_from(twins[one])) if one in twins else one for one in code.removeprefix("B-")
    )
    assert read_code(misread) == code


@given(st.integers(0, 10**9))
def test_one_wrong_character_is_always_caught(seed: int) -> None:
    bare = bonus_code(str(seed))[2:].replace("-", "")
    for place in range(7):
        for wrong in ALPHABET:
            slipped = bare[:place] + wrong + bare[place + 1 :]
            assert (read_code(slipped) is None) == (wrong != bare[place])


@given(st.integers(0, 10**9))
def test_two_swapped_characters_are_always_caught(seed: int) -> None:
    bare = bonus_code(str(seed))[2:].replace("-", "")
    for one, other in combinations(range(7), 2):
        swapped = list(bare)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        assert (read_code("".join(swapped)) is None) == (bare[one] != bare[other])


@pytest.mark.parametrize("typed", ["", "B", "B-", "B-1234-56", "B-1234-56789", "Ж-1234-567", "B-12²4-567", "кодовое"])
def test_what_is_no_code_is_not_read_as_one(typed: str) -> None:
    assert read_code(typed) is None


def test_codes_of_many_letters_hardly_ever_meet() -> None:
    codes = {bonus_code(f"letter {number}") for number in range(5000)}
    assert len(codes) >= 4980
