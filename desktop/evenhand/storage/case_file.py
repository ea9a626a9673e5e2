"""What belongs to one case besides itself: ways to put it right, turns, questions, claims."""

from evenhand.domain.line import Claim
from evenhand.domain.options import CaseOption
from evenhand.domain.questions import CaseQuestion, Question
from evenhand.domain.turns import TurnChange
from evenhand.storage.connection import Kind
from evenhand.storage.section import OwnList, Section


class CaseOptions(Section[CaseOption]):
    record = CaseOption
    table = "case_options"
    kind = Kind.CASES

    def of_case(self, case_id: int) -> list[CaseOption]:
        """In the order in which they stand side by side."""
        return self._where("case_id = ? ORDER BY place, id", case_id)


class Turns(Section[TurnChange]):
    record = TurnChange
    table = "case_turns"
    kind = Kind.CASES

    def of_case(self, case_id: int) -> list[TurnChange]:
        """The earliest first."""
        return self._where("case_id = ? ORDER BY since, id", case_id)

    def of_open_cases(self) -> dict[int, list[TurnChange]]:
        """By case, the earliest first; cases without any aren't among them."""
        found: dict[int, list[TurnChange]] = {}
        for change in self._where("case_id IN (SELECT id FROM cases WHERE closed_on IS NULL) ORDER BY since, id"):
            found.setdefault(change.case_id, []).append(change)
        return found


class Questions(OwnList[Question]):
    """The owner's own list."""

    record = Question
    table = "questions"
    kind = Kind.OWNER


class AskedQuestions(Section[CaseQuestion]):
    """What was asked in a case."""

    record = CaseQuestion
    table = "case_questions"
    kind = Kind.CASES

    def of_case(self, case_id: int) -> list[CaseQuestion]:
        """In the order in which they were asked."""
        return self._where("case_id = ? ORDER BY asked_on, id", case_id)


class Claims(Section[Claim]):
    record = Claim
    table = "case_claims"
    kind = Kind.CASES

    def of_case(self, case_id: int) -> list[Claim]:
        """The earliest first."""
        return self._where("case_id = ? ORDER BY said_on, id", case_id)

    def of_client(self, client_id: int) -> list[Claim]:
        """Of all the client's cases, the earliest first."""
        return self._where("case_id IN (SELECT id FROM cases WHERE client_id = ?) ORDER BY said_on, id", client_id)
