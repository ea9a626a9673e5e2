"""Hours as people type them, in the four languages of the screens."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.hours import HoursNotUnderstood, parse_minutes, written


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1:30", 90), ("0:05", 5), ("1:30 h", 90), ("12:00", 720),
        ("1,5", 90), ("1.5", 90), (" 2 ", 120), ("0", 0), ("0,25", 15), ("1.33", 80),
        ("90 min", 90), ("90min", 90), ("90 minutes", 90), ("1 minute", 1), ("90'", 90), ("45 m", 45),
        ("1 h", 60), ("1h", 60), ("1h30", 90), ("1 h 30", 90), ("1 h 30 min", 90), ("2 hours", 120), ("1.5 hrs.", 90),
        ("1 hour and 30 minutes", 90), ("an hour", 60), ("half an hour", 30), ("1H 5M", 65), ("1\u00a0h\u202f30", 90),
        ("1 ч 30 мин", 90), ("1ч30м", 90), ("1,5 часа", 90), ("2 часа", 120), ("5 часов 5 минут", 305),
        ("один час", 60), ("полчаса", 30), ("полтора часа", 90), ("1 час и 15 минут", 75), ("90 мин.", 90),
        ("o oră", 60), ("2 ore", 120), ("1 oră și 30 de minute", 90), ("1 ora şi 30 minute", 90), ("20 de minute", 20),
        ("1,5 ore", 90), ("o jumătate de oră", 30), ("o oră și jumătate", 90),
        ("45 րոպե", 45), ("1 ժամ", 60), ("մեկ ժամ", 60), ("1 ժամ 30 րոպե", 90), ("2 ժ. 10 ր.", 130),
        ("կես ժամ", 30), ("1 ժամ և 5 րոպե", 65), ("1 ժամ եւ 5 րոպե", 65), ("1,5 ժամ", 90),
        ("1000", 60000),
    ],
)  # fmt: skip
def test_hours_are_read_as_each_language_writes_them(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "soon", "1:3", "1:75", "1:30:00", "-1", "1 h 75", "1.5 h 30 min", "1..5", "1,234", "h", "min",
        "3 days", "1000:01", "99999", "60001 min", "1 30", "EUR 5", "١:٣٠", "1e3", "90 minutos", "1/2", "inf",
    ],
)  # fmt: skip
def test_what_is_no_length_of_time_is_refused_and_given_back_as_typed(text: str) -> None:
    with pytest.raises(HoursNotUnderstood) as refused:
        parse_minutes(text)
    assert refused.value.text == text


@given(st.integers(0, 60_000))
def test_what_is_written_is_read_again(minutes: int) -> None:
    assert parse_minutes(written(minutes)) == minutes
    assert parse_minutes(f"{minutes} min") == minutes


@given(st.text(max_size=12))
def test_anything_typed_is_a_length_of_time_or_refused(text: str) -> None:
    minutes = 0
    with suppress(HoursNotUnderstood):
        minutes = parse_minutes(text)
    assert 0 <= minutes <= 60_000
