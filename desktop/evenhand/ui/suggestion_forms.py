"""The suggestions book: what somebody proposes goes in, is answered, and may change something."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import LetterKind, Standing
from evenhand.domain.suggestions import Suggestion
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_form import FOUND_AT_MOST
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.order_finder import clients_found
from evenhand.ui.past_day import PastDayField


def attempt(desk: Desk, act: Callable[[], object]) -> bool:
    """Does it; what keeps it from being done is said."""
    try:
        act()
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return False
    return True


class SuggestionForm(Form):
    """Asks what was suggested, by whom where that is known, and when. `suggestion` is what was kept."""

    def __init__(self, desk: Desk, parent: QWidget | None, client_id: int | None = None) -> None:
        super().__init__(_("A suggestion"), _("Keep it"), parent)
        self._desk = desk
        self.suggestion: Suggestion | None = None
        self.words = kit.NoteField(lines=3, role="say")
        self._search = kit.TextField(placeholder=_("Search clients"), leading="magnifying-glass", clearable=True)
        self._client = kit.Combo(name=_("Whose it is"))
        self._words = kit.Field(_("What is suggested"), self.words, _("As it was said, as well as you remember."))
        self._on = PastDayField(_("Said on"), desk.today)
        self._on.day.set_day(desk.today())
        self.add(self._words, wide=True)
        if client_id is None:
            self.add(kit.Field(_("Find the client"), self._search))
        self.add(kit.Field(_("Whose it is"), self._client))
        self.add(self._on)
        self.words.textChanged.connect(lambda: self._words.set_error(None))
        self._search.textEdited.connect(lambda text: self._fill_clients(text.strip()))
        if client_id is None:
            self._fill_clients("")
        else:
            self._client.fill([(client_id, desk.book.clients.get(client_id).name)])
            self._client.set_value(client_id)
            self._client.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to choose

    def _fill_clients(self, text: str) -> None:
        found = clients_found(self._desk, text, FOUND_AT_MOST)
        self._client.fill([(None, _("Nobody in particular")), *found])
        self._client.set_value(found[0][0] if found and text else None)

    def save(self) -> bool:
        self.forgive()
        on = None
        if not self.words.text().strip():
            self.refuse(self._words, wording.sentence(CaseRefused("suggestion_without_words")))
        try:
            on = self._on.read()
        except formats.DateNotUnderstood as error:
            self.refuse(self._on, wording.sentence(error))
        else:
            if on is None or on > self._desk.today():
                self.refuse(self._on, _("Write the day that it was said, today or earlier."))
        if self.refused() or on is None:
            return False
        client_id = self._client.value()
        try:
            self.suggestion = actions.note_suggestion(
                self._desk.book,
                words=self.words.text(),
                said_on=on,
                client_id=client_id if isinstance(client_id, int) else None,
            )
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._words, wording.sentence(error))
            return False
        return True


def open_suggestion(desk: Desk, parent: QWidget, client_id: int | None = None) -> None:
    """Shows the form over a screen; what was kept is said, with the way back."""
    form = SuggestionForm(desk, parent, client_id)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(lambda: _kept(desk, form.suggestion))
    form.open()


def _kept(desk: Desk, kept: Suggestion | None) -> None:
    if kept is None:
        return

    def take_out() -> None:
        attempt(desk, lambda: actions.drop_suggestion(desk.book, id=kept.id))

    desk.say(_("Kept. It stands on Today until it's answered."), _("Undo"), take_out)


class AnswerForm(Form):
    """What was answered to a suggestion and, where something came of it, what was changed."""

    def __init__(self, desk: Desk, parent: QWidget | None, suggestion_id: int) -> None:
        super().__init__(_("A suggestion"), _("Keep the answer"), parent)
        self._desk = desk
        self.before = desk.book.suggestions.get(suggestion_id)
        self.answered: Suggestion | None = None
        client_id = self.before.client_id
        client = desk.book.clients.get(client_id) if client_id is not None else None
        said = formats.long_date(self.before.said_on, language())
        whose = _("{name}, {day}").format(name=client.name, day=said) if client else said
        words = kit.column(
            kit.label(self.before.words, "say", wrap=True), kit.label(whose, "secondary", "ink3", wrap=True), spacing=4
        )
        self.answer, self.change = kit.NoteField(self.before.answer, lines=3), kit.NoteField(self.before.change)
        self._answer = kit.Field(
            _("What I answered"), self.answer, _("No is an answer too, with thanks for saying it.")
        )
        self.letter = kit.Check(_("Write a thank-you letter that says so"))
        self._may_thank = client is not None and not (
            client.left_alone or client.archived or client.standing is Standing.PARTED
        )
        self.add(kit.holder(words), wide=True)
        self.add(self._answer, wide=True)
        hint = _("Only if something is different now.")
        self.add(kit.Field(_("What I changed because of it"), self.change, hint), wide=True)
        self.add(self.letter, wide=True)
        self.answer.textChanged.connect(lambda: self._answer.set_error(None))
        self.change.textChanged.connect(self._offer_letter)
        self._offer_letter()

    def _offer_letter(self) -> None:
        self.letter.setVisible(self._may_thank and bool(self.change.text().strip()))

    @property
    def wants_letter(self) -> bool:
        """Whether the client is to be thanked in writing."""
        return self.letter.isVisibleTo(self) and self.letter.isChecked()

    def save(self) -> bool:
        self.forgive()
        try:
            self.answered = actions.answer_suggestion(
                self._desk.book,
                id=self.before.id,
                answer=self.answer.text(),
                change=self.change.text(),
                on=self._desk.today(),
            )
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._answer, wording.sentence(error))
            return False
        return True


def open_answer(desk: Desk, parent: QWidget, suggestion_id: int) -> None:
    """Shows a suggestion with its answer over a screen; a thank-you letter follows where it's wanted."""
    form: list[AnswerForm] = []
    if not attempt(desk, lambda: form.append(AnswerForm(desk, parent, suggestion_id))):
        return
    sheet = form[0]
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.accepted.connect(lambda: _answered(desk, sheet.before, sheet.answered, letter=sheet.wants_letter))
    sheet.open()


def _answered(desk: Desk, before: Suggestion, now: Suggestion | None, *, letter: bool) -> None:
    if now is None:
        return
    if letter and now.client_id is not None:
        _thank(desk, now.client_id, now.change)

    def take_back() -> None:
        attempt(desk, lambda: actions.put_back_suggestion(desk.book, suggestion=before))

    desk.say(_("Answered."), _("Undo"), take_back)


def _thank(desk: Desk, client_id: int, change: str) -> None:
    """To a thank-you letter that tells the client what changed."""

    def begin() -> None:
        draft = actions.start_letter(
            desk.book,
            kind=LetterKind.THANK_YOU,
            language=desk.book.clients.get(client_id).language,
            today=desk.today(),
            client_id=client_id,
            typed=(("change.text", change),),
        )
        desk.go(Place.LETTER, draft.id)

    attempt(desk, begin)
