"""What a case, or a letter, can't take."""

from datetime import date

from evenhand.domain.money import Money


class CaseRefused(ValueError):
    """Something a case, or a letter, can't take. `reason` says what, in one word the screens have a sentence for.

    `limit` is the most that could be given, `field` the letter's typed field and `day` the day that it's about.
    """

    def __init__(self, reason: str, limit: Money | None = None, *, field: str = "", day: date | None = None) -> None:
        super().__init__(reason)
        self.reason, self.limit, self.field, self.day = reason, limit, field, day
