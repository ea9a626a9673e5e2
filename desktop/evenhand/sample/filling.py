"""The sample's data put into a book, in the order in which it would have happened."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from evenhand import actions
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.letter_kinds import KINDS, About
from evenhand.domain.money import Money
from evenhand.domain.records import (
    Case,
    Cause,
    Channel,
    Client,
    Direction,
    Interaction,
    LetterDraft,
    LetterKind,
    Nature,
    Order,
    Outcome,
    Owner,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.sample import data
from evenhand.sample.case_file import CaseFile, follow
from evenhand.sample.data import Entry, money, working_day
from evenhand.sample.self_first import fill_self_first
from evenhand.storage.book import Book

_BEFORE_A_REMEDY = (LetterKind.ACKNOWLEDGEMENT, LetterKind.OPTIONS)


@dataclass
class Filling:
    """A book on its way to holding the sample, and what already has its place in it."""

    book: Book
    today: date
    owner: Owner
    clients: dict[str, Client] = field(default_factory=dict)  # by key
    orders: dict[tuple[str, str], Order] = field(default_factory=dict)  # by the client's key and its own
    events: list[tuple[date, Callable[[], object]]] = field(default_factory=list)

    def fill(self, entries: list[Entry]) -> None:
        self.book.owner.save(self.owner)
        for entry in entries:
            self._add_client(entry)
        orders = [(self._day(one["on"]), entry, one) for entry in entries for one in entry.get("orders", ())]
        for ordered_on, entry, one in sorted(orders, key=lambda placed: placed[0]):
            self._add_order(ordered_on, entry, one)
        cases = [(self._day(one["received"]), entry, one) for entry in entries for one in entry.get("case", ())]
        for received_on, entry, one in sorted(cases, key=lambda received: received[0]):
            self._add_case(received_on, entry, one)
        # Letters are numbered as they're issued, so what follows happens day by day across all cases.
        for _day, happen in sorted(self.events, key=lambda event: event[0]):
            happen()
        for entry in entries:
            if entry.get("archived"):
                self.book.clients.archive(self.clients[entry["key"]].id, True)
        fill_self_first(self.book, data.self_first(), self.clients, self._day)

    def _day(self, days: int) -> date:
        return working_day(self.today, days)

    def _day_in(self, entry: Entry, name: str) -> date | None:
        return self._day(entry[name]) if name in entry else None

    def _add_client(self, entry: Entry) -> None:
        happened = [one["on"] for one in (*entry.get("orders", ()), *entry.get("contacts", ()))]
        client = self.book.clients.add(
            Client(
                id=0,
                name=entry["name"],
                salutation=entry["salutation"],
                address_name=entry["address_name"],
                address_lines=tuple(entry["address"]),
                country=entry["country"],
                phone=entry.get("phone", ""),
                email=entry.get("email", ""),
                language=entry["language"],
                currency=entry["currency"],
                standing=Standing(entry.get("standing", "active")),
                valued=entry.get("valued", False),
                since=self._day(entry.get("since", min(happened))),
            )
        )
        self.clients[entry["key"]] = client
        if flag := entry.get("flag"):
            comfort = ComfortFlag(client.id, Comfort(flag["comfort"]), self._day(flag["on"]), flag["why"])
            self.book.comfort.set_flag(comfort)
        if note := entry.get("note"):
            self.book.comfort.set_note(client.id, note)
        for contact in entry.get("contacts", ()):
            self._add_contact(client.id, contact)
        follow(self.book, client.id, entry, self._day)
        for n, letter in enumerate(entry.get("letters", ()), 1):
            name = f"sample:{entry['key']}:letter{n}"
            self._at(self._day(letter["on"]), self._issue, None, client, letter, name)

    def _add_contact(self, client_id: int, entry: Entry, case: Case | None = None) -> None:
        interaction = self.book.interactions.add(
            Interaction(
                id=0,
                client_id=client_id,
                happened_at=datetime.combine(self._day(entry["on"]), time.fromisoformat(entry["at"])),
                channel=Channel(entry["by"]),
                direction=Direction(entry["way"]),
                summary=entry["said"],
                order_id=case.order_id if case else None,
                case_id=case.id if case else None,
            )
        )
        if felt := entry.get("felt"):
            reasons = tuple(map(ComfortReason, entry.get("why", ())))
            self.book.comfort.mark(ComfortMark(interaction.id, Comfort(felt), reasons, entry.get("remark", "")))

    def _add_order(self, ordered_on: date, client_entry: Entry, entry: Entry) -> None:
        client = self.clients[client_entry["key"]]
        total = Money(Decimal(entry["total"]), client.currency)
        order = self.book.orders.add(
            Order(
                id=0,
                client_id=client.id,
                number=self.book.orders.next_number(ordered_on.year),
                ordered_on=ordered_on,
                what=entry["what"],
                total=total,
                paid=money(entry, "paid", client.currency) or total,
                cost=money(entry, "cost", client.currency),
                delivered_on=self._day_in(entry, "delivered"),
            )
        )
        if key := entry.get("key"):
            self.orders[client_entry["key"], key] = order

    def _add_case(self, received_on: date, client_entry: Entry, entry: Entry) -> None:
        key, client = client_entry["key"], self.clients[client_entry["key"]]
        name = f"sample:{key}:{entry['order']}"
        case = actions.open_case(
            self.book,
            order_id=self.orders[key, entry["order"]].id,
            title=entry["title"],
            words=entry["words"],
            received_on=received_on,
            cause=Cause(entry["cause"]) if "cause" in entry else None,
            responsibility=Responsibility(entry["responsibility"]) if "responsibility" in entry else None,
            operation_id=name,
        )
        remedy = entry.get("remedy", {})
        case = replace(
            case,
            finding=entry.get("finding", ""),
            change=entry.get("change", ""),
            whys=tuple(entry.get("whys", ())),
            change_in=entry.get("change_in", ""),
        )
        self.book.cases.save(case)
        happened = CaseFile(self.book, case, received_on, self._day)
        happened.note(entry)
        issued = entry.get("letters", ())
        before = [one for one in issued if LetterKind(one["kind"]) in _BEFORE_A_REMEDY]
        for n, letter in enumerate(before, 1):
            self._at(self._day(letter["on"]), self._issue, case.id, client, letter, f"{name}:before{n}")
        decided = {
            "remedy": Remedy(remedy["kind"]) if remedy else None,
            "remedy_what": remedy.get("what", ""),
            "remedy_by": self._day_in(remedy, "by"),
            "remedy_cost": money(remedy, "cost", client.currency),
        }
        answered_on = self._day_in(entry, "answered")
        decided_on = self._day(before[-1]["on"]) if before else received_on
        if "picked" in entry:
            self._at(decided_on, happened.pick, entry["picked"], decided_on, name)
            self._at(decided_on, self._decide, case.id, answered_on, {})
        else:
            self._at(decided_on, self._decide, case.id, answered_on, decided)
        self._at(self.today, happened.end, entry)
        for contact in entry.get("contacts", ()):
            self._add_contact(client.id, contact, case)
        later = [one for one in issued if one not in before]
        stating = [one for one in later if KINDS[LetterKind(one["kind"])].states]
        given_on = self._day(stating[0]["on"]) if stating else self.today
        self._at(given_on, self._give, case, entry, given_on)
        for n, letter in enumerate(later, 1):
            self._at(self._day(letter["on"]), self._issue, case.id, client, letter, f"{name}:letter{n}")
        for redemption in entry.get("redeemed", ()):
            self._at(self._day(redemption["on"]), self._redeem, case, key, redemption, name)
        if "exchanged" in entry:
            self._at(self._day(entry["exchanged"]), self._exchange, case, self._day(entry["exchanged"]), name)
        if "closed" in entry:
            self._at(self._day(entry["closed"]), happened.end, entry)
            self._at(self._day(entry["closed"]), self._close, case.id, entry)
        if "draft" in entry:
            self._at(self.today, self._draft, case, LetterKind(entry["draft"]))

    def _at(self, day: date, happen: Callable[..., object], *given: object) -> None:
        self.events.append((day, partial(happen, *given)))

    def _decide(self, case_id: int, answered_on: date | None, decided: dict[str, Any]) -> None:
        case = self.book.cases.get(case_id)
        self.book.cases.save(replace(case, answered_on=case.answered_on or answered_on, **decided))

    def _give(self, case: Case, entry: Entry, on: date) -> None:
        if refund := entry.get("refund"):
            paid = self.book.orders.get(case.order_id).paid
            share = Decimal(refund["share"]) if "share" in refund else None
            amount = money(refund, "sum", paid.currency) or paid * (share or 1)
            actions.choose_refund(
                self.book,
                case_id=case.id,
                amount=amount,
                share=share,
                what_for=refund.get("what_for", ""),
                method=refund["method"],
                pay_by=working_day(on, refund["within"]),
                today=on,
            )
        if gift := entry.get("gift"):
            cost = Money(Decimal(gift["cost"]), self.book.orders.get(case.order_id).total.currency)
            actions.choose_gift(self.book, case_id=case.id, what=gift["what"], cost=cost)
        if bonus := entry.get("bonus"):
            actions.choose_bonus(
                self.book,
                case_id=case.id,
                share=Decimal(bonus["share"]),
                months=bonus.get("months", self.owner.bonus_months),
                round_to=Decimal(bonus["round_to"]) if "round_to" in bonus else self.owner.bonus_round_to,
                today=on,
                nature=Nature(bonus.get("nature", "goodwill")),
                client_chose="nature" in bonus,
                beside="gift" in entry,
            )

    def _started(self, client: Client, kind: LetterKind, on: date, case_id: int | None, entry: Entry) -> LetterDraft:
        about: dict[str, int] = {"client_id": client.id}
        if About.BONUS in KINDS[kind].about:
            about = {"bonus_id": self.book.bonuses.of_client(client.id)[0].id}
        elif case_id is not None:
            about = {"case_id": case_id}
        typed = tuple((name, self._typed(value)) for name, value in entry.get("typed", {}).items())
        return actions.start_letter(self.book, kind=kind, language=client.language, today=on, typed=typed, **about)

    def _typed(self, value: str | list[Entry]) -> str:
        """As the composer keeps it: text as it is, ways to put it right as JSON with their days."""
        if isinstance(value, str):
            return value
        ways = [one | {"by": self._day(one["by"]).isoformat()} for one in value]
        return json.dumps(ways, ensure_ascii=False)

    def _issue(self, case_id: int | None, client: Client, entry: Entry, name: str) -> None:
        on = self._day(entry["on"])
        draft = self._started(client, LetterKind(entry["kind"]), on, case_id, entry)
        letter = actions.issue_letter(self.book, draft=draft, operation_id=name, issued_on=on)
        if "voided" in entry:
            voided_on = self._day(entry["voided"])
            actions.void_letter(
                self.book, letter_id=letter.id, reason=entry["why"], voided_on=voided_on, operation_id=f"{name}:void"
            )

    def _draft(self, case: Case, kind: LetterKind) -> None:
        client = self.book.clients.get(case.client_id)
        draft = self._started(client, kind, self.today, case.id, {})
        self.book.letters.save_draft(replace(draft, saved_at=datetime.combine(self.today, time(8, 40))))

    def _exchange(self, case: Case, on: date, name: str) -> None:
        bonus = self.book.bonuses.of_case(case.id)[0]
        actions.exchange_bonus(self.book, bonus_id=bonus.id, on=on, operation_id=f"{name}:exchanged")

    def _redeem(self, case: Case, client_key: str, entry: Entry, name: str) -> None:
        bonus = self.book.bonuses.of_case(case.id)[0]
        order = self.orders[client_key, entry["order"]]
        actions.redeem_bonus(
            self.book,
            bonus_id=bonus.id,
            order_id=order.id,
            amount=money(entry, "sum", bonus.amount.currency) or bonus.amount,
            on=self._day(entry["on"]),
            operation_id=f"{name}:redeemed:{entry['order']}",
        )

    def _close(self, case_id: int, entry: Entry) -> None:
        case = self.book.cases.get(case_id)
        self.book.cases.save(replace(case, outcome=Outcome(entry["outcome"])))
        actions.close_case(self.book, case_id=case_id, on=self._day(entry["closed"]))
