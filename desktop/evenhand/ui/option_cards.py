"""The ways to put a case right side by side, and all that can be done with one: offered, moved, taken out, picked."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from evenhand import actions, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.comfort import Comfort
from evenhand.domain.options import CaseOption, counted, name_of
from evenhand.domain.records import Remedy
from evenhand.domain.rules import Gate
from evenhand.translation import _
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import next_working_day
from evenhand.ui.desk import Desk
from evenhand.ui.gates import ask_first
from evenhand.ui.option_card import Beside, OptionCard, is_held_back, promise_text
from evenhand.ui.option_form import OptionForm
from evenhand.ui.option_parts import CardRows
from evenhand.ui.option_sums import cost_of

_UNFINISHED = ("option_without_title", "option_without_day", "option_day_past", "discount_without_share")


class OptionCards(QWidget):
    """The cards. `stored` follows each change that is in the book."""

    stored = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: CaseFacts | None = None
        self.cards: list[OptionCard] = []
        self._rows = CardRows(self)
        for digit in range(1, 10):
            keys = QShortcut(QKeySequence(str(digit)), self)  # a field that has the keyboard takes it for itself
            keys.activated.connect(lambda place=digit: self.switch(place))

    @property
    def facts(self) -> CaseFacts:
        assert self._facts is not None
        return self._facts

    def show_facts(self, facts: CaseFacts) -> None:
        """Shows the ways; held-back discounts aren't among the cards."""
        self._facts = facts
        shown = [one for one in facts.options if not is_held_back(one) or one.id == facts.case.option_id]
        while len(self.cards) > len(shown):
            self._drop_card()
        while len(self.cards) < len(shown):
            self._add_card()
        book, rate, order = self._desk.book, actions.hour_rate(self._desk.book), facts.order.total
        felt = book.comfort.on_options(facts.case.id)
        costs = [cost_of(one, rate, order) for one in shown]
        dearest = max((one.minor for one in costs if one is not None), default=0)
        for option, card in zip(shown, self.cards, strict=True):
            beside = Beside(
                rate=rate,
                order=order,
                dearest=dearest,
                worth=any(one.worth is not None for one in shown),
                comfort=felt.get(option.id),
                chosen=option.id == facts.case.option_id,
                better_day=self._better_day(option),
                first=option.id == facts.options[0].id,
                last=option.id == facts.options[-1].id,
            )
            card.show_option(option, beside)
        self.setVisible(bool(shown))
        self._rows.invalidate()
        self.updateGeometry()

    def _better_day(self, option: CaseOption) -> date | None:
        return next_working_day(option.by, self.facts.owner.country) if option.by else None

    def _add_card(self) -> None:
        card = OptionCard()
        self.cards.append(card)
        self._rows.addWidget(card)
        card.opened.connect(lambda: self.open(self._of(card)))
        card.offered.connect(lambda on: self._save(replace(self._of(card), offered=on)))
        card.felt.connect(lambda comfort: self._feel(self._of(card), comfort))
        card.chosen.connect(lambda theirs: self._choose(card, theirs=theirs))
        card.taken_back.connect(self.take_back)
        card.moved.connect(lambda places: self._move(self._of(card), places))
        card.removed.connect(lambda: self.remove(self._of(card)))
        card.day_taken.connect(lambda day: self._save(replace(self._of(card), by=day)))
        card.show()

    def in_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [widget for card in self.cards for widget in card.in_order()]

    def _drop_card(self) -> None:
        card = self.cards.pop()
        self._rows.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _of(self, card: OptionCard) -> CaseOption:
        """The way as the book holds it now."""
        assert card.option is not None
        return self._desk.book.options.get(card.option.id)

    def _act(self, act: Callable[[], object]) -> bool:
        """Does it and announces it; what the book refuses is said."""
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self.show_facts(self.facts)
            return False
        self.stored.emit()
        return True

    # What can be done

    def switch(self, place: int) -> None:
        """Offers the way with this number, or holds it back."""
        if self._facts is None or self.facts.closed or not self.isEnabled():
            return
        found = next((one for one in self.facts.options if one.place == place), None)
        if found is not None and found.id != self.facts.case.option_id:
            self._save(replace(found, offered=not found.offered))

    def _save(self, option: CaseOption) -> None:
        """Keeps a way; the owner is asked first where it's a discount that comes on offer."""
        given = option.remedy is Remedy.DISCOUNT and option.offered
        if not given or self._desk.book.options.get(option.id).offered:
            self._keep(option)
        elif self._ask_first(lambda: self._keep(option)):
            self.show_facts(self.facts)  # the box is as the book has it until that's answered

    def _ask_first(self, go_on: Callable[[], object]) -> bool:
        case = self.facts.case
        return ask_first(self._desk, self, case.client_id, Gate.DISCOUNT, go_on, case_id=case.id)

    def _keep(self, option: CaseOption) -> None:
        self._act(lambda: actions.save_option(self._desk.book, option=option, today=self._desk.today()))

    def offer(self, option: CaseOption) -> None:
        """A way that was held back is on offer again."""
        self._save(replace(option, offered=True))

    def _feel(self, option: CaseOption, comfort: Comfort | None) -> None:
        self._act(lambda: self._desk.book.comfort.mark_option(option.id, comfort))

    def add_way(self) -> None:
        """Opens a new way to write; nothing is in the book before it's saved."""
        taken = {one.remedy for one in self.facts.options}
        usual = (Remedy.REDO, Remedy.REPLACE, Remedy.REPAIR)
        kind = next((one for one in usual if one not in taken), Remedy.OTHER)
        self.open(CaseOption(0, self.facts.case.id, 0, kind, ""))

    def open(self, option: CaseOption) -> None:
        """A way in its form."""
        facts, book = self.facts, self._desk.book
        margin = actions.economics_of(book, case_id=facts.case.id, today=self._desk.today()).margin
        form = OptionForm(self._desk, facts, option, margin, self.window())
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(lambda: self._on_saved(form))
        form.open()

    def _on_saved(self, form: OptionForm) -> None:
        saved = form.saved
        if saved is None:
            return
        enough = len([one for one in counted(self.facts.options) if one.id != saved.id]) >= 3
        new = all(one.id != saved.id for one in self.facts.options)
        if new and saved.remedy is Remedy.DISCOUNT and not enough:
            # First what puts it right; the discount waits until the owner offers it on purpose.
            saved = replace(saved, offered=False)
            self._save(saved)
        else:
            self.stored.emit()
        card = next((one for one in self.cards if one.option is not None and one.option.id == saved.id), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, option: CaseOption, places: int) -> None:
        self._act(lambda: actions.move_option(self._desk.book, option_id=option.id, places=places))

    def remove(self, option: CaseOption) -> None:
        """Takes a way out; it can be brought back at once."""
        book, today = self._desk.book, self._desk.today()
        comfort = book.comfort.on_options(option.case_id).get(option.id)
        ended = [one.id for one in book.promises.of_case(option.case_id) if one.option_id == option.id]
        if not self._act(lambda: actions.drop_option(book, option_id=option.id)):
            return

        def put_back() -> None:
            with book.transaction():
                added = actions.put_option_back(book, option=option, promise_ids=ended, today=today)
                book.comfort.mark_option(added.id, comfort)

        text = _("Way {name} is taken out.").format(name=name_of(option))
        self._desk.say(text, _("Undo"), lambda: self._act(put_back))

    def _choose(self, card: OptionCard, *, theirs: bool) -> None:
        """What the client picked, or the owner: agreed from now on, and promised."""
        if self._of(card).remedy is Remedy.DISCOUNT:
            self._ask_first(lambda: self._agree(card, theirs=theirs))
        else:
            self._agree(card, theirs=theirs)

    def _agree(self, card: OptionCard, *, theirs: bool) -> None:
        option, facts, book = self._of(card), self.facts, self._desk.book
        before, promises = book.cases.get(facts.case.id), book.promises.of_case(facts.case.id)
        try:
            actions.choose_option(
                book,
                case_id=facts.case.id,
                option_id=option.id,
                today=self._desk.today(),
                operation_id=uuid.uuid4().hex,
            )
        except CaseRefused as error:
            if error.reason in _UNFINISHED:
                card.say(wording.sentence(error))
                card.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self._desk.say(wording.sentence(error), failed=True)
            return
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        held_back = not option.offered

        def undo() -> None:
            with book.transaction():
                actions.put_back_agreed(book, before=before, promises=promises, today=self._desk.today())
                if held_back:
                    book.options.save(replace(book.options.get(option.id), offered=False))

        text = _("They chose {name}. Promised: {day}.") if theirs else _("You decided on {name}. Promised: {day}.")
        said = text.format(name=name_of(option), day=promise_text(option))
        self._desk.say(said, _("Undo"), lambda: self._act(undo))
        self.stored.emit()

    def take_back(self) -> None:
        """Nothing is agreed any more; the way stays among the others."""
        book, case_id, today = self._desk.book, self.facts.case.id, self._desk.today()
        before, promises = book.cases.get(case_id), book.promises.of_case(case_id)
        if self._act(lambda: actions.take_back_choice(book, case_id=case_id, today=today)):
            self._desk.say(
                _("Nothing is agreed any more; the promise is cancelled."),
                _("Undo"),
                lambda: self._act(lambda: actions.put_back_agreed(book, before=before, promises=promises, today=today)),
            )
