"""Where the book holds something about one client: every table, and how its rows are found."""

_CASES = "SELECT id FROM cases WHERE client_id = ?1"
_ORDERS = "SELECT id FROM orders WHERE client_id = ?1"
_OPTIONS = f"SELECT id FROM case_options WHERE case_id IN ({_CASES})"
_LETTERS = "SELECT id FROM letters WHERE client_id = ?1"

# The condition for a client's rows in each table, ?1 being the client's id.
OF_CLIENT = {
    "clients": "id = ?1",
    "orders": "client_id = ?1",
    "orders_asked": f"order_id IN ({_ORDERS})",
    "interactions": "client_id = ?1",
    "comfort_flags": "client_id = ?1",
    "comfort_marks": "interaction_id IN (SELECT id FROM interactions WHERE client_id = ?1)",
    "comfort_on_options": f"option_id IN ({_OPTIONS})",
    "comfort_on_cases": f"case_id IN ({_CASES})",
    "flag_suggestions": "client_id = ?1",
    "private_notes": "client_id = ?1",
    "cases": "client_id = ?1",
    "case_options": f"case_id IN ({_CASES})",
    "case_turns": f"case_id IN ({_CASES})",
    "case_questions": f"case_id IN ({_CASES})",
    "case_claims": f"case_id IN ({_CASES})",
    "case_refunds": f"case_id IN ({_CASES})",
    "case_bonuses": f"case_id IN ({_CASES})",
    "case_gifts": f"case_id IN ({_CASES})",
    "promises": "client_id = ?1",
    "promise_moves": "promise_id IN (SELECT id FROM promises WHERE client_id = ?1)",
    "follow_ups": "client_id = ?1",
    "doors": "client_id = ?1",
    "partings": "client_id = ?1",
    "parting_items": "parting_id IN (SELECT id FROM partings WHERE client_id = ?1)",
    "letter_drafts": "client_id = ?1",
    "letters": "client_id = ?1",
    "letter_voids": f"letter_id IN ({_LETTERS})",
    "letter_events": f"letter_id IN ({_LETTERS})",
    "letter_purges": f"letter_id IN ({_LETTERS})",
    "bonuses": "client_id = ?1",
    "bonus_ledger": "bonus_id IN (SELECT id FROM bonuses WHERE client_id = ?1)",
    "rule_answers": "client_id = ?1",
    "gate_answers": "client_id = ?1",
    "intakes": "client_id = ?1",
    "intake_answers": "intake_id IN (SELECT id FROM intakes WHERE client_id = ?1)",
    "suggestions": "client_id = ?1",
    "imported_clients": "client_id = ?1",
    "imports": "id IN (SELECT import_id FROM imported_clients WHERE client_id = ?1)",
    "client_uids": "client_id = ?1",
    "erasures": "client_id = ?1",
}

# What is kept of somebody erased is on no ordinary list.
NOT_ERASED = "client_id NOT IN (SELECT client_id FROM erasures)"

# Tables about nobody in particular: the owner's own words, and what the book counts.
OF_NOBODY = frozenset(
    {
        "owner",
        "letterheads",
        "questions",
        "letter_texts",
        "country_facts",
        "counters",
        "house_rules",
        "fit_criteria",
        "check_ins",
        "load_limits",
        "load_answers",
        "book_state",
        "lost_numbers",
    }
)
