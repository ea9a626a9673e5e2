"""The files of letters and of the bonuses that they grant."""

from evenhand.storage.export_sql import Sheet, Sum, words, yes_no

_CLIENT = "JOIN clients ON clients.id = {table}.client_id"
_WHO = {"client id": "clients.id", "client": words("clients.name")}

LETTERS: tuple[Sheet, ...] = (
    Sheet(
        "letters",
        "letters",
        {
            "id": "letters.id",
            "number": words("letters.number"),
            **_WHO,
            "case": words("cases.number"),
            "kind": words("letters.kind"),
            "language": words("letters.language"),
            "issued on": "letters.issued_on",
            "subject": words("letters.subject"),
            "sum": Sum("letters.amount", "letters.currency"),
            "currency": "letters.currency",
            "voided on": "voided_on",
            "why void": words("void_reason"),
            "in place of": words("(SELECT number FROM letters AS earlier WHERE earlier.id = letters.replaces_id)"),
            "bonus": words("(SELECT code FROM bonuses WHERE bonuses.id = letters.bonus_id)"),
            "client erased, kept until": "keep_until",
            "page let go of on": "letter_purges.purged_on",
            "text": words("letters.body"),
            "figures (JSON)": words("letters.snapshot"),
            "SHA-256 of the page": "letters.sha256",
            "series": words("letters.series"),
            "version": words("letters.app_version"),
            "text version": words("letters.template_version"),
        },
        _CLIENT.format(table="letters")
        + " LEFT JOIN cases ON cases.id = letters.case_id LEFT JOIN letter_voids ON letter_voids.letter_id = letters.id"
        " LEFT JOIN letter_purges ON letter_purges.letter_id = letters.id"
        " LEFT JOIN erasures ON erasures.client_id = letters.client_id",
        order="letters.id",
    ),
    Sheet(
        "letters-history",
        "letter_events",
        {
            "letter": words("letters.number"),
            "what was done": words("letter_events.kind"),
            "when": "happened_at",
            "note": words("note"),
        },
        "JOIN letters ON letters.id = letter_id",
    ),
    Sheet(
        "letters-being-written",
        "letter_drafts",
        {
            "id": "letter_drafts.id",
            **_WHO,
            "case": words("cases.number"),
            "kind": words("kind"),
            "language": words("letter_drafts.language"),
            "subject": words("subject"),
            "text": words("body"),
            "changed by hand": yes_no("edited"),
            "saved at": "saved_at",
            "written as": words("written_kind"),
            "written in": words("written_language"),
            "figures (JSON)": words("stated"),
            "fields typed (JSON)": words("typed"),
            "notes passed over (JSON)": words("kept"),
        },
        _CLIENT.format(table="letter_drafts") + " LEFT JOIN cases ON cases.id = letter_drafts.case_id",
    ),
    Sheet(
        "bonuses",
        "bonuses",
        {
            "id": "bonuses.id",
            "code": words("code"),
            **_WHO,
            "case": words("cases.number"),
            "letter": words("letters.number"),
            "sum": Sum("bonuses.amount", "bonuses.currency"),
            "currency": "bonuses.currency",
            "granted on": "granted_on",
            "valid until": "valid_until",
            "nature": words("nature"),
        },
        _CLIENT.format(table="bonuses")
        + " LEFT JOIN cases ON cases.id = bonuses.case_id JOIN letters ON letters.id = bonuses.letter_id",
    ),
    Sheet(
        "bonus-ledger",
        "bonus_ledger",
        {
            "id": "bonus_ledger.id",
            "bonus": words("code"),
            "entry": words("bonus_ledger.kind"),
            "sum": Sum("bonus_ledger.amount", "bonus_ledger.currency"),
            "currency": "bonus_ledger.currency",
            "day": "entered_on",
            "order": words("orders.number"),
            "letter": words("letters.number"),
            "takes back entry": "reverses_id",
            "new last day": "bonus_ledger.valid_until",
            "note": words("note"),
        },
        "JOIN bonuses ON bonuses.id = bonus_ledger.bonus_id LEFT JOIN orders ON orders.id = bonus_ledger.order_id"
        " LEFT JOIN letters ON letters.id = bonus_ledger.letter_id",
        order="bonus_ledger.id",
    ),
    Sheet(
        "letter-texts",
        "letter_texts",
        {
            "language": words("language"),
            "kind": words("kind"),
            "subject": words("subject"),
            "text": words("body"),
            "made from version": "base_version",
            "subject not finished": words("unfinished_subject"),
            "text not finished": words("unfinished_body"),
        },
    ),
    Sheet(
        "numbers-lost",
        "lost_numbers",
        {"series": words("series"), "year": "year", "number": "sequence", "noted on": "noted_on"},
    ),
)
