"""What people are called, and what they type, prints as it is or is refused by name."""

import json
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.records import LETTER_LANGUAGES, CaseCompensations, LetterKind
from evenhand.letters import labels, template, typographer
from evenhand.letters.letter import LetterFacts, LetterRefused, LetterText, first_text
from evenhand.letters.page import DrawnLetter, draw
from paper import WRITTEN, boxes

Facts = Callable[..., LetterFacts]
Written = Callable[..., DrawnLetter]
Read = Callable[[bytes], str]

HOSTILE = "Dear *Ana* <b>x</b> & {amount} [[refund]] \\ __y__ {?case.ours} 1. - <img src='file:///etc/passwd'>"


def named(facts: LetterFacts, name: str) -> LetterFacts:
    """The facts with another name everywhere the client's name can stand."""
    return replace(facts, client=replace(facts.client, name=name, salutation="", address_name=""))


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_name_full_of_markup_prints_as_it_is(kind: LetterKind, facts_for: Facts, read: Read) -> None:
    facts = named(facts_for("en", kind), HOSTILE)
    facts = replace(facts, client=replace(facts.client, address_lines=("BATH",)))
    said = read(draw(kind, facts, first_text(kind, facts)).pdf)
    assert said.count(HOSTILE) >= 2  # in the address and in the salutation


def test_every_value_of_the_owners_prints_as_it_is(facts_for: Facts, read: Read, written: Written) -> None:
    facts = facts_for("en", LetterKind.REFUND)
    assert facts.case is not None
    assert facts.order is not None
    assert facts.given.refund is not None
    value = "- *a* {order.what} <i>b</i> [[gift]] c_d_e"
    facts = replace(
        facts,
        case=replace(facts.case, finding=value, change=value),
        order=replace(facts.order, what=value, number="2026_*1*"),
        given=replace(facts.given, refund=replace(facts.given.refund, method=value)),
    )
    said = read(written(LetterKind.REFUND, facts).pdf)
    assert said.count(value) >= 4
    assert "2026_*1*" in said


@pytest.mark.parametrize(
    "words", ["1) In Bath", "1. In Bath", "12345) In Bath", "- In Bath", "+ In Bath", "2026. In Bath"]
)
def test_words_that_begin_like_a_list_print_as_they_are(words: str, facts_for: Facts, read: Read) -> None:
    facts = replace(facts_for("en", LetterKind.DECLINE), typed={"decline.suggestion": words})
    assert f"{words}." in read(draw(LetterKind.DECLINE, facts, first_text(LetterKind.DECLINE, facts)).pdf)


@pytest.mark.parametrize(
    ("name", "code", "character", "codepoint"),
    [
        ("Ana 🙂 Pop", "missing_glyph", "🙂", "U+1F642"),
        ("דוד לוי", "right_to_left", "ד", "U+05D3"),
        ("أحمد", "right_to_left", "أ", "U+0623"),
        ("山田 Jun", "missing_glyph", "山", "U+5C71"),
        ("Ana\x07Pop", "missing_glyph", "\x07", "U+0007"),
        ("ნინო", "missing_glyph", "ნ", "U+10DC"),
    ],
)
def test_a_letter_no_font_has_is_named_with_its_place(
    name: str, code: str, character: str, codepoint: str, facts_for: Facts
) -> None:
    facts = named(facts_for("en", LetterKind.GIFT), name)
    with pytest.raises(LetterRefused) as refused:
        draw(LetterKind.GIFT, facts, LetterText("A gift", "Dear Ana,"))
    assert refused.value.code == code
    assert refused.value.details == {"character": character, "codepoint": codepoint, "place": "client_name"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda facts: replace(facts, client=replace(facts.client, address_lines=("山",))), "address"),
        (lambda facts: replace(facts, owner=replace(facts.owner, email="山@example")), "contact"),
        (lambda facts: replace(facts, order=replace(facts.order, number="山")), "order"),
        (
            lambda facts: replace(facts, given=replace(facts.given, refund=replace(facts.given.refund, method="山"))),
            "refund_method",
        ),
        (
            lambda facts: replace(
                facts,
                owner=replace(facts.owner, letterheads=(replace(facts.owner.letterheads[0], legal_line="山"),)),
            ),
            "legal_line",
        ),
    ],
)
def test_the_place_of_a_missing_letter_is_named(
    change: Callable[[LetterFacts], LetterFacts], place: str, facts_for: Facts, written: Written
) -> None:
    facts = change(facts_for("en", LetterKind.REFUND))
    with pytest.raises(LetterRefused) as refused:
        written(LetterKind.REFUND, facts)
    assert (refused.value.code, refused.value.details["place"]) == ("missing_glyph", place)


