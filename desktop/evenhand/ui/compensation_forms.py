"""The three things that can be given for the trouble, each with its fields: a bonus, a gift, money back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.case import CaseRefused
from evenhand.domain.compensation import bonus_sum
from evenhand.domain.money import Money, SumNotUnderstood
from evenhand.domain.records import BonusOffer
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import Entry, read_share, read_sum, written_share
from evenhand.ui.case_steps import StepPage, captioned
from evenhand.ui.desk import Desk

MONTHS = (1, 2, 3, 4, 5, 6)  # longer only where the owner's own habit is longer


class GiveForm(StepPage):
    """One kind of giving. It's stored as a whole, when it's the chosen one (`active`) and nothing of it is missing."""

    previewed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.active = False
        self.beside = False

    def amount(self) -> Money | None:
        """What is given as it stands typed; None while that can't be said."""
        raise NotImplementedError

    def _give(self) -> None:
        """Hands the whole to the book. Raises the refusals of what is missing or can't be."""
        raise NotImplementedError

    def give(self) -> bool:
        """Stores the whole where it is the chosen one and complete."""
        self.previewed.emit()
        if not self.active or self.open_points():
            return False
        self._give()
        self.stored.emit()
        return True

    def choose(self) -> None:
        """The owner chose this kind: stored at once if complete, and if that is refused, said why."""
        try:
            self.give()
        except wording.KNOWN_ERRORS as error:
            self._entries[0].field.set_error(wording.sentence(error))


class _ShareSlider(QSlider):
    """Whole per cent by hand; scrolling the page leaves it alone."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(1, 50)
        self.setPageStep(5)
        self.setAccessibleName(_("Share of the order that went wrong"))
        self.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(80), kit.theme.px(26))

    def show_share(self, share: Decimal) -> None:
        self.blockSignals(True)
        self.setValue(round(share * 100))
        self.blockSignals(False)
        self.update()


class BonusForm(GiveForm):
    """A fixed sum for the next order: a share of the order that went wrong, rounded up, valid some months."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
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
        self.months.chosen.connect(lambda _months: self.choose())
        kit.theme.dress(self.months, width=128)
        for editor in (self.share.editor, self.round_to.editor):
            assert isinstance(editor, kit.TextField)
            editor.textEdited.connect(lambda _text: self._preview())
        self._share_name = kit.ElidedLabel("", "secondary", "ink3")
        self._last_day = kit.label("", "body", wrap=True)
        self.voucher = kit.Voucher()
        slider = kit.holder(kit.column(self._share_name, self._slider, None, spacing=5))
        left = kit.column(
            kit.row(slider, self.share.field, spacing=12),
            kit.row(captioned(_("Valid for"), self.months), self.round_to.field, None, spacing=16),
            self._last_day,
            None,
            spacing=10,
        )
        line = kit.row(left, kit.holder(kit.column(self.voucher, None)), spacing=20)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.setLayout(line)

    def _fill(self, anew: bool) -> None:
        given, owner = self.facts.given.bonus, self.facts.owner
        order = formats.money(self.facts.order.total, language())
        self._share_name.setText(_("Share of the order that went wrong, {sum}").format(sum=order))
        if given is not None or anew:
            months = given.months if given else owner.bonus_months
            choices = sorted({*MONTHS, months})
            self.months.fill([(n, ngettext("{n} month", "{n} months", n)) for n in choices])
            self.months.set_value(months)
            round_to = given.round_to if given else owner.bonus_round_to
            self.share.fill(written_share(given.share if given else owner.bonus_share), anew=anew)
            currency = self.facts.order.total.currency
            self.round_to.fill(formats.typed(Money(round_to, currency), language()) if round_to else "", anew=anew)
        self._preview()
        until = given.valid_until if given else None
        if until is not None and until < self.facts.today and self.facts.letter_out is None:
            self._last_day.setText(wording.sentence(CaseRefused("expiry_past")))
            kit.set_tone(self._last_day, "badx")

    def offer(self) -> BonusOffer | None:
        """The bonus as it stands typed, or None while something in it can't be read."""
        months = self.months.value()
        try:
            share, round_to = read_share(self.share.text()), self._read_round(self.round_to.text())
            amount = bonus_sum(self.facts.order.total, share, round_to)
            assert isinstance(months, int)
            until = bonus_expiry(self._desk.today(), months)
        except ValueError:
            return None
        return BonusOffer(amount, until, share, months, round_to)

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
        if offer is not None:
            self._slider.show_share(offer.share)
        sum_ = formats.money(offer.amount, language()) if offer else "—"
        day = wording.last_day(offer.valid_until) if offer else "—"
        kit.set_tone(self._last_day, "ink2")
        self._last_day.setText(_("Last day: {day}").format(day=day))
        self.voucher.set_texts(
            owner.letterheads[0].business_name,
            sum_,
            _("for {name}").format(name=client.name),
            _("valid to {day}").format(day=day),
            _("code follows"),
        )
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
            beside=self.beside,
        )

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        points: list[tuple[str, QWidget]] = []
        try:
            read_share(self.share.text())
        except CaseRefused as refused:
            points.append((wording.sentence(refused), self.share.editor))
        try:
            self._read_round(self.round_to.text())
        except SumNotUnderstood as refused:
            points.append((wording.sentence(refused), self.round_to.editor))
        return points


