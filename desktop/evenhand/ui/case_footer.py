"""Below a case's page: where the case stands in a sentence, and the ways on from here."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from evenhand import wording
from evenhand.domain.case import CaseRefused, Missing, Step, missing
from evenhand.domain.records import LetterKind
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts


class CaseFooter(kit.Footer):
    """State at the left; letters, back, a second way and the one on at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.back = kit.button(_("Back"), "ghost")
        self.second = kit.button("", "plain")
        self.primary = kit.button("", "primary", "arrow-right")
        self.write = kit.icon_button("envelope-simple", _("Write a letter"))
        self.kinds = QMenu(self)
        self.write.setMenu(self.kinds)
        self.add(self.write, self.back, self.second, self.primary)

    def show_kinds(self) -> None:
        """Opens the kinds of letter that fit."""
        self.kinds.popup(self.write.mapToGlobal(QPoint(0, -self.kinds.sizeHint().height())))

    def show_step(
        self, facts: CaseFacts, shown: Step, after: Step, gap: tuple[str, QWidget] | None, *, can_offer: bool
    ) -> None:
        """The ways on from the shown page; `gap` is what its own screen still holds back from the book.

        `can_offer`: there are ways to put it right that a letter can offer.
        """
        self.back.setVisible(shown > Step.FIND_THE_CAUSE)
        text, icon, second = _ways_on(facts, shown, after)
        if shown is Step.PUT_IT_RIGHT and can_offer and LetterKind.OPTIONS in facts.letters_that_fit:
            second = _("Write the offer")
        self.primary.setText(text)
        self.primary.set_icon(icon)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.set_state(_state(facts, shown, gap))


def letter_first(facts: CaseFacts) -> bool:
    """Whether a letter fits and has not gone out yet."""
    return not facts.closed and bool(facts.letters_due)


def _ways_on(facts: CaseFacts, shown: Step, after: Step) -> tuple[str, str, str]:
    if shown is Step.KEEP_IN_TOUCH:
        if facts.closed:
            return _("Open again"), "arrow-counter-clockwise", ""
        if letter_first(facts):
            return _("Write the letter"), "envelope-simple", _("Close the case")
        return _("Close the case"), "check", ""
    skip = shown is Step.COMPENSATE and not facts.closed and facts.letter_out is None
    text = _("On to {step}").format(step=wording.step(after))
    return text, "arrow-right", _("Nothing this time") if skip else ""


def _state(facts: CaseFacts, shown: Step, gap: tuple[str, QWidget] | None) -> str:
    if facts.closed:
        return _("Closing keeps everything. You can open it again.")
    if gap is not None:
        return gap[0]
    found = missing(facts.situation)
    if found == (Step.KEEP_IN_TOUCH, Missing.CLOSING) and shown is found[0] and facts.open_promises:
        return wording.sentence(CaseRefused("promises_open", day=facts.open_promises[0].due_on))
    if found is not None and found[0] == shown:
        return wording.missing(found[1])
    if shown is Step.COMPENSATE:
        return _("Nothing goes out before the letter.")
    return _("Saved as you type.")
