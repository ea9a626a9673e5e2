"""What every fact's SQL is built with: values as parameters, and the one place that narrows it to one client."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.domain.rules import Comparison, Condition

OPERATORS: Mapping[Comparison, str] = {
    Comparison.IS: "=",
    Comparison.IS_NOT: "<>",
    Comparison.AT_LEAST: ">=",
    Comparison.AT_MOST: "<=",
}

UNKNOWN = "NULL"  # the day on which something came to hold, where the book doesn't say it


@dataclass(frozen=True, slots=True)
class Settings:
    """What the facts rest on besides the book's rows."""

    today: date
    working_days: str = "{}"  # JSON: each day since the first open case came in, and the working days up to it
    usual_margin: tuple[int, int] | None = None  # as a fraction


class Asked:
    """One query being written. Nothing of a rule gets into its text but by `value`."""

    def __init__(self, settings: Settings, client_id: int | None = None, *, archived_too: bool = False) -> None:
        """About one client, or about all where `client_id` is None."""
        self.settings = settings
        self.client_id = client_id
        self.archived_too = archived_too
        self.parameters: dict[str, object] = {}
        self._aliases = 0

    @property
    def today(self) -> str:
        return self.value(self.settings.today.isoformat())

    def value(self, value: object) -> str:
        """The place of a parameter with this value."""
        for name, known in self.parameters.items():
            if type(known) is type(value) and known == value:
                return f":{name}"
        name = f"v{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def before(self, days: int) -> str:
        """The day so many days before today."""
        return self.value((self.settings.today - timedelta(days)).isoformat())

    def mine(self, column: str) -> str:
        """What narrows a source of rows to the one client; nothing where it's about all."""
        return "" if self.client_id is None else f"AND {column} = {self.value(self.client_id)}"

    def alias(self) -> str:
        self._aliases += 1
        return f"fact{self._aliases}"

    def later(self, day: str, days: int) -> str:
        """So many days after a day."""
        return f"date({day}, {self.value(f'{days:+d} days')})"


@dataclass(frozen=True, slots=True)
class Part:
    """One condition, compiled: what has to be true, since when it is, and the rows to join for it."""

    holds: str
    since: str = UNKNOWN
    rows: str = ""  # a query with the columns client_id (or case_id), value and day, at most one row for each
    alias: str = ""
    key: str = "client_id"
    outer: bool = False  # it may hold where there's no row


Fact = Callable[[Asked, Condition], Part]


def number(value: object) -> int:
    """The whole number in a condition on a number or on days."""
    assert isinstance(value, int)
    return value


def related(asked: Asked, condition: Condition, rows: str, since: str = UNKNOWN, key: str = "client_id") -> Part:
    """A condition on a value that is counted or found in rows of its own. `since` may name `{fact}` and its day."""
    alias = asked.alias()
    operator = OPERATORS[condition.comparison]
    holds = f"{alias}.value {operator} {asked.value(condition.value)}"
    return Part(holds, since.format(fact=alias), rows, alias, key)


def counted(asked: Asked, condition: Condition, rows: str, since: str = UNKNOWN) -> Part:
    """The same of what is none where there's no row."""
    found = related(asked, condition, rows, since)
    at_least = condition.comparison is Comparison.AT_LEAST
    holds_for_none = number(condition.value) <= 0 if at_least else number(condition.value) >= 0
    if not holds_for_none:
        return found
    return Part(f"({found.alias}.value IS NULL OR {found.holds})", found.since, rows, found.alias, outer=True)


def yes_or_no(asked: Asked, condition: Condition, rows: str, since: str = UNKNOWN) -> Part:
    """Yes where there's a row, no where there's none."""
    alias = asked.alias()
    if condition.value == "yes":
        return Part("1", since.format(fact=alias), rows, alias)
    return Part(f"{alias}.client_id IS NULL", UNKNOWN, rows, alias, outer=True)
