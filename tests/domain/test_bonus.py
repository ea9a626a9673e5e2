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
    OPEN_STATES,
    Bonus,
    BonusRefused,
    BonusState,
    Due,
    EntryKind,
    LedgerEntry,
    Slip,
    balance,
    bonus_code,
    check_exchange,
    check_extension,
    check_open,
    check_redemption,
    check_reversal,
    last_day,
    liability,
    read_code,
    redemptions,
    slip_in,
    state,
)
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.records import Nature

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
        ([*granted(), entry(EntryKind.CANCELLED, "20")], GRANTED_ON, BonusState.OUTSTANDING),
        ([*granted("10"), entry(EntryKind.CANCELLED, "20")], GRANTED_ON, BonusState.PART_REDEEMED),
        (
            [*granted(), entry(EntryKind.CANCELLED, "20"), entry(EntryKind.REDEEMED, "30")],
            GRANTED_ON,
            BonusState.REDEEMED,
        ),
        ([*granted("20"), entry(EntryKind.EXCHANGED, "30")], GRANTED_ON, BonusState.EXCHANGED),
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


def taken_back(redemption: LedgerEntry, id_: int) -> LedgerEntry:
    return replace(redemption, id=id_, kind=EntryKind.REVERSED, reverses_id=redemption.id)


def extended(until: date, id_: int = 0) -> LedgerEntry:
    return LedgerEntry(id_, 1, EntryKind.EXTENDED, Money.zero("EUR"), GRANTED_ON, valid_until=until)


@st.composite
def wishes(draw: st.DrawFn) -> list[tuple[EntryKind, int, int]]:
    """What an owner may try with a bonus, in any order: the kind, cents or days, and which entry it's about."""
    one = st.tuples(st.sampled_from(EntryKind), st.integers(-50, 6000), st.integers(0, 12))
    return draw(st.lists(one, max_size=14))


def tried(ledger: list[LedgerEntry], kind: EntryKind, number: int, which: int, day: date) -> LedgerEntry:
    """The entry that the act makes. Raises BonusRefused where the act can't be."""
    owed, id_ = replace(BONUS, nature=Nature.OWED), len(ledger) + 1
    amount = Money.of_minor(number, "EUR")
    if kind is EntryKind.REDEEMED:
        check_redemption(owed, ledger, amount, day, after_expiry=number % 2 == 0)
    elif kind is EntryKind.REVERSED:
        of = ledger[which % len(ledger)]
        check_reversal(owed, ledger, of)
        return taken_back(of, id_)
    elif kind is EntryKind.EXTENDED:
        until = LAST_DAY + timedelta(number)
        check_extension(owed, ledger, until, day)
        return extended(until, id_)
    elif kind is EntryKind.EXCHANGED:
        amount = check_exchange(owed, ledger)
    else:
        amount = check_open(owed, ledger)
        kind = EntryKind.CANCELLED
    return LedgerEntry(id_, 1, kind, amount, day)


@given(wishes(), st.integers(-20, 40))
def test_no_order_of_acts_overspends_or_loses_a_cent(wished: list[tuple[EntryKind, int, int]], days: int) -> None:
    day = LAST_DAY + timedelta(days)
    ledger = [replace(entry(EntryKind.GRANTED, "50"), id=1)]
    for kind, number, which in wished:
        left, until = balance(BONUS, ledger), last_day(BONUS, ledger)
        try:
            made = tried(ledger, kind, number, which, day)
        except BonusRefused:
            continue
        ledger.append(made)
        after = balance(BONUS, ledger)
        assert 0 <= after.minor <= 5000
        if made.kind is EntryKind.REVERSED:
            assert after - left == next(one.amount for one in ledger if one.id == made.reverses_id)
        if made.kind is EntryKind.EXTENDED:
            assert until is not None
            assert (after, last_day(BONUS, ledger)) == (left, made.valid_until)
            assert made.valid_until is not None
            assert made.valid_until > until
        else:
            assert last_day(BONUS, ledger) == until
    left, now = balance(BONUS, ledger), state(BONUS, ledger, day)
    gone = sum(one.amount.minor for one in ledger if one.kind in (EntryKind.CANCELLED, EntryKind.EXCHANGED))
    used = sum(one.amount.minor for one in redemptions(ledger))
    assert left.minor + used + gone == 5000
    assert (now in (*OPEN_STATES, BonusState.EXPIRED)) == bool(left)
    if now is BonusState.PART_REDEEMED:
        assert used > 0
    if now is BonusState.OUTSTANDING:
        assert used == 0


def test_a_redemption_taken_back_leaves_the_bonus_as_if_it_had_never_been() -> None:
    used = replace(entry(EntryKind.REDEEMED, "50"), id=2)
    ledger = [entry(EntryKind.GRANTED, "50"), used, taken_back(used, 3)]
    assert (balance(BONUS, ledger), redemptions(ledger)) == (BONUS.amount, [])
    assert state(BONUS, ledger, LAST_DAY) is BonusState.OUTSTANDING
    with pytest.raises(BonusRefused, match="taken_back"):
        check_reversal(BONUS, ledger, used)
    cancelled = replace(entry(EntryKind.CANCELLED, "50"), id=4)
    assert state(BONUS, [*ledger, cancelled], LAST_DAY) is BonusState.CANCELLED
    again = replace(used, id=4)
    assert state(BONUS, [*ledger, again], LAST_DAY) is BonusState.REDEEMED


