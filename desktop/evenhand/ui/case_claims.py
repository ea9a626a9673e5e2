"""What the client asks for in a case: what, how much, on which day it was said, and whether it was met."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.line import Claim
from evenhand.domain.money import Money
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import Entry, read_sum, written_day
from evenhand.ui.desk import Desk
from evenhand.ui.past_day import parse_past_day


class _Line(QWidget):
    """One claim, whether it was met, and a way to take it out."""

    def __init__(self, part: "ClaimsPart", claim: Claim) -> None:
        super().__init__()
        self.claim = claim
        self._words = kit.label("", "body", wrap=True)
        self.met = kit.Check("")
        self.met.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.met.clicked.connect(lambda ticked: part.meet(self.claim, ticked))
        self.out = kit.icon_button("trash", "", lambda: part.take_out(self.claim), kind="ghost")
        line = kit.row(self._words, self.met, self.out, spacing=12)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_claim(self, claim: Claim) -> None:
        self.claim = claim
        lang = language()
        day = formats.short_date(claim.said_on, lang)
        parts = [day, claim.what, wording.money(claim.amount) if claim.amount else ""]
        self._words.setText(", ".join(part for part in parts if part))
        met = claim.met_on
        self.met.setChecked(met is not None)
        self.met.setText(_("Met on {day}").format(day=formats.short_date(met, lang)) if met else _("Met"))
        self.met.setAccessibleName(_("Met: {claim}").format(claim=claim.what))
        self.met.updateGeometry()
        name = _("Take out: {claim}").format(claim=claim.what)
        self.out.setAccessibleName(name)
        self.out.setToolTip(kit.tip(name))


def _past_day(desk: Desk) -> kit.DateField:
    return kit.DateField(written_day, lambda text: parse_past_day(text, desk.today()))


class ClaimsPart(QWidget):
    """The claims so far, and a line to add one."""

    stored = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: CaseFacts | None = None
        self._shown: dict[int, _Line] = {}
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self.what = Entry(_("What they ask for"), kit.TextField(), lambda _text: False)
        self.sum = Entry(_("Sum"), kit.SumField(), lambda _text: False)
        self.day = Entry(_("Said on"), _past_day(desk), lambda _text: False)
        self.entries = [self.what, self.sum, self.day]
        for entry in self.entries:
            entry.editor.textChanged.connect(lambda *_text, entry=entry: entry.field.set_error(None))
        add = kit.button(_("Note it"), "plain", on_click=self._add)
        for entry in (self.what, self.sum):
            assert isinstance(entry.editor, kit.TextField)
            entry.editor.returnPressed.connect(self._add)
        line = kit.row(self.what.field, self.sum.field, self.day.field, add, spacing=8)
        for place, share in enumerate((4, 2, 3, 0)):
            line.setStretch(place, share)
        line.setAlignment(add, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(kit.column(self._lines, line, spacing=8))

    def summary(self) -> str:
        """How many there are, in a few words."""
        claims = len(self._facts.claims) if self._facts else 0
        return ngettext("What the client asks for: {n} noted", "What the client asks for: {n} noted", claims)

    def show_facts(self, facts: CaseFacts, *, anew: bool) -> None:
        self._facts = facts
        self.what.fill("", anew=anew)
        self.sum.rename(_("Sum, {currency}").format(currency=facts.order.total.currency))
        self.sum.fill("", anew=anew)
        today = written_day(self._desk.today())
        self.day.fill(today, anew=anew)
        for gone in self._shown.keys() - {one.id for one in facts.claims}:
            line = self._shown.pop(gone)
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, claim in enumerate(facts.claims):
            if claim.id not in self._shown:
                self._shown[claim.id] = _Line(self, claim)
                self._lines.insertWidget(place, self._shown[claim.id])
            self._shown[claim.id].show_claim(claim)

    def _add(self) -> None:
        assert self._facts is not None
        case, currency = self._facts.case, self._facts.order.total.currency
        if not self.what.text():
            self._refuse(self.what, _("Say in a few words what the client asks for."))
            return
        try:
            amount = read_sum(self.sum.text(), currency) if self.sum.text() else None
        except wording.KNOWN_ERRORS as error:
            self._refuse(self.sum, wording.sentence(error))
            return
        if amount is not None and amount <= Money.zero(currency):
            self._refuse(self.sum, _("Write a sum above zero."))
            return
        try:
            day = parse_past_day(self.day.text(), self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self._refuse(self.day, wording.sentence(error))
            return
        if day > self._desk.today():
            self._refuse(self.day, _("That day is still to come. Choose today or an earlier day."))
            return
        if self._done(lambda: self._desk.book.claims.add(Claim(0, case.id, day, self.what.text(), amount))):
            for entry in self.entries:
                entry.put(written_day(self._desk.today()) if entry is self.day else "")
            self.stored.emit()
            self.what.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, entry: Entry, sentence: str) -> None:
        entry.field.set_error(sentence)
        entry.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def meet(self, claim: Claim, met: bool) -> None:
        """What was asked for was given today, or wasn't after all."""
        self._done(lambda: self._desk.book.claims.save(replace(claim, met_on=self._desk.today() if met else None)))
        self.stored.emit()

    def take_out(self, claim: Claim) -> None:
        if self._done(lambda: self._desk.book.claims.drop(claim.id)):
            self._desk.say(_("What they asked for is taken out."), _("Undo"), lambda: self._put_in_again(claim))
        self.stored.emit()

    def _put_in_again(self, claim: Claim) -> None:
        self._done(lambda: self._desk.book.claims.add(claim))
        self.stored.emit()

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True
