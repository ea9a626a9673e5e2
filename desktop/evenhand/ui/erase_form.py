"""Erasing a person: says what goes, what stays until which day and why, asks, and can't be undone."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.actions.erasing import erase, erased_name, proposed_keep_until
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.wording.rights import unsettled


def open_erase(desk: Desk, client_id: int, window: QWidget, then: Callable[[], object] = lambda: None) -> "EraseForm":
    """Opens the sheet over the window; `then` follows once the person is erased."""
    form = EraseForm(desk, client_id, window)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(then)
    form.open()
    return form


class EraseForm(Form):
    """Cancel is what Enter means here, and nothing is erased while something is open."""

    takes_away = True

    def __init__(self, desk: Desk, client_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Erase the client"), _("Erase for good"), parent, width=600)
        self.setWindowTitle("Evenhand")  # a title bar is seen by others
        self._desk, self._client_id = desk, client_id
        client, today = desk.book.clients.get(client_id), desk.today()
        self.add(kit.label(client.name, "body_strong", wrap=True), wide=True)
        self._open = desk.book.erasures.unsettled(client_id, today)
        if self._open:
            first = kit.Notice("\n".join(unsettled(one) for one in self._open), "info")
            self.add(first, wide=True)
        self._keeps = desk.book.erasures.last_sum_on(client_id) is not None
        self._build_goes(erased_name(client_id))
        self._build_stays()
        self._build_warning()
        self.primary.setEnabled(not self._open)
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self.cancel.setDefault(True)

    def _build_goes(self, name: str) -> None:
        goes = _(
            "Name, address, telephone and e-mail, contacts, notes, marks, what was said and asked in cases, promises,"
            " suggestions and letters not issued. What stays is called “{name}”."
        )
        self.add(_told(_("This goes"), goes.format(name=name)), wide=True)

    def _build_stays(self) -> None:
        today = self._desk.today()
        self.until = kit.DateField(
            lambda day: formats.long_date(day, language()),
            lambda text: formats.parse_date(text, today, language()),
            lowest=today,
        )
        self.until.set_day(proposed_keep_until(self._desk.book, self._client_id, today=today))
        self.day = kit.Field(_("Keep until the end of"), self.until, _why(self._desk))
        if self._keeps:
            stays = _(
                "Orders with number, day and sum, bonuses, and the letters as they were issued. They are on no list and"
                " found by no search; after that day only numbers, days and sums are left."
            )
            self.add(_told(_("This stays, because tax and trade laws may ask for it"), stays), wide=True)
            self.add(self.day, wide=True)
        else:
            nothing = _("There is no order, letter or bonus that would have to be kept.")
            self.add(_told(_("Nothing stays"), nothing), wide=True)

    def _build_warning(self) -> None:
        warns = _(
            "This can't be undone. A backup is made first, and older copies of the book still hold the person until"
            " they are thinned out; when one is restored here, Evenhand erases the person again."
        )
        self.trouble = kit.Notice(warns, "warning-circle", "guard")
        self.add(self.trouble, wide=True)

    def touched(self) -> bool:
        return False  # a day that was chosen is soon chosen again

    def save(self) -> bool:
        """Erases the person. False when it can't be, with a sentence."""
        if not self.primary.isEnabled():
            return False
        self.forgive()
        today = self._desk.today()
        try:
            until = formats.parse_date(self.until.text(), today, language()) if self._keeps else today
        except formats.DateNotUnderstood as error:
            self.refuse(self.day, wording.sentence(error))
            return False
        if until < today:
            self.refuse(self.day, _("That day has passed. Choose today or a later day."))
            return False
        keeping = self._desk.safekeeping
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # a large book takes some seconds
        try:
            erase(
                self._desk.book,
                self._client_id,
                today=today,
                keep_until=until,
                seen=keeping.seen if keeping is not None else None,
                now=datetime.now(UTC),
            )
        except wording.KNOWN_ERRORS as error:
            self.trouble.set_text(wording.sentence(error))
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._desk.say(_("Erased. What stays is called “{name}”.").format(name=erased_name(self._client_id)))
        return True


def _why(desk: Desk) -> str:
    owner = desk.book.owner.get()
    years = owner.keep_years if owner else 10
    return _(
        "{n} years after the last of them, as in My business. Laws differ: this is no legal advice, and you may choose"
        " another day."
    ).format(n=years)


def _told(title: str, text: str) -> QWidget:
    said = kit.label(text, "body", "ink", wrap=True)
    return kit.holder(kit.column(kit.label(title, "body_strong", wrap=True), said, spacing=3))
