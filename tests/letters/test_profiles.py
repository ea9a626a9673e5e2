"""The page for each kind of envelope and each paper: what the window shows, and that everything has its room."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from evenhand.domain.records import LETTER_LANGUAGES, Envelope, LetterKind, PaperSize
from evenhand.letters.letter import LetterFacts, LetterRefused
from evenhand.letters.page import DrawnLetter
from evenhand.letters.profiles import Box, Profile, Window, profile_of
from paper import Box as Type
from paper import apart, boxes
from strokes import inked, size_of, strokes_on, written_on

Facts = Callable[..., LetterFacts]
Written = Callable[..., DrawnLetter]

every_page = pytest.mark.parametrize(
    ("envelope", "paper"), [(envelope, paper) for envelope in Envelope for paper in PaperSize]
)
in_every_language = pytest.mark.parametrize("language", LETTER_LANGUAGES)
FULL = (LetterKind.OPTIONS, LetterKind.APOLOGY, LetterKind.REFUND, LetterKind.BONUS, LetterKind.HOW_WE_WORK)
SENTENCE = "Every pattern is now measured twice, the second time by someone who did not draw it. "


def on(facts: LetterFacts, envelope: Envelope, paper: PaperSize) -> LetterFacts:
    return replace(facts, owner=replace(facts.owner, envelope=envelope, paper=paper))


def with_address(facts: LetterFacts, *lines: str) -> LetterFacts:
    return replace(facts, client=replace(facts.client, address_lines=lines))


def address_of(facts: LetterFacts, letter: DrawnLetter, profile: Profile) -> list[Type]:
    """The address on the page, found by where it belongs and compared with what it should be."""
    box = profile.address
    found = [
        one
        for one in boxes(letter.pdf)
        if one.left < box.right and one.right > box.left and one.bottom > box.top and one.top < box.bottom
    ]
    words = " ".join((facts.client.address_name, *facts.client.address_lines))
    assert " ".join(one.text for one in found).replace("  ", " ") == words
    return found


def shows(seen: Box, line: Type) -> bool:
    return seen.left <= line.left and line.right <= seen.right and seen.top <= line.top and line.bottom <= seen.bottom


@pytest.mark.parametrize(
    ("envelope", "name", "fold", "seen"),
    [
        (Envelope.LEFT_WINDOW, "DIN lang", 105, (20, 50, 100, 90)),
        (Envelope.LEFT_WINDOW, "DL (GB)", 105, (20, 57, 100, 87)),
        (Envelope.LEFT_WINDOW, "DL (GB)", 99, (20, 57, 100, 81)),
        (Envelope.LEFT_WINDOW, "C5", 148.5, (20, 57, 91, 88.5)),
        (Envelope.RIGHT_WINDOW, "DL (FR)", 99, (100, 55, 190, 79)),
        (Envelope.RIGHT_WINDOW, "C5/6 (CH)", 105, (117, 48, 198, 84)),
        (Envelope.RIGHT_WINDOW, "C5 (CH)", 148.5, (117, 52, 198, 83.5)),
    ],
)
def test_a_window_always_shows_what_its_measures_leave(
    envelope: Envelope, name: str, fold: float, seen: tuple[float, ...]
) -> None:
    window = next(one for one in profile_of(envelope, PaperSize.A4).windows if one.name == name)
    always = replace(window, fold=fold).always_seen(210)
    assert (always.left, always.top, always.right, always.bottom) == pytest.approx(seen)


def test_a_us_window_always_shows_four_lines_of_a_sheet_folded_in_thirds() -> None:
    (window,) = profile_of(Envelope.US_10, PaperSize.LETTER).windows
    always = replace(window, fold=93.1).always_seen(215.9)
    assert (always.left, always.top, always.right, always.bottom) == pytest.approx((22.2, 63.5, 110.8, 80.4))


@every_page
@in_every_language
def test_the_address_shows_whole_wherever_the_sheet_slides(
    envelope: Envelope, paper: PaperSize, language: str, written: Written, facts_for: Facts
) -> None:
    profile = profile_of(envelope, paper)
    facts = on(facts_for(language, LetterKind.GIFT), envelope, paper)
    for letters_facts in (facts, with_address(facts, *(["Long Lane 114, Upper Larkhall on the Water"] * 6))):
        lines = address_of(letters_facts, written(LetterKind.GIFT, letters_facts), profile)
        for window in profile.windows:
            for across in (0, 0.5, 1):
                for down in (0, 0.5, 1):
                    seen = window.seen(profile.width, across, down)
                    assert all(shows(seen, line) for line in lines), (window.name, across, down)


@pytest.mark.parametrize(
    ("envelope", "paper", "third"),
    [
        (Envelope.US_10, PaperSize.LETTER, 93.1),
        (Envelope.US_10, PaperSize.A4, 99.0),
        (Envelope.RIGHT_WINDOW, PaperSize.A4, 99.0),
    ],
)
def test_four_lines_show_even_where_the_marks_are_not_heeded(
    envelope: Envelope, paper: PaperSize, third: float, written: Written, facts_for: Facts
) -> None:
    profile = profile_of(envelope, paper)
    facts = on(facts_for("en", LetterKind.GIFT), envelope, paper)
    facts = with_address(facts, "4 Elm Row, Apt 7", "Springfield, IL 62701", "UNITED STATES")
    window = profile.windows[0]
    always = replace(window, fold=third).always_seen(profile.width)
    assert all(shows(always, line) for line in address_of(facts, written(LetterKind.GIFT, facts), profile))


@every_page
def test_nothing_but_the_sender_and_the_address_can_be_read_through_a_long_envelope(
    envelope: Envelope, paper: PaperSize, written: Written, facts_for: Facts
) -> None:
    profile = profile_of(envelope, paper)
    facts = on(facts_for("en", LetterKind.DOUBLE), envelope, paper)
    letter = written(LetterKind.DOUBLE, facts)
    address = address_of(facts, letter, profile)
    business = facts.owner.letterheads[0].business_name
    for window in profile.windows:
        if window.envelope[1] > 120:
            continue  # C5 shows the subject where it slides to the top
        for across in (0, 1):
            for down in (0, 1):
                seen = window.seen(profile.width, across, down)
                for line in boxes(letter.pdf):
                    if line in address or line.text.startswith(business):
                        continue
                    beside = line.right <= seen.left or line.left >= seen.right
                    assert beside or min(line.bottom, seen.bottom) - max(line.top, seen.top) < 1.0, (window.name, line)


@every_page
@pytest.mark.parametrize("kind", FULL)
def test_an_ordinary_letter_takes_one_page_on_which_nothing_runs_into_anything(
    envelope: Envelope, paper: PaperSize, kind: LetterKind, written: Written, facts_for: Facts
) -> None:
    letter = written(kind, on(facts_for("en", kind), envelope, paper))
    assert letter.pages == 1
    assert size_of(letter.pdf) == pytest.approx((210, 297) if paper is PaperSize.A4 else (215.9, 279.4), abs=0.01)
    for one, other in combinations(boxes(letter.pdf), 2):
        assert apart(one, other), (one, other)


@every_page
@in_every_language
def test_the_longest_letter_takes_one_page_in_every_language(
    envelope: Envelope, paper: PaperSize, language: str, written: Written, facts_for: Facts
) -> None:
    letter = written(LetterKind.DOUBLE, on(facts_for(language, LetterKind.DOUBLE, signed=True), envelope, paper))
    assert letter.pages == 1
    for one, other in combinations(boxes(letter.pdf), 2):
        assert apart(one, other), (one, other)


@every_page
def test_only_the_fold_marks_stand_nearer_to_an_edge_than_five_millimetres(
    envelope: Envelope, paper: PaperSize, written: Written, facts_for: Facts
) -> None:
    profile = profile_of(envelope, paper)
    facts = on(facts_for("en", LetterKind.BONUS), envelope, paper)
    head = facts.owner.letterheads[0]
    wordy = replace(head, legal_line="Marlow & Thread is the trading name of Ines Marlow, sole trader. " * 4)
    facts = replace(facts, owner=replace(facts.owner, letterheads=(wordy,)))
    letter = written(LetterKind.BONUS, facts, body="Dear Ana,\n\n" + "\n\n".join([SENTENCE * 3] * 12))
    assert letter.pages > 1
    for page in range(letter.pages):
        picture = inked(letter.pdf, page)
        dots = picture.width / profile.width
        for mark in (*profile.folds, profile.half):
            picture.paste(255, (0, round((mark - 0.5) * dots), round(10 * dots), round((mark + 0.5) * dots)))
        left, top, right, bottom = picture.point(lambda grey: 255 * (grey < 250)).getbbox()
        assert left / dots >= 5
        assert top / dots >= 5
        assert right / dots <= profile.width - 5
        assert bottom / dots <= profile.height - 5


@every_page
def test_a_long_letter_goes_on_over_numbered_pages_with_the_signature_and_the_voucher_whole(
    envelope: Envelope, paper: PaperSize, written: Written, facts_for: Facts
) -> None:
    profile = profile_of(envelope, paper)
    facts = on(facts_for("en", LetterKind.BONUS), envelope, paper)
    seen_pages = set()
    for paragraphs in (4, 5, 6, 7, 9, 21):
        body = "Dear Ana,\n\n" + "\n\n".join([SENTENCE * 3] * paragraphs) + "\n\nThe very last words."
        letter = written(LetterKind.BONUS, facts, body=body)
        seen_pages.add(letter.pages)
        for page in range(letter.pages):
            lines = boxes(letter.pdf, page)
            if letter.pages > 1:
                assert any(f"Page {page + 1} of {letter.pages}" in line.text for line in lines)
            for one, other in combinations(lines, 2):
                assert apart(one, other), (one, other)
            last = page == letter.pages - 1
            for text in ("The very last words.", "Ines Marlow", "B-7F4M-2QK", "show the code"):
                assert any(line.text.startswith(text) for line in lines) is last, text
        slip = [line for line in boxes(letter.pdf, letter.pages - 1) if line.top > profile.voucher_top]
        inside = [line for line in slip if line.bottom < profile.voucher_top + profile.voucher_height]
        assert {"Code", "Valid", "For"} <= {line.text for line in inside}
        assert all(line.top > profile.foot_rule for line in slip if line not in inside)
    assert seen_pages >= {2, 3}


def test_the_page_that_everyone_begins_with_stands_where_it_always_stood(written: Written, facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.GIFT)
    letter = written(LetterKind.GIFT, facts, subject="A gift", body="Dear Ana,\n\n[[gift]]\n\nGood day.")
    assert [tuple(line) for line in written_on(letter.pdf)][3:] == [
        pytest.approx(line, abs=0.02)
        for line in (
            (28.19, 22.65, 14.0),  # the monogram
            (40.0, 20.96, 19.0),  # the name and its tagline
            (40.0, 25.73, 8.6),
            (25.0, 58.6, 7.0),  # the return line
            (25.0, 66.0, 10.4),  # the address
            (25.0, 70.73, 10.4),
            (25.0, 75.47, 10.4),
            (25.0, 80.2, 10.4),
            (25.0, 84.93, 10.4),
            (125.0, 59.6, 7.4),  # the day, the number and the order
            (125.0, 63.35, 8.8),
            (125.0, 68.65, 7.4),
            (125.0, 72.4, 8.8),
            (125.0, 77.7, 7.4),
            (125.0, 81.45, 8.8),
            (25.0, 100.71, 12.4),  # the subject
            (25.0, 109.86, 10.8),
            (30.0, 124.31, 13.4),  # the gift
            (25.0, 138.71, 10.8),
            (25.0, 147.56, 10.8),  # the closing, the name, the role
            (25.0, 165.78, 10.8),
            (25.0, 170.73, 8.4),
            (25.0, 284.0, 7.4),  # the foot
        )
    ]
    assert [(line.x, line.y, line.to_x) for line in strokes_on(letter.pdf)] == [
        pytest.approx(one, abs=0.01)
        for one in ((25, 31.4, 185), (3.5, 105, 7.4), (3.5, 210, 7.4), (3.5, 148.5, 9.5), (25, 279.5, 185))
    ]


@every_page
def test_a_name_and_seven_lines_fit_every_window_and_twelve_are_refused(
    envelope: Envelope, paper: PaperSize, written: Written, facts_for: Facts
) -> None:
    facts = on(facts_for("en", LetterKind.GIFT), envelope, paper)
    assert written(LetterKind.GIFT, with_address(facts, *[f"Line {n}" for n in range(7)])).pages == 1
    with pytest.raises(LetterRefused) as refused:
        written(LetterKind.GIFT, with_address(facts, *[f"Line {n}" for n in range(11)]))
    assert refused.value.code == "address_too_long"


def test_without_a_window_the_address_stands_close_below_the_head(written: Written, facts_for: Facts) -> None:
    facts = on(facts_for("en", LetterKind.GIFT), Envelope.NO_WINDOW, PaperSize.A4)
    profile = profile_of(Envelope.NO_WINDOW, PaperSize.A4)
    letter = written(LetterKind.GIFT, facts)
    assert profile.windows == ()
    assert min(line.top for line in address_of(facts, letter, profile)) < 50
    business = facts.owner.letterheads[0].business_name
    assert sum(line.text.startswith(business) for line in boxes(letter.pdf) if line.top < 280) == 1  # no return line


def test_a_sheet_may_lie_anywhere_between_the_ends_of_its_play() -> None:
    window = Window("plain", (220, 110), (90, 45), 20, 15, 105)
    assert window.seen(210, 0, 0) == Box(20, 50, 110, 95)
    assert window.seen(210, 1, 1) == Box(10, 45, 100, 90)
