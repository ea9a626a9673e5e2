"""What stands on Today, read from the book: one query a list, a row for each thing that waits."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt

from evenhand import actions, formats, wording
from evenhand.domain.calendar import UnknownCountry, is_working_day
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.letter_kinds import SOON_DAYS
from evenhand.domain.promises import KeptRate
from evenhand.domain.records import LetterKind, Nature
from evenhand.storage.bonuses import BonusRow
from evenhand.storage.cases import CaseRow
from evenhand.storage.following import FollowUpRow
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui.case_facts import AnswerClock, answer_clock, owner_of
from evenhand.ui.desk import Desk, Place
from evenhand.ui.duty import Act, Duty
from evenhand.ui.letter_beginnings import Occasion

AT_MOST = 100  # rows of one list
_MONTHS = 12
_MOST_PIPS = 5
_SOON = 14  # days of a bonus that are few


def next_working_day(desk: Desk) -> date:
    """The first after today; promises until then are near enough to stand on Today."""
    country, day = owner_of(desk.book).country, desk.today() + timedelta(1)
    try:
        while not is_working_day(day, country):
            day += timedelta(1)
    except UnknownCountry:
        return desk.today() + timedelta(1)
    return day


def case_duties(desk: Desk) -> list[Duty]:
    """The cases whose answer is ours to give, the least time left first."""
    owner, today = owner_of(desk.book), desk.today()
    clocks = [(answer_clock(row.case, row.turns, owner, today), row) for row in desk.book.cases.perhaps_ours()]
    ours = [(clock, row) for clock, row in clocks if clock.runs]
    ours.sort(key=lambda found: (found[0].by or today, found[1].case.received_on, found[1].case.id))
    return [_case(desk, clock, row, today) for clock, row in ours]


def within(desk: Desk) -> str:
    """How long there is to answer a case."""
    return ngettext("within {n} working day", "within {n} working days", owner_of(desk.book).answer_days)


def _case(desk: Desk, clock: AnswerClock, row: CaseRow, today: date) -> Duty:
    def open_case() -> None:
        desk.go(Place.CASE, row.case.id)

    if clock.by is None:
        lead = clock.words
    elif clock.by < today:
        lead = _("Late")
    elif clock.by == today:
        lead = _("Today")
    else:
        lead = ngettext("{n} day left", "{n} days left", clock.left)
    order = _("Order {number}, {what}").format(number=row.order_number, what=row.order_what)
    tone = clock.tone
    return Duty(
        title=row.case.title,
        second=f"{row.client_name}  ·  {order}",
        opened=open_case,
        lead=lead,
        tone=f"{tone}x",
        pips=(clock.left, clock.total, tone) if clock.total <= _MOST_PIPS else None,
        act=Act(pgettext("act", "Answer"), open_case, "arrow-bend-up-left"),
    )


def bonus_duties(desk: Desk) -> list[Duty]:
    """The bonuses that run out soon, the soonest first."""
    today = desk.today()
    found = desk.book.bonuses.running_out(today, today + timedelta(SOON_DAYS), AT_MOST)
    return [_bonus(desk, row, today) for row in found]


def _bonus(desk: Desk, row: BonusRow, today: date) -> Duty:
    bonus, lang = row.bonus, language()
    days = (row.until - today).days if row.until else 0
    occasion = Occasion(bonus.client_id, bonus_id=bonus.id)
    remind = Act(_("Remind"), lambda: occasion.begin(desk, LetterKind.BONUS_REMINDER), key=Qt.Key.Key_R, look="link")
    second = ""
    # What is owed is spoken of all the same; goodwill is silent where the owner comes first.
    silent = bonus.nature is Nature.GOODWILL and desk.book.rules.first_me(bonus.client_id, today)
    if row.left_alone:
        second = _("Asked not to be written to")
    elif row.reminded_on:
        second = _("Reminded on {day}").format(day=formats.short_date(row.reminded_on, lang))
    return Duty(
        title=row.client_name,
        second=second,
        opened=lambda: desk.go(Place.BONUSES, bonus.id),
        lead=formats.money(row.left, lang),
        lead_role="say",
        tone="ink",
        right=ngettext("{n} day", "{n} days", days) if days else _("Today"),
        right_tone="uneasyx" if days <= _SOON else "ink3",
        act=None if second or silent else remind,
    )


def greeting_duties(desk: Desk) -> list[Duty]:
    """What was planned for today or before, then those who left and whom it's time to greet."""
    book, today = desk.book, desk.today()
    planned = [row for row in book.follow_ups.open() if row.follow_up.due_on <= today][:AT_MOST]
    due = actions.people_to_greet(book, today=today, limit=AT_MOST)
    return [_planned(desk, row) for row in planned] + [_greeting(desk, one) for one in due]


