"""How an intake ends: welcome, not now, declined kindly, or without the questions. Each is one act to be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from evenhand.actions.drafts import start_letter
from evenhand.actions.keeping_in_touch import plan_follow_up
from evenhand.domain.case import CaseRefused
from evenhand.domain.intake import Intake, IntakeAnswer, IntakeEnding, read_reach
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.records import Client, LetterDraft, LetterKind, Order, Standing
from evenhand.domain.rules import Gate
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed

_NEVER_TAKEN_ON = (Standing.PROSPECT, Standing.DECLINED)
_BECOMES = {
    IntakeEnding.WELCOME: Standing.ACTIVE,
    IntakeEnding.NOT_NOW: Standing.PROSPECT,
    IntakeEnding.DECLINED: Standing.DECLINED,
}


@dataclass(frozen=True, slots=True)
class IntakeEnd:
    """An ended intake with all that the ending brought about, and what was before it."""

    intake: Intake
    opened: Intake  # the intake as it was before
    client: Client
    known: Client | None = None  # the client as it was before; None where the client came with the ending
    follow_up: FollowUp | None = None
    draft: LetterDraft | None = None  # begun by the ending
    draft_before: LetterDraft | None = None  # what it was, where one was at hand already


def newcomer(book: Book, name: str, today: date) -> Client:
    """A client as one begins: in the owner's own language, country and currency. Not in the book yet."""
    owner = book.owner.get()
    if owner is None:
        return Client(id=0, name=name, since=today)
    own = owner.letterheads[0].language
    return Client(id=0, name=name, country=owner.country, language=own, currency=owner.currency, since=today)


def welcome(book: Book, *, intake_id: int, letter: bool, today: date) -> IntakeEnd:
    """Takes them on: a new client, or the known one as active. With a letter, "How we work" is begun.

    Raises NotInBook, and CaseRefused: 'intake_without_name', 'intake_ended', 'no_owner', 'kind_does_not_fit'.
    """

    def follow(end: IntakeEnd) -> IntakeEnd:
        return _with_letter(book, end, LetterKind.HOW_WE_WORK, today) if letter else end

    return _end(book, intake_id, IntakeEnding.WELCOME, today, follow)


def not_now(
    book: Book,
    *,
    intake_id: int,
    reason: str,
    remind_on: date | None,
    remind_of: str,
    room_from: date | None,
    today: date,
) -> IntakeEnd:
    """Keeps them as a prospect, with a private reason and, on a day, a follow-up `remind_of` something.

    With `room_from` the letter that says from when there is room is begun. Raises NotInBook, and CaseRefused:
    'intake_without_name', 'intake_ended', 'follow_up_day_past', 'follow_up_without_words', 'door_closed', 'day_past',
    'no_owner'.
    """
    if room_from is not None and room_from <= today:
        raise CaseRefused("day_past", field="later.from")

    def follow(end: IntakeEnd) -> IntakeEnd:
        if remind_on is not None:
            planned = plan_follow_up(book, client_id=end.client.id, due_on=remind_on, what=remind_of, today=today)
            end = replace(end, follow_up=planned)
        if room_from is not None:
            end = _with_letter(book, end, LetterKind.DECLINE, today, (("later.from", room_from.isoformat()),))
        return end

    return _end(
        book,
        intake_id,
        IntakeEnding.NOT_NOW,
        today,
        follow,
        reason=reason.strip(),
        remind_on=remind_on,
    )


def decline_kindly(book: Book, *, intake_id: int, today: date) -> IntakeEnd:
    """Declines, and begins the letter that says so. Who has been a client before keeps the standing they have.

    Raises NotInBook, and CaseRefused: 'intake_without_name', 'intake_ended', 'no_owner'.
    """
    return _end(
        book,
        intake_id,
        IntakeEnding.DECLINED,
        today,
        lambda end: _with_letter(book, end, LetterKind.DECLINE, today),
    )


def skip_intake(book: Book, *, intake_id: int, client_id: int, today: date) -> Intake:
    """Notes that a client was taken on without the questions; `intake_id` of 0 where nothing was asked yet.

    Raises NotInBook, and CaseRefused ('intake_ended').
    """
    with book.transaction():
        client = book.clients.get(client_id)
        if not intake_id and (noted := _skipped(book, client_id, today)):
            return noted
        found = book.intakes.get(intake_id) if intake_id else book.intakes.add(Intake(0, today, client.name))
        if found.ending is not None:
            if (found.ending, found.client_id) == (IntakeEnding.SKIPPED, client_id):
                return found
            raise CaseRefused("intake_ended")
        ended = replace(found, client_id=client_id, ending=IntakeEnding.SKIPPED, ended_on=today)
        book.intakes.save(ended)
        return ended


def _skipped(book: Book, client_id: int, today: date) -> Intake | None:
    last = book.intakes.last_ended(client_id)
    return last if last and (last.ending, last.ended_on) == (IntakeEnding.SKIPPED, today) else None


