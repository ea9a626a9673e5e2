"""What each kind of letter is: its series, what it states, what the owner types for it, and when it's offered.

The one table of the kinds: a new kind is a line here, a value of LetterKind, its name in wording, a text per language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Client,
    Compensation,
    Gift,
    LetterKind,
    Outcome,
    Refund,
    Remedy,
    Responsibility,
    Standing,
)

SOON_DAYS = 45  # a bonus that runs out within so many days may be reminded of


class About(StrEnum):
    """What a letter is written about; each is also about a client."""

    CASE = "case"
    CLIENT = "client"
    BONUS = "bonus"


class FieldKind(StrEnum):
    """How a typed field is entered and kept. Its value is always text; empty where nothing was typed."""

    TEXT = "text"  # one line or a few; the owner's own words
    DAY = "day"  # ISO
    OPTIONS = "options"  # JSON: a list of {"what", "by" (ISO or ""), "effort", perhaps "at" ("17:00")}
    # What becomes of a bonus: "", "keep", "exchange" for money, "cancel", or the minor units left.
    EARLIER_BONUS = "earlier_bonus"


@dataclass(frozen=True, slots=True)
class TypedField:
    """A fact that the owner types for one letter. The name is the field's name in the letters' texts as well."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    needed: bool = False  # issuing asks for it
    unless: str = ""  # it isn't asked for where this one holds something
    along_with: str = ""  # issuing asks for it where this one holds something
    if_known: bool = False  # asked for only where the book knows something to put into it
    may_be_past: bool = False  # a day that was, perhaps

    def is_needed(self, typed: Mapping[str, str]) -> bool:
        """Whether issuing asks for it, with what stands in the other fields."""
        if self.along_with:
            return bool(typed.get(self.along_with, "").strip())
        return self.needed and not typed.get(self.unless, "").strip()


@dataclass(frozen=True, slots=True)
class KindOfLetter:
    """One kind of letter."""

    kind: LetterKind
    about: tuple[About, ...]
    series: str = "L"
    states: tuple[type[Compensation], ...] = ()  # it can't be without these, and no two letters state them
    may_state: tuple[type[Compensation], ...] = ()  # states these where they're given and not stated yet
    # What the page itself puts in: the bands "refund", "gift", "remedy" and "options", and the list "rules".
    blocks: tuple[str, ...] = ()
    typed: tuple[TypedField, ...] = ()
    settles: About | None = None  # says what becomes of a bonus given before: the order's, or any of the client's

    @property
    def grants_bonus(self) -> bool:
        return BonusOffer in self.states


_CASE, _CLIENT, _BONUS = (About.CASE,), (About.CLIENT,), (About.BONUS,)

KINDS: dict[LetterKind, KindOfLetter] = {
    one.kind: one
    for one in (
        KindOfLetter(
            LetterKind.ACKNOWLEDGEMENT,
            _CASE,
            typed=(
                TypedField("answer.by", FieldKind.DAY, needed=True, unless="promise.what"),
                TypedField("promise.what", if_known=True),
                TypedField("promise.was", FieldKind.DAY, if_known=True, may_be_past=True),
                TypedField("promise.by", FieldKind.DAY, along_with="promise.what", if_known=True),
            ),
        ),
        KindOfLetter(
            LetterKind.OPTIONS,
            _CASE,
            blocks=("options",),
            typed=(
                TypedField("options.offered", FieldKind.OPTIONS, needed=True),
                TypedField("reply.by", FieldKind.DAY),
            ),
        ),
        KindOfLetter(LetterKind.APOLOGY, _CASE, may_state=(Gift,), blocks=("remedy", "gift")),
        KindOfLetter(LetterKind.REPLACEMENT, _CASE, blocks=("remedy",), typed=(TypedField("handover.how"),)),
        KindOfLetter(
            LetterKind.REFUND,
            _CASE,
            series="R",
            states=(Refund,),
            blocks=("refund",),
            typed=(TypedField("earlier_bonus.fate", FieldKind.EARLIER_BONUS),),
            settles=About.CASE,
        ),
        KindOfLetter(LetterKind.BONUS, _CASE, series="B", states=(BonusOffer,)),
        KindOfLetter(LetterKind.GIFT, _CASE, series="G", states=(Gift,), blocks=("gift",)),
        KindOfLetter(LetterKind.DOUBLE, _CASE, series="D", states=(BonusOffer, Gift), blocks=("gift",)),
        KindOfLetter(
            LetterKind.PARTING,
            (About.CASE, About.CLIENT),
            may_state=(Refund,),
            blocks=("refund",),
            typed=(TypedField("parting.keeps"), TypedField("earlier_bonus.fate", FieldKind.EARLIER_BONUS)),
            settles=About.CLIENT,
        ),
        KindOfLetter(
            LetterKind.DECLINE,
            _CLIENT,
            typed=(TypedField("later.from", FieldKind.DAY), TypedField("decline.suggestion")),
        ),
        KindOfLetter(LetterKind.KEEP_IN_TOUCH, _CLIENT, typed=(TypedField("news.text"),)),
        KindOfLetter(LetterKind.THANK_YOU, (About.CASE, About.CLIENT), typed=(TypedField("change.text", needed=True),)),
        KindOfLetter(LetterKind.BONUS_REMINDER, _BONUS, typed=(TypedField("bonus.extended_to", FieldKind.DAY),)),
        KindOfLetter(LetterKind.HOW_WE_WORK, _CLIENT, blocks=("rules",), typed=(TypedField("hours.text"),)),
    )
}


