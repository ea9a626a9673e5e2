"""Reads a letter's tone a moment after each change, and does what the owner decides about each note."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from evenhand import formats
from evenhand.domain.calendar import UnknownCountry, answer_by
from evenhand.domain.tone import Category, Finding, Severity, check
from evenhand.letters.facts import LetterFacts
from evenhand.letters.fields import salutation
from evenhand.ui.draft_at_hand import DraftAtHand
from evenhand.ui.letter_editor import LetterEditor, Underlined
from evenhand.ui.phrase_lists import phrase_lists
from evenhand.ui.tone_notes import ToneNotes
from evenhand.wording.tone import tone_title

REST_MS = 350  # after the last key
_DAY = "{day}"  # in a better sentence: a day that only the letter's own day can give

_WITH_DAY = (Category.PROMISE_WITH_DAY, Category.PROMISE_WITH_HOUR)


class ToneCheck(QObject):
    """The check on one editor, its notes beside it.

    `counted` brings how many there are to look at, `decided` the keys of all notes that the owner decided against.
    """

    counted = Signal(int)
    decided = Signal(object)

    def __init__(self, editor: LetterEditor, notes: ToneNotes) -> None:
        super().__init__(editor)  # its timer ends with the editor
        self._editor, self._notes = editor, notes
        self._language = self._kind = self._text = ""
        self._gives = False
        self._kept: frozenset[str] = frozenset()
        self._all: tuple[Finding, ...] = ()
        self._current: Finding | None = None
        self._facts: LetterFacts | None = None
        self._day = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._read)
        phrase_lists().ready.connect(self._on_list)
        notes.used.connect(self.use)
        notes.left.connect(self.keep)
        notes.chosen.connect(self._go_to)
        notes.kept_wanted.connect(self.bring_back)

    def read(self, at_hand: DraftAtHand, *, soon: bool) -> None:
        """Reads the editor's text as its kind has it, in its own language; with `soon` once the typing rests."""
        draft, told = at_hand.draft, at_hand.stated
        # A kept text is still in the language it was written in, whichever was chosen since.
        self._language = (draft.written_language if draft.edited else "") or draft.language
        self._kind, self._kept = draft.kind, frozenset(draft.kept)
        self._gives = bool(told.gift or told.remedy)
        self._facts, self._day = at_hand.facts, ""
        if soon:
            self._timer.start()
        else:
            self._read()

    def forget(self) -> None:
        """Nothing to read."""
        self._timer.stop()
        self._facts = None
        self._all, self._current = (), None
        self._show()

    def _on_list(self, language: str) -> None:
        if language == self._language and self._facts is not None:
            self._read()

    def _read(self) -> None:
        self._timer.stop()
        self._text = self._editor.text()
        phrases = phrase_lists().of(self._language, self._text)
        found = check(self._text, phrases, kind=self._kind) if phrases else ()
        # What stands in a band of the page is given, whatever the words say.
        told = (one for one in found if not (self._gives and one.category is Category.NO_GIFT))
        self._all = tuple(self._dated(self._apart_from_salutation(one)) for one in told)
        if self._current is not None:
            self._current = self._same(self._current)
        self._show()

    def _apart_from_salutation(self, finding: Finding) -> Finding:
        """A sentence that runs into the salutation ends before it, and one that it runs into begins after it."""
        if self._facts is None:
            return finding
        greeting = _plain(salutation(replace(self._facts, language=self._language)))
        place = _plain(self._text).find(greeting, finding.sentence_start, finding.sentence_end) if greeting else -1
        if place < 0:
            return finding
        if finding.end <= place:
            return replace(finding, sentence_end=len(self._text[:place].rstrip()))
        after = place + len(greeting)
        if finding.start >= after:
            gap = len(self._text[after:]) - len(self._text[after:].lstrip())
            return replace(finding, sentence_start=after + gap)
        return replace(finding, sentence_start=finding.start, sentence_end=finding.end)

    def _dated(self, finding: Finding) -> Finding:
        """A day that the better sentence leaves open is the one by which the owner answers, in the letter's words."""
        if _DAY not in finding.suggestion or self._facts is None:
            return finding
        if not self._day:
            self._day = formats.long_date(_day_of_answer(self._facts), self._language)
        return replace(finding, suggestion=finding.suggestion.replace(_DAY, self._day))

    def _show(self) -> None:
        shown = [one for one in self._all if one.key not in self._kept]
        self._editor.underline([_underlined(one) for one in shown if one.end])
        self._notes.show_findings(shown, len(self._all) - len(shown))
        self._notes.set_current(self._current)
        self.counted.emit(sum(one.severity is not Severity.GOOD for one in shown))

    def _same(self, finding: Finding) -> Finding | None:
        """The finding as the text stands now: where its words were before the last keys is of no use."""
        found = [one for one in self._all if one.key == finding.key and one.key not in self._kept]
        return min(found, key=lambda one: abs(one.start - finding.start), default=None)

    def _fresh(self, finding: Finding) -> Finding | None:
        if self._editor.text() != self._text:
            self._read()
        return self._same(finding)

    # What the owner decides

    def use(self, finding: Finding) -> None:
        """Puts the better sentence in the place of the letter's own, or into a letter that lacks it."""
        found = self._fresh(finding)
        if found is None or not found.suggestion:
            return
        if found.end:
            start = self._replace(found)
        else:
            start = self._add(found.suggestion)
        self._editor.setFocus()
        self._select_day(start, found.suggestion)
        self._read()

    def _replace(self, finding: Finding) -> int:
        text, start, end = self._editor.text(), finding.sentence_start, finding.sentence_end
        before, after = _stars(text[:start][::-1]), _stars(text[end:])
        if before == after:  # bold as a whole: its stars go with it
            start, end = start - before, end + after
        self._editor.replace(start, end, finding.suggestion)
        return start

    def _add(self, sentence: str) -> int:
        """As the last sentence of the paragraph that the caret is in, or as a paragraph of its own."""
        text, place = self._editor.text(), self._editor.caret()
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        line = text[text.rfind("\n", 0, end) + 1 : end].strip()
        first = not text[:end].strip() or "\n" not in text[:end].strip()  # the salutation stands alone
        gap = "\n\n" if line and (first or line.startswith("[[")) else " " if line else ""
        self._editor.replace(end, end, gap + sentence)
        return end + len(gap)

    def _select_day(self, start: int, sentence: str) -> None:
        """A day in the sentence is a proposal: it's selected, to be typed over."""
        phrases = phrase_lists().of(self._language)
        found = check(sentence, phrases, kind=self._kind) if phrases else ()
        day = next((one for one in found if one.category in _WITH_DAY), None)
        if day is not None:
            self._editor.select(start + day.start, start + day.end)

    def keep(self, finding: Finding) -> None:
        """Silences the note in this letter."""
        place = next((n for n, one in enumerate(self._notes.findings) if one.key == finding.key), 0)
        self._kept |= {finding.key}
        self._current = None
        self._decide()
        if not self._notes.focus_beside(place):
            self._editor.setFocus()

    def bring_back(self) -> None:
        """Shows the notes again that the owner had decided against."""
        self._kept -= {one.key for one in self._all}
        self._decide()

    def _decide(self) -> None:
        self.decided.emit(self._kept)
        self._show()

    # Walking through the notes

    def step(self, way: int) -> None:
        """To the note after (1) or before (-1) the one the owner is at, round and round."""
        notes = self._notes.findings
        if not notes:
            return
        here = next((n for n, one in enumerate(notes) if one is self._current), -1 if way > 0 else 0)
        self._go_to(notes[(here + way) % len(notes)])

    def use_current(self) -> None:
        if self._current is not None:
            self.use(self._current)

    def keep_current(self) -> None:
        if self._current is not None and self._current.severity is not Severity.GOOD:
            self.keep(self._current)

    def _go_to(self, finding: Finding) -> None:
        found = self._fresh(finding)
        if found is None:
            return
        # The note that stands for it: of what is good, one for all of its kind.
        self._current = next((one for one in self._notes.findings if one.key == found.key), found)
        self._notes.set_current(self._current)
        if found.end:
            self._editor.go_to(found.start, found.sentence_end)
        self._editor.setFocus()
        said = f"{tone_title(found.category)}. {found.suggestion}".strip()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._editor, said))


def _day_of_answer(facts: LetterFacts) -> date:
    owner = facts.owner
    try:
        return answer_by(facts.on, owner.answer_days, owner.country)
    except UnknownCountry:
        return facts.on + timedelta(days=owner.answer_days)


def _underlined(finding: Finding) -> Underlined:
    if finding.severity is Severity.GOOD:
        return Underlined(finding.start, finding.end, "comf")
    return Underlined(finding.sentence_start, finding.sentence_end, "uneasy")  # all that "Use this" would replace


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _stars(text: str) -> int:
    """How many stars the text begins with."""
    return len(text) - len(text.lstrip("*"))
