"""What the house rules say to clients: as a list in a letter, and on a sheet for the wall."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand import built_in_rules, resources
from evenhand.domain.records import LETTER_LANGUAGES, Envelope, Letter, LetterKind, LetterTextOfOwn, PaperSize
from evenhand.letters import page, rule_lines
from evenhand.letters.letter import LetterFacts, LetterText, first_text, snapshot
from evenhand.letters.plain import plain
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.trial import invented_owner, ordinary_facts
from evenhand.letters.wall_sheet import how_we_work
from paper import said

KIND = LetterKind.HOW_WE_WORK
ON = date(2026, 11, 22)
BODY = "{client.salutation}\n\nThis holds here.\n\n[[rules]]\n\nTell me first.\n"
# The letter's text as it was before the lines came from the rules.
FORMER = "{client.salutation}\n\n- **An answer.** Within {answer.days}.\n- **My hours.** Ask.\n\nTell me first.\n"
BONUS = "{?business.bonus_months}**A bonus.** It holds for {business.bonus_months}.{/}"
in_every_language = pytest.mark.parametrize("language", LETTER_LANGUAGES)


def facts(*rules: str, language: str = "en", **owner: Any) -> LetterFacts:
    known = ordinary_facts(replace(invented_owner(language), **owner), language, KIND)
    return replace(known, rules=rules)


def written(known: LetterFacts, body: str = BODY) -> LetterText:
    return first_text(KIND, known, LetterTextOfOwn(0, known.language, KIND, "How I work", body, 1))


def drawn(known: LetterFacts, body: str = BODY) -> str:
    return " ".join(said(page.draw(KIND, known, written(known, body)).pdf))


def wall(*rules: str, language: str = "en", **more: Any) -> bytes:
    return how_we_work(invented_owner(language), language=language, on=ON, rules=rules, **more)


def own(body: str) -> LetterTextOfOwn:
    return LetterTextOfOwn(0, "en", KIND, "How I work", body, 1)


def many(language: str) -> tuple[str, ...]:
    """All the lines that come with the app."""
    lines = [one["for_clients"] for one in built_in_rules.words(language).values() if one.get("for_clients")]
    return tuple(lines)


def refused(known: LetterFacts, body: str = BODY) -> LetterRefused:
    with pytest.raises(LetterRefused) as error:
        drawn(known, body)
    return error.value


def test_the_lines_stand_where_the_text_says_so_in_their_order_with_their_fields_filled() -> None:
    text = drawn(facts("**A price.** It is fixed.", "**An answer.** It comes within {answer.days}."))

    assert (
        "This holds here. • A price. It is fixed. • An answer. It comes within 3 working days. Tell me first." in text
    )


def test_a_line_whose_condition_leaves_nothing_of_it_falls_away() -> None:
    assert "A bonus. It holds for 3 months." in drawn(facts("**One.**", BONUS))
    assert "bonus" not in drawn(facts("**One.**", BONUS, bonus_months=0))


def test_a_list_mark_and_line_ends_that_were_typed_along_do_no_harm() -> None:
    assert "• A price. It is fixed, and it stays so. Tell me" in drawn(
        facts("- **A price.** It is\nfixed, and\n it stays so.")
    )


def test_what_would_be_markup_in_a_block_of_the_page_is_refused_with_the_line_it_stands_in() -> None:
    error = refused(facts("Money comes back [[refund]] soon."))

    assert (error.code, error.details["text"]) == ("rule_line", "Money comes back [[refund]] soon.")


def test_a_misspelt_field_names_its_line_and_what_was_probably_meant() -> None:
    details = refused(facts("An answer within {anser.days}.")).details

    assert (details["reason"], details["name"], details["did_you_mean"]) == (
        "unknown_field",
        "anser.days",
        "answer.days",
    )


def test_a_line_is_said_to_everybody_and_so_knows_no_client_and_no_order() -> None:
    for field in ("client.name", "client.salutation", "order.number"):
        assert refused(facts(f"Dear {{{field}}}.")).details["reason"] == "empty_field"


def test_a_text_that_wants_the_rules_is_refused_where_the_language_has_none_instead_of_printing_a_hole() -> None:
    for rules in ((), (BONUS,)):
        error = refused(facts(*rules, language="hy", bonus_months=0))
        assert (error.code, error.details["language"]) == ("no_rule_lines", "hy")


def test_a_text_made_before_the_lines_came_from_the_rules_prints_as_it_did() -> None:
    for rules in ((), ("**A price.** It is fixed.",), ("{misspelt.field}",)):
        text = drawn(facts(*rules), FORMER)
        assert "• An answer. Within 3 working days. • My hours. Ask. Tell me first." in text
        assert "A price" not in text


def test_a_line_can_be_tried_before_it_is_kept() -> None:
    rule_lines.check("en", f"**A bonus.** {BONUS}")
    for line in ("{client.name}", "{?answer.days}open", "[[rules]]", "a heart: ❤"):
        with pytest.raises(LetterRefused):
            rule_lines.check("en", line)


def test_the_letter_as_plain_text_has_the_lines_that_it_stated() -> None:
    known = facts("**A price.** It is fixed.", "**An answer.** Within {answer.days}.")
    text = written(known, BODY.replace("\n\nTell", "\n\n- **My hours.** Ask.\n\nTell"))
    issued = Letter(
        id=1,
        number="L-2026-0001",
        kind=KIND,
        language="en",
        client_id=1,
        case_id=None,
        issued_on=ON,
        subject=text.subject,
        body=text.body,
        snapshot=json.dumps(snapshot(KIND, known)),
        sha256="",
    )

    head = known.owner.letterhead("en")
    assert "\n• A price. It is fixed.\n• An answer. Within 3 working days.\n• My hours. Ask.\n\n" in plain(
        issued, head
    ).replace("\u00a0", " ")
    assert "A price" not in plain(replace(issued, body=FORMER.replace("{", "").replace("}", "")), head)


@in_every_language
@pytest.mark.parametrize("paper", PaperSize)
def test_all_the_rules_that_come_with_the_app_stand_on_one_page(language: str, paper: PaperSize) -> None:
    spoken = language if resources.path("rules", f"{language}.toml").exists() else "en"
    for envelope in (Envelope.LEFT_WINDOW, Envelope.US_10):
        known = facts(*many(spoken), language=language, paper=paper, envelope=envelope)
        assert page.draw(KIND, known, first_text(KIND, known)).pages == 1


@in_every_language
def test_the_sheet_for_the_wall_is_one_page_to_nobody_in_particular(language: str) -> None:
    pages = said(wall("**A.** It is fixed.", language=language, hours="10-18"))

    assert len(pages) == 1
    assert "A. It is fixed." in pages[0]
    assert "10-18" in pages[0]
    known = ordinary_facts(invented_owner(language), language, KIND)
    for nowhere in (known.client.salutation, known.client.name, "L-20"):
        assert nowhere not in pages[0]


def test_the_sheet_for_the_wall_says_the_same_in_larger_type() -> None:
    pdf = wall(*many("en"))
    text = said(pdf)[0]

    for line in ("A fixed price.", "Respect, both ways.", "within 3 working days", "tell me first"):
        assert line in text
    assert pdf == wall(*many("en"))


def test_the_sheet_takes_the_owners_own_text_without_its_salutation() -> None:
    text = said(wall("**A price.** It is fixed.", own=own(BODY)))[0]
    assert "How I work This holds here. • A price. It is fixed. Tell me first." in text

    text = said(
        wall(own=own("{?client.salutation}{client.salutation}{/}\n\n{?client.name}Hello {client.name}.{/} Come in."))
    )[0]
    assert "How I work Come in." in text


def test_a_text_that_speaks_to_a_client_by_name_is_no_text_for_the_wall() -> None:
    with pytest.raises(LetterRefused) as error:
        wall(
            "**A price.** It is fixed.", own=own("{client.salutation}\n\nYou are welcome, {client.name}.\n\n[[rules]]")
        )

    assert (error.value.details["line"], error.value.details["name"]) == (3, "client.name")


def test_more_than_a_page_holds_is_no_sheet_for_the_wall() -> None:
    with pytest.raises(LetterRefused) as error:
        wall(*(f"**Rule {number}.** It is fixed, and so it stays." for number in range(60)))

    assert (error.value.code, error.value.details["place"]) == ("too_long", "text")
