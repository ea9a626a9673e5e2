"""The owner's own limits in My business: how much is too much, when work begins and ends, and which days are off."""

from dataclasses import replace
from datetime import date, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.load import LimitProblem, LoadLimits, LoadSign, fits
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.contact_form import TimeNotUnderstood, parse_time
from evenhand.ui.desk import Desk
from evenhand.ui.notice import ask
from evenhand.wording import load as words

_A_MONDAY = date(2024, 1, 1)


class LoadLimitsPart(QWidget):
    """Saves as its fields are left; what can't be taken says so at its field, and then nothing is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._limits = desk.book.load.limits()
        self.on = kit.Check(
            _("Tell me when it is too much"),
            _("One quiet line on Today with one useful act. Answered, it says nothing more for seven days."),
        )
        self.on.clicked.connect(lambda _on: self._save())
        self.limits = {sign: self._text_field() for sign in LoadSign}
        self.work_from, self.work_to = self._text_field("8:00"), self._text_field("19:00")
        self.days_off = [kit.Chip(formats.weekday(_A_MONDAY + timedelta(n), language()), height=28) for n in range(7)]
        self.wipe = kit.button(_("Wipe its history"), "plain", "trash", self._on_wipe)
        self._build()
        self._show()

    def _build(self) -> None:
        week = QWidget()
        flow = kit.FlowLayout(spacing=6)
        for chip in self.days_off:
            chip.clicked.connect(lambda _on: self._save())
            flow.addWidget(chip)
        week.setLayout(flow)
        names = {
            LoadSign.HARD_CONTACTS: _("Uncomfortable contacts in seven days, at most"),
            LoadSign.LATE_ENTRIES: _("Contacts after hours or on days off in seven days, at most"),
            LoadSign.OPEN_HARD_CASES: _("Open cases with uncomfortable clients, at most"),
        }
        self._fields = {sign: kit.Field(names[sign], field) for sign, field in self.limits.items()}
        self._from, self._to = (
            kit.Field(_("Work begins at"), self.work_from),
            kit.Field(_("Work ends at"), self.work_to),
        )
        self._week = kit.Field(_("Days off"), week)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        for number, field in enumerate((*self._fields.values(), None, self._from, self._to)):
            if field is not None:
                grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignBottom)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        lock = kit.row(kit.IconLabel("lock-simple", "ink3", 14), kit.caption(_("Private. Never in a letter.")), None)
        wiped = kit.label(_("Kept for it: your check-ins, and what you answered."), "secondary", "ink3", wrap=True)
        inside = kit.column(
            lock, self.on, kit.holder(grid), self._week, 4, wiped, kit.row(self.wipe, None), spacing=12,
            margins=(16, 12, 16, 14),
        )  # fmt: skip
        self.setLayout(
            kit.column(
                kit.label(_("My own limits"), "section"),
                kit.surface("private", inside),
                spacing=12,
                margins=(4, 4, 16, 16),
            )
        )

    def _text_field(self, placeholder: str = "") -> kit.TextField:
        field = kit.TextField(placeholder=placeholder)
        field.setMaxLength(20)
        field.editingFinished.connect(self._save)
        return field

    # Showing

    def refresh(self) -> None:
        """Takes over what the book holds now, unless it's what was read or written here."""
        stored = self._desk.book.load.limits()
        if stored != self._limits:
            self._limits = stored
            self._show()

    def _show(self) -> None:
        limits = self._limits
        self.on.setChecked(limits.is_on)
        for sign, field in self.limits.items():
            field.setText(str(limits.of(sign)))
        for field, at in ((self.work_from, limits.work_from), (self.work_to, limits.work_to)):
            field.setText(f"{at:%H:%M}")
        for number, chip in enumerate(self.days_off):
            chip.setChecked(number + 1 in limits.days_off)
        for one in self._all():
            one.set_error(None)

    def _all(self) -> list[kit.Field]:
        return [*self._fields.values(), self._from, self._to, self._week]

    # Saving

    def leave(self) -> bool:
        """Saves what was typed before another place is shown. False when it can't be, and leads there."""
        if self._save():
            return True
        for one in self._all():
            if one.error():
                one.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        return False

    def _save(self) -> bool:
        read = self._read()
        if read is None:
            return False
        if read != self._limits:
            try:
                self._desk.book.load.set_limits(read)
            except wording.KNOWN_ERRORS as error:
                self._desk.say(wording.sentence(error), failed=True)
                return False
            self._limits = read
        return True

    def _read(self) -> LoadLimits | None:
        """What the fields say; None when something can't be taken, which then says so."""
        for one in self._all():
            one.set_error(None)
        limits = {sign: _whole(field.text()) for sign, field in self.limits.items()}
        begins, ends = self._hour(self._from, self.work_from), self._hour(self._to, self.work_to)
        read = replace(
            self._limits,
            is_on=self.on.isChecked(),
            hard_contacts=limits[LoadSign.HARD_CONTACTS],
            late_entries=limits[LoadSign.LATE_ENTRIES],
            open_hard_cases=limits[LoadSign.OPEN_HARD_CASES],
            work_from=begins or time.min,
            work_to=ends or time.max,
            days_off=tuple(number + 1 for number, chip in enumerate(self.days_off) if chip.isChecked()),
        )
        refused = [self._fields[sign] for sign, limit in limits.items() if not fits(limit)]
        where = {LimitProblem.LIMIT_OUT_OF_RANGE: refused, LimitProblem.NO_WORKING_DAY: [self._week]}
        if begins and ends:
            where[LimitProblem.ENDS_BEFORE_START] = [self._to]
        for problem in read.problems():
            for one in where.get(problem, []):
                one.set_error(words.problem(problem))
        return None if any(one.error() for one in self._all()) else read

    def _hour(self, field: kit.Field, editor: kit.TextField) -> time | None:
        try:
            return parse_time(editor.text())
        except TimeNotUnderstood:
            field.set_error(_("Write an hour such as 9:00."))
            return None

    # Wiping

    def _on_wipe(self) -> None:
        asked = _(
            "Wipe the load guard's history?\n\nAll check-ins and what you answered to the guard go for good, the days"
            " kept free of new clients with them. Counting begins anew today. Your limits stay, and so do the contacts."
        )
        ask(asked, _("Wipe it"), _("Keep it"), self, self._wipe)

    def _wipe(self) -> None:
        try:
            self._desk.book.load.wipe(self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self._limits = replace(self._limits, counted_from=self._desk.today())
        self._desk.say(_("The check-ins and the answers to the guard are gone. Counting begins anew today."))


def _whole(text: str) -> int:
    """The whole number that is typed; 0, which no limit can be, where there's none."""
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 5 else 0
