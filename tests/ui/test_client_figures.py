"""A client in figures: what is still open is what may still have to be given."""

from datetime import date, timedelta

from bonus_shop import client_of, grant, open_shop
from evenhand.domain.money import Money
from evenhand.domain.records import Nature
from evenhand.storage.book import Book
from evenhand.ui.client_figures import figures_row

TODAY = date(2026, 11, 10)


def test_money_owed_is_still_open_after_the_last_day_of_its_bonus(book: Book) -> None:
    open_shop(book)
    for name, nature in (("Priya Raman", Nature.OWED), ("Oleg Brandt", Nature.GOODWILL)):
        grant(book, name, Money(72, "EUR"), TODAY - timedelta(1), nature=nature)
    shown = {
        name: figures_row(book.figures(client_of(book, name).id), TODAY, "EUR")[2]
        for name in ("Priya Raman", "Oleg Brandt")
    }
    assert {name: figure.value for name, figure in shown.items()} == {"Priya Raman": "€72", "Oleg Brandt": "–"}
    assert shown["Priya Raman"].note == ""
