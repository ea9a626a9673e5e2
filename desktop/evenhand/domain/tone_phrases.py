"""A language's phrase list as a value. The caller reads the data (resources/tone/<language>.toml) and hands it over."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from evenhand.domain.tone_pattern import Grammar, Pattern, PatternMistake
from evenhand.domain.tone_text import Folding


class Severity(StrEnum):
    WARN = "warn"
    HINT = "hint"
    GOOD = "good"


class Category(StrEnum):
    """What a finding is about. The value is its name in the phrase lists and on the command line."""

    BLAME = "blame"
    LAST_WORD = "last_word"
    FAVOUR = "favour"
    GROVEL = "grovel"
    VAGUE = "vague"
    EVASION = "evasion"
    THREAT = "threat"
    LEGAL = "legal"
    SECOND_APOLOGY = "second_apology"
    PROMISE_WITHOUT_DAY = "promise_without_day"
    NO_ADMISSION = "no_admission"
    NO_APOLOGY = "no_apology"
    NO_GIFT = "no_gift"
    PROMISE_WITH_DAY = "promise_with_day"
    PROMISE_WITH_HOUR = "promise_with_hour"

    @property
    def severity(self) -> Severity:
        return _SEVERITIES.get(self, Severity.HINT)


PHRASED = (
    Category.BLAME,
    Category.LAST_WORD,
    Category.FAVOUR,
    Category.GROVEL,
    Category.VAGUE,
    Category.EVASION,
    Category.THREAT,
    Category.LEGAL,
    Category.SECOND_APOLOGY,  # one that calls itself the second: "once again"
)
_SEVERITIES = dict.fromkeys((Category.BLAME, Category.LAST_WORD, Category.THREAT, Category.LEGAL), Severity.WARN)
_SEVERITIES |= dict.fromkeys((Category.PROMISE_WITH_DAY, Category.PROMISE_WITH_HOUR), Severity.GOOD)
_REMEMBERED = 400  # sentences; a letter is read again at each change, and most of it stays
_WORD = re.compile(r"\w+")
_GOOD = (Category.PROMISE_WITH_DAY, Category.PROMISE_WITH_HOUR)


@dataclass(frozen=True, eq=False)
class Rule:
    """Patterns of one meaning. `unless` are patterns that, in the same sentence, take the meaning away.

    With `unless_admitted` an admission does so too, in the sentence or beside it: "A seam opened. That was my mistake."
    """

    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    category: Category | None = None
    suggestion: str = ""
    unless_admitted: bool = False


Match = tuple[int, int, Rule]  # start and end in the sentence


class Seeker:
    """Finds where any of many rules' patterns stand in a sentence, trying only those whose words the sentence holds."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        patterns = [(pattern, rule) for rule in rules for pattern in rule.patterns]
        common = Counter(word for pattern, _rule in patterns for one in pattern.needed for word in one)
        self._needed = set(common)
        self._always: dict[Pattern, Rule] = {}
        self._by_word: dict[str, dict[Pattern, Rule]] = {}
        for pattern, rule in patterns:
            if not pattern.needed:
                self._always[pattern] = rule
                continue
            for word in min(pattern.needed, key=lambda one: sum(map(common.__getitem__, one))):
                self._by_word.setdefault(word, {})[pattern] = rule
        self._longest = max(map(len, self._needed), default=0)
        self._known: dict[str, frozenset[str]] = {}
        self._found: dict[str, tuple[Match, ...]] = {}

    def patterns(self) -> Iterator[Pattern]:
        """Every pattern there is, those that take a meaning away among them."""
        for rules in (self._always, *self._by_word.values()):
            for pattern, rule in rules.items():
                yield pattern
                yield from rule.unless

    def find(self, words: str) -> tuple[Match, ...]:
        """Every match in a sentence, in no order; matches may overlap."""
        found = self._found.get(words)
        if found is None:
            found = tuple(self._search(words))
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[words] = found
        return found

    def finds(self, words: str) -> bool:
        return bool(self.find(words))

    def _search(self, words: str) -> Iterator[Match]:
        present = frozenset().union(*map(self._met, _WORD.findall(words)))
        likely = dict(self._always)
        for word in self._by_word.keys() & present:
            likely.update(self._by_word[word])
        for pattern, rule in likely.items():
            for needed in pattern.needed:
                if present.isdisjoint(needed):
                    break
            else:
                matches = [match.span() for match in pattern.regex.finditer(words)]
                if matches and not any(one.regex.search(words) for one in rule.unless):
                    yield from ((start, end, rule) for start, end in matches if end > start)

    def _met(self, word: str) -> frozenset[str]:
        """What patterns need and a word gives: itself, and its beginnings."""
        met = self._known.get(word)
        if met is None:
            given = {f"{word} "} | {word[:length] for length in range(1, min(len(word), self._longest) + 1)}
            met = frozenset(given & self._needed)
            if len(self._known) < 4096:
                self._known[word] = met
        return met


@dataclass(frozen=True, eq=False)
class Phrases:
    """One language's phrase list: what to look for, and a better sentence for each category."""

    language: str
    folding: Folding
    rules: Seeker
    apology: Seeker
    promise: Seeker
    condition: Seeker
    day: Seeker
    hour: Seeker
    admission: Seeker
    remedy: Seeker
    suggestions: Mapping[Category, str] = field(default_factory=dict)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Phrases":
        """Reads the tables of a phrase list. Raises PatternMistake, or KeyError for a table that isn't there."""
        spelling = data.get("spelling", {})
        folding = Folding(
            delete=spelling.get("delete", ""),
            replace=tuple(sorted(spelling.get("replace", {}).items())),
            strip_accents=spelling.get("strip_accents", False),
            expand=tuple(spelling.get("expand", {}).items()),
            stops=spelling.get("stops", ""),
            abbreviations=frozenset(spelling.get("abbreviations", ())),
        )
        grammar = Grammar(folding, data.get("fragments", {}))
        suggestions = {Category(name): text for name, text in data["instead"].items()}
        if missing := set(Category) - set(_GOOD) - set(suggestions):
            raise PatternMistake(f"[instead] lacks {', '.join(sorted(missing))}")
        rules = [
            _rule(table, grammar, category, suggestions[category])
            for category in PHRASED
            for table in (data.get(category, ()) if category is Category.SECOND_APOLOGY else data[category])
        ]
        return cls(
            language=data["language"],
            folding=folding,
            rules=Seeker(rules),
            suggestions=suggestions,
            **{
                name: Seeker([_rule(data[name], grammar)])
                for name in ("apology", "promise", "condition", "day", "hour", "admission", "remedy")
            },
        )


def _rule(table: Mapping[str, Any], grammar: Grammar, category: Category | None = None, suggestion: str = "") -> Rule:
    if unknown := set(table) - {"find", "unless", "unless_admitted", "instead"}:
        raise PatternMistake(f"a phrase table holds {', '.join(sorted(unknown))}")
    return Rule(
        patterns=grammar.patterns(table["find"]),
        unless=grammar.patterns(table.get("unless", ())),
        category=category,
        suggestion=table.get("instead", suggestion),
        unless_admitted=table.get("unless_admitted", False),
    )
