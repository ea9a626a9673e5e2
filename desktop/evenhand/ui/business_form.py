"""The fields of My business: the letterhead of one language at a time, and the owner's habits."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLayout, QWidget

from evenhand import translation, wording
from evenhand.domain.calendar import known_countries
from evenhand.domain.records import LETTER_LANGUAGES, Envelope, Letterhead, Owner, PaperSize
from evenhand.translation import _
from evenhand.ui.business_habits import ASKING, GIVING, OWN, Habits
from evenhand.ui.choices import Check
from evenhand.ui.client_form import CURRENCIES, countries
from evenhand.ui.frames import column, holder, row
from evenhand.ui.inputs import Combo, Field, NoteField, TextField
from evenhand.ui.labels import caption, label
from evenhand.ui.picture_choice import PictureChoice, Swatch
from evenhand.ui.segmented import Segmented

# Accents that survive a grey print.
ACCENTS = ("#2f4a43", "#1b6570", "#31415e", "#5a2a3a", "#6b4a1f", "#3a3d3b")
# Where business letters give their sums in words too; a letterhead newly made begins so.
SUMS_IN_WORDS = frozenset({"ru", "ro", "hy"})


def letterhead_of(owner: Owner, language: str) -> Letterhead:
    """The letterhead in the language, or what the owner's own one suggests for it."""
    for head in owner.letterheads:
        if head.language == language:
            return head
    return replace(
        owner.letterheads[0],
        language=language,
        role="",
        tagline="",
        legal_line="",
        sums_in_words=language in SUMS_IN_WORDS,
    )


