"""Words for the money in a case, for the line, for parting and for keeping in touch."""

from enum import StrEnum

from evenhand.domain.economics import CostKind, MarginSource
from evenhand.domain.facts_pack import FactKind
from evenhand.domain.keeping_in_touch import Why
from evenhand.domain.line import MarkerKind, NoBalance
from evenhand.domain.parting import BonusFate
from evenhand.translation import N_

WORDS: dict[tuple[type[StrEnum], str], str] = {
    (CostKind, CostKind.REMEDY): N_("Putting it right"),
    (CostKind, CostKind.REFUND): N_("Money back"),
    (CostKind, CostKind.GIFT): N_("Gift, at cost"),
    (CostKind, CostKind.BONUS): N_("Bonus, as far as it was used"),
    (CostKind, CostKind.PROMISED): N_("Bonus, not used yet"),
    (CostKind, CostKind.PAID_OUT): N_("Bonus, paid out in money"),
    (MarginSource, MarginSource.THIS_ORDER): N_("As on this order"),
    (MarginSource, MarginSource.NEXT_ORDER): N_("As on the order that followed"),
    (MarginSource, MarginSource.THEIR_ORDERS): N_("As on their orders whose cost is known"),
    (MarginSource, MarginSource.USUAL): N_("Your usual margin"),
    (MarkerKind, MarkerKind.RESULT_BELOW_ZERO): N_("The result of twelve months is below zero"),
    (MarkerKind, MarkerKind.THIRD_COMPENSATION): N_("A third compensation in twelve months"),
    (MarkerKind, MarkerKind.DEMAND_ABOVE_PAID): N_("A demand above what was paid"),
    (MarkerKind, MarkerKind.CLAIM_CHANGED_AFTER_MET): N_("A claim that changed after it was met"),
    (NoBalance, NoBalance.NO_ORDERS): N_("No order with a sum in this currency is in the book yet."),
    (NoBalance, NoBalance.NO_MARGIN): N_(
        "What you keep of an order isn't known yet. Write what an order cost, or your usual margin in My business."
    ),
    (BonusFate, BonusFate.KEEP): N_("Honour it"),
    (BonusFate, BonusFate.EXCHANGE): N_("Exchange it for money"),
    (BonusFate, BonusFate.CANCEL): N_("Cancel it"),
    (Why, Why.DUE): N_("It is time for a greeting."),
    (Why, Why.LATER): N_("The next greeting has a day."),
    (Why, Why.THREE_SILENCES): N_("Three greetings had no answer, so none is proposed any more."),
    (Why, Why.DOOR_CLOSED): N_("You closed the door, so no greeting is proposed."),
    (Why, Why.LEFT_ALONE): N_("They asked not to be written to, so no greeting is proposed."),
    (Why, Why.FIRST_ME): N_("No greeting is proposed here."),
    (Why, Why.MONEY_OWED): N_("Money is still owed, so no greeting is proposed until that is settled."),
    (Why, Why.NO_RHYTHM): N_("No greeting is proposed here."),
    (FactKind, FactKind.ORDERED): N_("Ordered"),
    (FactKind, FactKind.DELIVERED): N_("Delivered"),
    (FactKind, FactKind.TOLD_US): N_("The client told us"),
    (FactKind, FactKind.CONTACT): N_("Contact"),
    (FactKind, FactKind.ASKED): N_("We asked"),
    (FactKind, FactKind.FOUND): N_("We found"),
    (FactKind, FactKind.CLAIMED): N_("The client asked for"),
    (FactKind, FactKind.CLAIM_MET): N_("Met"),
    (FactKind, FactKind.AGREED): N_("Agreed"),
    (FactKind, FactKind.PROMISED): N_("Promised"),
    (FactKind, FactKind.PROMISE_MOVED): N_("Promise moved"),
    (FactKind, FactKind.PROMISE_KEPT): N_("Promise kept"),
    (FactKind, FactKind.PROMISE_BROKEN): N_("Promise not kept"),
    (FactKind, FactKind.PROMISE_CANCELLED): N_("Promise cancelled"),
    (FactKind, FactKind.REFUND_GIVEN): N_("Money back"),
    (FactKind, FactKind.BONUS_GIVEN): N_("Bonus given"),
    (FactKind, FactKind.BONUS_USED): N_("Bonus used"),
    (FactKind, FactKind.BONUS_CANCELLED): N_("Bonus cancelled"),
    (FactKind, FactKind.BONUS_PAID_OUT): N_("Bonus paid out in money"),
    (FactKind, FactKind.GIFT_GIVEN): N_("Gift given"),
    (FactKind, FactKind.LETTER_ISSUED): N_("Letter"),
    (FactKind, FactKind.LETTER_VOIDED): N_("Letter voided"),
    (FactKind, FactKind.CHANGED): N_("We changed"),
    (FactKind, FactKind.PARTED): N_("We parted"),
    (FactKind, FactKind.CLOSED): N_("The case was closed"),
}
