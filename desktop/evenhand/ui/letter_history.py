"""What was done with an issued letter: written into its history, told from it, and shown."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.bonus import Bonus, EntryKind, LedgerEntry
from evenhand.domain.records import Letter, LetterEvent, LetterEventKind
from evenhand.storage.book import Book
from evenhand.translation import N_, _, language
from evenhand.ui.desk import Desk
from evenhand.ui.frames import column
from evenhand.ui.labels import label

# With a note, which is a printer's or a file's name, and without.
_EVENTS: dict[LetterEventKind, tuple[str, str]] = {
    LetterEventKind.PRINTED: (N_("printed on {name}"), N_("printed")),
    LetterEventKind.SAVED: (N_("saved as {name}"), N_("saved as a file")),
    LetterEventKind.DRAFTED: (N_("e-mail draft {name} made"), N_("e-mail draft made")),
    LetterEventKind.COPIED: (N_("its text copied"), N_("its text copied")),
    LetterEventKind.ENVELOPED: (N_("envelope or label printed on {name}"), N_("envelope or label made")),
}

_ENTRIES: dict[EntryKind, str] = {
    EntryKind.GRANTED: N_("bonus {code} granted, {sum}"),
    EntryKind.REDEEMED: N_("bonus {code}: {sum} used"),
    EntryKind.CANCELLED: N_("bonus {code}: {sum} cancelled"),
    EntryKind.EXCHANGED: N_("bonus {code}: {sum} exchanged for money"),
    EntryKind.REVERSED: N_("bonus {code}: {sum} given back to it"),
    EntryKind.EXTENDED: N_("bonus {code} extended to {until}"),
}

_RANKS = {EntryKind.GRANTED: 1, EntryKind.CANCELLED: 5}  # a voided letter's bonus is cancelled by the voiding


def keep(desk: Desk, kind: LetterEventKind, *notes: tuple[int, str]) -> str:
    """Writes an act into the history of letters, each an id and a note: a printer's or a file's name, never a path.

    Gives a sentence to say besides when the book can't take it, else "".
    """
    now = datetime.now().astimezone()
    at = datetime.combine(desk.today(), time(now.hour, now.minute, now.second))
    try:
        with desk.book.transaction():
            for letter_id, note in notes:
                desk.book.letters.add_event(LetterEvent(0, letter_id, kind, at, note))
    except wording.KNOWN_ERRORS as error:
        return _("It is missing in the letter's history. {why}").format(why=wording.sentence(error))
    return ""


class _Line(NamedTuple):
    on: date
    rank: int  # in the course of a day: of most things the book keeps no time
    text: str
    at: time | None = None


def told(book: Book, letter: Letter) -> list[str]:
    """All that happened to a letter and to its bonus, in its order, a line each."""
    lines = [_Line(letter.issued_on, 0, _("issued as {number}").format(number=letter.number))]
    lines += [_of_event(event) for event in book.letters.events(letter.id)]
    if (granted := book.bonuses.of_letter(letter.id)) is not None:
        lines += [_of_entry(granted, entry) for entry in book.bonuses.ledger(granted.id)]
    if letter.bonus_id is not None:
        spoken_of = book.bonuses.get(letter.bonus_id)
        entries = book.bonuses.ledger(spoken_of.id)
        lines += [_of_entry(spoken_of, entry) for entry in entries if entry.letter_id == letter.id]
    lines += _of_voiding(book, letter)
    lines.sort(key=lambda line: (line.on, line.rank, line.at or time()))  # stable: the ledger keeps its own order
    return [_("{day}: {what}").format(day=_when(line), what=line.text) for line in lines]


def _when(line: _Line) -> str:
    day = formats.long_date(line.on, language())
    return f"{day}, {line.at:%H:%M}" if line.at is not None else day


def _of_event(event: LetterEvent) -> _Line:
    named, plain = _EVENTS[event.kind]
    text = _(named).format(name=event.note) if event.note else _(plain)
    return _Line(event.happened_at.date(), 2, text, event.happened_at.time())


def _of_entry(bonus: Bonus, entry: LedgerEntry) -> _Line:
    until = formats.long_date(entry.valid_until, language()) if entry.valid_until else ""
    text = _(_ENTRIES[entry.kind]).format(code=bonus.code, sum=wording.money(entry.amount), until=until)
    return _Line(entry.entered_on, _RANKS.get(entry.kind, 3), text)


def _of_voiding(book: Book, letter: Letter) -> Iterator[_Line]:
    if letter.voided_on is not None:
        yield _Line(letter.voided_on, 4, _("voided: {reason}").format(reason=letter.void_reason))
    if (replacement := book.letters.replacement_of(letter.id)) is not None:
        yield _Line(replacement.issued_on, 6, _("replaced by {number}").format(number=replacement.number))


_LINES = 6  # more of them scroll


class HistoryView(QScrollArea):
    """The lines of a letter's history, as high as they are many; Up and Down go through a long one."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = label("", "secondary", "ink3", wrap=True)
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        page = QWidget()
        page.setProperty("page", "true")
        page.setLayout(column(self._lines, None, spacing=0))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(_("History"))
        self.setWidget(page)
        page.setAutoFillBackground(False)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _lowest, highest: bar.setValue(highest))

    def text(self) -> str:
        return self._lines.text()

    def show_lines(self, lines: list[str]) -> None:
        """The oldest first; a long history opens at its end."""
        fresh = "\n".join(lines)
        if fresh == self._lines.text():
            return
        self._lines.setText(fresh)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if len(lines) > _LINES else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()

    def _wanted(self) -> int:
        width = max(self.viewport().width(), 60)
        return min(self._lines.heightForWidth(width), self._lines.fontMetrics().lineSpacing() * _LINES) + 2

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, min(self._wanted(), self._lines.fontMetrics().lineSpacing() * 2))
