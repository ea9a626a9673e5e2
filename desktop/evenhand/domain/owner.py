"""The one business of a book. Apart from the other records, since a start needs no others."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Envelope(StrEnum):
    """Where the address stands, for the envelopes at hand: letters.profiles has the measures."""

    LEFT_WINDOW = "left_window"  # DIN long, British DL and C5 alike
    RIGHT_WINDOW = "right_window"  # France, Switzerland
    US_10 = "us_10"
    NO_WINDOW = "no_window"


class PaperSize(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The business as one language prints it."""

    language: str
    business_name: str
    owner_name: str  # printed under the signature
    role: str = ""  # printed under the owner's name
    tagline: str = ""
    address_lines: tuple[str, ...] = ()
    legal_line: str = ""  # the small line at the foot of the page
    sums_in_words: bool = False  # beside the figures, as some countries' business letters have it


@dataclass(frozen=True, slots=True)
class Owner:
    """The one business of a book, and the owner's own habits when giving back."""

    letterheads: tuple[Letterhead, ...]  # the first is the owner's own language
    phone: str = ""
    email: str = ""
    country: str = "GB"  # ISO 3166 alpha-2
    currency: str = "GBP"
    accent: str = "#2f4a43"
    logo: bytes | None = field(default=None, repr=False)  # PNG
    signature: bytes | None = field(default=None, repr=False)  # PNG
    bonus_share: Decimal = Decimal("0.10")
    bonus_months: int = 3
    bonus_round_to: Decimal | None = None  # a round sum in the currency's major units
    answer_days: int = 3
    envelope: Envelope = Envelope.LEFT_WINDOW
    paper: PaperSize = PaperSize.A4
    hour_rate: Decimal | None = None  # what an hour of own work costs, in the currency's major units
    usual_margin: Decimal | None = None  # what is left of an order, where its own cost isn't known
    touch_months: int = 6  # between two greetings to those who left
    ask_after: int = 4  # days after delivery that it's asked how it went; 0: never
    ask_words: str = ""  # the owner's own question
    keep_years: int = 10  # how long letters and sums are kept of someone whose data is erased

    def letterhead(self, language: str) -> Letterhead:
        """The letterhead in the language, or the owner's own where that one isn't written yet."""
        return next((one for one in self.letterheads if one.language == language), self.letterheads[0])
