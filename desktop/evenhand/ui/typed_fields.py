"""The few facts that a kind of letter asks its owner to type, each with the editor that its kind of field takes."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import KINDS, About, FieldKind, TypedField
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import date_field, read_day
from evenhand.ui.desk import Desk
from evenhand.ui.draft_at_hand import DraftAtHand
from evenhand.ui.earlier_bonus import EarlierBonusField
from evenhand.ui.options_field import OptionsField


class TypedEntry(QObject):
    """One typed field. `typed` brings its new value for each change of the owner's, never for a filling."""

    typed = Signal(str)
    wide = True  # takes all the room there is in a row
    beside = False  # is content with what another field leaves of it
    lacking = "field_missing"  # the refusal of an empty one that the letter can't do without

    def __init__(self, about: TypedField, editor: QWidget) -> None:
        super().__init__()
        self.name = about.name
        self._about = about
        self._asks = not about.if_known
        self.field = kit.Field(wording.field_name(about.name), editor, wording.field_hint(about.name))

    def show_draft(self, at_hand: DraftAtHand) -> None:
        """Shows the draft's value; what is being typed and can't be read yet stays."""
        raise NotImplementedError

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask."""
        return self._asks

    def weigh(self, at_hand: DraftAtHand) -> None:
        """What only the book can bring up is asked for from then on, also once it's emptied."""
        about = self._about
        if about.if_known:
            group = about.name.partition(".")[0]
            known = (name.partition(".")[0] for name, value in at_hand.facts.typed.items() if value)
            self._asks = self._asks or group in known
        elif about.unless:
            self._asks = not at_hand.typed(about.unless).strip()

    def refused(self) -> tuple[str, QWidget] | None:
        """What can't be taken as it stands: a sentence, and the widget to go to."""
        return None

    def open_point(self, at_hand: DraftAtHand) -> tuple[str, QWidget] | None:
        """What keeps the letter from being issued: a sentence, and the widget to go to."""
        if (refusal := self.refused()) is not None or self.name not in at_hand.missing():
            return refusal
        return wording.sentence(CaseRefused(self.lacking, field=self.name)), self.in_order()[0]

    def in_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.field.editor]


class _Words(TypedEntry):
    """The owner's own words, in the letter's language."""

    beside = True

    def __init__(self, about: TypedField) -> None:
        self._editor = kit.NoteField(lines=2)
        super().__init__(about, self._editor)
        self._editor.textChanged.connect(self._on_changed)
        self._known = ""

    def _on_changed(self) -> None:
        if self._editor.text() != self._known:
            self._known = self._editor.text()
            self.field.set_error(None)
            self.typed.emit(self._known)

    def show_draft(self, at_hand: DraftAtHand) -> None:
        self._known = at_hand.typed(self.name)
        self._editor.set_text(self._known)
        hint = wording.field_hint(self.name)
        if at_hand.draft.language != language():
            name = wording.language_name(at_hand.draft.language)
            hint = " ".join((hint, _("Its language: {language}.").format(language=name))).strip()
        self.field.set_hint(hint)


class _Day(TypedEntry):
    """A day, kept as ISO."""

    wide = False

    def __init__(self, about: TypedField, desk: Desk) -> None:
        self._editor = date_field(desk.today)
        super().__init__(about, self._editor)
        self._today = desk.today
        self._value = ""
        self._editor.textEdited.connect(lambda _text: self._take())
        self._editor.editingFinished.connect(self._on_left)
        self._editor.edited.connect(lambda _day: self._take())

    def _read(self) -> str:
        text = self._editor.text().strip()
        return read_day(text, self._today()).isoformat() if text else ""

    def _take(self) -> None:
        try:
            value = self._read()
        except formats.DateNotUnderstood:
            return  # half a day, still being typed
        self.field.set_error(None)
        self._send(value)

    def _send(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.typed.emit(value)

    def _on_left(self) -> None:
        if refusal := self.refused():
            self.field.set_error(refusal[0])
            self._send("")  # the letter must not state a day that no longer stands in the field

    def refused(self) -> tuple[str, QWidget] | None:
        try:
            self._read()
        except formats.DateNotUnderstood as error:
            return wording.sentence(error), self._editor
        return None

    def show_draft(self, at_hand: DraftAtHand) -> None:
        value = at_hand.typed(self.name)
        if value != self._value or (not value and not self._editor.text()):
            self._value = value
            self._editor.set_day(date.fromisoformat(value) if value else None)
            self.field.set_error(None)


class _Options(TypedEntry):
    """The ways of a choice sheet."""

    lacking = "options_missing"

    def __init__(self, about: TypedField, desk: Desk) -> None:
        self._editor = OptionsField(desk.today)
        super().__init__(about, self._editor)
        self._editor.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.field.set_error(None)
        self.typed.emit(self._editor.value())

    def refused(self) -> tuple[str, QWidget] | None:
        return self._editor.refused()

    def show_draft(self, at_hand: DraftAtHand) -> None:
        self._editor.set_value(at_hand.typed(self.name))

    def in_order(self) -> list[QWidget]:
        return self._editor.in_order()


class _EarlierBonus(TypedEntry):
    """What becomes of a bonus given before: for the same order or, when the ways part, at all."""

    def __init__(self, about: TypedField, desk: Desk) -> None:
        self._editor = EarlierBonusField()
        super().__init__(about, self._editor)
        self._desk = desk
        self._editor.changed.connect(self._on_changed)

    @property
    def asks(self) -> bool:
        return self._editor.asks

    def _on_changed(self) -> None:
        self.field.set_error(None)
        self.typed.emit(self._editor.value())

    def refused(self) -> tuple[str, QWidget] | None:
        return self._editor.refused()

    def open_point(self, at_hand: DraftAtHand) -> tuple[str, QWidget] | None:
        if self.asks and self.refused() is None and not self._editor.value():
            return wording.sentence(CaseRefused("bonus_undecided")), self.in_order()[0]
        return self.refused()

    def show_draft(self, at_hand: DraftAtHand) -> None:
        facts, parting = at_hand.facts, KINDS[at_hand.draft.kind].settles is About.CLIENT
        self._editor.show_bonus(facts.bonus, facts.bonus_left, parting=parting)
        self._editor.set_value(at_hand.typed(self.name))

    def in_order(self) -> list[QWidget]:
        return self._editor.in_order()


def entry_for(about: TypedField, desk: Desk) -> TypedEntry:
    """The entry that a typed field takes."""
    match about.kind:
        case FieldKind.TEXT:
            return _Words(about)
        case FieldKind.DAY:
            return _Day(about, desk)
        case FieldKind.OPTIONS:
            return _Options(about, desk)
        case FieldKind.EARLIER_BONUS:
            return _EarlierBonus(about, desk)
