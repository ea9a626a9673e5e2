"""The page beside the text: the very PDF, drawn off the window's thread once the typing rests."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from evenhand.domain.records import LetterKind
from evenhand.letters import preview
from evenhand.letters.letter import LetterFacts, LetterText
from evenhand.translation import _
from evenhand.ui import widgets as kit

REST_MS = 250  # after the last key
WIDE, NARROW = 476, 330


@cache
def _pool() -> QThreadPool:
    # One thread for all pages: neither the drawing nor the rendering library may run twice at a time.
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(at_rest)
    return pool


def at_rest() -> None:
    """Comes back when no page is being drawn: before drawing or rendering on the window's own thread."""
    _pool().waitForDone()


def draw_pdf(facts: LetterFacts, kind: LetterKind, text: LetterText) -> bytes:
    """The letter's PDF as it stands now."""
    from evenhand.letters.page import draw  # reportlab is slow to import

    return draw(kind, facts, text).pdf


def picture(pdf: bytes, page: int, width: int) -> QImage:
    """A page, counted from 0, as an image so many pixels wide."""
    found = preview.render(pdf, page, width)
    return QImage(found.pixels, found.width, found.height, found.stride, QImage.Format.Format_RGB32).copy()


class _Drawn(NamedTuple):
    ticket: int
    pdf: bytes
    pages: int
    image: QImage
    error: Exception | None


class _Carrier(QObject):
    """Brings a drawing from its thread to the pane. The thread holds on to it: the pane may be gone by then."""

    arrived = Signal(object)


def lay_out(screen: QWidget, body: QLayout, footer: QWidget, page: "PreviewPane") -> None:
    """A letter's screen: the body over its footer, and the page at the right from top to bottom."""
    left = kit.column(spacing=0)
    left.addWidget(kit.holder(body), 1)
    left.addWidget(footer)
    whole = kit.row(left, page, spacing=0)
    whole.setStretch(0, 1)
    screen.setLayout(whole)


class PreviewPane(QFrame):
    """The page of a PDF that a function draws. `drawn` brings the PDF, `refused` what kept it from being drawn."""

    drawn = Signal(bytes)
    refused = Signal(Exception)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "pane")
        self._make: Callable[[], bytes] | None = None  # what is still to be drawn
        self._pdf: bytes | None = None  # the last that could be drawn
        self._page, self._pages = 0, 0
        self._ticket = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        self._carrier = _Carrier()
        self._carrier.arrived.connect(self._on_arrived)
        self.paper = kit.PagePreview()
        self._count = kit.label("", "secondary", "ink3")  # stays whole; the words beside it give way
        self._back = kit.icon_button("caret-left", _("Previous page"), lambda: self._turn(-1), kind="ghost")
        self._on = kit.icon_button("caret-right", _("Next page"), lambda: self._turn(1), kind="ghost")
        self.note = kit.label("", "secondary", "ink3", wrap=True)
        self.foot = kit.label("", "secondary", "ink3", wrap=True)
        self.foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        private = kit.ElidedLabel(_("Private notes are never printed"), "secondary", "ink3", right=True)
        top = kit.row(self._count, self._back, self._on, spacing=2)
        top.addStretch(1)
        top.addWidget(kit.IconLabel("lock-simple", "ink3", 14))
        top.addSpacing(4)
        top.addWidget(private)
        head = kit.holder(top)
        head.setFixedHeight(kit.theme.px(34))
        top.setContentsMargins(16, 0, 16, 0)
        under = kit.holder(kit.column(self.note, margins=(16, 0, 16, 0)))
        whole = kit.column(head, self.paper, under, self.foot, spacing=4, margins=(7, 3, 6, 14))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.set_narrow(False)
        self._show_count()

    @property
    def pages(self) -> int:
        """How many pages the PDF shown has, 0 without one."""
        return self._pages

    def set_narrow(self, narrow: bool) -> None:
        self.setFixedWidth(NARROW if narrow else WIDE)

    def show_drawing(self, make: Callable[[], bytes], *, soon: bool = False) -> None:
        """Draws and shows what `make` gives, run on the drawing thread; with `soon` once the typing rests."""
        self._make = make
        self._ticket += 1
        self._timer.start(REST_MS if soon else 0)

    def forget(self) -> None:
        """Takes the page away, for another letter."""
        self._ticket += 1
        self._timer.stop()
        self._make = self._pdf = None
        self._page = self._pages = 0
        self.paper.set_image(QImage())
        self.note.clear()
        self._show_count()

    def is_drawing(self) -> bool:
        """Whether a newer page than the one shown is still to come."""
        return self._make is not None

    def _start(self) -> None:
        known = self._pdf
        make = self._make or (None if known is None else lambda: known)
        if make is None:
            return
        ticket, width, wanted = self._ticket, self.paper.pixel_width(), self._page
        carrier = self._carrier

        def draw() -> None:
            if ticket != self._ticket:
                return  # a newer text waits behind this one
            try:
                pdf = make()
                pages = len(preview.page_sizes(pdf))
                image = picture(pdf, min(wanted, pages - 1), width)
                answer = _Drawn(ticket, pdf, pages, image, None)
            except Exception as error:  # shown as a sentence where the page would be
                answer = _Drawn(ticket, b"", 0, QImage(), error)
            carrier.arrived.emit(answer)

        _pool().start(draw)

    def _on_arrived(self, answer: _Drawn) -> None:
        if answer.ticket != self._ticket:
            return
        self._make = None
        if answer.error is not None:
            self.refused.emit(answer.error)
            return
        self._pdf, self._pages = answer.pdf, answer.pages
        self._page = min(self._page, answer.pages - 1)
        self._show_count()
        self.paper.set_image(answer.image, self._count.text())
        self.drawn.emit(answer.pdf)

    def _turn(self, step: int) -> None:
        self._page = min(max(self._page + step, 0), self._pages - 1)
        self._show_count()
        self._start()

    def _show_count(self) -> None:
        text = _("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages) if self._pages else ""
        self._count.setText(text)
        for each in (self._back, self._on):
            each.setVisible(self._pages > 1)
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._timer.isActive():
            self._timer.start(REST_MS)
