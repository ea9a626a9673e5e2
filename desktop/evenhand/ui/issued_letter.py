"""An issued letter: its number, its text and the page, which nothing changes any more, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from evenhand import formats, wording
from evenhand.domain.bonus import Bonus
from evenhand.domain.records import Letter
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.letter_acts import LetterActs
from evenhand.ui.letter_editor import LetterEditor
from evenhand.ui.letter_history import HistoryView, told
from evenhand.ui.preview_pane import PreviewPane, lay_out

_NARROW = 1000


class IssuedLetter(QWidget):
    """The letter as it was issued, with the page from the bytes in the book."""

    def __init__(self, desk: Desk, back: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._letter: Letter | None = None
        self._bonus: Bonus | None = None
        self._replacement: Letter | None = None
        self.acts = LetterActs(desk, self, self._on_no_program)
        self.back = kit.button(_("All letters"), "link", "arrow-left", back)
        self.header = kit.Header()
        self.voided = kit.Notice("", "prohibit", "guard")
        self.no_program = self._build_no_program()
        self.subject = kit.label("", "headline", wrap=True)
        self.text = LetterEditor()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Text of the letter"))
        self.history = HistoryView()
        self.page = PreviewPane()
        self.page.foot.setText(_("The page is locked. Each print and copy is this one."))
        self._body = kit.column(
            kit.row(self.back, None),
            self.header,
            self._build_links(),
            self.voided,
            self.no_program,
            4,
            self.subject,
            self.text,
            self.history,
            spacing=6,
        )
        self._body.setStretchFactor(self.text, 1)
        lay_out(self, self._body, self._build_footer(), self.page)

    def _build_links(self) -> QWidget:
        self.client = kit.button(_("Open the client"), "link", "user", self._show_client)
        self.case_button = kit.button(_("Show case"), "link", "hand-heart", self.show_case)
        self.bonus_button = kit.button("", "link", "ticket", self._show_bonus)
        self.replaced_button = kit.button("", "link", "arrow-u-up-left", self._show_replaced)
        self.replacement_button = kit.button("", "link", "arrow-right", self._show_replacement)
        links = kit.FlowLayout(spacing=6)
        to_letters = (self.replaced_button, self.replacement_button)
        for link in (self.client, self.case_button, self.bonus_button, *to_letters):
            links.addWidget(link)
        return kit.holder(links)

    def _build_no_program(self) -> QWidget:
        """What is offered when no mail program took the draft."""
        text = kit.Notice(
            _("No mail program took the draft. Attach the PDF to a message of your own, and paste the text."),
            "envelope-simple",
        )
        ways = kit.FlowLayout(spacing=6)
        for each in (
            kit.button(_("Show PDF in folder"), "link", "folder-open", self.acts.show_pdf),
            kit.button(_("Copy text"), "link", "copy", self.acts.copy_text),
            kit.button(_("Save a copy"), "link", "download-simple", self.acts.save),
        ):
            ways.addWidget(each)
        panel = kit.holder(kit.column(text, kit.holder(ways), spacing=4))
        panel.hide()
        return panel

    def _build_footer(self) -> QWidget:
        self.more = kit.icon_button("dots-three", _("More to do with this letter"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(lambda: self.acts.fill(self._menu))
        self.more.setMenu(self._menu)
        self.save_button = kit.button(_("Save a copy"), "plain", "download-simple", self.acts.save)
        self.email_button = kit.button(_("E-mail draft"), "plain", "envelope-simple", self.acts.email)
        self.print_button = kit.button(_("Print"), "primary", "printer", self.acts.print)
        self.replace_button = kit.button(_("Write a replacement"), "primary", "note", self.acts.replace)
        self.replace_button.hide()
        footer = self._footer = kit.Footer()
        footer.add(self.more, self.save_button, self.email_button, self.print_button, self.replace_button)
        return footer

    def focus_first(self) -> None:
        """Puts the keyboard on what is done next with the letter."""
        shown = (one for one in (self.print_button, self.replace_button) if not one.isHidden())
        next(shown, self.more).setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing

    @property
    def record(self) -> int:
        """The letter that is shown, 0 when none is."""
        return self._letter.id if self._letter else 0

    def show_letter(self, id: int) -> None:
        """Shows the issued letter with this id."""
        book = self._desk.book
        fresh = self.record != id
        before = self._letter
        letter = self._letter = self.acts.letter = book.letters.get(id)
        self._bonus = book.bonuses.of_letter(id)
        if self._bonus is None and letter.bonus_id is not None:
            self._bonus = book.bonuses.get(letter.bonus_id)
        self._replacement = book.letters.replacement_of(id)
        self.header.set_texts(
            _("Letter to {name}").format(name=book.clients.get(letter.client_id).name),
            _("{number} · {kind} · issued {day} · {language}").format(
                number=letter.number,
                kind=wording.word(letter.kind),
                day=formats.long_date(letter.issued_on, language()),
                language=wording.language_name(letter.language),
            ),
        )
        self.subject.setText(letter.subject)
        if self.text.text() != letter.body:
            self.text.set_text(letter.body)
        self._show_links(letter)
        self._show_voided(letter)
        self.history.show_lines(told(book, letter))
        if fresh or (before is not None and before.voided_on != letter.voided_on):
            self.no_program.hide()
        if fresh:
            self.page.forget()
            pdf = book.letters.pdf(id)
            self.page.show_drawing(lambda: pdf)

    def _show_links(self, letter: Letter) -> None:
        self.case_button.setVisible(letter.case_id is not None)
        self.bonus_button.setVisible(self._bonus is not None)
        if self._bonus is not None:
            self.bonus_button.setText(_("Bonus {code}").format(code=self._bonus.code))
        self.replaced_button.setVisible(letter.replaces_id is not None)
        if letter.replaces_id is not None:
            before = self._desk.book.letters.get(letter.replaces_id)
            self.replaced_button.setText(_("In place of {number}").format(number=before.number))
        self.replacement_button.setVisible(self._replacement is not None)
        if self._replacement is not None:
            self.replacement_button.setText(_("Replaced by {number}").format(number=self._replacement.number))

    def _show_voided(self, letter: Letter) -> None:
        void = letter.voided_on is not None
        self.voided.setVisible(void)
        self.page.paper.set_ribbon(_("Void") if void else "")
        if letter.voided_on is not None:
            day = formats.long_date(letter.voided_on, language())
            self.voided.set_text(_("Voided on {day}. {reason}").format(day=day, reason=letter.void_reason).strip())
        for each in (self.print_button, self.email_button, self.replace_button):
            each.hide()
        self.print_button.setVisible(not void)
        self.email_button.setVisible(not void)
        self.replace_button.setVisible(self.acts.can_replace())
        self.fit(self.width())

    def _on_no_program(self) -> None:
        self.no_program.show()

    # Going elsewhere

    def show_case(self) -> None:
        if self._letter is not None and self._letter.case_id is not None:
            self._desk.go(Place.CASE, self._letter.case_id)

    def _show_client(self) -> None:
        if self._letter is not None:
            self._desk.go(Place.CLIENTS, self._letter.client_id)

    def _show_bonus(self) -> None:
        if self._bonus is not None:
            self._desk.go(Place.BONUSES, self._bonus.id)

    def _show_replaced(self) -> None:
        if self._letter is not None and self._letter.replaces_id is not None:
            self._desk.go(Place.LETTERS, self._letter.replaces_id)

    def _show_replacement(self) -> None:
        if self._replacement is not None:
            self._desk.go(Place.LETTERS, self._replacement.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Narrow or wide, also while it waits unseen: its page must not hold the window open."""
        narrow = width < kit.theme.px(_NARROW)
        self.page.set_narrow(narrow)
        # What doesn't fit is in the menu behind the dots as well.
        self.save_button.show()
        self.save_button.setVisible(self._footer.minimumSizeHint().width() <= width - self.page.width())
        self._body.setContentsMargins(20 if narrow else 32, 14, 20, 12)
