"""What waits for the owner, as a row says it, and what can be done about it there."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt

from evenhand.ui.buttons import Kind as Look


class Act(NamedTuple):
    """Something to do about a row: by its button or its menu, and by a key while the row has the focus."""

    text: str
    do: Callable[[], object]
    icon: str = ""
    key: Qt.Key | None = None
    look: Look = "plain"
    icon_only: bool = False


class Duty(NamedTuple):
    """One row. `lead` stands at the left: a day, a sum, or nothing beside the icon."""

    title: str
    opened: Callable[[], object]
    second: str = ""
    third: str = ""
    lead: str = ""
    lead_role: str = "secondary_strong"
    tone: str = "ink2"
    icon: str = ""
    pips: tuple[int, int, str] | None = None  # days left, of how many, in which tone
    right: str = ""
    right_tone: str = "ink3"
    wraps: bool = False  # the title may take two lines
    link: Act | None = None  # after the second line, such as the rule that a row comes from
    act: Act | None = None
    more: tuple[Act, ...] = ()
    more_text: str = ""  # on what opens the menu of `more`, in place of dots

    @property
    def said(self) -> str:
        """The row in one sentence."""
        link = self.link.text if self.link else ""
        parts = (self.lead, self.title, self.second, link, self.third, self.right)
        return ", ".join(part for part in parts if part)
