"""A client in four figures, each sum in its own currency."""

from collections.abc import Iterable
from datetime import date

from evenhand import formats
from evenhand.domain.money import Money
from evenhand.storage.history import ClientFigures
from evenhand.translation import _, language, ngettext
from evenhand.ui.frames import Figure

_NONE = "–"


def figures_row(found: ClientFigures, today: date) -> list[Figure]:
    """Worth so far, compensations, open bonus, average order."""
    open_ones = [one for one in found.open_bonuses if one.valid_until is None or one.valid_until >= today]
    last_days = [one.valid_until for one in open_ones if one.valid_until is not None]
    until = ""
    if last_days:
        day = formats.short_date(last_days[0], language(), year=last_days[0].year != today.year)
        until = (_("the first to {day}") if len(open_ones) > 1 else _("valid to {day}")).format(day=day)
    cases = ngettext("in {n} case", "in {n} cases", found.cases) if found.cases else ""
    return [
        Figure(_("Worth so far"), _sums(found.worth.values()), ngettext("{n} order", "{n} orders", found.orders)),
        Figure(_("Compensations"), _sums(found.given.values()), cases),
        Figure(_("Open bonus"), _sums(_by_currency(one.left for one in open_ones)), until),
        Figure(_("Average order"), _sums(found.average_order.values())),
    ]


def _by_currency(sums: Iterable[Money]) -> list[Money]:
    totals: dict[str, Money] = {}
    for one in sums:
        totals[one.currency] = totals[one.currency] + one if one.currency in totals else one
    return list(totals.values())


def _sums(sums: Iterable[Money]) -> str:
    return " · ".join(formats.money(one, language()) for one in sums if one) or _NONE
