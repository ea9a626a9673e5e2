"""A client, new or known: who they are and how letters address them."""

from dataclasses import replace
from datetime import date
from functools import cache

from PySide6.QtCore import QCollator, QLocale, Signal
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.records import LETTER_LANGUAGES, Client, Standing
from evenhand.translation import _, language
from evenhand.ui.buttons import button
from evenhand.ui.choices import Check
from evenhand.ui.country_terms import CountryTerms
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import Notice
from evenhand.ui.inputs import Combo, Field, NoteField, TextField
from evenhand.ui.past_day import PastDayField
from evenhand.ui.theme import theme

# Neutral forms: they ask neither for a gender nor for a declension.
_SALUTATIONS = {
    "en": "Dear {name},",
    "ru": "Здравствуйте, {name}!",
    "ro": "Bună ziua, {name},",
    "hy": "Հարգելի՛ {name},",
}

CURRENCIES = (
    "EUR", "GBP", "USD", "RUB", "RON", "MDL", "AMD", "BGN", "CAD", "CHF", "CZK", "DKK", "GEL", "HUF", "ILS", "KZT",
    "NOK", "PLN", "RSD", "SEK", "TRY", "UAH", "AUD", "JPY",
)  # fmt: skip

ADDRESS_LINES = 7  # what fits the window of an envelope


def neutral_salutation(name: str, letter_language: str) -> str:
    """A salutation that fits anybody, in the letter's language; empty while there is no name."""
    form = _SALUTATIONS.get(letter_language, _SALUTATIONS["en"])
    return form.format(name="\0").replace("\0", name) if name else ""


def _lacking(text: str) -> str:
    """The first character that the letters' typeface lacks; empty where it has them all."""
    face = QRawFont.fromFont(theme.font("say"))
    return next((one for one in text if not one.isspace() and not face.supportsCharacter(ord(one))), "")


def _unprintable(text: str) -> str:
    """A word on such a character; a name may hold it all the same."""
    lacking = _lacking(text)
    kept = _("Letters can't print “{character}” yet. The name can be kept like this.")
    return kept.format(character=lacking) if lacking else ""


@cache
def countries(screen_language: str) -> tuple[tuple[str, str], ...]:
    """Every country as (ISO 3166 code, name), in the language's own order."""
    from babel import Locale

    names = Locale(screen_language).territories
    order = QCollator(QLocale(screen_language))
    found = [(code, str(name)) for code, name in names.items() if len(code) == 2 and code.isalpha() and code != "ZZ"]
    return tuple(sorted(found, key=lambda one: order.sortKey(one[1])))


