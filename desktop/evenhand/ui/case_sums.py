"""How the money in a case came about, sum by sum, as kit.Explained shows it: lines of words and figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evenhand import actions, formats, wording
from evenhand.domain.compensation import KeepingBalance
from evenhand.domain.economics import (
    ENOUGH_BONUSES,
    BonusEconomics,
    CaseCost,
    CaseEconomics,
    CaseReturn,
    ClientYear,
    CostKind,
    Margin,
    RedemptionRate,
    UsualOrder,
)
from evenhand.domain.line import Line, NoBalance
from evenhand.domain.money import Money
from evenhand.domain.records import BonusOffer
from evenhand.storage.book import Book
from evenhand.translation import _, language
from evenhand.ui.case_facts import CaseFacts

Lines = list[tuple[str, str]]
DASH = "—"


@dataclass(frozen=True, slots=True)
class CaseSums:
    """The money in one case, and how keeping its client is weighed."""

    economics: CaseEconomics
    line: Line

    @property
    def promised(self) -> tuple[CaseCost, ...]:
        """What its bonus may still cost."""
        return tuple(one for one in self.line.in_this_case if one.kind is CostKind.PROMISED)


def read_sums(book: Book, facts: CaseFacts) -> CaseSums:
    """The sums of the case that is shown. Raises NotInBook."""
    case, today = facts.case, facts.today
    return CaseSums(
        actions.economics_of(book, case_id=case.id, today=today),
        actions.the_line(book, client_id=case.client_id, case_id=case.id, today=today),
    )


def shown(sum_: Money | None) -> str:
    """A sum, or a dash for one that the book doesn't know."""
    return DASH if sum_ is None else wording.money(sum_)


def together(sums: Iterable[Money]) -> str:
    """Sums in several currencies side by side; a dash without any."""
    return ", ".join(wording.money(one) for one in sums) or DASH


def low_to_high(low: Money, high: Money) -> str:
    """Two guesses, or the one where they are the same."""
    if low == high:
        return wording.money(low)
    return _("{low} to {high}").format(low=wording.money(low), high=wording.money(high))


def _percent(share: Decimal) -> str:
    return formats.percent(share, language())


def of_cost(costs: Sequence[CaseCost], per_currency: dict[str, Money]) -> Lines:
    """What a case cost, thing by thing; with several, what each currency comes to."""
    lines = [(wording.word(one.kind), wording.money(one.amount)) for one in costs]
    if not lines:
        return [(_("Nothing has been spent on this case yet."), "")]
    if len(lines) > 1:
        lines += [
            (_("Together, in {currency}").format(currency=code), shown(one)) for code, one in per_currency.items()
        ]
    return lines


def of_bonus(order: Money, offer: BonusOffer) -> Lines:
    """The fixed sum of a bonus."""
    exact = order * offer.share
    lines = [
        (_("The order that went wrong"), wording.money(order)),
        (_("{share} of it").format(share=_percent(offer.share)), wording.money(exact)),
    ]
    if offer.amount != exact:
        lines.append((_("Rounded up"), wording.money(offer.amount)))
    return lines


def of_margin(margin: Margin | None) -> Lines:
    """What is left of an order after the cost of making it, and where that was read."""
    if margin is None:
        return [(wording.word(NoBalance.NO_MARGIN), "")]
    name = wording.word(margin.source)
    if margin.sum is not None and margin.cost is not None:
        name = _("{source}: {sum} less a cost of {cost}").format(
            source=name, sum=wording.money(margin.sum), cost=wording.money(margin.cost)
        )
    return [(name, _percent(margin.share))]


def of_rate(rate: RedemptionRate) -> Lines:
    """The share of bonuses that are used."""
    lines = []
    if rate.known:
        lines += [(_("Bonuses whose end is known"), str(rate.known)), (_("Of them used"), str(rate.used))]
    if not rate.guessed:
        return [*lines, (_("The share that is used"), _percent(rate.share))]
    few = _("It takes {n} to know how many are used. Until then it is a guess.").format(n=ENOUGH_BONUSES)
    return [*lines, (few, ""), (_("The share that is used, a guess"), _percent(rate.share))]


def of_usual(usual: UsualOrder | None) -> Lines:
    """The client's average order."""
    if usual is None:
        return [(wording.word(NoBalance.NO_ORDERS), "")]
    if usual.orders == 1:
        return [(_("Their one order so far"), wording.money(usual.amount))]
    return [
        (_("All their orders together"), wording.money(usual.together)),
        (_("How many they are"), str(usual.orders)),
        (_("A usual order of theirs"), wording.money(usual.amount)),
    ]


def of_at_cost(bonus: BonusEconomics) -> Lines:
    """What making the goods for a bonus costs."""
    if bonus.at_cost is None or bonus.margin is None:
        return of_margin(None)
    return [
        (_("The bonus"), wording.money(bonus.at_most)),
        *of_margin(bonus.margin),
        (_("The bonus less that share of it"), wording.money(bonus.at_cost)),
    ]


