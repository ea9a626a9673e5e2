"""Refusals and failures in the screen's language: one sentence each, that says what to do and blames nobody."""

from functools import singledispatch

from evenhand import formats
from evenhand.domain.bonus import BonusRefused
from evenhand.domain.calendar import UnknownCountry
from evenhand.domain.case import CaseRefused
from evenhand.domain.hours import HoursNotUnderstood
from evenhand.domain.money import CurrencyMismatch, SumNotUnderstood
from evenhand.exchange.refusal import FileRefused
from evenhand.images import ImageRefused
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.errors import StorageError
from evenhand.translation import N_, _
from evenhand.wording.letter_fields import field_name
from evenhand.wording.values import money, with_day

# Each refusal of a case in one sentence; {limit} is a sum.
_CASE_REFUSALS = {
    "archived_client": N_("This client is archived. Bring the client back first, then open the case."),
    "open_case_on_order": N_("This order already has an open case. Go on with that one."),
    "refunded_in_full": N_("This order has been refunded in full already."),
    "case_closed": N_("This case is closed. Open it again first."),
    "no_order": N_("A case needs an order. Write the order first."),
    "no_title": N_("Say in a few words what the case is about."),
    "refund_above_paid": N_("That is more than can be given back. At most {limit} is left of what was paid."),
    "refund_of_nothing": N_("Write a sum above zero, at most {limit}."),
    "pay_by_past": N_("That day has passed. Choose today or a later day."),
    "day_past": N_("That day has passed. Choose today or a later day."),
    "expiry_past": N_("That day has passed. Choose today or a later day."),
    "share_out_of_range": N_("Write a share above 0% and at most 100%."),
    "months_out_of_range": N_("Write at least one month and at most sixty."),
    "gift_without_words": N_("Say what the gift is."),
    "method_missing": N_("Say how the money goes back, for example to the card that was used."),
    "cost_below_zero": N_("A cost cannot be below zero."),
    "order_without_sum": N_("The order has no sum to take a share of. Write the sum in the order first."),
    "no_owner": N_("Your letterhead is still empty. Fill in My business first."),
    "nothing_to_state": N_("The case doesn't hold what this letter states. Choose it in the case first."),
    "letter_stands": N_("An issued letter states this already. Void that letter first."),
    "letter_since": N_("A letter has been issued since then. To change what is given, void that letter first."),
    "note_without_word": N_("Say above how it sat as well; the note is kept with that."),
    "letter_misstates": N_("The page lacks a figure that this letter states. Start the letter anew."),
    "kind_does_not_fit": N_("This kind of letter doesn't fit as things stand now. Choose another kind."),
    "field_missing": N_("“{field}” is still empty. Fill it in first."),
    "field_not_a_day": N_("“{field}” isn't a day. Write it like 8.2.2027 or 2027-02-08."),
    "options_missing": N_("Write at least one way to put it right."),
    "clock_went_back": N_(
        "The last letter is dated {day}, later than today. Check this computer's date;"
        " if it's the letter that is dated wrongly, void it first."
    ),
    "not_voided": N_("This letter stands. Void it first, then write the one that takes its place."),
    "already_replaced": N_("Another letter has taken this one's place already."),
    "client_choice_missing": N_("Money owed becomes a bonus only when the client chose so. Tick that they did."),
    "owed_above_paid": N_("Money owed is never more than was paid. At most {limit} can become a bonus."),
    "bonus_undecided": N_("This order has an earlier bonus. Say what becomes of it: keep it, reduce it or cancel it."),
    "bonus_in_place_of_it": N_(
        "A bonus stands in place of some of this money. Return at most {limit}, or cancel the bonus first."
    ),
    "bonus_changed": N_(
        "The letter names a bonus that has changed since. Put the right one into the text, or take the sentence out."
    ),
    "already_voided": N_("This letter has been voided already."),
    "void_without_reason": N_("Say why the letter is void."),
    "already_parted": N_("You have parted with this client already. Change the standing first to go on together."),
    "accepted_below_zero": N_("Work that is kept cannot be worth less than nothing. Write zero or more."),
    "accepted_above_paid": N_(
        "That is more than is left of what was paid. At most {limit} can stay for the work that is kept."
    ),
    "pay_by_missing": N_("Say by which day the money goes back."),
    "bonus_fate_missing": N_(
        "A bonus of this client is still open. Say what becomes of it: honour it, exchange it for money, or cancel it."
    ),
    "owed_not_cancelled": N_(
        "This bonus stands for money that the client is owed. Honour it, or exchange it for money."
    ),
    "follow_up_without_words": N_("Say in a few words what you want to ask or to write."),
    "follow_up_day_past": N_("That day has passed. Choose today or a later day."),
    "door_closed": N_("You closed the door here. Open it first, then plan a greeting."),
    "touch_months_out_of_range": N_("Write a number of months from 0, for never, to sixty."),
    "rate_in_other_currency": N_(
        "Your hours are priced in another currency than this order. Write what this way costs in the order's currency."
    ),
    "option_without_title": N_("Say in a few words what the client gets, then choose this way."),
    "option_without_day": N_("This way has no day yet. Say by which day, then choose it."),
    "option_day_past": N_("The day of this way has passed. Give it today or a later day, then choose it."),
    "discount_without_share": N_("Say how much the discount is, then choose this way."),
    "option_chosen": N_("The client chose this way. Take the choice back first, then take the way out."),
    "suggestion_without_words": N_("Say in a few words what is suggested."),
    "praise_without_words": N_("Write down what was said, so that it's kept."),
    "answer_without_words": N_("Say in a few words what you answered."),
    "promise_without_words": N_("Say in a few words what you promise."),
    "promise_without_day": N_("Say by which day."),
    "promise_day_past": N_("That day has passed. Promise today or a later day."),
    "promise_same_day": N_("The promise has this day and hour already. Choose another."),
    "promise_ended": N_("This promise has ended already. Open it again first."),
    "promise_not_moved": N_("This promise still has its first day."),
    "promises_open": N_(
        "A promise for {day} is still open. Keep it, move it or say that it is no longer needed first."
    ),
    "outcome_missing": N_("Say how it ended first: the client stays, left, or you parted."),
    "agreed_already": N_("How this is put right is agreed already. Change it in the second step of the case."),
    "went_on": N_("The case has gone on since. Change it in the case itself."),
    "turn_before_receipt": N_("The case began on {day}. Choose that day or a later one."),
    "turn_before_last": N_("It last passed on {day} to another. Choose that day or a later one."),
    "intake_without_name": N_("Write a name first, so that they are found again."),
    "intake_ended": N_("This has been decided already. Open it from the client's page."),
    "client_went_on": N_("More has been written about this client since. Change the client by hand."),
    "turn_to_come": N_("That day is still to come. Choose today or an earlier day."),
}

