"""What the screens say of country facts: whole sentences, in every screen language, with their day and source."""

import re
from dataclasses import replace
from datetime import date

import pytest

from evenhand import formats, resources, translation
from evenhand.domain.country_facts import (
    AddressNeeds,
    AddressPart,
    CountedFrom,
    CountryFact,
    FactWarning,
    Topic,
    Unit,
    WarningCode,
)
from evenhand.wording import country as words

LANGUAGES = ("en", "ru", "ro", "hy")
READ = date(2026, 11, 22)
LAST = date(2026, 5, 12)
SOLD_GOODS = CountryFact(
    "GB",
    Topic.GOODS_REFUND,
    days=14,
    first_day_counts=True,
    source="Consumer Rights Act 2015, s. 20(15); https://example.org/20",
    checked_on=READ,
    counted_from=CountedFrom.AGREEMENT,
)
NEEDS = AddressNeeds("GB", postal_code="[A-Z0-9 ]+", example="BA1 9LT")

ABOUT_A_FACT = {
    WarningCode.PAY_BY_LATE,
    WarningCode.REMEDY_LATE,
    WarningCode.ANSWER_LATE,
    WarningCode.VOUCHER_TOO_SHORT,
}
ABOUT_A_DAY = {WarningCode.EXPIRES_ON_DAY_OFF, WarningCode.EXPIRES_ON_LEAP_DAY}


def warning(code: WarningCode) -> FactWarning:
    return FactWarning(
        code,
        SOLD_GOODS if code in ABOUT_A_FACT else None,
        LAST if code in ABOUT_A_FACT | ABOUT_A_DAY else None,
        tuple(AddressPart) if code is WarningCode.ADDRESS_INCOMPLETE else (),
    )


def test_a_later_day_is_told_what_is_noted_and_where_it_comes_from() -> None:
    assert words.sentence(warning(WarningCode.PAY_BY_LATE), "GB").replace("\u00a0", " ") == (
        "Noted for United Kingdom. Refund for faulty goods: 14 days, until 12 May 2026 "
        "(Consumer Rights Act 2015, s. 20(15), checked 22 Nov 2026). Your day for paying is later."
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "ru",
            "Записано (Великобритания). Возврат денег за товар с недостатками: 14 дней, до 12 мая 2026 г. включительно "
            "(Consumer Rights Act 2015, s. 20(15), проверено 22 нояб 2026). Ваш день выплаты позже.",
        ),
        (
            "ro",
            "Notat (Regatul Unit). Rambursare pentru produse cu defecte: 14 zile, până pe 12 mai 2026 inclusiv "
            "(Consumer Rights Act 2015, s. 20(15), verificat pe 22 nov 2026). Ziua aleasă pentru plată e mai târziu.",
        ),
        (
            "hy",
            "Նշված է (Միացյալ Թագավորություն)։ Թերի ապրանքի գումարի վերադարձ՝ 14 օր, մինչև 12 մայիսի 2026 թ. ներառյալ "
            "(Consumer Rights Act 2015, s. 20(15), ստուգված է 22 նոյ 2026)։ Ձեր վճարման օրն ավելի ուշ է։",
        ),
    ],
)
def test_the_same_in_the_other_languages(language: str, sentence: str) -> None:
    translation.use(language)
    said = words.sentence(warning(WarningCode.PAY_BY_LATE), "GB")
    assert said.replace("\u00a0", " ") == sentence


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", WarningCode)
def test_every_warning_is_a_whole_sentence_with_its_figures(language: str, code: WarningCode) -> None:
    translation.use(language)
    said = words.sentence(warning(code), "GB", NEEDS)
    assert said[0].isupper()
    assert said[-1] in ".։"
    assert not re.search(r"[{}!]|\.\.|\(\)|,\s*[,.)]", said), said
    if code in ABOUT_A_FACT:
        for part in (words.term(SOLD_GOODS), formats.long_date(LAST, language), "s. 20(15)", "2026"):
            assert part in said
        assert "https" not in said
    if code in ABOUT_A_DAY:
        assert "2026" in said
    if code is WarningCode.ADDRESS_INCOMPLETE:
        assert "BA1 9LT" in said
    assert words.warning_title(code)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_word_of_a_country_is_left_in_english(language: str) -> None:
    def all_words() -> list[str]:
        return [
            *map(words.topic, Topic),
            *map(words.unit, Unit),
            *map(words.counted_from, CountedFrom),
            *map(words.warning_title, WarningCode),
            *(words.sentence(warning(code), "GB") for code in WarningCode),
            *(words.whole_term(replace(SOLD_GOODS, days=None, checked_on=day)) for day in (None, READ)),
            words.change_under_way(),
            words.origin(replace(SOLD_GOODS, source="", checked_on=None)),
            words.origin(replace(SOLD_GOODS, edited=True)),
        ]

    english = all_words()
    translation.use(language)
    same = [text for text, before in zip(all_words(), english, strict=True) if text == before]
    assert same == []


