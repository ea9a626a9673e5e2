"""A letter as it lies on the table: what it says, where it stands, and that nothing runs into anything."""

import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pypdf
import pytest

from evenhand import formats
from evenhand.domain.money import Money
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.letters.facts import stated
from evenhand.letters.letter import LetterFacts, LetterRefused, LetterText, first_text, snapshot
from evenhand.letters.page import DrawnLetter, draw
from paper import WRITTEN, apart, boxes, codes, columns, fonts

Facts = Callable[..., LetterFacts]
Written = Callable[..., DrawnLetter]
Read = Callable[[bytes], str]

Ordinary = Callable[[LetterKind, str], DrawnLetter]

every_letter = pytest.mark.parametrize(("kind", "language"), WRITTEN)


def plain(text: str) -> list[str]:
    """The words of a Markdown body without its marks."""
    return re.sub(r"\[\[\w+\]\]|[*]|^- ", "", text.replace("\u00a0", " "), flags=re.MULTILINE).split()


@every_letter
def test_an_ordinary_letter_is_one_page_and_says_every_word_of_its_text(
    kind: LetterKind, language: str, facts_for: Facts, ordinary: Ordinary, read: Read
) -> None:
    facts = facts_for(language, kind)
    text = first_text(kind, facts)
    letter = ordinary(kind, language)
    said = read(letter.pdf).replace("• ", "")
    assert letter.pages == 1
    assert " ".join(plain(text.subject)) in said
    for paragraph in text.body.split("\n\n"):
        assert " ".join(plain(paragraph)) in said
    assert facts.number is not None
    assert facts.number in said


@every_letter
def test_an_ordinary_letter_shows_every_fact_that_stands_in_a_block(
    kind: LetterKind, language: str, facts_for: Facts, ordinary: Ordinary
) -> None:
    facts = facts_for(language, kind)
    given, said = stated(kind, facts), columns(boxes(ordinary(kind, language).pdf))
    shown = [option.what for option in given.options] + [option.effort for option in given.options]
    if given.refund:
        shown += [formats.money(given.refund.amount, language), formats.long_date(given.refund.pay_by, language)]
        shown.append(given.refund.method)
    if given.remedy and given.remedy.by:
        shown += [given.remedy.what, formats.long_date(given.remedy.by, language)]
    if given.gift:
        shown.append(given.gift.what)
    if given.voucher:
        assert given.voucher.code
        shown += [formats.money(given.voucher.amount, language), given.voucher.code, facts.client.name]
    for one in shown:
        assert any(one.replace("\u00a0", " ") in column for column in said)


@every_letter
def test_nothing_on_the_page_runs_into_anything(kind: LetterKind, language: str, ordinary: Ordinary) -> None:
    for one, other in combinations(boxes(ordinary(kind, language).pdf), 2):
        assert apart(one, other), (one, other)


@every_letter
def test_everything_stands_between_the_margins(kind: LetterKind, language: str, ordinary: Ordinary) -> None:
    for left, top, right, bottom, text in boxes(ordinary(kind, language).pdf):
        assert left >= 24.5, text
        assert right <= 185.5, text
        assert top >= 14, text
        assert bottom <= 288, text


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_the_address_shows_whole_in_the_window(language: str, written: Written, facts_for: Facts) -> None:
    facts = facts_for(language, LetterKind.REFUND)
    shown = [box for box in boxes(written(LetterKind.REFUND, facts).pdf) if box[0] < 100 and 60 < box[1] < 88]
    assert " ".join(box[4].strip() for box in shown).replace("\u00a0", " ") == " ".join(
        (facts.client.address_name, *facts.client.address_lines)
    )
    assert min(box[1] for box in shown) >= 62.7
    assert max(box[3] for box in shown) <= 87.0
    assert max(box[2] for box in shown) <= 100.0


@every_letter
def test_only_the_house_fonts_are_in_the_file_and_all_of_them_embedded(
    kind: LetterKind, language: str, ordinary: Ordinary
) -> None:
    for name, embedded in fonts(ordinary(kind, language).pdf):
        assert "+Letter" in name
        assert embedded


