import io

import pytest
from PIL import Image

from evenhand.images import ImageRefused, as_png


def _jpeg_with_gps() -> bytes:
    picture, exif, out = Image.new("RGB", (40, 20), "red"), Image.Exif(), io.BytesIO()
    exif[0x010E] = "taken at my home"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_comes_in_without_what_was_hidden_in_its_file() -> None:
    clean = as_png(_jpeg_with_gps())
    assert b"taken at my home" not in clean
    assert Image.open(io.BytesIO(clean)).size == (40, 20)


def test_a_logo_keeps_its_transparency() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(as_png(out.getvalue()))).mode == "RGBA"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n broken", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_a_file_that_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ImageRefused, match="not_an_image"):
        as_png(data)


def test_a_huge_picture_in_a_small_file_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(ImageRefused, match="too_large"):
        as_png(out.getvalue())
