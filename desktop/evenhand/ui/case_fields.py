"""Fields of a case: each reads what was typed, stores it when it's left, and says at once what it can't take."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import QObject

from evenhand import formats, wording
from evenhand.domain.calendar import UnknownCountry, is_working_day
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import Money, SumNotUnderstood, parse_amount
from evenhand.translation import _, language
from evenhand.ui import widgets as kit

T = TypeVar("T")


class Entry(QObject):
    """A labelled field of typed text. `store` is given the text when the field is left after a change.

    It gives True when the text is in the book, False when it has to wait for other fields, and raises a known
    refusal for what can't be taken: its sentence is shown and the text stays.
    """

    def __init__(
        self,
        name: str,
        editor: kit.TextField | kit.NoteField,
        store: Callable[[str], bool],
        hint: str = "",
    ) -> None:
        super().__init__()
        self.field = kit.Field(name, editor, hint)
        self.editor = editor
        self._store = store
        self._filled = ""
        if isinstance(editor, kit.NoteField):
            editor.editing_finished.connect(self.take)
        else:
            editor.editingFinished.connect(self.take)
        if isinstance(editor, kit.DateField):
            editor.edited.connect(lambda _day: self.take())

    def rename(self, name: str) -> None:
        """Another caption, for one that names a currency for example."""
        self.field.label.setText(name)
        self.editor.setAccessibleName(name)

    def text(self) -> str:
        return self.editor.text().strip()

    @property
    def waiting(self) -> bool:
        """Whether the field holds something that isn't in the book."""
        return self.text() != self._filled

    def fill(self, text: str, *, anew: bool = False) -> None:
        """Shows what the book holds; what was typed and isn't stored stays, unless the case is another (`anew`)."""
        if anew or not self.waiting:
            self.put(text)
            self.field.set_error(None)
        self._filled = text.strip()

    def put(self, text: str) -> None:
        """Writes a text into the field without storing it."""
        if self.editor.text() == text:
            return
        if isinstance(self.editor, kit.NoteField):
            self.editor.set_text(text)
        else:
            self.editor.setText(text)

    def fill_day(self, day: date | None, *, anew: bool = False) -> None:
        """As fill(), for a DateField."""
        assert isinstance(self.editor, kit.DateField)
        if (anew or not self.waiting) and self.editor.day() != day:
            self.editor.set_day(day)
        self.fill(written_day(day), anew=anew)

    def take(self) -> bool:
        """Stores what was typed; False when it can't be, and then the sentence stands at the field."""
        if not self.waiting:
            self.field.set_error(None)
            return True
        before, self._filled = self._filled, self.text()
        try:
            stored = self._store(self._filled)
        except wording.KNOWN_ERRORS as error:
            self._filled = before
            self.field.set_error(wording.sentence(error))
            return False
        if not stored:
            self._filled = before
        self.field.set_error(None)
        return True


def written_day(day: date | None) -> str:
    """A day as it stands in a field."""
    return formats.long_date(day, language()) if day else ""


def read_day(text: str, today: date) -> date:
    """A typed day. Raises DateNotUnderstood."""
    return formats.parse_date(text, today, language())


def date_field(today: Callable[[], date]) -> kit.DateField:
    """A field for a day, in the words of the screen's language."""
    return kit.DateField(written_day, lambda text: read_day(text, today()))


_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "₽": "RUB", "֏": "AMD"}


def read_sum(text: str, currency: str) -> Money:
    """A typed sum; the currency's own sign beside it is no mistake.

    Raises SumNotUnderstood, also for a sum in another currency: nobody here knows a rate.
    """
    sign = formats.money(Money.zero(currency), language()).replace("0", "").strip()
    own = rf"(?i:{re.escape(sign)}|{currency})"
    bare = re.sub(rf"^\s*{own}|{own}\s*$", "", text)
    try:
        return parse_amount(bare, currency)
    except SumNotUnderstood:
        other = re.search(r"[€£$₽֏]|(?<![^\W\d])[A-Z]{3}(?![^\W\d])", bare.upper())
        code = _SIGNS.get(other[0], other[0]) if other else currency
        if code == currency or not re.search(r"\d", bare):
            raise
        raise SumNotUnderstood(text, written_in=code, wanted_in=currency) from None


def read_share(text: str) -> Decimal:
    """A typed share, "15", "12,5 %", as a decimal of one. Raises CaseRefused for 0, above 100% or no number."""
    found = re.fullmatch(r"(\d{1,4})(?:[.,](\d{1,2}))?\s*%?", text.strip().replace(formats.NBSP, " "))
    if not found:
        raise CaseRefused("share_out_of_range")
    share = Decimal(f"{found[1]}.{found[2] or 0}") / 100
    if not 0 < share <= 1:
        raise CaseRefused("share_out_of_range")
    return share


def written_share(share: Decimal) -> str:
    """A share as it stands in a field, "15 %"."""
    return f"{(share * 100).normalize():f}{formats.NBSP}%"


def asked_day(day: str, at: time | None) -> str:
    """A day, with its hour where it has one, as a question: "Monday 10:00?"."""
    return _("{day} {hour}?").format(day=day, hour=f"{at:%H:%M}") if at else _("{day}?").format(day=day)


def next_working_day(day: date, country: str) -> date | None:
    """The first working day from `day` on that isn't `day` itself when that is free; None when `day` is one already."""
    from datetime import timedelta

    try:
        if is_working_day(day, country):
            return None
        while not is_working_day(day, country):
            day += timedelta(1)
    except UnknownCountry:
        return None
    return day


def or_none(read: Callable[[], T]) -> T | None:
    """What is typed so far, where it can be read."""
    from evenhand.ui.contact_form import TimeNotUnderstood

    try:
        return read()
    except TimeNotUnderstood:
        return None
    except wording.KNOWN_ERRORS:
        return None