_BONUS_REFUSALS = {
    "expired": N_("This bonus ran out on {day}."),
    "cancelled": N_("This bonus was cancelled."),
    "used": N_("This bonus has been used up."),
    "exchanged": N_("This bonus was exchanged for money."),
    "too_much": N_("Only {left} is left on this bonus."),
    "nothing": N_("Write a sum above zero."),
    "above_order": N_("Only {left} of this order is still to pay. Write that or less."),
    "order_paid": N_("Bonuses have paid for the whole of this order already. Choose another order."),
    "not_owed": N_("This bonus is a goodwill one. Only one in place of money owed is exchanged for money."),
    "no_end": N_("This bonus has no last day, so there is nothing to extend."),
    "not_later": N_("This bonus is valid until {day} already. Choose a later day."),
    "day_past": N_("That day has passed. Choose today or a later day."),
    "not_redeemed": N_("Only a redemption can be taken back."),
    "taken_back": N_("This redemption has been taken back already."),
}


# Refusals and failures that have a sentence here; anything else is a fault of the program.
KNOWN_ERRORS: tuple[type[Exception], ...] = (
    SumNotUnderstood,
    HoursNotUnderstood,
    formats.DateNotUnderstood,
    CurrencyMismatch,
    CaseRefused,
    BonusRefused,
    UnknownCountry,
    ImageRefused,
    LetterRefused,
    FileRefused,
    StorageError,
)


@singledispatch
def sentence(error: Exception) -> str:
    """What went wrong and what to do about it, in one sentence that blames nobody."""
    return _("Something went wrong that Evenhand has no words for ({name}). Nothing was changed.").format(
        name=type(error).__name__
    )


@sentence.register
def _sum(error: SumNotUnderstood) -> str:
    if error.ambiguous:
        return _("{text} can be read in two ways. Write {whole} without the separator, or with two decimals.").format(
            text=error.text.strip(), whole=error.text.strip().replace(".", "").replace(",", "")
        )
    if error.written_in:
        return _("A sum in {other} can't be counted here. Write it in {currency}.").format(
            other=error.written_in, currency=error.wanted_in
        )
    if error.too_large:
        return _("This sum is too large. Write at most twelve digits before the decimals.")
    return _("This is not a sum. Write it like 1234.50, without the currency.")


@sentence.register
def _hours(error: HoursNotUnderstood) -> str:
    return _("This is not a length of time. Write it like 1:30, 1.5 or 90 min; at most a thousand hours.")


@sentence.register
def _day(error: formats.DateNotUnderstood) -> str:
    if error.no_such_day:
        return _("There is no such day in the calendar.")
    return _("This is not a day. Write it like 8.2.2027 or 2027-02-08, or +7 for a week from today.")


@sentence.register
def _currency(error: CurrencyMismatch) -> str:
    return _("{first} and {second} can't be mixed. Write the sum in the currency of the order.").format(
        first=error.first, second=error.second
    )


@sentence.register
def _case(error: CaseRefused) -> str:
    return with_day(
        _(_CASE_REFUSALS[error.reason]),
        error.day,
        limit=money(error.limit) if error.limit is not None else "",
        field=field_name(error.field) if error.field else "",
    )


@sentence.register
def _bonus(error: BonusRefused) -> str:
    return with_day(_(_BONUS_REFUSALS[error.reason]), error.until, left=money(error.left))


@sentence.register
def _country(error: UnknownCountry) -> str:
    return _("The public holidays of this country are not known. Choose another country in My business.")


@sentence.register
def _image(error: ImageRefused) -> str:
    if error.reason == "too_large":
        return _("This picture is too large. Choose one of at most 25 million pixels and 20 MB.")
    return _("This file is not a PNG or JPEG picture. Choose another file.")


def sentence_for_file(error: OSError) -> str:
    """A file or folder that the system would not let us have."""
    return _("{path}: {reason}.").format(path=error.filename or "?", reason=error.strerror or type(error).__name__)
