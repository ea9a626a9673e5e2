"""The calculators of clients: what a lost one costs, and what keeping one does."""

from decimal import Decimal

from evenhand import formats
from evenhand.domain.compensation import (
    keeping_balance,
    lost_client_cost,
)
from evenhand.domain.money import Money
from evenhand.translation import _, language
from evenhand.ui.calculator_parts import (
    Given,
    Input,
    Line,
    NotTaken,
    Outcome,
    Own,
    Values,
    percent,
    unsigned,
    written_number,
)
from evenhand.wording import money

# What a lost client costs


def lost_inputs(own: Own) -> tuple[Input, ...]:
    low = high = source = ""
    if own.averages is not None:
        low, high = (formats.typed(one, language()) for one in (own.averages.low, own.averages.high))
        source = _("Half of your orders lie between these two.")
    return (
        Input("low", _("An order, at the low end"), Given.SUM, low, source or own.order("low", "").source),
        Input("high", _("An order, at the high end"), Given.SUM, high, source),
        own.orders_a_year("visits", _("Orders a year")),
        own.margin(optional=True),
    )


def lost_outcome(given: Values) -> Outcome:
    low, high, visits, margin = (given[key] for key in ("low", "high", "visits", "margin"))
    if low > high:
        raise NotTaken(_("This is below the low end. Write the higher sum here."), "high")
    found = lost_client_cost(low, high, visits)
    often = formats.number(visits, language(), max(0, -int(visits.normalize().as_tuple().exponent)))
    says = [
        _("Without this client {low} to {high} a year is missing.").format(low=money(found.low), high=money(found.high))
        if found.low != found.high
        else _("Without this client {sum} a year is missing.").format(sum=money(found.low))
    ]
    figures = [Line(_("Revenue of a year"), _span(found.low, found.high), strong=margin is None)]
    steps = [
        Line(_("At the low end"), f"{money(low)} × {often} = {money(found.low)}"),
        Line(_("At the high end"), f"{money(high)} × {often} = {money(found.high)}"),
    ]
    if margin is not None:
        kept = found.low * margin, found.high * margin
        says.append(
            _("With a margin of {margin}, {span} of it would have stayed with you.").format(
                margin=percent(margin), span=_span(*kept)
            )
        )
        figures.append(Line(_("Margin of a year"), _span(*kept), strong=True))
        steps += [
            Line(_("Margin at the low end"), f"{money(found.low)} × {percent(margin)} = {money(kept[0])}"),
            Line(_("Margin at the high end"), f"{money(found.high)} × {percent(margin)} = {money(kept[1])}"),
        ]
    return Outcome(tuple(says), tuple(figures), tuple(steps))


def _span(low: Money, high: Money) -> str:
    return money(low) if low == high else f"{money(low)} – {money(high)}"


# Keeping a client


def keeping_inputs(own: Own) -> tuple[Input, ...]:
    return (
        Input("cost", _("Cost of the client so far"), Given.SUM, "0", _("What was put right and given, at its cost.")),
        Input("proposed", _("What is proposed now"), Given.SUM, "0"),
        own.order("order", _("Average order"), Given.SUM),
        own.margin(),
        own.orders_a_year("orders", _("Orders expected in a year")),
    )


def keeping_outcome(given: Values) -> Outcome:
    cost, proposed, order, margin, orders = (given[key] for key in ("cost", "proposed", "order", "margin", "orders"))
    found = keeping_balance(cost, proposed, order, margin, orders)
    often = written_number(orders) if orders == orders.quantize(Decimal("0.1")) else f"{orders.normalize():f}"
    by = money(unsigned(found.crossed_by))
    if found.crossed:
        says = _("The line is crossed: keeping this client costs {sum} more than the client is expected to bring.")
    elif found.crossed_by:
        says = _("The line is not crossed: {sum} is left before keeping this client costs too much.")
    else:
        says = _("Keeping this client costs exactly what the client is expected to bring.")
    return Outcome(
        says=(says.format(sum=by),),
        figures=(
            Line(_("Cost of keeping the client"), money(found.cost)),
            Line(_("Margin expected in a year"), money(found.expected_margin)),
            Line(_("Above the line") if found.crossed else _("Left before the line"), by, strong=True),
        ),
        steps=(
            Line(_("Cost of keeping the client"), f"{money(cost)} + {money(proposed)} = {money(found.cost)}"),
            Line(
                _("Margin expected in a year"),
                f"{money(order)} × {percent(margin)} × {often} = {money(found.expected_margin)}",
            ),
            Line(
                _("Difference"),
                f"{money(found.cost)} \u2212 {money(found.expected_margin)} = {money(found.crossed_by)}",
            ),
        ),
    )
