"""How a case ended, and what that makes of the client's standing."""

from dataclasses import replace

import pytest

from evenhand import actions
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Outcome, Standing
from evenhand.storage.book import Book
from tailor import TODAY, open_case


@pytest.mark.parametrize(
    ("standing", "outcome", "then"),
    [
        (Standing.ACTIVE, Outcome.LEFT, Standing.LEFT),
        (Standing.PAUSED, Outcome.LEFT, Standing.LEFT),
        (Standing.LEFT, Outcome.STAYS, Standing.ACTIVE),
        (Standing.PAUSED, Outcome.STAYS, Standing.PAUSED),
        (Standing.PARTED, Outcome.STAYS, Standing.PARTED),
        (Standing.PARTED, Outcome.LEFT, Standing.PARTED),
        (Standing.LEFT, None, Standing.LEFT),
    ],
)
def test_the_standing_follows_how_the_case_ended(
    shop: Book, standing: Standing, outcome: Outcome | None, then: Standing
) -> None:
    case = open_case(shop)
    shop.clients.save(replace(shop.clients.get(1), standing=standing))
    assert actions.note_outcome(shop, case_id=case.id, outcome=outcome).outcome is outcome
    assert shop.cases.get(case.id).outcome is outcome
    assert shop.clients.get(1).standing is then


def test_the_end_of_a_closed_case_stays_as_it_was_noted(shop: Book) -> None:
    case = open_case(shop)
    actions.note_outcome(shop, case_id=case.id, outcome=Outcome.STAYS)
    closed = actions.close_case(shop, case_id=case.id, on=TODAY)
    for outcome in (None, Outcome.LEFT):
        with pytest.raises(CaseRefused, match="case_closed"):
            actions.note_outcome(shop, case_id=case.id, outcome=outcome)
    assert actions.note_outcome(shop, case_id=case.id, outcome=Outcome.STAYS) == closed
    assert shop.clients.get(1).standing is Standing.ACTIVE


def test_an_outcome_is_taken_back_with_the_standing_from_before(shop: Book) -> None:
    case = open_case(shop)
    shop.clients.save(replace(shop.clients.get(1), standing=Standing.PAUSED))
    actions.note_outcome(shop, case_id=case.id, outcome=Outcome.LEFT)
    back = actions.take_back_outcome(shop, case_id=case.id, outcome=None, standing=Standing.PAUSED)
    assert (back.outcome, shop.clients.get(1).standing) == (None, Standing.PAUSED)


def test_a_standing_changed_since_the_outcome_was_noted_stays(shop: Book) -> None:
    case = open_case(shop)
    actions.note_outcome(shop, case_id=case.id, outcome=Outcome.LEFT)
    shop.clients.save(replace(shop.clients.get(1), standing=Standing.PROSPECT, phone="0"))
    actions.take_back_outcome(shop, case_id=case.id, outcome=None, standing=Standing.ACTIVE)
    assert (shop.clients.get(1).standing, shop.clients.get(1).phone) == (Standing.PROSPECT, "0")


def test_the_outcome_of_a_closed_case_is_not_taken_back(shop: Book) -> None:
    case = open_case(shop)
    actions.note_outcome(shop, case_id=case.id, outcome=Outcome.LEFT)
    closed = actions.close_case(shop, case_id=case.id, on=TODAY)
    with pytest.raises(CaseRefused, match="case_closed"):
        actions.take_back_outcome(shop, case_id=case.id, outcome=None, standing=Standing.ACTIVE)
    assert shop.cases.get(case.id) == closed
