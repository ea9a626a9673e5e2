"""The figures that a letter states, as the composer shows them."""

from dataclasses import dataclass

from evenhand import formats, wording
from evenhand.letters.facts import Stated
from evenhand.translation import _, language, ngettext


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the case or the bonus."""

    name: str
    value: str


def figures(given: Stated) -> list[Figure]:
    """At most two, in the screen's language; the voucher takes one place where it shares the row with a gift."""
    here = language()
    found = []
    if given.refund:
        found.append(Figure(_("Refund"), formats.money(given.refund.amount, here)))
        found.append(Figure(_("Pay by"), formats.long_date(given.refund.pay_by, here)))
    if given.remedy:
        found.append(Figure(_("How it is put right"), given.remedy.what))
        if given.remedy.by and not given.gift:
            found.append(Figure(_("By"), formats.long_date(given.remedy.by, here)))
    if given.gift:
        found.append(Figure(_("Gift"), given.gift.what))
    if given.voucher:
        amount, until = formats.money(given.voucher.amount, here), given.voucher.valid_until
        if not given.gift:
            found.append(Figure(_("Bonus"), amount))
            found.append(Figure(_("Valid to"), wording.last_day(until)))
        elif until is None:
            found.append(Figure(_("Bonus"), amount))
        else:
            day = formats.short_date(until, here, year=True)
            found.append(Figure(_("Bonus"), _("{amount}, to {day}").format(amount=amount, day=day)))
    return found


def block_lines(given: Stated) -> dict[str, str]:
    """What stands in each of the page's own bands, in a line: the text holds no more than its place."""
    here = language()
    lines = {name: wording.block_name(name) for name in ("refund", "gift", "remedy", "options", "rules")}
    if given.refund:
        lines["refund"] = _("{name}: {amount}, by {day}").format(
            name=lines["refund"],
            amount=formats.money(given.refund.amount, here),
            day=formats.long_date(given.refund.pay_by, here),
        )
    if given.gift:
        lines["gift"] = _("{name}: {what}").format(name=lines["gift"], what=given.gift.what)
    if given.remedy and given.remedy.by:
        lines["remedy"] = _("{name}: {what}, by {day}").format(
            name=lines["remedy"], what=given.remedy.what, day=formats.long_date(given.remedy.by, here)
        )
    elif given.remedy:
        lines["remedy"] = _("{name}: {what}").format(name=lines["remedy"], what=given.remedy.what)
    if given.options:
        lines["options"] = ngettext(
            "{n} way to put it right, with a box to tick",
            "{n} ways to put it right, with boxes to tick",
            len(given.options),
        )
    if given.rules:
        lines["rules"] = ngettext(
            "{n} line of the house rules for clients", "{n} lines of the house rules for clients", len(given.rules)
        )
    return lines
