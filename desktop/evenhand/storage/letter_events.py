"""What was done with issued letters: only ever added to."""

from evenhand.domain.records import LetterEvent
from evenhand.storage.connection import Kind
from evenhand.storage.section import Section


class Events(Section[LetterEvent]):
    record = LetterEvent
    table = "letter_events"
    kind = Kind.LETTERS

    def save(self, record: LetterEvent) -> None:
        """Not for events: they never change."""
        raise TypeError("an event never changes")

    def of_letter(self, letter_id: int) -> list[LetterEvent]:
        """In the order they happened in."""
        return self._where("letter_id = ? ORDER BY id", letter_id)
