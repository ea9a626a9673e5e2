"""The choice sheet: boxes to tick, room to write, and pages that end between two ways and never inside one."""

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evenhand.domain.records import LetterKind
from evenhand.letters.letter import LetterFacts, LetterRefused, LetterText, first_text
from evenhand.letters.page import DrawnLetter, draw
from paper import apart, boxes, said, squares

Facts = Callable[..., LetterFacts]
BOX = 4.2


def offering(facts: LetterFacts, ways: Sequence[tuple[str, str, str]], reply_by: str = "") -> LetterFacts:
    """The facts with these ways offered: what, by when, what it asks of the client."""
    offered = json.dumps([{"what": what, "by": by, "effort": effort} for what, by, effort in ways])
    return replace(facts, typed={"options.offered": offered, "reply.by": reply_by})


@pytest.fixture(scope="module")
def forty(facts_for: Facts) -> DrawnLetter:
    ways = [
        (
            f"Way number {n}: the coat is cut again from a pattern of its own and sewn by another hand",
            "2026-05-04",
            f"e{n}",
        )
        for n in range(1, 41)
    ]
    facts = offering(facts_for("en", LetterKind.OPTIONS), ways)
    return draw(LetterKind.OPTIONS, facts, first_text(LetterKind.OPTIONS, facts))


def test_each_way_has_a_box_to_tick_beside_its_first_line(facts_for: Facts) -> None:
    ways = [
        ("A new coat", "2026-05-04", ""),
        ("The coat let out at the shoulders", "", "an hour"),
        ("Money back", "", ""),
    ]
    facts = offering(facts_for("en", LetterKind.OPTIONS), ways)
    pdf = draw(LetterKind.OPTIONS, facts, first_text(LetterKind.OPTIONS, facts)).pdf
    ticks = sorted(squares(pdf, 0, BOX), key=lambda box: box.top)
    lines = {box.text.strip(): box for box in boxes(pdf)}
    for tick, words in zip(ticks, [*(way[0] for way in ways), "Another way, in your own words"], strict=True):
        assert tick.top < (lines[words].top + lines[words].bottom) / 2 < tick.bottom
        assert tick.right < lines[words].left
    assert "By 4 May 2026" in lines
    assert "From you: an hour" in lines


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "By 4 May 2026, 17:00"),
        ("ru", "Не позднее 4 мая 2026 г., 17:00"),
        ("ro", "Până pe 4 mai 2026, 17:00"),
        ("hy", "Մինչև 4 մայիսի 2026 թ., 17:00"),
    ],
)
def test_a_way_with_an_hour_says_it_after_its_day(facts_for: Facts, language: str, day: str) -> None:
    facts = facts_for(language, LetterKind.OPTIONS)
    way = {"what": "A new coat", "by": "2026-05-04", "effort": "", "at": "17:00"}
    facts = replace(facts, typed={"options.offered": json.dumps([way])})
    drawn = draw(LetterKind.OPTIONS, facts, first_text(LetterKind.OPTIONS, facts))
    assert day in {box.text.strip().replace("\u00a0", " ") for box in boxes(drawn.pdf)}


def test_there_is_room_for_own_words_a_name_and_a_day(facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.OPTIONS)
    text = " ".join(said(draw(LetterKind.OPTIONS, facts, first_text(LetterKind.OPTIONS, facts)).pdf))
    assert "Another way, in your own words Name Date" in text


def test_forty_ways_go_over_the_pages_and_none_is_parted_from_its_box(forty: DrawnLetter) -> None:
    pages = said(forty.pdf)
    assert forty.pages == len(pages) > 2
    for number in range(1, 41):
        here = [page for page in pages if f"Way number {number}:" in page]
        assert len(here) == 1
        assert f"By 4 May 2026 · From you: e{number} " in here[0] + " "
    assert sum(len(squares(forty.pdf, number, BOX)) for number in range(forty.pages)) == 41
    for number, page in enumerate(pages):
        assert len(squares(forty.pdf, number, BOX)) == page.count("From you: e") + page.count("in your own words")
        assert f"Page {number + 1} of {forty.pages}" in page


def test_the_last_page_of_many_ways_holds_more_than_the_signature(forty: DrawnLetter) -> None:
    last = said(forty.pdf)[-1]
    assert "Ines Marlow" in last
    assert "a photograph of it" in last


def test_nothing_of_forty_ways_stands_outside_the_page_or_over_anything(forty: DrawnLetter) -> None:
    for page in range(forty.pages):
        lines = boxes(forty.pdf, page)
        for line in lines:
            assert line.top >= 14, line
            assert line.bottom <= 288, line
            assert line.left >= 24.5, line
            assert line.right <= 185.5, line
        for one, other in combinations(lines, 2):
            assert apart(one, other), (one, other)


def test_the_words_that_lead_to_the_sheet_are_not_left_behind_on_the_page_before(facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.OPTIONS)
    for lines in range(14, 30, 2):
        body = (
            "Dear Ana,\n\n"
            + "\n\n".join(["A line of mine."] * lines)
            + "\n\nPlease choose:\n\n[[options]]\n\nLast words."
        )
        letter = draw(LetterKind.OPTIONS, facts, LetterText("Ways", body))
        if letter.pages > 1:
            pages = said(letter.pdf)
            assert [("Please choose:" in page) for page in pages] == [("Two new chairs" in page) for page in pages]


def test_a_way_without_words_is_left_out_and_a_sheet_without_ways_is_refused(facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.OPTIONS)
    one = offering(facts, [("A new coat", "", ""), ("  ", "2026-05-04", "")])
    text = first_text(LetterKind.OPTIONS, one)
    assert "This is how I can put it right" in text.body
    assert len(squares(draw(LetterKind.OPTIONS, one, text).pdf, 0, BOX)) == 2
    none = offering(facts, [("", "", "")])
    with pytest.raises(LetterRefused) as refused:
        draw(LetterKind.OPTIONS, none, first_text(LetterKind.OPTIONS, none))
    assert (refused.value.code, refused.value.details) == ("missing_fact", {"fact": "options"})


@given(what=st.text(max_size=80), effort=st.text(max_size=80))
@example(what="\u200b", effort="\u200b")
@example(what="a" * 128, effort="\u0301")
def test_any_way_at_all_is_printed_whole_or_refused(what: str, effort: str, facts_for: Facts) -> None:
    facts = offering(facts_for("hy", LetterKind.OPTIONS), [(what, "", effort)])
    try:
        letter = draw(LetterKind.OPTIONS, facts, first_text(LetterKind.OPTIONS, facts))
    except LetterRefused:
        return
    letters = [
        "".join(one for one in unicodedata.normalize("NFC", text) if one.isalnum())
        for text in (what, " ".join(said(letter.pdf)))
    ]
    assert letters[0] in letters[1]


def test_a_way_is_printed_as_it_is_typed_and_one_past_all_measure_is_refused(facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.OPTIONS)
    value = "*a* [[gift]] {x.y} <b>&"
    odd = offering(facts, [(value, "", value + "{effort}")])
    text = " ".join(said(draw(LetterKind.OPTIONS, odd, first_text(LetterKind.OPTIONS, odd)).pdf))
    assert f"{value} From you: {value}{{effort}}" in text
    for way, code in ((("Word " * 800, "", ""), "too_long"), (("A 山", "", ""), "missing_glyph")):
        with pytest.raises(LetterRefused) as refused:
            draw(LetterKind.OPTIONS, offering(facts, [way]), first_text(LetterKind.OPTIONS, facts))
        assert (refused.value.code, refused.value.details["place"]) == (code, "option")
