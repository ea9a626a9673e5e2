"""The lists of Today that its first paint doesn't show: all but the promises."""

from collections.abc import Callable
from typing import NamedTuple

from evenhand.translation import _
from evenhand.ui.desk import Place
from evenhand.ui.duty_list import DutyList

_A_HANDFUL = 5  # rows at first


class RestLists(NamedTuple):
    """In reading order; the first three stand at the left."""

    cases: DutyList
    todos: DutyList
    suggestions: DutyList
    bonuses: DutyList
    people: DutyList
    signals: DutyList


def rest_lists(go: Callable[[Place, int], None], lead: int) -> RestLists:
    """All of them, empty. `lead` is the width of the days at the left, `go` leads to where the rest of a list is."""
    few = _A_HANDFUL
    return RestLists(
        DutyList(_("Cases to answer"), lead, elsewhere=lambda: go(Place.CASES, 0)),
        DutyList(_("To do by my rules"), lead, at_first=few),
        DutyList(_("Suggestions to answer"), lead, at_first=few),
        DutyList(_("Bonuses about to expire"), 84, 46, at_first=few, elsewhere=lambda: go(Place.BONUSES, 0)),
        DutyList(_("People to greet"), 32, 54, at_first=few),
        DutyList(_("Ask how it went"), 32, 54, at_first=few),
    )
