"""On a client's page: keeping in touch with one who left, and what is still to give back to one we parted with."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.keeping_in_touch import FollowUp, Greeting, Why
from evenhand.domain.records import Client, LetterKind, Standing
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.letter_beginnings import Occasion
from evenhand.ui.part_kindly_card import PartingFile


class AfterTheyWent(QWidget):
    """Takes no room for a client who neither left nor was parted with."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._client: Client | None = None
        self._last: FollowUp | None = None
        self._built = False  # most clients are here: nothing is made for them

    def _build(self) -> None:
        self._built = True
        self.parting = PartingFile(self._desk)
        self.parting.changed.connect(self._show_again)
        self._parted = kit.Card(margin=14)
        self._parted.body.addWidget(self.parting)
        self._next = kit.label("", "body", wrap=True)
        self._last_line = kit.label("", "secondary", "ink2", wrap=True)
        self.write = kit.button(_("Write a line"), "plain", "envelope-simple", self._on_write)
        self.greeted = kit.button(_("I greeted them another way"), "ghost", on_click=self._on_greeted)
        self.heard = kit.button(_("They answered"), "plain", on_click=lambda: self._on_heard(True))
        self.silent = kit.button(_("No answer"), "ghost", on_click=lambda: self._on_heard(False))
        self.not_sent = kit.button(_("It was not sent"), "ghost", on_click=self._on_not_sent)
        self._answers = _flowing(self.heard, self.silent, self.not_sent)
        self._in_touch = kit.Card(_("Keeping in touch"), margin=14)
        for part in (
            self._next,
            _flowing(self.write, self.greeted),
            self._last_line,
            self._answers,
            self._build_private(),
        ):
            self._in_touch.body.addWidget(part)
        self.setLayout(kit.column(self._parted, self._in_touch, spacing=12))

    def _build_private(self) -> QWidget:
        months = [(3, _("3 months")), (6, _("6 months")), (12, _("12 months")), (0, _("Never"))]
        self.rhythm = kit.Segmented(months, _("How often to write"))
        self.rhythm.chosen.connect(self._on_rhythm)
        self.door = kit.Check(_("The door is closed"))
        self.door.setToolTip(kit.tip(_("No greeting is proposed and nothing can be planned.")))
        self.door.clicked.connect(self._on_door)
        lock = kit.IconLabel("lock-simple", "ink3", 14)
        lock.setToolTip(kit.tip(_("Private. Never in a letter.")))
        inside = kit.column(
            kit.row(lock, kit.label(_("How often to write"), "secondary", "ink3", wrap=True), spacing=6),
            _flowing(self.rhythm, self.door),
            spacing=8,
            margins=(12, 10, 12, 10),
        )
        return kit.surface("private", inside)

    def show_client(self, client: Client) -> None:
        """What there is to know about a client who went; hides itself for one who is here."""
        self._client = client
        book, today = self._desk.book, self._desk.today()
        partings = book.partings.of_client(client.id) if client.standing is Standing.PARTED else []
        left = client.standing is Standing.LEFT and not client.archived
        self.setVisible(left or bool(partings))
        if not self._built:
            if not (left or partings):
                return
            self._build()
        self._parted.setVisible(bool(partings))
        if partings:
            self.parting.show_parting(partings[0])
        self._in_touch.setVisible(left)
        if not left:
            return
        follow_ups = book.follow_ups.of_client(client.id)
        planned = [one for one in follow_ups if one.done_on is None]
        greeting = actions.greeting_for(book, client_id=client.id, today=today)
        alone = client.left_alone
        self._next.setText(wording.word(Why.LEFT_ALONE) if alone else _next_line(greeting, planned, client.name))
        due = greeting is not None and greeting.why in (Why.DUE, Why.LATER, Why.NO_RHYTHM, Why.FIRST_ME)
        ready = bool(planned) and planned[0].due_on <= today
        open_door = not alone and (greeting is None or greeting.why is not Why.DOOR_CLOSED) and (due or ready)
        for button in (self.write, self.greeted):
            button.setVisible(open_door)
        self._show_last(follow_ups)
        door, owner = book.doors.of(client.id), book.owner.get()
        self.rhythm.set_value(door.months if door else owner.touch_months if owner else None)
        self.door.setChecked(door is not None and door.closed)

    def _show_last(self, follow_ups: list[FollowUp]) -> None:
        done = [one for one in follow_ups if one.done_on is not None]
        self._last = max(done, key=lambda one: (one.done_on, one.id), default=None) if done else None
        last = self._last
        self._last_line.setVisible(last is not None)
        self._answers.setVisible(last is not None and last.heard is None)
        if last is not None and last.done_on is not None:
            text = {
                None: _("Written to on {day}. Whether an answer came isn't noted yet."),
                True: _("Written to on {day}, and they answered."),
                False: _("Written to on {day}, without an answer."),
            }[last.heard]
            self._last_line.setText(wording.with_day(text, last.done_on))

    def _on_write(self) -> None:
        if self._client is not None:
            Occasion(self._client.id).begin(self._desk, LetterKind.KEEP_IN_TOUCH)

    def _on_greeted(self) -> None:
        client, book, today = self._client, self._desk.book, self._desk.today()
        if client is None:
            return
        planned = [one for one in book.follow_ups.of_client(client.id) if one.done_on is None and one.due_on <= today]
        if planned:
            id_ = planned[0].id
            self._act(
                lambda: actions.follow_up_done(book, id=id_, on=today),
                lambda: actions.follow_up_not_done(book, id=id_),
            )
            return
        made: list[int] = []
        self._act(
            lambda: made.append(actions.greeted(book, client_id=client.id, what=_("A greeting"), on=today).id),
            lambda: actions.drop_follow_up(book, id=made[0]),
        )

    def _on_heard(self, heard: bool) -> None:
        book, last = self._desk.book, self._last
        if last is None or last.done_on is None:
            return
        on = last.done_on
        self._act(
            lambda: actions.follow_up_done(book, id=last.id, on=on, heard=heard),
            lambda: actions.follow_up_done(book, id=last.id, on=on, heard=None),
        )

    def _on_not_sent(self) -> None:
        book, last = self._desk.book, self._last
        if last is None or last.done_on is None:
            return
        self._act(
            lambda: actions.drop_follow_up(book, id=last.id),
            lambda: actions.restore_follow_up(book, follow_up=last),
        )

    def _on_rhythm(self, months: object) -> None:
        if isinstance(months, int):
            self._set_door(self.door.isChecked(), months)

    def _on_door(self, closed: bool) -> None:
        self._set_door(closed, None)

    def _set_door(self, closed: bool, months: int | None) -> None:
        client, book = self._client, self._desk.book
        if client is None:
            return
        before = book.doors.of(client.id)
        self._act(
            lambda: actions.set_door(book, client_id=client.id, closed=closed, months=months, on=self._desk.today()),
            lambda: actions.put_back_door(book, client_id=client.id, door=before),
        )

    def _act(self, act: Callable[[], object], take_back: Callable[[], object]) -> None:
        """Does it, shows it, and says it with the way back."""
        if not self._try(act):
            return

        def undo() -> None:
            if self._try(take_back):
                self._show_again()

        self._show_again()
        self._desk.say(_("Noted."), _("Undo"), undo)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True

    def _show_again(self) -> None:
        if self._client is not None:
            self.show_client(self._client)
        self.changed.emit()


def _next_line(greeting: Greeting | None, planned: list[FollowUp], name: str) -> str:
    lang = language()
    if greeting is None and planned:
        one = planned[0]
        return _("Planned for {day}: {what}").format(day=formats.long_date(one.due_on, lang), what=one.what)
    if greeting is None:
        return _("A case with {name} is open. Greetings wait until it has its end.").format(name=name)
    if greeting.why is Why.LATER and greeting.day is not None:
        return wording.with_day(_("The next greeting is due on {day}."), greeting.day)
    said = wording.word(greeting.why)
    if greeting.why is Why.DUE and greeting.silences:
        said += " " + ngettext("The last one had no answer.", "The last {n} had no answer.", greeting.silences)
    return said


def _flowing(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    flow = kit.FlowLayout(holder, spacing=6)
    for one in buttons:
        flow.addWidget(one)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
