"""How the tone check reads a letter. What it finds in each language is in test_tone_corpus.py."""

import re
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.tone import Category, Finding, Phrases, Severity, check
from evenhand.domain.tone_pattern import Grammar, PatternMistake
from evenhand.domain.tone_phrases import Seeker
from evenhand.domain.tone_text import Folding, sentences
from evenhand.tone_phrases import languages
from evenhand.tone_phrases import phrases as bundled

INSTEAD = {category.value: f"Better: {category}." for category in Category if category.severity is not Severity.GOOD}
EMPTY: dict[str, Any] = {category: [] for category in ("blame", "last_word", "favour", "grovel", "vague", "evasion")}
DATA: dict[str, Any] = EMPTY | {
    "language": "xx",
    "instead": INSTEAD,
    "spelling": {"expand": {"n't": " not"}, "abbreviations": ["mr", "no"]},
    "fragments": {"we": ["we", "i"]},
    "blame": [{"find": ["you did not (say|tell [us])", "your fault"], "unless": ["not your fault"], "instead": "Ask."}],
    "last_word": [{"find": ["matter closed", "<closed ..2 subject>"]}],
    "vague": [{"find": ["soon"]}],
    "evasion": [{"find": ["was broken"], "unless_admitted": True}],
    "threat": [],
    "legal": [],
    "apology": {"find": ["sorry", "apologi~"]},
    "promise": {"find": ["{we} will (send|bring)"]},
    "condition": {"find": ["if"]},
    "day": {"find": ["[on] (monday|friday)", "#.#.#"]},
    "hour": {"find": ["[at] #:#"]},
    "admission": {"find": ["mistake is mine"]},
    "remedy": {"find": ["bonus"]},
}
PHRASES = Phrases.from_data(DATA)


def found(text: str, kind: str = "") -> list[Category]:
    return [one.category for one in check(text, PHRASES, kind=kind)]


def only(text: str, kind: str = "") -> Finding:
    (one,) = check(text, PHRASES, kind=kind)
    return one


def with_spelling(language: dict[str, Any], pattern: str) -> Phrases:
    return Phrases.from_data(DATA | {"spelling": language, "blame": [{"find": [pattern]}]})


def test_a_note_has_its_place_its_words_and_a_better_sentence() -> None:
    text = "Dear Mr. Lee,\n\nIt came late. You **didn’t\ntell** us, and so on.\n"
    one = only(text)
    assert (one.category, one.severity, one.suggestion) == (Category.BLAME, Severity.WARN, "Ask.")
    assert text[one.start : one.end] == one.matched == "You **didn’t\ntell** us"
    assert (one.line, one.column) == (3, 15)
    assert text[one.sentence_start : one.sentence_end] == "You **didn’t\ntell** us, and so on."


def test_notes_stand_in_the_order_of_the_letter() -> None:
    notes = check("Soon. The matter closed. You did not say.", PHRASES)
    assert [one.category for one in notes] == [Category.VAGUE, Category.LAST_WORD, Category.BLAME]


def test_words_that_read_badly_in_two_ways_get_one_note_the_graver() -> None:
    phrases = Phrases.from_data(DATA | {"legal": [{"find": ["soon was broken"]}]})
    assert [one.category for one in check("It soon was broken.", phrases)] == [Category.LEGAL]
    assert [one.category for one in check("It was broken soon.", phrases)] == [Category.EVASION, Category.VAGUE]


def test_the_category_has_a_better_sentence_where_the_phrase_has_none() -> None:
    assert only("The matter closed.").suggestion == "Better: last_word."


@pytest.mark.parametrize(
    "quoted",
    [
        "“You did not say”",
        "«You did not say»",
        "„You did not say”",
        "„You did not say“",
        '"You did not say"',
        "‘You did not say’",
        "'You did not say'",
        "«He told me „You did not say“ twice»",
    ],
)
def test_what_the_client_said_is_left_alone(quoted: str) -> None:
    assert found(f"You wrote: {quoted}, and you were right.") == []
    assert found(f"You wrote: {quoted}, and you did not say why.") == [Category.BLAME]


def test_a_line_of_the_clients_letter_is_left_alone() -> None:
    assert found("> You did not say\n  > and you did not tell us.\n\nThat is so.") == []


@pytest.mark.parametrize("mark", ["“", "«", "„", '"', "'", "‘"])
def test_a_lone_quotation_mark_hides_nothing(mark: str) -> None:
    assert found(f"A {mark}lone mark.\n\nYou did not say.{mark}") == [Category.BLAME]


def test_an_apostrophe_and_an_inch_quote_nothing() -> None:
    assert found("The clients' 12\" board. You did not say it was 14\" wide, the owners' sign.") == [Category.BLAME]


