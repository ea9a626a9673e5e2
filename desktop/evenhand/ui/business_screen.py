"""My business: what the letterhead says in each language, and the owner's habits when giving back."""

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand import translation, wording
from evenhand.domain.records import LETTER_LANGUAGES, Letterhead, Owner
from evenhand.storage.book import Kind
from evenhand.translation import _
from evenhand.ui import example
from evenhand.ui.bars import Footer, Header
from evenhand.ui.business_form import SUMS_IN_WORDS, BusinessForm, letterhead_of
from evenhand.ui.buttons import button, ctrl_enter_presses_the_filled
from evenhand.ui.country_facts import open_country_facts
from evenhand.ui.desk import Desk, Place
from evenhand.ui.frames import column, holder, row, scrolling
from evenhand.ui.load_limits import LoadLimitsPart
from evenhand.ui.preview_pane import PreviewPane

ROOM_FOR_PREVIEW = 1000
# Where most speakers of a screen language do business; a first guess that the owner changes.
HOMES = {"en": ("GB", "GBP"), "ru": ("RU", "RUB"), "ro": ("RO", "RON"), "hy": ("AM", "AMD")}


class BusinessScreen(QWidget):
    """A form that saves as its fields are left; the first time it asks for two names and then opens the clients."""

    kinds = frozenset({Kind.OWNER})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        own = translation.language() if translation.language() in LETTER_LANGUAGES else "en"
        stored = desk.book.owner.get()
        self._first_time = stored is None
        self._asked = False  # whether Open was pressed, and the names with it
        country, currency = HOMES[own]
        head = Letterhead(own, "", "", sums_in_words=own in SUMS_IN_WORDS)
        self._owner = stored or Owner(letterheads=(head,), country=country, currency=currency)
        self._language = self._owner.letterheads[0].language
        self._build()
        self._show()
        self.focus_first = self.form.business_name.setFocus
        ctrl_enter_presses_the_filled(self)

    # Building

    def _build(self) -> None:
        self.header = Header(
            _("Your business") if self._first_time else _("My business"),
            _("What your letters say about you. Two names are enough to begin."),
        )
        self.form = BusinessForm()
        self.form.left.connect(self._save)
        self.form.language_chosen.connect(self._on_language)
        self.form.logo_chosen.connect(lambda png: self._keep(logo=png))
        self.form.signature_chosen.connect(lambda png: self._keep(signature=png))
        self.load = LoadLimitsPart(self._desk)
        self.footer = Footer()
        self.countries_button = button(_("Terms and facts of countries"), "plain", "scales", self._on_countries)
        self.open_button = button(_("Open Evenhand"), "primary", "arrow-right", self._on_open)
        self.texts_button = button(_("Letter texts"), "plain", "file-text", self._on_texts)
        self.header.add_action(self.texts_button)
        self.footer.add(self.countries_button, self.open_button)
        self.open_button.setVisible(self._first_time)
        for each in (self.texts_button, self.countries_button, self.load):
            each.setVisible(not self._first_time)
        left = column(
            holder(column(self.header, margins=(32, 22, 28, 8))),
            holder(column(scrolling(holder(column(self.form, self.load, spacing=0))), margins=(28, 0, 12, 0))),
            self.footer,
            spacing=0,
        )
        left.setStretch(1, 1)
        self.preview = PreviewPane()
        whole = row(holder(left), self.preview, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    # Showing

    def refresh(self) -> None:
        """Takes over what the book holds now, unless it's what this screen wrote itself."""
        self.load.refresh()
        stored = self._desk.book.owner.get()
        if stored is not None and stored != self._owner:
            self._owner = stored
            self._show()

    def _show(self) -> None:
        self.form.show_owner(self._owner, self._language)
        self.form.forgive()
        self._say_state()
        self._show_page()

    def _show_page(self) -> None:
        """An empty letter as this business would write it now."""
        if not self.preview.isVisibleTo(self) or not letterhead_of(self._owner, self._language).business_name:
            return
        language, owner, day = self._language, self._owner, self._desk.today()

        def draw() -> bytes:
            return example.draw_example(owner, language, day)

        self.preview.show_drawing(draw, soon=True)

    def _say_state(self) -> None:
        saved = self._desk.book.owner.get() is not None
        self.footer.set_state(_("Saved as you type.") if saved else _("Nothing is saved until both names are there."))

    # Acting

    def _on_language(self, code: str) -> None:
        if self.form.has_names() and self._save():
            self._language = code
            self._show()
            return
        self.form.languages.set_value(self._language)  # what is typed in this language would be lost
        self._refuse()

    def _save(self) -> bool:
        read = self.form.read(self._owner, self._language)
        if read is None:
            if self._first_time and not self._asked:
                self.form.forgive()  # nothing has been asked for yet, so nothing is scolded
            self._say_state()
            return False
        if not self._store(read):
            return False
        self._say_state()
        return True

    def _store(self, owner: Owner) -> bool:
        if owner != self._owner or self._desk.book.owner.get() is None:
            try:
                self._desk.book.owner.save(owner)
            except wording.KNOWN_ERRORS as error:
                self.footer.set_state(wording.sentence(error), "badx", "warning-circle")
                return False
            self._owner = owner
            self._show_page()
        return True

    def _keep(self, **picture: bytes | None) -> None:
        changed = replace(self._owner, **picture)  # type: ignore[arg-type]
        if self._desk.book.owner.get() is not None:
            self._store(changed)
        else:
            self._owner = changed  # saved with the names

    def leave(self) -> bool:
        """Saves what was typed before another place is shown. False when it can't be."""
        return (not self.form.has_names() or self._save()) and self.load.leave()

    def _refuse(self) -> None:
        self._asked = True
        self.form.read(self._owner, self._language)
        if refused := self.form.first_refused():
            refused.editor.setFocus()

    def _on_texts(self) -> None:
        if self._save():
            self._desk.go(Place.TEXTS, 0)
        else:
            self._refuse()

    def _on_countries(self) -> None:
        open_country_facts(self._desk.book, self._desk.today(), self, self._owner.country)

    def _on_open(self) -> None:
        if self._save():
            self._first_time = False
            self.open_button.hide()
            self.texts_button.show()
            self.countries_button.show()
            self.load.show()
            self._desk.go(Place.CLIENTS, 0)
        else:
            self._refuse()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() > ROOM_FOR_PREVIEW
        if roomy != self.preview.isVisibleTo(self):
            self.preview.setVisible(roomy)
            self._show_page()
