"""Part kindly: one sheet for the refund, what is given back, promises, bonuses, the door and the letter; one act."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.bonus import BonusRefused
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.parting import BonusFate, Parting, RefundDue
from evenhand.domain.records import LetterDraft, LetterKind, Nature
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import date_field, read_day, read_sum
from evenhand.ui.country_note import CountryNote
from evenhand.ui.country_terms import terms_for
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.part_kindly_card import PartingFile
from evenhand.ui.part_kindly_parts import BonusWord, SumGoingBack, ThingsBack


def open_part_kindly(
    desk: Desk,
    parent: QWidget,
    client_id: int,
    case_id: int | None = None,
    *,
    then: Callable[[], object] | None = None,
) -> None:
    """Opens the sheet over a screen. `then` follows what was changed; the letter's draft is gone to where one is begun.

    Somebody we have parted with already is shown with that parting.
    """
    try:
        proposal = actions.parting_proposal(desk.book, client_id=client_id, case_id=case_id, today=desk.today())
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return
    after = then or (lambda: None)
    if proposal.parted is not None:
        parted = PartedForm(desk, proposal.client.name, proposal.parted, parent)
        parted.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        parted.finished.connect(lambda _result: after())
        parted.open()
        return
    form = PartKindlyForm(desk, proposal, case_id, parent)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def done() -> None:
        after()
        if form.draft is not None:
            if desk.ready_for_letter(form.draft.case_id):
                desk.go(Place.LETTER, form.draft.id)
        else:
            desk.say(_("You parted with {name}. All that was said is kept.").format(name=proposal.client.name))

    form.accepted.connect(done)
    form.open()


class PartedForm(Form):
    """Says that it has happened, and shows the checklist."""

    def __init__(self, desk: Desk, name: str, parting: Parting, parent: QWidget | None = None) -> None:
        super().__init__(_("Part kindly"), _("Close"), parent, width=520)
        self.file = PartingFile(desk)
        self.file.show_parting(parting)
        self.file.changed.connect(lambda: self.file.show_parting(parting))
        said = _("You have parted with {name} already. Change the standing first to go on together.")
        self.add(kit.Notice(said.format(name=name), "door-open"), wide=True)
        self.add(self.file, wide=True)
        self.cancel.hide()

    def touched(self) -> bool:
        return False  # a tick is kept at once

    def save(self) -> bool:
        return True


class PartKindlyForm(Form):
    """What there is to decide. `draft` is the parting letter begun by it, if one was wanted."""

    def __init__(
        self, desk: Desk, proposal: actions.Proposal, case_id: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Part kindly with {name}").format(name=proposal.client.name), _("Part kindly"), parent, width=760
        )
        self._desk, self._proposal, self._case_id = desk, proposal, case_id
        self._operation = uuid4().hex
        self._parting: Parting | None = None
        self.draft: LetterDraft | None = None
        self._build_refund()
        self._build_rest()
        self._fill_order()

    def _build_refund(self) -> None:
        proposal, lang = self._proposal, language()
        self.order = kit.Combo(name=_("Order"))
        orders = [one.order for one in proposal.orders]
        if proposal.order is not None and proposal.order.id not in [one.id for one in orders]:
            orders.insert(0, proposal.order)
        self.order.fill(
            [
                (None, _("None: no money goes back")),
                *((one.id, f"{one.number}, {one.what}, {formats.money(one.total, lang)}") for one in orders),
            ]
        )
        self.order.set_value(proposal.order.id if proposal.order else None)
        self.order.chosen.connect(lambda _id: self._on_order())
        self._order_field = kit.Field(_("For which order the money goes back"), self.order)
        self.kept = kit.SumField()
        self._kept_field = kit.Field(_("Work that is kept"), self.kept)
        self.kept.textEdited.connect(lambda _text: self._show_sum())
        self.sum = SumGoingBack()
        self.method = kit.TextField(placeholder=_("the card you used, ending 4417"))
        in_language = _("Fit for the letter. Its language: {language}.")
        self._method_field = kit.Field(
            _("How it goes back"),
            self.method,
            in_language.format(language=wording.language_name(proposal.client.language)),
        )
        self.pay_by = date_field(self._desk.today)
        self.pay_by.edited.connect(lambda _day: self._show_noted())
        self._pay_by_field = kit.Field(_("Paid by"), self.pay_by)
        self.noted = CountryNote()
        for editor, field in (
            (self.kept, self._kept_field),
            (self.method, self._method_field),
            (self.pay_by, self._pay_by_field),
        ):
            editor.textEdited.connect(lambda _text, field=field: field.set_error(None))
        self.add(self._order_field, wide=True)
        self.add(self._kept_field)
        self.add(self.sum)
        self.add(self._method_field)
        self.add(self._pay_by_field)
        self.add(self.noted, wide=True)

    def _build_rest(self) -> None:
        proposal = self._proposal
        self.things = ThingsBack()
        self.add(kit.Field(_("To give back or to close"), self.things), wide=True)
        self.words = [BonusWord(one) for one in proposal.bonuses]
        for word in self.words:
            word.chosen.connect(lambda word=word: self._on_word(word))
            self.add(word, wide=True)
        ending = [*(_("The promise is cancelled: {what}").format(what=one.what) for one in proposal.promises)]
        if ending:
            lines = QVBoxLayout()
            lines.setSpacing(2)
            for text in ending:
                lines.addWidget(kit.label(text, "secondary", "ink2", wrap=True))
            self.add(kit.holder(lines), wide=True)
        self.door = kit.Chips(
            [(False, _("Open: they may come back")), (True, _("Closed: no greetings, nothing planned"))],
            _("The door"),
        )
        self.door.set_value(proposal.door is not None and proposal.door.closed)
        self._door_field = kit.Field(_("The door. Private: it is in no letter."), self.door)
        private = kit.row(
            kit.holder(kit.column(kit.IconLabel("lock-simple", "ink3", 14), None)),
            self._door_field,
            margins=(12, 10, 12, 10),
        )
        private.setStretch(1, 1)
        self.add(kit.surface("private", private), wide=True)
        self.letter = kit.Check(
            _("Write the parting letter"),
            _("The decision, the money, thanks. No reasons that describe anybody."),
            checked=True,
        )
        self._letter_field = kit.Field(_("Letter"), self.letter)
        self.add(self._letter_field, wide=True)

    # The refund, live

    def _on_order(self) -> None:
        self._kept_field.set_error(None)
        self._order_field.set_error(None)
        self._read_proposal()
        self._fill_order()

    def _on_word(self, word: BonusWord) -> None:
        word.field.set_error(None)
        self._read_proposal()
        self._show_sum()

    def _read_proposal(self) -> None:
        """What goes back for the order, with the words on the bonuses as they stand."""
        order_id = self.order.value()
        try:
            self._proposal = actions.parting_proposal(
                self._desk.book,
                client_id=self._proposal.client.id,
                case_id=self._case_id,
                order_id=order_id if isinstance(order_id, int) else None,
                bonus_fates=self._fates(),
                today=self._desk.today(),
            )
        except wording.KNOWN_ERRORS as error:
            self._order_field.set_error(wording.sentence(error))

    def _fates(self) -> dict[int, str]:
        return {word.bonus.id: word.value() for word in self.words if word.value()}

    @property
    def _due(self) -> RefundDue | None:
        return self._proposal.due if isinstance(self.order.value(), int) else None

    def _fill_order(self) -> None:
        """What the order says; a day and a way of paying that were typed stay."""
        due = self._due
        stated = self._proposal.stated if due else None
        currency = due.paid.currency if due else ""
        self._kept_field.label.setText(
            _("Work that is kept, in {currency}").format(currency=currency) if due else _("Work that is kept")
        )
        self.kept.setAccessibleName(self._kept_field.label.text())
        self.kept.setText(formats.typed(due.accepted, language()) if due and due.accepted else "")
        hint = _("Empty: all that was paid goes back.")
        if stated is not None:
            hint = _("A letter states {sum} back by {day}. It stays as it is.").format(
                sum=wording.money(stated.amount), day=formats.long_date(stated.pay_by, language())
            )
        self._kept_field.set_hint(hint)
        self.kept.setEnabled(stated is None)
        if not self.pay_by.text():
            self.pay_by.set_day(self._proposal.pay_by)
        self._show_sum()

    def _read_kept(self) -> Money | None:
        """The work that is kept as it stands typed; None without an order. Raises SumNotUnderstood."""
        due = self._due
        if due is None:
            return None
        text = self.kept.text().strip()
        return read_sum(text, due.paid.currency) if text else Money.zero(due.paid.currency)

    def _show_sum(self) -> None:
        due = self._due
        try:
            accepted = self._read_kept()
        except ValueError:
            accepted = None
        order = self._proposal.order
        self.sum.show_due(due, order.number if order and due else "", accepted)
        goes_back = due is not None and (accepted is None or accepted < due.left)
        for part in (self._kept_field, self.sum):
            part.setVisible(due is not None)
        for field in (self._method_field, self._pay_by_field):
            field.setVisible(goes_back)
        self._show_noted()

    def _show_noted(self) -> None:
        book, today = self._desk.book, self._desk.today()
        owner, case = book.owner.get(), self._proposal.case
        noted = None
        if owner is not None and self._pay_by_field.isVisibleTo(self):
            terms = terms_for(book, owner, self._proposal.client)
            noted = terms.pay_by(self.pay_by.day(), case.received_on if case else None, today)
        self.noted.show_noted(noted, book, today)

    # The act

    def save(self) -> bool:
        self.forgive()
        accepted, pay_by = self._read_typed()
        if self.refused():
            return False
        order_id = self.order.value()
        try:
            with self._desk.book.transaction():
                self._parting = actions.part_kindly(
                    self._desk.book,
                    client_id=self._proposal.client.id,
                    case_id=self._case_id,
                    order_id=order_id if isinstance(order_id, int) else None,
                    accepted=accepted,
                    method=self.method.text().strip(),
                    pay_by=pay_by,
                    items=self.things.texts(),
                    bonus_fates=self._fates(),
                    door_closed=bool(self.door.value()),
                    letter=self.letter.isChecked(),
                    today=self._desk.today(),
                    operation_id=self._operation,
                )
                self.draft = self._begun(self._parting) if self.letter.isChecked() else None
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._field_of(error), wording.sentence(error))
            return False
        return True

    def _begun(self, parting: Parting) -> LetterDraft:
        client = self._proposal.client
        return actions.start_letter(
            self._desk.book,
            kind=LetterKind.PARTING,
            language=client.language,
            today=self._desk.today(),
            case_id=parting.case_id,
            client_id=client.id,
        )

    def _read_typed(self) -> tuple[Money | None, date | None]:
        accepted, pay_by = None, None
        try:
            accepted = self._read_kept()
        except ValueError as error:
            self.refuse(self._kept_field, wording.sentence(error))
        if self._pay_by_field.isVisibleTo(self) and self.pay_by.text().strip():
            try:
                pay_by = read_day(self.pay_by.text(), self._desk.today())
            except ValueError as error:
                self.refuse(self._pay_by_field, wording.sentence(error))
        return accepted, pay_by

    def _field_of(self, error: Exception) -> kit.Field:
        """Where a refusal belongs."""
        if isinstance(error, CurrencyMismatch):
            return self._kept_field
        if isinstance(error, BonusRefused):
            return self._word_on(lambda word: word.value() == BonusFate.EXCHANGE)
        if not isinstance(error, CaseRefused):
            return self._order_field
        match error.reason:
            case "accepted_below_zero" | "accepted_above_paid" | "letter_stands":
                return self._kept_field
            case "method_missing":
                return self._method_field
            case "pay_by_missing" | "pay_by_past":
                return self._pay_by_field
            case "bonus_fate_missing":
                return self._word_on(lambda word: not word.value())
            case "owed_not_cancelled":
                return self._word_on(lambda word: word.value() == BonusFate.CANCEL and word.bonus.nature is Nature.OWED)
            case "no_owner" | "kind_does_not_fit" | "nothing_to_state":
                return self._letter_field
        return self._order_field

    def _word_on(self, fits: Callable[[BonusWord], bool]) -> kit.Field:
        return next((word.field for word in self.words if fits(word)), self._order_field)