class BusinessForm(QWidget):
    """Fields and pictures. `left` is sent when the owner has left a field or chosen; reading is the screen's task."""

    left = Signal()
    language_chosen = Signal(str)
    logo_chosen = Signal(object)
    signature_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._owner: Owner | None = None
        self.languages = Segmented([(code, wording.language_name(code)) for code in LETTER_LANGUAGES])
        self.languages.setAccessibleName(_("Language of the letterhead"))
        self.languages.chosen.connect(lambda code: self.language_chosen.emit(str(code)))
        self.business_name = self._text_field()
        self.owner_name = self._text_field()
        self.role = self._text_field(_("owner"))
        self.tagline = self._text_field()
        self.legal_line = self._text_field()
        self.address = NoteField(lines=3)
        self.address.editing_finished.connect(self.left)
        self.phone = self._text_field()
        self.email = self._text_field()
        self.country = Combo()
        QTimer.singleShot(0, self, self._fill_countries)  # the list is slow to load, and the page needn't wait for it
        self.currency = Combo([(code, code) for code in CURRENCIES])
        self.envelope = Combo([(one, wording.word(one)) for one in Envelope])
        self.paper = Combo([(one, wording.word(one)) for one in PaperSize])
        for combo in (self.country, self.currency, self.envelope, self.paper):
            combo.chosen.connect(lambda _value: self.left.emit())
        self.sums_in_words = Check(_("Sums in words too"), _("Beside the figures, in letters of this language."))
        self.sums_in_words.clicked.connect(lambda _on: self.left.emit())
        self.habits = Habits(self._text_field)

        self.fields = {
            "business_name": Field(_("Name of the business"), self.business_name),
            "owner_name": Field(_("Your name, under the signature"), self.owner_name),
            "role": Field(_("Under your name"), self.role),
            "tagline": Field(_("Line under the business name"), self.tagline),
            "address": Field(_("Address, a line each"), self.address),
            "legal_line": Field(_("Small line at the foot of the page"), self.legal_line),
            "phone": Field(_("Phone"), self.phone),
            "email": Field(_("E-mail"), self.email),
            "country": Field(_("Country"), self.country, _("Decides which days are working days.")),
            "currency": Field(_("Usual currency"), self.currency),
            "envelope": Field(_("Envelopes"), self.envelope, _("The address stands where their window shows it.")),
            "paper": Field(_("Paper"), self.paper),
        } | self.habits.fields
        self.setLayout(
            column(
                self._section(_("Letterhead"), self.languages),
                self._pairs("business_name", "owner_name", "tagline", "role", "address", "legal_line"),
                self.sums_in_words,
                12,
                self._section(_("The same in every language")),
                self._pairs("phone", "email", "country", "currency", "envelope", "paper"),
                holder(self._pictures()),
                12,
                self._section(_("When I give something back")),
                self._pairs(*GIVING),
                12,
                self._section(_("When an order is delivered")),
                self._pairs(*ASKING),
                12,
                self._section(_("My own figures")),
                self._pairs(*OWN),
                None,
                spacing=12,
                margins=(4, 4, 16, 16),
            )
        )

    def _fill_countries(self) -> None:
        known = known_countries()
        self.country.fill((code, name) for code, name in countries(translation.language()) if code in known)
        if self._owner is not None:
            self.country.set_value(self._owner.country)

    def _text_field(self, placeholder: str = "") -> TextField:
        field = TextField(placeholder=placeholder)
        field.setMaxLength(200)
        field.editingFinished.connect(self.left)
        return field

    def _section(self, title: str, *beside: QWidget) -> QWidget:
        return holder(row(label(title, "section"), None, *beside, spacing=12))

    def _pairs(self, *names: str) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        for number, name in enumerate(names):
            grid.addWidget(self.fields[name], number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return holder(grid)

    def _pictures(self) -> QLayout:
        self.swatches = QButtonGroup(self)
        swatches = []
        for colour in ACCENTS:
            swatch = Swatch(colour)
            self.swatches.addButton(swatch)
            swatches.append(swatch)
        self.swatches.buttonClicked.connect(lambda _button: self.left.emit())
        self.logo = PictureChoice(_("Logo"), _("A monogram stands in its place"), self.logo_chosen.emit)
        self.signature = PictureChoice(_("Signature"), _("Room is left for the pen"), self.signature_chosen.emit)
        colours = column(caption(_("Colour of the letters")), row(*swatches, None, spacing=4), spacing=4)
        pictures = row(self.logo, self.signature, spacing=20)
        pictures.setStretch(0, 1)
        pictures.setStretch(1, 1)
        return column(colours, pictures, spacing=12)

    def show_owner(self, owner: Owner, language: str) -> None:
        """Fills the fields, with the letterhead of one language; announces nothing."""
        self._owner = owner
        head = letterhead_of(owner, language)
        self.languages.set_value(language)
        for field, text in (
            (self.business_name, head.business_name),
            (self.owner_name, head.owner_name),
            (self.role, head.role),
            (self.tagline, head.tagline),
            (self.legal_line, head.legal_line),
            (self.phone, owner.phone),
            (self.email, owner.email),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        self.habits.show_owner(owner)
        self.address.set_text("\n".join(head.address_lines))
        self.sums_in_words.setChecked(head.sums_in_words)
        self.country.set_value(owner.country)
        self.currency.set_value(owner.currency)
        self.envelope.set_value(owner.envelope)
        self.paper.set_value(owner.paper)
        for swatch in self.swatches.buttons():
            swatch.setChecked(swatch.colour == owner.accent)  # type: ignore[attr-defined]
        self.logo.show_picture(owner.logo)
        self.signature.show_picture(owner.signature)
        for field_ in self.fields.values():
            field_.set_error(None)

    def forgive(self) -> None:
        """Takes all sentences away."""
        for field in self.fields.values():
            field.set_error(None)

    def first_refused(self) -> Field | None:
        return next((field for field in self.fields.values() if field.error()), None)

    def has_names(self) -> bool:
        """Whether both names that a letter can't do without are there."""
        return bool(self.business_name.text().strip() and self.owner_name.text().strip())

    def read(self, owner: Owner, language: str) -> Owner | None:
        """The owner as the fields have it; None when something can't be taken, which then says so."""
        errors: dict[str, str] = {}
        for name, field in (("business_name", self.business_name), ("owner_name", self.owner_name)):
            if not field.text().strip():
                errors[name] = _("Write a name; your letters are signed with it.")
        if self.email.text().strip() and "@" not in self.email.text():
            errors["email"] = _("An e-mail address has an @ in it.")
        currency = str(self.currency.value() or owner.currency)
        habits, not_taken = self.habits.read(currency)
        errors |= not_taken
        for name, field_ in self.fields.items():
            field_.set_error(errors.get(name))
        if errors:
            return None
        head = Letterhead(
            language=language,
            business_name=self.business_name.text().strip(),
            owner_name=self.owner_name.text().strip(),
            role=self.role.text().strip(),
            tagline=self.tagline.text().strip(),
            address_lines=tuple(line.strip() for line in self.address.text().splitlines() if line.strip()),
            legal_line=self.legal_line.text().strip(),
            sums_in_words=self.sums_in_words.isChecked(),
        )
        heads = [head if one.language == head.language else one for one in owner.letterheads]
        if head not in heads and head != letterhead_of(owner, language):
            heads.append(head)
        chosen = self.swatches.checkedButton()
        return replace(
            owner,
            letterheads=tuple(heads),
            phone=self.phone.text().strip(),
            email=self.email.text().strip(),
            country=str(self.country.value() or owner.country),
            currency=currency,
            accent=chosen.colour if isinstance(chosen, Swatch) else owner.accent,
            envelope=Envelope(str(self.envelope.value() or owner.envelope)),
            paper=PaperSize(str(self.paper.value() or owner.paper)),
            **habits,
        )
