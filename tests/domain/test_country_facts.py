"""Legal terms are read off and compared with; they decide nothing, and an empty one stays silent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.country_facts import (
    AddressNeeds,
    AddressPart,
    CountedFrom,
    CountryFact,
    FactWarning,
    Topic,
    Unit,
    WarningCode,
    address_warnings,
    answer_warnings,
    bonus_warnings,
    last_day,
    not_verified,
    pay_by_warnings,
    remedy_warnings,
)

READ_ON = date(2026, 11, 22)
AGREED = CountryFact(
    "GB", Topic.GOODS_REFUND, 14, first_day_counts=True, checked_on=READ_ON, counted_from=CountedFrom.AGREEMENT
)
DEMANDED = CountryFact("RU", Topic.GOODS_REFUND, 10, checked_on=READ_ON)
RETURNED = CountryFact("FR", Topic.GOODS_REFUND, 14, checked_on=READ_ON, counted_from=CountedFrom.RETURN)
UNSENT = CountryFact("US", Topic.UNDELIVERED_REFUND, 7, Unit.WORKING, checked_on=READ_ON)
FIVE_YEARS = CountryFact("IE", Topic.VOUCHER_VALIDITY, 1826, checked_on=READ_ON, counted_from=CountedFrom.ISSUE)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def codes(warnings: tuple[FactWarning, ...]) -> list[WarningCode]:
    return [warning.code for warning in warnings]


def test_when_the_day_of_the_agreement_counts_fourteen_days_end_on_the_thirteenth_after_it() -> None:
    assert last_day(AGREED, date(2026, 4, 2)) == date(2026, 4, 15)


def test_a_term_is_counted_from_the_day_after_unless_the_first_day_counts() -> None:
    assert last_day(DEMANDED, date(2026, 11, 2)) == date(2026, 11, 12)


def test_working_days_skip_weekends_and_the_holidays_of_the_country() -> None:
    assert last_day(UNSENT, date(2026, 11, 20)) == date(2026, 12, 2)  # Thanksgiving on the 26th
    assert last_day(UNSENT, date(2026, 11, 20), "GB") == date(2026, 12, 1)


def test_a_first_working_day_that_counts_is_the_next_one_when_it_falls_on_a_day_off() -> None:
    fact = replace(UNSENT, first_day_counts=True, days=1)
    assert last_day(fact, date(2026, 11, 20)) == date(2026, 11, 20)  # a Friday
    assert last_day(fact, date(2026, 11, 21)) == date(2026, 11, 23)


def test_no_days_at_all_is_the_same_day() -> None:
    assert last_day(replace(AGREED, days=0), date(2026, 4, 2)) == date(2026, 4, 2)


@given(days, st.integers(1, 400), st.booleans())
def test_a_first_day_that_counts_ends_the_term_a_day_sooner(start: date, length: int, counts: bool) -> None:
    fact = CountryFact("DE", Topic.WITHDRAWAL_REFUND, length, first_day_counts=counts)
    assert last_day(fact, start) == start + timedelta(length - counts)


@given(days, st.integers(1, 30))
def test_working_days_never_end_before_as_many_calendar_days(start: date, length: int) -> None:
    fact = CountryFact("RO", Topic.REPAIR, length)
    working = last_day(replace(fact, unit=Unit.WORKING), start)
    calendar = last_day(fact, start)
    assert working is not None
    assert calendar is not None
    assert working >= calendar


@pytest.mark.parametrize(
    "fact",
    [
        not_verified("AM", Topic.GOODS_REFUND),
        replace(DEMANDED, days=-1),
        replace(DEMANDED, days=10**9),
        replace(UNSENT, country="XX"),
        replace(UNSENT, country=""),
    ],
)
def test_what_cannot_be_read_off_has_no_last_day(fact: CountryFact) -> None:
    assert last_day(fact, date(2026, 11, 2)) is None


@pytest.mark.parametrize("unit", Unit)
def test_the_end_of_the_calendar_is_no_error(unit: Unit) -> None:
    for start in (date.min, date.max):
        fact = replace(DEMANDED, unit=unit, first_day_counts=True)
        assert last_day(fact, start) is None


def test_an_empty_fact_says_that_nobody_looked_and_a_law_without_a_number_that_somebody_did() -> None:
    empty = not_verified("AM", Topic.GOODS_REFUND)
    assert (empty.days, empty.verified, empty.sets_no_term) == (None, False, False)
    read = replace(empty, checked_on=READ_ON)
    assert (read.verified, read.sets_no_term) == (True, True)


def test_paying_on_the_last_day_of_the_term_is_in_time_and_a_day_later_is_told() -> None:
    demanded, last = date(2026, 11, 2), date(2026, 11, 12)
    assert pay_by_warnings([DEMANDED], last, demanded) == ()
    late = pay_by_warnings([DEMANDED], date(2026, 11, 13), demanded)
    assert late == (FactWarning(WarningCode.PAY_BY_LATE, DEMANDED, last),)


def test_the_letter_of_3_april_that_pays_by_the_17th_is_a_day_too_late_in_britain() -> None:
    agreed = date(2026, 4, 3)
    late = pay_by_warnings([AGREED], date(2026, 4, 17), None, "GB", agreed_on=agreed)
    assert [warning.last_day for warning in late] == [date(2026, 4, 16)]


def test_every_refund_term_that_is_overrun_is_told_the_earliest_first() -> None:
    demanded = date(2026, 11, 2)
    withdrawn = CountryFact("RU", Topic.WITHDRAWAL_REFUND, 14)
    unsent = replace(UNSENT, days=3)
    late = pay_by_warnings([withdrawn, DEMANDED, unsent], date(2026, 12, 31), demanded)
    assert [warning.fact for warning in late] == [unsent, DEMANDED, withdrawn]
    late = pay_by_warnings([withdrawn, DEMANDED], date(2026, 12, 31), demanded, topics={Topic.GOODS_REFUND})
    assert [warning.fact for warning in late] == [DEMANDED]


def test_a_term_counted_from_a_day_nobody_gave_is_silent() -> None:
    far = date(2027, 12, 31)
    assert pay_by_warnings([AGREED, RETURNED], far, date(2026, 11, 2)) == ()
    assert len(pay_by_warnings([AGREED, RETURNED], far, None, returned_on=date(2026, 11, 2))) == 1
    assert pay_by_warnings([DEMANDED], None, date(2026, 11, 2)) == ()


def test_other_terms_than_refunds_say_nothing_of_paying() -> None:
    repair = CountryFact("RO", Topic.REPAIR, 15)
    assert pay_by_warnings([repair], date(2027, 1, 1), date(2026, 11, 2)) == ()


def test_an_empty_fact_never_warns() -> None:
    facts = [not_verified("AM", topic) for topic in Topic]
    start, far = date(2026, 11, 2), date(2036, 11, 2)
    assert pay_by_warnings(facts, far, start, agreed_on=start, returned_on=start) == ()
    assert remedy_warnings(facts, far, start) == ()
    assert answer_warnings(facts, far, start) == ()
    assert bonus_warnings(facts, start, date(2026, 11, 3), in_place_of_money=True, expressly_chosen=True) == ()


def test_a_repair_promised_after_the_term_is_told() -> None:
    repair = CountryFact("RO", Topic.REPAIR, 15)
    assert remedy_warnings([repair], date(2026, 11, 17), date(2026, 11, 2)) == ()
    late = remedy_warnings([repair], date(2026, 11, 18), date(2026, 11, 2))
    assert late == (FactWarning(WarningCode.REMEDY_LATE, repair, date(2026, 11, 17)),)


def test_an_answer_after_the_owners_own_term_is_told() -> None:
    answer = CountryFact("MD", Topic.COMPLAINT_ANSWER, 3, Unit.WORKING, edited=True)
    assert answer_warnings([answer], date(2026, 11, 5), date(2026, 11, 2)) == ()
    assert codes(answer_warnings([answer], date(2026, 11, 6), date(2026, 11, 2))) == [WarningCode.ANSWER_LATE]


def test_a_voucher_for_money_owed_asks_for_the_clients_express_choice() -> None:
    issued = date(2026, 11, 23)
    assert codes(bonus_warnings([], issued, None, in_place_of_money=True)) == [WarningCode.VOUCHER_FOR_MONEY_OWED]
    assert bonus_warnings([], issued, None, in_place_of_money=True, expressly_chosen=True) == ()
    assert bonus_warnings([], issued, None) == ()


def test_a_voucher_in_place_of_money_is_held_to_the_shortest_validity_and_goodwill_is_not() -> None:
    issued, soon = date(2026, 11, 23), date(2027, 2, 23)
    short = bonus_warnings([FIVE_YEARS], issued, soon, in_place_of_money=True, expressly_chosen=True)
    assert short == (FactWarning(WarningCode.VOUCHER_TOO_SHORT, FIVE_YEARS, date(2031, 11, 23)),)
    enough = date(2031, 11, 23)
    assert bonus_warnings([FIVE_YEARS], issued, enough, in_place_of_money=True, expressly_chosen=True) == ()
    assert bonus_warnings([FIVE_YEARS], issued, soon) == ()


@pytest.mark.parametrize(
    ("valid_until", "told"),
    [
        (date(2026, 12, 25), [WarningCode.EXPIRES_ON_DAY_OFF]),
        (date(2027, 2, 21), [WarningCode.EXPIRES_ON_DAY_OFF]),  # a Sunday
        (date(2028, 2, 29), [WarningCode.EXPIRES_ON_LEAP_DAY]),
        (date(2032, 2, 29), [WarningCode.EXPIRES_ON_DAY_OFF, WarningCode.EXPIRES_ON_LEAP_DAY]),
        (date(2027, 2, 23), []),
    ],
)
def test_a_voucher_that_ends_on_a_day_off_or_a_leap_day_is_told(valid_until: date, told: list[WarningCode]) -> None:
    warnings = bonus_warnings([], date(2026, 11, 23), valid_until, "GB")
    assert codes(warnings) == told
    assert all(warning.last_day == valid_until for warning in warnings)


def test_days_off_nobody_knows_are_not_guessed() -> None:
    assert bonus_warnings([], date(2026, 11, 23), date(2027, 2, 21), "XX") == ()


GERMANY = AddressNeeds("DE", "[0-9]{5}", "10999", house_number=True)
BRITAIN = AddressNeeds("GB", "[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}", "BA1 9LT")


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (["Lindenhof 8", "10999 BERLIN"], ()),
        (["Lindenhof 8, 10999 Berlin"], ()),
        (["Lindenhof", "10999 BERLIN"], (AddressPart.HOUSE_NUMBER,)),
        (["Lindenhof 8", "BERLIN"], (AddressPart.POSTAL_CODE,)),
        (["Lindenhof 8", "10999"], (AddressPart.STREET_OR_TOWN,)),
        (["10999 BERLIN"], (AddressPart.STREET_OR_TOWN, AddressPart.HOUSE_NUMBER)),
        (["Lindenhof 8", "110999 BERLIN"], (AddressPart.POSTAL_CODE,)),
        (["Lindenhof 8", "D-10999 BERLIN"], ()),
        ([], (AddressPart.STREET_OR_TOWN, AddressPart.HOUSE_NUMBER, AddressPart.POSTAL_CODE)),
        (["", "  ", ","], (AddressPart.STREET_OR_TOWN, AddressPart.HOUSE_NUMBER, AddressPart.POSTAL_CODE)),
    ],
)
def test_what_is_missing_from_a_german_address_is_named(lines: list[str], missing: tuple[AddressPart, ...]) -> None:
    expected = (FactWarning(WarningCode.ADDRESS_INCOMPLETE, missing=missing),) if missing else ()
    assert address_warnings(GERMANY, lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["Willow Cottage", "Church Street", "WELLS", "BA5 9ML"],
        ["14 Larch Yard, Walcot", "Bath BA1 9LT"],
        ["The Old Forge", "Mill Lane", "Frome ba119wd"],
    ],
)
def test_a_house_with_a_name_needs_no_number(lines: list[str]) -> None:
    assert address_warnings(BRITAIN, lines) == ()


def test_a_country_without_needs_and_a_pattern_that_is_none_ask_for_nothing() -> None:
    assert address_warnings(None, ["anything"]) == ()
    broken = AddressNeeds("ZZ", "[0-9", "1")
    assert address_warnings(broken, ["Long Street 1", "Town"]) == ()


@given(st.lists(st.text(max_size=30), max_size=8))
def test_no_address_is_too_odd_to_look_at(lines: list[str]) -> None:
    for warning in address_warnings(BRITAIN, lines):
        assert warning.missing
