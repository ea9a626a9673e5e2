"""A letter's pages as pictures: the very bytes that are kept, on screen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as raw pixels: four bytes each, blue, green, red, unused; `stride` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Each page's width and height in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


def render(pdf: bytes, page: int, width: int) -> PagePicture:
    """The page (from 0) at so many pixels of width, on white. Raises IndexError for a page that isn't there."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        try:
            bitmap = sheet.render(scale=width / sheet.get_width(), rev_byteorder=False, prefer_bgrx=True)
            try:
                return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()
        finally:
            sheet.close()
    finally:
        document.close()
