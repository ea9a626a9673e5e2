"""Before something goes on for a client about whom the owner decided beforehand: the owner's own rule, and two ways."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from evenhand import actions, formats, wording
from evenhand.domain import rules
from evenhand.domain.rules import Fired, Gate, GateAnswer, GateAnswerKind
from evenhand.translation import N_, _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.part_kindly import open_part_kindly
from evenhand.ui.rule_spoken import stopped
from evenhand.wording import rules as rule_words

_TITLES = {
    Gate.NEW_ORDER: N_("Before a new order for {name}"),
    Gate.DISCOUNT: N_("Before a discount for {name}"),
    Gate.DOUBLE: N_("Before gift and bonus together for {name}"),
}
_EARLIER = {
    GateAnswerKind.GO_ON: N_("On {day} you went on."),
    GateAnswerKind.PART: N_("On {day} you chose to part kindly."),
}


def ask_first(
    desk: Desk,
    parent: QWidget,
    client_id: int,
    gate: Gate,
    go_on: Callable[[], object],
    part: Callable[[], object] | None = None,
    *,
    case_id: int | None = None,
) -> bool:
    """Goes on at once where no rule asks. Else the owner is asked first, which is then True; Esc is no answer.

    `part` is what parting kindly does; left out, it's the sheet to part, for the case if one is named. Forms that are
    open over the screen are left for it, which asks when something was typed.
    """
    try:
        asked = actions.gate(desk.book, client_id=client_id, gate=gate, today=desk.today())
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return True
    if asked is None:
        go_on()
        return False
    name = desk.book.clients.get(client_id).name
    sheet = FirstMe(_(_TITLES[gate]).format(name=name), asked, parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def answer(kind: GateAnswerKind, then: Callable[[], object]) -> None:
        try:
            actions.answer_gate(
                desk.book,
                client_id=client_id,
                gate=gate,
                rule_id=asked.speaking[0].rule.id,
                answer=kind,
                on=desk.today(),
            )
        except wording.KNOWN_ERRORS as error:
            desk.say(wording.sentence(error), failed=True)
            return
        sheet.accept()
        then()

    def leave() -> None:
        if part is not None:
            part()
        else:
            _out_of_forms(parent, lambda screen: open_part_kindly(desk, screen, client_id, case_id))

    sheet.go_on.clicked.connect(lambda: answer(GateAnswerKind.GO_ON, go_on))
    sheet.part.clicked.connect(lambda: answer(GateAnswerKind.PART, leave))
    sheet.open()
    return True


def is_asked(desk: Desk, client_id: int, gate: Gate) -> bool:
    """Whether `ask_first` would ask now."""
    return actions.gate(desk.book, client_id=client_id, gate=gate, today=desk.today()) is not None


def _out_of_forms(widget: QWidget, then: Callable[[QWidget], object]) -> None:
    """Leaves the forms that a widget stands in, one after the other, and goes on with what lies beneath them."""
    form: QWidget | None = widget
    while form is not None and not isinstance(form, Form):
        form = form.parentWidget()
    beneath = form.parentWidget() if form is not None else None
    if isinstance(form, Form) and beneath is not None:
        form.leave_for(lambda: _out_of_forms(beneath, then))
    else:
        then(widget)


class FirstMe(QDialog):
    """What the owner decided beforehand, in the owner's own words. Esc is no answer: nothing happens."""

    def __init__(self, title: str, asked: actions.AtGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Evenhand")  # the client's name is for the sheet alone
        self.go_on = kit.button(_("Go on"))
        self.part = kit.button(_("Part kindly"))
        said = [_told(fired) for fired in asked.speaking]
        if asked.earlier is not None:
            said.append(kit.label(_answered(asked.earlier), "secondary", "ink2", wrap=True))
        lock = kit.IconLabel("lock-simple", "ink3", 14)
        lock.setToolTip(kit.tip(_("Private. Never in a letter.")))
        words = kit.row(kit.holder(kit.column(lock, None)), kit.column(*said, spacing=12), margins=(12, 12, 14, 12))
        words.setStretch(1, 1)
        self._page = kit.holder(
            kit.column(
                kit.surface("private", words),
                kit.label(_("You decide. Both answers are good ones."), "secondary", "ink2", wrap=True),
                None,
                spacing=12,
                margins=(28, 8, 28, 16),
            )
        )
        self._title = kit.label(title, "question", wrap=True)
        answers = kit.row(self.go_on, self.part, spacing=12, margins=(28, 10, 28, 10))
        for place in (0, 1):
            answers.setStretch(place, 1)  # two equal buttons
        body = kit.scrolling(self._page)
        whole = kit.column(
            kit.column(self._title, margins=(28, 22, 28, 8)), body, kit.surface("footer", answers), spacing=0
        )
        whole.setStretchFactor(body, 1)
        self.setLayout(whole)
        kit.tab_order(self.go_on, self.part)

    def showEvent(self, event: QShowEvent) -> None:
        self.resize(self.sizeHint())
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # an Enter that was meant for the form before is no answer
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().height() - 40 if parent else 600
        width = min(kit.theme.px(480), self.screen().availableGeometry().width())
        inner = width - 56
        head = self._title.heightForWidth(inner) + 30
        body = max(self._page.heightForWidth(width), self._page.minimumSizeHint().height())
        return QSize(width, min(max(room, 300), head + body + kit.theme.px(56)))


def _told(fired: Fired) -> QWidget:
    """One rule: its name, what to do, and why it speaks."""
    lang = language()
    return kit.holder(
        kit.column(
            kit.label(rules.text(fired.rule.name, lang), "body_strong", wrap=True),
            kit.label(rules.text(fired.rule.do, lang), "say", wrap=True),
            kit.label(stopped(rule_words.because(fired)), "secondary", "ink2", wrap=True),
            spacing=4,
        )
    )


def _answered(earlier: GateAnswer) -> str:
    return _(_EARLIER[earlier.answer]).format(day=formats.long_date(earlier.answered_on, language()))
