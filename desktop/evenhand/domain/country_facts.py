"""Country facts: legal terms with their source and the day they were checked, and what a country's addresses need.

They are shown and compared with, never decided by: nothing here is an obligation, and a term that nobody verified gives
no day and no warning. No function raises for odd input; what can't be read off gives nothing.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from evenhand.domain.calendar import answer_by, is_working_day


class Topic(StrEnum):
    WITHDRAWAL_REFUND = "withdrawal_refund"  # of a distance contract the client withdrew from
    UNDELIVERED_REFUND = "undelivered_refund"  # of what was ordered and never sent
    GOODS_REFUND = "goods_refund"  # for faulty goods
    SERVICES_REFUND = "services_refund"
    REPAIR = "repair"  # of faulty goods
    REPLACEMENT = "replacement"  # of faulty goods
    COMPLAINT_ANSWER = "complaint_answer"
    EXCHANGE = "exchange"  # of sound goods: how long the client may ask for it
    VOUCHER_VALIDITY = "voucher_validity"  # the shortest, of a voucher that was paid for or stands in for money


REFUND_TOPICS = frozenset(
    (Topic.WITHDRAWAL_REFUND, Topic.UNDELIVERED_REFUND, Topic.GOODS_REFUND, Topic.SERVICES_REFUND)
)
REMEDY_TOPICS = frozenset((Topic.REPAIR, Topic.REPLACEMENT))


class Unit(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


class CountedFrom(StrEnum):
    """The day a term is counted from."""

    DEMAND = "demand"  # the client's demand, notice or complaint reaches us
    AGREEMENT = "agreement"  # we agree to it
    RETURN = "return"  # the goods, or proof that they were sent, are back
    HANDOVER = "handover"  # the client got the goods
    ISSUE = "issue"  # a voucher is issued


_USUALLY_FROM = {Topic.EXCHANGE: CountedFrom.HANDOVER, Topic.VOUCHER_VALIDITY: CountedFrom.ISSUE}


@dataclass(frozen=True, slots=True)
class CountryFact:
    """One legal term of one country, as far as it's known."""

    country: str  # ISO 3166 alpha-2
    topic: Topic
    days: int | None = None
    unit: Unit = Unit.CALENDAR
    first_day_counts: bool = False  # whether the day it's counted from is day 1
    source: str = ""  # the law and its article, and where it was read; while not verified, where to look
    checked_on: date | None = None
    counted_from: CountedFrom = CountedFrom.DEMAND
    changing: bool = False  # a change of this term is known to be under way
    edited: bool = False  # the owner's own word, in place of what the app brought

    @property
    def verified(self) -> bool:
        """Whether somebody read it in a source, on `checked_on`."""
        return self.checked_on is not None

    @property
    def sets_no_term(self) -> bool:
        """Whether the law was read and names no number of days: not the same as nobody having looked."""
        return self.verified and self.days is None


def usually_counted_from(topic: Topic) -> CountedFrom:
    """The day most laws count the topic's term from."""
    return _USUALLY_FROM.get(topic, CountedFrom.DEMAND)


def not_verified(country: str, topic: Topic) -> CountryFact:
    """The empty fact: nobody has looked yet."""
    return CountryFact(country, topic, counted_from=usually_counted_from(topic))


LONGEST = 3660  # days, ten years: what lies beyond is a slip of the finger, and years of holidays to work out


def last_day(fact: CountryFact, from_day: date, country: str = "") -> date | None:
    """The last day of the term; None where it has no number, or the country's working days aren't known.

    `country` is whose working days count, the fact's own when left out. Laws that move a last day off to the next
    working day aren't followed, so that the day read off is never too late.
    """
    if fact.days is None or not 0 <= fact.days <= LONGEST:
        return None
    if not fact.days:
        return from_day
    try:
        start = from_day - timedelta(fact.first_day_counts)
        if fact.unit is Unit.WORKING:
            return answer_by(start, fact.days, country or fact.country)
        return start + timedelta(fact.days)
    except (ValueError, OverflowError):
        return None


class WarningCode(StrEnum):
    PAY_BY_LATE = "pay_by_late"  # fact, last_day
    REMEDY_LATE = "remedy_late"  # fact, last_day
    ANSWER_LATE = "answer_late"  # fact, last_day
    VOUCHER_FOR_MONEY_OWED = "voucher_for_money_owed"  # without the client's express choice
    VOUCHER_TOO_SHORT = "voucher_too_short"  # fact, last_day: the earliest its validity may end
    EXPIRES_ON_DAY_OFF = "expires_on_day_off"  # last_day: the voucher's own
    EXPIRES_ON_LEAP_DAY = "expires_on_leap_day"  # last_day: the voucher's own
    ADDRESS_INCOMPLETE = "address_incomplete"  # missing


class AddressPart(StrEnum):
    STREET_OR_TOWN = "street_or_town"
    HOUSE_NUMBER = "house_number"
    POSTAL_CODE = "postal_code"


@dataclass(frozen=True, slots=True)
class FactWarning:
    """Something the owner may want to look at again. It stops nothing."""

    code: WarningCode
    fact: CountryFact | None = None
    last_day: date | None = None
    missing: tuple[AddressPart, ...] = ()


