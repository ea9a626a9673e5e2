"""A drawn letter looked at as a person with a ruler would: what stands where, in millimetres from the top left."""

import io
from functools import lru_cache
from typing import Any, NamedTuple

import pypdf
import pypdfium2

from evenhand.domain.records import LETTER_LANGUAGES, LetterKind

WRITTEN = [(kind, language) for kind in LetterKind for language in LETTER_LANGUAGES]
MM = 72 / 25.4


class Box(NamedTuple):
    """A line of type, or a drawn rectangle whose text is empty."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""


@lru_cache(maxsize=512)
def said(pdf: bytes) -> tuple[str, ...]:
    """Each page's text as a person reads it: every space and line end the same single space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            reader = page.get_textpage()
            texts.append(" ".join(reader.get_text_bounded().replace("\u00a0", " ").split()))
            reader.close()
            page.close()
        return tuple(texts)
    finally:
        document.close()


@lru_cache(maxsize=512)
def boxes(pdf: bytes, page: int = 0) -> list[Box]:
    """Every line of type on a page."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    high = sheet.get_height()
    text = sheet.get_textpage()
    found = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left, bottom, right, top)
        found.append(Box(left / MM, (high - top) / MM, right / MM, (high - bottom) / MM, words))
    text.close()
    sheet.close()
    document.close()
    return [box for box in found if box.text.strip()]


def columns(lines: list[Box]) -> list[str]:
    """What is said in lines that begin one below the other, each column as one text."""
    found: dict[int, list[str]] = {}
    for line in sorted(lines, key=lambda box: box.top):
        found.setdefault(round(line.left), []).append(line.text)
    return [" ".join(" ".join(texts).replace("\u00a0", " ").split()) for texts in found.values()]


def squares(pdf: bytes, page: int, side: float) -> list[Box]:
    """The white squares of a side on a page: the boxes to tick."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    high = sheet.get_height()
    found = []
    for drawn in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        if abs((right - left) / MM - side) < 0.1 and abs((top - bottom) / MM - side) < 0.1:
            found.append(Box(left / MM, (high - top) / MM, right / MM, (high - bottom) / MM))
    sheet.close()
    document.close()
    return found


def apart(one: Box, other: Box) -> bool:
    """Whether two lines of type don't touch."""
    beside = one.right <= other.left + 0.05 or other.right <= one.left + 0.05
    return beside or one.bottom <= other.top + 0.05 or other.bottom <= one.top + 0.05


def codes(pdf: bytes) -> list[str]:
    """What a telephone reads from the first page."""
    import zxingcpp
    from PIL import Image

    from evenhand.letters import preview

    picture = preview.render(pdf, 0, 900)
    image = Image.frombuffer("RGB", (picture.width, picture.height), picture.pixels, "raw", "BGRX", picture.stride)
    return [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]


def fonts(pdf: bytes) -> list[tuple[str, bool]]:
    """Each font's name, and whether the file holds it."""
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    used = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    return [(font["/BaseFont"], "/FontFile2" in font["/FontDescriptor"]) for font in used]