class GiftForm(GiveForm):
    """A thing given: what it is, and its cost to the owner."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.what = Entry(_("What it is"), kit.TextField(), self._store_what)
        self.cost = Entry(_("What it costs me"), kit.SumField(), self._store_cost)
        kit.theme.dress(self.cost.editor, width=160)
        self._entries = [self.what, self.cost]
        what = kit.holder(kit.column(self.what.field, None))
        line = kit.row(what, kit.holder(kit.column(self.cost.field, None)), spacing=16)
        line.setStretch(0, 1)
        self.setLayout(line)
        for editor in (self.what.editor, self.cost.editor):
            assert isinstance(editor, kit.TextField)
            editor.textEdited.connect(lambda _text: self.previewed.emit())

    def _fill(self, anew: bool) -> None:
        given = self.facts.given.gift
        if given is not None or anew:
            self.what.fill(given.what if given else "", anew=anew)
            self.cost.fill(formats.typed(given.cost, language()) if given else "", anew=anew)
        self.what.field.set_hint(
            _("Fit for the letter. Its language: {language}.").format(
                language=wording.language_name(self.facts.client.language)
            )
        )
        currency = self.facts.order.total.currency
        self.cost.rename(_("What it costs me, in {currency}").format(currency=currency))

    def _read_cost(self) -> Money:
        cost = read_sum(self.cost.text(), self.facts.order.total.currency)
        if cost.minor < 0:
            raise CaseRefused("cost_below_zero")
        return cost

    def amount(self) -> Money | None:
        try:
            return self._read_cost()
        except ValueError:
            return None

    def _store_what(self, text: str) -> bool:
        if not text and self.facts.given.gift is not None:
            raise CaseRefused("gift_without_words")
        return self.give()

    def _store_cost(self, text: str) -> bool:
        if text:
            self._read_cost()
        return self.give()

    def _give(self) -> None:
        actions.choose_gift(
            self._desk.book,
            case_id=self.facts.case.id,
            what=self.what.text(),
            cost=self._read_cost(),
            beside=self.beside,
        )

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        points: list[tuple[str, QWidget]] = []
        if not self.what.text():
            points.append((wording.sentence(CaseRefused("gift_without_words")), self.what.editor))
        try:
            self._read_cost()
        except ValueError as error:
            sentence = wording.sentence(error) if self.cost.text() else _("Write what it costs you; 0 will do.")
            points.append((sentence, self.cost.editor))
        return points


def promised_day(today: date, country: str) -> date:
    """A day for paying that a bank can keep: five working days on, or a week where the holidays aren't known."""
    from datetime import timedelta

    from evenhand.domain.calendar import UnknownCountry, answer_by

    try:
        return answer_by(today, 5, country)
    except UnknownCountry:
        return today + timedelta(7)
