"""A client in four figures, each sum in its own currency."""

from collections.abc import Iterable
from datetime import date

from evenhand import formats
from evenhand.domain.money import Money
from evenhand.storage.history import ClientFigures
from evenhand.translation import _, language, ngettext
from evenhand.ui.frames import Figure

_NONE = "–"


def figures_row(found: ClientFigures, today: date, own: str) -> list[Figure]:
    """Worth so far, compensations, open bonus, average order; the sum in the client's `own` currency stands first."""
    open_ones = [one for one in found.open_bonuses if one.owed or one.valid_until is None or one.valid_until >= today]
    last_days = [one.valid_until for one in open_ones if one.valid_until is not None and one.valid_until >= today]
    until = ""
    if last_days:
        day = formats.short_date(last_days[0], language(), year=last_days[0].year != today.year)
        until = (_("the first to {day}") if len(open_ones) > 1 else _("valid to {day}")).format(day=day)
    orders = ngettext("{n} order", "{n} orders", found.orders)
    cases = ngettext("in {n} case", "in {n} cases", found.cases) if found.cases else ""
    return [
        _figure(_("Worth so far"), found.worth.values(), orders, own),
        _figure(_("Compensations"), found.given.values(), cases, own),
        _figure(_("Open bonus"), _by_currency(one.left for one in open_ones), until, own),
        _figure(_("Average order"), found.average_order.values(), "", own),
    ]


def _figure(name: str, sums: Iterable[Money], note: str, own: str) -> Figure:
    in_order = sorted((one for one in sums if one), key=lambda one: one.currency != own)
    texts = [formats.money(one, language()) for one in in_order] or [_NONE]
    others = _("and {sums}").format(sums=", ".join(texts[1:])) if len(texts) > 1 else ""
    return Figure(name, texts[0], " · ".join(part for part in (others, note) if part))


def _by_currency(sums: Iterable[Money]) -> list[Money]:
    totals: dict[str, Money] = {}
    for one in sums:
        totals[one.currency] = totals[one.currency] + one if one.currency in totals else one
    return list(totals.values())
