"""A new client? A gate for the owner, not a form for them: who asks for what, questions to oneself, three endings."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.intake import Intake, level
from evenhand.storage.book import Kind
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.intake_at_hand import IntakeAtHand
from evenhand.ui.intake_endings import IntakeEndings
from evenhand.ui.intake_pane import IntakePane
from evenhand.ui.intake_questions import QuestionBlock, answer_by, ending_by, types_now
from evenhand.ui.intake_who import IntakeWho
from evenhand.ui.theme import theme

SAVE_MS = 400  # after the last key
_WIDE, _BESIDE = 1000, 800


class IntakeScreen(QWidget):
    """One intake. What is typed is in the book a moment later, and stays there until it's ended or thrown away."""

    kinds = frozenset({Kind.INTAKE, Kind.CLIENTS, Kind.COMFORT})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._at_hand = IntakeAtHand(desk.book, desk.today())
        self._storing = self._showing = False
        self.form: Form | None = None
        self._endings = IntakeEndings(desk, self, self._try)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self.leave)
        self._build()
        self._show(Intake(0, desk.today()))

    def _build(self) -> None:
        self.header = kit.Header()
        self.throw = kit.button(_("Throw it away"), "ghost", "trash", self.throw_away)
        self.plain = kit.button(_("Without the questions"), "plain", "user-plus", self.without_questions)
        self.header.add_action(self.throw)
        self.header.add_action(self.plain)
        self.who = IntakeWho(self._desk)
        self.questions = QuestionBlock()
        self.pane = IntakePane()
        self._body = kit.column(self.who, 6, self.questions, None, spacing=8, margins=(32, 4, 32 - kit.BAR, 16))
        self._line = kit.label("", "body", "ink2", wrap=True)
        head = kit.column(self.header, self._line, spacing=3, margins=(32, 18, 32, 10))
        left = kit.column(head, kit.scrolling(kit.holder(self._body), steady=True), spacing=0)
        left.setStretch(1, 1)
        self._whole = kit.row(left, self.pane, spacing=0)
        self._whole.setStretch(0, 1)
        self.setLayout(self._whole)
        for typed in (self.who.typed, self.questions.typed):
            typed.connect(self._saving.start)
        for changed in (self.who.changed, self.questions.changed):
            changed.connect(self._on_changed)
        self.who.recognised.connect(self._on_recognised)
        self.questions.answered_all.connect(lambda: self.pane.welcome.setFocus(Qt.FocusReason.TabFocusReason))
        self.questions.edit_wanted.connect(self.edit_questions)
        self.pane.welcomed.connect(self.welcome)
        self.pane.put_off.connect(self.not_now)
        self.pane.declined.connect(self.decline_kindly)
        self.pane.client_wanted.connect(self.open_client)
        kit.tab_order(self.throw, self.plain, *self.who.in_order())
        kit.ctrl_enter_presses_the_filled(self)

    # Showing

    @property
    def _intake(self) -> Intake:
        return self._at_hand.intake

    @property
    def record(self) -> int:
        """The id of the intake shown, 0 for one that nothing is typed into yet."""
        return self._intake.id

    def show_record(self, id: int) -> None:
        """Shows an intake: an open one to go on with, an ended one to read."""
        try:
            self._show(self._desk.book.intakes.get(id))
        except wording.KNOWN_ERRORS as error:
            self._show(Intake(0, self._desk.today()))
            self._desk.say(wording.sentence(error), failed=True)

    def show_all(self) -> None:
        """A blank one, to begin with."""
        self._show(Intake(0, self._desk.today()))

    def refresh(self) -> None:
        """Reads the book anew; what is being typed stays."""
        if self._storing or not self.leave():
            return
        if self._intake.id:
            self.show_record(self._intake.id)
        else:
            self.show_all()

    def focus_first(self) -> None:
        self.who.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, intake: Intake) -> None:
        # A field that is filled or taken away may say that it was left; nothing of that is the owner's doing.
        self._showing = True
        try:
            self._fill(intake)
        finally:
            self._showing = False

    def _fill(self, intake: Intake) -> None:
        self._saving.stop()
        self._at_hand.take_up(intake)
        ended = self._at_hand.ended
        day = formats.long_date(intake.begun_on, language())
        self.header.set_texts(intake.name or _("Intake") if ended else _("A new client?"))
        fit = _("Take on those who fit. A kind no today is worth more than a hard month.")
        self._line.setText(_("Asked on {day}").format(day=day) if ended else fit)
        self.throw.setVisible(not ended and bool(intake.id))
        self.plain.setVisible(not ended)
        self.who.show_intake(intake)
        shown = self._at_hand.questions()
        self.questions.show_questions(shown, self._at_hand.kept, read_only=ended)
        self.questions.setVisible(bool(shown))
        self.pane.show_intake(intake)
        self._show_level()

    def _show_level(self) -> None:
        self.pane.show_level(level(self.questions.answers()))

    # Keeping

    def _on_changed(self) -> None:
        if not self._showing:
            self._show_level()
            self.leave()

    def leave(self) -> bool:
        """Keeps what was typed; False when it can't be, and then it stays where it stands."""
        if self._showing:
            return True
        self._saving.stop()
        if self._at_hand.ended or not self.waiting():
            return True
        kept = self._try(lambda: self._at_hand.store(self._typed(), self.questions.answers(), self._desk.today()))
        self.throw.setVisible(bool(self._intake.id))
        return kept

    def _typed(self) -> Intake:
        return self.who.typed_into(self._intake)

    def waiting(self) -> bool:
        """Whether something typed isn't in the book yet."""
        return self._typed() != self._intake or bool(self._at_hand.changed(self.questions.answers()))

    unsaved = waiting

    def _on_recognised(self, client_id: int | None) -> None:
        if self.leave() and self._try(lambda: self._at_hand.meet(client_id)):
            self._show(self._intake)
            self.focus_first()  # what was clicked is gone

    # Commands

    def welcome(self) -> None:
        """Takes them on, and goes on to their first order."""
        book, letter, today = self._desk.book, self.pane.letter.isChecked(), self._desk.today()
        end = self._end(lambda: actions.welcome(book, intake_id=self._intake.id, letter=letter, today=today))
        if end is not None:
            self._endings.welcomed(end)

    def not_now(self) -> None:
        """Asks why and until when, then keeps them for later."""
        from evenhand.ui.not_now_form import NotNowForm

        if self._ready():
            form = NotNowForm(self._desk, self._intake, self)
            self._open_form(form, lambda: self._endings.put_off(form.end) if form.end else None)

    def decline_kindly(self) -> None:
        """Declines, and goes on to the letter that says so."""
        end = self._end(
            lambda: actions.decline_kindly(self._desk.book, intake_id=self._intake.id, today=self._desk.today())
        )
        if end is not None:
            self._endings.declined(end)

    def without_questions(self) -> None:
        """The plain form of a client; that nothing was asked is noted."""
        from evenhand.ui.plain_client_form import PlainClientForm

        if not self.leave():
            return
        if self._intake.client_id is not None:
            self._endings.skip(self._intake.id, self._intake.client_id)
            return
        form = PlainClientForm(self._desk, self._intake, self)
        form.opened.connect(lambda client_id: self._desk.go(Place.CLIENTS, client_id))
        self._open_form(form, lambda: self._desk.go(Place.CLIENTS, form.client_id))

    def edit_questions(self) -> None:
        """The owner's own list of questions."""
        from evenhand.ui.criteria_list import CriteriaForm

        if self.leave():
            self._open_form(CriteriaForm(self._desk, self), lambda: self._show(self._intake))

    def throw_away(self) -> None:
        """Takes the intake out, with Undo."""
        if self.leave() and self._intake.id and self._endings.throw_away(self._intake.id):
            self.show_all()
            self.focus_first()

    def open_client(self) -> None:
        """The client that an ended intake ended on."""
        if self._intake.client_id is not None:
            self._desk.go(Place.CLIENTS, self._intake.client_id)

    def _ready(self) -> bool:
        """Whether there is somebody to decide about; says so where there isn't."""
        if self._intake.ending is not None or self.form is not None or not self.leave():
            return False
        if self._intake.client_id is None and not self._intake.name:
            self.who.name_field.set_error(_("Write a name first, so that they are found again."))
            self.focus_first()
            return False
        return True

    def _end(self, act: Callable[[], actions.IntakeEnd]) -> actions.IntakeEnd | None:
        done: list[actions.IntakeEnd] = []
        if not self._ready() or not self._try(lambda: done.append(act())):
            return None
        self._show(done[0].intake)
        return done[0]

    def _try(self, act: Callable[[], object]) -> bool:
        self._storing = True
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        finally:
            self._storing = False
        return True

    def _open_form(self, form: Form, then: Callable[[], object]) -> None:
        if self.form is not None:
            form.deleteLater()
            return
        self.form = form
        form.finished.connect(lambda _result: self._on_form_closed(form))
        form.accepted.connect(then)
        form.open()

    def _on_form_closed(self, form: Form) -> None:
        self.form = None
        form.deleteLater()

    # Keys and width

    def event(self, event: QEvent) -> bool:
        # Here these end the intake; elsewhere they lead to the places.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and ending_by(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = None if types_now() else answer_by(event)
        if method := ending_by(event):
            getattr(self, method)()
        elif answer is not None:
            self.questions.answer_current(answer)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, beside = event.size().width(), self._whole.indexOf(self.pane) >= 0
        if wide >= theme.px(_BESIDE):
            if not beside:
                self._whole.addWidget(self.pane)
            self.pane.set_narrow(wide < _WIDE)
        elif beside:  # large letters leave no room beside the questions
            self._body.insertWidget(self._body.count() - 1, self.pane)
            self.pane.set_beneath()
