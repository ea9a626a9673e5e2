"""A letter being written, with the case it speaks of: what the owner wrote stays, an untouched text follows."""

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from enum import Enum, auto
from typing import Any

from evenhand import actions, formats, wording
from evenhand.domain.letter_kinds import KINDS, FieldKind, letters_that_fit
from evenhand.domain.records import LetterDraft, LetterKind
from evenhand.letters.facts import Stated, stated, typed_options
from evenhand.letters.letter import LetterFacts, LetterRefused, LetterText, snapshot
from evenhand.storage.book import Book
from evenhand.translation import _, language


class Kept(Enum):
    """Why a text of the owner's own might want another look."""

    AS_WRITTEN = auto()
    OTHER_LANGUAGE = auto()
    OTHER_KIND = auto()
    OTHER_FIGURES = auto()


def facts_of(book: Book, draft: LetterDraft, today: date) -> LetterFacts:
    """What a draft may speak of; what was typed for another kind waits for that kind's return.

    Raises NotInBook, and CaseRefused ('no_owner').
    """
    return actions.letter_facts(
        book,
        case_id=draft.case_id,
        client_id=draft.client_id,
        bonus_id=draft.bonus_id,
        kind=draft.kind,
        typed=actions.typed_on(book, kind=draft.kind, typed=draft.typed, case_id=draft.case_id, on=today),
        language=draft.language,
        on=today,
    )


def stated_in(kind: LetterKind, facts: LetterFacts) -> Stated:
    """What a letter of the kind states; nothing while something is lacking that it can't do without."""
    try:
        return stated(kind, facts)
    except LetterRefused:
        return Stated()