def test_the_file_names_itself_its_language_and_its_day(written: Written, facts_for: Facts) -> None:
    reader: Any = pypdf.PdfReader(io.BytesIO(written(LetterKind.BONUS, facts_for("ru", LetterKind.BONUS)).pdf))
    about = reader.metadata
    assert about is not None
    assert about.title == "Бонус 700 ₽ на Ваш следующий заказ"
    assert about.author == "Мастерская Елены Ким"
    assert about.subject == "B-2026-0031"
    assert about.creation_date is not None
    assert about.creation_date.date() == date(2026, 4, 2)
    assert reader.root_object["/Lang"] == "ru-RU"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - pypdf's own boolean


@every_letter
def test_the_same_facts_give_the_same_bytes(
    kind: LetterKind, language: str, written: Written, facts_for: Facts, ordinary: Ordinary
) -> None:
    assert written(kind, facts_for(language, kind)).pdf == ordinary(kind, language).pdf


def test_a_signature_too_gives_the_same_bytes_each_time(written: Written, facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.REFUND, signed=True)
    assert written(LetterKind.REFUND, facts).pdf == written(LetterKind.REFUND, facts).pdf


def test_a_bold_word_in_brackets_is_printed_and_read_back_whole(written: Written, facts_for: Facts, read: Read) -> None:
    facts = facts_for("en", LetterKind.GIFT)
    letter = written(
        LetterKind.GIFT, facts, body="(**five**)! The office first filed a *fine* mistake.\n\n[[gift]]\n\nYours."
    )
    assert "(five)! The office first filed a fine mistake." in read(letter.pdf)


@pytest.mark.parametrize(
    ("kind", "language"),
    [one for one in WRITTEN if one[0] in (LetterKind.BONUS, LetterKind.DOUBLE, LetterKind.BONUS_REMINDER)],
)
def test_the_voucher_can_be_read_by_a_telephone(kind: LetterKind, language: str, ordinary: Ordinary) -> None:
    assert codes(ordinary(kind, language).pdf) == ["B-7F4M-2QK"]


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_the_voucher_stays_inside_its_slip_with_long_names_and_great_sums(
    language: str, written: Written, facts_for: Facts
) -> None:
    facts = facts_for(language, LetterKind.BONUS)
    assert facts.given.bonus is not None
    great = replace(facts.given.bonus, amount=Money(Decimal("999999999.99"), facts.owner.currency))
    name, business = facts.client.name, facts.owner.letterheads[0].business_name
    facts = replace(
        facts,
        given=replace(facts.given, bonus=great),
        client=replace(facts.client, name=" ".join([name] * 4)[:95], address_name=name),
        owner=replace(
            facts.owner, letterheads=(replace(facts.owner.letterheads[0], business_name=" ".join([business] * 3)[:80]),)
        ),
    )
    slip = [box for box in boxes(written(LetterKind.BONUS, facts).pdf) if 223 < box[1] < 270]
    for left, top, right, bottom, text in slip:
        assert left > 26, text
        assert right < 184, text
        assert top > 225, text
        assert bottom < 268.5, text
        assert not left < 77 < right, text  # nothing crosses from the stub
    for one, other in combinations(slip, 2):
        assert apart(one, other), (one, other)


def test_a_draft_says_so_and_its_voucher_can_not_be_redeemed(written: Written, facts_for: Facts, read: Read) -> None:
    letter = written(LetterKind.BONUS, facts_for("ro", LetterKind.BONUS, issued=False))
    assert read(letter.pdf).count("Ciornă") == 4
    assert not codes(letter.pdf)


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_a_partial_refund_shows_how_the_sum_comes_about(
    language: str, written: Written, facts_for: Facts, read: Read
) -> None:
    facts = facts_for(language, LetterKind.REFUND)
    assert facts.order is not None
    assert facts.given.refund is not None
    part = replace(
        facts.given.refund, amount=facts.order.paid * Decimal("0.37"), share=Decimal("0.37"), what_for="2 × 4 + 1"
    )
    said = read(written(LetterKind.REFUND, replace(facts, given=replace(facts.given, refund=part))).pdf)
    share = formats.percent(Decimal("0.37"), language).replace("\u00a0", " ")
    assert share in said
    assert "2 × 4 + 1" in said
    assert share not in read(written(LetterKind.REFUND, facts).pdf)


def test_a_refund_band_that_was_taken_out_stands_before_the_last_paragraph(written: Written, facts_for: Facts) -> None:
    letter = written(LetterKind.REFUND, facts_for("en", LetterKind.REFUND), body="Dear Ana,\n\nFirst.\n\nLast of all.")
    tops = {box[4].strip(): box[1] for box in boxes(letter.pdf)}
    assert tops["First."] < tops["£184"] < tops["Last of all."]


