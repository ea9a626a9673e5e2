"""What the screens of Counter view are given: the desk, and which client is open."""

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.ui.desk import Desk


@dataclass(frozen=True, kw_only=True)
class CounterDesk(Desk):
    """A desk on which one client's things lie, or nobody's."""

    client: int  # whose, 0 for nobody's
    open_client: Callable[[int], None]
    letter: int = 0  # one of the client's that was being looked at
