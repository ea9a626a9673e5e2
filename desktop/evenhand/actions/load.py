"""The load guard: the one line that it has to say, and what the owner makes of it."""

from dataclasses import replace
from datetime import date, timedelta

from evenhand.domain.calendar import UnknownCountry, is_working_day
from evenhand.domain.load import WINDOW, LoadAnswer, LoadLine, day_to_keep_free, overload, usual
from evenhand.storage.book import Book


def load_line(book: Book, *, today: date) -> LoadLine | None:
    """What is too much now, with what is usual; None when nothing is, or the guard is off or quiet."""
    limits = book.load.limits()
    if not limits.is_on:
        return None
    answers = book.load.answers(today - timedelta(WINDOW))
    line = overload(book.load.counts(today), limits, answers, today)
    return line and replace(line, usual=usual(book.load.weeks(line.sign, today)))


def day_free_of_new_clients(book: Book, *, today: date) -> date | None:
    """The next of the owner's own working days that isn't kept free yet, public holidays left out."""
    owner = book.owner.get()

    def is_holiday(day: date) -> bool:
        try:
            # a Saturday is no working day of the country's, but may be one of the owner's
            return owner is not None and day.isoweekday() < 6 and not is_working_day(day, owner.country)
        except UnknownCountry:
            return False

    return day_to_keep_free(today, book.load.limits(), book.load.quiet_days(today), is_holiday)


def keep_day_free(book: Book, *, line: LoadLine, day: date, on: date) -> LoadAnswer:
    """Keeps a day free of new clients, which answers the guard's line."""
    return book.load.add(LoadAnswer(0, on, line.sign, line.counted, day))


def put_load_aside(book: Book, *, line: LoadLine, on: date) -> LoadAnswer:
    """Answers the guard's line without doing anything about it."""
    return book.load.add(LoadAnswer(0, on, line.sign, line.counted))


def take_back_load_answer(book: Book, *, answer_id: int) -> None:
    """The line speaks again, and a day that was kept free isn't any more. Raises NotInBook."""
    book.load.drop(answer_id)
