"""The File menu: the book itself, its safety, and the ways in and out of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from evenhand.translation import _
from evenhand.ui.about_book import open_folder, show_country_facts, wipe_comfort
from evenhand.ui.desk import Desk, Place

Add = Callable[[QMenu, str, str, Callable[[], object]], QAction]


def build_file(window: Any, menu: QMenu, desk: Desk, add: Add) -> None:
    """Fills the menu. What writes is out of reach while the book is only looked at."""
    over: QWidget = window.menuBar().window()
    add(menu, _("My business"), "Ctrl+,", lambda: window.go(Place.BUSINESS))
    add(menu, _("Terms and facts of countries"), "", lambda: show_country_facts(desk, over))
    menu.addSeparator()
    add(menu, _("My data"), "Ctrl+8", lambda: window.go(Place.DATA))
    writes = [add(menu, _("Back up now"), "Ctrl+Alt+B", partial(_back_up, desk))]
    add(menu, _("Restore a backup"), "", partial(_restore, desk, over))
    add(menu, _("Check my data"), "", partial(_check, window))
    add(menu, _("Open the folder of my data"), "", lambda: open_folder(desk))
    menu.addSeparator()
    writes.append(add(menu, _("Import clients"), "", partial(_import, desk, over)))
    writes.append(add(menu, _("Undo the last import"), "", partial(_undo_import, desk, over)))
    add(menu, _("Export everything"), "", partial(_export, desk, over))
    menu.addSeparator()
    writes.append(add(menu, _("Passphrase"), "", partial(_passphrase, desk, over)))
    code = add(menu, _("Recovery code"), "", partial(_recovery_code, desk, over))
    lock = add(menu, _("Lock now"), "Ctrl+Alt+L", window.lock)
    writes.append(add(menu, _("Wipe all comfort"), "", lambda: wipe_comfort(desk, over)))
    menu.addSeparator()
    add(menu, _("Quit"), "Ctrl+Q", window.close)

    def fit() -> None:
        for each in writes:
            each.setEnabled(not desk.book.read_only)
        code.setEnabled(desk.book.connection.key is not None)
        lock.setEnabled(desk.book.path is not None)

    menu.aboutToShow.connect(fit)


def _back_up(desk: Desk) -> None:
    keeping = desk.safekeeping
    if keeping is None or not keeping.can_back_up:
        desk.say(_("This book is only looked at, or lies in no folder: there is nothing to back up."), failed=True)
        return
    keeping.back_up_and_say(desk.say)


def _restore(desk: Desk, window: QWidget) -> None:
    from evenhand.ui.restore_form import restore_here

    restore_here(desk, window)


def _check(window: Any) -> None:
    window.go(Place.DATA)
    window.screen_in_view.check_data()


def _import(desk: Desk, window: QWidget) -> None:
    from evenhand.ui.import_sheet import open_import

    open_import(desk, window)


def _undo_import(desk: Desk, window: QWidget) -> None:
    from evenhand.ui.import_undo import open_undo_import

    open_undo_import(desk, window)


def _export(desk: Desk, window: QWidget) -> None:
    from evenhand.ui.export_sheet import open_export

    open_export(desk, window)


def _passphrase(desk: Desk, window: QWidget) -> None:
    from evenhand.ui.passphrase_form import open_passphrase

    open_passphrase(desk, window)


def _recovery_code(desk: Desk, window: QWidget) -> None:
    from evenhand.ui.recovery_form import open_recovery_code

    open_recovery_code(desk, window)
