"""The house rules as the owner has them: those that come with the app, as they were changed, and the owner's own."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from evenhand import built_in_rules
from evenhand.domain.records import LETTER_LANGUAGES
from evenhand.domain.rule_data import data_of, rule_from
from evenhand.domain.rules import OWN_FROM, Advice, Gate, GateAnswer, HouseRule, RuleAnswer, RuleGroup
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.errors import NotInBook
from evenhand.storage.rule_firing import FiredRow, RuleFiring, TodoRow
from evenhand.storage.section import Section

__all__ = ["FiredRow", "GateAnswers", "HouseRules", "KeptRule", "RuleAnswers", "TodoRow"]

_APART = 1000  # between the places of two rules as they come with the app


class KeptRule(NamedTuple):
    """What the book holds of a rule; without `is_on` it holds nothing, and the rule is as it comes with the app."""

    id: int
    place: int | None = None  # None: where it comes with the app
    is_on: bool | None = None
    body: str | None = None  # JSON; None: as it comes with the app
    base_version: int | None = None


class HouseRules:
    def __init__(self, connection: Connection) -> None:
        self._book = connection
        self._firing = RuleFiring(connection)
        self._dropped = 0  # the highest id of one that went, and may come back

    def all(self) -> list[HouseRule]:
        """All of them, on and off, in the order of precedence."""
        kept = {one.id: one for one in self._kept()}
        rules = [_with_kept(one, kept.pop(one.id, None)) for one in _as_they_come()]
        rules += [_own(one) for one in kept.values() if one.body is not None]
        return sorted(rules, key=lambda one: (one.group, one.place, one.id))

    def get(self, id_: int) -> HouseRule:
        """Raises NotInBook."""
        for one in self.all():
            if one.id == id_:
                return one
        raise NotInBook("house_rules", id_)

    def built_in(self, id_: int) -> HouseRule:
        """A rule as it comes with the app now, whatever the book holds of it. Raises NotInBook."""
        for one in _as_they_come():
            if one.id == id_:
                return one
        raise NotInBook("house_rules", id_)

    def save(self, rule: HouseRule) -> HouseRule:
        """Keeps the rule as it is now and gives it back; one without an id is a new one of the owner's own.

        A rule that isn't understood keeps its words: only its switch is kept. Raises NotInBook.
        """
        rules = self.all()
        before = next((one for one in rules if one.id == rule.id), None)
        if rule.id and before is None:
            raise NotInBook("house_rules", rule.id)
        kept = self._of(rule.id)
        if before is None:
            id_ = max(self._highest(), *(one.id for one in rules), *(one.id for one in self._kept())) + 1
            place = max((one.place for one in rules if one.group is rule.group), default=0) + _APART
            kept = KeptRule(id_, place, rule.is_on, _body(rule), 0)
        elif not rule.understood:
            kept = kept._replace(is_on=rule.is_on)
        elif (data := _come_with_by_id().get(rule.id)) is None:
            kept = kept._replace(is_on=rule.is_on, body=_body(rule))
        elif _body(rule) == _body(self.built_in(rule.id)):
            kept = kept._replace(is_on=rule.is_on, body=None, base_version=None)
        else:
            kept = kept._replace(is_on=rule.is_on, body=_body(rule), base_version=data["version"])
        self.restore([kept])
        return self.get(kept.id)

    def switch(self, id_: int, on: bool) -> None:
        """Raises NotInBook."""
        self.get(id_)
        self.restore([self._of(id_)._replace(is_on=on)])

    def move(self, id_: int, place: int) -> None:
        """Puts the rule at this place, from 0, among those of its group. Raises NotInBook."""
        rule = self.get(id_)
        others = [one for one in self.all() if one.group is rule.group and one.id != id_]
        place = max(0, min(place, len(others)))
        before = others[place - 1].place if place else None
        after = others[place].place if place < len(others) else None
        if before is not None and after is not None and after - before < 2:
            others.insert(place, rule)
            self.restore([self._switched(one)._replace(place=(n + 1) * _APART) for n, one in enumerate(others)])
            return
        if before is None:
            between = after - _APART if after is not None else rule.place
        else:
            between = (before + after) // 2 if after is not None else before + _APART
        self.restore([self._switched(rule)._replace(place=between)])

    def reset(self, id_: int) -> tuple[KeptRule, ...]:
        """Gives a rule that comes with the app its own conditions and words again; what was kept is for `restore`.

        Whether it's on, and its place, stay.
        """
        before = self.kept(id_)
        if before[0].body is not None and id_ < OWN_FROM:
            self.restore([before[0]._replace(body=None, base_version=None)])
        return before

    def reset_all(self) -> tuple[KeptRule, ...]:
        """All that come with the app as they come, order and switches too; the owner's own stay as they are."""
        before = tuple(one for one in self._kept() if one.id in _come_with_by_id())
        self.restore(KeptRule(one.id) for one in before)
        return before

    def drop(self, id_: int) -> tuple[KeptRule, ...]:
        """Takes a rule of the owner's own out of the book; what was kept is for `restore`. Raises NotInBook."""
        before = self.kept(id_)
        if id_ < OWN_FROM or before[0].body is None:
            raise NotInBook("house_rules", id_)
        self.restore([KeptRule(id_)])
        self._dropped = max(self._dropped, id_)
        return before

    def kept(self, *ids: int) -> tuple[KeptRule, ...]:
        """What the book holds of these rules, to be put back later by `restore`."""
        kept = {one.id: one for one in self._kept()}
        return tuple(kept.get(one) or KeptRule(one) for one in ids)

    def restore(self, kept: Iterable[KeptRule]) -> None:
        """Puts back what the book held of some rules."""
        table: Any = self._book.tables.HouseRule
        with self._book.writing(Kind.RULES):
            for one in kept:
                if one.is_on is None:
                    table.delete().where(table.id == one.id).execute(self._book.db)
                else:
                    row = one._asdict() | {"is_on": int(one.is_on)}
                    table.insert(row).on_conflict_replace().execute(self._book.db)

    def advice(self, client_id: int, today: date, *, archived_too: bool = False) -> Advice:
        """What speaks for a client, and what is silent; for one who is archived only with `archived_too`."""
        return self._firing.advice(self.all(), client_id, today, archived_too=archived_too)

    def count(self, rule: HouseRule, today: date) -> int:
        """For how many clients it speaks: without those for whom it's silenced."""
        return self._firing.count(rule, self.all(), today)

    def fires_for(
        self, rule: HouseRule, today: date, *, limit: int = -1, after: FiredRow | None = None
    ) -> list[FiredRow]:
        """For whom it fires, by name, those for whom it's silenced too; all where `limit` is negative."""
        return self._firing.rows(rule, self.all(), today, limit, after)

    def todos(self, today: date, limit: int = -1) -> list[TodoRow]:
        """What the rules put on Today, the longest due first."""
        return self._firing.todos(self.all(), today, limit)

    def everybody(self, rule: HouseRule, today: date) -> bool:
        """Whether it would fire for every client."""
        return self._firing.everybody(rule, today)

    def first_me(self, client_id: int, today: date) -> bool:
        """Whether a rule of the group "first me" speaks for a client, so that loyalty is silent."""
        first = [one for one in self.all() if one.group is RuleGroup.SELF_FIRST]
        return bool(self._firing.advice(first, client_id, today).speaking)

    def _highest(self) -> int:
        """The highest id that a rule of the owner's own is known to have had: no other is to inherit its answers."""
        answered = "SELECT max(rule_id) FROM (SELECT rule_id FROM rule_answers UNION SELECT rule_id FROM gate_answers)"
        return max(OWN_FROM - 1, self._dropped, self._book.value(answered) or 0)

    def _kept(self) -> list[KeptRule]:
        rows = self._book.rows("SELECT id, place, is_on, body, base_version FROM house_rules ORDER BY id")
        return [KeptRule(id_, place, bool(is_on), body, version) for id_, place, is_on, body, version in rows]

    def _of(self, id_: int) -> KeptRule:
        """The same, with its switch said."""
        found = self.kept(id_)[0]
        on = _come_with_by_id().get(id_, {}).get("on", True)
        return found._replace(is_on=on) if found.is_on is None else found

    def _switched(self, rule: HouseRule) -> KeptRule:
        return self._of(rule.id)._replace(is_on=rule.is_on)


