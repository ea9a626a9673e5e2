"""What a letter speaks of, and what of the given a kind of letter states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evenhand import formats
from evenhand.domain import typed_fields
from evenhand.domain.bonus import Bonus
from evenhand.domain.letter_kinds import KINDS, About
from evenhand.domain.money import Money
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Client,
    Compensation,
    Gift,
    LetterKind,
    Order,
    Owner,
    Refund,
    Remedy,
)
from evenhand.domain.typed_fields import Option
from evenhand.letters.refusal import LetterRefused


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything a letter may speak of. Without a number it's a draft, and says so on the page."""

    owner: Owner
    client: Client
    order: Order | None
    case: Case | None
    given: CaseCompensations
    language: str
    on: date
    number: str | None = None
    bonus_code: str | None = None
    typed: Mapping[str, str] = field(default_factory=dict)  # the kind's own fields, days as ISO
    bonus: Bonus | None = None  # the one that exists already, which the letter is about
    bonus_left: Money | None = None
    bonus_until: date | None = None  # its last day, extensions included
    stated_before: frozenset[type[Compensation]] = frozenset()  # in letters of the case that stand
    rules: tuple[str, ...] = ()  # the house rules' lines for clients, with their fields not yet filled

    @property
    def locale(self) -> str:
        """How its sums and days are written: in the language as the owner's country writes it."""
        return formats.locale_of(self.language, self.owner.country)


@dataclass(frozen=True, slots=True)
class LetterText:
    """What the owner writes: a plain subject, and a body in the letters' closed Markdown, salutation included."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Voucher:
    """A bonus as a slip on the page: one that the letter grants, or one that it reminds of."""

    amount: Money
    valid_until: date | None
    code: str | None  # None while the letter that grants it is a draft


@dataclass(frozen=True, slots=True)
class Put:
    """How it's put right, and by when."""

    remedy: Remedy
    what: str
    by: date | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a kind of letter speaks of, of all that is known; and nothing else."""

    refund: Refund | None = None
    bonus: BonusOffer | None = None  # that the letter grants
    gift: Gift | None = None
    voucher: Voucher | None = None
    remedy: Put | None = None
    options: tuple[Option, ...] = ()
    rules: tuple[str, ...] = ()


def stated(kind: LetterKind, facts: LetterFacts) -> Stated:
    """What the letter states. Raises LetterRefused("missing_fact") where something it can't do without isn't given."""
    one, given = KINDS[kind], facts.given
    found: dict[type[Compensation], Compensation | None] = {
        Refund: given.refund,
        BonusOffer: given.bonus,
        Gift: given.gift,
    }
    for needed in one.states:
        if found[needed] is None:
            raise LetterRefused("missing_fact", fact=_NAMES[needed])
    allowed = {*one.states, *(other for other in one.may_state if other not in facts.stated_before)}
    refund, bonus, gift = (found[each] if each in allowed else None for each in (Refund, BonusOffer, Gift))
    assert refund is None or isinstance(refund, Refund)
    assert bonus is None or isinstance(bonus, BonusOffer)
    assert gift is None or isinstance(gift, Gift)
    voucher = Voucher(bonus.amount, bonus.valid_until, facts.bonus_code) if bonus else None
    if facts.bonus and About.BONUS in one.about:
        voucher = Voucher(
            facts.bonus.amount if facts.bonus_left is None else facts.bonus_left,
            typed_day(facts, "bonus.extended_to") or facts.bonus_until,
            facts.bonus.code,
        )
    return Stated(
        refund=refund,
        bonus=bonus,
        gift=gift,
        voucher=voucher,
        remedy=_remedy(facts) if "remedy" in one.blocks else None,
        options=typed_options(facts) if "options" in one.blocks else (),
        rules=facts.rules if "rules" in one.blocks else (),
    )


_NAMES: dict[type[Compensation], str] = {Refund: "refund", BonusOffer: "bonus", Gift: "gift"}


def _remedy(facts: LetterFacts) -> Put | None:
    case = facts.case
    if case is None or case.remedy in (None, Remedy.NOTHING) or not case.remedy_what.strip():
        return None
    return Put(case.remedy, case.remedy_what, case.remedy_by)


def typed_day(facts: LetterFacts, name: str) -> date | None:
    """A typed day; None where none was typed."""
    return typed_fields.day(facts.typed.get(name, ""))


def typed_options(facts: LetterFacts) -> tuple[Option, ...]:
    """The options that were typed, those without words left out."""
    return typed_fields.options(facts.typed.get("options.offered", ""))