def test_terms_that_are_alike_are_named_together() -> None:
    faulty = replace(SOLD_GOODS, first_day_counts=False, counted_from=CountedFrom.DEMAND)
    services = replace(faulty, topic=Topic.SERVICES_REFUND)
    returned = replace(faulty, topic=Topic.WITHDRAWAL_REFUND, counted_from=CountedFrom.RETURN)
    said = words.noted("GB", [(faulty, LAST), (services, LAST), (returned, None)]).replace("\u00a0", " ")
    assert said == (
        "Noted for United Kingdom. Refund for faulty goods, refund for services: 14 days, until 12 May 2026. "
        "Refund after withdrawal from a distance order: 14 days from the day the goods are back."
    )


@pytest.mark.parametrize(
    ("more", "last"), [(1, "1 more term noted ends before it."), (2, "2 more terms noted end before it.")]
)
def test_of_several_terms_the_earliest_is_told_and_the_others_are_counted(more: int, last: str) -> None:
    late = [warning(WarningCode.PAY_BY_LATE)] * (1 + more)
    assert words.warned("GB", late) == f"{words.sentence(late[0], 'GB')} {last}"


def test_nobody_having_looked_is_not_the_law_naming_no_term() -> None:
    nameless = replace(SOLD_GOODS, days=None)
    assert words.whole_term(nameless) == "The law was read and names no term."
    assert words.whole_term(replace(nameless, checked_on=None)) == "Not verified."
    assert words.whole_term(SOLD_GOODS) == "14\u00a0days from the day we agree to it; that day is day 1."


def test_working_days_are_called_so_and_what_is_the_owners_own_says_so() -> None:
    mine = replace(SOLD_GOODS, unit=Unit.WORKING, days=1, source="my solicitor", edited=True)
    assert words.term(mine) == "1\u00a0working day"
    assert words.origin(mine).replace("\u00a0", " ") == "my solicitor, checked 22 Nov 2026, your own"


def test_a_source_is_parted_into_the_law_and_the_address_it_was_read_at() -> None:
    assert (words.law(SOLD_GOODS), words.read_at(SOLD_GOODS)) == (
        "Consumer Rights Act 2015, s. 20(15)",
        "https://example.org/20",
    )
    plain = replace(SOLD_GOODS, source="Consumer Rights Act 2015")
    assert (words.law(plain), words.read_at(plain)) == ("Consumer Rights Act 2015", "")


def test_a_change_that_is_under_way_is_said_beside_the_term() -> None:
    moving = replace(SOLD_GOODS, changing=True)
    late = FactWarning(WarningCode.REMEDY_LATE, moving, LAST)
    for said in (words.sentence(late, "RO"), words.noted("RO", [(moving, LAST)])):
        assert said.endswith("A change of this term is under way.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_is_called_by_its_name(language: str) -> None:
    translation.use(language)
    codes = [file.stem for file in resources.path("countries").glob("*.toml")]
    assert all(words.country_name(code) not in ("", code) for code in codes)
    assert words.country_name("ZQ") == "ZQ"
