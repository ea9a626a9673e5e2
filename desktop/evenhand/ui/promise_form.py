"""A promise to a client: made with its day and hour, or given a new day. A day off is theirs who promise."""

from collections.abc import Callable
from datetime import date, time
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.calendar import UnknownCountry
from evenhand.domain.case import CaseRefused
from evenhand.domain.promises import Promise, day_instead
from evenhand.storage.clients import ClientFilter
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import date_field, read_day
from evenhand.ui.case_form import FOUND_AT_MOST
from evenhand.ui.contact_form import TimeNotUnderstood, parse_time
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form


class PromiseDay:
    """A day and an hour to promise, side by side in a form; for a day off the next working day is one click away."""

    def __init__(self, desk: Desk, form: Form) -> None:
        owner = desk.book.owner.get()
        self._desk, self._form = desk, form
        self._country = owner.country if owner else ""
        self._instead: date | None = None
        self.day = date_field(desk.today)
        self.hour = kit.TextField(placeholder="17:00")
        self._day = kit.Field(_("By which day"), self.day)
        self._hour = kit.Field(_("Hour"), self.hour, _("Only if it matters."))
        self._free = kit.Notice("", "calendar-blank")
        self._take = kit.button("", "plain", on_click=self._on_take)
        self._free.buttons.addWidget(self._take)
        form.add(self._day)
        form.add(self._hour)
        form.add(self._free, wide=True)
        self._free.hide()
        for editor, field in ((self.day, self._day), (self.hour, self._hour)):
            editor.textChanged.connect(lambda _text, field=field: self._on_typed(field))

    def show(self, day: date | None, at: time | None) -> None:
        """Fills the two."""
        self.day.set_day(day)
        self.hour.setText(f"{at:%H:%M}" if at else "")

    def _on_typed(self, field: kit.Field) -> None:
        if field.error():
            field.set_error(None)
        day, at = self._typed_day(), self._typed_hour()
        try:
            self._instead = day_instead(day, self._country) if day and self._country else None
        except UnknownCountry:
            self._instead = None
        self._free.setVisible(self._instead is not None)
        if day is not None and self._instead is not None:
            lang = language()
            self._free.set_text(_("{day} is yours.").format(day=formats.weekday_date(day, lang)))
            instead = formats.by_hour(formats.weekday_date(self._instead, lang), at, lang)
            self._take.setText(_("{day}?").format(day=instead))

    def _on_take(self) -> None:
        self.day.set_day(self._instead)

    def _typed_day(self) -> date | None:
        try:
            return read_day(self.day.text(), self._desk.today())
        except ValueError:
            return None

    def _typed_hour(self) -> time | None:
        try:
            return parse_time(self.hour.text())
        except TimeNotUnderstood:
            return None

    def read(self) -> tuple[date | None, time | None]:
        """What stands there. What can't be taken is said at its field, and the day is then None."""
        day, at = None, None
        try:
            if not self.day.text().strip():
                raise CaseRefused("promise_without_day")
            day = read_day(self.day.text(), self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self._form.refuse(self._day, wording.sentence(error))
        if self.hour.text().strip():
            try:
                at = parse_time(self.hour.text())
            except TimeNotUnderstood:
                self._form.refuse(self._hour, _("This is not a time of day. Write it like 14:30."))
        return day, at

    def refuse(self, sentence: str) -> None:
        """What the book can't take of the day."""
        self._form.refuse(self._day, sentence)


class PromiseForm(Form):
    """Asks what is promised, to whom, in which case, and by when. `promise` is what was made."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, client_id: int | None = None, case_id: int | None = None
    ) -> None:
        super().__init__(_("A promise"), _("Promise it"), parent)
        self._desk = desk
        self._operation = uuid4().hex
        self.promise: Promise | None = None
        if case_id is not None:
            client_id = desk.book.cases.get(case_id).client_id
        self._search = kit.TextField(placeholder=_("Search clients"), leading="magnifying-glass", clearable=True)
        self._client = kit.Combo(name=_("Client"))
        self._client.setPlaceholderText(_("Choose"))
        self._case = kit.Combo(name=_("Case"))
        self._what = kit.TextField(placeholder=_("Bring the jacket to the door"))
        self._client_field = kit.Field(_("To whom"), self._client)
        self._case_field = kit.Field(_("In a case"), self._case)
        self._what_field = kit.Field(_("What you promise"), self._what)
        if client_id is None:
            self.add(kit.Field(_("Find the client"), self._search))
        self.add(self._client_field, wide=client_id is not None)
        self.add(self._what_field, wide=True)
        self.add(self._case_field, wide=True)
        self.when = PromiseDay(desk, self)
        self._search.textEdited.connect(lambda _text: self._fill_clients())
        self._client.chosen.connect(lambda _id: self._fill_cases())
        self._what.textEdited.connect(lambda _text: self._what_field.set_error(None))
        if client_id is None:
            self._fill_clients()
        else:
            self._client.fill([(client_id, desk.book.clients.get(client_id).name)])
            self._client.set_value(client_id)
            self._client.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to choose
            self._fill_cases(case_id)

    def _fill_clients(self) -> None:
        clients, text = self._desk.book.clients, self._search.text().strip()
        ids = clients.ids(ClientFilter.ALL, text)
        self._client.fill([(row.id, row.name) for row in clients.rows(ids[:FOUND_AT_MOST])])
        self._client.set_value(ids[0] if ids and text else None)
        self._fill_cases()

    def _fill_cases(self, chosen: int | None = None) -> None:
        client_id = self._client.value()
        found = self._desk.book.cases.of_client(client_id) if isinstance(client_id, int) else []
        still_open = [(one.id, f"{one.number}, {one.title}") for one in found if one.closed_on is None]
        self._case.fill([(None, _("Not in a case")), *still_open])
        self._case.set_value(chosen)
        self._case_field.setVisible(bool(still_open))
        self._client_field.set_error(None)

    def save(self) -> bool:
        self.forgive()
        client_id, case_id = self._client.value(), self._case.value()
        if not isinstance(client_id, int):
            self.refuse(self._client_field, _("Choose the client to whom you promise it."))
        if not self._what.text().strip():
            self.refuse(self._what_field, wording.sentence(CaseRefused("promise_without_words")))
        day, at = self.when.read()
        if self.refused() or day is None or not isinstance(client_id, int):
            return False
        return _taken(self.when, lambda: self._make(client_id, case_id if isinstance(case_id, int) else None, day, at))

    def _make(self, client_id: int, case_id: int | None, day: date, at: time | None) -> None:
        self.promise = actions.make_promise(
            self._desk.book,
            client_id=client_id,
            what=self._what.text(),
            due_on=day,
            due_at=at,
            case_id=case_id,
            made_on=self._desk.today(),
            operation_id=self._operation,
        )


class NewDayForm(Form):
    """Asks for the new day of a promise. `moved` is the promise as it is then, `letter` whether one should say so."""

    def __init__(self, desk: Desk, parent: QWidget | None, promise: Promise) -> None:
        super().__init__(_("A new day"), _("Give it this day"), parent, width=520)
        self._desk, self._promise = desk, promise
        self.moved: Promise | None = None
        lang = language()
        first = formats.weekday_date(promise.due_on, lang, year=promise.due_on.year != desk.today().year)
        due = formats.by_hour(first, promise.due_at, lang)
        said = kit.column(
            kit.label(promise.what, "body_strong", wrap=True),
            kit.label(_("Promised for {day}").format(day=due), "secondary", "ink3", wrap=True),
            spacing=2,
        )
        self.add(kit.holder(said), wide=True)
        self.when = PromiseDay(desk, self)
        self.when.show(None, promise.due_at)
        self.letter = kit.Check(_("Write a letter that says so"))
        in_open_case = promise.case_id is not None and desk.book.cases.get(promise.case_id).closed_on is None
        if in_open_case:
            self.add(self.letter, wide=True)

    def save(self) -> bool:
        self.forgive()
        day, at = self.when.read()
        if self.refused() or day is None:
            return False
        return _taken(self.when, lambda: self._move(day, at))

    def _move(self, day: date, at: time | None) -> None:
        self.moved = actions.move_promise(
            self._desk.book, promise_id=self._promise.id, to_day=day, at=at, on=self._desk.today()
        )


def _taken(when: PromiseDay, act: Callable[[], object]) -> bool:
    try:
        act()
    except wording.KNOWN_ERRORS as error:
        when.refuse(wording.sentence(error))
        return False
    return True
