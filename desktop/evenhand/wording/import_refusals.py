"""What can't be taken of another program's file, in the screen's language: the whole file, or a row of it."""

from evenhand.exchange.people import BadRow
from evenhand.exchange.refusal import FileRefused
from evenhand.translation import N_, _, ngettext
from evenhand.wording.refusals import sentence

_REFUSED = {
    "empty": N_("This file is empty. Export it once more from the other program, then choose it here."),
    "only_headers": N_("This table has headings and no rows under them. Choose the file with the people in it."),
    "no_cards": N_("There are no address cards in this file. Choose a vCard file, or a table saved as CSV."),
    "not_text": N_("This is not a table as text. Save it as CSV in the other program, then choose that file."),
    "spreadsheet": N_("This is a spreadsheet. Open it in its own program, save it as CSV, then choose that file."),
    "encoding": N_("Parts of this file can't be read as {text}. Choose another encoding."),
    "open_quote": N_("Line {line}: a quotation mark is opened and never closed. Close it in the file, then try again."),
    "line_too_long": N_("Line {line} is longer than a table can have. Check that this is the right file."),
    "too_many_columns": N_("This table has more than {limit} columns. Keep only those you need, then try again."),
    "duplicate_headers": N_(
        "Line {line}: two columns are called “{text}”. Rename one of them in the file, then try again."
    ),
    "too_many_rows": N_(
        "This file has more than {limit} people. Split it into smaller files, and take them one by one."
    ),
    "too_large": N_(
        "This file has more than {limit} MB of text. Split it into smaller files, and take them one by one."
    ),
    "no_name_column": N_("No column is recognised as a name or a company. Give one of them such a heading."),
}

_BAD_ROWS = {
    "too_few": N_("Line {line}: the row has {cells}, and the table has {columns}."),
    "too_many": N_("Line {line}: the row has {cells}, and the table has {columns}."),
    "open_quote": N_("Line {line}: a quotation mark is opened and not closed where the cell ends."),
    "field_too_long": N_("Line {line}: a cell is longer than a million characters."),
    "nul": N_("Line {line}: the row has signs that are not text."),
    "too_long": N_("Line {line}: a name, a number or a part of the address is too long to be one."),
    "no_name": N_("Line {line}: there is no name and no company."),
    "card_cut": N_("Line {line}: the card that begins here has no end. The file may have been cut off."),
    "card_broken": N_("Line {line}: this is not a line that an address card can have."),
    "card_too_long": N_("Line {line}: the card that begins here is longer than a million characters."),
}


@sentence.register
def _file(error: FileRefused) -> str:
    return _(_REFUSED[error.reason]).format(
        line=error.line, text=error.text, limit=f"{error.limit:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    )


def bad_row(row: BadRow) -> str:
    """Why a row can't be taken, and where it stands."""
    return _(_BAD_ROWS[row.reason]).format(
        line=row.line,
        cells=ngettext("{n} cell", "{n} cells", row.found),
        columns=ngettext("{n} column", "{n} columns", row.wanted),
    )
