"""Where prints fall on the paper: how far each printer's are moved, and a test sheet that shows it."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QSlider, QWidget

from evenhand import formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Owner
from evenhand.letters.envelopes import LABEL_SHEETS, EnvelopeSize, draw_test_sheet
from evenhand.letters.profiles import profile_of
from evenhand.translation import _, language
from evenhand.ui.buttons import button
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import Notice, column, holder, row
from evenhand.ui.inputs import Combo, Field
from evenhand.ui.labels import label
from evenhand.ui.letter_copies import ask_where, say_saved, tell
from evenhand.ui.media import envelope_medium, envelope_name, labels_medium, labels_name, letters_name
from evenhand.ui.preferences import NUDGE_MOST, NUDGE_STEP, Nudge, Preferences
from evenhand.ui.preview_pane import at_rest
from evenhand.ui.printing import Printed, letter_medium, print_pdf

_STEPS = round(NUDGE_MOST / NUDGE_STEP)


class _Slider(QSlider):
    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(-_STEPS, _STEPS)
        self.setPageStep(2)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change what lies under the mouse


class NudgeField(Field):
    """How far a print is moved in one direction, in words beneath the slider; `name` says which."""

    def __init__(self, name: str, to_less: str, to_more: str) -> None:
        self.slider = _Slider()
        super().__init__(name, self.slider)
        self._texts = (to_less, to_more)
        self.slider.valueChanged.connect(lambda _steps: self._say())
        self._say()

    def value(self) -> float:
        """Millimetres."""
        return self.slider.value() * NUDGE_STEP

    def set_value(self, millimetres: float) -> None:
        self.slider.setValue(round(millimetres / NUDGE_STEP))

    def _say(self) -> None:
        moved = self.value()
        figure = formats.number(Decimal(str(abs(moved))), language(), 1)
        self.set_hint(self._texts[moved > 0].format(n=figure) if moved else _("Where the printer puts it"))


class PageSetup(Form):
    """The printers' nudges, a medium at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, medium: str = "") -> None:
        super().__init__(_("Page setup"), _("Save"), parent, width=640)
        self._desk = desk
        self._preferences = Preferences()
        owner = desk.book.owner.get()
        if owner is None:
            raise CaseRefused("no_owner")
        self._owner: Owner = owner
        letters = letter_medium(desk.book)
        self.medium = Combo(
            [
                (letters, letters_name(owner)),
                None,
                *((envelope_medium(one), envelope_name(one)) for one in EnvelopeSize),
                None,
                *((labels_medium(one), labels_name(one)) for one in LABEL_SHEETS),
            ]
        )
        self.medium.set_value(medium or letters)
        printers = QPrinterInfo.availablePrinterNames()
        self.printer = Combo([(name, name) for name in printers])
        self.printer.set_value(QPrinterInfo.defaultPrinterName() or next(iter(printers), ""))
        self.right = NudgeField(_("Sideways"), _("{n} mm to the left"), _("{n} mm to the right"))
        self.down = NudgeField(_("Up or down"), _("{n} mm up"), _("{n} mm down"))
        test = _("Print a test sheet") if printers else _("Save a test sheet as PDF")
        self.test = button(test, "plain", "printer" if printers else "download-simple", self.print_test)
        self.add(Field(_("What is printed"), self.medium), wide=True)
        if printers:
            self.add(Field(_("Printer"), self.printer), wide=True)
            self.add(self.right)
            self.add(self.down)
        else:
            self.add(Notice(_("No printer is known on this computer."), "info"), wide=True)
            self.primary.hide()
            self.cancel.setText(_("Close"))
        always = label(
            _("Always print at 100 %, never “fit to page”: the address would slip out of the window."), wrap=True
        )
        self._only_letters = label(
            _("The envelope or label itself is the test: print one, and move it until it stands right."),
            "secondary",
            "ink3",
            wrap=True,
        )
        self.add(holder(column(always, row(self.test, None), self._only_letters, spacing=10)), wide=True)
        self.medium.currentIndexChanged.connect(lambda _row: self._show())
        self.printer.currentIndexChanged.connect(lambda _row: self._show())
        self._show()

    def _show(self) -> None:
        nudge = self._preferences.nudge(str(self.printer.value() or ""), str(self.medium.value()))
        self.right.set_value(nudge.right)
        self.down.set_value(nudge.down)
        of_letters = self.medium.value() == letter_medium(self._desk.book)
        self.test.setVisible(of_letters)
        self._only_letters.setVisible(not of_letters)

    def touched(self) -> bool:
        return False  # a choice here is no writing that could be lost

    def save(self) -> bool:
        if printer := str(self.printer.value() or ""):
            nudge = Nudge(self.right.value(), self.down.value())
            self._preferences.set_nudge(printer, str(self.medium.value()), nudge)
        return True

    def print_test(self) -> None:
        """Keeps what is set, since that is what is tested, and prints the sheet with it."""
        self.save()
        at_rest()
        try:
            pdf = draw_test_sheet(profile_of(self._owner.envelope, self._owner.paper), language())
        except wording.KNOWN_ERRORS as error:
            tell(self._desk, error)
            return
        chosen = str(self.printer.value() or "")
        done, used = print_pdf(self, [pdf], _("Test sheet"), str(self.medium.value()), printer=chosen)
        if done is Printed.YES:
            self.printer.set_value(used)
            self._desk.say(_("The test sheet went to the printer."))
        elif done is Printed.FAILED:
            self._desk.say(_("The printer did not take the test sheet."), failed=True)
        elif done is Printed.NO_PRINTER:
            self._save_test(pdf)

    def _save_test(self, pdf: bytes) -> None:
        from evenhand.actions.copies import write_whole

        path = ask_where(self, _("There is no printer here: save the test sheet as PDF"), "test-sheet.pdf")
        if path is None:
            return
        try:
            saved = write_whole(pdf, path)
        except wording.KNOWN_ERRORS as error:
            tell(self._desk, error)
            return
        say_saved(self._desk, _("Saved {name}.").format(name=saved.name), "", saved)


def page_setup(desk: Desk, parent: QWidget) -> PageSetup | None:
    """The form, or None while the business isn't filled in, which one line then says."""
    try:
        return PageSetup(desk, parent)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return None
