"""What a way to put it right costs, and how that figure came about."""

from evenhand import formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.hours import written
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, cost, taken_off
from evenhand.translation import _, language

Lines = list[tuple[str, str]]


def cost_of(option: CaseOption, rate: Money | None, order: Money) -> Money | None:
    """What the way costs us, where the order came to this sum; None where that isn't known."""
    try:
        found = cost(option, rate, order)
    except CaseRefused:  # own hours in another currency: they're no part of the sum until it's stated by hand
        return None
    if found is None or (option.minutes and rate is None and option.cost_stated is None):
        return None
    return found


def cost_text(option: CaseOption, rate: Money | None, order: Money) -> str:
    """The sum; a dash where it isn't known."""
    found = cost_of(option, rate, order)
    return formats.money(found, language()) if found is not None else "—"


def cost_lines(option: CaseOption, rate: Money | None, order: Money) -> Lines:
    """The sum step by step, or why there's none."""
    lang = language()
    if option.cost_stated is not None:
        return [(_("Stated by hand"), formats.money(option.cost_stated, lang))]
    lines: Lines = []
    off = taken_off(option, order)
    if off is not None and option.discount is not None:
        words = _("A discount of {share} on {sum}").format(
            share=formats.percent(option.discount, lang), sum=formats.money(order, lang)
        )
        lines.append((words, formats.money(off, lang)))
    if option.materials is not None:
        lines.append((_("Materials"), formats.money(option.materials, lang)))
    if option.minutes and rate is None:
        told = _("{hours} h of my own work can't be counted: what an hour costs isn't written down yet.")
        return [*lines, (told.format(hours=written(option.minutes)), "")]
    if option.minutes and rate is not None and rate.currency != order.currency:
        return [*lines, (wording.sentence(CaseRefused("rate_in_other_currency")), "")]
    if option.minutes and rate is not None:
        hours = Money(rate.amount * option.minutes / 60, rate.currency)
        words = _("{hours} h of my own work, at {rate} an hour").format(
            hours=written(option.minutes), rate=formats.money(rate, lang)
        )
        lines.append((words, formats.money(hours, lang)))
    if len(lines) > 1:
        lines.append((_("Cost to me"), cost_text(option, rate, order)))
    return lines
