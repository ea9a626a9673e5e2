"""Ways to begin a letter: the kinds that fit, in their groups, and the draft that one of them opens."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu

from evenhand import actions, wording
from evenhand.domain.letter_kinds import letters_that_fit
from evenhand.domain.records import LetterKind
from evenhand.translation import _
from evenhand.ui.desk import Desk, Place

# As they are told apart: what a case begins with, what is given back, how it ends, and what comes between cases.
_GROUPS = (
    (LetterKind.ACKNOWLEDGEMENT, LetterKind.OPTIONS, LetterKind.APOLOGY, LetterKind.REPLACEMENT),
    (LetterKind.REFUND, LetterKind.BONUS, LetterKind.GIFT, LetterKind.DOUBLE, LetterKind.BONUS_REMINDER),
    (LetterKind.THANK_YOU, LetterKind.KEEP_IN_TOUCH, LetterKind.HOW_WE_WORK),
    (LetterKind.PARTING, LetterKind.DECLINE),
)


def grouped(kinds: Iterable[LetterKind]) -> Iterator[tuple[LetterKind, str] | None]:
    """Each kind with its name, and None between two groups."""
    wanted, begun = set(kinds), False
    for group in _GROUPS:
        found = [kind for kind in group if kind in wanted]
        if found and begun:
            yield None
        begun = begun or bool(found)
        yield from ((kind, wording.word(kind)) for kind in found)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter can be about: a case, a bonus, or else the client alone."""

    client_id: int
    case_id: int | None = None
    bonus_id: int | None = None

    def kinds(self, desk: Desk) -> tuple[LetterKind, ...]:
        """The kinds that fit it today. Raises what the book raises."""
        situation = actions.letter_situation(
            desk.book, case_id=self.case_id, client_id=self.client_id, bonus_id=self.bonus_id
        )
        return letters_that_fit(situation, desk.today())

    def begin(self, desk: Desk, kind: LetterKind, language: str = "") -> None:
        """Opens the draft of this kind, made now if there's none yet; what keeps it from that is said."""
        try:
            draft = actions.start_letter(
                desk.book,
                kind=kind,
                language=language or desk.book.clients.get(self.client_id).language,
                today=desk.today(),
                case_id=self.case_id,
                client_id=None if self.case_id or self.bonus_id else self.client_id,
                bonus_id=self.bonus_id,
            )
        except wording.KNOWN_ERRORS as error:
            desk.say(wording.sentence(error), failed=True)
            return
        desk.go(Place.LETTER, draft.id)


def fill_menu(menu: QMenu, desk: Desk, occasion: Occasion, before: Callable[[], object] | None = None) -> None:
    """The kinds that fit, a command each; `before` is done first, to save what is typed where the menu hangs."""
    menu.clear()

    def begin(kind: LetterKind) -> None:
        if before is not None:
            before()
        occasion.begin(desk, kind)

    for item in grouped(occasion.kinds(desk)):
        if item is None:
            menu.addSeparator()
            continue
        kind, name = item
        menu.addAction(name).triggered.connect(lambda _checked=False, kind=kind: begin(kind))
    if menu.isEmpty():
        menu.addAction(_("No letter fits just now")).setEnabled(False)
