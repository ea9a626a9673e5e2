"""The sheet with the recovery code: one page that a person can type the code from, and that says where it belongs."""

import io
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest
from pypdf import PdfReader

from evenhand import translation
from evenhand.domain.records import LETTER_LANGUAGES, PaperSize
from evenhand.letters.profiles import PAPERS
from evenhand.letters.recovery_sheet import draw
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.trial import invented_owner
from evenhand.storage import keys
from paper import MM, said

ON = date(2026, 11, 22)
KEY = keys.BookKey(bytes(range(7, 39)), b"s" * 16)
CODE = KEY.recovery_code
CODE_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
in_every_language = pytest.mark.parametrize("language", LETTER_LANGUAGES)
on_every_paper = pytest.mark.parametrize("paper", PaperSize)
# Words as long as they may get, in each script.
LONG = {"ru": "невозобновляемость ", "ro": "neînțelegătoare ", "hy": "վերականգնողական ", "en": "irrecoverable "}


def signs(pdf: bytes) -> list[tuple[int, float, float, str]]:
    """The large signs within the frame, line by line: the line, left, right in millimetres, and what it is."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text, high = page.get_textpage(), page.get_height()
    found = []
    for number in range(text.count_chars()):
        left, bottom, right, top = (side / MM for side in text.get_charbox(number))
        sign = text.get_text_range(number, 1)
        if top - bottom > 4.5 and sign in CODE_SIGNS and high / MM - top > 55:
            found.append((high / MM - bottom, left, right, sign))
    first = min(found)[0]
    return sorted((round((below - first) / 15), *one) for below, *one in found)


@in_every_language
@on_every_paper
def test_the_code_is_read_off_the_page_as_it_was_given(language: str, paper: PaperSize) -> None:
    pdf = draw(CODE, replace(invented_owner(language), paper=paper), ON, language)
    assert keys.of_recovery_code("".join(sign for *_place, sign in signs(pdf)), KEY.salt) == KEY
    numbers = [word for word in said(pdf)[0].split() if word.isdigit() and len(word) < 3]
    assert {str(number) for number in range(1, 15)} <= set(numbers)


@in_every_language
@on_every_paper
def test_it_is_one_page_of_the_owners_paper_with_the_name_of_the_business_and_the_day(
    language: str, paper: PaperSize
) -> None:
    owner = replace(invented_owner(language), paper=paper)
    pdf = draw(CODE, owner, ON, language)
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    assert (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM) == pytest.approx(PAPERS[paper])
    (words,) = said(pdf)
    assert owner.letterhead(language).business_name in words
    assert "2026" in words
    assert draw(CODE, owner, ON, language) == pdf


def test_it_says_what_the_code_opens_and_where_it_belongs() -> None:
    (words,) = said(draw(CODE, invented_owner("en"), ON, "en"))
    assert "opens your book when the passphrase is forgotten" in words
    assert "Keep it with your passport, not beside the computer." in words
    assert "It opens everything" in words
    assert "Made on 22 November 2026" in words


def test_before_the_business_has_a_name_the_sheet_is_drawn_all_the_same() -> None:
    (words,) = said(draw(CODE, None, ON))
    assert words.startswith("Evenhand")


@in_every_language
@on_every_paper
def test_every_language_has_its_letters_and_room_for_longer_words(
    language: str, paper: PaperSize, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(_code: str, text: str) -> str:
        return (LONG[language] * 40)[: round(len(text) * 1.4)].strip() + (" {day}" if "{day}" in text else "")

    monkeypatch.setattr(translation, "text_in", told)
    (words,) = said(draw(CODE, replace(invented_owner(language), paper=paper), ON, language))
    assert words.count(LONG[language].strip()) > 20


def test_it_is_in_the_language_of_the_screen_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(translation, "text_in", lambda code, text: asked.append(code) or text)
    translation.use("hy")
    draw(CODE, None, ON)
    draw(CODE, None, ON, "ro")
    assert set(asked) == {"hy", "ro"}


def test_a_name_that_does_not_fit_is_refused_by_its_place() -> None:
    owner = invented_owner("en")
    long = replace(owner, letterheads=(replace(owner.letterheads[0], business_name="Weberei und Näherei " * 30),))
    with pytest.raises(LetterRefused) as refused:
        draw(CODE, long, ON)
    assert (refused.value.code, refused.value.details["place"]) == ("too_long", "business")


def test_no_sign_touches_the_next() -> None:
    widest = "-".join(["WMWM"] * 13 + ["WMW"])
    found = signs(draw(widest, None, ON))
    assert len(found) == 55
    for (line, _left, right, _sign), (other, left, _right, _next) in pairwise(found):
        assert line != other or left - right > 0.3
