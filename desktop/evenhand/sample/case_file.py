"""What the sample tells of a case besides its letters: ways, questions, claims, turns, promises, and what followed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal

from evenhand import actions
from evenhand.domain.comfort import Comfort
from evenhand.domain.hours import parse_minutes
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.line import Claim
from evenhand.domain.options import CaseOption, Effort
from evenhand.domain.questions import CaseQuestion
from evenhand.domain.records import Case, ChosenBy, Remedy
from evenhand.domain.turns import Turn
from evenhand.sample.data import Entry, money
from evenhand.storage.book import Book

DayOf = Callable[[int], date]


def _at(entry: Entry) -> time | None:
    return time.fromisoformat(entry["at"]) if "at" in entry else None


@dataclass(frozen=True)
class CaseFile:
    """One case of the sample, being written."""

    book: Book
    case: Case
    received_on: date
    day: DayOf

    def note(self, entry: Entry) -> None:
        """What was said and offered."""
        book, case = self.book, self.case
        currency = book.orders.get(case.order_id).total.currency
        for one in entry.get("asked", ()):
            book.asked.add(CaseQuestion(0, case.id, self.day(one["on"]), one["question"], one.get("answer", "")))
        for one in entry.get("claims", ()):
            met_on = self.day(one["met"]) if "met" in one else None
            book.claims.add(Claim(0, case.id, self.day(one["on"]), one["what"], money(one, "sum", currency), met_on))
        for one in entry.get("turns", ()):
            since = self.day(one["since"])
            actions.give_turn(
                book, case_id=case.id, turn=Turn(one["whose"]), since=since, note=one.get("for", ""), today=since
            )
        for place, one in enumerate(entry.get("ways", ()), 1):
            self._offer(place, one, currency)

    def _offer(self, place: int, entry: Entry, currency: str) -> None:
        option = CaseOption(
            id=0,
            case_id=self.case.id,
            place=place,
            remedy=Remedy(entry["kind"]),
            title=entry["title"],
            details=entry.get("details", ""),
            by=self.day(entry["by"]) if "by" in entry else None,
            at=_at(entry),
            effort=Effort(entry["effort"]) if "effort" in entry else None,
            effort_what=entry.get("effort_what", ""),
            materials=money(entry, "materials", currency),
            minutes=parse_minutes(entry["hours"]) if "hours" in entry else 0,
            cost_stated=money(entry, "cost", currency),
            worth=money(entry, "worth", currency),
            discount=Decimal(entry["discount"]) if "discount" in entry else None,
            offered=entry.get("offered", True),
        )
        option = self.book.options.add(option)
        if felt := entry.get("sits"):
            self.book.comfort.mark_option(option.id, Comfort(felt))

    def pick(self, place: int, on: date, name: str) -> None:
        """The client picks one of the ways, and it's promised."""
        option = self.book.options.of_case(self.case.id)[place - 1]
        actions.choose_option(
            self.book, case_id=self.case.id, option_id=option.id, today=on, operation_id=f"{name}:picked"
        )

    def end(self, entry: Entry) -> None:
        """What became of promises, and how it sat with the owner, once it's known."""
        book, case_id = self.book, self.case.id
        if "kept" in entry:
            for promise in book.promises.of_case(case_id):
                if promise.ended_on is None:
                    actions.keep_promise(book, promise_id=promise.id, on=self.day(entry["kept"]))
        if "chosen_by" in entry:
            book.cases.save(replace(book.cases.get(case_id), chosen_by=ChosenBy(entry["chosen_by"])))
        if sat := entry.get("sat"):
            book.comfort.mark_case(case_id, Comfort(sat["felt"]), sat.get("note", ""))
        if not book.follow_ups.of_case(case_id):
            for one in entry.get("follow_ups", ()):
                _follow_up(book, self.case.client_id, one, self.day, case_id)


def follow(book: Book, client_id: int, entry: Entry, day: DayOf) -> None:
    """A client's promises and greetings that belong to no case, and the door."""
    for one in entry.get("promises", ()):
        made_on, due_on = day(one["made"]), day(one["due"])
        promise = actions.make_promise(
            book,
            client_id=client_id,
            what=one["what"],
            due_on=due_on,
            due_at=_at(one),
            made_on=made_on,
            operation_id=f"sample:promise:{entry['key']}:{one['due']}",
        )
        if "moved" in one:
            actions.move_promise(book, promise_id=promise.id, to_day=day(one["moved"]), at=_at(one), on=due_on)
        if "kept" in one:
            actions.keep_promise(book, promise_id=promise.id, on=day(one["kept"]))
        elif "broken" in one:
            actions.break_promise(book, promise_id=promise.id, on=day(one["broken"]))
    for one in entry.get("follow_ups", ()):
        _follow_up(book, client_id, one, day)
    if door := entry.get("door"):
        actions.set_door(
            book, client_id=client_id, closed=door["closed"], months=door.get("months"), on=day(door["on"])
        )


def _follow_up(book: Book, client_id: int, entry: Entry, day: DayOf, case_id: int | None = None) -> None:
    done_on = day(entry["done"]) if "done" in entry else None
    book.follow_ups.add(FollowUp(0, client_id, day(entry["due"]), entry["what"], case_id, done_on, entry.get("heard")))