def test_a_phrase_stays_within_its_sentence_and_its_paragraph() -> None:
    assert found("It was your. Fault is ours.") == []
    assert found("That was your\n\nfault") == []
    assert found("- That was your\n- fault") == []
    assert found("That was your\nfault") == [Category.BLAME]


def test_a_full_stop_after_a_short_form_or_a_small_letter_ends_no_sentence() -> None:
    folding = Folding(abbreviations=frozenset({"no"}))
    read = [one.words for one in sentences("It is no. 5. I. Petrov has it, e.g. here. Good! and bad", folding)]
    assert read == ["it is no. 5.", "i. petrov has it, e.g. here.", "good!", "and bad"]


def test_unless_takes_the_meaning_away_in_its_own_sentence_only() -> None:
    assert found("It is not your fault.") == []
    assert found("It is not your fault. It was your fault.") == [Category.BLAME]


def test_an_admission_beside_it_takes_the_sting_from_an_evasion() -> None:
    assert found("It was broken.") == [Category.EVASION]
    assert found("It was broken. The mistake is mine.") == []
    assert found("It was broken.\n\nThe mistake is mine.") == [Category.EVASION]


def test_the_second_apology_is_told_and_the_first_is_not() -> None:
    one = only("I am sorry.\n\nWe apologise for the wait.")
    assert (one.category, one.matched) == (Category.SECOND_APOLOGY, "apologise")
    assert found("I am sorry.") == []


def test_a_promise_wants_a_day() -> None:
    assert found("I will send it.") == [Category.PROMISE_WITHOUT_DAY]
    assert only("I will send it on Friday.").matched == "on Friday"
    assert only("I will bring it on 14.04.2026 at 17:00.").category is Category.PROMISE_WITH_HOUR
    assert only("At 17:00 on Monday I will bring it.").matched == "At 17:00 on Monday"
    assert only("I will send it on Friday.").severity is Severity.GOOD
    assert only("I will send it on Friday.").suggestion == ""


@pytest.mark.parametrize(
    "text",
    [
        "I will send it. It arrives on Friday.",
        "It is ready on Monday. I will bring it.",
        "If you like it, I will send it.",
        "Tell me if you like it. I will send it.",
        "I will send it:\n\n[[refund]]",
        "[[remedy]]\n\nI will bring it myself.",
    ],
)
def test_a_promise_needs_no_day_where_one_stands_beside_it_or_the_client_names_it(text: str) -> None:
    assert found(text) == []


def test_a_rule_for_every_day_names_none() -> None:
    assert found("We will send it.", kind="how-we-work") == []


def test_a_vague_promise_gets_one_note_and_not_two() -> None:
    assert found("I will send it soon.") == [Category.VAGUE]


def test_a_greeting_may_be_vague() -> None:
    assert found("See you soon.") == [Category.VAGUE]
    assert found("See you soon.", kind="keep-in-touch") == []
    assert found("See you soon.", kind="thank-you") == []


def test_an_apology_letter_admits_apologises_and_gives() -> None:
    assert found("Good day.", kind="apology") == [Category.NO_ADMISSION, Category.NO_APOLOGY, Category.NO_GIFT]
    one = check("Good day.", PHRASES, kind="apology")[0]
    assert (one.start, one.end, one.line, one.column, one.matched) == (0, 0, 1, 1, "")
    assert found("The mistake is mine, and I am sorry. Take a bonus.", kind="apology") == []
    assert found("The mistake is mine, and I am sorry.\n\n[[gift]]", kind="apology") == []
    assert found("Good day.", kind="refund") == []


def test_a_note_kept_is_known_again_wherever_its_words_stand() -> None:
    first, second = check("You did not say. Then you  DID **not**\nsay!", PHRASES)
    assert first.key == second.key == "blame:you did not say"
    assert first.key != only("Soon.").key


def test_russian_is_read_with_and_without_its_dots() -> None:
    phrases = with_spelling({"replace": {"ё": "е"}}, "всё не так")
    for text in ("ВСЁ не так", "Все не так", "Все\u0308 не\u00a0так"):
        assert [one.matched for one in check(text, phrases)] == [text]


def test_romanian_is_read_in_every_spelling() -> None:
    phrases = with_spelling({"strip_accents": True}, "nu ați spus așa")
    for text in ("Nu ați spus așa", "nu aţi spus aşa", "NU ATI SPUS ASA", "nu at\u0326i spus as\u0326a"):
        assert [one.matched for one in check(text, phrases)] == [text]


def test_armenian_is_read_through_its_marks_and_ligatures() -> None:
    phrases = with_spelling({"delete": "՛՜՞", "replace": {"՝": ","}, "stops": ":"}, "եւ չասացիք")
    for text in ("Եւ չասացի՞ք", "և՛ չասացիք", "ԵՒ ՉԱՍԱՑԻՔ", "և՝ չասացիք"):
        (one,) = check(f"Այո: {text}։ Ոչ։", phrases)
        assert one.matched.rstrip("՛") == text.rstrip("՛")
        assert one.column == 6


