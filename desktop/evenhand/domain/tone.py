"""The tone check: how a letter will read to the person who opens it. It shows and suggests; it never blocks.

Looked for are blame, the last word, favours, grovelling, vagueness, evasion, threats, legal clauses, a second apology
and promises without a day; in an apology letter also what is missing of admission, apology and gift. A promise with a
day, or with an hour, is told as good.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evenhand.domain.tone_phrases import PHRASED, Category, Match, Phrases, Seeker, Severity
from evenhand.domain.tone_text import Sentence, sentences

__all__ = ["Category", "Finding", "Phrases", "Severity", "check"]

APOLOGY_LETTERS = frozenset({"apology"})
# A greeting promises nothing, so "soon" is fair in it.
GREETINGS = frozenset({"keep-in-touch", "thank-you"})
# Rules hold for every day: "we will redo it" names none.
GENERAL = frozenset({"how-we-work"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One note on a letter, with its place in the letter as it was given.

    `start` and `end` count characters from 0, `line` and `column` from 1. `matched` are the letter's own words there.
    `suggestion` is a whole sentence in the letter's language that may stand for the one from `sentence_start` to
    `sentence_end`; it's empty where all is well. What a whole letter lacks has no place: 0, 0, and no words.
    """

    category: Category
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    matched: str
    suggestion: str
    sentence_start: int = 0
    sentence_end: int = 0

    @property
    def key(self) -> str:
        """The same for the same words in a letter, wherever they stand in it and however they are spaced."""
        words = unicodedata.normalize("NFC", self.matched).casefold().replace("*", "")
        return f"{self.category}:{' '.join(words.split())}"


def check(text: str, phrases: Phrases, *, kind: str = "") -> tuple[Finding, ...]:
    """What there is to say about a letter's text, in its order. `kind` is the letter's kind, if it has one."""
    return tuple(_Reading(text, phrases, kind).findings())


class _Reading:
    """One letter, read once."""

    def __init__(self, text: str, phrases: Phrases, kind: str) -> None:
        self._text = text
        self._phrases = phrases
        self._kind = kind
        self._sentences = sentences(text, phrases.folding)

    def findings(self) -> Iterator[Finding]:
        found = [*self._phrased()]
        vague = {one.sentence_start for one in found if one.category is Category.VAGUE}
        if self._kind in GREETINGS:
            found = [one for one in found if one.category is not Category.VAGUE]
        again = {one.sentence_start for one in found if one.category is Category.SECOND_APOLOGY}
        found += (one for one in self._apologies() if one.sentence_start not in again)
        found += (
            one
            for one in self._promises()
            if one.category is not Category.PROMISE_WITHOUT_DAY or one.sentence_start not in vague
        )
        if self._kind in APOLOGY_LETTERS:
            yield from self._lacking()
        yield from sorted(_one_for_each_place(found), key=lambda one: (one.start, one.end, one.category))

    def _at(
        self, sentence: Sentence, start: int, end: int, category: Category, suggestion: str | None = None
    ) -> Finding:
        first, last = sentence.span(start, end)
        whole = sentence.whole
        return Finding(
            category=category,
            severity=category.severity,
            start=first,
            end=last,
            line=self._text.count("\n", 0, first) + 1,
            column=first - self._text.rfind("\n", 0, first),
            matched=self._text[first:last],
            suggestion=self._phrases.suggestions.get(category, "") if suggestion is None else suggestion,
            sentence_start=whole[0],
            sentence_end=whole[1],
        )

    def _phrased(self) -> Iterator[Finding]:
        for place, sentence in enumerate(self._sentences):
            found: Sequence[Match] = self._phrases.rules.find(sentence.words)
            if not found:
                continue
            evasive = any(rule.unless_admitted for _start, _end, rule in found)
            if evasive and self._beside(place, self._phrases.admission):
                found = [one for one in found if not one[2].unless_admitted]
            for category in PHRASED:
                of_category = [one for one in found if one[2].category is category]
                for start, end, rule in _apart(of_category):
                    yield self._at(sentence, start, end, category, rule.suggestion)

    def _apologies(self) -> Iterator[Finding]:
        """Every apology after the first: one is meant, two are a habit."""
        found = [(one, *place) for one in self._sentences for place in _apart(self._phrases.apology.find(one.words))]
        for sentence, start, end, _rule in found[1:]:
            yield self._at(sentence, start, end, Category.SECOND_APOLOGY)

    def _promises(self) -> Iterator[Finding]:
        for place, sentence in enumerate(self._sentences):
            promises = _apart(self._phrases.promise.find(sentence.words))
            if not promises:
                continue
            if days := _apart(self._phrases.day.find(sentence.words)):
                yield self._dated(sentence, days)
            elif self._kind not in GENERAL and not self._open(place):
                start, end, _rule = promises[0]
                yield self._at(sentence, start, end, Category.PROMISE_WITHOUT_DAY)

    def _dated(self, sentence: Sentence, days: Sequence[Match]) -> Finding:
        """The day of a promise, through to its hour when it has one."""
        start, end, _rule = days[0]
        hours = _apart(self._phrases.hour.find(sentence.words))
        if not hours:
            return self._at(sentence, start, end, Category.PROMISE_WITH_DAY)
        hour_start, hour_end, _rule = hours[0]
        return self._at(sentence, min(start, hour_start), max(end, hour_end), Category.PROMISE_WITH_HOUR)

    def _open(self, place: int) -> bool:
        """Whether a promise without a day is fair: its day stands beside it, or it waits for the client's word."""
        if any(one.marker for one in self._sentences[max(0, place - 1) : place + 2]):
            return True  # the band states the day
        return self._beside(place, self._phrases.day) or self._beside(place, self._phrases.condition, after=False)

    def _beside(self, place: int, seeker: Seeker, *, after: bool = True) -> bool:
        """Whether a sentence or a neighbour in its paragraph holds what is sought."""
        near = self._sentences[max(0, place - 1) : place + 1 + after]
        paragraph = self._sentences[place].paragraph
        return any(one.paragraph == paragraph and seeker.finds(one.words) for one in near)

    def _lacking(self) -> Iterator[Finding]:
        """What an apology letter still lacks: admit, apologise, give."""
        parts: dict[Category, Seeker] = {
            Category.NO_ADMISSION: self._phrases.admission,
            Category.NO_APOLOGY: self._phrases.apology,
            Category.NO_GIFT: self._phrases.remedy,
        }
        for category, seeker in parts.items():
            given = category is Category.NO_GIFT and any(one.marker for one in self._sentences)
            if not given and not any(seeker.finds(one.words) for one in self._sentences):
                yield Finding(category, category.severity, 0, 0, 1, 1, "", self._phrases.suggestions[category])


def _one_for_each_place(found: Iterable[Finding]) -> Iterator[Finding]:
    """Of notes on the same words, the gravest, and of those the first and longest. What is good stays."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda note: (_weight(note), note.start, -note.end)):
        if one.severity is Severity.GOOD:
            yield one
        elif not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    yield from kept


def _weight(note: Finding) -> tuple[bool, bool]:
    """A missing day is the least that can be said of a sentence."""
    return note.severity is not Severity.WARN, note.category is Category.PROMISE_WITHOUT_DAY


def _apart(found: Iterable[Match]) -> list[Match]:
    """Of matches that overlap, the first and longest."""
    kept: list[Match] = []
    for one in sorted(found, key=lambda place: (place[0], -place[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept
