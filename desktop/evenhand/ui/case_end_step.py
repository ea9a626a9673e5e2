"""Step 5 of a case: how it ended, what follows, what changed, how it sat with the owner, and closing it."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from evenhand import actions, wording
from evenhand.domain.case import CaseRefused, Missing
from evenhand.domain.records import LetterKind, Outcome, Standing
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_end_parts import CaseLetters, HowItSat, PartingOffer, given_lines
from evenhand.ui.case_end_promises import OpenPromises
from evenhand.ui.case_fields import Entry, date_field, read_day
from evenhand.ui.case_return import WhatCameOfIt
from evenhand.ui.case_steps import StepPage, heading
from evenhand.ui.desk import Desk
from evenhand.ui.door_card import door_first
from evenhand.ui.follow_up_card import FollowUps
from evenhand.ui.letter_beginnings import Occasion
from evenhand.ui.part_kindly import open_part_kindly

__all__ = ["KeepInTouchPage", "given_lines"]

_NOTE = -1  # the private note among the texts that wait


class KeepInTouchPage(StepPage):
    """Step 5. Where the owner isn't at ease with the client, parting comes first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filled_for: object = None
        self._build_endings()
        self._build_change()
        self.promises = OpenPromises(desk)
        self.sat = HowItSat(desk)
        self.sat.changed.connect(self.stored)
        self._given = kit.label("", "body", wrap=True)
        self.letters = CaseLetters(desk)
        given = kit.Card(_("What is given"))
        given.body.addWidget(self._given)
        records = kit.row(given, self.letters, spacing=16)
        for side in (0, 1):
            records.setStretch(side, 1)
        self.came_back = WhatCameOfIt()
        self._entries = [self.change, self.change_in, self.changed_on, *self.follow_ups.entries]
        self._closed = kit.Notice("", "check-circle")
        self.setLayout(
            kit.column(
                heading(
                    _("And after that?"),
                    _("A case is not over when it is settled. It is over when you are both at ease."),
                ),
                self._closed,
                self._first,
                self._ends,
                self._cards[Outcome.LEFT],
                self.promises,
                self._changed,
                self.sat,
                self.came_back,
                records,
                None,
                spacing=12,
            )
        )

    def _build_endings(self) -> None:
        self.follow_ups = FollowUps(self._desk)
        self.follow_ups.changed.connect(self.stored)
        self.offer = PartingOffer(self._desk)
        self.offer.wanted.connect(self.part_kindly)
        self.offer.changed.connect(self.stored)
        endings = {
            Outcome.STAYS: (
                _("Keep in touch"),
                _("The client stays. Write when there is something worth saying, not to sell."),
                "chats-circle",
                self.follow_ups,
            ),
            Outcome.PARTED: (
                _("Part kindly"),
                _("They would rather leave, or you would. Both are fine, at any step."),
                "door-open",
                self.offer,
            ),
            Outcome.LEFT: (
                _("They left"),
                _("Their decision, and a fine one. The door stays open."),
                "footprints",
                None,
            ),
        }
        self._cards = {
            outcome: kit.RadioCard(title, line, icon=icon, serif=True, body=body, keep_body=True)
            for outcome, (title, line, icon, body) in endings.items()
        }
        self._choice = kit.RadioCards(list(self._cards.items()))
        for outcome, card in self._cards.items():
            card.chosen.connect(lambda outcome=outcome: self._on_outcome(outcome))
        # Between the head of a card and what belongs to it.
        self._ends = kit.row(self._cards[Outcome.STAYS], self._cards[Outcome.PARTED], spacing=16)
        for side in (0, 1):
            self._ends.setStretch(side, 1)
        self._first = kit.Notice("", "lock-simple", "private")

    def _build_change(self) -> None:
        self.change = Entry(
            _("What changed thanks to this"),
            kit.TextField(),
            lambda text: self._save(self._case(change=text)),
            _("So that the client hears of it."),
        )
        self.change_in = Entry(
            _("In which rule or habit"), kit.TextField(), lambda text: self._save(self._case(change_in=text))
        )
        self.changed_on = Entry(_("Since when"), date_field(self._desk.today), self._store_changed_on)
        self.thank = kit.button(_("Write the thank-you letter"), "plain", "envelope-simple", self.write_thanks)
        where = kit.row(self.change_in.field, self.changed_on.field, spacing=16)
        for side in (0, 1):
            where.setStretch(side, 1)
        line = kit.row(
            kit.holder(kit.column(24, kit.IconLabel("lightbulb", "ink2", 18), None, spacing=0)),
            kit.column(self.change.field, where, kit.row(self.thank, None), spacing=10),
            spacing=10,
        )
        line.setStretch(1, 1)
        self._changed = kit.holder(line)

    # Showing

    def _fill(self, anew: bool) -> None:
        facts = self.facts
        case = facts.case
        self._choice.set_value(case.outcome)
        for outcome, card in self._cards.items():
            card.head.setEnabled(not facts.closed or case.outcome is outcome)
            card.update()
        self._place_parting()
        self.change.rename(_("What I changed thanks to {name}").format(name=facts.client.name))
        self.change.fill(case.change, anew=anew)
        self.change_in.fill(case.change_in, anew=anew)
        self.changed_on.fill_day(case.changed_on, anew=anew)
        self.follow_ups.show_facts(facts, anew=anew)
        self.promises.show_facts(facts)
        kit.tab_before(self.change.editor, *self.promises.list.stops())
        self._given.setText("\n".join(given_lines(facts)))
        self._closed.setVisible(facts.closed)
        if case.closed_on is not None:
            self._closed.set_text(
                wording.with_day(_("Closed on {day}. Everything is kept, and it can be opened again."), case.closed_on)
            )
        self.sat.show_case(case.id, anew=anew)
        if self.isVisible():
            self._fill_rest()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._facts is not None and self._filled_for is not self._facts:
            self._fill_rest()

    def _fill_rest(self) -> None:
        """What takes more reading than the rest, for who looks at it."""
        facts = self._filled_for = self.facts
        self.letters.show_facts(facts)
        self.offer.show_facts(facts)
        self.came_back.show_economics(
            actions.economics_of(self._desk.book, case_id=facts.case.id, today=self._desk.today())
        )

    def _place_parting(self) -> None:
        """With somebody whom the owner isn't at ease with, parting stands first, and why is said to the owner alone."""
        first = door_first(self.facts.flag)
        flag = self.facts.flag
        self._first.setVisible(first)
        if first and flag is not None:
            name = self.facts.client.name
            said = _("You said that working with {name} does not sit well. You need not go on.").format(name=name)
            self._first.set_text(f"{said}\n{flag.reason}" if flag.reason else said)
        parting, staying = self._cards[Outcome.PARTED], self._cards[Outcome.STAYS]
        wanted = (parting, staying) if first else (staying, parting)
        if self._ends.indexOf(wanted[0]) != 0:
            self._ends.removeWidget(parting)
            self._ends.insertWidget(0 if first else 1, parting, 1)
        before, after = ([*card.findChildren(QWidget)] for card in wanted)
        stops = [one for one in (*before, *after) if one.focusPolicy().value & 1]
        kit.tab_order(*stops, self._cards[Outcome.LEFT].head)

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        points: list[tuple[str, QWidget]] = []
        facts = self.facts
        if facts.closed:
            return points
        if facts.case.outcome is None:
            first = Outcome.PARTED if door_first(facts.flag) else Outcome.STAYS
            points.append((wording.missing(Missing.OUTCOME), self._cards[first].head))
        ending = self.promises.first()
        if facts.open_promises and ending is not None:
            refused = CaseRefused("promises_open", day=facts.open_promises[0].due_on)
            points.append((wording.sentence(refused), ending))
        return points

    # The private note holds nothing up: without a word on how the case sat it waits, and says so.

    def take(self) -> bool:
        self.sat.note.take()
        return super().take()

    def unsaved(self) -> bool:
        return super().unsaved() or self.sat.note.waiting

    def waiting(self) -> dict[int, str]:
        note = {_NOTE: self.sat.note.text()} if self.sat.note.waiting else {}
        return super().waiting() | note

    def put_back(self, texts: dict[int, str]) -> None:
        if _NOTE in texts:
            self.sat.note.put(texts[_NOTE])
        super().put_back({number: text for number, text in texts.items() if number != _NOTE})

    # Acting

    def _on_outcome(self, outcome: Outcome) -> None:
        case = self._desk.book.cases.get(self.facts.case.id)
        if outcome is Outcome.PARTED and self.facts.client.standing is not Standing.PARTED:
            self._choice.set_value(case.outcome)  # until it is decided
            for card in self._cards.values():
                card.update()
            self.part_kindly()
            return
        before = self.facts.client
        try:
            actions.note_outcome(self._desk.book, case_id=case.id, outcome=outcome)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self._fill(anew=False)
            return
        self.stored.emit()
        after = self._desk.book.clients.get(before.id)
        if after.standing is not before.standing:
            said = _("{name} is noted as: {standing}").format(name=after.name, standing=wording.word(after.standing))

            def undo() -> None:
                actions.take_back_outcome(
                    self._desk.book, case_id=case.id, outcome=case.outcome, standing=before.standing
                )

            self._say_done(said, undo)

    def part_kindly(self) -> None:
        """The sheet to part with the client; the case's own refund is chosen in it."""
        self.take()
        case = self.facts.case
        open_part_kindly(self._desk, self, case.client_id, case.id, then=self.stored.emit)

    def write_thanks(self) -> None:
        """Begins the thank-you letter that tells what changed."""
        if not self.take():
            return
        if not self._desk.book.cases.get(self.facts.case.id).change.strip():
            self.change.field.set_error(_("Write what changed first; the letter tells it."))
            self.change.editor.setFocus()
            return
        case = self.facts.case
        Occasion(case.client_id, case_id=case.id).begin(self._desk, LetterKind.THANK_YOU)

    def _store_changed_on(self, text: str) -> bool:
        day = read_day(text, self._desk.today()) if text else None
        return self._save(self._case(changed_on=day))

    def close_case(self) -> None:
        """Ends the case today; it can be opened again."""
        try:
            actions.close_case(self._desk.book, case_id=self.facts.case.id, on=self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self.stored.emit()
        self._desk.say(_("The case is closed."), _("Undo"), self.open_again)

    def open_again(self) -> None:
        try:
            actions.open_again(self._desk.book, case_id=self.facts.case.id)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self.stored.emit()
