"""What a client was part of, in words that the client may read."""

from datetime import date

from evenhand import formats, wording
from evenhand.domain.records import LetterKind
from evenhand.storage.counter import Event, Sent
from evenhand.translation import N_, _, language
from evenhand.ui.history_rows import HistoryRow

# The others, such as a parting, are named on their own page only.
_NAMED_KINDS = frozenset(
    {
        LetterKind.OPTIONS,
        LetterKind.APOLOGY,
        LetterKind.REPLACEMENT,
        LetterKind.REFUND,
        LetterKind.BONUS,
        LetterKind.GIFT,
        LetterKind.DOUBLE,
        LetterKind.KEEP_IN_TOUCH,
        LetterKind.THANK_YOU,
        LetterKind.BONUS_REMINDER,
        LetterKind.HOW_WE_WORK,
    }
)

_BONUSES = {
    "granted": N_("Bonus {code} granted"),
    "redeemed": N_("Bonus {code} redeemed"),
    "exchanged": N_("Bonus {code} exchanged for money"),
    "extended": N_("Bonus {code} extended"),
}


def kind_in_words(kind: str) -> str:
    """What a letter is about; empty for a kind that says how we stand with each other."""
    return wording.word(LetterKind(kind)) if kind in _NAMED_KINDS else ""


def day_in_words(on: date, today: date) -> str:
    return formats.short_date(on, language(), year=on.year != today.year)


def letter_row(sent: Sent, today: date) -> tuple[str, str]:
    """A letter in two lines."""
    parts = (day_in_words(sent.on, today), kind_in_words(sent.kind))
    return _("Letter {number}").format(number=sent.number), "  ·  ".join(part for part in parts if part)


def event_row(event: Event, today: date) -> HistoryRow:
    """An event as a row of the history."""
    day, sum_ = day_in_words(event.on, today), formats.money(event.amount, language()) if event.amount else ""
    if event.kind == "order":
        what = " ".join(event.what.split())
        return HistoryRow(day, "package", _("Order {number}").format(number=event.number), what, sum_)
    if event.kind == "letter":
        title = _("Letter {number}").format(number=event.number)
        return HistoryRow(day, "envelope-simple", title, kind_in_words(event.what))
    spent = event.amount and event.kind in ("redeemed", "exchanged")
    right = formats.money(-event.amount, language()) if spent and event.amount else sum_
    return HistoryRow(day, "ticket", _(_BONUSES[event.kind]).format(code=event.number), _about_bonus(event), right)


def _about_bonus(event: Event) -> str:
    if event.kind == "redeemed" and event.what:
        return _("On order {number}").format(number=event.what)
    if event.kind == "extended" and event.what:
        return _("valid to {day}").format(day=formats.long_date(date.fromisoformat(event.what), language()))
    return ""
