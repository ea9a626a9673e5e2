"""The gate for new clients in words: its questions to begin with, its answers, what tilts it and how it ended."""

from evenhand import formats
from evenhand.domain.intake import FitAnswer, Intake, IntakeEnding, Level, LevelState
from evenhand.translation import N_, _, language, ngettext, pgettext
from evenhand.wording.numbers import counted

# To begin with, while the owner's own list is empty.
_SUGGESTED = (
    N_("Is this work I do well?"),
    N_("Does the deadline leave me my evenings?"),
    N_("Is my price fine with them?"),
    N_("Were they respectful so far?"),
    N_("Do I have room for it?"),
    N_("Would I be glad to see them again?"),
)

_HEADINGS = {
    LevelState.FLAT: N_("Nothing answered yet"),
    LevelState.LEVEL: N_("Level"),
    LevelState.NEARLY: N_("Nearly level"),
    LevelState.OFF: N_("Off level"),
}

_ENDED = {
    IntakeEnding.WELCOME: N_("Welcome, on {day}"),
    IntakeEnding.NOT_NOW: N_("Not now, on {day}"),
    IntakeEnding.DECLINED: N_("Declined kindly, on {day}"),
    IntakeEnding.SKIPPED: N_("Taken on without the questions, on {day}"),
}


def suggested_questions() -> list[str]:
    """Six questions to begin with."""
    return [_(text) for text in _SUGGESTED]


def answer(given: FitAnswer) -> str:
    """An answer, as its button says it."""
    return {
        FitAnswer.YES: pgettext("fit", "Yes"),
        FitAnswer.UNSURE: pgettext("fit", "Not sure"),
        FitAnswer.NO: pgettext("fit", "No"),
    }[given]


def heading(level: Level) -> str:
    """How the level lies."""
    return _(_HEADINGS[level.state])


def what_tilts(level: Level) -> str:
    """What the answers come to, naming the question that tilts it most."""
    if level.state is LevelState.FLAT:
        return _("Answer what you can. What you leave open does not count.")
    yeses = counted(ngettext("{n} clear yes.", "{n} clear yeses.", level.yes), level.yes) if level.yes else ""
    return " ".join(part for part in (yeses, _tilting(level.tilts)) if part)


def _tilting(questions: tuple[str, ...]) -> str:
    if not questions:
        return _("Nothing tilts it.")
    said = _("What tilts it: “{question}”") if len(questions) == 1 else _("What tilts it most: “{question}”")
    return said.format(question=questions[0])


def how_many(questions: int) -> str:
    """What stands over the questions."""
    return counted(ngettext("{n} question to yourself", "{n} questions to yourself", questions), questions)


def ended(intake: Intake) -> str:
    """How it ended and when; nothing while it's open."""
    if intake.ending is None or intake.ended_on is None:
        return ""
    return _(_ENDED[intake.ending]).format(day=formats.long_date(intake.ended_on, language()))
