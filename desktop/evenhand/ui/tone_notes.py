"""The notes beside a letter's text: how it reads, a better sentence, what else is worth a look. They never block."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from evenhand.domain.tone import Finding, Severity
from evenhand.translation import _, ngettext
from evenhand.ui import widgets as kit
from evenhand.wording.tone import tone_title

_BAR = 4


Caution = tuple[str, str]  # a title, and a sentence on something beside the tone, such as a term of a country


class _Note(QFrame):
    """A coloured bar, a title, and what belongs to it. A click anywhere on it is `chosen`."""

    chosen = Signal()

    def __init__(self, title: str, bar: str, tone: str, *words: QWidget, links: QWidget | None = None) -> None:
        super().__init__()
        self._bar = bar
        self.current = False
        head = kit.label(title, "body_strong", tone, wrap=True)
        whole = kit.column(kit.column(head, *words, spacing=3, margins=(4, 0, 0, 0)), spacing=3, margins=(10, 3, 4, 3))
        if links is not None:
            whole.addWidget(links)
        self.setLayout(whole)

    def set_current(self, current: bool) -> None:
        if current != self.current:
            self.current = current
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.current:
            painter.setBrush(kit.theme.color("hover"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        painter.setBrush(kit.theme.color(self._bar))
        painter.drawRoundedRect(QRectF(0, 0, _BAR, self.height()), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()


class ToneNotes(QWidget):
    """The column of notes. What it sends brings the finding that was to be `used`, `left` as it is, or `chosen`."""

    used = Signal(object)
    left = Signal(object)
    chosen = Signal(object)
    kept_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._notes: list[tuple[Finding, _Note, kit.Button | None]] = []
        self._cautions: Sequence[Caution] = ()
        self._troubled = False
        self.setAccessibleName(_("How it reads"))
        self._nothing = kit.label(_("Nothing to look at."), "secondary", "ink3", wrap=True)
        self.show_kept = kit.button("", "link", "", self.kept_wanted.emit)
        self._stack = kit.column(spacing=14, margins=(0, 4, 4, 4))
        self._others = kit.column(spacing=14)
        below = kit.column(self._nothing, self.show_kept, self._others, None, spacing=14)
        whole = kit.column(self._stack, below, spacing=0)
        whole.setStretch(1, 1)
        self._area = kit.scrolling(kit.holder(whole))
        layout = kit.column(kit.label(_("How it reads"), "body_strong"), self._area, spacing=6)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.show_findings((), 0)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the notes are about, from top to bottom."""
        return tuple(finding for finding, _note, _button in self._notes)

    def show_findings(self, findings: Sequence[Finding], kept: int) -> None:
        """Notes to look at first, what is good after them, and how many more the owner decided against."""
        ordered = [one for one in findings if one.severity is not Severity.GOOD]
        good = {one.category: one for one in reversed(findings) if one.severity is Severity.GOOD}
        ordered += sorted(good.values(), key=lambda one: one.start)
        said = tuple((one.key, one.suggestion) for one in ordered)
        if said == self._shown and len(ordered) == len(self._notes):
            self._notes = [(new, note, use) for new, (_old, note, use) in zip(ordered, self._notes, strict=True)]
        else:
            self._build(ordered)
            self._shown = said
        self._show_nothing(kept)
        self.show_kept.setText(ngettext("Show {n} kept", "Show {n} kept", kept))
        self.show_kept.setVisible(bool(kept))

    def show_cautions(self, cautions: Sequence[Caution]) -> None:
        """Gentle words beneath the notes on the tone."""
        if cautions == self._cautions:
            return
        self._cautions = cautions
        while (item := self._others.takeAt(0)) is not None:
            _drop(item.widget())
        for title, sentence in cautions:
            note = _Note(title, "edge", "ink", kit.label(sentence, "secondary", "ink2", wrap=True))
            note.setAccessibleName(f"{title}. {sentence}")
            self._others.addWidget(note)
        self._show_nothing(0 if self.show_kept.isHidden() else 1)

    def show_troubled(self, troubled: bool) -> None:
        """Whether something else keeps the letter back: then the column doesn't say that there's nothing to look at."""
        self._troubled = troubled
        self._show_nothing(0 if self.show_kept.isHidden() else 1)

    def _show_nothing(self, kept: int) -> None:
        self._nothing.setVisible(not (self._notes or kept or self._cautions or self._troubled))

    def set_current(self, finding: Finding | None) -> None:
        """Marks the note that the owner is at."""
        for one, note, _button in self._notes:
            note.set_current(one is finding)
            if one is finding:
                self._area.ensureWidgetVisible(note, 0, 8)

    def focus_beside(self, place: int) -> bool:
        """Moves the keyboard to the note that has come to this place; False where there's none to act on."""
        button = next((use for _one, _note, use in self._notes[place:] if use is not None), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button is not None

    def _build(self, findings: Sequence[Finding]) -> None:
        for _finding, note, _use in self._notes:
            self._stack.removeWidget(note)
            _drop(note)
        self._notes = []
        for number, finding in enumerate(findings):
            note, use = self._note(number, finding)
            self._notes.append((finding, note, use))
            self._stack.addWidget(note)

    def _note(self, number: int, finding: Finding) -> tuple[_Note, kit.Button | None]:
        # By number: the finding at that place is a newer one after each reading of the text.
        title = tone_title(finding.category)
        if finding.severity is Severity.GOOD:
            note, use = _Note(title, "comf", "comfx"), None
        else:
            better = kit.label(finding.suggestion, "say", "ink", wrap=True)
            use = kit.button(_("Use this"), "link", "", lambda: self.used.emit(self._notes[number][0]))
            use.setAccessibleName(_("Use this: {sentence}").format(sentence=finding.suggestion))
            keep = kit.button(_("Keep mine"), "link", "", lambda: self.left.emit(self._notes[number][0]))
            keep.setAccessibleName(_("Keep mine: {words}").format(words=finding.matched or title))
            links = QWidget()
            flow = kit.FlowLayout(links, spacing=4)
            for each in (use, keep):
                flow.addWidget(each)
            note = _Note(title, "uneasy", "uneasyx", better, links=links)
        note.setAccessibleName(f"{title}. {finding.suggestion}".strip())
        note.chosen.connect(lambda: self.chosen.emit(self._notes[number][0]))
        return note, use


def _drop(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        QTimer.singleShot(0, widget.deleteLater)  # its own button may have brought us here
