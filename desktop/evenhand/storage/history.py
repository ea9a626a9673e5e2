"""What happened with one client, and what the client is worth: one query each."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.storage.connection import Connection


class HistoryRow(NamedTuple):
    """One event.

    kind      what          detail            state
    order     what it was   order number      'delivered' or ''
    contact   the summary   the channel       'in' or 'out'
    case      its title     case number       'open' or 'closed'
    promise   what it was   its day (ISO)     'open', 'kept', 'kept_late', 'broken' or 'cancelled'
    letter    letter kind   letter number     'voided' or ''
    asked     words of praise, order number   'praise', or '' while it isn't known what came of it
              else ''
    suggestion its words    the change made   'answered' or ''
    bonus     its code      letter number     the ledger entry's kind, or 'reduced'; no sum of an extension,
                                              whose detail is the new last day (ISO)
    """

    on: date
    kind: str
    id: int
    what: str
    detail: str
    state: str
    amount: Money | None
    comfort: Comfort | None


_HISTORY = """
SELECT substr(moment, 1, 10), kind, id, what, detail, state, amount, currency, comfort FROM (
    SELECT ordered_on AS moment, 1 AS place, 'order' AS kind, id, what, number AS detail,
        iif(delivered_on IS NULL, '', 'delivered') AS state, total AS amount, currency, NULL AS comfort
    FROM orders WHERE client_id = ?1
    UNION ALL
    SELECT happened_at, 2, 'contact', id, summary, channel, direction, NULL, NULL, comfort
    FROM interactions LEFT JOIN comfort_marks ON interaction_id = id WHERE client_id = ?1
    UNION ALL
    SELECT received_on, 3, 'case', id, title, number, iif(closed_on IS NULL, 'open', 'closed'), NULL, NULL, NULL
    FROM cases WHERE client_id = ?1
    UNION ALL
    SELECT made_on, 4, 'promise', id, what, due_on, CASE WHEN ended_on IS NULL THEN 'open'
        WHEN ending = 'kept' AND ended_on > due_on THEN 'kept_late' ELSE ending END, NULL, NULL, NULL
    FROM promises WHERE client_id = ?1
    UNION ALL
    SELECT issued_on, 5, 'letter', id, kind, number, iif(voided_on IS NULL, '', 'voided'), amount, currency, NULL
    FROM letters LEFT JOIN letter_voids ON letter_id = id WHERE client_id = ?1
    UNION ALL
    SELECT entered_on, 6, 'bonus', bonuses.id, code, coalesce(bonus_ledger.valid_until, letters.number),
        CASE WHEN bonus_ledger.kind = 'cancelled' AND 0 < (
            SELECT total(iif(kind IN ('granted', 'reversed'), amount, -amount)) FROM bonus_ledger AS earlier
            WHERE earlier.bonus_id = bonuses.id AND earlier.id <= bonus_ledger.id
        ) THEN 'reduced' ELSE bonus_ledger.kind END,
        nullif(bonus_ledger.amount, 0), bonus_ledger.currency, NULL
    FROM bonuses JOIN bonus_ledger ON bonus_ledger.bonus_id = bonuses.id JOIN letters ON letters.id = bonuses.letter_id
    WHERE bonuses.client_id = ?1
    UNION ALL
    SELECT coalesce(heard_on, asked_on), 7, 'asked', orders.id, words, number, coalesce(heard, ''), NULL, NULL, NULL
    FROM orders JOIN orders_asked ON order_id = orders.id
    WHERE client_id = ?1 AND coalesce(heard, '') IN ('', 'praise')
    UNION ALL
    SELECT said_on, 8, 'suggestion', id, words, change, iif(answered_on IS NULL, '', 'answered'), NULL, NULL, NULL
    FROM suggestions WHERE client_id = ?1
) ORDER BY moment DESC, place DESC, id DESC
"""


def history(book: Connection, client_id: int) -> list[HistoryRow]:
    """All events of one client, newest first."""
    return [
        HistoryRow(
            on=date.fromisoformat(day),
            kind=kind,
            id=id_,
            what=what,
            detail=detail,
            state=state,
            amount=Money.of_minor(amount, currency) if amount is not None else None,
            comfort=Comfort(comfort) if comfort else None,
        )
        for day, kind, id_, what, detail, state, amount, currency, comfort in book.rows(_HISTORY, (client_id,))
    ]


class OpenBonus(NamedTuple):
    """What is left on a bonus that wasn't cancelled. Whether its last day has passed, the reader of the clock says."""

    left: Money
    valid_until: date | None
    owed: bool  # in place of money owed, which doesn't run out


@dataclass(frozen=True, slots=True)
class ClientFigures:
    """A client in sums, each per currency."""

    worth: dict[str, Money]  # paid for orders
    orders: int
    average_order: dict[str, Money]
    given: dict[str, Money]  # refunds, bonuses and gifts (at cost) of all cases
    cases: int  # that something was given in
    open_bonuses: tuple[OpenBonus, ...]  # the soonest last day first


_FIGURES = """
SELECT 'order', currency, count(*), sum(paid), sum(total), NULL FROM orders WHERE client_id = ?1 GROUP BY currency
UNION ALL
SELECT 'case', NULL, count(*), NULL, NULL, NULL FROM cases WHERE client_id = ?1 AND id IN (
    SELECT case_id FROM case_refunds UNION SELECT case_id FROM case_bonuses UNION SELECT case_id FROM case_gifts
)
UNION ALL
SELECT 'given', given.currency, count(*), sum(amount), NULL, NULL FROM cases JOIN (
    SELECT case_id, amount, currency FROM case_refunds
    UNION ALL SELECT case_id, amount, currency FROM case_bonuses
    UNION ALL SELECT case_id, cost, currency FROM case_gifts
) AS given ON given.case_id = cases.id WHERE client_id = ?1 GROUP BY given.currency
UNION ALL
SELECT 'bonus', bonuses.currency, bonuses.id,
    sum(iif(bonus_ledger.kind IN ('granted', 'reversed'), bonus_ledger.amount, -bonus_ledger.amount)) AS left_over,
    nature = 'owed',
    iif(bonuses.valid_until IS NULL, NULL, max(bonuses.valid_until, coalesce(max(bonus_ledger.valid_until), '')))
FROM bonuses JOIN bonus_ledger ON bonus_ledger.bonus_id = bonuses.id WHERE client_id = ?1
    GROUP BY bonuses.id HAVING left_over > 0
"""


def figures(book: Connection, client_id: int) -> ClientFigures:
    """What a client paid, what was given back, and what is still open."""
    worth: dict[str, Money] = {}
    average: dict[str, Money] = {}
    given: dict[str, Money] = {}
    orders = cases = 0
    bonuses: list[OpenBonus] = []
    for what, currency, count, amount, ordered, day in book.rows(_FIGURES, (client_id,)):
        if what == "order":
            orders += count
            worth[currency] = Money.of_minor(amount, currency)
            average[currency] = Money.of_minor((ordered + count // 2) // count, currency)
        elif what == "case":
            cases = count
        elif what == "given":
            given[currency] = Money.of_minor(amount, currency)
        else:
            until = date.fromisoformat(day) if day else None
            bonuses.append(OpenBonus(Money.of_minor(amount, currency), until, bool(ordered)))
    bonuses.sort(key=lambda one: one.valid_until or date.max)
    return ClientFigures(worth, orders, average, given, cases, tuple(bonuses))
