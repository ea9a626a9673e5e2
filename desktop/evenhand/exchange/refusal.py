"""A file that can't be taken as it is."""


class FileRefused(Exception):
    """Nothing of the file can be taken. `line` is counted from 1; 0 where it's about no line.

    reason             what it's about
    empty              there's nothing in the file
    only_headers       a table with headings and no row
    no_cards           address cards, and none of them
    not_text           pictures, programs and the like
    spreadsheet        a workbook (.xlsx, .xls, .ods, .numbers) in place of a table as text
    encoding                   the text isn't in the encoding that was chosen; `text` is its name
    open_quote         line    the headings have a quotation mark that nothing closes, or most rows do
    line_too_long      line    `limit` is how many characters a line may have
    too_many_columns           `limit` is how many there may be
    duplicate_headers  line    `text` is the heading that stands twice
    too_many_rows              `limit` is how many there may be
    too_large                  `limit` is how many megabytes there may be
    no_name_column             no column is said to hold a name or a company
    """

    def __init__(self, reason: str, *, line: int = 0, text: str = "", limit: int = 0) -> None:
        super().__init__(f"{reason} at line {line}" if line else reason)
        self.reason, self.line, self.text, self.limit = reason, line, text, limit
