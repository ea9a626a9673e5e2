"""The calculators of what is given: a discount, a fixed bonus, and what came back of it."""

from decimal import Decimal

from evenhand import formats
from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.compensation import (
    bonus_sum,
    compensation_return,
    discount_effect,
)
from evenhand.domain.discounts import discount_curve
from evenhand.domain.money import Money
from evenhand.translation import _, language, ngettext
from evenhand.ui.calculator_parts import (
    Drawn,
    Given,
    Input,
    Line,
    Outcome,
    Own,
    Values,
    percent,
    rounded,
    unsigned,
)
from evenhand.ui.case_fields import written_day
from evenhand.ui.discount_curve import orders_text, told
from evenhand.wording import money

# What a discount costs


def discount_inputs(own: Own) -> tuple[Input, ...]:
    found = own.averages
    orders = Input("orders", _("Orders"), Given.WHOLE, "1", _("As many orders as get the discount."))
    if found is not None and found.recent:
        orders = Input(
            "orders", _("Orders"), Given.WHOLE, str(found.orders), _("Your orders of the last twelve months.")
        )
    return (
        own.order("order", _("Sum of an order")),
        orders,
        own.margin(),
        Input("discount", _("Discount"), Given.SHARE, formats.percent(Decimal("0.1"), language())),
        Input("revenue_tax", _("Tax on revenue"), Given.PART, formats.percent(Decimal(0), language())),
        Input("profit_tax", _("Tax on profit"), Given.PART, formats.percent(Decimal(0), language())),
    )


def discount_outcome(given: Values) -> Outcome:
    price, orders, margin, share = (given[key] for key in ("order", "orders", "margin", "discount"))
    taxes = given["revenue_tax"], given["profit_tax"]
    found = discount_effect(price, orders, margin, share, *taxes)
    needed = orders_text(found.orders_needed) if found.orders_needed is not None else _("no number of orders")
    lost = money(found.profit_lost)
    if found.lost_share is not None:
        lost = f"{lost} ({percent(found.lost_share.quantize(Decimal('0.001')))})"
    curve = discount_curve(margin, share, *taxes)
    cost = found.revenue_before * (1 - margin)
    before, after = _("Profit before"), _("Profit after the discount")
    if any(taxes):
        before, after = _("Profit before, less taxes"), _("Profit after the discount, less taxes")
    return Outcome(
        says=(told(share, found.lost_share, orders, found.orders_needed),),
        figures=(
            Line(_("Profit before"), money(found.profit_before)),
            Line(_("Profit after the discount"), money(found.profit_after), strong=True),
            Line(_("Profit lost"), lost),
            Line(_("Orders for the same profit"), needed),
        ),
        steps=(
            Line(_("Billed before"), f"{money(price)} × {_count(orders)} = {money(found.revenue_before)}"),
            Line(
                _("Billed after"),
                rounded(
                    f"{money(found.revenue_before)} × {percent(1 - share)}",
                    found.revenue_before * (1 - share),
                    found.revenue_after,
                ),
            ),
            Line(_("Cost of making"), f"{money(found.revenue_before)} × {percent(1 - margin)} = {money(cost)}"),
            _profit(before, found.revenue_before, cost, found.profit_before, given),
            _profit(after, found.revenue_after, cost, found.profit_after, given),
            Line(
                _("Profit lost"),
                f"{money(found.profit_before)} \u2212 {money(found.profit_after)} = {money(found.profit_lost)}",
            ),
            *_orders_again(orders, found.profit_before, found.profit_after, found.orders_needed),
        ),
        drawn=Drawn(curve, price, orders, found.orders_needed, margin, share, taxes) if curve else None,
    )


def _profit(name: str, revenue: Money, cost: Money, profit: Money, given: Values) -> Line:
    """What is billed, less what making costs, less the taxes."""
    said, left = f"{money(revenue)} \u2212 {money(cost)}", revenue - cost
    if given["revenue_tax"]:
        tax = revenue * given["revenue_tax"]
        said, left = f"{said} \u2212 {money(tax)}", left - tax
    if given["profit_tax"] and left.minor > 0:
        tax = left * given["profit_tax"]
        said, left = f"{said} \u2212 {money(tax)}", left - tax
    return Line(name, rounded(said, left, profit))


def _orders_again(orders: int, before: Money, after: Money, needed: int | None) -> list[Line]:
    if needed is None:
        return []
    said = f"{_count(orders)} × {money(before)} ÷ {money(after)}"
    return [Line(_("Orders for the same profit, rounded up"), f"{said} = {_count(needed)}")]


