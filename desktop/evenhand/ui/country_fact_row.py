"""One country fact in the list: as it's noted, and unfolded in its place the fields to change it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.country_facts import LONGEST, CountryFact, Unit
from evenhand.storage.book import Book
from evenhand.translation import _, language
from evenhand.ui.buttons import button
from evenhand.ui.choices import Check
from evenhand.ui.frames import column, holder, row
from evenhand.ui.inputs import Combo, Field, TextField
from evenhand.ui.labels import ElidedLabel, label, set_tone
from evenhand.ui.marks import Pill
from evenhand.ui.past_day import PastDayField
from evenhand.wording import country as words

Fault = tuple[Field, str]


class CountryFactRow(QWidget):
    """Reading never saves; `unfolded` is sent when the fields come or go."""

    unfolded = Signal()

    def __init__(self, book: Book, fact: CountryFact, today: date) -> None:
        super().__init__()
        self._book, self._today = book, today
        self._fact = fact
        self._taken_back: CountryFact | None = None  # the owner's own word, as long as it can be had again
        self._build_words()
        self._build_fields()
        self.setLayout(column(self._words, self._fields, spacing=10, margins=(0, 4, 0, 4)))
        self.show_fact(fact)

    def _build_words(self) -> None:
        self._own = Pill(_("Your own"))
        self._term = label("", "body", wrap=True)
        self._law = label("", "secondary", "ink3", wrap=True)
        self._read_at = ElidedLabel("", "secondary", "ink3")
        self._changing = label(words.change_under_way(), "secondary", "uneasyx", wrap=True)
        self.change = button(_("Change"), "link", on_click=self.unfold)
        self._reset = button(_("Back to the built-in"), "link", on_click=self.reset)
        self._again = button(_("Take mine again"), "link", on_click=self.take_again)
        title = label(words.topic_title(self._fact.topic), "body_strong", wrap=True)
        head = row(title, self._own, spacing=10)
        head.setStretch(0, 1)
        self._acts = holder(row(self._reset, self._again, None, spacing=12))
        told = column(head, self._term, self._changing, self._law, self._read_at, self._acts, spacing=2)
        self._words = holder(row(holder(told), spacing=16))
        line = self._words.layout()
        assert line is not None
        line.addWidget(self.change)
        line.setAlignment(self.change, Qt.AlignmentFlag.AlignTop)

    def _build_fields(self) -> None:
        self.days, self.source = TextField(placeholder=_("none named")), TextField()
        self.unit = Combo([(one, words.unit(one)) for one in Unit])
        self.first_day_counts = Check(_("The day it is counted from is day 1"))
        self._days = Field(_("How many days"), self.days)
        self._source = Field(_("Where it was read, or where to look"), self.source)
        self._checked = PastDayField(_("Read on"), lambda: self._today, _("Empty while nobody has checked it."))
        leave = button(_("Leave as it is"), "link", on_click=self.fold)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._days, 0, 0, top)
        grid.addWidget(Field(_("Counted as"), self.unit), 0, 1, top)
        grid.addWidget(self.first_day_counts, 1, 0, 1, 2)
        grid.addWidget(self._source, 2, 0, 1, 2)
        grid.addWidget(self._checked, 3, 0, top)
        grid.addWidget(leave, 3, 1, Qt.AlignmentFlag.AlignRight | top)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        self._fields = holder(grid)
        for edit, field in ((self.days, self._days), (self.source, self._source), (self._checked.day, self._checked)):
            edit.textEdited.connect(lambda _text, field=field: field.set_error(None))

    # Showing

    def show_fact(self, fact: CountryFact) -> None:
        """Shows a fact of the row's topic, folded."""
        self._fact = fact
        self._own.setVisible(fact.edited)
        self._term.setText(words.whole_term(fact))
        set_tone(self._term, "ink" if fact.verified else "ink3")
        self._changing.setVisible(fact.changing)
        where = words.law(fact)
        if not fact.verified:
            where = _("Where to look: {source}").format(source=where) if where else ""
        elif fact.checked_on:
            where = ", ".join(part for part in (where, words.checked(fact)) if part)
        self._law.setText(where)
        self._law.setVisible(bool(where))
        self._read_at.setText(words.read_at(fact))
        self._read_at.setVisible(bool(words.read_at(fact)))
        self._reset.setVisible(fact.edited)
        self._again.setVisible(self._taken_back is not None and not fact.edited)
        name = words.topic_title(fact.topic)
        self.change.setAccessibleName(_("Change: {topic}").format(topic=name))
        self._reset.setAccessibleDescription(name)
        self.fold()

    def forget(self) -> None:
        """Another country's fact comes next."""
        self._taken_back = None

    @property
    def is_unfolded(self) -> bool:
        return not self._fields.isHidden()

    def unfold(self) -> None:
        """Shows the fields with what is noted, in the place of the words on where it comes from."""
        fact = self._fact
        self.days.setText("" if fact.days is None else str(fact.days))
        self.unit.set_value(fact.unit)
        self.first_day_counts.setChecked(fact.first_day_counts)
        self.source.setText(fact.source)
        self.source.setCursorPosition(0)
        self._checked.day.set_day(fact.checked_on)
        for field in self.findChildren(Field):
            field.set_error(None)
        self._show_unfolded(True)
        self.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Puts the fields away; what stands in them is let go."""
        held = self._fields.isAncestorOf(QApplication.focusWidget() or self)
        self._show_unfolded(False)
        if held and self.isVisible():
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_unfolded(self, unfolded: bool) -> None:
        self._fields.setVisible(unfolded)
        self.change.setVisible(not unfolded)
        self._acts.setVisible(not unfolded and (self._fact.edited or self._taken_back is not None))
        self.unfolded.emit()

    # Reading and storing

    def touched(self) -> bool:
        """Whether the fields hold something else than what is noted."""
        fact = self._fact
        stands = (
            "" if fact.days is None else str(fact.days),
            fact.unit,
            fact.first_day_counts,
            fact.source,
            formats.long_date(fact.checked_on, language()) if fact.checked_on else "",
        )
        typed = (
            self.days.text().strip(),
            self.unit.value(),
            self.first_day_counts.isChecked(),
            self.source.text(),
            self._checked.day.text().strip(),
        )
        return self.is_unfolded and typed != stands

    def read(self) -> tuple[CountryFact, list[Fault]]:
        """The fact as the fields have it, and what can't be taken, each as one sentence with its field."""
        faults: list[Fault] = []
        days, source, checked_on = None, self.source.text().strip(), None
        typed = self.days.text().strip()
        if typed and not (typed.isascii() and typed.isdecimal()):
            faults.append((self._days, _("Write a number of days, or leave this empty.")))
        elif len(typed.lstrip("0")) > len(str(LONGEST)) or int(typed or 0) > LONGEST:
            most = formats.days(LONGEST, language())
            faults.append((self._days, _("Write at most {days}; that is ten years.").format(days=most)))
        elif typed:
            days = int(typed)
        try:
            checked_on = self._checked.read()
        except formats.DateNotUnderstood as error:
            faults.append((self._checked, wording.sentence(error)))
        else:
            if checked_on is not None and checked_on > self._today:
                faults.append((self._checked, _("That day is still to come. Write the day you read it.")))
            elif checked_on is None and typed:
                faults.append((self._checked, _("Write the day you read it there.")))
        if not source and (typed or checked_on):
            faults.append((self._source, _("Write where you read it: the law, its article, perhaps an address.")))
        unit = Unit(str(self.unit.value()))
        first = self.first_day_counts.isChecked()
        fact = replace(self._fact, days=days, unit=unit, first_day_counts=first, source=source, checked_on=checked_on)
        return fact, faults

    def store(self) -> Fault | None:
        """Keeps what the fields hold as the owner's own word; what the book says when it can't."""
        fact, _faults = self.read()
        try:
            self._book.country_facts.edit(fact)
        except wording.KNOWN_ERRORS as error:
            return self._source, wording.sentence(error)
        self._taken_back = None
        self.show_fact(self._noted_now())
        return None

    def reset(self) -> None:
        """Back to what the app brings; the owner's own word can be had again while the list is open."""
        mine = self._fact
        if self._write(lambda: self._book.country_facts.reset(mine.country, mine.topic)):
            self._taken_back = mine
            self.show_fact(self._noted_now())
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_again(self) -> None:
        mine = self._taken_back
        if mine is not None and self._write(lambda: self._book.country_facts.edit(mine)):
            self._taken_back = None
            self.show_fact(self._noted_now())
            self._reset.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._law.setText(wording.sentence(error))
            set_tone(self._law, "badx")
            self._law.show()
            return False
        set_tone(self._law, "ink3")
        return True

    def _noted_now(self) -> CountryFact:
        facts = self._book.country_facts.of(self._fact.country)
        return next(fact for fact in facts if fact.topic is self._fact.topic)
