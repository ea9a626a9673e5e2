"""A bonus as step 3 gives it: what it stands for, its share of the order that went wrong, its last day."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.bonus import Bonus
from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.case import CaseRefused
from evenhand.domain.compensation import bonus_sum
from evenhand.domain.money import Money, SumNotUnderstood
from evenhand.domain.records import BonusOffer, Nature
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import Entry, read_share, read_sum, written_share
from evenhand.ui.case_steps import captioned
from evenhand.ui.compensation_forms import GiveForm
from evenhand.ui.country_note import CountryNote
from evenhand.ui.country_terms import terms_for
from evenhand.ui.desk import Desk

MONTHS = (1, 2, 3, 4, 5, 6)  # longer only where the owner's own habit is longer
_HALF, _ALL = 50, 100  # per cent: a goodwill bonus is rarely above the one, money owed may be all that was paid


class _ShareSlider(QSlider):
    """Whole per cent by hand; scrolling the page leaves it alone."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(1, _HALF)
        self.setPageStep(5)
        self.setAccessibleName(_("Share of the order that went wrong"))
        self.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(80), kit.theme.px(26))

    def show_share(self, share: Decimal, most: int) -> None:
        self.blockSignals(True)
        self.setMaximum(most)
        self.setValue(round(share * 100))
        self.blockSignals(False)
        self.update()


