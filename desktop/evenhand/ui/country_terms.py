"""What is noted for a country beside each day that is chosen: a line, or a gentle sentence where the day is later.

Facts are the client's country's, or the owner's where the client has none; days off are always the owner's.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evenhand.domain.country_facts import (
    REFUND_TOPICS,
    REMEDY_TOPICS,
    CountedFrom,
    CountryFact,
    FactWarning,
    Topic,
    WarningCode,
    address_warnings,
    answer_warnings,
    bonus_warnings,
    last_day,
    pay_by_warnings,
    remedy_warnings,
)
from evenhand.domain.records import Client, Nature, Owner, Remedy
from evenhand.storage.book import Book
from evenhand.wording import country as words

# Which terms speak of a remedy; a discount or nothing at all has none.
_TOPICS_OF: dict[Remedy | None, Collection[Topic]] = {
    Remedy.REDO: REMEDY_TOPICS,
    Remedy.REPLACE: {Topic.REPLACEMENT},
    Remedy.REPAIR: {Topic.REPAIR},
    Remedy.PART: REMEDY_TOPICS,
    Remedy.REFUND: REFUND_TOPICS,
    Remedy.OTHER: REMEDY_TOPICS,
}


@dataclass(frozen=True, slots=True)
class Noted:
    """What stands beside a day."""

    country: str
    text: str
    topic: Topic | None = None  # the fact to open; None where it speaks of no fact
    warned: bool = False


class CountryTerms:
    """The facts of one country; `days_off` is the country whose days off count."""

    def __init__(self, book: Book, country: str, days_off: str) -> None:
        self.country, self._days_off = country, days_off
        self._needs = book.country_facts.needs(country)
        self._facts = tuple(fact for fact in book.country_facts.of(country) if fact.verified)

    def pay_by(self, day: date | None, demanded_on: date | None, agreed_on: date) -> Noted | None:
        """Beside the day money is paid back by."""
        late = pay_by_warnings(self._facts, day, demanded_on, self._days_off, agreed_on=agreed_on)
        starts = {CountedFrom.DEMAND: demanded_on, CountedFrom.AGREEMENT: agreed_on}
        return self._noted(REFUND_TOPICS, starts, late)

    def remedy(self, remedy: Remedy | None, day: date | None, demanded_on: date, agreed_on: date) -> Noted | None:
        """Beside the day by which it's put right."""
        if remedy is Remedy.REFUND:
            return self.pay_by(day, demanded_on, agreed_on)
        topics = _TOPICS_OF.get(remedy, ())
        late = remedy_warnings(self._facts, day, demanded_on, self._days_off, topics=topics)
        return self._noted(topics, {CountedFrom.DEMAND: demanded_on}, late)

    def answer(self, day: date | None, received_on: date) -> Noted | None:
        """Beside the day by which a complaint is answered."""
        late = answer_warnings(self._facts, day, received_on, self._days_off)
        return self._noted((Topic.COMPLAINT_ANSWER,), {CountedFrom.DEMAND: received_on}, late)

    def bonus(self, nature: Nature, granted_on: date, until: date | None) -> Noted | None:
        """Beside a bonus's last day."""
        found = self.bonus_sentences(nature, granted_on, until)
        if found:
            short = any(code is WarningCode.VOUCHER_TOO_SHORT for code, _text in found)
            topic = Topic.VOUCHER_VALIDITY if short else None
            return Noted(self.country, " ".join(text for _code, text in found), topic, warned=True)
        topics = (Topic.VOUCHER_VALIDITY,) if nature is Nature.OWED else ()
        return self._noted(topics, {CountedFrom.ISSUE: granted_on}, ())

    def bonus_sentences(
        self, nature: Nature, granted_on: date, until: date | None, *, recall_choice: bool = False
    ) -> list[tuple[WarningCode, str]]:
        """What to look at in a bonus; `recall_choice` to say whose choice it is where it stands for money owed."""
        found = bonus_warnings(
            self._facts,
            granted_on,
            until,
            self._days_off,
            in_place_of_money=nature is Nature.OWED,
            expressly_chosen=not recall_choice,
        )
        whose = {WarningCode.EXPIRES_ON_DAY_OFF: self._days_off}
        return [(one.code, words.sentence(one, whose.get(one.code, self.country))) for one in found]

    def address(self, lines: Sequence[str]) -> str:
        """What an address may lack there; empty for one that is complete, or not written at all."""
        found = address_warnings(self._needs, lines) if any(line.strip() for line in lines) else ()
        return " ".join(words.sentence(one, self.country, self._needs) for one in found)

    def _noted(
        self,
        topics: Collection[Topic],
        starts: Mapping[CountedFrom, date | None],
        late: Sequence[FactWarning],
    ) -> Noted | None:
        if late:
            about = late[0].fact
            return Noted(self.country, words.warned(self.country, late), about.topic if about else None, warned=True)
        terms = list(self._terms(topics, starts))
        return Noted(self.country, words.noted(self.country, terms), terms[0][0].topic) if terms else None

    def _terms(
        self, topics: Collection[Topic], starts: Mapping[CountedFrom, date | None]
    ) -> Iterable[tuple[CountryFact, date | None]]:
        for fact in self._facts:
            if fact.topic in topics and fact.days is not None:
                start = starts.get(fact.counted_from)
                yield fact, last_day(fact, start, self._days_off) if start else None


def terms_for(book: Book, owner: Owner, client: Client) -> CountryTerms:
    """The facts that concern a client."""
    return CountryTerms(book, client.country or owner.country, owner.country)
