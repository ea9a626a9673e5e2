"""The intake on the screen, as the book has it, and what is typed on the way into the book."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from evenhand.domain.intake import Intake, IntakeAnswer, questions_for
from evenhand.storage.book import Book
from evenhand.wording.intake import suggested_questions


class IntakeAtHand:
    """One intake with the answers that are kept of it; its id is 0 until something is typed."""

    def __init__(self, book: Book, today: date) -> None:
        self._book = book
        self.intake = Intake(0, today)
        self.kept: list[IntakeAnswer] = []

    @property
    def ended(self) -> bool:
        return self.intake.ending is not None

    def take_up(self, intake: Intake) -> None:
        """Goes on with this one."""
        self.intake = intake
        self.kept = self._book.intake_answers.of_intake(intake.id) if intake.id else []

    def questions(self) -> list[str]:
        """What it asks now; of an ended one, what was answered."""
        if self.ended:
            return [one.question for one in self.kept if one.touched]
        own = [one.text for one in self._book.fit_criteria.all()]
        return questions_for(self.kept, own, suggested_questions())

    def changed(self, answers: Sequence[IntakeAnswer]) -> list[IntakeAnswer]:
        """Those that aren't in the book as they stand."""
        known = {one.question: (one.answer, one.note) for one in self.kept}
        return [one for one in answers if known.get(one.question, (None, "")) != (one.answer, one.note)]

    def store(self, typed: Intake, answers: Sequence[IntakeAnswer], today: date) -> None:
        """Puts what was typed into the book. Raises NotInBook, StorageFailed."""
        book, intake = self._book, typed
        with book.transaction():
            if not intake.id:
                intake = book.intakes.add(replace(intake, begun_on=today))
            elif intake != self.intake:
                book.intakes.save(intake)
            if not self.kept:
                book.intake_answers.ask(intake.id, [one.question for one in answers])
            for one in self.changed(answers):
                book.intake_answers.put(intake.id, one.place, one.question, one.answer, one.note)
        self.take_up(intake)

    def meet(self, client_id: int | None) -> None:
        """Says whose intake it is; None: somebody new. Raises NotInBook, StorageFailed."""
        intake = replace(self.intake, client_id=client_id)
        if intake.id:
            self._book.intakes.save(intake)
        else:
            intake = self._book.intakes.add(intake)
        self.take_up(intake)