def _planned(desk: Desk, row: FollowUpRow) -> Duty:
    follow_up = row.follow_up

    def open_it() -> None:
        if follow_up.case_id is not None:
            desk.go(Place.CASE, follow_up.case_id)
        else:
            desk.go(Place.CLIENTS, follow_up.client_id)

    def done() -> None:
        _done(desk, _("Done: {what}").format(what=follow_up.what), *_doing(desk, follow_up))

    return Duty(
        title=row.client_name,
        second=follow_up.what,
        opened=open_it,
        icon="chats-circle",
        act=Act(_("Done"), done, "check", Qt.Key.Key_K, icon_only=True),
    )


def _doing(desk: Desk, follow_up: FollowUp) -> tuple[Callable[[], object], Callable[[], object]]:
    book = desk.book
    return (
        lambda: actions.follow_up_done(book, id=follow_up.id, on=desk.today()),
        lambda: actions.follow_up_not_done(book, id=follow_up.id),
    )


def _greeting(desk: Desk, one: actions.ToGreet) -> Duty:
    occasion, book = Occasion(one.client_id), desk.book
    noted: list[int] = []

    def note() -> None:
        words = _("A friendly line")
        noted.append(actions.greeted(book, client_id=one.client_id, what=words, on=desk.today()).id)

    def greeted() -> None:
        _done(desk, _("Noted as greeted."), note, lambda: actions.drop_follow_up(book, id=noted[-1]))

    month = formats.month_year(one.since, language()) if one.since else ""
    last = _("Last word: {month}. A friendly line, nothing to sell.") if month else ""
    write = Act(
        _("Write a friendly line"),
        lambda: occasion.begin(desk, LetterKind.KEEP_IN_TOUCH),
        "envelope-simple",
        Qt.Key.Key_R,
        icon_only=True,
    )
    return Duty(
        title=one.client_name,
        second=last.format(month=month) or _("A friendly line, nothing to sell."),
        opened=lambda: desk.go(Place.CLIENTS, one.client_id),
        icon="door",
        act=write,
        more=(Act(_("Greeted already"), greeted, key=Qt.Key.Key_K),),
    )


def _done(desk: Desk, text: str, act: Callable[[], object], undo: Callable[[], object]) -> None:
    def attempt(what: Callable[[], object]) -> bool:
        try:
            what()
        except wording.KNOWN_ERRORS as error:
            desk.say(wording.sentence(error), failed=True)
            return False
        return True

    if attempt(act):
        desk.say(text, _("Undo"), lambda: attempt(undo))


def kept_lines(desk: Desk) -> tuple[str, list[tuple[str, str]]]:
    """How promises of the last twelve months were kept, in a sentence, and how that came about; empty without any."""
    rate = desk.book.promises.kept_rate(desk.today() - timedelta(365))
    if not rate.ended:
        return "", []
    promises = ngettext("Of {n} promise", "Of {n} promises", rate.ended)
    kept = ngettext("{n} was kept by its day", "{n} were kept by their day", rate.on_time)
    return _("{promises}, {kept}.").format(promises=promises, kept=kept), _explained(rate)


def _explained(rate: KeptRate) -> list[tuple[str, str]]:
    lines = (
        (_("Promises that ended in the last {n} months").format(n=_MONTHS), rate.ended),
        (_("Of them given another day"), rate.moved),
        (_("Kept by the new day"), rate.after_move),
        (_("Kept later, or not"), rate.missed),
    )
    return [*((words, str(n)) for words, n in lines if n), (_("Kept by the day first given"), str(rate.on_time))]
