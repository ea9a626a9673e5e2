"""What a write can change, as it's announced to whoever shows it."""

from enum import Enum, auto


class Kind(Enum):
    """The kinds of thing a write can change."""

    OWNER = auto()
    CLIENTS = auto()
    ORDERS = auto()
    INTERACTIONS = auto()
    COMFORT = auto()
    CASES = auto()
    PROMISES = auto()
    FOLLOW_UPS = auto()
    LETTERS = auto()
    BONUSES = auto()
    RULES = auto()
    INTAKE = auto()
    SUGGESTIONS = auto()
