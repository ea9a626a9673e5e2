"""Everything that is held about a person beside what they gave and got: the owner's words, marks and answers.

Each place names the columns that an item is made of. A test holds this list, and that of the copy for the client,
to the book's schema: a column that is in neither fails it.
"""

import json
from typing import NamedTuple

from evenhand.storage.about_clients import OF_CLIENT
from evenhand.storage.connection import Connection
from evenhand.storage.errors import NotInBook
from evenhand.storage.export_sql import Sum, sum_of
from evenhand.translation import N_


class Listed(NamedTuple):
    """A column that holds a JSON list of texts."""

    column: str


class Place(NamedTuple):
    """One table: what an item of it is called, the day it's of, and its parts by their labels."""

    table: str
    called: str
    when: str  # SQL; 'NULL' for what has no day
    parts: dict[str, str | Sum | Listed]


class HeldItem(NamedTuple):
    """One thing that is held about a person. `parts` are labels and values, one or several; days are ISO."""

    table: str
    row: int
    called: str
    when: str  # ISO, perhaps with the hour; empty where it has no day
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def key(self) -> tuple[str, int]:
        return self.table, self.row


_NOTE, _FELT, _WHAT, _WORDS, _SUM = N_("note"), N_("felt"), N_("what"), N_("words"), N_("sum")

PLACES = (
    Place("private_notes", N_("Private note"), "NULL", {_NOTE: "note"}),
    Place("comfort_flags", N_("How it is to work together"), "set_on", {_FELT: "comfort", N_("why"): "reason"}),
    Place("flag_suggestions", N_("What Evenhand proposed"), "answered_on", {_FELT: "comfort"}),
    Place("clients", N_("Marks on the client"), "NULL", {N_("standing"): "standing", N_("valued"): "valued"}),
    Place(
        "interactions",
        N_("Contact"),
        "happened_at",
        {N_("channel"): "channel", N_("direction"): "direction", N_("summary"): "summary"},
    ),
    Place(
        "comfort_marks",
        N_("How a contact felt"),
        "(SELECT happened_at FROM interactions WHERE interactions.id = interaction_id)",
        {_FELT: "comfort", N_("reasons"): Listed("reasons"), _NOTE: "note"},
    ),
    Place("orders", N_("What an order cost us"), "ordered_on", {N_("number"): "number", _SUM: Sum("cost", "currency")}),
    Place("orders_asked", N_("How an order went"), "asked_on", {N_("heard"): "heard", _WORDS: "words"}),
    Place(
        "cases",
        N_("Case"),
        "received_on",
        {
            N_("number"): "number",
            N_("title"): "title",
            N_("their words"): "words",
            N_("cause"): "cause",
            N_("responsibility"): "responsibility",
            N_("what we found"): "finding",
            N_("why"): Listed("whys"),
            N_("put right by"): "remedy",
            _WHAT: "remedy_what",
            N_("compensation chosen by"): "chosen_by",
            N_("outcome"): "outcome",
            N_("what we changed"): "change",
            N_("changed in"): "change_in",
        },
    ),
    Place("comfort_on_cases", N_("How a case sat with me"), "NULL", {_FELT: "comfort", _NOTE: "note"}),
    Place(
        "case_options",
        N_("Way to put it right"),
        "by",
        {
            N_("put right by"): "remedy",
            _WHAT: "title",
            N_("details"): "details",
            N_("effort"): "effort",
            N_("what the effort is"): "effort_what",
            N_("discount"): "discount",
        },
    ),
    Place("comfort_on_options", N_("How a way felt"), "NULL", {_FELT: "comfort"}),
    Place("case_turns", N_("Whose move it was"), "since", {N_("turn"): "turn", _NOTE: "note"}),
    Place("case_questions", N_("Question"), "asked_on", {N_("question"): "question", N_("answer"): "answer"}),
    Place("case_claims", N_("What they asked for"), "said_on", {_WHAT: "what", _SUM: Sum("amount", "currency")}),
    Place(
        "case_refunds",
        N_("Refund"),
        "pay_by",
        {_SUM: Sum("amount", "currency"), N_("how"): "method", N_("what for"): "what_for"},
    ),
    Place(
        "case_bonuses", N_("Bonus worked out"), "valid_until", {_SUM: Sum("amount", "currency"), N_("nature"): "nature"}
    ),
    Place("case_gifts", N_("Gift"), "NULL", {_WHAT: "what", _SUM: Sum("cost", "currency")}),
    Place("follow_ups", N_("Planned"), "due_on", {_WHAT: "what", N_("done on"): "done_on"}),
    Place("doors", N_("The door"), "set_on", {N_("closed"): "closed", N_("months between greetings"): "months"}),
    Place("partings", N_("Parting"), "decided_on", {_SUM: Sum("accepted", "currency")}),
    Place("parting_items", N_("To give back at parting"), "done_on", {_WHAT: "what"}),
    Place(
        "letter_drafts",
        N_("Letter not issued"),
        "saved_at",
        {
            N_("kind"): "kind",
            N_("subject"): "subject",
            N_("text"): "body",
            N_("figures"): "stated",
            N_("fields"): "typed",
            N_("notes passed over"): Listed("kept"),
            N_("written in"): "written_language",
        },
    ),
    Place("letter_voids", N_("Why a letter is void"), "voided_on", {N_("why"): "void_reason"}),
    Place("letter_events", N_("Done with a letter"), "happened_at", {N_("done"): "kind", _NOTE: "note"}),
    Place("bonus_ledger", N_("Note on a bonus"), "entered_on", {N_("entry"): "kind", _NOTE: "note"}),
    Place(
        "suggestions", N_("Suggestion"), "said_on", {_WORDS: "words", N_("answer"): "answer", N_("change"): "change"}
    ),
    Place(
        "intakes",
        N_("Asked before taking them on"),
        "begun_on",
        {
            N_("name"): "name",
            N_("reach"): "reach",
            N_("came through"): "came_through",
            N_("asks for"): "asks",
            N_("ending"): "ending",
            N_("reason"): "reason",
        },
    ),
    Place(
        "intake_answers",
        N_("Answer to oneself"),
        "NULL",
        {N_("question"): "question", N_("answer"): "answer", _NOTE: "note"},
    ),
    Place("gate_answers", N_("A house rule asked"), "answered_on", {N_("rule"): "rule_name", N_("answer"): "answer"}),
    Place("rule_answers", N_("A house rule was seen to"), "answered_on", {N_("number"): "rule_id"}),
    Place("imports", N_("Taken over from a file"), "done_at", {N_("file"): "source"}),
    Place("imported_clients", N_("As it was before a file was taken over"), "NULL", {_WHAT: "before"}),
)

