"""Sheets for the owner's own use: half a page of figures, and a timeline over as many pages as it takes."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from evenhand.domain.discounts import discount_curve
from evenhand.domain.records import LETTER_LANGUAGES, Letterhead, Owner, PaperSize
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.report import Event, Fact, Plot, Table, half_page, timeline
from paper import apart, boxes, fonts, said
from strokes import inked, pages, size_of

ON = date(2026, 11, 22)
WORDS = {
    "en": ("Marlow & Thread", "What a discount costs", "A discount of 20% takes two thirds of the profit."),
    "ru": ("Мастерская Елены Ким", "Чего стоит скидка", "Скидка в 20 % забирает две трети прибыли."),
    "ro": ("Atelierul Șerbănescu", "Cât costă o reducere", "O reducere de 20 % ia două treimi din câștig."),
    "hy": ("Անի Սարգսյանի արվեստանոց", "Ինչ արժե զեղչը", "20% զեղչը վերցնում է շահույթի երկու երրորդը։"),
}
in_every_language = pytest.mark.parametrize("language", LETTER_LANGUAGES)
on_each_paper = pytest.mark.parametrize("paper", PaperSize)


def owner_of(language: str, **changed: Any) -> Owner:
    return replace(Owner((Letterhead(language, WORDS[language][0], "Ines Marlow"),)), **changed)


def plot() -> Plot:
    curve = discount_curve(Decimal("0.3"), Decimal("0.2"))
    assert curve is not None
    scales = (("0%", "6"), ("50%", "18"), ("100%", "30"))
    ticks = tuple((Decimal(tenth) / 10, f"{tenth}0%") for tenth in range(4))
    return Plot(curve, ("Profit lost", "Orders for the same"), scales, ticks, "20%", "66.7%", "18 orders")


KNOWN = Table("What is known", (Fact("Sum of an order", "€30,000"), Fact("Orders", "6"), Fact("Margin", "30%")))
FOLLOWS = Table("What follows", (Fact("Profit before", "€54,000"), Fact("Profit lost", "€36,000", strong=True)))
STEPS = Table("How this adds up", (Fact("Profit after", "€144,000 \u2212 €126,000 = €18,000"),), quiet=True)


def half(language: str = "en", owner: Owner | None = None, **changed: Any) -> bytes:
    _name, title, sentence = WORDS[language]
    asked: dict[str, Any] = {
        "language": language,
        "on": ON,
        "title": title,
        "says": (sentence,),
        "left": (KNOWN, STEPS),
        "right": (FOLLOWS, plot()),
    }
    return half_page(owner or owner_of(language), **(asked | changed))


def events(count: int, text: str = "The zip failed after one wear.") -> list[Event]:
    day = date(2026, 1, 5)
    return [Event(day + timedelta(n), f"Kind {n}", f"{n}: {text}", f"€{n}") for n in range(count)]


def line(language: str = "en", owner: Owner | None = None, **changed: Any) -> bytes:
    asked: dict[str, Any] = {
        "language": language,
        "on": ON,
        "title": WORDS[language][1],
        "about": (WORDS[language][2],),
    }
    asked["events"] = events(3)
    return timeline(owner or owner_of(language), **(asked | changed))


def ink_box(pdf: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is printed, in millimetres."""
    picture = inked(pdf, page, 6)
    box = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
    return tuple(side / 6 for side in box)  # type: ignore[return-value]


@in_every_language
def test_half_a_page_holds_every_figure_in_the_screens_language(language: str) -> None:
    told = said(half(language))
    assert len(told) == 1
    text = told[0]
    for words in WORDS[language]:
        assert words in text
    for table in (KNOWN, FOLLOWS, STEPS):
        assert table.heading in text
        for fact in table.facts:
            assert fact.name in text
            assert fact.value.replace("\u2212", "\u2013") in text
    assert "18 orders" in text
    assert "66.7%" in text
    assert "2026" in text


@in_every_language
def test_only_our_own_fonts_are_used_and_the_file_holds_them(language: str) -> None:
    for pdf in (half(language), line(language)):
        assert fonts(pdf)
        for name, embedded in fonts(pdf):
            assert "Letter" in name
            assert embedded


@on_each_paper
@in_every_language
def test_everything_stands_in_the_printable_upper_half(language: str, paper: PaperSize) -> None:
    pdf = half(language, owner_of(language, paper=paper))
    wide, high = size_of(pdf)
    left, top, right, bottom = ink_box(pdf)
    assert left >= 15
    assert right <= wide - 15
    assert top >= 10
    assert bottom <= high / 2 - 5


def test_no_two_lines_touch() -> None:
    for one, other in combinations(boxes(half()), 2):
        assert apart(one, other), (one, other)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert half() == half()
    assert line(events=events(60)) == line(events=events(60))