def pay_by_warnings(
    facts: Iterable[CountryFact],
    pay_by: date | None,
    demanded_on: date | None,
    country: str = "",
    *,
    agreed_on: date | None = None,
    returned_on: date | None = None,
    topics: Collection[Topic] = REFUND_TOPICS,
) -> tuple[FactWarning, ...]:
    """PAY_BY_LATE for each refund term that ends before `pay_by`, the earliest first.

    Which of them applies, the app doesn't know: the owner sees all, or those of `topics`. A term counted from a day
    that isn't given is left out; `agreed_on` is the letter's day.
    """
    starts = {
        CountedFrom.DEMAND: demanded_on,
        CountedFrom.AGREEMENT: agreed_on,
        CountedFrom.RETURN: returned_on,
    }
    return _late(WarningCode.PAY_BY_LATE, facts, topics, pay_by, starts, country)


def remedy_warnings(
    facts: Iterable[CountryFact],
    promised_by: date | None,
    demanded_on: date | None,
    country: str = "",
    *,
    topics: Collection[Topic] = REMEDY_TOPICS,
) -> tuple[FactWarning, ...]:
    """REMEDY_LATE for each term for repair or replacement that ends before the promised day, the earliest first."""
    starts = {CountedFrom.DEMAND: demanded_on}
    return _late(WarningCode.REMEDY_LATE, facts, topics, promised_by, starts, country)


def answer_warnings(
    facts: Iterable[CountryFact], answered_by: date | None, received_on: date | None, country: str = ""
) -> tuple[FactWarning, ...]:
    """ANSWER_LATE where the term for answering a complaint ends before the day it is, or was, answered by."""
    starts = {CountedFrom.DEMAND: received_on}
    return _late(WarningCode.ANSWER_LATE, facts, {Topic.COMPLAINT_ANSWER}, answered_by, starts, country)


def _late(
    code: WarningCode,
    facts: Iterable[CountryFact],
    topics: Collection[Topic],
    day: date | None,
    starts: Mapping[CountedFrom, date | None],
    country: str,
) -> tuple[FactWarning, ...]:
    overrun: list[tuple[date, CountryFact]] = []
    for fact in facts:
        start = starts.get(fact.counted_from)
        last = last_day(fact, start, country) if start and fact.topic in topics else None
        if day and last and day > last:
            overrun.append((last, fact))
    overrun.sort(key=lambda one: one[0])
    return tuple(FactWarning(code, fact, last) for last, fact in overrun)


def bonus_warnings(
    facts: Iterable[CountryFact],
    issued_on: date,
    valid_until: date | None,
    country: str = "",
    *,
    in_place_of_money: bool = False,
    expressly_chosen: bool = False,
) -> tuple[FactWarning, ...]:
    """What to look at before a bonus is granted; `country` is whose days off count, the owner's.

    VOUCHER_FOR_MONEY_OWED while it stands in for money and the client hasn't expressly chosen it. VOUCHER_TOO_SHORT
    only where it stands in for money: what is given as goodwill may run out when the owner says. EXPIRES_ON_DAY_OFF
    and EXPIRES_ON_LEAP_DAY.
    """
    found: list[FactWarning] = []
    if in_place_of_money and not expressly_chosen:
        found.append(FactWarning(WarningCode.VOUCHER_FOR_MONEY_OWED))
    if valid_until is None:
        return tuple(found)
    if in_place_of_money:
        for fact in facts:
            least = last_day(fact, issued_on, country) if fact.topic is Topic.VOUCHER_VALIDITY else None
            if least and valid_until < least:
                found.append(FactWarning(WarningCode.VOUCHER_TOO_SHORT, fact, least))
    if _is_day_off(valid_until, country):
        found.append(FactWarning(WarningCode.EXPIRES_ON_DAY_OFF, last_day=valid_until))
    if (valid_until.month, valid_until.day) == (2, 29):
        found.append(FactWarning(WarningCode.EXPIRES_ON_LEAP_DAY, last_day=valid_until))
    return tuple(found)


def _is_day_off(day: date, country: str) -> bool:
    try:
        return not is_working_day(day, country)
    except (ValueError, OverflowError):
        return False


class PostalCodePlace(StrEnum):
    OWN_LINE = "own_line"
    BEFORE_TOWN = "before_town"
    AFTER_TOWN = "after_town"


@dataclass(frozen=True, slots=True)
class AddressNeeds:
    """What a letter needs to find its way in one country, below the name."""

    country: str  # ISO 3166 alpha-2
    postal_code: str = ""  # a regular expression, without case; empty: an address can do without
    example: str = ""  # one such code
    place: PostalCodePlace = PostalCodePlace.OWN_LINE
    house_number: bool = False  # whether a number belongs to the street


def address_warnings(needs: AddressNeeds | None, lines: Sequence[str]) -> tuple[FactWarning, ...]:
    """ADDRESS_INCOMPLETE with what is missing from the lines below the name; nothing for a country without needs.

    Where a street and a town stand is taken from lines and commas, so a short address is doubted and none is refused.
    """
    if needs is None:
        return ()
    bare, codes = _without_codes(needs.postal_code, "\n".join(lines))
    named = sum(any(letter.isalpha() for letter in part) for part in re.split(r"[\n,]", bare))
    lacks = {
        AddressPart.STREET_OR_TOWN: named < 2,
        AddressPart.HOUSE_NUMBER: needs.house_number and not any(letter.isdigit() for letter in bare),
        AddressPart.POSTAL_CODE: bool(needs.postal_code) and not codes,
    }
    missing = tuple(part for part, lacking in lacks.items() if lacking)
    return (FactWarning(WarningCode.ADDRESS_INCOMPLETE, missing=missing),) if missing else ()


def _without_codes(pattern: str, text: str) -> tuple[str, int]:
    """The text without its postal codes, and how many there were."""
    if not pattern:
        return text, 0
    try:
        return re.subn(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", "", text, flags=re.IGNORECASE)
    except re.error:
        return text, 1
