"""The gate for new clients. Private: in tables and no index but their own."""

from collections.abc import Sequence

from evenhand.domain.intake import FitAnswer, FitCriterion, Intake, IntakeAnswer, IntakeEnding
from evenhand.storage.connection import Kind
from evenhand.storage.section import OwnList, Section


class FitCriteria(OwnList[FitCriterion]):
    """The owner's own questions."""

    record = FitCriterion
    table = "fit_criteria"
    kind = Kind.INTAKE


class Intakes(Section[Intake]):
    record = Intake
    table = "intakes"
    kind = Kind.INTAKE

    def open(self) -> list[Intake]:
        """Those without an ending, the latest first."""
        return self._where("ending IS NULL ORDER BY begun_on DESC, id DESC")

    def count_open(self) -> int:
        return int(self._book.value("SELECT count(*) FROM intakes WHERE ending IS NULL"))

    def of_client(self, client_id: int) -> list[Intake]:
        """The latest first."""
        return self._where("client_id = ? ORDER BY begun_on DESC, id DESC", client_id)

    def last_ended(self, client_id: int) -> Intake | None:
        """The one of the client that ended last."""
        found = self._where(
            "client_id = ? AND ending IS NOT NULL ORDER BY ended_on DESC, id DESC LIMIT 1",
            client_id,
        )
        return next(iter(found), None)

    def turned_down(self, client_id: int) -> bool:
        """Whether what the client asked for last was put off or declined."""
        last = self.last_ended(client_id)
        return last is not None and last.ending in (IntakeEnding.NOT_NOW, IntakeEnding.DECLINED)


class IntakeAnswers(Section[IntakeAnswer]):
    record = IntakeAnswer
    table = "intake_answers"
    kind = Kind.INTAKE

    def of_intake(self, intake_id: int) -> list[IntakeAnswer]:
        """In the order in which they're asked."""
        return self._where("intake_id = ? ORDER BY place, id", intake_id)

    def ask(self, intake_id: int, questions: Sequence[str]) -> None:
        """Puts the questions down that an intake begins with, still without answers."""
        with self._book.transaction():
            for place, question in enumerate(questions, 1):
                self.add(IntakeAnswer(0, intake_id, place, question))

    def put(self, intake_id: int, place: int, question: str, answer: FitAnswer | None, note: str) -> None:
        """The answer to a question in place of an earlier one: none is ever answered in two ways."""
        row = {
            "intake_id": intake_id,
            "place": place,
            "question": question,
            "answer": answer.value if answer else None,
            "note": note,
        }
        answers = self._model
        with self._book.writing(self.kind):
            answers.insert(row).on_conflict(conflict_target=[answers.intake_id, answers.question], update=row).execute(
                self._book.db
            )
