"""A sheet of paper that is drawn on in millimetres from its top left corner, type sizes in points."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream
from reportlab.pdfgen.canvas import Canvas

from evenhand.letters import shaping
from evenhand.letters.pictures import Picture
from evenhand.letters.shaping import Line, Run, Shaped

MM = 72 / 25.4
INK = "#1d1d1b"
GREY = "#5d625f"
HAIR = "#c9ccca"

rl_config.useA85 = 0  # letters are bytes, not 7-bit text, which takes a quarter more


def rgb(colour: str) -> tuple[float, float, float]:
    """#rrggbb as three parts of one."""
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))  # type: ignore[return-value]


@lru_cache(maxsize=64)
def _ink(colour: str) -> Color:
    return Color(*rgb(colour))


def mixed(colour: str, share: float, ground: str = "#ffffff") -> str:
    """So much of a colour in another, as a solid tint."""
    parts = zip(rgb(colour), rgb(ground), strict=True)
    return "#" + "".join(f"{round(255 * (a * share + b * (1 - share))):02x}" for a, b in parts)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def readable(colour: str) -> str:
    """The colour, darkened until white type can be read on it (4.5 : 1); the house green for what isn't a colour."""
    if len(colour) != 7 or colour[0] != "#" or not all(digit in "0123456789abcdefABCDEF" for digit in colour[1:]):
        return "#2f4a43"
    while 1.05 / (_luminance(colour) + 0.05) < 4.5:
        colour = mixed(colour, 0.9, "#000000")
    return colour


def width_of(line: Line, size: float) -> float:
    """The line's width in millimetres at a type size."""
    return line.width * size / 1000 / MM


def measure(width: float, size: float) -> float:
    """Millimetres as thousandths of a type size."""
    return width * MM * 1000 / size


@lru_cache(maxsize=1024)
def fitted(
    text: str, font: str, width: float, sizes: tuple[float, float], most_lines: int
) -> tuple[tuple[Line, ...], float] | None:
    """The text in so many lines at most, at the largest of the sizes that allows it; None when none does."""
    words = shaping.words_of([Run(text, font)])
    largest, smallest = sizes
    for step in range(round((largest - smallest) / 0.2) + 1):
        size = largest - step * 0.2
        if shaping.fewest_lines(words, measure(width, size)) <= most_lines:
            return tuple(shaping.break_lines(words, measure(width, size))), size
    return None


def _shown(parts: list[str]) -> Iterator[str]:
    """The strings and moves gathered so far, as one operator; the list is emptied."""
    if parts:
        yield f"[{''.join(parts)}] TJ"
        parts.clear()