def test_the_last_of_several_extensions_counts() -> None:
    ledger = [*granted(), extended(LAST_DAY + timedelta(30)), extended(LAST_DAY + timedelta(60))]
    assert state(BONUS, ledger, LAST_DAY + timedelta(60)) is BonusState.OUTSTANDING
    assert state(BONUS, ledger, LAST_DAY + timedelta(61)) is BonusState.EXPIRED


def test_honouring_after_the_last_day_is_asked_for_by_name() -> None:
    late = LAST_DAY + timedelta(6)
    with pytest.raises(BonusRefused, match="expired") as refused:
        check_redemption(BONUS, granted(), Money(50, "EUR"), late)
    assert refused.value.until == LAST_DAY
    check_redemption(BONUS, granted(), Money(50, "EUR"), late, after_expiry=True)
    for ledger, reason in ((granted("50"), "used"), ([*granted(), entry(EntryKind.CANCELLED, "50")], "cancelled")):
        with pytest.raises(BonusRefused, match=reason):
            check_redemption(BONUS, ledger, Money(1, "EUR"), late, after_expiry=True)


def test_only_money_owed_turns_back_into_money_and_it_does_so_after_any_day() -> None:
    with pytest.raises(BonusRefused, match="not_owed"):
        check_exchange(BONUS, granted())
    assert check_exchange(replace(BONUS, nature=Nature.OWED), granted("20")) == Money(30, "EUR")


def test_what_may_still_be_owed_is_told_per_currency_and_month_of_the_last_day() -> None:
    pounds = replace(BONUS, amount=Money(24, "GBP"), valid_until=None)
    grant = LedgerEntry(1, 1, EntryKind.GRANTED, Money(24, "GBP"), GRANTED_ON)
    rows = [
        (BONUS, granted("20")),
        (replace(BONUS, valid_until=date(2027, 2, 3)), granted()),
        (replace(BONUS, valid_until=date(2026, 12, 31)), granted()),
        (replace(BONUS, valid_until=date(2026, 12, 1)), granted()),  # ran out
        (replace(BONUS, valid_until=date(2026, 12, 1)), [*granted(), extended(date(2027, 1, 1))]),
        (BONUS, granted("50")),  # used up
        (pounds, [grant]),
    ]
    assert liability(rows, date(2026, 12, 2)) == {
        "EUR": (
            Due(date(2026, 12, 1), Money(50, "EUR"), 1),
            Due(date(2027, 1, 1), Money(50, "EUR"), 1),
            Due(date(2027, 2, 1), Money(80, "EUR"), 2),
        ),
        "GBP": (Due(None, Money(24, "GBP"), 1),),
    }
    assert liability([], GRANTED_ON) == {}


def test_money_owed_stays_owed_after_the_last_day_until_it_is_paid_out_or_cancelled() -> None:
    owed, late = replace(BONUS, nature=Nature.OWED), LAST_DAY + timedelta(1)
    assert liability([(owed, granted("20"))], late) == {"EUR": (Due(date(2027, 2, 1), Money(30, "EUR"), 1),)}
    for ended in (EntryKind.EXCHANGED, EntryKind.CANCELLED):
        assert liability([(owed, [*granted("20"), entry(ended, "30")])], late) == {}
    assert liability([(BONUS, granted("20"))], late) == {}, "a gesture has run out"


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


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("B-7F4M-2Q", Slip.TOO_SHORT),
        ("7f4m2", Slip.TOO_SHORT),
        ("", Slip.TOO_SHORT),
        ("B-7F4M-2QKX", Slip.TOO_LONG),
        ("B-7F4M-2QЖ", Slip.NO_LETTER),
        ("кодовое", Slip.NO_LETTER),
    ],
)
def test_a_slip_says_which_way_it_went(typed: str, slip: Slip) -> None:
    assert slip_in(typed) is slip


@given(st.text(), st.integers(0, 6), st.integers(1, 31))
def test_a_wrong_character_is_told_from_a_missing_one(seed: str, place: int, step: int) -> None:
    code = bonus_code(seed)
    bare = code[2:].replace("-", "")
    wrong = ALPHABET[(ALPHABET.index(bare[place]) + step) % 32]
    assert slip_in(bare[:place] + wrong + bare[place + 1 :]) is Slip.WRONG
    assert slip_in("B-" + bare[:place] + bare[place + 1 :]) is Slip.TOO_SHORT
    assert slip_in(code) is None


def test_a_code_typed_on_a_russian_keyboard_by_its_looks_is_read() -> None:
    code = next(one for n in range(999) if set("ABCEHKMPTXY") & set(one := bonus_code(str(n))[2:]))
    assert read_code("В-" + code.translate(str.maketrans("ABCEHKMPTXY", "АВСЕНКМРТХУ"))) == f"B-{code}"


def test_codes_of_many_letters_hardly_ever_meet() -> None:
    codes = {bonus_code(f"letter {number}") for number in range(5000)}
    assert len(codes) >= 4980
