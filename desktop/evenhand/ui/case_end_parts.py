"""Parts of step 5: what parting would mean, how the case sat with the owner, its letters, what was given."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.comfort import Comfort
from evenhand.domain.records import LetterKind, Standing
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import Entry
from evenhand.ui.desk import Desk, Place
from evenhand.ui.part_kindly_card import PartingFile


def given_lines(facts: CaseFacts) -> list[str]:
    """What is given in a case, a line each."""
    given, lang, lines = facts.given, language(), []
    if given.refund is not None:
        lines.append(
            _("Refund of {sum}, to be paid by {day}").format(
                sum=formats.money(given.refund.amount, lang), day=formats.long_date(given.refund.pay_by, lang)
            )
        )
    if given.bonus is not None:
        sum_, until = formats.money(given.bonus.amount, lang), given.bonus.valid_until
        line = _("Bonus of {sum}, valid to {day}") if until else _("Bonus of {sum}, without a last day")
        lines.append(line.format(sum=sum_, day=wording.last_day(until)))
    if given.gift is not None:
        lines.append(
            _("Gift: {what}, at a cost of {sum}").format(what=given.gift.what, sum=formats.money(given.gift.cost, lang))
        )
    if not lines and facts.case.compensation_skipped:
        lines.append(_("Nothing beyond putting it right."))
    return lines or [_("Nothing decided yet.")]


class PartingOffer(QWidget):
    """What parting would mean now, and the way to it; once it has happened, what of it is still to do."""

    wanted = Signal()
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.refund = kit.SumLine(_("Refund"), "", strong=True)
        self.bonuses = kit.SumLine(_("Open bonuses"), "")
        self.promises = kit.SumLine(_("Promises that end"), "")
        last_word = _("The last word stays with them. A line in some months, if they do not mind.")
        self.go_through = kit.button(_("Go through it"), "plain", "door-open", self.wanted.emit)
        self._offer = kit.holder(
            kit.column(
                kit.hairline(),
                self.refund,
                kit.SumLine(_("Give back"), _("what you list")),
                self.bonuses,
                self.promises,
                kit.SumLine(_("Letter"), _("Parting, with thanks")),
                kit.label(last_word, "secondary", "ink3", wrap=True),
                4,
                kit.row(self.go_through, None),
                spacing=4,
            )
        )
        self.parting = PartingFile(desk)
        self.parting.changed.connect(self.changed)
        self.setLayout(kit.column(self._offer, self.parting))

    def show_facts(self, facts: CaseFacts) -> None:
        """Read from the book as the form would propose it."""
        book, client = self._desk.book, facts.client
        partings = book.partings.of_client(client.id) if client.standing is Standing.PARTED else []
        self._offer.setVisible(not partings)
        self.parting.setVisible(bool(partings))
        if partings:
            self.parting.show_parting(partings[0])
            return
        found = actions.parting_proposal(book, client_id=client.id, case_id=facts.case.id, today=facts.today)
        refund = found.stated.amount if found.stated else found.due.amount if found.due else None
        self.refund.value.setText(wording.money(refund) if refund is not None else "—")
        for line, count in ((self.bonuses, len(found.bonuses)), (self.promises, len(found.promises))):
            line.setVisible(bool(count))
            line.value.setText(str(count))


class HowItSat(QWidget):
    """How the case sat with the owner, and a note: private, and in no letter."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = 0
        title = _("How did this case sit with me?")
        self.feel = kit.FeelPicker(title)
        self.feel.chosen.connect(self._on_chosen)
        self.note = Entry(_("A note for myself"), kit.TextField(), self._store_note)
        self.take_back = kit.button(_("Take it back"), "link", on_click=self._on_take_back)
        lock = kit.IconLabel("lock-simple", "ink3", 14)
        lock.setToolTip(kit.tip(_("Private. Never in a letter.")))
        head = kit.row(lock, kit.label(title, "secondary", "ink3", wrap=True), self.take_back, spacing=6)
        head.setStretch(1, 1)
        inside = kit.column(head, self.feel, self.note.field, spacing=8, margins=(12, 10, 12, 10))
        self.setLayout(kit.column(kit.surface("private", inside)))

    def show_case(self, case_id: int, *, anew: bool) -> None:
        """The word on a case as the book holds it."""
        self._case_id = case_id
        found = self._desk.book.comfort.on_case(case_id)
        self.feel.set_value(found[0].value if found else None)
        self.take_back.setVisible(found is not None)
        self.note.field.set_hint("" if found else _("Kept once you say how it sat."))
        self.note.fill(found[1] if found else "", anew=anew)

    def _on_chosen(self, mark: object) -> None:
        self._mark(Comfort(str(mark)), self.note.text())

    def _on_take_back(self) -> None:
        book, case_id, before = self._desk.book, self._case_id, self._desk.book.comfort.on_case(self._case_id)
        if before is None:
            return
        # The note goes with the word it belongs to, and comes back with it.
        self.note.put("")
        self._mark(None, "")

        def undo() -> None:
            book.comfort.mark_case(case_id, *before)
            self.changed.emit()

        self._desk.say(_("Taken back."), _("Undo"), undo)

    def _mark(self, comfort: Comfort | None, note: str) -> None:
        try:
            self._desk.book.comfort.mark_case(self._case_id, comfort, note)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self.show_case(self._case_id, anew=False)
            return
        self.note.fill(note)
        self.changed.emit()

    def _store_note(self, text: str) -> bool:
        """Kept with the word it belongs to; until that is said, it waits in its field. Raises CaseRefused."""
        found = self._desk.book.comfort.on_case(self._case_id)
        if found is None and text:
            raise CaseRefused("note_without_word")
        if found is None:
            return True
        self._desk.book.comfort.mark_case(self._case_id, found[0], text)
        self.changed.emit()
        return True


class CaseLetters(kit.Card):
    """The letters of a case and its drafts, each leading to itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Letters of this case"))
        self._desk = desk
        self._letters = QVBoxLayout()
        self._letters.setSpacing(4)
        self.body.addLayout(self._letters)

    def show_facts(self, facts: CaseFacts) -> None:
        """As the book holds them, newest first, then what lies half written."""
        while (item := self._letters.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for letter in facts.letters:
            day = formats.short_date(letter.issued_on, language(), year=True)
            text = f"{letter.number}  {wording.word(letter.kind)}, {day}"
            if letter.voided_on is not None:
                text = _("{letter}, void").format(letter=text)
            self._add_letter(text, "file-pdf", Place.LETTERS, letter.id)
        for kind in LetterKind:
            draft = self._desk.book.letters.draft_of_case(facts.case.id, kind)
            if draft is not None:
                text = _("{kind}, a draft").format(kind=wording.word(kind))
                self._add_letter(text, "note", Place.LETTER, draft.id)
        if not self._letters.count():
            self._letters.addWidget(kit.label(_("None yet."), "body", "ink3"))

    def _add_letter(self, text: str, icon: str, place: Place, record: int) -> None:
        line = kit.button(text, "link", icon, lambda: self._desk.go(place, record))
        self._letters.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
