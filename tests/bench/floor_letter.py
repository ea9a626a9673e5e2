"""The least that reportlab's canvas must do for a page: the strings and paths that a finished PDF holds.

They are drawn again and again, with nothing measured, wrapped or encoded.
"""

import io
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from evenhand import resources

Colour = tuple[float, float, float]
Steps = tuple[tuple[Any, ...], ...]


def floor_font(name: str) -> str:
    """The floor's own name for a font that a PDF names."""
    return "floor " + name.rpartition("+")[2]


def register() -> None:
    """The same font files once more, under names of the floor's own. Streams as the letters have them."""
    rl_config.useA85 = 0
    for path in sorted(resources.path("fonts").glob("Letter*.ttf")):
        named = TTFont("unnamed", str(path)).face.name.decode()
        pdfmetrics.registerFont(TTFont(floor_font(named), str(path), asciiReadable=False))


@dataclass(frozen=True, slots=True)
class Words:
    """A string in one font at a place."""

    text: str
    font: str
    size: float
    x: float
    y: float
    colour: Colour

    def draw(self, canvas: Any) -> None:
        canvas.setFillColorRGB(*self.colour)
        canvas.setFont(self.font, self.size)
        canvas.drawString(self.x, self.y, self.text)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, filled or stroked. Its steps are ('m', x, y), ('l', x, y) and ('c', six numbers)."""

    steps: Steps
    fill: Colour | None
    stroke: Colour | None
    width: float
    clip: Steps

    def draw(self, canvas: Any) -> None:
        path = _path(canvas, self.steps)
        if self.fill:
            canvas.setFillColorRGB(*self.fill)
        if self.stroke:
            canvas.setStrokeColorRGB(*self.stroke)
            canvas.setLineWidth(self.width)
        canvas.drawPath(path, stroke=int(bool(self.stroke)), fill=int(bool(self.fill)))


def _path(canvas: Any, steps: Steps) -> Any:
    path = canvas.beginPath()
    todo = {"m": path.moveTo, "l": path.lineTo, "c": path.curveTo}
    for kind, *numbers in steps:
        todo[kind](*numbers)
    return path


def draw(strokes: list[Words | Shape]) -> bytes:
    """The page, drawn on a bare canvas."""
    file = io.BytesIO()
    first_font = next(stroke.font for stroke in strokes if isinstance(stroke, Words))
    canvas = Canvas(file, pagesize=(595.276, 841.89), initialFontName=first_font, pageCompression=1, invariant=1)
    clip: Steps = ()
    for stroke in strokes:
        wanted = stroke.clip if isinstance(stroke, Shape) else ()
        if wanted != clip and clip:
            canvas.restoreState()
        if wanted != clip and wanted:
            canvas.saveState()
            canvas.clipPath(_path(canvas, wanted), stroke=0, fill=0)
        clip = wanted
        stroke.draw(canvas)
    if clip:
        canvas.restoreState()
    canvas.save()
    return file.getvalue()