def _count(count: int) -> str:
    return formats.number(Decimal(count), language(), 0)


# A fixed bonus


def bonus_inputs(own: Own) -> tuple[Input, ...]:
    owner, habit = own.owner, _("Your habit, from My business.")
    share, months = (owner.bonus_share, owner.bonus_months) if owner else (Decimal("0.1"), 3)
    round_to = owner.bonus_round_to if owner and owner.currency == own.currency else None
    rounded_to = formats.typed(Money(round_to, own.currency), language()) if round_to else ""
    return (
        own.order("order", _("Order that went wrong")),
        Input("share", _("Share of it"), Given.SHARE, formats.percent(share, language()), habit if owner else ""),
        Input(
            "round_to",
            _("Round up to"),
            Given.PRICE,
            rounded_to,
            habit if rounded_to else _("Empty: the bonus stays as it is."),
            optional=True,
        ),
        Input("on", _("Given on"), Given.DAY, written_day(own.today)),
        Input("months", _("Valid for months"), Given.MONTHS, str(months), habit if owner else ""),
    )


def bonus_outcome(given: Values) -> Outcome:
    order, share, round_to, on, months = (given[key] for key in ("order", "share", "round_to", "on", "months"))
    plain = bonus_sum(order, share)
    bonus = bonus_sum(order, share, round_to)
    until = bonus_expiry(on, months)
    steps = [Line(_("Share of the order"), f"{money(order)} × {percent(share)} = {money(plain)}")]
    if round_to is not None:
        steps.append(Line(_("Rounded up to a multiple of {sum}").format(sum=money(round_to)), money(bonus)))
    months_text = ngettext("{n} month", "{n} months", months)
    steps.append(Line(_("{months} from {day}").format(months=months_text, day=written_day(on)), written_day(until)))
    return Outcome(
        says=(
            _("The bonus is {sum} and can be used until {day}, that day included.").format(
                sum=money(bonus), day=written_day(until)
            ),
        ),
        figures=(Line(_("Bonus"), money(bonus), strong=True), Line(_("Last day"), written_day(until))),
        steps=tuple(steps),
    )


# What came back


def return_inputs(own: Own) -> tuple[Input, ...]:
    bonus = ""
    if own.owner is not None and own.averages is not None:
        bonus = formats.typed(bonus_sum(own.averages.average, own.owner.bonus_share), language())
    return (
        Input("redoing", _("Putting it right, at its cost"), Given.SUM, "0"),
        Input("gift", _("Gift, at its cost"), Given.SUM, "0"),
        Input(
            "bonus",
            _("Bonus that was used"),
            Given.SUM,
            bonus or "0",
            _("Your share of an average order.") if bonus else "",
        ),
        own.order("next", _("Next order"), Given.SUM),
        own.margin(optional=True),
    )


def return_outcome(given: Values) -> Outcome:
    redoing, gift, bonus, next_order, margin = (given[key] for key in ("redoing", "gift", "bonus", "next", "margin"))
    found = compensation_return((redoing, gift), bonus, next_order, margin)
    spent, back = money(found.spent), money(found.came_back)
    figures = [Line(_("Spent"), spent), Line(_("Came back"), back)]
    steps = [
        Line(_("Spent"), f"{money(redoing)} + {money(gift)} = {spent}"),
        Line(_("Came back"), f"{money(next_order)} \u2212 {money(bonus)} = {back}"),
    ]
    if found.ratio is None:
        says = [_("Nothing was spent, and {back} came back.").format(back=back)]
    else:
        ratio = formats.number(found.ratio, language(), 1)
        says = [
            _("{spent} was spent and {back} came back: {ratio} for each one spent.").format(
                spent=spent, back=back, ratio=ratio
            )
        ]
        figures.append(Line(_("Came back for each one spent"), ratio))
        steps.append(Line(_("Came back for each one spent"), f"{back} ÷ {spent} = {ratio}"))
    if found.earned is not None and margin is not None:
        earned = money(found.earned)
        sentence = _("With a margin of {margin}, {earned} of it was really earned.")
        if found.earned.minor < 0:
            sentence = _("With a margin of {margin}, it cost {earned} more than it earned.")
        says.append(sentence.format(margin=percent(margin), earned=money(unsigned(found.earned))))
        figures.append(Line(_("Really earned"), earned, strong=True))
        said = f"{money(next_order)} × {percent(margin)} \u2212 {money(bonus)} \u2212 {spent} = {earned}"
        steps.append(Line(_("Really earned"), said))
    return Outcome(tuple(says), tuple(figures), tuple(steps))
