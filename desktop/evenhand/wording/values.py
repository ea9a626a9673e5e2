"""Domain values in the screen's language."""

from datetime import date
from enum import StrEnum

from evenhand import formats
from evenhand.domain.bonus import BonusState, EntryKind
from evenhand.domain.case import Misfit, Missing, Step
from evenhand.domain.comfort import Comfort, ComfortReason
from evenhand.domain.money import Money
from evenhand.domain.options import Effort, OfferGap, OptionGap
from evenhand.domain.promises import PromiseState
from evenhand.domain.records import (
    Cause,
    Channel,
    ChosenBy,
    Direction,
    Envelope,
    LetterKind,
    Nature,
    Outcome,
    PaperSize,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.domain.turns import Turn
from evenhand.translation import N_, _, language
from evenhand.wording.line import WORDS

# By type and value: members of two such enums with one value are equal, Standing.LEFT and Outcome.LEFT for one.
_WORDS: dict[tuple[type[StrEnum], str], str] = WORDS | {
    (Standing, Standing.PROSPECT): N_("Prospect"),
    (Standing, Standing.ACTIVE): N_("Active"),
    (Standing, Standing.PAUSED): N_("Paused"),
    (Standing, Standing.LEFT): N_("Left"),
    (Standing, Standing.PARTED): N_("Parted"),
    (Standing, Standing.DECLINED): N_("Declined"),
    (Channel, Channel.IN_PERSON): N_("In person"),
    (Channel, Channel.PHONE): N_("By phone"),
    (Channel, Channel.EMAIL): N_("By e-mail"),
    (Channel, Channel.MESSAGE): N_("By message"),
    (Channel, Channel.LETTER): N_("By letter"),
    (Channel, Channel.OTHER): N_("Another way"),
    (Direction, Direction.IN): N_("They to me"),
    (Direction, Direction.OUT): N_("I to them"),
    (Cause, Cause.PRODUCT): N_("The piece itself"),
    (Cause, Cause.DELAY): N_("Delay"),
    (Cause, Cause.COMMUNICATION): N_("Misunderstanding"),
    (Cause, Cause.PRICE): N_("Price"),
    (Cause, Cause.PAPERWORK): N_("Paperwork"),
    (Cause, Cause.BEHAVIOUR): N_("Behaviour"),
    (Cause, Cause.OTHER): N_("Something else"),
    (Responsibility, Responsibility.OURS): N_("Mine"),
    (Responsibility, Responsibility.SHARED): N_("Shared"),
    (Responsibility, Responsibility.CLIENT): N_("The client's"),
    (Responsibility, Responsibility.THIRD_PARTY): N_("A third party's"),
    (Responsibility, Responsibility.UNCLEAR): N_("Not clear yet"),
    (Remedy, Remedy.REDO): N_("Do it again"),
    (Remedy, Remedy.REPLACE): N_("Replace it"),
    (Remedy, Remedy.REPAIR): N_("Repair it"),
    (Remedy, Remedy.PART): N_("Part of it, and part of the money"),
    (Remedy, Remedy.REFUND): N_("Money back"),
    (Remedy, Remedy.DISCOUNT): N_("A discount"),
    (Remedy, Remedy.OTHER): N_("Another way to put it right"),
    (Remedy, Remedy.NOTHING): N_("Nothing is left to put right"),
    (Outcome, Outcome.STAYS): N_("Stays"),
    (Outcome, Outcome.LEFT): N_("Left"),
    (Outcome, Outcome.PARTED): N_("We parted kindly"),
    (LetterKind, LetterKind.ACKNOWLEDGEMENT): N_("Acknowledgement"),
    (LetterKind, LetterKind.OPTIONS): N_("Ways to put it right"),
    (LetterKind, LetterKind.APOLOGY): N_("Apology"),
    (LetterKind, LetterKind.REPLACEMENT): N_("Replacement"),
    (LetterKind, LetterKind.REFUND): N_("Refund"),
    (LetterKind, LetterKind.BONUS): N_("Bonus"),
    (LetterKind, LetterKind.GIFT): N_("Gift"),
    (LetterKind, LetterKind.DOUBLE): N_("Gift and bonus"),
    (LetterKind, LetterKind.PARTING): N_("Parting kindly"),
    (LetterKind, LetterKind.DECLINE): N_("Declining kindly"),
    (LetterKind, LetterKind.KEEP_IN_TOUCH): N_("Keeping in touch"),
    (LetterKind, LetterKind.THANK_YOU): N_("Thank you"),
    (LetterKind, LetterKind.BONUS_REMINDER): N_("Bonus reminder"),
    (LetterKind, LetterKind.HOW_WE_WORK): N_("How we work"),
    (Comfort, Comfort.COMFORTABLE): N_("Comfortable"),
    (Comfort, Comfort.UNEASY): N_("Uneasy"),
    (Comfort, Comfort.UNCOMFORTABLE): N_("Uncomfortable"),
    (ComfortReason, ComfortReason.RUDE): N_("Rude"),
    (ComfortReason, ComfortReason.PRESSED_PRICE): N_("Pressed the price"),
    (ComfortReason, ComfortReason.OUT_OF_HOURS): N_("Out of hours"),
    (ComfortReason, ComfortReason.KEPT_CHANGING): N_("Kept changing the order"),
    (ComfortReason, ComfortReason.DID_NOT_PAY): N_("Did not pay"),
    (ComfortReason, ComfortReason.THREATENED): N_("Threatened"),
    (ComfortReason, ComfortReason.I_BENT): N_("I bent too far"),
    (ComfortReason, ComfortReason.OTHER): N_("Another reason"),
    (Envelope, Envelope.LEFT_WINDOW): N_("Window on the left (DIN, UK)"),
    (Envelope, Envelope.RIGHT_WINDOW): N_("Window on the right (FR, CH)"),
    (Envelope, Envelope.US_10): N_("US No. 10, window on the left"),
    (Envelope, Envelope.NO_WINDOW): N_("No window"),
    (PaperSize, PaperSize.A4): N_("A4"),
    (PaperSize, PaperSize.LETTER): N_("US Letter"),
    (BonusState, BonusState.OUTSTANDING): N_("Outstanding"),
    (BonusState, BonusState.PART_REDEEMED): N_("Used in part"),
    (BonusState, BonusState.REDEEMED): N_("Used"),
    (BonusState, BonusState.EXPIRED): N_("Ran out"),
    (BonusState, BonusState.CANCELLED): N_("Cancelled"),
    (BonusState, BonusState.EXCHANGED): N_("Exchanged for money"),
    (EntryKind, EntryKind.GRANTED): N_("Granted"),
    (EntryKind, EntryKind.REDEEMED): N_("Used"),
    (EntryKind, EntryKind.CANCELLED): N_("Cancelled"),
    (EntryKind, EntryKind.EXCHANGED): N_("Exchanged for money"),
    (EntryKind, EntryKind.REVERSED): N_("Taken back"),
    (EntryKind, EntryKind.EXTENDED): N_("Extended"),
    (ChosenBy, ChosenBy.CLIENT): N_("The client"),
    (ChosenBy, ChosenBy.OWNER): N_("I"),
    (Nature, Nature.GOODWILL): N_("Goodwill"),
    (Nature, Nature.OWED): N_("In place of money owed"),
    (Effort, Effort.NONE): N_("None"),
    (Effort, Effort.LITTLE): N_("A little"),
    (Effort, Effort.SOME): N_("Some"),
    (Effort, Effort.MUCH): N_("A lot"),
    (OptionGap, OptionGap.NO_TITLE): N_("What the client gets is still missing."),
    (OptionGap, OptionGap.NO_DAY): N_("The day is still missing."),
    (OptionGap, OptionGap.NO_DISCOUNT): N_("How much the discount is, is still missing."),
    (OfferGap, OfferGap.TOO_FEW): N_("Three ways leave the client a choice."),
    (OfferGap, OfferGap.NONE_WITHOUT_EFFORT): N_("None of the ways asks nothing of the client."),
    (OfferGap, OfferGap.DISCOUNT_BEFORE_REPLACING): N_(
        "A discount is soon forgotten, and the flaw stays in sight. Offer to do it again or to replace it as well."
    ),
    (OfferGap, OfferGap.UNFINISHED): N_("One of the ways isn't finished yet."),
    (PromiseState, PromiseState.OPEN): N_("Still open"),
    (PromiseState, PromiseState.TODAY): N_("Today"),
    (PromiseState, PromiseState.LATE): N_("Late"),
    (PromiseState, PromiseState.KEPT): N_("Kept"),
    (PromiseState, PromiseState.KEPT_LATE): N_("Kept late"),
    (PromiseState, PromiseState.BROKEN): N_("Not kept"),
    (PromiseState, PromiseState.CANCELLED): N_("No longer needed"),
    (Turn, Turn.OURS): N_("My turn"),
    (Turn, Turn.CLIENT): N_("The client's turn"),
    (Turn, Turn.THIRD_PARTY): N_("A third party's turn"),
    (Misfit, Misfit.OPTION_NOT_OFFERED): N_("The way that the client chose isn't on offer any more."),
    (Misfit, Misfit.OPTION_DIFFERS): N_("What is agreed says something else than the way that the client chose."),
    (Misfit, Misfit.DISCOUNT_AGREED): N_("A discount is agreed. It is soon forgotten, and the flaw stays in sight."),
    (Misfit, Misfit.REMEDY_DAY_PASSED): N_("The day by which it is put right has passed."),
    (Misfit, Misfit.SKIPPED_BUT_GIVEN): N_("This step was left out, and something is given in it."),
    (Misfit, Misfit.BONUS_AT_PARTING): N_("You part with the client, and a bonus for a next order is given."),
    (Misfit, Misfit.BONUS_BESIDE_FULL_REFUND): N_(
        "All the money goes back, and a bonus of this order is given as well."
    ),
    (Misfit, Misfit.BOTH_NOT_VALUED): N_("Both are given, and the client isn't marked as valued."),
    (Misfit, Misfit.BOTH_NOT_COMFORTABLE): N_("Both are given, and you said that you aren't at ease with this client."),
    (Misfit, Misfit.BOTH_BESIDE_REFUND): N_("Both are given beside money back."),
}

_STEPS = {
    Step.FIND_THE_CAUSE: N_("Find the cause"),
    Step.PUT_IT_RIGHT: N_("Put it right"),
    Step.COMPENSATE: N_("Compensate"),
    Step.DOUBLE_IT: N_("Double it"),
    Step.KEEP_IN_TOUCH: N_("Keep in touch"),
}

_MISSING = {
    Missing.WORDS: N_("The client's own words are still missing."),
    Missing.CAUSE: N_("What failed is still open."),
    Missing.RESPONSIBILITY: N_("Whose it is, is still open."),
    Missing.OPTIONS: N_("Fewer than three ways to put it right are offered, and none is agreed yet."),
    Missing.REMEDY: N_("How it is put right is still open."),
    Missing.REMEDY_DAY: N_("The day by which it is put right is still missing."),
    Missing.COMPENSATION: N_("What to give for the trouble is still open."),
    Missing.SECOND_COMPENSATION: N_("Whether to give both is still open."),
    Missing.OUTCOME: N_("How it ended is still open."),
    Missing.CLOSING: N_("All that is left is to close it."),
}


def word(value: StrEnum) -> str:
    """The name of a domain value in the screen's language."""
    return _(_WORDS[type(value), value])


def step(value: Step) -> str:
    return _(_STEPS[value])


def missing(value: Missing) -> str:
    """One line on what keeps a case on its step."""
    return _(_MISSING[value])


def last_day(until: date | None) -> str:
    """A bonus's last day, or that there is none."""
    return formats.long_date(until, language()) if until else _("no last day")


def with_day(text: str, day: date | None, **more: str) -> str:
    """The text with a day at its {day}. A day that ends in a stop, as "2026 г." does, closes its sentence by it."""
    filled = text.format(day=last_day(day), **more)
    stop = f"{last_day(day)}."
    return filled.replace(stop, last_day(day)) if stop.endswith("..") else filled


def money(sum_: Money) -> str:
    """A sum as the screen's language writes it."""
    return formats.money(sum_, language())
