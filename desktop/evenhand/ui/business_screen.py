"""My business: what the letterhead says in each language, and the owner's habits when giving back."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLayout, QWidget

from evenhand import formats, translation, wording
from evenhand.domain.calendar import known_countries
from evenhand.domain.money import SumNotUnderstood, parse_amount
from evenhand.domain.records import LETTER_LANGUAGES, Letterhead, Owner
from evenhand.storage.book import Kind
from evenhand.translation import _
from evenhand.ui import example
from evenhand.ui.buttons import button
from evenhand.ui.choices import Segmented
from evenhand.ui.client_form import CURRENCIES, countries
from evenhand.ui.desk import Desk, Place
from evenhand.ui.frames import Footer, Header, column, holder, row, scrolling
from evenhand.ui.inputs import Combo, Field, NoteField, TextField
from evenhand.ui.labels import caption, label
from evenhand.ui.picture_choice import PictureChoice, Swatch
from evenhand.ui.preview_pane import PreviewPane

# Accents that survive a grey print.
ACCENTS = ("#2f4a43", "#1b6570", "#31415e", "#5a2a3a", "#6b4a1f", "#3a3d3b")
ROOM_FOR_PREVIEW = 900


class BusinessScreen(QWidget):
    """A form that saves as its fields are left; the first time it asks for two names and then opens the clients."""

    kinds = frozenset({Kind.OWNER})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        own = translation.language() if translation.language() in LETTER_LANGUAGES else "en"
        stored = desk.book.owner.get()
        self._first_time = stored is None
        self._owner = stored or Owner(letterheads=(Letterhead(own, "", ""),), currency="EUR")
        self._language = self._owner.letterheads[0].language
        self._build()
        self._show()

    # Building

    def _build(self) -> None:
        self.header = Header(
            _("Your business") if self._first_time else _("My business"),
            _("What your letters say about you. Two names are enough to begin."),
        )
        self.languages = Segmented([(code, wording.language_name(code)) for code in LETTER_LANGUAGES])
        self.languages.setAccessibleName(_("Language of the letterhead"))
        self.languages.chosen.connect(self._on_language)
        self.business_name = self._text_field()
        self.owner_name = self._text_field()
        self.role = self._text_field(_("owner"))
        self.tagline = self._text_field()
        self.legal_line = self._text_field()
        self.address = NoteField(lines=3)
        self.address.editing_finished.connect(self._save)
        self.phone = self._text_field()
        self.email = self._text_field()
        self.country = Combo()
        QTimer.singleShot(0, self, self._fill_countries)  # the list is slow to load, and the page needn't wait for it
        self.currency = Combo([(code, code) for code in CURRENCIES])
        for combo in (self.country, self.currency):
            combo.chosen.connect(lambda _value: self._save())
        self.share = self._text_field()
        self.months = self._text_field()
        self.round_to = self._text_field(_("no rounding"))
        self.answer_days = self._text_field()

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
            "share": Field(_("Bonus, share of the problem order"), self.share),
            "months": Field(_("Bonus, valid for months"), self.months),
            "round_to": Field(_("Bonus, round up to"), self.round_to),
            "answer_days": Field(_("Working days to answer a case"), self.answer_days),
        }
        body = QWidget()
        body.setLayout(
            column(
                self._section(_("Letterhead"), self.languages),
                self._pairs("business_name", "owner_name", "tagline", "role", "address", "legal_line"),
                12,
                self._section(_("The same in every language")),
                self._pairs("phone", "email", "country", "currency"),
                holder(self._pictures()),
                12,
                self._section(_("When I give something back")),
                self._pairs("share", "months", "round_to", "answer_days"),
                None,
                spacing=12,
                margins=(4, 4, 16, 16),
            )
        )
        self.footer = Footer()
        self.open_button = button(_("Open Evenhand"), "primary", "arrow-right", self._on_open)
        self.footer.add(self.open_button)
        self.open_button.setVisible(self._first_time)
        form = column(
            holder(column(self.header, margins=(32, 22, 28, 8))),
            holder(column(scrolling(body), margins=(28, 0, 12, 0))),
            self.footer,
            spacing=0,
        )
        form.setStretch(1, 1)
        self.preview = PreviewPane()
        whole = row(holder(form), self.preview, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _fill_countries(self) -> None:
        known = known_countries()
        self.country.fill((code, name) for code, name in countries(translation.language()) if code in known)
        self.country.set_value(self._owner.country)

    def _text_field(self, placeholder: str = "") -> TextField:
        field = TextField(placeholder=placeholder)
        field.setMaxLength(200)
        field.editingFinished.connect(self._save)
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
        self.swatches.buttonClicked.connect(lambda _button: self._save())
        self.logo = PictureChoice(_("Logo"), _("A monogram stands in its place"), self._take_logo)
        self.signature = PictureChoice(_("Signature"), _("Room is left for the pen"), self._take_signature)
        return row(
            holder(column(caption(_("Colour of the letters")), row(*swatches, None, spacing=4), None, spacing=4)),
            self.logo,
            self.signature,
            spacing=20,
        )

    # Showing

    def refresh(self) -> None:
        """Takes over what the book holds now, unless it's what this screen wrote itself."""
        stored = self._desk.book.owner.get()
        if stored is not None and stored != self._owner:
            self._owner = stored
            self._show()

    def _show(self) -> None:
        head = self._letterhead()
        self.languages.set_value(self._language)
        for field, text in (
            (self.business_name, head.business_name),
            (self.owner_name, head.owner_name),
            (self.role, head.role),
            (self.tagline, head.tagline),
            (self.legal_line, head.legal_line),
            (self.phone, self._owner.phone),
            (self.email, self._owner.email),
            (self.share, formats.percent(self._owner.bonus_share, translation.language())),
            (self.months, str(self._owner.bonus_months)),
            (self.round_to, f"{self._owner.bonus_round_to.normalize():f}" if self._owner.bonus_round_to else ""),
            (self.answer_days, str(self._owner.answer_days)),
        ):
            field.setText(text)
        self.address.set_text("\n".join(head.address_lines))
        self.country.set_value(self._owner.country)
        self.currency.set_value(self._owner.currency)
        for swatch in self.swatches.buttons():
            swatch.setChecked(swatch.colour == self._owner.accent)  # type: ignore[attr-defined]
        self.logo.show_picture(self._owner.logo)
        self.signature.show_picture(self._owner.signature)
        for field_ in self.fields.values():
            field_.set_error(None)
        self._say_state()
        self._show_page()

    def _show_page(self) -> None:
        """An empty letter as this business would write it now."""
        if not self.preview.isVisibleTo(self) or not self._letterhead().business_name:
            return
        language, owner, day = self._language, self._owner, self._desk.today()

        def draw() -> bytes:
            return example.draw_example(owner, language, day)

        self.preview.show_drawing(draw, soon=True)

    def _letterhead(self) -> Letterhead:
        for head in self._owner.letterheads:
            if head.language == self._language:
                return head
        first = self._owner.letterheads[0]
        return replace(first, language=self._language, role="", tagline="", legal_line="")

    def _say_state(self) -> None:
        saved = self._desk.book.owner.get() is not None
        self.footer.set_state(_("Saved as you type.") if saved else _("Nothing is saved until both names are there."))

    # Acting

    def _on_language(self, code: object) -> None:
        self._save()
        self._language = str(code)
        self._show()

    def _read(self) -> Owner | None:
        """The owner as the form has it; None when something can't be taken, which then says so."""
        errors: dict[str, str] = {}
        for name, field in (("business_name", self.business_name), ("owner_name", self.owner_name)):
            if not field.text().strip():
                errors[name] = _("Write a name; your letters are signed with it.")
        if self.email.text().strip() and "@" not in self.email.text():
            errors["email"] = _("An e-mail address has an @ in it.")
        share = self._read_share()
        if share is None:
            errors["share"] = _("Write a share above 0% and at most 100%.")
        months, days = self._whole(self.months, 60), self._whole(self.answer_days, 60)
        if months is None:
            errors["months"] = _("Write a number of months from 1 to 60.")
        if days is None:
            errors["answer_days"] = _("Write a number of days from 1 to 60.")
        currency = str(self.currency.value() or self._owner.currency)
        round_to: Decimal | None = None
        if self.round_to.text().strip():
            try:
                round_to = parse_amount(self.round_to.text(), currency).amount
                if round_to <= 0:
                    errors["round_to"] = _("Write a sum above zero, or leave this empty.")
            except SumNotUnderstood as error:
                errors["round_to"] = wording.sentence(error)
        for name, field_ in self.fields.items():
            field_.set_error(errors.get(name))
        if errors or share is None or months is None or days is None:
            return None
        head = Letterhead(
            language=self._language,
            business_name=self.business_name.text().strip(),
            owner_name=self.owner_name.text().strip(),
            role=self.role.text().strip(),
            tagline=self.tagline.text().strip(),
            address_lines=tuple(line.strip() for line in self.address.text().splitlines() if line.strip()),
            legal_line=self.legal_line.text().strip(),
        )
        heads = [head if one.language == head.language else one for one in self._owner.letterheads]
        if head not in heads and head != self._letterhead():
            heads.append(head)
        chosen = self.swatches.checkedButton()
        return replace(
            self._owner,
            letterheads=tuple(heads),
            phone=self.phone.text().strip(),
            email=self.email.text().strip(),
            country=str(self.country.value() or self._owner.country),
            currency=currency,
            accent=chosen.colour if isinstance(chosen, Swatch) else self._owner.accent,
            bonus_share=share,
            bonus_months=months,
            bonus_round_to=round_to,
            answer_days=days,
        )

    def _read_share(self) -> Decimal | None:
        bare = self.share.text().replace("%", "").replace("\u00a0", "").strip().replace(",", ".")
        if not bare.replace(".", "", 1).isdecimal() or not bare.isascii():
            return None
        share = Decimal(bare) / 100
        return share if 0 < share <= 1 else None

    @staticmethod
    def _whole(field: TextField, most: int) -> int | None:
        text = field.text().strip()
        return int(text) if text.isascii() and text.isdecimal() and 1 <= int(text) <= most else None

    def _save(self) -> bool:
        read = self._read()
        if read is None:
            if self._first_time:
                for field in self.fields.values():  # nothing has been asked for yet, so nothing is scolded
                    if not self.open_button.property("pressed_once"):
                        field.set_error(None)
            self._say_state()
            return False
        if read != self._owner or self._desk.book.owner.get() is None:
            self._owner = read
            self._desk.book.owner.save(read)
            self._show_page()
        self._say_state()
        return True

    def leave(self) -> None:
        """Saves what was typed before another place is shown."""
        if self.business_name.text().strip() and self.owner_name.text().strip():
            self._save()

    def _on_open(self) -> None:
        self.open_button.setProperty("pressed_once", True)
        if self._save():
            self._first_time = False
            self.open_button.hide()
            self._desk.go(Place.CLIENTS, 0)
            return
        first = next(field for field in self.fields.values() if field.error())
        first.editor.setFocus()

    def _take_logo(self, png: bytes | None) -> None:
        self._owner = replace(self._owner, logo=png)
        self._keep_picture()

    def _take_signature(self, png: bytes | None) -> None:
        self._owner = replace(self._owner, signature=png)
        self._keep_picture()

    def _keep_picture(self) -> None:
        self._show_page()
        if self._desk.book.owner.get() is not None:
            self._desk.book.owner.save(self._owner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() > ROOM_FOR_PREVIEW
        if roomy != self.preview.isVisibleTo(self):
            self.preview.setVisible(roomy)
            self._show_page()
