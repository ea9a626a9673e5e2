"""The notes of the tone check in the screen's language."""

from evenhand.domain.tone import Category
from evenhand.translation import N_, _

_TITLES = {
    Category.BLAME: N_("Puts the blame on the client"),
    Category.LAST_WORD: N_("Takes the last word"),
    Category.FAVOUR: N_("Makes it sound like a favour"),
    Category.GROVEL: N_("Bows lower than it needs to"),
    Category.VAGUE: N_("Leaves it vague"),
    Category.EVASION: N_("Steps around whose mistake it is"),
    Category.THREAT: N_("Sounds like a threat"),
    Category.LEGAL: N_("Reads like small print"),
    Category.SECOND_APOLOGY: N_("A second apology; one is enough"),
    Category.PROMISE_WITHOUT_DAY: N_("A promise without a day"),
    Category.NO_ADMISSION: N_("Whose mistake it was is missing"),
    Category.NO_APOLOGY: N_("The apology itself is missing"),
    Category.NO_GIFT: N_("A gift or a remedy is missing"),
    Category.PROMISE_WITH_DAY: N_("The promise has a day"),
    Category.PROMISE_WITH_HOUR: N_("The promise has a day and an hour"),
}


def tone_title(category: Category) -> str:
    """What a note is about, in a few words."""
    return _(_TITLES[category])
