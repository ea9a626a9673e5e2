"""Finding and listing clients, in three scripts."""

import random
from datetime import date, datetime

import pytest

from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.records import Case, Channel, Client, Direction, Interaction, Order, Standing
from evenhand.storage.book import Book
from evenhand.storage.clients import ClientFilter
from evenhand.storage.search import fold, sort_key


def add(book: Book, *names: str) -> None:
    for name in names:
        book.clients.add(Client(0, name))


def found(book: Book, text: str, where: ClientFilter = ClientFilter.ALL) -> list[str]:
    return [row.name for row in book.clients.rows(book.clients.ids(where, text))]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("соловьев", "Иван Соловьёв"),
        ("СОЛОВЬЁВ", "иван соловьев"),
        ("петр", "Пётр Лавров"),
        ("сергеи", "Сергей"),
        ("lukasz", "Łukasz Wójcik"),
        ("wojc", "Łukasz Wójcik"),
        ("weiss", "Jürgen Weiß"),
        ("sorensen", "Bjørn Sørensen"),
        ("սեւակ", "Պարույր Սևակ"),
        ("սևակ", "Պարույր Սեւակ"),
        ("սեվակ", "Պարույր Սևակ"),
        ("արմեն", "Արմեն Սարգսյան"),
        ("oconnor", "Sinéad O'Connor"),
        ("o'connor", "Sinéad O’Connor"),
        ("stefan", "Ștefan Popescu"),
        ("ştefan", "Ștefan Popescu"),
        ("мария", "Анна-Мария"),
        ("whit jane", "Jane Whitcombe"),
        ("ja", "Jane Whitcombe"),
        ("w", "Jane Whitcombe"),
        ("ё", "Ёлкина Анна"),
    ],
)
def test_a_name_is_found_as_people_type_it(book: Book, typed: str, name: str) -> None:
    add(book, name, "Zed")
    assert found(book, typed) == [name]


def test_a_client_is_found_by_telephone_e_mail_and_order_number(book: Book, client: Client, order: Order) -> None:
    add(book, "Somebody Else")
    for typed in ("01908", "+44 1908", "(1908) 555-017", "jane@ex", "2026-0147", "0147", "WHITCOMBE jane@example.org"):
        assert found(book, typed) == (["Jane Whitcombe"] if typed != "01908" else []), typed
    book.orders.save(Order(order.id, client.id, "A/99", order.ordered_on, "coat", order.total, order.paid))
    assert (found(book, "0147"), found(book, "a/99")) == ([], ["Jane Whitcombe"])


def test_a_renamed_client_is_found_by_the_new_name_only(book: Book, client: Client) -> None:
    book.clients.save(Client(client.id, "Jane Aldous"))
    assert (found(book, "whitcombe"), found(book, "wh"), found(book, "ald")) == ([], [], ["Jane Aldous"])


@pytest.mark.parametrize(
    "typed",
    ["O'Neil", '"', "(", "a-b", "anna@x.ru", "+7 900", "", "   ", "private_note:secretnote", "name:anna", "*", "a*",
     "NEAR", "AND OR NOT", "%", "_", "\\", "a\0b", "\u202e", "'; DROP TABLE clients; --", '"" OR ""', "^a", "a AND",
     "{a b}", "-", "😀", "שלום", "x" * 5000, "a " * 400, "\ud800"],
)  # fmt: skip
def test_nothing_typed_into_the_search_is_a_command(book: Book, client: Client, typed: str) -> None:
    book.comfort.set_note(client.id, "secretnote")
    assert found(book, typed) in ([], ["Jane Whitcombe"])
    assert found(book, "secretnote") == []


def test_private_words_are_in_no_search_index(book: Book, client: Client) -> None:
    book.comfort.set_note(client.id, "canarynote")
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNEASY, date(2026, 1, 1), "canaryreason"))
    indexed = book.connection.rows("SELECT sql FROM sqlite_master WHERE sql LIKE '%fts5%'")
    assert len(indexed) == 3
    assert not [sql for (sql,) in indexed if "comfort" in sql or "note" in sql]
    for table in ("client_search_data", "client_beginnings_data", "order_search_data"):
        blocks = b"".join(block for (block,) in book.connection.rows(f"SELECT block FROM {table}"))
        assert b"can" not in blocks


