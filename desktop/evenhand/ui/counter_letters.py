"""Letters in Counter view: those of the client who is open, each as its page, to print or to save."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand import formats
from evenhand.domain.records import LetterEventKind
from evenhand.storage.book import Kind
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.counter_clients import CounterPane
from evenhand.ui.counter_desk import CounterDesk
from evenhand.ui.counter_history import letter_row

_WIDE = 1000


class CounterLetters(QWidget):
    """The page of the letter that is chosen, as the client got it."""

    kinds = frozenset({Kind.LETTERS, Kind.CLIENTS})

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__()
        self._desk = desk
        self._pdf, self._page, self._pages = b"", 0, 0
        self.record = 0
        self.pane = CounterPane(desk, _("Letters"))
        self.header = kit.Header()
        self.paper = kit.PagePreview()
        self.count = kit.label("", "secondary", "ink3")
        self.back = kit.icon_button("caret-left", _("Previous page"), lambda: self._turn(-1), kind="ghost")
        self.on = kit.icon_button("caret-right", _("Next page"), lambda: self._turn(1), kind="ghost")
        self.save_button = kit.button(_("Save a copy"), "plain", "download-simple", self.save_copy)
        self.print_button = kit.button(_("Print"), "primary", "printer", self.print_letter)
        self.nothing = kit.label("", "body", "ink2", wrap=True)
        foot = kit.row(self.back, self.count, self.on, None, self.save_button, self.print_button)
        page = kit.column(self.header, self.paper, foot, spacing=8, margins=(0, 0, 0, 12))
        page.setStretch(1, 1)
        self._letter = kit.holder(page)
        right = kit.column(self._letter, self.nothing, margins=(28, 18, 28, 0))
        right.setAlignment(self.nothing, Qt.AlignmentFlag.AlignTop)
        whole = kit.row(self.pane, right, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.timeout.connect(self._draw)
        self.pane.list.chosen.connect(self.show_record)
        self.pane.list.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.show_record(self.pane.list.rows.id_of(now.row()))
        )
        self.record = desk.letter
        self.refresh()

    def refresh(self) -> None:
        """Reads the letters of the client who is open anew; the one that is shown stays."""
        client, today = self._desk.client, self._desk.today()
        self.pane.search.look_up()
        self._sent = {one.id: one for one in self._desk.book.counter.letters(client)} if client else {}
        wanted = self.record if self.record in self._sent else next(iter(self._sent), 0)
        rows = [kit.ListRow(*letter_row(one, today), marked=False) for one in self._sent.values()]
        model = self.pane.list.selectionModel()
        model.blockSignals(True)
        self.pane.list.rows.set_rows(rows, list(self._sent))
        model.blockSignals(False)
        self._letter.setVisible(bool(wanted))
        self.nothing.setVisible(not wanted)
        self.nothing.setText(_("No letters yet.") if client else _("No client is open. Find one by name."))
        self.record = 0
        if wanted:
            self.pane.list.selectRow(self.pane.list.rows.row_of(wanted))
            self.show_record(wanted)

    def show_record(self, id_: int) -> None:
        """Shows a letter of the client who is open; any other is not here."""
        if id_ not in self._sent or id_ == self.record:
            return
        self.record, self._page = id_, 0
        sent = self._sent[id_]
        day = formats.long_date(sent.on, language())
        self.header.set_texts(_("Letter {number}").format(number=sent.number), _("Issued {day}").format(day=day))
        self._pdf = self._desk.book.letters.pdf(id_)
        self._redraw.start(0)

    def _draw(self) -> None:
        from evenhand.letters import preview
        from evenhand.ui.preview_pane import at_rest, picture

        if not self._pdf:
            return
        at_rest()  # an ordinary screen's page may still be on its way
        self._pages = len(preview.page_sizes(self._pdf))
        text = _("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages)
        self.count.setText(text)
        for each in (self.back, self.count, self.on):
            each.setVisible(self._pages > 1)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page + 1 < self._pages)
        image: QImage = picture(self._pdf, self._page, self.paper.pixel_width())
        self.paper.set_image(image, text)

    def _turn(self, step: int) -> None:
        self._page = min(max(self._page + step, 0), self._pages - 1)
        self._draw()

    # Acting

    def print_letter(self) -> None:
        """Prints the bytes of the book. Without a printer it's only said: a dialog for files would name others."""
        from evenhand.ui.letter_history import keep
        from evenhand.ui.printing import Printed, letter_medium, print_pdf

        sent, book = self._sent.get(self.record), self._desk.book
        if sent is None:
            return
        done, printer = print_pdf(self.window(), [self._pdf], sent.number, letter_medium(book))
        if done is Printed.YES:
            keep(self._desk, LetterEventKind.PRINTED, (sent.id, printer))
            self._desk.say(_("{number} went to the printer.").format(number=sent.number))
        elif done is Printed.NO_PRINTER:
            self._desk.say(_("Printed nothing: there is no printer. The letter is kept here."), failed=True)
        elif done is Printed.FAILED:
            text = _("The printer did not take the letter. It is kept here, and can be printed again.")
            self._desk.say(text, failed=True)

    def save_copy(self) -> None:
        """Puts a copy into our own folder among the documents; a dialog would show what else lies there."""
        from evenhand.ui.letter_copies import FAILURES, OWN_FOLDER, documents, put_into
        from evenhand.ui.letter_history import keep

        book = self._desk.book
        if self.record not in self._sent:
            return
        folder = documents() / OWN_FOLDER
        try:
            folder.mkdir(exist_ok=True)
            path, anew = put_into(book, book.letters.get(self.record), folder)
        except FAILURES:
            # A failure's own sentence would name the file and its folder.
            self._desk.say(_("The copy could not be saved. The letter is kept here."), failed=True)
            return
        if anew:
            keep(self._desk, LetterEventKind.SAVED, (self.record, path.name))
        self._desk.say(_("Saved in {folder}, among your documents.").format(folder=OWN_FOLDER))

    def focus_first(self) -> None:
        first = self.print_button if self.record else self.pane.search.field
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.pane.search.focus_search()

    def offers(self, method: str) -> bool:
        """Whether a command of the menus has something to act on."""
        return bool(self.record) or method not in ("print_letter", "save_copy")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.set_narrow(self.width() < kit.theme.px(_WIDE))
        self._redraw.start(100)
