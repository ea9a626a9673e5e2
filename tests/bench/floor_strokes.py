"""What a finished PDF's page holds, for the floor to draw."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from floor_letter import Colour, Shape, Steps, Words, floor_font


def _colour(ask: Any, thing: Any) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(thing, *parts)
    return tuple(part.value / 255 for part in parts[:3])  # type: ignore[return-value]


def _matrix(thing: Any) -> Any:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix


def _words(thing: Any, page_text: Any) -> Words:
    length = raw.FPDFTextObj_GetText(thing, page_text, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(thing, page_text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = buffer.raw.decode("utf-16-le").rstrip("\0").replace("\r", "").replace("\n", "")
    font = raw.FPDFTextObj_GetFont(thing)
    name = ctypes.create_string_buffer(raw.FPDFFont_GetBaseFontName(font, None, 0))
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    matrix = _matrix(thing)
    font_name = floor_font(name.value.decode())
    colour = _colour(raw.FPDFPageObj_GetFillColor, thing)
    return Words(text, font_name, size.value * matrix.a, matrix.e, matrix.f, colour)


def _steps(count: int, segment_at: Callable[[int], Any], matrix: Any) -> Steps:
    """A path's steps in the page's own coordinates."""
    kinds = {raw.FPDF_SEGMENT_MOVETO: "m", raw.FPDF_SEGMENT_LINETO: "l", raw.FPDF_SEGMENT_BEZIERTO: "c"}
    points: list[tuple[str, float, float]] = []
    for index in range(count):
        segment = segment_at(index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        points.append((kinds[raw.FPDFPathSegment_GetType(segment)], across, up))
    steps: list[tuple[Any, ...]] = []
    while points:
        taken = 3 if points[0][0] == "c" else 1
        steps.append((points[0][0], *(number for point in points[:taken] for number in point[1:])))
        del points[:taken]
    return tuple(steps)


def _clip(thing: Any) -> Steps:
    """The last path that the object is clipped to; none when it's clipped to nothing but the page."""
    clip = raw.FPDFPageObj_GetClipPath(thing)
    paths = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths <= 0:
        return ()
    count = raw.FPDFClipPath_CountPathSegments(clip, paths - 1)
    plain = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    return _steps(count, lambda index: raw.FPDFClipPath_GetPathSegment(clip, paths - 1, index), plain)


def _shape(thing: Any) -> Shape:
    steps = _steps(
        raw.FPDFPath_CountSegments(thing), lambda index: raw.FPDFPath_GetPathSegment(thing, index), _matrix(thing)
    )
    mode, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(thing, mode, stroked)
    raw.FPDFPageObj_GetStrokeWidth(thing, width)
    return Shape(
        steps,
        _colour(raw.FPDFPageObj_GetFillColor, thing) if mode.value else None,
        _colour(raw.FPDFPageObj_GetStrokeColor, thing) if stroked.value else None,
        width.value,
        _clip(thing),
    )


def strokes_of(pdf: bytes) -> list[Words | Shape]:
    """What the PDF's one page holds, in its order. Raises ValueError for what the floor can't draw."""
    document = pdfium.PdfDocument(pdf)
    if len(document) > 1:
        raise ValueError("the floor draws one page")
    page = document[0]
    page_text = page.get_textpage()
    found: list[Words | Shape] = []
    for thing in page.get_objects(max_depth=1):
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            found.append(_words(thing.raw, page_text.raw))
        elif thing.type == raw.FPDF_PAGEOBJ_PATH:
            found.append(_shape(thing.raw))
        else:
            raise ValueError(f"the floor can't draw a page object of type {thing.type}")
    return [one for one in found if not isinstance(one, Words) or one.text.strip()]
