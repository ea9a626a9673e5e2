"""What a person can ask for, and erasing one: refusals and codes in the screen's language."""

from enum import StrEnum

from evenhand.actions.exporting import ExportRefused
from evenhand.domain.bonus import EntryKind
from evenhand.domain.comfort import Comfort, ComfortReason
from evenhand.domain.erasure import Obstacle, Unsettled
from evenhand.domain.options import Effort
from evenhand.domain.records import (
    Cause,
    Channel,
    ChosenBy,
    Direction,
    LetterKind,
    Nature,
    Outcome,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.domain.turns import Turn
from evenhand.storage.erasing import ErasureRefused
from evenhand.translation import N_, _, ngettext
from evenhand.wording.letter_refusals import sentence
from evenhand.wording.values import word

_EXPORT = {
    "not_empty": N_("There is something in {folder} already. Choose an empty folder, or a new one."),
    "not_folder": N_("{folder} is a file. Choose a folder."),
}


@sentence.register
def _export(error: ExportRefused) -> str:
    return _(_EXPORT[error.reason]).format(folder=error.folder)


@sentence.register
def _erasure(error: ErasureRefused) -> str:
    if error.reason == "day_past":
        return _("That day has passed. Choose today or a later day.")
    return " ".join(unsettled(one) for one in error.unsettled)


def unsettled(one: Unsettled) -> str:
    """What is still open with somebody, and what to do about it first."""
    if one.obstacle is Obstacle.OPEN_CASE:
        said = ngettext(
            "{n} case is still open. Close it first.", "{n} cases are still open. Close them first.", one.count
        )
    elif one.obstacle is Obstacle.OPEN_BONUS:
        said = ngettext(
            "{n} bonus can still be used. Redeem, exchange or cancel it first.",
            "{n} bonuses can still be used. Redeem, exchange or cancel them first.",
            one.count,
        )
    else:
        said = ngettext(
            "{n} promise is still open. Keep it first, or say that it is no longer needed.",
            "{n} promises are still open. Keep them first, or say that they are no longer needed.",
            one.count,
        )
    return f"{', '.join(one.which)}: {said}" if one.which else said


# What the values of an item are, by its label.
_KINDS: dict[str, type[StrEnum]] = {
    "felt": Comfort,
    "reasons": ComfortReason,
    "standing": Standing,
    "channel": Channel,
    "direction": Direction,
    "cause": Cause,
    "responsibility": Responsibility,
    "put right by": Remedy,
    "compensation chosen by": ChosenBy,
    "outcome": Outcome,
    "effort": Effort,
    "nature": Nature,
    "turn": Turn,
    "kind": LetterKind,
    "entry": EntryKind,
}
_YES_NO = ("valued", "closed")


def held_value(label: str, value: str) -> str:
    """A value of an item that is held about somebody, under its (English) label, in the screen's language."""
    if label in _YES_NO:
        return _("yes") if value == "1" else _("no")
    kind = _KINDS.get(label)
    return word(kind(value)) if kind is not None and value in set(kind) else value
