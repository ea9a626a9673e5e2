"""A way to put it right, written or changed: what they get, by when, what it asks of them and what it costs me."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.comfort import Comfort
from evenhand.domain.economics import Margin
from evenhand.domain.hours import parse_minutes, written
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, Effort, OptionGap
from evenhand.domain.records import Remedy
from evenhand.domain.rules import Gate
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import (
    asked_day,
    date_field,
    next_working_day,
    or_none,
    read_day,
    read_share,
    read_sum,
    written_share,
)
from evenhand.ui.contact_form import TimeNotUnderstood, parse_time
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.gates import ask_first, is_asked
from evenhand.ui.option_discount import DiscountEffect
from evenhand.ui.option_sums import cost_lines, cost_text

T = TypeVar("T")


class OptionForm(Form):
    """One way. It's kept as a whole; what can't be read says so at its field."""

    def __init__(
        self, desk: Desk, facts: CaseFacts, option: CaseOption, margin: Margin | None, parent: QWidget | None = None
    ) -> None:
        new = not option.id
        super().__init__(
            _("Another way to put it right") if new else _("This way to put it right"), _("Save"), parent, width=660
        )
        self._desk, self._facts, self._option, self._margin = desk, facts, option, margin
        self.saved: CaseOption | None = None
        owner = desk.book.owner.get()
        self._rate = actions.hour_rate(desk.book)
        self._may_set_rate = self._rate is None and owner is not None and owner.currency == self._currency
        self._build_words()
        self._build_costs()
        self._build_private()
        self._fill()
        self._follow()

    @property
    def _currency(self) -> str:
        return self._facts.order.total.currency

    # Fields

    def _build_words(self) -> None:
        self.title_field = kit.Field(
            _("What they get, in a few words"),
            kit.TextField(),
            _("Fit for the letter. Its language: {language}.").format(
                language=wording.language_name(self._facts.client.language)
            ),
        )
        self.remedy = kit.Combo(
            [(one, wording.word(one)) for one in Remedy if one is not Remedy.NOTHING or self._option.remedy is one],
            _("What kind it is"),
        )
        self.share = kit.Field(_("How much off"), kit.TextField())
        self.details = kit.Field(_("More about it"), kit.NoteField(lines=2), _("For you alone; not in the letter."))
        self.by = kit.Field(_("By when"), date_field(self._desk.today))
        self.at = kit.Field(_("At what hour"), kit.TextField(), _("If you promise one."))
        self._better = kit.button("", "link", on_click=self._take_day)
        self.add(self.title_field, wide=True)
        self.add(kit.Field(_("What kind it is"), self.remedy))
        self.add(self.share)
        self._effect = DiscountEffect()
        self.add(self._effect, wide=True)
        self.add(self.details, wide=True)
        self.add(kit.holder(kit.column(self.by, kit.row(self._better, None), spacing=0)))
        self.add(self.at)
        self.effort = kit.Chips([(one, wording.word(one)) for one in Effort], _("Effort for them"))
        self.effort_what = kit.Field(_("What it asks of them, in words"), kit.TextField(), _("The letter says it."))
        self.add(kit.holder(kit.column(kit.caption(_("Effort for them")), self.effort, None, spacing=4)))
        self.add(self.effort_what)
        self.remedy.chosen.connect(lambda _value: self._follow())
        for one in (self.share, self.at):
            self._line(one).textEdited.connect(lambda _text: self._follow())
        day = self.by.editor
        assert isinstance(day, kit.DateField)
        day.edited.connect(lambda _day: self._follow())

    def _build_costs(self) -> None:
        self.materials = kit.Field(self._priced(_("Materials, in {currency}")), kit.SumField())
        self.hours = kit.Field(_("My own hours"), kit.TextField(), _("Like 1:30, 1.5 or 90 min."))
        self.rate = kit.Field(
            self._priced(_("What an hour of my work costs, in {currency}")),
            kit.SumField(),
            _("Kept in My business, for every way from now on."),
        )
        self.stated = kit.Field(self._priced(_("Or the whole cost, stated by hand, in {currency}")), kit.SumField())
        self.worth = kit.Field(self._priced(_("What it is worth to them, in {currency}")), kit.SumField())
        self.cost = kit.ExplainedLine(strong=True)
        self.add(self.materials)
        self.add(self.hours)
        self.add(self.rate, wide=True)
        self.add(self.stated)
        self.add(self.worth)
        self.add(self.cost, wide=True)
        for one in (self.materials, self.hours, self.rate, self.stated):
            self._line(one).textEdited.connect(lambda _text: self._follow())

    def _priced(self, name: str) -> str:
        return name.format(currency=self._currency)

    def _build_private(self) -> None:
        self.feel = kit.FeelPicker(_("How it sits with me"))
        head = kit.row(
            kit.IconLabel("lock-simple", "ink2", 16), kit.caption(_("How it sits with me, for my eyes only")), None
        )
        self.add(kit.surface("private", kit.column(head, self.feel, spacing=8, margins=(14, 10, 14, 12))), wide=True)

    def _line(self, field: kit.Field) -> kit.TextField:
        assert isinstance(field.editor, kit.TextField)
        return field.editor

    def _text(self, field: kit.Field) -> str:
        return self._line(field).text().strip()

    def _fill(self) -> None:
        one, lang = self._option, language()
        self._line(self.title_field).setText(one.title)
        self.remedy.set_value(one.remedy)
        self._line(self.share).setText(written_share(one.discount) if one.discount else "")
        details, day = self.details.editor, self.by.editor
        assert isinstance(details, kit.NoteField)
        assert isinstance(day, kit.DateField)
        details.set_text(one.details)
        day.set_day(one.by)
        self._line(self.at).setText(f"{one.at:%H:%M}" if one.at else "")
        self.effort.set_value(one.effort)
        self._line(self.effort_what).setText(one.effort_what)
        self._line(self.hours).setText(written(one.minutes) if one.minutes else "")
        sums = ((self.materials, one.materials), (self.stated, one.cost_stated), (self.worth, one.worth))
        for field, sum_ in sums:
            self._line(field).setText(formats.typed(sum_, lang) if sum_ is not None else "")
        if one.id:
            found = self._desk.book.comfort.on_options(one.case_id).get(one.id)
            self.feel.set_value(found.value if found else None)

    # What follows while it's typed

    def _follow(self) -> None:
        discount = self.remedy.value() is Remedy.DISCOUNT
        self.share.setVisible(discount)
        share = or_none(lambda: read_share(self._text(self.share)))
        self._effect.show_effect(self._facts.order.total, share if discount else None, self._margin)
        minutes = or_none(lambda: parse_minutes(self._text(self.hours)))
        self.rate.setVisible(self._may_set_rate and bool(minutes))
        priced = self._may_set_rate or (self._rate is not None and self._rate.currency == self._currency)
        self.stated.set_hint("" if priced or not minutes else wording.sentence(CaseRefused("rate_in_other_currency")))
        self._show_cost(minutes or 0)
        self._show_free_day()

    def _show_cost(self, minutes: int) -> None:
        rate = self._rate or or_none(lambda: self._read_sum(self.rate))
        shown = replace(
            self._option,
            materials=or_none(lambda: self._read_sum(self.materials)),
            minutes=minutes,
            cost_stated=or_none(lambda: self._read_sum(self.stated)),
            remedy=Remedy(str(self.remedy.value())),
            discount=or_none(lambda: read_share(self._text(self.share))),
        )
        order = self._facts.order.total
        text, lines = cost_text(shown, rate, order), cost_lines(shown, rate, order)
        self.cost.explain(_("Cost to me"), text, lines)

    def _day(self) -> date | None:
        return or_none(lambda: read_day(self._text(self.by), self._desk.today()))

    def _better_day(self) -> date | None:
        day = self._day()
        return next_working_day(day, self._facts.owner.country) if day else None

    def _show_free_day(self) -> None:
        day, better = self._day(), self._better_day()
        self._better.setVisible(better is not None)
        self.by.set_hint("")
        if day is None or better is None:
            return
        self.by.set_hint(_("{day} is yours.").format(day=formats.weekday_date(day, language())))
        named, hour = formats.weekday_date(better, language()), or_none(lambda: parse_time(self._text(self.at)))
        self._better.setText(asked_day(named, hour))

    def _take_day(self) -> None:
        day = self.by.editor
        assert isinstance(day, kit.DateField)
        day.set_day(self._better_day())
        self._follow()

    # Saving

    def _read_sum(self, field: kit.Field) -> Money | None:
        text = self._text(field)
        if not text:
            return None
        found = read_sum(text, self._currency)
        if found.minor < 0:
            raise CaseRefused("cost_below_zero")
        return found

    def _read(self, field: kit.Field, read: Callable[[], T]) -> T | None:
        """What a field holds; None, with the sentence at it, where it can't be read."""
        try:
            return read()
        except TimeNotUnderstood:
            self.refuse(field, _("This is not a time of day. Write it like 14:30."))
        except wording.KNOWN_ERRORS as error:
            self.refuse(field, wording.sentence(error))
        return None

    def _read_option(self) -> CaseOption:
        text, remedy = self._text, Remedy(str(self.remedy.value()))
        if not text(self.title_field):
            self.refuse(self.title_field, wording.word(OptionGap.NO_TITLE))
        discount: Decimal | None = None
        if remedy is Remedy.DISCOUNT and text(self.share):
            discount = self._read(self.share, lambda: read_share(text(self.share)))
        by = self._read(self.by, lambda: read_day(text(self.by), self._desk.today())) if text(self.by) else None
        if by is not None and by < self._desk.today() and by != self._option.by:
            self.refuse(self.by, wording.sentence(CaseRefused("day_past")))
        at = self._read(self.at, lambda: parse_time(text(self.at))) if text(self.at) else None
        if at is not None and not text(self.by):
            self.refuse(self.by, _("Say the day of this hour as well."))
        minutes = self._read(self.hours, lambda: parse_minutes(text(self.hours))) if text(self.hours) else None
        details = self.details.editor
        assert isinstance(details, kit.NoteField)
        effort = self.effort.value()
        return replace(
            self._option,
            remedy=remedy,
            title=text(self.title_field),
            details=details.text().strip(),
            by=by,
            at=at,
            effort=Effort(str(effort)) if effort is not None else None,
            effort_what=text(self.effort_what),
            materials=self._read(self.materials, lambda: self._read_sum(self.materials)),
            minutes=minutes or 0,
            cost_stated=self._read(self.stated, lambda: self._read_sum(self.stated)),
            worth=self._read(self.worth, lambda: self._read_sum(self.worth)),
            discount=discount,
        )

    def save(self) -> bool:
        self.forgive()
        option = self._read_option()
        rate = self._read(self.rate, lambda: self._read_sum(self.rate)) if self.rate.isVisibleTo(self) else None
        if self.refused():
            return False
        was = self._option.remedy if option.id else None
        case, discount = self._facts.case, option.remedy is Remedy.DISCOUNT is not was
        if discount and is_asked(self._desk, case.client_id, Gate.DISCOUNT):
            ask_first(self._desk, self, case.client_id, Gate.DISCOUNT, self._on_primary, case_id=case.id)
            return False
        feel = self.feel.value()
        try:
            with self._desk.book.transaction():
                owner = self._desk.book.owner.get()
                if rate is not None and owner is not None:
                    self._desk.book.owner.save(replace(owner, hour_rate=rate.amount))
                saved = actions.save_option(self._desk.book, option=option, today=self._desk.today())
                self._desk.book.comfort.mark_option(saved.id, Comfort(str(feel)) if feel is not None else None)
        except wording.KNOWN_ERRORS as error:
            code = error.reason if isinstance(error, CaseRefused) else ""
            self.refuse(self._field_of(code), wording.sentence(error))
            return False
        self.saved = saved
        return True

    def _field_of(self, code: str) -> kit.Field:
        if code in ("option_without_day", "option_day_past", "promise_day_past", "promise_same_day"):
            return self.by
        return self.share if code in ("discount_without_share", "share_out_of_range") else self.title_field
