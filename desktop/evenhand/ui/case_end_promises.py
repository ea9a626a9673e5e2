"""Promises that keep a case from being closed: each is kept, moved to another day, not kept or no longer needed."""

from functools import partial

from PySide6.QtWidgets import QWidget

from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.desk import Desk
from evenhand.ui.duty_list import DutyList
from evenhand.ui.promise_acts import PromiseActs
from evenhand.ui.promise_rows import promise_duty

_WHEN = 170  # room for a day with its hour


class OpenPromises(kit.Card):
    """What was promised in a case and is still open; it takes no room where nothing is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Still promised"))
        self._desk = desk
        self.acts = PromiseActs(desk, self)
        self.list = DutyList("", lead=_WHEN)
        self.body.addWidget(
            kit.label(_("The case is closed once each of these has its end."), "secondary", "ink2", wrap=True)
        )
        self.body.addWidget(self.list)

    def show_facts(self, facts: CaseFacts) -> None:
        """The open promises, the soonest first. Their case is in view, so a row opens the form for a new day."""
        duties = [
            promise_duty(one, (), self.acts, facts.today)._replace(opened=partial(self.acts.move, one))
            for one in facts.open_promises
        ]
        self.list.set_duties(duties)
        self.setVisible(bool(duties))

    def first(self) -> QWidget | None:
        """Where the soonest of them is ended."""
        return self.list.rows[0].buttons()[0] if self.list.rows else None
