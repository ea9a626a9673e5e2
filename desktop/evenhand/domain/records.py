"""Facts about the business, as the book keeps them: frozen, without behaviour beyond what follows from themselves.

An `id` of 0 means "not in the book yet"; the book's `add` gives the record back with its id.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from evenhand.domain.money import Money
from evenhand.domain.owner import Envelope as Envelope
from evenhand.domain.owner import Letterhead as Letterhead
from evenhand.domain.owner import Owner as Owner
from evenhand.domain.owner import PaperSize as PaperSize

LETTER_LANGUAGES = ("en", "ru", "ro", "hy")


class Standing(StrEnum):
    PROSPECT = "prospect"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"  # they went
    PARTED = "parted"  # we ended it
    DECLINED = "declined"  # never taken on


class Channel(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    EMAIL = "email"
    MESSAGE = "message"
    LETTER = "letter"
    OTHER = "other"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class Cause(StrEnum):
    PRODUCT = "product"
    DELAY = "delay"
    COMMUNICATION = "communication"
    PRICE = "price"
    PAPERWORK = "paperwork"
    BEHAVIOUR = "behaviour"
    OTHER = "other"


class Responsibility(StrEnum):
    OURS = "ours"
    SHARED = "shared"
    CLIENT = "client"
    THIRD_PARTY = "third_party"
    UNCLEAR = "unclear"


class Remedy(StrEnum):
    REDO = "redo"
    REPLACE = "replace"
    REPAIR = "repair"
    PART = "part"  # part delivery and part refund
    REFUND = "refund"
    DISCOUNT = "discount"
    OTHER = "other"
    NOTHING = "nothing"  # there's nothing left to put right


class Outcome(StrEnum):
    STAYS = "stays"
    LEFT = "left"
    PARTED = "parted"


class ChosenBy(StrEnum):
    """Whose pick the compensation was."""

    CLIENT = "client"
    OWNER = "owner"


class LetterKind(StrEnum):
    """The value is the kind's file name. What each kind is: domain.letter_kinds."""

    ACKNOWLEDGEMENT = "acknowledgement"
    OPTIONS = "options"
    APOLOGY = "apology"
    REPLACEMENT = "replacement"
    REFUND = "refund"
    BONUS = "bonus"
    GIFT = "gift"
    DOUBLE = "double"
    PARTING = "parting"
    DECLINE = "decline"
    KEEP_IN_TOUCH = "keep-in-touch"
    THANK_YOU = "thank-you"
    BONUS_REMINDER = "bonus-reminder"
    HOW_WE_WORK = "how-we-work"


class LetterEventKind(StrEnum):
    """What was done with an issued letter. Issuing and voiding are kept with the letter itself."""

    PRINTED = "printed"
    SAVED = "saved"  # as a file
    DRAFTED = "drafted"  # as an e-mail for the mail program
    COPIED = "copied"  # its text
    ENVELOPED = "enveloped"  # its envelope or label was printed


class Nature(StrEnum):
    """What a bonus stands for."""

    GOODWILL = "goodwill"
    OWED = "owed"  # in place of money owed, on the client's express choice


@dataclass(frozen=True, slots=True)
class Client:
    """A person or a firm. Salutation and address name are ready forms; nothing is declined by the app."""

    id: int
    name: str
    salutation: str = ""  # "Dear Mrs Whitcombe,"
    address_name: str = ""  # "Mrs Jane Whitcombe"
    address_lines: tuple[str, ...] = ()
    country: str = ""
    phone: str = ""
    email: str = ""
    language: str = "en"
    currency: str = "EUR"
    standing: Standing = Standing.ACTIVE
    valued: bool = False
    since: date | None = None
    archived: bool = False
    left_alone: bool = False  # asked not to be written to of our own accord


