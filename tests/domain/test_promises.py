"""What was promised, by when, and whether it was kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from evenhand.domain.calendar import UnknownCountry
from evenhand.domain.promises import KeptRate, Promise, PromiseEnding, PromiseState, day_instead, kept_rate, state

MADE, DUE = date(2026, 11, 6), date(2026, 11, 12)
OPEN = Promise(1, 1, "Same jacket, made again", MADE, DUE, DUE)


def ended(ending: PromiseEnding, day: int, *, id_: int = 1, due: int = 12) -> Promise:
    return replace(OPEN, id=id_, due_on=date(2026, 11, due), ended_on=date(2026, 11, day), ending=ending)


@pytest.mark.parametrize(
    ("promise", "today", "expected"),
    [
        (OPEN, 11, PromiseState.OPEN),
        (OPEN, 12, PromiseState.TODAY),
        (OPEN, 13, PromiseState.LATE),
        (ended(PromiseEnding.KEPT, 12), 30, PromiseState.KEPT),
        (ended(PromiseEnding.KEPT, 13), 30, PromiseState.KEPT_LATE),
        (ended(PromiseEnding.KEPT, 13, due=16), 30, PromiseState.KEPT),
        (ended(PromiseEnding.BROKEN, 10), 30, PromiseState.BROKEN),
        (ended(PromiseEnding.CANCELLED, 10), 30, PromiseState.CANCELLED),
    ],
)
def test_a_promise_stands_by_the_day_it_has_now(promise: Promise, today: int, expected: PromiseState) -> None:
    assert state(promise, date(2026, 11, today)) is expected


def test_the_kept_rate_counts_what_ended_by_the_first_day_and_leaves_the_rest_out() -> None:
    promises = [
        OPEN,
        ended(PromiseEnding.CANCELLED, 10, id_=2),
        ended(PromiseEnding.KEPT, 12, id_=3),
        ended(PromiseEnding.KEPT, 11, id_=4, due=20),  # moved, and then kept by the first day after all
        ended(PromiseEnding.KEPT, 16, id_=5, due=16),
        ended(PromiseEnding.KEPT, 17, id_=6, due=16),
        ended(PromiseEnding.BROKEN, 10, id_=7),
    ]
    rate = kept_rate(promises, frozenset({1, 4, 5, 6}))
    assert rate == KeptRate(on_time=2, after_move=1, missed=2, moved=3)
    assert rate.share == Decimal("0.4")
    assert kept_rate([OPEN], frozenset()).share is None


def test_a_day_off_is_answered_with_the_next_working_day() -> None:
    assert day_instead(date(2026, 11, 12), "GB") is None
    assert day_instead(date(2026, 11, 14), "GB") == date(2026, 11, 16)
    assert day_instead(date(2026, 12, 24), "GB") is None
    assert day_instead(date(2026, 12, 25), "GB") == date(2026, 12, 29)
    with pytest.raises(UnknownCountry):
        day_instead(DUE, "XX")
