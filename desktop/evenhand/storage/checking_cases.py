"""Verifying what belongs to cases: that ways, promises, moves and what follows hang together.

Each finding is given as its code and where it is; `checking.Finding` says what the codes mean.
"""

from collections.abc import Iterator

from evenhand.domain.comfort import Comfort
from evenhand.domain.keeping_in_touch import Door, FollowUp
from evenhand.domain.line import Claim
from evenhand.domain.options import CaseOption
from evenhand.domain.parting import Parting, PartingItem
from evenhand.domain.promises import Promise, PromiseMove
from evenhand.domain.questions import CaseQuestion, Question
from evenhand.domain.turns import TurnChange
from evenhand.storage.connection import Connection

Found = tuple[str, dict[str, object]]

TABLES: tuple[tuple[type, str], ...] = (
    (CaseOption, "case_options"),
    (Promise, "promises"),
    (PromiseMove, "promise_moves"),
    (TurnChange, "case_turns"),
    (Question, "questions"),
    (CaseQuestion, "case_questions"),
    (Claim, "case_claims"),
    (FollowUp, "follow_ups"),
    (Door, "doors"),
    (Parting, "partings"),
    (PartingItem, "parting_items"),
)

# What isn't there at all is found as a broken foreign key; here both ends are there and don't belong together.
_BY_NUMBER = {
    "case_client": """SELECT number FROM cases JOIN clients ON clients.id = cases.client_id WHERE EXISTS (
        SELECT 1 FROM orders WHERE orders.id = order_id AND orders.client_id <> cases.client_id)""",
    "case_option": """SELECT number FROM cases JOIN case_options ON case_options.id = cases.option_id
        WHERE case_options.case_id <> cases.id""",
    "promise_left_open": """SELECT DISTINCT number FROM cases JOIN promises ON promises.case_id = cases.id
        WHERE closed_on IS NOT NULL AND ended_on IS NULL""",
    "case_currency": """SELECT DISTINCT cases.number FROM cases JOIN orders ON orders.id = order_id JOIN (
            SELECT case_id, currency FROM case_refunds UNION ALL SELECT case_id, currency FROM case_bonuses
            UNION ALL SELECT case_id, currency FROM case_gifts UNION ALL SELECT case_id, currency FROM case_options
        ) AS sums ON sums.case_id = cases.id WHERE sums.currency <> orders.currency""",
    "turn_letter": """SELECT DISTINCT cases.number FROM case_turns JOIN cases ON cases.id = case_turns.case_id
        JOIN letters ON letters.id = letter_id LEFT JOIN letter_voids USING (letter_id)
        WHERE letters.case_id IS NOT cases.id OR voided_on IS NOT NULL""",
}

_OF_ANOTHER_CLIENT = """SELECT {table}.id FROM {table} JOIN cases ON cases.id = {table}.case_id
    WHERE cases.client_id <> {table}.client_id"""

_OF_ANOTHER_CASE = """SELECT promises.id FROM promises JOIN case_options ON case_options.id = option_id
    WHERE promises.case_id IS NOT case_options.case_id"""

# The days that a promise was moved to are a chain from its first day to the one that it has.
_DAYS = """
SELECT promises.id FROM promises JOIN promise_moves ON promise_id = promises.id
    WHERE from_day <> coalesce((SELECT to_day FROM promise_moves AS before
        WHERE before.promise_id = promises.id AND before.id < promise_moves.id ORDER BY id DESC LIMIT 1), first_due)
UNION SELECT id FROM promises WHERE due_on <> coalesce(
    (SELECT to_day FROM promise_moves WHERE promise_id = promises.id ORDER BY id DESC LIMIT 1), first_due)
"""


def unreadable(book: Connection) -> Iterator[Found]:
    """Private words on ways and cases that the program can't read."""
    for table, key in (("comfort_on_options", "option_id"), ("comfort_on_cases", "case_id")):
        for row, comfort in book.rows(f"SELECT {key}, comfort FROM {table}"):
            if comfort not in set(Comfort):
                yield "unreadable", {"table": table, "row": row}


def links(book: Connection) -> Iterator[Found]:
    """What doesn't belong together."""
    for code, sql in _BY_NUMBER.items():
        for (number,) in book.rows(sql):
            yield code, {"number": number}
    for table in ("promises", "follow_ups", "partings", "rule_answers"):
        for (row,) in book.rows(_OF_ANOTHER_CLIENT.format(table=table)):
            yield "other_client", {"table": table, "row": row}
    for (row,) in book.rows(_OF_ANOTHER_CASE):
        yield "promise_option", {"row": row}
    for (row,) in book.rows(_DAYS):
        yield "promise_day", {"row": row}
