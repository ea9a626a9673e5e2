"""The five calculators: what each asks for, and what it makes of it with the domain's own functions."""

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.translation import N_
from evenhand.ui.calculator_parts import Input, Outcome, Own, Values
from evenhand.ui.calculators_giving import (
    bonus_inputs,
    bonus_outcome,
    discount_inputs,
    discount_outcome,
    return_inputs,
    return_outcome,
)
from evenhand.ui.calculators_keeping import keeping_inputs, keeping_outcome, lost_inputs, lost_outcome


@dataclass(frozen=True, slots=True)
class Calculator:
    """One page: its icon, its title, what it's for, what it asks, and what it works out."""

    key: str
    icon: str
    title: str
    purpose: str
    inputs: Callable[[Own], tuple[Input, ...]]
    work_out: Callable[[Values], Outcome]  # raises NotTaken, and ValueError for figures too large


CALCULATORS = (
    Calculator(
        "discount",
        "ticket",
        N_("What a discount costs"),
        N_("A discount is taken from the profit, not from the price."),
        discount_inputs,
        discount_outcome,
    ),
    Calculator(
        "bonus",
        "gift",
        N_("A fixed bonus"),
        N_("A sum taken from the order that went wrong, with a last day."),
        bonus_inputs,
        bonus_outcome,
    ),
    Calculator(
        "return",
        "hand-heart",
        N_("What came back"),
        N_("What putting it right cost, and what the next order brought."),
        return_inputs,
        return_outcome,
    ),
    Calculator(
        "lost",
        "door-open",
        N_("What a lost client costs"),
        N_("A year of orders leaves together with the client."),
        lost_inputs,
        lost_outcome,
    ),
    Calculator(
        "keeping",
        "star",
        N_("Keeping a client"),
        N_("What keeping the client costs, against what the client is expected to bring."),
        keeping_inputs,
        keeping_outcome,
    ),
)
