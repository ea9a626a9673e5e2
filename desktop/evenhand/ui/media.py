"""What is put into a printer besides plain sheets, by name: envelopes and sheets of labels."""

from decimal import Decimal

from evenhand import formats
from evenhand.domain.records import Owner, PaperSize
from evenhand.letters.envelopes import ENVELOPES, LABEL_SHEETS, EnvelopeSize, LabelSheet
from evenhand.letters.profiles import profile_of
from evenhand.translation import _, language

_NAMES = {EnvelopeSize.DL: "DL", EnvelopeSize.C6: "C6", EnvelopeSize.C5: "C5", EnvelopeSize.NO_10: "#10"}
_PAPERS = {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}


def envelope_name(size: EnvelopeSize) -> str:
    """ "DL, 220 × 110 mm"."""
    return _("{name}, {size} mm").format(name=_NAMES[size], size=_sides(ENVELOPES[size]))


def labels_name(sheet: LabelSheet) -> str:
    """ "A4 with 24 labels, 70 × 37 mm"."""
    text = _("{paper} with {count} labels, {size} mm")
    return text.format(paper=_PAPERS[sheet.paper], count=sheet.count, size=_sides(sheet.size))


def letters_name(owner: Owner) -> str:
    """The sheet of a letter, with the envelopes whose window it fits."""
    windows = profile_of(owner.envelope, owner.paper).windows
    if not windows:
        return _("Letters, for envelopes without a window")
    return _("Letters, for the window of {envelopes}").format(envelopes=", ".join(one.name for one in windows))


def envelope_medium(size: EnvelopeSize) -> str:
    """What a nudge of prints on this envelope is kept for."""
    return f"envelope.{size}"


def labels_medium(sheet: LabelSheet) -> str:
    return f"labels.{sheet.key}"


def own_envelope(owner: Owner) -> EnvelopeSize:
    """The size that goes with the owner's paper, until one was chosen."""
    return EnvelopeSize.NO_10 if owner.paper is PaperSize.LETTER else EnvelopeSize.DL


def own_labels(owner: Owner) -> LabelSheet:
    return next(one for one in LABEL_SHEETS if one.paper is owner.paper)


def _sides(sides: tuple[float, float]) -> str:
    return " × ".join(_millimetres(side) for side in sides).replace(" ", formats.NBSP)


def _millimetres(side: float) -> str:
    whole = round(side, 1)
    return formats.number(Decimal(str(whole)), language(), 0 if whole == int(whole) else 1)