def test_a_sheet_of_many_long_facts_is_set_smaller_and_still_whole() -> None:
    many = tuple(
        Fact(f"What the owner calls the figure number {n}", f"€{n},234,567,890.00 × 12 = €{n}") for n in range(9)
    )
    long_name = "Marlow, Thread, Needle, Bobbin and Daughters, Tailors and Menders of Bradford on Avon since 1893"
    owner = owner_of("en")
    owner = replace(owner, letterheads=(replace(owner.letterheads[0], business_name=long_name),))
    pdf = half(owner=owner, left=(Table("Known", many),), right=(FOLLOWS, plot()))
    assert pages(pdf) == 1
    text = said(pdf)[0]
    assert long_name in text
    for fact in many:
        assert fact.name in text
        assert fact.value in text
    assert ink_box(pdf)[3] <= size_of(pdf)[1] / 2 - 5
    for one, other in combinations(boxes(pdf), 2):
        assert apart(one, other), (one, other)


def test_what_is_written_is_never_taken_for_markup() -> None:
    assert "<b>&{amount}</b> **x**" in said(half(title="<b>&{amount}</b> **x**"))[0]
    assert "<i>&amp; #1</i>" in said(line(events=[Event(ON, "Note", "<i>&amp; #1</i>")]))[0]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "A 上 character"}, "missing_glyph"),
        ({"title": "שלום"}, "right_to_left"),
        ({"title": " "}, "empty"),
        ({"left": (Table("Known", tuple(Fact("A name of a fact " * 3, "1" * 40) for _n in range(40))),)}, "too_long"),
        ({"says": ("Word " * 800,)}, "too_long"),
    ],
)
def test_what_cant_be_printed_is_refused_by_name(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(LetterRefused) as refused:
        half(**changed)
    assert refused.value.code == code


def test_without_a_name_of_the_business_nothing_is_printed() -> None:
    owner = replace(owner_of("en"), letterheads=(Letterhead("en", " ", ""),))
    for draw in (half, line):
        with pytest.raises(LetterRefused) as refused:
            draw(owner=owner)
        assert (refused.value.code, refused.value.details["place"]) == ("empty", "business")


@in_every_language
def test_a_timeline_has_its_lines_in_order_with_day_kind_text_and_sum(language: str) -> None:
    text = said(line(language))[0]
    places = [text.index(f"{n}: The zip failed") for n in range(3)]
    assert places == sorted(places)
    for n in range(3):
        assert f"Kind {n}" in text
        assert f"€{n}" in text
    assert "2026" in text
    assert WORDS[language][2] in text


@on_each_paper
@in_every_language
def test_a_long_timeline_goes_over_numbered_pages_and_loses_no_line(language: str, paper: PaperSize) -> None:
    text = "The client asked for it once more. " * 9  # some seven lines
    pdf = line(language, owner_of(language, paper=paper), events=events(40, text.strip()))
    told = said(pdf)
    assert len(told) > 3
    whole = " ".join(told)
    for n in range(40):
        assert f"{n}: The client asked" in whole
        assert f"Kind {n}" in whole
    assert whole.count("once more.") == 40 * 9
    wide, high = size_of(pdf)
    for number, page in enumerate(told):
        assert f"{number + 1}" in page
        assert f"{len(told)}" in page
        left, top, right, bottom = ink_box(pdf, number)
        assert left >= 15
        assert right <= wide - 15
        assert top >= 8
        assert bottom <= high - 8
        lines = boxes(pdf, number)
        for one, other in combinations(lines, 2):
            assert apart(one, other), (one, other)


def test_each_page_says_which_of_how_many_it_is() -> None:
    told = said(line(events=events(60)))
    assert [f"Page {number} of {len(told)}" in page for number, page in enumerate(told, 1)] == [True] * len(told)
    assert "Page 1 of 1" in said(line())[0]


def test_one_text_longer_than_a_page_goes_on_overleaf() -> None:
    text = " ".join(f"word{n}" for n in range(1800))
    told = said(line(events=[Event(ON, "Told us", text, "€5"), *events(2)]))
    assert len(told) > 1
    whole = " ".join(told)
    assert all(f"word{n} " in whole for n in range(1799))
    assert "1: The zip failed" in told[-1]


def test_a_timeline_without_lines_is_a_page_that_says_so_much() -> None:
    told = said(line(events=[]))
    assert len(told) == 1
    assert WORDS["en"][2] in told[0]


def test_what_has_no_day_stands_in_a_timeline_without_one() -> None:
    text = said(line(about=(), events=[Event(None, "Agreed", "a new lining", "")]))[0]
    assert "Agreed a new lining" in text
