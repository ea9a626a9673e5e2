"""The files of what is for the owner alone: how it felt, notes, what was asked of oneself."""

from evenhand.storage.export_sql import Sheet, lines, words, yes_no

_WHO = {"client id": "clients.id", "client": words("clients.name")}
_CLIENT = "JOIN clients ON clients.id = {table}.client_id"


def _sheet(name: str, table: str, columns: dict[str, str], joined: str = "") -> Sheet:
    return Sheet(name, table, dict(columns), joined, private=True)


PRIVATE: tuple[Sheet, ...] = (
    _sheet(
        "flags",
        "comfort_flags",
        {**_WHO, "feels": words("comfort"), "set on": "set_on", "why": words("reason")},
        _CLIENT.format(table="comfort_flags"),
    ),
    _sheet(
        "marks",
        "comfort_marks",
        {
            "contact id": "interaction_id",
            **_WHO,
            "when": "happened_at",
            "felt": words("comfort"),
            "reasons": lines("reasons"),
            "note": words("note"),
        },
        "JOIN interactions ON interactions.id = interaction_id JOIN clients ON clients.id = interactions.client_id",
    ),
    _sheet(
        "marks-on-ways",
        "comfort_on_options",
        {"way id": "case_options.id", "case": words("cases.number"), "feels": words("comfort")},
        "JOIN case_options ON case_options.id = comfort_on_options.option_id"
        " JOIN cases ON cases.id = case_options.case_id",
    ),
    _sheet(
        "marks-on-cases",
        "comfort_on_cases",
        {"case": words("cases.number"), "sat": words("comfort"), "note": words("note")},
        "JOIN cases ON cases.id = case_id",
    ),
    _sheet(
        "flags-proposed",
        "flag_suggestions",
        {**_WHO, "proposed": words("comfort"), "answered on": "answered_on"},
        _CLIENT.format(table="flag_suggestions"),
    ),
    _sheet("notes", "private_notes", {**_WHO, "note": words("note")}, _CLIENT.format(table="private_notes")),
    _sheet(
        "doors",
        "doors",
        {**_WHO, "closed": yes_no("closed"), "months between greetings": "months", "set on": "set_on"},
        _CLIENT.format(table="doors"),
    ),
    _sheet("check-ins", "check_ins", {"day": "day", "felt": words("comfort")}),
    _sheet(
        "intakes",
        "intakes",
        {
            "id": "intakes.id",
            "begun on": "begun_on",
            "name": words("intakes.name"),
            "reach": words("reach"),
            "came through": words("came_through"),
            "asks for": words("asks"),
            "client id": "client_id",
            "ending": words("ending"),
            "ended on": "ended_on",
            "reason": words("reason"),
            "remind on": "remind_on",
        },
    ),
    _sheet(
        "intake-answers",
        "intake_answers",
        {
            "intake id": "intake_id",
            "place": "place",
            "question": words("question"),
            "answer": words("answer"),
            "note": words("note"),
        },
    ),
    _sheet("fit-questions", "fit_criteria", {"place": "place", "question": words("text")}),
    _sheet(
        "rule-answers",
        "rule_answers",
        {
            "rule id": "rule_id",
            **_WHO,
            "case": words("cases.number"),
            "order": words("orders.number"),
            "answered on": "rule_answers.answered_on",
            "until": "until",
        },
        _CLIENT.format(table="rule_answers")
        + " LEFT JOIN cases ON cases.id = rule_answers.case_id LEFT JOIN orders ON orders.id = rule_answers.order_id",
    ),
    _sheet(
        "gate-answers",
        "gate_answers",
        {
            **_WHO,
            "before": words("gate"),
            "rule id": "rule_id",
            "rule": words("rule_name"),
            "answer": words("answer"),
            "answered on": "answered_on",
        },
        _CLIENT.format(table="gate_answers"),
    ),
    _sheet(
        "load-limits",
        "load_limits",
        {
            "on": yes_no("is_on"),
            "hard contacts": "hard_contacts",
            "late entries": "late_entries",
            "open hard cases": "open_hard_cases",
            "work from": "work_from",
            "work to": "work_to",
            "days off": lines("days_off"),
            "counted from": "counted_from",
        },
    ),
    _sheet(
        "load-answers",
        "load_answers",
        {"answered on": "answered_on", "sign": words("sign"), "counted": "counted", "quiet day": "quiet_day"},
    ),
)
