"""One case: where it stands, the five steps one page each, and beside them the case file or the sums."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evenhand import wording
from evenhand.domain.case import Step, current_step, may_double
from evenhand.domain.records import LetterKind
from evenhand.storage.book import Kind
from evenhand.storage.errors import NotInBook
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_cause_step import FindCausePage
from evenhand.ui.case_end_step import KeepInTouchPage
from evenhand.ui.case_facts import CaseFacts, read_case
from evenhand.ui.case_footer import CaseFooter, letter_first
from evenhand.ui.case_form import open_case_form
from evenhand.ui.case_head import CaseHead
from evenhand.ui.case_pane import CaseFile
from evenhand.ui.case_remedy_step import PutRightPage
from evenhand.ui.case_steps import StepPage, first_stop, focus
from evenhand.ui.case_sums import CaseSums, read_sums
from evenhand.ui.compensate_step import CompensatePage, Giving
from evenhand.ui.desk import Desk, Place
from evenhand.ui.double_step import DoublePage
from evenhand.ui.economics_pane import EconomicsPane
from evenhand.ui.letter_beginnings import Occasion, fill_menu
from evenhand.ui.promise_acts import PromiseActs
from evenhand.ui.rule_advice import open_advice
from evenhand.ui.turn_form import open_turn_form

ROOM_FOR_PANE = 1000  # of the screen itself, at 100 % text: a window of 1120 px keeps its pane shut until F7


class CaseScreen(QWidget):
    """A case to work on. What is missing is said and gone to; nothing holds the owner on a step."""

    kinds = frozenset(Kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.record = 0
        self._facts: CaseFacts | None = None
        self._money: CaseSums  # read with the facts
        self._shown = Step.FIND_THE_CAUSE
        self._waiting: dict[int, dict[Step, dict[int, str]]] = {}  # typed and not stored, by case
        self._refused: set[int] = set()  # cases in which some of that was refused
        self._pane_wanted: bool | None = None  # the owner's word by F7; None follows the width
        self.cause, self.remedy = FindCausePage(desk), PutRightPage(desk)
        self.compensate, self.double, self.end = CompensatePage(desk), DoublePage(desk), KeepInTouchPage(desk)
        self.pages: dict[Step, StepPage] = {
            Step.FIND_THE_CAUSE: self.cause,
            Step.PUT_IT_RIGHT: self.remedy,
            Step.COMPENSATE: self.compensate,
            Step.DOUBLE_IT: self.double,
            Step.KEEP_IN_TOUCH: self.end,
        }
        self._promises = PromiseActs(desk, self)
        self._build()
        for page in self.pages.values():
            page.stored.connect(self.refresh)
        for door in (self.head, self.file, self.compensate):
            door.part_kindly_wanted.connect(self.part_kindly)
        self.file.rules.part_wanted.connect(self.part_kindly)
        self.file.rules.step_wanted.connect(lambda step: self.show_step(Step(step)))
        self.head.rules.clicked.connect(self.show_rules)
        for part in (self.head, self.file):
            part.promise_wanted.connect(lambda promise, part=part: self._promises.show_menu(promise, part.promise))
        self.remedy.offer_wanted.connect(lambda: self._begin(LetterKind.OPTIONS))
        self.compensate.previewed.connect(self._on_previewed)
        self.compensate.unfolded.connect(self._show_whole)
        self.cause.questions.looked_up.connect(self._show_whole)
        kit.on_ctrl_enter(self, lambda: self.primary.click(), Qt.ShortcutContext.WindowShortcut)

    def _build(self) -> None:
        self.head = CaseHead(self._desk)
        self.head.stepper.chosen.connect(lambda number: self.show_step(Step(number + 1)))
        self._body = QStackedWidget()
        self._areas = {}
        for step, page in self.pages.items():
            area = kit.scrolling(kit.holder(kit.column(page, margins=(32, 8, 32 - kit.BAR, 16))), steady=True)
            self._areas[step] = area
            self._body.addWidget(area)
        self.footer = CaseFooter()
        self.primary = self.footer.primary
        self.footer.back.clicked.connect(self.previous_step)
        self.footer.second.clicked.connect(self._on_second)
        self.primary.clicked.connect(self.next_step)
        self.footer.kinds.aboutToShow.connect(self._fill_kinds)
        self.cause.acknowledgement_wanted.connect(lambda: self._begin(LetterKind.ACKNOWLEDGEMENT))
        self.file, self.sums = CaseFile(self._desk), EconomicsPane()
        self._panes = (self.file, self.sums)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addWidget(self._body, 1)
        middle.addWidget(self.footer)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        for pane in self._panes:
            pane.hide()
            whole.addWidget(pane)

    # What the window asks for

    @property
    def facts(self) -> CaseFacts:
        assert self._facts is not None
        return self._facts

    def show_record(self, case_id: int) -> None:
        """Shows a case on the step it's on."""
        if case_id == self.record and self._facts is not None:
            self.refresh()
            return
        self.leave()
        if self.record:
            found = {step: page.waiting() for step, page in self.pages.items()}
            self._waiting[self.record] = {step: texts for step, texts in found.items() if texts}
            if any(page.unsaved() for page in self.pages.values()):
                self._refused.add(self.record)
        self.record = case_id
        self._read(anew=True)
        for step, texts in self._waiting.pop(case_id, {}).items():
            self.pages[step].put_back(texts)
            if case_id in self._refused:
                self.pages[step].take()
        self._refused.discard(case_id)
        self.show_step(current_step(self.facts.situation))

    def focus_first(self) -> None:
        """Puts the keyboard where the shown page goes on."""
        gap = next(iter(self.pages[self._shown].open_points()), None) if self._facts else None
        focus(gap[1] if gap else self.primary)

    def refresh(self) -> None:
        """Reads the case again; the step, the focus and what is being typed stay."""
        if not self.record:
            return
        try:
            self._read(anew=False)
        except NotInBook:
            self.record, self._facts = 0, None
            self._desk.go(Place.CASES, 0)
            return
        self._show_state()

    def leave(self) -> bool:
        """Stores what is typed and not stored yet. False when something can't be."""
        if self._facts is None or (self._facts.closed and self._shown is not Step.KEEP_IN_TOUCH):
            return True
        return self.pages[self._shown].take()

    def unsaved(self) -> bool:
        """Whether the window would lose something typed here, or left in another case, that couldn't be stored."""
        return bool(self._refused) or any(page.unsaved() for page in self.pages.values())

    def new_case(self) -> None:
        """Opens another case; for this client when one is shown."""
        open_case_form(self._desk, self, self.facts.client.id if self._facts else None)

    def give_turn(self) -> None:
        """Passes the next move to the client, a third party or back to the owner."""
        if self._facts is not None and not self.facts.closed:
            open_turn_form(self._desk, self, self.facts)

    def quick_path(self) -> None:
        """Ours, and simple: everything on one screen."""
        from evenhand.ui.quick_path import open_quick_path

        if self._facts is not None and not self.facts.closed and self.leave():
            open_quick_path(self._desk, self, case_id=self.record)

    def make_promise(self) -> None:
        """Promises something in this case; in a closed one, to its client."""
        if self._facts is not None:
            self._promises.make(self.facts.client.id, None if self.facts.closed else self.record)

    def log_contact(self) -> None:
        """Logs a contact about this case."""
        from evenhand.ui.contact_form import open_contact_form

        if self._facts is not None and self.leave():
            open_contact_form(self._desk, self, self.facts.client, self.record, self.refresh)

    def show_line(self) -> None:
        """What keeping the client costs against what the client brings, and the facts of the case on paper."""
        from evenhand.ui.line_pane import open_line

        if self._facts is not None:
            open_line(self._desk, self, self.facts.client.id, self.record)

    def show_rules(self) -> None:
        """What the house rules say about the case, where the case file isn't beside it."""
        if self._facts is not None:
            sheet = open_advice(self._desk, self, self.facts.client.id, self.record)
            sheet.advice.part_wanted.connect(self.part_kindly)
            sheet.advice.step_wanted.connect(lambda step: self.show_step(Step(step)))

    def part_kindly(self) -> None:
        """The sheet to part with the client, from any step."""
        if self._facts is not None and self.leave():
            self.end.part_kindly()

    def toggle_pane(self) -> None:
        """Shows or hides what stands beside the case."""
        self._pane_wanted = not any(pane.isVisibleTo(self) for pane in self._panes)
        self._place_pane()

    def focus_search(self) -> None:
        self._desk.go(Place.CASES, 0)

    def show_step(self, step: Step) -> None:
        """Shows any of the five pages; the step that the case is on doesn't change by looking."""
        if self._facts is None:
            return
        if step is not self._shown:
            self.leave()
        inside = self._body.isAncestorOf(QApplication.focusWidget() or self)
        self._shown = step
        self._body.setCurrentWidget(self._areas[step])
        self._show_state()
        if inside:
            focus(first_stop(self.pages[step]) or self.head.stepper)

    def previous_step(self) -> None:
        if self._shown > Step.FIND_THE_CAUSE:
            self.show_step(self._beside(-1))

    def next_step(self) -> None:
        """On to the next page; where this one lacks something, there instead, and the footer says what."""
        if self._facts is None:
            return
        if self.facts.closed:
            if self._shown is Step.KEEP_IN_TOUCH:
                self.end.open_again()
            else:
                self.show_step(self._beside(1))
            return
        page = self.pages[self._shown]
        page.take()
        gap = page.refused() or next(iter(page.open_points()), None)
        if self._shown is Step.KEEP_IN_TOUCH and letter_first(self.facts):
            self.write_letter()
        elif gap is not None:
            self._go_to_gap(*gap)
            self.remedy.told(gap[0])
        elif self._shown is Step.KEEP_IN_TOUCH:
            self.end.close_case()
        else:
            self.show_step(self._beside(1))

    def _beside(self, way: int) -> Step:
        """The page before or after; one with nothing to decide is passed by, but the stepper still opens it."""
        step = Step(self._shown + way)
        case = self.facts.case
        passed_by = not may_double(self.facts.situation) or (case.compensation_skipped and not self.facts.given)
        return Step(step + way) if step is Step.DOUBLE_IT and passed_by else step

    def write_letter(self) -> None:
        """Opens the draft of the fullest letter that fits, made now if there's none yet."""
        if self._facts is None or not self._ready_for_letter():
            return
        kinds = self.facts.letters_due
        if not kinds and self.facts.letter_out is not None:
            self._desk.go(Place.LETTERS, self.facts.letter_out.id)
            return
        if not kinds:
            self.show_step(Step.COMPENSATE)
            gap = next(iter(self.compensate.open_points() if self.compensate.chosen else ()), None)
            first = _("Choose what to give first; the letter follows from it.")
            self._go_to_gap(*(gap or (first, self.compensate.cards[Giving.BONUS].head)))
            return
        self._begin(kinds[0])

    def new_letter(self) -> None:
        """The kinds of letter that fit the case, to choose from."""
        self.footer.show_kinds()

    def _fill_kinds(self) -> None:
        if self._facts is not None:
            fill_menu(self.footer.kinds, self._desk, self._occasion, self._ready_for_letter)

    @property
    def _occasion(self) -> Occasion:
        return Occasion(self.facts.client.id, case_id=self.record)

    def _ready_for_letter(self) -> bool:
        return self.ready_for_letter(self.record)

    def ready_for_letter(self, case_id: int) -> bool:
        """Whether the book holds what stands on this screen about a case; if not, it's shown here and said."""
        if self._waiting.get(case_id):
            self._desk.go(Place.CASE, case_id)  # puts back what was typed and could not be stored
        held_back = self._held_back() if case_id == self.record and self._facts is not None else None
        if held_back is None:
            return True
        if not self.isVisible():
            self._desk.go(Place.CASE, case_id)
        step, gap = held_back
        self.show_step(step)
        self._go_to_gap(*gap)
        return False

    def _held_back(self) -> tuple[Step, tuple[str, QWidget]] | None:
        """The first thing that isn't in the book after storing all that can be: its step, sentence and widget."""
        if self.facts.closed:
            return None
        for step, page in self.pages.items():
            if (step is self._shown or page.waiting()) and not page.take() and (gap := page.refused()):
                return step, gap
        # With nothing stored no letter has a sum.
        open_card = self.compensate.unstored() if self._shown is Step.COMPENSATE or self.facts.given else None
        return (Step.COMPENSATE, open_card) if open_card else None

    def _begin(self, kind: LetterKind) -> None:
        if not self._ready_for_letter():
            return
        try:
            draft = self._occasion.start(self._desk, kind)
        except wording.KNOWN_ERRORS as error:
            self.footer.set_state(wording.sentence(error), "badx", "warning-circle")
            return
        self._desk.go(Place.LETTER, draft.id)

    # How it looks

    def _read(self, *, anew: bool) -> None:
        self._facts = read_case(self._desk.book, self.record, self._desk.today())
        self._money = read_sums(self._desk.book, self._facts)
        for step, page in self.pages.items():
            page.show_facts(self._facts, anew=anew)
            if step is not Step.KEEP_IN_TOUCH:
                page.setEnabled(not self._facts.closed)
        self.file.show_facts(self._facts, self._money, self._desk.book)
        self._show_sums()

    def _show_state(self) -> None:
        if self._facts is None:
            return
        self.head.show_facts(self.facts, self._money, self._shown)
        self._show_footer()
        self._place_pane()

    def _on_second(self) -> None:
        if self._shown is Step.COMPENSATE:
            self.compensate.skip()
            self.show_step(Step.DOUBLE_IT if self.double.offered else Step.KEEP_IN_TOUCH)
            return
        if self._shown is Step.PUT_IT_RIGHT:
            self._begin(LetterKind.OPTIONS)
            return
        self.leave()
        gap = next(iter(self.end.open_points()), None)
        if gap is not None:
            self._go_to_gap(*gap)
        else:
            self.end.close_case()

    def _show_footer(self) -> None:
        after = self._beside(1) if self._shown < Step.KEEP_IN_TOUCH else self._shown
        gap = self.compensate.unstored() if self._shown is Step.COMPENSATE else None
        if gap is None and self._shown is Step.PUT_IT_RIGHT and not self.facts.closed and self.facts.options:
            gap = next(iter(self.remedy.open_points()), None)
        self.footer.show_step(self.facts, self._shown, after, gap, can_offer=self.remedy.can_offer)
        undecided = self.facts.options and self.facts.case.remedy is None and not self.facts.closed
        if self._shown is Step.PUT_IT_RIGHT and undecided and gap is None:
            sentence, enough = self.remedy.offer_state()
            self.footer.set_state(sentence, *(("comfx", "check-circle-fill") if enough else ()))

    def _go_to_gap(self, sentence: str, widget: QWidget) -> None:
        parent = widget.parentWidget()
        if isinstance(parent, kit.Field):
            parent.set_error(sentence)
        self._areas[self._shown].ensureWidgetVisible(widget)
        focus(widget)  # may store the field left, and that shows the footer anew
        self.footer.set_state(sentence, "uneasyx", "warning-circle")

    def _show_whole(self, card: QWidget) -> None:
        area = self._areas[self._shown]
        # Once the layout has given the unfolded card its room.
        QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(card, 0, 12))

    def _on_previewed(self) -> None:
        self._show_sums()
        if self._facts is not None and self._shown is Step.COMPENSATE:
            self._show_footer()

    def _show_sums(self) -> None:
        if self._facts is not None:
            self.sums.show_page(self._facts, self._money.economics, self.compensate)

    def _place_pane(self) -> None:
        wanted = self.width() >= kit.theme.px(ROOM_FOR_PANE) if self._pane_wanted is None else self._pane_wanted
        sums = self._shown is Step.COMPENSATE
        # Away with the one before the other comes: for a moment both would widen the window.
        for pane, shown in sorted(
            ((self.file, wanted and not sums), (self.sums, wanted and sums)), key=lambda one: one[1]
        ):
            pane.setVisible(shown)
        self.head.show_rules(0 if wanted and not sums else len(self.file.rules.spoken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() >= kit.theme.px(ROOM_FOR_PANE) > event.size().width():
            self._pane_wanted = None
        self._place_pane()