class DraftAtHand:
    """One draft out of the book. Raises what the book raises when it's opened, read or saved."""

    def __init__(self, book: Book, draft_id: int, today: Callable[[], date]) -> None:
        self._book, self._today = book, today
        self._written: dict[str, dict[str, Any]] = {}  # what a text was written for, by the text
        self.draft: LetterDraft = book.letters.draft(draft_id)
        self.operation_id = uuid.uuid4().hex  # so that a double click issues once
        self.unsaved = False
        self.facts: LetterFacts = facts_of(book, self.draft, today())
        self._follow()

    @property
    def text(self) -> LetterText:
        return LetterText(self.draft.subject, self.draft.body)

    @property
    def text_to_draw(self) -> LetterText:
        """The text for the page beside it: a choice sheet has no place on it until there is something to choose."""
        text = self.text
        if self.stated.options:
            return text
        return LetterText(text.subject, re.sub(r"(?m)^[ \t]*\[\[options\]\][ \t]*$", "", text.body))

    @property
    def kinds(self) -> tuple[LetterKind, ...]:
        """The kinds that fit the case, the client or the bonus, and the draft's own in any event."""
        situation = actions.letter_situation(
            self._book, case_id=self.draft.case_id, client_id=self.draft.client_id, bonus_id=self.draft.bonus_id
        )
        fitting = letters_that_fit(situation, self._today())
        return fitting if self.draft.kind in fitting else (*fitting, self.draft.kind)

    @property
    def stated(self) -> Stated:
        """What the letter states; nothing while the case lacks what the kind can't do without."""
        return stated_in(self.draft.kind, self.facts)

    def typed(self, name: str) -> str:
        """What was typed into one of the kind's own fields; empty where nothing was."""
        return self.facts.typed.get(name, "")

    def missing(self) -> tuple[str, ...]:
        """The names of the fields that issuing asks for and that are still empty."""
        typed = self.facts.typed
        return tuple(
            one.name for one in KINDS[self.draft.kind].typed if one.is_needed(typed) and not self._has(one.name)
        )

    def _has(self, name: str) -> bool:
        return bool(typed_options(self.facts)) if name == "options.offered" else bool(self.typed(name).strip())

    @property
    def of_another_day(self) -> bool:
        """Whether it was read on a day that is over."""
        return self.facts.on != self._today()

    def read(self) -> None:
        """Takes over what the case says now."""
        self.facts = facts_of(self._book, self.draft, self._today())
        self._follow()

    def _follow(self) -> None:
        if not self.draft.edited:
            text = self.suggested() or self.text
            self.draft = replace(self.draft, subject=text.subject, body=text.body)
        if not self.draft.edited or not self.draft.stated:
            self._mark_written()

    def _mark_written(self) -> None:
        draft = self.draft
        self.draft = replace(
            draft, written_kind=draft.kind, written_language=draft.language, stated=self._figures_now()
        )

    def _figures_now(self) -> str:
        """What the text would say, as JSON; empty where the case lacks something for it."""
        try:
            now = snapshot(self.draft.kind, self.facts)
        except LetterRefused:
            return ""
        # A draft taken up on another day, or meant for another language, states the same figures.
        own = ("kind", "language", "locale", "on", "number", "typed")
        same = {name: value for name, value in now.items() if name not in own}
        # Options stand in a band of their own, which follows by itself.
        bands = {one.name for one in KINDS[self.draft.kind].typed if one.kind is FieldKind.OPTIONS}
        if said := {name: value for name, value in self.facts.typed.items() if value and name not in bands}:
            same["typed"] = said
        return json.dumps(same, ensure_ascii=False, sort_keys=True)

    def suggested(self) -> LetterText | None:
        """The own or built-in text of the kind and language, or None where the case lacks what it speaks of."""
        try:
            return actions.suggested_text(self._book, kind=self.draft.kind, facts=self.facts)
        except LetterRefused:
            return None

    def write(self, subject: str, body: str) -> None:
        """What the owner typed as the letter's text, or brought back by undo."""
        marks = self._written.get(body, {}) if body != self.draft.body else {}
        self.draft = replace(self.draft, subject=subject, body=body, edited=True, **marks)
        self.unsaved = True

    def write_field(self, name: str, value: str) -> None:
        """What the owner typed into one of the kind's own fields; an untouched text follows."""
        others = tuple(pair for pair in self.draft.typed if pair[0] != name)
        # One that was emptied stays empty, whatever the book knows.
        kept = value or name in actions.prefilled(self._book, self.facts.case, self.facts.owner, self._today())
        self.draft = replace(self.draft, typed=(*others, (name, value)) if kept else others)
        self.unsaved = True
        self.read()

    def write_for(self, *, kind: LetterKind | None = None, code: str | None = None) -> bool:
        """Another kind or language: an own text stays, an untouched one gives way. False where nothing changes."""
        chosen = kind or self.draft.kind, code or self.draft.language
        if chosen == (self.draft.kind, self.draft.language):
            return False
        self.draft = replace(self.draft, kind=chosen[0], language=chosen[1])
        self.read()
        self.unsaved = True
        return True

    def keep_as_written(self, notes: frozenset[str]) -> None:
        """The notes on the tone, by their keys, that the owner decided against."""
        self.draft = replace(self.draft, kept=tuple(sorted(notes)))
        self.unsaved = True

    def take_suggested(self) -> LetterText | None:
        """Puts the text of the kind and language in the place of the owner's; None where there is none."""
        text = self.suggested()
        if text is not None:
            self._remember()
            self.draft = replace(self.draft, subject=text.subject, body=text.body, edited=False)
            self._mark_written()
            self._remember()
            self.unsaved = True
        return text

    def _remember(self) -> None:
        draft = self.draft
        self._written[draft.body] = {
            "written_kind": draft.written_kind,
            "written_language": draft.written_language,
            "stated": draft.stated,
        }

    def kept(self) -> Kept | None:
        """What has changed under a text of the owner's own; None for a text that follows by itself."""
        if not self.draft.edited:
            return None
        if self.draft.written_language != self.draft.language:
            return Kept.OTHER_LANGUAGE
        if self.draft.written_kind is not self.draft.kind:
            return Kept.OTHER_KIND
        return Kept.AS_WRITTEN if self.draft.stated == self._figures_now() else Kept.OTHER_FIGURES

    def offer(self) -> tuple[str, str]:
        """Why a kept text might want another look, and the one that could stand instead; both may be empty."""
        match self.kept():
            case None:
                return "", ""
            case Kept.OTHER_LANGUAGE:
                name = wording.language_here(self.draft.language)
                return _("Your text is kept."), _("Take the {language} text instead").format(language=name)
            case Kept.OTHER_KIND:
                return _("Your text is kept."), _("Take the text of this kind instead")
            case Kept.OTHER_FIGURES:
                return _("What the letter states has changed. Your text is kept."), _("Text from the figures anew")
            case Kept.AS_WRITTEN:
                return "", _("Text from the figures anew")

    def state(self) -> str:
        """That it's a draft, and since when it's in the book as it stands."""
        saved_at = self.draft.saved_at
        if saved_at is None:
            return _("Draft")
        day = "" if saved_at.date() == self._today() else formats.short_date(saved_at, language())
        return _("Draft · saved {when}").format(when=f"{day} {saved_at:%H:%M}".strip())

    def save(self, at: datetime) -> None:
        """Writes the draft into the book, where it isn't there yet as it stands."""
        if not self.unsaved:
            return
        self.draft = replace(self.draft, saved_at=at)
        self.unsaved = False  # before the book announces it, for the refresh that follows
        try:
            self._book.letters.save_draft(self.draft)
        except BaseException:
            self.unsaved = True
            raise