# What an item is worth telling for: one in which none of these stands is left out.
_TELLING = {"orders": "cost", "bonus_ledger": "note", "letter_events": "note"}


class HeldItems:
    """Reads of what is held about one person."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def all(self, client_id: int) -> list[HeldItem]:
        """Place by place, each place's oldest first. Raises NotInBook."""
        if self._book.row("SELECT 1 FROM clients WHERE id = ?", (client_id,)) is None:
            raise NotInBook("clients", client_id)
        found = []
        for place in PLACES:
            row = "import_id" if place.table == "imported_clients" else "rowid"
            telling = f" AND coalesce({_TELLING[place.table]}, '') <> ''" if place.table in _TELLING else ""
            wanted = ", ".join(self._column(place.table, part) for part in place.parts.values())
            sql = f"""SELECT {row}, coalesce({place.when}, '') AS day, {wanted}
                FROM {place.table} WHERE ({OF_CLIENT[place.table]}){telling} ORDER BY day, {row}"""
            for id_, day, *values in self._book.rows(sql, (client_id,)):
                parts = (
                    (label, _texts(place.parts[label], value)) for label, value in zip(place.parts, values, strict=True)
                )
                if told := tuple((label, texts) for label, texts in parts if texts):
                    found.append(HeldItem(place.table, id_, place.called, day, told))
        return found

    def _column(self, table: str, part: str | Sum | Listed) -> str:
        if isinstance(part, Listed):
            return part.column
        if isinstance(part, str):
            return part
        currencies = self._book.firsts(f"SELECT DISTINCT {part.currency} FROM {table} WHERE {part.currency} <> ''")
        return f"({sum_of(part, frozenset(currencies))}) || ' ' || {part.currency}"


def _texts(part: str | Sum | Listed, value: object) -> tuple[str, ...]:
    if value in (None, ""):
        return ()
    return tuple(map(str, json.loads(str(value)))) if isinstance(part, Listed) else (str(value),)