def test_accents_typed_apart_are_put_together(facts_for: Facts, read: Read, written: Written) -> None:
    facts = named(facts_for("ro", LetterKind.GIFT), unicodedata.normalize("NFD", "Ștefănescu Zoë Țăranu"))
    said = read(written(LetterKind.GIFT, facts).pdf)
    assert "Ștefănescu Zoë Țăranu" in said


def test_armenian_marks_stay_inside_their_words(facts_for: Facts, read: Read, written: Written) -> None:
    body = "Հարգելի՛ Անի,\n\nԻնչպե՞ս եք։ Գրե՛ք մեզ՝ երբ ուզենաք, և զանգահարե՜ք։\n\n[[gift]]\n\nՎերջ։"
    said = read(written(LetterKind.GIFT, facts_for("hy", LetterKind.GIFT), body=body).pdf)
    assert "Հարգելի՛ Անի," in said
    assert "Ինչպե՞ս եք։ Գրե՛ք մեզ՝ երբ ուզենաք, և զանգահարե՜ք։" in said


def test_a_stress_mark_that_has_no_letter_of_its_own_stays_on_its_letter(
    facts_for: Facts, read: Read, written: Written
) -> None:
    body = "Дорого\u0301й за\u0301мок.\n\n[[gift]]\n\nКонец."
    said = read(written(LetterKind.GIFT, facts_for("ru", LetterKind.GIFT), body=body).pdf)
    assert "за\u0301мок" in visible(said)


@pytest.mark.parametrize(("kind", "language"), WRITTEN)
def test_a_name_of_95_letters_prints_whole_in_every_letter(
    kind: LetterKind, language: str, facts_for: Facts, read: Read, written: Written
) -> None:
    base = facts_for(language, kind)
    facts = named(base, " ".join([base.client.name] * 8)[:95].strip())
    assert read(written(kind, facts).pdf).count(facts.client.name) >= 2


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
@pytest.mark.parametrize(
    "name",
    [
        "Jane Петрова-Սարգսյան",
        "Ayşe Ţurcanu și Ştefan Țiriac",
        "Olga Borodina & Пётр Ильин",
        "Անի՛ Ո՞վ Գրե՜ք Մարտիրոսյան․ Հ․",
        "Zoë O’Brien-Łukasiewicz, née d’Évreux",
        "{client.name} {{x}} {?case.ours}a{/}",
        "[[refund]] **Ana** _Pop_ # 1. <b>",
    ],
)
def test_what_people_are_called_prints_letter_by_letter(
    name: str, language: str, facts_for: Facts, read: Read, written: Written
) -> None:
    said = read(written(LetterKind.REFUND, named(facts_for(language, LetterKind.REFUND), name)).pdf)
    assert visible(said).count(visible(name)) >= 2


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_a_client_without_gender_or_address_gets_a_neutral_salutation_and_a_name_in_the_window(
    language: str, facts_for: Facts, written: Written
) -> None:
    facts = named(facts_for(language, LetterKind.GIFT), "Robin Lee")
    letter = written(LetterKind.GIFT, replace(facts, client=replace(facts.client, address_lines=())))
    lines = [box for box in boxes(letter.pdf) if box.left < 100]
    assert [box.text.strip() for box in lines if 60 < box.top < 88] == ["Robin Lee"]
    assert labels.of(language)["salutation"].replace("{name}", "Robin Lee") in {box.text.strip() for box in lines}


