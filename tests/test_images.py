import io
from collections.abc import Iterator

import pytest
from PIL import Image
from pypdf import PdfReader

import tailor
from evenhand import actions, wording
from evenhand.domain.records import Client, Letterhead, LetterKind, Owner
from evenhand.images import ImageRefused, as_png
from evenhand.storage.book import Book


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
    with pytest.raises(ImageRefused, match="not_an_image") as refused:
        as_png(data)
    assert wording.sentence(refused.value) == "This file is not a PNG or JPEG picture. Choose another file."


def test_a_huge_picture_in_a_small_file_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(ImageRefused, match="too_large"):
        as_png(out.getvalue())


def test_what_a_camera_wrote_into_a_picture_is_in_no_letter_even_where_it_came_into_the_book_by_another_way(
    book: Book,
) -> None:
    head = Letterhead("en", "Linden Tailoring", "Mara Linden")
    raw = _jpeg_with_gps()
    book.owner.save(Owner((head,), country="GB", currency="GBP", logo=raw, signature=raw))
    owner = book.owner.get()
    assert owner is not None
    assert owner.logo == raw
    client = book.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))
    draft = actions.start_letter(book, **tailor.ready_for(book, LetterKind.GIFT, client, "en"))
    letter = actions.issue_letter(book, draft=draft, operation_id="exif", issued_on=tailor.TODAY)
    pdf = book.letters.pdf(letter.id)
    told = pdf + b"".join(page_stream for page_stream in _streams(pdf))
    assert b"taken at my home" not in told
    assert b"Exif" not in told
    assert len(_pictures(pdf)) >= 1  # the logo is there all the same


def _streams(pdf: bytes) -> Iterator[bytes]:
    """Every stream of a PDF as it is once it's unpacked."""
    reader = PdfReader(io.BytesIO(pdf))
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if hasattr(found, "get_data"):
            yield found.get_data()


def _pictures(pdf: bytes) -> list[object]:
    return [picture for page in PdfReader(io.BytesIO(pdf)).pages for picture in page.images]