def test_soft_hyphens_and_hard_spaces_hide_nothing() -> None:
    assert only("You did\u00a0not s\u00aday").matched == "You did\u00a0not s\u00aday"


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("told (you|us)", "told us", "told them"),
        ("you [really|just] should", "you just should", "you never should"),
        ("complain[ed|ing]", "complained", "complaint"),
        ("apologi~", "apologises", "apology"),
        ("a ~ b", "a x b", "a x y b"),
        ("you ..2 told", "you, as said, told", "you a b c told"),
        ("<a ..1 b c>", "c x a b", "c x y a b"),
        ("must !(be|go)", "must have", "must be"),
        ("#:#", "at 17:00", "at x:y"),
        ("^ now", "now it is", "and now"),
        ("now $", "and now.", "now it is"),
        ("{we} are", "i are", "you are"),
        (r"a\~b", "a~b", "acb"),
        ("it is", "it - is", "it. is"),
    ],
)
def test_each_sign_of_a_pattern_means_what_the_lists_say(pattern: str, yes: str, no: str) -> None:
    one = Grammar(Folding(), {"we": ["we", "i"]}).pattern(pattern)
    assert one.regex.search(yes)
    assert not one.regex.search(no)


@pytest.mark.parametrize(
    "pattern",
    ["(a", "a)", "[a|]", "{none}", "{self}", "..2 a", "a ..10 b", "a ..2b", "<a>", "<a [b]>", "a \\", "a ! b"],
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternMistake):
        Grammar(Folding(), {"self": ["x {self}"]}).pattern(pattern)


def test_a_phrase_list_with_a_key_that_means_nothing_is_refused() -> None:
    with pytest.raises(PatternMistake, match="finds"):
        Phrases.from_data(DATA | {"blame": [{"find": [], "finds": []}]})
    with pytest.raises(PatternMistake, match="no_gift"):
        Phrases.from_data(DATA | {"instead": {name: text for name, text in INSTEAD.items() if name != "no_gift"}})


PIECES = st.sampled_from(
    [
        *(
            "You",
            " did",
            " not",
            " say",
            "n’t",
            " **",
            "**",
            "\n",
            "\n\n",
            ". ",
            "! ",
            " soon",
            " you did not say",
            "> ",
        ),
        *(
            "“",
            "”",
            '"',
            "'",
            "«",
            "»",
            "[[gift]]\n",
            "\u00a0",
            "\u00ad",
            "…",
            " — ",
            "Սխալը",
            "ё",
            "e\u0301",
            "ﬁ",
            "ß",
        ),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_place_leads_back_to_the_letter(text: str) -> None:
    for one in check(text, PHRASES, kind="apology"):
        assert one.matched == text[one.start : one.end]
        assert one.sentence_start <= one.start <= one.end <= max(one.sentence_end, one.end)
        before = text[: one.start]
        assert (one.line, one.column) == (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        if one.category is Category.VAGUE:
            assert one.matched.casefold() == "soon"
        if one.category is Category.BLAME:
            letters = "".join(letter for letter in one.matched.casefold() if letter.isalpha())
            assert letters.replace("nt", "not") in ("youdidnotsay", "youdidnottell")


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    for one in check(text, PHRASES):
        assert one.matched == text[one.start : one.end]


HOSTILE = ["x", "you ", "you did ", "«", '"a ', "“", ". ", "!", "did not ", "**", "\n> ", "a-", "{{", "e\u0301", "1"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_twice_as_long_takes_twice_the_steps(piece: str) -> None:
    def steps(length: int) -> int:
        count = 0

        def counted(_frame: Any, _event: str, _argument: Any) -> None:
            nonlocal count
            count += 1

        text = (piece * length)[:length]
        sys.setprofile(counted)
        try:
            check(text, PHRASES)
        finally:
            sys.setprofile(None)
        return count

    steps(100)
    assert steps(20_000) < 2.5 * steps(10_000) + 100


@pytest.mark.parametrize("language", languages())
def test_no_pattern_can_run_away_on_a_long_text(language: str) -> None:
    """Nothing repeats without bound but within one word, and a word has a longest length."""
    for seeker in vars(bundled(language)).values():
        if isinstance(seeker, Seeker):
            for pattern in set(seeker.patterns()):
                bare = re.sub(r"\\w\*|\[\\w'-\]\*|\\d\+\+|\\S\+\+|\\W\*", "", pattern.expression)
                assert not re.search(r"(?<!\\)[*+]|\{\d*,\}", bare), pattern.source


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_characters_are_read_to_the_end(piece: str, language: str) -> None:
    text = (piece * 100_000)[:100_000]
    assert check(f"{text}\n\nxyzzy", bundled(language)) == check(text, bundled(language))
