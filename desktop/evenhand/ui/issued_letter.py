"""An issued letter: its number, its text and the page, which nothing changes any more."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.records import Letter
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.letter_copies import save_copy
from evenhand.ui.letter_editor import LetterEditor
from evenhand.ui.preview_pane import PreviewPane, lay_out
from evenhand.ui.printing import print_letter

_NARROW = 1000


class IssuedLetter(QWidget):
    """The letter as it was issued, with the page from the bytes in the book."""

    def __init__(self, desk: Desk, back: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._letter: Letter | None = None
        self.back = kit.button(_("All letters"), "link", "arrow-left", back)
        self.header = kit.Header()
        self.voided = kit.Notice("", "prohibit", "guard")
        self.client = kit.button(_("Open the client"), "link", "arrow-square-out", self._show_client)
        self.case_button = kit.button(_("Show case"), "plain", "", self.show_case)
        self.subject = kit.label("", "headline", wrap=True)
        self.text = LetterEditor()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Text of the letter"))
        self.history = kit.label("", "secondary", "ink3", wrap=True)
        self.footer = kit.Footer()
        self.save_button = kit.button(_("Save a copy"), "plain", "download-simple", self.save_copy)
        self.print_button = kit.button(_("Print"), "primary", "printer", self.print_letter)
        self.footer.add(self.case_button, self.save_button, self.print_button)
        self.page = PreviewPane()
        self.page.foot.setText(_("The page is locked. Each print and copy is this one."))
        self._body = kit.column(
            kit.row(self.back, None),
            self.header,
            self.voided,
            4,
            self.subject,
            self.text,
            self.history,
            spacing=6,
        )
        self.header.add_action(self.client)
        self._body.setStretch(5, 1)
        lay_out(self, self._body, self.footer, self.page)

    @property
    def record(self) -> int:
        """The letter that is shown, 0 when none is."""
        return self._letter.id if self._letter else 0

    def show_letter(self, id: int) -> None:
        """Shows the issued letter with this id."""
        book = self._desk.book
        fresh = self.record != id
        letter = self._letter = book.letters.get(id)
        client = book.clients.get(letter.client_id)
        here = language()
        day = formats.long_date(letter.issued_on, here)
        self.header.set_texts(
            _("Letter to {name}").format(name=client.name),
            _("{number} · {kind} · issued {day} · {language}").format(
                number=letter.number,
                kind=wording.word(letter.kind),
                day=day,
                language=wording.language_name(letter.language),
            ),
        )
        self.case_button.setVisible(letter.case_id is not None)
        self.subject.setText(letter.subject)
        if self.text.text() != letter.body:
            self.text.set_text(letter.body)
        self.voided.setVisible(letter.voided_on is not None)
        if letter.voided_on is not None:
            voided = formats.long_date(letter.voided_on, here)
            self.voided.set_text(_("Voided on {day}. {reason}").format(day=voided, reason=letter.void_reason).strip())
        lines = [_("{day}: issued as {number}").format(day=day, number=letter.number)]
        if (bonus := book.bonuses.of_letter(id)) is not None:
            sum_ = formats.money(bonus.amount, here)
            lines.append(_("{day}: bonus {code} granted, {sum}").format(day=day, code=bonus.code, sum=sum_))
        self.history.setText("\n".join(lines))
        if fresh:
            self.page.forget()
            pdf = book.letters.pdf(id)
            self.page.show_drawing(lambda: pdf)

    def print_letter(self) -> None:
        """Prints the bytes of the book."""
        if self._letter is not None:
            print_letter(self._desk, self.window(), self._letter)

    def save_copy(self) -> None:
        """Saves the bytes of the book as a file."""
        if self._letter is not None:
            save_copy(self._desk, self.window(), self._letter)

    def show_case(self) -> None:
        if self._letter is not None and self._letter.case_id is not None:
            self._desk.go(Place.CASE, self._letter.case_id)

    def _show_client(self) -> None:
        if self._letter is not None:
            self._desk.go(Place.CLIENTS, self._letter.client_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Narrow or wide, also while it waits unseen: its page must not hold the window open."""
        narrow = width < kit.theme.px(_NARROW)
        self.page.set_narrow(narrow)
        self._body.setContentsMargins(20 if narrow else 32, 14, 20, 12)
