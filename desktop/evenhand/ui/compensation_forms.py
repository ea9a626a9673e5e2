"""What the three things that can be given for the trouble have in common, and the gift: what it is, what it costs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import Money
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import Entry, read_sum
from evenhand.ui.case_steps import StepPage
from evenhand.ui.desk import Desk


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
        book, case_id = self._desk.book, self.facts.case.id
        with book.transaction():
            self._give()
            case = book.cases.get(case_id)
            if case.compensation_skipped:  # what is given after all
                book.cases.save(replace(case, compensation_skipped=False))
        self.stored.emit()
        return True

    def choose(self) -> None:
        """The owner chose this kind: stored at once if complete, and if that is refused, said why."""
        try:
            self.give()
        except wording.KNOWN_ERRORS as error:
            self._entries[0].field.set_error(wording.sentence(error))


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
