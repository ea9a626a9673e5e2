"""Where things stand on a page, for each kind of envelope and each paper. Everything in millimetres from the top left.

The windows' measures: DIN 680 for DIN long and C5; SN 010130 in its form with a window of 100 x 45 for Switzerland; the
usual ones for the British, French and US envelopes, which no standard fixes: the test sheet shows how they fall.
"""

from dataclasses import dataclass
from functools import cache

from evenhand.domain.records import Envelope, PaperSize

PAPERS = {PaperSize.A4: (210.0, 297.0), PaperSize.LETTER: (215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Window:
    """An envelope with a window, and how far down the sheet is folded to go into it."""

    name: str  # with its country where the same size has its window elsewhere
    envelope: tuple[float, float]
    size: tuple[float, float]
    left: float  # of the window, from the envelope's left edge
    bottom: float  # of the window, from the envelope's lower edge
    fold: float

    def seen(self, sheet_width: float, across: float, down: float) -> Box:
        """What of the sheet is seen when it has slid so far across and down, each from 0 to 1 of its play."""
        wide, high = self.envelope
        left = self.left - across * (wide - sheet_width)
        top = high - self.bottom - self.size[1] - down * (high - self.fold)
        return Box(left, top, left + self.size[0], top + self.size[1])

    def always_seen(self, sheet_width: float) -> Box:
        """What is seen wherever the sheet has slid."""
        first, last = self.seen(sheet_width, 0, 0), self.seen(sheet_width, 1, 1)
        return Box(first.left, first.top, last.right, last.bottom)


_DIN_LONG = Window("DIN lang", (220, 110), (90, 45), 20, 15, 105)
_DL_GB = Window("DL (GB)", (220, 110), (90, 35), 20, 18, 105)
_C5 = Window("C5", (229, 162), (90, 45), 20, 60, 148.5)
_DL_FR = Window("DL (FR)", (220, 110), (100, 35), 100, 20, 105)
_C56_CH = Window("C5/6 (CH)", (229, 114), (100, 45), 117, 21, 105)
_C5_CH = Window("C5 (CH)", (229, 162), (100, 45), 117, 65, 148.5)
_NO_10 = Window("#10 (US)", (241.3, 104.8), (114, 28.6), 22.2, 12.7, 99)


@dataclass(frozen=True, slots=True)
class Profile:
    """The geometry of a letter's pages. What is named a baseline is one of type, all else an edge."""

    envelope: Envelope
    paper: PaperSize
    windows: tuple[Window, ...]
    width: float
    height: float
    left: float  # of all that stands on the page
    right: float  # of rules, bands, voucher and foot
    text_right: float
    address: Box
    address_leading: float  # of the type size, where there is room for it
    address_smallest: float  # points
    return_baseline: float | None  # of the small line with the sender, above the address in the window
    return_width: float
    info_left: float
    info_right: float
    info_baseline: float  # of its first line
    subject_top: float
    subject_rise: float  # how much higher it may stand where room is short
    text_bottom: float
    voucher_top: float
    voucher_height: float
    voucher_gap: float  # at least, above it
    foot_rule: float
    foot_baseline: float
    folds: tuple[float, float]
    half: float  # the fold for C5; on A4 also where a punch is set
    second_top: float = 33.0


@cache
def profile_of(envelope: Envelope, paper: PaperSize) -> Profile:
    """The page for an envelope and a paper."""
    a4 = paper is PaperSize.A4
    width, height = PAPERS[paper]
    # The shorter sheet keeps what the windows demand, and saves at the voucher and around its foot.
    text_bottom, foot_rule, foot_baseline = (273.5, 279.5, 284.0) if a4 else (258.5, 262.9, 267.1)
    voucher_top, voucher_height, voucher_gap = (223.0, 46.0, 6.0) if a4 else (217.8, 40.0, 4.2)
    left, right, text_right = 25.0, width - 25.0, width - 35.0
    windows: tuple[Window, ...] = ()
    leading, smallest = 1.29, 8.5
    return_baseline, return_width = None, 0.0
    info_left, info_right = right - 60.0, right
    # Below what long windows show; where room is short A4 gives up a little of the distance.
    subject_top, subject_rise = (96.6, 2.0) if a4 else (94.6, 0.0)
    folds = (105.0, 210.0)
    match envelope:
        case Envelope.LEFT_WINDOW:
            windows = (_DIN_LONG, _DL_GB, _C5)
            address = Box(left, 62.7, left + 74.0, 87.0)
            return_baseline, return_width, info_baseline = 58.6, 85.0, 59.6
        case Envelope.RIGHT_WINDOW:
            windows = (_DL_FR, _C56_CH, _C5_CH)
            # Four lines so close together are seen in the French envelope even when the sheet is folded in thirds.
            leading, smallest = 1.15, 8.0
            address = Box(118.0, 60.6, right, 83.5)
            return_baseline, return_width, info_baseline = 57.6, right - 118.0, 57.6
            info_left, info_right = left, 88.0  # the window begins to show there
        case Envelope.US_10:
            windows = (_NO_10,)
            leading, smallest = 1.15, 8.0  # for the same reason
            address = Box(left, 63.5, left + 79.0, 86.3)
            subject_top, subject_rise = 93.0, 1.5
            info_left, info_baseline = 138.0, 59.6  # the window may show what is left of that
            folds = (99.0, 198.0)
        case Envelope.NO_WINDOW:
            address = Box(left, 42.0, left + 90.0, 66.3)
            subject_top, subject_rise = 77.0, 2.0
            info_baseline = 44.6
            folds = (99.0, 198.0)
    return Profile(
        envelope=envelope,
        paper=paper,
        windows=windows,
        width=width,
        height=height,
        left=left,
        right=right,
        text_right=text_right,
        address=address,
        address_leading=leading,
        address_smallest=smallest,
        return_baseline=return_baseline,
        return_width=return_width,
        info_left=info_left,
        info_right=info_right,
        info_baseline=info_baseline,
        subject_top=subject_top,
        subject_rise=subject_rise,
        text_bottom=text_bottom,
        voucher_top=voucher_top,
        voucher_height=voucher_height,
        voucher_gap=voucher_gap,
        foot_rule=foot_rule,
        foot_baseline=foot_baseline,
        folds=folds,
        half=148.5,
    )
