"""A case's facts pack on paper: a dated timeline in the screen's language, printed or saved as a PDF."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.facts_pack import Fact, FactKind, FactsPack
from evenhand.domain.records import Channel, Direction, LetterKind, Remedy
from evenhand.translation import _, language
from evenhand.ui.desk import Desk
from evenhand.ui.loose_sheet import print_loose, save_loose
from evenhand.ui.preview_pane import at_rest


def print_facts(desk: Desk, parent: QWidget, case_id: int) -> None:
    """Prints the facts of a case, or says why they can't be."""
    drawn = _drawn(desk, case_id)
    if drawn is not None:
        print_loose(desk, parent, *drawn)


def save_facts(desk: Desk, parent: QWidget, case_id: int) -> None:
    """Saves them as a PDF where the owner wants it, or says why they can't be."""
    drawn = _drawn(desk, case_id)
    if drawn is not None:
        save_loose(desk, parent, *drawn)


def draw_facts(desk: Desk, case_id: int) -> bytes:
    """The PDF. Raises NotInBook, CaseRefused without an owner, and LetterRefused for what can't be printed."""
    from evenhand.letters import report  # reportlab is slow to import

    owner = desk.book.owner.get()
    if owner is None:
        raise CaseRefused("no_owner")
    pack = actions.facts_pack(desk.book, case_id=case_id, today=desk.today())
    at_rest()  # only one page may be drawn at a time
    return report.timeline(
        owner,
        language=language(),
        on=pack.as_of,
        title=facts_title(pack.case_number),
        about=_about(pack),
        events=[
            report.Event(fact.on, wording.word(fact.kind), told(fact), wording.money(fact.sums[0]) if fact.sums else "")
            for fact in (*pack.facts, *pack.undated)
        ],
    )


def facts_title(case_number: str) -> str:
    """What stands above them, and names the file."""
    return _("Facts of case {number}").format(number=case_number)


def _drawn(desk: Desk, case_id: int) -> tuple[bytes, str] | None:
    try:
        return draw_facts(desk, case_id), facts_title(desk.book.cases.get(case_id).number)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return None


def _about(pack: FactsPack) -> Sequence[str]:
    order = _("{client}, order {number}, {what}.").format(
        client=pack.client_name, number=pack.order_number, what=pack.order_what
    )
    return order, _("Days, words and sums as the book has them. What has no day stands at the end.")


def told(fact: Fact) -> str:
    """A fact in words, without its kind, its day and its first sum."""
    words, detail, day = fact.words, fact.detail, fact.day
    by = formats.long_date(day, language()) if day else ""
    match fact.kind:
        case FactKind.ORDERED:
            paid = _("{sum} paid").format(sum=wording.money(fact.sums[1]))
            return _joined(words, _("no. {number}").format(number=detail), paid)
        case FactKind.TOLD_US:
            return _("“{words}”").format(words=words) if words else ""
        case FactKind.CONTACT:
            channel, _space, direction = detail.partition(" ")
            return f"{wording.word(Channel(channel))} · {wording.word(Direction(direction))}"
        case FactKind.ASKED:
            return f"{words} “{detail}”" if detail else words
        case FactKind.AGREED:
            remedy = wording.word(Remedy(detail))
            return _joined(remedy, words, _("by {day}").format(day=by) if by else "")
        case FactKind.PROMISED | FactKind.REFUND_GIVEN:
            return _joined(words, _("by {day}").format(day=by) if by else "")
        case FactKind.PROMISE_MOVED:
            return _joined(words, _("to {day}").format(day=by) if by else "")
        case FactKind.BONUS_GIVEN:
            return _joined(words, _("valid to {day}").format(day=by) if by else _("without a last day"))
        case FactKind.LETTER_ISSUED | FactKind.LETTER_VOIDED:
            return _joined(words, wording.word(LetterKind(detail)))
    return words


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
