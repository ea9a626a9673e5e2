"""Ways to begin a letter: the kinds that fit, in their groups, and the draft that one of them opens."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu

from evenhand import actions, wording
from evenhand.domain.letter_kinds import letters_that_fit
from evenhand.domain.records import Case, LetterDraft, LetterKind
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

    def start(self, desk: Desk, kind: LetterKind) -> LetterDraft:
        """The draft of this kind, made now if there's none yet. Raises what start_letter raises."""
        return actions.start_letter(
            desk.book,
            kind=kind,
            language=desk.book.clients.get(self.client_id).language,
            today=desk.today(),
            case_id=self.case_id,
            client_id=None if self.case_id or self.bonus_id else self.client_id,
            bonus_id=self.bonus_id,
        )

    def begin(self, desk: Desk, kind: LetterKind) -> None:
        """Goes to the draft; what keeps it from being made is said."""
        if not desk.ready_for_letter(self.case_id):
            return
        try:
            draft = self.start(desk, kind)
        except wording.KNOWN_ERRORS as error:
            desk.say(wording.sentence(error), failed=True)
            return
        desk.go(Place.LETTER, draft.id)


def occasions(desk: Desk, client_id: int) -> list[tuple[Occasion, str]]:
    """All that a letter to the client can be about now, with its name; the open cases first, those closed last."""
    book = desk.book
    cases = sorted(book.cases.of_client(client_id), key=lambda case: (case.closed_on is not None, -case.id))
    still_open = [case for case in cases if case.closed_on is None]
    over = [case for case in cases if case.closed_on is not None]

    def of_case(case: Case) -> tuple[Occasion, str]:
        return Occasion(client_id, case_id=case.id), _("Case {number}: {title}").format(
            number=case.number, title=case.title
        )

    named = [*(of_case(case) for case in still_open), (Occasion(client_id), _("No case in particular"))]
    for bonus in book.bonuses.of_client(client_id):
        name = _("Bonus {code}, {amount}").format(code=bonus.code, amount=wording.money(bonus.amount))
        named.append((Occasion(client_id, bonus_id=bonus.id), name))
    named += [of_case(case) for case in over]
    return [(occasion, name) for occasion, name in named if occasion.kinds(desk)]


def fill_menu(menu: QMenu, desk: Desk, occasion: Occasion, ready: Callable[[], bool] | None = None) -> None:
    """The kinds that fit, a command each; nothing begins while `ready`, asked first, finds the place not ready."""
    menu.clear()
    _add_kinds(menu, desk, occasion, ready)
    if menu.isEmpty():
        menu.addAction(_("No letter fits just now")).setEnabled(False)


def fill_client_menu(menu: QMenu, desk: Desk, client_id: int) -> None:
    """The same for a client: what is about nothing else stands open, cases and bonuses each in a menu of their own."""
    menu.clear()
    alone = Occasion(client_id)
    for occasion, name in occasions(desk, client_id):
        if occasion != alone:
            _add_kinds(menu.addMenu(name.replace("&", "&&")), desk, occasion, None)
    if not menu.isEmpty():
        menu.addSeparator()
    _add_kinds(menu, desk, alone, None)
    if menu.isEmpty():
        menu.addAction(_("No letter fits just now")).setEnabled(False)


def _add_kinds(menu: QMenu, desk: Desk, occasion: Occasion, ready: Callable[[], bool] | None) -> None:
    def begin(kind: LetterKind) -> None:
        if ready is None or ready():
            occasion.begin(desk, kind)

    for item in grouped(occasion.kinds(desk)):
        if item is None:
            menu.addSeparator()
            continue
        kind, name = item
        menu.addAction(name).triggered.connect(lambda _checked=False, kind=kind: begin(kind))
