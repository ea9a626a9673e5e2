"""The rule as the app brings it now, beside the owner's own made from an earlier one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand.domain.rules import HouseRule, text
from evenhand.storage.book import Book
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.rule_row import quoted
from evenhand.wording import rules as words


class NewerRule(QWidget):
    """Hidden where there's nothing newer. `taken` puts the app's own into the fields, `kept` stays with the owner's."""

    taken = Signal(object)
    kept = Signal()

    def __init__(self, book: Book, rule: HouseRule) -> None:
        super().__init__()
        newer = book.rules.built_in(rule.id) if rule.newer else None
        self.take_button = kit.button(_("Take the new one"), "plain", "", lambda: self.taken.emit(newer))
        self.keep_button = kit.button(_("Keep mine"), "plain", "", self.kept.emit)
        notice = kit.Notice(_("The app has changed this rule since you made it yours. Yours holds until you take it."))
        notice.buttons.addWidget(self.take_button)
        notice.buttons.addWidget(self.keep_button)
        parts: list[QWidget] = [notice]
        if newer is not None:
            said = (text(newer.name, language()), words.situation(newer), text(newer.do, language()), quoted(newer))
            parts.append(kit.label("\n".join(part for part in said if part), "body", "ink2", wrap=True))
        self.setLayout(kit.column(*parts, spacing=8))
        self.setVisible(newer is not None)
