"""Money back: all of it, a share or a sum; how, and by which day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused, check_refund
from evenhand.domain.money import Money
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import Entry, date_field, read_day, read_share, read_sum, written_share
from evenhand.ui.case_steps import captioned
from evenhand.ui.compensation_forms import GiveForm, promised_day
from evenhand.ui.country_note import CountryNote
from evenhand.ui.country_terms import terms_for
from evenhand.ui.desk import Desk


class Part(StrEnum):
    """How much of what was paid goes back."""

    ALL = "all"
    SHARE = "share"
    SUM = "sum"


class RefundForm(GiveForm):
    """Money back, with the sum worked out line by line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        parts = [(Part.ALL, _("All of it")), (Part.SHARE, _("A share")), (Part.SUM, _("A sum"))]
        self.part = kit.Segmented(parts, _("How much"))
        self.part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.part.chosen.connect(lambda _part: self._on_part())
        self.share = Entry(_("Share of what was paid"), kit.TextField(), self._store_amount)
        self.sum = Entry(_("Sum"), kit.SumField(), self._store_amount)
        self.what_for = Entry(_("What the sum is for"), kit.TextField(), lambda _text: self.give())
        self.method = Entry(
            _("How it goes back"),
            kit.TextField(placeholder=_("the card you used, ending 4417")),
            self._store_method,
        )
        self.pay_by = Entry(_("Paid by"), date_field(desk.today), self._store_day)
        self._entries = [self.share, self.sum, self.what_for, self.method, self.pay_by]
        for editor in (self.share.editor, self.sum.editor):
            assert isinstance(editor, kit.TextField)
            editor.textEdited.connect(lambda _text: self._preview())
            kit.theme.dress(editor, width=140)
        assert isinstance(self.pay_by.editor, kit.DateField)
        self.pay_by.editor.edited.connect(lambda _day: self._show_noted())
        self.noted = CountryNote()
        self._lines = [kit.SumLine("", "") for _number in range(3)]
        self._total = kit.SumLine(_("Goes back"), "", strong=True)
        amount = kit.column(
            captioned(_("How much"), kit.holder(kit.row(self.part, None))),
            kit.row(self.share.field, self.sum.field, None),
            None,
            spacing=10,
        )
        working = kit.holder(kit.column(*self._lines, kit.hairline(), self._total, None, spacing=0))
        top = kit.row(kit.holder(amount), working, spacing=28)
        foot = kit.row(
            kit.holder(kit.column(self.method.field, None)), kit.holder(kit.column(self.pay_by.field, None)), spacing=16
        )
        for line in (top, foot):
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        self.setLayout(kit.column(top, self.what_for.field, foot, self.noted, spacing=12))

    def _fill(self, anew: bool) -> None:
        given = self.facts.given.refund
        if given is not None:
            whole = given.amount == self.facts.refundable and given.share is None
            part = Part.SHARE if given.share is not None else Part.ALL if whole else Part.SUM
            if anew or not (self.share.waiting or self.sum.waiting):
                self.part.set_value(part)
            self.share.fill(written_share(given.share) if given.share is not None else self.share.text(), anew=anew)
            self.sum.fill(formats.typed(given.amount, language()) if part is Part.SUM else self.sum.text(), anew=anew)
            self.what_for.fill(given.what_for, anew=anew)
            self.method.fill(given.method, anew=anew)
            self.pay_by.fill_day(given.pay_by, anew=anew)
        elif anew:
            self.part.set_value(Part.ALL)
            for entry in (self.share, self.sum, self.what_for, self.method):
                entry.fill("", anew=True)
            self.pay_by.fill_day(promised_day(self.facts.today, self.facts.owner.country), anew=True)
        in_language = _("Fit for the letter. Its language: {language}.")
        self.method.field.set_hint(in_language.format(language=wording.language_name(self.facts.client.language)))
        currency = self.facts.order.paid.currency
        self.sum.rename(_("Sum in {currency}").format(currency=currency))
        if given is not None and given.pay_by < self.facts.today and self.facts.letter_out is None:
            self.pay_by.field.set_error(wording.sentence(CaseRefused("pay_by_past")))
        self._preview()

    def _on_part(self) -> None:
        self._preview()
        for entry in (self.share, self.sum):
            entry.field.set_error(None)
        self.choose()

    def _share(self) -> Decimal | None:
        return read_share(self.share.text()) if self.part.value() is Part.SHARE else None

    def _read_amount(self) -> Money:
        """The sum as it stands typed. Raises what makes it unreadable or too much."""
        if self.part.value() is Part.ALL:
            amount = self.facts.refundable
        elif self.part.value() is Part.SHARE:
            amount = self.facts.order.paid * read_share(self.share.text())
        else:
            amount = read_sum(self.sum.text(), self.facts.order.paid.currency)
        check_refund(amount, self.facts.refundable)
        return amount

    def amount(self) -> Money | None:
        try:
            return self._read_amount()
        except ValueError:
            return None

    def _preview(self) -> None:
        """Shows the fields of the chosen part, and the sum step by step."""
        part, order, lang = self.part.value(), self.facts.order, language()
        self.share.field.setVisible(part is Part.SHARE)
        self.sum.field.setVisible(part is Part.SUM)
        self.what_for.field.setVisible(part is Part.SUM)
        lines = [(_("Paid for {number}").format(number=order.number), formats.money(order.paid, lang))]
        if self.facts.returned_before:
            lines.append((_("Given back in other cases"), formats.money(-self.facts.returned_before, lang)))
        amount = self.amount()
        if part is Part.SHARE:
            try:
                share = read_share(self.share.text())
            except CaseRefused:
                pass
            else:
                name = _("{share} of {sum}").format(
                    share=formats.percent(share, lang), sum=formats.money(order.paid, lang)
                )
                lines.append((name, formats.money(order.paid * share, lang)))
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(lines))
            if number < len(lines):
                line.name.setText(lines[number][0])
                line.value.setText(lines[number][1])
        self._total.value.setText(formats.money(amount, lang) if amount else "—")
        self._show_noted()
        self.previewed.emit()

    def _show_noted(self) -> None:
        facts = self.facts
        assert isinstance(self.pay_by.editor, kit.DateField)
        terms = terms_for(self._desk.book, facts.owner, facts.client)
        agreed_on = facts.letter_out.issued_on if facts.letter_out else facts.today
        noted = terms.pay_by(self.pay_by.editor.day(), facts.case.received_on, agreed_on)
        self.noted.show_noted(noted, self._desk.book, facts.today)

    def _store_amount(self, text: str) -> bool:
        if text:
            self._read_amount()
        self._preview()
        return self.give()

    def _store_method(self, text: str) -> bool:
        if not text and self.facts.given.refund is not None:
            raise CaseRefused("method_missing")
        return self.give()

    def _read_day(self, text: str) -> date:
        day = read_day(text, self._desk.today())
        if day < self._desk.today():
            raise CaseRefused("pay_by_past")
        return day

    def _store_day(self, text: str) -> bool:
        self._read_day(text)
        return self.give()

    def _give(self) -> None:
        actions.choose_refund(
            self._desk.book,
            case_id=self.facts.case.id,
            amount=self._read_amount(),
            method=self.method.text(),
            pay_by=self._read_day(self.pay_by.text()),
            share=self._share(),
            what_for=self.what_for.text() if self.part.value() is Part.SUM else "",
            today=self._desk.today(),
        )

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        points: list[tuple[str, QWidget]] = []
        part = self.part.value()
        entry = self.sum if part is Part.SUM else self.share
        try:
            self._read_amount()
        except ValueError as error:
            typed = part is Part.ALL or entry.text()
            sentence = wording.sentence(error) if typed else _("Write how much goes back.")
            points.append((sentence, self.part.buttons()[0] if part is Part.ALL else entry.editor))
        if not self.method.text():
            points.append((wording.sentence(CaseRefused("method_missing")), self.method.editor))
        try:
            self._read_day(self.pay_by.text())
        except ValueError as error:
            points.append((wording.sentence(error), self.pay_by.editor))
        return points
