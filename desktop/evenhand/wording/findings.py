"""What verifying a book found, a line each."""

from evenhand.storage.checking import Finding
from evenhand.translation import N_, _

_FINDINGS = {
    "damaged": N_("The database is damaged: {text}"),
    "unreadable": N_("In {table}, row {row} holds what this program can't read."),
    "owner_missing": N_("There are letters in the book, but no business that wrote them."),
    "foreign_key": N_("In {table}, row {row} points at something that is not there."),
    "schema": N_("A part of the database is missing or was changed: {name}"),
    "search": N_("The search index {name} does not match the book."),
    "letter_pdf": N_("Letter {number}: the PDF is not the one that was issued."),
    "letter_facts": N_("Letter {number}: what the book says of it is not what was issued."),
    "letter_chain": N_("Letter {number}: a letter before it is missing or was changed."),
    "letter_number": N_("Letter {number}: the number does not fit its series and year."),
    "letter_replaced": N_("Letter {number} takes the place of one that still stands, or is another client's."),
    "number_gap": N_("Series {series}, {year}: number {sequence} is missing."),
    "numbers_gap": N_("Series {series}, {year}: numbers {sequence} to {last} are missing."),
    "number_repeated": N_("Series {series}, {year}: number {sequence} was given twice."),
    "number_not_lost": N_(
        "Series {series}, {year}: number {sequence} is noted as lost, and there is a letter with it."
    ),
    "counter": N_("Series {series}, {year}: the counter stands at {last}, the highest letter is {highest}."),
    "case_client": N_("Case {number} is about another client's order."),
    "case_option": N_("Case {number}: what the client chose is a way of another case."),
    "case_currency": N_("Case {number}: a sum in it is in another currency than its order."),
    "promise_left_open": N_("Case {number} is closed, and a promise in it is still open."),
    "turn_letter": N_("Case {number}: a letter that is void, or another case's, passed on whose turn it is."),
    "other_client": N_("In {table}, row {row} belongs to one client and to another client's case."),
    "promise_option": N_("Promise {row} comes from a way of another case."),
    "promise_day": N_("Promise {row}: its day is not the one that it was last moved to."),
    "client_uid": N_("Client {row} has no mark to be found again by in another copy of the book."),
    "erased_other": N_("Client {row} was erased, and is another in the book."),
    "purged_early": N_("Letter {number} was let go of before its day, or its client was not erased."),
    "purged_not": N_("Letter {number} was let go of, and still holds what it said."),
    "import_count": N_("Import {row} holds more clients than it took in."),
    "bonus_missing": N_("Letter {number} grants a bonus that is not in the book."),
    "bonus_letter": N_("Bonus {code} is not the one its letter states."),
    "bonus_granted": N_("Bonus {code}: the ledger does not grant its sum."),
    "bonus_overspent": N_("Bonus {code}: more was taken from it than it held."),
    "bonus_currency": N_("Bonus {code}: the ledger has another currency."),
    "bonus_reversal": N_("Bonus {code}: something was taken back that was not redeemed."),
    "bonus_extension": N_("Bonus {code}: it was extended to a day that is not later."),
    "bonus_unextended": N_("Letter {number} gives a bonus a later last day; the ledger does not."),
    "bonus_exchange": N_("Bonus {code}: it was exchanged for money that was not owed."),
    "bonus_outstanding": N_("Bonus {code}: its letter {number} was voided, and it was not cancelled."),
}


def finding(found: Finding) -> str:
    """One thing that's wrong with a book, in the screen's language."""
    text = _FINDINGS[found.code]
    return _(text).format(**found.detail)
