"""How an intake ends, once or twice over, and how each ending is taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand import actions
from evenhand.domain.case import CaseRefused
from evenhand.domain.intake import FitAnswer, Intake, IntakeEnding
from evenhand.domain.keeping_in_touch import Door
from evenhand.domain.money import Money
from evenhand.domain.records import Client, LetterKind, Order, Standing
from evenhand.domain.rules import Gate, GateAnswerKind
from evenhand.storage.book import Book
from evenhand.storage.clients import ClientFilter

TODAY, LATER, PAST = date(2026, 11, 20), date(2027, 1, 11), date(2026, 11, 19)

End = Callable[..., actions.IntakeEnd]


@pytest.fixture
def intake(shop: Book) -> Intake:
    begun = shop.intakes.add(
        Intake(0, date(2026, 11, 18), "Camille Durand", "07700 900 412, camille@example.org", "Ilinca", "A waistcoat")
    )
    shop.intake_answers.ask(begun.id, ["Is it mine?", "Do I have room?"])
    shop.intake_answers.put(begun.id, 2, "Do I have room?", FitAnswer.NO, "four jackets")
    return begun


def welcome(book: Book, intake_id: int, **more: Any) -> actions.IntakeEnd:
    return actions.welcome(book, intake_id=intake_id, today=TODAY, **{"letter": True} | more)


def not_now(book: Book, intake_id: int, **more: Any) -> actions.IntakeEnd:
    usual: dict[str, Any] = {
        "reason": "No evenings left",
        "remind_on": LATER,
        "remind_of": "Room now",
        "room_from": LATER,
    }
    return actions.not_now(book, intake_id=intake_id, today=TODAY, **usual | more)


def decline(book: Book, intake_id: int, **_more: Any) -> actions.IntakeEnd:
    return actions.decline_kindly(book, intake_id=intake_id, today=TODAY)


every_ending = pytest.mark.parametrize("end", [welcome, not_now, decline])


def contents(book: Book) -> dict[str, object]:
    """All that an ending may touch."""
    ids = [*book.clients.ids(), *book.clients.ids(ClientFilter.ARCHIVED)]
    return {
        "clients": [book.clients.get(id_) for id_ in ids],
        "intakes": book.connection.rows("SELECT * FROM intakes ORDER BY id"),
        "answers": book.connection.rows("SELECT * FROM intake_answers ORDER BY id"),
        "follow-ups": book.follow_ups.open(),
        "drafts": [replace(one.draft, saved_at=None) for one in book.letters.drafts()],
        "orders": book.connection.rows("SELECT * FROM orders ORDER BY id"),
    }


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(CaseRefused) as refused:
        act()
    return refused.value.reason


def test_welcome_adds_an_active_client_with_number_and_address(shop: Book, intake: Intake) -> None:
    client = welcome(shop, intake.id).client
    owner = shop.owner.get()
    assert owner is not None
    assert (client.name, client.phone, client.email) == ("Camille Durand", "07700 900 412", "camille@example.org")
    assert (client.standing, client.since) == (Standing.ACTIVE, TODAY)
    assert (client.currency, client.country) == (owner.currency, owner.country)
    assert shop.clients.get(client.id) == client
    ended = shop.intakes.get(intake.id)
    assert (ended.ending, ended.ended_on, ended.client_id) == (IntakeEnding.WELCOME, TODAY, client.id)
    assert [one.draft.kind for one in shop.letters.drafts()] == [LetterKind.HOW_WE_WORK]


def test_welcome_begins_no_letter_that_is_not_wanted(shop: Book, intake: Intake) -> None:
    assert welcome(shop, intake.id, letter=False).draft is None
    assert shop.letters.drafts() == []


def test_not_now_keeps_a_prospect_a_reason_and_a_day(shop: Book, intake: Intake) -> None:
    end = not_now(shop, intake.id)
    assert (end.client.standing, end.client.since) == (Standing.PROSPECT, None)
    assert shop.intakes.get(intake.id).reason == "No evenings left"
    (row,) = shop.follow_ups.open()
    assert (row.client_name, row.follow_up.due_on, row.follow_up.what) == ("Camille Durand", LATER, "Room now")


def test_the_letter_says_not_now_with_the_day_and_never_the_reason(shop: Book, intake: Intake) -> None:
    draft = not_now(shop, intake.id).draft
    assert draft is not None
    assert draft.kind is LetterKind.DECLINE
    assert draft.typed == (("later.from", "2027-01-11"),)
    assert "11 January" in draft.body.replace("\u00a0", " ")
    assert "taking it on" not in draft.body
    assert "evenings" not in draft.subject + draft.body


def test_declining_begins_the_letter_without_day_or_reasons(shop: Book, intake: Intake) -> None:
    end = decline(shop, intake.id)
    assert end.client.standing is Standing.DECLINED
    assert end.draft is not None
    assert "I will not be taking it on" in end.draft.body
    assert "room again" not in end.draft.body
    assert shop.follow_ups.open() == []


@every_ending
def test_ending_twice_does_nothing_a_second_time(shop: Book, intake: Intake, end: End) -> None:
    first = end(shop, intake.id)
    before = contents(shop)
    again = end(shop, intake.id)
    assert (again.intake, again.client) == (first.intake, first.client)
    assert contents(shop) == before


@every_ending
def test_an_ending_is_taken_back_with_all_that_came_with_it(shop: Book, intake: Intake, end: End) -> None:
    before = contents(shop)
    ended = end(shop, intake.id)
    assert contents(shop) != before
    assert actions.take_back_intake(shop, end=ended) == intake
    assert contents(shop) == before


@every_ending
@pytest.mark.parametrize("standing", list(Standing))
def test_a_known_person_ends_on_that_client_and_comes_back_as_they_were(
    shop: Book, intake: Intake, end: End, standing: Standing
) -> None:
    known = shop.clients.add(Client(0, "Camille D.", phone="020 7946 0182", standing=standing))
    mine = replace(intake, client_id=known.id)
    shop.intakes.save(mine)
    before = contents(shop)
    ended = end(shop, intake.id)
    client = shop.clients.get(known.id)
    assert ended.client == client
    assert shop.clients.count() == len(before["clients"])  # type: ignore[arg-type]
    assert (client.phone, client.email) == ("020 7946 0182", "camille@example.org"), "filled in, not written over"
    if end is welcome:
        assert client.standing is Standing.ACTIVE
    elif standing in (Standing.PROSPECT, Standing.DECLINED):
        assert client.standing is (Standing.PROSPECT if end is not_now else Standing.DECLINED)
    else:
        assert client.standing is standing, "who was a client once stays what they are"
    actions.take_back_intake(shop, end=ended)
    assert contents(shop) == before


def test_welcoming_an_archived_client_brings_them_back(shop: Book, intake: Intake) -> None:
    known = shop.clients.add(Client(0, "Camille D.", standing=Standing.LEFT, archived=True))
    shop.intakes.save(replace(intake, client_id=known.id))
    assert not welcome(shop, intake.id).client.archived


@every_ending
def test_only_welcome_brings_an_archived_client_back(shop: Book, intake: Intake, end: End) -> None:
    known = shop.clients.add(Client(0, "Camille D.", standing=Standing.ACTIVE, archived=True))
    shop.intakes.save(replace(intake, client_id=known.id))
    before = contents(shop)
    ended = end(shop, intake.id, **({} if end is not not_now else {"remind_on": None, "room_from": None}))
    assert shop.clients.get(known.id).archived is (end is not welcome)
    actions.take_back_intake(shop, end=ended)
    assert contents(shop) == before


def test_taking_back_takes_what_was_answered_at_the_gate_before_the_first_order(shop: Book, intake: Intake) -> None:
    before = contents(shop)
    end = welcome(shop, intake.id)
    actions.answer_gate(
        shop, client_id=end.client.id, gate=Gate.NEW_ORDER, rule_id=6, answer=GateAnswerKind.GO_ON, on=TODAY
    )
    actions.take_back_intake(shop, end=end)
    assert contents(shop) == before
    assert shop.gate_answers.of_client(end.client.id, Gate.NEW_ORDER) == []


def test_taking_back_takes_the_first_order_too(shop: Book, intake: Intake) -> None:
    before = contents(shop)
    end = welcome(shop, intake.id)
    sum_ = Money.of_minor(9000, end.client.currency)
    order = shop.orders.add(Order(0, end.client.id, "2026-9", TODAY, "A waistcoat", sum_, sum_))
    actions.take_back_intake(shop, end=end, order=order)
    assert contents(shop) == before


def test_what_was_written_since_is_never_taken_back(shop: Book, intake: Intake) -> None:
    end = welcome(shop, intake.id)
    nothing = Money.of_minor(0, end.client.currency)
    order = shop.orders.add(Order(0, end.client.id, "2026-9", TODAY, "A waistcoat", nothing, nothing))
    before = contents(shop)
    assert refusal(lambda: actions.take_back_intake(shop, end=end)) == "client_went_on"
    changed = replace(order, what="Two waistcoats")
    shop.orders.save(changed)
    assert refusal(lambda: actions.take_back_intake(shop, end=end, order=order)) == "client_went_on"
    shop.orders.save(order)
    shop.comfort.set_note(end.client.id, "warm")
    assert refusal(lambda: actions.take_back_intake(shop, end=end, order=order)) == "client_went_on"
    assert contents(shop) == before


def test_a_letter_that_was_written_on_keeps_the_ending(shop: Book, intake: Intake) -> None:
    end = decline(shop, intake.id)
    assert end.draft is not None
    shop.letters.save_draft(replace(end.draft, body="My own words", edited=True))
    assert refusal(lambda: actions.take_back_intake(shop, end=end)) == "client_went_on"
    assert shop.letters.draft(end.draft.id).body == "My own words"


def test_a_changed_client_or_follow_up_keeps_the_ending(shop: Book, intake: Intake) -> None:
    end = not_now(shop, intake.id, room_from=None)
    assert end.follow_up is not None
    actions.follow_up_done(shop, id=end.follow_up.id, on=TODAY)
    assert refusal(lambda: actions.take_back_intake(shop, end=end)) == "client_went_on"
    actions.follow_up_not_done(shop, id=end.follow_up.id)
    shop.clients.save(replace(end.client, name="Camille Durand-Martin"))
    assert refusal(lambda: actions.take_back_intake(shop, end=end)) == "client_went_on"


@every_ending
def test_nobody_is_decided_about_without_a_name(shop: Book, end: End) -> None:
    nameless = shop.intakes.add(Intake(0, TODAY, "  ", "07700 900 412"))
    before = contents(shop)
    assert refusal(lambda: end(shop, nameless.id)) == "intake_without_name"
    assert contents(shop) == before


def test_what_was_decided_is_not_decided_otherwise(shop: Book, intake: Intake) -> None:
    decline(shop, intake.id)
    assert refusal(lambda: welcome(shop, intake.id)) == "intake_ended"
    assert refusal(lambda: actions.throw_away_intake(shop, intake_id=intake.id)) == "intake_ended"
    client = shop.clients.ids()[0]
    assert (
        refusal(lambda: actions.skip_intake(shop, intake_id=intake.id, client_id=client, today=TODAY)) == "intake_ended"
    )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"remind_on": PAST}, "follow_up_day_past"),
        ({"room_from": TODAY}, "day_past"),
        ({"room_from": PAST}, "day_past"),
    ],
)
def test_a_day_that_has_passed_ends_nothing(shop: Book, intake: Intake, more: dict[str, date], reason: str) -> None:
    before = contents(shop)
    assert refusal(lambda: not_now(shop, intake.id, **more)) == reason
    assert contents(shop) == before


def test_a_closed_door_keeps_from_planning_a_reminder(shop: Book, intake: Intake) -> None:
    known = shop.clients.add(Client(0, "Camille D.", standing=Standing.PARTED))
    shop.doors.set(Door(known.id, True, 6, TODAY))
    shop.intakes.save(replace(intake, client_id=known.id))
    assert refusal(lambda: not_now(shop, intake.id)) == "door_closed"
    assert not_now(shop, intake.id, remind_on=None).client.standing is Standing.PARTED
    assert shop.intakes.get(intake.id).ending is IntakeEnding.NOT_NOW


def test_without_a_letterhead_no_letter_is_begun_and_nothing_ends(book: Book) -> None:
    begun = book.intakes.add(Intake(0, TODAY, "Camille"))
    assert refusal(lambda: decline(book, begun.id)) == "no_owner"
    assert book.clients.count() == 0
    assert welcome(book, begun.id, letter=False).client.name == "Camille"


def test_skipping_the_questions_is_noted_with_its_day(shop: Book) -> None:
    id_ = shop.clients.ids()[0]
    noted = actions.skip_intake(shop, intake_id=0, client_id=id_, today=TODAY)
    assert (noted.ending, noted.ended_on, noted.client_id) == (IntakeEnding.SKIPPED, TODAY, id_)
    assert actions.skip_intake(shop, intake_id=noted.id, client_id=id_, today=TODAY) == noted
    assert shop.intakes.of_client(id_) == [noted]


def test_what_is_thrown_away_comes_back_with_its_answers(shop: Book, intake: Intake) -> None:
    before = contents(shop)
    kept, answers = actions.throw_away_intake(shop, intake_id=intake.id)
    assert shop.intakes.open() == []
    actions.restore_intake(shop, intake=kept, answers=answers)
    assert contents(shop) == before


def test_what_is_thrown_away_comes_back_beside_what_was_begun_meanwhile(shop: Book, intake: Intake) -> None:
    kept, answers = actions.throw_away_intake(shop, intake_id=intake.id)
    other = shop.intakes.add(Intake(0, TODAY, "Nadia Petrova"))
    shop.intake_answers.put(other.id, 1, "Is it mine?", FitAnswer.YES, "")
    back = actions.restore_intake(shop, intake=kept, answers=answers)
    assert back == replace(kept, id=back.id)
    assert sorted(one.name for one in shop.intakes.open()) == ["Camille Durand", "Nadia Petrova"]
    told = [(one.question, one.answer, one.note) for one in shop.intake_answers.of_intake(back.id)]
    assert told == [(one.question, one.answer, one.note) for one in answers]
    assert [one.answer for one in shop.intake_answers.of_intake(other.id)] == [FitAnswer.YES]


def test_that_nothing_was_asked_is_noted_once_a_day(shop: Book) -> None:
    id_ = shop.clients.ids()[0]
    noted = actions.skip_intake(shop, intake_id=0, client_id=id_, today=TODAY)
    assert actions.skip_intake(shop, intake_id=0, client_id=id_, today=TODAY) == noted
    assert shop.intakes.of_client(id_) == [noted]


def test_a_client_who_was_turned_down_may_be_written_to_whatever_they_were(shop: Book, intake: Intake) -> None:
    known = shop.clients.add(Client(0, "Camille D.", standing=Standing.ACTIVE))
    situation = actions.letter_situation(shop, client_id=known.id)
    assert not situation.turned_down
    shop.intakes.save(replace(intake, client_id=known.id))
    assert decline(shop, intake.id).draft is not None
