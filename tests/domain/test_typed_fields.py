"""What was typed for a letter is read as it's kept, or not at all."""

from datetime import date, time

import pytest

from evenhand.domain.letter_kinds import FieldKind
from evenhand.domain.typed_fields import Option, day, options, readable

SEWN = '{"what": " a new lining ", "by": "2028-02-29", "effort": "one fitting"}'


def test_a_day_is_read_only_as_it_is_kept() -> None:
    assert day("2028-02-29") == date(2028, 2, 29)
    assert day("") is None
    for text in ("nonsense", "2027-02-29", "20280229", "2028-W09-2", "2028-02-29T00:00", "２028-02-29", "-1"):
        with pytest.raises(ValueError, match=r"."):
            day(text)


def test_the_ways_to_put_it_right_are_read_without_those_that_say_nothing() -> None:
    assert options(f'[{SEWN}, {{"what": " ", "by": "", "effort": "x"}}]') == (
        Option(" a new lining ", date(2028, 2, 29), "one fitting"),
    )
    assert options("") == options("[]") == ()


def test_a_way_may_have_an_hour_and_has_none_where_it_was_kept_without() -> None:
    at = SEWN.replace('"what"', '"at": "17:00", "what"')
    assert options(f"[{at}, {SEWN}]") == (
        Option(" a new lining ", date(2028, 2, 29), "one fitting", time(17)),
        Option(" a new lining ", date(2028, 2, 29), "one fitting"),
    )
    for hour in ("25:00", "5pm", "17", "17:00:30", "17:00+01:00"):
        assert not readable(FieldKind.OPTIONS, f"[{at}]".replace("17:00", hour))


@pytest.mark.parametrize(
    "kept",
    ["nonsense", "null", "3", '"x"', "{}", "[1]", "[null]", "[[]]", '[{"what": "x"}]', "[" * 3000]
    + [SEWN.replace(*swapped).join("[]") for swapped in (('"2028-02-29"', '"soon"'), ('"one fitting"', "3"))]
    + [SEWN.replace('" a new lining "', "null").join("[]")],
)
def test_ways_that_are_not_kept_as_ways_are_not_guessed_at(kept: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        options(kept)
    assert not readable(FieldKind.OPTIONS, kept)


@pytest.mark.parametrize(
    ("kind", "fits", "doesnt"),
    [
        (FieldKind.TEXT, ["anything", ""], []),
        (FieldKind.DAY, ["2028-02-29", ""], ["soon"]),
        (FieldKind.OPTIONS, [f"[{SEWN}]", ""], ["{}"]),
        (FieldKind.EARLIER_BONUS, ["keep", "cancel", "150", ""], ["KEEP", "-1", "1e3", "٣"]),
    ],
)
def test_each_kind_of_field_knows_what_it_can_hold(kind: FieldKind, fits: list[str], doesnt: list[str]) -> None:
    assert [value for value in [*fits, *doesnt] if readable(kind, value)] == fits