def _end(
    book: Book,
    intake_id: int,
    ending: IntakeEnding,
    today: date,
    follow: Callable[[IntakeEnd], IntakeEnd],
    **more: object,
) -> IntakeEnd:
    """Ends the intake on its client and does what follows; once more finds what was done."""
    done: list[IntakeEnd] = []
    try:
        with book.transaction():
            opened = book.intakes.get(intake_id)
            if opened.ending is not None:
                return _found(book, opened, ending)
            known = book.clients.get(opened.client_id) if opened.client_id is not None else None
            client = _client(book, opened, known, ending, today)
            ended = replace(opened, client_id=client.id, ending=ending, ended_on=today, **more)  # type: ignore[arg-type]
            book.intakes.save(ended)
            done.append(follow(IntakeEnd(ended, opened, client, known)))
    except StorageFailed as error:
        # A commit that reported an error may have been kept all the same.
        if not (error.at_commit and done and book.intakes.get(intake_id) == done[0].intake):
            raise
    return done[0]


def _found(book: Book, ended: Intake, ending: IntakeEnding) -> IntakeEnd:
    """What an earlier time did. Its client counts as known, so that taking this back drops nobody."""
    if ended.ending is not ending or ended.client_id is None:
        raise CaseRefused("intake_ended")
    client = book.clients.get(ended.client_id)
    return IntakeEnd(ended, replace(ended, ending=None, ended_on=None), client, client)


def _client(book: Book, intake: Intake, known: Client | None, ending: IntakeEnding, today: date) -> Client:
    """The client that an intake ends on. What a known one lacks is filled in; nothing is written over."""
    phone, email = read_reach(intake.reach)
    taken_on = ending is IntakeEnding.WELCOME
    if known is not None:
        client = replace(
            known,
            standing=_BECOMES[ending] if taken_on or known.standing in _NEVER_TAKEN_ON else known.standing,
            phone=known.phone or phone,
            email=known.email or email,
            since=known.since or (today if taken_on else None),
            archived=known.archived and not taken_on,
        )
        if client != known:
            book.clients.save(client)
        return client
    name = intake.name.strip()
    if not name:
        raise CaseRefused("intake_without_name")
    begun, since = newcomer(book, name, today), today if taken_on else None  # who isn't taken on is no client yet
    stands = _BECOMES[ending]
    return book.clients.add(replace(begun, address_name=name, phone=phone, email=email, standing=stands, since=since))


def _with_letter(
    book: Book, end: IntakeEnd, kind: LetterKind, today: date, typed: tuple[tuple[str, str], ...] = ()
) -> IntakeEnd:
    at_hand = book.letters.drafts_about(kind, client_id=end.client.id)
    draft = start_letter(
        book, kind=kind, language=end.client.language, today=today, client_id=end.client.id, typed=typed
    )
    return replace(end, draft=draft, draft_before=next(iter(at_hand), None))


def take_back_intake(book: Book, *, end: IntakeEnd, order: Order | None = None) -> Intake:
    """Takes an ending back, with all that came with it and the first `order`: the intake is open again, as it was.

    Raises CaseRefused ('client_went_on') where something was written about the client since, and loses none of it.
    """
    try:
        with book.transaction():
            client_id = end.client.id
            if book.intakes.get(end.intake.id) != end.intake or book.clients.get(client_id) != end.client:
                raise CaseRefused("client_went_on")
            book.intakes.save(end.opened)
            if order is not None:
                if order not in book.orders.of_client(client_id):
                    raise CaseRefused("client_went_on")
                book.orders.drop(order.id)
            _take_back_letter(book, end)
            if end.follow_up is not None:
                if end.follow_up not in book.follow_ups.of_client(client_id):
                    raise CaseRefused("client_went_on")
                book.follow_ups.drop(end.follow_up.id)
            if end.known is None:
                for gate in Gate:  # what the owner answered on the way to a first order
                    for answer in book.gate_answers.of_client(client_id, gate):
                        book.gate_answers.drop(answer.id)
                book.clients.drop(client_id)
            elif end.known != end.client:
                book.clients.save(end.known)
    except StorageFailed as error:
        if error.reason == "rule":  # an order, a contact or a word on the client rests on it
            raise CaseRefused("client_went_on") from error
        raise
    return end.opened


def _take_back_letter(book: Book, end: IntakeEnd) -> None:
    if end.draft is None:
        return
    now = book.letters.drafts_about(end.draft.kind, client_id=end.client.id)
    if not any(one.id == end.draft.id and _same_letter(one, end.draft) for one in now):
        raise CaseRefused("client_went_on")
    if end.draft_before is not None:
        book.letters.save_draft(end.draft_before)
    else:
        book.letters.drop_draft(end.draft.id)


def _same_letter(one: LetterDraft, other: LetterDraft) -> bool:
    """Whether nobody wrote on it, though opening it may have filled in what the book knows."""
    return (one.edited, one.kind, one.language, one.typed) == (other.edited, other.kind, other.language, other.typed)


def throw_away_intake(book: Book, *, intake_id: int) -> tuple[Intake, tuple[IntakeAnswer, ...]]:
    """Takes an open intake out; what it was comes back, for `restore_intake`.

    Raises NotInBook, and CaseRefused ('intake_ended').
    """
    with book.transaction():
        found = book.intakes.get(intake_id)
        if found.ending is not None:
            raise CaseRefused("intake_ended")
        answers = tuple(book.intake_answers.of_intake(intake_id))
        book.intakes.drop(intake_id)
        return found, answers


def restore_intake(book: Book, *, intake: Intake, answers: tuple[IntakeAnswer, ...]) -> Intake:
    """Puts back one that was thrown away: under its own number, unless another was given that meanwhile."""
    with book.transaction():
        restored = book.intakes.put_back(intake)
        for one in answers:
            book.intake_answers.put_back(replace(one, intake_id=restored.id))
        return restored
