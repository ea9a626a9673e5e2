"""The right side of an intake: how the level lies, why, and the three ways it can end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from evenhand.domain.intake import Intake, IntakeEnding, Level
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.level import LevelDrawing
from evenhand.ui.theme import polish_again, theme
from evenhand.wording import intake as words

WIDE, NARROW = 348, 280
_ANY = 16777215  # Qt's own word for no limit


class IntakePane(kit.SidePane):
    """Listens to the answers; what it's asked to do it says by a signal."""

    welcomed = Signal()
    put_off = Signal()
    declined = Signal()
    client_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("", WIDE)
        self.heading = kit.label("", "question", wrap=True)
        self.drawing = LevelDrawing()
        self.sentence = kit.label("", "body", "ink2", wrap=True)
        for each in (self.heading, self.sentence):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.welcome = kit.button(_("Welcome"), "primary", "handshake", self.welcomed.emit)
        self.not_now = kit.button(_("Not now"), "plain", "hourglass-medium", self.put_off.emit)
        self.decline = kit.button(_("Decline kindly"), "plain", "door", self.declined.emit)
        self.letter = kit.Check(_("Begin the letter “How we work”"), checked=True)
        self._welcome_line = kit.label("", "secondary", "ink2", wrap=True)
        self._endings = kit.holder(
            kit.column(
                *self._ending(self.welcome, 1, self._welcome_line),
                self.letter,
                8,
                *self._ending(self.not_now, 2, _("Keeps the name and your reason. Reminds you when there is room.")),
                8,
                *self._ending(self.decline, 3, _("A short, warm letter. No reasons given, none needed.")),
                spacing=6,
            )
        )
        self.ended = kit.label("", "body_strong", wrap=True)
        self.reason = kit.label("", "body", "ink2", wrap=True)
        there = kit.button(_("Open the client"), "plain", "user", self.client_wanted.emit)
        self._result = kit.surface(
            "private", kit.column(self.ended, self.reason, kit.row(there, None), margins=(14, 12, 14, 12))
        )
        for part in (self.heading, self.drawing, self.sentence):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addWidget(self._endings)
        self.body.addWidget(self._result)
        self.body.addStretch(1)
        listens = kit.label(_("You decide. The level only listens."), "secondary", "ink2", wrap=True)
        listens.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.foot.addLayout(kit.column(listens, margins=(20, 10, 20, 16)))

    def _ending(self, button: kit.Button, number: int, line: object) -> list[QWidget]:
        button.setToolTip(kit.tip(f"{button.text()}  (Ctrl+{number})"))
        what = line if isinstance(line, QWidget) else kit.label(str(line), "secondary", "ink2", wrap=True)
        if not isinstance(line, QWidget):
            button.setAccessibleDescription(str(line))
        return [button, what]

    def show_level(self, level: Level) -> None:
        """How it lies now. Welcome is the filled one until two answers are a clear no; then none is."""
        self.heading.setText(words.heading(level))
        self.drawing.show_level(level)
        self.sentence.setText(words.what_tilts(level))
        kind = "plain" if level.leans_to_no else "primary"
        if self.welcome.property("kind") != kind:
            self.welcome.setProperty("kind", kind)
            polish_again(self.welcome)
            self.welcome.restyle()

    def show_intake(self, intake: Intake) -> None:
        """Offers the endings, or says which it was."""
        open_still = intake.ending is None
        self._endings.setVisible(open_still)
        self._result.setVisible(not open_still)
        known = intake.client_id is not None
        line = (
            _("Ends on the client you know, as active, and opens an order.")
            if known
            else _("Adds the client and opens their first order.")
        )
        self._welcome_line.setText(line)
        self.welcome.setAccessibleDescription(line)
        self.ended.setText(words.ended(intake))
        self.reason.setText(intake.reason)
        self.reason.setVisible(bool(intake.reason))
        skipped = intake.ending is IntakeEnding.SKIPPED
        for part in (self.heading, self.drawing, self.sentence):
            part.setVisible(not skipped)

    def set_narrow(self, narrow: bool) -> None:
        """At the right: its width in a narrow window or a wide one."""
        self.setMinimumHeight(0)
        theme.dress(self, width=NARROW if narrow else WIDE)

    def set_beneath(self) -> None:
        """Under the questions, as wide as they are and without a scroll bar of its own."""
        theme.dress(self, width=0)
        self.setMinimumWidth(0)
        self.setMaximumWidth(_ANY)
        inside = self.body.parentWidget()
        assert inside is not None
        self.setMinimumHeight(inside.sizeHint().height() + self.foot.sizeHint().height() + 2)

    def in_order(self) -> list[QWidget]:
        return [self.welcome, self.letter, self.not_now, self.decline]
