"""The gate for new clients. Private: in tables and no index but their own."""

from evenhand.domain.intake import FitCriterion, Intake, IntakeAnswer
from evenhand.storage.connection import Kind
from evenhand.storage.section import Section


class FitCriteria(Section[FitCriterion]):
    """The owner's own questions."""

    record = FitCriterion
    table = "fit_criteria"
    kind = Kind.INTAKE

    def all(self) -> list[FitCriterion]:
        return self._where("1 ORDER BY place, id")


class Intakes(Section[Intake]):
    record = Intake
    table = "intakes"
    kind = Kind.INTAKE

    def open(self) -> list[Intake]:
        """Those without an ending, the latest first."""
        return self._where("ending IS NULL ORDER BY begun_on DESC, id DESC")

    def of_client(self, client_id: int) -> list[Intake]:
        """The latest first."""
        return self._where("client_id = ? ORDER BY begun_on DESC, id DESC", client_id)


class IntakeAnswers(Section[IntakeAnswer]):
    record = IntakeAnswer
    table = "intake_answers"
    kind = Kind.INTAKE

    def of_intake(self, intake_id: int) -> list[IntakeAnswer]:
        """In the order in which they're asked."""
        return self._where("intake_id = ? ORDER BY place, id", intake_id)
