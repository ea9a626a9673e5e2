"""Verifying what the owner decided and felt: house rules and the answers to them, intakes, days, suggestions.

Each finding is given as its code and where it is; `checking.Finding` says what the codes mean. An answer to a rule that
isn't there any more is no fault: the owner may have let the rule go.
"""

from collections.abc import Iterator

from evenhand.domain.comfort import CheckIn, FlagSuggestion
from evenhand.domain.intake import FitCriterion, Intake, IntakeAnswer
from evenhand.domain.load import LoadAnswer, LoadLimits
from evenhand.domain.rules import GateAnswer, RuleAnswer
from evenhand.domain.suggestions import OrderAsked, Suggestion
from evenhand.storage.connection import Connection
from evenhand.storage.rows import columns, from_row
from evenhand.storage.rules import HouseRules

Found = tuple[str, dict[str, object]]

TABLES: tuple[tuple[type, str], ...] = (
    (RuleAnswer, "rule_answers"),
    (GateAnswer, "gate_answers"),
    (FitCriterion, "fit_criteria"),
    (Intake, "intakes"),
    (IntakeAnswer, "intake_answers"),
    (FlagSuggestion, "flag_suggestions"),
    (LoadAnswer, "load_answers"),
    (OrderAsked, "orders_asked"),
    (Suggestion, "suggestions"),
)


def unreadable(book: Connection) -> Iterator[Found]:
    """Rules that aren't understood, answers to none, limits that can't be, and days that can't be read."""
    kept = set(book.firsts("SELECT id FROM house_rules WHERE body IS NOT NULL"))
    for rule in HouseRules(book).all():
        if rule.id in kept and not rule.understood:
            yield _row("house_rules", rule.id)
    for table in ("rule_answers", "gate_answers"):
        for row in book.firsts(f"SELECT id FROM {table} WHERE rule_id < 1"):
            yield _row(table, row)
    for day, *row in book.rows(f"SELECT day, {', '.join(columns(CheckIn))} FROM check_ins"):
        if not _reads(CheckIn, row):
            yield _row("check_ins", day)
    for id_, *row in book.rows(f"SELECT id, {', '.join(columns(LoadLimits))} FROM load_limits"):
        if not _reads(LoadLimits, row) or from_row(LoadLimits, row).problems():
            yield _row("load_limits", id_)


def _reads(record: type, row: list[object]) -> bool:
    try:
        from_row(record, row)
    except (ValueError, KeyError, TypeError):
        return False
    return True


def _row(table: str, row: object) -> Found:
    return "unreadable", {"table": table, "row": row}
