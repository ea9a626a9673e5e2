"""How a case ended, and what that makes of the client's standing."""

from dataclasses import replace

import pytest

from evenhand import actions
from evenhand.domain.records import Outcome, Standing
from evenhand.storage.book import Book
from tailor import open_case


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
