"""The sample's check-ins, intakes, suggestions and own rule, put into a book."""

from collections.abc import Callable
from datetime import date

from evenhand.domain.comfort import CheckIn, Comfort
from evenhand.domain.intake import FitAnswer, Intake, IntakeAnswer, IntakeEnding
from evenhand.domain.records import Client
from evenhand.domain.rule_data import rule_from
from evenhand.domain.suggestions import Heard, OrderAsked, Suggestion
from evenhand.sample.data import Entry
from evenhand.storage.book import Book

DayOf = Callable[[int], date]


def fill_self_first(book: Book, entry: Entry, clients: dict[str, Client], day: DayOf) -> None:
    """Puts it all into a book that holds the clients, by their keys, with their orders."""
    for one in entry["check_ins"]:
        book.check_ins.save(CheckIn(day(one["on"]), Comfort(one["felt"])))
    for one in entry["intake"]:
        _add_intake(book, one, entry["questions"], clients, day)
    for one in entry["asked"]:
        latest = next(order for order in book.orders.of_client(clients[one["client"]].id) if order.delivered_on)
        asked_on = day(one["on"])
        book.orders_asked.save(OrderAsked(latest.id, asked_on, Heard(one["heard"]), asked_on, one["words"]))
    for one in entry["suggestion"]:
        book.suggestions.add(
            Suggestion(
                id=0,
                said_on=day(one["on"]),
                words=one["words"],
                client_id=clients[one["client"]].id,
                answered_on=day(one["answered"]) if "answered" in one else None,
                answer=one.get("answer", ""),
                change=one.get("change", ""),
                changed_on=day(one["answered"]) if "change" in one else None,
            )
        )
    for one in entry["rule"]:
        words = {name: {"en": one[name]} for name in ("name", "do", "say")}
        book.rules.save(rule_from(one | words | {"id": 0}))


def _add_intake(book: Book, one: Entry, questions: list[str], clients: dict[str, Client], day: DayOf) -> None:
    begun_on, ending = day(one["on"]), IntakeEnding(one["ending"]) if "ending" in one else None
    intake = book.intakes.add(
        Intake(
            id=0,
            begun_on=begun_on,
            name=one["name"],
            reach=one.get("reach", ""),
            came_through=one["came_through"],
            asks=one["asks"],
            client_id=clients[one["client"]].id if "client" in one else None,
            ending=ending,
            ended_on=begun_on if ending else None,
            reason=one.get("reason", ""),
            remind_on=day(one["remind"]) if "remind" in one else None,
        )
    )
    answers = zip(questions, one["answers"], strict=True)
    for place, (question, (answer, note)) in enumerate(answers, start=1):
        book.intake_answers.add(IntakeAnswer(0, intake.id, place, question, FitAnswer(answer), note))
