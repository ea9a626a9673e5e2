"""The house rules as the owner has them: those that come with the app, as they were changed, and the owner's own."""

from evenhand.domain.rules import Gate, GateAnswer, RuleAnswer
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.section import Section


class HouseRules:
    def __init__(self, connection: Connection) -> None:
        self._book = connection


class RuleAnswers(Section[RuleAnswer]):
    """To-dos of rules that were done or put off."""

    record = RuleAnswer
    table = "rule_answers"
    kind = Kind.RULES

    def of_client(self, client_id: int) -> list[RuleAnswer]:
        """The latest first."""
        return self._where("client_id = ? ORDER BY answered_on DESC, id DESC", client_id)


class GateAnswers(Section[GateAnswer]):
    record = GateAnswer
    table = "gate_answers"
    kind = Kind.RULES

    def of_client(self, client_id: int, gate: Gate) -> list[GateAnswer]:
        """At one gate, the latest first."""
        return self._where("client_id = ? AND gate = ? ORDER BY answered_on DESC, id DESC", client_id, gate.value)