class ClientForm(Form):
    """Adds a client, or changes one. `client_id` is whose it is once saved.

    `opened` is sent with the id of a client already in the book whom the owner chose to open instead.
    """

    opened = Signal(int)

    def __init__(self, desk: Desk, client: Client | None = None, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("New client") if client is None else _("Edit client"), _("Save"), parent)
        self._desk = desk
        self._client = client or actions.newcomer(desk.book, name, desk.today())
        self.client_id = self._client.id
        self._twin: Client | None = None
        self._build_fields()
        self._fill(self._client)
        self._connect()

    def _build_fields(self) -> None:
        self.name, self.salutation, self.address_name = TextField(), TextField(), TextField()
        self.phone, self.email, self.address = TextField(), TextField(), NoteField(lines=4)
        self.letter_language = Combo([(code, wording.language_name(code)) for code in LETTER_LANGUAGES])
        self.country = Combo([("", _("Not said")), *countries(language())])
        self.currency = Combo([(code, code) for code in self._currencies()])
        self.standing = Combo([(one, wording.word(one)) for one in Standing])
        self.valued = Check(_("Valued"), _("Valued clients may be given both: the gift and the bonus"))
        self.left_alone = Check(
            _("Asked not to be written to"), _("No greeting, reminder or question is proposed. Answers still go out.")
        )
        self._name = Field(_("Name"), self.name)
        self._address_name = Field(_("Name on the envelope"), self.address_name)
        self._salutation = Field(_("Salutation"), self.salutation)
        self._email = Field(_("E-mail"), self.email)
        self._address = Field(_("Address"), self.address)
        self._since = PastDayField(_("Client since"), self._desk.today)
        self._twin_card = Notice("", "users")
        self._twin_card.buttons.addWidget(button(_("Open"), "link", on_click=self._open_twin))
        self._twin_card.hide()
        self.add(self._name)
        self.add(Field(_("Language of letters"), self.letter_language))
        self.add(self._twin_card, wide=True)
        self.add(self._salutation)
        self.add(self._address_name)
        self.add(Field(_("Phone"), self.phone))
        self.add(self._email)
        self.add(self._address, wide=True)
        self.add(Field(_("Country"), self.country))
        self.add(Field(_("Currency"), self.currency))
        self.add(Field(_("Standing"), self.standing))
        self.add(self._since)
        self.add(self.valued, wide=True)
        self.add(self.left_alone, wide=True)

    def _currencies(self) -> tuple[str, ...]:
        owner = self._desk.book.owner.get()
        first = dict.fromkeys((self._client.currency, owner.currency if owner else self._client.currency))
        return tuple(first | dict.fromkeys(CURRENCIES))

    def _fill(self, client: Client) -> None:
        self.name.setText(client.name)
        self.letter_language.set_value(client.language)
        suggested = neutral_salutation(client.name, client.language)
        # A form that still says what was suggested goes on following the name.
        self._own_salutation = client.salutation not in ("", suggested)
        self._own_address_name = client.address_name not in ("", client.name)
        self.salutation.setText(client.salutation or suggested)
        self.address_name.setText(client.address_name or client.name)
        self.address.set_text("\n".join(client.address_lines))
        self.country.set_value(client.country)
        self.phone.setText(client.phone)
        self.email.setText(client.email)
        self.currency.set_value(client.currency)
        self.standing.set_value(client.standing)
        self._since.day.set_day(client.since)
        self.valued.setChecked(client.valued)
        self.left_alone.setChecked(client.left_alone)
        self._look_at_address()
        self._look_at_salutation(self.salutation.text())

    def _connect(self) -> None:
        self.name.textEdited.connect(self._suggest)
        for edit, field in ((self.name, self._name), (self.address_name, self._address_name)):
            edit.textChanged.connect(lambda text, field=field: field.set_hint(_unprintable(text)))
        self.salutation.textChanged.connect(self._look_at_salutation)
        self.letter_language.chosen.connect(self._suggest)
        self.address.editing_finished.connect(self._look_at_address)
        self.country.chosen.connect(lambda _code: self._look_at_address())
        self.salutation.textEdited.connect(self._on_salutation)
        self.address_name.textEdited.connect(self._on_address_name)
        for typed, field in (
            (self.name.textEdited, self._name),
            (self.email.textEdited, self._email),
            (self.address.textChanged, self._address),
        ):
            typed.connect(lambda *_text, field=field: field.set_error(None))
        for edit in (self.name, self.phone, self.email):
            edit.editingFinished.connect(self._look_for_twin)

    def _suggest(self) -> None:
        name = self.name.text().strip()
        if not self._own_salutation:
            self.salutation.setText(neutral_salutation(name, str(self.letter_language.value())))
        if not self._own_address_name:
            self.address_name.setText(name)

    def _on_salutation(self, text: str) -> None:
        self._own_salutation = bool(text.strip())

    def _on_address_name(self, text: str) -> None:
        self._own_address_name = bool(text.strip())

    def _look_for_twin(self) -> None:
        typed = (edit.text().strip() for edit in (self.name, self.phone, self.email))
        try:
            found = [one.client for one in self._desk.book.clients.alike(*typed)]
        except wording.KNOWN_ERRORS:
            found = []  # only a hint: the save itself says what is wrong
        self._twin = next((one for one in found if one.id != self._client.id), None)
        if self._twin is not None:
            beside = self._twin.phone or self._twin.email
            text = _("This may be {name}, {contact}.") if beside else _("This may be {name}.")
            self._twin_card.set_text(text.format(name=self._twin.name, contact=beside))
        self._twin_card.setVisible(self._twin is not None)
        self.primary.setText(_("Keep both") if self._twin is not None and not self._client.id else _("Save"))

    def _look_at_salutation(self, text: str) -> None:
        lacking = _lacking(text)
        cant = _("Letters can't print “{character}” yet. Write the salutation without it.").format(character=lacking)
        self._salutation.set_hint(cant if lacking else _("As it stands at the head of a letter"))

    def _look_at_address(self) -> None:
        """What an address in the chosen country may lack; only a hint."""
        owner = self._desk.book.owner.get()
        own = owner.country if owner else ""
        terms = CountryTerms(self._desk.book, str(self.country.value() or own), own)
        lacking = terms.address(self._address_lines())
        self._address.set_hint(lacking or _("As on an envelope, up to seven lines"))

    def _open_twin(self) -> None:
        twin = self._twin
        if twin is not None:
            self.leave_for(lambda: self.opened.emit(twin.id))

    def _address_lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.address.text().splitlines() if line.strip())

    def save(self) -> bool:
        self.forgive()
        name, email = self.name.text().strip(), self.email.text().strip()
        since: date | None = None
        if not name:
            self.refuse(self._name, _("Write the client's name."))
        if email and not (0 < email.find("@") < len(email) - 1):
            self.refuse(self._email, _("An e-mail address has a name, an @ and a place."))
        if len(self._address_lines()) > ADDRESS_LINES:
            self.refuse(self._address, _("An envelope holds seven lines. Put two of them on one."))
        try:
            since = self._since.read()
        except formats.DateNotUnderstood as error:
            self.refuse(self._since, wording.sentence(error))
        if self.refused():
            return False
        shown = None if self._twin_card.isHidden() else self._twin
        self._look_for_twin()
        if self._twin is not None and self._twin != shown and not self._client.id:
            return False  # said once before it is kept beside the other
        client = replace(
            self._client,
            name=name,
            salutation=self.salutation.text().strip(),
            address_name=self.address_name.text().strip(),
            address_lines=self._address_lines(),
            country=str(self.country.value() or ""),
            phone=self.phone.text().strip(),
            email=email,
            language=str(self.letter_language.value()),
            currency=str(self.currency.value()),
            standing=Standing(str(self.standing.value())),
            valued=self.valued.isChecked(),
            left_alone=self.left_alone.isChecked(),
            since=since,
        )
        try:
            if client.id:
                self._desk.book.clients.save(client)
            else:
                self.client_id = self._desk.book.clients.add(client).id
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._name, wording.sentence(error))
            return False
        return True