@pytest.mark.parametrize(
    ("words", "code"),
    [("Jane \u05d3\u05d5\u05d3", "right_to_left"), ("Jane\u200f Lee", "right_to_left"), ("Jane 🙂", "missing_glyph")],
)
def test_what_letters_can_not_print_is_refused_wherever_the_owner_typed_it(
    words: str, code: str, facts_for: Facts, written: Written
) -> None:
    options = facts_for("en", LetterKind.OPTIONS)
    offered = json.dumps([{"what": words, "by": "", "effort": ""}])
    apology = facts_for("en", LetterKind.APOLOGY)
    assert apology.case is not None
    cases = [
        (LetterKind.OPTIONS, replace(options, typed={"options.offered": offered}), "option"),
        (LetterKind.APOLOGY, replace(apology, case=replace(apology.case, remedy_what=words)), "remedy"),
        (LetterKind.DECLINE, replace(facts_for("en", LetterKind.DECLINE), typed={"decline.suggestion": words}), "text"),
    ]
    for kind, facts, place in cases:
        with pytest.raises(LetterRefused) as refused:
            written(kind, facts)
        assert (refused.value.code, refused.value.details["place"]) == (code, place)


def test_seven_lines_of_address_fit_the_window_and_ten_are_refused(
    facts_for: Facts, read: Read, written: Written
) -> None:
    facts = facts_for("en", LetterKind.REFUND)
    six = ("Flat 4", "The Old Maltings", "12–14 Quarry Lane", "Larkhall", "BATH", "BA1 6SX")
    said = read(written(LetterKind.REFUND, replace(facts, client=replace(facts.client, address_lines=six))).pdf)
    assert " ".join(six) in said
    with pytest.raises(LetterRefused) as refused:
        written(LetterKind.REFUND, replace(facts, client=replace(facts.client, address_lines=six * 2)))
    assert refused.value.code == "address_too_long"


def test_a_word_of_128_letters_is_cut_and_not_lost(facts_for: Facts, read: Read, written: Written) -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 4
    facts = facts_for("en", LetterKind.REFUND)
    said = read(written(LetterKind.REFUND, facts, body=f"Dear Ana,\n\nAbout {word}.\n\n[[refund]]\n\nYours.").pdf)
    assert word[:128] in said.replace(" ", "").replace("\ufffe", "")


def test_an_unknown_marker_is_refused_with_the_one_that_was_meant(facts_for: Facts, written: Written) -> None:
    facts = facts_for("en", LetterKind.REFUND)
    for body, code, details in (
        ("Dear Ana,\n\n[[refnd]]", "unknown_marker", {"name": "refnd", "line": 3, "did_you_mean": "refund"}),
        ("Dear Ana, [[refund]] it is", "unknown_marker", {"name": "refund", "line": 1, "did_you_mean": "refund"}),
        ("[[refund]]\n\nDear Ana,\n\n[[refund]]", "repeated_marker", {"name": "refund", "line": 5}),
        ("Dear Ana,\n\n[[gift]]\n\nYours", "unknown_marker", {"name": "gift", "line": 3, "did_you_mean": None}),
        ("Dear Ana,\n\n[[voucher]]\n\nYours", "unknown_marker", {"name": "voucher", "line": 3, "did_you_mean": None}),
        (
            "Dear Ana,\nsee {refund.by}",
            "text_mistake",
            {"reason": "placeholder", "place": "text", "line": 2, "name": "{refund.by}", "did_you_mean": None},
        ),
    ):
        with pytest.raises(LetterRefused) as refused:
            written(LetterKind.REFUND, facts, body=body)
        assert (refused.value.code, refused.value.details) == (code, details)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_only_the_blocks_of_its_own_kind_stand_in_a_letter(
    kind: LetterKind, facts_for: Facts, written: Written
) -> None:
    for name in {"refund", "gift", "remedy", "options"} - set(KINDS[kind].blocks):
        with pytest.raises(LetterRefused) as refused:
            written(kind, facts_for("en", kind), body=f"Dear Ana,\n\n[[{name}]]\n\nYours")
        assert refused.value.code == "unknown_marker"
        assert (refused.value.details["name"], refused.value.details["line"]) == (name, 3)


def test_a_block_of_the_kind_without_its_fact_is_refused(facts_for: Facts, written: Written) -> None:
    facts = facts_for("en", LetterKind.APOLOGY)
    with pytest.raises(LetterRefused) as refused:
        written(LetterKind.APOLOGY, replace(facts, given=CaseCompensations()), body="Dear,\n\n[[gift]]\n\nYours")
    assert (refused.value.code, refused.value.details) == ("missing_fact", {"fact": "gift"})


