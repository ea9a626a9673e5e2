"""Erasing a person at their wish: what is settled first, what is kept, what is remembered."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import books
from evenhand import wording
from evenhand.actions import importing
from evenhand.actions.erasing import erase, erase_again, keep_longer, proposed_keep_until, purge_due
from evenhand.domain.bonus import EntryKind
from evenhand.domain.money import Money
from evenhand.domain.promises import Promise
from evenhand.domain.records import Case, Client, Letterhead, Order, Owner
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.erasing import ErasureRefused
from evenhand.storage.errors import NotInBook, StorageFailed
from evenhand.storage.seen import Seen

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, 0)
AFTER = date(2037, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def _settle(book: Book, client_id: int) -> None:
    """Ends all that is open with a client, as the owner would; by the shortest way."""
    book.connection.rows("UPDATE cases SET closed_on = ? WHERE client_id = ?", ("2026-11-19", client_id))
    book.connection.rows(
        "UPDATE promises SET ended_on = '2026-11-19', ending = 'kept' WHERE ended_on IS NULL AND client_id = ?",
        (client_id,),
    )
    for bonus in book.bonuses.of_client(client_id):
        book.connection.rows(
            """INSERT INTO bonus_ledger (bonus_id, kind, amount, entered_on, note, currency, operation_id)
                SELECT ?1, 'cancelled', left_over, '2026-11-19', '', ?2, 'settle' || ?1 FROM (
                    SELECT sum(iif(kind IN ('granted', 'reversed'), amount, -amount)) AS left_over
                    FROM bonus_ledger WHERE bonus_id = ?1) WHERE left_over > 0""",
            (bonus.id, bonus.amount.currency),
        )


def test_somebody_with_nothing_open_is_erased(full: Book) -> None:
    done = erase(full, 1, today=TODAY)
    assert full.clients.get(1).name == "Erased client 1"
    assert (done.erased_on, done.keep_until) == (TODAY, date(2036, 12, 31))


def test_a_prospect_without_sums_is_gone_at_once(book: Book) -> None:
    client = book.clients.add(Client(0, "Anna Weiss"))
    done = erase(book, client.id, today=TODAY)
    assert done.purged_on == TODAY


def test_an_open_case_is_settled_first(book: Book) -> None:
    client = book.clients.add(Client(0, "Anna Weiss"))
    order = book.orders.add(Order(0, client.id, "1", TODAY, "a coat", Money(9, "EUR"), Money(9, "EUR")))
    book.cases.add(Case(0, "2026-021", client.id, order.id, "A torn seam", TODAY))
    with pytest.raises(ErasureRefused) as refused:
        erase(book, client.id, today=TODAY)
    assert wording.sentence(refused.value) == "2026-021: 1 case is still open. Close it first."
    assert book.clients.get(client.id) == client


def test_an_open_promise_is_settled_first(book: Book) -> None:
    client = book.clients.add(Client(0, "Anna Weiss"))
    book.promises.add(Promise(0, client.id, "call back", TODAY, TODAY, TODAY))
    with pytest.raises(ErasureRefused) as refused:
        erase(book, client.id, today=TODAY)
    assert wording.sentence(refused.value).startswith("1 promise is still open.")


def test_a_bonus_that_can_still_be_used_is_settled_first(full: Book) -> None:
    with pytest.raises(ErasureRefused) as refused:
        erase(full, 1, today=date(2026, 3, 2))  # its last day
    assert "1 bonus can still be used." in wording.sentence(refused.value)


def test_letters_cant_be_kept_until_a_day_that_has_passed(full: Book) -> None:
    with pytest.raises(ErasureRefused) as refused:
        erase(full, 1, today=TODAY, keep_until=date(2026, 11, 19))
    assert wording.sentence(refused.value) == "That day has passed. Choose today or a later day."
    assert full.clients.get(1).name != "Erased client 1"


def test_nobody_is_erased_who_isnt_in_the_book(book: Book) -> None:
    with pytest.raises(NotInBook):
        erase(book, 99, today=TODAY)


def test_the_owner_s_years_say_how_long_sums_are_kept(full: Book) -> None:
    full.owner.save(Owner((Letterhead("en", "Merrow", "Ellen"),), keep_years=6))
    assert proposed_keep_until(full, 1, today=TODAY) == date(2032, 12, 31)


def test_the_owner_may_choose_another_day_and_change_it(full: Book) -> None:
    assert erase(full, 1, today=TODAY, keep_until=date(2030, 6, 1)).keep_until == date(2030, 6, 1)
    keep_longer(full, 1, date(2031, 6, 1), today=TODAY)
    assert not purge_due(full, date(2031, 6, 1))
    assert purge_due(full, date(2031, 6, 2)) == [1]


def test_a_day_that_has_passed_is_no_later_day(full: Book) -> None:
    erase(full, 1, today=TODAY)
    with pytest.raises(ErasureRefused):
        keep_longer(full, 1, date(2026, 1, 1), today=TODAY)


def test_what_was_kept_goes_after_its_day_and_once(full: Book) -> None:
    erase(full, 1, today=TODAY)
    assert not purge_due(full, date(2036, 12, 31))
    assert purge_due(full, AFTER) == [1]
    assert not purge_due(full, AFTER)
    assert full.letters.pdf(1) == b"\0"


def test_erasing_twice_is_erasing_once(full: Book) -> None:
    first = erase(full, 1, today=TODAY)
    assert erase(full, 1, today=date(2027, 1, 1)) == first


def test_a_verified_backup_comes_first(folder: Path) -> None:
    with Book.create(folder) as book:
        client = book.clients.add(Client(0, "Anna Weiss"))
        erase(book, client.id, today=TODAY, now=NOW)
        (copy,) = Backups(folder).all()
        assert copy.why == "erasure"


def test_without_a_backup_nobody_is_erased(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object, **_more: object) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr("evenhand.actions.safekeeping.back_up", fails)
    with Book.create(folder) as book:
        client = book.clients.add(Client(0, "Anna Weiss"))
        with pytest.raises(StorageFailed):
            erase(book, client.id, today=TODAY, now=NOW)
        assert book.clients.get(client.id) == client


def test_this_computer_remembers_who_was_erased_and_an_older_copy_learns_of_it(folder: Path, tmp_path: Path) -> None:
    seen = Seen(tmp_path / "state")
    with Book.create(folder) as book:
        client = book.clients.add(Client(0, "Anna Weiss", phone="+44 20 7946 0000"))
        older = books.copy_of(book)
        erase(book, client.id, today=TODAY, now=NOW, seen=seen)
        remembered = seen.of(book.id).erased
    with older:
        assert older.clients.get(client.id).name == "Anna Weiss"
        assert erase_again(older, remembered, TODAY) == [client.id]
        assert older.clients.get(client.id).name == f"Erased client {client.id}"
        assert not erase_again(older, remembered, TODAY)


def test_what_was_open_in_the_older_copy_keeps_nobody_in_it(book: Book) -> None:
    client = book.clients.add(Client(0, "Anna Weiss"))
    order = book.orders.add(Order(0, client.id, "1", TODAY, "a coat", Money(9, "EUR"), Money(9, "EUR")))
    case = book.cases.add(Case(0, "2026-021", client.id, order.id, "A torn seam", TODAY))
    book.promises.add(Promise(0, client.id, "call back", TODAY, TODAY, TODAY, case_id=case.id))
    assert erase_again(book, [book.erasures.uid(client.id)], TODAY) == [client.id]
    assert not book.cases.open()
    assert book.cases.get(case.id).title == ""


def test_the_day_chosen_before_is_kept_to(full: Book) -> None:
    uid = full.erasures.uid(1)
    erase_again(full, [uid], TODAY, {uid: date(2040, 1, 1)})
    assert full.erasures.get(1).keep_until == date(2040, 1, 1)


def test_a_memory_that_fails_erases_nobody_twice(full: Book) -> None:
    class Forgetful:
        def note_erased(self, _book: Book, _uid: str) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        erase(full, 1, today=TODAY, seen=Forgetful())
    assert full.erasures.known(1)


def test_the_book_stays_in_order_whoever_is_erased(business: Book) -> None:
    assert not check(business)
    for client_id in business.clients.ids():
        _settle(business, client_id)
        erase(business, client_id, today=TODAY)
        assert not check(business)
    assert not business.clients.ids()
    assert purge_due(business, date(2099, 1, 1))
    assert not check(business)


def test_a_bonus_that_is_open_again_in_an_older_copy_is_cancelled_in_its_ledger(business: Book) -> None:
    row = next(
        one for one in business.bonuses.rows() if business.erasures.unsettled(one.bonus.client_id, TODAY) and one.left
    )
    client_id, code = row.bonus.client_id, row.bonus.code
    erase_again(business, [business.erasures.uid(client_id)], TODAY)
    bonus = business.bonuses.by_code(code)
    assert bonus is not None
    assert business.bonuses.ledger(bonus.id)[-1].kind is EntryKind.CANCELLED
    assert not business.bonuses.row(bonus.id).left
    assert not business.erasures.unsettled(client_id, TODAY)
    assert client_id not in {one.bonus.client_id for one in business.bonuses.running_out(TODAY, AFTER)}
    assert not check(business)


def test_an_import_that_was_undone_doesnt_keep_the_name_of_a_file_about_who_stayed(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "Anna Weiss.csv"
    file.write_text("Name,Phone\nAnna Weiss,+44 20 7946 0000\n", "utf-8")
    now = NOW.replace(tzinfo=UTC)
    done = importing.take(book, importing.preview(book, importing.read_file(file)), operation_id="x", now=now)
    (client_id,) = book.clients.ids()
    book.clients.save(replace(book.clients.get(client_id), email="anna@example.org"))
    importing.take_back(book, import_id=done.import_id, now=now)
    erase(book, client_id, today=TODAY)
    assert "Anna" not in str(book.imports.all())
    assert not importing.take_back(book, import_id=done.import_id, now=now).removed


def test_undoing_an_import_doesnt_bring_back_who_was_erased_meanwhile(book: Book, tmp_path: Path) -> None:
    known = book.clients.add(Client(0, "Olga Weiss", email="olga@example.org"))
    file = tmp_path / "people.csv"
    rows = ("Name,Email,Phone", "Anna Weiss,anna@example.org,", "Olga Weiss,olga@example.org,+44 20 7946 0000")
    file.write_text("\n".join(rows), "utf-8")
    now = NOW.replace(tzinfo=UTC)
    done = importing.take(book, importing.preview(book, importing.read_file(file)), operation_id="x", now=now)
    (anna,) = set(book.clients.ids()) - {known.id}
    for client_id in (anna, known.id):
        erase(book, client_id, today=TODAY)
    back = importing.take_back(book, import_id=done.import_id, now=now)
    assert (back.removed, back.restored, back.stayed) == (0, 0, ())
    assert [book.clients.get(one).name for one in (known.id, anna)] == ["Erased client 1", "Erased client 2"]
    assert not check(book)