@dataclass(frozen=True, slots=True)
class LetterSituation:
    """All that the fitting kinds of letter follow from. Nothing private is among it."""

    client: Client
    case: Case | None = None
    given: CaseCompensations = field(default_factory=CaseCompensations)
    stated: frozenset[type[Compensation]] = frozenset()  # in letters of the case that stand
    open_cases: int = 0  # of the client
    bonus_left: bool = False  # the bonus the letter would be about has something left on it
    bonus_until: date | None = None
    turned_down: bool = False  # what the client asked for last was put off or declined
    promise_moved: bool = False  # an open promise of the case was given another day


def letters_that_fit(situation: LetterSituation, today: date) -> tuple[LetterKind, ...]:
    """The kinds that the state of the case, the client or the bonus allows, in the order of LetterKind."""
    return tuple(kind for kind in LetterKind if _fits(kind, situation, today))


def _fits(kind: LetterKind, now: LetterSituation, today: date) -> bool:
    case, given, client = now.case, now.given, now.client
    about = About.BONUS if now.bonus_until else About.CASE if case else About.CLIENT
    if about not in KINDS[kind].about:
        return False
    case_open = case is not None and case.closed_on is None
    found = {Refund: given.refund, BonusOffer: given.bonus, Gift: given.gift}
    if states := KINDS[kind].states:
        return all(found[one] and one not in now.stated for one in states)
    match kind:
        case LetterKind.ACKNOWLEDGEMENT:
            return case is not None and case_open and (case.answered_on is None or now.promise_moved)
        case LetterKind.OPTIONS:
            return case is not None and case_open and case.responsibility is not None and case.remedy is None
        case LetterKind.APOLOGY:
            return (
                case is not None and case_open and case.responsibility in (Responsibility.OURS, Responsibility.SHARED)
            )
        case LetterKind.REPLACEMENT:
            redone = (Remedy.REDO, Remedy.REPLACE, Remedy.REPAIR)
            return case is not None and case_open and case.remedy in redone and case.remedy_by is not None
        case LetterKind.PARTING:
            taken_on = client.standing not in (Standing.PROSPECT, Standing.DECLINED)
            return taken_on and (case is None or case_open or case.outcome is Outcome.PARTED)
        case LetterKind.DECLINE:
            return now.turned_down or client.standing in (Standing.PROSPECT, Standing.DECLINED)
        case LetterKind.KEEP_IN_TOUCH:
            return client.standing is Standing.LEFT and not now.open_cases and not client.left_alone
        case LetterKind.THANK_YOU:
            return bool(case.change.strip()) if case else client.standing is not Standing.PARTED
        case LetterKind.BONUS_REMINDER:
            return now.bonus_left
        case _:
            return not client.archived


def bonus_runs_out_soon(until: date | None, today: date) -> bool:
    """Whether a reminder of a bonus with this last day is due."""
    return until is not None and 0 <= (until - today).days <= SOON_DAYS
