"""What is done with a rule as a whole: switched, moved, set back, let go; each can be taken back."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from evenhand import wording
from evenhand.domain.rules import HouseRule, text
from evenhand.storage.rules import KeptRule
from evenhand.translation import _, language
from evenhand.ui.desk import Desk


class RuleActs:
    """Writes to the book and says what was done. `refresh` shows the book's rules again after each act."""

    def __init__(self, desk: Desk, refresh: Callable[[], object]) -> None:
        self._desk = desk
        self._refresh = refresh

    def switch(self, rule_id: int, on: bool) -> None:
        """With effect at once; the switch itself takes it back."""
        self._dared(lambda: self._desk.book.rules.switch(rule_id, on))

    def move(self, rule_id: int, number: int) -> None:
        """To a number within its group, from 0 for the first to speak."""
        self._dared(lambda: self._desk.book.rules.move(rule_id, number))

    def reset(self, rule: HouseRule) -> None:
        """Its words and conditions as they came with the app; its place and its switch stay."""
        self._with_undo(_("As it came with the app."), lambda: self._desk.book.rules.reset(rule.id))

    def drop(self, rule: HouseRule) -> None:
        """Lets an own rule go."""
        self._with_undo(_("The rule is gone."), lambda: self._desk.book.rules.drop(rule.id))

    def reset_all(self) -> None:
        """All that came with the app."""
        self._with_undo(_("All rules are as they came with the app. Your own stay."), self._desk.book.rules.reset_all)

    def _with_undo(self, sentence: str, act: Callable[[], tuple[KeptRule, ...]]) -> None:
        before: list[KeptRule] = []
        if self._dared(lambda: before.extend(act())):
            self._desk.say(sentence, _("Undo"), lambda: self._dared(lambda: self._desk.book.rules.restore(before)))

    def copy_say(self, rule: HouseRule) -> None:
        """Only what is meant for the client goes to the clipboard."""
        said = text(rule.say, language())
        if said:
            QApplication.clipboard().setText(said)
            self._desk.say(_("What to say is copied."))
        else:
            self._desk.say(_("This rule says nothing to the client yet."))

    def say_not_understood(self, rule: HouseRule) -> None:
        """Why it can't be written in, and what can be done."""
        if rule.is_own:
            self._desk.say(_("This rule needs a newer Evenhand. It is kept as it is, and stays silent until then."))
        else:
            self._desk.say(
                _("This rule needs a newer Evenhand. It is kept as it is, and stays silent until then."),
                _("As it came with the app"),
                lambda: self.reset(rule),
            )

    def _dared(self, act: Callable[[], object]) -> bool:
        """Whether the book could take it; what keeps it from that is said, and the rows show the book again."""
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self._refresh()
            return False
        self._refresh()
        return True
