"""The owner's own figures in My business: the habits when giving back, the hour's price, the usual margin."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from evenhand import formats, translation, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import SumNotUnderstood
from evenhand.domain.records import Owner
from evenhand.domain.suggestions import MOST_ASK_DAYS, question
from evenhand.translation import _
from evenhand.ui.case_fields import read_share, read_sum
from evenhand.ui.inputs import Field, TextField

GIVING = ("share", "months", "round_to", "answer_days")
ASKING = ("ask_after", "ask_words")
OWN = ("hour_rate", "usual_margin", "touch_months", "keep_years")


class Habits:
    """Fields of the form, read and filled together; each mistake is one sentence by the field's name."""

    def __init__(self, make: Callable[..., TextField]) -> None:
        self.share, self.months, self.round_to = make(), make(), make(_("no rounding"))
        self.answer_days, self.touch_months = make(), make()
        self.hour_rate, self.usual_margin = make(_("not known")), make(_("not known"))
        self.keep_years = make()
        self.ask_after, self.ask_words = make(), make(question("", translation.language()))
        self.fields = {
            "share": Field(_("Bonus, share of the problem order"), self.share),
            "months": Field(_("Bonus, valid for months"), self.months),
            "round_to": Field(_("Bonus, round up to"), self.round_to),
            "answer_days": Field(_("Working days to answer a case"), self.answer_days),
            "hour_rate": Field(
                _("An hour of my own work"),
                self.hour_rate,
                _("In the usual currency. Part of what putting it right costs."),
            ),
            "usual_margin": Field(
                _("Usual margin"), self.usual_margin, _("What is left of an order where its own cost isn't known.")
            ),
            "touch_months": Field(
                _("Months between two greetings"), self.touch_months, _("To those who left: 3, 6 or 12, for example.")
            ),
            "keep_years": Field(
                _("Years to keep letters and sums"),
                self.keep_years,
                _("Of clients who were erased. Your country's law says how long; this is no legal advice."),
            ),
            "ask_after": Field(
                _("Days after delivery to ask how it went"),
                self.ask_after,
                _("Today proposes it, once for each order. 0: never."),
            ),
            "ask_words": Field(
                _("What I ask"),
                self.ask_words,
                _("Left empty, each client is asked the usual question in the language of their letters."),
            ),
        }

    def show_owner(self, owner: Owner) -> None:
        """Fills the fields; announces nothing."""
        for field, text in (
            (self.share, _percent(owner.bonus_share)),
            (self.months, str(owner.bonus_months)),
            (self.round_to, _plain(owner.bonus_round_to)),
            (self.answer_days, str(owner.answer_days)),
            (self.hour_rate, _plain(owner.hour_rate)),
            (self.usual_margin, _percent(owner.usual_margin)),
            (self.touch_months, str(owner.touch_months)),
            (self.keep_years, str(owner.keep_years)),
            (self.ask_after, str(owner.ask_after)),
            (self.ask_words, owner.ask_words),
        ):
            field.setText(text)
            field.setCursorPosition(0)

    def read(self, currency: str) -> tuple[dict[str, Any], dict[str, str]]:
        """The owner's fields as they stand, and what can't be taken by the names of the form's fields."""
        errors: dict[str, str] = {}
        found: dict[str, Any] = {
            "bonus_share": _share(self.share, "share", errors, _("Write a share above 0% and at most 100%.")),
            "bonus_months": _whole(self.months, "months", errors, _("Write a number of months from 1 to 60.")),
            "bonus_round_to": _sum(self.round_to, "round_to", errors, currency),
            "answer_days": _whole(self.answer_days, "answer_days", errors, _("Write a number of days from 1 to 60.")),
            "hour_rate": _sum(self.hour_rate, "hour_rate", errors, currency),
            "usual_margin": None,
            "touch_months": _whole(
                self.touch_months, "touch_months", errors, _("Write a number of months from 1 to 60.")
            ),
            "keep_years": _whole(
                self.keep_years, "keep_years", errors, _("Write a number of years from 0 to 99."), least=0, most=99
            ),
            "ask_after": _whole(
                self.ask_after,
                "ask_after",
                errors,
                _("Write a number of days from 0, for never, to {most}.").format(most=MOST_ASK_DAYS),
                least=0,
                most=MOST_ASK_DAYS,
            ),
            "ask_words": self.ask_words.text().strip(),
        }
        if self.usual_margin.text().strip():
            wanted = _("Write a share above 0% and at most 100%, or leave this empty.")
            found["usual_margin"] = _share(self.usual_margin, "usual_margin", errors, wanted)
        return found, errors


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"


def _percent(share: Decimal | None) -> str:
    return "" if share is None else formats.percent(share, translation.language())


def _share(field: TextField, name: str, errors: dict[str, str], sentence: str) -> Decimal | None:
    try:
        return read_share(field.text())
    except CaseRefused:
        errors[name] = sentence
        return None


def _whole(
    field: TextField, name: str, errors: dict[str, str], sentence: str, least: int = 1, most: int = 60
) -> int | None:
    text = field.text().strip()
    if text.isascii() and text.isdecimal() and len(text) < 4 and least <= int(text) <= most:
        return int(text)
    errors[name] = sentence
    return None


def _sum(field: TextField, name: str, errors: dict[str, str], currency: str) -> Decimal | None:
    """A sum above zero, in the major units of the currency; None where nothing stands."""
    if not field.text().strip():
        return None
    try:
        amount = read_sum(field.text(), currency).amount
    except SumNotUnderstood as error:
        errors[name] = wording.sentence(error)
        return None
    if amount <= 0:
        errors[name] = _("Write a sum above zero, or leave this empty.")
    return amount
