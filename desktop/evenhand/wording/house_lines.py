"""What the letter and the sheet "How we work" leave unsaid, in the screen's language."""

from collections.abc import Sequence

from evenhand.domain import rules
from evenhand.domain.rules import HouseRule
from evenhand.translation import _, language, ngettext
from evenhand.wording.languages import language_name

_MOST_NAMED = 3


def not_said(lacking: Sequence[HouseRule], letters_language: str) -> str:
    """Which rules have a line for clients, but none in a letters' language."""
    names = [rules.text(one.name, language()) for one in lacking]
    shown = ", ".join(names[:_MOST_NAMED])
    if (more := len(names) - _MOST_NAMED) > 0:
        shown = _("{names} and {more}").format(names=shown, more=ngettext("{n} rule more", "{n} rules more", more))
    return _("Not said in {language} yet: {names}.").format(language=language_name(letters_language), names=shown)
