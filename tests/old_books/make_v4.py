"""Made schema_04.db, once, with the program as it was when schema 4 was released. Never run again: the file is frozen.

It's the third schema's book brought up to date, and what only the fourth can hold.

PYTHONPATH=desktop python tests/old_books/make_v4.py tests/old_books/schema_04.db
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from evenhand.domain.comfort import CheckIn, Comfort, FlagSuggestion
from evenhand.domain.intake import FitAnswer, FitCriterion, Intake, IntakeAnswer, IntakeEnding
from evenhand.domain.load import LoadAnswer, LoadLimits, LoadSign
from evenhand.domain.rules import (
    Comparison,
    Condition,
    Fact,
    Gate,
    GateAnswer,
    GateAnswerKind,
    HouseRule,
    RuleAnswer,
    RuleGroup,
)
from evenhand.domain.suggestions import Heard, OrderAsked, Suggestion
from evenhand.storage.book import Book

DAY, LATER = date(2026, 11, 22), date(2026, 12, 1)


def fill(book: Book) -> None:
    owner = book.owner.get()
    assert owner is not None
    book.owner.save(replace(owner, ask_after=6, ask_words="How does it sit?"))
    book.clients.save(replace(book.clients.get(2), left_alone=True))
    order = book.orders.get(1)
    rule = book.rules.save(
        HouseRule(
            id=0,
            group=RuleGroup.SELF_FIRST,
            name=(("en", "Two hard calls"),),
            conditions=(Condition(Fact.HARD_MARKS, Comparison.AT_LEAST, 2, within=60),),
            do=(("en", "Write instead of calling."), ("ru", "Пишите, а не звоните.")),
            say=(("hy", "Ես կգրեմ ձեզ։"),),
            todo_days=2,
            gates=frozenset({Gate.NEW_ORDER}),
        )
    )
    book.rules.switch(1, on=False)
    book.rule_answers.add(RuleAnswer(0, rule.id, 1, DAY, order_id=order.id, until=LATER))
    book.gate_answers.add(GateAnswer(0, 1, Gate.DOUBLE, 1, "Not comfortable", GateAnswerKind.GO_ON, DAY))
    book.fit_criteria.add(FitCriterion(0, 1, "Îmi place lucrarea?"))
    intake = book.intakes.add(
        Intake(0, DAY, "Camille", "0600", "Ilinca", "a waistcoat", 3, IntakeEnding.NOT_NOW, DAY, "no room", LATER)
    )
    book.intake_answers.add(IntakeAnswer(0, intake.id, 1, "Îmi place lucrarea?", FitAnswer.NO, "too late"))
    book.intakes.add(Intake(0, DAY, "Half written"))
    book.check_ins.save(CheckIn(DAY, Comfort.UNEASY))
    book.check_ins.save(CheckIn(LATER, None))
    book.comfort.answer_suggestion(FlagSuggestion(3, Comfort.UNEASY, DAY))
    book.load.set_limits(LoadLimits(hard_contacts=2, work_from=time(7, 30), days_off=(7,), counted_from=DAY))
    book.load.add(LoadAnswer(0, DAY, LoadSign.HARD_CONTACTS, 4, LATER))
    book.orders_asked.save(OrderAsked(2, DAY, Heard.PRAISE, LATER, "«Прекрасно»"))
    book.suggestions.add(Suggestion(0, DAY, "Open on Saturdays", 2, 2, LATER, "From May", "Saturdays", LATER))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if target.exists():
        sys.exit(f"{target} is frozen")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(Path(__file__).with_name("schema_03.db"), Path(folder) / "book.db")
        with Book.open(Path(folder)) as opened:
            fill(opened)
        target.write_bytes((Path(folder) / "book.db").read_bytes())
