"""The sheet "How we work" for the wall or the counter: the house rules for clients, looked at, printed or saved."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QWidget

from evenhand import actions, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.loose_sheet import print_loose, save_loose
from evenhand.ui.preview_pane import REST_MS, at_rest, picture
from evenhand.wording.house_lines import not_said


def open_how_we_work(desk: Desk, parent: QWidget) -> None:
    """Opens the sheet over a screen, in the owner's own language first. Nothing is kept of it."""
    owner = desk.book.owner.get()
    if owner is None or not owner.letterheads:
        desk.say(wording.sentence(CaseRefused("no_owner")), failed=True)
        return
    sheet = HowWeWork(desk, owner.letterheads[0].language, parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


class HowWeWork(Form):
    """One page without an addressee. What keeps it from being printed is said where the page would be."""

    def __init__(self, desk: Desk, first: str, parent: QWidget | None = None) -> None:
        super().__init__(_("How we work, for the wall or the counter"), _("Print"), parent, width=720)
        self._desk = desk
        self.cancel.setText(_("Close"))
        self.languages = kit.Chips([(one, wording.language_name(one)) for one in LETTER_LANGUAGES], _("Language"))
        self.languages.set_value(first)
        self.languages.chosen.connect(lambda _language: self._draw())
        self.hours = kit.Field(wording.field_name("hours.text"), kit.TextField(), wording.field_hint("hours.text"))
        self.lacking = kit.Notice("", "info")
        rules = kit.button(_("House rules"), "link", "book-open", self._go_to_rules)
        rules.make_flush()
        self.as_pdf = kit.button(_("Save as PDF"), "plain", "file-pdf", self._save)
        said = _("The house rules that are on, in their order, each with its line for clients.")
        self.add(
            kit.holder(
                kit.column(
                    kit.label(said, "body", "ink2", wrap=True),
                    kit.Field(_("Language"), self.languages),
                    self.hours,
                    self.lacking,
                    kit.row(rules, None),
                    kit.row(self.as_pdf, None),
                    None,
                    spacing=14,
                )
            )
        )
        self.paper = kit.PagePreview()
        self.trouble = kit.label("", "body", "uneasyx", wrap=True)
        self.add(kit.holder(kit.column(self.trouble, self.paper, spacing=8)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        hours = self.hours.editor
        assert isinstance(hours, kit.TextField)
        hours.textEdited.connect(lambda _text: self._timer.start(REST_MS))

    @property
    def language(self) -> str:
        """The language of the sheet."""
        return str(self.languages.value())

    def draw(self) -> bytes:
        """The PDF. Raises LetterRefused, and CaseRefused without an owner."""
        from evenhand.letters import wall_sheet  # reportlab is slow to import

        book, hours = self._desk.book, self.hours.editor
        owner = book.owner.get()
        if owner is None:
            raise CaseRefused("no_owner")
        assert isinstance(hours, kit.TextField)
        at_rest()  # only one page may be drawn at a time
        return wall_sheet.how_we_work(
            owner,
            language=self.language,
            on=self._desk.today(),
            rules=actions.house_lines(book, language=self.language).lines,
            hours=hours.text().strip(),
            own=book.letter_texts.of(self.language, LetterKind.HOW_WE_WORK),
        )

    def touched(self) -> bool:
        return False  # nothing here is kept

    def save(self) -> bool:
        pdf = self._drawn()
        if pdf is not None:
            print_loose(self._desk, self, pdf, _("How we work"))
        return False  # it may be wanted in another language as well

    def _save(self) -> None:
        pdf = self._drawn()
        if pdf is not None:
            save_loose(self._desk, self, pdf, _("How we work"))

    def _go_to_rules(self) -> None:
        self.accept()
        self._desk.go(Place.RULES, 0)

    def _drawn(self) -> bytes | None:
        try:
            pdf = self.draw()
        except wording.KNOWN_ERRORS as error:
            self._refused(wording.sentence(error))
            return None
        self._refused("")
        return pdf

    def _refused(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _draw(self) -> None:
        self._timer.stop()
        pdf = self._drawn()
        self.paper.set_image(QImage() if pdf is None else picture(pdf, 0, self.paper.pixel_width()))
        for each in (self.primary, self.as_pdf):
            each.setEnabled(pdf is not None)
        found = actions.house_lines(self._desk.book, language=self.language).lacking
        self.lacking.set_text(not_said(found, self.language) if found else "")
        self.lacking.setVisible(bool(found))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()
