"""A day that has been: without a year it is the last one that was, not the next one to come."""

from collections.abc import Callable
from datetime import date, timedelta

from evenhand import formats, wording
from evenhand.translation import _, language
from evenhand.ui.date_field import DateField
from evenhand.ui.inputs import Field


def parse_past_day(text: str, today: date) -> date:
    """The day that was typed; "3.11" in October is last November. Raises DateNotUnderstood."""
    if text.strip().startswith("+"):
        return formats.parse_date(text, today, language())
    return formats.parse_date(text, today - timedelta(days=364), language())


class PastDayField(Field):
    """A labelled day; leaving it with something that is no day says so beneath."""

    def __init__(self, name: str, today: Callable[[], date], hint: str = "") -> None:
        self.day = DateField(
            lambda day: formats.long_date(day, language()),
            lambda text: parse_past_day(text, today()),
            placeholder=_("Day, month, year"),
        )
        super().__init__(name, self.day, hint)
        self._today = today
        self.day.editingFinished.connect(self._check)

    def read(self) -> date | None:
        """What stands in the field, None where nothing does. Raises DateNotUnderstood."""
        text = self.day.text().strip()
        return parse_past_day(text, self._today()) if text else None

    def _check(self) -> None:
        try:
            self.read()
        except formats.DateNotUnderstood as error:
            self.set_error(wording.sentence(error))
        else:
            self.set_error(None)
