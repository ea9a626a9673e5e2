"""Country facts in the screen's language: what is noted, where it was read, and gentle sentences beside a day.

Screens alone say these: no letter states a term of a law.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from evenhand import formats
from evenhand.domain.country_facts import (
    AddressNeeds,
    AddressPart,
    CountedFrom,
    CountryFact,
    FactWarning,
    Topic,
    Unit,
    WarningCode,
)
from evenhand.translation import N_, _, language, ngettext

# Small letters, as several may stand in one sentence; a sentence begins with the first of them in a capital.
_TOPICS = {
    Topic.WITHDRAWAL_REFUND: N_("refund after withdrawal from a distance order"),
    Topic.UNDELIVERED_REFUND: N_("refund for what was never sent"),
    Topic.GOODS_REFUND: N_("refund for faulty goods"),
    Topic.SERVICES_REFUND: N_("refund for services"),
    Topic.REPAIR: N_("repair"),
    Topic.REPLACEMENT: N_("replacement"),
    Topic.COMPLAINT_ANSWER: N_("answer to a complaint"),
    Topic.EXCHANGE: N_("exchange of sound goods"),
    Topic.VOUCHER_VALIDITY: N_("shortest validity of a voucher"),
}

_UNITS = {Unit.CALENDAR: N_("Calendar days"), Unit.WORKING: N_("Working days")}

_COUNTED_FROM = {
    CountedFrom.DEMAND: N_("from the day the client's demand reaches us"),
    CountedFrom.AGREEMENT: N_("from the day we agree to it"),
    CountedFrom.RETURN: N_("from the day the goods are back"),
    CountedFrom.HANDOVER: N_("from the day the client gets the goods"),
    CountedFrom.ISSUE: N_("from the day the voucher is issued"),
}

_TITLES = {
    WarningCode.PAY_BY_LATE: N_("The day for paying"),
    WarningCode.REMEDY_LATE: N_("The promised day"),
    WarningCode.ANSWER_LATE: N_("The day of the answer"),
    WarningCode.VOUCHER_FOR_MONEY_OWED: N_("A bonus for money owed"),
    WarningCode.VOUCHER_TOO_SHORT: N_("How long the bonus lasts"),
    WarningCode.EXPIRES_ON_DAY_OFF: N_("The bonus's last day"),
    WarningCode.EXPIRES_ON_LEAP_DAY: N_("The bonus's last day"),
    WarningCode.ADDRESS_INCOMPLETE: N_("The address"),
}

_LATER = {
    WarningCode.PAY_BY_LATE: N_("Your day for paying is later."),
    WarningCode.REMEDY_LATE: N_("The day you promise is later."),
    WarningCode.ANSWER_LATE: N_("The day of your answer is later."),
}

_PARTS = {
    AddressPart.STREET_OR_TOWN: N_("the street or the town"),
    AddressPart.HOUSE_NUMBER: N_("the house number"),
    AddressPart.POSTAL_CODE: N_("the postal code"),
}


def country_name(code: str) -> str:
    """A country's name in the screen's language (CLDR); the code itself where it has none."""
    from babel import Locale

    return str(Locale(language()).territories.get(code, code))


def topic(value: Topic) -> str:
    """What a term is about, in small letters."""
    return _(_TOPICS[value])


def topic_title(value: Topic) -> str:
    """What a term is about, as a heading."""
    return _capital(topic(value))


def unit(value: Unit) -> str:
    return _(_UNITS[value])


def counted_from(value: CountedFrom) -> str:
    """The day a term is counted from, as the words that follow its length."""
    return _(_COUNTED_FROM[value])


def warning_title(code: WarningCode) -> str:
    """What a warning is about, in two or three words."""
    return _(_TITLES[code])


def term(fact: CountryFact) -> str:
    """How long: 14 days, 7 working days; empty for a fact without a number."""
    if fact.days is None:
        return ""
    count = formats.working_days if fact.unit is Unit.WORKING else formats.days
    return count(fact.days, language())


def whole_term(fact: CountryFact) -> str:
    """What is noted on a topic, as a sentence: the term, that the law names none, or that nobody looked yet."""
    if fact.days is not None:
        first = _("{term} {counted_from}; that day is day 1.")
        text = first if fact.first_day_counts else _("{term} {counted_from}.")
        return text.format(term=term(fact), counted_from=counted_from(fact.counted_from))
    return _("The law was read and names no term.") if fact.verified else _("Not verified.")


def law(fact: CountryFact) -> str:
    """The law and its article, without the address it was read at."""
    return fact.source.partition("; http")[0].strip()


def read_at(fact: CountryFact) -> str:
    """The address it was read at; empty where none is noted."""
    _law, found, rest = fact.source.partition("; http")
    return f"http{rest}".strip() if found else ""


def checked(fact: CountryFact) -> str:
    """When it was read: "checked 22 Nov 2026"; empty while not verified."""
    if fact.checked_on is None:
        return ""
    return _("checked {day}").format(day=formats.short_date(fact.checked_on, language(), year=True))


def origin(fact: CountryFact) -> str:
    """Where a term comes from and when it was read, on one line."""
    own = _("your own") if fact.edited else ""
    return ", ".join(part for part in (law(fact), checked(fact), own) if part) or _("no source noted")


def change_under_way() -> str:
    return _("A change of this term is under way.")


def noted(country: str, terms: Iterable[tuple[CountryFact, date | None]]) -> str:
    """The quiet line beside a day: terms with their last days, those that are alike named together."""
    alike: dict[str, list[CountryFact]] = {}
    for fact, until in terms:
        alike.setdefault(_until(fact, until), []).append(fact)
    said = [
        _("{topics}: {term}").format(topics=_capital(", ".join(topic(fact.topic) for fact in facts)), term=text)
        for text, facts in alike.items()
    ]
    if any(fact.changing for facts in alike.values() for fact in facts):
        said.append(change_under_way())
    return " ".join([_("Noted for {country}.").format(country=country_name(country)), *said])


def _until(fact: CountryFact, until: date | None) -> str:
    if until is None:
        return _("{term} {counted_from}.").format(term=term(fact), counted_from=counted_from(fact.counted_from))
    day = formats.long_date(until, language())
    if fact.topic is Topic.VOUCHER_VALIDITY:
        return _("{term} at least, to {day}.").format(term=term(fact), day=day)
    return _("{term}, until {day}.").format(term=term(fact), day=day)


def warned(country: str, warnings: Sequence[FactWarning]) -> str:
    """A promised day that is later than noted: the earliest term with its source, and how many more it passes."""
    first = warnings[0]
    said = [sentence(first, country)]
    if len(warnings) > 1:
        more = len(warnings) - 1
        said.append(ngettext("{n} more term noted ends before it.", "{n} more terms noted end before it.", more))
    return " ".join(said)


def sentence(warning: FactWarning, country: str, needs: AddressNeeds | None = None) -> str:
    """One warning. `country` is whose facts or days off it speaks of; `needs` gives an address's example."""
    name, fact = country_name(country), warning.fact
    day = formats.long_date(warning.last_day, language()) if warning.last_day else ""
    match warning.code:
        case WarningCode.VOUCHER_FOR_MONEY_OWED:
            return _("It stands in for money owed, so it rests on the client's own express choice.")
        case WarningCode.EXPIRES_ON_DAY_OFF:
            assert warning.last_day
            weekday = formats.weekday_date(warning.last_day, language(), year=True)
            return _("Its last day is a day off: {day} ({country}).").format(day=weekday, country=name)
        case WarningCode.EXPIRES_ON_LEAP_DAY:
            return _("Its last day, {day}, comes only in a leap year. A day beside it is easier kept in mind.").format(
                day=day
            )
        case WarningCode.ADDRESS_INCOMPLETE:
            parts = ", ".join(_part(one, needs) for one in warning.missing)
            return _("An address there ({country}) may need more: {parts}.").format(country=name, parts=parts)
    assert fact is not None
    told = {"country": name, "topic": _capital(topic(fact.topic)), "term": term(fact), "day": day}
    if warning.code is WarningCode.VOUCHER_TOO_SHORT:
        text = _("Noted for {country}. {topic}: {term}, to {day} ({origin}). This bonus ends earlier.")
        said = [text.format(**told, origin=origin(fact))]
    else:
        text = _("Noted for {country}. {topic}: {term}, until {day} ({origin}).")
        said = [text.format(**told, origin=origin(fact)), _(_LATER[warning.code])]
    if fact.changing:
        said.append(change_under_way())
    return " ".join(said)


def _part(part: AddressPart, needs: AddressNeeds | None) -> str:
    if part is AddressPart.POSTAL_CODE and needs is not None and needs.example:
        return _("a postal code such as {example}").format(example=needs.example)
    return _(_PARTS[part])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
