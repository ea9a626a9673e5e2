"""Asking how an order went, in the owner's own words, and what came of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from evenhand import actions, wording
from evenhand.domain.suggestions import Heard, OrderAsked, Suggestion, question
from evenhand.storage.suggestions import Delivered
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_form import open_case_form
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.suggestion_forms import attempt


def about(order: Delivered) -> str:
    """The order as a row and a form name it."""
    return _("Order {number}, {what}").format(number=order.number, what=order.what)


def _whose(order: Delivered) -> QWidget:
    return kit.holder(
        kit.column(
            kit.label(order.client_name, "body_strong", wrap=True),
            kit.label(about(order), "secondary", "ink3", wrap=True),
            spacing=2,
        )
    )


class AskForm(Form):
    """Shows the question once more, to be changed for this client, and copies it for wherever they write."""

    def __init__(self, desk: Desk, parent: QWidget | None, order: Delivered) -> None:
        super().__init__(_("Ask how it went"), _("Copy, and note as asked"), parent, width=520)
        self._desk, self._order = desk, order
        owner = desk.book.owner.get()
        self.question = kit.NoteField(question(owner.ask_words if owner else "", order.language), lines=4, role="say")
        hint = _("Copied, to be sent or said as you like. It's asked once for each order.")
        self._question = kit.Field(_("The question"), self.question, hint)
        self.add(_whose(order), wide=True)
        self.add(self._question, wide=True)

    def save(self) -> bool:
        self.forgive()
        try:
            actions.ask_order(self._desk.book, order_id=self._order.order_id, on=self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._question, wording.sentence(error))
            return False
        QApplication.clipboard().setText(self.question.text().strip())
        return True


def open_question(desk: Desk, parent: QWidget, order: Delivered) -> None:
    """Shows the question over a screen; that it was asked can be taken back."""
    form = AskForm(desk, parent, order)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(lambda: _say(desk, _("Copied, and noted as asked."), order))
    form.open()


def note_asked(desk: Desk, order: Delivered) -> None:
    """It was asked in another way."""
    if attempt(desk, lambda: actions.ask_order(desk.book, order_id=order.order_id, on=desk.today())):
        _say(desk, _("Noted as asked."), order)


def note_nothing(desk: Desk, order: Delivered) -> None:
    """Nothing came of it, or it isn't to be asked."""
    if attempt(desk, lambda: actions.nothing_heard(desk.book, order_id=order.order_id, on=desk.today())):
        _say(desk, _("Noted. This order isn't asked about again."), order)


def _say(desk: Desk, text: str, order: Delivered, suggestion: Suggestion | None = None) -> None:
    before: OrderAsked | None = order.asked
    suggestion_id = suggestion.id if suggestion else None

    def take_back() -> None:
        attempt(
            desk,
            lambda: actions.put_back_asked(
                desk.book, order_id=order.order_id, before=before, suggestion_id=suggestion_id
            ),
        )

    desk.say(text, _("Undo"), take_back)


class HeardForm(Form):
    """What came of asking: a word of praise, a suggestion, a case, or nothing."""

    def __init__(self, desk: Desk, parent: QWidget | None, order: Delivered) -> None:
        super().__init__(_("What came of it"), _("Note it"), parent, width=560)
        self._desk, self._order = desk, order
        self.suggestion: Suggestion | None = None
        self.words = kit.NoteField(lines=3, role="say")
        self._words = kit.Field(_("In the client's own words"), self.words)
        cards = {
            Heard.PRAISE: kit.RadioCard(_("A word of praise"), _("Kept in the client's history."), icon="star"),
            Heard.SUGGESTION: kit.RadioCard(
                _("A suggestion"), _("Stands on Today until it's answered."), icon="lightbulb"
            ),
            Heard.CASE: kit.RadioCard(
                _("Something isn't right"), _("Opens a case on this order, with these words."), icon="hand-heart"
            ),
            Heard.NOTHING: kit.RadioCard(_("Nothing"), _("This order isn't asked about again."), icon="check-circle"),
        }
        self._heard = kit.RadioCards(list(cards.items()))
        self._heard.set_value(Heard.PRAISE)
        self.add(_whose(order), wide=True)
        for card in cards.values():
            card.chosen.connect(self._on_heard)
            self.add(card, wide=True)
        self.add(self._words, wide=True)
        self.words.textChanged.connect(lambda: self._words.set_error(None))

    @property
    def heard(self) -> Heard:
        return Heard(str(self._heard.value()))

    def _on_heard(self) -> None:
        self._words.set_error(None)
        self._words.setVisible(self.heard is not Heard.NOTHING)

    def save(self) -> bool:
        self.forgive()
        book, order_id, today, words = self._desk.book, self._order.order_id, self._desk.today(), self.words.text()
        try:
            match self.heard:
                case Heard.PRAISE:
                    actions.heard_praise(book, order_id=order_id, words=words, on=today)
                case Heard.SUGGESTION:
                    self.suggestion = actions.heard_suggestion(book, order_id=order_id, words=words, on=today)
                case Heard.NOTHING:
                    actions.nothing_heard(book, order_id=order_id, on=today)
                case Heard.CASE:
                    pass  # noted once the case is there
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._words, wording.sentence(error))
            return False
        return True


def open_heard(desk: Desk, parent: QWidget, order: Delivered) -> None:
    """Asks over a screen what came of it; a case is opened with its own form."""
    form = HeardForm(desk, parent, order)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(lambda: _heard(desk, parent, order, form))
    form.open()


def _heard(desk: Desk, parent: QWidget, order: Delivered, form: HeardForm) -> None:
    said = {
        Heard.PRAISE: _("Kept in the client's history."),
        Heard.SUGGESTION: _("Kept. It stands on Today until it's answered."),
        Heard.NOTHING: _("Noted. This order isn't asked about again."),
    }
    if form.heard in said:
        _say(desk, said[form.heard], order, form.suggestion)
        return

    def note() -> None:
        attempt(desk, lambda: actions.heard_case(desk.book, order_id=order.order_id, on=desk.today()))

    open_case_form(desk, parent, order.client_id, order.order_id, then=note, words=form.words.text().strip())
