"""Words in a table that a spreadsheet would take as a formula, and the apostrophe that keeps it from doing so.

The apostrophe is taken off again by whoever reads the table, and nothing else is: what a cell held comes back.
"""

import re

# In SQL, too: the characters that a formula, or an apostrophe before one, begins with. The wide ones count in Japan.
FIRST = "\t\n\r'+-=@＋－＝＠"

_FORMULA = re.compile(r"'*[\t\n\r+\-=@＋－＝＠]")
_NUMBER = re.compile(r"-?\d{1,30}(?:[.,]\d{1,30})?")
_PHONE = re.compile(r"\+\d[\d ()./-]{3,30}")


def guarded(text: str) -> str:
    """The text as a cell that stays text; numbers and telephone numbers are left as they are."""
    if not _FORMULA.match(text) or _NUMBER.fullmatch(text) or _PHONE.fullmatch(text):
        return text
    return "'" + text


def unguarded(text: str) -> str:
    """The text that such a cell holds."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text
