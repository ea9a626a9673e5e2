import sys
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenhand.ui import widgets as kit
from evenhand.ui.theme import theme


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, dark=False)
    yield
    theme.apply(qapp, dark=False)


def _focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.window().show()
    widget.window().activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def _format(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _parse(text: str) -> date | None:
    day, month, year = (int(part) for part in text.split("."))
    return date(year, month, day)


def test_markup_in_a_name_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    shown = kit.label("<b>Bobby</b>", wrap=True)
    qtbot.addWidget(shown)
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert kit.Field("<i>Name</i>", kit.TextField()).label.textFormat() is Qt.TextFormat.PlainText


def test_a_long_title_is_shortened_and_kept_whole_in_the_tooltip(qtbot: QtBot) -> None:
    title = kit.ElidedLabel("Daniel Hartwell-Featherstonehaugh of Upper Slaughter", "title")
    qtbot.addWidget(title)
    title.resize(120, 40)
    title.show()
    assert title.minimumSizeHint().width() <= 30
    assert title.toolTip() == f"<qt>{title.text()}</qt>"
    assert title.text() == title.accessibleName()
    title.resize(2000, 40)
    assert title.toolTip() == ""


def test_a_tooltip_shows_markup_as_it_was_typed() -> None:
    assert kit.tip("<b>&{amount}") == "<qt>&lt;b&gt;&amp;{amount}</qt>"
    assert kit.tip("two\nlines") == "<qt>two<br/>lines</qt>"
    assert kit.tip("") == ""


def test_the_focus_ring_lies_over_the_whole_page_and_is_cut_by_no_field(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = kit.Field("Name", kit.TextField())
    other = kit.button("Other")
    window.setLayout(kit.column(other, field, margins=(20, 20, 20, 20)))
    ring = kit.FocusRing(qapp)
    _focus(qtbot, other)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert ring.target() is field.editor
    drawn = next(one for one in window.children() if isinstance(one, QWidget) and one not in (other, field))
    around = QRect(field.editor.mapTo(window, QPoint(0, 0)), field.editor.size())
    assert drawn.geometry() == around.adjusted(-4, -4, 4, 4)
    window.resize(window.width() + 60, window.height())
    QApplication.processEvents()
    assert drawn.geometry().width() == field.editor.width() + 8
    ring.deleteLater()


def test_space_answers_every_choice(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    card = kit.RadioCard("A gift")
    choices = (kit.Check("Offer"), kit.Switch("Rule on"), kit.Chip("Fit off"))
    whole.setLayout(kit.column(*choices, card))
    for choice in (*choices, card.head):
        QTest.keyClick(choice, Qt.Key.Key_Space)
        assert choice.isChecked(), choice
        assert choice.accessibleName() or choice.text()


def test_arrows_move_along_the_segments_and_each_move_is_announced(qtbot: QtBot) -> None:
    filters = kit.Segmented([("all", "All"), ("case", "Case"), ("left", "Left")], "Filter")
    qtbot.addWidget(filters)
    heard: list[object] = []
    filters.chosen.connect(heard.append)
    _focus(qtbot, filters.buttons()[0])
    QTest.keyClick(filters.buttons()[0], Qt.Key.Key_Right)
    assert filters.value() == "case"
    assert heard == ["case"]


def test_filling_a_form_announces_nothing(qtbot: QtBot) -> None:
    heard: list[object] = []
    combo, chips = kit.Combo([(1, "One"), (2, "Two")]), kit.FeelPicker("How did it sit?")
    share, day, note = kit.PercentSlider(10), kit.DateField(_format, _parse), kit.NoteField()
    for widget, signal in (
        (combo, combo.chosen),
        (chips, chips.chosen),
        (share, share.edited),
        (day, day.edited),
        (note, note.editing_finished),
    ):
        qtbot.addWidget(widget)
        signal.connect(lambda *got: heard.append(got))
    combo.set_value(2)
    chips.set_value("uneasy")
    share.set_value(25)
    day.set_day(date(2027, 2, 8))
    note.set_text("Likes early fittings")
    assert (combo.value(), chips.value(), share.value(), day.day()) == (2, "uneasy", 25, date(2027, 2, 8))
    assert heard == []


def test_the_slider_and_its_field_say_the_same_share(qtbot: QtBot) -> None:
    share = kit.PercentSlider(10, name="Share")
    qtbot.addWidget(share)
    heard: list[int] = []
    share.edited.connect(heard.append)
    QTest.keyClick(share.slider, Qt.Key.Key_Right)
    assert (share.field.value(), share.value(), heard) == (11, 11, [11])


def test_a_day_that_does_not_exist_stays_in_the_field_and_is_marked(qtbot: QtBot) -> None:
    day = kit.DateField(_format, _parse)
    qtbot.addWidget(day)
    heard: list[object] = []
    day.edited.connect(heard.append)
    QTest.keyClicks(day, "31.2.2027")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert (day.text(), day.day(), day.is_valid()) == ("31.2.2027", None, False)
    assert day.property("invalid") == "true"
    day.selectAll()
    QTest.keyClicks(day, "8.2.2027")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert (day.text(), day.is_valid(), heard) == ("8 February 2027", True, [date(2027, 2, 8)])


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_calendar_opens_from_the_keyboard_and_enter_takes_the_day(qtbot: QtBot) -> None:
    day = kit.DateField(_format, _parse)
    qtbot.addWidget(day)
    day.set_day(date(2027, 2, 8))
    _focus(qtbot, day)
    QTest.keyClick(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = QApplication.focusWidget()
    assert calendar is not None
    QTest.keyClick(calendar, Qt.Key.Key_Right)
    QTest.keyClick(calendar, Qt.Key.Key_Return)
    assert day.day() == date(2027, 2, 9)


def test_an_error_is_a_sentence_that_screen_readers_hear_with_the_field(qtbot: QtBot) -> None:
    field = kit.Field("Sum", kit.SumField(), "From the order of 6 November")
    qtbot.addWidget(field)
    assert field.editor.accessibleName() == "Sum"
    assert field.label.buddy() is field.editor
    field.set_error("A sum needs figures.")
    assert field.editor.accessibleDescription() == "A sum needs figures."
    assert field.editor.property("invalid") == "true"
    field.set_error(None)
    assert field.editor.accessibleDescription() == "From the order of 6 November"
    assert field.error() is None


def test_tab_leaves_a_note_and_leaving_it_changed_is_one_edit(qtbot: QtBot) -> None:
    both = QWidget()
    qtbot.addWidget(both)
    note, after = kit.NoteField(), kit.TextField()
    both.setLayout(kit.column(note, after))
    _focus(qtbot, note)
    heard: list[str] = []
    note.editing_finished.connect(lambda: heard.append(note.text()))
    QTest.keyClicks(note, "Talks fast")
    QTest.keyClick(note, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert heard == ["Talks fast"]


def test_one_option_card_excludes_the_others_and_unfolds(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    inside = kit.label("Use it before")
    bonus, gift = kit.RadioCard("Bonus", right="€36", body=inside), kit.RadioCard("A gift")
    cards = kit.RadioCards([("bonus", bonus), ("gift", gift)])
    whole.setLayout(kit.column(bonus, gift))
    _focus(qtbot, bonus.head)
    assert not inside.isVisible()
    QTest.keyClick(bonus.head, Qt.Key.Key_Space)
    assert cards.value() == "bonus"
    assert inside.isVisible()
    assert bonus.head.accessibleName() == "Bonus, €36"
    QTest.keyClick(bonus.head, Qt.Key.Key_Down)
    assert cards.value() == "gift"
    assert not inside.isVisible()


def test_arrows_and_clicks_ask_the_stepper_for_a_step(qtbot: QtBot) -> None:
    stepper = kit.Stepper([kit.Step("Cause", state="done"), kit.Step("Put it right"), kit.Step("Compensate")], 1)
    qtbot.addWidget(stepper)
    asked: list[int] = []
    stepper.chosen.connect(asked.append)
    QTest.keyClick(stepper, Qt.Key.Key_Left)
    QTest.keyClick(stepper, Qt.Key.Key_Right)
    QTest.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=QPoint(8, stepper.height() // 2))
    assert asked == [0, 2, 0]
    assert stepper.accessibleName() == "Step 2 of 3: Put it right"


def test_the_thread_is_a_sentence_for_those_who_do_not_see_it(qtbot: QtBot) -> None:
    thread = kit.ComfortThread([kit.Contact("comfortable")] * 2 + [kit.Contact("uneasy"), kit.Contact(None)])
    qtbot.addWidget(thread)
    assert thread.accessibleName() == "Comfort, last 4 contacts: 2 comfortable, 1 uneasy, 0 uncomfortable"


def test_undo_in_the_toast_acts_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    undone: list[str] = []
    toast = kit.show_toast(window, "Kept: jacket to Helen.", "Undo", lambda: undone.append("jacket"))
    assert toast.text() == "Kept: jacket to Helen."
    assert window.rect().contains(toast.geometry())
    toast.act()
    toast.act()
    assert undone == ["jacket"]
    assert toast.text() == ""
    assert kit.show_toast(window, "Saved") is toast


def test_a_toast_said_before_its_window_has_its_size_lies_at_the_foot_all_the_same(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    toast = kit.show_toast(window, "The copy is open now.")
    window.resize(1200, 800)
    window.show()
    assert toast.isVisible()
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1
    assert toast.geometry().top() > 600


def test_the_focus_ring_comes_with_the_keyboard_and_goes_with_the_mouse(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = kit.button("First"), kit.button("Second")
    window.setLayout(kit.column(first, second, margins=(8, 8, 8, 8)))
    ring = kit.FocusRing(qapp)
    _focus(qtbot, first)
    assert ring.target() is None
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert ring.target() is second
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=first.geometry().center())
    assert ring.target() is None
    ring.deleteLater()


def test_the_focus_ring_stays_beneath_the_toast(qtbot: QtBot, qapp: QApplication) -> None:
    window, room = QWidget(), QWidget()
    qtbot.addWidget(window)
    window.resize(500, 200)
    first, second = kit.button("First"), kit.button("Second")
    room.setLayout(kit.column(first, None, second, margins=(8, 8, 8, 8)))
    window.setLayout(kit.column(room))
    ring = kit.FocusRing(qapp)
    toast = kit.Toast(room)
    toast.show_toast("Saved")
    _focus(qtbot, first)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert ring.target() is second
    window.resize(520, 220)  # the ring is put in its place anew
    QApplication.processEvents()
    children = [one for one in room.children() if isinstance(one, QWidget)]
    drawn = next(one for one in children if one not in (first, second, toast))
    assert drawn.geometry().contains(second.geometry())
    assert children.index(drawn) < children.index(toast)  # the last is painted over the others
    assert not [one for one in window.children() if isinstance(one, QWidget) and one is not room]
    ring.deleteLater()


class _Clients(QAbstractTableModel):
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 40

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if role == kit.ROW:
            return kit.ListRow(f"Client {index.row()}", "Letter sent, 6 Nov", "uneasy", star=True, icon="hand-heart")
        return None


def test_hundreds_of_repaints_lose_no_reference_to_none(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    rows, page = kit.RowList(kit.ClientRows(), "Clients"), kit.PagePreview()
    model = _Clients()
    rows.setModel(model)
    picture = QImage(210, 297, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    page.set_image(picture, "Page 1 of 1")
    voucher = kit.Voucher()
    voucher.set_texts("Linden Tailoring", "€36", "for Priya Raman", "valid to 8 February 2027", "B-2247")
    steps = kit.Stepper([kit.Step("Find the cause", "Mine", "done"), kit.Step("Put it right")], 1)
    thread = kit.ComfortThread([kit.Contact("uncomfortable")] * 9)
    whole.setLayout(kit.row(rows, page, voucher, kit.column(steps, thread, kit.FeelPicker(), kit.Switch("On", True))))
    whole.resize(1200, 500)
    whole.show()
    whole.grab()
    before = sys.getrefcount(None)
    for _ in range(200):
        whole.grab()
    assert abs(sys.getrefcount(None) - before) < 200
    whole.close()
    rows.setModel(None)


def test_a_window_of_long_words_is_no_wider_than_it_was_asked_to_be(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    long = "Պահպանում է հաճախորդի հետ կապը կամ հարգանքով բաժանվում է նրանից, երբ դա երկուսի համար էլ ավելի լավ է"
    header = kit.Header(long, long)
    banner = kit.Banner(long, long, action=kit.button("Գրել նամակ", "primary", "envelope-simple"))
    figures = kit.FiguresRow([kit.Figure(long, long, long)] * 4)
    chips = kit.Chips([(1, long), (2, long)])
    stepper = kit.Stepper([kit.Step(long, long)] * 5, 2)
    card = kit.RadioCard(long, long, "€1,240.50", "ticket")
    window.setLayout(
        kit.column(
            header,
            banner,
            figures,
            chips,
            stepper,
            card,
            kit.Check(long, long),
            kit.Notice(long, kind="guard"),
            kit.Field(long, kit.TextField(long)),
            kit.Combo([(1, long)]),
            kit.DaysLeft(1, long),
            kit.SumLine(long, "€1,240.50"),
            kit.label(long, wrap=True),
        )
    )
    window.resize(620, 900)
    window.show()
    assert window.width() == 620


def test_buttons_with_an_icon_alone_have_a_name_and_a_tooltip(qtbot: QtBot) -> None:
    made = kit.icon_button("user-plus", "New client", keys="Ctrl+N")
    qtbot.addWidget(made)
    assert made.accessibleName() == "New client"
    assert "Ctrl+N" in made.toolTip()
    assert min(made.width(), made.height()) >= 32


def test_labels_of_the_kit_are_real_labels(qtbot: QtBot) -> None:
    assert isinstance(kit.caption("Kind"), QLabel)
