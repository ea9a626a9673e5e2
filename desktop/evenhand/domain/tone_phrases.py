"""A language's phrase list as a value. The caller reads the data (resources/tone/<language>.toml) and hands it over."""

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
_GOOD = (Category.PROMISE_WITH_DAY, Category.PROMISE_WITH_HOUR)


@dataclass(frozen=True, eq=False)
class Rule:
    """Patterns of one meaning. `unless` are patterns that, in the same sentence, take the meaning away."""

    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    category: Category | None = None
    suggestion: str = ""


class Seeker:
    """Finds where any of many rules' patterns stand in a sentence, trying only those whose words the text holds."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._always: list[tuple[Pattern, Rule]] = []
        self._needing: dict[str, list[tuple[Pattern, Rule]]] = {}
        for rule in rules:
            for pattern in rule.patterns:
                if pattern.needed is None:
                    self._always.append((pattern, rule))
                for word in pattern.needed or ():
                    self._needing.setdefault(word, []).append((pattern, rule))

    def within(self, text: str) -> "Seeker":
        """A seeker that finds the same in any sentence of the text, sooner."""
        narrowed = Seeker(())
        narrowed._always = self._always
        narrowed._needing = {word: pairs for word, pairs in self._needing.items() if word in text}
        return narrowed

    def find(self, words: str) -> Iterator[tuple[int, int, Rule]]:
        """Start, end and rule of every match in a sentence, in no order; matches may overlap."""
        tried: set[Pattern] = set()
        pairs = [pair for word, needing in self._needing.items() if word in words for pair in needing]
        for pattern, rule in [*self._always, *pairs]:
            if pattern in tried:
                continue
            tried.add(pattern)
            matches = [match.span() for match in pattern.regex.finditer(words)]
            if matches and not any(one.regex.search(words) for one in rule.unless):
                yield from ((start, end, rule) for start, end in matches if end > start)

    def finds(self, words: str) -> bool:
        return next(self.find(words), None) is not None


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
    if unknown := set(table) - {"find", "unless", "instead"}:
        raise PatternMistake(f"a phrase table holds {', '.join(sorted(unknown))}")
    return Rule(
        patterns=grammar.patterns(table["find"]),
        unless=grammar.patterns(table.get("unless", ())),
        category=category,
        suggestion=table.get("instead", suggestion),
    )
