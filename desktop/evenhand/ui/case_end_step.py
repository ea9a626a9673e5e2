"""Step 5 of a case: what was given and written, how it ended, and closing it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.case import Missing
from evenhand.domain.records import LetterKind, Outcome
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import Entry
from evenhand.ui.case_steps import StepPage, heading
from evenhand.ui.desk import Desk, Place


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


class KeepInTouchPage(StepPage):
    """Step 5: the letter, the outcome, what the client should hear, and the end of the case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._given = kit.label("", "body", wrap=True)
        self._letters = QVBoxLayout()
        self._letters.setSpacing(4)
        given = kit.Card(_("What is given"))
        given.body.addWidget(self._given)
        given.body.addStretch(1)
        letters = kit.Card(_("Letters of this case"))
        letters.body.addLayout(self._letters)
        letters.body.addStretch(1)
        cards = kit.row(given, letters, spacing=16)
        for side in (0, 1):
            cards.setStretch(side, 1)
        endings = {
            Outcome.STAYS: (
                _("Keep in touch"),
                _("The client stays. Write when there is something worth saying."),
                "chats-circle",
            ),
            Outcome.LEFT: (_("They left"), _("Their decision, and a fine one. The door stays open."), "footprints"),
            Outcome.PARTED: (_("Part kindly"), _("You would rather not go on. Both are a good end."), "door-open"),
        }
        self._cards = {
            outcome: kit.RadioCard(title, line, icon=icon, serif=True)
            for outcome, (title, line, icon) in endings.items()
        }
        self._choice = kit.RadioCards(list(self._cards.items()))
        for outcome, card in self._cards.items():
            card.chosen.connect(lambda outcome=outcome: self._choose(outcome=outcome))
        self._change = Entry(
            _("What changed thanks to this"),
            kit.TextField(),
            lambda text: self._save(self._case(change=text)),
            _("So that the client hears of it."),
        )
        self._entries = [self._change]
        self._closed = kit.Notice("", "check-circle")
        self.setLayout(
            kit.column(
                heading(
                    _("And after that?"),
                    _("A case is not over when it is settled. It is over when you are both at ease."),
                ),
                self._closed,
                cards,
                *self._cards.values(),
                self._change.field,
                None,
                spacing=12,
            )
        )

    def _fill(self, anew: bool) -> None:
        facts = self.facts
        self._given.setText("\n".join(given_lines(facts)))
        self._choice.set_value(facts.case.outcome)
        for card in self._cards.values():
            card.setEnabled(not facts.closed)
            card.update()
        self._change.fill(facts.case.change, anew=anew)
        self._change.field.setEnabled(not facts.closed)
        self._closed.setVisible(facts.closed)
        if facts.case.closed_on is not None:
            self._closed.set_text(
                _("Closed on {day}. Everything is kept, and it can be opened again.").format(
                    day=formats.long_date(facts.case.closed_on, language())
                )
            )
        self._fill_letters()

    def _fill_letters(self) -> None:
        while (item := self._letters.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for letter in self.facts.letters:
            day = formats.short_date(letter.issued_on, language(), year=True)
            text = f"{letter.number}  {wording.word(letter.kind)}, {day}"
            if letter.voided_on is not None:
                text = _("{letter}, void").format(letter=text)
            self._add_letter(text, "file-pdf", Place.LETTERS, letter.id)
        for kind in LetterKind:
            draft = self._desk.book.letters.draft_of_case(self.facts.case.id, kind)
            if draft is not None:
                text = _("{kind}, a draft").format(kind=wording.word(kind))
                self._add_letter(text, "note", Place.LETTER, draft.id)
        if not self._letters.count():
            self._letters.addWidget(kit.label(_("None yet."), "body", "ink3"))

    def _add_letter(self, text: str, icon: str, place: Place, record: int) -> None:
        line = kit.button(text, "link", icon, lambda: self._desk.go(place, record))
        self._letters.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        if self.facts.case.outcome is None and not self.facts.closed:
            return [(wording.missing(Missing.OUTCOME), self._cards[Outcome.STAYS].head)]
        return ()

    def close_case(self) -> None:
        """Ends the case today; it can be opened again."""
        self._choose(closed_on=self._desk.today())
        self._desk.say(_("The case is closed."), _("Undo"), self.open_again)

    def open_again(self) -> None:
        self._choose(closed_on=None)