@pytest.mark.parametrize(
    ("source", "reason", "line", "meant"),
    [
        ("Dear,\n\n{refund.amout}", "unknown_field", 3, "refund.amount"),
        ("{client.__class__}", "unknown_field", 1, None),
        ("{0}", "unknown_field", 1, None),
        ("{refund.amount!r}", "unknown_field", 1, "refund.amount"),
        ("{?refund.amount}open", "unclosed", 1, None),
        ("closed{/}", "not_open", 1, None),
        ("a { b", "stray_brace", 1, None),
        ("\n{case.change}", "empty_field", 2, None),
    ],
)
def test_a_mistake_in_a_text_is_named_with_its_line(source: str, reason: str, line: int, meant: str | None) -> None:
    with pytest.raises(LetterRefused) as refused:
        template.fill_body(source, {"refund.amount": "£5", "case.change": "", "client.name": "Ana"})
    details = refused.value.details
    assert (refused.value.code, details["reason"], details["line"]) == ("text_mistake", reason, line)
    if reason == "unknown_field" and meant:
        assert details["did_you_mean"] == meant


def test_conditions_may_stand_in_each_other_and_braces_can_be_printed() -> None:
    values = {"a.a": "x", "b.b": ""}
    assert template.fill_plain("{?a.a}A{!b.b}B{/}{?b.b}C{/}{/}{!a.a}D{/} {{{a.a}}}", values) == "AB {x}"


@pytest.mark.parametrize(
    ("language", "typed", "glued"),
    [
        ("en", "3 March and Mrs Lee – a coat", "3~March and Mrs~Lee~– a~coat"),
        ("ru", "3 500 ₽ и № 5 — в доме, д. 28, кв. 61", "3~500~₽ и~№~5~— в~доме, д.~28, кв.~61"),
        ("ru", "**3 500** ₽, О. С. Бородина", "**3~500**~₽, О.~С.~Бородина"),
        ("ro", "nr. 5 și 125 lei pe 3 martie 2026", "nr.~5 și~125~lei pe~3~martie 2026"),
        ("hy", "3 մարտի 2026 թ. ք. Երևան № 5, 128 500 ֏", "3~մարտի 2026~թ. ք.~Երևան №~5, 128~500~֏"),
    ],
)
def test_what_belongs_together_stays_on_one_line(language: str, typed: str, glued: str) -> None:
    assert typographer.glued(typed, language).replace("\u00a0", "~") == glued


def visible(text: str) -> str:
    """The text without its spaces and without what has no mark of its own."""
    unseen = "\u00ad\u200b\u2060\ufeff\u200e\u202a\u202c"
    return "".join(
        one
        for one in unicodedata.normalize("NFC", text)
        if not unicodedata.category(one).startswith("Z") and one not in unseen and one not in "\t\r\n"
    )


@given(
    name=st.one_of(
        st.text(max_size=60),
        st.text(st.characters(max_codepoint=0x24F), max_size=100),
        st.text(st.characters(min_codepoint=0x400, max_codepoint=0x58F), max_size=100),
    ),
    language=st.sampled_from(LETTER_LANGUAGES),
    kind=st.sampled_from([LetterKind.REFUND, LetterKind.GIFT, LetterKind.BONUS, LetterKind.DOUBLE]),
)
@example(name="a" * 128, language="ru", kind=LetterKind.BONUS)
@example(name="- 1. [[refund]] {/}", language="hy", kind=LetterKind.DOUBLE)
@example(name="\u0301", language="en", kind=LetterKind.REFUND)
@example(name="г..", language="ru", kind=LetterKind.REFUND)
def test_any_name_at_all_is_printed_whole_or_refused(
    name: str, language: str, kind: LetterKind, facts_for: Facts, read: Read, written: Written
) -> None:
    facts = named(facts_for(language, kind), name)
    try:
        letter = written(kind, facts)
    except LetterRefused:
        return
    said = visible(read(letter.pdf)).replace("\ufffe", "").replace("-", "")
    assert said.count(visible(name).replace("-", "")) >= 2


@given(body=st.text(max_size=300), subject=st.text(max_size=80))
def test_any_text_at_all_is_printed_or_refused(body: str, subject: str, facts_for: Facts) -> None:
    with suppress(LetterRefused):
        draw(LetterKind.GIFT, facts_for("en", LetterKind.GIFT), LetterText(subject, body))