def test_names_stand_as_their_alphabets_do(book: Book) -> None:
    names = ["7 Dials Bakery", "Ana", "Ăsta", "Bob", "Sandu", "Szabo", "Șerban", "Tudor", "Țurcanu", "Zoe",
             "Егор", "Ёлкина", "Жанна", "Яна", "Արամ", "Գոհար", "Զարուհի", "Հակոբ", "Ֆելիքս"]  # fmt: skip
    shuffled = names.copy()
    random.Random(1).shuffle(shuffled)
    add(book, *shuffled)
    assert found(book, "") == names


def test_marks_and_hyphens_do_not_part_namesakes() -> None:
    names = ["Anna Berg", "Anna-Maria", "Anne", "O'Brien", "Óbuda", "Ostrava"]
    assert sorted(names, key=sort_key) == names


def test_folding_keeps_different_names_apart() -> None:
    assert len({fold(name) for name in ("Анна", "Anna", "Инна", "Աննա")}) == 4


def test_each_list_shows_its_own(book: Book, client: Client, case: Case) -> None:
    book.clients.add(Client(0, "Valued", valued=True))
    book.clients.add(Client(0, "Left", standing=Standing.LEFT))
    book.clients.add(Client(0, "Parted", standing=Standing.PARTED))
    away = book.clients.add(Client(0, "Away", valued=True))
    book.clients.archive(away.id)
    lists = {where: found(book, "", where) for where in ClientFilter}
    assert lists == {
        ClientFilter.ALL: ["Jane Whitcombe", "Left", "Parted", "Valued"],
        ClientFilter.CASE: ["Jane Whitcombe"],
        ClientFilter.VALUED: ["Valued"],
        ClientFilter.LEFT: ["Left", "Parted"],
        ClientFilter.ARCHIVED: ["Away"],
    }
    assert all(book.clients.count(where) == len(names) for where, names in lists.items())
    book.clients.archive(away.id, False)
    assert found(book, "away") == ["Away"]


def test_a_line_of_the_list_tells_the_last_event_and_the_flag(book: Book, client: Client, order: Order) -> None:
    (row,) = book.clients.rows([client.id])
    assert (row.last_what, row.last_kind, row.last_on) == ("grey wool coat", "order", date(2026, 3, 1))
    said = Interaction(
        0, client.id, datetime.fromisoformat("2026-03-05 18:30"), Channel.PHONE, Direction.IN, "The lining tore"
    )
    book.interactions.add(said)
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.COMFORTABLE, date(2026, 1, 1)))
    add(book, "Nobody Yet")
    nobody, row = book.clients.rows([2, client.id])
    assert (row.last_what, row.last_kind, row.comfort, row.open_case) == (
        "The lining tore", "contact", Comfort.COMFORTABLE, False,
    )  # fmt: skip
    assert (nobody.name, nobody.last_what, nobody.last_on, nobody.comfort) == ("Nobody Yet", None, None, None)


def test_someone_who_may_be_here_already_is_pointed_out(book: Book, client: Client) -> None:
    add(book, "Jane Whitcombe-Smith")
    alike = book.clients.alike
    assert [one.client.id for one in alike("jane  WHITCOMBE", "", "")] == [client.id]
    assert [one.client.id for one in alike("J. W.", "0044 1908555017", "")] == [client.id]
    assert [one.client.id for one in alike("J. W.", "", "Jane@Example.org")] == [client.id]
    assert alike("Jane", "555", "example.org") == []


def test_a_list_of_any_length_is_read_from_its_index(book: Book) -> None:
    names = [f"{first} {last}" for first in ("Anna", "Пётр", "Արամ", "Șerban", "Łucja") for last in ("Berg", "Лавров")]
    book.clients.add_many(Client(0, f"{names[n % 10]} {n}") for n in range(1_500))
    assert len(book.clients.rows(book.clients.ids()[:100])) == 100
    plan = " ".join(row[3] for row in book.connection.rows(
        "EXPLAIN QUERY PLAN SELECT id FROM clients WHERE archived = 0 ORDER BY sort_key"))  # fmt: skip
    assert "COVERING INDEX clients_by_name" in plan
    assert "TEMP B-TREE" not in plan
    assert len(book.clients.ids(text="лавров 1233")) >= 1
