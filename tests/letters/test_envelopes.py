"""Envelopes, labels and the test sheet, with the ruler on them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pypdf
import pypdfium2
import pytest

from evenhand import wording
from evenhand.domain.records import LETTER_LANGUAGES, Client, Envelope, LetterKind, Owner, PaperSize
from evenhand.letters import labels
from evenhand.letters.envelopes import (
    ENVELOPES,
    LABEL_SHEETS,
    EnvelopeSize,
    LabelSheet,
    draw_envelope,
    draw_labels,
    draw_test_sheet,
)
from evenhand.letters.letter import LetterFacts, LetterRefused
from evenhand.letters.profiles import Profile, profile_of
from paper import MM, Box, apart, boxes, fonts, said
from strokes import Stroke, inked, size_of, strokes_on

Facts = Callable[..., LetterFacts]

in_every_language = pytest.mark.parametrize("language", LETTER_LANGUAGES)
on_every_sheet = pytest.mark.parametrize("sheet", LABEL_SHEETS, ids=lambda sheet: sheet.key)
every_profile = pytest.mark.parametrize(
    "profile",
    [profile_of(envelope, paper) for envelope in Envelope for paper in PaperSize],
    ids=lambda profile: f"{profile.envelope}-{profile.paper}",
)


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def two(facts_for: Facts, language: str) -> tuple[Owner, Client]:
    facts = facts_for(language, LetterKind.GIFT)
    return facts.owner, facts.client


def parted(pdf: bytes, owner: Owner) -> tuple[list[Box], list[Box]]:
    """The sender's lines and the address's."""
    lines = boxes(pdf)
    written = len(owner.letterheads[0].address_lines) + 1
    return lines[:written], lines[written:]


@pytest.mark.parametrize(
    ("size", "measures"),
    [
        (EnvelopeSize.DL, (220, 110)),
        (EnvelopeSize.C6, (162, 114)),
        (EnvelopeSize.C5, (229, 162)),
        (EnvelopeSize.NO_10, (241.3, 104.8)),
    ],
)
@in_every_language
def test_an_envelope_has_its_size_the_sender_at_the_top_left_and_the_address_where_the_post_reads_it(
    size: EnvelopeSize, measures: tuple[float, float], language: str, facts_for: Facts
) -> None:
    owner, client = two(facts_for, language)
    pdf = draw_envelope(owner, client, language, size)
    wide, high = measures
    assert size_of(pdf) == pytest.approx(measures, abs=0.01)
    sender, address = parted(pdf, owner)
    head = owner.letterheads[0]
    assert plain(" ".join(line.text for line in sender)) == " ".join((head.business_name, *head.address_lines))
    assert plain(" ".join(line.text for line in address)) == " ".join((client.address_name, *client.address_lines))
    for line in sender:
        assert line.left >= 11
        assert line.top >= 11
        assert line.right <= wide - 74  # stamps and postmarks
        assert line.bottom <= 40
    for line in address:
        assert line.left >= wide * 0.38
        assert line.top >= 40
        assert line.right <= wide - 15
        assert line.bottom <= high - 15
    for one, other in combinations(boxes(pdf), 2):
        assert apart(one, other)


def test_the_address_stands_lower_and_further_right_where_that_is_the_habit(facts_for: Facts) -> None:
    owner, client = two(facts_for, "en")
    british = parted(draw_envelope(owner, client, "en", EnvelopeSize.DL), owner)[1][0]
    german = parted(draw_envelope(replace(owner, country="DE"), client, "en", EnvelopeSize.DL), owner)[1][0]
    assert german.left > british.left + 10
    assert german.top > british.top + 3


@pytest.mark.parametrize("size", EnvelopeSize)
def test_seven_long_lines_stay_on_the_envelope(size: EnvelopeSize, facts_for: Facts) -> None:
    owner, client = two(facts_for, "ru")
    client = replace(client, address_lines=("Набережная лейтенанта Шмидта, дом 28, корпус 2",) * 7)
    head = replace(owner.letterheads[0], address_lines=("Большой Сампсониевский проспект, дом 114, литера А",) * 5)
    pdf = draw_envelope(replace(owner, letterheads=(head,)), client, "ru", size)
    wide, high = ENVELOPES[size]
    assert said(pdf)[0].count("Шмидта") == 7
    assert said(pdf)[0].count("литера") == 5
    for line in boxes(pdf):
        assert line.left > 11
        assert line.right < wide - 14.5
        assert line.top > 11
        assert line.bottom < high - 15
    for one, other in combinations(boxes(pdf), 2):
        assert apart(one, other), (one, other)


def test_an_envelope_that_would_not_arrive_is_refused(facts_for: Facts) -> None:
    owner, client = two(facts_for, "en")
    head = replace(owner.letterheads[0], business_name=" ")
    for whose, to, code, place in (
        (owner, replace(client, address_lines=()), "empty", "address"),
        (owner, replace(client, address_lines=("A line",) * 20), "too_long", "address"),
        (owner, replace(client, address_lines=("上海市",)), "missing_glyph", "address"),
        (owner, replace(client, name="", address_name=""), "empty", "client_name"),
        (replace(owner, letterheads=(head,)), client, "empty", "business"),
    ):
        with pytest.raises(LetterRefused) as refused:
            draw_envelope(whose, to, "en", EnvelopeSize.C6)
        assert (refused.value.code, refused.value.details["place"]) == (code, place)


def cell(sheet: LabelSheet, number: int) -> tuple[float, float, float, float]:
    left, top = sheet.corner(number)
    return left, top, left + sheet.size[0], top + sheet.size[1]


@pytest.mark.parametrize(
    ("key", "count", "paper", "size", "last"),
    [
        ("a4_3x8", 24, (210, 297), (70, 37), (140, 259.5)),
        ("a4_3x7", 21, (210, 297), (63.5, 38.1), (139.29, 243.75)),
        ("a4_2x7", 14, (210, 297), (99.1, 38.1), (106.25, 243.75)),
        ("us_5160", 30, (215.9, 279.4), (66.7, 25.4), (144.46, 241.3)),
    ],
)
def test_the_labels_lie_where_the_makers_cut_them(
    key: str, count: int, paper: tuple[float, float], size: tuple[float, float], last: tuple[float, float]
) -> None:
    sheet = next(one for one in LABEL_SHEETS if one.key == key)
    assert (sheet.count, sheet.size) == (count, size)
    assert sheet.corner(count) == pytest.approx(last, abs=0.01)
    wide, high = paper
    _left, _top, right, bottom = cell(sheet, count)
    assert right <= wide + 0.01
    assert bottom <= high + 0.01
    # What is left over is the same on both sides, and above and below.
    assert sheet.first == pytest.approx((wide - right, high - bottom), abs=0.06)


@on_every_sheet
def test_addresses_fill_the_labels_from_the_one_that_is_free_on_to_the_next_sheet(
    sheet: LabelSheet, facts_for: Facts
) -> None:
    owner = two(facts_for, "en")[0]
    clients = [two(facts_for, language)[1] for language in LETTER_LANGUAGES] * 2
    first = sheet.count - 4
    pdf = draw_labels(owner, clients, sheet, first)
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert size_of(pdf, 1) == pytest.approx((210, 297) if sheet.paper is PaperSize.A4 else (215.9, 279.4), abs=0.01)
    for place, client in enumerate(clients, first - 1):
        left, top, right, bottom = cell(sheet, place % sheet.count + 1)
        there = [
            line for line in boxes(pdf, place // sheet.count) if left <= line.left < right and top <= line.top < bottom
        ]
        assert plain(" ".join(line.text for line in there)) == " ".join((client.address_name, *client.address_lines))
        for line in there:
            assert line.left >= max(left + 1.5, 5)
            assert line.right <= min(right - 1.5, size_of(pdf)[0] - 5)
            assert line.top >= max(top + 1.5, 5)
            assert line.bottom <= min(bottom - 1.5, size_of(pdf)[1] - 5)
        above, below = min(line.top for line in there) - top, bottom - max(line.bottom for line in there)
        assert abs(above - below) < 1.6  # in the middle of the label
    assert sum(len(boxes(pdf, page)) for page in (0, 1)) == sum(len(client.address_lines) + 1 for client in clients)


@on_every_sheet
def test_the_first_label_is_the_one_at_the_top_left_unless_another_is_named(
    sheet: LabelSheet, facts_for: Facts
) -> None:
    owner, client = two(facts_for, "en")
    for first in (1, 2, sheet.columns + 1, sheet.count):
        left, top, right, bottom = cell(sheet, first)
        pdf = draw_labels(owner, [client], sheet, first)
        assert len(pypdfium2.PdfDocument(pdf)) == 1
        for line in boxes(pdf):
            assert left < line.left
            assert line.right < right
            assert top < line.top
            assert line.bottom < bottom
    assert draw_labels(owner, [client], sheet) == draw_labels(owner, [client], sheet, 1)
    for wrong in (0, sheet.count + 1):
        with pytest.raises(ValueError, match="label"):
            draw_labels(owner, [client], sheet, wrong)
    with pytest.raises(ValueError, match="0 addresses"):
        draw_labels(owner, [], sheet)


def test_of_many_addresses_the_one_that_can_not_be_printed_is_named(facts_for: Facts) -> None:
    owner, client = two(facts_for, "en")
    bad = replace(client, name="Chen Wei", address_lines=("上海市",))
    none = replace(client, name="Bo Lind", address_lines=())
    for refused_client, sentence in (
        (bad, "The letter's typeface has no “上” (U+4E0A), in the client's address (Chen Wei). Write it another way."),
        (none, "There is nothing in the client's address (Bo Lind) yet."),
    ):
        with pytest.raises(LetterRefused) as refused:
            draw_labels(owner, [client, refused_client, client], LABEL_SHEETS[0])
        assert wording.sentence(refused.value) == sentence


def test_the_same_envelope_labels_and_test_sheet_are_the_same_bytes_with_their_own_fonts(facts_for: Facts) -> None:
    owner, client = two(facts_for, "hy")
    for draw in (
        lambda: draw_envelope(owner, client, "hy", EnvelopeSize.DL),
        lambda: draw_labels(owner, [client] * 3, LABEL_SHEETS[0]),
        lambda: draw_test_sheet(profile_of(Envelope.LEFT_WINDOW, PaperSize.A4), "hy"),
    ):
        pdf = draw()
        assert draw() == pdf
        assert fonts(pdf)
        assert all("+Letter" in name and embedded for name, embedded in fonts(pdf))


def test_a_file_says_what_it_is_and_in_which_language(facts_for: Facts) -> None:
    import io

    owner, client = two(facts_for, "ru")
    reader = pypdf.PdfReader(io.BytesIO(draw_envelope(owner, client, "ru", EnvelopeSize.DL)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Ольге Сергеевне Бородиной"
    assert reader.root_object["/Lang"] == "ru-RU"
    sheet = pypdf.PdfReader(io.BytesIO(draw_labels(owner, [client], LABEL_SHEETS[0]))).metadata
    assert sheet is not None
    assert (sheet.title, sheet.author) == ("Адресные наклейки", "Мастерская Елены Ким")


def from_edge(strokes: list[Stroke], x: float) -> Stroke:
    """The one long line that begins at x."""
    (found,) = (
        one
        for one in strokes
        if one.x == pytest.approx(x, abs=0.01) and max(abs(one.to_x - one.x), abs(one.to_y - one.y)) > 60
    )
    return found


@every_profile
def test_the_rules_of_the_test_sheet_are_a_hundred_millimetres_long(profile: Profile) -> None:
    pdf = draw_test_sheet(profile, "en")
    level, upright = from_edge(strokes_on(pdf), profile.left), from_edge(strokes_on(pdf), profile.right)
    assert (level.to_x - level.x, level.to_y - level.y) == pytest.approx((100, 0), abs=0.01)
    assert (upright.to_x - upright.x, abs(upright.to_y - upright.y)) == pytest.approx((0, 100), abs=0.01)
    dots = 10
    picture = inked(pdf, dots=dots)
    assert picture.size == pytest.approx((profile.width * dots, profile.height * dots), abs=1)
    row = picture.crop((round(12 * dots), round(level.y * dots) - 1, round(160 * dots), round(level.y * dots) + 2))
    left, _top, right, _bottom = row.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert (right - left) / dots == pytest.approx(100, abs=0.4)
    across = round(upright.x * dots)
    column = picture.crop((across - 1, round(105 * dots), across + 2, round(250 * dots)))
    _left, top, _right, bottom = column.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert (bottom - top) / dots == pytest.approx(100, abs=0.4)


def outlines(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The drawn shapes of a page: left, top, right, bottom."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    high = page.get_height()
    found = []
    for drawn in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        found.append((left / MM, (high - top) / MM, right / MM, (high - bottom) / MM))
    page.close()
    document.close()
    return found


@every_profile
def test_the_test_sheet_draws_each_window_the_field_of_the_address_and_corners_at_five_millimetres(
    profile: Profile,
) -> None:
    pdf = draw_test_sheet(profile, "en")
    shapes = outlines(pdf)

    def drawn(left: float, top: float, right: float, bottom: float) -> bool:
        wanted = pytest.approx((left, top, right, bottom), abs=0.3)
        return any(shape == wanted for shape in shapes)

    assert drawn(profile.address.left, profile.address.top, profile.address.right, profile.address.bottom)
    for window in profile.windows:
        seen = window.seen(profile.width, 0.5, 0.5)
        assert drawn(seen.left, seen.top, seen.right, seen.bottom), window.name
        assert window.name in said(pdf)[0]
    strokes = strokes_on(pdf)
    for x in (5, profile.width - 5):
        for y in (5, profile.height - 5):
            meeting = [one for one in strokes if (one.x, one.y) == pytest.approx((x, y), abs=0.01)]
            assert len(meeting) == 2
    for mark in (*profile.folds, profile.half):
        assert any(one.x < 4 and one.y == pytest.approx(mark, abs=0.01) for one in strokes)


@every_profile
@in_every_language
def test_the_test_sheet_says_in_the_language_what_to_do_and_nothing_runs_into_anything(
    profile: Profile, language: str
) -> None:
    pdf = draw_test_sheet(profile, language)
    words = labels.of(language)
    for name in ("test_sheet", "test_size", "test_rules", "test_corners"):
        assert plain(words[name]) in said(pdf)[0]
    assert (plain(words["test_window"]) in said(pdf)[0]) is bool(profile.windows)
    lines = boxes(pdf)
    for one, other in combinations(lines, 2):
        assert apart(one, other), (one, other)
    assert all(line.left >= 5 and line.right <= profile.width - 5 for line in lines)
