"""What the menus do about the book itself: its country's terms, its folder, its private part, and the program."""

from PySide6.QtWidgets import QWidget

from evenhand.ui.desk import Desk


def show_country_facts(desk: Desk, window: QWidget) -> None:
    """The facts of the owner's country, and of all others, over whatever is in view."""
    from evenhand.ui.country_facts import open_country_facts

    owner = desk.book.owner.get()
    open_country_facts(desk.book, desk.today(), window, owner.country if owner else "GB")


def open_folder(desk: Desk) -> None:
    """Shows the folder of the book in the system's file manager."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    if desk.book.folder is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(desk.book.folder)))


def wipe_comfort(desk: Desk, window: QWidget) -> None:
    """The sheet that takes all that the owner felt out of the book."""
    from evenhand.ui.wipe_form import open_wipe_form

    open_wipe_form(desk, window)


def show_about_program(desk: Desk, window: QWidget) -> None:
    """Version, place of the data, licences."""
    from evenhand.ui.notice import show_about

    show_about(window, str(desk.book.folder or ""))


def report_problem(desk: Desk, window: QWidget) -> None:
    """What can be told to those who make the program, without a word of the book."""
    from evenhand.ui.problem_report import open_problem_report

    open_problem_report(desk, window)
