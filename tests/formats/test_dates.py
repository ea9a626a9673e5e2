"""Days as each letter language writes them, and as people type them."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand import formats
from evenhand.formats import DateNotUnderstood, long_date, parse_date, short_date, weekday_date

TODAY = date(2026, 11, 11)
LANGUAGES = ("en", "ru", "ro", "hy")
languages = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("3 March 2026", "3 Mar", "3 Mar 2026", "Tuesday 3 March", "March 2026")),
        ("ru", ("3 марта 2026 г.", "3 мар", "3 мар 2026", "вторник, 3 марта", "март 2026")),
        ("ro", ("3 martie 2026", "3 mar", "3 mar 2026", "marți, 3 martie", "martie 2026")),
        ("hy", ("3 մարտի 2026 թ.", "3 մրտ", "3 մրտ 2026", "երեքշաբթի, 3 մարտի", "մարտ 2026")),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, expected: tuple[str, ...]) -> None:
    day = date(2026, 3, 3)
    forms = (
        long_date(day, language),
        short_date(day, language),
        short_date(day, language, year=True),
        weekday_date(day, language),
        formats.month_year(day, language),
    )
    assert tuple(form.replace("\u00a0", " ") for form in forms) == expected
    assert " " not in long_date(day, language), "a day must not break over two lines"


def test_american_english_puts_the_month_first() -> None:
    day = date(2026, 11, 22)
    assert long_date(day, formats.AMERICAN) == "November\u00a022,\u00a02026"
    assert long_date(day, "en") == "22\u00a0November\u00a02026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On March 1, 2026 you wrote to me.", "On March 1, 2026, you wrote to me."),
        ("It is there by **May\u00a012, 2026** and stays.", "It is there by **May\u00a012, 2026**, and stays."),
        ("You have it by March 1, 2026.", "You have it by March 1, 2026."),
        ("On March 1, 2026, you wrote.", "On March 1, 2026, you wrote."),
        ("Ordered on March 1, 2026: a coat.", "Ordered on March 1, 2026: a coat."),
    ],
)
def test_an_american_date_within_a_sentence_is_closed_by_one_comma(text: str, expected: str) -> None:
    assert formats.closed_dates(text, formats.AMERICAN) == expected
    assert formats.closed_dates(text, "en") == text


@pytest.mark.parametrize(
    ("language", "may", "november"),
    [
        ("en", ("May", "May"), ("November", "Nov")),
        ("ru", ("май", "май"), ("ноябрь", "нояб")),
        ("ro", ("mai", "mai"), ("noiembrie", "nov")),
        ("hy", ("մայիս", "մյս"), ("նոյեմբեր", "նոյ")),
    ],
)
def test_a_month_alone_is_no_genitive(language: str, may: tuple[str, str], november: tuple[str, str]) -> None:
    for number, expected in ((5, may), (11, november)):
        day = date(2026, number, 1)
        assert (formats.month_name(day, language), formats.short_month(day, language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("Thursday", "Thu 12 Nov")),
        ("ru", ("четверг", "чт, 12 нояб")),
        ("ro", ("joi", "joi, 12 nov")),
        ("hy", ("հինգշաբթի", "հնգ, 12 նոյ")),
    ],
)
def test_a_day_of_the_week_stands_alone_and_in_short(language: str, expected: tuple[str, str]) -> None:
    day = date(2026, 11, 12)
    found = formats.weekday(day, language), formats.short_weekday_date(day, language)
    assert tuple(text.replace("\u00a0", " ") for text in found) == expected


@pytest.mark.parametrize(
    ("language", "at", "expected"),
    [
        ("en", time(9, 30), "a day, 09:30"),
        ("ru", time(17), "a day, 17:00"),
        (formats.AMERICAN, time(9, 30), "a day, 9:30 AM"),
        (formats.AMERICAN, time(0, 5), "a day, 12:05 AM"),
        (formats.AMERICAN, time(12), "a day, 12:00 PM"),
        (formats.AMERICAN, time(17), "a day, 5:00 PM"),
        ("en", None, "a day"),
    ],
)
def test_an_hour_stands_after_its_day(language: str, at: time | None, expected: str) -> None:
    assert formats.by_hour("a day", at, language).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "29 February 2028"),
        ("ru", "29 февраля 2028 г."),
        ("ro", "29 februarie 2028"),
        ("hy", "29 փետրվարի 2028 թ."),
    ],
)
def test_a_last_day_on_a_leap_day_is_written_out(language: str, expected: str) -> None:
    assert long_date(date(2028, 2, 29), language) == expected.replace(" ", "\u00a0")


@given(st.dates(), languages)
def test_no_form_of_a_day_parts_the_day_from_its_month(day: date, language: str) -> None:
    for text in (long_date(day, language), short_date(day, language), short_date(day, language, year=True)):
        assert " " not in text
        assert text.split("\u00a0")[0] == str(day.day), "no leading zero"
    weekday, _space, rest = weekday_date(day, language, year=True).partition(" ")
    assert rest == long_date(day, language)
    assert weekday.endswith(",") is (language != "en")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), languages)
def test_a_day_that_the_app_wrote_is_read_back(day: date, language: str) -> None:
    for text in (
        long_date(day, language),
        short_date(day, language, year=True),
        weekday_date(day, language, year=True),
    ):
        assert parse_date(text, TODAY, language) == day
    assert parse_date(f"{day:%d.%m.%Y}", TODAY, language) == day
    assert parse_date(day.isoformat(), TODAY, language) == day


@given(st.integers(0, 364), languages)
def test_a_day_without_a_year_is_the_next_one_to_come(ahead: int, language: str) -> None:
    day = TODAY + timedelta(ahead)
    assert parse_date(f"{day.day}.{day.month}", TODAY, language) == day
    assert parse_date(short_date(day, language), TODAY, language) == day


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("8.2.2027", "en", date(2027, 2, 8)),
        ("8/2/27", "en", date(2027, 2, 8)),
        ("08.02.", "ru", date(2027, 2, 8)),
        ("11.11", "en", TODAY),
        ("+0", "en", TODAY),
        ("+7", "hy", date(2026, 11, 18)),
        ("29.2", "en", date(2028, 2, 29)),
        ("8 feb", "ro", date(2027, 2, 8)),
        ("8 FEBRUARY 2027", "ru", date(2027, 2, 8)),
        ("  8   февраля   2027 г. ", "ru", date(2027, 2, 8)),
        ("20 sept 2027", "en", date(2027, 9, 20)),
        ("8 հունիսի", "hy", date(2027, 6, 8)),
    ],
)
def test_a_day_is_read_as_people_type_it(text: str, language: str, day: date) -> None:
    assert parse_date(text, TODAY, language) == day


@pytest.mark.parametrize(
    "text", ["31.2", "31.2.2027", "29.2.2027", "2027-02-30", "31 april", "0.5", "8.13", "2027-00-10"]
)
def test_a_day_that_does_not_exist_is_called_so(text: str) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        parse_date(text, TODAY, "en")
    assert refused.value.no_such_day
    assert refused.value.text == text


@pytest.mark.parametrize(
    "text", ["", "soon", "8", "8.2.227", "8..2", "February", "8 fe", "8 ju", "+", "+12345", "1/2/3/4"]
)
def test_what_is_not_a_day_is_refused(text: str) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        parse_date(text, TODAY, "en")
    assert not refused.value.no_such_day


def test_a_month_begun_that_could_be_two_is_refused() -> None:
    with pytest.raises(DateNotUnderstood):
        parse_date("8 հուն", TODAY, "hy")  # January or June


@pytest.mark.parametrize("typed", ["8.2.9026", "8.2.2100", "2100-01-01", "1899-12-31", "8 February 0027", "1.1.0001"])
def test_a_slip_of_the_year_is_no_day(typed: str) -> None:
    with pytest.raises(formats.DateNotUnderstood) as caught:
        formats.parse_date(typed, date(2026, 4, 2), "en")
    assert not caught.value.no_such_day
    assert formats.parse_date("31.12.2099", date(2026, 4, 2), "en") == date(2099, 12, 31)
    assert formats.parse_date("1900-01-01", date(2026, 4, 2), "en") == date(1900, 1, 1)
