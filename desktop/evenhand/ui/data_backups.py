"""My data, the backups: the last good one, those that are kept, and the way back to one of them."""

from PySide6.QtWidgets import QWidget

from evenhand.translation import _, ngettext
from evenhand.ui.backup_list import BackupList
from evenhand.ui.buttons import button
from evenhand.ui.data_parts import DataPart
from evenhand.ui.desk import Desk
from evenhand.ui.frames import column, row
from evenhand.ui.labels import ElidedLabel, IconLabel, label
from evenhand.ui.safekeeping import Safekeeping
from evenhand.wording.backups import last_backup

_ROWS = 6


class BackupsPart(DataPart):
    """What lies beside the book."""

    def __init__(self, desk: Desk, keeping: Safekeeping, window: QWidget) -> None:
        super().__init__(
            _("Backups"),
            _("Made by themselves: after half an hour of work, and when Evenhand closes. Each is read through."),
        )
        self._desk, self._keeping, self._window = desk, keeping, window
        self.icon = IconLabel("check-circle", "acc", 20)
        self.last = ElidedLabel("", "body_strong")
        self.kept = label("", "secondary", "ink2", wrap=True)
        self.now_button = button(_("Back up now"), "primary", "floppy-disk", self.back_up)
        self.list = BackupList(keeping.now, _ROWS)
        self.restore_button = button(_("Restore this one"), "plain", "clock-countdown", self.restore)
        self.list.opened.connect(self.restore)
        self.list.chosen.connect(self._fit_buttons)
        head = row(self.icon, column(self.last, self.kept, spacing=2), self.now_button, spacing=12)
        head.setStretch(1, 1)
        self.elsewhere = button(_("A backup from elsewhere"), "ghost", "folder-open", self._restore_other)
        self.put(head, self.list, row(self.restore_button, self.elsewhere, None, spacing=10))

    def refresh(self) -> None:
        keeping = self._keeping
        found, now = keeping.backups(), keeping.now().astimezone()
        last, trouble = keeping.last_good(), keeping.trouble_in_words()
        well = last is not None and not trouble
        self.icon.set_icon(*(("check-circle-fill", "acc") if well else ("warning-circle", "uneasyx")), 20)
        self.last.setText(last_backup(last, now))
        self.kept.setText(trouble or _kept(len(found), keeping.keeps, keeping.can_back_up))
        self.now_button.setEnabled(keeping.can_back_up and not keeping.busy)
        self.now_button.setText(_("Backing up") if keeping.busy else _("Back up now"))
        self.list.show_backups(found, self._desk.book.connection.key)
        self.list.setVisible(bool(found))
        if self.list.current is None:
            self.list.select(None)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        self.restore_button.setVisible(self.list.current is not None)
        self.elsewhere.setVisible(self._desk.book.folder is not None)

    def back_up(self) -> None:
        """A backup now, whatever was changed."""
        if not self._keeping.can_back_up:
            self._desk.say(_("This book is only looked at, or lies nowhere: there is nothing to back up."), failed=True)
            return
        self._keeping.back_up_and_say(self._desk.say)
        self.refresh()

    def restore(self) -> None:
        """The sheet to bring back the one that is selected."""
        self._open_restore()

    def _restore_other(self) -> None:
        self._open_restore(elsewhere=True)

    def _open_restore(self, *, elsewhere: bool = False) -> None:
        from evenhand.ui.restore_form import restore_here

        restore_here(self._desk, self._window.window(), self.list.current, elsewhere=elsewhere)


def _kept(count: int, keeps: bool, can: bool) -> str:
    if not can:
        return _("Nothing is written while the book is only looked at.")
    if not count:
        first = _("The first one is made when Evenhand closes, or after half an hour of work.")
        return first if keeps else _("Press the button for the first one.")
    n = ngettext("{n} copy is kept.", "{n} copies are kept.", count)
    thins = _("All of the last two days, then one a day, a week, a month; the oldest go by themselves.")
    return f"{n} {thins}"
