"""Every table as a file that a person can read: which columns, under which plain headings.

What stands in no file is named in LEFT_OUT with its reason; a test holds the two to the book's schema.
"""

from evenhand.storage.export_cases import CASES
from evenhand.storage.export_letters import LETTERS
from evenhand.storage.export_private import PRIVATE
from evenhand.storage.export_sql import Sheet, Sum, lines, words, yes_no

_CLIENT = "JOIN clients ON clients.id = {table}.client_id"
_WHO = {"client id": "clients.id", "client": words("clients.name")}

LEFT_OUT = {
    "counters": "the next numbers follow from the letters and cases",
    "client_uids": "how a restored copy is told who was erased",
    "book_state": "how one copy of the book is told from another",
    "imported_clients": "what an import is taken back by",
    "letter_voids": "in letters.csv",
    "letter_purges": "in letters.csv",
}

_CLIENTS: tuple[Sheet, ...] = (
    Sheet(
        "clients",
        "clients",
        {
            "id": "id",
            "name": words("name"),
            "salutation": words("salutation"),
            "name in the address": words("address_name"),
            "address": lines("address_lines"),
            "country": words("country"),
            "phone": words("phone"),
            "e-mail": words("email"),
            "language": words("language"),
            "currency": "currency",
            "standing": words("standing"),
            "valued": yes_no("valued"),
            "client since": "since",
            "archived": yes_no("archived"),
            "not written to": yes_no("left_alone"),
        },
    ),
    Sheet(
        "orders",
        "orders",
        {
            "id": "orders.id",
            **_WHO,
            "number": words("orders.number"),
            "ordered on": "ordered_on",
            "what": words("what"),
            "total": Sum("total", "orders.currency"),
            "paid": Sum("paid", "orders.currency"),
            "own cost": Sum("cost", "orders.currency"),
            "currency": "orders.currency",
            "delivered on": "delivered_on",
        },
        _CLIENT.format(table="orders"),
    ),
    Sheet(
        "orders-asked",
        "orders_asked",
        {
            "order": words("orders.number"),
            **_WHO,
            "asked on": "asked_on",
            "heard": words("heard"),
            "heard on": "heard_on",
            "words": words("words"),
        },
        "JOIN orders ON orders.id = order_id JOIN clients ON clients.id = orders.client_id",
    ),
    Sheet(
        "contacts",
        "interactions",
        {
            "id": "interactions.id",
            **_WHO,
            "when": "happened_at",
            "channel": words("channel"),
            "direction": words("direction"),
            "summary": words("summary"),
            "order": words("orders.number"),
            "case": words("cases.number"),
        },
        _CLIENT.format(table="interactions")
        + " LEFT JOIN orders ON orders.id = interactions.order_id LEFT JOIN cases ON cases.id = interactions.case_id",
    ),
    Sheet(
        "suggestions",
        "suggestions",
        {
            "id": "suggestions.id",
            "said on": "said_on",
            "words": words("words"),
            **_WHO,
            "order": words("orders.number"),
            "answered on": "answered_on",
            "answer": words("answer"),
            "what we changed": words("change"),
            "changed on": "changed_on",
        },
        "LEFT JOIN clients ON clients.id = suggestions.client_id LEFT JOIN orders ON orders.id = suggestions.order_id",
    ),
)

_OWN: tuple[Sheet, ...] = (
    Sheet(
        "my-business",
        "owner",
        {
            "phone": words("phone"),
            "e-mail": words("email"),
            "country": words("country"),
            "currency": "currency",
            "colour": words("accent"),
            "bonus share": words("bonus_share"),
            "bonus months": "bonus_months",
            "bonus rounded to": words("bonus_round_to"),
            "working days to answer": "answer_days",
            "envelope": words("envelope"),
            "paper": words("paper"),
            "an hour of work": words("hour_rate"),
            "usual margin": words("usual_margin"),
            "months between greetings": "touch_months",
            "days until asking how it went": "ask_after",
            "question how it went": words("ask_words"),
            "years to keep sums": "keep_years",
        },
    ),
    Sheet(
        "letterheads",
        "letterheads",
        {
            "language": words("language"),
            "business": words("business_name"),
            "owner": words("owner_name"),
            "role": words("role"),
            "tagline": words("tagline"),
            "address": lines("address_lines"),
            "legal line": words("legal_line"),
            "sums in words": yes_no("sums_in_words"),
        },
    ),
    Sheet(
        "country-facts",
        "country_facts",
        {
            "country": words("country"),
            "topic": words("topic"),
            "days": "days",
            "unit": words("unit"),
            "first day counts": yes_no("first_day_counts"),
            "source": words("source"),
            "checked on": "checked_on",
        },
    ),
    Sheet(
        "house-rules",
        "house_rules",
        {
            "id": "id",
            "place": "place",
            "on": yes_no("is_on"),
            "rule (JSON)": words("body"),
            "made from version": "base_version",
        },
    ),
    Sheet("my-questions", "questions", {"place": "place", "question": words("text")}),
    Sheet(
        "imports",
        "imports",
        {
            "id": "id",
            "done at": "done_at",
            "file": words("source"),
            "added": "added",
            "updated": "updated",
            "skipped": "skipped",
            "taken back at": "taken_back_at",
        },
    ),
    Sheet(
        "erased",
        "erasures",
        {"client id": "client_id", "erased on": "erased_on", "kept until": "keep_until", "let go of on": "purged_on"},
    ),
)

SHEETS = (*_CLIENTS, *CASES, *LETTERS, *_OWN, *PRIVATE)