def _come_with_by_id() -> dict[int, dict[str, Any]]:
    return {one["id"]: one for one in built_in_rules.data()}


def _as_they_come() -> tuple[HouseRule, ...]:
    """The rules as they come with the app, in the file's order."""
    return _made(_Sources(built_in_rules.data(), tuple(_words_in(language) for language in LETTER_LANGUAGES)))


class _Sources(NamedTuple):
    data: tuple[dict[str, Any], ...]
    words: tuple[dict[str, dict[str, str]], ...]  # of each language

    def __hash__(self) -> int:
        return hash((id(self.data), *map(id, self.words)))

    def __eq__(self, other: object) -> bool:
        """Whether they're the very same, as long as nobody reads the files again: then they needn't be read again."""
        return (
            isinstance(other, _Sources)
            and self.data is other.data
            and all(one is same for one, same in zip(self.words, other.words, strict=True))
        )


_NO_WORDS: dict[str, dict[str, str]] = {}


def _words_in(language: str) -> dict[str, dict[str, str]]:
    try:
        return built_in_rules.words(language)
    except FileNotFoundError:
        return _NO_WORDS


@lru_cache(maxsize=2)
def _made(sources: _Sources) -> tuple[HouseRule, ...]:
    made = []
    for number, data in enumerate(sources.data, 1):
        texts: dict[str, dict[str, str]] = {}
        for language, words in zip(LETTER_LANGUAGES, sources.words, strict=True):
            for name, text in words.get(str(data["id"]), {}).items():
                texts.setdefault(name, {})[language] = text
        made.append(rule_from(data | texts, place=number * _APART))
    return tuple(made)


def _with_kept(rule: HouseRule, kept: KeptRule | None) -> HouseRule:
    if kept is None:
        return rule
    place = rule.place if kept.place is None else kept.place
    if kept.body is None:
        return replace(rule, place=place, is_on=bool(kept.is_on))
    return rule_from(
        _read(kept.body),
        id=rule.id,
        place=place,
        is_on=bool(kept.is_on),
        principle=rule.principle,
        icon=rule.icon,
        edited=True,
        newer=(kept.base_version or 0) < _come_with_by_id()[rule.id]["version"],
    )


def _own(kept: KeptRule) -> HouseRule:
    assert kept.body is not None
    return rule_from(_read(kept.body), id=kept.id, place=kept.place or 0, is_on=bool(kept.is_on), principle="", icon="")


def _read(body: str) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _body(rule: HouseRule) -> str:
    return json.dumps(data_of(rule), ensure_ascii=False)


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
