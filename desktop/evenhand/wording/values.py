"""Domain values in the screen's language."""

from enum import StrEnum

from evenhand import formats
from evenhand.domain.bonus import BonusState
from evenhand.domain.case import Missing, Step
from evenhand.domain.comfort import Comfort, ComfortReason
from evenhand.domain.money import Money
from evenhand.domain.records import (
    Cause,
    Channel,
    Direction,
    LetterKind,
    Outcome,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.translation import N_, _, language

_WORDS: dict[StrEnum, str] = {
    Standing.PROSPECT: N_("Prospect"),
    Standing.ACTIVE: N_("Active"),
    Standing.PAUSED: N_("Paused"),
    Standing.LEFT: N_("Left"),
    Standing.PARTED: N_("Parted"),
    Standing.DECLINED: N_("Declined"),
    Channel.IN_PERSON: N_("In person"),
    Channel.PHONE: N_("By phone"),
    Channel.EMAIL: N_("By e-mail"),
    Channel.MESSAGE: N_("By message"),
    Channel.LETTER: N_("By letter"),
    Channel.OTHER: N_("Another way"),
    Direction.IN: N_("They to me"),
    Direction.OUT: N_("I to them"),
    Cause.PRODUCT: N_("The piece itself"),
    Cause.DELAY: N_("Delay"),
    Cause.COMMUNICATION: N_("Misunderstanding"),
    Cause.PRICE: N_("Price"),
    Cause.PAPERWORK: N_("Paperwork"),
    Cause.BEHAVIOUR: N_("Behaviour"),
    Cause.OTHER: N_("Something else"),
    Responsibility.OURS: N_("Mine"),
    Responsibility.SHARED: N_("Shared"),
    Responsibility.CLIENT: N_("The client's"),
    Responsibility.THIRD_PARTY: N_("A third party's"),
    Responsibility.UNCLEAR: N_("Not clear yet"),
    Remedy.REDO: N_("Do it again"),
    Remedy.REPLACE: N_("Replace it"),
    Remedy.REPAIR: N_("Repair it"),
    Remedy.PART: N_("Part of it, and part of the money"),
    Remedy.REFUND: N_("Money back"),
    Remedy.DISCOUNT: N_("A discount"),
    Remedy.OTHER: N_("Another way to put it right"),
    Remedy.NOTHING: N_("Nothing is left to put right"),
    Outcome.STAYS: N_("Stays"),
    Outcome.LEFT: N_("Left"),
    Outcome.PARTED: N_("We parted kindly"),
    LetterKind.REFUND: N_("Refund"),
    LetterKind.BONUS: N_("Bonus"),
    LetterKind.GIFT: N_("Gift"),
    LetterKind.DOUBLE: N_("Gift and bonus"),
    Comfort.COMFORTABLE: N_("Comfortable"),
    Comfort.UNEASY: N_("Uneasy"),
    Comfort.UNCOMFORTABLE: N_("Uncomfortable"),
    ComfortReason.RUDE: N_("Rude"),
    ComfortReason.PRESSED_PRICE: N_("Pressed the price"),
    ComfortReason.OUT_OF_HOURS: N_("Out of hours"),
    ComfortReason.KEPT_CHANGING: N_("Kept changing the order"),
    ComfortReason.DID_NOT_PAY: N_("Did not pay"),
    ComfortReason.THREATENED: N_("Threatened"),
    ComfortReason.I_BENT: N_("I bent too far"),
    ComfortReason.OTHER: N_("Another reason"),
    BonusState.OUTSTANDING: N_("Outstanding"),
    BonusState.PART_REDEEMED: N_("Used in part"),
    BonusState.REDEEMED: N_("Used"),
    BonusState.EXPIRED: N_("Ran out"),
    BonusState.CANCELLED: N_("Cancelled"),
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
    Missing.REMEDY: N_("How it is put right is still open."),
    Missing.REMEDY_DAY: N_("The day by which it is put right is still missing."),
    Missing.COMPENSATION: N_("What to give for the trouble is still open."),
    Missing.SECOND_COMPENSATION: N_("Whether to give both is still open."),
    Missing.OUTCOME: N_("How it ended is still open."),
}

_LANGUAGES = {"en": "English", "ru": "Русский", "ro": "Română", "hy": "Հայերեն"}


def word(value: StrEnum) -> str:
    """The name of a domain value in the screen's language."""
    return _(_WORDS[value])


def step(value: Step) -> str:
    return _(_STEPS[value])


def missing(value: Missing) -> str:
    """One line on what keeps a case on its step."""
    return _(_MISSING[value])


def language_name(code: str) -> str:
    """A language by its own name, which its speakers find in any screen language."""
    return _LANGUAGES.get(code, code)


def country_name(code: str) -> str:
    """A country's name in the screen's language (CLDR); the code itself when unknown."""
    from babel import Locale

    return str(Locale(language()).territories.get(code, code))


def money(sum_: Money) -> str:
    """A sum as the screen's language writes it."""
    return formats.money(sum_, language())
