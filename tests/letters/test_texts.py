"""The letters' own texts: what they may say, what they can name, and an owner's own text tried before it's kept."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from evenhand import formats, resources
from evenhand.domain.letter_kinds import KINDS, About
from evenhand.domain.money import Money
from evenhand.domain.records import (
    LETTER_LANGUAGES,
    LetterKind,
    LetterTextOfOwn,
    Nature,
    Remedy,
    Responsibility,
)
from evenhand.letters import template
from evenhand.letters.fields import FIELDS, values
from evenhand.letters.letter import LetterFacts, LetterRefused, check_text, difficult_facts, first_text, snapshot
from evenhand.letters.page import draw
from evenhand.letters.trial import bare_facts, invented_owner
from paper import WRITTEN

Facts = Callable[..., LetterFacts]
Read = Callable[[bytes], str]

every_text = pytest.mark.parametrize(("kind", "language"), WRITTEN)
APOLOGY = {"en": "sorry|apolog", "ru": "извин|жаль|прост[иы]", "ro": "scuz|pare rău|regret", "hy": "ներող|ցավ"}
MISTAKE = {"en": "mistake|fault", "ru": "ошибк", "ro": "greșeal", "hy": "սխալ"}


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_kind_has_a_text_in_every_language(kind: LetterKind, language: str) -> None:
    assert resources.path("letters", language, f"{kind.value}.md").exists()


@every_text
def test_a_text_says_which_kind_and_version_it_is_and_holds_what_its_kind_needs(
    kind: LetterKind, language: str
) -> None:
    source = resources.path("letters", language, f"{kind.value}.md").read_text("utf-8")
    assert f'kind = "{kind.value}"\nlanguage = "{language}"\n' in source
    text = template.load(kind, language)
    assert text.version >= 1
    assert text.title
    assert text.body.startswith("{client.salutation}\n")
    for block in KINDS[kind].blocks:
        assert f"[[{block}]]" in text.body
    for one in KINDS[kind].typed:
        if one.name not in ("options.offered", "earlier_bonus.fate"):
            assert f"{{{one.name}}}" in text.body


@every_text
def test_a_text_stands_every_turn_that_facts_can_take(kind: LetterKind, language: str) -> None:
    text = template.load(kind, language)
    check_text(kind, language, text.subject, text.body)


@every_text
def test_a_text_shouts_nowhere_and_leaves_no_loose_space(kind: LetterKind, language: str) -> None:
    for facts in (
        *difficult_facts(invented_owner(language), language, kind),
        *bare_facts(invented_owner(language), language, kind),
    ):
        text = first_text(kind, replace(facts, client=replace(facts.client, salutation="Ana,")))
        assert "!" not in text.subject + text.body
        assert not re.search(r" [.,;:։]|\.\.|։։|  | $", text.body, re.MULTILINE), text.body


@every_text
def test_a_mistake_is_owned_once_and_only_where_it_is_ours(kind: LetterKind, language: str, facts_for: Facts) -> None:
    facts = facts_for(language, kind)
    case = replace(facts_for(language, LetterKind.GIFT).case, finding="", change="")
    for responsibility in [*Responsibility, None]:
        ours = responsibility in (Responsibility.OURS, Responsibility.SHARED)
        known = replace(facts, case=replace(case, responsibility=responsibility)) if facts.case else facts
        body = first_text(kind, known).body
        apologies = len(re.findall(APOLOGY[language], body, re.IGNORECASE))
        assert apologies <= int(ours)
        if kind is LetterKind.APOLOGY:
            assert apologies == int(ours)
        if not ours and kind is not LetterKind.HOW_WE_WORK:
            assert not re.search(MISTAKE[language], body, re.IGNORECASE)


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_a_mistake_is_owned_only_after_something_was_said_of_it(language: str, facts_for: Facts) -> None:
    told = {"en": "You have told", "ru": "Вы сообщили", "ro": "Ne-ați spus", "hy": "Դուք մեզ հայտնեցիք"}[language]
    facts = facts_for(language, LetterKind.PARTING)
    case = facts_for(language, LetterKind.GIFT).case
    assert case is not None
    for responsibility, owned in ((Responsibility.OURS, 1), (Responsibility.SHARED, 1), (Responsibility.CLIENT, 0)):
        for finding in ("", "Անձրև։"):
            known = replace(facts, case=replace(case, responsibility=responsibility, finding=finding))
            assert first_text(LetterKind.PARTING, known).body.count(told) == (0 if finding else owned)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_letter_can_be_written_where_little_is_known(kind: LetterKind, facts_for: Facts) -> None:
    for facts in bare_facts(facts_for("en", kind).owner, "en", kind):
        bare = replace(facts, client=replace(facts.client, salutation="", address_name="", address_lines=()))
        if kind is LetterKind.OPTIONS:
            with pytest.raises(LetterRefused) as refused:
                draw(kind, bare, first_text(kind, bare))
            assert refused.value.details == {"fact": "options"}
        else:
            assert draw(kind, bare, first_text(kind, bare)).pages == 1


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_three_clients_are_hard_on_every_kind(language: str) -> None:
    for kind in LetterKind:
        long_name, unnamed, homeless = difficult_facts(invented_owner(language), language, kind)
        assert len(long_name.client.name) == 95
        assert (unnamed.client.salutation, unnamed.client.address_name) == ("", "")
        assert unnamed.client.address_lines
        assert homeless.client.address_lines == ()


def test_keeping_in_touch_offers_nothing() -> None:
    for language in LETTER_LANGUAGES:
        text = template.load(LetterKind.KEEP_IN_TOUCH, language)
        named = {name.lstrip("?!") for name in re.findall(r"\{([^{}/]+)\}", text.subject + text.body)}
        assert not {name for name in named if name.startswith(("bonus.", "gift.", "refund.", "order."))}


def test_the_readme_lists_every_field_and_no_other() -> None:
    table = resources.path("letters", "README.md").read_text("utf-8").split("## Fields")[1]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert sorted(name for row in rows for name in re.findall(r"`([^`]+)`", row)) == sorted(FIELDS)


def test_every_field_has_a_value_for_every_kind(facts_for: Facts) -> None:
    for kind in LetterKind:
        assert set(values(kind, facts_for("en", kind))) == set(FIELDS)


def test_a_typed_day_is_written_out_and_typed_words_become_a_sentence(facts_for: Facts) -> None:
    facts = replace(facts_for("hy", LetterKind.REPLACEMENT), typed={"handover.how": "  կբերենք\nինքներս "})
    assert values(LetterKind.REPLACEMENT, facts)["handover.how"] == "Կբերենք ինքներս։"
    facts = replace(facts_for("en", LetterKind.ACKNOWLEDGEMENT), typed={"answer.by": "2026-04-14"})
    assert values(LetterKind.ACKNOWLEDGEMENT, facts)["answer.by"].replace("\u00a0", " ") == "14 April 2026"


@pytest.mark.parametrize(
    ("typed", "language", "sentence"),
    [
        ("she said “no”", "en", "She said “no”."),
        ("she said “no.”", "en", "She said “no.”"),
        ('she said "no"', "en", 'She said "no".'),
        ("Она сказала: «Нет!»", "ru", "Она сказала: «Нет!»"),
        ("она сказала «нет»", "ru", "Она сказала «нет»."),
        ("we cut it too short,", "en", "We cut it too short."),
        ("it tore; ", "en", "It tore."),
        ("և կբերենք", "hy", "Եվ կբերենք։"),
        ("ինչպե՞ս", "hy", "Ինչպե՞ս։"),
        ("...", "en", "..."),
        (" , ", "en", ""),
    ],
)
def test_words_become_one_sentence_that_ends_once(typed: str, language: str, sentence: str, facts_for: Facts) -> None:
    facts = replace(facts_for(language, LetterKind.REPLACEMENT), typed={"handover.how": typed})
    assert values(LetterKind.REPLACEMENT, facts)["handover.how"] == sentence


@pytest.mark.parametrize(
    "what", ["a grey coat,", "a grey coat.", "a grey coat ...", "a grey coat…", "a grey coat ;", "a grey coat։"]
)
def test_words_after_a_colon_bring_no_mark_of_their_own(what: str, facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.GIFT)
    assert facts.order is not None
    named = replace(facts, order=replace(facts.order, what=what))
    assert values(LetterKind.GIFT, named)["order.what"] == "a grey coat"


def test_each_way_of_putting_it_right_is_called_by_its_name(facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.REPLACEMENT)
    assert facts.case is not None
    asked = {Remedy.REDO: "redo", Remedy.REPLACE: "replace", Remedy.REPAIR: "repair", Remedy.PART: "other"}
    for remedy, name in asked.items():
        found = values(LetterKind.REPLACEMENT, replace(facts, case=replace(facts.case, remedy=remedy)))
        ways = {one: found[f"remedy.{one}"] for one in ("redo", "replace", "repair", "other")}
        assert [one for one, so in ways.items() if so] == [name]


@pytest.mark.parametrize("kind", [LetterKind.BONUS, LetterKind.DOUBLE])
@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_a_bonus_in_place_of_money_owed_reads_as_what_it_is(kind: LetterKind, language: str, facts_for: Facts) -> None:
    facts = facts_for(language, kind)
    assert facts.given.bonus is not None
    owed = replace(facts.given.bonus, nature=Nature.OWED, valid_until=None, months=0)
    text = first_text(kind, replace(facts, given=replace(facts.given, bonus=owed)))
    goodwill = first_text(kind, facts)
    assert text.body != goodwill.body
    assert formats.percent(Decimal("0.10"), language) not in text.body
    assert formats.working_days(facts.owner.answer_days, language) in text.body  # when the money is named a day


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_a_refund_says_what_becomes_of_the_orders_earlier_bonus(language: str, facts_for: Facts) -> None:
    facts = facts_for(language, LetterKind.REFUND)
    bonus = facts_for(language, LetterKind.BONUS_REMINDER).bonus
    currency = facts.owner.currency
    said = {
        fate: first_text(LetterKind.REFUND, replace(facts, bonus=bonus, typed={"earlier_bonus.fate": fate})).body
        for fate in ("", "keep", "cancel", "150")
    }
    assert len(set(said.values())) == 4
    assert [fate for fate, body in said.items() if "B-7F4M-2QK" in body] == ["keep", "cancel", "150"]
    assert formats.money(Money.of_minor(150, currency), language) in said["150"]
    assert "B-7F4M-2QK" not in first_text(LetterKind.REFUND, facts).body


def test_a_reminder_tells_what_is_left_and_a_later_last_day_when_it_has_one(facts_for: Facts, read: Read) -> None:
    kind = LetterKind.BONUS_REMINDER
    facts = facts_for("en", kind)
    assert facts.bonus is not None
    partly = replace(facts, bonus_left=Money(Decimal("5.5"), "GBP"), typed={})
    said = read(draw(kind, partly, first_text(kind, partly)).pdf)
    assert said.count("£5.50") == 3  # subject, text, slip
    assert "12 April 2026" in said
    over = replace(facts, bonus_until=date(2026, 3, 1), typed={"bonus.extended_to": "2026-07-02"})
    said = read(draw(kind, over, first_text(kind, over)).pdf)
    assert "Its last day was 1 March 2026" in said
    assert "until 2 July 2026 inclusive" in said


def test_nothing_left_on_a_bonus_is_said_as_nothing(facts_for: Facts) -> None:
    facts = replace(facts_for("en", LetterKind.BONUS_REMINDER), bonus_left=Money.zero("GBP"))
    assert snapshot(LetterKind.BONUS_REMINDER, facts)["voucher"] == {
        "minor": 0,
        "currency": "GBP",
        "valid_until": "2026-07-02",
        "code": "B-7F4M-2QK",
    }


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_a_sum_stands_in_words_where_the_letterhead_asks_for_it(language: str, facts_for: Facts, read: Read) -> None:
    for kind in (LetterKind.REFUND, LetterKind.BONUS):
        facts = facts_for(language, kind)
        assert facts.given.refund is not None
        assert facts.given.bonus is not None
        heads = tuple(replace(head, sums_in_words=True) for head in facts.owner.letterheads)
        wordy = replace(facts, owner=replace(facts.owner, letterheads=heads))
        name = f"{kind.value}.amount_in_words"
        amount = facts.given.refund.amount if kind is LetterKind.REFUND else facts.given.bonus.amount
        assert values(kind, wordy)[name] == formats.in_words(amount, language)
        assert values(kind, facts)[name] == ""
        words = formats.in_words(amount, language).replace("\u00a0", " ")
        if kind is LetterKind.REFUND:
            assert words in read(draw(kind, wordy, first_text(kind, wordy)).pdf)
            assert words not in read(draw(kind, facts, first_text(kind, facts)).pdf)
    slip = replace(wordy, given=replace(wordy.given, bonus=replace(wordy.given.bonus, amount=Money(7, "EUR"))))
    words = formats.in_words(Money(7, "EUR"), language).replace("\u00a0", " ")
    assert words in read(draw(LetterKind.BONUS, slip, first_text(LetterKind.BONUS, slip)).pdf)


def test_an_own_text_takes_the_place_of_the_built_in_one(facts_for: Facts) -> None:
    own = LetterTextOfOwn(
        1, "en", LetterKind.GIFT, "For {client.name}", "{client.salutation}\n\nHere: {gift.what}.\n\n[[gift]]", 2
    )
    text = first_text(LetterKind.GIFT, facts_for("en", LetterKind.GIFT), own)
    assert text.subject == "For Jane Whitcombe"
    assert text.body.startswith("Dear Mrs Whitcombe,\n\nHere: a set of six linen napkins, hemmed by hand.\n\n[[gift]]")


@pytest.mark.parametrize(
    ("kind", "body", "code", "details"),
    [
        (
            LetterKind.GIFT,
            "Dear,\n\n{gift.waht}",
            "text_mistake",
            ("unknown_field", "text", 3, "gift.waht", "gift.what"),
        ),
        (LetterKind.GIFT, "Dear,\n{case.change}", "text_mistake", ("empty_field", "text", 2, "case.change", None)),
        (LetterKind.THANK_YOU, "Dear,\n{change.text}", "text_mistake", ("empty_field", "text", 2, "change.text", None)),
        (LetterKind.PARTING, "Dear,\n\n{order.what}", "text_mistake", ("empty_field", "text", 3, "order.what", None)),
        (LetterKind.GIFT, "Dear,\n\n\n{?gift.what}open", "text_mistake", ("unclosed", "text", 4, "{?gift.what}", None)),
        (LetterKind.GIFT, "Dear,\nshut{/}", "text_mistake", ("not_open", "text", 2, "{/}", None)),
        (
            LetterKind.APOLOGY,
            "Dear,\n\n{?case.change}x{/}\n\n[[gift]]",
            "text_mistake",
            ("bare_block", "text", 5, "[[gift]]", "{?gift.what}[[gift]]{/}"),
        ),
        (LetterKind.GIFT, "Dear,\n\n[[gfit]]", "unknown_marker", ("gfit", 3, "gift")),
        (LetterKind.GIFT, "Dear,\n\n{?case.change}x{/}\n\n[[refund]]", "unknown_marker", ("refund", 5, None)),
        (LetterKind.GIFT, "Dear,\n\nhere: {?gift.what}[[gift]]{/}", "unknown_marker", ("gift", 3, "gift")),
        (LetterKind.GIFT, "Dear 🙂,", "missing_glyph", ("🙂", "U+1F642", "text")),
        (LetterKind.GIFT, "[[gift]]", "empty", ("text",)),
        (LetterKind.GIFT, "Many words of mine. " * 2000, "too_long", ("text",)),
    ],
)
def test_a_mistake_in_an_own_text_is_named_with_its_line_before_it_is_kept(
    kind: LetterKind, body: str, code: str, details: tuple[object, ...]
) -> None:
    with pytest.raises(LetterRefused) as refused:
        check_text(kind, "en", "About it", body)
    assert refused.value.code == code
    told = tuple(refused.value.details.values())
    assert tuple(str(one).strip("{}") for one in told) == tuple(str(one).strip("{}") for one in details)


def test_a_mistake_in_an_own_subject_says_so() -> None:
    with pytest.raises(LetterRefused) as refused:
        check_text(LetterKind.GIFT, "en", "For {client.nmae}", "Dear,")
    assert refused.value.details["place"] == "subject"
    assert refused.value.details["did_you_mean"] == "client.name"


def test_each_kind_is_about_something_its_text_can_speak_of() -> None:
    for kind, one in KINDS.items():
        for facts in bare_facts(invented_owner("en"), "en", kind):
            found = values(kind, facts)
            assert bool(found["case.number"]) == (facts.case is not None)
            assert bool(found["bonus.code"]) == (About.BONUS in one.about)
