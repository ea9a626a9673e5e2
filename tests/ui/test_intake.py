"""A new client through the window: who and what, questions to oneself, three endings; then a look at the book."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import books
from evenhand import actions, translation
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.intake import FitAnswer, Intake, IntakeEnding
from evenhand.domain.load import LoadAnswer, LoadSign
from evenhand.domain.records import Client, Letterhead, LetterKind, Owner, Standing
from evenhand.storage.book import Book
from evenhand.storage.clients import ClientFilter
from evenhand.ui.desk import Place
from evenhand.ui.intake_questions import QuestionRow
from evenhand.ui.intake_screen import IntakeScreen
from evenhand.ui.level import LevelDrawing
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person, type_out

TODAY = books.SAMPLE_DAY
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
YES, UNSURE, NO = FitAnswer.YES, FitAnswer.UNSURE, FitAnswer.NO


@dataclass
class Owning:
    """The owner at her window."""

    window: MainWindow
    person: Person
    book: Book

    @property
    def screen(self) -> IntakeScreen:
        found = self.window.screen_in_view
        assert isinstance(found, IntakeScreen)
        return found

    def undo(self) -> None:
        self.person.click("Undo")

    def rows(self) -> list[QuestionRow]:
        return self.screen.questions.rows

    def answer(self, *given: FitAnswer) -> None:
        for row, one in zip(self.rows(), given, strict=False):
            self.person.qtbot.mouseClick(row.choice.buttons()[list(FitAnswer).index(one)], Qt.MouseButton.LeftButton)

    def begin(self, name: str = "Camille Durand", reach: str = "07700 900 412") -> None:
        self.person.press(Key.Key_N, CONTROL)
        self.person.write("Name", name)
        self.person.write("Phone or e-mail", reach)
        self.person.write("Came through", "Ilinca Rusu")
        self.person.write("What they ask for, in their words", "A waistcoat, ivory")

    def clients(self, text: str = "Camille") -> list[Client]:
        return [self.book.clients.get(one) for one in self.book.clients.ids(ClientFilter.ALL, text)]

    def seen(self) -> str:
        QApplication.processEvents()
        labels = self.window.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())


@pytest.fixture
def shop(book: Book) -> Book:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), email="m@example.org"))
    book.clients.add(Client(0, "Adam Ash"))
    return book


@pytest.fixture
def own(qtbot: QtBot, shop: Book) -> Owning:
    return at_window(qtbot, shop)


def at_window(qtbot: QtBot, book: Book) -> Owning:
    window = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Owning(window, Person(qtbot, window), book)


def test_a_new_client_is_first_a_question(own: Owning) -> None:
    own.begin()
    own.answer(YES, UNSURE, YES, YES, UNSURE, YES)
    (intake,) = own.book.intakes.open()
    assert (intake.name, intake.reach, intake.came_through) == ("Camille Durand", "07700 900 412", "Ilinca Rusu")
    assert intake.asks == "A waistcoat, ivory"
    assert [one.answer for one in own.book.intake_answers.of_intake(intake.id)] == [YES, UNSURE, YES, YES, UNSURE, YES]
    seen = own.seen()
    assert "Nearly level" in seen
    assert "Four clear yeses. What tilts it most: “Does the deadline leave me my evenings?”" in seen
    assert own.screen.findChild(LevelDrawing).tilt == 5  # type: ignore[union-attr]
    assert own.book.clients.count() == 1, "nobody is added by asking"


def test_the_level_speaks_to_who_cannot_see_it(own: Owning) -> None:
    own.begin()
    drawing = own.screen.pane.drawing
    assert drawing.accessibleName() == "Nothing answered yet"
    own.answer(YES, NO)
    assert drawing.accessibleName() == "Nearly level: 1 yes, 1 no."


def test_welcome_is_the_filled_one_until_two_answers_are_no(own: Owning) -> None:
    own.begin()
    welcome = own.screen.pane.welcome
    own.answer(NO)
    assert welcome.property("kind") == "primary"
    own.answer(NO, NO)
    assert [b.text() for b in own.screen.pane.findChildren(QPushButton) if b.property("kind") == "primary"] == []
    own.answer(YES)
    assert welcome.property("kind") == "primary"


def test_welcome_leads_to_the_first_order_and_begins_the_letter(own: Owning) -> None:
    own.begin()
    own.person.click("Welcome")
    own.person.write("Sum, GBP", "90")
    own.person.click("Save")
    (client,) = own.clients()
    assert (client.phone, client.standing, client.currency) == ("07700 900 412", Standing.ACTIVE, "GBP")
    (order,) = own.book.orders.of_client(client.id)
    assert order.what == "A waistcoat, ivory"
    assert [one.draft.kind for one in own.book.letters.drafts()] == [LetterKind.HOW_WE_WORK]
    own.undo()
    assert own.clients() == []
    assert own.book.letters.drafts() == []
    assert own.screen.who.name.text() == "Camille Durand"
    assert own.screen.pane.welcome.isVisible()


def test_not_now_keeps_the_reason_to_oneself_and_names_a_day(own: Owning) -> None:
    own.begin()
    own.person.click("Not now")
    own.person.write("Your reason. Private: it is in no letter.", "Four jackets ahead")
    own.person.write("Remind me on", "11.1.2027")
    own.person.find("Not now", QPushButton)
    own.person.press(Key.Key_Return, CONTROL)
    (client,) = own.clients()
    assert client.standing is Standing.PROSPECT
    (row,) = own.book.follow_ups.open()
    assert (row.follow_up.due_on, row.follow_up.what) == (
        date(2027, 1, 11),
        "There may be room now: A waistcoat, ivory",
    )
    (draft,) = own.book.letters.drafts()
    assert draft.draft.typed == (("later.from", "2027-01-11"),), "the letter's day follows the reminder"
    assert own.window._place is Place.LETTER
    assert "Four jackets" not in draft.draft.body
    own.undo()
    assert (own.clients(), own.book.follow_ups.open(), own.book.letters.drafts()) == ([], [], [])
    assert [one.name for one in own.book.intakes.open()] == ["Camille Durand"]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("Remind me on", "1.1.2026", "That day has passed. Choose today or a later day."),
        (
            "Remind me on",
            "soon",
            "This is not a day. Write it like 8.2.2027 or 2027-02-08, or +7 for a week from today.",
        ),
        ("There is room from", "", "Write the day, or leave the letter out."),
        ("There is room from", "20.11.2026", "Choose a day after today."),
        ("There is room from", "31.2.2027", "There is no such day in the calendar."),
    ],
)
def test_a_day_that_cannot_be_is_said_at_its_field_and_nothing_is_lost(
    own: Owning, field: str, text: str, sentence: str
) -> None:
    own.begin()
    own.person.click("Not now")
    own.person.write("Your reason. Private: it is in no letter.", "Four jackets ahead")
    own.person.write(field, text)
    own.person.press(Key.Key_Return, CONTROL)
    assert own.person.error(field) == sentence
    assert own.clients() == []
    assert own.screen.form is not None
    assert own.screen.form.reason.text() == "Four jackets ahead"  # type: ignore[attr-defined]


def test_declining_leads_to_a_letter_without_reasons(own: Owning) -> None:
    own.begin()
    own.person.click("Decline kindly")
    (client,) = own.clients()
    assert client.standing is Standing.DECLINED
    (row,) = own.book.letters.drafts()
    assert (own.window._place, own.window.screen_in_view.record) == (Place.LETTER, row.draft.id)
    assert "taking it on" in row.draft.body
    own.undo()
    assert own.clients() == []
    assert own.screen.record == own.book.intakes.open()[0].id


def test_a_letter_that_was_written_on_is_not_taken_back_with_the_ending(own: Owning) -> None:
    own.begin()
    own.person.click("Decline kindly")
    editor = own.window.screen_in_view.editor
    type_out(editor, "My own words. ")
    own.undo()
    assert "More has been written about this client since." in own.window._toast.text()
    (row,) = own.book.letters.drafts()
    assert row.draft.body.startswith("My own words.")
    assert own.clients()[0].standing is Standing.DECLINED


def test_nobody_can_be_decided_about_without_a_name(own: Owning) -> None:
    own.person.press(Key.Key_N, CONTROL)
    own.person.write("What they ask for, in their words", "A waistcoat")
    for ending in ("Welcome", "Not now", "Decline kindly"):
        own.person.click(ending)
        assert own.person.error("Name") == "Write a name first, so that they are found again."
        assert QApplication.focusWidget() is own.screen.who.name
    assert own.book.clients.count() == 1
    assert [one.asks for one in own.book.intakes.open()] == ["A waistcoat"]
    type_out(own.screen.who.name, "C")
    assert own.person.error("Name") is None


# By keys


def test_somebody_is_weighed_and_welcomed_by_keyboard_alone(own: Owning) -> None:
    def typed(text: str) -> None:
        here = QApplication.focusWidget()
        assert here is not None
        type_out(here, text)

    own.person.press(Key.Key_N, CONTROL)
    typed("Camille Durand")
    own.person.press(Key.Key_Tab)
    typed("camille@example.org")
    own.person.press(Key.Key_Tab)
    own.person.press(Key.Key_Tab)
    typed("A waistcoat")
    while not isinstance(QApplication.focusWidget(), QWidget) or "Yes" not in called():
        own.person.press(Key.Key_Tab)
    for key in (Key.Key_Y, Key.Key_U, Key.Key_Y, Key.Key_N, Key.Key_Y, Key.Key_Y):
        own.person.press(key)
    (intake,) = own.book.intakes.open()
    assert [one.answer for one in own.book.intake_answers.of_intake(intake.id)] == [YES, UNSURE, YES, NO, YES, YES]
    assert QApplication.focusWidget() is own.screen.pane.welcome, "on from the last question to the endings"
    own.person.press(Key.Key_1, CONTROL)
    own.person.press(Key.Key_Escape)
    (client,) = own.clients()
    assert client.email == "camille@example.org"


def called() -> str:
    here = QApplication.focusWidget()
    text = getattr(here, "text", None)
    return str(text()) if callable(text) else ""


@pytest.mark.parametrize(
    ("key", "ending"), [(Key.Key_2, None), (Key.Key_3, IntakeEnding.DECLINED), (Key.Key_1, IntakeEnding.WELCOME)]
)
def test_control_and_a_digit_end_it_also_out_of_a_field(own: Owning, key: Qt.Key, ending: IntakeEnding | None) -> None:
    own.begin()
    own.screen.who.name.setFocus()
    own.person.press(key, CONTROL)
    (intake,) = own.book.intakes.of_client(own.clients()[0].id) if ending else own.book.intakes.open()
    assert intake.ending is ending
    assert own.window._place is not Place.CLIENTS or ending is IntakeEnding.WELCOME
    if key is Key.Key_2:
        assert own.screen.form is not None


def test_letters_go_into_a_field_while_it_is_typed_into(own: Owning) -> None:
    own.person.press(Key.Key_N, CONTROL)
    own.person.qtbot.keyClicks(own.screen.who.name, "yun")
    assert own.screen.who.name.text() == "yun"
    assert all(row.value().answer is None for row in own.rows())


@pytest.mark.parametrize(("text", "code", "answer"), [("н", 29, YES), ("г", 30, UNSURE), ("т", 57, NO), ("т", 49, NO)])
def test_the_keys_lie_in_the_same_place_on_a_keyboard_without_latin_letters(
    own: Owning, text: str, code: int, answer: FitAnswer
) -> None:
    own.begin()
    own.rows()[0].focus()
    none = Qt.KeyboardModifier.NoModifier
    here = QApplication.focusWidget()
    assert here is not None
    QApplication.sendEvent(here, QKeyEvent(QEvent.Type.KeyPress, 0x0422, none, code, 0, 0, text))
    assert own.rows()[0].value().answer is answer


def test_up_and_down_go_from_question_to_question(own: Owning) -> None:
    own.begin()
    own.rows()[0].focus()
    own.person.press(Key.Key_Down)
    assert QApplication.focusWidget() in own.rows()[1].choice.buttons()
    own.person.press(Key.Key_Up)
    assert QApplication.focusWidget() in own.rows()[0].choice.buttons()
    assert own.rows()[0].value().answer is None, "going about answers nothing"


# Nothing typed is lost


def test_an_intake_is_found_again_after_leaving_and_in_another_language(own: Owning) -> None:
    own.begin()
    own.answer(YES, UNSURE)
    type_out(own.rows()[1].note, "Two evenings")
    own.window.go(Place.TODAY)
    own.window.go(Place.CLIENTS)
    own.person.click("1 not finished")
    assert own.screen.who.asks.text() == "A waistcoat, ivory"
    asked = [row.question for row in own.rows()]
    own.window.set_language("ru")
    assert translation.language() == "ru"
    assert own.screen.who.name.text() == "Camille Durand"
    assert [row.question for row in own.rows()] == asked, "what was answered stays in the words it was asked in"
    assert [row.value().answer for row in own.rows()][:2] == [YES, UNSURE]
    assert own.rows()[1].note.text() == "Two evenings"


def test_an_intake_is_found_again_after_the_window_was_closed_in_the_middle_of_a_word(qtbot: QtBot, shop: Book) -> None:
    before = at_window(qtbot, shop)
    before.window.go(Place.INTAKE)
    type_out(before.screen.who.name, "Cami")
    before.window.close()
    own = at_window(qtbot, shop)
    own.person.press(Key.Key_N, CONTROL)
    assert "Not finished: Cami, begun on 20 November 2026." in own.seen().replace("\u00a0", " ")
    own.person.click("Go on")
    assert own.screen.who.name.text() == "Cami"


def test_what_is_typed_is_in_the_book_a_moment_later(own: Owning) -> None:
    own.person.press(Key.Key_N, CONTROL)
    type_out(own.screen.who.name, "Cami")
    own.person.qtbot.waitUntil(lambda: [one.name for one in own.book.intakes.open()] == ["Cami"])
    type_out(own.screen.who.name, "lle")
    own.person.qtbot.waitUntil(lambda: [one.name for one in own.book.intakes.open()] == ["Camille"])


def test_looking_at_an_empty_one_keeps_nothing(own: Owning) -> None:
    own.person.press(Key.Key_N, CONTROL)
    own.window.go(Place.TODAY)
    assert own.book.intakes.open() == []


def test_one_that_came_to_nothing_is_thrown_away_and_brought_back(own: Owning) -> None:
    own.begin()
    own.answer(NO)
    own.person.click("Throw it away")
    assert own.book.intakes.open() == []
    assert own.screen.who.name.text() == ""
    own.undo()
    assert own.screen.who.name.text() == "Camille Durand"
    assert own.rows()[0].value().answer is NO


def test_another_may_be_begun_beside_one_that_waits(own: Owning) -> None:
    own.begin()
    own.begin("Zora Lind", "zora@example.org")
    assert sorted(one.name for one in own.book.intakes.open()) == ["Camille Durand", "Zora Lind"]
    assert all(row.value().answer is None for row in own.rows())


def test_a_name_searched_for_in_vain_is_typed_already(own: Owning) -> None:
    own.window.go(Place.CLIENTS)
    own.window.screen_in_view.search.setText("Zora Lind")
    own.person.click("Add them")
    assert own.screen.who.name.text() == "Zora Lind"


# Without the questions


def test_the_questions_may_be_skipped_and_that_is_noted(own: Owning) -> None:
    own.begin()
    own.person.click("Without the questions")
    assert own.person.find("Phone", QLineEdit).text() == "07700 900 412"
    own.person.click("Save")
    (client,) = own.clients()
    (noted,) = own.book.intakes.of_client(client.id)
    assert (noted.ending, noted.ended_on) == (IntakeEnding.SKIPPED, TODAY)
    assert (own.window._place, own.window.screen_in_view.record) == (Place.CLIENTS, client.id)
    assert own.book.intakes.open() == []


def test_a_plain_form_that_is_closed_leaves_the_intake_as_it_was(own: Owning) -> None:
    own.begin()
    own.person.click("Without the questions")
    own.person.press(Key.Key_Escape)
    assert own.clients() == []
    assert own.book.intakes.count_open() == 1


# Who it may be


def test_a_known_number_is_said_while_it_is_typed(own: Owning) -> None:
    known = own.book.clients.add(Client(0, "Camille D.", phone="+44 7700 900412", standing=Standing.LEFT))
    own.person.press(Key.Key_N, CONTROL)
    type_out(own.screen.who.reach, "07700 900 41")
    assert "This may be" not in own.seen()
    type_out(own.screen.who.reach, "2")
    assert "This may be Camille D., who left." in own.seen()
    own.person.click("Open")
    assert (own.window._place, own.window.screen_in_view.record) == (Place.CLIENTS, known.id)


@pytest.mark.parametrize(
    ("standing", "said"),
    [(Standing.PARTED, "You parted with them."), (Standing.DECLINED, "You declined what they asked for before.")],
)
def test_what_was_between_us_is_said_privately(own: Owning, standing: Standing, said: str) -> None:
    known = own.book.clients.add(Client(0, "Camille Durand", standing=standing))
    own.book.comfort.set_flag(ComfortFlag(known.id, Comfort.UNCOMFORTABLE, TODAY))
    own.begin()
    assert said in own.seen()
    own.person.find("Uncomfortable", QWidget)
    assert own.window.windowTitle() == "Linden Tailoring"


def test_the_same_person_ends_on_the_client_who_is_known(own: Owning) -> None:
    known = own.book.clients.add(Client(0, "Camille D.", phone="07700 900 412", standing=Standing.LEFT))
    own.begin()
    own.person.find("It's the same person", QPushButton).setFocus()
    own.person.press(Key.Key_Space)
    assert QApplication.focusWidget() is own.screen.who.name  # what was pressed is gone
    assert "Camille D. is known already; what you decide goes to their page." in own.seen()
    own.person.click("Welcome")
    own.person.press(Key.Key_Escape)
    assert [one.id for one in own.clients()] == [known.id]
    assert own.book.clients.get(known.id).standing is Standing.ACTIVE
    own.undo()
    assert own.book.clients.get(known.id) == known


def test_the_questions_may_be_skipped_for_somebody_known_too(own: Owning) -> None:
    known = own.book.clients.add(Client(0, "Camille D.", phone="07700 900 412", standing=Standing.LEFT))
    own.begin()
    own.person.click("It's the same person")
    own.person.click("Without the questions")
    (noted,) = own.book.intakes.of_client(known.id)
    assert noted.ending is IntakeEnding.SKIPPED
    assert own.book.clients.get(known.id) == known
    assert (own.window._place, own.window.screen_in_view.record) == (Place.CLIENTS, known.id)


def test_a_rule_of_ones_own_asks_before_the_order_of_somebody_uncomfortable(own: Owning) -> None:
    known = own.book.clients.add(Client(0, "Camille D.", phone="07700 900 412", standing=Standing.LEFT))
    own.book.comfort.set_flag(ComfortFlag(known.id, Comfort.UNCOMFORTABLE, TODAY))
    own.begin()
    own.person.click("It's the same person")
    own.person.click("Welcome")
    own.person.find("Before a new order for Camille D.", QLabel)
    own.person.click("Go on")
    own.person.find("What", QLineEdit)


def test_somebody_else_after_all_is_a_client_of_their_own(own: Owning) -> None:
    own.book.clients.add(Client(0, "Camille D.", phone="07700 900 412"))
    own.begin()
    own.person.click("It's the same person")
    own.person.click("Somebody else")
    assert "This may be Camille D." in own.seen()
    own.person.click("Decline kindly")
    assert len(own.clients()) == 2


# The owner's own questions


def test_ones_own_questions_are_asked_from_then_on(own: Owning) -> None:
    own.begin()
    own.person.click("My questions")
    own.person.write("Question 1", "Would I tell my friends about it?")
    own.person.click("Save")
    assert own.book.fit_criteria.all()[0].text == "Would I tell my friends about it?"
    assert own.rows()[0].question == "Would I tell my friends about it?"
    assert own.screen.who.name.text() == "Camille Durand"


def test_a_changed_question_leaves_the_answer_in_its_own_words(own: Owning) -> None:
    own.begin()
    own.answer(NO)
    own.person.click("My questions")
    own.person.write("Question 1", "Would I tell my friends about it?")
    own.person.click("Save")
    asked = {row.question: row.value().answer for row in own.rows()}
    assert asked["Is this work I do well?"] is NO
    assert asked["Would I tell my friends about it?"] is None


@pytest.mark.parametrize("again", ["Is this work I do well?", "is this work  i do WELL"])
def test_the_same_question_twice_is_refused_in_one_sentence(own: Owning, again: str) -> None:
    own.begin()
    own.person.click("My questions")
    own.person.write("Question 2", again)
    own.person.click("Save")
    assert f"“{again}” stands here twice. Change one of them, or take it out." in own.seen()
    assert own.book.fit_criteria.all() == []
    assert own.person.find("Question 2", QLineEdit).text() == again
    own.person.write("Question 2", "Another?")
    own.person.click("Save")
    assert len(own.book.fit_criteria.all()) == 6


def test_a_question_is_answered_one_way_or_the_other(own: Owning) -> None:
    own.begin()
    own.answer(YES)
    own.answer(NO)
    (intake,) = own.book.intakes.open()
    assert own.book.intake_answers.of_intake(intake.id)[0].answer is NO
    assert [one.isChecked() for one in own.rows()[0].choice.buttons()] == [False, False, True]


# Around it


def test_a_day_kept_free_of_new_clients_is_said(own: Owning) -> None:
    own.book.load.add(LoadAnswer(0, TODAY, LoadSign.HARD_CONTACTS, 4, quiet_day=date(2026, 11, 26)))
    own.person.press(Key.Key_N, CONTROL)
    assert "You keep 26 November 2026 free of new clients." in own.seen().replace("\u00a0", " ")


def test_the_result_stands_on_the_clients_page_and_can_be_read_there(own: Owning) -> None:
    own.begin()
    own.answer(YES, NO)
    own.person.click("Not now")
    own.person.write("Your reason. Private: it is in no letter.", "Four jackets ahead")
    own.person.press(Key.Key_Return, CONTROL)
    own.window.go(Place.CLIENTS, own.clients()[0].id)
    line = own.window.screen_in_view.detail.intake
    assert line.said.text().replace("\u00a0", " ") == "Intake: Not now, on 20 November 2026. Four jackets ahead"
    own.person.click("Read the intake")
    assert [row.question for row in own.rows()] == [
        "Is this work I do well?",
        "Does the deadline leave me my evenings?",
    ]
    assert not any(one.isEnabled() for row in own.rows() for one in row.choice.buttons())
    assert own.screen.who.name.isReadOnly()
    assert not own.screen.pane.welcome.isVisible()
    own.person.press(Key.Key_3, CONTROL)
    assert own.clients()[0].standing is Standing.PROSPECT, "what was decided stays"


def test_a_long_address_is_read_from_its_beginning(own: Owning) -> None:
    own.begin(reach="a.rather.long.name.for.a.small.field.on.a.narrow.screen@example.org")
    own.answer(YES)
    (intake,) = own.book.intakes.open()
    actions.decline_kindly(own.book, intake_id=intake.id, today=TODAY)
    own.screen.show_all()
    own.screen.show_record(intake.id)
    assert own.screen.who.reach.isReadOnly()
    assert own.screen.who.reach.cursorPosition() == 0


def test_a_failing_disk_loses_nothing_that_was_typed(own: Owning, monkeypatch: pytest.MonkeyPatch) -> None:
    from evenhand.storage.errors import StorageFailed

    def fails(_intake: Intake) -> Intake:
        raise StorageFailed("disk_full", "full")

    own.person.press(Key.Key_N, CONTROL)
    monkeypatch.setattr(own.book.intakes, "add", fails)
    own.person.write("Name", "Camille Durand")
    assert "The disk is full." in own.window._toast.text()
    assert own.screen.who.name.text() == "Camille Durand"
    assert own.screen.unsaved()
    monkeypatch.undo()
    own.window.go(Place.TODAY)
    assert [one.name for one in own.book.intakes.open()] == ["Camille Durand"]


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
def test_the_screen_is_never_wider_than_the_smallest_window(qtbot: QtBot, shop: Book, language: str) -> None:
    translation.use(language)
    shop.clients.add(Client(0, "Wilhelmina " * 8 + "Dalhuis", phone="07700 900 412", email="w@" + "x" * 80))
    own = at_window(qtbot, shop)
    own.window.go(Place.INTAKE)
    own.window.resize(1024, 640)
    own.screen.who.name.setText("Wilhelmina " * 8)
    type_out(own.screen.who.reach, "07700 900 412")
    assert own.screen.minimumSizeHint().width() <= 960
    assert own.window.width() == 1024


@pytest.mark.usefixtures("dressed")
def test_large_letters_put_the_endings_under_the_questions(qtbot: QtBot, shop: Book) -> None:
    own = at_window(qtbot, shop)
    own.window.go(Place.INTAKE)
    own.window.resize(1024, 640)
    assert own.screen.pane.x() > 0
    type_out(own.screen.who.name, "Camille")
    own.window.set_text_size(150)
    QApplication.processEvents()
    below, questions = own.screen.pane, own.screen.questions
    assert below.mapTo(own.screen, QPoint()).y() >= questions.mapTo(own.screen, QPoint(0, questions.height())).y()
    assert own.screen.minimumSizeHint().width() <= 928
    assert own.screen.who.name.text() == "Camille"
    own.window.set_text_size(100)
    QApplication.processEvents()
    assert own.screen.pane.mapTo(own.screen, QPoint()).y() == 0
