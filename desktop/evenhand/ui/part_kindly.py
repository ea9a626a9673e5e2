"""Part kindly: one sheet for the refund, what is given back, promises, bonuses, the door and the letter; one act."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import actions, wording
from evenhand.domain.bonus import BonusRefused
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import CurrencyMismatch
from evenhand.domain.parting import BonusFate, Parting
from evenhand.domain.records import LetterDraft, LetterKind, Nature
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.part_kindly_card import PartedForm
from evenhand.ui.part_kindly_parts import BonusWord, ThingsBack
from evenhand.ui.part_kindly_refund import RefundPart


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


class PartKindlyForm(Form):
    """What there is to decide. `draft` is the parting letter begun by it, if one was wanted."""

    def __init__(
        self, desk: Desk, proposal: actions.Proposal, case_id: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Part kindly with {name}").format(name=proposal.client.name), _("Part kindly"), parent, width=760
        )
        self.setWindowTitle("Evenhand")  # a title bar is seen by others
        self._desk, self._proposal, self._case_id = desk, proposal, case_id
        self._operation = uuid4().hex
        self._parting: Parting | None = None
        self.draft: LetterDraft | None = None
        self.refund = RefundPart(desk, proposal)
        self.refund.order_chosen.connect(self._on_order)
        self.add(self.refund, wide=True)
        self._build_rest()

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
            lines = (kit.label(text, "secondary", "ink2", wrap=True) for text in ending)
            self.add(kit.holder(kit.column(*lines, spacing=2)), wide=True)
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

    def _on_order(self) -> None:
        self._read_proposal()
        self.refund.show_order(self._proposal)

    def _on_word(self, word: BonusWord) -> None:
        word.field.set_error(None)
        self._read_proposal()
        self.refund.show_due(self._proposal)

    def _read_proposal(self) -> None:
        """What goes back for the order, with the words on the bonuses as they stand."""
        try:
            self._proposal = actions.parting_proposal(
                self._desk.book,
                client_id=self._proposal.client.id,
                case_id=self._case_id,
                order_id=self.refund.order_id(),
                bonus_fates=self._fates(),
                today=self._desk.today(),
            )
        except wording.KNOWN_ERRORS as error:
            self.refund.order_field.set_error(wording.sentence(error))

    def _fates(self) -> dict[int, str]:
        return {word.bonus.id: word.value() for word in self.words if word.value()}

    # The act

    def save(self) -> bool:
        self.forgive()
        accepted, pay_by = self.refund.read()
        wrong = next((one for one in self.refund.findChildren(kit.Field) if one.error()), None)
        if wrong is not None:
            wrong.editor.setFocus()
            return False
        try:
            with self._desk.book.transaction():
                self._parting = actions.part_kindly(
                    self._desk.book,
                    client_id=self._proposal.client.id,
                    case_id=self._case_id,
                    order_id=self.refund.order_id(),
                    accepted=accepted,
                    method=self.refund.method.text().strip(),
                    pay_by=pay_by,
                    items=self.things.texts(),
                    bonus_fates=self._fates(),
                    door_closed=bool(self.door.value()),
                    letter=self.letter.isChecked(),
                    today=self._desk.today(),
                    operation_id=self._operation,
                    promise=_("Pay back {amount}").format(amount=self.refund.sum.total.value.text()),
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

    def _field_of(self, error: Exception) -> kit.Field:
        """Where a refusal belongs."""
        if isinstance(error, CurrencyMismatch):
            return self.refund.kept_field
        if isinstance(error, BonusRefused):
            return self._word_on(lambda word: word.value() == BonusFate.EXCHANGE)
        if not isinstance(error, CaseRefused):
            return self.refund.order_field
        match error.reason:
            case "accepted_below_zero" | "accepted_above_paid" | "letter_stands":
                return self.refund.kept_field
            case "method_missing":
                return self.refund.method_field
            case "pay_by_missing" | "pay_by_past":
                return self.refund.pay_by_field
            case "bonus_fate_missing":
                return self._word_on(lambda word: not word.value())
            case "owed_not_cancelled":
                return self._word_on(lambda word: word.value() == BonusFate.CANCEL and word.bonus.nature is Nature.OWED)
            case "no_owner" | "kind_does_not_fit" | "nothing_to_state":
                return self._letter_field
        return self.refund.order_field

    def _word_on(self, fits: Callable[[BonusWord], bool]) -> kit.Field:
        return next((word.field for word in self.words if fits(word)), self.refund.order_field)