class BonusForm(GiveForm):
    """A fixed sum for the next order: a share of the order that went wrong, rounded up, valid some months.

    Goodwill, or in place of money owed: that takes the client's own choice, and has no last day unless one is set.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._granted: Bonus | None = None  # by a letter of the case that stands
        natures = [(Nature.GOODWILL, _("Goodwill")), (Nature.OWED, _("In place of money owed"))]
        self.nature = kit.Segmented(natures, _("What it stands for"))
        self.nature.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.nature.chosen.connect(self._on_nature)
        self.client_chose = kit.Check(
            _("The client chose this themselves"), _("It can be turned back into money whenever they ask.")
        )
        self.client_chose.clicked.connect(lambda _on: self.choose())
        self._slider = _ShareSlider()
        self._slider.valueChanged.connect(self._on_slider)
        self._slider.sliderReleased.connect(self._on_released)
        self.share = Entry(_("Share"), kit.TextField(), self._store_share)
        kit.theme.dress(self.share.editor, width=76)
        kit.theme.dress(self.share.field, width=124)  # or a sentence under it pushes the slider about
        self.round_to = Entry(_("Round up to"), kit.SumField(placeholder=_("as it is")), self._store_round)
        kit.theme.dress(self.round_to.editor, width=128)
        self._entries = [self.share, self.round_to]
        self.months = kit.Combo((), _("Valid for"))
        self.months.chosen.connect(lambda _months: self._on_months())
        kit.theme.dress(self.months, width=128)
        for editor in (self.share.editor, self.round_to.editor):
            assert isinstance(editor, kit.TextField)
            editor.textEdited.connect(lambda _text: self._preview())
        self._share_name = kit.ElidedLabel("", "secondary", "ink3")
        self._last_day = kit.label("", "body", wrap=True)
        self.voucher = kit.Voucher()
        slider = kit.holder(kit.column(self._share_name, self._slider, None, spacing=5))
        left = kit.column(
            self.nature,
            self.client_chose,
            kit.row(slider, self.share.field, spacing=12),
            kit.row(captioned(_("Valid for"), self.months), self.round_to.field, None, spacing=16),
            self._last_day,
            None,
            spacing=10,
        )
        line = kit.row(left, kit.holder(kit.column(self.voucher, None)), spacing=20)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.noted = CountryNote()
        self.setLayout(kit.column(line, self.noted, spacing=10))

    @property
    def _owed(self) -> bool:
        return self.nature.value() is Nature.OWED

    def _fill(self, anew: bool) -> None:
        given, owner = self.facts.given.bonus, self.facts.owner
        self._granted = None
        if BonusOffer in self.facts.stated:
            self._granted = next(iter(self._desk.book.bonuses.of_case(self.facts.case.id)), None)
        order = formats.money(self.facts.order.total, language())
        self._share_name.setText(_("Share of the order that went wrong, {sum}").format(sum=order))
        if anew:
            self.client_chose.setChecked(False)
        typing = self.open_points() or self.waiting() or self.refused()
        if anew or (given is not None and not typing):  # what is still being filled in stays
            self.nature.set_value(given.nature if given else Nature.GOODWILL)
            self._fill_months(given.months if given else owner.bonus_months)
        if given is not None or anew:
            if given is not None and given.nature is Nature.OWED:
                self.client_chose.setChecked(True)
            round_to = given.round_to if given else owner.bonus_round_to
            self.share.fill(written_share(given.share if given else owner.bonus_share), anew=anew)
            currency = self.facts.order.total.currency
            self.round_to.fill(formats.typed(Money(round_to, currency), language()) if round_to else "", anew=anew)
        self._preview()
        until = given.valid_until if given else None
        if until is not None and until < self.facts.today and self.facts.letter_out is None:
            self._last_day.setText(wording.sentence(CaseRefused("expiry_past")))
            kit.set_tone(self._last_day, "badx")

    def _fill_months(self, chosen: int) -> None:
        choices = sorted({*MONTHS, self.facts.owner.bonus_months, *([chosen] if chosen else [])})
        endless = [(0, _("No last day"))] if self._owed else []
        self.months.fill([*endless, *((n, ngettext("{n} month", "{n} months", n)) for n in choices)])
        self.months.set_value(chosen)

    def _on_months(self) -> None:
        self._preview()  # also while it waits for the client's choice
        self.choose()

    def _on_nature(self, nature: object) -> None:
        self._fill_months(0 if nature is Nature.OWED else self.facts.owner.bonus_months)
        self._preview()
        self.choose()

    def offer(self) -> BonusOffer | None:
        """The bonus as a letter granted it, else as it stands typed; None while something in it can't be read."""
        if self._granted is not None:
            return self.facts.given.bonus
        months = self.months.value()
        try:
            share, round_to = read_share(self.share.text()), self._read_round(self.round_to.text())
            amount = bonus_sum(self.facts.order.total, share, round_to)
            assert isinstance(months, int)
            until = bonus_expiry(self._desk.today(), months) if months else None
        except ValueError:
            return None
        return BonusOffer(amount, until, share, months, round_to, Nature.OWED if self._owed else Nature.GOODWILL)

    def amount(self) -> Money | None:
        offer = self.offer()
        return offer.amount if offer else None

    def _read_round(self, text: str) -> Decimal | None:
        if not text:
            return None
        sum_ = read_sum(text, self.facts.order.total.currency)
        if sum_.minor <= 0:
            raise SumNotUnderstood(text)
        return sum_.amount

    def _preview(self) -> None:
        offer, owner, client = self.offer(), self.facts.owner, self.facts.client
        self.client_chose.setVisible(self._owed)
        if offer is not None:
            self._slider.show_share(offer.share, _ALL if self._owed else _HALF)
        sum_ = formats.money(offer.amount, language()) if offer else "—"
        day = wording.last_day(offer.valid_until) if offer else "—"
        kit.set_tone(self._last_day, "ink2")
        endless = offer is not None and offer.valid_until is None
        self._last_day.setText(_("It never runs out.") if endless else _("Last day: {day}").format(day=day))
        self.voucher.set_texts(
            owner.letterheads[0].business_name,
            sum_,
            _("for {name}").format(name=client.name),
            _("without a last day") if endless else _("valid to {day}").format(day=day),
            self._granted.code if self._granted else _("code follows"),
        )
        terms = terms_for(self._desk.book, owner, client)
        noted = terms.bonus(offer.nature, self._desk.today(), offer.valid_until) if offer else None
        self.noted.show_noted(noted, self._desk.book, self._desk.today())
        self.previewed.emit()

    def _on_slider(self, share: int) -> None:
        self.share.put(written_share(Decimal(share) / 100))
        self._preview()
        if not self._slider.isSliderDown():
            self.share.take()

    def _on_released(self) -> None:
        self.share.take()

    def _store_share(self, text: str) -> bool:
        read_share(text)
        return self.give()

    def _store_round(self, text: str) -> bool:
        self._read_round(text)
        return self.give()

    def _give(self) -> None:
        months = self.months.value()
        assert isinstance(months, int)
        actions.choose_bonus(
            self._desk.book,
            case_id=self.facts.case.id,
            share=read_share(self.share.text()),
            months=months,
            round_to=self._read_round(self.round_to.text()),
            today=self._desk.today(),
            nature=Nature.OWED if self._owed else Nature.GOODWILL,
            client_chose=self.client_chose.isChecked(),
            beside=self.beside,
        )

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        points: list[tuple[str, QWidget]] = []
        if self._owed and not self.client_chose.isChecked():
            points.append((wording.sentence(CaseRefused("client_choice_missing")), self.client_chose))
        try:
            read_share(self.share.text())
        except CaseRefused as refused:
            points.append((wording.sentence(refused), self.share.editor))
        try:
            self._read_round(self.round_to.text())
        except SumNotUnderstood as refused:
            points.append((wording.sentence(refused), self.round_to.editor))
        return points
