"""What becomes of an open promise: kept, a new day, not kept, no longer needed. Each can be taken back at once."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from evenhand import formats, wording
from evenhand.domain.promises import Promise
from evenhand.translation import _, language
from evenhand.ui.desk import Desk, Place
from evenhand.ui.duty import Act


class PromiseActs:
    """Acts on promises from one screen, over which the forms open."""

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        self._desk, self._screen = desk, screen

    def keep(self, promise: Promise) -> None:
        """What was promised is done."""
        from evenhand import actions

        self._end(promise, actions.keep_promise, _("Kept: {what}"))

    def not_kept(self, promise: Promise) -> None:
        """It won't be done as promised."""
        from evenhand import actions

        self._end(promise, actions.break_promise, _("Not kept: {what}"))

    def cancel(self, promise: Promise) -> None:
        """It no longer applies."""
        from evenhand import actions

        self._end(promise, actions.cancel_promise, _("No longer needed: {what}"))

    def _end(self, promise: Promise, act: Callable[..., object], text: str) -> None:
        from evenhand import actions

        book = self._desk.book
        if self._try(lambda: act(book, promise_id=promise.id, on=self._desk.today())):
            self._say(text.format(what=promise.what), lambda: actions.reopen_promise(book, promise_id=promise.id))

    def make(self, client_id: int | None = None, case_id: int | None = None) -> None:
        """Asks for a new promise, to this client and in this case where they are given."""
        from evenhand.ui.promise_form import PromiseForm

        form = PromiseForm(self._desk, self._screen, client_id, case_id)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(lambda: self._made(form.promise))
        form.open()

    def _made(self, promise: Promise | None) -> None:
        if promise is None:
            return
        text = _("Promised for {day}: {what}").format(day=day_and_hour(promise), what=promise.what)
        # Taken back at once it was never promised: nothing of it stays in the client's history.
        self._say(text, lambda: self._desk.book.promises.drop(promise.id))

    def move(self, promise: Promise) -> None:
        """Asks for a new day, and whether a letter says so."""
        from evenhand.ui.promise_form import NewDayForm

        form = NewDayForm(self._desk, self._screen, promise)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(lambda: self._moved(promise, form.moved, letter=form.letter.isChecked()))
        form.open()

    def _moved(self, before: Promise, now: Promise | None, *, letter: bool) -> None:
        if now is None:
            return
        if letter and before.case_id is not None:
            self._write(before.case_id, now.client_id)
        text = _("Moved to {day}: {what}").format(day=day_and_hour(now), what=now.what)
        self._say(text, lambda: self._move_back(before, now))

    def _move_back(self, before: Promise, now: Promise) -> None:
        from evenhand import actions

        book = self._desk.book
        if now.due_on == before.due_on:  # only the hour was another
            today = self._desk.today()
            actions.move_promise(book, promise_id=now.id, to_day=before.due_on, at=before.due_at, on=today)
        else:
            actions.take_back_move(book, promise_id=now.id, at=before.due_at)

    def _write(self, case_id: int, client_id: int) -> None:
        from evenhand.domain.records import LetterKind
        from evenhand.ui.letter_beginnings import Occasion

        Occasion(client_id, case_id=case_id).begin(self._desk, LetterKind.ACKNOWLEDGEMENT)

    def of(self, promise: Promise) -> tuple[Act, ...]:
        """All of them for an open promise, the one that's done most first."""
        return (
            Act(_("Kept"), lambda: self.keep(promise), "check", Qt.Key.Key_K),
            Act(_("A new day"), lambda: self.move(promise), key=Qt.Key.Key_M),
            Act(_("It was not kept"), lambda: self.not_kept(promise)),
            Act(_("No longer needed"), lambda: self.cancel(promise)),
        )

    def show_menu(self, promise_id: int, beneath: QWidget) -> None:
        """The acts on a promise, beneath what says it."""
        menu = QMenu(beneath)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self.of(self._desk.book.promises.get(promise_id)):
            menu.addAction(act.text).triggered.connect(lambda _on=False, act=act: act.do())
        menu.popup(beneath.mapToGlobal(QPoint(0, beneath.height())))

    def open(self, promise: Promise) -> None:
        """Goes to the case that it was made in, or else to the client."""
        if promise.case_id is not None:
            self._desk.go(Place.CASE, promise.case_id)
        else:
            self._desk.go(Place.CLIENTS, promise.client_id)

    def _say(self, text: str, undo: Callable[[], object]) -> None:
        self._desk.say(text, _("Undo"), lambda: self._try(undo))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True


def day_and_hour(promise: Promise) -> str:
    """The day that a promise has now, with its hour: "Wed 11 Nov, 17:00"."""
    return formats.by_hour(formats.short_weekday_date(promise.due_on, language()), promise.due_at, language())