def test_a_long_letter_goes_over_the_page_and_the_signature_is_never_alone(
    written: Written, facts_for: Facts, read: Read
) -> None:
    sentence = "Every pattern is now measured twice, the second time by someone who did not draw it. "
    for paragraphs in (4, 6, 8, 12, 18, 31):
        body = "Dear Ana,\n\n" + "\n\n".join([sentence * 3] * paragraphs) + "\n\nThe very last words."
        letter = written(LetterKind.BONUS, facts_for("en", LetterKind.BONUS), body=body)
        assert body.count("Every pattern") == read(letter.pdf).count("Every pattern")
        last = [box[4] for box in boxes(letter.pdf, letter.pages - 1)]
        assert any("The very last words." in text for text in last)
        assert any("Ines Marlow" in text for text in last)
        assert any("B-7F4M-2QK" in text for text in last)
        if letter.pages > 1:
            assert any(f"Page {letter.pages} of {letter.pages}" in text for text in last)
    with pytest.raises(LetterRefused) as refused:
        written(LetterKind.GIFT, facts_for("en", LetterKind.GIFT), body="\n\n".join([sentence * 4] * 100))
    assert refused.value.code == "too_long"


def test_signature_and_logo_are_drawn_and_a_broken_one_is_named(written: Written, facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.REFUND, signed=True)
    signature = facts.owner.signature
    both = replace(facts, owner=replace(facts.owner, logo=signature))
    images = pypdf.PdfReader(io.BytesIO(written(LetterKind.REFUND, both).pdf)).pages[0].images
    assert len(images) == 2
    assert all(image.image.convert("RGB").getpixel((0, 0)) == (255, 255, 255) for image in images if image.image)
    assert len(written(LetterKind.REFUND, facts).pdf) < 40_000
    broken = replace(facts, owner=replace(facts.owner, logo=b"not a picture"))
    with pytest.raises(LetterRefused) as refused:
        written(LetterKind.REFUND, broken)
    assert (refused.value.code, refused.value.details) == ("picture", {"place": "logo"})


def test_the_snapshot_holds_the_exact_figures_and_not_what_a_gift_costs(facts_for: Facts) -> None:
    facts = facts_for("ru", LetterKind.DOUBLE)
    figures = snapshot(LetterKind.DOUBLE, facts)
    assert figures["bonus"] == {
        "minor": 70000,
        "currency": "RUB",
        "valid_until": "2026-07-02",
        "share": "0.10",
        "nature": "goodwill",
        "code": "B-7F4M-2QK",
    }
    assert figures["gift"] == {"what": "шесть льняных салфеток с ручной подшивкой"}
    assert "refund" not in figures


def test_a_currency_without_small_coins_is_printed_without_decimals(
    written: Written, facts_for: Facts, read: Read
) -> None:
    facts = facts_for("en", LetterKind.REFUND)
    assert facts.given.refund is not None
    assert facts.order is not None
    yen = Money(184000, "JPY")
    facts = replace(
        facts,
        order=replace(facts.order, paid=yen, total=yen),
        given=replace(facts.given, refund=replace(facts.given.refund, amount=yen)),
    )
    said = read(written(LetterKind.REFUND, facts).pdf)
    assert "184,000 JPY" in said or "¥184,000" in said


def test_screens_can_ask_for_the_kinds_without_loading_what_draws_them() -> None:
    check = (
        "import sys, evenhand.letters.letter; "
        "sys.exit(any(name in sys.modules for name in ('reportlab', 'markdown_it', 'pypdfium2', 'PIL', 'uharfbuzz')))"
    )
    assert subprocess.run([sys.executable, "-c", check], env={"PYTHONPATH": "desktop"}, check=False).returncode == 0


def test_a_subject_or_text_of_nothing_is_refused(facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.GIFT)
    for text, place in ((LetterText(" ", "Dear Ana,"), "subject"), (LetterText("A gift", "\n\n"), "text")):
        with pytest.raises(LetterRefused) as refused:
            draw(LetterKind.GIFT, facts, text)
        assert (refused.value.code, refused.value.details) == ("empty", {"place": place})