class Sheet:
    """Pages of one size. The same strokes give the same bytes: no clock is read, the day is the letter's, if any."""

    def __init__(
        self,
        size: tuple[float, float],
        *,
        title: str,
        author: str,
        subject: str = "",
        language: str,
        on: date | None = None,
    ) -> None:
        shaping.register()
        self.width, self.height = size
        self._file = io.BytesIO()
        self.canvas: Any = Canvas(
            self._file,
            pagesize=(self.width * MM, self.height * MM),
            initialFontName=shaping.SERIF,
            pageCompression=1,
            invariant=1,
            lang=language,
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(subject)
        self.canvas.setCreator("Evenhand")
        self.canvas.setProducer("Evenhand")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        if on is not None:
            self.canvas.setDateFormatter(lambda *_clock: f"D:{on:%Y%m%d}000000Z")

    def line(
        self, line: Line, x: float, baseline: float, size: float, colour: str = INK, *, tracking: float = 0
    ) -> None:
        """A line of type with its left end at x."""
        red, green, blue = rgb(colour)
        # reportlab's own text objects format a shaped line glyph by glyph, which takes a third of a letter's time.
        code = [f"BT 1 0 0 1 {x * MM:.3f} {(self.height - baseline) * MM:.3f} Tm {red:.4f} {green:.4f} {blue:.4f} rg"]
        if tracking:
            code.append(f"{tracking} Tc")
        for stretch in line.stretches:
            code += self._stretch(stretch, size)
        if tracking:
            code.append("0 Tc")
        self.canvas.addLiteral(" ".join([*code, "ET"]))

    def _stretch(self, stretch: Shaped, size: float) -> Iterator[str]:
        """PDF's operators that show it where the last one ended. The font's subset grows with the characters."""
        font, document = shaping.register()[stretch.font][0], self.canvas._doc
        subset, rise = None, 0.0
        shown: list[str] = []
        for one in stretch.glyphs:
            if one.rise != rise:
                yield from _shown(shown)
                rise = one.rise
                yield f"{rise * size / 1000:.3f} Ts"
            if one.back:
                shown.append(f"{one.back:g}")
            for number, codes in font.splitString(one.text, document):
                if number != subset:
                    yield from _shown(shown)
                    subset = number
                    yield f"{font.getSubsetInternalName(subset, document)} {size:.4g} Tf"
                shown.append(f"<{codes.hex()}>")
        if stretch.back:
            shown.append(f"{stretch.back:g}")
        yield from _shown(shown)
        if rise:
            yield "0 Ts"

    def text(self, text: str, x: float, baseline: float, size: float, font: str, colour: str = INK) -> None:
        """A text on one line with its left end at x."""
        self.line(shaping.single(text, font), x, baseline, size, colour)

    def text_right(self, text: str, x: float, baseline: float, size: float, font: str, colour: str = INK) -> None:
        """The same with its right end at x."""
        line = shaping.single(text, font)
        self.line(line, x - width_of(line, size), baseline, size, colour)

    def centred(self, text: str, x: float, baseline: float, size: float, font: str, colour: str = INK) -> None:
        """The same with its middle at x."""
        line = shaping.single(text, font)
        self.line(line, x - width_of(line, size) / 2, baseline, size, colour)

    def rule(self, x: float, y: float, right: float, colour: str, points: float) -> None:
        """A level line."""
        self.stroke(x, y, right, y, colour, points)

    def stroke(self, x: float, y: float, to_x: float, to_y: float, colour: str, points: float) -> None:
        """A straight line."""
        self.canvas.setStrokeColor(_ink(colour))
        self.canvas.setLineWidth(points)
        self.canvas.line(x * MM, (self.height - y) * MM, to_x * MM, (self.height - to_y) * MM)

    def polyline(self, points: Sequence[tuple[float, float]], colour: str, points_wide: float) -> None:
        """Straight lines from point to point, as one."""
        path = self.canvas.beginPath()
        for number, (x, y) in enumerate(points):
            (path.lineTo if number else path.moveTo)(x * MM, (self.height - y) * MM)
        self.canvas.setStrokeColor(_ink(colour))
        self.canvas.setLineWidth(points_wide)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def dashes(self, *points: float) -> None:
        """From now on lines are drawn so: inked, empty, inked ... in points; without any, whole again."""
        self.canvas.setDash(list(points))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self.canvas.setFillColor(_ink(colour))
        self.canvas.rect(x * MM, (self.height - y - height) * MM, width * MM, height * MM, stroke=0, fill=1)

    def outline(
        self, x: float, y: float, width: float, height: float, radius: float, colour: str, points: float
    ) -> None:
        """An empty rectangle with round corners."""
        self.canvas.setStrokeColor(_ink(colour))
        self.canvas.setLineWidth(points)
        self.canvas.roundRect(
            x * MM, (self.height - y - height) * MM, width * MM, height * MM, radius * MM, stroke=1, fill=0
        )

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle about x, y."""
        self.canvas.setFillColor(_ink(colour))
        self.canvas.circle(x * MM, (self.height - y) * MM, radius * MM, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float, colour: str, points: float) -> None:
        """A drawn circle about x, y."""
        self.canvas.setStrokeColor(_ink(colour))
        self.canvas.setLineWidth(points)
        self.canvas.circle(x * MM, (self.height - y) * MM, radius * MM, stroke=1, fill=0)

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """A picture in a rectangle. It covers what is under it, with white where it's clear."""
        canvas, name = self.canvas, f"picture-{hashlib.sha256(picture.palette + picture.data).hexdigest()[:16]}"
        if not canvas.hasForm(name):
            # reportlab itself knows no palettes: it writes three bytes a pixel, and transparency besides.
            entries = {
                "Type": "/XObject",
                "Subtype": "/Image",
                "Width": picture.width,
                "Height": picture.height,
                "BitsPerComponent": 8,
                "ColorSpace": f"[/Indexed /DeviceRGB {len(picture.palette) // 3 - 1} <{picture.palette.hex()}>]",
                "Filter": "/FlateDecode",
            }
            canvas._doc.addForm(name, PDFStream(PDFDictionary(entries), picture.data))
        canvas.saveState()
        canvas.transform(width * MM, 0, 0, height * MM, x * MM, (self.height - y - height) * MM)
        canvas.doForm(name)
        canvas.restoreState()

    def next_page(self) -> None:
        self.canvas.showPage()

    def finished(self) -> bytes:
        """The PDF. The sheet can't be drawn on after that."""
        self.canvas.save()
        return self._file.getvalue()
