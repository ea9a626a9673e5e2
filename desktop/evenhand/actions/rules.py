"""What the owner answers to the house rules: at a gate, and to a to-do. Nothing is ever barred."""

from datetime import date
from typing import NamedTuple

from evenhand.domain.rules import Fired, Gate, GateAnswer, GateAnswerKind, HouseRule, RuleAnswer, text
from evenhand.storage.book import Book


class AtGate(NamedTuple):
    """What asks to be read before something goes on."""

    speaking: tuple[Fired, ...]  # each rule once, first things first
    earlier: GateAnswer | None  # what was answered here last


def gate(book: Book, *, client_id: int, gate: Gate, today: date) -> AtGate | None:
    """What the rules ask before this goes on for the client; None when it may go on at once.

    Who was told today to go on isn't asked again that day, unless another rule speaks by now.
    """
    speaking = _at(book, client_id, gate, today)
    answers = book.gate_answers.of_client(client_id, gate)
    last = {one.rule_id: one.answer for one in reversed(answers) if one.answered_on == today}
    if all(last.get(one.rule.id) is GateAnswerKind.GO_ON for one in speaking):
        return None
    return AtGate(tuple(speaking), answers[0] if answers else None)


def _at(book: Book, client_id: int, gate: Gate, today: date) -> list[Fired]:
    speaking: dict[int, Fired] = {}
    # An order may be written for an archived client as well, and isn't to go round the question.
    for one in book.rules.advice(client_id, today, archived_too=True).speaking:
        if gate in one.rule.gates:
            speaking.setdefault(one.rule.id, one)
    return list(speaking.values())


def answer_gate(
    book: Book, *, client_id: int, gate: Gate, rule_id: int, answer: GateAnswerKind, on: date
) -> GateAnswer:
    """Keeps what the owner answered, with its day, to this rule and to those that spoke beside it. Raises NotInBook."""
    with book.transaction():
        rules = {one.rule.id: one.rule for one in _at(book, client_id, gate, on)}
        asked = rules.pop(rule_id, None) or book.rules.get(rule_id)
        for beside in rules.values():
            _keep(book, client_id, gate, beside, answer, on)
        return _keep(book, client_id, gate, asked, answer, on)


def _keep(book: Book, client_id: int, gate: Gate, rule: HouseRule, answer: GateAnswerKind, on: date) -> GateAnswer:
    owner = book.owner.get()
    name = text(rule.name, owner.letterheads[0].language if owner else "en")
    return book.gate_answers.add(GateAnswer(0, client_id, gate, rule.id, name, answer, on))


def todo_done(
    book: Book, *, rule_id: int, client_id: int, case_id: int | None = None, order_id: int | None = None, on: date
) -> RuleAnswer:
    """What a rule asked for is done: it's not on Today again before something newer comes. `todo_again` undoes it."""
    return book.rule_answers.add(RuleAnswer(0, rule_id, client_id, on, case_id, order_id))


def put_off_todo(
    book: Book,
    *,
    rule_id: int,
    client_id: int,
    case_id: int | None = None,
    order_id: int | None = None,
    until: date,
    on: date,
) -> RuleAnswer:
    """It's on Today again from that day on. `todo_again` undoes it. Raises ValueError for a day that isn't later."""
    if until <= on:
        raise ValueError("put off until a later day")
    return book.rule_answers.add(RuleAnswer(0, rule_id, client_id, on, case_id, order_id, until))


def todo_again(book: Book, *, answer_id: int) -> None:
    """Takes back that a to-do was done or put off. Raises NotInBook."""
    book.rule_answers.drop(answer_id)
