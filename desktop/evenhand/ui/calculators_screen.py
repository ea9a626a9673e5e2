"""The calculators: what giving, losing and keeping cost, with the owner's own averages to begin with."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from evenhand.domain.records import Owner
from evenhand.storage.averages import OwnAverages
from evenhand.storage.book import Kind
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.calculator_page import CalculatorPage
from evenhand.ui.calculator_parts import Own
from evenhand.ui.calculator_sheet import print_sheet, save_sheet
from evenhand.ui.calculators import CALCULATORS
from evenhand.ui.desk import Desk

_CHOICE = 232


class CalculatorsScreen(QWidget):
    """One page each, all in one currency at a time. Nothing that is typed here changes the book."""

    kinds = frozenset({Kind.OWNER, Kind.ORDERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._owner: Owner | None = None
        self._averages: dict[str, OwnAverages] = {}
        self._read_book()
        self._build()
        self._choose(0)

    # Building

    def _build(self) -> None:
        self.header = kit.Header(_("Calculators"))
        self.currency = kit.Combo(((code, code) for code in self._currencies()), _("Currency"))
        self.currency.set_value(self._currencies()[0])
        self.currency.chosen.connect(lambda _code: self._show_own())
        kit.theme.dress(self.currency, width=92)
        self._currency_field = kit.holder(kit.row(kit.caption(_("Currency")), self.currency, spacing=8))
        self.header.add_action(self._currency_field)
        self.choices = [kit.NavItem(_(one.title), one.icon) for one in CALCULATORS]
        self._stack = QStackedWidget()
        self.pages = [CalculatorPage(one, self._own()) for one in CALCULATORS]
        for number, (choice, page) in enumerate(zip(self.choices, self.pages, strict=True)):
            choice.clicked.connect(lambda _checked=False, number=number: self._choose(number))
            choice.setToolTip(kit.tip(choice.text()))
            page.worked_out.connect(self._show_state)
            area = kit.scrolling(kit.holder(kit.column(page, None, margins=(24, 4, 24, 8))))
            self._stack.addWidget(area)
        choice_column = kit.column(*self.choices, None, spacing=2, margins=(12, 8, 12, 12))
        well = kit.surface("well", choice_column)
        kit.theme.dress(well, width=_CHOICE)
        self.again_button = kit.button(_("My own figures again"), "quiet", "arrow-counter-clockwise", self.start_again)
        self.save_button = kit.button(_("Save as PDF"), "plain", "file-pdf", self.save_copy)
        self.print_button = kit.button(_("Print"), "primary", "printer", self.print_letter)
        self.footer = kit.Footer(_("Worked out here only: nothing in the book changes."))
        self.footer.add(self.again_button, self.save_button, self.print_button)
        middle = kit.row(well, self._stack, spacing=0)
        middle.setStretch(1, 1)
        whole = kit.column(
            kit.holder(kit.row(self.header, margins=(32, 20, 28, 10))), kit.holder(middle), self.footer, spacing=0
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    # What the book says

    def _read_book(self) -> None:
        self._owner = self._desk.book.owner.get()
        self._averages = {one.currency: one for one in self._desk.book.averages(self._desk.today())}

    def _currencies(self) -> list[str]:
        """Those of the book's orders; the owner's own stands first."""
        own = self._owner.currency if self._owner else "EUR"
        return [own, *(code for code in self._averages if code != own)]

    def _own(self) -> Own:
        currency = str(self.currency.value())
        return Own(self._owner, self._averages.get(currency), currency, self._desk.today())

    def refresh(self) -> None:
        """Reads the book again; what was typed stays."""
        self._read_book()
        self.currency.fill((code, code) for code in self._currencies())
        if self.currency.value() is None:
            self.currency.set_value(self._currencies()[0])
        self._show_own()

    def _show_own(self, *, anew: bool = False) -> None:
        self._currency_field.setVisible(self.currency.count() > 1)
        own = self._own()
        for page in self.pages:
            page.show_own(own, anew=anew and page is self.page)
        self._show_state()

    # Which of them

    @property
    def page(self) -> CalculatorPage:
        """The one in view."""
        return self.pages[self._stack.currentIndex()]

    @property
    def record(self) -> int:
        """The one in view, counted from 1, as `show_record` takes it."""
        return self._stack.currentIndex() + 1

    def show_record(self, record: int) -> None:
        if 1 <= record <= len(self.pages):
            self._choose(record - 1)

    def _choose(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.choices[number].setChecked(True)
        chosen = CALCULATORS[number]
        self.header.set_texts(_(chosen.title), _(chosen.purpose))
        self._currency_field.setVisible(self.currency.count() > 1)
        self._show_state()

    def _open(self, key: str) -> None:
        self._choose(next(number for number, one in enumerate(CALCULATORS) if one.key == key))
        self.focus_first()

    def calculate_discount(self) -> None:
        self._open("discount")

    def calculate_bonus(self) -> None:
        self._open("bonus")

    def calculate_return(self) -> None:
        self._open("return")

    def calculate_loss(self) -> None:
        self._open("lost")

    def calculate_keeping(self) -> None:
        self._open("keeping")

    def focus_first(self) -> None:
        """The keyboard to the first figure of the one in view."""
        self.page.focus_first()

    # Acting

    def _show_state(self) -> None:
        there = self.page.outcome is not None
        self.print_button.setEnabled(there)
        self.save_button.setEnabled(there)
        self.again_button.setVisible(self.page.touched)

    def start_again(self) -> None:
        """The page in view as the book fills it."""
        self.page.show_own(self._own(), anew=True)
        self.focus_first()

    def print_letter(self) -> None:
        """Half a page on the printer; named as the menus call it."""
        print_sheet(self._desk, self, self.page)

    def save_copy(self) -> None:
        """The same as a file; named as the menus call it."""
        save_sheet(self._desk, self, self.page)

    def offers(self, command: str) -> bool:
        """Whether a command of the menus has something to act on now."""
        return command not in ("print_letter", "save_copy") or self.page.outcome is not None
