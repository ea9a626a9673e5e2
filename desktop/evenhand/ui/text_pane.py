"""The parts of the letter texts' screen that hold a text: which one, its subject and words, and what helps to write."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QWidget

from evenhand import wording
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind, LetterTextOfOwn
from evenhand.letters.fitting import Use, written
from evenhand.letters.letter import LetterText
from evenhand.translation import _, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.field_list import FieldList
from evenhand.ui.letter_beginnings import grouped
from evenhand.ui.letter_editor import Underlined
from evenhand.ui.mistake_note import MistakeNote
from evenhand.ui.newer_text import NewerText, newer_notice
from evenhand.ui.template_editor import TemplateEditor
from evenhand.ui.text_at_hand import TextAtHand

_FIELDS_WIDE, _FIELDS_NARROW, _ROOMY = 224, 190, 680  # pixels at 100 % text


class TextPane(QWidget):
    """Filling it announces nothing; `typed` is sent for the owner's own changes."""

    typed = Signal()
    own_wanted = Signal()  # a field was to be put into a text that is still built-in

    def __init__(self) -> None:
        super().__init__()
        self._is_own = False
        self._in_subject = self._scrolling = False
        self._marked: tuple[str, list[tuple[str, LetterKind]]] | None = None
        self.kind, self.language = kit.Combo(), kit.Combo()
        self.subject = kit.TextField()
        self.editor = TemplateEditor()
        self.editor.setAccessibleName(_("Text of the letter"))
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.fields, self.newer, self.mistake = FieldList(), NewerText(), MistakeNote()
        self.notice = newer_notice()
        self._beside = kit.holder(kit.column(kit.label(_("Fields"), "body_strong"), self.fields, spacing=6))
        self._words = kit.row(self.editor, self._beside, self.newer, spacing=16)
        for number in (0, 2):
            self._words.setStretch(number, 1)
        explained = kit.label("", "secondary", "ink3", wrap=True)
        explained.setText(
            _("{asked} prints what stands there only if there is something; {absent} only if there is nothing.").format(
                asked="{?…}…{/}", absent="{!…}…{/}"
            )
        )
        choice = kit.row(kit.Field(_("Kind"), self.kind), kit.Field(_("Language"), self.language), spacing=12)
        body = kit.column(
            choice,
            kit.Field(_("Subject"), self.subject),
            self.notice,
            4,
            self._words,
            self.mistake,
            explained,
            spacing=6,
            margins=(4, 4, 8, 8),
        )
        body.setStretch(4, 1)
        self.setLayout(body)
        self.subject.textEdited.connect(self.typed)
        self.editor.typed.connect(self.typed)
        self.fields.wanted.connect(self._put_in)
        for each in (self.subject, self.editor):
            each.installEventFilter(self)
        bars = self.editor.verticalScrollBar(), self.newer.editor.verticalScrollBar()
        for bar, other in (bars, bars[::-1]):
            bar.valueChanged.connect(lambda _value, bar=bar, other=other: self._scroll_along(bar, other))
        kit.tab_order(self.kind, self.language, self.subject, self.editor, self.fields)

    def show_choice(self, own: list[LetterTextOfOwn], at_hand: TextAtHand) -> None:
        """Kinds and languages, those with own texts marked."""
        marked = at_hand.language, [(one.language, one.kind) for one in own]
        if marked != self._marked:  # a list that is open must not be filled anew
            self._marked = marked
            self._fill_choice(own, at_hand)
        self.kind.set_value(at_hand.kind)
        self.language.set_value(at_hand.language)

    def _fill_choice(self, own: list[LetterTextOfOwn], at_hand: TextAtHand) -> None:
        kinds = {one.kind for one in own if one.language == at_hand.language}
        marked = _("{kind} · my own")
        self.kind.fill(
            pair and (pair[0], marked.format(kind=pair[1]) if pair[0] in kinds else pair[1])
            for pair in grouped(LetterKind)
        )
        self.language.fill((code, _language(code, own)) for code in LETTER_LANGUAGES)

    def show_text(self, at_hand: TextAtHand) -> None:
        """The text as it stands; the caret stays where the text stays."""
        self._is_own = at_hand.own is not None
        for each in (self.subject, self.editor):
            each.setReadOnly(not self._is_own)
        if self.subject.text() != at_hand.text.subject:
            self.subject.setText(at_hand.text.subject)
            self.subject.setCursorPosition(0)
        if self.editor.text() != at_hand.text.body:
            self.editor.set_text(at_hand.text.body)
        self.fields.show_kind(at_hand.kind)
        self._beside.setVisible(not at_hand.has_newer)
        for part in (self.newer, self.notice):
            part.setVisible(at_hand.has_newer)
        self.show_comparison(at_hand)

    def show_comparison(self, at_hand: TextAtHand) -> None:
        """The newer built-in text beside the owner's, where there is one."""
        if at_hand.has_newer:
            built = at_hand.built_in
            self.newer.show_texts(at_hand.text, LetterText(built.subject, built.body))

    def put_text(self, subject: str, body: str) -> None:
        """Another subject and text, each as one step that undo takes back, without announcing it."""
        if self.subject.text() != subject:
            self.subject.selectAll()
            self.subject.blockSignals(True)  # Qt counts an insertion as typing
            self.subject.insert(subject)
            self.subject.blockSignals(False)
        if self.editor.text() != body:
            self.editor.replace_text(body)

    def mark(self, start: int, end: int, *, in_subject: bool) -> None:
        """Shows where a mistake stands."""
        kit.mark_invalid(self.subject, in_subject)
        self.editor.underline([] if in_subject else [Underlined(start, end, "uneasy")])

    def unmark(self) -> None:
        kit.mark_invalid(self.subject, False)
        self.editor.underline([])
        self.editor.show_unprintable("")
        self.mistake.hide()

    def go_to(self, start: int, end: int, *, in_subject: bool) -> None:
        """The keyboard to where a mistake stands, which is selected."""
        if in_subject:
            self.subject.setFocus()
            self.subject.setSelection(start, end - start)
        else:
            self.editor.setFocus()
            self.editor.select(start, end)

    def _scroll_along(self, bar: QScrollBar, other: QScrollBar) -> None:
        """Two texts side by side show about the same place."""
        if self.newer.isVisible() and not self._scrolling:
            self._scrolling = True
            other.setValue(round(bar.value() / max(bar.maximum(), 1) * other.maximum()))
            self._scrolling = False

    def _put_in(self, name: str, use: Use) -> None:
        if not self._is_own:
            self.own_wanted.emit()
            return
        if self._in_subject:
            field = self.subject
            before, after = written(name, use, field.text()[: field.cursorPosition()])
            field.insert(before + after)
            field.setCursorPosition(field.cursorPosition() - len(after))
            field.setFocus()
            self.typed.emit()  # Qt announces no insertion as the owner's
            return
        self.editor.put_in(*written(name, use, self.editor.before_caret()))
        self.editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._in_subject = watched is self.subject
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= kit.theme.px(_ROOMY)
        self._beside.setFixedWidth(kit.theme.px(_FIELDS_WIDE if roomy else _FIELDS_NARROW))


def _language(code: str, own: list[LetterTextOfOwn]) -> str:
    name, n = wording.language_name(code), sum(one.language == code for one in own)
    if not n:
        return name
    return _("{language} · {count}").format(language=name, count=ngettext("{n} own text", "{n} own texts", n))
