"""One way to put it right as a card: what they get, what it costs, what it asks of them, by when, how it sits."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, Effort, OptionGap, lacks, name_of
from evenhand.domain.records import Remedy
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import asked_day
from evenhand.ui.option_parts import Bar, MarkButton, Row
from evenhand.ui.option_sums import cost_lines, cost_of, cost_text

EFFORTS = {Effort.NONE: 0.0, Effort.LITTLE: 1 / 3, Effort.SOME: 2 / 3, Effort.MUCH: 1.0}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a card shows that isn't the way's own."""

    rate: Money | None  # of the owner's hour
    order: Money  # what it came to
    dearest: int  # of all ways, in minor units: the length of a whole bar
    worth: bool  # what a way is worth to the client is known of any
    comfort: Comfort | None  # private
    chosen: bool
    better_day: date | None  # the next working day, where the way's own is a day off
    first: bool
    last: bool


def promise_text(option: CaseOption) -> str:
    """ "Thu 12 Nov, 17:00" in the screen's language; a dash without a day."""
    if option.by is None:
        return "—"
    return formats.by_hour(formats.short_weekday_date(option.by, language()), option.at, language())


class OptionCard(QFrame):
    """A way among others. Enter opens it, Delete takes it out, its number switches the offer."""

    opened = Signal()
    offered = Signal(bool)
    felt = Signal(object)
    chosen = Signal(bool)  # True: the client picked it; False: the owner decided
    taken_back = Signal()
    moved = Signal(int)
    removed = Signal()
    day_taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.option: CaseOption | None = None
        self._beside: Beside | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name = kit.label("", "secondary_strong", "ink2")
        self.offer = kit.Check(_("Offer"))
        kit.theme.dress(self.offer, font="secondary")
        self.offer.clicked.connect(self.offered)
        self.more = kit.icon_button("dots-three", _("More"), self._open_menu, kind="ghost")
        self.menu = QMenu(self)
        self._title = kit.label("", "card", wrap=True)
        self._details = kit.label("", "secondary", "ink2", wrap=True)
        self._gap = kit.label("", "secondary", "uneasyx", wrap=True)
        self.cost = kit.Explained(role="body_strong", right=True)
        self.effort = kit.ElidedLabel("", "body_strong", right=True)
        self.promise = kit.ElidedLabel("", "body_strong", right=True)
        self.worth = kit.ElidedLabel("", "body_strong", right=True)
        self.cost_bar, self.effort_bar = Bar(), Bar()
        self._effort = Row(_("Effort for them"), self.effort, brief=_("Effort"))
        self._worth = Row(_("Worth to them"), self.worth)
        self._yours = kit.label("", "secondary", "uneasyx", wrap=True)
        self.day_off = kit.button("", "link", on_click=self._take_day)
        self.mark = MarkButton(_("How it sits with me"))
        self.mark.felt.connect(self.felt)
        self.choose = kit.button(_("They chose this"), "link", "check", lambda: self.chosen.emit(True))
        self.agreed = kit.IconLabel("check-circle-fill", "acc", 16)
        self._agreed = kit.label(_("Agreed"), "secondary_strong", "comfx")
        kit.theme.dress(self._agreed, font="secondary_strong", height=24)  # as high as the link in its place
        off = kit.row(self._yours, self.day_off, spacing=4)
        off.setStretch(0, 1)
        self.setLayout(
            kit.column(
                kit.row(self._name, None, self.offer, self.more, spacing=4),
                self._title,
                2,
                self._details,
                None,
                self._gap,
                off,
                4,
                kit.hairline(),
                5,
                Row(_("Cost to me"), self.cost),
                self.cost_bar,
                5,
                self._effort,
                self.effort_bar,
                5,
                self._worth,
                Row(_("Promise"), self.promise),
                Row(_("How it sits"), self.mark, private=True),
                kit.row(self.agreed, self._agreed, self.choose, None, spacing=6),
                spacing=4,
                margins=(16, 10, 12, 8),
            )
        )

    def show_option(self, option: CaseOption, beside: Beside) -> None:
        """Shows the way as it stands."""
        self.option, self._beside = option, beside
        lang, order = language(), beside.order
        cost, title = cost_of(option, beside.rate, order), option.title or wording.word(option.remedy)
        self._name.setText(name_of(option))
        self.offer.setChecked(option.offered)
        self.offer.setEnabled(not beside.chosen)
        self.offer.setAccessibleName(_("Offer {name}").format(name=name_of(option)))
        self._title.setText(title)
        self._details.setText(option.details)
        self._details.setVisible(bool(option.details))
        self.cost.explain(cost_text(option, beside.rate, order), cost_lines(option, beside.rate, order))
        self.cost_bar.set_part(cost.minor / beside.dearest if cost is not None and beside.dearest else 0.0)
        asked = option.effort_what or (wording.word(option.effort) if option.effort else "—")
        self.effort.setText(asked)
        self._effort.fit()
        self.effort_bar.set_part(EFFORTS[option.effort] if option.effort else 0.0)
        self._worth.setVisible(beside.worth)
        self.worth.setText(formats.money(option.worth, lang) if option.worth is not None else "—")
        self.promise.setText(promise_text(option))
        self._show_day(option, beside.better_day)
        gap = lacks(option)
        self.say(wording.word(gap) if gap is not None and option.offered else "")
        self.mark.show_comfort(beside.comfort)
        for part in (self.agreed, self._agreed):
            part.setVisible(beside.chosen)
        self.choose.setVisible(not beside.chosen and gap is not OptionGap.NO_TITLE)
        self.choose.setAccessibleName(_("They chose {name}").format(name=name_of(option)))
        self.more.setAccessibleName(_("More about {name}").format(name=name_of(option)))
        self.setAccessibleName(
            _("{name}: {what}. Costs me {cost}, effort for them: {effort}, promise: {day}").format(
                name=name_of(option), what=title, cost=self.cost.text(), effort=asked, day=self.promise.text()
            )
        )
        self._fill_menu()
        self.update()

    def _show_day(self, option: CaseOption, better: date | None) -> None:
        for part in (self._yours, self.day_off):
            part.setVisible(better is not None)
        if option.by is None or better is None:
            return
        lang = language()
        self._yours.setText(_("{day} is yours.").format(day=formats.weekday(option.by, lang)))
        near = (better - option.by).days < 7
        named = formats.weekday(better, lang) if near else formats.weekday_date(better, lang)
        self.day_off.setText(asked_day(named, option.at))
        self.day_off.setToolTip(kit.tip(formats.weekday_date(better, lang)))

    def say(self, sentence: str) -> None:
        """What this way lacks, or why it can't be chosen."""
        self._gap.setText(sentence)
        self._gap.setVisible(bool(sentence))

    def _take_day(self) -> None:
        if self._beside is not None:
            self.day_taken.emit(self._beside.better_day)

    def _fill_menu(self) -> None:
        beside = self._beside
        assert beside is not None
        self.menu.clear()
        self.menu.addAction(_("Change it")).triggered.connect(lambda: self.opened.emit())
        if beside.chosen:
            self.menu.addAction(_("Take the choice back")).triggered.connect(lambda: self.taken_back.emit())
        else:
            self.menu.addAction(_("They chose this")).triggered.connect(lambda: self.chosen.emit(True))
            self.menu.addAction(_("I decided on this")).triggered.connect(lambda: self.chosen.emit(False))
        self.menu.addSeparator()
        if not beside.first:
            self.menu.addAction(_("Move it one place forward")).triggered.connect(lambda: self.moved.emit(-1))
        if not beside.last:
            self.menu.addAction(_("Move it one place back")).triggered.connect(lambda: self.moved.emit(1))
        self.menu.addAction(_("Take this way out")).triggered.connect(lambda: self.removed.emit())

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def in_order(self) -> list[QWidget]:
        """What Tab goes through."""
        stops = [self, self.offer, self.more, self.day_off, self.cost, self.mark, self.choose]
        return [one for one in stops if one.focusPolicy() is not Qt.FocusPolicy.NoFocus]  # Qt would break off there

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and self.hasFocus() and event.key() in _ENTER:
            self.opened.emit()
        elif plain and self.hasFocus() and event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._beside is not None and self._beside.chosen
        painter.setPen(QPen(kit.theme.color("acc" if chosen else "line"), 2 if chosen else 1))
        offered = self.option is None or self.option.offered
        painter.setBrush(kit.theme.color("card" if offered else "well"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


def is_held_back(option: CaseOption) -> bool:
    """A discount that isn't on offer: said in a line, and no card among the ways."""
    return option.remedy is Remedy.DISCOUNT and not option.offered
