"""What a PDF asks for, and what comes of it as ink; in millimetres from the top left corner of the page."""

import io
from typing import Any, NamedTuple

import pypdf
import pypdfium2
from pypdf.generic import ContentStream

MM = 72 / 25.4


class Stroke(NamedTuple):
    """A straight line as it's asked for, from end to end of its middle."""

    x: float
    y: float
    to_x: float
    to_y: float


class Written(NamedTuple):
    """A line of type as it's asked for."""

    x: float
    baseline: float
    size: float


def size_of(pdf: bytes, page: int = 0) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    wide, high = document.get_page_size(page)
    document.close()
    return wide / MM, high / MM


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return count


def _operations(pdf: bytes, page: int) -> tuple[float, list[tuple[Any, bytes]]]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    sheet = reader.pages[page]
    content = ContentStream(sheet.get_contents(), reader)
    return float(sheet.mediabox.height), content.operations


def strokes_on(pdf: bytes, page: int = 0) -> list[Stroke]:
    """The straight lines of a page, each drawn by itself."""
    high, operations = _operations(pdf, page)
    found: list[Stroke] = []
    start = (0.0, 0.0)
    for operands, operator in operations:
        if operator == b"m":
            start = (float(operands[0]), float(operands[1]))
        elif operator == b"l":
            end = (float(operands[0]), float(operands[1]))
            found.append(Stroke(start[0] / MM, (high - start[1]) / MM, end[0] / MM, (high - end[1]) / MM))
            start = end
    return found


def written_on(pdf: bytes, page: int = 0) -> list[Written]:
    """Where the lines of type of a page begin, in the order in which they're drawn."""
    high, operations = _operations(pdf, page)
    found: list[Written] = []
    place = (0.0, 0.0)
    fresh = False
    for operands, operator in operations:
        if operator == b"Tm":
            place, fresh = (float(operands[4]) / MM, (high - float(operands[5])) / MM), True
        elif operator == b"Tf" and fresh:
            found.append(Written(round(place[0], 2), round(place[1], 2), float(operands[1])))
            fresh = False
    return found


def inked(pdf: bytes, page: int = 0, dots: int = 6) -> Any:
    """The page as a grey picture, so many dots to a millimetre."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    picture = sheet.render(scale=dots / MM).to_pil().convert("L")
    sheet.close()
    document.close()
    return picture
