"""The page of a text as it would be for one of four invented clients, on the owner's own letterhead."""

from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from evenhand.domain.records import LetterKind, Owner
from evenhand.letters.facts import LetterFacts, LetterText
from evenhand.letters.letter import check_words, difficult_facts
from evenhand.letters.trial import ordinary_facts
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.preview_pane import PreviewPane, draw_pdf


class Sample(Enum):
    """An invented client: one about whom all is known, and three who are hard on a text."""

    ORDINARY = auto()
    LONG_NAME = auto()
    NO_FORM_OF_ADDRESS = auto()
    NO_ADDRESS = auto()


def sample_facts(owner: Owner, language: str, kind: LetterKind, sample: Sample) -> LetterFacts:
    """All that a letter of the kind may speak of, for the client."""
    if sample is Sample.ORDINARY:
        return ordinary_facts(owner, language, kind)
    hard = (Sample.LONG_NAME, Sample.NO_FORM_OF_ADDRESS, Sample.NO_ADDRESS)
    return difficult_facts(owner, language, kind)[hard.index(sample)]


def draw_sample(owner: Owner, language: str, kind: LetterKind, sample: Sample, text: LetterText) -> bytes:
    """The PDF for the client. Raises LetterRefused, also for a mistake that only another client's letter would show."""
    from evenhand.letters.fields import values
    from evenhand.letters.template import fill_body, fill_plain

    check_words(kind, language, text.subject, text.body)
    facts = sample_facts(owner, language, kind, sample)
    known = values(kind, facts)
    return draw_pdf(
        facts, kind, replace(text, subject=fill_plain(text.subject, known), body=fill_body(text.body, known))
    )


class SamplePages(PreviewPane):
    """The page, and above it the choice of whose it is. `chosen` is sent for the owner's choice."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.samples = kit.Chips(
            (
                (Sample.ORDINARY, _("Ordinary client")),
                (Sample.LONG_NAME, _("Long name")),
                (Sample.NO_FORM_OF_ADDRESS, _("No form of address")),
                (Sample.NO_ADDRESS, _("No address")),
            ),
            _("Page for"),
        )
        self.samples.set_value(Sample.ORDINARY)
        self.samples.chosen.connect(lambda _sample: self.chosen.emit())
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, kit.holder(kit.column(self.samples, margins=(12, 10, 10, 0))))

    @property
    def sample(self) -> Sample:
        value = self.samples.value()
        assert isinstance(value, Sample)
        return value
