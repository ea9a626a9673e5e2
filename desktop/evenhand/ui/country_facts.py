"""The facts of one country: every topic with its term, its source and the day it was read, to look at and to change."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from evenhand.domain.country_facts import REFUND_TOPICS, REMEDY_TOPICS, Topic
from evenhand.storage.book import Book
from evenhand.translation import _, language
from evenhand.ui.client_form import countries
from evenhand.ui.country_fact_row import CountryFactRow
from evenhand.ui.form import Form
from evenhand.ui.frames import column, hairline, holder
from evenhand.ui.inputs import Combo, Field
from evenhand.ui.labels import label


class CountryFactsForm(Form):
    """A fact is changed in its place in the list. Saving keeps the changes; what is typed isn't let go unasked."""

    def __init__(
        self,
        book: Book,
        today: date,
        country: str,
        topic: Topic | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Terms and facts of countries"), _("Save"), parent, width=660)
        self._book = book
        self._country = country
        self._opened_at = topic
        self.country = Combo(self._choices())
        self.country.set_value(country)
        self.country.chosen.connect(lambda code: self._on_country(str(code)))
        self.add(Field(_("Country"), self.country))
        explained = _("Law as it was read, with source and day. Evenhand shows it beside your days; you decide.")
        self.add(label(explained, "secondary", "ink3", wrap=True))
        self.rows = {fact.topic: CountryFactRow(book, fact, today) for fact in book.country_facts.of(country)}
        for title, topics in _groups():
            self.add(holder(column(8, label(title, "section"))), wide=True)
            for number, one in enumerate(topics):
                if number:
                    self.add(hairline(), wide=True)
                self.add(self.rows[one], wide=True)
        for row in self.rows.values():
            row.unfolded.connect(self._show_buttons)
        self._show_buttons()

    def _choices(self) -> list[tuple[str, str]]:
        """The countries something is noted for first, then all of them."""
        everywhere = countries(language())
        noted = {*self._book.country_facts.countries(), self._country}
        return [one for one in everywhere if one[0] in noted] + [one for one in everywhere if one[0] not in noted]

    def _on_country(self, code: str) -> None:
        if code == self._country:
            return
        if not self._keep_changes():  # what is typed here and can't be taken stays in view
            self.country.set_value(self._country)
            return
        self._country = code
        for fact in self._book.country_facts.of(code):
            self.rows[fact.topic].forget()
            self.rows[fact.topic].show_fact(fact)

    def save(self) -> bool:
        return self._keep_changes()

    def _keep_changes(self) -> bool:
        self.forgive()
        changed = [row for row in self.rows.values() if row.touched()]
        for row in changed:
            for field, sentence in row.read()[1]:
                self.refuse(field, sentence)
        if self.refused():
            return False
        for row in changed:
            fault = row.store()
            if fault is not None:
                self.refuse(*fault)
        return not self.refused()

    def touched(self) -> bool:
        return any(row.touched() for row in self.rows.values())

    def _show_buttons(self) -> None:
        """Save only where there is something to save."""
        unfolded = any(row.is_unfolded for row in self.rows.values())
        self.primary.setVisible(unfolded)
        self.cancel.setText(_("Cancel") if unfolded else _("Close"))

    def _on_primary(self) -> None:
        if self.primary.isVisible():
            super()._on_primary()

    def _first_field(self) -> QWidget:
        return self.rows[self._opened_at].change if self._opened_at else self.country

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._opened_at:
            row = self.rows[self._opened_at]
            # Once the layout has given every row its place.
            QTimer.singleShot(0, self, lambda: self._body.verticalScrollBar().setValue(row.y() - 12))


def _groups() -> tuple[tuple[str, tuple[Topic, ...]], ...]:
    others = tuple(topic for topic in Topic if topic not in REFUND_TOPICS | REMEDY_TOPICS)
    return (
        (_("Money back"), tuple(topic for topic in Topic if topic in REFUND_TOPICS)),
        (_("Putting it right"), tuple(topic for topic in Topic if topic in REMEDY_TOPICS)),
        (_("Answers, exchange and vouchers"), others),
    )


def open_country_facts(book: Book, today: date, parent: QWidget, country: str, topic: Topic | None = None) -> None:
    """Shows the facts of a country over a screen; at a topic when one is given."""
    form = CountryFactsForm(book, today, country, topic, parent)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.open()
