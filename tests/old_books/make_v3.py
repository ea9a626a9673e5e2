"""Made schema_03.db, once, with the program as it was when schema 3 was released. Never run again: the file is frozen.

It's the second schema's book brought up to date, and what only the third can hold.

PYTHONPATH=desktop python tests/old_books/make_v3.py tests/old_books/schema_03.db
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from evenhand.domain.comfort import Comfort
from evenhand.domain.keeping_in_touch import Door, FollowUp
from evenhand.domain.line import Claim
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, Effort
from evenhand.domain.parting import Parting, PartingItem
from evenhand.domain.promises import Promise, PromiseEnding, PromiseMove
from evenhand.domain.questions import CaseQuestion, Question
from evenhand.domain.records import ChosenBy, Remedy
from evenhand.domain.turns import Turn, TurnChange
from evenhand.storage.book import Book

DAY, LATER = date(2026, 11, 22), date(2026, 12, 1)


def fill(book: Book) -> None:
    owner = book.owner.get()
    assert owner is not None
    rates = {"hour_rate": Decimal("28.50"), "usual_margin": Decimal("0.6"), "touch_months": 3}
    book.owner.save(replace(owner, **rates))  # type: ignore[arg-type]
    case = book.cases.get(4)
    currency = book.orders.get(case.order_id).total.currency
    way = book.options.add(
        CaseOption(
            0, case.id, 1, Remedy.REDO, "«Заново»", "from the same cloth", LATER, time(17, 5), Effort.LITTLE,
            "one visit", Money(Decimal("12.50"), currency), 90, None, Money(Decimal("80"), currency),
        )
    )  # fmt: skip
    book.options.add(CaseOption(0, case.id, 2, Remedy.DISCOUNT, "20%", discount=Decimal("0.2"), offered=False))
    book.comfort.mark_option(way.id, Comfort.UNEASY)
    book.comfort.mark_case(case.id, Comfort.COMFORTABLE, "a private word on a case")
    whys = ("The zip gave way", "ինչո՞ւ")
    book.cases.save(
        replace(
            case, whys=whys, option_id=way.id, remedy=way.remedy, remedy_what=way.title, remedy_by=way.by,
            chosen_by=ChosenBy.CLIENT, change_in="Zips", changed_on=DAY,
        )
    )  # fmt: skip
    promise = book.promises.add(
        Promise(0, case.client_id, way.title, DAY, DAY, LATER, time(17, 5), case.id, way.id, LATER, PromiseEnding.KEPT),
        operation_id="picked",
    )
    book.promise_moves.add(PromiseMove(0, promise.id, DAY, DAY, LATER))
    book.promises.add(Promise(0, 2, "Ring", DAY, DAY, DAY, ended_on=DAY, ending=PromiseEnding.KEPT))
    book.turns.add(TurnChange(0, case.id, Turn.THIRD_PARTY, DAY, "the mill"))
    book.questions.add(Question(0, 1, "Când s-a întâmplat?"))
    book.asked.add(CaseQuestion(0, case.id, DAY, "Când s-a întâmplat?", "ieri"))
    book.claims.add(Claim(0, case.id, DAY, "all of it", Money(Decimal("99.99"), currency), LATER))
    book.follow_ups.add(FollowUp(0, case.client_id, LATER, "does it still run?", case.id, LATER, False))
    book.doors.set(Door(3, True, 12, DAY))
    parting = book.partings.add(Parting(0, 3, DAY, accepted=Money(Decimal("5"), currency)), operation_id="parted")
    book.parting_items.add(PartingItem(0, parting.id, "two swatches", LATER))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if target.exists():
        sys.exit(f"{target} is frozen")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(Path(__file__).with_name("schema_02.db"), Path(folder) / "book.db")
        with Book.open(Path(folder)) as opened:
            fill(opened)
        target.write_bytes((Path(folder) / "book.db").read_bytes())