def of_probably(bonus: BonusEconomics) -> Lines:
    """What a bonus probably costs."""
    base = (_("The bonus, at its full sum"), bonus.at_most)
    if bonus.at_cost is not None:
        base = (_("Making the goods for it"), bonus.at_cost)
    why = of_margin(None) if bonus.at_cost is None else []
    return [
        *why,
        (base[0], wording.money(base[1])),
        *of_rate(bonus.rate),
        (_("One times the other"), wording.money(bonus.probably)),
    ]


def of_return(bonus: BonusEconomics) -> Lines:
    """What may come back when the bonus is used."""
    if bonus.may_bring is None or bonus.usual is None or bonus.margin is None:
        return [*(of_usual(None) if bonus.usual is None else []), *(of_margin(None) if bonus.margin is None else [])]
    return [
        (_("A usual order of theirs"), wording.money(bonus.usual.amount)),
        *of_margin(bonus.margin),
        *of_rate(bonus.rate),
        (_("All three multiplied"), wording.money(bonus.may_bring)),
    ]


def of_percentage(bonus: BonusEconomics) -> Lines:
    """What the same share off an unknown next order could cost."""
    if bonus.usual is None or bonus.share is None or bonus.percentage_next is None:
        return of_usual(None)
    share = _percent(bonus.share)
    lines = of_usual(bonus.usual)
    lines.append((_("{share} of it").format(share=share), wording.money(bonus.percentage_next)))
    if bonus.percentage_largest is not None and bonus.usual.orders > 1:
        largest = _("{share} of the largest so far, {sum}, would be {cost}.").format(
            share=share, sum=wording.money(bonus.usual.largest), cost=wording.money(bonus.percentage_largest)
        )
        lines.append((largest, ""))
    return lines


def of_year(year: ClientYear | None) -> Lines:
    """A year's revenue that would leave with the client."""
    if year is None:
        return of_usual(None)
    lang = language()
    visits = formats.number(year.visits, lang, 0 if year.visits == int(year.visits) else 2)
    since = _("Their orders since {day}").format(day=formats.long_date(year.first, lang))
    return [
        (since, str(year.orders)),
        (_("Days since then, at least a year"), formats.number(Decimal(year.days), lang, 0)),
        (_("Orders a year"), visits),
        (_("An order of theirs, low to high"), low_to_high(year.per_visit_low, year.per_visit_high)),
        (_("A year of them, in revenue"), low_to_high(*year.loss)),
    ]


def of_balance(line: Line) -> Lines:
    """What keeping the client costs against what they are expected to bring in the next year."""
    if line.balance is None:
        return [(wording.word(line.why_none), "")] if line.why_none is not None else []
    balance: KeepingBalance = line.balance
    lines = [
        (_("Their other cases, in twelve months"), wording.money(line.cost_so_far)),
        (_("This case, as it is chosen now"), wording.money(line.proposed)),
        (_("Keeping them costs"), wording.money(balance.cost)),
    ]
    if line.usual is not None and line.expected_orders is not None:
        visits = line.expected_orders
        places = 0 if visits == int(visits) else 2
        lines += [
            (_("A usual order of theirs"), wording.money(line.usual.amount)),
            *of_margin(line.margin),
            (_("Orders expected in a year"), formats.number(visits, language(), places)),
        ]
    lines += [(_("Expected margin of a year"), wording.money(balance.expected_margin))]
    if line.elsewhere:
        apart = _("In other currencies, and not counted here: {sums}.").format(sums=together(line.elsewhere))
        lines.append((apart, ""))
    words = (
        _("Costs beyond what they bring")
        if balance.crossed
        else _("Left before keeping them costs more than it brings")
    )
    lines.append((words, wording.money(balance.crossed_by if balance.crossed else -balance.crossed_by)))
    return lines


def of_spent(came_back: CaseReturn) -> Lines:
    """What a case cost beside its bonus."""
    lines = [(wording.word(one.kind), wording.money(one.amount)) for one in came_back.costs]
    return [*lines, (_("Spent"), wording.money(came_back.sums.spent))]


def of_came_back(came_back: CaseReturn) -> Lines:
    """What the next order brought."""
    order = came_back.next_order
    lines = [(_("The order that followed, {number}").format(number=order.number), wording.money(order.total))]
    if came_back.bonus:
        lines.append((_("Less the bonus used for it"), wording.money(-came_back.bonus)))
    return [*lines, (_("Came back"), wording.money(came_back.sums.came_back))]


def of_earned(came_back: CaseReturn) -> Lines:
    """What was really earned: the margin of the next order, less the bonus and what was spent."""
    sums, order = came_back.sums, came_back.next_order
    if sums.earned is None or came_back.margin is None:
        return of_margin(None)
    kept = order.total * came_back.margin.share
    lines = [
        (_("The order that followed, {number}").format(number=order.number), wording.money(order.total)),
        *of_margin(came_back.margin),
        (_("Kept of it"), wording.money(kept)),
    ]
    if came_back.bonus:
        lines.append((_("Less the bonus used for it"), wording.money(-came_back.bonus)))
    return [
        *lines,
        (_("Less what was spent"), wording.money(-sums.spent)),
        (_("Really earned"), wording.money(sums.earned)),
    ]
