"""The load guard's line in words: few numbers are written out, each sign says what was counted."""

from datetime import date

import pytest

from evenhand import translation
from evenhand.domain.load import LoadLine, LoadSign
from evenhand.wording import load

TODAY = date(2026, 11, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (LoadLine(LoadSign.HARD_CONTACTS, 4, 3), "Four uncomfortable contacts in seven days. Your own limit is three."),
        (
            LoadLine(LoadSign.LATE_ENTRIES, 12, 1),
            "Twelve contacts after hours or on days off in seven days. Your own limit is one.",
        ),
        (
            LoadLine(LoadSign.OPEN_HARD_CASES, 13, 12),
            "13 open cases with uncomfortable clients. Your own limit is twelve.",
        ),
    ],
)
def test_up_to_twelve_is_written_out(line: LoadLine, sentence: str) -> None:
    assert load.sentence(line) == sentence


@pytest.mark.parametrize(("usual", "said"), [(None, ""), (0, "Usually there are none."), (2, "Your usual is two.")])
def test_what_is_usual_is_said_once_it_is_known(usual: int | None, said: str) -> None:
    assert load.usual(LoadLine(LoadSign.HARD_CONTACTS, 4, 3, usual)) == said


@pytest.mark.parametrize(
    ("day", "said"), [(16, "Keep Monday free of new clients"), (17, "Keep Tue 17 Nov free of new clients")]
)
def test_the_weekday_alone_names_a_day_of_the_coming_week(day: int, said: str) -> None:
    assert load.keep_free(date(2026, 11, day), TODAY).replace("\u00a0", " ") == said


@pytest.mark.parametrize("language", ["ru", "ro", "hy"])
@pytest.mark.parametrize("sign", LoadSign)
def test_in_every_language_the_line_begins_with_a_capital_and_keeps_both_numbers(language: str, sign: LoadSign) -> None:
    translation.use(language)
    said = load.sentence(LoadLine(sign, 27, 25))
    assert said[0] == said[0].upper()
    assert "27" in said
    assert "25" in said
