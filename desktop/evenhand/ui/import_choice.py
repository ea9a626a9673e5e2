"""What is to be done with somebody of the file: the cards, the ways, and one way for all alike."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand.actions.importing import Do, Known, Line
from evenhand.domain.records import Client
from evenhand.exchange.people import Person
from evenhand.translation import _, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.import_cards import Facts, PersonCard, facts_of_client, facts_of_person, filled
from evenhand.ui.import_words import by_name, choices

_WAYS = 3


class ChoicePane(QWidget):
    """The two cards over the ways. `chosen` brings the way, `for_all` the way for all of their kind."""

    chosen = Signal(object)
    for_all = Signal(object)

    def __init__(self, client: Callable[[int], Client], person_at: Callable[[int], Person | None]) -> None:
        super().__init__()
        self._client, self._person_at = client, person_at
        self._line: Line | None = None
        self._values: list[Do] = []
        self._how = kit.label("", "body", "ink2", wrap=True)
        self.left, self.right = PersonCard(), PersonCard()
        cards = kit.row(self.left, self.right, spacing=14)
        cards.setStretch(0, 1)
        cards.setStretch(1, 1)
        self.ways = [kit.Check(" ", " ", radio=True) for _number in range(_WAYS)]
        for number, way in enumerate(self.ways):
            way.clicked.connect(lambda _on=True, number=number: self._on_way(number))
        self._all = kit.button("", "link", "check-circle", self._on_all)
        self._all.make_flush()
        body = kit.column(
            self._how,
            cards,
            None,
            spacing=10,
            margins=(20, 4, 16, 12),
        )
        ways = kit.column(*self.ways, kit.row(self._all, None), spacing=6, margins=(20, 10, 16, 4))
        whole = kit.column(kit.scrolling(kit.holder(body)), kit.hairline(), kit.holder(ways), spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_line(self, line: Line, alike: int) -> None:
        """Somebody, of so many who stand to the book as they do."""
        self._line = line
        self._how.setText(_how(line))
        self._how.setVisible(bool(self._how.text()))
        self._show_cards(line)
        self._values = []
        given = choices(line)
        for way, choice in zip(self.ways, given, strict=False):
            way.set_texts(choice[1], choice[2])
            self._values.append(choice[0])
        for number, way in enumerate(self.ways):
            way.setVisible(number < len(given))
        self._show_way(line.do)
        self._all.setText(ngettext("The same for {n} like this", "The same for all {n} like this", alike))
        self._all.setVisible(alike > 1)

    def _show_cards(self, line: Line) -> None:
        self.right.show_facts(facts_of_person(line.person))
        before = self._before(line)
        if before is not None:
            self.left.show_facts(filled(before, line.person, line.fills if line.do is Do.UPDATE else ()))
        self.left.setVisible(before is not None)

    def _before(self, line: Line) -> Facts | None:
        """Whom they stand beside."""
        if line.known is Known.CLIENT:
            return facts_of_client(self._client(line.client_id))
        first = self._person_at(line.twin) if line.known is Known.TWICE else None
        return facts_of_person(first) if first is not None else None

    def _show_way(self, do: Do) -> None:
        for way in self.ways:
            way.setAutoExclusive(False)
        for number, way in enumerate(self.ways):
            way.setChecked(number < len(self._values) and self._values[number] is do)
            way.setAutoExclusive(True)

    def _on_way(self, number: int) -> None:
        self.chosen.emit(self._values[number])

    def _on_all(self) -> None:
        if self._line is not None:
            self.for_all.emit(self._line.do)


def _how(line: Line) -> str:
    known = by_name(line.by)
    if line.known is Known.CLIENT:
        return _("{how} as somebody in the book.").format(how=known) if known else ""
    if line.known is Known.TWICE:
        return _("{how} as in line {n}.").format(how=known, n=line.twin) if known else ""
    return ""
