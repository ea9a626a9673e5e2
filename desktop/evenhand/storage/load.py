"""How the owner's days felt, and what the load guard counts. Private: in tables and no index but their own."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from evenhand.domain.comfort import Comfort, ComfortReason
from evenhand.domain.load import WEEKS, WINDOW, LoadAnswer, LoadLimits, LoadSign, window
from evenhand.storage.connection import Kind
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section

_LIMITS = ", ".join(columns(LoadLimits))

# Within seven days of half a million contacts the marks of a few hundred are looked up, not all marks there are: the
# join keeps its order. What follows the days in ? asks for the marks or the hours.
_CONTACTS = "FROM interactions CROSS JOIN comfort_marks ON interaction_id = interactions.id"
_HARD = f"{_CONTACTS} WHERE happened_at >= ? AND happened_at < ? AND comfort = 'uncomfortable'"
_LATE = """FROM interactions WHERE happened_at >= ? AND happened_at < ?
    AND (substr(happened_at, 12, 5) < ? OR substr(happened_at, 12, 5) > ?
         OR strftime('%w', happened_at) IN (SELECT CAST(value % 7 AS TEXT) FROM json_each(?)))"""
# Open cases are few; flags may be many.
_CASES = """FROM cases CROSS JOIN comfort_flags ON comfort_flags.client_id = cases.client_id
    WHERE closed_on IS NULL AND received_on >= ? AND comfort = 'uncomfortable'"""


@dataclass(frozen=True, slots=True)
class LoadContact:
    """A contact that the guard counted, with what made it hard where the owner said so."""

    interaction_id: int
    client_id: int
    client_name: str
    happened_at: datetime
    summary: str
    comfort: Comfort | None
    reasons: tuple[ComfortReason, ...]


@dataclass(frozen=True, slots=True)
class LoadCase:
    """An open case that the guard counted."""

    case_id: int
    client_id: int
    client_name: str
    title: str
    received_on: date


class LoadSection(Section[LoadAnswer]):
    """The owner's limits, what there is against them, and what was made of the guard's lines."""

    record = LoadAnswer
    table = "load_answers"
    kind = Kind.COMFORT

    def limits(self) -> LoadLimits:
        """The owner's own, or the usual ones until there are any."""
        row = self._book.row(f"SELECT {_LIMITS} FROM load_limits")
        return from_row(LoadLimits, row) if row else LoadLimits()

    def set_limits(self, limits: LoadLimits) -> None:
        row = to_row(limits) | {"id": 1}
        with self._book.writing(Kind.COMFORT):
            self._book.tables.LoadLimits.insert(row).on_conflict_replace().execute(self._book.db)

    # Counting

    def counts(self, today: date) -> dict[LoadSign, int]:
        """How many of each sign there are in the seven days up to today."""
        limits = self.limits()
        days = _range(*window(limits, today))
        return {
            LoadSign.HARD_CONTACTS: self._count(_HARD, *days),
            LoadSign.LATE_ENTRIES: self._count(_LATE, *days, *_hours(limits)),
            LoadSign.OPEN_HARD_CASES: self._count(_CASES, _since(limits)),
        }

    def weeks(self, sign: LoadSign, today: date) -> list[int]:
        """How many there were in each of the eight windows before the present one, the latest first.

        Only whole windows count that neither begin before `counted_from` nor before the book's first contact.
        """
        limits = self.limits()
        end = today - timedelta(WINDOW - 1)
        known = (end - self._first_day(limits)).days // WINDOW
        ends = [end - timedelta(WINDOW * number) for number in range(min(max(known, 0), WEEKS))]
        if not ends:
            return []
        if sign is LoadSign.OPEN_HARD_CASES:
            return [self._open_on(one, _since(limits)) for one in ends]
        first = ends[-1] - timedelta(WINDOW)
        late = sign is LoadSign.LATE_ENTRIES
        days_before = "julianday(?) - julianday(happened_at, 'start of day') - 1"
        sql = f"SELECT CAST(({days_before}) / {WINDOW} AS INTEGER), count(*) {_LATE if late else _HARD} GROUP BY 1"
        hours = _hours(limits) if late else ()
        found = dict(self._book.rows(sql, (end.isoformat(), *_range(first, end), *hours)))
        return [found.get(number, 0) for number in range(len(ends))]

    def _first_day(self, limits: LoadLimits) -> date:
        first = self._book.value("SELECT min(happened_at) FROM interactions")
        day = datetime.fromisoformat(first).date() if first else date.max
        return max(day, limits.counted_from or day)

    def _open_on(self, end: date, since: str) -> int:
        """The cases of clients flagged uncomfortable by then that were open when the day before `end` was over."""
        day = end.isoformat()
        sql = """SELECT count(*) FROM comfort_flags CROSS JOIN cases ON cases.client_id = comfort_flags.client_id
            WHERE comfort = 'uncomfortable' AND set_on < ? AND received_on >= ? AND received_on < ?
                AND (closed_on IS NULL OR closed_on >= ?)"""
        counted: int = self._book.value(sql, (day, since, day, day))
        return counted

    def _count(self, counted: str, *parameters: object) -> int:
        number: int = self._book.value(f"SELECT count(*) {counted}", parameters)
        return number

    # What was counted

    def hard_contacts(self, today: date) -> list[LoadContact]:
        """The uncomfortable contacts of the seven days up to today, the latest first."""
        return self._contacts(_HARD, *_range(*window(self.limits(), today)))

    def late_entries(self, today: date) -> list[LoadContact]:
        """The contacts after hours and on days off in the seven days up to today, the latest first."""
        limits = self.limits()
        return self._contacts(_LATE, *_range(*window(limits, today)), *_hours(limits))

    def _contacts(self, counted: str, *parameters: object) -> list[LoadContact]:
        ids = f"SELECT interactions.id {counted}"
        sql = f"""SELECT interactions.id, client_id, name, happened_at, summary, comfort, reasons
            FROM interactions JOIN clients ON clients.id = client_id
                LEFT JOIN comfort_marks ON interaction_id = interactions.id
            WHERE interactions.id IN ({ids}) ORDER BY happened_at DESC, interactions.id DESC"""
        return [
            LoadContact(id_, client, name, datetime.fromisoformat(at), what, mark and Comfort(mark), _reasons(why))
            for id_, client, name, at, what, mark, why in self._book.rows(sql, parameters)
        ]

    def hard_cases(self) -> list[LoadCase]:
        """The open cases of clients who are uncomfortable to work with, the longest open first."""
        sql = f"""SELECT cases.id, cases.client_id, name, title, received_on FROM cases
            JOIN clients ON clients.id = cases.client_id
            WHERE cases.id IN (SELECT cases.id {_CASES}) ORDER BY received_on, cases.id"""
        rows = self._book.rows(sql, (_since(self.limits()),))
        return [LoadCase(id_, client, name, title, date.fromisoformat(day)) for id_, client, name, title, day in rows]

    # Answers

    def answers(self, since: date = date.min) -> list[LoadAnswer]:
        """From a day on, the latest first."""
        return self._where("answered_on >= ? ORDER BY answered_on DESC, id DESC", since.isoformat())

    def quiet_days(self, first: date) -> list[date]:
        """The days from `first` on that are kept free of new clients, in order."""
        sql = "SELECT DISTINCT quiet_day FROM load_answers WHERE quiet_day >= ? ORDER BY 1"
        return [date.fromisoformat(day) for day in self._book.firsts(sql, (first.isoformat(),))]

    def wipe(self, today: date) -> None:
        """Takes all check-ins and all answers out of the book; counting begins anew today. The limits stay."""
        with self._book.writing(Kind.COMFORT):
            self._book.tables.CheckIn.delete().execute(self._book.db)
            self._model.delete().execute(self._book.db)
            self.set_limits(replace(self.limits(), counted_from=today))


def _since(limits: LoadLimits) -> str:
    return (limits.counted_from or date.min).isoformat()


def _range(first: date, end: date) -> tuple[str, str]:
    """The days as moments, so that the index on them is used."""
    return tuple(datetime.combine(day, time()).isoformat(" ") for day in (first, end))  # type: ignore[return-value]


def _hours(limits: LoadLimits) -> tuple[str, str, str]:
    """When work begins and ends, and the days off by ISO number, as the query asks for them."""
    return f"{limits.work_from:%H:%M}", f"{limits.work_to:%H:%M}", json.dumps(limits.days_off)


def _reasons(stored: str | None) -> tuple[ComfortReason, ...]:
    return tuple(ComfortReason(one) for one in json.loads(stored)) if stored else ()
