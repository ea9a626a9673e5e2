"""What a column is to whoever reads it outside the book, as SQL: words, sums, lists, yes and no.

The database does the work, since a row at a time in Python would take several times as long.
"""

from dataclasses import dataclass

from evenhand.domain.money import decimals
from evenhand.exchange.formulas import FIRST

# A function of this name is given to the database: exchange.formulas.guarded.
GUARDED = "guarded"

_FIRST = ", ".join(str(ord(one)) for one in FIRST)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a table. `columns` are headings and SQL, `joined` what they need beside the table."""

    name: str  # of the file, without its ending
    table: str
    columns: dict[str, "str | Sum"]
    joined: str = ""
    private: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A column of minor units, and the column that says in which currency."""

    amount: str
    currency: str


def words(column: str) -> str:
    """Text that anybody may have typed."""
    return f"iif(unicode({column}) IN ({_FIRST}), {GUARDED}({column}), {column})"


def lines(column: str) -> str:
    """A list of texts, each in a line of its own."""
    joined = f"(SELECT group_concat(value, char(10)) FROM json_each({column}))"
    return f"iif({column} = '[]', '', {GUARDED}({joined}))"


def yes_no(column: str) -> str:
    return f"CASE {column} WHEN 0 THEN 'no' WHEN 1 THEN 'yes' END"


def sum_of(sum_: Sum, currencies: frozenset[str]) -> str:
    """A decimal figure with its currency's own decimals; `currencies` are those that occur."""
    by_decimals: dict[int, list[str]] = {}
    for code in sorted(currencies):
        by_decimals.setdefault(decimals(code), []).append(f"'{code}'")
    amount = sum_.amount
    usual = _figure(amount, 2)
    cases = "".join(
        f" WHEN {sum_.currency} IN ({', '.join(codes)}) THEN {_figure(amount, places)}"
        for places, codes in by_decimals.items()
        if places != 2
    )
    return f"CASE WHEN {amount} IS NULL THEN NULL{cases} ELSE {usual} END"


def _figure(amount: str, places: int) -> str:
    if not places:
        return amount
    one = 10**places
    return f"format('%d.%0{places}d', {amount} / {one}, {amount} % {one})"