@dataclass(frozen=True, slots=True)
class Order:
    """One job or sale. All its sums are in one currency."""

    id: int
    client_id: int
    number: str
    ordered_on: date
    what: str
    total: Money
    paid: Money
    cost: Money | None = None  # of making it, if known
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Interaction:
    """One contact with a client."""

    id: int
    client_id: int
    happened_at: datetime  # local time, without zone
    channel: Channel
    direction: Direction
    summary: str
    order_id: int | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One unhappy-client matter, from the first word to its end. The step isn't kept: see domain.case."""

    id: int
    number: str  # "2026-021"
    client_id: int
    order_id: int
    title: str
    received_on: date
    words: str = ""  # the client's own
    cause: Cause | None = None
    responsibility: Responsibility | None = None
    finding: str = ""  # what we found, in a sentence fit for a letter
    change: str = ""  # what we changed so that it doesn't happen again
    answered_on: date | None = None
    remedy: Remedy | None = None
    remedy_what: str = ""
    remedy_by: date | None = None
    remedy_cost: Money | None = None
    compensation_skipped: bool = False
    double_skipped: bool = False
    outcome: Outcome | None = None
    closed_on: date | None = None
    whys: tuple[str, ...] = ()  # what happened, why, and why again
    option_id: int | None = None  # the way to put it right that the client picked; the remedy is what it says
    chosen_by: ChosenBy | None = None  # of the compensation
    change_in: str = ""  # the house rule or the habit that was changed
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Money to be returned. The amount is in the order's currency and never above what was paid."""

    amount: Money
    method: str  # "the card you used, ending 4417"
    pay_by: date
    share: Decimal | None = None  # of what was paid, when the sum was worked out from a share
    what_for: str = ""  # in part: what the sum consists of


@dataclass(frozen=True, slots=True)
class BonusOffer:
    """A fixed sum for the next order, worked out but not yet granted: the letter grants it."""

    amount: Money
    valid_until: date | None  # the last day counts to its end; None: it never runs out
    share: Decimal
    months: int  # 0 when it never runs out
    round_to: Decimal | None = None
    nature: Nature = Nature.GOODWILL


@dataclass(frozen=True, slots=True)
class Gift:
    """A thing given, at its cost to us."""

    what: str
    cost: Money


Compensation = Refund | BonusOffer | Gift


@dataclass(frozen=True, slots=True)
class CaseCompensations:
    """What is given in one case: at most one of each kind."""

    refund: Refund | None = None
    bonus: BonusOffer | None = None
    gift: Gift | None = None

    def __bool__(self) -> bool:
        return bool(self.refund or self.bonus or self.gift)


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter being written. Nothing is numbered; everything can change."""

    id: int
    client_id: int
    case_id: int | None
    kind: LetterKind
    language: str
    subject: str
    body: str  # the closed Markdown of the letters, salutation included
    edited: bool = False  # by hand: new figures then don't overwrite it
    saved_at: datetime | None = None
    # What an edited text was written for, so that it's told when the case says something else by now.
    written_kind: LetterKind | None = None
    written_language: str = ""
    stated: str = ""  # JSON: the figures
    bonus_id: int | None = None  # the bonus it speaks of, when it's about one that exists
    replaces_id: int | None = None  # the voided letter it stands in for
    typed: tuple[tuple[str, str], ...] = ()  # the kind's own few fields: name, value (days are ISO)
    kept: tuple[str, ...] = ()  # notes of the tone check that the owner decided against


@dataclass(frozen=True, slots=True)
class Letter:
    """An issued letter: numbered, unchangeable. Its exact PDF bytes are asked for separately."""

    id: int
    number: str  # "R-2026-0031": series, year, sequence
    kind: LetterKind
    language: str
    client_id: int
    case_id: int | None
    issued_on: date
    subject: str
    body: str
    snapshot: str  # JSON: the exact figures it stated
    sha256: str  # of the PDF, hexadecimal
    amount: Money | None = None  # the money in it: the refund, or the bonus
    bonus_id: int | None = None  # an earlier bonus it speaks of
    replaces_id: int | None = None
    voided_on: date | None = None
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class LetterEvent:
    """Something done with an issued letter; never changed."""

    id: int
    letter_id: int
    kind: LetterEventKind
    happened_at: datetime  # local time, without zone
    note: str = ""  # a printer's or a file's name; never a path


@dataclass(frozen=True, slots=True)
class LetterTextOfOwn:
    """The owner's own text for a kind of letter in a language, in place of the built-in one."""

    id: int
    language: str
    kind: LetterKind
    subject: str
    body: str
    base_version: int  # of the built-in text it was made from
    unfinished_subject: str | None = None  # as typed and not in use yet; both or neither
    unfinished_body: str | None = None
