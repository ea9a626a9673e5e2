"""The line with a client, and a case told in facts: nothing private, and no opinion."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from evenhand import actions
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark
from evenhand.domain.economics import CostKind, MarginSource
from evenhand.domain.facts_pack import FactKind
from evenhand.domain.keeping_in_touch import Door
from evenhand.domain.line import Claim, MarkerKind, NoBalance
from evenhand.domain.money import Money
from evenhand.domain.questions import CaseQuestion
from evenhand.domain.records import (
    Case,
    Channel,
    ChosenBy,
    Direction,
    Interaction,
    LetterKind,
    Nature,
    Order,
    Remedy,
)
from evenhand.domain.turns import Turn, TurnChange
from evenhand.storage.book import Book
from tailor import LATER, TODAY, bonus, gift, issue, open_case, pounds, refund


def with_margin(book: Book, share: str) -> None:
    owner = book.owner.get()
    assert owner is not None
    book.owner.save(replace(owner, usual_margin=Decimal(share)))


def test_the_line_is_crossed_by_three_hundred(shop: Book) -> None:
    """900 + 600 against 400 x 25% x 12 = 1 200."""
    with_margin(shop, "0.25")
    shop.orders.save(replace(shop.orders.get(1), total=pounds("400"), paid=pounds("400")))
    other = shop.orders.add(Order(0, 1, "2", date(2026, 3, 2), "a skirt", pounds("400"), pounds("400")))
    earlier, now = open_case(shop, 1, "earlier"), open_case(shop, other.id, "now")
    shop.cases.save(replace(earlier, remedy=Remedy.REDO, remedy_cost=pounds("900"), closed_on=TODAY))
    shop.cases.save(replace(now, remedy=Remedy.REDO, remedy_cost=pounds("600")))
    line = actions.the_line(shop, client_id=1, case_id=now.id, today=TODAY, expected_orders=Decimal(12))
    assert (line.cost_so_far, line.proposed, line.expected_orders) == (pounds("900"), pounds("600"), 12)
    assert line.balance is not None
    assert (line.balance.crossed, line.balance.crossed_by) == (True, pounds("300"))
    assert line.margin is not None
    assert line.margin.source is MarginSource.USUAL
    assert (line.year, line.why_none) == (None, None)
    assert [(one.case_number, one.amount) for one in line.so_far] == [("2026-001", pounds("900"))]
    assert [(one.case_number, one.amount) for one in line.in_this_case] == [("2026-002", pounds("600"))]


def test_without_being_told_the_clients_own_orders_a_year_are_expected(shop: Book) -> None:
    with_margin(shop, "0.25")
    line = actions.the_line(shop, client_id=1, today=TODAY)
    assert line.year is not None
    assert (line.expected_orders, line.year.orders) == (1, 1)
    assert line.balance is not None
    assert line.balance.expected_margin == pounds("18.13")
    assert (line.proposed, line.in_this_case) == (pounds("0"), ())


def test_the_line_says_what_is_missing_to_weigh_it(shop: Book) -> None:
    line = actions.the_line(shop, client_id=1, today=TODAY)
    assert (line.balance, line.why_none) == (None, NoBalance.NO_MARGIN)
    stranger = shop.clients.add(replace(shop.clients.get(1), id=0, name="New here"))
    line = actions.the_line(shop, client_id=stranger.id, today=TODAY, expected_orders=Decimal(3))
    assert (line.balance, line.why_none, line.usual) == (None, NoBalance.NO_ORDERS, None)
    assert (line.cost_so_far, line.markers) == (pounds("0"), ())


def test_a_bonus_that_is_not_used_yet_is_proposed_at_its_full_sum_once(shop: Book, case: Case) -> None:
    def proposed() -> list[tuple[CostKind, Money]]:
        line = actions.the_line(shop, client_id=1, case_id=case.id, today=TODAY)
        assert line.proposed == pounds("7.50")
        return [(one.kind, one.amount) for one in line.in_this_case]

    bonus(shop, case)
    assert proposed() == [(CostKind.PROMISED, pounds("7.50"))]
    granted = shop.bonuses.of_letter(issue(shop, case, LetterKind.BONUS).id)
    assert granted is not None
    assert proposed() == [(CostKind.PROMISED, pounds("7.50"))]
    after = shop.orders.add(Order(0, 1, "9", TODAY, "a hat", pounds("90"), pounds("90")))
    actions.redeem_bonus(
        shop, bonus_id=granted.id, order_id=after.id, amount=pounds("2.50"), on=TODAY, operation_id="use"
    )
    assert proposed() == [(CostKind.BONUS, pounds("2.50")), (CostKind.PROMISED, pounds("5"))]


def test_keeping_a_client_costs_the_same_seen_from_the_client_and_from_a_case(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    from_client = actions.the_line(shop, client_id=1, today=TODAY)
    from_case = actions.the_line(shop, client_id=1, case_id=case.id, today=TODAY)
    assert from_client.cost_so_far + from_client.proposed == from_case.cost_so_far + from_case.proposed
    assert [one.kind for one in from_client.so_far] == [CostKind.PROMISED]


def test_costs_in_another_currency_stand_beside_the_balance(shop: Book, case: Case) -> None:
    with_margin(shop, "0.25")
    abroad = shop.orders.add(Order(0, 1, "2", date(2026, 3, 2), "a skirt", Money(90, "EUR"), Money(90, "EUR")))
    other = open_case(shop, abroad.id, "abroad")
    gift(shop, other, cost=Money(12, "EUR"))
    line = actions.the_line(shop, client_id=1, case_id=case.id, today=TODAY)
    assert (line.currency, line.cost_so_far, line.elsewhere) == ("GBP", pounds("0"), (Money(12, "EUR"),))


def test_a_case_of_more_than_a_year_ago_costs_no_more(shop: Book, case: Case) -> None:
    gift(shop, case)
    shop.cases.save(replace(shop.cases.get(case.id), closed_on=TODAY))
    assert actions.the_line(shop, client_id=1, today=TODAY).cost_so_far == pounds("8")
    assert actions.the_line(shop, client_id=1, today=date(2027, 4, 2)).cost_so_far == pounds("0")


def test_the_markers_come_from_the_book_with_their_days(shop: Book) -> None:
    for number in range(3):
        order = shop.orders.add(Order(0, 1, f"o{number}", date(2026, 3, 1), "a hem", pounds("10"), pounds("10")))
        case = open_case(shop, order.id, f"case {number}")
        gift(shop, case, cost=pounds("50"))
        if number == 2:
            issue(shop, case, LetterKind.GIFT)
            shop.claims.add(Claim(0, case.id, date(2026, 3, 31), "a new hem", pounds("10"), date(2026, 4, 1)))
            shop.claims.add(Claim(0, case.id, date(2026, 4, 2), "and money", pounds("11")))
    markers = {one.kind: one for one in actions.the_line(shop, client_id=1, today=TODAY).markers}
    assert set(markers) == set(MarkerKind)
    arrived = date(2026, 3, 30)
    assert markers[MarkerKind.THIRD_COMPENSATION].days == (
        arrived,
        arrived,
        TODAY,
    )  # the letter's day where there is one
    assert markers[MarkerKind.RESULT_BELOW_ZERO].sums == (pounds("102.50"), pounds("150"), pounds("-47.50"))
    assert markers[MarkerKind.DEMAND_ABOVE_PAID].sums == (pounds("11"), pounds("10"))
    assert markers[MarkerKind.CLAIM_CHANGED_AFTER_MET].days == (date(2026, 4, 1), date(2026, 4, 2))


# The facts of a case


@pytest.fixture
def told(shop: Book, case: Case) -> Case:
    """A case with something of everything in it, the private too."""
    shop.cases.save(
        replace(
            case,
            title="zqtitle",
            finding="The lining was cut too short.",
            change="Every lining is measured twice.",
            changed_on=date(2026, 4, 5),
            remedy=Remedy.REDO,
            remedy_what="a new lining",
            remedy_by=LATER,
            whys=("zqwhy",),
            chosen_by=ChosenBy.OWNER,
        )
    )
    called = Interaction(0, 1, datetime(2026, 3, 31, 9, 30), Channel.PHONE, Direction.IN, "zqsummary", case_id=case.id)
    contact = shop.interactions.add(called)
    shop.comfort.mark(ComfortMark(contact.id, Comfort.UNEASY, (), "zqmarknote"))
    shop.comfort.set_flag(ComfortFlag(1, Comfort.UNCOMFORTABLE, TODAY, "zqflag"))
    shop.comfort.set_note(1, "zqnote")
    shop.comfort.mark_case(case.id, Comfort.UNCOMFORTABLE, "zqcasenote")
    shop.doors.set(Door(1, True, 6, TODAY))
    shop.turns.add(TurnChange(0, case.id, Turn.CLIENT, TODAY, "zqturn"))
    shop.asked.add(CaseQuestion(0, case.id, date(2026, 3, 31), "When did it tear?", "On Monday."))
    shop.claims.add(Claim(0, case.id, date(2026, 3, 31), "the money back", pounds("72.50"), date(2026, 4, 2)))
    promise = actions.make_promise(
        shop, client_id=1, what="a call", due_on=date(2026, 4, 3), case_id=case.id, made_on=TODAY, operation_id="p"
    )
    actions.move_promise(shop, promise_id=promise.id, to_day=date(2026, 4, 8), on=date(2026, 4, 3))
    actions.keep_promise(shop, promise_id=promise.id, on=date(2026, 4, 7))
    bonus(shop, case)
    gift(shop, case, beside=True)
    letter = issue(shop, case, LetterKind.DOUBLE)
    actions.void_letter(shop, letter_id=letter.id, reason="zqreason", voided_on=TODAY, operation_id="void")
    return case


def test_a_case_is_told_in_the_order_of_its_days(shop: Book, told: Case) -> None:
    pack = actions.facts_pack(shop, case_id=told.id, today=date(2026, 5, 1))
    assert (pack.client_name, pack.case_number, pack.order_number) == ("Jane Whitcombe", "2026-001", "2026-0147")
    K = FactKind
    assert [(one.on, one.kind) for one in pack.facts] == [
        (date(2026, 3, 1), K.ORDERED),
        (date(2026, 3, 30), K.TOLD_US),
        (date(2026, 3, 31), K.CONTACT),
        (date(2026, 3, 31), K.ASKED),
        (date(2026, 3, 31), K.CLAIMED),
        (TODAY, K.CLAIM_MET),
        (TODAY, K.PROMISED),
        (TODAY, K.BONUS_GIVEN),
        (TODAY, K.BONUS_CANCELLED),
        (TODAY, K.LETTER_ISSUED),
        (TODAY, K.LETTER_VOIDED),
        (date(2026, 4, 3), K.PROMISE_MOVED),
        (date(2026, 4, 5), K.CHANGED),
        (date(2026, 4, 7), K.PROMISE_KEPT),
    ]
    contact = next(one for one in pack.facts if one.kind is K.CONTACT)
    assert (contact.words, contact.detail) == ("", "phone in")
    moved = next(one for one in pack.facts if one.kind is K.PROMISE_MOVED)
    assert (moved.words, moved.day) == ("a call", date(2026, 4, 8))
    # No letter that stands gives these, so they have no day.
    assert [one.kind for one in pack.undated] == [K.FOUND, K.AGREED, K.GIFT_GIVEN, K.BONUS_GIVEN]


def test_a_facts_pack_holds_nothing_private_and_no_opinion(shop: Book, told: Case) -> None:
    pack = repr(actions.facts_pack(shop, case_id=told.id, today=date(2026, 5, 1)))
    assert "zq" not in pack
    assert not [word for word in ("uneasy", "uncomfortable", "valued", "closed=") if word in pack.lower()]


def test_facts_to_come_are_not_told(shop: Book, told: Case) -> None:
    pack = actions.facts_pack(shop, case_id=told.id, today=date(2026, 3, 30))
    assert [one.kind for one in pack.facts] == [FactKind.ORDERED, FactKind.TOLD_US]
    assert pack.as_of == date(2026, 3, 30)


def test_a_refund_in_a_letter_has_the_letters_day_and_one_that_is_only_chosen_has_none(shop: Book, case: Case) -> None:
    refund(shop, case)
    chosen = actions.facts_pack(shop, case_id=case.id, today=TODAY)
    assert [(one.kind, one.day, one.sums) for one in chosen.undated] == [
        (FactKind.REFUND_GIVEN, LATER, (pounds("72.50"),))
    ]
    issue(shop, case, LetterKind.REFUND)
    stated = actions.facts_pack(shop, case_id=case.id, today=TODAY)
    assert stated.undated == ()
    assert (TODAY, FactKind.REFUND_GIVEN) in [(one.on, one.kind) for one in stated.facts]


def test_what_became_of_a_bonus_is_told_with_its_day(shop: Book, case: Case) -> None:
    bonus(shop, case, nature=Nature.OWED, client_chose=True)
    granted = shop.bonuses.of_letter(issue(shop, case, LetterKind.BONUS).id)
    assert granted is not None
    after = shop.orders.add(Order(0, 1, "9", TODAY, "a hat", pounds("90"), pounds("90")))
    actions.redeem_bonus(
        shop, bonus_id=granted.id, order_id=after.id, amount=pounds("2.50"), on=LATER, operation_id="use"
    )
    pack = actions.facts_pack(shop, case_id=case.id, today=LATER)
    assert [one.sums for one in pack.facts if one.kind is FactKind.BONUS_USED] == [(pounds("2.50"),)]
    actions.exchange_bonus(shop, bonus_id=granted.id, on=LATER, operation_id="money")
    pack = actions.facts_pack(shop, case_id=case.id, today=LATER)
    assert [one.sums for one in pack.facts if one.kind is FactKind.BONUS_PAID_OUT] == [(pounds("5"),)]
